//! `linkedin-to-do.html`: what is to be deleted on LinkedIn, for whoever does it by hand: a page of links with boxes to tick.
//!
//! It runs no script and loads nothing. A box that is ticked by hand stays so while the page is open; what the next export of
//! LinkedIn does not have any more, the next audit ticks off for good.

use std::fmt::Write as _;

use crate::model::audit::Audit;
use crate::model::card::Roster;
use crate::model::keys::Slug;
use crate::model::moment::date_of;
use crate::model::standing::Verdict;
use crate::model::to_do::{Deletion, ToDo};
use crate::report::plain::clip;
use crate::report::words::{count, day, deletions, in_a_row, month};

/// What a page shows of a name, and of the reasons; keep-delete.csv has the rest.
const NAME: usize = 80;
const REASONS: usize = 200;

const HEAD: &str = "<!DOCTYPE html>
<html lang=\"en\">
<head>
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<meta name=\"referrer\" content=\"no-referrer\">
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">
<title>To do on LinkedIn</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46em; margin: 2em auto; padding: 0 1em; color-scheme: light dark; }
ol, ul { padding-left: 2em; } ul { list-style: none; padding-left: 0; }
li { margin: .5em 0; } input { width: 1.1em; height: 1.1em; vertical-align: -.15em; }
small { display: block; opacity: .75; padding-left: 1.9em; }
a:visited { opacity: .55; } li:has(input:checked) a { text-decoration: line-through; }
</style>
</head>
<body>
";

const HOW: &str = "Open a profile, then More and Remove connection; LinkedIn does not tell them. A link that you have opened \
    turns pale. When you are done, ask LinkedIn for a new copy of your data: the next audit ticks off everybody who is gone.";

const NOTHING: &str = "You have not decided to delete anybody. To do so, write delete into the first column of keep-delete.csv \
    and give the list back: tieline decide keep-delete.csv. The next audit lists them here.";

/// What became of the decisions to delete, in a sentence; none where nothing was decided.
pub fn sentence(to_do: &ToDo) -> Option<String> {
    let decided = to_do.deletions.len() as u64;
    deletions(decided, to_do.gone() as u64)
}

/// Why nobody was ticked off whom a newer export may not have any more; none where the newest export tells of everybody.
pub fn remark(to_do: &ToDo) -> Option<String> {
    let number = to_do.untold().count() as u64;
    if number == 0 {
        return None;
    }
    let Some(newest) = to_do.export else {
        return Some(
            "The files have no LinkedIn connections, so nobody could be ticked off.".to_owned(),
        );
    };
    let (people, are) = match number {
        1 => ("person".to_owned(), "is"),
        n => (count(n, "person", "people"), "are"),
    };
    Some(format!(
        "Your LinkedIn files end on {}. A newer export will show whether the {people} you have decided on since {are} gone.",
        day(newest)
    ))
}

/// The page.
pub fn page(audit: &Audit) -> String {
    let mut page = HtmlPage(HEAD.to_owned());
    let to_do = &audit.to_do;
    page.element("h1", "To do on LinkedIn");
    let as_of = day(date_of(audit.as_of));
    let said = sentence(to_do).unwrap_or_else(|| NOTHING.to_owned());
    page.element("p", &format!("As of {as_of}. {said}"));
    if let Some(remark) = remark(to_do) {
        page.element("p", &remark);
    }
    let (open, elsewhere): (Vec<&Deletion>, Vec<&Deletion>) =
        to_do.open().partition(|deletion| deletion.connected);
    let gone: Vec<&Deletion> = to_do.deletions.iter().filter(|d| !d.is_open()).collect();
    if !open.is_empty() {
        page.element("h2", &format!("Still there ({})", open.len()));
        page.element("p", HOW);
        page.list("ol", open.iter().map(|deletion| entry(deletion)));
    }
    if !elsewhere.is_empty() {
        page.element("h2", &format!("Not on LinkedIn ({})", elsewhere.len()));
        page.element("p", "They are in your address book; delete them there.");
        page.list("ul", elsewhere.iter().map(|deletion| entry(deletion)));
    }
    if !gone.is_empty() {
        page.element("h2", &format!("Gone ({})", gone.len()));
        page.list("ul", gone.iter().map(|deletion| entry(deletion)));
    }
    proposals(&mut page, audit);
    page.0.push_str("</body>\n</html>\n");
    page.0
}

/// Whom the rules of the program would delete: the decision is the owner's.
fn proposals(page: &mut HtmlPage, audit: &Audit) {
    let proposed = audit.people.iter().filter_map(|ranked| {
        let view = audit.view(&ranked.person);
        let is_meant =
            ranked.standing.verdict == Verdict::Delete && view.is_in(Roster::Connections);
        is_meant.then(|| Entry {
            ticked: false,
            name: view.name().to_owned(),
            profile: view.profiles().first().map(|slug| slug.url()),
            note: in_a_row(&ranked.told.why),
        })
    });
    let proposed: Vec<Entry> = proposed.collect();
    if proposed.is_empty() {
        return;
    }
    page.element("h2", &format!("Proposed, not decided ({})", proposed.len()));
    page.element(
        "p",
        "Look at each before you delete anybody, and keep whom you remember. What you write into keep-delete.csv and give back \
         with tieline decide is not asked again.",
    );
    page.list("ol", proposed.into_iter());
}

/// One line of a list.
struct Entry {
    ticked: bool,
    name: String,
    profile: Option<String>,
    note: String,
}

fn entry(deletion: &Deletion) -> Entry {
    let mut note = vec![format!("decided on {}", day(deletion.decided_on))];
    match deletion.gone_on {
        Some(gone) => note.push(format!("gone by {}", month(gone))),
        None => note.extend(deletion.why.iter().cloned()),
    }
    Entry {
        ticked: !deletion.is_open(),
        name: deletion.name.clone(),
        profile: deletion.profile.as_ref().map(Slug::url),
        note: in_a_row(&note),
    }
}

/// A page in the making. Whatever is given to it is text and is shown as it is.
struct HtmlPage(String);

impl HtmlPage {
    fn element(&mut self, name: &str, text: &str) {
        let text = escape(text);
        // Writing to a String does not fail.
        let _ = writeln!(self.0, "<{name}>{text}</{name}>");
    }

    fn list(&mut self, kind: &str, entries: impl Iterator<Item = Entry>) {
        let _ = writeln!(self.0, "<{kind}>");
        for entry in entries {
            let name = escape(&clip(&entry.name, NAME));
            let ticked = if entry.ticked { " checked" } else { "" };
            let _ = write!(
                self.0,
                "<li><input type=\"checkbox\"{ticked} aria-label=\"{name}\"> "
            );
            // A profile link is made of a slug, percent-encoded: nothing in it can end the attribute.
            let _ = match &entry.profile {
                Some(link) => write!(
                    self.0,
                    "<a href=\"{}\" rel=\"noopener noreferrer\" target=\"_blank\">{name}</a>",
                    escape(link)
                ),
                None => write!(self.0, "{name} (no profile link; look for the name)"),
            };
            let note = escape(&clip(&entry.note, REASONS));
            let _ = writeln!(self.0, "<small>{note}</small></li>");
        }
        let _ = writeln!(self.0, "</{kind}>");
    }
}

/// Text as HTML shows it, in elements and in quoted attributes.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;
    use chrono::NaiveDate;

    fn on(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn deletion(name: &str, slug: Option<&str>, gone_on: Option<&str>) -> Deletion {
        Deletion {
            person: format!("p-{name}"),
            name: name.to_owned(),
            profile: slug.and_then(Slug::parse),
            connected: true,
            decided_on: on("2026-10-20"),
            gone_on: gone_on.map(on),
            why: vec!["nothing but the connection".to_owned()],
        }
    }

    fn with(to_do: ToDo) -> Audit {
        Audit {
            to_do,
            ..sample::audit()
        }
    }

    #[test]
    fn what_is_open_has_an_empty_box_and_what_is_gone_a_ticked_one() {
        let audit = with(ToDo {
            export: Some(on("2026-11-02")),
            deletions: vec![
                deletion("Otto Kern", Some("otto-kern"), None),
                deletion("Jutta Falk", None, None),
                deletion("Sami Aho", Some("sami-ähö"), Some("2026-11-02")),
            ],
        });
        let page = page(&audit);
        for part in [
            "<p>As of 3 Nov 2026. You decided to delete 3 people: 1 is gone, 2 are still there.</p>",
            "<li><input type=\"checkbox\" aria-label=\"Otto Kern\"> <a href=\"https://www.linkedin.com/in/otto-kern\" rel=\"noopener noreferrer\" target=\"_blank\">Otto Kern</a>\
             <small>decided on 20 Oct 2026; nothing but the connection</small></li>",
            "<input type=\"checkbox\" aria-label=\"Jutta Falk\"> Jutta Falk (no profile link",
            "<input type=\"checkbox\" checked aria-label=\"Sami Aho\"> <a href=\"https://www.linkedin.com/in/sami-%C3%A4h%C3%B6\"",
            "<small>decided on 20 Oct 2026; gone by Nov 2026</small>",
        ] {
            assert!(page.contains(part), "{part} in {page}");
        }
        let place = |name: &str| page.find(name).unwrap();
        assert!(
            place("Otto Kern") < place("Jutta Falk") && place("Jutta Falk") < place("Sami Aho")
        );
    }

    #[test]
    fn without_a_decision_it_is_said_how_to_take_one() {
        let page = page(&sample::audit());
        assert!(page.contains("You have not decided to delete anybody."));
        assert!(page.contains("tieline decide keep-delete.csv"));
    }

    #[test]
    fn an_export_that_is_older_than_the_decisions_is_said_to_be_so() {
        let mut to_do = ToDo {
            export: Some(on("2026-10-19")),
            deletions: vec![
                deletion("Otto Kern", None, None),
                deletion("Jutta Falk", None, None),
            ],
        };
        let said = remark(&to_do).unwrap();
        assert!(
            said.starts_with("Your LinkedIn files end on 19 Oct 2026. A newer export will show whether the 2 people "),
            "{said}"
        );
        to_do.export = Some(on("2026-10-20"));
        assert_eq!(remark(&to_do), None);
        to_do.export = None;
        assert!(
            remark(&to_do)
                .unwrap()
                .starts_with("The files have no LinkedIn connections")
        );
    }

    #[test]
    fn no_text_of_a_file_becomes_markup_or_a_link() {
        let evil = "<script>alert(1)</script>\"' onmouseover=\u{202e}x https://example.test/";
        let audit = with(ToDo {
            export: None,
            deletions: vec![deletion(evil, Some("x\"><img"), None)],
        });
        let page = page(&audit);
        assert!(!page.contains("<script") && !page.contains("<img") && !page.contains('\u{202e}'));
        let links = page.matches("href=").count();
        assert!(links > 0);
        assert_eq!(
            links,
            page.matches("href=\"https://www.linkedin.com/in/").count()
        );
    }
}
