//! The figures of two audits, side by side.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::changes::Total;
use crate::model::closed::Saved;
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
    let mut all = vec![total("people", |t| t.people)];
    all.extend(by_outcome(&Band::ALL, &then.bands, &now.bands));
    all.extend(by_outcome(&Verdict::ALL, &then.verdicts, &now.verdicts));
    all.push(total("without a card", |t| t.unmatched));
    all.push(total("pairs to review", |t| t.review));
    all
}

/// The figures of each outcome of a list, and of those that only another version of Tieline knows.
fn by_outcome<T>(
    all: &[T],
    then: &BTreeMap<Saved<T>, u64>,
    now: &BTreeMap<Saved<T>, u64>,
) -> Vec<Total>
where
    T: Copy + Eq + Into<&'static str>,
{
    let known = all.iter().map(|&outcome| Saved::Known(outcome));
    let others = then
        .keys()
        .chain(now.keys())
        .filter(|key| key.known().is_none());
    let others: BTreeSet<Saved<T>> = others.cloned().collect();
    let number =
        |totals: &BTreeMap<Saved<T>, u64>, of: &Saved<T>| totals.get(of).copied().unwrap_or(0);
    let total = |of: Saved<T>| Total {
        what: of.word().to_owned(),
        from: number(then, &of),
        to: number(now, &of),
    };
    known.chain(others).map(total).collect()
}
