//! One person of an audit, with what the rest of the audit says of their cards.

use serde::Serialize;

use super::{Decided, File, Merge, Person, Record, Review, SCHEMA, Snapshot};

/// Everything that an audit holds of one person.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Page {
    /// Version of the contract: 1.
    pub schema: u32,
    /// The instant, RFC 3339 in UTC.
    pub as_of: String,
    /// How many people the audit ranks.
    pub people: u64,
    /// The person, as in the audit.
    pub person: Person,
    /// Why their cards are one person.
    pub merges: Vec<Merge>,
    /// What the owner decided on them, as it stands now.
    pub decisions: Vec<Decided>,
    /// Doubtful pairs of which one card is theirs.
    pub review: Vec<Review>,
    /// The files that hold their cards or last contacts.
    pub files: Vec<File>,
    /// What the owner noted of them since the audit, a line of the log each; it counts in the next audit.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub noted: Vec<String>,
    /// Files that were read since, for audits of other days: "audit of mail.mbox".
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub read: Vec<String>,
    /// The day of the first later audit, in which they are not; none where this is the latest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub absent_since: Option<String>,
}

impl Page {
    /// Takes from an audit what concerns a person of its ranking.
    pub fn new(audit: Snapshot, person: Person) -> Self {
        let is_theirs = |record: &Record| person.records.contains(record);
        let names_file = |file: &File| {
            person.records.iter().any(|r| r.file == file.file)
                || person.recent.iter().any(|o| o.source == file.file)
        };
        let mut merges = audit.merges;
        merges.retain(|merge| is_theirs(&merge.a) || is_theirs(&merge.b));
        let mut review = audit.review;
        review.retain(|pair| is_theirs(&pair.a) || is_theirs(&pair.b));
        let mut files = audit.files;
        files.retain(names_file);
        Self {
            schema: SCHEMA,
            as_of: audit.as_of,
            people: audit.totals.people,
            person,
            merges,
            decisions: Vec::new(),
            review,
            files,
            noted: Vec::new(),
            read: Vec::new(),
            absent_since: None,
        }
    }
}
