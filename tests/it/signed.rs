//! Lines about people that their owner would not have signed: each stands for its kind.

use std::path::Path;

use serde_json::Value;

use crate::find::{list, person, text};
use crate::run::{self, audit, audit_out, ended, run, scratch, tieline, write};

const CONNECTIONS: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";

/// A card with a name, and what else stands on it.
fn card(name: &str, rest: &str) -> String {
    format!("BEGIN:VCARD\nVERSION:3.0\nFN:{name}\n{rest}\nEND:VCARD\n")
}

/// Mail between the owner and somebody: on each day from the one who is named first.
fn mail(theirs: &str, days: &[(bool, &str)]) -> String {
    const OWNER: &str = "Runa Teglgaard <runa@malt.test>";
    let one = |(at, (is_ours, day)): (usize, &(bool, &str))| {
        let (from, to) = if *is_ours {
            (OWNER, theirs)
        } else {
            (theirs, OWNER)
        };
        format!(
            "From -\nDate: {day} 10:00:00 +0000\nFrom: {from}\nTo: {to}\nMessage-ID: <{at}.{}@x.test>\n\nHello\n\n",
            theirs.len()
        )
    };
    days.iter().enumerate().map(one).collect()
}

fn arguments(folder: &Path) -> Vec<&str> {
    let mut all = vec![run::text(folder), "--as-of", "2026-05-01", "--no-book"];
    all.extend(["--me", "Runa Teglgaard", "--me", "runa@malt.test"]);
    all
}

fn why(person: &Value) -> String {
    let why = list(person, "why").iter().filter_map(Value::as_str);
    why.collect::<Vec<_>>().join("; ")
}

fn printed(command: &str, folder: &Path) -> String {
    let args = [&[command][..], &arguments(folder)].concat();
    let words = run(&args).out;
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn nobody_is_to_write_to_the_dead() {
    for card in [
        card("Walter Lindholm †", "EMAIL:walter@lindholm.test"),
        card(
            "Walter Lindholm",
            "EMAIL:walter@lindholm.test\nNOTE:verstorben 11/2023",
        ),
    ] {
        let folder = scratch();
        write(folder.path(), "book.vcf", card);
        let both = mail(
            "Walter Lindholm <walter@lindholm.test>",
            &[(false, "Fri, 6 Mar 2026"), (true, "Sat, 7 Mar 2026")],
        );
        write(folder.path(), "mail.mbox", both);
        let audit = audit(&arguments(folder.path()));
        let walter = &list(&audit, "people")[0];
        assert_eq!(text(walter, "verdict"), "unjudged");
        assert_eq!(
            why(walter),
            "your address book says that they have died (book.vcf)"
        );
        assert_eq!(walter["standing"]["band"], "unknown");
        let plan = printed("plan", folder.path());
        assert!(!plan.contains("Walter"), "{plan}");
    }
}

#[test]
fn no_thanks_are_due_to_the_dead() {
    let due = |name: &str| {
        let folder = scratch();
        let card = card(name, "EMAIL:walter@lindholm.test");
        write(folder.path(), "book.vcf", card);
        let favour = "2026-04-01 < mail walter@lindholm.test #favour-received\n";
        write(folder.path(), "my.log", favour);
        let audit = audit(&arguments(folder.path()));
        list(&audit["look"], "due").len()
    };
    assert_eq!(due("Walter Lindholm"), 1);
    assert_eq!(due("Walter Lindholm †"), 0);
}

#[test]
fn half_a_name_and_the_firm_is_no_other_name_than_the_mail_says() {
    let people = |connections: &str, from: &str| {
        let folder = scratch();
        write(
            folder.path(),
            "Connections.csv",
            format!("{CONNECTIONS}{connections}"),
        );
        write(
            folder.path(),
            "book.vcf",
            card("Wallner Molkerei", "EMAIL:pw@molkerei-wallsee.test"),
        );
        let both = mail(
            &format!("{from} <pw@molkerei-wallsee.test>"),
            &[(true, "Tue, 6 Jan 2026"), (false, "Wed, 7 Jan 2026")],
        );
        write(folder.path(), "mail.mbox", both);
        let audit = audit(&arguments(folder.path()));
        let all = list(&audit, "people").iter();
        let all = all.map(|one| {
            (
                text(one, "name").to_owned(),
                text(one, "verdict").to_owned(),
            )
        });
        all.collect::<Vec<_>>()
    };
    let named = |all: &[(&str, &str)]| -> Vec<(String, String)> {
        all.iter()
            .map(|(name, verdict)| ((*name).to_owned(), (*verdict).to_owned()))
            .collect()
    };
    let peter =
        "Peter,Wallner,https://www.linkedin.com/in/pw-test,,Molkerei Wallsee,,15 Mar 2022\n";
    assert_eq!(
        people(peter, "Peter Wallner"),
        named(&[("Peter Wallner", "keep")])
    );
    let other = people(peter, "Paul Wallner");
    assert_eq!(other.len(), 2, "the mail says another name: {other:?}");
}

#[test]
fn a_provider_of_mail_that_no_list_knows_is_no_employer() {
    let spellings = |domain: &str| {
        let folder = scratch();
        let rows: String = ["Enns Chemie", "Linzer Papier", "Wels Energie"]
            .iter()
            .flat_map(|employer| (0..2).map(move |n| (employer, n)))
            .enumerate()
            .map(|(at, (employer, n))| {
                format!("Ana{at},Berg{at},https://www.linkedin.com/in/t{at}-test,a{at}{n}@{domain},{employer},,03 Mar 2022\n")
            })
            .collect();
        write(
            folder.path(),
            "Connections.csv",
            format!("{CONNECTIONS}{rows}"),
        );
        let files = audit_out(&arguments(folder.path()));
        String::from_utf8_lossy(&files["companies.csv"])
            .lines()
            .count()
            - 1
    };
    assert_eq!(spellings("inntal-post.test"), 0);
    assert!(
        spellings("enns-chemie.test") > 0,
        "names at the domain of one of them may be older ones of it"
    );
}

#[test]
fn the_mailbox_of_a_task_is_nobody_to_keep() {
    let folder = scratch();
    let days = [(true, "Tue, 6 Jan 2026"), (false, "Wed, 7 Jan 2026")];
    let both = mail("Rechnungswesen <rechnungswesen@firma.test>", &days)
        + &mail("Moni Zauner <office@zauner.test>", &days);
    write(folder.path(), "mail.mbox", both);
    write(folder.path(), "book.vcf", card("Bo Ek", "EMAIL:bo@ek.test"));
    let audit = audit(&arguments(folder.path()));
    let told = |key: &str| {
        let mut all = list(&audit, "unmatched").iter();
        let one = all.find(|one| text(one, "key") == key).expect("a line");
        one["verdict"].as_str().map(str::to_owned)
    };
    assert_eq!(told("rechnungswesen@firma.test"), None);
    assert_eq!(told("office@zauner.test").as_deref(), Some("keep"));
}

#[test]
fn a_call_that_was_taken_is_answered_and_a_missed_one_is_called_back() {
    let folder = scratch();
    write(
        folder.path(),
        "book.vcf",
        card("Ida Sand", "TEL:+4512345678") + &card("Bo Ek", "TEL:+4512345679"),
    );
    let calls = "Date,Direction,Channel,Who,Phone,Duration (s)\n\
        2026-04-02,in,call,Ida Sand,+4512345678,600\n\
        2026-04-01,in,call,Bo Ek,+4512345679,60\n\
        2026-04-27,in,call,Bo Ek,+4512345679,0\n";
    write(folder.path(), "calls.csv", calls);
    let audit = audit(&arguments(folder.path()));
    let ida = why(person(&audit, "Ida Sand"));
    assert!(
        ida.contains("they began 1 conversation and you answered"),
        "{ida}"
    );
    let plan = printed("plan", folder.path());
    assert!(plan.contains("they called on 27 Apr 2026"), "{plan}");
    assert!(plan.contains("call back"), "{plan}");
}

#[test]
fn the_surname_of_before_is_the_owners_too() {
    let folder = scratch();
    let profile =
        "First Name,Last Name,Maiden Name,Headline,Summary,Industry\nRuna,Teglgaard,Harmsen,,,\n";
    write(folder.path(), "linkedin/Profile.csv", profile);
    let rows = "Jens,Harmsen,https://www.linkedin.com/in/jens-test,,Acme,,03 Mar 2022\n";
    write(
        folder.path(),
        "linkedin/Connections.csv",
        format!("{CONNECTIONS}{rows}"),
    );
    let audit = audit(&arguments(folder.path()));
    let jens = why(person(&audit, "Jens Harmsen"));
    assert!(jens.contains("has your surname, Harmsen"), "{jens}");
}

#[test]
fn the_first_sentence_names_what_is_missing() {
    let folder = scratch();
    let rows = "Jens,Harmsen,https://www.linkedin.com/in/jens-test,,Acme,,03 Mar 2022\n\
        Ana,Reis,https://www.linkedin.com/in/ana-test,,Acme,,03 Mar 2022\n";
    write(
        folder.path(),
        "Connections.csv",
        format!("{CONNECTIONS}{rows}"),
    );
    let args = [
        "audit",
        run::text(folder.path()),
        "--as-of",
        "2026-05-01",
        "--no-book",
    ];
    let said = run(&args).out;
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        said.contains("Your files hold 2 people and no messages, calls or meetings"),
        "{said}"
    );
    assert!(!said.contains("--me with your e-mail"), "{said}");
}

#[test]
fn who_is_in_the_mail_and_on_no_card_is_not_said_to_be_unknown() {
    let folder = scratch();
    let book = folder.path().join("book.db");
    let both = mail(
        "Silke Müllner <silke@muellner.test>",
        &[(true, "Tue, 6 Jan 2026"), (false, "Wed, 7 Jan 2026")],
    );
    write(folder.path(), "in/mail.mbox", both);
    write(
        folder.path(),
        "in/book.vcf",
        card("Bo Ek", "EMAIL:bo@ek.test"),
    );
    let files = folder.path().join("in");
    let args = [
        "audit",
        run::text(&files),
        "--as-of",
        "2026-05-01",
        "--me",
        "runa@malt.test",
        "--book",
        run::text(&book),
    ];
    assert!(run::is_done(&run(&args)));
    let found = ended(tieline().args(["find", "muellner", "--book", run::text(&book)]));
    assert!(found.out.contains("Silke Müllner"), "{}", found.out);
    let shown = ended(tieline().args(["show", "Silke", "--book", run::text(&book)]));
    assert!(
        shown
            .err
            .contains("Silke Müllner is in your messages and on no card"),
        "{}",
        shown.err
    );
}

#[test]
fn who_waits_for_an_answer_is_named_though_no_card_has_them() {
    let folder = scratch();
    let both = mail(
        "Silke Müllner <silke@muellner.test>",
        &[
            (true, "Tue, 6 Jan 2026"),
            (false, "Wed, 7 Jan 2026"),
            (false, "Tue, 21 Apr 2026"),
        ],
    );
    write(folder.path(), "mail.mbox", both);
    let book = card("Bo Ek", "EMAIL:bo@ek.test");
    write(folder.path(), "book.vcf", book);
    let said = printed("audit", folder.path());
    let waits = "Silke Müllner (since 21 Apr 2026) waits for your answer";
    assert!(said.contains(waits), "{said}");
    let plan = printed("plan", folder.path());
    assert!(plan.contains("1. Silke Müllner"), "{plan}");
    assert!(plan.contains("they wrote on 21 Apr 2026"), "{plan}");
}

#[test]
fn a_card_that_came_from_the_list_of_connections_shows_nobody_known() {
    let folder = scratch();
    let rows = "Jens,Harmsen,https://www.linkedin.com/in/jens-test,,Acme,,03 Mar 2019\n\
        Ana,Reis,https://www.linkedin.com/in/ana-test,,Acme,,03 Mar 2019\n";
    write(
        folder.path(),
        "in/Connections.csv",
        format!("{CONNECTIONS}{rows}"),
    );
    let messages = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\nc1,,Runa Teglgaard,https://www.linkedin.com/in/runa-test,Bo Ek,https://www.linkedin.com/in/bo-test,2019-03-05 10:00:00 UTC,,Hello,INBOX\nc1,,Bo Ek,https://www.linkedin.com/in/bo-test,Runa Teglgaard,https://www.linkedin.com/in/runa-test,2026-04-29 10:00:00 UTC,,Hello!,INBOX\n";
    write(folder.path(), "in/messages.csv", messages);
    let input = folder.path().join("in");
    let out = audit_out(&arguments(&input));
    write(folder.path(), "in/people.vcf", &out["people.vcf"]);
    write(
        folder.path(),
        "in/phone.vcf",
        card(
            "Ana Reis",
            "TEL:+4512345678\nURL:https://www.linkedin.com/in/ana-test",
        ),
    );
    let audit = audit(&arguments(&input));
    assert_eq!(text(person(&audit, "Jens Harmsen"), "verdict"), "delete");
    assert_ne!(text(person(&audit, "Ana Reis"), "verdict"), "delete");
}
