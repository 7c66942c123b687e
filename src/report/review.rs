//! The questions of a review as text: plain lines from top to bottom, for narrow terminals and screen readers too.

use super::plain::clip;
use super::terminal::{Look, Page};
use crate::model::file_name::base_name;
use crate::model::review::{Act, Part};
use crate::review::{Compare, Question, Side, compared, sides};
use crate::snapshot::{Person, Record, Review, Snapshot};
use crate::words::review as words;

/// Lines of evidence that are shown of somebody.
const EVIDENCE: usize = 6;

/// Questions among which one key chooses.
const CHOICES: usize = 9;

/// A question with what is known; every line fits the width.
pub(crate) fn question(question: Question, audit: &Snapshot, progress: &str, look: Look) -> String {
    let mut out = Page::narrow(look);
    out.line(&out.paint.dim(&clip(progress, out.width)));
    match question {
        Question::Pair(_) => {
            if let Some(review) = question.pair(audit) {
                pair(&mut out, audit, review);
            }
        }
        Question::Person(_) => {
            if let Some(one) = question.person(audit) {
                head(&mut out, one);
                words::reminders(one)
                    .iter()
                    .take(EVIDENCE)
                    .for_each(|line| out.item("  ", line));
                notes(&mut out, one);
                out.line(words::what_of(one));
            }
        }
        Question::Help(_) => {
            if let Some(one) = question.person(audit) {
                head(&mut out, one);
                out.item("  ", &words::passed(one));
                notes(&mut out, one);
                out.line(words::HOW_TO_HELP);
            }
        }
    }
    out.finish()
}

/// Name, title and employer.
fn head(out: &mut Page, person: &Person) {
    let name = clip(&person.name, out.width);
    out.line(&out.paint.bold(&name));
    let work = [&person.title, &person.company];
    let work: Vec<&str> = work.into_iter().flatten().map(|word| word.trim()).collect();
    if !work.is_empty() {
        out.item("  ", &work.join(", "));
    }
}

/// What the owner noted of them.
fn notes(out: &mut Page, person: &Person) {
    let role = person.role.as_ref().map(|role| ("role: ", role));
    let i_can = person
        .i_can
        .as_ref()
        .map(|note| ("you can help with: ", note));
    let they_can = person
        .they_can
        .as_ref()
        .map(|note| ("they can help with: ", note));
    for (label, note) in [role, i_can, they_can].into_iter().flatten() {
        out.item("  ", &format!("{label}{note}"));
    }
}

fn pair(out: &mut Page, audit: &Snapshot, review: &Review) {
    let sides = sides(audit, review);
    for (letter, side) in ["A", "B"].into_iter().zip(&sides) {
        card(out, letter, side);
    }
    for row in compared(&sides) {
        let field = words::field(row.field);
        let join = |values: &[&str]| {
            values
                .iter()
                .map(|value| words::link(value))
                .collect::<Vec<_>>()
                .join(", ")
        };
        let (a, b) = (join(&row.a), join(&row.b));
        match row.how {
            Compare::Same => marked(out, true, "  same       ", &format!("{field}: {a}")),
            Compare::Differs => {
                marked(
                    out,
                    false,
                    "  differs    ",
                    &format!("{field}: A {a}; B {b}"),
                );
            }
            Compare::OnlyA => out.item("  only on A  ", &format!("{field}: {a}")),
            Compare::OnlyB => out.item("  only on B  ", &format!("{field}: {b}")),
        }
    }
    evidence(out, review);
    out.item("  ", &words::chance(review.probability));
    out.line(words::ONE_PERSON);
}

/// What speaks for one person and what against. That a common name is the same may weigh less than nothing: it says little either way.
fn evidence(out: &mut Page, review: &Review) {
    let mut told: [(&str, Vec<&str>); 3] = [
        ("  for        ", Vec::new()),
        ("  against    ", Vec::new()),
        ("  tells little ", Vec::new()),
    ];
    for (reason, step) in review.reasons.iter().zip(&review.bits.steps) {
        let list = match step.field.as_str() {
            "veto" => 1,
            _ if step.bits > 0.0 => 0,
            // What earlier audits took them for is no evidence: only the owner's word is.
            "earlier audits" => 2,
            _ if step.level == "same" => 2,
            _ => 1,
        };
        told[list].1.push(reason);
    }
    for (label, reasons) in told.iter().filter(|(_, reasons)| !reasons.is_empty()) {
        out.item(label, &reasons.join("; "));
    }
}

/// What agrees in green and what differs in yellow, beside the word for it.
fn marked(out: &mut Page, agrees: bool, label: &str, text: &str) {
    let paint = out.paint;
    let painted = |label: &str| {
        if agrees {
            paint.green(label)
        } else {
            paint.yellow(label)
        }
    };
    out.labelled(label, text, painted);
}

fn card(out: &mut Page, letter: &str, side: &Side<'_>) {
    let company = side.person.and_then(|person| person.company.as_deref());
    let company = company.filter(|company| !company.is_empty());
    // A card without a name is known by its employer, or else by its address or number.
    let keys = side.person.into_iter();
    let keys = keys.flat_map(|person| person.emails.iter().chain(&person.phones));
    let stand_in = || company.or(keys.map(String::as_str).next());
    let name = match (side.name.trim(), company) {
        ("", _) => stand_in().unwrap_or("(no name)").to_owned(),
        (name, Some(company)) => format!("{name}, {company}"),
        (name, None) => name.to_owned(),
    };
    out.item(&format!("{letter}  "), &name);
    out.item("   ", &format!("from {}", place(side.record)));
    if let Some(person) = side.person {
        out.item("   ", &words::passed(person));
    }
}

/// A card in its file, the folders left out.
fn place(record: &Record) -> String {
    let file = base_name(&record.file);
    format!("{file}, number {}", record.record)
}

/// What is shown of somebody in a list to choose from.
fn choice(question: Question, audit: &Snapshot) -> String {
    match (question.pair(audit), question.person(audit)) {
        (Some(pair), _) => format!("{} / {}", pair.names[0], pair.names[1]),
        (None, Some(person)) => {
            let company = person.company.iter();
            let reached = person.emails.iter().chain(&person.phones);
            let mut tells = company.chain(reached).filter(|text| !text.is_empty());
            let tells = tells.next().map(|text| format!(", {text}"));
            format!("{}{}", person.name, tells.unwrap_or_default())
        }
        (None, None) => String::new(),
    }
}

/// Questions to choose from, each with the key that chooses it.
pub(crate) fn choices(questions: &[Question], audit: &Snapshot, look: Look) -> String {
    let mut out = Page::narrow(look);
    for (number, question) in (1..).zip(questions.iter().take(CHOICES)) {
        out.item(&format!("  {number}  "), &choice(*question, audit));
    }
    if questions.len() > CHOICES {
        out.item("  ", &words::more(questions.len() - CHOICES));
    }
    out.flush_left(&format!("{}:", words::WHICH));
    format!("{} ", out.finish().trim_end())
}

/// The keys of a question on a line or two, to be answered behind it.
pub(crate) fn keys(part: Part, look: Look) -> String {
    let mut out = Page::narrow(look);
    let keys = part
        .keys()
        .map(|(key, act)| format!("{key}\u{a0}{}", words::short(act).replace(' ', "\u{a0}")));
    let keys: Vec<String> = keys.collect();
    out.flush_left(&format!("{}: ", keys.join(", ")));
    format!("{} ", out.finish().trim_end().replace('\u{a0}', " "))
}

/// Every key in a sentence.
pub(crate) fn help(part: Part, look: Look) -> String {
    let mut out = Page::narrow(look);
    for (key, act) in part.keys().filter(|(_, act)| *act != Act::Help) {
        out.item(&format!("  {key}  "), words::long(act));
    }
    out.finish()
}

/// A sentence, broken into lines that fit.
pub(crate) fn lines(text: &str, look: Look) -> String {
    let mut out = Page::narrow(look);
    out.flush_left(text);
    out.finish()
}
