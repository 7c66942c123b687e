//! Which texts a spreadsheet would run.

/// Whether a cell of this text is a formula. A phone number in international form (`+`, digits, single blanks) is none.
pub fn is_formula(text: &str) -> bool {
    text.starts_with(is_trigger) && !is_phone(text)
}

/// First characters of a formula, in both widths.
pub fn is_trigger(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')
}

/// Whether a text is a phone number in international form.
pub fn is_phone(text: &str) -> bool {
    let Some(digits) = text.strip_prefix('+') else {
        return false;
    };
    !digits.is_empty()
        && digits
            .split(' ')
            .all(|group| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit()))
}
