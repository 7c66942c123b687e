//! `tieline decide`: what the owner decides on people and pairs, by name or by the lists of an audit.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use chrono::Utc;

use super::error::Failure;
use super::{book, settings, who};
use crate::book::{Book, Found, Meant, Named, RunKind};
use crate::cli::DecideArgs;
use crate::import::decisions::{self, Answers, PairAnswer, PersonAnswer};
use crate::model::decision::{Aspect, Decision, EXPECTED, PairDecision, Said};
use crate::model::keys::{Region, Slug};
use crate::model::mark::Mark;
use crate::model::name::fold;
use crate::report::plain::plain;
use crate::report::words::count;

/// One thing to be decided, and how it is said when it is done.
struct Step {
    what: What,
    words: String,
}

enum What {
    Person(Decision),
    Pair(PairDecision),
    TakeBack(String, Aspect),
}

/// What is to be decided, and what in the files cannot be.
#[derive(Default)]
struct Plan {
    steps: Vec<Step>,
    refused: Vec<String>,
}

/// Finds out what is meant, decides it and says so.
pub fn run(args: &DecideArgs) -> Result<(), Failure> {
    let region = settings::region(args.region.as_deref())?;
    let now = Utc::now().timestamp();
    let mut book = book::open(&args.place, "tieline decide")?;
    let is_file = |word: &String| Path::new(word).is_file();
    let plan = if args.words.iter().all(is_file) {
        of_files(&book, &args.words, region, now)?
    } else {
        by_name(&book, &args.words, region, now)?
    };
    book.begin(
        RunKind::Decide,
        &format!("decide {}", args.words.join(" ")),
        now,
    )?;
    let mut lines = Vec::new();
    for step in &plan.steps {
        let is_new = match &step.what {
            What::Person(decision) => book.decide(decision)?,
            What::Pair(decision) => book.decide_pair(decision)?,
            What::TakeBack(person, aspect) => book.take_back(person, *aspect, now, BY_HAND)?,
        };
        lines.extend(is_new.then_some(step.words.as_str()));
    }
    if !args.dry_run && !lines.is_empty() {
        book.commit()?;
    }
    if !args.talk.quiet {
        let is_decision = |step: &&Step| !matches!(step.what, What::TakeBack(..));
        let as_before = plan
            .steps
            .iter()
            .filter(is_decision)
            .count()
            .saturating_sub(lines.len());
        say(&lines, as_before, args.dry_run).map_err(Failure::write("standard output"))?;
    }
    complain(&plan.refused, args.dry_run)
}

/// Where a decision of the command line was said.
const BY_HAND: &str = "by hand";

fn say(lines: &[&str], as_before: usize, dry_run: bool) -> io::Result<()> {
    let mut out = io::stdout().lock();
    for line in lines {
        writeln!(out, "{line}")?;
    }
    let would = if dry_run { "would be " } else { "" };
    let decisions = count(lines.len() as u64, "decision", "decisions");
    match as_before {
        0 => writeln!(out, "{decisions} {would}taken."),
        n => writeln!(
            out,
            "{decisions} {would}taken, {n} as you had decided before."
        ),
    }
}

fn complain(refused: &[String], dry_run: bool) -> Result<(), Failure> {
    if refused.is_empty() {
        return Ok(());
    }
    let rows = count(refused.len() as u64, "row", "rows");
    let (cannot, would) = if dry_run {
        ("cannot", "would be")
    } else {
        ("could not", "was")
    };
    Err(Failure::Refused(format!(
        "{rows} {cannot} be taken; everything else {would}:\n  {}",
        refused.join("\n  ")
    )))
}

/// A name and a decision, wherever the one ends and the other begins.
fn by_name(
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
        let all = plain(&words.join(" ")).into_owned();
        return Err(Failure::Usage(format!(
            "{all}: neither a file nor a name with a decision behind it; write tieline decide NAME and one of: {EXPECTED}, same NAME, not-same NAME, undecided"
        )));
    };
    let person = who::one(book, &name, region)?;
    let shown = who::line(&person);
    let steps = match what {
        Asked::Said(said) => vec![step(said, &person.id, &shown, (BY_HAND, at))],
        Asked::Nothing => Aspect::ALL
            .map(|aspect| Step {
                words: format!("{shown}: no decision on the {} any more", aspect.word()),
                what: What::TakeBack(person.id.clone(), aspect),
            })
            .into(),
        Asked::Pair(same, other) => {
            let found = who::one(book, &other, region)?;
            let mut marks = [mark(&person), mark(&found)];
            if found.id == person.id {
                // Two cards of one person are told apart by the names on them.
                let names = [name, other].map(|name| name.trim().to_owned());
                if same || fold(&names[0]) == fold(&names[1]) {
                    return Err(Failure::Usage(format!(
                        "both are {shown}; two names of two people are needed"
                    )));
                }
                marks = names.map(|name| Mark {
                    name,
                    ..marks[0].clone()
                });
            }
            marks.sort();
            vec![pair_step([&person, &found], marks, same, at)]
        }
    };
    Ok(Plan {
        steps,
        ..Plan::default()
    })
}

enum Asked {
    Said(Said),
    Pair(bool, String),
    Nothing,
}

fn asked(text: &str) -> Option<Asked> {
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    match first.to_lowercase().as_str() {
        "same" if !rest.is_empty() => Some(Asked::Pair(true, rest.to_owned())),
        "not-same" if !rest.is_empty() => Some(Asked::Pair(false, rest.to_owned())),
        "undecided" if rest.is_empty() => Some(Asked::Nothing),
        _ => Said::parse(text).ok().map(Asked::Said),
    }
}

fn step(said: Said, id: &str, shown: &str, (source, at): (&str, i64)) -> Step {
    let words = format!("{shown}: {}", plain(&said.to_string()));
    let decision = Decision {
        person: id.to_owned(),
        said,
        at,
        source: source.to_owned(),
    };
    let what = What::Person(decision);
    Step { what, words }
}

fn pair_step(people: [&Found; 2], pair: [Mark; 2], same: bool, at: i64) -> Step {
    let [a, b] = if people[0].id == people[1].id {
        pair.each_ref().map(|mark| plain(&mark.name).into_owned())
    } else {
        people.map(who::line)
    };
    Step {
        words: format!("{}: {a} and {b}", if same { "same" } else { "not-same" }),
        what: What::Pair(PairDecision {
            pair,
            same,
            at,
            source: BY_HAND.to_owned(),
        }),
    }
}

/// A person's cards, as a decision on them is to find them again.
fn mark(person: &Found) -> Mark {
    let keys = person
        .keys
        .iter()
        .filter_map(|key| match key.split_once(' ') {
            Some(("profile", slug)) => Slug::parse(slug).map(|slug| slug.url()),
            Some(("email" | "phone", key)) => Some(key.to_owned()),
            _ => None,
        });
    Mark {
        name: person.name.clone(),
        keys: keys.collect(),
        file: String::new(),
    }
}

/// Everything that edited lists say.
fn of_files(
    book: &Book,
    files: &[String],
    region: Option<Region>,
    at: i64,
) -> Result<Plan, Failure> {
    let mut taking = Taking {
        book,
        region,
        at,
        plan: Plan::default(),
        said: BTreeMap::new(),
    };
    for file in files {
        let bytes = fs::read(file).map_err(|error| Failure::Usage(format!("{file}: {error}")))?;
        let (answers, refused) = decisions::read(&bytes).ok_or_else(|| {
            Failure::Usage(format!(
                "{file}: this is neither a keep-delete.csv nor a review.csv; it needs a column decision, and id or name_a and name_b"
            ))
        })?;
        for refused in refused {
            taking.refuse(file, refused.line, &refused.message);
        }
        match answers {
            Answers::Pairs(pairs) => pairs.iter().try_for_each(|pair| taking.pair(file, pair))?,
            Answers::People(people) => {
                people.iter().try_for_each(|row| taking.person(file, row))?
            }
        }
    }
    Ok(taking.finish())
}

/// A decision of a row, the rows that contradict it, and where it stands.
struct Row {
    said: Said,
    place: String,
    shown: String,
    source: String,
    contradicted: bool,
}

/// The answers of files while they are taken.
struct Taking<'a> {
    book: &'a Book,
    region: Option<Region>,
    at: i64,
    plan: Plan,
    said: BTreeMap<(String, Aspect), Row>,
}

impl Taking<'_> {
    fn refuse(&mut self, file: &str, line: u32, why: &str) {
        self.plan
            .refused
            .push(format!("{file}, line {line}: {}", plain(why)));
    }

    fn person(&mut self, file: &str, row: &PersonAnswer) -> Result<(), Failure> {
        let named = Named {
            id: &row.id,
            name: &row.name,
            keys: &row.keys,
        };
        let id = match self.book.meant(named, self.region)? {
            Meant::One(id) => id,
            Meant::Nobody(why) => {
                self.refuse(file, row.line, &why);
                return Ok(());
            }
        };
        for said in &row.said {
            let key = (id.clone(), said.aspect());
            let place = format!("{file}, line {}", row.line);
            let Some(before) = self.said.get_mut(&key) else {
                let row = Row {
                    said: said.clone(),
                    place,
                    shown: format!("{} ({id})", plain(&row.name)),
                    source: file.to_owned(),
                    contradicted: false,
                };
                self.said.insert(key, row);
                continue;
            };
            if before.said != *said {
                before.contradicted = true;
                let why = format!(
                    "{said} contradicts {} of {}; neither was taken",
                    before.said, before.place
                );
                self.refuse(file, row.line, &why);
            }
        }
        Ok(())
    }

    fn pair(&mut self, file: &str, row: &PairAnswer) -> Result<(), Failure> {
        for (mark, id) in row.pair.iter().zip(&row.ids) {
            let named = Named {
                id,
                name: &mark.name,
                keys: &mark.keys,
            };
            if let Meant::Nobody(why) = self.book.meant(named, self.region)? {
                self.refuse(file, row.line, &why);
                return Ok(());
            }
        }
        let [a, b] = row.pair.each_ref().map(|mark| plain(&mark.name));
        let same = if row.same { "same" } else { "not-same" };
        let decision = PairDecision {
            pair: row.pair.clone(),
            same: row.same,
            at: self.at,
            source: file.to_owned(),
        };
        let words = format!("{same}: {a} and {b}");
        let what = What::Pair(decision);
        self.plan.steps.push(Step { what, words });
        Ok(())
    }

    fn finish(mut self) -> Plan {
        let kept = self.said.into_iter().filter(|(_, row)| !row.contradicted);
        let steps =
            kept.map(|((id, _), row)| step(row.said, &id, &row.shown, (&row.source, self.at)));
        self.plan.steps.extend(steps);
        self.plan
    }
}
