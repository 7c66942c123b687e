//! Give and take: both ways alike, and open until it is settled.

use proptest::prelude::{Strategy, any};
use proptest::test_runner::Config;
use proptest::{prop_assert_eq, proptest};
use serde_json::Value;

use crate::find::{list, person, text};
use crate::run::{audit, run, scratch, write};

/// What a line can say, and the same with the two sides changed.
const LINES: [(&str, &str); 8] = [
    ("> mail {} #favour-given", "< mail {} #favour-received"),
    ("> mail {} #intro-given", "< mail {} #intro-received"),
    ("> mail {} #passed-on", "< mail {} #passed-on"),
    ("> mail {} #promise", "< mail {} #promise"),
    (
        "> mail {} #promise due:{due}",
        "< mail {} #promise due:{due}",
    ),
    ("> mail {} #thanks", "< mail {} #thanks"),
    ("> mail {}", "< mail {}"),
    ("= call {} #favour-given", "= call {} #favour-received"),
];

/// A log of so many lines; every second kind of line comes from the other side.
fn logs(of: &[(usize, bool, bool)]) -> [String; 2] {
    let (mut one, mut other) = (String::new(), String::new());
    let first = chrono::NaiveDate::from_ymd_opt(2025, 9, 1).expect("a day");
    for (n, &(kind, turned, second)) in of.iter().enumerate() {
        let on = first + chrono::Days::new(n as u64 * 9);
        let due = (on + chrono::Days::new(20)).to_string();
        let who = if second {
            "bo@example.org"
        } else {
            "ada@example.org"
        };
        let (mut this, mut that) = LINES[kind];
        if turned {
            (this, that) = (that, this);
        }
        for (log, line) in [(&mut one, this), (&mut other, that)] {
            let line = line.replace("{due}", &due).replace("{}", who);
            log.push_str(&format!("{on} {line}\n"));
        }
    }
    [one, other]
}

fn audited(log: &str) -> Value {
    let folder = scratch();
    let path = write(folder.path(), "my.log", log);
    audit(&[
        path.to_str().expect("UTF-8"),
        "--no-book",
        "--as-of",
        "2026-11-01",
    ])
}

proptest! {
    #![proptest_config(Config { cases: 24, ..Config::default() })]

    #[test]
    fn changing_the_sides_changes_the_sides_of_the_balance(
        of in proptest::collection::vec((0..LINES.len(), any::<bool>(), any::<bool>()), 1..30)
            .prop_filter("somebody", |of| !of.is_empty())
    ) {
        let [one, other] = logs(&of).map(|log| audited(&log));
        for here in list(&one, "people") {
            let there = person(&other, text(here, "name"));
            let (a, b) = (&here["balance"], &there["balance"]);
            prop_assert_eq!(&a["yours"], &b["theirs"], "{} {}", logs(&of)[0], a);
            prop_assert_eq!(&a["theirs"], &b["yours"]);
            // A call of both sides begins a conversation of nobody's in either log.
            if of.iter().all(|(kind, ..)| *kind != 7) {
                prop_assert_eq!(&a["year_yours"], &b["year_theirs"]);
            }
        }
    }
}

#[test]
fn small_things_count_and_titles_do_not() {
    let cards = |title: &str| {
        format!(
            "First Name,Last Name,URL,Email Address,Company,Position,Connected On\nAda,Lind,https://www.linkedin.com/in/ada-lind,ada@example.org,Acme,{title},01 Jan 2020\nBo,Ek,https://www.linkedin.com/in/bo-ek,bo@example.org,Acme,Clerk,01 Jan 2020\n"
        )
    };
    let log = "2026-09-01 < mail ada@example.org #passed-on\n2026-09-02 > mail ada@example.org #passed-on\n2026-09-03 > call bo@example.org\n";
    let of = |title: &str| {
        let folder = scratch();
        let log = write(folder.path(), "my.log", log);
        let cards = write(folder.path(), "Connections.csv", cards(title));
        let (log, cards) = (log.to_str().expect("UTF-8"), cards.to_str().expect("UTF-8"));
        audit(&[log, cards, "--no-book", "--as-of", "2026-11-01"])
    };
    let (junior, chief) = (of("Trainee"), of("Chief Executive Officer"));
    let (a, b) = (person(&junior, "Ada Lind"), person(&chief, "Ada Lind"));
    assert_eq!(a["balance"], b["balance"]);
    assert_eq!(a["standing"], b["standing"]);
    assert_eq!(a["balance"]["yours"]["small"], 1);
    assert_eq!(a["balance"]["theirs"]["small"], 1);
    assert_eq!(junior["totals"]["network"], chief["totals"]["network"]);
}

#[test]
fn who_is_written_to_only_in_need_is_told_gently_and_scored_by_nothing() {
    let folder = scratch();
    let log = "2021-01-01 > mail ada@example.org\n2021-01-02 < mail ada@example.org\n2022-03-01 > mail ada@example.org\n2023-05-01 > mail ada@example.org\n2023-05-02 < mail ada@example.org\n";
    let show = |log: &str| {
        let path = write(folder.path(), "my.log", log);
        let ended = run(&[
            "show",
            "ada@example.org",
            path.to_str().expect("UTF-8"),
            "--as-of",
            "2026-11-01",
        ]);
        assert_eq!(ended.code, 0, "{}", ended.err);
        ended.out.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let told = "you have written to them 3 times, each time but the first after half a year of silence or more";
    let said = show(log);
    assert!(
        said.contains(told) && said.contains("a word without a request may be welcome"),
        "{said}"
    );
    let helped = format!("{log}2023-06-01 = meet ada@example.org #favour-given\n");
    assert!(!show(&helped).contains(told));
}
