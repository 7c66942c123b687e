//! The JSON of the contract: an audit, and the changes between two.
//!
//! Top level and lists are broken into lines, every entry of a list is one line: small enough for 30,000 people, and
//! `grep`, `diff` and `git` can work with it. Characters that steer a terminal are escaped, so printing it is safe.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

use super::cleaning::CleaningJson;
use super::plain::{is_printable_ascii, is_unsafe};
use crate::model::audit::Audit;
use crate::model::changes::{
    Aged, Broken, Changes, Deletions, Duplicate, FieldChange, Inputs, Joint, Named, Position,
    Presence, Total, Trend, Waiting,
};
use crate::model::closed::Saved;
use crate::model::standing::{Band, Verdict};
use crate::snapshot::{Entity, Page, SCHEMA, Snapshot, Streamed};
use crate::words;

/// Writes an audit.
pub fn audit(audit: &Audit, out: &mut dyn Write) -> io::Result<()> {
    write(&Streamed::whole(audit), out)
}

/// Writes an audit that was saved.
pub fn saved(audit: &Snapshot, out: &mut dyn Write) -> io::Result<()> {
    write(audit, out)
}

/// Writes what an audit holds of one person.
pub fn page(page: &Page, out: &mut dyn Write) -> io::Result<()> {
    write(page, out)
}

/// Writes what an audit holds of something that is no person.
pub fn entity(entity: &Entity, out: &mut dyn Write) -> io::Result<()> {
    let schema = SCHEMA;
    write(
        &EntityJson {
            schema,
            not_a_person: entity,
        },
        out,
    )
}

/// Something that is no person, with the version of the contract.
#[derive(Serialize)]
struct EntityJson<'a> {
    schema: u32,
    not_a_person: &'a Entity,
}

/// Writes the changes between two audits.
pub fn changes(changes: &Changes, out: &mut dyn Write) -> io::Result<()> {
    let schema = SCHEMA;
    let moved = changes.moved.iter().map(|moved| MoveJson {
        id: &moved.id,
        name: &moved.name,
        from: &moved.from,
        to: &moved.to,
        causes: moved.causes.iter().map(words::cause).collect(),
    });
    let heard = changes.heard.iter().map(|heard| HeardJson {
        who: &heard.who,
        stands: &heard.stands,
        causes: heard.causes.iter().map(words::cause).collect(),
    });
    let told = ChangesJson {
        schema,
        old: &changes.old,
        new: &changes.new,
        inputs: &changes.inputs,
        totals: &changes.totals,
        appeared: changes.appeared.iter().map(presence).collect(),
        gone: changes.gone.iter().map(presence).collect(),
        merged: &changes.merged,
        split: &changes.split,
        moved: moved.collect(),
        heard: heard.collect(),
        changed: &changes.changed,
        duplicates: &changes.duplicates,
        deletions: &changes.deletions,
        broken: &changes.broken,
        waiting: &changes.waiting,
        stale: &changes.stale,
    };
    write(&told, out)
}

/// Writes several audits, one after the other.
pub fn trend(trend: &Trend, out: &mut dyn Write) -> io::Result<()> {
    let schema = SCHEMA;
    write(&TrendJson { schema, trend }, out)
}

/// A trend with the version of the contract.
#[derive(Serialize)]
struct TrendJson<'a> {
    schema: u32,
    #[serde(flatten)]
    trend: &'a Trend,
}

/// Changes with the version of the contract.
#[derive(Serialize)]
struct ChangesJson<'a> {
    schema: u32,
    old: &'a str,
    new: &'a str,
    inputs: &'a Inputs,
    totals: &'a [Total],
    appeared: Vec<PresenceJson<'a>>,
    gone: Vec<PresenceJson<'a>>,
    merged: &'a [Joint],
    split: &'a [Joint],
    moved: Vec<MoveJson<'a>>,
    heard: Vec<HeardJson<'a>>,
    changed: &'a [FieldChange],
    duplicates: &'a [Duplicate],
    deletions: &'a Deletions,
    broken: &'a [Broken],
    waiting: &'a [Waiting],
    stale: &'a [Aged],
}

/// Somebody who is in one audit only, and why in words.
#[derive(Serialize)]
struct PresenceJson<'a> {
    id: &'a str,
    name: &'a str,
    band: &'a Saved<Band>,
    verdict: &'a Saved<Verdict>,
    deleted: bool,
    remark: Option<String>,
}

fn presence(presence: &Presence) -> PresenceJson<'_> {
    PresenceJson {
        id: &presence.id,
        name: &presence.name,
        band: &presence.band,
        verdict: &presence.verdict,
        deleted: presence.deleted,
        remark: presence.absence.as_ref().map(words::absence),
    }
}

/// News of somebody who stands where they stood, in words.
#[derive(Serialize)]
struct HeardJson<'a> {
    #[serde(flatten)]
    who: &'a Named,
    stands: &'a Position,
    causes: Vec<String>,
}

/// A move with its causes in words.
#[derive(Serialize)]
struct MoveJson<'a> {
    id: &'a str,
    name: &'a str,
    from: &'a Position,
    to: &'a Position,
    causes: Vec<String>,
}

/// Writes what cleaning found out; `fixed` is how many fields were fixed.
pub fn cleaning(audit: &Audit, fixed: usize, out: &mut dyn Write) -> io::Result<()> {
    write(&CleaningJson::new(audit, fixed), out)
}

/// Writes any value of a contract; ends with a line break.
pub(super) fn write<T: Serialize>(value: &T, out: &mut dyn Write) -> io::Result<()> {
    let mut buffered = io::BufWriter::with_capacity(1 << 16, out);
    value.serialize(&mut Serializer::with_formatter(
        &mut buffered,
        Lines::default(),
    ))?;
    buffered.write_all(b"\n")?;
    buffered.flush()
}

/// Down to this depth a value begins on a line of its own: keys of the whole, and entries of its lists.
const BROKEN: usize = 2;

/// Lays out the first levels in lines and the rest compactly.
#[derive(Default)]
struct Lines {
    depth: usize,
    /// Whether what was opened last has no entry yet; it is then closed on the same line.
    empty: bool,
}

impl Lines {
    fn open<W: ?Sized + Write>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.empty = true;
        out.write_all(bracket)
    }

    fn next<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.empty = false;
        if !first {
            out.write_all(b",")?;
        }
        if self.depth > BROKEN {
            Ok(())
        } else {
            self.line(out)
        }
    }

    fn close<W: ?Sized + Write>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth -= 1;
        if self.depth < BROKEN && !std::mem::take(&mut self.empty) {
            self.line(out)?;
        }
        self.empty = false;
        out.write_all(bracket)
    }

    fn line<W: ?Sized + Write>(&self, out: &mut W) -> io::Result<()> {
        out.write_all(b"\n")?;
        out.write_all(&b"    "[..self.depth * 2])
    }
}

impl Formatter for Lines {
    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.next(out, first)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.next(out, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        let blank: &[u8] = if self.depth > BROKEN { b":" } else { b": " };
        out.write_all(blank)
    }

    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        if is_printable_ascii(fragment) {
            return out.write_all(fragment.as_bytes());
        }
        let mut start = 0;
        for (at, c) in fragment.char_indices().filter(|(_, c)| is_unsafe(*c)) {
            out.write_all(&fragment.as_bytes()[start..at])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            start = at + c.len_utf8();
        }
        out.write_all(&fragment.as_bytes()[start..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::cause::Cause;
    use crate::model::changes::Move;
    use crate::report::sample;

    fn text() -> String {
        let mut out = Vec::new();
        audit(&sample::audit(), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn what_is_written_is_read_again_unchanged() {
        let again = crate::snapshot::load(&text()).unwrap();
        let written: serde_json::Value = serde_json::from_str(&text()).unwrap();
        assert_eq!(serde_json::to_value(again).unwrap(), written);
    }

    #[test]
    fn every_person_is_one_line_and_nothing_steers() {
        let text = text();
        assert_eq!(
            text.lines()
                .filter(|line| line.starts_with("    {\"rank\":"))
                .count(),
            10
        );
        assert!(text.lines().all(|line| !line.contains(is_unsafe)));
        assert!(
            text.contains("Ev\\u001b[31mil\\u202e"),
            "escaped and not lost"
        );
        assert!(text.ends_with("\n}\n"));
    }

    #[test]
    fn changes_have_the_names_of_the_contract() {
        let position = |band: &str| Position {
            band: crate::model::closed::Saved::Other(band.into()),
            verdict: Verdict::Keep.into(),
            probability: Some(0.5),
        };
        let list = Changes {
            old: "2026-10-01T00:00:00Z".into(),
            new: "2026-11-01T00:00:00Z".into(),
            moved: vec![Move {
                id: "a".into(),
                name: "Ana".into(),
                from: position("maybe"),
                to: position("likely"),
                causes: vec![Cause::Answered {
                    times: 2,
                    last: None,
                }],
            }],
            ..Changes::default()
        };
        let mut out = Vec::new();
        changes(&list, &mut out).unwrap();
        insta::assert_snapshot!(String::from_utf8(out).unwrap(), @r#"
        {
          "schema": 1,
          "old": "2026-10-01T00:00:00Z",
          "new": "2026-11-01T00:00:00Z",
          "inputs": {
            "missing": [],
            "added": [],
            "cut_off": [],
            "shorter": [],
            "unmoved": 0
          },
          "totals": [],
          "appeared": [],
          "gone": [],
          "merged": [],
          "split": [],
          "moved": [
            {"id":"a","name":"Ana","from":{"band":"maybe","verdict":"keep","probability":0.5},"to":{"band":"likely","verdict":"keep","probability":0.5},"causes":["answered 2 of your messages since"]}
          ],
          "heard": [],
          "changed": [],
          "duplicates": [],
          "deletions": {
            "decided": 0,
            "gone": 0,
            "open": []
          },
          "broken": [],
          "waiting": [],
          "stale": []
        }
        "#);
    }
}
