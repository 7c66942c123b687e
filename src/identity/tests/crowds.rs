//! What thousands of cards cost that are all somewhat alike: no more for each of them than hundreds do.

use std::cell::Cell;

use super::card;
use crate::identity::cluster::{Clustered, Link, Verdict, average_link, components};
use crate::identity::known::Names;
use crate::identity::namesakes::Told;
use crate::identity::open::Open;
use crate::identity::record::{Ix, records};
use crate::identity::unite::Groups;
use crate::identity::veto::Stance;
use crate::identity::weigh::CUT;

/// What two cards say that agree in nothing but so many bits.
fn verdict(bits: f32) -> Verdict {
    Verdict {
        bits,
        stance: Stance::Neutral,
        one_name: false,
        by_initial: false,
        near_name: true,
        datum: true,
        says_little: false,
        open: Open::Nothing,
        told: Told::Nothing,
        is_match: false,
        one_desk: false,
        rather_one: false,
    }
}

/// Bits that look drawn and are always the same.
fn bits(a: Ix, b: Ix) -> f32 {
    let drawn = (a.min(b) * 7919 + a.max(b) * 104_729) % 1009;
    (drawn * 27 / 1009) as f32 - 7.0
}

/// How often two of so many cards are looked at, of which each is linked with the twelve before it: one component.
fn looks(cards: usize) -> usize {
    let cards: Vec<_> = (0..cards as u32).map(|n| card(n + 1, "")).collect();
    let records = records(&cards, &Names::default());
    let former = vec![None; records.len()];
    let mut groups = Groups::new(&records, &[], &former);
    let links = (0..records.len()).flat_map(|b| {
        let before = b.saturating_sub(12)..b;
        before.map(move |a| Link {
            a: a as u32,
            b: b as u32,
            score: bits(a, b),
        })
    });
    let links: Vec<Link> = links.collect();
    let looks = Cell::new(0);
    let score = |a: Ix, b: Ix| {
        looks.set(looks.get() + 1);
        verdict(if a.abs_diff(b) <= 12 {
            bits(a, b)
        } else {
            -7.0
        })
    };
    let mut clustered = Clustered::default();
    for part in components(&links, &groups, records.len(), CUT) {
        average_link(&part, &mut groups, CUT, &score, &mut clustered);
    }
    looks.get()
}

#[test]
fn a_component_of_thousands_is_taken_apart_before_all_its_pairs_are_looked_at() {
    let (few, many) = (looks(750), looks(3_000));
    assert!(few > 750 && many <= few * 5, "{few} {many}");
}
