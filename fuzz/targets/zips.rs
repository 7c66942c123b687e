//! Any bytes as an archive: zips without their list, cut ones, tars, workbooks. What is in it is told alike each time.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tieline::fuzzing;

const NAMES: [&str; 4] = ["export.zip", "takeout.tgz", "book.xlsx", "folder.tar"];

fuzz_target!(|data: &[u8]| {
    if let Some((name, bytes)) = tieline_fuzz::picked(data, &NAMES) {
        assert_eq!(
            fuzzing::archive(name, bytes),
            fuzzing::archive(name, bytes)
        );
        tieline_fuzz::audit(data, &NAMES);
    }
});
