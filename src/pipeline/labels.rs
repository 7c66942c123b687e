//! Verdicts and roles as labels on the cards, for a phone to show; those of earlier audits go, and nobody else's are touched.

use crate::model::audit::{Audit, Ranked};
use crate::model::decision::{Aspect, Said};
use crate::model::standing::Verdict;

/// What our own labels begin with.
const OWN: &str = "Tieline: ";

/// The audit with labels on its cards.
pub fn labelled(audit: &Audit) -> Audit {
    let mut audit = audit.clone();
    let is_own = |label: &str| label.trim_start_matches("* ").starts_with(OWN);
    for card in &mut audit.cards {
        card.labels.retain(|label| !is_own(label));
    }
    for ranked in &audit.people {
        let first = ranked.person.cards.first();
        if let Some(card) = first.and_then(|ix| audit.cards.get_mut(ix.0 as usize)) {
            card.labels.extend(labels(ranked));
        }
    }
    audit
}

/// What is to be done with somebody, and what they are to the owner. Who could not be judged gets no label.
fn labels(ranked: &Ranked) -> Vec<String> {
    let standing = &ranked.standing;
    let verdict = match standing.verdict {
        Verdict::Unjudged => None,
        Verdict::Decided => {
            let decided = standing.decided.on(Aspect::Verdict);
            decided.map(|decision| decision.said.to_string())
        }
        Verdict::Keep | Verdict::Reconnect | Verdict::Nurture | Verdict::Ask | Verdict::Delete => {
            Some(standing.verdict.word().to_owned())
        }
    };
    let role = standing
        .decided
        .on(Aspect::Role)
        .map(|decision| match &decision.said {
            Said::Role(role) => role.clone(),
            said => said.to_string(),
        });
    let all = verdict.into_iter().chain(role);
    all.map(|label| format!("{OWN}{label}")).collect()
}
