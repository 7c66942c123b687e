//! The same thing told twice is one event: under one id, in two exports that overlap, and as the note of an invitation
//! that comes back as a message once the invitation is accepted.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::exchange::{Channel, Direction};
use crate::model::intake::FileId;
use crate::model::moment::{DAY, Moment};
use crate::model::timeline::Who;

/// An exchange once it is joined.
#[derive(Debug, Clone)]
pub struct Event {
    /// When.
    pub at: Moment,
    /// By what means.
    pub channel: Channel,
    /// Seen from the owner.
    pub direction: Direction,
    /// How many people were on it besides the owner.
    pub others: u32,
    /// Fingerprint of the text.
    pub text: u64,
    /// Fingerprint of the source's own id; 0 where there is none.
    pub native: u64,
    /// The first in order of those who were on it; somebody with a card where there is one.
    pub best: Who,
    /// The file that says so.
    pub file: FileId,
    /// Its touches.
    pub touches: Range<u32>,
}

/// Which events another one already tells.
pub fn repeated(events: &[Event]) -> Vec<bool> {
    let mut repeated = vec![false; events.len()];
    copies(events, &mut repeated);
    overlaps(events, &mut repeated);
    notes(events, &mut repeated);
    repeated
}

/// What bears one id is one event, in however many files, labels or formats it stands. The copy that tells most stays.
fn copies(events: &[Event], repeated: &mut [bool]) {
    let mut order: Vec<usize> = (0..events.len())
        .filter(|&i| events[i].native != 0)
        .collect();
    order.sort_by_key(|&i| {
        let event = &events[i];
        let unsure = event.direction == Direction::Unknown;
        (
            event.native,
            unsure,
            Reverse(event.touches.len()),
            event.file,
            i,
        )
    });
    for group in order.chunk_by(|&a, &b| events[a].native == events[b].native) {
        for &index in &group[1..] {
            repeated[index] = true;
        }
    }
}

/// Events that stand in several files count as often as in the file that has them most often.
fn overlaps(events: &[Event], repeated: &mut [bool]) {
    let one_file = events.windows(2).all(|pair| pair[0].file == pair[1].file);
    if one_file {
        return;
    }
    let key = |e: &Event| (e.at, e.best, e.channel, e.direction, e.others, e.text);
    let mut order: Vec<usize> = (0..events.len()).filter(|&i| !repeated[i]).collect();
    order.sort_by_key(|&i| (key(&events[i]), events[i].file));
    for group in order.chunk_by(|&a, &b| key(&events[a]) == key(&events[b])) {
        // Two ids are two events, however alike they are.
        if group.iter().all(|&index| events[index].native != 0) {
            continue;
        }
        let mut counts: BTreeMap<FileId, usize> = BTreeMap::new();
        for &index in group {
            *counts.entry(events[index].file).or_default() += 1;
        }
        let most = counts
            .iter()
            .max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)))
            .map(|(file, _)| *file);
        for &index in group
            .iter()
            .filter(|&&index| Some(events[index].file) != most)
        {
            repeated[index] = true;
        }
    }
}

/// The text of an invitation comes back as a message of the inviter, dated at its acceptance. The message stays: it is in
/// every later export, while invitations older than some months are not.
fn notes(events: &[Event], repeated: &mut [bool]) {
    type Said = (Who, Direction, u64);
    let said = |e: &Event| -> Said { (e.best, e.direction, e.text) };
    let is_note = |e: &&Event| e.channel == Channel::Invitation && e.text != 0;
    let wanted: FxHashSet<Said> = events.iter().filter(is_note).map(said).collect();
    if wanted.is_empty() {
        return;
    }
    let mut latest: FxHashMap<Said, i64> = FxHashMap::default();
    for event in events
        .iter()
        .filter(|e| e.channel == Channel::LinkedIn && wanted.contains(&said(e)))
    {
        let at = latest.entry(said(event)).or_insert(event.at.at);
        *at = event.at.at.max(*at);
    }
    for (event, repeated) in events.iter().zip(repeated).filter(|(e, _)| is_note(e)) {
        *repeated |= latest
            .get(&said(event))
            .is_some_and(|&at| at >= event.at.at - DAY);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::moment::Precision;

    fn event(native: u64, file: u32, direction: Direction) -> Event {
        let at = Moment {
            at: 1_772_442_900,
            precision: Precision::Second,
        };
        Event {
            at,
            channel: Channel::Email,
            direction,
            others: 1,
            text: 0,
            native,
            best: Who(3),
            file: FileId(file),
            touches: 0..1,
        }
    }

    #[test]
    fn one_id_is_one_event_in_one_file_and_in_three_and_the_copy_with_a_direction_stays() {
        let events = [
            event(7, 0, Direction::Unknown),
            event(7, 1, Direction::In),
            event(7, 1, Direction::In),
            event(7, 2, Direction::In),
        ];
        assert_eq!(repeated(&events), [true, false, true, true]);
        assert_eq!(
            repeated(&events[1..3]),
            [false, true],
            "two labels of one file"
        );
    }

    #[test]
    fn two_ids_in_one_second_are_two_events_and_none_is_told_by_what_it_says() {
        let two = [event(7, 0, Direction::In), event(8, 1, Direction::In)];
        assert_eq!(repeated(&two), [false, false]);
        let none = [event(0, 0, Direction::In), event(0, 1, Direction::In)];
        assert_eq!(repeated(&none), [false, true]);
    }
}
