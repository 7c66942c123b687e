//! Talks as people think of them: who began, who answered, and how long that took.

use super::ledger::{TALK_GAP, is_counted};
use crate::model::exchange::{Channel, Direction};
use crate::model::moment::{DAY, Moment};
use crate::model::standing::Talks;
use crate::model::thresholds::{ANSWER_DAYS, LATE_DAYS};
use crate::model::timeline::Touch;

/// A talk of the owner's without an answer so far.
struct Unanswered {
    first: Moment,
    last: i64,
}

/// Counts the talks among a person's touches, which are in order of time.
pub fn talks(touches: &[&Touch], as_of: i64) -> Talks {
    let counted = in_talks(touches);
    let mut talks = Talks::default();
    let mut delays = Vec::new();
    let mut waits: Option<Unanswered> = None;
    for talk in counted.chunk_by(|a, b| b.at.at - a.at.at <= TALK_GAP) {
        let first = talk[0];
        if first.direction == Direction::In {
            talks.left = 0;
            match waits.take() {
                Some(talk) if first.at.at - talk.last <= LATE_DAYS * DAY => {
                    talks.late += 1;
                    delays.push(first.at.at - talk.first.at);
                }
                _ => {
                    talks.theirs += 1;
                    let is_reply = |t: &&Touch| t.direction == Direction::Out || was_picked_up(t);
                    talks.replied += u32::from(talk.iter().any(is_reply));
                }
            }
        } else {
            talks.yours += 1;
            waits = begun(talk, &mut talks, &mut delays);
            talks.left = if waits.is_some() { talks.left + 1 } else { 0 };
            if waits.is_some() {
                talks.last_in_vain = Some(first.at);
            }
        }
    }
    if waits.is_some_and(|talk| as_of - talk.last <= ANSWER_DAYS * DAY) {
        talks.open = 1;
        talks.left -= 1;
    }
    if talks.in_vain() == 0 {
        talks.last_in_vain = None;
    }
    delays.sort_unstable();
    let median = delays.get(delays.len() / 2);
    talks.usual_delay_days = median.map(|delay| (delay / DAY) as u32);
    talks
}

/// What counts as part of a talk, in order: messages and calls, and the note of an invitation that the other side answered. Alone it is
/// neither a talk nor a try.
pub fn in_talks<'t>(touches: &[&'t Touch]) -> Vec<&'t Touch> {
    let mut counted: Vec<&Touch> = Vec::new();
    let mut note: Option<&Touch> = None;
    for &touch in touches {
        if touch.channel == Channel::Invitation {
            note = Some(touch);
        } else if is_counted(touch) {
            counted.extend(note.take().filter(|note| is_answer(touch, note)));
            counted.push(touch);
        }
    }
    counted
}

/// Whether somebody wrote upon the note of the other side.
fn is_answer(touch: &Touch, note: &Touch) -> bool {
    let most = match note.direction {
        Direction::Out => LATE_DAYS * DAY,
        Direction::In | Direction::Both | Direction::Unknown => TALK_GAP,
    };
    touch.direction != note.direction && touch.at.at - note.at.at <= most
}

/// What became of a talk that the owner began.
fn begun(talk: &[&Touch], talks: &mut Talks, delays: &mut Vec<i64>) -> Option<Unanswered> {
    let first = talk[0];
    let Some(answer) = talk.iter().find(|touch| answers(touch)) else {
        let last = talk.last().map_or(first.at.at, |touch| touch.at.at);
        return Some(Unanswered {
            first: first.at,
            last,
        });
    };
    let delay = answer.at.at - first.at.at;
    if delay <= ANSWER_DAYS * DAY {
        talks.answered += 1;
    } else {
        talks.late += 1;
    }
    delays.push(delay);
    None
}

/// A word of theirs, or a call of the owner's that they picked up.
fn answers(touch: &Touch) -> bool {
    touch.direction == Direction::In || was_picked_up(touch)
}

/// Whether it is a call that was answered.
pub fn was_picked_up(touch: &Touch) -> bool {
    touch.channel == Channel::Call && touch.duration_s.is_some_and(|s| s > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::intake::FileId;
    use crate::model::timeline::Who;
    use Direction::{In, Out};

    const START: i64 = 1_600_000_000;

    fn of(touches: &[(i64, Direction, Channel, Option<u32>)], until: i64) -> Talks {
        let touches: Vec<Touch> = touches
            .iter()
            .map(|&(hours, direction, channel, duration_s)| Touch {
                at: Moment::second(START + hours * 3_600),
                who: Who(0),
                direction,
                channel,
                others: 1,
                duration_s,
                gist: None,
                closes: false,
                file: FileId(0),
            })
            .collect();
        talks(&touches.iter().collect::<Vec<_>>(), START + until * DAY)
    }

    fn mails(touches: &[(i64, Direction)]) -> Talks {
        let mails: Vec<_> = touches
            .iter()
            .map(|&(day, direction)| (day * 24, direction, Channel::Email, None))
            .collect();
        of(&mails, 1_000)
    }

    #[test]
    fn a_reply_of_the_owner_is_no_try() {
        let talks = mails(&[(0, In), (1, Out), (100, In), (101, Out)]);
        assert_eq!((talks.yours, talks.theirs, talks.replied), (0, 2, 2));
        assert_eq!(talks.in_vain(), 0);
    }

    #[test]
    fn an_answer_after_a_week_is_late_in_one_talk_and_in_two() {
        let talks = mails(&[
            (0, Out),
            (10, In),
            (200, Out),
            (240, In),
            (400, Out),
            (402, In),
        ]);
        assert_eq!((talks.yours, talks.answered, talks.late), (3, 1, 2));
        assert_eq!((talks.theirs, talks.usual_delay_days), (0, Some(10)));
    }

    #[test]
    fn a_word_after_ninety_days_begins_a_talk_of_theirs() {
        let late = mails(&[(0, Out), (90, In)]);
        assert_eq!((late.late, late.theirs, late.in_vain()), (1, 0, 0));
        let anew = mails(&[(0, Out), (91, In)]);
        assert_eq!((anew.late, anew.theirs, anew.in_vain()), (0, 1, 1));
    }

    #[test]
    fn two_lines_of_one_sitting_are_one_try_and_a_young_one_is_none_yet() {
        let one = mails(&[(0, Out), (0, Out), (8, Out)]);
        assert_eq!((one.yours, one.in_vain()), (1, 1));
        let young = of(&[(0, Out, Channel::Email, None)], 6);
        assert_eq!(
            (young.open, young.in_vain(), young.last_in_vain),
            (1, 0, None)
        );
    }

    #[test]
    fn a_note_that_was_answered_opens_a_talk_and_another_none() {
        let note = |day: i64, direction| (day * 24, direction, Channel::Invitation, None);
        let mail = |day: i64, direction| (day * 24, direction, Channel::LinkedIn, None);
        let answered = of(&[note(0, Out), mail(30, In)], 900);
        assert_eq!((answered.yours, answered.late, answered.theirs), (1, 1, 0));
        let replied = of(&[note(0, In), mail(2, Out)], 900);
        assert_eq!((replied.theirs, replied.replied, replied.yours), (1, 1, 0));
        let again = of(&[note(0, Out), mail(30, Out)], 900);
        assert_eq!((again.yours, again.in_vain()), (1, 1));
        assert_eq!(of(&[note(0, Out)], 900).yours, 0);
    }

    #[test]
    fn a_missed_call_is_a_try_and_an_answered_one_an_answer() {
        let call = |seconds| (0, Out, Channel::Call, Some(seconds));
        assert_eq!(of(&[call(0)], 30).in_vain(), 1);
        assert_eq!(of(&[call(60)], 30).answered, 1);
    }
}
