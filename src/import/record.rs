//! The cells of one record of a table, which lie in its text and are copied only where quotation marks stand doubled in them.

use std::borrow::Cow;

use memchr::{memchr, memchr3};

/// Reads the record that begins at an offset, as RFC 4180 wants it written, and gives the offset behind it. Of a record that is written
/// otherwise nothing is known: `None`.
pub fn read<'t>(
    text: &'t str,
    mut at: usize,
    delimiter: u8,
    cells: &mut Vec<Cow<'t, str>>,
) -> Option<usize> {
    let bytes = text.as_bytes();
    cells.clear();
    loop {
        let start = at;
        if bytes.get(start) == Some(&b'"') {
            at = end_of_quoted(bytes, start + 1)?;
            cells.push(unquoted(&text[start + 1..at - 1]));
        } else {
            at += memchr3(delimiter, b'\n', b'\r', &bytes[at..]).unwrap_or(bytes.len() - at);
            cells.push(Cow::Borrowed(&text[start..at]));
        }
        match bytes[at..] {
            [byte, ..] if byte == delimiter => at += 1,
            [] => return Some(at),
            [b'\n', ..] => return Some(at + 1),
            [b'\r', b'\n', ..] => return Some(at + 2),
            _ => return None,
        }
    }
}

/// What stands between quotation marks; those within stand doubled.
fn unquoted(inner: &str) -> Cow<'_, str> {
    match memchr(b'"', inner.as_bytes()) {
        Some(_) => Cow::Owned(inner.replace("\"\"", "\"")),
        None => Cow::Borrowed(inner),
    }
}

/// Whether the quotes of a record are as RFC 4180 wants them: at the beginning and the end of a cell, doubled inside.
pub fn is_sound(raw: &str, delimiter: u8) -> bool {
    let bytes = raw.as_bytes();
    let mut at = 0;
    loop {
        if bytes.get(at) == Some(&b'"') {
            match end_of_quoted(bytes, at + 1) {
                Some(end) => at = end,
                None => return false,
            }
        } else {
            at = memchr::memchr2(delimiter, b'\n', &bytes[at..])
                .map_or(bytes.len(), |step| at + step);
        }
        match bytes.get(at) {
            None => return true,
            Some(&byte) if byte == delimiter => at += 1,
            Some(_) => return false,
        }
    }
}

/// The offset behind the closing quote.
fn end_of_quoted(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += memchr(b'"', bytes.get(at..)?)? + 1;
        if bytes.get(at) != Some(&b'"') {
            return Some(at);
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::table::reader;
    use csv::StringRecord;
    use proptest::prelude::{prop_assert_eq, proptest};

    proptest! {
        #[test]
        fn what_is_read_is_what_the_csv_crate_reads(text in "[a\",\r\n ]{1,24}") {
            let text = text.trim_start_matches(['\r', '\n']);
            let mut cells = Vec::new();
            if text.is_empty() {
                return Ok(());
            }
            if let Some(end) = read(text, 0, b',', &mut cells) {
                let mut reader = reader(text.as_bytes(), b',');
                let mut record = StringRecord::new();
                prop_assert_eq!(reader.read_record(&mut record).ok(), Some(true));
                let breaks = |at: usize| text[at..].trim_start_matches(['\r', '\n']).len();
                prop_assert_eq!(breaks(reader.position().byte() as usize), breaks(end));
                prop_assert_eq!(record.iter().collect::<Vec<_>>(), cells);
            }
        }
    }
}
