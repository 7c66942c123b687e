//! Decisions in a book. None is ever overwritten: of each person and aspect, and of each pair, the last one counts.

use rusqlite::types::Type;
use rusqlite::{OptionalExtension, Row, params};

use super::{Book, BookError};
use crate::model::decision::{Aspect, Decision, PairDecision, Said};
use crate::model::mark::Mark;

/// The last word on each person and aspect, before those that take one back are left out.
const IN_FORCE: &str = "SELECT person, aspect, said, at, source FROM decision
    WHERE id IN (SELECT max(id) FROM decision GROUP BY person, aspect)";

impl Book {
    /// Takes a decision; `false` if it was so already.
    ///
    /// # Errors
    /// What the disk says.
    pub fn decide(&self, decision: &Decision) -> Result<bool, BookError> {
        let said = Some(decision.said.to_string());
        let aspect = decision.said.aspect();
        let Decision {
            person, at, source, ..
        } = decision;
        self.enter(person, aspect, said, *at, source)
            .map_err(BookError::of(&self.path))
    }

    /// Takes back what was decided on a person and an aspect; `false` if nothing was.
    ///
    /// # Errors
    /// What the disk says.
    pub fn take_back(
        &self,
        person: &str,
        aspect: Aspect,
        at: i64,
        source: &str,
    ) -> Result<bool, BookError> {
        self.enter(person, aspect, None, at, source)
            .map_err(BookError::of(&self.path))
    }

    fn enter(
        &self,
        person: &str,
        aspect: Aspect,
        said: Option<String>,
        at: i64,
        source: &str,
    ) -> rusqlite::Result<bool> {
        let last =
            "SELECT said FROM decision WHERE person = ?1 AND aspect = ?2 ORDER BY id DESC LIMIT 1";
        let last: Option<Option<String>> = self
            .db
            .prepare_cached(last)?
            .query_row([person, aspect.word()], |row| row.get(0))
            .optional()?;
        if last.flatten() == said {
            return Ok(false);
        }
        let insert = "INSERT INTO decision (run, at, person, aspect, said, source) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        self.db.prepare_cached(insert)?.execute(params![
            self.run,
            at,
            person,
            aspect.word(),
            said,
            source
        ])?;
        Ok(true)
    }

    /// The decisions on people that are in force, by person and aspect.
    ///
    /// # Errors
    /// What the disk says, or that what it holds is no decision.
    pub fn decisions(&self) -> Result<Vec<Decision>, BookError> {
        let sql = format!("{IN_FORCE} AND said IS NOT NULL ORDER BY person, aspect");
        self.listed(&sql, None).map_err(BookError::of(&self.path))
    }

    /// The decisions on people that were in force when a run was made, by person and aspect.
    pub(super) fn decided_by(&self, run: i64) -> Result<Vec<Decision>, BookError> {
        let sql = format!(
            "SELECT person, aspect, said, at, source FROM decision WHERE id IN
             (SELECT max(id) FROM decision WHERE run <= {run} GROUP BY person, aspect) AND said IS NOT NULL ORDER BY person, aspect"
        );
        self.listed(&sql, None).map_err(BookError::of(&self.path))
    }

    /// The decisions on one person that are in force.
    ///
    /// # Errors
    /// What the disk says, or that what it holds is no decision.
    pub fn decisions_on(&self, person: &str) -> Result<Vec<Decision>, BookError> {
        let sql = "SELECT person, aspect, said, at, source FROM decision
            WHERE id IN (SELECT max(id) FROM decision WHERE person = ?1 GROUP BY aspect) AND said IS NOT NULL ORDER BY aspect";
        self.listed(sql, Some(person))
            .map_err(BookError::of(&self.path))
    }

    fn listed(&self, sql: &str, person: Option<&str>) -> rusqlite::Result<Vec<Decision>> {
        let mut query = self.db.prepare(sql)?;
        query
            .query_map(rusqlite::params_from_iter(person), decision)?
            .collect()
    }

    /// Takes a decision on two cards; `false` if it was so already.
    ///
    /// # Errors
    /// What the disk says.
    pub fn decide_pair(&self, decision: &PairDecision) -> Result<bool, BookError> {
        let [a, b] = decision.pair.each_ref().map(kept_mark);
        let enter = || -> rusqlite::Result<bool> {
            let last = "SELECT same FROM pair WHERE a = ?1 AND b = ?2 ORDER BY id DESC LIMIT 1";
            let last: Option<Option<bool>> = self
                .db
                .query_row(last, [&a, &b], |row| row.get(0))
                .optional()?;
            if last.flatten() == Some(decision.same) {
                return Ok(false);
            }
            let insert =
                "INSERT INTO pair (run, at, a, b, same, source) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
            let PairDecision {
                same, at, source, ..
            } = decision;
            self.db
                .execute(insert, params![self.run, at, a, b, same, source])?;
            Ok(true)
        };
        enter().map_err(BookError::of(&self.path))
    }

    /// The decisions on pairs that are in force, in the order in which they were taken.
    ///
    /// # Errors
    /// What the disk says, or that what it holds is no decision.
    pub fn pairs(&self) -> Result<Vec<PairDecision>, BookError> {
        let all = || -> rusqlite::Result<Vec<PairDecision>> {
            let sql = "SELECT a, b, same, at, source FROM pair
                WHERE id IN (SELECT max(id) FROM pair GROUP BY a, b) AND same IS NOT NULL ORDER BY id";
            let mut query = self.db.prepare(sql)?;
            query.query_map([], pair)?.collect()
        };
        all().map_err(BookError::of(&self.path))
    }

    /// The marks of every decision on a pair, those taken back included, by the number of its row.
    pub(super) fn all_pairs(&self) -> Result<Vec<(i64, [Mark; 2])>, BookError> {
        let all = || -> rusqlite::Result<Vec<(i64, [Mark; 2])>> {
            let mut query = self.db.prepare("SELECT id, a, b FROM pair ORDER BY id")?;
            let marks = |row: &Row<'_>| Ok((row.get(0)?, [mark(row, 1)?, mark(row, 2)?]));
            query.query_map([], marks)?.collect()
        };
        all().map_err(BookError::of(&self.path))
    }
}

fn mark(row: &Row<'_>, column: usize) -> rusqlite::Result<Mark> {
    let text: String = row.get(column)?;
    read_mark(&text).ok_or_else(|| damaged(column, &text))
}

fn decision(row: &Row<'_>) -> rusqlite::Result<Decision> {
    let (aspect, said): (String, String) = (row.get(1)?, row.get(2)?);
    Ok(Decision {
        person: row.get(0)?,
        said: Said::kept(&aspect, &said).ok_or_else(|| damaged(2, &said))?,
        at: row.get(3)?,
        source: row.get(4)?,
    })
}

fn pair(row: &Row<'_>) -> rusqlite::Result<PairDecision> {
    Ok(PairDecision {
        pair: [mark(row, 0)?, mark(row, 1)?],
        same: row.get(2)?,
        at: row.get(3)?,
        source: row.get(4)?,
    })
}

fn damaged(column: usize, text: &str) -> rusqlite::Error {
    let what = format!("{text:?} is no decision");
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, what.into())
}

/// A mark as the book keeps it: `["Ana Reis", "ana.vcf", ["ana@example.org"]]`.
fn kept_mark(mark: &Mark) -> String {
    serde_json::json!([mark.name, mark.file, mark.keys]).to_string()
}

fn read_mark(text: &str) -> Option<Mark> {
    let (name, file, keys) = serde_json::from_str(text).ok()?;
    Some(Mark { name, keys, file })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::RunKind;
    use std::time::Duration;

    fn said(person: &str, said: Said) -> Decision {
        Decision {
            person: person.to_owned(),
            said,
            at: 100,
            source: "by hand".to_owned(),
        }
    }

    #[test]
    fn of_each_person_and_aspect_the_last_decision_counts_and_can_be_taken_back() {
        let folder = tempfile::tempdir().unwrap();
        let mut book = Book::open(&folder.path().join("b.db"), "a test", Duration::ZERO).unwrap();
        book.begin(RunKind::Decide, "a test", 100).unwrap();
        let mentor = said("p1", Said::Role("mentor".to_owned()));
        for (decision, is_new) in [
            (said("p1", Said::Keep), true),
            (said("p1", Said::Keep), false),
            (mentor.clone(), true),
            (said("p1", Said::Delete), true),
            (said("p2", Said::NeverAsk), true),
        ] {
            assert_eq!(book.decide(&decision).unwrap(), is_new, "{decision:?}");
        }
        assert!(
            book.take_back("p2", Aspect::Asking, 101, "by hand")
                .unwrap()
        );
        assert!(!book.take_back("p2", Aspect::Role, 101, "by hand").unwrap());
        let in_force = vec![mentor, said("p1", Said::Delete)];
        assert_eq!(book.decisions().unwrap(), in_force);
        assert_eq!(book.decisions_on("p1").unwrap(), in_force);
        assert_eq!(book.decisions_on("p2").unwrap(), []);
    }

    #[test]
    fn a_pair_is_kept_as_it_was_said_and_the_last_word_counts() {
        let folder = tempfile::tempdir().unwrap();
        let book = Book::open(&folder.path().join("b.db"), "a test", Duration::ZERO).unwrap();
        let mark = |name: &str, key: &str| Mark {
            name: name.to_owned(),
            keys: vec![key.to_owned()],
            file: "a.vcf".to_owned(),
        };
        let mut decision = PairDecision {
            pair: [
                mark("Ana \"A\" Reis", "ana@example.org"),
                mark("Ánna", "+49 151"),
            ],
            same: true,
            at: 5,
            source: "review.csv".to_owned(),
        };
        assert!(book.decide_pair(&decision).unwrap());
        assert!(!book.decide_pair(&decision).unwrap());
        decision.same = false;
        assert!(book.decide_pair(&decision).unwrap());
        assert_eq!(book.pairs().unwrap(), [decision]);
    }
}
