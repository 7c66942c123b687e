//! What is out of date in the invented audit: one of each kind, with text that would run.

use chrono::NaiveDate;

use crate::model::bounce::Refusal;
use crate::model::card::CardIx;
use crate::model::employer::{Employer, SameEmployer, Shared, Spelling};
use crate::model::exchange::Channel;
use crate::model::intake::FileId;
use crate::model::keys::Email;
use crate::model::stale::{
    Aging, Bond, Contradicted, Hygiene, Missing, Offer, Offered, Roster, Stale,
};

fn day(year: i32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, 3, 4)
}

fn stale(field: Aging, value: &str, newer: Option<&str>, why: Contradicted) -> Stale {
    Stale {
        person: "ana-1".to_owned(),
        field,
        value: value.to_owned(),
        cards: vec![CardIx(1)],
        newer: newer.map(str::to_owned),
        why,
        since: day(2026),
        source: FileId(1),
        bond: Bond::Key,
        later: 0,
        told: "=1+1 (\u{202e}file.csv)".to_owned(),
    }
}

fn spelling(text: &str, cards: u32, why: SameEmployer) -> Spelling {
    Spelling {
        text: text.to_owned(),
        cards,
        why,
    }
}

/// All of it.
pub fn hygiene() -> Hygiene {
    let shared = Shared::Domain {
        domain: "example.org".to_owned(),
        people: 3,
    };
    Hygiene {
        stale: vec![
            stale(
                Aging::Company,
                "=Northwind",
                Some("Brightwater Analytics, Inc."),
                Contradicted::OnLinkedIn,
            ),
            stale(
                Aging::Email,
                "ana.f@example.org",
                None,
                Contradicted::Bounced(Refusal::UnknownUser),
            ),
        ],
        missing: vec![Missing {
            person: 0,
            field: Aging::Email,
            dead: vec!["ana.f@example.org".to_owned()],
            offer: Email::parse("af@example.net").map(|email| Offered {
                value: Offer::Email(email),
                channel: Channel::Email,
                on: day(2026).unwrap_or_default(),
                source: FileId(1),
            }),
            told: "no e-mail address that works".to_owned(),
        }],
        employers: vec![Employer {
            name: "Brightwater Analytics, Inc.".to_owned(),
            spellings: vec![
                spelling("Brightwater Analytics, Inc.", 2, SameEmployer::Proposed),
                spelling("=BRIGHTWATER", 1, SameEmployer::Writing),
                spelling("BA", 1, SameEmployer::Short(shared)),
            ],
        }],
        roster: Some(Roster {
            connections: 10,
            date_only: 1,
            with_email: 2,
            years: vec![(2015, 4), (2024, 6)],
            companies: vec![
                ("Brightwater Analytics, Inc.".to_owned(), 2),
                ("-Fabrikam".to_owned(), 1),
            ],
        }),
    }
}
