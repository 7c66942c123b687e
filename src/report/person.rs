//! One person as a text for a terminal: cards, standing, why, what passed.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::terminal::{Look, Page};
use super::waterfall::field_word;
use super::words::{count, thousands};
use crate::model::file_name::base_name;
use crate::model::moment::written;
use crate::model::standing::{self, Band};
use crate::model::thresholds::{Origin, TABLE};
use crate::snapshot::{self, Bits, Occasion, Period, Person, Record};
use crate::words;

/// Entries of a list that are shown.
const MOST: usize = 20;
/// Width of the first column.
const LABEL: usize = 16;

/// The page of a person; every line fits the width.
pub fn person(page: &snapshot::Page, look: Look) -> String {
    let mut out = Page::new(look);
    let person = &page.person;
    head(&mut out, page);
    answers(&mut out, person);
    list(&mut out, "Why", &person.why, |out, why| out.item("  ", why));
    list(&mut out, "Out of date", &person.stale, |out, stale| {
        row(
            out,
            &stale.field,
            &format!("{}: {}", stale.value, stale.text),
        );
    });
    decisions(&mut out, page);
    since(&mut out, page);
    balance(&mut out, person);
    cards(&mut out, page);
    merges(&mut out, page);
    doubts(&mut out, page);
    list(&mut out, "Timeline", &person.timeline, |out, one| {
        period(out, one, super::brief::when(one, person));
    });
    list(&mut out, "Last contacts", &person.recent, occasion);
    out.finish()
}

/// The thresholds of the score and of the advice, which are the same for everybody.
pub fn thresholds(look: Look) -> String {
    let mut out = Page::new(look);
    table(&mut out);
    out.finish()
}

/// What is shown of something that is no person.
pub fn thing(entity: &snapshot::Entity, look: Look) -> String {
    let mut out = Page::new(look);
    let name = super::plain::clip(&entity.name, out.width);
    out.line(&out.paint.bold(&name));
    let what = match entity.kind.as_str() {
        "role" => "a shared mailbox",
        _ => "a company or service",
    };
    let text = format!(
        "{}: {what}, not a person, so it is not judged or ranked",
        entity.id
    );
    out.item("", &text);
    section(&mut out, &format!("Cards ({})", entity.records.len()));
    for (n, record) in (1..).zip(&entity.records).take(MOST) {
        out.item(
            "  ",
            &format!("{n}  {}, number {}", record.file, record.record),
        );
    }
    more(&mut out, entity.records.len());
    values(&mut out, &entity.values, entity.records.len() > 1);
    out.finish()
}

fn head(out: &mut Page, page: &snapshot::Page) {
    let person = &page.person;
    let name = super::plain::clip(&person.name, out.width);
    out.line(&out.paint.bold(&name));
    let work = [&person.title, &person.company];
    let work: Vec<&str> = work.into_iter().flatten().map(|word| word.trim()).collect();
    if !work.is_empty() {
        out.item("", &work.join(", "));
    }
    let place = format!(
        "{}: number {} of {}, as of {}",
        person.id,
        thousands(u64::from(person.rank)),
        count(page.people, "person", "people"),
        day(&page.as_of)
    );
    out.item("", &place);
}

/// A heading, and below it what there is; nothing where there is nothing.
fn list<T>(out: &mut Page, heading: &str, entries: &[T], entry: impl Fn(&mut Page, &T)) {
    if entries.is_empty() {
        return;
    }
    section(out, heading);
    entries.iter().for_each(|e| entry(out, e));
}

fn section(out: &mut Page, heading: &str) {
    out.gap();
    out.line(&out.paint.bold(heading));
}

/// A label in the first column and a text beside it.
fn row(out: &mut Page, label: &str, text: &str) {
    let label = super::plain::clip(label, LABEL - 1);
    out.item(&format!("  {label:LABEL$}"), text);
}

fn answers(out: &mut Page, person: &Person) {
    section(out, "Standing");
    let standing = &person.standing;
    row(out, "verdict", person.verdict.word());
    let percent = |p: f64| (p * 100.0).round() as u32;
    let figure = standing.band.known().zip(standing.probability);
    let beside =
        figure.and_then(|(band, p)| words::band_beside(band, p, &standing.basis.figures()));
    let chance = match (standing.probability, standing.low, standing.high) {
        _ if let Some(why) = beside => format!("{}: {why}", standing.band),
        // What others do says nothing of somebody with whom nothing passed.
        (Some(p), Some(low), Some(high)) if standing.band != Band::Unknown => format!(
            "{}, {} % ({}-{} %)",
            standing.band,
            match percent(p) {
                p if p > 95 => "over 95".to_owned(),
                p => format!("about {p}"),
            },
            percent(low),
            percent(high)
        ),
        _ => standing.band.word().to_owned(),
    };
    row(out, "would answer", &chance);
    row(out, "because", &standing.sentence);
    if let Some(next) = &person.next_meeting {
        row(out, "next", &format!("meeting on {}", day(next)));
    }
    if let Some(p) = standing.probability {
        sum(out, standing, p);
    }
}

/// The sum by which the probability can be worked out again, term by term, and what holds it down.
fn sum(out: &mut Page, standing: &snapshot::Standing, p: f64) {
    let basis = &standing.basis;
    let is_first = basis.sent + basis.received == 0;
    if is_first || basis.share == 0.0 {
        return row(out, "worked out", &words::worked_out(is_first, p));
    }
    let basis = standing::Basis {
        answered: basis.answered,
        attempts: basis.attempts,
        answered_weighted: basis.answered_weighted,
        attempts_weighted: basis.attempts_weighted,
        never: basis.never,
        owner_rate: basis.owner_rate,
        shift: basis.shift,
        days: basis.days,
        begun: basis.begun,
        talks: basis.talks,
        share: basis.share,
    };
    let talks = standing.talks.as_ref();
    let talks = talks.map(|talks| (talks.yours, talks.answered));
    if let Some(held) = words::why_not_higher(&basis, talks) {
        row(out, "why not higher?", &held);
    }
    section(out, "How the probability is worked out");
    let mut logit = 0.0;
    for (value, made_of) in words::sum(&basis) {
        logit += value;
        out.item("  ", &format!("{value:+.3}  {made_of}"));
    }
    let text = format!("{logit:+.3}  the sum; P = 1 / (1 + e^-sum) = {p:.3}");
    out.item("  ", &text);
}

fn table(out: &mut Page) {
    section(out, "Thresholds");
    for line in &TABLE {
        let unit = if line.unit.is_empty() { "" } else { " " };
        let origin = match line.source {
            Origin::Measured => "measured",
            Origin::Judged => "a judgement",
        };
        let text = format!(
            "{} ({}{unit}{}, {origin})",
            line.name, line.value, line.unit
        );
        out.item("  ", &text);
    }
}

fn decisions(out: &mut Page, page: &snapshot::Page) {
    let (notes, decided): (Vec<_>, Vec<_>) = page
        .decisions
        .iter()
        .partition(|decided| words::balance::is_note(&decided.said));
    list(out, "Your decisions", &decided, |out, decided| {
        row(
            out,
            &day(&decided.at),
            &format!("{} ({})", decided.said, decided.source),
        );
    });
    list(out, "How you can help each other", &notes, |out, note| {
        out.item("  ", &note.said);
    });
}

/// What the audit does not know yet.
fn since(out: &mut Page, page: &snapshot::Page) {
    list(out, "Noted since this audit", &page.noted, |out, line| {
        out.item("  ", line);
    });
    if let Some(day) = &page.absent_since {
        section(out, "Not in the audits since");
        out.item("  ", &words::page::absent_since(&words::balance::day(day)));
    } else if let Some(last) = page.read.last() {
        section(out, "Read since this audit");
        let text = format!(
            "{}, last the {last}; run a new audit to include them",
            count(page.read.len() as u64, "set of files", "sets of files")
        );
        out.item("  ", &text);
    }
}

/// What went one way and what the other, and what is open.
fn balance(out: &mut Page, person: &Person) {
    let basis = &person.standing.basis;
    let (yours, theirs) = given(person);
    let told = words::balance::lines(person);
    let talked = basis.sent + basis.received + person.talks > 0;
    if !talked && yours.is_empty() && theirs.is_empty() && told.is_empty() {
        return;
    }
    section(out, "Give and take");
    let calls = format!(
        "{} from you, {} from them",
        thousands(u64::from(basis.sent)),
        thousands(u64::from(basis.received))
    );
    row(out, "messages, calls", &calls);
    if person.talks > 0 {
        let talks = format!(
            "{}, of which they began {}",
            person.talks, person.talks_they_began
        );
        row(out, "conversations", &talks);
    }
    for (label, things) in [("you gave", &yours), ("they gave", &theirs)] {
        if !things.is_empty() {
            row(out, label, &in_words(things));
        }
    }
    for (label, text) in told {
        row(out, label, &text);
    }
    if person.waiting_since.is_some() {
        row(out, "open", "they wait for your answer");
    }
}

/// What the owner gave and what they gave, by what it is. Thanks are no help.
fn given(person: &Person) -> (BTreeMap<&str, u64>, BTreeMap<&str, u64>) {
    let (mut yours, mut theirs) = (BTreeMap::new(), BTreeMap::new());
    for tie in &person.ties {
        let is_help = |what: &str| !matches!(what, "invitation" | "thanks" | "promise");
        let Some((what, way)) = tie.kind.rsplit_once('-').filter(|(what, _)| is_help(what)) else {
            continue;
        };
        match way {
            "given" => *yours.entry(what).or_default() += 1,
            "received" => *theirs.entry(what).or_default() += 1,
            _ => {}
        }
    }
    (yours, theirs)
}

fn in_words(things: &BTreeMap<&str, u64>) -> String {
    let things = things.iter().map(|(what, &n)| match *what {
        "intro" => count(n, "introduction", "introductions"),
        "passed-on" => count(n, "thing passed on", "things passed on"),
        what => count(n, what, &format!("{what}s")),
    });
    things.collect::<Vec<_>>().join(", ")
}

fn cards(out: &mut Page, page: &snapshot::Page) {
    let person = &page.person;
    section(out, &format!("Cards ({})", person.records.len()));
    for (n, record) in (1..).zip(&person.records).take(MOST) {
        let kind = page.files.iter().find(|file| file.file == record.file);
        let kind = kind.map_or_else(String::new, |file| format!(" ({})", file.kind));
        out.item(
            "  ",
            &format!("{n}  {}, number {}{kind}", record.file, record.record),
        );
    }
    more(out, person.records.len());
    values(out, &person.values, person.records.len() > 1);
}

/// What the cards say, each value with the numbers of the cards that hold it where there are several.
fn values(out: &mut Page, values: &[snapshot::Value], several: bool) {
    let mut last = "";
    for value in values {
        let label = if value.field == last {
            ""
        } else {
            &value.field
        };
        last = &value.field;
        let places: Vec<String> = value
            .records
            .iter()
            .map(|at| (at + 1).to_string())
            .collect();
        let origin = if several {
            format!(" [{}]", places.join(" "))
        } else {
            String::new()
        };
        row(out, label_of(label), &format!("{}{origin}", value.value));
    }
}

fn label_of(field: &str) -> &str {
    match field {
        "email" => "e-mail",
        "url" => "link",
        "connected_on" => "connected on",
        other => other,
    }
}

/// Says what is not shown of a list.
fn more(out: &mut Page, all: usize) {
    if all > MOST {
        let rest = thousands((all - MOST) as u64);
        out.line(&out.paint.dim(&format!("  and {rest} more (see --json)")));
    }
}

fn merges(out: &mut Page, page: &snapshot::Page) {
    if page.merges.is_empty() {
        return;
    }
    section(out, "Why these cards are one person");
    let values = page.person.values.iter();
    let birthdays = values.filter(|value| value.field == "birthday");
    if let Some(said) = words::birthdays(birthdays.map(|value| value.value.as_str())) {
        out.item("  ", &format!("their cards have {said}"));
    }
    for merge in page.merges.iter().take(MOST) {
        let mut cards = [&merge.a, &merge.b].map(|card| number(&page.person, card));
        cards.sort();
        let [a, b] = cards;
        evidence(out, &format!("{a} and {b}"), &merge.reasons, &merge.bits);
    }
    more(out, page.merges.len());
}

fn doubts(out: &mut Page, page: &snapshot::Page) {
    if page.review.is_empty() {
        return;
    }
    section(out, "May be the same person: you decide");
    for pair in page.review.iter().take(MOST) {
        let other = usize::from(number(&page.person, &pair.b) == "?");
        let record = [&pair.a, &pair.b][other];
        let heading = format!(
            "{} ({}, number {}), {:.0} %",
            pair.names[other],
            record.file,
            record.record,
            pair.probability * 100.0
        );
        evidence(out, &heading, &pair.reasons, &pair.bits);
    }
    more(out, page.review.len());
}

fn evidence(out: &mut Page, heading: &str, reasons: &[String], bits: &Bits) {
    out.item("  ", &format!("{heading}: {}", reasons.join("; ")));
    if !bits.steps.is_empty() {
        out.item("      ", &waterfall(bits));
    }
}

/// The comparisons with their weights in bits, one after the other.
fn waterfall(bits: &Bits) -> String {
    let start = (bits.start != 0.0).then(|| format!("before comparing {:+.1}", bits.start));
    let step = |step: &snapshot::Step| match step.field.as_str() {
        "veto" => format!("held at {:+.1}", step.bits),
        field => format!("{}: {} {:+.1}", field_word(field), step.level, step.bits),
    };
    let steps = start.into_iter().chain(bits.steps.iter().map(step));
    steps.collect::<Vec<_>>().join("; ")
}

/// The number under which a card of the person is listed.
fn number(person: &Person, record: &Record) -> String {
    let place = person.records.iter().position(|known| known == record);
    place.map_or_else(|| "?".to_owned(), |place| (place + 1).to_string())
}

fn period(out: &mut Page, period: &Period, when: String) {
    let part = |n: u32, words: &str| (n > 0).then(|| format!("{} {words}", thousands(n.into())));
    let parts = [
        part(period.sent, "from you"),
        part(period.received, "from them"),
        part(period.met, "met"),
        part(period.among_many, "in groups"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let by = words::page::by_what(&period.by);
    row(out, &when, &format!("{}{by}", parts.join(", ")));
}

fn occasion(out: &mut Page, occasion: &Occasion) {
    let way = match occasion.direction.as_str() {
        "out" => " from you",
        "in" => " from them",
        _ => "",
    };
    let others = match occasion.others {
        0 | 1 => String::new(),
        n => format!(", {n} people on it"),
    };
    let length = occasion.duration_s.map_or_else(String::new, |s| match s {
        0..60 => format!(", {s} s"),
        s => format!(", {} min", (s + 30) / 60),
    });
    let source = base_name(&occasion.source);
    row(
        out,
        &day(&occasion.at),
        &format!("{}{way}{others}{length} ({source})", occasion.channel),
    );
}

/// The day of an instant in RFC 3339; what cannot be read stays as it is.
fn day(instant: &str) -> String {
    let date = instant
        .get(..10)
        .and_then(|date| date.parse::<NaiveDate>().ok());
    date.map_or_else(|| instant.to_owned(), written)
}
