//! The `-wal` file beside an SQLite database: pages that were written and not taken into the database yet
//! (<https://www.sqlite.org/fileformat2.html#the_write_ahead_log>). While a program has the database open, the newest rows stand only there.

use rustc_hash::FxHashMap;

const HEADER: usize = 32;
const FRAME: usize = 24;

/// The pages of a log, as they are after its last whole transaction.
#[derive(Debug, Default)]
pub struct Log<'a> {
    pages: FxHashMap<u32, &'a [u8]>,
    /// How many pages the database has with them; 0 if there are none.
    pub total: u32,
}

impl<'a> Log<'a> {
    /// Reads a log for a database whose pages are so large. Of what is damaged or was never finished nothing is taken.
    pub fn read(bytes: &'a [u8], page: usize) -> Self {
        let mut log = Self::default();
        let Some(header) = bytes.get(..HEADER) else {
            return log;
        };
        let big_endian = match word(header, 0) {
            0x377f_0682 => false,
            0x377f_0683 => true,
            _ => return log,
        };
        if word(header, 8) as usize != page {
            return log;
        }
        let mut sum = checksum((0, 0), &header[..24], big_endian);
        if sum != (word(header, 24), word(header, 28)) {
            return log;
        }
        let mut open: Vec<(u32, &'a [u8])> = Vec::new();
        for frame in bytes[HEADER..].chunks_exact(FRAME + page) {
            let (head, content) = frame.split_at(FRAME);
            sum = checksum(sum, &head[..8], big_endian);
            sum = checksum(sum, content, big_endian);
            // Frames of an earlier round of the log have another salt.
            if head[8..16] != header[16..24] || sum != (word(head, 16), word(head, 20)) {
                break;
            }
            open.push((word(head, 0), content));
            let commit = word(head, 4);
            if commit > 0 {
                log.total = commit;
                log.pages.extend(open.drain(..));
            }
        }
        log
    }

    /// A page, if the log has it.
    pub fn page(&self, number: u32) -> Option<&'a [u8]> {
        self.pages.get(&number).copied()
    }

    /// How many pages it has.
    pub fn len(&self) -> usize {
        self.pages.len()
    }
}

/// Four bytes as a number, the highest first.
pub fn word(bytes: &[u8], at: usize) -> u32 {
    let four = bytes.get(at..at + 4).and_then(|four| four.try_into().ok());
    four.map_or(0, u32::from_be_bytes)
}

fn checksum(from: (u32, u32), bytes: &[u8], big_endian: bool) -> (u32, u32) {
    let (words, _) = bytes.as_chunks::<4>();
    let number = |word: &[u8; 4]| {
        if big_endian {
            u32::from_be_bytes(*word)
        } else {
            u32::from_le_bytes(*word)
        }
    };
    let (pairs, _) = words.as_chunks::<2>();
    pairs.iter().fold(from, |(one, two), [a, b]| {
        let one = one.wrapping_add(number(a)).wrapping_add(two);
        (one, two.wrapping_add(number(b)).wrapping_add(one))
    })
}
