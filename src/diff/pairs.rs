//! Which person of the newer audit is which of the older: by id, else by keys that both have.

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::name::fold;
use crate::snapshot::Person;

/// A key on more people than this belongs to an office or a household and tells nobody apart.
const SHARED: usize = 4;

/// People of both audits.
pub struct Matched<'a> {
    /// Then and now.
    pub both: Vec<(&'a Person, &'a Person)>,
    /// In the older only.
    pub gone: Vec<&'a Person>,
    /// In the newer only.
    pub appeared: Vec<&'a Person>,
    /// Who was somebody of their own then, and who they belong to now.
    pub merged: Vec<(&'a Person, &'a Person)>,
    /// Who is somebody of their own now, and who they belonged to then.
    pub split: Vec<(&'a Person, &'a Person)>,
}

/// Two people who may be one, by their places among those who are left.
struct Candidate {
    then: usize,
    now: usize,
    /// Common addresses and profiles.
    strong: usize,
    /// Common keys of any kind.
    all: usize,
}

/// Pairs the people of two audits.
pub fn pairs<'a>(old: &'a [Person], new: &'a [Person]) -> Matched<'a> {
    let mut by_id: FxHashMap<&str, &'a Person> = FxHashMap::default();
    let mut gone = Vec::new();
    for person in old {
        if by_id.contains_key(person.id.as_str()) {
            gone.push(person);
        } else {
            by_id.insert(&person.id, person);
        }
    }
    let mut both = Vec::new();
    let mut appeared = Vec::new();
    for person in new {
        match by_id.remove(person.id.as_str()) {
            Some(then) => both.push((then, person)),
            None => appeared.push(person),
        }
    }
    // Who is still in the map was not found again; taken in the order of the audit, the map has none.
    gone.extend(old.iter().filter(|p| {
        by_id
            .get(p.id.as_str())
            .is_some_and(|left| std::ptr::eq(*left, *p))
    }));
    let mut matched = Matched {
        both,
        gone,
        appeared,
        merged: Vec::new(),
        split: Vec::new(),
    };
    match_by_keys(&mut matched);
    match_by_connection(&mut matched);
    matched.merged = absorbed(&mut matched.gone, &matched.both);
    let back: Vec<_> = matched
        .both
        .iter()
        .map(|&(then, now)| (now, then))
        .collect();
    matched.split = absorbed(&mut matched.appeared, &back);
    matched
}

/// Takes out those of one side who are a part of somebody on the other: of `pairs`, whose first is on their own side, the second
/// has a key of theirs that the first has not, or more cards than the first and a key of theirs.
fn absorbed<'a>(
    alone: &mut Vec<&'a Person>,
    pairs: &[(&'a Person, &'a Person)],
) -> Vec<(&'a Person, &'a Person)> {
    let mut bearers: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (at, (_, other)) in pairs.iter().enumerate() {
        for (key, _) in keys(other).filter(|(_, strong)| *strong) {
            bearers.entry(key).or_default().push(at);
        }
    }
    let whole = |person: &&'a Person| {
        let own = keys(person).filter(|(_, strong)| *strong);
        let shared = own.filter_map(|(key, _)| Some((key, bearers.get(key)?)));
        let shared = shared.flat_map(|(key, at)| at.iter().map(move |&at| (key, pairs[at])));
        let grown = shared.filter(|(key, (same_side, other))| {
            other.records.len() > same_side.records.len()
                || !keys(same_side).any(|(known, _)| known == *key)
        });
        grown
            .map(|(_, (_, other))| other)
            .min_by_key(|other| other.id.as_str())
    };
    let mut found = Vec::new();
    alone.retain(|person| match whole(person) {
        Some(other) => {
            found.push((*person, other));
            false
        }
        None => true,
    });
    found
}

/// Moves pairs with the largest overlap of keys out of `gone` and `appeared`.
fn match_by_keys(matched: &mut Matched<'_>) {
    let mut candidates = candidates(&matched.gone, &matched.appeared);
    let ids = |c: &Candidate| {
        (
            matched.gone[c.then].id.as_str(),
            matched.appeared[c.now].id.as_str(),
        )
    };
    candidates.sort_by(|x, y| {
        let weight = |c: &Candidate| Reverse((c.strong, c.all));
        weight(x).cmp(&weight(y)).then_with(|| ids(x).cmp(&ids(y)))
    });
    let (mut then, mut now) = (FxHashSet::default(), FxHashSet::default());
    for candidate in candidates {
        if !then.contains(&candidate.then) && !now.contains(&candidate.now) {
            then.insert(candidate.then);
            now.insert(candidate.now);
            matched.both.push((
                matched.gone[candidate.then],
                matched.appeared[candidate.now],
            ));
        }
    }
    without(&mut matched.gone, &then);
    without(&mut matched.appeared, &now);
}

/// Moves those who took another profile address out of `gone` and `appeared`: one name, connected on one day, and nobody else of
/// either audit likewise.
fn match_by_connection(matched: &mut Matched<'_>) {
    let [old, new] = [&matched.gone, &matched.appeared].map(|people| by_connection(people));
    let (mut then, mut now) = (FxHashSet::default(), FxHashSet::default());
    for (place, person) in matched.gone.iter().enumerate() {
        let found = connection(person).and_then(|key| Some((old.get(&key)?, new.get(&key)?)));
        if let Some((Some(_), Some(appeared))) = found {
            then.insert(place);
            now.insert(*appeared);
            matched.both.push((person, matched.appeared[*appeared]));
        }
    }
    without(&mut matched.gone, &then);
    without(&mut matched.appeared, &now);
}

/// Places of people by name and day of the connection; none where two have both in common.
fn by_connection(people: &[&Person]) -> FxHashMap<(String, String), Option<usize>> {
    let mut places = FxHashMap::default();
    for (place, person) in people.iter().enumerate() {
        if let Some(key) = connection(person) {
            let entry = places.entry(key);
            entry
                .and_modify(|known| *known = None)
                .or_insert(Some(place));
        }
    }
    places
}

/// The full name and the day of the connection.
fn connection(person: &Person) -> Option<(String, String)> {
    let name = fold(&person.name);
    let day = person.connected_on.clone()?;
    name.contains(' ').then_some((name, day))
}

fn without(people: &mut Vec<&Person>, taken: &FxHashSet<usize>) {
    let mut at = 0..;
    people.retain(|_| !at.next().is_some_and(|place| taken.contains(&place)));
}

fn candidates(gone: &[&Person], appeared: &[&Person]) -> Vec<Candidate> {
    let mut bearers: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (then, person) in gone.iter().enumerate() {
        for (key, _) in keys(person) {
            bearers.entry(key).or_default().push(then);
        }
    }
    let mut out = Vec::new();
    for (now, person) in appeared.iter().enumerate() {
        let first = out.len();
        for (key, strong) in keys(person) {
            let bearers = bearers.get(key).filter(|bearers| bearers.len() <= SHARED);
            for &then in bearers.into_iter().flatten() {
                count(
                    &mut out,
                    first,
                    Candidate {
                        then,
                        now,
                        strong: usize::from(strong),
                        all: 1,
                    },
                );
            }
        }
    }
    out.retain(|c| c.strong > 0 || names_agree(&gone[c.then].name, &appeared[c.now].name));
    out
}

/// Adds to the candidates of one person, which begin at `first`.
fn count(out: &mut Vec<Candidate>, first: usize, more: Candidate) {
    match out[first..]
        .iter_mut()
        .find(|known| known.then == more.then)
    {
        Some(known) => {
            known.strong += more.strong;
            known.all += more.all;
        }
        None => out.push(more),
    }
}

/// The keys of a person, and whether a key is one person's own. Numbers and other links are shared by households and
/// offices, so they count only where the names agree.
fn keys(person: &Person) -> impl Iterator<Item = (&str, bool)> {
    let emails = person.emails.iter().map(|email| (email.as_str(), true));
    let phones = person.phones.iter().map(|phone| (phone.as_str(), false));
    let urls = person
        .urls
        .iter()
        .map(|url| (url.as_str(), url.contains("linkedin.com/in/")));
    emails.chain(phones).chain(urls)
}

/// Whether two names have a word in common; initials are no words.
fn names_agree(a: &str, b: &str) -> bool {
    let (a, b) = (fold(a), fold(b));
    a.split(' ')
        .filter(|word| word.chars().count() > 1)
        .any(|word| b.split(' ').any(|other| other == word))
}

/// For each of `people` the one of `others` who bears the same name, where no second one on either side does.
pub fn by_unique_name<'a>(people: &[&Person], others: &[&'a Person]) -> Vec<Option<&'a Person>> {
    let names: Vec<String> = people.iter().map(|person| fold(&person.name)).collect();
    let mut here: FxHashMap<&str, usize> = FxHashMap::default();
    for name in &names {
        *here.entry(name).or_default() += 1;
    }
    let mut there: FxHashMap<String, Vec<&'a Person>> = FxHashMap::default();
    for other in others {
        there.entry(fold(&other.name)).or_default().push(other);
    }
    let namesake = |name: &String| match there.get(name).map(Vec::as_slice) {
        Some([only]) if here.get(name.as_str()) == Some(&1) && !name.is_empty() => Some(*only),
        _ => None,
    };
    names.iter().map(namesake).collect()
}

#[cfg(test)]
mod tests {
    use crate::diff::compare;
    use crate::diff::sample::{november, october, person, with};
    use crate::snapshot::{Person, Record};

    /// Somebody with so many cards, of this name and these addresses.
    fn of(id: &str, name: &str, cards: u32, emails: &[&str]) -> Person {
        with(person(id, name, "unknown", "ask"), |p| {
            p.emails = emails.iter().map(|&email| email.to_owned()).collect();
            p.records = (1..=cards)
                .map(|record| Record {
                    file: "cards.vcf".to_owned(),
                    record,
                })
                .collect();
        })
    }

    #[test]
    fn two_who_become_one_are_neither_gone_nor_new_nor_the_other_way_round() {
        let two = vec![
            of("p-1", "Robert Stone", 1, &["robert@example.org"]),
            of("p-2", "Bob Stone", 1, &["bob@example.org"]),
        ];
        let one = vec![of(
            "p-1",
            "Robert Stone",
            2,
            &["robert@example.org", "bob@example.org"],
        )];
        let joined = compare(&october(two.clone()), &november(one.clone()));
        let parted = compare(&october(one), &november(two));
        for (changes, told, other) in [
            (&joined, &joined.merged, &joined.split),
            (&parted, &parted.split, &parted.merged),
        ] {
            assert_eq!(
                (changes.gone.len(), changes.appeared.len(), other.len()),
                (0, 0, 0)
            );
            let [joint] = told.as_slice() else {
                panic!("{told:?}");
            };
            assert_eq!(
                (joint.one.id.as_str(), joint.with.id.as_str()),
                ("p-2", "p-1")
            );
        }
    }

    #[test]
    fn an_address_that_both_had_already_makes_nobody_a_part_of_the_other() {
        let spouses = vec![
            of("p-1", "Ines Valdoro", 1, &["valdoro@example.org"]),
            of("p-2", "Marco Valdoro", 1, &["valdoro@example.org"]),
        ];
        let one = vec![of("p-1", "Ines Valdoro", 1, &["valdoro@example.org"])];
        let changes = compare(&october(spouses), &november(one));
        assert_eq!((changes.gone.len(), changes.merged.len()), (1, 0));
    }
}
