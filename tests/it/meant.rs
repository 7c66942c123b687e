//! Whom mail, calendars and calls mean whose address or number is on no card: joined by name, asked about, or nobody's.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::Value;

use crate::find::{list, person, text};
use crate::run::{run, scratch, text as path_text, write};

/// What is made of somebody's mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Is {
    /// Theirs, by the name and the mail domain of the employer.
    ByDomain,
    /// Theirs, by the name alone.
    ByName,
    /// Perhaps theirs: the owner is asked.
    Asked,
    /// Not theirs.
    Not,
}
use Is::{Asked, ByDomain, ByName, Not};

/// Rows of Connections.csv (`Given,Family,Employer`), the headers of mail that went both ways, and what it is to the first row.
const CASES: &[(Is, &[&str], &[&str])] = &[
    // Written in other ways.
    (
        ByDomain,
        &["Gus,Haandrik,Deltaworks"],
        &["Gus Haandrik <gus@deltaworks.test>"],
    ),
    (
        ByDomain,
        &["Gus,Haandrik,Deltaworks B.V."],
        &["\"Haandrik, Gus\" <gh7@mail.deltaworks.test>"],
    ),
    (
        ByDomain,
        &["Gus,Haandrik,Meridian Devices"],
        &["Gus Haandrik (Meridian) <gus@meridian-devices.test>"],
    ),
    // An initial, or nothing but the address.
    (
        ByDomain,
        &["Annelies,Claessen,Brugwerk Zuid"],
        &["\"A. Claessen\" <ac7@brugwerkzuid.test>"],
    ),
    (
        ByDomain,
        &["Annelies,Claessen,Brugwerk Zuid"],
        &["<annelies.claessen@brugwerkzuid.test>"],
    ),
    (
        ByDomain,
        &["Annelies,Claessen,Brugwerk Zuid"],
        &["<a.claessen@brugwerkzuid.test>"],
    ),
    (
        Asked,
        &[
            "Annelies,Claessen,Brugwerk Zuid",
            "Anton,Claessen,Brugwerk Zuid",
        ],
        &["\"A. Claessen\" <ac7@brugwerkzuid.test>"],
    ),
    (
        Asked,
        &["Anna,Müller,Brugwerk Zuid"],
        &["\"A. Müller\" <am@brugwerkzuid.test>"],
    ),
    (
        Asked,
        &["Annelies,Claessen,"],
        &["\"A. Claessen\" <ac7@home.test>"],
    ),
    (
        Not,
        &["Annelies,Claessen,Brugwerk Zuid"],
        &["\"A. Claessen\" <ac7@ostmark.test>"],
    ),
    (
        Not,
        &["Annelies,Claessen,Brugwerk Zuid"],
        &["\"B. Claessen\" <bc7@brugwerkzuid.test>"],
    ),
    // A word of the employer's name that stands for nothing else, with or without what is short for the rest.
    (
        ByDomain,
        &[
            "Gus,Haandrik,Hochschule Donaueck",
            "Gus,Haandrik,Sorglos Versicherungen",
        ],
        &["Gus Haandrik <gus.haandrik@donaueck.test>"],
    ),
    (
        ByDomain,
        &["Gus,Haandrik,Hochschule Donaueck", "Gus,Haandrik,"],
        &["Gus Haandrik <gus.haandrik@hs-donaueck.test>"],
    ),
    (
        ByName,
        &["Gus,Haandrik,Deltaworks"],
        &["Haandrik Gus <gh7@home.test>"],
    ),
    (
        ByName,
        &["Gus,Haandrik,Deltaworks"],
        &["\"Dr. Gus Haandrik, PhD\" <gh7@home.test>"],
    ),
    (
        ByName,
        &["Gus,Haandrik,Deltaworks"],
        &["'GUS HAANDRIK' <gh7@home.test>"],
    ),
    (
        ByName,
        &["Jörg,Tüllmann,Deltaworks"],
        &["Joerg Tuellmann <jt@home.test>"],
    ),
    (
        ByName,
        &["Łukasz,Wądołowski,"],
        &["Lukasz Wadolowski <lw@home.test>"],
    ),
    (
        ByName,
        &["Gus,van den Haandrik,"],
        &["Gus van den Haandrik <gh@home.test>"],
    ),
    (
        ByName,
        &["Robert,Ingmere,Deltaworks"],
        &["Bob Ingmere <bob@home.test>"],
    ),
    // Several addresses are one person's.
    (
        ByDomain,
        &["Gus,Haandrik,Deltaworks"],
        &[
            "Gus Haandrik <gus@deltaworks.test>",
            "Gus Haandrik <gus@haandrik.test>",
        ],
    ),
    // Mailboxes of several people, and of mailing lists.
    (
        Not,
        &["Gus,Haandrik,Deltaworks"],
        &["Gus Haandrik <info@deltaworks.test>"],
    ),
    (
        Not,
        &["Gus,Haandrik,Deltaworks"],
        &["\"Gus Haandrik via Dike Talk\" <dikes@lists.test>"],
    ),
    (
        Not,
        &["Gus,Haandrik,Deltaworks"],
        &[
            "Gus Haandrik <desk7@deltaworks.test>",
            "Petra Ingmere <desk7@deltaworks.test>",
        ],
    ),
    // A part of a name is nobody's, and another middle name or generation is another person's.
    (Not, &["Gus,Haandrik,Deltaworks"], &["Gus <gus@home.test>"]),
    (
        Not,
        &["Gus,Haandrik,Deltaworks"],
        &["G. Haandrik <gus@home.test>"],
    ),
    (
        Not,
        &["Petra,Haandrik,Deltaworks"],
        &["Gus Haandrik <gus@home.test>"],
    ),
    (
        Not,
        &["Gus A.,Haandrik,Deltaworks"],
        &["Gus B. Haandrik <gus@home.test>"],
    ),
    (
        Not,
        &["Gus,Haandrik Sr.,Deltaworks"],
        &["Gus Haandrik Jr. <gus@home.test>"],
    ),
    // Namesakes: the domain tells them apart, or the owner does.
    (
        ByDomain,
        &["Gus,Haandrik,Deltaworks", "Gus,Haandrik,Ostmark Bank"],
        &["Gus Haandrik <gus@deltaworks.test>"],
    ),
    (
        Not,
        &["Gus,Haandrik,Ostmark Bank", "Gus,Haandrik,Deltaworks"],
        &["Gus Haandrik <gus@deltaworks.test>"],
    ),
    (
        Asked,
        &["Gus,Haandrik,Deltaworks", "Gus,Haandrik,Ostmark Bank"],
        &["Gus Haandrik <gus@home.test>"],
    ),
    (
        Not,
        &[
            "Gus,Haandrik,A",
            "Gus,Haandrik,B",
            "Gus,Haandrik,C",
            "Gus,Haandrik,D",
        ],
        &["Gus Haandrik <gus@home.test>"],
    ),
    // A frequent name at another company may be a stranger's.
    (
        Asked,
        &["Michael,Schmidt,Alphatec"],
        &["Michael Schmidt <ms@gammaworks.test>"],
    ),
    (
        ByName,
        &["Michael,Schmidt,Alphatec"],
        &["Michael Schmidt <ms@gmail.com>"],
    ),
    (
        ByName,
        &["Gus,Haandrik,Alphatec"],
        &["Gus Haandrik <gus@gammaworks.test>"],
    ),
    // Whoever bears the owner's name may be the owner.
    (
        Asked,
        &["Runa,Teglgaard,Deltaworks"],
        &["Runa Teglgaard <rt@home.test>"],
    ),
    (
        ByDomain,
        &["Runa,Teglgaard,Deltaworks"],
        &["Runa Teglgaard <rt@deltaworks.test>"],
    ),
];

#[test]
fn mail_is_the_only_bearers_of_the_name_and_is_asked_about_where_it_may_be_anothers() {
    let mut wrong = String::new();
    for (right, rows, headers) in CASES {
        let folder = scratch();
        connections(folder.path(), rows);
        mail(folder.path(), headers);
        let audit = audit(folder.path());
        let found = is(&audit);
        if found != *right {
            writeln!(wrong, "{rows:?} {headers:?}: {found:?}, not {right:?}").expect("a string");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn connections(folder: &Path, rows: &[&str]) {
    let mut csv =
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n".to_owned();
    for (row, n) in rows.iter().zip(1..) {
        let [given, family, company] = row.split(',').collect::<Vec<_>>()[..] else {
            panic!("{row}");
        };
        let link = format!(
            "https://www.linkedin.com/in/p{n}-{}",
            family.to_lowercase().replace(' ', "")
        );
        writeln!(
            csv,
            "{given},{family},{link},,{company},Engineer,05 May 2019"
        )
        .expect("a string");
    }
    write(folder, "Connections.csv", &csv);
}

/// The owner writes to each and is answered on the same day.
fn mail(folder: &Path, headers: &[&str]) {
    const OWNER: &str = "Runa Teglgaard <me@example.org>";
    let mut mbox = String::new();
    for (them, day) in headers.iter().zip(1..) {
        for (from, to, hour) in [(OWNER, *them, 9), (*them, OWNER, 12)] {
            let date = format!("{day:02} Mar 2026 {hour:02}:00:00 +0000");
            writeln!(
                mbox,
                "From x Sun Mar {day:02} 10:00:00 2026\nFrom: {from}\nTo: {to}\nDate: {date}\nMessage-ID: <{day}.{hour}@t.test>\n\nhi\n"
            )
            .expect("a string");
        }
    }
    write(folder, "mail.mbox", &mbox);
}

fn audit(folder: &Path) -> Value {
    let args = [
        "audit",
        "--json",
        "--no-book",
        "--me",
        "me@example.org",
        "--as-of",
        "2026-05-01",
    ];
    let mut args = args.to_vec();
    args.push(path_text(folder));
    let ended = run(&args);
    assert_eq!(ended.code, 0, "{}", ended.err);
    ended.json()
}

/// What the mail is to the person of the first row.
fn is(audit: &Value) -> Is {
    let first = list(audit, "people")
        .iter()
        .find(|person| {
            list(person, "records").iter().any(|record| {
                record["record"] == 1 && text(record, "file").ends_with("Connections.csv")
            })
        })
        .expect("the first row is somebody");
    let why: Vec<&str> = list(first, "why")
        .iter()
        .filter_map(Value::as_str)
        .collect();
    let says = |words: &str| why.iter().any(|why| why.contains(words));
    let in_review = list(audit, "review")
        .iter()
        .any(|pair| pair["a"]["record"] == 1);
    match first["last_contact"].is_null() {
        false if says("by name and company domain") => ByDomain,
        false if says("by name only") => ByName,
        true if in_review && text(first, "verdict") == "ask" && says("Mar 2026") => Asked,
        true if !in_review && list(audit, "unmatched").len() == 1 => Not,
        _ => Not,
    }
}

#[test]
fn a_header_names_the_card_that_has_its_address() {
    let folder = scratch();
    connections(folder.path(), &["Annika,Thorsdal,Northyard"]);
    mail(
        folder.path(),
        &[
            "Annika Thorsdal <at77@home.test>",
            "Yngve Malmqvist <ym@home.test>",
            "Gus Haandrik <gh@home.test>",
        ],
    );
    let card = |name: &str, address: &str| {
        format!("BEGIN:VCARD\nVERSION:3.0\nN:;{name};;;\nFN:{name}\nEMAIL:{address}\nEND:VCARD\n")
    };
    let cards = card("Annie", "at77@home.test")
        + &card("", "ym@home.test")
        + &card("Petra", "gh@home.test");
    write(folder.path(), "cards.vcf", &cards);
    let audit = audit(folder.path());
    assert_eq!(list(person(&audit, "Annika Thorsdal"), "records").len(), 2);
    person(&audit, "Yngve Malmqvist");
    person(&audit, "Petra");
}

#[test]
fn a_misspelt_card_is_found_by_the_name_that_its_owner_writes() {
    let folder = scratch();
    connections(folder.path(), &["Annika,Thorsdal,Northyard"]);
    mail(folder.path(), &["Annika Thorsdal <at77@home.test>"]);
    let card = "BEGIN:VCARD\nVERSION:3.0\nN:Torsdal;Annika;;;\nFN:Annika Torsdal\nEMAIL:at77@home.test\nEND:VCARD\n";
    write(folder.path(), "cards.vcf", card);
    assert_eq!(list(&audit(folder.path()), "people").len(), 1);
}

#[test]
fn one_address_under_two_names_makes_one_person_of_their_cards() {
    let folder = scratch();
    connections(folder.path(), &["Tamara,Thorsdal,Northyard"]);
    let card = "BEGIN:VCARD\nVERSION:3.0\nN:Garletskog;Tamara;;;\nFN:Tamara Garletskog\nTEL;TYPE=CELL:+46701740605\nEND:VCARD\n";
    write(folder.path(), "cards.vcf", card);
    mail(folder.path(), &["Tamara Thorsdal <tt@home.test>"]);
    assert_eq!(list(&audit(folder.path()), "people").len(), 2);
    mail(
        folder.path(),
        &[
            "Tamara Thorsdal <tt@home.test>",
            "Tamara Garletskog <tt@home.test>",
        ],
    );
    let audit = audit(folder.path());
    assert_eq!(list(&audit, "people").len(), 1);
    let merge = &list(&audit, "merges")[0];
    assert_eq!(
        list(merge, "reasons")[0],
        "messages or calls know tt@home.test as Tamara Thorsdal and as Tamara Garletskog"
    );
}

#[test]
fn a_log_that_calls_a_number_as_another_card_makes_one_person_of_the_two() {
    let folder = scratch();
    let card = |name: &str, number: &str| {
        format!("BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nTEL;TYPE=CELL:{number}\nEND:VCARD\n")
    };
    let log = |name: &str| {
        format!(
            "date,direction,channel,phone,name,duration_s\n2026-03-05 10:00:00,in,call,+46 70 174 06 38,{name},240\n"
        )
    };
    let cards =
        card("Spiridon Ksanthos", "+46701740638") + &card("Spiridon Xanthos", "+46701740605");
    write(folder.path(), "cards.vcf", &cards);
    write(folder.path(), "calls.csv", log("Spiridon Ksanthos"));
    assert_eq!(list(&audit(folder.path()), "people").len(), 2);
    write(folder.path(), "calls.csv", log("Spiridon Xanthos"));
    assert_eq!(list(&audit(folder.path()), "people").len(), 1);
    // A number that somebody else has by now.
    let cards = card("Spiridon Ksanthos", "+46701740638") + &card("Petra Lund", "+46701740605");
    write(folder.path(), "cards.vcf", &cards);
    write(folder.path(), "calls.csv", log("Petra Lund"));
    assert_eq!(list(&audit(folder.path()), "people").len(), 2);
}

#[test]
fn calendars_and_calls_are_joined_as_mail_is() {
    let folder = scratch();
    connections(
        folder.path(),
        &["Gus,Haandrik,Deltaworks", "Yngve,Malmqvist,"],
    );
    let ics = "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\nDTSTART:20260302T100000Z\nDTEND:20260302T110000Z\n\
        ORGANIZER;CN=Runa Teglgaard:mailto:me@example.org\nATTENDEE;CN=Runa Teglgaard;PARTSTAT=ACCEPTED:mailto:me@example.org\n\
        ATTENDEE;CN=\"Haandrik, Gus\";PARTSTAT=ACCEPTED:mailto:gh7@deltaworks.test\n\
        SUMMARY:Dikes\nEND:VEVENT\nEND:VCALENDAR\n";
    write(folder.path(), "calendar.ics", ics);
    let calls = "date,direction,channel,phone,name,duration_s\n2026-03-05 10:00:00,in,call,+46 70 174 06 38,Yngve Malmqvist,240\n";
    write(folder.path(), "calls.csv", calls);
    let audit = audit(folder.path());
    for (name, day) in [
        ("Gus Haandrik", "2026-03-02"),
        ("Yngve Malmqvist", "2026-03-05"),
    ] {
        assert_eq!(text(person(&audit, name), "last_contact"), day, "{name}");
    }
    assert_eq!(list(&audit, "unmatched").len(), 0);
}

#[test]
fn the_mailbox_of_an_office_is_nobodys_own_and_keeps_a_rare_name_from_nobody() {
    let folder = scratch();
    let card = "BEGIN:VCARD\nVERSION:3.0\nN:Ammerlocher;Hiltrud;;;\nFN:Hiltrud Ammerlocher\nORG:Ammerlocher Steuerberatung\nEMAIL:kanzlei@ammerlocher.test\nEND:VCARD\n";
    write(folder.path(), "book.vcf", card);
    mail(
        folder.path(),
        &["Hiltrud Ammerlocher <hiltrud@ammerlocher.test>"],
    );
    let audit = audit(folder.path());
    assert_eq!(
        text(person(&audit, "Hiltrud Ammerlocher"), "verdict"),
        "keep"
    );
}
