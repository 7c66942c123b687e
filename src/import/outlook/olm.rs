//! The export of Outlook for Mac (`.olm`): a zip with a file of XML for messages, one for each calendar and each address book.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime};

use super::props::{Item, Person, Tag, Value, tag};
use super::{contact, letter, olm_calendar};
use crate::import::Context;
use crate::import::tags::{self, Tag as Element};
use crate::import::vcard::made::{Made, escaped, line};
use crate::model::intake::{FileId, Imported};

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
            "OPFMessageCopyReceivedTime" => {
                if let Some(at) = time(&element.text()) {
                    item.props
                        .put(tag::DELIVERED, Value::Time(at.and_utc().timestamp()));
                }
            }
            "OPFMessageIsDraft" if is_set(&element.text()) => {
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

/// Times are of Greenwich, and most do not say so.
pub fn time(text: &str) -> Option<NaiveDateTime> {
    const FORMS: [&str; 3] = [
        "%Y-%m-%dT%H:%M:%S%.f",
        "%Y-%m-%d %H:%M:%S%.f",
        "%Y%m%dT%H%M%S",
    ];
    let text = text.trim();
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Some(at.naive_utc());
    }
    let text = text.trim_end_matches('Z');
    let read = |form: &&str| NaiveDateTime::parse_from_str(text, form).ok();
    let day = || NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    let midnight = || Some(day()?.and_time(NaiveTime::MIN));
    FORMS.iter().find_map(read).or_else(midnight)
}

/// A number. Newer versions write them with an exponent: `1E0`.
pub fn number(text: &str) -> Option<i64> {
    let number: f64 = text.trim().parse().ok()?;
    (number.abs() < 1e9).then_some(number as i64)
}

/// Whether a flag is set.
pub fn is_set(text: &str) -> bool {
    matches!(text.trim(), "true" | "yes") || number(text).is_some_and(|number| number != 0)
}

/// Reads a calendar or an address book.
pub fn read(xml: &str, kind: &'static str, file: FileId, context: &Context) -> Imported {
    match kind {
        CONTACTS => contacts(xml).read(file, context),
        _ => olm_calendar::read(xml, file, context),
    }
}

/// The fields of a contact.
const FIELDS: [(&str, Tag); 39] = [
    ("OPFContactCopyDisplayName", tag::NAME),
    ("OPFContactCopyFirstName", tag::GIVEN),
    ("OPFContactCopyLastName", tag::FAMILY),
    ("OPFContactCopyMiddleName", tag::MIDDLE),
    ("OPFContactCopyTitle", tag::PREFIX),
    ("OPFContactCopySuffix", tag::SUFFIX),
    ("OPFContactCopySetNameSuffix", tag::SUFFIX),
    ("OPFContactCopyNickName", tag::NICKNAME),
    ("OPFContactCopyBusinessCompany", tag::COMPANY),
    ("OPFContactCopyBusinessDepartment", tag::DEPARTMENT),
    ("OPFContactCopyBusinessTitle", tag::TITLE),
    ("OPFContactCopyCellPhone", tag::MOBILE),
    ("OPFContactCopyBusinessPhone", tag::OFFICE_PHONE),
    ("OPFContactCopyBusinessPhone2", tag::OFFICE_PHONE_2),
    ("OPFContactCopyHomePhone", tag::HOME_PHONE),
    ("OPFContactCopyHomePhone2", tag::HOME_PHONE_2),
    ("OPFContactCopyOtherPhone", tag::OTHER_PHONE),
    ("OPFContactMainPhone", tag::MAIN_PHONE),
    ("OPFContactCopyBusinessFax", tag::OFFICE_FAX),
    ("OPFContactCopyHomeFax", tag::HOME_FAX),
    ("OPFContactCopyPager", tag::PAGER),
    ("OPFContactCopyBusinessHomePage", tag::OFFICE_PAGE),
    ("OPFContactCopyHomeWebPage", tag::OWN_PAGE),
    ("OPFContactCopyBirthday", tag::BIRTHDAY),
    ("OPFContactCopyBusinessStreetAddress", tag::OFFICE_PLACE[0]),
    ("OPFContactCopyBusinessCity", tag::OFFICE_PLACE[1]),
    ("OPFContactCopyBusinessState", tag::OFFICE_PLACE[2]),
    ("OPFContactCopyBusinessZip", tag::OFFICE_PLACE[3]),
    ("OPFContactCopyBusinessCountry", tag::OFFICE_PLACE[4]),
    ("OPFContactCopyHomeStreetAddress", tag::HOME_PLACE[0]),
    ("OPFContactCopyHomeCity", tag::HOME_PLACE[1]),
    ("OPFContactCopyHomeState", tag::HOME_PLACE[2]),
    ("OPFContactCopyHomeZip", tag::HOME_PLACE[3]),
    ("OPFContactCopyHomeCountry", tag::HOME_PLACE[4]),
    ("OPFContactCopyOtherStreetAddress", tag::OTHER_PLACE[0]),
    ("OPFContactCopyOtherCity", tag::OTHER_PLACE[1]),
    ("OPFContactCopyOtherState", tag::OTHER_PLACE[2]),
    ("OPFContactCopyOtherZip", tag::OTHER_PLACE[3]),
    ("OPFContactCopyOtherCountry", tag::OTHER_PLACE[4]),
];

/// A contact that is being read: what Outlook has a number for, and what it has none for.
#[derive(Default)]
struct Contact {
    item: Item,
    emails: Vec<String>,
    labels: Vec<String>,
    more: Vec<String>,
}

fn contacts(xml: &str) -> Made {
    let mut made = Made::default();
    let mut contact = Contact::default();
    for element in tags::tags(xml) {
        match element.name {
            "contact" => contact = Contact::default(),
            "/contact" => std::mem::take(&mut contact).finish(&mut made),
            _ => contact.take(&element),
        }
    }
    made
}

impl Contact {
    fn take(&mut self, element: &Element<'_>) {
        match element.name {
            "contactEmailAddress" => {
                let address = person(element).address;
                if !self.emails.contains(&address) {
                    self.emails.push(address);
                }
            }
            "category" => self.labels.extend(element.value("OPFCategoryCopyName")),
            "OPFContactCopyNotesPlain" => line(&mut self.more, "NOTE", &element.text()),
            "OPFContactCopyAnniversary" => {
                if let Some(at) = time(&element.text()) {
                    line(&mut self.more, "X-ANNIVERSARY", &at.date().to_string());
                }
            }
            name => {
                let known = FIELDS.iter().find(|(known, _)| *known == name);
                let text = element.text();
                if let Some((_, tag)) = known.filter(|_| !text.is_empty()) {
                    let value = match *tag {
                        tag::BIRTHDAY => {
                            time(&text).map(|at| Value::Time(at.and_utc().timestamp()))
                        }
                        _ => Some(Value::Text(text)),
                    };
                    value
                        .into_iter()
                        .for_each(|value| self.item.props.put(*tag, value));
                }
            }
        }
    }

    fn finish(mut self, made: &mut Made) {
        let class = Value::Text("IPM.Contact".to_owned());
        self.item.props.put(tag::CLASS, class);
        let mut lines = contact::lines(&self.item);
        for email in &self.emails {
            line(&mut lines, "EMAIL", email);
        }
        if !self.labels.is_empty() {
            let labels: Vec<String> = self.labels.iter().map(|label| escaped(label)).collect();
            lines.push(format!("CATEGORIES:{}", labels.join(",")));
        }
        lines.append(&mut self.more);
        made.add(&lines);
    }
}
