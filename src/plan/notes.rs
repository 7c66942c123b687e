//! What the owner noted after an audit was made, taken into it: a word by `tieline log` counts at once.

use crate::model::closed::Saved;
use crate::model::standing::Verdict;
use crate::snapshot::{Occasion, Promise, Snapshot, Tie};

/// The file that stands for what was noted since the audit.
const NOTES: &str = "your notes";

/// One note on one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// The id.
    pub person: String,
    /// The day.
    pub on: String,
    /// `out`, `in` or `both`.
    pub direction: &'static str,
    /// By what means, in words.
    pub channel: &'static str,
    /// How many people it names.
    pub others: u32,
    /// The kinds of ties that its tags say, each with a day of its own where it has one.
    pub ties: Vec<(&'static str, Option<String>)>,
}

/// Adds notes to the people whom they name, in the order in which they were made.
pub fn take_in(audit: &mut Snapshot, notes: &[Noted]) {
    for note in notes {
        let Some(person) = audit
            .people
            .iter_mut()
            .find(|person| person.id == note.person)
        else {
            continue;
        };
        let day = Some(note.on.clone());
        person.last_contact = day.clone().max(person.last_contact.take());
        if note.direction != "in" {
            person.last_sent = day.clone().max(person.last_sent.take());
            person.waiting_since = None;
        }
        // Of whom they heard since, nobody has to be told to write again.
        if note.direction != "out" && person.verdict == Verdict::Reconnect {
            person.verdict = Saved::Known(Verdict::Keep);
        }
        let received = note
            .ties
            .iter()
            .filter(|(kind, _)| kind.ends_with("-received"));
        person.ties.extend(received.map(|(kind, _)| Tie {
            kind: (*kind).to_owned(),
            at: day.clone(),
            source: NOTES.to_owned(),
        }));
        person.recent.insert(
            0,
            Occasion {
                at: note.on.clone(),
                direction: note.direction.to_owned(),
                channel: note.channel.to_owned(),
                others: note.others,
                duration_s: None,
                source: NOTES.to_owned(),
            },
        );
        let Some(balance) = &mut person.balance else {
            continue;
        };
        for (kind, due) in &note.ties {
            match *kind {
                "promise" => balance.yours.promises.push(Promise {
                    made: day.clone(),
                    due: None,
                }),
                // A day that lies ahead says nothing yet.
                "promise-due" => {
                    if let Some(last) = balance.yours.promises.last_mut() {
                        last.due = due.clone();
                    }
                }
                "thanks-given" => balance.yours.thanks_owed = None,
                "favour-received" | "intro-received" => balance.yours.thanks_owed = day.clone(),
                "favour-given" | "intro-given" | "passed-on-given" => {
                    balance.yours.last = day.clone().max(balance.yours.last.take());
                    if !balance.yours.promises.is_empty() {
                        balance.yours.promises.remove(0);
                    }
                }
                _ => {}
            }
        }
    }
}
