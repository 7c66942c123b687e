//! Calls and messages of Android phones, as the app "SMS Import / Export" keeps them: one JSON object a line, alone or in its zip.

use std::io::{BufRead, BufReader, Read};

use serde::Deserialize;

use crate::import::date::FIRST;
use crate::import::gist::InJson;
use crate::import::json::{Broken, Scalar};
use crate::import::log::{Event, Log};
use crate::import::numbers;
use crate::import::room::Room;
use crate::import::{Context, Stream, StreamFormat};
use crate::model::exchange::{Channel, PeerIx};
use crate::model::intake::{Imported, SetAside};
use crate::model::problem::Code;

/// A file of messages, or of calls.
pub const FORMAT: StreamFormat = StreamFormat {
    kind: "Android messages and calls",
    binary: false,
    claims,
    read,
};

/// A longer line is passed over.
const MOST: u64 = 16 << 20;
/// How an MMS names the phone that it is on.
const OWN_ADDRESS: &str = "insert-address-token";

#[derive(Deserialize, Default)]
#[serde(default, bound(deserialize = "'de: 'a"))]
struct Address<'a> {
    address: Scalar<'a>,
    #[serde(rename = "__display_name")]
    name: Scalar<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default, bound(deserialize = "'de: 'a"))]
struct Line<'a> {
    address: Scalar<'a>,
    number: Scalar<'a>,
    date: Scalar<'a>,
    duration: Option<Scalar<'a>>,
    #[serde(rename = "type")]
    kind: Scalar<'a>,
    msg_box: Scalar<'a>,
    body: InJson,
    #[serde(rename = "__parts", alias = "parts")]
    parts: InJson,
    name: Scalar<'a>,
    #[serde(rename = "__display_name")]
    display_name: Scalar<'a>,
    #[serde(rename = "__sender_address", alias = "sender_address")]
    sender: Option<Address<'a>>,
    #[serde(rename = "__recipient_addresses", alias = "recipient_addresses")]
    recipients: Vec<Address<'a>>,
}

fn claims(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let line = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    if !line.starts_with(b"{") {
        return false;
    }
    let Ok(first) = serde_json::from_slice::<Line<'_>>(line) else {
        return false;
    };
    let is_code = |scalar: &Scalar<'_>| scalar.number().is_some();
    let is_sms = !first.address.text().is_empty() && is_code(&first.kind);
    let is_call =
        !first.number.text().is_empty() && is_code(&first.kind) && first.duration.is_some();
    let is_mms =
        is_code(&first.msg_box) && (first.sender.is_some() || !first.recipients.is_empty());
    is_code(&first.date) && (is_sms || is_call || is_mms)
}

fn read(source: Stream<'_>, context: &Context) -> Imported {
    let mut reading = Reading {
        log: Log::new(source.file),
        context,
    };
    if let Err(broken) = reading.lines(source.input) {
        reading.log.broken("", &broken);
    }
    reading.log.finish(source.name, FORMAT.kind)
}

struct Reading<'a> {
    log: Log,
    context: &'a Context,
}

/// Why a line is no event.
enum No {
    Aside(SetAside),
    Rejected(Code, String),
}

impl Reading<'_> {
    fn lines(&mut self, input: &mut dyn Read) -> Result<(), Broken> {
        let mut input = BufReader::with_capacity(256 << 10, input);
        let mut line = Vec::new();
        for number in 1.. {
            line.clear();
            let read = (&mut input).take(MOST).read_until(b'\n', &mut line);
            let read = read.map_err(|error| Broken::Unreadable(error.to_string()))?;
            if read == 0 {
                break;
            }
            let text = line.trim_ascii();
            let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
            if text.is_empty() {
                continue;
            }
            let place = self.log.row(number);
            match self.line(text, number) {
                Ok(event) => self.log.event(event, place),
                Err(No::Aside(why)) => self.log.aside(why),
                Err(No::Rejected(code, message)) => self.log.reject(place, code, message),
            }
        }
        Ok(())
    }

    fn line(&mut self, text: &[u8], number: u32) -> Result<Event, No> {
        let mut room = String::new();
        let parsed = self.log.parse(text, &mut room, number);
        let line: Line<'_> = parsed.map_err(|error| {
            let message = format!("a line that cannot be read: {error}");
            No::Rejected(Code::BadRow, message)
        })?;
        if !line.msg_box.text().is_empty() {
            return self.group(&line);
        }
        let name = match line.display_name.text() {
            "" => line.name.text(),
            name => name,
        };
        let is_call = line.duration.is_some() && !line.number.text().is_empty();
        let outgoing = match line.kind.text() {
            "1" | "3" | "4" | "5" | "6" if is_call => false,
            "2" => true,
            "1" => false,
            _ if is_call => return Err(No::Aside(SetAside::ServiceNote)),
            _ => return Err(No::Aside(SetAside::NotSent)),
        };
        let at = instant(&line.date, 1000)?;
        let number = if is_call {
            line.number.text()
        } else {
            line.address.text()
        };
        let other = self.somebody(number, name).map_err(No::Aside)?;
        let owner = self.log.owner();
        let lasted = line.duration.as_ref().and_then(Scalar::number);
        let taken = matches!(line.kind.text(), "1" | "2");
        let lasted = lasted
            .filter(|_| taken)
            .and_then(|seconds| seconds.try_into().ok());
        Ok(Event {
            at,
            channel: if is_call { Channel::Call } else { Channel::Sms },
            parties: Room::of([other, owner]).said_by(if outgoing { owner } else { other }),
            duration_s: is_call.then(|| lasted.unwrap_or(0)),
            native: 0,
            gist: line.body.0.filter(|_| !is_call),
        })
    }

    /// A message with pictures or to several.
    fn group(&mut self, line: &Line<'_>) -> Result<Event, No> {
        let outgoing = match line.msg_box.text() {
            "1" => false,
            "2" => true,
            _ => return Err(No::Aside(SetAside::NotSent)),
        };
        let at = instant(&line.date, 1)?;
        let owner = self.log.owner();
        let mut people = vec![owner];
        let mut from = None;
        if let Some(sender) = line.sender.as_ref().filter(|_| !outgoing) {
            let sender = self.somebody(sender.address.text(), sender.name.text());
            from = Some(sender.map_err(No::Aside)?);
        }
        for to in &line.recipients {
            let address = to.address.text();
            if address != OWN_ADDRESS {
                people.extend(self.somebody(address, to.name.text()).ok());
            }
        }
        people.extend(from);
        let from = match (outgoing, from) {
            (true, _) => owner,
            (false, Some(from)) => from,
            (false, None) => return Err(No::Aside(SetAside::NobodyNamed)),
        };
        if people.len() < 2 {
            return Err(No::Aside(SetAside::NobodyNamed));
        }
        Ok(Event {
            at,
            channel: Channel::Sms,
            parties: Room::of(people).said_by(from),
            duration_s: None,
            native: 0,
            gist: line.parts.0,
        })
    }

    fn somebody(&mut self, number: &str, name: &str) -> Result<PeerIx, SetAside> {
        numbers::caller(number, self.context.region).peer(&mut self.log.peers, name)
    }
}

/// An instant in so many parts of a second since 1970.
fn instant(written: &Scalar<'_>, parts: i64) -> Result<i64, No> {
    let at = written.number().map(|at| at.div_euclid(parts));
    at.filter(|at| *at >= FIRST).ok_or_else(|| {
        let message = format!("{:?} is not a time in 1990 or later", written.text());
        No::Rejected(Code::UndatedRow, message)
    })
}
