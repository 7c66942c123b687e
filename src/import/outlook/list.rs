//! Outlook's calendar as a CSV: a meeting a row, with those invited by the names that the address book gives them.

use std::collections::BTreeSet;

use chrono::DateTime;

use super::events;
use super::meeting::{Clock, Guest, Meeting};
use super::props::Person;
use crate::import::date::{self, FIRST, SlashOrder};
use crate::import::table::{Header, Row, Rows};
use crate::import::text::Decoded;
use crate::import::{Context, Source, TableFormat};
use crate::model::intake::{Fate, Imported, SetAside};
use crate::model::owner::OwnerHint;
use crate::model::problem::{Code, Place, Problem};

/// Names of columns in normal form.
type Names = &'static [&'static str];

const START_DAY: Names = &["startdate", "beginntam"];
const START_TIME: Names = &["starttime", "beginntum"];
const END_DAY: Names = &["enddate", "endetam"];
const END_TIME: Names = &["endtime", "endetum"];
const ALL_DAY: Names = &["alldayevent", "ganztägigesereignis"];
const HOST: Names = &[
    "meetingorganizer",
    "besprechungsplanung",
    "besprechungsorganisator",
];
const NEEDED: Names = &["requiredattendees", "erforderlicheteilnehmer"];
const OPTIONAL: Names = &["optionalattendees", "optionaleteilnehmer"];

/// The calendar of Outlook in English and German.
pub(in crate::import) const FORMAT: TableFormat = TableFormat {
    kind: "Outlook calendar",
    claims: |columns, _| {
        let has = |names: Names| {
            columns
                .iter()
                .any(|column| names.contains(&column.as_str()))
        };
        [START_DAY, START_TIME, NEEDED, HOST].into_iter().all(has)
    },
    read,
    columns: None,
};

/// Whether a column says something in which language soever.
const YES: [&str; 4] = ["true", "wahr", "ein", "1"];

fn read(source: Source<'_>, decoded: &Decoded<'_>, header: &Header, context: &Context) -> Imported {
    let order = order(source, decoded, header).or(context.date_order);
    let (mut calendar, mut places) = (String::new(), Vec::new());
    let mut companies: Vec<BTreeSet<String>> = Vec::new();
    let mut rejected = Imported::default();
    let mut rows = Rows::new(&decoded.text, source.file, header);
    while let Some(row) = rows.next_row() {
        if row.cells().all(|cell| cell.trim().is_empty()) {
            rejected.report.count(Fate::SetAside(SetAside::Empty), 1);
            continue;
        }
        match meeting(row, header, order, context) {
            Some(meeting) => {
                meeting.add(&mut calendar);
                companies.push(names(&meeting));
                places.push(row.place);
            }
            None => {
                rejected.report.count(Fate::Rejected, 1);
                let (code, message) = undated(&written(row, header, START_DAY, START_TIME));
                rejected.problems.push(Problem {
                    place: row.place,
                    code,
                    message,
                });
            }
        }
    }
    let mut read = match places.is_empty() {
        true => Imported::default(),
        false => events(&calendar, source.file, context),
    };
    place(&mut read, &places);
    read.owner.extend(in_all(&companies).map(OwnerHint::Alias));
    read.problems.append(&mut rejected.problems);
    for (fate, count) in rejected.report.fates {
        read.report.count(fate, count);
    }
    rows.finish(&mut read.report, &mut read.problems);
    read
}

/// Puts what was read of each event on the row of the table that it is.
fn place(read: &mut Imported, places: &[Place]) {
    let exchanges = read.exchanges.iter_mut().chain(&mut read.planned);
    let found = exchanges.map(|exchange| &mut exchange.place);
    let found = found.chain(read.problems.iter_mut().map(|problem| &mut problem.place));
    for place in found {
        let row = (place.record as usize).checked_sub(1);
        let row = row.and_then(|row| places.get(row));
        *place = row.copied().unwrap_or(*place);
    }
}

/// Those who are known by name at a meeting.
fn names(meeting: &Meeting) -> BTreeSet<String> {
    let guests = meeting.guests.iter().map(|guest| &guest.person);
    let people = guests.chain(&meeting.host);
    let names = people.map(|person| person.name.clone());
    names.filter(|name| !name.is_empty()).collect()
}

/// The only one who was at every meeting of several: whose calendar it is.
fn in_all(companies: &[BTreeSet<String>]) -> Option<String> {
    let mut companies = companies.iter().filter(|company| company.len() > 1);
    let first = companies.next()?;
    let second = companies.next()?;
    let mut always: BTreeSet<&String> = first.intersection(second).collect();
    companies.for_each(|company| always.retain(|name| company.contains(*name)));
    let only = always.pop_first()?;
    always.is_empty().then(|| only.clone())
}

fn undated(written: &str) -> (Code, String) {
    if date::slashed(written).is_some() {
        let message = format!(
            "{written:?} may be either of two dates; add --date-order dmy if the day comes first, mdy if the month does"
        );
        (Code::AmbiguousDate, message)
    } else {
        let message = format!("{written:?} is not a date");
        (Code::UndatedRow, message)
    }
}

fn written(row: Row<'_>, header: &Header, day: Names, time: Names) -> String {
    let cell = |names: Names| row.get(header.column(names)).trim();
    format!("{} {}", cell(day), cell(time)).trim().to_owned()
}

fn meeting(
    row: Row<'_>,
    header: &Header,
    order: Option<SlashOrder>,
    context: &Context,
) -> Option<Meeting> {
    let cell = |names: Names| row.get(header.column(names)).trim();
    let clock = |day: Names, time: Names| {
        let at = date::moment(&written(row, header, day, time), context.zone, order)?;
        let at = DateTime::from_timestamp(at.at, 0).filter(|_| at.at >= FIRST)?;
        Some(Clock {
            local: at.naive_utc(),
            zone: String::new(),
        })
    };
    let start = clock(START_DAY, START_TIME)?;
    let end = clock(END_DAY, END_TIME).unwrap_or_else(|| start.clone());
    let guests = [NEEDED, OPTIONAL]
        .into_iter()
        .flat_map(|names| people(cell(names)));
    Some(Meeting {
        times: Some([start, end]),
        all_day: YES.contains(&cell(ALL_DAY).to_lowercase().as_str()),
        host: people(cell(HOST)).next(),
        guests: guests
            .map(|person| Guest {
                person,
                declined: false,
                is_thing: false,
            })
            .collect(),
        ..Meeting::default()
    })
}

/// Those whom a cell names. A comma stands within a name, the family's before the given one.
fn people(cell: &str) -> impl Iterator<Item = Person> {
    let names = cell
        .split(';')
        .map(str::trim)
        .filter(|name| !name.is_empty());
    names.map(|name| {
        if name.contains('@') {
            return Person {
                name: String::new(),
                address: name.trim_matches(['\'', '<', '>']).to_owned(),
            };
        }
        let turned = match name.split_once(',') {
            Some((family, given)) if !given.contains(',') && !given.trim().is_empty() => {
                format!("{} {}", given.trim(), family.trim())
            }
            _ => name.to_owned(),
        };
        Person {
            name: turned,
            address: String::new(),
        }
    })
}

/// The order of days, where one of the file can be read in one way only, or where the clock is American.
fn order(source: Source<'_>, decoded: &Decoded<'_>, header: &Header) -> Option<SlashOrder> {
    let mut rows = Rows::new(&decoded.text, source.file, header);
    let (mut days, mut is_american) = (Vec::new(), false);
    while let Some(row) = rows.next_row() {
        let day = row.get(header.column(START_DAY));
        let time = row.get(header.column(START_TIME)).trim_end();
        days.extend(date::slashed(day));
        is_american |= day.contains('/') && (time.ends_with("AM") || time.ends_with("PM"));
    }
    let american = is_american.then_some(SlashOrder::MonthFirst);
    date::slash_order(days.into_iter()).or(american)
}
