//! What the owner wrote down, as a user sees it in an audit.

use serde_json::Value;

use crate::find::person;
use crate::run::audit;

fn notes(files: &[&str]) -> Value {
    let mut args = files.to_vec();
    args.extend(["--as-of", "2026-11-01", "--no-book"]);
    audit(&args)
}

fn ties(person: &Value) -> Vec<String> {
    let ties = person["ties"].as_array().expect("ties");
    let told = ties.iter().map(|tie| {
        let text = |key: &str| tie[key].as_str().unwrap_or_default();
        format!("{} {}", text("kind"), text("at"))
    });
    told.collect()
}

#[test]
fn a_log_tells_who_gave_what_to_whom_and_when() {
    let audit = notes(&["fixtures/notes/touch.log"]);
    let amadou = person(&audit, "amadou@example.org");
    assert_eq!(
        ties(amadou),
        [
            "promise-due 2026-03-20",
            "promise 2026-03-06",
            "favour-given 2026-03-02"
        ]
    );
    let marek = person(&audit, "marek-sedlak");
    assert_eq!(ties(marek), ["thanks-received 2026-03-05"]);
    let basis = &marek["standing"]["basis"];
    assert_eq!(
        (&basis["attempts"], &basis["never"]),
        (&0.into(), &false.into())
    );
}

#[test]
fn a_promise_is_due_on_its_day_and_not_before() {
    let early = audit(&[
        "fixtures/notes/touch.log",
        "--as-of",
        "2026-03-20",
        "--no-book",
    ]);
    let told = ties(person(&early, "amadou@example.org"));
    assert!(told.contains(&"promise 2026-03-06".to_owned()), "{told:?}");
    assert!(!told.iter().any(|tie| tie.contains("due")), "{told:?}");
}

#[test]
fn pages_about_people_are_contact_on_their_days() {
    let audit = notes(&[
        "fixtures/notes/people",
        "fixtures/notes/contacts.org",
        "fixtures/notes/crm.ini",
    ]);
    for (key, first, last) in [
        ("Dorothea Quist", "2026-04-10", "2026-04-20"),
        ("Amadou Keïta-Lund", "2026-03-02", "2026-03-02"),
        ("Marek Sedlák", "2026-03-02", "2026-03-02"),
    ] {
        let found = person(&audit, key);
        let day = |key: &str| found[key].as_str().unwrap_or_default()[..10].to_owned();
        assert_eq!(
            (day("first_contact"), day("last_contact")),
            (first.to_owned(), last.to_owned()),
            "{key}"
        );
    }
    let problems = audit["problems"].as_array().expect("problems");
    let undated: Vec<(&str, u64)> = problems
        .iter()
        .filter(|p| p["code"] == "undated-row")
        .map(|p| {
            (
                p["file"].as_str().unwrap_or_default(),
                p["line"].as_u64().unwrap_or_default(),
            )
        })
        .collect();
    assert_eq!(
        undated,
        [
            ("fixtures/notes/crm.ini", 5),
            ("fixtures/notes/people/Dorothea Quist.md", 11)
        ]
    );
}

#[test]
fn somebody_who_is_named_only_is_whoever_bears_the_name() {
    let audit = notes(&["fixtures/notes"]);
    let people = audit["people"].as_array().expect("people");
    let named = people
        .iter()
        .filter(|p| p["name"] == "Dorothea Quist")
        .count();
    assert_eq!(named, 1);
    let dorothea = person(&audit, "Dorothea Quist");
    assert!(ties(dorothea).contains(&"intro-received 2026-03-07".to_owned()));
}
