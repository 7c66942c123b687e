//! What spoke for it that somebody in messages is somebody with a card, where no address or number did.

use super::figures::count;
use crate::model::correspondent::NameMatch;
use crate::model::moment::written;
use crate::model::person::Renamed;

/// What spoke for one correspondent.
pub(crate) fn joined(by: NameMatch) -> &'static str {
    match by {
        NameMatch::Said => "you said that they are the same person",
        NameMatch::NameAndDomain => {
            "by name and domain alone: the same name, and the mail domain of their company"
        }
        NameMatch::InitialAndDomain => {
            "by name and domain alone: the family name behind an initial, and the mail domain of their company"
        }
        NameMatch::Name => "by name alone: nobody else on your cards has this name",
    }
}

/// That somebody goes by another name now.
pub(crate) fn renamed(renamed: &Renamed) -> String {
    let Renamed { was, is, on } = renamed;
    let was = if was.is_empty() { "somebody" } else { was };
    format!(
        "{is} is taken to be {was} under a new name: the same given name, connected on the same day ({}). Decisions, notes and messages stay with them.",
        written(*on)
    )
}

/// How much of a file was matched by the name.
pub(crate) fn entries_by_name(entries: u32) -> String {
    if entries == 0 {
        return "by name alone".to_owned();
    }
    let what = count(
        u64::from(entries),
        "message, call or meeting",
        "messages, calls or meetings",
    );
    format!("by name alone: {what}")
}
