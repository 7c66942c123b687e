//! The same thing told twice is one event: under one id, in two exports that overlap, and as the note of an invitation
//! that comes back as a message once the invitation is accepted.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use rayon::slice::ParallelSliceMut;
use rustc_hash::{FxHashMap, FxHashSet};

use super::retold::retold;
use crate::model::exchange::{Channel, Direction};
use crate::model::intake::FileId;
use crate::model::moment::{DAY, Moment, Precision};
use crate::model::timeline::{Touch, Who};

/// An exchange once it is joined.
#[derive(Debug, Clone)]
pub struct Event {
    /// When, in seconds since 1970.
    pub seconds: i64,
    /// How exactly that is known. Beside the seconds and not with them, because of millions each byte counts.
    pub precision: Precision,
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

impl Event {
    /// When.
    pub fn at(&self) -> Moment {
        Moment {
            at: self.seconds,
            precision: self.precision,
        }
    }
}

/// What is told more than once.
#[derive(Debug, PartialEq, Eq)]
pub struct Once {
    /// Which events another one already tells.
    pub repeated: Vec<bool>,
    /// Messages that are the note of an invitation.
    pub notes: Vec<u32>,
}

/// Finds what is told more than once. `touches` are those that the events point into; `book` is the file that stands for many.
pub fn repeated(events: &[Event], touches: &[Touch], book: Option<FileId>) -> Once {
    let mut repeated = vec![false; events.len()];
    copies(events, &mut repeated);
    retold(events, touches, &mut repeated, book);
    overlaps(events, touches, &mut repeated);
    echoes(events, touches, &mut repeated, book);
    let notes = notes(events, &mut repeated);
    Once { repeated, notes }
}

/// The numbers of the events for which something holds. There may be millions of them, so that no room is left over.
fn numbers(events: &[Event], holds: impl Fn(usize) -> bool) -> Vec<u32> {
    let mut numbers = Vec::with_capacity((0..events.len()).filter(|&index| holds(index)).count());
    let found = (0..events.len()).filter(|&index| holds(index));
    numbers.extend(found.map(|index| index as u32));
    numbers
}

/// What bears one id is one event, in however many files, labels or formats it stands. The copy that tells most stays.
fn copies(events: &[Event], repeated: &mut [bool]) {
    let of = |index: u32| &events[index as usize];
    let mut order = numbers(events, |index| events[index].native != 0);
    order.par_sort_unstable_by_key(|&index| {
        let event = of(index);
        let unsure = event.direction == Direction::Unknown;
        let touches = Reverse(event.touches.len());
        // Whoever has a card comes before whoever has none.
        (event.native, unsure, touches, event.best, event.file, index)
    });
    for group in order.chunk_by(|&a, &b| of(a).native == of(b).native) {
        for &index in &group[1..] {
            repeated[index as usize] = true;
        }
    }
}

/// Events that stand in several files count as often as in the file that has them most often; of several such files the one that
/// knows how long a call was.
fn overlaps(events: &[Event], touches: &[Touch], repeated: &mut [bool]) {
    let one_file = events.windows(2).all(|pair| pair[0].file == pair[1].file);
    if one_file {
        return;
    }
    let length = |event: &Event| {
        let own = touches.get(event.touches.start as usize..event.touches.end as usize);
        let first = own.and_then(<[Touch]>::first);
        first.and_then(|touch| touch.duration_s).unwrap_or(0)
    };
    let key = |e: &Event| {
        let (who, others) = room(e, touches);
        (e.at(), who, e.channel, e.direction, others, e.text)
    };
    let of = |index: u32| &events[index as usize];
    let mut order = numbers(events, |index| !repeated[index]);
    order.par_sort_unstable_by_key(|&index| (key(of(index)), of(index).file, index));
    for group in order.chunk_by(|&a, &b| key(of(a)) == key(of(b))) {
        // Two ids are two events, however alike they are. LinkedIn has renumbered its conversations.
        let has_id = |&index: &u32| of(index).native != 0 && of(index).channel != Channel::LinkedIn;
        if group.iter().all(has_id) {
            continue;
        }
        let mut counts: BTreeMap<FileId, (usize, u32)> = BTreeMap::new();
        for &index in group {
            let (count, seconds) = counts.entry(of(index).file).or_default();
            *count += 1;
            *seconds = length(of(index)).max(*seconds);
        }
        let most = counts
            .iter()
            .max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)))
            .map(|(file, _)| *file);
        for &index in group.iter().filter(|&&index| Some(of(index).file) != most) {
            repeated[index as usize] = true;
        }
    }
}

/// By whom and by how many others an event is known again. A conversation of several grows, and what was said in it before stands in the
/// later export with more recipients: of words to several the sender is known, and that they were several.
fn room(event: &Event, touches: &[Touch]) -> (Who, u32) {
    let is_word = event.others > 1 && event.text != 0;
    match event.direction {
        Direction::In if is_word => {
            let sender = touches.get(event.touches.start as usize);
            let sender = sender.filter(|_| !event.touches.is_empty());
            (sender.map_or(event.best, |touch| touch.who), 2)
        }
        Direction::Out if is_word => (Who(0), 2),
        _ => (event.best, event.others),
    }
}

/// The time of an event as far as it is known: its kind, the least exact last, and how many of its units have passed since 1970.
type Stretch = (u8, i64);

/// What a log of one's own or of an app tells of an event: with whom, by what means, which way, and when.
type Said = (Channel, Who, Direction, Stretch);

/// Who tells one such thing: events that know nothing beyond it, and how often each file knows better.
#[derive(Default)]
struct Group {
    echoes: Vec<usize>,
    voices: BTreeMap<FileId, u32>,
}

/// A line of a log that is known to the minute or to the day only is an echo of what another file tells to the second; a meeting
/// with one person is one of a meeting with several. Each voice has one echo in each file.
fn echoes(events: &[Event], touches: &[Touch], repeated: &mut [bool], book: Option<FileId>) {
    let mut groups: FxHashMap<Said, Group> = FxHashMap::default();
    for (index, event) in events.iter().enumerate() {
        let is_alone = event.native == 0 && event.text == 0 && event.touches.len() == 1;
        let is_vague = event.precision != Precision::Second || event.channel == Channel::Meeting;
        if is_alone && is_vague && !repeated[index] {
            let said = (
                event.channel,
                event.best,
                event.direction,
                stretch(event.at()),
            );
            groups.entry(said).or_default().echoes.push(index);
        }
    }
    if groups.is_empty() {
        return;
    }
    for (event, _) in events
        .iter()
        .zip(&*repeated)
        .filter(|(_, repeated)| !**repeated)
    {
        let knows_more = event.native != 0 || event.touches.len() > 1;
        for touch in &touches[event.touches.start as usize..event.touches.end as usize] {
            let coarser = stretches(event.at()).filter(|s| knows_more || *s != stretch(event.at()));
            for stretch in coarser {
                let said = (event.channel, touch.who, event.direction, stretch);
                if let Some(group) = groups.get_mut(&said) {
                    *group.voices.entry(event.file).or_default() += 1;
                }
            }
        }
    }
    for Group { echoes, voices } in groups.into_values() {
        let mut told: BTreeMap<FileId, u32> = BTreeMap::new();
        for index in echoes {
            let file = events[index].file;
            let elsewhere = voices
                .iter()
                .filter(|(voice, _)| **voice != file || Some(file) == book);
            let most = elsewhere.map(|(_, count)| *count).max().unwrap_or(0);
            let told = told.entry(file).or_default();
            repeated[index] |= *told < most;
            *told += 1;
        }
    }
}

fn stretch(at: Moment) -> Stretch {
    match at.precision {
        Precision::Second => (0, at.at),
        Precision::Minute => (1, at.at.div_euclid(60)),
        Precision::Day => (2, at.at.div_euclid(DAY)),
    }
}

/// The time as it is known, and as whoever knows less would know it.
fn stretches(at: Moment) -> impl Iterator<Item = Stretch> {
    [Precision::Second, Precision::Minute, Precision::Day]
        .into_iter()
        .filter(move |precision| *precision >= at.precision)
        .map(move |precision| stretch(Moment { precision, ..at }))
}

/// The text of an invitation comes back as a message of the inviter, dated at its acceptance. The message stays: it is in
/// every later export, while invitations older than some months are not.
///
/// Gives the messages that are such notes.
fn notes(events: &[Event], repeated: &mut [bool]) -> Vec<u32> {
    type Said = (Who, Direction, u64);
    let said = |e: &Event| -> Said { (e.best, e.direction, e.text) };
    let is_note = |e: &Event| e.channel == Channel::Invitation && e.text != 0;
    let notes = events.iter().filter(|e| is_note(e));
    let wanted: FxHashSet<Said> = notes.map(said).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let is_wanted = |e: &Event| e.channel == Channel::LinkedIn && wanted.contains(&said(e));
    let messages = numbers(events, |index| is_wanted(&events[index]));
    let of = |index: &u32| &events[*index as usize];
    let mut latest: FxHashMap<Said, i64> = FxHashMap::default();
    for message in messages.iter().map(of) {
        let at = latest.entry(said(message)).or_insert(message.seconds);
        *at = message.seconds.max(*at);
    }
    let mut echoed: FxHashSet<Said> = FxHashSet::default();
    for (event, repeated) in events.iter().zip(repeated).filter(|(e, _)| is_note(e)) {
        let at = latest.get(&said(event));
        if at.is_some_and(|&at| at >= event.seconds - DAY) {
            *repeated = true;
            echoed.insert(said(event));
        }
    }
    // Of several copies of such a message each is one.
    let is_echo = |message: &Event| {
        let at = latest.get(&said(message));
        echoed.contains(&said(message)) && at == Some(&message.seconds)
    };
    let echoes = messages.into_iter().filter(|index| is_echo(of(index)));
    echoes.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(native: u64, file: u32, direction: Direction) -> Event {
        Event {
            seconds: 1_772_442_900,
            precision: Precision::Second,
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
        assert_eq!(
            repeated(&events, &[], None).repeated,
            [true, false, true, true]
        );
        assert_eq!(
            repeated(&events[1..3], &[], None).repeated,
            [false, true],
            "two labels of one file"
        );
    }

    #[test]
    fn two_ids_in_one_second_are_two_events_but_on_linkedin_and_none_is_told_by_what_it_says() {
        let two = [event(7, 0, Direction::In), event(8, 1, Direction::In)];
        assert_eq!(repeated(&two, &[], None).repeated, [false, false]);
        let renumbered = two.clone().map(|event| Event {
            channel: Channel::LinkedIn,
            ..event
        });
        assert_eq!(repeated(&renumbered, &[], None).repeated, [false, true]);
        let none = [event(0, 0, Direction::In), event(0, 1, Direction::In)];
        assert_eq!(repeated(&none, &[], None).repeated, [false, true]);
    }
}
