//! Any bytes as what Outlook keeps.
#![no_main]

use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 5] = [
    "archive.pst",
    "message.msg",
    "Contacts.xml",
    "Calendar.xml",
    "archive.ost",
];

fuzz_target!(|data: &[u8]| tieline_fuzz::audit(data, &NAMES));
