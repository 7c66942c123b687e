//! What tells people of one name apart where only names are told.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::model::name::fold;
use crate::snapshot::{Person, Snapshot};

/// By id, the employer or else an address of everybody whose name another one of the two audits bears.
pub fn namesakes(old: &Snapshot, new: &Snapshot) -> BTreeMap<String, String> {
    // Whoever is in both is told by what the newer says.
    let mut bearers: FxHashMap<String, BTreeMap<&str, &Person>> = FxHashMap::default();
    for person in old.people.iter().chain(&new.people) {
        let of_name = bearers.entry(fold(&person.name)).or_default();
        of_name.insert(&person.id, person);
    }
    let several = bearers.into_values().filter(|people| people.len() > 1);
    let told = several.flatten().filter_map(|(id, person)| {
        let keys = person
            .emails
            .iter()
            .chain(&person.urls)
            .chain(&person.phones);
        let mut all = person.company.iter().chain(keys);
        let what = all.find(|text| !text.trim().is_empty())?;
        Some((id.to_owned(), what.trim().to_owned()))
    });
    told.collect()
}
