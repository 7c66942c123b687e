//! What a workbook says of itself.

use crate::model::front::Front;

/// Its title.
pub(crate) const TITLE: &str = "Audit by Tieline";

/// What stands above the choice of a decision.
pub(crate) const DECISION: &str = "Your decision";

/// What may stand in the first column. Excel shows at most 255 characters.
pub(crate) fn choose(decisions: &[&str], front: Front) -> String {
    let then = match front {
        Front::Program => "Then save the workbook and give it to tieline decide.",
        Front::Page => "Then save the workbook and drop it on the page with next month's files.",
    };
    match decisions {
        ["same" | "not-same", ..] => {
            format!("Choose one, or leave the cell empty. {then}")
        }
        _ => format!(
            "Choose one, or leave the cell empty. Several go into one cell with ; between them, such as keep; mentor; every 3 months. {then}"
        ),
    }
}
