//! What went stale, as it is saved: values that newer files contradict, what is missing, employers of several spellings, and the
//! connections in figures.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Record;
use crate::model::audit::Audit;
use crate::model::card::CardIx;
use crate::model::employer::{self, SameEmployer};
use crate::model::intake::FileId;
use crate::model::stale::{self, Offer};

/// Employers of whom the figures are kept.
const EMPLOYERS: usize = 100;

/// A value of a card that is out of date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stale {
    /// `name`, `company`, `title`, `email`, `phone`.
    pub field: String,
    /// What the card says.
    pub value: String,
    /// What is newer, if anything stands in its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub newer: Option<String>,
    /// The day of what contradicts it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// Why: `bounced`, `former-employer`, `on-linkedin`, `later-card`, `last-used`.
    pub code: String,
    /// How many employers have followed on that of the card; of other fields 0.
    #[serde(default)]
    pub later: u32,
    /// By what both are one person's: `key`, `said`, `name`.
    pub matched: String,
    /// The file that has the card; of several the first.
    pub file: String,
    /// All cards that say it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cards: Vec<Record>,
    /// The file that contradicts it.
    pub source: String,
    /// The same in words.
    pub text: String,
}

/// What somebody has not with whom the owner is or was in touch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// Who.
    pub id: String,
    /// `phone` or `email`.
    pub field: String,
    /// Addresses that do not work.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dead: Vec<String>,
    /// What may be theirs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer: Option<String>,
    /// The day on which that was last used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used: Option<String>,
    /// The same in words.
    pub text: String,
}

/// An employer of several spellings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Company {
    /// The spelling that is proposed for all.
    pub name: String,
    /// All of them, that one first.
    pub spellings: Vec<Spelling>,
}

/// A spelling.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spelling {
    /// As written.
    pub text: String,
    /// On how many cards.
    pub cards: u32,
    /// Why: `proposed`, `writing`, `short`, `renamed`.
    pub code: String,
}

/// The connections in figures.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Roster {
    /// How many.
    pub connections: u32,
    /// Rows with a day and nothing else.
    pub date_only: u32,
    /// Of how many the e-mail address is there.
    pub with_email: u32,
    /// How many were made in each year, in order.
    pub years: Vec<Year>,
    /// How many are at each employer, the largest first.
    pub companies: Vec<AtCompany>,
}

/// A year of connections.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Year {
    /// Which.
    pub year: i32,
    /// How many.
    pub connections: u32,
}

/// An employer of connections.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AtCompany {
    /// Its proposed name.
    pub name: String,
    /// How many.
    pub connections: u32,
}

fn file(audit: &Audit, id: FileId) -> String {
    let file = audit.files.get(id.0 as usize);
    file.map_or_else(String::new, |file| file.name.clone())
}

/// What is out of date on the cards of somebody.
pub fn of_person(audit: &Audit, id: &str) -> Vec<Stale> {
    let all = &audit.hygiene.stale;
    let from = all.partition_point(|stale| stale.person.as_str() < id);
    let own = all[from..].iter().take_while(|stale| stale.person == id);
    own.map(|stale| one(audit, stale)).collect()
}

fn one(audit: &Audit, stale: &stale::Stale) -> Stale {
    let record = |ix: &CardIx| {
        let place = audit.cards[ix.0 as usize].place;
        Record {
            file: file(audit, place.file),
            record: place.record,
        }
    };
    let cards: Vec<Record> = stale.cards.iter().map(record).collect();
    Stale {
        field: stale.field.word().to_owned(),
        value: stale.value.clone(),
        newer: stale.newer.clone(),
        since: stale.since.map(|day| day.to_string()),
        code: stale.why.code().to_owned(),
        later: stale.later,
        matched: stale.bond.word().to_owned(),
        file: cards
            .first()
            .map_or_else(String::new, |card| card.file.clone()),
        cards,
        source: file(audit, stale.source),
        text: stale.told.clone(),
    }
}

/// What somebody has not.
pub fn missing(audit: &Audit, missing: &stale::Missing) -> Missing {
    let who = audit.people.get(missing.person);
    let offer = missing.offer.as_ref();
    Missing {
        id: who.map_or_else(String::new, |ranked| ranked.person.id.clone()),
        field: missing.field.word().to_owned(),
        dead: missing.dead.clone(),
        offer: offer.map(|offered| match &offered.value {
            Offer::Phone(phone) => phone.e164().to_owned(),
            Offer::Email(email) => email.to_string(),
        }),
        used: offer.map(|offered| offered.on.to_string()),
        text: missing.told.clone(),
    }
}

/// An employer.
pub fn company(_: &Audit, employer: &employer::Employer) -> Company {
    let spelling = |spelling: &employer::Spelling| Spelling {
        text: spelling.text.clone(),
        cards: spelling.cards,
        code: match spelling.why {
            SameEmployer::Proposed => "proposed",
            SameEmployer::Writing => "writing",
            SameEmployer::Short(_) => "short",
            SameEmployer::Renamed(_) => "renamed",
        }
        .to_owned(),
    };
    Company {
        name: employer.name.clone(),
        spellings: employer.spellings.iter().map(spelling).collect(),
    }
}

/// For each spelling of an employer that has several the one that is proposed for all.
pub fn proposed(companies: &[Company]) -> BTreeMap<&str, &str> {
    let spelled = companies.iter().flat_map(|company| {
        let spellings = company.spellings.iter();
        spellings.map(|spelling| (spelling.text.as_str(), company.name.as_str()))
    });
    spelled.collect()
}

/// All employers of several spellings.
pub fn companies(audit: &Audit) -> Vec<Company> {
    let all = audit.hygiene.employers.iter();
    all.map(|employer| company(audit, employer)).collect()
}

/// The connections of an audit.
pub fn roster_of(audit: &Audit) -> Option<Roster> {
    audit.hygiene.roster.as_ref().map(roster)
}

impl Roster {
    /// As the sentences take it.
    pub(crate) fn to_model(&self) -> stale::Roster {
        let companies = self.companies.iter();
        stale::Roster {
            connections: self.connections,
            date_only: self.date_only,
            with_email: self.with_email,
            years: self
                .years
                .iter()
                .map(|year| (year.year, year.connections))
                .collect(),
            companies: companies
                .map(|at| (at.name.clone(), at.connections))
                .collect(),
        }
    }
}

/// The connections.
pub fn roster(roster: &stale::Roster) -> Roster {
    let companies = roster.companies.iter().take(EMPLOYERS);
    Roster {
        connections: roster.connections,
        date_only: roster.date_only,
        with_email: roster.with_email,
        years: roster
            .years
            .iter()
            .map(|&(year, connections)| Year { year, connections })
            .collect(),
        companies: companies
            .map(|(name, connections)| AtCompany {
                name: name.clone(),
                connections: *connections,
            })
            .collect(),
    }
}
