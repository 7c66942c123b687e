//! Address books as CSV: a table per layout says what each column is, one reader makes cards of the rows.

mod cells;
mod draft;
mod generic;
mod google;
mod hubspot;
mod layout;
mod outlook;
mod outlook_words;
mod role;
mod thunderbird;
mod words;
mod yahoo;

use crate::import::contacts::draft::Draft;
use crate::import::contacts::layout::{Layout, Slot, slots};

use crate::import::date::{self, Day};
use crate::import::table::{Header, Row, Rows};
use crate::import::text::Decoded;
use crate::import::{Context, Purpose, Source, TableFormat};
use crate::model::card::{Card, Roster};
use crate::model::intake::{Fate, Imported, SetAside};
use crate::model::problem::{Code, Problem};

pub use draft::property_of;
pub use generic::{FORMAT as GENERIC, find as find_any, known, tells_of_people};
pub use layout::Mapped;
pub use outlook::columns_of as outlook_columns;
pub use role::{LogRole, Role};

/// The layouts of known programs.
pub const FORMATS: &[TableFormat] = &[
    google::NEW,
    google::OLD,
    google::OUTLOOK,
    outlook::DESKTOP,
    outlook::WEB,
    outlook::LOCALISED,
    yahoo::FORMAT,
    thunderbird::US,
    thunderbird::UK,
    hubspot::FORMAT,
];

/// Whether all of these names are among the columns.
fn has_all(columns: &[String], names: &[&str]) -> bool {
    names.iter().all(|name| columns.iter().any(|c| c == name))
}

/// Reads every row of a file by the table of its layout.
fn read(
    layout: &Layout,
    source: Source<'_>,
    decoded: &Decoded<'_>,
    header: &Header,
    context: &Context,
) -> Imported {
    let slots = slots(layout, header, context);
    let mut out = Imported::default();
    layout.era.clone_into(&mut out.report.era);
    out.report.unknown_columns = unknown(header, &slots);
    out.report.mapped = mapped(header, context);
    let mut slashed: Vec<(usize, Day)> = Vec::new();
    let mut rows = Rows::new(&decoded.text, source.file, header);
    let look = |row: Row<'_>| draft(layout, &slots, header, row, context);
    rows.looked_at(look, |row, draft| {
        let (before, is_open) = (out.cards.len(), draft.slashed.is_some());
        out.homeless += draft.homeless;
        settle(&mut out, &mut slashed, row, draft);
        if context.purpose == Purpose::Flaws && out.cards.len() > before {
            pass(&mut out, is_open);
        }
    });
    settle_days(&mut out, &slashed);
    if context.purpose == Purpose::Flaws {
        let passed = out.cards.drain(..).count() as u64;
        out.report.count(Fate::Person, passed);
    }
    rows.finish(&mut out.report, &mut out.problems);
    out
}

/// Lets go of the last card, who is somebody. Where other rows are still to tell the birthday, that alone is kept.
fn pass(out: &mut Imported, is_open: bool) {
    let Some(card) = out.cards.pop() else { return };
    if is_open {
        out.cards.push(Card {
            birthday: card.birthday,
            ..Card::new(card.place, card.roster)
        });
    } else {
        out.report.count(Fate::Person, 1);
    }
}

fn unknown(header: &Header, slots: &[Slot]) -> Vec<String> {
    let pairs = header.written.iter().zip(slots);
    pairs
        .filter(|(written, slot)| slot.role == Role::Unknown && !written.is_empty())
        .map(|(written, _)| written.clone())
        .collect()
}

/// Which columns that the owner gave a role stand in this file, as typed.
fn mapped(header: &Header, context: &Context) -> Vec<String> {
    let here = |mapped: &&Mapped| header.columns.iter().any(|c| mapped.names(c));
    let found = context.map.iter().filter(here);
    found.map(|mapped| mapped.column.clone()).collect()
}

fn draft<'l>(
    layout: &'l Layout,
    slots: &[Slot],
    header: &Header,
    row: Row<'_>,
    context: &'l Context,
) -> Draft<'l> {
    let mut draft = Draft::new(layout, Card::new(row.place, Roster::AddressBook), context);
    for (column, slot) in slots.iter().enumerate() {
        let cell = row.get(Some(column));
        if !cell.is_empty() {
            draft.put(*slot, &header.written[column], cell);
        }
    }
    draft.finish();
    draft
}

/// A row that names nobody is set aside, and what it holds is said.
fn settle(out: &mut Imported, slashed: &mut Vec<(usize, Day)>, row: Row<'_>, draft: Draft<'_>) {
    let mut say = |code, message| {
        out.problems.push(Problem {
            place: row.place,
            code,
            message,
        });
    };
    if row.cut_off {
        let message = "the file may end in the middle of this row; what is there was read";
        say(Code::TruncatedFile, message.to_owned());
    }
    for (code, message) in draft.findings {
        say(code, message);
    }
    if draft.card.is_empty() {
        say(Code::EmptyCard, nobody(&draft.card));
        out.report.count(Fate::SetAside(SetAside::Empty), 1);
        return;
    }
    slashed.extend(draft.slashed.map(|day| (out.cards.len(), day)));
    out.cards.push(draft.card);
}

fn nobody(card: &Card) -> String {
    let rest = card.labels.iter().chain(&card.titles).map(String::as_str);
    let rest = rest
        .chain(card.birthday.as_deref())
        .chain(card.gender.as_deref());
    let rest: Vec<&str> = rest
        .chain(card.extras.iter().map(|extra| extra.value.as_str()))
        .collect();
    if rest.is_empty() {
        "the row names nobody".to_owned()
    } else {
        format!("the row names nobody; it has only {:?}", rest.join(" | "))
    }
}

/// Gives slashed birthdays their day, once all rows have shown in which order the file writes day and month.
fn settle_days(out: &mut Imported, slashed: &[(usize, Day)]) {
    let order = date::slash_order(slashed.iter().map(|&(_, day)| day));
    for &(index, day) in slashed {
        let card = &mut out.cards[index];
        if let Some(settled) = day.settle(order) {
            card.birthday = Some(settled.to_string());
            continue;
        }
        let written = card.birthday.as_deref().unwrap_or("");
        let message = format!(
            "the birthday {written:?} may be either of two dates and no other row settles it; kept unchanged"
        );
        out.problems.push(Problem {
            place: card.place,
            code: Code::AmbiguousDate,
            message,
        });
    }
}
