//! The owner's word: decisions on people and pairs, standing rules, who was forgotten, and what is still to do. It goes before all else.

mod forgotten;
mod meant;
mod overrule;
mod pairs;
mod rules;
mod to_do;

pub use forgotten::{leave_out, names_them};
pub(crate) use meant::{Directory, Fits, Meant, Named, OfId, Why, keys};
pub(crate) use overrule::ruled;
pub use overrule::settle;
pub use pairs::{Decided, pairs};
pub use rules::{Rule, Rules};
pub use to_do::to_do;

use crate::model::audit::Told;
use crate::model::decision::Decision;
use crate::model::person::Known;
use crate::model::standing::Standing;
use crate::model::to_do::Deletion;

/// What the owner said before this audit, and of whom.
#[derive(Debug, Clone, Copy)]
pub struct Word<'a> {
    /// The instant of the audit, in seconds since 1970.
    pub as_of: i64,
    /// Decisions on people.
    pub decisions: &'a [Decision],
    /// What is known of the connections whom the owner decided to delete, and who of them was gone already.
    pub deletions: &'a [Deletion],
    /// Whom the owner always keeps, and whom never to judge.
    pub rules: &'a Rules,
    /// The people of earlier audits, whom the decisions name.
    pub known: &'a [Known],
    /// Puts a standing into words.
    pub tell: fn(&Standing) -> Told,
}
