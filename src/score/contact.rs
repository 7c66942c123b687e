//! Counts and dates of what passed between the owner and one person.

use chrono::{Datelike, NaiveDate};

use super::ledger::{MOST_RECIPIENTS, is_counted};
use crate::model::exchange::{Channel, Direction};
use crate::model::moment::{DAY, Moment, date_of};
use crate::model::standing::{Contact, Period};
use crate::model::timeline::Touch;

/// Silence that separates two talks, in seconds.
const TALK_GAP: i64 = 14 * DAY;
/// Both sides wrote within this time of each other: that is contact both ways.
const BOTH_WITHIN: i64 = 365 * DAY;
/// How many of the last touches are kept in full.
const RECENT: usize = 10;
/// Months that are told one by one; what is older is told by the year.
const MONTHS: i32 = 24;

/// Sums up a person's touches, which are in order of time and before the as-of instant.
///
/// What is said among many is no contact with any one of them: it has a date, and beside it stands the tie of a group talk.
pub fn sum_up(touches: &[&Touch], as_of: i64) -> Contact {
    let mut contact = Contact::default();
    let mut years: Vec<i32> = Vec::new();
    let mut talks: Vec<i64> = Vec::new();
    let mut last = None;
    for touch in touches {
        let at = touch.at;
        contact.first = contact.first.or(Some(at));
        contact.last = Some(at);
        if is_among_many(touch) {
            continue;
        }
        if last.is_none_or(|last| at.at - last > TALK_GAP) {
            talks.push(at.at);
            contact.started_by_them += u32::from(touch.direction == Direction::In);
        }
        last = Some(at.at);
        if is_two_way(touch, &contact) {
            contact.last_two_way = Some(at);
            let year = at.date().year();
            if years.last() != Some(&year) {
                years.push(year);
            }
        }
        count(touch, &mut contact);
    }
    contact.two_way_years = years.len() as u32;
    contact.usual_gap_days = usual_gap(&talks);
    contact.talks = talks.len() as u32;
    contact.recent = touches.iter().rev().take(RECENT).map(|&&t| t).collect();
    contact.periods = periods(touches, as_of);
    contact
}

/// A message to more people than the score counts. A meeting is contact however many were there.
fn is_among_many(touch: &Touch) -> bool {
    touch.others > MOST_RECIPIENTS && touch.direction != Direction::Both && !is_counted(touch)
}

fn count(touch: &Touch, contact: &mut Contact) {
    match touch.direction {
        Direction::Out => {
            contact.out += 1;
            contact.last_out = Some(touch.at);
            contact.owes_answer = false;
        }
        Direction::In => {
            contact.inn += 1;
            contact.last_in = Some(touch.at);
            contact.owes_answer = true;
        }
        Direction::Both => contact.owes_answer = false,
        Direction::Unknown => {}
    }
    if !contact.channels.contains(&touch.channel) {
        contact.channels.push(touch.channel);
        contact.channels.sort_unstable();
    }
}

/// A meeting, a call that was picked up, or a message when the other side wrote within the year before.
fn is_two_way(touch: &Touch, before: &Contact) -> bool {
    let recent =
        |other: Option<Moment>| other.is_some_and(|other| touch.at.at - other.at <= BOTH_WITHIN);
    let talked = touch.channel == Channel::Call && touch.duration_s.is_some_and(|s| s > 0);
    match touch.direction {
        Direction::Both => true,
        Direction::Out => talked || recent(before.last_in),
        Direction::In => talked || recent(before.last_out),
        Direction::Unknown => false,
    }
}

/// How much passed when: by month of late, by year before.
fn periods(touches: &[&Touch], as_of: i64) -> Vec<Period> {
    let now = month_number(date_of(as_of));
    let mut periods: Vec<Period> = Vec::new();
    for touch in touches {
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
            });
        }
        if let Some(period) = periods.last_mut() {
            *match touch.direction {
                Direction::Both => &mut period.met,
                Direction::Out if !is_among_many(touch) => &mut period.out,
                Direction::In if !is_among_many(touch) => &mut period.inn,
                _ => &mut period.among_many,
            } += 1;
        }
    }
    periods
}

/// Months since the year 0.
fn month_number(date: NaiveDate) -> i32 {
    date.year() * 12 + date.month0() as i32
}

/// Median days between the beginnings of talks, where there are at least three talks.
fn usual_gap(talks: &[i64]) -> Option<u32> {
    let mut gaps: Vec<i64> = talks
        .windows(2)
        .map(|pair| (pair[1] - pair[0]) / DAY)
        .collect();
    gaps.sort_unstable();
    (gaps.len() >= 2).then(|| gaps[gaps.len() / 2] as u32)
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
        let both = contact(&[(0, Direction::Out), (300, Direction::In)]);
        assert_eq!(both.last_two_way, both.last);
        assert!(both.owes_answer);
        let apart = contact(&[(0, Direction::Out), (400, Direction::In)]);
        assert_eq!(apart.last_two_way, None);
    }

    #[test]
    fn a_talk_among_many_is_no_contact_with_one_of_them() {
        let mut theirs = touch(0, Direction::In);
        let mut own = touch(1, Direction::Out);
        (theirs.others, own.others) = (6, 6);
        let group = sum_up(&[&theirs, &own], NOW);
        assert_eq!((group.out, group.inn, group.last_two_way), (0, 0, None));
        assert_eq!(group.last, Some(own.at));
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
        let newest: Vec<Direction> = contact.recent.iter().map(|t| t.direction).collect();
        assert_eq!(newest, [In, In, Both, Out, In, In, Out]);
        assert_eq!(contact.talks, 6);
    }

    #[test]
    fn the_usual_gap_is_the_median_between_talks() {
        use Direction::{In, Out};
        let talks = contact(&[(0, Out), (1, In), (60, In), (150, Out), (180, Out)]);
        assert_eq!(talks.usual_gap_days, Some(60), "gaps of 60, 90 and 30 days");
        assert_eq!(talks.started_by_them, 1);
        assert_eq!(contact(&[(0, Out), (60, In)]).usual_gap_days, None);
    }
}
