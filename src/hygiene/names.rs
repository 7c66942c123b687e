//! Fixes of names: what is no name goes to the prefix, the suffix or a note; order; a missing name.

use unicode_segmentation::UnicodeSegmentation;

use super::desk::Desk;
use crate::model::document::{Form, Role};
use crate::model::name::fold;
use crate::model::title;

/// The fields in which people write their names.
fn is_name(role: Role) -> bool {
    matches!(
        role,
        Role::FullName | Role::Given | Role::Additional | Role::Family
    )
}

/// Takes something out of every field of the name; hands what was taken out to a note. A part of the name that is nothing else is
/// emptied where another part is a name.
fn take_out(desk: &mut Desk<'_, '_>, split: fn(&str) -> Option<(String, String)>, word: &str) {
    let is_row = matches!(desk.entry.form, Form::Row { .. });
    if !is_row && !desk.grows() {
        return;
    }
    let is_part = |role| is_name(role) && role != Role::FullName;
    let mut parts = desk.entry.fields.iter().filter(|f| is_part(f.role));
    let is_named = parts.any(|field| field.value().contains(char::is_alphanumeric));
    let mut taken: Vec<String> = Vec::new();
    for at in 0..desk.entry.fields.len() {
        let field = &desk.entry.fields[at];
        let has_rest = |rest: &str| {
            rest.contains(char::is_alphanumeric)
                || rest.is_empty() && is_named && is_part(field.role)
        };
        let Some((rest, out)) = Some(field.role)
            .filter(|role| is_name(*role))
            .and_then(|_| split(field.value()))
            .filter(|(rest, _)| has_rest(rest))
        else {
            continue;
        };
        if field.is_fixed() || !desk.takes(field.value(), &rest) {
            continue;
        }
        desk.set(at, rest);
        if !taken.contains(&out) {
            taken.push(out);
        }
    }
    for out in taken {
        desk.note(&format!("{word}: {out}"));
    }
}

/// `Ana Ferreira (she/her)`.
pub(super) fn pronouns(desk: &mut Desk<'_, '_>) {
    take_out(desk, without_pronouns, "Pronouns");
}

fn without_pronouns(text: &str) -> Option<(String, String)> {
    let (open, close) = [('(', ')'), ('[', ']')]
        .into_iter()
        .find(|(open, _)| text.contains(*open))?;
    let (before, rest) = text.split_once(open)?;
    let (inner, after) = rest.split_once(close)?;
    let words: Vec<String> = inner
        .split(['/', ',', ' '])
        .map(fold)
        .filter(|word| !word.is_empty())
        .collect();
    let all = words.len() > 1
        && words
            .iter()
            .all(|word| title::PRONOUNS.contains(&word.as_str()));
    let name = joined(&format!("{before} {after}"));
    (all && !name.is_empty()).then(|| (name, inner.trim().to_owned()))
}

/// `Ana Ferreira 🚀`.
pub(super) fn emoji(desk: &mut Desk<'_, '_>) {
    take_out(desk, without_emoji, "From the name");
}

fn without_emoji(text: &str) -> Option<(String, String)> {
    if text.is_ascii() || !text.contains(is_emoji) {
        return None;
    }
    let (mut rest, mut out) = (String::new(), String::new());
    for cluster in text.graphemes(true) {
        if cluster.chars().next().is_some_and(is_emoji) {
            rest.push(' ');
            out.push_str(cluster);
        } else {
            rest.push_str(cluster);
        }
    }
    (!out.is_empty()).then(|| (joined(&rest), out))
}

/// Pictures; signs such as ™ and ♯ stay.
fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1f300}'..='\u{1faff}' | '\u{1f1e6}'..='\u{1f1ff}' | '\u{2600}'..='\u{266c}' | '\u{2670}'..='\u{27bf}' | '\u{2b50}' | '\u{2b55}' | '\u{1f000}'..='\u{1f0ff}')
}

fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `Dr. Ana` in the given name → prefix `Dr.`, given name `Ana`.
pub(super) fn honorific(desk: &mut Desk<'_, '_>) {
    let has_place = desk
        .entry
        .fields
        .iter()
        .any(|field| field.role == Role::Prefix && !field.is_fixed());
    let Some(at) = desk.at(Role::Given).filter(|_| has_place) else {
        return;
    };
    let words: Vec<&str> = desk.entry.fields[at].value().split_whitespace().collect();
    let titles = words.iter().take_while(|word| is_honorific(word)).count();
    if titles == 0 || titles == words.len() {
        return;
    }
    let (prefix, given) = (words[..titles].join(" "), words[titles..].join(" "));
    if desk.takes("", &prefix) && desk.takes("", &given) {
        desk.set(at, given);
        desk.append(Role::Prefix, "", &prefix, " ");
    }
}

/// Words that are nobody's name stand for themselves; those that are somebody's ("Don", "Mag") need their point.
fn is_honorific(word: &str) -> bool {
    let bare = fold(&word.replace('.', ""));
    let sure = [
        "dr",
        "prof",
        "professor",
        "mr",
        "mrs",
        "ms",
        "mx",
        "mme",
        "mlle",
        "herr",
        "frau",
        "dipling",
        "sra",
        "srta",
    ];
    let pointed =
        word.ends_with('.') && bare.len() > 1 && title::HONORIFICS.contains(&bare.as_str());
    sure.contains(&bare.as_str()) || pointed
}

/// `Ferreira, PhD` in the family name → suffix `PhD`, family name `Ferreira`.
pub(super) fn credential(desk: &mut Desk<'_, '_>) {
    let has_place = desk
        .entry
        .fields
        .iter()
        .any(|field| field.role == Role::Suffix && !field.is_fixed());
    let Some(at) = desk.at(Role::Family).filter(|_| has_place) else {
        return;
    };
    let text = desk.entry.fields[at].value();
    let whole = || title::is_only_credentials(text).then(|| (String::new(), title::listed(text)));
    let split = whole().or_else(|| {
        let (family, suffix) = title::without_credentials(text)?;
        (!family.is_empty()).then(|| (family.to_owned(), suffix))
    });
    if let Some((family, suffix)) = split.filter(|(a, b)| desk.takes("", a) && desk.takes("", b)) {
        desk.set(at, family);
        desk.append(Role::Suffix, "", &suffix, ", ");
    }
}

/// A shown name the other way round: by the name's own parts, or without any by an e-mail address that has both.
pub(super) fn order(desk: &mut Desk<'_, '_>) {
    let has_comma = desk
        .entry
        .all(Role::FullName)
        .any(|name| name.contains(','));
    if !has_comma {
        return;
    }
    let given = desk.entry.first(Role::Given).trim().to_owned();
    let family = desk.entry.first(Role::Family).trim().to_owned();
    let is_apart = !given.is_empty() && !family.is_empty();
    let is_whole = given.is_empty() && family.is_empty();
    for at in 0..desk.entry.fields.len() {
        let field = &desk.entry.fields[at];
        let shown = Some(field).filter(|field| field.role == Role::FullName);
        let Some((last, first)) = shown.and_then(|field| field.value().split_once(',')) else {
            continue;
        };
        let (last, first) = (last.trim(), first.trim());
        let is_turned = is_apart && fold(last) == fold(&family) && fold(first) == fold(&given);
        let straight = if is_turned {
            format!("{given} {family}")
        } else if is_whole && !title::is_credential(first) && address_has(desk, first, last) {
            format!("{first} {last}")
        } else {
            continue;
        };
        desk.set(at, straight);
    }
}

/// Whether an e-mail address of the entry is made of a first and a last name: `ana.ferreira@`, `ferreira.ana@`,
/// `aferreira@`.
pub(super) fn address_has(desk: &Desk<'_, '_>, first: &str, last: &str) -> bool {
    let letters =
        |text: &str| -> String { fold(text).chars().filter(|c| c.is_alphabetic()).collect() };
    let is_name = |text: &str| !text.is_empty() && text.split(' ').count() < 3;
    let (first, last) = match (is_name(first), is_name(last)) {
        (true, true) => (letters(first), letters(last)),
        _ => return false,
    };
    let Some(initial) = first.get(..1).filter(|_| first.len() > 1 && last.len() > 2) else {
        return false;
    };
    let forms = [
        format!("{first}{last}"),
        format!("{last}{first}"),
        format!("{initial}{last}"),
    ];
    desk.entry.all(Role::Email).any(|email| {
        let local = email.split('@').next().unwrap_or_default();
        forms.contains(&letters(local))
    })
}

/// A shown name from the parts, for a card that has none.
pub(super) fn missing(desk: &mut Desk<'_, '_>) {
    let entry = &desk.entry;
    if !desk.grows()
        || entry
            .all(Role::FullName)
            .any(|name| !name.trim().is_empty())
    {
        return;
    }
    // Prefix and suffix stay out: they may hold what other fixes would take out again.
    let parts = [Role::Given, Role::Additional, Role::Family].map(|role| entry.first(role).trim());
    let named = !parts[0].is_empty() || !parts[2].is_empty();
    // What no other fix could take out of the parts, because nothing would be left, is no name beside others.
    let name = joined(&parts.join(" "));
    let name = without_pronouns(&name).map_or(name, |(name, _)| name);
    let bare = without_emoji(&name).map(|(name, _)| name);
    let name = bare.filter(|name| !name.is_empty()).unwrap_or(name);
    if named {
        desk.append(Role::FullName, "FN", &name, " ");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_no_name_is_taken_out() {
        let emoji = |text| without_emoji(text).map(|(name, out)| format!("{name}|{out}"));
        assert_eq!(
            emoji("Ana 🚀 Ferreira👩‍💻").as_deref(),
            Some("Ana Ferreira|🚀👩‍💻")
        );
        assert_eq!(emoji("🚀").as_deref(), Some("|🚀"));
        assert_eq!(emoji("李明"), None);
        let pronouns = |text| without_pronouns(text).map(|(name, out)| format!("{name}|{out}"));
        assert_eq!(
            pronouns("Ana (She/Her) Ferreira").as_deref(),
            Some("Ana Ferreira|She/Her")
        );
        assert_eq!(pronouns("Robert (Bob)"), None);
    }

    #[test]
    fn titles_that_are_names_need_their_point() {
        for title in ["Dr.", "Dr", "Prof.", "Ing.", "Mag."] {
            assert!(is_honorific(title), "{title}");
        }
        for name in ["Don", "M.", "Ana", "Mag", "Sr"] {
            assert!(!is_honorific(name), "{name}");
        }
    }
}
