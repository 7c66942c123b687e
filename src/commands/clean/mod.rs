//! `tieline clean`: contact files mended and merged, with a list of every change.

mod mend;
mod out;
mod print;

use std::sync::{Mutex, PoisonError};

use super::error::Failure;
use super::progress::{self, Progress};
use super::{audit, reading, settings};
use crate::cli::CleanArgs;
use crate::files::outdir;
use crate::hygiene;
use crate::import::{Context, Source};
use crate::model::audit::Audit;
use crate::model::fix::{Change, Fix};
use crate::model::keys::Region;
use crate::pipeline;

use self::mend::{Bench, Mended};

/// Everything that a run found out.
struct Cleaning {
    audit: Audit,
    copies: Vec<Mended>,
    changes: Vec<Change>,
    merge: bool,
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
    if let Some(dir) = &args.out {
        outdir::check_free(dir).map_err(|error| Failure::Usage(error.to_string()))?;
    }
    progress::clear_up_on_interrupt();
    let progress = Progress::start(args.talk.quiet);
    let cleaning = clean(args, &options, &context, &progress)?;
    if let Some(dir) = args.out.as_ref().filter(|_| !args.dry_run) {
        progress.says("writing");
        let failure = Failure::write(format!("{} could not be written", dir.display()));
        out::write(&cleaning, dir).map_err(failure)?;
    }
    drop(progress);
    print::print(&cleaning, args).map_err(Failure::write("standard output"))?;
    if args.verify {
        audit::verify(&cleaning.audit)?;
    }
    audit::strict(&cleaning.audit, args.strict)
}

fn clean(
    args: &CleanArgs,
    options: &hygiene::Options,
    context: &Context,
    progress: &Progress,
) -> Result<Cleaning, Failure> {
    // The JSON says who is who.
    let bench = Bench {
        options,
        context,
        people: !args.no_merge || args.json,
    };
    let copies: Mutex<Vec<(u32, Mended)>> = Mutex::default();
    let reader = |source: Source<'_>| {
        let (imported, mended) = bench.read(source)?;
        let mut copies = copies.lock().unwrap_or_else(PoisonError::into_inner);
        copies.extend(mended.map(|mended| (source.file.0, mended)));
        Some(imported)
    };
    let imported = reading::read_each(&args.files, context, progress, &reader)?;
    let mut copies = copies.into_inner().unwrap_or_else(PoisonError::into_inner);
    copies.sort_by_key(|(file, _)| *file);
    let mut copies: Vec<Mended> = copies.into_iter().map(|(_, mended)| mended).collect();
    let mut changes = Vec::with_capacity(copies.iter().map(|copy| copy.changes.len()).sum());
    for copy in &mut copies {
        changes.append(&mut copy.changes);
    }
    let audit = if bench.people {
        progress.says("finding out who is who");
        pipeline::people(imported)
    } else {
        pipeline::unmerged(imported)
    };
    Ok(Cleaning {
        audit,
        copies,
        changes,
        merge: !args.no_merge,
    })
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
    Ok((
        options(fixes, region),
        Context {
            region,
            ..Context::default()
        },
    ))
}

fn options(fixes: Vec<Fix>, region: Option<Region>) -> hygiene::Options {
    hygiene::Options { fixes, region }
}

fn fix(name: &str) -> Result<Fix, Failure> {
    let found = Fix::ALL.iter().find(|fix| fix.name() == name);
    found.copied().ok_or_else(|| {
        Failure::Usage(format!(
            "{name}: no fix is called so; `tieline clean --list` names them all"
        ))
    })
}
