//! Several files together, as one export.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| tieline_fuzz::audit_folder(data));
