//! A file that is opened when it is first read, so that many may be known and few are open, and bytes that stand behind it.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;

/// A place in a file and what stands behind it. A copy of it opens the file anew.
#[derive(Debug)]
pub(super) struct Disk {
    path: Arc<Path>,
    open: Option<BufReader<File>>,
    /// Bytes of the file that count, and those that stand behind them.
    length: u64,
    tail: Arc<[u8]>,
    at: u64,
}

impl Disk {
    /// A file as it is.
    pub(super) fn new(path: &Path) -> io::Result<Self> {
        Ok(Self {
            path: path.into(),
            open: None,
            length: std::fs::metadata(path)?.len(),
            tail: Arc::default(),
            at: 0,
        })
    }

    /// The first bytes of the file, and others in place of what follows them.
    pub(super) fn with_tail(self, length: u64, tail: Vec<u8>) -> Self {
        Self {
            length: length.min(self.length),
            tail: tail.into(),
            ..self
        }
    }

    /// Bytes of the file that count.
    pub(super) fn length(&self) -> u64 {
        self.length
    }

    fn file(&mut self) -> io::Result<&mut BufReader<File>> {
        let open = match self.open.take() {
            Some(open) => open,
            None => BufReader::new(File::open(&self.path)?),
        };
        Ok(self.open.insert(open))
    }
}

impl Clone for Disk {
    fn clone(&self) -> Self {
        Self {
            path: Arc::clone(&self.path),
            open: None,
            length: self.length,
            tail: Arc::clone(&self.tail),
            at: 0,
        }
    }
}

impl Read for Disk {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = if self.at < self.length {
            let most = usize::try_from(self.length - self.at).unwrap_or(usize::MAX);
            let most = most.min(into.len());
            let at = self.at;
            let file = self.file()?;
            if file.stream_position()? != at {
                file.seek(SeekFrom::Start(at))?;
            }
            file.read(&mut into[..most])?
        } else {
            let from = usize::try_from(self.at - self.length).unwrap_or(usize::MAX);
            self.tail.get(from..).unwrap_or_default().read(into)?
        };
        self.at += read as u64;
        Ok(read)
    }
}

impl Seek for Disk {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let end = self.length + self.tail.len() as u64;
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => end.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_and_others_behind_them_are_one_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        std::fs::write(&path, "one two three").unwrap();
        let mut disk = Disk::new(&path).unwrap().with_tail(7, b" four".to_vec());
        let mut all = String::new();
        disk.read_to_string(&mut all).unwrap();
        assert_eq!(all, "one two four");
        disk.seek(SeekFrom::End(-7)).unwrap();
        all.clear();
        disk.clone().read_to_string(&mut all).unwrap();
        disk.read_to_string(&mut all).unwrap();
        assert_eq!(all, "one two fourwo four", "a copy begins anew");
        assert!(disk.seek(SeekFrom::End(-13)).is_err());
    }
}
