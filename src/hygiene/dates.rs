//! Fixes of days. Day and month are never guessed.

use chrono::{Datelike, NaiveDate};

use super::desk::Desk;
use crate::model::document::{Form, Role};
use crate::model::moment;

/// The year that Apple writes where none is known.
const NO_YEAR: &str = "1604";

fn is_date(role: Role) -> bool {
    role == Role::Date
}

/// `0/0/00` says nothing.
pub(super) fn no_date(desk: &mut Desk<'_, '_>) {
    desk.rewrite(
        |role| matches!(role, Role::Date | Role::LocalDay),
        |text| moment::is_no_day(text).then(String::new),
    );
}

/// `1604-03-09` and `16040309` → `--03-09`. Apple's own form of it in vCard 3.0, which has no such days, says so and stays.
pub(super) fn no_year(desk: &mut Desk<'_, '_>) {
    let is_new = desk.entry.form == Form::Vcard40;
    for at in 0..desk.entry.fields.len() {
        let field = &desk.entry.fields[at];
        let is_told = || memchr::memmem::find(desk.head(at), OMITTED).is_some();
        if !is_date(field.role) || desk.entry.slots[field.slot].dropped || !is_new && is_told() {
            continue;
        }
        if let Some(day) = without_year(field.value()) {
            desk.set(at, day);
        }
    }
}

/// The parameter by which Apple says that the year is none.
const OMITTED: &[u8] = b"X-APPLE-OMIT-YEAR";

fn without_year(text: &str) -> Option<String> {
    let day = text.strip_prefix(NO_YEAR)?.replace('-', "");
    let is_number = day.len() == 4 && day.bytes().all(|b| b.is_ascii_digit());
    let part = |text: &str| text.parse::<u32>().ok();
    // 1604 is a leap year; what is no day of it is left as it is.
    let is_day = is_number
        && part(&day[..2])
            .zip(part(&day[2..]))
            .is_some_and(|(month, day)| NaiveDate::from_ymd_opt(1604, month, day).is_some());
    is_day.then(|| format!("--{}-{}", &day[..2], &day[2..]))
}

/// What is a day in one way only → ISO 8601.
pub(super) fn form(desk: &mut Desk<'_, '_>) {
    desk.rewrite(is_date, |text| {
        let text = text.trim();
        // A year before 1000 is a slip, and 1604 none at all.
        let day = day(text).filter(|day| (1000..=9999).contains(&day.year()))?;
        let iso = day.to_string();
        (iso != text).then_some(iso)
    });
}

fn day(text: &str) -> Option<NaiveDate> {
    numbered(text).or_else(|| named(text))
}

/// Three numbers. With the year in front the month comes next; with the year behind either may be the month, unless
/// one is over twelve or both are the same.
fn numbered(text: &str) -> Option<NaiveDate> {
    let mark = text.chars().find(|c| !c.is_ascii_digit())?;
    if !matches!(mark, '-' | '/' | '.') {
        return None;
    }
    let parts: Vec<&str> = text.split(mark).collect();
    let [first, second, third] = parts[..] else {
        return None;
    };
    let number = |part: &str| {
        part.parse::<u32>()
            .ok()
            .filter(|_| part.bytes().all(|b| b.is_ascii_digit()))
    };
    let (a, b, c) = (number(first)?, number(second)?, number(third)?);
    if first.len() == 4 {
        return NaiveDate::from_ymd_opt(i32::try_from(a).ok()?, b, c);
    }
    if third.len() != 4 || first.len() > 2 || second.len() > 2 {
        return None;
    }
    let year = i32::try_from(c).ok()?;
    match (a > 12, b > 12) {
        (true, false) => NaiveDate::from_ymd_opt(year, b, a),
        (false, true) => NaiveDate::from_ymd_opt(year, a, b),
        (false, false) if a == b => NaiveDate::from_ymd_opt(year, a, b),
        _ => None,
    }
}

/// The month by its English name.
fn named(text: &str) -> Option<NaiveDate> {
    if !text.contains(|c: char| c.is_ascii_alphabetic()) || text.len() > 30 {
        return None;
    }
    let forms = ["%d %B %Y", "%B %d, %Y", "%B %d %Y", "%d-%B-%Y"];
    let is_long = text
        .split([' ', '-'])
        .any(|part| part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit()));
    forms
        .iter()
        .filter(|_| is_long)
        .find_map(|form| NaiveDate::parse_from_str(text, form).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_that_can_be_two_is_left_alone() {
        let cases = [
            ("25.12.1984", Some("1984-12-25")),
            ("12/25/1984", Some("1984-12-25")),
            ("25/12/1984", Some("1984-12-25")),
            ("4/4/1984", Some("1984-04-04")),
            ("1984-3-9", Some("1984-03-09")),
            ("1984/03/09", Some("1984-03-09")),
            ("9 March 1984", Some("1984-03-09")),
            ("Mar 9, 1984", Some("1984-03-09")),
            ("03/04/1984", None),
            ("03.04.1984", None),
            ("03/04/84", None),
            ("9 March 84", None),
            ("30.02.1984", None),
            ("circa 1800", None),
            ("19840309", None),
            ("--03-09", None),
        ];
        for (text, iso) in cases {
            assert_eq!(day(text).map(|d| d.to_string()).as_deref(), iso, "{text}");
        }
    }
}
