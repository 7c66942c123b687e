//! Any bytes as mailboxes and single mails.
#![no_main]

use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 4] = [
    "mail.mbox",
    "one.eml",
    "one.emlx",
    "Maildir/cur/1772528400.M1P1.host:2,S",
];

fuzz_target!(|data: &[u8]| tieline_fuzz::audit(data, &NAMES));
