//! The output folder: built beside its place and renamed, so that it is there whole or not at all. Private: 0700, files 0600.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::own;

/// The folder that is being built, for whoever has to clear up after an interruption.
static BUILDING: Mutex<Option<PathBuf>> = Mutex::new(None);

/// How the name of a folder begins while it is built.
pub(super) const STAGING: &str = ".tieline-";
/// So many characters follow.
const DRAWN: usize = 6;
/// How often the removal of a half-built folder is tried.
const TRIES: u32 = 50;
/// How long it waits in between.
const PAUSE: Duration = Duration::from_millis(100);
/// Bytes that are held back before they are written.
const BUFFER: usize = 256 * 1024;

/// A folder while it is built.
#[derive(Debug)]
pub struct OutDir {
    target: PathBuf,
    staging: Option<tempfile::TempDir>,
    /// What was written so far.
    written: Mutex<BTreeSet<String>>,
    /// Locked as long as this process lives, for others to know that it does.
    _owner: Option<File>,
}

impl OutDir {
    /// Begins a folder; refuses one that holds anything already, for it may hold decisions made by hand.
    pub fn begin(target: &Path) -> io::Result<Self> {
        check_free(target)?;
        let parent = match target.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        fs::create_dir_all(parent)?;
        sweep(parent);
        let mut builder = tempfile::Builder::new();
        builder.prefix(STAGING);
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
        let mut building = building();
        let staging = builder.tempdir_in(parent)?;
        let owner = locked(staging.path());
        *building = Some(staging.path().to_owned());
        drop(building);
        Ok(Self {
            target: target.to_owned(),
            staging: Some(staging),
            written: Mutex::default(),
            _owner: owner,
        })
    }

    /// Writes one file of the folder; `name` may begin with a folder inside of it.
    pub fn file(
        &self,
        name: &str,
        write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
    ) -> io::Result<()> {
        let Some(staging) = &self.staging else {
            return Ok(());
        };
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        // A file that appeared while the folder is being removed would keep it there.
        let undisturbed = building();
        let path = staging.path().join(name);
        if let Some(folder) = path.parent() {
            let mut builder = fs::DirBuilder::new();
            builder.recursive(true);
            #[cfg(unix)]
            std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
            builder.create(folder)?;
        }
        let file = options.open(path)?;
        drop(undisturbed);
        let mut out = BufWriter::with_capacity(BUFFER, file);
        write(&mut out)?;
        out.flush()?;
        out.get_ref().sync_all()?;
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        written.insert(name.to_owned());
        Ok(())
    }

    /// Puts the folder in its place, with a list of its files, so that no run takes them for input.
    pub fn finish(self) -> io::Result<()> {
        let written = self.written.lock();
        let written = written.unwrap_or_else(PoisonError::into_inner).clone();
        self.file(own::LIST, |file| {
            writeln!(file, "{}", own::LIST_HEAD)?;
            written.iter().try_for_each(|name| writeln!(file, "{name}"))
        })?;
        self.finish_unlisted()
    }

    /// Puts the folder in its place without a list: what is for others, or what nobody reads as input.
    pub fn finish_unlisted(mut self) -> io::Result<()> {
        check_free(&self.target)?;
        if self.target.is_dir() {
            fs::remove_dir(&self.target)?;
        }
        let Some(staging) = self.staging.take() else {
            return Ok(());
        };
        let mut building = building();
        let path = staging.keep();
        let renamed = fs::rename(&path, &self.target);
        if renamed.is_err() {
            fs::remove_dir_all(&path)?;
        }
        *building = None;
        renamed
    }
}

/// The lock of a folder; the system gives it back when the process ends, however it ends. None where folders cannot be locked.
fn locked(folder: &Path) -> Option<File> {
    let owner = File::open(folder).ok()?;
    owner.try_lock().ok().map(|()| owner)
}

/// Removes what runs that were killed left half built. A folder that is locked belongs to a run that goes on.
fn sweep(parent: &Path) {
    let is_staging = |entry: &fs::DirEntry| {
        let name = entry.file_name();
        let drawn = name.to_str().and_then(|name| name.strip_prefix(STAGING));
        drawn.is_some_and(|drawn| drawn.len() == DRAWN)
            && entry.file_type().is_ok_and(|kind| kind.is_dir())
    };
    let entries = fs::read_dir(parent).into_iter().flatten().flatten();
    for left in entries.filter(is_staging) {
        if let Some(_owner) = locked(&left.path()) {
            // What cannot be removed stays; it is in nobody's way.
            let _ = fs::remove_dir_all(left.path());
        }
    }
}

/// Writes one private file into a private folder, in the place of one of the same name: whole or not at all.
pub fn replace(
    folder: &Path,
    name: &str,
    write: impl FnOnce(&mut BufWriter<&mut File>) -> io::Result<()>,
) -> io::Result<PathBuf> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    let mut out = BufWriter::with_capacity(BUFFER, file.as_file_mut());
    write(&mut out)?;
    out.flush()?;
    drop(out);
    file.as_file().sync_all()?;
    let path = folder.join(name);
    file.persist(&path)?;
    Ok(path)
}

/// Whether a folder can be put there.
pub fn check_free(target: &Path) -> io::Result<()> {
    let taken = match fs::read_dir(target) {
        Ok(mut entries) => entries.next().is_some(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => false,
        Err(_) => true,
    };
    if taken {
        let message = format!(
            "{} already exists and is not an empty folder; name a new one",
            crate::report::plain::path(target)
        );
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, message));
    }
    Ok(())
}

/// Removes a half-built folder; for the handler of an interruption, which ends the process.
pub fn abandon() {
    let mut building = building();
    if let Some(path) = building.take() {
        // Windows keeps a folder as long as a file of it is being written; no other one is begun. The process is about to end:
        // an error has nobody left to hear it.
        let mut tries = 0..TRIES;
        while fs::remove_dir_all(&path).is_err() && path.exists() && tries.next().is_some() {
            std::thread::sleep(PAUSE);
        }
    }
    // Nothing may be built between now and the end of the process: whoever wants to waits for a lock that is never given back.
    std::mem::forget(building);
}

fn building() -> std::sync::MutexGuard<'static, Option<PathBuf>> {
    BUILDING.lock().unwrap_or_else(PoisonError::into_inner)
}
