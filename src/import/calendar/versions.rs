//! One event in two calendars, last month's and this month's: the newer version of it is the truth.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::intake::{Agenda, FileId, Imported};

/// What a newer version of an event says of meetings that an older one tells.
#[derive(Debug, Default)]
pub struct Outdated {
    /// Meetings that did not take place, by the fingerprint of their id.
    off: FxHashSet<u64>,
    /// Meetings that a file tells for another time than a newer one.
    moved: FxHashSet<(FileId, u64)>,
}

/// What became of a meeting since a file told of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// It was called off.
    CalledOff,
    /// It stands elsewhere, for another time.
    Moved,
}

impl Outdated {
    /// Compares the calendars of a run.
    pub fn of(files: &[Imported]) -> Self {
        let mut outdated = Self::default();
        let mut events: FxHashMap<u64, Vec<(FileId, &Agenda)>> = FxHashMap::default();
        for (file, imported) in (0..).map(FileId).zip(files) {
            for agenda in &imported.agendas {
                events.entry(agenda.uid).or_default().push((file, agenda));
            }
        }
        for versions in events.into_values() {
            outdated.compare(&versions);
        }
        outdated
    }

    /// Whether nothing was called off or moved.
    pub fn is_empty(&self) -> bool {
        self.off.is_empty() && self.moved.is_empty()
    }

    /// What became of a meeting that a file tells.
    pub fn since(&self, file: FileId, native: u64) -> Option<Since> {
        match native {
            0 => None,
            _ if self.off.contains(&native) => Some(Since::CalledOff),
            _ if self.moved.contains(&(file, native)) => Some(Since::Moved),
            _ => None,
        }
    }

    /// Compares the versions of one event.
    fn compare(&mut self, versions: &[(FileId, &Agenda)]) {
        let last = versions.iter().map(|(_, agenda)| agenda.version).max();
        let is_last = |agenda: &Agenda| Some(agenda.version) == last;
        let newest = || versions.iter().filter(|(_, agenda)| is_last(agenda));
        let off = newest().flat_map(|(_, agenda)| &agenda.off);
        self.off.extend(off);
        if versions.len() < 2 {
            return;
        }
        let told: FxHashMap<u64, i64> = newest()
            .flat_map(|(_, agenda)| agenda.told.iter().copied())
            .collect();
        let from = newest().filter_map(|(_, agenda)| agenda.from).min();
        for (file, older) in versions.iter().filter(|(_, agenda)| !is_last(agenda)) {
            for &(native, at) in &older.told {
                match told.get(&native) {
                    Some(&now) if now != at => _ = self.moved.insert((*file, native)),
                    Some(_) => {}
                    None if from.is_some_and(|from| at >= from) => _ = self.off.insert(native),
                    None => {}
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(version: i64, told: &[(u64, i64)], off: &[u64], from: Option<i64>) -> Imported {
        Imported {
            agendas: vec![Agenda {
                uid: 7,
                version: (0, version),
                told: told.to_vec(),
                off: off.to_vec(),
                from,
            }],
            ..Imported::default()
        }
    }

    #[test]
    fn the_newer_version_of_an_event_says_which_meetings_took_place() {
        let september = file(1, &[(1, 100), (2, 200), (3, 300)], &[], Some(100));
        let november = file(2, &[(1, 100), (3, 310)], &[2], Some(100));
        let outdated = Outdated::of(&[september, november]);
        let since = |file, native| outdated.since(FileId(file), native);
        assert_eq!(since(0, 2), Some(Since::CalledOff));
        assert_eq!(since(0, 3), Some(Since::Moved));
        assert_eq!([since(1, 3), since(0, 1), since(0, 0)], [None; 3]);
    }

    #[test]
    fn an_older_version_calls_nothing_off_nor_does_a_change_of_one_meeting_the_others() {
        let told = file(2, &[(1, 100), (2, 200)], &[], Some(100));
        let older = file(1, &[(1, 100)], &[2], Some(100));
        let outdated = Outdated::of(&[told, older]);
        assert_eq!(outdated.since(FileId(0), 2), None);
        let series = file(1, &[(1, 100), (2, 200)], &[], Some(100));
        let change = file(2, &[(2, 250)], &[], None);
        let outdated = Outdated::of(&[series, change]);
        assert_eq!(outdated.since(FileId(0), 1), None);
        assert_eq!(outdated.since(FileId(0), 2), Some(Since::Moved));
        let later = file(2, &[(3, 300)], &[], Some(300));
        let outdated = Outdated::of(&[file(1, &[(1, 100)], &[], Some(100)), later]);
        assert_eq!(outdated.since(FileId(0), 1), None, "from before it begins");
    }
}
