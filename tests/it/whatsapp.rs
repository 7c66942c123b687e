//! Chats of WhatsApp as phones of many languages export them: what is a message, whose it is and when it was.

use serde_json::Value;

use crate::find::{codes, count, list, person, text};
use crate::run::{audit, scratch, write};

fn chat(path: &str) -> Value {
    audit(&[
        &format!("fixtures/chats/{path}"),
        "--as-of",
        "2026-11-01",
        "--me",
        "Runa",
    ])
}

/// Messages of the owner to somebody, theirs, and the day of the last.
fn with(audit: &Value, name: &str) -> (u64, u64, String) {
    let person = person(audit, name);
    let basis = &person["standing"]["basis"];
    let last = person["last_contact"].as_str().unwrap_or_default();
    let day = last.get(..10).unwrap_or(last);
    (
        count(basis, "sent"),
        count(basis, "received"),
        day.to_owned(),
    )
}

fn names(audit: &Value) -> Vec<&str> {
    let people = list(audit, "people").iter().chain(list(audit, "unmatched"));
    people.map(|person| text(person, "name")).collect()
}

#[test]
fn one_chat_in_the_stamps_of_many_phones_is_the_same() {
    for form in [
        "french", "finnish", "croatian", "old-ios", "brackets", "canadian", "dotted", "arabic",
        "persian",
    ] {
        let audit = chat(&format!("whatsapp-forms/{form}.txt"));
        let expected = (1, 2, "2026-03-04".to_owned());
        assert_eq!(with(&audit, "Zoe Brandt"), expected, "{form}");
    }
}

#[test]
fn what_somebody_pasted_from_another_chat_is_text_and_nobody_comes_of_it() {
    let audit = chat("whatsapp-forms/pasted.txt");
    assert_eq!(with(&audit, "Zoe Brandt"), (2, 2, "2026-01-14".to_owned()));
    assert_eq!(names(&audit), ["Zoe Brandt"]);
    assert_eq!(codes(&audit), ["pasted-line"]);
    assert!(audit["problems"].to_string().contains("4 lines look like"));
}

#[test]
fn notices_under_a_persons_name_are_no_messages_and_what_the_person_writes_is() {
    let audit = chat("whatsapp-notices/ios.txt");
    assert_eq!(with(&audit, "Zoe Brandt"), (1, 2, "2025-09-20".to_owned()));
    assert_eq!(audit["totals"]["set_aside"]["note of the service"], 4);
    let audit = chat("whatsapp-notices/android.txt");
    assert_eq!(with(&audit, "Zoe Brandt"), (1, 2, "2026-03-15".to_owned()));
}

#[test]
fn nobody_is_called_after_a_group_or_its_subject() {
    let audit = chat("whatsapp-notices/group.txt");
    let mut found = names(&audit);
    found.sort_unstable();
    assert_eq!(found, ["Anna \"Annie\" Holm", "Boris", "Zoe Brandt"]);
    let alone = crate::run::run(&[
        "audit",
        "fixtures/chats/whatsapp-notices/WhatsApp Chat with Hop garden.txt",
        "--me",
        "Runa",
        "--json",
        "--as-of",
        "2026-11-01",
    ]);
    assert!(
        !alone.out.contains("\"name\": \"Hop garden\""),
        "{}",
        alone.out
    );
}

#[test]
fn a_chat_that_settles_the_order_of_days_settles_it_for_its_siblings() {
    let both = chat("whatsapp-siblings");
    assert_eq!(with(&both, "Zoe Brandt"), (1, 1, "2026-04-03".to_owned()));
    let alone = chat("whatsapp-siblings/WhatsApp Chat with Zoe Brandt.txt");
    assert_eq!(codes(&alone), ["ambiguous-date"]);
}

#[test]
fn a_chat_of_another_phone_settles_nothing() {
    let folder = scratch();
    let open = "01/02/26, 19:02 - Zoe Brandt: a\n03/04/26, 19:02 - Runa: b\n";
    let other = "[1/13/26, 19:02:00] Marek: a\n[1/14/26, 19:02:00] Runa: b\n";
    write(folder.path(), "WhatsApp Chat with Zoe Brandt.txt", open);
    write(folder.path(), "WhatsApp Chat - Marek/_chat.txt", other);
    let read = audit(&[crate::run::text(folder.path()), "--as-of", "2026-11-01"]);
    assert_eq!(codes(&read), ["ambiguous-date"]);
}
