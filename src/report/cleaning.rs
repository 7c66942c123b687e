//! The JSON of `clean`: who is who, what is in doubt, what was wrong, and totals that add up.

use serde::Serialize;

use crate::model::audit::Audit;
use crate::model::card::CardIx;
use crate::model::intake::{Fate, FileReport};
use crate::snapshot::{self, Company, Roster, Stale};

/// The version of the contract.
const SCHEMA: u32 = 1;

/// All of it.
#[derive(Debug, Serialize)]
pub struct CleaningJson<'a> {
    schema: u32,
    people: Vec<PersonJson<'a>>,
    review: Vec<PairJson<'a>>,
    problems: Vec<ProblemJson<'a>>,
    remarks: &'a [String],
    stale: Vec<StaleJson>,
    companies: Vec<Company>,
    #[serde(skip_serializing_if = "Option::is_none")]
    roster: Option<Roster>,
    totals: Totals,
}

/// A value that is out of date, and whose.
#[derive(Debug, Serialize)]
struct StaleJson {
    id: String,
    #[serde(flatten)]
    stale: Stale,
}

#[derive(Debug, Serialize)]
struct RecordJson<'a> {
    file: &'a str,
    record: u32,
}

#[derive(Debug, Serialize)]
struct PersonJson<'a> {
    id: &'a str,
    kind: &'static str,
    name: &'a str,
    records: Vec<RecordJson<'a>>,
}

#[derive(Debug, Serialize)]
struct PairJson<'a> {
    a: RecordJson<'a>,
    b: RecordJson<'a>,
    probability: f64,
    reasons: Vec<&'a str>,
}

#[derive(Debug, Serialize)]
struct ProblemJson<'a> {
    code: &'static str,
    severity: &'static str,
    file: &'a str,
    line: u32,
    record: u32,
    message: &'a str,
}

/// What came in, and what became of it; files of events are no part of it. The records are those of people, those set aside and those rejected.
#[derive(Debug, Serialize)]
struct Totals {
    files: usize,
    records: u64,
    people: usize,
    merged: usize,
    set_aside: u64,
    rejected: u64,
    review: usize,
    fixed: usize,
    problems: usize,
}

impl<'a> CleaningJson<'a> {
    /// Puts what was found into the form of the contract.
    pub fn new(audit: &'a Audit, fixed: usize) -> Self {
        let people = audit.everybody().map(|person| {
            let mut records: Vec<RecordJson<'a>> = person
                .cards
                .iter()
                .map(|&card| record(audit, card))
                .collect();
            records.sort_by_key(|record| (record.file, record.record));
            PersonJson {
                id: &person.id,
                kind: person.kind.word(),
                name: audit.view(person).name(),
                records,
            }
        });
        let review = audit.doubts.iter().map(|doubt| PairJson {
            a: record(audit, doubt.a),
            b: record(audit, doubt.b),
            probability: doubt.probability,
            reasons: doubt.evidence.iter().map(|e| e.text.as_str()).collect(),
        });
        let problems = audit.problems.iter().map(|problem| ProblemJson {
            code: problem.code.name(),
            severity: problem.code.severity().word(),
            file: file(audit, problem.place.file.0),
            line: problem.place.line,
            record: problem.place.record,
            message: &problem.message,
        });
        Self {
            schema: SCHEMA,
            people: people.collect(),
            review: review.collect(),
            problems: problems.collect(),
            remarks: &audit.remarks,
            stale: stale(audit),
            companies: snapshot::companies(audit),
            roster: snapshot::roster(audit),
            totals: totals(audit, fixed),
        }
    }
}

/// What is out of date, person by person.
fn stale(audit: &Audit) -> Vec<StaleJson> {
    let mut people: Vec<&str> = audit
        .hygiene
        .stale
        .iter()
        .map(|stale| stale.person.as_str())
        .collect();
    people.dedup();
    let each = people.into_iter().flat_map(|id| {
        let own = snapshot::stale(audit, id).into_iter();
        own.map(move |stale| StaleJson {
            id: id.to_owned(),
            stale,
        })
    });
    each.collect()
}

fn totals(audit: &Audit, fixed: usize) -> Totals {
    let rosters = || audit.files.iter().filter(|file| file.is_roster());
    let people = audit.people.len() + audit.not_people.len();
    Totals {
        files: rosters().count(),
        records: rosters().map(|file| file.rows).sum(),
        people,
        merged: audit.cards.len() - people,
        set_aside: rosters().map(FileReport::set_aside).sum(),
        rejected: rosters().map(|file| file.of(Fate::Rejected)).sum(),
        review: audit.doubts.len(),
        fixed,
        problems: audit.problems.len(),
    }
}

fn file(audit: &Audit, at: u32) -> &str {
    audit.files.get(at as usize).map_or("", |file| &file.name)
}

fn record(audit: &Audit, card: CardIx) -> RecordJson<'_> {
    let place = audit.cards[card.0 as usize].place;
    RecordJson {
        file: file(audit, place.file.0),
        record: place.record,
    }
}
