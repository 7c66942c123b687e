//! Contacts of a Mac (`AddressBook-v22.abcddb`, also in an `.abbu`) and of an iPhone (`AddressBook.sqlitedb`). Each entry is
//! written as a vCard and read as one, so that a number or a name is here what it is in every other address book.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike};

use super::{EPOCH, incomplete};
use crate::import::Context;
use crate::import::log::Log;
use crate::import::sqlite::{Cell, Database};
use crate::import::vcard::made::{self, Made, escaped, line};

/// What the import report calls it.
pub const KIND: &str = "Apple contacts";

/// The lines of each entry's card, by its number.
type Cards = BTreeMap<i64, Vec<String>>;

/// A table of values that belong to entries of a Mac: its name, the columns that hold the value, and how the line begins.
const MAC: [(&str, &[&str], &str); 5] = [
    ("ZABCDEMAILADDRESS", &["ZADDRESS"], "EMAIL"),
    ("ZABCDPHONENUMBER", &["ZFULLNUMBER"], "TEL"),
    ("ZABCDURLADDRESS", &["ZURL"], "URL"),
    ("ZABCDSOCIALPROFILE", &["ZURLSTRING"], "URL"),
    ("ZABCDNOTE", &["ZTEXT"], "NOTE"),
];

/// Reads the address book of a Mac.
pub fn of_mac(db: &Database, log: &mut Log, context: &Context) {
    let mut cards = Cards::new();
    let wanted = [
        "Z_PK",
        "ZFIRSTNAME",
        "ZLASTNAME",
        "ZMIDDLENAME",
        "ZTITLE",
        "ZSUFFIX",
        "ZNICKNAME",
        "ZORGANIZATION",
        "ZDEPARTMENT",
        "ZJOBTITLE",
        "ZBIRTHDAY",
    ];
    let read = db.rows("ZABCDRECORD", &wanted, &mut |row| {
        // Groups and the settings of the program stand in the same table.
        let lines = lines_of(row);
        if !lines.is_empty() {
            cards.insert(row[0].number(), lines);
        }
    });
    incomplete(log, "ZABCDRECORD", read);
    for (table, columns, begin) in MAC {
        let wanted: Vec<&str> = ["ZOWNER", "ZLABEL", "ZCONTACT"]
            .iter()
            .chain(columns)
            .copied()
            .collect();
        let read = db.rows(table, &wanted, &mut |row| {
            let owner = [row[0].number(), row[2].number()]
                .into_iter()
                .find(|key| *key != 0);
            value(
                &mut cards,
                owner.unwrap_or(0),
                begin,
                &row[1].text(),
                &row[3].text(),
            );
        });
        incomplete(log, table, read);
    }
    let wanted = [
        "ZOWNER",
        "ZLABEL",
        "ZSTREET",
        "ZCITY",
        "ZSTATE",
        "ZZIPCODE",
        "ZCOUNTRYNAME",
    ];
    let read = db.rows("ZABCDPOSTALADDRESS", &wanted, &mut |row| {
        let parts: Vec<String> = row[2..].iter().map(|cell| escaped(&cell.text())).collect();
        if let Some(lines) = cards.get_mut(&row[0].number()) {
            lines.push(format!(
                "ADR{}:;;{}",
                label(&row[1].text()),
                parts.join(";")
            ));
        }
    });
    incomplete(log, "ZABCDPOSTALADDRESS", read);
    give(&cards, log, context);
}

/// Reads the address book of an iPhone.
pub fn of_phone(db: &Database, log: &mut Log, context: &Context) {
    let mut cards = Cards::new();
    let wanted = [
        "ROWID",
        "First",
        "Last",
        "Middle",
        "Prefix",
        "Suffix",
        "Nickname",
        "Organization",
        "Department",
        "JobTitle",
        "Birthday",
        "Note",
    ];
    let read = db.rows("ABPerson", &wanted, &mut |row| {
        let mut lines = lines_of(row);
        line(&mut lines, "NOTE", &row[11].text());
        cards.insert(row[0].number(), lines);
    });
    incomplete(log, "ABPerson", read);
    let mut labels: BTreeMap<i64, String> = BTreeMap::new();
    let read = db.rows("ABMultiValueLabel", &["ROWID", "value"], &mut |row| {
        labels.insert(row[0].number(), row[1].text());
    });
    incomplete(log, "ABMultiValueLabel", read);
    let wanted = ["record_id", "property", "label", "value"];
    let read = db.rows("ABMultiValue", &wanted, &mut |row| {
        let begin = match row[1].number() {
            3 => "TEL",
            4 => "EMAIL",
            22 => "URL",
            _ => return,
        };
        let label = labels.get(&row[2].number()).map_or("", String::as_str);
        value(&mut cards, row[0].number(), begin, label, &row[3].text());
    });
    incomplete(log, "ABMultiValue", read);
    give(&cards, log, context);
}

/// Names, employer and birthday of an entry; nothing of one that has none.
fn lines_of(row: &[Cell<'_>]) -> Vec<String> {
    let text = |at: usize| row[at].text();
    let mut lines = Vec::new();
    made::name(&mut lines, &[2, 1, 3, 4, 5].map(text), "");
    made::employer(&mut lines, &text(7), &text(8));
    line(&mut lines, "NICKNAME", &row[6].text());
    line(&mut lines, "TITLE", &row[9].text());
    // A birthday whose year is not known has one in the distant past.
    let seconds = row[10].text().trim().parse::<f64>().unwrap_or(0.0) as i64;
    let born = DateTime::from_timestamp(seconds.saturating_add(EPOCH), 0);
    let born = born.filter(|_| seconds != 0).map(|at| at.date_naive());
    if let Some(born) = born.filter(|day| (1800..2200).contains(&day.year())) {
        lines.push(format!("BDAY:{born}"));
    }
    lines
}

fn value(cards: &mut Cards, owner: i64, begin: &str, of: &str, value: &str) {
    if let Some(lines) = cards.get_mut(&owner) {
        line(lines, &format!("{begin}{}", label(of)), value);
    }
}

/// Apple writes its own labels as `_$!<Work>!$_`; others are the owner's words.
fn label(written: &str) -> String {
    let word = written
        .strip_prefix("_$!<")
        .and_then(|rest| rest.strip_suffix(">!$_"));
    match word.unwrap_or_default().to_lowercase().as_str() {
        "mobile" | "iphone" => ";TYPE=CELL".to_owned(),
        word @ ("work" | "home" | "main") => format!(";TYPE={}", word.to_uppercase()),
        _ => String::new(),
    }
}

/// Reads the cards, each of which is a row.
fn give(cards: &Cards, log: &mut Log, context: &Context) {
    let mut made = Made::default();
    cards.values().for_each(|lines| made.add(lines));
    let mut read = made.read(log.here().file, context);
    read.problems.append(&mut log.out.problems);
    log.out = read;
}

#[cfg(test)]
mod tests {
    use super::super::tests::imported;
    use crate::model::intake::Imported;

    fn told(read: &Imported) -> Vec<String> {
        let cards = read.cards.iter();
        let tell = |card: &crate::model::card::Card| {
            let mails: Vec<&str> = card.emails.iter().map(|mail| mail.raw.as_str()).collect();
            let phones: Vec<&str> = card.phones.iter().map(|tel| tel.raw.as_str()).collect();
            let name = &card.name;
            format!(
                "{} {} | {} | {} | {} | {}",
                name.given,
                name.family,
                mails.join(" "),
                phones.join(" "),
                card.companies.join(" "),
                card.birthday.as_deref().unwrap_or("")
            )
        };
        cards.map(tell).collect()
    }

    #[test]
    fn the_address_book_of_a_mac_is_read_as_cards() {
        let read = imported(
            "CREATE TABLE ZABCDRECORD (Z_PK INTEGER PRIMARY KEY, ZFIRSTNAME VARCHAR, ZLASTNAME VARCHAR, ZORGANIZATION VARCHAR,
                 ZJOBTITLE VARCHAR, ZBIRTHDAY TIMESTAMP);
             INSERT INTO ZABCDRECORD VALUES (1,NULL,NULL,NULL,NULL,NULL),
                 (2,'Runa','Teglgaard','Malt, Hops & Sons; Ltd','Maltster',-441806400),
                 (3,'Emil','Farkas',NULL,NULL,NULL);
             CREATE TABLE ZABCDEMAILADDRESS (Z_PK INTEGER PRIMARY KEY, ZOWNER INTEGER, ZADDRESS VARCHAR, ZLABEL VARCHAR);
             INSERT INTO ZABCDEMAILADDRESS VALUES (1,2,'runa@example.org','_$!<Work>!$_'), (2,3,'emil@example.org',NULL);
             CREATE TABLE ZABCDPHONENUMBER (Z_PK INTEGER PRIMARY KEY, ZOWNER INTEGER, ZFULLNUMBER VARCHAR, ZLABEL VARCHAR);
             INSERT INTO ZABCDPHONENUMBER VALUES (1,2,'+49 1512 3456789','_$!<Mobile>!$_');",
        );
        assert_eq!(
            told(&read),
            [
                "Runa Teglgaard | runa@example.org | +49 1512 3456789 | Malt, Hops & Sons; Ltd | 1987-01-01",
                "Emil Farkas | emil@example.org |  |  | "
            ]
        );
        assert_eq!((read.report.kind, read.report.rows), (super::KIND, 2));
    }

    #[test]
    fn the_address_book_of_a_phone_is_read_as_cards() {
        let read = imported(
            "CREATE TABLE ABPerson (ROWID INTEGER PRIMARY KEY, First TEXT, Last TEXT, Organization TEXT, Birthday TEXT);
             INSERT INTO ABPerson VALUES (7,'Ana','Ferreira','Brewers'' Mill','-441806400.0');
             CREATE TABLE ABMultiValueLabel (value TEXT);
             INSERT INTO ABMultiValueLabel VALUES ('_$!<Mobile>!$_');
             CREATE TABLE ABMultiValue (UID INTEGER PRIMARY KEY, record_id INTEGER, property INTEGER, label INTEGER, value TEXT);
             INSERT INTO ABMultiValue VALUES (1,7,3,1,'+351 912 345 678'), (2,7,4,NULL,'ana@example.org'), (3,7,5,NULL,NULL);",
        );
        assert_eq!(
            told(&read),
            ["Ana Ferreira | ana@example.org | +351 912 345 678 | Brewers' Mill | 1987-01-01"]
        );
    }
}
