//! What the page of an audit is made of: the audit itself, the week, what changed since the one before, how people stood earlier.

use std::collections::BTreeSet;

use crate::diff::compare;
use crate::model::audit::Audit;
use crate::model::changes::Changes;
use crate::model::front::Front;
use crate::model::plan::Item;
use crate::pipeline::Past;
use crate::plan::{self, Ground};
use crate::redact::Redactor;
use crate::report::shown::{About, Earlier, Shown};
use crate::snapshot::{Entries, Snapshot};

/// What a book tells beside an audit.
#[derive(Debug, Default)]
pub struct Beside {
    /// The audit before this one.
    pub before: Option<Snapshot>,
    /// How people stood earlier.
    pub earlier: Vec<Earlier>,
    /// Whom the weeks before named.
    pub named: plan::Named,
    /// Whom the owner skipped.
    pub skipped: BTreeSet<String>,
    /// The week, if it is planned already.
    pub kept: Option<Vec<Item>>,
    /// In what the audit is read.
    pub front: Front,
}

impl Beside {
    /// The same without names. Weeks that were kept name people, so the week is planned anew.
    fn redacted(self, redactor: &mut Redactor) -> Self {
        let before = self.before.map(|before| redactor.audit(before));
        Self {
            earlier: before.iter().map(Earlier::of).collect(),
            before,
            front: self.front,
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
pub struct Made<'a> {
    audit: Snapshot,
    /// The audit that was just made, which has all that is left out of its snapshot; none where that holds everything.
    whole: Option<&'a Audit>,
    week: Vec<Item>,
    changes: Option<Changes>,
    earlier: Vec<Earlier>,
    past: Option<Past>,
    about: About,
    redacted: bool,
    front: Front,
}

impl<'a> Made<'a> {
    /// What is shown of an audit that was just made.
    pub fn new(audit: &'a Audit, mut beside: Beside, past: Option<Past>, redacted: bool) -> Self {
        if redacted {
            let mut redactor = Redactor::default();
            // The audit first, so that its aliases are the same whatever it is compared with.
            let audit = redactor.audit(Snapshot::of(audit));
            beside = beside.redacted(&mut redactor);
            return Self {
                redacted,
                ..Self::held(audit, beside, past)
            };
        }
        let compared = match beside.before {
            Some(_) => Snapshot::to_compare(audit),
            None => Snapshot::lean(audit),
        };
        let mut made = Self::beside(compared, Some(audit), beside, About::Audit);
        // They were compared; from now on each is made when it is asked for.
        made.audit.people = Vec::new();
        Self { past, ..made }
    }

    /// What is shown of an audit that is held whole as its snapshot.
    pub fn held(audit: Snapshot, beside: Beside, past: Option<Past>) -> Self {
        let made = Self::beside(audit, None, beside, About::Audit);
        Self { past, ..made }
    }

    fn beside(audit: Snapshot, whole: Option<&'a Audit>, beside: Beside, about: About) -> Self {
        let today = plan::day(&audit.as_of).unwrap_or_default();
        let ground = Ground {
            audit: &audit,
            people: entries(&audit, whole),
            before: beside.before.as_ref(),
            today,
            named: beside.named,
            skipped: beside.skipped,
        };
        let week = beside.kept.unwrap_or_else(|| plan::week(&ground));
        let changes = beside.before.as_ref().map(|before| compare(before, &audit));
        Self {
            week,
            changes,
            earlier: beside.earlier,
            past: None,
            about,
            redacted: false,
            front: beside.front,
            whole,
            audit,
        }
    }

    /// A comparison of two audits, of which names were taken out before if that was asked.
    pub fn of_two(audit: Snapshot, before: Snapshot, redacted: bool) -> Self {
        let made = Self::beside(audit, None, Beside::before(before), About::Changes);
        Self { redacted, ..made }
    }

    /// The audit.
    pub fn audit(&self) -> &Snapshot {
        &self.audit
    }

    /// In what it is read.
    pub fn front(&self) -> Front {
        self.front
    }

    /// As page and report take it.
    pub fn shown(&self) -> Shown<'_> {
        Shown {
            audit: &self.audit,
            entries: entries(&self.audit, self.whole),
            week: &self.week,
            changes: self.changes.as_ref(),
            earlier: &self.earlier,
            past: self.past.as_ref(),
            about: self.about,
            redacted: self.redacted,
            front: self.front,
        }
    }
}

/// The people of an audit: of one that was just made, or as they were saved.
fn entries<'a>(audit: &'a Snapshot, whole: Option<&'a Audit>) -> Entries<'a> {
    match whole {
        Some(whole) => Entries::Made(whole),
        None => Entries::Saved(audit),
    }
}
