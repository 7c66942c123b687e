//! Where a message was kept, by its labels, its folder or its flags. Programs translate these names.

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

const NAMES: [(Shelf, &[&str]); 4] = [
    (
        Shelf::Sent,
        &[
            "sent",
            "sent items",
            "sent mail",
            "sent messages",
            "gesendet",
            "gesendete elemente",
            "gesendete objekte",
            "envoyés",
            "envoyes",
            "messages envoyés",
            "éléments envoyés",
            "enviados",
            "elementos enviados",
            "enviadas",
            "inviata",
            "posta inviata",
            "verzonden",
            "verzonden items",
            "skickat",
            "sendt",
            "wysłane",
            "odeslaná pošta",
        ],
    ),
    (
        Shelf::Drafts,
        &[
            "drafts",
            "draft",
            "entwürfe",
            "brouillons",
            "borradores",
            "rascunhos",
            "bozze",
            "concepten",
            "utkast",
            "kladder",
            "robocze",
            "koncepty",
            "unsent messages",
            "outbox",
            "templates",
        ],
    ),
    (
        Shelf::Spam,
        &[
            "spam",
            "junk",
            "junk e-mail",
            "junk email",
            "bulk mail",
            "junk-e-mail",
            "courrier indésirable",
            "correo no deseado",
            "posta indesiderata",
        ],
    ),
    (
        Shelf::Trash,
        &[
            "trash",
            "bin",
            "deleted items",
            "deleted messages",
            "papierkorb",
            "gelöschte elemente",
            "corbeille",
            "papelera",
            "lixeira",
            "cestino",
            "prullenbak",
            "papperskorg",
            "papirkurv",
            "kosz",
            "koš",
        ],
    ),
];

impl Shelf {
    fn named(name: &str) -> Self {
        let name = name.trim().to_lowercase();
        let found = NAMES
            .iter()
            .find(|(_, names)| names.contains(&name.as_str()));
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
        assert_eq!(Shelf::of_flags("1772500000.M1P1.host:2,RST"), Shelf::Trash);
        assert_eq!(Shelf::of_flags("1772500000.M1P1.host;2,DS"), Shelf::Drafts);
    }
}
