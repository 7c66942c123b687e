//! One file, mended: its copy, its changes, and the people that anybody will read from the copy.

use crate::hygiene::{self, Renewal};
use crate::import::{self, Context, Source};
use crate::model::document::{Charset, Document};
use crate::model::fix::{Change, Changes};
use crate::model::intake::{FileId, Imported};
use crate::write;

/// A file that was mended.
pub(crate) struct Mended {
    /// Its index in the run.
    pub file: FileId,
    /// What it was called.
    pub name: String,
    /// The mended copy, in pieces.
    pub parts: Vec<Vec<u8>>,
    /// What was changed in it.
    pub changes: Changes,
}

/// How files are mended and read.
pub(crate) struct Mending<'a> {
    /// Which fixes are made.
    pub options: hygiene::Options,
    /// How files are read.
    pub context: &'a Context,
    /// Whether anybody wants to know who is in them.
    pub people: bool,
}

/// A part of a file that was mended.
struct Part {
    bytes: Vec<u8>,
    changes: Vec<Change>,
    /// Record and line of its entries, where people are wanted.
    lines: Vec<(u32, u32)>,
}

impl<'a> Mending<'a> {
    /// Every fix is made, with the country of the settings.
    pub fn whole(context: &'a Context, people: bool) -> Self {
        let options = hygiene::Options {
            region: context.region,
            ..hygiene::Options::default()
        };
        Self {
            options,
            context,
            people,
        }
    }
}

impl Mending<'_> {
    /// Mends a file, part by part so that a large one is never taken apart as a whole, and reads its people from what was
    /// mended: so they are those that anybody will read from the copy. What was wrong is told of the file as it was given.
    pub fn read(&self, source: Source<'_>) -> Option<(Imported, Option<Mended>)> {
        let Some(parts) = import::documents(source, self.context, |part| self.mend(part)) else {
            return Some((import::read(source, self.context)?, None));
        };
        let is_same = parts.iter().all(|part| part.changes.is_empty());
        let mut mended = Mended {
            file: source.file,
            name: source.name.to_owned(),
            parts: Vec::with_capacity(parts.len()),
            changes: Changes::default(),
        };
        let mut lines: Vec<(u32, u32)> = Vec::new();
        for part in parts {
            mended.parts.push(part.bytes);
            mended.changes.add(part.changes);
            lines.extend(part.lines);
        }
        let imported = match (self.people, is_same) {
            (false, _) => import::survey(source, self.context)?,
            (true, true) => import::read(source, self.context)?,
            (true, false) => {
                let copy = mended.parts.concat();
                mended.parts = Vec::new();
                let imported = self.people(source, &copy, &lines)?;
                mended.parts.push(copy);
                imported
            }
        };
        Some((imported, Some(mended)))
    }

    /// Writes newer values into a copy.
    pub fn renew(&self, copy: &mut Mended, renewals: &[Renewal]) {
        let bytes = copy.parts.concat();
        let source = Source {
            file: copy.file,
            name: &copy.name,
            bytes: &bytes,
        };
        let renewed = import::documents(source, self.context, |mut part| {
            let changes = hygiene::refresh(&mut part, renewals);
            (write::original::document(&part), changes)
        });
        let Some(parts) = renewed.filter(|parts| parts.iter().any(|(_, made)| !made.is_empty()))
        else {
            return;
        };
        copy.parts.clear();
        for (bytes, changes) in parts {
            copy.parts.push(bytes);
            copy.changes.add(changes);
        }
    }

    fn mend(&self, mut part: Document<'_>) -> Part {
        let changes = hygiene::mend(&mut part, &self.options);
        let entries = part.entries().filter(|_| self.people);
        let lines = entries.map(|entry| (entry.record, entry.line)).collect();
        let is_plain = matches!(part.charset, Charset::AsIs | Charset::Windows1252);
        let bytes = if changes.is_empty() && is_plain {
            part.bytes.to_vec()
        } else {
            write::original::document(&part)
        };
        Part {
            bytes,
            changes,
            lines,
        }
    }

    /// What is wrong with the file as it was given, and the people of the copy, each with the line of the original.
    fn people(&self, source: Source<'_>, copy: &[u8], lines: &[(u32, u32)]) -> Option<Imported> {
        let mut imported = import::survey(source, self.context)?;
        let copy = Source {
            bytes: copy,
            ..source
        };
        let again = import::read(copy, self.context)?;
        imported.cards = again.cards;
        imported.aside = again.aside;
        imported.report.fates = again.report.fates;
        for card in &mut imported.cards {
            let known = lines.binary_search_by_key(&card.place.record, |(record, _)| *record);
            card.place.line = known.map_or(card.place.line, |at| lines[at].1);
        }
        Some(imported)
    }
}
