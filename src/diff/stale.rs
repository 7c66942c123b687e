//! What went out of date since the older audit, and what was mended.

use super::inputs::Given;
use crate::model::changes::{Aged, Aging};
use crate::snapshot::{Person, Snapshot, Stale};

/// Of people in both audits, in the order of the newer; nothing where the older one did not look for it yet.
pub fn stale(old: &Snapshot, both: &[(&Person, &Person)], given: &Given<'_>) -> Vec<Aged> {
    if old.totals.stale.is_none() {
        return Vec::new();
    }
    let mut all = Vec::new();
    for &(then, now) in both {
        let is_new = |stale: &&Stale| !then.stale.iter().any(|other| is_same(other, stale));
        let went = now.stale.iter().filter(is_new);
        all.extend(went.map(|stale| aged(now, stale, Aging::WentStale)));
        let is_mended = |stale: &&Stale| {
            let is_open = now.stale.iter().any(|other| is_same(other, stale));
            let is_hidden = given.some_missing_said(then, &stale.field, &stale.value);
            !is_open && !is_hidden && is_mended(stale, now)
        };
        let mended = then.stale.iter().filter(is_mended);
        all.extend(mended.map(|stale| aged(now, stale, Aging::Mended)));
    }
    all.sort_by_key(|aged| aged.what);
    all.dedup();
    all
}

fn is_same(a: &Stale, b: &Stale) -> bool {
    (&a.field, &a.value) == (&b.field, &b.value)
}

/// Whether no card says it any more, or the one that does has the newer value too. That a file was not given this time mends nothing.
fn is_mended(stale: &Stale, now: &Person) -> bool {
    let plain = |value: &str| match stale.field.as_str() {
        "phone" => value.replace(' ', ""),
        _ => value.to_owned(),
    };
    let records = |wanted: &str| {
        let wanted = plain(wanted);
        let values = now.values.iter().filter(|value| value.field == stale.field);
        let found = values.filter(|value| plain(&value.value) == wanted);
        found
            .flat_map(|value| value.records.iter().copied())
            .collect::<Vec<u32>>()
    };
    let with_old = records(&stale.value);
    if with_old.is_empty() {
        return true;
    }
    let can_be_both = matches!(stale.field.as_str(), "email" | "phone");
    let newer = stale.newer.as_deref().filter(|_| can_be_both);
    let with_newer = newer.map(records).unwrap_or_default();
    with_old.iter().all(|record| with_newer.contains(record))
}

fn aged(person: &Person, stale: &Stale, what: Aging) -> Aged {
    Aged {
        id: person.id.clone(),
        name: person.name.clone(),
        field: stale.field.clone(),
        value: stale.value.clone(),
        what,
        text: match what {
            Aging::WentStale => stale.text.clone(),
            Aging::Mended => stale.newer.clone().unwrap_or_default(),
        },
    }
}
