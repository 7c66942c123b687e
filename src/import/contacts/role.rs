//! What a column of an address book is: the role by which its cells reach a card.

use crate::model::document;

/// A part of a postal address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Street and its further lines.
    Street,
    /// Post office box.
    Box,
    /// What stands before the street: a flat, a suite.
    Flat,
    /// Town.
    City,
    /// State, county, province.
    Region,
    /// Postal code.
    Code,
    /// Country.
    Country,
    /// All of it in one cell.
    Whole,
}

/// What the cells of a column of a log are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogRole {
    /// When it was, or on which day.
    Date,
    /// At what time of the day.
    Time,
    /// Which way it went.
    Direction,
    /// By what means.
    Channel,
    /// How long it was.
    Duration,
    /// Who wrote or called.
    From,
    /// Who was written to or called.
    To,
}

/// What the cells of a column are. A word in a role is the kind of the value: "work", "home", "cell".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The name as shown.
    Full,
    /// Given name.
    Given,
    /// Middle names.
    Middle,
    /// Family name.
    Family,
    /// Honorific.
    Prefix,
    /// Suffix, credentials.
    Suffix,
    /// Nickname.
    Nickname,
    /// An e-mail address.
    Email(&'static str),
    /// What the e-mail address of the same number is: "* Work".
    EmailLabel,
    /// Outlook's kind of address: `SMTP`, or `EX` for a name inside Exchange.
    EmailTransport,
    /// A phone number.
    Phone(&'static str),
    /// What the phone number of the same number is.
    PhoneLabel,
    /// A link; one to a LinkedIn profile is a key.
    Url,
    /// What the link of the same number is.
    UrlLabel,
    /// An employer.
    Company,
    /// A job title.
    Title,
    /// A department of the employer.
    Department,
    /// A part of an address.
    Address(&'static str, Part),
    /// What the address of the same number is.
    AddressLabel,
    /// Birthday.
    Birthday,
    /// The year of the birthday, where it has a column of its own.
    BirthYear,
    /// The month of the birthday.
    BirthMonth,
    /// The day of the birthday.
    BirthDay,
    /// Gender.
    Gender,
    /// A note.
    Note,
    /// Groups and labels.
    Labels,
    /// Of a log and of no address book.
    Log(LogRole),
    /// Kept under the name of a vCard property.
    Extra(&'static str),
    /// Kept under a vCard property, in a group with others of its number: "relation".
    Grouped(&'static str, &'static str),
    /// A setting that every row has; kept unless it is what the program writes by itself.
    Setting(&'static str),
    /// Kept under the name of the column: what nobody told the role of.
    Unknown,
}

/// The words for roles that `--map` knows, and what they mean.
const WORDS: [(&str, Role); 33] = [
    ("name", Role::Full),
    ("first", Role::Given),
    ("middle", Role::Middle),
    ("last", Role::Family),
    ("prefix", Role::Prefix),
    ("suffix", Role::Suffix),
    ("nickname", Role::Nickname),
    ("email", Role::Email("")),
    ("phone", Role::Phone("")),
    ("mobile", Role::Phone("cell")),
    ("linkedin", Role::Url),
    ("url", Role::Url),
    ("company", Role::Company),
    ("title", Role::Title),
    ("department", Role::Department),
    ("street", Role::Address("", Part::Street)),
    ("pobox", Role::Address("", Part::Box)),
    ("city", Role::Address("", Part::City)),
    ("region", Role::Address("", Part::Region)),
    ("postcode", Role::Address("", Part::Code)),
    ("country", Role::Address("", Part::Country)),
    ("address", Role::Address("", Part::Whole)),
    ("birthday", Role::Birthday),
    ("gender", Role::Gender),
    ("note", Role::Note),
    ("label", Role::Labels),
    ("date", Role::Log(LogRole::Date)),
    ("time", Role::Log(LogRole::Time)),
    ("direction", Role::Log(LogRole::Direction)),
    ("channel", Role::Log(LogRole::Channel)),
    ("duration", Role::Log(LogRole::Duration)),
    ("from", Role::Log(LogRole::From)),
    ("to", Role::Log(LogRole::To)),
];

impl Role {
    /// The role that a word of `--map` means.
    pub fn of_word(word: &str) -> Option<Self> {
        let word = word.trim().to_lowercase();
        WORDS
            .iter()
            .find(|(known, _)| *known == word)
            .map(|(_, role)| *role)
    }

    /// Whether it is a part of a name that is shown.
    pub fn is_name(self) -> bool {
        matches!(self, Self::Full | Self::Given | Self::Middle | Self::Family)
    }

    /// What it is to whoever mends the file; its days are in ISO 8601 or in the program's own form.
    pub fn in_document(self, iso_days: bool) -> document::Role {
        use document::Role as To;
        let day = if iso_days { To::Date } else { To::LocalDay };
        match self {
            Self::Full => To::FullName,
            Self::Given => To::Given,
            Self::Middle => To::Additional,
            Self::Family => To::Family,
            Self::Prefix => To::Prefix,
            Self::Suffix => To::Suffix,
            Self::Nickname => To::Nickname,
            Self::Email(_) => To::Email,
            Self::Phone(_) => To::Phone,
            Self::EmailLabel | Self::PhoneLabel | Self::AddressLabel | Self::UrlLabel => To::Kind,
            // These say something of the address of the same number.
            Self::EmailTransport | Self::Extra("X-EMAIL-DISPLAY-NAME") => To::Kind,
            Self::Url => To::Url,
            Self::Company => To::Company,
            Self::Title => To::Title,
            Self::Department => To::Unit,
            Self::Address(_, Part::Street | Part::Box | Part::Flat | Part::Whole) => To::Street,
            Self::Address(_, Part::City) => To::Locality,
            Self::Address(_, Part::Region) => To::Region,
            Self::Address(_, Part::Code) => To::Code,
            Self::Address(_, Part::Country) => To::Country,
            Self::Birthday | Self::Extra("ANNIVERSARY") | Self::Grouped(_, "X-ABDATE") => day,
            Self::Gender => To::Gender,
            Self::Note => To::Note,
            Self::Labels => To::Label,
            Self::BirthYear
            | Self::BirthMonth
            | Self::BirthDay
            | Self::Log(_)
            | Self::Extra(_)
            | Self::Grouped(..)
            | Self::Setting(_)
            | Self::Unknown => To::Other,
        }
    }

    /// The words that `--map` knows, for messages that list them.
    pub fn words() -> String {
        WORDS.map(|(word, _)| word).join(", ")
    }
}
