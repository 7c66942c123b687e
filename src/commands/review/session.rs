//! How far a review is: what is open, what was answered and can be taken back, and how quick the owner is.

use std::time::Instant;

use chrono::Utc;

use crate::book::{Book, RunKind};
use crate::cli::BookPlace;
use crate::commands::decide::Step;
use crate::commands::error::Failure;
use crate::commands::{book, weeks};
use crate::model::review::Part;
use crate::review::{self, Question};
use crate::snapshot::Snapshot;
use crate::words::review as words;

/// What became of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is still to be answered.
    Open,
    /// It is answered.
    Answered,
    /// It is put off to another session.
    Later,
}

/// How many of the two notes somebody has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Notes {
    None,
    One,
    Both,
}

/// A step that can be taken back.
struct Past {
    /// Which question; its place in the queue.
    place: usize,
    /// The run of the book, and what it kept; none where the question was only put off.
    kept: Option<(i64, String)>,
}

/// What became of taking something back.
pub(super) enum Undo {
    /// It is taken back.
    Undone(Option<String>),
    /// There is nothing.
    Nothing,
    /// Another run has written into the book since.
    WrittenSince,
}

/// A review in the making.
pub(super) struct Session<'a> {
    place: &'a BookPlace,
    audit: Snapshot,
    queue: Vec<(Question, Fate)>,
    /// The question on the screen; its place in the queue.
    at: usize,
    past: Vec<Past>,
    pace: Pace,
}

/// How long answers take, by kind of question: their number and the seconds they took.
#[derive(Default)]
struct Pace {
    took: [(u64, u64); Part::ALL.len()],
    since: Option<Instant>,
}

/// Answers by which the usual time of one counts beside those of this session.
const USUAL: u64 = 3;
/// Seconds after which somebody was away rather than thinking.
const AWAY: u64 = 120;

impl Pace {
    fn answered(&mut self, part: Part) {
        let seconds = self
            .since
            .map_or(0, |since| since.elapsed().as_secs().min(AWAY));
        let took = &mut self.took[part as usize];
        *took = (took.0 + 1, took.1 + seconds);
    }

    fn seconds(&self, part: Part, answers: u64) -> u64 {
        let (n, took) = self.took[part as usize];
        answers * (USUAL * part.usual_seconds() + took) / (USUAL + n)
    }
}

impl<'a> Session<'a> {
    pub(super) fn new(place: &'a BookPlace, audit: Snapshot, open: Vec<Question>) -> Self {
        Self {
            place,
            audit,
            queue: open
                .into_iter()
                .map(|question| (question, Fate::Open))
                .collect(),
            at: 0,
            past: Vec::new(),
            pace: Pace::default(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.queue.is_empty()
    }

    pub(super) fn audit(&self) -> &Snapshot {
        &self.audit
    }

    pub(super) fn as_of(&self) -> &str {
        &self.audit.as_of
    }

    /// How many questions there are of a kind.
    pub(super) fn of(&self, part: Part) -> usize {
        self.queue
            .iter()
            .filter(|(question, _)| question.part() == part)
            .count()
    }

    /// The question that is to be asked: the one that was gone to, else the first that is open.
    pub(super) fn current(&self) -> Option<Question> {
        let place = self.place()?;
        Some(self.queue[place].0)
    }

    fn place(&self) -> Option<usize> {
        let is_open = |place: &usize| {
            self.queue
                .get(*place)
                .is_some_and(|(_, fate)| *fate == Fate::Open)
        };
        Some(self.at)
            .filter(is_open)
            .or_else(|| (0..self.queue.len()).find(is_open))
    }

    /// Where the question on the screen stands, from when on time is taken.
    pub(super) fn progress(&mut self, question: Question) -> String {
        self.pace.since = Some(Instant::now());
        let part = question.part();
        let all = self.of(part);
        let of_part = self
            .queue
            .iter()
            .filter(|(question, _)| question.part() == part);
        let open = of_part.filter(|(_, fate)| *fate == Fate::Open).count();
        let seconds = self.pace.seconds(part, open as u64);
        words::progress(part, all - open + 1, all, seconds)
    }

    /// Id and name of whom the question is about.
    pub(super) fn person(&self) -> Option<(String, String)> {
        let person = self.current()?.person(&self.audit)?;
        Some((person.id.clone(), person.name.clone()))
    }

    /// Keeps an answer in the book, as a run of its own. A note leaves the question open.
    pub(super) fn keep(
        &mut self,
        step: impl FnOnce(i64) -> Step,
        told: &str,
        fate: Fate,
    ) -> Result<(), Failure> {
        let Some(place) = self.place() else {
            return Ok(());
        };
        let mut book = book::open(self.place, "tieline review")?;
        let now = Utc::now().timestamp();
        book.begin(RunKind::Decide, &format!("review: {told}"), now)?;
        let is_new = step(now).take(&book, now)?;
        let kept = is_new.then(|| (book.run_id(), told.to_owned()));
        self.refresh(&book, place)?;
        if is_new {
            book.commit()?;
        }
        self.passed(place, fate, kept);
        Ok(())
    }

    /// What the audit in memory says of the person of a question, as the book has it now.
    fn refresh(&mut self, book: &Book, place: usize) -> Result<(), Failure> {
        let (Question::Person(person) | Question::Help(person)) = self.queue[place].0 else {
            return Ok(());
        };
        if let Some(person) = self.audit.people.get_mut(person) {
            let decisions = book.decisions_on(&person.id)?;
            weeks::lay_over(person, &decisions.iter().collect::<Vec<_>>());
        }
        Ok(())
    }

    /// Whether the person has a note, and whether both.
    pub(super) fn notes(&self) -> Notes {
        let person = self
            .current()
            .and_then(|question| question.person(&self.audit));
        match person.map(|person| (&person.i_can, &person.they_can)) {
            Some((Some(_), Some(_))) => Notes::Both,
            Some((None, None)) | None => Notes::None,
            Some(_) => Notes::One,
        }
    }

    fn passed(&mut self, place: usize, fate: Fate, kept: Option<(i64, String)>) {
        self.pace.answered(self.queue[place].0.part());
        self.queue[place].1 = fate;
        self.past.push(Past { place, kept });
    }

    /// Puts the question off to another session.
    pub(super) fn later(&mut self) -> bool {
        if let Some(place) = self.place() {
            self.passed(place, Fate::Later, None);
        }
        true
    }

    /// Nothing more is to be said of the question on the screen; what was said is kept.
    pub(super) fn done(&mut self) {
        if let Some(place) = self.place() {
            self.queue[place].1 = Fate::Answered;
        }
    }

    /// Takes the last step back.
    pub(super) fn undo(&mut self) -> Result<Undo, Failure> {
        let Some(Past { place, kept }) = self.past.pop() else {
            return Ok(Undo::Nothing);
        };
        let told = match kept {
            None => None,
            Some((run, told)) => {
                let book = book::open(self.place, "tieline review")?;
                if book.undo_run(run)?.is_none() {
                    return Ok(Undo::WrittenSince);
                }
                self.refresh(&book, place)?;
                book.commit()?;
                Some(told)
            }
        };
        self.queue[place].1 = Fate::Open;
        self.at = place;
        Ok(Undo::Undone(told))
    }

    /// Whom words mean: open pairs, and anybody of the audit.
    pub(super) fn search(&self, typed: &str) -> Vec<Question> {
        let open = self.queue.iter().filter(|(_, fate)| *fate == Fate::Open);
        let open: Vec<Question> = open.map(|(question, _)| *question).collect();
        review::search(&self.audit, &open, typed)
    }

    /// Asks about this next, even if it was answered or would not be asked.
    pub(super) fn go_to(&mut self, question: Question) {
        let known = self.queue.iter().position(|(known, _)| *known == question);
        self.at = known.unwrap_or(self.queue.len());
        match known {
            Some(place) => self.queue[place].1 = Fate::Open,
            None => self.queue.push((question, Fate::Open)),
        }
    }

    /// What was kept and what is open, at the end.
    pub(super) fn end(&self) -> String {
        let answered = self.past.iter().filter(|past| past.kept.is_some()).count();
        let open = self
            .queue
            .iter()
            .filter(|(_, fate)| *fate != Fate::Answered)
            .count();
        words::end(answered, open)
    }
}
