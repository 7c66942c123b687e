//! vCards 2.1, 3.0 and 4.0 (versit, RFC 2426, RFC 6350) as real writers leave them → cards.
//!
//! The file is split into cards here, so that a bad card or line never costs another one; vcard-rs reads each alone.

mod card;
pub(super) mod dates;
pub mod document;
mod fields;
mod head;
pub(super) mod kind;
pub(super) mod made;
mod media;
mod names;
mod repair;
pub mod salvage;
mod split;
mod transfer;
mod values;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::{IndexedParallelIterator, ParallelIterator, ParallelSlice};

use crate::import::text::{Decoded, decode};
use crate::import::{Context, Purpose, Source};
use crate::model::card::Card;
use crate::model::intake::{Fate, FileId, FileReport, Imported};
use crate::model::problem::{Code, Place, Problem};

use self::split::{Bound, Span, Split};

/// Stray lines beyond this many are counted and no longer quoted.
const QUOTED_STRAYS: usize = 1_000;

/// How lines of other formats begin in which a card may be quoted.
const OTHERS: [&str; 13] = [
    "BEGIN:VCALENDAR",
    "BEGIN:VEVENT",
    "BEGIN:VTODO",
    "BEGIN:VJOURNAL",
    "BEGIN:VNOTE",
    "BEGIN:VMSG",
    "BEGIN:VENV",
    "BEGIN:VBKM",
    "From ",
    "MIME-Version:",
    "Received:",
    "Return-Path:",
    "<",
];

/// Whether some text is the beginning of a file of vCards: `BEGIN:VCARD`, after comments or garbage at most, or the
/// `END:VCARD` of a card whose beginning is lost.
pub fn claims(head: &str) -> bool {
    let mut has_property = false;
    for line in head.split(['\n', '\r']) {
        match split::boundary(line.as_bytes()) {
            Some(Bound::Begin) => return true,
            Some(Bound::End) if has_property => return true,
            // The rest of a card whose beginning is cut off, or nothing; whole ones may follow.
            Some(Bound::End) | None => {}
        }
        has_property |= names::of_line(line.as_bytes()).is_some_and(names::is_standard);
        if OTHERS.iter().any(|start| line.starts_with(start)) {
            return false;
        }
    }
    split::is_indented(head.as_bytes())
}

/// What stands above the first card of a text; nothing where no card begins.
pub fn above(head: &str) -> &str {
    let mut at = 0;
    for line in head.split_inclusive(['\n', '\r']) {
        if let Some(Bound::Begin) = split::boundary(line.trim_end().as_bytes()) {
            return &head[..at];
        }
        at += line.len();
    }
    ""
}

/// Whether some text is a card without BEGIN and END, as RFC 2425 has it: properties and nothing else, one of them that of a
/// person.
pub fn claims_bare(head: &str) -> bool {
    let mut lines = head
        .split(['\n', '\r'])
        .filter(|line| !line.trim().is_empty());
    let is_of_other = |line: &str| OTHERS.iter().any(|start| line.starts_with(start));
    let is_part = |line: &str| line.starts_with([' ', '\t']);
    let name = |line| names::of_line(str::as_bytes(line));
    lines.clone().filter_map(name).any(names::is_personal)
        && lines.all(|line| is_part(line) || name(line).is_some() && !is_of_other(line))
}

/// How many cards are read on one thread at a time.
const BATCH: usize = 256;

/// What some cards gave.
#[derive(Default)]
struct Batch {
    cards: Vec<Card>,
    aside: Vec<Card>,
    fates: BTreeMap<Fate, u64>,
    versions: BTreeSet<String>,
    problems: Vec<Problem>,
    homeless: u64,
}

impl Batch {
    fn keep(&mut self, mut outcome: card::Outcome) {
        outcome.card.iter_mut().for_each(Card::shrink);
        let is_somebody = outcome.card.is_some() && outcome.fate.is_none();
        let version = outcome
            .version
            .or_else(|| is_somebody.then(|| "no version".to_owned()));
        if let Some(version) = version.filter(|version| !self.versions.contains(version)) {
            self.versions.insert(version);
        }
        match outcome.fate {
            Some(fate) => {
                *self.fates.entry(fate).or_default() += 1;
                self.aside.extend(outcome.card);
            }
            None => self.cards.extend(outcome.card),
        }
        self.problems.extend(outcome.problems);
    }

    fn pass(&mut self, outcome: card::Outcome) {
        self.homeless += outcome.homeless;
        self.keep(outcome);
        self.aside.clear();
        let passed = self.cards.drain(..).count() as u64;
        *self.fates.entry(Fate::Person).or_default() += passed;
    }
}

/// Reads a file of vCards. Every card is in the result or named in its problems; or, where only what is wrong is asked
/// for, counted as a person or named in the problems.
pub fn read(source: &Source<'_>, context: &Context) -> Imported {
    let take: fn(&mut Batch, card::Outcome) = match context.purpose {
        Purpose::All => Batch::keep,
        Purpose::Flaws => Batch::pass,
    };
    let decoded = decode(source.bytes);
    let is_mixed = is_mixed(&decoded);
    let bytes = bytes_of(source.bytes, &decoded, is_mixed);
    let split = split::split(&bytes);
    let read_some = |(at, spans): (usize, &[Span<'_>])| {
        let mut batch = Batch::default();
        for (span, at) in spans.iter().zip(at * BATCH..) {
            take(
                &mut batch,
                card::read(span, source.file, ordinal(at), context),
            );
        }
        batch
    };
    let batches = split.cards.par_chunks(BATCH).enumerate().map(read_some);
    let batches: Vec<Batch> = batches.collect();
    let mut imported = Imported {
        report: FileReport {
            name: source.name.to_owned(),
            kind: "vCards",
            rows: split.cards.len() as u64,
            ..FileReport::default()
        },
        ..Imported::default()
    };
    let whole = Place::file(source.file);
    let findings = decoded
        .findings
        .iter()
        .filter(|(code, _)| *code == Code::NulBytes || !is_mixed);
    imported
        .problems
        .extend(findings.map(|(code, message)| Problem {
            place: whole,
            code: *code,
            message: message.clone(),
        }));
    imported.problems.extend(outside(&split, source.file));
    let mut versions = BTreeSet::new();
    let cards = batches.iter().map(|batch| batch.cards.len()).sum();
    imported.cards.reserve_exact(cards);
    for batch in batches {
        versions.extend(batch.versions);
        for (fate, number) in batch.fates {
            imported.report.count(fate, number);
        }
        imported.cards.extend(batch.cards);
        imported.aside.extend(batch.aside);
        imported.problems.extend(batch.problems);
        imported.homeless += batch.homeless;
    }
    imported.report.era = era(&versions);
    imported.report.encoding = if is_mixed {
        encoding_of(&split, &imported.problems)
    } else {
        decoded.encoding
    };
    imported
}

fn ordinal(at: usize) -> u32 {
    u32::try_from(at + 1).unwrap_or(u32::MAX)
}

/// Whether a file that should be UTF-8 is not. Such a file is read as it is: each card has its own encoding, and one
/// of Windows-1252 must not spoil its neighbours. The cards say themselves what was wrong.
fn is_mixed(decoded: &Decoded<'_>) -> bool {
    let is_broken = decoded.encoding == "Windows-1252"
        || decoded
            .findings
            .iter()
            .any(|(code, _)| *code == Code::BadEncoding);
    is_broken && !decoded.encoding.starts_with("UTF-16")
}

/// The bytes to split.
fn bytes_of<'a>(raw: &'a [u8], decoded: &'a Decoded<'_>, is_mixed: bool) -> Cow<'a, [u8]> {
    let bytes = if is_mixed {
        raw
    } else {
        decoded.text.as_bytes()
    };
    if is_mixed && memchr::memchr(0, bytes).is_some() {
        let cleaned: Vec<u8> = bytes.iter().copied().filter(|b| *b != 0).collect();
        return Cow::Owned(split::with_line_feeds(&cleaned).into_owned());
    }
    split::with_line_feeds(bytes)
}

/// The encodings of a file that is read card by card.
fn encoding_of(split: &Split<'_>, problems: &[Problem]) -> &'static str {
    let assumed = problems
        .iter()
        .any(|problem| problem.code == Code::Assumed1252);
    let accented = split
        .cards
        .iter()
        .any(|span| !span.body.is_ascii() && std::str::from_utf8(span.body).is_ok());
    match (assumed, accented) {
        (true, true) => "UTF-8 and Windows-1252",
        (true, false) => "Windows-1252",
        (false, _) => "UTF-8",
    }
}

/// What is said of a line outside all cards.
fn belongs_to_none(line: &[u8]) -> String {
    format!("\"{}\" is not inside a card", repair::shown(line))
}

/// What is said of the lines that are not quoted.
fn further(lines: usize) -> String {
    format!("{lines} more lines are not inside a card")
}

/// Names what stands between the cards.
fn outside(split: &Split<'_>, file: FileId) -> Vec<Problem> {
    let at = |line: u32| Place {
        file,
        record: 0,
        line,
    };
    let stray = |line: &split::Line<'_>| Problem {
        place: at(line.number),
        code: Code::StrayLine,
        message: belongs_to_none(line.text),
    };
    let mut problems: Vec<Problem> = split.strays.iter().take(QUOTED_STRAYS).map(stray).collect();
    if let Some(line) = split.strays.get(QUOTED_STRAYS) {
        let message = further(split.strays.len() - QUOTED_STRAYS);
        problems.push(Problem {
            place: at(line.number),
            code: Code::StrayLine,
            message,
        });
    }
    let lone = |line: &u32| Problem {
        place: at(*line),
        code: Code::MissingBegin,
        message: "END:VCARD without a card before it".to_owned(),
    };
    problems.extend(split.lone_ends.iter().map(lone));
    if split.cards.is_empty() {
        problems.push(Problem {
            place: Place::file(file),
            code: Code::NoCards,
            message: "the file has no cards".to_owned(),
        });
    }
    problems.sort();
    problems
}

/// The versions of a file in words: "2.1, 3.0 and 4.0".
fn era(versions: &BTreeSet<String>) -> String {
    let words: Vec<&str> = versions
        .iter()
        .map(|version| version.get(..16).unwrap_or(version))
        .collect();
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        Some((last, _)) => (*last).to_owned(),
        None => String::new(),
    }
}
