//! The score's bookkeeping: attempts, whether they were answered, talks, and the sums over them, replayed in order of time.
//!
//! An attempt is an outgoing message to at most five people, or an outgoing call, while none is open to that person. It
//! stays open for 7 days (a call's: 2) or until they write or call, or a call of the owner's is picked up.

use crate::model::real::Real;
use std::collections::VecDeque;

use crate::model::exchange::{Channel, Direction};
use crate::model::moment::DAY;
use crate::model::thresholds::{
    ANSWER_DAYS, CALL_DAYS, HALF_LIFE_DAYS, MOST_IN_CHAT, MOST_RECIPIENTS, TALK_GAP_DAYS,
};
use crate::model::timeline::{Touch, Who};

/// Seconds for which an attempt by message is open; its last second belongs to it.
const MESSAGE_WINDOW: i64 = ANSWER_DAYS * DAY;
/// Seconds for which an attempt by call is open.
const CALL_WINDOW: i64 = CALL_DAYS * DAY;
/// Silence that ends a talk.
pub const TALK_GAP: i64 = TALK_GAP_DAYS * DAY;
/// The instant to which decayed sums are kept; any will do, this one keeps exponents small.
const REFERENCE: i64 = 1_400_000_000;

/// Whether something counts at all: a message to at most five people (in a chat, two), or a call. The note of an invitation is no message: whoever
/// accepts it has answered, and a stranger who does not owes nothing. Thanks, help and promises that the owner noted are no question either: to
/// note them must lower nobody.
pub fn is_counted(touch: &Touch) -> bool {
    !touch.closes && is_said(touch)
}

/// The same, whatever the owner noted of it.
pub fn is_said(touch: &Touch) -> bool {
    let directed = matches!(touch.direction, Direction::Out | Direction::In);
    match touch.channel {
        Channel::Call => directed,
        Channel::Meeting | Channel::Invitation => false,
        channel => directed && touch.others <= most_others(channel),
    }
}

/// With more others than this nobody in particular is meant. A mail is addressed to each of its recipients; who writes into a group
/// chat answers nobody, and its members who never wrote stand in no export.
pub fn most_others(channel: Channel) -> u32 {
    match channel {
        Channel::Sms | Channel::Chat => MOST_IN_CHAT,
        Channel::LinkedIn
        | Channel::Invitation
        | Channel::Email
        | Channel::Call
        | Channel::Meeting
        | Channel::Other => MOST_RECIPIENTS,
    }
}

/// What is known of one person at some instant.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Account {
    /// Resolved attempts, answered and in all.
    pub answered: u32,
    /// See `answered`.
    pub attempts: u32,
    /// Whether they ever wrote or called.
    pub wrote: bool,
    /// Time of the last counted touch.
    pub last: Option<i64>,
    /// Time of their last one.
    pub last_in: Option<i64>,
    /// Talks, and those that they began.
    pub talks: u32,
    /// See `talks`.
    pub begun: u32,
    /// Sums of 2^(age of the attempt at the reference instant, in half-lives).
    answered_scaled: f64,
    attempts_scaled: f64,
    /// The owner's very first attempt: whether it is resolved, and answered.
    first_resolved: bool,
    first_answered: bool,
    open: Option<Open>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Open {
    at: i64,
    first: bool,
}

impl Account {
    /// `s`: answered attempts, each weighing 2^(-age/365 d) at the instant `at`.
    pub fn answered_weighted(&self, at: i64) -> f64 {
        self.answered_scaled / scale(at)
    }

    /// `n`: all resolved attempts, likewise.
    pub fn attempts_weighted(&self, at: i64) -> f64 {
        self.attempts_scaled / scale(at)
    }
}

/// 2^(time since the reference instant, in half-lives).
fn scale(at: i64) -> f64 {
    (((at - REFERENCE) as f64) / (HALF_LIFE_DAYS * DAY as f64)).exp_2()
}

/// Answered and all, over the owner's attempts to everybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sums {
    /// Answered.
    pub answered: u32,
    /// Resolved.
    pub attempts: u32,
}

/// The owner's attempts, replayed.
#[derive(Debug)]
pub struct Ledger {
    accounts: Vec<Account>,
    all: Sums,
    firsts: Sums,
    /// Ends of open windows, in order of time: two queues, because the two windows differ in length.
    messages: VecDeque<(i64, Who)>,
    calls: VecDeque<(i64, Who)>,
}

impl Ledger {
    /// Nothing has happened yet between the owner and this many others.
    pub fn new(others: usize) -> Self {
        Self {
            accounts: vec![Account::default(); others],
            all: Sums::default(),
            firsts: Sums::default(),
            messages: VecDeque::new(),
            calls: VecDeque::new(),
        }
    }

    /// Resolves the attempts whose window ended strictly before an instant.
    pub fn settle(&mut self, at: i64) {
        while let Some((end, who)) = self.messages.front().copied().filter(|(end, _)| *end < at) {
            self.messages.pop_front();
            self.expire(who, end - MESSAGE_WINDOW);
        }
        while let Some((end, who)) = self.calls.front().copied().filter(|(end, _)| *end < at) {
            self.calls.pop_front();
            self.expire(who, end - CALL_WINDOW);
        }
    }

    /// Takes in the next touch. Touches come in order of time.
    pub fn apply(&mut self, touch: &Touch) {
        if !is_counted(touch) {
            return;
        }
        let at = touch.at.at;
        self.settle(at);
        let account = &mut self.accounts[touch.who.0 as usize];
        let picked_up = touch.channel == Channel::Call && touch.duration_s.is_some_and(|s| s > 0);
        let outgoing = touch.direction == Direction::Out;
        if outgoing && account.open.is_none() {
            account.open = Some(Open {
                at,
                first: account.last.is_none(),
            });
            if touch.channel == Channel::Call {
                self.calls.push_back((at + CALL_WINDOW, touch.who));
            } else {
                self.messages.push_back((at + MESSAGE_WINDOW, touch.who));
            }
        }
        if account.last.is_none_or(|last| at - last > TALK_GAP) {
            account.talks += 1;
            account.begun += u32::from(!outgoing);
        }
        if !outgoing {
            account.wrote = true;
            account.last_in = Some(at);
        }
        account.last = Some(at);
        if !outgoing || picked_up {
            self.resolve(touch.who, true);
        }
    }

    /// The account of somebody.
    pub fn account(&self, who: Who) -> &Account {
        &self.accounts[who.0 as usize]
    }

    /// Resolved attempts to everybody else.
    pub fn others(&self, who: Who) -> Sums {
        let own = self.account(who);
        Sums {
            answered: self.all.answered - own.answered,
            attempts: self.all.attempts - own.attempts,
        }
    }

    /// Resolved attempts that were the first thing ever between the owner and somebody else.
    pub fn other_firsts(&self, who: Who) -> Sums {
        let own = self.account(who);
        Sums {
            answered: self.firsts.answered - u32::from(own.first_answered),
            attempts: self.firsts.attempts - u32::from(own.first_resolved),
        }
    }

    /// The rate of answers over everybody, drawn to what is usual.
    pub fn rate(&self) -> f64 {
        let Sums { answered, attempts } = self.all;
        super::chance::owner_rate(answered, attempts)
    }

    /// Ends an attempt that was not answered, unless it was resolved meanwhile.
    fn expire(&mut self, who: Who, opened: i64) {
        if self.accounts[who.0 as usize]
            .open
            .is_some_and(|open| open.at == opened)
        {
            self.resolve(who, false);
        }
    }

    fn resolve(&mut self, who: Who, answered: bool) {
        let account = &mut self.accounts[who.0 as usize];
        let Some(open) = account.open.take() else {
            return;
        };
        let weight = scale(open.at);
        account.attempts += 1;
        account.attempts_scaled += weight;
        self.all.attempts += 1;
        if answered {
            account.answered += 1;
            account.answered_scaled += weight;
            self.all.answered += 1;
        }
        if open.first {
            account.first_resolved = true;
            account.first_answered = answered;
            self.firsts.attempts += 1;
            self.firsts.answered += u32::from(answered);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::intake::FileId;
    use crate::model::moment::Moment;

    fn touch(day: i64, direction: Direction, channel: Channel, duration_s: Option<u32>) -> Touch {
        let at = Moment::second(1_400_000_000 + day * DAY);
        Touch {
            at,
            who: Who(0),
            direction,
            channel,
            others: 1,
            duration_s,
            gist: None,
            closes: false,
            file: FileId(0),
        }
    }

    fn replay(touches: &[Touch], until: i64) -> Account {
        let mut ledger = Ledger::new(1);
        for touch in touches {
            ledger.apply(touch);
        }
        ledger.settle(1_400_000_000 + until * DAY);
        *ledger.account(Who(0))
    }

    #[test]
    fn the_last_second_of_the_window_belongs_to_it() {
        let asked = touch(0, Direction::Out, Channel::Email, None);
        let account = replay(&[asked, touch(7, Direction::In, Channel::Email, None)], 8);
        assert_eq!((account.answered, account.attempts), (1, 1));
        let mut late = touch(7, Direction::In, Channel::Email, None);
        late.at.at += 1;
        let account = replay(&[asked, late], 8);
        assert_eq!((account.answered, account.attempts), (0, 1));
    }

    #[test]
    fn a_second_message_within_the_window_is_the_same_attempt() {
        let days = [0, 3, 8].map(|day| touch(day, Direction::Out, Channel::LinkedIn, None));
        assert_eq!(
            replay(&days, 9).attempts,
            1,
            "the third opened a new one, which is still open"
        );
        assert_eq!(replay(&days, 20).attempts, 2);
    }

    #[test]
    fn a_call_that_is_picked_up_answers_itself_and_an_open_message() {
        let message = touch(0, Direction::Out, Channel::Sms, None);
        let missed = touch(0, Direction::Out, Channel::Call, Some(0));
        let talked = touch(1, Direction::Out, Channel::Call, Some(40));
        assert_eq!(replay(&[talked], 2).answered, 1);
        assert_eq!(replay(&[message, talked], 2).answered, 1);
        assert_eq!(
            (replay(&[missed], 3).attempts, replay(&[missed], 3).answered),
            (1, 0)
        );
    }

    #[test]
    fn an_attempt_a_year_old_weighs_half() {
        let answered = [
            touch(0, Direction::Out, Channel::Email, None),
            touch(1, Direction::In, Channel::Email, None),
        ];
        let account = replay(&answered, 365);
        assert!((account.answered_weighted(1_400_000_000 + 365 * DAY) - 0.5).abs() < 1e-12);
    }

    #[test]
    fn crowds_and_meetings_are_no_attempts() {
        let mut crowd = touch(0, Direction::Out, Channel::Email, None);
        crowd.others = 6;
        let meeting = touch(1, Direction::Both, Channel::Meeting, None);
        assert_eq!(replay(&[crowd, meeting], 30), Account::default());
    }
}
