//! Chats, as their users see them: who wrote to whom, and what is asked where a file does not say.

use serde_json::{Value, json};

use crate::find::{count, file, person, text};
use crate::run::{audit, run};

const AMBIGUOUS: &str = "fixtures/chats/whatsapp/ambiguous.txt";

#[test]
fn a_chat_whose_days_may_be_two_is_read_once_the_order_is_said() {
    let asked = audit(&[AMBIGUOUS, "--as-of", "2026-11-01"]).to_string();
    assert!(asked.contains("ambiguous-date") && asked.contains("--date-order dmy"));
    let said = audit(&[AMBIGUOUS, "--as-of", "2026-11-01", "--date-order", "dmy"]).to_string();
    assert!(!said.contains("ambiguous-date") && said.contains("Ana Ferreira"));
    let wrong = run(&["audit", AMBIGUOUS, "--date-order", "ydm"]);
    assert!(
        wrong.code != 0 && wrong.err.contains("dmy"),
        "{}",
        wrong.err
    );
}

fn chats(folder: &str) -> Value {
    audit(&[&format!("fixtures/chats/{folder}"), "--as-of", "2026-04-01"])
}

/// Messages and calls of the owner to somebody, and of theirs.
fn both_ways(audit: &Value, name: &str) -> (u64, u64) {
    let basis = &person(audit, name)["standing"]["basis"];
    (count(basis, "sent"), count(basis, "received"))
}

#[test]
fn telegram_knows_its_owner_and_the_numbers_of_contacts() {
    let audit = chats("telegram");
    let read = file(&audit, "result.json");
    assert_eq!(
        (text(read, "kind"), count(read, "rows")),
        ("Telegram chats", 8)
    );
    assert_eq!(
        audit["totals"]["set_aside"],
        json!({"channel": 1, "deleted account": 1, "note of the service": 1})
    );
    assert_eq!(audit["owner"]["name"], "Runa Teglgaard");
    assert_eq!(
        person(&audit, "Dorothea Quist")["phones"],
        json!(["+4915112345678"])
    );
    assert_eq!(both_ways(&audit, "Dorothea Quist"), (2, 2));
    assert_eq!(
        both_ways(&audit, "Marek Sedlak"),
        (0, 1),
        "in a group of three"
    );
}

#[test]
fn signal_tells_both_ways_and_leaves_notes_out() {
    let audit = chats("signal");
    let read = file(&audit, "main.jsonl");
    assert_eq!(
        (text(read, "kind"), count(read, "rows")),
        ("Signal chats", 6)
    );
    assert_eq!(
        audit["totals"]["set_aside"],
        json!({"note of the service": 1, "to yourself": 1})
    );
    assert_eq!(both_ways(&audit, "Dorothea Quist"), (2, 1));
    assert_eq!(both_ways(&audit, "Marek"), (0, 1));
}

#[test]
fn one_person_in_two_services_is_one_by_the_number() {
    let both = audit(&[
        "fixtures/chats/telegram",
        "fixtures/chats/signal",
        "--as-of",
        "2026-04-01",
    ]);
    assert_eq!(both_ways(&both, "Dorothea Quist"), (4, 3));
}
