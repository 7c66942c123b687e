//! Sentences and facts without what the files say: the words of the program stay, what stands in them is replaced.

use serde_json::{Map, Value};

use super::Redactor;
use super::aliases::Kind;
use crate::model::decision::{ON_PEOPLE, ROLES, Rhythm};
use crate::snapshot::{Reason, Step};

/// Facts whose words are those of the program.
const OURS: [&str; 8] = [
    "channels", "channel", "kind", "band", "silence", "rhythm", "what", "is",
];

impl Redactor {
    /// A decision: those that have a name stay, texts of the owner do not.
    pub(super) fn word(&mut self, said: &str) -> String {
        let is_ours = ON_PEOPLE.contains(&said)
            || said == "never ask"
            || ROLES.contains(&said)
            || Rhythm::parse(said).is_some();
        match is_ours {
            true => said.to_owned(),
            false => self.aliases.of(Kind::Text, said),
        }
    }

    /// Where something was said: by hand, or in a file.
    pub(super) fn origin(&mut self, source: &str) -> String {
        match source {
            "by hand" => source.to_owned(),
            file => self.aliases.file(file),
        }
    }

    /// A reason: its facts are replaced, and in its sentence whatever is one of them.
    pub(super) fn reason(&mut self, reason: Reason) -> Reason {
        let Reason { code, text, facts } = reason;
        let mut replaced = Vec::new();
        let facts = facts
            .into_iter()
            .map(|(key, value)| {
                let value = self.fact(&key, value, &mut replaced);
                (key, value)
            })
            .collect::<Map<_, _>>();
        // The longest first: a name may stand in another.
        replaced.sort_by_key(|(from, _): &(String, String)| std::cmp::Reverse(from.len()));
        Reason {
            code,
            text: replace(&text, &replaced),
            facts,
        }
    }

    fn fact(&mut self, key: &str, value: Value, replaced: &mut Vec<(String, String)>) -> Value {
        match value {
            Value::String(text) => {
                let alias = self.fact_text(key, &text);
                if alias != text && !text.trim().is_empty() {
                    replaced.push((text, alias.clone()));
                }
                Value::String(alias)
            }
            Value::Array(list) => {
                let list = list
                    .into_iter()
                    .map(|value| self.fact(key, value, replaced));
                Value::Array(list.collect())
            }
            Value::Object(facts) => {
                let facts = facts.into_iter().map(|(key, value)| {
                    let value = self.fact(&key, value, replaced);
                    (key, value)
                });
                Value::Object(facts.collect())
            }
            other => other,
        }
    }

    fn fact_text(&mut self, key: &str, text: &str) -> String {
        let is_day = text
            .get(..10)
            .is_some_and(|day| day.parse::<chrono::NaiveDate>().is_ok());
        if OURS.contains(&key) || is_day {
            return text.to_owned();
        }
        match key {
            "source" | "file" | "files" => self.origin(text),
            "place" => self.aliases.of(Kind::Company, text),
            "name" | "surname" => self.aliases.of(Kind::Name, text),
            "key" => self.aliases.key(text),
            "rule" => self.aliases.of(Kind::Rule, text),
            "said" | "role" => self.word(text),
            _ => self.aliases.of(Kind::Text, text),
        }
    }

    /// Evidence in words: what was compared and how it came out, without the values.
    pub(super) fn evidence(steps: &[Step]) -> Vec<String> {
        let said = steps.iter().filter(|step| step.field != "veto");
        said.map(|step| format!("{}: {}", step.field, step.level))
            .collect()
    }
}

/// A text with parts of it replaced; what was put in is not looked at again.
fn replace(text: &str, parts: &[(String, String)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        match parts
            .iter()
            .find(|(from, _)| rest.starts_with(from.as_str()))
        {
            Some((from, to)) => {
                out.push_str(to);
                rest = &rest[from.len()..];
            }
            None => {
                out.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    out
}
