//! The verdict and the band of somebody found again by the rules of this version, with some of what they rest on as it was in the
//! older audit: what would have changed the result is a cause of it.

use crate::decisions::ruled;
use crate::model::coverage::Coverage;
use crate::model::decision::Said;
use crate::model::exchange::TieKind;
use crate::model::grounds::Grounds;
use crate::model::standing::{Band, Verdict};
use crate::score::{band_again, verdict_again};
use crate::snapshot::{Person, Snapshot};

/// One thing that a verdict or a band rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What the owner said, and the owner's rules.
    Decision,
    /// Whether it is known which side is the owner's.
    Owner,
    /// What passed.
    Passed,
    /// Evidence of ties.
    Ties,
    /// What the cards say.
    Cards,
    /// What was given.
    Coverage,
    /// The day of the audit.
    Time,
    /// How everybody else answers the owner.
    OwnerRate,
    /// The owner's own shift.
    OwnerShift,
}

impl Part {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 9] = [
        Self::Decision,
        Self::Owner,
        Self::Passed,
        Self::Ties,
        Self::Cards,
        Self::Coverage,
        Self::Time,
        Self::OwnerRate,
        Self::OwnerShift,
    ];
}

/// Where somebody stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stands {
    /// The band.
    pub band: Band,
    /// The verdict.
    pub verdict: Verdict,
}

/// One audit and the person in it.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    /// The audit.
    pub audit: &'a Snapshot,
    /// What it was given.
    pub coverage: &'a Coverage,
    /// The person.
    pub person: &'a Person,
}

impl<'a> Side<'a> {
    /// Where they stand by the audit; none where its words are those of another version.
    pub fn stands(&self) -> Option<Stands> {
        Some(Stands {
            band: self.person.standing.band.known()?,
            verdict: self.person.verdict.known()?,
        })
    }

    fn grounds(&self) -> Option<&'a Grounds> {
        self.person.grounds.as_ref()
    }
}

/// Somebody in two audits.
pub struct Both<'a> {
    /// In the older.
    pub then: Side<'a>,
    /// In the newer.
    pub now: Side<'a>,
}

impl<'a> Both<'a> {
    /// Where they would stand in the newer audit if some parts were as they were in the older; none where an audit does not keep
    /// what that takes.
    pub fn with(&self, old: &[Part]) -> Option<Stands> {
        let side = |part| {
            let is_old = old.contains(&part);
            if is_old { &self.then } else { &self.now }
        };
        let as_of = side(Part::Time).audit.instant()?;
        let passed = side(Part::Passed);
        let verdict = verdict_again(
            &passed.grounds()?.passed,
            &side(Part::Cards).grounds()?.cards,
            &kinds(side(Part::Ties).person),
            side(Part::Coverage).coverage,
            as_of,
        );
        let mut basis = passed.person.standing.basis.figures();
        basis.owner_rate = side(Part::OwnerRate).person.standing.basis.owner_rate;
        basis.shift = side(Part::OwnerShift).person.standing.basis.shift;
        let later = as_of - passed.audit.instant()?;
        let cards = &side(Part::Cards).grounds()?.cards;
        let band = band_again(&passed.grounds()?.passed, cards, &basis, (as_of, later));
        Some(Stands {
            band: if side(Part::Owner).audit.owner.known {
                band
            } else {
                Band::Unknown
            },
            verdict: decided(verdict, side(Part::Decision).person),
        })
    }

    /// Whether the rules of this version say of the newer audit what it says itself.
    pub fn holds_now(&self) -> bool {
        self.with(&[])
            .is_some_and(|found| Some(found) == self.now.stands())
    }

    /// Whether they say of the older audit what it says itself.
    pub fn holds_then(&self) -> bool {
        let found = self.with(&Part::ALL);
        found.is_some_and(|found| Some(found) == self.then.stands())
    }

    /// The parts without whose change the result would be another one: those that alone bring the old result back, or else those
    /// that change it; of things that only matter together, the first two.
    pub fn parts(&self) -> Vec<Part> {
        let (Some(then), Some(now)) = (self.then.stands(), self.now.stands()) else {
            return Vec::new();
        };
        let mut parts = Vec::new();
        let aspects: [fn(Stands) -> u8; 2] = [|s| s.verdict as u8, |s| s.band as u8];
        for of in aspects {
            if of(then) != of(now) {
                parts.extend(self.parts_of(of, of(then), of(now)));
            }
        }
        let in_order = Part::ALL.into_iter();
        in_order.filter(|part| parts.contains(part)).collect()
    }

    fn parts_of(&self, of: fn(Stands) -> u8, then: u8, now: u8) -> Vec<Part> {
        let found = |old: &[Part]| self.with(old).map(of);
        let those = |is_cause: &dyn Fn(Part) -> bool| -> Vec<Part> {
            let all = Part::ALL.into_iter();
            all.filter(|&part| is_cause(part)).collect()
        };
        let back = those(&|part| found(&[part]) == Some(then));
        if !back.is_empty() {
            return back;
        }
        let other = those(&|part| found(&[part]).is_some_and(|found| found != now));
        if !other.is_empty() {
            return other;
        }
        // Where each of several would do alone, all of them are told.
        let enough = those(&|part| {
            let rest: Vec<Part> = Part::ALL.into_iter().filter(|p| *p != part).collect();
            found(&rest) == Some(now)
        });
        if !enough.is_empty() {
            return enough;
        }
        let all = Part::ALL;
        let pairs = all.iter().flat_map(|&a| all.iter().map(move |&b| [a, b]));
        let pair = pairs
            .filter(|[a, b]| a != b)
            .find(|pair| found(pair) == Some(then));
        pair.map_or_else(Vec::new, Vec::from)
    }
}

/// Kinds of ties of which this version knows.
fn kinds(person: &Person) -> Vec<TieKind> {
    let known = |tie: &crate::snapshot::Tie| TieKind::named(&tie.kind);
    person.ties.iter().filter_map(known).collect()
}

/// The verdict after what the owner said of somebody.
fn decided(verdict: Verdict, person: &Person) -> Verdict {
    let said = person
        .decision
        .as_deref()
        .and_then(|word| Said::parse(word).ok());
    let is_silent = said == Some(Said::NeverAsk);
    let said = said.filter(|said| !is_silent && person.rule.is_none() && *said != Said::NeverAsk);
    let known = person.role.as_ref().filter(|_| !is_silent);
    let known = known.map(|_| &Said::Remembered);
    let said = said.as_ref().or(known);
    ruled(verdict, said, person.rule.is_some(), is_silent)
}
