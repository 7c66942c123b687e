//! Finds among the files of a run the exports that are folders of several files, and reads them.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use super::progress::Progress;
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

/// Takes the files of exports out of a list.
pub fn take<T>(files: &mut Vec<(Found, T)>, roots: BTreeSet<Root>) -> Vec<Export> {
    let mut exports: Vec<Export> = Vec::new();
    for (kind, folder) in roots {
        let owned = |(found, _): &mut (Found, T)| {
            within(&found.name, &folder).is_some_and(|path| import::bundle_owns(kind, path))
        };
        let taken = files.extract_if(.., owned).map(|(found, _)| found);
        let by_path = taken.map(|found| {
            let path = within(&found.name, &folder).unwrap_or(&found.name);
            (path.to_owned(), found)
        });
        let files: BTreeMap<String, Found> = by_path.collect();
        if !files.is_empty() {
            exports.push(Export {
                kind,
                folder,
                files,
            });
        }
    }
    exports
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
        progress: &Progress,
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
