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
    let marked = text.find(|c: char| c.is_alphabetic() || c == ';');
    let (number, tail) = text.split_at(marked.unwrap_or(text.len()));
    let Some(digits) = number.trim_end().strip_prefix('+') else {
        return false;
    };
    (tail.is_empty() || extension(tail).is_some())
        && !digits.is_empty()
        && digits
            .split(' ')
            .all(|group| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit()))
}

/// The extension that the end of a number names: `;ext=12`, `ext. 12`, `x12`, `Durchwahl 12`.
pub fn extension(tail: &str) -> Option<&str> {
    const MARKS: [&str; 17] = [
        "ext",
        "extension",
        "extn",
        "x",
        "durchwahl",
        "dw",
        "nebenstelle",
        "apparat",
        "app",
        "poste",
        "interno",
        "int",
        "ramal",
        "anexo",
        "toestel",
        "tst",
        "доб",
    ];
    let tail = tail.trim().trim_start_matches([';', ',']).trim_start();
    let digits = tail.len() - tail.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (mark, digits) = tail.split_at_checked(digits)?;
    let mark = mark.trim_end_matches([' ', '.', '=', ':']).to_lowercase();
    let is_one = (1..=11).contains(&digits.len()) && MARKS.contains(&mark.as_str());
    is_one.then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_no_formulas_one_by_one_and_in_a_list() {
        for text in [
            "+44 20 7946 0000",
            "+44 20 7946 0000; +49 171 2345678",
            "+44 20 7946 0000 ext. 12",
            "+44 20 7946 0000;ext=12",
        ] {
            assert!(!is_formula(text), "{text}");
        }
        for text in [
            "+1; =cmd()",
            "=1",
            "+44 20; ",
            "+A1",
            "+44 20 A1",
            "+44 20 ext()",
        ] {
            assert!(is_formula(text), "{text}");
        }
    }
}
