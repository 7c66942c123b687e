//! Tells cards of people from those of companies, role mailboxes and services.

use super::names::parse::Parsed;
use crate::model::card::{Card, Kind};
use crate::model::keys::Email;

/// What stands before the `@` of addresses that belong to a task and not to a human (RFC 2142 and common usage).
const ROLES: &[&str] = &[
    "abuse",
    "accounting",
    "accounts",
    "admin",
    "administrator",
    "billing",
    "booking",
    "bookings",
    "careers",
    "contact",
    "contacto",
    "customerservice",
    "events",
    "feedback",
    "finance",
    "frontdesk",
    "hello",
    "help",
    "helpdesk",
    "hi",
    "hostmaster",
    "hr",
    "info",
    "information",
    "invoice",
    "invoices",
    "jobs",
    "kontakt",
    "legal",
    "mail",
    "mailer-daemon",
    "marketing",
    "media",
    "news",
    "newsletter",
    "noc",
    "no-reply",
    "noreply",
    "donotreply",
    "do-not-reply",
    "office",
    "orders",
    "postmaster",
    "presse",
    "press",
    "privacy",
    "reception",
    "recruiting",
    "rechnung",
    "sales",
    "secretary",
    "sekretariat",
    "security",
    "service",
    "shop",
    "support",
    "team",
    "vertrieb",
    "verwaltung",
    "web",
    "webmaster",
    "welcome",
    "buero",
    "bestellung",
    "buchhaltung",
    "kundenservice",
    "notifications",
    "enquiries",
    "inquiries",
    "ventas",
    "soporte",
    "ufficio",
    "accueil",
];

/// Words of which the names of services are made.
const SERVICES: &[&str] = &[
    "taxi",
    "cab",
    "pizza",
    "support",
    "it",
    "helpdesk",
    "help",
    "desk",
    "hotline",
    "voicemail",
    "mailbox",
    "emergency",
    "reception",
    "frontdesk",
    "service",
    "services",
    "office",
    "info",
    "information",
    "customer",
    "care",
    "bank",
    "banking",
    "hotel",
    "restaurant",
    "airport",
    "ambulance",
    "police",
    "fire",
    "doctor",
    "dentist",
    "pharmacy",
    "clinic",
    "hospital",
    "school",
    "insurance",
    "plumber",
    "electrician",
    "mechanic",
    "garage",
    "conference",
    "line",
    "room",
    "security",
    "locksmith",
    "delivery",
    "parking",
    "building",
    "management",
    "landlord",
    "vet",
    "hairdresser",
    "notruf",
    "zentrale",
    "kundenservice",
    "mailboxabfrage",
    "team",
    "sales",
    "billing",
    "the",
    "balance",
    "check",
    "directory",
    "assistance",
    "roadside",
    "poison",
];

/// What a card is: the source's word if it says that it is no person, else its content's.
pub fn kind_of(card: &Card, name: &Parsed) -> Kind {
    if card.kind != Kind::Person {
        return card.kind;
    }
    if is_service(card, name) {
        return Kind::Org;
    }
    let mut mails = card
        .emails
        .iter()
        .filter_map(|m| m.email.as_ref())
        .peekable();
    if name.is_empty() && card.profiles.is_empty() && mails.peek().is_some() && mails.all(is_role) {
        return Kind::Role;
    }
    Kind::Person
}

/// Whether an address belongs to a task: `info@`, `office@`.
pub fn is_role(email: &Email) -> bool {
    let local = email.local();
    let word = local.split_once('+').map_or(local, |(word, _)| word);
    ROLES.contains(&word) || ROLES.contains(&word.trim_end_matches(|c: char| c.is_ascii_digit()))
}

/// A name made of the words of services, on a card that nobody is connected with.
fn is_service(card: &Card, name: &Parsed) -> bool {
    let mut words = name.given.iter().chain(&name.family).peekable();
    card.profiles.is_empty()
        && card.birthday.is_none()
        && words.peek().is_some()
        && words.all(|w| SERVICES.contains(&w.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn role_addresses_are_known_by_what_stands_before_the_at() {
        let role = |raw: &str| is_role(&Email::parse(raw).unwrap());
        assert!(
            role("info@example.org")
                && role("office2@example.org")
                && role("no-reply+x@example.org")
        );
        assert!(!role("ana.info@example.org") && !role("ana@example.org"));
    }
}
