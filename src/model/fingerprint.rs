//! A number that a card's content makes, the same in every run and on every machine: the book knows an unchanged card by it.

use super::card::Card;

/// Of the texts of a card as they are written, by the hash of Fowler, Noll and Vo.
pub fn mark(card: &Card) -> u64 {
    let mut hash = Fnv::default();
    let name = &card.name;
    for text in [&name.full, &name.given, &name.family, &name.nickname] {
        hash.add(text);
    }
    card.profiles
        .iter()
        .for_each(|slug| hash.add(slug.as_str()));
    card.emails.iter().for_each(|mail| hash.add(&mail.raw));
    card.phones.iter().for_each(|tel| hash.add(&tel.raw));
    card.companies.iter().for_each(|text| hash.add(text));
    card.titles.iter().for_each(|text| hash.add(text));
    for address in &card.addresses {
        hash.add(&address.street);
        hash.add(&address.locality);
    }
    hash.add(card.uid.as_deref().unwrap_or_default());
    hash.add(card.birthday.as_deref().unwrap_or_default());
    hash.finish()
}

/// The hash of texts so far.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn add(&mut self, text: &str) {
        // What ends a text is in none, so that two texts are not one.
        for byte in text.bytes().chain([0xff]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// The bits are mixed once more, so that marks of similar cards are not near each other.
    fn finish(&self) -> u64 {
        let mixed = (self.0 ^ (self.0 >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        mixed ^ (mixed >> 33)
    }
}
