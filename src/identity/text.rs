//! Texts as sets of letter triples: a likeness that survives misspellings, split words and another order.

use super::names::skeleton::skeleton;
use crate::model::name::fold;

/// Longest text that is looked at.
const LONGEST: usize = 200;

/// The triples of a text, sorted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Triples(Vec<u32>);

impl Triples {
    /// Of folded words.
    pub fn of(words: &[String]) -> Self {
        let mut triples: Vec<u32> = words.iter().flat_map(|word| triples(word)).collect();
        triples.sort_unstable();
        triples.dedup();
        Self(triples)
    }

    /// Dice's coefficient: the share of triples in common.
    pub fn likeness(&self, other: &Self) -> f32 {
        let (mut i, mut j, mut common) = (0, 0, 0_u32);
        while i < self.0.len() && j < other.0.len() {
            match self.0[i].cmp(&other.0[j]) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    common += 1;
                    i += 1;
                    j += 1;
                }
            }
        }
        let all = self.0.len() + other.0.len();
        if all == 0 {
            0.0
        } else {
            2.0 * common as f32 / all as f32
        }
    }
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
