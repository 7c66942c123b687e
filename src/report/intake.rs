//! The import report in words: what each file is, what became of its rows, what was wrong.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::words::{count, day, thousands};
use crate::model::audit::Audit;
use crate::model::export::copies;
use crate::model::intake::{Fate, FileId, FileReport, SetAside};
use crate::model::moment::date_of;
use crate::model::problem::{Code, Severity};
use crate::words;

/// What became of the rows of a file: `11 rows = 10 people + 1 set aside (date only)`.
pub fn equation(file: &FileReport) -> String {
    let rows = count(file.rows, "row", "rows");
    let terms = [
        (Fate::Merged, "merged", "merged"),
        (Fate::Event, "event", "events"),
        (
            Fate::Unmatched,
            "with somebody without a card",
            "with people without a card",
        ),
        (Fate::Owner, "about you", "about you"),
    ];
    let people = file.of(Fate::Person).saturating_sub(file.things);
    let first = [
        (people, "person", "people"),
        (
            file.things,
            "company or shared mailbox",
            "companies and shared mailboxes",
        ),
    ];
    let further = terms.map(|(fate, one, many)| (file.of(fate), one, many));
    let mut sum: Vec<String> = first
        .into_iter()
        .chain(further)
        .filter(|(n, ..)| *n > 0)
        .map(|(n, one, many)| count(n, one, many))
        .collect();
    if file.set_aside() > 0 {
        sum.push(format!(
            "{} set aside ({})",
            thousands(file.set_aside()),
            reasons(file)
        ));
    }
    if file.of(Fate::Rejected) > 0 {
        sum.push(format!(
            "{} not readable",
            thousands(file.of(Fate::Rejected))
        ));
    }
    if sum.is_empty() {
        rows
    } else {
        format!("{rows} = {}", sum.join(" + "))
    }
}

/// The reasons why rows were set aside, with numbers where there are several.
fn reasons(file: &FileReport) -> String {
    let reasons: Vec<_> = file
        .fates
        .iter()
        .filter_map(|(fate, n)| {
            if let Fate::SetAside(why) = fate {
                Some((reason(*why, *n), *n))
            } else {
                None
            }
        })
        .collect();
    match reasons.as_slice() {
        [(reason, _)] => (*reason).to_owned(),
        several => several
            .iter()
            .map(|(reason, n)| format!("{} {reason}", thousands(*n)))
            .collect::<Vec<_>>()
            .join(", "),
    }
}

/// Why so many rows were set aside.
fn reason(why: SetAside, rows: u64) -> &'static str {
    match why {
        _ if rows == 1 => why.reason(),
        SetAside::Ad => "advertisements",
        SetAside::Draft => "drafts",
        SetAside::ClosedAccount => "closed accounts (LinkedIn Member)",
        SetAside::DistributionList => "distribution lists",
        SetAside::OwnCard => "your own cards",
        SetAside::ServiceNote => "notes of the service",
        SetAside::Reaction => "reactions",
        SetAside::Bot => "bots",
        SetAside::Broadcast => "channels",
        SetAside::DeletedAccount => "deleted accounts",
        _ => why.reason(),
    }
}

/// Files of one kind as if they were one.
pub fn together(files: &[&FileReport]) -> FileReport {
    let mut all = FileReport::default();
    for file in files {
        all.kind = file.kind;
        all.rows += file.rows;
        all.things += file.things;
        for (fate, rows) in &file.fates {
            all.count(*fate, *rows);
        }
        let both = all.span.zip(file.span);
        let widest = both.map(|(a, b)| (a.0.min(b.0), a.1.max(b.1)));
        all.span = widest.or(all.span).or(file.span);
    }
    all
}

/// A line a source, the whole of it accounted for: `LinkedIn: 148 connections, 505 messages; all 653 rows accounted for`.
pub fn sources(audit: &Audit) -> Vec<String> {
    let mut sources: BTreeMap<&str, Vec<&FileReport>> = BTreeMap::new();
    // An export that was given twice counts once.
    let copies = copies(&audit.files);
    for (id, file) in (0..).map(FileId).zip(&audit.files) {
        if file.rows > 0 && !copies.contains(&id) {
            sources.entry(source(file)).or_default().push(file);
        }
    }
    sources
        .into_iter()
        .map(|(name, files)| line(name, &files))
        .collect()
}

/// Whose export a file belongs to, or what it is.
fn source(file: &FileReport) -> &str {
    file.kind
        .split_once(' ')
        .filter(|(who, _)| *who == LINKEDIN)
        .map_or(file.kind, |(who, _)| who)
}

/// What the kinds of LinkedIn's files begin with.
const LINKEDIN: &str = "LinkedIn";

fn line(name: &str, files: &[&FileReport]) -> String {
    let all = together(files);
    let unread = all.of(Fate::Rejected);
    let fate = match unread {
        0 if all.rows == 1 => "1 row, accounted for".to_owned(),
        0 => format!("all {} accounted for", count(all.rows, "row", "rows")),
        n if n == all.rows => match n {
            1 => "its only row could not be read".to_owned(),
            n => format!("none of {} could be read", count(n, "row", "rows")),
        },
        n => format!(
            "{} of {} could not be read; the rest is accounted for",
            thousands(n),
            count(all.rows, "row", "rows")
        ),
    };
    let what = if name == LINKEDIN {
        linkedin(files)
    } else {
        let many = files.len() as u64;
        match (many, span(&all)) {
            (1, span) => span.unwrap_or_default(),
            (_, Some(span)) => format!("{}, {span}", count(many, "file", "files")),
            (_, None) => count(many, "file", "files"),
        }
    };
    match what.as_str() {
        "" => format!("{name}: {fate}"),
        what => format!("{name}: {what}; {fate}"),
    }
}

/// How many rows there are of each kind: `148 connections, 505 messages`.
fn linkedin(files: &[&FileReport]) -> String {
    let mut kinds: Vec<(&str, u64)> = Vec::new();
    for file in files {
        let kind = file
            .kind
            .split_once(' ')
            .map_or(file.kind, |(_, kind)| kind);
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, rows)) => *rows += file.rows,
            None => kinds.push((kind, file.rows)),
        }
    }
    kinds.sort_by_key(|&(kind, rows)| (Reverse(rows), kind));
    let told = kinds.iter().map(|(kind, rows)| words::rows(*rows, kind));
    told.collect::<Vec<_>>().join(", ")
}

/// What a file is: `LinkedIn connections, 2023 and later`.
pub fn kind_and_era(file: &FileReport) -> String {
    let parts = [file.kind, file.era.as_str()];
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

/// The days that a file covers.
pub fn span(file: &FileReport) -> Option<String> {
    let (first, last) = file.span?;
    let (first, last) = (day(date_of(first)), day(date_of(last)));
    Some(if first == last {
        first
    } else {
        format!("{first} to {last}")
    })
}

/// What else is to be said of a file: how it was read if not as everybody expects, what was not used.
pub fn remarks(file: &FileReport) -> Vec<String> {
    let mut remarks = Vec::new();
    if !file.encoding.is_empty() && !file.encoding.starts_with("UTF-8") {
        remarks.push(format!("read as {}", file.encoding));
    }
    match file.delimiter {
        Some(';') => remarks.push("separated by semicolons".to_owned()),
        Some('\t') => remarks.push("separated by tabs".to_owned()),
        _ => {}
    }
    if !file.unknown_columns.is_empty() {
        remarks.push(format!(
            "columns not used: {}",
            file.unknown_columns.join(", ")
        ));
    }
    remarks.extend(file.remarks.iter().cloned());
    remarks
}

/// Problems by kind, the most frequent first; what is merely informative is told by the import report.
pub fn problem_counts(audit: &Audit) -> Vec<(Code, u64)> {
    let mut counts: BTreeMap<Code, u64> = BTreeMap::new();
    for problem in audit
        .problems
        .iter()
        .filter(|p| p.code.severity() > Severity::Info)
    {
        *counts.entry(problem.code).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|&(code, n)| (Reverse(n), code));
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn the_terms_of_a_file_name_what_there_was_and_no_more() {
        let files = sample::audit().files;
        assert_eq!(
            equation(&files[0]),
            "11 rows = 10 people + 1 set aside (date only)"
        );
        assert_eq!(equation(&files[3]), "0 rows");
        assert_eq!(remarks(&files[0]), Vec::<String>::new());
    }

    #[test]
    fn what_is_merely_informative_is_no_problem() {
        let counts = problem_counts(&sample::audit());
        assert_eq!(counts, [(Code::BadDate, 1), (Code::UnreadableCard, 1)]);
    }
}
