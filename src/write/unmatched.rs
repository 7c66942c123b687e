//! `unmatched.vcf`: those with whom there was contact both ways and who are on no card, as cards to import.

use std::io::{self, Write};

use crate::model::audit::{Audit, Unmatched};
use crate::model::card::{Card, Mail, Roster, Tel};
use crate::model::intake::FileId;
use crate::model::keys::{Email, Phone, Slug};
use crate::model::problem::Place;

use super::vcard::{Version, cards_of};

/// Writes a card for each, the strongest first.
pub fn unmatched(audit: &Audit, out: &mut impl Write) -> io::Result<()> {
    let known = audit
        .unmatched
        .iter()
        .filter(|someone| someone.acquaintance.is_some());
    let cards: Vec<Card> = known.filter_map(card).collect();
    for text in cards_of(&cards, Version::V4) {
        out.write_all(text.as_bytes())?;
    }
    Ok(())
}

/// What is known of somebody; nothing where it is a name alone, which a card would not find again.
fn card(someone: &Unmatched) -> Option<Card> {
    let place = Place {
        file: FileId(0),
        record: 1,
        line: 1,
    };
    let mut card = Card::new(place, Roster::Correspondent);
    if let Some(slug) = Slug::from_url(&someone.key) {
        card.profiles.push(slug);
    } else if let Some(email) = Email::parse(&someone.key) {
        card.emails
            .push(Mail::new(someone.key.clone(), Some(email), Vec::new()));
    } else if let Some(phone) = Phone::parse(&someone.key, None) {
        card.phones
            .push(Tel::new(&someone.key, Some(phone), Vec::new()));
    } else {
        return None;
    }
    if someone.name != someone.key {
        card.name.full = someone.name.clone();
    }
    Some(card)
}
