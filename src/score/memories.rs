//! What the cards of somebody may remind the owner of: a place where both were, a surname, the whole name.

use rustc_hash::FxHashMap;

use super::facts::Sources;
use super::places::Places;
use crate::model::card::{Card, Roster};
use crate::model::kin::is_family;
use crate::model::name::fold;
use crate::model::owner::Owner;
use crate::model::person::{Person, View};
use crate::model::reason::{Reason, Source};
use crate::model::thresholds::{SURNAME_BEARERS, SURNAME_SHARE};

/// What is needed of the owner and of everybody.
pub struct Memories<'a> {
    owner: &'a Owner,
    /// Their name in folded form.
    name: Option<String>,
    places: Places,
    /// The owner's surnames in folded form, the one of before as well, unless too many bear it to be family.
    surnames: Vec<String>,
}

impl<'a> Memories<'a> {
    /// Looks at the owner, and at how many bear the owner's surname.
    pub fn new(owner: &'a Owner, people: &[Person], cards: &[Card]) -> Self {
        let most = SURNAME_BEARERS.max(people.len() / SURNAME_SHARE);
        let own = owner.name.as_deref().and_then(last_word);
        let own = own.into_iter().chain(owner.maiden.as_deref().map(fold));
        let mut surnames: Vec<String> = own.collect();
        let mut bearers: FxHashMap<String, usize> = FxHashMap::default();
        for person in people.iter().filter(|_| !surnames.is_empty()) {
            let surname = surname_of(View::new(person, cards));
            if let Some(surname) = surname.filter(|surname| surnames.contains(surname)) {
                *bearers.entry(surname).or_default() += 1;
            }
        }
        surnames.retain(|own| bearers.get(own).is_none_or(|&n| n <= most));
        Self {
            owner,
            name: owner.name.as_deref().map(fold),
            places: Places::of(owner),
            surnames,
        }
    }

    /// What may remind of somebody.
    pub fn of(&self, view: View<'_>, sources: &Sources) -> Vec<Reason> {
        let mut why = Vec::new();
        for card in view.cards() {
            let place = card.companies.iter().find_map(|c| self.places.shared(c));
            if let Some(stay) = place {
                why.push(Reason::SharedPlace {
                    place: stay.place.clone(),
                    from: stay.from,
                    to: stay.to,
                    source: Some(sources.of(card.place.file)),
                });
                break;
            }
        }
        let surname = (!self.surnames.is_empty())
            .then(|| surname_of(view))
            .flatten();
        let surname = surname.filter(|own| self.surnames.contains(own));
        if let (Some(_), Some(card)) = (surname, view.named_card()) {
            why.push(Reason::Surname {
                surname: match card.name.family.trim() {
                    "" => card.name.full.split_whitespace().last().unwrap_or_default(),
                    family => family,
                }
                .to_owned(),
                source: sources.of(card.place.file),
            });
        }
        why
    }

    /// What the owner wrote on a card of the own address book, and under what it is kept.
    pub fn written(&self, view: View<'_>, sources: &Sources) -> Vec<Reason> {
        let own = || {
            view.cards()
                .filter(|card| card.roster == Roster::AddressBook)
        };
        let note = own().find_map(|card| Some((note(card)?, card)));
        let note = note.map(|(note, card)| Reason::CardNote {
            note,
            source: sources.of(card.place.file),
        });
        let labels = own().find_map(|card| Some((labels(card)?, card)));
        let labels = labels.map(|(labels, card)| Reason::CardLabels {
            labels,
            source: sources.of(card.place.file),
        });
        note.into_iter().chain(labels).collect()
    }

    /// Somebody who bears the owner's whole name.
    pub fn namesake(&self, view: View<'_>, source: &Source) -> Option<Reason> {
        let own = self.owner.name.as_deref()?;
        let same = self.name.as_deref() == Some(&fold(view.name()));
        same.then(|| Reason::BearsYourName {
            name: own.to_owned(),
            source: source.clone(),
        })
    }
}

/// Signs of a note that are told.
const NOTE_SIGNS: usize = 100;
/// Labels that are told.
const LABELS_TOLD: usize = 4;
/// Labels that programs give to every card, without what is no letter or digit.
const OF_PROGRAMS: [&str; 8] = [
    "mycontacts",
    "othercontacts",
    "starred",
    "contacts",
    "default",
    "phone",
    "importedcontacts",
    "uncategorized",
];

/// The first note of a card with words in it, on one line.
fn note(card: &Card) -> Option<String> {
    let mut notes = card.notes.iter();
    let has_words = |note: &&String| {
        let is_word = |word: &str| word.chars().any(char::is_alphabetic) && !word.contains("://");
        note.split_whitespace().any(is_word)
    };
    let note = notes.find(has_words)?;
    let line = note.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = line.chars().take(NOTE_SIGNS).collect();
    Some(match short.len() < line.len() {
        true => format!("{}…", short.trim_end()),
        false => line,
    })
}

/// Under what the owner keeps a card, without what programs write; family is said as such.
fn labels(card: &Card) -> Option<Vec<String>> {
    let is_own = |label: &&String| {
        let mut bare = fold(label);
        bare.retain(char::is_alphanumeric);
        let is_told = is_family(label) || OF_PROGRAMS.contains(&bare.as_str());
        !bare.is_empty() && !bare.starts_with("imported") && !is_told
    };
    let own: Vec<String> = card
        .labels
        .iter()
        .filter(is_own)
        .take(LABELS_TOLD)
        .cloned()
        .collect();
    (!own.is_empty()).then_some(own)
}

/// The surname of the card that is shown.
fn surname_of(view: View<'_>) -> Option<String> {
    let name = &view.named_card()?.name;
    if name.family.trim().is_empty() {
        last_word(&name.full)
    } else {
        Some(fold(name.family.trim()))
    }
}

/// The last of several words of a name, in folded form.
fn last_word(name: &str) -> Option<String> {
    let mut words = name.split_whitespace();
    words.next()?;
    words.next_back().map(fold)
}
