//! The top of the ranking as a table in groups by band.

use comfy_table::{
    Attribute, Cell, CellAlignment, Color, ColumnConstraint, LineStyle, Row, Table, TableStyle,
    Width,
};

use super::{Look, Paint};
use crate::model::audit::{Audit, Ranked};
use crate::model::standing::{Band, Verdict};
use crate::report::plain::clip;
use crate::report::words::{
    answered, band_heading, coarse, count, month, thousands, tie, tie_kinds,
};

/// Blanks between two columns.
const GAP: usize = 2;

/// The columns and their widths in a terminal of a given width.
struct Layout {
    rank: usize,
    name: usize,
    ties: usize,
    /// Shown only where there is room.
    company: usize,
}

/// Columns whose width never changes: chance, answered, last contact, verdict.
const FIXED: [usize; 4] = [6, 8, 8, 9];

impl Layout {
    fn new(columns: usize, last_rank: u32) -> Self {
        let rank = thousands(u64::from(last_rank)).len().max(3);
        let gaps = (FIXED.len() + 2) * GAP;
        let free = columns.saturating_sub(rank + gaps + FIXED.iter().sum::<usize>());
        // Ties are one of our own short phrases and need no more than 15 columns; names gain until they fit as a rule.
        let ties = (free / 2).min(15);
        let name = (free - ties).min(32);
        let rest = free - ties - name;
        // A company column of less is not worth its gap: then longer lists of ties have the room.
        let company = rest
            .checked_sub(GAP)
            .filter(|&room| room >= 14)
            .unwrap_or(0);
        let taken = if company > 0 { company + GAP } else { 0 };
        Self {
            rank,
            name,
            ties: ties + rest - taken,
            company,
        }
    }

    /// All widths in the order of the columns.
    fn widths(&self) -> Vec<usize> {
        let [chance, answered, last, verdict] = FIXED;
        let mut widths = vec![
            self.rank, self.name, chance, answered, last, self.ties, verdict,
        ];
        if self.company > 0 {
            widths.push(self.company);
        }
        widths
    }
}

/// The first people of the ranking, in groups by band; every line fits the width.
pub fn ranking(audit: &Audit, top: usize, look: Look) -> String {
    let shown = &audit.people[..top.min(audit.people.len())];
    let Some(last) = shown.last() else {
        return String::new();
    };
    let layout = Layout::new(look.columns(), last.rank);
    let table = table(audit, shown, &layout, look.colour);
    let mut lines = table.lines();
    let mut out = String::new();
    let mut push = |line: &str| {
        out.push_str(line.trim_end());
        out.push('\n');
    };
    // The header and the rule below it.
    lines.by_ref().take(2).for_each(|line| push(&line));
    let mut above = None;
    for (ranked, line) in shown.iter().zip(lines) {
        let band = ranked.standing.band;
        if above != Some(band) {
            push(&heading(audit, band, above.is_none(), look));
            above = Some(band);
        }
        push(&line);
    }
    let more = audit.people.len() - shown.len();
    if more > 0 {
        push(&Paint(look.colour).dim(&format!(
            "and {}",
            count(more as u64, "more person", "more people")
        )));
    }
    out
}

/// What stands above the people of a band.
fn heading(audit: &Audit, band: Band, first: bool, look: Look) -> String {
    let number = thousands(audit.bands().get(&band).copied().unwrap_or(0) as u64);
    let line = Paint(look.colour).bold(&format!(
        "{} ({number})",
        band_heading(band, audit.owner.known)
    ));
    if first { line } else { format!("\n{line}") }
}

fn table(audit: &Audit, shown: &[Ranked], layout: &Layout, colour: bool) -> Table {
    let mut table = Table::new();
    table.load_style(TableStyle::new().header_separator(LineStyle::none().fill('─')));
    // The command decides about colour; the table must not look at the terminal on its own.
    if colour {
        table.enforce_styling().style_text_only();
    } else {
        table.force_no_tty();
    }
    let heads = [
        "#", "Name", "Chance", "Answered", "Last", "Ties", "Verdict", "Company",
    ];
    let widths = layout.widths();
    table.set_header(heads.into_iter().take(widths.len()));
    for ranked in shown {
        table.add_row(row(audit, ranked, layout));
    }
    let last = widths.len() - 1;
    for (at, (column, width)) in table.column_iter_mut().zip(widths).enumerate() {
        let gap = if at == last { 0 } else { GAP };
        column.set_padding((0, gap as u16));
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(
            (width + gap) as u16,
        )));
    }
    for number in [0, 2] {
        if let Some(column) = table.column_mut(number) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}

fn row(audit: &Audit, ranked: &Ranked, layout: &Layout) -> Row {
    let view = audit.view(&ranked.person);
    let standing = &ranked.standing;
    // Of the unknown the figure says nothing about the person, and standing beside each it would seem to.
    let chance = standing.chance.filter(|_| standing.band != Band::Unknown);
    let mut cells = vec![
        Cell::new(thousands(u64::from(ranked.rank))).add_attribute(Attribute::Dim),
        Cell::new(clip(view.name(), layout.name)),
        Cell::new(chance.map_or_else(String::new, |c| clip(&coarse(c.p), FIXED[0]))),
        Cell::new(clip(&answered(standing), FIXED[1])),
        Cell::new(
            standing
                .contact
                .last
                .map_or_else(String::new, |m| month(m.date())),
        ),
        Cell::new(ties(ranked, layout.ties)),
        verdict(standing.verdict),
    ];
    if layout.company > 0 {
        cells.push(
            Cell::new(clip(
                view.companies().first().unwrap_or(&""),
                layout.company,
            ))
            .add_attribute(Attribute::Dim),
        );
    }
    Row::from(cells)
}

/// All kinds of ties where there is room, else the most telling one and how many more.
fn ties(ranked: &Ranked, width: usize) -> String {
    let kinds = tie_kinds(&ranked.standing.ties);
    let words: Vec<&str> = kinds.iter().map(|kind| tie(*kind)).collect();
    let Some(first) = words.first() else {
        return String::new();
    };
    let all = words.join(", ");
    let short = format!("{first} +{}", words.len() - 1);
    let fitting = [all, short].into_iter().find(|text| text.len() <= width);
    fitting.unwrap_or_else(|| clip(first, width))
}

fn verdict(verdict: Verdict) -> Cell {
    let cell = Cell::new(verdict.word());
    match verdict {
        Verdict::Decided => cell.fg(Color::DarkMagenta),
        Verdict::Keep => cell.fg(Color::DarkGreen),
        Verdict::Reconnect | Verdict::Nurture => cell.fg(Color::DarkCyan),
        Verdict::Ask => cell.fg(Color::DarkYellow),
        Verdict::Delete | Verdict::Unjudged => cell.add_attribute(Attribute::Dim),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::plain::is_unsafe;
    use crate::report::sample;
    use unicode_width::UnicodeWidthStr;

    fn shown(top: usize, width: usize) -> String {
        ranking(
            &sample::audit(),
            top,
            Look {
                width,
                colour: false,
            },
        )
    }

    #[test]
    fn at_eighty_columns() {
        insta::assert_snapshot!(shown(20, 80));
    }

    #[test]
    fn at_a_hundred_and_twenty_columns() {
        insta::assert_snapshot!(shown(20, 120));
    }

    #[test]
    fn every_line_fits_and_none_steers() {
        for width in [60, 80, 97, 120, 160] {
            for line in shown(20, width).lines() {
                assert!(line.width() <= width, "{width}: {line}");
                assert!(!line.contains(is_unsafe), "{line:?}");
            }
            assert!(
                shown(20, width).lines().any(|line| line.width() == width),
                "the rule spans {width}"
            );
        }
    }

    #[test]
    fn what_is_not_shown_is_counted() {
        assert!(
            shown(3, 80).ends_with("and 7 more people\n"),
            "{}",
            shown(3, 80)
        );
        assert_eq!(shown(0, 80), "");
    }

    #[test]
    fn colour_changes_nothing_but_colour() {
        let painted = ranking(
            &sample::audit(),
            20,
            Look {
                width: 80,
                colour: true,
            },
        );
        assert!(painted.contains("\u{1b}["));
        assert_eq!(
            anstream::adapter::strip_str(&painted).to_string(),
            shown(20, 80)
        );
    }
}
