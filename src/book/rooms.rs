//! A conversation grows. What was said in it stands in the book with those who took part when it was read, and comes again with those who
//! take part now: one message, and not two.

use std::cmp::Reverse;

use rusqlite::Connection;
use rustc_hash::{FxHashMap, FxHashSet};

use super::row::Print;

/// So many equal texts of one sender and moment are compared with each other; more are no conversation.
const MOST_ALIKE: usize = 64;

/// An exchange of several, and its recipients in order.
struct Kept {
    id: i64,
    told: bool,
    room: Vec<i64>,
}

/// The exchanges of before `as_of` that another one tells: the same words of the same sender at the same moment, to mostly the same people.
/// What the files of this run tell stays, else what names most.
pub(super) fn outgrown(
    db: &Connection,
    told: &FxHashMap<i64, u32>,
    as_of: i64,
) -> rusqlite::Result<FxHashSet<i64>> {
    let mut outgrown = FxHashSet::default();
    let mut recipients = db.prepare("SELECT recipients FROM exchange WHERE id = ?1")?;
    for alike in said(db, as_of)?.chunk_by(|a, b| a.0 == b.0) {
        if alike.len() < 2 || alike.len() > MOST_ALIKE {
            continue;
        }
        let mut kept = Vec::with_capacity(alike.len());
        for &(_, id) in alike {
            let list: Vec<u8> = recipients.query_row([id], |row| row.get(0))?;
            let (ids, _) = list.as_chunks::<8>();
            let mut room: Vec<i64> = ids.iter().map(|id| i64::from_le_bytes(*id)).collect();
            room.sort_unstable();
            let told = told.contains_key(&id);
            kept.push(Kept { id, told, room });
        }
        kept.sort_by_key(|one| (!one.told, Reverse(one.room.len()), one.id));
        for (at, one) in kept.iter().enumerate() {
            let is_told_by = |other: &Kept| !outgrown.contains(&other.id) && is_same(other, one);
            if !one.told && kept[..at].iter().any(is_told_by) {
                outgrown.insert(one.id);
            }
        }
    }
    Ok(outgrown)
}

/// What was said to several: a fingerprint of everything but the recipients, and the id, in order.
fn said(db: &Connection, as_of: i64) -> rusqlite::Result<Vec<(i64, i64)>> {
    let mut query = db.prepare(
        "SELECT id, at, precision, channel, peer, text, native FROM exchange
         WHERE at < ?1 AND typeof(recipients) = 'blob' AND text != 0",
    )?;
    let mut rows = query.query([as_of])?;
    let mut said = Vec::new();
    while let Some(row) = rows.next()? {
        let mut print = Print::new();
        for column in 1..7 {
            print = print.number(row.get(column)?);
        }
        said.push((print.id(), row.get(0)?));
    }
    said.sort_unstable();
    Ok(said)
}

/// Whether most of the smaller room are in the other.
fn is_same(a: &Kept, b: &Kept) -> bool {
    let (small, large) = match a.room.len() <= b.room.len() {
        true => (&a.room, &b.room),
        false => (&b.room, &a.room),
    };
    let there = |id: &&i64| large.binary_search(id).is_ok();
    small.iter().filter(there).count() * 2 > small.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(room: &[i64]) -> Kept {
        Kept {
            id: 0,
            told: false,
            room: room.to_vec(),
        }
    }

    #[test]
    fn a_room_that_grew_is_the_same_and_another_one_is_not() {
        assert!(is_same(&kept(&[1, 2]), &kept(&[1, 2, 3])));
        assert!(is_same(&kept(&[1, 2, 3, 4]), &kept(&[1, 2, 3])));
        assert!(!is_same(&kept(&[1, 2]), &kept(&[2, 3])));
    }
}
