//! Outlook's mail as a CSV: who wrote to whom. The export of Outlook itself leaves the dates out; where whoever made the list added a column
//! with them, its rows are mail like any other.

use crate::import::date::{self, FIRST};
use crate::import::log::{Event, Log};
use crate::import::table::{Header, Row, Rows};
use crate::import::text::Decoded;
use crate::import::{Context, Source, TableFormat};
use crate::model::exchange::{Channel, Parties, PeerIx, PeerKey, Recipients};
use crate::model::intake::{Imported, SetAside};
use crate::model::keys::Email;
use crate::model::name::fold;
use crate::model::problem::{Code, Place, Problem};

/// Names of columns in normal form.
type Names = &'static [&'static str];

const FROM: [Names; 2] = [
    &[
        "from:(address)",
        "von:(adresse)",
        "de:(adresse)",
        "de:(dirección)",
        "da:(indirizzo)",
        "van:(adres)",
    ],
    &[
        "from:(name)",
        "von:(name)",
        "de:(nom)",
        "de:(nombre)",
        "da:(nome)",
        "van:(naam)",
    ],
];
const TO: [Names; 2] = [
    &[
        "to:(address)",
        "an:(adresse)",
        "à:(adresse)",
        "para:(dirección)",
        "a:(indirizzo)",
        "aan:(adres)",
    ],
    &[
        "to:(name)",
        "an:(name)",
        "à:(nom)",
        "para:(nombre)",
        "a:(nome)",
        "aan:(naam)",
    ],
];
const CC: [Names; 2] = [
    &[
        "cc:(address)",
        "cc:(adresse)",
        "cc:(dirección)",
        "cc:(indirizzo)",
        "cc:(adres)",
    ],
    &[
        "cc:(name)",
        "cc:(nom)",
        "cc:(nombre)",
        "cc:(nome)",
        "cc:(naam)",
    ],
];
const WHEN: Names = &[
    "date",
    "datum",
    "fecha",
    "data",
    "sent",
    "senton",
    "datesent",
    "received",
    "receivedtime",
    "datereceived",
    "gesendet",
    "gesendetam",
    "empfangen",
    "erhalten",
    "envoyé",
    "reçu",
    "enviado",
    "recibido",
];

/// What is said of a list without dates.
const UNDATED: &str = "Outlook's mail as a CSV does not say when anything was written, so nobody is judged by it; in Outlook choose File, Open & Export, Import/Export, Export to a file, Outlook Data File (.pst)";

/// Mail of Outlook in the languages in which its columns are known.
pub(in crate::import) const FORMAT: TableFormat = TableFormat {
    kind: "Outlook mail list",
    claims: |columns, _| {
        let has = |names: Names| columns.iter().any(|c| names.contains(&c.as_str()));
        has(FROM[0]) && has(TO[0])
    },
    read,
    columns: None,
};

fn read(source: Source<'_>, decoded: &Decoded<'_>, header: &Header, context: &Context) -> Imported {
    let mut log = Log::new(source.file);
    let when = header.column(WHEN);
    let order = order(source, decoded, header, when).or(context.date_order);
    let mut rows = Rows::new(&decoded.text, source.file, header);
    while let Some(row) = rows.next_row() {
        let Some(when) = when else {
            log.aside(SetAside::Undated);
            continue;
        };
        let written = row.get(Some(when));
        let read = date::moment(written, context.zone, order).filter(|at| at.at >= FIRST);
        match read {
            Some(at) => letter(&mut log, row, header, at.at),
            None => {
                let message = format!("{written:?} is not a date that can be read in one way");
                let code = match date::slashed(written) {
                    Some(_) => Code::AmbiguousDate,
                    None => Code::UndatedRow,
                };
                log.reject(row.place, code, message);
            }
        }
    }
    let mut out = log.finish(source.name, FORMAT.kind);
    rows.finish(&mut out.report, &mut out.problems);
    if when.is_none() {
        out.problems.push(Problem {
            place: Place::file(source.file),
            code: Code::KnownUnread,
            message: UNDATED.to_owned(),
        });
    }
    out
}

fn letter(log: &mut Log, row: Row<'_>, header: &Header, at: i64) {
    let from = people(log, row, header, FROM).into_iter().next();
    let mut to = people(log, row, header, TO);
    to.extend(people(log, row, header, CC));
    to.sort_unstable();
    to.dedup();
    let (Some(from), false) = (from, to.is_empty()) else {
        return log.aside(SetAside::NobodyNamed);
    };
    let event = Event {
        at,
        channel: Channel::Email,
        parties: Parties::Between {
            from,
            to: match to[..] {
                [one] => Recipients::One(one),
                _ => Recipients::Many(to.into()),
            },
        },
        duration_s: None,
        native: 0,
        gist: None,
    };
    log.event(event, row.place);
}

/// Those whom two columns name, by address where that is one, else by name: of colleagues Exchange tells names alone.
fn people(
    log: &mut Log,
    row: Row<'_>,
    header: &Header,
    [addresses, names]: [Names; 2],
) -> Vec<PeerIx> {
    let cell = |names: Names| row.get(header.column(names)).split(';').map(str::trim);
    let mut names = cell(names);
    let mut found = Vec::new();
    for address in cell(addresses).filter(|address| !address.is_empty()) {
        let name = names.next().unwrap_or_default().trim_matches('\'');
        match Email::parse(address) {
            Some(email) => found.push(log.peers.keyed(PeerKey::Email(email), name)),
            None if !fold(name).is_empty() => found.extend(log.peers.named(name)),
            None => {}
        }
    }
    found
}

/// The order of days, where one of the file can be read in one way only.
fn order(
    source: Source<'_>,
    decoded: &Decoded<'_>,
    header: &Header,
    when: Option<usize>,
) -> Option<date::SlashOrder> {
    let mut rows = Rows::new(&decoded.text, source.file, header);
    let mut days = Vec::new();
    while let Some(row) = rows.next_row() {
        days.extend(date::slashed(row.get(when)));
    }
    date::slash_order(days.into_iter())
}
