//! What Outlook keeps of an item, wherever it stands: properties by number, and those of the people whom it names.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Utc};

/// The number of a property; of one that has a name in a set, the number of the set stands before its own.
pub type Tag = u32;

/// The sets of properties that have names: the first part of their GUIDs, and what stands before their numbers.
pub const SETS: [(u32, Tag); 3] = [
    (0x0006_2002, APPOINTMENT),
    (0x0006_2004, ADDRESS),
    (0x6ed8_da90, MEETING),
];
const APPOINTMENT: Tag = 0x1_0000;
const ADDRESS: Tag = 0x2_0000;
const MEETING: Tag = 0x3_0000;

/// The properties of an item that are read. What somebody wrote is not among them.
pub mod tag {
    use super::{ADDRESS, APPOINTMENT, MEETING, Tag};

    pub const CLASS: Tag = 0x001a;
    pub const REPORTED: Tag = 0x0032;
    pub const SUBMITTED: Tag = 0x0039;
    pub const AUTHOR: Tag = 0x0042;
    pub const AUTHOR_TYPE: Tag = 0x0064;
    pub const AUTHOR_ADDRESS: Tag = 0x0065;
    pub const RECEIVER_ADDRESS: Tag = 0x0076;
    pub const HEADERS: Tag = 0x007d;
    pub const REASON: Tag = 0x0c05;
    pub const RECIPIENT_TYPE: Tag = 0x0c15;
    pub const SENDER: Tag = 0x0c1a;
    pub const SAID: Tag = 0x0c1b;
    pub const SENDER_TYPE: Tag = 0x0c1e;
    pub const SENDER_ADDRESS: Tag = 0x0c1f;
    pub const STATUS: Tag = 0x0c20;
    pub const DELIVERED: Tag = 0x0e06;
    pub const FLAGS: Tag = 0x0e07;
    pub const MESSAGE_ID: Tag = 0x1035;
    pub const REFERENCES: Tag = 0x1039;
    pub const IN_REPLY_TO: Tag = 0x1042;
    pub const ORIGINAL_ID: Tag = 0x1046;
    pub const NAME: Tag = 0x3001;
    pub const ADDRESS_TYPE: Tag = 0x3002;
    pub const EMAIL: Tag = 0x3003;
    pub const SMTP: Tag = 0x39fe;
    pub const SUFFIX: Tag = 0x3a05;
    pub const GIVEN: Tag = 0x3a06;
    pub const OFFICE_PHONE: Tag = 0x3a08;
    pub const HOME_PHONE: Tag = 0x3a09;
    pub const FAMILY: Tag = 0x3a11;
    pub const COMPANY: Tag = 0x3a16;
    pub const TITLE: Tag = 0x3a17;
    pub const DEPARTMENT: Tag = 0x3a18;
    pub const MAIN_PHONE: Tag = 0x3a1a;
    pub const OFFICE_PHONE_2: Tag = 0x3a1b;
    pub const MOBILE: Tag = 0x3a1c;
    pub const OTHER_PHONE: Tag = 0x3a1f;
    pub const PAGER: Tag = 0x3a21;
    pub const OFFICE_FAX: Tag = 0x3a24;
    pub const HOME_FAX: Tag = 0x3a25;
    pub const HOME_PHONE_2: Tag = 0x3a2f;
    pub const BIRTHDAY: Tag = 0x3a42;
    pub const MIDDLE: Tag = 0x3a44;
    pub const PREFIX: Tag = 0x3a45;
    pub const NICKNAME: Tag = 0x3a4f;
    pub const OWN_PAGE: Tag = 0x3a50;
    pub const OFFICE_PAGE: Tag = 0x3a51;
    pub const SENDER_SMTP: Tag = 0x5d01;
    pub const AUTHOR_SMTP: Tag = 0x5d02;
    pub const RECEIVER_SMTP: Tag = 0x5d07;
    pub const RECIPIENT_FLAGS: Tag = 0x5ffd;
    pub const ANSWER: Tag = 0x5fff;
    pub const START: Tag = APPOINTMENT | 0x820d;
    pub const END: Tag = APPOINTMENT | 0x820e;
    pub const ALL_DAY: Tag = APPOINTMENT | 0x8215;
    pub const PATTERN: Tag = APPOINTMENT | 0x8216;
    pub const STATE: Tag = APPOINTMENT | 0x8217;
    pub const OWN_ANSWER: Tag = APPOINTMENT | 0x8218;
    pub const ZONE: Tag = APPOINTMENT | 0x8234;
    pub const MEETING_ID: Tag = MEETING | 0x0003;
    pub const CLEAN_ID: Tag = MEETING | 0x0023;

    /// Street, city, state, postal code and country of a contact's places.
    pub const OFFICE_PLACE: [Tag; 5] = [
        ADDRESS | 0x8045,
        ADDRESS | 0x8046,
        ADDRESS | 0x8047,
        ADDRESS | 0x8048,
        ADDRESS | 0x8049,
    ];
    pub const HOME_PLACE: [Tag; 5] = [0x3a5d, 0x3a59, 0x3a5c, 0x3a5b, 0x3a5a];
    pub const OTHER_PLACE: [Tag; 5] = [0x3a63, 0x3a5f, 0x3a62, 0x3a61, 0x3a60];

    /// The addresses of a contact: kind, address, and what was typed.
    pub const MAILS: [[Tag; 3]; 3] = [
        [ADDRESS | 0x8082, ADDRESS | 0x8083, ADDRESS | 0x8084],
        [ADDRESS | 0x8092, ADDRESS | 0x8093, ADDRESS | 0x8094],
        [ADDRESS | 0x80a2, ADDRESS | 0x80a3, ADDRESS | 0x80a4],
    ];

    /// All that are asked of an item; those of recipients stand in tables of their own.
    pub const WANTED: [Tag; 71] = [
        CLASS,
        REPORTED,
        REASON,
        SAID,
        STATUS,
        ORIGINAL_ID,
        SUBMITTED,
        AUTHOR,
        AUTHOR_TYPE,
        AUTHOR_ADDRESS,
        RECEIVER_ADDRESS,
        HEADERS,
        SENDER,
        SENDER_TYPE,
        SENDER_ADDRESS,
        DELIVERED,
        FLAGS,
        MESSAGE_ID,
        REFERENCES,
        IN_REPLY_TO,
        NAME,
        SUFFIX,
        GIVEN,
        OFFICE_PHONE,
        HOME_PHONE,
        FAMILY,
        COMPANY,
        TITLE,
        DEPARTMENT,
        MAIN_PHONE,
        OFFICE_PHONE_2,
        MOBILE,
        OTHER_PHONE,
        PAGER,
        OFFICE_FAX,
        HOME_FAX,
        HOME_PHONE_2,
        BIRTHDAY,
        MIDDLE,
        PREFIX,
        NICKNAME,
        OWN_PAGE,
        OFFICE_PAGE,
        SENDER_SMTP,
        AUTHOR_SMTP,
        RECEIVER_SMTP,
        START,
        END,
        ALL_DAY,
        PATTERN,
        STATE,
        OWN_ANSWER,
        ZONE,
        MEETING_ID,
        CLEAN_ID,
        SMTP,
        OFFICE_PLACE[0],
        OFFICE_PLACE[1],
        OFFICE_PLACE[2],
        OFFICE_PLACE[3],
        OFFICE_PLACE[4],
        HOME_PLACE[0],
        HOME_PLACE[1],
        HOME_PLACE[2],
        HOME_PLACE[3],
        HOME_PLACE[4],
        OTHER_PLACE[0],
        OTHER_PLACE[1],
        OTHER_PLACE[2],
        OTHER_PLACE[3],
        OTHER_PLACE[4],
    ];
}

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Text.
    Text(String),
    /// A number, or 1 for what is so.
    Number(i64),
    /// An instant, in seconds since 1970.
    Time(i64),
    /// Anything else.
    Bytes(Vec<u8>),
}

impl Value {
    /// An instant that is counted in tenths of a millionth of a second since 1601.
    pub fn time(ticks: i64) -> Self {
        Self::Time(ticks.div_euclid(10_000_000) - 11_644_473_600)
    }
}

/// The properties of an item, or of somebody whom it names.
#[derive(Debug, Clone, Default)]
pub struct Props(BTreeMap<Tag, Value>);

impl Props {
    /// Adds one.
    pub fn put(&mut self, tag: Tag, value: Value) {
        self.0.insert(tag, value);
    }

    /// A text on one line; empty if there is none.
    pub fn text(&self, tag: Tag) -> String {
        let text = self.raw(tag);
        text.split_whitespace().collect::<Vec<&str>>().join(" ")
    }

    /// A text as it is written.
    pub fn raw(&self, tag: Tag) -> &str {
        match self.0.get(&tag) {
            Some(Value::Text(text)) => text.trim_matches('\0'),
            _ => "",
        }
    }

    /// A number; 0 if there is none.
    pub fn number(&self, tag: Tag) -> i64 {
        self.given(tag).unwrap_or(0)
    }

    /// A number, where there is one.
    pub fn given(&self, tag: Tag) -> Option<i64> {
        match self.0.get(&tag) {
            Some(Value::Number(number)) => Some(*number),
            _ => None,
        }
    }

    /// An instant that a calendar has, in a year of four digits: a damaged one may lie anywhere.
    pub fn time(&self, tag: Tag) -> Option<DateTime<Utc>> {
        match self.0.get(&tag) {
            Some(Value::Time(at)) => {
                DateTime::from_timestamp(*at, 0).filter(|at| (0..=9999).contains(&at.year()))
            }
            _ => None,
        }
    }

    /// Bytes; none if there are none.
    pub fn bytes(&self, tag: Tag) -> &[u8] {
        match self.0.get(&tag) {
            Some(Value::Bytes(bytes)) => bytes,
            _ => &[],
        }
    }

    /// Somebody: their name and an address that mail can go to. A server's own name for them is none.
    pub fn person(&self, name: Tag, [kind, address, smtp]: [Tag; 3]) -> Person {
        let smtp = self.text(smtp);
        let address = self.text(address);
        let is_inner = self.text(kind).eq_ignore_ascii_case("EX") || address.starts_with("/o=");
        let address = match (smtp.contains('@'), is_inner) {
            (true, _) => smtp,
            (false, false) => address,
            (false, true) => String::new(),
        };
        Person {
            name: self.text(name),
            address,
        }
    }
}

/// Somebody whom an item names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// As shown; may be empty.
    pub name: String,
    /// Of mail; may be empty.
    pub address: String,
}

impl Person {
    /// Whether nothing is known.
    pub fn is_nobody(&self) -> bool {
        self.name.is_empty() && self.address.is_empty()
    }
}

/// An item: a message, a meeting, a contact.
#[derive(Debug, Clone, Default)]
pub struct Item {
    /// What it says of itself.
    pub props: Props,
    /// Those whom it is addressed to, or invites.
    pub people: Vec<Props>,
}

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// A message.
    Letter,
    /// An invitation, or an answer to one.
    Invitation,
    /// A report of a server, or an answer of a program.
    Report,
    /// A meeting or appointment.
    Meeting,
    /// Somebody in the address book.
    Contact,
    /// A list of several.
    List,
    /// A task or a note.
    Memo,
}

impl Item {
    /// What it is.
    pub fn class(&self) -> Class {
        let class = self.props.text(tag::CLASS).to_lowercase();
        let is = |start: &str| class.starts_with(start);
        if is("report.") || is("ipm.note.rules.") || is("ipm.outlook.recall") {
            Class::Report
        } else if is("ipm.schedule.") {
            Class::Invitation
        } else if is("ipm.note") || is("ipm.post") || class.is_empty() || class == "ipm" {
            Class::Letter
        } else if is("ipm.appointment") {
            Class::Meeting
        } else if is("ipm.contact") || is("ipm.abchperson") {
            Class::Contact
        } else if is("ipm.distlist") {
            Class::List
        } else {
            Class::Memo
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_time_is_none() {
        let of = |ticks: i64| {
            let mut props = Props::default();
            props.put(tag::SUBMITTED, Value::time(ticks));
            props.time(tag::SUBMITTED).map(|at| at.to_rfc2822())
        };
        let known = of(133_536_060_000_000_000);
        assert_eq!(known.as_deref(), Some("Wed, 28 Feb 2024 15:00:00 +0000"));
        assert_eq!((of(i64::MAX), of(i64::MIN)), (None, None));
    }
}
