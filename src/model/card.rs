//! One entry of one file, as it was read.

use chrono::NaiveDate;

use super::bounce::Bounced;
use super::formula;
use super::keys::{Email, Phone, Slug, unplanned};
use super::name::Name;
use super::problem::Place;

/// Index of a card in the run's list of cards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CardIx(pub u32);

/// Where a card comes from; decides what the card says about the tie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Roster {
    /// A row of LinkedIn's Connections.csv: one row, one person.
    Connections,
    /// The owner's own address book.
    AddressBook,
    /// An address book that LinkedIn imported long ago: identity only, no evidence of a tie.
    Imported,
    /// No card at all: somebody who appears in messages, where no input holds cards.
    Correspondent,
}

impl Roster {
    /// The lists that a book remembers of whoever stood in them.
    pub const REMEMBERED: [Self; 2] = [Self::AddressBook, Self::Imported];

    /// The word that a book keeps.
    pub fn word(self) -> &'static str {
        match self {
            Self::Connections => "connections",
            Self::AddressBook => "address-book",
            Self::Imported => "imported",
            Self::Correspondent => "correspondent",
        }
    }
}

/// What the card says it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A human.
    Person,
    /// A company or other organisation.
    Org,
    /// A mailbox of a role: `info@`, `office@`.
    Role,
}

impl Kind {
    /// The word of the JSON contract.
    pub fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Org => "org",
            Self::Role => "role",
        }
    }
}

/// A phone number: as written, and in normal form where it is valid.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tel {
    /// As written in the source.
    pub raw: String,
    /// The normal form; `None` if the number is not valid or its country is not known.
    pub phone: Option<Phone>,
    /// What a number without its country is by the other numbers of the run. It serves to find out who is who, and is written
    /// nowhere as if it had been said.
    pub likely: Option<Box<Phone>>,
    /// What the source calls it: "cell", "work".
    pub types: Vec<String>,
}

impl Tel {
    /// A number as written, which may be one of no plan that is known.
    pub fn new(raw: impl Into<String>, phone: Option<Phone>, types: Vec<String>) -> Self {
        Self {
            raw: raw.into(),
            phone,
            likely: None,
            types,
        }
    }

    /// The number, or what it most likely is.
    pub fn number(&self) -> Option<&Phone> {
        self.phone.as_ref().or(self.likely.as_deref())
    }

    /// A number with its country that is in no plan, as somebody is known by it whom events name.
    pub fn unplanned(&self) -> Option<String> {
        match self.number() {
            Some(_) => None,
            None => unplanned(&self.raw),
        }
    }

    /// Whether it is a number of a list once more, without its country.
    pub fn repeats(&self, phones: &[&Phone]) -> bool {
        let is_likely = |phone: &Phone| phones.contains(&phone);
        self.phone.is_none() && self.likely.as_deref().is_some_and(is_likely)
    }

    /// Whether it says more than its digits and an extension: letters for digits, as in `+1 800 FLOWERS`, pauses, remarks.
    pub fn says_more(&self) -> bool {
        !self.tail().is_empty() && self.extension().is_none()
    }

    /// The extension behind the number: `;ext=12`, `ext. 12`, `x12`, `Durchwahl 12`.
    pub fn extension(&self) -> Option<&str> {
        formula::extension(self.tail())
    }

    /// What stands behind the number; the parameters of a link (RFC 3966) but for the extension are no part of it.
    fn tail(&self) -> &str {
        let link = self.raw.strip_prefix("tel:");
        let text = link.unwrap_or(&self.raw);
        let mut has_digit = false;
        let end = text.find(|c: char| {
            let is_part = c.is_ascii_digit()
                || c.is_whitespace()
                || matches!(c, '(' | ')' | '-' | '.' | '/' | '\u{2010}'..='\u{2013}')
                || c == '+' && !has_digit;
            has_digit |= c.is_ascii_digit();
            !is_part
        });
        let tail = end.map_or("", |end| &text[end..]);
        match tail.strip_prefix(';').filter(|_| link.is_some()) {
            Some(params) => params
                .split(';')
                .find(|param| param.starts_with("ext="))
                .unwrap_or(""),
            None => tail,
        }
    }

    /// Whether it is a whole number that is written without its country.
    pub fn is_national(&self) -> bool {
        let digits = self.raw.chars().filter(char::is_ascii_digit).count();
        digits >= 6
            && !self.raw.trim_start().starts_with(['+', 't'])
            && !is_shortened(self.raw.trim())
    }
}

/// An e-mail address: as written, and in normal form where it is one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mail {
    /// As written in the source.
    pub raw: String,
    /// The normal form; `None` if it is no address.
    pub email: Option<Email>,
    /// What the source calls it: "home", "work".
    pub types: Vec<String>,
    /// That mail to it comes back, as far as the files tell.
    pub bounced: Option<Bounced>,
}

impl Mail {
    /// An address as written.
    pub fn new(raw: impl Into<String>, email: Option<Email>, types: Vec<String>) -> Self {
        Self {
            raw: raw.into(),
            email,
            types,
            bounced: None,
        }
    }

    /// What the source calls it, but that it is the preferred one.
    pub fn types_but_preferred(&self) -> Vec<String> {
        let stays = |kind: &&String| !is_preference(kind);
        self.types.iter().filter(stays).cloned().collect()
    }
}

/// Whether a type says that a value is preferred to others: `pref`, `PREF=1`.
pub fn is_preference(kind: &str) -> bool {
    let word = kind.trim().to_ascii_lowercase();
    word == "pref" || word.starts_with("pref=")
}

/// A postal address (RFC 6350 section 6.3.1), the parts that are used.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Address {
    /// Post office box, extended address and street, in this order.
    pub street: String,
    /// The post office box in it.
    pub po_box: String,
    /// The extended address in it: a flat, a suite.
    pub flat: String,
    /// Town.
    pub locality: String,
    /// State or county.
    pub region: String,
    /// Postal code.
    pub code: String,
    /// Country.
    pub country: String,
    /// What the source calls it: "home", "work".
    pub types: Vec<String>,
}

impl Address {
    /// Post office box, extended address and street, each for itself.
    pub fn street_parts(&self) -> [&str; 3] {
        let mut rest = self.street.as_str();
        for part in [&self.po_box, &self.flat] {
            if let Some(behind) = rest
                .strip_prefix(part.as_str())
                .filter(|_| !part.is_empty())
            {
                rest = behind.strip_prefix(", ").unwrap_or(behind);
            }
        }
        [&self.po_box, &self.flat, rest]
    }
}

/// A line of a vCard that has no field here, kept so that it can be written again.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Extra {
    /// Property group (`item1`), empty if none. Groups are renamed where cards are merged.
    pub group: String,
    /// Property name in upper case.
    pub name: String,
    /// Parameters in the order of the source, without those of the transfer encoding.
    pub params: Vec<(String, Vec<String>)>,
    /// The value with its vCard escapes, transfer encoding undone; a binary value is a `data:` URI.
    pub value: String,
}

/// One entry of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Where it stands.
    pub place: Place,
    /// Where it comes from.
    pub roster: Roster,
    /// What it says it is.
    pub kind: Kind,
    /// The name.
    pub name: Name,
    /// LinkedIn profiles.
    pub profiles: Vec<Slug>,
    /// E-mail addresses in the order of the source.
    pub emails: Vec<Mail>,
    /// Phone numbers in the order of the source.
    pub phones: Vec<Tel>,
    /// Accounts on other services, as in [`PeerKey::Handle`](super::exchange::PeerKey::Handle).
    pub handles: Vec<String>,
    /// Other links, as written.
    pub urls: Vec<String>,
    /// Employers, the current one first.
    pub companies: Vec<String>,
    /// Job titles, the current one first.
    pub titles: Vec<String>,
    /// Postal addresses.
    pub addresses: Vec<Address>,
    /// Birthday in ISO 8601 (`1984-03-09`, `--03-09`), or as the source has it.
    pub birthday: Option<String>,
    /// Birth place.
    pub birth_place: Option<String>,
    /// Gender as the source gives it (RFC 6350 section 6.2.7). It serves to tell people apart and never enters a score.
    pub gender: Option<String>,
    /// Notes.
    pub notes: Vec<String>,
    /// Categories, labels, groups.
    pub labels: Vec<String>,
    /// vCard UID.
    pub uid: Option<String>,
    /// The day on which the connection was made.
    pub connected_on: Option<NaiveDate>,
    /// The day on which the source says that it was true (vCard REV, newest row of the export).
    pub fresh: Option<NaiveDate>,
    /// Whatever else the source holds.
    pub extras: Vec<Extra>,
}

impl Card {
    /// Whether anything but the name tells who it is.
    pub fn has_key(&self) -> bool {
        let has_link = !self.profiles.is_empty() || !self.handles.is_empty();
        has_link || !self.emails.is_empty() || !self.phones.is_empty()
    }

    /// Gives back what its lists hold room for and do not need: of a million cards that is a gigabyte.
    pub(crate) fn shrink(&mut self) {
        for mail in &mut self.emails {
            mail.types.shrink_to_fit();
        }
        for tel in &mut self.phones {
            tel.types.shrink_to_fit();
        }
        for texts in [
            &mut self.handles,
            &mut self.urls,
            &mut self.companies,
            &mut self.titles,
            &mut self.notes,
            &mut self.labels,
        ] {
            texts.iter_mut().for_each(String::shrink_to_fit);
            texts.shrink_to_fit();
        }
        self.name.shrink();
        self.profiles.shrink_to_fit();
        self.emails.shrink_to_fit();
        self.phones.shrink_to_fit();
        self.addresses.shrink_to_fit();
        self.extras.shrink_to_fit();
    }

    /// An empty card at a place.
    pub fn new(place: Place, roster: Roster) -> Self {
        Self {
            place,
            roster,
            kind: Kind::Person,
            name: Name::default(),
            profiles: Vec::new(),
            emails: Vec::new(),
            phones: Vec::new(),
            handles: Vec::new(),
            urls: Vec::new(),
            companies: Vec::new(),
            titles: Vec::new(),
            addresses: Vec::new(),
            birthday: None,
            birth_place: None,
            gender: None,
            notes: Vec::new(),
            labels: Vec::new(),
            uid: None,
            connected_on: None,
            fresh: None,
            extras: Vec::new(),
        }
    }

    /// Whether the card says nothing by which somebody could be found.
    pub fn is_empty(&self) -> bool {
        self.name.is_empty()
            && self.profiles.is_empty()
            && self.emails.is_empty()
            && self.phones.is_empty()
            && self.handles.is_empty()
            && self.companies.is_empty()
            && self.urls.is_empty()
            && self.notes.is_empty()
            && self.addresses.is_empty()
    }
}

/// `4.91512E+11`, as spreadsheets show a long number.
pub(crate) fn is_shortened(text: &str) -> bool {
    let Some((digits, power)) = text.split_once(['E', 'e']) else {
        return false;
    };
    let is_number = |text: &str| text.bytes().any(|b| b.is_ascii_digit());
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let power = power.strip_prefix('+').unwrap_or_default();
    digits.chars().all(is_part)
        && is_number(digits)
        && !power.is_empty()
        && power.bytes().all(|b| b.is_ascii_digit())
}
