//! Text of files → cells that no spreadsheet takes for a formula.

use std::borrow::Cow;

use super::plain::{is_unsafe, plain};
use crate::model::formula::is_formula;

/// Characters that a spreadsheet can hold in one cell are 32,767; what is beyond would spill into further rows.
const LONGEST: usize = 32_000;

/// Makes a text safe as a cell.
///
/// Control and bidirectional characters go and blanks around the text too, so that nothing can hide before the first
/// character. Line breaks become a blank: the lists are meant for `grep`, `sort` and `diff` as well, where one
/// record is one line. If the text then starts as a formula does, an apostrophe is put before it. A phone number
/// in international form (`+`, digits, single blanks) is none.
pub fn defuse(text: &str) -> Cow<'_, str> {
    let text = match plain(text) {
        Cow::Borrowed(same) => Cow::Borrowed(same.trim_matches(is_blank)),
        Cow::Owned(cleaned) => Cow::Owned(cleaned.trim_matches(is_blank).to_owned()),
    };
    let text = shortened(text);
    if is_formula(&text) {
        return Cow::Owned(format!("'{text}"));
    }
    text
}

/// Makes a text safe as a cell of a file that another program imports: whole, with its line breaks.
pub fn kept(text: &str) -> Cow<'_, str> {
    let is_line = |c| matches!(c, '\n' | '\r');
    let text = if text.contains(is_line) {
        let lines = text.lines().map(|line| plain(line).into_owned());
        Cow::Owned(lines.collect::<Vec<_>>().join("\n"))
    } else {
        plain(text)
    };
    let bare = text.trim_matches(is_blank);
    if is_formula(bare) {
        return Cow::Owned(format!("'{bare}"));
    }
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim_matches(is_blank)),
        Cow::Owned(text) => Cow::Owned(text.trim_matches(is_blank).to_owned()),
    }
}

fn shortened(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.len() <= LONGEST {
        return text;
    }
    let end = (0..=LONGEST)
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0);
    Cow::Owned(format!("{}…", &text[..end]))
}

/// A blank of any kind, seen or not.
fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || is_unsafe(c)
        || matches!(
            c,
            '\u{200c}' | '\u{200d}' | '\u{2800}' | '\u{3164}' | '\u{ffa0}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::formula::{is_phone, is_trigger};
    use proptest::prelude::*;

    #[test]
    fn formulas_become_text() {
        assert_eq!(
            defuse("=HYPERLINK(\"https://example.test\")"),
            "'=HYPERLINK(\"https://example.test\")"
        );
        for start in [
            "",
            " ",
            "\u{a0}",
            "\u{200b}",
            "\u{feff}",
            "\t",
            "\r\n",
            "\u{2003}\u{202e}",
            "\u{200d}",
            "\u{3000}",
        ] {
            for trigger in ['=', '+', '-', '@', '＝', '＋', '－', '＠'] {
                let cell = format!("{start}{trigger}A1");
                assert_eq!(defuse(&cell), format!("'{trigger}A1"), "{cell:?}");
            }
        }
    }

    #[test]
    fn phone_numbers_and_ordinary_text_stay() {
        for cell in [
            "+49 1512 3456789",
            "+4915123456789",
            "Ana",
            "a=b",
            "https://example.org/?a=1",
            "",
        ] {
            assert!(
                matches!(defuse(cell), Cow::Borrowed(same) if same == cell),
                "{cell}"
            );
        }
        for cell in ["+", "+49  151", "+49 151+1", "+A1"] {
            assert_eq!(defuse(cell), format!("'{}", cell.trim()), "{cell}");
        }
    }

    #[test]
    fn a_cell_is_one_line_that_a_spreadsheet_can_hold() {
        assert_eq!(defuse("Head of\r\nSales"), "Head of Sales");
        assert!(defuse(&"é".repeat(5_000_000)).chars().count() < 32_767);
    }

    proptest! {
        #[test]
        fn no_cell_starts_as_a_formula(text in "[\\s\\x{200b}\\x{feff}\\x{a0}\\x{301}]{0,4}[=+@＝－\\-]{0,2}\\PC{0,8}") {
            let cell = defuse(&text);
            let bare = cell.trim_matches(is_blank);
            prop_assert!(!bare.starts_with(is_trigger) || bare.split("; ").all(is_phone), "{cell:?}");
        }
    }
}
