//! Bytes of one file → cards, exchanges, ties, and what was wrong with them.
//!
//! A format is a row of a table: what it is called, how its content is recognised, how it is read.
//! Nothing here knows a clock, a home folder, an environment or a terminal.

mod accounts;
mod apple;
pub mod bundle;
mod calendar;
mod chats;
mod code_pages;
pub mod companies;
mod contacts;
mod date;
pub mod decisions;
mod gather;
mod gist;
pub(crate) mod guard;
mod header;
mod interactions;
mod json;
mod known;
mod linkedin;
mod log;
pub mod mail;
mod misread;
mod months;
pub mod notes;
pub mod numbers;
pub mod outlook;
mod peers;
mod profile;
mod readable;
mod record;
mod room;
mod sheet;
mod sieve;
mod sqlite;
mod table;
mod tags;
pub mod text;
pub mod vcard;
mod written;

use std::io::Read;

use crate::import::bundle::{Bundle, BundleFormat};
use crate::import::chats::{
    android, daily, discord, discord_package, google, hangouts, meta, sigexport, signal, skype,
    slack, slackdump, telegram, viber, voice, whatsapp,
};
use crate::import::notes::NoteFormat;
use crate::import::sheet::Columns;
use crate::import::sieve::Sieve;
use crate::import::table::{Candidates, Header};
use crate::import::text::Decoded;
use crate::model::card::Card;
use crate::model::document::Document;
use crate::model::export::is_of_linkedin;
use crate::model::intake::{FileId, FileReport, Imported};
use crate::model::keys::{Email, Region};
use crate::model::problem::{Code, Place, Problem};

pub use apple::{is_of_backup, listed as listed_in_backup};
pub use contacts::Mapped;
pub use date::SlashOrder;
pub use gather::gather;
pub use header::{is_sheet, is_workbook};
pub use known::{Known, known};
pub use linkedin::{is_sensitive, is_without_use};
pub use readable::READABLE;

/// One file in memory.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Its index in the run.
    pub file: FileId,
    /// The file as given; inside an archive `export.zip/Connections.csv`.
    pub name: &'a str,
    /// Its content.
    pub bytes: &'a [u8],
}

/// One file as a stream, for files that may be larger than memory.
pub struct Stream<'a> {
    /// Its index in the run.
    pub file: FileId,
    /// The file as given.
    pub name: &'a str,
    /// Its content, from the beginning.
    pub input: &'a mut dyn Read,
    /// How many bytes it has, as far as is known.
    pub size: u64,
    /// Of a database what the `-wal` file beside it holds.
    pub beside: Option<&'a [u8]>,
}

/// A kind of file that is read as a stream.
#[derive(Debug, Clone, Copy)]
struct StreamFormat {
    /// What the import report calls it.
    kind: &'static str,
    /// Whether it is no text, of which NUL bytes are a part.
    binary: bool,
    /// Whether a file that begins with these bytes is one.
    claims: fn(&[u8]) -> bool,
    /// Reads it from the beginning to the end.
    read: fn(Stream<'_>, &Context) -> Imported,
}

/// Every kind of file that is read as a stream.
const STREAMS: &[StreamFormat] = &[
    mail::MBOX,
    telegram::FORMAT,
    signal::FORMAT,
    apple::FORMAT,
    android::FORMAT,
    android::ndjson::FORMAT,
    meta::FORMAT,
    skype::FORMAT,
    hangouts::FORMAT,
    discord::FORMAT,
    slackdump::FORMAT,
    profile::FORMAT,
];

/// Every kind of export that is a folder.
const BUNDLES: &[BundleFormat] = &[
    google::FORMAT,
    voice::FORMAT,
    slack::FORMAT,
    discord_package::FORMAT,
    sigexport::FORMAT,
];

/// The export that a file of this name and this beginning shows to be there: its kind, by its number, and its folder.
pub fn bundle_of(name: &str, head: &[u8]) -> Option<(usize, String)> {
    let head = sieve::head(head);
    let mut formats = BUNDLES.iter().enumerate();
    formats.find_map(|(kind, format)| Some((kind, (format.root)(name, &head)?)))
}

/// Whether a file with this path in its folder belongs to an export of this kind.
pub fn bundle_owns(kind: usize, path: &str) -> bool {
    BUNDLES.get(kind).is_some_and(|format| (format.owns)(path))
}

/// Reads an export of this kind.
pub fn read_bundle(kind: usize, bundle: &mut Bundle<'_>, context: &Context) -> Imported {
    let format = BUNDLES.get(kind);
    format
        .map(|format| (format.read)(bundle, context))
        .unwrap_or_default()
}

/// Whether a file that begins with these bytes is read as a stream.
pub fn is_streamed(head: &[u8]) -> bool {
    stream_format(head).is_some()
}

fn stream_format(head: &[u8]) -> Option<&'static StreamFormat> {
    let text = sieve::head(head);
    let claims = |format: &&StreamFormat| (format.claims)(if format.binary { head } else { &text });
    STREAMS.iter().find(claims)
}

/// How the name of the log goes on that a file which begins with these bytes may have beside it.
pub fn log_beside(head: &[u8]) -> Option<&'static str> {
    (apple::FORMAT.claims)(head).then_some("-wal")
}

/// Reads a stream whose beginning is `head`. `None` if it is none of the known kinds, which of a database only its tables tell.
pub fn read_stream(source: Stream<'_>, head: &[u8], context: &Context) -> Option<Imported> {
    let format = stream_format(head)?;
    if format.binary {
        let imported = (format.read)(source, context);
        return (!imported.report.kind.is_empty()).then_some(imported);
    }
    let mut sieve = Sieve::new(source.input, head);
    let file = source.file;
    let source = Stream {
        input: &mut sieve,
        ..source
    };
    let mut imported = (format.read)(source, context);
    imported.problems.extend(sieve.problems(file));
    (!imported.report.kind.is_empty()).then_some(imported)
}

/// What reading depends on beside the file.
#[derive(Debug, Clone)]
pub struct Context {
    /// The country of phone numbers that are written without one.
    pub region: Option<Region>,
    /// The zone of times that are written without one.
    pub zone: chrono_tz::Tz,
    /// Which columns of contact tables are what, where their names do not tell.
    pub map: Vec<Mapped>,
    /// The order of dates such as `03/04/2026` in files that do not settle it.
    pub date_order: Option<SlashOrder>,
    /// The instant of the audit, which ends what recurs for ever.
    pub as_of: i64,
    /// Addresses of the owner that are known beforehand.
    pub own: Vec<Email>,
    /// What it is read for.
    pub purpose: Purpose,
}

/// What files are read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// For all that they say.
    All,
    /// For what is wrong with them, and who of their cards is somebody: of address books, which may hold a million, no
    /// card is kept.
    Flaws,
}

impl Default for Context {
    fn default() -> Self {
        Self {
            region: None,
            zone: chrono_tz::UTC,
            map: Vec::new(),
            date_order: None,
            as_of: i64::MAX,
            own: Vec::new(),
            purpose: Purpose::All,
        }
    }
}

/// As much of a file as recognises it.
const HEAD: usize = 64 * 1024;

/// A kind of CSV.
#[derive(Debug, Clone, Copy)]
struct TableFormat {
    /// What the import report calls it.
    kind: &'static str,
    /// Whether a record of these column names, in a file of this name, is its header.
    claims: fn(&[String], &str) -> bool,
    /// Reads the rows below the header.
    read: fn(Source<'_>, &Decoded<'_>, &Header, &Context) -> Imported,
    /// What the columns are, if the rows are contacts and can be given back.
    columns: Option<fn(&Header, &Context) -> Columns>,
}

/// Every kind of CSV. No two claim one header.
fn table_formats() -> impl Iterator<Item = &'static TableFormat> {
    linkedin::FORMATS
        .iter()
        .chain(interactions::FORMATS)
        .chain([&outlook::list::FORMAT, &outlook::letters::FORMAT])
        .chain(contacts::FORMATS)
}

/// Reads one file. `None` if it is none of the known kinds.
pub fn read(source: Source<'_>, context: &Context) -> Option<Imported> {
    let decoded = code_pages::decode(source.bytes);
    Some(match recognise(&decoded.text, source.name, context)? {
        Kind::VCards => voice::own_numbers(vcard::read(&source, context), source.name),
        Kind::Olm(kind) => {
            let imported = outlook::olm::read(&decoded.text, kind, source.file, context);
            described(imported, source, &decoded, kind)
        }
        Kind::FoldedVCards => vcard::salvage::read(&source, context),
        Kind::Calendar => {
            let mended = calendar::unsplit(source.bytes);
            let decoded = text::decode(&mended);
            let imported = calendar::read(source, &decoded, context);
            described(imported, source, &decoded, calendar::KIND)
        }
        Kind::WhatsApp => {
            let imported = whatsapp::read(source, &decoded, context);
            described(imported, source, &decoded, whatsapp::KIND)
        }
        Kind::Notes(format) => {
            let imported = (format.read)(source, &decoded, context);
            described(imported, source, &decoded, format.kind)
        }
        Kind::Table(format, header) => {
            let is_compared = is_of_linkedin(format.kind);
            let (mut imported, content) = rayon::join(
                || read_table(source, &decoded, format, &header, context),
                || is_compared.then(|| peers::fingerprint_of_bytes(source.bytes)),
            );
            imported.report.content = content;
            imported
        }
    })
}

/// Reads one file for what is wrong with it; of address books, which may hold a million cards, none is kept.
pub fn survey(source: Source<'_>, context: &Context) -> Option<Imported> {
    let context = Context {
        purpose: Purpose::Flaws,
        ..context.clone()
    };
    read(source, &context)
}

fn is_vcards(source: Source<'_>, context: &Context) -> bool {
    let head = text::decode(&source.bytes[..source.bytes.len().min(HEAD)]);
    let kind = recognise(&head.text, source.name, context);
    matches!(kind, Some(Kind::VCards))
}

/// Hands the file to `take` as documents, which together are all of it, and gives what it made of them in order. `None` if
/// the file is of no kind that can be given back.
pub fn documents<T: Send>(
    source: Source<'_>,
    context: &Context,
    take: impl Fn(Document<'_>) -> T + Sync,
) -> Option<Vec<T>> {
    if is_vcards(source, context) {
        return Some(vcard::document::by_parts(source.file, source.bytes, take));
    }
    let decoded = code_pages::decode(source.bytes);
    match recognise(&decoded.text, source.name, context)? {
        Kind::Table(format, header) => {
            let columns = format.columns?(&header, context);
            Some(sheet::by_parts(source, &decoded, &header, &columns, take))
        }
        Kind::VCards => Some(vcard::document::by_parts(source.file, source.bytes, take)),
        Kind::FoldedVCards | Kind::Calendar | Kind::WhatsApp | Kind::Notes(_) | Kind::Olm(_) => {
            None
        }
    }
}

/// Adds what is the same for every text: its name, kind and encoding.
fn described(
    mut imported: Imported,
    source: Source<'_>,
    decoded: &Decoded<'_>,
    kind: &'static str,
) -> Imported {
    imported.report.name = source.name.to_owned();
    imported.report.kind = kind;
    imported.report.encoding = decoded.encoding;
    let place = Place::file(source.file);
    let findings = decoded.findings.iter().map(|(code, message)| Problem {
        place,
        code: *code,
        message: message.clone(),
    });
    imported.problems.extend(findings);
    imported
}

fn read_table(
    source: Source<'_>,
    decoded: &Decoded<'_>,
    format: &TableFormat,
    header: &Header,
    context: &Context,
) -> Imported {
    let imported = (format.read)(source, decoded, header, context);
    let mut imported = described(imported, source, decoded, format.kind);
    imported.cards.iter_mut().for_each(Card::shrink);
    if imported.report.rows == 0 {
        imported.problems.push(Problem {
            place: Place::file(source.file),
            code: Code::NoCards,
            message: "a header and no rows".to_owned(),
        });
    }
    imported
}

/// Whether the beginning of a file looks like one of the known kinds.
pub fn is_recognised(name: &str, head: &[u8], context: &Context) -> bool {
    recognise(&code_pages::decode(head).text, name, context).is_some()
}

/// Whether a text that begins so is a chat of WhatsApp.
pub fn is_chat(name: &str, head: &[u8]) -> bool {
    let kind = recognise(&code_pages::decode(head).text, name, &Context::default());
    matches!(kind, Some(Kind::WhatsApp))
}

/// What a file is.
enum Kind {
    VCards,
    /// Cards none of which begins on a line of its own.
    FoldedVCards,
    Calendar,
    /// A calendar or an address book of Outlook for Mac.
    Olm(&'static str),
    WhatsApp,
    Notes(&'static NoteFormat),
    Table(&'static TableFormat, Header),
}

fn recognise(text: &str, name: &str, context: &Context) -> Option<Kind> {
    let head = table::head(text);
    let table = table_of(text, name, context);
    // What a row says decides nothing: a card or a chat that somebody pasted into a message stands below the header.
    if let Some((_, header)) = &table {
        let above = head.get(..header.body).unwrap_or(head);
        let is_text = vcard::claims(above) || calendar::claims(above);
        if !is_text && written(above, name).is_none() {
            return table.map(|(format, header)| Kind::Table(format, header));
        }
    }
    if vcard::claims(head) {
        return written(vcard::above(head), name).or(Some(Kind::VCards));
    }
    if calendar::claims(head) {
        return Some(Kind::Calendar);
    }
    if let Some(kind) = outlook::olm::claims(head.as_bytes()) {
        return Some(Kind::Olm(kind));
    }
    written(head, name)
        .or_else(|| table.map(|(format, header)| Kind::Table(format, header)))
        .or_else(|| vcard::claims_bare(head).then_some(Kind::VCards))
        .or_else(|| vcard::salvage::claims(head).then_some(Kind::FoldedVCards))
}

/// A chat, or notes of somebody's own.
fn written(head: &str, name: &str) -> Option<Kind> {
    if whatsapp::claims(head) {
        return Some(Kind::WhatsApp);
    }
    let mut by_day = notes::FORMATS
        .iter()
        .chain(&daily::FORMATS)
        .chain([&viber::FORMAT]);
    by_day
        .find(|format| (format.claims)(head, name))
        .map(Kind::Notes)
}

/// A table of a known kind, and its header.
fn table_of(text: &str, name: &str, context: &Context) -> Option<(&'static TableFormat, Header)> {
    let candidates = Candidates::of(text);
    let is_mapped = |columns: &[String]| interactions::is_mapped(columns, &context.map);
    if let Some(header) = candidates.find(is_mapped) {
        return Some((&interactions::FORMAT, header.clone()));
    }
    let known = table_formats().find_map(|format| {
        let header = candidates.find(|columns| (format.claims)(columns, name))?;
        Some((format, header.clone()))
    });
    known.or_else(|| {
        let header = contacts::find_any(text, name, &context.map)?;
        Some((&contacts::GENERIC, header))
    })
}

/// The chats that do not settle the order of their days, and the order in which all others of the run that a phone has written
/// alike have theirs.
pub fn settled_by_siblings(imported: &[Imported]) -> Vec<(usize, SlashOrder)> {
    let orders = imported.iter().filter_map(|file| file.day_order.as_ref());
    let known: Vec<(&str, SlashOrder)> = orders
        .filter_map(|order| Some((order.form.as_str(), order.order?)))
        .collect();
    let settled = |(index, file): (usize, &Imported)| {
        let open = file.day_order.as_ref().filter(|order| order.is_open)?;
        let mut same = known.iter().filter(|(form, _)| *form == open.form);
        let (_, order) = same.next()?;
        same.all(|(_, other)| other == order)
            .then_some((index, *order))
    };
    imported.iter().enumerate().filter_map(settled).collect()
}

/// What stands in for a file that was not read: a report without rows, and why.
pub fn unread(file: FileId, name: &str, code: Code, message: String) -> Imported {
    let report = FileReport {
        name: name.to_owned(),
        ..FileReport::default()
    };
    Imported {
        report,
        problems: vec![Problem {
            place: Place::file(file),
            code,
            message,
        }],
        ..Imported::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Files that no layout claims: they are read by the words of their columns, or as `--map` says.
    const BY_THEIR_WORDS: [&str; 8] = [
        "addresses.csv",
        "columns_ru.csv",
        "generic.csv",
        "mapped.csv",
        "outlook_ja.csv",
        "pipedrive.csv",
        "salesforce.csv",
        "shortened_numbers.csv",
    ];

    /// What every format is called in the import report.
    fn kinds() -> std::collections::BTreeSet<&'static str> {
        let notes = notes::FORMATS
            .iter()
            .chain(&daily::FORMATS)
            .chain([&viber::FORMAT]);
        let more = [
            "vCards",
            contacts::GENERIC.kind,
            calendar::KIND,
            whatsapp::KIND,
            mail::MESSAGES,
            outlook::pst::KIND,
            outlook::olm::CALENDAR,
            outlook::olm::CONTACTS,
        ];
        let streams = STREAMS.iter().map(|format| format.kind);
        let streams = streams.filter(|kind| *kind != apple::FORMAT.kind);
        streams
            .chain(apple::KINDS)
            .chain(BUNDLES.iter().map(|format| format.kind))
            .chain(table_formats().map(|format| format.kind))
            .chain(notes.map(|format| format.kind))
            .chain(more)
            .collect()
    }

    #[test]
    fn every_format_is_told_of_in_the_list_of_what_can_be_read_and_in_the_manual() {
        let mut told: Vec<&str> = READABLE.iter().flat_map(|one| one.reads).copied().collect();
        told.sort_unstable();
        assert_eq!(told, kinds().into_iter().collect::<Vec<&str>>());
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/manual/files.md");
        let manual = std::fs::read_to_string(path).unwrap();
        let (_, reads) = manual.split_once("# What it reads").unwrap();
        let bold: std::collections::BTreeSet<&str> = reads.split("**").skip(1).step_by(2).collect();
        for one in READABLE {
            assert!(
                bold.contains(one.manual.trim_matches('*')),
                "{}",
                one.manual
            );
        }
        let named = |bold: &&str| {
            READABLE
                .iter()
                .any(|one| one.manual.trim_matches('*') == *bold)
        };
        let others: Vec<&str> = bold.into_iter().filter(|bold| !named(bold)).collect();
        assert_eq!(others, ["Google Hangouts", "Known, and not read"]);
    }

    #[test]
    fn one_format_claims_each_file_of_contacts() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/contacts");
        let mut seen = std::collections::BTreeSet::new();
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let bytes = std::fs::read(&path).unwrap();
            let decoded = text::decode(&bytes);
            let name = path.file_name().unwrap().to_str().unwrap();
            let claim = |format: &&TableFormat| {
                Header::find(&decoded.text, |columns| (format.claims)(columns, name)).is_some()
            };
            let claims: Vec<&TableFormat> = table_formats().filter(claim).collect();
            let expected = usize::from(!BY_THEIR_WORDS.contains(&name));
            assert_eq!(claims.len(), expected, "{name}: {claims:?}");
            seen.extend(claims.iter().map(|format| format.kind));
        }
        assert_eq!(seen.len(), 5, "{seen:?}");
    }
}
