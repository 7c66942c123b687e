//! One page before a call, in sentences: nothing that the files do not hold, and questions that are no requests.

use super::balance::day;
use crate::model::decision::Said;
use crate::model::file_name::base_name;
use crate::snapshot::{Link, Period, Person, Stale, Tie};

/// The questions of an informational talk.
const CLASSIC: [&str; 4] = [
    "Where is your field going in the next few years?",
    "What do you like best about your work?",
    "What stood in your way, and how did you get past it?",
    "Which of your qualities has helped you most?",
];

/// To somebody seen all the time: of them one knows what they do.
const AMONG_CLOSE: [&str; 2] = [
    "What has gone well since we last spoke?",
    "Is there something I can take off your hands?",
];
/// Months of a year in which two are in touch who are so all the time.
const OFTEN_MONTHS: usize = 8;

/// Reasons that say where somebody is known from, whatever has passed since.
const REMIND: [&str; 4] = [
    "shared-place",
    "card-note",
    "card-labels",
    "invitation-note",
];

use super::time::and;
pub(crate) use super::time::times;

/// That somebody has died, and who says so.
pub(crate) fn died(person: &Person) -> Option<String> {
    let mut told = person.reasons.iter().filter(|reason| reason.code == "died");
    let said = told.next().map(|reason| reason.text.clone());
    person
        .has_died()
        .then(|| said.unwrap_or_else(|| "you said that they have died".to_owned()))
}

/// How the two know each other.
pub(crate) fn how(person: &Person, introduced: &[Introduced]) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(first) = &person.first_contact {
        lines.push(format!("first contact in your files: {}", day(first)));
    }
    if let Some(on) = &person.connected_on {
        lines.push(format!("connected on LinkedIn on {}", day(on)));
    }
    let remind = person
        .reasons
        .iter()
        .filter(|reason| REMIND.contains(&reason.code.as_str()));
    lines.extend(remind.map(|reason| reason.text.clone()));
    for tie in &person.ties {
        let on = tie
            .at
            .as_deref()
            .map(|at| format!(" on {}", day(at)))
            .unwrap_or_default();
        let said = match tie.kind.as_str() {
            "intro-received" | "introduced" | "intro-given" => introduction(tie, introduced, &on),
            "recommendation-received" => format!("they recommended you{on}"),
            "recommendation-given" => format!("you recommended them{on}"),
            "met-at" => format!("you noted where you met{on}"),
            _ => continue,
        };
        lines.push(said);
    }
    lines
}

/// Others of an introduction: who made it, or whom somebody was introduced to, in the same line or on the same day.
#[derive(Debug)]
pub(crate) struct Introduced {
    /// The kind of the tie.
    pub kind: String,
    /// Its day.
    pub at: Option<String>,
    /// The names of those on the other side of it: of whoever made it those who were introduced, and the other way round.
    pub others: Vec<String>,
    /// The names of those who may have made it as well, where the files do not say who did.
    pub alike: Vec<String>,
}

/// Who introduced whom, as far as it is known.
fn introduction(tie: &Tie, introduced: &[Introduced], on: &str) -> String {
    let same = |one: &&Introduced| one.kind == tie.kind && one.at == tie.at;
    let of = |names: fn(&Introduced) -> &Vec<String>| {
        let found = introduced.iter().find(same).map(names);
        let names = found.into_iter().flatten().map(String::as_str);
        Some(and(&names.collect::<Vec<_>>())).filter(|names| !names.is_empty())
    };
    let (others, alike) = (of(|one| &one.others), of(|one| &one.alike));
    match (tie.kind.as_str(), others, alike) {
        ("intro-given", None, _) => format!("you introduced them to somebody{on}"),
        ("intro-given", Some(names), _) => format!("you introduced them to {names}{on}"),
        ("introduced", None, _) => format!("somebody introduced the two of you{on}"),
        ("introduced", Some(names), _) => format!("{names} introduced the two of you{on}"),
        (_, Some(names), _) => format!("they introduced you to {names}{on}"),
        // Of three who were on it the files do not say which of the two brought them together.
        (_, None, Some(names)) => format!("an introduction between you, them and {names}{on}"),
        (_, None, None) => format!("they introduced you to somebody{on}"),
    }
}

/// What is out of date on a card: `out of date: e-mail ana@mill.test, bounced on 3 Mar 2025 (user unknown) (mail.mbox)`.
pub(crate) fn out_of_date(stale: &Stale) -> String {
    let field = super::stale::saved_field(&stale.field);
    format!("out of date: {field} {}, {}", stale.value, stale.text)
}

/// Somebody whom both know, with the occasion that shows it.
pub(crate) fn both_know(name: &str, link: &Link) -> String {
    let source = base_name(&link.source);
    format!("{name} ({} of {}, {source})", link.channel, day(&link.at))
}

/// Whether the two were in touch in most months of the last year.
fn is_seen_often(person: &Person, as_of: &str) -> bool {
    let month = |text: &str| {
        let (year, month) = (text.get(..4)?, text.get(5..7)?);
        Some(12 * year.parse::<i32>().ok()? + month.parse::<i32>().ok()?)
    };
    let Some(now) = month(as_of) else {
        return false;
    };
    let is_direct = |period: &&Period| period.sent + period.received + period.met > 0;
    let months = person.timeline.iter().filter(is_direct);
    let of_this_year = months.filter_map(|period| month(&period.when));
    of_this_year.filter(|at| now - at <= 12).count() >= OFTEN_MONTHS
}

/// Questions to ask; some from title, employer and what changed, as the files have it.
pub(crate) fn questions(person: &Person, before: Option<&str>, as_of: &str) -> Vec<String> {
    if before.is_none() && is_seen_often(person, as_of) {
        return AMONG_CLOSE.map(str::to_owned).into();
    }
    let mut questions = Vec::new();
    let company = person
        .company
        .as_deref()
        .filter(|company| !company.is_empty());
    let title = person.title.as_deref().filter(|title| !title.is_empty());
    match (before, company) {
        (Some(before), Some(now)) => {
            questions.push(format!("How did you come to move from {before} to {now}?"));
        }
        (None, Some(company)) => {
            questions.push(format!(
                "What are you working on at {company} at the moment?"
            ));
        }
        (_, None) => {}
    }
    if let Some(title) = title {
        questions.push(format!(
            "What does a good week look like in your job ({title})?"
        ));
    }
    let year = |text: &str| text.get(..4).and_then(|year| year.parse::<i32>().ok());
    let last = person.last_contact.as_deref().and_then(year);
    if let Some(last) = last.filter(|last| year(as_of).is_some_and(|now| now - last >= 1)) {
        questions.push(format!(
            "What has changed for you since we were last in touch in {last}?"
        ));
    }
    // Family and friends are not asked about their field.
    if company.or(title).is_some() {
        questions.extend(CLASSIC.map(str::to_owned));
    }
    questions
}

/// What is to be done after the talk.
pub(crate) const AFTERWARDS: &str =
    "Thank them within a day or two, and say what stayed with you. Then note it; lines to paste:";

/// Lines for the log, with somebody's name or address as the log takes it.
pub(crate) fn log_lines(who: &str) -> [String; 3] {
    [
        format!("tieline log '= call {who} : what you talked about'"),
        format!("tieline log '> mail {who} #thanks'"),
        format!("tieline log '> mail {who} #promise due:YYYY-MM-DD : what you promised'"),
    ]
}

/// What they are to the owner and how often to be in touch, as decided.
pub(crate) fn role(person: &Person) -> Option<String> {
    let rhythm = person
        .rhythm
        .as_deref()
        .filter(|text| Said::parse(text).is_ok());
    let parts: Vec<&str> = person.role.as_deref().into_iter().chain(rhythm).collect();
    (!parts.is_empty()).then(|| format!("to you: {}", parts.join(", ")))
}
