//! Services that write in the name of somebody: for a contract to sign, a file to fetch, a remark in a document.

use super::kind::is_program;
use crate::model::keys::Email;
use crate::model::name::fold;

/// Networks write in the name of everybody who is in them, and say so in files of their own.
const NETWORKS: [&str; 5] = ["linkedin", "facebook", "xing", "twitter", "instagram"];
/// A word of the service's name that its address must bear has so many letters.
const TELLING: usize = 4;

/// In whose name a service wrote: `Ana Ferreira via DocuSign`, `Ana Ferreira (Google Docs)`, where the address is the service's own.
/// A list names whoever wrote to it in the same way, and so does an office; neither bears the address of a service.
pub(super) fn person<'a>(name: &'a str, email: &Email) -> Option<&'a str> {
    let is_program = is_program(email.local());
    // A firm in brackets is where somebody works, unless no human answers from there.
    let in_brackets = name.strip_suffix(')').and_then(|name| {
        let (person, service) = name.rsplit_once(" (")?;
        let via = service.strip_prefix("via ");
        Some((person, via.or(Some(service).filter(|_| is_program))?))
    });
    let named = in_brackets.or_else(|| name.rsplit_once(" via "));
    let (domain, local) = (fold(email.domain()), fold(email.local()));
    // Without a word of the service the name of somebody stands beside an address that no human answers from.
    let (person, service) = named.or(Some((name, domain.as_str())).filter(|_| is_program))?;
    let service = fold(service);
    let bears = |text: &str, word: &str| word.chars().count() >= TELLING && text.contains(word);
    let is_network = NETWORKS.iter().any(|network| domain.contains(network));
    let person_words = fold(person);
    let is_own = person_words.split(' ').any(|word| bears(&local, word));
    let is_whole = person_words.contains(' ');
    let is_service = service.split(' ').any(|word| bears(&domain, word));
    (is_service && is_whole && !is_network && !is_own).then(|| person.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, address: &str) -> Option<String> {
        let email = Email::parse(address).expect("an address");
        person(name, &email).map(str::to_owned)
    }

    #[test]
    fn who_acts_through_a_service_is_named_before_it() {
        let ana = Some("Ana Ferreira".to_owned());
        for (name, address) in [
            ("Ana Ferreira", "comments-noreply@docs.example"),
            ("Ana Ferreira via DocuSign", "dse_eu@docusign.example"),
            (
                "Ana Ferreira (via WeTransfer)",
                "noreply@wetransfer.example",
            ),
            (
                "Ana Ferreira (Google Docs)",
                "comments-noreply@docs.google.example",
            ),
        ] {
            assert_eq!(of(name, address), ana, "{name}");
        }
    }

    #[test]
    fn lists_networks_and_offices_are_no_service() {
        for (name, address) in [
            ("Ana Ferreira via Dike talk", "talk@lists.example.org"),
            ("Ana Ferreira via LinkedIn", "messages@linkedin.example"),
            ("Ana Ferreira (Wool)", "af@wool.example"),
            ("Ana Ferreira via Wool", "ferreira@wool.example"),
            ("Ana via DocuSign", "dse@docusign.example"),
            ("Ana Ferreira", "ana@docusign.example"),
            ("Ana Ferreira", "messages-noreply@linkedin.example"),
            ("Docusign", "noreply@docusign.example"),
        ] {
            assert_eq!(of(name, address), None, "{name}");
        }
    }
}
