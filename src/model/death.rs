//! What an address book says of somebody who has died: nobody is to be written to any more, nor asked whether they would take a call.

use super::name::fold;

/// Signs that stand beside the name.
const SIGNS: &[char] = &['†', '✝', '✟', '⚰'];

/// Words that say it, folded, in the languages of address books.
const WORDS: &[&str] = &[
    "avliden",
    "avlidne",
    "deceased",
    "deceduta",
    "deceduto",
    "decede",
    "decedee",
    "defunta",
    "defunto",
    "died",
    "difunta",
    "difunto",
    "død",
    "elhunyt",
    "faleceu",
    "falecida",
    "falecido",
    "fallecida",
    "fallecido",
    "fallecio",
    "gestorben",
    "kuollut",
    "meghalt",
    "merhum",
    "merhume",
    "overleden",
    "umrel",
    "umrela",
    "verstorben",
    "vefat",
    "zemrel",
    "zemrela",
    "zmarł",
    "zmarła",
    "умер",
    "умерла",
];

/// The same, without spaces between words.
const WITHIN: &[&str] = &["passed away", "逝世", "去世", "亡くなった", "사망", "별세"];

/// Words that may stand before it in a note: of others the note says that somebody else has died.
const BEFORE: &[&str] = &[
    "a", "am", "e", "er", "est", "etti", "ha", "has", "he", "il", "im", "ist", "leider", "on",
    "sadly", "she", "sie", "they", "ar", "hun", "han", "is", "sind",
];

/// Whether a name as it is written says it: by a sign, or by a word that ends it or stands in brackets.
pub fn says_name(name: &str) -> bool {
    let folded = fold(name);
    let words: Vec<&str> = words(&folded);
    let is_last = words.len() > 1 && words.last().is_some_and(|word| is_word(word));
    name.contains(SIGNS) || is_last || rests(name)
}

/// Whether a note says it of the card's own person: at its beginning, or behind nothing but the name and such words as "he has".
pub fn says_note(note: &str, name: &str) -> bool {
    let name = fold(name);
    let own: Vec<&str> = words(&name);
    note.split(['\n', ';', '.']).any(|line| {
        let folded = fold(line);
        let words = words(&folded);
        let at = words.iter().position(|word| is_word(word));
        let is_own = |word: &&str| BEFORE.contains(word) || own.contains(word);
        let is_sign = line.trim_start().starts_with(SIGNS);
        let is_within = WITHIN.iter().any(|said| {
            let before = folded.find(said).map(|at| self::words(&folded[..at]));
            before.is_some_and(|before| before.iter().all(is_own))
        });
        is_sign || is_within || at.is_some_and(|at| words[..at].iter().all(is_own))
    })
}

/// Whether the letters of "rest in peace" stand behind a name; Rip is a family name as well, and a name may be written in capitals.
fn rests(name: &str) -> bool {
    let is_small = name.chars().any(char::is_lowercase);
    is_small && name.trim_end().ends_with("RIP") || name.contains("R.I.P.")
}

fn is_word(word: &str) -> bool {
    WORDS.contains(&word)
}

fn words(folded: &str) -> Vec<&str> {
    let all = folded.split(|c: char| !c.is_alphanumeric());
    all.filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_or_a_word_behind_the_name_says_it() {
        for name in [
            "Walter Lindinger †",
            "✝ Walter Lindinger",
            "Walter Lindinger (verstorben)",
            "Walter Lindinger RIP",
            "Zofia Lis zmarła",
        ] {
            assert!(says_name(name), "{name}");
        }
        for name in [
            "Walter Lindinger",
            "Rip Torn",
            "Rip",
            "Anna Rip",
            "ANNA RIP",
        ] {
            assert!(!says_name(name), "{name}");
        }
    }

    #[test]
    fn a_note_says_it_of_the_card_and_not_of_somebody_else() {
        let said = |note| says_note(note, "Walter Lindinger");
        for note in [
            "verstorben 11/2023",
            "Met in Graz\nDied in May 2021.",
            "† 3.2.2020",
            "Walter ist leider gestorben",
            "He passed away in spring",
            "décédé",
        ] {
            assert!(said(note), "{note}");
        }
        for note in [
            "Frau verstorben 2020",
            "his father died in 2019",
            "ask about the diet",
            "",
        ] {
            assert!(!said(note), "{note}");
        }
    }
}
