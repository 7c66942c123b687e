//! Decisions on pairs of cards in a book. None is ever overwritten: of each pair the last one counts.

use rusqlite::{OptionalExtension, Row, params};

use super::decisions::damaged;
use super::{Book, BookError};
use crate::decisions::keys;
use crate::model::decision::PairDecision;
use crate::model::keys::Region;
use crate::model::mark::Mark;
use crate::model::name::fold;

impl Book {
    /// Takes a decision on two cards; `false` if it was so already.
    ///
    /// # Errors
    /// What the disk says.
    pub fn decide_pair(&self, decision: &PairDecision) -> Result<bool, BookError> {
        let PairDecision {
            pair,
            same,
            at,
            source,
        } = decision;
        self.enter_pair(pair, Some(*same), *at, source)
            .map_err(BookError::of(&self.path))
    }

    /// Takes back what was decided on two cards; `false` if nothing was.
    ///
    /// # Errors
    /// What the disk says.
    pub fn take_pair_back(
        &self,
        pair: &[Mark; 2],
        at: i64,
        source: &str,
    ) -> Result<bool, BookError> {
        self.enter_pair(pair, None, at, source)
            .map_err(BookError::of(&self.path))
    }

    fn enter_pair(
        &self,
        pair: &[Mark; 2],
        same: Option<bool>,
        at: i64,
        source: &str,
    ) -> rusqlite::Result<bool> {
        let [a, b] = pair.each_ref().map(kept_mark);
        let last = "SELECT same FROM pair WHERE a = ?1 AND b = ?2 ORDER BY id DESC LIMIT 1";
        let last: Option<Option<bool>> = self
            .db
            .query_row(last, [&a, &b], |row| row.get(0))
            .optional()?;
        if last.flatten() == same {
            return Ok(false);
        }
        let insert =
            "INSERT INTO pair (run, at, a, b, same, source) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        self.db
            .execute(insert, params![self.run, at, a, b, same, source])?;
        Ok(true)
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

    /// The decisions in force on cards that two marks mean.
    ///
    /// # Errors
    /// What the disk says, or that what it holds is no decision.
    pub fn pairs_of(&self, marks: &[Mark; 2]) -> Result<Vec<PairDecision>, BookError> {
        let [a, b] = marks;
        let mut pairs = self.pairs()?;
        pairs.retain(|decision| {
            let [c, d] = &decision.pair;
            (a.fits(c) && b.fits(d)) || (a.fits(d) && b.fits(c))
        });
        Ok(pairs)
    }

    /// The decisions in force on cards that go by two texts: the names or keys on them, or else those of the people whom the
    /// texts mean.
    ///
    /// # Errors
    /// What the disk says, or that what it holds is no decision.
    pub fn pairs_between(
        &self,
        texts: [&str; 2],
        region: Option<Region>,
    ) -> Result<Vec<PairDecision>, BookError> {
        let shared = |all: &[String], mark: &Mark| {
            let theirs = mark.keys.iter().flat_map(|key| keys(key, region));
            theirs.into_iter().any(|key| all.contains(&key))
        };
        let named = |text: &str, mark: &Mark| {
            fold(&mark.name) == fold(text) || shared(&keys(text, region), mark)
        };
        let all = self.pairs()?;
        let between = |is: &dyn Fn(usize, &Mark) -> bool| -> Vec<PairDecision> {
            let fits = |d: &&PairDecision| {
                let [a, b] = &d.pair;
                (is(0, a) && is(1, b)) || (is(0, b) && is(1, a))
            };
            all.iter().filter(fits).cloned().collect()
        };
        let by_card = between(&|side, mark| named(texts[side], mark));
        if !by_card.is_empty() {
            return Ok(by_card);
        }
        let [a, b] = texts;
        let people = [self.find(a, region)?, self.find(b, region)?];
        Ok(between(&|side, mark| {
            people[side].iter().any(|found| shared(&found.keys, mark))
        }))
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

fn pair(row: &Row<'_>) -> rusqlite::Result<PairDecision> {
    Ok(PairDecision {
        pair: [mark(row, 0)?, mark(row, 1)?],
        same: row.get(2)?,
        at: row.get(3)?,
        source: row.get(4)?,
    })
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

    fn mark(name: &str, key: &str) -> Mark {
        Mark {
            name: name.to_owned(),
            keys: vec![key.to_owned()],
            file: "a.vcf".to_owned(),
        }
    }

    #[test]
    fn a_pair_is_kept_as_it_was_said_and_the_last_word_counts() {
        let folder = tempfile::tempdir().unwrap();
        let mut book = Book::open(&folder.path().join("b.db"), "a test", Duration::ZERO).unwrap();
        book.begin(RunKind::Decide, "a test", 5).unwrap();
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
        assert_eq!(book.pairs().unwrap(), [decision.clone()]);
        assert!(book.take_pair_back(&decision.pair, 6, "by hand").unwrap());
        assert!(!book.take_pair_back(&decision.pair, 7, "by hand").unwrap());
        assert_eq!(book.pairs().unwrap(), []);
    }

    #[test]
    fn decisions_are_found_by_what_stands_on_the_cards_either_way_round() {
        let book = Book::in_memory().unwrap();
        let said = |a: Mark, b: Mark| PairDecision {
            pair: [a, b],
            same: true,
            at: 5,
            source: String::new(),
        };
        let (ana, rosa) = (
            mark("Ana Reis", "ana@example.org"),
            mark("Rosa Quint", "rosa@example.org"),
        );
        let one = said(ana.clone(), rosa.clone());
        book.decide_pair(&one).unwrap();
        book.decide_pair(&said(ana.clone(), mark("Ana Reis", "reis@example.org")))
            .unwrap();
        let grown = Mark {
            keys: vec!["rosa@example.net".to_owned(), "ROSA@example.org".to_owned()],
            ..rosa
        };
        let found = |pairs: Vec<PairDecision>| {
            let same = |pair: &PairDecision| pair.pair == one.pair;
            pairs.len() == 1 && pairs.iter().all(same)
        };
        assert!(found(book.pairs_of(&[grown, ana]).unwrap()));
        for texts in [
            ["rosa quint", "Ana Reis"],
            ["ana@example.org", "Rosa Quint"],
        ] {
            assert!(found(book.pairs_between(texts, None).unwrap()));
        }
        assert_eq!(book.pairs_between(["Zoe", "Ana Reis"], None).unwrap(), []);
    }
}
