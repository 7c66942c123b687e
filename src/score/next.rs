//! What would tell most next: of the people whose silence is not told, the input that would tell it.

use std::collections::BTreeMap;

use crate::model::audit::Ranked;
use crate::model::card::{Card, Roster};
use crate::model::coverage::{Coverage, Medium, Silence};
use crate::model::inputs::NextInput;
use crate::model::moment::{date_of, start_of};
use crate::model::person::View;
use crate::model::standing::Verdict;

/// What lacks for the most people, and for how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Lack {
    Messages,
    NewerExport,
    WholeFile,
}

/// What would tell most of people who are connected and of whom nothing else is known; else the channels that were not given.
pub fn next(
    people: &[Ranked],
    cards: &[Card],
    coverage: &Coverage,
    as_of: i64,
) -> Option<NextInput> {
    let mut lacks: BTreeMap<Lack, u32> = BTreeMap::new();
    for ranked in people {
        let view = View::new(&ranked.person, cards);
        if view.is_in(Roster::Connections) && ranked.standing.verdict == Verdict::Unjudged {
            let since = view.cards().filter_map(|card| card.connected_on).min();
            let silence = coverage.silence(Medium::LinkedInMessages, since.map(start_of), as_of);
            if let Some(lack) = lack(silence) {
                *lacks.entry(lack).or_default() += 1;
            }
        }
    }
    let end = coverage.of(Medium::LinkedInMessages);
    let end = end
        .and_then(|covered| covered.spans.last())
        .map(|span| date_of(span.1));
    match lacks.into_iter().max_by_key(|(_, people)| *people) {
        Some((Lack::Messages, people)) => Some(NextInput::Messages(people)),
        Some((Lack::NewerExport, people)) => end.map(|end| NextInput::NewerExport(end, people)),
        Some((Lack::WholeFile, people)) => Some(NextInput::WholeFile(people)),
        None => {
            // Nobody but the owner makes notes, and invitations are of people on LinkedIn: neither shows whom one knows from elsewhere.
            let shows = |medium: &Medium| !matches!(medium, Medium::Notes | Medium::Invitations);
            let missing = coverage.missing().filter(shows);
            let missing: Vec<Medium> = missing.collect();
            (!missing.is_empty() && !people.is_empty()).then_some(NextInput::Channels(missing))
        }
    }
}

fn lack(silence: Silence) -> Option<Lack> {
    match silence {
        Silence::NotGiven | Silence::Empty | Silence::Since(_) | Silence::Gap(..) => {
            Some(Lack::Messages)
        }
        Silence::Until(_) => Some(Lack::NewerExport),
        Silence::CutOff => Some(Lack::WholeFile),
        Silence::Told | Silence::OwnerUnknown => None,
    }
}
