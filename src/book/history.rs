//! What files told: kept as it was read, before the owner is known or anybody is joined, and never the text of a message.

use std::sync::Arc;

use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, Row, params};
use rustc_hash::{FxHashMap, FxHashSet};

use super::parties::{Columns, Sides, list};
use super::retold::{Retold, retold};
use super::rooms::outgrown;
use super::row::{self, Print};
use super::{Book, BookError};
use crate::model::exchange::{
    Exchange, Parties, Peer, PeerIx, PeerKey, Recipients, TieFact, TieKind,
};
use crate::model::intake::{Event, FileId, FileReport, Imported};
use crate::model::moment::Moment;
use crate::model::problem::Place;

/// How often the files of this run tell each thing: as often as the one that has it most often.
#[derive(Default)]
struct Told {
    exchanges: FxHashMap<i64, u32>,
    ties: FxHashSet<i64>,
}

impl Book {
    /// Adds what was read, and gives what the book knows beyond it from before `as_of`, as one more file of the run. What is
    /// in the book already changes nothing.
    ///
    /// # Errors
    /// What the disk says.
    pub fn remember(
        &self,
        imported: &[Imported],
        as_of: i64,
    ) -> Result<Option<Imported>, BookError> {
        let both = || {
            let mut told = Told::default();
            let retold = Retold::of(imported);
            for (index, file) in imported.iter().enumerate() {
                self.add(file, (&retold, index), &mut told)?;
                self.add_bounces(file)?;
            }
            let mut recall = Recall::new(imported.len() as u32);
            self.recall_exchanges(&told, as_of, &mut recall)?;
            self.recall_ties(&told, as_of, &mut recall)?;
            recall.found.bounces = self.recall_bounces(imported, as_of)?;
            self.recall_peers(recall)
        };
        both().map_err(BookError::of(&self.path))
    }

    /// Adds what the owner noted.
    ///
    /// # Errors
    /// What the disk says.
    pub fn note(&self, noted: &Imported) -> Result<(), BookError> {
        self.add(noted, (&Retold::default(), 0), &mut Told::default())
            .map_err(BookError::of(&self.path))
    }

    /// Adds what a file tells, but for what another file of the run tells better.
    fn add(
        &self,
        file: &Imported,
        (retold, index): (&Retold, usize),
        told: &mut Told,
    ) -> rusqlite::Result<()> {
        let ids: Vec<i64> = file.peers.iter().map(peer_id).collect();
        self.add_peers(file, &ids)?;
        let mut sides = Sides::of(&ids);
        let mut copies: FxHashMap<i64, (u32, Event<'_>, u32)> = FxHashMap::default();
        for event in file.events() {
            let exchange = event.exchange();
            let seconds = exchange.duration_s.unwrap_or(0);
            let columns = sides.columns(&exchange.parties);
            if retold.has(index, &exchange, &columns) {
                continue;
            }
            let known = copies
                .entry(exchange_id(&exchange, &columns))
                .or_insert((0, event, seconds));
            // What bears an id of its source is one thing, however many labels or folders of the file it stands in.
            known.0 = if exchange.native == 0 { known.0 + 1 } else { 1 };
            known.2 = known.2.max(seconds);
        }
        let mut insert = self.db.prepare_cached(
            "INSERT INTO exchange (id, at, precision, channel, direction, peer, recipients, others, duration_s, text, native, copies, run, asks)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
             ON CONFLICT (id) DO UPDATE SET copies = max(copies, excluded.copies), duration_s = max(duration_s, excluded.duration_s),
                 asks = coalesce(max(asks, excluded.asks), asks, excluded.asks)
             WHERE excluded.copies > copies OR excluded.duration_s > duration_s 
                 OR excluded.asks > coalesce(asks, -1)",
        )?;
        let mut member = self
            .db
            .prepare_cached("INSERT OR IGNORE INTO member (peer, exchange) VALUES (?1, ?2)")?;
        // In the order of the table: in any other, each row of millions would land on another page.
        let mut copies: Vec<(i64, (u32, Event<'_>, u32))> = copies.into_iter().collect();
        copies.sort_unstable_by_key(|(id, _)| *id);
        for (id, (count, event, seconds)) in copies {
            let exchange = event.exchange();
            let (direction, peer, recipients, others) = sides.columns(&exchange.parties);
            if let Value::Blob(list) = &recipients {
                for peer in list.as_chunks::<8>().0 {
                    member.execute([i64::from_le_bytes(*peer), id])?;
                }
            }
            insert.execute(params![
                id,
                exchange.at.at,
                row::precision_number(exchange.at.precision),
                row::channel_number(exchange.channel),
                direction,
                peer,
                recipients,
                others,
                seconds,
                exchange.text.cast_signed(),
                exchange.native.cast_signed(),
                count,
                self.run,
                exchange.gist.map(row::gist_number),
            ])?;
            let most = told.exchanges.entry(id).or_default();
            *most = count.max(*most);
        }
        self.add_ties(&file.ties, &ids, told)
    }

    /// Adds those whom an event names; of several spellings of a name the latest stays.
    fn add_peers(&self, file: &Imported, ids: &[i64]) -> rusqlite::Result<()> {
        let seen = last_named(file);
        let mut insert = self.db.prepare_cached(
            "INSERT INTO peer (id, kind, key, name, named_at, run) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, named_at = excluded.named_at
             WHERE excluded.name IS NOT NULL
               AND (name IS NULL OR (excluded.named_at, excluded.name) > (named_at, name))",
        )?;
        for ((peer, id), seen) in file.peers.iter().zip(ids).zip(seen) {
            if let Some(at) = seen {
                let (kind, key) = peer.key.parts();
                let at = if peer.name.is_some() { at } else { i64::MIN };
                insert.execute(params![id, kind, key, peer.name, at, self.run])?;
            }
        }
        Ok(())
    }

    fn add_ties(&self, ties: &[TieFact], ids: &[i64], told: &mut Told) -> rusqlite::Result<()> {
        let mut insert = self.db.prepare_cached(
            "INSERT OR IGNORE INTO tie (id, kind, at, precision, peer, run) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        for tie in ties {
            let id = tie_id(tie, ids);
            if told.ties.insert(id) {
                let at = tie.at.map(|at| at.at);
                let precision = tie.at.map(|at| row::precision_number(at.precision));
                let peer = ids[tie.who.0 as usize];
                insert.execute(params![id, tie.kind.name(), at, precision, peer, self.run])?;
            }
        }
        Ok(())
    }

    fn recall_exchanges(
        &self,
        told: &Told,
        as_of: i64,
        recall: &mut Recall,
    ) -> rusqlite::Result<()> {
        let outgrown = outgrown(&self.db, &told.exchanges, as_of)?;
        let retold = retold(&self.db, &told.exchanges, as_of)?;
        let mut query = self.db.prepare(
            "SELECT id, copies, at, precision, channel, direction, peer, recipients, others, duration_s, text, native, asks
             FROM exchange WHERE at < ?1 ORDER BY id",
        )?;
        let mut rows = query.query([as_of])?;
        while let Some(row) = rows.next()? {
            let (id, copies): (i64, u32) = (row.get(0)?, row.get(1)?);
            let is_told = told.exchanges.get(&id).is_some_and(|&told| told >= copies);
            if !is_told && !outgrown.contains(&id) && !retold.contains(&id) {
                for _ in 0..copies {
                    recall.exchange(row)?;
                }
            }
        }
        Ok(())
    }

    fn recall_ties(&self, told: &Told, as_of: i64, recall: &mut Recall) -> rusqlite::Result<()> {
        let mut query = self.db.prepare(
            "SELECT id, kind, at, precision, peer FROM tie WHERE at IS NULL OR at < ?1 ORDER BY id",
        )?;
        let mut rows = query.query([as_of])?;
        while let Some(row) = rows.next()? {
            if !told.ties.contains(&row.get(0)?) {
                recall.tie(row)?;
            }
        }
        Ok(())
    }

    /// Gives those who are named their keys and names.
    fn recall_peers(&self, recall: Recall) -> rusqlite::Result<Option<Imported>> {
        let Recall { mut found, ids, .. } = recall;
        if found.report.rows == 0 && found.bounces.is_empty() && found.ties.is_empty() {
            return Ok(None);
        }
        let mut query = self
            .db
            .prepare("SELECT kind, key, name FROM peer WHERE id = ?1")?;
        let mut numbered: Vec<(i64, PeerIx)> = ids.into_iter().collect();
        numbered.sort_by_key(|(_, index)| *index);
        for (id, _) in numbered {
            let peer = query.query_row([id], |row| {
                let kind: String = row.get(0)?;
                Ok(row::peer(&kind, row.get(1)?, row.get(2)?))
            })?;
            found.peers.push(peer);
        }
        Ok(Some(found))
    }
}

/// What is being recalled, as if it were one file.
struct Recall {
    file: FileId,
    found: Imported,
    ids: FxHashMap<i64, PeerIx>,
}

impl Recall {
    fn new(file: u32) -> Self {
        let report = FileReport {
            name: "your book".to_owned(),
            kind: FileReport::BOOK,
            ..FileReport::default()
        };
        Self {
            file: FileId(file),
            found: Imported {
                report,
                ..Imported::default()
            },
            ids: FxHashMap::default(),
        }
    }

    fn peer(&mut self, id: i64) -> PeerIx {
        let next = PeerIx(self.ids.len() as u32);
        *self.ids.entry(id).or_insert(next)
    }

    fn place(&mut self) -> Place {
        self.found.report.rows += 1;
        Place {
            file: self.file,
            record: self.found.report.rows as u32,
            line: 0,
        }
    }

    fn exchange(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        let direction: Option<u8> = row.get(5)?;
        let peer = self.peer(row.get(6)?);
        let parties = match direction {
            Some(direction) => Parties::Own {
                direction: row::direction(direction),
                peer,
                others: row.get(8)?,
            },
            None => Parties::Between {
                from: peer,
                to: self.recipients(row.get_ref(7)?)?,
            },
        };
        let seconds: u32 = row.get(9)?;
        let (text, native): (i64, i64) = (row.get(10)?, row.get(11)?);
        let exchange = Exchange {
            at: Moment {
                at: row.get(2)?,
                precision: row::precision(row.get(3)?),
            },
            channel: row::channel(row.get(4)?),
            parties,
            duration_s: (seconds > 0).then_some(seconds),
            text: text.cast_unsigned(),
            gist: row.get::<_, Option<u8>>(12)?.map(row::gist),
            native: native.cast_unsigned(),
            place: self.place(),
        };
        self.found.exchanges.push(exchange);
        Ok(())
    }

    fn recipients(&mut self, value: ValueRef<'_>) -> rusqlite::Result<Recipients> {
        Ok(match value {
            ValueRef::Integer(id) => Recipients::One(self.peer(id)),
            ValueRef::Text(_) => Recipients::Text(value.as_str()?.into()),
            ValueRef::Null | ValueRef::Real(_) => Recipients::Many(Box::default()),
            ValueRef::Blob(bytes) => {
                let (ids, _) = bytes.as_chunks::<8>();
                let peers = ids.iter().map(|id| self.peer(i64::from_le_bytes(*id)));
                Recipients::Many(peers.collect())
            }
        })
    }

    /// A kind that no program of today knows is passed over: it was written by a later one.
    fn tie(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        let name: String = row.get(1)?;
        let Some(kind) = TieKind::ALL.into_iter().find(|kind| kind.name() == name) else {
            return Ok(());
        };
        let at = match (row.get(2)?, row.get(3)?) {
            (Some(at), Some(precision)) => Some(Moment {
                at,
                precision: row::precision(precision),
            }),
            _ => None,
        };
        let who = self.peer(row.get(4)?);
        let place = match kind.is_trace() {
            true => Place::file(self.file),
            false => self.place(),
        };
        self.found.ties.push(TieFact {
            kind,
            at,
            who,
            place,
        });
        Ok(())
    }
}

pub(super) fn peer_id(peer: &Peer) -> i64 {
    let (kind, key) = peer.key.parts();
    Print::new().text(kind).text(key).id()
}

/// The id of the owner where a file says which side is theirs.
pub(super) fn owner_id() -> i64 {
    let (kind, key) = PeerKey::Owner.parts();
    Print::new().text(kind).text(key).id()
}

fn tie_id(tie: &TieFact, ids: &[i64]) -> i64 {
    let print = Print::new()
        .text(tie.kind.name())
        .number(ids[tie.who.0 as usize]);
    match tie.at {
        Some(at) => moment(print, at).id(),
        None => print.id(),
    }
}

fn moment(print: Print, at: Moment) -> Print {
    print
        .number(at.at)
        .number(i64::from(row::precision_number(at.precision)))
}

/// When each of those whom a file names was named last; none for whom it does not name.
fn last_named(file: &Imported) -> Vec<Option<i64>> {
    let mut seen: Vec<Option<i64>> = vec![None; file.peers.len()];
    let mut note = |peer: PeerIx, at: i64| {
        let last = &mut seen[peer.0 as usize];
        *last = Some(last.map_or(at, |last| last.max(at)));
    };
    // Messages of one conversation stand one after the other: whoever is in it is noted once for all of them.
    let mut room: Option<(Arc<[PeerIx]>, i64)> = None;
    for event in file.events() {
        let event = event.exchange();
        let at = event.at.at;
        let Parties::Between {
            from,
            to: Recipients::Room(all),
        } = &event.parties
        else {
            event.parties.each().for_each(|peer| note(peer, at));
            continue;
        };
        note(*from, at);
        match &mut room {
            Some((known, last)) if Arc::ptr_eq(known, all) => *last = at.max(*last),
            _ => {
                if let Some((known, last)) = room.replace((Arc::clone(all), at)) {
                    known.iter().for_each(|&peer| note(peer, last));
                }
            }
        }
    }
    if let Some((known, last)) = room {
        known.iter().for_each(|&peer| note(peer, last));
    }
    for tie in &file.ties {
        note(tie.who, tie.at.map_or(i64::MIN, |at| at.at));
    }
    seen
}

/// By what an exchange is known again. Lengths of calls are left out: services round them differently from export to export.
fn exchange_id(exchange: &Exchange, columns: &Columns) -> i64 {
    let (direction, peer, recipients, others) = columns;
    let numbers = [
        exchange.at.at,
        i64::from(row::precision_number(exchange.at.precision)),
        i64::from(row::channel_number(exchange.channel)),
        direction.map_or(-1, i64::from),
        *peer,
        i64::from(*others),
        exchange.text.cast_signed(),
        exchange.native.cast_signed(),
    ];
    print(numbers, recipients)
}

/// The fingerprint of an exchange, from its columns.
pub(super) fn print(numbers: [i64; 8], recipients: &Value) -> i64 {
    let print = numbers.into_iter().fold(Print::new(), Print::number);
    match recipients {
        Value::Null | Value::Real(_) => print,
        Value::Integer(id) => print.number(*id),
        Value::Text(text) => print.text(text),
        Value::Blob(bytes) => {
            let (list, _) = bytes.as_chunks::<8>();
            list.iter()
                .fold(print, |print, id| print.number(i64::from_le_bytes(*id)))
        }
    }
    .id()
}

/// Takes somebody out of the recipients of an exchange.
pub(super) fn list_without(db: &Connection, exchange: i64, peer: i64) -> rusqlite::Result<()> {
    let sql = "SELECT recipients FROM exchange WHERE id = ?1";
    let all: Vec<u8> = db.query_row(sql, [exchange], |row| row.get(0))?;
    let (ids, _) = all.as_chunks::<8>();
    let ids = ids.iter().map(|id| i64::from_le_bytes(*id));
    let left: Vec<i64> = ids.filter(|id| *id != peer).collect();
    let left = (!left.is_empty()).then(|| list(left));
    send_to(db, exchange, left)
}

/// Gives an exchange other recipients, by whom it is known again from then on; without any it goes.
pub(super) fn send_to(
    db: &Connection,
    exchange: i64,
    recipients: Option<Value>,
) -> rusqlite::Result<()> {
    let sql = "SELECT at, precision, channel, coalesce(direction, -1), peer, others, text, native FROM exchange WHERE id = ?1";
    let numbers: [i64; 8] = db.query_row(sql, [exchange], |row| {
        let mut numbers = [0; 8];
        for (at, number) in numbers.iter_mut().enumerate() {
            *number = row.get(at)?;
        }
        Ok(numbers)
    })?;
    db.execute("DELETE FROM member WHERE exchange = ?1", [exchange])?;
    db.execute(
        "DELETE FROM journal WHERE place = 'exchange' AND id = ?1",
        [exchange],
    )?;
    let Some(recipients) = recipients else {
        db.execute("DELETE FROM exchange WHERE id = ?1", [exchange])?;
        return Ok(());
    };
    let id = print(numbers, &recipients);
    let update = "UPDATE OR REPLACE exchange SET id = ?2, recipients = ?3 WHERE id = ?1";
    db.execute(update, params![exchange, id, recipients])?;
    if let Value::Blob(list) = recipients {
        for peer in list.as_chunks::<8>().0 {
            db.execute(
                "INSERT OR IGNORE INTO member (peer, exchange) VALUES (?1, ?2)",
                [i64::from_le_bytes(*peer), id],
            )?;
        }
    }
    Ok(())
}
