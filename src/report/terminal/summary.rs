//! The first thing that a person sees: whose network, what was read, how many stand where.

use std::collections::BTreeMap;

use super::{Look, Page};
use crate::model::audit::{Audit, Unmatched};
use crate::model::intake::{Fate, FileReport};
use crate::model::moment::date_of;
use crate::model::problem::Problem;
use crate::model::standing::Band;
use crate::report::intake::{
    equation, kind_and_era, problem_counts, remarks, span, together, totals,
};
use crate::report::plain::{clip, plain};
use crate::report::to_do;
use crate::report::words::{band_heading, count, day, in_a_row, thousands, told_verdicts};
use crate::words::advice;

/// Correspondents without a card, kinds of problems, and files of a kind, that are named.
const NAMED: usize = 3;
/// Files that are named of which there is nothing else to say.
const LISTED: usize = 8;
/// So many files have lines of their own; of more the report is by kind.
const ONE_BY_ONE: usize = 20;

/// The summary in paragraphs; every line fits the width.
pub fn summary(audit: &Audit, look: Look) -> String {
    let mut page = Page::new(look);
    page.owner(audit);
    page.files(audit);
    page.remarks(audit);
    page.gap();
    page.item("", &totals(audit));
    page.problems(audit);
    page.correspondents(audit);
    page.bands(audit);
    page.verdicts(audit);
    page.deletions(audit);
    page.finish()
}

impl Page {
    /// Whose network, as of when, and how that was found.
    fn owner(&mut self, audit: &Audit) {
        let owner = &audit.owner;
        let whose = owner
            .name
            .as_deref()
            .or_else(|| owner.emails.first().map(|e| e.as_str()));
        let whose = match whose {
            Some(name) => format!("The network of {}", clip(name, self.width - 34)),
            None if owner.known => "Your network".to_owned(),
            None => "The network of an unknown owner".to_owned(),
        };
        let title = format!("{whose} as of {}", day(date_of(audit.as_of)));
        self.line(&self.paint.bold(&title));
        if owner.known {
            self.item("You: ", &in_a_row(&owner.found));
        } else {
            self.item(
                "",
                "It is not known who you are, so nobody can say who wrote to whom, or how likely an answer is. \
                 Say it with --me and an e-mail address of yours.",
            );
        }
    }

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
        self.item(
            "",
            "report.md, which --out writes, has each file by itself.",
        );
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

    fn remarks(&mut self, audit: &Audit) {
        self.gap();
        for remark in &audit.remarks {
            self.item("", remark);
        }
    }

    fn problems(&mut self, audit: &Audit) {
        let counts = problem_counts(audit);
        for (code, n) in counts.iter().take(NAMED) {
            let first = audit.problems.iter().find(|p| p.code == *code);
            // What is wrong with one whole file is better said in its own words.
            let words = match first {
                Some(problem) if *n == 1 && problem.place.line == 0 => plain(&problem.message),
                _ => code.meaning().into(),
            };
            let place = first.map_or_else(String::new, |problem| place(audit, problem));
            self.item(
                "  ",
                &format!("{} × {}: {words} {place}", thousands(*n), code.name()),
            );
        }
        if counts.len() > NAMED {
            let others = (counts.len() - NAMED) as u64;
            self.item(
                "  ",
                &format!(
                    "and {}",
                    count(others, "other kind of problem", "other kinds of problems")
                ),
            );
        }
    }

    fn correspondents(&mut self, audit: &Audit) {
        let number = audit.unmatched.len() as u64;
        if number == 0 {
            return;
        }
        let alike = |a: &Unmatched, b: &Unmatched| a.called().is_some() && a.called() == b.called();
        let active = |someone: &Unmatched| someone.out + someone.inn + someone.met > 0;
        let people = audit.unmatched.chunk_by(alike);
        let people = people.filter(|people| people.iter().any(active));
        let strongest: Vec<String> = people.take(NAMED).map(named).collect();
        let strongest = match strongest.join(", ").as_str() {
            "" => String::new(),
            names => format!("; the most active: {names}"),
        };
        let who = count(
            number,
            "correspondent has no card",
            "correspondents have no card",
        );
        self.item("", &format!("{who}{strongest}"));
    }

    fn bands(&mut self, audit: &Audit) {
        self.gap();
        self.line(&self.paint.bold("Would they answer?"));
        let counts = audit.bands();
        for band in Band::ALL {
            let number = counts.get(&band).copied().unwrap_or(0);
            self.line(&format!(
                "  {:>8}  {}",
                thousands(number as u64),
                band_heading(band, audit.owner.known)
            ));
        }
    }

    fn verdicts(&mut self, audit: &Audit) {
        self.gap();
        self.line(&self.paint.bold("What to do"));
        let counts = audit.verdicts();
        for verdict in told_verdicts(audit) {
            let number = thousands(counts.get(&verdict).copied().unwrap_or(0) as u64);
            let word = self
                .paint
                .verdict(verdict, &format!("{:<9}", verdict.word()));
            self.line(&format!("  {number:>8}  {word}  {}", advice(verdict)));
        }
    }

    /// What became of the decisions to delete.
    fn deletions(&mut self, audit: &Audit) {
        let said = [to_do::sentence(&audit.to_do), to_do::remark(&audit.to_do)];
        for text in said.into_iter().flatten() {
            self.gap();
            self.item("", &text);
        }
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

/// Where a kind of problem is met first.
fn place(audit: &Audit, problem: &Problem) -> String {
    let file = audit.files.get(problem.place.file.0 as usize);
    let name = file.map_or("", |file| split_name(file).1);
    match problem.place.line {
        0 => format!("({name})"),
        line => format!("(first: {name}, line {line})"),
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

/// Somebody who may stand on several lines, under the name that is written as people say it.
fn named(lines: &[Unmatched]) -> String {
    let is_filed = |line: &&Unmatched| line.name.contains(',');
    let line = lines.iter().find(|line| !is_filed(line)).or(lines.first());
    let name = line.map_or_else(String::new, |line| clip(&line.name, 30));
    let sum = |count: fn(&Unmatched) -> u32| lines.iter().map(|l| u64::from(count(l))).sum::<u64>();
    let (messages, met) = (sum(|l| l.out) + sum(|l| l.inn), sum(|l| l.met));
    let (messages, met) = (
        (messages > 0).then(|| count(messages, "message", "messages")),
        (met > 0).then(|| count(met, "meeting", "meetings")),
    );
    let how_often: Vec<String> = messages.into_iter().chain(met).collect();
    match how_often.join(", ").as_str() {
        "" => name,
        how_often => format!("{name} ({how_often})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::owner::Owner;
    use crate::report::plain::is_unsafe;
    use crate::report::sample;
    use unicode_width::UnicodeWidthStr;

    fn shown(audit: &Audit, width: usize) -> String {
        summary(
            audit,
            Look {
                width,
                colour: false,
            },
        )
    }

    #[test]
    fn at_eighty_columns() {
        insta::assert_snapshot!(shown(&sample::audit(), 80));
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

    #[test]
    fn an_unknown_owner_is_said_with_what_to_do() {
        let audit = Audit {
            owner: Owner::default(),
            ..sample::audit()
        };
        let text = shown(&audit, 80);
        assert!(
            text.starts_with("The network of an unknown owner as of 3 Nov 2026\n"),
            "{text}"
        );
        assert!(text.contains("--me"));
    }

    #[test]
    fn every_line_fits_and_none_steers() {
        let mut audit = sample::audit();
        audit.files[0].name = format!("{}\u{1b}[2J/明.csv", "very-long-folder/".repeat(40));
        audit.owner.name = Some("N\u{202e}".repeat(500));
        audit
            .remarks
            .push("no-blank-in-this-remark".repeat(100_000));
        for width in [60, 80, 133] {
            for line in shown(&audit, width).lines() {
                assert!(line.width() <= width, "{width}: {line}");
                assert!(!line.contains(is_unsafe), "{line:?}");
            }
        }
    }

    #[test]
    fn colour_changes_nothing_but_colour() {
        let painted = summary(
            &sample::audit(),
            Look {
                width: 80,
                colour: true,
            },
        );
        assert!(painted.contains("\u{1b}["));
        assert_eq!(
            anstream::adapter::strip_str(&painted).to_string(),
            shown(&sample::audit(), 80)
        );
    }
}
