//! A week's people in sentences: why, and the smallest next step.

use super::balance::day;
use super::figures::count;
use super::time::counted;
use crate::model::front::Front;
use crate::model::moment::written;
use crate::model::plan::{Item, Motive, State, Unreached, Waiting, Week};

/// `Week 44 of 2026, 26 Oct to 1 Nov`.
pub(crate) fn heading(week: &Week) -> String {
    let sunday = week.monday + chrono::Days::new(6);
    let (year, number) = week.name.split_once("-W").unwrap_or((&week.name, ""));
    let number = number.trim_start_matches('0');
    format!(
        "Week {number} of {year}, {} to {}",
        written(week.monday),
        written(sunday)
    )
}

/// Why somebody is in the plan.
pub(crate) fn why(motive: &Motive) -> String {
    match motive {
        Motive::Promise { made, due } => promise(made.as_deref(), due.as_deref()),
        Motive::Waits { since, called } => format!(
            "they {} on {} and your files show no answer of yours",
            if *called { "called" } else { "wrote" },
            day(since)
        ),
        Motive::Return { kind, on } => {
            let what = match kind.as_str() {
                "recommendation" => "recommended you",
                "intro" => "introduced you to somebody",
                _ => "did you a favour",
            };
            format!(
                "they {what} on {}, and no help of yours is noted since",
                day(on)
            )
        }
        Motive::JobChange { from, to, seen } => format!(
            "new employer: {to} (before: {from}), first seen in the audit of {}",
            day(seen)
        ),
        Motive::Introduce { to_name, word, .. } => format!(
            "you noted that you can help them with \"{word}\", and that {to_name} can help with it; no message or meeting of both is \
             in your files"
        ),
        Motive::Thank { met } => format!(
            "you met on {}, the two of you, and no message of yours has followed",
            day(met)
        ),
        Motive::Rhythm { rhythm, last, .. } => rhythm_due(rhythm, last.as_deref()),
        Motive::Dormant {
            answered,
            began,
            last,
            ..
        } => dormant(*answered, *began, last.as_deref()),
        Motive::NewTie {
            connected,
            wrote: Some(wrote),
        } => format!(
            "connected on {}; they wrote on {} and your files show no answer of yours",
            day(connected),
            day(wrote)
        ),
        Motive::NewTie {
            connected,
            wrote: None,
        } => {
            format!(
                "connected on {}, and no real conversation has followed yet",
                day(connected)
            )
        }
        Motive::Birthday { on } => format!("birthday on {}", day(on)),
        Motive::Invitation { on } => format!(
            "they invited you to connect on {}, and are not among your connections",
            day(on)
        ),
        Motive::OldCard { says, now, later } => super::stale::old_card(says, now, *later),
    }
}

fn promise(made: Option<&str>, due: Option<&str>) -> String {
    let made = made.map(|made| format!(" on {}", day(made)));
    let due = due.map(|due| format!(", due {}", day(due)));
    format!(
        "you promised them something{}{}",
        made.unwrap_or_default(),
        due.unwrap_or_default()
    )
}

fn rhythm_due(rhythm: &str, last: Option<&str>) -> String {
    let last = match last {
        Some(last) => format!("last contact {}", day(last)),
        None => "no contact yet".to_owned(),
    };
    format!("you want to be in touch {rhythm}; {last}")
}

fn dormant(answered: u32, began: u32, last: Option<&str>) -> String {
    let last = last.map(|last| format!("in touch both ways until {}; ", day(last)));
    if answered == 0 {
        let began = counted(began, "conversation");
        return format!("{}they began {began}", last.unwrap_or_default());
    }
    let began = (began > 0).then(|| format!(" and began {}", counted(began, "conversation")));
    format!(
        "{}they answered you {}{}",
        last.unwrap_or_default(),
        super::time::times(answered),
        began.unwrap_or_default()
    )
}

/// The smallest next step, and how to take it where no mail arrives.
pub(crate) fn step(item: &Item, front: Front) -> String {
    let step = small(&item.motive, front);
    match &item.unreached {
        Some(unreached) => format!("{step}; {}", other_way(unreached, &item.name, front)),
        None => step,
    }
}

fn other_way(unreached: &Unreached, name: &str, front: Front) -> String {
    let call = unreached
        .phone
        .as_ref()
        .map(|phone| format!("call {phone}"));
    let write = unreached.linkedin.then(|| "write on LinkedIn".to_owned());
    let ways: Vec<String> = [call, write].into_iter().flatten().collect();
    let ways = match ways.is_empty() {
        true => {
            let ask = "your files show no other way, so ask somebody who knows them";
            match front {
                Front::Program => format!("{ask} (tieline path \"{name}\")"),
                Front::Page => ask.to_owned(),
            }
        }
        false => ways.join(" or "),
    };
    format!("not by e-mail, because {}: {ways}", unreached.said)
}

fn small(motive: &Motive, front: Front) -> String {
    match motive {
        Motive::Promise { .. } => {
            let step = "do it, or write when you will";
            match front {
                Front::Program => {
                    format!("{step}; tieline log it with #favour-given once it is done")
                }
                Front::Page => step.to_owned(),
            }
        }
        Motive::Waits { called: true, .. } => "call back".to_owned(),
        Motive::Waits { .. } => "answer in two lines".to_owned(),
        Motive::NewTie { wrote: Some(_), .. } => "answer in a line, if you want the tie".to_owned(),
        Motive::Return { .. } => {
            "ask what they are working on and whether you can help; thank them again".to_owned()
        }
        Motive::JobChange { to, .. } => {
            format!("congratulate them on the new job at {to}, without a request")
        }
        Motive::Introduce { to_name, .. } => {
            format!("ask {to_name} first whether an introduction is welcome, then write to both")
        }
        Motive::Thank { .. } => "thank them in a line, and say what stayed with you".to_owned(),
        Motive::Rhythm { .. } => "write a line, or propose a time for a call".to_owned(),
        Motive::Dormant { owed: true, .. } => {
            "they wrote last: answer in three lines, late as it is".to_owned()
        }
        Motive::Dormant { .. } => {
            "write three lines: what reminded you of them, how you are, one question".to_owned()
        }
        Motive::NewTie { wrote: None, .. } => {
            "write what you would like to know about their work".to_owned()
        }
        Motive::Birthday { .. } => "send a wish, in your own words".to_owned(),
        Motive::OldCard { .. } => {
            let how = match front {
                Front::Program => " (tieline clean --refresh does)",
                Front::Page => "",
            };
            format!("correct your card{how}, and ask how they like the new work")
        }
        Motive::Invitation { .. } => {
            "accept or decline; if you accept, answer with a line".to_owned()
        }
    }
}

/// What became of somebody; nothing while it is open.
pub(crate) fn state(state: &State) -> Option<String> {
    match state {
        State::Open => None,
        State::Done { on } => Some(format!("done on {}", day(on))),
        State::Skipped { until: None } => Some("skipped this week and next".to_owned()),
        State::Skipped { until: Some(until) } => Some(format!("skipped until {}", day(until))),
    }
}

/// Who waits for the owner.
pub(crate) fn waiting(waiting: &Waiting) -> String {
    let company = waiting.company.as_deref();
    let company = company.map_or_else(String::new, |company| format!(", {company}"));
    format!("{}{company} (since {})", waiting.name, day(&waiting.since))
}

/// How many people there was contact with this year.
pub(crate) fn contacted(this_year: u64, people: u64, year: i32) -> String {
    format!(
        "You were in touch with {this_year} of your {} in {year}.",
        count(people, "person", "people")
    )
}

/// What is said of a plan that nothing remembers.
pub(crate) const NO_MEMORY: &str = "Made from these files alone and not remembered: without a book, Tieline does not know whom it named \
     last week, what you noted or what is done.";

/// What is said where nobody qualifies.
pub(crate) const NOBODY: &str = "Nobody in particular this week: nothing is open and nobody waits.";

/// That the audit is old.
pub(crate) fn old(as_of: &str, days: i64) -> String {
    format!(
        "Based on the audit of {}, {} ago; run tieline audit with newer files to know more.",
        day(as_of),
        counted(u32::try_from(days).unwrap_or(0), "day")
    )
}

/// Bridges that are named.
const BRIDGES: usize = 5;

/// Who is the only bridge to a circle, and to how many people.
pub(crate) fn bridges(bridges: &[(&str, usize)]) -> Option<String> {
    let named = bridges.iter().take(BRIDGES);
    let mut named: Vec<String> = named
        .map(|(name, people)| format!("{name} ({})", count(*people as u64, "person", "people")))
        .collect();
    if bridges.len() > BRIDGES {
        named.push(format!("{} more", bridges.len() - BRIDGES));
    }
    (!named.is_empty()).then(|| {
        format!(
            "Your only bridges to circles of people with whom you have no contact yourself: {}; tieline show has the names.",
            named.join(", ")
        )
    })
}
