//! `keep-delete.csv`: the list that the owner works through, fills in and gives back to `tieline decide`.

use super::sheet::{Sheet, Target};
use crate::model::audit::{Audit, Ranked};
use crate::model::decision::{Decision, Said};
use crate::model::standing::Verdict;
use crate::report::words::why;
use crate::words;

const HEADER: [&str; 13] = [
    "decision",
    "verdict",
    "name",
    "why",
    "skim",
    "last_contact",
    "company",
    "title",
    "profile",
    "emails",
    "phones",
    "connected_on",
    "id",
];

/// The order of work: first the few of whom only the owner can say whether they are remembered; then the long list
/// that may go and wants skimming, those with most behind them on top; whoever stays anyway comes last.
const ORDER: [Verdict; 7] = [
    Verdict::Ask,
    Verdict::Delete,
    Verdict::Unjudged,
    Verdict::Nurture,
    Verdict::Reconnect,
    Verdict::Keep,
    Verdict::Decided,
];

/// Writes the keep/delete list. A line above the header would be taken for one by other programs, so what the owner is asked to do
/// with the rows to delete stands in a column of theirs. The first column holds what was decided, is to be filled in and may stay empty.
pub fn keep_delete(audit: &Audit, target: Target<'_>) -> csv::Result<()> {
    let mut sheet = Sheet::for_people(target, &HEADER)?;
    let skim = words::coverage::skim_row(&audit.coverage);
    for verdict in ORDER {
        let of_verdict = audit
            .people
            .iter()
            .filter(|r| r.standing.verdict == verdict);
        for ranked in of_verdict {
            row(&mut sheet, audit, ranked, &skim)?;
        }
    }
    sheet.finish()
}

/// A decision as it can be given back. A role that has no name of its own says that it is one.
fn decision(decision: &Decision) -> String {
    match &decision.said {
        Said::Role(role) if Said::parse(role).as_ref() != Ok(&decision.said) => {
            format!("role: {role}")
        }
        said => said.to_string(),
    }
}

fn row(sheet: &mut Sheet<'_>, audit: &Audit, ranked: &Ranked, skim: &str) -> csv::Result<()> {
    let view = audit.view(&ranked.person);
    let standing = &ranked.standing;
    let decided = standing.decided.decisions.iter();
    let decided = decided.filter(|decision| !decision.said.aspect().is_note());
    sheet.list(decided.map(decision))?;
    sheet.own(standing.verdict.word())?;
    sheet.text(view.name())?;
    sheet.text(&why(ranked))?;
    let is_to_skim = standing.verdict == Verdict::Delete;
    sheet.text(if is_to_skim { skim } else { "" })?;
    sheet.day_of(standing.contact.last)?;
    sheet.text(view.companies().first().unwrap_or(&""))?;
    sheet.text(view.titles().first().unwrap_or(&""))?;
    sheet.profile(view)?;
    sheet.emails(view)?;
    sheet.phones(view)?;
    sheet.day(view.connected_on())?;
    sheet.text(&ranked.person.id)?;
    sheet.end()
}
