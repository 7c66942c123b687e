//! A name in folded tokens: given names in order, family names, nicknames, generation.

use rustc_hash::FxHashMap;

use super::clean::{
    Cleaned, clean, clean_part, is_honorific, is_label, is_relation, is_remark, is_to_owner,
    may_be_given,
};
use super::facts::{Facts, Known};
use super::frequency::{gender, is_family, is_family_only, is_given, is_given_only};
use super::latin;
use super::marks::OF_WIFE;
use super::relations::{Relation, of_another, relation_in};
use super::script::{self, Read};
use super::skeleton::{skeleton, tokens, without_umlauts};
use super::syllables;
use crate::model::keys::percent_decode;
use crate::model::name::Name;

/// Words that belong to the family name after them and are often left out.
const PARTICLES: &[&str] = &[
    "van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "das", "do", "du", "la",
    "le", "los", "las", "el", "al", "bin", "ibn", "ben", "bint", "ter", "ten", "zu", "zum", "zur",
    "af", "av", "st", "y", "e", "the",
];

/// Longest text, in bytes, that is taken for a nickname.
const LONGEST_NICKNAME: usize = 60;

/// How many nicknames a name is compared by.
const MOST_NICKNAMES: usize = 8;

/// A parsed name. All tokens are ASCII letters and digits.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Parsed {
    /// Given and middle names in order.
    pub given: Vec<String>,
    /// Family names without particles.
    pub family: Vec<String>,
    /// The family name in one word, particles included.
    pub family_whole: String,
    /// Given names in one word.
    pub given_whole: String,
    /// What is known of the first given name.
    pub first_facts: Known,
    /// What is known of `given_whole`.
    pub given_facts: Known,
    /// What is known of `family_whole`.
    pub family_facts: Known,
    /// Nicknames.
    pub nicknames: Vec<String>,
    /// Generation, 1 for senior.
    pub generation: Option<u8>,
    /// `f` or `m` where a title or pronouns say it.
    pub gender: Option<&'static str>,
    /// Whether the first given name is joined to a second one by a hyphen: Jean-Pierre is not called Jean.
    pub is_compound: bool,
    /// Whether it was written in other letters than Latin ones.
    pub is_transliterated: bool,
    /// Whether it is what an address of the card spells.
    pub is_spelled: bool,
    /// What somebody is to the owner, beside the name or in place of it.
    pub relation: Option<Relation>,
}

impl Parsed {
    /// Whether its family name was written in letters without vowels.
    pub fn is_bare(&self) -> bool {
        self.is_transliterated && self.family_facts.sounds.is_bare()
    }

    /// Parses a card's name.
    pub fn of(name: &Name) -> Self {
        let is_foreign = |c: char| {
            c > '\u{24f}'
                && c.is_alphabetic()
                && !matches!(c, '\u{1e00}'..='\u{1eff}' | '\u{2b0}'..='\u{36f}')
        };
        let decoded = decoded(name);
        let name = decoded.as_ref().unwrap_or(name);
        let whole = across_parts(name);
        let name = whole.as_ref().unwrap_or(name);
        let parts = [&name.full, &name.given, &name.family];
        let mut given = parts[1..2]
            .iter()
            .chain(&parts[..1])
            .filter(|part| !part.trim().is_empty());
        let parsed = Self::in_latin(name);
        let is_compound = parsed.given.len() == 2
            && parsed.given[1].len() > 1
            && given
                .next()
                .is_some_and(|part| part.contains(['-', '‐', '–']));
        Self {
            is_compound: is_compound || parsed.is_compound,
            is_transliterated: parts.iter().any(|part| part.contains(is_foreign)),
            ..parsed
        }
    }

    fn in_latin(name: &Name) -> Self {
        let foreign = !name.full.is_ascii() || !name.given.is_ascii() || !name.family.is_ascii();
        if let Some(read) = foreign.then(|| in_latin(name)).flatten() {
            return Self::in_latin(&read);
        }
        if let Some(read) = script::read(&name.full, &name.given, &name.family) {
            return Self::of_read(read);
        }
        let full = clean(&name.full);
        let suffix = (!name.suffix.is_empty())
            .then(|| clean(&format!("x y {}.", name.suffix)).generation)
            .flatten();
        let titled = match name.prefix.trim() {
            "" => Cleaned::default(),
            prefix => clean(&format!("{prefix} x y")),
        };
        let blank = |part: &str| part.trim().is_empty();
        // A whole name in one field, the other being empty, is taken apart; a lone word there is what the field says, but for a
        // "Frau Muster" whose title went into a field of its own.
        let one_word = |part: &str| !blank(part) && part.split_whitespace().count() == 1;
        let lone = (blank(&name.given) && one_word(&name.family))
            || (blank(&name.family) && one_word(&name.given) && !full.is_titled);
        let parts = lone || (!blank(&name.given) && !blank(&name.family));
        let mut parsed = if parts {
            Self::of_parts(name)
        } else {
            Self::of_text_words(&full, name)
        };
        parsed.gender = full.gender.or(parsed.gender).or(titled.gender);
        parsed.generation = parsed.generation.or(full.generation).or(suffix);
        parsed.relation = full.relation.or(parsed.relation);
        parsed.leave_out_husband(name, full.is_mrs || titled.is_mrs);
        if parsed.given.is_empty() && parsed.family.is_empty() {
            let said = relation_in(&name.full);
            parsed.relation =
                said.or_else(|| relation_in(&format!("{} {}", name.given, name.family)));
        }
        let nicknames = full
            .nicknames
            .iter()
            .map(String::as_str)
            .chain(name.nickname.split([',', ';']))
            .filter(|nickname| nickname.len() <= LONGEST_NICKNAME);
        for nickname in nicknames.flat_map(tokens).take(MOST_NICKNAMES) {
            if !parsed.nicknames.contains(&nickname) {
                parsed.nicknames.push(nickname);
            }
        }
        parsed
    }

    /// A name in another script; further ways to read it stand as nicknames.
    fn of_read(read: Read) -> Self {
        let mut given = read.given.into_iter();
        let mut parsed = Self::of_pair(given.next().unwrap_or_default(), read.family);
        parsed.nicknames = given.collect();
        parsed.family.extend(read.families);
        parsed
    }

    /// Parses a name that stands in one text.
    #[cfg(test)]
    pub fn of_text(text: &str) -> Self {
        Self::of(&Name {
            full: text.to_owned(),
            ..Name::default()
        })
    }

    fn of_parts(name: &Name) -> Self {
        let (mut given, middle, mut family) = (
            clean_part(&name.given),
            clean(&name.middle),
            clean_part(&name.family),
        );
        if let ([label], false) = (given.words.as_slice(), family.words.is_empty())
            && (is_label(label) || is_address(label, &family.words))
        {
            // "ICE Anna" and "Khun Lek", of which programs make a given and a family name.
            return Self::of_words(&family.words);
        }
        leave_out_relations(&mut given.words, &mut family.words);
        let another = of_another(&mut given.words, 1);
        if another.is_some() && given.words.len() > 1 && is_honorific(&given.words[0]) {
            given.words.remove(0);
        }
        if !family.words.is_empty()
            && given
                .words
                .iter()
                .all(|w| is_honorific(w) && !is_given(w) && w.len() > 1)
        {
            given.words.clear();
        }
        // Korean and Chinese names keep their order in whatever field they stand.
        if syllables::is_turned(&given.words, &family.words) {
            std::mem::swap(&mut given.words, &mut family.words);
        }
        let mut parsed = Self::default();
        // A middle name without a given one stays in its place.
        let nobody = String::new();
        let first = if given.words.is_empty() && !middle.words.is_empty() {
            vec![nobody]
        } else {
            Vec::new()
        };
        let known = given
            .words
            .iter()
            .chain(&middle.words)
            .flat_map(|w| tokens(w));
        parsed.set_given(first.into_iter().chain(known).collect());
        parsed.set_family(&family.words);
        // Behind a family name stands the one before a marriage, or else what somebody is called.
        let aside = family.nicknames.iter().flat_map(|w| tokens(w));
        // Where no family name stands before it, and of a word that is nobody's, it is a remark.
        let is_former = |w: &String| !family.words.is_empty() && !is_given_only(w) && !is_remark(w);
        let (former, called): (Vec<String>, Vec<String>) = aside.partition(is_former);
        parsed.family.extend(former.iter().cloned());
        parsed.family.extend(
            family
                .former
                .iter()
                .chain(&given.former)
                .flat_map(|w| tokens(w)),
        );
        parsed.nicknames = given.nicknames.iter().flat_map(|w| tokens(w)).collect();
        parsed.nicknames.extend(called);
        parsed.generation = family.generation.or(given.generation);
        parsed.gender = family.gender.or(given.gender);
        parsed.relation = another.or(family.relation).or(given.relation);
        parsed
    }

    /// Takes out a given name that is the husband's: Mrs. John Beispiel, Kovács Jánosné.
    fn leave_out_husband(&mut self, name: &Name, is_mrs: bool) {
        let of_husband = is_mrs && self.first_facts.gender == Some("m");
        let words = || {
            name.full
                .split_whitespace()
                .chain(name.given.split_whitespace())
        };
        let is_of_wife = || {
            let mut stems = words()
                .filter_map(|word| word.strip_suffix(OF_WIFE))
                .map(skeleton);
            stems.any(|stem| {
                gender(&stem) == Some("m") && self.first().strip_suffix("ne") == Some(stem.as_str())
            })
        };
        if !self.family_whole.is_empty() && (of_husband || is_of_wife()) {
            self.set_given(Vec::new());
            self.gender = Some("f");
        }
    }

    /// A name that stands in one text. "Frau Müller" and "Dr. Wimmer" are called by their family name.
    fn of_text_words(full: &Cleaned, name: &Name) -> Self {
        let words = whole(name, full);
        let mut parsed = match words.as_slice() {
            [address, called] if is_address(address, std::slice::from_ref(called)) => {
                Self::of_words(std::slice::from_ref(called))
            }
            [lone] if full.is_titled && !is_given(&skeleton(lone)) => {
                let mut parsed = Self::default();
                parsed.set_family(&words);
                parsed
            }
            _ => Self::of_words(&words),
        };
        parsed
            .family
            .extend(full.former.iter().flat_map(|w| tokens(w)));
        parsed
    }

    /// The last word is the family name, with the particles before it; a lone word is a given name.
    fn of_words(words: &[String]) -> Self {
        if syllables::is_eastern(words) {
            return Self::of_eastern(words);
        }
        let mut parsed = Self::default();
        let is_particle = |w: &String| PARTICLES.contains(&w.as_str());
        let mut split = words.len().saturating_sub(1);
        while split > 1 && is_particle(&words[split - 1]) {
            split -= 1;
        }
        if words.len() == 1 {
            split = 1;
        }
        parsed.set_given(words[..split].iter().flat_map(|w| tokens(w)).collect());
        parsed.set_family(&words[split..]);
        parsed
    }

    /// The first word is the family name; of several given names the last is the one people use (Nguyễn Văn An).
    fn of_eastern(words: &[String]) -> Self {
        let mut parsed = Self::default();
        let mut given = words[1..].to_vec();
        if syllables::is_vietnamese(&words[0]) {
            given.rotate_right(1);
        } else {
            parsed.is_compound = given.len() == 2;
        }
        parsed.set_given(given.iter().flat_map(|w| tokens(w)).collect());
        parsed.set_family(&words[..1]);
        parsed
    }

    /// A name of one given and one family name, both skeletons.
    pub fn of_pair(given: String, family: String) -> Self {
        let mut parsed = Self::default();
        parsed.set_given(vec![given]);
        parsed.set_family(&[family]);
        parsed
    }

    /// A name of which only the family name is known, as a skeleton.
    pub fn of_family(family: String) -> Self {
        let mut parsed = Self::default();
        parsed.set_family(&[family]);
        parsed
    }

    /// Adds a family name from before a marriage.
    pub fn add_former(&mut self, family: &str) {
        let words: Vec<String> = clean_part(family)
            .words
            .iter()
            .flat_map(|word| tokens(word))
            .collect();
        let whole = words.concat();
        let core = words
            .into_iter()
            .filter(|word| !PARTICLES.contains(&word.as_str()));
        for form in core.chain([whole]) {
            if !form.is_empty() && !self.family.contains(&form) {
                self.family.push(form);
            }
        }
    }

    fn set_given(&mut self, given: Vec<String>) {
        let given = joined(given);
        self.given_whole = without_umlauts(given.concat());
        self.given = given;
        self.given.shrink_to_fit();
        self.first_facts = Known::of(self.first());
        self.given_facts = match self.given.as_slice() {
            [_] => self.first_facts.clone(),
            _ => Known::of(&self.given_whole),
        };
    }

    /// Gives it another family name, in words.
    pub fn set_family(&mut self, words: &[String]) {
        let all: Vec<String> = words.iter().flat_map(|w| tokens(w)).collect();
        self.family_whole = all.concat();
        self.family_facts = Known::of(&self.family_whole);
        let core: Vec<String> = all
            .iter()
            .filter(|w| !PARTICLES.contains(&w.as_str()))
            .cloned()
            .collect();
        self.family = if core.is_empty() { all } else { core };
        self.family.shrink_to_fit();
    }

    /// Shares what is known of its words with all other names that have them, a million of which may have a few thousand words.
    pub fn share(&mut self, known: &mut FxHashMap<String, Known>) {
        let mut share = |word: &str, facts: &mut Known| match known.get(word) {
            Some(same) => *facts = same.clone(),
            None => drop(known.insert(word.to_owned(), facts.clone())),
        };
        let first = self.given.first().map_or("", String::as_str);
        share(first, &mut self.first_facts);
        share(&self.family_whole, &mut self.family_facts);
        match self.given.as_slice() {
            [_] => self.given_facts = self.first_facts.clone(),
            _ => share(&self.given_whole, &mut self.given_facts),
        }
    }

    /// The first given name; empty if none is known.
    pub fn first(&self) -> &str {
        self.given.first().map_or("", String::as_str)
    }

    /// The given name that counts as one: the first one, or two with a hyphen.
    pub fn called(&self) -> (&str, &Facts) {
        if self.is_compound && self.given.len() == 2 {
            (&self.given_whole, &self.given_facts)
        } else {
            (self.first(), &self.first_facts)
        }
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.given.is_empty() && self.family.is_empty() && self.nicknames.is_empty()
    }

    /// Whether a given and a family name are known, neither only by its initial.
    pub fn is_full(&self) -> bool {
        self.first().len() > 1 && self.family_whole.len() > 1
    }
}

/// Given names of which the first word is half a name joined with what follows: Abdul Rahman, Abu Omar. "Bin" and the like
/// stand before the father's name and go.
fn joined(given: Vec<String>) -> Vec<String> {
    let is_half = |word: &str| {
        matches!(
            word,
            "abdul" | "abdel" | "abdal" | "abd" | "abdur" | "abu" | "umm" | "abou"
        )
    };
    let is_link = |word: &str| matches!(word, "bin" | "ibn" | "bint" | "binti" | "binte");
    let mut out: Vec<String> = Vec::with_capacity(given.len());
    let mut is_open = false;
    for word in given {
        let half = is_half(&word);
        match out.last_mut() {
            Some(last) if is_open => last.push_str(&word),
            Some(_) if is_link(&word) => continue,
            _ => out.push(word),
        }
        is_open = half;
    }
    out
}

/// Whether a word is a form of address before a given name, where that is what people are called by: Khun Lek, Anh Hùng.
fn is_address(word: &str, name: &[String]) -> bool {
    let is_called =
        || name.len() == 1 && is_given(&skeleton(&name[0])) && !is_family(&skeleton(&name[0]));
    match word {
        "khun" | "ibu" | "bapak" => true,
        "anh" | "chi" | "pak" | "bu" => is_called(),
        _ => false,
    }
}

/// Takes out what somebody is to the owner: "Tante Erika", "Oma Schmidt", "Boss" and nothing else. Charlotte Voisin and Nan Huang
/// are somebody: a family name behind a given one stays, and so does a given name that stands before a family name.
fn leave_out_relations(given: &mut Vec<String>, family: &mut Vec<String>) {
    let relation = |words: &[String]| words.iter().all(|word| is_to_owner(word));
    let is_family = |word: &String| {
        tokens(word)
            .iter()
            .all(|t| !is_given(t) || is_family_only(t))
    };
    if family.is_empty() && is_relation(given) {
        given.clear();
    }
    match (relation(given), relation(family)) {
        (true, true) => {
            given.clear();
            family.clear();
        }
        (true, false) => {
            let is_name =
                given.iter().all(|word| may_be_given(word)) && family.iter().all(is_family);
            if !is_name {
                given.clear();
            }
        }
        (false, _) => {}
    }
}

/// A name without a remark in brackets that begins in one of its parts and ends in another: given "Ravi (gas", family "agency)".
fn across_parts(name: &Name) -> Option<Name> {
    let opens = |part: &&String| {
        let count = |signs: [char; 4]| part.chars().filter(|c| signs.contains(c)).count();
        count(['(', '[', '{', '（']) > count([')', ']', '}', '）'])
    };
    [&name.given, &name.middle]
        .into_iter()
        .any(|part| opens(&part))
        .then(|| {
            let [given, middle, family] = name.without_remarks();
            Name {
                given,
                middle,
                family,
                ..name.clone()
            }
        })
}

/// A name that some program has percent-encoded: `J%C3%BCrgen`.
fn decoded(name: &Name) -> Option<Name> {
    let is_encoded = |text: &str| {
        let at = text.find('%');
        let hex = at.and_then(|at| text.get(at + 1..at + 3));
        hex.is_some_and(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()))
    };
    let parts = [&name.full, &name.given, &name.middle, &name.family];
    if !parts.into_iter().any(|part| is_encoded(part)) {
        return None;
    }
    let mut read = name.clone();
    for part in [
        &mut read.full,
        &mut read.given,
        &mut read.middle,
        &mut read.family,
    ] {
        if is_encoded(part) {
            *part = percent_decode(part);
        }
    }
    Some(read)
}

/// A name in Arabic, Hebrew, Thai or Greek letters in Latin ones, as far as it is known.
fn in_latin(name: &Name) -> Option<Name> {
    let mut read = name.clone();
    let parts = [
        &mut read.full,
        &mut read.given,
        &mut read.middle,
        &mut read.family,
    ];
    let mut is_read = false;
    for part in parts {
        if let Some(latin) = latin::in_latin(part).filter(|latin| latin != part) {
            *part = latin;
            is_read = true;
        }
    }
    is_read.then_some(read)
}

/// The words of a name of which a part is missing: the whole text if there is one, else the part that is there.
fn whole(name: &Name, full: &Cleaned) -> Vec<String> {
    if !full.words.is_empty() {
        return full.words.clone();
    }
    let parts = [&name.given, &name.middle, &name.family];
    parts.iter().flat_map(|part| clean(part).words).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> (String, String) {
        let parsed = Parsed::of_text(text);
        (parsed.given.join(" "), parsed.family.join(" "))
    }

    #[test]
    fn texts_are_split_at_the_family_name() {
        let cases = [
            ("Ludwig van Beekhoven", "ludwig", "beekhoven"),
            ("Jürgen Müller", "jurgen", "muller"),
            ("Juergen Mueller", "jurgen", "muller"),
            ("Katherine O'Brien", "katherine", "obrien"),
            ("Anna-Maria Schmidt", "anna maria", "schmidt"),
            ("Сергей Петров", "sergei", "petrov"),
            ("Cher", "cher", ""),
        ];
        for (text, given, family) in cases {
            assert_eq!(parse(text), (given.to_owned(), family.to_owned()), "{text}");
        }
    }

    #[test]
    fn parts_win_over_the_text() {
        let name = Name {
            full: "Ana F.".into(),
            given: "Ana".into(),
            family: "de la Cruz, PhD".into(),
            ..Name::default()
        };
        let parsed = Parsed::of(&name);
        assert_eq!(
            (
                parsed.first(),
                parsed.family.join(" "),
                parsed.family_whole.as_str()
            ),
            ("ana", "cruz".into(), "delacruz")
        );
    }
}
