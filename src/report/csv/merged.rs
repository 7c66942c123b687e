//! `merged.csv`: who has several cards, which, and why they were taken for one person.

use super::sheet::{Sheet, Target};
use crate::model::audit::{Audit, JoinedByName};
use crate::model::card::CardIx;
use crate::model::person::{Merge, Person};
use crate::model::reason::{Joined, Reason};
use crate::report::side::Side;
use crate::report::waterfall::{total, waterfall};
use crate::words;
use std::collections::BTreeMap;

const HEADER: [&str; 15] = [
    "decision",
    "person",
    "cards",
    "card",
    "company",
    "emails",
    "phones",
    "profile",
    "file",
    "same_as",
    "evidence",
    "bits",
    "waterfall",
    "id",
    "conflicts",
];

/// The merges that each card takes part in, by index of the card.
type Links<'a> = Vec<Vec<&'a Merge>>;

/// Writes the merges: the rows of a person stand together, so that names and addresses can be compared downwards. The
/// first row is the card that is shown; each further row is one card and what ties it to one of the cards above, or correspondents
/// who were joined by their name. The first column takes "not-same" for a card of somebody else and may stay empty.
pub fn merged(audit: &Audit, target: Target<'_>) -> csv::Result<()> {
    let mut sheet = Sheet::for_people(target, &HEADER)?;
    let links = links(audit);
    let mut joined: BTreeMap<&str, Vec<&JoinedByName>> = BTreeMap::new();
    for one in &audit.joined {
        joined.entry(&one.person).or_default().push(one);
    }
    let by_name = by_name(audit);
    for person in audit.everybody() {
        let own = joined
            .get(person.id.as_str())
            .map_or(&[][..], Vec::as_slice);
        let files = by_name.get(person.id.as_str()).copied().unwrap_or_default();
        if person.cards.len() + own.len() + files.len() < 2 {
            continue;
        }
        for (card, link) in in_order_of_proof(audit, person, &links) {
            row(&mut sheet, audit, person, card, link)?;
        }
        for one in own {
            correspondent(&mut sheet, audit, person, one)?;
        }
        let told = own.iter().map(|one| Side::of(audit, one.record).file);
        let told: Vec<&str> = told.collect();
        for file in files
            .iter()
            .filter(|file| !told.iter().any(|name| name.ends_with(file.source.name())))
        {
            entries(&mut sheet, audit, person, file)?;
        }
    }
    sheet.finish()
}

/// What was joined to each person by nothing but the name, by file.
fn by_name(audit: &Audit) -> BTreeMap<&str, &[Joined]> {
    let people = audit.people.iter();
    let of = people.filter_map(|ranked| {
        let files = ranked
            .standing
            .reasons
            .iter()
            .find_map(|reason| match reason {
                Reason::ByName { files } => Some(files.as_slice()),
                _ => None,
            });
        Some((ranked.person.id.as_str(), files?))
    });
    of.collect()
}

/// A correspondent who was taken for somebody with a card.
fn correspondent(
    sheet: &mut Sheet<'_>,
    audit: &Audit,
    person: &Person,
    one: &JoinedByName,
) -> csv::Result<()> {
    described(sheet, audit, person, &Side::of(audit, one.record))?;
    same_as(sheet, audit, person)?;
    sheet.text(words::joined(one.by))?;
    (0..2).try_for_each(|_| sheet.blank())?;
    sheet.text(&person.id)?;
    sheet.blank()?;
    sheet.end()
}

/// Entries of a file that names people by their names alone.
fn entries(
    sheet: &mut Sheet<'_>,
    audit: &Audit,
    person: &Person,
    joined: &Joined,
) -> csv::Result<()> {
    let side = Side {
        name: audit.view(person).name(),
        file: joined.source.name(),
        ..Side::default()
    };
    described(sheet, audit, person, &side)?;
    same_as(sheet, audit, person)?;
    sheet.text(&words::entries_by_name(joined.entries))?;
    (0..2).try_for_each(|_| sheet.blank())?;
    sheet.text(&person.id)?;
    sheet.blank()?;
    sheet.end()
}

/// The card of somebody that is shown.
fn same_as(sheet: &mut Sheet<'_>, audit: &Audit, person: &Person) -> csv::Result<()> {
    let Some(&card) = person.cards.first() else {
        return sheet.blank();
    };
    let shown = Side::of(audit, card);
    sheet.text(&format!("{} ({})", shown.called(), shown.file))
}

fn links(audit: &Audit) -> Links<'_> {
    let mut links: Links<'_> = vec![Vec::new(); audit.cards.len()];
    for merge in &audit.merges {
        for end in [merge.a, merge.b] {
            links[end.0 as usize].push(merge);
        }
    }
    links
}

/// The cards of a person, from the one that is shown outwards along the merges, each with the merge that led there.
fn in_order_of_proof<'a>(
    audit: &Audit,
    person: &Person,
    links: &Links<'a>,
) -> Vec<(CardIx, Option<&'a Merge>)> {
    let mut rows: Vec<(CardIx, Option<&'a Merge>)> = Vec::with_capacity(person.cards.len());
    // A card that no merge leads to is listed all the same: whoever checks the list must see all of them.
    for &start in &person.cards {
        if rows.iter().any(|(card, _)| *card == start) {
            continue;
        }
        let mut next = rows.len();
        rows.push((start, None));
        while let Some(&(card, _)) = rows.get(next) {
            next += 1;
            let mut reached: Vec<_> = links[card.0 as usize]
                .iter()
                .map(|m| (other_end(m, card), Some(*m)))
                .collect();
            reached.retain(|(card, _)| rows.iter().all(|(known, _)| known != card));
            reached.sort_by_cached_key(|(card, _)| Side::of(audit, *card));
            reached.dedup_by_key(|(card, _)| *card);
            rows.extend(reached);
        }
    }
    rows
}

fn other_end(merge: &Merge, card: CardIx) -> CardIx {
    if merge.a == card { merge.b } else { merge.a }
}

fn row(
    sheet: &mut Sheet<'_>,
    audit: &Audit,
    person: &Person,
    card: CardIx,
    link: Option<&Merge>,
) -> csv::Result<()> {
    described(sheet, audit, person, &Side::of(audit, card))?;
    match link {
        Some(merge) => proof(sheet, audit, merge, other_end(merge, card))?,
        None => (0..4).try_for_each(|_| sheet.blank())?,
    }
    sheet.text(&person.id)?;
    // Said once, beside the card that is shown.
    match link {
        None => sheet.list(words::conflicts(audit.view(person)))?,
        Some(_) => sheet.blank()?,
    }
    sheet.end()
}

/// The columns that say what is taken for whom.
fn described(
    sheet: &mut Sheet<'_>,
    audit: &Audit,
    person: &Person,
    side: &Side<'_>,
) -> csv::Result<()> {
    sheet.blank()?;
    sheet.text(audit.view(person).name())?;
    sheet.own(person.cards.len())?;
    sheet.text(side.name)?;
    sheet.text(side.company)?;
    sheet.list(&side.emails)?;
    sheet.numbers(side.phones.iter().copied())?;
    sheet.link(&side.profile)?;
    sheet.text(side.file)
}

fn proof(sheet: &mut Sheet<'_>, audit: &Audit, merge: &Merge, other: CardIx) -> csv::Result<()> {
    let other = Side::of(audit, other);
    sheet.text(&format!("{} ({})", other.called(), other.file))?;
    sheet.list(merge.evidence.iter().map(|e| &e.text))?;
    let (start, evidence) = (merge.start, &merge.evidence);
    sheet.own(format_args!("{:.1}", total(start, evidence)))?;
    sheet.list(waterfall(start, evidence))
}
