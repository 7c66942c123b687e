//! Exports of chat services and logs of programs: who was written to, who wrote, and what is said of those that are not read.

use serde_json::{Value, json};

use crate::find::{codes, count, file, list, person, text};
use crate::run::{audit, run, scratch, write};

fn read(path: &str, more: &[&str]) -> Value {
    let path = format!("fixtures/{path}");
    audit(&[&[path.as_str(), "--as-of", "2026-05-01"], more].concat())
}

/// Messages and calls of the owner to somebody, and of theirs.
fn both_ways(audit: &Value, name: &str) -> (u64, u64) {
    let basis = &person(audit, name)["standing"]["basis"];
    (count(basis, "sent"), count(basis, "received"))
}

/// How often somebody was met.
fn met(audit: &Value, name: &str) -> u64 {
    let timeline = person(audit, name)["timeline"].as_array();
    let months = timeline.into_iter().flatten();
    months.filter_map(|month| month["met"].as_u64()).sum()
}

#[test]
fn messenger_mends_names_and_tells_the_owner_by_the_title_of_a_talk_of_two() {
    let audit = read("chats/messenger", &[]);
    assert_eq!(both_ways(&audit, "Zoë Brändt"), (1, 2));
    assert_eq!(both_ways(&audit, "Marek Sedlak"), (0, 1));
    assert_eq!(both_ways(&audit, "Emil Roth"), (0, 1));
    assert_eq!(audit["owner"]["name"], "Runa Teglgaard");
    assert_eq!(
        audit["totals"]["set_aside"],
        json!({"deleted account": 1, "note of the service": 1, "reaction": 1, "thrown away": 2})
    );
    assert_eq!(audit["totals"]["rejected"], 1);
}

#[test]
fn skype_is_read_in_its_tar() {
    let audit = read("chats/skype", &[]);
    let read = file(&audit, "messages.json");
    assert_eq!(
        (text(read, "kind"), count(read, "rows")),
        ("Skype or Teams chats", 8)
    );
    assert_eq!(both_ways(&audit, "Dorothea Quist"), (1, 2));
    assert_eq!(both_ways(&audit, "Marek Sedlak"), (0, 1));
    assert_eq!(both_ways(&audit, "+46 70 174 06 05"), (1, 0));
    assert_eq!(
        audit["totals"]["set_aside"],
        json!({"bot": 1, "note of the service": 1, "to yourself": 1})
    );
}

#[test]
fn discord_is_read_as_a_program_saves_it_and_as_the_service_sends_it() {
    let saved = read("chats/discord", &[]);
    assert_eq!(both_ways(&saved, "dorothea"), (1, 2));
    let sent = read("chats/discord-package", &[]);
    assert_eq!(both_ways(&sent, "dorothea"), (2, 0));
    assert_eq!(sent["owner"]["emails"], json!(["runa@malt.example.org"]));
    assert_eq!(sent["totals"]["set_aside"], json!({"channel": 1}));
}

#[test]
fn hangouts_knows_its_owner() {
    let audit = read("chats/hangouts", &[]);
    assert_eq!(both_ways(&audit, "Dorothea Quist"), (1, 2));
    assert_eq!(
        audit["totals"]["set_aside"],
        json!({"note of the service": 2})
    );
}

#[test]
fn a_conversation_of_slack_has_a_direction_once_the_owner_is_named() {
    let audit = read("chats/slackdump", &["--me", "Runa Teglgaard"]);
    assert_eq!(both_ways(&audit, "Dorothea Quist"), (1, 1));
}

#[test]
fn the_lines_of_an_android_app_are_messages_and_calls() {
    let audit = read("chats/android-ndjson", &[]);
    assert_eq!(both_ways(&audit, "Dorothea Quist"), (2, 3));
    assert_eq!(audit["totals"]["set_aside"], json!({"not sent": 1}));
}

#[test]
fn in_a_list_of_chats_what_went_out_went_to_the_other_side_of_the_chat() {
    let audit = read("logs/imazing.csv", &[]);
    assert_eq!(both_ways(&audit, "Dorothea Quist"), (1, 1));
    assert_eq!(both_ways(&audit, "Marek Sedlak"), (0, 1));
}

#[test]
fn a_customer_database_tells_of_calls_meetings_and_mail() {
    let audit = read("logs/crm.csv", &[]);
    assert_eq!(both_ways(&audit, "Dorothea Quist"), (1, 1));
    assert_eq!(
        met(&audit, "Dorothea Quist"),
        2,
        "a call that took place, a meeting"
    );
    assert_eq!(audit["totals"]["set_aside"], json!({"note or task": 2}));
}

#[test]
fn a_number_inside_the_house_is_the_owners() {
    let audit = read("logs/pbx.csv", &[]);
    assert_eq!(both_ways(&audit, "+49 1511 2345678"), (1, 1));
}

#[test]
fn a_log_whose_columns_are_not_known_is_read_once_they_are_named() {
    let mapped = [
        "--map",
        "Wann=date",
        "--map",
        "Anschluss=direction",
        "--map",
        "Ziel=phone",
        "--map",
        "Sekunden=duration",
    ];
    let audit = read("logs/carrier.csv", &mapped);
    assert_eq!(both_ways(&audit, "+49 1511 2345678"), (1, 0));
    assert_eq!(
        file(&audit, "carrier.csv")["unknown_columns"],
        json!(["Tarif"])
    );
}

#[test]
fn whoever_came_to_a_meeting_was_met_once() {
    let zoom = read(
        "logs/zoom-participants.csv",
        &["--me", "runa@malt.example.org"],
    );
    assert_eq!(
        (met(&zoom, "Dorothea Quist"), met(&zoom, "Marek Sedlak")),
        (1, 1)
    );
    let teams = read(
        "logs/teams-attendance.csv",
        &["--me", "runa@malt.example.org"],
    );
    assert_eq!(met(&teams, "Dorothea Quist"), 1);
    let last = person(&teams, "Dorothea Quist")["last_contact"].to_string();
    assert!(last.contains("2026-03-02"), "{last}");
}

#[test]
fn what_is_known_and_not_read_is_named_with_what_to_export_instead() {
    let folder = scratch();
    for (name, content) in [
        ("msgstore.db.crypt14", "\u{1}\u{2}"),
        (
            "Events.csv",
            "Event Name,Event Time,Status,External Url\nFair,x,ATTENDING,\n",
        ),
        (
            "log.csv",
            "date,who,channel,direction\n2026-03-02,Zoe Brandt,meet,both\n",
        ),
        ("foreign.bin", "\u{7}"),
    ] {
        write(folder.path(), name, content);
    }
    for number in 1..=9 {
        let page = "<html><div class=\"_3-95 _a6-g\"></div></html>";
        write(folder.path(), &format!("inbox/message_{number}.html"), page);
    }
    let audit = audit(&[crate::run::text(folder.path()), "--as-of", "2026-05-01"]);
    let mut found = codes(&audit);
    found.sort_unstable();
    assert_eq!(
        found,
        ["known-unread", "known-unread", "not-read", "not-read"]
    );
    let said = audit["problems"].to_string();
    for part in [
        "Export chat",
        "9 files: messages of Facebook",
        "names nobody",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let alone = run(&["audit", "fixtures/hostile/known_unread/messages.html"]);
    assert_eq!(alone.code, 3);
    assert!(alone.err.contains("machine-readable JSON"), "{}", alone.err);
    assert!(!list(&audit, "people").is_empty());
}
