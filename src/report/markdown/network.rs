//! The section of give and take: the balance with everybody, who thinks of the owner, and whom a circle hangs on.

use super::{Page, escape};
use crate::model::audit::{Audit, Ranked};
use crate::model::balance::Ally;
use crate::snapshot;
use crate::words::balance as words;

/// People who are named in a line.
const NAMED: usize = 5;

/// What went which way in the whole network; nothing where nothing is known.
pub fn network(page: &mut Page, audit: &Audit) {
    let network = snapshot::network(audit);
    if network.year_talks + network.given + network.received == 0 {
        return;
    }
    page.heading(2, "Give and take");
    let mut lines: Vec<String> = words::thinks_of_you(&network, None).into_iter().collect();
    lines.extend(words::network(&network));
    let allies = named(audit, |ranked| {
        ranked.standing.balance.signs.ally() == Some(Ally::Likely)
    });
    if let Some(allies) = allies {
        lines.push(format!(
            "Would go out of their way for you, a judgement by what passed between you: {allies}."
        ));
    }
    let bridges = named(audit, |ranked| {
        audit.bridges.contains_key(&(ranked.rank as usize - 1))
    });
    if let Some(bridges) = bridges {
        lines.push(format!(
            "Your only bridge to a circle of at least three people: {bridges}."
        ));
    }
    page.list(lines);
}

/// The names of those of whom something is true, in the order of the ranking; none where it is true of nobody.
fn named(audit: &Audit, is_meant: impl Fn(&Ranked) -> bool) -> Option<String> {
    let meant: Vec<&Ranked> = audit
        .people
        .iter()
        .filter(|ranked| is_meant(ranked))
        .collect();
    let name = |ranked: &&Ranked| escape(audit.view(&ranked.person).name()).to_string();
    let mut names: Vec<String> = meant.iter().take(NAMED).map(name).collect();
    if meant.len() > NAMED {
        names.push(format!("and {} more", meant.len() - NAMED));
    }
    (!names.is_empty()).then(|| names.join(", "))
}
