//! `tieline note`: how the owner and somebody can help each other, in the book.

use chrono::Utc;

use super::error::Failure;
use super::{book, screen, settings, who};
use crate::book::{Book, Found, RunKind};
use crate::cli::NoteArgs;
use crate::model::decision::{Aspect, Decision, Said};
use crate::report::plain::plain;

/// Longest note: it stands in a cell and on a line or two.
pub(super) const MOST: usize = 200;

/// Keeps what was said, or prints what is noted.
pub fn run(args: &NoteArgs) -> Result<(), Failure> {
    let mut book = book::open(&args.place, "tieline note")?;
    let person = who::one(&book, &args.name.join(" "), settings::region(None)?)?;
    let given = [
        (Aspect::ICan, "--i-can", &args.i_can),
        (Aspect::TheyCan, "--they-can", &args.they_can),
    ];
    let given: Vec<(Aspect, &str, String)> = given
        .into_iter()
        .filter_map(|(aspect, option, text)| Some((aspect, option, tidy(text.as_deref()?))))
        .collect();
    if let Some((_, option, text)) = given
        .iter()
        .find(|(_, _, text)| text.chars().count() > MOST)
    {
        return Err(Failure::Usage(format!(
            "{option}: {} characters; at most {MOST} are allowed",
            text.chars().count()
        )));
    }
    if !given.is_empty() {
        let now = Utc::now().timestamp();
        book.begin(RunKind::Decide, &format!("note on {}", person.name), now)?;
        for (aspect, _, text) in given {
            keep(&book, &person, aspect, text, now)?;
        }
    }
    let lines = lines(&book, &person)?;
    book.commit()?;
    if args.talk.quiet {
        return Ok(());
    }
    screen::say(&lines).map_err(Failure::write("standard output"))
}

/// Blanks and line breaks in a row become one blank.
pub(super) fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn keep(book: &Book, person: &Found, aspect: Aspect, text: String, at: i64) -> Result<(), Failure> {
    const BY_HAND: &str = "by hand";
    if text.is_empty() {
        book.take_back(&person.id, aspect, at, BY_HAND)?;
        return Ok(());
    }
    let said = match aspect {
        Aspect::TheyCan => Said::TheyCan(text),
        _ => Said::ICan(text),
    };
    book.decide(&Decision {
        person: person.id.clone(),
        said,
        at,
        source: BY_HAND.to_owned(),
    })?;
    Ok(())
}

fn lines(book: &Book, person: &Found) -> Result<Vec<String>, Failure> {
    let mut lines = vec![who::line(person)];
    let decisions = book.decisions_on(&person.id)?;
    let notes = decisions
        .iter()
        .filter(|decision| decision.said.aspect().is_note());
    lines.extend(notes.map(|note| format!("  {}", plain(&note.said.to_string()))));
    if lines.len() == 1 {
        lines.push("  Nothing is noted yet; add --i-can \"…\" or --they-can \"…\".".to_owned());
    }
    Ok(lines)
}
