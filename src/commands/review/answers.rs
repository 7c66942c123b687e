//! An answer → the book, as `tieline decide` and `tieline note` do it.

use super::ask::Desk;
use super::session::{Fate, Notes, Session, Undo};
use crate::commands::decide::{BY_HAND, Step};
use crate::commands::error::Failure;
use crate::commands::note;
use crate::commands::screen::Key;
use crate::model::decision::{PairDecision, Said};
use crate::model::review::{Act, Part};
use crate::report;
use crate::review;
use crate::words::review as words;

/// Keeps whether two cards are one person.
pub(super) fn pair(session: &mut Session<'_>, desk: &Desk, same: bool) -> Result<bool, Failure> {
    let pair = session
        .current()
        .and_then(|question| question.pair(session.audit()));
    let Some(pair) = pair else {
        return Ok(true);
    };
    let [a, b] = pair.names.each_ref().map(String::as_str);
    let told = words::kept_pair([a, b], same);
    let decision = PairDecision {
        pair: review::marks(pair),
        same,
        at: 0,
        source: BY_HAND.to_owned(),
    };
    let at_once = |at| Step::pair(PairDecision { at, ..decision }, String::new());
    keep(session, desk, at_once, &told, Fate::Answered)
}

/// Keeps what is decided on somebody.
pub(super) fn verdict(session: &mut Session<'_>, desk: &Desk, act: Act) -> Result<bool, Failure> {
    let said = match act {
        Act::Keep => Said::Keep,
        Act::Delete => Said::Delete,
        Act::Remembered => Said::Remembered,
        _ => Said::NeverAsk,
    };
    on_person(session, desk, said, Fate::Answered)
}

/// Keeps a role, or a note on how the two can help each other; the question stays until both notes stand.
pub(super) fn in_words(session: &mut Session<'_>, desk: &Desk, act: Act) -> Result<bool, Failure> {
    let Some((_, name)) = session.person() else {
        return Ok(true);
    };
    let typed = note::tidy(&desk.line(&words::ask_for(act, &name))?);
    if typed.is_empty() {
        return Ok(false);
    }
    let said = match act {
        Act::Role => Said::parse(&format!("role: {typed}")),
        _ if typed.chars().count() > note::MOST => Err(words::too_long(note::MOST)),
        Act::ICan => Ok(Said::ICan(typed)),
        _ => Ok(Said::TheyCan(typed)),
    };
    match said {
        Ok(said) => on_person(session, desk, said, Fate::Open)?,
        Err(why) => desk
            .print(&report::review::lines(&why, desk.look()))
            .map(|()| false)?,
    };
    let is_about_notes = session
        .current()
        .is_some_and(|question| question.part() == Part::Help);
    let is_done = is_about_notes && session.notes() == Notes::Both;
    if is_done {
        session.done();
    }
    Ok(is_done)
}

/// Keeps that the owner has nothing (more) to note of somebody.
pub(super) fn nothing(session: &mut Session<'_>, desk: &Desk) -> Result<bool, Failure> {
    let Some((id, name)) = session.person() else {
        return Ok(true);
    };
    if session.notes() != Notes::None {
        session.done();
        return Ok(true);
    }
    let told = words::looked(&name);
    keep(session, desk, |_| Step::looked(&id), &told, Fate::Answered)
}

fn on_person(
    session: &mut Session<'_>,
    desk: &Desk,
    said: Said,
    fate: Fate,
) -> Result<bool, Failure> {
    let Some((id, name)) = session.person() else {
        return Ok(false);
    };
    let told = words::kept(&name, &said);
    let step = |at| Step::person(said, &id, &name, (BY_HAND, at));
    keep(session, desk, step, &told, fate)
}

/// Keeps an answer, or says why it was not: somebody else may be using the book just now.
fn keep(
    session: &mut Session<'_>,
    desk: &Desk,
    step: impl FnOnce(i64) -> Step,
    told: &str,
    fate: Fate,
) -> Result<bool, Failure> {
    match session.keep(step, told, fate) {
        Ok(()) => desk.say(told).map(|()| true),
        Err(failure) if failure.is_busy() => {
            let why = words::not_kept(&failure.to_string());
            desk.print(&report::review::lines(&why, desk.look()))
                .map(|()| false)
        }
        Err(failure) => Err(failure),
    }
}

/// Takes the last answer of this session back.
pub(super) fn undo(session: &mut Session<'_>, desk: &Desk) -> Result<bool, Failure> {
    let (text, is_done) = match session.undo()? {
        Undo::Undone(told) => (words::undone(told.as_deref()), true),
        Undo::Nothing => (words::NOTHING_TO_UNDO.to_owned(), false),
        Undo::WrittenSince => (words::WRITTEN_SINCE.to_owned(), false),
    };
    desk.print(&report::review::lines(&text, desk.look()))?;
    Ok(is_done)
}

/// Goes to somebody by name, whether they would be asked about or not.
pub(super) fn search(session: &mut Session<'_>, desk: &Desk) -> Result<bool, Failure> {
    let typed = note::tidy(&desk.line(&words::ask_for(Act::Search, ""))?);
    if typed.is_empty() {
        return Ok(false);
    }
    let found = session.search(&typed);
    let chosen = match found.as_slice() {
        [] => {
            desk.print(&report::review::lines(&words::nobody(&typed), desk.look()))?;
            None
        }
        [only] => Some(*only),
        several => {
            let shown = report::review::choices(several, session.audit(), desk.look());
            desk.print(&shown)?;
            let number = match desk.key()? {
                Key::Char(c) => c.to_digit(10),
                Key::Interrupt | Key::End | Key::Other => None,
            };
            let place = number.and_then(|number| (number as usize).checked_sub(1));
            place.and_then(|place| several.get(place).copied())
        }
    };
    chosen
        .into_iter()
        .for_each(|question| session.go_to(question));
    Ok(chosen.is_some())
}
