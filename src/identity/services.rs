//! The words that show that a name or an address is nobody's, and what each of them says.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::names::frequency::{is_family, is_given};
use super::names::skeleton::skeleton;
use crate::model::keys::Email;

/// The words; its head says what they are.
const TABLE: &str = include_str!("services.txt");

/// The first part of a compound word has at least so many letters: "Tanzschule".
const SHORTEST_HEAD: usize = 3;

/// The words by what they say; the head of the table says more.
struct Words {
    services: FxHashSet<String>,
    crafts: FxHashSet<String>,
    places: FxHashSet<String>,
    soft: FxHashSet<String>,
    sides: FxHashSet<String>,
    firms: FxHashSet<String>,
    forms: FxHashSet<String>,
    towns: FxHashSet<String>,
    trades: FxHashSet<String>,
    legal: FxHashSet<&'static str>,
    roles: FxHashSet<&'static str>,
    stems: Vec<String>,
    skills: Vec<String>,
    known: Vec<Vec<String>>,
    signs: Vec<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let of = |kind: &'static str| {
        let rows = TABLE.lines().filter_map(move |row| row.strip_prefix(kind));
        rows.flat_map(|row| row.split(' ').filter(|word| !word.is_empty()))
    };
    let folded = |kind| of(kind).map(skeleton).filter(|word| !word.is_empty());
    Words {
        services: folded("service: ").collect(),
        crafts: folded("craft: ").collect(),
        places: folded("place: ").collect(),
        soft: folded("soft: ").collect(),
        sides: folded("side: ").collect(),
        firms: folded("form: ").chain(folded("firm: ")).collect(),
        forms: folded("form: ").collect(),
        towns: folded("town: ").collect(),
        trades: folded("trade: ").collect(),
        legal: of("legal: ").collect(),
        roles: of("role: ").collect(),
        stems: folded("stem: ").collect(),
        skills: folded("skill: ").collect(),
        known: of("known: ")
            .map(|words| words.split('_').map(skeleton).collect())
            .collect(),
        signs: of("sign: ").collect(),
    }
});

/// What a word says of the name that it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    /// A place or a firm.
    Place,
    /// A service or a craft.
    Service,
    /// Nothing by itself.
    Side,
    /// Something else, such as a name.
    Other,
}

/// What a folded word says.
pub fn says(word: &str) -> Says {
    let words = &*WORDS;
    let ends = |stems: &[String]| {
        let head = |stem: &String| word.strip_suffix(stem.as_str());
        stems
            .iter()
            .filter_map(head)
            .any(|head| head.is_empty() || head.len() >= SHORTEST_HEAD)
    };
    if words.places.contains(word) || words.soft.contains(word) {
        Says::Place
    } else if words.services.contains(word) || words.crafts.contains(word) {
        Says::Service
    } else if words.sides.contains(word) {
        Says::Side
    } else if word.len() <= SHORTEST_HEAD || is_given(word) || is_family(word) {
        Says::Other
    } else if ends(&words.stems) {
        Says::Place
    } else if ends(&words.skills) {
        Says::Service
    } else {
        Says::Other
    }
}

/// Whether a word says what somebody does for the owner.
pub fn is_craft(word: &str) -> bool {
    let skill = |skill: &String| word.len() > skill.len() && word.ends_with(skill.as_str());
    WORDS.crafts.contains(word)
        || (WORDS.skills.iter().any(skill) && !is_family(word) && !is_given(word))
}

/// Whether a word behind a given name says where the owner knows its bearer from.
pub fn is_trade(word: &str) -> bool {
    WORDS.trades.contains(word) || matches!(says(word), Says::Place | Says::Service)
}

/// Whether a word before a name says where the owner knows its bearer from: "Zahnarzt Wimmer", "Yoga Anna", "Taxi Ali".
pub fn is_prefix(word: &str) -> bool {
    let may_be_name = is_family(word) || is_given(word);
    is_craft(word) || is_soft(word) || (WORDS.trades.contains(word) && !may_be_name)
}

/// Whether a word for a place stands before the name of somebody who works there, too: "Taxi Ali".
pub fn is_soft(word: &str) -> bool {
    WORDS.soft.contains(word)
}

/// Whether a given name is a town's, too.
pub fn is_town(word: &str) -> bool {
    WORDS.towns.contains(word)
}

/// Whether a word that is not a name's first is a firm's legal form or the like: "GmbH", "& Sons". Short ones count in the
/// letters in which firms write them.
pub fn is_firm(word: &str, as_written: &str) -> bool {
    WORDS.firms.contains(word) || WORDS.legal.contains(as_written)
}

/// Whether a word is a legal form, which stands in no other name.
pub fn is_form(word: &str) -> bool {
    WORDS.forms.contains(word)
}

/// The words of a company's name without its legal form: "Moldau Consulting Zrt." is Moldau Consulting.
pub fn company(name: &str) -> Vec<String> {
    let words = name.split(|c: char| c.is_whitespace() || "&/,;:+|-–".contains(c));
    let mut folded: Vec<(&str, String)> = words
        .map(|raw| (raw, skeleton(raw)))
        .filter(|(_, word)| !word.is_empty())
        .collect();
    while folded.len() > 1
        && folded
            .last()
            .is_some_and(|(raw, word)| WORDS.forms.contains(word) || WORDS.legal.contains(raw))
    {
        folded.pop();
    }
    folded.into_iter().map(|(_, word)| word).collect()
}

/// Whether the name of a large firm or an authority begins a name.
pub fn is_known(words: &[&str]) -> bool {
    let begins = |known: &&Vec<String>| {
        words.len() >= known.len() && known.iter().zip(words).all(|(one, word)| one == word)
    };
    WORDS.known.iter().any(|known| begins(&known))
}

/// Whether a text in letters that know no spaces has a word of a firm, a place or a service in it.
pub fn has_sign(text: &str) -> bool {
    text.contains(|c: char| c >= '\u{2e80}') && WORDS.signs.iter().any(|sign| text.contains(sign))
}

/// Whether a word is that of a task, as it stands before the @ of an address.
pub fn is_task(word: &str) -> bool {
    WORDS.roles.contains(word)
}

/// Whether a word of a name says what somebody does for others, and not who.
pub fn is_of_tasks(word: &str) -> bool {
    is_task(word) || says(word) != Says::Other
}

/// Whether an address belongs to a task: `info@`, `office@`, `it-support@`.
pub fn is_role(email: &Email) -> bool {
    let local = email.local();
    let local = local.split_once('+').map_or(local, |(word, _)| word);
    let plain = local.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_known = |word: &str| WORDS.roles.contains(word);
    let mut parts = plain.split(['.', '-', '_']);
    is_known(local) || is_known(plain) || parts.all(is_known)
}
