//! Any text as a saved audit: it is refused or loaded, and what is loaded differs from itself in nothing.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(audit) = tieline::memory::load(text) {
        let changes = tieline::diff(&audit, &audit);
        assert!(changes.moved.is_empty() && changes.gone.is_empty());
    }
});
