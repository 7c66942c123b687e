//! What the owner's past shows of the score, in sentences.

use super::figures::{count, thousands};
use crate::backtest::{Counts, FEWEST, FEWEST_OF_EITHER, Figures, Gap, Rival, Skill};
use crate::model::front::Front;
use crate::model::moment::Moment;
use crate::model::moment::written;

/// A share in whole percent: `35 %`.
pub(crate) fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// The question that a backtest answers.
pub(crate) const QUESTION: &str = "Would Tieline have known who answers you?";

/// What is said where the owner is not known.
pub(crate) fn no_owner(front: Front) -> String {
    let how = match front {
        Front::Program => "Add --me with your e-mail address, phone number or profile link.",
        Front::Page => "Fill in your own addresses where you drop your files.",
    };
    format!(
        "Tieline does not know which messages are yours, so it cannot tell what you sent and who answered. {how}"
    )
}

/// What is said where nothing passed.
pub(crate) const NOTHING_TO_REPLAY: &str =
    "There are no messages or calls in these files, so there is nothing to replay.";

/// What the drawing of the figures shows.
pub(crate) const PLOT: &str = "Across, what was said; up, what came. A dot is a group of cases, its line where the true share may lie \
     (95 %). On the dashed line Tieline would be true to its word.";

/// What was done.
pub(crate) fn done(span: (Moment, Moment)) -> String {
    let (first, last) = (written(span.0.date()), written(span.1.date()));
    format!(
        "Tieline replayed your messages and calls from {first} to {last}. A case is a message of yours to one person after at least two \
         weeks of silence between you. Before each one Tieline was asked how likely an answer within a week was, knowing only what had \
         happened before it."
    )
}

/// How many cases there are.
pub(crate) fn cases(counts: &Counts) -> String {
    let people = count(counts.people as u64, "person", "people");
    let cases = count(counts.cases as u64, "case", "cases");
    let share = percent(counts.answered as f64 / counts.cases as f64);
    format!(
        "{cases} with {people}: {} answered within a week ({share}), {} not.",
        thousands(counts.answered as u64),
        thousands((counts.cases - counts.answered) as u64)
    )
}

/// First messages ever; nothing where there are none.
pub(crate) fn firsts(counts: &Counts) -> Option<String> {
    let answered = thousands(counts.firsts_answered as u64);
    let more =
        "Nothing that was known before tells such people apart, so they are not in the figures.";
    match counts.firsts {
        0 => None,
        1 => Some(format!(
            "1 more was your first message ever to somebody ({answered} answered). {more}"
        )),
        n => Some(format!(
            "{} more were your first messages ever to somebody ({answered} answered). {more}",
            thousands(n as u64)
        )),
    }
}

/// What was left out; nothing where nothing was.
pub(crate) fn left_out(counts: &Counts) -> Option<String> {
    let late = (counts.too_late > 0).then(|| {
        let sent = count(counts.too_late as u64, "message", "messages");
        format!("{sent} from the last week of your files, whose answer may still come")
    });
    let crowd = (counts.crowd_mails > 0).then(|| {
        let sent = count(counts.crowd_mails as u64, "reply", "replies");
        format!("{sent} to a mail that went to many people in the three days before")
    });
    let both: Vec<String> = late.into_iter().chain(crowd).collect();
    (!both.is_empty()).then(|| format!("Left out: {}.", both.join("; ")))
}

/// Too few cases to say anything.
pub(crate) fn too_few(counts: &Counts) -> String {
    if counts.cases == 0 {
        return format!(
            "There are no cases to tell by. Tieline gives figures from {FEWEST} cases on, with at least {FEWEST_OF_EITHER} answered \
             and {FEWEST_OF_EITHER} not."
        );
    }
    format!(
        "There are too few cases to tell: {}, {} answered and {} not. Tieline gives figures from {FEWEST} cases on, with at least \
         {FEWEST_OF_EITHER} answered and {FEWEST_OF_EITHER} not.",
        count(counts.cases as u64, "case", "cases"),
        counts.answered,
        counts.cases - counts.answered
    )
}

/// What would have come anyway.
pub(crate) fn unasked(counts: &Counts, unasked: Option<f64>) -> Option<String> {
    let unasked = unasked?;
    let came = counts.answered as f64 / counts.cases as f64;
    let share = match percent(unasked) {
        none if none == "0 %" => "hardly anybody writes".to_owned(),
        share => format!("{share} write"),
    };
    let first = format!("After as long a silence, {share} within a week without being asked");
    Some(match unasked < came {
        true => format!(
            "{first}; so most of the {} came because you wrote.",
            percent(came)
        ),
        false => format!("{first}: no fewer than when you wrote."),
    })
}

fn of_hundred(auc: f64) -> String {
    format!("{:.0} of 100", auc * 100.0)
}

/// The answer to the question, in a sentence or two.
pub(crate) fn answer(figures: &Figures) -> String {
    let (low, high) = figures.order.score.between;
    let pairs = "Of two people you wrote to, one who answered and one who did not, it put the right one first in";
    let score = of_hundred(figures.order.score.auc);
    let first = if low > 0.5 {
        format!("Yes, to a degree. {pairs} {score} pairs; by chance it would be 50.")
    } else if high < 0.5 {
        format!("No. {pairs} {score} pairs only; by chance it would be 50.")
    } else {
        format!(
            "One cannot tell. {pairs} {score} pairs; by chance it would be 50, and the difference may be chance."
        )
    };
    let is_off = figures.gap.mean > figures.gap.one_in_twenty;
    let off = is_off.then(|| "Its percentages are off for you (below).".to_owned());
    let said = [Some(first), rivals(figures), off];
    said.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Simpler orders that did better.
fn rivals(figures: &Figures) -> Option<String> {
    let order = &figures.order;
    let of = |is: Rival, skill: Skill, what: &str| match is {
        Rival::Behind | Rival::PerhapsBehind => None,
        Rival::Ahead => Some(format!("{what} did better: {}.", of_hundred(skill.auc))),
        Rival::PerhapsAhead => Some(format!(
            "{what} did better: {}, though that may be chance.",
            of_hundred(skill.auc)
        )),
    };
    let frequency = of(
        order.frequency_is,
        order.frequency,
        "Simply counting how many messages there were (frequency)",
    );
    let recency = of(
        order.recency_is,
        order.recency,
        "Simply going by how long ago the last contact was (recency)",
    );
    let both: Vec<String> = frequency.into_iter().chain(recency).collect();
    (!both.is_empty()).then(|| both.join(" "))
}

/// Whether the figures came true.
pub(crate) fn calibration(counts: &Counts, figures: &Figures) -> String {
    let came = counts.answered as f64 / counts.cases as f64;
    let agree = figures.bins.iter().filter(|bin| bin.agrees()).count();
    let Gap {
        mean,
        by_chance,
        one_in_twenty,
    } = figures.gap;
    let points = |gap: f64| format!("{:.1}", gap * 100.0);
    let so = match mean <= one_in_twenty {
        true => "So the figures hold, as far as so many cases can tell.",
        false if figures.said > came => {
            "So the figures are off for you: on the whole too high or too far apart."
        }
        false => "So the figures are off for you: on the whole too low or too far apart.",
    };
    format!(
        "{agree} of {} groups agree. In all it said {} and {} came. The mean gap is {} points; a perfect forecaster would show {} by \
         chance with these cases, and more than {} one time in twenty. {so}",
        figures.bins.len(),
        percent(figures.said),
        percent(came),
        points(mean),
        points(by_chance),
        points(one_in_twenty)
    )
}

/// How much of the order and of the error may be luck.
pub(crate) fn luck(figures: &Figures) -> String {
    let error = (figures.brier_alike - figures.brier) / figures.brier_alike * 100.0;
    let against = match error {
        e if e >= 0.5 => format!("{e:.0} % smaller than"),
        e if e <= -0.5 => format!("{:.0} % larger than", -e),
        _ => "about the same as".to_owned(),
    };
    let luck = match figures.luck * 100.0 {
        luck if luck < 0.1 => "less than 0.1".to_owned(),
        luck => format!("{luck:.1}"),
    };
    // The interval counts people, the shuffles cases.
    let few = match figures.order.score.between.0 <= 0.5 && figures.luck < 0.05 {
        true => {
            ", but many cases are of the same few people, so that it may be chance all the same"
        }
        false => "",
    };
    format!(
        "Luck alone orders the cases as well in {luck} % of shuffles{few}. The error (mean squared, 0 is never wrong) is {against} that of taking \
         everybody alike at your rate so far.",
    )
}

/// What a backtest shows nothing of.
pub(crate) const SHOWS_NOTHING_OF: [&str; 4] = [
    "people you never wrote to: you chose whom to write to, and these are other people",
    "the telephone, or favours: a message that is answered is not a call that is picked up, nor help that is given",
    "the cause: who answered may have written anyway",
    "what you wrote, and answers by a way that is not in your files: those count here as no answer",
];
