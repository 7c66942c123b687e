//! Connecting the dots: whom words find, over whom somebody is reached, and one page before a call.

use std::fs;
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;

use crate::demo::{OCTOBER, SEPTEMBER, october};
use crate::find::{list, person, text};
use crate::run::{Ended, run, scratch, write};

/// The demo network's two months in one book.
fn demo(args: &[&str]) -> Ended {
    static BOOK: OnceLock<TempDir> = OnceLock::new();
    let folder = BOOK.get_or_init(|| {
        let folder = scratch();
        let book = folder.path().join("b.db");
        for month in [SEPTEMBER, OCTOBER] {
            let more = ["--region", "SE", "--book", book.to_str().expect("UTF-8")];
            let ended = run(&[&["audit", "--quiet"], month, &more].concat());
            assert_eq!(ended.code, 0, "{}", ended.err);
        }
        folder
    });
    let book = folder.path().join("b.db");
    run(&[args, &["--book", book.to_str().expect("UTF-8")]].concat())
}

fn said(args: &[&str]) -> String {
    let ended = demo(args);
    assert_eq!(ended.code, 0, "{args:?}: {}", ended.err);
    ended.out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn people_are_found_by_employer_title_and_domain_in_the_order_of_the_ranking() {
    let found = demo(&["find", "plast", "--json"]).json();
    let names: Vec<&str> = list(&found, "people")
        .iter()
        .map(|p| text(p, "name"))
        .collect();
    let ranked: Vec<&str> = list(october(), "people")
        .iter()
        .map(|p| text(p, "name"))
        .filter(|name| names.contains(name))
        .collect();
    assert_eq!(names, ranked);
    assert!(
        names.contains(&"Eleri Prothero") && names.contains(&"Rhiannon Maddocks"),
        "{names:?}"
    );
    assert!(said(&["find", "protherolime.test"]).contains("e-mail at protherolime.test"));
    assert!(
        said(&["find", "whom", "do", "I", "know", "at", "ironbark"])
            .contains("employer Ironbark Structures")
    );
    assert!(said(&["find", "xylophone"]).contains("Nobody in the audit of 1 Nov 2026 matches"));
}

#[test]
fn an_employer_of_an_earlier_audit_is_named_as_past() {
    let found = said(&["find", "rafter"]);
    assert!(
        found.contains("Tomasz Wieczorek, Ironbark Structures"),
        "{found}"
    );
    assert!(
        found.contains("past employer Rafter & Stone Engineers (until the audit of 1 Oct 2026)"),
        "{found}"
    );
}

#[test]
fn who_can_introduce_was_on_something_with_both() {
    let paths = demo(&["path", "Cosima Bellandi", "--json"]).json();
    let path = &list(&paths, "people")[0];
    let ways = list(path, "ways");
    assert!(!ways.is_empty(), "{paths}");
    for way in ways {
        let asked = person(october(), text(way, "ask"));
        assert!(asked["last_two_way"].is_string(), "{asked}");
        let link = &list(way, "links")[0];
        assert_eq!(text(link, "to"), "Cosima Bellandi");
        assert!(text(link, "source").ends_with("messages.csv"), "{link}");
    }
    let own = said(&["path", "Ironbark Structures"]);
    assert!(
        own.contains("You have been in touch with Tomasz Wieczorek yourself"),
        "{own}"
    );
    let nobody = demo(&["path", "Nobody Whatever"]);
    assert_eq!(nobody.code, 2, "{}", nobody.err);
}

/// Three who know each other and whom the owner never writes to; only Ada was ever on anything with them.
#[test]
fn the_only_bridge_to_a_circle_is_marked_and_ranked_by_nothing() {
    let with = |bridge: bool| {
        let mut log = "2026-01-01 > mail ada@example.org\n2026-01-02 < mail ada@example.org\n2026-02-01 > mail bo@example.org\n2026-02-02 < mail bo@example.org\n".to_owned();
        let mut mail = String::new();
        let day = |n: u32| format!("2026-03-0{n}T09:00:00Z");
        let rows = [["ada", "cleo"], ["cleo", "dov"], ["dov", "edda"]];
        for (n, pair) in (1..).zip(rows) {
            for who in pair {
                mail.push_str(&format!(
                    "{},unknown,email,{who}@example.org,,2,,\n",
                    day(n)
                ));
            }
        }
        if !bridge {
            log.push_str("2026-02-03 > mail dov@example.org\n2026-02-04 < mail dov@example.org\n");
        }
        let folder = scratch();
        let log = write(folder.path(), "my.log", log);
        let mail = write(
            folder.path(),
            "log.csv",
            format!("date,direction,channel,email,name,recipients,duration_s,note\n{mail}"),
        );
        let book = folder.path().join("b.db");
        let files = [log.to_str().expect("UTF-8"), mail.to_str().expect("UTF-8")];
        let book = ["--book", book.to_str().expect("UTF-8")];
        let ended = run(&[
            &["audit", "--json", "--as-of", "2026-11-01"],
            &files[..],
            &book,
        ]
        .concat());
        assert_eq!(ended.code, 0, "{}", ended.err);
        let shown = run(&[&["show", "ada@example.org"], &book[..]].concat());
        let wanted = ["decide", "ada@example.org", "every", "3", "months"];
        assert_eq!(run(&[&wanted[..], &book[..]].concat()).code, 0);
        let plan = ["plan", "--as-of", "2026-11-02"];
        let told = run(&[&plan[..], &book[..]].concat());
        let plan = run(&[&plan[..], &["--json"], &book[..]].concat());
        (ended.json(), shown.out, told.out, plan.json())
    };
    let flowing = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (audit, shown, told, plan) = with(true);
    let ada = person(&audit, "ada@example.org");
    let circle: Vec<&str> = list(ada, "bridge_to")
        .iter()
        .map(|p| text(p, "name"))
        .collect();
    assert_eq!(circle.len(), 3, "{ada}");
    assert!(shown.contains("a circle of 3 people"), "{shown}");
    let told = flowing(&told);
    assert!(
        told.contains("Your only bridges to circles of people with whom you have no contact yourself: ada@example.org (3 people)"),
        "{told}"
    );
    assert!(
        told.contains("they are your only bridge to a circle of 3 people"),
        "{told}"
    );
    let marked = |plan: &Value| {
        let people = list(plan, "people").iter();
        let marked = people.filter(|one| one["bridge_to"] != 0);
        marked
            .map(|one| text(one, "name").to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(marked(&plan), ["ada@example.org"], "{plan}");
    let weight = ada["standing"]["tie_weight"].clone();
    let (audit, _, told, plan) = with(false);
    assert!(
        !told.contains("bridge") && marked(&plan).is_empty(),
        "{told}"
    );
    let ada = person(&audit, "ada@example.org");
    assert!(ada["bridge_to"].is_null(), "{ada}");
    assert_eq!(
        ada["standing"]["tie_weight"], weight,
        "a bridge weighs nothing"
    );
}

#[test]
fn a_brief_holds_what_the_files_hold_and_nothing_else() {
    let brief = said(&["brief", "Tomasz Wieczorek"]);
    for sentence in [
        "Structural engineer, Ironbark Structures",
        "before: Rafter & Stone Engineers",
        "first contact in your files: 3 Nov 2017",
        "connected on LinkedIn on 2 Nov 2017",
        "How did you come to move from Rafter & Stone Engineers to Ironbark Structures?",
        "What stood in your way",
        "tieline log '= call Tomasz Wieczorek : what you talked about'",
    ] {
        assert!(brief.contains(sentence), "{sentence}\n{brief}");
    }
    let json = demo(&["brief", "Tomasz Wieczorek", "--json"]).json();
    assert!(list(&json, "timeline").len() <= 10);
    // Every name and day in it stands in the audit.
    let audit = october().to_string();
    for line in list(&json, "both_know") {
        assert!(audit.contains(line.as_str().expect("a name")), "{line}");
    }
    let files = run(&[&["brief", "Tomasz Wieczorek"], OCTOBER, &["--region", "SE"]].concat());
    assert!(
        files.code == 0 && files.out.contains("Ironbark Structures"),
        "{}",
        files.err
    );
    assert!(
        !files.out.contains("How did you come to move"),
        "one audit knows of no move"
    );
}

#[test]
fn what_you_noted_of_them_is_in_the_brief() {
    let folder = scratch();
    let book = folder.path().join("b.db");
    let book = ["--book", book.to_str().expect("UTF-8")];
    let log = write(
        folder.path(),
        "my.log",
        "2026-01-01 > mail ada@example.org\n2026-01-02 < mail ada@example.org\n",
    );
    for args in [
        &[
            "audit",
            "--quiet",
            log.to_str().expect("UTF-8"),
            "--as-of",
            "2026-11-01",
        ][..],
        &[
            "log",
            "2026-11-02 = meet ada@example.org #met-at #promise : at the harbour",
        ],
        &["note", "ada@example.org", "--they-can", "sails"],
    ] {
        let ended = run(&[args, &book].concat());
        assert_eq!(ended.code, 0, "{}", ended.err);
    }
    let brief = run(&[&["brief", "ada@example.org"], &book[..]].concat()).out;
    for part in [
        "at the harbour",
        "they can help with: sails",
        "you promised them something on 2 Nov 2026",
    ] {
        assert!(brief.contains(part), "{part}\n{brief}");
    }
    let found = run(&[&["find", "sails"], &book[..]].concat()).out;
    assert!(found.contains("can help with: sails"), "{found}");
}

#[test]
fn an_audit_without_files_reads_the_newest_of_each_pattern() {
    let folder = scratch();
    write(
        folder.path(),
        "a/old.log",
        "2026-01-01 > mail old@example.org\n",
    );
    std::thread::sleep(std::time::Duration::from_millis(20));
    write(
        folder.path(),
        "a/new.log",
        "2026-01-01 > mail new@example.org\n",
    );
    let config = write(
        folder.path(),
        "config.toml",
        "[files]\nnewest = [\"a/*.log\", \"b/*.zip\"]\n",
    );
    let mut command = crate::run::tieline();
    let command = command.env("TIELINE_CONFIG", &config);
    let ended =
        crate::run::ended(command.args(["audit", "--json", "--no-book", "--as-of", "2026-11-01"]));
    assert_eq!(ended.code, 0, "{}", ended.err);
    let json: Value = ended.json();
    let names: Vec<&str> = list(&json, "people")
        .iter()
        .map(|p| text(p, "name"))
        .collect();
    assert_eq!(names, ["new@example.org"]);
    assert!(
        ended.err.contains("new.log, the newest of 2 for"),
        "{}",
        ended.err
    );
    assert!(
        ended.err.contains("No file fits") && ended.err.contains("line 2"),
        "{}",
        ended.err
    );
    let none = run(&["audit"]);
    assert!(
        none.code == 2 && none.err.contains("newest = ["),
        "{}",
        none.err
    );
    fs::write(&config, "[files]\nnewest = [\"a/[\"]\n").expect("a file");
    let wrong = crate::run::ended(
        crate::run::tieline()
            .env("TIELINE_CONFIG", &config)
            .arg("audit"),
    );
    assert!(
        wrong.code == 2 && wrong.err.contains("line 2") && wrong.err.contains("pattern"),
        "{}",
        wrong.err
    );
}

#[test]
fn alone_it_says_in_three_lines_what_to_do_next() {
    let folder = scratch();
    let alone = |folder: &TempDir| {
        let mut command = crate::run::tieline();
        crate::run::ended(command.env("XDG_DATA_HOME", folder.path()))
    };
    let first = alone(&folder);
    assert_eq!(
        (first.code, first.out.lines().count()),
        (0, 3),
        "{}",
        first.out
    );
    assert!(first.out.contains("Begin: tieline audit"), "{}", first.out);
    assert!(
        fs::read_dir(folder.path())
            .expect("a folder")
            .next()
            .is_none(),
        "nothing is made"
    );
    let mut command = crate::run::tieline();
    let audit = command.env("XDG_DATA_HOME", folder.path()).args([
        "audit",
        "--quiet",
        "fixtures/score/log.csv",
        "--as-of",
        "2025-03-01",
    ]);
    assert_eq!(crate::run::ended(audit).code, 0);
    let next = alone(&folder);
    assert_eq!(next.out.lines().count(), 3, "{}", next.out);
    assert!(
        next.out.starts_with("Last audit: 1 Mar 2025 ("),
        "{}",
        next.out
    );
    assert!(next.out.contains("with newer files"), "{}", next.out);
}
