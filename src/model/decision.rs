//! What the owner decided about people: it wins over every rule, and it lasts.

use std::fmt;

use chrono::{Days, Months, NaiveDate};

use super::mark::Mark;

/// What is decided on: of each the last word counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// Whether somebody stays.
    Verdict,
    /// Whether to be asked about them.
    Asking,
    /// What they are to the owner.
    Role,
    /// How often to be in touch.
    Rhythm,
    /// What the owner can help with: a note.
    ICan,
    /// What they can help with: a note.
    TheyCan,
}

impl Aspect {
    /// Those that are decided on; the others are notes, which `undecided` leaves alone.
    pub const DECIDED: [Self; 4] = [Self::Verdict, Self::Asking, Self::Role, Self::Rhythm];

    /// Whether it is a note and no decision.
    pub fn is_note(self) -> bool {
        !Self::DECIDED.contains(&self)
    }

    /// The word that the book keeps.
    pub fn word(self) -> &'static str {
        match self {
            Self::Verdict => "verdict",
            Self::Asking => "asking",
            Self::Role => "role",
            Self::Rhythm => "rhythm",
            Self::ICan => "i-can",
            Self::TheyCan => "they-can",
        }
    }
}

/// What was decided about a person.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Said {
    /// They stay.
    Keep,
    /// They go.
    Delete,
    /// The owner remembers them.
    Remembered,
    /// They have died: there is nobody to write to.
    Died,
    /// Not to be asked about again.
    NeverAsk,
    /// What they are to the owner: "mentor".
    Role(String),
    /// How often to be in touch.
    Rhythm(Rhythm),
    /// What the owner can help them with.
    ICan(String),
    /// What they can help with.
    TheyCan(String),
}

/// What is decided on people, in a word; roles are added.
pub const ON_PEOPLE: [&str; 6] = [
    "keep",
    "delete",
    "remembered",
    "died",
    "never-ask",
    "undecided",
];

/// The roles that have a name of their own; any other text is one too.
pub const ROLES: [&str; 5] = [
    "adviser",
    "sounding board",
    "role model",
    "mentor",
    "friend",
];

/// What stands before what the owner can help with.
pub const I_CAN: &str = "you can help with: ";
/// What stands before what they can help with.
pub const THEY_CAN: &str = "they can help with: ";

/// Signs with which people mark what they are not sure of.
const DOUBT: [char; 3] = ['?', '？', '¿'];

/// Longest role that is taken: it stands in a cell and in a sentence.
const ROLE_CHARS: usize = 60;

/// What can be decided, as it is said to whoever wrote something else.
pub const EXPECTED: &str = "keep, delete, remembered, died, never-ask, a role (adviser, sounding board, role model, mentor, friend, or \
     \"role: …\" in your own words) or a rhythm such as \"every 3 months\"";

impl Said {
    /// Reads one decision as people write it: case, blanks and hyphens are free. The message says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if text.contains(DOUBT) {
            return Err(format!(
                "\"{text}\" has a question mark and is not taken as a decision; write it without one when you are sure, or leave the cell empty"
            ));
        }
        let word: String = text
            .chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect();
        match word.as_str() {
            "keep" => return Ok(Self::Keep),
            "delete" => return Ok(Self::Delete),
            "remembered" => return Ok(Self::Remembered),
            "died" | "dead" | "deceased" => return Ok(Self::Died),
            "neverask" => return Ok(Self::NeverAsk),
            "reconnect" | "nurture" | "ask" | "unjudged" => {
                return Err(format!(
                    "\"{text}\" is what is proposed and no decision; leave the cell empty to go along with it, or write {EXPECTED}"
                ));
            }
            _ => {}
        }
        let named = |role: &&&str| role.replace(' ', "") == word;
        if let Some(role) = ROLES.iter().find(named) {
            return Ok(Self::Role((*role).to_owned()));
        }
        if let Some(role) = behind(text, "role") {
            return role_of(role);
        }
        let rhythm = Rhythm::parse(behind(text, "rhythm").unwrap_or(text));
        let expected = || format!("\"{text}\" is not a decision; write {EXPECTED}");
        rhythm.map(Self::Rhythm).ok_or_else(expected)
    }

    /// What it is a decision on.
    pub fn aspect(&self) -> Aspect {
        match self {
            Self::Keep | Self::Delete | Self::Remembered | Self::Died => Aspect::Verdict,
            Self::NeverAsk => Aspect::Asking,
            Self::Role(_) => Aspect::Role,
            Self::Rhythm(_) => Aspect::Rhythm,
            Self::ICan(_) => Aspect::ICan,
            Self::TheyCan(_) => Aspect::TheyCan,
        }
    }

    /// The words of a note.
    pub fn note(&self) -> Option<&str> {
        match self {
            Self::ICan(what) | Self::TheyCan(what) => Some(what),
            Self::Keep
            | Self::Delete
            | Self::Remembered
            | Self::Died
            | Self::NeverAsk
            | Self::Role(_)
            | Self::Rhythm(_) => None,
        }
    }

    /// Reads what the book keeps of a decision on an aspect.
    pub fn kept(aspect: &str, text: &str) -> Option<Self> {
        match (aspect, text) {
            ("verdict", "keep") => Some(Self::Keep),
            ("verdict", "delete") => Some(Self::Delete),
            ("verdict", "remembered") => Some(Self::Remembered),
            ("verdict", "died") => Some(Self::Died),
            ("asking", "never-ask") => Some(Self::NeverAsk),
            ("role", role) => Some(Self::Role(role.to_owned())),
            ("i-can", text) => Some(Self::ICan(text.strip_prefix(I_CAN)?.to_owned())),
            ("they-can", text) => Some(Self::TheyCan(text.strip_prefix(THEY_CAN)?.to_owned())),
            ("rhythm", rhythm) => Rhythm::parse(rhythm).map(Self::Rhythm),
            _ => None,
        }
    }
}

/// The word used in every output: "keep", "never-ask", "mentor", "every 3 months".
impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Keep => f.write_str("keep"),
            Self::Delete => f.write_str("delete"),
            Self::Remembered => f.write_str("remembered"),
            Self::Died => f.write_str("died"),
            Self::NeverAsk => f.write_str("never-ask"),
            Self::Role(role) => f.write_str(role),
            Self::Rhythm(rhythm) => rhythm.fmt(f),
            Self::ICan(what) => write!(f, "{I_CAN}{what}"),
            Self::TheyCan(what) => write!(f, "{THEY_CAN}{what}"),
        }
    }
}

/// What stands behind a word at the beginning of a text, and behind a colon after it.
fn behind<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let (first, rest) = text.split_at_checked(word.len())?;
    let is_end = rest.starts_with(|c: char| c.is_whitespace() || c == ':');
    let found = first.eq_ignore_ascii_case(word) && is_end;
    found.then(|| rest.trim_start().trim_start_matches(':').trim())
}

fn role_of(text: &str) -> Result<Said, String> {
    match text.chars().count() {
        0 => Err("a role is missing; write adviser, mentor or any other words".to_owned()),
        n if n > ROLE_CHARS => Err(format!(
            "a role of {n} characters; at most {ROLE_CHARS} are allowed"
        )),
        _ => Ok(Said::Role(text.to_owned())),
    }
}

/// How often to be in touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rhythm {
    /// How many of them.
    pub every: u32,
    /// Of what.
    pub unit: Unit,
}

/// A span of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Years.
    Year,
}

impl Unit {
    fn parse(word: &str) -> Option<Self> {
        match word.strip_suffix('s').unwrap_or(word) {
            "day" => Some(Self::Day),
            "week" => Some(Self::Week),
            "month" => Some(Self::Month),
            "year" => Some(Self::Year),
            _ => None,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

impl Rhythm {
    /// Reads "every 3 months", "3 months", "every week", "monthly", "quarterly", "yearly".
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        let of = |every, unit| Some(Self { every, unit });
        match text.as_str() {
            "weekly" => return of(1, Unit::Week),
            "monthly" => return of(1, Unit::Month),
            "quarterly" => return of(3, Unit::Month),
            "yearly" => return of(1, Unit::Year),
            _ => {}
        }
        let mut words: Vec<&str> = text.split_whitespace().collect();
        if words.first() == Some(&"every") {
            words.remove(0);
        }
        match words.as_slice() {
            [unit] => of(1, Unit::parse(unit)?),
            [number, unit] => {
                let every = number.parse().ok().filter(|n| (1..=1200).contains(n))?;
                of(every, Unit::parse(unit)?)
            }
            _ => None,
        }
    }

    /// The day by which to be in touch again after a day of contact.
    pub fn due(self, last: NaiveDate) -> NaiveDate {
        let days = |n: u32| last.checked_add_days(Days::new(u64::from(n)));
        let months = |n: u32| last.checked_add_months(Months::new(n));
        let due = match self.unit {
            Unit::Day => days(self.every),
            Unit::Week => days(self.every * 7),
            Unit::Month => months(self.every),
            Unit::Year => months(self.every * 12),
        };
        due.unwrap_or(NaiveDate::MAX)
    }
}

impl fmt::Display for Rhythm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = self.unit.word();
        match self.every {
            1 => write!(f, "every {unit}"),
            n => write!(f, "every {n} {unit}s"),
        }
    }
}

/// A decision about a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The person's id.
    pub person: String,
    /// What was decided.
    pub said: Said,
    /// When, in seconds since 1970.
    pub at: i64,
    /// Where it was said: "by hand", or the name of the file.
    pub source: String,
}

/// A decision about two cards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairDecision {
    /// The cards, in the order of their marks.
    pub pair: [Mark; 2],
    /// Whether they are one person.
    pub same: bool,
    /// When, in seconds since 1970.
    pub at: i64,
    /// Where it was said.
    pub source: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decisions_are_read_as_people_write_them() {
        let rhythm = |every, unit| Ok(Said::Rhythm(Rhythm { every, unit }));
        let role = |role: &str| Ok(Said::Role(role.to_owned()));
        for (text, said) in [
            ("Keep", Ok(Said::Keep)),
            (" never ask ", Ok(Said::NeverAsk)),
            ("NEVER-ASK", Ok(Said::NeverAsk)),
            ("dead", Ok(Said::Died)),
            ("Sounding Board", role("sounding board")),
            ("role: chess partner", role("chess partner")),
            ("role mentor", role("mentor")),
            ("every 3 months", rhythm(3, Unit::Month)),
            ("rhythm: 2 weeks", rhythm(2, Unit::Week)),
            ("Quarterly", rhythm(3, Unit::Month)),
            ("every day", rhythm(1, Unit::Day)),
        ] {
            assert_eq!(Said::parse(text), said, "{text}");
        }
        for wrong in [
            "",
            "keeep",
            "every 0 weeks",
            "every 3",
            "role",
            "role:",
            "rhythm",
            "keep?",
            "delete ?",
            "mentor??",
        ] {
            assert!(Said::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_the_book_keeps_is_read_back_as_it_was() {
        let rhythm = Rhythm {
            every: 1,
            unit: Unit::Year,
        };
        for said in [
            Said::Keep,
            Said::Delete,
            Said::Remembered,
            Said::Died,
            Said::NeverAsk,
            Said::Role("every 3 months".to_owned()),
            Said::Rhythm(rhythm),
            Said::ICan("flats in Lisbon".to_owned()),
            Said::TheyCan("every 3 months".to_owned()),
        ] {
            let kept = Said::kept(said.aspect().word(), &said.to_string());
            assert_eq!(kept, Some(said));
        }
    }

    #[test]
    fn a_rhythm_goes_by_the_calendar() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        let month = Rhythm {
            every: 1,
            unit: Unit::Month,
        };
        assert_eq!(month.due(day(2026, 1, 31)), day(2026, 2, 28));
        let weeks = Rhythm {
            every: 2,
            unit: Unit::Week,
        };
        assert_eq!(weeks.due(day(2026, 1, 1)), day(2026, 1, 15));
    }
}
