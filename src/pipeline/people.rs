//! Cards → people, and no more: an audit in which nobody is judged.

use super::{account, gather, rank};
use crate::identity;
use crate::model::audit::Audit;
use crate::model::intake::{Fate, Imported, Intake};
use crate::model::owner::Owner;

/// Finds out who is who. Everybody stands among those who get no verdict.
pub fn people(imported: Vec<Imported>) -> Audit {
    let mut intake = gather::gather(imported);
    let mut resolution = identity::resolve(&intake.cards, &identity::Options::default());
    account::count_cards(&mut intake, &resolution);
    resolution.people.sort_by(|a, b| a.id.cmp(&b.id));
    let mut remarks = resolution.remarks;
    remarks.extend(account::remark_on_numbers(&intake.cards));
    audit(
        Audit {
            not_people: resolution.people,
            merges: resolution.merges,
            doubts: resolution.doubts,
            remarks,
            ..nobody()
        },
        intake,
    )
}

/// Accounts for every file, and asks not who is who: every card is a person of its own.
pub fn unmerged(imported: Vec<Imported>) -> Audit {
    let mut intake = gather::gather(imported);
    let remarks = account::remark_on_numbers(&intake.cards);
    for card in intake.cards.drain(..) {
        if let Some(report) = intake.files.get_mut(card.place.file.0 as usize) {
            report.count(Fate::Person, 1);
        }
    }
    let remarks = remarks.into_iter().collect();
    audit(
        Audit {
            remarks,
            ..nobody()
        },
        intake,
    )
}

fn audit(judged: Audit, intake: Intake) -> Audit {
    Audit {
        files: intake.files,
        cards: intake.cards,
        problems: rank::problems(intake.problems),
        ..judged
    }
}

fn nobody() -> Audit {
    Audit {
        as_of: 0,
        owner: Owner::default(),
        people: Vec::new(),
        unmatched: Vec::new(),
        left_out: Vec::new(),
        not_people: Vec::new(),
        files: Vec::new(),
        cards: Vec::new(),
        merges: Vec::new(),
        doubts: Vec::new(),
        problems: Vec::new(),
        remarks: Vec::new(),
    }
}
