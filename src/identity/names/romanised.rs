//! Korean and Chinese given names, syllable by syllable: one name in two romanisations, and two names that share a syllable.

use super::chinese::{self, on_the_mainland};
use super::frequency::given_share;
use super::parse::Parsed;
use super::syllables::{EASTERN, WESTERN, is_syllable, is_vietnamese};

/// How two Korean or Chinese given names agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syllables {
    /// They are one name, whatever romanisation each is written in.
    Same,
    /// They differ in a syllable.
    Differ,
}

/// The sounds of a Korean or Chinese given name of two syllables, in each way to read it.
pub fn spelled_readings(name: &Parsed) -> Vec<Vec<String>> {
    if !name.family_facts.is_clan {
        return Vec::new();
    }
    let mut all = readings(name);
    all.retain(|reading| reading.len() > 1);
    all.truncate(MOST);
    all
}

/// So many ways to read a name are looked up at most.
const MOST: usize = 4;

/// Whether a word is a family name of China or Korea, behind which given names have one or two syllables.
pub fn is_clan(word: &str) -> bool {
    (EASTERN.contains(&word) || chinese::is_clan(word)) && !is_vietnamese(word)
}

/// Compares two given names of as many syllables behind East Asian family names; `None` where one is none of these.
pub fn compare(a: &Parsed, b: &Parsed) -> Option<Syllables> {
    if !a.family_facts.is_clan || !b.family_facts.is_clan {
        return None;
    }
    let (x, y) = (readings(a), readings(b));
    if x.is_empty() || y.is_empty() || x.iter().all(|x| y.iter().all(|y| x.len() != y.len())) {
        return None;
    }
    let is_same = x.iter().any(|reading| y.contains(reading));
    // How characters are read is uncertain.
    let may_differ = a.is_transliterated == b.is_transliterated;
    match is_same {
        true => Some(Syllables::Same),
        false => may_differ.then_some(Syllables::Differ),
    }
}

/// The ways to read a given name as one or two syllables, each by its sound.
fn readings(name: &Parsed) -> Vec<Vec<String>> {
    let western = |word: &str| given_share(word) >= WESTERN;
    let one_by_one = |words: &[&str]| -> Option<Vec<String>> {
        words
            .iter()
            .all(|word| is_syllable(word))
            .then(|| words.iter().map(|word| sound(word)).collect())
    };
    match name.given.as_slice() {
        [word] if western(word) => Vec::new(),
        [word] => {
            let whole = one_by_one(&[word]);
            let cuts = (1..word.len()).filter(|at| word.is_char_boundary(*at));
            let halves = cuts.filter_map(|at| one_by_one(&[&word[..at], &word[at..]]));
            whole.into_iter().chain(halves).collect()
        }
        // In two words Taiwan writes them, and in its own way.
        [first, second] => {
            let (x, y) = (on_the_mainland(first), on_the_mainland(second));
            let plain = one_by_one(&[first, second]);
            plain.into_iter().chain(one_by_one(&[&x, &y])).collect()
        }
        _ => Vec::new(),
    }
}

/// What the romanisations of one sound are written as: at the head of a syllable and in the rest of it, the longest first.
const HEAD_SOUNDS: &[(&str, &str)] = &[
    ("hs", "x"),
    ("hw", "hw"),
    ("kh", "k"),
    ("kw", "kw"),
    ("gw", "kw"),
    ("sh", "s"),
    ("ts", "z"),
    ("tz", "z"),
    ("zh", "j"),
    ("ch", "j"),
    ("c", "z"),
    ("b", "p"),
    ("d", "t"),
    ("g", "k"),
    ("q", "j"),
    ("r", "l"),
    ("w", "w"),
];

/// See `HEAD_SOUNDS`. Whole words have lost the second letter of "ae", "oe" and "ue", as umlauts do.
const TAIL_SOUNDS: &[(&str, &str)] = &[
    ("yeo", "yu"),
    ("you", "yu"),
    ("yoo", "yu"),
    ("iao", "iao"),
    ("ieh", "ie"),
    ("ueh", "u"),
    ("ue", "u"),
    ("oe", "u"),
    ("ien", "ian"),
    ("eo", "u"),
    ("eu", "u"),
    ("oo", "u"),
    ("ou", "u"),
    ("o", "u"),
    ("ae", "a"),
    ("ai", "e"),
    ("ei", "e"),
    ("ee", "i"),
    ("ah", "a"),
    ("oh", "u"),
    ("iu", "u"),
];

/// A syllable as all its romanisations sound, roughly: Hyun and Hyeon, Hsiao and Xiao, Joon and Jun.
fn sound(syllable: &str) -> String {
    let replaced = |text: &str, table: &[(&str, &'static str)]| {
        let found = table
            .iter()
            .find_map(|(from, to)| Some((*to, text.strip_prefix(from)?)));
        found.map(|(to, rest)| (to, rest.to_owned()))
    };
    let (head, rest) = match replaced(syllable, HEAD_SOUNDS) {
        Some((head, rest)) => (head.to_owned(), rest),
        None => {
            let at = syllable
                .find(|c: char| "aeiouy".contains(c))
                .unwrap_or(syllable.len());
            (syllable[..at].to_owned(), syllable[at..].to_owned())
        }
    };
    let tail = match replaced(&rest, TAIL_SOUNDS) {
        Some((vowel, rest)) => format!("{vowel}{rest}"),
        None => rest,
    };
    let tail = tail
        .strip_suffix('g')
        .filter(|tail| !tail.ends_with('n'))
        .map_or(tail.clone(), |tail| format!("{tail}k"));
    format!("{head} {tail}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn romanisations_of_one_syllable_are_one_and_two_syllables_are_two() {
        let of = |a: &str, b: &str| compare(&Parsed::of_text(a), &Parsed::of_text(b));
        for (a, b) in [
            ("Ji-hyun Park", "Ji-hyeon Park"),
            ("Min-joon Kim", "Min-jun Kim"),
            ("Hsiao-ling Chen", "Xiaoling Chen"),
            ("Seo-yeon Lee", "Seoyun Lee"),
            ("Jae-young Choi", "Jaeyeong Choi"),
            ("Chih-Hua Shao", "Zhihua Shao"),
            ("Kuo-Chiang Tong", "Guoqiang Tong"),
            ("Jo-Jan Shangguan", "Ruoran Shangguan"),
            ("Yen-Feng Yin", "Yanfeng Yin"),
            ("I-Chiang Situ", "Yiqiang Situ"),
        ] {
            assert_eq!(of(a, b), Some(Syllables::Same), "{a} {b}");
        }
        for (a, b) in [
            ("Seo-yeon Lee", "Seo-jun Lee"),
            ("Jin-ho Kim", "Chang-ho Kim"),
            ("Jaehyung Lee", "Jaemyung Lee"),
            ("Xiaoming Liu", "Xiaohua Liu"),
        ] {
            assert_eq!(of(a, b), Some(Syllables::Differ), "{a} {b}");
        }
        for (a, b) in [
            ("Kevin Lee", "Calvin Lee"),
            ("Wei Zhang", "Xiaowei Zhang"),
            ("Min-jun Olsen", "Min-ho Olsen"),
        ] {
            assert_eq!(of(a, b), None, "{a} {b}");
        }
    }
}
