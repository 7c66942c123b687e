//! One chat that was exported twice: from the old phone and the new one, with media and without, before a message was edited and after.
//! The texts differ then; whoever wrote in a minute of a chat wrote the same messages in both.

use std::collections::BTreeMap;

use super::once::Event;
use crate::model::exchange::{Channel, Direction};
use crate::model::intake::FileId;
use crate::model::moment::Precision;
use crate::model::timeline::{Touch, Who};

/// Two files hold one chat where so many in a hundred of what either of them says in their common time stand in the other, to the minute.
const COMMON_PERCENT: usize = 50;

/// Of one minute and speaker at most so many files are compared; more are no copies of each other.
const MOST_FILES: usize = 16;

/// With whom a chat is; none for a chat of several, of which only the speaker is known.
type Room = Option<Who>;

/// Who wrote in which minute of which chat, and which way.
type Said = (Room, Who, Direction, i64);

/// What some files say of one minute and speaker: how many messages each of them has.
type Copies = Vec<(FileId, usize)>;

/// Marks the messages of chats that another export of the same chat has, too. Of each minute and speaker the export with the most
/// messages is believed; of several such the one that knows the second. `book` stands for many files and several chats of a group.
pub(super) fn retold(
    events: &[Event],
    touches: &[Touch],
    repeated: &mut [bool],
    book: Option<FileId>,
) {
    let is_said = |index: usize| !repeated[index] && is_said(&events[index], book);
    let mut order: Vec<u32> = Vec::new();
    order.extend((0..events.len()).filter(|&i| is_said(i)).map(|i| i as u32));
    let of = |index: u32| &events[index as usize];
    let first = order.first().map(|&index| of(index).file);
    if order.iter().all(|&index| Some(of(index).file) == first) {
        return;
    }
    let key = |index: u32| said(of(index), touches);
    order.sort_unstable_by_key(|&index| (key(index), of(index).file, index));
    let groups = || order.chunk_by(|&a, &b| key(a) == key(b));
    let same = Same::of(groups().map(|group| (key(group[0]), copies(group, &of))));
    for group in groups() {
        let copies = copies(group, &of);
        if copies.len() < 2 {
            continue;
        }
        let (room, ..) = key(group[0]);
        let exact = |file: FileId| {
            let mut own = group.iter().filter(|&&index| of(index).file == file);
            own.any(|&index| of(index).precision == Precision::Second)
        };
        let best = copies
            .iter()
            .max_by_key(|(file, count)| (*count, exact(*file), std::cmp::Reverse(*file)));
        let Some(&(best, _)) = best else { continue };
        for &index in group {
            repeated[index as usize] |= same.are(room, of(index).file, best);
        }
    }
}

/// Whether an event is a message of a chat whose source gives it no id. What the book has of a chat of several may be of another one.
fn is_said(event: &Event, book: Option<FileId>) -> bool {
    event.channel == Channel::Chat
        && event.native == 0
        && event.precision != Precision::Day
        && matches!(event.direction, Direction::In | Direction::Out)
        && (event.others == 1 || Some(event.file) != book)
}

fn said(event: &Event, touches: &[Touch]) -> Said {
    let minute = event.seconds.div_euclid(60);
    if event.others == 1 {
        return (Some(event.best), event.best, event.direction, minute);
    }
    let own = touches.get(event.touches.start as usize..event.touches.end as usize);
    let speaker = match event.direction {
        Direction::In => own.and_then(<[Touch]>::first).map(|touch| touch.who),
        Direction::Out | Direction::Both | Direction::Unknown => None,
    };
    (None, speaker.unwrap_or(Who(0)), event.direction, minute)
}

/// How many messages each file has of one minute and speaker.
fn copies<'a>(group: &[u32], of: &impl Fn(u32) -> &'a Event) -> Copies {
    let files = group.chunk_by(|&a, &b| of(a).file == of(b).file);
    files.map(|own| (of(own[0]).file, own.len())).collect()
}

/// Which files hold one chat.
#[derive(Default)]
struct Same {
    /// When something was said, by chat and file, in order.
    minutes: BTreeMap<(Room, FileId), Vec<i64>>,
    /// In how many minutes two files say something of the same speaker.
    common: BTreeMap<(Room, FileId, FileId), usize>,
}

impl Same {
    fn of(said: impl Iterator<Item = (Said, Copies)>) -> Self {
        let mut same = Self::default();
        for ((room, _, _, minute), copies) in said {
            for (at, &(file, _)) in copies.iter().enumerate() {
                same.minutes.entry((room, file)).or_default().push(minute);
                for &(other, _) in copies[..at].iter().take(MOST_FILES) {
                    *same.common.entry((room, other, file)).or_default() += 1;
                }
            }
        }
        for minutes in same.minutes.values_mut() {
            minutes.sort_unstable();
        }
        same
    }

    /// Whether two different files hold one chat.
    fn are(&self, room: Room, a: FileId, b: FileId) -> bool {
        let common = self.common.get(&(room, a.min(b), a.max(b)));
        let of = |file| self.minutes.get(&(room, file)).map(Vec::as_slice);
        let (Some(&common), Some(ours), Some(theirs)) = (common, of(a), of(b)) else {
            return false;
        };
        let most = within(ours, theirs).max(within(theirs, ours));
        a != b && common * 100 >= most * COMMON_PERCENT
    }
}

/// How many of some minutes lie between the first and the last of others.
fn within(minutes: &[i64], others: &[i64]) -> usize {
    let (Some(first), Some(last)) = (others.first(), others.last()) else {
        return 0;
    };
    let before = minutes.partition_point(|minute| minute < first);
    minutes.partition_point(|minute| minute <= last) - before
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::exchange::Direction::{In, Out};

    fn event((file, minute, text): (u32, i64, u64), direction: Direction) -> Event {
        Event {
            seconds: 1_772_442_900 + minute * 60,
            precision: Precision::Minute,
            channel: Channel::Chat,
            direction,
            others: 1,
            text,
            native: 0,
            best: Who(3),
            file: FileId(file),
            touches: 0..0,
        }
    }

    fn marked(events: &[Event], book: Option<FileId>) -> Vec<bool> {
        let mut repeated = vec![false; events.len()];
        retold(events, &[], &mut repeated, book);
        repeated
    }

    #[test]
    fn a_chat_exported_twice_counts_once_whatever_became_of_its_texts() {
        let old = [(0, 0, 1), (0, 5, 2), (0, 9, 3)].map(|said| event(said, In));
        let mut new = [(1, 0, 1), (1, 5, 7), (1, 9, 8), (1, 12, 9)].map(|said| event(said, In));
        new.iter_mut().for_each(|event| {
            event.precision = Precision::Second;
            event.seconds += 14;
        });
        let both: Vec<Event> = old.into_iter().chain(new).collect();
        let expected = [true, true, true, false, false, false, false];
        assert_eq!(marked(&both, None), expected);
        assert_eq!(marked(&both, Some(FileId(0))), expected, "in the book, too");
    }

    #[test]
    fn two_messages_of_one_minute_are_two_and_a_question_is_no_answer() {
        let said = [(0, 0, 1), (0, 0, 2), (1, 0, 1), (0, 3, 4), (1, 3, 5)];
        let mut events = said.map(|said| event(said, In)).to_vec();
        events.push(event((1, 0, 6), Out));
        assert_eq!(
            marked(&events, None),
            [false, false, true, false, true, false]
        );
    }

    #[test]
    fn two_chats_with_one_person_stay_two_though_a_minute_is_common() {
        let said = [
            (0, 0, 1),
            (0, 5, 2),
            (0, 9, 3),
            (1, 5, 4),
            (1, 7, 5),
            (1, 8, 6),
        ];
        let events = said.map(|said| event(said, In));
        assert_eq!(marked(&events, None), [false; 6]);
    }

    #[test]
    fn what_the_book_has_of_groups_is_not_compared() {
        let said = [(0, 0, 1), (0, 5, 2), (1, 0, 3), (1, 5, 4)];
        let group = said.map(|said| Event {
            others: 3,
            ..event(said, In)
        });
        assert_eq!(marked(&group, None), [false, false, true, true]);
        assert_eq!(marked(&group, Some(FileId(0))), [false; 4]);
    }
}
