//! Several audits, one after the other: a line for each, and the course of whoever moved.

use std::io::Write;

use super::sections::{Row, Section, arrow};
use super::{as_of, markdown, terminal};
use crate::model::changes::{Course, Stage, Station, Trend};
use crate::model::standing::Band;
use crate::report::csv::Sheet;
use crate::report::markdown::Page as MarkdownPage;
use crate::report::plain::clip;
use crate::report::terminal::{Look, Page};
use crate::report::words::{coarse, thousands};

const COLUMNS: [&str; 9] = [
    "as of", "people", "likely", "maybe", "unlikely", "unknown", "new", "gone", "moved",
];
/// Widths of all columns but the first.
const WIDTHS: [usize; 8] = [8, 8, 8, 10, 9, 7, 7, 8];
const NOBODY: &str = "Nobody moved: everybody is where they were.";

/// The trend as text; every line fits the width.
pub fn trend_in_terminal(trend: &Trend, look: Look) -> String {
    let mut page = Page::new(look);
    page.line(&page.paint.bold(&title(trend)));
    page.gap();
    let head = line(&COLUMNS.map(str::to_owned), page.width);
    page.line(&page.paint.dim(&head));
    for cells in rows(trend) {
        let line = line(&cells, page.width);
        page.line(&line);
    }
    match courses(trend) {
        Some(section) => terminal::sections_of(&mut page, &[section]),
        None => {
            page.gap();
            page.line(NOBODY);
        }
    }
    page.finish()
}

/// The cells in columns. Where there is no room for all, the last ones give way.
fn line(cells: &[String; 9], width: usize) -> String {
    let [day, figures @ ..] = cells;
    let figures = figures.iter().zip(WIDTHS);
    let figures: Vec<String> = figures
        .map(|(cell, width)| format!("{cell:>width$}"))
        .collect();
    format!(
        "  {}",
        clip(&format!("{day:<12}{}", figures.concat()), width - 2)
    )
}

/// The trend as a page of Markdown.
pub fn trend_in_markdown(trend: &Trend) -> String {
    let mut page = MarkdownPage::new();
    page.heading(1, &title(trend));
    let head = COLUMNS.map(|name| {
        if name == "as of" {
            name.to_owned()
        } else {
            format!("{name}:")
        }
    });
    page.table(head.each_ref().map(String::as_str), rows(trend));
    match courses(trend) {
        Some(section) => markdown::section(&mut page, 2, &section),
        None => page.paragraph(NOBODY),
    }
    page.finish()
}

/// The trend as a table: where everybody who moved stood in each audit.
pub fn trend_in_csv(trend: &Trend, out: &mut dyn Write) -> ::csv::Result<()> {
    let mut sheet = Sheet::new(
        out,
        &["id", "name", "as_of", "band", "verdict", "probability"],
    )?;
    for course in &trend.people {
        for station in &course.stations {
            sheet.text(&course.who.id)?;
            sheet.text(&course.who.name)?;
            sheet.text(&station.as_of)?;
            sheet.text(station.stands.band.word())?;
            sheet.text(station.stands.verdict.word())?;
            sheet.probability(station.stands.probability)?;
            sheet.end()?;
        }
    }
    sheet.finish()
}

fn title(trend: &Trend) -> String {
    let day = |stage: Option<&Stage>| stage.map_or_else(String::new, |stage| as_of(&stage.as_of));
    let (first, last) = (day(trend.audits.first()), day(trend.audits.last()));
    format!("{} audits from {first} to {last}", trend.audits.len())
}

fn rows(trend: &Trend) -> Vec<[String; 9]> {
    let row = |(at, stage): (usize, &Stage)| {
        // The first has none before it to be compared with.
        let since = |n: u64| if at == 0 { String::new() } else { thousands(n) };
        let [likely, maybe, unlikely, unknown] = stage.bands.map(thousands);
        [
            as_of(&stage.as_of),
            thousands(stage.people),
            likely,
            maybe,
            unlikely,
            unknown,
            since(stage.appeared),
            since(stage.gone),
            since(stage.moved),
        ]
    };
    trend.audits.iter().enumerate().map(row).collect()
}

fn courses(trend: &Trend) -> Option<Section> {
    let rows: Vec<Row> = trend.people.iter().filter_map(course).collect();
    (!rows.is_empty()).then_some(Section {
        heading: "Who moved on the way",
        columns: ["Name", "From and to", "When"],
        rows,
    })
}

fn course(course: &Course) -> Option<Row> {
    let (first, last) = course.stations.first().zip(course.stations.last())?;
    let stands = |s: &Station| {
        [
            s.stands.band.word().to_owned(),
            s.stands.verdict.word().to_owned(),
        ]
    };
    let mut notes: Vec<String> = Vec::new();
    let mut before = None;
    for station in &course.stations {
        if before.as_ref() != Some(&stands(station)) {
            // Of the unknown the estimate says nothing of them.
            let is_known = station.stands.band != Band::Unknown;
            let p = station.stands.probability.filter(|_| is_known).map(coarse);
            let p = p.map_or_else(String::new, |p| format!(" ({p})"));
            let [band, verdict] = stands(station);
            notes.push(format!("{}: {band}{p}, {verdict}", as_of(&station.as_of)));
        }
        before = Some(stands(station));
    }
    let [from, to] = [first, last].map(|station| &station.stands);
    Some(Row {
        id: course.who.id.clone(),
        name: course.who.name.clone(),
        what: arrow(from, to),
        notes,
    })
}
