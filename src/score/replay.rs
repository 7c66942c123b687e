//! Replays the owner's outreaches: before each the formula is asked with what was known strictly before it.

use super::chance::{basis, first, recontact_logit, sigmoid};
use super::judge::told_apart;
use super::ledger::{Ledger, TALK_GAP, is_counted};
use super::running::RunningShift;
use crate::model::exchange::{Channel, Direction};
use crate::model::intake::Intake;
use crate::model::moment::DAY;
use crate::model::person::Person;
use crate::model::replay::{Case, CaseKind, Outcome, Replay, Silence};
use crate::model::thresholds::ANSWER_DAYS;
use crate::model::timeline::{History, Touch, Who};

/// Time within which an answer counts.
pub const ANSWER: i64 = ANSWER_DAYS * DAY;
/// Time after a mail to many in which a message to its sender is a reply to it.
const CROWD_REPLY: i64 = 3 * DAY;

/// Replays everything that passed between the owner and people, with a card or without. The files tell nothing after `end`.
pub fn replay(
    people: &[Person],
    intake: &Intake,
    history: &History,
    end: i64,
    shift: bool,
) -> Replay {
    let others = people.len() + history.strangers.len();
    let touches = told_apart(people, intake, history);
    run(&touches, &history.crowd_mails, others, end, shift)
}

fn run(
    touches: &[Touch],
    crowd_mails: &[(i64, Who)],
    others: usize,
    end: i64,
    shift: bool,
) -> Replay {
    let answers = answers_by_person(touches, others);
    let mut past = Past::new(others);
    let mut crowd_mails = crowd_mails.iter().peekable();
    let mut running = RunningShift::new(shift);
    let mut replay = Replay::default();
    for instant in touches.chunk_by(|a, b| a.at.at == b.at.at) {
        let at = instant[0].at.at;
        past.ledger.settle(at);
        while let Some(&(sent, who)) = crowd_mails.next_if(|(sent, _)| *sent < at) {
            past.crowd[who.0 as usize] = Some(sent);
        }
        for touch in instant {
            let Some((case, logit)) = past.case(touch, &answers, end, &mut running) else {
                continue;
            };
            if case.kind == CaseKind::Recontact {
                running.expect(
                    case.who,
                    logit,
                    at,
                    case.answered.then(|| answers.next(&case)),
                );
            }
            replay.cases.push(case);
        }
        for touch in instant {
            past.apply(touch, &mut replay.silences);
        }
    }
    past.still_silent(end, &mut replay.silences);
    let mut counted = touches.iter().filter(|touch| is_counted(touch));
    replay.span = counted.next().map(|first| {
        (
            first.at,
            counted.next_back().map_or(first.at, |last| last.at),
        )
    });
    replay
}

/// Whether a touch can be an outreach: a message of the owner to one person.
pub fn is_outreach(touch: &Touch) -> bool {
    let message = touch.direction == Direction::Out && touch.channel != Channel::Call;
    message && touch.others == 1 && is_counted(touch)
}

/// Times at which each person wrote or called, in order.
pub struct Answers(Vec<Vec<i64>>);

pub fn answers_by_person(touches: &[Touch], others: usize) -> Answers {
    let mut answers = vec![Vec::new(); others];
    for touch in touches {
        if touch.direction == Direction::In && is_counted(touch) {
            answers[touch.who.0 as usize].push(touch.at.at);
        }
    }
    Answers(answers)
}

impl Answers {
    /// The first word of theirs after an instant.
    pub fn after(&self, who: Who, at: i64) -> Option<i64> {
        let all = &self.0[who.0 as usize];
        all.get(all.partition_point(|&t| t <= at)).copied()
    }

    /// When a case was answered.
    fn next(&self, case: &Case) -> i64 {
        self.after(case.who, case.at.at).unwrap_or(i64::MAX)
    }
}

/// What was known at an instant.
struct Past {
    ledger: Ledger,
    /// Counted touches with each person.
    messages: Vec<u32>,
    /// When each person last wrote to many.
    crowd: Vec<Option<i64>>,
}

impl Past {
    fn new(others: usize) -> Self {
        Self {
            ledger: Ledger::new(others),
            messages: vec![0; others],
            crowd: vec![None; others],
        }
    }

    /// The outreach that a touch is, and its logit without the shift.
    fn case(
        &self,
        touch: &Touch,
        answers: &Answers,
        end: i64,
        running: &mut RunningShift,
    ) -> Option<(Case, f64)> {
        let (who, at) = (touch.who, touch.at.at);
        let last = self.ledger.account(who).last;
        if !is_outreach(touch) || last.is_some_and(|last| at - last < TALK_GAP) {
            return None;
        }
        let (kind, logit, probability) = match last {
            None => (CaseKind::First, 0.0, first(&self.ledger, who)),
            Some(_) => {
                let basis = basis(self.ledger.account(who), self.ledger.others(who), at);
                let logit = recontact_logit(&basis);
                (CaseKind::Recontact, logit, sigmoid(logit + running.at(at)))
            }
        };
        let answered = answers
            .after(who, at)
            .is_some_and(|next| next <= at + ANSWER);
        let crowd = self.crowd[who.0 as usize];
        let outcome = match answered {
            _ if crowd.is_some_and(|crowd| at - crowd <= CROWD_REPLY) => Outcome::CrowdMail,
            true => Outcome::Answered,
            false if at + ANSWER > end => Outcome::TooLate,
            false => Outcome::Unanswered,
        };
        let case = Case {
            who,
            at: touch.at,
            kind,
            probability,
            answered,
            outcome,
            silent_days: last.map_or(0.0, |last| (at - last) as f64 / DAY as f64),
            messages: self.messages[who.0 as usize],
            rate: self.ledger.rate(),
        };
        Some((case, logit))
    }

    fn apply(&mut self, touch: &Touch, silences: &mut Vec<Silence>) {
        let who = touch.who.0 as usize;
        if !is_counted(touch) {
            return;
        }
        let last = self.ledger.account(touch.who).last;
        let length = last.map_or(0, |last| touch.at.at - last);
        if length >= TALK_GAP {
            silences.push(Silence {
                length,
                ended_by_them: touch.direction == Direction::In,
            });
        }
        self.messages[who] += 1;
        self.ledger.apply(touch);
    }

    /// Silences that the files leave open.
    fn still_silent(&self, end: i64, silences: &mut Vec<Silence>) {
        for index in 0..self.messages.len() {
            let last = self.ledger.account(Who(index as u32)).last;
            let length = last.map_or(0, |last| end - last);
            if length >= TALK_GAP {
                silences.push(Silence {
                    length,
                    ended_by_them: false,
                });
            }
        }
    }
}
