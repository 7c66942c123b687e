//! Values of one person that are another in the newer audit.

use super::inputs::Given;
use crate::model::changes::FieldChange;
use crate::model::keys::Slug;
use crate::model::name::fold;
use crate::snapshot::Person;

/// What changed, always in the same order of fields; `connections` says whether both audits know who is a connection. That a file was
/// not given changes nothing of anybody, and what is shown in its place was known before.
pub fn changed(
    then: &Person,
    now: &Person,
    connections: bool,
    given: &Given<'_>,
) -> Vec<FieldChange> {
    let mut list = List {
        then,
        person: now,
        given,
        changes: Vec::new(),
    };
    list.single("name", &then.name, &now.name);
    list.single("company", text(&then.company), text(&now.company));
    list.single("title", text(&then.title), text(&now.title));
    list.several("email", &then.emails, &now.emails);
    list.several("phone", &then.phones, &now.phones);
    let [(old, others_then), (new, others_now)] = [then, now].map(|person| links(&person.urls));
    list.several("url", &old, &new);
    list.several("url", &others_then, &others_now);
    let (was, is) = (text(&then.connected_on), text(&now.connected_on));
    // Of whoever was deleted and added again only the day is another.
    if connections && was.is_empty() != is.is_empty() {
        list.single("connection", was, is);
    }
    list.changes
}

/// Profile addresses, and other links.
fn links(urls: &[String]) -> (Vec<String>, Vec<String>) {
    let is_profile = |url: &&String| Slug::from_url(url).is_some();
    urls.iter().cloned().partition(|url| is_profile(&url))
}

fn text(value: &Option<String>) -> &str {
    value.as_deref().unwrap_or("")
}

/// The changes of one person so far.
struct List<'a> {
    then: &'a Person,
    person: &'a Person,
    given: &'a Given<'a>,
    changes: Vec<FieldChange>,
}

impl List<'_> {
    fn push(&mut self, field: &str, from: &str, to: &str) {
        if self.given.only_missing_said(self.then, field, from) {
            return;
        }
        let is_new = !self.given.only_added_says(self.person, field, to);
        self.changes.push(FieldChange {
            id: self.person.id.clone(),
            name: self.person.name.clone(),
            field: field.to_owned(),
            from: from.to_owned(),
            to: to.to_owned(),
            reason_to_write: is_new
                && matches!(field, "company" | "title")
                && !from.is_empty()
                && !to.is_empty(),
        });
    }

    /// A field of one value. Other case, blanks or accents are another spelling and no change.
    fn single(&mut self, field: &str, from: &str, to: &str) {
        let (from, to) = (from.trim(), to.trim());
        if from != to && fold(from) != fold(to) {
            self.push(field, from, to);
        }
    }

    /// A field of several values. One that went where one came is a change; otherwise each stands for itself.
    fn several(&mut self, field: &str, from: &[String], to: &[String]) {
        if from == to {
            return;
        }
        let lost: Vec<&String> = from.iter().filter(|value| !to.contains(value)).collect();
        let gained: Vec<&String> = to.iter().filter(|value| !from.contains(value)).collect();
        if let ([lost], [gained]) = (lost.as_slice(), gained.as_slice()) {
            return self.push(field, lost, gained);
        }
        lost.into_iter()
            .for_each(|value| self.push(field, value, ""));
        gained
            .into_iter()
            .for_each(|value| self.push(field, "", value));
    }
}
