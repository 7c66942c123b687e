//! Whose network it is, and how that was found.

use super::exchange::PeerIx;
use super::keys::{Email, Phone, Slug};

/// What a file says of the owner.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum OwnerHint {
    /// The profile's name.
    Name(String),
    /// The family name of before.
    Maiden(String),
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

/// Something that is the owner's, and what told it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clue {
    /// A name, an address, a number or a profile, as it is shown.
    pub what: String,
    /// What told it.
    pub by: ToldBy,
}

/// What tells that something is the owner's. Files by their base names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ToldBy {
    /// The command line.
    Owner,
    /// Earlier audits.
    Audits,
    /// A file on the owner that has the name.
    Profile(String),
    /// A chat that calls the owner so.
    Chat(String),
    /// A file of the owner's account.
    Account(String),
    /// So many mails that a file keeps as sent.
    Sent(u32, String),
    /// So many mails of a file that were delivered to it.
    Delivered(u32, String),
    /// The name beside the sender's address of sent mail.
    SentAs(String),
    /// The card in a file that bears an address, number or profile of the owner's.
    OwnCard(String),
    /// The owner's given name alone, in so many chats, which is on nobody's card.
    GivenName(usize),
    /// So many chats, in each of which nobody else wrote.
    EveryChat(usize),
    /// So many meetings to which the owner's name is invited, and nothing else of the owner's.
    Meetings(usize),
    /// So many invitations on whose side it stands.
    Invitations(usize),
    /// Conversations with so many people, more than anybody else's.
    Conversations(usize),
    /// The owner's name, in messages.
    NameInMessages,
    /// Files that show which side is the owner's and name nobody.
    Sides,
}

/// Something that may be the owner's and was not said to be, or that does not agree with what was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Suspect {
    /// An address, and why.
    Address(Email, Likeness),
    /// What the owner says are their addresses, and others that sent what the files keep as sent.
    Contradiction(Vec<Email>, Vec<Email>),
}

/// What makes an address look like the owner's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// So many went to it of so many mails that do not name the owner.
    Unplaced(usize, usize),
    /// Its owner bears the owner's name, in so many mails.
    Name(usize),
    /// It begins like one of the owner's, in so many mails.
    LocalPart(usize),
    /// It is invited to so many of so many meetings that do not name the owner.
    Invited(usize, usize),
}

/// The owner.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Owner {
    /// The name, if any file says it.
    pub name: Option<String>,
    /// The family name of before, if the profile says it.
    pub maiden: Option<String>,
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
    /// How each of these was found.
    pub found: Vec<Clue>,
    /// Whether direction can be told: some key or name of the owner is known, or the files give it themselves.
    pub known: bool,
}
