//! The words of a log: which way, by what means, how long.

use super::sides::Way;
use crate::model::exchange::{Channel, Direction};

const OUT: &[&str] = &[
    "out",
    "outgoing",
    "outbound",
    "sent",
    "placed",
    "dialed",
    "dialled",
    ">",
    "2",
    "ausgehend",
    "ausgehende",
    "ausgehender",
    "gesendet",
    "gewählt",
    "sortant",
    "envoyé",
    "saliente",
    "enviado",
    "effettuata",
    "uscita",
    "made",
    "outbox",
    "to",
    "enviada",
    "envoyée",
    "inviato",
    "verzonden",
    "uitgaand",
    "wysłane",
    "utgående",
];
const IN: &[&str] = &[
    "in",
    "incoming",
    "inbound",
    "received",
    "answered",
    "<",
    "1",
    "eingehend",
    "eingehende",
    "eingehender",
    "empfangen",
    "angenommen",
    "entrant",
    "reçu",
    "entrante",
    "recibido",
    "ricevuta",
    "inbox",
    "from",
    "recibida",
    "reçue",
    "ricevuto",
    "ontvangen",
    "inkomend",
    "odebrane",
    "inkommande",
    "taken",
];
const MISSED: &[&str] = &[
    "missed",
    "rejected",
    "declined",
    "voicemail",
    "3",
    "4",
    "5",
    "verpasst",
    "verpasster",
    "verpasste",
    "entgangen",
    "abgelehnt",
    "abgewiesen",
    "manqué",
    "perdida",
    "persa",
    "unanswered",
    "noanswer",
    "busy",
    "besetzt",
    "failed",
    "canceled",
    "cancelled",
    "blocked",
    "gemist",
    "nieodebrane",
    "missat",
];
const BOTH: &[&str] = &[
    "both",
    "met",
    "mutual",
    "=",
    "beide",
    "beides",
    "gegenseitig",
    "getroffen",
];
const UNKNOWN: &[&str] = &["", "none", "unknown", "unbekannt"];

/// Which way a text says: `out`, `Outgoing call`, `Verpasster Anruf`.
pub fn way(text: &str) -> Option<Way> {
    let text = text.trim().to_lowercase();
    let words: Vec<&str> = text.split([' ', '_', '-', '(', ')', ',']).collect();
    let says = |list: &[&str]| {
        list.contains(&text.as_str()) || words.iter().any(|w| !w.is_empty() && list.contains(w))
    };
    let direction = if says(MISSED) {
        return Some(Way {
            direction: Direction::In,
            missed: true,
        });
    } else if says(OUT) {
        Direction::Out
    } else if says(IN) {
        Direction::In
    } else if says(BOTH) {
        Direction::Both
    } else if UNKNOWN.contains(&text.as_str()) {
        Direction::Unknown
    } else {
        return None;
    };
    Some(Way {
        direction,
        missed: false,
    })
}

/// Whether the outcome of a call says that nobody took it: `NO ANSWER`, `Left voicemail`, `busy`.
pub fn is_missed(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    let is_word = |word: &str| MISSED.contains(&word) && word.parse::<u32>().is_err();
    matches!(
        text.as_str(),
        "no answer" | "not answered" | "no" | "false" | "did not answer" | "nicht erreicht"
    ) || text.split([' ', '_', '-', '/']).any(is_word)
}

/// Whether a message never left: a draft, a failure.
pub fn is_unsent(text: &str) -> bool {
    [
        "draft",
        "failed",
        "queued",
        "not sent",
        "undelivered",
        "scheduled",
        "entwurf",
    ]
    .contains(&text.trim().to_lowercase().as_str())
}

/// Whether a row of a list of messages is a note of the service.
pub fn is_notice(text: &str) -> bool {
    ["notification", "system", "info"].contains(&text.trim().to_lowercase().as_str())
}

/// Whether what a customer database has logged is a note or a task of its owner.
pub fn is_memo(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    text.split([' ', '_', '-']).any(|word| {
        [
            "note", "notes", "task", "to-do", "todo", "reminder", "notiz", "aufgabe",
        ]
        .contains(&word)
    })
}

/// By what means: `email`, `Logged call`, `MEETING`.
pub fn channel(text: &str) -> Channel {
    let text = text.trim().to_lowercase();
    match one_channel(&text) {
        Channel::Other => text
            .split([' ', '_', '/', '(', ')'])
            .map(one_channel)
            .find(|channel| *channel != Channel::Other)
            .unwrap_or(Channel::Other),
        known => known,
    }
}

fn one_channel(word: &str) -> Channel {
    match word {
        "email" | "e-mail" | "mail" => Channel::Email,
        "sms" | "mms" | "text" | "kurznachricht" => Channel::Sms,
        "call" | "phone" | "anruf" | "voice" | "telefon" | "telefonat" | "video" | "facetime" => {
            Channel::Call
        }
        "meet" | "meeting" | "lunch" | "dinner" | "coffee" | "treffen" | "termin" | "besuch"
        | "event" | "demo" => Channel::Meeting,
        "linkedin" => Channel::LinkedIn,
        "message" | "chat" | "whatsapp" | "signal" | "telegram" | "imessage" | "im" | "rcs"
        | "messenger" | "nachricht" => Channel::Chat,
        _ => Channel::Other,
    }
}

/// Seconds, `HH:MM:SS`, `MM:SS`, or `5 min 12 s`.
pub fn seconds(text: &str) -> Option<u32> {
    if text.contains(char::is_alphabetic) {
        return with_units(text);
    }
    let mut total: u32 = 0;
    for part in text.split(':') {
        total = total
            .checked_mul(60)?
            .checked_add(part.trim().parse().ok()?)?;
    }
    Some(total)
}

fn with_units(text: &str) -> Option<u32> {
    let mut total: u32 = 0;
    let mut rest = text.trim();
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let number: u32 = rest.get(..digits)?.parse().ok()?;
        rest = rest[digits..].trim_start();
        let unit = rest
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(rest.len());
        let factor = match rest[..unit].to_lowercase().chars().next()? {
            'h' | 'u' => 3600,
            'm' => 60,
            's' => 1,
            _ => return None,
        };
        total = total.checked_add(number.checked_mul(factor)?)?;
        rest = rest[unit..].trim_start_matches([' ', '.', ',']);
    }
    Some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directions_in_words_and_signs() {
        let is = |text: &str| way(text).map(|way| (way.direction, way.missed));
        for (text, expected) in [
            ("OUT", (Direction::Out, false)),
            ("Outgoing Call", (Direction::Out, false)),
            ("ausgehend", (Direction::Out, false)),
            ("Eingehender Anruf", (Direction::In, false)),
            ("MISSED", (Direction::In, true)),
            ("Missed (incoming)", (Direction::In, true)),
            ("verpasst", (Direction::In, true)),
            ("met", (Direction::Both, false)),
            ("", (Direction::Unknown, false)),
        ] {
            assert_eq!(is(text), Some(expected), "{text}");
        }
        assert_eq!(is("sideways"), None);
    }

    #[test]
    fn lengths_of_calls() {
        for (text, expected) in [
            ("312", Some(312)),
            ("5:12", Some(312)),
            ("00:05:12", Some(312)),
            ("5 min 12 s", Some(312)),
            ("5m 12s", Some(312)),
            ("1h", Some(3600)),
            ("", None),
            ("long", None),
            ("99999999 h", None),
        ] {
            assert_eq!(seconds(text), expected, "{text}");
        }
    }
}
