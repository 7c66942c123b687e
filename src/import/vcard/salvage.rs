//! Files in which no card begins on a line of its own, because even BEGIN is folded (RFC 6350 section 3.2 allows it): calcard
//! reads them, and what it read is read as any other file. They are never given back.

use std::borrow::Cow;

use calcard::vcard::VCard;
use calcard::{Entry, Parser};

use super::read as read_split;
use crate::import::text::decode;
use crate::import::{Context, Source};
use crate::model::intake::Imported;
use crate::model::problem::{Code, Place, Problem};

/// Lines that are no part of a card and quoted; further ones are counted.
const QUOTED: usize = 20;

/// How much of such a line is quoted, in characters.
const QUOTE: usize = 80;

/// Whether a card begins in a text once its lines are unfolded, and none before.
pub fn claims(head: &str) -> bool {
    let is_folded = ["\n ", "\n\t", "\r ", "\r\t"]
        .iter()
        .any(|fold| head.contains(fold));
    is_folded && super::claims(&unfolded(head))
}

/// A text with its folded lines in one.
fn unfolded(text: &str) -> Cow<'_, str> {
    let folds = ["\r\n ", "\r\n\t", "\n ", "\n\t", "\r ", "\r\t"];
    folds.iter().fold(Cow::Borrowed(text), |text, fold| {
        if text.contains(fold) {
            Cow::Owned(text.replace(fold, ""))
        } else {
            text
        }
    })
}

/// Reads the cards of such a file; what calcard leaves over is named.
pub fn read(source: &Source<'_>, context: &Context) -> Imported {
    let decoded = decode(source.bytes);
    let (cards, rest) = cards(&decoded.text);
    let text: String = cards.iter().map(VCard::to_string).collect();
    let copy = Source {
        bytes: text.as_bytes(),
        ..*source
    };
    let mut imported = read_split(&copy, context);
    // Its lines are those of the copy, which nobody has.
    let cards = imported.cards.iter_mut().chain(&mut imported.aside);
    cards.for_each(|card| card.place.line = 0);
    imported
        .problems
        .iter_mut()
        .for_each(|problem| problem.place.line = 0);
    let place = Place::file(source.file);
    let message = "no card of this file begins on a line of its own: its lines were joined, and no copy of it is mended".to_owned();
    imported.problems.push(Problem {
        place,
        code: Code::SalvagedCard,
        message,
    });
    imported.problems.extend(left_over(&rest, place));
    imported
}

/// The cards of a text, and the lines that are no part of one.
fn cards(text: &str) -> (Vec<VCard>, Vec<String>) {
    let mut parser = Parser::new(text);
    let (mut cards, mut rest) = (Vec::new(), Vec::new());
    loop {
        match parser.entry() {
            Entry::VCard(card) => cards.push(card),
            Entry::InvalidLine(line) => rest.push(line),
            Entry::ICalendar(_) => rest.push("a calendar".to_owned()),
            Entry::UnexpectedComponentEnd { .. } => {
                rest.push("an END without its BEGIN".to_owned())
            }
            Entry::UnterminatedComponent(name) => rest.push(format!("a {name} without its END")),
            Entry::TooManyComponents => rest.push("more components than can be read".to_owned()),
            Entry::Eof => return (cards, rest),
            other => rest.push(format!("{other:?}")),
        }
    }
}

/// A problem for each line that is no part of a card.
fn left_over(rest: &[String], place: Place) -> Vec<Problem> {
    let problem = |message: String| Problem {
        place,
        code: Code::StrayLine,
        message,
    };
    let quote = |line: &String| {
        let head: String = line.chars().take(QUOTE).collect();
        problem(format!("{head:?} is part of no card"))
    };
    let further = rest.len().saturating_sub(QUOTED);
    let further =
        (further > 0).then(|| problem(format!("{further} further lines are part of no card")));
    rest.iter().take(QUOTED).map(quote).chain(further).collect()
}
