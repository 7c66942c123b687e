//! What a spreadsheet saves as its own: told from an archive of exports, so that its sheets are read, or its owner hears what to do
//! instead.

use std::io::{Cursor, Read, Seek};

use zip::ZipArchive;

use super::TroubleKind;
use super::workbook::DAMAGED;
use crate::import::outlook::msg;

/// A part by which a zip is known as a document, and what to say of it.
const PARTS: [(&str, TroubleKind, &str); 7] = [
    ("xl/workbook.xml", TroubleKind::Workbook, DAMAGED),
    ("xl/workbook.bin", TroubleKind::Workbook, DAMAGED),
    ("word/document.xml", TroubleKind::Document, DOCUMENT),
    ("ppt/presentation.xml", TroubleKind::Document, DOCUMENT),
    ("Index/Slide.iwa", TroubleKind::Document, DOCUMENT),
    ("Index/Document.iwa", TroubleKind::Workbook, NUMBERS),
    ("META-INF/manifest.xml", TroubleKind::Document, DOCUMENT),
];

const NUMBERS: &str = "a Numbers document; export it from Numbers as CSV and give that";
const OLD: &str = "a Microsoft Office file; if it is a table, save it as CSV and give that";
const DOCUMENT: &str = "an office document; not read";

/// What an archive of this name is if it is no archive of files but a document.
pub fn of_zip<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    name: &str,
) -> Option<(TroubleKind, &'static str)> {
    let (_, kind, words) = PARTS
        .into_iter()
        .find(|(part, ..)| archive.index_for_name(part).is_some())?;
    if is_calc(archive) {
        return Some((TroubleKind::Workbook, DAMAGED));
    }
    // The programs of Apple build their documents alike; only the name tells a letter from a table.
    let is_text = [".pages", ".key"]
        .iter()
        .any(|ending| name.to_lowercase().ends_with(ending));
    if words == NUMBERS && is_text {
        return Some((TroubleKind::Document, DOCUMENT));
    }
    Some((kind, words))
}

/// Whether an OpenDocument file says that it is a spreadsheet, as its first entry does.
fn is_calc<R: Read + Seek>(archive: &mut ZipArchive<R>) -> bool {
    let mut said = String::new();
    let kind = archive
        .by_name("mimetype")
        .is_ok_and(|entry| entry.take(100).read_to_string(&mut said).is_ok());
    kind && said.starts_with("application/vnd.oasis.opendocument.spreadsheet")
}

/// What to say of the bytes of a file that is a spreadsheet in the form of its program; `None` if it is anything else.
pub fn workbook(bytes: &[u8], name: &str) -> Option<&'static str> {
    let (kind, words) = told(bytes, name)?;
    (kind == TroubleKind::Workbook).then_some(words)
}

/// What the bytes of a file are, if an office program wrote them.
pub fn told(bytes: &[u8], name: &str) -> Option<(TroubleKind, &'static str)> {
    let zipped = || of_zip(&mut ZipArchive::new(Cursor::new(bytes)).ok()?, name);
    of_head(bytes, name).or_else(zipped)
}

/// The same by the first bytes of a file: the compound files of Office before 2007, of which Outlook's messages are read as mail.
pub fn of_head(head: &[u8], name: &str) -> Option<(TroubleKind, &'static str)> {
    let is_other = head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
        && !msg::claims(name, head);
    is_other.then_some((TroubleKind::Workbook, OLD))
}
