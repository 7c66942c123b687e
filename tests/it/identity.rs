//! Who must not be taken for one person, as a user would notice it.

use crate::find::{self, list};
use crate::run::{audit, audit_out, scratch, text, write};

/// People of an address book of one address and name each.
fn people_of_book(cards: &[(&str, &str)]) -> usize {
    let mut book = String::new();
    for (email, name) in cards {
        book +=
            &format!("BEGIN:VCARD\r\nVERSION:4.0\r\nFN:{name}\r\nEMAIL:{email}\r\nEND:VCARD\r\n");
    }
    let folder = scratch();
    let path = write(folder.path(), "book.vcf", book);
    list(&audit(&[text(&path), "--as-of", "2025-04-01"]), "people").len()
}

/// People of a log that says nothing of them but what stands in two of its columns.
fn people_of_log(rows: &[(&str, &str)]) -> usize {
    let mut log = "date,direction,channel,email,name\n".to_owned();
    for (email, name) in rows {
        log += &format!("2025-03-01T10:00:00Z,out,email,{email},{name}\n");
    }
    let folder = scratch();
    let path = write(folder.path(), "log.csv", log);
    let audit = audit(&[
        text(&path),
        "--me",
        "owner@example.org",
        "--as-of",
        "2025-04-01",
    ]);
    list(&audit, "people").len()
}

#[test]
fn addresses_that_differ_by_a_letter_are_two_people() {
    assert_eq!(
        people_of_log(&[("fivea@example.net", ""), ("fiveb@example.net", "")]),
        2
    );
    assert_eq!(
        people_of_log(&[("anna@example.net", ""), ("anne@example.net", "")]),
        2
    );
    assert_eq!(
        people_of_book(&[("anna@example.net", ""), ("anne@example.net", "")]),
        2
    );
}

#[test]
fn colleagues_of_one_family_name_are_two_people() {
    let colleagues = [
        ("calledback@example.net", "Calledback Testvall"),
        ("calledup@example.net", "Calledup Testvall"),
    ];
    assert_eq!(people_of_log(&colleagues), 2);
    let siblings = [
        ("karin.testvall@example.net", "Karin Testvall"),
        ("karl.testvall@example.net", "Karl Testvall"),
    ];
    assert_eq!(people_of_log(&siblings), 2);
    assert_eq!(people_of_book(&siblings), 2);
}

/// Each fixture has one quirk: how many humans its cards are.
const QUIRKS: &[(&str, usize)] = &[
    ("chinese", 1),
    ("credentials", 1),
    ("cyrillic", 1),
    ("diacritics", 1),
    ("double-barrelled", 1),
    ("east-asian-order", 1),
    ("emoji", 1),
    ("genders", 2),
    ("generations", 2),
    ("hangul", 1),
    ("honorific", 1),
    ("hungarian-order", 1),
    ("initial", 1),
    ("kana", 1),
    ("last-first", 1),
    ("look-alikes", 2),
    ("married", 1),
    ("middle-initials", 2),
    ("nickname-in-brackets", 1),
    ("nickname-in-quotes", 1),
    ("one-word", 2),
    ("particle", 1),
    ("pronouns", 1),
    ("spouses", 2),
    ("umlauts", 1),
];

#[test]
fn every_kind_of_name_is_as_many_people_as_it_is() {
    for (quirk, people) in QUIRKS {
        let file = format!("fixtures/identity/{quirk}.vcf");
        let audit = audit(&[&file, "--as-of", "2025-04-01"]);
        assert_eq!(list(&audit, "people").len(), *people, "{quirk}");
        assert!(list(&audit, "not_people").is_empty(), "{quirk}");
    }
}

#[test]
fn services_are_set_apart_and_never_merged_by_name() {
    let audit = audit(&["fixtures/identity/services.vcf", "--as-of", "2025-04-01"]);
    let names: Vec<&str> = list(&audit, "people")
        .iter()
        .map(|person| find::text(person, "name"))
        .collect();
    assert_eq!(names, ["Mario Pizzeria"], "Mario is somebody");
    let services = list(&audit, "not_people");
    assert_eq!(services.len(), 7, "seven cards with seven numbers");
}

#[test]
fn a_merge_tells_its_evidence_in_bits() {
    let files = audit_out(&["fixtures/identity/married.vcf", "--as-of", "2025-04-01"]);
    let merged = String::from_utf8_lossy(&files["merged.csv"]).into_owned();
    assert!(
        merged.contains("same e-mail address sibylle.ack@example.org")
            || merged.contains("e-mail: same +"),
        "{merged}"
    );
    let audit = audit(&["fixtures/identity/umlauts.vcf", "--as-of", "2025-04-01"]);
    let [merge] = list(&audit, "merges") else {
        panic!("one merge: {}", audit["merges"]);
    };
    let steps = list(&merge["bits"], "steps");
    let given = steps
        .iter()
        .find(|step| find::text(step, "field") == "given name")
        .expect("the given names were compared");
    assert_eq!(find::text(given, "level"), "same");
    let sum: f64 = steps.iter().map(|step| find::number(step, "bits")).sum();
    assert!(sum + find::number(&merge["bits"], "start") > 0.0, "{merge}");
}

/// Where a question's bits end: what speaks, held by what holds back, and what further cards add.
fn end(bits: &serde_json::Value) -> f64 {
    let steps = list(bits, "steps");
    let of = |wanted: &'static str| {
        steps
            .iter()
            .filter(move |step| find::text(step, "field") == wanted)
            .map(|step| find::number(step, "bits"))
    };
    let all: f64 = steps.iter().map(|step| find::number(step, "bits")).sum();
    let others: f64 = of("other cards").chain(of("limit")).sum();
    let held: f64 = of("veto").sum();
    let plain = find::number(bits, "start") + all - others - held;
    of("veto").fold(plain, f64::min) + others
}

#[test]
fn the_bits_of_every_question_come_to_its_probability() {
    let audit = audit(&["fixtures/identity", "--as-of", "2025-04-01"]);
    let review = list(&audit, "review");
    assert!(!review.is_empty());
    for question in review {
        let bits = end(&question["bits"]);
        let p = 1.0 / (1.0 + (-bits).exp2());
        let said = find::number(question, "probability");
        assert!((p - said).abs() < 0.05, "{p} and {said}: {question}");
    }
}

#[test]
fn an_address_of_two_people_is_said_to_be_shared() {
    let files = audit_out(&["fixtures/identity/spouses.vcf", "--as-of", "2025-04-01"]);
    let problems = String::from_utf8_lossy(&files["problems.csv"]).into_owned();
    assert!(
        problems.contains("shared-key") && problems.contains("is on cards of"),
        "{problems}"
    );
}
