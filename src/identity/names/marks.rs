//! Marks beside a name that say more than a title: senior and junior in many languages, "Mr" and "Mrs", pronouns, the name
//! before a marriage.

/// Marks of a generation behind a name; 1 is senior.
const BEHIND: &[(&str, u8)] = &[
    ("sr", 1),
    ("sen", 1),
    ("senior", 1),
    ("snr", 1),
    ("pere", 1),
    ("starszy", 1),
    ("starsi", 1),
    ("padre", 1),
    ("jr", 2),
    ("jun", 2),
    ("junior", 2),
    ("jnr", 2),
    ("ii", 2),
    ("2nd", 2),
    ("filho", 2),
    ("fils", 2),
    ("hijo", 2),
    ("mlodszy", 2),
    ("mladsi", 2),
    ("ml", 2),
    ("iii", 3),
    ("3rd", 3),
    ("neto", 3),
    ("iv", 4),
    ("4th", 4),
];

/// Marks that may be a name: "Sen" and "Jun" are, and "St." stands before many. They count only where something else says so.
const DOTTED: &[&str] = &["sen", "jun", "ml"];

/// Marks that are one even where nothing else stands, as behind a comma.
const ALONE: &[&str] = &["jr", "sr", "ii", "iii", "iv"];

/// Marks of two words behind a name.
const IN_TWO: &[(&str, u8)] = &[
    ("der altere", 1),
    ("der aeltere", 1),
    ("die altere", 1),
    ("die aeltere", 1),
    ("d a", 1),
    ("the elder", 1),
    ("der jungere", 2),
    ("der juengere", 2),
    ("die jungere", 2),
    ("die juengere", 2),
    ("the younger", 2),
];

/// Marks before a name, as in Hungary.
const BEFORE: &[(&str, u8)] = &[("id", 1), ("idosb", 1), ("ifj", 2), ("ifjabb", 2)];

/// Words that say that a woman is meant: titles and pronouns.
const OF_WOMEN: &[&str] = &[
    "mrs", "ms", "miss", "frau", "fru", "mme", "mlle", "madame", "sra", "srta", "dona", "dame",
    "lady", "smt", "she", "her", "hers", "elle", "ella", "pani", "mevr", "mevrouw", "signora",
    "senora", "doamna",
];

/// The same of men.
const OF_MEN: &[&str] = &[
    "mr", "herr", "herrn", "monsieur", "sir", "lord", "shri", "he", "him", "his", "pan", "dhr",
    "signor", "senor",
];

/// Titles of married women, behind which in old manners the husband's given name stands: Mrs. John Beispiel.
const OF_WIVES: &[&str] = &[
    "mrs", "frau", "fru", "mme", "madame", "sra", "senora", "signora", "pani", "mevr", "mevrouw",
    "doamna",
];

/// Whether a word is such a title.
pub fn is_mrs(word: &str) -> bool {
    OF_WIVES.contains(&word)
}

/// What a husband's given name ends with in the name of a Hungarian wife: Kovács Jánosné.
pub const OF_WIFE: &str = "n\u{e9}";

/// Words before the family name that somebody had before a marriage.
const BORN: &[&str] = &["nee", "geb", "geborene", "born", "nata", "rozena"];

fn of(table: &[(&str, u8)], word: &str) -> Option<u8> {
    table
        .iter()
        .find(|(mark, _)| *mark == word)
        .map(|(_, of)| *of)
}

/// A mark of a generation that stands alone, as in brackets.
pub fn generation_of(word: &str) -> Option<u8> {
    of(BEHIND, word)
}

/// Takes the mark of a generation off the end, or the beginning. `text` is what was written, which shows where a point stands.
pub fn generation(words: &mut Vec<String>, text: &str) -> Option<u8> {
    let [first, .., last] = words.as_slice() else {
        let lone = words.first().and_then(|word| of(BEHIND, word));
        return lone
            .filter(|_| ALONE.contains(&words[0].as_str()))
            .inspect(|_| words.clear());
    };
    if let Some(found) = of(BEFORE, first).filter(|_| words.len() > 2) {
        words.remove(0);
        return Some(found);
    }
    // "D. Ä." and no initials.
    let two = words.len() > 2 && (last.len() > 1 || text.contains(['ä', 'Ä']));
    let pair = words[words.len() - 2..].join(" ");
    if let Some(found) = of(IN_TWO, &pair).filter(|_| two) {
        words.truncate(words.len() - 2);
        return Some(found);
    }
    let is_dotted = || text.to_lowercase().contains(&format!("{last}."));
    let found = match last.as_str() {
        "st" if is_dotted() => Some(1),
        mark if DOTTED.contains(&mark) && !is_dotted() => None,
        mark => of(BEHIND, mark),
    };
    // "Senior" alone is somebody's family name; two words are needed before a mark is one.
    found.inspect(|_| drop(words.pop()))
}

/// `f` or `m` where the words beside a name say that a woman or a man is meant.
pub fn gender<'a>(words: impl Iterator<Item = &'a str>) -> Option<&'static str> {
    let (mut woman, mut man) = (false, false);
    for word in words {
        woman |= OF_WOMEN.contains(&word);
        man |= OF_MEN.contains(&word);
    }
    match (woman, man) {
        (true, false) => Some("f"),
        (false, true) => Some("m"),
        _ => None,
    }
}

/// The same of a note into which pronouns went that had stood in a name, as `clean` writes it.
pub fn pronouns(note: &str) -> Option<&'static str> {
    let said = note
        .lines()
        .find_map(|line| line.strip_prefix("Pronouns: "))?
        .to_lowercase();
    gender(said.split(|c: char| !c.is_alphabetic()))
}

/// Takes off what stands behind "née".
pub fn former(words: &mut Vec<String>) -> Vec<String> {
    let found = words.iter().position(|word| BORN.contains(&word.as_str()));
    match found.filter(|at| at + 1 < words.len()) {
        Some(at) => words.split_off(at).split_off(1),
        None => Vec::new(),
    }
}
