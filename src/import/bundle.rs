//! Exports that are a folder: several files, of which only all together tell who wrote to whom.

use std::io::Read;

use crate::import::Context;
use crate::import::sieve::Sieve;
use crate::model::intake::{FileId, Imported};
use crate::model::problem::Problem;

/// As much of a file as tells how its characters are written.
const HEAD: u64 = 256;

/// A kind of export that is a folder.
#[derive(Debug, Clone, Copy)]
pub struct BundleFormat {
    /// What the import report calls it.
    pub kind: &'static str,
    /// The folder of the export, if a file of this name and this beginning is one by which it is known.
    pub(super) root: fn(&str, &[u8]) -> Option<String>,
    /// Whether a file with this path in the folder belongs to it.
    pub(super) owns: fn(&str) -> bool,
    /// Reads the files of one folder.
    pub(super) read: fn(&mut Bundle<'_>, &Context) -> Imported,
}

/// Hands a file of a folder, by its number, to somebody who reads it.
pub type Open<'a> = dyn FnMut(usize, &mut dyn FnMut(&mut dyn Read)) -> Result<(), String> + 'a;

/// The files of one folder.
pub struct Bundle<'a> {
    /// The index of the whole in the run.
    pub file: FileId,
    /// The folder as given.
    pub name: &'a str,
    /// The paths of its files in it, in order.
    pub parts: &'a [String],
    /// Opens them.
    pub open: &'a mut Open<'a>,
}

impl Bundle<'_> {
    /// A whole file.
    pub fn bytes(&mut self, part: usize) -> Result<Vec<u8>, String> {
        let mut bytes = Vec::new();
        let mut read = Ok(0);
        (self.open)(part, &mut |input| read = input.read_to_end(&mut bytes))?;
        read.map_err(|error| error.to_string())?;
        Ok(bytes)
    }

    /// Hands a file of text to `take`, and gives what was taken out of it that no text has.
    pub fn text(
        &mut self,
        part: usize,
        take: &mut dyn FnMut(&mut dyn Read),
    ) -> Result<Vec<Problem>, String> {
        let file = self.file;
        let mut problems = Vec::new();
        (self.open)(part, &mut |input| {
            let mut head = Vec::new();
            // What cannot be read is told by whoever reads on.
            let _unread = Read::take(&mut *input, HEAD).read_to_end(&mut head);
            let mut whole = head.as_slice().chain(input);
            let mut sieve = Sieve::new(&mut whole, &head);
            take(&mut sieve);
            problems.extend(sieve.problems(file));
        })?;
        Ok(problems)
    }

    /// The files whose path is so.
    pub fn parts_like(&self, like: impl Fn(&str) -> bool) -> Vec<usize> {
        let parts = self.parts.iter().enumerate();
        parts
            .filter(|(_, path)| like(path))
            .map(|(index, _)| index)
            .collect()
    }
}

/// The folder that holds a file, as a name; nothing for a file that was named without one.
pub fn folder_of(name: &str) -> &str {
    name.rsplit_once(['/', '\\'])
        .map_or("", |(folder, _)| folder)
}

/// The last part of a path.
pub fn base_of(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}
