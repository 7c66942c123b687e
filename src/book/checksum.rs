//! A checksum of the whole file, taken when a book is closed and compared when it is opened: SQLite finds damage of its own
//! structure only, and a byte that is flipped in a name or a date would be used without a word.

use std::fs::File;
use std::hash::Hasher;
use std::io::{self, Read};
use std::path::Path;

use rustc_hash::FxHasher;

use super::private;

/// How much is read at a time.
const BLOCK: usize = 1 << 20;
/// Bytes of the header that a copy made by SQLite may have otherwise: the change counter, and for which change the page count
/// and the version hold.
const COUNTERS: [std::ops::Range<usize>; 2] = [24..28, 92..100];

/// How a book was left by whoever closed it last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Closed {
    /// How often something was written into it until then.
    pub commits: i64,
    /// The checksum of the file.
    pub sum: u64,
}

impl Closed {
    /// What is noted beside the book.
    pub(super) fn note(self) -> String {
        format!("closed {} {:016x}", self.commits, self.sum)
    }

    /// Reads what was noted; nothing where the book was not closed, or by an earlier Tieline.
    pub(super) fn read(note: &str) -> Option<Self> {
        let (commits, sum) = note.strip_prefix("closed ")?.trim().split_once(' ')?;
        Some(Self {
            commits: commits.parse().ok()?,
            sum: u64::from_str_radix(sum, 16).ok()?,
        })
    }
}

/// The checksum of a file.
///
/// # Errors
/// What the disk says.
pub(super) fn of(path: &Path) -> io::Result<u64> {
    let mut file = private::open(path, false)?;
    let mut hasher = FxHasher::default();
    let mut block = vec![0; BLOCK];
    let mut at_start = true;
    loop {
        let read = fill(&mut file, &mut block)?;
        if at_start {
            for counter in COUNTERS {
                if let Some(bytes) = block.get_mut(counter) {
                    bytes.fill(0);
                }
            }
            at_start = false;
        }
        let (lanes, rest) = block[..read].as_chunks::<8>();
        for lane in lanes {
            hasher.write_u64(u64::from_le_bytes(*lane));
        }
        hasher.write(rest);
        if read < block.len() {
            return Ok(hasher.finish());
        }
    }
}

/// Reads until a block is full or the file ends.
fn fill(file: &mut File, block: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < block.len() {
        match file.read(&mut block[filled..])? {
            0 => break,
            read => filled += read,
        }
    }
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_flipped_bit_gives_another_sum_but_in_the_counters() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        let bytes: Vec<u8> = (0..300_u32).map(|n| (n * 7) as u8).collect();
        std::fs::write(&path, &bytes).unwrap();
        let whole = of(&path).unwrap();
        for at in 0..bytes.len() {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1 << (at % 8);
            std::fs::write(&path, &flipped).unwrap();
            let counts = COUNTERS.iter().any(|counter| counter.contains(&at));
            assert_eq!(of(&path).unwrap() == whole, counts, "{at}");
        }
    }

    #[test]
    fn a_note_is_read_back_and_nothing_else_is_one() {
        let closed = Closed {
            commits: 12,
            sum: 0xab,
        };
        assert_eq!(Closed::read(&closed.note()), Some(closed));
        for other in ["", "process 12 (tieline audit)", "closed", "closed x 1"] {
            assert_eq!(Closed::read(other), None);
        }
    }
}
