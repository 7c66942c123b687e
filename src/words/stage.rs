//! What goes on in a step of a run.

use crate::model::stage::Stage;

/// What is said while a step goes on, and what its row of the table of times is called.
pub(crate) fn doing(stage: Stage) -> &'static str {
    match stage {
        Stage::Reading => "looking at your files",
        Stage::Remembering => "reading your book",
        Stage::Owner => "finding out whose network it is",
        Stage::People => "finding out who is who",
        Stage::Stale => "looking for what went stale",
        Stage::History => "joining what passed to people",
        Stage::Scores => "working out who would answer",
        Stage::Verdicts => "settling what to do",
        Stage::Keeping => "keeping the audit in your book",
        Stage::Page => "putting the page together",
        Stage::Writing => "writing",
        Stage::Printing => "printing",
    }
}

/// The heads of the table of times.
pub(crate) const HEADS: [&str; 4] = ["Step", "Seconds", "Processor", "Memory so far"];

/// The last row of the table of times.
pub(crate) const TOTAL: &str = "all of it";
