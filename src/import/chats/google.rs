//! Google Chat out of a Takeout: a folder of groups, each with its members and messages, and a page about the owner.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;
use serde::Deserialize;

use crate::import::Context;
use crate::import::bundle::{Bundle, BundleFormat, base_of, folder_of};
use crate::import::gist::InJson;
use crate::import::json::{self, Json, Scalar, Walk};
use crate::import::log::{Event, Log};
use crate::import::months;
use crate::import::peers::fingerprint;
use crate::import::room::Room;
use crate::model::exchange::{Channel, Gist, PeerIx, PeerKey};
use crate::model::intake::{Imported, SetAside};
use crate::model::keys::Email;
use crate::model::owner::OwnerHint;
use crate::model::problem::{Code, Place};

/// The folder `Google Chat` of a Takeout.
pub const FORMAT: BundleFormat = BundleFormat {
    kind: "Google Chat",
    root,
    owns,
    read,
};

const MESSAGES: &str = "messages.json";
const GROUP: &str = "group_info.json";
const OWNER: &str = "user_info.json";

fn root(name: &str, head: &[u8]) -> Option<String> {
    let telling = match base_of(name) {
        MESSAGES => "messages.created_date",
        GROUP => "members.user_type",
        OWNER => "user.user_type",
        _ => return None,
    };
    if !json::keys(head).contains(telling) {
        return None;
    }
    let folder = folder_of(name);
    let inner = ["Groups", "Users"];
    let root = folder_of(folder);
    let within = inner.contains(&base_of(root)).then(|| folder_of(root));
    Some(within.unwrap_or(folder).to_owned())
}

fn owns(path: &str) -> bool {
    let parts: Vec<&str> = path.split(['/', '\\']).collect();
    matches!(
        parts[..],
        ["Groups", _, MESSAGES | GROUP] | ["Users", _, OWNER] | [MESSAGES | GROUP | OWNER]
    )
}

#[derive(Deserialize, Default)]
#[serde(default, bound(deserialize = "'de: 'a"))]
struct Account<'a> {
    name: Scalar<'a>,
    email: Scalar<'a>,
    user_type: Scalar<'a>,
}

impl Account<'_> {
    fn is_bot(&self) -> bool {
        self.user_type.text() == "Bot"
    }
}

#[derive(Deserialize, Default)]
#[serde(default, bound(deserialize = "'de: 'a"))]
struct Message<'a> {
    creator: Option<Account<'a>>,
    created_date: Scalar<'a>,
    message_id: Scalar<'a>,
    text: InJson,
}

/// Who is in a group.
#[derive(Default)]
struct Group {
    people: Vec<PeerIx>,
    has_bot: bool,
}

struct Said {
    place: Place,
    at: i64,
    from: PeerIx,
    id: u64,
    gist: Option<Gist>,
}

struct Reader {
    log: Log,
    own: FxHashSet<Email>,
    /// Dates that cannot be read: the first of each file, its place and how many there are.
    undated: BTreeMap<usize, (Place, String, u64)>,
}

fn read(bundle: &mut Bundle<'_>, _context: &Context) -> Imported {
    let mut reader = Reader {
        log: Log::new(bundle.file),
        own: FxHashSet::default(),
        undated: BTreeMap::new(),
    };
    for part in bundle.parts_like(|path| path.ends_with(OWNER)) {
        reader.part(bundle, part, &mut |reader, json| {
            json.members(&mut |json, key| match key {
                "user" => {
                    let line = json.line()?;
                    reader.owner(json.value()?, line);
                    Ok(())
                }
                _ => Ok(()),
            })
        });
    }
    let chats = bundle.parts_like(|path| path.ends_with(MESSAGES));
    for part in &chats {
        let info = folder_of(&bundle.parts[*part]).to_owned();
        let mut group = Group::default();
        for about in bundle.parts_like(|path| path.ends_with(GROUP) && folder_of(path) == info) {
            reader.part(bundle, about, &mut |reader, json| {
                reader.group(json, &mut group)
            });
        }
        let mut said = Vec::new();
        reader.part(bundle, *part, &mut |reader, json| {
            reader.messages(json, *part, &mut said)
        });
        reader.close(group, said);
    }
    reader.finish(bundle, chats.len())
}

impl Reader {
    /// Walks one of the files. What is wrong in it is told with its name.
    fn part(
        &mut self,
        bundle: &mut Bundle<'_>,
        part: usize,
        walk: &mut dyn FnMut(&mut Self, &mut Json<'_>) -> Walk,
    ) {
        let mut walked = Ok(());
        let opened = bundle.text(part, &mut |input| {
            walked = walk(self, &mut Json::new(input));
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

    fn owner(&mut self, json: &[u8], line: u32) {
        let mut room = String::new();
        let account: Account<'_> = self.log.statement(json, &mut room, line);
        let name = account.name.text();
        if let Some(email) = Email::parse(account.email.text()) {
            self.own.insert(email.clone());
            self.log.out.owner.push(OwnerHint::Email(email));
        }
        if !name.is_empty() {
            self.log.out.owner.push(OwnerHint::Alias(name.to_owned()));
        }
    }

    fn group(&mut self, json: &mut Json<'_>, group: &mut Group) -> Walk {
        json.members(&mut |json, key| match key {
            "members" => json.elements(&mut |json| {
                let (line, mut room) = (json.line()?, String::new());
                let member: Account<'_> = self.log.statement(json.value()?, &mut room, line);
                group.has_bot |= member.is_bot();
                group.people.extend(self.somebody(&member));
                Ok(())
            }),
            _ => Ok(()),
        })
    }

    /// A person by address, else by name; a program is nobody.
    fn somebody(&mut self, account: &Account<'_>) -> Option<PeerIx> {
        if account.is_bot() {
            return None;
        }
        match Email::parse(account.email.text()) {
            Some(email) if self.own.contains(&email) => Some(self.log.owner()),
            Some(email) => Some(
                self.log
                    .peers
                    .keyed(PeerKey::Email(email), account.name.text()),
            ),
            None => self.log.peers.named(account.name.text()),
        }
    }

    fn messages(&mut self, json: &mut Json<'_>, part: usize, said: &mut Vec<Said>) -> Walk {
        json.members(&mut |json, key| match key {
            "messages" => json.elements(&mut |json| {
                let line = json.line()?;
                let message = json.value()?;
                let place = self.log.row(line);
                said.extend(self.message(message, place, part));
                Ok(())
            }),
            _ => Ok(()),
        })
    }

    fn message(&mut self, json: &[u8], place: Place, part: usize) -> Option<Said> {
        let mut room = String::new();
        let message: Message<'_> = match self.log.parse(json, &mut room, place.line) {
            Ok(message) => message,
            Err(error) => {
                let message = format!("a message that cannot be read: {error}");
                self.log.reject(place, Code::BadRow, message);
                return None;
            }
        };
        let creator = message.creator.unwrap_or_default();
        let Some(from) = self.somebody(&creator) else {
            let why = if creator.is_bot() {
                SetAside::Bot
            } else {
                SetAside::DeletedAccount
            };
            self.log.aside(why);
            return None;
        };
        let date = message.created_date.text();
        let Some(at) = months::instant(date) else {
            self.log
                .out
                .report
                .count(crate::model::intake::Fate::Rejected, 1);
            let undated = self.undated.entry(part);
            undated.or_insert_with(|| (place, date.to_owned(), 0)).2 += 1;
            return None;
        };
        let id = fingerprint(&format!("google chat {}", message.message_id.text()));
        Some(Said {
            place,
            at,
            from,
            id,
            gist: message.text.0,
        })
    }

    fn close(&mut self, mut group: Group, said: Vec<Said>) {
        if !self.own.is_empty() && !said.is_empty() {
            group.people.push(self.log.owner());
        }
        let room = Room::of(
            group
                .people
                .into_iter()
                .chain(said.iter().map(|said| said.from)),
        );
        for said in said {
            if group.has_bot && room.len() == 1 {
                self.log.aside(SetAside::Bot);
                continue;
            }
            let event = Event {
                at: said.at,
                channel: Channel::Chat,
                parties: room.said_by(said.from),
                duration_s: None,
                native: said.id,
                gist: said.gist,
            };
            self.log.event(event, said.place);
        }
    }

    fn finish(mut self, bundle: &Bundle<'_>, chats: usize) -> Imported {
        for (part, (place, date, count)) in std::mem::take(&mut self.undated) {
            let message = format!(
                "{}: {date:?} is not a date in a language Tieline knows; {} left out; set the account to English and export again",
                bundle.parts[part],
                match count {
                    1 => "one message was".to_owned(),
                    n => format!("{n} messages were"),
                }
            );
            self.log.problem(place, Code::UndatedRow, message);
        }
        let remark = match chats {
            1 => "one conversation".to_owned(),
            0 => "no conversation".to_owned(),
            n => format!("{n} conversations"),
        };
        self.log.out.report.remarks.push(remark);
        self.log.finish(bundle.name, FORMAT.kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_is_found_from_each_of_its_files() {
        let messages = br#"{"messages": [{"creator": {}, "created_date": "x"#;
        let cases = [
            ("T/Google Chat/Groups/DM x/messages.json", "T/Google Chat"),
            ("Groups/DM x/messages.json", ""),
            ("saved/messages.json", "saved"),
        ];
        for (name, expected) in cases {
            assert_eq!(root(name, messages).as_deref(), Some(expected), "{name}");
        }
        let user = br#"{"user": {"name": "R", "user_type": "Human"}}"#;
        assert_eq!(
            root(&["G", "Users", "User 1", OWNER].join("/"), user).as_deref(),
            Some("G")
        );
        assert_eq!(
            root("x/messages.json", br#"{"messages": [{"text": 1}]}"#),
            None
        );
        assert!(owns("Groups/DM x/group_info.json") && !owns("Groups/DM x/photo.json"));
    }
}
