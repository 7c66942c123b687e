//! Contact files mended and merged, wherever they lie, and everything that is written of them.

use super::cleaning::{Cleaning, How, mend_each};
use super::mend::Mending;
use super::report::{Given, read_by};
use super::{Error, Settings, settled};
use crate::model::fix::Fix;
use crate::model::front::Front;
use crate::model::mark::Pairs;
use crate::reading::Watch;
use crate::words;
use crate::write::vcard::Version;

/// Files of contacts that were mended and merged, as `tieline clean` does it.
pub struct Tidied(Cleaning);

impl std::fmt::Debug for Tidied {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.names()).finish()
    }
}

/// Mends the files that hold contacts and merges the people of all files, as `tieline clean FILE…` does.
///
/// # Errors
/// Where no file can be read, or a setting cannot be used.
pub fn tidy(files: &[Given], settings: &Settings, watch: &dyn Watch) -> Result<Tidied, Error> {
    let (context, _) = settled(settings)?;
    let mending = Mending::whole(&context, true);
    let read = mend_each(&mending, |reader| read_by(files, &context, watch, reader))?;
    watch.says("finding out who is who");
    let how = How {
        merge: Some(&Pairs::default()),
        manner: Default::default(),
        refresh: false,
        targets: Vec::new(),
        version: Version::default(),
    };
    Ok(Tidied(Cleaning::new(read, &mending, how)))
}

impl Tidied {
    /// The names of all files that can be had of it: `cleaned/…` are the copies, `changes.csv` lists every change.
    pub fn names(&self) -> Vec<String> {
        self.0.jobs().into_iter().map(|(name, _)| name).collect()
    }

    /// One of these files; nothing for another name.
    ///
    /// # Errors
    /// Where a value cannot be put down in the form of the file.
    pub fn file(&self, wanted: &str) -> std::io::Result<Option<Vec<u8>>> {
        let mut jobs = self.0.jobs().into_iter();
        let Some((_, write)) = jobs.find(|(name, _)| name == wanted) else {
            return Ok(None);
        };
        let mut bytes = Vec::new();
        write(&mut bytes)?;
        Ok(Some(bytes))
    }

    /// What is to be said of the files: which numbers stay as they were, say, and what would help.
    pub fn remarks(&self) -> Vec<String> {
        let audit = &self.0.audit;
        let asks = audit.asks.iter().map(|ask| words::ask(ask, Front::Page));
        audit.remarks.iter().cloned().chain(asks).collect()
    }

    /// What each kind of change does, by its code in `changes.csv`.
    pub fn meanings() -> impl Iterator<Item = (&'static str, &'static str)> {
        Fix::ALL.iter().map(|fix| (fix.name(), fix.meaning()))
    }

    /// How many values were changed in the copies.
    pub fn changes(&self) -> usize {
        self.0.changes.len()
    }
}
