//! The order of all questions: those about correspondents stand among those about cards, the most telling first.

use rustc_hash::FxHashMap;

use crate::model::card::CardIx;
use crate::model::person::{Doubt, Person};

/// What an answer is worth: how likely it is yes, times the root of the number of pairs of cards that it would join. What joins many
/// counts further, but not so much that the unlikely are asked first.
pub(super) fn worth(probability: f64, pairs: usize) -> f64 {
    probability * (pairs as f64).sqrt()
}

/// Puts questions about correspondents among others, whose order among themselves stays.
pub fn in_order(doubts: Vec<Doubt>, mut further: Vec<Doubt>, people: &[Person]) -> Vec<Doubt> {
    let of_person = |person: &Person| {
        let cards = person.cards.len();
        person
            .cards
            .iter()
            .map(move |card| (*card, cards))
            .collect::<Vec<_>>()
    };
    let cards: FxHashMap<CardIx, usize> = people.iter().flat_map(of_person).collect();
    let count = |card: CardIx| cards.get(&card).copied().unwrap_or(1);
    let worth = |doubt: &Doubt| worth(doubt.probability, count(doubt.a) * count(doubt.b));
    further.sort_by(|x, y| {
        worth(y)
            .total_cmp(&worth(x))
            .then((x.a, x.b).cmp(&(y.a, y.b)))
    });
    let mut all = Vec::with_capacity(doubts.len() + further.len());
    let mut further = further.into_iter().peekable();
    for doubt in doubts {
        while let Some(next) = further.next_if(|next| worth(next) > worth(&doubt)) {
            all.push(next);
        }
        all.push(doubt);
    }
    all.extend(further);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn doubt(a: u32, probability: f64) -> Doubt {
        Doubt {
            a: CardIx(a),
            b: CardIx(a + 100),
            probability,
            start: 0.0,
            evidence: Vec::new(),
        }
    }

    #[test]
    fn likely_questions_about_correspondents_come_before_unlikely_ones_about_cards() {
        let of_cards = vec![doubt(1, 0.9), doubt(2, 0.5), doubt(3, 0.7)];
        let all = in_order(of_cards, vec![doubt(4, 0.3), doubt(5, 0.8)], &[]);
        let order: Vec<u32> = all.iter().map(|doubt| doubt.a.0).collect();
        assert_eq!(order, [1, 5, 2, 3, 4]);
    }
}
