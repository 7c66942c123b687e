//! Everything that the cards of a person hold, each value once, in the shape in which address books want it.

use std::collections::BTreeMap;

use crate::model::card::{Address, Card, Extra, Tel, is_preference};
use crate::model::document::Form;
use crate::model::escape;
use crate::model::keys::Slug;
use crate::model::name::{Name, fold};
use crate::model::person::View;
use crate::words;

/// A value and what the source calls it: "work", "cell", "pref".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Typed {
    /// What it is called.
    pub types: Vec<String>,
    /// The value.
    pub value: String,
}

/// What a value is that has no field of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// Somebody who is related: spouse, child, manager.
    Relation,
    /// A day other than the birthday.
    Event,
    /// Anything else.
    Field,
}

/// A value that needs to say what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    /// Which kind of column is meant for it.
    pub what: What,
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
    pub urls: Vec<Typed>,
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
        held.bounced(view);
        let profiles = view.profiles().into_iter().map(Slug::url);
        let urls = profiles.chain(view.urls().into_iter().map(str::to_owned));
        let untyped = |value| Typed {
            types: Vec::new(),
            value,
        };
        held.urls = urls.map(untyped).collect();
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
            add(&mut self.phones, &tel.types, &number(tel));
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

    /// Addresses that mail comes back from stand last, and that is said.
    fn bounced(&mut self, view: View<'a>) {
        let dead = view.dead_emails();
        if dead.is_empty() {
            return;
        }
        let is_dead = |typed: &Typed| dead.iter().any(|(email, _)| email.as_str() == typed.value);
        self.emails.sort_by_key(is_dead);
        if view.has_working_email() {
            let dead = self.emails.iter_mut().filter(|typed| is_dead(typed));
            dead.for_each(|typed| typed.types.retain(|kind| !is_preference(kind)));
        }
        for (email, bounced) in &dead {
            self.other("Undelivered", &words::stale::undelivered(email, *bounced));
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
            let label = labels.get(extra.group.as_str()).map(|label| bare(label));
            self.extra(card, extra, label);
        }
    }

    /// A line that no field holds; what fields hold already is there.
    fn extra(&mut self, card: &Card, extra: &Extra, label: Option<&str>) {
        let name = extra.name.as_str();
        if matches!(
            name,
            "VERSION" | "PROFILE" | "REV" | "PRODID" | "KIND" | "CATEGORIES" | "ADR"
        ) || name == "X-ABLABEL" && !extra.group.is_empty()
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
        match name {
            "ORG" => return self.departments(&extra.value),
            "URL" => self.label_url(&value, label),
            "TEL" if card.phones.iter().any(|tel| tel.raw == value.trim()) => return,
            _ => {}
        }
        if let Some((what, own)) = special(extra) {
            let named = label.map_or_else(|| own.clone(), str::to_owned);
            return self.push(what, &named, &value);
        }
        if !self.holds(&value) {
            self.other(label.unwrap_or(name), &value);
        }
    }

    /// What Apple and Google call a link beside it.
    fn label_url(&mut self, value: &str, label: Option<&str>) {
        let value = Slug::from_url(value).map_or(value.trim().to_owned(), |slug| slug.url());
        let url = self.urls.iter_mut().find(|url| url.value == value);
        if let (Some(url), Some(label)) = (url, label)
            && !url.types.iter().any(|known| known == label)
        {
            url.types.push(label.to_owned());
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
        let texts = names
            .into_iter()
            .chain(typed)
            .chain(self.urls.iter().map(|url| &url.value));
        let texts = texts.chain([&self.company, &self.title, &self.birthday]);
        let texts = texts.map(String::as_str).chain(self.notes.iter().copied());
        texts.chain(self.labels.iter().copied()).any(|t| t == value) || folded.is_empty()
    }

    fn other(&mut self, name: &str, value: &str) {
        self.push(What::Field, name, value);
    }

    fn push(&mut self, what: What, name: &str, value: &str) {
        let named = Named {
            what,
            name: name.to_owned(),
            value: value.to_owned(),
        };
        if !value.trim().is_empty() && !self.others.contains(&named) {
            self.others.push(named);
        }
    }
}

/// A number as it is shown; with what stands behind it where that is more than digits.
fn number(tel: &Tel) -> String {
    match (&tel.phone, tel.extension()) {
        (Some(phone), Some(extension)) if !phone.shown().ends_with(extension) => {
            format!("{} ext. {extension}", phone.shown())
        }
        (Some(phone), _) if !tel.says_more() => phone.shown().to_owned(),
        _ => tel.raw.clone(),
    }
}

/// The columns of programs that hold a relation or a day, and what Apple and Google call it.
const SPECIAL: [(&str, What, &str); 13] = [
    ("X-ABRELATEDNAMES", What::Relation, "Relation"),
    ("X-SPOUSE", What::Relation, "Spouse"),
    ("X-EVOLUTION-SPOUSE", What::Relation, "Spouse"),
    ("X-CHILDREN", What::Relation, "Child"),
    ("X-MANAGER", What::Relation, "Manager"),
    ("X-EVOLUTION-MANAGER", What::Relation, "Manager"),
    ("X-ASSISTANT", What::Relation, "Assistant"),
    ("X-EVOLUTION-ASSISTANT", What::Relation, "Assistant"),
    ("X-REFERRED-BY", What::Relation, "Referred by"),
    ("X-ABDATE", What::Event, "Event"),
    ("ANNIVERSARY", What::Event, "Anniversary"),
    ("X-ANNIVERSARY", What::Event, "Anniversary"),
    ("X-MS-ANNIVERSARY", What::Event, "Anniversary"),
];

/// What a line is that names somebody related, a day, or somebody's name at a service.
fn special(extra: &Extra) -> Option<(What, String)> {
    let first = |names: &[&str]| {
        let params = extra
            .params
            .iter()
            .filter(|(name, _)| names.contains(&name.as_str()));
        let mut words = params.flat_map(|(_, values)| values).map(String::as_str);
        words
            .find(|word| {
                !matches!(
                    word.to_ascii_lowercase().as_str(),
                    "pref" | "home" | "work" | "internet"
                )
            })
            .map(capitalised)
    };
    match extra.name.as_str() {
        "RELATED" => Some((
            What::Relation,
            first(&["TYPE"]).unwrap_or("Relation".to_owned()),
        )),
        "IMPP" => first(&["X-SERVICE-TYPE", "SERVICE-TYPE"]).map(|word| (What::Field, word)),
        "X-SOCIALPROFILE" | "SOCIALPROFILE" => {
            first(&["SERVICE-TYPE", "X-SERVICE-TYPE", "TYPE"]).map(|word| (What::Field, word))
        }
        name => {
            let known = SPECIAL.iter().find(|(known, ..)| *known == name);
            known.map(|(_, what, word)| (*what, (*word).to_owned()))
        }
    }
}

/// `_$!<Spouse>!$_`, as Apple writes its own labels → `Spouse`; `* Work` of Google's → `Work`.
fn bare(label: &str) -> &str {
    label.trim_matches(['_', '$', '!', '<', '>', ' ', '*'])
}

/// A word with a capital.
pub(super) fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
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
