//! Days of the calendars that phones count in: ours, and those of Thailand and Iran.

use chrono::NaiveDate;

/// The year of our calendar, if it is one of a chat. Thailand counts 543 more.
pub fn year(written: u32) -> Option<i32> {
    match i32::try_from(written).ok()? {
        ours @ 1990..=2199 => Some(ours),
        thai @ 2533..=2742 => Some(thai - 543),
        _ => None,
    }
}

/// The day of a date whose year stands first.
pub fn date(written: u32, month: u32, day: u32) -> Option<NaiveDate> {
    match written {
        1370..=1430 => iranian(written, month, day),
        _ => NaiveDate::from_ymd_opt(year(written)?, month, day),
    }
}

/// Days before the first of Farvardin 1370, 21 March 1991, counted from the first day of our era.
const BEFORE_1370: i32 = 726_911;
/// Of these years, and those 33 years later, February the Iranian has a thirtieth day.
const LEAP: [u32; 8] = [1, 5, 9, 13, 17, 22, 26, 30];

fn iranian(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    let is_leap = |year: u32| LEAP.contains(&(year % 33));
    let (before, length) = match month {
        1..=6 => ((month - 1) * 31, 31),
        7..=11 => (186 + (month - 7) * 30, 30),
        12 => (336, 29 + u32::from(is_leap(year))),
        _ => return None,
    };
    if !(1..=length).contains(&day) {
        return None;
    }
    let years = (1370..year).map(|year| 365 + u32::from(is_leap(year)));
    let passed = i32::try_from(years.sum::<u32>() + before + day).ok()?;
    NaiveDate::from_num_days_from_ce_opt(BEFORE_1370 + passed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_three_calendars() {
        let read = |y, m, d| date(y, m, d).map(|date| date.to_string());
        for ((y, m, d), expected) in [
            ((2026, 1, 13), "2026-01-13"),
            ((2569, 1, 13), "2026-01-13"),
            // New year's days and last days of leap years, by the almanacs of the University of Tehran.
            ((1370, 1, 1), "1991-03-21"),
            ((1399, 12, 30), "2021-03-20"),
            ((1400, 1, 1), "2021-03-21"),
            ((1403, 12, 30), "2025-03-20"),
            ((1404, 10, 23), "2026-01-13"),
        ] {
            assert_eq!(read(y, m, d).as_deref(), Some(expected));
        }
        assert_eq!(read(1404, 12, 30), None);
        assert_eq!(read(1447, 1, 1), None, "the year of another calendar");
    }
}
