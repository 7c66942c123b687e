//! Skype and personal Teams, "Export files and chat history": `messages.json`, alone or in its tar.

use std::io::Read;

use serde::Deserialize;

use crate::import::date::FIRST;
use crate::import::gist::gist;
use crate::import::json::{self, Json, Scalar, Walk};
use crate::import::log::{Event, Log};
use crate::import::peers::fingerprint;
use crate::import::room::Room;
use crate::import::{Context, Stream, StreamFormat, date};
use crate::model::exchange::{Channel, Gist, PeerIx, PeerKey};
use crate::model::intake::{Imported, SetAside};
use crate::model::keys::Phone;
use crate::model::owner::OwnerHint;
use crate::model::problem::{Code, Place};

/// All conversations of an account.
pub const FORMAT: StreamFormat = StreamFormat {
    kind: "Skype or Teams chats",
    binary: false,
    claims,
    read,
};

fn claims(head: &[u8]) -> bool {
    let keys = json::keys(head);
    let has = |key: &str| keys.contains(key);
    has("userId") && (has("conversations") || has("exportDate"))
}

#[derive(Deserialize, Default)]
#[serde(default, bound(deserialize = "'de: 'a"))]
struct Message<'a> {
    id: Scalar<'a>,
    #[serde(rename = "displayName")]
    display_name: Scalar<'a>,
    originalarrivaltime: Scalar<'a>,
    messagetype: Scalar<'a>,
    content: Scalar<'a>,
    from: Scalar<'a>,
}

struct Said {
    place: Place,
    at: i64,
    from: PeerIx,
    call: Option<u32>,
    native: u64,
    gist: Option<Gist>,
}

/// A conversation while it is read.
#[derive(Default)]
struct Chat {
    id: String,
    name: String,
    said: Vec<Said>,
}

struct Reader {
    log: Log,
    own: String,
}

fn read(source: Stream<'_>, _context: &Context) -> Imported {
    let mut reader = Reader {
        log: Log::new(source.file),
        own: String::new(),
    };
    if let Err(broken) = reader.export(source.input) {
        reader.log.broken("", &broken);
    }
    reader.log.finish(source.name, FORMAT.kind)
}

/// The kind of an account or a conversation, by the number before its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Id<'a> {
    /// `8:live:petra`
    Person(&'a str),
    /// `4:+46701740605`
    Phone(&'a str),
    /// `28:concierge`
    Bot,
    /// `19:…@thread.skype`
    Group,
    /// `48:notes`
    Own,
}

fn id_of(text: &str) -> Option<Id<'_>> {
    // The sender may be written as a link that ends so.
    let text = text.rsplit('/').next().unwrap_or(text);
    let (kind, name) = text.split_once(':')?;
    Some(match kind {
        // Skype's own accounts: the test of the microphone, and the one that greets.
        "8" if matches!(name, "echo123" | "concierge" | "skype") => Id::Bot,
        "8" | "1" | "2" => Id::Person(name),
        "4" => Id::Phone(name),
        "28" => Id::Bot,
        "19" => Id::Group,
        "48" => Id::Own,
        _ => return None,
    })
}

impl Reader {
    fn export(&mut self, input: &mut dyn Read) -> Walk {
        Json::new(input).members(&mut |json, key| match key {
            "userId" => {
                self.own = json.text()?;
                if let Some(Id::Person(name)) = id_of(&self.own) {
                    let hint = OwnerHint::Handle(format!("skype:{name}"));
                    self.log.out.owner.push(hint);
                }
                Ok(())
            }
            "conversations" => json.elements(&mut |json| {
                let mut chat = Chat::default();
                let walk = json.members(&mut |json, key| self.member(json, key, &mut chat));
                self.close(chat);
                walk
            }),
            _ => Ok(()),
        })
    }

    fn member(&mut self, json: &mut Json<'_>, key: &str, chat: &mut Chat) -> Walk {
        let field = match key {
            "id" => &mut chat.id,
            "displayName" => &mut chat.name,
            "MessageList" => {
                return json.entries(&mut |json, line| self.message(json, line, chat));
            }
            _ => return Ok(()),
        };
        *field = json.text()?;
        Ok(())
    }

    fn message(&mut self, json: &[u8], line: u32, chat: &mut Chat) {
        let mut room = String::new();
        let entry = self.log.entry::<Message<'_>>(json, &mut room, line);
        let Some((message, place)) = entry else {
            return;
        };
        let call = match message.messagetype.text() {
            "Event/Call" => Some(length(message.content.text())),
            kind if is_written(kind) => None,
            _ => return self.log.aside(SetAside::ServiceNote),
        };
        let from = match self.somebody(message.from.text(), message.display_name.text(), chat) {
            Ok(from) => from,
            Err(why) => return self.log.aside(why),
        };
        let written = message.originalarrivaltime.text();
        let at = date::timestamp(written, chrono_tz::UTC).map(|moment| moment.at);
        let Some(at) = at.filter(|at| *at >= FIRST) else {
            let message = format!("{written:?} is not a date in 1990 or later");
            return self.log.reject(place, Code::UndatedRow, message);
        };
        let native = format!("skype {} {}", chat.id, message.id.text());
        chat.said.push(Said {
            place,
            at,
            from,
            call,
            native: fingerprint(&native),
            gist: call.is_none().then(|| gist(message.content.text())),
        });
    }

    fn somebody(&mut self, id: &str, name: &str, chat: &Chat) -> Result<PeerIx, SetAside> {
        if id == self.own || id_of(id).is_some_and(|id| Some(id) == id_of(&self.own)) {
            let hint = OwnerHint::Alias(name.to_owned());
            if !name.is_empty() && !self.log.out.owner.contains(&hint) {
                self.log.out.owner.push(hint);
            }
            return Ok(self.log.owner());
        }
        let is_other = id_of(id).is_some_and(|id| Some(id) == id_of(&chat.id));
        let name = if name.is_empty() && is_other {
            &chat.name
        } else {
            name
        };
        match id_of(id) {
            Some(Id::Person(account)) => {
                let key = PeerKey::Handle(format!("skype:{account}"));
                Ok(self.log.peers.keyed(key, name))
            }
            Some(Id::Phone(number)) => match Phone::parse(number, None) {
                Some(phone) => Ok(self.log.peers.keyed(PeerKey::Phone(phone), name)),
                None => Err(SetAside::Service),
            },
            Some(Id::Bot) => Err(SetAside::Bot),
            Some(Id::Own) => Err(SetAside::ToSelf),
            Some(Id::Group) => Err(SetAside::ServiceNote),
            None => Err(SetAside::NobodyNamed),
        }
    }

    /// Tells of everything that was said in a conversation to whom it was.
    fn close(&mut self, chat: Chat) {
        let other = match id_of(&chat.id) {
            Some(Id::Group) => None,
            _ => Some(self.somebody(&chat.id, &chat.name, &chat)),
        };
        let mut members: Vec<PeerIx> = chat.said.iter().map(|said| said.from).collect();
        match other {
            Some(Err(why)) => return chat.said.iter().for_each(|_| self.log.aside(why)),
            Some(Ok(other)) => members.push(other),
            None => {}
        }
        members.push(self.log.owner());
        let room = Room::of(members);
        for said in chat.said {
            if room.len() < 2 {
                self.log.aside(SetAside::ToSelf);
                continue;
            }
            let event = Event {
                at: said.at,
                channel: if said.call.is_some() {
                    Channel::Call
                } else {
                    Channel::Chat
                },
                parties: room.said_by(said.from),
                duration_s: said.call,
                native: said.native,
                gist: said.gist,
            };
            self.log.event(event, said.place);
        }
    }
}

/// Whether a type of message is one that somebody wrote or sent.
fn is_written(kind: &str) -> bool {
    kind == "Text" || kind.starts_with("RichText") && !kind.ends_with("/Sms_System")
}

/// The longest time that a call lasted for one of those who took part, in seconds; nobody took it if none is said.
fn length(content: &str) -> u32 {
    let parts = content.split("<duration>").skip(1);
    let seconds = parts.filter_map(|part| part.split(['<', '.']).next()?.trim().parse().ok());
    seconds.max().unwrap_or(0)
}
