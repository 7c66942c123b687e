//! The sentences of an audit, made of the reasons that are data everywhere else.

mod answer;
mod asks;
pub(crate) mod backtest;
pub(crate) mod balance;
mod basis;
pub(crate) mod begin;
pub(crate) mod brief;
mod cause;
mod conflicts;
pub(crate) mod coverage;
mod figures;
pub(crate) mod found;
mod joined;
pub(crate) mod look;
pub(crate) mod meant;
mod missing;
pub(crate) mod owner;
pub(crate) mod page;
pub(crate) mod plan;
mod reasons;
pub(crate) mod review;
mod score;
#[cfg(feature = "program")]
pub(crate) mod stage;
pub(crate) mod stale;
mod summary;
mod tie;
mod time;
#[cfg(feature = "program")]
mod usage;
pub(crate) mod workbook;

pub(crate) use answer::{answer, waiting};
pub(crate) use asks::ask;
pub(crate) use cause::{
    BACKWARDS, absence, cause, connection, gone, inputs, invitation, one_with, rhythm,
};
pub(crate) use conflicts::{birthdays, conflicts};
pub use figures::{count, thousands};
pub(crate) use joined::{entries_by_name, joined, renamed};
pub(crate) use reasons::reason;
pub(crate) use score::{band_beside, sum, why_not_higher, worked_out};
pub(crate) use summary::{
    deletions, lost_pairs, not_people, not_understood, other_problems, problems, rows, without_card,
};
pub(crate) use tie::tie_in_a_cell;
pub(crate) use time::zone;
#[cfg(feature = "program")]
pub(crate) use usage::usage;

use crate::model::audit::Told;
use crate::model::standing::{Standing, Verdict};

/// What a standing says, in words.
pub(crate) fn told(standing: &Standing) -> Told {
    Told {
        sentence: basis::sentence(standing),
        why: standing.reasons.iter().map(reason).collect(),
    }
}

/// The advice that goes with a verdict.
pub(crate) fn advice(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Decided => "as you decided",
        Verdict::Keep => "stay in touch",
        Verdict::Reconnect => "write, send a card, call",
        Verdict::Nurture => "build on the tie",
        Verdict::Ask => "do you remember them?",
        Verdict::Delete => "delete, unless you remember them",
        Verdict::Unjudged => "too little data to say",
    }
}
