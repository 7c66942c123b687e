//! Where the bytes of a given file lie: on a disk, in memory, or with somebody who hands them out in pieces, as a browser does.

use std::fmt::Debug;
use std::io::{self, Cursor, Read, Seek};
use std::sync::Arc;

/// What can be read in any order.
pub trait InAnyOrder: Read + Seek + Send + Sync {}

impl<T: Read + Seek + Send + Sync> InAnyOrder for T {}

/// A file that somebody gave, whoever has its bytes.
pub trait Ground: Debug + Send + Sync {
    /// Its length in bytes.
    ///
    /// # Errors
    /// What whoever has the bytes says.
    fn size(&self) -> io::Result<u64>;

    /// Opens it at its beginning; who opens it twice reads it twice.
    ///
    /// # Errors
    /// What whoever has the bytes says.
    fn open(&self) -> io::Result<Box<dyn InAnyOrder>>;

    /// The file of this ending that another program keeps beside it, if there is one.
    fn beside(&self, _ending: &str) -> Option<io::Result<Vec<u8>>> {
        None
    }
}

/// A file in memory.
#[derive(Debug)]
pub struct Kept(pub Arc<[u8]>);

impl Ground for Kept {
    fn size(&self) -> io::Result<u64> {
        Ok(self.0.len() as u64)
    }

    fn open(&self) -> io::Result<Box<dyn InAnyOrder>> {
        Ok(Box::new(Cursor::new(Arc::clone(&self.0))))
    }
}

/// The whole file, if it is no longer than the limit.
///
/// # Errors
/// What whoever has the bytes says, or that there are too many.
pub(crate) fn whole(ground: &dyn Ground, limit: u64) -> io::Result<Vec<u8>> {
    let expected = usize::try_from(ground.size()?.min(limit)).unwrap_or(0);
    all(&mut ground.open()?, expected, limit)
}

/// All that comes, so many bytes as expected, if it is no more than the limit.
///
/// # Errors
/// What the input says, or that more comes.
pub(super) fn all(input: &mut dyn Read, expected: usize, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(expected);
    let read = input.take(limit + 1).read_to_end(&mut bytes)?;
    if read as u64 > limit {
        let megabytes = limit >> 20;
        let long = format!("it is longer than {megabytes} MB, too long for a file of this kind");
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, long));
    }
    Ok(bytes)
}
