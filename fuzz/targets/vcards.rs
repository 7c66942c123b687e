//! Any bytes as vCards: audited, and cleaned twice.
#![no_main]

use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 2] = [
    "cards.vcf",
    "Phones.vcf",
];

fuzz_target!(|data: &[u8]| {
    tieline_fuzz::audit(data, &NAMES);
    tieline_fuzz::clean(data, &NAMES);
});
