//! Everything that the cards of a person hold, each value once, in the shape in which address books want it.

use std::collections::BTreeMap;

use crate::model::card::{Address, Card, Extra};
use crate::model::document::Form;
use crate::model::escape;
use crate::model::keys::Slug;
use crate::model::name::{Name, fold};
use crate::model::person::View;

/// A value and what the source calls it: "work", "cell", "pref".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Typed {
    /// What it is called.
    pub types: Vec<String>,
    /// The value.
    pub value: String,
}

/// A value that needs to say what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    /// What it is: "Gender", `X-LEAD-STATUS`.
    pub name: String,
    /// The value.
    pub value: String,
}

/// What a person's cards hold.
#[derive(Debug, Default)]
pub(super) struct Held<'a> {
    /// The name; its first part is the whole where it has no parts.
    pub name: Name,
    /// E-mail addresses.
    pub emails: Vec<Typed>,
    /// Phone numbers.
    pub phones: Vec<Typed>,
    /// Links, LinkedIn profiles first.
    pub urls: Vec<String>,
    /// The employer.
    pub company: String,
    /// The department.
    pub department: String,
    /// The job title.
    pub title: String,
    /// Postal addresses.
    pub addresses: Vec<&'a Address>,
    /// Birthday in ISO 8601, or as a source has it.
    pub birthday: String,
    /// Notes.
    pub notes: Vec<&'a str>,
    /// Labels.
    pub labels: Vec<&'a str>,
    /// Whatever else.
    pub others: Vec<Named>,
    /// The names of what is no text.
    pub binaries: Vec<String>,
}

impl<'a> Held<'a> {
    /// Gathers everything that a person's cards hold.
    pub fn of(view: View<'a>) -> Self {
        let mut held = Self::default();
        let mut companies = view.companies().into_iter();
        held.company = companies.next().unwrap_or_default().to_owned();
        companies.for_each(|company| held.other("Company", company));
        let mut titles = view.titles().into_iter();
        held.title = titles.next().unwrap_or_default().to_owned();
        titles.for_each(|title| held.other("Title", title));
        held.names(view);
        for card in view.cards() {
            held.reached(card);
        }
        let profiles = view.profiles().into_iter().map(Slug::url);
        held.urls = profiles.collect();
        held.urls.extend(view.urls().into_iter().map(str::to_owned));
        held.labels = view.labels();
        for card in view.cards() {
            held.rest(card);
        }
        held
    }

    /// The name that is shown in its parts; further ones of other cards by themselves.
    fn names(&mut self, view: View<'a>) {
        let mut nicknames: Vec<&str> = Vec::new();
        for card in view.named_card().into_iter().chain(view.cards()) {
            let name = &card.name;
            let nickname = name.nickname.as_str();
            if !nickname.is_empty() && !nicknames.contains(&nickname) {
                nicknames.push(nickname);
            }
            if self.name == Name::default() {
                self.name.clone_from(name);
            } else if !says(&self.name, &name.full) {
                self.other("Name", &name.full);
            }
        }
        let name = &mut self.name;
        if name.given.is_empty() && name.family.is_empty() && name.full != self.company {
            name.given = std::mem::take(&mut name.full);
        } else if !name.full.is_empty() && name.full != self.company {
            let full = name.full.clone();
            let parts = Name {
                full: String::new(),
                ..name.clone()
            };
            if !says(&parts.complete(), &full) {
                self.other("Name", &full);
            }
        }
        self.name.nickname = nicknames.join(", ");
    }

    /// What somebody is reached by.
    fn reached(&mut self, card: &'a Card) {
        for mail in &card.emails {
            let value = mail
                .email
                .as_ref()
                .map_or(mail.raw.as_str(), |e| e.as_str());
            add(&mut self.emails, &mail.types, value);
        }
        for tel in &card.phones {
            let phone = tel.phone.as_ref().filter(|_| !tel.is_spelled());
            let value = phone.map_or(tel.raw.as_str(), |p| p.shown());
            add(&mut self.phones, &tel.types, value);
        }
        for address in &card.addresses {
            if !self.addresses.contains(&address) {
                self.addresses.push(address);
            }
        }
        for note in card.notes.iter().map(String::as_str) {
            if !self.notes.contains(&note) {
                self.notes.push(note);
            }
        }
    }

    fn rest(&mut self, card: &'a Card) {
        match card.birthday.as_deref() {
            Some(day) if self.birthday.is_empty() => day.clone_into(&mut self.birthday),
            Some(day) if self.birthday != day => self.other("Birthday", day),
            _ => {}
        }
        if let Some(place) = &card.birth_place {
            self.other("Birth place", place);
        }
        if let Some(gender) = &card.gender {
            self.other("Gender", gender);
        }
        if let Some(day) = card.connected_on {
            self.other("Connected on", &day.to_string());
        }
        if let Some(uid) = &card.uid {
            self.other("UID", uid);
        }
        let labels: BTreeMap<&str, String> = card
            .extras
            .iter()
            .filter(|extra| !extra.group.is_empty() && extra.name == "X-ABLABEL")
            .map(|extra| (extra.group.as_str(), text(extra)))
            .collect();
        for extra in &card.extras {
            self.extra(extra, labels.get(extra.group.as_str()));
        }
    }

    /// A line that no field holds; what fields hold already is there.
    fn extra(&mut self, extra: &Extra, label: Option<&String>) {
        let name = extra.name.as_str();
        if matches!(name, "VERSION" | "PROFILE" | "REV" | "PRODID" | "KIND")
            || name == "X-ABLABEL" && !extra.group.is_empty()
        {
            return;
        }
        let value = text(extra);
        if extra.value.starts_with("data:") {
            if !self.binaries.iter().any(|known| known == name) {
                self.binaries.push(name.to_owned());
            }
            return;
        }
        if name == "ORG" {
            return self.departments(&extra.value);
        }
        if !self.holds(&value) {
            self.other(label.map_or(name, String::as_str), &value);
        }
    }

    /// A company with its departments.
    fn departments(&mut self, value: &str) {
        let parts = escape::split(value, Some(';')).into_iter();
        let mut parts = parts.map(|part| escape::unescape(part, Form::Vcard40).into_owned());
        let company = parts.next().unwrap_or_default();
        let units: Vec<String> = parts.filter(|unit| !unit.is_empty()).collect();
        if units.is_empty() {
            return;
        }
        let units = units.join(", ");
        if self.department.is_empty() && company == self.company {
            self.department = units;
        } else if self.department != units {
            self.other("Department", &units);
        }
    }

    /// Whether a text is one of the values.
    fn holds(&self, value: &str) -> bool {
        let folded = fold(value);
        let name = &self.name;
        let names = [&name.full, &name.given, &name.family, &name.nickname];
        let typed = self.emails.iter().chain(&self.phones).map(|t| &t.value);
        let texts = names.into_iter().chain(typed).chain(&self.urls);
        let texts = texts.chain([&self.company, &self.title, &self.birthday]);
        let texts = texts.map(String::as_str).chain(self.notes.iter().copied());
        texts.chain(self.labels.iter().copied()).any(|t| t == value) || folded.is_empty()
    }

    fn other(&mut self, name: &str, value: &str) {
        let named = Named {
            name: name.to_owned(),
            value: value.to_owned(),
        };
        if !value.trim().is_empty() && !self.others.contains(&named) {
            self.others.push(named);
        }
    }
}

/// Whether a name is shown so, with or without what stands before and behind it.
fn says(name: &Name, full: &str) -> bool {
    let bare = Name {
        full: String::new(),
        prefix: String::new(),
        suffix: String::new(),
        ..name.clone()
    };
    let whole = Name {
        full: String::new(),
        ..name.clone()
    };
    let full = fold(full);
    [
        name.full.clone(),
        bare.complete().full,
        whole.complete().full,
    ]
    .iter()
    .any(|known| fold(known) == full)
}

/// Adds a value, or to one that is there what else it is called.
fn add(list: &mut Vec<Typed>, types: &[String], value: &str) {
    match list.iter_mut().find(|typed| typed.value == value) {
        Some(known) => {
            for word in types {
                if !known.types.contains(word) {
                    known.types.push(word.clone());
                }
            }
        }
        None => list.push(Typed {
            types: types.to_vec(),
            value: value.to_owned(),
        }),
    }
}

/// The value of a kept line without its escapes.
fn text(extra: &Extra) -> String {
    escape::unescape(&extra.value, Form::Vcard40).into_owned()
}
