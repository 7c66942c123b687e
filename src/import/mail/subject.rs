//! What a subject tells of whom nobody wrote: a click on "Accept", an answer while somebody is away.

use super::header::{Field, Header};
use crate::model::name::fold;

/// Beginnings of the subjects of automatic answers, folded, as Exchange, Gmail and their like write them.
const AWAY: [&str; 27] = [
    "automatic reply:",
    "automatische antwort:",
    "automatisch antwoord:",
    "autosvar:",
    "automatiskt svar:",
    "automaattinen vastaus:",
    "automatyczna odpowiedz:",
    "autoodpowiedz:",
    "automaticka odpoved:",
    "automatikus valasz:",
    "auto-reply:",
    "autoreply:",
    "auto reply:",
    "out of office:",
    "out of office autoreply:",
    "abwesenheitsnotiz:",
    "abwesend:",
    "reponse automatique :",
    "reponse automatique:",
    "respuesta automatica:",
    "risposta automatica:",
    "resposta automatica:",
    "otomatik yanıt:",
    "автоответ:",
    "автоматический ответ:",
    "自動応答:",
    "自动答复:",
];

/// Beginnings of the subjects of what a calendar program sends at a click, folded.
const ANSWERS: [&str; 34] = [
    "accepted:",
    "declined:",
    "tentative:",
    "tentatively accepted:",
    "canceled:",
    "cancelled:",
    "zugesagt:",
    "abgelehnt:",
    "mit vorbehalt:",
    "mit vorbehalt angenommen:",
    "abgesagt:",
    "accepte :",
    "accepte:",
    "refuse :",
    "refuse:",
    "provisoire :",
    "annule :",
    "annule:",
    "aceptado:",
    "aceptada:",
    "rechazado:",
    "rechazada:",
    "cancelado:",
    "cancelada:",
    "accettato:",
    "rifiutato:",
    "annullato:",
    "geaccepteerd:",
    "geweigerd:",
    "geannuleerd:",
    "aceito:",
    "recusado:",
    "zaakceptowano:",
    "odrzucono:",
];
/// No beginning is longer, encoded or not.
const LONGEST: usize = 120;

/// Whether a program answered while somebody is away.
pub fn says_away(header: &Header<'_>) -> bool {
    folded(header).is_some_and(|subject| AWAY.iter().any(|known| subject.starts_with(known)))
}

/// Whether a message is what a calendar program sends: an invitation, an answer to one, a cancellation.
pub fn is_of_a_calendar(header: &Header<'_>) -> bool {
    let is_class = header.begins(Field::ContentClass, "urn:content-classes:calendarmessage");
    let is_clicked = || {
        let is_multipart = header.begins(Field::ContentType, "multipart/");
        let subject = folded(header).filter(|_| is_multipart);
        subject.is_some_and(|subject| ANSWERS.iter().any(|known| subject.starts_with(known)))
    };
    is_class || header.begins(Field::ContentType, "text/calendar") || is_clicked()
}

/// A subject in which something stands before a colon and is no mark of a reply: most are told at once.
fn folded(header: &Header<'_>) -> Option<String> {
    let raw = header.raw(Field::Subject)?.trim_ascii_start();
    let beginning = &raw[..raw.len().min(LONGEST)];
    let is_reply = beginning.len() > 2 && beginning[..3].eq_ignore_ascii_case(b"re:");
    let is_encoded = beginning.starts_with(b"=?");
    let has_colon = memchr::memchr(b':', beginning).is_some() || !beginning.is_ascii();
    (!is_reply && (is_encoded || has_colon)).then(|| fold(&header.text(Field::Subject)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(block: &str) -> (bool, bool) {
        let header = Header::of(block.as_bytes());
        (says_away(&header), is_of_a_calendar(&header))
    }

    #[test]
    fn what_nobody_wrote_is_told_by_its_subject_or_kind() {
        for (block, told) in [
            ("Subject: Automatic reply: Pilot\n", (true, false)),
            (
                "Subject: =?utf-8?Q?R=C3=A9ponse_automatique_:_Pilot?=\n",
                (true, false),
            ),
            ("Subject: Re: Automatic reply: Pilot\n", (false, false)),
            ("Subject: Pilot: an automatic reply\n", (false, false)),
            (
                "Subject: Accepted: Lunch\nContent-Type: multipart/alternative; boundary=x\n",
                (false, true),
            ),
            (
                "Subject: Accepted: my paper!\nContent-Type: text/plain\n",
                (false, false),
            ),
            (
                "Subject: Lunch\nContent-Type: text/calendar; method=REPLY\n",
                (false, true),
            ),
            (
                "Subject: Lunch\nContent-Class: urn:content-classes:calendarmessage\n",
                (false, true),
            ),
            ("Subject: Lunch\nContent-Type: text/plain\n", (false, false)),
        ] {
            assert_eq!(of(block), told, "{block}");
        }
    }
}
