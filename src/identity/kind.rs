//! Tells cards of people from those of companies, role mailboxes and services.

use super::names::frequency::is_given;
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
    "zahnarzt",
    "hausarzt",
    "tierarzt",
    "arzt",
    "hausmeister",
    "klempner",
    "elektriker",
    "friseur",
    "polizei",
    "feuerwehr",
    "flughafen",
    "schule",
    "kindergarten",
    "kita",
    "bahnhof",
];

/// Words for places and firms: whatever else a name says beside them is no family name.
const ESTABLISHMENTS: &[&str] = &[
    "taxi",
    "pizzeria",
    "trattoria",
    "ristorante",
    "restaurant",
    "hotel",
    "praxis",
    "zahnarztpraxis",
    "apotheke",
    "pharmacy",
    "klinik",
    "clinic",
    "krankenhaus",
    "hospital",
    "autohaus",
    "werkstatt",
    "sparkasse",
    "versicherung",
    "stadtwerke",
    "finanzamt",
    "helpdesk",
    "hotline",
    "kundenservice",
    "kundendienst",
    "pannenhilfe",
    "notruf",
    "voicemail",
    "mailbox",
    "gmbh",
    "llc",
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

/// A name made of the words of services, or of an establishment, on a card that nobody is connected with.
fn is_service(card: &Card, name: &Parsed) -> bool {
    let words: Vec<&str> = name
        .given
        .iter()
        .chain(&name.family)
        .map(String::as_str)
        .collect();
    let is_place = |word: &&str| ESTABLISHMENTS.contains(word);
    let Some(first) = words.first() else {
        return false;
    };
    // "Mario Pizzeria" is how phones know Mario of the pizzeria.
    let is_somebodys = is_given(first) && !is_place(first);
    card.profiles.is_empty()
        && card.birthday.is_none()
        && (words.iter().all(|w| SERVICES.contains(w) || is_place(w))
            || (words.iter().any(is_place) && !is_somebodys))
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
