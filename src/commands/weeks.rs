//! What a plan is made from, and what became of the people of a week.

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::{Days, NaiveDate, Utc};

use super::error::Failure;
use super::plan::meant;
use super::progress::Progress;
use super::{reading, settings};
use crate::book::{Book, RunKind, WeekWord};
use crate::cli::{JudgingArgs, PlanArgs};
use crate::import::Context;
use crate::import::notes::log;
use crate::model::decision::{Aspect, Decision};
use crate::model::exchange::Direction;
use crate::model::moment::date_of;
use crate::model::plan::{Item, State};
use crate::pipeline;
use crate::plan::{self, Noted, day};
use crate::report::plain::plain;
use crate::report::plan::Planned;
use crate::snapshot::{self, Person, Snapshot};

/// Weeks back to which a plan looks for whom it named.
const WEEKS_OF_LATE: u64 = 4;

/// An audit of files, remembered by nothing.
pub(super) fn audited(
    files: &[PathBuf],
    judging: &JudgingArgs,
    quiet: bool,
) -> Result<Snapshot, Failure> {
    Ok(audited_book(files, judging, quiet)?.1)
}

/// The same, and a book in memory by which its people are found.
pub(super) fn audited_book(
    files: &[PathBuf],
    judging: &JudgingArgs,
    quiet: bool,
) -> Result<(Book, Snapshot), Failure> {
    let (options, context) = settings::of(judging)?;
    let progress = Progress::start(quiet);
    let imported = reading::read(files, &context, &progress)?;
    let audit = pipeline::audit(imported, &options);
    let book = Book::in_memory()?;
    book.save(&audit, Utc::now().timestamp())?;
    book.know(&pipeline::known(&audit), options.as_of)?;
    Ok((book, Snapshot::of(&audit)))
}

/// The latest audit of a book.
pub(super) fn latest(book: &Book) -> Result<Option<Snapshot>, Failure> {
    let Some(last) = book.audits()?.pop() else {
        return Ok(None);
    };
    Ok(book.audit_of(&last.day)?)
}

/// The audit before another.
pub(super) fn before(book: &Book, audit: &Snapshot) -> Result<Option<Snapshot>, Failure> {
    let day = audit.as_of.get(..10).unwrap_or_default();
    let saved = book.audits()?;
    let earlier = saved.iter().rev().find(|saved| saved.day.as_str() < day);
    match earlier {
        None => Ok(None),
        Some(saved) => Ok(book.audit_of(&saved.day)?),
    }
}

/// Whom the plans of the weeks before a day named.
pub(super) fn named_before(book: &Book, day: NaiveDate) -> Result<plan::Named, Failure> {
    let mut named = plan::Named::default();
    for weeks in 1..=WEEKS_OF_LATE {
        let then = day.checked_sub_days(Days::new(7 * weeks)).unwrap_or(day);
        let kept = book.week(&plan::week_of(then).0)?;
        let items = kept.into_iter().flat_map(|(items, _)| items);
        let people = items.map(|item| item.person);
        match weeks {
            1 => named.last_week.extend(people),
            _ => named.of_late.extend(people),
        }
    }
    Ok(named)
}

/// Lays over an audit what the owner decided and noted since.
pub(super) fn as_decided(book: &Book, audit: &mut Snapshot) -> Result<(), Failure> {
    let decisions = book.decisions()?;
    let mut of: BTreeMap<&str, Vec<&Decision>> = BTreeMap::new();
    for decision in &decisions {
        of.entry(&decision.person).or_default().push(decision);
    }
    for person in &mut audit.people {
        let own = of.get(person.id.as_str()).map_or(&[][..], Vec::as_slice);
        lay_over(person, own);
    }
    audit.decisions = decisions.iter().map(snapshot::decided).collect();
    Ok(())
}

/// Lays over somebody what the owner decided on them and noted.
pub(super) fn lay_over(person: &mut Person, decisions: &[&Decision]) {
    let of = |aspect: Aspect| {
        let mut own = decisions.iter();
        own.find(|decision| decision.said.aspect() == aspect)
    };
    let note = |aspect| of(aspect).and_then(|d| d.said.note()).map(str::to_owned);
    (person.i_can, person.they_can) = (note(Aspect::ICan), note(Aspect::TheyCan));
    let said = |aspect| of(aspect).map(|decision| decision.said.to_string());
    (person.rhythm, person.role) = (said(Aspect::Rhythm), said(Aspect::Role));
    if let Some(main) = said(Aspect::Verdict) {
        person.decision = Some(main);
    }
}

/// What the owner noted by hand since the audit was made.
pub(super) fn noted(
    book: &Book,
    audit: &Snapshot,
    context: &Context,
) -> Result<Vec<Noted>, Failure> {
    let day = audit.as_of.get(..10).unwrap_or_default();
    let mut notes = Vec::new();
    for run in book.runs_since(day)? {
        let Some(Ok(entry)) =
            (run.kind == Some(RunKind::Log)).then(|| log::entry(&run.words, context))
        else {
            continue;
        };
        let direction = match entry.direction {
            Direction::Out => "out",
            Direction::In => "in",
            Direction::Both | Direction::Unknown => "both",
        };
        let on = entry
            .at
            .map_or_else(|| date_of(run.at), |at| at.date())
            .to_string();
        for who in &entry.who {
            let found = book.find(who, context.region)?;
            let [person] = found.as_slice() else {
                continue;
            };
            let ties = entry.ties.iter();
            notes.push(Noted {
                person: person.id.clone(),
                on: on.clone(),
                direction,
                channel: entry.channel.word(),
                others: entry.who.len() as u32,
                ties: ties
                    .map(|(kind, due)| (kind.name(), due.map(|due| due.date().to_string())))
                    .collect(),
            });
        }
    }
    Ok(notes)
}

/// What became of each: by the owner's word, by a note since, or by what a newer audit shows.
pub(super) fn states(
    book: &Book,
    week: &str,
    items: &[Item],
    made: i64,
    audit: &Snapshot,
    notes: &[Noted],
) -> Result<Vec<State>, Failure> {
    let words = book.week_words(week)?;
    let made = date_of(made).to_string();
    let state = |item: &Item| {
        let said = words.iter().rev().find(|word| word.person == item.person);
        if let Some(word) = said {
            return match word.done {
                true => State::Done {
                    on: date_of(word.at).to_string(),
                },
                false => State::Skipped {
                    until: word.until.clone(),
                },
            };
        }
        let person = audit.people.iter().find(|person| person.id == item.person);
        let of_them = |note: &&Noted| note.person == item.person;
        let noted = |direction: &'static str| {
            let notes = notes.iter().filter(of_them);
            let notes = notes.filter(move |note| note.direction == direction);
            notes.map(|note| note.on.clone())
        };
        let shown = person.and_then(|person| person.last_sent.clone());
        // A meeting is no thanks for itself, and what made the promise does not keep it.
        let since = item.motive.since();
        let is_word = |on: &String| since.is_none_or(|since| on.as_str() > since);
        let words = noted("both").chain(noted("out")).chain(shown);
        let on = words.filter(is_word).filter(|on| *on >= made).min();
        on.map_or(State::Open, |on| State::Done { on })
    };
    Ok(items.iter().map(state).collect())
}

/// Keeps what the owner says of somebody in the week, and gives the sentence for it; none where nothing was said.
pub(super) fn say(
    book: &mut Book,
    planned: &Planned,
    today: NaiveDate,
    args: &PlanArgs,
) -> Result<Option<String>, Failure> {
    let (text, done) = match (&args.done, &args.skip) {
        (Some(text), _) => (text, true),
        (None, Some(text)) => (text, false),
        (None, None) => return Ok(None),
    };
    let until = args
        .until
        .as_deref()
        .map(|text| until(text, today))
        .transpose()?;
    let item = meant(book, planned, text)?;
    let at = Utc::now().timestamp();
    let (verb, line) = match (done, until) {
        (true, _) => ("done", format!("Done: {}.", plain(&item.name))),
        (false, None) => (
            "skipped",
            format!("Skipped this week and next: {}.", plain(&item.name)),
        ),
        (false, Some(until)) => (
            "skipped",
            format!(
                "Skipped until {}: {}.",
                crate::model::moment::written(until),
                plain(&item.name)
            ),
        ),
    };
    let week = &planned.week.name;
    book.begin(
        RunKind::Plan,
        &format!("{verb} in {week}: {}", item.name),
        at,
    )?;
    book.say_of_week(
        week,
        &WeekWord {
            person: item.person.clone(),
            done,
            until: until.map(|until| until.to_string()),
            at,
        },
    )?;
    Ok(Some(line))
}

fn until(text: &str, today: NaiveDate) -> Result<NaiveDate, Failure> {
    let parsed = day(text).filter(|_| text.len() == 10);
    let wrong = match parsed {
        Some(until) if until > today => return Ok(until),
        Some(_) => "not after today",
        None => "not a date",
    };
    Err(Failure::Usage(format!(
        "--until {}: {wrong}; give one such as {}",
        plain(text),
        today + chrono::Days::new(30)
    )))
}
