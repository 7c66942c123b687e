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
use crate::identity::names::handle::{Fit, Spelled, fit, letters};
use crate::identity::names::letters::Letters;
use crate::identity::names::parse::Parsed;
use crate::identity::record::Record;
use crate::identity::text::{Triples, words};
use crate::model::card::{Address, Mail};
use crate::model::keys::{Email, Line, Phone};

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
pub struct Draft<'a> {
    name: Arc<Parsed>,
    mails: Vec<DraftMail<'a>>,
    employers: Vec<Vec<String>>,
    titles: Vec<String>,
    addresses: Vec<DraftAddress>,
    birth_place: String,
    links: Vec<String>,
}

/// The same of an e-mail address.
struct DraftMail<'a> {
    email: &'a Email,
    is_shared: bool,
    is_provider: bool,
    /// Whether what stands before the `@` is somebody's, and not their name alone.
    has_own_local: bool,
    letters: Spelled,
    text: String,
}

/// The same of a postal address.
struct DraftAddress {
    street: Vec<String>,
    town: Vec<String>,
    code: String,
}

impl<'a> Draft<'a> {
    /// Of one record.
    pub fn of(record: &Record<'a>, shared: &Shared<'_>) -> Self {
        let card = record.card;
        let name = named(record, |mail| shared.contains(&Key::Email(mail.as_str())));
        let uid = card.uid.as_deref().filter(|uid| uid.len() >= 8);
        let links = card.urls.iter().map(String::as_str).chain(uid).take(MOST);
        let link = |text: &str| text.trim().trim_end_matches('/').to_lowercase();
        let mails = card.emails.iter().take(MOST);
        let mails = mails.filter_map(|mail| DraftMail::of(mail, &name, shared));
        Self {
            mails: mails.collect(),
            employers: words_of(&card.companies).map(telling).collect(),
            titles: words_of(&card.titles)
                .map(|words| words.join(" "))
                .collect(),
            addresses: card
                .addresses
                .iter()
                .take(MOST)
                .map(DraftAddress::of)
                .collect(),
            birth_place: words(card.birth_place.as_deref().unwrap_or_default()).join(" "),
            links: links.map(link).collect(),
            name,
        }
    }
}

impl<'a> DraftMail<'a> {
    fn of(mail: &'a Mail, name: &Parsed, shared: &Shared<'_>) -> Option<Self> {
        let email = mail.email.as_ref()?;
        let is_shared =
            is_role(email) || is_household(email) || shared.contains(&Key::Email(email.as_str()));
        let letters = letters(email.local());
        // What spells the owner's name comes again with every namesake.
        let has_own_local = letters.text.len() >= 4
            && !is_shared
            && !is_given(&letters.text)
            && !is_family(&letters.text)
            && matches!(fit(&letters, name), Fit::None | Fit::Given);
        Some(Self {
            email,
            is_shared,
            is_provider: is_provider(email.domain()),
            has_own_local,
            letters,
            text: email.as_str().chars().take(64).collect(),
        })
    }
}

impl DraftAddress {
    fn of(address: &Address) -> Self {
        Self {
            street: words(&address.street),
            town: words(&address.locality),
            code: words(&address.code).concat(),
        }
    }
}

/// The words of each of some texts, without those that have none.
fn words_of(texts: &[String]) -> impl Iterator<Item = Vec<String>> {
    let words = texts.iter().map(|text| words(text));
    words.filter(|words| !words.is_empty()).take(8)
}

/// The words of a company's name that tell it from others, if any do.
fn telling(mut words: Vec<String>) -> Vec<String> {
    let is_telling = |word: &String| !LEGAL_FORMS.contains(&word.as_str());
    if words.iter().any(is_telling) {
        words.retain(is_telling);
    }
    words
}

impl Counters {
    /// The features of one record; counts its values.
    pub fn features(
        &mut self,
        record: &Record<'_>,
        draft: Draft<'_>,
        shared: &Shared<'_>,
    ) -> Features {
        let card = record.card;
        let name = draft.name;
        let unplanned = record.unplanned.iter().take(MOST);
        let unplanned: Vec<Number> = unplanned
            .map(|&(number, line)| self.unplanned(number, line, shared))
            .collect();
        let addresses = &draft.addresses;
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
            mails: draft
                .mails
                .into_iter()
                .map(|mail| self.mailbox(mail))
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
                .iter()
                .map(|words| self.employer(words))
                .collect(),
            titles: draft
                .titles
                .iter()
                .map(|title| self.other.add(title))
                .collect(),
            streets: addresses.iter().filter_map(|a| self.street(a)).collect(),
            towns: addresses.iter().filter_map(|a| self.town(a)).collect(),
            gender: card
                .gender
                .as_deref()
                .and_then(|g| g.trim().bytes().next())
                .map_or(0, |b| b.to_ascii_lowercase()),
            birth_place: self.other.add(&draft.birth_place),
            links: draft
                .links
                .iter()
                .map(|link| self.other.add(link))
                .filter(|id| *id > 0)
                .collect(),
            name,
        }
    }

    fn mailbox(&mut self, mail: DraftMail<'_>) -> Mailbox {
        let DraftMail {
            email,
            is_shared,
            is_provider,
            has_own_local,
            letters,
            text,
        } = mail;
        let address = self.other.add(email.as_str());
        let local = match has_own_local {
            true => self.other.add(&format!("{}@", email.local())),
            false => 0,
        };
        let labels = email.domain().split('.').take(MOST);
        let labels = labels.filter(|label| !is_provider && label.len() >= 4);
        Mailbox {
            address,
            local,
            office: match is_provider {
                true => 0,
                false => self.domain.add(email.domain()),
            },
            labels: labels.map(|label| self.other.add(label)).collect(),
            owners: Vec::new(),
            office_bits: 0.0,
            shared: is_shared,
            set: Letters::of(&text),
            domain: text.find('@').map_or(text.len(), |at| at + 1),
            text,
            letters,
        }
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

    fn employer(&mut self, words: &[String]) -> Word {
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
                triples: Triples::of(words),
            }
        })
    }

    fn street(&mut self, address: &DraftAddress) -> Option<Street> {
        let words = &address.street;
        let has_digits = |word: &&String| word.bytes().any(|b| b.is_ascii_digit());
        let number = words.iter().find(has_digits).map_or("", String::as_str);
        (!words.is_empty()).then(|| Street {
            line: self.street.add(&words.join(" "), || Spelling::of(words)),
            is_named_house: number.is_empty() && words.len() >= NAMED_HOUSE,
            number: self.other.add(number),
        })
    }

    fn town(&mut self, address: &DraftAddress) -> Option<(Word, u32)> {
        let town = &address.town;
        let word = self.town.add(&town.join(" "), || Spelling::of(town));
        let code = self.other.add(&address.code);
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
