//! Fixes of e-mail addresses, phone numbers and links. What is none of these stays as it is: `problems.csv` names it.

use rustc_hash::FxHashSet;

use super::desk::{Desk, in_one_line};
use crate::model::document::{Form, Role};
use crate::model::keys::{Email, Phone, Slug};

fn is_email(role: Role) -> bool {
    role == Role::Email
}

fn is_link(role: Role) -> bool {
    matches!(role, Role::Url | Role::Profile)
}

/// `/o=Corp/…/cn=ana` goes into a note, unless a row has no place for one.
pub(super) fn exchange(desk: &mut Desk<'_, '_>) {
    let has_note = desk.entry.all(Role::Note).next().is_some();
    let has_place = match desk.entry.form {
        Form::Vcard21 | Form::Vcard30 | Form::Vcard40 => desk.grows(),
        Form::Row { .. } => has_note,
    };
    if !has_place {
        return;
    }
    for at in 0..desk.entry.fields.len() {
        let field = &desk.entry.fields[at];
        let is_internal = field.role == Role::Email
            && !field.is_fixed()
            && field
                .value()
                .get(..3)
                .is_some_and(|s| s.eq_ignore_ascii_case("/o="));
        if is_internal {
            let note = format!("Exchange address: {}", field.value());
            desk.set(at, String::new());
            desk.note(&note);
        }
    }
}

/// `mailto:ana@example.org` → `ana@example.org`.
pub(super) fn scheme(desk: &mut Desk<'_, '_>) {
    desk.rewrite(is_email, |text| {
        let scheme = text
            .get(..7)
            .filter(|s| s.eq_ignore_ascii_case("mailto:"))?;
        let address = text[scheme.len()..].trim();
        Email::is_one(address).then(|| address.to_owned())
    });
}

/// `Ana@Example.org` → `ana@example.org`.
pub(super) fn lower(desk: &mut Desk<'_, '_>) {
    desk.rewrite(is_email, |text| {
        if text.is_ascii() && !text.bytes().any(|b| b.is_ascii_uppercase()) {
            return None;
        }
        let lower = text.to_lowercase();
        // Whatever else an address could lose on its way to the normal form is no matter of case.
        Email::parse(text).filter(|email| email.as_str() == lower && lower != text)?;
        Some(lower)
    });
}

/// `ana at example.org` stays, for only its owner knows what is meant; a note says that it is no address.
pub(super) fn invalid(desk: &mut Desk<'_, '_>) {
    let values = desk.entry.all(Role::Email);
    let odd = values.filter(|text| !text.trim().is_empty() && !names_address(text));
    let note = |text: &str| format!("Not an e-mail address: {}", in_one_line(text.trim()));
    let odd: Vec<String> = odd.map(note).collect();
    if odd.is_empty() {
        return;
    }
    let mut known: FxHashSet<String> = desk.entry.all(Role::Note).map(str::to_owned).collect();
    for note in odd {
        if known.insert(note.clone()) {
            desk.new_note(&note);
        }
    }
}

/// Whether a text is an address, has one in angle brackets, or is a list of them.
fn names_address(text: &str) -> bool {
    let in_brackets = text
        .rsplit_once('<')
        .and_then(|(_, rest)| rest.split_once('>'));
    let one = in_brackets.map_or(text, |(address, _)| address);
    let mut parts = text
        .split([',', ';', ' ', '\n', '\t'])
        .filter(|part| !part.is_empty() && *part != ":::");
    Email::is_one(one) || text.matches('@').count() > 1 && parts.all(Email::is_one)
}

/// `0151 23456789` → `+49 1512 3456789`, where the country is known.
pub(super) fn phone(desk: &mut Desk<'_, '_>) {
    let home = desk.home();
    desk.rewrite(
        |role| role == Role::Phone,
        |text| {
            // The URI of a number (RFC 3966) has no blanks.
            let scheme = text.get(..4).filter(|s| s.eq_ignore_ascii_case("tel:"));
            let bare = scheme.map_or(text, |scheme| &text[scheme.len()..]);
            let is_dialled = |c: char| {
                c.is_ascii_digit()
                    || matches!(c, ' ' | '\u{a0}' | '(' | ')' | '-' | '.' | '/' | '+')
            };
            let has_country = bare.starts_with('+') && !bare.contains("(0)");
            // What is more than a number (an extension, a remark) would be lost.
            if has_country || !bare.chars().all(is_dialled) {
                return None;
            }
            let shown = Phone::international(bare, home)?;
            Some(match scheme {
                Some(scheme) => format!("{scheme}{}", shown.replace(' ', "-")),
                None => shown,
            })
        },
    );
}

/// Any spelling of a profile link → the canonical one.
pub(super) fn linkedin(desk: &mut Desk<'_, '_>) {
    desk.rewrite(is_link, |text| {
        let url = Slug::from_url(text)?.url();
        (url != text).then_some(url)
    });
}

/// `www.example.org` → `https://www.example.org`.
pub(super) fn url(desk: &mut Desk<'_, '_>) {
    desk.rewrite(is_link, |text| {
        let bare = text.trim();
        let host = bare.split(['/', '?', '#']).next().unwrap_or_default();
        let is_label = |label: &str| {
            !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        };
        let is_host = host.contains('.') && host.split('.').all(is_label);
        let ends_in_letters = host
            .rsplit('.')
            .next()
            .is_some_and(|end| end.len() > 1 && end.chars().all(char::is_alphabetic));
        let whole = is_host && ends_in_letters && !bare.contains(char::is_whitespace);
        whole.then(|| format!("https://{bare}"))
    });
}
