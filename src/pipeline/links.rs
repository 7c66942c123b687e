//! Who of the ranking was on something together, and who is the only bridge to a circle.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::circles;
use crate::model::audit::Ranked;
use crate::model::balance::Link;
use crate::model::timeline::Together;

/// The pairs by their places in the ranking; `ids` are those of the people as the history numbers them.
pub fn links(together: &[Together], ids: &[String], ranking: &[Ranked]) -> Vec<Link> {
    let places: FxHashMap<&str, usize> = ranking
        .iter()
        .enumerate()
        .map(|(place, ranked)| (ranked.person.id.as_str(), place))
        .collect();
    let place = |who: u32| places.get(ids.get(who as usize)?.as_str()).copied();
    let link = |together: &Together| {
        let (a, b) = together.people;
        let (a, b) = (place(a.0)?, place(b.0)?);
        Some(Link {
            people: (a.min(b), a.max(b)),
            last: together.last,
            channel: together.channel,
            file: together.file,
        })
    };
    let mut links: Vec<Link> = together.iter().filter_map(link).collect();
    links.sort_unstable_by_key(|link| link.people);
    links
}

/// The circle of everybody who is the only bridge to one.
pub fn bridges(links: &[Link], ranking: &[Ranked]) -> BTreeMap<usize, Vec<usize>> {
    let pairs: Vec<circles::Pair> = links.iter().map(|link| link.people).collect();
    let is_near = |ranked: &Ranked| ranked.standing.contact.last_two_way.is_some();
    let near: Vec<bool> = ranking.iter().map(is_near).collect();
    circles::bridges(&pairs, &near)
}
