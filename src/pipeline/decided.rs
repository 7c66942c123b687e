//! What the owner said of pairs of cards, looked up among the cards of this run.

use crate::identity;
use crate::model::card::CardIx;
use crate::model::intake::Intake;
use crate::model::mark::{Mark, Pairs, Register};

/// The decisions on pairs as identity resolution takes them, and a remark where a card is not there any more.
pub fn pairs(pairs: &Pairs, intake: &Intake) -> (identity::Options, Vec<String>) {
    let mut options = identity::Options::default();
    if pairs.same.is_empty() && pairs.not_same.is_empty() {
        return (options, Vec::new());
    }
    let register = Register::new(marks(intake));
    let mut lost = 0;
    for (list, found) in [
        (&pairs.same, &mut options.same),
        (&pairs.not_same, &mut options.not_same),
    ] {
        for pair in list {
            let cards = look_up(pair, &register);
            lost += usize::from(cards.is_empty());
            found.extend(cards);
        }
    }
    (options, remark(lost).into_iter().collect())
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

/// Every pair of cards that a decision means.
fn look_up(pair: &[Mark; 2], register: &Register) -> Vec<(CardIx, CardIx)> {
    let [left, right] = register.cards_of(pair);
    let with = |&a: &CardIx| right.iter().map(move |&b| (a, b)).filter(|(a, b)| a != b);
    left.iter().flat_map(with).collect()
}

fn remark(lost: usize) -> Option<String> {
    match lost {
        0 => None,
        1 => Some("One pair that you decided on is not in these files.".to_owned()),
        n => Some(format!(
            "{n} pairs that you decided on are not in these files."
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::card::{Card, Roster};
    use crate::model::intake::FileId;
    use crate::model::name::Name;
    use crate::model::problem::Place;

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
        let mark = |name: &str| Mark {
            name: name.into(),
            ..Mark::default()
        };
        let said = Pairs {
            same: vec![[mark("ANITA Ferreira"), mark("Ana Ferreira")]],
            not_same: vec![[mark("Ana Ferreira"), mark("Zoe Quill")]],
        };
        let (options, remarks) = pairs(&said, &intake);
        assert_eq!(options.same, [(CardIx(1), CardIx(0))]);
        assert!(options.not_same.is_empty());
        assert_eq!(
            remarks,
            ["One pair that you decided on is not in these files."]
        );
    }
}
