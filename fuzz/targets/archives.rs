//! Any bytes as an archive: zips without their list, cut ones, tars, workbooks.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tieline::fuzzing;

const NAMES: [&str; 4] = ["export.zip", "takeout.tgz", "book.xlsx", "folder.tar"];

fuzz_target!(|data: &[u8]| {
    if let Some((first, bytes)) = data.split_first() {
        let name = NAMES[usize::from(*first) % NAMES.len()];
        fuzzing::archive(name, bytes).expect("the disk has room");
    }
});
