//! `tieline clean`: contact files mended and merged, with a list of every change.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::error::Failure;
use super::progress::{self, Progress};
use super::screen::Screen;
use super::{audit, reading};
use crate::cli::CleanArgs;
use crate::files::outdir::{self, OutDir};
use crate::hygiene;
use crate::import::{self, Context, Source};
use crate::model::audit::Audit;
use crate::model::fix::{Change, Fix};
use crate::model::intake::{Fate, Imported};
use crate::model::keys::Region;
use crate::model::problem::Severity;
use crate::pipeline;
use crate::report;
use crate::report::words::count;
use crate::write;

/// A file that was mended.
struct Mended {
    name: String,
    bytes: Vec<u8>,
    changes: Vec<Change>,
}

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
        return list().map_err(Failure::write("standard output"));
    }
    if args.out.is_none() && !args.dry_run && !args.json {
        let message = "nothing to do: give --out DIR for the cleaned files, --dry-run to see what would change, or --json";
        return Err(Failure::Usage(message.to_owned()));
    }
    let (options, context) = settings(args)?;
    if let Some(dir) = &args.out {
        outdir::check_free(dir).map_err(|error| Failure::Usage(error.to_string()))?;
    }
    progress::clear_up_on_interrupt();
    let progress = Progress::start(args.talk.quiet);
    let cleaning = clean(args, &options, &context, &progress)?;
    if let Some(dir) = args.out.as_ref().filter(|_| !args.dry_run) {
        progress.says("writing");
        let failure = Failure::write(format!("{} could not be written", dir.display()));
        write_out(&cleaning, dir).map_err(failure)?;
    }
    drop(progress);
    print(&cleaning, args).map_err(Failure::write("standard output"))?;
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
    let copies: Mutex<Vec<(u32, Mended)>> = Mutex::default();
    let mend = |source: Source<'_>, imported: &mut Imported| {
        if let Some(mended) = mended(source, imported, options, context) {
            let mut copies = copies.lock().unwrap_or_else(PoisonError::into_inner);
            copies.push((source.file.0, mended));
        }
    };
    let imported = reading::read_each(&args.files, context, progress, &mend)?;
    let mut copies = copies.into_inner().unwrap_or_else(PoisonError::into_inner);
    copies.sort_by_key(|(file, _)| *file);
    let mut copies: Vec<Mended> = copies.into_iter().map(|(_, mended)| mended).collect();
    let changes = copies
        .iter_mut()
        .flat_map(|copy| std::mem::take(&mut copy.changes))
        .collect();
    progress.says("finding out who is who");
    Ok(Cleaning {
        audit: pipeline::people(imported),
        copies,
        changes,
        merge: !args.no_merge,
    })
}

/// Mends a file and reads its people from what was mended: so they are those that anybody will read from the copy. What
/// was wrong is told of the file as it was given.
fn mended(
    source: Source<'_>,
    imported: &mut Imported,
    options: &hygiene::Options,
    context: &Context,
) -> Option<Mended> {
    let mut document = import::document(source)?;
    let changes = hygiene::mend(&mut document, options);
    let name = source.name.to_owned();
    if changes.is_empty() {
        return Some(Mended {
            name,
            bytes: source.bytes.to_vec(),
            changes,
        });
    }
    let mut bytes = Vec::with_capacity(source.bytes.len());
    // Writing into memory does not fail.
    write::original::document(&document, &mut bytes).ok()?;
    let again = import::read(
        Source {
            bytes: &bytes,
            ..source
        },
        context,
    )?;
    imported.cards = again.cards;
    let lines: Vec<u32> = document.entries().map(|entry| entry.line).collect();
    for card in &mut imported.cards {
        let line = lines.get(card.place.record.saturating_sub(1) as usize);
        card.place.line = line.copied().unwrap_or(card.place.line);
    }
    Some(Mended {
        name,
        bytes,
        changes,
    })
}

fn settings(args: &CleanArgs) -> Result<(hygiene::Options, Context), Failure> {
    let region = args.region.as_deref().map(audit::region).transpose()?;
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

fn list() -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    out.write_all(report::terminal::list_of_fixes().as_bytes())?;
    out.flush()
}

fn print(cleaning: &Cleaning, args: &CleanArgs) -> io::Result<()> {
    if args.json {
        let mut out = BufWriter::new(io::stdout().lock());
        report::json::cleaning(&cleaning.audit, cleaning.changes.len(), &mut out)?;
        return out.flush();
    }
    if args.talk.quiet {
        return Ok(());
    }
    let screen = Screen::new(args.talk.color);
    let mut out = screen.out();
    if args.dry_run && !cleaning.changes.is_empty() {
        writeln!(
            out,
            "{}",
            report::terminal::fixes(&cleaning.changes, screen.look())
        )?;
    }
    writeln!(out, "{}", summary(cleaning))?;
    if let Some(said) = left_alone(cleaning) {
        writeln!(out, "{said}")?;
    }
    if let Some(dir) = args.out.as_ref().filter(|_| !args.dry_run) {
        writeln!(
            out,
            "Everything is in {}: begin with changes.csv.",
            dir.display()
        )?;
    }
    out.flush()
}

/// Says of the contact files that were read and have no mended copy.
fn left_alone(cleaning: &Cleaning) -> Option<String> {
    let mended: BTreeSet<&str> = cleaning.copies.iter().map(|c| c.name.as_str()).collect();
    let files = cleaning.audit.files.iter().filter(|file| {
        let people = file.of(Fate::Person) + file.of(Fate::Merged);
        file.is_roster() && people > 0 && !mended.contains(file.name.as_str())
    });
    let number = files.count() as u64;
    (number > 0).then(|| {
        let files = count(
            number,
            "file of another kind was",
            "files of other kinds were",
        );
        format!("Only vCards get a mended copy so far; {files} read for the people.")
    })
}

/// "1,911 cards in 4 files: 1,842 people, 57 merged, 12 to review, 231 fields fixed, 3 problems".
fn summary(cleaning: &Cleaning) -> String {
    let audit = &cleaning.audit;
    let rosters = || audit.files.iter().filter(|file| file.is_roster());
    let rows = rosters().map(|file| file.rows).sum();
    let files = rosters().count();
    let people = audit.not_people.len() as u64;
    let is_wrong = |severity: Severity| severity != Severity::Info;
    let problems = audit
        .problems
        .iter()
        .filter(|problem| is_wrong(problem.code.severity()))
        .count();
    let mut told = Vec::new();
    if cleaning.merge {
        told.push(count(people, "person", "people"));
        told.push(format!("{} merged", audit.cards.len() as u64 - people));
        told.push(format!("{} to review", audit.doubts.len()));
    }
    told.push(count(
        cleaning.changes.len() as u64,
        "field fixed",
        "fields fixed",
    ));
    told.push(count(problems as u64, "problem", "problems"));
    let cards = count(rows, "card", "cards");
    format!(
        "{cards} in {}: {}",
        count(files as u64, "file", "files"),
        told.join(", ")
    )
}

fn write_out(cleaning: &Cleaning, dir: &Path) -> io::Result<()> {
    let audit = &cleaning.audit;
    let out = OutDir::begin(dir)?;
    for (name, copy) in names(&cleaning.copies).iter().zip(&cleaning.copies) {
        out.file(name, |file| file.write_all(&copy.bytes))?;
    }
    let sheet = |name: &str, list: report::csv::List| {
        out.file(name, |file: &mut BufWriter<File>| {
            list(audit, file).map_err(io::Error::from)
        })
    };
    sheet("problems.csv", report::csv::problems)?;
    out.file("changes.csv", |file| {
        report::csv::fixes(&cleaning.changes, &audit.files, file).map_err(io::Error::from)
    })?;
    if cleaning.merge {
        out.file("people.vcf", |file| {
            write::vcard::people(audit::everybody(audit), file)
        })?;
        sheet("merged.csv", report::csv::merged)?;
        sheet("review.csv", report::csv::review)?;
    }
    out.finish()
}

/// Where the copies go: each under the last part of its name, numbered where two are called alike.
fn names(copies: &[Mended]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let name_of = |copy: &Mended| {
        let base = copy.name.rsplit(['/', '\\']).next().unwrap_or_default();
        let base: String = base.chars().filter(|c| !c.is_control()).collect();
        let base = match base.as_str() {
            "" | "-" | "." | ".." => "contacts".to_owned(),
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
