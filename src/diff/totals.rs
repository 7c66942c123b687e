//! The figures of two audits, side by side.

use std::collections::BTreeMap;

use crate::model::changes::Total;
use crate::model::standing::{Band, Verdict};
use crate::snapshot::{Snapshot, Totals};

/// The figures, then and now: people, bands and verdicts by their words, correspondents without a card, pairs to review.
pub fn totals(old: &Snapshot, new: &Snapshot) -> Vec<Total> {
    let (then, now) = (&old.totals, &new.totals);
    let total = |what: &str, of: fn(&Totals) -> u64| Total {
        what: what.to_owned(),
        from: of(then),
        to: of(now),
    };
    let by_word = |word: &str, of: fn(&Totals) -> &BTreeMap<String, u64>| {
        let number = |totals| of(totals).get(word).copied().unwrap_or(0);
        Total {
            what: word.to_owned(),
            from: number(then),
            to: number(now),
        }
    };
    let mut all = vec![total("people", |t| t.people)];
    all.extend(Band::ALL.map(|band| by_word(band.word(), |t| &t.bands)));
    all.extend(Verdict::ALL.map(|verdict| by_word(verdict.word(), |t| &t.verdicts)));
    all.push(total("without a card", |t| t.unmatched));
    all.push(total("pairs to review", |t| t.review));
    all
}
