//! The band of a probability, which needs something of the person's own to be likely or unlikely.

use crate::model::standing::{Band, Basis, Talks};
use crate::model::thresholds::{
    HALF_LIFE_DAYS, LATE_TALKS, LEFT_IN_A_ROW, LIKELY, LIKELY_DAYS, MAYBE, THEIR_HABIT, THEIR_TALKS,
};

/// The band of somebody with a history.
pub fn of(p: f64, basis: &Basis, talks: &Talks) -> Band {
    let answers = basis.answered > 0 || talks.heard() > 0 || talks.replied >= THEIR_TALKS;
    // The data that the formula was found in know no longer silence.
    let is_known = basis.days <= LIKELY_DAYS;
    let is_left = talks.left >= LEFT_IN_A_ROW;
    if p >= LIKELY {
        return if answers && is_known && !is_left {
            Band::Likely
        } else {
            Band::Maybe
        };
    }
    // A habit of theirs says more than a figure that knows only tries of the owner's.
    let has_habit = talks.theirs >= THEIR_HABIT
        && 2 * talks.replied >= talks.theirs
        && basis.days <= HALF_LIFE_DAYS
        && !is_left;
    if has_habit {
        return Band::Likely;
    }
    let answers_late = talks.yours >= LATE_TALKS && 2 * talks.heard() >= talks.yours;
    let left_one = talks.in_vain() > 0;
    if p < MAYBE && left_one && !answers_late {
        Band::Unlikely
    } else {
        Band::Maybe
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_alone_makes_nobody_likely_or_unlikely() {
        let (nothing, talks) = (Basis::default(), Talks::default());
        assert_eq!(of(0.9, &nothing, &talks), Band::Maybe);
        assert_eq!(of(0.1, &nothing, &talks), Band::Maybe);
        let answered = Basis {
            answered: 1,
            ..nothing
        };
        assert_eq!(of(0.5, &answered, &talks), Band::Likely);
        let silent = Basis {
            days: LIKELY_DAYS + 1.0,
            ..answered
        };
        assert_eq!(of(0.9, &silent, &talks), Band::Maybe);
        let left = Talks { left: 3, ..talks };
        assert_eq!(of(0.9, &answered, &left), Band::Maybe);
        let began = Talks {
            theirs: 2,
            replied: 2,
            ..talks
        };
        assert_eq!(of(0.5, &nothing, &began), Band::Likely);
        let tried = Talks { yours: 1, ..talks };
        assert_eq!(of(0.299, &nothing, &tried), Band::Unlikely);
        assert_eq!(of(0.3, &nothing, &tried), Band::Maybe);
    }

    #[test]
    fn who_answers_half_of_several_talks_late_is_not_unlikely() {
        let late = |yours, late| Talks {
            yours,
            late,
            ..Talks::default()
        };
        for (talks, band) in [
            (late(4, 2), Band::Maybe),
            (late(5, 2), Band::Unlikely),
            (late(1, 0), Band::Unlikely),
        ] {
            assert_eq!(of(0.2, &Basis::default(), &talks), band, "{talks:?}");
        }
    }
}
