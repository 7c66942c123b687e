//! What the owner said of pairs of cards, looked up among the cards of this run.

use std::collections::BTreeMap;

use super::meant::keys;
use crate::model::card::CardIx;
use crate::model::decision::PairDecision;
use crate::model::intake::Intake;
use crate::model::mark::{Mark, Pairs, Register};
use crate::model::name::fold;
use crate::model::person::Heir;

/// The pairs of cards of this run on which the owner decided.
#[derive(Debug, Clone, Default)]
pub struct Decided {
    /// Cards that are the same person.
    pub same: Vec<(CardIx, CardIx)>,
    /// Cards that are not.
    pub not_same: Vec<(CardIx, CardIx)>,
    /// Who is on no card, and whom the owner takes them for.
    pub heirs: Vec<Heir>,
}

/// The decisions on pairs, looked up among the cards, and how many mean a card that is not there any more.
///
/// Of the cards of one pair the last word counts. That a card of an earlier decision is not among these files is no remark:
/// the next files may have it.
pub fn pairs(pairs: &Pairs, before: &[PairDecision], intake: &Intake) -> (Decided, usize) {
    if pairs.same.is_empty() && pairs.not_same.is_empty() && before.is_empty() {
        return (Decided::default(), 0);
    }
    let register = Register::new(marks(intake));
    let mut said: BTreeMap<(CardIx, CardIx), bool> = BTreeMap::new();
    let mut heirs = Vec::new();
    let in_force = before.iter().filter(|decision| decision.same);
    for pair in in_force.map(|decision| &decision.pair).chain(&pairs.same) {
        heirs.extend(heir(pair, &register));
    }
    for decision in before {
        let cards = look_up(&decision.pair, &register);
        said.extend(cards.into_iter().map(|pair| (pair, decision.same)));
    }
    let mut lost = 0;
    for (list, same) in [(&pairs.same, true), (&pairs.not_same, false)] {
        for pair in list {
            let cards = look_up(pair, &register);
            lost += usize::from(cards.is_empty());
            said.extend(cards.into_iter().map(|pair| (pair, same)));
        }
    }
    let all = |wanted| {
        let of = said.iter().filter(move |(_, same)| **same == wanted);
        of.map(|(pair, _)| *pair).collect()
    };
    let decided = Decided {
        same: all(true),
        not_same: all(false),
        heirs,
    };
    (decided, lost)
}

/// Of two who are the same, and of whom one is on no card any more, that one, and a card of the other.
fn heir(pair: &[Mark; 2], register: &Register) -> Option<Heir> {
    let [left, right] = register.cards_of(pair);
    let (gone, card) = match (left.first(), right.first()) {
        (None, Some(card)) => (&pair[0], card),
        (Some(card), None) => (&pair[1], card),
        _ => return None,
    };
    Some(Heir {
        keys: gone.keys.iter().flat_map(|key| keys(key, None)).collect(),
        name: fold(&gone.name),
        card: *card,
    })
}

fn marks(intake: &Intake) -> Vec<Mark> {
    let file = |ix: u32| {
        intake
            .files
            .get(ix as usize)
            .map_or("", |f| f.name.as_str())
    };
    let of = |card| Mark::of(card, file(card.place.file.0));
    intake.cards.iter().map(of).collect()
}

/// Every pair of cards that a decision means, each in the order of the cards.
fn look_up(pair: &[Mark; 2], register: &Register) -> Vec<(CardIx, CardIx)> {
    let [left, right] = register.cards_of(pair);
    let with = |&a: &CardIx| right.iter().map(move |&b| (a.min(b), a.max(b)));
    left.iter().flat_map(with).filter(|(a, b)| a != b).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::card::{Card, Roster};
    use crate::model::intake::FileId;
    use crate::model::name::Name;
    use crate::model::problem::Place;

    fn mark(name: &str) -> Mark {
        Mark {
            name: name.into(),
            ..Mark::default()
        }
    }

    #[test]
    fn of_a_pair_the_last_word_counts_and_an_earlier_one_may_find_nothing() {
        let intake = Intake {
            cards: vec![card(1, "Ana Ferreira"), card(2, "Anita Ferreira")],
            ..Intake::default()
        };
        let said = |a: &str, b: &str, same| PairDecision {
            pair: [mark(a), mark(b)],
            same,
            at: 0,
            source: String::new(),
        };
        let before = [
            said("Ana Ferreira", "Anita Ferreira", true),
            said("Anita Ferreira", "Ana Ferreira", false),
            said("Ana Ferreira", "Zoe Quill", true),
        ];
        let (decided, lost) = pairs(&Pairs::default(), &before, &intake);
        assert_eq!(decided.not_same, [(CardIx(0), CardIx(1))]);
        assert_eq!((decided.same.len(), lost), (0, 0));
    }

    fn card(record: u32, full: &str) -> Card {
        let place = Place {
            file: FileId(0),
            record,
            line: record,
        };
        let name = Name {
            full: full.into(),
            ..Name::default()
        };
        Card {
            name,
            ..Card::new(place, Roster::AddressBook)
        }
    }

    #[test]
    fn a_decision_finds_its_cards_and_says_when_they_are_gone() {
        let intake = Intake {
            cards: vec![card(1, "Ana Ferreira"), card(2, "Anita Ferreira")],
            ..Intake::default()
        };
        let said = Pairs {
            same: vec![[mark("ANITA Ferreira"), mark("Ana Ferreira")]],
            not_same: vec![[mark("Ana Ferreira"), mark("Zoe Quill")]],
        };
        let (options, lost) = pairs(&said, &[], &intake);
        assert_eq!(options.same, [(CardIx(0), CardIx(1))]);
        assert!(options.not_same.is_empty());
        assert_eq!(lost, 1);
    }
}
