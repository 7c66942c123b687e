//! One event of a calendar: when, how often, who is invited.

use calcard::icalendar::{
    ICalendarComponent, ICalendarEntry, ICalendarParameterName as Name,
    ICalendarParameterValue as Parameter, ICalendarParticipationRole as Role,
    ICalendarParticipationStatus as Answer, ICalendarPeriod, ICalendarProperty as Property,
    ICalendarRecurrenceRule, ICalendarStatus, ICalendarUserTypes as Sort, ICalendarValue as Value,
};
use calcard::{Entry, Parser};
use chrono::NaiveDateTime;

use super::split::Block;
use super::when::{When, Zones};
use crate::import::peers::is_somebody;
use crate::model::keys::Email;
use crate::model::moment::DAY;
use crate::model::problem::{Code, Place, Problem};

/// Somebody who is invited, or who invites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guest {
    /// By which they are known.
    pub email: Email,
    /// As written; empty if there is none.
    pub name: String,
    /// Whether they said that they will not come, or are only kept informed.
    pub declined: bool,
}

/// One event.
#[derive(Debug, Clone)]
pub struct Event {
    /// Where it stands.
    pub place: Place,
    /// Its id, the same in every calendar; empty where there is none.
    pub uid: String,
    /// Which version it is.
    pub sequence: i64,
    /// When this version was written.
    stamp: i64,
    /// When it begins.
    pub start: When,
    /// How long it lasts, in seconds.
    pub length: i64,
    /// How it recurs.
    pub rule: Option<Box<ICalendarRecurrenceRule>>,
    /// A rule that is none.
    unreadable_rule: Option<String>,
    /// Further times at which it takes place.
    pub more: Vec<When>,
    /// Times at which it does not.
    except: Vec<When>,
    /// Of which meeting of a recurring event it says more.
    pub replaces: Option<When>,
    /// Whether that holds for all meetings from there on.
    pub onwards: bool,
    /// Whether it was called off.
    pub cancelled: bool,
    /// Whether it says who invites.
    pub is_organised: bool,
    /// Who is invited, the one who invites first.
    pub guests: Vec<Guest>,
}

impl Event {
    /// Of two events of one id the one with the higher version holds.
    pub fn version(&self) -> (i64, i64) {
        (self.sequence, self.stamp)
    }

    /// Whether the meeting at this time is left out.
    pub fn leaves_out(&self, local: NaiveDateTime, at: i64) -> bool {
        let is_it = |out: &When| match out.is_day {
            true => out.local.date() == local.date(),
            false => out.instant() == at,
        };
        self.except.iter().any(is_it)
    }

    /// What is said of a rule that cannot be read.
    pub fn bad_rule(&self) -> Option<Problem> {
        let rule = self.unreadable_rule.as_ref()?;
        Some(Problem {
            place: self.place,
            code: Code::BadRule,
            message: format!("{rule:?} is no rule; only the first meeting was taken"),
        })
    }
}

/// Reads an event, or says why it is none.
pub fn read(block: &Block<'_>, place: Place, zones: &mut Zones) -> Result<Event, (Code, String)> {
    if !block.is_whole {
        let message = "an event that is not ended; it was left out".to_owned();
        return Err((Code::TruncatedFile, message));
    }
    let bad = |message: String| (Code::BadRow, message);
    let Entry::ICalendar(calendar) = Parser::new(block.text).entry() else {
        return Err(bad("an event that cannot be read".to_owned()));
    };
    let Some(component) = calendar.components.into_iter().next() else {
        return Err(bad("an event that cannot be read".to_owned()));
    };
    let replaces = time(&component, &Property::RecurrenceId, zones);
    let Some(start) = time(&component, &Property::Dtstart, zones).or(replaces) else {
        return Err((Code::UndatedRow, undated(block.text)));
    };
    let (rule, unreadable_rule) = rule(&component);
    let replacing = component.property(&Property::RecurrenceId);
    Ok(Event {
        place,
        uid: text(&component, &Property::Uid).trim().to_owned(),
        sequence: number(&component, &Property::Sequence),
        stamp: stamp(&component, zones),
        length: length(&component, &start, zones),
        rule,
        unreadable_rule,
        more: times(&component, &Property::Rdate, zones),
        except: times(&component, &Property::Exdate, zones),
        onwards: replacing.is_some_and(|entry| entry.has_parameter(&Name::Range)),
        cancelled: component.status() == Some(&ICalendarStatus::Cancelled),
        is_organised: component.has_property(&Property::Organizer),
        guests: guests(&component),
        start: all_day(&component, start),
        replaces,
    })
}

/// The line that should say when the event begins.
fn undated(text: &str) -> String {
    let is_start = |line: &&str| {
        line.get(..7)
            .is_some_and(|n| n.eq_ignore_ascii_case("DTSTART"))
    };
    match text.lines().find(is_start) {
        Some(line) => format!("{:?} is no time at which an event begins", line.trim()),
        None => "an event that does not say when it begins".to_owned(),
    }
}

fn text<'c>(component: &'c ICalendarComponent, name: &Property) -> &'c str {
    let value = component.property(name).and_then(|e| e.values.first());
    value.and_then(Value::as_text).unwrap_or("")
}

fn number(component: &ICalendarComponent, name: &Property) -> i64 {
    let value = component.property(name).and_then(|e| e.values.first());
    value.and_then(Value::as_integer).unwrap_or(0)
}

fn time(component: &ICalendarComponent, name: &Property, zones: &mut Zones) -> Option<When> {
    let entry = component.property(name)?;
    let written = entry.values.first()?.as_partial_date_time()?;
    zones.when(written, entry.tz_id())
}

fn times(component: &ICalendarComponent, name: &Property, zones: &mut Zones) -> Vec<When> {
    let mut found = Vec::new();
    for entry in component.entries.iter().filter(|entry| entry.name == *name) {
        for value in &entry.values {
            let written = match value {
                Value::PartialDateTime(written) => written,
                Value::Period(
                    ICalendarPeriod::Range { start, .. } | ICalendarPeriod::Duration { start, .. },
                ) => start,
                _ => continue,
            };
            found.extend(zones.when(written, entry.tz_id()));
        }
    }
    found
}

/// Outlook writes an event of a whole day as one from midnight to midnight, and says so.
fn all_day(component: &ICalendarComponent, start: When) -> When {
    let name = Property::Other("X-MICROSOFT-CDO-ALLDAYEVENT".to_owned());
    let says_so = text(component, &name).eq_ignore_ascii_case("TRUE");
    When {
        is_day: start.is_day || says_so,
        ..start
    }
}

fn stamp(component: &ICalendarComponent, zones: &mut Zones) -> i64 {
    let changed = time(component, &Property::LastModified, zones);
    let stamp = changed.or_else(|| time(component, &Property::Dtstamp, zones));
    stamp.map_or(0, |when| when.instant())
}

fn length(component: &ICalendarComponent, start: &When, zones: &mut Zones) -> i64 {
    if let Some(end) = time(component, &Property::Dtend, zones) {
        return (end.instant() - start.instant()).max(0);
    }
    let value = component
        .property(&Property::Duration)
        .and_then(|entry| entry.values.first());
    match value {
        Some(Value::Duration(duration)) => duration.as_seconds().max(0),
        _ if start.is_day => DAY,
        _ => 0,
    }
}

type Rule = Option<Box<ICalendarRecurrenceRule>>;

fn rule(component: &ICalendarComponent) -> (Rule, Option<String>) {
    let value = component
        .property(&Property::Rrule)
        .and_then(|entry| entry.values.first());
    match value {
        Some(Value::RecurrenceRule(rule)) => (Some(rule.clone()), None),
        Some(other) => (None, Some(other.as_text().unwrap_or("").to_owned())),
        None => (None, None),
    }
}

/// Whoever invites comes first, and is taken to come unless the list of the invited says otherwise.
fn guests(component: &ICalendarComponent) -> Vec<Guest> {
    let named = |name: Property| component.entries.iter().filter(move |e| e.name == name);
    let mut found: Vec<Guest> = Vec::new();
    for entry in named(Property::Organizer).chain(named(Property::Attendee)) {
        let Some(guest) = guest(entry) else { continue };
        match found.iter_mut().find(|known| known.email == guest.email) {
            Some(known) => {
                known.declined |= guest.declined;
                if known.name.is_empty() {
                    known.name = guest.name;
                }
            }
            None => found.push(guest),
        }
    }
    found
}

/// Rooms, resources, lists, whoever is only kept informed, and addresses that are none (`invalid:nomail`) are nobody.
fn guest(entry: &ICalendarEntry) -> Option<Guest> {
    let mut name = "";
    let mut address = None;
    let mut declined = false;
    for parameter in &entry.params {
        match (&parameter.name, &parameter.value) {
            (Name::Cn, value) => name = value.as_text().unwrap_or("").trim(),
            (Name::Email, value) => address = value.as_text(),
            (Name::Partstat, Parameter::Partstat(Answer::Declined | Answer::Delegated))
            | (Name::Role, Parameter::Role(Role::NonParticipant)) => declined = true,
            (Name::Cutype, Parameter::Cutype(Sort::Group | Sort::Resource | Sort::Room)) => {
                return None;
            }
            _ => {}
        }
    }
    let written = entry.calendar_address().unwrap_or("");
    let email = Email::parse(written).or_else(|| address.and_then(Email::parse))?;
    let is_name = !name.contains('@');
    is_somebody(&email).then(|| Guest {
        email,
        name: if is_name {
            name.to_owned()
        } else {
            String::new()
        },
        declined,
    })
}
