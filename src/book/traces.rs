//! What would give away somebody who is forgotten: their names, addresses, numbers and profiles in any text that the book holds.

use serde_json::Value as Json;

use crate::model::keys;
use crate::model::name::fold;

/// What stands in the place of a text that names somebody who is forgotten.
pub const FORGOTTEN: &str = "(forgotten)";

/// Digits that a number must have to be looked for.
const DIGITS: usize = 7;

/// The texts by which somebody is recognised.
#[derive(Debug, Default)]
pub struct Traces {
    /// Folded.
    words: Vec<String>,
    /// Digits of phone numbers.
    numbers: Vec<String>,
}

impl Traces {
    /// Of names in folded form, keys such as `email ana@example.org`, and ids.
    pub fn of<'a>(
        names: impl Iterator<Item = &'a str>,
        keys: impl Iterator<Item = &'a str>,
        ids: impl Iterator<Item = &'a str>,
    ) -> Self {
        let mut traces = Self::default();
        for name in names {
            traces.words.push(name.to_owned());
            if let Some((rest, family)) = name.rsplit_once(' ') {
                traces.words.push(format!("{family} {rest}"));
                traces.words.push(format!("{family}, {rest}"));
            }
        }
        for key in keys {
            match key.split_once(' ') {
                Some(("phone", number)) => traces.numbers.extend(digits(number)),
                Some(("name", _)) | None => {}
                Some((_, key)) => traces.words.push(fold(key)),
            }
        }
        traces.words.extend(ids.map(str::to_owned));
        traces.words.retain(|word| !word.is_empty());
        traces
    }

    /// Whether a text names them.
    pub fn are_in(&self, text: &str) -> bool {
        let folded = fold(text);
        self.words.iter().any(|word| stands_in(&folded, word))
            || (!self.numbers.is_empty()
                && digits(text).is_some_and(|all| {
                    self.numbers
                        .iter()
                        .any(|number| all.contains(number.as_str()))
                }))
    }

    /// Puts another text in the place of every one that names them, wherever it stands in a value.
    pub fn cover(&self, value: &mut Json) {
        match value {
            Json::String(text) if self.are_in(text) => FORGOTTEN.clone_into(text),
            Json::Array(all) => all.iter_mut().for_each(|value| self.cover(value)),
            Json::Object(all) => all.values_mut().for_each(|value| self.cover(value)),
            Json::String(_) | Json::Null | Json::Bool(_) | Json::Number(_) => {}
        }
    }
}

/// The digits of a text, if they may be a number.
fn digits(text: &str) -> Option<String> {
    Some(keys::digits(text)).filter(|digits| digits.len() >= DIGITS)
}

/// Whether a word stands in a text and is no part of another: "Ana Lee" is not in "Diana Lee-Brown".
fn stands_in(text: &str, word: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '-';
    text.match_indices(word).any(|(at, found)| {
        let before = text[..at].chars().next_back();
        let after = text[at + found.len()..].chars().next();
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_is_found_in_any_spelling_and_nobody_else() {
        let traces = Traces::of(
            ["ana lee"].into_iter(),
            [
                "email ana@example.org",
                "phone +4915112345678",
                "profile ana-lee-7",
            ]
            .into_iter(),
            ["p-1"].into_iter(),
        );
        for text in [
            "WhatsApp Chat with Ana Lee.txt",
            "Lee, Ána",
            "from ANA@example.org: hello",
            "+49 151 1234-5678",
            "https://www.linkedin.com/in/ana-lee-7",
            "decide p-1 keep",
        ] {
            assert!(traces.are_in(text), "{text}");
        }
        for text in [
            "Diana Lee",
            "Ana Lee-Brown",
            "diana@example.org",
            "https://www.linkedin.com/in/ana-lee-77",
            "2026-11-03T10:00:00Z",
            "p-12",
        ] {
            assert!(!traces.are_in(text), "{text}");
        }
    }
}
