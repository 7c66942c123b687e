//! Entries of a zip that bear one name: what reads zips for us keeps the last of them alone. The list of entries is made anew, with
//! a number in each further name (`cards.vcf`, `cards (2).vcf`), so that all are read.

use std::collections::{HashMap, HashSet};

use super::mend::{end_of_list, two};

const RECORD: &[u8] = b"PK\x01\x02";
const RECORD_LENGTH: usize = 46;
/// The field that holds the name once more, with a checksum of it.
const NAME_AGAIN: u16 = 0x7075;

/// The list of entries that stands at `start`, with every name once; nothing if that is so already.
pub(super) fn told_apart(list: &[u8], start: u64) -> Option<Vec<u8>> {
    let records = records(list);
    let mut taken: HashSet<&[u8]> = HashSet::new();
    let mut all_new = true;
    for record in &records {
        all_new &= record.is_folder() || taken.insert(record.name);
    }
    if all_new {
        return None;
    }
    let mut given: HashMap<&[u8], usize> = HashMap::new();
    let mut out = Vec::with_capacity(list.len());
    for record in &records {
        let times = given.entry(record.name).or_insert(0);
        *times += 1;
        if *times == 1 || record.is_folder() {
            record.write(record.name, record.extra.to_vec(), &mut out);
            continue;
        }
        let mut name = numbered(record.name, *times);
        while taken.contains(name.as_slice()) {
            *times += 1;
            name = numbered(record.name, *times);
        }
        record.write(&name, without_name(record.extra), &mut out);
    }
    let length = out.len() as u64;
    out.extend(end_of_list(records.len() as u64, length, start));
    Some(out)
}

/// What a list says of one entry.
struct Record<'a> {
    head: &'a [u8],
    name: &'a [u8],
    extra: &'a [u8],
    comment: &'a [u8],
}

impl Record<'_> {
    fn is_folder(&self) -> bool {
        self.name.ends_with(b"/")
    }

    fn write(&self, name: &[u8], extra: Vec<u8>, out: &mut Vec<u8>) {
        // A number that makes a name too long for its field leaves the name as it was.
        let name = if name.len() > 0xffff { self.name } else { name };
        out.extend(&self.head[..28]);
        out.extend((name.len() as u16).to_le_bytes());
        out.extend((extra.len() as u16).to_le_bytes());
        out.extend(&self.head[32..]);
        out.extend(name);
        out.extend(extra);
        out.extend(self.comment);
    }
}

fn records(list: &[u8]) -> Vec<Record<'_>> {
    let mut records = Vec::new();
    let mut rest = list;
    while rest.starts_with(RECORD) {
        let lengths = [28, 30, 32].map(|at| usize::from(two(rest, at)));
        let mut take = |length: usize| -> Option<&[u8]> {
            let (part, after) = rest.split_at_checked(length)?;
            rest = after;
            Some(part)
        };
        let Some(head) = take(RECORD_LENGTH) else {
            break;
        };
        let [Some(name), Some(extra), Some(comment)] = lengths.map(take) else {
            break;
        };
        records.push(Record {
            head,
            name,
            extra,
            comment,
        });
    }
    records
}

/// `cards.vcf` → `cards (2).vcf`.
fn numbered(name: &[u8], number: usize) -> Vec<u8> {
    let from = name.iter().rposition(|b| *b == b'/').map_or(0, |at| at + 1);
    let dot = name[from..].iter().rposition(|b| *b == b'.');
    let (stem, ending) = name.split_at(dot.map_or(name.len(), |at| from + at));
    [stem, format!(" ({number})").as_bytes(), ending].concat()
}

/// The further fields of an entry but for the one that holds its name.
fn without_name(mut extra: &[u8]) -> Vec<u8> {
    let mut kept = Vec::new();
    while extra.len() >= 4 {
        let length = (4 + usize::from(two(extra, 2))).min(extra.len());
        if two(extra, 0) != NAME_AGAIN {
            kept.extend(&extra[..length]);
        }
        extra = &extra[length..];
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_stands_before_the_ending() {
        assert_eq!(numbered(b"a.b/cards.vcf", 2), b"a.b/cards (2).vcf");
        assert_eq!(numbered(b"a.b/cards", 3), b"a.b/cards (3)");
        assert_eq!(told_apart(b"", 0), None);
        assert_eq!(
            without_name(b"\x75\x70\x01\x00x\x01\x00\x00\x00"),
            b"\x01\0\0\0"
        );
    }
}
