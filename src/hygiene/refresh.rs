//! Newer values into an entry: the old one stays, in a note that says until when it held. Addresses that do not work come last.

use super::bounced::{self, Dead};
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
    /// What.
    pub what: Renew,
}

/// What is written into an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Renew {
    /// A newer value in the place of an old one.
    Newer(Newer),
    /// That an address does not work.
    Bounced(Dead),
}

/// A newer value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Newer {
    /// Which field.
    pub field: Aging,
    /// What it says.
    pub old: String,
    /// What it is to say.
    pub new: String,
    /// Of a name the family name, old and new.
    pub family: (String, String),
    /// What keeps the old value.
    pub note: String,
}

/// Writes what is newer into the entries of a document; `renewals` stand in the order of the entries.
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
        let own: Vec<&Renewal> = own.collect();
        let Some(line) = own.first().map(|renewal| renewal.line) else {
            continue;
        };
        let mut desk = Desk::new(entry, bytes, *charset, *file);
        renew(&mut desk, &own);
        let mut made = desk.finish();
        made.iter_mut().for_each(|change| change.place.line = line);
        changes.extend(made);
    }
    changes
}

/// What is newer first, so that an address that takes the place of another one stands before those that do not work.
fn renew(desk: &mut Desk<'_, '_>, own: &[&Renewal]) {
    let mut dead = Vec::new();
    desk.fix = Fix::Refreshed;
    for renewal in own {
        match &renewal.what {
            Renew::Newer(newer) => replace(desk, newer),
            Renew::Bounced(one) => dead.push(one),
        }
    }
    desk.fix = Fix::Bounced;
    bounced::mark(desk, &dead);
}

fn replace(desk: &mut Desk<'_, '_>, newer: &Newer) {
    let before = values(desk.entry);
    let is_old = |text: &str| text.trim() == newer.old;
    match newer.field {
        Aging::Company => put(desk, Role::Company, &newer.new, is_old),
        Aging::Title => put(desk, Role::Title, &newer.new, is_old),
        Aging::Email => beside(desk, (Role::Email, "EMAIL"), newer, |text, wanted| {
            Email::parse(text).is_some_and(|email| email.as_str() == wanted)
        }),
        Aging::Phone => {
            let home = desk.home();
            beside(desk, (Role::Phone, "TEL"), newer, |text, wanted| {
                let bare = text.strip_prefix("tel:").unwrap_or(text);
                Phone::parse_at(bare, home).is_some_and(|phone| phone.shown() == wanted)
            });
        }
        Aging::Name => name(desk, newer),
    }
    if values(desk.entry) != before {
        desk.note(&newer.note);
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

/// The newer address or number stands where the old one stood, which comes behind it where there is a place.
fn beside(
    desk: &mut Desk<'_, '_>,
    (role, property): (Role, &str),
    newer: &Newer,
    is: impl Fn(&str, &str) -> bool,
) {
    let has = |wanted: &str| desk.entry.all(role).find(|text| is(text, wanted));
    let old = has(&newer.old).map(str::to_owned);
    let Some(old) = old.filter(|_| has(&newer.new).is_none()) else {
        return;
    };
    put(desk, role, &newer.new, |text| text == old);
    desk.add(role, property, &old);
}

fn name(desk: &mut Desk<'_, '_>, newer: &Newer) {
    let (old, new) = &newer.family;
    let is_old = |text: &str| fold(text) == fold(old);
    put(desk, Role::Family, new, is_old);
    let shown = |text: &str| match text.contains(old.as_str()) {
        true => text.replace(old.as_str(), new),
        false => newer.new.clone(),
    };
    let mut fields = desk.entry.fields.iter();
    let full =
        fields.position(|field| field.role == Role::FullName && field.value().trim() == newer.old);
    if let Some(at) = full {
        let value = shown(desk.entry.fields[at].value());
        desk.set(at, value);
    }
}
