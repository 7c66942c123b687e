//! Google Hangouts out of a Takeout: `Hangouts.json`, every conversation with those who took part and what happened in it.

use std::io::Read;

use rustc_hash::{FxHashMap, FxHashSet};
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
use crate::model::keys::Phone;
use crate::model::owner::OwnerHint;
use crate::model::problem::{Code, Place};

/// All conversations of an account.
pub const FORMAT: StreamFormat = StreamFormat {
    kind: "Google Hangouts",
    binary: false,
    claims,
    read,
};

fn claims(head: &[u8]) -> bool {
    let keys = json::keys(head);
    let has = |key: &str| keys.contains(key);
    let is_empty = keys.len() == 1 && has("conversations");
    has("conversations")
        && (is_empty || has("conversations.conversation") || has("conversations.events"))
        || has("conversation_state.conversation_state")
}

#[derive(Deserialize, Default)]
#[serde(default, bound(deserialize = "'de: 'a"))]
struct Id<'a> {
    gaia_id: Scalar<'a>,
    chat_id: Scalar<'a>,
}

impl Id<'_> {
    fn text(&self) -> &str {
        match self.gaia_id.text() {
            "" => self.chat_id.text(),
            id => id,
        }
    }
}

#[derive(Deserialize, Default)]
#[serde(default, bound(deserialize = "'de: 'a"))]
struct Number<'a> {
    e164: Scalar<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default, bound(deserialize = "'de: 'a"))]
struct Participant<'a> {
    id: Option<Id<'a>>,
    fallback_name: Scalar<'a>,
    phone_number: Option<Number<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default, bound(deserialize = "'de: 'a"))]
struct ReadState<'a> {
    participant_id: Option<Id<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default, bound(deserialize = "'de: 'a"))]
struct SelfState<'a> {
    self_read_state: Option<ReadState<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default, bound(deserialize = "'de: 'a"))]
struct About<'a> {
    self_conversation_state: Option<SelfState<'a>>,
    participant_data: Vec<Participant<'a>>,
}

/// The description of a conversation, which nests in one of its own name.
#[derive(Deserialize, Default)]
#[serde(default, bound(deserialize = "'de: 'a"))]
struct Conversation<'a> {
    conversation: Option<About<'a>>,
    self_conversation_state: Option<SelfState<'a>>,
    participant_data: Vec<Participant<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default, bound(deserialize = "'de: 'a"))]
struct Entry<'a> {
    event_id: Scalar<'a>,
    sender_id: Option<Id<'a>>,
    timestamp: Scalar<'a>,
    event_type: Scalar<'a>,
    chat_message: InJson,
    hangout_event: Option<Call<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default, bound(deserialize = "'de: 'a"))]
struct Call<'a> {
    event_type: Scalar<'a>,
    hangout_duration_secs: Scalar<'a>,
}

struct Said {
    place: Place,
    at: i64,
    from: String,
    call: Option<u32>,
    native: u64,
    gist: Option<Gist>,
}

#[derive(Default)]
struct Chat {
    people: FxHashMap<String, (String, Option<Phone>)>,
    said: Vec<Said>,
}

struct Reader {
    log: Log,
    own: FxHashSet<String>,
}

fn read(source: Stream<'_>, _context: &Context) -> Imported {
    let mut reader = Reader {
        log: Log::new(source.file),
        own: FxHashSet::default(),
    };
    if let Err(broken) = reader.export(source.input) {
        reader.log.broken("", &broken);
    }
    reader.log.finish(source.name, FORMAT.kind)
}

impl Reader {
    fn export(&mut self, input: &mut dyn Read) -> Walk {
        Json::new(input).members(&mut |json, key| match key {
            "conversations" => json.elements(&mut |json| self.conversation(json)),
            // So it was called until 2018, with what it says one floor further in.
            "conversation_state" => json.elements(&mut |json| {
                json.members(&mut |json, key| match key {
                    "conversation_state" => self.conversation(json),
                    _ => Ok(()),
                })
            }),
            _ => Ok(()),
        })
    }

    fn conversation(&mut self, json: &mut Json<'_>) -> Walk {
        let mut chat = Chat::default();
        let walk = json.members(&mut |json, key| match key {
            "conversation" => {
                let line = json.line()?;
                self.about(json.value()?, line, &mut chat);
                Ok(())
            }
            "events" | "event" => json.entries(&mut |json, line| self.event(json, line, &mut chat)),
            _ => Ok(()),
        });
        self.close(chat);
        walk
    }

    fn about(&mut self, json: &[u8], line: u32, chat: &mut Chat) {
        let mut room = String::new();
        let outer: Conversation<'_> = self.log.statement(json, &mut room, line);
        let about = outer.conversation.unwrap_or(About {
            self_conversation_state: outer.self_conversation_state,
            participant_data: outer.participant_data,
        });
        let own = about
            .self_conversation_state
            .and_then(|state| state.self_read_state);
        let own = own.and_then(|state| state.participant_id);
        let own = own.map(|id| id.text().to_owned()).unwrap_or_default();
        for somebody in about.participant_data {
            let id = somebody.id.unwrap_or_default().text().to_owned();
            let name = somebody.fallback_name.text().to_owned();
            if id == own && !id.is_empty() && self.own.insert(id.clone()) && !name.is_empty() {
                self.log.out.owner.push(OwnerHint::Alias(name.clone()));
            }
            let number = somebody.phone_number.unwrap_or_default();
            chat.people
                .insert(id, (name, Phone::parse(number.e164.text(), None)));
        }
        if !own.is_empty() {
            self.own.insert(own);
        }
    }

    fn event(&mut self, json: &[u8], line: u32, chat: &mut Chat) {
        let mut room = String::new();
        let entry = self.log.entry::<Entry<'_>>(json, &mut room, line);
        let Some((entry, place)) = entry else { return };
        let hangout = entry.hangout_event.unwrap_or_default();
        let seconds = hangout.hangout_duration_secs.number();
        let call = match (entry.event_type.text(), hangout.event_type.text()) {
            ("REGULAR_CHAT_MESSAGE" | "SMS" | "VOICEMAIL", _) => None,
            ("HANGOUT_EVENT", "END_HANGOUT") | ("PHONE_CALL", _) => {
                Some(seconds.and_then(|s| s.try_into().ok()).unwrap_or(0))
            }
            _ => return self.log.aside(SetAside::ServiceNote),
        };
        let at = entry.timestamp.number().map(|at| at.div_euclid(1_000_000));
        let Some(at) = at.filter(|at| *at >= FIRST) else {
            let written = entry.timestamp.text();
            let message = format!("{written:?} is not a time in 1990 or later, in microseconds");
            return self.log.reject(place, Code::UndatedRow, message);
        };
        let from = entry.sender_id.unwrap_or_default().text().to_owned();
        chat.said.push(Said {
            place,
            at,
            from,
            call,
            native: fingerprint(&format!("hangouts {}", entry.event_id.text())),
            gist: entry.chat_message.0,
        });
    }

    fn close(&mut self, chat: Chat) {
        let ids: Vec<&String> = chat
            .people
            .keys()
            .chain(chat.said.iter().map(|said| &said.from))
            .collect();
        let mut ids: Vec<String> = ids
            .into_iter()
            .filter(|id| !id.is_empty())
            .cloned()
            .collect();
        ids.sort();
        ids.dedup();
        let members: Vec<PeerIx> = ids.iter().map(|id| self.somebody(id, &chat)).collect();
        let room = Room::of(members);
        for said in &chat.said {
            if said.from.is_empty() {
                self.log.aside(SetAside::NobodyNamed);
                continue;
            }
            if room.len() < 2 {
                self.log.aside(SetAside::ToSelf);
                continue;
            }
            let from = self.somebody(&said.from, &chat);
            let event = Event {
                at: said.at,
                channel: if said.call.is_some() {
                    Channel::Call
                } else {
                    Channel::Chat
                },
                parties: room.said_by(from),
                duration_s: said.call,
                native: said.native,
                gist: said.gist,
            };
            self.log.event(event, said.place);
        }
    }

    fn somebody(&mut self, id: &str, chat: &Chat) -> PeerIx {
        if self.own.contains(id) {
            return self.log.owner();
        }
        let known = chat.people.get(id);
        let name = known.map_or("", |(name, _)| name.as_str());
        let key = match known {
            Some((_, Some(phone))) => PeerKey::Phone(phone.clone()),
            _ => PeerKey::Handle(format!("google:{id}")),
        };
        self.log.peers.keyed(key, name)
    }
}
