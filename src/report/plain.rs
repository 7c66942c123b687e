//! Text of files → text that is safe to show: no control, bidirectional or invisible characters, no floods of marks.
//!
//! A name may hold an escape sequence that clears the screen or an override that shows `exe.txt` as `txt.exe`.
//! Everything that a person sees goes through here, whichever output it stands in.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Marks on one letter beyond which a text is a flood: Vietnamese needs two, Tibetan stacks and pointed Hebrew five.
const MARKS: usize = 6;

/// What becomes of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Keep,
    Mark,
    Blank,
    Drop,
}

/// Makes a text safe to show; line breaks and tabs become one blank.
pub fn plain(text: &str) -> Cow<'_, str> {
    if is_printable_ascii(text) {
        return Cow::Borrowed(text);
    }
    let mut marks = 0;
    let harmless = |c| match fate(c) {
        Fate::Keep => {
            marks = 0;
            true
        }
        Fate::Mark => {
            marks += 1;
            marks <= MARKS
        }
        Fate::Blank | Fate::Drop => false,
    };
    if text.chars().all(harmless) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(cleaned(text))
}

/// Makes a text of several lines safe to show; its own line breaks stay.
pub fn lines(text: &str) -> Cow<'_, str> {
    if text
        .split('\n')
        .all(|line| matches!(plain(line), Cow::Borrowed(_)))
    {
        return Cow::Borrowed(text);
    }
    let lines: Vec<Cow<'_, str>> = text.split('\n').map(plain).collect();
    Cow::Owned(lines.join("\n"))
}

/// The same of a text that is painted: the codes that set a colour stay too, and no other.
pub fn painted(text: &str) -> Cow<'_, str> {
    if !text.contains('\u{1b}') {
        return lines(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut pieces = text.split('\u{1b}');
    out.push_str(&lines(pieces.next().unwrap_or_default()));
    for piece in pieces {
        let code = colour(piece);
        if code > 0 {
            out.push('\u{1b}');
            out.push_str(&piece[..code]);
        }
        out.push_str(&lines(&piece[code..]));
    }
    Cow::Owned(out)
}

/// How long the code of a colour is (ECMA-48 SGR) that a text begins with, without its escape; 0 if it begins with none.
fn colour(text: &str) -> usize {
    let Some(rest) = text.strip_prefix('[') else {
        return 0;
    };
    let numbers = rest
        .bytes()
        .take_while(|b| b.is_ascii_digit() || *b == b';')
        .count();
    match rest.as_bytes().get(numbers) {
        Some(b'm') => numbers + 2,
        _ => 0,
    }
}

/// A path as it may be shown.
pub fn path(path: &std::path::Path) -> String {
    plain(&path.display().to_string()).into_owned()
}

/// Whether a text is what most texts are. Every byte is looked at without a branch, which takes a sixteenth of the time.
pub fn is_printable_ascii(text: &str) -> bool {
    !text
        .bytes()
        .fold(false, |other, b| other | !(0x20..0x7f).contains(&b))
}

fn cleaned(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut marks = 0;
    for c in text.chars() {
        match fate(c) {
            Fate::Keep => {
                marks = 0;
                out.push(c);
            }
            Fate::Mark => {
                marks += 1;
                if marks <= MARKS {
                    out.push(c);
                }
            }
            Fate::Blank => {
                marks = 0;
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            Fate::Drop => {}
        }
    }
    out
}

fn fate(c: char) -> Fate {
    match c {
        ' '..='~' => Fate::Keep,
        '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Fate::Blank,
        c if is_unsafe(c) => Fate::Drop,
        // The joiners build emoji and Persian words; they count as marks so that nobody can hide a flood of them.
        '\u{200c}' | '\u{200d}' => Fate::Mark,
        c if is_combining_mark(c) => Fate::Mark,
        _ => Fate::Keep,
    }
}

/// Whether a character steers the display without being seen: controls, bidirectional marks, zero-width blanks, tags.
/// Line breaks and tabs are controls too; the joiners of emoji and Persian are not counted.
pub fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// A file's name as it stands in a sentence.
pub fn shorten(name: &str) -> String {
    clip(name, 60)
}

/// Makes a text safe and cuts it to a display width; what is cut ends in an ellipsis.
pub fn clip(text: &str, width: usize) -> String {
    let text = plain(text);
    let text = text.trim();
    let mut used = 0;
    // The end of what still leaves room for the ellipsis.
    let mut end = 0;
    for (at, cluster) in text.grapheme_indices(true) {
        used += cluster.width();
        if used > width {
            return if width == 0 {
                String::new()
            } else {
                format!("{}…", text[..end].trim_end())
            };
        }
        if used < width {
            end = at + cluster.len();
        }
    }
    text.to_owned()
}

/// Lines that a wrapped text may have: beyond, a text is no remark but a file's content.
const LINES: usize = 12;

/// Makes a text safe and breaks it between words into lines of a display width.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let text = clip(text, width * LINES);
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if !line.is_empty() && line.width() + 1 + word.width() > width {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&clip(word, width));
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ordinary_names_stay_as_they_are() {
        for name in [
            "Ana Ferreira",
            "José Muñoz",
            "王小明",
            "نرگس\u{200c}ها",
            "👩\u{200d}👧 Lena",
            "Nguyễn Thị Ánh",
        ] {
            assert!(
                matches!(plain(name), Cow::Borrowed(same) if same == name),
                "{name}"
            );
        }
    }

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(plain("Ev\u{1b}[2Jil"), "Ev[2Jil");
        assert_eq!(plain("a\u{9b}31mb\u{7f}c\u{0}"), "a31mbc");
        assert_eq!(
            plain("invoice\u{202e}fdp.exe\u{2066}\u{200f}"),
            "invoicefdp.exe"
        );
        assert_eq!(
            plain("two\r\nlines\u{2028}three\tfour"),
            "two lines three four"
        );
        assert_eq!(
            plain("tag\u{e0041}\u{e007f} zero\u{200b}width\u{feff}"),
            "tag zerowidth"
        );
    }

    #[test]
    fn lines_and_colours_of_ours_stay_and_nothing_else() {
        assert_eq!(lines("a\n  b\u{1b}]0;x\u{7}\nc"), "a\n  b]0;x\nc");
        assert_eq!(
            painted("\u{1b}[1mbold\u{1b}[0m\n\u{1b}[2J\u{1b}]0;x\u{7}\u{9b}1m"),
            "\u{1b}[1mbold\u{1b}[0m\n[2J]0;x1m"
        );
        assert_eq!(painted("\u{1b}\u{1b}[31"), "[31");
        assert!(matches!(lines("two\nlines"), Cow::Borrowed(_)));
    }

    #[test]
    fn floods_of_marks_are_capped() {
        let flood = format!("Z{}algo", "\u{301}".repeat(5_000));
        assert_eq!(plain(&flood), format!("Z{}algo", "\u{301}".repeat(MARKS)));
    }

    #[test]
    fn clipping_counts_columns_and_not_characters() {
        assert_eq!(clip("Ana Ferreira", 12), "Ana Ferreira");
        assert_eq!(clip("Ana Ferreira", 8), "Ana Fer…");
        assert_eq!(
            clip("Ana Ferreira", 5),
            "Ana…",
            "no blank before the ellipsis"
        );
        assert_eq!(clip("王小明先生", 6), "王小…");
        assert_eq!(
            clip("👩\u{200d}👧\u{200d}👦 family", 4),
            "👩\u{200d}👧\u{200d}👦…"
        );
        assert_eq!(clip("anything", 0), "");
    }

    #[test]
    fn wrapping_breaks_between_words_and_cuts_what_cannot_be_broken() {
        assert_eq!(wrap("one two three four", 9), ["one two", "three", "four"]);
        assert_eq!(wrap("a\u{1b}b 明日出版社", 6), ["ab", "明日…"]);
        assert!(wrap(&"word ".repeat(1_000_000), 10).len() <= LINES);
        assert!(wrap("  ", 10).is_empty());
    }

    proptest! {
        #[test]
        fn shown_text_holds_nothing_unsafe_and_fits(text in "\\PC{0,20}|[\\x00-\\x{9f}\\x{200b}-\\x{2069}a-z王́]{0,40}", width in 0usize..30) {
            let shown = plain(&text);
            prop_assert!(!shown.contains(is_unsafe));
            prop_assert_eq!(plain(&shown), shown.clone(), "doing it twice changes nothing");
            prop_assert!(clip(&text, width).width() <= width);
        }
    }
}
