//! What the words of an address say of the name on its card: the rest of a family name that was cut short, another family name, or
//! that two people read it.

use strsim::osa_distance;

use super::features::Features;
use super::names::frequency::{gender, is_given};
use super::names::nickname::related;
use super::names::parse::Parsed;
use super::names::skeleton::skeleton;
use crate::model::keys::Email;

/// A family name of fewer letters may be any word.
const SHORTEST: usize = 4;

/// The shortest head of a family name that was cut.
const SHORTEST_CUT: usize = 3;

/// So many letters at least are missing from a name that was cut short.
const MISSING: usize = 2;

/// Two words that differ in no more letters are one that was misspelt.
const SLIPS: usize = 2;

/// Whether a word names somebody of this given name.
fn is_first(word: &str, name: &Parsed) -> bool {
    let first = name.first();
    !first.is_empty() && (word == first || related(word, first) || word == &first[..1])
}

/// What stands beside the given name in the part of an address before the `@`, in letters only: `radlostone` of `j.radlostone`,
/// `jradlostone`, `joyce.radlostone7` and `radlostone_joyce`.
fn beside(local: &str, name: &Parsed) -> Option<String> {
    let words: Vec<String> = local
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .map(skeleton)
        .collect();
    match words.as_slice() {
        [x, y] if is_first(x, name) => Some(y.clone()),
        [x, y] if is_first(y, name) => Some(x.clone()),
        [whole] => {
            let first = name.first();
            let rest = whole
                .strip_prefix(first)
                .or_else(|| whole.strip_suffix(first))
                .or_else(|| whole.strip_prefix(first.get(..1)?));
            rest.filter(|_| !first.is_empty()).map(str::to_owned)
        }
        _ => None,
    }
}

/// The family name of which a card has only the head, as an address of the card spells it.
pub fn completed<'e>(name: &Parsed, mut mails: impl Iterator<Item = &'e Email>) -> Option<String> {
    let family = name.family_whole.as_str();
    let is_whole = family.len() < SHORTEST_CUT
        || name.family.len() > 1
        || name.family_facts.is_family
        || name.is_transliterated;
    if is_whole || name.first().is_empty() {
        return None;
    }
    mails.find_map(|mail| {
        let spelled = beside(mail.local(), name)?;
        (spelled.len() >= family.len() + MISSING && spelled.starts_with(family)).then_some(spelled)
    })
}

/// Whether an address of a card, which gives no family name, spells one that the other card does not bear.
pub fn spells_another(of: &Features, other: &Features) -> bool {
    let borne = |word: &str| {
        let names = other.name.family.iter().map(String::as_str);
        let mut names = names.chain([other.name.family_whole.as_str(), other.name.first()]);
        names.any(|name| {
            !name.is_empty()
                && (word.starts_with(name)
                    || name.starts_with(word)
                    || osa_distance(word, name) <= SLIPS)
        })
    };
    of.mails.iter().filter(|mail| !mail.shared).any(|mail| {
        // Of an endless address only the head is kept, without its sign.
        let local = mail.text[..mail.domain].trim_end_matches('@');
        let spelled = beside(local, &of.name);
        spelled.is_some_and(|word| word.len() >= SHORTEST && !is_given(&word) && !borne(&word))
    })
}

/// Whether an address is made of the given name of a card and of one that people of the other gender bear: a couple reads it.
pub fn is_couples(email: &Email, name: &Parsed) -> bool {
    let words: Vec<String> = email
        .local()
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .map(skeleton)
        .collect();
    let [x, y] = words.as_slice() else {
        return false;
    };
    let is_own = |word: &String| {
        word == name.first() || related(word, name.first()) || name.nicknames.contains(word)
    };
    let partner = match (is_own(x), is_own(y)) {
        (true, false) => y,
        (false, true) => x,
        _ => return false,
    };
    let is_named = name
        .family
        .iter()
        .chain(&name.given)
        .any(|word| word == partner);
    let opposite =
        matches!((gender(name.first()), gender(partner)), (Some(own), Some(other)) if own != other);
    name.is_full() && opposite && !is_named && !name.family_whole.contains(partner.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, address: &str) -> (Option<String>, bool) {
        let (name, mail) = (Parsed::of_text(name), Email::parse(address).unwrap());
        (
            completed(&name, [&mail].into_iter()),
            is_couples(&mail, &name),
        )
    }

    #[test]
    fn an_address_spells_the_rest_of_a_family_name_that_was_cut_short() {
        for address in [
            "joyce.brandvoldsen@example.org",
            "jbrandvoldsen@example.org",
            "brandvoldsen_joyce@example.org",
        ] {
            assert_eq!(
                of("Joyce Brandv", address).0.as_deref(),
                Some("brandvoldsen"),
                "{address}"
            );
        }
        for (name, address) in [
            ("Joyce Brandv", "joyce@example.org"),
            ("Joyce Rad", "radio@example.org"),
            ("Anna Smith", "anna.smithson@example.org"),
        ] {
            assert_eq!(of(name, address).0, None, "{name} {address}");
        }
    }

    #[test]
    fn an_address_of_two_given_names_is_a_couples() {
        assert!(of("Neil Brandvold", "penelope.neil@example.org").1);
        assert!(of("Neil Brandvold", "neil-penelope@example.org").1);
        assert!(!of("Penelope Neil", "penelope.neil@example.org").1);
        assert!(!of("Neil Brandvold", "neil.brandvold@example.org").1);
        assert!(!of("Anna Brandvold", "anna.maria@example.org").1);
    }
}
