//! Whose network it is and how that was found, and what may be the owner's too.

use crate::model::keys::Email;
use crate::model::owner::{Clue, Likeness, Suspect, ToldBy};

/// What is the owner's, and what told it.
pub(crate) fn clue(clue: &Clue) -> String {
    let what = &clue.what;
    match &clue.by {
        ToldBy::Owner => format!("{what}: you said so"),
        ToldBy::Audits => format!("{what}: known from your earlier audits"),
        ToldBy::Profile(file) => format!("{what}: the name in {file}"),
        ToldBy::Chat(file) => format!("{what}: what you are called in {file}"),
        ToldBy::Account(file) => format!("{what}: in {file}"),
        ToldBy::Sent(mails, file) => {
            format!(
                "{what}: the sender of {} in {file}",
                one_or(*mails as usize, "sent mail")
            )
        }
        ToldBy::Delivered(mails, file) => {
            format!(
                "{what}: {} in {file} came to it",
                one_or(*mails as usize, "mail")
            )
        }
        ToldBy::SentAs(file) => format!("{what}: the name on your sent mail in {file}"),
        ToldBy::OwnCard(file) => format!("{what}: the name on your card in {file}"),
        ToldBy::GivenName(chats) => format!(
            "{what}: your given name, which is on no card, in {}",
            one_or(*chats, "chat")
        ),
        ToldBy::EveryChat(chats) => {
            format!("{what}: the only one who wrote in each of {chats} chats")
        }
        ToldBy::Meetings(meetings) => {
            format!("{what}: invited under your name to {meetings} meetings of your calendar")
        }
        ToldBy::Invitations(1) => format!("{what}: on your side of an invitation"),
        ToldBy::Invitations(n) => format!("{what}: on your side of {n} invitations"),
        ToldBy::Conversations(people) => {
            format!("{what}: in conversations with {people} people, more than anybody else")
        }
        ToldBy::NameInMessages => format!("{what}: goes by your name in your messages"),
        ToldBy::Sides => {
            "your files show which side is yours, but hold no address of yours".to_owned()
        }
    }
}

fn one_or(n: usize, what: &str) -> String {
    match n {
        1 => format!("one {what}"),
        n => format!("{n} {what}s"),
    }
}

/// What may be the owner's too, as a remark.
pub(crate) fn suspect(suspect: &Suspect) -> String {
    let (email, why) = match suspect {
        Suspect::Address(email, why) => (email, why),
        Suspect::Contradiction(said, senders) => {
            return format!(
                "You say you are {}, but what your files keep as sent was written by {}. Both count as you; if that mail is somebody else's, leave the file out.",
                list(said),
                list(senders)
            );
        }
    };
    let (mut otherwise, because) = (
        "what went to it counts as nobody's",
        match *why {
            Likeness::Unplaced(n, all) => {
                format!("{n} of {all} mails that do not name you went to it")
            }
            Likeness::Name(n) => format!("its owner has your name, in {}", one_or(n, "mail")),
            Likeness::LocalPart(n) => format!(
                "it begins like an address of yours, in {}",
                one_or(n, "mail")
            ),
            Likeness::Invited(n, all) => {
                format!("it is invited to {n} of {all} meetings that do not name you")
            }
        },
    );
    if matches!(why, Likeness::Invited(..)) {
        otherwise = "these meetings are not counted";
    }
    format!("{email} may be yours too: {because}. If it is not, {otherwise}.")
}

fn list(emails: &[Email]) -> String {
    let emails: Vec<&str> = emails.iter().map(Email::as_str).collect();
    emails.join(", ")
}
