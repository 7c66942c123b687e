//! What stands above the answer: whose network, what was read and covers what, what was wrong, who is on no card.

use super::{Look, Page};
use crate::model::audit::{Audit, Unmatched};
use crate::model::front::Front;
use crate::model::intake::FileReport;
use crate::model::moment::date_of;
use crate::model::problem::Problem;
use crate::report::hygiene;
use crate::report::intake::{problem_counts, sources};
use crate::report::plain::{clip, plain, shorten};
use crate::report::words::{count, day, in_a_row, thousands};
use crate::words::{self, coverage};

/// Kinds of problems that are named.
const PROBLEMS: usize = 3;
/// Correspondents without a card who are named.
const NAMED: usize = 10;

/// The summary in paragraphs; every line fits the width.
pub fn summary(audit: &Audit, look: Look) -> String {
    let mut page = Page::new(look);
    page.cut_off(audit);
    page.owner(audit);
    page.gap();
    for source in sources(audit) {
        page.item("  ", &source);
    }
    page.not_read(audit);
    page.coverage(audit);
    page.gap();
    for remark in &audit.remarks {
        page.item("", remark);
    }
    for ask in &audit.asks {
        page.item("", &words::ask(ask, Front::Program));
    }
    // What LinkedIn adds to its own lists nobody has to explain.
    let others = audit
        .files
        .iter()
        .filter(|file| !file.kind.starts_with("LinkedIn "));
    for columns in others.filter_map(words::not_understood) {
        page.item("", &columns);
    }
    page.problems(audit);
    page.correspondents(audit);
    page.not_people(audit);
    for line in hygiene::lines(audit) {
        page.item("", &line);
    }
    page.deletions(audit);
    page.finish()
}

impl Page {
    /// Companies and mailboxes: kept, and set apart from people.
    fn not_people(&mut self, audit: &Audit) {
        let things = audit.not_people.len() as u64;
        if things > 0 {
            self.item("", &words::not_people(things));
        }
    }

    /// What is missing of the files, before all else.
    fn cut_off(&mut self, audit: &Audit) {
        if let Some(words) = coverage::cut_off(&audit.cut_off(), shorten) {
            self.item("", &words);
            self.gap();
        }
    }

    /// What was read of which channel, and what would tell most next.
    fn coverage(&mut self, audit: &Audit) {
        self.gap();
        self.item("", &coverage::read(&audit.coverage));
        if let Some(words) = coverage::next(audit.next.as_ref(), audit.owner.known, &audit.coverage)
        {
            self.item("", &words);
        }
        for remark in &audit.inputs {
            self.item("", &coverage::remark(remark, Front::Program));
        }
    }

    /// Whose network, as of when, and how that was found.
    fn owner(&mut self, audit: &Audit) {
        let owner = &audit.owner;
        let whose = owner
            .name
            .as_deref()
            .or_else(|| owner.emails.first().map(|e| e.as_str()));
        let whose = match whose {
            Some(name) => format!("The network of {}", clip(name, self.width - 34)),
            None => "Your network".to_owned(),
        };
        let title = format!("{whose} as of {}", day(date_of(audit.as_of)));
        self.line(&self.paint.bold(&title));
        if owner.known {
            self.item("You: ", &in_a_row(&audit.owner_found));
        }
    }

    fn problems(&mut self, audit: &Audit) {
        let counts = problem_counts(audit);
        if counts.is_empty() {
            return;
        }
        let all = counts.iter().map(|(_, n)| n).sum();
        self.item("", &words::problems(all));
        for (code, n) in counts.iter().take(PROBLEMS) {
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
        if counts.len() > PROBLEMS {
            let others = (counts.len() - PROBLEMS) as u64;
            self.item("  ", &words::other_problems(others));
        }
    }

    fn correspondents(&mut self, audit: &Audit) {
        let alike = |a: &Unmatched, b: &Unmatched| a.called().is_some() && a.called() == b.called();
        let active =
            |someone: &Unmatched| !someone.is_nobody && someone.out + someone.inn + someone.met > 0;
        let people = audit.unmatched.chunk_by(alike);
        let people: Vec<_> = people.filter(|people| people.iter().any(active)).collect();
        if people.is_empty() {
            return;
        }
        let number = people.len() as u64;
        let people = people.into_iter();
        let strongest: Vec<String> = people.take(NAMED).map(named).collect();
        self.item("", &words::without_card(number, &strongest));
    }

    /// What became of the decisions to delete.
    fn deletions(&mut self, audit: &Audit) {
        let to_do = &audit.to_do;
        let said = words::deletions(to_do.deletions.len() as u64, to_do.gone() as u64);
        let said = [said, words::page::untold(to_do)];
        for text in said.into_iter().flatten() {
            self.gap();
            self.item("", &text);
        }
    }
}

/// Where a kind of problem is met first.
fn place(audit: &Audit, problem: &Problem) -> String {
    let file = audit.files.get(problem.place.file.0 as usize);
    let name = file.map_or("", FileReport::base_name);
    match problem.place.line {
        0 => format!("({name})"),
        line => format!("(first: {name}, line {line})"),
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
    let known = lines.iter().find_map(|line| line.acquaintance.as_deref());
    let band = known.map(|known| known.standing.band.word().to_owned());
    let about: Vec<String> = how_often.into_iter().chain(band).collect();
    match about.join(", ").as_str() {
        "" => name,
        about => format!("{name} ({about})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
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
