//! Words as they are compared: ASCII letters and digits in lower case.

use any_ascii::any_ascii;

/// Splits a word at hyphens and brings it to ASCII letters: "Müller" and "Mueller" come out alike.
pub fn tokens(word: &str) -> Vec<String> {
    let parts = word.split(['-', ' ', '‐', '–']).filter(|p| !p.is_empty());
    parts.map(skeleton).filter(|t| !t.is_empty()).collect()
}

/// A word in ASCII letters and digits, lower case, without the second letter of an expanded umlaut.
///
/// The letter is dropped in longer words only, where "ae", "oe" and "ue" are seldom anything else.
pub fn skeleton(word: &str) -> String {
    without_umlauts(plain(word))
}

/// A word in ASCII letters and digits, lower case.
pub fn plain(word: &str) -> String {
    if !word.is_ascii() {
        return plain(&any_ascii(word));
    }
    let mut plain = String::with_capacity(word.len());
    let letters = word.bytes().filter(u8::is_ascii_alphanumeric);
    plain.extend(letters.map(|b| b.to_ascii_lowercase() as char));
    plain
}

/// Leaves out the second letter of an expanded umlaut.
pub fn without_umlauts(plain: String) -> String {
    let is_umlaut = |two: &[u8]| matches!(two, [b'a' | b'o' | b'u', b'e']);
    if plain.len() < 5 || !plain.as_bytes().windows(2).any(is_umlaut) {
        return plain;
    }
    plain
        .replace("ae", "a")
        .replace("oe", "o")
        .replace("ue", "u")
}
