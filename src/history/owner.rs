//! Finds whose network it is. A wrong owner would reverse every direction, so nothing is taken on a tie or a guess.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::{meetings, names};
use crate::model::card::Card;
use crate::model::exchange::{Exchange, OfRoom, Parties, Peer, PeerIx, PeerKey, Recipients};
use crate::model::intake::{FileReport, Intake};
use crate::model::keys::{Email, Phone, Region, Slug};
use crate::model::name::fold;
use crate::model::owner::{Clue, Owner, OwnerHint, Stay, ToldBy};

/// What the owner said of themselves on the command line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Me {
    /// E-mail addresses.
    pub emails: Vec<Email>,
    /// Phone numbers.
    pub phones: Vec<Phone>,
    /// LinkedIn profiles.
    pub profiles: Vec<Slug>,
    /// Names, as chats have them.
    pub names: Vec<String>,
}

impl Me {
    /// Takes one thing that the owner says of themselves: an address, a number, a profile or a name. Whether it can be any of these.
    pub fn take(&mut self, text: &str, region: Option<Region>) -> bool {
        let text = text.trim();
        if let Some(slug) = Slug::from_url(text) {
            self.profiles.push(slug);
        } else if let Some(email) = Email::parse(text) {
            self.emails.push(email);
        } else if let Some(phone) = Phone::parse(text, region) {
            self.phones.push(phone);
        } else if is_name(text) {
            self.names.push(text.to_owned());
        } else {
            return false;
        }
        true
    }
}

/// Whether a text can be a name and is no slip in an address, a number or a link.
fn is_name(text: &str) -> bool {
    let is_other = |c: char| c.is_ascii_digit() || matches!(c, '@' | '/' | ':' | '+' | '_');
    text.chars().any(char::is_alphabetic) && !text.contains(is_other) && !text.contains("www.")
}

/// Finds the owner from what was said, what the files say, and what earlier runs knew.
pub fn find(me: &Me, before: &Owner, intake: &Intake) -> Owner {
    let mut owner = Owner::default();
    said(&mut owner, me);
    from_account(&mut owner, intake);
    recall(&mut owner, before, intake);
    from_invitations(&mut owner, intake);
    if owner.name.is_none() {
        names::from_own_card(&mut owner, intake);
    }
    names::from_given_name(&mut owner, intake);
    names::from_speakers(&mut owner, intake);
    if owner.profiles.is_empty() {
        from_conversations(&mut owner, intake);
    }
    if owner.profiles.is_empty() {
        from_name(&mut owner, intake);
    }
    if owner.name.is_none() {
        owner.name = name_in_messages(&owner, intake);
    }
    if owner.name.is_none() {
        name_in_sent_mail(&mut owner, intake);
    }
    if owner.name.is_none() {
        owner.name = fullest(&owner.aliases);
    }
    meetings::from_calendars(&mut owner, intake);
    let mut rooms = OfRoom::default();
    let directed = intake.events().next().is_some()
        && (intake.events()).all(|event| names_owner(&event, intake, &mut rooms));
    owner.known = directed
        || owner.name.is_some()
        || !(owner.profiles.is_empty()
            && owner.emails.is_empty()
            && owner.phones.is_empty()
            && owner.handles.is_empty());
    if directed && owner.found.is_empty() {
        tell(&mut owner, String::new(), ToldBy::Sides);
    }
    owner
}

/// Whether the file itself says on which side of an exchange the owner is.
fn names_owner(exchange: &Exchange, intake: &Intake, rooms: &mut OfRoom<bool>) -> bool {
    let is_owner = |peer: PeerIx| intake.peers[peer.0 as usize].key == PeerKey::Owner;
    match &exchange.parties {
        Parties::Own { .. } => true,
        Parties::Between {
            from,
            to: Recipients::Room(all),
        } => is_owner(*from) || rooms.get(all, |all| all.iter().copied().any(is_owner)),
        parties @ Parties::Between { .. } => parties.each().any(is_owner),
    }
}

fn said(owner: &mut Owner, me: &Me) {
    for name in &me.names {
        add_name(owner, name);
        tell(owner, name.clone(), ToldBy::Owner);
    }
    for email in &me.emails {
        push(&mut owner.emails, email);
        tell(owner, email.to_string(), ToldBy::Owner);
    }
    for phone in &me.phones {
        push(&mut owner.phones, phone);
        tell(owner, phone.shown().to_owned(), ToldBy::Owner);
    }
    for slug in &me.profiles {
        push(&mut owner.profiles, slug);
        tell(owner, profile(slug), ToldBy::Owner);
    }
}

/// Notes what told something.
pub fn tell(owner: &mut Owner, what: String, by: ToldBy) {
    owner.found.push(Clue { what, by });
}

/// A profile as it is shown.
fn profile(slug: &Slug) -> String {
    format!("linkedin.com/in/{slug}")
}

/// What earlier runs knew of the owner still holds, but for keys that are on the card of somebody else now.
fn recall(owner: &mut Owner, before: &Owner, intake: &Intake) {
    let names: Vec<&String> = before.name.iter().chain(&before.aliases).collect();
    let given = owner.name.clone().or_else(|| before.name.clone());
    let is_others = |card: &Card| {
        let name = &card.name.full;
        !name.trim().is_empty()
            && given
                .as_deref()
                .is_some_and(|own| !given_names_agree(own, name))
    };
    let is_on_others = |has: &dyn Fn(&Card) -> bool| {
        let mut cards = intake.cards.iter();
        cards.any(|card| has(card) && is_others(card))
    };
    let mut recalled = Vec::new();
    for slug in &before.profiles {
        if !is_on_others(&|card| card.profiles.contains(slug)) && push(&mut owner.profiles, slug) {
            recalled.push(profile(slug));
        }
    }
    for email in &before.emails {
        let has = |card: &Card| {
            let mut mails = card.emails.iter();
            mails.any(|mail| mail.email.as_ref() == Some(email))
        };
        if !is_on_others(&has) && push(&mut owner.emails, email) {
            recalled.push(email.to_string());
        }
    }
    for phone in &before.phones {
        let has = |card: &Card| {
            let mut phones = card.phones.iter();
            phones.any(|tel| tel.phone.as_ref() == Some(phone))
        };
        if !is_on_others(&has) && push(&mut owner.phones, phone) {
            recalled.push(phone.shown().to_owned());
        }
    }
    for handle in &before.handles {
        if push(&mut owner.handles, handle) {
            recalled.push(handle.clone());
        }
    }
    for name in names {
        if owner.name.is_none() {
            recalled.push(name.clone());
        }
        add_name(owner, name);
    }
    for (list, more) in [
        (&mut owner.employers, &before.employers),
        (&mut owner.schools, &before.schools),
    ] {
        for name in more {
            push(list, name);
        }
    }
    // What is given now tells the whole of a stay; what was known before may be older.
    let given: Vec<String> = owner.stays.iter().map(|stay| stay.place.clone()).collect();
    for stay in &before.stays {
        if !given.contains(&stay.place) {
            add_stay(owner, stay);
        }
    }
    for what in recalled {
        tell(owner, what, ToldBy::Audits);
    }
}

/// Adds to the time at a place.
fn add_stay(owner: &mut Owner, stay: &Stay) {
    if !stay.is_dated() {
        return;
    }
    match owner
        .stays
        .iter_mut()
        .find(|known| known.place == stay.place)
    {
        Some(known) => *known = known.and(stay),
        None => owner.stays.push(stay.clone()),
    }
}

/// A further name, if another one is the owner's already.
fn add_name(owner: &mut Owner, name: &str) {
    if owner.name.is_none() {
        owner.name = Some(name.to_owned());
    } else if names_of(owner).all(|known| known != fold(name)) {
        owner.aliases.push(name.to_owned());
    }
}

fn push<T: Clone + PartialEq>(list: &mut Vec<T>, value: &T) -> bool {
    let new = !list.contains(value);
    if new {
        list.push(value.clone());
    }
    new
}

/// What the files themselves say. Mail that was delivered to an address is believed last, and only where most of it agrees.
fn from_account(owner: &mut Owner, intake: &Intake) {
    let mut hints: Vec<(&OwnerHint, &str)> = intake
        .owner
        .iter()
        .map(|(hint, file)| {
            (
                hint,
                intake
                    .files
                    .get(file.0 as usize)
                    .map_or("", FileReport::base_name),
            )
        })
        .collect();
    hints.sort();
    for (hint, file) in hints {
        let file = file.to_owned();
        let (new, what, by) = match hint {
            OwnerHint::Name(name) => {
                let new = owner.name.is_none();
                add_name(owner, name);
                (new, name.clone(), ToldBy::Profile(file))
            }
            OwnerHint::Maiden(name) => {
                owner.maiden.get_or_insert_with(|| name.clone());
                continue;
            }
            OwnerHint::Alias(name) => {
                let same = owner.name.as_deref().map(fold) == Some(fold(name));
                let new = !same && push(&mut owner.aliases, name);
                (new, name.clone(), ToldBy::Chat(file))
            }
            OwnerHint::Email(email) => {
                let new = push(&mut owner.emails, email);
                (new, email.to_string(), ToldBy::Account(file))
            }
            OwnerHint::Phone(phone) => {
                let new = push(&mut owner.phones, phone);
                (new, phone.shown().to_owned(), ToldBy::Account(file))
            }
            OwnerHint::Handle(handle) => {
                let new = push(&mut owner.handles, handle);
                (new, handle.clone(), ToldBy::Account(file))
            }
            OwnerHint::Sender(email, count) => {
                let new = push(&mut owner.emails, email);
                (new, email.to_string(), ToldBy::Sent(*count, file))
            }
            OwnerHint::Delivered(email, count) => {
                let new = push(&mut owner.emails, email);
                (new, email.to_string(), ToldBy::Delivered(*count, file))
            }
            OwnerHint::Employer(stay) => {
                push(&mut owner.employers, &stay.place);
                add_stay(owner, stay);
                continue;
            }
            OwnerHint::School(stay) => {
                push(&mut owner.schools, &stay.place);
                add_stay(owner, stay);
                continue;
            }
            OwnerHint::Inviting(_) | OwnerHint::Speaker(_) | OwnerHint::SentAs(_) => continue,
        };
        if new {
            tell(owner, what, by);
        }
    }
}

/// The inviter of outgoing invitations is the invitee of incoming ones.
fn from_invitations(owner: &mut Owner, intake: &Intake) {
    let mut counts: BTreeMap<&PeerKey, (usize, PeerIx)> = BTreeMap::new();
    for (hint, _) in &intake.owner {
        if let OwnerHint::Inviting(peer) = hint {
            counts
                .entry(&intake.peers[peer.0 as usize].key)
                .or_insert((0, *peer))
                .0 += 1;
        }
    }
    join_names(&mut counts, &intake.peers);
    let Some((key, count, peer)) = most(
        counts
            .into_iter()
            .map(|(key, (count, peer))| (key, count, peer)),
    ) else {
        return;
    };
    match key {
        PeerKey::Profile(slug) if owner.profiles.is_empty() => {
            owner.profiles.push(slug.clone());
            tell(owner, profile(slug), ToldBy::Invitations(count));
        }
        PeerKey::Profile(_)
        | PeerKey::Email(_)
        | PeerKey::Phone(_)
        | PeerKey::Handle(_)
        | PeerKey::Name(_)
        | PeerKey::Owner => {}
    }
    if owner.name.is_none() {
        owner.name.clone_from(&intake.peers[peer.0 as usize].name);
    }
}

/// Counts a name for the one profile that goes by it: an export without links tells the same invitations again.
fn join_names(counts: &mut BTreeMap<&PeerKey, (usize, PeerIx)>, peers: &[Peer]) {
    let mut linked: BTreeMap<String, Vec<&PeerKey>> = BTreeMap::new();
    for (key, (_, peer)) in &*counts {
        let peer = &peers[peer.0 as usize];
        if let (PeerKey::Profile(_), Some(name)) = (&peer.key, &peer.name) {
            linked.entry(fold(name)).or_default().push(*key);
        }
    }
    counts.retain(|key, _| match key {
        PeerKey::Name(name) => linked.get(name).is_none_or(|keys| keys.len() != 1),
        PeerKey::Profile(_)
        | PeerKey::Email(_)
        | PeerKey::Phone(_)
        | PeerKey::Handle(_)
        | PeerKey::Owner => true,
    });
}

/// The entry with the highest count, unless two share it.
fn most<K, P>(counts: impl Iterator<Item = (K, usize, P)>) -> Option<(K, usize, P)> {
    let mut best: Option<(K, usize, P)> = None;
    let mut tie = false;
    for candidate in counts {
        match &best {
            Some((_, count, _)) if candidate.1 < *count => {}
            Some((_, count, _)) if candidate.1 == *count => tie = true,
            _ => {
                best = Some(candidate);
                tie = false;
            }
        }
    }
    if tie { None } else { best }
}

/// The profile that talks with the most different people; at least two, and nobody with as many.
fn from_conversations(owner: &mut Owner, intake: &Intake) {
    let mut pairs: FxHashSet<(PeerIx, PeerIx)> = FxHashSet::default();
    for exchange in intake.events() {
        // Nobody else can be found by it.
        let pair = pairs_of(&exchange).filter(|(one, _)| is_profile(*one, intake));
        pairs.extend(pair);
    }
    let mut partners: BTreeMap<&Slug, usize> = BTreeMap::new();
    for (one, _) in &pairs {
        if let PeerKey::Profile(slug) = &intake.peers[one.0 as usize].key {
            *partners.entry(slug).or_default() += 1;
        }
    }
    let Some((slug, count, ())) = most(partners.into_iter().map(|(slug, count)| (slug, count, ())))
    else {
        return;
    };
    if count >= 2 {
        owner.profiles.push(slug.clone());
        tell(owner, profile(slug), ToldBy::Conversations(count));
    }
}

fn is_profile(peer: PeerIx, intake: &Intake) -> bool {
    matches!(intake.peers[peer.0 as usize].key, PeerKey::Profile(_))
}

/// Whoever writes with each to whom they write, both ways. Rooms are left out: chats know no profiles, and all pairs of thousands
/// are millions.
fn pairs_of(exchange: &Exchange) -> impl Iterator<Item = (PeerIx, PeerIx)> {
    let between = match &exchange.parties {
        Parties::Between {
            to: Recipients::Room(_),
            ..
        }
        | Parties::Own { .. } => None,
        Parties::Between { from, to } => Some((*from, to)),
    };
    let pairs = between.map(|(from, to)| to.named(from).map(move |to| (from, to)));
    pairs
        .into_iter()
        .flatten()
        .flat_map(|(from, to)| [(from, to), (to, from)])
}

/// The one profile that goes by the owner's name.
fn from_name(owner: &mut Owner, intake: &Intake) {
    let Some(name) = owner.name.as_deref().map(fold) else {
        return;
    };
    let bears = |peer: &&Peer| peer.name.as_deref().is_some_and(|n| fold(n) == name);
    let mut slugs: Vec<&Slug> = Vec::new();
    for peer in intake.peers.iter().filter(bears) {
        if let PeerKey::Profile(slug) = &peer.key {
            push(&mut slugs, &slug);
        }
    }
    if let [slug] = slugs.as_slice() {
        owner.profiles.push((*slug).clone());
        tell(owner, profile(slug), ToldBy::NameInMessages);
    }
}

/// The name under which the owner's profile goes in the messages.
fn name_in_messages(owner: &Owner, intake: &Intake) -> Option<String> {
    let own = intake.peers.iter().filter(
        |peer| matches!(&peer.key, PeerKey::Profile(slug) if owner.profiles.contains(slug)),
    );
    own.filter_map(|peer| peer.name.clone()).min()
}

/// The name under which sent mail goes out, if all files agree on it.
fn name_in_sent_mail(owner: &mut Owner, intake: &Intake) {
    let mut names: BTreeMap<String, (&str, &str)> = BTreeMap::new();
    for (hint, file) in &intake.owner {
        if let OwnerHint::SentAs(name) = hint {
            let file = intake.files.get(file.0 as usize);
            let file = file.map_or("", FileReport::base_name);
            names.entry(fold(name)).or_insert((name, file));
        }
    }
    if let [(name, file)] = *names.into_values().collect::<Vec<_>>() {
        owner.name = Some(name.to_owned());
        tell(owner, name.to_owned(), ToldBy::SentAs(file.to_owned()));
    }
}

/// Of the names that chats have, the one of most words; of several such the first.
fn fullest(names: &[String]) -> Option<String> {
    let words = |name: &String| name.split_whitespace().count();
    let most = names.iter().map(words).max()?;
    names.iter().find(|name| words(name) == most).cloned()
}

/// Whether a peer is the owner.
pub fn is_owner(peer: &Peer, owner: &Owner) -> bool {
    match &peer.key {
        PeerKey::Profile(slug) => owner.profiles.contains(slug),
        PeerKey::Email(email) => is_own_address(email, owner),
        PeerKey::Phone(phone) => owner.phones.contains(phone),
        PeerKey::Handle(handle) => owner.handles.contains(handle),
        PeerKey::Name(name) => names_of(owner).any(|own| own == *name),
        PeerKey::Owner => true,
    }
}

/// The owner's names, in folded form.
pub fn names_of(owner: &Owner) -> impl Iterator<Item = String> {
    owner
        .name
        .iter()
        .chain(&owner.aliases)
        .map(|name| fold(name))
}

/// Whether an address is the owner's, with or without a tag behind a plus.
pub fn is_own_address(email: &Email, owner: &Owner) -> bool {
    owner.emails.contains(email)
        || email
            .without_tag()
            .is_some_and(|email| owner.emails.contains(&email))
}

/// Whether a card is the owner's own: one of the owner's keys, and no other given name (a family may share a mailbox).
pub fn is_own_card(card: &Card, owner: &Owner) -> bool {
    let shares = card
        .profiles
        .iter()
        .any(|slug| owner.profiles.contains(slug))
        || card
            .emails
            .iter()
            .filter_map(|m| m.email.as_ref())
            .any(|e| is_own_address(e, owner))
        || card
            .phones
            .iter()
            .filter_map(|t| t.phone.as_ref())
            .any(|p| owner.phones.contains(p));
    shares
        && owner
            .name
            .as_deref()
            .is_none_or(|name| given_names_agree(name, &card.name.full))
}

fn given_names_agree(a: &str, b: &str) -> bool {
    let (a, b) = (fold(a), fold(b));
    match (a.split(' ').next(), b.split(' ').next()) {
        (Some(x), Some(y)) => x == y || y.is_empty() || b.split([' ', ',']).any(|word| word == x),
        _ => true,
    }
}
