//! `clean --to` and back: what a layout can hold comes back from it, in the field in which it was, whatever it went through before.

use std::fs;
use std::path::{Path, PathBuf};

use tieline::inside::import::{self, Context, Source};
use tieline::inside::model::card::{Card, Tel};
use tieline::inside::model::intake::FileId;

use crate::run::{run, scratch, text};

const GOOGLE: &str = "people.google.csv";
const OUTLOOK: &str = "people.outlook.csv";
const CARDS: &str = "people.vcf";

/// Writes the people of a file in all three forms; nothing where it holds none.
fn converted(file: &Path, out: &Path) -> bool {
    let to = "google-csv,outlook-csv,vcf";
    let ended = run(&[
        "clean",
        "--no-merge",
        "--to",
        to,
        "--out",
        text(out),
        text(file),
    ]);
    ended.code == 0
}

fn read(path: &Path) -> Vec<Card> {
    let bytes = fs::read(path).expect("a file");
    let source = Source {
        file: FileId(0),
        name: text(path),
        bytes: &bytes,
    };
    let read = import::read(source, &Context::default());
    read.map(|read| read.cards).unwrap_or_default()
}

fn squeezed(text: &str) -> String {
    let text = text.to_lowercase();
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A number as it is dialled, however it is written, with its extension.
fn number(tel: &Tel) -> String {
    tel.raw.chars().filter(char::is_ascii_digit).collect()
}

/// What a person would miss, each by the name of its field.
fn values(card: &Card) -> Vec<(&'static str, String)> {
    let name = &card.name;
    let mut all: Vec<(&str, String)> = vec![
        ("given name", name.given.clone()),
        ("family name", name.family.clone()),
        ("nickname", name.nickname.clone()),
        ("birthday", card.birthday.clone().unwrap_or_default()),
    ];
    all.extend(card.emails.iter().map(|mail| ("e-mail", mail.raw.clone())));
    all.extend(card.phones.iter().map(|tel| ("phone", number(tel))));
    all.extend(card.profiles.iter().map(|slug| ("profile", slug.url())));
    let lists = [
        ("link", &card.urls),
        ("company", &card.companies),
        ("title", &card.titles),
        ("label", &card.labels),
    ];
    for (field, list) in lists {
        all.extend(list.iter().map(|value| (field, value.clone())));
    }
    let notes = card.notes.iter().flat_map(|note| note.lines());
    all.extend(notes.map(|line| ("note", line.to_owned())));
    for address in &card.addresses {
        let parts = [
            &address.street,
            &address.locality,
            &address.code,
            &address.country,
        ];
        all.extend(parts.map(|part| ("address", part.clone())));
    }
    all.retain(|(_, value)| !squeezed(value).is_empty());
    all
}

/// Everything that a card says, in whatever field.
fn everything(card: &Card) -> String {
    let mut all: Vec<String> = values(card).into_iter().map(|(_, value)| value).collect();
    all.push(card.name.full.clone());
    all.extend(card.extras.iter().map(|extra| extra.value.clone()));
    all.extend(card.handles.iter().cloned());
    squeezed(&all.join("\u{1}"))
}

/// Whether a layout has a place of its own for the value of a field, counted by person.
type Holds = fn(&str, &str, usize) -> bool;

/// What of some people does not come back, or not in the field in which it was.
fn lost(before: &[Card], after: &[Card], holds: Holds) -> Vec<String> {
    if before.len() != after.len() {
        return vec![format!("{} people became {}", before.len(), after.len())];
    }
    // The order is that of names, which a layout may show in another form.
    let least = |was: &Card| {
        let missing = after.iter().map(|is| missing(was, is, holds));
        missing.min_by_key(Vec::len).unwrap_or_default()
    };
    before.iter().flat_map(least).collect()
}

fn missing(was: &Card, is: &Card, holds: Holds) -> Vec<String> {
    let (all, fields) = (everything(is), values(is));
    let mut nth: Vec<&str> = Vec::new();
    let mut missing = Vec::new();
    for (field, value) in values(was) {
        let bare = squeezed(&value);
        nth.push(field);
        let place = nth.iter().filter(|one| **one == field).count();
        let same = |(of, other): &(&str, String)| *of == field && squeezed(other) == bare;
        let is_there = match holds(field, &value, place) {
            true => fields.iter().any(same),
            false => all.contains(&bare),
        };
        if !is_there {
            missing.push(format!("{}: {field} {value:?}", was.name.full));
        }
    }
    missing
}

/// Google's layout has a column for each of these, as many as there are.
fn in_google(field: &str, _: &str, place: usize) -> bool {
    match field {
        "company" | "title" => place == 1,
        field => !matches!(field, "note" | "link"),
    }
}

/// Outlook's has three addresses, and one of all that is one.
fn in_outlook(field: &str, value: &str, place: usize) -> bool {
    match field {
        "e-mail" => place <= 3,
        "birthday" => value.len() == 10 && value.parse::<chrono::NaiveDate>().is_ok(),
        "given name" | "family name" => true,
        "company" | "title" | "profile" => place == 1,
        _ => false,
    }
}

fn samples() -> Vec<PathBuf> {
    let mut folders = vec![
        PathBuf::from("fixtures/contacts"),
        PathBuf::from("fixtures/vcard"),
    ];
    // Further files of one's own, while the test is written.
    folders.extend(std::env::var_os("TIELINE_SAMPLES").map(PathBuf::from));
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            match path.is_dir() {
                true => folders.push(path),
                false => files.push(path),
            }
        }
    }
    files.sort();
    files
}

#[test]
fn what_a_layout_can_hold_comes_back_from_it() {
    let folder = scratch();
    let (mut lost_ones, mut tried) = (Vec::new(), 0);
    for (at, file) in samples().iter().enumerate() {
        let out = folder.path().join(at.to_string());
        if !converted(file, &out) {
            continue;
        }
        tried += 1;
        let cards = read(&out.join(CARDS));
        let mut miss = |way: &str, lost: Vec<String>| {
            lost_ones.extend(
                lost.into_iter()
                    .map(|lost| format!("{}, {way}: {lost}", text(file))),
            );
        };
        let forms: [(&str, Holds); 2] = [(GOOGLE, in_google), (OUTLOOK, in_outlook)];
        for (form, holds) in forms {
            let back = read(&out.join(form));
            miss(form, lost(&cards, &back, holds));
            let again = folder.path().join(format!("{at}-{form}"));
            assert!(converted(&out.join(form), &again), "{form} of {file:?}");
            // Once a layout has had it, nothing changes any more.
            miss(
                &format!("{form} twice"),
                lost(&back, &read(&again.join(form)), |_, _, _| true),
            );
            miss(
                &format!("{form}, then cards"),
                lost(&back, &read(&again.join(CARDS)), holds),
            );
        }
    }
    assert!(tried > 20, "{tried}");
    assert_eq!(lost_ones.len(), 0, "{}", lost_ones.join("\n"));
}
