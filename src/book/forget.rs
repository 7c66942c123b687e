//! Forgets somebody for good: their history, decisions and audits go, and a salted hash of each of their keys stays, so that the
//! next import does not bring them back.

use std::collections::BTreeSet;
use std::path::PathBuf;

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params};
use rustc_hash::FxHashSet;
use sha2::{Digest, Sha256};

use super::history::{list_without, send_to};
use super::traces::{FORGOTTEN, Traces};
use super::{Book, BookError, Found, RunKind, pack};
use crate::decisions::keys;
use crate::model::mark::Mark;
use crate::model::name::fold;
use crate::model::recipients::without;
use crate::snapshot::{Card, Deletion, Record, Snapshot};

/// The keys of those who are forgotten, in hashes.
#[derive(Debug)]
pub struct Forgotten {
    salt: Vec<u8>,
    hashes: FxHashSet<String>,
}

impl Forgotten {
    /// Whether a key such as `email ana@example.org` is one of theirs.
    pub fn has(&self, key: &str) -> bool {
        self.hashes.contains(&hash(&self.salt, key))
    }
}

/// What went with somebody who is forgotten, and where something of them may be left.
#[derive(Debug)]
pub struct Gone {
    /// How many messages and the like.
    pub messages: usize,
    /// By what they are recognised.
    pub traces: Traces,
    /// The folders that audits wrote to.
    pub folders: BTreeSet<PathBuf>,
}

/// Who is to be forgotten.
struct Them {
    /// Their id, and those under which they went before and which nobody has any more.
    ids: Vec<String>,
    /// The keys that nobody else of the latest audit has, and `name …` of each name that nobody else bears.
    keys: BTreeSet<String>,
    /// All their names, in folded form.
    names: BTreeSet<String>,
    /// By what they are recognised in a text.
    traces: Traces,
}

impl Book {
    /// Those who are forgotten; none if nobody is.
    ///
    /// # Errors
    /// What the disk says.
    pub fn forgotten(&self) -> Result<Option<Forgotten>, BookError> {
        let read = || -> rusqlite::Result<Option<Forgotten>> {
            let hashes = self.strings("SELECT hash FROM forgotten")?;
            let salt = self
                .db
                .query_row("SELECT salt FROM secret", [], |row| row.get(0))
                .optional()?;
            Ok(salt.filter(|_| !hashes.is_empty()).map(|salt| Forgotten {
                salt,
                hashes: hashes.into_iter().collect(),
            }))
        };
        read().map_err(BookError::of(&self.path))
    }

    /// Forgets somebody. It cannot be undone.
    ///
    /// # Errors
    /// What the disk says, or that an audit is damaged.
    pub fn forget(&self, person: &Found, at: i64) -> Result<Gone, BookError> {
        let sqlite = BookError::of(&self.path);
        let mut them = self.them(person).map_err(&sqlite)?;
        let folders = self.folders().map_err(&sqlite)?;
        let messages = self.forget_history(&mut them).map_err(&sqlite)?;
        self.forget_bounces(them.keys.iter()).map_err(&sqlite)?;
        self.keep_hashes(&them, at).map_err(&sqlite)?;
        self.forget_pairs(&them)?;
        self.forget_person(&them).map_err(&sqlite)?;
        self.forget_words(&them).map_err(&sqlite)?;
        self.forget_weeks(&them).map_err(&sqlite)?;
        for table in ["audit", "replaced"] {
            self.forget_in_audits(&them, table)?;
        }
        Ok(Gone {
            messages,
            traces: them.traces,
            folders,
        })
    }

    fn them(&self, person: &Found) -> rusqlite::Result<Them> {
        let latest = "SELECT id FROM person WHERE seen = (SELECT max(seen) FROM person)";
        let latest: FxHashSet<String> = self.strings(latest)?.into_iter().collect();
        let mut bearers = self.db.prepare("SELECT person FROM known WHERE key = ?1")?;
        let mut ids = BTreeSet::from([person.id.clone()]);
        let mut keys = BTreeSet::new();
        for key in &person.keys {
            let all = bearers.query_map([key], |row| row.get(0))?;
            let all: Vec<String> = all.collect::<rusqlite::Result<_>>()?;
            let is_other = |id: &String| *id != person.id && latest.contains(id);
            if !all.iter().any(is_other) {
                keys.insert(key.clone());
                ids.extend(all);
            }
        }
        let mut names = BTreeSet::new();
        for id in &ids {
            names.extend(self.texts("SELECT fold FROM alias WHERE person = ?1", id)?);
        }
        let mut own_names = Vec::new();
        for name in &names {
            let bearers = self.texts("SELECT person FROM alias WHERE fold = ?1", name)?;
            if bearers.iter().all(|id| ids.contains(id)) {
                own_names.push(name.as_str());
            }
        }
        // A given name alone means others too, unless there is nothing else.
        if own_names.iter().any(|name| name.contains(' ')) || !keys.is_empty() {
            own_names.retain(|name| name.contains(' '));
        }
        let traces = Traces::of(
            own_names.iter().copied(),
            keys.iter().map(String::as_str),
            ids.iter().map(String::as_str),
        );
        keys.extend(own_names.iter().map(|name| format!("name {name}")));
        Ok(Them {
            ids: ids.into_iter().collect(),
            keys,
            traces,
            names,
        })
    }

    fn texts(&self, sql: &str, value: &str) -> rusqlite::Result<Vec<String>> {
        let mut query = self.db.prepare_cached(sql)?;
        query.query_map([value], |row| row.get(0))?.collect()
    }

    fn keep_hashes(&self, them: &Them, at: i64) -> rusqlite::Result<()> {
        self.db.execute(
            "INSERT INTO secret SELECT randomblob(32) WHERE NOT EXISTS (SELECT 1 FROM secret)",
            [],
        )?;
        let salt: Vec<u8> = self
            .db
            .query_row("SELECT salt FROM secret", [], |row| row.get(0))?;
        let mut insert = self
            .db
            .prepare("INSERT OR IGNORE INTO forgotten (hash, at) VALUES (?1, ?2)")?;
        for key in &them.keys {
            insert.execute(params![hash(&salt, key), at])?;
        }
        Ok(())
    }

    /// Forgets what passed with them. Accounts that bear their name, and that nobody else is known by, are theirs too.
    fn forget_history(&self, them: &mut Them) -> rusqlite::Result<usize> {
        let mut peers = self
            .db
            .prepare("SELECT id, kind, key, coalesce(name, '') FROM peer")?;
        let mut rows = peers.query([])?;
        let (mut own, mut shared) = (Vec::new(), Vec::new());
        while let Some(row) = rows.next()? {
            let (id, kind, key): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let (key, name) = (format!("{kind} {key}"), row.get::<_, String>(3)?);
            let is_named = them.keys.contains(&format!("name {}", fold(&name)));
            if them.keys.contains(&key) {
                own.push(id);
            } else if is_named
                && self
                    .texts("SELECT person FROM known WHERE key = ?1", &key)?
                    .is_empty()
            {
                own.push(id);
                them.keys.insert(key);
            } else if is_named {
                shared.push(id);
            }
        }
        drop(rows);
        let mut gone = 0;
        for peer in own {
            gone += self.forget_peer(peer)?;
        }
        for peer in shared {
            self.db
                .execute("UPDATE peer SET name = NULL WHERE id = ?1", [peer])?;
            self.forget_changes("peer", peer)?;
        }
        self.forget_in_texts(them)?;
        Ok(gone)
    }

    fn forget_changes(&self, place: &str, id: i64) -> rusqlite::Result<()> {
        let sql = "DELETE FROM journal WHERE place = ?1 AND id = ?2";
        self.db.execute(sql, params![place, id])?;
        Ok(())
    }

    /// Takes them out of recipients that an export tells by names alone.
    fn forget_in_texts(&self, them: &Them) -> rusqlite::Result<()> {
        let sql = "SELECT id, recipients FROM exchange WHERE typeof(recipients) = 'text'";
        let mut texts = self.db.prepare(sql)?;
        let texts = texts.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        for (id, text) in texts.collect::<rusqlite::Result<Vec<(i64, String)>>>()? {
            let left = without(&text, |name| them.keys.contains(&format!("name {name}")));
            if left.as_ref() != Some(&text) {
                send_to(&self.db, id, left.map(Value::Text))?;
            }
        }
        Ok(())
    }

    fn forget_peer(&self, peer: i64) -> rusqlite::Result<usize> {
        let with = "SELECT id FROM exchange WHERE peer = ?1
            UNION SELECT id FROM exchange WHERE typeof(recipients) = 'integer' AND recipients = ?1";
        for table in [
            "member WHERE exchange",
            "journal WHERE place = 'exchange' AND id",
        ] {
            self.db
                .execute(&format!("DELETE FROM {table} IN ({with})"), [peer])?;
        }
        // What was noted of them names them, in whatever words.
        for noted in [
            format!("exchange WHERE id IN ({with})"),
            "tie WHERE peer = ?1".to_owned(),
        ] {
            let sql = format!(
                "UPDATE run SET words = '' WHERE kind = 'log' AND id IN (SELECT run FROM {noted})"
            );
            self.db.execute(&sql, [peer])?;
        }
        let mut gone = self.db.execute(
            &format!("DELETE FROM exchange WHERE id IN ({with})"),
            [peer],
        )?;
        gone += self.db.execute("DELETE FROM tie WHERE peer = ?1", [peer])?;
        let mut lists = self
            .db
            .prepare("SELECT exchange FROM member WHERE peer = ?1")?;
        let lists = lists.query_map([peer], |row| row.get(0))?;
        for exchange in lists.collect::<rusqlite::Result<Vec<i64>>>()? {
            list_without(&self.db, exchange, peer)?;
        }
        self.forget_changes("peer", peer)?;
        self.db.execute("DELETE FROM peer WHERE id = ?1", [peer])?;
        Ok(gone)
    }

    /// Whatever stands under their ids.
    fn forget_person(&self, them: &Them) -> rusqlite::Result<()> {
        for id in &them.ids {
            for table in [
                "decision WHERE person",
                "alias WHERE person",
                "known WHERE person",
                "person WHERE id",
                "journal WHERE place = 'person' AND id",
            ] {
                self.db
                    .execute(&format!("DELETE FROM {table} = ?1"), [id])?;
            }
        }
        Ok(())
    }

    /// The words of runs, and the names of files, that name them.
    fn forget_words(&self, them: &Them) -> rusqlite::Result<()> {
        for run in self.all_runs()? {
            if them.traces.are_in(&run.words) {
                let words = match run.kind {
                    Some(RunKind::Log) => "",
                    Some(RunKind::Audit | RunKind::Decide | RunKind::Plan) | None => FORGOTTEN,
                };
                let sql = "UPDATE run SET words = ?2 WHERE id = ?1";
                self.db.execute(sql, params![run.id, words])?;
            }
        }
        for table in ["decision", "pair"] {
            for source in self.strings(&format!("SELECT DISTINCT source FROM {table}"))? {
                if them.traces.are_in(&source) {
                    let sql = format!("UPDATE {table} SET source = ?2 WHERE source = ?1");
                    self.db.execute(&sql, [source.as_str(), FORGOTTEN])?;
                }
            }
        }
        Ok(())
    }

    /// Their places in weeks, and whatever else there names them.
    fn forget_weeks(&self, them: &Them) -> rusqlite::Result<()> {
        for (table, columns) in [
            ("week", "week, place, person, item"),
            ("week_word", "week, id, person, person"),
        ] {
            let mut query = self.db.prepare(&format!("SELECT {columns} FROM {table}"))?;
            let rows = query.query_map([], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })?;
            let rows: Vec<(String, i64, String, String)> = rows.collect::<rusqlite::Result<_>>()?;
            let place = if table == "week" { "place" } else { "id" };
            let delete = format!("DELETE FROM {table} WHERE week = ?1 AND {place} = ?2");
            for (week, number, person, item) in rows {
                if them.are(&person) || them.traces.are_in(&person) || them.traces.are_in(&item) {
                    self.db.execute(&delete, params![week, number])?;
                }
            }
        }
        Ok(())
    }

    fn forget_pairs(&self, them: &Them) -> Result<(), BookError> {
        let sqlite = BookError::of(&self.path);
        for (id, marks) in self.all_pairs()? {
            if marks.iter().any(|mark| them.is(mark)) {
                self.db
                    .execute("DELETE FROM pair WHERE id = ?1", [id])
                    .map_err(&sqlite)?;
            }
        }
        Ok(())
    }

    fn forget_in_audits(&self, them: &Them, table: &str) -> Result<(), BookError> {
        let sqlite = BookError::of(&self.path);
        let rows = || -> rusqlite::Result<Vec<(i64, Vec<u8>)>> {
            let mut query = self
                .db
                .prepare(&format!("SELECT rowid, snapshot FROM {table}"))?;
            query
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        };
        for (row, packed) in rows().map_err(&sqlite)? {
            let repacked = || {
                let mut audit = pack::unpack(&packed)?;
                them.take_out_of(&mut audit);
                let mut all = serde_json::to_value(audit)?;
                them.traces.cover(&mut all);
                let audit: Snapshot = serde_json::from_value(all)?;
                Ok((audit.people.len() as i64, pack::pack_again(audit)?))
            };
            let (people, packed) = repacked().map_err(BookError::disk(&self.path))?;
            // What replaces an audit is written down with what it was; not so here.
            let before: i64 = self
                .db
                .query_row("SELECT coalesce(max(rowid), 0) FROM replaced", [], |r| {
                    r.get(0)
                })
                .map_err(&sqlite)?;
            self.db
                .execute(
                    &format!("UPDATE {table} SET snapshot = ?2, people = ?3 WHERE rowid = ?1"),
                    params![row, packed, people],
                )
                .map_err(&sqlite)?;
            self.db
                .execute("DELETE FROM replaced WHERE rowid > ?1", [before])
                .map_err(&sqlite)?;
        }
        Ok(())
    }
}

impl Them {
    fn is(&self, mark: &Mark) -> bool {
        let own = mark
            .keys
            .iter()
            .flat_map(|key| keys(key, None))
            .any(|key| self.keys.contains(&key));
        let named = || {
            let texts = mark.keys.iter().chain([&mark.name, &mark.file]);
            texts.into_iter().any(|text| self.traces.are_in(text))
        };
        own || named() || (mark.keys.is_empty() && self.names.contains(&fold(&mark.name)))
    }

    fn are(&self, id: &str) -> bool {
        self.ids.iter().any(|own| own == id)
    }

    fn take_out_of(&self, audit: &mut Snapshot) {
        let mut theirs: Vec<Record> = Vec::new();
        for person in audit.people.iter().filter(|person| self.are(&person.id)) {
            theirs.extend(person.records.iter().cloned());
            let totals = &mut audit.totals;
            let tallies = [
                totals.bands.get_mut(&person.standing.band),
                totals.verdicts.get_mut(&person.verdict),
            ];
            for n in tallies.into_iter().flatten() {
                *n = n.saturating_sub(1);
            }
        }
        audit.people.retain(|person| !self.are(&person.id));
        for person in &mut audit.people {
            person.bridge_to.retain(|named| !self.are(&named.id));
        }
        audit
            .links
            .retain(|link| !link.people.iter().any(|id| self.are(id)));
        audit.not_people.retain(|entity| !self.are(&entity.id));
        audit.left_out.retain(|left_out| !self.are(&left_out.id));
        let is_key = |key: &str| keys(key, None).iter().any(|key| self.keys.contains(key));
        audit
            .unmatched
            .retain(|other| !is_key(&other.key) && !self.names.contains(&fold(&other.name)));
        audit
            .merges
            .retain(|merge| !theirs.contains(&merge.a) && !theirs.contains(&merge.b));
        audit
            .review
            .retain(|review| !theirs.contains(&review.a) && !theirs.contains(&review.b));
        audit
            .problems
            .retain(|problem| !self.traces.are_in(&problem.message));
        audit.remarks.retain(|remark| !self.traces.are_in(remark));
        audit.decisions.retain(|decided| !self.are(&decided.id));
        let is_theirs = |card: &Card| {
            self.names.contains(&fold(&card.name)) || card.keys.iter().any(|key| is_key(key))
        };
        audit
            .pairs
            .retain(|said| !is_theirs(&said.a) && !is_theirs(&said.b));
        if let Some(to_do) = &mut audit.to_do {
            to_do.deletions.retain(|deletion| !self.are(&deletion.id));
            let is_gone = |deletion: &&Deletion| deletion.gone_on.is_some();
            to_do.decided = to_do.deletions.len() as u64;
            to_do.gone = to_do.deletions.iter().filter(is_gone).count() as u64;
            to_do.open = to_do.decided - to_do.gone;
        }
        audit.settle_look();
        audit.totals.people = audit.people.len() as u64;
        audit.totals.not_people = audit.not_people.len() as u64;
        audit.totals.left_out = audit.left_out.len() as u64;
        audit.totals.unmatched = audit.unmatched.len() as u64;
        audit.totals.review = audit.review.len() as u64;
    }
}

fn hash(salt: &[u8], key: &str) -> String {
    let digest = Sha256::new()
        .chain_update(salt)
        .chain_update(key)
        .finalize();
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
