//! `tieline review`: one question at a time through what only the owner knows; every answer is in the book at once.

mod answers;
mod ask;
mod session;

use super::error::Failure;
use super::screen::{self, Screen};
use super::{book, weeks};
use crate::book::Book;
use crate::cli::ReviewArgs;
use crate::model::decision::Aspect;
use crate::model::review::{Act, Part};
use crate::report;
use crate::review::questions;
use crate::words::review as words;
use ask::{Asked, Desk};
use session::Session;

/// Asks until nothing is open, or the owner has enough.
pub fn run(args: &ReviewArgs) -> Result<(), Failure> {
    if !screen::is_attended() {
        return Err(Failure::Usage(
            "tieline review needs a terminal to ask its questions in; without one, fill in review.csv and keep-delete.csv of an audit and give them to tieline decide, or pipe lines such as Petra Novak keep into tieline decide -"
                .to_owned(),
        ));
    }
    let session = begin(args)?;
    let desk = Desk::new(Screen::new(args.talk.color), args.talk.quiet);
    let ended = go_through(session, &desk);
    ended.map_err(|failure| match failure {
        Ended::Failed(failure) => failure,
        Ended::Interrupted(words) => Failure::Interrupted(words),
    })
}

/// The open questions of the latest audit. The book is closed again: other runs may use it while the owner thinks.
fn begin(args: &ReviewArgs) -> Result<Session<'_>, Failure> {
    let book: Book = book::existing(&args.place, "tieline review")?;
    let Some(mut audit) = weeks::latest(&book)? else {
        return Err(Failure::Usage(
            "your book holds no audit yet; run tieline audit FILE… first".to_owned(),
        ));
    };
    weeks::as_decided(&book, &mut audit)?;
    let looked = book.ever_asked(&[Aspect::ICan, Aspect::TheyCan])?;
    let open = questions(&audit, &book.pairs()?, &looked);
    Ok(Session::new(&args.place, audit, open))
}

/// Why a session did not come to its end.
enum Ended {
    Failed(Failure),
    Interrupted(String),
}

impl From<Failure> for Ended {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

fn go_through(mut session: Session<'_>, desk: &Desk) -> Result<(), Ended> {
    if session.is_empty() {
        return Ok(desk.say(&words::nothing(session.as_of()))?);
    }
    let parts = Part::ALL.map(|part| session.of(part));
    desk.say(&words::begin(session.as_of(), parts))?;
    while let Some(question) = session.current() {
        let progress = session.progress(question);
        let text = report::review::question(question, session.audit(), &progress, desk.look());
        desk.print(&format!("\n{text}"))?;
        match answer(&mut session, desk, question.part())? {
            Asked::Next => {}
            Asked::Quit => break,
            Asked::Interrupt => return Err(Ended::Interrupted(session.end())),
        }
    }
    Ok(desk.say(&format!("\n{}", session.end()))?)
}

/// Waits for keys until the question on the screen is done.
fn answer(session: &mut Session<'_>, desk: &Desk, part: Part) -> Result<Asked, Failure> {
    loop {
        let act = match desk.act(part)? {
            Ok(act) => act,
            Err(asked) => return Ok(asked),
        };
        let is_done = match act {
            Act::Help => desk
                .print(&report::review::help(part, desk.look()))
                .map(|()| false)?,
            Act::Quit => return Ok(Asked::Quit),
            Act::Search => answers::search(session, desk)?,
            Act::Undo => answers::undo(session, desk)?,
            Act::Later => session.later(),
            Act::Same | Act::NotSame => answers::pair(session, desk, act == Act::Same)?,
            Act::Nothing => answers::nothing(session, desk)?,
            Act::Keep | Act::Delete | Act::Remembered | Act::NeverAsk => {
                answers::verdict(session, desk, act)?
            }
            Act::Role | Act::ICan | Act::TheyCan => answers::in_words(session, desk, act)?,
        };
        if is_done {
            return Ok(Asked::Next);
        }
    }
}
