//! Addresses that mail comes back from, in an entry: they move behind those that work, and a note says so; in a vCard, a property too.

use super::desk::Desk;
use crate::model::bounce::Bounced;
use crate::model::card::is_preference;
use crate::model::document::{Form, Role};
use crate::model::formula::is_formula;
use crate::model::keys::Email;

/// An address of an entry that does not work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dead {
    /// The address.
    pub email: Email,
    /// Since when, and why.
    pub bounced: Bounced,
    /// The same in words.
    pub note: String,
}

/// Marks all addresses of an entry that do not work.
pub(super) fn mark(desk: &mut Desk<'_, '_>, dead: &[&Dead]) {
    let before = order(desk);
    let is_row = match desk.entry.form {
        Form::Vcard21 | Form::Vcard30 | Form::Vcard40 => false,
        Form::Row { .. } => true,
    };
    if is_row {
        in_row(desk, dead);
    } else if desk.grows() {
        in_card(desk, dead);
        let after = order(desk);
        if before != after {
            let (before, after) = (before.join(", "), after.join(", "));
            desk.record("EMAIL".into(), desk.entry.line, &before, &after);
        }
    }
    for one in dead {
        desk.note(&one.note);
    }
}

/// The fields of addresses that are still there.
fn places(desk: &Desk<'_, '_>) -> Vec<usize> {
    let fields = desk.entry.fields.iter().enumerate();
    let is_there = |at: usize| {
        let field = &desk.entry.fields[at];
        let says = !field.value().trim().is_empty();
        says && field.role == Role::Email && !desk.entry.slots[field.slot].dropped
    };
    fields
        .map(|(at, _)| at)
        .filter(|at| is_there(*at))
        .collect()
}

fn order(desk: &Desk<'_, '_>) -> Vec<String> {
    let values = places(desk)
        .into_iter()
        .map(|at| desk.entry.fields[at].value());
    values.map(str::to_owned).collect()
}

fn of<'d>(text: &str, dead: &[&'d Dead]) -> Option<&'d Dead> {
    let email = Email::parse(text)?;
    dead.iter().copied().find(|one| one.email == email)
}

/// Each stands behind those that work, in a group with the property that says so.
fn in_card(desk: &mut Desk<'_, '_>, dead: &[&Dead]) {
    let all = places(desk);
    let works = |at: &usize| of(desk.entry.fields[*at].value(), dead).is_none();
    let last = all.iter().copied().rfind(works);
    for at in all {
        let field = &desk.entry.fields[at];
        let Some(one) = of(field.value(), dead).filter(|_| !field.is_fixed()) else {
            continue;
        };
        let head = head(desk, at);
        let group = head.group().map(str::to_owned);
        let marked = group.as_deref().and_then(|group| marked(desk, group));
        let is_behind = last.is_none_or(|last| at > last);
        let mark = one.bounced.mark();
        match (marked, is_behind) {
            (Some(mark_at), true) => desk.set(mark_at, mark),
            (Some(mark_at), false) => {
                put_behind(desk, at, &head, last.is_some());
                desk.set(mark_at, mark);
            }
            (None, _) => {
                let head = head.in_group(group.unwrap_or_else(|| free(desk)));
                put_behind(desk, at, &head, last.is_some());
                let name = format!("{}.{}", head.group().unwrap_or_default(), Bounced::PROPERTY);
                desk.entry.add(Role::Other, &name, mark.clone());
                desk.record(Bounced::PROPERTY.into(), desk.entry.line, "", &mark);
            }
        }
    }
}

/// What stands before the value of a content line, without its colon: `item1.EMAIL;TYPE=HOME`.
struct Head(String);

fn head(desk: &Desk<'_, '_>, at: usize) -> Head {
    let raw = String::from_utf8_lossy(desk.head(at)).into_owned();
    let raw = raw.trim_end_matches(':');
    // What was added stands there with its name alone.
    Head(match raw {
        "" => desk.entry.fields[at].name.to_string(),
        raw => raw.to_owned(),
    })
}

impl Head {
    fn group(&self) -> Option<&str> {
        let name = self.0.split(';').next().unwrap_or_default();
        name.split_once('.').map(|(group, _)| group)
    }

    fn in_group(&self, group: String) -> Self {
        match self.group() {
            Some(_) => Self(self.0.clone()),
            None => Self(format!("{group}.{}", self.0)),
        }
    }

    /// Without what says that it is preferred to others.
    fn but_preferred(&self) -> Self {
        if self.0.contains('"') {
            return Self(self.0.clone());
        }
        let param = |param: &str| match param.split_once('=') {
            _ if is_preference(param) => None,
            Some((name, values)) if name.eq_ignore_ascii_case("TYPE") => {
                let stays = values.split(',').filter(|kind| !is_preference(kind));
                let stays: Vec<&str> = stays.collect();
                (!stays.is_empty()).then(|| format!("{name}={}", stays.join(",")))
            }
            Some(_) | None => Some(param.to_owned()),
        };
        let mut parts = self.0.split(';');
        let name = parts.next().unwrap_or_default().to_owned();
        let all: Vec<String> = std::iter::once(name)
            .chain(parts.filter_map(param))
            .collect();
        Self(all.join(";"))
    }
}

/// The field that marks the address of a group.
fn marked(desk: &Desk<'_, '_>, group: &str) -> Option<usize> {
    let name = format!("{group}.{}", Bounced::PROPERTY);
    let is_mark = |at: &usize| {
        let field = &desk.entry.fields[*at];
        head(desk, *at).0.eq_ignore_ascii_case(&name) && !desk.entry.slots[field.slot].dropped
    };
    (0..desk.entry.fields.len()).find(is_mark)
}

/// The name of a group that the entry has not.
fn free(desk: &Desk<'_, '_>) -> String {
    let heads = (0..desk.entry.fields.len()).map(|at| head(desk, at));
    let taken: Vec<String> = heads
        .filter_map(|head| head.group().map(str::to_lowercase))
        .collect();
    let mut names = (1..).map(|number| format!("bounced{number}"));
    names.find(|name| !taken.contains(name)).unwrap_or_default()
}

/// Takes a line out and adds it behind the others. If others work, it is not the preferred one.
fn put_behind(desk: &mut Desk<'_, '_>, at: usize, head: &Head, has_other: bool) {
    let plain = match has_other {
        true => head.but_preferred(),
        false => Head(head.0.clone()),
    };
    let field = &desk.entry.fields[at];
    let (line, slot, value) = (field.line, field.slot, field.value().to_owned());
    if plain.0 != head.0 {
        let [before, after] = [&head.0, &plain.0].map(|head| format!("{head}:{value}"));
        desk.record("EMAIL".into(), line, &before, &after);
    }
    desk.entry.slots[slot].dropped = true;
    desk.entry.add(Role::Email, &plain.0, value);
}

/// Each stands behind those that work: of one cell, and of columns that are called alike up to their number.
fn in_row(desk: &mut Desk<'_, '_>, dead: &[&Dead]) {
    let all = places(desk);
    if all.iter().any(|at| desk.entry.fields[*at].is_fixed()) {
        return;
    }
    let slot = |desk: &Desk<'_, '_>, at: usize| desk.entry.fields[at].slot;
    for cell in all
        .chunk_by(|a, b| slot(desk, *a) == slot(desk, *b))
        .map(<[usize]>::to_vec)
        .collect::<Vec<_>>()
    {
        let columns: Vec<Vec<usize>> = cell.iter().map(|at| vec![*at]).collect();
        arrange(desk, &columns, dead);
    }
    let is_alone = |at: &usize| {
        all.iter()
            .filter(|other| slot(desk, **other) == slot(desk, *at))
            .count()
            == 1
    };
    let mut kinds: Vec<(String, Vec<usize>)> = Vec::new();
    for at in all.iter().copied().filter(is_alone) {
        let name = super::whole::column(&desk.entry.fields[at].name);
        match kinds.iter_mut().find(|(known, _)| *known == name) {
            Some((_, places)) => places.push(at),
            None => kinds.push((name, vec![at])),
        }
    }
    for (_, places) in kinds {
        if let Some(columns) = with_beside(desk, &places) {
            arrange(desk, &columns, dead);
        }
    }
}

/// For each address its cell and those that say more of it: its label, the name that is shown with it. None where one of these has no
/// cell in which it could stand.
fn with_beside(desk: &Desk<'_, '_>, places: &[usize]) -> Option<Vec<Vec<usize>>> {
    let words = |at: usize| -> Vec<String> {
        let name = desk.entry.fields[at].name.to_lowercase();
        let words = name.split(|c: char| !c.is_alphanumeric());
        words
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let is_number = |word: &String| word.bytes().all(|b| b.is_ascii_digit());
    let numbered = places.iter().map(|at| words(*at));
    let front: Option<Vec<String>> = numbered
        .filter_map(|words| Some(words[..words.iter().position(is_number)?].to_vec()))
        .next();
    let Some(front) = front else {
        return Some(places.iter().map(|at| vec![*at]).collect());
    };
    // What stands behind the number, by what the column says and by the number.
    let split = |at: usize| {
        let words = words(at);
        let rest = words.strip_prefix(front.as_slice())?;
        let number = rest.first().filter(|word| is_number(word)).cloned();
        let what = rest.iter().skip(usize::from(number.is_some())).cloned();
        Some((what.collect::<Vec<String>>(), number))
    };
    let all = 0..desk.entry.fields.len();
    let kinds = all.filter(|at| desk.entry.fields[*at].role == Role::Kind);
    let kinds: Vec<(usize, _)> = kinds.filter_map(|at| Some((at, split(at)?))).collect();
    let mut whats: Vec<&Vec<String>> = kinds.iter().map(|(_, (what, _))| what).collect();
    whats.sort();
    whats.dedup();
    let cells = |place: &usize| {
        let (_, number) = split(*place)?;
        let beside = whats.iter().map(|what| {
            let own = kinds.iter().find(|(_, (w, n))| w == *what && *n == number);
            own.map(|(at, _)| *at)
                .filter(|at| !desk.entry.fields[*at].is_fixed())
        });
        std::iter::once(Some(*place))
            .chain(beside)
            .collect::<Option<Vec<usize>>>()
    };
    places.iter().map(cells).collect()
}

/// Puts the values of columns in another order: those that work first.
fn arrange(desk: &mut Desk<'_, '_>, columns: &[Vec<usize>], dead: &[&Dead]) {
    let values = |cells: &Vec<usize>| -> Vec<String> {
        let values = cells
            .iter()
            .map(|at| desk.entry.fields[*at].value().to_owned());
        values.collect()
    };
    let mut all: Vec<Vec<String>> = columns.iter().map(values).collect();
    let is_dead = |values: &Vec<String>| of(&values[0], dead).is_some();
    let has_other = all.iter().any(|values| !is_dead(values));
    // A text that a spreadsheet would run is put into no other cell.
    if !has_other || all.iter().flatten().any(|text| is_formula(text)) {
        return;
    }
    all.sort_by_key(is_dead);
    for values in all.iter_mut().filter(|values| is_dead(values)) {
        for label in values.iter_mut().skip(1) {
            // Google's mark of the preferred one.
            *label = label.strip_prefix("* ").unwrap_or(label).to_owned();
        }
    }
    for (cells, values) in columns.iter().zip(all) {
        for (at, value) in cells.iter().zip(values) {
            desk.set(*at, value);
        }
    }
}
