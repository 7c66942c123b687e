//! `tieline plan`: this week's people, kept in the book.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use chrono::{NaiveDate, Utc};

use super::error::Failure;
use super::screen::{self, Screen};
use super::weeks::{self, noted};
use super::{book, settings, who};
use crate::book::{Book, RunKind};
use crate::cli::PlanArgs;
use crate::files::outdir::{self, OutDir};
use crate::model::moment::{date_of, start_of};
use crate::model::plan::{Item, State, Week};
use crate::plan::{self, Ground, take_in};
use crate::report;
use crate::report::plan::{Bridge, Planned};
use crate::snapshot::{Entries, Network, Person, Snapshot};

/// Plans the week, or says what became of somebody in it.
pub fn run(args: &PlanArgs) -> Result<(), Failure> {
    if let Some(dir) = &args.out {
        outdir::check_free(dir).map_err(|error| Failure::Usage(error.to_string()))?;
    }
    let today = today(args)?;
    if args.no_book && args.from.files.is_empty() {
        return Err(Failure::Usage(
            "--no-book: without your book a plan needs files to be made from: tieline plan --no-book FILE…".to_owned(),
        ));
    }
    if !args.from.files.is_empty() {
        let audit = weeks::audited(&args.from.files, &args.from.judging, args.how.talk.quiet)?;
        return print(&from_files(&audit, today), args);
    }
    let mut book = book::existing(&args.how.place, "tieline plan")?;
    let Some(audit) = weeks::latest(&book)? else {
        return Err(Failure::Usage(
            "your book holds no audit yet; run tieline audit FILE… first, or give the files here: tieline plan FILE…"
                .to_owned(),
        ));
    };
    let planned = remembered(&mut book, audit, today, args)?;
    let said = weeks::say(&mut book, &planned, today, args)?;
    book.commit()?;
    match said {
        Some(line) if args.how.talk.quiet => drop(line),
        Some(line) => screen::say(&[line]).map_err(Failure::write("standard output"))?,
        None => print(&planned, args)?,
    }
    Ok(())
}

/// The day of --as-of, or today.
fn today(args: &PlanArgs) -> Result<NaiveDate, Failure> {
    let as_of = args.from.judging.as_of.as_deref();
    let at = as_of.map_or_else(|| Ok(Utc::now().timestamp()), settings::as_of)?;
    Ok(date_of(at))
}

fn from_files(audit: &Snapshot, today: NaiveDate) -> Planned {
    let ground = Ground {
        audit,
        people: Entries::Saved(audit),
        before: None,
        today,
        named: plan::Named::default(),
        skipped: BTreeSet::new(),
    };
    let items = plan::week(&ground)
        .into_iter()
        .map(|item| (item, State::Open));
    let made = start_of(today);
    planned(audit, Vec::new(), today, (items.collect(), made), false)
}

/// The week as the book has it; planned and kept if it has none.
fn remembered(
    book: &mut Book,
    mut audit: Snapshot,
    today: NaiveDate,
    args: &PlanArgs,
) -> Result<Planned, Failure> {
    let context = settings::reading(
        args.from.judging.region.as_deref(),
        args.from.judging.tz.as_deref(),
    )?;
    weeks::as_decided(book, &mut audit)?;
    let notes = noted(book, &audit, &context)?;
    take_in(&mut audit, &notes);
    let before = weeks::before(book, &audit)?;
    let (name, _) = plan::week_of(today);
    let (items, made) = match book.week(&name)? {
        Some(kept) => kept,
        None => {
            let ground = Ground {
                audit: &audit,
                people: Entries::Saved(&audit),
                before: before.as_ref(),
                today,
                named: weeks::named_before(book, today)?,
                skipped: book.skipped_on(&today.to_string())?,
            };
            let items = plan::week(&ground);
            let now = match args.from.judging.as_of {
                Some(_) => start_of(today),
                None => Utc::now().timestamp(),
            };
            if !items.is_empty() {
                book.begin(RunKind::Plan, &format!("plan of {name}"), now)?;
                book.keep_week(&name, &items, now)?;
            }
            (items, now)
        }
    };
    let states = weeks::states(book, &name, &items, made, &audit, &notes)?;
    let items: Vec<(Item, State)> = items.into_iter().zip(states).collect();
    let earlier = book.networks_before(audit.as_of.get(..10).unwrap_or_default())?;
    Ok(planned(&audit, earlier, today, (items, made), true))
}

fn planned(
    audit: &Snapshot,
    earlier: Vec<(String, Network)>,
    today: NaiveDate,
    (items, made): (Vec<(Item, State)>, i64),
    remembered: bool,
) -> Planned {
    // Whom the owner has answered waits no longer, whatever the audit says.
    let is_done = |who: &String| {
        let of_them = |(item, state): &&(Item, State)| {
            item.person == *who && matches!(state, State::Done { .. })
        };
        items.iter().any(|one| of_them(&one))
    };
    let mut waiting = plan::waiting(audit);
    waiting.retain(|waiting| !is_done(&waiting.person));
    let (name, monday) = plan::week_of(today);
    let as_of = audit.as_of.get(..10).unwrap_or_default().to_owned();
    let age = plan::day(&as_of).map_or(0, |as_of| (today - as_of).num_days());
    Planned {
        week: Week {
            name,
            monday,
            items,
        },
        made,
        as_of,
        age,
        remembered,
        waiting,
        people: audit.totals.people,
        network: audit.totals.network.clone(),
        earlier,
        bridges: bridges(audit),
        thinkers: plan::thinkers(audit),
    }
}

/// Everybody who is the only bridge to a circle, in the order of the ranking.
fn bridges(audit: &Snapshot) -> Vec<Bridge> {
    let people = audit
        .people
        .iter()
        .filter(|person| !person.bridge_to.is_empty());
    let bridge = |person: &Person| Bridge {
        id: person.id.clone(),
        name: person.name.clone(),
        people: person.bridge_to.len(),
    };
    people.map(bridge).collect()
}

fn print(planned: &Planned, args: &PlanArgs) -> Result<(), Failure> {
    if let Some(dir) = &args.out {
        write_out(planned, dir)?;
    }
    let shown = || -> io::Result<()> {
        if args.how.json {
            return screen::data(|out| report::plan::json(planned, out));
        }
        if args.ics {
            return screen::data(|out| out.write_all(report::plan::ics(planned).as_bytes()));
        }
        if args.how.talk.quiet {
            return Ok(());
        }
        let screen = Screen::new(args.how.talk.color);
        let mut out = screen.out();
        write!(out, "{}", report::plan::text(planned, screen.look()))?;
        out.flush()
    };
    shown().map_err(Failure::write("standard output"))
}

fn write_out(planned: &Planned, dir: &Path) -> Result<(), Failure> {
    let look = report::terminal::Look {
        width: 100,
        colour: false,
    };
    let write = || -> io::Result<()> {
        use io::Write;
        let out = OutDir::begin(dir)?;
        out.file("plan.txt", |f| {
            f.write_all(report::plan::text(planned, look).as_bytes())
        })?;
        out.file("plan.ics", |f| {
            f.write_all(report::plan::ics(planned).as_bytes())
        })?;
        out.file("plan.json", |f| report::plan::json(planned, f))?;
        out.finish()
    };
    let what = format!("{} could not be written", report::plain::path(dir));
    write().map_err(Failure::write(what))
}

/// The one person of a week whom a text means.
pub(super) fn meant<'p>(
    book: &Book,
    planned: &'p Planned,
    text: &str,
) -> Result<&'p Item, Failure> {
    let items = || planned.week.items.iter().map(|(item, _)| item);
    let named =
        |item: &&Item| crate::model::name::fold(&item.name) == crate::model::name::fold(text);
    if let Some(item) = items().find(named) {
        return Ok(item);
    }
    let found = who::one(book, text, settings::region(None)?)?;
    let item = items().find(|item| item.person == found.id);
    item.ok_or_else(|| {
        let names: Vec<&str> = items().map(|item| item.name.as_str()).collect();
        let names = match names.is_empty() {
            true => "nobody is".to_owned(),
            false => format!(
                "those in it are {}",
                report::plain::plain(&names.join(", "))
            ),
        };
        Failure::Usage(format!(
            "{} is not in the plan of {}; {names}",
            report::plain::plain(&found.name),
            planned.week.name
        ))
    })
}
