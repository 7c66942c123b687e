//! `tieline audit`: the main job.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use chrono::{DateTime, NaiveDate, Utc};

use super::error::Failure;
use super::screen::Screen;
use super::{progress, reading};
use crate::cli::AuditArgs;
use crate::files::outdir::{self, OutDir};
use crate::history::Me;
use crate::import::Context;
use crate::model::audit::Audit;
use crate::model::intake::Fate;
use crate::model::keys::{Email, Phone, Region, Slug};
use crate::model::moment::start_of;
use crate::pipeline::{self, Options};
use crate::report;
use crate::snapshot::Snapshot;

/// Reads, judges, prints and writes.
pub fn run(args: &AuditArgs) -> Result<(), Failure> {
    let (options, context) = settings(args)?;
    if let Some(dir) = &args.out {
        outdir::check_free(dir).map_err(|error| Failure::Usage(error.to_string()))?;
    }
    progress::clear_up_on_interrupt();
    let imported = reading::read(&args.files, &context, args.talk.quiet)?;
    let audit = pipeline::audit(imported, &options);
    if let Some(dir) = &args.out {
        write_out(&audit, dir).map_err(Failure::write(format!(
            "{} could not be written",
            dir.display()
        )))?;
    }
    print(&audit, args).map_err(Failure::write("standard output"))?;
    strict(&audit, args)
}

fn settings(args: &AuditArgs) -> Result<(Options, Context), Failure> {
    let region = args.region.as_deref().map(|code| {
        Region::parse(code).ok_or_else(|| {
            Failure::Usage(format!(
                "--region {code}: no country has this code; give two letters such as DE or US"
            ))
        })
    });
    let region = region.transpose()?;
    let zone = args.tz.parse().map_err(|_| {
        Failure::Usage(format!(
            "--tz {}: no such zone; give one such as Europe/Berlin",
            args.tz
        ))
    })?;
    let as_of = args
        .as_of
        .as_deref()
        .map_or_else(|| Ok(Utc::now().timestamp()), as_of)?;
    let me = me(&args.me, region)?;
    Ok((
        Options {
            as_of,
            me,
            shift: !args.no_shift,
        },
        Context { region, zone },
    ))
}

/// A day means its first instant in UTC.
fn as_of(text: &str) -> Result<i64, Failure> {
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").map(start_of);
    let instant = || DateTime::parse_from_rfc3339(text).map(|at| at.timestamp());
    day.or_else(|_| instant()).map_err(|_| {
        Failure::Usage(format!(
            "--as-of {text}: no day or instant; give one such as 2026-11-01 or 2026-11-01T12:00:00Z"
        ))
    })
}

fn me(said: &[String], region: Option<Region>) -> Result<Me, Failure> {
    let mut me = Me::default();
    for text in said {
        if let Some(slug) = Slug::from_url(text) {
            me.profiles.push(slug);
        } else if let Some(email) = Email::parse(text) {
            me.emails.push(email);
        } else if let Some(phone) = Phone::parse(text, region) {
            me.phones.push(phone);
        } else {
            let expected = "give an e-mail address, a phone number with country code, or a link such as linkedin.com/in/your-name";
            return Err(Failure::Usage(format!(
                "--me {text}: neither of the three; {expected}"
            )));
        }
    }
    Ok(me)
}

fn print(audit: &Audit, args: &AuditArgs) -> io::Result<()> {
    if args.json {
        let mut out = BufWriter::new(io::stdout().lock());
        report::json::audit(&Snapshot::of(audit), &mut out)?;
        return out.flush();
    }
    if args.talk.quiet {
        return Ok(());
    }
    let screen = Screen::new(args.talk.color);
    let mut out = screen.out();
    write!(out, "{}", report::terminal::summary(audit, screen.look()))?;
    writeln!(
        out,
        "\n{}",
        report::terminal::ranking(audit, args.top, screen.look())
    )?;
    if let Some(dir) = &args.out {
        writeln!(
            out,
            "Everything is in {}: begin with report.md, then keep-delete.csv.",
            dir.display()
        )?;
    }
    out.flush()
}

fn write_out(audit: &Audit, dir: &Path) -> io::Result<()> {
    let out = OutDir::begin(dir)?;
    let csv = |result: csv::Result<()>| result.map_err(io::Error::from);
    out.file("ranked.csv", |f| csv(report::csv::ranked(audit, f)))?;
    out.file("keep-delete.csv", |f| {
        csv(report::csv::keep_delete(audit, f))
    })?;
    out.file("merged.csv", |f| csv(report::csv::merged(audit, f)))?;
    out.file("review.csv", |f| csv(report::csv::review(audit, f)))?;
    out.file("unmatched.csv", |f| csv(report::csv::unmatched(audit, f)))?;
    out.file("problems.csv", |f| csv(report::csv::problems(audit, f)))?;
    out.file("Connections.csv", |f| {
        csv(report::csv::connections(audit, f))
    })?;
    out.file("report.md", |f| {
        f.write_all(report::markdown::report(audit).as_bytes())
    })?;
    out.file("audit.json", |f| {
        report::json::audit(&Snapshot::of(audit), f)
    })?;
    out.finish()
}

fn strict(audit: &Audit, args: &AuditArgs) -> Result<(), Failure> {
    let rejected: u64 = audit.files.iter().map(|f| f.of(Fate::Rejected)).sum();
    let errors = audit
        .problems
        .iter()
        .filter(|p| p.code.severity() == crate::model::problem::Severity::Error)
        .count();
    if args.strict && (rejected > 0 || errors > 0) {
        return Err(Failure::Rejected(format!(
            "{rejected} records and {errors} files or rows could not be read (--strict)"
        )));
    }
    Ok(())
}
