//! Signal, the plaintext export of its chats: `main.jsonl`, one frame of its backup format a line.
//!
//! Recipients come before chats and chats before what was said in them, so one pass is enough. A line that cannot be read costs
//! only itself.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read};

use rustc_hash::FxBuildHasher;
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::import::date::FIRST;
use crate::import::gist::InJson;
use crate::import::json::{Broken, Scalar};
use crate::import::log::{Event, Log};
use crate::import::peers::fingerprint;
use crate::import::room::Room;
use crate::import::{Context, Stream, StreamFormat};
use crate::model::exchange::{Channel, PeerIx, PeerKey};
use crate::model::intake::{Imported, SetAside};
use crate::model::keys::Phone;
use crate::model::owner::OwnerHint;
use crate::model::problem::Code;

/// The export of a phone or of the desktop program.
pub const FORMAT: StreamFormat = StreamFormat {
    kind: "Signal chats",
    binary: false,
    claims,
    read,
};

/// A longer line is passed over.
const MOST: u64 = 16 << 20;

fn claims(head: &[u8]) -> bool {
    #[derive(Deserialize, Default)]
    #[serde(default, rename_all = "camelCase")]
    struct First {
        backup_time_ms: Option<IgnoredAny>,
        recipient: Option<IgnoredAny>,
        chat_item: Option<IgnoredAny>,
    }
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let line = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    line.starts_with(b"{")
        && serde_json::from_slice(line).is_ok_and(|first: First| {
            first.backup_time_ms.is_some() || first.recipient.is_some() || first.chat_item.is_some()
        })
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase", bound(deserialize = "'de: 'a"))]
struct Frame<'a> {
    account: Option<Names<'a>>,
    recipient: Option<Recipient<'a>>,
    chat: Option<Chat<'a>>,
    chat_item: Option<Item<'a>>,
}

/// Names of an account or a contact.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase", bound(deserialize = "'de: 'a"))]
struct Names<'a> {
    given_name: Scalar<'a>,
    family_name: Scalar<'a>,
    given: Scalar<'a>,
    family: Scalar<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase", bound(deserialize = "'de: 'a"))]
struct Recipient<'a> {
    id: Scalar<'a>,
    contact: Option<Contact<'a>>,
    group: Option<Group<'a>>,
    #[serde(rename = "self")]
    owner: Option<IgnoredAny>,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase", bound(deserialize = "'de: 'a"))]
struct Contact<'a> {
    aci: Scalar<'a>,
    pni: Scalar<'a>,
    username: Scalar<'a>,
    e164: Scalar<'a>,
    nickname: Option<Names<'a>>,
    system_given_name: Scalar<'a>,
    system_family_name: Scalar<'a>,
    profile_given_name: Scalar<'a>,
    profile_family_name: Scalar<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase", bound(deserialize = "'de: 'a"))]
struct Group<'a> {
    snapshot: Option<Snapshot<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default, bound(deserialize = "'de: 'a"))]
struct Snapshot<'a> {
    members: Vec<Member<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase", bound(deserialize = "'de: 'a"))]
struct Member<'a> {
    user_id: Scalar<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase", bound(deserialize = "'de: 'a"))]
struct Chat<'a> {
    id: Scalar<'a>,
    recipient_id: Scalar<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase", bound(deserialize = "'de: 'a"))]
struct Item<'a> {
    chat_id: Scalar<'a>,
    author_id: Scalar<'a>,
    date_sent: Scalar<'a>,
    outgoing: Option<IgnoredAny>,
    standard_message: Option<InJson>,
    sticker_message: Option<IgnoredAny>,
    contact_message: Option<IgnoredAny>,
    view_once_message: Option<IgnoredAny>,
    direct_story_reply_message: Option<IgnoredAny>,
    remote_deleted_message: Option<IgnoredAny>,
    update_message: Option<Update<'a>>,
    revisions: Vec<Revision<'a>>,
}

/// An earlier form of a message that was edited.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase", bound(deserialize = "'de: 'a"))]
struct Revision<'a> {
    date_sent: Scalar<'a>,
}

impl Item<'_> {
    /// When it was sent first, in milliseconds, whatever was edited since.
    fn sent(&self) -> Option<i64> {
        let first = self
            .revisions
            .iter()
            .filter_map(|revision| revision.date_sent.number());
        first.chain(self.date_sent.number()).min()
    }

    fn is_message(&self) -> bool {
        [
            &self.sticker_message,
            &self.contact_message,
            &self.view_once_message,
            &self.direct_story_reply_message,
        ]
        .iter()
        .any(|message| message.is_some())
            || self.standard_message.is_some()
    }
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase", bound(deserialize = "'de: 'a"))]
struct Update<'a> {
    individual_call: Option<Call<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default, bound(deserialize = "'de: 'a"))]
struct Call<'a> {
    direction: Scalar<'a>,
    state: Scalar<'a>,
}

/// With whom a chat is.
#[derive(Clone)]
enum With {
    /// One other, or a group.
    Room(Vec<PeerIx>),
    /// Nobody who counts.
    Nobody(SetAside),
}

struct Reader {
    log: Log,
    recipients: HashMap<String, With, FxBuildHasher>,
    members: HashMap<String, PeerIx, FxBuildHasher>,
    chats: HashMap<String, String, FxBuildHasher>,
    own: Option<String>,
    frames: u64,
}

fn read(source: Stream<'_>, _context: &Context) -> Imported {
    let mut reader = Reader {
        log: Log::new(source.file),
        recipients: HashMap::default(),
        members: HashMap::default(),
        chats: HashMap::default(),
        own: None,
        frames: 0,
    };
    if let Err(broken) = reader.lines(source.input) {
        reader.log.broken("", &broken);
    }
    let remark = format!(
        "{} lines, which name {} recipients and {} chats",
        reader.frames,
        reader.recipients.len(),
        reader.chats.len()
    );
    reader.log.out.report.remarks.push(remark);
    reader.log.finish(source.name, FORMAT.kind)
}

impl Reader {
    fn lines(&mut self, input: &mut dyn Read) -> Result<(), Broken> {
        let mut input = BufReader::with_capacity(256 << 10, input);
        let mut line = Vec::new();
        for number in 1.. {
            line.clear();
            let read = (&mut input).take(MOST).read_until(b'\n', &mut line);
            let read = read.map_err(|error| Broken::Unreadable(error.to_string()))?;
            if read == 0 {
                break;
            }
            let text = line.trim_ascii();
            let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
            if !text.iter().all(|byte| *byte == 0) {
                let whole = line.ends_with(b"\n") || text.ends_with(b"}");
                self.line(text, number, whole)?;
            }
        }
        Ok(())
    }

    fn line(&mut self, text: &[u8], number: u32, whole: bool) -> Result<(), Broken> {
        self.frames += 1;
        let mut room = String::new();
        match self.log.parse(text, &mut room, number) {
            Ok(frame) => self.frame(&frame, number),
            Err(_) if !whole => return Err(Broken::CutOff(number)),
            Err(error) => {
                let place = self.log.row(number);
                let message = format!("a line that cannot be read: {error}");
                self.log.reject(place, Code::BadRow, message);
            }
        }
        Ok(())
    }

    fn frame(&mut self, frame: &Frame<'_>, line: u32) {
        if let Some(account) = &frame.account {
            let name = full_name(&account.given_name, &account.family_name);
            self.log.out.owner.extend(name.map(OwnerHint::Alias));
        }
        if let Some(recipient) = &frame.recipient {
            self.recipient(recipient);
        }
        if let Some(chat) = &frame.chat {
            let (id, recipient) = (chat.id.text(), chat.recipient_id.text());
            self.chats.insert(id.to_owned(), recipient.to_owned());
        }
        if let Some(item) = &frame.chat_item {
            let place = self.log.row(line);
            match self.item(item) {
                Ok(event) => self.log.event(event, place),
                Err(Ok(why)) => self.log.aside(why),
                Err(Err(message)) => self.log.reject(place, Code::UndatedRow, message),
            }
        }
    }

    fn recipient(&mut self, recipient: &Recipient<'_>) {
        let id = recipient.id.text().to_owned();
        let with = if recipient.owner.is_some() {
            self.own = Some(id.clone());
            With::Nobody(SetAside::ToSelf)
        } else if let Some(contact) = &recipient.contact {
            match self.contact(contact) {
                Some(peer) => With::Room(vec![peer]),
                None => With::Nobody(SetAside::DeletedAccount),
            }
        } else if let Some(group) = &recipient.group {
            let members = group.snapshot.iter().flat_map(|s| &s.members);
            let known = members.filter_map(|m| self.members.get(m.user_id.text()));
            With::Room(known.copied().collect())
        } else {
            // Release notes of Signal itself, a story to many, a link to a call.
            With::Nobody(SetAside::Broadcast)
        };
        self.recipients.insert(id, with);
    }

    /// Somebody whose number Signal hides goes by a name of their choice, else by the account's own id.
    fn contact(&mut self, contact: &Contact<'_>) -> Option<PeerIx> {
        let nickname = contact.nickname.as_ref();
        let name = full_name(&contact.system_given_name, &contact.system_family_name)
            .or_else(|| nickname.and_then(|name| full_name(&name.given, &name.family)))
            .or_else(|| full_name(&contact.profile_given_name, &contact.profile_family_name))
            .unwrap_or_else(|| contact.username.text().to_owned());
        let username = contact.username.text().to_lowercase();
        let ids = [username.as_str(), contact.aci.text(), contact.pni.text()];
        let id = ids.into_iter().find(|id| !id.is_empty());
        let digits = contact.e164.text().trim_start_matches('+');
        let key = Phone::parse(&format!("+{digits}"), None)
            .map(PeerKey::Phone)
            .or_else(|| Some(PeerKey::Handle(format!("signal:{}", id?))))?;
        let peer = self.log.peers.keyed(key, &name);
        if !contact.aci.text().is_empty() {
            self.members.insert(contact.aci.text().to_owned(), peer);
        }
        Some(peer)
    }

    /// What a chat item is: an event, or why it is none.
    fn item(&mut self, item: &Item<'_>) -> Result<Event, Result<SetAside, String>> {
        let call = item
            .update_message
            .as_ref()
            .and_then(|u| u.individual_call.as_ref());
        if item.remote_deleted_message.is_some() {
            return Err(Ok(SetAside::Trash));
        }
        if !item.is_message() && call.is_none() {
            return Err(Ok(SetAside::ServiceNote));
        }
        let recipient = self.chats.get(item.chat_id.text());
        let members = match recipient.and_then(|id| self.recipients.get(id)) {
            Some(With::Room(members)) => members.clone(),
            Some(With::Nobody(why)) => return Err(Ok(*why)),
            None => return Err(Ok(SetAside::NobodyNamed)),
        };
        let at = item.sent().map(|ms| ms.div_euclid(1000));
        let at = at.filter(|at| *at >= FIRST).ok_or_else(|| {
            Err(format!(
                "{:?} is not a time in 1990 or later, in milliseconds",
                item.date_sent.text()
            ))
        })?;
        let owner = self.log.owner();
        let author = item.author_id.text();
        let outgoing = match call {
            Some(call) => call.direction.text() == "OUTGOING",
            None => item.outgoing.is_some() || self.own.as_deref() == Some(author),
        };
        let from = match (outgoing, self.recipients.get(author)) {
            (true, _) => owner,
            (false, Some(With::Room(people)))
                if people.len() == 1 && self.own.as_deref() != Some(author) =>
            {
                people[0]
            }
            // A call that came in may be kept under the owner as its author.
            (false, _) if members.len() == 1 => members[0],
            (false, _) => return Err(Ok(SetAside::NobodyNamed)),
        };
        // The export tells no length. A call that was taken lasted a second at least.
        let taken = call.is_some_and(|call| call.state.text() == "ACCEPTED");
        let native = format!("signal {} {}", self.author(from), item.date_sent.text());
        Ok(Event {
            at,
            channel: if call.is_some() {
                Channel::Call
            } else {
                Channel::Chat
            },
            parties: Room::of(members.into_iter().chain([from, owner])).said_by(from),
            duration_s: call.map(|_| u32::from(taken)),
            native: fingerprint(&native),
            gist: item.standard_message.and_then(|text| text.0),
        })
    }

    /// Signal knows a message by its author and the millisecond in which it was sent.
    fn author(&self, peer: PeerIx) -> &str {
        match &self.log.peers.get(peer).key {
            PeerKey::Phone(phone) => phone.e164(),
            PeerKey::Handle(handle) => handle,
            PeerKey::Profile(_) | PeerKey::Email(_) | PeerKey::Name(_) | PeerKey::Owner => "self",
        }
    }
}

fn full_name(given: &Scalar<'_>, family: &Scalar<'_>) -> Option<String> {
    let name = format!("{} {}", given.text(), family.text());
    let name = name.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::exchange::Parties;
    use crate::model::intake::{Fate, FileId};

    const PEOPLE: &str = r#"{"version":"1","backupTimeMs":"1773104400000"}
{"account":{"givenName":"Runa","familyName":"Teglgaard"}}
{"recipient":{"id":"1","self":{}}}
{"recipient":{"id":"2","contact":{"aci":"AAI=","e164":"4915112345678","profileGivenName":"D.","systemGivenName":"Dorothea","systemFamilyName":"Quist"}}}
{"recipient":{"id":"3","contact":{"aci":"AAM=","e164":"+49 151 85646264","profileGivenName":"Marek"}}}
{"recipient":{"id":"4","contact":{"aci":"AAQ=","username":"Amadou.42"}}}
{"recipient":{"id":"5","group":{"snapshot":{"title":{"title":"Malt"},"members":[{"userId":"AAI="},{"userId":"AAM="},{"userId":"/wE="}]}}}}
{"recipient":{"id":"6","releaseNotes":{}}}
{"chat":{"id":"10","recipientId":"2"}}
{"chat":{"id":"11","recipientId":"5"}}
{"chat":{"id":"12","recipientId":"1"}}
{"chat":{"id":"13","recipientId":"6"}}
"#;

    fn imported(items: &str) -> Imported {
        let text = format!("{PEOPLE}{items}");
        assert!(claims(text.as_bytes()));
        let source = Stream {
            file: FileId(0),
            name: "main.jsonl",
            input: &mut text.as_bytes(),
            size: text.len() as u64,
            beside: None,
        };
        read(source, &Context::default())
    }

    fn sides(imported: &Imported) -> Vec<(&PeerKey, usize)> {
        let side = |parties: &Parties| {
            let people = parties.people();
            (&imported.peers[people[0].0 as usize].key, people.len() - 1)
        };
        imported
            .exchanges
            .iter()
            .map(|e| side(&e.parties))
            .collect()
    }

    #[test]
    fn a_number_is_one_with_and_without_its_plus_and_a_hidden_one_gives_way_to_the_name_chosen() {
        let keys: Vec<PeerKey> = imported("").peers.into_iter().map(|p| p.key).collect();
        let phone = |raw| PeerKey::Phone(Phone::parse(raw, None).unwrap());
        assert_eq!(
            keys,
            [
                phone("+4915112345678"),
                phone("+4915185646264"),
                PeerKey::Handle("signal:amadou.42".to_owned())
            ]
        );
    }

    #[test]
    fn messages_and_calls_count_and_notes_do_not() {
        let read = imported(
            r#"{"chatItem":{"chatId":"10","authorId":"2","dateSent":"1768327320000","incoming":{},"standardMessage":{"text":{"body":"hi"}}}}
{"chatItem":{"chatId":"10","authorId":"1","dateSent":"1768327500999","outgoing":{"sendStatus":[]},"stickerMessage":{}}}
{"chatItem":{"chatId":"10","authorId":"1","dateSent":"1768381200000","directionless":{},"updateMessage":{"individualCall":{"direction":"INCOMING","state":"ACCEPTED"}}}}
{"chatItem":{"chatId":"10","authorId":"1","dateSent":"1768381300000","directionless":{},"updateMessage":{"individualCall":{"direction":"OUTGOING","state":"NOT_ACCEPTED"}}}}
{"chatItem":{"chatId":"10","authorId":"2","dateSent":"1768384800000","directionless":{},"updateMessage":{"expirationTimerChange":{}}}}
{"chatItem":{"chatId":"10","authorId":"2","dateSent":"1768384900000","incoming":{},"remoteDeletedMessage":{}}}
{"chatItem":{"chatId":"12","authorId":"1","dateSent":"1768385000000","outgoing":{},"standardMessage":{}}}
{"chatItem":{"chatId":"13","authorId":"6","dateSent":"1768386000000","incoming":{},"standardMessage":{}}}
"#,
        );
        assert_eq!(read.report.rows, 8);
        let dorothea = &read.peers[0].key;
        let owner = &PeerKey::Owner;
        assert_eq!(
            sides(&read),
            [(dorothea, 1), (owner, 1), (dorothea, 1), (owner, 1)]
        );
        let told: Vec<(Channel, i64, Option<u32>)> = read
            .exchanges
            .iter()
            .map(|e| (e.channel, e.at.at, e.duration_s))
            .collect();
        assert_eq!(
            told,
            [
                (Channel::Chat, 1_768_327_320, None),
                (Channel::Chat, 1_768_327_500, None),
                (Channel::Call, 1_768_381_200, Some(1)),
                (Channel::Call, 1_768_381_300, Some(0)),
            ]
        );
        for why in [
            SetAside::ServiceNote,
            SetAside::Trash,
            SetAside::ToSelf,
            SetAside::Broadcast,
        ] {
            assert_eq!(read.report.of(Fate::SetAside(why)), 1, "{why:?}");
        }
        assert_eq!(read.owner, [OwnerHint::Alias("Runa Teglgaard".to_owned())]);
    }

    #[test]
    fn in_a_group_everybody_is_on_it_even_who_has_left() {
        let read = imported(
            r#"{"chatItem":{"chatId":"11","authorId":"4","dateSent":"1768384900000","incoming":{},"standardMessage":{}}}
{"chatItem":{"chatId":"11","authorId":"1","dateSent":"1768384901000","outgoing":{},"standardMessage":{}}}
"#,
        );
        let amadou = &read.peers[2].key;
        assert_eq!(sides(&read), [(amadou, 3), (&PeerKey::Owner, 2)]);
    }

    #[test]
    fn a_broken_line_costs_itself_and_a_cut_one_is_said() {
        let sound = r#"{"chatItem":{"chatId":"10","authorId":"2","dateSent":"1768327320000","incoming":{},"standardMessage":{}}}"#;
        let deep = format!(r#"{{"chatItem":{{"chatId":{}}}}}"#, "[".repeat(9_000));
        let read = imported(&format!(
            "{sound}\n{{\"chatItem\": nonsense}}\n{deep}\n\0\0\n{}\n{}",
            sound.replace("17683273", "-"),
            &sound[..70]
        ));
        assert_eq!(read.exchanges.len(), 1);
        let problems: Vec<(Code, u32)> = read
            .problems
            .iter()
            .map(|p| (p.code, p.place.line))
            .collect();
        assert_eq!(
            problems,
            [
                (Code::BadRow, 14),
                (Code::BadRow, 15),
                (Code::UndatedRow, 17),
                (Code::TruncatedFile, 18)
            ]
        );
    }
}
