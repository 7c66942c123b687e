//! Pairs to ask about that the older audit did not ask about.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::changes::{Duplicate, Named};
use crate::snapshot::{Record, Review, Snapshot};

/// The pairs of the newer audit that are new, the likeliest first. A pair is known again by the people on its cards.
pub fn duplicates(old: &Snapshot, new: &Snapshot) -> Vec<Duplicate> {
    let (then, now) = (Bearers::of(old), Bearers::of(new));
    let mut known: FxHashSet<[String; 2]> = old.review.iter().map(|pair| then.pair(pair)).collect();
    let mut duplicates = Vec::new();
    for pair in &new.review {
        let ids = now.pair(pair);
        if known.insert(ids) {
            duplicates.push(Duplicate {
                pair: [(&pair.a, 0), (&pair.b, 1)].map(|(record, at)| Named {
                    id: now.id(record, &pair.names[at]).to_owned(),
                    name: pair.names[at].clone(),
                }),
                probability: pair.probability,
                reasons: pair.reasons.clone(),
            });
        }
    }
    duplicates.sort_by(|a, b| {
        let ids = |d: &Duplicate| d.pair.each_ref().map(|named| named.id.clone());
        b.probability
            .total_cmp(&a.probability)
            .then_with(|| ids(a).cmp(&ids(b)))
    });
    duplicates
}

/// Who bears each card.
struct Bearers<'a>(FxHashMap<(&'a str, u32), &'a str>);

impl<'a> Bearers<'a> {
    fn of(audit: &'a Snapshot) -> Self {
        let people = audit.people.iter().map(|p| (&p.id, &p.records));
        let others = audit.not_people.iter().map(|e| (&e.id, &e.records));
        let each = people.chain(others).flat_map(|(id, records)| {
            let cards = records.iter();
            cards.map(move |record| ((record.file.as_str(), record.record), id.as_str()))
        });
        Self(each.collect())
    }

    /// The id of whoever bears a card; the name on it where nobody does.
    fn id(&self, record: &Record, name: &'a str) -> &'a str {
        let bearer = self.0.get(&(record.file.as_str(), record.record));
        bearer.copied().unwrap_or(name)
    }

    /// Both ids, in order.
    fn pair(&self, pair: &'a Review) -> [String; 2] {
        let mut ids = [
            self.id(&pair.a, &pair.names[0]).to_owned(),
            self.id(&pair.b, &pair.names[1]).to_owned(),
        ];
        ids.sort();
        ids
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::sample::{november, october, person};
    use crate::snapshot::Bits;

    fn asked(a: u32, b: u32, probability: f64) -> Review {
        let record = |record| Record {
            file: "Connections.csv".to_owned(),
            record,
        };
        Review {
            a: record(a),
            b: record(b),
            names: [format!("Card {a}"), format!("Card {b}")],
            probability,
            reasons: vec!["same name".to_owned()],
            bits: Bits::default(),
            sides: Default::default(),
        }
    }

    /// Three people with a card each, whose places are said.
    fn audit(
        places: [u32; 3],
        review: Vec<Review>,
        of: fn(Vec<crate::snapshot::Person>) -> Snapshot,
    ) -> Snapshot {
        let ids = ["p-1", "p-2", "p-3"];
        let people = ids.into_iter().zip(places).map(|(id, place)| {
            let mut person = person(id, id, "unknown", "ask");
            person.records[0].record = place;
            person
        });
        Snapshot {
            review,
            ..of(people.collect())
        }
    }

    #[test]
    fn a_pair_is_known_again_when_its_cards_stand_elsewhere_and_the_likeliest_new_one_comes_first()
    {
        let old = audit([1, 2, 3], vec![asked(1, 2, 0.5)], october);
        let pairs = vec![
            asked(9, 8, 0.6),
            asked(8, 7, 0.3),
            asked(9, 7, 0.4),
            asked(7, 9, 0.4),
        ];
        let new = audit([8, 9, 7], pairs, november);
        let found: Vec<[String; 2]> = duplicates(&old, &new)
            .into_iter()
            .map(|d| d.pair.map(|named| named.id))
            .collect();
        assert_eq!(found, [["p-2", "p-3"], ["p-1", "p-3"]]);
    }
}
