//! Somebody who stands twice in a list of connections, under two profiles: an account that was lost and made anew, as a rule, or one that
//! a firm made. The list has a row per profile, so two rows are never merged; only the owner can tell, and is asked.

use std::collections::BTreeSet;

use rayon::prelude::{
    IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator, ParallelSliceMut,
};

use super::certain::{Work, evidence};
use super::record::{Ix, Record};
use crate::model::card::{Card, Roster};
use crate::model::intake::FileId;
use crate::model::name::fold;
use crate::model::person::{Doubt, Evidence};

/// How likely two such rows are one human. A judgement: of two people of one name at one employer there are about as many.
const ONE_HUMAN: f64 = 0.4;

/// A row of a list, by the list, the given and the family name.
type Row<'a> = (FileId, &'a str, &'a str, Ix);

/// The rows that stand in pairs. A name that stands more than twice is too common to ask about.
fn namesakes(records: &[Record<'_>]) -> Vec<[Ix; 2]> {
    let named = records.par_iter().enumerate().filter_map(|(ix, record)| {
        let card = record.card;
        let is_row = card.roster == Roster::Connections && !card.profiles.is_empty();
        // Without titles and degrees, which one of the two rows may have alone.
        let (given, family) = (&record.name.given_whole, &record.name.family_whole);
        let is_named = !given.is_empty() && !family.is_empty();
        (is_row && is_named).then_some((card.place.file, given.as_str(), family.as_str(), ix))
    });
    let mut rows: Vec<Row<'_>> = named.collect();
    rows.par_sort_unstable();
    let of_one_name = rows.chunk_by(|a, b| (a.0, a.1, a.2) == (b.0, b.1, b.2));
    let pairs = of_one_name.filter_map(|rows| match rows {
        [(.., a), (.., b)] => Some([*a, *b]),
        _ => None,
    });
    pairs.collect()
}

/// What two rows of one name have in common beside it.
fn in_common(one: &Card, other: &Card) -> Option<Evidence> {
    let addresses = |card: &Card| -> BTreeSet<String> {
        let read = card.emails.iter().filter_map(|mail| mail.email.as_ref());
        read.map(ToString::to_string).collect()
    };
    if let Some(address) = addresses(one).intersection(&addresses(other)).next() {
        let text = format!("same e-mail address {address}");
        return Some(evidence("email", "same", text));
    }
    let (company, theirs) = (one.companies.first()?, other.companies.first()?);
    (fold(company) == fold(theirs))
        .then(|| evidence("employer", "same", format!("same employer, {company}")))
}

impl Work<'_, '_> {
    /// Asks about rows of one list that bear one name and have two profiles.
    pub fn two_profiles(&mut self) {
        let records = self.records;
        for [a, b] in namesakes(records) {
            let (one, other) = (&records[a], &records[b]);
            let differ = one
                .card
                .profiles
                .iter()
                .all(|p| !other.card.profiles.contains(p));
            if !differ || self.groups.joined(a, b) || self.groups.kept_apart(a, b) {
                continue;
            }
            let Some(common) = in_common(one.card, other.card) else {
                continue;
            };
            let name = format!("same name, {}", one.card.name.full);
            let rows = Evidence {
                field: Evidence::VETO,
                level: "holds back",
                bits: 0.0,
                text: "two rows of one list of connections, each with a profile of its own".into(),
            };
            self.doubts.push(Doubt {
                a: one.at,
                b: other.at,
                probability: ONE_HUMAN,
                start: 0.0,
                evidence: vec![evidence("name", "same", name), common, rows],
            });
        }
    }
}
