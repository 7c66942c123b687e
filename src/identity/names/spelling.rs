//! One name spelled in two ways: by the habits of another language, or without the vowels that Arabic leaves out.

use std::hash::{Hash, Hasher};
use std::sync::LazyLock;

use rustc_hash::{FxHashSet, FxHasher};

use super::latin::arabic_readings;
use super::letters::Letters;
use super::script::clan;

/// Letters and groups of letters that stand for one another, in the order in which they are replaced.
const HABITS: &[(&str, &str)] = &[
    ("hsi", "xi"),
    ("hsu", "xu"),
    ("oikon", "ekon"),
    ("aikat", "ekat"),
    ("gyeo", "kyu"),
    ("eo", "u"),
    ("tsch", "ch"),
    ("sch", "sh"),
    ("tch", "ch"),
    ("dj", "j"),
    ("ph", "f"),
    ("kh", "k"),
    ("gh", "g"),
    ("th", "t"),
    ("ck", "k"),
    ("ch", "k"),
    ("q", "k"),
    ("c", "k"),
    ("ks", "x"),
    ("iu", "yu"),
    ("ju", "yu"),
    ("ia", "ya"),
    ("ou", "u"),
    ("oo", "u"),
    ("wu", "u"),
    ("ee", "i"),
    ("ye", "e"),
    ("ie", "i"),
    ("ei", "i"),
    ("ey", "i"),
    ("w", "v"),
    ("z", "s"),
    ("y", "i"),
];

/// Shortest word in which a spelling is looked for.
const SHORTEST: usize = 4;

/// How a word sounds, as numbers that pairs compare.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Sounds {
    /// The whole word; zero if it is too short to tell.
    whole: u64,
    /// Its consonants; zero if there are too few.
    bones: u64,
    /// The same of one with two or more, which tells less.
    few: u64,
    /// Whether it has no vowels: what is left of a name that was written in Arabic.
    is_bare: bool,
    /// Whether it is a Korean family name that is written in several ways.
    pub is_clan: bool,
}

impl Sounds {
    /// Of a folded word.
    pub fn of(word: &str) -> Self {
        if let Some(clan) = clan(word) {
            return Self {
                whole: number(clan),
                is_clan: true,
                ..Self::default()
            };
        }
        if word.len() < SHORTEST {
            return Self::default();
        }
        let is_bare = !word.contains(['a', 'e', 'i', 'o', 'u']);
        let mut whole = sound(if is_bare { stem(word) } else { word });
        let loose = loose(&whole);
        if ARABIC.contains(&loose) {
            whole = loose;
        }
        let bones = whole.replace(['a', 'e', 'i', 'o', 'u', 'v'], "");
        let of_many = |least: usize| {
            if bones.len() >= least {
                number(&bones)
            } else {
                0
            }
        };
        Self {
            bones: of_many(3),
            few: of_many(2),
            is_bare,
            whole: number(&whole),
            is_clan: false,
        }
    }

    /// The sound of the whole word as a number; none if the word is too short to tell.
    pub fn number(self) -> Option<u64> {
        (self.whole != 0).then_some(self.whole)
    }

    /// The consonants as a number; none if there are too few.
    pub fn consonants(self) -> Option<u64> {
        (self.bones != 0).then_some(self.bones)
    }

    /// Whether the word has no vowels.
    pub fn is_bare(self) -> bool {
        self.is_bare
    }

    /// Whether two words are one name by its sound: Farouk and Farooq, Alekseev and Alexeev, Hyun and Hyeon.
    pub fn alike(self, other: Self) -> bool {
        let bare = self.is_bare != other.is_bare && self.bones == other.bones && self.bones != 0;
        bare || (self.whole == other.whole && self.whole != 0)
    }

    /// Whether one is left of the other without its vowels, however few consonants there are: Nora is written n-w-r-h in Arabic.
    pub fn alike_without_vowels(self, other: Self) -> bool {
        self.is_bare != other.is_bare && self.few == other.few && self.few != 0
    }
}

/// A word of consonants as Arabic writes it, without the article before it and the mark of a feminine name behind it.
fn stem(word: &str) -> &str {
    let is_article = |rest: &&str| rest.len() >= SHORTEST && !rest.starts_with(['l', 'y', 'w']);
    let word = word.strip_prefix('l').filter(is_article).unwrap_or(word);
    let is_feminine = |rest: &&str| !rest.ends_with(['c', 's', 't', 'k', 'p', 'g', 'd']);
    word.strip_suffix('h').filter(is_feminine).unwrap_or(word)
}

/// Names that are written in Arabic letters, by their sound in loose vowels.
static ARABIC: LazyLock<FxHashSet<String>> =
    LazyLock::new(|| arabic_readings().map(|name| loose(&sound(name))).collect());

/// A sound in which Arabic vowels that Latin letters tell apart are one: Kassem and Qasim, Omar and Umar.
fn loose(sound: &str) -> String {
    sound.replace('e', "i").replace('o', "u")
}

fn number(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    text.hash(&mut hasher);
    hasher.finish()
}

/// The letters without which a habit need not be looked for.
static NEEDED: LazyLock<Vec<Letters>> =
    LazyLock::new(|| HABITS.iter().map(|(from, _)| Letters::of(from)).collect());

/// "Servant of" before one of God's names, whose article takes the sound of what follows: Abdul Rahman, Abderrahman, Abdurrahman.
fn as_servant(word: &str) -> Option<String> {
    let rest = word
        .strip_prefix("abd")?
        .strip_prefix(['a', 'e', 'u', 'o'])?;
    let (article, name) = (rest.chars().next()?, rest.get(1..)?);
    let is_article = article == 'l' || name.starts_with(article);
    (is_article && name.len() >= SHORTEST).then(|| ["abdul", name].concat())
}

fn sound(word: &str) -> String {
    let mut word = as_servant(word).unwrap_or_else(|| without_article(word).to_owned());
    let mut letters = Letters::of(&word);
    for ((from, to), needed) in HABITS.iter().zip(&*NEEDED) {
        if needed.is_within(letters) && word.contains(from) {
            word = word.replace(from, to);
            letters = Letters::of(&word);
        }
    }
    let mut out = String::with_capacity(word.len());
    for letter in word.chars() {
        if !out.ends_with(letter) {
            out.push(letter);
        }
    }
    out
}

/// A family name without the Arabic article that some write as its head: Elmasry, Al-Masri, Masri.
fn without_article(word: &str) -> &str {
    let rest = word.strip_prefix("al").or_else(|| word.strip_prefix("el"));
    rest.filter(|rest| rest.len() > SHORTEST).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(a: &str, b: &str) -> bool {
        Sounds::of(a).alike(Sounds::of(b))
    }

    #[test]
    fn spellings_of_one_name_sound_alike_and_two_names_do_not() {
        let one = [
            ("farouk", "farooq"),
            ("alekseev", "alexeev"),
            ("elmasry", "almasri"),
            ("othman", "otman"),
            ("yulia", "iuliia"),
            ("seong", "sung"),
            ("rasheed", "rashid"),
            ("gbryl", "gabriel"),
            ("lkhrmy", "elkhurami"),
            ("khdyjh", "khadija"),
            ("abdulrahman", "abdurrahman"),
            ("abdelrahman", "abderrahman"),
            ("hrintschenko", "hrinchenko"),
        ];
        for (a, b) in one {
            assert!(alike(a, b) && alike(b, a), "{a} {b}");
        }
        let two = [
            ("daniel", "danielle"),
            ("mario", "maria"),
            ("kim", "kam"),
            ("elliot", "alliot"),
            ("brandt", "brendan"),
        ];
        for (a, b) in two {
            assert!(!alike(a, b), "{a} {b}");
        }
    }
}
