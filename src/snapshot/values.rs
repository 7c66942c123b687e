//! The cards of a person → what they say, each value once with the cards that hold it.

use super::Value;
use crate::model::card::{Address, Card};
use crate::model::keys::Slug;
use crate::model::moment::iso;

/// What the cards say, field by field; a card is named by its place in the list.
pub fn values(cards: &[&Card]) -> Vec<Value> {
    let mut list = List(Vec::new());
    list.add("name", cards, |c| vec![c.name.full.clone()]);
    list.add("nickname", cards, |c| vec![c.name.nickname.clone()]);
    list.add("email", cards, emails);
    list.add("phone", cards, phones);
    list.add("url", cards, links);
    list.add("company", cards, |c| c.companies.clone());
    list.add("title", cards, |c| c.titles.clone());
    list.add("address", cards, |c| {
        c.addresses.iter().map(address).collect()
    });
    list.add("birthday", cards, |c| c.birthday.iter().cloned().collect());
    list.add("label", cards, |c| c.labels.clone());
    list.add("connected_on", cards, |c| {
        c.connected_on.map(iso).into_iter().collect()
    });
    list.0
}

/// The values so far.
struct List(Vec<Value>);

impl List {
    fn add(&mut self, field: &str, cards: &[&Card], of: impl Fn(&Card) -> Vec<String>) {
        let first = self.0.len();
        for (card, at) in cards.iter().zip(0..) {
            for value in of(card) {
                let value = value.trim();
                let known = self.0[first..].iter_mut().find(|v| v.value == value);
                match known {
                    _ if value.is_empty() => {}
                    Some(known) if known.records.last() == Some(&at) => {}
                    Some(known) => known.records.push(at),
                    None => self.0.push(Value {
                        field: field.to_owned(),
                        value: value.to_owned(),
                        records: vec![at],
                    }),
                }
            }
        }
    }
}

fn emails(card: &Card) -> Vec<String> {
    let shown = card.emails.iter();
    shown
        .map(|m| m.email.as_ref().map_or(&*m.raw, |e| e.as_str()).to_owned())
        .collect()
}

fn phones(card: &Card) -> Vec<String> {
    let shown = card.phones.iter();
    shown
        .map(|t| t.phone.as_ref().map_or(&*t.raw, |p| p.e164()).to_owned())
        .collect()
}

fn links(card: &Card) -> Vec<String> {
    let profiles = card.profiles.iter().map(Slug::url);
    profiles.chain(card.urls.iter().cloned()).collect()
}

/// The parts that there are, in a line.
fn address(address: &Address) -> String {
    let Address {
        street,
        locality,
        region,
        code,
        country,
        ..
    } = address;
    let parts = [street, code, locality, region, country].map(|part| part.trim());
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}
