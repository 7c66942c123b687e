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
mod origin;
mod people;
mod proof;
mod to_do;
mod when;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::report::shown::{About, Shown};
use when::Scale;

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// The page.
pub(crate) fn page(shown: &Shown<'_>) -> String {
    let today = when::number(&shown.audit.as_of).unwrap_or(0);
    let scale = Scale::of(&shown.audit.people, today);
    let mut strings = cell::Strings::default();
    let details = detail::details(shown, &mut strings);
    let data = data::data(shown, &scale, strings);
    html::fill(PAGE, |name| match name {
        "style-hash" => hash(STYLE),
        "script-hash" => hash(SCRIPT),
        "style" => STYLE.to_owned(),
        "script" => SCRIPT.to_owned(),
        "data" => data.clone(),
        "details" => details.clone(),
        "about" => match shown.about {
            About::Audit => "audit".to_owned(),
            About::Changes => "changes".to_owned(),
        },
        "answer" => answer::answer(shown),
        "week" => answer::week(shown),
        "glance" => dots::glance(shown, &scale),
        "verdicts" => bars::verdicts(shown),
        "messages" => bars::messages(shown),
        "people" => html::escape(&crate::report::words::thousands(
            shown.audit.people.len() as u64
        )),
        "rows" => people::rows(shown),
        "row-count" => (shown.audit.people.len() + 1).to_string(),
        "first" => people::remark(shown),
        "since" => dots::marks_from(&shown.audit.as_of, 5)
            .map_or_else(String::new, |year| year.to_string()),
        "on-no-card" => people::on_no_card(shown),
        "to-do" => to_do::to_do(shown),
        "changes" => changes::changes(shown),
        "proof" => proof::proof(shown),
        "origin" => origin::origin(shown),
        "as-of" => html::escape(&origin::as_of(shown)),
        "generator" => html::escape(&shown.audit.generator),
        _ => String::new(),
    })
}

/// The hash of an element's text, as a policy names it.
fn hash(text: &str) -> String {
    format!(
        "sha256-{}",
        STANDARD.encode(Sha256::digest(text.as_bytes()))
    )
}
