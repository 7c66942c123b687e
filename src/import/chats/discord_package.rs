//! Discord, "Request all of my data": a folder of channels, each with what the owner wrote in it and nothing that anybody
//! answered.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::import::bundle::{Bundle, BundleFormat, base_of, folder_of};
use crate::import::date::FIRST;
use crate::import::json::{self, Json, Scalar, Walk};
use crate::import::log::{Event, Log};
use crate::import::peers::fingerprint;
use crate::import::{Context, date};
use crate::model::exchange::{Channel, Direction, Parties, PeerIx, PeerKey};
use crate::model::intake::{Imported, SetAside};
use crate::model::keys::Email;
use crate::model::owner::OwnerHint;
use crate::model::problem::Code;

/// The folder of an account's data, unpacked or as a zip.
pub const FORMAT: BundleFormat = BundleFormat {
    kind: "Discord package",
    root,
    owns,
    read,
};

const USER: &str = "user.json";
const CHANNEL: &str = "channel.json";
const MESSAGES: &str = "messages.json";
const TABLE: &str = "messages.csv";
const INDEX: &str = "index.json";

fn root(name: &str, head: &[u8]) -> Option<String> {
    let folder = folder_of(name);
    let keys = json::keys(head);
    let has = |key: &str| keys.contains(key);
    let is_in = |inner: &str| base_of(folder).eq_ignore_ascii_case(inner);
    match base_of(name) {
        USER if is_in("account") && has("id") && has("username") => {
            Some(folder_of(folder).to_owned())
        }
        CHANNEL if has("id") && has("type") && is_in_messages(folder) => {
            Some(folder_of(folder_of(folder)).to_owned())
        }
        _ => None,
    }
}

fn is_in_messages(folder: &str) -> bool {
    base_of(folder_of(folder)).eq_ignore_ascii_case("messages")
}

fn owns(path: &str) -> bool {
    let parts: Vec<&str> = path.split(['/', '\\']).collect();
    let is = |part: &str, name: &str| part.eq_ignore_ascii_case(name);
    match parts[..] {
        [folder, USER] => is(folder, "account"),
        [folder, INDEX] => is(folder, "messages"),
        [folder, _, CHANNEL | MESSAGES | TABLE] => is(folder, "messages"),
        _ => false,
    }
}

#[derive(Deserialize, Default)]
#[serde(default, bound(deserialize = "'de: 'a"))]
struct Account<'a> {
    id: Scalar<'a>,
    username: Scalar<'a>,
    global_name: Scalar<'a>,
    email: Scalar<'a>,
    relationships: Vec<Friend<'a>>,
}

/// Somebody whom the account knows.
#[derive(Deserialize, Default)]
#[serde(default, bound(deserialize = "'de: 'a"))]
struct Friend<'a> {
    id: Scalar<'a>,
    nickname: Scalar<'a>,
    user: Named<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default, bound(deserialize = "'de: 'a"))]
struct Named<'a> {
    global_name: Scalar<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default, bound(deserialize = "'de: 'a"))]
struct About<'a> {
    id: Scalar<'a>,
    recipients: Vec<Scalar<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default, bound(deserialize = "'de: 'a"))]
struct Message<'a> {
    #[serde(rename = "ID")]
    id: Scalar<'a>,
    #[serde(rename = "Timestamp")]
    timestamp: Scalar<'a>,
}

struct Reader {
    log: Log,
    own: String,
    /// What each channel is called: `Direct Message with petra#0`.
    names: FxHashMap<String, String>,
    /// By which names those go whom the account knows, by their ids.
    friends: FxHashMap<String, String>,
}

fn read(bundle: &mut Bundle<'_>, _context: &Context) -> Imported {
    let mut reader = Reader {
        log: Log::new(bundle.file),
        own: String::new(),
        names: FxHashMap::default(),
        friends: FxHashMap::default(),
    };
    for part in bundle.parts_like(|path| base_of(path) == USER) {
        if let Ok(bytes) = bundle.bytes(part) {
            reader.owner(&bytes);
        }
    }
    for part in bundle.parts_like(|path| base_of(path) == INDEX) {
        reader.walk(bundle, part, &mut |reader, json| {
            json.members(&mut |json, key| {
                let name: Scalar<'_> = serde_json::from_slice(json.value()?).unwrap_or_default();
                reader.names.insert(key.to_owned(), name.text().to_owned());
                Ok(())
            })
        });
    }
    for part in bundle.parts_like(|path| base_of(path) == CHANNEL) {
        let folder = folder_of(&bundle.parts[part]).to_owned();
        let about = bundle.bytes(part).unwrap_or_default();
        let (to, others) = reader.other(&about);
        let is_of = |path: &str, name: &str| folder_of(path) == folder && base_of(path) == name;
        for part in bundle.parts_like(|path| is_of(path, MESSAGES)) {
            reader.walk(bundle, part, &mut |reader, json| {
                json.elements(&mut |json| {
                    let line = json.line()?;
                    reader.message(json.value()?, line, to, others);
                    Ok(())
                })
            });
        }
        for part in bundle.parts_like(|path| is_of(path, TABLE)) {
            let bytes = bundle.bytes(part).unwrap_or_default();
            reader.table(&bytes, to, others);
        }
    }
    let remark = "holds what you wrote, not the answers";
    reader.log.out.report.remarks.push(remark.to_owned());
    reader.log.finish(bundle.name, FORMAT.kind)
}

impl Reader {
    fn walk(
        &mut self,
        bundle: &mut Bundle<'_>,
        part: usize,
        walk: &mut dyn FnMut(&mut Self, &mut Json<'_>) -> Walk,
    ) {
        let mut walked = Ok(());
        let opened = bundle.text(part, &mut |input| {
            walked = walk(self, &mut Json::new(input))
        });
        let name = &bundle.parts[part];
        match opened {
            Ok(problems) => self.log.found(name, problems),
            Err(why) => self.log.unreadable(name, &why),
        }
        if let Err(broken) = walked {
            self.log.broken(name, &broken);
        }
    }

    fn owner(&mut self, json: &[u8]) {
        let account: Account<'_> = serde_json::from_slice(json).unwrap_or_default();
        account.id.text().clone_into(&mut self.own);
        let hints = &mut self.log.out.owner;
        if !self.own.is_empty() {
            hints.push(OwnerHint::Handle(format!("discord:{}", self.own)));
        }
        hints.extend(Email::parse(account.email.text()).map(OwnerHint::Email));
        for friend in &account.relationships {
            let names = [friend.nickname.text(), friend.user.global_name.text()];
            if let Some(name) = names.into_iter().find(|name| !name.is_empty()) {
                let id = friend.id.text().to_owned();
                self.friends.insert(id, name.to_owned());
            }
        }
        let names = [account.username.text(), account.global_name.text()];
        hints.extend(
            names
                .iter()
                .filter(|name| !name.is_empty())
                .map(|name| OwnerHint::Alias((*name).to_owned())),
        );
    }

    /// With whom a channel is, and how many they are; `None` for a channel of many.
    fn other(&mut self, json: &[u8]) -> (Option<PeerIx>, u32) {
        let about: About<'_> = serde_json::from_slice(json).unwrap_or_default();
        let others: Vec<&str> = about
            .recipients
            .iter()
            .map(Scalar::text)
            .filter(|id| *id != self.own)
            .collect();
        let title = self.names.get(about.id.text()).cloned().unwrap_or_default();
        let name = title
            .strip_prefix("Direct Message with ")
            .unwrap_or_default();
        let name = name.split_once('#').map_or(name, |(name, _)| name);
        let is_gone = name == "Unknown Participant";
        match others[..] {
            [id] if !is_gone => {
                let key = PeerKey::Handle(format!("discord:{id}"));
                let known = self.friends.get(id).map_or(name, String::as_str);
                (Some(self.log.peers.keyed(key, known)), 1)
            }
            _ => (None, 0),
        }
    }

    fn message(&mut self, json: &[u8], line: u32, to: Option<PeerIx>, others: u32) {
        let place = self.log.row(line);
        let mut room = String::new();
        let parsed: serde_json::Result<Message<'_>> = self.log.parse(json, &mut room, line);
        let (id, at) = match parsed {
            Ok(message) => (
                message.id.text().to_owned(),
                message.timestamp.text().to_owned(),
            ),
            Err(error) => {
                let message = format!("a message that cannot be read: {error}");
                return self.log.reject(place, Code::BadRow, message);
            }
        };
        self.said((&id, &at), place, to, others);
    }

    /// The same as a table, as older packages have it.
    fn table(&mut self, bytes: &[u8], to: Option<PeerIx>, others: u32) {
        let mut rows = csv::Reader::from_reader(bytes);
        for row in rows.records().map_while(Result::ok) {
            let line = row
                .position()
                .map_or(0, |at| u32::try_from(at.line()).unwrap_or(0));
            let place = self.log.row(line);
            let cell = |at: usize| row.get(at).unwrap_or_default();
            self.said((cell(0), cell(1)), place, to, others);
        }
    }

    fn said(
        &mut self,
        (id, written): (&str, &str),
        place: crate::model::problem::Place,
        to: Option<PeerIx>,
        others: u32,
    ) {
        let Some(peer) = to else {
            return self.log.aside(SetAside::Broadcast);
        };
        let at = date::timestamp(written, chrono_tz::UTC).map(|moment| moment.at);
        let Some(at) = at.filter(|at| *at >= FIRST) else {
            let message = format!("{written:?} is not a date in 1990 or later");
            return self.log.reject(place, Code::UndatedRow, message);
        };
        let event = Event {
            at,
            channel: Channel::Chat,
            parties: Parties::Own {
                direction: Direction::Out,
                peer,
                others,
            },
            duration_s: None,
            native: fingerprint(&format!("discord {id}")),
            // It holds what the owner wrote, who waits for nobody's answer but their own.
            gist: None,
        };
        self.log.event(event, place);
    }
}
