//! Numbers that are written without their country: found again among those that have one, in all files of a run.
//!
//! What is learned serves to find out who is who and who was called; it is never written into a file as if the owner had said it.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::model::card::{Card, Tel};
use crate::model::exchange::PeerKey;
use crate::model::intake::Intake;
use crate::model::keys::{Phone, Region, digits};
use crate::model::owner::OwnerHint;
use crate::model::steps::Numbered;

/// Digits at the end by which a number is looked up; the plan of its country decides.
const TAIL: usize = 7;

/// So many different numbers have to be found again before they tell the country of the others.
const WITNESSES: usize = 3;

/// Of so many found again all but one have to be of that country. This and the others are set by hand.
const OF: usize = 5;

/// So many different numbers that say their country tell that of the others, where nearly all of them are of one.
const CROWD: usize = 12;

/// Numbers with their country, by their last digits.
type Known = FxHashMap<String, Ends>;

/// Numbers that end alike, and their countries: in each of them another one is read but once, however many they are.
#[derive(Debug, Default)]
struct Ends {
    phones: BTreeSet<Phone>,
    regions: Vec<Region>,
}

/// Reads the numbers without a country as those that stand elsewhere with one, and the rest as numbers of the country that most of
/// these are of.
///
/// Where too few of them stand elsewhere with their country, the owner's own number tells it, or that nearly all others are of one
/// country. `own` are the numbers that the owner gave.
pub fn settle_numbers(mut intake: Intake, own: &[Phone]) -> Numbered {
    let homeless: BTreeSet<String> = homeless(&intake).collect();
    let known = known(&intake, &homeless);
    let same = |raw: &String| the_same(raw, &known).map(|phone| (raw.clone(), phone));
    let found: FxHashMap<String, Phone> = homeless.iter().filter_map(same).collect();
    let witnesses: BTreeSet<&Phone> = found.values().collect();
    let told = home(&witnesses).map(|home| (home, Told::Again(witnesses.len())));
    let told = told.or_else(|| by_others(&intake, own, &homeless));
    let home = told.map(|(home, _)| home);
    let abroad = abroad(&intake);
    let read = |raw: &str| {
        let same = found.get(raw).cloned();
        same.or_else(|| Phone::parse(raw, Some(home?)))
    };
    let mut guessed = 0;
    for tel in intake.cards.iter_mut().flat_map(|card| &mut card.phones) {
        if tel.phone.is_none() && tel.is_national() {
            tel.likely = read(&tel.raw).map(Box::new);
            guessed += usize::from(tel.likely.is_some() && !found.contains_key(&tel.raw));
        }
    }
    let mut left = 0;
    for peer in &mut intake.peers {
        let Some(raw) = peer.key.as_national() else {
            continue;
        };
        let with_country = format!("+{raw}");
        match read(raw) {
            _ if abroad.contains(&with_country) => peer.key = PeerKey::national(&with_country),
            Some(phone) => peer.key = PeerKey::Phone(phone),
            None => left += 1,
        }
    }
    let told = told.filter(|_| guessed > 0);
    Numbered {
        intake,
        remark: told.map(|(home, told)| remark(guessed, told, home)),
        left,
    }
}

/// What tells the country of numbers that do not say theirs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    /// So many of them stand elsewhere with their country.
    Again(usize),
    /// The owner's own number.
    Own,
    /// Nearly all others.
    Others,
}

/// The country of the owner's own numbers, where more numbers are of it than of any other, or that of nearly all numbers. Nearly all
/// that do not say theirs have to be numbers of it.
fn by_others(
    intake: &Intake,
    own: &[Phone],
    homeless: &BTreeSet<String>,
) -> Option<(Region, Told)> {
    if homeless.is_empty() {
        return None;
    }
    let hinted = intake.owner.iter().filter_map(|(hint, _)| match hint {
        OwnerHint::Phone(phone) => Some(phone),
        _ => None,
    });
    let own: BTreeSet<&Phone> = own.iter().chain(hinted).collect();
    let tels = intake.cards.iter().flat_map(|card| &card.phones);
    let on_cards = tels.filter_map(|tel| tel.phone.as_ref());
    let called = intake.peers.iter().filter_map(|peer| match &peer.key {
        PeerKey::Phone(phone) => Some(phone),
        _ => None,
    });
    let all: BTreeSet<&Phone> = on_cards.chain(called).collect();
    let votes = votes(&all);
    let (most, count) = votes.iter().max_by_key(|(_, count)| *count).copied()?;
    let is_alone = votes.iter().filter(|(_, other)| *other == count).count() == 1;
    let own = own.iter().filter_map(|phone| phone.region());
    let own: Vec<Region> = own.collect();
    let is_own = is_alone && !own.is_empty() && own.iter().all(|region| *region == most);
    let is_all = count >= CROWD && count * OF >= all.len() * (OF - 1);
    let told = match (is_own, is_all) {
        (true, _) => Told::Own,
        (false, true) if own.is_empty() => Told::Others,
        (false, _) => return None,
    };
    let are_of = homeless.iter();
    let are_of = are_of.filter(|raw| Phone::parse(raw, Some(most)).is_some());
    (are_of.count() * OF >= homeless.len() * (OF - 1)).then_some((most, told))
}

/// Numbers with their country that are in no plan, on cards and elsewhere.
fn abroad(intake: &Intake) -> BTreeSet<String> {
    let tels = intake.cards.iter().flat_map(|card| &card.phones);
    let on_cards = tels.filter_map(Tel::unplanned);
    let called = intake.peers.iter().filter_map(|peer| peer.key.as_digits());
    let called = called.filter(|digits| digits.starts_with('+'));
    on_cards.chain(called.map(str::to_owned)).collect()
}

/// Numbers that are written without a country join nobody; a word on what would help. Further ones stand on cards that
/// were passed over.
pub fn remark_on_numbers(cards: &[Card], further: u64) -> Option<String> {
    let tels = cards.iter().flat_map(|card| &card.phones);
    let bare = tels.filter(|tel| tel.number().is_none() && tel.is_national());
    match bare.count() as u64 + further {
        0 => None,
        1 => Some(
            "1 phone number has no known country code and was not used for matching.".to_owned(),
        ),
        n => Some(format!(
            "{n} phone numbers have no known country code and were not used for matching."
        )),
    }
}

fn remark(guessed: usize, told: Told, home: Region) -> String {
    let what = match guessed {
        1 => "1 phone number without a country code is read as one".to_owned(),
        n => format!("{n} phone numbers without a country code are read as numbers"),
    };
    match told {
        Told::Again(witnesses) => format!(
            "{what} of {home}, like {witnesses} others that appear elsewhere with their country code."
        ),
        Told::Own => format!("{what} of {home}, like your own number."),
        Told::Others => format!("{what} of {home}, like nearly all others in your files."),
    }
}

/// The numbers of all cards and events that say their country and end as one that does not.
fn known(intake: &Intake, homeless: &BTreeSet<String>) -> Known {
    let tels = intake.cards.iter().flat_map(|card| &card.phones);
    let on_cards = tels.filter_map(|tel| tel.phone.as_ref());
    let called = intake.peers.iter().filter_map(|peer| match &peer.key {
        PeerKey::Phone(phone) => Some(phone),
        _ => None,
    });
    let wanted = homeless.iter().filter_map(|raw| tail(raw));
    let mut known: Known = wanted.map(|tail| (tail, Ends::default())).collect();
    for phone in on_cards.chain(called) {
        let ends = tail(phone.e164()).and_then(|tail| known.get_mut(&tail));
        if let Some(ends) = ends.filter(|ends| !ends.phones.contains(phone)) {
            ends.phones.insert(phone.clone());
            let region = phone.region();
            ends.regions
                .extend(region.filter(|region| !ends.regions.contains(region)));
        }
    }
    known
}

/// The numbers that do not say their country, as written.
fn homeless(intake: &Intake) -> impl Iterator<Item = String> {
    let tels = intake.cards.iter().flat_map(|card| &card.phones);
    let on_cards = tels.filter(|tel| tel.phone.is_none() && tel.is_national());
    let called = intake.peers.iter().filter_map(|p| p.key.as_national());
    on_cards
        .map(|tel| tel.raw.clone())
        .chain(called.map(str::to_owned))
}

/// The last digits of a number; `None` if it has hardly more than these.
fn tail(written: &str) -> Option<String> {
    let digits = digits(written);
    let at = digits.len().checked_sub(TAIL)?;
    (at > 0).then(|| digits[at..].to_owned())
}

/// The one number with its country that is written so at home.
fn the_same(raw: &str, known: &Known) -> Option<Phone> {
    let ends = known.get(&tail(raw)?)?;
    let read = ends.regions.iter();
    let read = read.filter_map(|region| Phone::parse(raw, Some(*region)));
    let same: BTreeSet<Phone> = read.filter(|phone| ends.phones.contains(phone)).collect();
    let one = same.len() == 1;
    same.into_iter().next().filter(|_| one)
}

/// The country of nearly all numbers that were found again.
fn home(found: &BTreeSet<&Phone>) -> Option<Region> {
    let votes = votes(found);
    let total: usize = votes.iter().map(|(_, count)| count).sum();
    let is_most = |count: usize| count >= WITNESSES && count * OF >= total * (OF - 1);
    let home = votes.into_iter().find(|(_, count)| is_most(*count));
    home.map(|(region, _)| region)
}

/// How many numbers are of each country.
fn votes(phones: &BTreeSet<&Phone>) -> Vec<(Region, usize)> {
    let mut votes: Vec<(Region, usize)> = Vec::new();
    for region in phones.iter().filter_map(|phone| phone.region()) {
        match votes.iter_mut().find(|(of, _)| *of == region) {
            Some((_, count)) => *count += 1,
            None => votes.push((region, 1)),
        }
    }
    votes
}
