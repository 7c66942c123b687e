//! What changed, section by section: the same in a terminal and in Markdown. Texts of files are not safe yet here.

use super::as_of;
use crate::model::changes::{
    Aged, Aging, Broken, Changes, Duplicate, FieldChange, Joint, Move, Named, Position, Presence,
    Waiting,
};
use crate::model::keys::Slug;
use crate::words;

/// What is told under one heading.
pub struct Section {
    /// The heading.
    pub heading: &'static str,
    /// Heads of the columns.
    pub columns: [&'static str; 3],
    /// Whom it is about.
    pub rows: Vec<Row>,
}

/// What is told of one person.
pub struct Row {
    /// Who.
    pub name: String,
    /// What, in a few words; may be empty.
    pub what: String,
    /// More of it, in sentences.
    pub notes: Vec<String>,
}

/// The sections in which there is something to tell, what asks for a deed first.
pub fn sections(changes: &Changes) -> Vec<Section> {
    let (jobs, others) = by_person(&changes.changed);
    let section = |heading, columns, rows| Section {
        heading,
        columns,
        rows,
    };
    let all = vec![
        section(
            "New jobs, each a reason to write",
            ["Name", "", "What"],
            jobs,
        ),
        section(
            "Moved",
            ["Name", "From and to", "Why"],
            each(&changes.moved, moved),
        ),
        section(
            "New",
            ["Name", "Stands", "Remark"],
            each(&changes.appeared, appeared),
        ),
        section("Gone", ["Name", "Stood", "Why"], each(&changes.gone, gone)),
        section(
            "Now one person",
            ["Name", "", "Who"],
            each(&changes.merged, merged),
        ),
        section(
            "Now two people",
            ["Name", "", "Who"],
            each(&changes.split, split),
        ),
        section("Other changes", ["Name", "", "What"], others),
        section(
            "New doubtful pairs: one person or two?",
            ["Names", "Likely one", "Why"],
            each(&changes.duplicates, duplicate),
        ),
        section(
            "You decided to delete them; they are still there",
            ["Name", "", ""],
            each(&changes.deletions.open, to_delete),
        ),
        section(
            "Went out of date",
            ["Name", "", "What"],
            aged(&changes.stale, Aging::WentStale),
        ),
        section(
            "Mended since",
            ["Name", "", "What"],
            aged(&changes.stale, Aging::Mended),
        ),
        section(
            "Rhythms not kept",
            ["Name", "Rhythm", "Since"],
            each(&changes.broken, broken),
        ),
        section(
            "Invitations unanswered for three weeks",
            ["Name", "Way", "Since"],
            each(&changes.waiting, waiting),
        ),
    ];
    all.into_iter()
        .filter(|section| !section.rows.is_empty())
        .collect()
}

fn each<T>(list: &[T], row: fn(&T) -> Row) -> Vec<Row> {
    list.iter().map(row).collect()
}

fn row(name: &str, what: impl Into<String>, notes: Vec<String>) -> Row {
    Row {
        name: name.to_owned(),
        what: what.into(),
        notes,
    }
}

/// The changes of each person together, other employers and titles apart from the rest.
fn by_person(changed: &[FieldChange]) -> (Vec<Row>, Vec<Row>) {
    let (mut jobs, mut others) = (Vec::new(), Vec::new());
    for fields in changed.chunk_by(|a, b| a.id == b.id) {
        let (reasons, rest): (Vec<&FieldChange>, Vec<&FieldChange>) =
            fields.iter().partition(|field| field.reason_to_write);
        for (list, part) in [(&mut jobs, reasons), (&mut others, rest)] {
            if let Some(first) = part.first() {
                let notes = part.iter().map(|field| change(field)).collect();
                list.push(row(&first.name, "", notes));
            }
        }
    }
    (jobs, others)
}

fn is_profile(link: &str) -> bool {
    Slug::from_url(link).is_some()
}

/// What became of a value: `company: Contoso → Fabrikam`, `new e-mail: ana@example.org`, `phone gone: +49 …`.
fn change(field: &FieldChange) -> String {
    let name = match field.field.as_str() {
        "connection" if field.to.is_empty() => {
            return words::connection(None);
        }
        "connection" => return words::connection(Some(&as_of(&field.to))),
        "email" => "e-mail",
        "url" if is_profile(&field.from) && is_profile(&field.to) => "profile address changed",
        "url" => "link",
        other => other,
    };
    match (field.from.as_str(), field.to.as_str()) {
        ("", to) => format!("new {name}: {to}"),
        (from, "") => format!("{name} gone: {from}"),
        (from, to) => format!("{name}: {from} → {to}"),
    }
}

/// Band and verdict, with an arrow where they changed: `maybe → likely, keep`.
pub fn arrow(from: &Position, to: &Position) -> String {
    let step = |from: &str, to: &str| {
        if from == to {
            to.to_owned()
        } else {
            format!("{from} → {to}")
        }
    };
    let band = step(from.band.word(), to.band.word());
    format!("{band}, {}", step(from.verdict.word(), to.verdict.word()))
}

fn moved(moved: &Move) -> Row {
    row(
        &moved.name,
        arrow(&moved.from, &moved.to),
        moved.causes.iter().map(words::cause).collect(),
    )
}

fn appeared(presence: &Presence) -> Row {
    let notes = presence.absence.iter().map(words::absence).collect();
    row(&presence.name, standing(presence), notes)
}

fn gone(presence: &Presence) -> Row {
    let why = presence.absence.as_ref().map(words::absence);
    let how = words::gone(presence.deleted).to_owned();
    // Who is probably there under another id has not left.
    let notes = match why {
        Some(why) if !presence.deleted => vec![why],
        why => std::iter::once(how).chain(why).collect(),
    };
    row(&presence.name, standing(presence), notes)
}

/// Band and verdict of somebody who is in one audit only.
fn standing(presence: &Presence) -> String {
    format!("{}, {}", presence.band, presence.verdict)
}

fn merged(joint: &Joint) -> Row {
    let note = words::one_with(joint.with.name.trim(), true);
    row(&joint.one.name, "", vec![note])
}

fn split(joint: &Joint) -> Row {
    let note = words::one_with(joint.with.name.trim(), false);
    row(&joint.one.name, "", vec![note])
}

fn duplicate(duplicate: &Duplicate) -> Row {
    let [a, b] = duplicate.pair.each_ref().map(|named| named.name.trim());
    let percent = format!("{:.0} %", duplicate.probability * 100.0);
    row(&format!("{a} and {b}"), percent, duplicate.reasons.clone())
}

fn to_delete(named: &Named) -> Row {
    row(&named.name, "", Vec::new())
}

/// What went out of date or was mended, person by person.
fn aged(all: &[Aged], what: Aging) -> Vec<Row> {
    let of_kind: Vec<&Aged> = all.iter().filter(|aged| aged.what == what).collect();
    let people = of_kind.chunk_by(|a, b| a.id == b.id);
    let person = |own: &[&Aged]| {
        let notes = own.iter().map(|aged| words::stale::aged(aged)).collect();
        row(&own[0].name, "", notes)
    };
    people.map(person).collect()
}

fn broken(broken: &Broken) -> Row {
    let last = broken.last.as_deref().map(as_of);
    let since = words::rhythm(last.as_deref(), &as_of(&broken.due), broken.is_new);
    row(&broken.who.name, broken.rhythm.clone(), vec![since])
}

fn waiting(waiting: &Waiting) -> Row {
    let way = if waiting.sent {
        "you invited them"
    } else {
        "they invited you"
    };
    let since = words::invitation(&as_of(&waiting.since), waiting.is_new);
    row(&waiting.name, way, vec![since])
}
