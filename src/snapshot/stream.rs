//! Writes an audit as its snapshot would be written, an entry at a time: 30,000 people are never held twice.

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::Ask;
use super::{Entity, Look, SCHEMA, Snapshot, Unmatched, of, said, stale, unmatched};
use crate::model::audit::{Audit, Ranked};
use crate::model::person::Doubt;

/// An audit that serialises to what [`super::load()`] reads.
#[derive(Debug, Clone, Copy)]
pub struct Streamed<'a> {
    audit: &'a Audit,
    people: &'a [Ranked],
}

impl<'a> Streamed<'a> {
    /// All of it.
    pub fn whole(audit: &'a Audit) -> Self {
        let people = &audit.people;
        Self { audit, people }
    }

    /// All but the people of the ranking.
    pub fn without_people(audit: &'a Audit) -> Self {
        let people = &[];
        Self { audit, people }
    }
}

impl Snapshot {
    /// An audit as its snapshot, all of it at once.
    pub fn of(audit: &Audit) -> Self {
        Self {
            people: each(audit, &audit.people, of::ranked_person),
            not_people: each(audit, &audit.not_people, of::entity),
            unmatched: each(audit, &audit.unmatched, unmatched::of),
            merges: each(audit, &audit.merges, of::merge),
            ..Self::frame(audit)
        }
    }

    /// An audit without its people and merges, which `Entries` gives one at a time, and without the values of things.
    pub fn lean(audit: &Audit) -> Self {
        Self {
            not_people: each(audit, &audit.not_people, |audit, thing| Entity {
                values: Vec::new(),
                ..of::entity(audit, thing)
            }),
            unmatched: each(audit, &audit.unmatched, |audit, someone| Unmatched {
                reasons: Vec::new(),
                ..unmatched::of(audit, someone)
            }),
            ..Self::frame(audit)
        }
    }

    /// The same with people as far as a comparison looks at them: without reasons and without values that are up to date.
    pub fn to_compare(audit: &Audit) -> Self {
        let person = |audit: &Audit, ranked: &Ranked| {
            let mut person = of::ranked_person(audit, ranked);
            person.reasons = Vec::new();
            person.why = Vec::new();
            if person.stale.is_empty() {
                person.values = Vec::new();
            }
            person
        };
        Self {
            people: each(audit, &audit.people, person),
            ..Self::lean(audit)
        }
    }

    /// All but people, things, correspondents and merges.
    fn frame(audit: &Audit) -> Self {
        let sides = of::Owners::of(audit);
        Self {
            schema: SCHEMA,
            generator: of::GENERATOR.to_owned(),
            as_of: of::instant(audit.as_of),
            owner: of::owner(audit),
            coverage: of::coverage(audit),
            cut_off: audit.cut_off().into_iter().map(str::to_owned).collect(),
            inputs: audit.inputs.iter().map(of::input_remark).collect(),
            next: audit.next.as_ref().map(of::next_input),
            look: Some(Look::of(audit)),
            totals: of::totals(audit),
            people: Vec::new(),
            links: each(audit, &audit.links, of::link),
            missing: each(audit, &audit.hygiene.missing, stale::missing),
            companies: stale::companies(audit),
            roster: stale::roster_of(audit),
            not_people: Vec::new(),
            left_out: each(audit, &audit.left_out, of::left_out),
            unmatched: Vec::new(),
            merges: Vec::new(),
            review: each(audit, &audit.doubts, |audit, doubt| {
                of::review(audit, doubt, &sides)
            }),
            problems: each(audit, &audit.problems, of::problem),
            files: audit.files.iter().map(of::file).collect(),
            remarks: audit.remarks.clone(),
            asks: audit.asks.iter().map(Ask::of).collect(),
            decisions: audit.decisions.iter().map(of::decided).collect(),
            pairs: said::pairs(audit),
            to_do: Some(of::to_do(audit)),
        }
    }
}

fn each<T, U>(audit: &Audit, list: &[T], entry: impl Fn(&Audit, &T) -> U) -> Vec<U> {
    list.iter().map(|item| entry(audit, item)).collect()
}

/// Some people of an audit, as they stand in it.
pub fn people<'a>(audit: &'a Audit, people: &'a [Ranked]) -> impl Serialize + 'a {
    Each(audit, people, of::ranked_person)
}

impl Serialize for Streamed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { audit, people } = *self;
        let mut out = serializer.serialize_struct("Snapshot", 26)?;
        out.serialize_field("schema", &SCHEMA)?;
        out.serialize_field("generator", of::GENERATOR)?;
        out.serialize_field("as_of", &of::instant(audit.as_of))?;
        out.serialize_field("owner", &of::owner(audit))?;
        out.serialize_field("coverage", &of::coverage(audit))?;
        out.serialize_field("cut_off", &audit.cut_off())?;
        let inputs: Vec<_> = audit.inputs.iter().map(of::input_remark).collect();
        out.serialize_field("inputs", &inputs)?;
        if let Some(next) = &audit.next {
            out.serialize_field("next", &of::next_input(next))?;
        }
        out.serialize_field("look", &Look::of(audit))?;
        out.serialize_field("totals", &of::totals(audit))?;
        out.serialize_field("people", &Each(audit, people, of::ranked_person))?;
        if !audit.links.is_empty() {
            out.serialize_field("links", &Each(audit, &audit.links, of::link))?;
        }
        let hygiene = &audit.hygiene;
        if !hygiene.missing.is_empty() {
            out.serialize_field("missing", &Each(audit, &hygiene.missing, stale::missing))?;
        }
        if !hygiene.employers.is_empty() {
            out.serialize_field(
                "companies",
                &Each(audit, &hygiene.employers, stale::company),
            )?;
        }
        if let Some(roster) = &hygiene.roster {
            out.serialize_field("roster", &stale::roster(roster))?;
        }
        out.serialize_field("not_people", &Each(audit, &audit.not_people, of::entity))?;
        out.serialize_field("left_out", &Each(audit, &audit.left_out, of::left_out))?;
        out.serialize_field("unmatched", &Each(audit, &audit.unmatched, unmatched::of))?;
        out.serialize_field("merges", &Each(audit, &audit.merges, of::merge))?;
        out.serialize_field("review", &Asked(audit, &audit.doubts))?;
        out.serialize_field("problems", &Each(audit, &audit.problems, of::problem))?;
        out.serialize_field("files", &Each(audit, &audit.files, |_, f| of::file(f)))?;
        out.serialize_field("remarks", &audit.remarks)?;
        if !audit.asks.is_empty() {
            let asks: Vec<Ask> = audit.asks.iter().map(Ask::of).collect();
            out.serialize_field("asks", &asks)?;
        }
        if !audit.decisions.is_empty() {
            let decisions = Each(audit, &audit.decisions, |_, d| of::decided(d));
            out.serialize_field("decisions", &decisions)?;
        }
        if !audit.said_of_pairs.is_empty() {
            out.serialize_field("pairs", &said::pairs(audit))?;
        }
        out.serialize_field("to_do", &of::to_do(audit))?;
        out.end()
    }
}

/// The pairs to ask about.
struct Asked<'a>(&'a Audit, &'a [Doubt]);

impl Serialize for Asked<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(audit, doubts) = self;
        let owners = of::Owners::of(audit);
        serializer.collect_seq(doubts.iter().map(|doubt| of::review(audit, doubt, &owners)))
    }
}

/// A list of an audit whose entries are made while they are written.
struct Each<'a, T, U>(&'a Audit, &'a [T], fn(&Audit, &T) -> U);

impl<T, U: Serialize> Serialize for Each<'_, T, U> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(audit, list, entry) = self;
        serializer.collect_seq(list.iter().map(|item| entry(audit, item)))
    }
}
