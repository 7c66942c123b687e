//! Zips: the export as LinkedIn sends it, as a browser renames it (`.zip.zip`), and as its owner zipped it again.

use std::io::{self, Cursor, Read, Seek};
use std::sync::Arc;

use chrono::NaiveDate;
use zip::ZipArchive;
use zip::read::ZipFile;

use super::ground::{self, Ground};
use super::mend::{self, Mended};
use super::window::Window;
use super::{
    Bounds, Discovery, Found, PRIVATE, Place, Trouble, TroubleKind, alike, is_clutter, office,
};
use crate::import;

/// How much an archive may unpack to.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of one entry.
    pub entry: u64,
    /// Unpacked bytes for one packed byte, for entries of more than ten million bytes. Text packs to a tenth or so.
    pub ratio: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            entry: 2_000_000_000,
            ratio: 200,
        }
    }
}

/// Ends with an error where too much comes out.
pub(super) struct Bounded<R> {
    /// What is unpacked.
    pub(super) input: R,
    /// How many bytes may still come.
    pub(super) left: u64,
}

/// What is said then.
pub(super) const TOO_LARGE: &str = "it unpacks to far more than text would; the rest was not read";

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(into)?;
        match self.left.checked_sub(read as u64) {
            Some(left) => self.left = left,
            None => return Err(io::Error::new(io::ErrorKind::QuotaExceeded, TOO_LARGE)),
        }
        Ok(read)
    }
}

/// What is said of a file in which a zip ends, unless it is read as a stream.
const HALF: &str = "the zip ends within this file; it was not read; download the zip again";

/// What is said of a zip that asks for a password.
const LOCKED: &str = "locked with a password; unpack it with the password, and give what was in it";

/// Entries smaller than this are read whatever their ratio.
pub(super) const SMALL: u64 = 10_000_000;

/// Trouble with an entry whose name the caller knows.
#[derive(Debug)]
pub struct EntryTrouble(TroubleKind, String);

impl EntryTrouble {
    /// Names the entry.
    pub fn of(self, name: &str) -> Trouble {
        Trouble {
            name: name.to_owned(),
            kind: self.0,
            message: self.1,
        }
    }
}

/// Whether a file begins as a zip does, even an empty one.
pub fn is_zip(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

/// A zip whose list of entries was read. A copy of it reads on its own.
#[derive(Debug, Clone)]
pub(super) struct Zip<R> {
    archive: ZipArchive<R>,
    /// The entry in which the file ends.
    cut: Option<usize>,
}

/// A zip within a zip, in memory.
pub(super) type Inner = Zip<Cursor<Arc<[u8]>>>;

/// Zips within zips that are larger are read again for each of their entries.
const KEPT: usize = 64 << 20;

/// Opens a zip. Of one that was cut off, all that is there is listed, and what to say of it given.
fn open(
    ground: &Arc<dyn Ground>,
    limits: &Limits,
) -> Result<(Zip<Window>, Option<String>), String> {
    let mut window = Window::new(ground).map_err(|error| error.to_string())?;
    let error = match ZipArchive::new(window.clone()) {
        Ok(archive) => {
            let archive = apart(archive, window).map_err(|error| damaged(&error.to_string()))?;
            return Ok((Zip { archive, cut: None }, None));
        }
        Err(error) => error.to_string(),
    };
    let length = window.length();
    let mended = mend::mend(&mut window, length, limits.ratio);
    let mended = mended.map_err(|error| error.to_string())?;
    if mended.whole == 0 && mended.cut.is_none() {
        return Err(damaged(&error));
    }
    let words = cut_off(&mended);
    let list = alike::told_apart(&mended.list, mended.end).unwrap_or(mended.list);
    let window = window.with_tail(mended.end, list);
    let archive = ZipArchive::new(window).map_err(|_| damaged(&error))?;
    let cut = mended.cut.map(|_| archive.len() - 1);
    Ok((Zip { archive, cut }, Some(words)))
}

/// The archive with entries of one name told apart.
fn apart(archive: ZipArchive<Window>, window: Window) -> io::Result<ZipArchive<Window>> {
    let start = archive.central_directory_start();
    // A program that stands before a zip shifts all places in it; nobody's export comes so.
    if archive.offset() != 0 {
        return Ok(archive);
    }
    let mut list = Vec::new();
    let mut reader = window.clone();
    reader.seek(io::SeekFrom::Start(start))?;
    reader.read_to_end(&mut list)?;
    match alike::told_apart(&list, start) {
        Some(list) => Ok(ZipArchive::new(window.with_tail(start, list))?),
        None => Ok(archive),
    }
}

/// What came of a zip that was cut off.
fn cut_off(mended: &Mended) -> String {
    let whole = match mended.whole {
        0 => "no entry is complete".to_owned(),
        1 => "one entry is complete".to_owned(),
        n => format!("{n} entries are complete"),
    };
    let end = match &mended.cut {
        Some(name) => format!(", and it ends within {name}"),
        None => String::new(),
    };
    format!(
        "the zip was cut off while it was downloaded: {whole}{end}; for the rest download it again"
    )
}

/// Lists the entries of a zip, those of a zip within it too.
pub fn entries(
    discovery: &mut Discovery,
    ground: &Arc<dyn Ground>,
    name: &str,
    named: bool,
    (limits, is_private): Bounds<'_>,
) {
    let mut zip = match open(ground, limits) {
        Ok((zip, words)) => {
            if let Some(words) = words {
                discovery.trouble(name, TroubleKind::BadZip, words);
            }
            zip
        }
        Err(words) => return discovery.trouble(name, TroubleKind::BadZip, words),
    };
    if let Some(told) = office::of_zip(&mut zip.archive, name) {
        return match ground::whole(&**ground, limits.entry) {
            Ok(bytes) => discovery.workbook(name, &bytes, told, named),
            Err(error) => discovery.trouble(name, TroubleKind::Unreadable, error.to_string()),
        };
    }
    let found = list(discovery, &mut zip.archive, name, limits, is_private);
    for Entry {
        index,
        name: inner,
        size,
        packed,
    } in found
    {
        let entry = format!("{name}/{inner}");
        let is_book = import::is_workbook(&inner);
        let nested = (is_book || has_zip_name(&inner))
            .then(|| zip.read(index, None, limits))
            .and_then(Result::ok);
        if let Some(bytes) = nested.as_deref().filter(|_| is_book)
            && let Some(told) = office::told(bytes, &inner)
        {
            discovery.workbook(&entry, bytes, told, false);
            continue;
        }
        match nested.filter(|bytes| is_zip(bytes)) {
            Some(bytes) => nested_entries(
                discovery,
                (&zip, index),
                &entry,
                bytes,
                (limits, is_private),
            ),
            None => discovery.files.push(Found {
                name: entry,
                named: false,
                size,
                packed,
                place: Place::Zip(zip.clone(), index),
                log: None,
            }),
        }
    }
}

fn has_zip_name(name: &str) -> bool {
    name.len() >= 4
        && name.is_char_boundary(name.len() - 4)
        && name[name.len() - 4..].eq_ignore_ascii_case(".zip")
}

fn nested_entries(
    discovery: &mut Discovery,
    (outer, at): (&Zip<Window>, usize),
    name: &str,
    bytes: Vec<u8>,
    (limits, is_private): Bounds<'_>,
) {
    let is_kept = bytes.len() <= KEPT;
    let mut inner = match Inner::within(bytes) {
        Ok(inner) => inner,
        Err(trouble) => return discovery.troubles.push(trouble.of(name)),
    };
    for Entry {
        index,
        name: path,
        size,
        packed,
    } in list(discovery, &mut inner.archive, name, limits, is_private)
    {
        let place = match is_kept {
            true => Place::KeptZip(inner.clone(), index),
            false => Place::NestedZip(outer.clone(), at, index),
        };
        discovery.files.push(Found {
            name: format!("{name}/{path}"),
            named: false,
            size,
            packed,
            place,
            log: None,
        });
    }
}

fn damaged(error: &str) -> String {
    format!(
        "the zip is damaged or was cut off while it was downloaded ({error}); download it again"
    )
}

/// An entry that may be read.
struct Entry {
    index: usize,
    name: String,
    size: u64,
    /// The day that stands beside it.
    packed: Option<NaiveDate>,
}

/// The day that a zip gives an entry. The first year of zips stands where no time was known.
fn packed_on<R: Read>(entry: &ZipFile<'_, R>) -> Option<NaiveDate> {
    let time = entry.last_modified().filter(|time| time.year() > 1980)?;
    let (month, day) = (u32::from(time.month()), u32::from(time.day()));
    NaiveDate::from_ymd_opt(i32::from(time.year()), month, day)
}

/// The entries that may be read, in order of name; the others are reported.
fn list<R: Read + Seek>(
    discovery: &mut Discovery,
    archive: &mut ZipArchive<R>,
    name: &str,
    limits: &Limits,
    is_private: fn(&str) -> bool,
) -> Vec<Entry> {
    let mut found = Vec::new();
    let mut is_locked = false;
    for index in 0..archive.len() {
        let Ok(entry) = archive.by_index_raw(index) else {
            discovery.trouble(
                name,
                TroubleKind::BadZip,
                format!("entry {} cannot be read", index + 1),
            );
            continue;
        };
        let Ok(inner) = entry.name().map(|name| name.replace('\\', "/")) else {
            discovery.trouble(
                name,
                TroubleKind::BadZip,
                format!(
                    "the name of entry {} is not text; it was not read",
                    index + 1
                ),
            );
            continue;
        };
        if entry.is_dir() || is_hidden(&inner) {
            continue;
        }
        if entry.encrypted() {
            is_locked = true;
            continue;
        }
        let full = format!("{name}/{inner}");
        if leads_out(&inner) {
            discovery.trouble(
                &full,
                TroubleKind::UnsafePath,
                "its path leads out of the archive; it was not opened".to_owned(),
            );
        } else if is_private(&inner) {
            discovery.trouble(&full, TroubleKind::Sensitive, PRIVATE.to_owned());
        } else if let Err(trouble) = packed_soundly(&entry, limits) {
            discovery.troubles.push(trouble.of(&full));
        } else {
            found.push(Entry {
                index,
                size: entry.size(),
                packed: packed_on(&entry),
                name: inner,
            });
        }
    }
    if is_locked {
        let part = if found.is_empty() {
            ""
        } else {
            "part of it is "
        };
        discovery.trouble(name, TroubleKind::Locked, format!("{part}{LOCKED}"));
    }
    found.sort_by(|a: &Entry, b| a.name.cmp(&b.name));
    found
}

/// Whether the path of an entry leads out of the folder that it would be unpacked into.
pub(super) fn leads_out(path: &str) -> bool {
    let is_drive = matches!(path.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic());
    path.starts_with('/') || is_drive || path.split('/').any(|part| part == "..")
}

/// Whether a part of a path is clutter; the subfolders of a Maildir, whose names begin with a full stop, are none.
pub(super) fn is_hidden(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    let is_mail_folder = |at: usize| matches!(parts.get(at + 1), Some(&("cur" | "new")));
    let hidden =
        |(at, part): (usize, &&str)| *part != ".." && is_clutter(part) && !is_mail_folder(at);
    parts.iter().enumerate().any(hidden)
}

/// Whether an entry claims to unpack to no more than text does. What it really unpacks to is checked while reading.
fn packed_soundly<R: Read>(entry: &ZipFile<'_, R>, limits: &Limits) -> Result<(), EntryTrouble> {
    let (size, packed) = (entry.size(), entry.compressed_size().max(1));
    if size > SMALL && size / packed > limits.ratio {
        return Err(too_large(size, packed, limits));
    }
    Ok(())
}

fn too_large(size: u64, packed: u64, limits: &Limits) -> EntryTrouble {
    let message = format!(
        "{size} bytes out of {packed}: far more than text unpacks to (the limit is {} bytes and {} to 1); it was not read",
        limits.entry, limits.ratio
    );
    EntryTrouble(TroubleKind::TooLarge, message)
}

impl Inner {
    /// Opens a zip that is in memory.
    pub(super) fn within(bytes: Vec<u8>) -> Result<Self, EntryTrouble> {
        let bytes: Arc<[u8]> = bytes.into();
        let open = |bytes: Arc<[u8]>| {
            ZipArchive::new(Cursor::new(bytes))
                .map_err(|error| EntryTrouble(TroubleKind::BadZip, damaged(&error.to_string())))
        };
        let archive = open(Arc::clone(&bytes))?;
        let start = archive.central_directory_start();
        let at = usize::try_from(start).unwrap_or(usize::MAX);
        let parts = bytes.split_at_checked(at).filter(|_| archive.offset() == 0);
        let apart = parts.and_then(|(before, list)| {
            let list = alike::told_apart(list, start)?;
            Some([before, &list].concat())
        });
        let archive = match apart {
            Some(bytes) => open(bytes.into())?,
            None => archive,
        };
        Ok(Self { archive, cut: None })
    }
}

impl<R: Read + Seek + Clone> Zip<R> {
    /// Hands an entry to `take` as a stream. It may be of any size, but ends where it unpacks to more than its ratio allows.
    pub(super) fn stream<T>(
        &self,
        index: usize,
        limits: &Limits,
        take: impl FnOnce(&mut dyn Read) -> T,
    ) -> Result<T, EntryTrouble> {
        let mut archive = self.archive.clone();
        let entry = archive
            .by_index(index)
            .map_err(|error| EntryTrouble(TroubleKind::BadZip, damaged(&error.to_string())))?;
        packed_soundly(&entry, limits)?;
        let packed = entry.compressed_size();
        let allowed = packed.saturating_mul(limits.ratio).max(SMALL);
        let mut bounded = Bounded {
            input: entry,
            left: allowed,
        };
        Ok(take(&mut bounded))
    }

    /// Reads an entry, or its first bytes.
    pub(super) fn read(
        &self,
        index: usize,
        first: Option<usize>,
        limits: &Limits,
    ) -> Result<Vec<u8>, EntryTrouble> {
        let mut archive = self.archive.clone();
        let entry = archive
            .by_index(index)
            .map_err(|error| EntryTrouble(TroubleKind::BadZip, damaged(&error.to_string())))?;
        packed_soundly(&entry, limits)?;
        if first.is_none() && entry.size() > limits.entry {
            return Err(too_large(entry.size(), entry.compressed_size(), limits));
        }
        // A zip may lie about its sizes: reading stops one byte behind the limit.
        let allowed = limits.entry.min(
            entry
                .compressed_size()
                .saturating_mul(limits.ratio)
                .max(SMALL),
        );
        let wanted = first.map_or(allowed + 1, |n| n as u64);
        let mut bytes = Vec::with_capacity(usize::try_from(entry.size().min(wanted)).unwrap_or(0));
        match entry.take(wanted).read_to_end(&mut bytes) {
            Ok(_) => {}
            Err(_) if self.cut == Some(index) && first.is_some() => {}
            // Half a list of contacts would say that the others are gone.
            Err(_) if self.cut == Some(index) => {
                return Err(EntryTrouble(TroubleKind::BadZip, HALF.to_owned()));
            }
            Err(error) => {
                return Err(EntryTrouble(
                    TroubleKind::BadZip,
                    damaged(&error.to_string()),
                ));
            }
        }
        if bytes.len() as u64 > allowed {
            return Err(EntryTrouble(
                TroubleKind::TooLarge,
                format!("it unpacks to more than the limit of {allowed} bytes; it was not read"),
            ));
        }
        Ok(bytes)
    }
}
