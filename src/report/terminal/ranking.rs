//! The top of the ranking as a table.

use comfy_table::{
    Attribute, Cell, CellAlignment, Color, ColumnConstraint, Row, Table, TableStyle, Width,
};

use super::{Look, Paint};
use crate::model::audit::{Audit, Ranked};
use crate::model::standing::Verdict;
use crate::report::plain::clip;
use crate::report::words::{answered, figure, month, thousands, tie, tie_kinds};

/// Blanks between two columns.
const GAP: usize = 2;

/// A column of the ranking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Rank,
    Name,
    /// The band, and the probability in steps of five percent: what orders people first.
    Chance,
    /// Talks that the owner began and they answered.
    Answered,
    Last,
    /// The weight of all ties: what orders people of one step.
    Ties,
    Verdict,
    /// What the ties are.
    Evidence,
    Company,
}

impl Column {
    fn head(self) -> &'static str {
        match self {
            Self::Rank => "#",
            Self::Name => "Name",
            Self::Chance => "Would answer",
            Self::Answered => "Answered",
            Self::Last => "Last",
            Self::Ties => "Ties",
            Self::Verdict => "Verdict",
            Self::Evidence => "What ties you",
            Self::Company => "Company",
        }
    }
}

/// The columns that a terminal has room for, with their widths. Figures have theirs always; a name is cut last.
struct Layout(Vec<(Column, usize)>);

/// The columns of figures and short words, in the order in which they are given room; the first four are always there.
const FIXED: [(Column, usize); 5] = [
    (Column::Chance, 13),
    (Column::Verdict, 9),
    (Column::Answered, 11),
    (Column::Last, 8),
    (Column::Ties, 4),
];

/// Names need so much before anything else has room beside the figures.
const NAME: usize = 16;
/// Beyond this a name's column stays as it is.
const NAME_MOST: usize = 32;
/// Columns of text of less than this are not worth their gap.
const TEXT: usize = 14;
/// What ties two people, in our own short phrases.
const EVIDENCE: usize = 34;

impl Layout {
    fn new(columns: usize, last_rank: u32) -> Self {
        let rank = thousands(u64::from(last_rank)).len().max(2);
        let mut free = columns.saturating_sub(rank + GAP);
        let mut has = |column: (Column, usize)| {
            let fits = free >= column.1 + GAP + NAME;
            free -= if fits { column.1 + GAP } else { 0 };
            fits
        };
        let fixed: Vec<(Column, usize)> = FIXED.into_iter().filter(|&column| has(column)).collect();
        let name = free.min(NAME_MOST);
        let mut rest = free - name;
        let mut text = |column, most: usize| {
            let width = rest
                .checked_sub(GAP)
                .filter(|&room| room >= TEXT)?
                .min(most);
            rest -= width + GAP;
            Some((column, width))
        };
        let evidence = text(Column::Evidence, EVIDENCE);
        let company = text(Column::Company, usize::MAX);
        let order = [
            Column::Chance,
            Column::Answered,
            Column::Last,
            Column::Ties,
            Column::Verdict,
        ];
        let figures = order
            .into_iter()
            .filter_map(|column| fixed.iter().find(|(c, _)| *c == column).copied());
        let mut layout = vec![(Column::Rank, rank), (Column::Name, name + rest)];
        layout.extend(figures);
        layout.extend(evidence.into_iter().chain(company));
        Self(layout)
    }
}

/// The first people of the ranking below the heads of the columns; every line fits the width.
pub(super) fn ranking(audit: &Audit, top: usize, look: Look) -> String {
    let shown = &audit.people[..top.min(audit.people.len())];
    let Some(last) = shown.last() else {
        return String::new();
    };
    let layout = Layout::new(look.columns(), last.rank);
    let paint = Paint(look.colour);
    let all = thousands(audit.people.len() as u64);
    let heading = match audit.people.len() - shown.len() {
        0 => "The ranking".to_owned(),
        _ => format!("The first {} of {all}", shown.len()),
    };
    let mut out = format!("{}\n", paint.bold(&heading));
    for line in table(audit, shown, &layout, look.colour).lines() {
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

fn table(audit: &Audit, shown: &[Ranked], layout: &Layout, colour: bool) -> Table {
    let mut table = Table::new();
    table.load_style(TableStyle::new());
    // The command decides about colour; the table must not look at the terminal on its own.
    if colour {
        table.enforce_styling().style_text_only();
    } else {
        table.force_no_tty();
    }
    let head =
        |(column, _): &(Column, usize)| Cell::new(column.head()).add_attribute(Attribute::Dim);
    table.set_header(layout.0.iter().map(head));
    for ranked in shown {
        let cells = layout
            .0
            .iter()
            .map(|&(column, width)| cell(audit, ranked, column, width));
        table.add_row(Row::from(cells.collect::<Vec<_>>()));
    }
    let last = layout.0.len() - 1;
    for (at, (table, &(column, width))) in table.column_iter_mut().zip(&layout.0).enumerate() {
        let gap = if at == last { 0 } else { GAP };
        table.set_padding((0, gap as u16));
        let width = Width::Fixed((width + gap) as u16);
        table.set_constraint(ColumnConstraint::Absolute(width));
        if matches!(column, Column::Rank | Column::Ties) {
            table.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}

fn cell(audit: &Audit, ranked: &Ranked, column: Column, width: usize) -> Cell {
    let view = audit.view(&ranked.person);
    let standing = &ranked.standing;
    match column {
        Column::Rank => Cell::new(thousands(u64::from(ranked.rank))).add_attribute(Attribute::Dim),
        Column::Name => Cell::new(clip(view.name(), width)),
        Column::Chance => Cell::new(chance(ranked)),
        Column::Answered => Cell::new(answered(standing)),
        Column::Last => {
            let last = standing.contact.last;
            Cell::new(last.map_or_else(String::new, |m| month(m.date())))
        }
        Column::Ties => Cell::new(match standing.tie_weight {
            0 => String::new(),
            weight => weight.to_string(),
        }),
        Column::Verdict => verdict(standing.verdict),
        Column::Evidence => Cell::new(ties(ranked, width)),
        Column::Company => {
            let company = clip(view.companies().first().unwrap_or(&""), width);
            Cell::new(company).add_attribute(Attribute::Dim)
        }
    }
}

/// The band and the figure. Of the unknown the figure says nothing about the person, and standing beside each it would seem to.
fn chance(ranked: &Ranked) -> String {
    let band = ranked.standing.band;
    let told = ranked.standing.chance;
    match told.and_then(|chance| figure(Some(band), chance.p)) {
        Some(figure) => format!("{} {}", band.word(), figure.trim_start_matches('~')),
        None => band.word().to_owned(),
    }
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
    fn every_line_fits_and_none_steers() {
        for width in [60, 80, 97, 120, 160] {
            for line in shown(20, width).lines() {
                assert!(line.width() <= width, "{width}: {line}");
                assert!(!line.contains(is_unsafe), "{line:?}");
            }
        }
    }

    #[test]
    fn figures_are_never_cut_and_names_are_cut_last() {
        for width in 60..200 {
            let layout = Layout::new(width, 30_000);
            let name = layout.0.iter().find(|(column, _)| *column == Column::Name);
            assert!(name.is_some_and(|(_, room)| *room >= 14), "{width}");
            for (column, room) in FIXED {
                let shown = layout.0.iter().find(|(c, _)| *c == column);
                assert!(shown.is_none_or(|(_, width)| *width == room), "{width}");
            }
        }
        let text = shown(20, 60);
        assert!(
            text.contains("unlikely 15 %") || text.contains("unlikely 10 %"),
            "{text}"
        );
    }

    #[test]
    fn what_is_not_shown_is_counted() {
        assert!(shown(3, 80).starts_with("The first 3 of 10\n"));
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
