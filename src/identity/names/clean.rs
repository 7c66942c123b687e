//! Takes out of a name what is none: emoji, honorifics, credentials, pronouns, slogans, brackets.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::marks;
use super::relations::{Relation, of_another, relation_of};
use crate::model::kin::{is_kin, relatives};
use crate::model::name::fold;
use crate::model::title::{CREDENTIALS, HONORIFICS, PRONOUNS};

/// Longest text that is looked at as a name; a cell can be megabytes long.
const LONGEST: usize = 300;

/// What people write where they know no name, or do not want to say it.
const STAND_INS: &[&str] = &[
    "xxx",
    "unknown",
    "unk",
    "none",
    "null",
    "anonymous",
    "resident",
    "occupant",
    "person",
    "adult",
    "refused",
    "male",
    "female",
    "nmn",
    "nfn",
    "sister",
    "brother",
    "husband",
    "wife",
    "mother",
    "father",
    "daughter",
    "child",
    "baby",
    "mom",
    "mum",
    "mama",
    "dad",
    "papa",
    "grandma",
    "grandpa",
    "granny",
    "boyfriend",
    "girlfriend",
    "neighbour",
    "neighbor",
    "private",
    "privat",
    "mobile",
    "handy",
    "mobil",
    "movil",
    "cell",
    "tel",
    "phone",
    "buero",
    "bureau",
    "arbeit",
    "dienstlich",
    "geschaeftlich",
    "work",
    "home",
    "new",
    "old",
    "neu",
    "alt",
];

/// What people are to the owner, relatives aside: nobody's name where no other word stands beside it. Hugo Boss is somebody.
const TO_OWNER: &[&str] = &[
    "babe",
    "boss",
    "chef",
    "chefin",
    "darling",
    "fam",
    "famiglia",
    "familia",
    "familie",
    "familien",
    "familjen",
    "famille",
    "family",
    "honey",
    "landlady",
    "landlord",
    "nachbar",
    "nachbarin",
    "rodzina",
    "vecina",
    "vecino",
    "vermieter",
    "voisin",
];

/// Words of a list, for asking about every word of every name.
type Words = LazyLock<FxHashSet<&'static str>>;

static IS_HONORIFIC: Words = LazyLock::new(|| HONORIFICS.iter().copied().collect());
static IS_CREDENTIAL: Words = LazyLock::new(|| CREDENTIALS.iter().copied().collect());
static IS_PRONOUN: Words = LazyLock::new(|| PRONOUNS.iter().copied().collect());
static IS_STAND_IN: Words = LazyLock::new(|| STAND_INS.iter().copied().collect());
static IS_TO_OWNER: Words = LazyLock::new(|| TO_OWNER.iter().copied().chain(relatives()).collect());

/// A name without what is none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cleaned {
    /// The words of the name in the order written, folded; a comma of "Last, First" has been resolved.
    pub words: Vec<String>,
    /// Nicknames from brackets and quotation marks, folded.
    pub nicknames: Vec<String>,
    /// Junior, senior and ordinals: 1 is senior.
    pub generation: Option<u8>,
    /// Family names from before a marriage, folded.
    pub former: Vec<String>,
    /// `f` or `m` where a title or pronouns say it.
    pub gender: Option<&'static str>,
    /// Whether a title stands before the name: what follows it alone is rather a family name.
    pub is_titled: bool,
    /// Whether it is a title that a married woman has.
    pub is_mrs: bool,
    /// What somebody is to the owner, in brackets.
    pub relation: Option<Relation>,
}

/// Cleans a whole name.
pub fn clean(text: &str) -> Cleaned {
    let mut cleaned = clean_part(text);
    if is_relation(&cleaned.words) || cleaned.words.iter().all(|word| is_to_owner(word)) {
        cleaned.words.clear();
    }
    let another = of_another(&mut cleaned.words, 2);
    cleaned.relation = cleaned.relation.or(another);
    // "Onkel Karl", "Oma Schmidt".
    if cleaned.words.len() == 2
        && is_to_owner(&cleaned.words[0])
        && !may_be_given(&cleaned.words[0])
    {
        cleaned.words.remove(0);
        cleaned.is_titled = true;
    }
    cleaned
}

/// Whether a name is one word for a relative, which is nobody's name.
pub fn is_relation(words: &[String]) -> bool {
    matches!(words, [only] if is_kin(only) && !may_be_given(only))
}

/// Whether a word is what somebody is to the owner, and may be nobody's name.
pub fn is_to_owner(word: &str) -> bool {
    IS_TO_OWNER.contains(word)
}

/// Whether a word in brackets behind a name says which number or card it is, or who somebody is: (old), (mobil), (BP), (boss).
pub fn is_remark(word: &str) -> bool {
    IS_STAND_IN.contains(word) || is_to_owner(word) || word.chars().count() < 3
}

/// Whether a word that says what somebody is to the owner is a given name somewhere: Nan Huang, Nana Mensah, Son Nguyen.
pub fn may_be_given(word: &str) -> bool {
    matches!(
        word,
        "nan" | "nana" | "son" | "abi" | "mor" | "pere" | "tata" | "baba" | "far"
    )
}

/// A text without e-mail addresses, which programs put where a name is missing.
fn without_addresses(text: &str) -> Cow<'_, str> {
    let is_address = |word: &&str| {
        let parts = word.split_once('@');
        parts.is_some_and(|(local, domain)| !local.is_empty() && domain.contains('.'))
    };
    if !text.contains('@') {
        return Cow::Borrowed(text);
    }
    let kept: Vec<&str> = text
        .split_whitespace()
        .filter(|word| !is_address(word))
        .collect();
    Cow::Owned(kept.join(" "))
}

/// Cleans one part of a name, whose other parts tell whether a word like "boss" is a name.
pub fn clean_part(text: &str) -> Cleaned {
    let head = match text.char_indices().nth(LONGEST) {
        Some((end, _)) => &text[..end],
        None => text,
    };
    let head = without_addresses(head);
    let (outside, aside) = brackets(&head);
    let mut cleaned = Cleaned::default();
    for text in aside {
        cleaned.aside(&text);
    }
    let outside = without_place(before_slogan(&outside));
    let mut parts = outside.split([',', ';', '،', '、']).map(words);
    let mut first = parts.next().unwrap_or_default();
    cleaned.generation = cleaned.generation.or(marks::generation(&mut first, &head));
    cleaned.former.append(&mut marks::former(&mut first));
    strip_labels(&mut first);
    cleaned.strip_honorifics(&mut first);
    cleaned.strip_address(&mut first);
    for mut part in parts {
        cleaned.generation = cleaned.generation.or(marks::generation(&mut part, &head));
        part.retain(|word| !is_credential(word));
        cleaned.strip_honorifics(&mut part);
        // What is left behind the first comma is the given name of "Last, First"; behind further commas it is a slogan.
        if !part.is_empty() && part.len() <= 3 && cleaned.words.is_empty() {
            cleaned.words = part;
        }
    }
    strip_credentials(&mut first, cleaned.words.is_empty());
    cleaned.words.append(&mut first);
    cleaned
        .words
        .retain(|word| !IS_STAND_IN.contains(word.as_str()));
    cleaned
}

/// Words before a name that put the card where it is found in an emergency, or first in the list.
const LABELS: &[&str] = &[
    "ice",
    "ice1",
    "ice2",
    "ice3",
    "aaa",
    "aaaa",
    "aa",
    "a1",
    "zzz",
    "notfall",
    "notfallkontakt",
    "emergency",
    "sos",
    "urgence",
    "urgences",
    "emergencia",
    "emergencias",
    "emergenza",
    "emergenze",
    "noodgeval",
    "nodfall",
    "nodsituation",
    "acil",
];

/// Takes away the labels before a name; a label alone stays for the part beside it to tell.
fn strip_labels(words: &mut Vec<String>) {
    let is_label =
        |word: &String| LABELS.contains(&word.as_str()) || word.bytes().all(|b| b.is_ascii_digit());
    let labels = words.iter().take_while(|word| is_label(word)).count();
    words.drain(..labels.min(words.len().saturating_sub(1)));
}

/// Whether a word is a label that stands before names.
pub fn is_label(word: &str) -> bool {
    LABELS.contains(&word)
}

impl Cleaned {
    /// Takes from what stands in brackets or quotation marks pronouns, a mark of a generation, the name before a marriage, or what
    /// somebody is called.
    fn aside(&mut self, text: &str) {
        let folded = fold(text);
        let mut words = words(text);
        let parts: Vec<&str> = folded
            .split(|c: char| !c.is_alphabetic())
            .filter(|part| !part.is_empty())
            .collect();
        if parts.iter().all(|part| IS_PRONOUN.contains(part)) {
            self.gender = self.gender.or(marks::gender(parts.into_iter()));
            return;
        }
        if let [one] = words.as_slice() {
            self.generation = self.generation.or(marks::generation_of(one));
            self.relation = self.relation.or(relation_of(one));
        }
        self.former.append(&mut marks::former(&mut words));
        let is_name = folded
            .chars()
            .all(|c| c.is_alphabetic() || c == '\'' || c == '.')
            && folded.chars().count() > 1;
        let is_mark = marks::generation_of(&folded.replace('.', "")).is_some()
            || relation_of(&folded).is_some();
        if is_name && !is_mark {
            self.nicknames.push(folded.replace(['\'', '.'], ""));
        }
    }

    /// Takes a word of respect off the end: "Kharkar Madam", "Vivek Sir".
    fn strip_address(&mut self, words: &mut Vec<String>) {
        let [_, .., last] = words.as_slice() else {
            return;
        };
        if let Some((_, of)) = BEHIND.iter().find(|(word, _)| word == last) {
            self.gender = self.gender.or(Some(of));
            words.pop();
        }
    }

    fn strip_honorifics(&mut self, words: &mut Vec<String>) {
        let titles = words.iter().take_while(|w| is_honorific(w)).count();
        // A lone word is a name even if it looks like a title ("Don").
        let titles = titles.min(words.len().saturating_sub(1));
        let titles = words.drain(..titles);
        self.is_titled |= titles.len() > 0;
        let said: Vec<String> = titles.collect();
        self.gender = self
            .gender
            .or(marks::gender(said.iter().map(String::as_str)));
        self.is_mrs |= said.iter().any(|title| marks::is_mrs(title));
    }
}

/// Words of respect behind a name, as in India, and who they are said to. Behind a given name some of them are family names.
const BEHIND: &[(&str, &str)] = &[("sir", "m"), ("madam", "f"), ("maam", "f"), ("saheb", "m")];

/// Whether a word stands before names and is none.
pub fn is_honorific(word: &str) -> bool {
    IS_HONORIFIC.contains(word)
}

/// Separates what stands in brackets or quotation marks; only single words of it can be nicknames.
fn brackets(text: &str) -> (Cow<'_, str>, Vec<String>) {
    if !text.contains(|c: char| closing(c).is_some()) {
        return (Cow::Borrowed(text), Vec::new());
    }
    let mut outside = String::with_capacity(text.len());
    let mut aside = Vec::new();
    let mut open: Option<(char, String)> = None;
    for c in text.chars() {
        match &mut open {
            Some((close, inner)) if c == *close => {
                aside.push(std::mem::take(inner));
                outside.push(' ');
                open = None;
            }
            Some((_, inner)) => inner.push(c),
            None => match closing(c) {
                Some(close) => open = Some((close, String::new())),
                None => outside.push(c),
            },
        }
    }
    if let Some((_, inner)) = open {
        outside.push(' ');
        outside.push_str(&inner);
    }
    (Cow::Owned(outside), aside)
}

fn closing(c: char) -> Option<char> {
    match c {
        '(' => Some(')'),
        '[' => Some(']'),
        '{' => Some('}'),
        '（' => Some('）'),
        '"' => Some('"'),
        '“' | '„' => Some('”'),
        '«' => Some('»'),
        _ => None,
    }
}

/// Without the letter by which a SIM card says what kind of number stands there: "Wiesinger Klaus/M".
fn without_place(text: &str) -> &str {
    let text = text.trim_end();
    let Some((name, place)) = text.rsplit_once('/') else {
        return text;
    };
    if place.chars().count() == 1 && !name.is_empty() {
        name
    } else {
        text
    }
}

/// Whether a text is letters and blanks, as most names are: nothing needs to be looked for in it.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_alphabetic() || b == b' ')
}

/// Cuts at what introduces a slogan: "Jane Doe | Hiring!", "Jane Doe - Coach", "Jane Doe at Acme".
fn before_slogan(text: &str) -> &str {
    if is_plain(text) {
        return text;
    }
    let cuts = ["|", " - ", " – ", " — ", " @ ", " / ", "•", "·", "➤", "►"];
    let end = cuts
        .iter()
        .filter_map(|cut| text.find(cut))
        .filter(|at| text[..*at].chars().any(char::is_alphabetic))
        .min();
    &text[..end.unwrap_or(text.len())]
}

/// The words of a text: emoji, marks and points go, hyphens and apostrophes inside words stay for the parser.
fn words(text: &str) -> Vec<String> {
    if is_plain(text) {
        let words = text.split(' ').filter(|word| !word.is_empty());
        return words.map(str::to_ascii_lowercase).collect();
    }
    let kept: String = text.chars().filter(|c| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')).collect();
    let spaced: String = kept
        .chars()
        .map(|c| if is_name_char(c) { c } else { ' ' })
        .collect();
    let spaced = split_initials(&spaced);
    fold(&spaced)
        .split(' ')
        .map(|w| w.trim_matches(['-', '\'', '.']))
        .filter(|w| !w.is_empty())
        .map(|w| w.replace('.', ""))
        .collect()
}

/// "J.R.R. Tolkien" is three initials; "Ph.D." and "M.B.A." behind a name are found by their letters.
fn split_initials(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    for word in text.split_whitespace() {
        let letters: String = word.chars().filter(|c| *c != '.').collect();
        let dotted = word.contains('.')
            && word
                .split('.')
                .filter(|p| !p.is_empty())
                .all(|p| p.chars().count() == 1);
        if dotted && !is_credential(&fold(&letters)) && fold(&letters) != "hc" {
            out.extend(letters.chars().flat_map(|c| [c, ' ']));
        } else {
            out.push_str(&letters);
        }
        out.push(' ');
    }
    out
}

fn is_name_char(c: char) -> bool {
    let squared = matches!(c, '\u{1f130}'..='\u{1f189}' | '\u{24b6}'..='\u{24e9}');
    (c.is_alphanumeric() && !squared)
        || matches!(c, '\'' | '’' | '-' | '.')
        || unicode_normalization::char::is_combining_mark(c)
}

/// Takes credentials off the end; a family name is left where it could be one ("Elsa Ma").
fn strip_credentials(words: &mut Vec<String>, whole: bool) {
    let keep = if whole { 2 } else { 1 };
    while words.len() > keep && words.last().is_some_and(|w| is_credential(w)) {
        words.pop();
    }
    let sure = |w: &String| is_credential(w) && w.chars().count() > 2;
    while words.len() > 1 && words.last().is_some_and(sure) {
        words.pop();
    }
}

fn is_credential(word: &str) -> bool {
    if word.contains(['-', '.']) {
        return IS_CREDENTIAL.contains(word.replace(['-', '.'], "").as_str());
    }
    IS_CREDENTIAL.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words_of(text: &str) -> String {
        clean(text).words.join(" ")
    }

    #[test]
    fn decoration_goes_and_the_name_stays() {
        let cases = [
            ("Dr. Ana Ferreira, PhD", "ana ferreira"),
            ("ANA FERREIRA, MBA, PMP®", "ana ferreira"),
            ("Ana Ferreira 🚀", "ana ferreira"),
            ("Ana Ferreira (She/Her)", "ana ferreira"),
            ("Ana Ferreira | Hiring!", "ana ferreira"),
            ("Ana Ferreira - We build bridges", "ana ferreira"),
            ("Prof. Dr. Hans-Peter Weber", "hans-peter weber"),
            ("Ferreira, Ana", "ana ferreira"),
            ("Elsa Ma", "elsa ma"),
            ("J.R.R. Tolstone", "j r r tolstone"),
            ("Ana Ferreira Ph.D.", "ana ferreira"),
            ("Don", "don"),
        ];
        for (text, expected) in cases {
            assert_eq!(words_of(text), expected, "{text}");
        }
    }

    #[test]
    fn nicknames_come_from_brackets_and_quotes() {
        assert_eq!(clean("Robert \"Bob\" Martins").nicknames, ["bob"]);
        assert_eq!(clean("Robert (Bob) Martins").nicknames, ["bob"]);
        assert!(clean("Ana (she/her) Ferreira").nicknames.is_empty());
    }

    #[test]
    fn generations_are_kept_apart() {
        assert_eq!(
            (
                clean("Henry Fordham Jr.").generation,
                words_of("Henry Fordham, Jr.")
            ),
            (Some(2), "henry fordham".into())
        );
        assert_eq!(clean("Henry Fordham III").generation, Some(3));
        assert_eq!(clean("Senior").generation, None);
    }

    #[test]
    fn a_hostile_name_is_cut_and_never_a_panic() {
        assert!(clean(&"((((\u{202e}A ".repeat(1_000_000)).words.len() < 400);
    }
}
