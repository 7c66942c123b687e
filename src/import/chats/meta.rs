//! Messenger and Instagram, "Download your information" as JSON: a `message_1.json` a conversation, and the newer files of
//! encrypted chats. Neither says whose it is but by the other side's name.

use std::borrow::Cow;
use std::io::Read;

use serde::Deserialize;

use super::meta_notices::{Names, Notice, notice};
use crate::import::date::FIRST;
use crate::import::gist::gist;
use crate::import::json::{self, Json, Scalar, Walk};
use crate::import::log::{Event, Log};
use crate::import::peers::fingerprint;
use crate::import::room::Room;
use crate::import::{Context, Stream, StreamFormat};
use crate::model::exchange::{Channel, Gist, PeerIx};
use crate::model::intake::{Imported, SetAside};
use crate::model::name::fold;
use crate::model::owner::OwnerHint;
use crate::model::problem::{Code, Place};

/// One conversation.
pub const FORMAT: StreamFormat = StreamFormat {
    kind: "Messenger or Instagram chat",
    binary: false,
    claims,
    read,
};

fn claims(head: &[u8]) -> bool {
    let keys = json::keys(head);
    let has = |key: &str| keys.contains(key);
    let is_chat = has("messages.sender_name") || has("messages.senderName");
    has("participants") && (is_chat || has("messages") && (has("thread_path") || has("threadName")))
}

/// What a message says of itself, in the words of both kinds of file. Its text is looked at for what is no message.
#[derive(Deserialize, Default)]
#[serde(default, bound(deserialize = "'de: 'a"))]
struct Message<'a> {
    #[serde(alias = "senderName")]
    sender_name: Scalar<'a>,
    #[serde(alias = "timestamp")]
    timestamp_ms: Scalar<'a>,
    #[serde(alias = "text")]
    content: Scalar<'a>,
    #[serde(rename = "type")]
    kind: Scalar<'a>,
    #[serde(alias = "isUnsent")]
    is_unsent: Scalar<'a>,
    call_duration: Option<Scalar<'a>>,
}

/// Somebody who takes part: an object with a name, or the name.
#[derive(Deserialize, Default)]
#[serde(default, bound(deserialize = "'de: 'a"))]
struct Participant<'a> {
    name: Scalar<'a>,
}

/// A message of which it is not known yet who is the owner.
struct Said {
    place: Place,
    at: i64,
    from: String,
    /// Of a call, its length as far as it is known.
    call: Option<Option<u32>>,
    native: u64,
    gist: Option<Gist>,
}

struct Reader {
    log: Log,
    people: Vec<String>,
    /// Those who take part or spoke, as sentences name them.
    names: Names,
    has_assistant: bool,
    title: String,
    path: String,
    said: Vec<Said>,
}

fn read(source: Stream<'_>, _context: &Context) -> Imported {
    let mut reader = Reader {
        log: Log::new(source.file),
        people: Vec::new(),
        names: Names::default(),
        has_assistant: false,
        title: String::new(),
        path: String::new(),
        said: Vec::new(),
    };
    if let Err(broken) = reader.chat(source.input) {
        reader.log.broken("", &broken);
    }
    reader.close();
    reader.log.finish(source.name, FORMAT.kind)
}

impl Reader {
    fn chat(&mut self, input: &mut dyn Read) -> Walk {
        Json::new(input).members(&mut |json, key| match key {
            "participants" => json.elements(&mut |json| {
                let value = json.value()?;
                let name = match value.first() {
                    Some(b'{') => serde_json::from_slice::<Participant<'_>>(value)
                        .map(|somebody| somebody.name)
                        .unwrap_or_default(),
                    _ => serde_json::from_slice(value).unwrap_or_default(),
                };
                let name = mended(name.text()).into_owned();
                self.names.add(&name);
                self.has_assistant |= is_assistant(&name);
                self.people.push(name);
                Ok(())
            }),
            "title" | "threadName" | "thread_path" => {
                let text = mended(&json.text()?).into_owned();
                match key {
                    "title" => self.title = text,
                    _ => self.path = text,
                }
                Ok(())
            }
            "messages" => json.entries(&mut |json, line| self.message(json, line)),
            _ => Ok(()),
        })
    }

    fn message(&mut self, json: &[u8], line: u32) {
        let mut room = String::new();
        let entry = self.log.entry::<Message<'_>>(json, &mut room, line);
        let Some((message, place)) = entry else {
            return;
        };
        let from = mended(message.sender_name.text()).trim().to_owned();
        self.names.add(&from);
        let with_assistant = self.has_assistant || is_assistant(&from);
        let call = match row(&message, &self.names, with_assistant) {
            Row::Aside(why) => return self.log.aside(why),
            Row::Call(length) => Some(length),
            Row::Message => None,
        };
        let written = message.timestamp_ms.number();
        // Until 2018 times were in seconds; as milliseconds those would lie in January 1970.
        let at = written.map(|time| match time {
            0..LEAST_MS => time,
            ms => ms.div_euclid(1000),
        });
        let Some(at) = at.filter(|at| *at >= FIRST) else {
            let written = message.timestamp_ms.text();
            let message = format!("{written:?} is not a time in 1990 or later");
            return self.log.reject(place, Code::UndatedRow, message);
        };
        let native = format!("meta {} {from}", message.timestamp_ms.text());
        self.said.push(Said {
            place,
            at,
            from,
            call,
            native: fingerprint(&native),
            gist: gist_of(&message).filter(|_| call.is_none()),
        });
    }

    /// The other side of a conversation of two: by its title, or by its path, which begins with the name in plain letters.
    fn other(&self) -> Option<&str> {
        let [one, two] = self.people.as_slice() else {
            return None;
        };
        let slug = self.path.rsplit('/').next().unwrap_or_default();
        let slug = slug.rsplit_once('_').map_or(slug, |(name, _)| name);
        let is_titled =
            |name: &str| !self.title.is_empty() && letters(name) == letters(&self.title);
        let is_named = |name: &str| !slug.is_empty() && letters(name) == letters(slug);
        for says in [&is_titled as &dyn Fn(&str) -> bool, &is_named] {
            match (says(one), says(two)) {
                (true, false) => return Some(one),
                (false, true) => return Some(two),
                _ => {}
            }
        }
        None
    }

    /// Tells of everything that was said to whom it was.
    fn close(&mut self) {
        let other = self.other().map(str::to_owned);
        let own = other.as_ref().and_then(|other| {
            let mut rest = self.people.iter().filter(|name| *name != other);
            rest.next().filter(|_| rest.next().is_none()).cloned()
        });
        let mut people: Vec<String> = self.people.clone();
        let said = std::mem::take(&mut self.said);
        people.extend(said.iter().map(|said| said.from.clone()));
        people.sort();
        people.dedup();
        people.retain(|name| !name.is_empty());
        match &own {
            Some(own) => self.log.out.owner.push(OwnerHint::Alias(own.clone())),
            None => {
                let speakers = people.iter().filter(|name| !is_gone(name));
                self.log
                    .out
                    .owner
                    .extend(speakers.cloned().map(OwnerHint::Speaker));
            }
        }
        let mut members = Vec::new();
        for name in people.iter().filter(|name| !is_gone(name)) {
            members.extend(self.somebody(name, own.as_deref()));
        }
        let room = Room::of(members);
        for said in said {
            let Some(from) = self
                .somebody(&said.from, own.as_deref())
                .filter(|_| !is_gone(&said.from))
            else {
                self.log.aside(SetAside::DeletedAccount);
                continue;
            };
            if room.len() < 2 {
                self.log.aside(SetAside::DeletedAccount);
                continue;
            }
            let event = Event {
                at: said.at,
                channel: if said.call.is_some() {
                    Channel::Call
                } else {
                    Channel::Chat
                },
                parties: room.said_by(from),
                duration_s: said.call.flatten(),
                native: said.native,
                gist: said.gist,
            };
            self.log.event(event, said.place);
        }
    }

    fn somebody(&mut self, name: &str, own: Option<&str>) -> Option<PeerIx> {
        if own == Some(name) {
            return Some(self.log.owner());
        }
        self.log.peers.named(name)
    }
}

/// What the text comes to; a photo has none.
fn gist_of(message: &Message<'_>) -> Option<Gist> {
    let text = mended(message.content.text());
    (!text.is_empty()).then(|| gist(&text))
}

/// No time in milliseconds is less.
const LEAST_MS: i64 = 100_000_000_000;

/// What a row is.
enum Row {
    /// Something that somebody wrote or sent.
    Message,
    /// A call, with its length as far as it is said.
    Call(Option<u32>),
    /// No message.
    Aside(SetAside),
}

/// What a message is, by its kind and its text.
fn row(message: &Message<'_>, names: &Names, with_assistant: bool) -> Row {
    let length = message.call_duration.as_ref().and_then(Scalar::number);
    let is_call =
        message.kind.text().eq_ignore_ascii_case("call") || message.call_duration.is_some();
    if matches!(message.kind.text(), "Subscribe" | "Unsubscribe") {
        return Row::Aside(SetAside::ServiceNote);
    }
    if message.is_unsent.text() == "true" {
        return Row::Aside(SetAside::Trash);
    }
    if message.sender_name.text().is_empty() {
        return Row::Aside(SetAside::NobodyNamed);
    }
    if is_call {
        let seconds = length.and_then(|seconds| seconds.try_into().ok());
        return Row::Call(Some(seconds.unwrap_or(0)));
    }
    if with_assistant {
        return Row::Aside(SetAside::Assistant);
    }
    match notice(&mended(message.content.text()), names) {
        Some(Notice::Service) => Row::Aside(SetAside::ServiceNote),
        Some(Notice::Reaction) => Row::Aside(SetAside::Reaction),
        Some(Notice::Missed) => Row::Call(Some(0)),
        Some(Notice::Call) => Row::Call(None),
        None => Row::Message,
    }
}

/// Whether it is the service's own assistant.
fn is_assistant(name: &str) -> bool {
    fold(name) == "meta ai"
}

/// What a closed account is called.
fn is_gone(name: &str) -> bool {
    [
        "facebook user",
        "instagram user",
        "instagrammer",
        "messenger user",
    ]
    .contains(&fold(name).as_str())
}

/// The letters and digits of a name in plain form.
fn letters(name: &str) -> String {
    fold(name)
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect()
}

/// The bytes of UTF-8 are written one by one, each as a character of Latin-1: `NovÃ¡k` is Novák.
fn mended(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let bytes: Option<Vec<u8>> = text
        .chars()
        .map(|c| u8::try_from(u32::from(c)).ok())
        .collect();
    match bytes.map(String::from_utf8) {
        Some(Ok(mended)) => Cow::Owned(mended),
        _ => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_mojibake_is_mended() {
        for (written, expected) in [
            ("Petra Nov\u{c3}\u{a1}k", "Petra Novák"),
            ("Petra Novák", "Petra Novák"),
            ("\u{e6}\u{9d}\u{8e}", "李"),
            ("李", "李"),
            ("plain", "plain"),
        ] {
            assert_eq!(mended(written), expected);
        }
    }
}
