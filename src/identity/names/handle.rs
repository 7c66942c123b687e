//! What the part of an address before the `@` says of its owner's name: `anna.schmidt82`, `aschmidt`, `schmidta`.

use super::facts::Facts;
use super::frequency::{is_family, is_family_only, is_given, is_given_only};
use super::letters::Letters;
use super::nickname::related;
use super::parse::Parsed;
use super::skeleton::{plain, skeleton, without_umlauts};

/// Longest local part that is looked at (RFC 5321 section 4.5.3.1.1).
const LONGEST: usize = 64;

/// How well an address fits a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// Not at all.
    None,
    /// The given name alone.
    Given,
    /// The given name and the initial of the family name.
    GivenInitial,
    /// The family name alone.
    Family,
    /// The family name and the initial of the given name.
    Initial,
    /// Given and family name.
    Full,
}

impl Fit {
    /// What two addresses spell together.
    pub fn and(self, other: Self) -> Self {
        match (self.min(other), self.max(other)) {
            (Self::Given | Self::GivenInitial, Self::Family | Self::Initial) => Self::Full,
            (_, best) => best,
        }
    }
}

/// The letters of an address's local part.
#[derive(Debug)]
pub struct Spelled {
    /// In their order.
    pub text: String,
    /// Where words end, a bit for each of the first letters.
    ends: u64,
    set: Letters,
}

impl Spelled {
    /// Whether a word ends, or begins, at a place.
    fn is_edge(&self, at: usize) -> bool {
        at == 0 || at >= self.text.len() || (at < LONGEST && self.ends >> at & 1 == 1)
    }

    /// Whether it is one word.
    fn is_one_word(&self) -> bool {
        self.ends == 0
    }

    /// What stands around a part in the word, or words, in which it lies.
    fn around(&self, from: usize, to: usize) -> (&str, &str) {
        let start = (0..=from).rev().find(|&at| self.is_edge(at));
        let end = (to..=self.text.len()).find(|&at| self.is_edge(at));
        let text = self.text.as_str();
        let left = text.get(start.unwrap_or_default()..from);
        let right = text.get(to..end.unwrap_or(text.len()));
        (left.unwrap_or_default(), right.unwrap_or_default())
    }
}

/// The letters of an address's local part.
pub fn letters(local: &str) -> Spelled {
    let local = local.split_once('+').map_or(local, |(head, _)| head);
    let head: String = local.chars().take(LONGEST).collect();
    let words = || {
        head.split(|c: char| !c.is_alphabetic())
            .filter(|word| !word.is_empty())
    };
    // In `joesmith` and `annaeriksson` "oe" and "ae" look like umlauts; between dots each word is by itself.
    let (mut text, mut ends) = (String::new(), 0);
    for word in words().map(skeleton) {
        if (1..LONGEST).contains(&text.len()) {
            ends |= 1 << text.len();
        }
        text.push_str(&word);
    }
    Spelled {
        set: Letters::of(&words().map(plain).collect::<String>()),
        text,
        ends,
    }
}

/// Whether two halves of a handle have letters, in a short word or where they meet, that look like an expanded umlaut.
fn looks_like_umlaut(x: &str, y: &str) -> bool {
    let meet = x.ends_with(['a', 'o', 'u']) && y.starts_with('e');
    let is_pair = |pair: &[u8]| matches!(pair, [b'a' | b'o' | b'u', b'e']);
    let holds = |word: &str| word.as_bytes().windows(2).any(is_pair);
    meet || holds(x) || holds(y)
}

/// The ways in which people write their name as one word of an address, in two halves.
pub fn handles(name: &Parsed) -> impl Iterator<Item = (&str, &str)> {
    let (given, family) = (name.first(), name.family_whole.as_str());
    let ways = (!given.is_empty() && family.len() >= 2).then(|| {
        let (g, f) = (&given[..1], &family[..1]);
        [
            (given, family),
            (g, family),
            (family, given),
            (family, g),
            (given, f),
        ]
    });
    ways.into_iter().flatten()
}

/// How well the letters of an address fit a name.
pub fn fit(letters: &Spelled, name: &Parsed) -> Fit {
    let (given, family) = (name.first(), name.family_whole.as_str());
    let may_have = |facts: &Facts| facts.letters.is_within(letters.set);
    let (may_have_given, may_have_family) =
        (may_have(&name.first_facts), may_have(&name.family_facts));
    if !may_have_given && !may_have_family {
        return Fit::None;
    }
    let text = letters.text.as_str();
    let family_at = || {
        let is_looked_for = may_have_family && family.len() >= 3;
        is_looked_for.then(|| family_in(letters, name)).flatten()
    };
    let has_given = |beside: Option<usize>| {
        may_have_given && given.len() >= 3 && has_given(letters, name, beside)
    };
    // Of `brandt` the last letter is no initial.
    let is_word = || letters.is_one_word() && (is_family(text) || is_given(text));
    let is_way = |(x, y): (&str, &str)| {
        // Taking umlauts back shortens a text.
        let is_longer = x.len() + y.len() > text.len();
        text.strip_prefix(x) == Some(y)
            || (is_longer && looks_like_umlaut(x, y) && without_umlauts([x, y].concat()) == text)
    };
    match handles(name).position(is_way) {
        Some(0 | 2) => Fit::Full,
        Some(4) if text.len() >= 4 => Fit::GivenInitial,
        Some(_) if text.len() >= 4 && !is_word() => Fit::Initial,
        _ => match family_at() {
            Some(at) if has_given(Some(at)) => Fit::Full,
            Some(_) if family.len() >= 4 => Fit::Family,
            _ if given.len() >= 4 && has_given(None) => Fit::Given,
            _ => Fit::None,
        },
    }
}

/// Letters beside a name in a word that are a word of their own: `schmidtconsulting`.
const OTHER_WORD: usize = 4;

/// Where the family name stands, if nothing is left over around it that makes another name of it: `lena.schmidt` is not Schmid's,
/// and `annahoffmann` not Mann's.
fn family_in(letters: &Spelled, name: &Parsed) -> Option<usize> {
    let (given, family) = (name.first(), name.family_whole.as_str());
    let is_initial = |rest: &str| given.bytes().next() == rest.bytes().next();
    let places = letters.text.match_indices(family);
    let mut places = places.map(|(at, _)| (at, letters.around(at, at + family.len())));
    // With the given name taken off, `annahoff` and `mann` are another name.
    let is_other = |rest: &str, bare: Option<&str>, whole: &dyn Fn(&str) -> String| {
        let mut rests = [Some(rest), bare].into_iter().flatten();
        let is_long = letters.is_one_word() && rest.len() >= OTHER_WORD;
        is_long && rests.all(|rest| !is_family(&whole(rest)))
    };
    // A second given name may follow.
    let is_given_first = |rest: &str| {
        let further = rest.strip_prefix(given).filter(|_| given.len() > 1);
        further.is_some_and(|further| further.is_empty() || is_given(further))
    };
    places
        .find(|(_, (left, right))| {
            let is_whole = match right.len() {
                0 => true,
                1 => is_initial(right) && !is_family(&[family, right].concat()),
                _ => is_given_first(right),
            };
            let is_head = match left.len() {
                0 => true,
                1 | 2 => is_initial(left) && !is_family(&[left, family].concat()),
                _ => is_given_first(left),
            };
            let (before, behind) = (left.strip_prefix(given), right.strip_suffix(given));
            (is_whole || is_other(right, behind, &|rest| [family, rest].concat()))
                && (is_head
                    || (before.is_none_or(str::is_empty)
                        && is_other(left, before, &|rest| [rest, family].concat())))
        })
        .map(|(at, _)| at)
}

/// Whether the given name stands in the letters, outside of the family name that stands at a place, and is no other one:
/// `christiane.wolf` is not Christian's.
fn has_given(letters: &Spelled, name: &Parsed, family_at: Option<usize>) -> bool {
    let (given, text) = (name.first(), letters.text.as_str());
    let family = family_at.map(|at| (at, at + name.family_whole.len()));
    let is_apart =
        |from: usize, to: usize| family.is_none_or(|(start, end)| to <= start || from >= end);
    let mut places = text.match_indices(given);
    places.any(|(at, _)| {
        let (left, right) = letters.around(at, at + given.len());
        let without = |rest: &str| {
            let family = name.family_whole.as_str();
            rest.replacen(if family_at.is_some() { family } else { "" }, "", 1)
        };
        let rest = without(right);
        let whole = [&without(left), given, &rest].concat();
        // Of `annamaria` both halves are names.
        let is_another =
            whole != given && is_given(&whole) && !related(&whole, given) && !is_given(&rest);
        is_apart(at, at + given.len()) && !is_another
    })
}

/// The name that an address spells out, for cards that give none.
pub fn name_of(local: &str) -> Option<Parsed> {
    let local = local.split_once('+').map_or(local, |(head, _)| head);
    let head: String = local.chars().take(LONGEST).collect();
    let words: Vec<String> = head
        .split(|c: char| !c.is_alphabetic())
        .map(plain)
        .filter(|w| !w.is_empty())
        .collect();
    let (given, family) = match words.as_slice() {
        [given, family] if family.len() > 1 => (skeleton(given), skeleton(family)),
        [one] => split_word(one)?,
        _ => return None,
    };
    let backwards = (is_family_only(&given) && !is_family_only(&family))
        || (is_given_only(&family) && !is_given_only(&given));
    let (given, family) = if backwards {
        (family, given)
    } else {
        (given, family)
    };
    Some(Parsed::of_pair(given, family))
}

/// Splits `annaschmidt` where a given and a family name meet. A word that is a name by itself is not split, and of `sternchen` the end
/// is no given name: the family name stands first where the other can be nothing else.
fn split_word(word: &str) -> Option<(String, String)> {
    let whole = skeleton(word);
    if is_given(&whole) || is_family(&whole) {
        return None;
    }
    let cuts = (3..word.len().saturating_sub(2))
        .rev()
        .filter(|&at| word.is_char_boundary(at));
    let pairs = cuts.map(|at| (skeleton(&word[..at]), skeleton(&word[at..])));
    pairs
        .clone()
        .find(|(given, family)| is_given(given) && is_family(family))
        .or_else(|| {
            pairs
                .clone()
                .find(|(family, given)| is_given_only(given) && is_family(family))
                .map(|(family, given)| (given, family))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_spell_names() {
        let name =
            |local: &str| name_of(local).map(|n| format!("{} {}", n.first(), n.family_whole));
        assert_eq!(name("anna.schmidt82").as_deref(), Some("anna schmidt"));
        assert_eq!(name("schmidt.anna").as_deref(), Some("anna schmidt"));
        assert_eq!(name("annaschmidt").as_deref(), Some("anna schmidt"));
        assert_eq!(name("annaeriksson").as_deref(), Some("anna eriksson"));
        for no_name in ["rocket77", "barbara", "sternchen113"] {
            assert_eq!(name(no_name), None);
        }
    }

    #[test]
    fn an_address_fits_by_initial() {
        let anna = Parsed::of_pair("anna".into(), "schmidt".into());
        assert_eq!(fit(&letters("aschmidt"), &anna), Fit::Initial);
        assert_eq!(fit(&letters("annaschmidt"), &anna), Fit::Full);
        let joe = Parsed::of_pair("joe".into(), "ernst".into());
        for local in ["joe.ernst", "joeernst7", "jernst", "ernst_joe"] {
            assert!(fit(&letters(local), &joe) >= Fit::Initial, "{local}");
        }
        assert_eq!(fit(&letters("rocket"), &anna), Fit::None);
    }

    #[test]
    fn an_address_of_a_longer_name_does_not_spell_the_shorter_one() {
        let of = |local: &str, given: &str, family: &str| {
            fit(
                &letters(local),
                &Parsed::of_pair(given.into(), family.into()),
            )
        };
        for (local, given, family) in [
            ("lena.schmidt", "lena", "schmid"),
            ("karin.petersen", "karin", "peter"),
            ("minjun.choi", "minjun", "cho"),
            ("ali.ahmed", "ali", "ali"),
            ("annahoffmann", "anna", "mann"),
            ("simoneeichenbauer", "simone", "bauer"),
            ("brandt", "tom", "brand"),
        ] {
            assert!(of(local, given, family) < Fit::Family, "{local} {family}");
        }
        assert_eq!(of("christiane.wolf", "christian", "wolf"), Fit::Family);
        for (local, given, family) in [
            ("lena.schmid", "lena", "schmid"),
            ("lena.m.schmid", "lena", "schmid"),
            ("lenamariaschmid", "lena", "schmid"),
            ("schmidlena82", "lena", "schmid"),
            ("lenaschmidconsulting", "lena", "schmid"),
            ("ali.ali", "ali", "ali"),
        ] {
            assert_eq!(of(local, given, family), Fit::Full, "{local}");
        }
    }
}
