//! HubSpot: the columns are those of the view that was exported, so what else there is stays under its own name.

use crate::import::TableFormat;
use crate::import::contacts::generic::COLUMNS;
use crate::import::contacts::layout::{Layout, columns};
use crate::import::contacts::{has_all, read};

/// A view of contacts: `Record ID` beside a name or an address.
pub const FORMAT: TableFormat = TableFormat {
    kind: "HubSpot contacts",
    claims: |columns, _| {
        columns
            .iter()
            .any(|c| c == "recordid" || c == "recordid-contact")
            && (has_all(columns, &["email"]) || has_all(columns, &["firstname", "lastname"]))
    },
    read: |source, decoded, header, context| read(&LAYOUT, source, decoded, header, context),
    columns: Some(|header, context| columns(&LAYOUT, header, context)),
};

const LAYOUT: Layout = Layout {
    era: "",
    columns: COLUMNS,
    joint: None,
    labels: &[';'],
    iso_days: false,
};
