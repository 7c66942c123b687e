//! A contact file that can be given back: its bytes, and the entries in them with the fields that may be changed.
//!
//! Whoever changes a field knows nothing of vCard or CSV; whoever writes the document puts back only what was changed.

use std::borrow::Cow;
use std::ops::Range;

use encoding_rs::WINDOWS_1252;

use super::intake::FileId;

/// What a field says, in every format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The name as it is shown.
    FullName,
    /// What stands before a name: "Dr.".
    Prefix,
    /// Given name.
    Given,
    /// Further given names.
    Additional,
    /// Family name.
    Family,
    /// What stands behind a name: "PhD".
    Suffix,
    /// Nickname.
    Nickname,
    /// E-mail address.
    Email,
    /// Phone number.
    Phone,
    /// A link that is no LinkedIn profile by its name; it may be one by its value.
    Url,
    /// LinkedIn profile.
    Profile,
    /// Employer.
    Company,
    /// Department of the employer.
    Unit,
    /// Job title.
    Title,
    /// Note.
    Note,
    /// Category, label, group.
    Label,
    /// Birthday or another day, for which the format has ISO 8601.
    Date,
    /// The same in the form of the program that wrote it, which wants it back so.
    LocalDay,
    /// What the value of the same number is: "* Work". The names of both are alike up to " - ".
    Kind,
    /// Street, post office box, extended address.
    Street,
    /// Town.
    Locality,
    /// State or county.
    Region,
    /// Postal code.
    Code,
    /// Country.
    Country,
    /// Gender.
    Gender,
    /// Identifier.
    Uid,
    /// Whatever else; it is looked at only to see whether it is empty or there twice.
    Other,
}

/// How an entry is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Lines of vCard 2.1.
    Vcard21,
    /// Lines of vCard 3.0, or of a card that names no version.
    Vcard30,
    /// Lines of vCard 4.0.
    Vcard40,
    /// Cells of a row.
    Row {
        /// What stands between the cells.
        delimiter: u8,
        /// What stands between several values of one cell; empty if a cell has only one.
        joint: &'static str,
    },
}

impl Form {
    /// Whether an entry can be given a field that it has no place for yet.
    pub fn grows(self) -> bool {
        match self {
            Self::Vcard21 | Self::Vcard30 | Self::Vcard40 => true,
            Self::Row { .. } => false,
        }
    }
}

/// A stretch of an entry that is written as one: a content line with its folded parts and its line break; a cell with
/// its quotation marks; or what stands between such cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// Its bytes in the document; empty for what was added.
    pub span: Range<usize>,
    /// How many of its bytes stand before the value: the head of a content line with its colon.
    pub head: usize,
    /// Whether it is left out when the document is written.
    pub dropped: bool,
}

/// A value of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field<'a> {
    /// What it says.
    pub role: Role,
    /// What the file calls it: `TEL`, `E-mail 1 - Value`.
    pub name: Cow<'a, str>,
    /// The line it begins on, from 1; 0 for what was added.
    pub line: u32,
    /// The slot it stands in, by its index. The fields of one slot are its components in their order.
    pub slot: usize,
    /// The value without any encoding and escapes.
    value: Cow<'a, str>,
    changed: bool,
    fixed: bool,
}

impl<'a> Field<'a> {
    /// A field as it was read. Most names and values stand in the file just so, and are not copied.
    pub fn new(
        role: Role,
        name: impl Into<Cow<'a, str>>,
        line: u32,
        slot: usize,
        value: impl Into<Cow<'a, str>>,
    ) -> Self {
        Self {
            role,
            name: name.into(),
            line,
            slot,
            value: value.into(),
            changed: false,
            fixed: false,
        }
    }

    /// A copy that may be looked at and not be changed: its slot cannot be written anew.
    pub fn seen(self) -> Field<'static> {
        Field {
            name: Cow::Owned(self.name.into_owned()),
            value: Cow::Owned(self.value.into_owned()),
            fixed: true,
            role: self.role,
            line: self.line,
            slot: self.slot,
            changed: self.changed,
        }
    }

    /// Whether it cannot be changed.
    pub fn is_fixed(&self) -> bool {
        self.fixed
    }

    /// The value without any encoding and escapes.
    pub fn value(&self) -> &str {
        &self.value
    }

    /// Gives it another value; returns the one it had.
    pub fn set(&mut self, value: String) -> Cow<'a, str> {
        self.changed = true;
        std::mem::replace(&mut self.value, Cow::Owned(value))
    }

    /// Whether it was given another value.
    pub fn is_changed(&self) -> bool {
        self.changed
    }
}

/// A card or data row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<'a> {
    /// Its ordinal in the file, from 1.
    pub record: u32,
    /// The line it begins on, from 1.
    pub line: u32,
    /// How it is written.
    pub form: Form,
    /// Whether it is one whatever stands in it. A card that never began is known by its lines alone, so that none may go.
    pub bounded: bool,
    /// Everything of it in the order of the file.
    pub slots: Vec<Slot>,
    /// What can be changed. A slot without a field is written as it came.
    pub fields: Vec<Field<'a>>,
}

impl Entry<'_> {
    /// The first field of a role that says something.
    pub fn first(&self, role: Role) -> &str {
        let mut values = self.all(role);
        values
            .find(|value| !value.trim().is_empty())
            .unwrap_or_default()
    }

    /// The values of a role.
    pub fn all(&self, role: Role) -> impl Iterator<Item = &str> {
        let fields = self.fields.iter().filter(move |field| field.role == role);
        fields.map(Field::value)
    }

    /// Adds a field in a slot of its own; only where the form grows.
    pub fn add(&mut self, role: Role, name: &str, value: String) {
        let slot = self.slots.len();
        self.slots.push(Slot {
            span: 0..0,
            head: 0,
            dropped: false,
        });
        let mut field = Field::new(role, name.to_owned(), 0, slot, "");
        field.set(value);
        self.fields.push(field);
    }
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<'a> {
    /// What belongs to no entry, or is not to be touched: these bytes of the document.
    Verbatim(Range<usize>),
    /// An entry.
    Entry(Entry<'a>),
}

/// The encoding of the whole file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charset {
    /// The bytes of the document are those of the file.
    AsIs,
    /// The file is UTF-16, lower byte first; the bytes of the document are its text in UTF-8.
    Utf16Le,
    /// The same, higher byte first.
    Utf16Be,
    /// The bytes are those of the file, and new values are written in Windows-1252.
    Windows1252,
}

impl Charset {
    /// Whether a value can be written.
    pub fn holds(self, value: &str) -> bool {
        match self {
            Self::AsIs | Self::Utf16Le | Self::Utf16Be => true,
            Self::Windows1252 => value.is_ascii() || !WINDOWS_1252.encode(value).2,
        }
    }
}

/// A contact file, or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document<'a> {
    /// Which file.
    pub file: FileId,
    /// How its bytes become those of the file again.
    pub charset: Charset,
    /// What the spans point into.
    pub bytes: &'a [u8],
    /// All of it, in order.
    pub pieces: Vec<Piece<'a>>,
}

impl<'a> Document<'a> {
    /// The entries in the order of the file.
    pub fn entries(&self) -> impl Iterator<Item = &Entry<'a>> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Entry(entry) => Some(entry),
            Piece::Verbatim(_) => None,
        })
    }
}
