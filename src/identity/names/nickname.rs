//! Which given names can name the same human: "Bob" and "Robert", "Sasha" and "Alexandra".

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::skeleton::skeleton;
use super::spelling::Sounds;

/// The table; its head names its origin and licence.
const TABLE: &str = include_str!("nicknames.txt");

/// For each name the lines of the table in which it stands.
static LINES: LazyLock<FxHashMap<String, Vec<u32>>> = LazyLock::new(|| {
    let mut lines: FxHashMap<String, Vec<u32>> = FxHashMap::default();
    let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
    for (number, row) in rows.enumerate() {
        for word in row.split(' ') {
            lines.entry(skeleton(word)).or_default().push(number as u32);
        }
    }
    lines
});

/// The same by how the names sound, for spellings that the table does not have.
static BY_SOUND: LazyLock<FxHashMap<u64, Vec<u32>>> = LazyLock::new(|| {
    let mut sounds: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    for (name, lines) in LINES.iter() {
        if let Some(sound) = Sounds::of(name).number() {
            sounds.entry(sound).or_default().extend(lines);
        }
    }
    for lines in sounds.values_mut() {
        lines.sort_unstable();
        lines.dedup();
    }
    sounds
});

/// The lines of the table in which a name stands, by its skeleton.
pub fn lines(name: &str) -> &'static [u32] {
    LINES.get(name).map_or(&[], Vec::as_slice)
}

/// The lines in which a name stands that sounds like it: how a name from other letters is read.
pub fn lines_by_sound(sounds: Sounds) -> &'static [u32] {
    let found = sounds.number().and_then(|sound| BY_SOUND.get(&sound));
    found.map_or(&[], Vec::as_slice)
}

/// The longest short form; what is longer is another form of the name: Kathryn, Catherine.
const LONGEST_SHORT: usize = 6;

/// The name that each line of the table begins with.
static FULL: LazyLock<Vec<String>> = LazyLock::new(|| {
    let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
    rows.map(|row| skeleton(row.split(' ').next().unwrap_or_default()))
        .collect()
});

/// Whether a name is a short form of another one, both skeletons.
pub fn is_short_for(short: &str, full: &str) -> bool {
    is_short_by(lines(short), short, full)
}

/// The same where the lines of the table in which the short form stands are known.
pub fn is_short_by(lines: &[u32], short: &str, full: &str) -> bool {
    let is_its = |&line: &u32| FULL.get(line as usize).is_some_and(|first| first == full);
    short != full && short.len() <= full.len().min(LONGEST_SHORT) && lines.iter().any(is_its)
}

/// Whether two given names, as skeletons, can name one human. Names that only share a nickname ("Samuel" and
/// "Samantha") do not.
pub fn related(a: &str, b: &str) -> bool {
    share_line(lines(a), lines(b))
}

/// With what names of West Africa begin that are called by the rest: Oluwaseun is Seun.
const BEGINNINGS: &[&str] = &[
    "oluwa", "chukwu", "baba", "ade", "ola", "olu", "ayo", "temi", "ife", "ugo", "ike", "kelechi",
];

/// Whether one name is the other without its beginning.
pub fn is_clipped(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let rest = long.strip_suffix(short).unwrap_or_default();
    short.len() >= 4 && BEGINNINGS.contains(&rest)
}

/// Whether two names stand in one line of the table.
pub fn share_line(a: &[u32], b: &[u32]) -> bool {
    !a.is_empty() && a.iter().any(|line| b.contains(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_are_found_and_shared_ones_do_not_chain() {
        for (a, b) in [
            ("robert", "bob"),
            ("sasha", "alexandra"),
            ("paco", "francisco"),
            ("catherine", "kathryn"),
            ("pyotr", "peter"),
        ] {
            assert!(related(a, b) && related(b, a), "{a} {b}");
        }
        for (a, b) in [
            ("samuel", "samantha"),
            ("daniel", "danielle"),
            ("michael", "michelle"),
            ("robert", "roberta"),
            ("eric", "erica"),
        ] {
            assert!(!related(a, b), "{a} {b}");
        }
    }
}
