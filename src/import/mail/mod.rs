//! Mail: mbox files as a stream, and folders of messages in a file each (Maildir, `.eml`, `.emlx`). Only headers are read.

mod addresses;
mod header;
mod kind;
mod scan;
mod shelf;
mod utf7;

use std::io::{self, Read};

use self::addresses::{Known, Repeated};
use self::header::{Field, Header};
use self::kind::Kind;
use self::shelf::Shelf;
use crate::import::date::FIRST;
use crate::import::peers::{Peers, fingerprint, fingerprint_of_word};
use crate::import::{Context, Stream, StreamFormat, sieve};
use crate::model::exchange::{Channel, Exchange, Parties, PeerIx, Recipients};
use crate::model::intake::{Fate, FileId, Held, Imported, Letter, Reply, SetAside};
use crate::model::moment::Moment;
use crate::model::problem::{Code, Place, Problem};

/// Mail boxes in one file, as Takeout, Thunderbird and Unix programs write them (RFC 4155).
pub(super) const MBOX: StreamFormat = StreamFormat {
    kind: "mbox",
    binary: false,
    claims: scan::claims,
    read: read_mbox,
};

fn read_mbox(source: Stream<'_>, _context: &Context) -> Imported {
    let mut reading = Reading::new(source.file);
    let shelf = Shelf::of_path(source.name);
    let mut scanner = scan::Scanner::new(source.input);
    let done = scanner.each(|found, separator, header| {
        let place = reading.next(found.line);
        if found.oversized {
            reading.oversized(place);
        }
        if found.cut_off {
            reading.problem(
                place,
                Code::TruncatedFile,
                "the file ends in the header of this message".to_owned(),
            );
        }
        let fallback = || {
            let envelope = String::from_utf8_lossy(separator.get(5..)?);
            scan::separator_date(&envelope).and_then(|date| header::date(date.as_bytes()))
        };
        reading.message(header, place, shelf, fallback);
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
    let head = sieve::head(head);
    let text = without_count(&head);
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
    &text[..end_of_block(text).unwrap_or(text.len())]
}

/// Where the header block ends, if its blank line is there.
fn end_of_block(text: &[u8]) -> Option<usize> {
    let ends = [&b"\n\n"[..], b"\n\r\n"].into_iter();
    let found = ends.filter_map(|end| memchr::memmem::find(text, end));
    found.min().map(|end| end + 1)
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
        let before = self.reading.out.problems.len();
        let plain = sieve::head(&head);
        let nul = memchr::memchr(0, block_of(&head));
        if nul.is_some() && plain.len() < head.len() {
            let message = "NUL bytes in the header were left out".to_owned();
            self.reading.problem(place, Code::NulBytes, message);
        }
        if end_of_block(&plain).is_none() {
            if head.len() == scan::CAP {
                self.reading.oversized(place);
            } else if !plain.ends_with(b"\n") {
                let message = "the file ends in the header of this message".to_owned();
                self.reading.problem(place, Code::TruncatedFile, message);
            }
        }
        let header = Header::of(block_of(without_count(&plain)));
        self.reading.message(&header, place, shelf, || delivered);
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
    repeated: Repeated,
}

impl Reading {
    fn new(file: FileId) -> Self {
        Self {
            out: Imported::default(),
            peers: Peers::default(),
            file,
            repeated: Repeated::default(),
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

    fn oversized(&mut self, place: Place) {
        let message = format!(
            "a header of more than {} bytes; the rest of it was passed over",
            scan::CAP
        );
        self.problem(place, Code::OversizedHeader, message);
    }

    fn reject(&mut self, place: Place, code: Code, message: String) {
        self.out.report.count(Fate::Rejected, 1);
        self.problem(place, code, message);
    }

    fn aside(&mut self, why: SetAside) {
        self.out.report.count(Fate::SetAside(why), 1);
    }

    /// One message: what passed between whom, or why it is left out. `fallback` is when it came, by anything but its header.
    fn message(
        &mut self,
        header: &Header<'_>,
        place: Place,
        folder: Shelf,
        fallback: impl Fn() -> Option<i64>,
    ) {
        self.repeated.make_room();
        let labels = header.raw(Field::Labels).unwrap_or_default();
        let labels = self.repeated.labels(labels);
        let shelf = folder.max(labels.shelf);
        match shelf {
            Shelf::Spam => return self.aside(SetAside::Spam),
            Shelf::Trash => return self.aside(SetAside::Trash),
            Shelf::Drafts => return self.aside(SetAside::Draft),
            Shelf::Other | Shelf::Sent => {}
        }
        if is_deleted(header) {
            return self.aside(SetAside::Trash);
        }
        let Some((author, by_program)) = self.author(header) else {
            return self.reject(place, Code::BadRow, NO_AUTHOR.to_owned());
        };
        let dated = header.date().or_else(fallback);
        let Some(at) = dated.filter(|at| *at >= FIRST) else {
            return self.reject(place, Code::UndatedRow, undated(header));
        };
        let kind = if shelf == Shelf::Sent {
            Kind::Human
        } else {
            kind::kind(header, by_program, labels.is_bulk)
        };
        self.note_owner(header, shelf, author);
        match kind {
            Kind::Automatic => return self.aside(SetAside::Automatic),
            Kind::List => return self.aside(SetAside::List),
            Kind::Human | Kind::Bulk => {}
        }
        let from = self.repeated.addresses(author).first_mut();
        let Some(from) = from.map(|author| author.peer(&mut self.peers)) else {
            return self.reject(place, Code::BadRow, NO_AUTHOR.to_owned());
        };
        let channel = if labels.is_chat {
            Channel::Chat
        } else {
            Channel::Email
        };
        let to = self.recipients(header);
        let exchange = Exchange {
            at: Moment::second(at),
            channel,
            parties: Parties::Between { from, to },
            duration_s: None,
            text: 0,
            native: header.ids(Field::MessageId).next().map_or(0, id_of),
            place,
        };
        self.keep(exchange, header, kind, from);
    }

    /// The field that names the author, and whether that is a program.
    fn author(&mut self, header: &Header<'_>) -> Option<(Known, bool)> {
        let fields = [Field::From, Field::Sender].into_iter();
        fields.flat_map(|field| header.all(field)).find_map(|raw| {
            let read = self.repeated.read(raw);
            let author = self.repeated.addresses(read).first()?;
            Some((read, author.is_program))
        })
    }

    fn keep(&mut self, exchange: Exchange, header: &Header<'_>, kind: Kind, from: PeerIx) {
        let last = header.ids(Field::References).last();
        let answers = header.ids(Field::InReplyTo).chain(last).map(id_of);
        let answers = answers.filter(|id| *id != 0);
        if kind == Kind::Human {
            let before = self.out.replies.len();
            for to in answers {
                let reply = Reply { from, to };
                if !self.out.replies[before..].contains(&reply) {
                    self.out.replies.push(reply);
                }
            }
            match Letter::of(&exchange) {
                Some(letter) => self.out.letters.push(letter),
                None => self.out.exchanges.push(exchange),
            }
            return;
        }
        let mut answers: Vec<u64> = answers.collect();
        answers.sort_unstable();
        answers.dedup();
        match Letter::of(&exchange) {
            Some(letter) if answers.is_empty() => self.out.bulk.push(letter),
            _ => self.out.held.push(Held {
                exchange,
                answers: answers.into(),
                why: SetAside::Bulk,
            }),
        }
    }

    /// Counts what tells who the owner is.
    fn note_owner(&mut self, header: &Header<'_>, shelf: Shelf, author: Known) {
        if shelf == Shelf::Sent
            && let Some(author) = self.repeated.addresses(author).first_mut()
        {
            author.wrote();
        }
        let mut before: &[u8] = &[];
        for raw in header.all(Field::DeliveredTo).filter(|raw| !raw.is_empty()) {
            if raw.trim_ascii() != before {
                let read = self.repeated.read(raw);
                self.repeated
                    .addresses(read)
                    .iter_mut()
                    .for_each(addresses::Address::got);
                before = raw.trim_ascii();
            }
        }
    }

    fn recipients(&mut self, header: &Header<'_>) -> Recipients {
        let mut to: Vec<PeerIx> = Vec::new();
        for field in [Field::To, Field::Cc, Field::Bcc] {
            self.named_in(field, header, &mut to);
        }
        // Nobody is named: then it came to the mailbox that it lies in.
        if to.is_empty() {
            self.named_in(Field::DeliveredTo, header, &mut to);
        }
        to.sort_unstable();
        to.dedup();
        match to.as_slice() {
            [one] => Recipients::One(*one),
            _ => Recipients::Many(to.into_boxed_slice()),
        }
    }

    fn named_in(&mut self, field: Field, header: &Header<'_>, to: &mut Vec<PeerIx>) {
        for raw in header.all(field) {
            let read = self.repeated.read(raw);
            let addresses = self.repeated.addresses(read).iter_mut();
            let somebody = addresses.filter(|address| address.is_somebody());
            to.extend(somebody.map(|address| address.peer(&mut self.peers)));
        }
    }

    fn finish(mut self, name: &str, kind: &'static str) -> Imported {
        self.out.owner = self.repeated.owner();
        self.out.peers = self.peers.into_list();
        self.out.report.name = name.to_owned();
        self.out.report.kind = kind;
        self.out
    }
}

/// Fingerprint of a Message-ID.
fn id_of(id: &[u8]) -> u64 {
    match std::str::from_utf8(id) {
        Ok(word) if id.iter().all(u8::is_ascii_graphic) => fingerprint_of_word(word),
        _ => fingerprint(&String::from_utf8_lossy(id)),
    }
}

const NO_AUTHOR: &str = "a message that does not say who wrote it";

fn undated(header: &Header<'_>) -> String {
    match header.text(Field::Date) {
        date if date.is_empty() => "a message without a date".to_owned(),
        date => format!("{date:?} is no date of 1990 or later"),
    }
}

/// Thunderbird keeps what was deleted until it compacts the file.
fn is_deleted(header: &Header<'_>) -> bool {
    let status = header.text(Field::MozillaStatus);
    u32::from_str_radix(status.trim(), 16).is_ok_and(|flags| flags & 0x0008 != 0)
}
