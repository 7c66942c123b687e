//! Why a message did not arrive, and whether trying again could help: by the enhanced status code (RFC 3463), else by the code of
//! SMTP or the words beside it.

use crate::model::bounce::{Lasts, Refusal};
use crate::model::name::fold;

/// An enhanced status code: `5.1.1`. Class 0 where none was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Status {
    class: u16,
    subject: u16,
    detail: u16,
}

impl Status {
    /// Of a field that begins with one.
    pub fn of(text: &str) -> Self {
        let code = text
            .trim()
            .split([' ', '(', '\t'])
            .next()
            .unwrap_or_default();
        Self::exactly(code).unwrap_or_default()
    }

    /// The first one in a text: `#5.1.1`, `550-5.1.1`.
    pub fn within(text: &str) -> Self {
        let words = text.split(|c: char| !(c.is_ascii_digit() || c == '.'));
        let words = words.map(|word| word.trim_end_matches('.'));
        let found = words
            .filter_map(Self::exactly)
            .find(|code| matches!(code.class, 4 | 5));
        found.unwrap_or_default()
    }

    fn exactly(code: &str) -> Option<Self> {
        let mut parts = code.split('.').map(|part| {
            let is_short = (1..=3).contains(&part.len());
            is_short.then(|| part.parse().ok()).flatten()
        });
        let (class, subject, detail) = (parts.next()??, parts.next()??, parts.next()??);
        let is_whole = parts.next().is_none() && matches!(class, 2 | 4 | 5);
        is_whole.then_some(Self {
            class,
            subject,
            detail,
        })
    }
}

/// Words of a refusal, folded, with what they say. The first that is found counts.
const WORDS: [(Refusal, &[&str]); 6] = [
    (
        Refusal::Full,
        &[
            "mailbox full",
            "mailbox is full",
            "over quota",
            "quota exceeded",
            "out of storage",
            "postfach voll",
            "boite pleine",
        ],
    ),
    (
        Refusal::UnknownUser,
        &[
            "user unknown",
            "unknown user",
            "no such user",
            "no mailbox",
            "recipientnotfound",
            "recipnotfound",
            "address not found",
            "does not exist",
            "doesn't exist",
            "no such recipient",
            "mailbox unavailable",
            "mailbox not found",
            "invalid recipient",
            "unknown recipient",
            "unknown address",
            "not found in",
            "unbekannt",
            "existiert nicht",
            "nicht gefunden",
            "n'existe pas",
            "inconnu",
            "introuvable",
            "no existe",
            "desconocid",
            "non esiste",
            "nao existe",
            "bestaat niet",
            "finns inte",
        ],
    ),
    (
        Refusal::UnknownDomain,
        &[
            "host not found",
            "domain not found",
            "host or domain name not found",
            "name service error",
            "nxdomain",
            "unrouteable",
            "couldn't find any host",
            "no mx",
            "unknown domain",
        ],
    ),
    (
        Refusal::Disabled,
        &[
            "disabled",
            "inactive",
            "deactivated",
            "suspended",
            "deaktiviert",
            "no longer",
        ],
    ),
    (
        Refusal::TooLarge,
        &["too large", "size limit", "message size", "zu gross"],
    ),
    (
        Refusal::Refused,
        &[
            "spam",
            "blocked",
            "policy",
            "blacklist",
            "access denied",
            "rejected for",
        ],
    ),
];

/// Words that say that trying again could help.
const FOR_NOW: [&str; 6] = [
    "timed out",
    "temporar",
    "too long",
    "try again later",
    "retry time",
    "connection refused",
];

/// Whether trying again could help, and why it failed.
pub fn judged(status: &Status, said: &str) -> (Lasts, Refusal) {
    let status = if status.class == 0 || (status.subject, status.detail) == (0, 0) {
        let within = Status::within(said);
        if within.class == 0 { *status } else { within }
    } else {
        *status
    };
    let said = fold(said);
    let by_words = || {
        let mut all = WORDS.iter();
        let found = all.find(|(_, words)| words.iter().any(|word| said.contains(word)));
        found.map_or(Refusal::Other, |(why, _)| *why)
    };
    let why = match (status.subject, status.detail) {
        (1, 1 | 6 | 10) => Refusal::UnknownUser,
        (1, 2) | (4, 4 | 310 | 312) => Refusal::UnknownDomain,
        (2, 1) => match by_words() {
            Refusal::UnknownUser => Refusal::UnknownUser,
            _ => Refusal::Disabled,
        },
        (2, 2) => Refusal::Full,
        (2 | 3, 3 | 4) => Refusal::TooLarge,
        (4, 1 | 2 | 7) => Refusal::Expired,
        (7, _) => Refusal::Refused,
        _ => by_words(),
    };
    let is_for_now = match status.class {
        4 => true,
        0 => FOR_NOW.iter().any(|word| said.contains(word)),
        _ => false,
    };
    let lasts = if is_for_now {
        Lasts::Temporary
    } else {
        Lasts::Permanent
    };
    let why = match (why, lasts) {
        (Refusal::Other, Lasts::Temporary) => Refusal::Expired,
        (why, _) => why,
    };
    (lasts, why)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_says_more_than_words_and_words_more_than_nothing() {
        for (status, said, lasts, why) in [
            ("5.1.1", "", Lasts::Permanent, Refusal::UnknownUser),
            (
                "5.0.0",
                "smtp; 550 5.1.1 User unknown",
                Lasts::Permanent,
                Refusal::UnknownUser,
            ),
            (
                "5.1.10",
                "smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound",
                Lasts::Permanent,
                Refusal::UnknownUser,
            ),
            (
                "5.4.4",
                "X-Postfix; Host or domain name not found",
                Lasts::Permanent,
                Refusal::UnknownDomain,
            ),
            ("5.2.2", "", Lasts::Permanent, Refusal::Full),
            (
                "5.7.1",
                "blocked as spam",
                Lasts::Permanent,
                Refusal::Refused,
            ),
            ("4.4.7", "", Lasts::Temporary, Refusal::Expired),
            (
                "4.4.1",
                "connection timed out",
                Lasts::Temporary,
                Refusal::Expired,
            ),
            (
                "",
                "Sorry, no mailbox here by that name. (#5.1.1)",
                Lasts::Permanent,
                Refusal::UnknownUser,
            ),
            (
                "",
                "Diese Adresse existiert nicht",
                Lasts::Permanent,
                Refusal::UnknownUser,
            ),
            (
                "",
                "this message has been in the queue too long",
                Lasts::Temporary,
                Refusal::Expired,
            ),
            ("", "", Lasts::Permanent, Refusal::Other),
        ] {
            assert_eq!(
                judged(&Status::of(status), said),
                (lasts, why),
                "{status} {said}"
            );
        }
    }

    #[test]
    fn an_address_of_a_machine_is_no_status() {
        assert_eq!(
            Status::within("host mx[192.0.2.17] said: 550 no"),
            Status::default()
        );
        assert_eq!(
            Status::within("550-5.2.1 The account"),
            Status {
                class: 5,
                subject: 2,
                detail: 1
            }
        );
    }
}
