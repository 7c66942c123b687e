//! Times of a calendar: by the clock of a zone, whose name may be IANA's, Windows' or free text, or one that the file defines.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use calcard::common::PartialDateTime;
use calcard::common::timezone::Tz as Known;
use calcard::icalendar::{ICalendarComponent, ICalendarComponentType, ICalendarProperty};
use calcard::{Entry, Parser};
use chrono::{DateTime, NaiveDateTime, TimeDelta};
use chrono_tz::Tz;

use super::split::Block;
use crate::import::date::in_zone;

/// By which clock a time is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zone {
    /// That of a place.
    Place(Tz),
    /// So many seconds ahead of UTC.
    Offset(i32),
}

/// A time as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct When {
    /// What the clock shows.
    pub local: NaiveDateTime,
    /// Which clock.
    pub zone: Zone,
    /// Whether only the day is said.
    pub is_day: bool,
}

impl When {
    /// The instant, in seconds since 1970.
    pub fn instant(&self) -> i64 {
        instant(self.local, self.zone)
    }
}

/// The instant at which the clock of a zone shows a time.
pub fn instant(local: NaiveDateTime, zone: Zone) -> i64 {
    match zone {
        Zone::Place(tz) => in_zone(local, tz),
        Zone::Offset(ahead) => local.and_utc().timestamp() - i64::from(ahead),
    }
}

/// What the clock of a zone shows at an instant.
pub fn local(at: i64, zone: Zone) -> NaiveDateTime {
    let utc = DateTime::from_timestamp(at, 0).unwrap_or_default();
    match zone {
        Zone::Place(tz) => utc.with_timezone(&tz).naive_local(),
        Zone::Offset(ahead) => utc.naive_utc() + TimeDelta::seconds(i64::from(ahead)),
    }
}

/// The zones of a file.
#[derive(Debug)]
pub struct Zones {
    named: BTreeMap<String, Option<Zone>>,
    default: Tz,
}

impl Zones {
    /// The zones that a file defines; `default` is that of times without one.
    pub fn of(blocks: &[Block<'_>], default: Tz) -> Self {
        let mut zones = Self {
            named: BTreeMap::new(),
            default,
        };
        for block in blocks {
            if let Entry::ICalendar(found) = Parser::new(block.text).entry()
                && let Some((name, zone)) = defined(&found.components)
            {
                zones.named.insert(name, Some(zone));
            }
        }
        zones
    }

    /// The zone of a name. One that is not known is remembered, and its times are taken for those of the default.
    pub fn named(&mut self, name: Option<&str>) -> Zone {
        let Some(name) = name else {
            return Zone::Place(self.default);
        };
        if !self.named.contains_key(name) {
            self.named.insert(name.to_owned(), known(name));
        }
        let found = self.named.get(name).copied().flatten();
        found.unwrap_or(Zone::Place(self.default))
    }

    /// A time of the file.
    pub fn when(&mut self, written: &PartialDateTime, name: Option<&str>) -> Option<When> {
        let read = written.to_date_time()?;
        let zone = match read.offset {
            Some(offset) => Zone::Offset(offset.local_minus_utc()),
            None => self.named(name),
        };
        Some(When {
            local: read.date_time,
            zone,
            is_day: !written.has_time(),
        })
    }

    /// Names of zones that nobody knows.
    pub fn unknown(&self) -> BTreeSet<&str> {
        let unknown = self.named.iter().filter(|(_, zone)| zone.is_none());
        unknown.map(|(name, _)| name.as_str()).collect()
    }

    /// What stands in for them.
    pub fn default_name(&self) -> &'static str {
        self.default.name()
    }
}

/// Some programs put their own name before that of the zone: `/example.org/Europe/Berlin`.
fn known(name: &str) -> Option<Zone> {
    let behind = name.match_indices('/').map(|(at, _)| &name[at + 1..]);
    let mut names = std::iter::once(name).chain(behind);
    match names.find_map(|name| Known::from_str(name).ok())? {
        Known::Tz(tz) => Some(Zone::Place(tz)),
        Known::Fixed(offset) => Some(Zone::Offset(offset.local_minus_utc())),
        Known::Floating => None,
    }
}

/// A zone that is known by its name or its makers' marks, else one that has a single offset all year.
fn defined(components: &[ICalendarComponent]) -> Option<(String, Zone)> {
    let zone = components.first()?;
    if let Some((name, Known::Tz(tz))) = zone.timezone() {
        return Some((name.to_owned(), Zone::Place(tz)));
    }
    let name = zone.property(&ICalendarProperty::Tzid)?.values.first()?;
    let name = name.as_text()?.to_owned();
    let mut offsets = components.iter().filter(|part| {
        matches!(
            part.component_type,
            ICalendarComponentType::Standard | ICalendarComponentType::Daylight
        )
    });
    let (first, None) = (offsets.next()?, offsets.next()) else {
        return known(&name).map(|zone| (name, zone));
    };
    let offset = first.property(&ICalendarProperty::Tzoffsetto)?;
    let offset = offset.values.first()?.as_partial_date_time()?;
    let seconds = i32::from(offset.tz_hour?) * 3600 + i32::from(offset.tz_minute.unwrap_or(0)) * 60;
    let ahead = if offset.tz_minus { -seconds } else { seconds };
    Some((name, Zone::Offset(ahead)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_known_by_any_of_its_names() {
        let mut zones = Zones::of(&[], chrono_tz::UTC);
        for name in [
            "Europe/Berlin",
            "W. Europe Standard Time",
            "(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna",
            "/freeassociation.sourceforge.net/Europe/Berlin",
        ] {
            let noon = NaiveDateTime::parse_from_str("2026-07-01 12:00", "%Y-%m-%d %H:%M").unwrap();
            let at = instant(noon, zones.named(Some(name)));
            // 2026-07-01T10:00:00Z, by `date -u -d … +%s`.
            assert_eq!(at, 1_782_900_000, "{name}");
            assert_eq!(local(at, zones.named(Some(name))), noon, "{name}");
        }
        assert!(zones.unknown().is_empty());
        zones.named(Some("Middle Earth"));
        assert_eq!(Vec::from_iter(zones.unknown()), ["Middle Earth"]);
    }

    #[test]
    fn a_zone_of_the_files_own_with_one_offset_is_that_offset() {
        let text = "BEGIN:VTIMEZONE\nTZID:Ours\nBEGIN:STANDARD\nDTSTART:16010101T000000\nTZOFFSETFROM:-0330\nTZOFFSETTO:-0330\nEND:STANDARD\nEND:VTIMEZONE\n";
        let block = Block {
            text,
            line: 1,
            is_whole: true,
        };
        let mut zones = Zones::of(&[block], chrono_tz::UTC);
        assert_eq!(zones.named(Some("Ours")), Zone::Offset(-12_600));
    }
}
