//! Tieline on bytes in memory: what another program, or a page in a browser, calls. No disk, clock, environment or terminal is touched.
//!
//! [`audit`], [`clean`] and [`diff`] take whole files. [`report`](report()) and [`tidy`] read files piece by piece, wherever they lie
//! ([`Ground`]), tell how far they are ([`Watch`]), and hand out what is written of them file by file. A [`Snapshot`] is an audit as audit.json
//! has it; [`load`] reads one that was saved.
//!
//! ```
//! use tieline::memory::{File, Settings};
//!
//! let connections = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
//!                    Nora,Quist,https://www.linkedin.com/in/nora-quist,,Acme,,01 Feb 2026\n";
//! let files = [File { name: "Connections.csv", bytes: connections.as_bytes() }];
//! let settings = Settings { as_of: 1_777_593_600, me: vec!["olga@example.org".to_owned()], ..Settings::default() };
//!
//! let audit = tieline::audit(&files, &settings)?;
//! assert_eq!(audit.people[0].name, "Nora Quist");
//! assert_eq!(audit.people[0].verdict.word(), "nurture");
//! # Ok::<(), tieline::memory::Error>(())
//! ```

mod answers;
pub(crate) mod cleaning;
pub(crate) mod mend;
mod owner;
mod report;
mod tidied;

use std::sync::Arc;

use crate::diff::compare;
use crate::history::Me;
use crate::import::{Context, Source};
use crate::model::intake::FileId;
use crate::model::keys::Region;
use crate::pipeline;
use crate::report::csv;
use crate::snapshot;

use mend::Mending;

pub use crate::files::ground::{Ground, InAnyOrder, Kept};
pub use crate::model::changes::Changes;
pub use crate::model::standing::{Band, Verdict};
pub use crate::reading::Watch;
pub use crate::snapshot::{LoadError, Person, Reason, Snapshot, Standing};
pub use report::{Given, Report, report};
pub use tidied::{Tidied, tidy};

/// A file as its owner exported it, also a zip of several.
#[derive(Debug, Clone, Copy)]
pub struct File<'a> {
    /// Its name, with its folder if several files belong together: `export/messages.csv`.
    pub name: &'a str,
    /// Its content.
    pub bytes: &'a [u8],
}

/// How files are read and people judged.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The instant of the audit, in seconds since 1970; what is later has no effect.
    pub as_of: i64,
    /// Addresses, numbers, profiles or names of the owner.
    pub me: Vec<String>,
    /// The country of phone numbers that are written without one: `DE`.
    pub region: Option<String>,
    /// Whether the owner's own shift is used.
    pub shift: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            as_of: 0,
            me: Vec::new(),
            region: None,
            shift: true,
        }
    }
}

/// Why nothing came of it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// None of the files is of a kind that Tieline reads; why, file by file.
    #[error("none of these files could be read")]
    NothingReadable(Vec<String>),
    /// All of them were written by an earlier audit, or say what was decided on it.
    #[error(
        "these files are from an earlier audit: they are followed once this month's files are among them"
    )]
    OnlyEarlier,
    /// Something that the owner said of themselves.
    #[error("{0}: not an e-mail address, a phone number, a profile link or a name")]
    Me(String),
    /// Nothing of what the owner said of themselves stands in any of the files.
    #[error(
        "{0}: nobody in these files; give an e-mail address or a phone number of yours, or your name as your files have it"
    )]
    Unknown(String),
    /// A country.
    #[error("{0}: no country has this code; give two letters such as DE")]
    Region(String),
    /// The audit could not be put down.
    #[error("{0}")]
    Saved(#[from] serde_json::Error),
}

/// Judges everybody whom the files name, as `tieline audit --no-book` does; see the example of [`memory`](self).
///
/// # Errors
/// Where no file can be read, or a setting cannot be used.
pub fn audit(files: &[File<'_>], settings: &Settings) -> Result<Snapshot, Error> {
    let (context, me) = settled(settings)?;
    let given = files.iter().map(|file| Given {
        name: file.name.to_owned(),
        ground: Arc::new(Kept(file.bytes.into())),
    });
    let imported = report::read(&given.collect::<Vec<_>>(), &context, &Unwatched)?;
    let options = report::options(settings, me);
    let audit = pipeline::audit(imported, &options);
    Ok(Snapshot::of(&audit))
}

/// A contact file, mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleaned {
    /// What it was called.
    pub name: String,
    /// The copy, in the form of the file.
    pub bytes: Vec<u8>,
    /// How many values were changed.
    pub changes: usize,
    /// Every change, as `changes.csv` has it.
    pub list: Vec<u8>,
}

/// Mends each file that holds contacts, as `tieline clean --no-merge` does; others are left out.
///
/// ```
/// use tieline::memory::{File, Settings};
///
/// let card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Nora  Quist\r\nN:Quist;Nora;;;\r\nEND:VCARD\r\n";
/// let files = [File { name: "book.vcf", bytes: card.as_bytes() }];
///
/// let cleaned = tieline::clean(&files, &Settings::default())?;
/// let copy = String::from_utf8_lossy(&cleaned[0].bytes);
/// assert!(copy.contains("FN:Nora Quist\r\n"));
/// assert_eq!(cleaned[0].changes, 1);
/// # Ok::<(), tieline::memory::Error>(())
/// ```
///
/// # Errors
/// Where a setting cannot be used.
pub fn clean(files: &[File<'_>], settings: &Settings) -> Result<Vec<Cleaned>, Error> {
    let (context, _) = settled(settings)?;
    let mending = Mending::whole(&context, false);
    let cleaned = sources(files).filter_map(|source| {
        let alone = Source {
            file: FileId(0),
            ..source
        };
        let (imported, mended) = mending.read(alone)?;
        let mended = mended?;
        let mut list = Vec::new();
        csv::fixes(&mended.changes, &[imported.report], &mut list).ok()?;
        Some(Cleaned {
            name: mended.name,
            bytes: mended.parts.concat(),
            changes: mended.changes.len(),
            list,
        })
    });
    Ok(cleaned.collect())
}

/// What is different between two audits, and why, as `tieline diff` tells it.
///
/// ```
/// use tieline::memory::{File, Settings};
///
/// let files = [File { name: "book.csv", bytes: b"Name,E-mail\nNora Quist,nora@example.org\n" }];
/// let month = |as_of| Settings { as_of, ..Settings::default() };
/// let (old, new) = (tieline::audit(&files, &month(1_775_001_600))?, tieline::audit(&files, &month(1_777_593_600))?);
///
/// let changes = tieline::diff(&old, &new);
/// assert!(changes.moved.is_empty() && changes.gone.is_empty());
/// # Ok::<(), tieline::memory::Error>(())
/// ```
pub fn diff(old: &Snapshot, new: &Snapshot) -> Changes {
    compare(old, new)
}

/// Loads an audit as it was saved, `audit.json` say, to compare it with another one.
///
/// # Errors
/// Where the text is no audit, or of a later version.
pub fn load(text: &str) -> Result<Snapshot, LoadError> {
    snapshot::load(text)
}

fn settled(settings: &Settings) -> Result<(Context, Me), Error> {
    let region = match &settings.region {
        Some(code) => Some(Region::parse(code).ok_or_else(|| Error::Region(code.clone()))?),
        None => None,
    };
    let mut me = Me::default();
    for text in &settings.me {
        if !me.take(text, region) {
            return Err(Error::Me(text.clone()));
        }
    }
    let context = Context {
        region,
        as_of: settings.as_of,
        own: me.emails.clone(),
        ..Context::default()
    };
    Ok((context, me))
}

/// Nobody looks on.
struct Unwatched;

impl Watch for Unwatched {
    fn expect(&self, _: u64) {}
    fn says(&self, _: &str) {}
    fn read(&self, _: u64) {}
}

fn sources<'a>(files: &'a [File<'a>]) -> impl Iterator<Item = Source<'a>> {
    (0..).map(FileId).zip(files).map(|(file, given)| Source {
        file,
        name: given.name,
        bytes: given.bytes,
    })
}
