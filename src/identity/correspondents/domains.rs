//! For whom a mail domain speaks: the company whose name it spells, or that the cards and the correspondents beside it name.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::identity::features::vocabulary::is_provider;
use crate::identity::names::skeleton::skeleton;
use crate::identity::services::{self, company};
use crate::model::card::Card;
use crate::model::keys::Email;
use crate::model::owner::Owner;

/// So many cards or correspondents show that a domain is a company's.
const WITNESSES: u32 = 2;

/// Of so many that name an employer beside the domain more than one must name this one: at a provider's domain people of all
/// companies have an address.
const SHARE: u32 = 2;

/// Shortest name of a company, or first word of it, that is told in a domain.
const SHORTEST: usize = 4;

/// Shortest word of a company's name, its first aside, that is told in a domain, alone and beside a short form of the rest.
const LONG_WORD: usize = 5;
const SHORT_WORD: usize = 3;

/// What a mail domain says of an employer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    /// It is the employer's.
    Employer,
    /// It is another company's.
    Another,
    /// It is a provider's, or no employer is known.
    Nothing,
}

/// What is known of domains.
pub(super) struct Domains {
    /// Companies, folded, by domain, with how many name them.
    named: FxHashMap<String, FxHashMap<String, u32>>,
    own: FxHashSet<String>,
    employers: FxHashSet<String>,
}

impl Domains {
    /// Learns from cards that hold an address beside an employer, and from where the owner works.
    pub(super) fn new(cards: &[Card], owner: &Owner) -> Self {
        let own = owner.emails.iter().map(|email| email.domain().to_owned());
        let employers = owner.employers.iter().map(|name| joined(name));
        let mut domains = Self {
            named: FxHashMap::default(),
            own: own.filter(|domain| !is_provider(domain)).collect(),
            employers: employers.filter(|name| !name.is_empty()).collect(),
        };
        for card in cards {
            for email in card.emails.iter().filter_map(|mail| mail.email.as_ref()) {
                domains.witness(email, card);
            }
        }
        domains
    }

    /// Notes that somebody of this card writes from this address.
    pub(super) fn witness(&mut self, email: &Email, card: &Card) {
        if is_provider(email.domain()) {
            return;
        }
        let companies = card.companies.iter().map(|name| joined(name));
        for name in companies.filter(|name| !name.is_empty()) {
            let of_domain = self.named.entry(email.domain().to_owned()).or_default();
            *of_domain.entry(name).or_default() += 1;
        }
    }

    /// What an address says of the employers of a card.
    pub(super) fn say(&self, email: &Email, card: &Card) -> Says {
        let domain = email.domain();
        if is_provider(domain) || card.companies.is_empty() {
            return Says::Nothing;
        }
        if card.companies.iter().any(|name| self.is_of(domain, name)) {
            return Says::Employer;
        }
        // A colleague of the owner may be elsewhere by now.
        if self.own.contains(domain) {
            Says::Nothing
        } else {
            Says::Another
        }
    }

    fn is_of(&self, domain: &str, name: &str) -> bool {
        let folded = joined(name);
        let is_owners = self.own.contains(domain) && self.employers.contains(&folded);
        let is_named = self.named.get(domain).is_some_and(|names| {
            let all: u32 = names.values().sum();
            let this = names.get(&folded).copied().unwrap_or(0);
            this >= WITNESSES && this * SHARE > all
        });
        is_owners || is_named || spells(domain, name)
    }
}

fn joined(name: &str) -> String {
    company(name).concat()
}

/// Whether a domain is made of a company's name: `deltaworks.test`, `meridian-devices.test`, `meridian.test` of Meridian Devices,
/// `mail.northwind-group.test` of Northwind.
pub(crate) fn spells(domain: &str, name: &str) -> bool {
    let words = company(name);
    let whole = words.concat();
    let labels: Vec<&str> = domain.split('.').collect();
    let labels = labels.split_last().map_or(&[][..], |(_, before)| before);
    let beginnings = (1..=words.len()).map(|count| words[..count].concat());
    let beginnings: Vec<String> = beginnings.filter(|head| head.len() >= SHORTEST).collect();
    let initials: String = words
        .iter()
        .filter_map(|word| word.chars().next())
        .collect();
    let is_initials = |label: &str| words.len() >= 3 && label == initials;
    let is_longer = |label: &str| {
        let first_part = label.split('-').next().map(skeleton);
        whole.len() >= SHORTEST && first_part.is_some_and(|part| part == whole)
    };
    labels.iter().any(|label| {
        let plain = skeleton(label);
        plain == whole
            || beginnings.contains(&plain)
            || is_longer(label)
            || is_initials(&plain)
            || names_it(label, &words)
    })
}

/// Whether a label names a company by a word of its name that stands for nothing else: `donaueck` of Hochschule Donaueck, `hs-donaueck`
/// and `uni-ulm` likewise, where what stands beside it is short for the rest.
fn names_it(label: &str, words: &[String]) -> bool {
    let is_own = |part: &str, shortest: usize| {
        let is_word = words.iter().any(|word| word == part);
        is_word && part.len() >= shortest && services::says(part) == services::Says::Other
    };
    let parts: Vec<String> = label.split('-').map(skeleton).collect();
    match parts.as_slice() {
        [only] => words.len() > 1 && is_own(only, LONG_WORD),
        several => {
            let is_known = |part: &String| is_own(part, SHORT_WORD) || is_short_for(part, words);
            several.iter().any(|part| is_own(part, SHORT_WORD)) && several.iter().all(is_known)
        }
    }
}

/// Whether a few letters are short for words: their initials, or letters of one of them in its order, its first before all.
fn is_short_for(part: &str, words: &[String]) -> bool {
    let initials: String = words
        .iter()
        .filter_map(|word| word.chars().next())
        .collect();
    let is_within = |word: &String| {
        let mut letters = word.chars();
        word.chars().next() == part.chars().next() && part.chars().all(|c| letters.any(|l| l == c))
    };
    part.len() >= 2 && (initials.contains(part) || words.iter().any(is_within))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::card::{Mail, Roster};
    use crate::model::intake::FileId;
    use crate::model::problem::Place;

    #[test]
    fn a_domain_speaks_for_a_company_if_most_of_those_who_write_from_it_are_there() {
        let email = Email::parse("kim@harbour.test");
        let of = |company: &&str| {
            let place = Place {
                file: FileId(0),
                record: 1,
                line: 1,
            };
            let mut card = Card::new(place, Roster::AddressBook);
            card.companies.push((*company).to_owned());
            card.emails
                .push(Mail::new("kim@harbour.test", email.clone(), Vec::new()));
            card
        };
        let says = |companies: &[&str]| {
            let cards: Vec<Card> = companies.iter().map(of).collect();
            let domains = Domains::new(&cards, &Owner::default());
            domains.say(email.as_ref().unwrap(), &of(&"Alster"))
        };
        assert_eq!(says(&["Alster", "Alster", "Birk"]), Says::Employer);
        assert_eq!(says(&["Alster"]), Says::Another);
        assert_eq!(says(&["Alster", "Alster", "Birk", "Cirrus"]), Says::Another);
    }

    #[test]
    fn a_domain_spells_a_company_in_whole_words() {
        for (domain, name) in [
            ("deltaworks.test", "Deltaworks"),
            ("deltaworks.test", "DeltaWorks B.V."),
            ("mail.deltaworks.co.test", "Deltaworks GmbH"),
            ("meridian-devices.test", "Meridian Devices"),
            ("meridian.test", "Meridian Devices Ltd"),
            ("northwind-group.test", "Northwind"),
            ("mueller-bau.test", "Müller Bau AG"),
            ("brk.test", "Bergen Regional Kraft"),
            ("donaueck.test", "Hochschule Donaueck"),
            ("hs-donaueck.test", "Hochschule Donaueck"),
            ("tu-donaueck.test", "Technische Universität Donaueck"),
            ("uni-ulm.test", "Universität Ulm"),
        ] {
            assert!(spells(domain, name), "{domain} {name}");
        }
        for (domain, name) in [
            ("deltaworks.test", "Delta Airways"),
            ("gamma.test", "Alpha"),
            ("the.test", "The Bank"),
            ("alphabet.test", "Alpha"),
            ("example.alpha", "Alpha"),
            ("hochschule.test", "Die Hochschule Donaueck"),
            ("bank-ulm.test", "Universität Ulm"),
            ("eck.test", "Hochschule Donaueck"),
        ] {
            assert!(!spells(domain, name), "{domain} {name}");
        }
    }
}
