//! Looks a book through: what SQLite finds wrong, and what no run of Tieline would have left.

use rusqlite::Row;

use super::row::Print;
use super::{Book, BookError, history};

/// What there must be none of.
const SOUND: [(&str, &str); 5] = [
    (
        "messages from a person the book does not have",
        "SELECT count(*) FROM exchange WHERE peer NOT IN (SELECT id FROM peer)",
    ),
    (
        "messages to a person the book does not have",
        "SELECT count(*) FROM exchange WHERE typeof(recipients) = 'integer' AND recipients NOT IN (SELECT id FROM peer)",
    ),
    (
        "recipient lists that name a message or person the book does not have",
        "SELECT count(*) FROM member WHERE exchange NOT IN (SELECT id FROM exchange) OR peer NOT IN (SELECT id FROM peer)",
    ),
    (
        "decisions without a run",
        "SELECT count(*) FROM decision WHERE run NOT IN (SELECT id FROM run)",
    ),
    (
        "changes without a run",
        "SELECT count(*) FROM journal WHERE run NOT IN (SELECT id FROM run)",
    ),
];

impl Book {
    /// What is wrong with the file and with what it holds; nothing where all is well.
    ///
    /// # Errors
    /// What the disk says.
    pub fn check(&self) -> Result<Vec<String>, BookError> {
        let wrong = || {
            let mut wrong = self.strings("PRAGMA integrity_check")?;
            wrong.retain(|line| line != "ok");
            let orphans = self.strings("SELECT \"table\" FROM pragma_foreign_key_check")?;
            let orphaned =
                |table| format!("a row of {table} names a person the book does not have");
            wrong.extend(orphans.into_iter().map(orphaned));
            for (what, sql) in SOUND {
                let rows: i64 = self.db.query_row(sql, [], |row| row.get(0))?;
                wrong.extend((rows > 0).then(|| format!("{what}: {rows}")));
            }
            for (table, rows) in self.misprinted()? {
                wrong.push(format!(
                    "rows of {table} that have changed since they were written: {rows}"
                ));
            }
            Ok(wrong)
        };
        let mut wrong = wrong().map_err(BookError::of(&self.path))?;
        let told = [
            self.decisions().err().map(|error| error.to_string()),
            self.pairs().err().map(|error| error.to_string()),
        ];
        wrong.extend(told.into_iter().flatten());
        for saved in self.audits()? {
            let audit = self.audit_of(&saved.day);
            wrong.extend(
                audit
                    .err()
                    .map(|error| format!("the audit of {}: {error}", saved.day)),
            );
        }
        Ok(wrong)
    }

    /// Tables whose rows are known by a fingerprint of what they say, with how many rows say something else by now.
    fn misprinted(&self) -> rusqlite::Result<Vec<(&'static str, usize)>> {
        let exchange = "SELECT id, recipients, at, precision, channel, coalesce(direction, -1), peer, others, text, native FROM exchange";
        let tables: [(&str, &str, Printer); 3] = [
            ("exchange", exchange, exchange_print),
            ("peer", "SELECT id, kind, key FROM peer", peer_print),
            (
                "tie",
                "SELECT id, kind, peer, at, precision FROM tie",
                tie_print,
            ),
        ];
        let mut wrong = Vec::new();
        for (table, sql, print) in tables {
            let mut query = self.db.prepare(sql)?;
            let mut rows = query.query([])?;
            let mut others = 0;
            while let Some(row) = rows.next()? {
                others += usize::from(print(row)? != row.get::<_, i64>(0)?);
            }
            wrong.extend((others > 0).then_some((table, others)));
        }
        Ok(wrong)
    }
}

/// Makes the fingerprint of what a row says anew.
type Printer = fn(&Row<'_>) -> rusqlite::Result<i64>;

fn exchange_print(row: &Row<'_>) -> rusqlite::Result<i64> {
    let mut numbers = [0; 8];
    for (number, column) in numbers.iter_mut().zip(2..) {
        *number = row.get(column)?;
    }
    Ok(history::print(numbers, &row.get(1)?))
}

fn peer_print(row: &Row<'_>) -> rusqlite::Result<i64> {
    let (kind, key): (String, String) = (row.get(1)?, row.get(2)?);
    Ok(Print::new().text(&kind).text(&key).id())
}

fn tie_print(row: &Row<'_>) -> rusqlite::Result<i64> {
    let kind: String = row.get(1)?;
    let print = Print::new().text(&kind).number(row.get(2)?);
    let at: Option<i64> = row.get(3)?;
    Ok(match at {
        Some(at) => print.number(at).number(row.get(4)?).id(),
        None => print.id(),
    })
}
