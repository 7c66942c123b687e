//! Bytes of one file → cards, exchanges, ties, and what was wrong with them.
//!
//! A format is a row of a table: what it is called, how its content is recognised, how it is read.
//! Nothing here knows a clock, a home folder, an environment or a terminal.

pub mod text;
pub mod vcard;

use crate::model::intake::FileId;
use crate::model::keys::Region;

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

/// What the owner said that reading depends on.
#[derive(Debug, Clone, Copy)]
pub struct Context {
    /// The country of phone numbers that are written without one.
    pub region: Option<Region>,
    /// The zone of times that are written without one.
    pub zone: chrono_tz::Tz,
}

impl Default for Context {
    fn default() -> Self {
        Self { region: None, zone: chrono_tz::UTC }
    }
}
