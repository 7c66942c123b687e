//! Calls and messages of Android phones, as the app "SMS Backup & Restore" keeps them: who, when, which way, how long. A text or
//! picture is passed over without a look.

pub mod ndjson;
mod tags;

use self::tags::{Kind, Tag, Tags};
use crate::import::date::FIRST;
use crate::import::gist::gist;
use crate::import::log::{Event, Log};
use crate::import::numbers;
use crate::import::room::Room;
use crate::import::{Context, Stream, StreamFormat};
use crate::model::exchange::{Channel, Gist, PeerIx};
use crate::model::intake::{Imported, SetAside};
use crate::model::problem::Code;

/// Backups of calls and of messages.
pub const FORMAT: StreamFormat = StreamFormat {
    kind: "Android backup",
    binary: false,
    claims,
    read,
};

/// Attributes that are looked at.
const WANTED: &[&str] = &[
    "count",
    "number",
    "address",
    "date",
    "duration",
    "type",
    "msg_box",
    "presentation",
    "contact_name",
    "body",
    "text",
    "ct",
];

/// How an MMS names the phone that it is on.
const OWN_ADDRESS: &str = "insert-address-token";

fn claims(head: &[u8]) -> bool {
    let text = head.trim_ascii_start();
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    if !text.starts_with(b"<") {
        return false;
    }
    let mut input = text;
    let mut tag = Tag::default();
    matches!(Tags::new(&mut input, &[]).next(&mut tag), Ok(true))
        && matches!(tag.name.as_str(), "calls" | "smses" | "allsms")
}

fn read(source: Stream<'_>, context: &Context) -> Imported {
    let mut reading = Reading {
        log: Log::new(source.file),
        context,
        message: None,
        expected: 0,
        line: 1,
        is_ended: false,
    };
    let mut tags = Tags::new(source.input, WANTED);
    let mut tag = Tag::default();
    let mut kind = FORMAT.kind;
    loop {
        match tags.next(&mut tag) {
            Ok(true) => reading.tag(&tag, &mut kind),
            Ok(false) => break,
            Err(error) => {
                let place = reading.log.place(reading.line);
                let message = format!("reading ended early: {error}");
                reading.log.problem(place, Code::TruncatedFile, message);
                reading.is_ended = true;
                break;
            }
        }
    }
    reading.finish(source.name, kind)
}

/// A message to or from several, while its addresses are being read.
struct Message {
    tag: Tag,
    /// Who sent it, as far as it says.
    from: Option<String>,
    /// Everybody else on it.
    to: Vec<String>,
    /// Whether one of its texts asks something.
    gist: Option<Gist>,
}

/// By what means something passed, and what more is known of it.
#[derive(Clone, Copy)]
struct How {
    channel: Channel,
    duration_s: Option<u32>,
    gist: Option<Gist>,
}

impl How {
    fn text(gist: Option<Gist>) -> Self {
        Self {
            channel: Channel::Sms,
            duration_s: None,
            gist,
        }
    }
}

/// Whether a text asks something.
fn gist_of(text: &str) -> Option<Gist> {
    (!matches!(text, "" | "null")).then(|| gist(text))
}

struct Reading<'a> {
    log: Log,
    context: &'a Context,
    message: Option<Message>,
    /// How many entries the file says that it holds.
    expected: u64,
    /// The last line on which a tag began.
    line: u32,
    is_ended: bool,
}

impl Reading<'_> {
    fn tag(&mut self, tag: &Tag, kind: &mut &'static str) {
        self.line = tag.line;
        self.log.checked(tag.is_mis_encoded(), tag.line);
        match (tag.name.as_str(), tag.kind) {
            ("calls" | "smses" | "allsms", Kind::Close) => self.is_ended = true,
            (root @ ("calls" | "smses" | "allsms"), _) => {
                *kind = if root == "calls" {
                    "phone calls"
                } else {
                    "text messages"
                };
                self.expected = tag.get("count").parse().unwrap_or(0);
                self.is_ended |= tag.kind == Kind::Empty;
            }
            ("call" | "sms" | "mms", Kind::Broken) => {
                let place = self.log.row(tag.line);
                let message = format!("an entry <{}> that is cut off; it was left out", tag.name);
                self.log.reject(place, Code::BadRow, message);
            }
            ("call", Kind::Open | Kind::Empty) => self.call(tag),
            ("sms", Kind::Open | Kind::Empty) => self.text(tag),
            ("mms", Kind::Open) => {
                self.message = Some(Message {
                    tag: tag.clone(),
                    from: None,
                    to: Vec::new(),
                    gist: None,
                });
            }
            ("mms", Kind::Empty) => self.group(tag, None, &[], None),
            ("part", Kind::Open | Kind::Empty) => self.part(tag),
            ("addr", Kind::Open | Kind::Empty) => self.address(tag),
            ("mms", Kind::Close) => {
                if let Some(Message {
                    tag,
                    from,
                    to,
                    gist,
                }) = self.message.take()
                {
                    self.group(&tag, from.as_deref(), &to, gist);
                }
            }
            _ => {}
        }
    }

    /// An address of a message. By their numbers: 137 sent it, the others received it.
    fn address(&mut self, tag: &Tag) {
        let Some(message) = &mut self.message else {
            return;
        };
        let address = tag.get("address");
        if address == OWN_ADDRESS || address.is_empty() {
            return;
        }
        if tag.get("type") == "137" {
            message.from = Some(address);
        } else {
            message.to.push(address);
        }
    }

    /// A part of a message, which may be a text of it; one without is written as `null`.
    fn part(&mut self, tag: &Tag) {
        let Some(message) = &mut self.message else {
            return;
        };
        if tag.get("ct") == "text/plain" {
            message.gist = gist_of(&tag.get("text")).max(message.gist);
        }
    }

    /// A call. One that was missed, refused or left a message was theirs, and nobody was spoken to.
    fn call(&mut self, tag: &Tag) {
        let (out, talked) = match tag.get("type").as_str() {
            "2" => (true, true),
            "1" | "7" => (false, true),
            "3" | "4" | "5" => (false, false),
            "6" => return self.aside(tag, SetAside::Spam),
            other => return self.bad(tag, &format!("{other:?} is not a known kind of call")),
        };
        // What is not 1 was withheld, unknown or a call box.
        if !matches!(tag.get("presentation").as_str(), "" | "1") {
            return self.aside(tag, SetAside::NobodyNamed);
        }
        let seconds = tag.get("duration").parse().unwrap_or(0);
        let duration = if talked { seconds } else { 0 };
        let number = tag.get("number");
        let how = How {
            channel: Channel::Call,
            duration_s: Some(duration),
            gist: None,
        };
        self.between_two(tag, &number, out, how);
    }

    fn text(&mut self, tag: &Tag) {
        let out = match self.sent(tag, "type") {
            Some(out) => out,
            None => return,
        };
        let address = tag.get("address");
        if address.contains('~') {
            return self.group(tag, None, &[], gist_of(&tag.get("body")));
        }
        self.between_two(tag, &address, out, How::text(gist_of(&tag.get("body"))));
    }

    /// Whether a message was sent and not received; what was neither is set aside.
    fn sent(&mut self, tag: &Tag, attribute: &str) -> Option<bool> {
        match tag.get(attribute).as_str() {
            "1" => return Some(false),
            "2" => return Some(true),
            "3" => self.aside(tag, SetAside::Draft),
            "4" | "5" | "6" => self.aside(tag, SetAside::NotSent),
            other => self.bad(tag, &format!("{other:?} is not a known kind of message")),
        }
        None
    }

    fn between_two(&mut self, tag: &Tag, number: &str, out: bool, how: How) {
        match self.somebody(number, &tag.get("contact_name")) {
            Ok(peer) => {
                let owner = self.log.owner();
                let from = if out { owner } else { peer };
                self.event(tag, &Room::of([owner, peer]), from, how);
            }
            Err(why) => self.aside(tag, why),
        }
    }

    /// A message with pictures, or to several. `from` and `to` are what its addresses say; the address of the message itself
    /// names everybody but the owner.
    fn group(&mut self, tag: &Tag, from: Option<&str>, to: &[String], gist: Option<Gist>) {
        let attribute = if tag.name == "mms" { "msg_box" } else { "type" };
        let Some(out) = self.sent(tag, attribute) else {
            return;
        };
        let joined = tag.get("address");
        let mut numbers: Vec<&str> = joined.split(['~', ',']).map(str::trim).collect();
        numbers.retain(|number| !number.is_empty() && *number != OWN_ADDRESS);
        if numbers.is_empty() {
            numbers.extend(to.iter().map(String::as_str));
        }
        // The name beside several numbers is a list of names in an order of its own.
        let name = match numbers.as_slice() {
            [_] => tag.get("contact_name"),
            _ => String::new(),
        };
        let mut people: Vec<PeerIx> = Vec::new();
        let mut why = SetAside::NobodyNamed;
        for number in &numbers {
            match self.somebody(number, &name) {
                Ok(peer) => people.push(peer),
                Err(reason) => why = reason,
            }
        }
        let sender = from.and_then(|from| self.somebody(from, "").ok());
        let sender = sender.filter(|sender| people.contains(sender));
        let owner = self.log.owner();
        let from = match (out, sender.or(people.first().copied())) {
            (_, None) => return self.aside(tag, why),
            (true, _) => owner,
            (false, Some(sender)) => sender,
        };
        people.push(owner);
        self.event(tag, &Room::of(people), from, How::text(gist));
    }

    fn somebody(&mut self, number: &str, name: &str) -> Result<PeerIx, SetAside> {
        let name = match name {
            "(Unknown)" | "null" => "",
            name => name,
        };
        numbers::caller(number, self.context.region).peer(&mut self.log.peers, name)
    }

    fn event(&mut self, tag: &Tag, room: &Room, from: PeerIx, how: How) {
        let written = tag.get("date");
        let Some(at) = instant(&written) else {
            let place = self.log.row(tag.line);
            let message = format!("{written:?} is not a time in 1990 or later, in milliseconds");
            return self.log.reject(place, Code::UndatedRow, message);
        };
        let place = self.log.row(tag.line);
        let event = Event {
            at,
            channel: how.channel,
            parties: room.said_by(from),
            duration_s: how.duration_s,
            native: 0,
            gist: how.gist,
        };
        self.log.event(event, place);
    }

    fn aside(&mut self, tag: &Tag, why: SetAside) {
        self.log.row(tag.line);
        self.log.aside(why);
    }

    fn bad(&mut self, tag: &Tag, message: &str) {
        let place = self.log.row(tag.line);
        self.log.reject(place, Code::BadRow, message.to_owned());
    }

    fn finish(mut self, name: &str, kind: &'static str) -> Imported {
        if let Some(Message { tag, .. }) = self.message.take() {
            self.bad(&tag, "an entry <mms> that is cut off; it was left out");
        }
        if !self.is_ended {
            let place = self.log.place(self.line);
            let rows = self.log.out.report.rows;
            let expected = match self.expected {
                0 => String::new(),
                expected => format!(" of {expected}"),
            };
            let message = format!("the file ends after {rows}{expected} entries");
            self.log.problem(place, Code::TruncatedFile, message);
        }
        let mut imported = self.log.finish(name, kind);
        numbers::settle(&mut imported);
        imported
    }
}

/// Milliseconds since 1970, as seconds. Some versions write seconds where they are many years ago as milliseconds.
fn instant(text: &str) -> Option<i64> {
    const SECONDS_AT_MOST: i64 = 100_000_000_000;
    let number: i64 = text.parse().ok()?;
    let at = if number < SECONDS_AT_MOST {
        number
    } else {
        number / 1000
    };
    (at >= FIRST).then_some(at)
}
