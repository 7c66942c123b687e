//! Names of zones as calendars write them: IANA's in any case, Windows' in several languages and numbered, offsets, cities.

use std::str::FromStr;
use std::sync::LazyLock;

use calcard::common::timezone::Tz as Known;
use chrono_tz::{TZ_VARIANTS, Tz};
use rustc_hash::FxHashMap;

use super::when::Zone;

/// What Windows calls its zones in other languages than English, in lower case. Most files define such a zone beside its name; these
/// are the names of those that do not.
const LOCALISED: [(&str, Tz); 34] = [
    ("mitteleuropäische zeit", Tz::Europe__Berlin),
    ("mitteleuropäische sommerzeit", Tz::Europe__Berlin),
    ("mitteleuropäische normalzeit", Tz::Europe__Berlin),
    ("zentraleuropäische zeit", Tz::Europe__Budapest),
    ("westeuropäische zeit", Tz::Europe__London),
    ("westeuropäische sommerzeit", Tz::Europe__London),
    ("osteuropäische zeit", Tz::Europe__Bucharest),
    ("w. europe", Tz::Europe__Berlin),
    ("paris, madrid", Tz::Europe__Paris),
    ("paris, madrid (heure d’été)", Tz::Europe__Paris),
    ("romance (heure standard)", Tz::Europe__Paris),
    ("europe de l’ouest (heure standard)", Tz::Europe__Berlin),
    ("heure normale d’europe centrale", Tz::Europe__Paris),
    ("hora estándar romance", Tz::Europe__Madrid),
    ("hora estándar de europa occidental", Tz::Europe__Berlin),
    ("hora de verano romance", Tz::Europe__Madrid),
    ("ora solare europa occidentale", Tz::Europe__Rome),
    ("ora solare dell’europa occidentale", Tz::Europe__Rome),
    ("ora legale europa occidentale", Tz::Europe__Rome),
    ("west-europa (standaardtijd)", Tz::Europe__Amsterdam),
    ("west-europa (zomertijd)", Tz::Europe__Amsterdam),
    ("västeuropa, normaltid", Tz::Europe__Stockholm),
    ("vest-europa (normaltid)", Tz::Europe__Oslo),
    ("rom, normaltid", Tz::Europe__Copenhagen),
    ("romance, normaltid", Tz::Europe__Copenhagen),
    ("fle, normaaliaika", Tz::Europe__Helsinki),
    ("środkowoeuropejski czas stand.", Tz::Europe__Warsaw),
    ("střední evropa (běžný čas)", Tz::Europe__Prague),
    ("hora oficial do brasil", Tz::America__Sao_Paulo),
    ("московское время", Tz::Europe__Moscow),
    ("türkiye standart saati", Tz::Europe__Istanbul),
    ("東京 (標準時)", Tz::Asia__Tokyo),
    ("中国标准时间", Tz::Asia__Shanghai),
    ("대한민국 표준시", Tz::Asia__Seoul),
];

/// What Windows calls its zones in English. The library has a table of its own, in which a browser finds nothing: it is made for
/// processors of 64 bits.
static WINDOWS: LazyLock<FxHashMap<&str, Tz>> = LazyLock::new(|| {
    let lines = include_str!("windows_zones.txt").lines();
    let zones = lines.filter_map(|line| line.split_once('\t'));
    let names = zones.filter_map(|(zone, names)| Some((Tz::from_str(zone).ok()?, names)));
    names
        .flat_map(|(zone, names)| names.split('\t').map(move |name| (name, zone)))
        .collect()
});

/// The zone that a name means.
pub fn known(name: &str) -> Option<Zone> {
    let name = name.trim().trim_matches('"').replace('\\', "");
    // Some programs put their own name before that of the zone: `/example.org/Europe/Berlin`.
    let behind = name.match_indices('/').map(|(at, _)| &name[at + 1..]);
    let mut names = std::iter::once(name.as_str())
        .chain(behind)
        .filter(|n| !n.is_empty());
    let found = names.find_map(|name| exact(name).or_else(|| spelled(name)));
    // An offset knows no summer, and the city beside it does.
    let is_offset = match &found {
        Some(Zone::Place(tz)) => tz.name().starts_with("Etc/"),
        Some(Zone::Offset(_)) | None => true,
        Some(Zone::Own(_)) => false,
    };
    let city = offset_with_city(&name).filter(|_| is_offset);
    match city {
        Some(Zone::Place(_)) => city,
        _ => found.or(city).or_else(|| numbered(&name)),
    }
}

/// A zone by the name that Windows gives it: `(UTC+01:00) W. Europe Standard Time`.
pub fn of_windows(name: &str) -> Option<Zone> {
    let behind = name.strip_prefix('(').and_then(|name| name.split_once(')'));
    let plain = behind.map_or(name, |(_, name)| name.trim_start());
    WINDOWS.get(plain).copied().map(Zone::Place)
}

fn exact(name: &str) -> Option<Zone> {
    if let Some(zone) = of_windows(name) {
        return Some(zone);
    }
    match Known::from_str(name).ok()? {
        Known::Tz(tz) => Some(Zone::Place(tz)),
        Known::Fixed(offset) => Some(Zone::Offset(offset.local_minus_utc())),
        Known::Floating => None,
    }
}

/// A name in another case, with blanks for underscores, of summer time, or in another language.
fn spelled(name: &str) -> Option<Zone> {
    let lower = name.to_lowercase().replace('\'', "’");
    let localised = LOCALISED.iter().find(|(name, _)| *name == lower);
    if let Some((_, tz)) = localised {
        return Some(Zone::Place(*tz));
    }
    let iana = name.replace(' ', "_");
    let place = TZ_VARIANTS
        .iter()
        .find(|tz| tz.name().eq_ignore_ascii_case(&iana));
    if let Some(tz) = place {
        return Some(Zone::Place(*tz));
    }
    let standard = ["daylight time", "summer time"]
        .iter()
        .fold(lower, |name, summer| name.replace(summer, "standard time"));
    let american = standard.strip_suffix(" (us & canada)").unwrap_or(&standard);
    let short = american
        .strip_suffix(" time")
        .filter(|zone| !zone.contains(' '));
    let standard = short.map_or(american.to_owned(), |zone| format!("{zone} standard time"));
    exact(&capitalised(&standard))
}

fn capitalised(text: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().map(|c| c.to_uppercase().to_string());
        first.unwrap_or_default() + letters.as_str()
    };
    let words: Vec<String> = text.split(' ').map(word).collect();
    words
        .join(" ")
        .replace("Us ", "US ")
        .replace("Sa ", "SA ")
        .replace("Fle ", "FLE ")
        .replace("Gtb ", "GTB ")
        .replace("Gmt ", "GMT ")
}

/// `(GMT+01.00) Amsterdam / Berlin`: a city, whose clock is meant, else the offset alone.
fn offset_with_city(name: &str) -> Option<Zone> {
    let bare = name.trim_start_matches('(');
    let end = bare.find(')').unwrap_or(bare.len());
    let (written, rest) = bare.split_at(end);
    let offset = offset(written)?;
    let mut cities = rest
        .split([',', '/', ')', ';'])
        .map(|city| city.trim().replace(' ', "_"));
    let of_city = |city: String| {
        let is_it = |tz: &&Tz| {
            tz.name()
                .rsplit('/')
                .next()
                .is_some_and(|last| last.eq_ignore_ascii_case(&city))
        };
        TZ_VARIANTS.iter().find(is_it)
    };
    let place = cities.find_map(|city| of_city(city).filter(|_| !rest.is_empty()));
    Some(place.map_or(Zone::Offset(offset), |tz| Zone::Place(*tz)))
}

/// Seconds ahead of UTC: `UTC+1`, `GMT-05:00`, `+0100`, `-05.30`.
pub fn offset(text: &str) -> Option<i32> {
    let upper = text.trim().to_uppercase();
    let bare = upper
        .strip_prefix("UTC")
        .or_else(|| upper.strip_prefix("GMT"))
        .unwrap_or(&upper)
        .trim();
    let (west, digits) = match bare.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let (hours, minutes) = match digits.split_once([':', '.']) {
        Some(parts) => parts,
        None if digits.len() == 4 => digits.split_at_checked(2)?,
        None => (digits, "0"),
    };
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    let is_one = (0..=14).contains(&hours) && (0..60).contains(&minutes);
    is_one.then_some(west * (hours * 3600 + minutes * 60))
}

/// Outlook numbers the zones of a name that it has met before: `W. Europe Standard Time 1`.
fn numbered(name: &str) -> Option<Zone> {
    let bare = name
        .trim_end_matches(')')
        .trim_end_matches(|c: char| c.is_ascii_digit());
    let bare = bare.trim_end_matches(['(', '-', '_', '#', ' ']);
    (bare.len() < name.len() && !bare.is_empty()).then(|| exact(bare).or_else(|| spelled(bare)))?
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::calendar::when::instant;

    #[test]
    fn the_names_of_windows_are_those_that_the_library_knows() {
        let lines = include_str!("windows_zones.txt").lines().skip(1);
        for line in lines {
            let (zone, names) = line.split_once('\t').unwrap();
            for name in names.split('\t') {
                let Ok(Known::Tz(known)) = Known::from_str(name) else {
                    panic!("{name}");
                };
                assert_eq!(known.name(), zone, "{name}");
                assert_eq!(WINDOWS[name].name(), zone);
            }
        }
        assert!(WINDOWS.len() > 290);
    }

    #[test]
    fn a_zone_in_every_way_of_naming_it() {
        for name in [
            "Europe/Berlin",
            "europe/berlin",
            "EUROPE/BERLIN",
            "/example.org/20260101_1/Europe/Berlin",
            "W. Europe Standard Time",
            "w. europe standard time",
            "W. Europe Daylight Time",
            "W. Europe Standard Time 1",
            "Mitteleuropäische Zeit",
            "(GMT+01.00) Berlin / Bern",
        ] {
            assert_eq!(known(name), Some(Zone::Place(Tz::Europe__Berlin)), "{name}");
        }
        for name in [
            "America/New York",
            "US/Eastern",
            "Eastern Time (US & Canada)",
            "Eastern Time",
            "Eastern Standard Time 2",
        ] {
            let Some(Zone::Place(tz)) = known(name) else {
                panic!("{name}")
            };
            assert!(
                matches!(tz, Tz::America__New_York | Tz::US__Eastern),
                "{name}: {tz}"
            );
        }
        for (name, hours) in [
            ("UTC+2", 2),
            ("GMT+0200", 2),
            ("GMT-05:00", -5),
            ("+0100", 1),
        ] {
            let noon = chrono::NaiveDate::from_ymd_opt(2026, 7, 1)
                .unwrap()
                .and_hms_opt(12, 0, 0)
                .unwrap();
            let zone = known(name).unwrap();
            let ahead = noon.and_utc().timestamp() - instant(noon, &zone);
            assert_eq!(ahead, hours * 3600, "{name}");
        }
        assert!(known("tzone://Microsoft/Utc").is_some());
        for name in ["", "Middle Earth", "Customized Time Zone", "7", "Room 7"] {
            assert_eq!(known(name), None, "{name}");
        }
    }
}
