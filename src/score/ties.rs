//! What orders people within a band. A judgement, not a measurement: it never touches the probability.

use crate::model::exchange::TieKind;
use crate::model::standing::{Contact, Tie};

/// What each kind of evidence weighs. Given and received weigh the same: it is a two-way street.
pub fn points(kind: TieKind) -> u32 {
    match kind {
        TieKind::RecommendationReceived | TieKind::RecommendationGiven => 8,
        TieKind::FavourReceived
        | TieKind::FavourGiven
        | TieKind::IntroReceived
        | TieKind::IntroGiven => 5,
        TieKind::PassedOnReceived | TieKind::PassedOnGiven => 2,
        TieKind::Note => 3,
        TieKind::ThanksReceived | TieKind::ThanksGiven | TieKind::MetAt | TieKind::Introduced => 2,
        TieKind::EndorsementReceived | TieKind::EndorsementGiven => 2,
        TieKind::Promise
        | TieKind::PromiseReceived
        | TieKind::InvitationReceived
        | TieKind::InvitationSent
        | TieKind::GroupTalk => 1,
        // The day of a promise is one thing with it, and a meeting of many decides nothing.
        TieKind::PromiseDue
        | TieKind::PromiseReceivedDue
        | TieKind::GroupMeeting
        | TieKind::Declined
        | TieKind::ThroughService => 0,
    }
}

/// Points of a year in which contact went both ways.
const TWO_WAY_YEAR: u32 = 3;
/// Points of each means of contact beyond the first.
const FURTHER_CHANNEL: u32 = 2;
/// Talks that they began count a point each, up to this many.
const MOST_STARTS: u32 = 5;

/// The weight of everything that has passed between the two.
pub fn weight(ties: &[Tie], contact: &Contact) -> u32 {
    let evidence: u32 = ties.iter().map(|tie| points(tie.kind)).sum();
    let channels = (contact.channels.len() as u32).saturating_sub(1);
    evidence
        + contact.two_way_years * TWO_WAY_YEAR
        + channels * FURTHER_CHANNEL
        + contact.talks.theirs.min(MOST_STARTS)
}
