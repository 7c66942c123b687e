//! What may be asked of the owner one question at a time, and the answers to each kind of question.

/// A kind of question; they are asked in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// Whether two cards are one person.
    Pairs,
    /// What should become of somebody.
    People,
    /// How somebody and the owner can help each other.
    Help,
}

/// What a key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Act {
    /// The cards are one person.
    Same,
    /// They are not.
    NotSame,
    /// They stay.
    Keep,
    /// They are to go.
    Delete,
    /// The owner remembers them.
    Remembered,
    /// Never to be asked about again.
    NeverAsk,
    /// What they are to the owner, in words.
    Role,
    /// What the owner can help them with, in words.
    ICan,
    /// What they can help with, in words.
    TheyCan,
    /// There is nothing (more) to note.
    Nothing,
    /// Not in this session.
    Later,
    /// Another person, by name.
    Search,
    /// Takes back the answer before.
    Undo,
    /// Ends the session.
    Quit,
    /// Says what each key does.
    Help,
}

/// Keys that every question has.
const ALWAYS: [(char, Act); 5] = [
    ('l', Act::Later),
    ('/', Act::Search),
    ('u', Act::Undo),
    ('q', Act::Quit),
    ('?', Act::Help),
];

impl Part {
    /// All of them, in their order.
    pub(crate) const ALL: [Self; 3] = [Self::Pairs, Self::People, Self::Help];

    /// The keys of a question.
    pub(crate) fn keys(self) -> impl Iterator<Item = (char, Act)> {
        let own: &[(char, Act)] = match self {
            Self::Pairs => &[('y', Act::Same), ('n', Act::NotSame)],
            Self::People => &[
                ('k', Act::Keep),
                ('d', Act::Delete),
                ('r', Act::Remembered),
                ('n', Act::NeverAsk),
                ('o', Act::Role),
                ('i', Act::ICan),
                ('t', Act::TheyCan),
            ],
            Self::Help => &[('i', Act::ICan), ('t', Act::TheyCan), ('n', Act::Nothing)],
        };
        own.iter().copied().chain(ALWAYS)
    }

    /// Seconds that an answer takes before it is known how quick the owner is.
    pub(crate) fn usual_seconds(self) -> u64 {
        match self {
            Self::Pairs => 10,
            Self::People => 8,
            Self::Help => 20,
        }
    }
}
