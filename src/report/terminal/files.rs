//! The import report file by file: what became of every row. Printed with `--files`; the summary has a line a source.

use std::collections::BTreeMap;

use super::{Look, Page};
use crate::model::audit::Audit;
use crate::model::intake::{Fate, FileReport};
use crate::report::intake::{equation, kind_and_era, remarks, span, together};
use crate::report::plain::clip;

/// Files of a kind that are named.
const NAMED: usize = 3;
/// Files that are named of which there is nothing else to say.
const LISTED: usize = 8;
/// So many files have lines of their own; of more the report is by kind.
const ONE_BY_ONE: usize = 20;

/// Every file and what became of its rows; every line fits the width.
pub fn files(audit: &Audit, look: Look) -> String {
    let mut page = Page::new(look);
    page.files(audit);
    page.finish()
}

impl Page {
    /// The import report: what became of the rows of each file, by folder; of many files by kind.
    fn files(&mut self, audit: &Audit) {
        let mut by_folder: BTreeMap<&str, Vec<&FileReport>> = BTreeMap::new();
        for file in &audit.files {
            by_folder.entry(split_name(file).0).or_default().push(file);
        }
        let told = audit.files.iter().filter(|file| file.rows > 0).count();
        if told > ONE_BY_ONE {
            self.gap();
            return self.kinds(&audit.files.iter().collect::<Vec<_>>());
        }
        for (name, files) in by_folder {
            self.gap();
            if !name.is_empty() {
                self.line(&self.paint.bold(&clip(name, self.width)));
            }
            let sorted = Sorted::of(&files);
            for file in &sorted.theirs {
                self.file(file);
            }
            self.others(&sorted);
        }
    }

    /// A line for each kind of file, the kinds in the order of the alphabet.
    fn kinds(&mut self, files: &[&FileReport]) {
        let sorted = Sorted::of(files);
        let mut kinds: BTreeMap<&str, Vec<&FileReport>> = BTreeMap::new();
        for file in &sorted.theirs {
            kinds.entry(file.kind).or_default().push(file);
        }
        for (kind, files) in kinds {
            let names: Vec<String> = files.iter().map(|file| counted(file)).collect();
            let names = few(&names, NAMED);
            let all = together(&files);
            let mut told = vec![format!("{kind} ({names}): {}", equation(&all))];
            told.extend(span(&all));
            if let [only] = files[..] {
                told.extend(remarks(only));
            }
            self.item("  ", &told.join("; "));
        }
        self.others(&sorted);
        self.item("", "report.html (with --out) lists each file.");
    }

    /// Files that gave nothing, in a line.
    pub(super) fn not_read(&mut self, audit: &Audit) {
        let files: Vec<&FileReport> = audit.files.iter().collect();
        let sorted = Sorted::of(&files);
        let names: Vec<String> = sorted.unread.iter().map(|f| counted(f)).collect();
        if !names.is_empty() {
            self.item("  ", &format!("Not read: {}", few(&names, LISTED)));
        }
    }

    /// Files of which there is nothing to say but their names.
    fn others(&mut self, files: &Sorted<'_>) {
        for (what, files) in [
            ("About you: ", &files.yours),
            ("Nothing in: ", &files.empty),
            ("Not read: ", &files.unread),
        ] {
            if !files.is_empty() {
                let names: Vec<String> = files.iter().map(|f| counted(f)).collect();
                self.item("  ", &format!("{what}{}", few(&names, LISTED)));
            }
        }
    }

    fn file(&mut self, file: &FileReport) {
        let (_, base) = split_name(file);
        self.item("  ", &format!("{base}: {}", equation(file)));
        let about = [kind_and_era(file), span(file).unwrap_or_default()];
        let about = about.into_iter().chain(remarks(file));
        let about: Vec<String> = about.filter(|text| !text.is_empty()).collect();
        self.item("    ", &about.join("; "));
    }
}

/// Files by what there is to say of them.
struct Sorted<'a> {
    /// With rows that are not all on the owner.
    theirs: Vec<&'a FileReport>,
    yours: Vec<&'a FileReport>,
    empty: Vec<&'a FileReport>,
    unread: Vec<&'a FileReport>,
}

impl<'a> Sorted<'a> {
    fn of(files: &[&'a FileReport]) -> Self {
        let (told, silent): (Vec<_>, Vec<_>) = files.iter().partition(|f| f.rows > 0);
        let (yours, theirs) = told
            .into_iter()
            .partition(|f: &&FileReport| f.of(Fate::Owner) == f.rows);
        let (empty, unread) = silent
            .into_iter()
            .partition(|f: &&FileReport| !f.kind.is_empty());
        Self {
            theirs,
            yours,
            empty,
            unread,
        }
    }
}

/// The first of some names, and how many there are beside; one that comes again is said once: "15 × Connections.csv".
fn few(names: &[String], most: usize) -> String {
    let mut counted: Vec<(&String, usize)> = Vec::new();
    for name in names {
        match counted.iter_mut().find(|(known, _)| *known == name) {
            Some((_, times)) => *times += 1,
            None => counted.push((name, 1)),
        }
    }
    // One more name is as short as saying that there is one more.
    let shown = if counted.len() <= most + 1 {
        counted.len()
    } else {
        most
    };
    let said = counted[..shown].iter().map(|(name, times)| match times {
        1 => (*name).clone(),
        _ => format!("{times} × {name}"),
    });
    let said = said.collect::<Vec<_>>().join(", ");
    match counted[shown..].iter().map(|(_, times)| times).sum() {
        0 => said,
        more => format!("{said} and {more} more"),
    }
}

/// A file's folder or archive, and its name there.
fn split_name(file: &FileReport) -> (&str, &str) {
    file.name.rsplit_once('/').unwrap_or(("", &file.name))
}

/// The name of a file that gave nothing, and how many there are of its kind.
fn counted(file: &FileReport) -> String {
    let (_, base) = split_name(file);
    match file.remarks.as_slice() {
        [count] if file.kind.is_empty() => format!("{base} ({count})"),
        _ => base.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    fn shown(audit: &Audit, width: usize) -> String {
        files(
            audit,
            Look {
                width,
                colour: false,
            },
        )
    }

    #[test]
    fn a_name_that_comes_again_is_said_once() {
        let names = |list: &str| list.chars().map(String::from).collect::<Vec<_>>();
        assert_eq!(few(&names("aab"), 3), "2 × a, b");
        assert_eq!(few(&names("abcadeef"), 3), "2 × a, b, c and 4 more");
        assert_eq!(few(&names("abcd"), 3), "a, b, c, d");
    }

    #[test]
    fn many_files_have_a_line_a_kind() {
        let mut audit = sample::audit();
        audit.files.extend((0..30).map(|n| FileReport {
            name: format!("backup/chat {n:02}.txt"),
            kind: "WhatsApp chat",
            rows: 2,
            fates: [(Fate::Event, 2)].into(),
            span: Some((n * 86_400, n * 86_400)),
            remarks: vec!["a remark".to_owned()],
            ..FileReport::default()
        }));
        let text = shown(&audit, 80);
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let folded = "WhatsApp chat (chat 00.txt, chat 01.txt, chat 02.txt and 27 more): 60 rows = 60 events; 1 Jan 1970 to 30 Jan 1970 ";
        assert!(words.contains(folded), "{text}");
        assert!(text.contains("Not read: Learning.csv"), "{text}");
        assert!(text.lines().count() < 45, "{text}");
    }
}
