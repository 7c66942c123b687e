//! Messages of a Mac or an iPhone: `chat.db`, `sms.db`. The text of a message is never asked for.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::{incomplete, instant};
use crate::import::Context;
use crate::import::gist::gist;
use crate::import::log::{Event, Log};
use crate::import::peers::fingerprint;
use crate::import::room::Room;
use crate::import::sqlite::{Cell, Database};
use crate::model::exchange::{Channel, Gist, PeerIx};
use crate::model::intake::SetAside;
use crate::model::keys::{Email, Phone};
use crate::model::owner::OwnerHint;
use crate::model::problem::Code;

/// What the import report calls it.
pub const KIND: &str = "Apple messages";

const COLUMNS: [&str; 12] = [
    "ROWID",
    "guid",
    "date",
    "is_from_me",
    "handle_id",
    "item_type",
    "associated_message_type",
    "service",
    "destination_caller_id",
    "account",
    "text",
    "attributedBody",
];

/// The style of a chat with several.
const GROUP: i64 = 43;

/// Whom a handle means, or why nobody.
type Meant = Result<PeerIx, SetAside>;

/// One chat.
#[derive(Default)]
struct Chat {
    group: bool,
    members: Vec<Meant>,
}

/// What stands in the tables beside that of the messages.
#[derive(Default)]
struct Around {
    handles: FxHashMap<i64, Meant>,
    chats: FxHashMap<i64, Chat>,
    /// The chat of each message.
    within: FxHashMap<i64, i64>,
    /// The owner's own addresses, as messages name them.
    own: BTreeSet<OwnerHint>,
}

/// Reads the messages of a database.
pub fn read(db: &Database, log: &mut Log, context: &Context) {
    let mut around = Around::default();
    let read = db.rows("handle", &["ROWID", "id"], &mut |row| {
        let meant = log.meant(&row[1].text(), "", context.region);
        around.handles.insert(row[0].number(), meant);
    });
    incomplete(log, "handle", read);
    let read = db.rows("chat", &["ROWID", "style"], &mut |row| {
        let chat = around.chats.entry(row[0].number()).or_default();
        chat.group = row[1].number() == GROUP;
    });
    incomplete(log, "chat", read);
    let read = db.rows("chat_handle_join", &["chat_id", "handle_id"], &mut |row| {
        if let Some(&meant) = around.handles.get(&row[1].number()) {
            let chat = around.chats.entry(row[0].number()).or_default();
            chat.members.push(meant);
        }
    });
    incomplete(log, "chat_handle_join", read);
    let read = db.rows(
        "chat_message_join",
        &["message_id", "chat_id"],
        &mut |row| {
            around.within.insert(row[0].number(), row[1].number());
        },
    );
    incomplete(log, "chat_message_join", read);
    let read = db.rows("message", &COLUMNS, &mut |row| {
        message(row, &mut around, log, context)
    });
    incomplete(log, "message", read);
    log.out.owner.extend(around.own);
}

fn message(row: &[Cell<'_>], around: &mut Around, log: &mut Log, context: &Context) {
    let place = log.row(0);
    match parties(row, around, log) {
        Err(why) => log.aside(why),
        Ok((from, room)) => {
            let Some(at) = instant(row[2].fraction()) else {
                let message = format!("{:?} is not a date in 1990 or later", row[2].text());
                return log.reject(place, Code::UndatedRow, message);
            };
            own_addresses(row, around, context);
            let service = row[7].text();
            let event = Event {
                at,
                channel: if matches!(service.as_str(), "SMS" | "RCS") {
                    Channel::Sms
                } else {
                    Channel::Chat
                },
                parties: room.said_by(from),
                duration_s: None,
                native: fingerprint(&format!("imessage {}", row[1].text())),
                gist: gist_of(&row[10], &row[11]),
            };
            log.event(event, place);
        }
    }
}

/// What a message comes to. Newer versions keep its text with its attributes only, in an archive of objects.
fn gist_of(text: &Cell<'_>, attributed: &Cell<'_>) -> Option<Gist> {
    let plain = text.text();
    if !plain.is_empty() {
        return Some(gist(&plain));
    }
    let archived = attributed.bytes();
    let at = memchr::memmem::find(archived, STRING)? + STRING.len() + 5;
    let (length, rest) = match archived.get(at..)? {
        [0x81, low, high, rest @ ..] => (usize::from(u16::from_le_bytes([*low, *high])), rest),
        [0x82, a, b, c, d, rest @ ..] => (u32::from_le_bytes([*a, *b, *c, *d]) as usize, rest),
        [length, rest @ ..] => (usize::from(*length), rest),
        [] => return None,
    };
    let text = String::from_utf8_lossy(rest.get(..length)?);
    Some(gist(&text))
}

/// The class before a text in such an archive; five bytes of its own lie between it and the length of the text.
const STRING: &[u8] = b"NSString";

/// Who wrote and who was in the chat, or why the row is no message between people.
fn parties(row: &[Cell<'_>], around: &Around, log: &mut Log) -> Result<(PeerIx, Room), SetAside> {
    match (row[5].number(), row[6].number()) {
        (0, 0) => {}
        // A heart, a thumb and the like, and that it was taken back.
        (0, 2000..=3999) => return Err(SetAside::Reaction),
        _ => return Err(SetAside::ServiceNote),
    }
    let nobody = Chat::default();
    let chat = around
        .within
        .get(&row[0].number())
        .and_then(|id| around.chats.get(id));
    let chat = chat.unwrap_or(&nobody);
    let handle = around.handles.get(&row[4].number()).copied();
    let owner = log.owner();
    let from_owner = row[3].number() == 1;
    let named = chat.members.iter().copied().chain(handle);
    let people: Vec<PeerIx> = named.clone().filter_map(Result::ok).collect();
    if people.is_empty() {
        let why = named.clone().find_map(Result::err);
        return Err(why.unwrap_or(SetAside::NobodyNamed));
    }
    let from = match (from_owner, handle.and_then(Result::ok)) {
        (true, _) => owner,
        (false, Some(peer)) => peer,
        (false, None) if chat.group => return Err(SetAside::NobodyNamed),
        (false, None) => people[0],
    };
    // One person is in a chat of two under several handles, one a service, of which one is used at a time.
    let members = if chat.group || people.len() > 1 && handle.is_none() {
        people
    } else {
        vec![if from == owner {
            handle.and_then(Result::ok).unwrap_or(people[0])
        } else {
            from
        }]
    };
    Ok((from, Room::of(members.into_iter().chain([from, owner]))))
}

/// At which of their addresses the owner got or sent a message.
fn own_addresses(row: &[Cell<'_>], around: &mut Around, context: &Context) {
    for cell in &row[8..10] {
        let text = cell.text();
        let address = text
            .trim_start_matches(['e', 'E', 'p', 'P'])
            .trim_start_matches(':');
        let address = if address.len() + 2 == text.len() {
            address
        } else {
            &text
        };
        let email = Email::parse(address).map(OwnerHint::Email);
        let hint = email.or_else(|| Phone::parse(address, context.region).map(OwnerHint::Phone));
        around.own.extend(hint);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::imported;
    use crate::model::exchange::{Channel, PeerKey};
    use crate::model::intake::{Fate, Imported, SetAside};
    use crate::model::keys::{Email, Phone};
    use crate::model::owner::OwnerHint;

    const TABLES: &str = "CREATE TABLE handle (ROWID INTEGER PRIMARY KEY, id TEXT, service TEXT);
        INSERT INTO handle VALUES (1,'+4915112345678','iMessage'),(2,'+4915112345678','SMS'),(3,'marek@example.org','iMessage'),(4,'22333','SMS');
        CREATE TABLE chat (ROWID INTEGER PRIMARY KEY, style INTEGER);
        INSERT INTO chat VALUES (1,45),(2,43);
        CREATE TABLE chat_handle_join (chat_id INTEGER, handle_id INTEGER);
        INSERT INTO chat_handle_join VALUES (1,1),(2,1),(2,3);
        CREATE TABLE chat_message_join (chat_id INTEGER, message_id INTEGER, PRIMARY KEY (chat_id, message_id));
        INSERT INTO chat_message_join VALUES (1,1),(1,2),(1,3),(2,4),(2,5),(1,6),(2,8);
        CREATE TABLE message (ROWID INTEGER PRIMARY KEY, guid TEXT, text TEXT, handle_id INTEGER, service TEXT, date INTEGER,
            is_from_me INTEGER, item_type INTEGER, associated_message_type INTEGER, destination_caller_id TEXT);
        INSERT INTO message VALUES (1,'g1','hi',1,'iMessage',790020000000000000,0,0,0,'+4915185646264'),
            (2,'g2',NULL,1,'iMessage',790020060000000000,1,0,0,'runa@example.org'),
            (3,'g3','a heart',1,'iMessage',790020120000000000,0,0,2001,NULL),
            (4,'g4','to the group',3,'iMessage',790074000000000000,0,0,0,NULL),
            (5,'g5',NULL,3,'iMessage',790074060000000000,0,2,0,NULL),
            (6,'g6','in seconds',2,'SMS',483753600,0,0,0,NULL),
            (7,'g7','a code',4,'SMS',791596800000000000,0,0,0,NULL),
            (8,'g8','mine to the group',0,'iMessage',790074300000000000,1,0,0,NULL),
            (9,'g9','of no day',1,'SMS',0,0,0,0,NULL);";

    fn told(read: &Imported) -> Vec<(String, usize, Channel, i64)> {
        let name = |key: &PeerKey| match key {
            PeerKey::Owner => "owner".to_owned(),
            PeerKey::Email(email) => email.to_string(),
            PeerKey::Phone(phone) => phone.e164().to_owned(),
            other => format!("{other:?}"),
        };
        let tell = |e: &crate::model::exchange::Exchange| {
            let people = e.parties.people();
            let from = &read.peers[people[0].0 as usize].key;
            (name(from), people.len() - 1, e.channel, e.at.at)
        };
        read.exchanges.iter().map(tell).collect()
    }

    #[test]
    fn messages_are_told_from_what_only_looks_like_them() {
        let read = imported(TABLES);
        let phone = "+4915112345678".to_owned();
        assert_eq!(
            told(&read),
            [
                (phone.clone(), 1, Channel::Chat, 1_768_327_200),
                ("owner".to_owned(), 1, Channel::Chat, 1_768_327_260),
                (
                    "marek@example.org".to_owned(),
                    2,
                    Channel::Chat,
                    1_768_381_200
                ),
                (phone, 1, Channel::Sms, 1_462_060_800),
                ("owner".to_owned(), 2, Channel::Chat, 1_768_381_500),
            ]
        );
        for why in [SetAside::Reaction, SetAside::ServiceNote, SetAside::Service] {
            assert_eq!(read.report.of(Fate::SetAside(why)), 1, "{why:?}");
        }
        assert_eq!((read.report.rows, read.report.of(Fate::Rejected)), (9, 1));
        let own = [
            OwnerHint::Email(Email::parse("runa@example.org").unwrap()),
            OwnerHint::Phone(Phone::parse("+4915185646264", None).unwrap()),
        ];
        assert_eq!(read.owner, own);
    }

    #[test]
    fn columns_and_tables_of_other_versions_may_be_missing() {
        let old = imported(
            "CREATE TABLE handle (ROWID INTEGER PRIMARY KEY, id TEXT); INSERT INTO handle VALUES (1,'marek@example.org');
             CREATE TABLE message (ROWID INTEGER PRIMARY KEY, date INTEGER, is_from_me INTEGER, handle_id INTEGER);
             INSERT INTO message VALUES (1,483753600,1,1);",
        );
        assert_eq!(
            told(&old),
            [("owner".to_owned(), 1, Channel::Chat, 1_462_060_800)]
        );
        assert_eq!(old.problems, []);
    }
}
