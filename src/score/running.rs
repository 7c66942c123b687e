//! The owner's shift at any instant of the past: the same estimate as `shift`, from the outreaches whose end was known by then.
//!
//! Asking all earlier outreaches anew before each one would take quadratic time. Their pull on the shift is a smooth function of it,
//! so it is kept at the Chebyshev nodes of an interval, where the next outreach is added, and read off between them.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::f64::consts::PI;

use rustc_hash::FxHashMap;

use super::chance::sigmoid;
use super::replay::ANSWER;
use super::shift::PRIOR_VARIANCE;
use crate::model::timeline::Who;

/// Nodes; with so many the logistic function is met to 12 digits on the interval.
const NODES: usize = 64;
/// The interval is from minus this to this, in logits; no owner's shift lies outside.
const REACH: f64 = 6.0;

type Pull = [f64; NODES];

/// The estimate, as outreaches come to be known.
pub struct RunningShift {
    is_used: bool,
    nodes: Pull,
    /// The weights of the barycentric formula.
    weights: Pull,
    /// How much the outreaches to one person pull, and how many these are.
    people: FxHashMap<Who, (Pull, u32)>,
    /// The sum over people, each weighing the same.
    all: Pull,
    /// Outreaches whose end is not known yet: instant of the end, who, the bits of the logit, whether it was answered.
    open: BinaryHeap<Reverse<(i64, Who, u64, bool)>>,
    last: f64,
}

impl RunningShift {
    /// Nothing has happened yet; where it is not used it stays 0.
    pub fn new(is_used: bool) -> Self {
        let angle = |k: usize| PI * (k as f64 + 0.5) / NODES as f64;
        let node = |k: usize| REACH * libm::cos(angle(k));
        let weight = |k: usize| {
            if k.is_multiple_of(2) {
                libm::sin(angle(k))
            } else {
                -libm::sin(angle(k))
            }
        };
        Self {
            is_used,
            nodes: std::array::from_fn(node),
            weights: std::array::from_fn(weight),
            people: FxHashMap::default(),
            all: [0.0; NODES],
            open: BinaryHeap::new(),
            last: 0.0,
        }
    }

    /// Adds an outreach, whose answer came at an instant or not at all.
    pub fn expect(&mut self, who: Who, logit: f64, at: i64, answer: Option<i64>) {
        if self.is_used {
            let end = answer.unwrap_or(at + ANSWER);
            self.open
                .push(Reverse((end, who, logit.to_bits(), answer.is_some())));
        }
    }

    /// The shift from what was known strictly before an instant.
    pub fn at(&mut self, at: i64) -> f64 {
        let mut is_new = false;
        while let Some(Reverse((_, who, logit, answered))) = self
            .open
            .peek()
            .copied()
            .filter(|Reverse((end, ..))| *end < at)
        {
            self.open.pop();
            self.add(who, f64::from_bits(logit), answered);
            is_new = true;
        }
        if is_new {
            self.last = self.estimate();
        }
        self.last
    }

    fn add(&mut self, who: Who, logit: f64, answered: bool) {
        let came = f64::from(u8::from(answered));
        let (pull, times) = self.people.entry(who).or_insert(([0.0; NODES], 0));
        let before = f64::from((*times).max(1));
        *times += 1;
        for (k, node) in self.nodes.iter().enumerate() {
            self.all[k] -= pull[k] / before;
            pull[k] += came - sigmoid(logit + node);
            self.all[k] += pull[k] / f64::from(*times);
        }
    }

    /// Where the outreaches' pull and the prior's balance; between the two ends the difference only falls.
    fn estimate(&self) -> f64 {
        let (mut low, mut high) = (-REACH, REACH);
        let mut x = self.last;
        for _ in 0..100 {
            let (slope, curve) = self.slope(x);
            if slope > 0.0 {
                low = x;
            } else {
                high = x;
            }
            let newton = x - slope / curve;
            let next = if (low..=high).contains(&newton) {
                newton
            } else {
                f64::midpoint(low, high)
            };
            let step = next - x;
            x = next;
            if step.abs() < 1e-11 {
                break;
            }
        }
        x
    }

    /// The slope of the log posterior at a shift, and its slope, by the barycentric formula.
    fn slope(&self, x: f64) -> (f64, f64) {
        let value = |x: f64| {
            let (mut above, mut below) = (0.0, 0.0);
            for (k, node) in self.nodes.iter().enumerate() {
                let apart = x - node;
                if apart == 0.0 {
                    return self.all[k];
                }
                let weight = self.weights[k] / apart;
                above += weight * self.all[k];
                below += weight;
            }
            above / below
        };
        let near = 1e-4;
        let slope = value(x) - x / PRIOR_VARIANCE;
        let curve = (value(x + near) - value(x - near)) / (2.0 * near) - 1.0 / PRIOR_VARIANCE;
        (slope, curve)
    }
}
