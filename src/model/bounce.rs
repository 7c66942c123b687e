//! What a delivery report tells: that a message did not reach an address, when, and why.

use chrono::NaiveDate;

use super::closed::closed;
use super::keys::Email;
use super::moment::Moment;
use super::problem::Place;

closed! {
    /// Why a message did not reach an address, by the enhanced status code (RFC 3463) or the words beside it.
    pub enum Refusal {
        /// Nobody has a mailbox of this name there.
        UnknownUser = "unknown-user",
        /// The domain receives no mail, or does not exist.
        UnknownDomain = "unknown-domain",
        /// The mailbox is switched off.
        Disabled = "disabled",
        /// The mailbox is full.
        Full = "full",
        /// The other side does not want this message: spam, a policy.
        Refused = "refused",
        /// The message is too large.
        TooLarge = "too-large",
        /// Nobody took it in for days.
        Expired = "expired",
        /// Another reason, or none that was said.
        Other = "other",
    }
}

/// Whether trying again could help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lasts {
    /// It could: the address may be sound.
    Temporary,
    /// It could not.
    Permanent,
}

/// That an address does not work, as far as the files tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bounced {
    /// The day of the last report.
    pub on: NaiveDate,
    /// Why.
    pub why: Refusal,
}

impl Bounced {
    /// The property of a vCard that says it of the address in its group.
    pub const PROPERTY: &'static str = "X-TIELINE-BOUNCED";

    /// What that property says: `2026-08-14 unknown-user`.
    pub fn mark(self) -> String {
        format!("{} {}", self.on, self.why.word())
    }
}

/// That a message did not reach an address.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bounce {
    /// The address.
    pub address: Email,
    /// When the report was written.
    pub at: Moment,
    /// Why.
    pub why: Refusal,
    /// Whether it stays so.
    pub lasts: Lasts,
    /// Fingerprint of the id of the message that came back; 0 where the report does not give it.
    pub original: u64,
    /// Where the report stands.
    pub place: Place,
}

impl Bounce {
    /// Whether it says something of the address, and not of this one message or day.
    pub fn is_of_address(&self) -> bool {
        self.lasts == Lasts::Permanent
            && match self.why {
                Refusal::UnknownUser
                | Refusal::UnknownDomain
                | Refusal::Disabled
                | Refusal::Full
                | Refusal::Other => true,
                Refusal::Refused | Refusal::TooLarge | Refusal::Expired => false,
            }
    }
}
