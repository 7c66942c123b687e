//! A person's history → what the audit says of them: answers (a probability), ties (evidence), a verdict, and why.
//!
//! Blind to status: title, seniority and the prestige of an employer enter nowhere. An employer or school counts only as
//! a place where the owner was too, and then only as an aid to memory.

mod again;
mod balance;
mod band;
mod chance;
mod contact;
mod facts;
mod judge;
mod ledger;
mod look;
mod memories;
mod next;
mod places;
mod rank;
mod replay;
mod running;
mod shift;
mod talks;
mod ties;
mod verdict;

pub(crate) use again::{band_again, verdict_again};
pub(crate) use chance::{Term, person_rate, probability, terms};
pub(crate) use judge::{Options, judge};
pub(crate) use look::look;
pub use next::next;
pub use rank::rank;
pub(crate) use replay::replay;
