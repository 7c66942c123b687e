//! The parts of a name as a card shows them, and where they come from if it does not.

use super::names::parse::Parsed;
use super::names::skeleton::{skeleton, tokens};
use super::record::Record;

/// Longest value that is quoted.
const LONGEST: usize = 60;

/// One of two cards, with the name by which it is compared.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The card.
    pub record: &'a Record<'a>,
    /// The name, with what addresses and profiles tell of it.
    pub name: &'a Parsed,
}

/// A part of a name as the card shows it, and what spells it where the name does not have it.
pub struct Part {
    /// The words as the card has them, else its whole name.
    pub text: String,
    /// The address or profile that spells it.
    source: Option<String>,
    /// Whether neither the card nor an address of it has it, but what passed between: a call log names the number so.
    is_told: bool,
}

/// Where names come from that no card has.
const TOLD: &str = "messages, calls or a calendar";

/// What is said of a part of a name that only an address, a profile or messages tell; `does` says what it does with the other's.
pub fn spelled(what: &str, does: &str, x: &Part, y: &Part) -> Option<String> {
    let given = |part: &Part| part.is_told.then(|| does.replace("spells", "give"));
    match (given(x), given(y)) {
        (Some(give), None) if y.source.is_none() => {
            return Some(format!("{TOLD} {give} {}", y.text));
        }
        (None, Some(give)) if x.source.is_none() => {
            return Some(format!("{TOLD} {give} {}", x.text));
        }
        (Some(_), Some(_)) => return Some(format!("{what}s as {TOLD} give them")),
        _ => {}
    }
    let (source, text) = match (&x.source, &y.source) {
        (None, None) => return None,
        (Some(one), Some(other)) if one == other => {
            return Some(format!("{one} spells the {what} of both"));
        }
        (Some(one), Some(other)) => return Some(format!("{what}s as in {one} and {other}")),
        (Some(source), None) => (source, &y.text),
        (None, Some(source)) => (source, &x.text),
    };
    Some(format!("{source} {does} {text}"))
}

/// The first given name.
pub fn given_of(side: Side<'_>) -> Part {
    part(side, &side.name.given[..side.name.given.len().min(1)])
}

/// The family name.
pub fn family_of(side: Side<'_>) -> Part {
    part(side, &side.name.family)
}

/// The words of the card's name that these words come from; else the address or the profile that spells them.
pub fn part(side: Side<'_>, wanted: &[String]) -> Part {
    let name = &side.record.card.name;
    let all = format!("{} {} {}", name.full, name.given, name.family);
    let is_edge = |c: char| !c.is_alphanumeric() && c != '.';
    let mut shown: Vec<&str> = Vec::new();
    for word in all.split(|c: char| c.is_whitespace() || "()[]{}\"“”,;".contains(c)) {
        let word = word.trim_matches(is_edge);
        let found = tokens(word);
        let is_wanted = !found.is_empty() && found.iter().any(|token| wanted.contains(token));
        if is_wanted && !shown.contains(&word) && shown.len() < wanted.len() {
            shown.push(word);
        }
    }
    if !shown.is_empty() {
        return Part {
            text: quoted(&shown.join(" ")),
            source: None,
            is_told: false,
        };
    }
    let whole = wanted.concat();
    let source = source(side, &whole).filter(|_| !whole.is_empty());
    Part {
        is_told: source.is_none() && !whole.is_empty() && is_told(side, wanted),
        source,
        text: match whole_name(side) {
            Some(name) => quoted(name),
            None => quoted(&capital(&whole)),
        },
    }
}

/// Whether words of a name are none of the card, however it is read, and of none of its addresses and profiles.
fn is_told(side: Side<'_>, wanted: &[String]) -> bool {
    let card = side.record.card;
    let own = Parsed::of(&card.name);
    let is_own = |word: &String| {
        let mut words = own.given.iter().chain(&own.family).chain(&own.nicknames);
        words.any(|own| own == word) || source(side, word).is_some()
    };
    let is_plain = !own.is_transliterated && !own.is_empty() && !side.name.is_spelled;
    let has_maiden = card.extras.iter().any(|e| e.name.contains("MAIDEN"));
    is_plain && !has_maiden && !wanted.iter().any(is_own)
}

/// The address or profile that has a word in it.
pub fn source(side: Side<'_>, word: &str) -> Option<String> {
    let card = side.record.card;
    let spells = |text: &str| skeleton(text).contains(word);
    let mut mails = card.emails.iter().filter_map(|mail| mail.email.as_ref());
    let mail = mails.find(|mail| spells(mail.local()));
    let mut profiles = card.profiles.iter();
    let mut profile = || profiles.find(|slug| spells(slug.as_str()));
    mail.map(|mail| format!("the address {mail}"))
        .or_else(|| profile().map(|slug| format!("the LinkedIn profile {slug}")))
}

/// The name that the card shows, if it shows one.
pub fn whole_name(side: Side<'_>) -> Option<&str> {
    let name = &side.record.card.name;
    [&name.full, &name.nickname]
        .into_iter()
        .map(|text| text.trim())
        .find(|text| !text.is_empty())
}

/// The same, or the given name that its address spells.
pub fn whole(side: Side<'_>) -> String {
    whole_name(side).map_or_else(|| capital(side.name.first()), quoted)
}

/// A word with a capital letter.
fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// A value short enough to be quoted; a cell can be megabytes long.
pub fn quoted(value: &str) -> String {
    let head: String = value.chars().take(LONGEST).collect();
    if head.len() < value.len() {
        format!("{head}…")
    } else {
        head
    }
}
