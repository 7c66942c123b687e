//! What a saved audit was given of each channel, as the rules of verdicts look at it.

use chrono::NaiveDate;

use super::{Covered, Snapshot};
use crate::model::coverage::{self, Coverage, Medium};
use crate::model::inputs::{InputRemark, NextInput};
use crate::model::moment::{DAY, date_of, start_of};

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

impl Snapshot {
    /// What would tell most next, as it was saved.
    pub(crate) fn next_input(&self, given: &Coverage) -> Option<NextInput> {
        let next = self.next.as_ref()?;
        let people = next.people.unwrap_or(0);
        let end = || {
            let messages = given.of(Medium::LinkedInMessages)?;
            messages.spans.last().map(|span| date_of(span.1))
        };
        match next.code.as_str() {
            "linkedin-messages" => Some(NextInput::Messages(people)),
            "newer-export" => end().map(|end| NextInput::NewerExport(end, people)),
            "whole-file" => Some(NextInput::WholeFile(people)),
            "channels" => {
                let is_named = |medium: &Medium| next.channels.iter().any(|c| c == medium.name());
                let channels = Medium::ALL.into_iter().filter(is_named).collect();
                Some(NextInput::Channels(channels))
            }
            _ => None,
        }
    }

    /// What is to be said of the files as a whole, as it was saved.
    pub(crate) fn input_remarks(&self) -> Vec<InputRemark> {
        let remark = |saved: &super::InputRemark| {
            let day: NaiveDate = saved.day.parse().ok()?;
            let days = || Some((date_of(self.instant()?) - day).num_days());
            match saved.code.as_str() {
                "stale-export" => Some(InputRemark::Stale { day, days: days()? }),
                "old-linkedin-export" => Some(InputRemark::OldExport { day, days: days()? }),
                "several-exports" => Some(InputRemark::Exports {
                    newest: day,
                    older: saved
                        .older
                        .iter()
                        .filter_map(|day| day.parse().ok())
                        .collect(),
                    gone: saved.gone.unwrap_or(0),
                }),
                _ => None,
            }
        };
        self.inputs.iter().filter_map(remark).collect()
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
