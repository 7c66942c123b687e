//! A person's history → what the audit says of them: answers (a probability), ties (evidence), a verdict, and why.
//!
//! Blind to status: title, seniority and the prestige of an employer enter nowhere. An employer or school counts only as
//! a place where the owner was too, and then only as an aid to memory.

mod chance;
mod contact;
mod judge;
mod ledger;
mod places;
mod rank;
mod shift;
mod ties;
mod words;

pub use judge::{Options, judge};
pub use ledger::is_counted;
pub use rank::rank;
