//! An audit as a book keeps it: packed in parts, so that one person is read without unpacking everybody.
//!
//! In front stand a mark, the number of parts and their lengths (8 bytes each, little-endian). The parts are packed texts: the
//! audit without its people; the ids of the people, a line each; then the people, so many to a part. Before there were parts
//! an audit was one packed text.

use std::io::{self, Read, Write};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use rayon::iter::ParallelIterator;
use rayon::slice::ParallelSlice;
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use crate::model::audit::{Audit, Ranked};
use crate::snapshot::{self, Entity, Page, Person, Snapshot, Streamed, ToDo};

/// What a book of parts begins with; a packed text begins with another byte.
const MARK: &[u8; 8] = b"TLparts1";
/// How many people are packed together.
const TOGETHER: usize = 64;

/// Packs an audit.
pub fn pack(audit: &Audit) -> io::Result<Vec<u8>> {
    let together = |people: &[Ranked]| packed(&snapshot::people(audit, people));
    let people: Vec<Vec<u8>> = audit
        .people
        .par_chunks(TOGETHER)
        .map(together)
        .collect::<io::Result<_>>()?;
    let ids = audit.people.iter().map(|ranked| ranked.person.id.as_str());
    let head = packed(&Streamed::without_people(audit))?;
    Ok(bound(head, packed_ids(ids)?, people))
}

/// Packs an audit that was saved before.
pub fn pack_again(mut audit: Snapshot) -> io::Result<Vec<u8>> {
    let people = std::mem::take(&mut audit.people);
    let parts = people.par_chunks(TOGETHER).map(packed);
    let parts: Vec<Vec<u8>> = parts.collect::<io::Result<_>>()?;
    let ids = people.iter().map(|person| person.id.as_str());
    Ok(bound(packed(&audit)?, packed_ids(ids)?, parts))
}

/// Binds the parts together.
fn bound(head: Vec<u8>, ids: Vec<u8>, people: Vec<Vec<u8>>) -> Vec<u8> {
    let parts: Vec<Vec<u8>> = [head, ids].into_iter().chain(people).collect();
    let mut out = Vec::with_capacity(parts.iter().map(|part| part.len() + 8).sum::<usize>() + 16);
    out.extend_from_slice(MARK);
    out.extend((parts.len() as u64).to_le_bytes());
    parts
        .iter()
        .for_each(|part| out.extend((part.len() as u64).to_le_bytes()));
    parts.iter().for_each(|part| out.extend(part));
    out
}

/// Gives an audit back.
pub fn unpack(bytes: &[u8]) -> io::Result<Snapshot> {
    let Some(parts) = parts(bytes)? else {
        return load(bytes);
    };
    let [head, _, people @ ..] = parts.as_slice() else {
        return Err(cut_off());
    };
    let mut audit = load(head)?;
    for part in people {
        audit.people.extend(some_people(part)?);
    }
    Ok(audit)
}

/// An audit without its people, which is quick to read.
pub fn head(bytes: &[u8]) -> io::Result<Snapshot> {
    match parts(bytes)?.unwrap_or_default().as_slice() {
        [head, ..] => load(head),
        [] => load(bytes),
    }
}

/// What an audit holds of one person; none if it does not know them.
pub fn page(bytes: &[u8], id: &str) -> io::Result<Option<Page>> {
    let parts = parts(bytes)?.unwrap_or_default();
    let [head, ids, people @ ..] = parts.as_slice() else {
        let mut audit = load(bytes)?;
        let place = audit.people.iter().position(|person| person.id == id);
        let person = place.map(|place| audit.people.swap_remove(place));
        return Ok(person.map(|person| Page::new(audit, person)));
    };
    let Some(place) = unpacked(ids)?.lines().position(|known| known == id) else {
        return Ok(None);
    };
    let part = people.get(place / TOGETHER).ok_or_else(cut_off)?;
    let person = some_people(part)?.into_iter().nth(place % TOGETHER);
    let person = person.ok_or_else(cut_off)?;
    Ok(Some(Page::new(load(head)?, person)))
}

/// What an audit holds of something that is no person; none if it does not know it.
pub fn entity(bytes: &[u8], id: &str) -> io::Result<Option<Entity>> {
    let parts = parts(bytes)?.unwrap_or_default();
    let audit = match parts.first() {
        Some(head) => load(head)?,
        None => load(bytes)?,
    };
    let mut things = audit.not_people.into_iter();
    Ok(things.find(|thing| thing.id == id))
}

/// Of an audit, those whose ids are wanted.
pub fn some_of(bytes: &[u8], wanted: &FxHashSet<&str>) -> io::Result<Vec<Person>> {
    let is_wanted = |person: &Person| wanted.contains(person.id.as_str());
    let parts = parts(bytes)?.unwrap_or_default();
    let [_, ids, people @ ..] = parts.as_slice() else {
        return Ok(load(bytes)?.people.into_iter().filter(is_wanted).collect());
    };
    let ids = unpacked(ids)?;
    let mut found = Vec::new();
    for (part, place) in people.iter().zip(0..) {
        let here = ids.lines().skip(place * TOGETHER).take(TOGETHER);
        if here.into_iter().any(|id| wanted.contains(id)) {
            found.extend(some_people(part)?.into_iter().filter(is_wanted));
        }
    }
    Ok(found)
}

/// What an audit tells of the decisions to delete; nothing where it is from before it did.
pub fn to_do(bytes: &[u8]) -> io::Result<Option<ToDo>> {
    /// Everything else is passed over.
    #[derive(Deserialize)]
    struct Head {
        #[serde(default)]
        to_do: Option<ToDo>,
    }
    let parts = parts(bytes)?.unwrap_or_default();
    let head: Head = serde_json::from_str(&unpacked(parts.first().unwrap_or(&bytes))?)?;
    Ok(head.to_do)
}

/// Packs one text.
fn packed<T: Serialize + ?Sized>(value: &T) -> io::Result<Vec<u8>> {
    let encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    let mut out = io::BufWriter::with_capacity(64 * 1024, encoder);
    serde_json::to_writer(&mut out, value)?;
    out.flush()?;
    out.into_inner()
        .map_err(io::IntoInnerError::into_error)?
        .finish()
}

fn packed_ids<'a>(ids: impl Iterator<Item = &'a str>) -> io::Result<Vec<u8>> {
    let mut out = ZlibEncoder::new(Vec::new(), Compression::fast());
    for id in ids {
        writeln!(out, "{id}")?;
    }
    out.finish()
}

/// The parts; none of an audit from before there were parts.
fn parts(bytes: &[u8]) -> io::Result<Option<Vec<&[u8]>>> {
    let Some(rest) = bytes.strip_prefix(MARK) else {
        return Ok(None);
    };
    let (number, mut rest) = rest.split_first_chunk::<8>().ok_or_else(cut_off)?;
    let mut lengths = Vec::new();
    for _ in 0..u64::from_le_bytes(*number) {
        let (length, further) = rest.split_first_chunk::<8>().ok_or_else(cut_off)?;
        lengths.push(u64::from_le_bytes(*length) as usize);
        rest = further;
    }
    let mut parts = Vec::with_capacity(lengths.len());
    for length in lengths {
        let (part, further) = rest.split_at_checked(length).ok_or_else(cut_off)?;
        parts.push(part);
        rest = further;
    }
    Ok(Some(parts))
}

fn cut_off() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "one of its audits is cut off")
}

fn unpacked(bytes: &[u8]) -> io::Result<String> {
    let mut text = String::new();
    ZlibDecoder::new(bytes).read_to_string(&mut text)?;
    Ok(text)
}

fn load(bytes: &[u8]) -> io::Result<Snapshot> {
    snapshot::load(&unpacked(bytes)?).map_err(io::Error::other)
}

fn some_people(bytes: &[u8]) -> io::Result<Vec<Person>> {
    Ok(serde_json::from_str(&unpacked(bytes)?)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_audit_from_before_there_were_parts_is_read() {
        let person = r#"{"rank":1,"id":"p-1","name":"Ana","standing":{"probability":null,"low":null,"high":null,"band":"unknown",
            "basis":{"answered":0,"attempts":0,"never":true,"owner_rate":0.4,"shift":0.0},"sentence":""},"ties":[],"verdict":"ask",
            "why":[],"decision":null,"last_contact":null,"first_contact":null,"records":[],"emails":[],"phones":[],"urls":[],
            "company":null,"title":null}"#;
        let audit = format!(
            r#"{{"schema":1,"as_of":"2026-11-03T00:00:00Z","owner":{{"known":true,"name":null}},"totals":{{"rows":0,"cards":0,
            "people":1,"merged":0,"not_people":0,"unmatched":0,"review":0,"set_aside":{{}},"rejected":0,"interactions":0,"bands":{{}},
            "verdicts":{{}}}},"people":[{person}]}}"#
        );
        let mut old = ZlibEncoder::new(Vec::new(), Compression::fast());
        old.write_all(audit.as_bytes()).unwrap();
        let old = old.finish().unwrap();
        assert_eq!(unpack(&old).unwrap().people[0].name, "Ana");
        assert_eq!(page(&old, "p-1").unwrap().unwrap().person.name, "Ana");
        assert_eq!(page(&old, "p-2").unwrap(), None);
    }

    /// An audit of so many people, one of whom is to be deleted.
    fn audit(people: usize) -> Snapshot {
        let person = |n: usize| {
            format!(
                r#"{{"rank":{n},"id":"p-{n}","name":"Name {n}","standing":{{"probability":null,"low":null,"high":null,"band":"unknown",
                "basis":{{"answered":0,"attempts":0,"never":true,"owner_rate":0.4,"shift":0.0}},"sentence":""}},"ties":[],"verdict":"ask",
                "why":[],"decision":null,"last_contact":null,"first_contact":null,"records":[],"emails":[],"phones":[],"urls":[],
                "company":null,"title":null}}"#
            )
        };
        let people: Vec<String> = (1..=people).map(person).collect();
        snapshot::load(&format!(
            r#"{{"schema":1,"as_of":"2026-11-03T00:00:00Z","owner":{{"known":true,"name":null}},"totals":{{"rows":0,"cards":0,"people":1,
            "merged":0,"not_people":0,"unmatched":0,"review":0,"set_aside":{{}},"rejected":0,"interactions":0,"bands":{{}},"verdicts":{{}}}},
            "to_do":{{"export":null,"decided":1,"gone":0,"open":1,"deletions":[{{"id":"p-7","name":"Name 7","profile":null,
            "connected":true,"decided_on":"2026-11-01","gone_on":null}}]}},"people":[{}]}}"#,
            people.join(",")
        ))
        .unwrap()
    }

    #[test]
    fn an_audit_that_is_packed_again_is_as_it_was_and_gives_single_people() {
        let saved = audit(3 * TOGETHER + 1);
        let packed = pack_again(saved.clone()).unwrap();
        assert!(
            packed.starts_with(MARK),
            "one person is read without the others"
        );
        assert_eq!(unpack(&packed).unwrap(), saved);
        let last = format!("p-{}", 3 * TOGETHER + 1);
        assert_eq!(page(&packed, &last).unwrap().unwrap().person.id, last);
        let wanted = FxHashSet::from_iter(["p-3", last.as_str(), "p-0"]);
        let found = some_of(&packed, &wanted).unwrap();
        let ids: Vec<&str> = found.iter().map(|person| person.id.as_str()).collect();
        assert_eq!(ids, ["p-3", last.as_str()]);
        assert_eq!(to_do(&packed).unwrap(), saved.to_do);
    }

    #[test]
    fn what_is_cut_off_is_said_and_never_a_panic() {
        let mut whole = MARK.to_vec();
        whole.extend(3_u64.to_le_bytes());
        whole.extend(u64::MAX.to_le_bytes());
        for end in 0..whole.len() {
            assert!(unpack(&whole[..end]).is_err(), "{end}");
        }
        assert!(unpack(&whole).is_err());
    }
}
