//! The owner's standing rules: whom always to keep, and whom not to judge at all.

use crate::model::keys::{Email, Phone, Slug};
use crate::model::name::fold;
use crate::model::person::View;

/// All rules.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rules {
    /// Who always stays.
    pub keep: Rule,
    /// Who is not judged at all.
    pub never: Rule,
}

/// Whom a rule means: somebody whom any of its values fits.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rule {
    /// Names, e-mail addresses, profile links, numbers with country code and ids.
    pub people: Vec<String>,
    /// Labels: vCard categories, Google's labels, "starred".
    pub labels: Vec<String>,
    /// Employers, by their whole name.
    pub employers: Vec<String>,
    /// Domains of e-mail addresses, those below them included.
    pub domains: Vec<String>,
}

impl Rule {
    /// By which of its values a rule means somebody, in words: `label "Family"`.
    pub fn fits(&self, view: View<'_>) -> Option<String> {
        let by = |what: &str, values: &[String], fits: &dyn Fn(&str) -> bool| {
            let value = values.iter().find(|value| fits(value))?;
            Some(format!("{what} \"{value}\""))
        };
        let label = |value: &str| view.labels().into_iter().any(|l| label(l) == label(value));
        let employer = |value: &str| view.companies().into_iter().any(|c| fold(c) == fold(value));
        let domain = |value: &str| view.emails().into_iter().any(|email| is_of(email, value));
        by("name", &self.people, &|value| is_called(view, value))
            .or_else(|| by("label", &self.labels, &label))
            .or_else(|| by("employer", &self.employers, &employer))
            .or_else(|| by("mail domain", &self.domains, &domain))
    }
}

/// Google writes its own labels with a star before them: `* starred`.
fn label(text: &str) -> String {
    fold(text.trim_start_matches(['*', ' ']))
}

fn is_of(email: &Email, domain: &str) -> bool {
    let domain = domain.trim().trim_start_matches('@').to_lowercase();
    let rest = email.domain().strip_suffix(domain.as_str());
    rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

fn is_called(view: View<'_>, value: &str) -> bool {
    if let Some(slug) = Slug::from_url(value) {
        return view.profiles().contains(&&slug);
    }
    if let Some(email) = Email::parse(value) {
        return view.emails().contains(&&email);
    }
    if let Some(phone) = Phone::parse(value, None) {
        return view.phones().contains(&&phone);
    }
    let names = view
        .cards()
        .flat_map(|card| [&card.name.full, &card.name.nickname]);
    let folded = fold(value);
    view.person.id == value
        || names
            .into_iter()
            .any(|name| !folded.is_empty() && fold(name) == folded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::card::{Card, CardIx, Kind, Mail, Roster};
    use crate::model::person::{Before, Person};
    use crate::model::problem::Place;

    fn fits(rule: &Rule) -> Option<String> {
        let place = Place {
            file: crate::model::intake::FileId(0),
            record: 1,
            line: 1,
        };
        let mut card = Card::new(place, Roster::AddressBook);
        card.name.full = "Åsa Lund".to_owned();
        card.labels = vec!["* starred".to_owned(), "Book club".to_owned()];
        card.companies = vec!["Sawmill AB".to_owned()];
        let raw = "asa@mail.sawmill.test";
        card.emails = vec![Mail::new(raw.to_owned(), Email::parse(raw), Vec::new())];
        let person = Person {
            id: "p-1".to_owned(),
            kind: Kind::Person,
            several: false,
            cards: vec![CardIx(0)],
            before: Before::default(),
        };
        rule.fits(View::new(&person, &[card]))
    }

    #[test]
    fn a_rule_means_people_by_name_address_label_employer_and_domain() {
        let one = |text: &str| vec![text.to_owned()];
        for text in ["asa lund", "ASA@mail.sawmill.test", "p-1"] {
            let rule = Rule {
                people: one(text),
                ..Rule::default()
            };
            assert_eq!(fits(&rule), Some(format!("name \"{text}\"")));
        }
        for text in ["Starred", "book CLUB"] {
            let rule = Rule {
                labels: one(text),
                ..Rule::default()
            };
            assert_eq!(fits(&rule), Some(format!("label \"{text}\"")));
        }
        let employer = Rule {
            employers: one("sawmill ab"),
            ..Rule::default()
        };
        assert_eq!(fits(&employer).as_deref(), Some("employer \"sawmill ab\""));
        let domain = Rule {
            domains: one("@Sawmill.test"),
            ..Rule::default()
        };
        assert_eq!(
            fits(&domain).as_deref(),
            Some("mail domain \"@Sawmill.test\"")
        );
    }

    #[test]
    fn a_part_of_a_name_label_or_domain_is_not_meant() {
        let rule = Rule {
            people: vec!["Åsa".to_owned(), String::new()],
            labels: vec!["Book".to_owned()],
            employers: vec!["Sawmill".to_owned()],
            domains: vec!["mill.test".to_owned()],
        };
        assert_eq!(fits(&rule), None);
    }
}
