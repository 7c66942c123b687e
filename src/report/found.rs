//! Whom words find, and over whom somebody is reached: as text and as JSON.

use std::io::{self, Write};

use serde::Serialize;

use super::json::write;
use super::plain::wrap;
use super::terminal::{Look, Page};
use super::words::figure;
use crate::model::found::{Found, Paths};
use crate::snapshot::SCHEMA;
use crate::words::found as words;

/// People that are printed.
const SHOWN: usize = 30;

/// Whom words find, as text.
pub(crate) fn found(found: &[Found], asked: &str, as_of: &str, look: Look) -> String {
    let mut out = Page::new(look);
    let day = crate::words::balance::day(as_of);
    if found.is_empty() {
        let text = format!("Nobody in the audit of {day} matches \"{asked}\".");
        wrap(&text, out.width)
            .iter()
            .for_each(|line| out.line(line));
        return out.finish();
    }
    let groups = by_employer(found);
    let is_grouped = groups.iter().any(|(employer, _)| employer.is_some());
    let mut left = SHOWN;
    for (employer, people) in groups {
        if left == 0 {
            break;
        }
        if is_grouped {
            out.gap();
            let heading = words::at_employer(employer, people.len());
            let heading = super::plain::clip(&heading, out.width);
            out.line(&out.paint.bold(&heading));
        }
        let shown = people.iter().take(left);
        shown.for_each(|person| one(person, &mut out));
        left = left.saturating_sub(people.len());
    }
    if found.len() > SHOWN {
        let rest = format!("and {} more (--json has all)", found.len() - SHOWN);
        out.line(&out.paint.dim(&rest));
    }
    out.finish()
}

/// Those who are found by one employer come together, in the order of the ranking; then whoever is found alone by another one, or otherwise.
fn by_employer(found: &[Found]) -> Vec<(Option<&str>, Vec<&Found>)> {
    let mut groups: Vec<(Option<&str>, Vec<&Found>)> = Vec::new();
    for person in found {
        let employer = person.employer.as_deref();
        match groups.iter_mut().find(|(known, _)| *known == employer) {
            Some((_, people)) => people.push(person),
            None => groups.push((employer, vec![person])),
        }
    }
    let (mut several, rest): (Vec<_>, Vec<_>) = groups
        .into_iter()
        .partition(|(employer, people)| employer.is_some() && people.len() > 1);
    let mut rest: Vec<&Found> = rest.into_iter().flat_map(|(_, people)| people).collect();
    if !rest.is_empty() {
        let place = |person: &Found| found.iter().position(|other| std::ptr::eq(other, person));
        rest.sort_by_key(|person| place(person));
        several.push((None, rest));
    }
    several
}

fn one(person: &Found, out: &mut Page) {
    let company = person
        .company
        .as_deref()
        .map(|company| format!(", {company}"));
    let of_band = |p| figure(person.band.parse().ok(), p);
    let chance = person.probability.and_then(of_band);
    let chance = chance.map_or_else(String::new, |figure| format!(" {figure}"));
    let band = match person.band.as_str() {
        "" => String::new(),
        band => format!(" · {band}{chance}"),
    };
    out.item(
        "",
        &format!("{}{}{band}", person.name, company.unwrap_or_default()),
    );
    out.item("   ", &words::about(person));
}

/// Over whom somebody is reached, as text.
pub(crate) fn paths(all: &[Paths], look: Look) -> String {
    let mut out = Page::new(look);
    for paths in all {
        out.gap();
        let company = paths
            .company
            .as_deref()
            .map(|company| format!(", {company}"));
        let name = super::plain::clip(
            &format!("{}{}", paths.to, company.unwrap_or_default()),
            out.width,
        );
        out.line(&out.paint.bold(&name));
        if let Some(yourself) = words::yourself(paths) {
            out.item("  ", &yourself);
        } else if paths.ways.is_empty() {
            out.item("  ", &words::no_way(paths));
        }
        for way in &paths.ways {
            out.item("  ", &words::way(way));
        }
        // Nobody has to be asked for who can be written to.
        let colleagues = words::colleagues(paths).filter(|_| paths.yourself.is_none());
        colleagues
            .iter()
            .for_each(|colleagues| out.item("  ", colleagues));
    }
    out.finish()
}

#[derive(Serialize)]
struct FoundJson<'a> {
    schema: u32,
    as_of: &'a str,
    people: Vec<PersonJson<'a>>,
}

#[derive(Serialize)]
struct PersonJson<'a> {
    id: &'a str,
    name: &'a str,
    company: Option<&'a str>,
    band: &'a str,
    probability: Option<f64>,
    last_contact: Option<&'a str>,
    found_by: Vec<String>,
    employer: Option<&'a str>,
}

/// Whom words find, as JSON.
pub(crate) fn found_json(found: &[Found], as_of: &str, out: &mut dyn Write) -> io::Result<()> {
    let people = found.iter().map(|one| PersonJson {
        id: &one.id,
        name: &one.name,
        company: one.company.as_deref(),
        band: &one.band,
        probability: one.probability,
        last_contact: one.last_contact.as_deref(),
        found_by: one.hits.iter().map(words::hit).collect(),
        employer: one.employer.as_deref(),
    });
    let json = FoundJson {
        schema: SCHEMA,
        as_of,
        people: people.collect(),
    };
    write(&json, out)
}

#[derive(Serialize)]
struct PathsJson<'a> {
    schema: u32,
    people: Vec<PathJson<'a>>,
}

#[derive(Serialize)]
struct PathJson<'a> {
    name: &'a str,
    company: Option<&'a str>,
    yourself: Option<&'a str>,
    ways: Vec<WayJson<'a>>,
    same_employer: &'a [String],
}

#[derive(Serialize)]
struct WayJson<'a> {
    ask: &'a str,
    last_contact: Option<&'a str>,
    links: Vec<LinkJson<'a>>,
}

#[derive(Serialize)]
struct LinkJson<'a> {
    to: &'a str,
    at: &'a str,
    channel: &'a str,
    source: &'a str,
}

/// Over whom somebody is reached, as JSON.
pub(crate) fn paths_json(all: &[Paths], out: &mut dyn Write) -> io::Result<()> {
    let people = all.iter().map(|paths| PathJson {
        name: &paths.to,
        company: paths.company.as_deref(),
        yourself: paths.yourself.as_deref(),
        ways: paths
            .ways
            .iter()
            .map(|way| WayJson {
                ask: &way.ask,
                last_contact: way.last_contact.as_deref(),
                links: way
                    .steps
                    .iter()
                    .map(|step| LinkJson {
                        to: &step.to,
                        at: &step.at,
                        channel: &step.channel,
                        source: &step.source,
                    })
                    .collect(),
            })
            .collect(),
        same_employer: &paths.colleagues,
    });
    let json = PathsJson {
        schema: SCHEMA,
        people: people.collect(),
    };
    write(&json, out)
}
