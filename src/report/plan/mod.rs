//! A week's people: as text for a terminal, as JSON, as to-dos for a calendar.

mod ics;
mod json;
mod text;

pub(crate) use ics::plan as ics;
pub(crate) use json::plan as json;
pub(crate) use text::plan as text;

use serde::Serialize;

use crate::model::plan::{Waiting, Week};
use crate::snapshot::Network;

/// The only one who leads to a circle of people with whom the owner has no contact.
#[derive(Debug, Serialize)]
pub(crate) struct Bridge {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// How many people are in the circle.
    pub people: usize,
}

/// Everything that a plan says.
#[derive(Debug)]
pub(crate) struct Planned {
    /// The week.
    pub week: Week,
    /// When it was planned, in seconds since 1970.
    pub made: i64,
    /// The day as of which people were judged.
    pub as_of: String,
    /// How many days ago that was.
    pub age: i64,
    /// Whether the book remembers it.
    pub remembered: bool,
    /// Everybody who waits for the owner.
    pub waiting: Vec<Waiting>,
    /// People in the audit.
    pub people: u64,
    /// Give and take with everybody.
    pub network: Option<Network>,
    /// The same at earlier audits, with their days, the oldest first.
    pub earlier: Vec<(String, Network)>,
    /// Who is the only bridge to a circle, and to how many people.
    pub bridges: Vec<Bridge>,
    /// Who began conversations in the last twelve months, the most first.
    pub thinkers: Vec<(String, u32)>,
}
