//! Which texts a spreadsheet would run.

/// Whether a cell of this text is a formula. Phone numbers in international form (`+`, digits, single blanks), one or several with
/// semicolons between them, are none: no program takes a semicolon for an operator.
pub fn is_formula(text: &str) -> bool {
    text.starts_with(is_trigger) && !text.split("; ").all(is_phone)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_no_formulas_one_by_one_and_in_a_list() {
        for text in ["+44 20 7946 0000", "+44 20 7946 0000; +49 171 2345678"] {
            assert!(!is_formula(text), "{text}");
        }
        for text in ["+1; =cmd()", "=1", "+44 20; ", "+A1"] {
            assert!(is_formula(text), "{text}");
        }
    }
}
