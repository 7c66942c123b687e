//! Files and folders of a disk, and standard input.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf, is_separator};
use std::sync::Arc;

use super::ground::{Ground, InAnyOrder};
use super::{Discovery, Found, Limits, PRIVATE, Place, TroubleKind, io_words, is_clutter, own};

/// A file on a disk.
#[derive(Debug)]
struct OnDisk(PathBuf);

impl Ground for OnDisk {
    fn size(&self) -> io::Result<u64> {
        Ok(fs::metadata(&self.0)?.len())
    }

    fn open(&self) -> io::Result<Box<dyn InAnyOrder>> {
        Ok(Box::new(File::open(&self.0)?))
    }

    fn beside(&self, ending: &str) -> Option<io::Result<Vec<u8>>> {
        let mut path = self.0.clone().into_os_string();
        path.push(ending);
        Path::new(&path).is_file().then(|| fs::read(&path))
    }
}

/// Looks behind paths; `-` is standard input. `is_private` names the files that are never opened.
pub fn discover(paths: &[PathBuf], limits: &Limits, is_private: fn(&str) -> bool) -> Discovery {
    let mut discovery = Discovery::default();
    for path in paths {
        if path.as_os_str() == "-" {
            discovery.standard_input(limits);
        } else {
            discovery.path(path, path, true, limits, is_private);
        }
    }
    discovery.end(limits)
}

impl Discovery {
    fn standard_input(&mut self, limits: &Limits) {
        let mut bytes = Vec::new();
        match io::stdin()
            .lock()
            .take(limits.entry)
            .read_to_end(&mut bytes)
        {
            Ok(size) => self.files.push(Found {
                name: "-".to_owned(),
                named: true,
                packed: None,
                size: size as u64,
                place: Place::Memory(bytes),
                log: None,
            }),
            Err(error) => self.trouble(
                "-",
                TroubleKind::Unreadable,
                format!("standard input cannot be read: {error}"),
            ),
        }
    }

    fn path(
        &mut self,
        path: &Path,
        root: &Path,
        named: bool,
        limits: &Limits,
        is_private: fn(&str) -> bool,
    ) {
        let name = name_of(path);
        if !named && is_private(&name) {
            return self.trouble(&name, TroubleKind::Sensitive, PRIVATE.to_owned());
        }
        let metadata = match fs::metadata(path) {
            Ok(metadata) => metadata,
            Err(error) => return self.trouble(&name, TroubleKind::Unreadable, io_words(&error)),
        };
        if metadata.is_dir() {
            return self.folder(path, root, limits, is_private);
        }
        if is_private(&name) {
            return self.trouble(&name, TroubleKind::Sensitive, PRIVATE.to_owned());
        }
        // Whoever opens a pipe waits until somebody writes into it; one that is named has a writer.
        if !named && !metadata.is_file() {
            let message = "a pipe, socket or device and no file; it was not opened";
            return self.trouble(&name, TroubleKind::NoFile, message.to_owned());
        }
        let ground = Arc::new(OnDisk(path.to_owned()));
        self.given(&name, named, ground, (limits, is_private));
    }

    fn folder(
        &mut self,
        folder: &Path,
        root: &Path,
        limits: &Limits,
        is_private: fn(&str) -> bool,
    ) {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => {
                return self.trouble(&name_of(folder), TroubleKind::Unreadable, io_words(&error));
            }
        };
        let mut inside: Vec<PathBuf> = entries
            .filter_map(|entry| entry.ok().map(|entry| entry.path()))
            .collect();
        inside.sort();
        for path in inside {
            let hidden = path
                .file_name()
                .is_some_and(|n| is_clutter(&n.to_string_lossy()));
            if own::is_staging(&path) {
                let message = "a run of Tieline that has not come to its end writes here; it is no input and was not read";
                self.trouble(&name_of(&path), TroubleKind::Own, message.to_owned());
                continue;
            }
            let loops = path.is_symlink()
                && path
                    .canonicalize()
                    .is_ok_and(|real| root.canonicalize().is_ok_and(|root| root.starts_with(real)));
            if (!hidden || is_mail_folder(&path)) && !loops {
                self.path(&path, root, false, limits, is_private);
            }
        }
    }
}

/// How a path is shown and compared: with the same strokes on every system, so that an audit is the same wherever it was made.
fn name_of(path: &Path) -> String {
    path.display().to_string().replace(is_separator, "/")
}

/// Maildir++ begins the names of subfolders with a full stop: `.Sent`.
fn is_mail_folder(path: &Path) -> bool {
    path.join("cur").is_dir() && path.join("new").is_dir()
}
