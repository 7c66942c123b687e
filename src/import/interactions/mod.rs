//! Logs of one row a touch: the generic interactions CSV (`date,direction,channel,email,name,recipients,duration_s,note`) under
//! whatever names its columns go, and the call logs that phones and apps export.

mod words;

pub use words::channel;

use self::words::Way;
use crate::import::date::{self, Day, FIRST, SlashOrder};
use crate::import::numbers::{self, Caller};
use crate::import::peers::Peers;
use crate::import::table::{Header, Row, Rows};
use crate::import::text::Decoded;
use crate::import::{Context, Source, TableFormat};
use crate::model::exchange::{Channel, Exchange, Parties, PeerIx, PeerKey};
use crate::model::intake::{Fate, Imported, SetAside};
use crate::model::keys::{Email, Phone, Slug};
use crate::model::moment::Moment;
use crate::model::problem::{Code, Problem};

/// A log with a direction and a channel.
pub const FORMAT: TableFormat = TableFormat {
    kind: "interactions",
    claims,
    read,
    columns: None,
};

/// A log of calls, whose type says which way.
pub const CALLS: TableFormat = TableFormat {
    kind: "call log",
    claims: claims_calls,
    read,
    columns: None,
};

const DATE: &[&str] = &[
    "date",
    "when",
    "datum",
    "timestamp",
    "datetime",
    "date/time",
    "calldate",
    "datumundzeit",
];
const TIME: &[&str] = &["time", "uhrzeit", "zeit", "calltime"];
const DIRECTION: &[&str] = &["direction", "dir", "richtung"];
const CHANNEL: &[&str] = &["channel", "kanal", "type"];
const CALL_TYPE: &[&str] = &["type", "calltype", "typ", "anruftyp", "art"];
const EMAIL: &[&str] = &["email", "e-mail"];
const PHONE: &[&str] = &[
    "phone",
    "number",
    "telefon",
    "phonenumber",
    "nummer",
    "rufnummer",
    "telefonnummer",
];
const NAME: &[&str] = &[
    "name",
    "who",
    "contact",
    "person",
    "kontakt",
    "contactname",
    "wer",
];
const RECIPIENTS: &[&str] = &["recipients"];
const DURATION: &[&str] = &[
    "durations",
    "duration",
    "durationseconds",
    "dauer",
    "duration(s)",
    "duration(sec)",
    "duration(seconds)",
    "callduration",
];
const NOTE: &[&str] = &["note", "notiz", "notes"];

fn has(columns: &[String], names: &[&str]) -> bool {
    columns.iter().any(|c| names.contains(&c.as_str()))
}

fn claims(columns: &[String], _name: &str) -> bool {
    has(columns, DATE)
        && has(columns, DIRECTION)
        && has(columns, CHANNEL)
        && [EMAIL, PHONE, NAME].iter().any(|names| has(columns, names))
        && !has(columns, &["from", "to"])
}

fn claims_calls(columns: &[String], name: &str) -> bool {
    has(columns, DATE)
        && has(columns, PHONE)
        && has(columns, DURATION)
        && (has(columns, CALL_TYPE) || has(columns, DIRECTION))
        && !claims(columns, name)
        && !has(columns, &["from", "to"])
}

struct Columns {
    date: Option<usize>,
    time: Option<usize>,
    direction: Option<usize>,
    /// `None` in a log of calls.
    channel: Option<usize>,
    email: Option<usize>,
    phone: Option<usize>,
    name: Option<usize>,
    recipients: Option<usize>,
    duration: Option<usize>,
}

impl Columns {
    fn of(header: &Header) -> Self {
        let column = |names: &[&str]| header.column(names);
        let is_general = claims(&header.columns, "");
        Self {
            date: column(DATE),
            time: column(TIME),
            direction: column(DIRECTION).or_else(|| column(CALL_TYPE)),
            channel: column(CHANNEL).filter(|_| is_general),
            email: column(EMAIL),
            phone: column(PHONE),
            name: column(NAME),
            recipients: column(RECIPIENTS),
            duration: column(DURATION),
        }
    }

    /// The date as written, with the time of a column of its own behind it.
    fn written(&self, row: Row<'_>) -> String {
        format!("{} {}", row.get(self.date), row.get(self.time))
            .trim()
            .to_owned()
    }
}

/// What becomes of a row that is no event.
enum No {
    Aside(SetAside),
    Rejected(Code, String),
}

fn read(source: Source<'_>, decoded: &Decoded<'_>, header: &Header, context: &Context) -> Imported {
    let columns = Columns::of(header);
    let known: Vec<&str> = [
        DATE, TIME, DIRECTION, CHANNEL, CALL_TYPE, EMAIL, PHONE, NAME, RECIPIENTS, DURATION, NOTE,
    ]
    .concat();
    let mut out = Imported::default();
    out.report.unknown_columns = header.unknown(&known);
    let mut reading = Reading {
        peers: Peers::default(),
        order: order(source, decoded, header, &columns).or(context.date_order),
        columns,
        context,
    };
    let mut rows = Rows::new(&decoded.text, source.file, header);
    while let Some(row) = rows.next_row() {
        match reading.touch(row) {
            Ok(exchange) => out.exchanges.push(exchange),
            Err(No::Aside(why)) => {
                out.report.count(Fate::SetAside(why), 1);
                out.problems.push(Problem {
                    place: row.place,
                    code: Code::SetAsideRow,
                    message: why.reason().to_owned(),
                });
            }
            Err(No::Rejected(code, message)) => {
                out.report.count(Fate::Rejected, 1);
                out.problems.push(Problem {
                    place: row.place,
                    code,
                    message,
                });
            }
        }
    }
    rows.finish(&mut out.report, &mut out.problems);
    out.peers = reading.peers.into_list();
    numbers::settle(&mut out);
    out
}

/// The order of dates such as 03/04/2026, where one of the file can be read in one way only.
fn order(
    source: Source<'_>,
    decoded: &Decoded<'_>,
    header: &Header,
    columns: &Columns,
) -> Option<SlashOrder> {
    let mut rows = Rows::new(&decoded.text, source.file, header);
    let mut days: Vec<Day> = Vec::new();
    while let Some(row) = rows.next_row() {
        let written = columns.written(row);
        if written.contains('/') {
            days.extend(date::slashed(&written));
        }
    }
    date::slash_order(days.into_iter())
}

struct Reading<'a> {
    peers: Peers,
    columns: Columns,
    order: Option<SlashOrder>,
    context: &'a Context,
}

impl Reading<'_> {
    fn touch(&mut self, row: Row<'_>) -> Result<Exchange, No> {
        let at = self.moment(row)?;
        let peer = self.somebody(row).map_err(No::Aside)?;
        let word = row.get(self.columns.direction);
        let Some(Way { direction, missed }) = words::way(word) else {
            return Err(No::Rejected(
                Code::BadRow,
                format!("{word:?} is no direction; write in, out or both"),
            ));
        };
        let written = row.get(self.columns.recipients);
        let others = match written {
            "" => 1,
            written => written.parse().map_err(|_| {
                No::Rejected(
                    Code::BadRow,
                    format!("{written:?} is no number of recipients"),
                )
            })?,
        };
        let channel = match self.columns.channel {
            Some(_) => words::channel(row.get(self.columns.channel)),
            None => Channel::Call,
        };
        let duration_s = match words::seconds(row.get(self.columns.duration)) {
            _ if missed && channel == Channel::Call => Some(0),
            duration => duration,
        };
        Ok(Exchange {
            native: 0,
            at,
            channel,
            parties: Parties::Own {
                direction,
                peer,
                others,
            },
            duration_s,
            text: 0,
            place: row.place,
        })
    }

    fn moment(&self, row: Row<'_>) -> Result<Moment, No> {
        let written = self.columns.written(row);
        let read = date::moment(&written, self.context.zone, self.order);
        if let Some(at) = read.filter(|at| at.at >= FIRST) {
            return Ok(at);
        }
        let message = if read.is_some() {
            format!("{written:?} is before 1990")
        } else if date::slashed(&written).is_some() && self.order.is_none() {
            format!(
                "{written:?} may be of two days; say --date-order dmy if the day stands first, mdy if the month does"
            )
        } else {
            format!("{written:?} is no date; write 2026-03-02 or 2026-03-02T14:05:00Z")
        };
        Err(No::Rejected(Code::UndatedRow, message))
    }

    /// Who it was: by address, number or link, whichever column holds one, else by name.
    fn somebody(&mut self, row: Row<'_>) -> Result<PeerIx, SetAside> {
        let name = match row.get(self.columns.name) {
            "Unknown" | "(Unknown)" | "Unbekannt" | "null" => "",
            name => name,
        };
        let region = self.context.region;
        let key = |text: &str| {
            let email = || Email::parse(text).map(PeerKey::Email);
            let profile = || Slug::from_url(text).map(PeerKey::Profile);
            let phone = || Phone::parse(text, region).map(PeerKey::Phone);
            email().or_else(profile).or_else(phone)
        };
        let label = if key(name).is_some() { "" } else { name };
        let phone = row.get(self.columns.phone);
        let cells = [row.get(self.columns.email), phone, name];
        let by_key = cells
            .iter()
            .filter(|cell| !cell.is_empty())
            .find_map(|cell| self.peers.spelled(cell, label, key));
        if let Some(peer) = by_key {
            return Ok(peer);
        }
        let bare = if phone.is_empty() { bare(name) } else { phone };
        match numbers::caller(bare, region) {
            Caller::Nobody => self.peers.named(name).ok_or(SetAside::NobodyNamed),
            caller => caller.peer(&mut self.peers, if bare == name { "" } else { label }),
        }
    }
}

/// A name that is a number.
fn bare(name: &str) -> &str {
    let is_number = |c: char| c.is_ascii_digit() || " +-()/.".contains(c);
    if name.chars().all(is_number) {
        name
    } else {
        ""
    }
}
