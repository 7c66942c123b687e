//! What a workbook says of itself.

use crate::model::front::Front;

/// Its title.
pub(crate) const TITLE: &str = "Audit by Tieline";

/// What the first sheet is called.
pub(crate) const READ_ME: &str = "Read me";

/// What stands above the choice of a decision.
pub(crate) const DECISION: &str = "Your decision";

/// What becomes of a workbook in which was decided.
const fn then(front: Front) -> &'static str {
    match front {
        Front::Program => "Then save the workbook and give it to tieline decide.",
        Front::Page => "Then save the workbook and drop it on the page with next month's files.",
    }
}

/// What may stand in the first column. Excel shows at most 255 characters.
pub(crate) fn choose(decisions: &[&str], front: Front) -> String {
    let then = then(front);
    match decisions {
        ["same" | "not-same", ..] => {
            format!("Choose one, or leave the cell empty. {then}")
        }
        _ => format!(
            "Choose one, or leave the cell empty. Several go into one cell with ; between them, such as keep; mentor; every 3 months. {then}"
        ),
    }
}

/// The first sheet: what the workbook is for, sheet by sheet, and what its columns mean. A line without a word on it is a heading.
pub(crate) fn read_me(front: Front) -> Vec<(&'static str, String)> {
    let text = |name, text: &str| (name, text.to_owned());
    vec![
        text("", "What to do with this workbook"),
        ("keep-delete", choose(&[], front)),
        (
            "review",
            format!(
                "Pairs of cards that may belong to one person. Write same or not-same into the first column. {}",
                then(front)
            ),
        ),
        text(
            "merged",
            "Cards that were taken for one person. Where that is wrong, write not-same into the first column.",
        ),
        text(
            "ranked",
            "Everybody, with all that the judgement rests on. Nothing can be decided here.",
        ),
        text(
            "problems",
            "What in your files could not be read, or only in part.",
        ),
        text("", "What the words mean"),
        text(
            "verdict",
            "What Tieline proposes. keep: you are in touch. reconnect: you were, but not lately. nurture: a new connection. ask: do you remember \
             them? delete: your files show nothing but the connection. unjudged: too little was given to say. decided: you decided already.",
        ),
        text(
            "decision",
            "What you say, which always wins. An empty cell decides nothing.",
        ),
        text(
            "skim",
            "In what the rows to delete may mislead; look through them before you delete anybody.",
        ),
        text(
            "band",
            "Whether they would answer a message of yours: likely, maybe, unlikely, or unknown where nothing ever passed between you.",
        ),
        text(
            "probability",
            "The same as a figure; the true one lies between low and high four times out of five.",
        ),
        text(
            "answered",
            "Of the conversations that you began (you_began), how many they answered. they_began: the conversations that they began.",
        ),
        text(
            "tie_weight",
            "How much beside messages speaks for the tie: help, introductions, recommendations, meetings.",
        ),
        text(
            "bits",
            "How strongly something speaks for or against two cards being one person's. Each bit doubles the odds.",
        ),
    ]
}
