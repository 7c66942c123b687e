//! The safe core: what the owner decided, exact duplicates, certain keys, and full names that are nobody else's.

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use rustc_hash::FxHashMap;

use super::Options;
use super::apart;
use super::ask::{Question, most_telling, questions};
use super::capped;
use super::explain::explain;
use super::features::named::spelled;
use super::former::Former;
use super::keys::{Bearers, Key, Shared, shared_keys};
use super::names::compare::agreement;
use super::names::levels::{Family, Given};
use super::names::parse::Parsed;
use super::record::{Ix, Record, same_content};
use super::register::is_register;
use super::things;
use super::unite::Groups;
use super::veto;
use super::weigh::{self, Scale};
use crate::model::card::{CardIx, Kind};
use crate::model::keys::Email;
use crate::model::person::{Contradiction, Doubt, Evidence, Merge, Person, Resolution};
use crate::model::real::Real;

/// Bits of what leaves no doubt.
const CERTAIN: f64 = 20.0;

/// How likely two rows of one export that bear one profile are one person.
const TWO_ROWS: f64 = 0.5;

/// How many pairs are asked about at most; a person reads no more.
const MOST_DOUBTS: usize = 400;

/// How many cards of a group are looked at for a veto.
const WITNESSES: usize = 40;

/// And how many in the smallest of address books.
const FEWEST_DOUBTS: usize = 50;

/// The state of the joining.
pub struct Work<'w, 'a> {
    pub(super) records: &'w [Record<'a>],
    pub(super) same: Vec<(Ix, Ix)>,
    /// The groups so far.
    pub groups: Groups,
    pub(super) merges: Vec<Merge>,
    pub(super) doubts: Vec<Doubt>,
    /// Who each record was in earlier audits.
    pub(super) former: Vec<Option<Former>>,
    pub(super) contradictions: Vec<Contradiction>,
    shared: Shared<'a>,
    borne: Vec<Bearers<'a>>,
    is_register: bool,
    pub(super) remarks: Vec<String>,
}

impl<'w, 'a> Work<'w, 'a> {
    /// Starts with every card on its own.
    pub fn new(records: &'w [Record<'a>], options: &Options) -> Self {
        let ranks = records.iter().enumerate();
        let rank: FxHashMap<CardIx, Ix> = ranks.map(|(ix, record)| (record.at, ix)).collect();
        let to_ix = |pairs: &[(CardIx, CardIx)]| {
            let known = |card: CardIx| rank.get(&card).copied();
            let mut list: Vec<(Ix, Ix)> = pairs
                .iter()
                .filter_map(|&(a, b)| Some((known(a)?, known(b)?)))
                .collect();
            list.sort_unstable();
            list
        };
        let former: Vec<Option<Former>> = records
            .iter()
            .map(|record| options.former.get(&record.at).copied())
            .collect();
        let groups = Groups::new(records, &to_ix(&options.not_same), &former);
        Self {
            records,
            same: to_ix(&options.same),
            groups,
            merges: Vec::new(),
            doubts: Vec::new(),
            former,
            contradictions: Vec::new(),
            shared: Shared::default(),
            borne: Vec::new(),
            is_register: !options.manner.fixed_weights && is_register(records),
            remarks: Vec::new(),
        }
    }

    /// Joins cards that say exactly the same.
    pub fn duplicates(&mut self) {
        for ix in 1..self.records.len() {
            if same_content(self.records[ix - 1].card, self.records[ix].card)
                && self.groups.may_join(ix - 1, ix)
            {
                self.join(
                    ix - 1,
                    ix,
                    vec![evidence(
                        "card",
                        "same",
                        "the cards are exactly alike".into(),
                    )],
                );
            }
        }
    }

    /// Joins cards of companies and shared mailboxes by what they share and what they are called.
    pub fn things(&mut self) {
        let records = self.records;
        let things = records
            .iter()
            .enumerate()
            .filter(|(_, record)| record.kind != Kind::Person);
        let mut borne: Vec<(things::Shares<'_>, Ix)> = things
            .flat_map(|(ix, record)| things::shares(record.card).map(move |key| (key, ix)))
            .collect();
        borne.sort_unstable();
        for bearers in borne.chunk_by(|a, b| a.0 == b.0) {
            for (at, &(key, b)) in bearers.iter().enumerate() {
                let a = bearers[..at].iter().map(|(_, a)| *a).find(|&a| {
                    let two_roles = matches!(
                        (records[a].name.relation, records[b].name.relation),
                        (Some(one), Some(other)) if one != other
                    );
                    self.groups.may_join(a, b)
                        && !two_roles
                        && things::are_one(key, records[a].card, records[b].card)
                });
                if let Some(a) = a {
                    self.join(a, b, vec![evidence(key.field(), "same", key.sentence())]);
                }
            }
        }
    }

    /// Joins cards that share a certain key, and notes where something speaks against it.
    pub fn keys(&mut self) {
        for bearers in shared_keys(self.records) {
            if bearers.shared {
                self.shared.insert(bearers.key);
            } else if !bearers.key.is_landline() {
                self.bearers(&bearers);
            }
            if matches!(bearers.key, Key::Slug(_)) {
                self.listed_twice(&bearers);
            }
            self.borne.push(bearers);
        }
    }

    /// Rows of one Connections.csv with one profile: the export has a row per person, so only the owner can tell.
    fn listed_twice(&mut self, bearers: &Bearers<'_>) {
        for pair in bearers.records.windows(2) {
            let (a, b) = (&self.records[pair[0]], &self.records[pair[1]]);
            if !a.same_roster(b)
                || self.groups.joined(pair[0], pair[1])
                || self.groups.kept_apart(pair[0], pair[1])
            {
                continue;
            }
            let roster = Evidence {
                field: Evidence::VETO,
                level: "holds back",
                bits: 0.0,
                text: "both are rows of one Connections.csv, which has one row per person".into(),
            };
            self.doubts.push(Doubt {
                a: a.at,
                b: b.at,
                probability: TWO_ROWS,
                start: 0.0,
                evidence: vec![
                    evidence(bearers.key.field(), "same", bearers.key.sentence()),
                    roster,
                ],
            });
        }
    }

    fn bearers(&mut self, bearers: &Bearers<'_>) {
        for (at, &b) in bearers.records.iter().enumerate() {
            let group_heads: Vec<Ix> = bearers.records[..at]
                .iter()
                .copied()
                .filter(|&a| !self.groups.joined(a, b))
                .take(50)
                .collect();
            for a in group_heads {
                if !self.groups.joined(a, b) {
                    self.pair(a, b, bearers);
                }
            }
        }
    }

    fn pair(&mut self, a: Ix, b: Ix, bearers: &Bearers<'_>) {
        let alike = self.named_alike(bearers.key, a, b);
        if alike && self.groups.may_join(a, b) && !self.is_forbidden(a, b) {
            self.join(
                a,
                b,
                vec![evidence(
                    bearers.key.field(),
                    "same",
                    bearers.key.sentence(),
                )],
            );
        }
    }

    /// Whether nothing in the names keeps a shared key from being certain. A card without a name has the one that its address
    /// spells, unless it is this address that they share.
    fn named_alike(&self, key: Key<'_>, a: Ix, b: Ix) -> bool {
        let (left, right) = (&self.records[a], &self.records[b]);
        let nameless = left.name.is_empty() || right.name.is_empty();
        if nameless && matches!(key, Key::Phone(_) | Key::Unplanned(..)) {
            let is_shared = |mail: &Email| self.shared.contains(&Key::Email(mail.as_str()));
            named_alike(key, &spelled(left, is_shared), &spelled(right, is_shared))
        } else {
            named_alike(key, &left.name, &right.name)
        }
    }

    /// Whether something forbids joining the groups of two records.
    pub(super) fn is_forbidden(&self, a: Ix, b: Ix) -> bool {
        let few = |ix: Ix| self.groups.of(ix).iter().take(WITNESSES);
        few(a).any(|&x| few(b).any(|&y| self.forbids(x, y)))
    }

    fn forbids(&self, a: Ix, b: Ix) -> bool {
        veto::forbids(&self.records[a], &self.records[b], self.is_register)
    }

    /// Weighs all that is not certain, merges what it carries and asks about the rest.
    pub fn weigh(&mut self, options: &Options) {
        let manner = options.manner;
        let shared = self.shared.clone();
        let scale = Scale::new(self.records, &shared, &self.groups, manner.fixed_weights);
        let links = scale.links();
        let clustered = weigh::merge(&scale, &links, &mut self.groups, manner.careful);
        let merges = clustered.steps.par_iter().map(|step| {
            let (start, evidence) = explain(&scale, step.a, step.b);
            Merge {
                a: self.records[step.a].at,
                b: self.records[step.b].at,
                start,
                evidence,
            }
        });
        let merges: Vec<Merge> = merges.collect();
        self.merges.extend(merges);
        self.rejoin(&scale);
        self.one_key(&options.keyed);
        let questions = questions(&scale, &links, &clustered.ties, &self.groups);
        let most = (self.records.len() / 10).clamp(FEWEST_DOUBTS, MOST_DOUBTS);
        // Rows of one export are asked about last, and have their place in the list.
        let rows = std::mem::take(&mut self.doubts);
        let most = most.saturating_sub(rows.len());
        if questions.len() > most {
            self.remarks.push(format!(
                "{} pairs are doubtful; the {most} that matter most are listed",
                questions.len()
            ));
        }
        for question in &most_telling(&questions, most) {
            let (start, mut evidence) = explain(&scale, question.a, question.b);
            evidence.extend(question.held());
            evidence.extend(others(start, &evidence, question));
            let (a, b) = (self.records[question.a].at, self.records[question.b].at);
            self.doubts.push(Doubt {
                a,
                b,
                probability: question.probability,
                start,
                evidence,
            });
        }
        self.doubts.extend(rows);
        self.remarks
            .extend(capped::remarks(&scale.blocks, self.records));
    }

    /// Joins two groups and keeps on record why.
    pub(super) fn join(&mut self, a: Ix, b: Ix, evidence: Vec<Evidence>) {
        if !self.groups.joined(a, b) {
            self.groups.join(a, b);
            self.merges.push(Merge {
                a: self.records[a].at,
                b: self.records[b].at,
                start: 0.0,
                evidence,
            });
        }
    }

    /// Puts the result together.
    pub fn into_resolution(self, people: Vec<Person>) -> Resolution {
        let held_apart = apart::held_apart(&self.borne, self.records, &self.groups);
        let mut remarks = self.remarks;
        remarks.extend(apart::remark(&held_apart));
        Resolution {
            people,
            merges: self.merges,
            doubts: self.doubts,
            contradictions: self.contradictions,
            held_apart,
            remarks,
        }
    }
}

/// What makes a question likelier or less likely than the two cards by themselves: further cards of the two, or that nothing
/// disagrees. With it the bits come to the probability.
fn others(start: f64, evidence: &[Evidence], question: &Question) -> Option<Evidence> {
    let is_plain = |e: &&Evidence| !e.is_veto();
    let sum = start
        + evidence
            .iter()
            .filter(is_plain)
            .map(|e| e.bits)
            .sum::<f64>();
    let limits = evidence.iter().filter(|e| e.is_veto()).map(|e| e.bits);
    let p = question.probability;
    let bits = (p / (1.0 - p)).log_2() - limits.fold(sum, f64::min);
    let (others, limit) = (Evidence::OTHERS, Evidence::LIMIT);
    let said = |text: &str| text.to_owned();
    let by_others = question.is_by_others(bits);
    let (field, level, text) = match (question.counted(), by_others, bits > 0.0) {
        (Some(text), _, _) => (limit, "counted here", text),
        (None, true, true) => (others, "for", said("their other cards speak for it")),
        (None, true, false) => (
            others,
            "against",
            said("their other cards speak against it"),
        ),
        (None, false, true) => (
            limit,
            "likelier",
            said("such pairs are one person somewhat more often than this comparison alone says"),
        ),
        (None, false, false) if question.is_most_certain() => {
            (limit, "certain enough", said("more than certain"))
        }
        (None, false, false) => (
            limit,
            "less likely",
            said("such pairs are one person somewhat less often than this comparison alone says"),
        ),
    };
    let is_felt = bits.is_finite() && bits.abs() >= 0.05;
    is_felt.then_some(Evidence {
        field,
        level,
        bits,
        text,
    })
}

/// Whether nothing in two names keeps a shared key from being certain.
fn named_alike(key: Key<'_>, a: &Parsed, b: &Parsed) -> bool {
    let names = agreement(a, b);
    let given = !matches!(names.given, Given::Differs | Given::Near);
    let family = !matches!(names.family, Family::Differs | Family::Near);
    given && (family || matches!(key, Key::Slug(_) | Key::Uid(_)))
}

/// Evidence that leaves no doubt.
pub(super) fn evidence(field: &'static str, level: &'static str, text: String) -> Evidence {
    Evidence {
        field,
        level,
        bits: CERTAIN,
        text,
    }
}
