//! Numbers that are written without their country, by an owner who gives none: they join all the same.

use crate::find::{list, person};
use crate::run::{Ended, audit, run, scratch, text, write};

fn card(name: &str, tels: &[&str]) -> String {
    let tels: String = tels.iter().map(|tel| format!("TEL{tel}\r\n")).collect();
    format!("BEGIN:VCARD\r\nVERSION:3.0\r\nN:;;;;\r\nFN:{name}\r\n{tels}END:VCARD\r\n")
}

fn said(ended: &Ended) -> String {
    format!("{}{}", ended.out, ended.err)
}

fn people(ended: &Ended) -> usize {
    list(&ended.json(), "people").len()
}

#[test]
fn a_number_is_the_same_with_its_country_and_without() {
    let folder = scratch();
    let cards = [
        card("Robert Quist", &[";TYPE=cell:+49 160 7666408"]),
        card("Bob", &[";TYPE=cell:0160/7666408"]),
        // The same digits at the end, and another number.
        card("Bob", &[";TYPE=cell:0170/7666408"]),
    ];
    let file = write(folder.path(), "book.vcf", cards.concat());
    assert_eq!(people(&run(&["clean", "--json", text(&file)])), 2);
}

#[test]
fn numbers_that_are_found_again_tell_the_country_of_the_others() {
    let folder = scratch();
    let local = [
        card("Ana Ferreira-Lund", &[":0160/7666401"]),
        card("Anita", &[":0160 7666401"]),
    ];
    let known = |n: usize| {
        let pair = |n: usize| {
            [
                card(
                    &format!("Gast Nummer{n}"),
                    &[&format!(":+49 171 88123{n}0")],
                ),
                card(&format!("G. Nummer{n}"), &[&format!(":0171 88123{n}0")]),
            ]
        };
        (1..=n).flat_map(pair).collect::<String>()
    };
    let with = |n: usize| {
        let name = format!("{n}.vcf");
        let file = write(folder.path(), &name, local.concat() + &known(n));
        said(&run(&["clean", "--dry-run", text(&file)]))
    };
    assert!(with(2).contains("2 phone numbers have no known country code"));
    let three = with(3);
    assert!(
        three.contains("2 phone numbers without a country code"),
        "{three}"
    );
    assert!(three.contains("of DE, like 3 others"), "{three}");
}

#[test]
fn what_is_guessed_of_a_number_is_not_written() {
    let folder = scratch();
    let cards = [
        card("Robert Quist", &[":+49 160 7666408", ":0160 7666408"]),
        card("Ana Lund", &[":0160 7666499"]),
        card("Bo Lund", &[":+49 171 8812310", ":+49 171 8812320"]),
        card("Bo Lund", &[":0171 8812310", ":0171 8812320"]),
    ];
    let file = write(folder.path(), "book.vcf", cards.concat());
    let out = folder.path().join("out");
    let done = run(&["clean", text(&file), "--out", text(&out)]);
    let told = said(&done);
    assert!(told.contains("is read as one of DE"), "{told}");
    let written = std::fs::read_to_string(out.join("people.vcf")).unwrap();
    assert!(written.contains("0160 7666499"), "{written}");
    assert!(
        !written.contains("0160 7666408"),
        "it stands there with its country"
    );
}

#[test]
fn a_call_to_a_number_without_its_country_is_its_owners() {
    let folder = scratch();
    let book = write(
        folder.path(),
        "book.vcf",
        card("Robert Quist", &[":+49 160 7666408"]),
    );
    let calls = write(
        folder.path(),
        "calls.csv",
        "date,direction,channel,phone,duration_s\n2026-01-05,out,call,0160 7666408,300\n",
    );
    let files = [text(&book), text(&calls), "--as-of", "2026-02-01"];
    let found = audit(&files);
    let last = &person(&found, "Robert Quist")["last_contact"];
    assert!(
        last.as_str().is_some_and(|at| at.starts_with("2026-01-05")),
        "{last}"
    );
}

#[test]
fn a_home_has_one_number_and_its_people_have_their_own() {
    let folder = scratch();
    let couple = [
        card(
            "Robert Whitlowe",
            &[";TYPE=CELL:+1 617 555 2202", ";TYPE=HOME:+1 617 555 2200"],
        ),
        card(
            "Robin Whitlowe",
            &[";TYPE=CELL:+1 617 555 2201", ";TYPE=HOME:+1 617 555 2200"],
        ),
        card(
            "Robert Whitlowe",
            &[";TYPE=CELL:+1 617 555 2209", ";TYPE=HOME:+1 617 555 2200"],
        ),
    ];
    let file = write(folder.path(), "home.vcf", couple.concat());
    assert_eq!(people(&run(&["clean", "--json", text(&file)])), 3);
    // Who calls a mobile's number that of a home does not make it one.
    let one = [
        card("Robert Whitlowe", &[";TYPE=CELL:+1 617 555 2202"]),
        card("Bob", &[";TYPE=HOME:+1 617 555 2202"]),
    ];
    let file = write(folder.path(), "own.vcf", one.concat());
    assert_eq!(people(&run(&["clean", "--json", text(&file)])), 1);
}
