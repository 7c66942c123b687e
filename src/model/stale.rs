//! What went stale: values of a card that newer files contradict, and what is missing where it matters.

use chrono::NaiveDate;

use super::bounce::Refusal;
use super::card::CardIx;
use super::closed::closed;
use super::employer::Employer;
use super::exchange::Channel;
use super::intake::FileId;
use super::keys::{Email, Phone};

closed! {
    /// A field of a card that can be out of date.
    pub enum Aging {
        /// The name.
        Name = "name",
        /// The employer.
        Company = "company",
        /// The job title.
        Title = "title",
        /// An e-mail address.
        Email = "email",
        /// A phone number.
        Phone = "phone",
    }
}

/// By what a card and what contradicts it are one person's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bond {
    /// An address, number, profile or account stands on both, or on cards between them; or it is about the value itself.
    Key,
    /// The owner said so.
    Said,
    /// Names and whatever else was weighed: enough to say so, too little to change a card.
    Weighed,
}

impl Bond {
    /// The word used in every output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::Said => "said",
            Self::Weighed => "name",
        }
    }
}

/// Why a value is out of date.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Contradicted {
    /// Mail to it came back.
    Bounced(Refusal),
    /// It is an address at an employer whom they have left.
    FormerEmployer {
        /// The employer.
        employer: String,
        /// The one whom a newer file names.
        now: String,
    },
    /// LinkedIn says otherwise, where they say it themselves.
    OnLinkedIn,
    /// A card that was changed later says otherwise.
    LaterCard,
    /// They have come to write from another address, or to call from another number.
    LastUsed {
        /// When this one was last used; none where it never was.
        last: Option<NaiveDate>,
        /// By what means the other one was.
        channel: Channel,
    },
}

impl Contradicted {
    /// The stable name.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Bounced(_) => "bounced",
            Self::FormerEmployer { .. } => "former-employer",
            Self::OnLinkedIn => "on-linkedin",
            Self::LaterCard => "later-card",
            Self::LastUsed { .. } => "last-used",
        }
    }
}

/// A value of a card that is out of date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stale {
    /// Whose: the id.
    pub person: String,
    /// Which field.
    pub field: Aging,
    /// What the card says.
    pub value: String,
    /// The cards that say it, in the order of their files.
    pub cards: Vec<CardIx>,
    /// What is newer, if anything stands in its place.
    pub newer: Option<String>,
    /// Why.
    pub why: Contradicted,
    /// Since when: the day of what contradicts it.
    pub since: Option<NaiveDate>,
    /// The file that contradicts it.
    pub source: FileId,
    /// By what both are one person's.
    pub bond: Bond,
    /// How many employers have followed on the one that the card names, as far as the files show; 0 for other fields.
    pub later: u32,
    /// The same in words.
    pub told: String,
}

impl Stale {
    /// What is wrong with a value on a card, and nothing in its place.
    pub fn new(
        person: &str,
        (field, value): (Aging, &str),
        card: CardIx,
        why: Contradicted,
    ) -> Self {
        Self {
            person: person.to_owned(),
            field,
            value: value.to_owned(),
            cards: vec![card],
            newer: None,
            why,
            since: None,
            source: FileId(0),
            bond: Bond::Key,
            later: 0,
            told: String::new(),
        }
    }

    /// Whether it says the same of another card.
    pub fn says_as(&self, other: &Self) -> bool {
        let what = |stale: &'_ Self| {
            (
                stale.field,
                stale.since,
                stale.source,
                stale.bond,
                stale.later,
            )
        };
        let is_whose = self.person == other.person && what(self) == what(other);
        is_whose
            && (&self.value, &self.newer, &self.why) == (&other.value, &other.newer, &other.why)
    }

    /// Whether the newer value may be written in the place of the old one.
    pub fn is_sure(&self) -> bool {
        self.newer.is_some() && self.bond != Bond::Weighed
    }
}

/// A number or address that may be somebody's: what passed between shows it, and no card does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Offer {
    /// A number.
    Phone(Phone),
    /// An address.
    Email(Email),
}

/// Something that somebody has not, with whom the owner is or was in touch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// Who, by the place in the ranking.
    pub person: usize,
    /// [`Aging::Phone`] or [`Aging::Email`].
    pub field: Aging,
    /// What their cards have of it and what does not work any more.
    pub dead: Vec<String>,
    /// What may be theirs.
    pub offer: Option<Offered>,
    /// The same in words.
    pub told: String,
}

/// What may be theirs, and when it was last used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// What.
    pub value: Offer,
    /// By what means.
    pub channel: Channel,
    /// The day.
    pub on: NaiveDate,
    /// The file that tells it.
    pub source: FileId,
}

/// The connections in figures.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Roster {
    /// How many.
    pub connections: u32,
    /// Rows with a day and nothing else.
    pub date_only: u32,
    /// Of how many the e-mail address is there.
    pub with_email: u32,
    /// How many were made in each year, in order.
    pub years: Vec<(i32, u32)>,
    /// How many are at each employer, the largest first, by its proposed name.
    pub companies: Vec<(String, u32)>,
}

/// Everything of an audit, or of a run that mends, that is out of date or wants a hand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hygiene {
    /// Values that are out of date.
    pub stale: Vec<Stale>,
    /// What is missing, the strongest tie first.
    pub missing: Vec<Missing>,
    /// Employers of several spellings, the one on most cards first.
    pub employers: Vec<Employer>,
    /// The connections in figures; none where no list of them was given.
    pub roster: Option<Roster>,
}
