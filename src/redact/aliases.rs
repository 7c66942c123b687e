//! Names that stand for others: the same for the same value, in the order in which the values are met.

use std::collections::HashMap;

use crate::model::file_name::base_name;
use crate::model::name::fold;

/// Kinds of values, each with words of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Id,
    Name,
    Mail,
    Phone,
    Link,
    Company,
    Title,
    Place,
    Label,
    File,
    Rule,
    Text,
}

impl Kind {
    fn alias(self, n: usize) -> String {
        match self {
            Self::Id => format!("p-{n:05}"),
            Self::Name => format!("Person {n}"),
            Self::Mail => format!("person{n}@redacted.invalid"),
            Self::Phone => format!("phone {n}"),
            Self::Link => format!("https://redacted.invalid/{n}"),
            Self::Company => format!("Company {n}"),
            Self::Title => format!("Title {n}"),
            Self::Place => format!("Place {n}"),
            Self::Label => format!("Label {n}"),
            Self::File => format!("file-{n}"),
            Self::Rule => format!("rule {n}"),
            Self::Text => format!("text {n}"),
        }
    }
}

/// The aliases so far.
#[derive(Debug, Default)]
pub(super) struct Aliases {
    known: HashMap<(Kind, String), String>,
    counts: HashMap<Kind, usize>,
}

impl Aliases {
    /// The alias of a value; an empty one stays empty.
    pub(super) fn of(&mut self, kind: Kind, value: &str) -> String {
        if value.trim().is_empty() {
            return String::new();
        }
        let same = match kind {
            Kind::Name | Kind::Company | Kind::Title | Kind::Place => fold(value),
            _ => value.trim().to_owned(),
        };
        if let Some(alias) = self.known.get(&(kind, same.clone())) {
            return alias.clone();
        }
        let count = self.counts.entry(kind).or_default();
        *count += 1;
        let alias = kind.alias(*count);
        self.known.insert((kind, same), alias.clone());
        alias
    }

    /// The alias of what may be an address, a number, a link or a name.
    pub(super) fn key(&mut self, key: &str) -> String {
        let kind = if key.contains("://") || key.contains('/') {
            Kind::Link
        } else if key.contains('@') {
            Kind::Mail
        } else if key.chars().any(|c| c.is_ascii_digit()) {
            Kind::Phone
        } else {
            Kind::Name
        };
        self.of(kind, key)
    }

    /// The alias of a file; how its name ends tells what it is and stays.
    pub(super) fn file(&mut self, name: &str) -> String {
        let name = base_name(name);
        let alias = self.of(Kind::File, name);
        match name.rsplit_once('.') {
            Some((_, end)) if is_ending(end) => format!("{alias}.{end}"),
            _ => alias,
        }
    }
}

/// Whether the end of a name is that of a kind of file.
fn is_ending(end: &str) -> bool {
    let known = [
        "csv", "vcf", "json", "zip", "mbox", "eml", "ics", "xml", "html", "txt", "xlsx", "ods",
        "xls", "db", "sqlite", "pst", "msg", "tgz", "tar",
    ];
    known.contains(&end.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_value_has_the_same_alias() {
        let mut aliases = Aliases::default();
        let names = ["Ana Ferreira", "Bo Lind", "ana  ferreira", ""];
        let aliased = names.map(|name| aliases.of(Kind::Name, name));
        assert_eq!(aliased[0], aliased[2]);
        assert_ne!(aliased[0], aliased[1]);
        assert_eq!(aliased[3], "");
        assert_eq!(aliases.file("x/Ana Ferreira.vcf"), "file-1.vcf");
        assert_eq!(aliases.file("Ana Ferreira.vcf"), "file-1.vcf");
        assert_eq!(aliases.file("notes of Ana. Ferreira"), "file-2");
    }
}
