//! Whether somebody wrote a message to somebody, or a program sent it (RFC 2369, 2919, 3834, and common usage).

use super::header::{Field, Header};
use super::subject;
use crate::model::name::fold;

/// What kind of mail a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// From somebody to somebody.
    Human,
    /// To many at once. Human all the same where the owner took part in the thread.
    Bulk,
    /// From a mailing list.
    List,
    /// From a program: an automatic answer, a report, a notification.
    Automatic,
}

/// The kind of a message; the first rule that fits. Whether a program wrote it by its address, and whether it bears a label that
/// Gmail gives to mass mail, is known already.
pub fn kind(header: &Header<'_>, by_program: bool, bulk_label: bool) -> Kind {
    let word = |field| header.raw(field).unwrap_or_default().trim_ascii();
    let submitted = word(Field::AutoSubmitted);
    let precedence = word(Field::Precedence);
    let precedes = |word: &str| precedence.eq_ignore_ascii_case(word.as_bytes());
    if !(submitted.is_empty() || header.begins(Field::AutoSubmitted, "no"))
        || is_reply_of_a_program(header)
        || header.begins(Field::ReturnPath, "<>")
        || header.begins(Field::ContentType, "multipart/report")
        || by_program
    {
        return Kind::Automatic;
    }
    if precedes("list") || (header.has(Field::ListId) && header.has(Field::ListPost)) {
        return Kind::List;
    }
    if header.has(Field::ListUnsubscribe)
        || header.has(Field::ListId)
        || header.has(Field::FeedbackId)
        || precedes("bulk")
        || precedes("junk")
        || bulk_label
    {
        return Kind::Bulk;
    }
    Kind::Human
}

/// Whether a program answered in the name of somebody, who is away or said yes to a meeting; the owner's own does so too, from the folder
/// of sent mail.
pub fn is_reply_of_a_program(header: &Header<'_>) -> bool {
    // Old programs mark their answers as mass mail and nothing else.
    let is_marked = header.has(Field::InReplyTo) && header.begins(Field::Precedence, "junk");
    is_marked
        || subject::says_away(header)
        || subject::is_of_a_calendar(header)
        || header.has(Field::AutoReply)
        || header.begins(Field::MessageClass, "9")
        || header.begins(Field::DeliveredTo, "autoresponder")
        || header.begins(Field::AutoSubmitted, "auto-replied")
        || header.begins(Field::Precedence, "auto_reply")
        || header.begins(Field::Precedence, "auto-reply")
}

/// Whether Gmail sorted a message among mass mail, in the language of the account.
pub fn is_bulk_label(label: &str) -> bool {
    const CATEGORY: [&str; 9] = [
        "categor",
        "kategor",
        "catégor",
        "luokk",
        "категор",
        "κατηγορ",
        "カテゴリ",
        "类别",
        "類別",
    ];
    const MASS: [&str; 35] = [
        "promotion",
        "promocion",
        "promozion",
        "promoç",
        "promocj",
        "promoties",
        "werbung",
        "reclame",
        "reklam",
        "kampan",
        "промо",
        "реклам",
        "social",
        "sozial",
        "sociau",
        "sociaal",
        "społeczn",
        "sosial",
        "соц",
        "update",
        "aktualis",
        "aktualiz",
        "actualiza",
        "atualiza",
        "aggiornament",
        "mises à jour",
        "uppdatering",
        "opdatering",
        "oppdatering",
        "benachrichtigung",
        "notifica",
        "оповещен",
        "обновлен",
        "forum",
        "foro",
    ];
    let label = label.trim().trim_matches(['"', ' ']).to_lowercase();
    let is_category = CATEGORY.iter().any(|word| label.starts_with(word));
    is_category && MASS.iter().any(|word| label.contains(word))
}

/// What such addresses are called, with a hyphen between words.
const PROGRAMS: [&str; 58] = [
    "no-reply",
    "no-replies",
    "reply-no",
    "do-not-reply",
    "dont-reply",
    "auto-reply",
    "auto-responder",
    "auto-confirm",
    "automated",
    "unattended",
    "mailer-daemon",
    "postmaster",
    "bounce",
    "bounces",
    "notification",
    "notifications",
    "notify",
    "alert",
    "alerts",
    "newsletter",
    "mailer",
    "calendar-notification",
    "unsubscribe",
    "nicht-antworten",
    "keine-antwort",
    "keine-antworten",
    "ne-pas-repondre",
    "ne-pas-répondre",
    "ne-repondez-pas",
    "sans-reponse",
    "no-responder",
    "no-responda",
    "no-contestar",
    "sin-respuesta",
    "nao-responda",
    "nao-responder",
    "não-responda",
    "sem-resposta",
    "non-rispondere",
    "nessuna-risposta",
    "niet-beantwoorden",
    "niet-antwoorden",
    "geen-antwoord",
    "nie-odpowiadaj",
    "nie-odpowiadac",
    "bez-odpowiedzi",
    "svara-inte",
    "svara-ej",
    "svar-ikke",
    "ikke-svar",
    "ikke-besvar",
    "ala-vastaa",
    "älä-vastaa",
    "ei-vastata",
    "neodpovidat",
    "neodpovidejte",
    "ne-otvechat",
    "yanitlamayin",
];
/// Accounts of a machine, which are a part of many names.
const ACCOUNTS: [&str; 7] = [
    "root",
    "daemon",
    "cron",
    "nobody",
    "www-data",
    "system",
    "mailer daemon",
];
/// What all of them have in common tells most people apart at once.
const ROOTS: [&str; 27] = [
    "repl",
    "respon",
    "antwo",
    "repon",
    "répon",
    "mailer",
    "master",
    "bounce",
    "notif",
    "notify",
    "alert",
    "newsletter",
    "unsubscr",
    "automated",
    "unattended",
    "confirm",
    "contestar",
    "respuest",
    "respost",
    "rispo",
    "beantwo",
    "odpow",
    "svar",
    "vasta",
    "otvech",
    "yanit",
    "odpovid",
];

/// Local parts that no human answers from, alone or beside a further word, with any sign or none between their words:
/// `no-reply`, `do.not.reply`, `nepasrepondre`, `notifications+x`, `noreply2`.
pub fn is_program(local: &str) -> bool {
    if ACCOUNTS.contains(&local) {
        return true;
    }
    if !ROOTS.iter().any(|root| local.contains(root)) {
        return false;
    }
    let bare = local.trim_end_matches(|c: char| c.is_ascii_digit());
    let words = bare.replace(['.', '_', '+'], "-");
    let is_part = |program: &str| {
        words.match_indices(program).any(|(at, _)| {
            let bound = |c: Option<char>| c.is_none_or(|c| c == '-');
            bound(words[..at].chars().next_back())
                && bound(words[at + program.len()..].chars().next())
        })
    };
    PROGRAMS.iter().any(|program| {
        is_part(program) || program.contains('-') && is_part(&program.replace('-', ""))
    })
}

/// The same of somebody whose name is shown: Mailer and Bounce are families too, where the words of the name are those of the address.
pub fn is_program_called(local: &str, name: &str) -> bool {
    const FAMILIES: [&str; 2] = ["mailer", "bounce"];
    if !is_program(local) {
        return false;
    }
    let folded = fold(name);
    let words: Vec<&str> = folded.split(' ').collect();
    let parts: Vec<&str> = local.split(['.', '_', '-']).collect();
    let is_family = |word: &&str| FAMILIES.contains(word) && parts.contains(word);
    let is_given = |word: &&str| {
        let initial = word.get(..1).unwrap_or_default();
        parts.contains(word) || parts.contains(&initial)
    };
    let is_name = match words.as_slice() {
        [given @ .., family] => {
            !given.is_empty() && is_family(family) && given.iter().all(is_given)
        }
        [] => false,
    };
    !is_name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(block: &str) -> Kind {
        let header = Header::of(block.as_bytes());
        let from = header.text(Field::From);
        let local = from.split('@').next().unwrap_or_default();
        let labels = header.text(Field::Labels);
        kind(
            &header,
            is_program(local),
            labels.split(',').any(is_bulk_label),
        )
    }

    #[test]
    fn programs_lists_and_mass_mail_are_told_from_people() {
        assert_eq!(of("From: a@example.org\nAuto-Submitted: no\n"), Kind::Human);
        assert_eq!(
            of("From: a@example.org\nReturn-Path: <a@example.org>\n"),
            Kind::Human
        );
        assert_eq!(
            of("From: a@example.org\nAuto-Submitted: auto-replied\n"),
            Kind::Automatic
        );
        assert_eq!(
            of("From: a@example.org\nReturn-Path: <>\n"),
            Kind::Automatic
        );
        assert_eq!(of("From: x-no-reply@example.org\n"), Kind::Automatic);
        assert_eq!(of("From: noreplyson@example.org\n"), Kind::Human);
        for local in [
            "do.not.reply",
            "ne_pas_repondre",
            "nichtantworten",
            "noreply2",
            "no-reply-account",
        ] {
            assert!(is_program(local), "{local}");
        }
        assert!(
            !is_program_called("norman.mailer", "Norman Mailer")
                && !is_program_called("k.bounce", "Kim Bounce")
        );
        assert!(is_program_called("mailer", "Mailer") && is_program_called("no.reply", "No Reply"));
        assert_eq!(
            of("From: a@example.org\nContent-Type: multipart/report; x=y\n"),
            Kind::Automatic
        );
        assert_eq!(
            of("From: a@example.org\nList-Id: <l>\nList-Post: <mailto:l@x.test>\n"),
            Kind::List
        );
        assert_eq!(of("From: a@example.org\nPrecedence: list\n"), Kind::List);
        assert_eq!(
            of("From: a@example.org\nList-Unsubscribe: <x>\n"),
            Kind::Bulk
        );
        assert_eq!(
            of("From: a@example.org\nX-Gmail-Labels: Inbox,Category Promotions\n"),
            Kind::Bulk
        );
    }

    #[test]
    fn gmails_categories_are_known_in_other_languages_and_ones_own_labels_are_none() {
        for label in [
            "Kategorie: Werbung",
            "Kategorie „Soziale Netzwerke“",
            "Categoría: Promociones",
            "Catégorie : Mises à jour",
            "Categoria Aggiornamenti",
            "Kategoria: Fora, Forum",
        ] {
            assert!(is_bulk_label(label), "{label}");
        }
        for label in [
            "Category Personal",
            "Kategorie Kunden",
            "Social club",
            "Forum",
        ] {
            assert!(!is_bulk_label(label), "{label}");
        }
    }
}
