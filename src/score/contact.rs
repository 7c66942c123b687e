//! Counts and dates of what passed between the owner and one person.

use chrono::{Datelike, NaiveDate};

use super::balance::year;
use super::ledger::{TALK_GAP, is_counted, most_others};
use super::talks::{in_talks, talks, was_picked_up};
use crate::model::exchange::{Channel, Direction, Gist};
use crate::model::moment::{DAY, Moment, date_of};
use crate::model::standing::{Contact, Passed, Period, WaitsFor};
use crate::model::thresholds::{BOTH_WAYS_DAYS, LATE_DAYS, SHORT_CALL};
use crate::model::timeline::Touch;

/// How many of the last touches are kept in full.
const RECENT: usize = 10;
/// Talks of more weeks than these on average are no talks that come and go.
const WEEKS_OF_A_TALK: usize = 4;
/// Years up to the last talk in which it is seen how often talks came.
const USUAL_YEARS: i64 = 3;
/// Months that are told one by one; what is older is told by the year.
const MONTHS: i32 = 24;

/// Sums up a person's touches, which are in order of time and before the as-of instant.
///
/// What is said among many is no contact with any one of them, and the note of an invitation is none before it is accepted: both are
/// told apart.
pub fn sum_up(touches: &[&Touch], as_of: i64) -> Contact {
    let mut contact = Contact::default();
    let mut years: Vec<i32> = Vec::new();
    let mut sittings: Vec<i64> = Vec::new();
    let mut weeks: Vec<i64> = Vec::new();
    let mut messages = Messages::default();
    let mut open = Open::default();
    for touch in touches {
        let at = touch.at;
        if touch.channel == Channel::Invitation {
            contact.note = Some((at, touch.direction == Direction::Out, touch.file));
            continue;
        }
        if touch.direction == Direction::Unknown {
            contact.unclear = Some(at);
            contact.file = contact.file.or(Some(touch.file));
            continue;
        }
        if is_among_many(touch) {
            // Whoever heard the owner among others waits no longer.
            if touch.direction == Direction::Out {
                contact.owes_answer = false;
                open = Open::default();
            }
            continue;
        }
        let pause = contact.last.map_or(i64::MAX, |last| at.at - last.at);
        contact.spells += u32::from(pause > LATE_DAYS * DAY);
        if pause > TALK_GAP {
            sittings.push(at.at);
            contact.they_began_it = touch.direction == Direction::In;
            open.next_talk();
        }
        let week = at.at.div_euclid(7 * DAY);
        if weeks.last() != Some(&week) {
            weeks.push(week);
        }
        contact.first = contact.first.or(Some(at));
        contact.last = Some(at);
        if let Some(both) = messages.both_ways(touch) {
            contact.last_two_way = contact.last_two_way.max(Some(both));
            contact.file = Some(touch.file);
            let year = at.date().year();
            if years.last() != Some(&year) {
                years.push(year);
            }
        } else if contact.last_two_way.is_none() {
            contact.file = Some(touch.file);
        }
        if touch.channel == Channel::Meeting {
            let fewest = contact.fewest_met.unwrap_or(touch.others);
            contact.fewest_met = Some(fewest.min(touch.others));
        }
        messages.take(touch);
        open.take(touch);
        count(touch, &mut contact);
    }
    contact.waits = open.waits(&contact);
    contact.waiting_since = open.since;
    contact.two_way_years = years.len() as u32;
    contact.usual_gap_days = usual_gap(&sittings, &weeks);
    contact.sittings = sittings.len() as u32;
    contact.talks = talks(touches, as_of);
    contact.year = year(touches, as_of);
    contact.recent = touches.iter().rev().take(RECENT).map(|&&t| t).collect();
    contact.lone_call = lone_call(&contact);
    contact.periods = periods(touches, as_of);
    contact
}

/// A short call that was picked up, and is all that passed.
fn lone_call(contact: &Contact) -> Option<(Moment, u32)> {
    let [call] = contact.recent.as_slice() else {
        return None;
    };
    let is_call = call.channel == Channel::Call && contact.spoke == 1;
    let seconds = call
        .duration_s
        .filter(|&seconds| is_call && seconds < SHORT_CALL)?;
    Some((call.at, seconds))
}

/// A message to more people than the score counts. A meeting is contact however many were there.
fn is_among_many(touch: &Touch) -> bool {
    touch.others > most_others(touch.channel)
        && touch.direction != Direction::Both
        && !is_counted(touch)
}

fn count(touch: &Touch, contact: &mut Contact) {
    let spoke = touch.direction == Direction::Both || was_picked_up(touch);
    contact.spoke += u32::from(spoke);
    contact.courtesies += u32::from(touch.gist == Some(Gist::Courtesy));
    match touch.direction {
        Direction::Out => {
            contact.out += 1;
            contact.last_out = Some(touch.at);
            contact.owes_answer = false;
        }
        Direction::In => {
            contact.inn += 1;
            contact.last_in = Some(touch.at);
            contact.owes_answer = !spoke;
        }
        Direction::Both => contact.owes_answer = false,
        Direction::Unknown => {}
    }
    // A missed call is a try of theirs and no word.
    if spoke || (touch.direction == Direction::In && touch.channel != Channel::Call) {
        contact.last_word = Some(touch.at);
    }
    if !contact.channels.contains(&touch.channel) {
        contact.channels.push(touch.channel);
        contact.channels.sort_unstable();
    }
}

/// What stands open at the end of the last talk.
#[derive(Default)]
struct Open {
    /// A word of theirs since the owner's last asks something.
    asks: bool,
    /// The owner said something in this talk.
    yours: bool,
    /// The text of their last word was read.
    is_read: bool,
    /// They called last, and were missed.
    called: bool,
    /// The owner's last word in this talk.
    answered: Option<Moment>,
    /// What they said last, that nobody read, came so soon behind it that it is thanks.
    thanks: bool,
    /// The first word or call of theirs since the owner's last.
    since: Option<Moment>,
}

impl Open {
    /// What they said last in a talk with the owner ended it, and waits for nothing.
    fn next_talk(&mut self) {
        if self.yours {
            self.since = None;
        }
        self.yours = false;
    }

    fn take(&mut self, touch: &Touch) {
        if touch.direction == Direction::In && !was_picked_up(touch) {
            self.asks |= touch.gist == Some(Gist::Asks);
            self.is_read = touch.gist.is_some();
            let pause = self.answered.map(|answered| touch.at.at - answered.at);
            self.thanks = pause.is_some_and(|pause| pause < DAY);
            self.called = touch.channel == Channel::Call;
            self.since = self.since.or(Some(touch.at));
        } else {
            (self.asks, self.yours, self.since) = (false, true, None);
            self.answered = Some(touch.at);
        }
    }

    /// A last word that was read and asks nothing, or that came within a day of the owner's, ended the talk, unless it is all that was said
    /// or a call that was missed.
    fn waits(&self, contact: &Contact) -> Option<WaitsFor> {
        let is_over = self.yours && (self.is_read || self.thanks);
        let is_begun = contact.they_began_it && !is_over;
        match contact.owes_answer {
            true if self.asks => Some(WaitsFor::Answer),
            // Whoever was missed is to be called back, whoever began.
            true if is_begun || self.called => Some(WaitsFor::Word),
            _ => None,
        }
    }
}

/// The last message of either side.
#[derive(Default)]
struct Messages {
    sent: Option<Moment>,
    received: Option<Moment>,
}

impl Messages {
    /// When both sides did something, by this: a meeting, a call that was picked up, or a message in answer to one of the year
    /// before. What comes later than a late answer begins anew, so that both were in touch until what it follows. What one side
    /// says once more, after the talk is over and without an answer, goes one way.
    fn both_ways(&self, touch: &Touch) -> Option<Moment> {
        let at = touch.at;
        let answers = |other: Option<Moment>, own: Option<Moment>| {
            let other = other.filter(|_| touch.channel != Channel::Call)?;
            let pause = at.at - other.at;
            let is_first = own.is_none_or(|own| own <= other);
            let is_answer = pause <= BOTH_WAYS_DAYS * DAY && (is_first || pause <= TALK_GAP);
            let both = if pause <= LATE_DAYS * DAY { at } else { other };
            is_answer.then_some(both)
        };
        match touch.direction {
            Direction::Both => Some(at),
            Direction::Out | Direction::In if was_picked_up(touch) => Some(at),
            Direction::Out => answers(self.received, self.sent),
            Direction::In => answers(self.sent, self.received),
            Direction::Unknown => None,
        }
    }

    fn take(&mut self, touch: &Touch) {
        match touch.direction {
            _ if touch.channel == Channel::Call => {}
            Direction::Out => self.sent = Some(touch.at),
            Direction::In => self.received = Some(touch.at),
            Direction::Both | Direction::Unknown => {}
        }
    }
}

/// How much passed when: by month of late, by year before.
fn periods(touches: &[&Touch], as_of: i64) -> Vec<Period> {
    let now = month_number(date_of(as_of));
    let mut periods: Vec<Period> = Vec::new();
    let told = touches.iter().filter(|t| t.channel != Channel::Invitation);
    for touch in told {
        let date = touch.at.date();
        let (year, month) = (date.year(), date.month());
        let month = (now - month_number(date) < MONTHS).then_some(month);
        if periods
            .last()
            .is_none_or(|p| (p.year, p.month) != (year, month))
        {
            periods.push(Period {
                year,
                month,
                out: 0,
                inn: 0,
                met: 0,
                among_many: 0,
                yours: 0,
                theirs: 0,
                by: Vec::new(),
            });
        }
        if let Some(period) = periods.last_mut() {
            take(period, touch);
        }
    }
    for (at, is_yours) in beginnings(touches) {
        let date = at.date();
        let month = (now - month_number(date) < MONTHS).then_some(date.month());
        let meant = (date.year(), month);
        if let Ok(place) = periods.binary_search_by_key(&meant, |p| (p.year, p.month)) {
            let period = &mut periods[place];
            period.yours += u32::from(is_yours);
            period.theirs += u32::from(!is_yours);
        }
    }
    periods
}

/// Counts a touch, in all and by what means.
fn take(period: &mut Period, touch: &Touch) {
    let one = match touch.direction {
        Direction::Both => [0, 0, 1],
        Direction::Out if !is_among_many(touch) => [1, 0, 0],
        Direction::In if !is_among_many(touch) => [0, 1, 0],
        Direction::Out | Direction::In | Direction::Unknown => {
            period.among_many += 1;
            return;
        }
    };
    let [out, inn, met] = one;
    period.out += out;
    period.inn += inn;
    period.met += met;
    let channel = touch.channel;
    let place = period.by.binary_search_by_key(&channel, |by| by.channel);
    let place = place.unwrap_or_else(|free| {
        let none = Passed {
            channel,
            out: 0,
            inn: 0,
            met: 0,
        };
        period.by.insert(free, none);
        free
    });
    let by = &mut period.by[place];
    by.out += out;
    by.inn += inn;
    by.met += met;
}

/// When talks began, and whether the owner began them.
fn beginnings(touches: &[&Touch]) -> Vec<(Moment, bool)> {
    let counted = in_talks(touches);
    let talks = counted.chunk_by(|a, b| b.at.at - a.at.at <= TALK_GAP);
    talks
        .map(|talk| (talk[0].at, talk[0].direction == Direction::Out))
        .collect()
}

/// Months since the year 0.
fn month_number(date: NaiveDate) -> i32 {
    date.year() * 12 + date.month0() as i32
}

/// Median days from one talk to the next in the last years of contact; where talks went on for weeks, as between those who never
/// stopped writing, a week at most. None of fewer than three talks.
fn usual_gap(talks: &[i64], weeks: &[i64]) -> Option<u32> {
    let since = talks.last()? - USUAL_YEARS * 365 * DAY;
    let talks = &talks[talks.partition_point(|&at| at < since)..];
    let weeks = weeks
        .iter()
        .filter(|&&week| week * 7 * DAY >= since)
        .count();
    let mut gaps: Vec<i64> = talks
        .windows(2)
        .map(|pair| (pair[1] - pair[0]) / DAY)
        .collect();
    gaps.sort_unstable();
    let median = (gaps.len() >= 2).then(|| gaps[gaps.len() / 2] as u32)?;
    let never_stopped = weeks > WEEKS_OF_A_TALK * talks.len();
    Some(if never_stopped { median.min(7) } else { median })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::intake::FileId;
    use crate::model::timeline::Who;

    /// 23 November 2023.
    const NOW: i64 = 1_600_000_000 + 1_166 * DAY;

    fn touch(day: i64, direction: Direction) -> Touch {
        let at = Moment::second(1_600_000_000 + day * DAY);
        Touch {
            at,
            who: Who(0),
            direction,
            channel: Channel::Email,
            others: 1,
            duration_s: None,
            gist: None,
            closes: false,
            file: FileId(0),
        }
    }

    fn contact(touches: &[(i64, Direction)]) -> Contact {
        let touches: Vec<Touch> = touches
            .iter()
            .map(|&(day, direction)| touch(day, direction))
            .collect();
        sum_up(&touches.iter().collect::<Vec<_>>(), NOW)
    }

    #[test]
    fn an_answer_within_a_year_is_contact_both_ways() {
        let both = contact(&[(0, Direction::Out), (80, Direction::In)]);
        assert_eq!(both.last_two_way, both.last);
        let late = contact(&[(0, Direction::Out), (300, Direction::In)]);
        assert_eq!(late.last_two_way, late.last_out);
        assert!(late.owes_answer);
        let apart = contact(&[(0, Direction::Out), (400, Direction::In)]);
        assert_eq!(apart.last_two_way, None);
    }

    #[test]
    fn what_one_side_says_once_more_without_an_answer_goes_one_way() {
        let said = [
            (0, Direction::In),
            (10, Direction::Out),
            (12, Direction::Out),
            (90, Direction::Out),
            (300, Direction::Out),
        ];
        let day = |contact: Contact| contact.last_two_way.map(|at| (at.at - 1_600_000_000) / DAY);
        assert_eq!(day(contact(&said)), Some(12));
        let answered = [&said[..], &[(310, Direction::In)]].concat();
        assert_eq!(day(contact(&answered)), Some(310));
    }

    #[test]
    fn a_talk_among_many_is_no_contact_with_one_of_them() {
        let mut theirs = touch(0, Direction::In);
        let mut own = touch(1, Direction::Out);
        (theirs.others, own.others) = (6, 6);
        let group = sum_up(&[&theirs, &own], NOW);
        assert_eq!((group.out, group.inn, group.last_two_way), (0, 0, None));
        assert_eq!(group.last, None);
        own.others = 5;
        assert_eq!(sum_up(&[&theirs, &own], NOW).out, 1);
    }

    #[test]
    fn what_passed_is_told_by_month_of_late_and_by_year_before() {
        use Direction::{Both, In, Out};
        // 13 September and 22 December 2020, 17 January 2021; 21 and 22 November 2021; 14 December 2021, 20 November 2023.
        let days = [
            (0, Out),
            (100, In),
            (126, In),
            (434, Out),
            (435, Both),
            (457, In),
            (1163, In),
        ];
        let contact = contact(&days);
        let told: Vec<(i32, Option<u32>, [u32; 4])> = contact
            .periods
            .iter()
            .map(|p| (p.year, p.month, [p.out, p.inn, p.met, p.among_many]))
            .collect();
        assert_eq!(
            told,
            [
                (2020, None, [1, 1, 0, 0]),
                (2021, None, [1, 1, 1, 0]),
                (2021, Some(12), [0, 1, 0, 0]),
                (2023, Some(11), [0, 1, 0, 0]),
            ]
        );
        let began: Vec<[u32; 2]> = contact
            .periods
            .iter()
            .map(|p| [p.yours, p.theirs])
            .collect();
        assert_eq!(began, [[1, 1], [1, 1], [0, 1], [0, 1]]);
        let newest: Vec<Direction> = contact.recent.iter().map(|t| t.direction).collect();
        assert_eq!(newest, [In, In, Both, Out, In, In, Out]);
        assert_eq!(contact.sittings, 6);
    }

    #[test]
    fn what_passed_in_a_month_is_told_by_what_means() {
        let mut call = touch(1160, Direction::In);
        call.channel = Channel::Call;
        let mut meeting = touch(1161, Direction::Both);
        meeting.channel = Channel::Meeting;
        let (mail, group) = (touch(1159, Direction::Out), {
            let mut group = touch(1162, Direction::In);
            group.others = 20;
            group
        });
        let told = sum_up(&[&mail, &call, &meeting, &group], NOW).periods;
        let by: Vec<(Channel, [u32; 3])> = told[0]
            .by
            .iter()
            .map(|by| (by.channel, [by.out, by.inn, by.met]))
            .collect();
        let expected = [
            (Channel::Email, [1, 0, 0]),
            (Channel::Call, [0, 1, 0]),
            (Channel::Meeting, [0, 0, 1]),
        ];
        assert_eq!((by.as_slice(), told[0].among_many), (&expected[..], 1));
    }

    #[test]
    fn the_usual_gap_is_the_median_between_talks() {
        use Direction::{In, Out};
        let talks = contact(&[(0, Out), (1, In), (60, In), (150, Out), (180, Out)]);
        assert_eq!(talks.usual_gap_days, Some(60), "gaps of 60, 90 and 30 days");
        assert_eq!(talks.talks.theirs, 1);
        assert_eq!(contact(&[(0, Out), (60, In)]).usual_gap_days, None);
    }
}
