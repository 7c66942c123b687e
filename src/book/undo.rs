//! Takes the last run back: what it brought goes, and what it changed becomes as it was before.

use super::{Book, BookError, Run};

/// A run that was taken back, and how much of each kind with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// Which.
    pub run: Run,
    /// Messages, calls and meetings.
    pub exchanges: usize,
    /// Other evidence.
    pub ties: usize,
    /// People whom nothing before told of.
    pub people: usize,
    /// Decisions on people and pairs.
    pub decisions: usize,
    /// Days of audits that are gone.
    pub audits: Vec<String>,
    /// Days whose earlier audit is there again.
    pub restored: Vec<String>,
}

/// What a run changed in rows of earlier ones.
const RESTORE: [&str; 4] = [
    "UPDATE exchange SET copies = was ->> '$[0]', duration_s = was ->> '$[1]', asks = was ->> '$[2]'
     FROM journal WHERE journal.run = ?1 AND place = 'exchange' AND journal.id = exchange.id",
    "UPDATE peer SET name = was ->> '$[0]', named_at = was ->> '$[1]'
     FROM journal WHERE journal.run = ?1 AND place = 'peer' AND journal.id = peer.id",
    "UPDATE person SET name = was ->> '$[0]', company = was ->> '$[1]'
     FROM journal WHERE journal.run = ?1 AND place = 'person' AND journal.id = person.id",
    "DELETE FROM member WHERE exchange IN (SELECT id FROM exchange WHERE run = ?1)",
];

impl Book {
    /// Takes the last run back; none if there is none.
    ///
    /// # Errors
    /// What the disk says.
    pub fn undo(&self) -> Result<Option<Undone>, BookError> {
        let Some(run) = self.runs()?.pop() else {
            return Ok(None);
        };
        let undone = self.take_run_back(run);
        undone.map(Some).map_err(BookError::of(&self.path))
    }

    /// Takes a run back, if it is still the last one; none if another has written since.
    ///
    /// # Errors
    /// What the disk says.
    pub(crate) fn undo_run(&self, id: i64) -> Result<Option<Undone>, BookError> {
        match self.runs()?.pop() {
            Some(run) if run.id == id => {
                let undone = self.take_run_back(run);
                undone.map(Some).map_err(BookError::of(&self.path))
            }
            Some(_) | None => Ok(None),
        }
    }

    fn take_run_back(&self, run: Run) -> rusqlite::Result<Undone> {
        let id = run.id;
        for sql in RESTORE {
            self.db.execute(sql, [id])?;
        }
        let gone = |table: &str| {
            let sql = format!("DELETE FROM {table} WHERE run = ?1");
            self.db.execute(&sql, [id])
        };
        let (ties, exchanges) = (gone("tie")?, gone("exchange")?);
        let (people, decisions) = (gone("person")?, gone("decision")? + gone("pair")?);
        for table in [
            "peer",
            "bounce",
            "alias",
            "known",
            "own",
            "coverage",
            "week",
            "week_word",
        ] {
            gone(table)?;
        }
        let (mut audits, restored) = self.take_audits_back(id)?;
        audits.retain(|day| !restored.contains(day));
        for table in ["journal", "replaced"] {
            gone(table)?;
        }
        self.db.execute("DELETE FROM run WHERE id = ?1", [id])?;
        Ok(Undone {
            run,
            exchanges,
            ties,
            people,
            decisions,
            audits,
            restored,
        })
    }

    /// The days whose audits go, and those whose earlier audit comes back.
    fn take_audits_back(&self, run: i64) -> rusqlite::Result<(Vec<String>, Vec<String>)> {
        let days = |sql: &str| -> rusqlite::Result<Vec<String>> {
            let mut query = self.db.prepare(sql)?;
            let days = query.query_map([run], |row| row.get(0))?;
            days.collect()
        };
        let gone = days("DELETE FROM audit WHERE run = ?1 RETURNING day")?;
        let back = days("INSERT INTO audit (day, as_of, made_at, people, snapshot, run)
            SELECT day, as_of, made_at, people, snapshot, made_by FROM replaced WHERE run = ?1 RETURNING day")?;
        let seen = "UPDATE person SET seen = latest FROM (SELECT max(as_of) AS latest FROM audit) WHERE seen > latest";
        self.db.execute(seen, [])?;
        Ok((gone, back))
    }
}
