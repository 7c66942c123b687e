//! Telegram Desktop, "Export Telegram data" and "Export chat history" as JSON: `result.json`.
//!
//! Read as a stream, one message at a time. A chat is held until it ends, for only then everybody who spoke in it is known.

use std::io::Read;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::import::date::FIRST;
use crate::import::gist::InJson;
use crate::import::json::{Json, Scalar, Walk};
use crate::import::log::{Event, Log};
use crate::import::peers::fingerprint;
use crate::import::room::Room;
use crate::import::{Context, Stream, StreamFormat, date};
use crate::model::exchange::{Channel, Gist, PeerIx, PeerKey};
use crate::model::intake::{Imported, SetAside};
use crate::model::keys::Phone;
use crate::model::owner::OwnerHint;
use crate::model::problem::{Code, Place};

/// Exports of all chats and of one.
pub const FORMAT: StreamFormat = StreamFormat {
    kind: "Telegram chats",
    binary: false,
    claims,
    read,
};

/// What a chat is called in a file, and why it is left out if it is.
const TYPES: [(&str, Option<SetAside>); 10] = [
    ("personal_chat", None),
    ("private_group", None),
    ("private_supergroup", None),
    ("public_supergroup", None),
    ("saved_messages", Some(SetAside::ToSelf)),
    ("bot_chat", Some(SetAside::Bot)),
    ("private_channel", Some(SetAside::Broadcast)),
    ("public_channel", Some(SetAside::Broadcast)),
    ("replies", Some(SetAside::Service)),
    ("verify_codes", Some(SetAside::Service)),
];

/// A full export begins with a word about itself and holds lists of contacts and chats; a single chat has a type and messages.
fn claims(head: &[u8]) -> bool {
    let (mut about, mut full, mut chat) = (false, false, false);
    let mut input = head;
    // The head of a file ends somewhere: what was seen before that tells.
    let _cut_off = Json::new(&mut input).members(&mut |json, key| {
        match key {
            "about" => about = true,
            "chats" | "left_chats" => {
                full = true;
                json.members(&mut |json, key| match key {
                    "list" => json.elements(&mut |json| {
                        json.members(&mut |json, key| {
                            chat |= key == "type" && is_type(json.value()?);
                            Ok(())
                        })
                    }),
                    _ => Ok(()),
                })?;
            }
            "personal_information" | "contacts" => full = true,
            "type" => chat = is_type(json.value()?),
            "messages" => full |= chat,
            _ => {}
        }
        Ok(())
    });
    full && (about || chat)
}

/// Telegram's own account, which sends codes and news to everybody.
const SERVICE: &str = "777000";

fn is_type(json: &[u8]) -> bool {
    let kind: Scalar<'_> = serde_json::from_slice(json).unwrap_or_default();
    TYPES.iter().any(|(name, _)| *name == kind.text())
}

/// Somebody in the list of contacts, or the owner.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Account<'a> {
    #[serde(borrow)]
    user_id: Scalar<'a>,
    #[serde(borrow)]
    first_name: Scalar<'a>,
    #[serde(borrow)]
    last_name: Scalar<'a>,
    #[serde(borrow)]
    phone_number: Scalar<'a>,
}

impl Account<'_> {
    fn name(&self) -> String {
        let name = format!("{} {}", self.first_name.text(), self.last_name.text());
        name.trim().to_owned()
    }

    /// Numbers are written in international form, the plus and all blanks as it pleases.
    fn phone(&self, context: &Context) -> Option<Phone> {
        let raw = self.phone_number.text();
        Phone::parse(raw, context.region)
            .or_else(|| Phone::parse(&format!("+{}", raw.trim()), None))
    }
}

/// What a message says of itself. Of its text nothing is kept but whether it asks something.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Message<'a> {
    #[serde(borrow)]
    id: Scalar<'a>,
    #[serde(borrow, rename = "type")]
    kind: Scalar<'a>,
    #[serde(borrow)]
    date: Scalar<'a>,
    #[serde(borrow)]
    date_unixtime: Scalar<'a>,
    #[serde(borrow)]
    from: Scalar<'a>,
    #[serde(borrow)]
    from_id: Scalar<'a>,
    #[serde(borrow)]
    actor: Scalar<'a>,
    #[serde(borrow)]
    actor_id: Scalar<'a>,
    #[serde(borrow)]
    action: Scalar<'a>,
    #[serde(borrow)]
    duration_seconds: Scalar<'a>,
    text: InJson,
}

impl Message<'_> {
    /// Old exports have local times only, in which the zone is the owner's.
    fn at(&self, context: &Context) -> Option<i64> {
        let local = || date::timestamp(self.date.text(), context.zone).map(|moment| moment.at);
        let at = self.date_unixtime.number().or_else(local);
        at.filter(|at| *at >= FIRST)
    }
}

/// A message of which it is not known yet to whom it went.
struct Said {
    place: Place,
    at: i64,
    /// The user id.
    from: String,
    call: Option<Option<u32>>,
    id: u64,
    gist: Option<Gist>,
}

/// One chat while it is read.
#[derive(Default)]
struct Chat {
    name: String,
    kind: String,
    id: String,
    said: Vec<Said>,
    /// Rows of which it is decided at the end of the chat what they are: those of a kind of chat that is left out.
    rows: u64,
}

struct Reader<'a> {
    log: Log,
    context: &'a Context,
    /// Numbers and names of contacts, by user id.
    contacts: FxHashMap<String, (Option<Phone>, String)>,
    /// Names of others, by user id: one message may say what another does not.
    names: FxHashMap<String, String>,
    /// The user id of whoever exported.
    own: Option<String>,
    left_out: u64,
}

fn read(source: Stream<'_>, context: &Context) -> Imported {
    let mut reader = Reader {
        log: Log::new(source.file),
        context,
        contacts: FxHashMap::default(),
        names: FxHashMap::default(),
        own: None,
        left_out: 0,
    };
    if let Err(broken) = reader.export(source.input) {
        reader.log.broken("", &broken);
    }
    let left_out = reader.left_out;
    if left_out > 0 {
        let remark = match left_out {
            1 => "one chat is a bot, a channel or your saved messages".to_owned(),
            n => format!("{n} chats are bots, channels or your saved messages"),
        };
        reader.log.out.report.remarks.push(remark);
    }
    reader.log.finish(source.name, FORMAT.kind)
}

impl Reader<'_> {
    fn export(&mut self, input: &mut dyn Read) -> Walk {
        let mut single = Chat::default();
        let walk = Json::new(input).members(&mut |json, key| match key {
            "personal_information" => {
                self.owner(json.value()?);
                Ok(())
            }
            "contacts" => json.members(&mut |json, key| match key {
                "list" => json.elements(&mut |json| {
                    self.contact(json.value()?);
                    Ok(())
                }),
                _ => Ok(()),
            }),
            "chats" | "left_chats" => json.members(&mut |json, key| match key {
                "list" => json.elements(&mut |json| self.chat(json)),
                _ => Ok(()),
            }),
            _ => self.member(json, key, &mut single),
        });
        self.close(single);
        walk
    }

    fn owner(&mut self, json: &[u8]) {
        let account: Account<'_> = serde_json::from_slice(json).unwrap_or_default();
        let own = account.user_id.text().to_owned();
        if own.is_empty() {
            return;
        }
        let hints = &mut self.log.out.owner;
        hints.push(OwnerHint::Handle(format!("telegram:user{own}")));
        hints.extend(account.phone(self.context).map(OwnerHint::Phone));
        if !account.name().is_empty() {
            hints.push(OwnerHint::Alias(account.name()));
        }
        self.own = Some(own);
    }

    fn contact(&mut self, json: &[u8]) {
        let contact: Account<'_> = serde_json::from_slice(json).unwrap_or_default();
        let known = (contact.phone(self.context), contact.name());
        if contact.user_id.text().len() > 1 {
            self.contacts
                .insert(contact.user_id.text().to_owned(), known);
        }
    }

    fn chat(&mut self, json: &mut Json<'_>) -> Walk {
        let mut chat = Chat::default();
        let walk = json.members(&mut |json, key| self.member(json, key, &mut chat));
        self.close(chat);
        walk
    }

    /// A member of a chat; of a single chat the file is one.
    fn member(&mut self, json: &mut Json<'_>, key: &str, chat: &mut Chat) -> Walk {
        let field = match key {
            "name" => &mut chat.name,
            "type" => &mut chat.kind,
            "id" => &mut chat.id,
            "messages" => {
                return json.elements(&mut |json| {
                    let line = json.line()?;
                    let message = json.value()?;
                    let place = self.log.row(line);
                    chat.rows += 1;
                    self.message(message, place, chat);
                    Ok(())
                });
            }
            _ => return Ok(()),
        };
        let value: Scalar<'_> = serde_json::from_slice(json.value()?).unwrap_or_default();
        *field = value.text().to_owned();
        if chat.id == SERVICE {
            "verify_codes".clone_into(&mut chat.kind);
        }
        Ok(())
    }

    fn message(&mut self, json: &[u8], place: Place, chat: &mut Chat) {
        let said = self.said(json, place, chat);
        // Of a chat that is left out no row counts by itself.
        let is_known = chat.kind.is_empty() || left_out(&chat.kind).is_none();
        match said {
            Ok(said) if is_known => chat.said.push(said),
            Ok(_) => {}
            Err(Fault::Aside(why)) if is_known => {
                chat.rows -= 1;
                self.log.aside(why);
            }
            Err(Fault::Aside(_)) => {}
            Err(Fault::Rejected(code, message)) => {
                chat.rows -= 1;
                self.log.reject(place, code, message);
            }
        }
    }

    fn said(&mut self, json: &[u8], place: Place, chat: &Chat) -> Result<Said, Fault> {
        let mut room = String::new();
        let parsed = self.log.parse(json, &mut room, place.line);
        let message: Message<'_> = parsed.map_err(|error| {
            let message = format!("a message that cannot be read: {error}");
            Fault::Rejected(Code::BadRow, message)
        })?;
        let is_call = message.action.text() == "phone_call";
        let (from, name) = match message.kind.text() {
            "service" if !is_call => return Err(Fault::Aside(SetAside::ServiceNote)),
            "service" => (message.actor_id.text(), message.actor.text()),
            _ => (message.from_id.text(), message.from.text()),
        };
        let at = message.at(self.context).ok_or_else(|| {
            let date = message.date.text();
            Fault::Rejected(
                Code::UndatedRow,
                format!("{date:?} is not a date in 1990 or later"),
            )
        })?;
        let id = format!("telegram {} {}", chat.id, message.id.text());
        Ok(Said {
            place,
            at,
            from: self.sender(from, name, chat)?,
            call: is_call.then(|| {
                message
                    .duration_seconds
                    .number()
                    .and_then(|s| s.try_into().ok())
            }),
            id: fingerprint(&id),
            gist: message.text.0,
        })
    }

    /// The user id of a sender. Old exports have the number alone.
    fn sender(&mut self, id: &str, name: &str, chat: &Chat) -> Result<String, Fault> {
        let user = id.strip_prefix("user").unwrap_or(id);
        if id.starts_with("channel") || id.starts_with("chat") {
            return Err(Fault::Aside(SetAside::Broadcast));
        }
        if user.is_empty() {
            return Err(Fault::Aside(SetAside::NobodyNamed));
        }
        if self.own.is_none() && chat.kind == "personal_chat" && user != chat.id {
            // Whoever is not the other side is the owner.
            self.own = Some(user.to_owned());
            let hint = OwnerHint::Handle(format!("telegram:user{user}"));
            self.log.out.owner.push(hint);
        }
        if !name.is_empty() && !self.names.contains_key(user) {
            self.names.insert(user.to_owned(), name.to_owned());
        }
        Ok(user.to_owned())
    }

    /// Whom a user id means; nobody if no part of the export names them.
    fn somebody(&mut self, user: &str) -> Option<PeerIx> {
        if self.own.as_deref() == Some(user) {
            return Some(self.log.owner());
        }
        let known = self.contacts.get(user);
        let listed = known.map(|(_, name)| name).filter(|name| !name.is_empty());
        let name = listed.or(self.names.get(user)).map_or("", String::as_str);
        let key = match known {
            Some((Some(phone), _)) => PeerKey::Phone(phone.clone()),
            _ if name.is_empty() => return None,
            _ => PeerKey::Handle(format!("telegram:user{user}")),
        };
        Some(self.log.peers.keyed(key, name))
    }

    /// Tells of everything that was said in a chat to whom it was.
    fn close(&mut self, chat: Chat) {
        if let Some(why) = left_out(&chat.kind) {
            self.left_out += 1;
            return (0..chat.rows).for_each(|_| self.log.aside(why));
        }
        if chat.kind == "personal_chat" && !chat.name.is_empty() {
            self.names
                .entry(chat.id.clone())
                .or_insert_with(|| chat.name.clone());
        }
        let senders = chat
            .said
            .iter()
            .filter_map(|said| self.somebody(&said.from));
        let mut members: Vec<PeerIx> = senders.collect();
        if chat.kind == "personal_chat" {
            let Some(other) = self.somebody(&chat.id) else {
                let gone = chat.said.iter();
                return gone.for_each(|_| self.log.aside(SetAside::DeletedAccount));
            };
            members.extend([other, self.log.owner()]);
        } else if self.own.is_some() && !chat.said.is_empty() {
            members.push(self.log.owner());
        }
        let room = Room::of(members);
        for said in chat.said {
            let Some(from) = self.somebody(&said.from) else {
                self.log.aside(SetAside::DeletedAccount);
                continue;
            };
            let event = Event {
                at: said.at,
                channel: if said.call.is_some() {
                    Channel::Call
                } else {
                    Channel::Chat
                },
                parties: room.said_by(from),
                duration_s: said.call.flatten(),
                native: said.id,
                gist: said.gist,
            };
            self.log.event(event, said.place);
        }
    }
}

/// Why a message is no event.
enum Fault {
    Aside(SetAside),
    Rejected(Code, String),
}

fn left_out(kind: &str) -> Option<SetAside> {
    TYPES.iter().find(|(name, _)| *name == kind)?.1
}

#[cfg(test)]
mod tests;
