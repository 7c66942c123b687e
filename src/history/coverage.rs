//! What was given of each channel: what was not given is not silence.

use std::collections::BTreeMap;

use super::tally::Reach;
use crate::model::coverage::{Coverage, Covered, Medium};
use crate::model::exchange::Channel;
use crate::model::export::{Export, exports};
use crate::model::inputs::InputRemark;
use crate::model::intake::Fate;
use crate::model::intake::{FileId, FileReport, Intake, SetAside};
use crate::model::moment::{date_of, start_of};
use crate::model::owner::Owner;
use crate::model::problem::{Code, Problem};
use crate::model::thresholds::STALE_DAYS;

/// The kinds of file in which owners note what they remember: such a note says nothing of what is not in it.
const BY_HAND: [&str; 5] = [
    "your log",
    "LinkedIn notes",
    "people in an INI file",
    "people in an org file",
    "page about a person (Markdown)",
];

/// What the files of this run cover, by what was read of each file and channel. What the book told is not among it: the book keeps
/// a coverage of its own.
pub fn coverage(
    intake: &Intake,
    reach: &BTreeMap<(FileId, Channel), Reach>,
    owner: &Owner,
    as_of: i64,
) -> Coverage {
    let exports = exports(&intake.files);
    let mut coverage = Coverage::default();
    for (&(id, channel), reach) in reach {
        let file = &intake.files[id.0 as usize];
        if file.kind == FileReport::BOOK {
            continue;
        }
        let medium = medium(channel, file);
        let export = exports.iter().find(|export| export.files.contains(&id));
        let last =
            end_of_export(export, medium, as_of).map_or(reach.last, |end| end.max(reach.last));
        // Invitations without a note are ties, and told of all the same.
        let told = file.span.filter(|_| medium == Medium::Invitations);
        let first = told.map_or(reach.first, |(first, _)| first.min(reach.first));
        coverage.add(Covered {
            medium,
            spans: vec![(first, last)],
            whole: !was_cut(&intake.problems, id),
            owner_found: reach.directed >= reach.undirected,
            files: vec![file.name.clone()],
        });
    }
    for (id, file) in (0..).map(FileId).zip(&intake.files) {
        if is_without_messages(file) {
            coverage.add(Covered {
                medium: Medium::LinkedInMessages,
                spans: Vec::new(),
                whole: !was_cut(&intake.problems, id),
                owner_found: owner.known,
                files: vec![file.name.clone()],
            });
        }
    }
    for cut in cut_archives(&intake.files, &intake.problems) {
        lose(&mut coverage, cut, &intake.files);
    }
    coverage
}

/// A word where the newest export of LinkedIn, or else the newest entry of any file, is much older than the audit.
pub fn stale(intake: &Intake, coverage: &Coverage, as_of: i64) -> Option<InputRemark> {
    let today = date_of(as_of);
    let exports = exports(&intake.files);
    let export = exports
        .iter()
        .filter_map(|export| export.until(today))
        .max();
    let entry = coverage.end().map(date_of);
    let day = export.or(entry)?;
    let days = (today - day).num_days();
    let old = match export {
        Some(_) if entry > export => InputRemark::OldExport { day, days },
        _ => InputRemark::Stale { day, days },
    };
    (days > STALE_DAYS).then_some(old)
}

/// The channel as the owner gives it. What a list from elsewhere says of LinkedIn is no export of LinkedIn.
fn medium(channel: Channel, file: &FileReport) -> Medium {
    match Medium::of(channel) {
        _ if BY_HAND.contains(&file.kind) => Medium::Notes,
        of_linkedin @ (Medium::LinkedInMessages | Medium::Invitations) => {
            if file.kind.starts_with("LinkedIn ") {
                of_linkedin
            } else {
                Medium::Notes
            }
        }
        medium => medium,
    }
}

/// An export of LinkedIn tells of its channels up to its own day, whoever wrote last. So an owner who stopped writing is told from a
/// file that ends.
fn end_of_export(export: Option<&Export>, medium: Medium, as_of: i64) -> Option<i64> {
    let is_of_linkedin = matches!(medium, Medium::LinkedInMessages | Medium::Invitations);
    let export = export.filter(|_| is_of_linkedin)?;
    export.until(date_of(as_of)).map(start_of)
}

/// A list of messages in which nobody wrote, be it empty or of advertisements only.
fn is_without_messages(file: &FileReport) -> bool {
    let assistants = file.of(Fate::SetAside(SetAside::Assistant));
    file.kind == FileReport::MESSAGES
        && file.span.is_none()
        && (file.rows == 0 || assistants < file.rows)
}

fn was_cut(problems: &[Problem], file: FileId) -> bool {
    problems
        .iter()
        .any(|problem| problem.place.file == file && problem.code.is_cut())
}

/// Archives, and entries of archives, that end too soon.
fn cut_archives<'a>(
    files: &'a [FileReport],
    problems: &'a [Problem],
) -> impl Iterator<Item = &'a FileReport> {
    let cut = problems
        .iter()
        .filter(|problem| problem.code == Code::BadZip);
    cut.filter_map(|problem| files.get(problem.place.file.0 as usize))
}

/// Takes note of what a cut archive may have held beside what is left of it.
fn lose(coverage: &mut Coverage, cut: &FileReport, files: &[FileReport]) {
    let is_in = |name: &str| {
        name.strip_prefix(&cut.name)
            .is_some_and(|rest| rest.starts_with('/'))
    };
    let is_messages = |file: &&FileReport| file.kind == FileReport::MESSAGES && is_in(&file.name);
    let is_of_linkedin =
        |file: &FileReport| file.kind.starts_with("LinkedIn ") && is_in(&file.name);
    let entry = cut.base_name().eq_ignore_ascii_case("messages.csv");
    let lost =
        entry || files.iter().any(is_of_linkedin) && !files.iter().any(|file| is_messages(&file));
    if lost {
        coverage.add(Covered {
            medium: Medium::LinkedInMessages,
            spans: Vec::new(),
            whole: false,
            owner_found: false,
            files: vec![cut.name.clone()],
        });
    }
    // The messages of LinkedIn are one file, which is there or not; of all else the lost part may hold more.
    for covered in &mut coverage.channels {
        let is_one_file = matches!(
            covered.medium,
            Medium::LinkedInMessages | Medium::Invitations
        );
        if !is_one_file && covered.files.iter().any(|name| is_in(name)) {
            covered.whole = false;
        }
    }
}
