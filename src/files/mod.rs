//! Paths → the files behind them: folders are walked, zips and tars are opened, private files of an export are left alone.
//!
//! Nothing is written, and nothing is unpacked to disk.

mod alike;
mod archive;
mod disk;
pub mod limited;
mod mend;
mod office;
pub mod outdir;
mod own;
mod tar;
mod workbook;

use std::fs::{self, File};
use std::io::{self, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use archive::{Inner, Zip};
use disk::Disk;
use outlook_pst::PstReader;
use workbook::Sheet;

use crate::import;

pub use archive::Limits;
pub use office::workbook as words_of_workbook;
pub use own::is_audit;
pub use workbook::sheets;

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
    Disk(PathBuf),
    /// An entry of a zip.
    Zip(Zip<Disk>, usize),
    /// An entry of a zip within a zip that is in memory.
    KeptZip(Inner, usize),
    /// An entry of a zip within a zip, by its number there.
    NestedZip(Zip<Disk>, usize, usize),
    Memory(Vec<u8>),
    /// An entry of a tar, from this offset on.
    Slice {
        path: PathBuf,
        offset: u64,
    },
    /// An entry of a packed tar that is too large to be kept, and its beginning.
    Packed {
        path: PathBuf,
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

/// Looks behind paths; `-` is standard input. `is_private` names the files that are never opened.
pub fn discover(paths: &[PathBuf], limits: &Limits, is_private: fn(&str) -> bool) -> Discovery {
    let mut discovery = Discovery::default();
    for path in paths {
        if path.as_os_str() == "-" {
            discovery.standard_input(limits);
        } else {
            discovery.path(path, path, true, limits, is_private);
        }
    }
    discovery
}

impl Discovery {
    fn standard_input(&mut self, limits: &Limits) {
        let mut bytes = Vec::new();
        match io::stdin()
            .lock()
            .take(limits.entry)
            .read_to_end(&mut bytes)
        {
            Ok(size) => self.files.push(Found {
                name: "-".to_owned(),
                named: true,
                packed: None,
                size: size as u64,
                place: Place::Memory(bytes),
                log: None,
            }),
            Err(error) => self.trouble(
                "-",
                TroubleKind::Unreadable,
                format!("standard input cannot be read: {error}"),
            ),
        }
    }

    fn path(
        &mut self,
        path: &Path,
        root: &Path,
        named: bool,
        limits: &Limits,
        is_private: fn(&str) -> bool,
    ) {
        let name = path.display().to_string();
        if !named && is_private(&name) {
            return self.trouble(&name, TroubleKind::Sensitive, PRIVATE.to_owned());
        }
        let metadata = match fs::metadata(path) {
            Ok(metadata) => metadata,
            Err(error) => return self.trouble(&name, TroubleKind::Unreadable, io_words(&error)),
        };
        if metadata.is_dir() {
            return self.folder(path, root, limits, is_private);
        }
        if is_private(&name) {
            return self.trouble(&name, TroubleKind::Sensitive, PRIVATE.to_owned());
        }
        // Whoever opens a pipe waits until somebody writes into it; one that is named has a writer.
        if !named && !metadata.is_file() {
            let message = "a pipe, socket or device and no file; it was not opened";
            return self.trouble(&name, TroubleKind::NoFile, message.to_owned());
        }
        match head_of(path) {
            Ok(head) if archive::is_zip(&head) => {
                archive::entries(self, path, &name, named, (limits, is_private))
            }
            Ok(head) => match tar::packing(&head) {
                Some(packing) => tar::entries(self, path, &name, packing, (limits, is_private)),
                None => match office::of_head(&head, &name) {
                    Some(told) => match limited::read(path, limits.entry) {
                        Ok(bytes) => self.workbook(&name, &bytes, told, named),
                        Err(error) => {
                            self.trouble(&name, TroubleKind::Unreadable, error.to_string());
                        }
                    },
                    None => self.files.push(Found {
                        name,
                        named,
                        packed: None,
                        size: metadata.len(),
                        place: Place::Disk(path.to_owned()),
                        log: None,
                    }),
                },
            },
            Err(error) => self.trouble(&name, TroubleKind::Unreadable, io_words(&error)),
        }
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

    fn folder(
        &mut self,
        folder: &Path,
        root: &Path,
        limits: &Limits,
        is_private: fn(&str) -> bool,
    ) {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => {
                return self.trouble(
                    &folder.display().to_string(),
                    TroubleKind::Unreadable,
                    io_words(&error),
                );
            }
        };
        let mut inside: Vec<PathBuf> = entries
            .filter_map(|entry| entry.ok().map(|entry| entry.path()))
            .collect();
        inside.sort();
        if own::is_audit(folder) {
            let found = inside.len();
            inside.retain(|path| !own::is_written(path));
            let message = format!(
                "Tieline wrote {} of the files in this folder itself; they are no input and were not read",
                found - inside.len()
            );
            self.trouble(&folder.display().to_string(), TroubleKind::Own, message);
        }
        for path in inside {
            let hidden = path
                .file_name()
                .is_some_and(|n| is_clutter(&n.to_string_lossy()));
            if own::is_staging(&path) {
                let message = "a run of Tieline that has not come to its end writes here; it is no input and was not read";
                self.trouble(
                    &path.display().to_string(),
                    TroubleKind::Own,
                    message.to_owned(),
                );
                continue;
            }
            let loops = path.is_symlink()
                && path
                    .canonicalize()
                    .is_ok_and(|real| root.canonicalize().is_ok_and(|root| root.starts_with(real)));
            if (!hidden || is_mail_folder(&path)) && !loops {
                self.path(&path, root, false, limits, is_private);
            }
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
    name.starts_with('.')
        || name == "__MACOSX"
        || name.eq_ignore_ascii_case("thumbs.db")
        || name.eq_ignore_ascii_case("desktop.ini")
}

/// Maildir++ begins the names of subfolders with a full stop: `.Sent`.
fn is_mail_folder(path: &Path) -> bool {
    path.join("cur").is_dir() && path.join("new").is_dir()
}

/// An error of the operating system in words that say what to do.
fn io_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder; check the path".to_owned(),
        io::ErrorKind::PermissionDenied => "you may not read it; check its permissions".to_owned(),
        _ => error.to_string(),
    }
}

fn head_of(path: &Path) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    File::open(path)?.take(HEAD as u64).read_to_end(&mut head)?;
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
            Place::Disk(path) => head_of(path)
                .map_err(|error| self.trouble(TroubleKind::Unreadable, io_words(&error))),
            Place::Memory(bytes) => Ok(bytes[..bytes.len().min(HEAD)].to_vec()),
            Place::Packed { head, .. } => Ok(head.clone()),
            Place::Slice { path, offset } => self.slice(path, *offset, self.size.min(HEAD as u64)),
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
            Place::Disk(path) => match File::open(path) {
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
            Place::Slice { path, offset } => match tar::slice(path, *offset, self.size) {
                Ok(mut part) => Ok(take(&mut part)),
                Err(error) => Err(self.trouble(TroubleKind::Unreadable, io_words(&error))),
            },
            Place::Packed { path, index, .. } => tar::stream(path, *index, take)
                .map_err(|(kind, message)| self.trouble(kind, message)),
        }
    }

    /// Hands a file to `take` that is read in any order. One that is packed has to fit into memory.
    pub fn seekable<T>(
        &self,
        limits: &Limits,
        take: impl FnOnce(&(dyn Fn() -> io::Result<Box<dyn PstReader>> + Sync)) -> T,
    ) -> Result<T, Trouble> {
        if let Place::Disk(path) = &self.place {
            return Ok(take(&|| Ok(Box::new(File::open(path)?))));
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

    /// What another program keeps beside this file: what was attached, else the file of this ending beside it on the disk.
    pub fn beside(&self, ending: &str, limits: &Limits) -> Option<Result<Vec<u8>, Trouble>> {
        if let Some(log) = &self.log {
            return Some(log.bytes(limits));
        }
        let Place::Disk(path) = &self.place else {
            return None;
        };
        let mut path = path.clone().into_os_string();
        path.push(ending);
        let trouble = |error| Trouble {
            name: format!("{}{ending}", self.name),
            ..self.trouble(TroubleKind::Unreadable, io_words(&error))
        };
        let is_file = Path::new(&path).is_file();
        is_file.then(|| fs::read(&path).map_err(trouble))
    }

    /// The whole file.
    pub fn bytes(&self, limits: &Limits) -> Result<Vec<u8>, Trouble> {
        match &self.place {
            Place::Disk(path) => fs::read(path)
                .map_err(|error| self.trouble(TroubleKind::Unreadable, io_words(&error))),
            Place::Memory(bytes) => Ok(bytes.clone()),
            Place::Zip(zip, index) => zip.read(*index, None, limits).map_err(|t| t.of(&self.name)),
            Place::KeptZip(zip, index) => {
                zip.read(*index, None, limits).map_err(|t| t.of(&self.name))
            }
            Place::NestedZip(zip, outer, index) => self.nested(zip, *outer, *index, None, limits),
            Place::Slice { path, offset } => self.slice(path, *offset, self.size),
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
        outer: &Zip<Disk>,
        at: usize,
        index: usize,
        first: Option<usize>,
        limits: &Limits,
    ) -> Result<Vec<u8>, Trouble> {
        let inner = outer.read(at, None, limits).and_then(Inner::within);
        let read = inner.and_then(|inner| inner.read(index, first, limits));
        read.map_err(|trouble| trouble.of(&self.name))
    }

    fn slice(&self, path: &Path, offset: u64, size: u64) -> Result<Vec<u8>, Trouble> {
        let mut bytes = Vec::new();
        tar::slice(path, offset, size)
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
