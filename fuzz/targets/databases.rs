//! Any bytes as databases of other programs.
#![no_main]

use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 3] = [
    "chat.db",
    "CallHistory.storedata",
    "Calendar.sqlitedb",
];

fuzz_target!(|data: &[u8]| tieline_fuzz::audit(data, &NAMES));
