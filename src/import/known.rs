//! Files that Tieline knows and does not read: what each is, and what to export instead.

use crate::import::contacts;
use crate::import::json;
use crate::import::linkedin;
use crate::import::sieve;
use crate::import::sqlite::MAGIC;
use crate::import::table::{Candidates, Header};
use crate::import::text;

/// What is said of a file that is known and not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// What it is and what to do, to stand behind the name of the file.
    pub words: &'static str,
    /// Whether another export of the same would be read.
    pub has_better: bool,
}

/// The beginning of a file and its name.
struct Head<'a> {
    name: &'a str,
    bytes: &'a [u8],
    text: String,
}

/// How a kind of file is recognised, and what is said of it.
struct Rule {
    is: fn(&Head<'_>) -> bool,
    known: Known,
}

const fn instead(is: fn(&Head<'_>) -> bool, words: &'static str) -> Rule {
    let known = Known {
        words,
        has_better: true,
    };
    Rule { is, known }
}

const fn nobody(is: fn(&Head<'_>) -> bool, words: &'static str) -> Rule {
    let known = Known {
        words,
        has_better: false,
    };
    Rule { is, known }
}

const RULES: &[Rule] = &[
    instead(
        |head| {
            let client = head.bytes.get(8..14).unwrap_or_default();
            head.bytes.starts_with(b"!BDN") && client.windows(2).any(|pair| pair == b"SO")
        },
        "Outlook's copy of an online mailbox (.ost), which only Outlook can open; in Outlook choose File, Open & Export, Import/Export, Export to a file, Outlook Data File (.pst)",
    ),
    instead(
        |head| {
            is_database(
                head,
                &[&["message", "chat", "jid"], &["messages", "chat_list"]],
            )
        },
        "WhatsApp's own database; in WhatsApp open a chat, then More, Export chat, without media, and give the text or zip",
    ),
    instead(
        |head| is_database(head, &[&["ZWAMESSAGE", "ZWACHATSESSION"]]),
        "WhatsApp's own database on an iPhone; in WhatsApp open a chat, then its name, Export chat, without media, and give the zip",
    ),
    instead(
        |head| {
            let base = head.name.rsplit(['/', '\\']).next().unwrap_or_default();
            base == "Manifest.db" && !head.bytes.starts_with(MAGIC)
        },
        "the list of an encrypted backup of an iPhone, which only Apple's programs can open; in Finder or iTunes turn off \"Encrypt local backup\", back up again and give that folder",
    ),
    instead(
        is_whatsapp_backup,
        "an encrypted WhatsApp backup, which only WhatsApp can open; on the phone open a chat, then More, Export chat, without media, and give the text or zip",
    ),
    instead(
        is_signal_backup,
        "an encrypted Signal backup, which only Signal can open; in Signal choose Settings, Chats, Export chats, and give the folder with main.jsonl",
    ),
    instead(
        is_signal_database,
        "Signal Desktop's database, which is encrypted; in Signal choose Settings, Chats, Export chats, and give the folder with main.jsonl",
    ),
    instead(
        |head| head.bytes.starts_with(b"messages.json\0"),
        "an export of Skype or Teams whose archive is damaged; download it again, or unpack it and give the messages.json in it",
    ),
    instead(
        |head| {
            is_page(head)
                && has_all(head, &["class=\"message", "clearfix"])
                && (has_all(head, &["pull_right date details"])
                    || has_all(head, &["page_body chat_page"]))
        },
        "a Telegram chat as a web page; in Telegram Desktop export it again as machine-readable JSON and give result.json",
    ),
    instead(
        |head| {
            is_page(head)
                && (has_all(head, &["_a6-g"]) || has_all(head, &["pam _3-95 _2ph- _2lej"]))
        },
        "messages of Facebook or Instagram as web pages; request the download again with JSON as its format",
    ),
    instead(
        |head| {
            let ending = head
                .name
                .rsplit_once('.')
                .map(|(_, ending)| ending.to_lowercase());
            let is_table =
                ending.is_some_and(|ending| ["csv", "tsv", "tab"].contains(&ending.as_str()));
            is_table
                && !linkedin::is_without_use(head.name)
                && Header::first(&head.text, contacts::tells_of_people)
        },
        "a table that seems to be about people, too few of whose columns Tieline knows; give its columns names that say what they hold, such as Name, E-mail, Phone, Company",
    ),
    nobody(
        |head| has_columns(head, &["meetingcode", "starttime", "callcounterparts"]),
        "Google Meet's list of calls, which does not say who was there; give your calendar (.ics), which does",
    ),
    nobody(
        |head| has_columns(head, &["eventname", "eventtime", "externalurl"]),
        "LinkedIn's list of events that you signed up for; it names nobody",
    ),
    nobody(
        |head| {
            let keys = json::keys(head.bytes);
            let has = |key: &str| keys.contains(key);
            has(".mapping") && has(".create_time") || has(".chat_messages") && has(".uuid")
        },
        "conversations with an AI assistant; nobody is on the other side",
    ),
];

/// What is said of a file of this name and this beginning, if it is one of those.
pub fn known(name: &str, bytes: &[u8]) -> Option<Known> {
    let head = Head {
        name,
        bytes,
        text: text::decode(&sieve::head(bytes)).text.into_owned(),
    };
    let rule = RULES.iter().find(|rule| (rule.is)(&head))?;
    Some(rule.known)
}

fn is_page(head: &Head<'_>) -> bool {
    let start = head
        .text
        .trim_start()
        .get(..64)
        .unwrap_or(&head.text)
        .to_lowercase();
    start.contains("<html") || start.contains("<!doctype html")
}

fn has_all(head: &Head<'_>, parts: &[&str]) -> bool {
    parts.iter().all(|part| head.text.contains(part))
}

fn has_columns(head: &Head<'_>, names: &[&str]) -> bool {
    let has = |columns: &[String], name: &&str| columns.iter().any(|c| c == name);
    Candidates::of(&head.text)
        .find(|columns| names.iter().all(|name| has(columns, name)))
        .is_some()
}

/// Whether a file is a database with these tables, as its first page describes it.
fn is_database(head: &Head<'_>, sets: &[&[&str]]) -> bool {
    let has = |table: &&str| {
        let forms = [
            format!("CREATE TABLE {table}("),
            format!("CREATE TABLE {table} ("),
            format!("CREATE TABLE \"{table}\""),
        ];
        forms
            .iter()
            .any(|form| memchr::memmem::find(head.bytes, form.as_bytes()).is_some())
    };
    head.bytes.starts_with(MAGIC) && sets.iter().any(|set| set.iter().all(has))
}

/// The backups bear their kind in their name, and are no text and no database.
fn is_whatsapp_backup(head: &Head<'_>) -> bool {
    let name = head.name.to_lowercase();
    let ending = name.rsplit_once(".crypt").map(|(_, ending)| ending);
    let is_numbered = ending.is_some_and(|number| number.parse::<u8>().is_ok());
    is_numbered && !head.bytes.starts_with(MAGIC)
}

/// A frame with a key and a salt begins the file: its length in four bytes, then tags of its fields.
fn is_signal_backup(head: &Head<'_>) -> bool {
    let [0, 0, 0, length, 0x0a, inner, 0x0a, 0x10, ..] = head.bytes else {
        return false;
    };
    *length >= 0x20 && u32::from(*inner) + 2 <= u32::from(*length)
}

/// Nothing but its place tells an encrypted database.
fn is_signal_database(head: &Head<'_>) -> bool {
    let path = head.name.replace('\\', "/").to_lowercase();
    let is_there = path.ends_with("sql/db.sqlite") || path.ends_with("signal/db.sqlite");
    is_there && !head.bytes.starts_with(MAGIC)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(name: &str, bytes: &[u8]) -> &'static str {
        known(name, bytes).map_or("", |known| known.words)
    }

    #[test]
    fn each_kind_is_named_for_what_it_is() {
        let telegram = "<!DOCTYPE html><html><div class=\"message default clearfix\"><div class=\"pull_right date details\">";
        let facebook = "<html><head></head><div class=\"_3-95 _a6-g\">";
        let meet = "Meeting Code,Start Time,Call Counterparts\na,2026-03-02,\n";
        let events = "Event Name,Event Time,Status,External Url\nFair,x,ATTENDING,\n";
        let assistant = r#"[{"title": "x", "create_time": 1, "mapping": {}}]"#;
        let signal = [0, 0, 0, 0x3a, 0x0a, 0x36, 0x0a, 0x10, 1, 2, 3];
        for (name, bytes, part) in [
            ("a.ost", &b"!BDN\0\0\0\0SO$\0\0\0"[..], ".pst"),
            (
                "msgstore.db.crypt15",
                &[0x0a, 0x26, 0, 1],
                "encrypted WhatsApp",
            ),
            ("x.backup", &signal, "encrypted Signal"),
            ("Signal/sql/db.sqlite", &[7, 8, 9], "Signal Desktop"),
            ("messages.html", telegram.as_bytes(), "result.json"),
            ("message_1.html", facebook.as_bytes(), "JSON"),
            ("records.csv", meet.as_bytes(), "Google Meet"),
            ("Manifest.db", &[1, 2, 3], "encrypted backup"),
            ("Events.csv", events.as_bytes(), "signed up"),
            ("conversations.json", assistant.as_bytes(), "AI assistant"),
        ] {
            assert!(
                words(name, bytes).contains(part),
                "{name}: {}",
                words(name, bytes)
            );
        }
        for (name, bytes) in [
            ("a.pst", &b"!BDN\0\0\0\0SM$\0\0\0"[..]),
            ("x.json", br#"[{"a": 1}]"#),
            ("page.html", b"<html><p>_3-95</p>"),
        ] {
            assert_eq!(known(name, bytes), None, "{name}");
        }
    }
}
