//! Give and take: what was given, promised and thanked for, each way alike.

use super::ledger::{TALK_GAP, is_counted, is_said};
use super::talks::was_picked_up;
use crate::model::balance::{Balance, Promise, Side, Signs, Year};
use crate::model::exchange::{Direction, Giver, TieKind};
use crate::model::moment::{DAY, Moment};
use crate::model::standing::{Contact, Tie};
use crate::model::thresholds::{
    NEED_SILENCE_DAYS, NEED_TALKS, RECENT_MONTHS, WAITING_MONTHS, months_before,
};
use crate::model::timeline::Touch;

/// What went which way, from the ties of a person and what passed, in order of time.
pub fn balance(ties: &[Tie], contact: &Contact, touches: &[&Touch], as_of: i64) -> Balance {
    let since = months_before(as_of, WAITING_MONTHS);
    let (yours, theirs) = (
        side(ties, Giver::Owner, since),
        side(ties, Giver::They, since),
    );
    let signs = Signs {
        costly_help: theirs.costly > 0,
        help_given: yours.given() > 0,
        channels: contact.channels.len() as u32,
        years: contact.two_way_years,
    };
    let only_after_silence =
        only_after_silence(touches).filter(|_| yours.given() == 0 && contact.inn > 0);
    Balance {
        yours,
        theirs,
        signs,
        only_after_silence,
    }
}

/// What is counted of one side. The two differ in nothing but the names of their ties.
fn side(ties: &[Tie], giver: Giver, since: i64) -> Side {
    let of = |wanted: fn(TieKind) -> bool| {
        let mut all: Vec<Moment> = ties
            .iter()
            .filter(|tie| tie.kind.giver() == Some(giver) && wanted(tie.kind))
            .filter_map(|tie| tie.at)
            .collect();
        all.sort_unstable();
        all
    };
    let count = |wanted: fn(TieKind) -> bool| {
        let is_meant = |tie: &&Tie| tie.kind.giver() == Some(giver) && wanted(tie.kind);
        ties.iter().filter(is_meant).count() as u32
    };
    let given = of(TieKind::is_help);
    Side {
        costly: count(TieKind::is_costly),
        small: count(|kind| kind.is_help() && !kind.is_costly()),
        last: given.last().copied(),
        promises: promises(ties, giver, given),
        thanks_owed: thanks_owed(ties, giver, since),
    }
}

/// Promises, the oldest first, of which each later help keeps one.
fn promises(ties: &[Tie], giver: Giver, mut given: Vec<Moment>) -> Vec<Promise> {
    let (made, due) = match giver {
        Giver::Owner => (TieKind::Promise, TieKind::PromiseDue),
        Giver::They => (TieKind::PromiseReceived, TieKind::PromiseReceivedDue),
    };
    let of = |kind| {
        let at = ties.iter().filter(move |tie| tie.kind == kind);
        let mut at: Vec<Moment> = at.filter_map(|tie| tie.at).collect();
        at.sort_unstable();
        at
    };
    let mut dues = of(due);
    let mut all: Vec<Promise> = of(made)
        .into_iter()
        .map(|made| {
            let own = dues.iter().position(|due| due.date() >= made.date());
            Promise {
                made: Some(made),
                due: own.map(|own| dues.remove(own)),
            }
        })
        .collect();
    all.extend(dues.into_iter().map(|due| Promise {
        made: None,
        due: Some(due),
    }));
    all.retain(|promise| {
        let since = promise.made.or(promise.due);
        let kept = given
            .iter()
            .position(|given| since.is_some_and(|since| given.at > since.at));
        kept.map(|kept| given.remove(kept)).is_none()
    });
    all
}

/// The last favour or introduction that this side got and has not thanked for.
fn thanks_owed(ties: &[Tie], debtor: Giver, since: i64) -> Option<Moment> {
    let (favour, intro, thanks) = match debtor {
        Giver::Owner => (
            TieKind::FavourReceived,
            TieKind::IntroReceived,
            TieKind::ThanksGiven,
        ),
        Giver::They => (
            TieKind::FavourGiven,
            TieKind::IntroGiven,
            TieKind::ThanksReceived,
        ),
    };
    let last = |kinds: &[TieKind]| {
        let of_kind = ties.iter().filter(|tie| kinds.contains(&tie.kind));
        of_kind.filter_map(|tie| tie.at).max()
    };
    let thanked = last(&[thanks]);
    last(&[favour, intro])
        .filter(|help| help.at >= since && thanked.is_none_or(|thanked| thanked.at < help.at))
}

/// How often the owner wrote where each time, but for the first, was after a long silence and none was an answer.
fn only_after_silence(touches: &[&Touch]) -> Option<u32> {
    let counted: Vec<&Touch> = touches.iter().copied().filter(|t| is_counted(t)).collect();
    let mut last: Option<i64> = None;
    let mut times = 0;
    for talk in counted.chunk_by(|a, b| b.at.at - a.at.at <= TALK_GAP) {
        let (first, end) = (talk[0], talk[talk.len() - 1]);
        let wrote = talk
            .iter()
            .any(|t| t.direction == Direction::Out || was_picked_up(t));
        if wrote {
            let silence = last.map(|last| first.at.at - last);
            let is_long = silence.is_none_or(|silence| silence >= NEED_SILENCE_DAYS * DAY);
            if first.direction != Direction::Out || !is_long {
                return None;
            }
            times += u32::from(silence.is_some());
        }
        last = Some(end.at.at);
    }
    let met = touches
        .iter()
        .any(|touch| touch.direction == Direction::Both);
    (times >= NEED_TALKS && !met).then_some(times + 1)
}

/// The talks of the last twelve months.
pub fn year(touches: &[&Touch], as_of: i64) -> Year {
    let since = months_before(as_of, RECENT_MONTHS);
    let counted: Vec<&Touch> = touches.iter().copied().filter(|t| is_said(t)).collect();
    let mut year = Year::default();
    for talk in counted.chunk_by(|a, b| b.at.at - a.at.at <= TALK_GAP) {
        if talk[0].at.at >= since {
            *match talk[0].direction {
                Direction::Out => &mut year.yours,
                Direction::In | Direction::Both | Direction::Unknown => &mut year.theirs,
            } += 1;
        }
    }
    year
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::exchange::Channel;
    use crate::model::intake::FileId;
    use crate::model::timeline::Who;

    const NOW: i64 = 1_700_000_000;

    fn tie(days_ago: i64, kind: TieKind) -> Tie {
        Tie {
            kind,
            at: Some(Moment::second(NOW - days_ago * DAY)),
            source: FileId(0),
        }
    }

    fn of(ties: &[Tie]) -> Balance {
        balance(ties, &Contact::default(), &[], NOW)
    }

    #[test]
    fn a_promise_is_open_until_something_is_given() {
        let promise = tie(50, TieKind::Promise);
        let due = tie(30, TieKind::PromiseDue);
        let open = of(&[promise.clone(), due.clone()]);
        assert_eq!(open.yours.promises.len(), 1);
        assert_eq!(open.yours.promises[0].due, due.at);
        let before = of(&[promise.clone(), due.clone(), tie(60, TieKind::FavourGiven)]);
        assert_eq!(before.yours.promises.len(), 1);
        let kept = of(&[promise.clone(), due, tie(10, TieKind::PassedOnGiven)]);
        assert_eq!(kept.yours.promises, []);
        let two = of(&[
            promise,
            tie(40, TieKind::Promise),
            tie(10, TieKind::IntroGiven),
        ]);
        assert_eq!(two.yours.promises.len(), 1, "one help keeps one promise");
    }

    #[test]
    fn thanks_are_owed_for_help_of_late_until_they_are_noted() {
        assert!(
            of(&[tie(20, TieKind::FavourReceived)])
                .yours
                .thanks_owed
                .is_some()
        );
        assert!(
            of(&[tie(400, TieKind::FavourReceived)])
                .yours
                .thanks_owed
                .is_none()
        );
        let thanked = [
            tie(20, TieKind::IntroReceived),
            tie(5, TieKind::ThanksGiven),
        ];
        assert!(of(&thanked).yours.thanks_owed.is_none());
        assert!(
            of(&[tie(20, TieKind::IntroGiven)])
                .theirs
                .thanks_owed
                .is_some()
        );
    }

    fn talks(of: &[(i64, Direction)]) -> Option<u32> {
        let touches: Vec<Touch> = of
            .iter()
            .map(|&(day, direction)| Touch {
                at: Moment::second(day * DAY),
                who: Who(0),
                direction,
                channel: Channel::Email,
                others: 1,
                duration_s: None,
                gist: None,
                closes: false,
                file: FileId(0),
            })
            .collect();
        only_after_silence(&touches.iter().collect::<Vec<_>>())
    }

    #[test]
    fn who_writes_only_after_long_silences_is_told_from_who_answers() {
        use Direction::{In, Out};
        assert_eq!(
            talks(&[(0, Out), (400, Out), (401, In), (800, Out)]),
            Some(3)
        );
        assert_eq!(talks(&[(0, Out), (400, Out)]), None, "too few");
        assert_eq!(talks(&[(0, Out), (400, Out), (460, Out), (900, Out)]), None);
        assert_eq!(
            talks(&[(0, Out), (400, Out), (600, In), (601, Out), (900, Out)]),
            None
        );
    }
}
