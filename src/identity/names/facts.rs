//! What the tables know of a word of a name, looked up once per card and not once per pair.

use std::cell::RefCell;
use std::ops::Deref;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::chinese;
use super::frequency::{family_share, gender, given_share, is_family, is_given, is_of_its_own};
use super::letters::Letters;
use super::nickname;
use super::romanised::is_clan;
use super::spelling::Sounds;

/// A word of a name, as pairs need it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Facts {
    /// The letters that it has.
    pub letters: Letters,
    /// How it sounds.
    pub sounds: Sounds,
    /// Where the nickname table has it.
    pub lines: &'static [u32],
    /// Where it has it written so, and not another spelling.
    pub as_written: &'static [u32],
    /// Share of people who bear it as given name.
    pub given_share: f32,
    /// Share of people who bear it as family name.
    pub family_share: f32,
    /// Whether it is known as a given name.
    pub is_given: bool,
    /// Whether it is a given name and no misspelling of another one.
    pub is_of_its_own: bool,
    /// Whether it is known as a family name.
    pub is_family: bool,
    /// Whether it is a family name of China or Korea, behind which given names have one or two syllables.
    pub is_clan: bool,
    /// Whether it is one of China, in either spelling.
    pub is_chinese: bool,
    /// `f` or `m` where nearly all bearers are women or men.
    pub gender: Option<&'static str>,
}

/// So many words are remembered at a time.
const REMEMBERED: usize = 1 << 14;

thread_local! {
    /// The words that were looked up last: a network has far fewer names than people.
    static LOOKED_UP: RefCell<FxHashMap<Box<str>, Known>> = RefCell::default();
    /// What is known where there is no word.
    static NOTHING: Known = Known(Arc::default());
}

/// What is known of a word, shared by all names that have it.
#[derive(Debug, Clone, PartialEq)]
pub struct Known(Arc<Facts>);

impl Known {
    /// Of a word.
    pub fn of(word: &str) -> Self {
        if let Some(known) = LOOKED_UP.with_borrow(|known| known.get(word).cloned()) {
            return known;
        }
        let known = Self(Arc::new(Facts::of(word)));
        LOOKED_UP.with_borrow_mut(|words| {
            if words.len() >= REMEMBERED {
                words.clear();
            }
            words.insert(word.into(), known.clone());
        });
        known
    }
}

impl Default for Known {
    fn default() -> Self {
        NOTHING.with(Self::clone)
    }
}

impl Deref for Known {
    type Target = Facts;

    fn deref(&self) -> &Facts {
        &self.0
    }
}

impl Facts {
    /// Looks a word up.
    pub fn of(word: &str) -> Self {
        let sounds = Sounds::of(word);
        let as_written = nickname::lines(word);
        let lines = match as_written {
            // Another spelling of a name that is in the table: Spiridon, Spyridon.
            [] if !is_given(word) => nickname::lines_by_sound(sounds),
            lines => lines,
        };
        Self {
            letters: Letters::of(word),
            sounds,
            lines,
            as_written,
            given_share: given_share(word),
            family_share: family_share(word),
            is_given: is_given(word),
            is_of_its_own: is_of_its_own(word),
            is_family: is_family(word),
            is_clan: is_clan(word),
            is_chinese: chinese::is_clan(word),
            gender: gender(word),
        }
    }

    /// Whether one name is a woman's and the other a man's.
    pub fn is_opposite(&self, other: &Self) -> bool {
        matches!((self.gender, other.gender), (Some(x), Some(y)) if x != y)
    }

    /// Whether nearly all who bear it are women.
    pub fn is_of_woman(&self) -> bool {
        self.gender == Some("f")
    }

    /// Whether it is hardly ever a given name: it tells which way round a name is written.
    pub fn is_family_only(&self) -> bool {
        self.family_share > 20.0 * self.given_share
    }
}

/// Two words with their letters.
#[derive(Debug, Clone, Copy)]
pub struct Pair<'a> {
    /// One word.
    pub a: &'a str,
    /// The other.
    pub b: &'a str,
    /// The letters of each.
    pub letters: (Letters, Letters),
}

impl<'a> Pair<'a> {
    /// Of two words that have been looked up.
    pub fn of((a, left): (&'a str, &Facts), (b, right): (&'a str, &Facts)) -> Self {
        Self {
            a,
            b,
            letters: (left.letters, right.letters),
        }
    }

    /// Whether the likeness of Jaro and Winkler reaches a bar from .7 on, and how high it is then.
    pub fn likeness(&self, bar: f64) -> Option<f64> {
        if self.most() < bar {
            return None;
        }
        Some(strsim::jaro_winkler(self.a, self.b)).filter(|likeness| *likeness >= bar)
    }

    /// The highest likeness that the letters in common allow.
    fn most(&self) -> f64 {
        let (a, b) = (self.a.len(), self.b.len());
        if a == 0 || b == 0 {
            return 1.0;
        }
        let (left, right) = self.letters;
        let common = |len: usize, x: Letters, y: Letters| len.saturating_sub(x.beyond(y) as usize);
        let common = common(a, left, right).min(common(b, right, left)) as f64;
        let jaro = (common / a as f64 + common / b as f64 + 1.0) / 3.0;
        let same = self
            .a
            .bytes()
            .zip(self.b.bytes())
            .take(4)
            .take_while(|(x, y)| x == y);
        // A little more than it can be, so that rounding decides nothing.
        jaro + 0.1 * same.count() as f64 * (1.0 - jaro) + 1e-9
    }

    /// Whether the words have the same letters, save for one, in another order: fingers that were too quick.
    pub fn same_letters(&self) -> bool {
        let (a, b) = (self.a, self.b);
        if self.letters.0.apart(self.letters.1) > 1
            || a.len().min(b.len()) < 5
            || a.len().abs_diff(b.len()) > 1
        {
            return false;
        }
        let mut counts = [0_i32; 256];
        a.bytes()
            .for_each(|letter| counts[usize::from(letter)] += 1);
        b.bytes()
            .for_each(|letter| counts[usize::from(letter)] -= 1);
        counts.iter().map(|count| count.abs()).sum::<i32>() <= 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    proptest! {
        #[test]
        fn letters_rule_out_no_likeness_that_there_is(a in "[a-e0-2]{0,9}", b in "[a-e0-2]{0,9}", bar in 0.7..1.0) {
            let (left, right) = (Facts::of(&a), Facts::of(&b));
            let pair = Pair::of((&a, &left), (&b, &right));
            let likeness = strsim::jaro_winkler(&a, &b);
            prop_assert!(pair.most() >= likeness);
            prop_assert_eq!(pair.likeness(bar), Some(likeness).filter(|l| *l >= bar));
        }
    }
}
