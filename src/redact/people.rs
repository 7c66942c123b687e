//! People, pairs and correspondents without names.

use std::mem::take;

use super::aliases::Kind;
use super::{Redactor, each};
use crate::snapshot::{
    Merge, Named, Occasion, Person, Reason, Review, ReviewSide, Tie, Unmatched, Value,
};

impl Redactor {
    pub(super) fn person(&mut self, mut person: Person) -> Person {
        // Every field is named, so that a new one is looked at here: days, counts and words of the program stay.
        let Person {
            id,
            name,
            ties,
            why,
            reasons,
            decision,
            rule,
            role,
            rhythm,
            records,
            emails,
            phones,
            urls,
            company,
            title,
            i_can,
            they_can,
            bridge_to,
            recent,
            values,
            stale,
            marks,
            rank: _,
            standing: _,
            verdict: _,
            grounds: _,
            decided_on: _,
            last_contact: _,
            last_group_talk: _,
            spoke_in_group: _,
            first_contact: _,
            last_sent: _,
            last_received: _,
            last_two_way: _,
            next_meeting: _,
            connected_on: _,
            talks: _,
            talks_they_began: _,
            owes_answer: _,
            waiting_since: _,
            balance: _,
            timeline: _,
        } = &mut person;
        // Whoever knows a card could find its number out.
        marks.clear();
        *id = self.id(id);
        *name = self.name(name);
        *reasons = each(take(reasons), |reason| self.reason(reason));
        *why = texts(reasons);
        self.texts(Kind::Company, company);
        self.texts(Kind::Title, title);
        self.texts(Kind::Text, i_can);
        self.texts(Kind::Text, they_can);
        self.texts(Kind::Rule, rule);
        let words = [decision, role, rhythm].into_iter().flatten();
        words.for_each(|said| *said = self.word(said));
        *ties = each(take(ties), |tie| self.tie(tie));
        *records = self.records(take(records));
        self.texts(Kind::Mail, emails);
        self.texts(Kind::Phone, phones);
        self.texts(Kind::Link, urls);
        *bridge_to = each(take(bridge_to), |named| self.named(named));
        *recent = each(take(recent), |occasion| self.occasion(occasion));
        *values = each(take(values), |value| self.value(value));
        // Each is a sentence about a value.
        stale.clear();
        person
    }

    /// Gives texts their aliases, where they stand.
    fn texts<'t>(&mut self, kind: Kind, texts: impl IntoIterator<Item = &'t mut String>) {
        for text in texts {
            *text = self.aliases.of(kind, text);
        }
    }

    fn named(&mut self, named: Named) -> Named {
        let Named { id, name } = named;
        Named {
            id: self.id(&id),
            name: self.name(&name),
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
            waits,
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
            waits,
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
