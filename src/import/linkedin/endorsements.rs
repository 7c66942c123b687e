//! Endorsement_Received_Info.csv and _Given_Info.csv: a row a skill; all rows of one person and day are one sitting.

use rustc_hash::FxHashSet;

use crate::import::linkedin::{Reading, is_withdrawn};
use crate::import::table::Header;
use crate::import::text::Decoded;
use crate::import::{Context, Source, TableFormat};
use crate::model::exchange::{TieFact, TieKind};
use crate::model::intake::{Fate, Imported, SetAside};

/// Both files.
pub const FORMAT: TableFormat = TableFormat {
    kind: "LinkedIn endorsements",
    claims,
    read,
    columns: None,
};

const KNOWN: [&str; 9] = [
    "endorsementdate",
    "skillname",
    "endorserfirstname",
    "endorserlastname",
    "endorserpublicurl",
    "endorseefirstname",
    "endorseelastname",
    "endorseepublicurl",
    "endorsementstatus",
];

fn claims(columns: &[String], _name: &str) -> bool {
    let has = |name: &str| columns.iter().any(|c| c == name);
    has("endorsementdate") && (has("endorserfirstname") || has("endorseefirstname"))
}

fn read(
    source: Source<'_>,
    decoded: &Decoded<'_>,
    header: &Header,
    _context: &Context,
) -> Imported {
    let mut reading = Reading::new(source, decoded, header, &KNOWN);
    let column = |names: &[&str]| header.column(names);
    let (first, last) = (
        column(&["endorserfirstname", "endorseefirstname"]),
        column(&["endorserlastname", "endorseelastname"]),
    );
    let (url, day) = (
        column(&["endorserpublicurl", "endorseepublicurl"]),
        column(&["endorsementdate"]),
    );
    let kind = if header.has("endorserfirstname") {
        TieKind::EndorsementReceived
    } else {
        TieKind::EndorsementGiven
    };
    let status = header.column(&["endorsementstatus"]);
    let mut sittings = FxHashSet::default();
    let mut rows = reading.rows();
    while let Some(row) = rows.next_row() {
        if is_withdrawn(row.get(status)) {
            reading.set_aside(row, SetAside::Withdrawn);
            continue;
        }
        let name = format!("{} {}", row.get(first), row.get(last));
        let Some(who) = reading.somebody(row.get(url), name.trim()) else {
            reading.set_aside(row, SetAside::NobodyNamed);
            continue;
        };
        let written = row.get(day);
        let at = reading.dated(row, written, "2023/06/20 13:05:02 UTC");
        if sittings.insert((who, at.map(|at| at.date()))) {
            reading.out.ties.push(TieFact {
                kind,
                at,
                who,
                place: row.place,
            });
        } else {
            reading.out.report.count(Fate::Merged, 1);
        }
    }
    let era = match (kind, url) {
        (TieKind::EndorsementGiven, Some(_)) => "given",
        (TieKind::EndorsementGiven, None) => "given, 2022 and before (names only)",
        (_, Some(_)) => "received",
        (_, None) => "received, 2022 and before (names only)",
    };
    reading.finish(rows, era)
}
