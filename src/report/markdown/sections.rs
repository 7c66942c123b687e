//! The sections of `report.md`, in the order in which they stand.

use super::{Page, escape};
use crate::model::audit::{Audit, Ranked};
use crate::model::intake::FileReport;
use crate::model::keys::Phone;
use crate::model::moment::{Moment, date_of};
use crate::model::standing::{Band, Standing, Verdict};
use crate::report::intake::{equation, kind_and_era, problem_counts, remarks, span, totals};
use crate::report::plain::shorten;
use crate::report::side::pairs;
use crate::report::to_do;
use crate::report::words::{
    answered, band_heading, coarse, count, day, in_a_row, thing_word, thousands, tie, tie_kinds,
    told_verdicts, why,
};
use crate::words::coverage;
use crate::words::{self, advice as advice_of};

/// People named at the beginning, for each of its questions; correspondents and pairs that are listed.
const FIRST: usize = 10;

/// Rows of a section. More is not for reading, and the CSV lists hold everybody.
const ROWS: usize = 8;

/// People of a group, and companies and mailboxes, that are named.
const NAMED: usize = 5;

const HOW_TO_READ: &str = "\
There are two readings of a person. **Answers** is how likely a message of yours is answered within a week, from what \
happened to your earlier ones; the figure is coarse on purpose. **Ties** is what else has passed between you: \
recommendations, endorsements, notes. Ties never change the figure. They order people within a group, and from them you can judge who would go out of their way for you. Tieline deletes nobody. A long silence is a reason \
to write, and \"unknown\" says nothing against anybody.";

/// Title, how to read it, and the figures of the whole.
pub fn head(page: &mut Page, audit: &Audit) {
    let owner = &audit.owner;
    page.heading(1, "Who would take your call?");
    let whose = owner
        .name
        .as_deref()
        .or_else(|| owner.emails.first().map(|e| e.as_str()))
        .unwrap_or(if owner.known {
            "yours"
        } else {
            "an unknown owner"
        });
    page.paragraph(&format!(
        "The network of {} as of {}.",
        escape(whose),
        day(date_of(audit.as_of))
    ));
    if let Some(words) = coverage::cut_off(&audit.cut_off(), shorten) {
        page.paragraph(&escape(&words));
    }
    page.paragraph(&format!("**{}**", words::answer(audit)));
    page.paragraph(&escape(&coverage::read(&audit.coverage)));
    let remarks = audit.inputs.iter().map(coverage::remark);
    for words in coverage::next(audit.next.as_ref(), audit.owner.known, &audit.coverage)
        .into_iter()
        .chain(remarks)
    {
        page.paragraph(&escape(&words));
    }
    let bands = audit.bands();
    let number = |n: Option<&usize>| thousands(n.copied().unwrap_or(0) as u64);
    page.table(
        ["Would they answer?", "People:"],
        Band::ALL.map(|b| {
            [
                band_heading(b, audit.owner.known).to_owned(),
                number(bands.get(&b)),
            ]
        }),
    );
    let verdicts = audit.verdicts();
    let advice = |v: Verdict| {
        [
            v.word().to_owned(),
            advice_of(v).to_owned(),
            number(verdicts.get(&v)),
        ]
    };
    page.table(
        ["What to do", "How", "People:"],
        told_verdicts(audit).map(advice),
    );
    let said = [to_do::sentence(&audit.to_do), to_do::remark(&audit.to_do)];
    for text in said.into_iter().flatten() {
        page.paragraph(&escape(&text));
    }
    page.list(
        audit
            .remarks
            .iter()
            .map(|remark| escape(remark).into_owned()),
    );
}

/// Whom to look at first: who waits for an answer, whom to write to again, what is due, of whom to ask whether the owner remembers them.
pub fn first(page: &mut Page, audit: &Audit) {
    let look = &audit.look;
    let of = |places: Vec<usize>| -> Vec<&Ranked> {
        let known = places.into_iter().filter_map(|n| audit.people.get(n));
        known.collect()
    };
    let waiting = of(look.waiting.iter().map(|w| w.person).collect());
    if !waiting.is_empty() || look.strangers > 0 {
        page.heading(2, "They wait for you");
        if !waiting.is_empty() {
            people(page, audit, &waiting, FIRST, "ranked.csv");
        }
        let strangers = words::look::strangers(look.strangers);
        strangers.iter().for_each(|words| page.paragraph(words));
    }
    let worth = of(look.worth_a_word.clone());
    if !worth.is_empty() {
        page.heading(2, "Write to them again");
        people(page, audit, &worth, FIRST, "ranked.csv");
    }
    due(page, audit);
    remembered(page, audit);
}

/// Promises and thanks.
fn due(page: &mut Page, audit: &Audit) {
    let owed = audit.look.due.iter().filter_map(|due| {
        let person = audit.people.get(due.person)?;
        let name = escape(audit.view(&person.person).name()).into_owned();
        Some(format!("**{name}**: {}", words::look::due(due)))
    });
    let owed: Vec<String> = owed.take(ROWS).collect();
    if !owed.is_empty() {
        page.heading(2, "Promises and thanks");
        page.list(owed);
    }
}

/// Groups of people about whom one question will do.
fn remembered(page: &mut Page, audit: &Audit) {
    let name = |&n: &usize| {
        let ranked = audit.people.get(n)?;
        Some(escape(audit.view(&ranked.person).name()).into_owned())
    };
    let groups = audit.look.groups.iter().take(ROWS).map(|group| {
        let names: Vec<String> = group.people.iter().take(NAMED).filter_map(name).collect();
        let more = group.people.len().saturating_sub(names.len());
        let more = match more {
            0 => String::new(),
            n => format!(" and {} more", thousands(n as u64)),
        };
        let who = words::look::group(group, &escape(&group.place));
        format!("{who}: {}{more}", names.join(", "))
    });
    let groups: Vec<String> = groups.collect();
    if !groups.is_empty() {
        page.heading(2, "Do you remember them?");
        page.list(groups);
    }
}

/// A section for each verdict.
pub fn verdicts(page: &mut Page, audit: &Audit) {
    for verdict in Verdict::ALL {
        let of_verdict: Vec<&Ranked> = audit
            .people
            .iter()
            .filter(|r| r.standing.verdict == verdict)
            .collect();
        if !of_verdict.is_empty() {
            let number = thousands(of_verdict.len() as u64);
            page.heading(
                2,
                &format!(
                    "{} ({number}): {}",
                    capitalised(verdict.word()),
                    advice_of(verdict)
                ),
            );
            let skim = coverage::skim(&audit.coverage).filter(|_| verdict == Verdict::Delete);
            skim.iter().for_each(|words| page.paragraph(words));
            let past = audit.look.past.filter(|_| verdict == Verdict::Delete);
            if let Some(past) = past {
                page.paragraph(&words::look::past(past));
            }
            people(page, audit, &of_verdict, ROWS, "keep-delete.csv");
        }
    }
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// A table of people, cut at a number of rows.
fn people(page: &mut Page, audit: &Audit, people: &[&Ranked], rows: usize, list: &str) {
    let shown = people.iter().take(rows).map(|ranked| person(audit, ranked));
    page.table(["Name", "Answers", "Why", "Last contact", "Ties"], shown);
    more(page, people.len(), rows, list);
}

fn more(page: &mut Page, all: usize, shown: usize, list: &str) {
    if all > shown {
        page.paragraph(&format!(
            "and {} more: see {list}",
            thousands((all - shown) as u64)
        ));
    }
}

fn person(audit: &Audit, ranked: &Ranked) -> [String; 5] {
    let standing = &ranked.standing;
    let view = audit.view(&ranked.person);
    let kinds: Vec<&str> = tie_kinds(&standing.ties).into_iter().map(tie).collect();
    [
        name(view.name(), view.companies().first().unwrap_or(&"")),
        answers(standing),
        escape(&why(ranked)).into_owned(),
        last(standing.contact.last),
        kinds.join(", "),
    ]
}

/// A name, and the employer by which it may be remembered.
fn name(name: &str, company: &str) -> String {
    let name = format!("**{}**", escape(name));
    match escape(company).trim() {
        "" => name,
        company => format!("{name}, {company}"),
    }
}

/// The band, the coarse figure and what it rests on: `likely, about 65 % (9 of 11)`.
fn answers(standing: &Standing) -> String {
    let mut out = standing.band.word().to_owned();
    if let Some(chance) = standing.chance.filter(|_| standing.band != Band::Unknown) {
        out.push_str(", ");
        out.push_str(
            &coarse(chance.p)
                .replace('~', "about ")
                .replace('<', "under ")
                .replace('>', "over "),
        );
    }
    let basis = answered(standing);
    if standing.basis.attempts > 0 {
        out.push_str(&format!(" ({basis})"));
    }
    out
}

fn last(moment: Option<Moment>) -> String {
    moment.map_or_else(String::new, |m| day(m.date()))
}

/// Pairs that may be one person.
pub fn review(page: &mut Page, audit: &Audit) {
    if audit.doubts.is_empty() {
        return;
    }
    page.heading(
        2,
        &format!(
            "One person or two? ({})",
            thousands(audit.doubts.len() as u64)
        ),
    );
    page.paragraph("They were kept apart. review.csv shows what is known of each, side by side.");
    let pairs = pairs(audit);
    let rows = pairs.iter().take(FIRST).map(|pair| {
        let reasons: Vec<String> = pair.doubt.evidence.iter().map(|e| e.text.clone()).collect();
        let chance = format!("{:.0} %", pair.doubt.probability * 100.0);
        let [a, b] = pair
            .sides
            .each_ref()
            .map(|side| name(side.called(), side.company));
        [a, b, chance, escape(&in_a_row(&reasons)).into_owned()]
    });
    page.table(
        [
            "One card",
            "The other",
            "Same person:",
            "Evidence for and against",
        ],
        rows,
    );
    more(page, audit.doubts.len(), FIRST, "review.csv");
}

/// Correspondents without a card.
pub fn unmatched(page: &mut Page, audit: &Audit) {
    if audit.unmatched.is_empty() {
        return;
    }
    page.heading(
        2,
        &format!(
            "People without a card ({})",
            thousands(audit.unmatched.len() as u64)
        ),
    );
    let rows = audit.unmatched.iter().take(FIRST).map(|someone| {
        let key = if someone.key == someone.name {
            ""
        } else {
            &someone.key
        };
        let known = someone.acquaintance.as_deref();
        let why = known.map_or_else(|| someone.remark.clone(), |known| in_a_row(&known.told.why));
        [
            escape(&someone.name).into_owned(),
            escape(key).into_owned(),
            known.map_or_else(String::new, |known| answers(&known.standing)),
            thousands(u64::from(someone.out)),
            thousands(u64::from(someone.inn)),
            last(someone.last),
            escape(&why).into_owned(),
        ]
    });
    page.table(
        [
            "Name",
            "Known by",
            "Answers",
            "From you:",
            "From them:",
            "Last contact",
            "What is known",
        ],
        rows,
    );
    more(page, audit.unmatched.len(), FIRST, "unmatched.csv");
}

/// Companies, services and shared mailboxes.
pub fn not_people(page: &mut Page, audit: &Audit) {
    let mut things: Vec<_> = audit.not_people.iter().collect();
    things.sort_by_key(|thing| (audit.view(thing).name().to_lowercase(), &thing.id));
    if things.is_empty() {
        return;
    }
    let number = thousands(things.len() as u64);
    page.heading(2, &format!("Not people ({number})"));
    page.paragraph("Companies, services and shared mailboxes. Their cards are kept, but they are not judged, and never merged by name alone.");
    let rows = things.iter().take(NAMED).map(|thing| {
        let view = audit.view(thing);
        let mails = view.emails().into_iter().map(|mail| mail.as_str());
        let phones = view.phones().into_iter().map(Phone::shown);
        let reached: Vec<&str> = mails
            .chain(phones)
            .chain(view.raw_phones())
            .take(2)
            .collect();
        [
            escape(view.name()).into_owned(),
            thing_word(thing.kind).to_owned(),
            escape(&reached.join(", ")).into_owned(),
            thousands(thing.cards.len() as u64),
        ]
    });
    page.table(["Name", "What it is", "Reached by", "Cards:"], rows);
    more(page, things.len(), NAMED, "not-people.csv");
}

/// What the figures mean.
pub fn how_to_read(page: &mut Page) {
    page.heading(2, "How to read this");
    page.paragraph(HOW_TO_READ);
}

/// The import report.
pub fn files(page: &mut Page, audit: &Audit) {
    page.heading(2, "What was read");
    page.paragraph(&format!("{}.", totals(audit)));
    page.list(
        audit
            .owner_found
            .iter()
            .map(|found| format!("You: {}", escape(found))),
    );
    page.table(
        ["File", "What it is", "What became of it", "Remarks"],
        audit.files.iter().map(file),
    );
}

fn file(file: &FileReport) -> [String; 4] {
    let about = in_a_row(&[kind_and_era(file), span(file).unwrap_or_default()]);
    let cells = [
        &file.name,
        &about,
        &equation(file),
        &in_a_row(&remarks(file)),
    ];
    cells.map(|cell| escape(cell).into_owned())
}

/// Problems by kind.
pub fn problems(page: &mut Page, audit: &Audit) {
    let counts = problem_counts(audit);
    if counts.is_empty() {
        return;
    }
    page.heading(2, "What was wrong");
    let all: u64 = counts.iter().map(|(_, n)| n).sum();
    page.paragraph(&format!(
        "{}; problems.csv gives the file and line of each.",
        count(all, "problem", "problems")
    ));
    let rows = counts.iter().map(|(code, n)| {
        [
            thousands(*n),
            code.name().to_owned(),
            code.severity().word().to_owned(),
            code.meaning().to_owned(),
        ]
    });
    page.table(["Number:", "Kind", "Severity", "What it means"], rows);
}
