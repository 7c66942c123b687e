//! Somebody whom messages, calls, chats or events name by one key, with every name that stands beside it.

use super::exchange::PeerKey;
use super::problem::Place;

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

impl Correspondent {
    /// Whether both keys were in use at one time.
    pub fn is_at_once_with(&self, other: &Self) -> bool {
        self.used.0 <= other.used.1 && other.used.0 <= self.used.1
    }
}

/// By what a correspondent whose key is on no card was joined to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameMatch {
    /// Nobody else bears the name.
    Name,
    /// The name, and a mail domain that is the employer's.
    NameAndDomain,
}
