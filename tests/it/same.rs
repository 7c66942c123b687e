//! One number, wherever it stands: what the audit says of somebody and of the network, `show`, `plan`, `brief` and the report say too.

use serde_json::Value;

use crate::demo::{OCTOBER, SEPTEMBER};
use crate::find::{list, text};
use crate::run::{ended, files_in, scratch, tieline};

/// A text without its line breaks.
fn flowing(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Compares what `show` and `brief` say of somebody with the audit, which ranks so many people.
fn says_the_same(said: &dyn Fn(&[&str]) -> String, person: &Value, people: &Value) {
    let json = |args: &[&str]| -> Value { serde_json::from_str(&said(args)).expect("JSON") };
    let id = text(person, "id");
    assert_eq!(json(&["show", id, "--json"])["person"], *person);
    let standing = &person["standing"];
    // Of somebody with whom nothing passed no figure is said.
    let is_told = text(standing, "band") != "unknown";
    let percent = standing["probability"].as_f64().filter(|_| is_told);
    let percent = percent.map(|p| format!("about {:.0} %", p * 100.0));
    let shown = flowing(&said(&["show", id]));
    assert!(
        percent.is_none_or(|percent| shown.contains(&percent)),
        "{shown}"
    );
    let rank = format!("number {} of {} people", person["rank"], people);
    assert!(shown.contains(&rank), "{shown}");
    let brief = json(&["brief", id, "--json"]);
    let sentence = text(standing, "sentence").to_lowercase();
    let who = brief["who"].to_string().to_lowercase();
    assert!(who.contains(&sentence), "{sentence}: {who}");
    let sum = |key: &str| -> u64 {
        let parts = person["timeline"].as_array().into_iter().flatten();
        parts.filter_map(|part| part[key].as_u64()).sum()
    };
    assert_eq!(
        (sum("sent"), sum("received")),
        (
            standing["basis"]["sent"].as_u64().unwrap_or(0),
            standing["basis"]["received"].as_u64().unwrap_or(0)
        )
    );
}

/// Compares the figures of the page with those of the audit.
fn shows_the_same(page: &str, people: &[Value]) {
    let data = crate::page::data(page);
    for (at, person) in people.iter().enumerate() {
        let standing = &person["standing"];
        let cell = |column: &str| crate::page::cell(&data, at, column).clone();
        let permille = standing["probability"]
            .as_f64()
            .map(|p| (p * 1000.0).round());
        assert_eq!(cell("p").as_f64(), permille, "{person}");
        let talks = &standing["talks"];
        let answered = talks["answered"]
            .as_u64()
            .map(|n| n + talks["late"].as_u64().unwrap_or(0));
        let figures = [answered, talks["yours"].as_u64(), talks["theirs"].as_u64()];
        let shown = ["heard", "yours", "theirs"].map(|column| cell(column).as_u64().unwrap_or(0));
        assert_eq!(shown, figures.map(|n| n.unwrap_or(0)), "{person}");
    }
}

#[test]
fn audit_show_plan_brief_and_report_say_the_same_numbers() {
    let folder = scratch();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (book, out) = (path("b.db"), path("out"));
    let said = |args: &[&str]| {
        let ended = ended(tieline().args(args).args(["--book", &book]));
        assert_eq!(ended.code, 0, "{args:?}: {}", ended.err);
        ended.out
    };
    let json = |args: &[&str]| -> Value { serde_json::from_str(&said(args)).expect("JSON") };
    said(&[&["audit", "--quiet"], SEPTEMBER].concat());
    let terminal = said(&[&["audit", "--out", &out], OCTOBER].concat());
    let files = files_in(out.as_ref());
    let audit: Value = serde_json::from_slice(&files["audit.json"]).expect("JSON");
    let report = String::from_utf8_lossy(&files["report.md"]).into_owned();
    let plan = json(&["plan", "--json", "--as-of", "2026-11-02"]);

    let totals = &audit["totals"];
    let likely = format!(
        "{} of your {} people",
        totals["bands"]["likely"], totals["people"]
    );
    assert!(
        terminal.contains(&likely) && report.contains(&likely),
        "{likely}"
    );
    assert_eq!(plan["network"], totals["network"]);
    let network = &totals["network"];
    let thinks = format!(
        "others began {} of {} conversations",
        network["year_theirs"], network["year_talks"]
    );
    let told = said(&["plan", "--as-of", "2026-11-02"]);
    assert!(
        flowing(&told).contains(&thinks) && flowing(&report).contains(&thinks),
        "{told}"
    );
    let waits: Vec<&str> = list(&audit, "people")
        .iter()
        .filter(|p| !p["waiting_since"].is_null())
        .map(|p| text(p, "id"))
        .collect();
    let waiting: Vec<&str> = list(&plan, "waiting")
        .iter()
        .map(|w| text(w, "person"))
        .collect();
    assert_eq!(waits.len(), waiting.len());
    assert!(waits.iter().all(|id| waiting.contains(id)));
    let began: u64 = list(&plan, "thinks_of_you")
        .iter()
        .filter_map(|who| who["began"].as_u64())
        .sum();
    // Whoever was never answered began some of them, and thinks of a buyer.
    assert!(0 < began && Some(began) <= network["year_theirs"].as_u64());

    let page = String::from_utf8_lossy(&files["report.html"]).into_owned();
    assert!(flowing(&page).contains(&likely), "{likely} in the page");
    shows_the_same(&page, list(&audit, "people"));

    let mut looked = 0;
    let week: Vec<&str> = list(&plan, "people")
        .iter()
        .map(|item| text(item, "person"))
        .collect();
    for person in list(&audit, "people") {
        if looked >= 3 && !week.contains(&text(person, "id")) {
            continue;
        }
        looked += 1;
        says_the_same(&said, person, &totals["people"]);
    }
}
