//! Any bytes as what the owner says: an edited list, a configuration, an exported book. A book that is taken is intact.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tieline::fuzzing;

fuzz_target!(|data: &[u8]| {
    let Some((first, bytes)) = data.split_first() else {
        return;
    };
    match first % 3 {
        0 => fuzzing::answers(bytes),
        1 => fuzzing::configuration(&String::from_utf8_lossy(bytes)),
        _ => fuzzing::book(bytes).expect("a book that was taken is intact"),
    }
});
