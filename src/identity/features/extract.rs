//! A card → its features. Frequencies are filled in at the end, once all cards are counted.

use std::sync::Arc;

use super::counter::{Counter, Words};
use super::named::{NOBODY, named};
use super::vocabulary::{LEGAL_FORMS, is_provider};
use super::{Features, Mailbox, Number, Spelling, Street, Word};
use crate::identity::dates::digits;
use crate::identity::dialled::{Dialled, Digits};
use crate::identity::keys::{Key, Shared};
use crate::identity::kind::{is_household, is_role};
use crate::identity::names::frequency::{is_family, is_given};
use crate::identity::names::handle::{Fit, fit, letters};
use crate::identity::names::letters::Letters;
use crate::identity::names::parse::Parsed;
use crate::identity::record::Record;
use crate::identity::text::{Triples, words};
use crate::model::card::{Address, Mail};
use crate::model::keys::{Line, Phone};

/// How many cards the built-in frequencies of names count for beside the file's own.
const BACKING: f32 = 400.0;

/// So many words has a line with a street and the name of a house.
const NAMED_HOUSE: usize = 3;

/// How many values of a kind a card is compared by; certain keys are found among all of them.
const MOST: usize = 16;

/// The counters of all texts.
#[derive(Debug, Default)]
pub struct Counters {
    given: Counter,
    family: Counter,
    domain: Counter,
    employer: Words,
    street: Words,
    town: Words,
    other: Counter,
}

/// What of a record needs no other one to be known.
pub struct Draft {
    name: Arc<Parsed>,
    employers: Vec<Vec<String>>,
    titles: Vec<Vec<String>>,
}

impl Draft {
    /// Of one record.
    pub fn of(record: &Record<'_>, shared: &Shared<'_>) -> Self {
        Self {
            name: named(record, |mail| shared.contains(&Key::Email(mail.as_str()))),
            employers: words_of(&record.card.companies),
            titles: words_of(&record.card.titles),
        }
    }
}

/// The words of each of some texts, without those that have none.
fn words_of(texts: &[String]) -> Vec<Vec<String>> {
    let words = texts.iter().map(|text| words(text));
    words.filter(|words| !words.is_empty()).take(8).collect()
}

impl Counters {
    /// The features of one record; counts its values.
    pub fn features(&mut self, record: &Record<'_>, draft: Draft, shared: &Shared<'_>) -> Features {
        let card = record.card;
        let name = draft.name;
        let links = card
            .urls
            .iter()
            .map(String::as_str)
            .chain(card.uid.as_deref().filter(|uid| uid.len() >= 8));
        let link = |text: &str| text.trim().trim_end_matches('/').to_lowercase();
        let unplanned = record.unplanned.iter().take(MOST);
        let unplanned: Vec<Number> = unplanned
            .map(|&(number, line)| self.unplanned(number, line, shared))
            .collect();
        Features {
            given: self.given.add(name.called().0),
            family: self.family.add(&name.family_whole),
            given_bits: 0.0,
            family_bits: 0.0,
            beside_two: (0.0, 0.0),
            namesake_bits: NOBODY,
            bearers: 0,
            relatives: 0,
            namesakes: 0.0,
            initialled: 0.0,
            birthday: card.birthday.as_deref().and_then(digits),
            mails: card
                .emails
                .iter()
                .take(MOST)
                .filter_map(|mail| self.mailbox(mail, &name, shared))
                .collect(),
            phones: record
                .lines
                .iter()
                .take(MOST)
                .map(|&line| self.number(record, line, shared))
                .chain(unplanned)
                .collect(),
            profiles: card
                .profiles
                .iter()
                .take(MOST)
                .map(|slug| self.other.add(slug.as_str()))
                .collect(),
            employers: draft
                .employers
                .into_iter()
                .map(|w| self.employer(w))
                .collect(),
            titles: draft
                .titles
                .iter()
                .map(|w| self.other.add(&w.join(" ")))
                .collect(),
            streets: card
                .addresses
                .iter()
                .take(MOST)
                .filter_map(|a| self.street(a))
                .collect(),
            towns: card
                .addresses
                .iter()
                .take(MOST)
                .filter_map(|a| self.town(a))
                .collect(),
            gender: card
                .gender
                .as_deref()
                .and_then(|g| g.trim().bytes().next())
                .map_or(0, |b| b.to_ascii_lowercase()),
            birth_place: self
                .other
                .add(&words(card.birth_place.as_deref().unwrap_or_default()).join(" ")),
            links: links
                .take(MOST)
                .map(|text| self.other.add(&link(text)))
                .filter(|id| *id > 0)
                .collect(),
            name,
        }
    }

    fn mailbox(&mut self, mail: &Mail, name: &Parsed, shared: &Shared<'_>) -> Option<Mailbox> {
        let email = mail.email.as_ref()?;
        let is_shared =
            is_role(email) || is_household(email) || shared.contains(&Key::Email(email.as_str()));
        let provider = is_provider(email.domain());
        let letters = letters(email.local());
        // What spells the owner's name comes again with every namesake.
        let own_local = letters.text.len() >= 4
            && !is_shared
            && !is_given(&letters.text)
            && !is_family(&letters.text)
            && matches!(fit(&letters, name), Fit::None | Fit::Given);
        let text: String = email.as_str().chars().take(64).collect();
        Some(Mailbox {
            address: self.other.add(email.as_str()),
            local: if own_local {
                self.other.add(&format!("{}@", email.local()))
            } else {
                0
            },
            office: if provider {
                0
            } else {
                self.domain.add(email.domain())
            },
            labels: if provider {
                Vec::new()
            } else {
                email
                    .domain()
                    .split('.')
                    .take(MOST)
                    .filter(|l| l.len() >= 4)
                    .map(|l| self.other.add(l))
                    .collect()
            },
            owners: Vec::new(),
            office_bits: 0.0,
            shared: is_shared,
            set: Letters::of(&text),
            domain: text.find('@').map_or(text.len(), |at| at + 1),
            text,
            letters,
        })
    }

    fn number(
        &mut self,
        record: &Record<'_>,
        (phone, line): (&Phone, Line),
        shared: &Shared<'_>,
    ) -> Number {
        let e164 = phone.e164();
        Number {
            number: self.other.add(e164),
            digits: Digits::planned(e164, record.is_written_abroad(phone)),
            mobile: matches!(line, Line::Mobile | Line::Either),
            shared: shared.contains(&Key::Phone(e164)) || shared.contains(&Key::Landline(e164)),
            cards: 0,
        }
    }

    fn unplanned(&mut self, number: Dialled, line: Line, shared: &Shared<'_>) -> Number {
        Number {
            number: self.other.add(&format!("dial {number}")),
            digits: Digits::unplanned(number),
            mobile: matches!(line, Line::Mobile | Line::Either),
            shared: shared.contains(&Key::Unplanned(number, line)),
            cards: 0,
        }
    }

    fn employer(&mut self, mut words: Vec<String>) -> Word {
        let is_telling = |word: &String| !LEGAL_FORMS.contains(&word.as_str());
        if words.iter().any(is_telling) {
            words.retain(is_telling);
        }
        self.employer.add(&words.join(" "), || {
            let whole = words.concat();
            let joined = self.other.add(&whole);
            let head = if words[0].len() >= 5 {
                self.other.add(&words[0])
            } else {
                0
            };
            Spelling {
                head,
                joined,
                first: words[0].clone(),
                whole,
                triples: Triples::of(&words),
            }
        })
    }

    fn street(&mut self, address: &Address) -> Option<Street> {
        let words = words(&address.street);
        let number = words
            .iter()
            .find(|w| w.bytes().any(|b| b.is_ascii_digit()))
            .cloned()
            .unwrap_or_default();
        let line = words.join(" ");
        (!line.is_empty()).then(|| Street {
            line: self.street.add(&line, || Spelling::of(&words)),
            is_named_house: number.is_empty() && words.len() >= NAMED_HOUSE,
            number: self.other.add(&number),
        })
    }

    fn town(&mut self, address: &Address) -> Option<(Word, u32)> {
        let town = words(&address.locality);
        let code = words(&address.code).concat();
        let word = self.town.add(&town.join(" "), || Spelling::of(&town));
        let code = self.other.add(&code);
        (word.id > 0 || code > 0).then_some((word, code))
    }

    /// Takes back what a record counted that is the one before again.
    pub fn take_back(&mut self, features: &Features) {
        self.given.take_back(features.given);
        self.family.take_back(features.family);
        for mail in &features.mails {
            self.domain.take_back(mail.office);
        }
        for phone in &features.phones {
            self.other.take_back(phone.number);
        }
        for employer in &features.employers {
            self.employer.counter.take_back(employer.id);
        }
        for street in &features.streets {
            self.street.counter.take_back(street.line.id);
        }
        for (town, _) in &features.towns {
            self.town.counter.take_back(town.id);
        }
    }

    /// Forgets how often anything came, so that only what is known beforehand counts.
    pub fn forget(&mut self) {
        let counted = [
            &mut self.given,
            &mut self.family,
            &mut self.domain,
            &mut self.employer.counter,
            &mut self.street.counter,
            &mut self.town.counter,
        ];
        counted.into_iter().for_each(Counter::forget);
    }

    /// Fills in the frequencies, which are known once everything is counted.
    pub fn weigh(&self, features: &mut Features) {
        let name = &features.name;
        let given = |cards| {
            let share = name.called().1.given_share;
            self.given.bits(cards, features.given, share, BACKING)
        };
        let family = |cards| {
            let share = name.family_facts.family_share;
            self.family.bits(cards, features.family, share, BACKING)
        };
        let beside_two = (given(2), family(2));
        (features.given_bits, features.family_bits) = (given(1), family(1));
        features.beside_two = beside_two;
        for mail in &mut features.mails {
            mail.office_bits = self.domain.bits(1, mail.office, 0.002, 20.0);
        }
        for phone in &mut features.phones {
            phone.cards = self.other.count(phone.number);
        }
        for employer in &mut features.employers {
            employer.bits = self.employer.counter.bits(1, employer.id, 0.002, 20.0);
        }
        for street in &mut features.streets {
            street.line.bits = self.street.counter.bits(1, street.line.id, 0.0005, 20.0);
        }
        for (town, _) in &mut features.towns {
            town.bits = self.town.counter.bits(1, town.id, 0.02, 20.0);
        }
    }
}
