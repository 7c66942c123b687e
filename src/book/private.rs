//! The files of a book on the disk: private, regular, and opened without following links.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// What stands at a path, links not followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// Nothing.
    Nothing,
    /// A regular file.
    File,
}

/// Looks at a path without following a link or opening anything.
///
/// # Errors
/// Where something else than a regular file stands there, or the system refuses.
pub(super) fn look(path: &Path) -> io::Result<Found> {
    match fs::symlink_metadata(path) {
        Ok(meta) if meta.is_file() => Ok(Found::File),
        Ok(meta) => Err(io::Error::new(ErrorKind::InvalidInput, other(path, &meta))),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Found::Nothing),
        Err(error) => Err(error),
    }
}

fn other(path: &Path, meta: &fs::Metadata) -> String {
    let name = path.display();
    if meta.is_dir() {
        format!("{name} is a folder")
    } else if meta.is_symlink() {
        format!("{name} is a link, and links are not followed; name the file itself")
    } else {
        format!("{name} is not a regular file")
    }
}

/// Opens a regular file that is there.
///
/// # Errors
/// Where it is none, was exchanged for another one while it was opened, or the system refuses.
pub(super) fn open(path: &Path, write: bool) -> io::Result<File> {
    if look(path)? == Found::Nothing {
        return Err(ErrorKind::NotFound.into());
    }
    let file = OpenOptions::new().read(true).write(write).open(path)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let (seen, opened) = (fs::symlink_metadata(path)?, file.metadata()?);
        if (seen.dev(), seen.ino()) != (opened.dev(), opened.ino()) {
            let exchanged = format!("{} was exchanged while it was opened", path.display());
            return Err(io::Error::new(ErrorKind::InvalidInput, exchanged));
        }
    }
    Ok(file)
}

/// Opens a regular file for reading and writing, or makes one that nobody else may read.
///
/// # Errors
/// As [`open`](fn@open).
pub(super) fn open_or_create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => open(path, true),
        opened => opened,
    }
}

/// Takes from everybody else the right to read a file.
///
/// # Errors
/// What the system says.
pub(super) fn restrict(file: &File) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        if file.metadata()?.permissions().mode() & 0o077 != 0 {
            file.set_permissions(fs::Permissions::from_mode(0o600))?;
        }
    }
    #[cfg(not(unix))]
    let _ = file;
    Ok(())
}

/// Makes a folder that nobody else may look into; one that is there is left as it is.
///
/// # Errors
/// What the system says.
pub(super) fn folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// A file beside the book, named like it with something behind.
pub(super) fn beside(book: &Path, ending: &str) -> PathBuf {
    let mut name = book.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn a_link_is_not_followed_and_what_it_points_to_stays_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let (target, link) = (folder.path().join("target"), folder.path().join("link"));
        fs::write(&target, "mine").unwrap();
        std::os::unix::fs::symlink(&target, &link).unwrap();
        let refused = open_or_create(&link).unwrap_err().to_string();
        assert!(refused.contains("is a link"), "{refused}");
        let dangling = folder.path().join("dangling");
        std::os::unix::fs::symlink(folder.path().join("nowhere"), &dangling).unwrap();
        assert!(open_or_create(&dangling).is_err());
        assert!(!folder.path().join("nowhere").exists());
        assert_eq!(fs::read(&target).unwrap(), b"mine");
    }
}
