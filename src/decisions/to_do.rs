//! What became of the decisions to delete: who is still a connection by the newest export, and since when the others are gone.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use chrono::NaiveDate;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Word;
use super::overrule::Settled;
use crate::model::audit::Ranked;
use crate::model::card::Roster;
use crate::model::decision::{Aspect, Decision, Said};
use crate::model::export::exports;
use crate::model::intake::{FileId, FileReport, Intake};
use crate::model::moment::date_of;
use crate::model::person::{Person, View};
use crate::model::to_do::{Deletion, ToDo};

/// The decisions to delete, with what this run's files say of them.
pub fn to_do(
    people: &[Ranked],
    not_people: &[Person],
    settled: &Settled,
    intake: &Intake,
    word: &Word<'_>,
) -> ToDo {
    let lookup = Lookup {
        export: Newest::of(&intake.files, word.as_of),
        before: word
            .deletions
            .iter()
            .map(|deletion| (deletion.person.as_str(), deletion))
            .collect(),
        intake,
    };
    let mut deletions: Vec<Deletion> = Vec::new();
    for ranked in people.iter().filter(|r| r.standing.decided.is_delete()) {
        if let Some(decision) = ranked.standing.decided.on(Aspect::Verdict) {
            let reasons = settled.reasons(&ranked.person.id);
            deletions.push(lookup.present(&ranked.person, decision, reasons));
        }
    }
    let here: FxHashSet<&str> = people.iter().map(|r| r.person.id.as_str()).collect();
    for decision in word.decisions.iter().filter(|d| d.said == Said::Delete) {
        let id = decision.person.as_str();
        if here.contains(id) || settled.is_absorbed(id) {
            continue;
        }
        let company = not_people.iter().find(|person| person.id == id);
        deletions.extend(match company {
            Some(company) => Some(lookup.present(company, decision, &[])),
            None => lookup.absent(decision),
        });
    }
    // What is open keeps the order of the ranking.
    deletions.sort_by_cached_key(|d| {
        let done = d.gone_on.map(|day| (Reverse(day), d.name.to_lowercase()));
        (done.is_some(), done)
    });
    ToDo {
        export: lookup.export.map(|export| export.day),
        deletions,
    }
}

/// What is needed to say of somebody whether they are gone.
struct Lookup<'a> {
    export: Option<Newest>,
    before: FxHashMap<&'a str, &'a Deletion>,
    intake: &'a Intake,
}

impl Lookup<'_> {
    /// Somebody who is in the audit, be it in an address book only.
    fn present(&self, person: &Person, decision: &Decision, why: &[String]) -> Deletion {
        let view = View::new(person, &self.intake.cards);
        let before = self.before.get(decision.person.as_str());
        let is_listed =
            |export: &Newest| view.cards().any(|c| export.files.contains(&c.place.file));
        let listed = self.export.as_ref().map(is_listed);
        let decided_on = date_of(decision.at);
        let connected = view.is_in(Roster::Connections) || before.is_some_and(|b| b.connected);
        Deletion {
            person: person.id.clone(),
            name: view.name().to_owned(),
            listed_on: None,
            profile: view.profiles().first().map(|&slug| slug.clone()),
            connected,
            decided_on,
            gone_on: self
                .gone_on(listed, decided_on, before.copied())
                .filter(|_| connected),
            why: why.to_vec(),
        }
    }

    /// Somebody who is in none of the files; none if it is not known that they were a connection.
    fn absent(&self, decision: &Decision) -> Option<Deletion> {
        let before = *self.before.get(decision.person.as_str())?;
        let decided_on = date_of(decision.at);
        let listed = self.export.as_ref().map(|_| false);
        before.connected.then(|| Deletion {
            decided_on,
            gone_on: self.gone_on(listed, decided_on, Some(before)),
            ..before.clone()
        })
    }

    /// Since when somebody is gone: whoever is not in an export that is as new as the last that had them is gone, whenever the owner said
    /// that they should be. An export that is older, or older than the one that first did not have them, does not tell.
    fn gone_on(
        &self,
        listed: Option<bool>,
        decided_on: NaiveDate,
        known: Option<&Deletion>,
    ) -> Option<NaiveDate> {
        let before = known.and_then(|known| known.gone_on);
        let last = known.and_then(|known| known.listed_on);
        let is_newer =
            |day: &NaiveDate| *day >= decided_on || last.is_some_and(|last| *day >= last);
        let day = self.export.as_ref().map(|export| export.day);
        match (listed.zip(day), before) {
            (Some((true, day)), Some(gone)) => Some(gone).filter(|gone| day < *gone),
            (Some((false, day)), None) => Some(day).filter(is_newer),
            (_, before) => before,
        }
    }
}

/// The newest export of LinkedIn that lists the connections.
struct Newest {
    /// The newest day of which it is known that it was made no earlier.
    day: NaiveDate,
    /// Its lists of connections; more than one where several exports are of that day.
    files: BTreeSet<FileId>,
}

impl Newest {
    fn of(files: &[FileReport], as_of: i64) -> Option<Self> {
        let lists = |id: &FileId| {
            let file = &files[id.0 as usize];
            file.kind == FileReport::CONNECTIONS && file.rows > 0
        };
        let mut newest: Option<Self> = None;
        for export in exports(files) {
            let lists: BTreeSet<FileId> = export.files.iter().copied().filter(lists).collect();
            let Some(day) = export.day(date_of(as_of)).filter(|_| !lists.is_empty()) else {
                continue;
            };
            match &mut newest {
                Some(newest) if newest.day > day => {}
                Some(newest) if newest.day == day => newest.files.extend(lists),
                _ => newest = Some(Self { day, files: lists }),
            }
        }
        newest
    }
}
