//! The desk on which one entry lies while it is mended: every change of it is put on record.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::country;
use crate::model::document::{Charset, Entry, Field, Form, Role};
use crate::model::fix::{Change, Fix};
use crate::model::formula::is_formula;
use crate::model::intake::FileId;
use crate::model::keys::{Home, Region};
use crate::model::problem::Place;

/// An entry, and what was changed in it so far.
pub(super) struct Desk<'d, 'a> {
    /// The entry.
    pub entry: &'d mut Entry<'a>,
    /// The fix that is at work.
    pub fix: Fix,
    /// The country that was given for phone numbers.
    pub region: Option<Region>,
    /// How employers are to be written, by their spelling.
    pub employers: Option<&'d BTreeMap<String, String>>,
    bytes: &'a [u8],
    charset: Charset,
    file: FileId,
    changes: Vec<Change>,
    nobody: Arc<str>,
}

impl<'d, 'a> Desk<'d, 'a> {
    /// Puts an entry on the desk.
    pub fn new(entry: &'d mut Entry<'a>, bytes: &'a [u8], charset: Charset, file: FileId) -> Self {
        Self {
            entry,
            fix: Fix::Mojibake,
            region: None,
            employers: None,
            bytes,
            charset,
            file,
            changes: Vec::new(),
            nobody: Arc::default(),
        }
    }

    /// The changes, each with the name that the entry bears now.
    pub fn finish(mut self) -> Vec<Change> {
        if !self.changes.is_empty() {
            let person: Arc<str> = person(self.entry).into();
            self.changes
                .iter_mut()
                .for_each(|change| change.person.clone_from(&person));
        }
        self.changes
    }

    /// Gives each value of some roles the form that `form` has for it.
    pub fn rewrite(&mut self, concerns: fn(Role) -> bool, form: impl Fn(&str) -> Option<String>) {
        for at in 0..self.entry.fields.len() {
            let field = &self.entry.fields[at];
            let there = concerns(field.role) && !self.entry.slots[field.slot].dropped;
            if let Some(value) = Some(field)
                .filter(|_| there)
                .and_then(|field| form(field.value()))
            {
                self.set(at, value);
            }
        }
    }

    /// Gives a field another value, unless the file cannot hold it.
    pub fn set(&mut self, at: usize, value: String) {
        self.set_shown(at, value, None);
    }

    /// The same, with what it said put so that it can be seen.
    pub fn set_shown(&mut self, at: usize, value: String, shown: Option<String>) {
        let field = &self.entry.fields[at];
        if field.is_fixed() || field.value() == value || !self.takes(field.value(), &value) {
            return;
        }
        let field = &mut self.entry.fields[at];
        let (name, line) = (shared(&field.name), field.line);
        let before = field.set(value);
        let place = self.place(line);
        let before = shown.as_deref().unwrap_or(&before);
        let after = self.entry.fields[at].value();
        let change = Change::new((place, self.fix), name, before, after, self.nobody.clone());
        self.changes.push(change);
    }

    /// Whether a value can be written, and no cell becomes a formula that was none.
    pub fn takes(&self, before: &str, after: &str) -> bool {
        let is_cell = match self.entry.form {
            Form::Vcard21 | Form::Vcard30 | Form::Vcard40 => false,
            Form::Row { .. } => true,
        };
        let is_armed = is_cell && is_formula(after) && !is_formula(before);
        self.charset.holds(after) && !is_armed
    }

    /// Leaves out the whole slot of a field. If the field was emptied before, that is on record already.
    pub fn drop_slot(&mut self, at: usize) {
        let field = &self.entry.fields[at];
        if field.is_fixed() {
            return;
        }
        let (name, line, slot) = (shared(&field.name), field.line, field.slot);
        let is_told = field.is_changed() && field.value().is_empty();
        let slot = &mut self.entry.slots[slot];
        slot.dropped = true;
        if is_told {
            return;
        }
        let raw = self.bytes.get(slot.span.clone()).unwrap_or_default();
        let before = String::from_utf8_lossy(raw).trim_end().to_owned();
        self.record(name, line, &before, "");
    }

    /// What stands before the value of a field: the head of its content line.
    pub fn head(&self, at: usize) -> &'a [u8] {
        let slot = &self.entry.slots[self.entry.fields[at].slot];
        let raw = self.bytes.get(slot.span.clone()).unwrap_or_default();
        raw.get(..slot.head).unwrap_or_default()
    }

    /// Puts a text behind what a field of a role says, or into a new one. Where there is neither place, the list of
    /// changes alone holds it.
    pub fn append(&mut self, role: Role, name: &str, text: &str, glue: &str) {
        let place = self
            .entry
            .fields
            .iter()
            .position(|field| field.role == role && !field.is_fixed());
        match place {
            Some(at) => {
                let value = self.entry.fields[at].value();
                if value.split(glue).any(|part| part.trim() == text) {
                    return;
                }
                let joined = if value.trim().is_empty() {
                    text.to_owned()
                } else {
                    format!("{value}{glue}{text}")
                };
                self.set(at, joined);
            }
            None if self.grows() && !name.is_empty() => {
                self.entry.add(role, name, text.to_owned());
                self.record(shared(name), self.entry.line, "", text);
            }
            None => {}
        }
    }

    /// Adds a field where there is a place for it.
    pub fn add(&mut self, role: Role, name: &str, text: &str) {
        if self.grows() {
            self.entry.add(role, name, text.to_owned());
            self.record(shared(name), self.entry.line, "", text);
        }
    }

    /// Whether the entry can be given a field that it has no place for yet. What would be added to a card that never began
    /// could come between lines that belong together.
    pub fn grows(&self) -> bool {
        self.entry.form.grows() && self.entry.bounded
    }

    /// Adds a note, unless one of the entry says just that.
    pub fn note(&mut self, text: &str) {
        let text = &in_one_line(text);
        if self.entry.all(Role::Note).all(|note| note != text.as_str()) {
            self.new_note(text);
        }
    }

    /// Adds a note that no other of the entry equals; in a row it must not stand in that which is there.
    pub fn new_note(&mut self, text: &str) {
        match self.entry.form {
            Form::Vcard21 | Form::Vcard30 | Form::Vcard40 if !self.grows() => {}
            Form::Vcard21 | Form::Vcard30 | Form::Vcard40 => {
                self.entry.add(Role::Note, "NOTE", text.to_owned());
                self.record("NOTE".into(), self.entry.line, "", text);
            }
            Form::Row { .. } if self.entry.all(Role::Note).any(|note| note.contains(text)) => {}
            Form::Row { .. } => self.append(Role::Note, "", text, "; "),
        }
    }

    /// The countries for numbers without one: that which was given, and that of the entry's own address.
    pub fn home(&self) -> Home {
        Home {
            given: self.region,
            own: self.entry.all(Role::Country).find_map(country::region),
        }
    }

    /// The index of the field of a role that says something and may be changed.
    pub fn at(&self, role: Role) -> Option<usize> {
        let mut fields = self.entry.fields.iter();
        let says = |field: &Field<'_>| !field.value().trim().is_empty();
        fields.position(|field| field.role == role && !field.is_fixed() && says(field))
    }

    /// A line of the entry; what was added stands on the first one.
    fn place(&self, line: u32) -> Place {
        Place {
            file: self.file,
            record: self.entry.record,
            line: if line == 0 { self.entry.line } else { line },
        }
    }

    /// Puts a change on record.
    pub fn record(&mut self, field: Cow<'static, str>, line: u32, before: &str, after: &str) {
        let place = self.place(line);
        let change = Change::new((place, self.fix), field, before, after, self.nobody.clone());
        self.changes.push(change);
    }
}

/// A text without what no format keeps as it is.
pub(super) fn in_one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}

/// Most changes are of these properties, of whose names no copy is kept for each change.
const COMMON: [&str; 9] = [
    "N", "FN", "EMAIL", "TEL", "URL", "NOTE", "BDAY", "ORG", "TITLE",
];

pub(super) fn shared(name: &str) -> Cow<'static, str> {
    let known = COMMON.into_iter().find(|known| *known == name);
    known.map_or_else(|| Cow::Owned(name.to_owned()), Cow::Borrowed)
}

/// What an entry is called in a list.
fn person(entry: &Entry<'_>) -> String {
    let full = entry.first(Role::FullName);
    if !full.is_empty() {
        return full.to_owned();
    }
    let parts = [entry.first(Role::Given), entry.first(Role::Family)];
    let joined = parts.join(" ");
    if !joined.trim().is_empty() {
        return joined.trim().to_owned();
    }
    let roles = [
        Role::Company,
        Role::Email,
        Role::Phone,
        Role::Profile,
        Role::Url,
    ];
    let stand_in = roles
        .into_iter()
        .map(|role| entry.first(role))
        .find(|text| !text.is_empty());
    let kind = match entry.form {
        Form::Vcard21 | Form::Vcard30 | Form::Vcard40 => "card",
        Form::Row { .. } => "row",
    };
    stand_in.map_or_else(|| format!("({kind} {})", entry.record), str::to_owned)
}
