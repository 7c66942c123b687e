//! Files in which no card begins on a line of its own, because even BEGIN is folded (RFC 6350 section 3.2 allows it): calcard
//! reads them, and what it read is read as any other file. They are never given back.

use std::borrow::Cow;

use calcard::vcard::VCard;
use calcard::{Entry, Parser};

use super::split::{Bound, boundary};
use super::{QUOTED_STRAYS, belongs_to_none, further, read as read_split};
use crate::import::text::decode;
use crate::import::{Context, Source};
use crate::model::intake::Imported;
use crate::model::problem::{Code, Place, Problem};

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
    let message = "no card in this file begins on its own line; its lines were joined, and it gets no cleaned copy".to_owned();
    let problem = |code, message| Problem {
        place,
        code,
        message,
    };
    imported.problems.push(problem(Code::SalvagedCard, message));
    imported
        .problems
        .extend(ends_within(&decoded.text).then(|| {
            let message =
                "the file ends before the END:VCARD of its last card; what is there was read"
                    .to_owned();
            problem(Code::TruncatedFile, message)
        }));
    imported.problems.extend(left_over(rest, place));
    imported
}

/// Whether a text ends within a card; calcard closes it without a word.
fn ends_within(text: &str) -> bool {
    let unfolded = unfolded(text);
    let mut lines = unfolded.rsplit(['\n', '\r']);
    lines.find_map(|line| boundary(line.as_bytes())) == Some(Bound::Begin)
}

/// The cards of a text, and what is said of all else in it.
fn cards(text: &str) -> (Vec<VCard>, Vec<String>) {
    let mut parser = Parser::new(text);
    let (mut cards, mut rest) = (Vec::new(), Vec::new());
    loop {
        match parser.entry() {
            Entry::VCard(card) => cards.push(card),
            Entry::InvalidLine(line) => rest.push(belongs_to_none(line.as_bytes())),
            Entry::Eof => return (cards, rest),
            _ => rest.push("something that is not a card was skipped".to_owned()),
        }
    }
}

/// A problem for each line that is no part of a card.
fn left_over(rest: Vec<String>, place: Place) -> impl Iterator<Item = Problem> {
    let beyond = rest.len().saturating_sub(QUOTED_STRAYS);
    let beyond = (beyond > 0).then(|| further(beyond));
    let told = rest.into_iter().take(QUOTED_STRAYS).chain(beyond);
    told.map(move |message| Problem {
        place,
        code: Code::StrayLine,
        message,
    })
}
