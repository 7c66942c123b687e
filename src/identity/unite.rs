//! Groups of cards that are one person, grown one merge at a time and never across what keeps two cards apart.

use std::collections::BTreeSet;

use super::former::Former;
use super::record::{Ix, Record};
use crate::model::card::{Kind, Roster};
use crate::model::intake::FileId;

/// A partition of the records.
#[derive(Debug)]
pub struct Groups {
    /// For each record the first record of its group.
    head: Vec<Ix>,
    /// For each head the group's records, but for what stands alone.
    members: Vec<Vec<Ix>>,
    /// All records in their order: what stands alone is a group of one of these.
    alone: Vec<Ix>,
    /// For each head the Connections files that have a row in the group.
    rosters: Vec<BTreeSet<FileId>>,
    /// For each head who its unchanged cards were in earlier audits.
    formers: Vec<BTreeSet<u32>>,
    /// For each head whether it is no person.
    are_things: Vec<bool>,
    /// Pairs that the owner keeps apart, both ways.
    apart: BTreeSet<(Ix, Ix)>,
}

impl Groups {
    /// Every record on its own.
    pub fn new(records: &[Record<'_>], not_same: &[(Ix, Ix)], former: &[Option<Former>]) -> Self {
        let unchanged = |ix: Ix| match former.get(ix).copied().flatten() {
            Some(Former::Unchanged(person)) => BTreeSet::from([person]),
            Some(Former::ByKey(_)) | None => BTreeSet::new(),
        };
        let roster = |r: &Record<'_>| {
            (r.card.roster == Roster::Connections)
                .then_some(r.card.place.file)
                .into_iter()
                .collect()
        };
        Self {
            head: (0..records.len()).collect(),
            members: vec![Vec::new(); records.len()],
            alone: (0..records.len()).collect(),
            rosters: records.iter().map(roster).collect(),
            formers: (0..records.len()).map(unchanged).collect(),
            are_things: records.iter().map(|r| r.kind != Kind::Person).collect(),
            apart: not_same
                .iter()
                .flat_map(|&(a, b)| [(a, b), (b, a)])
                .collect(),
        }
    }

    /// The group of a record.
    pub fn of(&self, ix: Ix) -> &[Ix] {
        self.at(self.head[ix])
    }

    /// The group of a head; nothing where a record heads none.
    fn at(&self, head: Ix) -> &[Ix] {
        match self.members[head].as_slice() {
            [] if self.head[head] == head => &self.alone[head..=head],
            members => members,
        }
    }

    /// Whether two records are in one group.
    pub fn joined(&self, a: Ix, b: Ix) -> bool {
        self.head[a] == self.head[b]
    }

    /// Whether nothing that is certain keeps the groups of two records apart.
    pub fn may_join(&self, a: Ix, b: Ix) -> bool {
        let (left, right) = (self.head[a], self.head[b]);
        left == right
            || (self.are_things[left] == self.are_things[right]
                && self.rosters[left].is_disjoint(&self.rosters[right])
                && !self.kept_apart(a, b))
    }

    /// Whether earlier audits knew the groups of two records as two people.
    pub fn were_two(&self, a: Ix, b: Ix) -> bool {
        let (left, right) = (&self.formers[self.head[a]], &self.formers[self.head[b]]);
        !left.is_empty() && !right.is_empty() && left.is_disjoint(right)
    }

    /// Whether the owner said of two records of these groups that they are not the same.
    pub fn kept_apart(&self, a: Ix, b: Ix) -> bool {
        self.forbidden(a, b).is_some()
    }

    /// Two records of these groups of which the owner said that they are not the same.
    pub fn forbidden(&self, a: Ix, b: Ix) -> Option<(Ix, Ix)> {
        if self.apart.is_empty() {
            return None;
        }
        let pair = |&x: &Ix| {
            self.of(b)
                .iter()
                .map(move |&y| (x, y))
                .find(|pair| self.apart.contains(pair))
        };
        self.of(a).iter().find_map(pair)
    }

    /// Joins two groups, whatever keeps them apart.
    pub fn join(&mut self, a: Ix, b: Ix) {
        let (left, right) = (
            self.head[a].min(self.head[b]),
            self.head[a].max(self.head[b]),
        );
        if left == right {
            return;
        }
        let moved = match std::mem::take(&mut self.members[right]) {
            moved if moved.is_empty() => vec![right],
            moved => moved,
        };
        for &ix in &moved {
            self.head[ix] = left;
        }
        if self.members[left].is_empty() {
            self.members[left].push(left);
        }
        self.members[left].extend(moved);
        let files = std::mem::take(&mut self.rosters[right]);
        self.rosters[left].extend(files);
        let formers = std::mem::take(&mut self.formers[right]);
        self.formers[left].extend(formers);
    }

    /// All groups in the order by content.
    pub fn all(&self) -> impl Iterator<Item = &[Ix]> {
        let groups = (0..self.members.len()).map(|head| self.at(head));
        groups.filter(|group| !group.is_empty())
    }
}
