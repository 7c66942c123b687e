//! Outlook's calendar as a CSV: a meeting a row, with those invited by the names that the address book gives them.

use chrono::DateTime;

use super::events;
use super::meeting::{Clock, Guest, Meeting};
use super::props::Person;
use crate::import::date::{self, FIRST, SlashOrder};
use crate::import::table::{Header, Row, Rows};
use crate::import::text::Decoded;
use crate::import::{Context, Source, TableFormat};
use crate::model::intake::{Fate, Imported, SetAside};
use crate::model::problem::{Code, Place};

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
                places.push(row.place);
            }
            None => {
                rejected.report.count(Fate::Rejected, 1);
                rejected.problems.push(crate::model::problem::Problem {
                    place: row.place,
                    code: Code::UndatedRow,
                    message: undated(&written(row, header, START_DAY, START_TIME)),
                });
            }
        }
    }
    let mut read = Imported::default();
    if !places.is_empty() {
        read = events(&calendar, source.file, context);
    }
    // Each event is a row of the table.
    let of_row = |place: &mut Place| {
        let row = (place.record as usize)
            .checked_sub(1)
            .and_then(|at| places.get(at));
        *place = row.copied().unwrap_or(*place);
    };
    let exchanges = read.exchanges.iter_mut().chain(&mut read.planned);
    exchanges.for_each(|exchange| of_row(&mut exchange.place));
    read.problems
        .iter_mut()
        .for_each(|problem| of_row(&mut problem.place));
    read.problems.append(&mut rejected.problems);
    for (fate, count) in rejected.report.fates {
        read.report.count(fate, count);
    }
    rows.finish(&mut read.report, &mut read.problems);
    read
}

fn undated(written: &str) -> String {
    if date::slashed(written).is_some() {
        format!(
            "{written:?} may be either of two dates; add --date-order dmy if the day comes first, mdy if the month does"
        )
    } else {
        format!("{written:?} is not a date")
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
