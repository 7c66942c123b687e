//! What is said above the answer: what was wrong, who is on no card, who is no person.

use super::figures::{count, thousands};
use crate::model::intake::FileReport;

/// Companies and mailboxes, which are kept and set apart from people.
pub(crate) fn not_people(number: u64) -> String {
    let what = count(
        number,
        "company or shared mailbox is",
        "companies and shared mailboxes are",
    );
    format!("{what} listed apart and not judged.")
}

/// Correspondents without a card, the most active by name.
pub(crate) fn without_card(number: u64, most_active: &[String]) -> String {
    let who = count(
        number,
        "person without a card wrote to you, met you or was written to",
        "people without a card wrote to you, met you or were written to",
    );
    match most_active {
        [] => who,
        names => format!("{who}; the most active: {}", names.join(", ")),
    }
}

/// Findings, of which the most frequent kinds follow.
pub(crate) fn problems(number: u64) -> String {
    let problems = count(number, "problem", "problems");
    format!("{problems}; problems.csv (with --out) lists them all:")
}

/// The columns of a list of people of which nothing is known, and how to say what they hold.
pub(crate) fn not_understood(file: &FileReport) -> Option<String> {
    const NAMED: usize = 8;
    let first = file.unknown_columns.first().filter(|_| file.is_roster())?;
    let named: Vec<&str> = file
        .unknown_columns
        .iter()
        .take(NAMED)
        .map(String::as_str)
        .collect();
    let mut columns = named.join(", ");
    if let more @ 1.. = file.unknown_columns.len().saturating_sub(NAMED) {
        columns.push_str(&format!(" and {more} more"));
    }
    Some(format!(
        "{}: columns not understood: {columns}. --map \"{first}=…\" says what the column holds (first, last, name, email, phone, company, title, note).",
        file.name
    ))
}

/// Kinds of findings that are not named.
pub(crate) fn other_problems(kinds: u64) -> String {
    format!(
        "and {}",
        count(kinds, "other kind of problem", "other kinds of problems")
    )
}

/// How many rows of LinkedIn's files there are of a kind: `1 recommendation`, `8 endorsements`.
pub(crate) fn rows(number: u64, kind: &str) -> String {
    let (one, many) = match kind {
        "e-mail addresses" => ("e-mail address", kind),
        "education" => ("school", "schools"),
        "profile" => (kind, "profiles"),
        several => (several.strip_suffix('s').unwrap_or(several), several),
    };
    format!(
        "{} {}",
        thousands(number),
        if number == 1 { one } else { many }
    )
}

/// What became of decisions to delete people; none where nothing was decided.
pub(crate) fn deletions(decided: u64, gone: u64) -> Option<String> {
    let are = |n: u64| match n {
        0 => "none are".to_owned(),
        1 => "1 is".to_owned(),
        n => format!("{} are", thousands(n)),
    };
    let became = match decided.checked_sub(gone)? {
        0 if decided == 1 => "they are gone".to_owned(),
        0 => "all are gone".to_owned(),
        open if open == decided && open == 1 => "they are still there".to_owned(),
        open => format!("{} gone, {} still there", are(gone), are(open)),
    };
    let people = count(decided, "person", "people");
    (decided > 0).then(|| format!("You decided to delete {people}: {became}."))
}

/// Pairs that the owner decided on and of which a card is not there any more.
pub(crate) fn lost_pairs(number: usize) -> Option<String> {
    match number {
        0 => None,
        1 => Some("One pair that you decided on is not in these files.".to_owned()),
        n => Some(format!(
            "{n} pairs that you decided on are not in these files."
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_one_of_its_kind() {
        for (number, kind, said) in [
            (1, "recommendations", "1 recommendation"),
            (1, "e-mail addresses", "1 e-mail address"),
            (1, "education", "1 school"),
            (3, "profile", "3 profiles"),
            (1_200, "messages", "1,200 messages"),
        ] {
            assert_eq!(rows(number, kind), said);
        }
    }

    #[test]
    fn what_became_of_deletions_is_a_sentence() {
        for (decided, gone, said) in [
            (41, 38, "41 people: 38 are gone, 3 are still there."),
            (41, 41, "41 people: all are gone."),
            (41, 0, "41 people: none are gone, 41 are still there."),
            (2, 1, "2 people: 1 is gone, 1 is still there."),
            (1, 1, "1 person: they are gone."),
            (1, 0, "1 person: they are still there."),
        ] {
            let sentence = format!("You decided to delete {said}");
            assert_eq!(deletions(decided, gone), Some(sentence));
        }
        assert_eq!(deletions(0, 0), None);
    }
}
