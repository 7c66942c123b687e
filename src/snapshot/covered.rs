//! What a saved audit was given of each channel, as the rules of verdicts look at it.

use chrono::NaiveDate;

use super::{Covered, Snapshot};
use crate::model::coverage::{self, Coverage, Medium};
use crate::model::moment::{DAY, start_of};

impl Snapshot {
    /// What was given, by days: an audit keeps no instants of it.
    pub(crate) fn given(&self) -> Coverage {
        let mut given = Coverage::default();
        for covered in &self.coverage {
            let medium = Medium::ALL
                .into_iter()
                .find(|m| m.name() == covered.channel);
            let Some(medium) = medium else { continue };
            given.add(coverage::Covered {
                medium,
                spans: spans(covered).unwrap_or_default(),
                whole: covered.whole,
                owner_found: covered.owner_found,
                files: covered.files.clone(),
            });
        }
        given
    }

    /// The instant of the audit, in seconds since 1970.
    pub(crate) fn instant(&self) -> Option<i64> {
        let at = chrono::DateTime::parse_from_rfc3339(&self.as_of).ok()?;
        Some(at.timestamp())
    }
}

/// Its stretches; a day counts from its first second to its last.
fn spans(covered: &Covered) -> Option<Vec<(i64, i64)>> {
    let day = |text: &str| text.parse::<NaiveDate>().ok().map(start_of);
    let mut first = day(covered.from.as_deref()?)?;
    let mut spans = Vec::new();
    for [end, begin] in &covered.gaps {
        spans.push((first, day(end)? + DAY - 1));
        first = day(begin)?;
    }
    spans.push((first, day(covered.to.as_deref()?)? + DAY - 1));
    Some(spans)
}
