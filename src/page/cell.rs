//! The data of the page as JSON: lists without names of fields, strings that occur twice kept once.

use std::collections::HashMap;
use std::io::{self, Write};
use std::rc::Rc;

use serde::ser::{Serialize, Serializer};
use serde_json::ser::Formatter;

use crate::report::plain::{is_unsafe, plain};

/// A value of a row.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    /// Nothing.
    None,
    /// A count, a day since 1970, a place in the list of strings.
    Int(i64),
    /// A text that occurs once.
    Text(String),
    /// Several values.
    List(Vec<Cell>),
}

impl Cell {
    /// A text, safe to be shown.
    pub(super) fn text(text: &str) -> Self {
        Self::Text(plain(text).into_owned())
    }

    /// Several.
    pub(super) fn list(cells: impl IntoIterator<Item = Self>) -> Self {
        Self::List(cells.into_iter().collect())
    }

    /// Whether nothing is in it.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::None => true,
            Self::Int(_) => false,
            Self::Text(text) => text.is_empty(),
            Self::List(cells) => cells.is_empty(),
        }
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::None, Into::into)
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Self {
        Self::Int(i64::from(number))
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        Self::Int(number as i64)
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::None => serializer.serialize_unit(),
            Self::Int(number) => serializer.serialize_i64(*number),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(cells) => cells.serialize(serializer),
        }
    }
}

/// Strings that occur more than once, each with its place.
#[derive(Debug, Default)]
pub(super) struct Strings {
    list: Vec<Rc<str>>,
    places: HashMap<Rc<str>, usize>,
}

impl Strings {
    /// The place of a string, which is entered if it is new.
    pub(super) fn place(&mut self, text: &str) -> Cell {
        let text = plain(text);
        let text = text.trim();
        if let Some(&place) = self.places.get(text) {
            return place.into();
        }
        let (place, text) = (self.list.len(), Rc::<str>::from(text));
        self.list.push(Rc::clone(&text));
        self.places.insert(text, place);
        place.into()
    }

    /// All of them in the order of their places.
    pub(super) fn in_order(&self) -> impl Iterator<Item = &str> {
        self.list.iter().map(|text| &**text)
    }
}

/// Writes JSON that can stand in a page: nothing in it ends the element or begins a comment, and nothing steers the display.
pub(super) fn write<T: Serialize + ?Sized>(value: &T, out: &mut dyn Write) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(out, InPage);
    Ok(value.serialize(&mut serializer)?)
}

/// Writes a list whose entries are made while they are written.
pub(super) fn write_each<T: Serialize>(
    entries: impl Iterator<Item = T>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut between: &[u8] = b"[";
    for entry in entries {
        out.write_all(between)?;
        write(&entry, out)?;
        between = b",";
    }
    out.write_all(if between == b"[" { b"[]" } else { b"]" })
}

/// Escapes what HTML would take for markup.
struct InPage;

impl Formatter for InPage {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let is_plain = |b: u8| matches!(b, 0x20..0x7f) && !matches!(b, b'<' | b'>' | b'&');
        if fragment.bytes().all(is_plain) {
            return out.write_all(fragment.as_bytes());
        }
        let must = |c: char| matches!(c, '<' | '>' | '&' | '\u{2028}' | '\u{2029}') || is_unsafe(c);
        let mut start = 0;
        for (at, c) in fragment.char_indices().filter(|(_, c)| must(*c)) {
            out.write_all(&fragment.as_bytes()[start..at])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            start = at + c.len_utf8();
        }
        out.write_all(&fragment.as_bytes()[start..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_ends_no_element() {
        let mut text = Vec::new();
        write("</script><!-- & \u{2028}\u{202e}é", &mut text).unwrap();
        let text = String::from_utf8(text).unwrap();
        assert_eq!(
            text,
            r#""\u003c/script\u003e\u003c!-- \u0026 \u2028\u202eé""#
        );
        let back: String = serde_json::from_str(&text).unwrap();
        assert_eq!(back, "</script><!-- & \u{2028}\u{202e}é");
    }

    #[test]
    fn a_string_has_one_place() {
        let mut strings = Strings::default();
        let places = ["a", "b", "a"].map(|text| strings.place(text));
        assert_eq!(places, [Cell::Int(0), Cell::Int(1), Cell::Int(0)]);
        assert_eq!(strings.in_order().collect::<Vec<_>>(), ["a", "b"]);
    }
}
