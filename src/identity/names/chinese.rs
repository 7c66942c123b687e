//! Family names of China, as the mainland and as Taiwan write them, and syllables of given names in the one and the other way.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::skeleton::skeleton;

/// The table; its head says what stands in it.
const TABLE: &str = include_str!("chinese.txt");

/// What the table holds.
#[derive(Default)]
struct Clans {
    /// As the mainland writes them.
    mainland: FxHashSet<String>,
    /// As Taiwan does, by how the mainland does, where that is not the same.
    taiwan: FxHashMap<String, Vec<String>>,
    /// As Taiwan does.
    abroad: FxHashSet<String>,
    /// In characters.
    written: FxHashSet<char>,
}

static CLANS: LazyLock<Clans> = LazyLock::new(|| {
    let mut clans = Clans::default();
    for row in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = row.split(' ');
        let (Some(mainland), Some(taiwan), Some(written)) =
            (cells.next(), cells.next(), cells.next())
        else {
            continue;
        };
        let (mainland, taiwan) = (skeleton(mainland), skeleton(taiwan));
        // Two characters are one family name, in two ways to write them.
        if mainland.len() <= LONGEST_OF_ONE {
            clans.written.extend(written.chars());
        }
        if mainland != taiwan {
            let written = clans.taiwan.entry(mainland.clone()).or_default();
            written.push(taiwan.clone());
        }
        clans.mainland.insert(mainland);
        clans.abroad.insert(taiwan);
    }
    clans
});

/// The longest family name of one character: Zhuang. Those of two characters are longer, but for Sima and Situ.
const LONGEST_OF_ONE: usize = 6;

/// Whether a word in Latin letters is a family name of China, in either spelling.
pub fn is_clan(word: &str) -> bool {
    CLANS.mainland.contains(word) || CLANS.abroad.contains(word)
}

/// Whether a name in characters begins with a family name of one character.
pub fn begins_with_clan(text: &str) -> bool {
    text.chars()
        .next()
        .is_some_and(|c| CLANS.written.contains(&c))
}

/// Whether two family names in Latin letters are one as the mainland and as Taiwan write it, which no other one is written like.
pub fn is_of_taiwan(a: &str, b: &str) -> bool {
    let sure = |mainland: &str, taiwan: &str| {
        is_written_so(mainland, taiwan) && !CLANS.mainland.contains(taiwan)
    };
    sure(a, b) || sure(b, a)
}

/// Whether Taiwan writes a family name of the mainland so.
pub fn is_written_so(mainland: &str, taiwan: &str) -> bool {
    let written = CLANS.taiwan.get(mainland);
    written.is_some_and(|written| written.iter().any(|word| word == taiwan))
}

/// Syllables that Taiwan writes in a way of their own.
const WHOLE: &[(&str, &str)] = &[
    ("i", "yi"),
    ("yen", "yan"),
    ("yeh", "ye"),
    ("tzu", "zi"),
    ("szu", "si"),
    ("ssu", "si"),
    ("o", "e"),
    ("ho", "he"),
    ("ko", "ke"),
];

/// How Taiwan writes what a syllable begins with.
const HEADS: &[(&str, &str)] = &[("hs", "x"), ("ts", "z"), ("tz", "z"), ("j", "r")];

/// And what it ends with. Words have lost the second letter of "ue", as umlauts do.
const TAILS: &[(&str, &str)] = &[
    ("iung", "iong"),
    ("ueh", "ue"),
    ("uei", "ui"),
    ("ieh", "ie"),
    ("ien", "ian"),
    ("ung", "ong"),
    ("ih", "i"),
    ("uh", "u"),
];

/// A syllable that Taiwan writes so, in the spelling of the mainland; consonants that only a mark tells apart stay as they are.
pub fn on_the_mainland(syllable: &str) -> String {
    if let Some((_, whole)) = WHOLE.iter().find(|(taiwan, _)| *taiwan == syllable) {
        return (*whole).to_owned();
    }
    let head = HEADS
        .iter()
        .find_map(|(taiwan, head)| Some((*head, syllable.strip_prefix(taiwan)?)));
    let (head, rest) = head.unwrap_or_else(|| {
        let vowel = |c: char| "aeiou".contains(c);
        syllable.split_at(syllable.find(vowel).unwrap_or(0))
    });
    let tail = TAILS
        .iter()
        .find_map(|(taiwan, tail)| (*taiwan == rest).then_some(*tail));
    match (rest, tail) {
        ("o", _) => format!("{head}uo"),
        (_, Some(tail)) => format!("{head}{tail}"),
        _ => format!("{head}{rest}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_those_of_the_mainland() {
        let pairs =
            "chih:chi jan:ran jo:ruo hsi:xi yen:yan i:yi tzu:zi chung:chong hsien:xian tso:zuo";
        for (taiwan, mainland) in pairs.split(' ').filter_map(|pair| pair.split_once(':')) {
            assert_eq!(on_the_mainland(taiwan), mainland, "{taiwan}");
        }
    }

    #[test]
    fn family_names_are_told_in_both_spellings() {
        assert!(is_of_taiwan("zhuge", "chuko") && is_of_taiwan("ko", "ge"));
        assert!(
            !is_of_taiwan("zheng", "cheng"),
            "both are names of the mainland"
        );
        assert!(is_clan("hsueh".replace("ue", "u").as_str()) && is_clan("situ"));
        assert!(begins_with_clan("葛晓华") && !begins_with_clan("志珍"));
    }
}
