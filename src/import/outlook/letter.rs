//! A message of Outlook → the header that it had, or would have: so mail is here what it is in every other mailbox. A report that a
//! message was not delivered is written whole.

use std::fmt::Write;

use super::props::{Class, Item, Person, tag};
use super::undelivered;

/// The header of a message.
pub fn header(item: &Item) -> String {
    let props = &item.props;
    let mut header = String::new();
    let had = props.raw(tag::HEADERS).replace("\r\n", "\n");
    let had = had.trim_matches(['\n', ' ']);
    let had = had.split("\n\n").next().unwrap_or(had);
    let failed = undelivered::failed(item);
    if has_field(had, "from:") && failed.is_some() {
        let _written = writeln!(header, "{}", undelivered::without_kind(had));
    } else if has_field(had, "from:") {
        let _written = writeln!(header, "{had}");
    } else {
        composed(item, &mut header);
    }
    match item.class() {
        Class::Report => field(&mut header, "Auto-Submitted", "auto-generated"),
        Class::Invitation => field(&mut header, "Content-Type", "text/calendar"),
        _ => {}
    }
    let receiver = [tag::RECEIVER_SMTP, tag::RECEIVER_ADDRESS].map(|tag| props.text(tag));
    if let Some(address) = receiver.iter().find(|address| address.contains('@')) {
        field(&mut header, "Delivered-To", address);
    }
    match failed {
        Some(failed) => undelivered::report(item, &failed, &mut header),
        None => header.push('\n'),
    }
    header
}

fn has_field(text: &str, name: &str) -> bool {
    let mut lines = text.lines();
    lines.any(|line| {
        line.get(..name.len())
            .is_some_and(|n| n.eq_ignore_ascii_case(name))
    })
}

/// What a message that was never sent by way of others says in its properties.
fn composed(item: &Item, header: &mut String) {
    let props = &item.props;
    let author = [tag::AUTHOR_TYPE, tag::AUTHOR_ADDRESS, tag::AUTHOR_SMTP];
    let author = props.person(tag::AUTHOR, author);
    let sender = [tag::SENDER_TYPE, tag::SENDER_ADDRESS, tag::SENDER_SMTP];
    let sender = props.person(tag::SENDER, sender);
    people(
        header,
        "From",
        &[if author.is_nobody() {
            sender.clone()
        } else {
            author
        }],
    );
    people(header, "Sender", &[sender]);
    for (kind, name) in [(1, "To"), (2, "Cc"), (3, "Bcc")] {
        let those = item
            .people
            .iter()
            .filter(|p| p.number(tag::RECIPIENT_TYPE) & 0xf == kind);
        let address = [tag::ADDRESS_TYPE, tag::EMAIL, tag::SMTP];
        let those: Vec<Person> = those.map(|p| p.person(tag::NAME, address)).collect();
        people(header, name, &those);
    }
    let at = props
        .time(tag::SUBMITTED)
        .or_else(|| props.time(tag::DELIVERED))
        .or_else(|| props.time(tag::REPORTED));
    field(
        header,
        "Date",
        &at.map_or_else(String::new, |at| at.to_rfc2822()),
    );
    field(header, "Message-ID", &props.text(tag::MESSAGE_ID));
    field(header, "In-Reply-To", &props.text(tag::IN_REPLY_TO));
    field(header, "References", &props.text(tag::REFERENCES));
}

/// Adds a field of people, if there are any.
pub fn people(header: &mut String, name: &str, people: &[Person]) {
    let people = people.iter().filter(|person| !person.is_nobody());
    let shown: Vec<String> = people.map(written).collect();
    field(header, name, &shown.join(", "));
}

fn written(person: &Person) -> String {
    let name = person.name.replace(['"', '\\'], "'");
    match person.address.as_str() {
        "" => format!("\"{name}\""),
        address => format!("\"{name}\" <{}>", address.replace(['<', '>'], "")),
    }
}

/// Adds a field, if it says anything.
pub fn field(header: &mut String, name: &str, text: &str) {
    if !text.trim().is_empty() {
        // Writing to memory does not fail.
        let _written = writeln!(header, "{name}: {text}");
    }
}
