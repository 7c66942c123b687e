//! Changes as a table, a row for each.

use std::io::Write;

use super::sections::is_by_files;
use crate::model::changes::{Aging, Changes, Move, Position, Presence};
use crate::report::csv::{Sheet, Target};

use crate::words;

const HEADER: [&str; 7] = ["change", "id", "name", "field", "from", "to", "why"];

/// Writes every change as a row, for other programs. `change` says what kind it is.
pub fn csv(changes: &Changes, out: &mut dyn Write) -> ::csv::Result<()> {
    write(Rows(Sheet::new(out, &HEADER)?), changes)
}

/// The same as a file that people open.
pub fn csv_for_people(changes: &Changes, out: &mut dyn Write, delimiter: u8) -> ::csv::Result<()> {
    write(
        Rows(Sheet::for_people(Target::Csv(out, delimiter), &HEADER)?),
        changes,
    )
}

fn write(mut rows: Rows<'_>, changes: &Changes) -> ::csv::Result<()> {
    for total in &changes.totals {
        let (from, to) = (total.from.to_string(), total.to.to_string());
        rows.row("total", ["", "", &total.what, &from, &to], &[])?;
    }
    for person in &changes.appeared {
        rows.presence("appeared", person)?;
    }
    for person in &changes.gone {
        let kind = match person.deleted {
            true => "deleted",
            false if is_by_files(person) => "not-given",
            false => "left",
        };
        rows.presence(kind, person)?;
    }
    for (kind, joints) in [("merged", &changes.merged), ("split", &changes.split)] {
        for joint in joints {
            let (one, with) = (&joint.one, &joint.with);
            rows.row(
                kind,
                [&one.id, &one.name, "with", &with.id, &with.name],
                &[],
            )?;
        }
    }
    for moved in &changes.moved {
        rows.moved(moved)?;
    }
    for heard in &changes.heard {
        let stands = format!("{}, {}", heard.stands.band, heard.stands.verdict);
        let why: Vec<String> = heard.causes.iter().map(words::cause).collect();
        let cells = [&heard.who.id, &heard.who.name, "standing", &stands, &stands];
        rows.row("heard", cells, &why)?;
    }
    for field in &changes.changed {
        let kind = if field.reason_to_write {
            "job"
        } else {
            "changed"
        };
        let cells = [&field.id, &field.name, &field.field, &field.from, &field.to];
        rows.row(kind, cells.map(String::as_str), &[])?;
    }
    rows.wishes(changes)?;
    rows.0.finish()
}

/// The table in the making.
struct Rows<'w>(Sheet<'w>);

impl Rows<'_> {
    fn row(&mut self, kind: &str, cells: [&str; 5], why: &[String]) -> ::csv::Result<()> {
        self.0.own(kind)?;
        cells.iter().try_for_each(|cell| self.0.text(cell))?;
        self.0.list(why)?;
        self.0.end()
    }

    fn presence(&mut self, kind: &str, person: &Presence) -> ::csv::Result<()> {
        let stands = format!("{}, {}", person.band, person.verdict);
        let (from, to) = match kind {
            "appeared" => ("", stands.as_str()),
            _ => (stands.as_str(), ""),
        };
        let why: Vec<String> = person.absence.iter().map(words::absence).collect();
        self.row(kind, [&person.id, &person.name, "standing", from, to], &why)
    }

    fn moved(&mut self, moved: &Move) -> ::csv::Result<()> {
        let stands = |p: &Position| format!("{}, {}", p.band, p.verdict);
        let (from, to) = (stands(&moved.from), stands(&moved.to));
        self.row(
            "moved",
            [&moved.id, &moved.name, "standing", &from, &to],
            &moved.causes.iter().map(words::cause).collect::<Vec<_>>(),
        )
    }

    /// What the owner wanted and has not got yet.
    fn wishes(&mut self, changes: &Changes) -> ::csv::Result<()> {
        for duplicate in &changes.duplicates {
            let [a, b] = &duplicate.pair;
            let cells = [&a.id, &a.name, "with", &b.id, &b.name];
            self.row(
                "duplicate",
                cells.map(|cell| cell as &str),
                &duplicate.reasons,
            )?;
        }
        for named in &changes.deletions.open {
            self.row("to-delete", [&named.id, &named.name, "", "", ""], &[])?;
        }
        for broken in &changes.broken {
            let last = broken.last.as_deref().unwrap_or("");
            let (who, rhythm) = (&broken.who, &broken.rhythm);
            self.row(
                "rhythm",
                [&who.id, &who.name, rhythm, last, &broken.due],
                &[],
            )?;
        }
        for waiting in &changes.waiting {
            let way = if waiting.sent { "sent" } else { "received" };
            let cells = [&waiting.key, &waiting.name, way, &waiting.since, ""];
            self.row("invitation", cells, &[])?;
        }
        for aged in &changes.stale {
            let kind = match aged.what {
                Aging::WentStale => "went-stale",
                Aging::Mended => "mended",
            };
            let cells: [&str; 5] = [&aged.id, &aged.name, &aged.field, &aged.value, ""];
            self.row(kind, cells, std::slice::from_ref(&aged.text))?;
        }
        Ok(())
    }
}
