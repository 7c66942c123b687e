//! The audits of the demo network, run once for all tests.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde_json::Value;

use crate::run::audit_out;

/// The audit of October, as the page of the demo says it.
pub const OCTOBER: &[&str] = &[
    "fixtures/demo/2026-10",
    "fixtures/demo/address-book.vcf",
    "--as-of",
    "2026-11-01",
];

/// The audit of September.
pub const SEPTEMBER: &[&str] = &[
    "fixtures/demo/2026-09",
    "fixtures/demo/address-book.vcf",
    "--as-of",
    "2026-10-01",
];

/// Every file that the audit of October writes.
pub fn october_files() -> &'static BTreeMap<String, Vec<u8>> {
    static FILES: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();
    FILES.get_or_init(|| audit_out(OCTOBER))
}

/// Every file that the audit of September writes.
pub fn september_files() -> &'static BTreeMap<String, Vec<u8>> {
    static FILES: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();
    FILES.get_or_init(|| audit_out(SEPTEMBER))
}

/// The audit of October.
pub fn october() -> &'static Value {
    static AUDIT: OnceLock<Value> = OnceLock::new();
    AUDIT.get_or_init(|| serde_json::from_slice(&october_files()["audit.json"]).expect("JSON"))
}
