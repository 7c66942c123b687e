//! The generic interactions CSV: `date,direction,channel,email,name,recipients,duration_s,note`, and its aliases.

use crate::import::date;
use crate::import::peers::Peers;
use crate::import::table::{Header, Row, Rows};
use crate::import::text::Decoded;
use crate::import::{Context, Source, TableFormat};
use crate::model::exchange::{Channel, Direction, Exchange, Parties, PeerIx, PeerKey};
use crate::model::intake::{Fate, Imported, SetAside};
use crate::model::keys::{Email, Phone, Slug};
use crate::model::moment::Moment;
use crate::model::problem::{Code, Problem};

/// A log of one row per touch.
pub const FORMAT: TableFormat = TableFormat {
    kind: "interactions",
    claims,
    read,
    columns: None,
};

const DATE: [&str; 4] = ["date", "when", "datum", "timestamp"];
const DIRECTION: [&str; 3] = ["direction", "dir", "richtung"];
const CHANNEL: [&str; 3] = ["channel", "kanal", "type"];
const EMAIL: [&str; 2] = ["email", "e-mail"];
const PHONE: [&str; 3] = ["phone", "number", "telefon"];
const NAME: [&str; 5] = ["name", "who", "contact", "person", "kontakt"];
const RECIPIENTS: [&str; 1] = ["recipients"];
const DURATION: [&str; 4] = ["durations", "duration", "durationseconds", "dauer"];
const NOTE: [&str; 3] = ["note", "notiz", "notes"];

fn claims(columns: &[String], _name: &str) -> bool {
    let has = |names: &[&str]| columns.iter().any(|c| names.contains(&c.as_str()));
    has(&DATE)
        && has(&DIRECTION)
        && has(&CHANNEL)
        && (has(&EMAIL) || has(&PHONE) || has(&NAME))
        && !has(&["from", "to"])
}

struct Columns {
    date: Option<usize>,
    direction: Option<usize>,
    channel: Option<usize>,
    email: Option<usize>,
    phone: Option<usize>,
    name: Option<usize>,
    recipients: Option<usize>,
    duration: Option<usize>,
}

fn read(source: Source<'_>, decoded: &Decoded<'_>, header: &Header, context: &Context) -> Imported {
    let column = |names: &[&str]| header.column(names);
    let columns = Columns {
        date: column(&DATE),
        direction: column(&DIRECTION),
        channel: column(&CHANNEL),
        email: column(&EMAIL),
        phone: column(&PHONE),
        name: column(&NAME),
        recipients: column(&RECIPIENTS),
        duration: column(&DURATION),
    };
    let known: Vec<&str> = [
        &DATE[..],
        &DIRECTION,
        &CHANNEL,
        &EMAIL,
        &PHONE,
        &NAME,
        &RECIPIENTS,
        &DURATION,
        &NOTE,
    ]
    .concat();
    let mut out = Imported::default();
    out.report.unknown_columns = header.unknown(&known);
    let mut peers = Peers::default();
    let mut rows = Rows::new(&decoded.text, source.file, header);
    while let Some(row) = rows.next_row() {
        match touch(&mut peers, &columns, row, context) {
            Ok(Some(exchange)) => out.exchanges.push(exchange),
            Ok(None) => {
                let why = SetAside::NobodyNamed;
                out.report.count(Fate::SetAside(why), 1);
                out.problems.push(Problem {
                    place: row.place,
                    code: Code::SetAsideRow,
                    message: why.reason().to_owned(),
                });
            }
            Err((code, message)) => {
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
    out.peers = peers.into_list();
    out
}

fn touch(
    peers: &mut Peers,
    columns: &Columns,
    row: Row<'_>,
    context: &Context,
) -> Result<Option<Exchange>, (Code, String)> {
    let written = row.get(columns.date);
    let at = date::timestamp(written, context.zone).or_else(|| {
        date::day(written)
            .and_then(|day| day.settle(None))
            .map(Moment::day)
    });
    let Some(at) = at else {
        return Err((
            Code::UndatedRow,
            format!(
                "{written:?} is no date that can be read in one way only; write 2026-03-02 or 2026-03-02T14:05:00Z"
            ),
        ));
    };
    let Some(peer) = somebody(peers, columns, row, context) else {
        return Ok(None);
    };
    let word = row.get(columns.direction);
    let Some(direction) = direction(word) else {
        return Err((
            Code::BadRow,
            format!("{word:?} is no direction; write in, out or both"),
        ));
    };
    let written_others = row.get(columns.recipients);
    let others = if written_others.is_empty() {
        1
    } else {
        written_others.parse().map_err(|_| {
            (
                Code::BadRow,
                format!("{written_others:?} is no number of recipients"),
            )
        })?
    };
    Ok(Some(Exchange {
        native: 0,
        at,
        channel: channel(row.get(columns.channel)),
        parties: Parties::Own {
            direction,
            peer,
            others,
        },
        duration_s: duration(row.get(columns.duration)),
        text: 0,
        place: row.place,
    }))
}

/// Who it was: by address, number or link, whichever column holds one, else by name.
fn somebody(
    peers: &mut Peers,
    columns: &Columns,
    row: Row<'_>,
    context: &Context,
) -> Option<PeerIx> {
    let name = row.get(columns.name);
    let key = |text: &str| {
        let email = || Email::parse(text).map(PeerKey::Email);
        let profile = || Slug::from_url(text).map(PeerKey::Profile);
        let phone = || Phone::parse(text, context.region).map(PeerKey::Phone);
        email().or_else(profile).or_else(phone)
    };
    let cells = [row.get(columns.email), row.get(columns.phone), name];
    let label = if key(name).is_some() { "" } else { name };
    cells
        .iter()
        .filter(|cell| !cell.is_empty())
        .find_map(|cell| peers.spelled(cell, label, key))
        .or_else(|| peers.named(name))
}

fn direction(word: &str) -> Option<Direction> {
    match word.to_lowercase().as_str() {
        "out" | "outgoing" | "sent" | "placed" | "dialed" | "ausgehend" | ">" => {
            Some(Direction::Out)
        }
        "in" | "incoming" | "received" | "missed" | "eingehend" | "<" => Some(Direction::In),
        "both" | "met" | "=" => Some(Direction::Both),
        "" | "none" | "unknown" => Some(Direction::Unknown),
        _ => None,
    }
}

/// The means that a word names.
pub fn channel(word: &str) -> Channel {
    match word.to_lowercase().as_str() {
        "email" | "e-mail" | "mail" => Channel::Email,
        "sms" | "mms" | "text" => Channel::Sms,
        "call" | "phone" | "anruf" | "voice" => Channel::Call,
        "meet" | "meeting" | "lunch" | "treffen" => Channel::Meeting,
        "linkedin" => Channel::LinkedIn,
        "message" | "chat" | "whatsapp" | "signal" | "telegram" | "im" => Channel::Chat,
        _ => Channel::Other,
    }
}

/// Seconds, or `HH:MM:SS`, or `MM:SS`.
fn duration(text: &str) -> Option<u32> {
    let mut total: u32 = 0;
    for part in text.split(':') {
        total = total
            .checked_mul(60)?
            .checked_add(part.trim().parse().ok()?)?;
    }
    Some(total)
}
