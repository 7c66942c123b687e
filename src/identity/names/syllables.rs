//! Names of East Asia in Latin letters: family names that stand first, and given names of one or two syllables.

use super::frequency::{given_share, is_family, is_of_one_gender};
use super::skeleton::skeleton;

/// Frequent family names of China, Korea and Vietnam, which many write before the given name.
pub const EASTERN: &[&str] = &[
    "wang", "li", "zhang", "liu", "chen", "yang", "huang", "zhao", "wu", "zhou", "xu", "sun", "ma",
    "zhu", "hu", "guo", "he", "lin", "gao", "luo", "zheng", "liang", "xie", "song", "tang", "deng",
    "feng", "cao", "peng", "zeng", "xiao", "tian", "dong", "pan", "yuan", "cai", "jiang", "yu",
    "du", "ye", "cheng", "wei", "su", "lu", "ding", "ren", "shen", "yao", "kim", "park", "lee",
    "choi", "jung", "jeong", "kang", "cho", "yoon", "jang", "lim", "shin", "seo", "kwon", "hwang",
    "ahn", "nguyen", "tran", "pham", "hoang", "phan", "vu", "vo", "dang", "bui", "do", "ngo",
    "duong", "huynh", "chan", "wong", "cheung", "lau", "leung", "kwok", "chow", "tsang", "tse",
    "yeung", "yip", "fung", "chiu", "tsai", "hsu", "hsieh", "kuo", "chiang", "tseng", "ouyang",
    "szeto", "kwak", "noh", "ryu", "yoo", "moon", "bae", "baek", "hong", "jeon", "nam", "oh",
];

/// Those of Vietnam, where the last of several given names is the one that people use.
const VIETNAMESE: &[&str] = &[
    "nguyen", "tran", "pham", "hoang", "phan", "vu", "vo", "dang", "bui", "do", "ngo", "duong",
    "huynh", "ho", "ly", "le",
];

/// How a syllable of a Korean or Chinese given name begins.
const HEADS: &[&str] = &[
    "", "b", "c", "ch", "d", "f", "g", "h", "hs", "hw", "j", "k", "kh", "kw", "l", "m", "n", "p",
    "q", "r", "s", "sh", "ss", "sz", "t", "ts", "tz", "w", "x", "y", "z", "zh",
];

/// And how it ends.
const TAILS: &[&str] = &[
    "a", "ae", "aek", "ah", "ai", "ak", "al", "am", "an", "ang", "ao", "ap", "at", "au", "e", "ee",
    "ei", "en", "eng", "eo", "eok", "eol", "eon", "eong", "eul", "eum", "eun", "eung", "i", "ia",
    "ian", "iang", "iao", "ie", "ieh", "ien", "ih", "ik", "il", "im", "in", "ing", "iong", "it",
    "iu", "iung", "o", "oh", "ok", "on", "ong", "oo", "ook", "oon", "ou", "oul", "ouk", "oung",
    "u", "ua", "uan", "uang", "ue", "ueh", "uei", "uh", "ui", "uk", "ul", "um", "un", "ung", "uo",
    "ut", "ya", "yang", "ye", "yeok", "yeol", "yeon", "yeong", "yo", "yoo", "yoon", "youn",
    "young", "yu", "yun", "yung",
];

/// From this share of bearers on a word is a given name of the West: Kim and Lee are.
pub const WESTERN: f32 = 200e-6;

/// Whether a word is a syllable of a Korean or Chinese given name.
pub fn is_syllable(word: &str) -> bool {
    HEADS.iter().any(|head| {
        word.strip_prefix(head)
            .is_some_and(|tail| TAILS.contains(&tail))
    })
}

/// Whether a given name is one or two syllables, in one word or in two.
fn is_of_syllables(given: &[String]) -> bool {
    let in_two = |word: &str| {
        let cuts = (1..word.len()).filter(|&at| word.is_char_boundary(at));
        let mut halves = cuts.map(|at| word.split_at(at));
        halves.any(|(first, last)| is_syllable(first) && is_syllable(last))
    };
    match given {
        [word] => is_syllable(word) || in_two(word),
        [first, last] => is_syllable(first) && is_syllable(last),
        _ => false,
    }
}

/// Whether a given name is a frequent one of the West: Jason, whose letters are two syllables, and Alex, whose are not.
pub fn is_western(given: &[String]) -> bool {
    let first = given.first().map_or("", String::as_str);
    let is_known = given_share(first) >= WESTERN;
    is_known && (is_of_one_gender(first) || !is_of_syllables(&given[..1]))
}

/// Whether a given name is one of China or Korea, by its syllables.
pub fn is_of_east(given: &[String]) -> bool {
    is_of_syllables(given) && !is_western(given)
}

/// Whether a word is two syllables with a hyphen: Min-jun.
fn is_hyphenated(word: &str) -> bool {
    word.split_once('-')
        .is_some_and(|(first, last)| is_syllable(first) && is_syllable(last))
}

/// Whether a family name is one of Vietnam.
pub fn is_vietnamese(word: &str) -> bool {
    VIETNAMESE.contains(&word)
}

/// Whether a name is written family name first: it begins with a family name of East Asia and does not end with one.
pub fn is_eastern(words: &[String]) -> bool {
    let [first, rest @ .., last] = words else {
        return false;
    };
    let is_clan = |word: &String| EASTERN.contains(&word.as_str());
    let in_two = matches!(rest, [middle] if is_syllable(middle) && is_syllable(last) && given_share(middle) < WESTERN && given_share(last) < WESTERN);
    is_clan(first)
        && !is_clan(last)
        && (in_two || last.contains('-') || !is_family(&skeleton(last)))
}

/// Whether a family name stands in the place of a given one: Park, Ji-young.
pub fn is_turned(given: &[String], family: &[String]) -> bool {
    let ([first], [last]) = (given, family) else {
        return false;
    };
    EASTERN.contains(&first.as_str()) && !EASTERN.contains(&last.as_str()) && is_hyphenated(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_told_from_other_words() {
        for word in [
            "min", "jun", "young", "yeon", "hsiao", "ling", "xiao", "tai", "hyun", "seung",
        ] {
            assert!(is_syllable(word), "{word}");
        }
        for word in [
            "smith", "jones", "pierre", "marie", "lopez", "frank", "brown",
        ] {
            assert!(!is_syllable(word), "{word}");
        }
    }
}
