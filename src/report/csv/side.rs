//! The cells of one card, by which somebody sees at a glance who is meant; comparable, so that lists of cards can be
//! ordered by what stands in them and not by where they stood in the input.

use super::sheet::Sheet;
use crate::model::audit::Audit;
use crate::model::card::{Card, CardIx};
use crate::model::keys::Slug;

/// The cells of one card.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Side<'a> {
    /// Name, or what stands in for it.
    pub name: &'a str,
    /// The file as given.
    pub file: &'a str,
    /// First employer.
    pub company: &'a str,
    /// Profile link.
    pub profile: String,
    emails: Vec<&'a str>,
    phones: Vec<&'a str>,
}

impl<'a> Side<'a> {
    /// Looks at a card.
    pub fn of(audit: &'a Audit, card: CardIx) -> Self {
        let card = &audit.cards[card.0 as usize];
        Self {
            name: name(card),
            file: audit
                .files
                .get(card.place.file.0 as usize)
                .map_or("", |f| &f.name),
            company: card.companies.first().map_or("", String::as_str),
            profile: card.profiles.first().map_or_else(String::new, Slug::url),
            emails: card
                .emails
                .iter()
                .map(|m| m.email.as_ref().map_or(m.raw.as_str(), |e| e.as_str()))
                .collect(),
            phones: card
                .phones
                .iter()
                .map(|t| t.phone.as_ref().map_or(t.raw.as_str(), |p| p.shown()))
                .collect(),
        }
    }

    /// A cell with the e-mail addresses.
    pub fn emails(&self, sheet: &mut Sheet<'_>) -> csv::Result<()> {
        sheet.list(&self.emails)
    }

    /// A cell with the phone numbers.
    pub fn phones(&self, sheet: &mut Sheet<'_>) -> csv::Result<()> {
        sheet.list(&self.phones)
    }
}

/// The name on a card; a card without one goes by its nickname.
fn name(card: &Card) -> &str {
    match card.name.full.trim() {
        "" => &card.name.nickname,
        full => full,
    }
}
