//! Days as numbers, and where a person stands in the drawing of the network.

use chrono::NaiveDate;

use crate::model::moment::day_of;
use crate::model::real::Real;
use crate::snapshot::{Glimpse, Person};

/// The furthest back that the drawing tells apart.
const OLDEST_CONTACT: f64 = 12.0 * 365.25;
/// The sides of the drawing.
pub(super) const FULL: f64 = 1000.0;
/// Days of a year.
pub(super) const YEAR: f64 = 365.25;

/// The day of a text such as `2026-11-01` or `2026-11-01T00:00:00Z`.
pub(super) fn date(text: &str) -> Option<NaiveDate> {
    day_of(text)
}

/// Days since 1970.
pub(super) fn of(day: NaiveDate) -> i64 {
    day.signed_duration_since(NaiveDate::default()).num_days()
}

/// The same of a text.
pub(super) fn number(text: &str) -> Option<i64> {
    date(text).map(of)
}

/// The day from which on the two knew each other, as far as the files tell: the connection, or the first contact.
pub(super) fn known_since(person: &Person) -> Option<i64> {
    let days = [&person.connected_on, &person.first_contact];
    days.into_iter()
        .flatten()
        .filter_map(|day| number(day))
        .min()
}

/// Where somebody stands: across by the last contact, none where there never was any; up by how long they are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    /// 0 long ago, 1000 today; none without contact.
    pub(super) x: Option<i64>,
    /// 0 today, 1000 the longest known.
    pub(super) y: i64,
}

/// The scale of one audit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    today: i64,
    /// The top of the drawing in years.
    pub(super) years: f64,
}

impl Scale {
    /// So that everybody fits.
    pub(super) fn of(people: &[Glimpse<'_>], today: i64) -> Self {
        let longest = people.iter().filter_map(|person| person.since).min();
        let longest = longest.map(of);
        let days = longest.map_or(0, |first| today - first).max(0);
        Self {
            today,
            years: (days as f64 / YEAR * 1.08).clamp(2.0, 60.0),
        }
    }

    /// The place across of a contact so many days ago.
    pub(super) fn across(days: f64) -> f64 {
        let days = days.clamp(0.0, OLDEST_CONTACT);
        FULL * (1.0 - (1.0 + days).log_e() / (1.0 + OLDEST_CONTACT).log_e())
    }

    /// The place up of so many years.
    pub(super) fn up(&self, years: f64) -> f64 {
        FULL * (years.clamp(0.0, self.years) / self.years).sqrt()
    }

    /// Where somebody stands, by the last contact and by the day since which they are known.
    pub(super) fn spot(&self, last: Option<i64>, since: Option<i64>) -> Spot {
        let known = since.map_or(0.0, |since| (self.today - since) as f64 / YEAR);
        Spot {
            x: last.map(|last| Self::across((self.today - last) as f64).round() as i64),
            y: self.up(known).round() as i64,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        assert_eq!(number("1970-01-02T08:00:00Z"), Some(1));
        assert_eq!(number("2026-11-01"), Some(20_758));
        assert_eq!(number("soon"), None);
    }

    #[test]
    fn today_is_at_the_right_and_long_known_at_the_top() {
        let scale = Scale {
            today: 20_758,
            years: 10.0,
        };
        assert_eq!(Scale::across(0.0), FULL);
        assert_eq!(Scale::across(1e9), 0.0);
        assert!(Scale::across(7.0) > Scale::across(30.0));
        assert_eq!(scale.up(0.0), 0.0);
        assert_eq!(scale.up(10.0), FULL);
    }
}
