//! The sum behind a probability, term by term, and what holds it down.

use super::time::{counted, length};
use crate::model::standing::{Band, Basis};
use crate::model::thresholds::{LIKELY, LIKELY_DAYS, MAYBE, PRIOR_RATE};
use crate::score::{Term, person_rate, terms};

/// Terms that hold a figure down by less than this do not matter.
const TELLS: f64 = 0.05;
/// Reasons that are told of why a figure is not higher.
const TOLD: usize = 2;

/// The terms, each with what it was made of: `+0.21  they answered: s 1.2 of n 2.0 …`.
pub(crate) fn sum(basis: &Basis) -> Vec<(f64, String)> {
    let line = |(term, value)| (value, made_of(term, basis));
    terms(basis).into_iter().map(line).collect()
}

fn made_of(term: Term, basis: &Basis) -> String {
    match term {
        Term::Intercept => "the starting point, the same for everybody".to_owned(),
        Term::Person => format!(
            "how they answer: s {:.3} of n {:.3} tries, older ones weighing less, so p_person {:.3}",
            basis.answered_weighted,
            basis.attempts_weighted,
            person_rate(basis)
        ),
        Term::Never => match basis.never {
            true => "they never wrote or called".to_owned(),
            false => "they have written or called".to_owned(),
        },
        Term::Owner => format!("how others answer you: p_owner {:.3}", basis.owner_rate),
        Term::Silence if basis.never => {
            format!(
                "no word of theirs, which counts as {:.0} days of silence",
                basis.days
            )
        }
        Term::Silence => format!("{:.1} days since their last word", basis.days),
        Term::Share => format!(
            "who begins: they began {begun} of {}, a late answer counted as a beginning: share ({begun} + 1) / ({} + 2) = {:.3}",
            counted(basis.talks, "conversation"),
            basis.talks,
            basis.share,
            begun = basis.begun
        ),
        Term::Shift => "your own shift, the same for everybody".to_owned(),
    }
}

/// How a probability came about that is no sum: that of a first message, or of an audit from before the sum was kept.
pub(crate) fn worked_out(is_first: bool, p: f64) -> String {
    if is_first {
        format!(
            "no direct message or call yet; {p:.3} is how often first messages of yours are answered"
        )
    } else {
        "by an earlier version of the score".to_owned()
    }
}

/// What a band rests on that its figure would not give.
pub(crate) fn band_beside(band: Band, p: f64, basis: &Basis) -> Option<&'static str> {
    match band {
        Band::Likely | Band::Maybe if basis.talks == 0 => {
            Some("by the meetings that you have together, which the figure does not know")
        }
        Band::Likely if p < LIKELY => {
            Some("they write to you of their own accord, which the figure hardly weighs")
        }
        Band::Maybe if p >= LIKELY && basis.days > LIKELY_DAYS => {
            Some("they used to answer, but have been silent for more than five years")
        }
        Band::Maybe if p >= LIKELY && !basis.never => {
            Some("by the figure likely, but what they did last does not bear it out")
        }
        Band::Maybe if p >= LIKELY => {
            Some("by how others answer you they might, but nothing of theirs says so yet")
        }
        Band::Unlikely if p >= MAYBE => Some("they have never answered"),
        _ => None,
    }
}

/// What holds a probability down most; nothing where nothing does. `talks` are conversations that the owner began, and how many of
/// them were answered within a week: an audit of before does not keep them.
pub(crate) fn why_not_higher(basis: &Basis, talks: Option<(u32, u32)>) -> Option<String> {
    let mut held: Vec<(Term, f64)> = terms(basis)
        .into_iter()
        .filter(|(term, value)| *term != Term::Intercept && *value < -TELLS)
        .collect();
    held.sort_by(|a, b| a.1.total_cmp(&b.1));
    let told: Vec<String> = held
        .into_iter()
        .take(TOLD)
        .filter_map(|(term, _)| holds(term, basis, talks))
        .collect();
    (!told.is_empty()).then(|| told.join("; "))
}

fn holds(term: Term, basis: &Basis, talks: Option<(u32, u32)>) -> Option<String> {
    match (term, talks) {
        // Whoever writes first and is answered was asked for nothing.
        (Term::Person, Some((began, answered))) => (answered < began).then(|| {
            if began == 1 {
                return "they did not answer the one conversation you began within a week"
                    .to_owned();
            }
            let began = counted(began, "conversation");
            match answered {
                0 => format!("of {began} that you began they answered none within a week"),
                n => format!("of {began} that you began they answered {n} within a week"),
            }
        }),
        // So many are taken for usual where nobody else was written to.
        (Term::Owner, _) if basis.owner_rate >= PRIOR_RATE => None,
        _ => held_by(term, basis),
    }
}

fn held_by(term: Term, basis: &Basis) -> Option<String> {
    match term {
        Term::Intercept => None,
        Term::Person => Some(format!(
            "they answered {} of {} within a week",
            basis.answered,
            counted(basis.attempts, "try").replace("trys", "tries")
        )),
        Term::Never => Some("they have never written or called".to_owned()),
        Term::Owner => Some("others answer you less often than is usual".to_owned()),
        // Who never wrote has no last word, and that is said already.
        Term::Silence if basis.never => None,
        Term::Silence => Some(format!(
            "their last word was {} ago",
            length(basis.days as u32)
        )),
        Term::Share => Some(format!(
            "they began {} of {}",
            basis.begun,
            counted(basis.talks, "conversation")
        )),
        Term::Shift => Some("your messages are answered less often than expected".to_owned()),
    }
}
