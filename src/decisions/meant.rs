//! Whom a row of an edited list means: by id, with what stands beside it as check.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::keys::{Email, Phone, Region, Slug};
use crate::model::name::fold;
use crate::model::person::Known;

/// Somebody as a row names them.
#[derive(Debug, Clone, Copy)]
pub struct Named<'a> {
    /// The id; empty if the row has none.
    pub id: &'a str,
    /// The name.
    pub name: &'a str,
    /// Links, addresses and numbers, as a spreadsheet left them.
    pub keys: &'a [String],
}

/// Whom a row means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant {
    /// The person of this id.
    One(String),
    /// Nobody for certain, and why.
    Nobody(Why),
}

/// Why a row means nobody for certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Its id is another person's.
    AnotherId,
    /// Nobody fits it.
    Unknown,
    /// So many people fit it.
    Several(usize),
}

/// Whether what else stands in a row fits the person of its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OfId {
    /// Nobody has this id.
    #[default]
    Nobody,
    /// A key or the name of the row is theirs.
    Agrees,
    /// Neither is.
    Differs,
}

/// Who fits a row.
#[derive(Debug, Clone, Default)]
pub struct Fits {
    /// The person of its id.
    pub of_id: OfId,
    /// Who has one of its keys, and whether they bear its name.
    pub of_keys: BTreeMap<String, bool>,
    /// Who bears its name.
    pub of_name: BTreeSet<String>,
}

/// The keys that a text may be, as they are kept: `email ana@example.org`.
pub fn keys(text: &str, region: Option<Region>) -> Vec<String> {
    let mut keys = Vec::new();
    keys.extend(Email::parse(text).map(|email| format!("email {email}")));
    keys.extend(Phone::parse(text, region).map(|phone| format!("phone {}", phone.e164())));
    let slug = Slug::from_url(text).or_else(|| Slug::parse(text).filter(|_| !text.contains('@')));
    keys.extend(slug.map(|slug| format!("profile {slug}")));
    keys
}

impl Named<'_> {
    /// Its keys as they are kept.
    pub fn spelled(&self, region: Option<Region>) -> BTreeSet<String> {
        let spelled = self.keys.iter().flat_map(|key| keys(&plus(key), region));
        spelled.collect()
    }

    /// Its name, for comparison.
    pub fn folded(&self) -> String {
        fold(self.name.trim_start_matches('\''))
    }

    /// Whom it means. The id counts, if one of the keys or the name is known of that person; without an id that is known the keys do,
    /// and last a name that only one person bears.
    pub fn meant(&self, fits: Fits) -> Meant {
        match fits.of_id {
            OfId::Agrees => return Meant::One(self.id.to_owned()),
            OfId::Differs => return Meant::Nobody(Why::AnotherId),
            OfId::Nobody => {}
        }
        let mut bearers: BTreeSet<String> = fits.of_keys.keys().cloned().collect();
        if bearers.is_empty() && self.id.is_empty() {
            bearers = fits.of_name;
        } else if bearers.len() > 1 {
            let called = fits.of_keys.into_iter().filter(|(_, called)| *called);
            bearers = called.map(|(id, _)| id).collect();
        }
        match (bearers.pop_first(), bearers.len()) {
            (Some(id), 0) => Meant::One(id),
            (None, _) => Meant::Nobody(Why::Unknown),
            (Some(_), more) => Meant::Nobody(Why::Several(more + 1)),
        }
    }
}

/// A spreadsheet that takes a number for a number drops its plus.
fn plus(key: &str) -> String {
    let is_number =
        key.len() >= 8 && key.bytes().all(|b| b.is_ascii_digit()) && !key.starts_with('0');
    if is_number {
        format!("+{key}")
    } else {
        key.to_owned()
    }
}

/// The people of one audit, to be found by id, key and name.
#[derive(Debug, Default)]
pub struct Directory {
    people: BTreeMap<String, Entry>,
    by_key: BTreeMap<String, BTreeSet<String>>,
    by_name: BTreeMap<String, BTreeSet<String>>,
}

/// What is known of one person.
#[derive(Debug, Default)]
struct Entry {
    keys: BTreeSet<String>,
    names: BTreeSet<String>,
}

impl Directory {
    /// Enters people.
    pub fn of(people: impl Iterator<Item = Known>) -> Self {
        let mut all = Self::default();
        for person in people {
            let entry = all.people.entry(person.id.clone()).or_default();
            entry.keys.extend(person.keys);
            entry
                .names
                .extend(person.names.iter().map(|name| fold(name)));
            for key in &entry.keys {
                let having = all.by_key.entry(key.clone()).or_default();
                having.insert(person.id.clone());
            }
            for name in &entry.names {
                let bearing = all.by_name.entry(name.clone()).or_default();
                bearing.insert(person.id.clone());
            }
        }
        all
    }

    /// Whom a row means.
    pub fn meant(&self, row: Named<'_>, region: Option<Region>) -> Meant {
        let (shown, name) = (row.spelled(region), row.folded());
        let is_called = |id: &String| {
            let person = self.people.get(id);
            person.is_some_and(|person| person.names.contains(&name))
        };
        let of_id = match self.people.get(row.id) {
            None => OfId::Nobody,
            Some(person) if person.names.contains(&name) => OfId::Agrees,
            Some(person) if !person.keys.is_disjoint(&shown) => OfId::Agrees,
            Some(_) => OfId::Differs,
        };
        let having = shown.iter().filter_map(|key| self.by_key.get(key));
        let fits = Fits {
            of_id,
            of_keys: having
                .flatten()
                .map(|id| (id.clone(), is_called(id)))
                .collect(),
            of_name: self.by_name.get(&name).cloned().unwrap_or_default(),
        };
        row.meant(fits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(id: &str, name: &str, keys: &[&str]) -> Known {
        Known {
            id: id.to_owned(),
            name: name.to_owned(),
            names: vec![name.to_owned()],
            keys: keys.iter().map(|key| (*key).to_owned()).collect(),
            ..Known::default()
        }
    }

    fn meant(id: &str, name: &str, keys: &[&str]) -> Meant {
        let people = [
            known(
                "p-1",
                "Ana Lund",
                &["email ana@example.org", "phone +46701740605"],
            ),
            known("p-2", "Bo Lund", &["email lund@example.org"]),
            known("p-3", "Cia Lund", &["email lund@example.org"]),
            known("p-4", "Ana Lund", &["email ana.lund@example.org"]),
        ];
        let keys: Vec<String> = keys.iter().map(|key| (*key).to_owned()).collect();
        let row = Named {
            id,
            name,
            keys: &keys,
        };
        Directory::of(people.into_iter()).meant(row, None)
    }

    fn one(id: &str) -> Meant {
        Meant::One(id.to_owned())
    }

    #[test]
    fn an_id_counts_where_the_name_or_an_address_agrees() {
        assert_eq!(meant("p-1", "Ana Lund", &[]), one("p-1"));
        assert_eq!(
            meant("p-1", "Ana Larsson", &["ana@example.org"]),
            one("p-1")
        );
        assert_eq!(meant("p-1", "Bo Lund", &[]), Meant::Nobody(Why::AnotherId));
    }

    #[test]
    fn an_address_finds_whom_an_id_of_another_month_does_not() {
        assert_eq!(meant("p-9", "Ana Lund", &["ana@example.org"]), one("p-1"));
        assert_eq!(meant("p-9", "Ana Lund", &["46701740605"]), one("p-1"));
        assert_eq!(meant("p-9", "Cia Lund", &["lund@example.org"]), one("p-3"));
        assert_eq!(meant("p-9", "Ana Lund", &[]), Meant::Nobody(Why::Unknown));
    }

    #[test]
    fn a_name_alone_counts_where_one_person_bears_it_and_no_id_was_given() {
        assert_eq!(meant("", "Bo Lund", &[]), one("p-2"));
        assert_eq!(meant("", "Ana Lund", &[]), Meant::Nobody(Why::Several(2)));
        assert_eq!(meant("", "Dan Lund", &[]), Meant::Nobody(Why::Unknown));
    }
}
