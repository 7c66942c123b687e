//! The last screen that an audit prints: the answer in a sentence, the numbers, the top of the ranking, what to open next. It fits 80
//! columns and 24 lines.

use std::path::Path;

use super::ranking::ranking;
use super::{Look, Page};
use crate::model::audit::Audit;
use crate::model::front::Front;
use crate::model::moment::Moment;
use crate::model::standing::Band;
use crate::report::plain::clip;
use crate::report::words::{thousands, told_verdicts};
use crate::words;

/// People who wait and are named.
const WAITING: usize = 2;
/// Characters of a name.
const NAME: usize = 24;

/// What was written of an audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written<'a> {
    /// Nothing.
    Nothing,
    /// Everything, into this folder.
    Folder(&'a Path),
    /// The page alone, which was opened.
    Page,
}

/// The answer, with the first `top` people of the ranking, and where everything was written to.
pub fn answer(audit: &Audit, top: usize, written: Written<'_>, look: Look) -> String {
    let mut page = Page::new(look);
    page.sentence(audit);
    page.numbers(audit);
    page.gap();
    let table = ranking(audit, top, look);
    if !table.is_empty() {
        table.lines().for_each(|line| page.line(line));
        page.gap();
    }
    page.waiting(audit);
    page.next(written);
    page.finish()
}

impl Page {
    fn sentence(&mut self, audit: &Audit) {
        let before = self.width;
        let lines = crate::report::plain::wrap(&words::answer(audit, Front::Program), before);
        for line in lines {
            self.line(&self.paint.bold(&line));
        }
    }

    /// How many people are in each band and have each verdict, a line each.
    fn numbers(&mut self, audit: &Audit) {
        let bands = audit.bands();
        let told = Band::ALL.map(|band| {
            let n = bands.get(&band).copied().unwrap_or(0);
            format!("{} {}", thousands(n as u64), band.word())
        });
        self.item("Would they answer?  ", &told.join(" · "));
        let verdicts = audit.verdicts();
        let told: Vec<String> = told_verdicts(audit)
            .map(|verdict| {
                let n = verdicts.get(&verdict).copied().unwrap_or(0);
                format!("{} {}", thousands(n as u64), verdict.word())
            })
            .collect();
        self.item("What to do:         ", &told.join(" · "));
    }

    fn waiting(&mut self, audit: &Audit) {
        let look = &audit.look;
        let listed = look.waiting.iter().filter_map(|waiting| {
            let name = audit.view(&audit.people.get(waiting.person)?.person).name();
            Some((clip(name, NAME), waiting.since))
        });
        let unlisted = look.unlisted.iter().filter_map(|waiting| {
            let name = &audit.unmatched.get(waiting.person)?.name;
            Some((clip(name, NAME), waiting.since))
        });
        let mut named: Vec<(String, Moment)> = listed.chain(unlisted).collect();
        named.sort_by_key(|(_, since)| *since);
        let all = named.len();
        named.truncate(WAITING);
        if let Some(words) = words::waiting(&named, all) {
            self.item("", &words);
        }
    }

    fn next(&mut self, written: Written<'_>) {
        let words = match written {
            Written::Nothing => words::page::OFFER.to_owned(),
            Written::Folder(dir) => words::page::in_folder(&crate::report::plain::path(dir)),
            Written::Page => words::page::DECIDE.to_owned(),
        };
        self.item("", &words);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::plain::is_unsafe;
    use crate::report::sample;
    use unicode_width::UnicodeWidthStr;

    fn shown(width: usize) -> String {
        let look = Look {
            width,
            colour: false,
        };
        let written = Written::Folder(Path::new("audit-2026-11"));
        answer(&sample::audit(), 10, written, look)
    }

    #[test]
    fn the_last_screen_at_sixty_columns() {
        insta::assert_snapshot!(shown(60));
    }

    #[test]
    fn the_last_screen_at_eighty_columns() {
        let text = shown(80);
        // The last line of 24 is the prompt.
        assert!(text.lines().count() < 24, "{text}");
        insta::assert_snapshot!(text);
    }

    #[test]
    fn the_last_screen_at_a_hundred_and_twenty_columns() {
        insta::assert_snapshot!(shown(120));
    }

    #[test]
    fn the_last_screen_at_two_hundred_columns() {
        insta::assert_snapshot!(shown(200));
    }

    #[test]
    fn every_line_fits_and_none_steers() {
        for width in [60, 80, 97, 120, 160] {
            for line in shown(width).lines() {
                assert!(line.width() <= width, "{width}: {line}");
                assert!(!line.contains(is_unsafe), "{line:?}");
            }
        }
    }
}
