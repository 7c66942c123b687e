//! One page before a call or coffee, as text for a terminal and as JSON.

use std::io::{self, Write};

use serde::Serialize;

use super::json::write;
use super::terminal::{Look, Page};
use crate::snapshot::{Link, Period, Person, SCHEMA};
use crate::words::{balance, brief as words};

/// Lines of the timeline.
const TIMELINE: usize = 10;
/// People both know who are named.
const BOTH_KNOW: usize = 8;

/// Everything that a brief says.
#[derive(Debug)]
pub(crate) struct Brief {
    /// The person as the audit has them, with what was decided and noted since.
    pub person: Person,
    /// The day as of which they were judged.
    pub as_of: String,
    /// The employer of an earlier audit, where it was another one.
    pub before: Option<String>,
    /// Whom both know, with the newest occasion, the newest first.
    pub both_know: Vec<(String, Link)>,
    /// Who else was part of introductions with them.
    pub introduced: Vec<words::Introduced>,
    /// What the owner noted of them by hand, the newest last.
    pub noted: Vec<String>,
    /// How the log names them.
    pub log_name: String,
}

/// The page.
pub(crate) fn text(brief: &Brief, look: Look) -> String {
    let mut out = Page::new(look);
    let person = &brief.person;
    let name = super::plain::clip(&person.name, out.width);
    out.line(&out.paint.bold(&name));
    for line in who(brief) {
        out.item("  ", &line);
    }
    let both: Vec<String> = brief
        .both_know
        .iter()
        .take(BOTH_KNOW)
        .map(|(name, link)| words::both_know(name, link))
        .collect();
    list(
        &mut out,
        "How you know each other",
        &words::how(person, &brief.introduced),
    );
    list(
        &mut out,
        "What passed between you (messages and calls)",
        &timeline(person),
    );
    list(&mut out, "Your notes", &brief.noted);
    list(&mut out, "Open between you", &open(person));
    list(&mut out, "Whom you both know", &both);
    list(&mut out, "How you can help each other", &help(person));
    if person.has_died() {
        return out.finish();
    }
    let questions = words::questions(person, brief.before.as_deref(), &brief.as_of);
    list(&mut out, "Questions that ask for nothing", &questions);
    out.gap();
    out.line(&out.paint.bold("Afterwards"));
    out.item("  ", words::AFTERWARDS);
    for line in words::log_lines(&brief.log_name) {
        // To be pasted, so in one piece.
        out.line(&format!("    {}", super::plain::plain(&line)));
    }
    out.finish()
}

fn list(out: &mut Page, heading: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    out.gap();
    out.line(&out.paint.bold(heading));
    lines.iter().for_each(|line| out.item("  - ", line));
}

fn who(brief: &Brief) -> Vec<String> {
    let person = &brief.person;
    let work = [&person.title, &person.company];
    let work: Vec<&str> = work.into_iter().flatten().map(String::as_str).collect();
    let work = (!work.is_empty()).then(|| work.join(", "));
    let before = brief
        .before
        .as_deref()
        .map(|before| format!("before: {before}"));
    let sentence = balance::sentence(&person.standing.sentence);
    let meeting = person.next_meeting.as_deref();
    let meeting = meeting.map(|next| format!("next meeting: {}", balance::day(next)));
    let died = words::died(person);
    let sentence = died.unwrap_or(sentence);
    let lines = [work, before, words::role(person), Some(sentence), meeting];
    let stale = person.stale.iter().map(words::out_of_date);
    lines.into_iter().flatten().chain(stale).collect()
}

/// The last periods in which something passed, the oldest first.
fn timeline(person: &Person) -> Vec<String> {
    let line = |period: &Period| {
        let part = |n: u32, words: &str| (n > 0).then(|| format!("{n} {words}"));
        let parts = [
            part(period.sent, "from you"),
            part(period.received, "from them"),
            (period.met > 0).then(|| format!("met {}", words::times(period.met))),
            part(period.among_many, "in groups"),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        format!("{}: {}", when(period, person), parts.join(", "))
    };
    let first = person.timeline.len().saturating_sub(TIMELINE);
    person.timeline[first..].iter().map(line).collect()
}

/// The month or year of a period; of a year whose last months are told one by one, the rest.
pub(super) fn when(period: &Period, person: &Person) -> String {
    let begins = |other: &Period| other.when.len() > 4 && other.when.starts_with(&period.when);
    match period.when.len() == 4 && person.timeline.iter().any(begins) {
        true => format!("earlier in {}", period.when),
        false => period.when.clone(),
    }
}

fn open(person: &Person) -> Vec<String> {
    let mut open = person.balance.as_ref().map_or_else(Vec::new, balance::open);
    if let Some(since) = &person.waiting_since {
        let since = balance::day(since);
        open.push(match person.called_last() {
            true => format!("they called on {since}, and your files show no call back"),
            false => format!("they have waited for your answer since {since}"),
        });
    }
    open
}

fn help(person: &Person) -> Vec<String> {
    let notes = [
        ("you can help with: ", &person.i_can),
        ("they can help with: ", &person.they_can),
    ];
    let noted = notes
        .into_iter()
        .filter_map(|(label, note)| Some(format!("{label}{}", note.as_deref()?)));
    noted
        .chain(balance::bridge(person).map(|text| format!("they lead to {text}")))
        .collect()
}

#[derive(Serialize)]
struct BriefJson<'a> {
    schema: u32,
    as_of: &'a str,
    id: &'a str,
    name: &'a str,
    who: Vec<String>,
    how: Vec<String>,
    timeline: Vec<String>,
    notes: &'a [String],
    open: Vec<String>,
    both_know: Vec<&'a str>,
    help: Vec<String>,
    questions: Vec<String>,
    log: [String; 3],
}

/// The same as JSON.
pub(crate) fn json(brief: &Brief, out: &mut dyn Write) -> io::Result<()> {
    let person = &brief.person;
    let json = BriefJson {
        schema: SCHEMA,
        as_of: &brief.as_of,
        id: &person.id,
        name: &person.name,
        who: who(brief),
        how: words::how(person, &brief.introduced),
        timeline: timeline(person),
        notes: &brief.noted,
        open: open(person),
        both_know: brief
            .both_know
            .iter()
            .map(|(name, _)| name.as_str())
            .collect(),
        help: help(person),
        questions: match person.has_died() {
            true => Vec::new(),
            false => words::questions(person, brief.before.as_deref(), &brief.as_of),
        },
        log: words::log_lines(&brief.log_name),
    };
    write(&json, out)
}
