//! Cards → people, and no more: an audit in which nobody is judged.

use super::{account, gather, rank};
use crate::identity;
use crate::model::audit::Audit;
use crate::model::intake::Imported;
use crate::model::owner::Owner;

/// Finds out who is who. Everybody stands among those who get no verdict.
pub fn people(imported: Vec<Imported>) -> Audit {
    let mut intake = gather::gather(imported);
    let mut resolution = identity::resolve(&intake.cards, &identity::Options::default());
    account::count_cards(&mut intake, &resolution);
    resolution.people.sort_by(|a, b| a.id.cmp(&b.id));
    let mut remarks = resolution.remarks;
    remarks.extend(account::remark_on_numbers(&intake.cards));
    Audit {
        as_of: 0,
        owner: Owner::default(),
        people: Vec::new(),
        unmatched: Vec::new(),
        not_people: resolution.people,
        left_out: Vec::new(),
        files: intake.files,
        cards: intake.cards,
        merges: resolution.merges,
        doubts: resolution.doubts,
        problems: rank::problems(intake.problems),
        remarks,
    }
}
