//! `tieline clean`: contact files mended and merged, with a list of every change.

mod out;
mod print;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use chrono::Utc;

use super::error::Failure;
use super::progress::{self, Progress};
use super::{audit, decisions, reading, settings};
use crate::cli::CleanArgs;
use crate::files::{limited, outdir};
use crate::hygiene;
use crate::import::{Context, Source, companies};
use crate::memory::mend::{Mended, Mending};
use crate::model::audit::Audit;
use crate::model::fix::{Changes, Fix};
use crate::model::intake::Imported;
use crate::output::everybody;
use crate::pipeline;
use crate::reading::Watch;
use crate::report::convert::{self, Layout};
use crate::report::plain;
use crate::write::vcard::Version;

/// Everything that a run found out.
struct Cleaning {
    audit: Audit,
    copies: Vec<Mended>,
    changes: Changes,
    merge: bool,
    targets: Vec<Target>,
    version: Version,
}

/// What else the people are written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Target {
    /// A table in the layout of another program.
    Table(Layout),
    /// `people.vcf`, which without `--no-merge` is written anyway.
    Cards,
}

impl Cleaning {
    fn new(
        mut audit: Audit,
        mut copies: Vec<Mended>,
        targets: Vec<Target>,
        args: &CleanArgs,
    ) -> Self {
        let mut changes = Changes::default();
        for copy in &mut copies {
            changes.append(std::mem::take(&mut copy.changes));
        }
        for target in &targets {
            if let Target::Table(layout) = target {
                let left = convert::left_out(*layout, &audit, everybody(&audit));
                audit.problems.extend(left);
            }
        }
        Self {
            audit,
            copies,
            changes,
            merge: !args.no_merge,
            targets,
            // What is no version was refused before.
            version: version(&args.vcard).unwrap_or_default(),
        }
    }
}

/// Reads, mends, finds out who is who, writes, prints.
pub fn run(args: &CleanArgs) -> Result<(), Failure> {
    if args.list {
        return print::list().map_err(Failure::write("standard output"));
    }
    if args.out.is_none() && !args.dry_run && !args.json {
        let message = "nothing to do: give --out DIR for the cleaned files, --dry-run to see what would change, or --json";
        return Err(Failure::Usage(message.to_owned()));
    }
    let (options, context) = settings_of(args)?;
    let targets = args.to.iter().map(|text| target(text));
    let targets = targets.collect::<Result<Vec<Target>, _>>()?;
    let pairs = decisions::read(&args.decisions)?;
    version(&args.vcard)?;
    if let Some(dir) = &args.out {
        outdir::check_free(dir).map_err(|error| Failure::Usage(error.to_string()))?;
    }
    progress::clear_up_on_interrupt();
    let progress = Progress::start(args.talk.quiet);
    // The JSON says who is who, and without merging that each card is somebody.
    let mending = Mending {
        options: &options,
        context: &context,
        people: !args.no_merge || args.json || !targets.is_empty(),
    };
    let (imported, mut copies) = mend_each(args, &mending, &progress)?;
    let audit = if mending.people {
        progress.says("finding out who is who");
        let pairs = Some(&pairs).filter(|_| !args.no_merge);
        pipeline::people(imported, pairs, args.merging.manner(), context.as_of)
    } else {
        pipeline::unmerged(imported)
    };
    refresh(&audit, &mut copies, &mending, args.refresh);
    let cleaning = Cleaning::new(audit, copies, targets, args);
    if let Some(dir) = args.out.as_ref().filter(|_| !args.dry_run) {
        progress.says("writing");
        let failure = Failure::write(format!(
            "{} could not be written",
            crate::report::plain::path(dir)
        ));
        out::write(&cleaning, dir).map_err(failure)?;
    }
    drop(progress);
    print::print(&cleaning, args).map_err(Failure::write("standard output"))?;
    if args.verify {
        audit::verify(&cleaning.audit, cleaning.version)?;
    }
    audit::strict(&cleaning.audit, args.strict)
}

/// Reads all files and mends those that can be given back.
fn mend_each(
    args: &CleanArgs,
    mending: &Mending<'_>,
    progress: &Progress,
) -> Result<(Vec<Imported>, Vec<Mended>), Failure> {
    let copies: Mutex<Vec<(u32, Mended)>> = Mutex::default();
    let reader = |source: Source<'_>| {
        let (imported, mended) = mending.read(source)?;
        let mut copies = copies.lock().unwrap_or_else(PoisonError::into_inner);
        copies.extend(mended.map(|mended| (source.file.0, mended)));
        Some(imported)
    };
    let imported = reading::read_each(&args.files, mending.context, progress, &reader)?;
    let mut copies = copies.into_inner().unwrap_or_else(PoisonError::into_inner);
    copies.sort_by_key(|(file, _)| *file);
    let copies = copies.into_iter().map(|(_, mended)| mended).collect();
    Ok((imported, copies))
}

fn settings_of(args: &CleanArgs) -> Result<(hygiene::Options, Context), Failure> {
    let region = settings::region(args.region.as_deref())?;
    let named = |names: &[String]| {
        names
            .iter()
            .map(|name| fix(name))
            .collect::<Result<Vec<Fix>, _>>()
    };
    let (only, skip) = (named(&args.only)?, named(&args.skip)?);
    let wanted = |fix: &Fix| (only.is_empty() || only.contains(fix)) && !skip.contains(fix);
    let fixes = Fix::ALL.iter().copied().filter(wanted).collect();
    let now = || Ok(Utc::now().timestamp());
    Ok((
        hygiene::Options {
            fixes,
            region,
            employers: employers(args.companies.as_deref())?,
        },
        Context {
            region,
            map: settings::map(&args.map)?,
            as_of: args.as_of.as_deref().map_or_else(now, settings::as_of)?,
            ..Context::default()
        },
    ))
}

/// How employers are to be written, as the owner left it in a list.
fn employers(list: Option<&Path>) -> Result<BTreeMap<String, String>, Failure> {
    let Some(list) = list else {
        return Ok(BTreeMap::new());
    };
    let name = plain::path(list);
    let wrong = |why: String| Failure::Usage(format!("--companies {name}: {why}"));
    let bytes = limited::read(list, limited::LIST).map_err(|error| wrong(error.to_string()))?;
    let (employers, refused) = companies::read(&bytes).ok_or_else(|| {
        wrong("this is not a companies.csv; it needs its columns company and spelling".to_owned())
    })?;
    if refused.is_empty() {
        return Ok(employers);
    }
    let lines = refused.iter().map(|refused| {
        format!(
            "\n  line {}: {}",
            refused.line,
            plain::plain(&refused.message)
        )
    });
    Err(wrong(format!(
        "not every row can be taken, so nothing was done:{}",
        lines.collect::<String>()
    )))
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

fn target(text: &str) -> Result<Target, Failure> {
    Ok(match text {
        "google-csv" => Target::Table(Layout::Google),
        "outlook-csv" => Target::Table(Layout::Outlook),
        "linkedin-csv" => Target::Table(Layout::Linkedin),
        "vcf" => Target::Cards,
        _ => {
            return Err(Failure::Usage(format!(
                "--to {text}: no such layout; give google-csv, outlook-csv, linkedin-csv or vcf"
            )));
        }
    })
}

fn fix(name: &str) -> Result<Fix, Failure> {
    let found = Fix::ALL.iter().find(|fix| fix.name() == name);
    found.copied().ok_or_else(|| {
        Failure::Usage(format!(
            "{name}: there is no such fix; `tieline clean --list` lists them all"
        ))
    })
}

fn version(name: &str) -> Result<Version, Failure> {
    match name {
        "3.0" | "3" => Ok(Version::V3),
        "4.0" | "4" => Ok(Version::V4),
        "2.1" => Err(Failure::Usage(
            "--vcard 2.1: people.vcf is not written in vCard 2.1; give 3.0 or 4.0 (the cleaned copies keep the version of their file)".to_owned(),
        )),
        other => Err(Failure::Usage(format!(
            "--vcard {other}: expected 4.0, or 3.0 for iCloud and Google"
        ))),
    }
}
