//! What became of the owner's decisions to delete somebody: the to-do for LinkedIn.

use chrono::NaiveDate;

use super::keys::Slug;

/// Somebody whom the owner decided to delete.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deletion {
    /// Id.
    pub person: String,
    /// Name.
    pub name: String,
    /// The LinkedIn profile, if it is known.
    pub profile: Option<Slug>,
    /// Whether they are or were a connection on LinkedIn; whoever is not stands in an address book only.
    pub connected: bool,
    /// The day of the decision.
    pub decided_on: NaiveDate,
    /// The day of the newest export of earlier audits that had them; none where that is not known.
    pub listed_on: Option<NaiveDate>,
    /// The day of the first export that did not have them any more.
    pub gone_on: Option<NaiveDate>,
    /// What the rules of the program said of them, in sentences.
    pub why: Vec<String>,
}

impl Deletion {
    /// Whether it is to be done still.
    pub fn is_open(&self) -> bool {
        self.gone_on.is_none()
    }
}

/// All of it, as of an audit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ToDo {
    /// The day as of which the newest export of LinkedIn among the files tells who is a connection; none where none was read.
    pub export: Option<NaiveDate>,
    /// What is open in the order of the ranking, then what was done, the latest first.
    pub deletions: Vec<Deletion>,
}

impl ToDo {
    /// How many are gone.
    pub fn gone(&self) -> usize {
        self.deletions.len() - self.open().count()
    }

    /// Who is still there.
    pub fn open(&self) -> impl Iterator<Item = &Deletion> {
        self.deletions.iter().filter(|deletion| deletion.is_open())
    }

    /// Connections whose decision is newer than the newest export, so that nobody knows yet whether they are gone.
    pub fn untold(&self) -> impl Iterator<Item = &Deletion> {
        let newest = self.export;
        let is_untold =
            move |d: &&Deletion| d.connected && newest.is_none_or(|day| day < d.decided_on);
        self.open().filter(is_untold)
    }
}
