//! Decisions on people in a book. None is ever overwritten: of each person and aspect the last one counts.

use std::collections::BTreeSet;

use rusqlite::types::Type;
use rusqlite::{OptionalExtension, Row, params};

use super::{Book, BookError};
use crate::model::decision::{Aspect, Decision, Said};

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

    /// Keeps that the owner was asked about a person and an aspect and had nothing to say.
    ///
    /// # Errors
    /// What the disk says.
    pub(crate) fn asked(
        &self,
        person: &str,
        aspect: Aspect,
        at: i64,
        source: &str,
    ) -> Result<(), BookError> {
        self.insert(person, aspect, None, at, source)
            .map_err(BookError::of(&self.path))
    }

    /// Who was ever asked about one of these aspects, or decided on.
    ///
    /// # Errors
    /// What the disk says.
    pub(crate) fn ever_asked(&self, aspects: &[Aspect]) -> Result<BTreeSet<String>, BookError> {
        let all = || -> rusqlite::Result<BTreeSet<String>> {
            let mut query = self
                .db
                .prepare("SELECT DISTINCT person FROM decision WHERE aspect = ?1")?;
            let mut people = BTreeSet::new();
            for aspect in aspects {
                for person in query.query_map([aspect.word()], |row| row.get(0))? {
                    people.insert(person?);
                }
            }
            Ok(people)
        };
        all().map_err(BookError::of(&self.path))
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
        self.insert(person, aspect, said, at, source)?;
        Ok(true)
    }

    fn insert(
        &self,
        person: &str,
        aspect: Aspect,
        said: Option<String>,
        at: i64,
        source: &str,
    ) -> rusqlite::Result<()> {
        let insert = "INSERT INTO decision (run, at, person, aspect, said, source) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        self.db.prepare_cached(insert)?.execute(params![
            self.run,
            at,
            person,
            aspect.word(),
            said,
            source
        ])?;
        Ok(())
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

pub(super) fn damaged(column: usize, text: &str) -> rusqlite::Error {
    let what = format!("{text:?} is not a decision");
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, what.into())
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
}
