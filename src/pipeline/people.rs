//! Cards → people, and no more: an audit in which nobody is judged.

use super::{account, decided, gather, numbers, rank};
use crate::identity;
use crate::model::audit::Audit;
use crate::model::intake::{Fate, Imported, Intake};
use crate::model::mark::Pairs;
use crate::model::owner::Owner;
use crate::model::person::Manner;
use crate::model::to_do::ToDo;

/// Finds out who is who by the cards and by what the owner said of pairs; without `pairs` each card stands for itself.
/// Everybody stands among those who get no verdict.
pub fn people(imported: Vec<Imported>, pairs: Option<&Pairs>, manner: Manner) -> Audit {
    let mut intake = gather::gather(imported);
    let numbers = pairs
        .map(|_| numbers::settle(&mut intake))
        .unwrap_or_default();
    let (mut resolution, lost) = match pairs {
        Some(pairs) => {
            let (mut decided, lost) = decided::pairs(pairs, &[], &intake);
            decided.manner = manner;
            (identity::resolve(&intake.cards, &decided), lost)
        }
        None => (identity::apart(&intake.cards), Vec::new()),
    };
    account::count_cards(&mut intake, &resolution);
    account::say_held_apart(&mut intake, &resolution.held_apart);
    resolution.people.sort_by(|a, b| a.id.cmp(&b.id));
    let mut remarks = resolution.remarks;
    remarks.extend(lost);
    remarks.extend(numbers.remark);
    remarks.extend(account::remark_on_numbers(&intake.cards, 0));
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
    let homeless = imported.iter().map(|file| file.homeless).sum();
    let mut intake = gather::gather(imported);
    let remarks = account::remark_on_numbers(&intake.cards, homeless);
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
        aside: intake.aside,
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
        aside: Vec::new(),
        merges: Vec::new(),
        doubts: Vec::new(),
        problems: Vec::new(),
        remarks: Vec::new(),
        decisions: Vec::new(),
        to_do: ToDo::default(),
    }
}
