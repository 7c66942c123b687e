//! What the audit knows of each channel, from when to when, and what it makes of files that end too soon.

use std::path::Path;

use serde_json::Value;

use crate::run::{audit, scratch, text, write};

const PROFILE: &str = "First Name,Last Name,Headline,Summary,Industry\nNoor,Haddad,,,\n";
const CONNECTIONS: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On
Petra,Novak,https://www.linkedin.com/in/petra-novak-test,,Acme,,03 Mar 2019
Juno,Abara,https://www.linkedin.com/in/juno-abara-test,,Acme,,02 Oct 2026
";
const MESSAGES: &str = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER
c1,,Noor Haddad,https://www.linkedin.com/in/noor-haddad-test,Petra Novak,https://www.linkedin.com/in/petra-novak-test,2019-03-05 10:00:00 UTC,,Hello?,INBOX
c1,,Petra Novak,https://www.linkedin.com/in/petra-novak-test,Noor Haddad,https://www.linkedin.com/in/noor-haddad-test,2024-05-06 10:00:00 UTC,,Hello!,INBOX
";

/// An export of LinkedIn in a folder of this name.
fn export(under: &Path, name: &str, files: &[(&str, &str)]) {
    for (file, content) in files {
        write(under, &format!("{name}/{file}"), content);
    }
}

const WHOLE: &[(&str, &str)] = &[
    ("Profile.csv", PROFILE),
    ("Connections.csv", CONNECTIONS),
    ("messages.csv", MESSAGES),
];

/// What is said of a channel.
fn channel<'a>(audit: &'a Value, name: &str) -> Option<&'a Value> {
    let channels = audit["coverage"].as_array().expect("a list");
    channels.iter().find(|channel| channel["channel"] == name)
}

#[test]
fn an_export_covers_messages_up_to_its_own_day_whoever_wrote_last() {
    let folder = scratch();
    export(
        folder.path(),
        "Complete_LinkedInDataExport_10-28-2026",
        WHOLE,
    );
    let audit = audit(&[text(folder.path()), "--as-of", "2026-11-05", "--no-book"]);
    let messages = channel(&audit, "linkedin-messages").expect("messages");
    assert_eq!(messages["from"], "2019-03-05");
    assert_eq!(messages["to"], "2026-10-28");
    assert_eq!(messages["whole"], true);
    assert_eq!(messages["owner_found"], true);
    assert_eq!(messages["files"].as_array().map(Vec::len), Some(1));
    assert!(channel(&audit, "mail").is_none());
}

#[test]
fn without_a_day_in_its_name_an_export_reaches_to_the_newest_row_of_any_of_its_files() {
    let folder = scratch();
    export(folder.path(), "linkedin", WHOLE);
    let audit = audit(&[text(folder.path()), "--as-of", "2026-11-05", "--no-book"]);
    let messages = channel(&audit, "linkedin-messages").expect("messages");
    assert_eq!(messages["to"], "2026-10-02", "the newest connection");
}

#[test]
fn connections_alone_cover_no_messages() {
    let folder = scratch();
    export(folder.path(), "linkedin", &WHOLE[..2]);
    let audit = audit(&[text(folder.path()), "--as-of", "2026-11-05", "--no-book"]);
    assert!(channel(&audit, "linkedin-messages").is_none());
}

#[test]
fn mail_covers_from_its_first_to_its_newest_and_a_gap_is_told() {
    let folder = scratch();
    let mail = |day: &str| {
        format!(
            "From -\nDate: {day} 10:00:00 +0000\nFrom: Noor <noor@example.org>\nTo: Petra <petra@example.org>\nMessage-ID: <{}@example.org>\n\nHello\n\n",
            day.len() + day.bytes().map(usize::from).sum::<usize>()
        )
    };
    let old = mail("Mon, 2 Mar 2020") + &mail("Tue, 3 Mar 2020");
    write(folder.path(), "old.mbox", old);
    write(folder.path(), "new.mbox", mail("Mon, 2 Mar 2026"));
    let audit = audit(&[
        text(folder.path()),
        "--me",
        "noor@example.org",
        "--as-of",
        "2026-11-05",
        "--no-book",
    ]);
    let mail = channel(&audit, "mail").expect("mail");
    assert_eq!(
        (&mail["from"], &mail["to"]),
        (&"2020-03-02".into(), &"2026-03-02".into())
    );
    assert_eq!(mail["gaps"][0][0], "2020-03-03");
    assert_eq!(mail["gaps"][0][1], "2026-03-02");
}
