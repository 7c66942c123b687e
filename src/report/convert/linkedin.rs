//! LinkedIn's layout of Connections.csv, which has no place for most of what an address book holds.

use super::held::Held;
use super::{Cell, Table};
use crate::model::name::Name;

const HEADER: [&str; 7] = [
    "First Name",
    "Last Name",
    "URL",
    "Email Address",
    "Company",
    "Position",
    "Connected On",
];

/// Everybody as a table.
pub(super) fn table(people: Vec<Held<'_>>) -> Table {
    Table {
        header: HEADER.map(str::to_owned).to_vec(),
        rows: people.iter().map(row).collect(),
    }
}

fn row(held: &Held<'_>) -> Vec<Cell> {
    let name = &held.name;
    let given = [name.given.as_str(), &name.middle].join(" ");
    vec![
        Cell::text(given.trim()),
        Cell::text(&family(name)),
        Cell::text(profile(held)),
        Cell::text(held.emails.first().map_or("", |mail| &mail.value)),
        Cell::text(&held.company),
        Cell::text(&held.title),
        Cell::own(connected(held)),
    ]
}

/// The family name with its credentials, which is where LinkedIn's members write them.
fn family(name: &Name) -> String {
    let parts = [name.family.as_str(), &name.suffix];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

fn profile<'h>(held: &'h Held<'_>) -> &'h str {
    let url = held.urls.first().map_or("", |url| url.value.as_str());
    if is_profile(url) { url } else { "" }
}

fn is_profile(url: &str) -> bool {
    url.starts_with("https://www.linkedin.com/in/")
}

/// `09 Aug 2024`.
fn connected(held: &Held<'_>) -> String {
    let day = held.others.iter().find(|other| other.name == CONNECTED);
    let day = day.and_then(|d| chrono::NaiveDate::parse_from_str(&d.value, "%Y-%m-%d").ok());
    day.map_or(String::new(), |day| day.format("%d %b %Y").to_string())
}

const CONNECTED: &str = "Connected on";

/// What a row has no column for, in words.
pub(super) fn left_out(held: &Held<'_>) -> Vec<String> {
    let name = &held.name;
    let mut out = Vec::new();
    let mut say = |what: &str, value: &str| {
        if !value.is_empty() {
            out.push(format!("{what} {value}"));
        }
    };
    say("prefix", &name.prefix);
    say("nickname", &name.nickname);
    let kept = usize::from(!profile(held).is_empty());
    held.emails
        .iter()
        .skip(1)
        .for_each(|m| say("e-mail", &m.value));
    held.phones.iter().for_each(|t| say("phone", &t.value));
    held.urls
        .iter()
        .skip(kept)
        .for_each(|url| say("link", &url.value));
    say("department", &held.department);
    for a in &held.addresses {
        let parts = [&a.street, &a.locality, &a.region, &a.code, &a.country];
        let parts: Vec<&str> = parts
            .iter()
            .map(|p| p.as_str())
            .filter(|p| !p.is_empty())
            .collect();
        say("address", &parts.join(", "));
    }
    say("birthday", &held.birthday);
    held.notes.iter().for_each(|note| say("note", note));
    held.labels.iter().for_each(|label| say("label", label));
    let mut connected = false;
    for other in &held.others {
        let is_first = other.name == CONNECTED && !connected;
        connected |= is_first;
        if !is_first {
            say(&other.name, &other.value);
        }
    }
    out
}
