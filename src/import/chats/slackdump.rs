//! A conversation of Slack as slackdump saves it, a file each: an object with an id and messages.

use std::io::Read;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::import::date::FIRST;
use crate::import::gist::InJson;
use crate::import::json::{self, Json, Scalar, Walk};
use crate::import::log::{Event, Log};
use crate::import::peers::fingerprint;
use crate::import::room::Room;
use crate::import::{Context, Stream, StreamFormat};
use crate::model::exchange::{Channel, Gist, PeerIx, PeerKey};
use crate::model::intake::{Imported, SetAside};
use crate::model::keys::Email;
use crate::model::name::fold;
use crate::model::owner::OwnerHint;
use crate::model::problem::{Code, Place};

/// One conversation.
pub const FORMAT: StreamFormat = StreamFormat {
    kind: "Slack conversation",
    binary: false,
    claims,
    read,
};

fn claims(head: &[u8]) -> bool {
    let keys = json::keys(head);
    let has = |key: &str| keys.contains(key);
    has("channel_id") && has("messages") && (has("messages.ts") || keys.len() <= 4)
}

#[derive(Deserialize, Default)]
#[serde(default, bound(deserialize = "'de: 'a"))]
struct Profile<'a> {
    real_name: Scalar<'a>,
    name: Scalar<'a>,
    email: Scalar<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default, bound(deserialize = "'de: 'a"))]
struct Message<'a> {
    subtype: Scalar<'a>,
    user: Scalar<'a>,
    bot_id: Scalar<'a>,
    ts: Scalar<'a>,
    text: InJson,
    user_profile: Option<Profile<'a>>,
}

struct Said {
    place: Place,
    at: i64,
    from: PeerIx,
    ts: String,
    gist: Option<Gist>,
}

struct Reader {
    log: Log,
    id: String,
    people: FxHashMap<String, PeerIx>,
    said: Vec<Said>,
}

fn read(source: Stream<'_>, _context: &Context) -> Imported {
    let mut reader = Reader {
        log: Log::new(source.file),
        id: String::new(),
        people: FxHashMap::default(),
        said: Vec::new(),
    };
    if let Err(broken) = reader.conversation(source.input) {
        reader.log.broken("", &broken);
    }
    reader.close();
    reader.log.finish(source.name, FORMAT.kind)
}

impl Reader {
    fn conversation(&mut self, input: &mut dyn Read) -> Walk {
        Json::new(input).members(&mut |json, key| match key {
            "channel_id" => {
                self.id = json.text()?;
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
        match message.subtype.text() {
            "" | "thread_broadcast" | "file_share" | "me_message" => {}
            "bot_message" => return self.log.aside(SetAside::Bot),
            _ => return self.log.aside(SetAside::ServiceNote),
        }
        if !message.bot_id.text().is_empty() {
            return self.log.aside(SetAside::Bot);
        }
        let user = message.user.text();
        if user.is_empty() {
            return self.log.aside(SetAside::NobodyNamed);
        }
        let Some(at) = message.ts.number().filter(|at| *at >= FIRST) else {
            let message = format!("{:?} is not a time in 1990 or later", message.ts.text());
            return self.log.reject(place, Code::UndatedRow, message);
        };
        let profile = message.user_profile.unwrap_or_default();
        let name = match profile.real_name.text() {
            "" => profile.name.text(),
            name => name,
        };
        let known = self.people.get(user).copied();
        let from = known.unwrap_or_else(|| {
            let email = Email::parse(profile.email.text()).map(PeerKey::Email);
            let key = email.unwrap_or_else(|| match name {
                "" => PeerKey::Handle(format!("slack:{user}")),
                name => PeerKey::Name(fold(name)),
            });
            self.log.peers.keyed(key, name)
        });
        self.people.insert(user.to_owned(), from);
        let ts = message.ts.text().to_owned();
        self.said.push(Said {
            place,
            at,
            from,
            ts,
            gist: message.text.0,
        });
    }

    /// A talk of two or of a few is theirs; in a channel nobody in particular is meant.
    fn close(&mut self) {
        let is_private = self.id.starts_with('D') || self.id.starts_with('G');
        let room = Room::of(self.said.iter().map(|said| said.from));
        let names = self
            .people
            .values()
            .filter_map(|peer| self.log.peers.get(*peer).name.clone());
        self.log.out.owner = names.map(OwnerHint::Speaker).collect();
        self.log.out.owner.sort();
        for said in std::mem::take(&mut self.said) {
            if !is_private || room.len() < 2 {
                let why = if is_private {
                    SetAside::NobodyNamed
                } else {
                    SetAside::Broadcast
                };
                self.log.aside(why);
                continue;
            }
            let event = Event {
                at: said.at,
                channel: Channel::Chat,
                parties: room.said_by(said.from),
                duration_s: None,
                native: fingerprint(&format!("slack {} {}", self.id, said.ts)),
                gist: said.gist,
            };
            self.log.event(event, said.place);
        }
    }
}
