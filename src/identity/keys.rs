//! Certain keys: what only one human has (profile, personal address, mobile number, UID), and when it turns out shared.

use rayon::prelude::{
    IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator, ParallelSliceMut,
};
use rustc_hash::FxHashSet;

use super::dialled::Dialled;
use super::kind::{is_household, is_role};
use super::names::compare::{contradict, may_go_by_both};
use super::parts::quoted;
use super::record::{Ix, Record};
use super::spells::is_couples;
use crate::model::keys::Line;

/// From this many differently named cards on, a number is a switchboard's.
const SWITCHBOARD: usize = 3;

/// How many cards of one address are looked at for a couple's.
const WITNESSES: usize = 40;

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
    /// A landline in E.164: a household's or an office's, certain of nobody.
    Landline(&'a str),
    /// A number of no plan that is known, and what kind of line it is.
    Unplanned(Dialled, Line),
}

/// Keys that several people use.
pub type Shared<'a> = FxHashSet<Key<'a>>;

impl Key<'_> {
    /// Whether it is a household's or an office's, and so certain of nobody.
    pub fn is_landline(&self) -> bool {
        matches!(
            self,
            Self::Landline(_) | Self::Unplanned(_, Line::Fixed | Line::Service)
        )
    }

    /// The field's name in evidence.
    pub fn field(&self) -> &'static str {
        match self {
            Self::Slug(_) => "profile",
            Self::Email(_) => "email",
            Self::Phone(_) | Self::Landline(_) | Self::Unplanned(..) => "phone",
            Self::Uid(_) => "uid",
        }
    }

    /// The key itself, said so that it is clear what it is.
    pub fn what(&self) -> String {
        match self {
            Self::Slug(slug) => format!("the LinkedIn profile {slug}"),
            Self::Email(address) => format!("the address {address}"),
            Self::Phone(number) | Self::Landline(number) => format!("the number {number}"),
            Self::Unplanned(number, _) => format!("the number {number}"),
            Self::Uid(uid) => format!("the vCard UID {}", quoted(uid)),
        }
    }

    /// In words.
    pub fn sentence(&self) -> String {
        match self {
            Self::Slug(slug) => format!("same LinkedIn profile {slug}"),
            Self::Email(address) => format!("same e-mail address {address}"),
            Self::Phone(number) => format!("same mobile number {number}"),
            Self::Uid(uid) => format!("same vCard UID {}", quoted(uid)),
            Self::Landline(number) => format!("same landline {number}"),
            Self::Unplanned(number, _) => format!("same number {number}"),
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
    /// Whether different people bear it.
    pub shared: bool,
}

/// All keys that two or more cards bear, the strongest first.
pub fn shared_keys<'a>(records: &[Record<'a>]) -> Vec<Bearers<'a>> {
    let borne = records.par_iter().enumerate();
    let mut borne: Vec<(Key<'a>, Ix)> = borne
        .flat_map_iter(|(ix, record)| keys_of(record).into_iter().map(move |key| (key, ix)))
        .collect();
    borne.par_sort_unstable();
    borne.dedup();
    let several = borne.chunk_by(|a, b| a.0 == b.0).filter(|of| of.len() > 1);
    let bearers = several.map(|of| {
        let (key, list) = (of[0].0, of.iter().map(|(_, ix)| *ix).collect::<Vec<_>>());
        Bearers {
            key,
            shared: is_shared(key, &list, records),
            records: list,
        }
    });
    bearers.collect()
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
        .filter(|e| !is_role(e) && !is_household(e));
    keys.extend(personal.map(|e| Key::Email(e.as_str())));
    let numbers = record.lines.iter();
    keys.extend(numbers.filter_map(|(phone, line)| match line {
        Line::Mobile | Line::Either => Some(Key::Phone(phone.e164())),
        Line::Fixed => Some(Key::Landline(phone.e164())),
        Line::Service => None,
    }));
    let unplanned = record.unplanned.iter();
    keys.extend(unplanned.map(|&(number, line)| Key::Unplanned(number, line)));
    // Short UIDs are counters of a file and no universal names.
    keys.extend(
        card.uid
            .as_deref()
            .filter(|uid| uid.len() >= 8)
            .map(Key::Uid),
    );
    keys
}

/// Whether different people bear a key. Names are looked at one by one and no more than a few: who bears a switchboard's
/// number soon disagrees.
fn is_shared(key: Key<'_>, bearers: &[Ix], records: &[Record<'_>]) -> bool {
    let enough = match key {
        _ if key.is_landline() => 2,
        Key::Phone(_) | Key::Unplanned(..) => SWITCHBOARD,
        Key::Email(_) | Key::Landline(_) => 2,
        // One profile, one UID: who bears it under another name is asked about.
        Key::Slug(_) | Key::Uid(_) => return false,
    };
    if is_a_couples(key, bearers, records) {
        return true;
    }
    let mut people: Vec<Ix> = Vec::new();
    for &ix in bearers {
        let are_two = |seen: Ix| {
            let (one, other) = (&records[seen].name, &records[ix].name);
            contradict(one, other) && !may_go_by_both(one, other)
        };
        let is_new = people.iter().all(|&seen| are_two(seen));
        if !records[ix].name.is_empty() && is_new {
            people.push(ix);
        }
        if people.len() >= enough {
            return true;
        }
    }
    false
}

/// Whether an address is a couple's by the names of those that bear it; of many the first ones tell.
fn is_a_couples(key: Key<'_>, bearers: &[Ix], records: &[Record<'_>]) -> bool {
    let Key::Email(address) = key else {
        return false;
    };
    bearers.iter().take(WITNESSES).any(|&ix| {
        let record = &records[ix];
        let mails = record.card.emails.iter();
        let mut mails = mails.filter_map(|mail| mail.email.as_ref());
        mails.any(|mail| mail.as_str() == address && is_couples(mail, &record.name))
    })
}
