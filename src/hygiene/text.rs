//! Fixes of any text: what was decoded wrongly once, letters apart from their accents, blanks.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::desk::Desk;
use crate::model::document::Role;

/// What a person wrote in words; identifiers and what is not known are left alone.
fn is_text(role: Role) -> bool {
    !matches!(role, Role::Other | Role::Uid)
}

/// The same without notes, whose blanks and lines may be meant.
fn is_short_text(role: Role) -> bool {
    is_text(role) && role != Role::Note
}

/// `JosÃ©` → `José`.
pub(super) fn mojibake(desk: &mut Desk<'_, '_>) {
    desk.rewrite(is_text, unmangled);
}

/// Text that was UTF-8 and was read as Windows-1252. Only what is UTF-8 as a whole once it is written so again, so that
/// a real "Ã" stays.
fn unmangled(text: &str) -> Option<String> {
    let is_sign = |c: char| matches!(c, 'Ã' | 'Â' | 'Ä' | 'Å' | 'â');
    if text.is_ascii() || !text.contains(is_sign) {
        return None;
    }
    let (bytes, _, unmappable) = encoding_rs::WINDOWS_1252.encode(text);
    if unmappable {
        return None;
    }
    let repaired = String::from_utf8(bytes.into_owned()).ok()?;
    // What comes out has letters of its own and nothing that steers.
    let sound =
        !repaired.is_ascii() && !repaired.chars().any(|c| ('\u{80}'..'\u{a0}').contains(&c));
    if !sound {
        return None;
    }
    // What was mangled twice is put right at once, so that a second run finds nothing.
    Some(unmangled(&repaired).unwrap_or(repaired))
}

/// Decomposed letters → NFC.
pub(super) fn compose(desk: &mut Desk<'_, '_>) {
    desk.rewrite(is_text, |text| {
        (!text.is_ascii() && !is_nfc(text)).then(|| text.nfc().collect())
    });
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{a0}' | '\u{2007}' | '\u{202f}')
}

/// A blank at which no line may end, where a plain one would do.
fn is_bound(c: char) -> bool {
    is_blank(c) && !c.is_ascii()
}

/// Blanks around and several blanks within. Those around are shown by their numbers.
pub(super) fn blanks(desk: &mut Desk<'_, '_>) {
    for at in 0..desk.entry.fields.len() {
        let field = &desk.entry.fields[at];
        let text = field.value();
        if !is_short_text(field.role) || desk.entry.slots[field.slot].dropped || is_meant(text) {
            continue;
        }
        if let Some(value) = without_blanks(text) {
            let shown = with_ends_shown(text);
            desk.set_shown(at, value, Some(shown));
        }
    }
}

/// Google writes a blank before a day without a year, which would be a formula to a spreadsheet otherwise, and one behind
/// the asterisk of what has no other label.
fn is_meant(text: &str) -> bool {
    text.starts_with(" --") || text == "* "
}

fn without_blanks(text: &str) -> Option<String> {
    let bare = text.trim_matches(is_blank);
    let is_doubled = |pair: &[u8]| pair == b"  " || pair.contains(&b'\t');
    let doubled = bare.as_bytes().windows(2).any(is_doubled)
        || has_mixed_run(bare)
        || !bare.is_ascii() && bare.contains(is_bound);
    if doubled {
        let words = bare.split(is_blank).filter(|word| !word.is_empty());
        return Some(words.collect::<Vec<_>>().join(" "));
    }
    (bare.len() < text.len()).then(|| bare.to_owned())
}

/// Whether two blanks stand beside each other of which one does not break.
fn has_mixed_run(text: &str) -> bool {
    let mut before = false;
    !text.is_ascii()
        && text.chars().any(|c| {
            let is_run = before && is_blank(c);
            before = is_blank(c);
            is_run
        })
}

fn with_ends_shown(text: &str) -> String {
    let bare = text.trim_matches(is_blank);
    let from = text.len() - text.trim_start_matches(is_blank).len();
    let mut shown = String::with_capacity(text.len() + 16);
    for (at, c) in text.char_indices() {
        let is_inside = (from..from + bare.len()).contains(&at);
        if is_blank(c) && (!is_inside || c != ' ') {
            shown.push_str(&numbered(c));
        } else {
            shown.push(c);
        }
    }
    shown
}

fn numbered(c: char) -> String {
    format!("<U+{:04X}>", u32::from(c))
}

/// Marks of direction, joiners of nothing and the like, which come along where a name or number is copied from a screen.
/// What joins letters (U+200C and U+200D) stays.
fn is_hidden(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// `Noa \u{202b}Barzilai\u{202c}` → `Noa Barzilai`. What went is shown by its number.
pub(super) fn hidden(desk: &mut Desk<'_, '_>) {
    for at in 0..desk.entry.fields.len() {
        let field = &desk.entry.fields[at];
        let text = field.value();
        let is_there = is_short_text(field.role) && !desk.entry.slots[field.slot].dropped;
        if !is_there || text.is_ascii() || !text.contains(is_hidden) {
            continue;
        }
        let bare: String = text.chars().filter(|c| !is_hidden(*c)).collect();
        let shown = text.chars().map(|c| match is_hidden(c) {
            true => numbered(c),
            false => c.to_string(),
        });
        let shown = shown.collect();
        desk.set_shown(at, bare.trim().to_owned(), Some(shown));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_mangled_is_put_right() {
        let cases = [
            ("JosÃ©", Some("José")),
            ("MÃ¼ller", Some("Müller")),
            ("JosÃƒÂ©", Some("José")),
            ("donâ€™t", Some("don’t")),
            ("José", None),
            ("São Ãngela", None),
            ("Åse", None),
            ("Jos", None),
        ];
        for (text, expected) in cases {
            assert_eq!(unmangled(text).as_deref(), expected, "{text}");
        }
    }
}
