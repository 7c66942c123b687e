//! Says of blocks that are too large to compare all with all what their cards have in common, and how many they are.

use rustc_hash::FxHashSet;

use super::block::{Block, Blocks, CAP, Capped, Reach};
use super::record::Record;
use crate::model::card::Card;

/// How many are named; of more than these the number is said.
const NAMED: usize = 5;

/// One remark for each of the largest, one for the rest, and one where there are so many cards that smaller ones were not compared, either.
pub fn remarks(blocks: &Blocks, records: &[Record<'_>]) -> Vec<String> {
    let mut said: Vec<(usize, String, usize)> = blocks
        .capped
        .iter()
        .map(|block| (block.cards, in_common(block, records), block.window))
        .collect();
    said.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let mut known: FxHashSet<String> = FxHashSet::default();
    said.retain(|(_, what, _)| known.insert(what.clone()));
    let more = said.len().saturating_sub(NAMED);
    let mut remarks: Vec<String> = said
        .iter()
        .take(NAMED)
        .map(|(cards, what, window)| format!("{cards} cards have {what}: too many to compare all with all, so each was compared with the {window} next to it"))
        .collect();
    if more > 0 {
        remarks.push(format!("{more} more groups of over {CAP} cards have something in common and were compared in the same way"));
    }
    let Reach { whole, window } = blocks.reach;
    if whole < CAP {
        remarks.push(format!(
            "{} cards are too many to compare all that are somewhat alike: in groups of over {whole} cards with similar names, employers or places, each was compared with the {window} next to it",
            records.len()
        ));
    }
    remarks
}

/// What the cards of a block have in common: "the number +4722000001", "names like Anna Berg".
fn in_common(block: &Capped, records: &[Record<'_>]) -> String {
    let (one, other) = (records[block.first].card, records[block.last].card);
    let given = || shown(&records[block.first].name.given);
    match block.kind {
        Block::Key => key(one, other),
        Block::Spelled => format!("addresses that begin like {}", mail(one)),
        Block::Office => format!(
            "the given name {} and addresses of one company, such as {}",
            given(),
            mail(one)
        ),
        Block::Employer => format!(
            "the given name {} and employers named like {}",
            given(),
            text(one.companies.first())
        ),
        Block::Birthday => "birthdays that are nearly the same".to_owned(),
        Block::Street => format!(
            "one street or house number, as in {}",
            text(one.addresses.first().map(|a| &a.street))
        ),
        Block::Town => format!(
            "the town or postal code of {} and a common name",
            text(one.addresses.first().map(|a| &a.locality))
        ),
        Block::Lone => format!("only {} as a name", given()),
        Block::Name => format!("names like {}", text(Some(&one.name.full))),
    }
}

/// The number, address, profile or link that two cards share.
fn key(one: &Card, other: &Card) -> String {
    let number = one
        .phones
        .iter()
        .filter_map(|t| t.number())
        .find(|p| other.phones.iter().any(|t| t.number() == Some(*p)));
    let mail = one
        .emails
        .iter()
        .filter_map(|m| m.email.as_ref())
        .find(|e| other.emails.iter().any(|m| m.email.as_ref() == Some(*e)));
    let profile = one
        .profiles
        .iter()
        .find(|slug| other.profiles.contains(slug));
    match (number, mail, profile) {
        (Some(number), _, _) => format!("the number {}", number.e164()),
        (_, Some(mail), _) => format!("the address {mail}"),
        (_, _, Some(profile)) => format!("the LinkedIn profile {profile}"),
        (None, None, None) => format!(
            "the link {}",
            text(
                one.urls
                    .iter()
                    .find(|url| other.urls.contains(url))
                    .or(one.uid.as_ref())
            )
        ),
    }
}

fn mail(card: &Card) -> &str {
    card.emails.first().map_or("", |mail| mail.raw.as_str())
}

fn text(value: Option<&String>) -> &str {
    value.map_or("", |text| text.trim())
}

fn shown(given: &[String]) -> &str {
    given.first().map_or("", String::as_str)
}
