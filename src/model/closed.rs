//! Closed lists of outcomes: one declaration gives the enum, all of its values in order, and the word of each, so that none can be
//! left out of the list; and such an outcome as it was saved, perhaps by another version of Tieline.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

macro_rules! closed {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$doc])* $variant,)+
        }

        impl $name {
            /// All of them, in the order in which they are declared.
            pub const ALL: [Self; [$($word),+].len()] = [$(Self::$variant),+];

            /// The word used in every output.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }
        }

        impl From<$name> for &'static str {
            fn from(outcome: $name) -> Self {
                outcome.word()
            }
        }

        impl std::str::FromStr for $name {
            type Err = ();

            fn from_str(word: &str) -> Result<Self, ()> {
                Self::ALL.into_iter().find(|outcome| outcome.word() == word).ok_or(())
            }
        }
    };
}

pub(super) use closed;

/// An outcome as an audit was saved with it. A word that this version of Tieline does not know is kept as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Saved<T> {
    /// An outcome of the list.
    Known(T),
    /// A word of another version.
    Other(String),
}

impl<T: Copy + Into<&'static str>> Saved<T> {
    /// The word for it.
    pub fn word(&self) -> &str {
        match self {
            Self::Known(outcome) => (*outcome).into(),
            Self::Other(word) => word,
        }
    }

    /// The outcome, if it is one of the list.
    pub fn known(&self) -> Option<T> {
        match self {
            Self::Known(outcome) => Some(*outcome),
            Self::Other(_) => None,
        }
    }
}

impl<T> From<T> for Saved<T> {
    fn from(outcome: T) -> Self {
        Self::Known(outcome)
    }
}

impl<T: PartialEq> PartialEq<T> for Saved<T> {
    fn eq(&self, outcome: &T) -> bool {
        matches!(self, Self::Known(known) if known == outcome)
    }
}

/// In the order of the words, so that a list by outcome is written in one order whatever version wrote it.
impl<T: Copy + Eq + Into<&'static str>> Ord for Saved<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.word().cmp(other.word())
    }
}

impl<T: Copy + Eq + Into<&'static str>> PartialOrd for Saved<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<T: Copy + Into<&'static str>> fmt::Display for Saved<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

impl<T: Copy + Into<&'static str>> Serialize for Saved<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

impl<'de, T: std::str::FromStr> Deserialize<'de> for Saved<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = String::deserialize(deserializer)?;
        Ok(word.parse().map_or(Self::Other(word), Self::Known))
    }
}
