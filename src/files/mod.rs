//! Paths → the files behind them: folders are walked, zips and tars are opened, private files of an export are left alone.
//!
//! Nothing is written, and nothing is unpacked to disk.

mod alike;
mod archive;
#[cfg(feature = "program")]
mod disk;
pub mod ground;
#[cfg(feature = "program")]
pub mod limited;
mod lists;
mod mend;
mod office;
#[cfg(feature = "program")]
pub mod outdir;
#[cfg(feature = "program")]
pub mod outputs;
mod own;
mod tar;
mod window;
mod workbook;

use std::io::{self, Cursor, Read};
use std::sync::Arc;

use archive::{Inner, Zip};
use ground::Ground;
use outlook_pst::PstReader;
use window::Window;
use workbook::Sheet;

use crate::import;

pub use archive::Limits;
#[cfg(feature = "program")]
pub use disk::discover;
pub use lists::{Answered, answers};
pub use office::workbook as words_of_workbook;

/// How much of a file is read to recognise it.
const HEAD: usize = 64 * 1024;

/// A file of this run.
#[derive(Debug)]
pub struct Found {
    /// The file as given; inside a folder or an archive with its path there.
    pub name: String,
    /// Whether it was named on the command line and not found in a folder or zip.
    pub named: bool,
    /// The day on which an archive says that it was packed.
    pub packed: Option<chrono::NaiveDate>,
    size: u64,
    place: Place,
    /// What another program keeps beside it.
    log: Option<Box<Found>>,
}

#[derive(Debug)]
enum Place {
    /// A file as it was given.
    Given(Arc<dyn Ground>),
    /// An entry of a zip.
    Zip(Zip<Window>, usize),
    /// An entry of a zip within a zip that is in memory.
    KeptZip(Inner, usize),
    /// An entry of a zip within a zip, by its number there.
    NestedZip(Zip<Window>, usize, usize),
    Memory(Vec<u8>),
    /// An entry of a tar, from this offset on.
    Slice {
        ground: Arc<dyn Ground>,
        offset: u64,
    },
    /// An entry of a packed tar that is too large to be kept, and its beginning.
    Packed {
        ground: Arc<dyn Ground>,
        index: usize,
        head: Vec<u8>,
    },
}

/// Something about a path or an archive that is to be reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// The file or entry.
    pub name: String,
    /// What kind of trouble.
    pub kind: TroubleKind,
    /// In words.
    pub message: String,
}

/// What kind of trouble a file makes before anything of it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TroubleKind {
    /// Missing, or may not be read.
    Unreadable,
    /// A damaged zip.
    BadZip,
    /// A zip of which all or some is locked with a password.
    Locked,
    /// An entry whose path leaves the folder.
    UnsafePath,
    /// An entry that unpacks to more than the limit.
    TooLarge,
    /// A private file of the export, left unopened.
    Sensitive,
    /// A spreadsheet in the form of its program.
    Workbook,
    /// A document of an office program.
    Document,
    /// A pipe, a socket or a device.
    NoFile,
    /// Something that Tieline wrote.
    Own,
}

/// What stands behind the given paths.
#[derive(Debug, Default)]
pub struct Discovery {
    /// Files, folders and archives walked in order of name.
    pub files: Vec<Found>,
    /// What could not be.
    pub troubles: Vec<Trouble>,
}

/// How much is unpacked, and which files are never opened.
pub type Bounds<'a> = (&'a Limits, fn(&str) -> bool);

impl Discovery {
    /// A file that was given alone or, where its name has a folder before it, as part of that folder.
    pub fn within(&mut self, name: &str, ground: Arc<dyn Ground>, bounds: Bounds<'_>) {
        if !archive::is_hidden(name) {
            self.given(name, !name.contains('/'), ground, bounds);
        }
    }

    /// Everything that was given is there: what Tieline wrote itself is left out.
    pub fn end(mut self, limits: &Limits) -> Self {
        self.leave_own_out(limits);
        self
    }

    /// A file that was given: itself, or what is in it.
    pub fn given(
        &mut self,
        name: &str,
        named: bool,
        ground: Arc<dyn Ground>,
        (limits, is_private): Bounds<'_>,
    ) {
        if is_private(name) {
            return self.trouble(name, TroubleKind::Sensitive, PRIVATE.to_owned());
        }
        let beginning = ground
            .size()
            .and_then(|size| Ok((size, head_of(&*ground)?)));
        let (size, head) = match beginning {
            Ok(beginning) => beginning,
            Err(error) => return self.trouble(name, TroubleKind::Unreadable, io_words(&error)),
        };
        if archive::is_zip(&head) {
            return archive::entries(self, &ground, name, named, (limits, is_private));
        }
        if let Some(packing) = tar::packing(&head) {
            return tar::entries(self, &ground, name, packing, (limits, is_private));
        }
        if let Some(told) = office::of_head(&head, name) {
            return match ground::whole(&*ground, limits.entry) {
                Ok(bytes) => self.workbook(name, &bytes, told, named),
                Err(error) => self.trouble(name, TroubleKind::Unreadable, error.to_string()),
            };
        }
        self.files.push(Found {
            name: name.to_owned(),
            named,
            packed: None,
            size,
            place: Place::Given(ground),
            log: None,
        });
    }

    /// The sheets of a workbook, each as a file in it; what to say of it if it has none that can be read.
    fn workbook(
        &mut self,
        name: &str,
        bytes: &[u8],
        (kind, words): (TroubleKind, &str),
        named: bool,
    ) {
        if kind != TroubleKind::Workbook {
            return self.trouble(name, kind, words.to_owned());
        }
        let sheets = match workbook::sheets(bytes) {
            Ok(sheets) => sheets,
            // What is no workbook at all, a letter of old Office say, is told by its own words.
            Err(_) if !import::is_workbook(name) => {
                return self.trouble(name, kind, words.to_owned());
            }
            Err(words) => return self.trouble(name, kind, words.to_owned()),
        };
        let (hidden, shown): (Vec<Sheet>, Vec<Sheet>) =
            sheets.into_iter().partition(|sheet| sheet.hidden);
        if shown.is_empty() {
            self.trouble(name, kind, NO_SHEET.to_owned());
        }
        let alone = shown.len() == 1;
        let within = |sheet: &str| format!("{name}/{}", sheet.replace(['/', '\\'], "-"));
        self.files.extend(shown.into_iter().map(|sheet| Found {
            name: match alone {
                true => name.to_owned(),
                false => within(&sheet.name),
            },
            named,
            packed: None,
            size: sheet.csv.len() as u64,
            place: Place::Memory(sheet.csv),
            log: None,
        }));
        for sheet in hidden {
            let name = within(&sheet.name);
            self.trouble(&name, TroubleKind::Document, HIDDEN.to_owned());
        }
    }

    fn trouble(&mut self, name: &str, kind: TroubleKind, message: String) {
        self.troubles.push(Trouble {
            name: name.to_owned(),
            kind,
            message,
        });
    }
}

/// The largest packed file that is read in any order, in bytes.
const IN_MEMORY: u64 = 1 << 30;
const UNPACK: &str =
    "too large to be read within an archive; unpack the archive and give this file itself";
const NO_SHEET: &str = "a workbook without a sheet that holds anything";
const HIDDEN: &str = "a hidden sheet; it was not read; unhide it if it holds contacts";
const PRIVATE: &str = "a private file of the export; it was not opened";

/// What operating systems leave lying about.
fn is_clutter(name: &str) -> bool {
    name.starts_with('.') && name != own::LIST
        || name == "__MACOSX"
        || name.eq_ignore_ascii_case("thumbs.db")
        || name.eq_ignore_ascii_case("desktop.ini")
}

/// An error of the operating system in words that say what to do.
pub fn io_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder; check the path".to_owned(),
        io::ErrorKind::PermissionDenied => "you may not read it; check its permissions".to_owned(),
        _ if is_in_use(error) => {
            "another program has it open; close it there and try again".to_owned()
        }
        _ => error.to_string(),
    }
}

/// Whether Windows refuses a file because another program keeps it for itself: a sharing violation, or a locked part of it.
fn is_in_use(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33))
}

fn head_of(ground: &dyn Ground) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    ground.open()?.take(HEAD as u64).read_to_end(&mut head)?;
    Ok(head)
}

impl Found {
    /// Bytes of the file, as far as the folder or archive tells.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The beginning of the file.
    pub fn head(&self, limits: &Limits) -> Result<Vec<u8>, Trouble> {
        match &self.place {
            Place::Given(ground) => head_of(&**ground)
                .map_err(|error| self.trouble(TroubleKind::Unreadable, io_words(&error))),
            Place::Memory(bytes) => Ok(bytes[..bytes.len().min(HEAD)].to_vec()),
            Place::Packed { head, .. } => Ok(head.clone()),
            Place::Slice { ground, offset } => {
                self.slice(&**ground, *offset, self.size.min(HEAD as u64))
            }
            Place::Zip(zip, index) => zip
                .read(*index, Some(HEAD), limits)
                .map_err(|t| t.of(&self.name)),
            Place::KeptZip(zip, index) => zip
                .read(*index, Some(HEAD), limits)
                .map_err(|t| t.of(&self.name)),
            Place::NestedZip(zip, outer, index) => {
                self.nested(zip, *outer, *index, Some(HEAD), limits)
            }
        }
    }

    /// Hands the file to `take` as a stream; it may be larger than memory.
    pub fn stream<T>(
        &self,
        limits: &Limits,
        take: impl FnOnce(&mut dyn Read) -> T,
    ) -> Result<T, Trouble> {
        match &self.place {
            Place::Given(ground) => match ground.open() {
                Ok(mut file) => Ok(take(&mut file)),
                Err(error) => Err(self.trouble(TroubleKind::Unreadable, io_words(&error))),
            },
            Place::Zip(zip, index) => zip
                .stream(*index, limits, take)
                .map_err(|t| t.of(&self.name)),
            Place::KeptZip(zip, index) => zip
                .stream(*index, limits, take)
                .map_err(|t| t.of(&self.name)),
            Place::Memory(bytes) => Ok(take(&mut bytes.as_slice())),
            Place::NestedZip(..) => Ok(take(&mut self.bytes(limits)?.as_slice())),
            Place::Slice { ground, offset } => match tar::slice(&**ground, *offset, self.size) {
                Ok(mut part) => Ok(take(&mut part)),
                Err(error) => Err(self.trouble(TroubleKind::Unreadable, io_words(&error))),
            },
            Place::Packed { ground, index, .. } => tar::stream(&**ground, *index, take)
                .map_err(|(kind, message)| self.trouble(kind, message)),
        }
    }

    /// Hands a file to `take` that is read in any order. One that is packed has to fit into memory.
    pub fn seekable<T>(
        &self,
        limits: &Limits,
        take: impl FnOnce(&(dyn Fn() -> io::Result<Box<dyn PstReader>> + Sync)) -> T,
    ) -> Result<T, Trouble> {
        if let Place::Given(ground) = &self.place {
            return Ok(take(&|| Ok(Box::new(ground.open()?))));
        }
        if self.size > IN_MEMORY {
            return Err(self.trouble(TroubleKind::TooLarge, UNPACK.to_owned()));
        }
        let bytes: Arc<[u8]> = self.bytes(limits)?.into();
        Ok(take(&|| Ok(Box::new(Cursor::new(Arc::clone(&bytes))))))
    }

    /// Takes what another program keeps beside this file, and is read with it.
    pub fn attach(&mut self, log: Self) {
        self.log = Some(Box::new(log));
    }

    /// What another program keeps beside this file: what was attached, else the file of this ending beside it.
    pub fn beside(&self, ending: &str, limits: &Limits) -> Option<Result<Vec<u8>, Trouble>> {
        if let Some(log) = &self.log {
            return Some(log.bytes(limits));
        }
        let Place::Given(ground) = &self.place else {
            return None;
        };
        let trouble = |error| Trouble {
            name: format!("{}{ending}", self.name),
            ..self.trouble(TroubleKind::Unreadable, io_words(&error))
        };
        Some(ground.beside(ending)?.map_err(trouble))
    }

    /// The whole file.
    pub fn bytes(&self, limits: &Limits) -> Result<Vec<u8>, Trouble> {
        match &self.place {
            Place::Given(ground) => ground::whole(&**ground, u64::MAX - 1)
                .map_err(|error| self.trouble(TroubleKind::Unreadable, io_words(&error))),
            Place::Memory(bytes) => Ok(bytes.clone()),
            Place::Zip(zip, index) => zip.read(*index, None, limits).map_err(|t| t.of(&self.name)),
            Place::KeptZip(zip, index) => {
                zip.read(*index, None, limits).map_err(|t| t.of(&self.name))
            }
            Place::NestedZip(zip, outer, index) => self.nested(zip, *outer, *index, None, limits),
            Place::Slice { ground, offset } => self.slice(&**ground, *offset, self.size),
            Place::Packed { .. } => {
                let mut bytes = Vec::new();
                let limit = limits.entry;
                let read = self.stream(limits, |input| {
                    input.take(limit + 1).read_to_end(&mut bytes)
                })?;
                match read {
                    Ok(read) if read as u64 <= limit => Ok(bytes),
                    Ok(_) => {
                        let message =
                            format!("more than the limit of {limit} bytes; it was not read");
                        Err(self.trouble(TroubleKind::TooLarge, message))
                    }
                    Err(error) => Err(self.trouble(TroubleKind::BadZip, error.to_string())),
                }
            }
        }
    }

    /// Of a zip within a zip that is too large to be kept, an entry or its first bytes.
    fn nested(
        &self,
        outer: &Zip<Window>,
        at: usize,
        index: usize,
        first: Option<usize>,
        limits: &Limits,
    ) -> Result<Vec<u8>, Trouble> {
        let inner = outer.read(at, None, limits).and_then(Inner::within);
        let read = inner.and_then(|inner| inner.read(index, first, limits));
        read.map_err(|trouble| trouble.of(&self.name))
    }

    fn slice(&self, ground: &dyn Ground, offset: u64, size: u64) -> Result<Vec<u8>, Trouble> {
        let mut bytes = Vec::new();
        tar::slice(ground, offset, size)
            .and_then(|mut part| part.read_to_end(&mut bytes))
            .map_err(|error| self.trouble(TroubleKind::Unreadable, io_words(&error)))?;
        Ok(bytes)
    }

    fn trouble(&self, kind: TroubleKind, message: String) -> Trouble {
        Trouble {
            name: self.name.clone(),
            kind,
            message,
        }
    }
}
