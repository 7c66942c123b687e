//! Evidence of a tie in words.

use crate::model::exchange::TieKind;

/// What happened, in words that stand before a date.
pub(crate) fn tie(kind: TieKind) -> &'static str {
    match kind {
        TieKind::RecommendationReceived => "recommended you",
        TieKind::RecommendationGiven => "you recommended them",
        TieKind::FavourReceived => "did you a favour",
        TieKind::FavourGiven => "you did them a favour",
        TieKind::IntroReceived => "introduced you to somebody",
        TieKind::Introduced => "somebody introduced the two of you",
        TieKind::IntroGiven => "you introduced them to somebody",
        TieKind::PassedOnReceived => "passed something on to you",
        TieKind::PassedOnGiven => "you passed something on to them",
        TieKind::Note => "you made a note about them",
        TieKind::ThanksReceived => "thanked you",
        TieKind::ThanksGiven => "you thanked them",
        TieKind::MetAt => "you noted where you met",
        TieKind::Promise => "you promised them something",
        TieKind::PromiseDue => "a promise of yours to them was due",
        TieKind::PromiseReceived => "promised you something",
        TieKind::PromiseReceivedDue => "a promise of theirs to you was due",
        TieKind::EndorsementReceived => "endorsed you",
        TieKind::EndorsementGiven => "you endorsed them",
        TieKind::InvitationReceived => "invited you to connect",
        TieKind::InvitationSent => "you invited them to connect",
        TieKind::GroupTalk => "both in a group conversation",
        TieKind::GroupMeeting => "both invited to a large meeting",
        TieKind::Declined => "declined a meeting with you",
        TieKind::ThroughService => "a service wrote to you in their name",
    }
}

/// A tie in a cell.
pub(crate) fn tie_in_a_cell(kind: TieKind) -> &'static str {
    match kind {
        TieKind::RecommendationReceived => "recommended you",
        TieKind::RecommendationGiven => "you recommended",
        TieKind::FavourReceived => "did you a favour",
        TieKind::FavourGiven => "your favour",
        TieKind::IntroReceived => "introduced you",
        TieKind::Introduced => "introduced to you",
        TieKind::IntroGiven => "you introduced",
        TieKind::PassedOnReceived => "passed on to you",
        TieKind::PassedOnGiven => "you passed on",
        TieKind::Note => "your note",
        TieKind::ThanksReceived => "thanked you",
        TieKind::ThanksGiven => "you thanked",
        TieKind::MetAt => "where you met",
        TieKind::Promise => "your promise",
        TieKind::PromiseDue => "promise due",
        TieKind::PromiseReceived => "their promise",
        TieKind::PromiseReceivedDue => "their promise due",
        TieKind::EndorsementReceived => "endorsed you",
        TieKind::EndorsementGiven => "you endorsed",
        TieKind::InvitationReceived => "invited you",
        TieKind::InvitationSent => "you invited",
        TieKind::GroupTalk => "group conversation",
        TieKind::GroupMeeting => "large meeting",
        TieKind::Declined => "declined meeting",
        TieKind::ThroughService => "through a service",
    }
}
