//! What the owner is asked about a correspondent who may be somebody with a card.

use super::candidates::Candidate;
use crate::model::card::{Card, CardIx};
use crate::model::exchange::PeerKey;
use crate::model::person::{Doubt, Evidence};
use crate::model::real::Real;

/// The question whether a correspondent is the bearer of a card.
pub(super) fn doubt(
    card: CardIx,
    one: &Candidate,
    chance: f64,
    is_elsewhere: bool,
    cards: &[Card],
) -> Doubt {
    let (own, name) = (
        &cards[card.0 as usize],
        &cards[one.record.0 as usize].name.full,
    );
    let bits = (chance / (1.0 - chance)).log_2();
    let mut evidence = vec![Evidence {
        field: "name",
        level: "same",
        bits,
        text: format!("both are called {name}"),
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
