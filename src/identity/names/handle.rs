//! What the part of an address before the `@` says of its owner's name: `anna.schmidt82`, `aschmidt`, `schmidta`.

use super::facts::Facts;
use super::frequency::{is_family, is_family_only, is_given, is_given_only};
use super::letters::Letters;
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
    set: Letters,
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
    Spelled {
        set: Letters::of(&words().map(plain).collect::<String>()),
        text: words().map(skeleton).collect(),
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
    let has_given = || may_have_given && given.len() >= 3 && text.contains(given);
    let has_family = || may_have_family && family.len() >= 3 && text.contains(family);
    let is_way = |(x, y): (&str, &str)| {
        // Taking umlauts back shortens a text.
        let is_longer = x.len() + y.len() > text.len();
        text.strip_prefix(x) == Some(y)
            || (is_longer && looks_like_umlaut(x, y) && without_umlauts([x, y].concat()) == text)
    };
    match handles(name).position(is_way) {
        Some(0 | 2) => Fit::Full,
        Some(4) if text.len() >= 4 => Fit::GivenInitial,
        Some(_) if text.len() >= 4 => Fit::Initial,
        _ if has_given() && has_family() => Fit::Full,
        _ if family.len() >= 4 && has_family() => Fit::Family,
        _ if given.len() >= 4 && has_given() => Fit::Given,
        _ => Fit::None,
    }
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
}
