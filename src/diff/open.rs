//! What the owner wanted and has not got yet: deletions, rhythms, answers to invitations.

use chrono::{Days, NaiveDate};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::changes::{Broken, Deletions, Named, Waiting};
use crate::model::decision::Said;
use crate::snapshot::{Decided, Person, Snapshot};

/// Days after which an invitation without an answer is worth a look.
const PATIENCE: u64 = 21;

/// Who is to be deleted, by id.
pub fn to_delete(audit: &Snapshot) -> FxHashSet<&str> {
    let decided = audit.decisions.iter();
    let decided = decided.filter(|d| matches!(Said::parse(&d.said), Ok(Said::Delete)));
    decided.map(|d| d.id.as_str()).collect()
}

/// What became of the decisions to delete by the newer audit.
pub fn deletions(new: &Snapshot) -> Deletions {
    let Some(to_do) = &new.to_do else {
        return deletions_by_presence(new);
    };
    let open = to_do.deletions.iter().filter(|d| d.gone_on.is_none());
    let open: Vec<Named> = open
        .map(|deletion| Named {
            id: deletion.id.clone(),
            name: deletion.name.clone(),
        })
        .collect();
    Deletions {
        decided: to_do.deletions.len() as u64,
        gone: (to_do.deletions.len() - open.len()) as u64,
        open,
    }
}

/// An audit from before there was a to-do tells only who is in it.
fn deletions_by_presence(new: &Snapshot) -> Deletions {
    let decided = to_delete(new);
    let open = new
        .people
        .iter()
        .filter(|p| decided.contains(p.id.as_str()));
    let open: Vec<Named> = open.map(named).collect();
    Deletions {
        decided: decided.len() as u64,
        gone: (decided.len() - open.len()) as u64,
        open,
    }
}

/// A person as the changes name them.
pub fn named(person: &Person) -> Named {
    Named {
        id: person.id.clone(),
        name: person.name.clone(),
    }
}

/// Rhythms of the newer audit that were not kept, those due first in front.
pub fn broken(old: &Snapshot, new: &Snapshot, both: &[(&Person, &Person)]) -> Vec<Broken> {
    let Some(today) = day(&new.as_of) else {
        return Vec::new();
    };
    let then: FxHashMap<&str, &Person> = both
        .iter()
        .map(|(then, now)| (now.id.as_str(), *then))
        .collect();
    let people: FxHashMap<&str, &Person> = new.people.iter().map(|p| (p.id.as_str(), p)).collect();
    let one = |decided: &Decided| {
        let Ok(Said::Rhythm(rhythm)) = Said::parse(&decided.said) else {
            return None;
        };
        let person = people.get(decided.id.as_str())?;
        // Without any contact the rhythm begins with the decision.
        let from = |person: &Person| {
            let last = person.last_contact.as_deref().and_then(day);
            last.or_else(|| day(&decided.at))
        };
        let due = rhythm.due(from(person)?);
        let was_due = then.get(decided.id.as_str()).and_then(|then| from(then));
        let was_broken = was_due.map(|last| rhythm.due(last)).zip(day(&old.as_of));
        (due < today).then(|| Broken {
            who: named(person),
            rhythm: rhythm.to_string(),
            last: person.last_contact.clone(),
            due: due.to_string(),
            is_new: was_broken.is_none_or(|(due, then)| due >= then),
        })
    };
    let mut broken: Vec<Broken> = new.decisions.iter().filter_map(one).collect();
    broken.sort_by(|a, b| (&a.due, &a.who.id).cmp(&(&b.due, &b.who.id)));
    broken
}

/// Invitations of the newer audit that wait for more than three weeks, the oldest first.
pub fn waiting(old: &Snapshot, new: &Snapshot) -> Vec<Waiting> {
    let limit = |audit: &Snapshot| day(&audit.as_of)?.checked_sub_days(Days::new(PATIENCE));
    // Where no connections were read, nobody knows who accepted.
    let knows = new
        .people
        .iter()
        .any(|person| person.connected_on.is_some());
    let (Some(then), Some(now), true) = (limit(old), limit(new), knows) else {
        return Vec::new();
    };
    let mut waiting: Vec<Waiting> = invitations(new)
        .filter(|(_, _, _, since)| *since < now)
        .map(|(name, key, sent, since)| Waiting {
            name: name.to_owned(),
            key: key.to_owned(),
            sent,
            since: since.to_string(),
            is_new: since >= then,
        })
        .collect();
    waiting.sort_by(|a, b| (&a.since, &a.key, &a.name).cmp(&(&b.since, &b.key, &b.name)));
    waiting.dedup();
    waiting
}

/// Every invitation that was not accepted and after which nothing came: name, key, whether the owner sent it, its day.
fn invitations(audit: &Snapshot) -> impl Iterator<Item = (&str, &str, bool, NaiveDate)> {
    let strangers = audit.unmatched.iter().flat_map(|u| {
        let sent = u.invited.as_deref().filter(|_| u.received == 0);
        let received = u.invited_by.as_deref().filter(|_| u.sent == 0);
        let both = [(sent, true), (received, false)].into_iter();
        both.map(|(at, sent)| (u.name.as_str(), u.key.as_str(), at, sent))
    });
    let unconnected = audit.people.iter().filter(|p| p.connected_on.is_none());
    let people = unconnected.flat_map(|p| {
        let of_kind = |kind| p.ties.iter().find(|tie| tie.kind == kind);
        let basis = &p.standing.basis;
        let sent = of_kind("invitation-sent").filter(|_| basis.received == 0);
        let received = of_kind("invitation-received").filter(|_| basis.sent == 0);
        let both = [(sent, true), (received, false)].into_iter();
        both.map(|(tie, sent)| {
            let at = tie.and_then(|tie| tie.at.as_deref());
            (p.name.as_str(), p.id.as_str(), at, sent)
        })
    });
    let dated = strangers.chain(people);
    dated.filter_map(|(name, key, at, sent)| Some((name, key, sent, day(at?)?)))
}

/// The day with which a text begins.
fn day(text: &str) -> Option<NaiveDate> {
    text.get(..10)?.parse().ok()
}
