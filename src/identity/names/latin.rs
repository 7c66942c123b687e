//! Names in Arabic, Hebrew, Thai and Greek letters as their bearers write them in Latin ones.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::model::name::fold;

/// Names in Arabic letters.
const ARABIC: &str = include_str!("arabic.txt");

/// Each name as its bearers write it in Latin letters, and how it is written in Arabic ones.
fn arabic() -> impl Iterator<Item = (&'static str, &'static str)> {
    let rows = ARABIC.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| row.split_once(':'))
}

static ARABIC_READINGS: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    arabic()
        .flat_map(|(reading, written)| written.split(',').map(move |name| (name, reading)))
        .collect()
});

/// Names in Arabic letters as their bearers write them in Latin ones.
pub fn arabic_readings() -> impl Iterator<Item = &'static str> {
    arabic().map(|(reading, _)| reading)
}

/// Names in Hebrew and Thai letters; the head names the origin.
const LETTERS: &str = include_str!("letters.txt");

static READINGS: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let rows = LETTERS.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| row.split_once(':'))
        .flat_map(|(reading, written)| written.split(',').map(move |name| (name, reading)))
        .collect()
});

/// Greek letters and groups of letters, the longer ones first; those that are read as any transliteration has them are left out.
const GREEK: &[(&str, &str)] = &[
    ("ου", "ou"),
    ("αυ", "av"),
    ("ευ", "ev"),
    ("γγ", "ng"),
    ("γκ", "gk"),
    ("γχ", "nch"),
    ("μπ", "b"),
    ("ντ", "nt"),
    ("τζ", "tz"),
    ("χα", "ha"),
    ("χο", "ho"),
    ("χ", "ch"),
    ("υ", "y"),
];

/// A text in which the names in other letters that are known stand as their bearers write them in Latin ones.
pub fn in_latin(text: &str) -> Option<String> {
    let is_arabic = |c: char| matches!(c, '\u{620}'..='\u{64a}' | '\u{671}'..='\u{6d3}');
    let is_listed = |c: char| matches!(c, '\u{5d0}'..='\u{5ea}' | '\u{e01}'..='\u{e4c}');
    let is_greek = |c: char| matches!(c, '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}');
    if text.contains(is_arabic) {
        return Some(in_latin_by_word(&plain_arabic(text), in_latin_word));
    }
    if text.contains(is_listed) {
        let known = |word: &str| READINGS.get(word).copied();
        return Some(in_latin_by_word(text, |word| known(word).unwrap_or(word)));
    }
    text.contains(is_greek).then(|| {
        let plain = fold(text);
        GREEK
            .iter()
            .fold(plain, |text, (from, to)| text.replace(from, to))
    })
}

fn in_latin_by_word<'a>(text: &'a str, of: impl Fn(&'a str) -> &'a str) -> String {
    text.split_whitespace()
        .map(of)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Arabic without the letters that are written in several ways, and the marks of vowels, which most leave out.
fn plain_arabic(text: &str) -> String {
    let plain: String = text
        .chars()
        .filter(|c| !matches!(c, '\u{640}' | '\u{64b}'..='\u{65f}'))
        .map(|c| match c {
            'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
            'ی' => 'ي',
            'ک' => 'ك',
            other => other,
        })
        .collect();
    plain.replace("عبد ال", "عبدال")
}

fn in_latin_word(word: &str) -> &str {
    let known = |word: &str| ARABIC_READINGS.get(word).copied();
    let bare = || word.strip_prefix("ال").and_then(known);
    known(word).or_else(bare).unwrap_or(word)
}
