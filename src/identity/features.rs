//! What two cards are compared by, computed once per card: numbers for texts, frequencies, digits and triples.

use rustc_hash::FxHashMap;

use super::dates::{Digits, digits};
use super::keys::{Key, Shared};
use super::kind::is_role;
use super::names::frequency::{family_share, given_share};
use super::names::handle::{Fit, fit, letters, name_of};
use super::names::parse::Parsed;
use super::record::Record;
use super::text::{Triples, words};
use crate::model::card::{Address, Mail, Roster};
use crate::model::intake::FileId;

/// How many cards the built-in frequencies of names count for beside the file's own.
const BACKING: f32 = 400.0;

/// Bits for "nobody else is known to bear this name".
const NOBODY: f32 = -99.0;

/// Providers of mailboxes for everybody: their domain says nothing of an office.
const PROVIDERS: &[&str] = &[
    "gmail.com",
    "googlemail.com",
    "yahoo",
    "hotmail",
    "outlook",
    "live",
    "msn.com",
    "icloud.com",
    "me.com",
    "mac.com",
    "aol.com",
    "gmx",
    "web.de",
    "t-online.de",
    "freenet.de",
    "mail.ru",
    "yandex",
    "protonmail.com",
    "proton.me",
    "pm.me",
    "qq.com",
    "163.com",
    "126.com",
    "orange.fr",
    "free.fr",
    "laposte.net",
    "wanadoo.fr",
    "libero.it",
    "tiscali.it",
    "virgilio.it",
    "btinternet.com",
    "sky.com",
    "comcast.net",
    "verizon.net",
    "att.net",
    "sbcglobal.net",
    "bellsouth.net",
    "cox.net",
    "bluewin.ch",
    "wp.pl",
    "o2.pl",
    "onet.pl",
    "seznam.cz",
    "zoho.com",
    "fastmail.com",
    "posteo.de",
    "mailbox.org",
    "uol.com.br",
    "bol.com.br",
    "terra.com.br",
    "rediffmail.com",
    "naver.com",
    "hanmail.net",
    "daum.net",
    "telenet.be",
    "ziggo.nl",
    "kpnmail.nl",
];

/// Words of company names that tell nothing.
const LEGAL_FORMS: &[&str] = &[
    "inc",
    "llc",
    "ltd",
    "limited",
    "gmbh",
    "ag",
    "corp",
    "corporation",
    "co",
    "company",
    "plc",
    "sa",
    "sas",
    "sarl",
    "srl",
    "spa",
    "bv",
    "nv",
    "ab",
    "oy",
    "as",
    "kg",
    "ohg",
    "ug",
    "se",
    "kk",
    "pty",
    "llp",
    "lp",
    "the",
    "and",
    "group",
    "holding",
    "holdings",
    "international",
];

/// An e-mail address to compare.
#[derive(Debug)]
pub struct Mailbox {
    /// The address.
    pub address: u32,
    /// The part before the `@`, zero if it is too short to be anybody's.
    pub local: u32,
    /// A company's domain; zero for providers.
    pub office: u32,
    /// The labels of a company's domain, to find it in the names of employers.
    pub labels: Vec<u32>,
    /// Frequency of the domain in bits, below zero.
    pub office_bits: f32,
    /// Whether several people use it.
    pub shared: bool,
    /// The address in letters, to find misspellings.
    pub text: String,
    /// The letters of the part before the `@`.
    pub letters: String,
}

/// A phone number to compare.
#[derive(Debug)]
pub struct Number {
    /// The number.
    pub number: u32,
    /// Whether several people use it.
    pub shared: bool,
}

/// A text with its frequency.
#[derive(Debug)]
pub struct Word {
    /// The text; zero for none.
    pub id: u32,
    /// Frequency in bits, below zero.
    pub bits: f32,
    /// The text without blanks; zero for none.
    pub joined: u32,
    /// The first word, as companies are called for short.
    pub first: String,
    /// For likeness.
    pub triples: Triples,
}

/// A postal address to compare.
#[derive(Debug)]
pub struct Street {
    /// The street with its number.
    pub line: Word,
    /// The house number; zero for none.
    pub number: u32,
}

/// What a card is compared by.
#[derive(Debug)]
pub struct Features {
    /// The name; spelled out of an address where the card has none.
    pub name: Parsed,
    /// Given and family name as numbers; zero for none.
    pub given: u32,
    /// See `given`.
    pub family: u32,
    /// Frequency of the given name in bits.
    pub given_bits: f32,
    /// Frequency of the family name in bits.
    pub family_bits: f32,
    /// Frequency of the full name in bits where one Connections.csv has it several times; else very low.
    pub namesake_bits: f32,
    /// Birthday.
    pub birthday: Option<Digits>,
    /// Addresses.
    pub mails: Vec<Mailbox>,
    /// Numbers.
    pub phones: Vec<Number>,
    /// Profiles.
    pub profiles: Vec<u32>,
    /// Employers.
    pub employers: Vec<Word>,
    /// Titles.
    pub titles: Vec<u32>,
    /// Streets.
    pub streets: Vec<Street>,
    /// Towns and postal codes.
    pub towns: Vec<(Word, u32)>,
    /// First letter of the gender, zero if it is not known.
    pub gender: u8,
    /// Birth place; zero for none.
    pub birth_place: u32,
    /// UID and links.
    pub links: Vec<u32>,
}

/// Numbers texts and counts them.
#[derive(Debug, Default)]
struct Counter {
    ids: FxHashMap<String, u32>,
    counts: Vec<u32>,
    total: u32,
}

impl Counter {
    /// The number of a text, zero for an empty one; counts it.
    fn add(&mut self, text: &str) -> u32 {
        if text.is_empty() {
            return 0;
        }
        self.total += 1;
        let next = self.ids.len() as u32 + 1;
        let id = *self.ids.entry(text.to_owned()).or_insert(next);
        if id == next {
            self.counts.push(0);
        }
        self.counts[id as usize - 1] += 1;
        id
    }

    /// How often others have the text, in bits, backed by a share known beforehand.
    fn bits(&self, id: u32, share: f32, backing: f32) -> f32 {
        let count = id
            .checked_sub(1)
            .map_or(0, |at| self.counts[at as usize].saturating_sub(1));
        ((count as f32 + backing * share) / (self.total as f32 + backing)).log2()
    }
}

/// The counters of all texts.
#[derive(Debug, Default)]
struct Counters {
    given: Counter,
    family: Counter,
    domain: Counter,
    employer: Counter,
    street: Counter,
    town: Counter,
    other: Counter,
}

/// Computes the features of all records. `shared` are keys that several people use.
pub fn features(records: &[Record<'_>], shared: &Shared<'_>) -> Vec<Features> {
    let mut counters = Counters::default();
    let mut all: Vec<Features> = records
        .iter()
        .map(|r| counters.features(r, shared))
        .collect();
    for features in &mut all {
        counters.weigh(features);
    }
    count_namesakes(records, &mut all);
    all
}

impl Counters {
    fn features(&mut self, record: &Record<'_>, shared: &Shared<'_>) -> Features {
        let card = record.card;
        let name = named(record);
        let links = card
            .urls
            .iter()
            .map(String::as_str)
            .chain(card.uid.as_deref().filter(|uid| uid.len() >= 8));
        let link = |text: &str| text.trim().trim_end_matches('/').to_lowercase();
        let words_of = |texts: &[String]| {
            texts
                .iter()
                .map(|text| words(text))
                .filter(|w| !w.is_empty())
                .take(8)
                .collect::<Vec<_>>()
        };
        Features {
            given: self.given.add(name.first()),
            family: self.family.add(&name.family_whole),
            given_bits: 0.0,
            family_bits: 0.0,
            namesake_bits: NOBODY,
            birthday: card.birthday.as_deref().and_then(digits),
            mails: card
                .emails
                .iter()
                .filter_map(|mail| self.mailbox(mail, &name, shared))
                .collect(),
            phones: card
                .phones
                .iter()
                .filter_map(|t| t.phone.as_ref())
                .map(|p| self.number(p.e164(), shared))
                .collect(),
            profiles: card
                .profiles
                .iter()
                .map(|slug| self.other.add(slug.as_str()))
                .collect(),
            employers: words_of(&card.companies)
                .into_iter()
                .map(|w| self.employer(w))
                .collect(),
            titles: words_of(&card.titles)
                .iter()
                .map(|w| self.other.add(&w.join(" ")))
                .collect(),
            streets: card
                .addresses
                .iter()
                .filter_map(|a| self.street(a))
                .collect(),
            towns: card.addresses.iter().filter_map(|a| self.town(a)).collect(),
            gender: card
                .gender
                .as_deref()
                .and_then(|g| g.trim().bytes().next())
                .map_or(0, |b| b.to_ascii_lowercase()),
            birth_place: self
                .other
                .add(&words(card.birth_place.as_deref().unwrap_or_default()).join(" ")),
            links: links
                .map(|text| self.other.add(&link(text)))
                .filter(|id| *id > 0)
                .collect(),
            name,
        }
    }

    fn mailbox(&mut self, mail: &Mail, name: &Parsed, shared: &Shared<'_>) -> Option<Mailbox> {
        let email = mail.email.as_ref()?;
        let is_shared = is_role(email) || shared.contains(&Key::Email(email.as_str()));
        let provider = PROVIDERS.iter().any(|p| {
            email
                .domain()
                .strip_prefix(p)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        });
        let letters = letters(email.local());
        // What spells the owner's name comes again with every namesake.
        let own_local = letters.len() >= 4
            && !is_shared
            && matches!(fit(&letters, name), Fit::None | Fit::Given);
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
                    .filter(|l| l.len() >= 4)
                    .map(|l| self.other.add(l))
                    .collect()
            },
            office_bits: 0.0,
            shared: is_shared,
            text: email.as_str().chars().take(64).collect(),
            letters,
        })
    }

    fn number(&mut self, e164: &str, shared: &Shared<'_>) -> Number {
        Number {
            number: self.other.add(e164),
            shared: shared.contains(&Key::Phone(e164)) || shared.contains(&Key::Landline(e164)),
        }
    }

    fn employer(&mut self, mut words: Vec<String>) -> Word {
        let telling: Vec<String> = words
            .iter()
            .filter(|w| !LEGAL_FORMS.contains(&w.as_str()))
            .cloned()
            .collect();
        if !telling.is_empty() {
            words = telling;
        }
        let joined = self.other.add(&words.concat());
        Word {
            id: self.employer.add(&words.join(" ")),
            bits: 0.0,
            joined,
            first: words[0].clone(),
            triples: Triples::of(&words),
        }
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
            line: Word {
                id: self.street.add(&line),
                bits: 0.0,
                joined: 0,
                first: String::new(),
                triples: Triples::of(&words),
            },
            number: self.other.add(&number),
        })
    }

    fn town(&mut self, address: &Address) -> Option<(Word, u32)> {
        let town = words(&address.locality);
        let code = words(&address.code).concat();
        let word = Word {
            id: self.town.add(&town.join(" ")),
            bits: 0.0,
            joined: 0,
            first: String::new(),
            triples: Triples::of(&town),
        };
        let code = self.other.add(&code);
        (word.id > 0 || code > 0).then_some((word, code))
    }

    /// Fills in the frequencies, which are known once everything is counted.
    fn weigh(&self, features: &mut Features) {
        features.given_bits =
            self.given
                .bits(features.given, given_share(features.name.first()), BACKING);
        features.family_bits = self.family.bits(
            features.family,
            family_share(&features.name.family_whole),
            BACKING,
        );
        for mail in &mut features.mails {
            mail.office_bits = self.domain.bits(mail.office, 0.002, 20.0);
        }
        for employer in &mut features.employers {
            employer.bits = self.employer.bits(employer.id, 0.002, 20.0);
        }
        for street in &mut features.streets {
            street.line.bits = self.street.bits(street.line.id, 0.0005, 20.0);
        }
        for (town, _) in &mut features.towns {
            town.bits = self.town.bits(town.id, 0.02, 20.0);
        }
    }
}

/// Namesakes are known where one Connections.csv, which has one row per person, has a name several times.
fn count_namesakes(records: &[Record<'_>], all: &mut [Features]) {
    let mut rows: FxHashMap<FileId, f32> = FxHashMap::default();
    let mut bearers: FxHashMap<(FileId, u32, u32), f32> = FxHashMap::default();
    for (record, features) in records
        .iter()
        .zip(all.iter())
        .filter(|(r, _)| r.card.roster == Roster::Connections)
    {
        *rows.entry(record.card.place.file).or_default() += 1.0;
        *bearers
            .entry((record.card.place.file, features.given, features.family))
            .or_default() += 1.0;
    }
    let mut shares: FxHashMap<(u32, u32), f32> = FxHashMap::default();
    for ((file, given, family), count) in bearers.into_iter().filter(|(_, count)| *count > 1.0) {
        let share = shares.entry((given, family)).or_default();
        *share = share.max((count - 1.0) / rows[&file]);
    }
    for features in all {
        features.namesake_bits = shares
            .get(&(features.given, features.family))
            .map_or(NOBODY, |share| share.log2());
    }
}

/// The name of a record; where the card gives none, or only a given name or an initial, what its address spells.
fn named(record: &Record<'_>) -> Parsed {
    let name = &record.name;
    if name.is_full() {
        return name.clone();
    }
    let fits = |spelled: &Parsed| {
        let given = name.first().is_empty() || spelled.first().starts_with(name.first());
        let family =
            name.family_whole.is_empty() || spelled.family_whole.starts_with(&name.family_whole);
        given && family && spelled.first().len() >= name.first().len()
    };
    let mails = record
        .card
        .emails
        .iter()
        .filter_map(|m| m.email.as_ref())
        .filter(|e| !is_role(e));
    match mails.filter_map(|e| name_of(e.local())).find(fits) {
        Some(spelled) => Parsed {
            nicknames: name.nicknames.clone(),
            generation: name.generation,
            ..spelled
        },
        None => name.clone(),
    }
}
