//! How common given and family names are, and which of the two a word is likely to be.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

/// Tables of skeletons and bearers per million; their heads name origin and licence.
const GIVEN: &str = include_str!("given.txt");
/// See `GIVEN`.
const FAMILY: &str = include_str!("family.txt");

/// Family names without frequencies; its head names origin and licence.
const FAMILY_WORLD: &str = include_str!("family_world.txt");

/// Given names without frequencies; its head names origin and licence.
const WORLD: &str = include_str!("world.txt");

static GIVEN_PPM: LazyLock<FxHashMap<&'static str, f32>> = LazyLock::new(|| table(GIVEN));
static FAMILY_PPM: LazyLock<FxHashMap<&'static str, f32>> = LazyLock::new(|| table(FAMILY));

/// Share of bearers of a name that is in no table.
const RARE: f32 = 8e-6;

fn table(text: &'static str) -> FxHashMap<&'static str, f32> {
    let rows = text.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| {
        let mut cells = row.split(' ');
        Some((cells.next()?, cells.next()?.parse::<f32>().ok()?))
    })
    .collect()
}

/// Names of `WORLD`, and who bears them.
static OF_WORLD: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let rows = WORLD.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| row.split_once(' '))
        .flat_map(|(gender, names)| names.split(' ').map(move |name| (name, gender)))
        .collect()
});

/// Names of `FAMILY_WORLD`.
static FAMILY_OF_WORLD: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    let rows = FAMILY_WORLD.lines().filter(|line| !line.starts_with('#'));
    rows.flat_map(|row| row.split(' ')).collect()
});

/// Who bears the names of `GIVEN`.
static GENDER: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let rows = GIVEN.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| Some((row.split(' ').next()?, row.split(' ').nth(2)?)))
        .collect()
});

/// `f` or `m` where nearly all bearers of a given name are women or men.
pub fn gender(name: &str) -> Option<&'static str> {
    let gender = OF_WORLD.get(name).or_else(|| GENDER.get(name)).copied();
    gender.filter(|gender| *gender != "b")
}

/// Whether a given name of which the share is known is a woman's or a man's there: names of China are entered as both.
pub fn is_of_one_gender(name: &str) -> bool {
    GENDER.get(name).is_some_and(|gender| *gender != "b")
}

/// Whether a given name is known to be no misspelling of another one.
pub fn is_of_its_own(name: &str) -> bool {
    OF_WORLD.contains_key(name)
}

/// Share of people with this given name.
pub fn given_share(name: &str) -> f32 {
    GIVEN_PPM.get(name).map_or(RARE, |ppm| ppm * 1e-6)
}

/// Share of people with this family name.
pub fn family_share(name: &str) -> f32 {
    FAMILY_PPM.get(name).map_or(RARE, |ppm| ppm * 1e-6)
}

/// Whether a word is known as a given name.
pub fn is_given(name: &str) -> bool {
    GIVEN_PPM.contains_key(name) || OF_WORLD.contains_key(name)
}

/// Whether a word is known as a family name.
pub fn is_family(name: &str) -> bool {
    FAMILY_PPM.contains_key(name) || FAMILY_OF_WORLD.contains(name)
}

/// Whether a word is hardly ever a given name: it tells which way round a name is written.
pub fn is_family_only(name: &str) -> bool {
    family_share(name) > 20.0 * given_share(name)
}

/// Whether a word is hardly ever a family name.
pub fn is_given_only(name: &str) -> bool {
    given_share(name) > 20.0 * family_share(name)
}
