//! What a workbook says of itself.

/// Its title.
pub(crate) const TITLE: &str = "Audit by Tieline";

/// What stands above the choice of a decision.
pub(crate) const DECISION: &str = "Your decision";

/// What may stand in the first column. Excel shows at most 255 characters.
pub(crate) fn choose(decisions: &[&str]) -> String {
    match decisions {
        ["same" | "not-same", ..] => {
            "Choose one, or leave the cell empty. Then save the workbook and give it to tieline decide.".to_owned()
        }
        _ => "Choose one, or leave the cell empty. Several go into one cell with ; between them, such as keep; mentor; every 3 months. \
             Then save the workbook and give it to tieline decide."
            .to_owned(),
    }
}
