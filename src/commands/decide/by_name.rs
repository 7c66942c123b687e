//! A name and a decision on the command line → what is to be decided.

use strsim::osa_distance;

use super::{BY_HAND, Plan, Step, cards, same_word};
use crate::book::{Book, Found};
use crate::commands::error::Failure;
use crate::commands::who;
use crate::model::decision::{Aspect, EXPECTED, ON_PEOPLE, PairDecision, Said};
use crate::model::keys::Region;
use crate::model::mark::Mark;
use crate::report::plain::plain;

/// Roles that are often said, for whoever mistyped one.
const OFTEN: [&str; 2] = ["mentor", "adviser"];

/// Why the words are not a decision on anybody, and what may have been meant.
fn not_understood(words: &[String]) -> String {
    if let [_, .., last] = words {
        let typed = last.to_lowercase();
        // A slip costs one letter in a short word and two in a long one; more would offer a decision nobody meant.
        let near = |word: &&&str| osa_distance(&typed, word) <= word.len().div_ceil(4).min(2);
        if let Some(word) = ON_PEOPLE.iter().chain(&OFTEN).find(near) {
            return format!(
                "\"{}\" is not a decision; did you mean {word}?",
                plain(last)
            );
        }
    }
    let all = plain(&words.join(" ")).into_owned();
    format!(
        "{all}: not a file, and not a name with a decision after it; write tieline decide NAME and one of: {EXPECTED}, same NAME, not-same NAME, not-same card N, undecided"
    )
}

/// A name and a decision, wherever the one ends and the other begins.
pub fn plan(
    book: &Book,
    words: &[String],
    region: Option<Region>,
    at: i64,
) -> Result<Plan, Failure> {
    let split = (1..words.len()).find_map(|end| {
        let what = asked(&words[end..].join(" "))?;
        Some((words[..end].join(" "), what))
    });
    let Some((name, what)) = split else {
        return Err(Failure::Usage(not_understood(words)));
    };
    if let Some(rhythm) = no_rhythm(&name, words) {
        return Err(Failure::Usage(format!(
            "{}: give a number from 1 to 1200, such as every 3 months",
            plain(&rhythm)
        )));
    }
    let asker = Asker { book, region, at };
    let steps = match what {
        Asked::Said(said) => {
            let person = who::one(book, &name, region)?;
            vec![Step::person(
                said,
                &person.id,
                &who::line(&person),
                (BY_HAND, at),
            )]
        }
        Asked::Nothing => {
            let person = who::one(book, &name, region)?;
            let shown = who::line(&person);
            let back = |aspect| Step::take_back(&person.id, aspect, &shown);
            Aspect::DECIDED.map(back).into()
        }
        Asked::NoPair(other) => asker.take_back([&name, &other])?,
        Asked::Pair(same, other) => asker.pair(same, [&name, &other])?,
    };
    Ok(Plan {
        steps,
        ..Plan::default()
    })
}

/// A rhythm of a number that is none: what stands before it ends in "every 0", as no name does.
fn no_rhythm(name: &str, words: &[String]) -> Option<String> {
    let before: Vec<&str> = name.split(' ').collect();
    let [.., every, number] = before.as_slice() else {
        return None;
    };
    let is_number = number
        .chars()
        .all(|c| c.is_ascii_digit() || "+-.".contains(c));
    (every.eq_ignore_ascii_case("every") && is_number).then(|| words[before.len() - 2..].join(" "))
}

/// Everything that pasted lines say, a name and a decision each. A line that cannot be taken costs itself alone.
pub fn plan_lines(
    book: &Book,
    text: &str,
    region: Option<Region>,
    at: i64,
) -> Result<Plan, Failure> {
    let mut all = Plan::default();
    for (number, line) in (1..).zip(text.lines()) {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        if words.is_empty() {
            continue;
        }
        match plan(book, &words, region, at) {
            Ok(plan) => all.steps.extend(plan.steps),
            Err(Failure::Usage(why)) => all.refused.push(format!("line {number}: {why}")),
            Err(failure) => return Err(failure),
        }
    }
    Ok(all)
}

enum Asked {
    Said(Said),
    Pair(bool, String),
    NoPair(String),
    Nothing,
}

fn asked(text: &str) -> Option<Asked> {
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    match first.to_lowercase().as_str() {
        "same" if !rest.is_empty() => Some(Asked::Pair(true, rest.to_owned())),
        "not-same" if !rest.is_empty() => Some(Asked::Pair(false, rest.to_owned())),
        "undecided" if rest.is_empty() => Some(Asked::Nothing),
        "undecided" => Some(Asked::NoPair(rest.to_owned())),
        _ => Said::parse(text).ok().map(Asked::Said),
    }
}

/// Looks up whom two texts mean.
struct Asker<'a> {
    book: &'a Book,
    region: Option<Region>,
    at: i64,
}

impl Asker<'_> {
    fn pair(&self, same: bool, names: [&str; 2]) -> Result<Vec<Step>, Failure> {
        let [name, other] = names;
        let person = who::one(self.book, name, self.region)?;
        if !same && let Some(number) = cards::number(other) {
            return self.part_card(&person, number);
        }
        let found = who::one(self.book, other, self.region)?;
        if found.id == person.id {
            return self.part(same, &person, names);
        }
        let words = format!(
            "{}: {} and {}",
            same_word(same),
            who::line(&person),
            who::line(&found)
        );
        let marks = [
            cards::whole(self.book, &person)?,
            cards::whole(self.book, &found)?,
        ];
        Ok(vec![self.step(marks, same, words)])
    }

    /// The card of a number, which `tieline show` gives, is somebody else's than all others of the person.
    fn part_card(&self, person: &Found, number: usize) -> Result<Vec<Step>, Failure> {
        let marks = cards::marks(self.book, person)?;
        let shown = who::line(person);
        let card = number.checked_sub(1).and_then(|at| marks.get(at));
        let (Some(card), true) = (card, marks.len() > 1) else {
            return Err(Failure::Usage(format!(
                "{shown}: the cards have the numbers 1 to {}; `tieline show {}` lists them",
                marks.len(),
                person.id
            )));
        };
        let others = marks.iter().zip(1..).filter(|(_, n)| *n != number);
        Ok(others.map(|(other, _)| self.apart(card, other)).collect())
    }

    /// Two cards of one person are told apart by the names on them, or by an address or number that only one has.
    fn part(&self, same: bool, person: &Found, names: [&str; 2]) -> Result<Vec<Step>, Failure> {
        let shown = who::line(person);
        if same {
            return Err(Failure::Usage(format!(
                "both are {shown}, already one person; name two people"
            )));
        }
        let marks = cards::marks(self.book, person)?;
        let [left, right] = names.map(|text| cards::going_by(&marks, text, self.region));
        if left.is_empty() || right.is_empty() || left.iter().any(|card| right.contains(card)) {
            return Err(Failure::Usage(format!(
                "both are {shown}, and this does not say which card; `tieline show {id}` numbers the cards, and tieline decide {id} not-same card 2 separates the second from the others",
                id = person.id
            )));
        }
        let with = |&a: &usize| right.iter().map(move |&b| (a, b));
        Ok(left
            .iter()
            .flat_map(with)
            .map(|(a, b)| self.apart(&marks[a], &marks[b]))
            .collect())
    }

    fn apart(&self, a: &Mark, b: &Mark) -> Step {
        let words = format!("not-same: {} and {}", cards::line(a), cards::line(b));
        self.step([a.clone(), b.clone()], false, words)
    }

    fn step(&self, mut pair: [Mark; 2], same: bool, words: String) -> Step {
        pair.sort();
        let decision = PairDecision {
            pair,
            same,
            at: self.at,
            source: BY_HAND.to_owned(),
        };
        Step::pair(decision, words)
    }

    fn take_back(&self, names: [&str; 2]) -> Result<Vec<Step>, Failure> {
        let decided = self.book.pairs_between(names, self.region)?;
        if decided.is_empty() {
            let [a, b] = names.map(plain);
            return Err(Failure::Usage(format!(
                "you have not decided on {a} and {b} as a pair; `tieline book decisions` lists what you decided"
            )));
        }
        Ok(decided.into_iter().map(Step::take_pair_back).collect())
    }
}
