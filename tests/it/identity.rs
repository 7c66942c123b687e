//! Who must not be taken for one person, as a user would notice it.

use crate::find::list;
use crate::run::{audit, scratch, text, write};

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
