//! Any bytes as notes that people keep by hand.
#![no_main]

use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 6] = [
    "Petra Novak.md",
    "contacts.org",
    "crm.ini",
    "touch.log",
    "notes.txt",
    "ledger.beancount",
];

fuzz_target!(|data: &[u8]| tieline_fuzz::audit(data, &NAMES));
