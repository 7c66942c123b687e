//! The answer to the one question, in a sentence, and what waits.

use super::figures::{count, thousands};
use super::time::{and, day};
use crate::model::audit::Audit;
use crate::model::closed::Saved;
use crate::model::moment::Moment;
use crate::model::standing::{Band, Verdict};
use crate::snapshot::Snapshot;

/// What the answer is made of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Numbers {
    people: usize,
    owner_known: bool,
    likely: usize,
    reconnect: usize,
    unjudged: usize,
}

impl From<&Audit> for Numbers {
    fn from(audit: &Audit) -> Self {
        let verdicts = audit.verdicts();
        let of = |verdict| verdicts.get(&verdict).copied().unwrap_or(0);
        Self {
            people: audit.people.len(),
            owner_known: audit.owner.known,
            likely: audit.bands().get(&Band::Likely).copied().unwrap_or(0),
            reconnect: of(Verdict::Reconnect),
            unjudged: of(Verdict::Unjudged),
        }
    }
}

impl From<&Snapshot> for Numbers {
    fn from(audit: &Snapshot) -> Self {
        let totals = &audit.totals;
        let of = |verdict| totals.verdicts.get(&Saved::Known(verdict)).copied();
        let of = |verdict| of(verdict).unwrap_or(0) as usize;
        let likely = totals.bands.get(&Saved::Known(Band::Likely));
        Self {
            people: totals.people as usize,
            owner_known: audit.owner.known,
            likely: likely.copied().unwrap_or(0) as usize,
            reconnect: of(Verdict::Reconnect),
            unjudged: of(Verdict::Unjudged),
        }
    }
}

/// How many people would take the owner's call, how many did once, and what is missing where nobody can tell.
pub(crate) fn answer(numbers: impl Into<Numbers>) -> String {
    let Numbers {
        people,
        owner_known,
        likely,
        reconnect,
        unjudged,
    } = numbers.into();
    let of_yours = |n: usize| people_of(n, people);
    if people == 0 {
        return "There is nobody in these files to judge.".to_owned();
    }
    if !owner_known {
        return "Tieline cannot say who would take your call, because it does not know which addresses are yours. Add --me with your e-mail address."
            .to_owned();
    }
    if people == 1 {
        return one(likely);
    }
    let first = match likely {
        0 if unjudged * 2 > people => {
            format!(
                "Your files do not show which of your {} would take your call.",
                number(people, "person", "people")
            )
        }
        0 => format!(
            "Going by these files, none of your {} is likely to take your call.",
            number(people, "person", "people")
        ),
        n => format!("{} would likely take your call.", of_yours(n)),
    };
    match reconnect {
        0 => first,
        1 => format!(
            "{first} You were once in touch with 1 person of whom you hear no more: write again."
        ),
        n => format!(
            "{first} You were once in touch with {} of whom you hear no more: write again.",
            number(n, "person", "people")
        ),
    }
}

/// Of a network of one.
fn one(likely: usize) -> String {
    match likely {
        0 => "Your files hold 1 person, and do not show whether they would take your call."
            .to_owned(),
        _ => "Your files hold 1 person, who would likely take your call.".to_owned(),
    }
}

fn people_of(n: usize, people: usize) -> String {
    format!(
        "{} of your {}",
        thousands(n as u64),
        number(people, "person", "people")
    )
}

/// Who waits for the owner: "Ana Ferreira (since 3 Oct 2026) and Bo Lind (since 9 Oct 2026) wait for your answer."
pub(crate) fn waiting(first: &[(String, Moment)], all: usize) -> Option<String> {
    let named: Vec<String> = first
        .iter()
        .map(|(name, since)| format!("{name} (since {})", day(*since)))
        .collect();
    let more = all.saturating_sub(named.len());
    let named: Vec<&str> = named.iter().map(String::as_str).collect();
    match (named.len(), more) {
        (0, _) => None,
        (1, 0) => Some(format!("{} waits for your answer.", named[0])),
        (_, 0) => Some(format!("{} wait for your answer.", and(&named))),
        (_, more) => Some(format!(
            "{} and {} wait for your answer.",
            named.join(", "),
            number(more, "other", "others")
        )),
    }
}

fn number(n: usize, one: &str, many: &str) -> String {
    count(n as u64, one, many)
}
