//! What is said of people in a few files and a book: each sentence stands for a kind that an owner did not sign.

use std::path::Path;

use serde_json::Value;

use crate::find::{list, person, text};
use crate::run::{self, audit, run, scratch, write};

const ME: [&str; 6] = [
    "--as-of",
    "2026-05-01",
    "--me",
    "Runa Teglgaard",
    "--me",
    "runa@malt.test",
];
const CONNECTIONS: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";
const CALLS: &str = "date,direction,channel,name,phone,duration_s\n";

/// A card with a name, and what else stands on it.
fn card(name: &str, rest: &str) -> String {
    format!("BEGIN:VCARD\nVERSION:3.0\nFN:{name}\n{rest}\nEND:VCARD\n")
}

/// A mail at noon.
fn mail(day: &str, from: &str, to: &str) -> String {
    let id = format!("{day}.{}", from.len() + to.len());
    let id: String = id.chars().filter(|c| c.is_alphanumeric()).collect();
    format!(
        "From -\nDate: {day} 2026 10:00:00 +0000\nFrom: {from}\nTo: {to}\nMessage-ID: <{id}@x.test>\n\nHello\n\n"
    )
}

const RUNA: &str = "Runa Teglgaard <runa@malt.test>";

fn audited(folder: &Path) -> Value {
    audit(&[&[run::text(folder), "--no-book"], &ME[..]].concat())
}

fn why(audit: &Value, name: &str) -> String {
    let why = list(person(audit, name), "why")
        .iter()
        .filter_map(Value::as_str);
    why.collect::<Vec<_>>().join("; ")
}

fn verdict<'a>(audit: &'a Value, name: &str) -> &'a str {
    text(person(audit, name), "verdict")
}

#[test]
fn what_comes_long_after_an_answer_is_not_said_to_have_gone_both_ways() {
    let folder = scratch();
    write(folder.path(), "book.vcf", card("Bo Ek", "EMAIL:bo@ek.test"));
    let bo = "Bo Ek <bo@ek.test>";
    let all = [
        mail("Mon, 5 Jan", RUNA, bo),
        mail("Tue, 6 Jan", bo, RUNA),
        mail("Thu, 30 Apr", bo, RUNA),
    ];
    write(folder.path(), "mail.mbox", all.concat());
    let audit = audited(folder.path());
    let why = why(&audit, "Bo Ek");
    assert!(
        why.contains("in touch both ways, last on 6 Jan 2026"),
        "{why}"
    );
    assert!(why.contains("they wrote last, on 30 Apr 2026"), "{why}");
}

#[test]
fn one_short_call_is_no_tie_that_went_quiet() {
    let verdict_after = |seconds: u32| {
        let folder = scratch();
        write(
            folder.path(),
            "book.vcf",
            card("Plumber Ahmed", "TEL:+46701740642"),
        );
        let call = format!("2025-02-02 10:00:00,out,call,,+46 70 174 06 42,{seconds}\n");
        write(folder.path(), "calls.csv", format!("{CALLS}{call}"));
        let audit = audited(folder.path());
        let said = why(&audit, "Plumber Ahmed");
        (verdict(&audit, "Plumber Ahmed").to_owned(), said)
    };
    let (verdict, why) = verdict_after(94);
    assert_eq!(verdict, "ask");
    assert!(
        why.starts_with("you spoke once, for 2 minutes, on 2 Feb 2025, and nothing else passed"),
        "{why}"
    );
    assert_eq!(verdict_after(900).0, "reconnect");
}

#[test]
fn calls_are_not_said_to_be_letters() {
    let folder = scratch();
    write(
        folder.path(),
        "book.vcf",
        card("Dora Lund", "TEL:+46701740642"),
    );
    let calls = "2026-04-02 10:00:00,in,call,,+46 70 174 06 42,0\n2026-04-09 10:00:00,in,call,,+46 70 174 06 42,0\n";
    write(folder.path(), "calls.csv", format!("{CALLS}{calls}"));
    let audit = audited(folder.path());
    let why = why(&audit, "Dora Lund");
    assert!(
        why.contains(
            "they called twice, last on 9 Apr 2026, and you neither answered nor called back"
        ),
        "{why}"
    );
}

#[test]
fn an_address_that_bounces_is_named_though_no_card_has_it() {
    let folder = scratch();
    let rows =
        "Ingrid,Sollers,https://www.linkedin.com/in/ingrid-test,,Universitet Malt,,15 Mar 2020\n";
    write(
        folder.path(),
        "Connections.csv",
        format!("{CONNECTIONS}{rows}"),
    );
    let ingrid = "Ingrid Sollers <i.sollers@universitet-malt.test>";
    let report = "From -\nDate: Fri, 3 Apr 2026 10:00:00 +0000\nFrom: Mail Delivery System <mailer-daemon@malt.test>\nTo: runa@malt.test\n\
        Subject: Undelivered\nMessage-ID: <r@x.test>\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\
        Content-Type: message/delivery-status\n\nReporting-MTA: dns; malt.test\n\nFinal-Recipient: rfc822; i.sollers@universitet-malt.test\n\
        Action: failed\nStatus: 5.1.1\n\n--b--\n\n";
    let all = [
        mail("Mon, 5 Jan", RUNA, ingrid),
        mail("Tue, 6 Jan", ingrid, RUNA),
        mail("Fri, 3 Apr", RUNA, ingrid),
    ];
    write(
        folder.path(),
        "mail.mbox",
        format!("{}{report}", all.concat()),
    );
    let out = folder.path().join("out");
    let args = ["--out", run::text(&out)];
    let files = [&[run::text(folder.path()), "--no-book"], &ME[..]].concat();
    assert!(run::is_done(
        &run(&[&["audit"], &files[..], &args].concat())
    ));
    let stale = std::fs::read_to_string(folder.path().join("out/stale.csv")).expect("it is there");
    assert!(
        stale.contains("Ingrid Sollers,email,i.sollers@universitet-malt.test"),
        "{stale}"
    );
    assert!(
        stale.contains("the messages are matched by name only"),
        "{stale}"
    );
}

#[test]
fn whoever_is_recommended_is_found_by_the_name_without_what_stands_beside_it() {
    for family in [
        "Okafor",
        "Okafor 🌍",
        "Okafor (he/him)",
        "\"Okafor, PMP, SHRM-CP\"",
        "Okafor PhD",
    ] {
        let folder = scratch();
        let row =
            format!("Samuel,{family},https://www.linkedin.com/in/sam-test,,Acme,,15 Mar 2018\n");
        write(
            folder.path(),
            "Connections.csv",
            format!("{CONNECTIONS}{row}"),
        );
        write(
            folder.path(),
            "Recommendations_Given.csv",
            "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\nSamuel,Okafor,Acme,,Good.,\"06/30/19, 03:15 AM\",VISIBLE\n",
        );
        let audit = audited(folder.path());
        let only = &list(&audit, "people")[0];
        let ties = list(only, "ties");
        assert!(
            ties.iter()
                .any(|tie| text(tie, "kind") == "recommendation-given"),
            "{family}: {only}"
        );
    }
}

#[test]
fn whoever_writes_with_the_owner_to_many_is_remembered() {
    let folder = scratch();
    let rows =
        "Alain,Besson,https://www.linkedin.com/in/alain-test,alain@besson.test,,,02 Feb 2020\n";
    write(
        folder.path(),
        "Connections.csv",
        format!("{CONNECTIONS}{rows}"),
    );
    let many: Vec<String> = (1..=20).map(|n| format!("m{n}@club.test")).collect();
    let to = format!("{RUNA}, {}", many.join(", "));
    write(
        folder.path(),
        "mail.mbox",
        mail("Mon, 5 Jan", "Alain Besson <alain@besson.test>", &to),
    );
    let audit = audited(folder.path());
    assert_eq!(verdict(&audit, "Alain Besson"), "ask");
    assert!(why(&audit, "Alain Besson").contains("group conversation"));
}

#[test]
fn a_meeting_that_is_agreed_is_known_of_whom_no_card_has_the_address() {
    let folder = scratch();
    let rows = "Sabine,Krogh,https://www.linkedin.com/in/sabine-test,,Messe Malt,,15 Mar 2026\n";
    write(
        folder.path(),
        "Connections.csv",
        format!("{CONNECTIONS}{rows}"),
    );
    let meeting = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//y\nBEGIN:VEVENT\nUID:1@x.test\nDTSTAMP:20260401T000000Z\n\
        DTSTART:20260503T090000Z\nDTEND:20260503T100000Z\nSUMMARY:Talk\nORGANIZER:mailto:runa@malt.test\n\
        ATTENDEE;PARTSTAT=ACCEPTED:mailto:runa@malt.test\n\
        ATTENDEE;PARTSTAT=ACCEPTED;CN=Sabine Krogh:mailto:s.krogh@messe-malt.test\nEND:VEVENT\nEND:VCALENDAR\n";
    write(folder.path(), "calendar.ics", meeting);
    let audit = audited(folder.path());
    assert_eq!(
        text(person(&audit, "Sabine Krogh"), "next_meeting"),
        "2026-05-03"
    );
}

#[test]
fn nobody_is_to_be_asked_how_they_are_who_has_died() {
    let folder = scratch();
    write(
        folder.path(),
        "book.vcf",
        card(
            "Giorgio Marchetti",
            "EMAIL:g@marchetti.test\nNOTE:verstorben am 3. März 2026",
        ),
    );
    let giorgio = "Giorgio <g@marchetti.test>";
    let all = [
        mail("Mon, 5 Jan", RUNA, giorgio),
        mail("Tue, 6 Jan", giorgio, RUNA),
    ];
    write(folder.path(), "mail.mbox", all.concat());
    let args = [&["brief", "Giorgio", run::text(folder.path())], &ME[..]].concat();
    let said = run(&args).out;
    assert!(said.contains("says that they have died"), "{said}");
    assert!(
        !said.contains("Questions") && !said.contains("Afterwards"),
        "{said}"
    );
}

#[test]
fn a_path_that_is_not_there_is_named_first() {
    let folder = scratch();
    let book = write(folder.path(), "book.vcf", card("Bo Ek", "EMAIL:bo@ek.test"));
    let ended = run(&["clean", "nosuch.csv", run::text(&book), "--dry-run"]);
    assert!(
        ended.out.starts_with("nosuch.csv: no such file or folder"),
        "{}",
        ended.out
    );
}

#[test]
fn whom_the_owner_is_connected_with_nobody_has_to_introduce() {
    let folder = scratch();
    let rows = "Petra,Havel,https://www.linkedin.com/in/petra-test,petra@havel.test,Acme,,15 Mar 2020\n\
        Evan,Christo,https://www.linkedin.com/in/evan-test,evan@christo.test,Birk,,16 Mar 2020\n";
    write(
        folder.path(),
        "Connections.csv",
        format!("{CONNECTIONS}{rows}"),
    );
    let petra = "Petra Havel <petra@havel.test>";
    let all = [
        mail("Mon, 5 Jan", RUNA, petra),
        mail(
            "Tue, 6 Jan",
            petra,
            &format!("{RUNA}, Evan Christo <evan@christo.test>"),
        ),
    ];
    write(folder.path(), "mail.mbox", all.concat());
    let book = folder.path().join("book.db");
    let place = ["--book", run::text(&book)];
    let files = [&["audit", run::text(folder.path())], &ME[..], &place].concat();
    assert!(run::is_done(&run(&files)));
    let ended = run(&[&["path", "Evan Christo"], &place[..]].concat());
    let said = ended.out.split_whitespace().collect::<Vec<_>>().join(" ");
    let link = "connected with Evan Christo on LinkedIn since 16 Mar 2020";
    assert!(said.contains(link), "{said}");
}

/// A book after an audit of the files of a folder.
fn kept(folder: &Path) -> String {
    let book = run::text(&folder.join("book.db")).to_owned();
    let files = run::text(&folder.join("in")).to_owned();
    let args = [&["audit", &files, "--book", &book], &ME[..]].concat();
    assert!(run::is_done(&run(&args)));
    book
}

fn on_book(book: &str, args: &[&str]) -> String {
    let ended = run(&[args, &["--book", book]].concat());
    format!("{}{}", ended.out, ended.err)
}

#[test]
fn whom_the_owner_calls_a_friend_nobody_asks_about() {
    let folder = scratch();
    let cards = [
        card("Anne-Lise Garn", "TEL:+46701740642"),
        card("Bo Ek", "EMAIL:bo@ek.test"),
    ];
    write(folder.path(), "in/book.vcf", cards.concat());
    write(
        folder.path(),
        "in/mail.mbox",
        mail("Mon, 5 Jan", "Bo Ek <bo@ek.test>", RUNA),
    );
    let book = kept(folder.path());
    on_book(&book, &["decide", "Bo Ek", "friend"]);
    let files = run::text(&folder.path().join("in")).to_owned();
    let audit = audit(&[&[&files, "--book", &book], &ME[..]].concat());
    assert_eq!(verdict(&audit, "Bo Ek"), "reconnect");
    on_book(&book, &["decide", "Bo Ek", "never-ask"]);
    let audit = crate::run::audit(&[&[&files, "--book", &book], &ME[..]].concat());
    assert_eq!(verdict(&audit, "Bo Ek"), "decided");
}

#[test]
fn whoever_is_asked_for_by_the_whole_name_is_meant_whatever_picture_stands_beside_it() {
    let folder = scratch();
    let cards = [
        card("Maman ❤️", "TEL:+46701740642"),
        card("Aurelie Maman de Tom", "TEL:+46701740643"),
    ];
    write(folder.path(), "in/book.vcf", cards.concat());
    let book = kept(folder.path());
    let said = on_book(&book, &["decide", "Maman", "keep"]);
    assert!(
        said.starts_with("Maman ❤️ (p-") && said.contains(": keep"),
        "{said}"
    );
}

#[test]
fn a_decision_that_replaces_another_one_says_so_and_advice_is_none() {
    let folder = scratch();
    write(
        folder.path(),
        "in/book.vcf",
        card("Bo Ek", "EMAIL:bo@ek.test"),
    );
    let book = kept(folder.path());
    on_book(&book, &["decide", "Bo Ek", "keep"]);
    let said = on_book(&book, &["decide", "Bo Ek", "delete"]);
    assert!(
        said.contains(": delete (before: keep, by hand of "),
        "{said}"
    );
    let list = "decision,id,name\nreconnect,,Bo Ek\n";
    let list = write(folder.path(), "list.csv", list);
    let said = on_book(&book, &["decide", run::text(&list)]);
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        said.contains("is what is proposed and no decision"),
        "{said}"
    );
}

#[test]
fn a_meeting_is_no_thanks_for_itself() {
    let folder = scratch();
    write(
        folder.path(),
        "in/book.vcf",
        card("Claire Font", "EMAIL:c@font.test"),
    );
    let claire = "Claire Font <c@font.test>";
    let all = [
        mail("Tue, 6 Jan", claire, RUNA),
        mail("Wed, 7 Jan", RUNA, claire),
    ];
    write(folder.path(), "in/mail.mbox", all.concat());
    let book = kept(folder.path());
    on_book(&book, &["log", "2026-05-01 = meet Claire Font : lunch"]);
    let said = on_book(&book, &["plan", "--as-of", "2026-05-01"]);
    assert!(said.contains("Claire Font"), "{said}");
    assert!(!said.contains("done on"), "{said}");
}

#[test]
fn whoever_writes_in_a_small_group_and_stands_in_the_address_book_is_not_asked_about() {
    let folder = scratch();
    let lines = [
        "[05/04/2026, 10:00:01] Anne Garn: Lunch on Sunday?",
        "[05/04/2026, 10:05:01] Runa Teglgaard: Yes!",
        "[05/04/2026, 10:06:01] Lucie Berg: Me too",
        "[05/04/2026, 10:07:01] Bo Ek: And I",
        "[15/04/2026, 10:07:01] Anne Garn: See you",
    ];
    write(
        folder.path(),
        "WhatsApp Chat - Friends.txt",
        lines.join("\n"),
    );
    let verdict_of = |cards: &str| {
        write(folder.path(), "book.vcf", cards);
        verdict(&audited(folder.path()), "Anne Garn").to_owned()
    };
    assert_eq!(
        verdict_of(&card("Anne Garn", "TEL:+46701740642")),
        "nurture"
    );
}
