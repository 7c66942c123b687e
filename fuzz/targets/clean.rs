//! Any bytes as an address book: no panic, and cleaning what is clean changes nothing.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tieline::memory::{Cleaned, File, Settings};

const NAMES: [&str; 3] = ["cards.vcf", "contacts.csv", "Connections.csv"];

fuzz_target!(|data: &[u8]| {
    let Some((first, bytes)) = data.split_first() else {
        return;
    };
    let name = NAMES[usize::from(*first) % NAMES.len()];
    for once in cleaned(name, bytes) {
        for twice in cleaned(name, &once.bytes) {
            assert_eq!(
                String::from_utf8_lossy(&once.bytes),
                String::from_utf8_lossy(&twice.bytes)
            );
        }
    }
});

fn cleaned(name: &str, bytes: &[u8]) -> Vec<Cleaned> {
    let settings = Settings {
        region: Some("SE".to_owned()),
        ..Settings::default()
    };
    tieline::clean(&[File { name, bytes }], &settings).expect("the settings are sound")
}
