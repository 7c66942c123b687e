//! Finds among the files of a run the exports that are folders of several files, and reads them.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use super::Watch;
use crate::files::{Found, Limits};
use crate::import::bundle::Bundle;
use crate::import::{self, Context};
use crate::model::intake::{FileId, Imported};

/// The kind of an export, by its number, and its folder.
pub type Root = (usize, String);

/// An export and its files, by their paths in it.
pub struct Export {
    kind: usize,
    folder: String,
    files: BTreeMap<String, Found>,
}

/// Takes the files of exports out of a list. What Takeout has split over several archives is one export.
pub fn take<T>(files: &mut Vec<(Found, T)>, roots: BTreeSet<Root>) -> Vec<Export> {
    let mut exports: Vec<Export> = Vec::new();
    let whole = roots.into_iter().map(|(kind, root)| (kind, joined(&root)));
    for (kind, folder) in whole.collect::<BTreeSet<Root>>() {
        let path = |name: &str| within(&joined(name), &folder).map(str::to_owned);
        let mut seen = BTreeSet::new();
        let owned = |(found, _): &mut (Found, T)| {
            path(&found.name)
                .is_some_and(|path| import::bundle_owns(kind, &path) && seen.insert(path))
        };
        let taken = files.extract_if(.., owned).map(|(found, _)| found);
        let by_path = taken.filter_map(|found| Some((path(&found.name)?, found)));
        let files: BTreeMap<String, Found> = by_path.collect();
        if !files.is_empty() {
            exports.push(Export {
                kind,
                folder: given(&files).unwrap_or(folder),
                files,
            });
        }
    }
    exports
}

/// The folder as it was given, if all files are in one and not in parts of an archive.
fn given(files: &BTreeMap<String, Found>) -> Option<String> {
    let folder = |(path, found): (&String, &Found)| {
        let folder = found.name.strip_suffix(path.as_str())?;
        Some(folder.trim_end_matches(['/', '\\']).to_owned())
    };
    let first = folder(files.iter().next()?)?;
    files
        .iter()
        .all(|file| folder(file).as_ref() == Some(&first))
        .then_some(first)
}

/// A name in which the parts of a Takeout are one: `takeout-20260301T120000Z-001.zip` and `-002.zip`.
fn joined(name: &str) -> String {
    let each = name.split('/').map(|part| {
        let (stem, ending) = match part.rsplit_once('.') {
            Some((stem, ending @ ("zip" | "tgz"))) => (stem, ending),
            _ => (part, ""),
        };
        let numbered = stem.rsplit_once('-').filter(|(_, number)| {
            number.len() == 3 && number.bytes().all(|byte| byte.is_ascii_digit())
        });
        match numbered {
            Some((whole, _)) if whole.to_ascii_lowercase().starts_with("takeout") => {
                format!(
                    "{whole}-*{}{ending}",
                    if ending.is_empty() { "" } else { "." }
                )
            }
            _ => part.to_owned(),
        }
    });
    each.collect::<Vec<_>>().join("/")
}

/// The path of a file in a folder, if it is there.
fn within<'a>(name: &'a str, folder: &str) -> Option<&'a str> {
    if folder.is_empty() {
        return Some(name);
    }
    name.strip_prefix(folder)?.strip_prefix(['/', '\\'])
}

impl Export {
    /// The folder, or the only file of it that was given.
    pub fn name(&self) -> &str {
        let mut files = self.files.values();
        match (files.next(), files.next()) {
            (Some(only), None) => &only.name,
            _ => &self.folder,
        }
    }

    /// How many bytes are to be read of it.
    pub fn size(&self) -> u64 {
        self.files.values().map(Found::size).sum()
    }

    /// Reads it.
    pub fn read(
        &self,
        file: FileId,
        context: &Context,
        limits: &Limits,
        progress: &dyn Watch,
    ) -> Imported {
        let parts: Vec<String> = self.files.keys().cloned().collect();
        let found: Vec<&Found> = self.files.values().collect();
        let mut open = |part: usize, take: &mut dyn FnMut(&mut dyn Read)| {
            progress.read(found[part].size());
            let opened = found[part].stream(limits, |input| take(input));
            opened.map_err(|trouble| trouble.message)
        };
        let mut bundle = Bundle {
            file,
            name: self.name(),
            parts: &parts,
            open: &mut open,
        };
        import::read_bundle(self.kind, &mut bundle, context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_takeout_are_one_and_nothing_else_is() {
        for (name, whole) in [
            (
                "d/takeout-20260301T1Z-001.zip/Takeout/x",
                "d/takeout-20260301T1Z-*.zip/Takeout/x",
            ),
            (
                "takeout-20260301T1Z-2-014.tgz/a",
                "takeout-20260301T1Z-2-*.tgz/a",
            ),
            (
                "takeout-20260301T1Z-002/Takeout/a",
                "takeout-20260301T1Z-*/Takeout/a",
            ),
            ("slack-001/users.json", "slack-001/users.json"),
            ("takeout.zip/a-001.json", "takeout.zip/a-001.json"),
        ] {
            assert_eq!(joined(name), whole);
        }
    }
}
