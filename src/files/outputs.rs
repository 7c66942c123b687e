//! Folders that Tieline wrote, found again by the lists that it left in them: whoever wants somebody's traces gone needs their names.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

use super::limited;
use super::own::{LIST, LONGEST, is_audit, listed};

/// So many folders are looked into at most: a disk is not searched.
const MOST: usize = 20_000;

/// What of an audit is looked at where no list says what was written: everybody stands in the first, those without a card in the second.
const AUDIT: [&str; 2] = ["audit.json", "unmatched.csv"];

/// A folder that Tieline wrote.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Output {
    /// The folder.
    pub folder: PathBuf,
    /// The files that it wrote there.
    pub files: Vec<PathBuf>,
}

/// Where to look, and how many folders deep.
#[derive(Debug, Clone)]
pub struct Place {
    /// The folder.
    pub folder: PathBuf,
    /// Zero for the folder alone.
    pub depth: usize,
}

/// The folders that Tieline wrote at or below some places, each once. Links are not followed.
pub fn outputs(places: &[Place]) -> Vec<Output> {
    let mut open: Vec<Place> = places.to_vec();
    let mut seen: BTreeMap<PathBuf, usize> = BTreeMap::new();
    let mut found = BTreeSet::new();
    while let Some(Place { folder, depth }) = open.pop() {
        // The whole way there, without links, so that one folder is not named under two names.
        let Ok(folder) = fs::canonicalize(folder) else {
            continue;
        };
        if seen.len() >= MOST || seen.get(&folder).is_some_and(|known| *known >= depth) {
            continue;
        }
        if let Some(files) = written(&folder) {
            let folder = folder.clone();
            found.insert(Output { folder, files });
        }
        if depth > 0 {
            open.extend(within(&folder).map(|folder| Place {
                folder,
                depth: depth - 1,
            }));
        }
        seen.insert(folder, depth);
    }
    found.into_iter().collect()
}

/// The folders in a folder, but for hidden ones.
fn within(folder: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let is_shown = |entry: &fs::DirEntry| !entry.file_name().to_string_lossy().starts_with('.');
    let is_folder = |entry: &fs::DirEntry| entry.file_type().is_ok_and(|kind| kind.is_dir());
    entries
        .filter(move |entry| is_folder(entry) && is_shown(entry))
        .map(|entry| entry.path())
}

/// The files that Tieline wrote into a folder; none if it did not write it.
fn written(folder: &Path) -> Option<Vec<PathBuf>> {
    let list = folder.join(LIST);
    let is_plain = |path: &Path| fs::symlink_metadata(path).is_ok_and(|file| file.is_file());
    let names = is_plain(&list)
        .then(|| limited::read(&list, LONGEST).ok())
        .flatten()
        .and_then(|list| listed(&list));
    let names: Vec<PathBuf> = match names {
        Some(names) => names.into_iter().map(PathBuf::from).collect(),
        None if is_audit(folder) => AUDIT.iter().map(PathBuf::from).collect(),
        None => return None,
    };
    let is_inside = |name: &Path| {
        let mut parts = name.components();
        parts.all(|part| matches!(part, Component::Normal(_)))
    };
    let files = names.into_iter().filter(|name| is_inside(name));
    let files = files.map(|name| folder.join(name));
    Some(files.filter(|file| is_plain(file)).collect())
}

#[cfg(test)]
mod tests {
    use super::super::own::LIST_HEAD;
    use super::*;

    fn write(folder: &Path, list: &str, files: &[&str]) {
        fs::create_dir_all(folder).unwrap();
        fs::write(folder.join(LIST), format!("{LIST_HEAD}\n{list}")).unwrap();
        for file in files {
            fs::write(folder.join(file), "text").unwrap();
        }
    }

    #[test]
    fn folders_are_found_by_their_lists_as_deep_as_is_asked() {
        let place = tempfile::tempdir().unwrap();
        let place = fs::canonicalize(place.path()).unwrap();
        write(&place.join("a"), "x.csv\n", &["x.csv"]);
        write(
            &place.join("b/c"),
            "y.csv\ngone.csv\n../../a/x.csv\n",
            &["y.csv", "own.csv"],
        );
        fs::create_dir_all(place.join("no")).unwrap();
        let at = |depth| {
            let folder = place.clone();
            outputs(&[Place { folder, depth }])
        };
        let output = |folder: &str, file: &str| Output {
            folder: place.join(folder),
            files: vec![place.join(folder).join(file)],
        };
        assert_eq!(at(0), []);
        assert_eq!(at(1), [output("a", "x.csv")]);
        assert_eq!(at(2), [output("a", "x.csv"), output("b/c", "y.csv")]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_leads_nowhere() {
        let place = tempfile::tempdir().unwrap();
        let folder = fs::canonicalize(place.path()).unwrap();
        write(&folder.join("a"), "x.csv\n", &[]);
        std::os::unix::fs::symlink("/etc/hostname", folder.join("a/x.csv")).unwrap();
        std::os::unix::fs::symlink(&folder, folder.join("a/round")).unwrap();
        let found = outputs(&[Place { folder, depth: 9 }]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].files, Vec::<PathBuf>::new());
    }
}
