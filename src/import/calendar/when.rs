//! Times of a calendar: by the clock of a zone, whose name may be IANA's, Windows' or free text, or one that the file defines.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use calcard::common::PartialDateTime;
use calcard::common::timezone::Tz as Known;
use calcard::icalendar::{ICalendarComponent, ICalendarProperty};
use calcard::{Entry, Parser};
use chrono::{DateTime, NaiveDateTime, TimeDelta};
use chrono_tz::Tz;

use super::own::Changes;
use super::split::Block;
use super::zone_names::{known, of_windows};
use crate::import::date::in_zone;

/// By which clock a time is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Zone {
    /// That of a place.
    Place(Tz),
    /// So many seconds ahead of UTC.
    Offset(i32),
    /// One that the file defines.
    Own(Arc<Changes>),
}

/// A time as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// What the clock shows.
    pub local: NaiveDateTime,
    /// Which clock.
    pub zone: Zone,
    /// Whether only the day is said.
    pub is_day: bool,
    /// Whether no clock is said, so that the one of the file was taken.
    pub floats: bool,
}

impl When {
    /// The instant, in seconds since 1970.
    pub fn instant(&self) -> i64 {
        instant(self.local, &self.zone)
    }

    /// The same time as a series that begins at `start` means it: by the clock of the series if none is said.
    pub fn within(self, start: &Self) -> Self {
        if self.floats && !start.floats {
            let zone = start.zone.clone();
            return Self { zone, ..self };
        }
        self
    }

    /// Of a day alone the time at which the series begins on it.
    pub fn timed(self, start: &Self) -> Self {
        if !self.is_day || start.is_day {
            return self.within(start);
        }
        let local = self.local.date().and_time(start.local.time());
        Self {
            local,
            ..start.clone()
        }
    }
}

/// The instant at which the clock of a zone shows a time.
pub fn instant(local: NaiveDateTime, zone: &Zone) -> i64 {
    let seconds = || local.and_utc().timestamp();
    match zone {
        Zone::Place(tz) => in_zone(local, *tz),
        Zone::Offset(ahead) => seconds() - i64::from(*ahead),
        Zone::Own(changes) => seconds() - i64::from(changes.when(local)),
    }
}

/// What the clock of a zone shows at an instant.
pub fn local(at: i64, zone: &Zone) -> NaiveDateTime {
    let utc = DateTime::from_timestamp(at, 0).unwrap_or_default();
    let ahead = |seconds: i32| utc.naive_utc() + TimeDelta::seconds(i64::from(seconds));
    match zone {
        Zone::Place(tz) => utc.with_timezone(tz).naive_local(),
        Zone::Offset(seconds) => ahead(*seconds),
        Zone::Own(changes) => ahead(changes.at(at)),
    }
}

/// The zones of a file.
#[derive(Debug)]
pub struct Zones {
    named: BTreeMap<String, Option<Zone>>,
    default: Zone,
    /// What stands in for zones that are not known.
    name: &'static str,
}

impl Zones {
    /// The zones that a file defines. Times without one are by the clock that the file says is its own, else by that of `default`.
    pub fn of(blocks: &[Block<'_>], own: Option<Zone>, default: Tz) -> Self {
        let name = match &own {
            Some(Zone::Place(tz)) => tz.name(),
            Some(Zone::Offset(_) | Zone::Own(_)) => "the calendar",
            None => default.name(),
        };
        let mut zones = Self {
            named: BTreeMap::new(),
            default: own.unwrap_or(Zone::Place(default)),
            name,
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
            return self.default.clone();
        };
        if !self.named.contains_key(name) {
            self.named.insert(name.to_owned(), known(name));
        }
        let found = self.named.get(name).cloned().flatten();
        found.unwrap_or_else(|| self.default.clone())
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
            floats: read.offset.is_none() && name.is_none(),
        })
    }

    /// Names of zones that nobody knows.
    pub fn unknown(&self) -> BTreeSet<&str> {
        let unknown = self.named.iter().filter(|(_, zone)| zone.is_none());
        unknown.map(|(name, _)| name.as_str()).collect()
    }

    /// What stands in for them.
    pub fn default_name(&self) -> &'static str {
        self.name
    }
}

/// A zone that is known by its name or its makers' marks, else by the changes that the file gives.
fn defined(components: &[ICalendarComponent]) -> Option<(String, Zone)> {
    let zone = components.first()?;
    let name = zone.property(&ICalendarProperty::Tzid)?.values.first()?;
    let name = name.as_text()?.to_owned();
    if let Some(zone) = of_windows(&name) {
        return Some((name, zone));
    }
    if let Some((name, Known::Tz(tz))) = zone.timezone() {
        return Some((name.to_owned(), Zone::Place(tz)));
    }
    let own = Changes::of(components).map(|changes| Zone::Own(Arc::new(changes)));
    own.or_else(|| known(&name)).map(|zone| (name, zone))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    fn defined_by(text: &str) -> Zones {
        let block = Block {
            text,
            line: 1,
            is_whole: true,
            is_taken_back: false,
        };
        Zones::of(&[block], None, chrono_tz::UTC)
    }

    #[test]
    fn a_zone_that_nobody_knows_is_remembered() {
        let mut zones = Zones::of(&[], None, chrono_tz::UTC);
        let noon = time("2026-07-01 12:00");
        // 2026-07-01T10:00:00Z, by `date -u -d … +%s`.
        let at = instant(noon, &zones.named(Some("W. Europe Standard Time")));
        assert_eq!(at, 1_782_900_000);
        assert!(zones.unknown().is_empty());
        zones.named(Some("Middle Earth"));
        assert_eq!(Vec::from_iter(zones.unknown()), ["Middle Earth"]);
    }

    #[test]
    fn a_zone_of_the_files_own_has_the_clock_that_the_file_gives_it() {
        let one = "BEGIN:VTIMEZONE\nTZID:Ours\nBEGIN:STANDARD\nDTSTART:16010101T000000\nTZOFFSETFROM:-0330\nTZOFFSETTO:-0330\nEND:STANDARD\nEND:VTIMEZONE\n";
        let zone = defined_by(one).named(Some("Ours"));
        assert_eq!(
            instant(time("2026-07-01 00:00"), &zone),
            1_782_864_000 + 12_600
        );
        // The clock of Berlin, under a name that says nothing.
        let two = "BEGIN:VTIMEZONE\nTZID:Customized Time Zone\nBEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\n\
            RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010101T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n\
            RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\n";
        let zone = defined_by(two).named(Some("Customized Time Zone"));
        let berlin = Zone::Place(chrono_tz::Europe::Berlin);
        for text in [
            "2026-01-15 12:00",
            "2026-03-29 01:59",
            "2026-03-29 02:30",
            "2026-03-29 03:00",
            "2026-07-01 00:30",
            "2026-10-25 01:59",
            "2026-10-25 02:30",
            "2026-10-25 03:00",
        ] {
            let at = instant(time(text), &berlin);
            assert_eq!(instant(time(text), &zone), at, "{text}");
            assert_eq!(local(at, &zone), local(at, &berlin), "{text}");
        }
    }
}
