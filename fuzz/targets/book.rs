//! Any bytes as an exported book. A book that is taken is intact, and exports what is taken again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tieline::fuzzing;

fuzz_target!(|data: &[u8]| fuzzing::book(data).expect("a book that was taken is intact"));
