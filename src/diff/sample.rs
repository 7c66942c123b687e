//! Audits for the tests of this room.

use crate::model::closed::Saved;
use crate::snapshot::{Owner, Person, Record, Snapshot, Totals};

/// A word as an audit holds it.
pub fn saved<T: std::str::FromStr>(word: &str) -> Saved<T> {
    word.parse()
        .map_or(Saved::Other(word.to_owned()), Saved::Known)
}

/// An audit of people; the totals are not under test here.
pub fn audit(as_of: &str, people: Vec<Person>) -> Snapshot {
    let owner = Owner {
        known: true,
        ..Owner::default()
    };
    Snapshot {
        schema: crate::snapshot::SCHEMA,
        generator: String::new(),
        as_of: format!("{as_of}T00:00:00Z"),
        owner,
        coverage: Vec::new(),
        cut_off: Vec::new(),
        inputs: Vec::new(),
        next: None,
        look: None,
        missing: Vec::new(),
        companies: Vec::new(),
        roster: None,
        totals: Totals {
            people: people.len() as u64,
            ..Totals::default()
        },
        people,
        not_people: Vec::new(),
        left_out: Vec::new(),
        unmatched: Vec::new(),
        links: Vec::new(),
        merges: Vec::new(),
        review: Vec::new(),
        problems: Vec::new(),
        files: Vec::new(),
        remarks: Vec::new(),
        asks: Vec::new(),
        pairs: Vec::new(),
        decisions: Vec::new(),
        to_do: None,
    }
}

/// The older audit.
pub fn october(people: Vec<Person>) -> Snapshot {
    audit("2026-10-01", people)
}

/// The newer audit.
pub fn november(people: Vec<Person>) -> Snapshot {
    audit("2026-11-04", people)
}

/// Somebody of an audit.
pub fn person(id: &str, name: &str, band: &str, verdict: &str) -> Person {
    Person {
        stale: Vec::new(),
        rank: 1,
        id: id.to_owned(),
        name: name.to_owned(),
        standing: crate::snapshot::Standing {
            probability: Some(0.4),
            low: None,
            high: None,
            band: saved(band),
            basis: crate::snapshot::Basis::default(),
            sentence: String::new(),
            talks: None,
            tie_weight: 0,
        },
        ties: Vec::new(),
        verdict: saved(verdict),
        grounds: None,
        why: Vec::new(),
        reasons: Vec::new(),
        decision: None,
        decided_on: None,
        rule: None,
        role: None,
        rhythm: None,
        last_contact: None,
        last_group_talk: None,
        spoke_in_group: None,
        first_contact: None,
        last_sent: None,
        last_received: None,
        last_two_way: None,
        marks: Vec::new(),
        next_meeting: None,
        connected_on: Some("2019-02-03".to_owned()),
        records: vec![Record {
            file: "Connections.csv".to_owned(),
            record: 1,
        }],
        emails: Vec::new(),
        phones: Vec::new(),
        urls: Vec::new(),
        company: None,
        title: None,
        talks: 0,
        talks_they_began: 0,
        owes_answer: false,
        waiting_since: None,
        balance: None,
        i_can: None,
        they_can: None,
        bridge_to: Vec::new(),
        timeline: Vec::new(),
        recent: Vec::new(),
        values: Vec::new(),
    }
}

/// Somebody, changed.
pub fn with(mut person: Person, change: impl FnOnce(&mut Person)) -> Person {
    change(&mut person);
    person
}
