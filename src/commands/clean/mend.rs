//! One file, mended: its copy, its changes, and the people that anybody will read from the copy.

use crate::hygiene;
use crate::import::{self, Context, Source};
use crate::model::fix::Change;
use crate::model::intake::Imported;
use crate::write;

/// A file that was mended.
pub(super) struct Mended {
    /// What it was called.
    pub name: String,
    /// The mended copy.
    pub bytes: Vec<u8>,
    /// What was changed in it.
    pub changes: Vec<Change>,
}

/// Mends a file and reads its people from what was mended: so they are those that anybody will read from the copy. What
/// was wrong is told of the file as it was given.
pub(super) fn mended(
    source: Source<'_>,
    imported: &mut Imported,
    options: &hygiene::Options,
    context: &Context,
) -> Option<Mended> {
    let mut document = import::document(source, context)?;
    let changes = hygiene::mend(&mut document, options);
    let name = source.name.to_owned();
    if changes.is_empty() {
        return Some(Mended {
            name,
            bytes: source.bytes.to_vec(),
            changes,
        });
    }
    let mut bytes = Vec::with_capacity(source.bytes.len());
    // Writing into memory does not fail.
    write::original::document(&document, &mut bytes).ok()?;
    let again = import::read(
        Source {
            bytes: &bytes,
            ..source
        },
        context,
    )?;
    imported.cards = again.cards;
    let lines: Vec<(u32, u32)> = document.entries().map(|e| (e.record, e.line)).collect();
    for card in &mut imported.cards {
        let known = lines.binary_search_by_key(&card.place.record, |(record, _)| *record);
        card.place.line = known.map_or(card.place.line, |at| lines[at].1);
    }
    Some(Mended {
        name,
        bytes,
        changes,
    })
}
