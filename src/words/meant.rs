//! Why a row of an edited list means nobody.

use crate::decisions::{Named, Why};

/// Where people were looked for: in the owner's book.
pub const IN_BOOK: &str = "your book";
/// In the files that were given.
pub const IN_FILES: &str = "these files";

/// Why a row means nobody of those who were looked through.
pub fn nobody(row: Named<'_>, why: Why, among: &str) -> String {
    let who = if row.id.is_empty() { row.name } else { row.id };
    match why {
        Why::AnotherId => format!(
            "the id {} belongs to another person: neither the name {} nor anything else in this row is theirs",
            row.id, row.name
        ),
        Why::Unknown => format!("nobody in {among} fits this row ({who})"),
        Why::Several(people) => format!("{people} people in {among} fit {who}; give the id"),
    }
}
