//! What went which way between the owner and a person, what is open, and whether they may go out of their way.

use super::closed::closed;
use super::moment::Moment;

closed! {
    /// Whether somebody would go out of their way for the owner: a judgement, and never from title or employer.
    pub enum Ally {
        /// They did something costly for the owner, and a further sign speaks for it.
        Likely = "likely",
        /// One such help alone, or two of the other signs.
        Perhaps = "perhaps",
    }
}

/// What speaks for an ally.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Signs {
    /// They recommended or introduced the owner, or did a favour.
    pub costly_help: bool,
    /// The owner gave help of any kind.
    pub help_given: bool,
    /// Means of direct contact.
    pub channels: u32,
    /// Calendar years with contact both ways.
    pub years: u32,
}

impl Signs {
    /// Means of contact, and years, from which on they are a sign.
    pub const SEVERAL: u32 = 2;

    /// What follows; nothing where too little speaks for it.
    pub fn ally(self) -> Option<Ally> {
        let further = [
            self.help_given,
            self.channels >= Self::SEVERAL,
            self.years >= Self::SEVERAL,
        ];
        let further = further.into_iter().filter(|sign| *sign).count();
        match (self.costly_help, further) {
            (true, 1..) => Some(Ally::Likely),
            (true, 0) | (false, 2..) => Some(Ally::Perhaps),
            (false, _) => None,
        }
    }
}

/// A promise that nothing given since has kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Promise {
    /// When it was made, if that is noted.
    pub made: Option<Moment>,
    /// The day that was named for it, if it has come.
    pub due: Option<Moment>,
}

/// What one side gave and owes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Side {
    /// Recommendations, introductions and favours given.
    pub costly: u32,
    /// Smaller help given: something passed on, an endorsement.
    pub small: u32,
    /// When help was last given.
    pub last: Option<Moment>,
    /// Promises of theirs that are open.
    pub promises: Vec<Promise>,
    /// The help of the last months for which their thanks are not noted.
    pub thanks_owed: Option<Moment>,
}

impl Side {
    /// Help of every kind.
    pub fn given(&self) -> u32 {
        self.costly + self.small
    }
}

/// Both sides.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Balance {
    /// The owner's.
    pub yours: Side,
    /// The other's.
    pub theirs: Side,
    /// What speaks for an ally.
    pub signs: Signs,
    /// How often the owner began to write, where that was only ever after a long silence and nothing was given.
    pub only_after_silence: Option<u32>,
}

/// The talks of the last twelve months, by who began them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Year {
    /// Begun by the owner.
    pub yours: u32,
    /// Begun by the other side.
    pub theirs: u32,
}

/// Two people who were on something together with the owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// Places in the ranking from 0, the smaller first.
    pub people: (usize, usize),
    /// When last.
    pub last: Moment,
    /// By what means.
    pub channel: super::exchange::Channel,
    /// The file that says so.
    pub file: super::intake::FileId,
}
