//! Recommendations_Received.csv and _Given.csv: strong and rare, by full name only. The direction is in the file's name.

use crate::import::linkedin::{Reading, file_key, is_withdrawn};
use crate::import::table::Header;
use crate::import::text::Decoded;
use crate::import::{Context, Source, TableFormat};
use crate::model::exchange::{TieFact, TieKind};
use crate::model::intake::{FileReport, Imported, SetAside};

/// Both files.
pub const FORMAT: TableFormat = TableFormat {
    kind: FileReport::RECOMMENDATIONS,
    claims,
    read,
    columns: None,
};

const KNOWN: [&str; 7] = [
    "firstname",
    "lastname",
    "company",
    "jobtitle",
    "text",
    "creationdate",
    "status",
];

fn claims(columns: &[String], _name: &str) -> bool {
    ["firstname", "lastname", "text", "creationdate"]
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
    let kind = if file_key(source.name).contains("given") {
        TieKind::RecommendationGiven
    } else {
        TieKind::RecommendationReceived
    };
    let mut rows = reading.rows();
    while let Some(row) = rows.next_row() {
        if is_withdrawn(row.get(column("status"))) {
            reading.set_aside(row, SetAside::Withdrawn);
            continue;
        }
        let name = format!(
            "{} {}",
            row.get(column("firstname")),
            row.get(column("lastname"))
        );
        let Some(who) = reading.peers.named(&name) else {
            reading.set_aside(row, SetAside::NobodyNamed);
            continue;
        };
        let written = row.get(column("creationdate"));
        let at = reading.dated(row, written, "03/14/22, 08:05 AM");
        reading.out.ties.push(TieFact {
            kind,
            at,
            who,
            place: row.place,
        });
    }
    let era = if kind == TieKind::RecommendationGiven {
        "given"
    } else {
        "received"
    };
    reading.finish(rows, era)
}
