//! Cards → people: finds out which cards are the same human, and keeps on record why.
//!
//! What the owner decided, exact duplicates and certain keys join first. All else is weighed: pairs that share a blocking
//! key are compared field by field, the comparisons become bits, and groups merge while their average speaks for it.

use std::collections::BTreeMap;

mod apart;
mod ask;
mod before;
mod block;
mod books;
mod capped;
mod certain;
mod cluster;
mod compare;
mod conflict;
mod correspondents;
mod dates;
mod decided;
mod dialled;
mod explain;
mod features;
mod fields;
mod former;
mod gate;
mod ids;
mod in_order;
mod keys;
mod kind;
mod known;
#[cfg(test)]
mod laws;
mod learn;
mod names;
mod namesakes;
mod nearest;
mod numbers;
mod one_key;
mod open;
mod outcome;
mod parts;
mod people;
mod record;
mod register;
mod renamed;
mod repeated;
mod same_day;
mod say;
mod services;
mod spells;
#[cfg(test)]
mod tests;
mod text;
mod things;
mod two_profiles;
mod unite;
mod veto;
mod weigh;
mod weights;

pub use self::before::questions;
pub(crate) use self::correspondents::spells;
pub use self::correspondents::{
    Candidate, Candidates, Decided, Keyed, called, candidates, join_by_name, remark_on_cards_alone,
    remark_on_names, remembered, stand_in,
};
pub(crate) use self::features::vocabulary::is_provider;
pub use self::former::{Former, former};
pub use self::ids::{carry, known};
pub use self::in_order::in_order;
pub(crate) use self::kind::is_of_a_task;
pub use self::known::Names;
pub(crate) use self::names::skeleton::without_umlauts;
pub use self::numbers::{remark_on_numbers, settle_numbers};
use self::record::{records, records_but};
use self::repeated::Repeated;
use crate::model::card::{Card, CardIx};
use crate::model::person::{Manner, Resolution};

/// What the owner decided.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// How readily they merge, and by which weights.
    pub manner: Manner,
    /// Cards that are the same person.
    pub same: Vec<(CardIx, CardIx)>,
    /// Cards that are not.
    pub not_same: Vec<(CardIx, CardIx)>,
    /// Who cards were in earlier audits.
    pub former: BTreeMap<CardIx, Former>,
    /// The names of the cards, if they were taken apart before.
    pub names: Names,
    /// What passed between under several names of one key.
    pub keyed: Vec<Keyed>,
}

impl Options {
    /// Whether the owner said of two cards that they are not the same.
    fn are_apart(&self, a: CardIx, b: CardIx) -> bool {
        let pairs = &self.not_same;
        pairs.contains(&(a, b)) || pairs.contains(&(b, a))
    }
}

/// Finds out which cards are the same human. Every card comes out in exactly one person; the result depends on what the
/// cards say and not on their order.
pub fn resolve(cards: &[Card], options: &Options) -> Resolution {
    let repeated = Repeated::of(cards, options);
    let options = repeated.said(options);
    let records = records_but(cards, &options.names, |ix| repeated.has(ix));
    let mut work = certain::Work::new(&records, &options);
    work.decided();
    work.duplicates();
    work.things();
    work.keys();
    work.same_day();
    work.two_profiles();
    work.weigh(&options);
    let people = people::people(&records, &work.groups);
    let mut resolution = work.into_resolution(people);
    repeated.add_to(cards, &mut resolution);
    resolution
}

/// The cards each by itself.
pub fn apart(cards: &[Card]) -> Resolution {
    let options = Options::default();
    let records = records(cards, &options.names);
    let work = certain::Work::new(&records, &options);
    let people = people::people(&records, &work.groups);
    work.into_resolution(people)
}
