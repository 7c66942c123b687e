//! Where it comes from: files with their arithmetic, problems, merges, who is no person, who is on no card.

use super::html::Html;
use crate::model::file_name::base_name;
use crate::report::shown::Shown;
use crate::report::words::{day, in_a_row, thousands};
use crate::snapshot::{Ask, Entity, File, Unmatched};
use crate::words;

/// Entries of a list that are shown.
const MOST: usize = 200;

/// The section.
pub(super) fn origin(shown: &Shown<'_>) -> String {
    let mut html = Html::default();
    let audit = shown.audit;
    part(
        &mut html,
        "The files, and what became of every row",
        audit.files.len(),
        |html| files(html, shown),
    );
    part(&mut html, "What was wrong", audit.problems.len(), |html| {
        problems(html, shown)
    });
    part(
        &mut html,
        "Cards that were merged",
        shown.entries.merges(),
        |html| merges(html, shown),
    );
    part(
        &mut html,
        "Companies and shared mailboxes",
        audit.not_people.len(),
        |html| things(html, shown),
    );
    part(
        &mut html,
        "Correspondents without a card",
        audit.unmatched.len(),
        |html| unmatched(html, shown),
    );
    part(
        &mut html,
        "Left out by your rules",
        audit.left_out.len(),
        |html| {
            let rows = audit
                .left_out
                .iter()
                .take(MOST)
                .map(|one| [one.name.clone(), one.rule.clone()]);
            html.table("People whom your rules keep out", ["Name", "Rule"], rows);
        },
    );
    let asks = audit.asks.iter().filter_map(Ask::to_model);
    let asks = asks.map(|ask| words::ask(&ask, shown.front));
    html.list(audit.remarks.iter().cloned().chain(asks));
    html.list(
        audit
            .owner
            .found
            .iter()
            .map(|found| format!("You: {found}")),
    );
    html.finish()
}

/// A list that opens; nothing where it is empty.
fn part(html: &mut Html, heading: &str, number: usize, body: impl FnOnce(&mut Html)) {
    if number > 0 {
        html.raw("<details>");
        html.element(
            "summary",
            &format!("{heading} ({})", thousands(number as u64)),
        );
        body(html);
        html.raw("</details>\n");
    }
}

fn more(html: &mut Html, all: usize, list: &str) {
    if all > MOST {
        html.element("p class=\"quiet\"", &words::page::more(all - MOST, list));
    }
}

fn files(html: &mut Html, shown: &Shown<'_>) {
    let head = [
        "File",
        "What it is",
        "Days",
        "Rows:",
        "People:",
        "Merged:",
        "Events:",
        "No card:",
        "About you:",
        "Set aside:",
        "Not read:",
    ];
    html.table(
        "What became of the rows of each file",
        head,
        shown.audit.files.iter().map(file),
    );
    let remarks = shown.audit.files.iter().flat_map(|file| {
        let name = base_name(&file.file);
        file.remarks
            .iter()
            .map(move |remark| format!("{name}: {remark}"))
    });
    html.list(remarks);
}

fn file(file: &File) -> [String; 11] {
    let span = file.span.as_ref();
    let span = span.map(|[first, last]| {
        format!(
            "{} to {}",
            words::balance::day(first),
            words::balance::day(last)
        )
    });
    let set_aside: u64 = file.set_aside.values().sum();
    let why: Vec<&str> = file.set_aside.keys().map(String::as_str).collect();
    let set_aside = match why.is_empty() {
        true => "0".to_owned(),
        false => format!("{} ({})", thousands(set_aside), why.join(", ")),
    };
    [
        base_name(&file.file).to_owned(),
        file.kind.clone(),
        span.unwrap_or_default(),
        thousands(file.rows),
        thousands(file.people),
        thousands(file.merged),
        thousands(file.events),
        thousands(file.unmatched),
        thousands(file.owner),
        set_aside,
        thousands(file.rejected),
    ]
}

fn problems(html: &mut Html, shown: &Shown<'_>) {
    let problems = &shown.audit.problems;
    let number = |n: Option<u32>| n.map_or_else(String::new, |n| thousands(u64::from(n)));
    let rows = problems.iter().take(MOST).map(|problem| {
        let message = problem.message.clone();
        [
            problem.severity.clone(),
            base_name(&problem.file).to_owned(),
            number(problem.line),
            message,
        ]
    });
    html.table(
        "Problems by file and line",
        ["How bad", "File", "Line:", "What it is"],
        rows,
    );
    more(html, problems.len(), "problems.csv");
}

fn merges(html: &mut Html, shown: &Shown<'_>) {
    let all = shown.entries.merges();
    let card = |record: &crate::snapshot::Record| {
        format!("{}, number {}", base_name(&record.file), record.record)
    };
    let rows = (0..MOST).filter_map(|place| shown.entries.merge(place));
    let rows = rows.map(|merge| [card(&merge.a), card(&merge.b), in_a_row(&merge.reasons)]);
    html.table(
        "Cards that were taken for one person",
        ["One card", "The other", "Why"],
        rows,
    );
    more(html, all, "merged.csv");
}

fn things(html: &mut Html, shown: &Shown<'_>) {
    let things = &shown.audit.not_people;
    let what = |thing: &Entity| match thing.kind.as_str() {
        "role" => "shared mailbox".to_owned(),
        _ => "company or service".to_owned(),
    };
    let rows = things
        .iter()
        .take(MOST)
        .map(|thing| [thing.name.clone(), what(thing)]);
    html.table(
        "Cards of companies and shared mailboxes",
        ["Name", "What it is"],
        rows,
    );
    more(html, things.len(), "not-people.csv");
}

fn unmatched(html: &mut Html, shown: &Shown<'_>) {
    let all = &shown.audit.unmatched;
    let on = |text: &Option<String>| {
        text.as_deref()
            .map_or_else(String::new, words::balance::day)
    };
    let row = |someone: &Unmatched| {
        let stands = someone.standing.as_ref();
        let band = stands.map_or_else(String::new, |standing| standing.band.word().to_owned());
        let why = match someone.why.as_slice() {
            [] => someone.remark.clone(),
            why => in_a_row(why),
        };
        let (sent, received) = (u64::from(someone.sent), u64::from(someone.received));
        [
            someone.name.clone(),
            band,
            thousands(sent),
            thousands(received),
            on(&someone.last_contact),
            why,
        ]
    };
    let head = [
        "Name",
        "Would answer",
        "From you:",
        "From them:",
        "Last contact",
        "What is known",
    ];
    html.table(
        "Correspondents without a card",
        head,
        all.iter().take(MOST).map(row),
    );
    more(html, all.len(), "unmatched.csv");
}

/// The day on which the page was made for.
pub(super) fn as_of(shown: &Shown<'_>) -> String {
    super::when::date(&shown.audit.as_of).map_or_else(String::new, day)
}
