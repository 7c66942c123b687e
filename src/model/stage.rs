//! The steps of a run, in their order: what is said to go on, and what is timed.

/// A step of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Reading the files.
    Reading,
    /// Taking them into the book, and taking out what it knows.
    Remembering,
    /// Finding out whose network it is.
    Owner,
    /// Finding out which cards are whose.
    People,
    /// Looking for what went stale.
    Stale,
    /// Joining what passed to people.
    History,
    /// Working out who would answer.
    Scores,
    /// Settling verdicts, order and lists.
    Verdicts,
    /// Keeping the audit in the book.
    Keeping,
    /// Putting together what the page shows.
    Page,
    /// Writing files.
    Writing,
    /// Printing.
    Printing,
}

/// Is told when a step begins.
pub type Begins<'a> = dyn Fn(Stage) + 'a;
