//! The calendar in an export of Outlook for Mac → events of iCalendar. Times are instants; how a meeting recurs stands beside it in
//! words and flags of its own, and goes by the clock of its zone.

use std::collections::BTreeMap;

use chrono::{NaiveDateTime, TimeDelta};

use super::events;
use super::meeting::{Clock, Guest, Meeting};
use super::olm::{is_set, number, time};
use super::props::Person;
use crate::import::tags::{self, Tag as Element};
use crate::import::{Context, calendar};
use crate::model::intake::{FileId, Imported};
use crate::model::problem::{Code, Place, Problem};

/// What stands before the names of most fields.
const EVENT: &str = "OPFCalendarEvent";
const PATTERN: &str = "OPFRecurrence";
/// A zone as calendars define it.
const DEFINITION: &str = "OPFCalendarEventGetStartTimeZoneICSData";
const ZONES: [&str; 4] = [
    "OPFCalendarEventCopyStartTimeZone",
    "OPFCalendarEventCopyTimeZone",
    "OPFCalendarEventCopyTimeZoneName",
    "OPFCalendarEventCopyRecurrenceTimeZone",
];
/// Which meeting of a series is meant.
const REPLACED: [&str; 3] = [
    "OPFCalendarEventCopyRecurrenceID",
    "OPFCalendarEventCopyRecurrenceId",
    "OPFCalendarEventCopyOriginalStartTime",
];
/// Days as flags are named, and as rules name them.
const DAYS: [(&str, &str); 10] = [
    ("sunday", "SU"),
    ("monday", "MO"),
    ("tuesday", "TU"),
    ("wednesday", "WE"),
    ("thursday", "TH"),
    ("friday", "FR"),
    ("saturday", "SA"),
    ("weekdays", "MO,TU,WE,TH,FR"),
    ("weekenddays", "SA,SU"),
    ("alldays", "MO,TU,WE,TH,FR,SA,SU"),
];

/// An appointment that is being read.
#[derive(Default)]
struct Appointment<'x> {
    fields: BTreeMap<&'x str, String>,
    days: Vec<&'static str>,
    guests: Vec<Guest>,
}

/// What became of an appointment's rule.
enum Recurs {
    /// It has none.
    Once,
    /// The lines that say so.
    Series(Vec<String>),
    /// It has one that is not followed.
    Somehow,
}

/// Reads the calendar.
pub fn read(xml: &str, file: FileId, context: &Context) -> Imported {
    let mut text = String::new();
    let mut not_followed = 0_u64;
    let mut appointment = Appointment::default();
    for element in tags::tags(xml) {
        match element.name {
            "appointment" => appointment = Appointment::default(),
            "/appointment" => {
                not_followed += u64::from(!appointment.add(&mut text, context));
                appointment = Appointment::default();
            }
            _ => appointment.take(&element),
        }
    }
    let mut read = events(&text, file, context);
    if not_followed > 0 {
        let message = format!(
            "{not_followed} events recur in a way that is not followed; only the first meeting of each was taken"
        );
        read.problems.push(Problem {
            place: Place::file(file),
            code: Code::BadRule,
            message,
        });
    }
    read
}

impl<'x> Appointment<'x> {
    fn take(&mut self, element: &Element<'x>) {
        let name = element.name;
        if name == "appointmentAttendee" {
            return self.guests.extend(guest(element));
        }
        // What it is about is looked at for nothing but whether it was called off.
        let is_wanted = (name.starts_with(EVENT) || name.starts_with(PATTERN))
            && !name.contains("Description")
            && !name.contains("Location");
        let day = DAYS.iter().find(|(day, _)| name.eq_ignore_ascii_case(day));
        let text = element.text();
        if let Some((_, day)) = day.filter(|_| is_set(&text)) {
            self.days.push(day);
        } else if is_wanted && !text.is_empty() {
            self.fields.entry(name).or_insert(text);
        }
    }

    fn text(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }

    fn any(&self, names: &[&str]) -> &str {
        let found = names.iter().map(|name| self.text(name));
        found
            .into_iter()
            .find(|text| !text.is_empty())
            .unwrap_or("")
    }

    fn number(&self, name: &str) -> Option<i64> {
        number(self.text(name))
    }

    /// Adds it to a calendar; whether its rule, if it has one, can be followed.
    fn add(&mut self, events: &mut String, context: &Context) -> bool {
        let definition = definition(self.text(DEFINITION)).to_owned();
        let start = time(self.text("OPFCalendarEventCopyStartTime"));
        let end = time(self.text("OPFCalendarEventCopyEndTime"));
        let end = end.or_else(|| start?.checked_add_signed(TimeDelta::hours(1)));
        let mut meeting = Meeting {
            uid: self.text("OPFCalendarEventCopyUUID").to_owned(),
            all_day: is_set(self.text("OPFCalendarEventGetIsAllDayEvent")),
            cancelled: self.is_cancelled(),
            host: self.host(),
            guests: std::mem::take(&mut self.guests),
            ..Meeting::default()
        };
        if self.number("OPFCalendarEventGetAcceptStatus") == Some(DECLINED) {
            meeting
                .guests
                .iter_mut()
                .for_each(|guest| guest.declined = true);
        }
        let utc = |local: NaiveDateTime| Clock {
            local,
            zone: String::new(),
        };
        meeting.times = start.zip(end).map(|(start, end)| [utc(start), utc(end)]);
        let zone = self.zone(&definition, context);
        let local = |at: NaiveDateTime| Clock {
            local: calendar::clock(at.and_utc().timestamp(), &zone, &definition, context.zone),
            zone: zone.clone(),
        };
        let recurs = self.recurs(&local);
        let is_followed = !matches!(recurs, Recurs::Somehow);
        if let (Recurs::Series(lines), Some((start, end))) = (recurs, start.zip(end)) {
            meeting.times = Some([local(start), local(end)]);
            meeting.recurs = lines;
        }
        if let Some(at) = time(self.any(&REPLACED)) {
            meeting.recurs = vec![format!("RECURRENCE-ID{}", utc(at).written())];
        }
        if !definition.is_empty() && !events.contains(&definition) {
            events.push_str(&definition);
            events.push_str("\r\n");
        }
        meeting.add(events);
        is_followed
    }

    fn is_cancelled(&self) -> bool {
        let flags = [
            "OPFCalendarEventGetIsCancelled",
            "OPFCalendarEventIsCancelled",
        ];
        flags.iter().any(|flag| is_set(self.text(flag)))
            || calendar::is_called_off(self.text("OPFCalendarEventCopySummary"))
    }

    fn host(&self) -> Option<Person> {
        let text = self.text("OPFCalendarEventCopyOrganizer");
        let is_address = text.contains('@');
        let of = |is: bool| if is { text.to_owned() } else { String::new() };
        (!text.is_empty()).then(|| Person {
            address: of(is_address),
            name: of(!is_address),
        })
    }

    /// What the zone of the series is called: by its definition, else by its name, else the owner's.
    fn zone(&self, definition: &str, context: &Context) -> String {
        let mut lines = definition.lines();
        let own = lines.find_map(|line| line.trim().strip_prefix("TZID:"));
        match own.unwrap_or(self.any(&ZONES)) {
            "" => context.zone.name().to_owned(),
            name => name.to_owned(),
        }
    }

    fn recurs(&self, local: &dyn Fn(NaiveDateTime) -> Clock) -> Recurs {
        if !is_set(self.text("OPFCalendarEventIsRecurring")) {
            return Recurs::Once;
        }
        let Some(mut rule) = self.pattern() else {
            return Recurs::Somehow;
        };
        if let Some(interval) = self.number("OPFRecurrencePatternInterval") {
            rule += &format!(";INTERVAL={}", interval.max(1));
        }
        let count = self.number("OPFRecurrenceGetOccurenceCount");
        let count = count.filter(|count| *count > 0);
        let last = time(self.text("OPFRecurrenceCopyEndDate"));
        if let Some(count) = count.filter(|_| is_set(self.text("OPFRecurrenceIsNumbered"))) {
            rule += &format!(";COUNT={count}");
        } else if let Some(last) = last.filter(|_| is_set(self.text("OPFRecurrenceHasEndDate"))) {
            rule += &format!(";UNTIL={}", local(last).local.format("%Y%m%d"));
        }
        Recurs::Series(vec![format!("RRULE:{rule}")])
    }

    /// On which days it takes place.
    fn pattern(&self) -> Option<String> {
        let kind = self.text("OPFRecurrencePatternType").to_lowercase();
        let kind = kind.strip_prefix("opfrecurrencepattern").unwrap_or(&kind);
        let kind = kind.strip_prefix("recurs").unwrap_or(kind);
        let days = match self.days.as_slice() {
            [] => String::new(),
            days => format!(";BYDAY={}", days.join(",")),
        };
        let part = |name: &str, field: &str| {
            let number = self.number(field).filter(|number| *number > 0);
            number.map_or_else(String::new, |number| format!(";{name}={number}"))
        };
        let day = part("BYMONTHDAY", "OPFRecurrencePatternDayOfMonth");
        let month = part("BYMONTH", "OPFRecurrencePatternMonth");
        // The fifth is the last of the month.
        let which = match self.number("OPFRecurrencePatternWeek") {
            Some(week @ 1..=4) => format!(";BYSETPOS={week}"),
            Some(_) => ";BYSETPOS=-1".to_owned(),
            None => String::new(),
        };
        Some(match kind {
            "daily" => "FREQ=DAILY".to_owned(),
            "weekly" => format!("FREQ=WEEKLY{days}"),
            "absolutemonthly" | "monthly" => format!("FREQ=MONTHLY{day}"),
            "relativemonthly" | "monthnth" => format!("FREQ=MONTHLY{days}{which}"),
            "absoluteyearly" | "yearly" => format!("FREQ=YEARLY{month}{day}"),
            "relativeyearly" | "yearnth" => format!("FREQ=YEARLY{month}{days}{which}"),
            _ => return None,
        })
    }
}

/// The answer of whoever does not come.
const DECLINED: i64 = 4;
/// The kind of a room or a thing.
const RESOURCE: i64 = 3;

/// Somebody who is invited.
fn guest(element: &Element<'_>) -> Option<Guest> {
    let of = |name: &str| element.value(name).unwrap_or_default();
    let person = Person {
        name: of("OPFCalendarAttendeeName"),
        address: of("OPFCalendarAttendeeAddress"),
    };
    (!person.is_nobody()).then(|| Guest {
        person,
        declined: number(&of("OPFCalendarAttendeeStatus")) == Some(DECLINED),
        is_thing: number(&of("OPFCalendarAttendeeType")) == Some(RESOURCE),
    })
}

/// The zone in a calendar that holds nothing else.
fn definition(text: &str) -> &str {
    const END: &str = "END:VTIMEZONE";
    let begin = text.find("BEGIN:VTIMEZONE");
    let end = text.find(END).map(|end| end + END.len());
    begin
        .zip(end)
        .and_then(|(begin, end)| text.get(begin..end))
        .unwrap_or("")
}
