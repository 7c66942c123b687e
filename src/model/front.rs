//! From where somebody reads, and what they could say there: a terminal and a page offer different ways.

/// In what an audit is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Front {
    /// The program: what to do next is a command.
    #[default]
    Program,
    /// The page that reads files itself, or one that it saved: there is no terminal.
    Page,
}

/// What the owner could say so that more can be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// The country of numbers that are written without one.
    Country,
    /// Another country than the one as whose such numbers were read.
    OtherCountry,
    /// That an address is theirs.
    Own(String),
}
