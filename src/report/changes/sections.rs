//! What changed, section by section: the same in a terminal and in Markdown. Texts of files are not safe yet here.

use super::as_of;
use crate::model::changes::{
    Absence, Aged, Aging, Broken, Changes, Duplicate, FieldChange, Heard, Joint, Move, Named,
    Position, Presence, Waiting,
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
    /// The id; empty where it is about two.
    pub id: String,
    /// Who.
    pub name: String,
    /// What, in a few words; may be empty.
    pub what: String,
    /// More of it, in sentences.
    pub notes: Vec<String>,
}

/// The sections in which there is something to tell, what asks for a deed first.
pub fn sections(changes: &Changes) -> Vec<Section> {
    let mut sections = told(changes);
    for row in sections.iter_mut().flat_map(|section| &mut section.rows) {
        if let Some(which) = changes.namesakes.get(&row.id) {
            row.name = format!("{} ({which})", row.name.trim());
        }
    }
    sections
}

fn told(changes: &Changes) -> Vec<Section> {
    let (jobs, others) = by_person(&changes.changed);
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
            "Heard from",
            ["Name", "Stands", "What"],
            each(&changes.heard, heard),
        ),
        section(
            "New",
            ["Name", "Stands", "Remark"],
            presences(&changes.appeared, false, appeared),
        ),
        section(
            "Gone",
            ["Name", "Stood", "Why"],
            presences(&changes.gone, false, gone),
        ),
        section(
            "Only in files that were not given before",
            ["Name", "Stands", "Files"],
            presences(&changes.appeared, true, appeared),
        ),
        section(
            "Not in the files of this time; that does not mean they left",
            ["Name", "Stood", "Files"],
            presences(&changes.gone, true, gone),
        ),
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
    ];
    all.into_iter()
        .chain(wanted(changes))
        .filter(|section| !section.rows.is_empty())
        .collect()
}

/// What is to be decided, and what the owner wanted and has not got yet.
fn wanted(changes: &Changes) -> Vec<Section> {
    vec![
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
            "Invitations unanswered for more than three weeks",
            ["Name", "Way", "Since"],
            each(&changes.waiting, waiting),
        ),
    ]
}

fn section(heading: &'static str, columns: [&'static str; 3], rows: Vec<Row>) -> Section {
    Section {
        heading,
        columns,
        rows,
    }
}

fn each<T>(list: &[T], row: fn(&T) -> Row) -> Vec<Row> {
    list.iter().map(row).collect()
}

/// People of one audit only: those whom nothing but the choice of files shows or hides, or the others.
fn presences(list: &[Presence], by_files: bool, row: fn(&Presence) -> Row) -> Vec<Row> {
    let wanted = list.iter().filter(|p| is_by_files(p) == by_files);
    wanted.map(row).collect()
}

/// Whether somebody is in one audit only because of the files that were given.
pub fn is_by_files(presence: &Presence) -> bool {
    match presence.absence {
        Some(Absence::NotGiven { .. } | Absence::Given { .. }) => true,
        Some(Absence::Probably { .. } | Absence::LeftOut { .. }) | None => false,
    }
}

fn row(id: &str, name: &str, what: impl Into<String>, notes: Vec<String>) -> Row {
    Row {
        id: id.to_owned(),
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
                list.push(row(&first.id, &first.name, "", notes));
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
        &moved.id,
        &moved.name,
        arrow(&moved.from, &moved.to),
        moved.causes.iter().map(words::cause).collect(),
    )
}

fn heard(heard: &Heard) -> Row {
    let stands = format!("{}, {}", heard.stands.band, heard.stands.verdict);
    let notes = heard.causes.iter().map(words::cause).collect();
    row(&heard.who.id, &heard.who.name, stands, notes)
}

fn appeared(presence: &Presence) -> Row {
    let notes = presence.absence.iter().map(words::absence).collect();
    row(&presence.id, &presence.name, standing(presence), notes)
}

fn gone(presence: &Presence) -> Row {
    let why = presence.absence.as_ref().map(words::absence);
    let how = words::gone(presence.deleted, presence.connected).to_owned();
    // Who is probably there under another id has not left.
    let notes = match why {
        Some(why) if !presence.deleted => vec![why],
        why => std::iter::once(how).chain(why).collect(),
    };
    row(&presence.id, &presence.name, standing(presence), notes)
}

/// Band and verdict of somebody who is in one audit only.
fn standing(presence: &Presence) -> String {
    format!("{}, {}", presence.band, presence.verdict)
}

fn merged(joint: &Joint) -> Row {
    let note = words::one_with(joint.with.name.trim(), true);
    row(&joint.one.id, &joint.one.name, "", vec![note])
}

fn split(joint: &Joint) -> Row {
    let note = words::one_with(joint.with.name.trim(), false);
    row(&joint.one.id, &joint.one.name, "", vec![note])
}

fn duplicate(duplicate: &Duplicate) -> Row {
    let [a, b] = duplicate.pair.each_ref().map(|named| named.name.trim());
    let percent = format!("{:.0} %", duplicate.probability * 100.0);
    row(
        "",
        &format!("{a} and {b}"),
        percent,
        duplicate.reasons.clone(),
    )
}

fn to_delete(named: &Named) -> Row {
    row(&named.id, &named.name, "", Vec::new())
}

/// What went out of date or was mended, person by person.
fn aged(all: &[Aged], what: Aging) -> Vec<Row> {
    let of_kind: Vec<&Aged> = all.iter().filter(|aged| aged.what == what).collect();
    let people = of_kind.chunk_by(|a, b| a.id == b.id);
    let person = |own: &[&Aged]| {
        let notes = own.iter().map(|aged| words::stale::aged(aged)).collect();
        row(&own[0].id, &own[0].name, "", notes)
    };
    people.map(person).collect()
}

fn broken(broken: &Broken) -> Row {
    let last = broken.last.as_deref().map(as_of);
    let since = words::rhythm(last.as_deref(), &as_of(&broken.due), broken.is_new);
    let (id, name) = (&broken.who.id, &broken.who.name);
    row(id, name, broken.rhythm.clone(), vec![since])
}

fn waiting(waiting: &Waiting) -> Row {
    let way = if waiting.sent {
        "you invited them"
    } else {
        "they invited you"
    };
    let since = words::invitation(&as_of(&waiting.since), waiting.is_new);
    row(&waiting.key, &waiting.name, way, vec![since])
}
