//! People, pairs and correspondents without names.

use super::aliases::Kind;
use super::{Redactor, each};
use crate::snapshot::{
    Merge, Named, Occasion, Person, Reason, Review, ReviewSide, Tie, Unmatched, Value,
};

impl Redactor {
    pub(super) fn person(&mut self, person: Person) -> Person {
        let id = self.id(&person.id);
        let name = self.name(&person.name);
        let reasons = each(person.reasons, |reason| self.reason(reason));
        let mut text = |kind, text: Option<String>| text.map(|text| self.aliases.of(kind, &text));
        let (company, title) = (
            text(Kind::Company, person.company),
            text(Kind::Title, person.title),
        );
        let (i_can, they_can) = (
            text(Kind::Text, person.i_can),
            text(Kind::Text, person.they_can),
        );
        let rule = text(Kind::Rule, person.rule);
        Person {
            why: texts(&reasons),
            reasons,
            id,
            name,
            company,
            title,
            i_can,
            they_can,
            rule,
            decision: person.decision.map(|said| self.word(&said)),
            role: person.role.map(|role| self.word(&role)),
            rhythm: person.rhythm.map(|rhythm| self.word(&rhythm)),
            ties: each(person.ties, |tie| Tie {
                source: self.aliases.file(&tie.source),
                ..tie
            }),
            records: self.records(person.records),
            emails: each(person.emails, |email| self.aliases.of(Kind::Mail, &email)),
            phones: each(person.phones, |phone| self.aliases.of(Kind::Phone, &phone)),
            urls: each(person.urls, |url| self.aliases.of(Kind::Link, &url)),
            bridge_to: each(person.bridge_to, |named| Named {
                id: self.id(&named.id),
                name: self.name(&named.name),
            }),
            recent: each(person.recent, |occasion| Occasion {
                source: self.aliases.file(&occasion.source),
                ..occasion
            }),
            values: each(person.values, |value| self.value(value)),
            stale: Vec::new(),
            ..person
        }
    }

    pub(super) fn value(&mut self, value: Value) -> Value {
        let Value {
            field,
            value,
            records,
        } = value;
        Value {
            value: self.field(&field, &value),
            field,
            records,
        }
    }

    fn field(&mut self, field: &str, value: &str) -> String {
        let kind = match field {
            "name" | "nickname" => Kind::Name,
            "email" => Kind::Mail,
            "phone" => Kind::Phone,
            "url" => Kind::Link,
            "company" => Kind::Company,
            "title" => Kind::Title,
            "address" => Kind::Place,
            "label" => Kind::Label,
            "connected_on" => return value.to_owned(),
            _ => Kind::Text,
        };
        self.aliases.of(kind, value)
    }

    pub(super) fn merge(&mut self, merge: Merge) -> Merge {
        let Merge {
            a,
            b,
            reasons: _,
            bits,
        } = merge;
        Merge {
            a: self.record(a),
            b: self.record(b),
            reasons: Self::evidence(&bits.steps),
            bits,
        }
    }

    pub(super) fn review(&mut self, review: Review) -> Review {
        let Review {
            a,
            b,
            names,
            probability,
            reasons: _,
            bits,
            sides,
        } = review;
        Review {
            a: self.record(a),
            b: self.record(b),
            names: names.map(|name| self.name(&name)),
            probability,
            reasons: Self::evidence(&bits.steps),
            bits,
            sides: sides.map(|side| self.side(side)),
        }
    }

    fn side(&mut self, side: ReviewSide) -> ReviewSide {
        let ReviewSide { id, name, values } = side;
        ReviewSide {
            id: self.id(&id),
            name: self.name(&name),
            values: each(values, |[field, value]| {
                let value = self.field(&field, &value);
                [field, value]
            }),
        }
    }

    pub(super) fn unmatched(&mut self, unmatched: Unmatched) -> Unmatched {
        let reasons = each(unmatched.reasons, |reason| self.reason(reason));
        Unmatched {
            name: self.aliases.key(&unmatched.name),
            key: self.aliases.key(&unmatched.key),
            remark: String::new(),
            why: texts(&reasons),
            reasons,
            ..unmatched
        }
    }
}

/// The sentences of reasons.
fn texts(reasons: &[Reason]) -> Vec<String> {
    reasons.iter().map(|reason| reason.text.clone()).collect()
}
