//! Fixes of whole properties: several values in one, one value twice, none at all.

use std::cmp::Ordering;

use super::desk::{Desk, shared};
use crate::model::document::{Form, Role};
use crate::model::fix::Fix;

/// What Google puts between the values of one cell.
const BETWEEN: &str = " ::: ";

/// `a@example.org ::: b@example.org` in one property → two of them. In a row it is Google's own form and stays.
pub(super) fn several_in_one(desk: &mut Desk<'_, '_>) {
    for at in 0..desk.entry.fields.len() {
        let field = &desk.entry.fields[at];
        let splits = matches!(
            field.role,
            Role::Email | Role::Phone | Role::Url | Role::Label
        );
        if !splits || field.is_fixed() || !desk.grows() || !field.value().contains(BETWEEN) {
            continue;
        }
        let (role, line) = (field.role, field.line);
        let head = String::from_utf8_lossy(desk.head(at)).into_owned();
        let name = head.trim_end_matches(':').to_owned();
        let parts: Vec<String> = field
            .value()
            .split(BETWEEN)
            .map(|part| part.trim().to_owned())
            .collect();
        let Some((first, further)) = parts.split_first() else {
            continue;
        };
        desk.set(at, first.clone());
        for value in further.iter().filter(|value| !value.is_empty()) {
            desk.entry.add(role, &name, value.clone());
            desk.record(shared(&name), line, "", value);
        }
    }
}

/// `* myContacts` → `myContacts`. In Google's own tables the asterisk marks what is preferred, and stays.
pub(super) fn starred(desk: &mut Desk<'_, '_>) {
    let is_googles = match desk.entry.form {
        Form::Vcard21 | Form::Vcard30 | Form::Vcard40 => false,
        Form::Row { joint, .. } => joint == BETWEEN,
    };
    if is_googles {
        return;
    }
    desk.rewrite(
        |role| matches!(role, Role::Label | Role::Kind),
        |text| {
            let label = text.strip_prefix("* ")?.trim();
            (!label.is_empty()).then(|| label.to_owned())
        },
    );
}

/// A value that stands there twice under the same heading.
pub(super) fn duplicate(desk: &mut Desk<'_, '_>) {
    let mut singles: Vec<usize> = (0..desk.entry.fields.len())
        .filter(|at| is_single(desk, *at))
        .collect();
    singles.sort_by(|a, b| likeness(desk, *a, *b).then(a.cmp(b)));
    let mut twice: Vec<usize> = Vec::new();
    for alike in singles.chunk_by(|a, b| likeness(desk, *a, *b).is_eq()) {
        let further = alike.iter().enumerate().skip(1);
        let goes = further.filter(|(nth, at)| says_the_same(desk, &alike[..*nth], **at));
        twice.extend(goes.map(|(_, at)| *at));
    }
    twice.sort_unstable();
    twice.into_iter().for_each(|at| remove(desk, at));
}

/// Orders fields so that those of one role, value and head come together.
fn likeness(desk: &Desk<'_, '_>, a: usize, b: usize) -> Ordering {
    let (one, other) = (&desk.entry.fields[a], &desk.entry.fields[b]);
    let head = |at| desk.head(at).iter().map(u8::to_ascii_lowercase);
    let by_value = || one.value().cmp(other.value());
    one.role
        .cmp(&other.role)
        .then_with(by_value)
        .then_with(|| head(a).cmp(head(b)))
}

/// Whether a field says what one of those before it says, which are like it in role, value and head.
fn says_the_same(desk: &Desk<'_, '_>, before: &[usize], at: usize) -> bool {
    match desk.entry.form {
        // The head holds the types; a group ties it to further lines.
        Form::Vcard21 | Form::Vcard30 | Form::Vcard40 => {
            let head = desk.head(at);
            !head.is_empty() && !head.contains(&b'.')
        }
        Form::Row { .. } => {
            let field = &desk.entry.fields[at];
            let is_counted = matches!(
                field.role,
                Role::Email | Role::Phone | Role::Url | Role::Profile
            );
            let is_beside = |earlier: &usize| {
                column(&desk.entry.fields[*earlier].name) == column(&field.name)
                    && kind(desk, *earlier) == kind(desk, at)
            };
            is_counted && before.iter().any(is_beside)
        }
    }
}

/// The name of a column without its number: "E-mail 2 Address" and "E-mail Address" are of one kind, and so are "Primary
/// Email" and "Secondary Email".
pub(super) fn column(name: &str) -> String {
    let words = name.to_lowercase();
    let words = words
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !matches!(*word, "primary" | "secondary" | "alternate"));
    words.collect()
}

/// What the column beside it says that the value of a cell is.
fn kind<'k>(desk: &'k Desk<'_, '_>, at: usize) -> &'k str {
    kind_at(desk, at).map_or("", |kind| desk.entry.fields[kind].value().trim())
}

fn kind_at(desk: &Desk<'_, '_>, at: usize) -> Option<usize> {
    let (front, _) = desk.entry.fields[at].name.rsplit_once(" - ")?;
    let mut fields = desk.entry.fields.iter();
    let is_of = |name: &str| name.rsplit_once(" - ").is_some_and(|(f, _)| f == front);
    fields.position(|field| field.role == Role::Kind && is_of(&field.name))
}

/// Whether a field says something, has a slot to itself or is one of the values of a cell, and the slot is still there.
fn is_single(desk: &Desk<'_, '_>, at: usize) -> bool {
    let field = &desk.entry.fields[at];
    let apart = match desk.entry.form {
        Form::Vcard21 | Form::Vcard30 | Form::Vcard40 => is_alone(desk, at),
        Form::Row { .. } => true,
    };
    apart && !field.value().trim().is_empty() && !desk.entry.slots[field.slot].dropped
}

/// The fields of a slot stand beside each other.
fn is_alone(desk: &Desk<'_, '_>, at: usize) -> bool {
    let fields = &desk.entry.fields;
    let slot = |at: usize| fields.get(at).map(|field| field.slot);
    let own = slot(at);
    (at == 0 || slot(at - 1) != own) && slot(at + 1) != own
}

/// A property without a value. What a version demands stays, and so does what a group ties to other lines.
pub(super) fn empty(desk: &mut Desk<'_, '_>) {
    if !desk.entry.form.grows() {
        return;
    }
    for at in 0..desk.entry.fields.len() {
        let field = &desk.entry.fields[at];
        // Its other components stand behind it, or it was looked at with them.
        let is_first = at == 0 || desk.entry.fields[at - 1].slot != field.slot;
        let behind = desk.entry.fields[at..].iter();
        let mut beside = behind.take_while(|other| other.slot == field.slot);
        let demanded = ["N", "FN", "VERSION"]
            .iter()
            .any(|name| field.name.eq_ignore_ascii_case(name));
        let gone = desk.entry.slots[field.slot].dropped || desk.head(at).contains(&b'.');
        if is_first && !demanded && !gone && beside.all(|other| other.value().trim().is_empty()) {
            remove(desk, at);
        }
    }
}

fn remove(desk: &mut Desk<'_, '_>, at: usize) {
    debug_assert!(matches!(desk.fix, Fix::Duplicate | Fix::Empty));
    match desk.entry.form {
        Form::Vcard21 | Form::Vcard30 | Form::Vcard40 if desk.entry.bounded => desk.drop_slot(at),
        Form::Vcard21 | Form::Vcard30 | Form::Vcard40 => {}
        Form::Row { .. } => {
            let alone = is_alone(desk, at);
            desk.set(at, String::new());
            if let Some(kind) = kind_at(desk, at).filter(|_| alone) {
                desk.set(kind, String::new());
            }
        }
    }
}
/// `DELTAWORKS` → `Deltaworks B.V.`, where the owner wants that.
pub(super) fn employer(desk: &mut Desk<'_, '_>) {
    if let Some(employers) = desk.employers.filter(|employers| !employers.is_empty()) {
        desk.rewrite(
            |role| role == Role::Company,
            |text| employers.get(text.trim()).cloned(),
        );
    }
}
