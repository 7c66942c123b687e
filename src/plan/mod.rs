//! This week's people, from an audit: whom the owner can do something for, then whom a word keeps near. Pure: the week, the words of
//! the owner and the week before are arguments.

mod motives;
mod notes;

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate};
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::model::moment::day_of;
use crate::model::plan::{Item, Motive, Unreached, Waiting};
use crate::snapshot::{Entries, Person, Snapshot, Stale, Unmatched};
use motives::{Others, Urgency};

pub use notes::{Noted, take_in};

/// Most people of a week.
const MOST: usize = 5;
/// Most people for a motive, in the order of the motives, so that a week is not all of a kind; more only where a place is left. Whoever
/// waits stands below the week anyway.
const ALIKE: [usize; 3] = [MOST, 3, 2];

/// What a week is planned from.
#[derive(Debug)]
pub struct Ground<'a> {
    /// The latest audit; its people may be told by `people` alone.
    pub audit: &'a Snapshot,
    /// Its people.
    pub people: Entries<'a>,
    /// The one before it.
    pub before: Option<&'a Snapshot>,
    /// Today.
    pub today: NaiveDate,
    /// Whom the plans of the weeks before named.
    pub named: Named,
    /// Whom the owner does not want to be reminded of now.
    pub skipped: BTreeSet<String>,
}

/// Whom the plans of the weeks before named, by id.
#[derive(Debug, Clone, Default)]
pub struct Named {
    /// In the week before.
    pub last_week: BTreeSet<String>,
    /// In the weeks before that one.
    pub of_late: BTreeSet<String>,
}

impl Named {
    fn may_come_again(&self, id: &str, motive: &Motive) -> bool {
        (!self.last_week.contains(id) || motive.is_due())
            && (!self.of_late.contains(id) || motive.is_pressing())
    }
}

/// The name of the ISO week of a day, and its Monday.
pub fn week_of(day: NaiveDate) -> (String, NaiveDate) {
    let week = day.iso_week();
    let back = Days::new(u64::from(day.weekday().num_days_from_monday()));
    let monday = day.checked_sub_days(back).unwrap_or(day);
    (format!("{}-W{:02}", week.year(), week.week()), monday)
}

/// The day of a text such as `2026-11-01` or `2026-11-01T00:00:00Z`.
pub fn day(text: &str) -> Option<NaiveDate> {
    day_of(text)
}

/// The people of a week: at least one if anybody qualifies, at most five.
pub fn week(ground: &Ground<'_>) -> Vec<Item> {
    let others = Others::of(ground);
    let places = (0..ground.people.people()).into_par_iter();
    let listed = |place| {
        if ground.people.is_quiet(place) {
            return None;
        }
        let person = ground.people.person(place)?;
        let is_over = person.decision.as_deref() == Some("delete") || person.has_died();
        if is_over || ground.skipped.contains(&person.id) {
            return None;
        }
        let motive = motives::of(&person, ground, &others)?;
        let may_come = ground.named.may_come_again(&person.id, &motive);
        may_come.then(|| {
            let item = item(&person, motive);
            let urgency = motives::urgency(&item, Some(&person));
            (item, urgency)
        })
    };
    let mut found: Vec<(Item, Urgency)> = places.filter_map(listed).collect();
    for item in motives::unlisted(ground) {
        let urgency = motives::urgency(&item, None);
        found.push((item, urgency));
    }
    found.sort_by(|(a, urgent), (b, less)| {
        (a.motive.order(), urgent).cmp(&(b.motive.order(), less))
    });
    chosen(found.into_iter().map(|(item, _)| item).collect())
}

/// The first of them, at most so many of a kind; then what is left over, in order.
fn chosen(found: Vec<Item>) -> Vec<Item> {
    let mut week: Vec<Item> = Vec::new();
    let mut rest = Vec::new();
    for item in found {
        let order = item.motive.order();
        let alike = week.iter().filter(|other| other.motive.order() == order);
        let most = ALIKE[order.min(ALIKE.len() - 1)];
        let is_one_more = alike.count() < most;
        if week.len() < MOST && is_one_more {
            week.push(item);
        } else {
            rest.push(item);
        }
    }
    let free = MOST - week.len();
    week.extend(rest.into_iter().take(free));
    week.sort_by_key(|item| item.motive.order());
    week
}

fn item(person: &Person, motive: Motive) -> Item {
    Item {
        person: person.id.clone(),
        name: person.name.clone(),
        company: person.company.clone(),
        motive,
        i_can: person.i_can.clone(),
        they_can: person.they_can.clone(),
        bridge_to: person.bridge_to.len(),
        unreached: unreached(person),
    }
}

/// What to do without mail, where every address of somebody bounces.
fn unreached(person: &Person) -> Option<Unreached> {
    let bounced = |email: &String| {
        let mut stale = person.stale.iter();
        stale.find(|stale| stale.code == "bounced" && stale.value == *email)
    };
    let all: Option<Vec<&Stale>> = person.emails.iter().map(bounced).collect();
    // Of whom no card has an address, it is one that came with their messages.
    let all = all.map(|all| match person.emails.is_empty() {
        true => person
            .stale
            .iter()
            .filter(|stale| stale.code == "bounced")
            .collect(),
        false => all,
    });
    let last = all?
        .into_iter()
        .max_by_key(|stale| stale.since.as_deref())?;
    Some(Unreached {
        said: format!("{} {}", last.value, last.text),
        phone: person.phones.first().cloned(),
        linkedin: person.connected_on.is_some(),
    })
}

/// Who began conversations in the last twelve months, and how many: those who think of the owner, the most first.
pub fn thinkers(audit: &Snapshot) -> Vec<(String, u32)> {
    let began = |person: &Person| Some((person.name.clone(), person.balance.as_ref()?.year_theirs));
    // Whoever writes and was never answered thinks of a buyer.
    let is_answered = |person: &&Person| person.last_two_way.is_some();
    let living = audit.people.iter().filter(|person| !person.has_died());
    let living = living.filter(is_answered);
    let mut all: Vec<(String, u32)> = living.filter_map(began).collect();
    all.retain(|(_, began)| *began > 0);
    all.sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
    all
}

/// Everybody who waits for the owner's answer, the longest first.
pub fn waiting(audit: &Snapshot) -> Vec<Waiting> {
    let bearers = |name: &str| audit.people.iter().filter(|p| p.name == name).count();
    let of = |person: &Person| {
        let since = person.waiting_since.clone()?;
        let company = person.company.clone();
        Some(Waiting {
            person: person.id.clone(),
            name: person.name.clone(),
            company: company.filter(|_| bearers(&person.name) > 1),
            since,
        })
    };
    let unlisted = |other: &Unmatched| {
        Some(Waiting {
            person: other.key_or_name().to_owned(),
            name: other.name.clone(),
            company: None,
            since: other.waits.as_ref()?.since.clone(),
        })
    };
    let unlisted = audit.unmatched.iter().filter_map(unlisted);
    let mut waiting: Vec<Waiting> = audit.people.iter().filter_map(of).chain(unlisted).collect();
    waiting.sort_by(|a, b| (&a.since, &a.name, &a.person).cmp(&(&b.since, &b.name, &b.person)));
    waiting
}
