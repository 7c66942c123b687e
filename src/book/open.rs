//! Where a book is, and how it is opened: private, in one transaction, at the schema of this program.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use etcetera::BaseStrategy;
use rusqlite::{Connection, OpenFlags};

use super::Book;
use super::error::BookError;
use super::lock::Lock;
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
    /// are told of this one.
    ///
    /// # Errors
    /// Where it is in use, is of a later Tieline, or cannot be read or written.
    pub fn open(path: &Path, who: &str, patience: Duration) -> Result<Self, BookError> {
        if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
            private_folder(folder).map_err(BookError::disk(path))?;
        }
        let lock = Lock::take(path, who, patience)?;
        private_file(path).map_err(BookError::disk(path))?;
        let db = connect(path).map_err(BookError::of(path))?;
        Self::begin_with(db, path, Some(lock))
    }

    /// A book for one run, which nobody else sees and which is gone with it.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn in_memory() -> Result<Self, BookError> {
        let path = Path::new("in memory");
        let db = Connection::open_in_memory().map_err(BookError::of(path))?;
        Self::begin_with(db, path, None)
    }

    fn begin_with(mut db: Connection, path: &Path, lock: Option<Lock>) -> Result<Self, BookError> {
        schema::bring_up_to_date(&mut db, path)?;
        db.execute_batch("BEGIN IMMEDIATE")
            .map_err(BookError::of(path))?;
        Ok(Self {
            path: path.to_owned(),
            db,
            run: 0,
            _lock: lock,
        })
    }
}

/// The journal beside the book takes the book's own permissions.
fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(path, flags)?;
    db.pragma_update(None, "journal_mode", "WAL")?;
    db.pragma_update(None, "synchronous", "FULL")?;
    db.pragma_update(None, "foreign_keys", true)?;
    // 64 MB: with the 2 MB that it has by itself a history of millions is read again and again while it is written.
    db.pragma_update(None, "cache_size", -65_536)?;
    // What is forgotten or undone leaves no trace in the pages that are free then.
    db.pragma_update(None, "secure_delete", true)?;
    Ok(db)
}

/// Makes a folder that nobody else may look into; one that is there is left as it is.
fn private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Opens a file that nobody else may read, and makes it where it is not there.
pub fn private_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        if file.metadata()?.permissions().mode() & 0o077 != 0 {
            fs::set_permissions(path, fs::Permissions::from_mode(0o600))?;
        }
    }
    Ok(file)
}
