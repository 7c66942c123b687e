//! What is different between two audits.

/// A person who is in one audit only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presence {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Band and verdict there.
    pub band: String,
    /// See `band`.
    pub verdict: String,
    /// A remark: "probably Ana Ferreira, who is gone".
    pub remark: Option<String>,
}

/// Band and verdict at one time.
#[derive(Debug, Clone, PartialEq)]
pub struct Position {
    /// Band.
    pub band: String,
    /// Verdict.
    pub verdict: String,
    /// Probability, 0 to 1.
    pub probability: Option<f64>,
}

/// A person whose band or verdict changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Move {
    /// Id in the newer audit.
    pub id: String,
    /// Name in the newer audit.
    pub name: String,
    /// Before.
    pub from: Position,
    /// After.
    pub to: Position,
    /// What brought it about, in sentences.
    pub causes: Vec<String>,
}

/// A value of a person that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// Id in the newer audit.
    pub id: String,
    /// Name in the newer audit.
    pub name: String,
    /// `company`, `title`, `name`, `email`, `phone`, `url`.
    pub field: String,
    /// Before; empty if there was none.
    pub from: String,
    /// After; empty if it is gone.
    pub to: String,
}

/// A figure of both audits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    /// What is counted.
    pub what: String,
    /// Then.
    pub from: u64,
    /// Now.
    pub to: u64,
}

/// Everything that is different.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Changes {
    /// As-of instants of the two audits.
    pub old: String,
    /// See `old`.
    pub new: String,
    /// In the newer only.
    pub appeared: Vec<Presence>,
    /// In the older only.
    pub gone: Vec<Presence>,
    /// Other band or verdict.
    pub moved: Vec<Move>,
    /// Other employer, title, name, address.
    pub changed: Vec<FieldChange>,
    /// People, bands and verdicts, then and now.
    pub totals: Vec<Total>,
}
