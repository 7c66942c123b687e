//! The folder that `clean` writes.

use std::io;
use std::path::Path;

use super::Cleaning;
use crate::files::outdir::OutDir;

/// Writes the copies and all lists; the folder appears whole or not at all.
pub(super) fn write(cleaning: &Cleaning, dir: &Path) -> io::Result<()> {
    let out = OutDir::begin(dir)?;
    for (name, write) in cleaning.jobs() {
        out.file(&name, |file| write(file))?;
    }
    out.finish()
}
