//! Mail: mbox files as a stream, and folders of messages in a file each (Maildir, `.eml`, `.emlx`). Only headers are read.

mod header;
mod kind;
mod scan;
mod shelf;

use std::collections::BTreeMap;
use std::io::{self, Read};

use self::header::{Field, Header};
use self::kind::Kind;
use self::shelf::Shelf;
use crate::import::date::FIRST;
use crate::import::peers::{Peers, fingerprint, is_somebody};
use crate::import::{Context, Stream, StreamFormat};
use crate::model::exchange::{Channel, Exchange, Parties, PeerIx, PeerKey, Recipients};
use crate::model::intake::{Fate, FileId, Held, Imported, Reply, SetAside};
use crate::model::keys::Email;
use crate::model::moment::Moment;
use crate::model::owner::OwnerHint;
use crate::model::problem::{Code, Place, Problem};

/// Mail boxes in one file, as Takeout, Thunderbird and Unix programs write them (RFC 4155).
pub(super) const MBOX: StreamFormat = StreamFormat {
    kind: "mbox",
    claims: scan::claims,
    read: read_mbox,
};

fn read_mbox(source: Stream<'_>, _context: &Context) -> Imported {
    let mut reading = Reading::new(source.file);
    let shelf = Shelf::of_path(source.name);
    let mut scanner = scan::Scanner::new(source.input);
    let done = scanner.each(|found, separator, block| {
        let place = reading.next(found.line);
        if found.oversized {
            reading.problem(
                place,
                Code::OversizedHeader,
                format!(
                    "a header of more than {} bytes; the rest of it was passed over",
                    scan::CAP
                ),
            );
        }
        if found.cut_off {
            reading.problem(
                place,
                Code::TruncatedFile,
                "the file ends in the header of this message".to_owned(),
            );
        }
        let envelope = String::from_utf8_lossy(separator.get(5..).unwrap_or_default());
        let fallback =
            scan::separator_date(&envelope).and_then(|date| header::date(date.as_bytes()));
        reading.message(&Header::of(block), place, shelf, fallback);
    });
    let quoted = scanner.quoted;
    if let Err(error) = done {
        let place = Place::file(source.file);
        reading.problem(
            place,
            Code::TruncatedFile,
            format!("reading ended early: {error}"),
        );
    }
    if quoted > 0 {
        let remark = match quoted {
            1 => "one line that begins with \"From \" is part of a message".to_owned(),
            n => format!("{n} lines that begin with \"From \" are part of a message"),
        };
        reading.out.report.remarks.push(remark);
    }
    reading.finish(source.name, MBOX.kind)
}

/// Whether a file is one message: a header block with an author and at least one other field that mail has.
pub fn is_message(head: &[u8]) -> bool {
    let text = without_count(head);
    let header = Header::of(block_of(text));
    scan::is_field(text)
        && !text.starts_with(b">")
        && header.has(Field::From)
        && header.len() >= 2
        && is_mail(&header)
}

/// A table of keys and values may say "From" as well.
fn is_mail(header: &Header<'_>) -> bool {
    let telling = [
        Field::MessageId,
        Field::Received,
        Field::Date,
        Field::ReturnPath,
        Field::DeliveredTo,
    ];
    telling.iter().any(|field| header.has(*field))
}

/// Apple writes the length of the message on a line of its own before it.
fn without_count(head: &[u8]) -> &[u8] {
    let digits = head.iter().take_while(|b| b.is_ascii_digit()).count();
    let blanks = head[digits..]
        .iter()
        .take_while(|b| b.is_ascii_whitespace())
        .count();
    if digits > 0 && blanks > 0 {
        &head[digits + blanks..]
    } else {
        head
    }
}

fn block_of(text: &[u8]) -> &[u8] {
    let ends = [&b"\n\n"[..], b"\n\r\n"];
    let end = ends
        .iter()
        .filter_map(|end| memchr::memmem::find(text, end))
        .min();
    &text[..end.map_or(text.len(), |end| end + 1)]
}

/// Messages of one folder, a file each; together they are one file of the report.
pub struct Folder {
    reading: Reading,
}

impl Folder {
    /// A folder without messages.
    pub fn new(file: FileId) -> Self {
        Self {
            reading: Reading::new(file),
        }
    }

    /// Reads the header of one message. What it answers is an error of reading the file.
    pub fn message(&mut self, name: &str, input: &mut dyn Read) -> io::Result<()> {
        let mut head = Vec::with_capacity(16 << 10);
        input.take(scan::CAP as u64).read_to_end(&mut head)?;
        let place = self.reading.next(1);
        let shelf = Shelf::of_path(name).max(Shelf::of_flags(name));
        let base = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let delivered = base
            .split('.')
            .next()
            .filter(|n| n.len() >= 9)
            .and_then(|n| n.parse().ok());
        let header = Header::of(block_of(without_count(&head)));
        let before = self.reading.out.problems.len();
        self.reading.message(&header, place, shelf, delivered);
        for problem in &mut self.reading.out.problems[before..] {
            problem.message = format!("{base}: {}", problem.message);
        }
        Ok(())
    }

    /// A file of the folder that could not be read.
    pub fn unreadable(&mut self, name: &str, why: &str) {
        let place = self.reading.next(0);
        self.reading
            .reject(place, Code::Unreadable, format!("{name}: {why}"));
    }

    /// What was read.
    pub fn finish(self, name: &str) -> Imported {
        self.reading.finish(name, "mail messages")
    }
}

/// What is collected from the messages of one file.
struct Reading {
    out: Imported,
    peers: Peers,
    file: FileId,
    /// Who wrote what is kept as sent, and where mail was delivered to.
    senders: BTreeMap<Email, u32>,
    delivered: BTreeMap<Email, u32>,
}

impl Reading {
    fn new(file: FileId) -> Self {
        Self {
            out: Imported::default(),
            peers: Peers::default(),
            file,
            senders: BTreeMap::new(),
            delivered: BTreeMap::new(),
        }
    }

    fn next(&mut self, line: u32) -> Place {
        self.out.report.rows += 1;
        Place {
            file: self.file,
            record: u32::try_from(self.out.report.rows).unwrap_or(u32::MAX),
            line,
        }
    }

    fn problem(&mut self, place: Place, code: Code, message: String) {
        self.out.problems.push(Problem {
            place,
            code,
            message,
        });
    }

    fn reject(&mut self, place: Place, code: Code, message: String) {
        self.out.report.count(Fate::Rejected, 1);
        self.problem(place, code, message);
    }

    fn aside(&mut self, why: SetAside) {
        self.out.report.count(Fate::SetAside(why), 1);
    }

    /// One message: what passed between whom, or why it is left out.
    fn message(&mut self, header: &Header<'_>, place: Place, folder: Shelf, fallback: Option<i64>) {
        let labels = header.text(Field::Labels);
        let shelf = folder.max(Shelf::of_labels(&labels));
        match shelf {
            Shelf::Spam => return self.aside(SetAside::Spam),
            Shelf::Trash => return self.aside(SetAside::Trash),
            Shelf::Drafts => return self.aside(SetAside::Draft),
            Shelf::Other | Shelf::Sent => {}
        }
        if is_deleted(header) {
            return self.aside(SetAside::Trash);
        }
        let Some((author, name)) = author(header) else {
            let message = "a message that does not say who wrote it".to_owned();
            return self.reject(place, Code::BadRow, message);
        };
        let Some(at) = header.date().or(fallback).filter(|at| *at >= FIRST) else {
            let message = match header.text(Field::Date) {
                date if date.is_empty() => "a message without a date".to_owned(),
                date => format!("{date:?} is no date of 1990 or later"),
            };
            return self.reject(place, Code::UndatedRow, message);
        };
        let kind = if shelf == Shelf::Sent {
            Kind::Human
        } else {
            kind::kind(header, Some(&author), &labels)
        };
        self.note_owner(header, shelf, &author);
        match kind {
            Kind::Automatic => return self.aside(SetAside::Automatic),
            Kind::List => return self.aside(SetAside::List),
            Kind::Human | Kind::Bulk => {}
        }
        let from = self.peer(&author, &name);
        let exchange = Exchange {
            at: Moment::second(at),
            channel: if labels.split(',').any(|l| l.trim() == "Chat") {
                Channel::Chat
            } else {
                Channel::Email
            },
            parties: Parties::Between {
                from,
                to: self.recipients(header),
            },
            duration_s: None,
            text: 0,
            native: header
                .ids(Field::MessageId)
                .first()
                .map_or(0, |id| id_of(id)),
            place,
        };
        self.keep(exchange, header, kind, from);
    }

    fn keep(&mut self, exchange: Exchange, header: &Header<'_>, kind: Kind, from: PeerIx) {
        let mut answers: Vec<u64> = header
            .ids(Field::InReplyTo)
            .into_iter()
            .map(id_of)
            .collect();
        answers.extend(header.ids(Field::References).last().map(|id| id_of(id)));
        answers.sort_unstable();
        answers.dedup();
        answers.retain(|id| *id != 0);
        if kind == Kind::Bulk {
            let answers = answers.into_boxed_slice();
            self.out.held.push(Held { exchange, answers });
        } else {
            let replies = answers.into_iter().map(|to| Reply { from, to });
            self.out.replies.extend(replies);
            self.out.exchanges.push(exchange);
        }
    }

    /// Counts what tells who the owner is.
    fn note_owner(&mut self, header: &Header<'_>, shelf: Shelf, author: &Email) {
        if shelf == Shelf::Sent {
            *self.senders.entry(author.clone()).or_default() += 1;
        }
        let mut to = Vec::new();
        header.addresses(Field::DeliveredTo, |address, _| {
            to.extend(Email::parse(address))
        });
        to.dedup();
        for email in to {
            *self.delivered.entry(email).or_default() += 1;
        }
    }

    fn recipients(&mut self, header: &Header<'_>) -> Recipients {
        let mut to: Vec<PeerIx> = Vec::new();
        let mut fields = vec![Field::To, Field::Cc, Field::Bcc];
        let mut index = 0;
        while let Some(&field) = fields.get(index) {
            header.addresses(field, |address, name| {
                if let Some(email) = Email::parse(address).filter(is_somebody) {
                    to.push(self.peer(&email, name));
                }
            });
            index += 1;
            // Nobody is named: then it came to the mailbox that it lies in.
            if index == 3 && to.is_empty() && fields.len() == 3 {
                fields.push(Field::DeliveredTo);
            }
        }
        to.sort_unstable();
        to.dedup();
        match to.as_slice() {
            [one] => Recipients::One(*one),
            _ => Recipients::Many(to.into_boxed_slice()),
        }
    }

    fn peer(&mut self, email: &Email, name: &str) -> PeerIx {
        let name = name.trim_matches(['"', '\'', ' ']);
        let is_name = !name.contains('@') && !name.is_empty();
        self.peers.keyed(
            PeerKey::Email(email.clone()),
            if is_name { name } else { "" },
        )
    }

    fn finish(mut self, name: &str, kind: &'static str) -> Imported {
        let senders = self.senders.into_iter();
        self.out
            .owner
            .extend(senders.map(|(email, count)| OwnerHint::Sender(email, count)));
        let all: u32 = self.delivered.values().sum();
        let mostly = self
            .delivered
            .into_iter()
            .filter(|(_, count)| *count >= 2 && *count * 2 > all);
        self.out
            .owner
            .extend(mostly.map(|(email, count)| OwnerHint::Delivered(email, count)));
        self.out.peers = self.peers.into_list();
        self.out.report.name = name.to_owned();
        self.out.report.kind = kind;
        self.out
    }
}

/// Fingerprint of a Message-ID.
fn id_of(id: &[u8]) -> u64 {
    fingerprint(&String::from_utf8_lossy(id))
}

fn author(header: &Header<'_>) -> Option<(Email, String)> {
    let mut found = None;
    for field in [Field::From, Field::Sender] {
        header.addresses(field, |address, name| {
            if found.is_none() {
                found = Email::parse(address).map(|email| (email, name.to_owned()));
            }
        });
    }
    found
}

/// Thunderbird keeps what was deleted until it compacts the file.
fn is_deleted(header: &Header<'_>) -> bool {
    let status = header.text(Field::MozillaStatus);
    u32::from_str_radix(status.trim(), 16).is_ok_and(|flags| flags & 0x0008 != 0)
}
