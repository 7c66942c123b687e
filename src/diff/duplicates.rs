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
