//! `problems.csv`: what was wrong in the input, by file and line.

use super::sheet::{Sheet, Target};
use crate::model::audit::Audit;

const HEADER: [&str; 6] = ["file", "line", "record", "severity", "code", "message"];

/// Writes the problems in the order of the files and of the records in them.
pub fn problems(audit: &Audit, target: Target<'_>) -> csv::Result<()> {
    let mut sheet = Sheet::for_people(target, &HEADER)?;
    let mut problems: Vec<_> = audit.problems.iter().collect();
    problems.sort();
    // The number 0 says that the problem is the file's.
    let known = |n: u32| (n > 0).then_some(n);
    for problem in problems {
        sheet.text(
            audit
                .files
                .get(problem.place.file.0 as usize)
                .map_or("", |f| &f.name),
        )?;
        sheet.maybe(known(problem.place.line))?;
        sheet.maybe(known(problem.place.record))?;
        sheet.own(problem.code.severity().word())?;
        sheet.own(problem.code.name())?;
        sheet.text(&problem.message)?;
        sheet.end()?;
    }
    sheet.finish()
}
