//! `tieline audit`: the main job.

use std::io;
use std::path::{Path, PathBuf};

use chrono::Utc;
use rayon::iter::{IntoParallelIterator, ParallelBridge, ParallelIterator};

use super::beside;
use super::book;
use super::error::Failure;
use super::given;
use super::opened;
use super::progress::{self, Progress};
use super::reading;
use super::screen::{self, Screen};
use super::settings;
use super::timings::Timings;
use crate::book::{Book, RunKind, WRITTEN_TO};
use crate::cli::AuditArgs;
use crate::decisions;
use crate::files::outdir::{self, OutDir};
use crate::model::audit::Audit;
use crate::model::intake::{Fate, Imported};
use crate::model::moment::{date_of, written};
use crate::model::person::View;
use crate::model::stage::Stage;
use crate::output::{self, Beside, Made, Wanted, everybody};
use crate::pipeline::{self, Options};
use crate::reading::Watch;
use crate::report;
use crate::report::terminal::Written;
use crate::report::words::count;
use crate::words;
use crate::write;
use crate::write::vcard::Version;

/// Reads, judges, prints and writes.
pub fn run(args: &AuditArgs) -> Result<(), Failure> {
    let (mut options, context) = settings::of(&args.judging)?;
    is_handed_on(args)?;
    if let Some(dir) = &args.out {
        outdir::check_free(dir).map_err(|error| Failure::Usage(error.to_string()))?;
    }
    let files = given::files(&args.files, args.talk.quiet)?;
    progress::clear_up_on_interrupt();
    let progress = Progress::start(args.talk.quiet);
    let timings = Timings::start();
    let begins = |stage| {
        progress.says(words::stage::doing(stage));
        timings.begins(stage);
    };
    begins(Stage::Reading);
    let mut imported = reading::read(&files, &context, &progress)?;
    let mut begun = None;
    let mut book = if args.no_book {
        None
    } else {
        begins(Stage::Remembering);
        begun = args.place.book.clone().filter(|path| !path.exists());
        Some(book::open(&args.place, "tieline audit")?)
    };
    let now = Utc::now().timestamp();
    if let Some(book) = &mut book {
        let words = run_words(&files, args);
        remember(book, &mut imported, &mut options, (words, now))?;
    }
    let shows = args.out.is_some() || args.open;
    let (audit, past) = pipeline::audit_and_past(imported, &options, shows, &begins);
    let beside = match &book {
        Some(book) if shows => beside::of(book, date_of(options.as_of))?,
        Some(_) | None => Beside::default(),
    };
    let made = (shows || args.redact).then(|| {
        begins(Stage::Page);
        Made::new(&audit, beside, past, args.redact)
    });
    let folder = args.out.as_deref().zip(made.as_ref());
    if folder.is_some() {
        begins(Stage::Writing);
    } else if book.is_some() {
        begins(Stage::Keeping);
    }
    // The database takes one row after the other, on one thread.
    let (replaced, written) = rayon::join(
        || book.as_mut().map(|book| keep(book, &audit, now)),
        || folder.map(|(dir, made)| write_out(&audit, made, dir, args)),
    );
    let replaced = replaced.transpose()?.flatten();
    let written = written.transpose()?;
    // First the book, which may refuse; a folder that is written needs no more than its name.
    if let Some(book) = book {
        book.commit()?;
    }
    if let (Some(written), Some(dir)) = (written, &args.out) {
        finish(written, args.redact).map_err(not_written(dir))?;
    }
    drop(progress);
    timings.begins(Stage::Printing);
    if let Some(made_at) = replaced.filter(|_| !args.talk.quiet) {
        say_replaced(options.as_of, made_at).map_err(Failure::write("standard error"))?;
    }
    if let Some(path) = begun.filter(|_| !args.talk.quiet) {
        say_begun(&path).map_err(Failure::write("standard error"))?;
    }
    print(&audit, made.as_ref(), args).map_err(Failure::write("standard output"))?;
    if let Some(made) = made.as_ref().filter(|_| args.open) {
        opened::open(made, args.out.as_deref(), args.talk.quiet)?;
    }
    let not_said = Failure::write("standard error");
    timings.print(args.timings).map_err(not_said)?;
    let verified = args.verify.then(|| verify(&audit, Version::V4));
    let done = verified
        .unwrap_or(Ok(()))
        .and_then(|()| strict(&audit, args.strict))
        .and_then(|()| whole(&audit));
    // The process ends here: giving back tens of thousands of people one by one would only take time.
    std::mem::forget(made);
    std::mem::forget(audit);
    done
}

/// Keeps an audit in the book, and gives when the one was made whose place it takes.
fn keep(book: &Book, audit: &Audit, now: i64) -> Result<Option<i64>, Failure> {
    let replaced = book.save(audit, now)?;
    book.know(&pipeline::known(audit), audit.as_of)?;
    book.keep_owner(&audit.owner)?;
    book.keep_coverage(&audit.coverage)?;
    Ok(replaced)
}

/// What is redacted is for others: without a form to hand on, it would be for nobody.
fn is_handed_on(args: &AuditArgs) -> Result<(), Failure> {
    if args.redact && args.out.is_none() && !args.open && !args.json {
        let usage = "--redact is for what you show to others: add --out DIR, --open or --json";
        return Err(Failure::Usage(usage.to_owned()));
    }
    Ok(())
}

/// Begins a run of the book, which takes in what was read and gives what it knows.
fn remember(
    book: &mut Book,
    imported: &mut Vec<Imported>,
    options: &mut Options,
    (mut words, now): (String, i64),
) -> Result<(), Failure> {
    if let Some(forgotten) = book.forgotten()? {
        let is = |key: &str| forgotten.has(key);
        decisions::leave_out(imported, &is);
        if decisions::names_them(&words, &is) {
            words = "audit".to_owned();
        }
    }
    book.begin(RunKind::Audit, &words, now)?;
    imported.extend(book.remember(imported, options.instant())?);
    options.known = book.known()?;
    options.owner = book.owner()?;
    options.covered = book.coverage()?;
    options.decisions = book.decisions()?;
    options.deletions = book.deletions(options.as_of)?;
    options.decided_pairs = book.pairs()?;
    Ok(())
}

/// What the book is told of this run.
fn run_words(files: &[PathBuf], args: &AuditArgs) -> String {
    let names: Vec<String> = files.iter().map(|f| f.display().to_string()).collect();
    let read = format!("audit of {}", names.join(", "));
    match args.out.as_deref().map(std::path::absolute) {
        Some(Ok(out)) => format!("{read}{WRITTEN_TO}{}", out.display()),
        Some(Err(_)) | None => read,
    }
}

/// A second audit of one day takes the place of the first.
fn say_replaced(as_of: i64, made_at: i64) -> io::Result<()> {
    writeln!(
        screen::err(),
        "This replaces the audit of {} made at {} UTC; `tieline book undo` brings that one back.",
        written(date_of(as_of)),
        book::minute(made_at)
    )
}

/// That there was no book where one was named: it may have been moved, or the name is mistyped.
fn say_begun(path: &Path) -> io::Result<()> {
    writeln!(
        screen::err(),
        "{}: a new book, since there was none here; what you decided and noted in another is not in it.",
        crate::report::plain::path(path)
    )
}

fn print(audit: &Audit, made: Option<&Made<'_>>, args: &AuditArgs) -> io::Result<()> {
    if args.json {
        return match made.filter(|_| args.redact) {
            Some(made) => screen::data(|out| report::json::saved(made.audit(), out)),
            None => screen::data(|out| report::json::audit(audit, out)),
        };
    }
    // What is to be shown to others is written; the screen would name everybody.
    if args.talk.quiet || args.redact {
        return Ok(());
    }
    let screen = Screen::new(args.talk.color);
    let mut out = screen.out();
    let look = screen.look();
    let mut above = report::terminal::summary(audit, look);
    if args.each_file {
        above = format!(
            "{}\n\n{}",
            above.trim_end(),
            report::terminal::files(audit, look)
        );
    }
    write!(out, "{above}")?;
    let written = match &args.out {
        Some(dir) => Written::Folder(dir),
        None if args.open => Written::Page,
        None => Written::Nothing,
    };
    let answer = report::terminal::answer(audit, args.top, written, look);
    let gap = if above.ends_with("\n\n") { "" } else { "\n" };
    writeln!(out, "{gap}{}", answer.trim_end())?;
    out.flush()
}

/// Has every card that is written read by somebody else's strict reader.
pub(super) fn verify(audit: &Audit, version: Version) -> Result<(), Failure> {
    let refusal = |card: &str, name: &str| {
        let why = write::vcard::verify(card, version).err()?;
        let name = report::plain::clip(name, 60);
        Some(format!("  {name}: {}", report::plain::plain(&why)))
    };
    let views: Vec<View<'_>> = everybody(audit).collect();
    let refused = views
        .into_par_iter()
        .filter_map(|view| refusal(&write::vcard::card(view, version), view.name()));
    let mut refused: Vec<String> = refused.collect();
    let aside = write::vcard::cards_of(&audit.aside, version);
    let named = aside.iter().zip(&audit.aside);
    refused.extend(named.filter_map(|(text, card)| refusal(text, &card.name.full)));
    if refused.is_empty() {
        return Ok(());
    }
    let heading = format!(
        "the strict reader refuses {} cards of people.vcf:",
        refused.len()
    );
    Err(Failure::Refused(format!(
        "{heading}\n{}",
        refused.join("\n")
    )))
}

fn not_written(dir: &Path) -> impl FnOnce(io::Error) -> Failure {
    Failure::write(format!("{} could not be written", report::plain::path(dir)))
}

/// Writes everything beside the place of the folder, which is not there yet.
fn write_out(
    audit: &Audit,
    made: &Made<'_>,
    dir: &Path,
    args: &AuditArgs,
) -> Result<OutDir, Failure> {
    let labelled = args.labels.then(|| pipeline::labelled(audit));
    let wanted = Wanted {
        contacts: labelled.as_ref().unwrap_or(audit),
        separator: args.csv_separator.byte(),
        workbook: args.xlsx,
        google: args.labels,
    };
    let mut jobs = output::jobs(audit, made, &wanted);
    // What one thread does alone and what takes longest is begun first; the cards, which all threads make together, come last.
    let turn = |name: &str| match name {
        "audit.json" | "report.html" => 0,
        "people.vcf" => 2,
        _ => 1,
    };
    jobs.sort_by_key(|(name, _)| turn(name));
    let write = || {
        let out = OutDir::begin(dir)?;
        // One by one, as a thread becomes free: halves of the list would leave one with the longest at the end.
        jobs.into_iter()
            .par_bridge()
            .try_for_each(|(name, write)| out.file(name, |f| write(f)))?;
        Ok(out)
    };
    write().map_err(not_written(dir))
}

/// What is handed on holds nothing but what is for others.
fn finish(written: OutDir, redacted: bool) -> io::Result<()> {
    match redacted {
        true => written.finish_unlisted(),
        false => written.finish(),
    }
}

/// A script has to know that more may be missing than is said.
fn whole(audit: &Audit) -> Result<(), Failure> {
    match words::coverage::cut_off(&audit.cut_off(), report::plain::shorten) {
        None => Ok(()),
        Some(words) => Err(Failure::CutOff(words)),
    }
}

/// Under `--strict` nothing may have been rejected.
pub(super) fn strict(audit: &Audit, strict: bool) -> Result<(), Failure> {
    let rejected: u64 = audit.files.iter().map(|f| f.of(Fate::Rejected)).sum();
    let errors = audit
        .problems
        .iter()
        .filter(|p| p.code.severity() == crate::model::problem::Severity::Error)
        .count();
    if strict && (rejected > 0 || errors > 0) {
        let files = audit
            .files
            .iter()
            .filter(|f| f.of(Fate::Rejected) == 0 && f.rows == 0);
        let unread = (errors as u64)
            .saturating_sub(rejected)
            .min(files.count() as u64);
        return Err(Failure::Rejected(format!(
            "not everything could be read (--strict): {}, {}; problems.csv (with --out) and --json list them",
            count(rejected, "record", "records"),
            count(unread, "whole file", "whole files"),
        )));
    }
    Ok(())
}
