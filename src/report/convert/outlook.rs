//! The layout of Outlook's desktop program in English: 92 columns, every cell in quotation marks.

use std::collections::BTreeMap;

use super::held::{Held, Named, Typed, What};
use super::{Cell, Table};
use crate::model::card::Address;

/// The columns in the order in which Outlook writes them.
const COLUMNS: [&str; 92] = [
    "Title",
    "First Name",
    "Middle Name",
    "Last Name",
    "Suffix",
    "Company",
    "Department",
    "Job Title",
    "Business Street",
    "Business Street 2",
    "Business Street 3",
    "Business City",
    "Business State",
    "Business Postal Code",
    "Business Country/Region",
    "Home Street",
    "Home Street 2",
    "Home Street 3",
    "Home City",
    "Home State",
    "Home Postal Code",
    "Home Country/Region",
    "Other Street",
    "Other Street 2",
    "Other Street 3",
    "Other City",
    "Other State",
    "Other Postal Code",
    "Other Country/Region",
    "Assistant's Phone",
    "Business Fax",
    "Business Phone",
    "Business Phone 2",
    "Callback",
    "Car Phone",
    "Company Main Phone",
    "Home Fax",
    "Home Phone",
    "Home Phone 2",
    "ISDN",
    "Mobile Phone",
    "Other Fax",
    "Other Phone",
    "Pager",
    "Primary Phone",
    "Radio Phone",
    "TTY/TDD Phone",
    "Telex",
    "Account",
    "Anniversary",
    "Assistant's Name",
    "Billing Information",
    "Birthday",
    "Business Address PO Box",
    "Categories",
    "Children",
    "Directory Server",
    "E-mail Address",
    "E-mail Type",
    "E-mail Display Name",
    "E-mail 2 Address",
    "E-mail 2 Type",
    "E-mail 2 Display Name",
    "E-mail 3 Address",
    "E-mail 3 Type",
    "E-mail 3 Display Name",
    "Gender",
    "Government ID Number",
    "Hobby",
    "Home Address PO Box",
    "Initials",
    "Internet Free Busy",
    "Keywords",
    "Language",
    "Location",
    "Manager's Name",
    "Mileage",
    "Notes",
    "Office Location",
    "Organizational ID Number",
    "Other Address PO Box",
    "Priority",
    "Private",
    "Profession",
    "Referred By",
    "Sensitivity",
    "Spouse",
    "User 1",
    "User 2",
    "User 3",
    "User 4",
    "Web Page",
];

/// Columns that hold what came from columns of the same kind.
const KEPT: [(&str, &str); 14] = [
    ("Account", "X-ACCOUNT"),
    ("Billing Information", "X-BILLING-INFORMATION"),
    ("Directory Server", "X-DIRECTORY-SERVER"),
    ("Gender", "Gender"),
    ("Government ID Number", "X-GOVERNMENT-ID-NUMBER"),
    ("Hobby", "X-HOBBY"),
    ("Initials", "X-INITIALS"),
    ("Internet Free Busy", "X-INTERNET-FREE-BUSY"),
    ("Keywords", "X-KEYWORDS"),
    ("Language", "X-LANGUAGE"),
    ("Location", "X-LOCATION"),
    ("Office Location", "X-OFFICE-LOCATION"),
    ("Organizational ID Number", "X-ORGANIZATIONAL-ID-NUMBER"),
    ("Profession", "X-PROFESSION"),
];

/// Which columns a number of a kind may stand in; the first free one takes it.
const PHONES: [(&str, &[&str]); 13] = [
    ("home fax", &["Home Fax"]),
    ("work fax", &["Business Fax"]),
    ("fax", &["Other Fax"]),
    ("cell", &["Mobile Phone"]),
    ("pager", &["Pager"]),
    ("car", &["Car Phone"]),
    ("main", &["Company Main Phone"]),
    ("assistant", &["Assistant's Phone"]),
    ("callback", &["Callback"]),
    ("isdn", &["ISDN"]),
    ("textphone", &["TTY/TDD Phone"]),
    ("home", &["Home Phone", "Home Phone 2"]),
    ("work", &["Business Phone", "Business Phone 2"]),
];

/// Everybody as a table.
pub(super) fn table(people: Vec<Held<'_>>) -> Table {
    let rows = people.iter().map(row);
    Table {
        header: COLUMNS.map(str::to_owned).to_vec(),
        rows: rows.collect(),
    }
}

/// A row in the making.
#[derive(Default)]
struct Row {
    cells: BTreeMap<&'static str, Cell>,
    /// What has no column goes below the notes.
    further: Vec<String>,
}

impl Row {
    /// Puts a value into the first free of some columns.
    fn put(&mut self, columns: &[&'static str], cell: Cell) -> bool {
        let free = columns
            .iter()
            .find(|column| !self.cells.contains_key(**column));
        match free {
            Some(column) if !cell.is_empty() => self.cells.insert(column, cell).is_none(),
            _ => cell.is_empty(),
        }
    }

    fn further(&mut self, name: &str, value: &str) {
        self.further.push(format!("{name}: {value}"));
    }
}

fn row(held: &Held<'_>) -> Vec<Cell> {
    let mut row = Row::default();
    let name = &held.name;
    let texts = [
        ("Title", &name.prefix),
        ("First Name", &name.given),
        ("Middle Name", &name.middle),
        ("Last Name", &name.family),
        ("Suffix", &name.suffix),
        ("Company", &held.company),
        ("Department", &held.department),
        ("Job Title", &held.title),
    ];
    for (column, text) in texts {
        row.put(&[column], Cell::text(text));
    }
    if !name.nickname.is_empty() {
        row.further("Nickname", &name.nickname);
    }
    held.emails
        .iter()
        .for_each(|mail| email(&mut row, held, mail));
    held.phones.iter().for_each(|tel| phone(&mut row, tel));
    held.addresses.iter().for_each(|a| address(&mut row, a));
    for url in &held.urls {
        if !row.put(&["Web Page"], Cell::text(&url.value)) {
            row.further("Web page", &url.value);
        }
    }
    day(&mut row, "Birthday", &held.birthday);
    row.put(&["Categories"], Cell::text(&held.labels.join(";")));
    held.others.iter().for_each(|other| kept(&mut row, other));
    let notes = held.notes.iter().map(|note| (*note).to_owned());
    let notes: Vec<String> = notes.chain(std::mem::take(&mut row.further)).collect();
    row.put(&["Notes"], Cell::text(&notes.join("\n")));
    let mut cell = |column| row.cells.remove(column).unwrap_or_default();
    COLUMNS.iter().map(|column| cell(*column)).collect()
}

fn email(row: &mut Row, held: &Held<'_>, mail: &Typed) {
    const PLACES: [[&str; 3]; 3] = [
        ["E-mail Address", "E-mail Type", "E-mail Display Name"],
        ["E-mail 2 Address", "E-mail 2 Type", "E-mail 2 Display Name"],
        ["E-mail 3 Address", "E-mail 3 Type", "E-mail 3 Display Name"],
    ];
    let free = PLACES
        .iter()
        .find(|[column, ..]| !row.cells.contains_key(*column));
    let Some([address, kind, shown]) = free else {
        return row.further("E-mail", &mail.value);
    };
    row.put(&[address], Cell::text(&mail.value));
    row.put(&[kind], Cell::text("SMTP"));
    let name = format!("{} {}", held.name.given, held.name.family);
    row.put(&[shown], Cell::text(name.trim()));
}

fn phone(row: &mut Row, tel: &Typed) {
    let has = |word: &str| {
        let words = tel.types.iter().flat_map(|t| t.split(' '));
        let mut words = words.map(|w| if w == "mobile" { "cell" } else { w });
        words.any(|w| w == word)
    };
    let kind = PHONES.iter().find(|(words, _)| words.split(' ').all(has));
    let columns = kind.map_or(&["Primary Phone", "Other Phone"][..], |(_, columns)| {
        columns
    });
    if !row.put(columns, Cell::phone(&tel.value)) {
        let kind = kind.map_or("Phone", |(words, _)| words);
        row.further(&format!("Phone ({kind})"), &tel.value);
    }
}

fn address(row: &mut Row, address: &Address) {
    const PLACES: [[&str; 6]; 3] = [
        [
            "Home Street",
            "Home City",
            "Home State",
            "Home Postal Code",
            "Home Country/Region",
            "Home Address PO Box",
        ],
        [
            "Business Street",
            "Business City",
            "Business State",
            "Business Postal Code",
            "Business Country/Region",
            "Business Address PO Box",
        ],
        [
            "Other Street",
            "Other City",
            "Other State",
            "Other Postal Code",
            "Other Country/Region",
            "Other Address PO Box",
        ],
    ];
    let has = |word: &str| address.types.iter().any(|t| t == word);
    let place = PLACES[match () {
        () if has("home") => 0,
        () if has("work") => 1,
        () => 2,
    }];
    let [po_box, flat, road] = address.street_parts();
    let road = [flat, road].into_iter().filter(|part| !part.is_empty());
    let road = road.collect::<Vec<_>>().join(", ");
    let parts = [
        road.as_str(),
        &address.locality,
        &address.region,
        &address.code,
        &address.country,
        po_box,
    ];
    if place.iter().any(|column| row.cells.contains_key(column)) {
        let said: Vec<&str> = parts.into_iter().filter(|p| !p.is_empty()).collect();
        return row.further("Address", &said.join(", "));
    }
    for (column, part) in place.into_iter().zip(parts) {
        row.put(&[column], Cell::text(part));
    }
}

/// A day in ISO 8601, which Windows reads alike in every country, and so does whoever reads the file again; what is no whole day
/// goes below the notes.
fn day(row: &mut Row, column: &'static str, iso: &str) {
    match chrono::NaiveDate::parse_from_str(iso, "%Y-%m-%d") {
        Ok(day) if row.put(&[column], Cell::own(day.to_string())) => {}
        _ if iso.is_empty() => {}
        _ => row.further(column, iso),
    }
}

/// What Outlook calls the relations that it has columns for.
const RELATIONS: [(&str, &[&str]); 5] = [
    ("Spouse", &["spouse", "wife", "husband", "partner"]),
    ("Children", &["child", "children", "son", "daughter"]),
    ("Manager's Name", &["manager"]),
    ("Assistant's Name", &["assistant"]),
    ("Referred By", &["referred by"]),
];

fn kept(row: &mut Row, other: &Named) {
    let word = other.name.to_lowercase();
    let column = match other.what {
        What::Event if word == "anniversary" => return day(row, "Anniversary", &other.value),
        What::Event => None,
        What::Relation => {
            let is_it = |(_, words): &&(&str, &[&str])| words.contains(&word.as_str());
            RELATIONS.iter().find(is_it).map(|(column, _)| *column)
        }
        What::Field => {
            let known = KEPT.iter().find(|(_, name)| *name == other.name);
            known.map(|(column, _)| *column)
        }
    };
    if !column.is_some_and(|column| row.put(&[column], Cell::text(&other.value))) {
        row.further(&other.name, &other.value);
    }
}
