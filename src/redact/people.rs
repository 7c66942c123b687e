//! People, pairs and correspondents without names.

use super::aliases::Kind;
use super::{Redactor, each};
use crate::snapshot::{
    Merge, Named, Occasion, Person, Reason, Review, ReviewSide, Tie, Unmatched, Value,
};

impl Redactor {
    pub(super) fn person(&mut self, person: Person) -> Person {
        let Person {
            rank,
            id,
            name,
            standing,
            ties,
            verdict,
            why: _,
            reasons,
            grounds,
            decision,
            decided_on,
            rule,
            role,
            rhythm,
            last_contact,
            last_group_talk,
            spoke_in_group,
            first_contact,
            last_sent,
            last_received,
            last_two_way,
            next_meeting,
            connected_on,
            records,
            emails,
            phones,
            urls,
            company,
            title,
            talks,
            talks_they_began,
            owes_answer,
            waiting_since,
            balance,
            i_can,
            they_can,
            bridge_to,
            timeline,
            recent,
            values,
            stale: _,
        } = person;
        let (id, name) = (self.id(&id), self.name(&name));
        let reasons = each(reasons, |reason| self.reason(reason));
        let mut text = |kind, text: Option<String>| text.map(|text| self.aliases.of(kind, &text));
        let (company, title) = (text(Kind::Company, company), text(Kind::Title, title));
        let (i_can, they_can) = (text(Kind::Text, i_can), text(Kind::Text, they_can));
        let rule = text(Kind::Rule, rule);
        Person {
            rank,
            id,
            name,
            // Its sentence and the figures of give and take are words and numbers of the program.
            standing,
            balance,
            verdict,
            why: texts(&reasons),
            reasons,
            grounds,
            decision: decision.map(|said| self.word(&said)),
            decided_on,
            rule,
            role: role.map(|role| self.word(&role)),
            rhythm: rhythm.map(|rhythm| self.word(&rhythm)),
            last_contact,
            last_group_talk,
            spoke_in_group,
            first_contact,
            last_sent,
            last_received,
            last_two_way,
            next_meeting,
            connected_on,
            ties: each(ties, |tie| self.tie(tie)),
            records: self.records(records),
            emails: each(emails, |email| self.aliases.of(Kind::Mail, &email)),
            phones: each(phones, |phone| self.aliases.of(Kind::Phone, &phone)),
            urls: each(urls, |url| self.aliases.of(Kind::Link, &url)),
            company,
            title,
            talks,
            talks_they_began,
            owes_answer,
            waiting_since,
            i_can,
            they_can,
            bridge_to: each(bridge_to, |Named { id, name }| Named {
                id: self.id(&id),
                name: self.name(&name),
            }),
            // Months, counts and means.
            timeline,
            recent: each(recent, |occasion| self.occasion(occasion)),
            values: each(values, |value| self.value(value)),
            // Each is a sentence about a value.
            stale: Vec::new(),
        }
    }

    fn tie(&mut self, tie: Tie) -> Tie {
        let Tie { kind, at, source } = tie;
        let source = self.aliases.file(&source);
        Tie { kind, at, source }
    }

    fn occasion(&mut self, occasion: Occasion) -> Occasion {
        let Occasion {
            at,
            direction,
            channel,
            others,
            duration_s,
            source,
        } = occasion;
        Occasion {
            at,
            direction,
            channel,
            others,
            duration_s,
            source: self.aliases.file(&source),
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
        let Unmatched {
            name,
            key,
            sent,
            received,
            met,
            first_contact,
            last_contact,
            invited,
            invited_by,
            remark: _,
            standing,
            verdict,
            why: _,
            reasons,
        } = unmatched;
        let reasons = each(reasons, |reason| self.reason(reason));
        Unmatched {
            name: self.aliases.key(&name),
            key: self.aliases.key(&key),
            sent,
            received,
            met,
            first_contact,
            last_contact,
            invited,
            invited_by,
            remark: String::new(),
            standing,
            verdict,
            why: texts(&reasons),
            reasons,
        }
    }
}

/// The sentences of reasons.
fn texts(reasons: &[Reason]) -> Vec<String> {
    reasons.iter().map(|reason| reason.text.clone()).collect()
}
