//! Counts by file what became of its rows, and what was joined by nothing but a name.

use std::collections::BTreeMap;

use crate::model::intake::{Fate, FileId};
use crate::model::timeline::Who;

/// What is counted while files are joined.
pub struct Tally {
    /// What became of the rows.
    pub fates: BTreeMap<(FileId, Fate), u64>,
    /// First and last instant of each file.
    pub spans: Vec<Option<(i64, i64)>>,
    /// Entries joined by name only.
    by_name: Vec<u64>,
    /// The same by person with a card.
    by_name_of: Vec<Vec<(FileId, u32)>>,
    /// Recipients given by name whom nobody bears, or several do.
    pub unresolved: Vec<u64>,
}

impl Tally {
    /// Of so many files and people with a card.
    pub fn new(files: usize, people: usize) -> Self {
        Self {
            fates: BTreeMap::new(),
            spans: vec![None; files],
            by_name: vec![0; files],
            by_name_of: vec![Vec::new(); people],
            unresolved: vec![0; files],
        }
    }

    /// A row of this fate.
    pub fn fate(&mut self, file: FileId, fate: Fate) {
        *self.fates.entry((file, fate)).or_default() += 1;
    }

    /// One entry of a file that the name alone joined to these people, who may be none.
    pub fn joined_by_name(&mut self, people: &[Who], file: FileId) {
        self.by_name[file.0 as usize] += u64::from(!people.is_empty());
        for who in people {
            let Some(files) = self.by_name_of.get_mut(who.0 as usize) else {
                continue;
            };
            match files.iter_mut().rev().find(|(known, _)| *known == file) {
                Some((_, count)) => *count += 1,
                None => files.push((file, 1)),
            }
        }
    }

    /// What was joined by name only to each person with a card, by file.
    pub fn by_name(&mut self) -> Vec<Vec<(FileId, u32)>> {
        let mut by_name = std::mem::take(&mut self.by_name_of);
        by_name.iter_mut().for_each(|files| files.sort_unstable());
        by_name
    }

    /// An entry of this instant.
    pub fn span(&mut self, file: FileId, at: i64) {
        let span = &mut self.spans[file.0 as usize];
        *span = Some(span.map_or((at, at), |(first, last)| (first.min(at), last.max(at))));
    }

    /// What is said of each file.
    pub fn remarks(&self) -> Vec<(FileId, String)> {
        let mut remarks = Vec::new();
        for (file, (&by_name, &unresolved)) in self.by_name.iter().zip(&self.unresolved).enumerate()
        {
            let file = FileId(file as u32);
            if by_name > 0 {
                remarks.push((
                    file,
                    format!("{by_name} joined by name only, for want of a link or address"),
                ));
            }
            if unresolved > 0 {
                remarks.push((
                    file,
                    format!("{unresolved} recipients given by name only could not be told apart"),
                ));
            }
        }
        remarks
    }
}
