//! Which files Tieline wrote itself: they are no input. A connection that its owner removed would come back with last month's list.

#[cfg(feature = "program")]
use std::fs::File;
#[cfg(feature = "program")]
use std::io::Read;
#[cfg(feature = "program")]
use std::path::Path;

/// What `audit --out` writes, now or in versions to come.
const WRITTEN: [&str; 20] = [
    "audit.json",
    "people.vcf",
    "unmatched.vcf",
    "report.md",
    "report.html",
    "linkedin-to-do.html",
    "audit.xlsx",
    "ranked.csv",
    "keep-delete.csv",
    "merged.csv",
    "review.csv",
    "unmatched.csv",
    "not-people.csv",
    "problems.csv",
    "stale.csv",
    "missing.csv",
    "people.google.csv",
    "companies.csv",
    "changes.csv",
    "Connections.csv",
];

/// How much of an audit.json is looked at; what made it stands in its third line.
#[cfg(feature = "program")]
const HEAD: u64 = 256;

/// Whether an audit was written into this folder.
#[cfg(feature = "program")]
pub fn is_audit(folder: &Path) -> bool {
    let file = folder.join("audit.json");
    let mut head = Vec::new();
    let read = file.is_file()
        && File::open(file).is_ok_and(|file| file.take(HEAD).read_to_end(&mut head).is_ok());
    let said = String::from_utf8_lossy(&head);
    let maker = said.split_once("\"generator\"").map(|(_, rest)| rest);
    let maker = maker.map(|rest| rest.trim_start_matches([':', ' ']));
    read && maker.is_some_and(|maker| maker.starts_with("\"tieline "))
}

/// Whether a file of this name in such a folder is part of the audit.
pub fn is_written(name: &str) -> bool {
    WRITTEN.contains(&name)
}

/// Whether a folder is one that a run builds, or built when it was ended.
#[cfg(feature = "program")]
pub(super) fn is_staging(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    name.is_some_and(|name| name.starts_with(super::outdir::STAGING))
        && path.is_dir()
        && !path.is_symlink()
}
