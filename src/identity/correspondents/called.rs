//! Names that what passed between gives to the keys of a card: the header "Annika Thorsdal <at77@…>" says who "Annie <at77@…>" is.

use std::collections::BTreeMap;

use rayon::prelude::{IntoParallelRefMutIterator, ParallelIterator};
use rustc_hash::{FxHashMap, FxHashSet};

use super::names::{Named, full_names};
use crate::identity::kind::is_companys;
use crate::identity::known::Names;
use crate::identity::names::compare::agreement;
use crate::identity::names::frequency::{is_family, is_given};
use crate::identity::names::levels::{Family, Given};
use crate::identity::names::parse::Parsed;
use crate::identity::names::skeleton::skeleton;
use crate::identity::one_key::NAMES;
use crate::model::card::{Card, CardIx, Kind, Tel};
use crate::model::correspondent::Correspondent;
use crate::model::exchange::{Peer, PeerKey};
use crate::model::name::Name;
use crate::model::person::{Merge, Person};

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
    /// Whether the card gives no name.
    is_nameless: bool,
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

/// Takes the names of all cards apart, and looks up what their keys are called. A card without a name takes the one that its key has.
pub fn called(
    cards: &mut [Card],
    correspondents: &[Correspondent],
) -> (Names, BTreeMap<CardIx, Called>) {
    let by_key: FxHashMap<Key<'_>, &Correspondent> = correspondents
        .iter()
        .filter_map(|one| Some((key_of(&one.key)?, one)))
        .collect();
    let named = cards.par_iter_mut().map(|card| {
        let Some(names) = names_of(card, &by_key) else {
            return (Parsed::of(&card.name), None);
        };
        if card.name.is_empty() {
            let first = names.into_iter().next();
            card.name.full = first.map(|(named, _)| named.text).unwrap_or_default();
            let is_nameless = true;
            let named = Called {
                is_nameless,
                ..Called::default()
            };
            return (Parsed::of(&card.name), Some(named));
        }
        let own = Parsed::of(&card.name);
        match beside(&card.name, &own, &names) {
            Some(found) => (found.parsed(&card.name), Some(found)),
            None => (own, None),
        }
    });
    let (names, called): (Vec<Parsed>, Vec<Option<Called>>) = named.unzip();
    let called = called.into_iter().zip(0..);
    let called = called.filter_map(|(found, ix)| Some((CardIx(ix), found?)));
    (Names::of(names), called.collect())
}

/// The names of the keys of a card, each with its key; none of a card that needs none.
fn names_of(
    card: &Card,
    by_key: &FxHashMap<Key<'_>, &Correspondent>,
) -> Option<Vec<(Named, PeerKey)>> {
    if by_key.is_empty() || card.kind != Kind::Person || is_companys(card) {
        return None;
    }
    let known = keys_of(card).into_iter().filter_map(|key| by_key.get(&key));
    let with_key = |one: &&Correspondent| {
        let names = full_names(one).into_iter();
        names
            .map(|named| (named, one.key.clone()))
            .collect::<Vec<_>>()
    };
    let names: Vec<(Named, PeerKey)> = known.flat_map(with_key).collect();
    (!names.is_empty()).then_some(names)
}

/// What is said of people whose cards would not have been matched, or not by this, but for names in messages and calendars: `clean`,
/// which reads cards alone, may keep them apart.
pub fn remark_on_names(
    people: &[Person],
    merges: &[Merge],
    cards: &[Card],
    called: &BTreeMap<CardIx, Called>,
) -> Option<String> {
    let helped: FxHashSet<CardIx> = merges
        .iter()
        .filter(|merge| is_helped(merge, cards, called))
        .map(|merge| merge.a)
        .collect();
    let is_told = |person: &&Person| person.cards.iter().any(|card| helped.contains(card));
    match people.iter().filter(is_told).count() {
        0 => None,
        1 => Some("A name in messages or calendars helped to match the cards of 1 person; `tieline clean` reads cards alone and may keep them apart.".to_owned()),
        n => Some(format!("Names in messages and calendars helped to match the cards of {n} people; `tieline clean` reads cards alone and may keep some of them apart.")),
    }
}

/// What `clean` says where it is given messages or calendars as well: an audit may match more cards.
pub fn remark_on_cards_alone(peers: &[Peer]) -> Option<String> {
    let is_told = |peer: &Peer| peer.name.is_some() && key_of(&peer.key).is_some();
    peers.iter().any(is_told).then(|| {
        "Cards are matched by what is on them; `tieline audit` also uses the names in messages and calendars and may match more.".to_owned()
    })
}

/// Whether two cards were matched by names that messages give: they joined them, or the cards' own names agree less.
fn is_helped(merge: &Merge, cards: &[Card], called: &BTreeMap<CardIx, Called>) -> bool {
    if merge.evidence.iter().any(|said| said.field == NAMES) {
        return true;
    }
    // What is certain has no prior: a key joined them.
    let (a, b) = (called.get(&merge.a), called.get(&merge.b));
    if merge.start == 0.0 || (a.is_none() && b.is_none()) {
        return false;
    }
    let is_nameless = |of: Option<&Called>| of.is_some_and(|of| of.is_nameless);
    let own = |ix: CardIx| Parsed::of(&cards[ix.0 as usize].name);
    let with = |ix: CardIx, of: Option<&Called>| {
        of.map_or_else(|| own(ix), |of| of.parsed(&cards[ix.0 as usize].name))
    };
    let (alone, told) = (
        agreement(&own(merge.a), &own(merge.b)),
        agreement(&with(merge.a, a), &with(merge.b, b)),
    );
    is_nameless(a) || is_nameless(b) || (alone.given, alone.family) != (told.given, told.family)
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
fn beside(own: &Name, parsed: &Parsed, names: &[(Named, PeerKey)]) -> Option<Called> {
    let mut found = Called::default();
    for (named, key) in names {
        let other = &named.name;
        let agree = agreement(parsed, other);
        if !parsed.is_full() {
            let fits = agree.family == Family::Equal || may_be_called(parsed, other, agree.given);
            if fits && found.full.is_none() {
                found.full = Some(Name {
                    full: named.text.clone(),
                    nickname: own.full.clone(),
                    ..Name::default()
                });
            }
        } else if matches!(
            agree.given,
            Given::Equal | Given::Nickname | Given::Close | Given::Part
        ) || is_eastern_beside_western(parsed, other, agree.family, key)
        {
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

/// Whether somebody of East Asia goes by a Western name as well: the family name is one, and their own address spells the name that
/// stands in its headers (Howard Mo, who writes as Guofeng Mo from guofeng_mo@).
fn is_eastern_beside_western(own: &Parsed, other: &Parsed, family: Family, key: &PeerKey) -> bool {
    let PeerKey::Email(email) = key else {
        return false;
    };
    let spells = skeleton(email.local()).contains(other.first());
    let one_is_western = own.first_facts.is_given != other.first_facts.is_given;
    family == Family::Equal
        && own.family_facts.is_clan
        && one_is_western
        && other.first().len() > 3
        && spells
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
