//! `review.csv`: pairs of cards that may be one person, to be answered by the owner and given back to `tieline decide`.

use std::io::Write;

use super::sheet::Sheet;
use super::side::Side;
use crate::model::audit::Audit;
use crate::model::card::CardIx;
use crate::model::person::Doubt;

const HEADER: [&str; 17] = [
    "decision",
    "probability",
    "name_a",
    "name_b",
    "reasons",
    "company_a",
    "company_b",
    "emails_a",
    "emails_b",
    "phones_a",
    "phones_b",
    "profile_a",
    "profile_b",
    "file_a",
    "file_b",
    "id_a",
    "id_b",
];

/// A pair, the two sides ordered by what stands on them.
struct Pair<'a> {
    doubt: &'a Doubt,
    sides: [(Side<'a>, &'a str); 2],
}

/// Writes the doubtful pairs, likeliest first; the first column takes "same" or "not-same" and may stay empty.
pub fn review(audit: &Audit, out: &mut dyn Write) -> csv::Result<()> {
    let mut sheet = Sheet::by_hand(out, &HEADER)?;
    let ids = ids(audit);
    let mut pairs: Vec<Pair<'_>> = audit
        .doubts
        .iter()
        .map(|doubt| pair(audit, &ids, doubt))
        .collect();
    pairs.sort_by(|x, y| {
        y.doubt
            .probability
            .total_cmp(&x.doubt.probability)
            .then_with(|| x.sides.cmp(&y.sides))
    });
    for pair in &pairs {
        row(&mut sheet, pair)?;
    }
    sheet.finish()
}

/// The id of the person on each card; empty where the card is nobody's.
fn ids(audit: &Audit) -> Vec<&str> {
    let mut ids = vec![""; audit.cards.len()];
    for person in audit
        .people
        .iter()
        .map(|r| &r.person)
        .chain(&audit.not_people)
    {
        for card in &person.cards {
            ids[card.0 as usize] = &person.id;
        }
    }
    ids
}

fn pair<'a>(audit: &'a Audit, ids: &[&'a str], doubt: &'a Doubt) -> Pair<'a> {
    let side = |card: CardIx| (Side::of(audit, card), ids[card.0 as usize]);
    let mut sides = [side(doubt.a), side(doubt.b)];
    sides.sort();
    Pair { doubt, sides }
}

fn row(sheet: &mut Sheet<'_>, pair: &Pair<'_>) -> csv::Result<()> {
    let sides = || pair.sides.iter().map(|(side, _)| side);
    sheet.blank()?;
    sheet.own(format_args!("{:.2}", pair.doubt.probability))?;
    sides().try_for_each(|side| sheet.text(side.name))?;
    sheet.list(pair.doubt.evidence.iter().map(|e| &e.text))?;
    sides().try_for_each(|side| sheet.text(side.company))?;
    sides().try_for_each(|side| side.emails(sheet))?;
    sides().try_for_each(|side| side.phones(sheet))?;
    sides().try_for_each(|side| sheet.own(&side.profile))?;
    sides().try_for_each(|side| sheet.text(side.file))?;
    pair.sides.iter().try_for_each(|(_, id)| sheet.text(id))?;
    sheet.end()
}
