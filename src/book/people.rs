//! People of earlier audits: the ids that they had, every key and every name by which they went, and how they are found.

use std::collections::BTreeSet;

use rusqlite::{OptionalExtension, Row, params, params_from_iter};
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Book, BookError, pack};
use crate::decisions::keys;
use crate::model::card::Roster;
use crate::model::exchange::PeerKey;
use crate::model::keys::{Email, Region};
use crate::model::moment::date_of;
use crate::model::name::fold;
use crate::model::person::Known;
use crate::snapshot::{Person, Value};

/// What stands before a landline among the keys.
const LINE: &str = "line";
/// What stands before the number of a card.
const CARD: &str = "card";
/// What stands before a list that somebody stood in.
const ROSTER: &str = "roster";
/// What stands before an address that was matched by a name.
const WRITTEN: &str = "written";

/// A number is told by its last digits from so many on.
const LEAST_DIGITS: usize = 7;
/// Of more people than this it is not looked up who bears a name today.
const TOLD_APART: usize = 30;

/// Somebody whom the book knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The id.
    pub id: String,
    /// The name as the latest audit shows it.
    pub name: String,
    /// The employer, likewise.
    pub company: Option<String>,
    /// The as-of instant of the latest audit that judged them.
    pub seen: i64,
    /// Every key by which they went: `email ana@example.org`.
    pub keys: Vec<String>,
}

impl Found {
    /// Whether their employer or a key of theirs tells them by a word, folded.
    fn tells(&self, word: &str) -> bool {
        let company = self.company.as_deref().map(fold).unwrap_or_default();
        let begins = |part: &str| part.starts_with(word);
        company.split(' ').any(begins) || self.keys.iter().any(|key| fold(key).contains(word))
    }
}

impl Book {
    /// Everybody whom an earlier audit knew, by id.
    ///
    /// # Errors
    /// What the disk says.
    pub fn known(&self) -> Result<Vec<Known>, BookError> {
        let all = || -> rusqlite::Result<Vec<Known>> {
            let mut query = self
                .db
                .prepare("SELECT person, key FROM known ORDER BY person, key")?;
            let mut rows = query.query([])?;
            let mut known: Vec<Known> = Vec::new();
            while let Some(row) = rows.next()? {
                let (id, key): (String, String) = (row.get(0)?, row.get(1)?);
                if known.last().is_none_or(|last| last.id != id) {
                    known.push(Known {
                        id,
                        ..Known::default()
                    });
                }
                if let Some(last) = known.last_mut() {
                    recall(last, key);
                }
            }
            Ok(known)
        };
        let mut known = all().map_err(BookError::of(&self.path))?;
        self.name(&mut known).map_err(BookError::of(&self.path))?;
        Ok(known)
    }

    /// Adds the names, folded, and the latest audit to people in the order of their ids.
    fn name(&self, known: &mut [Known]) -> rusqlite::Result<()> {
        let mut seen = self.db.prepare("SELECT id, seen, name FROM person")?;
        let seen = seen.query_map([], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?;
        let mut seen: FxHashMap<String, (i64, String)> = seen.collect::<rusqlite::Result<_>>()?;
        for person in known.iter_mut() {
            (person.seen, person.name) = seen.remove(&person.id).unwrap_or_default();
        }
        let mut query = self
            .db
            .prepare("SELECT person, fold FROM alias ORDER BY person, fold")?;
        let mut rows = query.query([])?;
        let mut at = 0;
        while let Some(row) = rows.next()? {
            let (id, name): (String, String) = (row.get(0)?, row.get(1)?);
            while known.get(at).is_some_and(|known| known.id < id) {
                at += 1;
            }
            if let Some(known) = known.get_mut(at).filter(|known| known.id == id) {
                known.names.push(name);
            }
        }
        Ok(())
    }

    /// Keeps the ids of everybody in an audit as of an instant, with all keys and names that they have now.
    ///
    /// # Errors
    /// What the disk says.
    pub fn know(&self, people: &[Known], as_of: i64) -> Result<(), BookError> {
        let add = || -> rusqlite::Result<()> {
            let mut key = self
                .db
                .prepare("INSERT OR IGNORE INTO known (person, key, run) VALUES (?1, ?2, ?3)")?;
            let mut alias = self
                .db
                .prepare("INSERT OR IGNORE INTO alias (person, fold, run) VALUES (?1, ?2, ?3)")?;
            let mut shown = self.db.prepare(
                "INSERT INTO person (id, name, company, seen, run) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (id) DO UPDATE SET name = excluded.name, company = excluded.company, seen = excluded.seen
                 WHERE excluded.seen >= seen AND (excluded.name, excluded.company, excluded.seen) IS NOT (name, company, seen)",
            )?;
            for person in people {
                let Known {
                    id, name, company, ..
                } = person;
                key.execute(params![id, "", self.run])?;
                for known in kept(person) {
                    key.execute(params![id, known, self.run])?;
                }
                for alias_of in &person.names {
                    alias.execute(params![id, fold(alias_of), self.run])?;
                }
                shown.execute(params![id, name, company, as_of, self.run])?;
            }
            Ok(())
        };
        add().map_err(BookError::of(&self.path))
    }

    /// Everybody who may be meant by an id, an e-mail address, a profile link or its last part, a number or a name. Who
    /// bears exactly this name goes before who bears it as a part; who was in the latest audit goes before who was not.
    ///
    /// # Errors
    /// What the disk says.
    pub fn find(&self, text: &str, region: Option<Region>) -> Result<Vec<Found>, BookError> {
        let found = self
            .find_ever(text, region)
            .map_err(BookError::of(&self.path))?;
        if found.len() < 2 || found.len() > TOLD_APART {
            return Ok(found);
        }
        let (wanted, name) = (keys(text.trim(), region), fold(text.trim()));
        let bears = |value: &Value| match value.field.as_str() {
            "name" | "nickname" => fold(&value.value) == name,
            _ => keys(&value.value, region)
                .iter()
                .any(|key| wanted.contains(key)),
        };
        self.bearing_now(found, |person| person.values.iter().any(bears))
    }

    /// Of several who bore a name or key at any time, those who bear it in the latest audit; all where none does.
    fn bearing_now(
        &self,
        mut found: Vec<Found>,
        bears: impl Fn(&Person) -> bool,
    ) -> Result<Vec<Found>, BookError> {
        let latest = found.iter().map(|person| person.seen).max().unwrap_or(0);
        let Some((held, _)) = self.held(&date_of(latest).to_string())? else {
            return Ok(found);
        };
        let ids = found.iter().map(|person| person.id.as_str()).collect();
        let people = pack::some_of(&held, &ids).map_err(BookError::disk(&self.path))?;
        leave_merged(&mut found, &people);
        let bearers = people.into_iter().filter(bears).map(|person| person.id);
        let bearers: FxHashSet<String> = bearers.collect();
        if !bearers.is_empty() {
            found.retain(|person| bearers.contains(&person.id));
        }
        Ok(found)
    }

    fn find_ever(&self, text: &str, region: Option<Region>) -> rusqlite::Result<Vec<Found>> {
        let text = text.trim();
        let by_id = self.people("id = ?1", &[text.to_owned()])?;
        if !by_id.is_empty() {
            return Ok(by_id);
        }
        let by_key = "id IN (SELECT person FROM known WHERE key = ?1)";
        for key in keys(text, region) {
            let found = self.people(by_key, &[key])?;
            if !found.is_empty() {
                return Ok(of_latest(found));
            }
        }
        if let Some(digits) = dialled(text) {
            let ends = "id IN (SELECT person FROM known WHERE (key LIKE 'phone %' OR key LIKE 'line %') AND key LIKE '%' || ?1)";
            let found = self.people(ends, &[digits])?;
            if !found.is_empty() {
                return Ok(of_latest(found));
            }
        }
        let name = fold(text);
        if name.is_empty() {
            return Ok(Vec::new());
        }
        let exact = "id IN (SELECT person FROM alias WHERE fold = ?1)";
        let found = self.people(exact, std::slice::from_ref(&name))?;
        if !found.is_empty() {
            return Ok(of_latest(found));
        }
        let words: Vec<&str> = name.split(' ').collect();
        let bearers: Vec<FxHashSet<String>> = words
            .iter()
            .map(|word| self.with_in_name(word))
            .collect::<rusqlite::Result<_>>()?;
        let everything = bearers.iter().flatten().collect::<BTreeSet<_>>();
        let mut all = Vec::new();
        for id in everything {
            all.extend(self.people("id = ?1", std::slice::from_ref(id))?);
        }
        all.retain(|person| {
            let mut each = words.iter().zip(&bearers);
            each.all(|(word, bearers)| bearers.contains(&person.id) || person.tells(word))
        });
        // Who asks for Maman means the card "Maman ❤️" before "Maman de Tom".
        let is_all = |person: &Found| {
            let name = fold(&person.name);
            let said = name.split(' ');
            said.filter(|part| part.contains(char::is_alphanumeric))
                .eq(words.iter().copied())
        };
        if all.iter().any(is_all) {
            all.retain(is_all);
        }
        // Who asks for Ana means her before Ananya.
        let is_whole = |person: &Found| {
            let name = fold(&person.name);
            words
                .iter()
                .all(|word| name.split(' ').any(|part| part == *word))
        };
        if all.iter().any(is_whole) {
            all.retain(is_whole);
        }
        all.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
        Ok(of_latest(all))
    }

    /// Whether a text means a person, as [`Book::find`] takes it. Most texts mean others, and that is told without looking them up.
    ///
    /// # Errors
    /// What the disk says.
    pub fn is_meant(
        &self,
        person: &Found,
        text: &str,
        region: Option<Region>,
    ) -> Result<bool, BookError> {
        let sql = "SELECT fold FROM alias WHERE person = ?1";
        let names = || -> rusqlite::Result<Vec<String>> {
            let mut query = self.db.prepare_cached(sql)?;
            query.query_map([&person.id], |row| row.get(0))?.collect()
        };
        let names = names().map_err(BookError::of(&self.path))?;
        let folded = fold(text);
        let may_mean = |word: &str| {
            let in_name = |name: &String| name.split(' ').any(|part| part.starts_with(word));
            names.iter().any(in_name) || person.tells(word)
        };
        let is_key = keys(text, region)
            .iter()
            .any(|key| person.keys.contains(key));
        if !is_key && text.trim() != person.id && !folded.split(' ').all(may_mean) {
            return Ok(false);
        }
        let found = self.find(text, region)?;
        Ok(found.iter().any(|found| found.id == person.id))
    }

    /// The name of a person as the latest audit shows it; the id where none does.
    ///
    /// # Errors
    /// What the disk says.
    pub fn name_of(&self, id: &str) -> Result<String, BookError> {
        let sql = "SELECT name FROM person WHERE id = ?1";
        let name = || -> rusqlite::Result<Option<String>> {
            let mut query = self.db.prepare_cached(sql)?;
            query.query_row([id], |row| row.get(0)).optional()
        };
        let name = name().map_err(BookError::of(&self.path))?;
        Ok(name.unwrap_or_else(|| id.to_owned()))
    }

    /// The ids of those of whose names a word is the beginning of a part.
    fn with_in_name(&self, word: &str) -> rusqlite::Result<FxHashSet<String>> {
        let sql = "SELECT person FROM alias WHERE instr(' ' || fold, ' ' || ?1) > 0";
        let mut query = self.db.prepare_cached(sql)?;
        query.query_map([word], |row| row.get(0))?.collect()
    }

    fn people(&self, rule: &str, values: &[String]) -> rusqlite::Result<Vec<Found>> {
        let sql =
            format!("SELECT id, name, company, seen FROM person WHERE {rule} ORDER BY name, id");
        let mut query = self.db.prepare(&sql)?;
        let mut found: Vec<Found> = query
            .query_map(params_from_iter(values), somebody)?
            .collect::<rusqlite::Result<_>>()?;
        for person in &mut found {
            person.keys = self.keys_of(&person.id)?;
        }
        Ok(found)
    }

    /// Every key by which a person went.
    pub(super) fn keys_of(&self, person: &str) -> rusqlite::Result<Vec<String>> {
        let sql = "SELECT key FROM known WHERE person = ?1 AND key <> '' AND key NOT LIKE 'roster %' AND key NOT LIKE 'card %' ORDER BY key";
        let mut query = self.db.prepare_cached(sql)?;
        query.query_map([person], |row| row.get(0))?.collect()
    }
}

/// The digits of a number without its country, as people write it at home; none of anything else.
fn dialled(text: &str) -> Option<String> {
    let is_mark = |c: char| c.is_whitespace() || "()-./".contains(c);
    let digits: String = text.chars().filter(|&c| !is_mark(c)).collect();
    let digits = digits.trim_start_matches('0');
    let is_number = digits.len() >= LEAST_DIGITS && digits.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| digits.to_owned())
}

/// What the book keeps of somebody as keys: those by which they are known again, and behind a word of their own the weaker ones and
/// the lists that they stood in.
fn kept(person: &Known) -> impl Iterator<Item = String> {
    let weaker = person.weaker.iter().map(|key| {
        let (kind, text) = key.parts();
        let kind = if kind == "phone" { LINE } else { kind };
        format!("{kind} {text}")
    });
    let rosters = person.rosters.iter();
    let rosters = rosters.map(|roster| format!("{ROSTER} {}", roster.word()));
    let cards = person
        .cards
        .iter()
        .map(|card| format!("{CARD} {card:016x}"));
    let keys = person.keys.iter().cloned();
    let written = person
        .written
        .iter()
        .map(|email| format!("{WRITTEN} {email}"));
    keys.chain(weaker)
        .chain(rosters)
        .chain(cards)
        .chain(written)
}

/// Adds what the book keeps of somebody. Somebody without a key stands there with an empty one.
fn recall(person: &mut Known, kept: String) {
    match kept.split_once(' ') {
        Some((LINE, number)) => {
            person.weaker.extend(PeerKey::from_parts("phone", number));
        }
        Some(("handle", account)) => {
            person.weaker.extend(PeerKey::from_parts("handle", account));
        }
        Some((ROSTER, word)) => {
            let mut all = Roster::REMEMBERED.into_iter();
            person
                .rosters
                .extend(all.find(|roster| roster.word() == word));
        }
        Some((WRITTEN, email)) => person.written.extend(Email::parse(email)),
        Some((CARD, number)) => person.cards.extend(u64::from_str_radix(number, 16)),
        Some(_) => person.keys.push(kept),
        None => {}
    }
}

fn somebody(row: &Row<'_>) -> rusqlite::Result<Found> {
    Ok(Found {
        id: row.get(0)?,
        name: row.get(1)?,
        company: row.get(2)?,
        seen: row.get(3)?,
        keys: Vec::new(),
    })
}

/// Leaves out who is not in the latest audit, and whose every key is somebody's who is: they are one by now, by an audit of the same day.
fn leave_merged(found: &mut Vec<Found>, latest: &[Person]) {
    let is_there = |one: &Found| latest.iter().any(|person| person.id == one.id);
    let (there, others): (Vec<Found>, Vec<Found>) = found.drain(..).partition(is_there);
    let is_part = |one: &Found| {
        let has_all = |other: &Found| one.keys.iter().all(|key| other.keys.contains(key));
        !one.keys.is_empty() && there.iter().any(has_all)
    };
    let others: Vec<Found> = others.into_iter().filter(|one| !is_part(one)).collect();
    found.extend(there);
    found.extend(others);
    found.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
}

/// Those who were in the latest audit, or all where none was.
fn of_latest(mut found: Vec<Found>) -> Vec<Found> {
    let latest = found.iter().map(|person| person.seen).max();
    found.retain(|person| Some(person.seen) == latest);
    found
}
