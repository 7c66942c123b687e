//! Newer values into an entry: the old one stays, in a note that says until when it held.

use super::desk::Desk;
use crate::model::document::{Document, Entry, Piece, Role};
use crate::model::fix::{Change, Fix};
use crate::model::keys::{Email, Phone};
use crate::model::name::fold;
use crate::model::stale::Aging;

/// What is to be written into one entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renewal {
    /// The entry, by its ordinal in the file.
    pub record: u32,
    /// The line on which it begins in the file as it was given.
    pub line: u32,
    /// Which field.
    pub field: Aging,
    /// What it says.
    pub old: String,
    /// What it is to say; the same where a note is all.
    pub new: String,
    /// Of a name the family name, old and new.
    pub family: (String, String),
    /// What keeps the old value.
    pub note: String,
}

/// Writes newer values into the entries of a document; `renewals` stand in the order of the entries.
pub fn refresh(document: &mut Document<'_>, renewals: &[Renewal]) -> Vec<Change> {
    let Document {
        file,
        charset,
        bytes,
        pieces,
    } = document;
    let mut changes = Vec::new();
    for piece in pieces {
        let Piece::Entry(entry) = piece else { continue };
        let record = entry.record;
        let from = renewals.partition_point(|renewal| renewal.record < record);
        let own = renewals[from..]
            .iter()
            .take_while(|renewal| renewal.record == record);
        let mut own = own.peekable();
        let Some(line) = own.peek().map(|renewal| renewal.line) else {
            continue;
        };
        let mut desk = Desk::new(entry, bytes, *charset, *file);
        desk.fix = Fix::Refreshed;
        own.for_each(|renewal| renew(&mut desk, renewal));
        let mut made = desk.finish();
        made.iter_mut().for_each(|change| change.place.line = line);
        changes.extend(made);
    }
    changes
}

fn renew(desk: &mut Desk<'_, '_>, renewal: &Renewal) {
    if renewal.old == renewal.new {
        return desk.note(&renewal.note);
    }
    let before = values(desk.entry);
    match renewal.field {
        Aging::Company => put(desk, Role::Company, &renewal.new, |text| {
            text.trim() == renewal.old
        }),
        Aging::Title => put(desk, Role::Title, &renewal.new, |text| {
            text.trim() == renewal.old
        }),
        Aging::Email => address(desk, renewal),
        Aging::Phone => number(desk, renewal),
        Aging::Name => name(desk, renewal),
    }
    if values(desk.entry) != before {
        desk.note(&renewal.note);
    }
}

fn values(entry: &Entry<'_>) -> Vec<String> {
    entry
        .fields
        .iter()
        .map(|field| field.value().to_owned())
        .collect()
}

/// Gives the first field of a role that says so another value.
fn put(desk: &mut Desk<'_, '_>, role: Role, new: &str, is: impl Fn(&str) -> bool) {
    let mut fields = desk.entry.fields.iter();
    if let Some(at) = fields.position(|field| field.role == role && is(field.value())) {
        desk.set(at, new.to_owned());
    }
}

/// The newer address stands where the old one stood, which comes behind it where there is a place.
fn address(desk: &mut Desk<'_, '_>, renewal: &Renewal) {
    let is =
        |text: &str, wanted: &str| Email::parse(text).is_some_and(|email| email.as_str() == wanted);
    if desk
        .entry
        .all(Role::Email)
        .any(|text| is(text, &renewal.new))
    {
        return;
    }
    let old = desk
        .entry
        .all(Role::Email)
        .find(|text| is(text, &renewal.old))
        .map(str::to_owned);
    let Some(old) = old else { return };
    put(desk, Role::Email, &renewal.new, |text| text == old);
    desk.add(Role::Email, "EMAIL", &old);
}

fn number(desk: &mut Desk<'_, '_>, renewal: &Renewal) {
    let home = desk.home();
    let is = |text: &str, wanted: &str| {
        let bare = text.strip_prefix("tel:").unwrap_or(text);
        Phone::parse_at(bare, home).is_some_and(|phone| phone.shown() == wanted)
    };
    if desk
        .entry
        .all(Role::Phone)
        .any(|text| is(text, &renewal.new))
    {
        return;
    }
    let old = desk
        .entry
        .all(Role::Phone)
        .find(|text| is(text, &renewal.old))
        .map(str::to_owned);
    let Some(old) = old else { return };
    put(desk, Role::Phone, &renewal.new, |text| text == old);
    desk.add(Role::Phone, "TEL", &old);
}

fn name(desk: &mut Desk<'_, '_>, renewal: &Renewal) {
    let (old, new) = &renewal.family;
    let is_old = |text: &str| fold(text) == fold(old);
    put(desk, Role::Family, new, is_old);
    let shown = |text: &str| match text.contains(old.as_str()) {
        true => text.replace(old.as_str(), new),
        false => renewal.new.clone(),
    };
    let mut fields = desk.entry.fields.iter();
    let full = fields
        .position(|field| field.role == Role::FullName && field.value().trim() == renewal.old);
    if let Some(at) = full {
        let value = shown(desk.entry.fields[at].value());
        desk.set(at, value);
    }
}
