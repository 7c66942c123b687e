//! Forgets somebody for good: their history, decisions and audits go, and a salted hash of each of their keys stays, so that the
//! next import does not bring them back.

use std::collections::BTreeSet;

use rusqlite::{OptionalExtension, params};
use rustc_hash::FxHashSet;
use sha2::{Digest, Sha256};

use super::history::list_without;
use super::people::keys;
use super::{Book, BookError, Found, pack};
use crate::model::mark::Mark;
use crate::model::name::fold;
use crate::snapshot::{Deletion, Record, Snapshot};

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

/// Who is to be forgotten.
struct Them<'a> {
    person: &'a Found,
    /// The keys that nobody else of the latest audit has, and `name …` where there is none.
    keys: BTreeSet<String>,
    /// Names in folded form.
    names: Vec<String>,
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

    /// Forgets somebody; gives how many messages and the like went with them. It cannot be undone.
    ///
    /// # Errors
    /// What the disk says, or that an audit is damaged.
    pub fn forget(&self, person: &Found, at: i64) -> Result<usize, BookError> {
        let sqlite = BookError::of(&self.path);
        let them = self.them(person).map_err(&sqlite)?;
        self.keep_hashes(&them, at).map_err(&sqlite)?;
        let gone = self.forget_history(&them).map_err(&sqlite)?;
        self.forget_pairs(&them)?;
        self.forget_person(&them).map_err(&sqlite)?;
        for table in ["audit", "replaced"] {
            self.forget_in_audits(&them, table)?;
        }
        Ok(gone)
    }

    fn them<'a>(&self, person: &'a Found) -> rusqlite::Result<Them<'a>> {
        let shared = "SELECT 1 FROM known JOIN person ON person.id = known.person
            WHERE key = ?1 AND person <> ?2 AND seen = (SELECT max(seen) FROM person)";
        let mut shared = self.db.prepare(shared)?;
        let mut own = BTreeSet::new();
        for key in &person.keys {
            if !shared.exists([key, &person.id])? {
                own.insert(key.clone());
            }
        }
        let mut names = self
            .db
            .prepare("SELECT fold FROM alias WHERE person = ?1")?;
        let names = names.query_map([&person.id], |row| row.get(0))?;
        let names: Vec<String> = names.collect::<rusqlite::Result<_>>()?;
        let namesake = "SELECT 1 FROM alias WHERE fold = ?1 AND person <> ?2";
        let mut namesake = self.db.prepare(namesake)?;
        if own.is_empty() {
            for name in &names {
                if !namesake.exists([name, &person.id])? {
                    own.insert(format!("name {name}"));
                }
            }
        }
        Ok(Them {
            person,
            keys: own,
            names,
        })
    }

    fn keep_hashes(&self, them: &Them<'_>, at: i64) -> rusqlite::Result<()> {
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

    fn forget_history(&self, them: &Them<'_>) -> rusqlite::Result<usize> {
        let mut gone = 0;
        for key in &them.keys {
            let Some((kind, key)) = key.split_once(' ') else {
                continue;
            };
            let peer = "SELECT id FROM peer WHERE kind = ?1 AND key = ?2";
            let peer: Option<i64> = self
                .db
                .query_row(peer, [kind, key], |row| row.get(0))
                .optional()?;
            let Some(peer) = peer else { continue };
            gone += self.forget_peer(peer)?;
        }
        Ok(gone)
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
        self.db.execute(
            "DELETE FROM journal WHERE place = 'peer' AND id = ?1",
            [peer],
        )?;
        self.db.execute("DELETE FROM peer WHERE id = ?1", [peer])?;
        Ok(gone)
    }

    /// Whatever stands under their id, and the words of runs that may name them.
    fn forget_person(&self, them: &Them<'_>) -> rusqlite::Result<()> {
        let id = &them.person.id;
        let words = "UPDATE run SET words = kind WHERE id IN (SELECT run FROM decision WHERE person = ?1) OR instr(words, ?2) > 0";
        self.db.execute(words, [id, &them.person.name])?;
        for table in [
            "decision WHERE person",
            "alias WHERE person",
            "known WHERE person",
            "person WHERE id",
        ] {
            self.db
                .execute(&format!("DELETE FROM {table} = ?1"), [id])?;
        }
        self.db.execute(
            "DELETE FROM journal WHERE place = 'person' AND id = ?1",
            [id],
        )?;
        Ok(())
    }

    fn forget_pairs(&self, them: &Them<'_>) -> Result<(), BookError> {
        let sqlite = BookError::of(&self.path);
        for decision in self.all_pairs()? {
            if decision.1.iter().any(|mark| them.is(mark)) {
                let sql =
                    "UPDATE run SET words = kind WHERE id = (SELECT run FROM pair WHERE id = ?1)";
                self.db.execute(sql, [decision.0]).map_err(&sqlite)?;
                self.db
                    .execute("DELETE FROM pair WHERE id = ?1", [decision.0])
                    .map_err(&sqlite)?;
            }
        }
        Ok(())
    }

    fn forget_in_audits(&self, them: &Them<'_>, table: &str) -> Result<(), BookError> {
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
            let mut audit = pack::unpack(&packed).map_err(BookError::disk(&self.path))?;
            them.take_out_of(&mut audit);
            let packed = pack::packed(&audit).map_err(BookError::disk(&self.path))?;
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
                    params![row, packed, audit.people.len() as i64],
                )
                .map_err(&sqlite)?;
            self.db
                .execute("DELETE FROM replaced WHERE rowid > ?1", [before])
                .map_err(&sqlite)?;
        }
        Ok(())
    }
}

impl Them<'_> {
    fn is(&self, mark: &Mark) -> bool {
        let own = mark
            .keys
            .iter()
            .flat_map(|key| keys(key, None))
            .any(|key| self.keys.contains(&key));
        own || (mark.keys.is_empty() && self.names.contains(&fold(&mark.name)))
    }

    fn take_out_of(&self, audit: &mut Snapshot) {
        let id = &self.person.id;
        let mut theirs: Vec<Record> = Vec::new();
        for person in audit.people.iter().filter(|person| person.id == *id) {
            theirs.extend(person.records.iter().cloned());
            for (tally, word) in [
                (&mut audit.totals.bands, &person.standing.band),
                (&mut audit.totals.verdicts, &person.verdict),
            ] {
                if let Some(n) = tally.get_mut(word) {
                    *n = n.saturating_sub(1);
                }
            }
        }
        audit.people.retain(|person| person.id != *id);
        audit.not_people.retain(|entity| entity.id != *id);
        audit.left_out.retain(|left_out| left_out.id != *id);
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
        let name = &self.person.name;
        audit
            .problems
            .retain(|problem| !problem.message.contains(name));
        audit.remarks.retain(|remark| !remark.contains(name));
        audit.decisions.retain(|decided| decided.id != *id);
        if let Some(to_do) = &mut audit.to_do {
            to_do.deletions.retain(|deletion| deletion.id != *id);
            let is_gone = |deletion: &&Deletion| deletion.gone_on.is_some();
            to_do.decided = to_do.deletions.len() as u64;
            to_do.gone = to_do.deletions.iter().filter(is_gone).count() as u64;
            to_do.open = to_do.decided - to_do.gone;
        }
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
