//! Texts as sets of letter triples: a likeness that survives misspellings, split words and another order.

use super::names::skeleton::skeleton;
use crate::model::name::fold;

/// Longest text that is looked at.
const LONGEST: usize = 200;

/// The triples of a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Triples {
    sorted: Vec<u32>,
    /// A bit for each triple, which it shares with one in 64.
    bits: u64,
}

impl Triples {
    /// Of folded words.
    pub fn of(words: &[String]) -> Self {
        let mut triples: Vec<u32> = words.iter().flat_map(|word| triples(word)).collect();
        triples.sort_unstable();
        triples.dedup();
        Self {
            bits: triples.iter().fold(0, |bits, triple| bits | bit(*triple)),
            sorted: triples,
        }
    }

    /// Whether the likeness reaches a bar. Of most pairs the bits tell that too few triples can be in common.
    pub fn are_like(&self, other: &Self, bar: f32) -> bool {
        let at_most = |one: &Self, other: &Self| {
            let alone = (one.bits & !other.bits).count_ones() as usize;
            one.sorted.len() - alone
        };
        let common = at_most(self, other).min(at_most(other, self));
        self.share(other, common) >= bar && self.likeness(other) >= bar
    }

    /// Dice's coefficient: the share of triples in common.
    pub fn likeness(&self, other: &Self) -> f32 {
        let (one, two) = (&self.sorted, &other.sorted);
        let (mut i, mut j, mut common) = (0, 0, 0);
        while i < one.len() && j < two.len() {
            match one[i].cmp(&two[j]) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    common += 1;
                    i += 1;
                    j += 1;
                }
            }
        }
        self.share(other, common)
    }

    fn share(&self, other: &Self, common: usize) -> f32 {
        match self.sorted.len() + other.sorted.len() {
            0 => 0.0,
            all => 2.0 * common as f32 / all as f32,
        }
    }
}

/// One of 64 bits for a triple.
fn bit(triple: u32) -> u64 {
    1 << (triple.wrapping_mul(0x9e37_79b9) >> 26)
}

fn triples(word: &str) -> Vec<u32> {
    let padded: Vec<u8> = [b" ", word.as_bytes(), b" "].concat();
    padded
        .windows(3)
        .map(|w| u32::from_le_bytes([w[0], w[1], w[2], 0]))
        .collect()
}

/// The words of a text in ASCII letters and digits.
pub fn words(text: &str) -> Vec<String> {
    let head: String = text.chars().take(LONGEST).collect();
    let folded = fold(&head);
    let words = folded
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .map(skeleton);
    words.filter(|w| !w.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{prop_assert_eq, proptest};

    proptest! {
        #[test]
        fn bits_rule_out_no_likeness_that_there_is(a in "[a-c]{0,9}", b in "[a-c]{0,9}", bar in 0.0_f32..1.0) {
            let (a, b) = (Triples::of(&[a]), Triples::of(&[b]));
            prop_assert_eq!(a.are_like(&b, bar), a.likeness(&b) >= bar);
        }
    }
}
