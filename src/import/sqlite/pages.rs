//! A database as it is read into memory: its own pages and those of its log, page by page.

use std::io::{self, Read};

use super::MAGIC;
use super::wal::{Log, word};

const HEADER: usize = 100;

/// The pages of a database in order.
pub struct Pages<'a> {
    input: &'a mut dyn Read,
    log: Log<'a>,
    /// What of the first page was read to know how large pages are.
    head: Vec<u8>,
    page: Vec<u8>,
    at: usize,
    next: u32,
    total: u32,
    /// Whether the file is shorter than it says.
    pub cut_off: bool,
}

impl<'a> Pages<'a> {
    /// A database from its beginning, of so many bytes. `None` if it is none.
    pub fn new(
        input: &'a mut dyn Read,
        size: u64,
        log: Option<&'a [u8]>,
    ) -> io::Result<Option<Self>> {
        let mut head = Vec::with_capacity(HEADER);
        (&mut *input).take(HEADER as u64).read_to_end(&mut head)?;
        if head.len() < HEADER || !head.starts_with(MAGIC) {
            return Ok(None);
        }
        let page = match usize::from(u16::from_be_bytes([head[16], head[17]])) {
            1 => 65_536,
            size if size.is_power_of_two() && size >= 512 => size,
            _ => return Ok(None),
        };
        let log = Log::read(log.unwrap_or_default(), page);
        let there = u32::try_from(size.div_ceil(page as u64)).unwrap_or(u32::MAX);
        // The number of pages counts only if whoever wrote the file last knew of it.
        let says = if word(&head, 24) == word(&head, 92) {
            word(&head, 28)
        } else {
            0
        };
        let claimed = if log.total > 0 { log.total } else { says };
        let had = there.max(log.total);
        let total = if claimed == 0 {
            there
        } else {
            claimed.min(had)
        };
        Ok(Some(Self {
            input,
            log,
            head,
            page: vec![0; page],
            at: page,
            next: 1,
            total,
            cut_off: says > had,
        }))
    }

    /// Bytes in all.
    pub fn len(&self) -> usize {
        self.page.len() * self.total as usize
    }

    /// How many pages come out of the log.
    pub fn logged(&self) -> usize {
        self.log.len()
    }

    fn turn(&mut self) -> io::Result<()> {
        let mut filled = self.head.len();
        self.page[..filled].copy_from_slice(&self.head);
        self.head.clear();
        while filled < self.page.len() {
            match self.input.read(&mut self.page[filled..]) {
                Ok(0) => break,
                Ok(read) => filled += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        self.page[filled..].fill(0);
        match self.log.page(self.next) {
            Some(content) => self.page.copy_from_slice(content),
            None => self.cut_off |= filled < self.page.len(),
        }
        if self.next == 1 {
            // A database in memory has no log, and the number of its pages is what was read.
            self.page[18..20].fill(1);
            self.page[28..32].copy_from_slice(&self.total.to_be_bytes());
            self.page.copy_within(24..28, 92);
        }
        self.next += 1;
        self.at = 0;
        Ok(())
    }
}

impl Read for Pages<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.at == self.page.len() {
            if self.next > self.total {
                return Ok(0);
            }
            self.turn()?;
        }
        let length = into.len().min(self.page.len() - self.at);
        into[..length].copy_from_slice(&self.page[self.at..self.at + length]);
        self.at += length;
        Ok(length)
    }
}
