//! Tar archives, packed with gzip or not, as Takeout sends them in parts (`takeout-…-001.tgz`).
//!
//! A tar can be read from its beginning only. What is small is kept on the way, what is large is found again when it is read.

use std::cell::Cell;
use std::collections::HashMap;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::rc::Rc;
use std::sync::Arc;

use flate2::read::MultiGzDecoder;

use super::archive::{SMALL, TOO_LARGE, is_hidden, leads_out};
use super::ground::Ground;
use super::{Bounds, Discovery, Found, HEAD, PRIVATE, Place, TroubleKind};

/// Entries up to this size are kept while the archive is listed.
const KEPT: u64 = 1 << 20;
/// How much of all entries together is kept.
const KEPT_IN_ALL: u64 = 256 << 20;
/// How much of a large entry is kept if it is no text; it is enough to recognise what is read of such.
const FIRST: usize = 512;
/// Where a tar says that it is one.
const MAGIC: std::ops::Range<usize> = 257..262;

/// How a tar comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    /// As it is.
    Plain,
    /// Packed with gzip.
    Gzip,
}

/// Whether a file that begins so is a tar, and how it is packed.
pub fn packing(head: &[u8]) -> Option<Packing> {
    let is_tar = |head: &[u8]| head.get(MAGIC) == Some(b"ustar") || is_old(head);
    if is_tar(head) {
        return Some(Packing::Plain);
    }
    if !head.starts_with(&[0x1f, 0x8b]) {
        return None;
    }
    let mut block = Vec::new();
    let first = MultiGzDecoder::new(head).take(512).read_to_end(&mut block);
    (first.is_ok() && is_tar(&block)).then_some(Packing::Gzip)
}

/// Tars of old programs have no magic, only the sum of the bytes of their first header in itself, written in octal digits.
fn is_old(head: &[u8]) -> bool {
    const SUM: std::ops::Range<usize> = 148..156;
    let Some(header) = head.get(..512).filter(|header| header[0] != 0) else {
        return false;
    };
    let digits = header[SUM]
        .iter()
        .copied()
        .filter(u8::is_ascii_digit)
        .map(char::from);
    let written = u32::from_str_radix(&digits.collect::<String>(), 8);
    let bytes = header.iter().enumerate();
    let sum = bytes.map(|(at, byte)| u32::from(if SUM.contains(&at) { b' ' } else { *byte }));
    written.is_ok_and(|written| written == sum.sum::<u32>())
}

/// Counts the packed bytes that were taken.
struct Counted<R> {
    input: R,
    taken: Rc<Cell<u64>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(into)?;
        self.taken.set(self.taken.get() + read as u64);
        Ok(read)
    }
}

/// So many packed bytes are taken at once, so that an entry's share of them is known to as many.
const AT_ONCE: usize = 4 << 10;

/// The unpacked stream, and how many packed bytes were taken of it.
type Opened = (tar::Archive<Box<dyn Read>>, Rc<Cell<u64>>);

fn open(ground: &dyn Ground, packing: Packing) -> io::Result<Opened> {
    let taken = Rc::new(Cell::new(0));
    let input = Counted {
        input: ground.open()?,
        taken: Rc::clone(&taken),
    };
    let archive = tar::Archive::new(match packing {
        Packing::Plain => Box::new(BufReader::new(input)) as Box<dyn Read>,
        Packing::Gzip => Box::new(MultiGzDecoder::new(BufReader::with_capacity(
            AT_ONCE, input,
        ))),
    });
    Ok((archive, taken))
}

/// Lists the entries that may be read; the others are reported.
pub fn entries(
    discovery: &mut Discovery,
    ground: &Arc<dyn Ground>,
    name: &str,
    packing: Packing,
    (limits, is_private): Bounds<'_>,
) {
    let listed = open(&**ground, packing).and_then(|(mut archive, taken)| {
        let mut kept = 0;
        let mut names: HashMap<String, usize> = HashMap::new();
        for (index, entry) in archive.entries()?.enumerate() {
            let mut entry = entry?;
            let inner = String::from_utf8_lossy(&entry.path_bytes()).replace('\\', "/");
            let inner = inner.trim_start_matches("./");
            if !entry.header().entry_type().is_file() || is_hidden(inner) {
                continue;
            }
            let mut full = format!("{name}/{inner}");
            let times = names.entry(full.clone()).or_insert(0);
            *times += 1;
            if *times > 1 {
                // What is added to an archive later stands behind what it is to replace; nobody says so of an export.
                full = format!("{full} ({times})");
            }
            if leads_out(inner) {
                let message = "its path leads out of the archive; it was not opened".to_owned();
                discovery.trouble(&full, TroubleKind::UnsafePath, message);
            } else if is_private(inner) {
                discovery.trouble(&full, TroubleKind::Sensitive, PRIVATE.to_owned());
            } else {
                let size = entry.size();
                let place = match packing {
                    Packing::Plain => Place::Slice {
                        ground: Arc::clone(ground),
                        offset: entry.raw_file_position(),
                    },
                    Packing::Gzip => {
                        let before = taken.get();
                        let place = keep(&mut entry, (ground, index), &mut kept)?;
                        io::copy(&mut entry, &mut io::sink())?;
                        let packed = taken.get() - before + AT_ONCE as u64;
                        if size > SMALL && size / packed > limits.ratio {
                            discovery.trouble(&full, TroubleKind::TooLarge, TOO_LARGE.to_owned());
                            continue;
                        }
                        place
                    }
                };
                discovery.files.push(Found {
                    name: full,
                    named: false,
                    packed: None,
                    size,
                    place,
                    log: None,
                });
            }
        }
        Ok(())
    });
    if let Err(error) = listed {
        discovery.trouble(name, kind(&error), damaged(&error));
    }
}

fn kind(error: &io::Error) -> TroubleKind {
    match error.kind() {
        io::ErrorKind::QuotaExceeded => TroubleKind::TooLarge,
        _ => TroubleKind::BadZip,
    }
}

fn damaged(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::QuotaExceeded => TOO_LARGE.to_owned(),
        _ => format!(
            "the archive is damaged or was cut off while it was downloaded ({error}); download it again"
        ),
    }
}

/// Keeps a small entry whole and the beginning of a large one.
fn keep(entry: &mut impl Read, at: (&Arc<dyn Ground>, usize), kept: &mut u64) -> io::Result<Place> {
    let mut bytes = Vec::new();
    entry.take(KEPT + 1).read_to_end(&mut bytes)?;
    let size = bytes.len() as u64;
    if size <= KEPT && *kept + size <= KEPT_IN_ALL {
        *kept += size;
        return Ok(Place::Memory(bytes));
    }
    let is_text = !bytes[..bytes.len().min(FIRST)].contains(&0);
    bytes.truncate(if is_text { HEAD } else { FIRST });
    bytes.shrink_to_fit();
    let (ground, index) = at;
    Ok(Place::Packed {
        ground: Arc::clone(ground),
        index,
        head: bytes,
    })
}

/// Hands an entry of a packed archive to `take` as a stream.
pub fn stream<T>(
    ground: &dyn Ground,
    index: usize,
    take: impl FnOnce(&mut dyn Read) -> T,
) -> Result<T, (TroubleKind, String)> {
    let found = || -> io::Result<T> {
        let (mut archive, _) = open(ground, Packing::Gzip)?;
        let mut entry = archive
            .entries()?
            .nth(index)
            .ok_or(io::ErrorKind::UnexpectedEof)??;
        Ok(take(&mut entry))
    };
    found().map_err(|error| (kind(&error), damaged(&error)))
}

/// The part of a file that is an entry of an archive.
pub fn slice(ground: &dyn Ground, offset: u64, size: u64) -> io::Result<impl Read> {
    let mut file = ground.open()?;
    file.seek(SeekFrom::Start(offset))?;
    Ok(file.take(size))
}
