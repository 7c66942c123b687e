//! Cards in the form in which they are compared, in an order that depends on their content alone.

use std::cmp::Ordering;
use std::sync::Arc;

use rayon::prelude::{IntoParallelIterator, ParallelIterator, ParallelSliceMut};
use rustc_hash::FxHashMap;

use super::dialled::Dialled;
use super::kind::{is_by_trade, kind_of, names_several, without_craft};
use super::known::{Names, share};
use super::names::marks::pronouns;
use super::names::parse::Parsed;
use super::things::spread;
use crate::model::card::{Card, CardIx, Kind, Roster, Tel};
use crate::model::keys::{Line, Phone};

/// Index of a record: its rank in the order by content.
pub type Ix = usize;

/// A card ready for comparison.
#[derive(Debug)]
pub struct Record<'a> {
    /// The card.
    pub card: &'a Card,
    /// Where it stands in the run's list.
    pub at: CardIx,
    /// What it is, judged by its content where the source does not say.
    pub kind: Kind,
    /// Whether it is of several people, by its name: Anna & Ben.
    pub several: bool,
    /// Its name.
    pub name: Arc<Parsed>,
    /// Its numbers, and what kind of line each is.
    pub lines: Vec<(&'a Phone, Line)>,
    /// Its numbers of no plan that is known, and what kind of line each is.
    pub unplanned: Vec<(Dialled, Line)>,
}

impl Record<'_> {
    /// Whether a number of the card was written with its country.
    pub fn is_written_abroad(&self, phone: &Phone) -> bool {
        let with_country = |raw: &str| {
            let raw = raw.trim_start().trim_start_matches(['(', '"', '\'']);
            raw.starts_with('+') || raw.starts_with("00") || raw.starts_with("tel:+")
        };
        let mut written = self.card.phones.iter();
        written.any(|tel| tel.number() == Some(phone) && with_country(&tel.raw))
    }

    /// Whether both are rows of one Connections.csv, which has one row per person.
    pub fn same_roster(&self, other: &Record<'_>) -> bool {
        self.card.roster == Roster::Connections
            && other.card.roster == Roster::Connections
            && self.card.place.file == other.card.place.file
    }
}

/// Prepares all cards, sorted by content; where they stand decides between equal ones only.
pub fn records<'a>(cards: &'a [Card], names: &Names) -> Vec<Record<'a>> {
    records_but(cards, names, |_| false)
}

/// The same, without some cards.
pub fn records_but<'a>(
    cards: &'a [Card],
    names: &Names,
    is_left_out: impl Fn(CardIx) -> bool,
) -> Vec<Record<'a>> {
    let all = (0..cards.len()).filter(|&at| !is_left_out(CardIx(at as u32)));
    let mut order: Vec<(u64, usize)> = all.map(|at| (head(&cards[at]), at)).collect();
    order.par_sort_by(|&(x, a), &(y, b)| {
        let by_content = || by_content(&cards[a], &cards[b]);
        let by_place = || cards[a].place.cmp(&cards[b].place);
        x.cmp(&y).then_with(by_content).then_with(by_place)
    });
    let labels = Labels::of(cards);
    let prepare = |at: usize| {
        let card = &cards[at];
        let mut name = names.get(at, card);
        if name.gender.is_none()
            && let Some(gender) = card.notes.iter().find_map(|note| pronouns(note))
        {
            Arc::make_mut(&mut name).gender = Some(gender);
        }
        for extra in card
            .extras
            .iter()
            .filter(|extra| extra.name.contains("MAIDEN"))
        {
            Arc::make_mut(&mut name).add_former(&extra.value);
        }
        let kind = kind_of(card, &name);
        if is_by_trade(&name) {
            Arc::make_mut(&mut name).set_family(&[]);
        } else if let Some(bare) = without_craft(card).filter(|_| kind == Kind::Person) {
            name = Arc::new(bare);
        }
        Record {
            card,
            at: CardIx(at as u32),
            kind,
            several: kind == Kind::Person && names_several(card),
            name,
            lines: labels.lines(card),
            unplanned: labels.unplanned(card),
        }
    };
    let order = order.into_par_iter().map(|(_, at)| at);
    let mut records: Vec<Record<'_>> = order.map(prepare).collect();
    share(records.iter_mut().map(|record| &mut record.name));
    spread(&mut records);
    records
}

/// What the cards call the numbers of which the plan does not tell what line they are: in North America nothing but a label
/// parts the phone of a home or an office from somebody's own.
struct Labels<'a> {
    planned: FxHashMap<&'a str, Line>,
    unplanned: FxHashMap<Dialled, Line>,
}

impl<'a> Labels<'a> {
    /// A number that one card calls a mobile's is one, whatever another calls it.
    fn of(cards: &'a [Card]) -> Self {
        let mut planned: FxHashMap<&str, Line> = FxHashMap::default();
        let mut unplanned: FxHashMap<Dialled, Line> = FxHashMap::default();
        for tel in cards.iter().flat_map(|card| &card.phones) {
            let Some(line) = called(tel) else {
                continue;
            };
            let known = match (tel.number(), dialled(tel)) {
                (Some(phone), _) if phone.line() == Line::Either => {
                    planned.entry(phone.e164()).or_insert(line)
                }
                (None, Some(number)) => unplanned.entry(number).or_insert(line),
                _ => continue,
            };
            *known = line.min(*known);
        }
        Self { planned, unplanned }
    }

    fn lines(&self, card: &'a Card) -> Vec<(&'a Phone, Line)> {
        let line = |phone: &Phone| match phone.line() {
            Line::Either => *self.planned.get(phone.e164()).unwrap_or(&Line::Either),
            known => known,
        };
        let numbers = card.phones.iter().filter_map(Tel::number);
        numbers.map(|phone| (phone, line(phone))).collect()
    }

    fn unplanned(&self, card: &Card) -> Vec<(Dialled, Line)> {
        let line = |number: &Dialled| *self.unplanned.get(number).unwrap_or(&Line::Either);
        let numbers = card.phones.iter().filter_map(dialled);
        numbers.map(|number| (number, line(&number))).collect()
    }
}

/// A number of no plan that is known, as its digits.
fn dialled(tel: &Tel) -> Option<Dialled> {
    (tel.number().is_none() && !tel.says_more())
        .then(|| Dialled::parse(&tel.raw))
        .flatten()
}

/// What kind of line a label names, if it names one.
fn called(tel: &Tel) -> Option<Line> {
    const OWN: [&str; 4] = ["cell", "mobile", "iphone", "mobil"];
    const SHARED: [&str; 6] = ["home", "work", "main", "company", "homefax", "workfax"];
    let is_one_of = |words: &[&str]| {
        let mut labels = tel.types.iter().map(|label| label.to_lowercase());
        labels.any(|label| words.contains(&label.as_str()))
    };
    if is_one_of(&OWN) {
        Some(Line::Mobile)
    } else {
        is_one_of(&SHARED).then_some(Line::Fixed)
    }
}

/// Orders two cards by everything that they say.
pub fn by_content(a: &Card, b: &Card) -> Ordering {
    identity(a)
        .cmp(&identity(b))
        .then_with(|| details(a).cmp(&details(b)))
}

/// The beginning of what cards are ordered by, as a number that is ordered alike: it decides between most cards, without their being
/// fetched from where they lie.
fn head(card: &Card) -> u64 {
    let bytes = card.name.full.bytes().chain(std::iter::repeat(0));
    bytes
        .take(8)
        .fold(0, |head, byte| head << 8 | u64::from(byte))
}

/// Whether two cards say the same.
pub fn same_content(a: &Card, b: &Card) -> bool {
    by_content(a, b) == Ordering::Equal
}

fn identity(card: &Card) -> impl Ord + '_ {
    let ways = (
        &card.profiles,
        &card.emails,
        &card.phones,
        &card.uid,
        &card.urls,
    );
    (
        &card.name,
        card.roster,
        card.kind,
        ways,
        &card.birthday,
        &card.gender,
    )
}

fn details(card: &Card) -> impl Ord + '_ {
    let work = (
        &card.companies,
        &card.titles,
        &card.addresses,
        &card.birth_place,
    );
    let rest = (
        &card.notes,
        &card.labels,
        card.connected_on,
        card.fresh,
        &card.extras,
    );
    (work, rest)
}
