//! What a message comes to: looked at where its text lies in the file, and kept as one of three words.

use std::fmt;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

use crate::model::exchange::Gist;

/// Question marks that are not the one of Latin: of Greek, Armenian, Arabic, Ethiopic, Limbu, Coptic, Vai, Bamum, Chakma, those of
/// Spanish and of irony, several in one, those of East Asian widths, and those of emoji.
const MARKS: &str = "\u{37e}\u{55e}\u{61f}\u{1367}\u{1945}\u{2cfa}\u{2cfb}\u{a60f}\u{a6f7}\u{11143}\u{1e95f}\u{bf}\u{2e2e}\u{203d}\u{2047}\u{2048}\u{2049}\u{fe56}\u{ff1f}\u{2753}\u{2754}";

/// What a text comes to, as far as its marks tell.
pub fn gist(text: &str) -> Gist {
    if asks(text) { Gist::Asks } else { Gist::Says }
}

/// Whether a text asks something. The question mark within a link asks nothing; a semicolon asks where the text is Greek.
fn asks(text: &str) -> bool {
    let may_be_marked = !text.is_ascii() && text.bytes().any(begins_mark);
    if may_be_marked && text.chars().any(|c| !c.is_ascii() && MARKS.contains(c)) {
        return true;
    }
    if text.contains('?') && text.split_whitespace().any(word_asks) {
        return true;
    }
    text.contains(';') && is_greek(text) && text.split_whitespace().any(greek_asks)
}

/// Whether one of the marks begins with a byte. None begins with one of ASCII or of accented letters, and most texts are nothing else.
fn begins_mark(byte: u8) -> bool {
    matches!(
        byte,
        0xc2 | 0xcd | 0xd5 | 0xd8 | 0xe1 | 0xe2 | 0xea | 0xef | 0xf0
    )
}

/// Whether a word has a question mark that is no part of a link.
fn word_asks(word: &str) -> bool {
    word.match_indices('?')
        .any(|(at, mark)| !is_in_link(&word[..at], &word[at + mark.len()..]))
}

/// A link goes on behind its question mark: `https://example.org/?a=1`, `example.org/a?b`, `example.org?a=1`.
fn is_in_link(before: &str, after: &str) -> bool {
    let goes_on = after.starts_with(|c: char| c.is_ascii_alphanumeric() || "=&%_-/".contains(c));
    let is_host = before
        .split_once('.')
        .is_some_and(|(host, rest)| !host.is_empty() && rest.starts_with(char::is_alphabetic));
    let is_link = before.contains("://")
        || before.starts_with("www.")
        || before.starts_with("mailto:")
        || is_host && (before.contains('/') || after.contains('='));
    goes_on && is_link
}

fn is_greek_letter(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}') && c.is_alphabetic()
}

/// Most of the letters are Greek.
fn is_greek(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    let (all, greek) = letters.fold((0, 0), |(all, greek), c| {
        (all + 1, greek + usize::from(is_greek_letter(c)))
    });
    greek * 2 > all
}

/// A Greek word at whose end a semicolon stands.
fn greek_asks(word: &str) -> bool {
    word.match_indices(';').any(|(at, mark)| {
        let asked = word[..at].chars().next_back();
        let goes_on = word[at + mark.len()..].starts_with(char::is_alphanumeric);
        asked.is_some_and(is_greek_letter) && !goes_on
    })
}

/// Members of JSON objects in which services put the text of a message.
const TEXTS: [&str; 4] = ["text", "body", "message_content", "segment"];

/// What the text of a message in JSON comes to: a text, or texts in lists and objects of the shapes that services use. None
/// where there is no text. Nothing of the text is kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct InJson(pub Option<Gist>);

impl InJson {
    fn with(self, other: Self) -> Self {
        Self(self.0.max(other.0))
    }
}

impl<'de> Deserialize<'de> for InJson {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Texts(DEEPEST).deserialize(from)
    }
}

/// The text of a message lies within so many lists and objects; what lies deeper is passed over.
const DEEPEST: u8 = 5;

/// Looks into so many further levels.
#[derive(Clone, Copy)]
struct Texts(u8);

impl<'de> DeserializeSeed<'de> for Texts {
    type Value = InJson;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<InJson, D::Error> {
        if self.0 == 0 {
            IgnoredAny::deserialize(from)?;
            return Ok(InJson::default());
        }
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Texts {
    type Value = InJson;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_str<E>(self, text: &str) -> Result<InJson, E> {
        Ok(InJson((!text.is_empty()).then(|| gist(text))))
    }

    fn visit_u64<E>(self, _: u64) -> Result<InJson, E> {
        Ok(InJson::default())
    }

    fn visit_i64<E>(self, _: i64) -> Result<InJson, E> {
        Ok(InJson::default())
    }

    fn visit_f64<E>(self, _: f64) -> Result<InJson, E> {
        Ok(InJson::default())
    }

    fn visit_bool<E>(self, _: bool) -> Result<InJson, E> {
        Ok(InJson::default())
    }

    fn visit_unit<E>(self) -> Result<InJson, E> {
        Ok(InJson::default())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<InJson, A::Error> {
        let mut all = InJson::default();
        while let Some(one) = list.next_element_seed(Texts(self.0 - 1))? {
            all = all.with(one);
        }
        Ok(all)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<InJson, A::Error> {
        let mut all = InJson::default();
        while let Some(key) = map.next_key::<std::borrow::Cow<'de, str>>()? {
            if TEXTS.contains(&&*key) {
                all = all.with(map.next_value_seed(Texts(self.0 - 1))?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn question_marks_of_every_script_ask() {
        let first = |mark: char| mark.to_string().as_bytes()[0];
        assert!(MARKS.chars().map(first).all(begins_mark));
        for text in [
            "Shall we meet?",
            "Really?No",
            "元気ですか？はい",
            "行く?今日",
            "هل أنت بخير؟",
            "Ինչպե՞ս ես",
            "እንዴት ነህ፧",
            "¿Vienes",
            "Τι κάνεις;",
            "Τι κάνεις\u{37e} Καλά",
            "«Πού;» είπε",
            "What?!",
            "Coffee ❓",
            "Did you see https://example.org/a?b=1 - what do you think?",
            "Is it example.org?",
            "https://example.org/page?",
        ] {
            assert!(asks(text), "{text}");
        }
    }

    #[test]
    fn links_and_semicolons_ask_nothing() {
        for text in [
            "",
            "yes!",
            "see https://example.org/a?b=1",
            "www.example.org?x",
            "example.org/a?b",
            "example.org?a=1",
            "<a href=\"https://example.org/?x=1\">this</a>",
            "First; then the rest;",
            "Η πρώτη &amp;x",
            "Ναι; then we go on in English with many words",
        ] {
            assert!(!asks(text), "{text}");
        }
    }

    #[test]
    fn the_text_of_a_message_in_json_has_many_shapes() {
        let of = |json: &str| serde_json::from_str::<InJson>(json).unwrap().0;
        assert_eq!(of(r#""When?""#), Some(Gist::Asks));
        assert_eq!(of(r#""Then.""#), Some(Gist::Says));
        assert_eq!(
            of(r#"["See ", {"type": "link", "text": "a.org/x?y=1"}]"#),
            Some(Gist::Says)
        );
        assert_eq!(
            of(r#"["See ", {"type": "bold", "text": "why?"}]"#),
            Some(Gist::Asks)
        );
        assert_eq!(
            of(r#"{"text": {"body": "Why?"}, "quote": 1}"#),
            Some(Gist::Asks)
        );
        assert_eq!(
            of(r#"{"quote": {"text": "Why?"}, "text": {"body": "So."}}"#),
            Some(Gist::Says)
        );
        for none in [
            "\"\"",
            "null",
            "[]",
            "{}",
            "3",
            r#"{"quote": {"text": "Why?"}}"#,
        ] {
            assert_eq!(of(none), None, "{none}");
        }
    }
}
