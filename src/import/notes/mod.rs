//! What the owner wrote down: a log of one line per touch, and pages about people in Markdown, org and INI.

mod ini;
pub mod log;
mod markdown;
mod org;
mod page;

use crate::import::text::Decoded;
use crate::import::{Context, Source};
use crate::model::intake::Imported;

/// A kind of notes.
#[derive(Debug, Clone, Copy)]
pub struct NoteFormat {
    /// What the import report calls it.
    pub kind: &'static str,
    /// Whether a text that begins so, in a file of this name, is one.
    pub claims: fn(&str, &str) -> bool,
    /// Reads it.
    pub read: fn(Source<'_>, &Decoded<'_>, &Context) -> Imported,
}

/// Every kind of notes. No two claim one text.
pub const FORMATS: &[NoteFormat] = &[log::FORMAT, markdown::FORMAT, org::FORMAT, ini::FORMAT];
