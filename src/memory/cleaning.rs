//! Contact files, mended and merged, and everything that is written of them. Where it goes is for others to say.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use super::mend::{Mended, Mending};
use crate::hygiene;
use crate::import::{self, Source};
use crate::model::audit::Audit;
use crate::model::fix::{Changes, Fix};
use crate::model::intake::Imported;
use crate::model::mark::Pairs;
use crate::model::person::Manner;
use crate::output::{Job, everybody};
use crate::pipeline;
use crate::reading::Reader;
use crate::report;
use crate::report::convert::{self, Layout};
use crate::write;
use crate::write::vcard::Version;

/// What else the people are written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    /// A table in the layout of another program.
    Table(Layout),
    /// `people.vcf`, which where people are merged is written anyway.
    Cards,
}

/// What is to become of mended files.
pub(crate) struct How<'a> {
    /// Whether cards are merged, and what the owner said of pairs of them.
    pub merge: Option<&'a Pairs>,
    /// How readily, and by which weights.
    pub manner: Manner,
    /// Whether newer values are written into the copies.
    pub refresh: bool,
    /// What else is written.
    pub targets: Vec<Target>,
    /// The version of `people.vcf`.
    pub version: Version,
}

/// Everything that a run found out.
pub(crate) struct Cleaning {
    pub audit: Audit,
    pub copies: Vec<Mended>,
    pub changes: Changes,
    pub merge: bool,
    /// Newer values that were to be written and are not surely the person's.
    pub unsure: u64,
    pub targets: Vec<Target>,
    pub version: Version,
}

/// Mends each file that can be given back, while `read` reads them all.
pub(crate) fn mend_each<E>(
    mending: &Mending<'_>,
    read: impl FnOnce(&Reader<'_>) -> Result<Vec<Imported>, E>,
) -> Result<(Vec<Imported>, Vec<Mended>), E> {
    let copies: Mutex<Vec<(u32, Mended)>> = Mutex::default();
    let reader = |source: Source<'_>| {
        let (imported, mended) = mending.read(source)?;
        let mut copies = copies.lock().unwrap_or_else(PoisonError::into_inner);
        copies.extend(mended.map(|mended| (source.file.0, mended)));
        Some(imported)
    };
    let imported = read(&reader)?;
    let mut copies = copies.into_inner().unwrap_or_else(PoisonError::into_inner);
    copies.sort_by_key(|(file, _)| *file);
    Ok((
        imported,
        copies.into_iter().map(|(_, mended)| mended).collect(),
    ))
}

impl Cleaning {
    /// Finds out who is who, if anybody wants to know, and what that changes in the copies.
    pub fn new(
        (imported, mut copies): (Vec<Imported>, Vec<Mended>),
        mending: &Mending<'_>,
        how: How<'_>,
    ) -> Self {
        let mut audit = if mending.people {
            pipeline::people(imported, how.merge, how.manner, mending.context.as_of)
        } else {
            pipeline::unmerged(imported)
        };
        refresh(&audit, &mut copies, mending, how.refresh);
        let newer = audit
            .hygiene
            .stale
            .iter()
            .filter(|stale| stale.newer.is_some());
        let unsure = newer
            .filter(|stale| how.refresh && !stale.is_sure())
            .count() as u64;
        let mut changes = Changes::default();
        for copy in &mut copies {
            changes.append(std::mem::take(&mut copy.changes));
        }
        for target in &how.targets {
            if let Target::Table(layout) = target {
                let left = convert::left_out(*layout, &audit, everybody(&audit));
                audit.problems.extend(left);
            }
        }
        Self {
            audit,
            copies,
            changes,
            merge: how.merge.is_some(),
            unsure,
            targets: how.targets,
            version: how.version,
        }
    }

    /// The files by their names: the copies, and all lists.
    pub fn jobs(&self) -> Vec<(String, Job<'_>)> {
        let audit = &self.audit;
        let mut jobs: Vec<(String, Job<'_>)> = Vec::new();
        for (name, copy) in names(&self.copies).into_iter().zip(&self.copies) {
            let write: Job<'_> =
                Box::new(|file| copy.parts.iter().try_for_each(|part| file.write_all(part)));
            jobs.push((name, write));
        }
        let mut sheet = |name: &str, list: report::csv::List| {
            let write: Job<'_> = Box::new(move |file| Ok(list(audit, file.into())?));
            jobs.push((name.to_owned(), write));
        };
        sheet("problems.csv", report::csv::problems);
        if self.merge {
            sheet("stale.csv", report::csv::stale);
            sheet("companies.csv", report::csv::companies);
            sheet("merged.csv", report::csv::merged);
            sheet("review.csv", report::csv::review);
        }
        let changes: Job<'_> =
            Box::new(|file| Ok(report::csv::fixes(&self.changes, &audit.files, file)?));
        jobs.push(("changes.csv".to_owned(), changes));
        for target in &self.targets {
            if let Target::Table(layout) = *target {
                let write: Job<'_> = Box::new(move |file| {
                    Ok(report::convert::people(layout, everybody(audit), file)?)
                });
                jobs.push((layout.file_name().to_owned(), write));
            }
        }
        if self.merge || self.targets.contains(&Target::Cards) {
            let write: Job<'_> = Box::new(|mut file| {
                write::vcard::book(everybody(audit), &audit.aside, self.version, &mut file)
            });
            jobs.push(("people.vcf".to_owned(), write));
        }
        jobs
    }
}

/// Marks addresses that bounced in the copies of the files whose cards have them, and writes newer values into them where these are wanted.
fn refresh(audit: &Audit, copies: &mut [Mended], mending: &Mending<'_>, newer: bool) {
    let mut renewals = pipeline::renewals(audit, newer);
    let is_wanted = |renewal: &hygiene::Renewal| match renewal.what {
        hygiene::Renew::Newer(_) => true,
        hygiene::Renew::Bounced(_) => mending.options.fixes.contains(&Fix::Bounced),
    };
    for copy in copies {
        if let Some(renewals) = renewals.get_mut(&copy.file) {
            renewals.retain(is_wanted);
            mending.renew(copy, renewals);
        }
    }
}

/// A sheet of a workbook is given back as a CSV.
fn table_name(base: &str) -> String {
    let stem = base.rsplit_once('.').filter(|_| import::is_sheet(base));
    format!("{}.csv", stem.map_or(base, |(stem, _)| stem))
}

/// Where the copies go: each under the last part of its name, numbered where two are called alike.
fn names(copies: &[Mended]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let name_of = |copy: &Mended| {
        let base = copy.name.rsplit(['/', '\\']).next().unwrap_or_default();
        let base: String = base.chars().filter(|c| !c.is_control()).collect();
        let base = match base.as_str() {
            "" | "-" | "." | ".." => "contacts".to_owned(),
            _ if import::is_sheet(&copy.name) => table_name(&base),
            _ => base,
        };
        let mut numbered = (1..).map(|n| {
            if n == 1 {
                base.clone()
            } else {
                format!("{n}-{base}")
            }
        });
        let free = numbered
            .find(|name| taken.insert(name.to_lowercase()))
            .unwrap_or(base.clone());
        format!("cleaned/{free}")
    };
    copies.iter().map(name_of).collect()
}
