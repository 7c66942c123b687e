//! Evidence for and against two cards being one person's, as it is saved.

use serde::{Deserialize, Serialize};

/// Evidence in bits, to two places; above 0 speaks for one person.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Bits {
    /// Before anything was compared.
    pub start: f64,
    /// What each comparison added. A `veto` adds nothing: its bits are the most that the sum may be.
    pub steps: Vec<Step>,
}

/// One comparison.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// What was compared.
    pub field: String,
    /// How it came out.
    pub level: String,
    /// What it weighs.
    pub bits: f64,
}
