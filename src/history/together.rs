//! Who was on something together with the owner: a mail to several, a small group, a meeting.

use rustc_hash::FxHashMap;

use crate::model::exchange::{Channel, Direction};
use crate::model::intake::FileId;
use crate::model::moment::Moment;
use crate::model::thresholds::GROUP_MEMBERS;
use crate::model::timeline::{Together, Who};

/// An occasion, as far as two rows of a log can be told to be the same one.
type Occasion = (Moment, Direction, Channel, u32, FileId);

/// Pairs in the making.
#[derive(Default)]
pub struct Pairs {
    last: FxHashMap<(Who, Who), (Moment, Channel, FileId)>,
    /// A log names one person a row: those of one occasion are found at the end.
    rows: Vec<(Occasion, Who)>,
}

/// Whether an occasion brings people together: several, and not so many that they may never have met.
fn is_small(others: u32) -> bool {
    (2..GROUP_MEMBERS).contains(&others)
}

impl Pairs {
    /// Everybody on an occasion that one row tells.
    pub fn take(&mut self, occasion: Occasion, with: &[Who], present: &[Who]) {
        if !is_small(occasion.3) {
            return;
        }
        if let ([only], []) = (with, present) {
            return self.rows.push((occasion, *only));
        }
        let all: Vec<Who> = with.iter().chain(present).copied().collect();
        self.pairs(occasion, &all);
    }

    fn pairs(&mut self, (at, _, channel, _, file): Occasion, all: &[Who]) {
        for (n, &a) in all.iter().enumerate() {
            for &b in all[n + 1..].iter().filter(|b| **b != a) {
                let told = (at, channel, file);
                let last = self.last.entry((a.min(b), a.max(b))).or_insert(told);
                *last = told.max(*last);
            }
        }
    }

    /// All pairs of people with a card, in their order.
    pub fn finish(mut self, people: u32) -> Vec<Together> {
        let mut rows = std::mem::take(&mut self.rows);
        rows.sort_unstable();
        rows.dedup();
        for occasion in rows.chunk_by(|a, b| a.0 == b.0) {
            let all: Vec<Who> = occasion.iter().map(|(_, who)| *who).collect();
            // More than were on it are two occasions of one instant.
            if all.len() as u32 <= occasion[0].0.3 {
                self.pairs(occasion[0].0, &all);
            }
        }
        let has_card = |((_, b), _): &((Who, Who), _)| b.0 < people;
        let mut all: Vec<Together> = self
            .last
            .into_iter()
            .filter(has_card)
            .map(|(people, (last, channel, file))| Together {
                people,
                last,
                channel,
                file,
            })
            .collect();
        all.sort_unstable_by_key(|together| together.people);
        all
    }
}
