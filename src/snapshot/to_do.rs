//! The decisions to delete of a saved audit, as the stages have them.

use chrono::NaiveDate;

use super::{Deletion, ToDo};
use crate::model::keys::Slug;
use crate::model::to_do;

impl ToDo {
    /// The same with days and links instead of texts; what cannot be read is left out.
    pub(crate) fn to_model(&self) -> to_do::ToDo {
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        let deletion = |d: &Deletion| {
            Some(to_do::Deletion {
                listed_on: None,
                person: d.id.clone(),
                name: d.name.clone(),
                profile: d.profile.as_deref().and_then(Slug::from_url),
                connected: d.connected,
                decided_on: day(&d.decided_on)?,
                gone_on: d.gone_on.as_deref().and_then(day),
                why: d.why.clone(),
            })
        };
        to_do::ToDo {
            export: self.export.as_deref().and_then(day),
            deletions: self.deletions.iter().filter_map(deletion).collect(),
        }
    }
}
