//! Google's layout of today: as many columns of a kind as the fullest contact needs.

use super::held::{Held, Named, Typed, What, capitalised};
use super::{Cell, Table};
use crate::model::card::Address;

/// What stands before the numbered columns.
const FIXED: [&str; 17] = [
    "First Name",
    "Middle Name",
    "Last Name",
    "Phonetic First Name",
    "Phonetic Middle Name",
    "Phonetic Last Name",
    "Name Prefix",
    "Name Suffix",
    "Nickname",
    "File As",
    "Organization Name",
    "Organization Title",
    "Organization Department",
    "Birthday",
    "Notes",
    "Photo",
    "Labels",
];

/// Columns that hold what came from columns of the same kind.
const KEPT: [(&str, &str); 5] = [
    ("Phonetic First Name", "X-PHONETIC-FIRST-NAME"),
    ("Phonetic Middle Name", "X-PHONETIC-MIDDLE-NAME"),
    ("Phonetic Last Name", "X-PHONETIC-LAST-NAME"),
    ("File As", "X-FILE-AS"),
    ("Photo", "X-PHOTO-LINK"),
];

/// The columns of an address.
const ADDRESS: [&str; 7] = [
    "Street",
    "City",
    "PO Box",
    "Region",
    "Postal Code",
    "Country",
    "Extended Address",
];

/// Its parts in their order.
fn parts(address: &Address) -> [&str; 7] {
    let a = address;
    let [po_box, flat, street] = a.street_parts();
    [
        street,
        &a.locality,
        po_box,
        &a.region,
        &a.code,
        &a.country,
        flat,
    ]
}

/// Everybody as a table.
pub(super) fn table(people: Vec<Held<'_>>) -> Table {
    let most = |of: fn(&Held<'_>) -> usize| people.iter().map(of).max().unwrap_or(0);
    let others: Vec<[Vec<&Named>; 3]> = people.iter().map(custom).collect();
    let most_of = |at: usize| {
        others
            .iter()
            .map(|kinds| kinds[at].len())
            .max()
            .unwrap_or(0)
    };
    let further = [most_of(0), most_of(1), most_of(2)];
    let [emails, phones, addresses, urls] = [
        most(|held| held.emails.len()),
        most(|held| held.phones.len()),
        most(|held| held.addresses.len()),
        most(|held| held.urls.len()),
    ];
    let mut header: Vec<String> = FIXED.map(str::to_owned).to_vec();
    let mut numbered = |word: &str, count: usize, columns: &[&str]| {
        for n in 1..=count {
            header.extend(
                columns
                    .iter()
                    .map(|column| format!("{word} {n} - {column}")),
            );
        }
    };
    let columns: Vec<&str> = std::iter::once("Label").chain(ADDRESS).collect();
    numbered("E-mail", emails, &["Label", "Value"]);
    numbered("Phone", phones, &["Label", "Value"]);
    numbered("Address", addresses, &columns);
    numbered("Website", urls, &["Label", "Value"]);
    for ((_, word), count) in FURTHER.iter().zip(further) {
        numbered(word, count, &["Label", "Value"]);
    }
    let row = |(held, others): (&Held<'_>, &[Vec<&Named>; 3])| {
        let mut cells: Vec<Cell> = FIXED.iter().map(|column| fixed(held, column)).collect();
        typed(&mut cells, &held.emails, emails, Cell::text);
        typed(&mut cells, &held.phones, phones, Cell::phone);
        for at in 0..addresses {
            address(&mut cells, held.addresses.get(at).copied());
        }
        for at in 0..urls {
            let url = held.urls.get(at);
            let label = url.map_or(String::new(), website);
            let value = url.map_or("", |url| url.value.as_str());
            cells.extend([Cell::text(&label), Cell::text(value)]);
        }
        for (named, count) in others.iter().zip(further) {
            for at in 0..count {
                let field = named.get(at);
                cells.push(Cell::text(field.map_or("", |f| f.name.as_str())));
                cells.push(Cell::text(field.map_or("", |f| f.value.as_str())));
            }
        }
        cells
    };
    let rows = people.iter().zip(&others).map(row).collect();
    Table { header, rows }
}

/// What a link is called.
fn website(url: &Typed) -> String {
    match url.types.first() {
        Some(label) => capitalised(label),
        None if url.value.contains("linkedin.com/in/") => "LinkedIn".to_owned(),
        None => String::new(),
    }
}

/// Columns for what needs to say what it is.
const FURTHER: [(What, &str); 3] = [
    (What::Relation, "Relation"),
    (What::Event, "Event"),
    (What::Field, "Custom Field"),
];

/// What has no column of its own, by the kinds of these columns.
fn custom<'h>(held: &'h Held<'_>) -> [Vec<&'h Named>; 3] {
    let mut seen: Vec<&str> = Vec::new();
    let others = held.others.iter().filter(|other| {
        let has_column = KEPT.iter().any(|(_, property)| *property == other.name);
        let is_first = !seen.contains(&other.name.as_str());
        seen.push(&other.name);
        !has_column || !is_first
    });
    let others: Vec<&Named> = others.collect();
    FURTHER.map(|(what, _)| others.iter().filter(|o| o.what == what).copied().collect())
}

fn fixed(held: &Held<'_>, column: &str) -> Cell {
    let name = &held.name;
    let text = match column {
        "First Name" => name.given.as_str(),
        "Middle Name" => &name.middle,
        "Last Name" => &name.family,
        "Name Prefix" => &name.prefix,
        "Name Suffix" => &name.suffix,
        "Nickname" => &name.nickname,
        "Organization Name" => &held.company,
        "Organization Title" => &held.title,
        "Organization Department" => &held.department,
        // Google itself puts a blank before a day without a year.
        "Birthday" if held.birthday.starts_with("--") => {
            return Cell::own(format!(" {}", held.birthday));
        }
        "Birthday" => &held.birthday,
        "Notes" => return Cell::text(&held.notes.join("\n")),
        "Labels" => return labels(held),
        kept => {
            let property = KEPT.iter().find(|(known, _)| *known == kept);
            let is_it = |other: &&Named| property.is_some_and(|(_, p)| *p == other.name);
            held.others
                .iter()
                .find(is_it)
                .map_or("", |o| o.value.as_str())
        }
    };
    Cell::text(text)
}

/// Google's own groups are marked by an asterisk; without `myContacts` nobody would be shown.
fn labels(held: &Held<'_>) -> Cell {
    let mut labels = vec!["* myContacts".to_owned()];
    for label in held.labels.iter().filter(|label| **label != "myContacts") {
        labels.push(match *label {
            "starred" => "* starred".to_owned(),
            other => other.to_owned(),
        });
    }
    Cell::own(labels.join(" ::: "))
}

fn typed(cells: &mut Vec<Cell>, values: &[Typed], count: usize, cell: fn(&str) -> Cell) {
    for at in 0..count {
        let value = values.get(at);
        cells.push(Cell::own(value.map_or(String::new(), |v| label(&v.types))));
        cells.push(value.map_or(Cell::own(String::new()), |v| cell(&v.value)));
    }
}

/// `["work", "fax", "pref"]` → `* Work Fax`.
fn label(types: &[String]) -> String {
    let words: Vec<&str> = types.iter().map(String::as_str).collect();
    let has = |word: &str| words.iter().any(|w| w.split(' ').any(|part| part == word));
    let first = words
        .iter()
        .find(|w| !matches!(**w, "pref" | "voice" | "internet" | "text"));
    let named = match () {
        () if has("fax") && has("home") => "Home Fax".to_owned(),
        () if has("fax") && has("work") => "Work Fax".to_owned(),
        () if has("cell") || has("mobile") => "Mobile".to_owned(),
        () => first.map_or(String::new(), |word| capitalised(word)),
    };
    let star = if has("pref") { "* " } else { "" };
    format!("{star}{named}").trim_end().to_owned()
}

fn address(cells: &mut Vec<Cell>, address: Option<&Address>) {
    cells.push(Cell::text(
        &address.map_or(String::new(), |a| label(&a.types)),
    ));
    let parts = address.map_or([""; 7], parts);
    cells.extend(parts.map(Cell::text));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_googles() {
        let of = |types: &[&str]| label(&types.iter().map(|t| (*t).to_owned()).collect::<Vec<_>>());
        assert_eq!(of(&["work", "fax", "pref"]), "* Work Fax");
        assert_eq!(of(&["cell"]), "Mobile");
        assert_eq!(of(&["pref"]), "*");
        assert_eq!(of(&["voice", "home"]), "Home");
        assert_eq!(of(&[]), "");
    }
}
