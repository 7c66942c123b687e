//! What went stale: values of cards that newer files contradict, what is missing, companies of several spellings, and the connections by
//! year and company.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::html::{Html, escape};
use crate::report::shown::Shown;
use crate::report::words::thousands;
use crate::snapshot::{AtCompany, Company, Glimpse, Roster, Year};
use crate::words::{self, page};

/// People, and companies, that are listed; the CSVs have all.
const MOST: usize = 100;
/// Companies that are drawn.
const COMPANIES: usize = 8;
/// The drawings: width, height of the bars by year, height of a line.
const WIDTH: f64 = 360.0;
const TALL: f64 = 110.0;
const LINE: f64 = 40.0;
/// Years are written apart from each other.
const APART: f64 = 44.0;

/// The section.
pub(super) fn hygiene(shown: &Shown<'_>, ranked: &[Glimpse<'_>]) -> String {
    let mut html = Html::default();
    let audit = shown.audit;
    let roster = audit.roster.as_ref();
    let roster = roster.filter(|roster| roster.connections > 0);
    roster
        .iter()
        .for_each(|roster| connections(&mut html, roster));
    let stale = stale(shown, ranked);
    if stale.is_empty() && audit.missing.is_empty() && !shown.redacted {
        html.element("p class=\"quiet\"", page::NOTHING_STALE);
    }
    let values = stale.iter().map(|(.., said)| said.len()).sum();
    let how = [page::refresh(shown.front), "stale.csv"];
    people(&mut html, &page::out_of_date(values), how, &stale);
    let missing = missing(shown, ranked);
    let how = ["", "missing.csv"];
    people(&mut html, &page::missing(missing.len()), how, &missing);
    spellings(&mut html, &audit.companies, page::unify(shown.front));
    html.finish()
}

/// Somebody by id and name, and what is to be said of them.
type Said<'a> = (&'a str, &'a str, Vec<String>);

/// Whose cards are out of date, in the order of the ranking.
fn stale<'a>(shown: &Shown<'_>, ranked: &[Glimpse<'a>]) -> Vec<Said<'a>> {
    let said = |place| {
        let stale = shown.entries.stale(place);
        stale.iter().map(words::stale::saved).collect()
    };
    let all = ranked.iter().enumerate();
    all.map(|(place, person)| (person.id, person.name, said(place)))
        .filter(|(.., said): &Said<'a>| !said.is_empty())
        .collect()
}

/// Who cannot be reached, the strongest tie first.
fn missing<'a>(shown: &Shown<'a>, ranked: &[Glimpse<'a>]) -> Vec<Said<'a>> {
    let names = ranked.iter().map(|person| (person.id, person.name));
    let names: HashMap<&str, &str> = names.collect();
    let mut all: Vec<Said<'a>> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for missing in &shown.audit.missing {
        let id = missing.id.as_str();
        let Some(name) = names.get(id) else {
            continue;
        };
        let place = *places.entry(id).or_insert(all.len());
        if place == all.len() {
            all.push((id, name, Vec::new()));
        }
        all[place].2.push(missing.text.clone());
    }
    all
}

/// A list that opens; nothing where nobody is on it.
fn people(html: &mut Html, heading: &str, [how, list]: [&str; 2], all: &[Said<'_>]) {
    if all.is_empty() {
        return;
    }
    html.raw("<details>");
    html.element("summary", heading);
    if !how.is_empty() {
        html.element("p class=\"quiet\"", how);
    }
    html.raw("<ul class=\"changes\">\n");
    for (id, name, said) in all.iter().take(MOST) {
        html.raw("<li><a class=\"who\" href=\"#person=");
        html.text(id);
        html.raw("\" dir=\"auto\">");
        html.text(name.trim());
        html.raw("</a>");
        said.iter()
            .for_each(|text| html.element("p dir=\"auto\"", text));
        html.raw("</li>\n");
    }
    html.raw("</ul>\n");
    if all.len() > MOST {
        html.element("p class=\"quiet\"", &page::more(all.len() - MOST, list));
    }
    html.raw("</details>\n");
}

fn spellings(html: &mut Html, companies: &[Company], how: &str) {
    if companies.is_empty() {
        return;
    }
    html.raw("<details>");
    html.element("summary", &page::spellings(companies.len()));
    html.element("p class=\"quiet\"", how);
    let rows = companies.iter().take(MOST).map(|company| {
        let cards: u64 = company.spellings.iter().map(|s| u64::from(s.cards)).sum();
        let others = company.spellings.iter().filter(|s| s.text != company.name);
        let others: Vec<String> = others
            .map(|s| format!("{} ({})", s.text, thousands(u64::from(s.cards))))
            .collect();
        [company.name.clone(), others.join("; "), thousands(cards)]
    });
    let head = ["Proposed", "Also written", "Cards:"];
    html.table("Companies with several spellings", head, rows);
    if companies.len() > MOST {
        html.element(
            "p class=\"quiet\"",
            &page::more(companies.len() - MOST, "companies.csv"),
        );
    }
    html.raw("</details>\n");
}

/// The connections in a sentence, two drawings and their tables.
fn connections(html: &mut Html, roster: &Roster) {
    html.element("p", &words::stale::roster(&roster.to_model()));
    let largest = roster.companies.iter().filter(|at| at.connections > 1);
    let largest: Vec<&AtCompany> = largest.take(COMPANIES).collect();
    html.raw("<div class=\"halves\">\n");
    if let [first, .., last] = roster.years.as_slice() {
        html.raw("<div>");
        html.element("h3", "Connections by year");
        let alt = page::by_year(roster.connections, first.year, last.year);
        drawing(html, &alt, TALL + 26.0, &years(&roster.years));
        let rows = roster.years.iter();
        let rows = rows.map(|year| {
            [
                year.year.to_string(),
                thousands(u64::from(year.connections)),
            ]
        });
        table(html, "Connections by year", ["Year", "Connections:"], rows);
        html.raw("</div>\n");
    }
    if !largest.is_empty() {
        html.raw("<div>");
        html.element("h3", "Where they are");
        let height = LINE * largest.len() as f64;
        let alt = page::by_company(largest.len());
        drawing(html, &alt, height, &employers(&largest));
        let rows = roster.companies.iter().filter(|at| at.connections > 1);
        let rows = rows.map(|at| [at.name.clone(), thousands(u64::from(at.connections))]);
        table(
            html,
            "Connections by company",
            ["Company", "Connections:"],
            rows,
        );
        html.raw("</div>\n");
    }
    html.raw("</div>\n");
}

fn drawing(html: &mut Html, alt: &str, height: f64, marks: &str) {
    html.markup(format_args!(
        "<svg class=\"roster\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"{}\">\n{marks}</svg>\n",
        escape(alt)
    ));
}

fn table(
    html: &mut Html,
    caption: &str,
    head: [&str; 2],
    rows: impl IntoIterator<Item = [String; 2]>,
) {
    html.raw("<details class=\"numbers\"><summary>Table</summary>\n");
    html.table(caption, head, rows);
    html.raw("</details>\n");
}

/// A bar a year; years without a connection keep their place.
fn years(years: &[Year]) -> String {
    let (Some(first), Some(last)) = (years.first(), years.last()) else {
        return String::new();
    };
    let most = years.iter().map(|year| year.connections).max().unwrap_or(1);
    let step = WIDTH / f64::from((last.year - first.year + 1).max(1));
    let every = (APART / step).ceil().max(1.0) as i32;
    let mut svg = String::new();
    for year in years {
        let x = step * f64::from(year.year - first.year);
        let height = (f64::from(year.connections) / f64::from(most.max(1)) * (TALL - 6.0)).max(1.0);
        // Writing to a String does not fail.
        let _ = writeln!(
            svg,
            "<rect class=\"yours\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{height:.1}\" rx=\"1.5\"><title>{}: {}</title></rect>",
            x + step * 0.15,
            TALL - height,
            step * 0.7,
            year.year,
            thousands(u64::from(year.connections))
        );
    }
    for year in (first.year..=last.year).step_by(usize::try_from(every).unwrap_or(1)) {
        let x = step * (f64::from(year - first.year) + 0.5);
        let _ = writeln!(
            svg,
            "<text class=\"t\" font-size=\"14\" text-anchor=\"middle\" x=\"{x:.1}\" y=\"{}\">{year}</text>",
            TALL + 20.0
        );
    }
    let _ = writeln!(svg, "<path class=\"g\" d=\"M0 {TALL}H{WIDTH}\"/>");
    svg
}

/// A bar a company, its name above it.
fn employers(largest: &[&AtCompany]) -> String {
    let most = largest.iter().map(|at| at.connections).max().unwrap_or(1);
    let mut svg = String::new();
    for (place, at) in largest.iter().enumerate() {
        let y = LINE * place as f64;
        let width = f64::from(at.connections) / f64::from(most.max(1)) * (WIDTH - 60.0);
        let name = crate::report::plain::clip(&at.name, 44);
        let _ = writeln!(
            svg,
            "<text class=\"t\" font-size=\"14\" x=\"0\" y=\"{:.1}\">{}</text>\
             <rect class=\"yours\" x=\"0\" y=\"{:.1}\" width=\"{width:.1}\" height=\"9\" rx=\"1.5\"/>\
             <text class=\"t\" font-size=\"14\" x=\"{:.1}\" y=\"{:.1}\">{}</text>",
            y + 14.0,
            escape(&name),
            y + 21.0,
            width + 8.0,
            y + 30.5,
            thousands(u64::from(at.connections))
        );
    }
    svg
}
