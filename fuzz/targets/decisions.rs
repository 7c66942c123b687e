//! Any bytes as a list in which the owner decided.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tieline::fuzzing;

fuzz_target!(|data: &[u8]| fuzzing::answers(data));
