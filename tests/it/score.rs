//! The probability is the one that the rules give, and can be worked out again from what is told beside it.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fs;

use serde_json::{Value, json};

use crate::demo::october;
use crate::find::{count, list, number, text};
use crate::run::{audit, root};

/// How far two computations of one figure may lie apart.
const CLOSE: f64 = 1e-9;

/// What was worked out from the text of the rules, by address.
fn expected() -> BTreeMap<String, BTreeMap<String, String>> {
    let content = fs::read_to_string(root().join("fixtures/score/expected.csv")).expect("a file");
    let mut reader = csv::Reader::from_reader(content.as_bytes());
    let rows = reader.deserialize::<BTreeMap<String, String>>();
    rows.map(|row| {
        let row = row.expect("a row");
        (row["email"].clone(), row)
    })
    .collect()
}

fn close(a: f64, b: &str, what: &str) {
    let b: f64 = b.parse().expect("a number");
    assert!((a - b).abs() < CLOSE, "{what}: {a}, not {b}");
}

#[test]
fn the_probabilities_of_a_log_are_those_of_the_rules() {
    let audit = audit(&[
        "fixtures/score/log.csv",
        "--no-shift",
        "--as-of",
        "2025-03-01T00:00:00Z",
        "--me",
        "owner@example.org",
    ]);
    let expected = expected();
    assert_eq!(list(&audit, "people").len(), expected.len());
    for person in list(&audit, "people") {
        let email = person["emails"][0].as_str().expect("an address");
        let (expected, standing) = (&expected[email], &person["standing"]);
        let basis = &standing["basis"];
        close(
            number(standing, "probability"),
            &expected["probability"],
            email,
        );
        for key in ["answered", "attempts"] {
            assert_eq!(
                count(basis, key).to_string(),
                expected[key],
                "{email}: {key}"
            );
        }
        for key in ["answered_weighted", "attempts_weighted"] {
            close(number(basis, key), &expected[key], email);
        }
        assert_eq!(basis["never"], json!(expected["never"] == "1"), "{email}");
        if expected["history"] != "none" {
            close(number(basis, "days"), &expected["days"], email);
            for key in ["begun", "talks"] {
                assert_eq!(
                    count(basis, key).to_string(),
                    expected[key],
                    "{email}: {key}"
                );
            }
        }
        let unknown = text(standing, "band") == "unknown";
        assert_eq!(unknown, expected["history"] == "none", "{email}");
    }
}

fn logit(p: f64) -> f64 {
    (p / (1.0 - p)).ln()
}

/// The page of the score, worked out by hand.
fn by_hand(basis: &Value) -> f64 {
    let person = (3.0 * 0.40 + number(basis, "answered_weighted"))
        / (3.0 + number(basis, "attempts_weighted"));
    let never = if basis["never"] == json!(true) {
        0.22
    } else {
        0.0
    };
    let owner = number(basis, "owner_rate");
    let share = (count(basis, "begun") + 1) as f64 / (count(basis, "talks") + 2) as f64;
    assert!((share - number(basis, "share")).abs() < CLOSE, "{basis}");
    let x = logit(person) - logit(0.40);
    let eager = (2.0 * share - 1.0).max(0.0);
    let z = -0.42 + 0.70 * (x.max(0.0) + (1.0 - eager) * x.min(0.0)) - never + 0.31 * logit(owner)
        - 0.10 * ((1.0 + number(basis, "days")) / 61.0).ln()
        + 0.06 * logit(share)
        + number(basis, "shift");
    1.0 / (1.0 + (-z).exp())
}

#[test]
fn everybody_s_figure_follows_from_what_is_told_beside_it() {
    let mut known = 0;
    for person in list(october(), "people") {
        let standing = &person["standing"];
        let basis = &standing["basis"];
        let p = number(standing, "probability");
        assert!(
            number(standing, "low") < p && p < number(standing, "high"),
            "{standing}"
        );
        if text(standing, "band") == "unknown" {
            assert_eq!(
                (count(basis, "sent"), count(basis, "received")),
                (0, 0),
                "{standing}"
            );
            assert_eq!(count(basis, "attempts"), 0, "{standing}");
            continue;
        }
        known += 1;
        assert!((p - by_hand(basis)).abs() < CLOSE, "{standing}");
        let (band, talks) = (text(standing, "band"), &standing["talks"]);
        let heard = count(talks, "answered") + count(talks, "late");
        match p {
            p if p >= 0.50 => assert!(band == "likely" || heard == 0, "{standing}"),
            p if p >= 0.30 => assert_eq!(band, "maybe", "{standing}"),
            _ => assert!(band == "unlikely" || band == "maybe", "{standing}"),
        }
        if band == "unlikely" {
            assert!(count(talks, "yours") > heard, "a try in vain: {standing}");
        }
    }
    assert!(known >= 50, "{known} people with a history");
}

#[test]
fn people_are_ranked_by_band_then_steps_of_probability_then_ties_then_name() {
    let bands = ["likely", "maybe", "unlikely", "unknown"];
    let people = list(october(), "people");
    for (index, pair) in people.windows(2).enumerate() {
        assert_eq!(count(&pair[0], "rank"), index as u64 + 1);
        let key = |person: &Value| {
            let standing = &person["standing"];
            let band = bands.iter().position(|b| *b == text(standing, "band"));
            let ties = Reverse(count(standing, "tie_weight"));
            // The figure of somebody unknown says nothing of them and orders nobody.
            let p = if band == Some(3) {
                0.0
            } else {
                number(standing, "probability")
            };
            (band, Reverse((p * 20.0).round() as u64), ties)
        };
        assert!(
            key(&pair[0]) <= key(&pair[1]),
            "{} before {}",
            pair[0],
            pair[1]
        );
        let plain = |person: &Value| text(person, "name").to_ascii_lowercase();
        let (a, b) = (plain(&pair[0]), plain(&pair[1]));
        if key(&pair[0]) == key(&pair[1]) && a.is_ascii() && b.is_ascii() {
            assert!(a <= b, "{a} before {b}");
        }
    }
}

#[test]
fn the_shift_is_the_owner_s_and_can_be_left_out() {
    let shifts = |audit: &Value| -> Vec<f64> {
        let known = |p: &&Value| text(&p["standing"], "band") != "unknown";
        let people = list(audit, "people").iter().filter(known);
        people
            .map(|p| number(&p["standing"]["basis"], "shift"))
            .collect()
    };
    let own = shifts(october());
    assert!(
        own.iter().all(|&shift| shift == own[0] && shift != 0.0),
        "{own:?}"
    );
    let without = audit(&[
        "fixtures/demo/2026-10/",
        "--no-shift",
        "--as-of",
        "2026-11-01",
    ]);
    assert!(shifts(&without).iter().all(|&shift| shift == 0.0));
}
