//! Whose network it is, and how that was found.

use super::exchange::PeerIx;
use super::keys::{Email, Phone, Slug};

/// What a file says of the owner.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum OwnerHint {
    /// The profile's name.
    Name(String),
    /// A name that the owner goes by in a chat.
    Alias(String),
    /// A name of somebody who wrote in a chat that does not say which of them the owner is.
    Speaker(String),
    /// An address of the account.
    Email(Email),
    /// A number of the account.
    Phone(Phone),
    /// The account on another service, as in [`PeerKey::Handle`](super::exchange::PeerKey::Handle).
    Handle(String),
    /// Who wrote the mail that a file keeps as sent, and how many of it.
    Sender(Email, u32),
    /// The name beside the sender's address in most of what a file keeps as sent.
    SentAs(String),
    /// The address that mail was delivered to, and how many of it.
    Delivered(Email, u32),
    /// Somebody on the owner's side of an invitation.
    Inviting(PeerIx),
    /// An employer of the owner.
    Employer(Stay),
    /// A school of the owner.
    School(Stay),
}

/// The owner's time at an employer or a school.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stay {
    /// Its name.
    pub place: String,
    /// The first year, if known.
    pub from: Option<i32>,
    /// The last year; none where that is not known, or the owner is still there.
    pub to: Option<i32>,
}

impl Stay {
    /// Whether a year is known.
    pub fn is_dated(&self) -> bool {
        self.from.is_some() || self.to.is_some()
    }

    /// The whole time of two stays at one place.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        let all = [self, other].map(|stay| (stay.from, stay.to));
        let is_still = all.iter().any(|(from, to)| from.is_some() && to.is_none());
        Self {
            place: self.place.clone(),
            from: all.iter().filter_map(|(from, _)| *from).min(),
            to: all
                .iter()
                .filter_map(|(_, to)| *to)
                .max()
                .filter(|_| !is_still),
        }
    }
}

/// The owner.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Owner {
    /// The name, if any file says it.
    pub name: Option<String>,
    /// Further names, as chats have them.
    pub aliases: Vec<String>,
    /// E-mail addresses.
    pub emails: Vec<Email>,
    /// Phone numbers.
    pub phones: Vec<Phone>,
    /// LinkedIn profiles.
    pub profiles: Vec<Slug>,
    /// Accounts on other services.
    pub handles: Vec<String>,
    /// Employers, present and former.
    pub employers: Vec<String>,
    /// Schools.
    pub schools: Vec<String>,
    /// When the owner was at these, as far as it is known; one a place.
    pub stays: Vec<Stay>,
    /// How each of these was found, as sentences.
    pub found: Vec<String>,
    /// Whether direction can be told: some key or name of the owner is known, or the files give it themselves.
    pub known: bool,
}
