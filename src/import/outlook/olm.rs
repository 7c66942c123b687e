//! The export of Outlook for Mac (`.olm`): a zip with a file of XML for messages, one for each calendar and each address book.

use chrono::{NaiveDateTime, TimeDelta};

use super::meeting::{Clock, Guest, Meeting};
use super::props::{Item, Person, Tag, Value, tag};
use super::{contact, events, letter};
use crate::import::Context;
use crate::import::tags::{self, Tag as Element};
use crate::import::vcard::made::Made;
use crate::model::intake::{FileId, Imported};
use crate::model::problem::{Code, Place, Problem};

/// What the import report calls them.
pub const CALENDAR: &str = "Outlook for Mac calendar";
/// What the import report calls them.
pub const CONTACTS: &str = "Outlook for Mac contacts";

/// Whether a file that begins so holds messages.
pub fn claims_letters(head: &[u8]) -> bool {
    begins(head, "emails")
}

/// What a file that begins so holds, beside messages.
pub fn claims(head: &[u8]) -> Option<&'static str> {
    let kinds = [("appointments", CALENDAR), ("contacts", CONTACTS)];
    kinds
        .iter()
        .find(|(name, _)| begins(head, name))
        .map(|(_, kind)| *kind)
}

/// Whether the first element of a file is of this name, and holds what Outlook writes.
fn begins(head: &[u8], name: &str) -> bool {
    let head = head.get(..head.len().min(4096)).unwrap_or_default();
    if !head.trim_ascii_start().starts_with(b"<") && !head.starts_with(b"\xef\xbb\xbf<") {
        return false;
    }
    let head = String::from_utf8_lossy(head);
    let mut elements = tags::tags(&head).filter(|element| !element.name.starts_with(['?', '!']));
    let is_first = elements.next().is_some_and(|first| first.name == name);
    let is_own = |element: Element<'_>| {
        element.name.starts_with("OPF") || element.attribute("elementCount").is_some()
    };
    is_first && (elements.any(is_own) || head.contains("elementCount"))
}

/// The headers of the messages of a file. `path` is where the file stands in the export, which tells whose mailbox it is.
pub fn headers(xml: &str, path: &str) -> Vec<String> {
    const PEOPLE: [(&str, i64); 3] = [
        ("OPFMessageCopyToAddresses", 1),
        ("OPFMessageCopyCCAddresses", 2),
        ("OPFMessageCopyBCCAddresses", 3),
    ];
    const TEXTS: [(&str, Tag); 3] = [
        ("OPFMessageCopyMessageID", tag::MESSAGE_ID),
        ("OPFMessageCopyInReplyTo", tag::IN_REPLY_TO),
        ("OPFMessageCopyReferences", tag::REFERENCES),
    ];
    let mut headers = Vec::new();
    let mut item = Item::default();
    let mut field = "";
    for element in tags::tags(xml) {
        match element.name {
            "email" => item = mine(path),
            "/email" => headers.push(letter::header(&std::mem::take(&mut item))),
            "emailAddress" => {
                let who = person(&element);
                match (PEOPLE.iter().find(|(name, _)| *name == field), field) {
                    (Some((_, kind)), _) => item.people.push(addressed(&who, *kind)),
                    (None, "OPFMessageCopyFromAddresses") => {
                        author(&mut item, &who, [tag::AUTHOR, tag::AUTHOR_SMTP])
                    }
                    (None, "OPFMessageCopySenderAddress") => {
                        author(&mut item, &who, [tag::SENDER, tag::SENDER_SMTP])
                    }
                    _ => {}
                }
            }
            "OPFMessageCopySentTime" => {
                if let Some(at) = time(&element.text()) {
                    item.props
                        .put(tag::SUBMITTED, Value::Time(at.and_utc().timestamp()));
                }
            }
            "OPFMessageIsDraft" if element.text() == "1" => {
                item.props.put(tag::FLAGS, Value::Number(8))
            }
            name => {
                if let Some((_, tag)) = TEXTS.iter().find(|(known, _)| *known == name) {
                    item.props.put(*tag, Value::Text(element.text()));
                }
                field = if name.starts_with("OPF") { name } else { field };
            }
        }
    }
    headers
}

/// A message of the mailbox in whose folder it stands.
fn mine(path: &str) -> Item {
    let mut item = Item::default();
    let mut folders = path.split('/');
    let account = folders
        .find(|folder| *folder == "Accounts")
        .and_then(|_| folders.next());
    if let Some(account) = account.filter(|account| account.contains('@')) {
        item.props
            .put(tag::RECEIVER_SMTP, Value::Text(account.to_owned()));
    }
    item
}

fn person(element: &Element<'_>) -> Person {
    let of = |name: &str| element.value(name).unwrap_or_default();
    Person {
        name: of("OPFContactEmailAddressName"),
        address: of("OPFContactEmailAddressAddress"),
    }
}

fn author(item: &mut Item, who: &Person, [name, address]: [Tag; 2]) {
    item.props.put(name, Value::Text(who.name.clone()));
    item.props.put(address, Value::Text(who.address.clone()));
}

fn addressed(who: &Person, kind: i64) -> super::props::Props {
    let mut props = super::props::Props::default();
    props.put(tag::NAME, Value::Text(who.name.clone()));
    props.put(tag::SMTP, Value::Text(who.address.clone()));
    props.put(tag::RECIPIENT_TYPE, Value::Number(kind));
    props
}

/// Times are of Greenwich and do not say so.
fn time(text: &str) -> Option<NaiveDateTime> {
    let text = text.trim().trim_end_matches('Z');
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S").ok()
}

/// Reads a calendar or an address book.
pub fn read(xml: &str, kind: &'static str, file: FileId, context: &Context) -> Imported {
    if kind == CONTACTS {
        return contacts(xml).read(file, context);
    }
    let mut calendar = String::new();
    let (meetings, recurring) = meetings(xml);
    meetings
        .iter()
        .for_each(|meeting| meeting.add(&mut calendar));
    let mut read = events(&calendar, file, context);
    if recurring > 0 {
        let message = format!(
            "{recurring} events recur in a way that is not followed; only the first meeting of each was taken"
        );
        read.problems.push(Problem {
            place: Place::file(file),
            code: Code::BadRule,
            message,
        });
    }
    read
}

/// The meetings of a calendar, and how many of them recur.
fn meetings(xml: &str) -> (Vec<Meeting>, u64) {
    let (mut meetings, mut recurring) = (Vec::new(), 0);
    let mut meeting = Meeting::default();
    let mut times: [Option<NaiveDateTime>; 2] = [None; 2];
    for element in tags::tags(xml) {
        let says_so = || matches!(element.text().as_str(), "1" | "true");
        match element.name {
            "appointment" => (meeting, times) = (Meeting::default(), [None; 2]),
            "/appointment" => {
                let clock = |local| Clock {
                    local,
                    zone: String::new(),
                };
                let [start, end] = times;
                let end = end.or_else(|| start?.checked_add_signed(TimeDelta::hours(1)));
                meeting.times = start
                    .zip(end)
                    .map(|(start, end)| [clock(start), clock(end)]);
                meetings.push(std::mem::take(&mut meeting));
            }
            "OPFCalendarEventCopyUUID" => meeting.uid = element.text(),
            "OPFCalendarEventCopyStartTime" => times[0] = time(&element.text()),
            "OPFCalendarEventCopyEndTime" => times[1] = time(&element.text()),
            "OPFCalendarEventGetIsAllDayEvent" => meeting.all_day = says_so(),
            "OPFCalendarEventIsRecurring" => recurring += u64::from(says_so()),
            "OPFCalendarEventCopyOrganizer" => {
                let text = element.text();
                let is_address = text.contains('@');
                meeting.host = (!text.is_empty()).then(|| Person {
                    address: if is_address {
                        text.clone()
                    } else {
                        String::new()
                    },
                    name: if is_address { String::new() } else { text },
                });
            }
            "appointmentAttendee" => {
                let of = |name: &str| element.value(name).unwrap_or_default();
                meeting.guests.push(Guest {
                    person: Person {
                        name: of("OPFCalendarAttendeeName"),
                        address: of("OPFCalendarAttendeeAddress"),
                    },
                    declined: false,
                    is_thing: false,
                });
            }
            _ => {}
        }
    }
    (meetings, recurring)
}

/// The fields of a contact.
const FIELDS: [(&str, Tag); 17] = [
    ("OPFContactCopyDisplayName", tag::NAME),
    ("OPFContactCopyFirstName", tag::GIVEN),
    ("OPFContactCopyLastName", tag::FAMILY),
    ("OPFContactCopyMiddleName", tag::MIDDLE),
    ("OPFContactCopyTitle", tag::PREFIX),
    ("OPFContactCopySuffix", tag::SUFFIX),
    ("OPFContactCopyNickName", tag::NICKNAME),
    ("OPFContactCopyBusinessCompany", tag::COMPANY),
    ("OPFContactCopyBusinessDepartment", tag::DEPARTMENT),
    ("OPFContactCopyBusinessTitle", tag::TITLE),
    ("OPFContactCopyCellPhone", tag::MOBILE),
    ("OPFContactCopyBusinessPhone", tag::OFFICE_PHONE),
    ("OPFContactCopyHomePhone", tag::HOME_PHONE),
    ("OPFContactCopyBusinessFax", tag::OFFICE_FAX),
    ("OPFContactCopyHomeFax", tag::HOME_FAX),
    ("OPFContactCopyBusinessHomePage", tag::OFFICE_PAGE),
    ("OPFContactCopyHomeWebPage", tag::OWN_PAGE),
];

fn contacts(xml: &str) -> Made {
    let mut made = Made::default();
    let mut item = Item::default();
    for element in tags::tags(xml) {
        match element.name {
            "contact" => {
                item = Item::default();
                item.props
                    .put(tag::CLASS, Value::Text("IPM.Contact".to_owned()));
            }
            "/contact" => contact::add(&std::mem::take(&mut item), &mut made),
            "contactEmailAddress" => {
                let address = person(&element).address;
                let free = |[_, tag, _]: &&[Tag; 3]| item.props.text(*tag).is_empty();
                let known = |[_, tag, _]: &[Tag; 3]| item.props.text(*tag) == address;
                if !tag::MAILS.iter().any(known)
                    && let Some([_, tag, _]) = tag::MAILS.iter().find(free)
                {
                    item.props.put(*tag, Value::Text(address));
                }
            }
            "OPFContactCopyBirthday" => {
                if let Some(at) = time(&element.text()) {
                    item.props
                        .put(tag::BIRTHDAY, Value::Time(at.and_utc().timestamp()));
                }
            }
            name => {
                if let Some((_, tag)) = FIELDS.iter().find(|(known, _)| *known == name) {
                    item.props.put(*tag, Value::Text(element.text()));
                }
            }
        }
    }
    made
}
