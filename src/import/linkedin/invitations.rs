//! Invitations.csv: who invited whom, in LinkedIn's own time zone, over the last months only.

use crate::import::date;
use crate::import::linkedin::{CLOSED_ACCOUNT, Reading};
use crate::import::peers::fingerprint;
use crate::import::table::{Header, Row};
use crate::import::text::Decoded;
use crate::import::{Context, Source, TableFormat};
use crate::model::exchange::{Channel, Direction, Exchange, Parties, Recipients, TieFact, TieKind};
use crate::model::intake::{Imported, SetAside};
use crate::model::owner::OwnerHint;
use crate::model::problem::Code;

/// Invitations.csv.
pub const FORMAT: TableFormat = TableFormat {
    kind: "LinkedIn invitations",
    claims,
    read,
    columns: None,
};

const SENT_AT: [&str; 2] = ["sentat", "datesent"];
const KNOWN: [&str; 8] = [
    "from",
    "to",
    "sentat",
    "datesent",
    "message",
    "direction",
    "inviterprofileurl",
    "inviteeprofileurl",
];

fn claims(columns: &[String], _name: &str) -> bool {
    let has = |name: &str| columns.iter().any(|c| c == name);
    has("from")
        && has("to")
        && has("direction")
        && SENT_AT.iter().any(|name| has(name))
        && !has("content")
}

fn read(
    source: Source<'_>,
    decoded: &Decoded<'_>,
    header: &Header,
    _context: &Context,
) -> Imported {
    let mut reading = Reading::new(source, decoded, header, &KNOWN);
    let mut rows = reading.rows();
    while let Some(row) = rows.next_row() {
        invitation(&mut reading, row);
    }
    let era = if header.has("inviterprofileurl") {
        "late 2023 and later (profile links)"
    } else {
        "2018 to 2023 (names only)"
    };
    reading.finish(rows, era)
}

fn invitation(reading: &mut Reading<'_>, row: Row<'_>) {
    let cell = |reading: &Reading<'_>, name: &str| row.get(reading.column(&[name]));
    let (from_name, to_name) = (cell(reading, "from"), cell(reading, "to"));
    let written = row.get(reading.column(&SENT_AT));
    let Some(at) = date::linkedin(written) else {
        return reading.undated(row, written);
    };
    let (from_url, to_url) = (
        cell(reading, "inviterprofileurl"),
        cell(reading, "inviteeprofileurl"),
    );
    let hidden = |name: &str, url: &str| url.is_empty() && name == CLOSED_ACCOUNT;
    if hidden(from_name, from_url) || hidden(to_name, to_url) {
        return reading.set_aside(row, SetAside::ClosedAccount);
    }
    let (Some(from), Some(to)) = (
        reading.somebody(from_url, from_name),
        reading.somebody(to_url, to_name),
    ) else {
        return reading.set_aside(row, SetAside::NobodyNamed);
    };
    let direction = match cell(reading, "direction").to_ascii_uppercase().as_str() {
        "OUTGOING" => Direction::Out,
        "INCOMING" => Direction::In,
        _ => Direction::Unknown,
    };
    let (owner, other) = if direction == Direction::In {
        (to, from)
    } else {
        (from, to)
    };
    if direction != Direction::Unknown {
        reading.out.owner.push(OwnerHint::Inviting(owner));
    }
    let note = fingerprint(cell(reading, "message"));
    if note == 0 && direction != Direction::Unknown {
        let kind = if direction == Direction::Out {
            TieKind::InvitationSent
        } else {
            TieKind::InvitationReceived
        };
        reading.out.ties.push(TieFact {
            kind,
            at: Some(at),
            who: other,
            place: row.place,
        });
        return;
    }
    let parties = match direction {
        Direction::Unknown => Parties::Between {
            from,
            to: Recipients::One(to),
        },
        known => Parties::Own {
            direction: known,
            peer: other,
            others: 1,
        },
    };
    if direction == Direction::Unknown {
        reading.problem(
            row.place,
            Code::BadRow,
            "the direction is not OUTGOING or INCOMING; taken from the names".to_owned(),
        );
    }
    reading.out.exchanges.push(Exchange {
        native: 0,
        at,
        channel: Channel::Invitation,
        parties,
        duration_s: None,
        text: note,
        gist: None,
        place: row.place,
    });
}
