//! Cards of companies and shared mailboxes: which further cards are theirs, and which of them are one thing.

use rustc_hash::FxHashMap;

use super::names::frequency::{is_family, is_given};
use super::record::Record;
use super::services::{company, is_role, is_task};
use crate::model::card::{Card, Kind, Tel};
use crate::model::keys::Email;

/// Shorter beginnings of a company's name are anybody's.
const SHORTEST: usize = 4;

/// What more things than these share is a switchboard's, and tells nothing of who else has it.
const MOST: usize = 8;

/// What two things can share. A mailbox is a thing's own, a number may be that of a whole house.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shares<'a> {
    /// An e-mail address, a task's too.
    Mail(&'a str),
    /// A phone number, a landline too.
    Number(&'a str),
}

impl Shares<'_> {
    /// The field's name in evidence.
    pub fn field(self) -> &'static str {
        match self {
            Self::Mail(_) => "email",
            Self::Number(_) => "phone",
        }
    }

    /// In words.
    pub fn sentence(self) -> String {
        match self {
            Self::Mail(address) => format!("same e-mail address {address}"),
            Self::Number(number) => format!("same company number {number}"),
        }
    }
}

/// The addresses and numbers of a card.
pub fn shares(card: &Card) -> impl Iterator<Item = Shares<'_>> {
    let mails = card.emails.iter().filter_map(|mail| mail.email.as_ref());
    let numbers = card.phones.iter().filter_map(Tel::number);
    mails
        .map(|mail| Shares::Mail(mail.as_str()))
        .chain(numbers.map(|number| Shares::Number(number.e164())))
}

/// Takes a card for no person's if it shares an address or a number with one that certainly is none, and bears the same
/// company's name or none.
pub fn spread(records: &mut [Record<'_>]) {
    let mut things: FxHashMap<Shares<'_>, Vec<(&Card, Kind)>> = FxHashMap::default();
    for record in records.iter().filter(|r| r.kind != Kind::Person) {
        for key in shares(record.card) {
            things
                .entry(key)
                .or_default()
                .push((record.card, record.kind));
        }
    }
    if things.is_empty() {
        return;
    }
    for record in records.iter_mut().filter(|r| may_be_thing(r)) {
        let known = shares(record.card)
            .filter_map(|key| things.get(&key))
            .filter(|bearers| bearers.len() <= MOST)
            .flatten();
        let kind = known
            .filter(|(thing, _)| is_named_like(record.card, thing))
            .map(|(_, kind)| *kind)
            .next();
        record.kind = kind.unwrap_or(Kind::Person);
    }
}

/// Whether nothing on a card shows that it is a person's: no profile, birthday or title, no known given name, no address that is
/// somebody's own.
fn may_be_thing(record: &Record<'_>) -> bool {
    let card = record.card;
    let name = company(shown(card));
    let is_name = name.iter().any(|word| is_given(word))
        || (name.len() == 1 && name.iter().any(|word| is_family(word)));
    let is_own = |mail: &Email| !is_role(mail);
    record.kind == Kind::Person
        && card.profiles.is_empty()
        && card.birthday.is_none()
        && card.titles.is_empty()
        && !is_name
        && !card
            .emails
            .iter()
            .filter_map(|mail| mail.email.as_ref())
            .any(is_own)
}

/// Whether a card bears the name of a thing, or none.
fn is_named_like(card: &Card, thing: &Card) -> bool {
    let name = company(shown(card));
    name.is_empty() || is_same(&name, &company(shown(thing)))
}

/// Whether two things that share something are one: one mailbox, or one number and one company's name, or no name on one of them
/// and no other address.
pub fn are_one(key: Shares<'_>, a: &Card, b: &Card) -> bool {
    let (left, right) = (company(shown(a)), company(shown(b)));
    let unnamed = left.is_empty() || right.is_empty();
    match key {
        Shares::Mail(_) => !are_two_desks(a, b),
        Shares::Number(_) if unnamed => a.emails.is_empty() || b.emails.is_empty(),
        Shares::Number(_) => is_same(&left, &right),
    }
}

/// Whether one of two things is a department of the other.
pub fn are_two_desks(a: &Card, b: &Card) -> bool {
    let (left, right) = (company(shown(a)), company(shown(b)));
    is_desk_of(&left, &right) || is_desk_of(&right, &left)
}

/// Whether one name is that of a task at the other's company: "Billing Acme" has an entry beside Acme, as in any directory.
fn is_desk_of(desk: &[String], firm: &[String]) -> bool {
    let is_at_edge = |word: Option<&String>| word.is_some_and(|word| is_task(word));
    let rest = match (is_at_edge(desk.first()), is_at_edge(desk.last())) {
        (true, _) => &desk[1..],
        (false, true) => &desk[..desk.len() - 1],
        (false, false) => return false,
    };
    !rest.is_empty() && rest == firm
}

/// Whether two names are one company's: the same words, or one cut short.
fn is_same(left: &[String], right: &[String]) -> bool {
    let (left, right) = (left.concat(), right.concat());
    let (short, long) = if left.len() < right.len() {
        (left, right)
    } else {
        (right, left)
    };
    short == long || (short.len() >= SHORTEST && long.starts_with(&short))
}

/// The name of a thing as it is shown, else its company's.
fn shown(card: &Card) -> &str {
    match card.name.full.trim() {
        "" => card.companies.first().map_or("", String::as_str),
        full => full,
    }
}
