//! What the page of an audit is made of: the audit itself, the week, what changed since the one before, how people stood earlier.

use std::collections::BTreeSet;

use crate::diff::compare;
use crate::model::changes::Changes;
use crate::model::plan::Item;
use crate::pipeline::Past;
use crate::plan::{self, Ground};
use crate::redact::Redactor;
use crate::report::shown::{About, Earlier, Shown};
use crate::snapshot::Snapshot;

/// What a book tells beside an audit.
#[derive(Debug, Default)]
pub struct Beside {
    /// The audit before this one.
    pub before: Option<Snapshot>,
    /// How people stood earlier.
    pub earlier: Vec<Earlier>,
    /// Whom the week before named.
    pub last_week: BTreeSet<String>,
    /// Whom the owner skipped.
    pub skipped: BTreeSet<String>,
    /// The week, if it is planned already.
    pub kept: Option<Vec<Item>>,
}

impl Beside {
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
pub struct Made {
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
    pub fn new(
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
    pub fn of_two(audit: Snapshot, before: Snapshot, redacted: bool) -> Self {
        let made = Self::new(audit, Beside::before(before), None, About::Changes, false);
        Self { redacted, ..made }
    }

    /// The audit.
    pub fn audit(&self) -> &Snapshot {
        &self.audit
    }

    /// As page and report take it.
    pub fn shown(&self) -> Shown<'_> {
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
