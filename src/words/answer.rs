//! The answer to the one question, in a sentence, and what waits.

use super::asks::who_you_are;
use super::figures::{count, thousands};
use super::time::{and, day};
use crate::model::audit::{Audit, Ranked};
use crate::model::closed::Saved;
use crate::model::front::Front;
use crate::model::moment::Moment;
use crate::model::reason::Reason;
use crate::model::standing::{Band, Verdict};
use crate::snapshot::{Entries, Person, Snapshot};

/// What the answer is made of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Numbers {
    people: usize,
    owner_known: bool,
    /// Whether anything that passed was given.
    is_told: bool,
    likely: usize,
    maybe: usize,
    /// Those of whom the files tell how likely they are to answer, whatever that is.
    known: usize,
    /// Those who are to be written to again because there was contact; whom the owner remembers may be another.
    reconnect: usize,
    /// Of these those whose files end long before the audit.
    ended: usize,
    unjudged: usize,
    /// Whether a file is damaged or was cut off.
    is_cut: bool,
    /// Those on no card who would likely answer.
    on_no_card: usize,
}

impl From<&Audit> for Numbers {
    fn from(audit: &Audit) -> Self {
        let lapsed = audit.people.iter().filter_map(lapsed);
        let lapsed: Vec<bool> = lapsed.collect();
        let known = audit.unmatched.iter();
        let known = known.filter_map(|someone| someone.acquaintance.as_deref());
        Self {
            people: audit.people.len(),
            owner_known: audit.owner.known,
            is_told: !audit.coverage.channels.is_empty(),
            likely: audit.bands().get(&Band::Likely).copied().unwrap_or(0),
            maybe: audit.bands().get(&Band::Maybe).copied().unwrap_or(0),
            known: audit.people.len() - audit.bands().get(&Band::Unknown).copied().unwrap_or(0),
            reconnect: lapsed.len(),
            ended: lapsed.iter().filter(|ended| **ended).count(),
            unjudged: audit
                .verdicts()
                .get(&Verdict::Unjudged)
                .copied()
                .unwrap_or(0),
            is_cut: !audit.cut_off().is_empty(),
            on_no_card: known.filter(|a| a.standing.band == Band::Likely).count(),
        }
    }
}

impl From<Entries<'_>> for Numbers {
    fn from(entries: Entries<'_>) -> Self {
        match entries {
            Entries::Saved(audit) => audit.into(),
            Entries::Made(audit) => audit.into(),
        }
    }
}

impl From<&Snapshot> for Numbers {
    fn from(audit: &Snapshot) -> Self {
        let totals = &audit.totals;
        let unjudged = totals.verdicts.get(&Saved::Known(Verdict::Unjudged));
        let in_band = |band| totals.bands.get(&Saved::Known(band)).copied();
        let in_band = |band| in_band(band).unwrap_or(0) as usize;
        let lapsed: Vec<bool> = audit.people.iter().filter_map(lapsed_saved).collect();
        let stands = audit.unmatched.iter();
        let stands = stands.filter_map(|someone| someone.standing.as_ref());
        Self {
            people: totals.people as usize,
            owner_known: audit.owner.known,
            is_told: !audit.coverage.is_empty(),
            likely: in_band(Band::Likely),
            maybe: in_band(Band::Maybe),
            known: (totals.people as usize).saturating_sub(in_band(Band::Unknown)),
            reconnect: lapsed.len(),
            ended: lapsed.iter().filter(|ended| **ended).count(),
            unjudged: unjudged.copied().unwrap_or(0) as usize,
            is_cut: !audit.cut_off.is_empty(),
            on_no_card: stands
                .filter(|s| s.band.known() == Some(Band::Likely))
                .count(),
        }
    }
}

/// How many people would take the owner's call, how many did once, and what is missing where nobody can tell.
pub(crate) fn answer(numbers: impl Into<Numbers>, front: Front) -> String {
    let numbers = numbers.into();
    let Numbers {
        people,
        likely,
        maybe,
        reconnect,
        ended,
        unjudged,
        on_no_card,
        known,
        ..
    } = numbers;
    let of_yours = |n: usize| people_of(n, people);
    if let Some(why) = untold(&numbers, front) {
        return why;
    }
    if people == 1 {
        return one(likely, maybe);
    }
    let first = match likely {
        0 if unjudged * 2 > people || known == 0 => {
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
    let first = match on_no_card {
        0 => first,
        n => format!("{first} {}", beside(n, likely)),
    };
    match reconnect {
        0 => first,
        n if n == ended => format!(
            "{first} You were once in touch with {}; your files end too early to tell whether you still are.",
            number(n, "person", "people")
        ),
        1 => format!(
            "{first} There is 1 person you were in touch with and no longer hear from: write again."
        ),
        n => format!(
            "{first} There are {} you were in touch with and no longer hear from: write again.",
            number(n, "person", "people")
        ),
    }
}

/// Why nobody can tell who would take the owner's call; nothing where somebody can.
fn untold(numbers: &Numbers, front: Front) -> Option<String> {
    let people = numbers.people;
    Some(match numbers {
        _ if people == 0 => "There is nobody in these files to judge.".to_owned(),
        Numbers { owner_known: true, .. } => return None,
        Numbers { is_cut: true, .. } => "Tieline cannot say who would take your call: a file is damaged or was cut off, and what is left of your files \
             does not show which side is yours."
            .to_owned(),
        Numbers { is_told: false, .. } => format!(
            "Your files hold {} and no messages, calls or meetings, so they do not show who would take your call.",
            number(people, "person", "people")
        ),
        _ => format!(
            "Tieline cannot say who would take your call, because it does not know which side is yours. {}",
            who_you_are(front)
        ),
    })
}

/// Those on no card who would likely answer, behind those on a card.
fn beside(on_no_card: usize, likely: usize) -> String {
    let who = number(on_no_card, "person", "people");
    let are = if on_no_card == 1 { "is" } else { "are" };
    match likely {
        0 => format!("{who} who {are} on no card likely would."),
        _ => format!("So would {who} who {are} on no card."),
    }
}

/// Of a network of one.
fn one(likely: usize, maybe: usize) -> String {
    match likely {
        0 if maybe > 0 => "Your files hold 1 person, who may take your call.".to_owned(),
        0 => "Your files hold 1 person, and do not show whether they would take your call."
            .to_owned(),
        _ => "Your files hold 1 person, who would likely take your call.".to_owned(),
    }
}

/// Of somebody to be written to again whether the files end long before the audit; nothing of those whom the owner remembers and with
/// whom there was no contact.
fn lapsed(ranked: &Ranked) -> Option<bool> {
    let reasons = &ranked.standing.reasons;
    let is_remembered = |reason: &Reason| matches!(reason, Reason::Remembered { .. });
    let has_ended = |reason: &Reason| {
        matches!(
            reason,
            Reason::WasInTouch {
                files_end: Some(_),
                ..
            }
        )
    };
    let was = |reason: &Reason| matches!(reason, Reason::WasInTouch { .. });
    let is_meant = reasons.iter().any(was) || !reasons.iter().any(is_remembered);
    let is_meant = is_meant && ranked.standing.verdict == Verdict::Reconnect;
    is_meant.then(|| reasons.iter().any(has_ended))
}

/// The same of an audit that was saved.
fn lapsed_saved(person: &Person) -> Option<bool> {
    let has = |code: &str| person.reasons.iter().find(|reason| reason.code == code);
    let was = has("was-in-touch");
    let is_meant = was.is_some() || has("remembered").is_none();
    let ended = was.and_then(|was| was.facts.get("files_end"));
    (is_meant && person.verdict == Verdict::Reconnect)
        .then(|| ended.is_some_and(|at| !at.is_null()))
}

fn people_of(n: usize, people: usize) -> String {
    if n == people {
        return format!("All {} of your people", thousands(n as u64));
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    const NUMBERS: Numbers = Numbers {
        people: 10,
        owner_known: true,
        is_told: true,
        likely: 2,
        maybe: 0,
        known: 5,
        reconnect: 0,
        ended: 0,
        unjudged: 3,
        is_cut: false,
        on_no_card: 0,
    };

    #[test]
    fn who_is_on_no_card_is_told_behind_the_others() {
        let said = |likely, on_no_card| {
            let numbers = Numbers {
                likely,
                on_no_card,
                ..NUMBERS
            };
            answer(numbers, Front::Program)
        };
        assert_eq!(
            said(2, 0),
            "2 of your 10 people would likely take your call."
        );
        assert!(said(2, 1).ends_with(" take your call. So would 1 person who is on no card."));
        assert!(said(0, 3).ends_with(" take your call. 3 people who are on no card likely would."));
    }

    #[test]
    fn of_files_that_tell_nothing_of_anybody_nothing_is_said_of_everybody() {
        let said = |known, likely| {
            let numbers = Numbers {
                known,
                likely,
                unjudged: 0,
                ..NUMBERS
            };
            answer(numbers, Front::Program)
        };
        assert!(said(0, 0).starts_with("Your files do not show which of your 10 people"));
        assert!(said(1, 0).starts_with("Going by these files, none of your 10 people"));
        assert!(said(10, 10).starts_with("All 10 of your people would"));
    }

    #[test]
    fn a_damaged_file_is_the_reason_before_who_the_owner_is() {
        let said = |is_cut| {
            let numbers = Numbers {
                owner_known: false,
                is_cut,
                ..NUMBERS
            };
            answer(numbers, Front::Page)
        };
        assert!(said(true).contains("damaged or was cut off"));
        assert!(said(false).contains(who_you_are(Front::Page)));
    }
}
