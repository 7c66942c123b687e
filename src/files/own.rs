//! Which files Tieline wrote itself: they are no input. A connection that its owner removed would come back with last month's list.

use std::collections::{BTreeMap, BTreeSet};
#[cfg(feature = "program")]
use std::fs::File;
#[cfg(feature = "program")]
use std::io::Read;
#[cfg(feature = "program")]
use std::path::Path;

use super::{Discovery, Found, Limits, TroubleKind};

/// In each folder that Tieline writes stands a list of the files that it wrote there and in the folders within.
pub(super) const LIST: &str = ".tieline";

/// The first line of such a list.
pub(super) const LIST_HEAD: &str = "Tieline wrote these files and does not read them as input:";

/// What LinkedIn calls its own list, too: it is Tieline's where the rest of an audit stands beside it.
const CONNECTIONS: &str = "Connections.csv";
const BESIDE: [&str; 3] = ["people.vcf", "ranked.csv", "keep-delete.csv"];

/// What `audit --out` wrote into folders that have no list: those of earlier versions, and copies without hidden files.
const WRITTEN: [&str; 19] = [
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
];

/// How much of an audit.json is looked at; what made it stands in its third line.
const HEAD: usize = 256;

/// The longest list that is looked at, in bytes.
pub(super) const LONGEST: u64 = 4 << 20;

/// What of a folder Tieline wrote.
enum Own {
    /// What a list names.
    Listed(BTreeSet<String>),
    /// An audit without a list, and whether all of it is there.
    Audit { whole: bool },
}

impl Own {
    /// What of the files of one folder is known, by their names.
    fn of(folder: &BTreeMap<&str, &Found>, limits: &Limits) -> Option<Self> {
        let list = folder.get(LIST).filter(|list| list.size() <= LONGEST);
        let list = list.and_then(|list| list.bytes(limits).ok());
        if let Some(names) = list.as_deref().and_then(listed) {
            return Some(Self::Listed(names));
        }
        let head = |name: &str| folder.get(name)?.head(limits).ok();
        let whole = BESIDE.iter().all(|name| folder.contains_key(name));
        let is_audit = head("audit.json").is_some_and(|head| is_made_by_tieline(&head));
        is_audit.then_some(Self::Audit { whole })
    }

    fn has(&self, name: &str) -> bool {
        match self {
            Self::Listed(names) => names.contains(name),
            Self::Audit { whole } => WRITTEN.contains(&name) || (*whole && name == CONNECTIONS),
        }
    }
}

/// The names in a list.
pub(super) fn listed(head: &[u8]) -> Option<BTreeSet<String>> {
    let text = String::from_utf8_lossy(head);
    let names = text.strip_prefix(LIST_HEAD)?;
    Some(names.lines().map(str::to_owned).collect())
}

/// Whether the beginning of an audit.json says so.
fn is_made_by_tieline(head: &[u8]) -> bool {
    let said = String::from_utf8_lossy(&head[..head.len().min(HEAD)]);
    let maker = said.split_once("\"generator\"").map(|(_, rest)| rest);
    let maker = maker.map(|rest| rest.trim_start_matches([':', ' ']));
    maker.is_some_and(|maker| maker.starts_with("\"tieline "))
}

/// A name, parted into the folder and what it is called there.
fn parted(name: &str) -> (&str, &str) {
    match name.rfind(['/', '\\']) {
        Some(at) => (&name[..at], &name[at + 1..]),
        None => ("", name),
    }
}

/// The folder that Tieline wrote and of which a file is a part; the sheets of a workbook are parts of it.
fn owner<'a>(own: &BTreeMap<String, Own>, name: &'a str) -> Option<&'a str> {
    let mut folders = name.match_indices(['/', '\\']);
    folders.find_map(|(at, _)| {
        let (folder, rest) = (&name[..at], name[at + 1..].replace('\\', "/"));
        let own = own.get(folder)?;
        let first = rest.split('/').next().unwrap_or_default();
        (own.has(&rest) || own.has(first)).then_some(folder)
    })
}

impl Discovery {
    /// Leaves out what Tieline wrote, folder by folder, and says so. Whoever names a file means it.
    pub(super) fn leave_own_out(&mut self, limits: &Limits) {
        let mut folders: BTreeMap<&str, BTreeMap<&str, &Found>> = BTreeMap::new();
        for found in &self.files {
            let (folder, name) = parted(&found.name);
            folders.entry(folder).or_default().insert(name, found);
        }
        let own = folders.into_iter();
        let own: BTreeMap<String, Own> = own
            .filter_map(|(folder, files)| Some((folder.to_owned(), Own::of(&files, limits)?)))
            .collect();
        let mut left_out: BTreeMap<String, usize> = BTreeMap::new();
        self.files.retain(|found| {
            let (_, name) = parted(&found.name);
            let owner = owner(&own, &found.name).filter(|_| !found.named);
            if let Some(folder) = owner {
                *left_out.entry(folder.to_owned()).or_default() += 1;
            }
            found.named || (owner.is_none() && name != LIST)
        });
        for (folder, count) in left_out {
            let message = format!(
                "Tieline wrote {count} of the files in this folder itself; they were not read; to read one all the same, name it"
            );
            self.trouble(&folder, TroubleKind::Own, message);
        }
    }
}

/// Whether an audit was written into this folder.
#[cfg(feature = "program")]
pub(super) fn is_audit(folder: &Path) -> bool {
    let file = folder.join("audit.json");
    let mut head = Vec::new();
    let mut read = |file: File| file.take(HEAD as u64).read_to_end(&mut head).is_ok();
    file.is_file() && File::open(file).is_ok_and(&mut read) && is_made_by_tieline(&head)
}

/// Whether a folder is one that a run builds, or built when it was ended.
#[cfg(feature = "program")]
pub(super) fn is_staging(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    name.is_some_and(|name| name.starts_with(super::outdir::STAGING))
        && path.is_dir()
        && !path.is_symlink()
}
