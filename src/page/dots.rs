//! The network at a glance: a dot for every person, across by the last contact, up by how long the two know each other.

use std::fmt::Write as _;

use super::html::{Html, escape};
use super::when::{self, FULL, Scale, YEAR};
use crate::model::standing::Band;
use crate::report::shown::Shown;
use crate::report::words::{day, thousands};
use crate::snapshot::Glimpse;
use crate::words;

/// From so many people on, dots are drawn as a line each band, which takes a tenth of the room; who they are the script says.
const EACH: usize = 1_500;

/// A frame in which the dots are drawn.
struct Frame {
    class: &'static str,
    width: f64,
    height: f64,
    /// Left and right edge of the strip of those without contact.
    never: (f64, f64),
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    /// Height of letters.
    letters: f64,
    /// Days ago that are marked, with their words.
    ticks: &'static [(f64, &'static str)],
    /// How much the dots are enlarged.
    dots: f64,
}

const WIDE: Frame = Frame {
    class: "wide",
    width: 720.0,
    height: 330.0,
    never: (14.0, 66.0),
    left: 84.0,
    right: 706.0,
    top: 14.0,
    bottom: 284.0,
    letters: 12.5,
    ticks: &[
        (3652.5, "10 years"),
        (1095.75, "3 years"),
        (365.25, "a year"),
        (182.0, "6 months"),
        (30.0, "a month"),
        (7.0, "a week"),
    ],
    dots: 1.0,
};

const NARROW: Frame = Frame {
    class: "narrow",
    width: 360.0,
    height: 330.0,
    never: (8.0, 46.0),
    left: 58.0,
    right: 350.0,
    top: 14.0,
    bottom: 286.0,
    letters: 14.0,
    ticks: &[(1095.75, "3 years"), (182.0, "6 months"), (30.0, "a month")],
    dots: 1.0,
};

impl Frame {
    fn x(&self, across: f64) -> f64 {
        self.left + (self.right - self.left) * across / FULL
    }

    fn y(&self, up: f64) -> f64 {
        self.bottom - (self.bottom - self.top) * up / FULL
    }
}

/// Where in the strip of those without contact somebody stands: spread, and the same in every run.
fn spread(place: usize) -> f64 {
    (place as f64 * 0.618_033_988_75).fract()
}

/// Both drawings, the legend and the table.
pub(super) fn glance(shown: &Shown<'_>, people: &[Glimpse<'_>], scale: &Scale) -> String {
    let today = when::number(&shown.audit.as_of).unwrap_or(0);
    let days: Vec<Option<i64>> = people.iter().map(|person| silent(person, today)).collect();
    let never = days.iter().filter(|days| days.is_none()).count();
    let recent = days.iter().flatten().filter(|&&days| days <= 365).count();
    let alt = words::page::glance(people.len() as u64, never as u64, recent as u64);
    let mut html = Html::default();
    html.markup(format_args!(
        "<div class=\"dots\" id=\"dots\" tabindex=\"0\" role=\"group\" aria-label=\"{}\">\n",
        escape(&alt)
    ));
    for frame in [WIDE, NARROW] {
        html.raw(&drawing(people, scale, &frame));
    }
    html.raw("<p class=\"tip\" id=\"tip\" aria-live=\"polite\" hidden></p></div>\n");
    legend(&mut html);
    html.raw("<details class=\"numbers\"><summary>Table</summary>\n");
    let table = table(people, &days);
    html.table(
        "People by band and last contact",
        [
            "Band",
            "Never:",
            "Over 3 years:",
            "1 to 3 years:",
            "6 to 12 months:",
            "Under 6 months:",
        ],
        table,
    );
    html.raw("</details>\n");
    html.finish()
}

fn silent(person: &Glimpse<'_>, today: i64) -> Option<i64> {
    Some(today - when::of(person.last?))
}

fn table(people: &[Glimpse<'_>], days: &[Option<i64>]) -> Vec<[String; 6]> {
    let column = |days: &Option<i64>| match days {
        None => 0,
        Some(days) if *days > 1096 => 1,
        Some(days) if *days > 365 => 2,
        Some(days) if *days > 182 => 3,
        Some(_) => 4,
    };
    let row = |band: Band| {
        let mut counts = [0_u64; 5];
        let theirs = people.iter().zip(days);
        for (_, days) in theirs.filter(|(person, _)| person.band == band) {
            counts[column(days)] += 1;
        }
        let [a, b, c, d, e] = counts.map(thousands);
        [band.word().to_owned(), a, b, c, d, e]
    };
    Band::ALL.map(row).to_vec()
}

fn legend(html: &mut Html) {
    html.raw("<ul class=\"legend\" aria-hidden=\"true\">");
    for band in Band::ALL {
        let word = band.word();
        html.markup(format_args!(
            "<li><svg width=\"14\" height=\"14\" viewBox=\"-7 -7 14 14\">{}</svg>{word}</li>",
            mark(band, 0.0, 0.0, 1.0, "")
        ));
    }
    html.raw("</ul>\n");
}

/// The mark of a band: filled, ringed, square, small.
fn mark(band: Band, x: f64, y: f64, size: f64, title: &str) -> String {
    let word = band.word();
    match band {
        Band::Unlikely => {
            let (side, half) = (7.0 * size, 3.5 * size);
            let (x, y) = (x - half, y - half);
            format!(
                "<rect class=\"{word}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{side:.1}\" height=\"{side:.1}\">{title}</rect>"
            )
        }
        Band::Likely | Band::Maybe | Band::Unknown => {
            let r = match band {
                Band::Likely => 5.0,
                Band::Maybe => 4.2,
                Band::Unlikely | Band::Unknown => 2.2,
            };
            format!(
                "<circle class=\"{word}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{:.1}\">{title}</circle>",
                r * size
            )
        }
    }
}

fn drawing(people: &[Glimpse<'_>], scale: &Scale, frame: &Frame) -> String {
    let mut svg = String::new();
    let Frame {
        class,
        width,
        height,
        left,
        right,
        top,
        bottom,
        letters,
        ..
    } = frame;
    // Writing to a String does not fail.
    let _ = writeln!(
        svg,
        "<svg class=\"{class}\" viewBox=\"0 0 {width} {height}\" aria-hidden=\"true\" focusable=\"false\" data-frame=\"{} {} {left} {right} {top} {bottom}\">",
        frame.never.0, frame.never.1
    );
    svg.push_str(&grid(scale, frame));
    let _ = writeln!(
        svg,
        "<text class=\"t\" font-size=\"{letters}\" text-anchor=\"middle\" x=\"{:.1}\" y=\"{:.1}\">never</text>",
        (frame.never.0 + frame.never.1) / 2.0,
        bottom + 26.0
    );
    // The many first, so that those who matter lie on top.
    for band in [Band::Unknown, Band::Unlikely, Band::Maybe, Band::Likely] {
        let of_band = people.iter().enumerate();
        let of_band = of_band.filter(|(_, person)| person.band == band);
        svg.push_str(&dots(of_band, band, scale, frame, people.len() > EACH));
    }
    svg.push_str("</svg>\n");
    svg
}

fn grid(scale: &Scale, frame: &Frame) -> String {
    let mut svg = String::new();
    let Frame {
        left,
        right,
        top,
        bottom,
        letters,
        ..
    } = frame;
    let foot = bottom + 26.0;
    for (days, word) in frame.ticks {
        let x = frame.x(Scale::across(*days));
        let _ = writeln!(
            svg,
            "<path class=\"g\" d=\"M{x:.1} {top}V{bottom}\"/><text class=\"t\" font-size=\"{letters}\" text-anchor=\"middle\" x=\"{x:.1}\" y=\"{foot}\">{word}</text>"
        );
    }
    for years in [1.0, 5.0, 10.0, 20.0, 30.0]
        .into_iter()
        .filter(|years| *years <= scale.years)
    {
        let y = frame.y(scale.up(years));
        let word = match years {
            1.0 => "1 year".to_owned(),
            years => format!("{years} years"),
        };
        let _ = writeln!(
            svg,
            "<path class=\"g\" d=\"M{left} {y:.1}H{right}\"/><text class=\"t\" font-size=\"{letters}\" text-anchor=\"end\" x=\"{right}\" y=\"{:.1}\">{word}</text>",
            y - 5.0
        );
    }
    let edge = (frame.never.1 + left) / 2.0;
    let _ = writeln!(
        svg,
        "<path class=\"g dash\" d=\"M{edge:.1} {top}V{bottom}\"/>"
    );
    svg
}

fn dots<'a>(
    people: impl Iterator<Item = (usize, &'a Glimpse<'a>)>,
    band: Band,
    scale: &Scale,
    frame: &Frame,
    in_a_line: bool,
) -> String {
    let mut svg = String::new();
    let mut line = String::new();
    for (place, person) in people {
        let spot = scale.spot(person.last.map(when::of), person.since.map(when::of));
        let (first, last) = frame.never;
        let x = spot.x.map_or(first + (last - first) * spread(place), |x| {
            frame.x(x as f64)
        });
        let y = frame.y(spot.y as f64);
        if in_a_line {
            let _ = write!(line, "M{x:.0} {y:.0}h0");
        } else {
            let title = match frame.class {
                "wide" => format!("<title>{}</title>", escape(&title(person, band))),
                _ => String::new(),
            };
            svg.push_str(&mark(band, x, y, frame.dots, &title));
            svg.push('\n');
        }
    }
    if !line.is_empty() {
        let _ = writeln!(svg, "<path class=\"many {}\" d=\"{line}\"/>", band.word());
    }
    svg
}

fn title(person: &Glimpse<'_>, band: Band) -> String {
    let last = person.last.map(day);
    words::page::dot(person.name, band, last.as_deref())
}

/// The years that stand at the left edge of the small marks of a row.
pub(super) fn marks_from(as_of: &str, years: i64) -> Option<i32> {
    let day = when::date(as_of)?;
    let days = (YEAR * years as f64) as i64;
    let first = day.checked_sub_signed(chrono::Duration::days(days))?;
    Some(chrono::Datelike::year(&first))
}
