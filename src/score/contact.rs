//! Counts and dates of what passed between the owner and one person.

use super::ledger::{MOST_RECIPIENTS, is_counted};
use crate::model::exchange::{Channel, Direction};
use crate::model::moment::{DAY, Moment};
use crate::model::standing::Contact;
use crate::model::timeline::Touch;

/// Silence that separates two talks, in seconds.
const TALK_GAP: i64 = 14 * DAY;
/// Both sides wrote within this time of each other: that is contact both ways.
const BOTH_WITHIN: i64 = 365 * DAY;

/// Sums up a person's touches, which are in order of time.
///
/// What is said among many is no contact with any one of them: it has a date, and beside it stands the tie of a group talk.
pub fn sum_up(touches: &[&Touch]) -> Contact {
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
            let year = chrono::Datelike::year(&at.date());
            if years.last() != Some(&year) {
                years.push(year);
            }
        }
        count(touch, &mut contact);
    }
    contact.two_way_years = years.len() as u32;
    contact.usual_gap_days = usual_gap(&talks);
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
        sum_up(&touches.iter().collect::<Vec<_>>())
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
        let group = sum_up(&[&theirs, &own]);
        assert_eq!((group.out, group.inn, group.last_two_way), (0, 0, None));
        assert_eq!(group.last, Some(own.at));
        own.others = 5;
        assert_eq!(sum_up(&[&theirs, &own]).out, 1);
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
