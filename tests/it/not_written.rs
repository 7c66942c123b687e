//! What nobody wrote is no message: a click on "Accept", an answer while somebody is away, a call that a chat tells of; and an address
//! that two have says something of both.

use std::path::Path;

use serde_json::Value;

use crate::find::{count, list, person, text};
use crate::run::{self, audit, audit_out, run, scratch, write};

const OWN: &str = "runa@example.org";

fn audited(folder: &Path) -> Value {
    audit(&[
        run::text(folder),
        "--as-of",
        "2026-11-20",
        "--no-book",
        "--me",
        OWN,
    ])
}

fn card(name: &str, more: &str) -> String {
    format!("BEGIN:VCARD\nVERSION:3.0\nFN:{name}\n{more}\nEND:VCARD\n")
}

/// A mail between Runa and an address: whether hers, when, and the fields that tell its kind.
fn mail(own: bool, other: &str, day: &str, fields: &str) -> String {
    let (from, to) = if own { (OWN, other) } else { (other, OWN) };
    format!(
        "From x Mon Mar  2 10:00:00 2026\nFrom: {from}\nTo: {to}\nDate: {day} 2026 10:00:00 +0000\nMessage-ID: <{day}{own}{other}>\n{fields}\n\nbody\n\n"
    )
}

#[test]
fn what_a_program_sends_at_a_click_or_while_somebody_is_away_is_no_answer() {
    let folder = scratch();
    let sent = [
        (
            "Ana",
            "Content-Class: urn:content-classes:calendarmessage\nSubject: Accepted: Lunch",
        ),
        (
            "Bo",
            "Content-Type: text/calendar; method=REPLY; charset=utf-8\nSubject: Declined: Lunch",
        ),
        (
            "Cy",
            "Content-Type: multipart/alternative; boundary=x\nSubject: =?utf-8?Q?Refus=C3=A9_:_Lunch?=",
        ),
        (
            "Di",
            "Content-Type: text/plain\nSubject: Automatic reply: Pilot",
        ),
        ("Eva", "Content-Type: text/plain\nSubject: Re: Pilot"),
    ];
    let (mut mails, mut cards) = (String::new(), String::new());
    for (name, fields) in sent {
        let address = format!("{}@example.net", name.to_lowercase());
        mails += &mail(true, &address, "2 Mar", "Subject: Pilot");
        mails += &mail(false, &address, "3 Mar", fields);
        cards += &card(&format!("{name} Holm"), &format!("EMAIL:{address}"));
    }
    write(folder.path(), "all.mbox", mails);
    write(folder.path(), "cards.vcf", cards);
    let audit = audited(folder.path());
    let answered = |name: &str| {
        let basis = &person(&audit, &format!("{name} Holm"))["standing"]["basis"];
        count(basis, "received")
    };
    assert_eq!(
        ["Ana", "Bo", "Cy", "Di", "Eva"].map(answered),
        [0, 0, 0, 0, 1]
    );
}

#[test]
fn a_call_that_a_chat_tells_of_is_a_call_and_waits_for_nothing() {
    let folder = scratch();
    let mark = '\u{200e}';
    let line =
        |who: &str, day: u32, said: &str| format!("[{day:02}/11/2026, 7:02:31 PM] {who}: {said}\n");
    let lasted = format!("{mark}Voice call, {mark}12 min");
    let missed = format!("{mark}Missed voice call, {mark}Tap to call back");
    for (name, said) in [("Ana Holm", lasted), ("Bo Holm", missed)] {
        let chat = line(name, 13, "hello") + &line("Runa", 13, "hello") + &line(name, 14, &said);
        write(
            folder.path(),
            &format!("WhatsApp Chat with {name}.txt"),
            chat,
        );
    }
    write(
        folder.path(),
        "cards.vcf",
        card("Ana Holm", "TEL:+4915112345601") + &card("Bo Holm", "TEL:+4915112345602"),
    );
    let audit = audited(folder.path());
    let last = |name: &str| {
        let last = &list(person(&audit, name), "recent")[0];
        (text(last, "channel").to_owned(), last["duration_s"].clone())
    };
    assert_eq!(last("Ana Holm"), ("call".to_owned(), 720.into()));
    assert_eq!(last("Bo Holm").0, "call");
    let waits = |name: &str| !person(&audit, name)["waiting_since"].is_null();
    assert_eq!((waits("Ana Holm"), waits("Bo Holm")), (false, true));
}

#[test]
fn an_address_of_two_is_of_whoever_its_mail_names_and_else_both_are_asked_about() {
    let roster = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\nMedha,Holm,https://www.linkedin.com/in/medha-holm,holm.shop@example.net,,,02 Feb 2019\nSunil,Holm,https://www.linkedin.com/in/sunil-holm,holm.shop@example.net,,,02 Feb 2019\n";
    let verdicts = |names: &[&str]| {
        let folder = scratch();
        write(folder.path(), "Connections.csv", roster);
        let messages = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\nc,,Bo Lind,https://www.linkedin.com/in/bo-lind,Runa Teglgaard,https://www.linkedin.com/in/runa,2018-01-01 10:00:00 UTC,,hello,INBOX\nc,,Bo Lind,https://www.linkedin.com/in/bo-lind,Runa Teglgaard,https://www.linkedin.com/in/runa,2026-11-01 10:00:00 UTC,,hello,INBOX\n";
        write(folder.path(), "messages.csv", messages);
        let mails: String = names
            .iter()
            .zip(1..)
            .flat_map(|(name, day)| {
                let address = format!("{name} <holm.shop@example.net>");
                [true, false]
                    .map(|own| mail(own, &address, &format!("{day} Oct"), "Subject: Order"))
            })
            .collect();
        write(folder.path(), "all.mbox", mails);
        let audit = audited(folder.path());
        let no_card = &audit["look"]["on_no_card"];
        assert!(!no_card.to_string().contains("holm.shop"), "{no_card}");
        let listed = list(&audit, "unmatched").iter();
        let mut remarks = listed.filter_map(|one| one["remark"].as_str());
        assert!(!remarks.any(|remark| remark.contains("have this name")));
        let verdict = |name: &str| {
            let person = person(&audit, name);
            (
                text(person, "verdict").to_owned(),
                person["why"][0].to_string(),
            )
        };
        [verdict("Medha Holm"), verdict("Sunil Holm")]
    };
    let [medha, sunil] = verdicts(&["Medha Holm", "Medha Holm"]);
    assert_eq!(medha.0, "keep");
    assert!(
        sunil.0 != "keep" && !sunil.1.contains("holm.shop"),
        "{sunil:?}"
    );
    let [medha, sunil] = verdicts(&["Medha Holm", "Sunil Holm"]);
    assert_eq!((medha.0.as_str(), sunil.0.as_str()), ("ask", "ask"));
    assert!(
        sunil.1.contains("4 messages with holm.shop@example.net, last on 2 Oct 2026; 2 people here have this address"),
        "{sunil:?}"
    );
}

#[test]
fn an_address_of_two_that_only_stood_among_many_says_nothing_of_them() {
    let folder = scratch();
    let card = |name: &str| card(name, "EMAIL:holm.shop@example.net");
    write(
        folder.path(),
        "cards.vcf",
        card("Medha Holm") + &card("Sunil Holm"),
    );
    let many: String = (0..20).map(|n| format!(", x{n}@example.net")).collect();
    let others = format!("holm.shop@example.net{many}");
    write(
        folder.path(),
        "all.mbox",
        mail(true, &others, "2 Mar", "Subject: News"),
    );
    let audit = audited(folder.path()).to_string();
    assert!(!audit.contains("0 messages"), "{audit}");
}

#[test]
fn one_short_call_of_a_number_that_nobody_saved_is_no_acquaintance() {
    let folder = scratch();
    let call = |number: &str, seconds: u32, minute: u32| {
        let date = 1_788_220_800_000_i64 + i64::from(minute) * 60_000;
        format!(
            "<call number=\"{number}\" duration=\"{seconds}\" date=\"{date}\" type=\"1\" contact_name=\"(Unknown)\" />\n"
        )
    };
    let calls = call("+4915112345601", 8, 1) + &call("+4915112345602", 900, 2);
    write(
        folder.path(),
        "calls.xml",
        format!("<?xml version='1.0'?>\n<calls count=\"2\">\n{calls}</calls>\n"),
    );
    write(
        folder.path(),
        "cards.vcf",
        card("Ana Holm", "TEL:+4915112345699"),
    );
    let files = audit_out(&[
        run::text(folder.path()),
        "--as-of",
        "2026-11-20",
        "--no-book",
        "--me",
        OWN,
    ]);
    let of = |name: &str| String::from_utf8_lossy(&files[name]).replace(' ', "");
    let (list, cards) = (of("unmatched.csv"), of("unmatched.vcf"));
    let short = "4915112345601";
    assert!(list.contains(short), "{list}");
    assert!(
        !cards.contains(short) && cards.contains("4915112345602"),
        "{cards}"
    );
}

#[test]
fn a_chat_is_theirs_though_the_heart_was_taken_from_the_card_or_from_the_chat() {
    for (on_card, in_chat) in [
        ("Nils", "Nils ❤️"),
        ("Nils ❤️", "Nils"),
        ("Nils 🚀", "Nils ❤️"),
    ] {
        let folder = scratch();
        let chat = format!(
            "13.11.26, 10:00 - {in_chat}: hello\n14.11.26, 10:00 - Runa: hello\n15.11.26, 10:00 - {in_chat}: hello\n"
        );
        write(
            folder.path(),
            &format!("WhatsApp Chat with {in_chat}.txt"),
            chat,
        );
        write(
            folder.path(),
            "cards.vcf",
            card(on_card, "TEL:+4915112345601"),
        );
        let audit = audited(folder.path());
        let verdict = text(&list(&audit, "people")[0], "verdict");
        assert_eq!(verdict, "keep", "{on_card} and {in_chat}");
    }
}

#[test]
fn the_note_that_makes_a_promise_does_not_keep_it() {
    let folder = scratch();
    let book = folder.path().join("book.db");
    let book = run::text(&book);
    write(
        folder.path(),
        "in/cards.vcf",
        card("Ana Holm", "EMAIL:ana@example.net"),
    );
    write(
        folder.path(),
        "in/all.mbox",
        mail(true, "ana@example.net", "2 Mar", "Subject: x"),
    );
    let files = folder.path().join("in");
    let quiet = [
        "audit",
        "-q",
        "--book",
        book,
        "--me",
        OWN,
        "--as-of",
        "2026-11-20",
    ];
    assert_eq!(run(&[&quiet[..], &[run::text(&files)]].concat()).code, 0);
    let note = "> mail Ana Holm #promise due:2099-12-05 : a list";
    assert_eq!(run(&["log", "--book", book, note]).code, 0);
    let plan = run(&["plan", "--book", book]);
    assert!(
        plan.out.contains("you promised them something"),
        "{}",
        plan.out
    );
    assert!(!plan.out.contains("done on"), "{}", plan.out);
}

#[test]
fn days_are_those_of_the_owner_s_zone_where_one_is_said() {
    let folder = scratch();
    let event = |day: &str| {
        format!(
            "BEGIN:VEVENT\r\nUID:{day}\r\nDTSTART;TZID=Pacific/Auckland:{day}T090000\r\nDTEND;TZID=Pacific/Auckland:{day}T100000\r\nORGANIZER:mailto:{OWN}\r\nATTENDEE:mailto:ana@example.net\r\nEND:VEVENT\r\n"
        )
    };
    let events = event("20261117") + &event("20261124");
    write(
        folder.path(),
        "own.ics",
        format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n"),
    );
    write(
        folder.path(),
        "cards.vcf",
        card("Ana Holm", "EMAIL:ana@example.net"),
    );
    let days = |zone: &[&str]| {
        let args = [
            "--as-of",
            "2026-11-20",
            "--no-book",
            "--me",
            OWN,
            run::text(folder.path()),
        ];
        let audit = audit(&[&args[..], zone].concat());
        let ana = person(&audit, "Ana Holm");
        [&ana["last_contact"], &ana["next_meeting"]].map(ToString::to_string)
    };
    let days_there = days(&["--tz", "Pacific/Auckland"]);
    assert!(
        days_there[0].contains("2026-11-17") && days_there[1].contains("2026-11-24"),
        "{days_there:?}"
    );
    let in_utc = days(&[]);
    assert!(
        in_utc[0].contains("2026-11-16") && in_utc[1].contains("2026-11-23"),
        "{in_utc:?}"
    );
}
