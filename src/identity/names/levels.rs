//! How two names can agree, and from which likeness on they do.

/// From this likeness on (Jaro and Winkler) a word is a large slip away from another.
pub const NEAR: f64 = 0.85;

/// A word of fewer letters is another one as soon as one letter is: Na and Nan.
pub const SHORTEST: usize = 3;

/// From this likeness on a word is a small slip away from another.
pub const CLOSE: f64 = 0.92;

/// How two given names agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Given {
    /// One of them is not known.
    Missing,
    /// The same.
    Equal,
    /// One is a short form or another spelling of the other.
    Nickname,
    /// One is a further given name of the other.
    Part,
    /// A small difference in spelling.
    Close,
    /// A larger difference in spelling.
    Near,
    /// One is the initial of the other.
    Initial,
    /// Two names.
    Differs,
}

/// How two family names agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// One of them is not known.
    Missing,
    /// The same.
    Equal,
    /// They share one of several parts: a married or a second family name.
    Part,
    /// A small difference in spelling.
    Close,
    /// A larger difference in spelling.
    Near,
    /// One is the initial of the other.
    Initial,
    /// Two names.
    Differs,
}

/// How middle names, or generations, agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Further {
    /// One of them is not known.
    Missing,
    /// The same, or the initial of the other.
    Equal,
    /// They contradict each other.
    Conflict,
}

/// Whether two names are each other's with given and family name exchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Swap {
    /// They are not.
    No,
    /// They are, and one of the words shows which way round is right.
    Plain,
    /// They are, and both words serve as given and as family name: Paul Martin, Martin Paul.
    Ambiguous,
}

/// How two names agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Agreement {
    /// Given names.
    pub given: Given,
    /// Family names.
    pub family: Family,
    /// Middle names.
    pub middle: Further,
    /// Generations.
    pub generation: Further,
    /// Whether given and family name stand in each other's place.
    pub swapped: Swap,
}
