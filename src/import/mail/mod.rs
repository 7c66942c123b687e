//! Mail: mbox files as a stream, and folders of messages in a file each (Maildir, `.eml`, `.emlx`). Only headers are read.

mod addresses;
mod encoded;
mod header;
mod kind;
mod people;
mod report;
mod scan;
mod separator;
mod service;
mod shelf;
mod subject;
mod utf7;

use std::io::{self, Read};

use chrono_tz::Tz;

use self::addresses::{Known, Repeated};
use self::header::{Dated, Field, Header};
use self::kind::Kind;
use crate::import::date::FIRST;
use crate::import::peers::{Peers, fingerprint, fingerprint_of_word};
use crate::import::{Context, Stream, StreamFormat, sieve};
use crate::model::exchange::{
    Channel, Exchange, Parties, PeerIx, PeerKey, Recipients, TieFact, TieKind,
};
use crate::model::intake::{Fate, FileId, Held, Imported, Letter, Reply, SetAside};
use crate::model::moment::{DAY, Moment, written};
use crate::model::problem::{Code, Place, Problem};

pub use self::shelf::Shelf;

/// Mail boxes in one file, as Takeout, Thunderbird and Unix programs write them (RFC 4155).
pub(super) const MBOX: StreamFormat = StreamFormat {
    kind: "mbox",
    binary: false,
    claims: scan::claims,
    read: read_mbox,
};

fn read_mbox(source: Stream<'_>, context: &Context) -> Imported {
    let mut reading = Reading::new(source.file, context);
    let shelf = Shelf::of_path(source.name);
    let mut scanner = scan::Scanner::new(source.input);
    let done = scanner.each(|found, separator, header, text| {
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
        let fallback = || separator::date(&String::from_utf8_lossy(separator.get(5..)?));
        let message = Message {
            header,
            text,
            shelf,
            place,
        };
        reading.message(&message, fallback);
    });
    let (quoted, doubtful) = (scanner.quoted, std::mem::take(&mut scanner.doubtful));
    reading.doubtful(doubtful);
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
            1 => "1 line that begins with \"From \" was read as part of a message".to_owned(),
            n => format!("{n} lines that begin with \"From \" were read as part of a message"),
        };
        reading.out.report.remarks.push(remark);
    }
    reading.finish(source.name, MBOX.kind)
}

/// Whether a file is one message: a header block with an author and at least one other field that mail has.
pub fn is_message(head: &[u8]) -> bool {
    let head = sieve::head(head);
    let head = scan::head(&head);
    let text = scan::without_count(&head);
    let header = Header::of(block_of(text));
    separator::is_field(text)
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

fn block_of(text: &[u8]) -> &[u8] {
    &text[..end_of_block(text).unwrap_or(text.len())]
}

/// Where the header block ends, if its blank line is there.
fn end_of_block(text: &[u8]) -> Option<usize> {
    let ends = [&b"\n\n"[..], b"\n\r\n"].into_iter();
    let found = ends.filter_map(|end| memchr::memmem::find(text, end));
    found.min().map(|end| end + 1)
}

/// What the import report calls messages of one folder.
pub const MESSAGES: &str = "mail messages";

/// Messages of one folder, a file each; together they are one file of the report.
pub struct Folder {
    reading: Reading,
}

impl Folder {
    /// A folder without messages.
    pub fn new(file: FileId, context: &Context) -> Self {
        Self {
            reading: Reading::new(file, context),
        }
    }

    /// Takes the header of a message that is kept in a folder; of a report what stands below it too.
    pub fn header(&mut self, folder: &str, header: &str, shelf: Shelf) {
        let place = self.reading.next(0);
        let before = self.reading.out.problems.len();
        let text = header.as_bytes();
        let header = Header::of(block_of(text));
        let message = Message {
            header: &header,
            text,
            shelf,
            place,
        };
        self.reading.message(&message, || None);
        for problem in &mut self.reading.out.problems[before..] {
            problem.message = format!("{folder}: {}", problem.message);
        }
    }

    /// An item of another kind in a folder of what was thrown away.
    pub fn thrown_away(&mut self) {
        self.reading.next(0);
        self.reading.aside(SetAside::Trash);
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
            .and_then(|n| n.parse().ok())
            .map(Moment::second);
        let before = self.reading.out.problems.len();
        let sieved = sieve::head(&head);
        let plain = scan::head(&sieved);
        let nul = memchr::memchr(0, block_of(&head));
        if nul.is_some() && sieved.len() < head.len() {
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
        let text = scan::without_count(&plain);
        let header = Header::of(block_of(text));
        let message = Message {
            header: &header,
            text,
            shelf,
            place,
        };
        self.reading.message(&message, || delivered);
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

    /// A file of messages that ends within one.
    pub fn cut_off(&mut self, name: &str) {
        let place = self.reading.next(0);
        let message = format!("{name}: the file ends in a message");
        self.reading.reject(place, Code::TruncatedFile, message);
    }

    /// What was read.
    pub fn finish(self, name: &str) -> Imported {
        self.reading.finish(name, MESSAGES)
    }
}

/// One message.
#[derive(Clone, Copy)]
struct Message<'a> {
    header: &'a Header<'a>,
    /// All of it, as far as it is there; only that of a delivery report is looked at.
    text: &'a [u8],
    /// The folder that it lies in.
    shelf: Shelf,
    place: Place,
}

/// What is collected from the messages of one file.
struct Reading {
    out: Imported,
    peers: Peers,
    file: FileId,
    zone: Tz,
    as_of: i64,
    repeated: Repeated,
    /// Messages without a date of their own.
    undated: u64,
}

impl Reading {
    fn new(file: FileId, context: &Context) -> Self {
        Self {
            out: Imported::default(),
            zone: context.zone,
            as_of: context.as_of,
            undated: 0,
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
            "a header of more than {} bytes; the rest of it was skipped",
            scan::CAP
        );
        self.problem(place, Code::OversizedHeader, message);
    }

    /// Lines that may begin a message and were not taken for one.
    fn doubtful(&mut self, (all, lines): (u64, Vec<u32>)) {
        let unnamed = all - lines.len() as u64;
        for line in lines {
            let place = Place {
                line,
                ..Place::file(self.file)
            };
            let message = "this line may begin a message; it was left in the message before it";
            self.problem(place, Code::DoubtfulSeparator, message.to_owned());
        }
        if unnamed > 0 {
            let message = format!("{unnamed} more lines may begin a message");
            self.problem(Place::file(self.file), Code::DoubtfulSeparator, message);
        }
    }

    fn reject(&mut self, place: Place, code: Code, message: String) {
        self.out.report.count(Fate::Rejected, 1);
        self.problem(place, code, message);
    }

    fn aside(&mut self, why: SetAside) {
        self.out.report.count(Fate::SetAside(why), 1);
    }

    /// One message: what passed between whom, or why it is left out. `fallback` is when it came, by anything but its header.
    fn message(&mut self, message: &Message<'_>, fallback: impl Fn() -> Option<Moment>) {
        let Message { header, place, .. } = *message;
        self.repeated.make_room();
        let labels = header.raw(Field::Labels).unwrap_or_default();
        let labels = self.repeated.labels(labels);
        let shelf = message.shelf.max(labels.shelf);
        // Whoever throws a report away has read it; one among spam may be anybody's.
        if shelf != Shelf::Spam && report::is_report(header) {
            self.report(message, &fallback);
        }
        match shelf {
            Shelf::Spam => return self.aside(SetAside::Spam),
            Shelf::Trash => return self.aside(SetAside::Trash),
            Shelf::Drafts => return self.aside(SetAside::Draft),
            Shelf::Other | Shelf::Sent => {}
        }
        if is_deleted(header) {
            return self.aside(SetAside::Trash);
        }
        let Some(author) = self.author(header) else {
            return self.reject(place, Code::BadRow, NO_AUTHOR.to_owned());
        };
        let kind = match shelf {
            Shelf::Sent if !kind::is_reply_of_a_program(header) => Kind::Human,
            _ => kind::kind(header, self.is_program(author), labels.is_bulk),
        };
        let aside = match kind {
            Kind::Automatic => Some(SetAside::Automatic),
            Kind::List => Some(SetAside::List),
            Kind::Human | Kind::Bulk => None,
        };
        if let Some(why) = aside {
            self.note_owner(header, shelf, author);
            self.through_service(header, place, author);
            return self.aside(why);
        }
        let Some(at) = self.dated(header, place, fallback) else {
            return self.reject(place, Code::UndatedRow, undated(header));
        };
        self.note_owner(header, shelf, author);
        let from = self.repeated.addresses(author.0);
        let Some(from) = from
            .get_mut(author.1)
            .map(|author| author.peer(&mut self.peers))
        else {
            return self.reject(place, Code::BadRow, NO_AUTHOR.to_owned());
        };
        let channel = if labels.is_chat {
            Channel::Chat
        } else {
            Channel::Email
        };
        let mut to = self.recipients(header);
        if labels.is_chat && to == Recipients::Many(Box::default()) {
            // An old chat of Gmail names its writer alone: what is not the owner's came to the owner.
            to = Recipients::One(self.peers.keyed(PeerKey::Owner, ""));
        }
        let exchange = Exchange {
            at,
            channel,
            parties: Parties::Between { from, to },
            duration_s: None,
            text: 0,
            gist: None,
            native: header.ids(Field::MessageId).next().map_or(0, id_of),
            place,
        };
        self.keep(exchange, header, kind, from);
    }

    /// Keeps in whose name a service wrote.
    fn through_service(&mut self, header: &Header<'_>, place: Place, author: (Known, usize)) {
        let author = self.repeated.addresses(author.0).get(author.1);
        let person = author.and_then(addresses::Address::through);
        if let (Some(person), Dated::At(at)) = (person, header.date(self.zone))
            && let Some(who) = self.peers.named(person)
        {
            self.out.ties.push(TieFact {
                kind: TieKind::ThroughService,
                at: Some(at),
                who,
                place,
            });
        }
    }

    /// Takes what a delivery report tells.
    fn report(&mut self, message: &Message<'_>, fallback: impl Fn() -> Option<Moment>) {
        let header = message.header;
        let at = match header.date(self.zone) {
            Dated::At(at) => Some(at),
            Dated::No | Dated::Unreadable => header.received(self.zone).or_else(fallback),
        };
        let Some(at) = at.filter(|at| at.at >= FIRST) else {
            return;
        };
        let bounces = report::read(header, message.text, at, message.place);
        self.out.bounces.extend(bounces);
    }

    /// When a message was written. Where that cannot be read, the time at which a copy came stands in for it, and that is said.
    fn dated(
        &mut self,
        header: &Header<'_>,
        place: Place,
        fallback: impl Fn() -> Option<Moment>,
    ) -> Option<Moment> {
        let received = || header.received(self.zone).or_else(&fallback);
        // A clock that was wrong by years wrote mail that is still to come when it is there already.
        let is_ahead = |at: Moment| {
            let relayed = || header.received(self.zone);
            at.at >= self.as_of && relayed().is_some_and(|relayed| relayed.at + DAY < at.at)
        };
        let at = match header.date(self.zone) {
            Dated::At(at) if !is_no_time(at) && !is_ahead(at) => at,
            Dated::No => {
                let at = received()?;
                self.undated += 1;
                at
            }
            Dated::Unreadable | Dated::At(_) => {
                let at = received().filter(|at| at.at >= FIRST)?;
                let message = format!(
                    "{:?} is not a date; the message is counted on {}, when it was received",
                    header.text(Field::Date),
                    written(at.date())
                );
                self.problem(place, Code::BadDate, message);
                at
            }
        };
        Some(at).filter(|at| at.at >= FIRST)
    }

    /// Who wrote it: the first author, or the one of several who sent it, by the field and the place in it.
    fn author(&mut self, header: &Header<'_>) -> Option<(Known, usize)> {
        let sender = header.raw(Field::Sender).map(|raw| self.repeated.read(raw));
        let sender = sender.and_then(|read| self.repeated.addresses(read).first());
        let sender = sender.map(|address| address.key().clone());
        let fields = [Field::From, Field::Sender].into_iter();
        fields.flat_map(|field| header.all(field)).find_map(|raw| {
            let read = self.repeated.read(raw);
            let authors = self.repeated.addresses(read);
            let sent = sender
                .as_ref()
                .and_then(|key| authors.iter().position(|a| a.is(key)));
            (!authors.is_empty()).then(|| (read, sent.unwrap_or(0)))
        })
    }

    fn is_program(&mut self, (read, place): (Known, usize)) -> bool {
        let author = self.repeated.addresses(read).get(place);
        author.is_some_and(addresses::Address::is_program)
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
    fn note_owner(&mut self, header: &Header<'_>, shelf: Shelf, author: (Known, usize)) {
        if shelf == Shelf::Sent
            && let Some(author) = self.repeated.addresses(author.0).get_mut(author.1)
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
        if self.undated > 0 {
            let remark = match self.undated {
                1 => {
                    "1 message has no date of its own; the date it was received was used".to_owned()
                }
                n => format!(
                    "{n} messages have no date of their own; the dates they were received were used"
                ),
            };
            self.out.report.remarks.push(remark);
        }
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

const NO_AUTHOR: &str = "a message without a sender";

fn undated(header: &Header<'_>) -> String {
    match header.text(Field::Date) {
        date if date.is_empty() => "a message without a date".to_owned(),
        date => format!("{date:?} is not a date in 1990 or later"),
    }
}

/// Whether a time is the first day of computers', which programs write for none.
fn is_no_time(at: Moment) -> bool {
    (-DAY..=DAY).contains(&at.at)
}

/// Thunderbird keeps what was deleted until it compacts the file.
fn is_deleted(header: &Header<'_>) -> bool {
    let status = header.text(Field::MozillaStatus);
    u32::from_str_radix(status.trim(), 16).is_ok_and(|flags| flags & 0x0008 != 0)
}
