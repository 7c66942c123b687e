//! The questions of a review, what its keys do, and what was answered.

use super::balance::day;
use super::figures::count;
use crate::model::decision::Said;
use crate::model::review::{Act, Part};
use crate::model::standing::Verdict;
use crate::snapshot::Person;

/// Whether two cards are one person.
pub(crate) const ONE_PERSON: &str = "Are these two cards one person?";

/// What is asked of how two people can help each other.
pub(crate) const HOW_TO_HELP: &str = "How can you help each other?";

/// What is asked of somebody: only some are to be remembered.
pub(crate) fn what_of(person: &Person) -> &'static str {
    match person.verdict == Verdict::Ask {
        true => "Do you remember them?",
        false => "What do you decide?",
    }
}

/// A link without what is the same in all of them.
pub(crate) fn link(url: &str) -> &str {
    let bare = url.strip_prefix("https://").unwrap_or(url);
    bare.strip_prefix("www.").unwrap_or(bare)
}

/// What is to be gone through, and how.
pub(crate) fn begin(as_of: &str, [pairs, people, help]: [usize; 3]) -> String {
    let part = |n: usize, one: &str, many: &str| (n > 0).then(|| count(n as u64, one, many));
    let parts = [
        part(
            pairs,
            "pair of cards that may be one person",
            "pairs of cards that may be one person",
        ),
        part(
            people,
            "person only you can decide on",
            "people only you can decide on",
        ),
        part(
            help,
            "person without a note on how you can help each other",
            "people without a note on how you can help each other",
        ),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    format!(
        "From your audit of {}: {}. Answer with one key. Each answer is kept in your book at once, and q stops whenever you like.",
        day(as_of),
        parts.join("; ")
    )
}

/// That nothing is open.
pub(crate) fn nothing(as_of: &str) -> String {
    format!(
        "Nothing to review: every question of your audit of {} is answered. New files may bring new ones: tieline audit FILE…",
        day(as_of)
    )
}

/// `Pair 12 of 40, about 3 minutes`.
pub(crate) fn progress(part: Part, number: usize, of: usize, seconds: u64) -> String {
    let what = match part {
        Part::Pairs => "Pair",
        Part::People => "Person",
        Part::Help => "Notes",
    };
    let minutes = seconds.div_ceil(60);
    let time = match seconds {
        0..60 => "less than a minute".to_owned(),
        _ => format!("about {}", count(minutes, "minute", "minutes")),
    };
    format!("{what} {number} of {of}, {time}")
}

/// What a key does, beside it.
pub(crate) fn short(act: Act) -> &'static str {
    match act {
        Act::Same => "same person",
        Act::NotSame => "not the same",
        Act::Keep => "keep",
        Act::Delete => "delete",
        Act::Remembered => "remembered",
        Act::NeverAsk => "never ask",
        Act::Role => "role",
        Act::ICan => "I can help with",
        Act::TheyCan => "they can help with",
        Act::Nothing => "next",
        Act::Later => "later",
        Act::Search => "search",
        Act::Undo => "undo",
        Act::Quit => "quit",
        Act::Help => "help",
    }
}

/// What a key does, in a sentence.
pub(crate) fn long(act: Act) -> &'static str {
    match act {
        Act::Same => "Both cards belong to one person. The next audit merges them.",
        Act::NotSame => "They are two people. You are not asked about them again.",
        Act::Keep => "They stay, whatever the rules say.",
        Act::Delete => {
            "They go on your list of connections to remove. Tieline itself removes nobody."
        }
        Act::Remembered => "You remember them. They are listed as worth a message.",
        Act::NeverAsk => "They stay as they are, and you are not asked about them again.",
        Act::Role => "What they are to you: mentor, friend or any other words.",
        Act::ICan => "What you can help them with, in your own words.",
        Act::TheyCan => "What they can help you with, in your own words.",
        Act::Nothing => "Nothing more to note here. You are not asked again.",
        Act::Later => "Not now. The question comes again in your next review.",
        Act::Search => "Look for somebody by name or employer.",
        Act::Undo => "Take back your last answer. Repeat it for the one before.",
        Act::Quit => "Stop. The next tieline review goes on from here.",
        Act::Help => "This list.",
    }
}

/// That a key is none of those of the question.
pub(crate) const NO_SUCH_KEY: &str = "That key does nothing here.";

/// How likely two cards are one person.
pub(crate) fn chance(probability: f64) -> String {
    let percent = (probability * 100.0).round() as u32;
    let word = match percent {
        60.. => "probably one person",
        40..60 => "may or may not be one person",
        20..40 => "probably two people, but not certainly",
        _ => "most likely two people",
    };
    format!("Tieline's estimate: {word} ({percent} %)")
}

/// What passed between the owner and the person of a card.
pub(crate) fn passed(person: &Person) -> String {
    let basis = &person.standing.basis;
    let all = u64::from(basis.sent) + u64::from(basis.received);
    match (&person.last_contact, all) {
        (Some(last), 1..) => format!(
            "{} between you, last contact {}",
            count(all, "message or call", "messages or calls"),
            day(last)
        ),
        (Some(last), 0) => format!("last contact {}", day(last)),
        (None, _) => "no contact in your files".to_owned(),
    }
}

/// What may remind of somebody: since when they are connected, and the reasons of the audit.
pub(crate) fn reminders(person: &Person) -> Vec<String> {
    let connected = person.connected_on.as_deref();
    let mut lines: Vec<String> = connected
        .map(|on| format!("connected on {}", day(on)))
        .into_iter()
        .collect();
    lines.extend(person.why.iter().cloned());
    if lines.is_empty() {
        lines.push("nothing in your files reminds of them".to_owned());
    }
    lines
}

/// The name of a field of a card.
pub(crate) fn field(name: &str) -> &str {
    match name {
        "company" => "employer",
        "email" => "e-mail",
        "url" => "link",
        other => other,
    }
}

/// What is asked for on a line of its own.
pub(crate) fn ask_for(act: Act, name: &str) -> String {
    match act {
        Act::Role => "What are they to you? Such as mentor, adviser, friend, sounding board, role model (Enter alone: nothing)".to_owned(),
        Act::ICan => format!("What can you help {name} with? (Enter alone: nothing)"),
        Act::TheyCan => format!("What can {name} help you with? (Enter alone: nothing)"),
        Act::Search => "Whom are you looking for? (Enter alone: back)".to_owned(),
        Act::Same
        | Act::NotSame
        | Act::Keep
        | Act::Delete
        | Act::Remembered
        | Act::NeverAsk
        | Act::Nothing
        | Act::Later
        | Act::Undo
        | Act::Quit
        | Act::Help => String::new(),
    }
}

/// What was kept of somebody.
pub(crate) fn kept(name: &str, said: &Said) -> String {
    format!("{name}: {said}")
}

/// What was kept of a pair.
pub(crate) fn kept_pair([a, b]: [&str; 2], same: bool) -> String {
    let word = if same { "one person" } else { "two people" };
    match a == b {
        true => format!("both cards of {a}: {word}"),
        false => format!("{a} and {b}: {word}"),
    }
}

/// That somebody was looked at and nothing is noted.
pub(crate) fn looked(name: &str) -> String {
    format!("{name}: nothing to note")
}

/// That an answer was taken back.
pub(crate) fn undone(kept: Option<&str>) -> String {
    kept.map_or_else(|| PUT_OFF.to_owned(), |kept| format!("Taken back: {kept}"))
}

/// That the question before is asked again, which was only put off.
const PUT_OFF: &str = "Back to the question before.";

/// That a note is too long.
pub(crate) fn too_long(most: usize) -> String {
    format!("That is longer than {most} characters; please say it in fewer.")
}

/// That an answer could not be kept just now.
pub(crate) fn not_kept(why: &str) -> String {
    format!("Not kept: {why}. Please answer again.")
}

/// That nothing is left to take back.
pub(crate) const NOTHING_TO_UNDO: &str =
    "There is nothing to take back in this review; tieline book undo takes back what was before.";

/// That something else was written since.
pub(crate) const WRITTEN_SINCE: &str = "Something else was written to your book since that answer, so it cannot be taken back here; tieline decide changes it.";

/// That nobody is found.
pub(crate) fn nobody(words: &str) -> String {
    format!("Nobody in this audit is called \"{words}\".")
}

/// How many more are found than a key can choose.
pub(crate) fn more(n: usize) -> String {
    format!("and {n} more; look again with more words")
}

/// Which of those who are found.
pub(crate) const WHICH: &str = "Which? A number, or any other key to go back";

/// What stands at the end.
pub(crate) fn end(answered: usize, open: usize) -> String {
    let kept = match answered {
        0 => "No answer was kept.".to_owned(),
        n => format!(
            "{} in your book. The next audit uses {}: tieline audit FILE…",
            count(n as u64, "answer is", "answers are"),
            if n == 1 { "it" } else { "them" }
        ),
    };
    let rest = match open {
        0 => "Every question is answered.".to_owned(),
        n => format!(
            "{} open; tieline review goes on there.",
            count(n as u64, "question is", "questions are")
        ),
    };
    format!("{kept} {rest}")
}
