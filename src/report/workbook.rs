//! `audit.xlsx`: the lists of an audit as the sheets of one workbook, for whoever looks and decides in a spreadsheet.

use std::io::{self, Write};

use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet,
    XlsxError,
};

use super::csv::{List, Target, keep_delete, merged, problems, ranked, review};
use crate::model::audit::Audit;
use crate::model::decision::{ON_PEOPLE, ROLES};
use crate::model::front::Front;
use crate::words::workbook as words;

/// A sheet of the workbook.
struct Plan {
    name: &'static str,
    list: List,
    /// What the first column takes, where it is to be filled in.
    decisions: &'static [&'static str],
    /// The width of each column, in characters.
    widths: &'static [u16],
}

/// In the order in which they are worked through.
const SHEETS: [Plan; 5] = [
    Plan {
        name: "keep-delete",
        list: keep_delete,
        decisions: &ON_PEOPLE,
        widths: &[18, 11, 26, 70, 40, 13, 26, 28, 42, 32, 24, 13, 15],
    },
    Plan {
        name: "review",
        list: review,
        decisions: &["same", "not-same", "undecided"],
        widths: &[
            14, 11, 26, 26, 60, 24, 24, 30, 30, 22, 22, 42, 42, 30, 30, 15, 15, 60,
        ],
    },
    Plan {
        name: "merged",
        list: merged,
        decisions: &["not-same", "undecided"],
        widths: &[14, 26, 7, 26, 24, 30, 22, 42, 34, 34, 50, 7, 60, 15, 40],
    },
    Plan {
        name: "ranked",
        list: ranked,
        decisions: &[],
        widths: &[
            6, 26, 10, 11, 7, 7, 10, 10, 11, 13, 13, 24, 11, 11, 70, 26, 28, 32, 24, 42, 13, 15,
        ],
    },
    Plan {
        name: "problems",
        list: problems,
        decisions: &[],
        widths: &[40, 8, 8, 10, 24, 90],
    },
];

/// A column of at least so many characters holds sentences.
const SENTENCES: u16 = 60;
/// What Excel calls A4.
const A4: u8 = 9;

/// Writes the workbook. It bears the instant of the audit, so that the same audit gives the same bytes.
pub(crate) fn workbook(audit: &Audit, front: Front, out: &mut dyn Write) -> io::Result<()> {
    let mut book = Workbook::new();
    let made = made(audit.as_of).map_err(io::Error::other)?;
    let properties = DocProperties::new()
        .set_title(words::TITLE)
        .set_creation_datetime(&made);
    book.set_properties(&properties);
    read_me(book.add_worksheet(), front).map_err(io::Error::other)?;
    for plan in &SHEETS {
        let sheet = book.add_worksheet();
        let mut rows = 0;
        (plan.list)(audit, Target::Sheet(sheet, &mut rows)).map_err(io::Error::from)?;
        laid_out(sheet, plan, rows, front).map_err(io::Error::other)?;
    }
    out.write_all(&book.save_to_buffer().map_err(io::Error::other)?)
}

/// The instant of an audit; Excel knows none before 1900.
fn made(as_of: i64) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_timestamp(as_of).or_else(|_| ExcelDateTime::from_timestamp(0))
}

/// A sheet of A4 is as wide as the list.
fn on_paper(sheet: &mut Worksheet) {
    sheet.set_paper_size(A4).set_landscape();
    sheet.set_print_fit_to_pages(1, 0);
}

/// What the sheets and their columns are.
fn read_me(sheet: &mut Worksheet, front: Front) -> Result<(), XlsxError> {
    sheet.set_name(words::READ_ME)?;
    sheet.set_column_width(0, 16)?;
    sheet.set_column_width(1, 110)?;
    on_paper(sheet);
    let (bold, plain) = (Format::new().set_bold(), Format::new().set_text_wrap());
    let bold = bold.set_align(FormatAlign::Top);
    for (row, (name, text)) in (0..).zip(words::read_me(front)) {
        if name.is_empty() {
            sheet.write_string_with_format(row, 0, text, &bold)?;
        } else {
            sheet.write_string_with_format(row, 0, name, &bold)?;
            sheet.write_string_with_format(row, 1, text, &plain)?;
        }
    }
    Ok(())
}

/// A header that stays, filters, widths, and the decisions to choose from.
fn laid_out(sheet: &mut Worksheet, plan: &Plan, rows: u32, front: Front) -> Result<(), XlsxError> {
    let last = rows.saturating_sub(1);
    let columns = u16::try_from(plan.widths.len()).unwrap_or(u16::MAX);
    sheet.set_name(plan.name)?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofilter(0, 0, last, columns.saturating_sub(1))?;
    for (column, width) in (0..).zip(plan.widths) {
        sheet.set_column_width(column, *width)?;
        // Sentences are read whole, on paper too.
        if *width >= SENTENCES {
            sheet.set_column_format(column, &Format::new().set_text_wrap())?;
        }
    }
    on_paper(sheet);
    sheet.set_repeat_rows(0, 0)?;
    if plan.decisions.is_empty() || last == 0 {
        return Ok(());
    }
    let to_fill_in = Format::new().set_background_color(Color::RGB(0xFF_F7_E0));
    sheet.set_column_format(0, &to_fill_in)?;
    let roles: &[&str] = if plan.decisions.len() == ON_PEOPLE.len() {
        &ROLES
    } else {
        &[]
    };
    let choices = [plan.decisions, roles].concat();
    // Other words are taken too: several decisions in a cell, a rhythm, a role of the owner's own.
    let choice = DataValidation::new()
        .allow_list_strings(&choices)?
        .show_error_message(false)
        .set_input_title(words::DECISION)?
        .set_input_message(words::choose(plan.decisions, front))?;
    sheet.add_data_validation(1, 0, last, 0, &choice)?;
    Ok(())
}
