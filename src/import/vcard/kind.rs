//! What a card is: a human, an organisation, or the mailbox of a role.

use crate::model::card::{Card, Kind};
use crate::model::name::fold;

/// Local parts that are a role and never a human (RFC 2142 and common use, in the languages of the fixtures).
const ROLES: [&str; 47] = [
    "abuse",
    "accounting",
    "accounts",
    "admin",
    "administration",
    "billing",
    "booking",
    "bookings",
    "buchhaltung",
    "bureau",
    "careers",
    "contact",
    "contacto",
    "contato",
    "customerservice",
    "enquiries",
    "finance",
    "frontdesk",
    "hello",
    "help",
    "helpdesk",
    "hostmaster",
    "hr",
    "info",
    "information",
    "inquiries",
    "jobs",
    "kontakt",
    "legal",
    "mail",
    "marketing",
    "newsletter",
    "no-reply",
    "noreply",
    "office",
    "orders",
    "postmaster",
    "press",
    "presse",
    "reception",
    "rechnung",
    "reservations",
    "sales",
    "service",
    "support",
    "team",
    "webmaster",
];

/// Decides the kind; `declared` is what KIND or X-ABShowAs says.
pub(in crate::import) fn of(card: &Card, declared: Option<Kind>) -> Kind {
    if let Some(kind) = declared {
        return kind;
    }
    let unnamed = card.name.given.is_empty() && card.name.family.is_empty();
    if !unnamed {
        return Kind::Person;
    }
    let full = fold(&card.name.full);
    let is_company = !full.is_empty() && card.companies.iter().any(|company| fold(company) == full);
    if is_role(card) && (is_company || !names_human(card, &full)) {
        Kind::Role
    } else if is_company {
        Kind::Org
    } else {
        Kind::Person
    }
}

/// Whether all addresses of a card, and there is one, are those of a role.
fn is_role(card: &Card) -> bool {
    let local = |mail: &crate::model::card::Mail| {
        mail.email
            .as_ref()
            .is_some_and(|email| ROLES.contains(&email.local()))
    };
    !card.emails.is_empty() && card.emails.iter().all(local)
}

/// Whether the name shown is more than a role, an address or a company.
fn names_human(card: &Card, full: &str) -> bool {
    let about = |text: &str| {
        card.companies
            .iter()
            .any(|company| fold(company).split(' ').any(|word| word == text))
    };
    let domain = |text: &str| {
        card.emails
            .iter()
            .filter_map(|m| m.email.as_ref())
            .any(|e| e.domain().split('.').any(|label| label == text))
    };
    let words = full
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    !full.contains('@')
        && words
            .into_iter()
            .any(|word| !ROLES.contains(&word) && !about(word) && !domain(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::card::{Mail, Roster};
    use crate::model::intake::FileId;
    use crate::model::keys::Email;
    use crate::model::name::Name;
    use crate::model::problem::Place;

    fn card(full: &str, company: &str, mail: &str) -> Card {
        let mut card = Card::new(Place::file(FileId(0)), Roster::AddressBook);
        card.name = Name {
            full: full.to_owned(),
            ..Name::default()
        };
        card.companies = Some(company.to_owned())
            .filter(|c| !c.is_empty())
            .into_iter()
            .collect();
        let mail = Mail::new(mail.to_owned(), Email::parse(mail), Vec::new());
        card.emails = Some(mail)
            .filter(|m| !m.raw.is_empty())
            .into_iter()
            .collect();
        card
    }

    #[test]
    fn cards_that_name_no_human_are_told_apart() {
        let cases = [
            ("Acme Support", "", "support@acme.test", Kind::Role),
            ("", "", "info@example.org", Kind::Role),
            ("info@example.org", "", "info@example.org", Kind::Role),
            ("Acme", "Acme", "office@acme.test", Kind::Role),
            ("Acme", "Acme", "", Kind::Org),
            ("Ana Ferreira", "Acme", "info@acme.test", Kind::Person),
            ("Ana Ferreira", "", "", Kind::Person),
            ("", "", "ana@example.org", Kind::Person),
        ];
        for (full, company, mail, kind) in cases {
            assert_eq!(
                of(&card(full, company, mail), None),
                kind,
                "{full} / {company} / {mail}"
            );
        }
        let mut human = card("Acme Support", "", "support@acme.test");
        human.name.family = "Acme".into();
        assert_eq!(of(&human, None), Kind::Person);
        assert_eq!(of(&human, Some(Kind::Org)), Kind::Org);
    }
}
