//! The parts of a snapshot, made from an audit.

use std::collections::BTreeMap;

use chrono::DateTime;

use super::{
    Basis, Bits, Covered, Decided, Deletion, Entity, File, InputRemark, LeftOut, Link, Merge,
    Named, NextInput, Occasion, Owner, Passed, Period, Person, Problem, Reason, Record, Review,
    ReviewSide, Standing, Step, Talks, Tie, ToDo, Totals,
};
use super::{balance, stale, values};
use crate::model::audit::{Audit, Ranked};
use crate::model::card::{Card, CardIx};
use crate::model::closed::Saved;
use crate::model::decision::{Aspect, Decision};
use crate::model::exchange::Direction;
use crate::model::fingerprint::mark;
use crate::model::intake::{Fate, FileId, FileReport};
use crate::model::keys::Slug;
use crate::model::mark::shown_name;
use crate::model::moment::{Moment, date_of, iso};
use crate::model::timeline::Touch;
use crate::model::{audit, coverage, inputs, person, problem, reason, standing, to_do};

/// What writes snapshots.
pub const GENERATOR: &str = concat!("tieline ", env!("CARGO_PKG_VERSION"));

/// RFC 3339 in UTC, to the second.
pub fn instant(at: i64) -> String {
    DateTime::from_timestamp(at, 0)
        .map_or_else(String::new, |t| t.format("%Y-%m-%dT%H:%M:%SZ").to_string())
}

pub(super) fn day(moment: Moment) -> String {
    iso(moment.date())
}

/// Whose network.
pub fn owner(audit: &Audit) -> Owner {
    let owner = &audit.owner;
    Owner {
        known: owner.known,
        name: owner.name.clone(),
        emails: owner.emails.iter().map(ToString::to_string).collect(),
        phones: owner.phones.iter().map(|p| p.e164().to_owned()).collect(),
        urls: owner.profiles.iter().map(|slug| slug.url()).collect(),
        found: audit.owner_found.clone(),
    }
}

/// What was given of each channel.
pub fn coverage(audit: &Audit) -> Vec<Covered> {
    let day = |at: i64| date_of(at).to_string();
    let of = |covered: &coverage::Covered| {
        let gaps = covered.spans.windows(2);
        Covered {
            channel: covered.medium.name().to_owned(),
            from: covered.spans.first().map(|span| day(span.0)),
            to: covered.spans.last().map(|span| day(span.1)),
            gaps: gaps.map(|gap| [day(gap[0].1), day(gap[1].0)]).collect(),
            whole: covered.whole,
            owner_found: covered.owner_found,
            files: covered.files.clone(),
        }
    };
    audit.coverage.channels.iter().map(of).collect()
}

/// A word on the files.
pub fn input_remark(remark: &inputs::InputRemark) -> InputRemark {
    let code = remark.code().to_owned();
    match remark {
        inputs::InputRemark::Stale { day, .. } | inputs::InputRemark::OldExport { day, .. } => {
            InputRemark {
                code,
                day: day.to_string(),
                older: Vec::new(),
                gone: None,
            }
        }
        inputs::InputRemark::Exports {
            newest,
            older,
            gone,
        } => InputRemark {
            code,
            day: newest.to_string(),
            older: older.iter().map(ToString::to_string).collect(),
            gone: Some(*gone),
        },
    }
}

/// What would tell most next.
pub fn next_input(next: &inputs::NextInput) -> NextInput {
    let channels = match next {
        inputs::NextInput::Channels(channels) => {
            channels.iter().map(|m| m.name().to_owned()).collect()
        }
        inputs::NextInput::Messages(_)
        | inputs::NextInput::NewerExport(..)
        | inputs::NextInput::WholeFile(_) => Vec::new(),
    };
    NextInput {
        code: next.code().to_owned(),
        people: next.people(),
        channels,
    }
}

/// Figures of the whole.
pub fn totals(audit: &Audit) -> Totals {
    let sum = |of: fn(&FileReport) -> u64| audit.files.iter().map(of).sum::<u64>();
    let mut set_aside = BTreeMap::new();
    for report in &audit.files {
        add_set_aside(&mut set_aside, report);
    }
    Totals {
        rows: sum(|f| f.rows),
        cards: audit.everybody().map(|p| p.cards.len() as u64).sum(),
        people: audit.people.len() as u64,
        merged: sum(|f| f.of(Fate::Merged)),
        not_people: audit.not_people.len() as u64,
        left_out: audit.left_out.len() as u64,
        unmatched: audit.unmatched.len() as u64,
        review: audit.doubts.len() as u64,
        set_aside,
        rejected: sum(|f| f.of(Fate::Rejected)),
        interactions: sum(|f| f.of(Fate::Event)),
        bands: saved(audit.bands()),
        verdicts: saved(audit.verdicts()),
        network: Some(balance::network(audit)),
        stale: Some(audit.hygiene.stale.len() as u64),
    }
}

fn saved<T>(counts: BTreeMap<T, usize>) -> BTreeMap<Saved<T>, u64>
where
    T: Copy + Eq + Into<&'static str>,
{
    let counts = counts.into_iter();
    counts.map(|(of, n)| (Saved::Known(of), n as u64)).collect()
}

fn add_set_aside(counts: &mut BTreeMap<String, u64>, report: &FileReport) {
    for (fate, n) in &report.fates {
        if let Fate::SetAside(why) = fate {
            *counts.entry(why.reason().to_owned()).or_default() += n;
        }
    }
}

/// A person of the ranking.
pub fn ranked_person(audit: &Audit, ranked: &Ranked) -> Person {
    let cards = audit.view(&ranked.person).cards();
    Person {
        marks: cards.map(|card| format!("{:x}", mark(card))).collect(),
        ..shown_person(audit, ranked)
    }
}

/// The same without what nothing shows: every letter of a card goes into its mark.
pub fn shown_person(audit: &Audit, ranked: &Ranked) -> Person {
    let view = audit.view(&ranked.person);
    let standing = &ranked.standing;
    let phones = view.phones().into_iter().map(|p| p.e164().to_owned());
    let links = view.profiles().into_iter().map(|slug| slug.url());
    let said_on = |aspect| standing.decided.on(aspect).map(|d| d.said.to_string());
    Person {
        rank: ranked.rank,
        id: ranked.person.id.clone(),
        name: view.name().to_owned(),
        standing: answers(&ranked.standing, &ranked.told),
        ties: standing
            .ties
            .iter()
            .map(|tie| self::tie(audit, tie))
            .collect(),
        verdict: standing.verdict.into(),
        grounds: Some(standing.grounds.clone()),
        why: ranked.told.why.clone(),
        reasons: reasons(&ranked.standing, &ranked.told),
        decision: standing.decided.word(),
        decided_on: standing.decided.main().map(|d| date_of(d.at).to_string()),
        rule: standing.decided.rule.clone(),
        role: said_on(Aspect::Role),
        rhythm: said_on(Aspect::Rhythm),
        last_contact: standing.contact.last.map(day),
        last_group_talk: standing.contact.group.map(|group| day(group.last)),
        spoke_in_group: standing.contact.group.map(|group| group.spoke),
        first_contact: standing.contact.first.map(day),
        last_sent: standing.contact.last_out.map(day),
        last_received: standing.contact.last_in.map(day),
        last_two_way: standing.contact.last_two_way.map(day),
        next_meeting: standing.next.map(day),
        connected_on: view.connected_on().map(iso),
        records: records(audit, &ranked.person),
        marks: Vec::new(),
        emails: view.emails().into_iter().map(ToString::to_string).collect(),
        phones: phones
            .chain(view.raw_phones().into_iter().map(str::to_owned))
            .collect(),
        urls: links
            .chain(view.urls().into_iter().map(str::to_owned))
            .collect(),
        company: view.companies().first().map(|&c| c.to_owned()),
        title: view.titles().first().map(|&t| t.to_owned()),
        talks: standing.contact.talks.yours + standing.contact.talks.theirs,
        talks_they_began: standing.contact.talks.theirs,
        owes_answer: standing.contact.owes_answer,
        waiting_since: waiting_since(audit, ranked),
        balance: Some(balance::of(&standing.balance, standing.contact.year)),
        i_can: noted(standing, Aspect::ICan),
        they_can: noted(standing, Aspect::TheyCan),
        bridge_to: bridge_to(audit, ranked),
        timeline: timeline(ranked),
        recent: standing
            .contact
            .recent
            .iter()
            .map(|touch| occasion(audit, touch))
            .collect(),
        values: values::values(&in_order(audit, &ranked.person)),
        stale: stale::of_person(audit, &ranked.person.id),
    }
}

/// Since when somebody waits for the owner.
fn waiting_since(audit: &Audit, ranked: &Ranked) -> Option<String> {
    let since = audit.look.since.get(&(ranked.rank as usize - 1));
    let owes = ranked.standing.contact.owes_answer;
    since.filter(|_| owes).copied().map(day)
}

/// What the owner noted of how the two can help each other.
fn noted(standing: &standing::Standing, aspect: Aspect) -> Option<String> {
    standing
        .decided
        .on(aspect)
        .and_then(|decision| decision.said.note())
        .map(str::to_owned)
}

fn bridge_to(audit: &Audit, ranked: &Ranked) -> Vec<Named> {
    let circle = audit.bridges.get(&(ranked.rank as usize - 1));
    let named = |place: &usize| {
        let person = &audit.people.get(*place)?.person;
        Some(Named {
            id: person.id.clone(),
            name: audit.view(person).name().to_owned(),
        })
    };
    circle.into_iter().flatten().filter_map(named).collect()
}

/// Two people who were on something together.
pub fn link(audit: &Audit, link: &crate::model::balance::Link) -> Link {
    let id = |place: usize| {
        let ranked = audit.people.get(place);
        ranked.map_or_else(String::new, |ranked| ranked.person.id.clone())
    };
    Link {
        people: [id(link.people.0), id(link.people.1)],
        at: day(link.last),
        channel: link.channel.word().to_owned(),
        source: file_name(audit, link.file),
    }
}

/// How much passed with somebody when.
pub fn timeline(ranked: &Ranked) -> Vec<Period> {
    let periods = ranked.standing.contact.periods.iter();
    periods.map(period).collect()
}

fn period(period: &standing::Period) -> Period {
    let year = period.year;
    Period {
        when: period
            .month
            .map_or_else(|| year.to_string(), |month| format!("{year}-{month:02}")),
        sent: period.out,
        received: period.inn,
        met: period.met,
        among_many: period.among_many,
        you_began: period.yours,
        they_began: period.theirs,
        by: period.by.iter().map(passed).collect(),
    }
}

fn passed(by: &standing::Passed) -> Passed {
    Passed {
        channel: by.channel.word().to_owned(),
        sent: by.out,
        received: by.inn,
        met: by.met,
    }
}

fn occasion(audit: &Audit, touch: &Touch) -> Occasion {
    let direction = match touch.direction {
        Direction::Out => "out",
        Direction::In => "in",
        Direction::Both => "both",
        Direction::Unknown => "unknown",
    };
    Occasion {
        at: day(touch.at),
        direction: direction.to_owned(),
        channel: touch.channel.word().to_owned(),
        others: touch.others,
        duration_s: touch.duration_s.filter(|&seconds| seconds > 0),
        source: file_name(audit, touch.file),
    }
}

pub(super) fn answers(standing: &standing::Standing, told: &audit::Told) -> Standing {
    let basis = standing.basis;
    let talks = &standing.contact.talks;
    Standing {
        probability: standing.chance.map(|c| c.p),
        low: standing.chance.map(|c| c.low),
        high: standing.chance.map(|c| c.high),
        band: standing.band.into(),
        basis: Basis {
            answered: basis.answered,
            attempts: basis.attempts,
            never: basis.never,
            owner_rate: basis.owner_rate,
            shift: basis.shift,
            answered_weighted: basis.answered_weighted,
            attempts_weighted: basis.attempts_weighted,
            sent: standing.contact.out,
            received: standing.contact.inn,
            days: basis.days,
            begun: basis.begun,
            talks: basis.talks,
            share: basis.share,
        },
        sentence: told.sentence.clone(),
        talks: Some(Talks {
            yours: talks.yours,
            answered: talks.answered,
            late: talks.late,
            usual_delay_days: talks.usual_delay_days,
            theirs: talks.theirs,
        }),
        tie_weight: standing.tie_weight,
    }
}

pub(super) fn reasons(standing: &standing::Standing, told: &audit::Told) -> Vec<Reason> {
    let told = standing.reasons.iter().zip(&told.why);
    let reason = |(reason, text): (&reason::Reason, &String)| {
        let (code, facts) = reason.parts();
        Reason {
            code,
            text: text.clone(),
            facts,
        }
    };
    told.map(reason).collect()
}

fn tie(audit: &Audit, tie: &crate::model::standing::Tie) -> Tie {
    Tie {
        kind: tie.kind.name().to_owned(),
        at: tie.at.map(day),
        source: file_name(audit, tie.source),
    }
}

fn file_name(audit: &Audit, file: FileId) -> String {
    audit
        .files
        .get(file.0 as usize)
        .map_or_else(String::new, |f| f.name.clone())
}

fn record(audit: &Audit, card: CardIx) -> Record {
    let place = audit.cards[card.0 as usize].place;
    Record {
        file: file_name(audit, place.file),
        record: place.record,
    }
}

/// The cards of a person, by file and record: the order in which they are shown is not promised.
fn in_order<'a>(audit: &'a Audit, person: &person::Person) -> Vec<&'a Card> {
    let mut cards: Vec<_> = person
        .cards
        .iter()
        .map(|ix| &audit.cards[ix.0 as usize])
        .collect();
    cards.sort_by_cached_key(|card| (file_name(audit, card.place.file), card.place.record));
    cards
}

fn records(audit: &Audit, person: &person::Person) -> Vec<Record> {
    let record = |card: &Card| Record {
        file: file_name(audit, card.place.file),
        record: card.place.record,
    };
    in_order(audit, person).into_iter().map(record).collect()
}

/// A decision on a person.
pub fn decided(decision: &Decision) -> Decided {
    Decided {
        id: decision.person.clone(),
        said: decision.said.to_string(),
        at: instant(decision.at),
        source: decision.source.clone(),
    }
}

/// What became of the decisions to delete.
pub fn to_do(audit: &Audit) -> ToDo {
    let to_do = &audit.to_do;
    let deletion = |deletion: &to_do::Deletion| Deletion {
        id: deletion.person.clone(),
        name: deletion.name.clone(),
        profile: deletion.profile.as_ref().map(Slug::url),
        connected: deletion.connected,
        decided_on: deletion.decided_on.to_string(),
        gone_on: deletion.gone_on.map(|day| day.to_string()),
        why: deletion.why.clone(),
    };
    ToDo {
        export: to_do.export.map(|day| day.to_string()),
        decided: to_do.deletions.len() as u64,
        gone: to_do.gone() as u64,
        open: to_do.open().count() as u64,
        deletions: to_do.deletions.iter().map(deletion).collect(),
    }
}

/// A company or shared mailbox.
pub fn entity(audit: &Audit, person: &person::Person) -> Entity {
    Entity {
        id: person.id.clone(),
        kind: person.kind.word().to_owned(),
        name: audit.view(person).name().to_owned(),
        records: records(audit, person),
        values: values::values(&in_order(audit, person)),
    }
}

/// Somebody whom a rule of the owner keeps out.
pub fn left_out(audit: &Audit, left_out: &audit::LeftOut) -> LeftOut {
    let person = &left_out.person;
    LeftOut {
        id: person.id.clone(),
        name: audit.view(person).name().to_owned(),
        rule: left_out.rule.clone(),
        records: records(audit, person),
    }
}

/// Whose card is whose.
pub struct Owners<'a>(Vec<&'a str>);

impl<'a> Owners<'a> {
    /// Of everybody who has a card, where there is a pair to ask about.
    pub fn of(audit: &'a Audit) -> Self {
        let mut ids = vec![""; audit.cards.len()];
        if !audit.doubts.is_empty() {
            for person in audit.everybody() {
                for card in &person.cards {
                    ids[card.0 as usize] = &person.id;
                }
            }
        }
        Self(ids)
    }
}

fn side(audit: &Audit, ix: CardIx, owners: &Owners<'_>) -> ReviewSide {
    let card = &audit.cards[ix.0 as usize];
    ReviewSide {
        id: owners.0[ix.0 as usize].to_owned(),
        name: shown_name(card).to_owned(),
        values: values::values(&[card])
            .into_iter()
            .filter(|value| value.field != "name")
            .map(|value| [value.field, value.value])
            .collect(),
    }
}

/// A pair to ask about.
pub fn review(audit: &Audit, doubt: &person::Doubt, owners: &Owners<'_>) -> Review {
    let name = |card: CardIx| audit.cards[card.0 as usize].name.full.clone();
    Review {
        a: record(audit, doubt.a),
        b: record(audit, doubt.b),
        names: [name(doubt.a), name(doubt.b)],
        probability: doubt.probability,
        reasons: doubt.evidence.iter().map(|e| e.text.clone()).collect(),
        bits: bits(doubt.start, &doubt.evidence),
        sides: [doubt.a, doubt.b].map(|ix| side(audit, ix, owners)),
    }
}

/// Why two cards were taken for one person.
pub fn merge(audit: &Audit, merge: &person::Merge) -> Merge {
    Merge {
        a: record(audit, merge.a),
        b: record(audit, merge.b),
        reasons: merge.evidence.iter().map(|e| e.text.clone()).collect(),
        bits: bits(merge.start, &merge.evidence),
    }
}

fn bits(start: f64, evidence: &[person::Evidence]) -> Bits {
    let rounded = |bits: f64| (bits * 100.0).round() / 100.0;
    let step = |e: &person::Evidence| Step {
        field: e.field.to_owned(),
        level: e.level.to_owned(),
        bits: rounded(e.bits),
    };
    Bits {
        start: rounded(start),
        steps: evidence.iter().map(step).collect(),
    }
}

/// A finding.
pub fn problem(audit: &Audit, problem: &problem::Problem) -> Problem {
    let known = |n: u32| (n > 0).then_some(n);
    Problem {
        code: problem.code.name().to_owned(),
        severity: problem.code.severity().word().to_owned(),
        file: file_name(audit, problem.place.file),
        line: known(problem.place.line),
        record: known(problem.place.record),
        message: problem.message.clone(),
    }
}

/// A file of the import report.
pub fn file(report: &FileReport) -> File {
    let mut set_aside = BTreeMap::new();
    add_set_aside(&mut set_aside, report);
    File {
        file: report.name.clone(),
        kind: report.kind.to_owned(),
        era: report.era.clone(),
        encoding: report.encoding.to_owned(),
        delimiter: report.delimiter.map(String::from),
        rows: report.rows,
        people: report.of(Fate::Person),
        merged: report.of(Fate::Merged),
        events: report.of(Fate::Event),
        unmatched: report.of(Fate::Unmatched),
        owner: report.of(Fate::Owner),
        set_aside,
        rejected: report.of(Fate::Rejected),
        span: report
            .span
            .map(|(first, last)| [day(Moment::second(first)), day(Moment::second(last))]),
        unknown_columns: report.unknown_columns.clone(),
        remarks: report.remarks.clone(),
    }
}
