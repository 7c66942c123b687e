//! Twelve months of one invented network, with known answers: who came, went, changed job, name, link or address, and when.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;

use crate::book::history;
use crate::find::{list, text};
use crate::run::{self, run, scratch, write};

pub const MONTHS: usize = 12;
const GIVEN: [&str; 13] = [
    "Agneta", "Bram", "Chiamaka", "Dorota", "Emeka", "Fenna", "Goran", "Hilde", "Ivo", "Jutta",
    "Kasper", "Lieve", "Marit",
];
const FAMILY: [&str; 11] = [
    "Abbink",
    "Brzezinski",
    "Castellane",
    "Dragomir",
    "Eskelinen",
    "Fjeldstad",
    "Grootveld",
    "Hruska",
    "Ivarsson",
    "Jovanovic",
    "Kowalczyk",
];

/// Somebody of the network in one month.
#[derive(Clone, PartialEq)]
pub struct Somebody {
    given: String,
    family: String,
    slug: String,
    email: String,
    company: String,
    title: String,
    connected: usize,
}

impl Somebody {
    pub fn new(number: usize, connected: usize) -> Self {
        let (given, family) = (GIVEN[number % 13], FAMILY[number % 11]);
        let slug = format!("{given}-{family}-{number}").to_lowercase();
        Self {
            given: given.to_owned(),
            family: family.to_owned(),
            email: format!("{slug}@example.org"),
            slug,
            company: format!("Works {}", number % 9),
            title: format!("Grade {}", number % 5),
            connected,
        }
    }

    pub fn name(&self) -> String {
        format!("{} {}", self.given, self.family)
    }

    fn url(&self) -> String {
        format!("https://www.linkedin.com/in/{}", self.slug)
    }
}

/// What a month must tell: kind, name, and of a change the field and both values.
type Told = BTreeSet<[String; 5]>;

fn told(kind: &str, name: &str, field: &str, from: &str, to: &str) -> [String; 5] {
    [kind, name, field, from, to].map(str::to_owned)
}

/// The network at the end of each month by the number of each person, and what the month must tell.
fn network() -> Vec<(BTreeMap<usize, Somebody>, Told)> {
    let mut now: BTreeMap<usize, Somebody> = (0..40).map(|n| (n, Somebody::new(n, 0))).collect();
    let mut months = vec![(now.clone(), Told::new())];
    let mut away: BTreeMap<usize, Somebody> = BTreeMap::new();
    for month in 1..MONTHS {
        let mut told_now = Told::new();
        // Two come; in every third month somebody comes back who was deleted.
        for number in [38 + 2 * month, 39 + 2 * month] {
            let person = Somebody::new(number, month);
            told_now.insert(told("appeared", &person.name(), "", "", ""));
            now.insert(number, person);
        }
        if month % 3 == 0
            && let Some((number, mut person)) = away.pop_first()
        {
            person.connected = month;
            told_now.insert(told("appeared", &person.name(), "", "", ""));
            now.insert(number, person);
        }
        // One goes each month.
        if let Some(person) = now.remove(&month) {
            told_now.insert(told("gone", &person.name(), "", "", ""));
            if month % 2 == 0 {
                away.insert(month, person);
            }
        }
        for (number, field) in [
            (12, "company"),
            (13, "title"),
            (14, "name"),
            (15, "url"),
            (16, "email"),
        ] {
            // The same person changes again and again, and others once.
            for number in [number, number + 5 + (month % 4) * 5] {
                let Some(person) = now.get_mut(&number) else {
                    continue;
                };
                let (from, to) = change(person, field, month);
                told_now.insert(told("changed", &person.name(), field, &from, &to));
            }
        }
        months.push((now.clone(), told_now));
    }
    months
}

/// Changes a field of somebody; gives it as it was and as it is.
fn change(person: &mut Somebody, field: &str, month: usize) -> (String, String) {
    let swap = |field: &mut String, to: String| (std::mem::replace(field, to.clone()), to);
    match field {
        "company" => swap(&mut person.company, format!("Yard {month}")),
        "title" => swap(&mut person.title, format!("Rank {month}")),
        "name" => {
            let from = person.name();
            person.family = format!(
                "{}{}",
                FAMILY[(month * 3) % 11],
                ["son", "sen", "ova"][month % 3]
            );
            (from, person.name())
        }
        "url" => {
            let from = person.url();
            person.slug = format!("{}-m{month}", person.given.to_lowercase());
            person
                .slug
                .push_str(&person.company.replace(' ', "").to_lowercase());
            (from, person.url())
        }
        _ => {
            let grade = person.title.replace(' ', "").to_lowercase();
            let to = format!(
                "{grade}{}.m{month}@example.net",
                person.given.to_lowercase()
            );
            swap(&mut person.email, to)
        }
    }
}

/// The day of judgement after a month.
pub fn as_of(month: usize) -> String {
    let (year, month) = (2025 + (month + 1) / 12, (month + 1) % 12 + 1);
    format!("{year}-{month:02}-01")
}

/// The files of a month: the connections, and a log of this month and the one before.
fn files(folder: &Path, month: usize, people: &BTreeMap<usize, Somebody>) -> PathBuf {
    let day =
        |month: usize, day: usize| format!("{}-{:02}-{day:02}", 2025 + month / 12, month % 12 + 1);
    let mut rows =
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n".to_owned();
    let names = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    for person in people.values() {
        let connected = format!(
            "05 {} {}",
            names[person.connected % 12],
            2025 + person.connected / 12
        );
        let Somebody {
            given,
            family,
            email,
            company,
            title,
            ..
        } = person;
        writeln!(
            rows,
            "{given},{family},{},{email},{company},{title},{connected}",
            person.url()
        )
        .expect("text");
    }
    let mut log = "date,direction,channel,email,name\n".to_owned();
    for month in month.saturating_sub(1)..=month {
        for (number, person) in people
            .iter()
            .filter(|(number, _)| **number % 4 == month % 4)
        {
            let first = Somebody::new(*number, 0).email;
            let email = if people.values().any(|p| p.email == first) {
                first
            } else {
                person.email.clone()
            };
            for (at, way) in [(10, "out"), (11, "in")].iter().take(1 + number % 2) {
                let at = day(month, *at);
                writeln!(log, "{at}T09:{:02}:00Z,{way},email,{email},", number % 60).expect("text");
            }
        }
    }
    write(folder, &format!("{month:02}/Connections.csv"), rows);
    write(folder, &format!("{month:02}/log.csv"), log);
    folder.join(format!("{month:02}"))
}

fn audit(book: &Path, files: &Path, as_of: &str) {
    let ended = run(&[
        "audit",
        "--quiet",
        "--me",
        "owner@example.org",
        "--as-of",
        as_of,
        "--book",
        run::text(book),
        run::text(files),
    ]);
    assert_eq!(ended.code, 0, "{}", ended.err);
}

/// The month after whose audit the owner decides.
pub const DECIDED: usize = 2;

/// Decides on some of the network, as if that were done on the day of the audit.
fn decide(book: &Path) {
    let said = [
        (3, "delete"),
        (4, "delete"),
        (37, "every 2 months"),
        (38, "keep"),
    ];
    for (number, what) in said {
        let slug = Somebody::new(number, 0).slug;
        let ended = run(&["decide", &slug, what, "--book", run::text(book)]);
        assert_eq!(ended.code, 0, "{}", ended.err);
    }
    let db = rusqlite::Connection::open(book).expect("a book");
    let at = "UPDATE decision SET at = unixepoch(?1)";
    db.execute(at, [as_of(DECIDED)]).expect("moved");
    drop(db);
    run::changed_from_outside(book);
}

/// The year in a folder: the files of each month, and a book that took them in one after the other.
pub struct Year {
    folder: TempDir,
    months: Vec<(BTreeMap<usize, Somebody>, Told)>,
    pub book: PathBuf,
}

pub fn year() -> &'static Year {
    static YEAR: OnceLock<Year> = OnceLock::new();
    YEAR.get_or_init(|| {
        let folder = scratch();
        let months = network();
        let book = folder.path().join("book.db");
        for (month, (people, _)) in months.iter().enumerate() {
            let files = files(folder.path(), month, people);
            audit(&book, &files, &as_of(month));
            if month == DECIDED {
                decide(&book);
            }
        }
        Year {
            folder,
            months,
            book,
        }
    })
}

pub fn diff(old: usize, new: usize) -> Value {
    let (old, new) = (as_of(old), as_of(new));
    let ended = run(&[
        "diff",
        "--json",
        "--book",
        run::text(&year().book),
        &old,
        &new,
    ]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    ended.json()
}

/// What a diff tells of who came, went and changed.
fn told_by(diff: &Value) -> Told {
    let mut all = Told::new();
    for kind in ["appeared", "gone"] {
        for entry in list(diff, kind) {
            assert!(
                all.insert(told(kind, text(entry, "name"), "", "", "")),
                "twice: {entry}"
            );
        }
    }
    for entry in list(diff, "changed") {
        let [name, field, from, to] = ["name", "field", "from", "to"].map(|key| text(entry, key));
        assert!(
            all.insert(told("changed", name, field, from, to)),
            "twice: {entry}"
        );
    }
    for kind in ["merged", "split"] {
        assert!(list(diff, kind).is_empty(), "{kind}");
    }
    all
}

#[test]
fn each_change_is_told_once_and_in_its_month() {
    for month in 1..MONTHS {
        let (_, expected) = &year().months[month];
        assert_eq!(&told_by(&diff(month - 1, month)), expected, "month {month}");
    }
}

#[test]
fn ids_stay_through_every_change_and_a_time_away() {
    let mut ids: BTreeMap<usize, String> = BTreeMap::new();
    for (month, (people, _)) in year().months.iter().enumerate() {
        let day = as_of(month);
        let audit = run(&["book", "audit", &day, "--book", run::text(&year().book)]).json();
        let found: BTreeMap<&str, &str> = list(&audit, "people")
            .iter()
            .map(|p| (text(p, "name"), text(p, "id")))
            .collect();
        assert_eq!(found.len(), people.len(), "month {month}");
        for (number, person) in people {
            let id = found[person.name().as_str()];
            let known = ids.entry(*number).or_insert_with(|| id.to_owned());
            assert_eq!(known, id, "{} in month {month}", person.name());
        }
    }
    let different: BTreeSet<&String> = ids.values().collect();
    assert_eq!(different.len(), ids.len());
}

/// Where somebody stands, and what their fields were at first and are at last, added up over diffs.
#[derive(Default)]
struct Sum {
    present: BTreeMap<String, i32>,
    stands: BTreeMap<String, [Option<String>; 2]>,
    fields: BTreeMap<(String, String), [String; 2]>,
}

impl Sum {
    fn add(&mut self, diff: &Value) {
        let stands = |at: &Value| format!("{} {}", text(at, "band"), text(at, "verdict"));
        for (kind, step) in [("appeared", 1), ("gone", -1)] {
            for entry in list(diff, kind) {
                let id = text(entry, "id");
                *self.present.entry(id.to_owned()).or_default() += step;
                let place = Some(stands(entry));
                let (from, to) = if step > 0 {
                    (None, place)
                } else {
                    (place, None)
                };
                self.moved(id, from, to);
            }
        }
        for entry in list(diff, "moved") {
            let [from, to] = ["from", "to"].map(|key| Some(stands(&entry[key])));
            self.moved(text(entry, "id"), from, to);
        }
        for entry in list(diff, "changed") {
            let key = (
                text(entry, "id").to_owned(),
                text(entry, "field").to_owned(),
            );
            let (from, to) = (text(entry, "from").to_owned(), text(entry, "to").to_owned());
            let known = self
                .fields
                .entry(key)
                .or_insert_with(|| [from.clone(), from.clone()]);
            assert_eq!(known[1], from, "a change begins where the last one ended");
            known[1] = to;
        }
    }

    fn moved(&mut self, id: &str, from: Option<String>, to: Option<String>) {
        let known = self
            .stands
            .entry(id.to_owned())
            .or_insert_with(|| [from.clone(), from.clone()]);
        assert_eq!(known[1], from, "{id} moves from where they stood");
        known[1] = to;
    }

    /// Without what came to nothing, and without the fields of those who are not in both.
    fn settle(mut self) -> Self {
        self.present.retain(|_, sum| *sum != 0);
        self.stands.retain(|_, [from, to]| from != to);
        let present = &self.present;
        self.fields
            .retain(|(id, _), [from, to]| from != to && !present.contains_key(id));
        self
    }
}

#[test]
fn the_months_add_up_to_the_year() {
    let (mut months, mut whole) = (Sum::default(), Sum::default());
    for month in 1..MONTHS {
        months.add(&diff(month - 1, month));
    }
    whole.add(&diff(0, MONTHS - 1));
    let (months, whole) = (months.settle(), whole.settle());
    assert!(whole.present.len() > 20 && whole.stands.len() > 20 && whole.fields.len() > 10);
    assert_eq!(months.present, whole.present);
    assert_eq!(months.stands, whole.stands);
    assert_eq!(months.fields, whole.fields);
}

/// Everybody of each audit by day and name, with the id.
fn ids(book: &Path) -> BTreeMap<(usize, String), String> {
    let mut all = BTreeMap::new();
    for month in 0..MONTHS {
        let audit = run(&["book", "audit", &as_of(month), "--book", run::text(book)]).json();
        for person in list(&audit, "people") {
            let key = (month, text(person, "name").to_owned());
            all.insert(key, text(person, "id").to_owned());
        }
    }
    all
}

#[test]
fn the_months_in_any_order_give_the_same_book() {
    let year = year();
    let expected = history(&year.book);
    assert!(expected.len() > 150, "{}", expected.len());
    let book = year.folder.path().join("shuffled.db");
    for month in (0..MONTHS).map(|n| (n * 5 + 7) % MONTHS) {
        let files = year.folder.path().join(format!("{month:02}"));
        audit(&book, &files, &as_of(month));
    }
    assert_eq!(history(&book), expected);
    // An id is made from the keys by which somebody is met first; whoever has one has it in every month, whatever came first.
    let (ordered, shuffled) = (ids(&year.book), ids(&book));
    let mut other: BTreeMap<&String, &String> = BTreeMap::new();
    for (who, id) in &ordered {
        let known = other.entry(id).or_insert(&shuffled[who]);
        assert_eq!(*known, &shuffled[who], "{who:?}");
    }
    let different: BTreeSet<&&String> = other.values().collect();
    assert_eq!(
        (different.len(), shuffled.len()),
        (other.len(), ordered.len())
    );
}

#[test]
fn a_trend_has_a_line_for_each_audit_and_the_course_of_whoever_moved() {
    let year = year();
    let since = |day: &str, form: &str| {
        let ended = run(&[
            "diff",
            "--since",
            day,
            form,
            "--book",
            run::text(&year.book),
        ]);
        assert_eq!(ended.code, 0, "{}", ended.err);
        ended
    };
    let trend = since("2025-06", "--json").json();
    let audits = list(&trend, "audits");
    // The audit of a month is as of the first day of the next.
    assert_eq!(audits.len(), MONTHS - 4);
    for (stage, month) in audits.iter().zip(4..) {
        assert!(text(stage, "as_of").starts_with(&as_of(month)));
        let (people, told) = &year.months[month];
        assert_eq!(stage["people"], people.len());
        let expected = |kind: &str| told.iter().filter(|entry| entry[0] == kind).count();
        if month > 4 {
            assert_eq!(stage["appeared"], expected("appeared"), "month {month}");
            assert_eq!(stage["gone"], expected("gone"), "month {month}");
            let moved = diff(month - 1, month);
            assert_eq!(stage["moved"], list(&moved, "moved").len(), "month {month}");
        }
    }
    let mut moves = 0;
    for course in list(&trend, "people") {
        let stations = list(course, "stations");
        let stands = |s: &Value| (s["band"].clone(), s["verdict"].clone());
        moves += stations
            .windows(2)
            .filter(|w| stands(&w[0]) != stands(&w[1]))
            .count();
    }
    let sum: u64 = audits
        .iter()
        .map(|stage| stage["moved"].as_u64().unwrap_or(0))
        .sum();
    assert!(moves as u64 >= sum && sum > 10, "{moves} of {sum}");
    for form in ["--color=never", "--markdown", "--csv"] {
        let ended = since("2025-06", form);
        let person = text(&list(&trend, "people")[0], "name");
        assert!(ended.out.contains(person), "{form}: {}", ended.out);
    }
    let none = run(&["diff", "--since", "2030", "--book", run::text(&year.book)]);
    assert_eq!(none.code, 2);
    let wrong = run(&[
        "diff",
        "--since",
        "last year",
        "--book",
        run::text(&year.book),
    ]);
    assert!(
        wrong.err.contains("--since last year: not a date"),
        "{}",
        wrong.err
    );
}
