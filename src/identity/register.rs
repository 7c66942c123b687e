//! Whether the cards are a register's rather than an address book's: copied by hand from forms, so that names and days are garbled more
//! often than twins are entered.

use super::record::Record;

/// Fewer cards are an address book in which birthdays were entered with care.
const CARDS: usize = 500;

/// One in so many cards of a register may be reached all the same.
const REACHED: usize = 100;

/// Whether hardly a card says how or where anybody is reached at work or on the move. Addresses alone make no address book if
/// everybody's birthday stands beside them.
pub fn is_register(records: &[Record<'_>]) -> bool {
    let is_reached = |record: &&Record<'_>| {
        let card = record.card;
        let has_mail = !card.emails.is_empty() && card.birthday.is_none();
        has_mail
            || !card.phones.is_empty()
            || !card.profiles.is_empty()
            || !card.companies.is_empty()
    };
    records.len() >= CARDS && records.iter().filter(is_reached).count() * REACHED < records.len()
}
