//! What was read on its way to an audit. Each step takes what the one before made, so that none can be left out or come twice.

use super::coverage::Coverage;
use super::intake::Intake;
use super::timeline::History;

/// Everything that was read, with numbers that lack their country matched to those that have it.
#[derive(Debug, Default)]
pub struct Numbered {
    /// What was read.
    pub intake: Intake,
    /// What to tell about those that were taken for numbers of a country.
    pub remark: Option<String>,
    /// How many of those that only events name are of no country that is known.
    pub left: u64,
}

/// What is left for the audit once the owner is known: neither their own cards nor what they took no part in, nor connections that
/// were made later.
#[derive(Debug)]
pub struct Sifted {
    /// What was read.
    pub intake: Intake,
}

/// All cards that people can be made of: where no file holds any, those of the correspondents.
#[derive(Debug)]
pub struct Carded {
    /// What was read.
    pub intake: Intake,
}

/// Every row with its fate, and every event joined to its people.
#[derive(Debug)]
pub struct Joined {
    /// What was read, without the events.
    pub intake: Intake,
    /// The events.
    pub history: History,
    /// What the files of this run cover.
    pub coverage: Coverage,
}
