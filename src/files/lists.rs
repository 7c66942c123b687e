//! A file in which the owner decided: a list as text, or a workbook with such a list in a sheet.

use super::workbook;
use crate::import::decisions::{self, Answers, Refused};

/// Answers with the place where they stand, and what of them cannot be taken.
pub type Answered = (String, Answers, Vec<Refused>);

/// What a file says; nothing if it is no such list.
pub fn answers(name: &str, bytes: &[u8]) -> Vec<Answered> {
    if let Some((answers, refused)) = decisions::read(bytes) {
        return vec![(name.to_owned(), answers, refused)];
    }
    let sheets = workbook::sheets(bytes).unwrap_or_default();
    let read = sheets.iter().filter_map(|sheet| {
        let (answers, refused) = decisions::read(&sheet.csv)?;
        Some((format!("{name}, sheet {}", sheet.name), answers, refused))
    });
    read.collect()
}
