//! An invented audit for the tests of this room: every band and verdict, a merge, a doubt, correspondents without a
//! card, problems, and text that would run, steer or break out where it is shown.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::model::audit::{Audit, Ranked, Told, Unmatched};
use crate::model::balance::Balance;
use crate::model::card::{Card, CardIx, Kind, Mail, Roster, Tel};
use crate::model::coverage::Coverage;
use crate::model::exchange::{Channel, TieKind};
use crate::model::front::Front;
use crate::model::grounds::Grounds;
use crate::model::intake::{Fate, FileId, FileReport, SetAside};
use crate::model::keys::{Email, Phone, Slug};
use crate::model::look::LookFirst;
use crate::model::moment::{Moment, start_of};
use crate::model::name::Name;
use crate::model::owner::Owner;
use crate::model::person::{Before, Doubt, Evidence, Merge, Person};
use crate::model::problem::{Code, Place, Problem};
use crate::model::standing::{Band, Basis, Chance, Contact, Decided, Standing, Tie, Verdict};
use crate::model::to_do::ToDo;
use crate::report::shown::{About, Shown};
use crate::snapshot::{Entries, Snapshot};

/// A day.
pub fn on(year: i32, month: u32, day: u32) -> Moment {
    Moment::day(NaiveDate::from_ymd_opt(year, month, day).unwrap())
}

/// The report of an audit alone.
pub fn reported(audit: &Snapshot) -> String {
    super::markdown::report(&Shown {
        audit,
        entries: Entries::Saved(audit),
        week: &[],
        changes: None,
        earlier: &[],
        past: None,
        about: About::Audit,
        redacted: false,
        front: Front::Program,
    })
}

/// The audit.
pub fn audit() -> Audit {
    let (cards, people) = everybody();
    Audit {
        coverage: Coverage::default(),
        inputs: Vec::new(),
        next: None,
        as_of: start_of(NaiveDate::from_ymd_opt(2026, 11, 3).unwrap()),
        owner: owner(),
        owner_found: vec![
            "named in Profile.csv".to_owned(),
            "address in Email Addresses.csv".to_owned(),
        ],
        files: files(),
        not_people: vec![person("org-contoso", &[11])],
        left_out: Vec::new(),
        cards,
        aside: Vec::new(),
        people,
        links: Vec::new(),
        bridges: BTreeMap::new(),
        look: LookFirst::default(),
        hygiene: super::hygiene_sample::hygiene(),
        unmatched: unmatched(),
        merges: vec![Merge {
            a: CardIx(0),
            b: CardIx(1),
            start: -9.5,
            evidence: vec![
                evidence("email", 14.2, "same e-mail address ana@example.org"),
                evidence("name", 3.5, "same family name Ferreira"),
            ],
        }],
        joined: Vec::new(),
        doubts: vec![Doubt {
            a: CardIx(9),
            b: CardIx(8),
            probability: 0.62,
            start: -3.3,
            evidence: vec![
                evidence("name", 6.0, "same name Maria Santos"),
                evidence("company", -2.0, "different employers"),
            ],
        }],
        problems: vec![
            problem(
                1,
                14,
                Code::BadDate,
                "\"31 Feb 2024\" is not a date; the message is kept without it",
            ),
            problem(
                0,
                7,
                Code::DateOnlyRow,
                "a connection of 30 Jul 2024 without a name",
            ),
            problem(
                2,
                3,
                Code::UnreadableCard,
                "a card that ends in \u{1b}[2J the middle",
            ),
        ],
        asks: Vec::new(),
        said_of_pairs: Vec::new(),
        remarks: vec![
            "Invitations.csv reaches back to May 2025 only: an older invitation may be missing."
                .to_owned(),
        ],
        decisions: Vec::new(),
        to_do: ToDo::default(),
    }
}

fn owner() -> Owner {
    Owner {
        name: Some("Noor Haddad".to_owned()),
        emails: vec![Email::parse("noor@example.org").unwrap()],
        known: true,
        ..Owner::default()
    }
}

fn files() -> Vec<FileReport> {
    let report = |name: &str, kind, era: &str, encoding, fates: &[(Fate, u64)]| FileReport {
        name: name.to_owned(),
        kind,
        era: era.to_owned(),
        encoding,
        rows: fates.iter().map(|(_, n)| n).sum(),
        fates: fates.iter().copied().collect::<BTreeMap<_, _>>(),
        ..FileReport::default()
    };
    let aside = |why, n| (Fate::SetAside(why), n);
    let span = |from: Moment, to: Moment| Some((from.at, to.at));
    vec![
        FileReport {
            span: span(on(2012, 5, 3), on(2026, 11, 1)),
            ..report(
                "export.zip/Connections.csv",
                "LinkedIn connections",
                "2023 and later",
                "UTF-8",
                &[(Fate::Person, 10), aside(SetAside::DateOnly, 1)],
            )
        },
        FileReport {
            span: span(on(2014, 2, 9), on(2026, 10, 30)),
            unknown_columns: vec!["MOOD|<b>".to_owned()],
            remarks: vec!["12 recipients known by name only".to_owned()],
            ..report(
                "export.zip/messages.csv",
                "LinkedIn messages",
                "2024 and later",
                "Windows-1252",
                &[
                    (Fate::Event, 1_240),
                    (Fate::Unmatched, 31),
                    aside(SetAside::Ad, 17),
                    aside(SetAside::Spam, 2),
                    (Fate::Rejected, 1),
                ],
            )
        },
        report(
            "contacts.vcf",
            "vCard",
            "3.0",
            "UTF-8",
            &[(Fate::Person, 1), (Fate::Merged, 1), (Fate::Rejected, 1)],
        ),
        report("export.zip/Learning.csv", "", "", "UTF-8", &[]),
    ]
}

fn evidence(field: &'static str, bits: f64, text: &str) -> Evidence {
    Evidence {
        field,
        level: "same",
        bits,
        text: text.to_owned(),
    }
}

fn problem(file: u32, record: u32, code: Code, message: &str) -> Problem {
    Problem {
        place: Place {
            file: FileId(file),
            record,
            line: record + 4,
        },
        code,
        message: message.to_owned(),
    }
}

fn unmatched() -> Vec<Unmatched> {
    let someone = |name: &str, key: &str, out, inn, remark: &str| Unmatched {
        name: name.to_owned(),
        key: key.to_owned(),
        out,
        inn,
        met: 0,
        first: Some(on(2019, 4, 1)),
        last: Some(on(2026, 8, 20)),
        invited: None,
        invited_by: None,
        remark: remark.to_owned(),
        is_nobody: false,
        acquaintance: None,
    };
    vec![
        someone(
            "Ilse van Dam",
            "https://www.linkedin.com/in/ilse-van-dam",
            19,
            22,
            "no card has this profile",
        ),
        someone("Maria Santos", "", 3, 1, "two connections have this name"),
        someone(
            "@SUM(A1)",
            "-x@example.test",
            0,
            1,
            "no card has this address",
        ),
    ]
}

fn person(id: &str, cards: &[u32]) -> Person {
    let kind = if id.starts_with("org") {
        Kind::Org
    } else {
        Kind::Person
    };
    Person {
        id: id.to_owned(),
        kind,
        several: false,
        cards: cards.iter().map(|&ix| CardIx(ix)).collect(),
        before: Before::default(),
    }
}

/// A connection of LinkedIn.
fn connection(
    record: u32,
    given: &str,
    family: &str,
    company: &str,
    title: &str,
    year: i32,
) -> Card {
    let place = Place {
        file: FileId(0),
        record,
        line: record + 4,
    };
    let mut card = Card::new(place, Roster::Connections);
    card.name = Name::of(given, family);
    card.companies = vec![company.to_owned()];
    card.titles = vec![title.to_owned()];
    card.profiles.extend(Slug::parse(&format!(
        "{}-{record}",
        given.trim().to_lowercase().replace(' ', "-")
    )));
    card.connected_on = NaiveDate::from_ymd_opt(year, 3, record);
    card
}

fn address_book_card() -> Card {
    let mut card = Card::new(
        Place {
            file: FileId(2),
            record: 1,
            line: 1,
        },
        Roster::AddressBook,
    );
    card.name = Name::of("Ana", "F.");
    card.emails = vec![mail("ana@example.org")];
    card.phones = ["+49 1512 3456789", "+351 912 345 678"]
        .map(|raw| Tel::new(raw, Phone::parse(raw, None), Vec::new()))
        .to_vec();
    card
}

fn mail(raw: &str) -> Mail {
    Mail::new(raw.to_owned(), Email::parse(raw), Vec::new())
}

/// What a standing is made of, in short.
struct Sketch {
    band: Band,
    verdict: Verdict,
    p: f64,
    answered: (u32, u32),
    wrote: (u32, u32),
    last: Option<Moment>,
    ties: &'static [TieKind],
    why: &'static [&'static str],
}

fn standing(sketch: &Sketch) -> Standing {
    let (out, inn) = sketch.wrote;
    let (answered, attempts) = sketch.answered;
    let tie = |kind: &TieKind| Tie {
        kind: *kind,
        at: Some(on(2021, 6, 9)),
        source: FileId(0),
    };
    Standing {
        chance: Some(Chance {
            p: sketch.p,
            low: (sketch.p - 0.2).max(0.02),
            high: sketch.p + 0.2,
        }),
        band: sketch.band,
        basis: Basis {
            answered,
            attempts,
            never: inn == 0,
            owner_rate: 0.44,
            ..Basis::default()
        },
        ties: sketch.ties.iter().map(tie).collect(),
        tie_weight: sketch.ties.len() as u32,
        verdict: sketch.verdict,
        reasons: Vec::new(),
        next: None,
        grounds: Grounds::default(),
        contact: Contact {
            out,
            inn,
            first: sketch.last.map(|_| on(2015, 1, 7)),
            last: sketch.last,
            owes_answer: sketch.verdict == Verdict::Reconnect
                && inn > out
                && sketch.answered.1 == 0,
            channels: vec![Channel::LinkedIn],
            ..Contact::default()
        },
        balance: Balance::default(),
        decided: Decided::default(),
    }
}

fn cards() -> Vec<Card> {
    let mut ana = connection(
        1,
        "Ana",
        "Ferreira",
        "Brightwater Analytics, Inc.",
        "Head of Analytics ",
        2012,
    );
    ana.emails = vec![mail("ana@example.org")];
    let mut contoso = Card::new(
        Place {
            file: FileId(2),
            record: 2,
            line: 9,
        },
        Roster::AddressBook,
    );
    contoso.kind = Kind::Org;
    contoso.companies = vec!["Contoso, Ltd.".to_owned()];
    vec![
        ana,
        address_book_card(),
        connection(2, "小明", "王", "明日出版", "編集長", 2016),
        connection(3, "Tamsin ", "Okonedo-Reyes ", "", "", 2024),
        connection(
            4,
            "👩\u{200d}👧 Lena",
            "Ito",
            "Freelance",
            "Translator",
            2018,
        ),
        connection(
            5,
            "Petra",
            "Vasylenko, PMP, SHRM-CP",
            "Contoso, Ltd.",
            "HR Partner ",
            2020,
        ),
        connection(
            6,
            "=HYPERLINK(\"https://example.test\")",
            "Click*me*",
            "a|b <script>alert(1)</script>",
            "+cmd|' /C calc'!A0",
            2022,
        ),
        connection(7, "Jörg", "Müller", "Beispiel GmbH", "Ingenieur", 2026),
        connection(8, "Maria", "Santos", "Fabrikam", "Nurse", 2019),
        connection(9, "Maria", "Santos", "Northwind", "Architect", 2017),
        connection(
            10,
            "Ev\u{1b}[31mil\u{202e}",
            "-1+1\r\nNewline",
            "\u{a0}=1+1",
            "@risk",
            2021,
        ),
        contoso,
    ]
}

fn everybody() -> (Vec<Card>, Vec<Ranked>) {
    let ids: [(&str, &[u32]); 10] = [
        ("ana-1", &[0, 1]),
        ("小明-2", &[2]),
        ("tamsin-3", &[3]),
        ("lena-4", &[4]),
        ("petra-5", &[5]),
        ("=hyper-6", &[6]),
        ("jörg-7", &[7]),
        ("maria-9", &[9]),
        ("maria-8", &[8]),
        ("evil-10", &[10]),
    ];
    let ranked = |(rank, ((id, cards), sketch)): (u32, ((&str, &[u32]), &Sketch))| Ranked {
        rank,
        person: person(id, cards),
        standing: Box::new(standing(sketch)),
        told: Told {
            sentence: String::new(),
            why: sketch.why.iter().map(|&s| s.to_owned()).collect(),
        },
    };
    let people = (1..)
        .zip(ids.into_iter().zip(&sketches()))
        .map(ranked)
        .collect();
    (cards(), people)
}

fn sketches() -> Vec<Sketch> {
    let mut all = in_touch();
    all.extend(not_in_touch());
    all
}

/// People with whom something has passed, by place in the ranking.
fn in_touch() -> Vec<Sketch> {
    use Band::{Likely, Maybe, Unlikely};
    use TieKind::{EndorsementReceived, GroupTalk, InvitationSent, RecommendationReceived};
    use Verdict::{Ask, Delete, Keep, Reconnect};
    let sketch = |(band, verdict, p), answered, wrote, (y, m, d), ties, why| Sketch {
        band,
        verdict,
        p,
        answered,
        wrote,
        last: Some(on(y, m, d)),
        ties,
        why,
    };
    let why_ana: &[&str] = &[
        "answered 9 of 11, last in October 2026",
        "recommended you on 9 Jun 2021",
    ];
    let ties_ana: &[TieKind] = &[RecommendationReceived, EndorsementReceived, GroupTalk];
    vec![
        sketch(
            (Likely, Keep, 0.6421),
            (9, 11),
            (40, 38),
            (2026, 10, 30),
            ties_ana,
            why_ana,
        ),
        sketch(
            (Likely, Reconnect, 0.55),
            (3, 3),
            (4, 6),
            (2023, 2, 11),
            &[EndorsementReceived],
            &["you were in touch until 11 Feb 2023"],
        ),
        sketch(
            (Maybe, Keep, 0.44),
            (1, 2),
            (5, 2),
            (2026, 3, 2),
            &[InvitationSent],
            &["you wrote to each other within the last 12 months"],
        ),
        sketch(
            (Maybe, Reconnect, 0.37),
            (0, 0),
            (0, 2),
            (2022, 7, 19),
            &[],
            &["wrote to you on 19 Jul 2022 and has no answer"],
        ),
        sketch(
            (Unlikely, Ask, 0.21),
            (0, 1),
            (1, 0),
            (2020, 9, 1),
            &[],
            &["your message of 1 Sep 2020 has no answer"],
        ),
        sketch(
            (Unlikely, Delete, 0.16),
            (0, 3),
            (3, 0),
            (2024, 1, 15),
            &[],
            &["3 messages of yours without an answer"],
        ),
    ]
}

/// People with whom nothing has passed.
fn not_in_touch() -> [Sketch; 4] {
    use TieKind::{EndorsementReceived, InvitationReceived};
    let unknown = |verdict, ties, why| Sketch {
        band: Band::Unknown,
        verdict,
        p: 0.31,
        answered: (0, 0),
        wrote: (0, 0),
        last: None,
        ties,
        why,
    };
    [
        unknown(
            Verdict::Nurture,
            &[InvitationReceived],
            &["connected on 7 Mar 2026"],
        ),
        unknown(
            Verdict::Ask,
            &[EndorsementReceived],
            &["endorsed you on 9 Jun 2021"],
        ),
        unknown(Verdict::Delete, &[], &["nothing but the connection"]),
        unknown(Verdict::Delete, &[], &["nothing but the connection"]),
    ]
}
