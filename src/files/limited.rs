//! Reads a file that is expected to be small, and stops where it is not: a device or a mistyped name must not fill the memory.

use std::fs::File;
use std::io;
use std::path::Path;

use super::ground::all;

/// The most that an edited list may hold, in bytes.
pub const LIST: u64 = 64 << 20;
/// The most that a saved audit may hold, in bytes; one of 100,000 people has a tenth of it.
pub const AUDIT: u64 = 4 << 30;

/// The whole file.
///
/// # Errors
/// What the disk says, or that the file is longer than the limit.
pub fn read(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    all(&mut open(path)?, 0, limit)
}

/// A file to read from its beginning to its end, or what a pipe brings. A device has no end.
///
/// # Errors
/// What the disk says, or that it is a device.
pub fn open(path: &Path) -> io::Result<File> {
    let file = File::open(path)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        let kind = file.metadata()?.file_type();
        if kind.is_char_device() || kind.is_block_device() {
            let device = "it is a device and no file";
            return Err(io::Error::new(io::ErrorKind::InvalidInput, device));
        }
    }
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_the_limit_is_read_and_a_longer_one_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.csv");
        std::fs::write(&path, [b'a'; 100]).unwrap();
        assert_eq!(read(&path, 100).unwrap().len(), 100);
        assert!(read(&path, 99).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_refused_before_anything_of_it_is_read() {
        let error = read(Path::new("/dev/zero"), AUDIT).unwrap_err();
        assert_eq!(error.to_string(), "it is a device and no file");
    }
}
