//! Whom to look at first: who waits for the owner, whom to write to again, what is due, whom to ask about.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::audit::{Ranked, Unmatched};
use crate::model::card::{Card, Roster};
use crate::model::exchange::{Giver, TieKind};
use crate::model::look::{AskGroup, Due, LookFirst, Owed, Past, Waiting};
use crate::model::moment::{DAY, Moment};
use crate::model::person::View;
use crate::model::reason::Reason;
use crate::model::standing::{Contact, Standing, Verdict, WaitsFor};
use crate::model::thresholds::{
    ASKED_FIRST, LATE_DAYS, LEFT_IN_A_ROW, WAITING_MONTHS, months_before,
};

/// People of one place who are asked about together; fewer are asked about one by one.
const GROUP: usize = 2;

/// Looks through a ranking.
pub(crate) fn look(
    people: &[Ranked],
    cards: &[Card],
    strangers: &[Unmatched],
    past: Option<Past>,
    as_of: i64,
) -> LookFirst {
    let since = months_before(as_of, WAITING_MONTHS);
    let is_late = |at: &Moment| (since..as_of).contains(&at.at);
    let (groups, alone) = asked(people, as_of);
    let waits = |s: &&Unmatched| {
        !s.is_nobody && s.out == 0 && s.inn > 0 && s.last.as_ref().is_some_and(is_late)
    };
    let is_stranger = |ranked: &&Ranked| {
        let contact = &ranked.standing.contact;
        let is_late = contact.last_in.as_ref().is_some_and(is_late);
        contact.waits.is_some() && is_late && !is_known(ranked, cards)
    };
    let places = people.iter().enumerate();
    let mut connected: Vec<usize> = places
        .filter(|(_, ranked)| is_stranger(ranked))
        .map(|(place, _)| place)
        .collect();
    connected.sort_by_key(|&place| (Reverse(people[place].standing.contact.inn), place));
    let waiting = waiting(people, cards, is_late);
    LookFirst {
        unlisted: unlisted(strangers, is_late),
        since: waiting.iter().map(|w| (w.person, w.since)).collect(),
        waiting,
        strangers: (strangers.iter().filter(waits).count() + connected.len()) as u32,
        connected,
        worth_a_word: worth_a_word(people),
        due: due(people),
        groups,
        ask_first: alone,
        past,
    }
}

/// Somebody known to the owner who asked something, or began a talk that is not ended; who is known to have asked comes first.
fn waiting(people: &[Ranked], cards: &[Card], is_late: impl Fn(&Moment) -> bool) -> Vec<Waiting> {
    let of = |(person, ranked): (usize, &Ranked)| {
        waits(person, &ranked.standing, &is_late).filter(|_| is_known(ranked, cards))
    };
    let mut waiting: Vec<Waiting> = people.iter().enumerate().filter_map(of).collect();
    waiting.sort_by_key(|w| {
        let ties = people[w.person].standing.tie_weight;
        (Reverse(w.asks), w.since, Reverse(ties), w.person)
    });
    waiting
}

/// People without a card to whom the owner has written before.
fn unlisted(strangers: &[Unmatched], is_late: impl Fn(&Moment) -> bool) -> Vec<Waiting> {
    let of = |(place, someone): (usize, &Unmatched)| {
        let known = someone
            .acquaintance
            .as_deref()
            .filter(|_| someone.out > 0)?;
        waits(place, &known.standing, &is_late)
    };
    let mut waiting: Vec<Waiting> = strangers.iter().enumerate().filter_map(of).collect();
    waiting.sort_by_key(|w| (Reverse(w.asks), w.since, w.person));
    waiting
}

fn waits(person: usize, standing: &Standing, is_late: impl Fn(&Moment) -> bool) -> Option<Waiting> {
    let contact = &standing.contact;
    let owed = contact.last_in.filter(|_| contact.owes_answer);
    let last = owed.filter(&is_late)?;
    let waits = contact.waits.filter(|_| !spoken_since(contact, last))?;
    let since = contact.waiting_since.filter(is_late).unwrap_or(last);
    let is_over = standing.decided.is_delete() || standing.has_died();
    (!is_over).then_some(Waiting {
        person,
        since,
        asks: waits == WaitsFor::Answer,
    })
}

/// Somebody whom the owner has written to before, be it with an invitation, or who is in the address book.
fn is_known(ranked: &Ranked, cards: &[Card]) -> bool {
    let contact = &ranked.standing.contact;
    let has_invited = contact.note.is_some_and(|(_, yours, _)| yours);
    contact.out > 0 || has_invited || View::new(&ranked.person, cards).is_in(Roster::AddressBook)
}

/// Whether the owner has said something in a group with them since.
fn spoken_since(contact: &Contact, since: Moment) -> bool {
    let yours = contact.group.and_then(|group| group.yours);
    yours.is_some_and(|yours| yours > since)
}

/// Whom to write to again: those who helped, then those who answered or began, then the others.
fn worth_a_word(people: &[Ranked]) -> Vec<usize> {
    let is_meant = |&n: &usize| people[n].standing.verdict == Verdict::Reconnect;
    let mut worth: Vec<usize> = (0..people.len()).filter(is_meant).collect();
    worth.sort_by_key(|&n| (Reverse(evidence(&people[n].standing)), n));
    worth
}

/// What speaks for somebody: that they did not leave the owner's last tries unanswered, then help received.
fn evidence(standing: &Standing) -> (bool, u32, u32, u32) {
    let helped = |kind: TieKind| kind.giver() == Some(Giver::They);
    let help = standing.ties.iter().filter(|tie| helped(tie.kind)).count();
    let talks = &standing.contact.talks;
    (
        talks.left < LEFT_IN_A_ROW,
        help as u32,
        talks.heard() + talks.theirs,
        standing.tie_weight,
    )
}

/// Promises whose day has come, and help of the last months for which no thanks are noted.
fn due(people: &[Ranked]) -> Vec<Due> {
    let mut due = Vec::new();
    let living = |(_, ranked): &(usize, &Ranked)| !ranked.standing.has_died();
    for (person, ranked) in people.iter().enumerate().filter(living) {
        let yours = &ranked.standing.balance.yours;
        let owed = |what, on| Due { person, what, on };
        let promises = yours
            .promises
            .iter()
            .filter(|promise| promise.due.is_some());
        due.extend(promises.map(|promise| owed(Owed::Promise, promise.due)));
        let help = yours.thanks_owed.map(Some);
        due.extend(help.map(|help| owed(Owed::Thanks, help)));
    }
    due.sort_by_key(|due| (due.what, due.on, due.person));
    due
}

/// Those to be asked about: by the place that they share with the owner, and the best evidenced of the others.
///
/// Whoever was in a group or a meeting with the owner of late is no matter of memory, and comes last, behind those with whom one side only
/// ever spoke.
fn asked(people: &[Ranked], as_of: i64) -> (Vec<AskGroup>, Vec<usize>) {
    let present = Some(Moment::second(as_of - LATE_DAYS * DAY));
    let mut groups: BTreeMap<&str, AskGroup> = BTreeMap::new();
    let mut alone: Vec<usize> = Vec::new();
    for (n, ranked) in people.iter().enumerate() {
        if ranked.standing.verdict != Verdict::Ask {
            continue;
        }
        match place_only(&ranked.standing.reasons) {
            Some((place, from, to)) => {
                let group = groups.entry(place).or_insert_with(|| AskGroup {
                    place: place.to_owned(),
                    from,
                    to,
                    people: Vec::new(),
                });
                group.people.push(n);
            }
            None => alone.push(n),
        }
    }
    let (groups, few): (Vec<AskGroup>, Vec<AskGroup>) = groups
        .into_values()
        .partition(|group| group.people.len() >= GROUP);
    alone.extend(few.into_iter().flat_map(|group| group.people));
    alone.sort_by_key(|&n| {
        let standing = &people[n].standing;
        let is_present = standing.last_together() >= present;
        let first = standing.reasons.first();
        let is_one_sided = matches!(
            first,
            Some(Reason::InVain { .. } | Reason::NeverAnswered { .. })
        );
        (is_present, is_one_sided, Reverse(standing.reasons.len()), n)
    });
    alone.truncate(ASKED_FIRST);
    let mut groups = groups;
    groups.sort_by_key(|group| (Reverse(group.people.len()), group.place.clone()));
    (groups, alone)
}

/// The place of somebody of whom nothing else reminds.
fn place_only(reasons: &[Reason]) -> Option<(&str, Option<i32>, Option<i32>)> {
    match reasons {
        [
            Reason::SharedPlace {
                place, from, to, ..
            },
        ] => Some((place, *from, *to)),
        _ => None,
    }
}
