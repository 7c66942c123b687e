//! Somebody whom messages, calls, chats or events name by one key, with every name that stands beside it.

use std::collections::{BTreeMap, BTreeSet};

use super::exchange::PeerKey;
use super::person::Doubt;
use super::problem::Place;
use super::timeline::Who;

/// What all files together tell of one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correspondent {
    /// The address, number, profile, account or folded name.
    pub key: PeerKey,
    /// Names as written, each once, in their order.
    pub names: Vec<String>,
    /// First and last second in which the key was in use.
    pub used: (i64, i64),
    /// The first place that names it.
    pub place: Place,
}

/// Everybody whom the events of all files name by a key, the owner aside.
#[derive(Debug, Clone, Default)]
pub struct Correspondents {
    /// In the order of their keys.
    pub list: Vec<Correspondent>,
    /// The folded names that stand beside the owner's own keys.
    pub own_names: BTreeSet<String>,
}

/// By what a correspondent whose key is on no card was joined to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameMatch {
    /// The owner said so.
    Said,
    /// The name, and a mail domain that is the employer's.
    NameAndDomain,
    /// The family name behind an initial, and a mail domain that is the employer's.
    InitialAndDomain,
    /// The name, which nobody else bears.
    Name,
}

/// Whom a correspondent means whose key is on no card.
#[derive(Debug, Clone, PartialEq)]
pub enum Meant {
    /// One of the people.
    One(Who, NameMatch),
    /// One of these, or somebody else: the owner is asked.
    Perhaps(Vec<(Who, Doubt)>),
    /// One of so many that asking is no use.
    OneOfMany(u32),
}

/// What is known of all such correspondents.
pub type MeantByName = BTreeMap<PeerKey, Meant>;
