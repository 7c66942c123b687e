//! The graph of who was on something together, without the owner: the circles in it, and who leads to whom. It marks people and finds
//! ways; it ranks nobody.

use std::collections::BTreeMap;

use petgraph::unionfind::UnionFind;

/// From so many people on it is a circle.
pub const CIRCLE: usize = 3;
/// Longest way that is told, in people between the owner and the one who is looked for.
const LONGEST: usize = 2;

/// Who was on something with whom: places of people, each pair once.
pub type Pair = (usize, usize);

/// People who are the only bridge to a circle: of those whom the owner is in contact with (`near`), only they were ever on something
/// with anybody of it. Gives the circle of each, in order.
pub fn bridges(pairs: &[Pair], near: &[bool]) -> BTreeMap<usize, Vec<usize>> {
    let is_far = |person: usize| !near.get(person).copied().unwrap_or(true);
    let mut circles = UnionFind::<usize>::new(near.len());
    for &(a, b) in pairs.iter().filter(|(a, b)| is_far(*a) && is_far(*b)) {
        circles.union(a, b);
    }
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut doors: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &(a, b) in pairs {
        for (a, b) in [(a, b), (b, a)] {
            if !is_far(a) {
                continue;
            }
            let circle = circles.find(a);
            members.entry(circle).or_default().push(a);
            if !is_far(b) {
                doors.entry(circle).or_default().push(b);
            }
        }
    }
    let mut bridges: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (circle, mut all) in members {
        all.sort_unstable();
        all.dedup();
        let mut doors = doors.remove(&circle).unwrap_or_default();
        doors.sort_unstable();
        doors.dedup();
        if let ([door], true) = (doors.as_slice(), all.len() >= CIRCLE) {
            bridges.entry(*door).or_default().extend(all);
        }
    }
    bridges.values_mut().for_each(|all| all.sort_unstable());
    bridges
}

/// The shortest ways to somebody over people, each beginning with one of the owner's contacts (`near`), in the order of their
/// places; people who are near themselves end a way. None where no way of at most two people leads there.
pub fn ways(pairs: &[Pair], near: &[bool], to: usize) -> Vec<Vec<usize>> {
    let mut beside: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &(a, b) in pairs {
        beside.entry(a).or_default().push(b);
        beside.entry(b).or_default().push(a);
    }
    let mut ends = vec![vec![to]];
    for _ in 0..LONGEST {
        let mut longer = Vec::new();
        for way in &ends {
            let next = beside.get(&way[0]).into_iter().flatten();
            for &person in next.filter(|person| !way.contains(person)) {
                let mut more = vec![person];
                more.extend(way);
                longer.push(more);
            }
        }
        longer.sort_unstable();
        let mut found: Vec<Vec<usize>> = longer
            .iter()
            .filter(|way| near.get(way[0]).copied().unwrap_or(false))
            .cloned()
            .collect();
        if !found.is_empty() {
            // One way over each of the owner's contacts is enough.
            found.dedup_by_key(|way| way[0]);
            return found;
        }
        ends = longer;
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 0 and 1 are the owner's contacts; 2, 3 and 4 are a circle; 5 and 6 are two only; 7, 8 and 9 are a circle of two doors.
    const PAIRS: [Pair; 10] = [
        (0, 2),
        (2, 3),
        (3, 4),
        (0, 4),
        (0, 5),
        (5, 6),
        (0, 7),
        (1, 8),
        (7, 8),
        (8, 9),
    ];
    const NEAR: [bool; 10] = [
        true, true, false, false, false, false, false, false, false, false,
    ];

    #[test]
    fn the_only_bridge_to_a_circle_of_three_is_found() {
        assert_eq!(bridges(&PAIRS, &NEAR), BTreeMap::from([(0, vec![2, 3, 4])]));
        assert_eq!(bridges(&[], &NEAR), BTreeMap::new());
    }

    #[test]
    fn ways_are_short_and_begin_with_a_contact() {
        assert_eq!(ways(&PAIRS, &NEAR, 2), [vec![0, 2]]);
        assert_eq!(ways(&PAIRS, &NEAR, 3), [vec![0, 2, 3]]);
        assert_eq!(ways(&PAIRS, &NEAR, 9), [vec![1, 8, 9]]);
        assert!(ways(&PAIRS, &NEAR, 1).is_empty());
    }
}
