//! `tieline decide`: what the owner decides on people and pairs, by name or by the lists of an audit.

mod by_file;
mod by_name;
mod cards;

use std::io::{self, Read};
use std::path::Path;

use chrono::{DateTime, Utc};

use super::error::Failure;
use super::{book, screen, settings};
use crate::book::{Book, RunKind};
use crate::cli::DecideArgs;
use crate::files::limited;
use crate::import::decisions;
use crate::model::decision::{Aspect, Decision, PairDecision, Said};
use crate::model::keys::Region;
use crate::model::mark::Mark;
use crate::report::plain::plain;
use crate::report::words::{count, day};

/// One thing to be decided, and how it is said when it is done.
pub(super) struct Step {
    what: What,
    words: String,
}

enum What {
    Person(Decision),
    Pair(PairDecision),
    TakeBack(String, Aspect),
    TakePairBack([Mark; 2]),
    /// Somebody was asked about, and there is nothing to note.
    Looked(String),
}

impl Step {
    pub(super) fn person(said: Said, id: &str, shown: &str, (source, at): (&str, i64)) -> Self {
        let words = format!("{shown}: {}", plain(&said.to_string()));
        let decision = Decision {
            person: id.to_owned(),
            said,
            at,
            source: source.to_owned(),
        };
        let what = What::Person(decision);
        Self { what, words }
    }

    pub(super) fn pair(decision: PairDecision, words: String) -> Self {
        let what = What::Pair(decision);
        Self { what, words }
    }

    pub(super) fn looked(id: &str) -> Self {
        Self {
            what: What::Looked(id.to_owned()),
            words: String::new(),
        }
    }

    fn take_back(id: &str, aspect: Aspect, shown: &str) -> Self {
        Self {
            words: format!(
                "{shown}: your decision on the {} is taken back",
                aspect.word()
            ),
            what: What::TakeBack(id.to_owned(), aspect),
        }
    }

    fn take_pair_back(decision: PairDecision) -> Self {
        let [a, b] = decision.pair.each_ref().map(|mark| plain(&mark.name));
        let word = same_word(decision.same);
        Self {
            words: format!("{a} and {b}: no longer {word}"),
            what: What::TakePairBack(decision.pair),
        }
    }

    fn takes_back(&self) -> bool {
        matches!(self.what, What::TakeBack(..) | What::TakePairBack(..))
    }

    /// The decision of the same aspect that holds so far.
    fn replaces(&self, book: &Book) -> Result<Option<Decision>, Failure> {
        let What::Person(new) = &self.what else {
            return Ok(None);
        };
        let mut all = book.decisions_on(&new.person)?.into_iter();
        let aspect = new.said.aspect();
        Ok(all.find(|old| old.said.aspect() == aspect && old.said != new.said))
    }

    /// Does it; `false` if it was so already.
    pub(super) fn take(&self, book: &Book, at: i64) -> Result<bool, Failure> {
        Ok(match &self.what {
            What::Person(decision) => book.decide(decision)?,
            What::Pair(decision) => book.decide_pair(decision)?,
            What::TakeBack(person, aspect) => book.take_back(person, *aspect, at, BY_HAND)?,
            What::Looked(person) => {
                book.asked(person, Aspect::ICan, at, BY_HAND)?;
                true
            }
            What::TakePairBack(pair) => book.take_pair_back(pair, at, BY_HAND)?,
        })
    }
}

/// The word for a decision on a pair.
fn same_word(same: bool) -> &'static str {
    if same { "same" } else { "not-same" }
}

/// What is to be decided, and what in the files cannot be.
#[derive(Default)]
struct Plan {
    steps: Vec<Step>,
    refused: Vec<String>,
}

/// A step that changed something, and the decision that it replaced.
struct Done<'a> {
    step: &'a Step,
    replaced: Option<Decision>,
}

impl Done<'_> {
    fn words(&self) -> String {
        let Some(old) = &self.replaced else {
            return self.step.words.clone();
        };
        let day = DateTime::from_timestamp(old.at, 0).map(|at| day(at.date_naive()));
        format!(
            "{} (before: {}, {} of {})",
            self.step.words,
            plain(&old.said.to_string()),
            plain(&old.source),
            day.unwrap_or_default()
        )
    }
}

/// Where a decision of the command line was said.
pub(super) const BY_HAND: &str = "by hand";

/// Finds out what is meant, decides it and says so.
pub fn run(args: &DecideArgs) -> Result<(), Failure> {
    let region = settings::region(args.region.as_deref())?;
    let now = Utc::now().timestamp();
    let mut book = book::open(&args.place, "tieline decide")?;
    let is_file = |word: &String| Path::new(word).is_file();
    let is_list = |word: &String| {
        let word = word.to_lowercase();
        word.ends_with(".csv") || word.ends_with(".xlsx")
    };
    if let Some(missing) = args.words.iter().find(|w| is_list(w) && !is_file(w)) {
        return Err(Failure::Usage(format!(
            "{}: no such file here; name it with its folder, such as audit-2026-11/keep-delete.csv",
            plain(missing)
        )));
    }
    let plan = if args.words == ["-"] {
        pasted(&book, region, now)?
    } else if args.words.iter().all(is_file) {
        by_file::plan(&book, &args.words, region, now)?
    } else {
        by_name::plan(&book, &args.words, region, now)?
    };
    book.begin(
        RunKind::Decide,
        &format!("decide {}", args.words.join(" ")),
        now,
    )?;
    let mut done = Vec::new();
    for step in &plan.steps {
        let replaced = step.replaces(&book)?;
        if step.take(&book, now)? {
            done.push(Done { step, replaced });
        }
    }
    if !args.dry_run && !done.is_empty() {
        book.commit()?;
    }
    if !args.talk.quiet {
        say(&done, &plan.steps, args.dry_run).map_err(Failure::write("standard output"))?;
    }
    complain(&plan.refused, args.dry_run)
}

/// What is pasted or piped in: an edited list of an audit, or lines of a name and a decision each. All of it is one run, and is
/// undone as one.
fn pasted(book: &Book, region: Option<Region>, at: i64) -> Result<Plan, Failure> {
    let mut bytes = Vec::new();
    let read = io::stdin()
        .lock()
        .take(limited::LIST)
        .read_to_end(&mut bytes);
    read.map_err(|error| Failure::Usage(format!("standard input: {error}")))?;
    if decisions::read(&bytes).is_some() {
        return by_file::of_lists(book, &[("standard input", bytes)], region, at);
    }
    by_name::plan_lines(book, &String::from_utf8_lossy(&bytes), region, at)
}

fn say(done: &[Done<'_>], all: &[Step], dry_run: bool) -> io::Result<()> {
    let mut out = screen::out();
    for step in done {
        writeln!(out, "{}", step.words())?;
    }
    let would = if dry_run { "would be " } else { "" };
    let decisions = |n: usize| count(n as u64, "decision", "decisions");
    let back = done.iter().filter(|done| done.step.takes_back()).count();
    let taken = done.len() - back;
    let asked = all.iter().filter(|step| !step.takes_back()).count();
    let mut parts = Vec::new();
    if asked > 0 || all.is_empty() {
        parts.push(format!("{} {would}taken", decisions(taken)));
    }
    if back > 0 || asked < all.len() {
        parts.push(format!("{} {would}taken back", decisions(back)));
    }
    if asked > taken {
        parts.push(format!("{} as you had decided before", asked - taken));
    }
    writeln!(out, "{}.", parts.join(", "))?;
    out.flush()
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
