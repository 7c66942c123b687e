//! Backups of phones: who called and wrote whom, and who answered.

use serde_json::json;

use crate::find::{codes, count, file, person};
use crate::run::{audit, root, scratch, write};

const PHONE: [&str; 3] = ["fixtures/chats/android", "--as-of", "2026-03-20"];

#[test]
fn a_phone_tells_who_called_whom_and_who_answered() {
    let audit = audit(&PHONE);
    let calls = file(&audit, "calls-20260310020000.xml");
    assert_eq!((count(calls, "rows"), count(calls, "events")), (9, 5));
    assert_eq!(
        calls["set_aside"],
        json!({"names nobody": 1, "sent by a service": 1, "spam": 1})
    );
    let texts = file(&audit, "sms-20260310020000.xml");
    assert_eq!((count(texts, "rows"), count(texts, "events")), (8, 4));
    assert_eq!(
        texts["set_aside"],
        json!({"draft": 1, "not sent": 2, "sent by a service": 1})
    );
    assert_eq!(codes(&audit), ["undated-row"]);
    // Three calls of hers and of hers two messages; one call and one message to her.
    let dorothea = person(&audit, "Dorothea Quist");
    let basis = &dorothea["standing"]["basis"];
    assert_eq!((count(basis, "sent"), count(basis, "received")), (2, 4));
    assert_eq!(
        (count(basis, "attempts"), count(basis, "answered")),
        (2, 2),
        "the message by hers of three minutes later, the call that rang out by the one of an hour later"
    );
    // A call that was refused and one that left a message are no talk; the one message to him was answered by neither.
    let amadou = person(&audit, "Amadou Keïta-Lund");
    let basis = &amadou["standing"]["basis"];
    assert_eq!((count(basis, "sent"), count(basis, "received")), (1, 2));
}

#[test]
fn a_second_backup_of_one_phone_adds_nothing() {
    let folder = scratch();
    let copy = std::fs::read(root().join("fixtures/chats/android/sms-20260310020000.xml"));
    let copy = write(folder.path(), "later/sms-20260410020000.xml", copy.unwrap());
    let once = audit(&PHONE);
    let twice = audit(&[&PHONE[..], &[crate::run::text(&copy)]].concat());
    let standings = |audit: &serde_json::Value| -> Vec<serde_json::Value> {
        let people = audit["people"].as_array().expect("people");
        people.iter().map(|p| p["standing"].clone()).collect()
    };
    assert_eq!(standings(&once), standings(&twice));
    assert_eq!(
        count(&twice["totals"], "merged"),
        count(&once["totals"], "merged") + 4
    );
}

#[test]
fn a_picture_of_many_megabytes_takes_no_room() {
    let folder = scratch();
    let picture = "A".repeat(20 << 20);
    let backup = format!(
        "<smses count=\"1\"><mms date=\"1772712300000\" msg_box=\"1\" address=\"+4915112345678\"><parts><part data=\"{picture}\"/></parts></mms></smses>"
    );
    let path = write(folder.path(), "sms.xml", backup);
    let audit = audit(&[crate::run::text(&path), "--as-of", "2026-03-20"]);
    assert_eq!(count(file(&audit, "sms.xml"), "events"), 1);
}
