//! What the page shows of a person once they are opened: a line of JSON each, read when it is wanted.

use std::collections::{BTreeMap, HashMap};

use super::cell::{Cell, Strings, json};
use super::when;
use crate::report::shown::Shown;
use crate::snapshot::{Bits, Decided, Merge, Person, Record};
use crate::words;

/// Merges and contacts of a person that are shown.
const MOST: usize = 12;

/// A line for each person, in the order of the ranking; the strings that they share are entered.
pub(super) fn details(shown: &Shown<'_>, strings: &mut Strings) -> String {
    let owners = owners(shown);
    let mut merges: HashMap<usize, Vec<&Merge>> = HashMap::new();
    for merge in &shown.audit.merges {
        if let Some(&person) = owners.get(&key(&merge.a)) {
            merges.entry(person).or_default().push(merge);
        }
    }
    let mut decisions: HashMap<&str, Vec<&Decided>> = HashMap::new();
    for decided in &shown.audit.decisions {
        decisions.entry(&decided.id).or_default().push(decided);
    }
    let mut details = Details {
        shown,
        decisions,
        strings,
    };
    let people = shown.audit.people.iter().enumerate();
    let lines = people.map(|(place, person)| {
        let merges = merges.get(&place).map_or(&[][..], Vec::as_slice);
        json(&details.of(person, merges))
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn key(record: &Record) -> (&str, u32) {
    (&record.file, record.record)
}

/// The place in the ranking of whoever has a card.
fn owners<'a>(shown: &Shown<'a>) -> HashMap<(&'a str, u32), usize> {
    let people = shown.audit.people.iter().enumerate();
    let of = people.flat_map(|(place, person)| person.records.iter().map(move |r| (key(r), place)));
    of.collect()
}

/// Evidence in bits: where it starts, and each comparison with its outcome and what it adds, in hundredths.
pub(super) fn bits(bits: &Bits, strings: &mut Strings) -> Cell {
    let hundredths = |bits: f64| Cell::Int((bits * 100.0).round() as i64);
    let mut cells = vec![hundredths(bits.start)];
    for step in &bits.steps {
        cells.push(strings.place(crate::report::field_word(&step.field)));
        cells.push(strings.place(&step.level));
        cells.push(hundredths(step.bits));
    }
    Cell::List(cells)
}

/// Makes lines.
struct Details<'a> {
    shown: &'a Shown<'a>,
    decisions: HashMap<&'a str, Vec<&'a Decided>>,
    strings: &'a mut Strings,
}

impl Details<'_> {
    fn of(&mut self, person: &Person, merges: &[&Merge]) -> BTreeMap<&'static str, Cell> {
        let text = Cell::text;
        let held = person
            .standing
            .probability
            .is_some()
            .then(|| why_not_higher(person));
        let balance = words::balance::lines(person).into_iter();
        let balance = balance.map(|(label, said)| Cell::List(vec![text(label), text(&said)]));
        let all = [
            ("said", text(&person.standing.sentence)),
            (
                "why",
                Cell::list(person.why.iter().map(|why| self.strings.place(why))),
            ),
            (
                "held",
                held.flatten().map_or(Cell::None, |held| text(&held)),
            ),
            ("balance", Cell::list(balance)),
            ("times", self.times(person)),
            ("recent", self.recent(person)),
            ("cards", self.cards(person)),
            ("values", self.values(person)),
            ("merges", self.merges(person, merges)),
            ("decided", self.decided(person)),
            ("earlier", self.earlier(person)),
            (
                "next",
                person.next_meeting.as_deref().and_then(when::number).into(),
            ),
            (
                "waits",
                person
                    .waiting_since
                    .as_deref()
                    .and_then(when::number)
                    .into(),
            ),
        ];
        all.into_iter()
            .filter(|(_, cell)| !cell.is_empty())
            .collect()
    }

    fn times(&mut self, person: &Person) -> Cell {
        let periods = person.timeline.iter().map(|period| {
            Cell::List(vec![
                self.strings.place(&period.when),
                period.sent.into(),
                period.received.into(),
                period.met.into(),
                period.among_many.into(),
            ])
        });
        Cell::List(periods.collect())
    }

    fn recent(&mut self, person: &Person) -> Cell {
        let recent = person.recent.iter().take(MOST).map(|occasion| {
            Cell::List(vec![
                when::number(&occasion.at).into(),
                self.strings.place(&occasion.direction),
                self.strings.place(&occasion.channel),
                occasion.others.into(),
                occasion.duration_s.into(),
                self.strings.place(base(&occasion.source)),
            ])
        });
        Cell::List(recent.collect())
    }

    fn cards(&mut self, person: &Person) -> Cell {
        let cards = person.records.iter().map(|record| {
            Cell::List(vec![
                self.strings.place(base(&record.file)),
                record.record.into(),
            ])
        });
        Cell::List(cards.collect())
    }

    /// What the cards say; of one card alone what the head of the panel does not show already.
    fn values(&mut self, person: &Person) -> Cell {
        let is_single = person.records.len() == 1;
        let is_known = |field: &str| {
            matches!(
                field,
                "name" | "company" | "title" | "email" | "phone" | "connected_on"
            )
        };
        let shown = person.values.iter().filter(|value| {
            let is_profile = value.field == "url" && person.urls.first() == Some(&value.value);
            !(is_single && (is_known(&value.field) || is_profile))
        });
        let values = shown.map(|value| {
            Cell::List(vec![
                self.strings.place(&value.field),
                Cell::text(&value.value),
                Cell::list(value.records.iter().map(|&at| at.into())),
            ])
        });
        Cell::List(values.collect())
    }

    fn merges(&mut self, person: &Person, merges: &[&Merge]) -> Cell {
        let number = |record: &Record| -> Cell {
            let place = person.records.iter().position(|known| known == record);
            place.map(|place| place + 1).into()
        };
        let merges = merges.iter().take(MOST).map(|merge| {
            Cell::List(vec![
                number(&merge.a),
                number(&merge.b),
                Cell::list(merge.reasons.iter().map(|reason| Cell::text(reason))),
                bits(&merge.bits, self.strings),
            ])
        });
        Cell::List(merges.collect())
    }

    fn decided(&mut self, person: &Person) -> Cell {
        let theirs = self.decisions.get(person.id.as_str()).into_iter().flatten();
        let said = theirs.map(|decided| {
            Cell::List(vec![
                Cell::text(&decided.said),
                when::number(&decided.at).into(),
                self.strings.place(base(&decided.source)),
            ])
        });
        Cell::List(said.collect())
    }

    /// How they stood in earlier audits.
    fn earlier(&mut self, person: &Person) -> Cell {
        let stood = self.shown.earlier.iter().filter_map(|audit| {
            let (band, p) = audit.stands.get(&person.id)?;
            Some(Cell::List(vec![
                when::number(&audit.day).into(),
                self.strings.place(band.word()),
                p.map(|p| (p * 1000.0).round() as i64).into(),
            ]))
        });
        Cell::List(stood.collect())
    }
}

/// What holds the figure down; nothing where no message or call has passed, or the audit does not say how it came about.
fn why_not_higher(person: &Person) -> Option<String> {
    let basis = &person.standing.basis;
    let is_told = basis.sent + basis.received > 0 && basis.share > 0.0;
    is_told
        .then(|| words::why_not_higher(&basis.figures()))
        .flatten()
}

/// The last part of a path.
pub(super) fn base(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}
