//! Two cards side by side: what stands on both, what differs, what only one has.

use crate::model::keys::{Slug, digits};
use crate::model::mark::Mark;
use crate::model::name::fold;
use crate::snapshot::{Person, Record, Review, Snapshot};

/// One card of a doubtful pair.
#[derive(Debug)]
pub(crate) struct Side<'a> {
    /// The name.
    pub name: &'a str,
    /// The card in its file.
    pub record: &'a Record,
    /// Whose card it is; none where it is nobody's who is ranked.
    pub person: Option<&'a Person>,
    /// What stands on it: the field and the value.
    values: Vec<(&'a str, &'a str)>,
}

/// How a field of two cards compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Compare {
    /// A value stands on both.
    Same,
    /// Both have values, and none of them stands on both.
    Differs,
    /// Only the first card has it.
    OnlyA,
    /// Only the second card has it.
    OnlyB,
}

/// A field of two cards.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Compared<'a> {
    /// How it compares.
    pub how: Compare,
    /// The field, as the audit calls it.
    pub field: &'a str,
    /// The values of the first card; those of both where they are the same.
    pub a: Vec<&'a str>,
    /// The values of the second card; none where they are the same.
    pub b: Vec<&'a str>,
}

/// Fields in the order in which they are compared.
const FIELDS: [&str; 9] = [
    "name", "nickname", "company", "title", "email", "phone", "url", "birthday", "address",
];

/// The two cards of a pair.
pub(crate) fn sides<'a>(audit: &'a Snapshot, review: &'a Review) -> [Side<'a>; 2] {
    [(0, &review.a), (1, &review.b)].map(|(at, record)| {
        let side = &review.sides[at];
        let name = name(review, at);
        let values = side.values.iter();
        let values = values.map(|[field, value]| (field.as_str(), value.as_str()));
        Side {
            name,
            record,
            person: audit.people.iter().find(|person| person.id == side.id),
            values: std::iter::once(("name", name)).chain(values).collect(),
        }
    })
}

/// The name on a card; audits of an earlier Tieline say less of the cards of a pair.
fn name(review: &Review, at: usize) -> &str {
    match review.sides[at].name.as_str() {
        "" => &review.names[at],
        name => name,
    }
}

/// What a decision on a pair knows its cards by, in their order.
pub(crate) fn marks(review: &Review) -> [Mark; 2] {
    let is_key = |field: &str, value: &str| match field {
        "email" | "phone" => true,
        "url" => Slug::from_url(value).is_some(),
        _ => false,
    };
    let of = |at: usize, record: &Record| {
        let values = review.sides[at].values.iter();
        let keys = values.filter(|[field, value]| is_key(field, value));
        Mark {
            name: name(review, at).to_owned(),
            keys: keys.map(|[_, value]| value.clone()).collect(),
            file: record.file.clone(),
        }
    };
    let mut marks = [of(0, &review.a), of(1, &review.b)];
    marks.sort();
    marks
}

/// Every field of two cards that one of them has.
pub(crate) fn compared<'a>(sides: &[Side<'a>; 2]) -> Vec<Compared<'a>> {
    FIELDS
        .into_iter()
        .flat_map(|field| of_field(field, sides))
        .collect()
}

fn of_field<'a>(field: &'static str, sides: &[Side<'a>; 2]) -> Vec<Compared<'a>> {
    let [a, b] = sides.each_ref().map(|side| -> Vec<&'a str> {
        let own = side.values.iter().filter(|(name, _)| *name == field);
        own.map(|(_, value)| *value).collect()
    });
    let is_in = |value: &str, list: &[&str]| {
        list.iter()
            .any(|other| normal(field, other) == normal(field, value))
    };
    let (both, only_a): (Vec<&str>, Vec<&str>) = a.iter().partition(|value| is_in(value, &b));
    let only_b: Vec<&str> = b.into_iter().filter(|value| !is_in(value, &a)).collect();
    let row = |how, a: Vec<&'a str>, b: Vec<&'a str>| Compared { how, field, a, b };
    let mut rows = Vec::new();
    if both.is_empty() && !only_a.is_empty() && !only_b.is_empty() {
        return vec![row(Compare::Differs, only_a, only_b)];
    }
    if !both.is_empty() {
        rows.push(row(Compare::Same, both, Vec::new()));
    }
    if !only_a.is_empty() {
        rows.push(row(Compare::OnlyA, only_a, Vec::new()));
    }
    if !only_b.is_empty() {
        rows.push(row(Compare::OnlyB, Vec::new(), only_b));
    }
    rows
}

/// A value in a form in which spellings of it are equal.
fn normal(field: &str, value: &str) -> String {
    match field {
        "phone" => digits(value),
        _ => fold(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_on_both_what_differs_and_what_only_one_has() {
        let record = Record {
            file: "a.vcf".to_owned(),
            record: 1,
        };
        let side = |values: &[(&'static str, &'static str)]| Side {
            name: "Ana Reis",
            record: &record,
            person: None,
            values: values.to_vec(),
        };
        let sides = [
            side(&[
                ("name", "Ana Reis"),
                ("phone", "+49 151 1"),
                ("email", "a@example.org"),
                ("email", "b@example.org"),
            ]),
            side(&[
                ("name", "ANA REIS"),
                ("phone", "+49 151 2"),
                ("email", "b@example.org"),
                ("title", "Carver"),
            ]),
        ];
        let rows = compared(&sides);
        let told: Vec<(Compare, &str)> = rows.iter().map(|row| (row.how, row.field)).collect();
        assert_eq!(
            told,
            [
                (Compare::Same, "name"),
                (Compare::OnlyB, "title"),
                (Compare::Same, "email"),
                (Compare::OnlyA, "email"),
                (Compare::Differs, "phone"),
            ]
        );
    }
}
