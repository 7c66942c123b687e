//! People as vCard 4.0 (RFC 6350), or 3.0 (RFC 2426) for programs that read no other: the union of all their cards, every value once, nothing dropped.

mod dates;
mod extras;
mod fields;
mod line;
mod merge;
mod params;
mod three;
mod uri;

use std::collections::BTreeMap;
use std::io::{self, Write};

use calcard::vcard::{VCardProperty, VCardVersion};
use calcard::{Entry, Parser};
use rayon::prelude::{
    IntoParallelIterator, IntoParallelRefIterator, ParallelIterator, ParallelSlice,
    ParallelSliceMut,
};
use rustc_hash::FxHashMap;
use vcard_parser::vcard::Vcard;

use crate::model::card::{Card, CardIx, Extra};
use crate::model::keys::Slug;
use crate::model::moment::start_of;
use crate::model::name::fold;
use crate::model::person::{Before, Person, View};

use self::line::{Line, escape};
use self::merge::Lines;

/// The versions that are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Version {
    /// vCard 3.0.
    V3,
    /// vCard 4.0.
    #[default]
    V4,
}

/// Writes people as one file of vCards, in the order in which they come; behind them the entries that are nobody.
pub fn people<'a>(
    people: impl Iterator<Item = View<'a>>,
    aside: &[Card],
    version: Version,
    out: &mut impl Write,
) -> io::Result<()> {
    let people: Vec<View<'a>> = people.collect();
    let one_chunk = |chunk: &[View<'a>]| chunk.iter().map(|&view| card(view, version)).collect();
    let chunks: Vec<String> = people.par_chunks(CHUNK).map(one_chunk).collect();
    put(chunks.iter().chain(&cards_of(aside, version)), out)
}

/// Writes people as an address book: by name, and where that is one by what else they say, so that whoever reads the
/// file and writes it again gets the same file.
pub fn book<'a>(
    people: impl Iterator<Item = View<'a>>,
    aside: &[Card],
    version: Version,
    out: &mut impl Write,
) -> io::Result<()> {
    let people: Vec<View<'a>> = people.collect();
    let entry = |&view: &View<'a>| (fold(view.name_or_empty()), card(view, version));
    let mut entries: Vec<(String, String)> = people.par_iter().map(entry).collect();
    entries.par_sort_unstable();
    let mut aside = cards_of(aside, version);
    aside.sort_unstable();
    put(entries.iter().map(|(_, text)| text).chain(&aside), out)
}

fn put<'a>(mut texts: impl Iterator<Item = &'a String>, out: &mut impl Write) -> io::Result<()> {
    texts.try_for_each(|text| out.write_all(text.as_bytes()))
}

/// How many people are put into words on one thread at a time.
const CHUNK: usize = 256;

/// Each card for itself.
pub fn cards_of(cards: &[Card], version: Version) -> Vec<String> {
    let one = |at: usize| {
        let person = Person {
            id: String::new(),
            kind: cards[at].kind,
            several: false,
            cards: vec![CardIx(0)],
            before: Before::default(),
        };
        card(View::new(&person, &cards[at..=at]), version)
    };
    (0..cards.len()).into_par_iter().map(one).collect()
}

/// One person as a vCard.
pub fn card(view: View<'_>, version: Version) -> String {
    let mut lines = Lines::default();
    let extras = kept(view);
    let kind = extras.iter().find(|line| line.name == "KIND");
    kind.into_iter().for_each(|line| lines.add(line.clone()));
    let is_role = |title: &Line| {
        title.name == "TITLE"
            && extras
                .iter()
                .any(|role| role.name == "ROLE" && role.value == title.value)
    };
    fields::lines(view)
        .into_iter()
        .filter(|line| !is_role(line))
        .for_each(|line| lines.add(line));
    // The fields hold all labels already, in one line.
    extras
        .into_iter()
        .filter(|line| line.name != "CATEGORIES")
        .for_each(|line| lines.add(line));
    revisions(view).into_iter().for_each(|line| lines.add(line));
    let mut lines = lines.into_vec();
    prefer_none_that_bounces(view, &mut lines);
    let (head, lines) = match version {
        Version::V3 => ("3.0", three::lines(lines)),
        Version::V4 => ("4.0", lines),
    };
    let mut text = format!("BEGIN:VCARD\r\nVERSION:{head}\r\n");
    lines.iter().for_each(|line| line.write(&mut text));
    text.push_str("END:VCARD\r\n");
    text
}

/// An address that mail comes back from is not the preferred one, whatever its card says.
fn prefer_none_that_bounces(view: View<'_>, lines: &mut [Line]) {
    let dead = view.dead_emails();
    if dead.is_empty() {
        return;
    }
    let dead: Vec<String> = dead
        .iter()
        .map(|(email, _)| escape(email.as_str()))
        .collect();
    for line in lines
        .iter_mut()
        .filter(|line| line.name == "EMAIL" && dead.contains(&line.value))
    {
        line.params.retain(|(name, _)| name != "PREF");
        for (_, values) in line.params.iter_mut().filter(|(name, _)| name == "TYPE") {
            values.retain(|value| !value.eq_ignore_ascii_case("pref"));
        }
        line.params.retain(|(_, values)| !values.is_empty());
    }
}

/// The kept lines of all cards. Groups are numbered anew, so that those of two cards stay two.
fn kept(view: View<'_>) -> Vec<Line> {
    let mut groups: BTreeMap<(usize, &str), usize> = BTreeMap::new();
    let mut lines = Vec::new();
    for (at, card) in view.cards().enumerate() {
        let labels = labels(card);
        for extra in card
            .extras
            .iter()
            .filter(|extra| !matches!(extra.name.as_str(), "REV" | "VERSION" | "PROFILE"))
        {
            let mut line = one(extra, card);
            if line.says_nothing() && extra.group.is_empty() {
                continue;
            }
            if !extra.group.is_empty() {
                let next = groups.len() + 1;
                line.group = format!(
                    "item{}",
                    groups.entry((at, extra.group.as_str())).or_insert(next)
                );
                let is_told = !matches!(line.name.as_str(), "X-ABLABEL" | "X-ABADR");
                let label = labels.get(extra.group.as_str()).filter(|_| is_told);
                line.label = label.cloned().unwrap_or_default();
            }
            number_alternatives(&mut line, at);
            lines.extend(long_label(&mut line));
            match line.name.as_str() {
                "NICKNAME" => {
                    let names = extras::split(&line.value, ',').into_iter();
                    lines.extend(names.map(|name| Line {
                        value: name.trim().to_owned(),
                        ..line.clone()
                    }));
                }
                _ => lines.push(line),
            }
        }
    }
    lines
}

/// What the groups of a card are called.
fn labels(card: &Card) -> FxHashMap<&str, String> {
    let is_label = |extra: &&Extra| extra.name == "X-ABLABEL" && !extra.group.is_empty();
    let labels = card.extras.iter().filter(is_label).rev();
    let labels = labels.map(|extra| (extra.group.as_str(), extras::plain(&extra.value)));
    labels.collect()
}

/// A kept line, with its value as the fields write it where they hold it too.
fn one(extra: &Extra, card: &Card) -> Line {
    let mut line = extras::convert(extra);
    let text = extras::plain(&extra.value);
    match extra.name.as_str() {
        "TEL" => {
            if let Some(tel) = card.phones.iter().find(|tel| tel.raw == text) {
                let field = fields::tel(tel);
                line.value = field.value;
                line.params
                    .extend(field.params.into_iter().filter(|(name, _)| name == "VALUE"));
            }
        }
        "URL" | "X-SOCIALPROFILE" | "SOCIALPROFILE" => {
            line.value = Slug::from_url(&text).map_or(line.value, |slug| slug.url())
        }
        "KIND"
            if !matches!(
                text.to_ascii_lowercase().as_str(),
                "individual" | "org" | "group" | "location"
            ) =>
        {
            line.name = params::extension("KIND")
        }
        "KIND" => {
            line = Line {
                name: "KIND".to_owned(),
                value: text.to_ascii_lowercase(),
                ..line
            }
        }
        _ => {}
    }
    line
}

/// The label of an address as a line of its own, where it would make the head of the address too long.
fn long_label(line: &mut Line) -> Option<Line> {
    let at = line
        .params
        .iter()
        .position(|(name, _)| name == "LABEL")
        .filter(|_| line.head().len() >= line::WIDTH)?;
    let (_, label) = line.params.remove(at);
    let types = line
        .params
        .iter()
        .filter(|(name, _)| name == "TYPE")
        .cloned()
        .collect();
    Some(Line {
        group: line.group.clone(),
        params: types,
        ..Line::new("X-LABEL", escape(&label.join(",")))
    })
}

/// ALTID says which lines of one card are the same in other words; of two cards the numbers must differ.
fn number_alternatives(line: &mut Line, card: usize) {
    const APART: i64 = 1_000;
    for (_, values) in line.params.iter_mut().filter(|(name, _)| name == "ALTID") {
        let number = values
            .first()
            .and_then(|id| id.parse::<i64>().ok())
            .unwrap_or(0);
        let number = i64::try_from(card)
            .unwrap_or(0)
            .saturating_mul(APART)
            .saturating_add(number);
        *values = vec![i32::try_from(number).unwrap_or(i32::MAX).to_string()];
    }
}

/// The newest REV is the person's; the others are kept beside it.
fn revisions(view: View<'_>) -> Vec<Line> {
    let written = view
        .cards()
        .flat_map(|card| &card.extras)
        .filter(|extra| extra.name == "REV");
    let (mut stamps, mut odd) = (Vec::new(), Vec::new());
    for extra in written {
        let text = extras::plain(&extra.value);
        match dates::stamp(&text) {
            Some(at) => stamps.push(at),
            None => odd.push(Line::new("X-TIELINE-REV", escape(&text))),
        }
    }
    if stamps.is_empty() {
        let days = view.cards().filter_map(|card| card.fresh);
        stamps.extend(days.filter_map(|day| chrono::DateTime::from_timestamp(start_of(day), 0)));
    }
    stamps.sort_by(|a, b| b.cmp(a));
    let lines = stamps
        .into_iter()
        .map(|at| Line::new("REV", dates::timestamp(at)));
    lines.chain(odd).collect()
}

/// A second opinion on a card that was written: that of a strict reader of vCard 4.0, or of another reader of 3.0.
pub fn verify(card: &str, version: Version) -> Result<(), String> {
    match version {
        Version::V3 => verify_three(card),
        Version::V4 => match Vcard::try_from(card) {
            Ok(_) => Ok(()),
            Err(error) => Err(format!("{error:?}").chars().take(500).collect()),
        },
    }
}

fn verify_three(card: &str) -> Result<(), String> {
    let mut reader = Parser::new(card).strict();
    let read = match reader.entry() {
        Entry::VCard(read) => read,
        other => return Err(format!("{other:?}").chars().take(500).collect()),
    };
    if read.version() != Some(VCardVersion::V3_0) {
        return Err("it is not read as version 3.0".to_owned());
    }
    let demanded = [VCardProperty::Fn, VCardProperty::N];
    if let Some(missing) = demanded.iter().find(|name| read.property(name).is_none()) {
        return Err(format!("{missing:?} is missing"));
    }
    match reader.entry() {
        Entry::Eof => Ok(()),
        further => Err(format!("{further:?} after the card")
            .chars()
            .take(500)
            .collect()),
    }
}
