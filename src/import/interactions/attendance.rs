//! Who came to a meeting, as Zoom and Teams list it: a meeting with everybody in the list, on the day on which they joined.

use std::collections::BTreeSet;

use super::sides::Sides;
use super::{No, moment, took, words};
use crate::import::date::{self, SlashOrder};
use crate::import::interactions::columns::Columns;
use crate::import::table::{Header, Row, Rows};
use crate::import::text::Decoded;
use crate::import::{Context, Source, TableFormat};
use crate::model::exchange::{Channel, Direction, Exchange, Parties, PeerIx};
use crate::model::intake::{Fate, Imported, SetAside};
use crate::model::keys::Email;
use crate::model::owner::OwnerHint;

/// Names of columns in normal form.
type Names = &'static [&'static str];

const fn list(kind: &'static str, claims: fn(&[String], &str) -> bool) -> TableFormat {
    TableFormat {
        kind,
        claims,
        read,
        columns: None,
    }
}

/// Zoom's participants of a meeting, and the attendance reports of Teams.
pub const GUESTS: TableFormat = list("meeting attendance", |columns, _| {
    let is_old_teams = has(columns, &["useraction"]) && has(columns, &["timestamp"]);
    has(columns, NAME) && (has(columns, JOINED) && has(columns, LEFT) || is_old_teams)
});

/// Zoom's list of meetings, which names the host alone.
pub const MEETINGS: TableFormat = list("Zoom meetings", |columns, _| {
    has(columns, &["topic"])
        && has(columns, &["meetingid", "id"])
        && has(columns, START)
        && !has(columns, JOINED)
});

const NAME: Names = &[
    "name",
    "name(originalname)",
    "username",
    "fullname",
    "participant",
    "participantname",
    "host",
    "hostname",
];
const JOINED: Names = &["jointime", "firstjoin", "firstjointime", "timestamp"];
const LEFT: Names = &["leavetime", "lastleave", "lastleavetime"];
const START: Names = &["starttime"];
const EMAIL: Names = &[
    "useremail",
    "email",
    "participantid(upn)",
    "emailaddress",
    "hostemail",
];
const LENGTH: Names = &["duration", "in-meetingduration", "durationinmeeting"];
const MINUTES: Names = &["duration(minutes)"];

fn has(columns: &[String], names: Names) -> bool {
    columns.iter().any(|c| names.contains(&c.as_str()))
}

/// Which column is what.
struct Places {
    name: Option<usize>,
    email: Option<usize>,
    when: Option<usize>,
    length: Option<usize>,
    minutes: Option<usize>,
}

impl Places {
    fn of(header: &Header) -> Self {
        Self {
            name: header.column(NAME),
            email: header.column(EMAIL),
            when: header.column(JOINED).or(header.column(START)),
            length: header.column(LENGTH),
            minutes: header.column(MINUTES),
        }
    }
}

fn read(source: Source<'_>, decoded: &Decoded<'_>, header: &Header, context: &Context) -> Imported {
    let mut out = Imported::default();
    let columns = Columns::of(header, context);
    let places = Places::of(header);
    let order = order((source, decoded, header), &places).or(context.date_order);
    let order = order.or_else(|| american(source, decoded, header, &places));
    let mut sides = Sides::of(source, decoded, header, &columns, context);
    let mut rows = Rows::new(&decoded.text, source.file, header);
    let mut met: BTreeSet<(PeerIx, i64)> = BTreeSet::new();
    let mut over: Option<u32> = None;
    let host = only_host((source, decoded, header), &places);
    while let Some(row) = rows.next_row() {
        if over.is_none() && is_next_part(row) {
            over = Some(row.place.line);
        }
        if over.is_some() {
            out.report.count(Fate::SetAside(SetAside::Empty), 1);
            continue;
        }
        match guest(row, &places, order, &mut sides, context) {
            Ok(exchange) => {
                let day = (peer(&exchange), exchange.at.at.div_euclid(86_400));
                // Whoever lost the connection joins again.
                if day.0.is_some_and(|peer| met.insert((peer, day.1))) {
                    out.exchanges.push(exchange);
                } else {
                    out.report.count(Fate::Merged, 1);
                }
            }
            no => took(&mut out, no, row),
        }
    }
    rows.finish(&mut out.report, &mut out.problems);
    out.problems
        .retain(|problem| over.is_none_or(|line| problem.place.line < line));
    out.owner.extend(host.map(OwnerHint::Email));
    let count = u32::try_from(met.len()).unwrap_or(u32::MAX);
    for exchange in &mut out.exchanges {
        if let Parties::Own { others, .. } = &mut exchange.parties {
            *others = if header.has("topic") { 1 } else { count };
        }
    }
    if header.has("topic") {
        let remark =
            "names only the host of each meeting; to see who came, export its participants";
        out.report.remarks.push(remark.to_owned());
    }
    sides.finish(&mut out);
    out
}

/// The host of every meeting in Zoom's list, whose account it is.
fn only_host(
    (source, decoded, header): (Source<'_>, &Decoded<'_>, &Header),
    places: &Places,
) -> Option<Email> {
    if !header.has("topic") {
        return None;
    }
    let mut rows = Rows::new(&decoded.text, source.file, header);
    let mut hosts: BTreeSet<Email> = BTreeSet::new();
    while let Some(row) = rows.next_row() {
        hosts.extend(Email::parse(row.get(places.email)));
    }
    hosts.pop_first().filter(|_| hosts.is_empty())
}

fn peer(exchange: &Exchange) -> Option<PeerIx> {
    match exchange.parties {
        Parties::Own { peer, .. } => Some(peer),
        Parties::Between { .. } => None,
    }
}

/// The report of Teams goes on with other tables, each under a numbered heading: `3. In-Meeting activities`.
fn is_next_part(row: Row<'_>) -> bool {
    let mut cells = row.cells();
    let first = cells.next().unwrap_or_default().trim();
    let number = first.split_once(". ").map(|(number, _)| number);
    number.is_some_and(|number| number.parse::<u8>().is_ok()) && cells.all(str::is_empty)
}

/// A meeting with one of those who came.
fn guest(
    row: Row<'_>,
    places: &Places,
    order: Option<SlashOrder>,
    sides: &mut Sides<'_>,
    context: &Context,
) -> Result<Exchange, No> {
    let email = row.get(places.email);
    if Email::parse(email).is_some_and(|email| context.own.contains(&email)) {
        return Err(No::Aside(SetAside::NobodyNamed));
    }
    let name = plain_name(row.get(places.name));
    let at = moment(row.get(places.when), context, order)?;
    let peer = sides.somebody(&[email], name).map_err(No::Aside)?;
    let minutes = words::seconds(row.get(places.minutes)).map(|minutes| minutes.saturating_mul(60));
    Ok(Exchange {
        native: 0,
        at,
        channel: Channel::Meeting,
        parties: Parties::Own {
            direction: Direction::Both,
            peer,
            others: 1,
        },
        duration_s: words::seconds(row.get(places.length)).or(minutes),
        text: 0,
        gist: None,
        place: row.place,
    })
}

/// `pn (Petra Novak)` is somebody who chose another name for the meeting, `Petra Novak (Guest)` is a guest.
fn plain_name(written: &str) -> &str {
    let Some((name, inside)) = written
        .strip_suffix(')')
        .and_then(|name| name.rsplit_once(" ("))
    else {
        return written;
    };
    let is_name = inside.contains(' ') && !inside.contains('/');
    if is_name { inside } else { name.trim() }
}

/// The order of days, where one of the file can be read in one way only.
fn order(
    (source, decoded, header): (Source<'_>, &Decoded<'_>, &Header),
    places: &Places,
) -> Option<SlashOrder> {
    let mut rows = Rows::new(&decoded.text, source.file, header);
    let mut days = Vec::new();
    while let Some(row) = rows.next_row() {
        days.extend(date::slashed(row.get(places.when)));
    }
    date::order_of(&days)
}

/// Times with a large AM or PM behind slashes are American, as Zoom writes them by itself.
fn american(
    source: Source<'_>,
    decoded: &Decoded<'_>,
    header: &Header,
    places: &Places,
) -> Option<SlashOrder> {
    let mut rows = Rows::new(&decoded.text, source.file, header);
    while let Some(row) = rows.next_row() {
        let when = row.get(places.when);
        if when.contains('/') && (when.ends_with("AM") || when.ends_with("PM")) {
            return Some(SlashOrder::MonthFirst);
        }
    }
    None
}
