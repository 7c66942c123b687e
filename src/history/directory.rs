//! Looks up who is meant: a key finds its person, a name finds somebody only where exactly one person bears it.

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use rustc_hash::{FxHashMap, FxHashSet};

use super::owner::{is_own_address, names_of};
use crate::model::card::{Card, Tel};
use crate::model::correspondent::{Meant, MeantByName, NameMatch};
use crate::model::exchange::{Peer, PeerIx, PeerKey, TieFact};
use crate::model::keys::{Email, Phone, Slug};
use crate::model::name::fold;
use crate::model::owner::Owner;
use crate::model::person::{Person, View};
use crate::model::timeline::Who;
use crate::model::title;

/// Who a peer turns out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// The owner.
    Owner,
    /// A person with a card, by a key.
    ByKey(Who),
    /// A person with a card, by a name and what speaks for it.
    ByName(Who, NameMatch),
    /// Nobody with a card; how many people bear the name.
    Nobody {
        /// Two and more: the name cannot tell them apart.
        namesakes: u32,
    },
}

/// The people, by their keys and names.
pub struct Directory<'a> {
    owner: &'a Owner,
    owner_names: Vec<String>,
    profiles: FxHashMap<&'a Slug, Who>,
    emails: FxHashMap<&'a Email, Who>,
    /// Addresses of several, with all of them.
    shared: FxHashMap<&'a Email, Vec<Who>>,
    phones: FxHashMap<&'a Phone, Who>,
    handles: FxHashMap<&'a String, Who>,
    /// Numbers with their country that are in no plan.
    unplanned: FxHashMap<String, Who>,
    /// Keys that were theirs in earlier audits.
    before: FxHashMap<&'a PeerKey, Who>,
    /// Addresses that were matched by name in earlier audits; none where two were.
    written: FxHashMap<&'a Email, Option<Who>>,
    names: FxHashMap<String, Bearers>,
    /// The same without titles and the like.
    bare: FxHashMap<String, Bearers>,
    linked: Vec<bool>,
}

struct Bearers {
    first: Who,
    count: u32,
}

/// What somebody is called, by all of their cards.
struct Named {
    names: Vec<String>,
    /// The same without titles and the like.
    bare: Vec<String>,
    /// Whether they have a link.
    linked: bool,
}

impl Named {
    fn of(view: View<'_>) -> Self {
        let mut names: Vec<String> = Vec::new();
        for card in view.cards() {
            let name = fold(&card.name.full);
            if !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
        let plain = names.iter().filter_map(|name| title::plain_name(name));
        let worded = names.iter().filter_map(|name| without_pictures(name));
        let mut bare: Vec<String> = plain.chain(worded).collect();
        bare.sort_unstable();
        bare.dedup();
        let linked = view.cards().any(|card| !card.profiles.is_empty());
        Self {
            names,
            bare,
            linked,
        }
    }
}

impl<'a> Directory<'a> {
    /// Indexes people. A key that two people share finds neither.
    pub fn new(owner: &'a Owner, people: &'a [Person], cards: &'a [Card]) -> Self {
        let mut directory = Self {
            owner,
            owner_names: names_of(owner).collect(),
            profiles: FxHashMap::default(),
            emails: FxHashMap::default(),
            shared: FxHashMap::default(),
            phones: FxHashMap::default(),
            handles: FxHashMap::default(),
            unplanned: FxHashMap::default(),
            before: FxHashMap::default(),
            written: FxHashMap::default(),
            names: FxHashMap::default(),
            bare: FxHashMap::default(),
            linked: Vec::with_capacity(people.len()),
        };
        let mut shared = Shared {
            several: people.iter().map(|person| person.several).collect(),
            ..Shared::default()
        };
        let named = people
            .par_iter()
            .map(|person| Named::of(View::new(person, cards)));
        for (who, named) in (0..).map(Who).zip(named.collect::<Vec<_>>()) {
            directory.name(who, named);
        }
        // A couple's card comes behind: the number that one of the two has too is that one's.
        for several in [false, true] {
            let these = (0..).map(Who).zip(people);
            for (who, person) in these.filter(|(_, person)| person.several == several) {
                directory.key(who, View::new(person, cards), &mut shared);
            }
        }
        directory
            .profiles
            .retain(|key, _| !shared.profiles.contains(key));
        directory
            .emails
            .retain(|key, _| !shared.emails.contains(key));
        directory.sharers(people, cards, &shared.emails);
        directory
            .phones
            .retain(|key, _| !shared.phones.contains(key));
        directory
            .handles
            .retain(|key, _| !shared.handles.contains(key));
        directory
            .unplanned
            .retain(|key, _| !shared.unplanned.contains(key));
        directory.remember(people);
        directory
    }

    /// Notes who has each of these addresses.
    fn sharers(&mut self, people: &'a [Person], cards: &'a [Card], shared: &FxHashSet<&'a Email>) {
        if shared.is_empty() {
            return;
        }
        for (who, person) in (0..).map(Who).zip(people) {
            for card in View::new(person, cards).cards() {
                let emails = card.emails.iter().filter_map(|mail| mail.email.as_ref());
                for email in emails.filter(|email| shared.contains(email)) {
                    let of = self.shared.entry(email).or_default();
                    if !of.contains(&who) {
                        of.push(who);
                    }
                }
            }
        }
    }

    /// Those who have the address of a peer in common.
    pub fn sharing(&self, peer: &Peer) -> &[Who] {
        match &peer.key {
            PeerKey::Email(email) => self.shared.get(email).map_or(&[], Vec::as_slice),
            _ => &[],
        }
    }

    /// The one of those who share an address who is called as its messages are.
    fn named_sharer(&self, peer: &Peer) -> Option<Who> {
        let of = self.sharing(peer);
        if of.is_empty() {
            return None;
        }
        let bearer = |name: &String| match self.by_name(&fold(name), false) {
            Found::ByName(who, _) => of.contains(&who).then_some(who),
            Found::Owner | Found::ByKey(_) | Found::Nobody { .. } => None,
        };
        let mut named = peer.names().filter_map(bearer);
        let first = named.next()?;
        named.all(|who| who == first).then_some(first)
    }

    /// Adds the keys of earlier audits. They are on nobody's card, and one that two people had finds neither.
    fn remember(&mut self, people: &'a [Person]) {
        let mut before: FxHashMap<&PeerKey, Option<Who>> = FxHashMap::default();
        for (index, person) in (0..).zip(people) {
            for key in &person.before.keys {
                let known = before.entry(key).or_insert(Some(Who(index)));
                *known = known.filter(|who| *who == Who(index));
            }
            for email in &person.before.written {
                let known = self.written.entry(email).or_insert(Some(Who(index)));
                *known = known.filter(|who| *who == Who(index));
            }
        }
        let before = before.into_iter();
        self.before = before.filter_map(|(key, who)| Some((key, who?))).collect();
    }

    /// Adds the names of somebody.
    fn name(&mut self, who: Who, named: Named) {
        let Named {
            names,
            bare,
            linked,
        } = named;
        for (borne, names) in [(&mut self.names, names), (&mut self.bare, bare)] {
            for name in names {
                let bearers = borne.entry(name).or_insert(Bearers {
                    first: who,
                    count: 0,
                });
                bearers.count += 1;
            }
        }
        self.linked.push(linked);
    }

    /// Adds the keys of somebody.
    fn key(&mut self, who: Who, view: View<'a>, shared: &mut Shared<'a>) {
        let several = &shared.several;
        for card in view.cards() {
            for slug in &card.profiles {
                insert(
                    &mut self.profiles,
                    slug,
                    who,
                    (&mut shared.profiles, several),
                );
            }
            for email in card.emails.iter().filter_map(|m| m.email.as_ref()) {
                insert(&mut self.emails, email, who, (&mut shared.emails, several));
            }
            for phone in card.phones.iter().filter_map(|t| t.number()) {
                insert(&mut self.phones, phone, who, (&mut shared.phones, several));
            }
            for number in card.phones.iter().filter_map(Tel::unplanned) {
                insert(
                    &mut self.unplanned,
                    number,
                    who,
                    (&mut shared.unplanned, several),
                );
            }
            for handle in &card.handles {
                insert(
                    &mut self.handles,
                    handle,
                    who,
                    (&mut shared.handles, several),
                );
            }
        }
    }

    /// Whether somebody bears this folded name, the owner included.
    pub fn knows(&self, folded: &str) -> bool {
        self.names.contains_key(folded) || self.owner_names.iter().any(|own| own == folded)
    }

    /// Whether any address of the owner is known.
    pub fn knows_addresses(&self) -> bool {
        !self.owner.emails.is_empty()
    }

    /// Who a peer is.
    pub fn find(&self, peer: &Peer) -> Found {
        let by_key = match &peer.key {
            PeerKey::Profile(slug) if self.owner.profiles.contains(slug) => return Found::Owner,
            PeerKey::Email(email) if is_own_address(email, self.owner) => return Found::Owner,
            PeerKey::Phone(phone) if self.owner.phones.contains(phone) => return Found::Owner,
            PeerKey::Handle(handle) if self.owner.handles.contains(handle) => return Found::Owner,
            PeerKey::Owner => return Found::Owner,
            PeerKey::Profile(slug) => self.profiles.get(slug),
            PeerKey::Email(email) => self.emails.get(email),
            PeerKey::Phone(phone) => self.phones.get(phone),
            PeerKey::Handle(handle) => {
                let number = || self.unplanned.get(peer.key.as_digits()?);
                self.handles.get(handle).or_else(number)
            }
            PeerKey::Name(_) => None,
        };
        let before = self.before.get(&peer.key).copied();
        let is_name = matches!(peer.key, PeerKey::Name(_));
        let by_key = by_key.copied().or_else(|| self.named_sharer(peer));
        if let Some(who) = by_key.or(before.filter(|_| !is_name)) {
            return Found::ByKey(who);
        }
        match (&peer.key, &peer.name) {
            (PeerKey::Name(name), _) => match self.by_name(name, false) {
                // Whoever bore a name that is nobody's now.
                NOBODY => before.map_or(NOBODY, Found::ByKey),
                found => found,
            },
            (PeerKey::Handle(_), Some(name)) => self.by_name(&fold(name), false),
            (PeerKey::Profile(_), Some(name)) => self.by_name(&fold(name), true),
            (
                PeerKey::Profile(_)
                | PeerKey::Email(_)
                | PeerKey::Phone(_)
                | PeerKey::Handle(_)
                | PeerKey::Owner,
                _,
            ) => Found::Nobody { namesakes: 0 },
        }
    }

    /// Who bears a folded name. Exports before mid-2023 have no links in the roster: then the name has to do. Somebody who
    /// has a link of their own is not the bearer of another one.
    pub fn by_name(&self, folded: &str, has_link: bool) -> Found {
        let is_somebody = |found: &Found| *found != NOBODY;
        let in_full = |name: &str| self.as_written(&self.names, name, has_link);
        let written = Some(in_full(folded)).filter(is_somebody);
        let turned = || turned(folded).map(|turned| in_full(&turned));
        let bare = || {
            let bare = title::plain_name(folded)?;
            Some(self.as_written(&self.bare, &bare, has_link))
        };
        let found = written.or_else(|| turned().filter(is_somebody));
        let found = found.or_else(|| bare().filter(is_somebody));
        // A phone names its chats by the card, with the heart that was taken from it since.
        let worded = without_pictures(folded);
        let worded = worded.as_deref().unwrap_or(folded);
        let maps = [&self.names, &self.bare].into_iter();
        let mut pictured = maps.map(|names| self.as_written(names, worded, has_link));
        found
            .or_else(|| pictured.find(is_somebody))
            .unwrap_or(NOBODY)
    }

    fn as_written(
        &self,
        names: &FxHashMap<String, Bearers>,
        folded: &str,
        has_link: bool,
    ) -> Found {
        if !has_link && self.owner_names.iter().any(|own| own == folded) {
            return Found::Owner;
        }
        match names.get(folded) {
            Some(Bearers { first, count: 1 }) if !(has_link && self.linked[first.0 as usize]) => {
                Found::ByName(*first, NameMatch::Name)
            }
            Some(Bearers { count, .. }) if *count > 1 && !has_link => {
                Found::Nobody { namesakes: *count }
            }
            _ => NOBODY,
        }
    }

    /// The one person who bears the owner's own name.
    fn namesake(&self, folded: &str) -> Option<Who> {
        let bearers = self.names.get(folded).filter(|b| b.count == 1)?;
        let is_own = self.owner_names.iter().any(|own| own == folded);
        is_own.then_some(bearers.first)
    }

    /// Of ties that name the owner without a link, the one person with a card who is called the same: nobody recommends themselves. Of
    /// those that are told beside a row, whoever alone bears the name that stands there.
    pub fn named_in_ties(&self, ties: &[TieFact], peers: &[Peer]) -> FxHashMap<PeerIx, Who> {
        let named = ties.iter().filter_map(|tie| {
            let peer = &peers[tie.who.0 as usize];
            let who = match (&peer.key, &peer.name) {
                (_, Some(name)) if tie.kind.is_trace() => match self.by_name(&fold(name), false) {
                    Found::ByName(who, _) => who,
                    Found::Owner | Found::ByKey(_) | Found::Nobody { .. } => return None,
                },
                (PeerKey::Name(name), _) if !tie.kind.is_trace() => self.namesake(name)?,
                _ => return None,
            };
            Some((tie.who, who))
        });
        named.collect()
    }

    /// To whom an address was matched in earlier audits.
    fn matched_before(&self, peer: &Peer) -> Option<Who> {
        match &peer.key {
            PeerKey::Email(email) => *self.written.get(email)?,
            _ => None,
        }
    }

    /// Who was called so in earlier audits, where nobody is now.
    fn called_before(&self, peer: &Peer) -> Option<Who> {
        let name = fold(peer.name.as_deref()?);
        let is_free = !self.knows(&name);
        let was = self.before.get(&PeerKey::Name(name)).copied();
        was.filter(|_| is_free)
    }

    /// Who each peer of a list is.
    pub fn find_all(&self, peers: &[Peer], meant: &MeantByName) -> Vec<Found> {
        let found = peers.par_iter().map(|peer| match self.find(peer) {
            Found::Nobody { namesakes } => match meant.get(&peer.key) {
                Some(Meant::One(who, by)) => Found::ByName(*who, *by),
                // What may be one of several was one of them before.
                Some(Meant::Perhaps(of)) => {
                    let was = self
                        .matched_before(peer)
                        .or_else(|| self.called_before(peer));
                    let was = was.filter(|who| of.iter().any(|(may_be, _)| may_be == who));
                    was.map_or(Found::Nobody { namesakes }, |who| {
                        Found::ByName(who, NameMatch::Name)
                    })
                }
                Some(Meant::OneOfMany(_)) | None => Found::Nobody { namesakes },
            },
            found => found,
        });
        found.collect()
    }
}

/// A folded name without words that are pictures or signs alone; none where there are none.
fn without_pictures(folded: &str) -> Option<String> {
    let is_word = |word: &&str| word.contains(char::is_alphanumeric);
    let words: Vec<&str> = folded.split(' ').filter(is_word).collect();
    let name = words.join(" ");
    (!name.is_empty() && name.len() < folded.len()).then_some(name)
}

const NOBODY: Found = Found::Nobody { namesakes: 0 };

/// `novak, petra` as most write it. Of "Ana Ferreira, PhD" it makes a name that nobody bears.
fn turned(folded: &str) -> Option<String> {
    let (family, given) = folded.split_once(',')?;
    let (family, given) = (family.trim(), given.trim());
    let is_name = !family.is_empty() && !given.is_empty() && !given.contains(',');
    is_name.then(|| format!("{given} {family}"))
}

/// Keys that more than one person has.
#[derive(Default)]
struct Shared<'a> {
    profiles: FxHashSet<&'a Slug>,
    emails: FxHashSet<&'a Email>,
    phones: FxHashSet<&'a Phone>,
    handles: FxHashSet<&'a String>,
    unplanned: FxHashSet<String>,
    /// Who of the people is several.
    several: Vec<bool>,
}

/// Adds a key. It is shared where two single people have it, or two couples.
fn insert<K: std::hash::Hash + Eq + Clone>(
    map: &mut FxHashMap<K, Who>,
    key: K,
    who: Who,
    (shared, several): (&mut FxHashSet<K>, &[bool]),
) {
    let first = *map.entry(key.clone()).or_insert(who);
    if first != who && several[first.0 as usize] == several[who.0 as usize] {
        shared.insert(key);
    }
}
