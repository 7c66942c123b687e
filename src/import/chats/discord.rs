//! Discord as the program DiscordChatExporter writes a channel: one JSON with everything that was said in it.

use std::collections::BTreeSet;
use std::io::Read;

use serde::Deserialize;

use crate::import::date::FIRST;
use crate::import::gist::InJson;
use crate::import::json::{self, Json, Scalar, Walk};
use crate::import::log::{Event, Log};
use crate::import::peers::fingerprint;
use crate::import::room::Room;
use crate::import::{Context, Stream, StreamFormat, date};
use crate::model::exchange::{Channel, Gist, PeerIx, PeerKey};
use crate::model::intake::{Imported, SetAside};
use crate::model::name::fold;
use crate::model::owner::OwnerHint;
use crate::model::problem::{Code, Place};

/// One channel.
pub const FORMAT: StreamFormat = StreamFormat {
    kind: "Discord channel",
    binary: false,
    claims,
    read,
};

fn claims(head: &[u8]) -> bool {
    let keys = json::keys(head);
    ["guild.id", "channel.type", "channel.name"]
        .iter()
        .all(|key| keys.contains(*key))
}

#[derive(Deserialize, Default)]
#[serde(default, bound(deserialize = "'de: 'a"))]
struct About<'a> {
    id: Scalar<'a>,
    #[serde(rename = "type")]
    kind: Scalar<'a>,
    name: Scalar<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default, bound(deserialize = "'de: 'a"))]
struct Author<'a> {
    id: Scalar<'a>,
    name: Scalar<'a>,
    nickname: Scalar<'a>,
    #[serde(rename = "isBot")]
    is_bot: Scalar<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default, bound(deserialize = "'de: 'a"))]
struct Message<'a> {
    id: Scalar<'a>,
    #[serde(rename = "type")]
    kind: Scalar<'a>,
    timestamp: Scalar<'a>,
    content: InJson,
    #[serde(rename = "callEndedTimestamp")]
    call_ended: Scalar<'a>,
    author: Option<Author<'a>>,
    mentions: Vec<Author<'a>>,
}

struct Said {
    place: Place,
    at: i64,
    from: PeerIx,
    to: Vec<PeerIx>,
    call: Option<u32>,
    native: u64,
    gist: Option<Gist>,
}

struct Reader {
    log: Log,
    kind: String,
    name: String,
    id: String,
    said: Vec<Said>,
    /// Those whom one of their names tells to be the other side of a channel of two.
    others: BTreeSet<PeerIx>,
}

fn read(source: Stream<'_>, _context: &Context) -> Imported {
    let mut reader = Reader {
        log: Log::new(source.file),
        kind: String::new(),
        name: String::new(),
        id: String::new(),
        said: Vec::new(),
        others: BTreeSet::new(),
    };
    if let Err(broken) = reader.channel(source.input) {
        reader.log.broken("", &broken);
    }
    reader.close();
    reader.log.finish(source.name, FORMAT.kind)
}

impl Reader {
    fn channel(&mut self, input: &mut dyn Read) -> Walk {
        Json::new(input).members(&mut |json, key| match key {
            "channel" => {
                let (line, mut room) = (json.line()?, String::new());
                let about: About<'_> = self.log.statement(json.value()?, &mut room, line);
                about.kind.text().clone_into(&mut self.kind);
                about.name.text().clone_into(&mut self.name);
                about.id.text().clone_into(&mut self.id);
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
        let at = |written: &Scalar<'_>| {
            let moment = date::timestamp(written.text(), chrono_tz::UTC)?;
            Some(moment.at).filter(|at| *at >= FIRST)
        };
        let is_call = message.kind.text() == "Call";
        if !is_call && !matches!(message.kind.text(), "Default" | "Reply" | "0" | "19" | "") {
            return self.log.aside(SetAside::ServiceNote);
        }
        let author = message.author.unwrap_or_default();
        if author.is_bot.text() == "true" {
            return self.log.aside(SetAside::Bot);
        }
        let Some(from) = self.somebody(&author) else {
            return self.log.aside(SetAside::NobodyNamed);
        };
        let Some(begun) = at(&message.timestamp) else {
            let written = message.timestamp.text();
            let message = format!("{written:?} is not a date in 1990 or later");
            return self.log.reject(place, Code::UndatedRow, message);
        };
        let lasted = at(&message.call_ended).map_or(0, |ended| ended - begun);
        let to = message
            .mentions
            .iter()
            .filter_map(|who| self.somebody(who))
            .collect();
        self.said.push(Said {
            place,
            at: begun,
            from,
            to,
            call: is_call.then(|| lasted.try_into().unwrap_or(0)),
            native: fingerprint(&format!("discord {}", message.id.text())),
            gist: message.content.0.filter(|_| !is_call),
        });
    }

    fn somebody(&mut self, author: &Author<'_>) -> Option<PeerIx> {
        let id = author.id.text();
        if id.is_empty() || author.is_bot.text() == "true" {
            return None;
        }
        let name = match author.nickname.text() {
            "" => author.name.text(),
            name => name,
        };
        let key = PeerKey::Handle(format!("discord:{id}"));
        let peer = self.log.peers.keyed(key, name);
        let is_titled = |name: &str| !name.is_empty() && fold(name) == fold(&self.name);
        if is_titled(author.name.text()) || is_titled(author.nickname.text()) {
            self.others.insert(peer);
        }
        Some(peer)
    }

    /// The channel of two bears the other's name; whoever else writes in it is the owner.
    fn owner(&mut self, people: &[PeerIx]) {
        let mut rest = people.iter().filter(|peer| !self.others.contains(peer));
        let only = rest.next().filter(|_| rest.next().is_none());
        let Some(own) = only.filter(|_| self.others.len() == 1) else {
            return;
        };
        if let PeerKey::Handle(handle) = &self.log.peers.get(*own).key {
            self.log.out.owner.push(OwnerHint::Handle(handle.clone()));
        }
    }

    /// In a channel of many only those are meant who are named.
    fn close(&mut self) {
        let said = std::mem::take(&mut self.said);
        let mut people: Vec<PeerIx> = said.iter().map(|said| said.from).collect();
        people.sort_unstable();
        people.dedup();
        let is_private = self.kind.starts_with("Direct");
        if is_private {
            self.owner(&people);
            // Of somebody who never wrote only the name is known; the owner who did not is the owner.
            match people[..] {
                [only] if self.others.contains(&only) => people.push(self.log.owner()),
                [_] => people.extend(self.log.peers.named(&self.name.clone())),
                _ => {}
            }
        }
        for said in said {
            let room = if is_private {
                Room::of(people.iter().copied())
            } else {
                Room::of(said.to.iter().copied().chain([said.from]))
            };
            if room.len() < 2 {
                self.log.aside(SetAside::Broadcast);
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
