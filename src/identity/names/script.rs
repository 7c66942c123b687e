//! Names in Chinese characters, Hangul and Arabic: which characters are the family name, and how the name is read.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::chinese::{begins_with_clan, is_written_so};
use super::skeleton::skeleton;
use super::syllables::EASTERN;

/// The table; its head names its origin and licence.
const TABLE: &str = include_str!("readings.txt");

/// Characters as they are read in Hong Kong; its head names the origin.
const CANTONESE: &str = include_str!("cantonese.txt");

/// The readings of `CANTONESE` by kind and character.
static IN_HONG_KONG: LazyLock<FxHashMap<(bool, &'static str), &'static str>> =
    LazyLock::new(|| {
        let rows = CANTONESE.lines().filter(|line| !line.starts_with('#'));
        let rows = rows.filter_map(|row| row.split_once(':'));
        let of = |(head, written): (&'static str, &'static str)| {
            let reading = head.split_once(' ').map_or(head, |(_, reading)| reading);
            written
                .split(',')
                .map(move |name| ((head.starts_with('F'), name), reading))
        };
        rows.flat_map(of).collect()
    });

/// How the given name is read in Hong Kong, if all of it is known.
fn in_hong_kong(given: &str) -> Option<String> {
    let ends = given
        .char_indices()
        .map(|(at, c)| &given[at..at + c.len_utf8()]);
    let read: Option<Vec<&str>> = ends
        .map(|c| IN_HONG_KONG.get(&(false, c)).copied())
        .collect();
    read.filter(|read| !read.is_empty())
        .map(|read| read.concat())
}

/// Whether a Chinese family name that is read as on the mainland is read so elsewhere.
fn is_read_abroad(read: &str, latin: &str) -> bool {
    let family = |(is_family, _): &(bool, &'static str)| *is_family;
    is_written_so(read, latin)
        || IN_HONG_KONG
            .iter()
            .any(|(key, reading)| family(key) && *reading == latin && skeleton(key.1) == read)
}

/// Readings by how a name is written.
#[derive(Default)]
struct Readings {
    family: FxHashMap<&'static str, Vec<&'static str>>,
    given: FxHashMap<&'static str, Vec<&'static str>>,
}

static READINGS: LazyLock<Readings> = LazyLock::new(|| {
    let mut readings = Readings::default();
    for row in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let Some((head, written)) = row.split_once(':') else {
            continue;
        };
        let Some((kind, reading)) = head.split_once(' ') else {
            continue;
        };
        for name in written.split(',') {
            match kind {
                "F" => readings.family.entry(name).or_default().push(reading),
                _ => readings.given.entry(name).or_default().push(reading),
            }
        }
    }
    readings
});

/// Korean family names as people write them in Latin letters; other syllables are transliterated.
const KOREAN: &[(char, &str)] = &[
    ('김', "kim"),
    ('이', "lee"),
    ('박', "park"),
    ('최', "choi"),
    ('정', "jung"),
    ('강', "kang"),
    ('조', "cho"),
    ('윤', "yoon"),
    ('장', "jang"),
    ('임', "lim"),
    ('한', "han"),
    ('오', "oh"),
    ('서', "seo"),
    ('신', "shin"),
    ('권', "kwon"),
    ('황', "hwang"),
    ('안', "ahn"),
    ('송', "song"),
    ('류', "ryu"),
    ('유', "yoo"),
    ('홍', "hong"),
    ('전', "jeon"),
    ('고', "ko"),
    ('문', "moon"),
    ('손', "son"),
    ('양', "yang"),
    ('배', "bae"),
    ('백', "baek"),
    ('허', "heo"),
    ('남', "nam"),
    ('노', "noh"),
    ('하', "ha"),
    ('곽', "kwak"),
    ('성', "sung"),
    ('차', "cha"),
    ('주', "joo"),
    ('우', "woo"),
    ('구', "koo"),
    ('민', "min"),
    ('나', "na"),
    ('진', "jin"),
    ('지', "ji"),
    ('엄', "um"),
    ('원', "won"),
    ('천', "chun"),
];

/// Other ways to write a Korean family name in Latin letters, by the one in `KOREAN`: the official transcription of 2000, that of
/// McCune and Reischauer, and what families chose.
const OTHERWISE: &[(&str, &[&str])] = &[
    ("kim", &["gim"]),
    ("lee", &["i", "yi", "rhee", "ri", "rhie"]),
    ("park", &["bak", "pak", "bag"]),
    ("choi", &["choe", "chey"]),
    ("jung", &["jeong", "chung", "chong", "joung"]),
    ("kang", &["gang"]),
    ("cho", &["jo", "joe"]),
    ("yoon", &["yun"]),
    ("jang", &["chang"]),
    ("lim", &["im", "rim", "yim"]),
    ("oh", &["o"]),
    ("seo", &["suh", "so"]),
    ("shin", &["sin"]),
    ("kwon", &["gwon"]),
    ("ahn", &["an"]),
    ("ryu", &["yu", "yoo", "ryoo", "lyu"]),
    ("yoo", &["yu", "ryu", "you"]),
    ("jeon", &["chun", "jun", "chon"]),
    ("ko", &["go", "koh"]),
    ("moon", &["mun"]),
    ("bae", &["pae"]),
    ("baek", &["paek", "paik", "baik"]),
    ("heo", &["hur", "huh", "ho"]),
    ("nam", &["nahm"]),
    ("noh", &["no", "roh", "ro"]),
    ("kwak", &["gwak"]),
    ("sung", &["seong"]),
    ("joo", &["ju", "chu"]),
    ("woo", &["u", "wu"]),
    ("koo", &["gu", "ku", "goo"]),
    ("na", &["ra", "rha"]),
    ("jin", &["chin"]),
    ("ji", &["chi", "jee"]),
    ("um", &["eom", "om"]),
    ("won", &["weon"]),
    ("chun", &["cheon"]),
    ("hwang", &["whang"]),
];

/// The usual way by each of the ways; of two names that are written alike the first. A lone letter is rather an initial.
static CLANS: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let mut clans = FxHashMap::default();
    for (usual, others) in OTHERWISE {
        let ways = others.iter().chain([usual]).filter(|way| way.len() > 1);
        for way in ways {
            clans.entry(*way).or_insert(*usual);
        }
    }
    clans
});

/// The usual way to write a Korean family name of two letters and more that is written in several ways.
pub fn clan(family: &str) -> Option<&'static str> {
    CLANS.get(family).copied()
}

/// Whether a family name in Latin letters is one read from Hangul, written in another way.
pub fn is_read_otherwise(read: &str, latin: &str) -> bool {
    let row = OTHERWISE.iter().find(|(usual, _)| *usual == read);
    row.is_some_and(|(_, others)| others.contains(&latin)) || is_read_abroad(read, latin)
}

/// A name that has been read.
#[derive(Debug, PartialEq, Eq)]
pub struct Read {
    /// The family name.
    pub family: String,
    /// Further ways to read it.
    pub families: Vec<String>,
    /// Ways to read the given name.
    pub given: Vec<String>,
}

/// Reads a name of the given parts, or of one text; `None` if it is not written in these scripts.
pub fn read(full: &str, given: &str, family: &str) -> Option<Read> {
    // In UTF-8 the letters of these scripts begin with one of these bytes, and of Latin only those with several marks (ế).
    let may_be = |text: &str| text.bytes().any(|byte| byte >= 0xe1);
    if ![full, given, family].into_iter().any(may_be) {
        return None;
    }
    let (full, given, family) = (own(full), own(given), own(family));
    let is_clan = |text: &str| {
        let mut chars = text.trim().chars();
        let first = chars.next();
        chars.next().is_none() && KOREAN.iter().any(|(syllable, _)| Some(*syllable) == first)
    };
    if is_all(given, is_hangul) && is_clan(given) && is_all(family, is_hangul) && !is_clan(family) {
        return Some(read_hangul(&format!("{}{}", given.trim(), family.trim())));
    }
    let text: String = full.split_whitespace().collect();
    if is_all(family, is_han) && is_all(given, is_han) {
        return Some(read_han(family.trim(), given.trim()));
    }
    if is_all(family, is_hangul) && is_all(given, is_hangul) {
        return Some(read_hangul(&format!("{}{}", family.trim(), given.trim())));
    }
    if is_all(&text, is_han) && text.chars().count() >= 2 {
        if family.trim().is_empty() && full.trim() == given.trim() && is_given_alone(&text) {
            return Some(Read {
                family: String::new(),
                families: Vec::new(),
                given: read_han("", &text).given,
            });
        }
        let (family, given) = split_han(full.trim(), &text);
        return Some(read_han(&family, &given));
    }
    if is_all(&text, is_hangul)
        && text.chars().count() == 2
        && family.trim().is_empty()
        && full.trim() == given.trim()
    {
        return Some(Read {
            family: String::new(),
            families: Vec::new(),
            given: vec![skeleton(&text)],
        });
    }
    (is_all(&text, is_hangul) && text.chars().count() >= 2).then(|| read_hangul(&text))
}

/// What stands behind a name out of politeness.
const POLITE: &[&str] = &[
    "様",
    "さま",
    "さん",
    "ちゃん",
    "くん",
    "氏",
    "先生",
    "女士",
    "小姐",
    "님",
    "씨",
];

/// Family names of two characters, in China and Korea.
const OF_TWO: &[&str] = &[
    "欧阳", "歐陽", "司马", "司馬", "诸葛", "諸葛", "上官", "司徒", "东方", "東方", "慕容", "公孙",
    "公孫", "令狐", "皇甫", "尉迟", "尉遲", "长孙", "長孫", "夏侯", "轩辕", "軒轅", "端木", "南宫",
    "南宮", "呼延", "남궁", "황보", "제갈", "선우", "독고", "사공",
];

/// Family and given name where the family name is one of two characters.
fn of_two(text: &str) -> Option<(&'static str, &str)> {
    OF_TWO
        .iter()
        .find_map(|family| Some((*family, text.strip_prefix(family)?)))
        .filter(|(_, given)| !given.is_empty())
}

/// A name without what Latin letters and polite words add to it: 林 CFA, 田中様.
fn own(text: &str) -> &str {
    let text = text.trim();
    let text = POLITE
        .iter()
        .find_map(|mark| text.strip_suffix(mark))
        .filter(|rest| !rest.is_empty())
        .unwrap_or(text);
    let is_foreign = text
        .chars()
        .next()
        .is_some_and(|c| is_han(c) || is_hangul(c));
    let end = text.find(|c: char| c.is_ascii() && !c.is_whitespace());
    end.filter(|_| is_foreign).map_or(text, |end| &text[..end])
}

/// Whether what stands as a given name does not begin with a family name.
fn is_given_alone(text: &str) -> bool {
    let (family, _) = split_han(text, text);
    let is_whole = of_two(text).is_some() || (text.chars().count() == 3 && begins_with_clan(text));
    !is_whole
        && !READINGS.family.contains_key(family.as_str())
        && !EASTERN.contains(&skeleton(&family).as_str())
}

fn is_all(text: &str, is: fn(char) -> bool) -> bool {
    let text = text.trim();
    !text.is_empty() && text.chars().count() <= 12 && text.chars().all(is)
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '々')
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{ac00}'..='\u{d7a3}')
}

/// The family name stands first: up to a blank, or the longest one that is known, or one character as in Chinese.
fn split_han(full: &str, text: &str) -> (String, String) {
    if let Some((family, given)) = full.split_once(char::is_whitespace) {
        let (family, given) = (family.to_owned(), given.trim().to_owned());
        let is_backwards = |first: &str, last: &str| {
            READINGS.family.contains_key(last) && READINGS.given.contains_key(first)
        };
        // Some phones show the given name first.
        return match is_backwards(&family, &given) && !is_backwards(&given, &family) {
            true => (given, family),
            false => (family, given),
        };
    }
    if let Some((family, given)) = of_two(text) {
        return (family.to_owned(), given.to_owned());
    }
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).skip(1).collect();
    let known = |end: &&usize| {
        READINGS.family.contains_key(&text[..**end]) && READINGS.given.contains_key(&text[**end..])
    };
    let end = ends
        .iter()
        .rev()
        .find(known)
        .or(ends.first())
        .copied()
        .unwrap_or(text.len());
    (text[..end].to_owned(), text[end..].to_owned())
}

/// Japanese if both parts are known as such, else Chinese.
fn read_han(family: &str, given: &str) -> Read {
    let readings = READINGS.given.get(given);
    match (READINGS.family.get(family), readings) {
        (Some(readings), Some(given)) => Read {
            family: readings
                .first()
                .map(|reading| skeleton(reading))
                .unwrap_or_default(),
            families: readings
                .iter()
                .skip(1)
                .map(|reading| skeleton(reading))
                .collect(),
            given: given.iter().map(|reading| skeleton(reading)).collect(),
        },
        _ => Read {
            family: skeleton(family),
            families: Vec::new(),
            given: [Some(skeleton(given)), in_hong_kong(given)]
                .into_iter()
                .flatten()
                .collect(),
        },
    }
}

fn read_hangul(text: &str) -> Read {
    if let Some((family, given)) = of_two(text) {
        return Read {
            family: skeleton(family),
            families: Vec::new(),
            given: vec![skeleton(given)],
        };
    }
    let mut chars = text.chars();
    let first = chars.next().unwrap_or_default();
    let usual = KOREAN
        .iter()
        .find(|(syllable, _)| *syllable == first)
        .map(|(_, latin)| (*latin).to_owned());
    Read {
        families: Vec::new(),
        family: usual.unwrap_or_else(|| skeleton(&first.to_string())),
        given: vec![skeleton(chars.as_str())],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_read_by_language() {
        let of = |full: &str| read(full, "", "").map(|r| format!("{} {}", r.given[0], r.family));
        assert_eq!(of("王小明").as_deref(), Some("xiaoming wang"));
        assert_eq!(of("김민준").as_deref(), Some("minjun kim"));
        let read = read("", "翼", "加藤").unwrap();
        assert!(read.family == "kato" && read.given.contains(&"tsubasa".to_owned()));
        assert_eq!(of("Ana Ferreira"), None);
    }
}
