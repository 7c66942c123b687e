//! What is written of an audit: which files there are, and what stands in each. Where they go is for others to say: a folder, or the
//! downloads of a browser.

mod made;

use std::io::{self, Write};

use crate::model::audit::Audit;
use crate::model::person::View;
use crate::page;
use crate::report;
use crate::report::convert::Layout;
use crate::write;
use crate::write::vcard::Version;

pub use made::{Beside, Made};

/// What writes one file.
pub type Job<'a> = Box<dyn Fn(&mut dyn Write) -> io::Result<()> + Send + Sync + 'a>;

/// What is wanted beside what is always written.
#[derive(Debug)]
pub struct Wanted<'a> {
    /// The people as they go into files of cards: with labels, say.
    pub contacts: &'a Audit,
    /// What stands between the cells of a list.
    pub separator: u8,
    /// A workbook.
    pub workbook: bool,
    /// A table for Google.
    pub google: bool,
}

/// Everybody, people first, as they are written into people.vcf.
pub fn everybody(audit: &Audit) -> impl Iterator<Item = View<'_>> {
    audit.everybody().map(|person| audit.view(person))
}

/// The files by their names, the largest first, so that no thread is left with it at the end. Of what is redacted there are only those
/// that are for others.
pub fn jobs<'a>(
    audit: &'a Audit,
    made: &'a Made<'a>,
    wanted: &Wanted<'a>,
) -> Vec<(&'static str, Job<'a>)> {
    let shown = made.shown();
    let contacts = wanted.contacts;
    let mut jobs: Vec<(&'static str, Job<'a>)> = vec![
        (
            "audit.json",
            match shown.redacted {
                true => Box::new(|f| report::json::saved(made.audit(), f)),
                false => Box::new(|f| report::json::audit(audit, f)),
            },
        ),
        (
            "people.vcf",
            Box::new(|mut f| {
                let people = everybody(contacts);
                write::vcard::people(people, &audit.aside, Version::V4, &mut f)
            }),
        ),
        (
            "unmatched.vcf",
            Box::new(|mut f| write::unmatched(audit, &mut f)),
        ),
        ("report.html", Box::new(|f| page::page(&made.shown(), f))),
        (
            "report.md",
            Box::new(|f| f.write_all(report::markdown::report(&made.shown()).as_bytes())),
        ),
    ];
    if wanted.workbook {
        let write = |f: &mut dyn Write| report::workbook::workbook(audit, made.front(), f);
        jobs.push(("audit.xlsx", Box::new(write)));
    }
    if wanted.google {
        let write = |f: &mut dyn Write| {
            let people = everybody(contacts);
            report::convert::people(Layout::Google, people, f).map_err(io::Error::from)
        };
        jobs.push((Layout::Google.file_name(), Box::new(write)));
    }
    for (name, list) in report::csv::LISTS {
        // Programs that import connections want LinkedIn's own layout.
        let delimiter = match name {
            "Connections.csv" => b',',
            _ => wanted.separator,
        };
        let write = move |f: &mut dyn Write| {
            list(audit, report::csv::Target::Csv(f, delimiter)).map_err(io::Error::from)
        };
        jobs.push((name, Box::new(write)));
    }
    if shown.redacted {
        let handed_on = ["audit.json", "report.html", "report.md"];
        jobs.retain(|(name, _)| handed_on.contains(name));
    }
    jobs
}
