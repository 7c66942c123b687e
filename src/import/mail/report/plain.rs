//! Reports without a part for programs: what qmail, Exim, older Gmail and older Exchange write for people, in their languages.

use super::reasons::Status;
use super::{Failed, MOST, Told, failed_recipients, returned};
use crate::import::mail::header::Header;
use crate::import::mail::kind::is_program;
use crate::model::keys::Email;
use crate::model::name::fold;

/// Beginnings of subjects, folded, of what could not be delivered.
const SUBJECTS: [&str; 34] = [
    "failure notice",
    "delivery failure",
    "delivery failed",
    "delivery status notification (failure)",
    "mail delivery failed",
    "mail delivery failure",
    "mail delivery system",
    "message undeliverable",
    "returned mail",
    "undeliverable",
    "undelivered mail",
    "unable to deliver",
    "unzustellbar",
    "nicht zustellbar",
    "nachricht nicht zustellbar",
    "benachrichtigung zum ubermittlungsstatus (fehlgeschlagen)",
    "zustellung fehlgeschlagen",
    "mailzustellung fehlgeschlagen",
    "non remis",
    "non distribuable",
    "echec de la remise",
    "echec de remise",
    "echec de distribution",
    "notification d'etat de remise (echec)",
    "no se puede entregar",
    "no entregado",
    "error de entrega",
    "notificacion de estado de entrega (error)",
    "non recapitabile",
    "mancata consegna",
    "nao entregue",
    "falha na entrega",
    "onbestelbaar",
    "oleverbart",
];

/// Words of a subject or first line, folded, of what is only late.
const LATE: [&str; 9] = [
    "delay",
    "verzoger",
    "retard",
    "retras",
    "demora",
    "ritard",
    "atras",
    "vertraagd",
    "forsen",
];

/// Where the message begins that came back, folded: what stands behind is read by nobody.
const RETURNED: [&str; 10] = [
    "below this line is a copy of the message",
    "this is a copy of the message",
    "this is a copy of your message",
    "original message",
    "message text follows",
    "ursprungliche nachricht",
    "kopie der nachricht",
    "message d'origine",
    "message original",
    "mensaje original",
];

/// Whether a subject is one of a report.
pub fn is_subject(subject: &str) -> bool {
    let folded = fold(subject).replace('’', "'");
    SUBJECTS.iter().any(|known| folded.starts_with(known))
}

/// Takes what a text for people tells: the addresses, each with what is said below it.
pub fn read(header: &Header<'_>, text: &str, told: &mut Told) {
    let subject = fold(&header.text(super::Field::Subject));
    if LATE.iter().any(|word| subject.contains(word)) {
        return;
    }
    let (notice, copy) = divided(text);
    returned(copy.trim_start().as_bytes(), told);
    let named = failed_recipients(header);
    let mut failed: Vec<Failed> = Vec::new();
    let mut open = false;
    for line in notice.lines() {
        match address_of(line).filter(|email| named.is_empty() || named.contains(email)) {
            Some(address) if failed.len() < MOST => {
                failed.push(Failed {
                    address,
                    status: Status::default(),
                    said: rest_of(line).to_owned(),
                });
                open = true;
            }
            Some(_) => {}
            None if open => {
                if let Some(last) = failed.last_mut() {
                    last.said.push(' ');
                    last.said.push_str(line.trim());
                }
            }
            None => {}
        }
    }
    for address in named {
        if !failed.iter().any(|failed| failed.address == address) {
            failed.push(Failed {
                address,
                status: Status::within(notice),
                said: notice.to_owned(),
            });
        }
    }
    told.failed.append(&mut failed);
}

/// The notice, and the message that came back.
fn divided(text: &str) -> (&str, &str) {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let begins = line.starts_with(['-', '_', '=']) && {
            let folded = fold(line).replace('’', "'");
            RETURNED.iter().any(|mark| folded.contains(mark))
        };
        if begins {
            return (&text[..at], &text[at + line.len()..]);
        }
        at += line.len();
    }
    (text, "")
}

/// The address that a line is about: it stands alone in it, or first in it before a colon or in brackets.
fn address_of(line: &str) -> Option<Email> {
    let line = line.trim();
    let first = line.split_whitespace().next()?;
    let is_head = first.starts_with('<') || first.ends_with(':') || first.len() == line.len();
    let bare = first.trim_matches(['<', '>', ':', '"', '\'']);
    Email::parse(bare).filter(|email| is_head && !is_program(email.local()))
}

/// What stands behind the address of a line.
fn rest_of(line: &str) -> &str {
    let line = line.trim();
    line.find(char::is_whitespace).map_or("", |at| &line[at..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(header: &str, text: &str) -> Vec<(String, String)> {
        let mut told = Told::default();
        read(&Header::of(header.as_bytes()), text, &mut told);
        let pairs = told.failed.into_iter();
        pairs
            .map(|failed| (failed.address.to_string(), failed.said.trim().to_owned()))
            .collect()
    }

    #[test]
    fn each_address_has_what_is_said_below_it_and_the_copy_is_not_read() {
        let text = "Hi. This is the qmail-send program at mx.example.org.\n\n<ana@old.test>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n\
            <bo@old.test>:\nI've given up on it.\n\n--- Below this line is a copy of the message.\n\nTo: <cy@old.test>:\n\n<dee@old.test>:\n";
        let said = told("Subject: failure notice\n", text);
        let names: Vec<&str> = said.iter().map(|(address, _)| address.as_str()).collect();
        assert_eq!(names, ["ana@old.test", "bo@old.test"]);
        assert!(said[0].1.starts_with("Sorry, no mailbox"));
    }

    #[test]
    fn addresses_of_the_header_count_alone_where_there_are_any() {
        let header =
            "Subject: Delivery Status Notification (Failure)\nX-Failed-Recipients: ana@old.test\n";
        let text = "Delivery to the following recipient failed permanently:\n\n     ana@old.test\n\nTechnical details:\n550 5.1.1 no such user\n\nhelp@example.org\n";
        assert_eq!(told(header, text).len(), 1);
        let late =
            "Subject: Delivery Status Notification (Delay)\nX-Failed-Recipients: ana@old.test\n";
        assert!(told(late, text).is_empty());
    }
}
