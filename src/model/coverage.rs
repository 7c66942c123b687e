//! What was given of each channel, and whether silence in it says anything: what was not given is not silence.

use super::moment::DAY;

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

/// What lies further back than this says nothing of a tie today: 24 months.
const LOOK_BACK: i64 = 730 * DAY;
/// A channel may end this long before the audit and still tell of the present.
const SLACK: i64 = 92 * DAY;

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

    /// Whether silence of somebody since an instant (of the connection, say; none if it is not known) is told by a channel.
    ///
    /// It is where the channel covers the time since then, or the last 24 months of it, without a gap and up to 92 days before
    /// the as-of instant, from whole files with a known owner.
    pub fn silence(&self, medium: Medium, since: Option<i64>, as_of: i64) -> Silence {
        let Some(covered) = self.of(medium) else {
            return Silence::NotGiven;
        };
        let Some(&(_, end)) = covered.spans.last() else {
            return Silence::NotGiven;
        };
        if !covered.owner_found {
            return Silence::OwnerUnknown;
        }
        if !covered.whole {
            return Silence::CutOff;
        }
        let from = since.map_or(as_of - LOOK_BACK, |since| since.max(as_of - LOOK_BACK));
        let until = as_of - SLACK;
        if end < until {
            return Silence::Until(end);
        }
        covered.gap(from, until)
    }
}

impl Covered {
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
