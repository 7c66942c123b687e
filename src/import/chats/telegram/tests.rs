//! What is read of the exports of Telegram.

use std::sync::Arc;

use super::*;
use crate::model::exchange::{Parties, Recipients};
use crate::model::intake::{Fate, FileId};

fn imported(text: &str) -> Imported {
    assert!(claims(text.as_bytes()), "{text}");
    let source = Stream {
        file: FileId(0),
        name: "result.json",
        input: &mut text.as_bytes(),
        size: text.len() as u64,
        beside: None,
    };
    let zone = chrono_tz::Europe::Berlin;
    let context = Context {
        zone,
        ..Context::default()
    };
    read(source, &context)
}

const FULL: &str = r#"{"about": "Here is the data you requested.",
"personal_information": {"user_id": 11, "first_name": "Runa", "last_name": "Teglgaard", "phone_number": "+49 151 85646264"},
"contacts": {"about": "x", "list": [
 {"user_id": 22, "first_name": "Dorothea", "last_name": "Quist", "phone_number": "0049 151 12345678"},
 {"user_id": 0, "first_name": "Nobody", "last_name": "", "phone_number": ""}]},
"chats": {"list": ["#;

fn full(chats: &str) -> Imported {
    imported(&format!("{FULL}{chats}]}}}}"))
}

fn key(imported: &Imported, peer: PeerIx) -> PeerKey {
    imported.peers[peer.0 as usize].key.clone()
}

fn dorothea() -> PeerKey {
    PeerKey::Phone(Phone::parse("+4915112345678", None).unwrap())
}

#[test]
fn a_contact_has_a_number_and_the_owner_is_whose_export_it_is() {
    let read = full(
        r#"{"name": "D. Q.", "type": "personal_chat", "id": 22, "messages": [
{"id": 1, "type": "message", "date": "2026-01-13T19:02:00", "date_unixtime": "1768327320", "from": "D. Q.", "from_id": "user22", "text": ["a", {"type": "bold", "text": "b"}]},
{"id": 2, "type": "message", "date": "2026-01-13T19:05:00", "date_unixtime": "1768327500", "from": "Runa", "from_id": "user11", "text": "c"},
{"id": 3, "type": "service", "date_unixtime": "1768381200", "actor": "D. Q.", "actor_id": "user22", "action": "phone_call", "duration_seconds": 65},
{"id": 4, "type": "service", "date_unixtime": "1768384800", "actor": "Runa", "actor_id": "user11", "action": "phone_call", "discard_reason": "missed"},
{"id": 5, "type": "service", "date_unixtime": "1768384900", "actor": "Runa", "actor_id": "user11", "action": "pin_message"}]}"#,
    );
    let told: Vec<_> = read
        .exchanges
        .iter()
        .map(|e| {
            (
                key(&read, e.parties.people()[0]),
                key(&read, e.parties.people()[1]),
                e.at.at,
                e.duration_s,
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (dorothea(), PeerKey::Owner, 1_768_327_320, None),
            (PeerKey::Owner, dorothea(), 1_768_327_500, None),
            (dorothea(), PeerKey::Owner, 1_768_381_200, Some(65)),
            (PeerKey::Owner, dorothea(), 1_768_384_800, None),
        ]
    );
    assert_eq!(read.peers[0].name.as_deref(), Some("Dorothea Quist"));
    assert_eq!(
        (
            read.report.rows,
            read.report.of(Fate::SetAside(SetAside::ServiceNote))
        ),
        (5, 1)
    );
    let own = Phone::parse("+4915185646264", None).unwrap();
    assert!(
        read.owner.contains(&OwnerHint::Phone(own)),
        "{:?}",
        read.owner
    );
}

#[test]
fn what_is_no_talk_with_people_is_counted_and_left_out() {
    let chat = |id: u32, kind: &str, name: &str| {
        format!(
            r#"{{"name": {name}, "type": "{kind}", "id": {id}, "messages": [
{{"id": 1, "type": "message", "date_unixtime": "1768327320", "from": {name}, "from_id": "user{id}", "text": ""}},
{{"id": 2, "type": "service", "date_unixtime": "1768327320", "action": "join"}}]}}"#
        )
    };
    let chats = [
        chat(7, "bot_chat", "\"B\""),
        chat(8, "public_channel", "\"C\""),
        chat(9, "saved_messages", "null"),
        chat(10, "personal_chat", "null"),
    ];
    let read = full(&chats.join(","));
    assert!(read.exchanges.is_empty());
    let aside = |why| read.report.of(Fate::SetAside(why));
    assert_eq!(
        (
            aside(SetAside::Bot),
            aside(SetAside::Broadcast),
            aside(SetAside::ToSelf)
        ),
        (2, 2, 2)
    );
    assert_eq!(
        (
            aside(SetAside::DeletedAccount),
            aside(SetAside::ServiceNote)
        ),
        (1, 1)
    );
    assert_eq!(
        read.report.remarks,
        ["3 chats are bots, channels or your saved messages"]
    );
}

#[test]
fn in_a_single_chat_the_owner_is_who_is_not_the_other_side() {
    let old = imported(
        r#"{"name": "Zoe", "type": "personal_chat", "id": 33, "messages": [
{"id": 1, "type": "message", "date": "2019-07-01T14:00:00", "from": "Zoe", "from_id": 33, "text": "a"},
{"id": 2, "type": "message", "date": "2019-07-01T14:00:05", "from": "Me", "from_id": 11, "text": "b"}]}"#,
    );
    let told: Vec<_> = old
        .exchanges
        .iter()
        .map(|e| (key(&old, e.parties.people()[0]), e.at.at))
        .collect();
    // Two o'clock in a Berlin summer is noon UTC.
    let zoe = PeerKey::Handle("telegram:user33".to_owned());
    assert_eq!(
        told,
        [(zoe, 1_561_982_400), (PeerKey::Owner, 1_561_982_405)]
    );
    assert_eq!(old.owner, [OwnerHint::Handle("telegram:user11".to_owned())]);
}

#[test]
fn the_messages_of_a_crowd_share_one_list_of_its_members() {
    let message = |user: u32| {
        format!(
            r#"{{"id": {user}, "type": "message", "date_unixtime": "1768327320", "from": "U{user}", "from_id": "user{user}"}}"#
        )
    };
    let group = |users: std::ops::Range<u32>| {
        let said: Vec<String> = users.map(message).collect();
        full(&format!(
            r#"{{"name": "G", "type": "private_supergroup", "id": 9, "messages": [{}]}}"#,
            said.join(",")
        ))
    };
    let on = |read: &Imported| read.exchanges[0].parties.people().len();
    assert_eq!(on(&group(100..103)), 4, "three and the owner");
    let crowd = group(100..400);
    assert_eq!((crowd.exchanges.len(), on(&crowd)), (300, 301));
    let lists = crowd.exchanges.iter().filter_map(|e| match &e.parties {
        Parties::Between {
            to: Recipients::Room(all),
            ..
        } => Some(Arc::as_ptr(all)),
        _ => None,
    });
    let mut lists: Vec<_> = lists.collect();
    assert_eq!(lists.len(), 300);
    lists.dedup();
    assert_eq!(lists.len(), 1);
}

#[test]
fn what_stands_before_the_end_of_a_file_is_read_and_a_bad_message_costs_itself() {
    let text = format!(
        r#"{FULL}{{"name": "D", "type": "personal_chat", "id": 22, "messages": [
{{"id": 1, "type": "message", "date_unixtime": "1768327320", "from": "D", "from_id": "user22"}},
{{"id": 2, "type": message}},
{{"id": 3, "type": "message", "date": "in spring", "from": "D", "from_id": "user22"}},
{{"id": 4, "type": "message", "date_unixtime": "17683"#
    );
    let read = imported(&text);
    assert_eq!(read.exchanges.len(), 1);
    let found: Vec<(Code, u32)> = read
        .problems
        .iter()
        .map(|p| (p.code, p.place.line))
        .collect();
    assert_eq!(
        found,
        [
            (Code::BadRow, 8),
            (Code::UndatedRow, 9),
            (Code::TruncatedFile, 10)
        ]
    );
    let fates: u64 = read.report.fates.values().sum();
    assert_eq!((fates, read.report.rows), (2, 3), "the cut one is no row");
}

#[test]
fn other_json_is_not_claimed() {
    for other in [
        r#"{"type": "module", "messages": []}"#,
        r#"{"about": "a page", "version": 1}"#,
        r#"[{"chats": {}}]"#,
        r#"{"chats": {}, "contacts": []}"#,
    ] {
        assert!(!claims(other.as_bytes()), "{other}");
    }
}
