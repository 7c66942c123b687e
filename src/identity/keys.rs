//! Certain keys: what only one human has (profile, personal address, mobile number, UID), and when it turns out shared.

use std::collections::BTreeMap;

use super::kind::is_role;
use super::names::compare::{Given, agreement};
use super::record::{Ix, Record};
use crate::model::keys::Line;

/// From this many differently named cards on, a number is a switchboard's.
const SWITCHBOARD: usize = 3;

/// A key that cards can share. The order is that of their strength.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key<'a> {
    /// LinkedIn profile.
    Slug(&'a str),
    /// E-mail address.
    Email(&'a str),
    /// Phone number in E.164 that may be a mobile's.
    Phone(&'a str),
    /// vCard UID.
    Uid(&'a str),
}

impl Key<'_> {
    /// The field's name in evidence.
    pub fn field(&self) -> &'static str {
        match self {
            Self::Slug(_) => "profile",
            Self::Email(_) => "email",
            Self::Phone(_) => "phone",
            Self::Uid(_) => "uid",
        }
    }

    /// In words.
    pub fn sentence(&self) -> String {
        match self {
            Self::Slug(slug) => format!("same LinkedIn profile {slug}"),
            Self::Email(address) => format!("same e-mail address {address}"),
            Self::Phone(number) => format!("same mobile number {number}"),
            Self::Uid(uid) => format!("same vCard UID {uid}"),
        }
    }
}

/// Cards that bear one key.
#[derive(Debug)]
pub struct Bearers<'a> {
    /// The key.
    pub key: Key<'a>,
    /// Who bears it, in the order by content.
    pub records: Vec<Ix>,
    /// Why the key does not tell its bearers apart; `None` if it does.
    pub shared: Option<&'static str>,
}

/// All keys that two or more cards bear, the strongest first.
pub fn shared_keys<'a>(records: &[Record<'a>]) -> Vec<Bearers<'a>> {
    let mut bearers: BTreeMap<Key<'a>, Vec<Ix>> = BTreeMap::new();
    for (ix, record) in records.iter().enumerate() {
        for key in keys_of(record) {
            let list = bearers.entry(key).or_default();
            if list.last() != Some(&ix) {
                list.push(ix);
            }
        }
    }
    let several = bearers.into_iter().filter(|(_, list)| list.len() > 1);
    several
        .map(|(key, list)| Bearers {
            key,
            shared: why_shared(key, &list, records),
            records: list,
        })
        .collect()
}

/// The certain keys of a card.
pub fn keys_of<'a>(record: &Record<'a>) -> Vec<Key<'a>> {
    let card = record.card;
    let mut keys: Vec<Key<'a>> = card
        .profiles
        .iter()
        .map(|slug| Key::Slug(slug.as_str()))
        .collect();
    let personal = card
        .emails
        .iter()
        .filter_map(|m| m.email.as_ref())
        .filter(|e| !is_role(e));
    keys.extend(personal.map(|e| Key::Email(e.as_str())));
    let mobile = card
        .phones
        .iter()
        .filter_map(|t| t.phone.as_ref())
        .filter(|p| matches!(p.line(), Line::Mobile | Line::Either));
    keys.extend(mobile.map(|p| Key::Phone(p.e164())));
    // Short UIDs are counters of a file and no universal names.
    keys.extend(
        card.uid
            .as_deref()
            .filter(|uid| uid.len() >= 8)
            .map(Key::Uid),
    );
    keys
}

/// Why a key is nobody's own. Names are looked at one by one and no more than a few: who bears a switchboard's number
/// soon disagrees.
fn why_shared(key: Key<'_>, bearers: &[Ix], records: &[Record<'_>]) -> Option<&'static str> {
    let mut people: Vec<Ix> = Vec::new();
    for &ix in bearers {
        let is_new = people
            .iter()
            .all(|&seen| agreement(&records[seen].name, &records[ix].name).given == Given::Differs);
        if !records[ix].name.is_empty() && is_new {
            people.push(ix);
        }
        if people.len() >= SWITCHBOARD {
            break;
        }
    }
    match key {
        Key::Phone(_) if people.len() >= SWITCHBOARD => {
            Some("the number stands on cards of three or more people")
        }
        Key::Email(_) if people.len() >= 2 => {
            Some("the address stands on cards with different given names")
        }
        _ => None,
    }
}
