//! What is written for people and for other programs: an audit, or the changes between two, → text, Markdown, HTML, CSV,
//! JSON.
//!
//! Nothing here decides anything: it chooses words and columns. Text of files is made safe for where it goes: `plain`
//! for a terminal, `cell` for a spreadsheet, `markdown::escape` for Markdown.

pub mod backtest;
pub(crate) mod brief;
pub mod cell;
pub mod changes;
mod cleaning;
pub mod convert;
pub mod csv;
pub(crate) mod found;
pub(crate) mod hygiene;
mod intake;
pub mod json;
pub mod markdown;
pub mod person;
pub mod plain;
pub(crate) mod plan;
pub(crate) mod review;
pub mod shown;
mod side;
pub mod terminal;
mod waterfall;
pub(crate) mod workbook;
pub(crate) use waterfall::field_word;
pub mod words;

#[cfg(test)]
mod hygiene_sample;
#[cfg(test)]
pub(crate) mod sample;
