//! Names that what passed between gives to the keys of a card: the header "Annika Thorsdal <at77@…>" says who "Annie <at77@…>" is.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::names::{Named, full_names};
use crate::identity::names::compare::agreement;
use crate::identity::names::frequency::{is_family, is_given};
use crate::identity::names::levels::{Family, Given};
use crate::identity::names::parse::Parsed;
use crate::model::card::{Card, CardIx, Kind, Tel};
use crate::model::correspondent::Correspondent;
use crate::model::exchange::PeerKey;
use crate::model::name::Name;
use crate::model::person::Person;

/// Two given names that begin with so many equal letters may be forms of one: Annie, Annika.
const SAME_BEGINNING: usize = 3;

/// What a card is called beside its own name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Called {
    /// The full name, where the card has only a part of one.
    full: Option<Name>,
    /// Other family names, as after a marriage.
    families: Vec<String>,
    /// Other given names.
    nicknames: Vec<String>,
}

impl Called {
    /// The name of a card and what it is called beside it.
    pub fn parsed(&self, own: &Name) -> Parsed {
        let mut parsed = Parsed::of(self.full.as_ref().unwrap_or(own));
        parsed.family.extend(self.families.iter().cloned());
        parsed.nicknames.extend(self.nicknames.iter().cloned());
        parsed
    }
}

/// Looks up the keys of all cards. A card without a name takes the one that its key has.
pub fn called(cards: &mut [Card], correspondents: &[Correspondent]) -> BTreeMap<CardIx, Called> {
    let by_key: FxHashMap<Key<'_>, &Correspondent> = correspondents
        .iter()
        .filter_map(|one| Some((key_of(&one.key)?, one)))
        .collect();
    let mut called = BTreeMap::new();
    if by_key.is_empty() {
        return called;
    }
    for (card, ix) in cards.iter_mut().zip(0..) {
        if card.kind != Kind::Person {
            continue;
        }
        let known = keys_of(card).into_iter().filter_map(|key| by_key.get(&key));
        let names: Vec<Named> = known.flat_map(|one| full_names(one)).collect();
        let Some(first) = names.first() else { continue };
        if card.name.is_empty() {
            card.name.full.clone_from(&first.text);
        } else if let Some(found) = beside(&card.name, &names) {
            called.insert(CardIx(ix), found);
        }
    }
    called
}

/// What is said of people of whose cards names in messages and calendars told more than the cards: `clean`, which reads cards alone,
/// may keep them apart.
pub fn remark_on_names(people: &[Person], called: &BTreeMap<CardIx, Called>) -> Option<String> {
    let is_told = |person: &&Person| {
        person.cards.len() > 1 && person.cards.iter().any(|card| called.contains_key(card))
    };
    match people.iter().filter(is_told).count() {
        0 => None,
        1 => Some("A name in messages or calendars helped to match the cards of 1 person; `tieline clean` reads cards alone and may keep them apart.".to_owned()),
        n => Some(format!("Names in messages and calendars helped to match the cards of {n} people; `tieline clean` reads cards alone and may keep some of them apart.")),
    }
}

/// A key and its kind.
pub(super) type Key<'a> = (u8, &'a str);

pub(super) fn key_of(key: &PeerKey) -> Option<Key<'_>> {
    match key {
        PeerKey::Profile(slug) => Some((0, slug.as_str())),
        PeerKey::Email(email) => Some((1, email.as_str())),
        PeerKey::Phone(phone) => Some((2, phone.e164())),
        PeerKey::Handle(handle) => Some((3, handle)),
        PeerKey::Name(_) | PeerKey::Owner => None,
    }
}

pub(super) fn keys_of(card: &Card) -> Vec<Key<'_>> {
    let profiles = card.profiles.iter().map(|slug| (0, slug.as_str()));
    let emails = card.emails.iter().filter_map(|mail| mail.email.as_ref());
    let phones = card.phones.iter().filter_map(Tel::number);
    let handles = card.handles.iter().map(|handle| (3, handle.as_str()));
    let keys = profiles.chain(emails.map(|email| (1, email.as_str())));
    keys.chain(phones.map(|phone| (2, phone.e164())))
        .chain(handles)
        .collect()
}

/// What the names of its keys add to the name of a card, if they are this person's at all.
fn beside(own: &Name, names: &[Named]) -> Option<Called> {
    let parsed = Parsed::of(own);
    let mut found = Called::default();
    for named in names {
        let other = &named.name;
        let agree = agreement(&parsed, other);
        if !parsed.is_full() {
            let fits = agree.family == Family::Equal || may_be_called(&parsed, other, agree.given);
            if fits && found.full.is_none() {
                found.full = Some(Name {
                    full: named.text.clone(),
                    nickname: own.full.clone(),
                    ..Name::default()
                });
            }
        } else if matches!(agree.given, Given::Equal | Given::Nickname) {
            add(&mut found.nicknames, [other.first()], |known| {
                known == parsed.first()
            });
            // A misspelt name on a card, or one from before a marriage.
            let is_another = match agree.family {
                Family::Part | Family::Close | Family::Near | Family::Differs => true,
                Family::Missing | Family::Equal | Family::Initial => false,
            };
            if is_another {
                let families = other.family.iter().map(String::as_str);
                add(&mut found.families, families, |known| {
                    parsed.family.iter().any(|own| own == known)
                });
            }
        }
    }
    (found != Called::default()).then_some(found)
}

fn add<'a>(
    list: &mut Vec<String>,
    words: impl IntoIterator<Item = &'a str>,
    is_known: impl Fn(&str) -> bool,
) {
    for word in words {
        if !is_known(word) && !list.iter().any(|known| known == word) {
            list.push(word.to_owned());
        }
    }
}

/// Whether a card that has only a part of a name may be of somebody with this full one: "Annie", "Mama", "Zahnarzt" may be Annika
/// Thorsdal, "Petra" is not.
fn may_be_called(own: &Parsed, full: &Parsed, given: Given) -> bool {
    let agrees = match given {
        Given::Equal | Given::Nickname | Given::Part | Given::Close | Given::Initial => true,
        Given::Missing | Given::Near | Given::Differs => false,
    };
    let (word, first) = (own.first(), full.first());
    let begins_alike = word.len() >= SAME_BEGINNING
        && first.len() >= SAME_BEGINNING
        && word.as_bytes()[..SAME_BEGINNING] == first.as_bytes()[..SAME_BEGINNING];
    let is_label = !is_given(word) && !is_family(word) && !is_family(&own.family_whole);
    agrees || begins_alike || is_label
}
