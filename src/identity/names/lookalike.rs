//! When two words that look alike are two names and no misspelling: Frank and Franz, Karim and Karima, Koch and Kocher.

use strsim::osa_distance;

use super::facts::Facts;
use super::frequency::{gender, is_family, is_given};

/// From this share of bearers on a name is frequent.
const FREQUENT: f32 = 60e-6;

/// And from this on very frequent.
const VERY_FREQUENT: f32 = 500e-6;

/// How much more frequent than its misspelling a name is.
const SLIP: f32 = 20.0;

/// From so many letters on a word is recognised although one of them is wrong.
const RECOGNISED: usize = 5;

/// From so many letters on a word of which every third one differs is another one, however alike their beginnings are.
const LONG: usize = 8;

/// What the feminine form of a family name, or of a name of a country where it follows the father's or husband's, puts in place of
/// the masculine one's end.
const FEMININE: &[(&str, &str)] = &[
    ("ov", "ova"),
    ("ev", "eva"),
    ("in", "ina"),
    ("yn", "yna"),
    ("k", "kova"),
    ("ek", "kova"),
    ("a", "ova"),
    ("ki", "ka"),
    ("ky", "ka"),
    ("ki", "kaia"),
    ("kii", "kaia"),
    ("ky", "kaya"),
    ("kiy", "kaya"),
    ("kyi", "ka"),
    ("os", "ou"),
    ("is", "i"),
    ("kumar", "kumari"),
    ("son", "dottir"),
    ("as", "iene"),
    ("is", "iene"),
    ("as", "aite"),
    ("is", "yte"),
];

/// Ends by which family names of one root are told apart: Petrov, Petrenko, Petrovic.
const ENDS: &[&str] = &[
    "ov", "ev", "enko", "ko", "uk", "yuk", "chuk", "sky", "ski", "ich", "vic", "ovic", "ian",
    "yan", "dze", "shvili", "son", "sen", "mann", "opoulos", "idis", "akis", "akos", "oglu", "ez",
    "es",
];

/// Whether two close names are frequent enough to be two: a spelling that is seldom beside the other is a slip.
pub fn are_two(a: f32, b: f32) -> bool {
    a.min(b) >= FREQUENT && a.max(b) < SLIP * a.min(b)
}

/// Whether two close given names are known to be two.
pub fn are_two_given((x, a): (&str, &Facts), (y, b): (&str, &Facts)) -> bool {
    let is_own = |of: &Facts| of.is_of_its_own || of.given_share >= FREQUENT;
    let one_is_named = a.is_of_its_own || b.is_of_its_own;
    are_two(a.given_share, b.given_share)
        || (one_is_named
            && is_own(a)
            && is_own(b)
            && !is_variant(x, y)
            && !may_lack((x, a), (y, b)))
        || is_of_woman(x, y)
        || is_longer((x, a), (y, b))
        || are_two_servants(x, y)
}

/// Whether one name may be a very frequent one of which a letter was left out: Ran and Ryan.
fn may_lack((x, a): (&str, &Facts), (y, b): (&str, &Facts)) -> bool {
    x.len() != y.len()
        && osa_distance(x, y) == 1
        && a.given_share.max(b.given_share) >= VERY_FREQUENT
}

/// Whether two close family names are known to be two.
pub fn are_two_families((x, a): (&str, &Facts), (y, b): (&str, &Facts)) -> bool {
    let both_known = a.is_family && b.is_family;
    both_known
        || (x.len().min(y.len()) >= LONG && osa_distance(x, y) * 3 + 1 >= x.len().max(y.len()))
        || is_longer((x, a), (y, b))
        || have_two_ends(x, y)
}

/// Whether two words are one but for a silent letter at the end, or letters that are written for one sound: Katja, Katya.
fn is_variant(a: &str, b: &str) -> bool {
    let plain = |word: &str| {
        let one_sound = word
            .replace(['j', 'y'], "i")
            .replace(['c', 'k'], "q")
            .replace('w', "v");
        one_sound.trim_end_matches(['e', 'h']).to_owned()
    };
    plain(a) == plain(b)
}

/// Whether two Japanese names differ in how a long vowel is written: Ono, Oono, Ohno.
pub fn is_lengthened(a: &str, b: &str) -> bool {
    // The first letter stays in either way to write it.
    let may_be = a.len().abs_diff(b.len()) <= 2
        && a.len().min(b.len()) > 2
        && a.as_bytes()[0] == b.as_bytes()[0];
    may_be && (has_long(a) || has_long(b)) && shortened(a) == shortened(b)
}

/// Whether a word has letters that may be a long vowel. Two words that have none, and are two, stay two.
fn has_long(word: &str) -> bool {
    let is_long = |two: &[u8]| matches!(two, b"oo" | b"ou" | b"oh" | b"uu");
    word.as_bytes().windows(2).any(is_long)
}

/// A Japanese name with its long vowels written as short ones.
fn shortened(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let is_vowel = |c: char| "aeiou".contains(c);
    let mut letters = word.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_long = match (out.chars().last(), letter) {
            (Some('o'), 'o' | 'u') | (Some('u'), 'u') => true,
            (Some('o'), 'h') => !letters.peek().is_some_and(|next| is_vowel(*next)),
            _ => false,
        };
        if !is_long {
            out.push(letter);
        }
    }
    out
}

fn by_length<'a>(a: &'a str, b: &'a str) -> (&'a str, &'a str) {
    if a.len() <= b.len() { (a, b) } else { (b, a) }
}

/// Whether one name is the other, a man's, in its feminine form: Karim and Karima, János and Jánosné, his wife.
pub fn is_of_woman(a: &str, b: &str) -> bool {
    let (short, long) = by_length(a, b);
    let rest = long.strip_prefix(short).unwrap_or_default();
    // Which Indian names are a man's the tables seldom know, and these ends make other names of them.
    matches!(rest, "wari" | "eshwari" | "war" | "eshwar")
        || (OF_WOMEN.contains(&rest) && gender(short) == Some("m"))
}

/// With what a man's name becomes a woman's.
const OF_WOMEN: &[&str] = &[
    "a", "ine", "ina", "ette", "ne", "ela", "ella", "elle", "ika", "ia",
];

/// Whether one name is the other with something added that makes it another one: Anna and Annamaria, Harris and Harrison.
fn is_longer(a: (&str, &Facts), b: (&str, &Facts)) -> bool {
    let (short, long) = if a.0.len() <= b.0.len() {
        (a, b)
    } else {
        (b, a)
    };
    let rest = long.0.strip_prefix(short.0).unwrap_or_default();
    let is_known = |of: &Facts| of.is_given || of.is_family;
    let is_own = is_known(long.1)
        || is_given(rest)
        || is_family(rest)
        || ENDS.contains(&rest)
        || matches!(rest, "er" | "ne");
    short.0.len() >= 4 && rest.len() >= 2 && is_known(short.1) && is_own
}

/// Whether both are a "servant of" with another of God's names: Abdulrahman, Abdulrahim.
fn are_two_servants(a: &str, b: &str) -> bool {
    let of = |word: &str| {
        word.strip_prefix("abd")
            .map(|rest| rest.trim_start_matches(['a', 'e', 'u', 'l']).to_owned())
    };
    matches!((of(a), of(b)), (Some(x), Some(y)) if osa_distance(&x, &y) > 1)
}

/// Whether two family names are one root with two ends.
fn have_two_ends(a: &str, b: &str) -> bool {
    let roots = |word: &'_ str| -> Vec<String> {
        ENDS.iter()
            .filter_map(|end| word.strip_suffix(end))
            .filter(|root| root.len() > 2)
            .map(str::to_owned)
            .collect()
    };
    let others = roots(b);
    osa_distance(a, b) > 1 && roots(a).iter().any(|root| others.contains(root))
}

/// Whether two family names are the masculine and the feminine form of one: Ivanov and Ivanova.
pub fn is_gendered(a: &str, b: &str) -> bool {
    let form = |man: &str, woman: &str| {
        FEMININE.iter().any(|(his, hers)| {
            let root = man.strip_suffix(his);
            root.is_some_and(|root| {
                (root.len() > 2 || *his == man) && woman.strip_suffix(hers) == Some(root)
            })
        })
    };
    form(a, b) || form(b, a)
}

/// Whether one letter is wrong, missing, too many or in its neighbour's place in a word that is long enough to be recognised:
/// Graxe is no name, and Grace is one. The likeness of Jaro and Winkler is low for a slip in a word of five letters.
pub fn is_slip(a: &str, b: &str) -> bool {
    a.len().min(b.len()) >= RECOGNISED && osa_distance(a, b) == 1
}
