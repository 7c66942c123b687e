//! LinkedIn's exports among the files of a run: which files are of one, and of which day it is.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, TimeDelta};

use super::intake::{FileId, FileReport};
use super::moment::date_of;

/// The files of one export: a folder, or a zip, or what was given beside each other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Export {
    /// The folder or zip, with the separator behind it; empty where the files were named alone.
    pub folder: String,
    /// Its files that are LinkedIn's.
    pub files: Vec<FileId>,
    /// Day of the newest row of any of them before the audit.
    pub newest_row: Option<NaiveDate>,
    /// The day that LinkedIn wrote into its name, or else the day on which its archive was packed.
    pub made: Option<NaiveDate>,
}

impl Export {
    /// The day that it tells of, as far as an audit of a day may know; none if neither its name nor a row nor its archive tells.
    pub fn day(&self, as_of: NaiveDate) -> Option<NaiveDate> {
        self.newest_row.max(self.made.filter(|day| *day <= as_of))
    }

    /// The last day that it covers, no later than that of the audit.
    pub fn until(&self, as_of: NaiveDate) -> Option<NaiveDate> {
        self.newest_row.max(self.made).map(|day| day.min(as_of))
    }
}

/// All exports, in order of folder.
pub fn exports(files: &[FileReport]) -> Vec<Export> {
    let mut by_folder: BTreeMap<&str, Export> = BTreeMap::new();
    for (file, id) in files.iter().zip(0..) {
        if !is_of_linkedin(file.kind) {
            continue;
        }
        let folder = folder(&file.name);
        let export = by_folder.entry(folder).or_insert_with(|| Export {
            folder: folder.to_owned(),
            made: day_in_name(folder),
            ..Export::default()
        });
        export.files.push(FileId(id));
        let newest = file.span.map(|(_, last)| date_of(last));
        export.newest_row = export.newest_row.max(newest);
    }
    let mut exports: Vec<Export> = by_folder.into_values().collect();
    for export in &mut exports {
        export.made = export.made.or_else(|| packed(export, files));
    }
    // Of one that was given twice one name may tell the day.
    let mut made: BTreeMap<Content<'_>, Option<NaiveDate>> = BTreeMap::new();
    for export in &exports {
        if let Some(content) = content(export, files) {
            let day = made.entry(content).or_default();
            *day = export.made.max(*day);
        }
    }
    for export in &mut exports {
        let day = || content(export, files).and_then(|content| *made.get(&content)?);
        export.made = export.made.or_else(day);
    }
    exports
}

/// The files of exports that are byte for byte another one's of the same day, which was given too.
pub fn copies(files: &[FileReport]) -> BTreeSet<FileId> {
    let mut known: BTreeSet<(Content<'_>, Option<NaiveDate>)> = BTreeSet::new();
    let exports = exports(files);
    let mut is_again = |export: &&Export| {
        let content = content(export, files);
        content.is_some_and(|content| !known.insert((content, export.made)))
    };
    let again = exports.iter().filter(|export| is_again(export));
    again
        .flat_map(|export| export.files.iter().copied())
        .collect()
}

/// Names and fingerprints of the files of an export.
type Content<'a> = Vec<(&'a str, u64)>;

fn content<'a>(export: &Export, files: &'a [FileReport]) -> Option<Content<'a>> {
    let of = |id: &FileId| {
        let file = files.get(id.0 as usize)?;
        Some((file.base_name(), file.content?))
    };
    let mut content: Content<'_> = export.files.iter().map(of).collect::<Option<_>>()?;
    content.sort_unstable();
    Some(content)
}

/// Whether a file of this kind is LinkedIn's own: its names never change.
pub fn is_of_linkedin(kind: &str) -> bool {
    kind.starts_with("LinkedIn ")
}

/// The day on which LinkedIn packed an archive: all of it at once. What its owner packed again bears the days on which each file was
/// last saved, and says nothing.
fn packed(export: &Export, files: &[FileReport]) -> Option<NaiveDate> {
    let days = export
        .files
        .iter()
        .map(|id| files.get(id.0 as usize)?.packed);
    let days: Vec<NaiveDate> = days.collect::<Option<_>>()?;
    let (first, last) = (days.iter().min()?, days.iter().max()?);
    (*last - *first <= TimeDelta::days(1)).then_some(*last)
}

/// The folder or archive of a file, with the separator behind it.
fn folder(name: &str) -> &str {
    let end = name.rfind(['/', '\\']).map_or(0, |at| at + 1);
    &name[..end]
}

/// The day in a name such as `Complete_LinkedInDataExport_11-01-2026.zip`, which has the month first.
fn day_in_name(name: &str) -> Option<NaiveDate> {
    let (_, behind) = name.rsplit_once("LinkedInDataExport_")?;
    NaiveDate::parse_from_str(behind.get(..10)?, "%m-%d-%Y").ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::moment::start_of;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn file(name: &str, newest: &str) -> FileReport {
        let last = start_of(day(newest));
        FileReport {
            name: name.to_owned(),
            kind: FileReport::CONNECTIONS,
            span: Some((0, last)),
            ..FileReport::default()
        }
    }

    #[test]
    fn files_of_one_folder_are_one_export_and_its_name_tells_the_day() {
        let files = [
            file(
                "a/Basic_LinkedInDataExport_10-28-2026.zip/Connections.csv",
                "2026-10-02",
            ),
            file(
                "a/Basic_LinkedInDataExport_10-28-2026.zip/messages.csv",
                "2026-10-20",
            ),
            file("b/Connections.csv", "2026-11-03"),
        ];
        let found = exports(&files);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].files, [FileId(0), FileId(1)]);
        let as_of = day("2026-12-01");
        assert_eq!(found[0].until(as_of), Some(day("2026-10-28")));
        assert_eq!(found[1].until(as_of), Some(day("2026-11-03")));
        assert!(copies(&files).is_empty());
        // An audit of an earlier day knows of no later one.
        let earlier = day("2026-10-25");
        assert_eq!(found[0].until(earlier), Some(earlier));
        assert_eq!(found[0].day(earlier), Some(day("2026-10-20")));
    }

    #[test]
    fn an_export_given_as_folder_and_as_zip_is_one_of_the_day_that_the_zip_tells() {
        let with = |name: &str, content| FileReport {
            content: Some(content),
            ..file(name, "2026-10-02")
        };
        let zip = "a/Basic_LinkedInDataExport_10-28-2026.zip/Connections.csv";
        let twice = [with(zip, 7), with("linkedin/Connections.csv", 7)];
        let days: Vec<_> = exports(&twice).iter().map(|export| export.made).collect();
        assert_eq!(days, [Some(day("2026-10-28")); 2]);
        assert_eq!(copies(&twice).into_iter().collect::<Vec<_>>(), [FileId(1)]);
        let two = [with(zip, 7), with("linkedin/Connections.csv", 8)];
        assert_eq!(exports(&two)[1].made, None);
        assert!(copies(&two).is_empty());
    }
}
