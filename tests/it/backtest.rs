//! The owner's own past: each outreach is asked about with what was known before it, and figures are given only where they tell.

use std::collections::BTreeMap;
use std::fs;

use serde_json::{Value, json};

use crate::find::{count, list, number, text};
use crate::run::{root, run, scratch, write};

const LOG: &str = "fixtures/score/outreaches.csv";

fn backtest(args: &[&str]) -> Value {
    let all = ["backtest", "--json", "--me", "owner@example.org"];
    let all: Vec<&str> = all.iter().chain(args).copied().collect();
    let ended = run(&all);
    assert_eq!(ended.code, 0, "{}", ended.err);
    ended.json()
}

fn told(args: &[&str]) -> String {
    let all: Vec<&str> = ["backtest"].iter().chain(args).copied().collect();
    let ended = run(&all);
    assert_eq!(ended.code, 0, "{}", ended.err);
    // Where a line breaks says nothing.
    ended.out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Rows of a log, written where a test may leave them.
fn log(rows: &[String]) -> (tempfile::TempDir, String) {
    let folder = scratch();
    let head = "date,direction,channel,email,name,recipients,duration_s,note";
    let path = write(
        folder.path(),
        "log.csv",
        format!("{head}\n{}\n", rows.join("\n")),
    );
    let path = path.to_str().expect("UTF-8").to_owned();
    (folder, path)
}

fn row(day: u32, direction: &str, who: &str) -> String {
    let date = chrono::NaiveDate::from_ymd_opt(2020, 1, 1).expect("a day")
        + chrono::Days::new(u64::from(day));
    format!("{date}T09:00:00Z,{direction},email,{who}@example.net,,1,,")
}

/// What was worked out from the text of the rules by a program of its own, in the order of the log.
#[test]
fn the_cases_are_those_of_the_rules_with_their_figures_and_outcomes() {
    let content = fs::read_to_string(root().join("fixtures/score/outreaches_expected.csv"));
    let content = content.expect("a file");
    let mut reader = csv::Reader::from_reader(content.as_bytes());
    let expected: Vec<BTreeMap<String, String>> = reader
        .deserialize()
        .map(|row| row.expect("a row"))
        .collect();
    for (option, column) in [(&["--no-shift"][..], "probability"), (&[], "with_shift")] {
        let json = backtest(&[&[LOG][..], option].concat());
        let cases = list(&json, "cases");
        assert_eq!(cases.len(), expected.len());
        for (case, expected) in cases.iter().zip(&expected) {
            assert_eq!(text(case, "key"), expected["email"]);
            assert_eq!(text(case, "at"), expected["at"]);
            assert_eq!(text(case, "kind"), expected["kind"], "{case}");
            assert_eq!(
                case["answered"],
                json!(expected["answered"] == "1"),
                "{case}"
            );
            let p: f64 = expected[column].parse().expect("a number");
            assert!(
                (number(case, "probability") - p).abs() < 1e-8,
                "{case}: {p}"
            );
        }
    }
}

#[test]
fn replies_to_a_mail_to_many_are_left_out_and_counted() {
    let json = backtest(&[LOG, "--as-of", "2025-01-01"]);
    let left: Vec<&Value> = list(&json, "cases")
        .iter()
        .filter(|case| case["left_out"] == "crowd-mail")
        .collect();
    assert_eq!(left.len() as u64, count(&json["counts"], "crowd_mails"));
    assert!(left.len() >= 3, "{}", json["counts"]);
    let judged = list(&json, "cases")
        .iter()
        .filter(|case| case["kind"] == "recontact" && case["left_out"].is_null());
    assert_eq!(judged.count() as u64, count(&json["metrics"], "n"));
    let said = told(&[LOG, "--me", "owner@example.org", "--as-of", "2025-01-01"]);
    assert!(
        said.contains(&format!(
            "Left out: {} replies to a mail that went to many people",
            left.len()
        )),
        "{said}"
    );
}

/// The share of pairs in the right order, counted pair by pair.
#[test]
fn the_figures_follow_from_the_cases() {
    let json = backtest(&[LOG, "--as-of", "2025-01-01"]);
    let cases: Vec<(f64, bool)> = list(&json, "cases")
        .iter()
        .filter(|case| case["kind"] == "recontact" && case["left_out"].is_null())
        .map(|case| (number(case, "probability"), case["answered"] == true))
        .collect();
    let (mut right, mut pairs, mut error) = (0.0, 0.0, 0.0);
    for &(p, answered) in &cases {
        error += (p - f64::from(u8::from(answered))).powi(2);
        for &(q, _) in cases.iter().filter(|(_, other)| answered && !other) {
            pairs += 1.0;
            right += if p > q {
                1.0
            } else if p < q {
                0.0
            } else {
                0.5
            };
        }
    }
    let metrics = &json["metrics"];
    assert!((number(metrics, "auc") - right / pairs).abs() < 1e-9);
    assert!((number(metrics, "brier") - error / cases.len() as f64).abs() < 1e-9);
    assert!(number(metrics, "auc_low") < number(metrics, "auc"));
    assert!(number(metrics, "auc") < number(metrics, "auc_high"));
    let bins = list(&json, "bins");
    let of_bins: u64 = bins.iter().map(|bin| count(bin, "cases")).sum();
    assert_eq!(of_bins, cases.len() as u64);
    let answered = cases.iter().filter(|(_, answered)| *answered).count();
    assert_eq!(
        bins.len(),
        (cases.len() / 12).min(answered / 2).clamp(2, 10)
    );
}

#[test]
fn the_same_past_gives_the_same_bytes_and_the_future_none() {
    let whole = fs::read_to_string(root().join(LOG)).expect("a file");
    let rows: Vec<String> = whole.lines().skip(1).map(str::to_owned).collect();
    let future = "2024-06-01T00:00:00Z,in,email,ada@example.net,,1,,".to_owned();
    let (_folder, later) = log(&[rows.clone(), vec![future]].concat());
    let (_other, before) = log(&rows);
    let args = |path: &str| {
        run(&[
            "backtest",
            path,
            "--me",
            "owner@example.org",
            "--as-of",
            "2024-05-01",
            "--json",
        ])
        .out
    };
    assert_eq!(args(&later), args(&before));
}

#[test]
fn with_too_few_cases_there_is_a_sentence_and_no_figure() {
    let (_folder, three) = log(&[
        row(0, "out", "ada"),
        row(40, "out", "ada"),
        row(41, "in", "ada"),
        row(90, "out", "ada"),
    ]);
    let said = told(&[&three, "--me", "owner@example.org"]);
    assert!(
        said.contains("There are too few cases to tell: 1 case, 1 answered and 0 not."),
        "{said}"
    );
    assert!(!said.contains('%'), "{said}");
    let json = backtest(&[&three]);
    assert_eq!(json["metrics"]["auc"], Value::Null);
    assert_eq!(list(&json, "cases").len(), 3);
}

#[test]
fn one_direction_only_tells_nothing() {
    let out: Vec<String> = (0..60)
        .map(|n| row(n * 20, "out", ["ada", "bo"][n as usize % 2]))
        .collect();
    let (_folder, path) = log(&out);
    let said = told(&[&path, "--me", "owner@example.org"]);
    assert!(
        said.contains("There are too few cases to tell: 57 cases, 0 answered and 57 not."),
        "{said}"
    );
    let inn: Vec<String> = (0..60).map(|n| row(n * 20, "in", "ada")).collect();
    let (_folder, path) = log(&inn);
    assert!(told(&[&path]).contains("There are no cases to tell by."));
}

#[test]
fn an_owner_who_is_not_known_is_told_what_to_add() {
    let mail = "From MAILER Thu Jan  1 00:00:00 2026\nFrom: Ada <ada@example.org>\nTo: Bo <bo@example.org>\nDate: Thu, 01 Jan 2026 00:00:00 +0000\nMessage-ID: <1@example.org>\n\nx\n\nFrom MAILER Fri Jan  2 00:00:00 2026\nFrom: Bo <bo@example.org>\nTo: Ada <ada@example.org>\nDate: Fri, 02 Jan 2026 00:00:00 +0000\nMessage-ID: <2@example.org>\n\nx\n";
    let folder = scratch();
    let path = write(folder.path(), "mail.mbox", mail);
    let said = told(&[path.to_str().expect("UTF-8")]);
    assert!(
        said.contains("does not know which messages are yours") && said.contains("Add --me"),
        "{said}"
    );
}

#[test]
fn a_clock_of_2038_is_a_clock() {
    let rows: Vec<String> = fs::read_to_string(root().join(LOG))
        .expect("a file")
        .lines()
        .skip(1)
        .map(|line| line.replacen("202", "203", 1))
        .filter(|line| !line.starts_with("2032-02-29"))
        .collect();
    let late: Vec<String> = rows
        .iter()
        .map(|line| line.replacen("2034", "2038", 1))
        .collect();
    let (_folder, path) = log(&late);
    let json = backtest(&[&path, "--as-of", "2039-01-01"]);
    let last = list(&json, "cases").last().expect("a case");
    assert!(text(last, "at").starts_with("2038-"), "{last}");
    for case in list(&json, "cases") {
        assert!((0.0..=1.0).contains(&number(case, "probability")), "{case}");
    }
    assert!((0.0..=1.0).contains(&number(&json["metrics"], "auc")));
}

/// Who is only written to where the count of messages says everything: the score is told from it, and the page says so.
#[test]
fn where_counting_messages_did_better_that_is_said() {
    let mut rows = Vec::new();
    for n in 0..12_u32 {
        let who = format!("p{n}");
        // The more was exchanged in one early talk, the more they answer later, but never a talk of the owner's before.
        for line in 0..n {
            rows.push(row(n, "in", &who));
            rows.push(row(n + line % 2, "in", &who));
        }
        for talk in 1..6_u32 {
            rows.push(row(talk * 30 + n, "out", &who));
            if n + talk > 11 {
                rows.push(row(talk * 30 + n + 1, "in", &who));
            }
        }
    }
    rows.sort();
    let (_folder, path) = log(&rows);
    let json = backtest(&[&path]);
    let metrics = &json["metrics"];
    let is_better = number(&metrics["baselines"], "frequency") > number(metrics, "auc");
    assert!(is_better, "{metrics}");
    let said = told(&[&path, "--me", "owner@example.org"]);
    assert!(
        said.contains("counting how many messages there were (frequency) did better"),
        "{said}"
    );
}

#[test]
fn the_book_replays_what_files_told_it() {
    let folder = scratch();
    let book = folder.path().join("b.db");
    let book = book.to_str().expect("UTF-8");
    let me = [
        "--me",
        "owner@example.org",
        "--as-of",
        "2025-01-01",
        "--book",
        book,
    ];
    let audit: Vec<&str> = ["audit", "--quiet", LOG]
        .iter()
        .chain(&me)
        .copied()
        .collect();
    assert_eq!(run(&audit).code, 0);
    let json = backtest(&["--as-of", "2025-01-01", "--book", book]);
    let files = backtest(&[LOG, "--as-of", "2025-01-01"]);
    assert_eq!(json["metrics"], files["metrics"]);
    assert_eq!(list(&json, "cases").len(), list(&files, "cases").len());
}

#[test]
fn an_empty_book_says_what_to_give() {
    let ended = run(&["backtest"]);
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("tieline backtest FILE"), "{}", ended.err);
}

#[test]
fn the_drawing_has_a_mark_for_each_group() {
    let ended = run(&[
        "backtest",
        LOG,
        "--me",
        "owner@example.org",
        "--plot",
        "--as-of",
        "2025-01-01",
    ]);
    let drawing: Vec<&str> = ended
        .out
        .lines()
        .filter(|line| line.contains("% |"))
        .collect();
    assert_eq!(drawing.len(), 11, "{}", ended.out);
    let marks: usize = drawing.iter().map(|line| line.matches('o').count()).sum();
    let bins = list(&backtest(&[LOG, "--as-of", "2025-01-01"]), "bins").len();
    assert!((bins - 1..=bins).contains(&marks), "{}", ended.out);
    for line in ended.out.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
}
