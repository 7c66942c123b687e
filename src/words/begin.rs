//! What to do next, in three lines.

use super::balance::day;
use super::figures::count;

/// An audit of more days ago wants newer files.
const OLD: i64 = 30;

/// How to begin.
pub(crate) fn first(configured: bool) -> [String; 3] {
    let begin = match configured {
        true => "Begin: tieline audit reads the newest files that your configuration names.",
        false => {
            "Begin: tieline audit Complete_LinkedInDataExport.zip contacts.vcf (tieline formats says how to get such files)."
        }
    };
    [
        "Tieline tells you who in your network would take your call. It has no audit of yours yet."
            .to_owned(),
        begin.to_owned(),
        "All commands: tieline --help.".to_owned(),
    ]
}

/// The last audit and how old it is, what waits, what to type.
pub(crate) fn next(
    as_of: &str,
    age: i64,
    people: u64,
    waiting: u64,
    planned: Option<usize>,
    questions: usize,
    configured: bool,
) -> [String; 3] {
    let ago = match age {
        ..=0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days => format!("{days} days ago"),
    };
    let people = count(people, "person", "people");
    let waits = match waiting {
        0 => "Nobody waits for your answer".to_owned(),
        1 => "1 person waits for your answer".to_owned(),
        n => format!("{n} people wait for your answer"),
    };
    let week = match planned {
        None => "this week is not planned yet".to_owned(),
        Some(n) => format!(
            "this week's plan names {}",
            count(n as u64, "person", "people")
        ),
    };
    let audit = match configured {
        true => "tieline audit",
        false => "tieline audit FILE…",
    };
    let next = match age > OLD {
        true => format!(
            "Next: {audit} with newer files, then tieline plan. All commands: tieline --help."
        ),
        false => {
            let review = match questions {
                0 => String::new(),
                n => format!(
                    ", tieline review for {} only you can answer",
                    count(n as u64, "question", "questions")
                ),
            };
            format!(
                "Next: tieline plan for this week's people{review}. All commands: tieline --help."
            )
        }
    };
    [
        format!("Last audit: {} ({ago}), {people}.", day(as_of)),
        format!("{waits}; {week}."),
        next,
    ]
}
