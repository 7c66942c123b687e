//! The first bytes of a file, which is opened when it is first read, so that many may be known and few are open, and bytes that stand
//! behind them.

use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::sync::Arc;

use super::ground::{Ground, InAnyOrder};

/// A place in a file and what stands behind it. A copy of it opens the file anew.
pub(super) struct Window {
    ground: Arc<dyn Ground>,
    open: Option<BufReader<Box<dyn InAnyOrder>>>,
    /// Bytes of the file that count, and those that stand behind them.
    length: u64,
    tail: Arc<[u8]>,
    at: u64,
}

impl Window {
    /// A file as it is.
    pub(super) fn new(ground: &Arc<dyn Ground>) -> io::Result<Self> {
        Ok(Self {
            ground: Arc::clone(ground),
            open: None,
            length: ground.size()?,
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

    fn file(&mut self) -> io::Result<&mut BufReader<Box<dyn InAnyOrder>>> {
        let open = match self.open.take() {
            Some(open) => open,
            None => BufReader::new(self.ground.open()?),
        };
        Ok(self.open.insert(open))
    }
}

impl std::fmt::Debug for Window {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Window")
            .field("ground", &self.ground)
            .field("length", &self.length)
            .finish_non_exhaustive()
    }
}

impl Clone for Window {
    fn clone(&self) -> Self {
        Self {
            ground: Arc::clone(&self.ground),
            open: None,
            length: self.length,
            tail: Arc::clone(&self.tail),
            at: 0,
        }
    }
}

impl Read for Window {
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

impl Seek for Window {
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
    use super::super::ground::Kept;
    use super::*;

    #[test]
    fn the_first_bytes_and_others_behind_them_are_one_file() {
        let ground: Arc<dyn Ground> = Arc::new(Kept(b"one two three"[..].into()));
        let mut window = Window::new(&ground)
            .unwrap()
            .with_tail(7, b" four".to_vec());
        let mut all = String::new();
        window.read_to_string(&mut all).unwrap();
        assert_eq!(all, "one two four");
        window.seek(SeekFrom::End(-7)).unwrap();
        all.clear();
        window.clone().read_to_string(&mut all).unwrap();
        window.read_to_string(&mut all).unwrap();
        assert_eq!(all, "one two fourwo four", "a copy begins anew");
        assert!(window.seek(SeekFrom::End(-13)).is_err());
    }
}
