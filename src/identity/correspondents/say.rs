//! What the owner is asked about a correspondent who may be somebody with a card.

use super::candidates::Candidate;
use super::fit::NameFit;
use crate::model::card::{Card, CardIx};
use crate::model::exchange::PeerKey;
use crate::model::person::{Doubt, Evidence};
use crate::model::real::Real;

/// The question whether a correspondent is the bearer of a card.
pub(super) fn doubt(
    (card, fit): (CardIx, NameFit),
    one: &Candidate,
    chance: f64,
    is_elsewhere: bool,
    cards: &[Card],
) -> Doubt {
    let (own, name) = (
        &cards[card.0 as usize],
        &cards[one.record.0 as usize].name.full,
    );
    let called = &own.name.full;
    let text = match fit {
        NameFit::Initial => format!("{name} may be short for {called}"),
        NameFit::Whole | NameFit::Form if one.is_spelled => {
            format!("the address spells the name {called}")
        }
        NameFit::Whole | NameFit::Form => format!("both are called {name}"),
    };
    let bits = (chance / (1.0 - chance)).log_2();
    let mut evidence = vec![Evidence {
        field: "name",
        level: "same",
        bits,
        text,
    }];
    if let (PeerKey::Email(email), Some(company), true) =
        (&one.key, own.companies.first(), is_elsewhere)
    {
        evidence.push(Evidence {
            field: "mail domain",
            level: "differs",
            bits: 0.0,
            text: format!("{} is not known as a domain of {company}", email.domain()),
        });
    }
    Doubt {
        a: card,
        b: one.record,
        probability: chance,
        start: 0.0,
        evidence,
    }
}
