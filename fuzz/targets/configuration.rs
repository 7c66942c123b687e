//! Any text as a configuration.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tieline::fuzzing;

fuzz_target!(|text: &str| fuzzing::configuration(text));
