//! A chat that is exported anew says the same messages in other words: "media omitted" for a picture, an edited text, a minute without its
//! seconds. Whoever wrote in a minute of a chat is told by one export, and not by two.

use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, params};
use rustc_hash::{FxHashMap, FxHashSet};

use super::history::{peer_id, print};
use super::parties::{Columns, Sides};
use super::row;
use crate::model::exchange::{Channel, Exchange};
use crate::model::intake::Imported;
use crate::model::moment::Precision;

/// So many messages of one speaker in one minute are looked at; more are no conversation.
const MOST: usize = 64;

/// A minute of a chat and whoever wrote in it, as a fingerprint.
type Said = i64;

/// The minutes of chats of which another file of this run tells more, by the index of the file.
#[derive(Default)]
pub(super) struct Retold(FxHashSet<(usize, Said)>);

impl Retold {
    /// Looks at chats that stand in more than one file.
    pub(super) fn of(imported: &[Imported]) -> Self {
        let mut rooms: FxHashMap<i64, (usize, bool)> = FxHashMap::default();
        each(imported, |file, _, columns| {
            let (first, several) = rooms.entry(room(columns)).or_insert((file, false));
            *several |= *first != file;
        });
        rooms.retain(|_, (_, several)| *several);
        if rooms.is_empty() {
            return Self::default();
        }
        let mut counts: FxHashMap<Said, Vec<(usize, u32)>> = FxHashMap::default();
        each(imported, |file, at, columns| {
            if !rooms.contains_key(&room(columns)) {
                return;
            }
            let counts = counts.entry(said(at, columns)).or_default();
            match counts.iter_mut().find(|(of, _)| *of == file) {
                Some((_, count)) => *count += 1,
                None => counts.push((file, 1)),
            }
        });
        let mut retold = FxHashSet::default();
        for (said, counts) in counts {
            let most = counts
                .iter()
                .max_by_key(|(file, count)| (*count, std::cmp::Reverse(*file)));
            let best = most.map(|(file, _)| *file);
            let others = counts.iter().filter(|(file, _)| Some(*file) != best);
            retold.extend(others.map(|(file, _)| (*file, said)));
        }
        Self(retold)
    }

    /// Whether another file of the run tells a message of this one.
    pub(super) fn has(&self, file: usize, exchange: &Exchange, columns: &Columns) -> bool {
        !self.0.is_empty()
            && is_said(exchange)
            && self.0.contains(&(file, said(exchange.at.at, columns)))
    }
}

/// Hands out the messages of chats whose source gives them no id.
fn each(imported: &[Imported], mut take: impl FnMut(usize, i64, &Columns)) {
    for (file, one) in imported.iter().enumerate() {
        let ids: Vec<i64> = one.peers.iter().map(peer_id).collect();
        let mut sides = Sides::of(&ids);
        for exchange in one.exchanges.iter().filter(|one| is_said(one)) {
            take(file, exchange.at.at, &sides.columns(&exchange.parties));
        }
    }
}

fn is_said(exchange: &Exchange) -> bool {
    exchange.channel == Channel::Chat
        && exchange.native == 0
        && exchange.at.precision != Precision::Day
}

/// The messages of before `as_of` that another export tells: where the files of this run tell of a minute, all others of it, else all but
/// those of the run that told most.
pub(super) fn retold(
    db: &Connection,
    told: &FxHashMap<i64, u32>,
    as_of: i64,
) -> rusqlite::Result<FxHashSet<i64>> {
    let mut retold = FxHashSet::default();
    let mut of = db.prepare("SELECT run, copies FROM exchange WHERE id = ?1")?;
    for alike in kept(db, as_of)?.chunk_by(|a, b| a.0 == b.0) {
        if alike.len() < 2 || alike.len() > MOST {
            continue;
        }
        let ids = || alike.iter().map(|(_, id)| *id);
        if ids().any(|id| told.contains_key(&id)) {
            retold.extend(ids().filter(|id| !told.contains_key(id)));
            continue;
        }
        let mut runs: Vec<(i64, i64, i64)> = Vec::with_capacity(alike.len());
        for id in ids() {
            let (run, copies) = of.query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
            runs.push((run, copies, id));
        }
        let count = |of: i64| -> i64 {
            let own = runs.iter().filter(|(run, ..)| *run == of);
            own.map(|(_, copies, _)| copies).sum()
        };
        let best = runs.iter().map(|(run, ..)| (count(*run), *run)).max();
        let others = runs
            .iter()
            .filter(|(run, ..)| best.map(|(_, best)| best) != Some(*run));
        retold.extend(others.map(|(_, _, id)| *id));
    }
    Ok(retold)
}

/// The messages of chats in the book, each with what tells that it may be one with another, in order.
fn kept(db: &Connection, as_of: i64) -> rusqlite::Result<Vec<(Said, i64)>> {
    let mut query = db.prepare(
        "SELECT id, at, direction, peer, recipients, others FROM exchange
         WHERE at < ?1 AND channel = ?2 AND native = 0 AND precision != ?3",
    )?;
    let day = row::precision_number(Precision::Day);
    let mut rows = query.query(params![as_of, row::channel_number(Channel::Chat), day])?;
    let mut kept = Vec::new();
    while let Some(row) = rows.next()? {
        let recipients = match row.get_ref(4)? {
            ValueRef::Integer(id) => Value::Integer(id),
            ValueRef::Blob(list) => Value::Blob(list.to_vec()),
            ValueRef::Null | ValueRef::Real(_) | ValueRef::Text(_) => Value::Null,
        };
        let columns = (row.get(2)?, row.get(3)?, recipients, row.get(5)?);
        kept.push((said(row.get(1)?, &columns), row.get(0)?));
    }
    kept.sort_unstable();
    Ok(kept)
}

/// Whoever is in a chat, whichever of them speaks.
fn room((_, peer, recipients, others): &Columns) -> i64 {
    let to = match recipients {
        Value::Integer(id) => *id,
        Value::Blob(bytes) => {
            let (list, _) = bytes.as_chunks::<8>();
            let ids = list.iter().map(|id| i64::from_le_bytes(*id));
            ids.fold(0, i64::wrapping_add)
        }
        Value::Null | Value::Real(_) | Value::Text(_) => i64::from(*others),
    };
    peer.wrapping_add(to)
}

fn said(at: i64, (direction, peer, recipients, others): &Columns) -> Said {
    let direction = direction.map_or(-1, i64::from);
    let numbers = [
        at.div_euclid(60),
        direction,
        *peer,
        i64::from(*others),
        0,
        0,
        0,
        0,
    ];
    print(numbers, recipients)
}
