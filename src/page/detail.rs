//! What the page shows of a person once they are opened: a line of JSON each, read when it is wanted.

use std::collections::{BTreeMap, HashMap};

use super::cell::{Cell, Strings};
use super::when;
use crate::model::file_name::base_name;
use crate::report::shown::Shown;
use crate::snapshot::{Bits, Decided, Missing, Period, Person, Record};
use crate::words;

/// Merges and contacts of a person that are shown.
const MOST: usize = 12;

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
pub(super) struct Details<'a> {
    shown: &'a Shown<'a>,
    decisions: HashMap<&'a str, Vec<&'a Decided>>,
    merges: HashMap<usize, Vec<usize>>,
    missing: HashMap<&'a str, Vec<&'a Missing>>,
}

impl<'a> Details<'a> {
    pub(super) fn new(shown: &'a Shown<'a>) -> Self {
        let mut decisions: HashMap<&str, Vec<&Decided>> = HashMap::new();
        for decided in &shown.audit.decisions {
            decisions.entry(&decided.id).or_default().push(decided);
        }
        let mut missing: HashMap<&str, Vec<&Missing>> = HashMap::new();
        for one in &shown.audit.missing {
            missing.entry(&one.id).or_default().push(one);
        }
        Self {
            shown,
            decisions,
            missing,
            merges: shown.entries.merges_of(),
        }
    }

    /// The line of somebody; the strings that it shares with others are entered.
    pub(super) fn of(
        &self,
        place: usize,
        person: &Person,
        strings: &mut Strings,
    ) -> BTreeMap<&'static str, Cell> {
        let text = Cell::text;
        let held = person
            .standing
            .probability
            .is_some()
            .then(|| why_not_higher(person));
        let balance = words::balance::lines(person).into_iter();
        let balance = balance.map(|(label, said)| Cell::List(vec![text(label), text(&said)]));
        let all = [
            ("said", strings.place(&person.standing.sentence)),
            (
                "why",
                Cell::list(person.why.iter().map(|why| strings.place(why))),
            ),
            (
                "held",
                held.flatten()
                    .map_or(Cell::None, |held| strings.place(&held)),
            ),
            ("balance", Cell::list(balance)),
            ("times", times(person, strings)),
            ("recent", recent(person, strings)),
            ("cards", cards(person, strings)),
            ("values", values(person, strings)),
            ("merges", self.merges(place, person, strings)),
            ("stale", self.stale(person, strings)),
            ("decided", self.decided(person, strings)),
            ("earlier", self.earlier(person, strings)),
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

    fn merges(&self, place: usize, person: &Person, strings: &mut Strings) -> Cell {
        let number = |record: &Record| -> Cell {
            let place = person.records.iter().position(|known| known == record);
            place.map(|place| place + 1).into()
        };
        let merges = self.merges.get(&place).into_iter().flatten().take(MOST);
        let merges = merges.filter_map(|&merge| self.shown.entries.merge(merge));
        let merges = merges.map(|merge| {
            Cell::List(vec![
                number(&merge.a),
                number(&merge.b),
                Cell::list(merge.reasons.iter().map(|reason| Cell::text(reason))),
                bits(&merge.bits, strings),
            ])
        });
        Cell::List(merges.collect())
    }

    /// What of their cards is out of date, and what is missing.
    fn stale(&self, person: &Person, strings: &mut Strings) -> Cell {
        let stale = person.stale.iter().map(words::stale::saved);
        let missing = self.missing.get(person.id.as_str()).into_iter().flatten();
        let missing = missing.map(|missing| missing.text.clone());
        Cell::list(stale.chain(missing).map(|text| strings.place(&text)))
    }

    fn decided(&self, person: &Person, strings: &mut Strings) -> Cell {
        let theirs = self.decisions.get(person.id.as_str()).into_iter().flatten();
        let said = theirs.map(|decided| {
            Cell::List(vec![
                Cell::text(&decided.said),
                when::number(&decided.at).into(),
                strings.place(base_name(&decided.source)),
            ])
        });
        Cell::List(said.collect())
    }

    /// How they stood in earlier audits.
    fn earlier(&self, person: &Person, strings: &mut Strings) -> Cell {
        let stood = self.shown.earlier.iter().filter_map(|audit| {
            let (band, p) = audit.stands.get(&person.id)?;
            Some(Cell::List(vec![
                when::number(&audit.day).into(),
                strings.place(band.word()),
                p.map(|p| (p * 1000.0).round() as i64).into(),
            ]))
        });
        Cell::List(stood.collect())
    }
}

fn times(person: &Person, strings: &mut Strings) -> Cell {
    let periods = person.timeline.iter().map(|period| {
        Cell::List(vec![
            strings.place(&period.when),
            period.sent.into(),
            period.received.into(),
            period.met.into(),
            period.among_many.into(),
            by(period, strings),
        ])
    });
    Cell::List(periods.collect())
}

/// By what means: the place of the only one, or of each its place and what passed by it.
fn by(period: &Period, strings: &mut Strings) -> Cell {
    match period.by.as_slice() {
        [] => Cell::None,
        [only] => strings.place(&only.channel),
        several => {
            let cells = several.iter().flat_map(|by| {
                let place = strings.place(&by.channel);
                [place, by.sent.into(), by.received.into(), by.met.into()]
            });
            Cell::List(cells.collect())
        }
    }
}

fn recent(person: &Person, strings: &mut Strings) -> Cell {
    let recent = person.recent.iter().take(MOST).map(|occasion| {
        Cell::List(vec![
            when::number(&occasion.at).into(),
            strings.place(&occasion.direction),
            strings.place(&occasion.channel),
            occasion.others.into(),
            occasion.duration_s.into(),
            strings.place(base_name(&occasion.source)),
        ])
    });
    Cell::List(recent.collect())
}

fn cards(person: &Person, strings: &mut Strings) -> Cell {
    let cards = person.records.iter().map(|record| {
        Cell::List(vec![
            strings.place(base_name(&record.file)),
            record.record.into(),
        ])
    });
    Cell::List(cards.collect())
}

/// What the cards say; of one card alone what the head of the panel does not show already.
fn values(person: &Person, strings: &mut Strings) -> Cell {
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
            strings.place(&value.field),
            Cell::text(&value.value),
            Cell::list(value.records.iter().map(|&at| at.into())),
        ])
    });
    Cell::List(values.collect())
}

/// What holds the figure down; nothing where no message or call has passed, or the audit does not say how it came about.
fn why_not_higher(person: &Person) -> Option<String> {
    let basis = &person.standing.basis;
    let is_told = basis.sent + basis.received > 0 && basis.share > 0.0;
    let talks = person.standing.talks.as_ref();
    let talks = talks.map(|talks| (talks.yours, talks.answered));
    is_told
        .then(|| words::why_not_higher(&basis.figures(), talks))
        .flatten()
}
