//! The changes between two audits, or over several, as text for a terminal, as Markdown and as CSV. Here are the words that all share.

mod csv;
mod markdown;
pub(crate) mod sections;
mod terminal;
mod trend;

pub use csv::{csv, csv_for_people};
pub use markdown::markdown;
pub(crate) use markdown::section;
pub use terminal::terminal;
pub use trend::{trend_in_csv, trend_in_markdown, trend_in_terminal};

use chrono::NaiveDate;

use self::sections::sections;
use crate::model::changes::Changes;
use crate::report::words::{self, day, thousands};

/// The day of an instant in RFC 3339; what cannot be read stays as it is.
pub(crate) fn as_of(instant: &str) -> String {
    let date = instant
        .get(..10)
        .and_then(|date| date.parse::<NaiveDate>().ok());
    date.map_or_else(|| instant.to_owned(), day)
}

/// Both audits may be of one day; then the time tells them apart.
pub(crate) fn between(changes: &Changes) -> String {
    let (old, new) = (as_of(&changes.old), as_of(&changes.new));
    if old == new && changes.old != changes.new {
        let time = |instant: &str| instant.get(11..16).unwrap_or(instant).to_owned();
        let (from, to) = (time(&changes.old), time(&changes.new));
        return format!("from {old} at {from} to {to} UTC");
    }
    format!("from {old} to {new}")
}

/// What stands above a comparison.
pub(crate) fn title(changes: &Changes) -> String {
    format!("What changed {}", between(changes))
}

/// By how much a figure rose or fell.
pub(crate) fn difference(from: u64, to: u64) -> String {
    match to.checked_sub(from) {
        Some(0) => String::new(),
        Some(rise) => format!("+{}", thousands(rise)),
        None => format!("-{}", thousands(from - to)),
    }
}

/// What is said where nothing is different.
pub(crate) const NOTHING: &str = "Nothing changed: everybody is where they were.";

/// Whether nothing is different; what was wanted and waited for before already is no difference.
pub(crate) fn is_empty(changes: &Changes) -> bool {
    changes.appeared.is_empty()
        && changes.gone.is_empty()
        && changes.merged.is_empty()
        && changes.split.is_empty()
        && changes.moved.is_empty()
        && changes.heard.is_empty()
        && changes.changed.is_empty()
        && changes.duplicates.is_empty()
        && changes.stale.is_empty()
        && !changes.broken.iter().any(|broken| broken.is_new)
        && !changes.waiting.iter().any(|waiting| waiting.is_new)
}

/// What stands before everything that changed: which files were given, and what became of the owner's decisions to delete.
pub(crate) fn beforehand(changes: &Changes) -> Vec<String> {
    let is_backwards = changes.old > changes.new;
    let backwards = is_backwards.then(|| crate::words::BACKWARDS.to_owned());
    let mut remarks: Vec<String> = backwards.into_iter().collect();
    remarks.extend(crate::words::inputs(&changes.inputs));
    remarks.extend(deletions(changes));
    remarks
}

/// What became of the owner's decisions to delete, in a sentence; none where nothing was decided.
fn deletions(changes: &Changes) -> Option<String> {
    words::deletions(changes.deletions.decided, changes.deletions.gone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::cause::Cause;
    use crate::model::changes::{
        Absence, Broken, Deletions, Duplicate, FieldChange, Inputs, Joint, Move, Named, Position,
        Presence, Total, Waiting,
    };
    use crate::model::closed::Saved;
    use crate::model::standing::{Band, Verdict};
    use crate::report::plain::is_unsafe;
    use crate::report::terminal::Look;
    use unicode_width::UnicodeWidthStr;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn presence(id: &str, name: &str, absence: Option<Absence>) -> Presence {
        Presence {
            id: id.into(),
            name: name.into(),
            band: Band::Unknown.into(),
            verdict: Verdict::Nurture.into(),
            deleted: false,
            connected: true,
            absence,
        }
    }

    fn saved<T: std::str::FromStr>(word: &str) -> Saved<T> {
        word.parse()
            .map_or(Saved::Other(word.to_owned()), Saved::Known)
    }

    fn position(band: &str, verdict: &str) -> Position {
        Position {
            band: saved(band),
            verdict: saved(verdict),
            probability: None,
        }
    }

    fn field(name: &str, field: &str, from: &str, to: &str) -> FieldChange {
        FieldChange {
            id: name.into(),
            name: name.into(),
            field: field.into(),
            from: from.into(),
            to: to.into(),
            reason_to_write: field == "company",
        }
    }

    fn named(name: &str) -> Named {
        Named {
            id: format!("p-{}", name.len()),
            name: name.into(),
        }
    }

    /// What was wanted and did not come.
    fn wishes() -> Changes {
        Changes {
            duplicates: vec![Duplicate {
                pair: [named("Ana Lima"), named("Ana de Lima")],
                probability: 0.614,
                reasons: vec!["same given name".into(), "employer differs".into()],
            }],
            deletions: Deletions {
                decided: 3,
                gone: 2,
                open: vec![named("Jutta Falk")],
            },
            broken: vec![Broken {
                who: named("Petra Novak"),
                rhythm: "every 3 months".into(),
                last: Some("2026-06-02".into()),
                due: "2026-09-02".into(),
                is_new: true,
            }],
            waiting: vec![Waiting {
                name: "Sami Aho".into(),
                key: "https://www.linkedin.com/in/sami-aho".into(),
                sent: true,
                since: "2026-09-30".into(),
                is_new: false,
            }],
            ..Changes::default()
        }
    }

    fn appeared() -> Vec<Presence> {
        vec![
            presence("jörg-7", "Jörg Müller", None),
            presence(
                "lena-b",
                "Lena Ito",
                Some(Absence::Probably {
                    name: "Lena Ito".into(),
                    is_newer: false,
                }),
            ),
        ]
    }

    fn gone() -> Vec<Presence> {
        vec![
            presence(
                "lena-4",
                "Lena Ito",
                Some(Absence::Probably {
                    name: "Lena Ito".into(),
                    is_newer: true,
                }),
            ),
            Presence {
                deleted: true,
                ..presence("otto-1", "Otto Kern", None)
            },
        ]
    }

    fn sample() -> Changes {
        let total = |what: &str, from, to| Total {
            what: what.into(),
            from,
            to,
        };
        Changes {
            old: "2026-10-01T00:00:00Z".into(),
            new: "2026-11-03T08:30:00Z".into(),
            inputs: Inputs {
                missing: vec!["calls.csv".into()],
                added: vec!["All mail.mbox".into(), "family.vcf".into()],
                cut_off: vec!["Basic.zip".into()],
                shorter: Vec::new(),
                unmoved: 3,
            },
            appeared: appeared(),
            gone: gone(),
            merged: vec![Joint {
                one: named("Bob Stone"),
                with: named("Robert Stone"),
            }],
            split: vec![Joint {
                one: named("Ines Valdoro"),
                with: named("Marco Valdoro"),
            }],
            moved: vec![
                Move {
                    id: "ana-1".into(),
                    name: "Ana Ferreira".into(),
                    from: position("maybe", "keep"),
                    to: position("likely", "keep"),
                    causes: vec![
                        Cause::Answered {
                            times: 2,
                            last: Some(day(2026, 10, 30)),
                        },
                        Cause::Tied {
                            kind: "recommendation-received".into(),
                            on: Some(day(2026, 10, 12)),
                        },
                    ],
                },
                Move {
                    id: "evil-10".into(),
                    name: "Ev\u{1b}[31mil\u{202e} | *bold*".into(),
                    from: position("maybe", "keep"),
                    to: position("unlikely", "reconnect"),
                    causes: vec![Cause::Silent {
                        since: day(2025, 10, 15),
                    }],
                },
            ],
            changed: vec![
                field("小明 王", "company", "明日出版", "Fabrikam <b>"),
                field("小明 王", "email", "", "ming@example.org"),
                field("Tamsin Okonedo-Reyes", "phone", "+4915123456789", ""),
            ],
            totals: vec![
                total("people", 1_842, 1_843),
                total("likely", 119, 120),
                total("maybe", 80, 79),
                total("delete", 900, 900),
            ],
            ..wishes()
        }
    }

    #[test]
    fn in_a_terminal() {
        insta::assert_snapshot!(terminal(
            &sample(),
            Look {
                width: 80,
                colour: false
            }
        ));
    }

    #[test]
    fn in_markdown() {
        insta::assert_snapshot!(markdown(&sample()));
    }

    #[test]
    fn no_line_steers_or_is_too_wide() {
        for line in terminal(
            &sample(),
            Look {
                width: 60,
                colour: false,
            },
        )
        .lines()
        {
            assert!(line.width() <= 60 && !line.contains(is_unsafe), "{line:?}");
        }
    }

    #[test]
    fn nothing_is_said_to_be_nothing() {
        let same = Changes {
            totals: sample().totals,
            ..Changes::default()
        };
        assert!(
            terminal(
                &same,
                Look {
                    width: 80,
                    colour: false
                }
            )
            .contains("Nothing changed: everybody is where they were.")
        );
        assert!(markdown(&same).contains("Nothing changed: everybody is where they were."));
    }
}
