//! Text of files → Markdown that shows it as it is.

use std::borrow::Cow;

use crate::report::plain::plain;

/// What a cell or paragraph shows of one text; the CSV lists have the rest.
const LONGEST: usize = 300;

/// Escapes everything that Markdown or a table could take for markup (CommonMark 2.4), and links that are made of bare
/// addresses: nobody should be one click away from what a stranger wrote into a name. A text that begins a line is
/// not foreseen: every text of a file follows words or a bar of ours.
pub fn escape(text: &str) -> Cow<'_, str> {
    let shown = shortened(plain(text.trim()));
    if !shown.contains(|c| is_markup(c) || matches!(c, ':' | '.' | '&')) {
        return shown;
    }
    let mut out = String::with_capacity(shown.len() + 8);
    for (n, word) in shown.split(' ').enumerate() {
        if n > 0 {
            out.push(' ');
        }
        // An address becomes a link though its sign is escaped (GFM 6.9: autolinks are found in the text that results), so it
        // stands as code, in which nothing is a link.
        if word.contains('@') && !word.contains(['`', '|', '\\']) {
            let (before, address, after) = apart(word);
            out.extend([before, "`", address, "`", after]);
        } else {
            marks(word, shown.contains(';'), &mut out);
        }
    }
    Cow::Owned(out)
}

/// An address, and the brackets and stops around it, which are no part of it.
fn apart(word: &str) -> (&str, &str, &str) {
    let mut rest = word.trim_end_matches([';', ':', ',', '.']);
    if rest.ends_with(')') && (rest.starts_with('(') || !rest.contains('(')) {
        rest = &rest[..rest.len() - 1];
    }
    let address = rest.strip_prefix('(').unwrap_or(rest);
    let start = rest.len() - address.len();
    (&word[..start], address, &word[rest.len()..])
}

/// Escapes the markup of a text.
fn marks(shown: &str, entities: bool, out: &mut String) {
    for (at, c) in shown.char_indices() {
        let link =
            (c == ':' && shown[at..].starts_with("://")) || (c == '.' && out.ends_with("www"));
        if is_markup(c) || link || (c == '&' && entities) {
            out.push('\\');
        }
        out.push(c);
        if c == '@' {
            // A comment of nothing parts what would become a link.
            out.push_str("<!---->");
        }
    }
}

fn is_markup(c: char) -> bool {
    matches!(
        c,
        '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '$' | '@'
    )
}

fn shortened(text: Cow<'_, str>) -> Cow<'_, str> {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => Cow::Owned(format!("{}…", text[..end].trim_end())),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_left_alone_and_markup_is_not() {
        assert_eq!(
            escape("José O'Neill-Muñoz, PhD (Joe)"),
            "José O'Neill-Muñoz, PhD (Joe)"
        );
        assert_eq!(
            escape("a|b\n# <b>*x*_y_`z`[l](u)"),
            "a\\|b \\# \\<b\\>\\*x\\*\\_y\\_\\`z\\`\\[l\\](u)"
        );
        assert_eq!(
            escape("https://example.test www.example.test"),
            "https\\://example.test www\\.example.test"
        );
        assert_eq!(
            escape("write to mailto:ana@example.test, xmpp:b_c@example.test/x"),
            "write to `mailto:ana@example.test`, `xmpp:b_c@example.test/x`"
        );
        assert_eq!(
            escape("a`mailto:ana@example.test"),
            "a\\`mailto:ana\\@<!---->example.test"
        );
        assert_eq!(escape("&lt;\u{202e}"), "\\&lt;");
        assert!(escape(&"*".repeat(10_000_000)).len() < 1_000);
    }
}
