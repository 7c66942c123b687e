//! What a snapshot says of one person's answers, and why they have their verdict.

use serde::{Deserialize, Serialize};

use crate::model::closed::Saved;
use crate::model::standing::{self, Band};

/// The answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    /// Probability, 0 to 1; none where the owner is not known.
    pub probability: Option<f64>,
    /// Ends of the 80 % interval.
    pub low: Option<f64>,
    /// See `low`.
    pub high: Option<f64>,
    /// Band.
    pub band: Saved<Band>,
    /// What it rests on.
    pub basis: Basis,
    /// The basis in words.
    pub sentence: String,
    /// Who began and who answered; none in audits from before this was counted.
    #[serde(default)]
    pub talks: Option<Talks>,
    /// What orders people within the band.
    #[serde(default)]
    pub tie_weight: u32,
}

/// Who began and who answered, as people think of it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Talks {
    /// Talks that the owner began.
    pub yours: u32,
    /// Of these answered within a week.
    pub answered: u32,
    /// Of these answered later, within 90 days.
    pub late: u32,
    /// Median days until they answer, where they ever did.
    pub usual_delay_days: Option<u32>,
    /// Talks that they began.
    pub theirs: u32,
}

/// Why somebody has their verdict.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// Stable name: `in-touch`.
    pub code: String,
    /// In words, as in `why`.
    pub text: String,
    /// What it is made of: days, counts, channels, files.
    pub facts: serde_json::Map<String, serde_json::Value>,
}

/// What a probability rests on.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Basis {
    /// Resolved attempts that were answered.
    pub answered: u32,
    /// Resolved attempts.
    pub attempts: u32,
    /// Whether they never wrote or called.
    pub never: bool,
    /// How attempts to everybody else fare.
    pub owner_rate: f64,
    /// The owner's own shift, in logits.
    pub shift: f64,
    /// `answered` weighted by age, half-life 365 days.
    #[serde(default)]
    pub answered_weighted: f64,
    /// `attempts` weighted by age.
    #[serde(default)]
    pub attempts_weighted: f64,
    /// Days since they last wrote or called; 1095 where they never did.
    #[serde(default)]
    pub days: f64,
    /// Talks that they began, as the score counts talks.
    #[serde(default)]
    pub begun: u32,
    /// All talks.
    #[serde(default)]
    pub talks: u32,
    /// (begun + 1) / (talks + 2).
    #[serde(default)]
    pub share: f64,
    /// Messages and calls by the owner.
    #[serde(default)]
    pub sent: u32,
    /// Messages and calls by them.
    #[serde(default)]
    pub received: u32,
}

impl Basis {
    /// What the formula takes of it. Audits of an earlier Tieline say nothing of talks.
    pub(crate) fn figures(&self) -> standing::Basis {
        standing::Basis {
            answered: self.answered,
            attempts: self.attempts,
            answered_weighted: self.answered_weighted,
            attempts_weighted: self.attempts_weighted,
            never: self.never,
            owner_rate: self.owner_rate,
            shift: self.shift,
            days: self.days,
            begun: self.begun,
            talks: self.talks,
            share: if self.share > 0.0 { self.share } else { 0.5 },
        }
    }
}
