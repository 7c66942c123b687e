//! The week as JSON.

use std::io::{self, Write};

use serde::Serialize;

use super::{Bridge, Planned};
use crate::model::front::Front;
use crate::model::plan::{Item, State, Waiting};
use crate::report::json::write;
use crate::snapshot::{Network, SCHEMA};
use crate::words::plan as words;

#[derive(Serialize)]
struct PlanJson<'a> {
    schema: u32,
    week: &'a str,
    from: String,
    to: String,
    as_of: &'a str,
    remembered: bool,
    people: Vec<ItemJson<'a>>,
    waiting: &'a [Waiting],
    network: Option<&'a Network>,
    thinks_of_you: Vec<ThinkerJson<'a>>,
    earlier: Vec<EarlierJson<'a>>,
    bridges: &'a [Bridge],
}

#[derive(Serialize)]
struct EarlierJson<'a> {
    as_of: &'a str,
    network: &'a Network,
}

#[derive(Serialize)]
struct ItemJson<'a> {
    #[serde(flatten)]
    item: &'a Item,
    why: String,
    step: String,
    #[serde(flatten)]
    state: &'a State,
}

#[derive(Serialize)]
struct ThinkerJson<'a> {
    name: &'a str,
    began: u32,
}

/// Writes the plan.
pub fn plan(planned: &Planned, out: &mut dyn Write) -> io::Result<()> {
    let week = &planned.week;
    let people = week.items.iter().map(|(item, state)| ItemJson {
        item,
        why: words::why(&item.motive),
        step: words::step(item, Front::Program),
        state,
    });
    let json = PlanJson {
        schema: SCHEMA,
        week: &week.name,
        from: week.monday.to_string(),
        to: (week.monday + chrono::Days::new(6)).to_string(),
        as_of: &planned.as_of,
        remembered: planned.remembered,
        people: people.collect(),
        waiting: &planned.waiting,
        network: planned.network.as_ref(),
        thinks_of_you: planned
            .thinkers
            .iter()
            .map(|(name, began)| ThinkerJson {
                name,
                began: *began,
            })
            .collect(),
        earlier: planned
            .earlier
            .iter()
            .map(|(as_of, network)| EarlierJson { as_of, network })
            .collect(),
        bridges: &planned.bridges,
    };
    write(&json, out)
}
