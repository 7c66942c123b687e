//! Signal Desktop as the program sigexport saves it: a folder a chat, with `data.json` (a message a line), the same as `chat.md`, or both.
//! The owner is called Me; times are by the clock of the computer.

use chrono::NaiveDateTime;
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::import::Context;
use crate::import::bundle::{Bundle, BundleFormat, base_of, folder_of};
use crate::import::date::{FIRST, in_zone};
use crate::import::gist::gist;
use crate::import::json::{self, Scalar};
use crate::import::log::{Event, Log};
use crate::import::peers::fingerprint;
use crate::import::room::Room;
use crate::import::text;
use crate::model::exchange::{Channel, PeerIx};
use crate::model::intake::{Imported, SetAside};
use crate::model::problem::{Code, Place};

/// A chat.
pub const FORMAT: BundleFormat = BundleFormat {
    kind: super::signal::FORMAT.kind,
    root,
    owns,
    read,
};

const LINES: &str = "data.json";
const PAGES: [&str; 2] = ["chat.md", "index.md"];
const OWNER: &str = "Me";

fn root(name: &str, head: &[u8]) -> Option<String> {
    let is_chat = match base_of(name) {
        LINES => {
            let keys = json::keys(head);
            let needed = ["date", "sender", "body", "quote", "attachments"];
            needed.iter().all(|key| keys.contains(*key))
        }
        page if PAGES.contains(&page) => {
            let head = String::from_utf8_lossy(head);
            let mut lines = head.lines().filter(|line| !line.trim().is_empty());
            lines.next().is_some_and(|line| stamped(line).is_some())
        }
        _ => false,
    };
    is_chat.then(|| folder_of(name).to_owned())
}

fn owns(path: &str) -> bool {
    path == LINES || path == "index.html" || PAGES.contains(&path) || path.starts_with("media/")
}

/// A message as a line of `data.json`.
#[derive(Deserialize, Default)]
#[serde(default, bound(deserialize = "'de: 'a"))]
struct Message<'a> {
    date: Scalar<'a>,
    sender: Scalar<'a>,
    body: Scalar<'a>,
    sticker: Option<IgnoredAny>,
    attachments: Vec<IgnoredAny>,
    deleted: Scalar<'a>,
}

/// A message of either form.
struct Said {
    place: Place,
    at: i64,
    from: String,
    body: String,
}

struct Reader<'a> {
    log: Log,
    context: &'a Context,
    said: Vec<Said>,
}

fn read(bundle: &mut Bundle<'_>, context: &Context) -> Imported {
    let mut reader = Reader {
        log: Log::new(bundle.file),
        context,
        said: Vec::new(),
    };
    let lines = bundle.parts_like(|path| path == LINES);
    let pages = bundle.parts_like(|path| PAGES.contains(&path));
    let is_json = !lines.is_empty();
    for part in if is_json { lines } else { pages } {
        match bundle.bytes(part) {
            Ok(bytes) if is_json => reader.lines(&bytes),
            Ok(bytes) => reader.page(&text::decode(&bytes).text),
            Err(why) => reader.log.unreadable(&bundle.parts[part], &why),
        }
    }
    reader.close(base_of(bundle.name));
    reader.log.finish(bundle.name, FORMAT.kind)
}

impl Reader<'_> {
    fn lines(&mut self, bytes: &[u8]) {
        for (json, line) in bytes.split(|byte| *byte == b'\n').zip(1..) {
            if json.trim_ascii().is_empty() {
                continue;
            }
            let mut room = String::new();
            let entry = self.log.entry::<Message<'_>>(json, &mut room, line);
            let Some((message, place)) = entry else {
                continue;
            };
            let is_empty = message.body.text().trim().is_empty()
                && message.attachments.is_empty()
                && message.sticker.is_none();
            if message.deleted.text() == "true" {
                self.log.aside(SetAside::Trash);
            } else if is_empty {
                self.log.aside(SetAside::ServiceNote);
            } else {
                let written = message.date.text();
                let texts = (message.sender.text(), message.body.text());
                self.said(written, texts, place);
            }
        }
    }

    fn page(&mut self, text: &str) {
        for (line, number) in text.lines().zip(1..) {
            // What bears no time goes on with the message above.
            let Some((written, from, body)) = stamped(line) else {
                continue;
            };
            let place = self.log.row(number);
            match body.trim() {
                "(This message was deleted)" => self.log.aside(SetAside::Trash),
                _ => self.said(written, (from, body), place),
            }
        }
    }

    fn said(&mut self, written: &str, (from, body): (&str, &str), place: Place) {
        let at = local(written).map(|local| in_zone(local, self.context.zone));
        let Some(at) = at.filter(|at| *at >= FIRST) else {
            let message = format!("{written:?} is not a time in 1990 or later");
            return self.log.reject(place, Code::UndatedRow, message);
        };
        let from = from.trim();
        if from.is_empty() || from == "No-Sender" {
            return self.log.aside(SetAside::NobodyNamed);
        }
        self.said.push(Said {
            place,
            at,
            from: from.to_owned(),
            body: body.trim().to_owned(),
        });
    }

    /// Tells of everything that was said to whom it was. Where only the owner wrote, the folder has the name of the other.
    fn close(&mut self, folder: &str) {
        let said = std::mem::take(&mut self.said);
        let mut names: Vec<&str> = said.iter().map(|said| said.from.as_str()).collect();
        names.push(OWNER);
        names.sort_unstable();
        names.dedup();
        if names.len() == 1 {
            names.push(folder);
        }
        let members: Vec<PeerIx> = names
            .iter()
            .filter_map(|name| self.somebody(name))
            .collect();
        let room = Room::of(members);
        for said in said {
            let Some(from) = self.somebody(&said.from).filter(|_| room.len() > 1) else {
                self.log.aside(SetAside::NobodyNamed);
                continue;
            };
            let call = call(&said.body);
            let event = Event {
                at: said.at,
                channel: call.map_or(Channel::Chat, |_| Channel::Call),
                parties: room.said_by(from),
                duration_s: call.flatten(),
                native: fingerprint(&format!("sigexport {folder} {} {}", said.at, said.from)),
                gist: (call.is_none() && !said.body.is_empty()).then(|| gist(&said.body)),
            };
            self.log.event(event, said.place);
        }
    }

    fn somebody(&mut self, name: &str) -> Option<PeerIx> {
        if name == OWNER {
            return Some(self.log.owner());
        }
        if name.starts_with('+') {
            return self.log.meant(name, "", self.context.region).ok();
        }
        self.log.peers.named(name)
    }
}

/// The time, the sender and the text of a line that begins a message: `[2026-03-02 10:15:00] Petra Novak: see you there`.
fn stamped(line: &str) -> Option<(&str, &str, &str)> {
    let (written, rest) = line.strip_prefix('[')?.split_once("] ")?;
    local(written)?;
    let (from, body) = rest.split_once(':')?;
    Some((written, from, body))
}

fn local(written: &str) -> Option<NaiveDateTime> {
    const FORMS: [&str; 5] = [
        "%Y-%m-%dT%H:%M:%S%.f",
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%d %H:%M",
        "%Y-%m-%d, %H:%M:%S",
        "%Y-%m-%d, %H:%M",
    ];
    let read = |form: &&str| NaiveDateTime::parse_from_str(written.trim(), form).ok();
    FORMS.iter().find_map(read)
}

/// Whether a text is what stands for a call, and if so how long it was, as far as it says: `Outgoing voice call (accepted, 5m 12s)`.
fn call(body: &str) -> Option<Option<u32>> {
    let (what, how) = body.split_once(" (").unwrap_or((body, ""));
    let is_taken = match what.split(' ').collect::<Vec<&str>>().as_slice() {
        ["Missed", "call"] | ["Missed", "voice" | "video", "call"] => Some(false),
        ["Incoming" | "Outgoing", "call"]
        | ["Incoming" | "Outgoing", "voice" | "video", "call"] => match how {
            "" => None,
            how => Some(how.starts_with("accepted")),
        },
        _ => return None,
    };
    let how = how.trim_end_matches(')');
    let part = |unit: char| -> u32 {
        let mut parts = how.split([' ', ',']);
        let found = parts.find_map(|part| part.strip_suffix(unit)?.parse().ok());
        found.unwrap_or(0)
    };
    let seconds = part('m').saturating_mul(60).saturating_add(part('s'));
    Some(match is_taken {
        Some(true) => Some(seconds).filter(|seconds| *seconds > 0),
        Some(false) => Some(0),
        None => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_told_by_its_words_and_has_the_length_that_they_say() {
        for (body, expected) in [
            ("Outgoing voice call (accepted, 5m 12s)", Some(Some(312))),
            ("Incoming video call (accepted, 40s)", Some(Some(40))),
            ("Incoming call (accepted)", Some(None)),
            ("Missed voice call", Some(Some(0))),
            ("Outgoing call (unanswered)", Some(Some(0))),
            ("Incoming voice call (declined)", Some(Some(0))),
            ("Outgoing call", Some(None)),
            ("Missed your call", None),
            ("Incoming from the left, call", None),
            ("see you", None),
        ] {
            assert_eq!(call(body), expected, "{body}");
        }
    }

    #[test]
    fn a_line_begins_a_message_by_its_time() {
        assert_eq!(
            stamped("[2026-03-02 10:15:00] Petra Novak: at 10:30?"),
            Some(("2026-03-02 10:15:00", "Petra Novak", " at 10:30?"))
        );
        assert!(stamped("[2019-05-29, 16:36] Me: hi").is_some());
        for other in ["[a link] x: y", "[2026-03-02] Me: hi", "plain", ""] {
            assert_eq!(stamped(other), None, "{other}");
        }
    }
}
