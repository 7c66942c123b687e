//! `tieline clean`: contact files mended and merged, with a list of every change.

mod out;
mod print;

use std::collections::BTreeMap;
use std::path::Path;

use chrono::Utc;

use super::error::Failure;
use super::progress::{self, Progress};
use super::{audit, decisions, reading, settings};
use crate::cli::CleanArgs;
use crate::files::{limited, outdir};
use crate::hygiene;
use crate::import::{Context, companies};
use crate::memory::cleaning::{Cleaning, How, Target, mend_each};
use crate::memory::mend::Mending;
use crate::model::fix::Fix;
use crate::reading::Watch;
use crate::report::convert::Layout;
use crate::report::plain;
use crate::write::vcard::Version;

/// Reads, mends, finds out who is who, writes, prints.
pub fn run(args: &CleanArgs) -> Result<(), Failure> {
    if args.list {
        return print::list().map_err(Failure::write("standard output"));
    }
    let (options, context) = settings_of(args)?;
    let targets = args.to.iter().map(|text| target(text));
    let targets = targets.collect::<Result<Vec<Target>, _>>()?;
    let pairs = decisions::read(&args.decisions)?;
    version(&args.vcard)?;
    // Of a mistyped path is told before anything else.
    let is_there = args.files.iter().any(|path| path.exists());
    if args.out.is_none() && !args.dry_run && !args.json && is_there {
        let message = "nothing to do: give --out DIR for the cleaned files, --dry-run to see what would change, or --json";
        return Err(Failure::Usage(message.to_owned()));
    }
    if let Some(dir) = &args.out {
        outdir::check_free(dir).map_err(|error| Failure::Usage(error.to_string()))?;
    }
    progress::clear_up_on_interrupt();
    let progress = Progress::start(args.talk.quiet);
    // The JSON says who is who, and without merging that each card is somebody.
    let mending = Mending {
        options,
        context: &context,
        people: !args.no_merge || args.json || !targets.is_empty(),
    };
    let read = mend_each(&mending, |reader| {
        reading::read_each(&args.files, &context, &progress, reader)
    })?;
    progress.says("finding out who is who");
    let how = How {
        merge: Some(&pairs).filter(|_| !args.no_merge),
        manner: args.merging.manner(),
        refresh: args.refresh,
        targets,
        version: version(&args.vcard)?,
    };
    let cleaning = Cleaning::new(read, &mending, how);
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
