//! Where a book is, and how it is opened: private, in one transaction, at the schema of this program, and sound.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use etcetera::BaseStrategy;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::Book;
use super::checksum;
use super::error::{BookError, Unfit};
use super::header::{self, Kind};
use super::lock::{self, Left, Lock, has_log};
use super::private::{self, Found, beside};
use super::schema;

/// The book of whoever runs the program: `tieline/book.db` in the folder for data (`$XDG_DATA_HOME`).
///
/// # Errors
/// Where the system says no home folder.
pub fn default_path() -> Result<PathBuf, BookError> {
    let places = etcetera::choose_base_strategy().map_err(|_| BookError::NoHome)?;
    Ok(places.data_dir().join("tieline").join("book.db"))
}

impl Book {
    /// Opens a book, or begins one. Another run that has it open is waited for, as long as `patience`; `who` is what others
    /// are told of this one. What stands there and is not a sound book is left as it is.
    ///
    /// # Errors
    /// Where it is in use, is of a later Tieline, is damaged or not a book, or cannot be read or written.
    pub fn open(path: &Path, who: &str, patience: Duration) -> Result<Self, BookError> {
        let disk = BookError::disk(path);
        if is_book(path)? == Found::Nothing
            && let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty())
        {
            private::folder(folder).map_err(&disk)?;
        }
        let path = &without_links(path).map_err(&disk)?;
        for ending in ["-wal", "-shm", "-journal"] {
            private::look(&beside(path, ending)).map_err(&disk)?;
        }
        let mut lock = Lock::take(path, who, patience)?;
        // Another run may have begun it while this one waited.
        if is_book(path)? == Found::Nothing {
            create(path)?;
        }
        let file = private::open(path, true).map_err(&disk)?;
        private::restrict(&file).map_err(&disk)?;
        let is_closed = !has_log(path);
        let sum = match lock.left() {
            Left::Closed(_) if is_closed => Some(checksum::of(path).map_err(&disk)?),
            Left::Closed(_) | Left::Open | Left::Unknown => None,
        };
        // The header is read for the first time here, and what is wrong in it is said as a plain error.
        let mut db = connect(path).map_err(|error| match error.sqlite_error_code() {
            Some(ErrorCode::Unknown) => BookError::damaged(path, &error.to_string()),
            _ => BookError::of(path)(error),
        })?;
        schema::refuse_later(&db, path)?;
        let trust = look_through(&db, path, lock.left(), sum)?;
        journal(&db).map_err(BookError::of(path))?;
        let updated = schema::bring_up_to_date(&mut db, path)?;
        let mut book = Self::begin_with(db, path)?;
        let commits = book.commits()?;
        if trust == Trust::Foreign && book.holds_runs()? {
            book.refuse_if_wrong()?;
        }
        if updated {
            lock.written(commits);
        } else {
            lock.opened(commits);
        }
        book.lock = Some(lock);
        Ok(book)
    }

    /// A book for one run, which nobody else sees and which is gone with it.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn in_memory() -> Result<Self, BookError> {
        let path = Path::new("in memory");
        let mut db = Connection::open_in_memory().map_err(BookError::of(path))?;
        schema::bring_up_to_date(&mut db, path)?;
        Self::begin_with(db, path)
    }

    fn begin_with(db: Connection, path: &Path) -> Result<Self, BookError> {
        db.execute_batch("BEGIN IMMEDIATE")
            .map_err(BookError::of(path))?;
        Ok(Self {
            path: path.to_owned(),
            db,
            run: 0,
            lock: None,
        })
    }

    /// A book that comes from elsewhere is looked through once from end to end.
    fn refuse_if_wrong(&self) -> Result<(), BookError> {
        let wrong = self.check()?;
        match wrong.as_slice() {
            [] => Ok(()),
            [first, ..] => Err(BookError::damaged(&self.path, first)),
        }
    }

    fn holds_runs(&self) -> Result<bool, BookError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM run) OR EXISTS (SELECT 1 FROM exchange)";
        let held = self.db.query_row(sql, [], |row| row.get(0));
        held.map_err(BookError::of(&self.path))
    }
}

/// Whether a book stands at a path; nothing is changed.
fn is_book(path: &Path) -> Result<Found, BookError> {
    let disk = BookError::disk(path);
    if private::look(path).map_err(&disk)? == Found::Nothing {
        return Ok(Found::Nothing);
    }
    let file = private::open(path, false).map_err(&disk)?;
    let unfit = |why| {
        if lock::is_beside(path) {
            return BookError::damaged(path, "it no longer begins as a book does");
        }
        BookError::Unfit {
            path: path.to_owned(),
            why,
        }
    };
    match header::kind(&file).map_err(&disk)? {
        Kind::Book => Ok(Found::File),
        Kind::Empty => Err(unfit(Unfit::Empty)),
        Kind::OtherDatabase => Err(unfit(Unfit::OtherDatabase)),
        Kind::OtherFile => Err(unfit(Unfit::OtherFile)),
    }
}

/// The path with its folder told without links: the file itself must not be one, its folder may.
fn without_links(path: &Path) -> io::Result<PathBuf> {
    let folder = path.parent().filter(|f| !f.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    // A system that cannot tell the whole way to a folder that is there (Wine, over 260 letters) opens it by the way given.
    let folder = fs::canonicalize(folder).or_else(|error| match fs::read_dir(folder) {
        Ok(_) => std::path::absolute(folder),
        Err(_) => Err(error),
    })?;
    let name = path.file_name().ok_or_else(|| {
        io::Error::new(
            io::ErrorKind::InvalidInput,
            "this is not the name of a file",
        )
    })?;
    Ok(folder.join(name))
}

/// Makes a book beside its place and gives it its name once it is whole: a run that is killed leaves none that is empty.
fn create(path: &Path) -> Result<(), BookError> {
    let (disk, sqlite) = (BookError::disk(path), BookError::of(path));
    let new = beside(path, "-new");
    for left in [beside(&new, "-journal"), new.clone()] {
        if private::look(&left).map_err(&disk)? == Found::File {
            fs::remove_file(&left).map_err(&disk)?;
        }
    }
    private::open_or_create(&new).map_err(&disk)?;
    let mut db = Connection::open_with_flags(&new, flags()).map_err(&sqlite)?;
    schema::bring_up_to_date(&mut db, path)?;
    db.close().map_err(|(_, error)| sqlite(error))?;
    fs::rename(&new, path).map_err(&disk)
}

fn flags() -> OpenFlags {
    OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_NOFOLLOW
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let db = Connection::open_with_flags(path, flags())?;
    db.pragma_update(None, "foreign_keys", true)?;
    // 64 MB: with the 2 MB that it has by itself a history of millions is read again and again while it is written.
    db.pragma_update(None, "cache_size", -65_536)?;
    // What is forgotten or undone leaves no trace in the pages that are free then.
    db.pragma_update(None, "secure_delete", true)?;
    Ok(db)
}

/// The journal beside the book takes the book's own permissions.
fn journal(db: &Connection) -> rusqlite::Result<()> {
    db.pragma_update(None, "journal_mode", "WAL")?;
    db.pragma_update(None, "synchronous", "FULL")
}

/// Whether what a book holds is known to be what a run of Tieline left there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trust {
    /// It is.
    Own,
    /// It comes from elsewhere: what its rows say is looked through too.
    Foreign,
}

/// Refuses a book that is not as it was left, before anything in it is changed.
fn look_through(
    db: &Connection,
    path: &Path,
    left: Left,
    sum: Option<u64>,
) -> Result<Trust, BookError> {
    let damaged = |why: &str| BookError::damaged(path, why);
    let (check, trust) = match (left, sum) {
        (Left::Closed(closed), Some(sum)) => {
            let now = commits(db).map_err(|error| damaged(&error.to_string()))?;
            match (now == closed.commits, sum == closed.sum) {
                (true, true) => return Ok(Trust::Own),
                (true, false) => return Err(damaged(CHANGED)),
                // A copy of another time was put in its place.
                (false, _) => ("integrity_check", Trust::Foreign),
            }
        }
        (Left::Open | Left::Closed(_), _) => ("quick_check", Trust::Own),
        (Left::Unknown, _) => ("integrity_check", Trust::Foreign),
    };
    first_wrong(db, check).map_or(Ok(trust), |why| Err(damaged(&why)))
}

const CHANGED: &str = "it has changed since Tieline last closed it (if you changed it with another program, remove the file beside it that ends in -lock, and Tieline checks the book again)";

/// What SQLite finds wrong first.
fn first_wrong(db: &Connection, check: &str) -> Option<String> {
    let first = db.query_row(&format!("PRAGMA {check}(1)"), [], |row| {
        row.get::<_, String>(0)
    });
    match first {
        Ok(first) if first == "ok" => None,
        Ok(first) => Some(first),
        Err(error) => Some(error.to_string()),
    }
}

/// How often something was written into a book.
pub(super) fn commits(db: &Connection) -> rusqlite::Result<i64> {
    db.query_row("SELECT commits FROM state", [], |row| row.get(0))
}
