//! The cards that are one human, and why.

use std::hash::Hash;

use rustc_hash::FxHashSet;

use super::bounce::Bounced;
use super::card::{Card, CardIx, Kind, Roster};
use super::exchange::PeerKey;
use super::keys::{Email, Line, Phone, Slug};
use super::name::fold;

/// Index of a person in the run's list of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonIx(pub u32);

/// A human, company or shared mailbox: one or more cards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Stable name, made from the strongest key.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// Whether the cards are of several people, a couple's say: "Anna & Ben". What somebody else has alone is theirs and not the couple's.
    pub several: bool,
    /// The cards, the one whose values are shown first in front.
    pub cards: Vec<CardIx>,
    /// What earlier audits knew of them and no card of this run says.
    pub before: Before,
}

/// What earlier audits knew of somebody: it was true once, and the file that told it need not be given again.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Before {
    /// Addresses, numbers, profiles and accounts that were theirs and are on nobody's card now.
    pub keys: Vec<PeerKey>,
    /// The lists that they stood in, the owner's address book say.
    pub rosters: Vec<Roster>,
    /// Addresses that were matched to them by their name.
    pub written: Vec<Email>,
}

/// Somebody whom an earlier audit knew.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Known {
    /// The id.
    pub id: String,
    /// Every key that they had in any audit: `email ana@example.org`.
    pub keys: Vec<String>,
    /// What their cards said, as numbers; none where the owner put them together.
    pub cards: Vec<u64>,
    /// The as-of instant of the latest audit that judged them.
    pub seen: i64,
    /// Keys that join what passed and tell nobody apart: landlines and accounts.
    pub weaker: Vec<PeerKey>,
    /// The lists that they stood in, of those that are remembered.
    pub rosters: Vec<Roster>,
    /// Addresses on no card that were matched to them by their name.
    pub written: Vec<Email>,
    /// The name as shown.
    pub name: String,
    /// The employer as shown.
    pub company: Option<String>,
    /// All names on their cards; those of earlier audits are folded.
    pub names: Vec<String>,
}

/// Somebody who is on no card any more, and the card of whom they are by the owner's word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heir {
    /// Every key by which they went: `email ana@example.org`.
    pub keys: Vec<String>,
    /// Their name, folded.
    pub name: String,
    /// A card of the person who they are now.
    pub card: CardIx,
}

/// Somebody of earlier audits who goes by another family name and another profile now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renamed {
    /// The name then.
    pub was: String,
    /// The name now.
    pub is: String,
    /// The day on which the two were connected, by both exports.
    pub on: chrono::NaiveDate,
}

/// Why two cards were taken for one person, or why that is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// What was compared: "email", "family name".
    pub field: &'static str,
    /// How it came out: "same", "nickname", "differs".
    pub level: &'static str,
    /// Match weight in bits; above 0 speaks for one person.
    pub bits: f64,
    /// In words: "same mobile number +49 1512 3456789".
    pub text: String,
}

impl Evidence {
    /// The field of what holds a sum of evidence down, whatever else speaks.
    pub const VETO: &'static str = "veto";

    /// The field of what further cards of the two add to a comparison of two cards.
    pub const OTHERS: &'static str = "other cards";

    /// The field of what is known of such pairs beside their bits, or taken away from what is more than certain.
    pub const LIMIT: &'static str = "limit";

    /// Whether this comes after all comparisons and whatever held them back.
    pub fn is_last(&self) -> bool {
        matches!(self.field, Self::OTHERS | Self::LIMIT)
    }

    /// Whether this is no comparison but the limit that a veto sets; its bits are then the most that the sum may be.
    pub fn is_veto(&self) -> bool {
        self.field == Self::VETO
    }
}

/// Two cards that are one person.
#[derive(Debug, Clone, PartialEq)]
pub struct Merge {
    /// One card.
    pub a: CardIx,
    /// The other.
    pub b: CardIx,
    /// Bits before anything is compared: how rarely any two cards are one person. 0 where a decision or a certain key joins.
    pub start: f64,
    /// Why.
    pub evidence: Vec<Evidence>,
}

/// Two cards that may be one person: the owner is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Doubt {
    /// One card.
    pub a: CardIx,
    /// The other.
    pub b: CardIx,
    /// How likely they are one person, 0 to 1.
    pub probability: f64,
    /// Bits before anything is compared: how rarely any two cards are one person.
    pub start: f64,
    /// What speaks for it and against it.
    pub evidence: Vec<Evidence>,
}

/// A key on cards that are several people's for all that it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldApart {
    /// A card with the key.
    pub card: CardIx,
    /// The key, said so that it is clear what it is.
    pub key: String,
    /// Who has it, and what it was taken for.
    pub text: String,
}

/// Decisions of the owner that cannot all be true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// The pair called the same that was not joined for it.
    pub refused: (CardIx, CardIx),
    /// Cards of which each was called the same as the next, while the first and the last were called two people.
    pub chain: Vec<CardIx>,
}

/// How readily cards are merged, and by which weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Manner {
    /// Merge only on strong evidence and ask about the rest.
    pub careful: bool,
    /// Learn nothing from the cards: two cards weigh the same whatever others are read with them.
    pub fixed_weights: bool,
}

/// What identity resolution makes of the cards.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Resolution {
    /// Every card is in exactly one of these.
    pub people: Vec<Person>,
    /// Why each person with several cards is one.
    pub merges: Vec<Merge>,
    /// Pairs to ask about, the most telling first.
    pub doubts: Vec<Doubt>,
    /// Decisions that contradict each other.
    pub contradictions: Vec<Contradiction>,
    /// What stands on cards of several people and for that joins none of them.
    pub held_apart: Vec<HeldApart>,
    /// What was left out of the comparison, said in words.
    pub remarks: Vec<String>,
}

/// A person's values: the union over the cards, the newest source first, each value once.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The person.
    pub person: &'a Person,
    all: &'a [Card],
}

impl<'a> View<'a> {
    /// Looks at a person through the run's cards.
    pub fn new(person: &'a Person, all: &'a [Card]) -> Self {
        Self { person, all }
    }

    /// The cards, the one shown first in front.
    pub fn cards(self) -> impl Iterator<Item = &'a Card> {
        self.person
            .cards
            .iter()
            .map(move |ix| &self.all[ix.0 as usize])
    }

    /// The keys by which somebody is known again, the weaker ones (landlines) left out.
    pub fn lasting_keys(self) -> Vec<String> {
        let profiles = self
            .profiles()
            .into_iter()
            .map(|slug| format!("profile {slug}"));
        let emails = self
            .emails()
            .into_iter()
            .map(|email| format!("email {email}"));
        let phones = self.phones().into_iter();
        let mobiles = phones
            .filter(|phone| is_personal(phone))
            .map(|phone| format!("phone {}", phone.e164()));
        let uids = self.cards().filter_map(|card| card.uid.as_deref());
        let uids = uids
            .filter(|uid| uid.len() >= 8)
            .map(|uid| format!("uid {uid}"));
        // Of whoever takes another profile address the name and the day of the connection stay.
        let connections = self
            .cards()
            .filter_map(|card| connection_key(card.connected_on?, &card.name.full));
        let own = profiles.chain(emails).chain(mobiles).chain(uids);
        let mut keys: Vec<String> = own.chain(connections).collect();
        keys.sort();
        keys.dedup();
        keys
    }

    /// Keys that join what passed and tell nobody apart: landlines and accounts.
    pub fn weaker_keys(self) -> Vec<PeerKey> {
        let numbers = self.cards().flat_map(|card| &card.phones);
        let numbers = numbers.filter_map(|tel| tel.number().cloned());
        let lines = numbers
            .filter(|phone| !is_personal(phone))
            .map(PeerKey::Phone);
        let accounts = self.cards().flat_map(|card| &card.handles);
        once(lines.chain(accounts.cloned().map(PeerKey::Handle)))
    }

    /// The name to show; of a card without one the first address, number or link.
    pub fn name(self) -> &'a str {
        let mut names = self
            .cards()
            .map(|c| c.name.full.as_str())
            .filter(|n| !n.trim().is_empty());
        let first = names.next();
        // "Novak, Petra" is no better a spelling than the "Petra Novak" of another card.
        let turned = first.and_then(|name| name.split_once(", "));
        let turned = turned.map(|(family, given)| fold(&format!("{given} {family}")));
        let in_order = turned.and_then(|turned| names.find(|name| fold(name) == turned));
        in_order
            .or(first)
            .or_else(|| self.stand_in())
            .or_else(|| self.hint())
            .unwrap_or("(no name)")
    }

    /// What tells somebody apart who has neither a name nor an address, number or profile: a link, a place, a note.
    fn hint(self) -> Option<&'a str> {
        const ENOUGH: usize = 40;
        let of_card = |card: &'a Card| {
            let address = card.addresses.iter();
            let address = address.flat_map(|a| [&a.street, &a.locality, &a.country]);
            let first = card.handles.iter().chain(&card.urls).chain(address);
            let mut texts = first.chain(&card.notes).flat_map(|text| text.lines());
            texts.find(|line| !line.trim().is_empty())
        };
        let line = self.cards().find_map(of_card)?.trim();
        let end = line
            .char_indices()
            .nth(ENOUGH)
            .map_or(line.len(), |(at, _)| at);
        Some(&line[..end])
    }

    /// The same, or nothing where nothing could stand in for a name.
    pub fn name_or_empty(self) -> &'a str {
        let named = self.named_card().map(|card| card.name.full.as_str());
        named.or_else(|| self.stand_in()).unwrap_or_default()
    }

    fn stand_in(self) -> Option<&'a str> {
        let company = || {
            self.cards()
                .flat_map(|c| &c.companies)
                .map(String::as_str)
                .next()
        };
        let nickname = || {
            self.cards()
                .map(|c| c.name.nickname.as_str())
                .find(|n| !n.is_empty())
        };
        let mail = || {
            self.cards()
                .flat_map(|c| &c.emails)
                .map(|m| m.raw.as_str())
                .next()
        };
        let tel = || {
            self.cards()
                .flat_map(|c| &c.phones)
                .map(|t| t.raw.as_str())
                .next()
        };
        let slug = || {
            self.cards()
                .flat_map(|c| &c.profiles)
                .map(Slug::as_str)
                .next()
        };
        // A company is known by its name, whatever its address.
        let firm = || company().filter(|_| self.person.kind == Kind::Org);
        nickname()
            .or_else(firm)
            .or_else(mail)
            .or_else(company)
            .or_else(tel)
            .or_else(slug)
    }

    /// The card whose name is shown.
    pub fn named_card(self) -> Option<&'a Card> {
        self.cards().find(|c| !c.name.full.trim().is_empty())
    }

    /// E-mail addresses; those that mail comes back from stand last.
    pub fn emails(self) -> Vec<&'a Email> {
        let of = |is_dead: bool| {
            let mails = self.cards().flat_map(|c| &c.emails);
            let mails = mails.filter(move |mail| mail.bounced.is_some() == is_dead);
            mails.filter_map(|mail| mail.email.as_ref())
        };
        once(of(false).chain(of(true)))
    }

    /// Whether there is an address that mail does not come back from.
    pub fn has_working_email(self) -> bool {
        let mut mails = self.cards().flat_map(|card| &card.emails);
        mails.any(|mail| mail.email.is_some() && mail.bounced.is_none())
    }

    /// Addresses that mail comes back from, each once.
    pub fn dead_emails(self) -> Vec<(&'a Email, Bounced)> {
        let mails = self.cards().flat_map(|card| &card.emails);
        once(mails.filter_map(|mail| Some((mail.email.as_ref()?, mail.bounced?))))
    }

    /// Valid phone numbers.
    pub fn phones(self) -> Vec<&'a Phone> {
        once(
            self.cards()
                .flat_map(|c| &c.phones)
                .filter_map(|t| t.phone.as_ref()),
        )
    }

    /// Numbers that are kept as written because they are not valid or have no known country.
    pub fn raw_phones(self) -> Vec<&'a str> {
        let valid = self.phones();
        once(
            self.cards()
                .flat_map(|c| &c.phones)
                .filter(|t| t.phone.is_none() && !t.repeats(&valid))
                .map(|t| t.raw.as_str()),
        )
    }

    /// LinkedIn profiles.
    pub fn profiles(self) -> Vec<&'a Slug> {
        once(self.cards().flat_map(|c| &c.profiles))
    }

    /// Other links.
    pub fn urls(self) -> Vec<&'a str> {
        once(self.cards().flat_map(|c| &c.urls).map(String::as_str))
    }

    /// Employers, the one shown first in front.
    pub fn companies(self) -> Vec<&'a str> {
        once(self.cards().flat_map(|c| &c.companies).map(String::as_str))
    }

    /// Titles, the one shown first in front.
    pub fn titles(self) -> Vec<&'a str> {
        once(self.cards().flat_map(|c| &c.titles).map(String::as_str))
    }

    /// Labels of all cards.
    pub fn labels(self) -> Vec<&'a str> {
        once(self.cards().flat_map(|c| &c.labels).map(String::as_str))
    }

    /// The day on which the connection was made.
    pub fn connected_on(self) -> Option<chrono::NaiveDate> {
        self.cards().filter_map(|c| c.connected_on).min()
    }

    /// The card of the owner's address book that says more than LinkedIn's list: what was copied from there, by another program or by way
    /// of Tieline's own people.vcf, does not show that the owner knows them.
    pub fn own_card(self) -> Option<&'a Card> {
        let mut cards = self.cards();
        let listed = self.cards().find(|card| card.roster == Roster::Connections);
        cards.find(|card| {
            let is_echo = listed.is_some_and(|listed| is_echo(card, listed));
            card.roster == Roster::AddressBook && !is_echo
        })
    }

    /// Whether one of the cards is of this origin, or was in an earlier audit that remembers it.
    pub fn is_in(self, roster: Roster) -> bool {
        let is_now = match roster {
            Roster::AddressBook => self.own_card().is_some(),
            roster => self.cards().any(|card| card.roster == roster),
        };
        is_now || self.person.before.rosters.contains(&roster)
    }
}

/// The key of a connection: the day and the name, if it is a whole one.
pub(crate) fn connection_key(day: chrono::NaiveDate, name: &str) -> Option<String> {
    let name = fold(name);
    name.contains(' ')
        .then(|| format!("connection {day} {name}"))
}

/// Whether a number is one person's own, as far as numbers tell.
pub(crate) fn is_personal(phone: &Phone) -> bool {
    matches!(phone.line(), Line::Mobile | Line::Either)
}

/// Keeps the first of equal values. Lists are a handful long.
/// With more values than so many they are told apart by a set.
const FEW: usize = 32;

fn once<T: Eq + Hash + Clone>(values: impl Iterator<Item = T>) -> Vec<T> {
    let mut out = Vec::new();
    let mut seen: FxHashSet<T> = FxHashSet::default();
    for value in values {
        // Nearly all people have a few values, which are told apart faster one by one.
        let is_new = match out.len() {
            0..FEW => !out.contains(&value),
            FEW => {
                seen.extend(out.iter().cloned());
                !seen.contains(&value)
            }
            _ => !seen.contains(&value),
        };
        if is_new {
            if out.len() >= FEW {
                seen.insert(value.clone());
            }
            out.push(value);
        }
    }
    out
}

/// Whether a card says nothing but what another one does that has its profile.
fn is_echo(card: &Card, listed: &Card) -> bool {
    let mut profiles = card.profiles.iter();
    let mut emails = card.emails.iter().map(|mail| &mail.email);
    let is_known = |email: &Option<Email>| listed.emails.iter().any(|own| own.email == *email);
    let mut companies = card.companies.iter();
    !card.profiles.is_empty()
        && !card.companies.is_empty()
        && profiles.all(|slug| listed.profiles.contains(slug))
        && companies.all(|company| listed.companies.contains(company))
        && emails.all(is_known)
        && card.phones.is_empty()
        && card.addresses.is_empty()
        && card.notes.is_empty()
        && card.birthday.is_none()
}
