//! Reads the files that were found, several at a time, into what the pipeline wants.

mod aside;
mod exports;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read};

use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use exports::Export;

use crate::files::{Discovery, Found, Limits, Trouble, TroubleKind};
use crate::import::{self, Context, Known, Source, Stream, mail, outlook};
use crate::model::intake::{FileId, Imported};
use crate::model::problem::Code;

/// What is told while files are read.
pub trait Watch: Sync {
    /// So many bytes are to be read.
    fn expect(&self, bytes: u64);
    /// What is being done now.
    fn says(&self, what: &str);
    /// So many more bytes are read.
    fn read(&self, bytes: u64);
}

/// Why the files were not read.
#[derive(Debug)]
pub enum Refused {
    /// None of them could be; why, file by file, and whether to list what can.
    Nothing(Vec<Imported>),
    /// A column to be taken in a certain way is in none of the tables; those without a role.
    Unmapped(String, Vec<String>),
}

/// What reads a file that is in memory; `None` if it is of no known kind.
pub type Reader<'a> = dyn Fn(Source<'_>) -> Option<Imported> + Sync + 'a;

/// Reads everything that was found. One file that cannot be read costs no other; if none can, that is a failure.
///
/// # Errors
/// Where nothing can be read, or a column that is named is not there.
pub fn read(
    found: Discovery,
    context: &Context,
    limits: &Limits,
    progress: &dyn Watch,
    reader: &Reader<'_>,
) -> Result<Vec<Imported>, Refused> {
    let items = items(found, context, limits);
    progress.expect(items.iter().map(Item::size).sum());
    let one = |(index, item): (usize, &Item)| {
        let file = FileId(index as u32);
        match item {
            Item::File(found, nature) => {
                progress.says(base_name(&found.name));
                one_file(file, found, *nature, (context, limits, progress, reader))
                    .unwrap_or_else(|trouble| unread(file, &trouble))
            }
            Item::Messages(name, found) => messages(file, name, found, (context, limits, progress)),
            Item::Export(export) => {
                progress.says(base_name(export.name()));
                export.read(file, context, limits, progress)
            }
            Item::Unused(name, found, known) => unused(file, name, found.len(), *known),
            Item::Trouble(trouble) => unread(file, trouble),
        }
    };
    let mut imported: Vec<Imported> = items.par_iter().enumerate().map(one).collect();
    settle_days(&mut imported, &items, context, limits);
    for (read, item) in imported.iter_mut().zip(&items) {
        if let Item::File(found, _) = item {
            read.report.packed = found.packed;
        }
    }
    if imported.iter().all(|file| file.report.kind.is_empty()) {
        return Err(Refused::Nothing(imported));
    }
    match unmapped(&imported, context) {
        Some(column) => Err(Refused::Unmapped(column, without_role(&imported))),
        None => Ok(imported),
    }
}

/// Reads the chats again whose days their siblings settle.
fn settle_days(imported: &mut [Imported], items: &[Item], context: &Context, limits: &Limits) {
    for (index, order) in import::settled_by_siblings(imported) {
        let Some(Item::File(found, Nature::Whole)) = items.get(index) else {
            continue;
        };
        let Ok(bytes) = found.bytes(limits) else {
            continue;
        };
        let source = Source {
            file: FileId(index as u32),
            name: &found.name,
            bytes: &bytes,
        };
        let context = Context {
            date_order: Some(order),
            ..context.clone()
        };
        if let Some(read) = import::read(source, &context) {
            imported[index] = read;
        }
    }
}

/// A column that is to be taken in a certain way and that no table has: a slip of the pen.
fn unmapped(imported: &[Imported], context: &Context) -> Option<String> {
    let is_there = |column: &String| imported.iter().any(|f| f.report.mapped.contains(column));
    let missing = context.map.iter().find(|m| !is_there(&m.column))?;
    Some(missing.column.clone())
}

fn without_role(imported: &[Imported]) -> Vec<String> {
    let with_cards = imported.iter().filter(|file| !file.cards.is_empty());
    let mut columns: Vec<String> = with_cards
        .flat_map(|file| file.report.unknown_columns.iter().cloned())
        .collect();
    columns.dedup();
    columns
}

/// The last part of a path, which is what fits a line.
fn base_name(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

/// What one line of the import report is about.
enum Item {
    /// A file.
    File(Found, Nature),
    /// Messages of one folder, a file each.
    Messages(String, Vec<Found>),
    /// An export that is a folder.
    Export(Export),
    /// Files of one kind that is of no use, photos say, or that is known and not read.
    Unused(String, Vec<Found>, Option<Known>),
    /// Why there is none.
    Trouble(Trouble),
}

impl Item {
    fn name(&self) -> &str {
        match self {
            Self::File(found, _) => &found.name,
            Self::Messages(name, _) | Self::Unused(name, ..) => name,
            Self::Export(export) => export.name(),
            Self::Trouble(trouble) => &trouble.name,
        }
    }

    /// How many bytes are to be read of it.
    fn size(&self) -> u64 {
        match self {
            Self::File(found, _) => found.size(),
            Self::Messages(_, found) => found.iter().map(Found::size).sum(),
            Self::Export(export) => export.size(),
            Self::Unused(..) | Self::Trouble(_) => 0,
        }
    }
}

/// How a file is to be read, by its beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Nature {
    Empty,
    Message,
    /// A mailbox of Outlook, which is read in any order.
    Mailbox,
    Stream,
    Whole,
    Known(Known),
    Unknown,
}

/// What a file is, and the export that it shows to be there.
type Looked = (Result<Nature, Trouble>, Option<exports::Root>);

fn nature(found: &Found, context: &Context, limits: &Limits) -> Looked {
    let head = match found.head(limits) {
        Ok(head) => head,
        Err(trouble) => return (Err(trouble), None),
    };
    let nature = if head.is_empty() {
        Nature::Empty
    } else if import::is_streamed(&head) {
        Nature::Stream
    } else if outlook::pst::claims(&head) {
        Nature::Mailbox
    } else if mail::is_message(&head) || outlook::is_message(&found.name, &head) {
        Nature::Message
    } else if import::is_recognised(&found.name, &head, context) {
        Nature::Whole
    } else {
        import::known(&found.name, &head).map_or(Nature::Unknown, Nature::Known)
    };
    (Ok(nature), import::bundle_of(&found.name, &head))
}

/// Everything in order of name, so that the order in which files were given changes nothing; each once. Messages of a folder
/// are one item, and so are files of one kind that nobody named and that are of no use.
fn items(discovery: Discovery, context: &Context, limits: &Limits) -> Vec<Item> {
    let mut files = discovery.files;
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files.dedup_by(|a, b| a.name == b.name);
    aside::name_by_manifest(&mut files, limits);
    attach_logs(&mut files);
    let backups = aside::backups(&mut files);
    let looked: Vec<Looked> = files
        .par_iter()
        .map(|found| nature(found, context, limits))
        .collect();
    let (natures, roots): (Vec<_>, Vec<_>) = looked.into_iter().unzip();
    let mut files: Vec<(Found, Result<Nature, Trouble>)> = files.into_iter().zip(natures).collect();
    aside::half_deliveries(&mut files);
    aside::sent_files(&mut files, limits);
    let exports = exports::take(&mut files, roots.into_iter().flatten().collect());
    let mut items: Vec<Item> = discovery.troubles.into_iter().map(Item::Trouble).collect();
    items.extend(exports.into_iter().map(Item::Export));
    let others = backups.into_iter();
    items.extend(others.map(|(name, found)| Item::Unused(name, found, None)));
    let mut messages: BTreeMap<String, Vec<Found>> = BTreeMap::new();
    let mut unused: BTreeMap<String, Vec<Found>> = BTreeMap::new();
    let mut unread: BTreeMap<&str, (Known, Vec<Found>)> = BTreeMap::new();
    for (found, nature) in files {
        match nature {
            Ok(Nature::Message) if !found.named => {
                messages
                    .entry(mail_folder(&found.name).to_owned())
                    .or_default()
                    .push(found);
            }
            Ok(Nature::Message) => items.push(Item::Messages(found.name.clone(), vec![found])),
            Ok(Nature::Unknown) if !found.named => {
                unused
                    .entry(extension(&found.name))
                    .or_default()
                    .push(found);
            }
            Ok(Nature::Known(known)) if !found.named => {
                let alike = unread.entry(known.words).or_insert((known, Vec::new()));
                alike.1.push(found);
            }
            Ok(nature) => items.push(Item::File(found, nature)),
            Err(trouble) => items.push(Item::Trouble(trouble)),
        }
    }
    items.extend(messages.into_iter().map(|(folder, found)| {
        let name = match found.as_slice() {
            [one]
                if one
                    .name
                    .starts_with(&format!("{folder}/{}", base_name(&one.name))) =>
            {
                one.name.clone()
            }
            _ => folder,
        };
        Item::Messages(name, found)
    }));
    items.extend(
        unread
            .into_values()
            .flat_map(|(known, found)| alike(found, Some(known))),
    );
    items.extend(unused.into_values().flat_map(|found| alike(found, None)));
    items.sort_by(|a, b| a.name().cmp(b.name()));
    items
}

/// Files of one kind that are not read: each by itself, or as one where they are many.
fn alike(found: Vec<Found>, known: Option<Known>) -> Vec<Item> {
    let ending = found
        .first()
        .map_or_else(String::new, |first| extension(&first.name));
    // Whoever has a file of cards expects them to be read.
    let few = if ending == "vcf" {
        usize::MAX
    } else if known.is_some() || OURS.contains(&ending.as_str()) {
        FEW
    } else {
        1
    };
    match found.as_slice() {
        [first, ..] if found.len() > few => {
            let name = kind_name(&first.name, &found, &ending);
            vec![Item::Unused(name, found, known)]
        }
        _ => {
            let nature = known.map_or(Nature::Unknown, Nature::Known);
            let each = found.into_iter();
            each.map(|found| Item::File(found, nature)).collect()
        }
    }
}

/// Takes out what SQLite keeps beside a database; its log is read with it.
fn attach_logs(files: &mut Vec<Found>) {
    let names: BTreeSet<String> = files.iter().map(|found| found.name.clone()).collect();
    let database = |found: &Found| {
        let mut endings = ["-wal", "-shm"].iter();
        let database = endings.find_map(|ending| found.name.strip_suffix(ending));
        database
            .filter(|name| names.contains(*name))
            .map(str::to_owned)
    };
    let beside = files.extract_if(.., |found| database(found).is_some());
    let logs = beside.filter(|found| found.name.ends_with("-wal"));
    let mut logs: BTreeMap<String, Found> = logs
        .filter_map(|log| Some((database(&log)?, log)))
        .collect();
    for found in files {
        if let Some(log) = logs.remove(&found.name) {
            found.attach(log);
        }
    }
}

/// Extensions that files have which Tieline reads. Somebody may wonder why one of these was not, so a few are named one by one.
const OURS: [&str; 9] = [
    "csv", "vcf", "mbox", "eml", "emlx", "ics", "txt", "json", "xml",
];
/// So many of a kind.
const FEW: usize = 3;

/// What a file's name ends with, in lower case; empty for a name without an extension, as all have in the backup of an iPhone.
fn extension(name: &str) -> String {
    let (_, extension) = base_name(name).rsplit_once('.').unwrap_or_default();
    let extension = extension.to_lowercase();
    let is_one = extension.len() <= 12 && extension.chars().all(char::is_alphanumeric);
    if is_one { extension } else { String::new() }
}

/// `Takeout/*.jpg`: the folder that all files of a kind are in, and what they have in common.
fn kind_name(first: &str, found: &[Found], extension: &str) -> String {
    let what = match extension {
        "" => "files without an extension".to_owned(),
        extension => format!("*.{extension}"),
    };
    let mut folder = first;
    while let Some((outer, _)) = folder.rsplit_once(['/', '\\']) {
        folder = outer;
        let inside = |f: &Found| {
            f.name
                .strip_prefix(outer)
                .is_some_and(|rest| rest.starts_with(['/', '\\']))
        };
        if found.iter().all(inside) {
            return format!("{folder}/{what}");
        }
    }
    what
}

/// The folder of a message; of a Maildir the one that holds cur and new.
fn mail_folder(name: &str) -> &str {
    let folder = name
        .rsplit_once(['/', '\\'])
        .map_or("", |(folder, _)| folder);
    let outer = folder
        .strip_suffix("cur")
        .or_else(|| folder.strip_suffix("new"));
    outer
        .and_then(|outer| outer.strip_suffix(['/', '\\']))
        .unwrap_or(folder)
}

fn messages(
    file: FileId,
    name: &str,
    found: &[Found],
    (context, limits, progress): (&Context, &Limits, &dyn Watch),
) -> Imported {
    progress.says(base_name(name));
    let mut folder = outlook::Mailbox::new(file, context);
    for found in found {
        let read = found.stream(limits, |input| folder.message(&found.name, input));
        match read {
            Ok(Ok(())) => {}
            Ok(Err(error)) => folder.unreadable(base_name(&found.name), &error.to_string()),
            Err(trouble) => folder.unreadable(base_name(&found.name), &trouble.message),
        }
        progress.read(found.size());
    }
    folder.finish(name, mail::MESSAGES)
}

/// Counts what is read of a stream.
struct Counted<'a> {
    input: &'a mut dyn Read,
    progress: &'a dyn Watch,
}

impl Read for Counted<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(into)?;
        self.progress.read(read as u64);
        Ok(read)
    }
}

fn one_file(
    file: FileId,
    found: &Found,
    nature: Nature,
    (context, limits, progress, reader): (&Context, &Limits, &dyn Watch, &Reader<'_>),
) -> Result<Imported, Trouble> {
    match nature {
        Nature::Empty => {
            let message = "the file is empty".to_owned();
            Ok(import::unread(file, &found.name, Code::EmptyFile, message))
        }
        Nature::Unknown => Ok(not_recognised(file, found)),
        Nature::Known(known) => Ok(known_unread(file, &found.name, known)),
        Nature::Stream => {
            let head = found.head(limits)?;
            let log = import::log_beside(&head).and_then(|ending| found.beside(ending, limits));
            let log = log.transpose()?;
            let imported = found.stream(limits, |input| {
                let source = Stream {
                    file,
                    name: &found.name,
                    input: &mut Counted { input, progress },
                    size: found.size(),
                    beside: log.as_deref(),
                };
                import::read_stream(source, &head, context)
            })?;
            // Of a database only its tables tell what it is.
            let known = || import::known(&found.name, &head);
            Ok(imported.unwrap_or_else(|| match known() {
                Some(known) => known_unread(file, &found.name, known),
                None => not_recognised(file, found),
            }))
        }
        Nature::Mailbox => {
            let imported = found.seekable(limits, |open| {
                outlook::pst::read(open, file, &found.name, context)
            });
            progress.read(found.size());
            imported
        }
        Nature::Whole | Nature::Message => {
            let bytes = found.bytes(limits)?;
            progress.read(found.size());
            let source = Source {
                file,
                name: &found.name,
                bytes: &bytes,
            };
            Ok(reader(source).unwrap_or_else(|| not_recognised(file, found)))
        }
    }
}

/// A file that is named for what it is, with what to export instead.
fn known_unread(file: FileId, name: &str, known: Known) -> Imported {
    let code = if known.has_better {
        Code::KnownUnread
    } else {
        Code::NotRead
    };
    import::unread(file, name, code, known.words.to_owned())
}

/// Many files of one kind that are not read.
fn unused(file: FileId, name: &str, count: usize, known: Option<Known>) -> Imported {
    let files = format!("{count} files");
    let mut unread = match known {
        Some(known) => {
            let mut unread = known_unread(file, name, known);
            for problem in &mut unread.problems {
                problem.message = format!("{files}: {}", problem.message);
            }
            unread
        }
        None => {
            let message = format!("{files} skipped: nothing Tieline needs");
            import::unread(file, name, Code::NotRead, message)
        }
    };
    unread.report.remarks.push(files);
    unread
}

/// A file that was named is expected to be read, and so is one of cards; another that lies beside others in a folder or zip is not.
fn not_recognised(file: FileId, found: &Found) -> Imported {
    let is_expected = found.named || extension(&found.name) == "vcf";
    if is_expected && !import::is_without_use(&found.name) {
        let is_table = matches!(extension(&found.name).as_str(), "csv" | "tsv" | "tab")
            || import::is_sheet(&found.name);
        let hint = if is_table {
            "; if it is a table of contacts or of calls, give its columns names that say what they hold, such as Name, E-mail, Phone, Company"
        } else {
            ""
        };
        let message = format!("not a file type Tieline reads (no known header){hint}");
        return import::unread(file, &found.name, Code::NotRecognised, message);
    }
    import::unread(
        file,
        &found.name,
        Code::NotRead,
        "skipped: nothing Tieline needs".to_owned(),
    )
}

fn unread(file: FileId, trouble: &Trouble) -> Imported {
    let code = match trouble.kind {
        TroubleKind::Unreadable => Code::Unreadable,
        TroubleKind::BadZip => Code::BadZip,
        TroubleKind::Locked => Code::LockedZip,
        TroubleKind::UnsafePath => Code::UnsafeZipPath,
        TroubleKind::TooLarge => Code::ZipTooLarge,
        TroubleKind::Sensitive => Code::SensitiveFile,
        TroubleKind::Workbook => Code::NotRecognised,
        TroubleKind::Document | TroubleKind::NoFile | TroubleKind::Own => Code::NotRead,
    };
    import::unread(file, &trouble.name, code, trouble.message.clone())
}
