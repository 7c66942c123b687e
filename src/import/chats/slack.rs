//! Slack, the export of a workspace: a list of people, lists of conversations, and a folder of days for each conversation.
//!
//! It does not say whose it is. What was said in a channel counts only where somebody was spoken to, and only if one of the two is
//! the owner, which is found out later.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::import::Context;
use crate::import::bundle::{Bundle, BundleFormat, base_of, folder_of};
use crate::import::date::FIRST;
use crate::import::gist::gist;
use crate::import::json::{self, Json, Scalar, Walk};
use crate::import::log::{Event, Log};
use crate::import::peers::fingerprint;
use crate::import::room::Room;
use crate::model::exchange::{Channel, Gist, Parties, PeerIx, PeerKey, Recipients};
use crate::model::intake::{Held, Imported, SetAside};
use crate::model::keys::Email;
use crate::model::owner::OwnerHint;
use crate::model::problem::{Code, Place};

/// An export, unpacked or as a zip.
pub const FORMAT: BundleFormat = BundleFormat {
    kind: "Slack export",
    root,
    owns,
    read,
};

const USERS: &str = "users.json";
/// Lists of conversations, and whether those are private talks.
const LISTS: [(&str, bool); 4] = [
    ("channels.json", false),
    ("groups.json", false),
    ("dms.json", true),
    ("mpims.json", true),
];
/// What people write, in contrast to what the service notes.
const WRITTEN: [&str; 4] = ["", "thread_broadcast", "file_share", "me_message"];

fn root(name: &str, head: &[u8]) -> Option<String> {
    let base = base_of(name);
    let is_list = base == USERS || LISTS.iter().any(|(list, _)| *list == base);
    let keys = is_list.then(|| json::keys(head))?;
    let has = |key: &str| keys.contains(key);
    let is_ours = match base {
        USERS => has(".profile") || has(".real_name"),
        _ => has(".members"),
    };
    (is_ours && has(".id")).then(|| folder_of(name).to_owned())
}

fn owns(path: &str) -> bool {
    match path.rsplit_once(['/', '\\']) {
        None => path == USERS || LISTS.iter().any(|(name, _)| *name == path),
        Some((folder, day)) => !folder.contains(['/', '\\']) && is_day(day),
    }
}

/// `2026-01-15.json`
fn is_day(name: &str) -> bool {
    let shape = |(at, byte): (usize, u8)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    let day = name.strip_suffix(".json");
    day.is_some_and(|day| day.len() == 10 && day.bytes().enumerate().all(shape))
}

#[derive(Deserialize, Default)]
#[serde(default, bound(deserialize = "'de: 'a"))]
struct User<'a> {
    id: Scalar<'a>,
    name: Scalar<'a>,
    real_name: Scalar<'a>,
    is_bot: bool,
    profile: Option<Profile<'a>>,
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
struct Listed<'a> {
    id: Scalar<'a>,
    name: Scalar<'a>,
    members: Vec<Scalar<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default, bound(deserialize = "'de: 'a"))]
struct Message<'a> {
    subtype: Scalar<'a>,
    user: Scalar<'a>,
    bot_id: Scalar<'a>,
    text: Scalar<'a>,
    ts: Scalar<'a>,
    thread_ts: Scalar<'a>,
    parent_user_id: Scalar<'a>,
    user_profile: Option<Profile<'a>>,
}

impl Message<'_> {
    /// Whether its text asks something; a file has none.
    fn gist(&self) -> Option<Gist> {
        let text = self.text.text();
        (!text.is_empty()).then(|| gist(text))
    }
}

/// Somebody of the workspace.
#[derive(Clone, Copy)]
enum Member {
    Human(PeerIx),
    Bot,
}

/// A conversation, by the name of its folder.
#[derive(Default)]
struct Talk {
    id: String,
    private: bool,
    members: Vec<PeerIx>,
    has_bot: bool,
}

#[derive(Default)]
struct Reader {
    people: FxHashMap<String, Member>,
    talks: FxHashMap<String, Talk>,
    /// Whoever is in every private talk, which then are the owner's.
    owner: Option<PeerIx>,
    /// Who began a thread.
    threads: FxHashMap<String, PeerIx>,
}

fn read(bundle: &mut Bundle<'_>, context: &Context) -> Imported {
    let mut log = Log::new(bundle.file);
    let mut reader = Reader::default();
    each(
        bundle,
        &mut log,
        |path| path == USERS,
        &mut |log, json, line| {
            let mut room = String::new();
            let user: User<'_> = log.statement(json, &mut room, line);
            reader.user(&user, log);
        },
    );
    if !bundle.parts.iter().any(|path| path == USERS) {
        let message = "it is missing: people are known by their id here and not by an address";
        log.unreadable(USERS, message);
    }
    for (list, private) in LISTS {
        each(
            bundle,
            &mut log,
            |path| path == list,
            &mut |log, json, line| {
                let mut room = String::new();
                let listed: Listed<'_> = log.statement(json, &mut room, line);
                reader.talk(&listed, private, log);
            },
        );
    }
    reader.find_owner(&mut log, context);
    let folders: BTreeSet<String> = bundle
        .parts
        .iter()
        .map(|path| folder_of(path).to_owned())
        .collect();
    let mut unlisted: Vec<&str> = Vec::new();
    for folder in folders.iter().filter(|folder| !folder.is_empty()) {
        reader.threads.clear();
        let talk = reader.talks.remove(folder);
        if talk.is_none() {
            unlisted.push(folder);
        }
        let talk = talk.unwrap_or_default();
        each(
            bundle,
            &mut log,
            |path| folder_of(path) == folder,
            &mut |log, json, line| {
                let place = log.row(line);
                reader.message(json, place, &talk, log);
            },
        );
    }
    if !unlisted.is_empty() {
        let remark = format!(
            "in no list of conversations, so read as channels: {}",
            unlisted.join(", ")
        );
        log.out.report.remarks.push(remark);
    }
    if reader.owner.is_none() && !log.out.held.is_empty() {
        let remark =
            "it does not say whose it is; only messages that name you by an address of yours count";
        log.out.report.remarks.push(remark.to_owned());
    }
    log.finish(bundle.name, FORMAT.kind)
}

/// Hands out the elements of the lists that some of the files are.
fn each(
    bundle: &mut Bundle<'_>,
    log: &mut Log,
    like: impl Fn(&str) -> bool,
    take: &mut dyn FnMut(&mut Log, &[u8], u32),
) {
    for part in bundle.parts_like(like) {
        let mut walked: Walk = Ok(());
        let opened = bundle.text(part, &mut |input| {
            walked = Json::new(input).elements(&mut |json| {
                let line = json.line()?;
                take(log, json.value()?, line);
                Ok(())
            });
        });
        let name = &bundle.parts[part];
        match opened {
            Ok(problems) => log.found(name, problems),
            Err(why) => log.unreadable(name, &why),
        }
        if let Err(broken) = walked {
            log.broken(name, &broken);
        }
    }
}

impl Reader {
    /// Where the export has no addresses, people are known by their id, which means nothing in another workspace, and by name.
    fn user(&mut self, user: &User<'_>, log: &mut Log) {
        let profile = user.profile.as_ref();
        let names = [
            profile.map(|p| p.real_name.text()),
            Some(user.real_name.text()),
            Some(user.name.text()),
        ];
        let name = names
            .into_iter()
            .flatten()
            .find(|name| !name.is_empty())
            .unwrap_or_default();
        let id = user.id.text();
        let member = if user.is_bot || id == "USLACKBOT" {
            Member::Bot
        } else {
            let email = profile.and_then(|p| Email::parse(p.email.text()));
            let key = email.map_or_else(|| PeerKey::Handle(format!("slack:{id}")), PeerKey::Email);
            Member::Human(log.peers.keyed(key, name))
        };
        self.people.insert(id.to_owned(), member);
    }

    /// Somebody by their id. Who is in no list, a guest of another workspace say, is known by it alone.
    fn member(&mut self, id: &str, name: &str, log: &mut Log) -> Option<Member> {
        if id.is_empty() {
            return None;
        }
        if let Some(known) = self.people.get(id) {
            return Some(*known);
        }
        let peer = log
            .peers
            .keyed(PeerKey::Handle(format!("slack:{id}")), name);
        let member = Member::Human(peer);
        self.people.insert(id.to_owned(), member);
        Some(member)
    }

    fn talk(&mut self, listed: &Listed<'_>, private: bool, log: &mut Log) {
        let mut talk = Talk {
            id: listed.id.text().to_owned(),
            private,
            ..Talk::default()
        };
        for id in &listed.members {
            match self.member(id.text(), "", log) {
                Some(Member::Human(peer)) => talk.members.push(peer),
                Some(Member::Bot) => talk.has_bot = true,
                None => {}
            }
        }
        // The folder bears the name of the conversation if it has one.
        let names = [listed.name.text(), listed.id.text()];
        let folder = names
            .into_iter()
            .find(|name| !name.is_empty())
            .unwrap_or_default();
        self.talks.insert(folder.to_owned(), talk);
    }

    /// Whose address was said, else whoever is in every private talk.
    fn find_owner(&mut self, log: &mut Log, context: &Context) {
        let said = |peer: &PeerIx| match &log.peers.get(*peer).key {
            PeerKey::Email(email) => context.own.contains(email),
            _ => false,
        };
        let humans = self.people.values().filter_map(|member| match member {
            Member::Human(peer) => Some(*peer),
            Member::Bot => None,
        });
        self.owner = humans.filter(said).min();
        if self.owner.is_some() {
            return;
        }
        let mut private = self
            .talks
            .values()
            .filter(|talk| talk.private && !talk.members.is_empty());
        let Some(first) = private.next() else { return };
        let mut common: BTreeSet<PeerIx> = first.members.iter().copied().collect();
        for talk in private {
            common.retain(|peer| talk.members.contains(peer));
        }
        if common.len() != 1 {
            return;
        }
        self.owner = common.into_iter().next();
        let key = self.owner.map(|owner| log.peers.get(owner).key.clone());
        log.out.owner.extend(match key {
            Some(PeerKey::Email(email)) => Some(OwnerHint::Email(email)),
            Some(PeerKey::Handle(handle)) => Some(OwnerHint::Handle(handle)),
            _ => None,
        });
    }

    fn message(&mut self, json: &[u8], place: Place, talk: &Talk, log: &mut Log) {
        let mut room = String::new();
        let message: Message<'_> = match log.parse(json, &mut room, place.line) {
            Ok(message) => message,
            Err(error) => {
                let message = format!("a message that cannot be read: {error}");
                return log.reject(place, Code::BadRow, message);
            }
        };
        let at = message.ts.number().filter(|at| *at >= FIRST);
        match (self.parties(&message, talk, log), at) {
            (Err(why), _) => log.aside(why),
            (Ok(_), None) => {
                let message = format!("{:?} is not a time in 1990 or later", message.ts.text());
                log.reject(place, Code::UndatedRow, message);
            }
            (Ok(parties), Some(at)) => {
                let event = Event {
                    at,
                    channel: Channel::Chat,
                    native: fingerprint(&format!("slack {} {}", talk.id, message.ts.text())),
                    duration_s: None,
                    gist: message.gist(),
                    parties,
                };
                log.event(event, place);
                let is_owners = talk.private
                    && self
                        .owner
                        .is_some_and(|owner| talk.members.contains(&owner));
                if !is_owners && let Some(exchange) = log.out.exchanges.pop() {
                    log.out.held.push(Held {
                        exchange,
                        answers: Box::default(),
                        why: SetAside::BetweenOthers,
                    });
                }
            }
        }
    }

    /// Who spoke to whom, or why the row is no message to anybody.
    fn parties(
        &mut self,
        message: &Message<'_>,
        talk: &Talk,
        log: &mut Log,
    ) -> Result<Parties, SetAside> {
        let from = match message.subtype.text() {
            "bot_message" => return Err(SetAside::Bot),
            kind if !WRITTEN.contains(&kind) => return Err(SetAside::ServiceNote),
            _ => self.author(message, log)?,
        };
        if talk.private {
            let room = Room::of(talk.members.iter().copied().chain([from]));
            return match room.len() {
                1 if talk.has_bot => Err(SetAside::Bot),
                1 => Err(SetAside::ToSelf),
                _ => Ok(room.said_by(from)),
            };
        }
        let to = self.spoken_to(message, from);
        match to[..] {
            [] => Err(SetAside::Broadcast),
            [one] => Ok(Parties::Between {
                from,
                to: Recipients::One(one),
            }),
            _ => Ok(Parties::Between {
                from,
                to: Recipients::Many(to.into()),
            }),
        }
    }

    fn author(&mut self, message: &Message<'_>, log: &mut Log) -> Result<PeerIx, SetAside> {
        let id = message.user.text();
        if !self.people.contains_key(id) && !message.bot_id.text().is_empty() {
            return Err(SetAside::Bot);
        }
        let profile = message.user_profile.as_ref();
        let names = profile.map_or(["", ""], |p| [p.real_name.text(), p.name.text()]);
        let name = names.into_iter().find(|name| !name.is_empty());
        match self.member(id, name.unwrap_or_default(), log) {
            Some(Member::Human(peer)) => {
                // A list of members may have named them before, without a name.
                let key = log.peers.get(peer).key.clone();
                Ok(log.peers.keyed(key, name.unwrap_or_default()))
            }
            Some(Member::Bot) => Err(SetAside::Bot),
            None => Err(SetAside::NobodyNamed),
        }
    }

    /// Whom a message in a channel names, and whose thread it goes on.
    fn spoken_to(&mut self, message: &Message<'_>, from: PeerIx) -> Vec<PeerIx> {
        let (ts, thread) = (message.ts.text(), message.thread_ts.text());
        let human = |id: &str| match self.people.get(id) {
            Some(Member::Human(peer)) => Some(*peer),
            Some(Member::Bot) | None => None,
        };
        let named = message.text.text().split("<@").skip(1);
        let named = named.filter_map(|rest| human(rest.split(['>', '|']).next()?));
        let mut to: Vec<PeerIx> = named.collect();
        if !thread.is_empty() && thread != ts {
            let parent = human(message.parent_user_id.text());
            to.extend(parent.or_else(|| self.threads.get(thread).copied()));
        } else {
            self.threads.insert(ts.to_owned(), from);
        }
        to.sort_unstable();
        to.dedup();
        to.retain(|peer| *peer != from);
        to
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_export_is_known_by_its_list_of_people() {
        let users = br#"[{"id": "U1", "name": "runa", "profile": {"real_name": "Runa"}}]"#;
        assert_eq!(root("x/users.json", users).as_deref(), Some("x"));
        assert_eq!(
            root("x/users.json", br#"[{"id": 1, "name": "root"}]"#),
            None
        );
        assert_eq!(root("x/people.json", users), None);
        assert!(owns("dms.json") && owns("general/2026-01-15.json"));
        assert!(
            !owns("general/notes.json") && !owns("a/b/2026-01-15.json") && !owns("2026-01-15.json")
        );
    }
}
