//! The sections of `report.md`: the answer, the week, what changed, the top of the ranking. The lists have everybody.

use std::collections::BTreeMap;

use super::{Page, escape};
use crate::model::closed::Saved;
use crate::model::employer::is_named;
use crate::model::standing::{Band, Verdict};
use crate::report::changes::sections::sections;
use crate::report::changes::{NOTHING, beforehand, is_empty, section, title};
use crate::report::plain::shorten;
use crate::report::shown::Shown;
use crate::report::words::{band_heading, deletions, figure, in_a_row, thousands, tie};
use crate::snapshot::{Ask, Person, Reason, proposed};
use crate::words::{self, advice, coverage};

/// People of the ranking that are named.
const ROWS: usize = 25;
/// People that are named in a line.
const NAMED: usize = 5;
/// Companies whose people are named.
const COMPANIES: usize = 8;

/// Title, the answer, and the figures of the whole.
pub fn answer(page: &mut Page, shown: &Shown<'_>) {
    let audit = shown.audit;
    page.heading(1, "Who would take your call?");
    let as_of = audit.as_of.get(..10).and_then(|day| day.parse().ok());
    let whose = words::page::whose(&audit.owner, as_of);
    page.paragraph(&format!("{}.", escape(&whose)));
    let cut: Vec<&str> = audit.cut_off.iter().map(String::as_str).collect();
    let given = audit.given();
    let cut = coverage::cut_off(&cut, shorten);
    cut.iter().for_each(|cut| page.paragraph(&escape(cut)));
    if shown.redacted {
        page.paragraph(words::page::REDACTED);
    }
    page.paragraph(&format!(
        "**{}**",
        words::answer(shown.entries, shown.front)
    ));
    page.paragraph(&escape(&coverage::read(&given)));
    let next = audit.next_input(&given);
    let next = coverage::next(next.as_ref(), audit.owner.known, &given);
    let remarks = audit.input_remarks();
    for said in next.into_iter().chain(
        remarks
            .iter()
            .map(|remark| coverage::remark(remark, shown.front)),
    ) {
        page.paragraph(&escape(&said));
    }
    numbers(page, shown);
    let to_do = audit.to_do.as_ref();
    let said = to_do.and_then(|to_do| deletions(to_do.decided, to_do.gone));
    let untold = to_do.and_then(words::page::untold_of);
    let left_out =
        (audit.totals.left_out > 0).then(|| words::page::left_out(audit.totals.left_out));
    for said in [said, untold, left_out].into_iter().flatten() {
        page.paragraph(&escape(&said));
    }
    let asks = audit.asks.iter().filter_map(Ask::to_model);
    let asks = asks.map(|ask| words::ask(&ask, shown.front));
    let remarks = audit.remarks.iter().cloned().chain(asks);
    page.list(remarks.map(|remark| escape(&remark).into_owned()));
}

fn numbers(page: &mut Page, shown: &Shown<'_>) {
    let totals = &shown.audit.totals;
    let bands = Band::ALL.map(|band| {
        let number = totals.bands.get(&Saved::Known(band)).copied().unwrap_or(0);
        let heading = band_heading(band, shown.audit.owner.known).to_owned();
        [heading, thousands(number)]
    });
    page.table(["Would they answer?", "People:"], bands);
    let verdicts = Verdict::ALL.map(|verdict| {
        let number = totals.verdicts.get(&Saved::Known(verdict));
        (verdict, number.copied().unwrap_or(0))
    });
    let may_be_none = |verdict| matches!(verdict, Verdict::Decided | Verdict::Unjudged);
    let told = verdicts
        .into_iter()
        .filter(|(verdict, n)| *n > 0 || !may_be_none(*verdict));
    let told = told.map(|(verdict, n)| {
        [
            verdict.word().to_owned(),
            advice(verdict).to_owned(),
            thousands(n),
        ]
    });
    page.table(["What to do", "How", "People:"], told);
}

/// This week's people.
pub fn week(page: &mut Page, shown: &Shown<'_>) {
    page.heading(2, "This week");
    if shown.week.is_empty() {
        page.paragraph(words::plan::NOBODY);
    }
    page.list(shown.week.iter().map(|item| {
        let (why, step) = (
            words::plan::why(&item.motive),
            words::plan::step(item, shown.front),
        );
        format!(
            "**{}**: {}. Next step: {}.",
            escape(&item.name),
            escape(&why),
            escape(&step)
        )
    }));
}

/// What else is worth a look; nothing where there is nothing.
pub fn also(page: &mut Page, shown: &Shown<'_>) {
    let also = shown.also();
    if !also.is_empty() {
        page.heading(2, words::page::ALSO);
        page.list(also.iter().map(|line| escape(line).into_owned()));
    }
}

/// Who is in touch with the owner and on no card.
pub fn on_no_card(page: &mut Page, shown: &Shown<'_>) {
    let all = shown.on_no_card();
    if !all.is_empty() {
        page.heading(2, words::page::ON_NO_CARD);
        page.list(all.into_iter().map(|someone| {
            let why = escape(&in_a_row(&someone.why)).into_owned();
            format!("{}: {why}", name(&someone.name, ""))
        }));
    }
}

/// What went which way in the whole network; nothing where nothing is known.
pub fn network(page: &mut Page, shown: &Shown<'_>) {
    let Some(network) = shown.audit.totals.network.as_ref() else {
        return;
    };
    if network.year_talks + network.given + network.received == 0 {
        return;
    }
    page.heading(2, "Give and take");
    let mut lines: Vec<String> = words::balance::thinks_of_you(network, &[])
        .into_iter()
        .collect();
    lines.extend(words::balance::network(network));
    let (mut allies, mut bridges) = (Vec::new(), Vec::new());
    for person in shown.entries.glimpses() {
        if person.is_ally {
            allies.push(person.name);
        }
        if person.is_bridge {
            bridges.push(person.name);
        }
    }
    lines.extend(named(&allies).map(|names| words::page::allies(&names)));
    lines.extend(named(&bridges).map(|names| words::page::bridges(&names)));
    page.list(lines.iter().map(|line| escape(line).into_owned()));
}

/// The first of some names, and how many more there are; none of nobody.
fn named(names: &[&str]) -> Option<String> {
    (!names.is_empty()).then(|| in_one(names))
}

/// Names in a line, those that are too many counted.
fn in_one(all: &[&str]) -> String {
    let named = all[..all.len().min(NAMED)].join(", ");
    match all.len() - all.len().min(NAMED) {
        0 => named,
        more => format!("{named}{}", words::page::others(more)),
    }
}

/// What is different since the audit before, where there is one.
pub fn changes(page: &mut Page, shown: &Shown<'_>) {
    let Some(changes) = shown.changes else {
        return;
    };
    page.heading(2, &escape(&title(changes)));
    beforehand(changes)
        .iter()
        .for_each(|remark| page.paragraph(&escape(remark)));
    if is_empty(changes) {
        page.paragraph(NOTHING);
    }
    sections(changes)
        .iter()
        .for_each(|part| section(page, 3, part));
}

/// The top of the ranking.
pub fn people(page: &mut Page, shown: &Shown<'_>) {
    let people = shown.entries.people();
    page.heading(2, "People");
    page.table(
        [
            "Name",
            "Would answer",
            "Answered",
            "Last contact",
            "What else passed",
            "Verdict",
            "Why",
        ],
        (0..ROWS).filter_map(|place| Some(person(&*shown.entries.person(place)?))),
    );
    if people > ROWS {
        page.paragraph(&words::page::more(
            people - ROWS,
            "report.html and ranked.csv",
        ));
    }
}

/// The companies with most people, those first who would answer soonest, whatever the spelling on their cards.
pub fn companies(page: &mut Page, shown: &Shown<'_>) {
    let audit = shown.audit;
    let proposed = proposed(&audit.companies);
    let mut all: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for person in shown.entries.glimpses() {
        let Some(company) = person.company.filter(|name| is_named(name)) else {
            continue;
        };
        let company = proposed.get(company).copied().unwrap_or(company);
        let place = *places.entry(company).or_insert_with(|| {
            all.push((company, Vec::new()));
            all.len() - 1
        });
        all[place].1.push(person.name);
    }
    all.retain(|(_, people)| people.len() > 1);
    all.sort_by_key(|(_, people)| std::cmp::Reverse(people.len()));
    if all.is_empty() {
        return;
    }
    page.heading(2, words::page::AT_COMPANIES);
    if !proposed.is_empty() {
        page.paragraph(words::page::SPELLINGS);
    }
    page.list(all.iter().take(COMPANIES).map(|(company, people)| {
        let heading = words::found::at_employer(Some(company), people.len());
        format!("{} ({})", escape(&heading), escape(&in_one(people)))
    }));
}

fn person(person: &Person) -> [String; 7] {
    let standing = &person.standing;
    let chance = standing
        .probability
        .and_then(|p| figure(standing.band.known(), p));
    let chance = chance.map_or_else(String::new, |figure| {
        let spelt = [("~", ", about "), ("<", ", under "), (">", ", over ")];
        spelt
            .iter()
            .fold(figure, |text, (sign, word)| text.replace(sign, word))
    });
    let last = person.last_contact.as_deref().map(words::balance::day);
    let next = person
        .next_meeting
        .as_deref()
        .map(words::page::next_meeting);
    let why: Vec<String> = person.why.iter().cloned().chain(next).collect();
    let mut ties: Vec<_> = person
        .ties
        .iter()
        .filter_map(|t| crate::model::exchange::TieKind::named(&t.kind))
        .collect();
    ties.sort_unstable();
    ties.dedup();
    let ties: Vec<&str> = ties.into_iter().map(tie).collect();
    [
        name(&person.name, person.company.as_deref().unwrap_or_default()),
        format!("{}{chance}", standing.band),
        answered(person),
        last.unwrap_or_default(),
        ties.join(", "),
        verdict(person),
        escape(&in_a_row(&why)).into_owned(),
    ]
}

/// The verdict that is counted, and what the owner said.
fn verdict(person: &Person) -> String {
    let verdict = person.verdict.word();
    match &person.decision {
        Some(said) => format!("{verdict} ({})", escape(said)),
        None => verdict.to_owned(),
    }
}

fn answered(person: &Person) -> String {
    let Some(talks) = &person.standing.talks else {
        return String::new();
    };
    let is_constant = |reason: &Reason| reason.code == "constant-contact";
    if talks.yours + talks.theirs == 1 && person.reasons.iter().any(is_constant) {
        return "constantly".to_owned();
    }
    match talks.yours {
        0 if talks.theirs > 0 => "wrote first".to_owned(),
        0 => String::new(),
        yours => format!("{} of {yours}", talks.answered + talks.late),
    }
}

/// A name, and the employer by which it may be remembered.
fn name(name: &str, company: &str) -> String {
    let name = format!("**{}**", escape(name));
    match escape(company).trim() {
        "" => name,
        company => format!("{name}, {company}"),
    }
}
