//! Delivery reports: which address a message did not reach, when and why (RFC 3464, and what mail servers wrote before it).
//!
//! Of a mail whose header calls it such a report its report parts are read, and nothing of any other mail. An automatic answer of
//! somebody who is away or has left is none.

mod plain;
mod reasons;

use std::borrow::Cow;

use mail_parser::{MessageParser, MimeHeaders, PartType};

use self::reasons::{Status, judged};
use super::header::{self, Field, Header};
use super::id_of;
use super::kind::is_program;
use crate::import::guard;
use crate::model::bounce::Bounce;
use crate::model::keys::Email;
use crate::model::moment::Moment;
use crate::model::problem::Place;

/// So much of a report is looked at: the notice stands at its beginning.
pub const CAP: usize = 64 << 10;

/// No report names more addresses that somebody wrote to.
const MOST: usize = 50;

/// Whether a header calls its message a report of what could not be delivered.
pub fn is_report(header: &Header<'_>) -> bool {
    if header.begins(Field::ContentType, "multipart/report") {
        let kind = header.text(Field::ContentType).to_ascii_lowercase();
        return kind.contains("delivery-status") || !kind.contains("report-type");
    }
    if header.has(Field::AutoReply) || header.begins(Field::ContentType, "multipart/alternative") {
        return false;
    }
    header.has(Field::FailedRecipients)
        || is_by_postmaster(header) && plain::is_subject(&header.text(Field::Subject))
}

/// Whether the program wrote it that delivers mail.
fn is_by_postmaster(header: &Header<'_>) -> bool {
    const NAMES: [&str; 4] = [
        "mailer-daemon",
        "postmaster",
        "microsoftexchange",
        "system administrator",
    ];
    let from = header.raw(Field::From).unwrap_or_default();
    let says = |name: &str| {
        let mut windows = from.windows(name.len());
        windows.any(|window| window.eq_ignore_ascii_case(name.as_bytes()))
    };
    header.has(Field::Subject) && NAMES.into_iter().any(says)
}

/// What a report tells; `text` is the whole message.
pub fn read(header: &Header<'_>, text: &[u8], at: Moment, place: Place) -> Vec<Bounce> {
    let text = &text[..text.len().min(super::scan::CAP + CAP)];
    let told = guard::fenced(|| told(header, text)).unwrap_or_default();
    let bounce = |failed: Failed| {
        let (lasts, why) = judged(&failed.status, &failed.said);
        Bounce {
            address: failed.address,
            at,
            why,
            lasts,
            original: told.original,
            place,
        }
    };
    let mut bounces: Vec<Bounce> = told.failed.into_iter().map(bounce).collect();
    // Of two words on one address the one that lasts is kept.
    bounces.sort_by(|a, b| (&a.address, b.lasts).cmp(&(&b.address, a.lasts)));
    bounces.dedup_by(|a, b| a.address == b.address);
    bounces.truncate(MOST);
    bounces
}

/// One address that a message did not reach, in the words of the report.
#[derive(Debug)]
struct Failed {
    address: Email,
    status: Status,
    /// What the other side said.
    said: String,
}

/// What a report holds.
#[derive(Debug, Default)]
struct Told {
    failed: Vec<Failed>,
    original: u64,
}

fn told(header: &Header<'_>, text: &[u8]) -> Told {
    let mut told = Told {
        original: answered(header),
        failed: Vec::new(),
    };
    let mut notice = None;
    let mut has_status = false;
    let message = MessageParser::default().parse(text);
    for part in message.iter().flat_map(|message| &message.parts) {
        let subtype = part.content_type().and_then(|kind| kind.subtype());
        let subtype = subtype.unwrap_or("plain");
        if let PartType::Message(inner) = &part.body {
            let id = inner.message_id().map(|id| id_of(id.as_bytes()));
            told.original = id.filter(|id| *id != 0).unwrap_or(told.original);
            continue;
        }
        let Some(words) = words(&part.body) else {
            continue;
        };
        if subtype.ends_with("delivery-status") {
            has_status = true;
            statuses(&words, &mut told.failed);
        } else if subtype.ends_with("rfc822-headers") {
            returned(words.as_bytes(), &mut told);
        } else {
            notice.get_or_insert(words);
        }
    }
    if !has_status {
        plain::read(header, &notice.unwrap_or_default(), &mut told);
    }
    told
}

/// The text of a part; none of what is HTML or has parts of its own.
fn words<'a>(body: &'a PartType<'_>) -> Option<Cow<'a, str>> {
    match body {
        PartType::Text(words) => Some(Cow::Borrowed(words)),
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) => {
            Some(String::from_utf8_lossy(bytes))
        }
        PartType::Html(_) | PartType::Message(_) | PartType::Multipart(_) => None,
    }
}

/// The id of the message that came back, by the header of its report.
fn answered(header: &Header<'_>) -> u64 {
    let last = header.ids(Field::References).last();
    let ids = header.ids(Field::InReplyTo).chain(last);
    ids.map(id_of).find(|id| *id != 0).unwrap_or(0)
}

/// The header of the message that came back.
fn returned(block: &[u8], told: &mut Told) {
    let header = Header::of(block);
    let id = header.ids(Field::MessageId).map(id_of).find(|id| *id != 0);
    told.original = id.unwrap_or(told.original);
}

/// The recipients of a `message/delivery-status` whose mail did not arrive. One that is only late may still arrive.
fn statuses(text: &str, failed: &mut Vec<Failed>) {
    let text = text.replace("\r\n", "\n");
    for block in text.split("\n\n") {
        let block = block.replace("\n ", " ").replace("\n\t", " ");
        let field = |name: &str| {
            let mut lines = block.lines().filter_map(|line| line.split_once(':'));
            let found = lines.find(|(field, _)| field.trim().eq_ignore_ascii_case(name));
            found.map(|(_, value)| value.trim()).unwrap_or_default()
        };
        if !field("Action").to_ascii_lowercase().starts_with("failed") {
            continue;
        }
        let address = ["Original-Recipient", "Final-Recipient"].into_iter();
        let Some(address) = address.map(field).find_map(typed_address) else {
            continue;
        };
        failed.push(Failed {
            address,
            status: Status::of(field("Status")),
            said: field("Diagnostic-Code").to_owned(),
        });
    }
}

/// `rfc822; ana@example.org`.
fn typed_address(value: &str) -> Option<Email> {
    let address = value.split_once(';').map_or(value, |(_, address)| address);
    Email::parse(address.split_whitespace().next()?).filter(|email| !is_program(email.local()))
}

/// The addresses of `X-Failed-Recipients`.
fn failed_recipients(header: &Header<'_>) -> Vec<Email> {
    let fields = header.all(Field::FailedRecipients).map(header::text);
    let fields: Vec<String> = fields.collect();
    let each = fields.iter().flat_map(|list| list.split([',', ' ', '\t']));
    each.filter_map(Email::parse).take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_told_from_the_answer_of_somebody_who_is_away() {
        let is = |block: &str| is_report(&Header::of(block.as_bytes()));
        for block in [
            "Content-Type: multipart/report; report-type=delivery-status;\n\tboundary=\"x\"\n",
            "X-Failed-Recipients: ana@old.test\nContent-Type: text/plain\n",
            "From: MAILER-DAEMON@mx.example.org\nSubject: failure notice\n",
            "From: <postmaster@example.org>\nSubject: =?utf-8?q?Unzustellbar=3A_Hallo?=\n",
            "From: postmaster@example.org\nSubject: Non remis : bonjour\n",
        ] {
            assert!(is(block), "{block}");
        }
        for block in [
            "Content-Type: multipart/report; report-type=disposition-notification\n",
            "From: Ana <ana@example.org>\nSubject: failure notice\n",
            "From: ana@example.org\nAuto-Submitted: auto-replied\nSubject: I have left Deltaworks\n",
            "From: postmaster@example.org\nX-Autoreply: yes\nSubject: Undeliverable: I have left\n",
            "From: postmaster@example.org\nSubject: Your quota\n",
        ] {
            assert!(!is(block), "{block}");
        }
    }

    #[test]
    fn a_message_that_is_late_is_not_lost() {
        let mut failed = Vec::new();
        statuses(
            "Reporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; a@old.test\r\nAction: delayed\r\nStatus: 4.4.1\r\n\r\n\
             Original-Recipient: rfc822;b@old.test\r\nFinal-Recipient: rfc822;c@new.test\r\nAction: failed\r\nStatus: 5.1.1\r\n\
             Diagnostic-Code: smtp; 550 5.1.1\r\n  no such user\r\n",
            &mut failed,
        );
        let told = failed.iter().map(|failed| failed.address.as_str());
        assert_eq!(told.collect::<Vec<_>>(), ["b@old.test"]);
    }
}
