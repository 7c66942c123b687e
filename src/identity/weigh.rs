//! The weighing of evidence from end to end: learn the weights, rate the candidate pairs, cluster, and say what is doubtful.

use rayon::prelude::{IntoParallelIterator, ParallelIterator};

use super::block::Blocks;
use super::cluster::{Clustered, Link, UNWIELDY, Verdict, average_link, components};
use super::compare::compare;
use super::features::{Features, features};
use super::fields::{Birthday, Email, FamilyName, GivenName, Levels};
use super::gate::{Gate, share_a_key};
use super::keys::Shared;
use super::learn::{chance, settle};
use super::outcome::Outcome;
use super::record::{Ix, Record};
use super::unite::Groups;
use super::veto;
use super::weights::Weights;

/// How many candidate pairs are learnt from, about.
const SAMPLE: usize = 150_000;

/// How many random pairs chance is learnt from.
const RANDOM: usize = 60_000;

/// Links below this are forgotten: the owner would not be asked about them (5 %).
const KEEP: f32 = -7.0;

/// Cards of the address book for which fixed weights are right.
const USUAL: usize = 1_000;

/// From here on two groups are merged: half a bit below even, since the silence of most pairs pulls an average down.
const CUT: f32 = -0.5;

/// The same for a careful owner.
const CAREFUL_CUT: f32 = 3.0;

/// Records, what they are compared by, and how the comparisons are weighed.
pub struct Scale<'w, 'a> {
    /// The records.
    pub records: &'w [Record<'a>],
    /// Their features.
    pub features: Vec<Features>,
    /// The weights.
    pub weights: Weights,
    /// Who is compared with whom.
    pub blocks: Blocks,
    gates: Vec<Gate>,
    /// Whether the cards are a register's: in one, names and days are garbled more often than twins are entered.
    is_register: bool,
}

/// From so many cards on, a file without a single way to reach anybody is a register.
const REGISTER: usize = 500;

/// One in so many cards of a register may have a number or an address all the same.
const REACHED: usize = 100;

fn is_register(records: &[Record<'_>]) -> bool {
    let is_reached =
        |record: &&Record<'_>| record.card.has_key() || !record.card.companies.is_empty();
    records.len() >= REGISTER && records.iter().filter(is_reached).count() * REACHED < records.len()
}

impl<'w, 'a> Scale<'w, 'a> {
    /// Prepares the comparison and learns from the data, unless the weights are fixed.
    pub fn new(records: &'w [Record<'a>], shared: &Shared<'_>, fixed: bool) -> Self {
        let features = features(records, shared, fixed);
        let blocks = Blocks::new(&features);
        let weights = Weights::built_in(if fixed { USUAL } else { records.len() });
        let mut scale = Self {
            records,
            features,
            weights,
            blocks,
            gates: records.iter().map(Gate::of).collect(),
            is_register: !fixed && is_register(records),
        };
        if !fixed {
            scale.learn();
        }
        scale
    }

    fn learn(&mut self) {
        let n = self.records.len();
        if n < 2 {
            return;
        }
        let random = self.random_pairs();
        let (sample, share) = self.sample();
        let pairs = n as f32 * (n - 1) as f32 / 2.0;
        chance(&mut self.weights, &random);
        settle(&mut self.weights, &sample, share, pairs);
    }

    /// Pairs drawn by a fixed sequence (Knuth's MMIX generator): the same for the same records.
    fn random_pairs(&self) -> Vec<Outcome> {
        let n = self.records.len() as u64;
        let mut state = 0x5eed_u64;
        let mut draw = || {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            ((state >> 33) % n) as usize
        };
        let pairs: Vec<(usize, usize)> = (0..RANDOM.min(n as usize * 20))
            .map(|_| (draw(), draw()))
            .filter(|(a, b)| a != b)
            .collect();
        pairs
            .into_par_iter()
            .map(|(a, b)| self.outcome(a, b))
            .collect()
    }

    /// Candidate pairs of every so many records, and how many pairs each of them stands for.
    fn sample(&self) -> (Vec<Outcome>, f32) {
        let n = self.records.len();
        let probe: Vec<Ix> = (0..n).step_by((n / 500).max(1)).collect();
        let mut list = Vec::new();
        let counted: usize = probe
            .iter()
            .map(|&ix| {
                self.blocks.candidates(ix, &mut list);
                list.len()
            })
            .sum();
        let total = counted as f32 * n as f32 / probe.len() as f32;
        let stride = ((total / SAMPLE as f32).ceil() as usize).max(1);
        let chosen: Vec<Ix> = (0..n).step_by(stride).collect();
        let outcomes: Vec<Vec<Outcome>> = chosen
            .into_par_iter()
            .map(|ix| {
                let mut list = Vec::new();
                self.candidates(ix, &mut list);
                list.iter()
                    .map(|&other| self.outcome(other as usize, ix))
                    .collect()
            })
            .collect();
        (outcomes.concat(), stride as f32)
    }

    /// The records before this one that may be the same person and share a block with it.
    fn candidates(&self, ix: Ix, into: &mut Vec<u32>) {
        self.blocks.candidates(ix, into);
        let own = self.gates[ix];
        into.retain(|&other| !own.bars(self.gates[other as usize]));
        if own.is_thing() {
            into.retain(|&other| share_a_key(&self.records[other as usize], &self.records[ix]));
        }
    }

    /// Compares two records.
    pub fn outcome(&self, a: Ix, b: Ix) -> Outcome {
        let mut outcome = compare(&self.features[a], &self.features[b]);
        if self.is_register {
            outcome.conflict = outcome
                .conflict
                .filter(|conflict| !conflict.may_be_garbled());
        }
        outcome
    }

    /// How strongly two records speak for one person.
    pub fn score(&self, a: Ix, b: Ix) -> f32 {
        let outcome = self.outcome(a, b);
        let score = self.weights.score(&outcome);
        veto::against(&outcome).map_or(score, |veto| score.min(veto.limit))
    }

    /// The same, and what it says of the groups that the two are in.
    pub fn verdict(&self, a: Ix, b: Ix) -> Verdict {
        let outcome = self.outcome(a, b);
        let score = self.weights.score(&outcome);
        Verdict {
            bits: veto::against(&outcome).map_or(score, |veto| score.min(veto.limit)),
            stance: veto::stance(&outcome),
            one_name: outcome.levels.given == Some(GivenName::Same)
                && outcome.levels.family == Some(FamilyName::Same),
            near_name: is_near(&outcome.levels),
            datum: outcome.datum,
            says_little: outcome.says_little,
            is_match: is_match(&outcome),
        }
    }

    /// All candidate pairs that are worth remembering.
    pub fn links(&self) -> Vec<Link> {
        let order = self.blocks.in_order();
        let parts: Vec<Vec<Link>> = order
            .into_par_iter()
            .map_init(Vec::new, |list, ix| {
                let ix = ix as Ix;
                self.candidates(ix, list);
                let scored = list.iter().map(|&a| Link {
                    a,
                    b: ix as u32,
                    score: self.score(a as usize, ix),
                });
                scored.filter(|link| link.score >= KEEP).collect()
            })
            .collect();
        let mut links = parts.concat();
        links.sort_unstable_by_key(|link| (link.b, link.a));
        links
    }
}

/// Whether birthday, given name and family name agree, or a personal mailbox where a family name is not known.
fn is_match(outcome: &Outcome) -> bool {
    let levels = &outcome.levels;
    let given = matches!(
        levels.given,
        Some(GivenName::Same | GivenName::Nickname | GivenName::Close | GivenName::Swapped)
    );
    let family = matches!(
        levels.family,
        Some(FamilyName::Same | FamilyName::Close | FamilyName::Swapped)
    );
    let mailbox = matches!(levels.email, Some(Email::Same | Email::SameLocal));
    let born = matches!(levels.birthday, Some(Birthday::Same | Birthday::OneSlip));
    outcome.conflict.is_none() && given && born && (family || (levels.family.is_none() && mailbox))
}

/// Whether a given or a family name is written nearly alike.
fn is_near(levels: &Levels) -> bool {
    matches!(levels.given, Some(GivenName::Close | GivenName::Similar))
        || matches!(levels.family, Some(FamilyName::Close | FamilyName::Similar))
}

/// Merges what the evidence carries.
pub fn merge(
    scale: &Scale<'_, '_>,
    links: &[Link],
    groups: &mut Groups,
    careful: bool,
) -> Clustered {
    let cut = if careful { CAREFUL_CUT } else { CUT };
    let parts = components(links, groups, scale.records.len(), CUT);
    let mut clustered = Clustered::default();
    let scored = |a: Ix, b: Ix| scale.verdict(a, b);
    for part in parts.iter().filter(|part| part.len() <= UNWIELDY) {
        average_link(part, groups, cut, &scored, &mut clustered);
    }
    clustered
}
