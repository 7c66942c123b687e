//! Notes.csv: what the owner wrote about a connection. Only that and when it was written is used.

use crate::import::linkedin::Reading;
use crate::import::table::Header;
use crate::import::text::Decoded;
use crate::import::{Context, Source, TableFormat};
use crate::model::exchange::{TieFact, TieKind};
use crate::model::intake::{Imported, SetAside};

/// Notes.csv.
pub const FORMAT: TableFormat = TableFormat {
    kind: "LinkedIn notes",
    claims,
    read,
    columns: None,
};

const KNOWN: [&str; 6] = [
    "connectionfirstname",
    "connectionlastname",
    "connectionprofileurl",
    "note",
    "createdon",
    "editedon",
];

fn claims(columns: &[String], _name: &str) -> bool {
    ["connectionfirstname", "connectionprofileurl", "note"]
        .iter()
        .all(|name| columns.iter().any(|c| c == name))
}

fn read(
    source: Source<'_>,
    decoded: &Decoded<'_>,
    header: &Header,
    _context: &Context,
) -> Imported {
    let mut reading = Reading::new(source, decoded, header, &KNOWN);
    let column = |name: &str| header.column(&[name]);
    let mut rows = reading.rows();
    while let Some(row) = rows.next_row() {
        let name = format!(
            "{} {}",
            row.get(column("connectionfirstname")),
            row.get(column("connectionlastname"))
        );
        let Some(who) = reading.somebody(row.get(column("connectionprofileurl")), name.trim())
        else {
            reading.set_aside(row, SetAside::NobodyNamed);
            continue;
        };
        let written = row.get(column("createdon"));
        let at = reading.dated(row, written, "2026-01-14 18:20:00 UTC");
        reading.out.ties.push(TieFact {
            kind: TieKind::Note,
            at,
            who,
            place: row.place,
        });
    }
    reading.finish(rows, "2026")
}
