//! Tieline on files in memory, as the page that reads files itself has them.

use std::sync::Arc;

use tieline::memory::{Given, Kept, Report, Settings, Watch, report};

const CONNECTIONS: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
    Nora,Quist,https://www.linkedin.com/in/nora-quist,,Acme,,01 Feb 2026\n\
    Ana,Lund,https://www.linkedin.com/in/ana-lund,,Acme,,02 Feb 2026\n";

/// Nobody looks on.
struct Nobody;

impl Watch for Nobody {
    fn expect(&self, _: u64) {}
    fn says(&self, _: &str) {}
    fn read(&self, _: u64) {}
}

fn made(files: &[(&str, &str)], as_of: i64) -> Report {
    let given = files.iter().map(|(name, text)| Given {
        name: (*name).to_owned(),
        ground: Arc::new(Kept(text.as_bytes().into())),
    });
    let settings = Settings {
        as_of,
        me: vec!["olga@example.org".to_owned()],
        ..Settings::default()
    };
    report(given.collect(), &settings, &Nobody).expect("an audit")
}

fn file(report: &Report, name: &str) -> String {
    let bytes = report.file(name).expect("written").expect("a file");
    String::from_utf8(bytes).expect("text")
}

const MARCH: i64 = 1_772_323_200;
const APRIL: i64 = 1_775_001_600;
const MAY: i64 = 1_777_593_600;

#[test]
fn a_list_of_decisions_among_the_files_is_followed_and_what_names_nobody_is_refused() {
    let first = made(&[("Connections.csv", CONNECTIONS)], MARCH);
    let ana = &first
        .audit()
        .people
        .iter()
        .find(|one| one.name == "Ana Lund")
        .expect("Ana")
        .id;
    let list = format!("id,name,decision\n{ana},Ana Lund,delete\np-0000000000,Nobody,keep\n");
    let second = made(
        &[("Connections.csv", CONNECTIONS), ("decisions.csv", &list)],
        APRIL,
    );
    let decided: Vec<(&str, Option<&str>)> = second
        .audit()
        .people
        .iter()
        .map(|one| (one.name.as_str(), one.decision.as_deref()))
        .collect();
    assert!(
        decided.contains(&("Ana Lund", Some("delete"))),
        "{decided:?}"
    );
    assert!(decided.contains(&("Nora Quist", None)), "{decided:?}");
    assert_eq!(
        second.refused(),
        ["decisions.csv, line 3: nobody in these files fits this row (p-0000000000)"]
    );
}

#[test]
fn the_audit_of_last_month_is_compared_with_and_what_lies_beside_it_is_no_input() {
    let first = made(&[("Connections.csv", CONNECTIONS)], MARCH);
    let (audit, people) = (file(&first, "audit.json"), file(&first, "people.vcf"));
    let fewer = CONNECTIONS.lines().take(2).collect::<Vec<_>>().join("\n");
    let files = [
        ("new/Connections.csv", fewer.as_str()),
        ("old/audit.json", &audit),
        ("old/people.vcf", &people),
    ];
    let second = made(&files, APRIL);
    let names: Vec<&str> = second
        .audit()
        .people
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    assert_eq!(
        names,
        ["Nora Quist"],
        "people.vcf of last month would bring Ana back"
    );
    assert!(
        file(&second, "report.html").contains("Ana Lund"),
        "she is named as gone"
    );
}

#[test]
fn what_was_decided_by_last_month_holds_until_another_word_is_said() {
    let first = made(&[("Connections.csv", CONNECTIONS)], MARCH);
    let id = |name: &str| {
        let mut people = first.audit().people.iter();
        people.find(|one| one.name == name).expect(name).id.clone()
    };
    let (ana, nora) = (id("Ana Lund"), id("Nora Quist"));
    let list = format!("id,name,decision\n{ana},Ana Lund,delete\n{nora},Nora Quist,never-ask\n");
    let files = [("Connections.csv", CONNECTIONS), ("decisions.csv", &list)];
    let april = file(&made(&files, APRIL), "audit.json");

    let decided = |report: &Report| -> Vec<Option<String>> {
        let of = |name: &str| {
            let mut people = report.audit().people.iter();
            people
                .find(|one| one.name == name)
                .expect(name)
                .decision
                .clone()
        };
        vec![of("Ana Lund"), of("Nora Quist")]
    };
    let word = |text: &str| Some(text.to_owned());
    let kept = made(
        &[("Connections.csv", CONNECTIONS), ("audit.json", &april)],
        MAY,
    );
    assert_eq!(decided(&kept), [word("delete"), word("never-ask")]);

    let back = format!("id,name,decision\n{ana},Ana Lund,undecided\n");
    let files = [
        ("Connections.csv", CONNECTIONS),
        ("audit.json", &april),
        ("decisions.csv", &back),
    ];
    assert_eq!(decided(&made(&files, MAY)), [None, word("never-ask")]);
}

/// A card of the owner's own book, and the list of connections beside it.
const CARD: &str = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bertil Eggebrandt\r\nN:Eggebrandt;Bertil;;;\r\nORG:Old Works\r\nTITLE:Chemist\r\n\
    TEL:+46701740605\r\nEND:VCARD\r\n";

#[test]
fn who_was_one_person_last_month_stays_one_whatever_the_new_employer() {
    let month = |company: &str| {
        format!(
            "{}\nBertil,Eggebrandt,https://www.linkedin.com/in/bertil-eggebrandt,,{company},Chemist,03 Feb 2020\n",
            CONNECTIONS.trim_end()
        )
    };
    let (then, now) = (month("Old Works"), month("Tessera Adhesives"));
    let first = made(&[("Connections.csv", &then), ("book.vcf", CARD)], MARCH);
    let bearers = |report: &Report| {
        let people = report.audit().people.iter();
        people.filter(|one| one.name == "Bertil Eggebrandt").count()
    };
    assert_eq!(bearers(&first), 1, "the name and the employer agree");
    let audit = file(&first, "audit.json");
    let files = [
        ("Connections.csv", now.as_str()),
        ("book.vcf", CARD),
        ("audit.json", &audit),
    ];
    let second = made(&files, APRIL);
    assert_eq!(bearers(&second), 1);
    let page = file(&second, "report.html");
    assert!(!page.contains("Now two people"), "nobody was taken apart");
}

#[test]
fn the_page_sends_nobody_to_a_terminal() {
    let files = [("Connections.csv", CONNECTIONS), ("book.vcf", CARD)];
    let first = made(&files, MARCH);
    let audit = file(&first, "audit.json");
    let second = made(
        &[("Connections.csv", CONNECTIONS), ("audit.json", &audit)],
        APRIL,
    );
    for report in [&first, &second] {
        let page = file(report, "report.html");
        let (said, _) = page.split_once("<script>").expect("a script");
        for word in [
            "tieline decide",
            "tieline clean",
            "--region",
            "--me",
            "--as-of",
            "--map",
        ] {
            assert!(!said.contains(word), "{word}");
        }
    }
}

#[test]
fn files_of_an_earlier_audit_alone_are_told_what_is_missing() {
    let first = made(&[("Connections.csv", CONNECTIONS)], MARCH);
    let given = Given {
        name: "audit.json".to_owned(),
        ground: Arc::new(Kept(file(&first, "audit.json").into_bytes().into())),
    };
    let refused = report(vec![given], &Settings::default(), &Nobody).expect_err("nothing to read");
    assert!(refused.to_string().contains("earlier audit"), "{refused}");
}

#[test]
fn a_name_that_no_file_knows_is_no_owner() {
    let given = Given {
        name: "Connections.csv".to_owned(),
        ground: Arc::new(Kept(CONNECTIONS.as_bytes().into())),
    };
    let settings = Settings {
        as_of: MARCH,
        me: vec!["foo".to_owned()],
        ..Settings::default()
    };
    let refused = report(vec![given], &settings, &Nobody).expect_err("nobody of this name");
    assert!(
        refused
            .to_string()
            .starts_with("foo: nobody in these files"),
        "{refused}"
    );
}

#[test]
fn what_is_no_decision_is_refused_with_its_name_and_what_can_be_decided_is_said_once() {
    let list = "name,decision\nNora Quist,behalten\nAna Lund,weg\n";
    let report = made(
        &[("Connections.csv", CONNECTIONS), ("decisions.csv", list)],
        APRIL,
    );
    let refused = report.refused();
    assert!(refused[0].starts_with("decisions.csv, line 2: \"behalten\" is not a decision (Nora Quist); write keep, delete,"), "{refused:?}");
    assert_eq!(
        refused[1],
        "decisions.csv, line 3: \"weg\" is not a decision (Ana Lund)"
    );
}

#[test]
fn whoever_may_be_the_owner_is_asked_about() {
    let mail = |from: &str, day: u32| {
        format!(
            "From x@y Thu Jan {day:02} 09:00:00 2026\nFrom: {from}\nTo: Olga Owner <olga@example.org>\nDate: {day:02} Jan 2026 09:00:00 +0000\nMessage-ID: <{day}@example.org>\n\nHello\n\n"
        )
    };
    let mails = ["nora@example.org", "ana@example.org", "bo@example.org"]
        .into_iter()
        .zip(1..)
        .map(|(from, day)| mail(from, day));
    let mails: String = mails.collect();
    let given = vec![Given {
        name: "inbox.mbox".to_owned(),
        ground: Arc::new(Kept(mails.into_bytes().into())),
    }];
    let settings = Settings {
        as_of: MARCH,
        ..Settings::default()
    };
    let report = report(given, &settings, &Nobody).expect("an audit");
    assert_eq!(report.may_be_owner(), ["olga@example.org"]);
    let chat = "[05.01.26, 09:00:00] Nora Quist: Hello\n[05.01.26, 09:01:00] Olga Owner: Hi\n[06.01.26, 09:00:00] Ana Lund: Hello\n";
    let given = vec![Given {
        name: "_chat.txt".to_owned(),
        ground: Arc::new(Kept(chat.as_bytes().into())),
    }];
    let report = tieline::memory::report(given, &settings, &Nobody).expect("an audit");
    assert_eq!(
        report.may_be_owner(),
        ["Ana Lund", "Nora Quist", "Olga Owner"]
    );
}
