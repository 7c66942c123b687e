//! The notices that WhatsApp writes into a chat, in the words of its languages: `notices.txt` has them.

use std::sync::LazyLock;

/// What kind of notice a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// No person writes so: encryption, a security code, a new number, a business.
    Own,
    /// A pinned message, a call. A person may write the same.
    Either,
    /// Who came, left, or changed something of a group. A person may write the same.
    Group,
}

/// A notice cut at its gaps, which names fill.
struct Template {
    kind: Notice,
    pieces: Vec<&'static str>,
}

static TEMPLATES: LazyLock<Vec<Template>> = LazyLock::new(|| {
    let mut kind = Notice::Own;
    let mut list = Vec::new();
    for line in include_str!("notices.txt").lines() {
        match line {
            "[own]" => kind = Notice::Own,
            "[either]" => kind = Notice::Either,
            "[group]" => kind = Notice::Group,
            _ if line.is_empty() || line.starts_with('#') => {}
            _ => list.push(Template {
                kind,
                pieces: line.split('*').collect(),
            }),
        }
    }
    list
});

/// As much of a text as tells what it is, in characters.
const HEAD: usize = 300;
/// Longest name in a gap, in bytes.
const NAME: usize = 120;

/// What kind of notice a text is, if it is one of those that are known.
pub fn notice(text: &str) -> Option<Notice> {
    let head = text.trim_start().chars().take(HEAD);
    let head: String = head.flat_map(char::to_lowercase).collect();
    let mut matching = TEMPLATES.iter().filter(|template| template.matches(&head));
    matching.next().map(|template| template.kind)
}

impl Template {
    /// Whether a text begins so. No name reaches over a colon, for before one somebody speaks.
    fn matches(&self, text: &str) -> bool {
        let mut pieces = self.pieces.iter();
        let Some(mut rest) = pieces.next().and_then(|first| text.strip_prefix(first)) else {
            return false;
        };
        for piece in pieces {
            let Some(at) = rest.find(piece).filter(|at| *at <= NAME) else {
                return false;
            };
            if rest[..at].contains(": ") {
                return false;
            }
            rest = &rest[at + piece.len()..];
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notices_are_known_in_many_languages_and_what_people_write_is_none() {
        for text in [
            "Messages and calls are end-to-end encrypted. No one outside of this chat can read them.",
            "Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt.",
            "Cambió tu código de seguridad con Ana. Toca para obtener más información.",
            "Votre code de sécurité avec Ana Ferreira a changé.",
            "Ana Ferreira changed their phone number to a new number.",
            "Сообщения и звонки защищены сквозным шифрованием.",
            "メッセージと通話はエンドツーエンドで暗号化されています。",
        ] {
            assert_eq!(notice(text), Some(Notice::Own), "{text}");
        }
        for text in ["Boris hat dich hinzugefügt", "Ana left", "Ana saiu"] {
            assert_eq!(notice(text), Some(Notice::Group), "{text}");
        }
        for text in [
            "is it end-to-end encrypted?",
            "Ana wrote: messages and calls are end-to-end encrypted",
            "my security code is 4711",
            "hello",
            "",
        ] {
            assert_eq!(notice(text), None, "{text}");
        }
    }
}
