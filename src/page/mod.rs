//! `report.html`: the audit as a page that opens by double click, for years, without Tieline and without a network.
//!
//! Its fixed words and its layout stand in `page.html`, `page.css` and `page.js`; drawings and whatever shows without scripts are made
//! here. The data stands in it once, as JSON. Whatever a file says becomes text and never markup, and the page loads and sends nothing.

mod answer;
mod bars;
mod cell;
mod changes;
mod data;
mod detail;
mod dots;
mod html;
mod hygiene;
mod origin;
mod people;
mod proof;
mod quarters;
mod to_do;
mod when;

use std::io::{self, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::model::front::Front;
use crate::report::shown::{About, Shown};
use crate::snapshot::Glimpse;
use crate::words;
use data::Data;
use when::Scale;

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Writes the page, part by part: of tens of thousands of people none is held longer than their lines take.
pub(crate) fn page(shown: &Shown<'_>, out: &mut dyn Write) -> io::Result<()> {
    let today = when::number(&shown.audit.as_of).unwrap_or(0);
    let people = shown.entries.glimpses();
    let scale = Scale::of(&people, today);
    let mut data = Data::new(shown, &people, &scale);
    html::fill(PAGE, out, |name, out| match name {
        // The lines of the people come first: strings that they share are entered on the way.
        "details" => data.details(out),
        "data" => data.rows(out),
        _ => out.write_all(part(name, shown, &people, &scale).as_bytes()),
    })
}

fn part(name: &str, shown: &Shown<'_>, people: &[Glimpse<'_>], scale: &Scale) -> String {
    match name {
        "style-hash" => hash(STYLE),
        "script-hash" => hash(SCRIPT),
        "style" => STYLE.to_owned(),
        "script" => SCRIPT.to_owned(),
        "about" => match shown.about {
            About::Audit => "audit".to_owned(),
            About::Changes => "changes".to_owned(),
        },
        "front" => front(shown.front).to_owned(),
        "keep" => keep(shown.front),
        "how-to-delete" => html::escape(to_do::HOW),
        "answer" => answer::answer(shown, people),
        "week" => answer::week(shown, people),
        "glance" => dots::glance(shown, people, scale),
        "verdicts" => bars::verdicts(people),
        "messages" => quarters::messages(shown),
        "people" => html::escape(&crate::report::words::thousands(people.len() as u64)),
        "rows" => people::rows(shown),
        "row-count" => (people.len() + 1).to_string(),
        "first" => people::remark(shown),
        "since" => dots::marks_from(&shown.audit.as_of, 5)
            .map_or_else(String::new, |year| year.to_string()),
        "on-no-card" => people::on_no_card(shown),
        "to-do" => to_do::to_do(shown, people),
        "hygiene" => hygiene::hygiene(shown, people),
        "changes" => changes::changes(shown),
        "proof" => proof::proof(shown),
        "origin" => origin::origin(shown),
        "as-of" => html::escape(&origin::as_of(shown)),
        "generator" => html::escape(&shown.audit.generator),
        _ => String::new(),
    }
}

/// The word by which the script knows in what it is read.
const fn front(front: Front) -> &'static str {
    match front {
        Front::Program => "program",
        Front::Page => "page",
    }
}

/// What becomes of decisions that are saved.
fn keep(front: Front) -> String {
    let mut html = html::Html::default();
    let (said, typed) = words::page::to_be_saved(front);
    html.element("p", said);
    typed.iter().for_each(|typed| html.element("pre", typed));
    html.finish()
}

/// The hash of an element's text, as a policy names it.
fn hash(text: &str) -> String {
    format!(
        "sha256-{}",
        STANDARD.encode(Sha256::digest(text.as_bytes()))
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::markdown;
    use crate::report::sample;
    use crate::snapshot::{Entries, Snapshot};

    fn shown<'a>(audit: &'a Snapshot, entries: Entries<'a>) -> Shown<'a> {
        Shown {
            audit,
            entries,
            week: &[],
            changes: None,
            earlier: &[],
            past: None,
            about: About::Audit,
            redacted: false,
            front: Front::Program,
        }
    }

    #[test]
    fn an_audit_that_was_just_made_and_the_same_as_it_is_saved_give_one_page_and_one_report() {
        let audit = sample::audit();
        let (lean, whole) = (Snapshot::lean(&audit), Snapshot::of(&audit));
        assert!(lean.people.is_empty() && !whole.people.is_empty());
        let made = shown(&lean, Entries::Made(&audit));
        let saved = shown(&whole, Entries::Saved(&whole));
        let text = |shown: &Shown<'_>| {
            let mut out = Vec::new();
            page(shown, &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        for (made, saved) in text(&made).lines().zip(text(&saved).lines()) {
            assert_eq!(made, saved);
        }
        assert_eq!(text(&made), text(&saved));
        assert_eq!(markdown::report(&made), markdown::report(&saved));
    }
}
