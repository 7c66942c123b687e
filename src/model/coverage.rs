//! What was given of each channel, and whether silence in it says anything: what was not given is not silence.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::exchange::Channel;
use super::moment::{DAY, date_of};
use super::thresholds::{COVERED_MONTHS, COVERED_UNTIL_DAYS, months_before};

/// A channel as the owner gives it: what one kind of export or file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Medium {
    /// LinkedIn's messages.
    LinkedInMessages,
    /// LinkedIn's invitations, a rolling window.
    Invitations,
    /// E-mail.
    Mail,
    /// Phone and video calls.
    Calls,
    /// Text messages and chats of any service.
    Chats,
    /// Meetings.
    Calendar,
    /// What the owner noted by hand.
    Notes,
}

impl Medium {
    /// All media in the order in which they are told.
    pub const ALL: [Medium; 7] = [
        Medium::LinkedInMessages,
        Medium::Invitations,
        Medium::Mail,
        Medium::Calls,
        Medium::Chats,
        Medium::Calendar,
        Medium::Notes,
    ];

    /// The one in which something passed.
    pub fn of(channel: Channel) -> Self {
        match channel {
            Channel::LinkedIn => Self::LinkedInMessages,
            Channel::Invitation => Self::Invitations,
            Channel::Email => Self::Mail,
            Channel::Sms | Channel::Chat => Self::Chats,
            Channel::Call => Self::Calls,
            Channel::Meeting => Self::Calendar,
            Channel::Other => Self::Notes,
        }
    }

    /// The stable name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::LinkedInMessages => "linkedin-messages",
            Self::Invitations => "invitations",
            Self::Mail => "mail",
            Self::Calls => "calls",
            Self::Chats => "chats",
            Self::Calendar => "calendar",
            Self::Notes => "notes",
        }
    }
}

impl Serialize for Medium {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// What was given of one channel, in this run and, with a book, before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Covered {
    /// The channel.
    pub medium: Medium,
    /// First and last instant of each stretch without a gap, in seconds since 1970, in order of time.
    pub spans: Vec<(i64, i64)>,
    /// Whether every file of it was read to its end.
    pub whole: bool,
    /// Whether the owner was found in it.
    pub owner_found: bool,
    /// The files that gave it, as they were named.
    pub files: Vec<String>,
}

/// What was given of all channels; a channel of which nothing was given is not in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coverage {
    /// In the order of `Medium::ALL`.
    pub channels: Vec<Covered>,
}

/// What silence in a channel means for one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Silence {
    /// The channel was given for the time that matters: nothing passed in it.
    Told,
    /// Nothing of the channel was given.
    NotGiven,
    /// A file of it was given, and nothing was in it: its owner may write to nobody, or the file may be the lesser of two.
    Empty,
    /// It is not known which side of it is the owner's.
    OwnerUnknown,
    /// A file of it was cut off.
    CutOff,
    /// It begins only at this instant, after the connection.
    Since(i64),
    /// It ends at this instant, too long before the audit.
    Until(i64),
    /// Nothing of it was given between these instants.
    Gap(i64, i64),
}

/// In JSON what it is, and the days that it has.
impl Serialize for Silence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (what, days): (&str, &[i64]) = match self {
            Self::Told => ("told", &[]),
            Self::NotGiven => ("not-given", &[]),
            Self::Empty => ("empty", &[]),
            Self::OwnerUnknown => ("owner-unknown", &[]),
            Self::CutOff => ("cut-off", &[]),
            Self::Since(at) => ("since", &[*at]),
            Self::Until(at) => ("until", &[*at]),
            Self::Gap(from, to) => ("gap", &[*from, *to]),
        };
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("what", what)?;
        let days: Vec<String> = days.iter().map(|at| date_of(*at).to_string()).collect();
        map.serialize_entry("days", &days)?;
        map.end()
    }
}

impl Coverage {
    /// What was given of a channel.
    pub fn of(&self, medium: Medium) -> Option<&Covered> {
        self.channels.iter().find(|c| c.medium == medium)
    }

    /// Channels of which nothing was given.
    pub fn missing(&self) -> impl Iterator<Item = Medium> {
        let given = |medium: &Medium| self.of(*medium).is_none();
        Medium::ALL.into_iter().filter(given)
    }

    /// Adds what another file gave of a channel.
    pub fn add(&mut self, more: Covered) {
        match self.channels.iter_mut().find(|c| c.medium == more.medium) {
            Some(covered) => covered.add(more),
            None => {
                self.channels.push(more);
                self.channels.sort_by_key(|covered| covered.medium);
            }
        }
    }

    /// Adds what was given in earlier runs. The files named stay those of this run.
    pub fn join(&mut self, earlier: &Self) {
        for covered in &earlier.channels {
            self.add(Covered {
                files: Vec::new(),
                ..covered.clone()
            });
        }
    }

    /// The last instant of which any channel tells; silence counts up to here.
    pub fn end(&self) -> Option<i64> {
        let ends = self.channels.iter().filter_map(|c| c.spans.last());
        ends.map(|&(_, last)| last).max()
    }

    /// Whether silence of somebody since an instant (of the connection, say; none if it is not known) is told by a channel.
    ///
    /// It is where the channel covers the time since then, or the last 24 months of it, without a gap and up to 92 days before
    /// the as-of instant, from whole files with a known owner.
    pub fn silence(&self, medium: Medium, since: Option<i64>, as_of: i64) -> Silence {
        let Some(covered) = self.of(medium) else {
            return Silence::NotGiven;
        };
        if !covered.whole {
            return Silence::CutOff;
        }
        let Some(&(_, end)) = covered.spans.last() else {
            return Silence::Empty;
        };
        if !covered.owner_found {
            return Silence::OwnerUnknown;
        }
        let earliest = months_before(as_of, COVERED_MONTHS);
        let from = since.map_or(earliest, |since| since.max(earliest));
        let until = as_of - COVERED_UNTIL_DAYS * DAY;
        if end < until {
            return Silence::Until(end);
        }
        covered.gap(from, until)
    }
}

impl Covered {
    /// Adds what another file gave. A part that was cut off is made good by a whole one that holds all of it.
    fn add(&mut self, more: Self) {
        self.whole = match (self.whole, more.whole) {
            (true, false) => self.holds(&more.spans),
            (false, true) => more.holds(&self.spans),
            (both, _) => both,
        };
        self.owner_found |= more.owner_found;
        self.files.extend(more.files);
        self.files.sort();
        self.files.dedup();
        self.spans.extend(more.spans);
        self.spans.sort_unstable();
        let mut joined: Vec<(i64, i64)> = Vec::new();
        for &(first, last) in &self.spans {
            match joined.last_mut() {
                Some((_, end)) if first <= *end => *end = last.max(*end),
                _ => joined.push((first, last)),
            }
        }
        self.spans = joined;
    }

    /// Whether it covers all of some stretches.
    fn holds(&self, spans: &[(i64, i64)]) -> bool {
        let is_held = |&(first, last): &(i64, i64)| {
            let own = self.spans.iter();
            own.clone().any(|&(from, to)| from <= first && last <= to)
        };
        spans.iter().all(is_held)
    }

    /// The first stretch from an instant to another that is not covered.
    fn gap(&self, from: i64, until: i64) -> Silence {
        let mut reached: Option<i64> = None;
        for &(first, last) in &self.spans {
            if last < from {
                continue;
            }
            match reached {
                None if first > from => return Silence::Since(first),
                Some(end) if first > end && end < until => return Silence::Gap(end, first),
                _ => reached = Some(reached.unwrap_or(last).max(last)),
            }
        }
        Silence::Told
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AS_OF: i64 = 2_000 * DAY;

    fn told(spans: &[(i64, i64)], since: Option<i64>) -> Silence {
        let spans = spans.iter().map(|&(a, b)| (a * DAY, b * DAY)).collect();
        let covered = Covered {
            medium: Medium::Mail,
            spans,
            whole: true,
            owner_found: true,
            files: Vec::new(),
        };
        let coverage = Coverage {
            channels: vec![covered],
        };
        coverage.silence(Medium::Mail, since.map(|day| day * DAY), AS_OF)
    }

    #[test]
    fn silence_is_told_by_what_reaches_from_the_connection_to_the_present() {
        assert_eq!(told(&[(0, 1_990)], Some(100)), Silence::Told);
        assert_eq!(told(&[(1_900, 1_990)], Some(1_950)), Silence::Told);
        assert_eq!(told(&[(1_270, 1_908)], None), Silence::Told);
        assert_eq!(
            told(&[(1_900, 1_990)], Some(100)),
            Silence::Since(1_900 * DAY)
        );
        assert_eq!(told(&[(0, 1_907)], Some(100)), Silence::Until(1_907 * DAY));
        let gap = Silence::Gap(1_500 * DAY, 1_600 * DAY);
        assert_eq!(told(&[(0, 1_500), (1_600, 1_990)], Some(100)), gap);
        assert_eq!(
            told(&[(0, 1_500), (1_600, 1_990)], Some(1_700)),
            Silence::Told
        );
    }

    fn mail(spans: &[(i64, i64)], whole: bool) -> Covered {
        Covered {
            medium: Medium::Mail,
            spans: spans.to_vec(),
            whole,
            owner_found: true,
            files: vec!["a.mbox".to_owned()],
        }
    }

    #[test]
    fn files_that_overlap_are_one_stretch_and_earlier_runs_name_no_files() {
        let mut coverage = Coverage::default();
        coverage.add(mail(&[(0, 10)], true));
        coverage.add(mail(&[(20, 30)], true));
        assert_eq!(coverage.channels[0].spans, [(0, 10), (20, 30)]);
        let earlier = Coverage {
            channels: vec![
                mail(&[(5, 22)], true),
                Covered {
                    medium: Medium::Calls,
                    ..mail(&[(1, 2)], true)
                },
            ],
        };
        coverage.join(&earlier);
        assert_eq!(coverage.channels[0].spans, [(0, 30)]);
        assert_eq!(coverage.channels[0].files, ["a.mbox"]);
        let calls = coverage.of(Medium::Calls).unwrap();
        assert_eq!(
            (calls.spans.as_slice(), calls.files.len()),
            (&[(1, 2)][..], 0)
        );
        assert_eq!(coverage.end(), Some(30));
    }

    #[test]
    fn what_was_cut_off_is_made_good_by_a_whole_file_that_holds_it() {
        let whole = |parts: &[(&[(i64, i64)], bool)]| {
            let mut coverage = Coverage::default();
            for (spans, whole) in parts {
                coverage.add(mail(spans, *whole));
            }
            coverage.channels[0].whole
        };
        assert!(whole(&[(&[(0, 30)], true), (&[(5, 9)], false)]));
        assert!(whole(&[(&[], false), (&[(0, 30)], true)]));
        assert!(!whole(&[(&[(0, 30)], true), (&[(5, 40)], false)]));
        assert!(!whole(&[(&[(0, 30)], false), (&[(0, 30)], false)]));
    }

    #[test]
    fn a_channel_that_is_not_given_cut_off_or_without_owner_tells_nothing() {
        let none = Coverage::default();
        assert_eq!(none.silence(Medium::Mail, None, AS_OF), Silence::NotGiven);
        assert_eq!(none.missing().count(), Medium::ALL.len());
        let covered = |whole, owner_found| Covered {
            medium: Medium::Mail,
            spans: vec![(0, AS_OF)],
            whole,
            owner_found,
            files: Vec::new(),
        };
        let one = |covered| {
            Coverage {
                channels: vec![covered],
            }
            .silence(Medium::Mail, None, AS_OF)
        };
        assert_eq!(one(covered(true, false)), Silence::OwnerUnknown);
        assert_eq!(one(covered(false, true)), Silence::CutOff);
    }
}
