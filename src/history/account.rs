//! Accounts for every row: each has one fate, and the fates of a file add up to its rows.

use std::collections::BTreeMap;

use super::owner::is_own_card;
use super::returned::take_back;
use super::threads::release;
use crate::model::card::{Card, CardIx, Kind, Roster};
use crate::model::intake::{Fate, FileId, FileReport, Intake, SetAside};
use crate::model::moment::start_of;
use crate::model::owner::Owner;
use crate::model::person::{HeldApart, Resolution};
use crate::model::problem::{Code, Problem};
use crate::model::steps::Sifted;
use crate::model::timeline::History;

/// Leaves what the audit is of: own cards, what the owner took no part in and later connections are counted and taken out.
pub fn sift(mut intake: Intake, owner: &Owner, as_of: i64) -> Sifted {
    let left_out = release(&mut intake, owner);
    set_held_aside(&mut intake, &left_out);
    take_back(&mut intake, owner, as_of);
    set_own_cards_aside(&mut intake, owner);
    set_later_connections_aside(&mut intake, as_of);
    Sifted { intake }
}

/// Takes the owner's own cards out; nobody is audited against themselves.
fn set_own_cards_aside(intake: &mut Intake, owner: &Owner) {
    // Taken out where they lie: others are never copied, since there may be a million of them.
    let own = intake.cards.extract_if(.., |card| is_own_card(card, owner));
    for card in own {
        count(
            &mut intake.files,
            card.place.file,
            Fate::SetAside(SetAside::OwnCard),
            1,
        );
        let message = format!("{}: your own card; it is not audited", card.name.full);
        intake.problems.push(Problem {
            place: card.place,
            code: Code::OwnCard,
            message,
        });
    }
}

/// Counts what the owner took no part in.
fn set_held_aside(intake: &mut Intake, left_out: &BTreeMap<(FileId, SetAside), u64>) {
    for (&(file, why), &rows) in left_out {
        count(&mut intake.files, file, Fate::SetAside(why), rows);
    }
}

/// Takes out connections that were made at or after the as-of instant, and with them what only they tell: how new the
/// export is.
fn set_later_connections_aside(intake: &mut Intake, as_of: i64) {
    let is_later = |card: &mut Card| card.connected_on.is_some_and(|day| start_of(day) >= as_of);
    for card in intake.cards.extract_if(.., is_later) {
        count(
            &mut intake.files,
            card.place.file,
            Fate::SetAside(SetAside::AfterAsOf),
            1,
        );
    }
    let mut newest = vec![None; intake.files.len()];
    let rows = |card: &&Card| card.roster == Roster::Connections;
    for card in intake.cards.iter().filter(rows) {
        let day = &mut newest[card.place.file.0 as usize];
        *day = card.connected_on.max(*day);
    }
    for card in &mut intake.cards {
        if card.roster == Roster::Connections {
            card.fresh = newest[card.place.file.0 as usize];
        }
    }
}

fn count(files: &mut [FileReport], file: FileId, fate: Fate, rows: u64) {
    if let Some(report) = files.get_mut(file.0 as usize) {
        report.count(fate, rows);
    }
}

/// Says of each key that stands on cards of several people whose it is.
fn say_held_apart(intake: &mut Intake, held: &[HeldApart]) {
    let problem = |held: &HeldApart| Problem {
        place: intake.cards[held.card.0 as usize].place,
        code: Code::SharedKey,
        message: held.text.clone(),
    };
    let problems: Vec<Problem> = held.iter().map(problem).collect();
    intake.problems.extend(problems);
}

/// Counts one card of everybody as a person and the further ones as merged, and says which keys join nobody.
pub fn count_cards(intake: &mut Intake, resolution: &Resolution) {
    say_held_apart(intake, &resolution.held_apart);
    for person in &resolution.people {
        let is_row = |ix: &&CardIx| intake.cards[ix.0 as usize].roster != Roster::Correspondent;
        let first = person
            .cards
            .iter()
            .filter(is_row)
            .min_by_key(|ix| intake.cards[ix.0 as usize].place)
            .copied();
        let rows: Vec<(FileId, Fate)> = person
            .cards
            .iter()
            .filter(is_row)
            .map(|&ix| {
                (
                    intake.cards[ix.0 as usize].place.file,
                    if Some(ix) == first {
                        Fate::Person
                    } else {
                        Fate::Merged
                    },
                )
            })
            .collect();
        if let Some(ix) = first.filter(|_| person.kind != Kind::Person) {
            let file = intake.cards[ix.0 as usize].place.file;
            if let Some(report) = intake.files.get_mut(file.0 as usize) {
                report.things += 1;
            }
        }
        for (file, fate) in rows {
            count(&mut intake.files, file, fate, 1);
        }
    }
}

/// Counts what became of events and ties, and settles the span of each file before the as-of instant.
pub(super) fn count_rows(intake: &mut Intake, history: &History, as_of: i64) {
    for &(file, fate, rows) in &history.fates {
        count(&mut intake.files, file, fate, rows);
    }
    for (file, remark) in &history.remarks {
        if let Some(report) = intake.files.get_mut(file.0 as usize) {
            report.remarks.push(remark.clone());
        }
    }
    for (report, span) in intake.files.iter_mut().zip(&history.spans) {
        report.span = *span;
    }
    for card in &intake.cards {
        let day = card.connected_on.map(start_of).filter(|&at| at < as_of);
        if let (Some(at), Some(report)) = (day, intake.files.get_mut(card.place.file.0 as usize)) {
            report.span = Some(
                report
                    .span
                    .map_or((at, at), |(first, last)| (first.min(at), last.max(at))),
            );
        }
    }
    for report in &intake.files {
        debug_assert_eq!(
            report.fates.values().sum::<u64>(),
            report.rows,
            "{} {:?}",
            report.name,
            report.fates
        );
    }
}
