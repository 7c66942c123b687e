//! The weighing of evidence from end to end: learn the weights, rate the candidate pairs, cluster, and say what is doubtful.

use rayon::prelude::{
    IntoParallelIterator, IntoParallelRefIterator, ParallelIterator, ParallelSliceMut,
};

use super::block::Blocks;
use super::cluster::{Clustered, Link, UNWIELDY, Verdict, average_link, components};
use super::compare::{compare, compare_unless};
use super::conflict::Conflict;
use super::features::{Features, features};
use super::fields::{Birthday, Email, Employer, FamilyName, GivenName, Levels, Title};
use super::gate::{Gate, share_a_key};
use super::keys::Shared;
use super::learn::{chance, settle};
use super::namesakes::{OnePerson, Told, Usual, at_least};
use super::open::Open;
use super::outcome::Outcome;
use super::record::{Ix, Record};
use super::register;
use super::things::are_two_desks;
use super::unite::Groups;
use super::veto;
use super::weights::Weights;
use crate::model::fingerprint::mark;
use crate::model::real::Real;

/// How many candidate pairs are learnt from, about.
const SAMPLE: usize = 150_000;

/// How many random pairs chance is learnt from.
const RANDOM: usize = 60_000;

/// How many neighbours each record is paired with for that, at most.
const NEIGHBOURS: usize = 20;

/// How many records are looked at to tell how many candidate pairs there are.
const PROBE: usize = 500;

/// Links below this are forgotten: the owner would not be asked about them (5 %).
const KEEP: f32 = -7.0;

/// Cards of the address book for which fixed weights are right.
const USUAL: usize = 1_000;

/// What a name alone gives at most, however seldom namesakes are.
const NAME_ALONE: f32 = 3.0;

/// From here on two groups are merged: half a bit below even, since the silence of most pairs pulls an average down.
pub const CUT: f32 = -0.5;

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
    /// In what cards of one name differ that are one person's.
    usual: Usual,
    /// Whether the cards are a register's: in one, names and days are garbled more often than twins are entered.
    is_register: bool,
}

impl<'w, 'a> Scale<'w, 'a> {
    /// Prepares the comparison and learns from the data, unless the weights are fixed.
    pub fn new(
        records: &'w [Record<'a>],
        shared: &Shared<'_>,
        groups: &Groups,
        fixed: bool,
    ) -> Self {
        // Numbers are given to features one after the other; marks are made meanwhile.
        let (features, order) = rayon::join(
            || features(records, shared, fixed),
            || if fixed { Vec::new() } else { by_mark(records) },
        );
        let weights = Weights::built_in(if fixed { USUAL } else { records.len() });
        let mut scale = Self {
            records,
            features,
            weights,
            blocks: Blocks::new(&[]),
            gates: records.iter().map(Gate::of).collect(),
            usual: Usual::default(),
            is_register: !fixed && register::is_register(records),
        };
        if fixed || records.len() < 2 {
            scale.blocks = Blocks::new(&scale.features);
        } else {
            scale.learn(&order, groups);
        }
        scale
    }

    /// Makes the blocks and learns from pairs. Blocks are made on one processor mostly, and names are counted on one.
    fn learn(&mut self, order: &[(u64, Ix)], groups: &Groups) {
        let counted = || Usual::of(self.records, &self.features, &self.gates, groups);
        let (blocks, (random, usual)) = rayon::join(
            || Blocks::new(&self.features),
            || rayon::join(|| self.random_pairs(order), counted),
        );
        self.blocks = blocks;
        self.weights = self.learnt(order, &random);
        self.usual = usual;
    }

    /// The weights, moved by pairs of these records.
    fn learnt(&self, order: &[(u64, Ix)], random: &[Outcome]) -> Weights {
        let n = self.records.len() as f32;
        let (sample, share) = self.sample(order);
        let mut weights = self.weights.clone();
        chance(&mut weights, random);
        settle(&mut weights, &sample, share, n * (n - 1.0) / 2.0);
        weights
    }

    /// Pairs that chance has put together: neighbours in an order that has nothing to do with what the cards say. One more card comes
    /// between a few of them and leaves all others as they are.
    fn random_pairs(&self, order: &[(u64, Ix)]) -> Vec<Outcome> {
        let n = order.len();
        let further = (RANDOM / n).clamp(1, NEIGHBOURS).min(n - 1);
        let pairs = (1..=further).flat_map(|step| (0..n - step).map(move |at| (at, at + step)));
        let pairs: Vec<(usize, usize)> = pairs.take(RANDOM).collect();
        pairs
            .into_par_iter()
            .map(|(x, y)| self.outcome(order[x].1, order[y].1))
            .collect()
    }

    /// Candidate pairs of one in so many records, and how many pairs each of them stands for.
    fn sample(&self, order: &[(u64, Ix)]) -> (Vec<Outcome>, f32) {
        let probe = &order[..order.len().min(PROBE)];
        let mut list = Vec::new();
        let counted: usize = probe
            .iter()
            .map(|&(_, ix)| {
                self.blocks.candidates(ix, &mut list);
                list.len()
            })
            .sum();
        let total = counted as f32 * order.len() as f32 / probe.len() as f32;
        let stride = ((total / SAMPLE as f32).ceil() as u64).next_power_of_two();
        let mut chosen: Vec<Ix> = order
            .iter()
            .filter(|(mark, _)| mark % stride == 0)
            .map(|(_, ix)| *ix)
            .collect();
        chosen.sort_unstable();
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
            let thing = &self.records[ix];
            into.retain(|&other| {
                let other = &self.records[other as usize];
                share_a_key(other, thing) && !are_two_desks(other.card, thing.card)
            });
        }
    }

    /// Compares two records.
    pub fn outcome(&self, a: Ix, b: Ix) -> Outcome {
        self.noted(a, b, compare(&self.features[a], &self.features[b]))
    }

    /// A comparison, with what is known of cards of one name.
    fn noted(&self, a: Ix, b: Ix, mut outcome: Outcome) -> Outcome {
        self.usual.note((a, b), &self.features, &mut outcome);
        if self.is_register {
            outcome.conflict = outcome
                .conflict
                .filter(|conflict| !conflict.may_be_garbled());
            outcome.may_be_twins = false;
        }
        outcome
    }

    /// The share of pairs of one name that differ as these two do and are one person's, if it is known of these cards.
    pub fn share_in_spite(&self, a: Ix, b: Ix) -> Option<f64> {
        let bits = self.outcome(a, b).in_spite_bits?;
        Some(1.0 / (1.0 + f64::from(-bits).exp_2()))
    }

    /// How strongly two records speak for one person.
    pub fn score(&self, a: Ix, b: Ix) -> f32 {
        self.bits(a, b, &self.outcome(a, b))
    }

    /// What an outcome comes to: its bits, or what is known of cards of one name, as far as no veto holds it down.
    fn bits(&self, a: Ix, b: Ix, outcome: &Outcome) -> f32 {
        let known = self.known(a, b, outcome).unwrap_or(f32::NEG_INFINITY);
        let score = self.weights.score(outcome).max(known.min(NAME_ALONE));
        veto::against(outcome).map_or(score, |veto| score.min(veto.limit))
    }

    /// What is known of cards that have nothing but one name in common.
    fn known(&self, a: Ix, b: Ix, outcome: &Outcome) -> Option<f32> {
        at_least(outcome, self.expected(a, b))
    }

    /// How many cards bear the full name of two cards.
    pub fn bearers(&self, a: Ix, b: Ix) -> u32 {
        self.features[a].bearers.max(self.features[b].bearers)
    }

    /// How many others are expected to bear the name of two cards.
    fn expected(&self, a: Ix, b: Ix) -> f32 {
        self.features[a].namesakes.max(self.features[b].namesakes)
    }

    /// The same, and what it says of the groups that the two are in.
    pub fn verdict(&self, a: Ix, b: Ix) -> Verdict {
        let outcome = self.outcome(a, b);
        let counted = self.known(a, b, &outcome);
        Verdict {
            bits: self.bits(a, b, &outcome),
            stance: veto::stance(&outcome),
            one_name: outcome.open != Open::Form
                && outcome.levels.given == Some(GivenName::Same)
                && outcome.levels.family == Some(FamilyName::Same),
            near_name: is_near(&outcome.levels),
            by_initial: outcome.levels.given == Some(GivenName::Initial)
                && matches!(
                    outcome.levels.family,
                    Some(FamilyName::Same | FamilyName::Close)
                ),
            datum: outcome.datum,
            says_little: veto::says_little(&outcome) && counted.is_none(),
            open: outcome.open,
            told: Told::of(&outcome, counted),
            is_match: is_match(&outcome),
            one_desk: self.records[a].same_roster(&self.records[b])
                && outcome.levels.employer == Some(Employer::Same)
                && outcome.levels.title == Some(Title::Same),
            rather_one: outcome.in_spite != OnePerson::Seldom,
        }
    }

    /// Two records, if the pair is worth remembering.
    fn link(&self, a: u32, b: u32) -> Option<Link> {
        let (x, y) = (a as Ix, b as Ix);
        let is_enough = |outcome: &Outcome, conflict: Conflict| {
            let may_be_garbled = self.is_register && conflict.may_be_garbled();
            !may_be_garbled && veto::are_two_for_sure(outcome, conflict)
        };
        let compared = compare_unless(&self.features[x], &self.features[y], is_enough);
        debug_assert!(compared.is_some() || self.score(x, y) < KEEP);
        let score = self.bits(x, y, &self.noted(x, y, compared?));
        (score >= KEEP).then_some(Link { a, b, score })
    }

    /// All candidate pairs that are worth remembering.
    pub fn links(&self) -> Vec<Link> {
        let order = self.blocks.in_order();
        let none = || (Vec::new(), Vec::new());
        let more = |(mut list, mut links): (Vec<u32>, Vec<Link>), ix: u32| {
            self.candidates(ix as Ix, &mut list);
            links.extend(list.iter().filter_map(|&a| self.link(a, ix)));
            (list, links)
        };
        let parts = order.into_par_iter().fold(none, more);
        let parts: Vec<Vec<Link>> = parts.map(|(_, links)| links).collect();
        let mut links = Vec::with_capacity(parts.iter().map(Vec::len).sum());
        // One part after the other goes: all of them beside the whole would be twice the memory.
        parts.into_iter().for_each(|part| links.extend(part));
        links.par_sort_unstable_by_key(|link| (link.b, link.a));
        links
    }
}

/// The records in an order that their content decides and that has nothing to do with it.
fn by_mark(records: &[Record<'_>]) -> Vec<(u64, Ix)> {
    let marks = records.par_iter().map(|record| mark(record.card));
    let mut order: Vec<(u64, Ix)> = marks.collect::<Vec<_>>().into_iter().zip(0..).collect();
    order.par_sort_unstable();
    order
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
