//! The changes between two audits as text for a terminal and as Markdown. Here are the words that both share.

mod markdown;
mod terminal;

pub use markdown::markdown;
pub use terminal::terminal;

use chrono::NaiveDate;

use crate::model::changes::{Changes, FieldChange, Move, Presence};
use crate::report::words::{day, thousands};

/// The day of an instant in RFC 3339; what cannot be read stays as it is.
fn as_of(instant: &str) -> String {
    let date = instant
        .get(..10)
        .and_then(|date| date.parse::<NaiveDate>().ok());
    date.map_or_else(|| instant.to_owned(), day)
}

/// Both audits may be of one day; then the time tells them apart.
fn title(changes: &Changes) -> String {
    let (old, new) = (as_of(&changes.old), as_of(&changes.new));
    if old == new && changes.old != changes.new {
        return format!("What changed from {} to {}", changes.old, changes.new);
    }
    format!("What changed from {old} to {new}")
}

/// Band and verdict, with an arrow where they changed: `maybe → likely, keep`.
fn way(moved: &Move) -> String {
    let step = |from: &str, to: &str| {
        if from == to {
            to.to_owned()
        } else {
            format!("{from} → {to}")
        }
    };
    let band = step(&moved.from.band, &moved.to.band);
    format!("{band}, {}", step(&moved.from.verdict, &moved.to.verdict))
}

/// Band and verdict of somebody who is in one audit only.
fn standing(presence: &Presence) -> String {
    format!("{}, {}", presence.band, presence.verdict)
}

/// What became of a value: `company: Contoso → Fabrikam`, `new e-mail: ana@example.org`, `phone gone: +49 …`.
fn change(field: &FieldChange) -> String {
    let name = match field.field.as_str() {
        "email" => "e-mail",
        "url" => "link",
        other => other,
    };
    match (field.from.as_str(), field.to.as_str()) {
        ("", to) => format!("new {name}: {to}"),
        (from, "") => format!("{name} gone: {from}"),
        (from, to) => format!("{name}: {from} → {to}"),
    }
}

/// The changes of each person together; they stand one after the other in the list.
fn by_person(changed: &[FieldChange]) -> Vec<&[FieldChange]> {
    changed.chunk_by(|a, b| a.id == b.id).collect()
}

/// By how much a figure rose or fell.
fn difference(from: u64, to: u64) -> String {
    match to.checked_sub(from) {
        Some(0) => String::new(),
        Some(rise) => format!("+{}", thousands(rise)),
        None => format!("-{}", thousands(from - to)),
    }
}

/// Whether there is anything to tell.
fn is_empty(changes: &Changes) -> bool {
    changes.appeared.is_empty()
        && changes.gone.is_empty()
        && changes.moved.is_empty()
        && changes.changed.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::changes::{Position, Total};
    use crate::report::plain::is_unsafe;
    use crate::report::terminal::Look;
    use unicode_width::UnicodeWidthStr;

    fn presence(id: &str, name: &str, remark: Option<&str>) -> Presence {
        Presence {
            id: id.into(),
            name: name.into(),
            band: "unknown".into(),
            verdict: "nurture".into(),
            remark: remark.map(str::to_owned),
        }
    }

    fn position(band: &str, verdict: &str) -> Position {
        Position {
            band: band.into(),
            verdict: verdict.into(),
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
        }
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
            appeared: vec![
                presence("jörg-7", "Jörg Müller", None),
                presence(
                    "lena-b",
                    "Lena Ito",
                    Some("probably the Lena Ito who is gone"),
                ),
            ],
            gone: vec![presence(
                "lena-4",
                "Lena Ito",
                Some("probably the Lena Ito who is new"),
            )],
            moved: vec![
                Move {
                    id: "ana-1".into(),
                    name: "Ana Ferreira".into(),
                    from: position("maybe", "keep"),
                    to: position("likely", "keep"),
                    causes: vec![
                        "answered twice since (last on 30 Oct 2026)".into(),
                        "recommended you on 12 Oct 2026".into(),
                    ],
                },
                Move {
                    id: "evil-10".into(),
                    name: "Ev\u{1b}[31mil\u{202e} | *bold*".into(),
                    from: position("maybe", "keep"),
                    to: position("unlikely", "reconnect"),
                    causes: vec![
                        "silent for more than twelve months now (last contact on 15 Oct 2025)"
                            .into(),
                    ],
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
            appeared: Vec::new(),
            gone: Vec::new(),
            moved: Vec::new(),
            changed: Vec::new(),
            ..sample()
        };
        assert!(
            terminal(
                &same,
                Look {
                    width: 80,
                    colour: false
                }
            )
            .contains("Everybody stands where they stood.")
        );
        assert!(markdown(&same).contains("Everybody stands where they stood."));
    }
}
