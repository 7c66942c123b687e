//! Answers written into `review.csv` and given back.

use std::fs;

use super::run::{run, scratch};

const DEMO: [&str; 2] = ["fixtures/demo/2026-10", "fixtures/demo/address-book.vcf"];

fn audit(more: &[&str]) -> super::run::Ended {
    let fixed = [
        "audit",
        DEMO[0],
        DEMO[1],
        "--as-of",
        "2026-11-01",
        "--no-book",
    ];
    run(&[&fixed, more].concat())
}

#[test]
fn an_answer_in_review_csv_is_taken_and_not_asked_again() {
    let folder = scratch();
    let out = folder.path().join("out");
    let asked = audit(&["--json", "--out", out.to_str().unwrap()]).json();
    let sheet = fs::read_to_string(out.join("review.csv")).unwrap();
    let mut rows = sheet.split_inclusive('\n');
    let (header, first) = (rows.next().unwrap(), rows.next().unwrap());
    let count = |json: &serde_json::Value, list: &str| json[list].as_array().unwrap().len();

    let edited = folder.path().join("edited.csv");
    let edited = edited.to_str().unwrap();
    fs::write(edited, format!("{header}same{first}")).unwrap();
    let same = audit(&["--json", "--decisions", edited]).json();
    assert_eq!(count(&same, "people"), count(&asked, "people") - 1);

    fs::write(edited, format!("{header}Not-Same{first}")).unwrap();
    // A card between two namesakes is asked about twice: who is not the one may be the other.
    let apart = audit(&["--json", "--decisions", edited]).json();
    let cards = |question: &serde_json::Value| [question["a"].clone(), question["b"].clone()];
    let answered = cards(&asked["review"][0]);
    let questions = apart["review"].as_array().unwrap();
    assert!(questions.iter().all(|question| cards(question) != answered));
    let together = |person: &serde_json::Value| {
        let records = person["records"].as_array().unwrap();
        answered.iter().all(|card| records.contains(card))
    };
    assert!(!apart["people"].as_array().unwrap().iter().any(together));

    fs::write(edited, format!("{header}perhaps{first}")).unwrap();
    let refused = audit(&["--decisions", edited]);
    assert_eq!(refused.code, 2);
    assert!(
        refused.err.contains("line 2: \"perhaps\" is not an answer"),
        "{}",
        refused.err
    );
}
