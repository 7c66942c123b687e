//! Fixes of names that are wholly in capitals, or wholly without.

use super::desk::Desk;
use super::names::address_has;
use crate::model::document::Role;
use crate::model::title;

/// Words of family names that are written small.
const PARTICLES: [&str; 16] = [
    "von", "van", "der", "den", "de", "del", "della", "di", "da", "do", "dos", "das", "du", "zu",
    "zur", "ten",
];

/// `ANA FERREIRA` → `Ana Ferreira`.
pub(super) fn capitals(desk: &mut Desk<'_, '_>) {
    recase(desk, |c| c.is_uppercase());
}

/// `ana ferreira` → `Ana Ferreira`.
pub(super) fn lower(desk: &mut Desk<'_, '_>) {
    recase(desk, |c| c.is_lowercase());
}

/// Only where given and family name are known apart, or an e-mail address tells them, and both are written so: a lone
/// `IBM` or `bell hooks` is meant.
fn recase(desk: &mut Desk<'_, '_>, is_so: fn(char) -> bool) {
    let is_wholly = |text: &str| {
        let mut letters = text.chars().filter(|c| c.is_alphabetic()).peekable();
        letters.peek().is_some() && letters.all(is_so)
    };
    let of = |role| desk.entry.first(role);
    let parts = match [of(Role::Given), of(Role::Family)] {
        ["", ""] => shown_parts(desk).unwrap_or_default(),
        parts => parts,
    };
    let is_long = parts
        .iter()
        .any(|part| part.split(' ').any(|word| word.chars().count() > 3));
    if !parts.iter().all(|part| is_wholly(part)) || !is_long {
        return;
    }
    let roles = |role| {
        matches!(
            role,
            Role::FullName | Role::Given | Role::Additional | Role::Family
        )
    };
    desk.rewrite(roles, |text| {
        Some(text).filter(|text| is_wholly(text)).map(titled)
    });
}

/// First and last word of a shown name, if an e-mail address is made of them.
fn shown_parts<'d>(desk: &'d Desk<'_, '_>) -> Option<[&'d str; 2]> {
    let (first, rest) = desk.entry.first(Role::FullName).trim().split_once(' ')?;
    let last = rest.rsplit(' ').next()?;
    address_has(desk, first, last).then_some([first, last])
}

/// Credentials keep their letters: nobody writes "Mba".
fn titled(text: &str) -> String {
    if title::is_only_credentials(text) {
        return text.to_owned();
    }
    let (name, rest) = text.split_at(title::credentials_at(text).unwrap_or(text.len()));
    format!("{}{rest}", titled_name(name))
}

fn titled_name(text: &str) -> String {
    let words = text.split(' ').enumerate().map(|(at, word)| {
        let small = word.to_lowercase();
        let is_particle = PARTICLES.contains(&small.as_str()) && text.contains(' ');
        if is_particle && at + 1 < text.split(' ').count() {
            small
        } else {
            capitalised(word)
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// A capital at the beginning and behind a hyphen, an apostrophe and "Mc". Numerals and pairs of initials stay.
fn capitalised(word: &str) -> String {
    let is_initials =
        word.len() == 2 && !word.to_uppercase().contains(['A', 'E', 'I', 'O', 'U', 'Y']);
    if matches!(word, "II" | "III" | "IV") || is_initials {
        return word.to_uppercase();
    }
    let small = word.to_lowercase();
    let mut out = String::with_capacity(small.len());
    let mut begins = true;
    for c in small.chars() {
        if begins && c.is_alphabetic() {
            out.extend(c.to_uppercase());
        } else {
            out.push(c);
        }
        begins = matches!(c, '-' | '\'' | '’' | '.' | '(') || out == "Mc";
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_get_their_capitals() {
        let cases = [
            ("ANA", "Ana"),
            ("JEAN-LUC", "Jean-Luc"),
            ("O'NEILL", "O'Neill"),
            ("MCDONALD", "McDonald"),
            ("LUDWIG VAN BEETHOVEN", "Ludwig van Beethoven"),
            ("VON DER HEIDE", "von der Heide"),
            ("de", "De"),
            ("JT", "JT"),
            ("LI", "Li"),
            ("ÉLODIE", "Élodie"),
            ("HENRY III", "Henry III"),
            ("TEST, MBA", "Test, MBA"),
            ("PROBE (FCA, PMP)", "Probe (FCA, PMP)"),
            ("ESSAI PHD CFA", "Essai PHD CFA"),
            ("SHRM-CP", "SHRM-CP"),
            ("FERREIRA, ANA", "Ferreira, Ana"),
        ];
        for (text, expected) in cases {
            assert_eq!(titled(text), expected);
            assert_eq!(titled(expected), expected, "twice is once");
        }
    }
}
