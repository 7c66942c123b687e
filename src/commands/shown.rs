//! What the page of an audit is made of: the audit itself, the week, what changed since the one before, how people stood earlier.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use super::error::Failure;
use crate::book::Book;
use crate::diff::compare;
use crate::model::changes::Changes;
use crate::model::plan::Item;
use crate::pipeline::Past;
use crate::plan::{self, Ground};
use crate::redact::Redactor;
use crate::report::shown::{About, Earlier, Shown};
use crate::snapshot::Snapshot;

/// Earlier audits that a page looks at, and how many people these may have in all: each has to be unpacked.
const AUDITS: usize = 12;
const PEOPLE: u32 = 60_000;

/// What a book tells beside an audit.
#[derive(Debug, Default)]
pub(super) struct Beside {
    before: Option<Snapshot>,
    earlier: Vec<Earlier>,
    last_week: BTreeSet<String>,
    skipped: BTreeSet<String>,
    kept: Option<Vec<Item>>,
}

impl Beside {
    /// What the book knows of the time before a day.
    pub(super) fn of(book: &Book, day: NaiveDate) -> Result<Self, Failure> {
        let mut beside = Self {
            skipped: book.skipped_on(&day.to_string())?,
            kept: book.week(&plan::week_of(day).0)?.map(|(items, _)| items),
            ..Self::default()
        };
        let last = day.checked_sub_days(Days::new(7)).unwrap_or(day);
        let last = book.week(&plan::week_of(last).0)?;
        let last = last.into_iter().flat_map(|(items, _)| items);
        beside.last_week = last.map(|item| item.person).collect();
        let mut people = 0;
        let saved = book.audits()?;
        let before = saved.iter().filter(|saved| saved.day < day.to_string());
        for saved in before.rev().take(AUDITS) {
            people += saved.people;
            if people > PEOPLE && beside.before.is_some() {
                break;
            }
            let Some(audit) = book.audit_of(&saved.day)? else {
                continue;
            };
            beside.earlier.insert(0, Earlier::of(&audit));
            beside.before.get_or_insert(audit);
        }
        Ok(beside)
    }

    /// The same without names. Weeks that were kept name people, so the week is planned anew.
    fn redacted(self, redactor: &mut Redactor) -> Self {
        let before = self.before.map(|before| redactor.audit(before));
        Self {
            earlier: before.iter().map(Earlier::of).collect(),
            before,
            ..Self::default()
        }
    }

    /// Another audit to compare with.
    fn before(audit: Snapshot) -> Self {
        Self {
            earlier: vec![Earlier::of(&audit)],
            before: Some(audit),
            ..Self::default()
        }
    }
}

/// Everything that a page shows.
#[derive(Debug)]
pub(super) struct Made {
    audit: Snapshot,
    week: Vec<Item>,
    changes: Option<Changes>,
    earlier: Vec<Earlier>,
    past: Option<Past>,
    about: About,
    redacted: bool,
}

impl Made {
    /// Puts it together.
    pub(super) fn new(
        mut audit: Snapshot,
        mut beside: Beside,
        past: Option<Past>,
        about: About,
        redacted: bool,
    ) -> Self {
        if redacted {
            let mut redactor = Redactor::default();
            // The audit first, so that its aliases are the same whatever it is compared with.
            audit = redactor.audit(audit);
            beside = beside.redacted(&mut redactor);
        }
        let today = plan::day(&audit.as_of).unwrap_or_default();
        let ground = Ground {
            audit: &audit,
            before: beside.before.as_ref(),
            today,
            last_week: beside.last_week,
            skipped: beside.skipped,
        };
        let week = beside.kept.unwrap_or_else(|| plan::week(&ground));
        let changes = beside.before.as_ref().map(|before| compare(before, &audit));
        Self {
            week,
            changes,
            earlier: beside.earlier,
            past,
            about,
            redacted,
            audit,
        }
    }

    /// A comparison of two audits, of which names were taken out before if that was asked.
    pub(super) fn of_two(audit: Snapshot, before: Snapshot, redacted: bool) -> Self {
        let made = Self::new(audit, Beside::before(before), None, About::Changes, false);
        Self { redacted, ..made }
    }

    /// The audit.
    pub(super) fn audit(&self) -> &Snapshot {
        &self.audit
    }

    /// As page and report take it.
    pub(super) fn shown(&self) -> Shown<'_> {
        Shown {
            audit: &self.audit,
            week: &self.week,
            changes: self.changes.as_ref(),
            earlier: &self.earlier,
            past: self.past.as_ref(),
            about: self.about,
            redacted: self.redacted,
        }
    }
}
