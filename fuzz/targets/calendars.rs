//! Any bytes as calendars.
#![no_main]

use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 3] = [
    "calendar.ics",
    "phone.vcs",
    "Calendar.csv",
];

fuzz_target!(|data: &[u8]| tieline_fuzz::audit(data, &NAMES));
