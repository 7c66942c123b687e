//! What a book knows of those whom the owner decided to delete: as the audit before lists them, or else as the audit shows them
//! that saw them last.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::OptionalExtension;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Book, BookError, pack};
use crate::model::decision::{Decision, Said};
use crate::model::keys::Slug;
use crate::model::moment::date_of;
use crate::model::to_do::Deletion;
use crate::snapshot::{self, Person};

impl Book {
    /// Those whom the owner decided to delete and who were connections when they were seen last; `as_of` is that of the audit
    /// that asks.
    ///
    /// # Errors
    /// What the disk says, or that what it holds is damaged.
    pub fn deletions(&self, as_of: i64) -> Result<Vec<Deletion>, BookError> {
        let decided = self.decisions()?;
        let decided = decided.iter().filter(|d| d.said == Said::Delete);
        let decided: Vec<&Decision> = decided.collect();
        if decided.is_empty() {
            return Ok(Vec::new());
        }
        let mut listed = self.listed_before(as_of)?;
        let mut found: Vec<Deletion> = decided
            .iter()
            .filter_map(|decision| listed.remove(&decision.person))
            .collect();
        let known: FxHashSet<String> = found.iter().map(|d| d.person.clone()).collect();
        let unknown = decided.into_iter().filter(|d| !known.contains(&d.person));
        found.extend(self.seen_last(unknown)?);
        Ok(found)
    }

    /// The list of the latest audit up to a day, by id.
    fn listed_before(&self, as_of: i64) -> Result<FxHashMap<String, Deletion>, BookError> {
        let sql = "SELECT snapshot FROM audit WHERE day <= ?1 ORDER BY day DESC LIMIT 1";
        let day = date_of(as_of).to_string();
        let row = self.db.query_row(sql, [day], |row| row.get(0)).optional();
        let held: Option<Vec<u8>> = row.map_err(BookError::of(&self.path))?;
        let told = held.map_or_else(|| Ok(None), |held| pack::to_do(&held));
        let told = told.map_err(BookError::disk(&self.path))?;
        let Some(told) = told else {
            return Ok(FxHashMap::default());
        };
        let export = day_of(told.export.as_deref());
        let connected = told
            .deletions
            .into_iter()
            .filter(|deletion| deletion.connected);
        Ok(connected
            .filter_map(|listed| from_list(listed, export))
            .map(|deletion| (deletion.person.clone(), deletion))
            .collect())
    }

    /// Those who were connections in the audit that saw them last.
    fn seen_last<'d>(
        &self,
        decided: impl Iterator<Item = &'d Decision>,
    ) -> Result<Vec<Deletion>, BookError> {
        let mut by_day: BTreeMap<String, FxHashMap<&str, &Decision>> = BTreeMap::new();
        for decision in decided {
            if let Some(day) = self.seen(&decision.person)? {
                let of_day = by_day.entry(day).or_default();
                of_day.insert(&decision.person, decision);
            }
        }
        let mut found = Vec::new();
        for (day, wanted) in by_day {
            let Some((held, _)) = self.held(&day)? else {
                continue;
            };
            let ids = wanted.keys().copied().collect();
            let people = pack::some_of(&held, &ids).map_err(BookError::disk(&self.path))?;
            let told = pack::to_do(&held).map_err(BookError::disk(&self.path))?;
            let export = told.and_then(|told| day_of(told.export.as_deref()));
            let connections = people.iter().filter(|p| p.connected_on.is_some());
            found.extend(connections.filter_map(|person| {
                let decision = wanted.get(person.id.as_str())?;
                Some(from_audit(person, decision, export))
            }));
        }
        Ok(found)
    }

    /// The day of the latest audit that judged somebody.
    fn seen(&self, person: &str) -> Result<Option<String>, BookError> {
        let sql = "SELECT seen FROM person WHERE id = ?1";
        let seen = self.db.query_row(sql, [person], |row| row.get(0));
        let seen: Option<i64> = seen.optional().map_err(BookError::of(&self.path))?;
        Ok(seen.map(|at| date_of(at).to_string()))
    }
}

/// A link or a day that is none was not written by Tieline.
fn from_list(listed: snapshot::Deletion, export: Option<NaiveDate>) -> Option<Deletion> {
    let gone_on = day_of(listed.gone_on.as_deref());
    Some(Deletion {
        listed_on: export.filter(|_| gone_on.is_none()),
        profile: listed.profile.as_deref().and_then(Slug::from_url),
        person: listed.id,
        name: listed.name,
        connected: listed.connected,
        decided_on: listed.decided_on.parse().ok()?,
        gone_on,
        why: listed.why,
    })
}

fn day_of(text: Option<&str>) -> Option<NaiveDate> {
    text?.parse().ok()
}

fn from_audit(person: &Person, decision: &Decision, export: Option<NaiveDate>) -> Deletion {
    Deletion {
        listed_on: export,
        person: person.id.clone(),
        name: person.name.clone(),
        profile: person.urls.iter().find_map(|url| Slug::from_url(url)),
        connected: true,
        decided_on: date_of(decision.at),
        gone_on: None,
        why: person.why.clone(),
    }
}
