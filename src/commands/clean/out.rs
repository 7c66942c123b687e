//! The folder that `clean` writes.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::{Cleaning, Target};
use crate::files::outdir::OutDir;
use crate::import;
use crate::memory::mend::Mended;
use crate::output::everybody;
use crate::report;
use crate::write;

/// Writes the copies and all lists; the folder appears whole or not at all.
pub(super) fn write(cleaning: &Cleaning, dir: &Path) -> io::Result<()> {
    let audit = &cleaning.audit;
    let out = OutDir::begin(dir)?;
    for (name, copy) in names(&cleaning.copies).iter().zip(&cleaning.copies) {
        out.file(name, |file| {
            copy.parts.iter().try_for_each(|part| file.write_all(part))
        })?;
    }
    let sheet = |name: &str, list: report::csv::List| {
        out.file(name, |file: &mut BufWriter<File>| {
            let file: &mut dyn io::Write = file;
            list(audit, file.into()).map_err(io::Error::from)
        })
    };
    sheet("problems.csv", report::csv::problems)?;
    out.file("changes.csv", |file| {
        report::csv::fixes(&cleaning.changes, &audit.files, file).map_err(io::Error::from)
    })?;
    for target in &cleaning.targets {
        if let Target::Table(layout) = target {
            out.file(layout.file_name(), |file| {
                report::convert::people(*layout, everybody(audit), file).map_err(io::Error::from)
            })?;
        }
    }
    if cleaning.merge || cleaning.targets.contains(&Target::Cards) {
        out.file("people.vcf", |file| {
            write::vcard::book(everybody(audit), &audit.aside, cleaning.version, file)
        })?;
    }
    if cleaning.merge {
        sheet("stale.csv", report::csv::stale)?;
        sheet("companies.csv", report::csv::companies)?;
        sheet("merged.csv", report::csv::merged)?;
        sheet("review.csv", report::csv::review)?;
    }
    out.finish()
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
