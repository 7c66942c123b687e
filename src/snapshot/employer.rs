//! Whether another employer of somebody is news: what a file says that was not given before, or said already, is none.

use crate::model::name::fold;
use crate::snapshot::{Person, Snapshot};

/// The employers of somebody in two audits, where the newer is another one and was not known in the older. Where the files of the newer
/// audit alone show one of two that were known, and where a file that the older audit was not given says so, nothing changed.
pub fn new_employer<'a>(
    old: &Snapshot,
    then: &'a Person,
    new: &Snapshot,
    now: &'a Person,
) -> Option<(&'a str, &'a str)> {
    let (from, to) = (then.company.as_deref()?, now.company.as_deref()?);
    let (was, is) = (fold(from), fold(to));
    let is_other = !was.is_empty()
        && !is.is_empty()
        && !was.starts_with(is.as_str())
        && !is.starts_with(was.as_str());
    let says = |person: &'a Person| {
        let companies = person.values.iter();
        companies.filter(|value| value.field == "company" && fold(&value.value) == is)
    };
    let kind = |audit: &Snapshot, name: &str| {
        let file = audit.files.iter().find(|file| file.file == name);
        file.map(|file| file.kind.clone())
    };
    let was_given = |name: &str| {
        let kind = kind(new, name);
        let given = |file: &&super::File| file.rows > 0 && Some(&file.kind) == kind.as_ref();
        kind.is_none() || old.files.iter().any(|file| given(&file))
    };
    let mut records = says(now)
        .flat_map(|value| &value.records)
        .filter_map(|&at| now.records.get(at as usize))
        .peekable();
    let is_told = records.peek().is_none() || records.any(|record| was_given(&record.file));
    (is_other && is_told && says(then).next().is_none()).then_some((from, to))
}
