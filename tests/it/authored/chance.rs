//! Seeded chance and plain calendar arithmetic for the authored networks: no clock, no system zone, no dependency.

/// A small generator (splitmix64). Everybody gets a stream of their own, so that a change to one moves nobody else.
pub struct Chance(u64);

impl Chance {
    /// The stream of `name` under `seed`.
    pub fn of(seed: u64, name: &str) -> Self {
        let mut hash = 0xcbf2_9ce4_8422_2325_u64 ^ seed;
        for byte in name.bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        Self(hash)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A whole number from `low` to `high`, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from((high - low).max(0)).unwrap() + 1;
        low + i64::try_from(self.next() % span).unwrap()
    }

    /// True in `percent` of a hundred cases.
    pub fn percent(&mut self, percent: u8) -> bool {
        self.between(0, 99) < i64::from(percent)
    }

    /// One of `of`.
    pub fn pick(&mut self, of: &[&'static str]) -> &'static str {
        of[usize::try_from(self.between(0, i64::try_from(of.len()).unwrap() - 1)).unwrap()]
    }
}

pub const MINUTE: i64 = 60;
pub const HOUR: i64 = 3600;
pub const DAY: i64 = 86_400;
pub const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
pub const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// Days since 1970-01-01 of a date of the common calendar.
pub fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year - era * 400;
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Year, month and day of a count of days since 1970-01-01.
pub fn civil(days: i64) -> (i64, i64, i64) {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let of_era = z - era * 146_097;
    let of_400 = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * of_400 + of_400 / 4 - of_400 / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    (of_400 + era * 400 + i64::from(month <= 2), month, day)
}

/// Days since 1970-01-01 of `2024-05-31` (what follows the date is not looked at).
pub fn day(text: &str) -> i64 {
    let part = |from: usize, to: usize| text[from..to].parse::<i64>().unwrap();
    days(part(0, 4), part(5, 7), part(8, 10))
}

/// Seconds since 1970 of `2024-05-31 14:05`, read as UTC.
pub fn moment(text: &str) -> i64 {
    let part = |from: usize, to: usize| text[from..to].parse::<i64>().unwrap();
    day(text) * DAY + part(11, 13) * HOUR + part(14, 16) * MINUTE
}

/// 0 for Monday to 6 for Sunday.
pub fn weekday(day: i64) -> usize {
    usize::try_from((day + 3).rem_euclid(7)).unwrap()
}

/// Where a clock stands.
#[derive(Clone, Copy)]
pub enum Zone {
    London,
    Berlin,
    Pacific,
}

impl Zone {
    /// Seconds ahead of UTC at `at`.
    pub fn offset(self, at: i64) -> i64 {
        let (year, ..) = civil(at.div_euclid(DAY));
        let sunday = |month: i64, day: i64| {
            let last = days(year, month, day);
            last - (last + 4).rem_euclid(7)
        };
        let base = match self {
            Self::London => 0,
            Self::Berlin => HOUR,
            Self::Pacific => -8 * HOUR,
        };
        let (start, end) = match self {
            Self::Pacific => (
                sunday(3, 14) * DAY + 10 * HOUR,
                sunday(11, 7) * DAY + 9 * HOUR,
            ),
            _ => (sunday(3, 31) * DAY + HOUR, sunday(10, 31) * DAY + HOUR),
        };
        base + if (start..end).contains(&at) { HOUR } else { 0 }
    }

    /// What calendars call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::London => "Europe/London",
            Self::Berlin => "Europe/Berlin",
            Self::Pacific => "America/Los_Angeles",
        }
    }

    /// The moment at which this clock shows `seconds` after midnight of `day`.
    pub fn at(self, day: i64, seconds: i64) -> i64 {
        let shown = day * DAY + seconds;
        shown - self.offset(shown)
    }

    /// The wall clock at `at`.
    pub fn wall(self, at: i64) -> Wall {
        let shown = at + self.offset(at);
        let day = shown.div_euclid(DAY);
        let (year, month, of_month) = civil(day);
        let rest = shown.rem_euclid(DAY);
        Wall {
            year,
            month,
            day: of_month,
            hour: rest / HOUR,
            minute: rest % HOUR / MINUTE,
            second: rest % MINUTE,
            weekday: weekday(day),
        }
    }
}

/// What a clock and a calendar on the wall show.
pub struct Wall {
    pub year: i64,
    pub month: i64,
    pub day: i64,
    pub hour: i64,
    pub minute: i64,
    pub second: i64,
    pub weekday: usize,
}

impl Wall {
    /// `Jan` and so on.
    pub fn month_name(&self) -> &'static str {
        MONTHS[usize::try_from(self.month - 1).unwrap()]
    }
}

/// The wall clock of UTC.
pub fn utc(at: i64) -> Wall {
    let day = at.div_euclid(DAY);
    let (year, month, of_month) = civil(day);
    let rest = at.rem_euclid(DAY);
    Wall {
        year,
        month,
        day: of_month,
        hour: rest / HOUR,
        minute: rest % HOUR / MINUTE,
        second: rest % MINUTE,
        weekday: weekday(day),
    }
}
