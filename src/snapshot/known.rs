//! By what the people of a saved audit are known again, where no book remembers them: what was one person then stays one.

use std::collections::BTreeSet;

use super::{Merge, Person, Snapshot};
use crate::model::keys::{Email, Phone, Slug};
use crate::model::name::fold;
use crate::model::person::{Known, connection_key, is_personal};

impl Snapshot {
    /// Everybody of the ranking, as a book would know them.
    pub fn known(&self) -> Vec<Known> {
        let said: BTreeSet<(&str, u32)> = self
            .merges
            .iter()
            .filter(|merge| is_said(merge))
            .flat_map(|merge| [&merge.a, &merge.b])
            .map(|record| (record.file.as_str(), record.record))
            .collect();
        let is_said = |person: &Person| {
            let mut records = person.records.iter();
            records.any(|record| said.contains(&(record.file.as_str(), record.record)))
        };
        let seen = self.instant().unwrap_or_default();
        let known = self.people.iter().map(|person| Known {
            seen,
            // What the owner's word put together is left to that word.
            cards: match is_said(person) {
                true => Vec::new(),
                false => person.cards(),
            },
            ..person.known()
        });
        known.collect()
    }
}

/// Whether the owner said that two cards are one person's.
fn is_said(merge: &Merge) -> bool {
    merge.bits.steps.iter().any(|step| step.field == "decision")
}

impl Person {
    /// What their cards said, as numbers.
    pub fn cards(&self) -> Vec<u64> {
        let marks = self.marks.iter();
        marks
            .filter_map(|mark| u64::from_str_radix(mark, 16).ok())
            .collect()
    }

    fn known(&self) -> Known {
        let emails = self.emails.iter().filter_map(|text| Email::parse(text));
        let emails = emails.map(|email| format!("email {email}"));
        let phones = self.phones.iter();
        let phones = phones.filter_map(|text| Phone::parse(text, None));
        let phones = phones
            .filter(is_personal)
            .map(|phone| format!("phone {}", phone.e164()));
        let slugs = self.urls.iter().filter_map(|url| Slug::from_url(url));
        let slugs = slugs.map(|slug| format!("profile {slug}"));
        let day = self
            .connected_on
            .as_deref()
            .and_then(|day| day.parse().ok());
        let connected = day.and_then(|day| connection_key(day, &self.name));
        let keys = emails.chain(phones).chain(slugs).chain(connected);
        let keys: BTreeSet<String> = keys.collect();
        let values = self.values.iter();
        let names = values.filter(|value| ["name", "nickname"].contains(&value.field.as_str()));
        let names = names.map(|value| fold(&value.value));
        Known {
            id: self.id.clone(),
            keys: keys.into_iter().collect(),
            company: self.company.clone(),
            names: names.chain([fold(&self.name)]).collect(),
            name: self.name.clone(),
            ..Known::default()
        }
    }
}
