//! What the owner decided in the page or in a list of an earlier audit, where no book keeps it.

use std::collections::BTreeMap;
use std::io::Read;

use crate::decisions::{Directory, Meant, Named};
use crate::files;
use crate::files::ground::{Ground, whole};
use crate::import::decisions::{self, Answers, PairAnswer, PersonAnswer};
use crate::model::audit::Audit;
use crate::model::decision::{Aspect, Decision, PairDecision};
use crate::model::keys::Region;
use crate::pipeline;
use crate::words::meant;

/// How much of a file tells whether it is a list, in bytes.
const HEAD: u64 = 64 << 10;

/// The most that a list may hold, in bytes.
const LIST: u64 = 64 << 20;

/// How workbooks begin: as a zip, or as a container of old Office.
const WORKBOOK: [&[u8]; 2] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"];

/// How the names of workbooks end.
const ENDINGS: [&str; 5] = [".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"];

/// Lists that were given, in the order in which they were.
#[derive(Debug, Default)]
pub(super) struct Answered {
    pairs: Vec<(String, PairAnswer)>,
    people: Vec<(String, PersonAnswer)>,
    refused: Vec<String>,
}

impl Answered {
    /// Takes a file if it is such a list.
    pub(super) fn take(&mut self, name: &str, ground: &dyn Ground) -> bool {
        let read = read(name, ground).unwrap_or_default();
        let is_list = !read.is_empty();
        for (place, answers, refused) in read {
            let (pairs, people) = match answers {
                Answers::Pairs(pairs) => (pairs, Vec::new()),
                Answers::People(people) => (Vec::new(), people),
                Answers::Both(pairs, people) => (pairs, people),
            };
            let pairs = pairs.into_iter().map(|pair| (place.clone(), pair));
            self.pairs.extend(pairs);
            let people = people.into_iter().map(|row| (place.clone(), row));
            self.people.extend(people);
            let lines = refused.iter();
            self.refused
                .extend(lines.map(|row| format!("{place}, line {}: {}", row.line, row.message)));
        }
        is_list
    }

    /// Whether nothing was said.
    pub(super) fn is_empty(&self) -> bool {
        self.pairs.is_empty() && self.people.is_empty() && self.refused.is_empty()
    }

    /// Adds what was said of pairs of cards to what was said before. A word is taken back by the word that nothing is decided.
    pub(super) fn pairs(&self, before: &mut Vec<PairDecision>, at: i64) {
        for (source, row) in &self.pairs {
            let is_of = |said: &PairDecision| {
                let ([a, b], [c, d]) = (&row.pair, &said.pair);
                (a.fits(c) && b.fits(d)) || (a.fits(d) && b.fits(c))
            };
            if before
                .iter()
                .any(|said| is_of(said) && row.same == Some(said.same))
            {
                continue;
            }
            before.retain(|said| !is_of(said));
            before.extend(row.same.map(|same| PairDecision {
                pair: row.pair.clone(),
                same,
                at,
                source: source.clone(),
            }));
        }
    }

    /// Adds what was said of the people of an audit to what was said before, and gives what cannot be taken. Where two rows say two
    /// things of somebody, neither is taken.
    pub(super) fn decisions(
        self,
        audit: &Audit,
        before: &mut Vec<Decision>,
        region: Option<Region>,
        at: i64,
    ) -> Vec<String> {
        let directory = Directory::of(pipeline::known(audit).into_iter());
        let mut refused = self.refused;
        let mut said: BTreeMap<(String, Aspect), Told> = BTreeMap::new();
        for (source, row) in self.people {
            let named = Named {
                id: &row.id,
                name: &row.name,
                keys: &row.keys,
            };
            let place = format!("{source}, line {}", row.line);
            let id = match directory.meant(named, region) {
                Meant::One(id) => id,
                Meant::Nobody(why) => {
                    let why = meant::nobody(named, why, meant::IN_FILES);
                    refused.push(format!("{place}: {why}"));
                    continue;
                }
            };
            if row.said.is_empty() {
                before.retain(|said| said.person != id || said.said.aspect().is_note());
            }
            for word in row.said {
                let decision = Decision {
                    person: id.clone(),
                    said: word,
                    at,
                    source: source.clone(),
                };
                let key = (id.clone(), decision.said.aspect());
                match said.get_mut(&key) {
                    Some(before) => refused.extend(before.against(&decision, &place)),
                    None => drop(said.insert(key, Told::new(decision, place.clone()))),
                }
            }
        }
        let kept = said.into_values().filter(|told| !told.contradicted);
        kept.for_each(|told| add(before, told.decision));
        refused
    }
}

/// Adds a decision to others, of which it replaces what was said of the same thing. What was said already keeps its day.
fn add(before: &mut Vec<Decision>, decision: Decision) {
    let is_of = |said: &Decision| {
        said.person == decision.person && said.said.aspect() == decision.said.aspect()
    };
    let is_said = |said: &Decision| is_of(said) && said.said == decision.said;
    if !before.iter().any(is_said) {
        before.retain(|said| !is_of(said));
        before.push(decision);
    }
}

/// A decision, where it stands, and whether another row contradicts it.
struct Told {
    decision: Decision,
    place: String,
    contradicted: bool,
}

impl Told {
    fn new(decision: Decision, place: String) -> Self {
        Self {
            decision,
            place,
            contradicted: false,
        }
    }

    /// What is to be said where another row says something else.
    fn against(&mut self, other: &Decision, place: &str) -> Option<String> {
        let (one, two) = (&self.decision.said, &other.said);
        if one == two {
            return None;
        }
        self.contradicted = true;
        Some(format!(
            "{place}: {two} contradicts {one} of {}; neither was taken",
            self.place
        ))
    }
}

/// What a file says, if it is a list. Its beginning tells whether it may be one, so that a large table is not read for it.
fn read(name: &str, ground: &dyn Ground) -> Option<Vec<files::Answered>> {
    let name_lower = name.to_ascii_lowercase();
    let is_table = name_lower.ends_with(".csv");
    let is_workbook = ENDINGS.iter().any(|ending| name_lower.ends_with(ending));
    if !is_table && !is_workbook {
        return None;
    }
    let mut head = Vec::new();
    ground.open().ok()?.take(HEAD).read_to_end(&mut head).ok()?;
    let is_packed = WORKBOOK.iter().any(|magic| head.starts_with(magic));
    // A list that a spreadsheet saved under its old name is a workbook all the same.
    if !is_packed {
        decisions::read(&head)?;
    }
    Some(files::answers(name, &whole(ground, LIST).ok()?))
}
