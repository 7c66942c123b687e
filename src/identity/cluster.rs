//! Average-link clustering: two groups are one person if their cards speak for it on average, not if one pair does.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::conflict::Conflict;
use super::namesakes::Told;
use super::nearest::Nearest;
use super::open::Open;
use super::record::Ix;
use super::unite::Groups;
use super::veto::Stance;
use super::weights::{CLIP, SILENCE};

/// A component of more records is cut at its weaker links first.
const LARGEST: usize = 300;

/// How much the best pair counts against the average where groups were certain from the start.
const BEST: f32 = 0.6;

/// How much the best pair counts against the average where groups grew together, by the number of pairs between them.
const BEST_OF_FEW: f32 = 0.8;

/// By how many bits a merge must be better than one with somebody else.
const MARGIN: f32 = 1.5;

/// How many cards of a group speak for it; more say nothing new.
const WITNESSES: usize = 40;

/// A component of more groups than this is left as it is.
pub const UNWIELDY: usize = 2000;

/// Bits of a pair that is as likely one person's as not; of groups whose name tells, it is at least that.
const EVEN: f32 = 0.0;

/// By how many bits the bar is raised for a component that is too large.
const STEP: f32 = 3.0;

/// What two cards say of one person.
#[derive(Debug, Clone, Copy)]
pub struct Verdict {
    /// Bits for one person.
    pub bits: f32,
    /// What they say of the groups that they are in.
    pub stance: Stance,
    /// Whether they bear one full name, written alike.
    pub one_name: bool,
    /// Whether a name is written nearly alike, as in a slip or by somebody else.
    pub near_name: bool,
    /// Whether of one given name only the initial is known, and the family names are one.
    pub by_initial: bool,
    /// Whether something agrees beside the names.
    pub datum: bool,
    /// Whether the names say little.
    pub says_little: bool,
    /// What the names leave open.
    pub open: Open,
    /// How far the count of names tells.
    pub told: Told,
    /// Whether given name, family name and birthday agree.
    pub is_match: bool,
    /// Whether they are rows of one export that agree in employer and title.
    pub one_desk: bool,
    /// Whether cards of one name that differ so are one person's more often than not.
    pub rather_one: bool,
}

/// What any two cards say.
pub type Scored<'s> = dyn Fn(Ix, Ix) -> Verdict + 's;

/// A pair that was compared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// The earlier record.
    pub a: u32,
    /// The later record.
    pub b: u32,
    /// Bits for one person.
    pub score: f32,
}

/// Splits the records into sets that no link of at least `bar` bits and no group crosses.
pub fn components(links: &[Link], groups: &Groups, records: usize, bar: f32) -> Vec<Vec<Ix>> {
    let all = (0..records).collect::<Vec<Ix>>();
    let mut open = vec![(all, Cow::Borrowed(links), bar)];
    let mut done = Vec::new();
    let mut root: Vec<u32> = (0..records as u32).collect();
    while let Some((members, links, bar)) = open.pop() {
        let parts = split(&members, &links, groups, &mut root, bar);
        let (large, small): (Vec<_>, Vec<_>) = parts
            .into_iter()
            .partition(|part| part.len() > LARGEST && bar < 18.0);
        done.extend(small);
        let within = links_within(&large, &links, &mut root);
        let parts = large.into_iter().zip(within);
        open.extend(parts.map(|(part, links)| (part, Cow::Owned(links), bar + STEP)));
    }
    done.sort_unstable();
    done
}

/// The links between the records of each part, so that each is looked at with its own part only.
fn links_within(parts: &[Vec<Ix>], links: &[Link], root: &mut [u32]) -> Vec<Vec<Link>> {
    let of_root = |(at, part): (usize, &Vec<Ix>)| (find(root, part[0] as u32), at);
    let at: FxHashMap<u32, usize> = parts.iter().enumerate().map(of_root).collect();
    let mut within = vec![Vec::new(); parts.len()];
    if parts.is_empty() {
        return within;
    }
    for link in links {
        let (a, b) = (find(root, link.a), find(root, link.b));
        if let Some(&at) = at.get(&a).filter(|_| a == b) {
            within[at].push(*link);
        }
    }
    within
}

/// One round of splitting, without what stands by itself; `root` is scratch space in which the members stand for themselves. All links are between members.
fn split(
    members: &[Ix],
    links: &[Link],
    groups: &Groups,
    root: &mut [u32],
    bar: f32,
) -> Vec<Vec<Ix>> {
    for &ix in members {
        root[ix] = ix as u32;
    }
    for &ix in members {
        join(root, ix as u32, groups.of(ix)[0] as u32);
    }
    for link in links.iter().filter(|link| link.score >= bar) {
        join(root, link.a, link.b);
    }
    let mut tagged: Vec<(u32, Ix)> = members
        .iter()
        .map(|&ix| (find(root, ix as u32), ix))
        .collect();
    tagged.sort_unstable();
    tagged
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|part| part.len() > 1)
        .map(|part| part.iter().map(|p| p.1).collect())
        .collect()
}

fn find(root: &mut [u32], mut ix: u32) -> u32 {
    while root[ix as usize] != ix {
        root[ix as usize] = root[root[ix as usize] as usize];
        ix = root[ix as usize];
    }
    ix
}

fn join(root: &mut [u32], a: u32, b: u32) {
    let (a, b) = (find(root, a), find(root, b));
    root[a.max(b) as usize] = a.min(b);
}

/// A merge of two groups, by the pair that speaks for it most.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// A record of one group.
    pub a: Ix,
    /// A record of the other.
    pub b: Ix,
}

/// What clustering comes to.
#[derive(Debug, Default)]
pub struct Clustered {
    /// The merges.
    pub steps: Vec<Step>,
    /// Cards of two groups of which each would do for the other, and of which one has as good a fit elsewhere.
    pub ties: Vec<(Ix, Ix)>,
}

/// Clusters one component: merges the two groups whose average is highest until none reaches `cut`.
pub fn average_link(
    component: &[Ix],
    groups: &mut Groups,
    cut: f32,
    score: &Scored<'_>,
    clustered: &mut Clustered,
) {
    let mut items: Vec<Vec<Ix>> = Vec::new();
    for &ix in component {
        if groups.of(ix).iter().min() == Some(&ix) {
            let mut item = groups.of(ix).to_vec();
            item.sort_unstable();
            items.push(item);
        }
    }
    let mut sums = crosses(&items, groups, score);
    let mut alive: Vec<usize> = (0..items.len()).collect();
    let mut nearest = Nearest::of(&alive, |a, b| closeness(a, b, &sums, &items, cut));
    while let Some((a, b)) = nearest.closest() {
        let held = held(a, b, &alive, &sums, &items);
        for &(x, y) in &held {
            sums[x][y].sum = None;
            sums[y][x].sum = None;
            clustered.ties.push((items[x][0], items[y][0]));
            let row = x.min(y);
            nearest.look_again(row, &alive, |a, b| closeness(a, b, &sums, &items, cut));
        }
        if !held.is_empty() {
            continue;
        }
        clustered.steps.push(Step {
            a: sums[a][b].best.0,
            b: sums[a][b].best.1,
        });
        groups.join(items[a][0], items[b][0]);
        let moved = std::mem::take(&mut items[b]);
        items[a].extend(moved);
        alive.retain(|&x| x != b);
        for &other in &alive {
            let joined = sums[a][other].and(sums[b][other]);
            sums[a][other] = joined;
            sums[other][a] = joined;
        }
        nearest.joined(a, b, &alive, |a, b| closeness(a, b, &sums, &items, cut));
    }
}

/// What speaks for each pair of groups.
fn crosses(items: &[Vec<Ix>], groups: &Groups, score: &Scored<'_>) -> Vec<Vec<Cross>> {
    let mut sums = vec![vec![Cross::kept_apart((0, 0, 0.0)); items.len()]; items.len()];
    for (n, a) in items.iter().enumerate() {
        for (m, b) in items.iter().enumerate().skip(n + 1) {
            let cross = Cross::of(a, b, groups, score);
            sums[n][m] = cross;
            sums[m][n] = cross;
        }
    }
    sums
}

/// What keeps two groups apart that would merge by their bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// Two cards bear names that exclude each other.
    TwoNames,
    /// Each has a number, a mailbox or a profile of its own, and employer or address differ too.
    TwoLives,
    /// Each has a number, a mailbox or a profile of its own.
    OwnOfEach,
    /// Nothing but a name agrees that says little.
    NameAlone,
    /// Another group fits as well, and is somebody else.
    Tie,
    /// Earlier audits knew them as two people, and their cards are what they were.
    WereTwo,
}

/// What all pairs between two groups come to.
#[derive(Debug, Clone, Copy)]
pub struct Cross {
    /// Sum of the pairs' bits; `None` where something certain keeps the groups apart.
    sum: Option<f32>,
    /// The pair that speaks for a merge most, and its bits.
    best: (Ix, Ix, f32),
    /// What makes two cards two people, whatever else agrees.
    forbidden: Option<Conflict>,
    /// Whether two cards under one name have too much of their own.
    denied: bool,
    /// Whether two such cards are two people's as often as not.
    distinct: bool,
    /// Whether earlier audits knew them as two people.
    were_two: bool,
    /// Whether two cards share what only one human has.
    proven: bool,
    /// Whether two cards under one name have an old and a new number, as it seems.
    renumbered: bool,
    /// Whether two cards have two employers or no address in common.
    moved: bool,
    /// Whether two cards bear names that exclude each other.
    contradicted: bool,
    /// Whether two cards bear given names that have nothing in common.
    excluded: bool,
    /// Whether two cards bear one given name, written out.
    named: bool,
    /// Whether two cards bear one full name, written alike.
    one_name: bool,
    /// Whether any two cards bear a name that is written nearly alike.
    near_name: bool,
    /// Whether the given name of two cards is known by its initial alone, and the family name is one.
    by_initial: bool,
    /// Whether something agrees beside the names of two cards.
    datum: bool,
    /// Whether the names of two cards say little.
    says_little: bool,
    /// What the names of two cards leave open, the most of all.
    open: Open,
    /// How far the count of names tells of two cards, the most of all.
    told: Told,
    /// Whether given name, family name and birthday of two cards agree: what differs on others may be garbled.
    is_match: bool,
    /// Whether two rows of one export have one name, one employer and one title: two accounts of one person, as a rule.
    two_accounts: bool,
}

impl Cross {
    /// Of groups that something certain keeps apart.
    fn kept_apart(best: (Ix, Ix, f32)) -> Self {
        Self {
            sum: None,
            best,
            forbidden: None,
            denied: true,
            distinct: true,
            were_two: false,
            proven: false,
            renumbered: false,
            moved: false,
            contradicted: false,
            excluded: false,
            named: false,
            one_name: false,
            near_name: true,
            by_initial: false,
            datum: false,
            says_little: false,
            open: Open::Nothing,
            told: Told::Nothing,
            is_match: false,
            two_accounts: false,
        }
    }

    /// Of groups that may not join, since each has a row of one export.
    fn of_rows(a: &[Ix], b: &[Ix], groups: &Groups, score: &Scored<'_>) -> Self {
        let few = |group: &[Ix]| group.iter().copied().take(WITNESSES).collect::<Vec<_>>();
        let (x, y) = (few(a), few(b));
        let mut pairs = x
            .iter()
            .flat_map(|&a| y.iter().map(move |&b| (a.min(b), a.max(b))));
        let is_one = |(a, b): (Ix, Ix)| {
            let verdict = score(a, b);
            verdict.one_name && verdict.one_desk
        };
        Self {
            two_accounts: !groups.kept_apart(a[0], b[0]) && pairs.any(is_one),
            ..Self::kept_apart((a[0], b[0], f32::NEG_INFINITY))
        }
    }

    /// Of two groups, each by some of its cards.
    pub fn of(a: &[Ix], b: &[Ix], groups: &Groups, score: &Scored<'_>) -> Self {
        if !groups.may_join(a[0], b[0]) {
            return Self::of_rows(a, b, groups, score);
        }
        let mut cross = Self {
            sum: Some(0.0),
            denied: false,
            distinct: false,
            were_two: groups.were_two(a[0], b[0]),
            ..Self::kept_apart((a[0], b[0], f32::NEG_INFINITY))
        };
        let mut sum = 0.0;
        for &x in a.iter().take(WITNESSES) {
            for &y in b.iter().take(WITNESSES) {
                let Verdict {
                    bits,
                    stance,
                    one_name,
                    near_name,
                    by_initial,
                    datum,
                    says_little,
                    open,
                    told,
                    is_match,
                    one_desk: _,
                    rather_one,
                } = score(x.min(y), x.max(y));
                if bits <= -CLIP {
                    return Self {
                        contradicted: true,
                        ..Self::kept_apart((x, y, bits))
                    };
                }
                cross.one_name |= one_name;
                cross.near_name &= near_name;
                cross.by_initial |= by_initial;
                cross.datum |= datum;
                cross.says_little |= says_little;
                cross.open = cross.open.max(open);
                cross.told = cross.told.max(told);
                cross.is_match |= is_match;
                if let Stance::Forbids(conflict) = stance {
                    cross.forbidden = graver(cross.forbidden, Some(conflict));
                }
                cross.denied |= stance == Stance::Denies;
                cross.distinct |= stance == Stance::Denies && !rather_one;
                cross.proven |= stance == Stance::Proves;
                cross.renumbered |= stance == Stance::Renumbered;
                cross.moved |= stance == Stance::Moved;
                cross.contradicted |= matches!(stance, Stance::Contradicts | Stance::Excludes);
                cross.excluded |= stance == Stance::Excludes;
                cross.named |= stance == Stance::Names;
                sum += bits;
                if bits > cross.best.2 {
                    cross.best = (x, y, bits);
                }
            }
        }
        // What is certainly one person speaks with all its cards: what one of them shows the others need not.
        let compared = (a.len().min(WITNESSES) * b.len().min(WITNESSES)) as f32;
        let average = BEST * cross.best.2 + (1.0 - BEST) * sum / compared;
        cross.sum = Some(average * (a.len() * b.len()) as f32);
        cross
    }

    /// Whether nothing speaks against one person that only the owner can tell.
    fn may_join(&self) -> bool {
        self.hold().is_none()
    }

    /// Whether two groups are two people rather than one with an old and a new number.
    fn are_two(&self) -> bool {
        match self.hold() {
            Some(Hold::OwnOfEach | Hold::TwoLives) if self.two_accounts => false,
            Some(Hold::OwnOfEach | Hold::TwoLives) => self.distinct || self.sum.is_none(),
            Some(Hold::TwoNames | Hold::NameAlone | Hold::Tie | Hold::WereTwo) => true,
            None => false,
        }
    }

    /// Whether an initial fits these two groups as it does those of another cross, with as much beside it.
    fn may_be_initials(&self, other: &Self) -> bool {
        let fits = self.by_initial && !self.one_name && self.sum.is_some();
        fits && self.hold() != Some(Hold::TwoNames) && (self.datum || !other.datum)
    }

    /// Whether two cards cannot be one person's. What may be garbled on one of them counts for little beside two that agree in all.
    fn is_forbidden(&self) -> bool {
        self.forbidden
            .is_some_and(|conflict| !(conflict.may_be_garbled() && self.is_match))
    }

    /// What keeps two groups apart for all their bits, if something does that only the owner can tell.
    pub fn hold(&self) -> Option<Hold> {
        match self {
            _ if self.is_forbidden() => Some(Hold::TwoNames),
            // A couple's card has the numbers of both.
            _ if self.excluded && !self.named => Some(Hold::TwoNames),
            _ if self.were_two => Some(Hold::WereTwo),
            _ if self.proven => None,
            _ if self.contradicted && !self.named => Some(Hold::TwoNames),
            _ if self.denied && self.moved => Some(Hold::TwoLives),
            _ if self.denied => Some(Hold::OwnOfEach),
            _ if self.renumbered && self.moved => Some(Hold::TwoLives),
            _ if !self.datum && (self.is_open() || self.says_little_here()) => {
                Some(Hold::NameAlone)
            }
            _ => None,
        }
    }

    /// Whether the names leave open whether they are one person's, however often such pairs are; a form does not where two other cards
    /// bear the very name.
    fn is_open(&self) -> bool {
        match self.open {
            Open::Nothing => false,
            Open::Form => !self.one_name,
            Open::Common => true,
        }
    }

    /// Whether the names say little, and what is counted of them does not say more.
    fn says_little_here(&self) -> bool {
        self.says_little && self.told < Told::Surely
    }

    /// The same, whatever earlier audits took them for.
    pub fn hold_by_cards(&self) -> Option<Hold> {
        let were_two = false;
        Self { were_two, ..*self }.hold()
    }

    fn and(self, other: Self) -> Self {
        let best = if other.best.2 > self.best.2 {
            other.best
        } else {
            self.best
        };
        Self {
            sum: self.sum.zip(other.sum).map(|(x, y)| x + y),
            best,
            forbidden: graver(self.forbidden, other.forbidden),
            denied: self.denied || other.denied,
            distinct: self.distinct || other.distinct,
            were_two: self.were_two || other.were_two,
            proven: self.proven || other.proven,
            renumbered: self.renumbered || other.renumbered,
            moved: self.moved || other.moved,
            contradicted: self.contradicted || other.contradicted,
            excluded: self.excluded || other.excluded,
            named: self.named || other.named,
            one_name: self.one_name || other.one_name,
            near_name: self.near_name && other.near_name,
            by_initial: self.by_initial || other.by_initial,
            datum: self.datum || other.datum,
            says_little: self.says_little || other.says_little,
            open: self.open.max(other.open),
            told: self.told.max(other.told),
            is_match: self.is_match || other.is_match,
            two_accounts: self.two_accounts || other.two_accounts,
        }
    }
}

/// The conflict of two that no garbled card explains, if one is of this kind.
fn graver(a: Option<Conflict>, b: Option<Conflict>) -> Option<Conflict> {
    match (a, b) {
        (Some(x), Some(y)) if x.may_be_garbled() && !y.may_be_garbled() => Some(y),
        _ => a.or(b),
    }
}

/// Merges that only the owner can decide on: the pair at hand, and that of one of its groups with a third one which is another
/// person than the other group and fits about as well. An unmarked card between father and son is a question. Where the third
/// one bears the very name and the pair at hand a similar one, the name decides.
fn held(
    a: usize,
    b: usize,
    alive: &[usize],
    sums: &[Vec<Cross>],
    items: &[Vec<Ix>],
) -> Vec<(usize, usize)> {
    let average = |x: usize, y: usize| {
        let cross = &sums[x][y];
        let sum = cross.sum.filter(|_| cross.may_join())?;
        Some(sum / (items[x].len() * items[y].len()) as f32)
    };
    let Some(best) = average(a, b).filter(|_| !sums[a][b].proven) else {
        return Vec::new();
    };
    let rivals = alive.iter().copied().filter(|&c| c != a && c != b);
    let is_by_initial = sums[a][b].by_initial && !sums[a][b].one_name;
    let between = |(mine, other): (usize, usize), c: usize| {
        // An initial fits each of two colleagues of one family name, whatever else speaks for one of them.
        let fits = || sums[mine][c].may_be_initials(&sums[mine][other]) && sums[other][c].are_two();
        if is_by_initial && fits() {
            return Some(vec![(mine, other), (mine, c)]);
        }
        let rival = average(mine, c).filter(|_| sums[other][c].are_two())?;
        let by_name = sums[mine][c].one_name && sums[a][b].near_name;
        if by_name && rival >= SILENCE {
            return Some(vec![(mine, other)]);
        }
        (rival > best - MARGIN).then(|| vec![(mine, other), (mine, c)])
    };
    let held = rivals.flat_map(|c| [((a, b), c), ((b, a), c)]);
    held.into_iter()
        .find_map(|(pair, c)| between(pair, c))
        .unwrap_or_default()
}

/// How much speaks for joining two groups, if that reaches `cut` and nothing forbids it.
fn closeness(a: usize, b: usize, sums: &[Vec<Cross>], items: &[Vec<Ix>], cut: f32) -> Option<f32> {
    let cross = &sums[a][b];
    let sum = cross.sum.filter(|_| cross.may_join())?;
    let pairs = (items[a].len() * items[b].len()) as f32;
    let average = sum / pairs;
    // Of few pairs the best one is telling, of many it is chance.
    let lead = BEST_OF_FEW / pairs * (cross.best.2 - average);
    let told = (cross.told > Told::Nothing).then_some(EVEN);
    let closeness = (average + lead).max(told.unwrap_or(f32::NEG_INFINITY));
    Some(closeness).filter(|closeness| *closeness >= cut)
}
