//! What went stale, in a line of each kind: for the screen and for the report.

use std::collections::BTreeSet;

use crate::model::audit::Audit;
use crate::model::stale::{Contradicted, Stale};
use crate::words::stale as words;

/// Addresses that bounce, cards that are out of date, companies of several spellings, and what is missing; each only where there is any.
pub(crate) fn lines(audit: &Audit) -> Vec<String> {
    let hygiene = &audit.hygiene;
    let is_dead = |stale: &&Stale| matches!(stale.why, Contradicted::Bounced(_));
    let (dead, old): (Vec<&Stale>, Vec<&Stale>) = hygiene.stale.iter().partition(is_dead);
    let addresses: BTreeSet<&str> = dead.iter().map(|stale| stale.value.as_str()).collect();
    let cards: BTreeSet<_> = old.iter().flat_map(|stale| &stale.cards).collect();
    let people: BTreeSet<usize> = hygiene
        .missing
        .iter()
        .map(|missing| missing.person)
        .collect();
    let offers = hygiene
        .missing
        .iter()
        .filter(|missing| missing.offer.is_some());
    [
        words::dead_line(&names(audit, &dead), addresses.len() as u64),
        words::outdated_line(&names(audit, &old), cards.len() as u64),
        words::employers_line(&hygiene.employers),
        words::missing_line(people.len() as u64, offers.count() as u64),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The same of a run that mends, with the connections in figures.
pub(crate) fn of_cards(audit: &Audit) -> Vec<String> {
    let mut said = lines(audit);
    if let Some(roster) = audit
        .hygiene
        .roster
        .as_ref()
        .filter(|roster| roster.connections > 0)
    {
        said.push(words::roster(roster));
        said.extend(words::roster_most(roster));
    }
    said
}

/// Whose cards they are, in the order of the ranking.
fn names<'a>(audit: &'a Audit, stale: &[&Stale]) -> Vec<&'a str> {
    let ids: BTreeSet<&str> = stale.iter().map(|stale| stale.person.as_str()).collect();
    let meant = audit
        .everybody()
        .filter(|person| ids.contains(person.id.as_str()));
    meant.map(|person| audit.view(person).name()).collect()
}
