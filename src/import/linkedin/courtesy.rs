//! Congratulations, thanks and wishes as LinkedIn offers them by a click, and the answers to them: messages that tell nothing of two people.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

const TABLE: &str = include_str!("courtesies.txt");

/// A courtesy has so many words at most; a longer text says something.
const MOST_WORDS: usize = 16;
/// Words of names in it.
const MOST_NAMES: usize = 4;
/// Longer texts are not looked at, in bytes.
const LONGEST: usize = 200;

/// What a word does in a courtesy.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    /// It makes one.
    Core,
    /// It may stand beside.
    Filler,
    /// An employer follows.
    Before,
    /// It is all of one, in scripts without blanks.
    Whole,
}

static WORDS: LazyLock<FxHashMap<&str, Use>> = LazyLock::new(|| {
    let mut words = FxHashMap::default();
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let (kind, rest) = line.split_once(' ').unwrap_or_default();
        let is = match kind {
            "core" => Use::Core,
            "before" => Use::Before,
            "whole" => Use::Whole,
            _ => Use::Filler,
        };
        for word in rest.split(' ') {
            words.entry(word).or_insert(is);
        }
    }
    words
});

/// Whether a text is nothing but congratulations, thanks or wishes, with a name perhaps; or a picture of a thumb.
pub fn is_courtesy(text: &str) -> bool {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST || text.contains("://") {
        return false;
    }
    if !text.contains(char::is_alphanumeric) || is_whole(text) {
        return true;
    }
    let mut reading = Reading::default();
    let mut before = ',';
    text.split_inclusive(|c: char| ".,!;:\n()-".contains(c))
        .all(|part| {
            // Behind a comma or a new line stands a name; a new sentence begins with a capital letter, too.
            reading.begin(matches!(before, ',' | '\n'));
            before = part.chars().next_back().unwrap_or(before);
            let words = part.split(|c: char| !c.is_alphanumeric());
            words.filter(|w| !w.is_empty()).all(|w| reading.takes(w))
        })
        && reading.is_core
}

/// Whether all letters of a text are a courtesy, in scripts without blanks.
fn is_whole(text: &str) -> bool {
    if !text.bytes().any(begins_whole) {
        return false;
    }
    let letters: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    WORDS.get(letters.as_str()) == Some(&Use::Whole)
}

/// Whether a letter of such a script may begin with a byte; those of Europe do not.
fn begins_whole(byte: u8) -> bool {
    byte >= 0xd8
}

/// What was read so far.
#[derive(Default)]
struct Reading {
    words: usize,
    names: usize,
    is_core: bool,
    /// A name may follow: what stands before is a greeting, a thank, or the beginning.
    may_name: bool,
    /// An employer may follow, to the end of the part.
    may_employ: bool,
}

impl Reading {
    fn begin(&mut self, may_name: bool) {
        self.may_employ = false;
        self.may_name = may_name;
    }

    /// Whether a courtesy can hold this word here.
    fn takes(&mut self, word: &str) -> bool {
        self.words += 1;
        if self.words > MOST_WORDS {
            return false;
        }
        match WORDS.get(word.to_lowercase().as_str()) {
            Some(Use::Core) => (self.is_core, self.may_name) = (true, true),
            Some(Use::Before) => self.may_employ = true,
            Some(Use::Filler) => self.may_name = is_spoken_to(word),
            Some(Use::Whole) | None if word.starts_with(|c: char| c.is_ascii_digit()) => {}
            Some(Use::Whole) | None => {
                self.names += 1;
                let is_name = word.starts_with(char::is_uppercase) && self.may_name;
                return (is_name || self.may_employ) && self.names <= MOST_NAMES;
            }
        }
        true
    }
}

/// Words behind which the person is named who is spoken to.
fn is_spoken_to(word: &str) -> bool {
    let word = word.to_lowercase();
    matches!(
        word.as_str(),
        "you"
            | "hi"
            | "hello"
            | "hey"
            | "dear"
            | "dir"
            | "ihnen"
            | "liebe"
            | "lieber"
            | "much"
            | "lot"
            | "again"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_click_sends_is_a_courtesy() {
        for text in [
            "Congrats on your work anniversary!",
            "Congratulations on the new role at Brandvold Textiles, Ottilie!",
            "Congrats Imre! Well deserved.",
            "Happy belated birthday, hope you had a great day 🎉",
            "Thank you so much Imre Szalka 😊",
            "Thanks for connecting",
            "Hi Ottilie, congrats on 5 years!",
            "Ottilie, thanks!",
            "Thank you!\nImre",
            "Herzlichen Glückwunsch zum neuen Job bei Brandvold!",
            "Vielen lieben Dank, Imre",
            "Alles Gute zum Geburtstag",
            "Félicitations pour ton nouveau poste",
            "Muchas gracias Imre",
            "Parabéns pelo novo cargo!",
            "Grattis på födelsedagen!",
            "恭喜！",
            "ありがとうございます。",
            "👍",
        ] {
            assert!(is_courtesy(text), "{text}");
        }
    }

    #[test]
    fn letters_of_scripts_without_blanks_are_told_by_a_byte() {
        let whole = WORDS.iter().filter(|(_, of)| **of == Use::Whole);
        let mut letters = whole.flat_map(|(word, _)| word.chars());
        assert!(letters.all(|letter| begins_whole(letter.to_string().as_bytes()[0])));
    }

    #[test]
    fn what_says_something_is_none() {
        for text in [
            "",
            "Thanks for your help with the roof",
            "Danke für das Angebot",
            "Thanks, the offer is attached",
            "Congrats! Let us meet for lunch next week",
            "Thank you for the introduction to Imre",
            "Happy birthday! How are the children?",
            "See you at Brandvold",
            "thanks https://brandvold.example/offer",
            "Call me",
            "Thanks. Call me",
            "Imre Szalka",
        ] {
            assert!(!is_courtesy(text), "{text}");
        }
    }
}
