//! Where a message was kept, by its labels, its folder or its flags. Programs translate these names.

use unicode_normalization::UnicodeNormalization;

use super::utf7;

/// A folder or label that decides something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shelf {
    /// Anywhere else.
    Other,
    /// What the owner sent.
    Sent,
    /// Written, never sent.
    Drafts,
    /// Spam.
    Spam,
    /// Thrown away.
    Trash,
}

/// What programs and providers call these folders, in many languages; Gmail's labels are the same words.
const NAMES: [(Shelf, &[&str]); 4] = [
    (
        Shelf::Sent,
        &[
            "sent",
            "sent items",
            "sent mail",
            "sent messages",
            "sent objects",
            "gesendet",
            "gesendete elemente",
            "gesendete objekte",
            "gesendete nachrichten",
            "envoyés",
            "envoyes",
            "messages envoyés",
            "éléments envoyés",
            "courrier envoyé",
            "enviados",
            "correos enviados",
            "mensajes enviados",
            "correo enviado",
            "elementos enviados",
            "e-mails enviados",
            "itens enviados",
            "mensagens enviadas",
            "enviadas",
            "enviado",
            "inviati",
            "inviata",
            "posta inviata",
            "messaggi inviati",
            "verzonden",
            "verzonden items",
            "verzonden berichten",
            "skickat",
            "skickade",
            "skickade objekt",
            "sendt",
            "sendte",
            "sendte elementer",
            "sendt post",
            "lähetetyt",
            "wysłane",
            "elementy wysłane",
            "odeslané",
            "odeslaná pošta",
            "odoslané",
            "odoslaná pošta",
            "elküldött",
            "elküldött levelek",
            "elküldött elemek",
            "poslano",
            "poslané",
            "trimise",
            "elemente trimise",
            "απεσταλμένα",
            "отправленные",
            "отправленные письма",
            "надіслані",
            "изпратени",
            "gönderilmiş postalar",
            "gönderilenler",
            "gönderilmiş öğeler",
            "送信済み",
            "送信済みメール",
            "送信済みトレイ",
            "已发送",
            "已发邮件",
            "已发送邮件",
            "寄件備份",
            "寄件匣",
            "보낸편지함",
            "보낸 편지함",
            "البريد المرسل",
            "דואר שנשלח",
        ],
    ),
    (
        Shelf::Drafts,
        &[
            "drafts",
            "draft",
            "entwürfe",
            "entwurf",
            "brouillons",
            "borradores",
            "rascunhos",
            "bozze",
            "concepten",
            "utkast",
            "kladder",
            "luonnokset",
            "robocze",
            "wersje robocze",
            "kopie robocze",
            "koncepty",
            "rozepsané",
            "piszkozatok",
            "ciorne",
            "πρόχειρα",
            "черновики",
            "чернетки",
            "чернови",
            "taslaklar",
            "下書き",
            "草稿",
            "草稿箱",
            "임시보관함",
            "المسودات",
            "טיוטות",
            "unsent messages",
            "outbox",
            "postausgang",
            "templates",
            "vorlagen",
        ],
    ),
    (
        Shelf::Spam,
        &[
            "spam",
            "junk",
            "junk mail",
            "junk e-mail",
            "junk email",
            "junk-e-mail",
            "bulk mail",
            "werbung (junk)",
            "spamverdacht",
            "unerwünscht",
            "unerwünschte werbung",
            "indésirables",
            "courrier indésirable",
            "pourriel",
            "correo no deseado",
            "no deseado",
            "lixo eletrônico",
            "lixo eletrónico",
            "lixo electrónico",
            "posta indesiderata",
            "ongewenst",
            "ongewenste e-mail",
            "skräppost",
            "søppelpost",
            "uønsket e-mail",
            "uønsket post",
            "roskaposti",
            "wiadomości-śmieci",
            "nevyžádaná pošta",
            "nevyžiadaná pošta",
            "levélszemét",
            "ανεπιθύμητα",
            "ανεπιθύμητη αλληλογραφία",
            "спам",
            "нежелательная почта",
            "небажана пошта",
            "gereksiz",
            "gereksiz e-posta",
            "önemsiz e-posta",
            "迷惑メール",
            "垃圾邮件",
            "垃圾郵件",
            "스팸함",
            "스팸메일함",
            "البريد غير المرغوب فيه",
            "דואר זבל",
            "ספאם",
        ],
    ),
    (
        Shelf::Trash,
        &[
            "trash",
            "bin",
            "deleted",
            "deleted items",
            "deleted messages",
            "papierkorb",
            "gelöscht",
            "gelöschte elemente",
            "gelöschte objekte",
            "corbeille",
            "éléments supprimés",
            "messages supprimés",
            "papelera",
            "eliminados",
            "elementos eliminados",
            "lixeira",
            "lixo",
            "itens excluídos",
            "itens eliminados",
            "cestino",
            "eliminati",
            "posta eliminata",
            "prullenbak",
            "verwijderd",
            "verwijderde items",
            "papperskorg",
            "papperskorgen",
            "borttaget",
            "borttagna objekt",
            "papirkurv",
            "papirkurven",
            "slettet",
            "slettede elementer",
            "slettet post",
            "roskakori",
            "poistetut",
            "kosz",
            "elementy usunięte",
            "koš",
            "kôš",
            "odstraněná pošta",
            "kuka",
            "lomtár",
            "törölt elemek",
            "coș de gunoi",
            "κάδος απορριμμάτων",
            "корзина",
            "удаленные",
            "удалённые",
            "кошик",
            "видалені",
            "кошче",
            "çöp kutusu",
            "silinmiş öğeler",
            "ゴミ箱",
            "ごみ箱",
            "削除済みアイテム",
            "已删除",
            "已删除邮件",
            "废件箱",
            "垃圾桶",
            "刪除的郵件",
            "휴지통",
            "지운편지함",
            "المهملات",
            "אשפה",
        ],
    ),
];

impl Shelf {
    fn named(name: &str) -> Self {
        let name: String = utf7::decoded(name).trim().to_lowercase().nfc().collect();
        // A second folder of a name gets a number: `Sent-1`.
        let bare = name.trim_end_matches(|c: char| c.is_ascii_digit());
        let bare = bare.strip_suffix('-').unwrap_or(&name);
        let found = NAMES.iter().find(|(_, names)| names.contains(&bare));
        found.map_or(Self::Other, |(shelf, _)| *shelf)
    }

    /// By the labels of Gmail. What was thrown away after it was sent is thrown away.
    pub fn of_labels(labels: &str) -> Self {
        let shelves = labels
            .split(',')
            .map(|label| Self::named(label.trim_matches(['"', ' '])));
        shelves.max().unwrap_or(Self::Other)
    }

    /// By the path of a file: its own name without extension, its folder, the parts of a Maildir++ name (`.Sent`).
    pub fn of_path(path: &str) -> Self {
        let parts: Vec<&str> = path
            .split(['/', '\\'])
            .filter(|p| !matches!(*p, "cur" | "new"))
            .collect();
        let near = parts.iter().rev().take(2);
        let names = near.flat_map(|part| {
            let stem = part.rsplit_once('.').map_or(*part, |(stem, _)| stem);
            let inner = part.rsplit('.').next().unwrap_or(part);
            [*part, stem, inner]
        });
        names.map(Self::named).max().unwrap_or(Self::Other)
    }

    /// By the flags at the end of a file name in a Maildir.
    pub fn of_flags(name: &str) -> Self {
        let flags = [":2,", ";2,", "!2,"]
            .iter()
            .find_map(|mark| name.rsplit_once(mark));
        match flags {
            Some((_, flags)) if flags.contains('T') => Self::Trash,
            Some((_, flags)) if flags.contains('D') => Self::Drafts,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_label_folder_and_flag() {
        assert_eq!(Shelf::of_labels("Inbox,Opened,Important"), Shelf::Other);
        assert_eq!(Shelf::of_labels("Gesendet,Wichtig"), Shelf::Sent);
        assert_eq!(Shelf::of_labels("Sent,Trash"), Shelf::Trash);
        assert_eq!(Shelf::of_path("Takeout/Mail/Sent.mbox"), Shelf::Sent);
        assert_eq!(
            Shelf::of_path("mail/.Sent/cur/1772.M1.host:2,S"),
            Shelf::Sent
        );
        assert_eq!(Shelf::of_path("mail/.Archive.Drafts/cur/1"), Shelf::Drafts);
        assert_eq!(
            Shelf::of_path("Mail/All mail Including Spam and Trash.mbox"),
            Shelf::Other
        );
        // As Dovecot and Thunderbird write names in other letters, and as a Mac composes them.
        assert_eq!(Shelf::of_path("mail/.Entw&APw-rfe/cur/1"), Shelf::Drafts);
        let deleted = "Mail/imap.example.org/Gel&APY-schte Elemente";
        assert_eq!(Shelf::of_path(deleted), Shelf::Trash);
        assert_eq!(Shelf::of_path("Mail/Entwu\u{308}rfe.mbox"), Shelf::Drafts);
        assert_eq!(Shelf::of_path("Mail/Gesendet-1"), Shelf::Sent);
        assert_eq!(Shelf::of_path("Mail/[Gmail].sbd/Sent Mail"), Shelf::Sent);
        assert_eq!(Shelf::of_path("Sent Messages.mbox/mbox"), Shelf::Sent);
        assert_eq!(Shelf::of_flags("1772500000.M1P1.host:2,RST"), Shelf::Trash);
        assert_eq!(Shelf::of_flags("1772500000.M1P1.host;2,DS"), Shelf::Drafts);
    }

    #[test]
    fn labels_and_folders_of_many_languages() {
        let labels = [
            ("Posteingang,Geöffnet,E-Mails", Shelf::Other),
            ("Archiviert,Gesendet", Shelf::Sent),
            ("Correos enviados,Abiertos", Shelf::Sent),
            ("Messages envoyés,Important", Shelf::Sent),
            ("\"Posta inviata\",Aperti", Shelf::Sent),
            ("Odeslaná pošta", Shelf::Sent),
            ("Отправленные", Shelf::Sent),
            ("送信済みメール", Shelf::Sent),
            ("Entwürfe", Shelf::Drafts),
            ("Wersje robocze", Shelf::Drafts),
            ("Spam,Ungelesen", Shelf::Spam),
            ("Skräppost", Shelf::Spam),
            ("Gesendet,Papierkorb", Shelf::Trash),
            ("Corbeille", Shelf::Trash),
            ("Papelera", Shelf::Trash),
            ("ゴミ箱", Shelf::Trash),
        ];
        for (label, shelf) in labels {
            assert_eq!(Shelf::of_labels(label), shelf, "{label}");
        }
    }

    #[test]
    fn each_name_says_one_thing_and_is_written_as_it_is_compared() {
        let mut all: Vec<&str> = NAMES
            .iter()
            .flat_map(|(_, names)| *names)
            .copied()
            .collect();
        for name in &all {
            let folded: String = name.to_lowercase().nfc().collect();
            assert_eq!(folded, **name);
        }
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
