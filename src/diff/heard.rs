//! Of whom there is news though nothing moved: on whom the owner decided, who wrote for the first time or after a year of silence, and who
//! has come to wait for an answer.

use rustc_hash::FxHashSet;

use super::again::Side;
use super::{facts, open, position};
use crate::model::cause::Cause;
use crate::model::changes::{Heard, Move};
use crate::model::standing::Verdict;
use crate::model::thresholds::HALF_LIFE_DAYS;
use crate::snapshot::{Person, Snapshot};

/// In the order of the newer ranking.
pub fn heard(
    old: &Snapshot,
    new: &Snapshot,
    both: &[(&Person, &Person)],
    moved: &[Move],
) -> Vec<Heard> {
    let moved: FxHashSet<&str> = moved.iter().map(|moved| moved.id.as_str()).collect();
    let coverage = [old.given(), new.given()];
    let one = |&(then, now): &(&Person, &Person)| {
        let is_first = then.standing.basis.received == 0;
        let is_return = then.standing.basis.days >= HALF_LIFE_DAYS;
        let is_decided = now.verdict == Verdict::Decided;
        let waits = waits(then, now);
        if moved.contains(now.id.as_str())
            || !(is_first || is_return || is_decided || waits.is_some())
        {
            return None;
        }
        let side = |audit, coverage, person| Side {
            audit,
            coverage,
            person,
        };
        let mut causes = Vec::new();
        let (before, after) = (side(old, &coverage[0], then), side(new, &coverage[1], now));
        facts::passed(&mut causes, &before, &after);
        causes.retain(is_news);
        // Whoever was met before is met again: that is no news.
        let is_met = |cause: &Cause| matches!(cause, Cause::Met { .. });
        if then.last_contact.is_some() && !is_decided && causes.iter().all(is_met) {
            causes.clear();
        }
        causes.extend(waits);
        let is_news = !causes.is_empty();
        is_news.then(|| Heard {
            who: open::named(now),
            stands: position(now),
            causes,
        })
    };
    both.iter().filter_map(one).collect()
}

/// That they wait for the owner's answer, as they did not at the audit before.
fn waits(then: &Person, now: &Person) -> Option<Cause> {
    let since = now.waiting_since.as_deref()?.get(..10)?.parse().ok()?;
    then.waiting_since
        .is_none()
        .then_some(Cause::Waits { since })
}

/// Whether they did something.
fn is_news(cause: &Cause) -> bool {
    matches!(
        cause,
        Cause::Answered { .. } | Cause::Wrote { .. } | Cause::Called { .. } | Cause::Met { .. }
    )
}
