//! A zip that broke off while it was downloaded has lost the list of its entries, which stands at its end. The list is made anew
//! from what stands before each entry (APPNOTE.TXT of PKWARE, sections 4.3.7 to 4.3.16).

use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};

use flate2::bufread::DeflateDecoder;

/// What a zip lacks.
#[derive(Debug, Default)]
pub(super) struct Mended {
    /// A list of the entries, as it belongs behind the first `end` bytes of the file.
    pub(super) list: Vec<u8>,
    /// Where the last entry ends.
    pub(super) end: u64,
    /// How many entries are whole.
    pub(super) whole: usize,
    /// The name of the entry in which the file ends.
    pub(super) cut: Option<String>,
}

/// An entry as it says of itself.
#[derive(Debug, Default)]
struct Entry {
    at: u64,
    data: u64,
    flags: u16,
    method: u16,
    time: [u8; 4],
    crc: u32,
    packed: u64,
    size: u64,
    name: Vec<u8>,
}

const ENTRY: &[u8] = b"PK\x03\x04";
const ENTRY_LENGTH: usize = 30;
/// The sizes stand behind the entry.
const SIZED_LATER: u16 = 1 << 3;
const STORED: u16 = 0;
const DEFLATED: u16 = 8;
/// In place of a number that needs eight bytes.
const LARGE: u32 = u32::MAX;

/// Finds the entries of a zip of this length from its beginning on. Nothing is unpacked to more than `ratio` times its packed size.
pub(super) fn mend(file: &mut (impl Read + Seek), length: u64, ratio: u64) -> io::Result<Mended> {
    let mut entries = Vec::new();
    let mut mended = Mended::default();
    while let Some(mut entry) = entry(file, mended.end)? {
        let end = match entry.flags & SIZED_LATER {
            0 => entry.data.checked_add(entry.packed),
            _ => measure(file, &mut entry, length, ratio)?,
        };
        match end.filter(|end| *end <= length) {
            Some(end) => {
                mended.end = end;
                mended.whole += 1;
                entries.push(entry);
            }
            None => {
                mended.end = length;
                mended.cut = Some(String::from_utf8_lossy(&entry.name).into_owned());
                entry.packed = length.saturating_sub(entry.data);
                entry.size = entry.size.min(entry.packed.saturating_mul(ratio));
                entries.push(entry);
                break;
            }
        }
    }
    mended.list = list(&entries, mended.end);
    Ok(mended)
}

/// What stands before the entry at a place, if all of it is there.
fn entry(file: &mut (impl Read + Seek), at: u64) -> io::Result<Option<Entry>> {
    file.seek(SeekFrom::Start(at))?;
    let mut head = Vec::new();
    file.take(ENTRY_LENGTH as u64).read_to_end(&mut head)?;
    if head.len() < ENTRY_LENGTH || !head.starts_with(ENTRY) {
        return Ok(None);
    }
    let (name, extra) = (two(&head, 26), two(&head, 28));
    let mut rest = Vec::new();
    let more = u64::from(name) + u64::from(extra);
    file.take(more).read_to_end(&mut rest)?;
    if (rest.len() as u64) < more {
        return Ok(None);
    }
    let extra = rest.split_off(name.into());
    let (size, packed) = sizes(&head, &extra);
    Ok(Some(Entry {
        at,
        data: at + ENTRY_LENGTH as u64 + more,
        flags: two(&head, 6),
        method: two(&head, 8),
        time: [head[10], head[11], head[12], head[13]],
        crc: four(&head, 14),
        packed,
        size,
        name: rest,
    }))
}

/// The unpacked and the packed size; of large entries they stand in a field of their own.
fn sizes(head: &[u8], extra: &[u8]) -> (u64, u64) {
    let (packed, size) = (four(head, 18), four(head, 22));
    let mut large = field(extra, 1).unwrap_or_default();
    let mut wide = |narrow: u32| match large.split_first_chunk() {
        Some((bytes, rest)) if narrow == LARGE => {
            large = rest;
            u64::from_le_bytes(*bytes)
        }
        _ => u64::from(narrow),
    };
    let size = wide(size);
    (size, wide(packed))
}

/// The field of this number among the extra ones.
fn field(extra: &[u8], number: u16) -> Option<&[u8]> {
    let mut rest = extra;
    while rest.len() >= 4 {
        let end = 4 + usize::from(two(rest, 2));
        let content = rest.get(4..end)?;
        if two(rest, 0) == number {
            return Some(content);
        }
        rest = &rest[end..];
    }
    None
}

/// Finds where an entry ends whose sizes stand behind it, and takes them over. `None` if the file ends before that.
fn measure(
    file: &mut (impl Read + Seek),
    entry: &mut Entry,
    length: u64,
    ratio: u64,
) -> io::Result<Option<u64>> {
    file.seek(SeekFrom::Start(entry.data))?;
    let mut input = BufReader::new(&mut *file);
    entry.packed = match entry.method {
        DEFLATED => {
            let mut unpacked = DeflateDecoder::new(&mut input);
            let most = length.saturating_mul(ratio);
            let done = io::copy(&mut (&mut unpacked).take(most), &mut io::sink());
            entry.size = unpacked.total_out();
            if done.is_err() || entry.size == most {
                return Ok(None);
            }
            unpacked.total_in()
        }
        STORED => match stored(&mut input)? {
            Some(packed) => packed,
            None => return Ok(None),
        },
        _ => return Ok(None),
    };
    let end = entry.data + entry.packed;
    file.seek(SeekFrom::Start(end))?;
    let mut behind = Vec::new();
    file.take(28).read_to_end(&mut behind)?;
    Ok(sized(&behind, entry).map(|length| end + length))
}

/// How long a stored entry is: up to a record of sizes that says just that.
fn stored(input: &mut impl BufRead) -> io::Result<Option<u64>> {
    let (mut passed, mut window) = (0_u64, Vec::new());
    loop {
        let read = input.by_ref().take(64 << 10).read_to_end(&mut window)?;
        for at in memchr::memmem::find_iter(&window, b"PK\x07\x08") {
            let said = window.get(at + 8..at + 12);
            if said == Some(&((passed + at as u64) as u32).to_le_bytes()) {
                return Ok(Some(passed + at as u64));
            }
        }
        if read == 0 {
            return Ok(None);
        }
        let done = window.len().saturating_sub(11);
        window.drain(..done);
        passed += done as u64;
    }
}

/// Takes over what stands behind an entry, and says how long that is: with a mark or without, in four bytes or in eight.
fn sized(behind: &[u8], entry: &mut Entry) -> Option<u64> {
    let marked = if behind.starts_with(b"PK\x07\x08") {
        4
    } else {
        0
    };
    let is_end = |at: usize| matches!(behind.get(at..at + 2), Some(b"PK") | None);
    let of = [
        (12, four(behind, marked + 4).into()),
        (20, eight(behind, marked + 4)),
    ];
    let fits = |(length, packed): &(usize, u64)| {
        marked + length <= behind.len() && *packed == entry.packed && is_end(marked + length)
    };
    let (length, _) = of.into_iter().find(fits)?;
    entry.crc = four(behind, marked);
    entry.size = match length {
        12 => four(behind, marked + 8).into(),
        _ => eight(behind, marked + 12),
    };
    Some((marked + length) as u64)
}

/// The list of entries with its end, which stands at `start`; all numbers in eight bytes.
fn list(entries: &[Entry], start: u64) -> Vec<u8> {
    let mut list = Vec::new();
    for entry in entries {
        list.extend(b"PK\x01\x02\x2d\x00\x2d\x00");
        list.extend((entry.flags & !SIZED_LATER).to_le_bytes());
        list.extend(entry.method.to_le_bytes());
        list.extend(entry.time);
        list.extend(entry.crc.to_le_bytes());
        list.extend([LARGE, LARGE].map(u32::to_le_bytes).concat());
        list.extend((entry.name.len() as u16).to_le_bytes());
        // The length of the field below; no comment, the first disk, no attributes.
        list.extend([28, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        list.extend(LARGE.to_le_bytes());
        list.extend(&entry.name);
        list.extend([1, 0, 24, 0]);
        list.extend(
            [entry.size, entry.packed, entry.at]
                .map(u64::to_le_bytes)
                .concat(),
        );
    }
    let length = list.len() as u64;
    list.extend(end_of_list(entries.len() as u64, length, start));
    list
}

/// The end of a list of so many entries and bytes, which stands at `start`.
pub(super) fn end_of_list(count: u64, length: u64, start: u64) -> Vec<u8> {
    let mut list = Vec::new();
    list.extend(b"PK\x06\x06\x2c\x00\x00\x00\x00\x00\x00\x00\x2d\x00\x2d\x00");
    list.extend([0; 8]);
    list.extend([count, count, length, start].map(u64::to_le_bytes).concat());
    list.extend(b"PK\x06\x07\x00\x00\x00\x00");
    list.extend((start + length).to_le_bytes());
    list.extend([1, 0, 0, 0]);
    list.extend(b"PK\x05\x06\x00\x00\x00\x00");
    list.extend([0xff; 12]);
    list.extend([0, 0]);
    list
}

pub(super) fn two(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes(number(bytes, at))
}

fn four(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(number(bytes, at))
}

fn eight(bytes: &[u8], at: usize) -> u64 {
    u64::from_le_bytes(number(bytes, at))
}

/// So many bytes; zeros where there are none.
fn number<const N: usize>(bytes: &[u8], at: usize) -> [u8; N] {
    let found = bytes
        .get(at..at + N)
        .and_then(|found| found.try_into().ok());
    found.unwrap_or([0; N])
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::write::SimpleFileOptions;
    use zip::{CompressionMethod, ZipArchive, ZipWriter};

    use super::*;

    const TEXT: &str = "From the one to the other, and back again.\n";

    /// Three entries and a folder, written so that sizes stand before or behind each.
    fn archive(method: CompressionMethod, sized_later: bool) -> Vec<u8> {
        let options = SimpleFileOptions::default().compression_method(method);
        let write = |zip: &mut dyn FnMut(&str, Option<String>)| {
            zip("d/", None);
            for (number, name) in ["d/a.txt", "d/\u{fc}.txt", "c.txt"].iter().enumerate() {
                zip(name, Some(TEXT.repeat(40 * (number + 1))));
            }
        };
        let mut bytes = Cursor::new(Vec::new());
        macro_rules! all {
            ($zip:expr) => {{
                let mut zip = $zip;
                write(&mut |name, text| match text {
                    None => zip.add_directory(name, options).unwrap(),
                    Some(text) => {
                        zip.start_file(name, options).unwrap();
                        zip.write_all(text.as_bytes()).unwrap();
                    }
                });
                zip.finish().unwrap()
            }};
        }
        if sized_later {
            return all!(ZipWriter::new_stream(Vec::new())).into_inner();
        }
        all!(ZipWriter::new(&mut bytes));
        bytes.into_inner()
    }

    /// What is read of a zip once its list is made anew: names and whole texts.
    fn read(bytes: &[u8]) -> (Mended, Vec<(String, Option<usize>)>) {
        let mended = mend(&mut Cursor::new(bytes), bytes.len() as u64, 200).unwrap();
        let whole = [&bytes[..mended.end as usize], &mended.list].concat();
        let mut archive = ZipArchive::new(Cursor::new(whole)).unwrap();
        let mut found = Vec::new();
        for index in 0..archive.len() {
            let mut entry = archive.by_index(index).unwrap();
            let name = entry.name().unwrap().into_owned();
            let mut text = String::new();
            let read = entry.read_to_string(&mut text).is_ok();
            assert!(text.len().is_multiple_of(TEXT.len()) || !read, "{name}");
            found.push((name, read.then_some(text.len())));
        }
        (mended, found)
    }

    #[test]
    fn a_zip_without_its_list_has_all_entries_and_one_that_is_cut_those_that_came() {
        for method in [CompressionMethod::Stored, CompressionMethod::Deflated] {
            for later in [false, true] {
                let bytes = archive(method, later);
                let list = memchr::memmem::find(&bytes, b"PK\x01\x02").unwrap();
                let of = |name: &str, times: usize| (name.to_owned(), Some(TEXT.len() * times));
                let all = [
                    of("d/", 0),
                    of("d/a.txt", 40),
                    of("d/\u{fc}.txt", 80),
                    of("c.txt", 120),
                ];
                for end in [list, list + 9, bytes.len() - 1] {
                    let (mended, found) = read(&bytes[..end]);
                    assert_eq!(found, all, "{method:?} {later}");
                    assert_eq!((mended.whole, mended.cut), (4, None));
                }
                let last = memchr::memmem::rfind(&bytes[..list], b"PK\x03\x04").unwrap();
                let (mended, found) = read(&bytes[..last + 60]);
                assert_eq!(found[..3], all[..3]);
                assert_eq!(found[3], ("c.txt".to_owned(), None), "{method:?} {later}");
                assert_eq!((mended.whole, mended.cut.as_deref()), (3, Some("c.txt")));
                let (mended, found) = read(&bytes[..last + 8]);
                assert_eq!((mended.whole, mended.cut, found.len()), (3, None, 3));
            }
        }
    }

    #[test]
    fn wherever_a_zip_is_cut_what_is_whole_is_a_beginning_of_all() {
        for method in [CompressionMethod::Stored, CompressionMethod::Deflated] {
            for later in [false, true] {
                let bytes = archive(method, later);
                let (_, all) = read(&bytes);
                let mut before = 0;
                for end in 0..bytes.len() {
                    let (mended, found) = read(&bytes[..end]);
                    assert_eq!(found[..mended.whole], all[..mended.whole], "{end}");
                    assert!(mended.whole >= before, "{end}");
                    before = mended.whole;
                }
                assert_eq!(before, all.len());
            }
        }
    }

    #[test]
    fn nothing_of_a_zip_is_an_empty_list() {
        let (mended, found) = read(b"PK\x03\x04");
        assert_eq!((mended.whole, mended.cut, found.len()), (0, None, 0));
    }
}
