//! Counts by file what became of its rows, and what was joined by nothing but a name.

use std::collections::BTreeMap;

use crate::model::correspondent::NameMatch;
use crate::model::exchange::{Channel, Direction, Exchange};
use crate::model::intake::{Fate, FileId};
use crate::model::timeline::Who;

/// What a file holds of a channel before the as-of instant.
#[derive(Debug, Clone, Copy, Default)]
pub struct Reach {
    /// Its first instant.
    pub first: i64,
    /// Its last instant.
    pub last: i64,
    /// Events on one side of which the owner was found.
    pub directed: u64,
    /// Events in which the owner was not.
    pub undirected: u64,
}

/// How many entries of which file.
pub type ByFile = Vec<(FileId, u32)>;

/// What is counted while files are joined.
pub struct Tally {
    /// What became of the rows.
    pub fates: BTreeMap<(FileId, Fate), u64>,
    /// First and last instant of each file.
    pub spans: Vec<Option<(i64, i64)>>,
    /// What each file holds of each channel.
    pub reach: BTreeMap<(FileId, Channel), Reach>,
    /// Entries joined by name only.
    by_name: Vec<u64>,
    /// The same by person with a card.
    by_name_of: Vec<ByFile>,
    /// Entries joined by name and mail domain, by person with a card.
    by_domain_of: Vec<ByFile>,
    /// Recipients given by name whom nobody bears, or several do.
    pub unresolved: Vec<u64>,
}

impl Tally {
    /// Of so many files and people with a card.
    pub fn new(files: usize, people: usize) -> Self {
        Self {
            fates: BTreeMap::new(),
            spans: vec![None; files],
            reach: BTreeMap::new(),
            by_name: vec![0; files],
            by_name_of: vec![Vec::new(); people],
            by_domain_of: vec![Vec::new(); people],
            unresolved: vec![0; files],
        }
    }

    /// A row of this fate.
    pub fn fate(&mut self, file: FileId, fate: Fate) {
        *self.fates.entry((file, fate)).or_default() += 1;
    }

    /// One entry of a file that the name joined to these people, who may be none. It does not count for those who were only among many.
    pub fn joined_by_name(
        &mut self,
        people: &[(Who, NameMatch)],
        among_many: &[(Who, NameMatch)],
        file: FileId,
    ) {
        let all = || {
            people
                .iter()
                .map(|one| (one, 1))
                .chain(among_many.iter().map(|one| (one, 0)))
        };
        let is_bare = all().any(|((_, by), _)| *by == NameMatch::Name);
        self.by_name[file.0 as usize] += u64::from(is_bare);
        for ((who, by), entries) in all() {
            let of = match by {
                NameMatch::Said => continue,
                NameMatch::NameAndDomain | NameMatch::InitialAndDomain => &mut self.by_domain_of,
                NameMatch::Name => &mut self.by_name_of,
            };
            let Some(files) = of.get_mut(who.0 as usize) else {
                continue;
            };
            match files.iter_mut().rev().find(|(known, _)| *known == file) {
                Some((_, count)) => *count += entries,
                None => files.push((file, entries)),
            }
        }
    }

    /// What was joined by name only to each person with a card, by file, and what by name and mail domain.
    pub fn by_name(&mut self) -> (Vec<ByFile>, Vec<ByFile>) {
        let lists = [&mut self.by_name_of, &mut self.by_domain_of];
        let [by_name, by_domain] = lists.map(|list| {
            let mut list = std::mem::take(list);
            list.iter_mut().for_each(|files| files.sort_unstable());
            list
        });
        (by_name, by_domain)
    }

    /// An entry of this instant.
    pub fn span(&mut self, file: FileId, at: i64) {
        let span = &mut self.spans[file.0 as usize];
        *span = Some(span.map_or((at, at), |(first, last)| (first.min(at), last.max(at))));
    }

    /// An event of this instant by a channel.
    pub fn reach(&mut self, exchange: &Exchange, direction: Direction) {
        let at = exchange.at.at;
        let reach = self.reach.entry((exchange.place.file, exchange.channel));
        let reach = reach.or_insert_with(|| Reach {
            first: at,
            last: at,
            ..Reach::default()
        });
        reach.first = reach.first.min(at);
        reach.last = reach.last.max(at);
        match direction {
            Direction::Unknown => reach.undirected += 1,
            Direction::In | Direction::Out | Direction::Both => reach.directed += 1,
        }
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
                    format!("{by_name} matched by name only (no link or address)"),
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
