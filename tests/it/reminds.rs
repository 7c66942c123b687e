//! What may remind the owner of somebody with whom nothing passed: what a service or a calendar tells beside, and the owner's own words.

use std::path::Path;

use serde_json::Value;

use crate::find::{person, said, text};
use crate::run::{self, audit, audit_out, is_done, run, scratch, write};

const MESSAGES: &str = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n";
const OWNER: [&str; 2] = ["Runa Teglgaard", "runa-teglgaard"];

/// A LinkedIn export with these connections since 2 February 2019, all of whose messages are these and one with somebody else, so that
/// silence counts.
fn export(folder: &Path, connections: &[(&str, &str)], messages: &str) {
    let mut roster =
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n".to_owned();
    for (given, family) in connections.iter().chain(&[("Bo", "Lind")]) {
        let slug = format!("{given}-{family}").to_lowercase();
        roster += &format!("{given},{family},https://www.linkedin.com/in/{slug},,,,02 Feb 2019\n");
    }
    let bo = message(OWNER, ["Bo Lind", "bo-lind"], "2018-01-01 10:00:00")
        + &message(["Bo Lind", "bo-lind"], OWNER, "2026-09-20 10:00:00");
    write(folder, "Connections.csv", roster);
    write(folder, "messages.csv", format!("{MESSAGES}{bo}{messages}"));
    let profile = "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry\nRuna,Teglgaard,,,,,,\n";
    write(folder, "Profile.csv", profile);
}

fn message(from: [&str; 2], to: [&str; 2], at: &str) -> String {
    let link = |slug: &str| format!("https://www.linkedin.com/in/{slug}");
    let conversation = if from == OWNER { to[1] } else { from[1] };
    let [from, sender] = [from[0].to_owned(), link(from[1])];
    let [to, recipient] = [to[0].to_owned(), link(to[1])];
    format!("{conversation},,{from},{sender},{to},{recipient},{at} UTC,,hello,INBOX\n")
}

fn audited(folder: &Path) -> Value {
    audit(&[
        run::text(folder),
        "--as-of",
        "2026-10-01",
        "--no-book",
        "--me",
        "runa@example.org",
    ])
}

#[test]
fn who_acted_through_a_service_is_asked_about_and_who_is_in_a_network_is_not() {
    let folder = scratch();
    let names = [("Ana", "Ferreira"), ("Per", "Holm"), ("Zoe", "Brandt")];
    export(folder.path(), &names, "");
    let mail = |from: &str, day: u32| {
        format!(
            "From MAILER Mon Mar  2 10:00:00 2026\nFrom: {from}\nTo: runa@example.org\nDate: {day} Mar 2026 10:00:00 +0000\nMessage-ID: <{day}@example.org>\n\nbody\n\n"
        )
    };
    let mails = mail("Ana Ferreira via Quillsign <dse@quillsign.example>", 2)
        + &mail("Ana Ferreira via Quillsign <dse@quillsign.example>", 9)
        + &mail("Per Holm <comments-noreply@papers.example>", 3)
        + &mail(
            "Zoe Brandt via LinkedIn <messages-noreply@linkedin.example>",
            4,
        );
    write(folder.path(), "inbox.mbox", mails);
    let audit = audited(folder.path());
    assert!(
        said(&audit, "Ana Ferreira").starts_with(
            "ask: a service wrote to you in their name 2 times, last on 9 Mar 2026 (inbox.mbox)"
        ),
        "{}",
        said(&audit, "Ana Ferreira")
    );
    assert!(said(&audit, "Per Holm").starts_with("ask: a service wrote to you in their name on"));
    assert!(said(&audit, "Zoe Brandt").starts_with("delete: "));
    let unmatched = audit["unmatched"].to_string();
    assert!(!unmatched.contains("quillsign"), "nobody writes from there");
}

#[test]
fn who_said_no_to_meetings_is_asked_about_also_by_the_book_alone() {
    let folder = scratch();
    let list = folder.path().join("list");
    std::fs::create_dir(&list).expect("a folder");
    export(&list, &[("Ana", "Ferreira"), ("Per", "Holm")], "");
    let event = |uid: &str, day: &str, name: &str, answer: &str| {
        format!(
            "BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTART:{day}T100000Z\r\nDTEND:{day}T110000Z\r\nORGANIZER:mailto:runa@example.org\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:runa@example.org\r\nATTENDEE;PARTSTAT={answer};CN={name}:mailto:x{uid}@mill.example\r\nEND:VEVENT\r\n"
        )
    };
    let events = event("1", "20250304", "Ana Ferreira", "DECLINED")
        + &event("2", "20260409", "Ana Ferreira", "DECLINED")
        + &event("3", "20260410", "Per Holm", "DELEGATED");
    let calendar = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n");
    let calendar = write(folder.path(), "own.ics", calendar);
    let book = folder.path().join("book.db");
    let audit = |more: &[&str]| {
        let all = [
            &[
                "audit",
                "--json",
                "--as-of",
                "2026-10-01",
                "--me",
                "runa@example.org",
            ],
            &["--book", run::text(&book), run::text(&list)][..],
            more,
        ];
        run(&all.concat()).json()
    };
    let first = audit(&[run::text(&calendar)]);
    let ana = "ask: declined a meeting with you 2 times, last on 9 Apr 2026";
    assert!(
        said(&first, "Ana Ferreira").starts_with(ana),
        "{}",
        said(&first, "Ana Ferreira")
    );
    assert!(
        said(&first, "Per Holm").starts_with("delete: "),
        "sent somebody else"
    );
    let second = audit(&[]);
    assert!(
        said(&second, "Ana Ferreira").starts_with(ana),
        "{}",
        said(&second, "Ana Ferreira")
    );
}

#[test]
fn what_the_owner_wrote_on_a_card_is_shown_where_it_is_asked_for() {
    let folder = scratch();
    let long = "met at the boat fair in Aarhus ".repeat(9);
    let card = |name: &str, more: &str| {
        let slug = name.to_lowercase().replace(' ', "-");
        format!(
            "BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nURL:https://www.linkedin.com/in/{slug}\n{more}\nEND:VCARD\n"
        )
    };
    let cards = card("Ana Ferreira", "NOTE:met at the\\nboat fair")
        + &card(
            "Per Holm",
            &format!("NOTE:{long}\nCATEGORIES:myContacts,Choir 2018"),
        );
    write(folder.path(), "contacts.vcf", cards);
    export(folder.path(), &[("Ana", "Ferreira"), ("Per", "Holm")], "");
    let audit = audited(folder.path());
    assert!(
        said(&audit, "Ana Ferreira")
            .starts_with("ask: your note: “met at the boat fair” (contacts.vcf); "),
        "{}",
        said(&audit, "Ana Ferreira")
    );
    let per = said(&audit, "Per Holm");
    assert!(
        per.contains("…” (contacts.vcf); you keep them under Choir 2018"),
        "{per}"
    );
    assert!(
        !per.contains("myContacts") && !per.contains(long.trim()),
        "{per}"
    );
    let brief = run(&[
        "brief",
        "Ana",
        "--as-of",
        "2026-10-01",
        run::text(folder.path()),
    ]);
    assert!(
        is_done(&brief) && brief.out.contains("your note: “met at the boat fair”"),
        "{}",
        brief.out
    );
}

#[test]
fn an_answer_to_the_note_of_an_invitation_is_no_talk_of_theirs() {
    let folder = scratch();
    let ana = ["Ana Ferreira", "ana-ferreira"];
    let messages = message(ana, OWNER, "2019-02-02 18:00:00");
    export(folder.path(), &[("Ana", "Ferreira")], &messages);
    let invitations = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\nRuna Teglgaard,Ana Ferreira,\"1/25/19, 9:00 AM\",We met at the boat fair,OUTGOING,https://www.linkedin.com/in/runa-teglgaard,https://www.linkedin.com/in/ana-ferreira\n";
    write(folder.path(), "Invitations.csv", invitations);
    let audit = audited(folder.path());
    let said = said(&audit, "Ana Ferreira");
    assert!(
        said.contains("you began 1 conversation and they answered") && !said.contains("they began"),
        "{said}"
    );
}

#[test]
fn one_meeting_among_three_is_no_tie_that_went_quiet_and_one_of_two_is_named_as_one() {
    let folder = scratch();
    export(folder.path(), &[("Ana", "Ferreira"), ("Per", "Holm")], "");
    let guest = |name: &str| {
        format!(
            "ATTENDEE;PARTSTAT=ACCEPTED;CN={name}:mailto:{}@example.net\r\n",
            &name[..3]
        )
    };
    let event = |day: &str, guests: &str| {
        format!(
            "BEGIN:VEVENT\r\nUID:{day}\r\nDTSTART:{day}T100000Z\r\nDTEND:{day}T110000Z\r\nORGANIZER:mailto:runa@example.org\r\n{guests}END:VEVENT\r\n"
        )
    };
    let three = event("20250304", &(guest("Ana Ferreira") + &guest("Zoe Brandt")));
    let two = event("20250305", &guest("Per Holm"));
    let calendar = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{three}{two}END:VCALENDAR\r\n");
    write(folder.path(), "own.ics", calendar);
    let audit = audited(folder.path());
    let (ana, per) = (said(&audit, "Ana Ferreira"), said(&audit, "Per Holm"));
    assert!(
        ana.starts_with("ask: both invited to one meeting of 3 people, on 4 Mar 2025"),
        "{ana}"
    );
    assert!(
        per.starts_with("reconnect: both invited to one meeting, on 5 Mar 2025"),
        "{per}"
    );
}

#[test]
fn a_chat_under_the_name_of_before_stays_theirs_when_they_are_called_otherwise() {
    let folder = scratch();
    let book = folder.path().join("book.db");
    let month = |name: &str, as_of: &str, days: u32| {
        let dir = folder.path().join(as_of);
        std::fs::create_dir(&dir).expect("a folder");
        let card = format!(
            "BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nTEL:+4915112345601\nUID:x-1\nEND:VCARD\n"
        );
        write(&dir, "cards.vcf", card);
        let line = |day: u32| {
            let who = if day.is_multiple_of(2) { name } else { "Runa" };
            format!("{day:02}.08.26, 10:{day:02} - {who}: hello\n")
        };
        let chat: String = (13..13 + days).map(line).collect();
        write(&dir, &format!("WhatsApp Chat with {name}.txt"), chat);
        let all = [
            "audit",
            "--json",
            "--me",
            "Runa",
            "--as-of",
            as_of,
            "--book",
            run::text(&book),
            run::text(&dir),
        ];
        run(&all).json()
    };
    month("Claire Holm", "2026-09-01", 10);
    let later = month("Claire Lyon", "2026-10-01", 12);
    assert_eq!(
        later["unmatched"],
        serde_json::json!([]),
        "no ghost of the earlier name"
    );
    let basis = &person(&later, "Claire Lyon")["standing"]["basis"];
    assert_eq!(
        (&basis["sent"], &basis["received"]),
        (&6.into(), &6.into()),
        "no day counts twice"
    );
}

#[test]
fn in_a_chat_without_the_owner_s_whole_name_the_given_name_is_the_owner_s() {
    let folder = scratch();
    export(folder.path(), &[("Ana", "Ferreira")], "");
    let chat = "13.08.26, 10:00 - Ana Ferreira: hello\n14.08.26, 10:00 - Runa: hello\n15.08.26, 10:00 - Ana Ferreira: hello\n";
    write(folder.path(), "WhatsApp Chat with Ana.txt", chat);
    let audit = audited(folder.path());
    let ana = person(&audit, "Ana Ferreira");
    assert_eq!(text(ana, "verdict"), "keep", "{ana}");
    assert!(
        audit["owner"]["found"]
            .to_string()
            .contains("Runa: your given name")
    );
}

#[test]
fn who_left_and_writes_from_the_new_employer_has_a_new_address() {
    let folder = scratch();
    let roster = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\nAna,Quist,https://www.linkedin.com/in/ana-quist,,Northwind Traders,Buyer,02 Feb 2019\nBo,Lind,https://www.linkedin.com/in/bo-lind,,,,20 Sep 2026\n";
    write(folder.path(), "Connections.csv", roster);
    let card = "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Quist\nORG:Deltaworks\nEMAIL:ana@deltaworks.example\nURL:https://www.linkedin.com/in/ana-quist\nREV:2024-01-01T00:00:00Z\nEND:VCARD\n";
    write(folder.path(), "book.vcf", card);
    let mail = |from: &str, to: &str, day: &str| {
        format!(
            "From x Mon Mar  2 10:00:00 2026\nFrom: Ana Quist <{from}>\nTo: {to}\nDate: {day} 2026 10:00:00 +0000\nMessage-ID: <{day}@{from}>\n\nbody\n\n"
        )
    };
    let own = "runa@example.org";
    let mails = |last_of_old: &str| {
        mail("ana@deltaworks.example", own, "2 Feb")
            + &mail("ana@deltaworks.example", own, last_of_old)
            + &mail("a.quist@northwind-traders.example", own, "2 Jul")
            + &mail("a.quist@northwind-traders.example", own, "2 Aug")
    };
    let stale = |last_of_old: &str| {
        write(folder.path(), "inbox.mbox", mails(last_of_old));
        let files = audit_out(&[
            run::text(folder.path()),
            "--me",
            own,
            "--as-of",
            "2026-10-01",
            "--no-book",
        ]);
        let list = String::from_utf8_lossy(&files["stale.csv"]).into_owned();
        let email = list
            .lines()
            .filter(|row| row.starts_with("Ana Quist,email,"));
        email.map(str::to_owned).collect::<Vec<_>>()
    };
    let found = stale("3 Mar");
    assert!(
        found.len() == 1
            && found[0].contains("ana@deltaworks.example,a.quist@northwind-traders.example,")
            && found[0].contains("they write from a.quist@northwind-traders.example now"),
        "{found:?}"
    );
    assert_eq!(
        stale("3 Sep"),
        Vec::<String>::new(),
        "what is still written from works"
    );
}
