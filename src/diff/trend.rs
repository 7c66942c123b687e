//! Several audits, one after the other: their figures, and where everybody stood in each.

use rustc_hash::FxHashMap;

use super::{compare, fall, open, pairs, position};
use crate::model::changes::{Course, Stage, Station, Trend};
use crate::model::closed::Saved;
use crate::model::name::fold;
use crate::model::standing::Band;
use crate::snapshot::{Person, Snapshot};

/// A trend in the making: audits are given one by one, so that no more than two are in memory.
#[derive(Debug)]
pub struct Trending {
    last: Snapshot,
    stages: Vec<Stage>,
    courses: Vec<Course>,
    /// The course of whoever has or had an id.
    by_id: FxHashMap<String, usize>,
}

impl Trending {
    /// Begins with the oldest audit.
    pub fn new(first: Snapshot) -> Self {
        let mut trending = Self {
            stages: vec![stage(&first)],
            courses: Vec::new(),
            by_id: FxHashMap::default(),
            last: Snapshot {
                people: Vec::new(),
                ..first.clone()
            },
        };
        trending.follow(&first);
        trending.last = first;
        trending
    }

    /// Goes on to the next audit.
    pub fn add(&mut self, next: Snapshot) {
        let changes = compare(&self.last, &next);
        self.stages.push(Stage {
            appeared: changes.appeared.len() as u64,
            gone: changes.gone.len() as u64,
            moved: changes.moved.len() as u64,
            ..stage(&next)
        });
        self.follow(&next);
        self.last = next;
    }

    /// Enters where everybody stands in an audit.
    fn follow(&mut self, next: &Snapshot) {
        let matched = pairs::pairs(&self.last.people, &next.people);
        let known: Vec<(String, usize)> = matched
            .both
            .iter()
            .filter_map(|(then, now)| Some((now.id.clone(), *self.by_id.get(&then.id)?)))
            .collect();
        self.by_id.extend(known);
        for person in &next.people {
            let new = self.courses.len();
            let course = *self.by_id.entry(person.id.clone()).or_insert(new);
            if course == new {
                self.courses.push(Course {
                    who: open::named(person),
                    stations: Vec::new(),
                });
            }
            self.courses[course].who = open::named(person);
            self.courses[course].stations.push(station(next, person));
        }
    }

    /// The trend: everybody who did not stand in one place all the time.
    pub fn finish(self) -> Trend {
        let mut people = self.courses;
        people.retain(|course| {
            let stands = |s: &Station| (s.stands.band.clone(), s.stands.verdict.clone());
            course
                .stations
                .windows(2)
                .any(|w| stands(&w[0]) != stands(&w[1]))
        });
        people.sort_by_cached_key(|course| {
            let ends = course.stations.first().zip(course.stations.last());
            let fall = ends.map(|(first, last)| fall(&first.stands, &last.stands));
            (fall, fold(&course.who.name), course.who.id.clone())
        });
        Trend {
            audits: self.stages,
            people,
        }
    }
}

fn station(audit: &Snapshot, person: &Person) -> Station {
    Station {
        as_of: audit.as_of.clone(),
        stands: position(person),
    }
}

/// The figures of an audit, as if none had been before it.
fn stage(audit: &Snapshot) -> Stage {
    let bands = &audit.totals.bands;
    Stage {
        as_of: audit.as_of.clone(),
        people: audit.totals.people,
        bands: Band::ALL.map(|band| bands.get(&Saved::Known(band)).copied().unwrap_or(0)),
        appeared: 0,
        gone: 0,
        moved: 0,
    }
}
