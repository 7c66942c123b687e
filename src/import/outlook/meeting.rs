//! A meeting of Outlook → an event of iCalendar, which is then read as any other.

use std::fmt::Write;

use chrono::NaiveDateTime;

use super::pattern;
use super::props::{Item, Person, Props, tag};

/// How times stand in an event.
const TIME: &str = "%Y%m%dT%H%M%S";

/// Who is invited, and what they answered.
#[derive(Debug, Clone)]
pub struct Guest {
    /// Who.
    pub person: Person,
    /// Whether they said no.
    pub declined: bool,
    /// Whether it is a room or a thing.
    pub is_thing: bool,
}

/// A meeting, whatever program keeps it.
#[derive(Debug, Clone, Default)]
pub struct Meeting {
    /// Its id in every calendar.
    pub uid: String,
    /// When it begins and ends.
    pub times: Option<[Clock; 2]>,
    /// Lines that say how it recurs.
    pub recurs: Vec<String>,
    /// Whether it lasts the whole day.
    pub all_day: bool,
    /// Whether it was called off.
    pub cancelled: bool,
    /// Who invites.
    pub host: Option<Person>,
    /// Who is invited.
    pub guests: Vec<Guest>,
}

/// A time, by the clock of a zone or in UTC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// What the clock shows.
    pub local: NaiveDateTime,
    /// The zone as the program calls it; empty for UTC.
    pub zone: String,
}

impl Clock {
    /// As it stands in an event, behind the name of its property.
    pub fn written(&self) -> String {
        let local = self.local.format(TIME);
        let zone = self.zone.replace(['"', '\r', '\n'], " ");
        match zone.trim() {
            "" => format!(":{local}Z"),
            zone => format!(";TZID=\"{zone}\":{local}"),
        }
    }
}

impl Meeting {
    /// Adds the event to a calendar.
    pub fn add(&self, calendar: &mut String) {
        let mut lines = vec!["BEGIN:VEVENT".to_owned()];
        if !self.uid.is_empty() {
            lines.push(format!("UID:{}", one_line(&self.uid)));
        }
        if let Some([start, end]) = &self.times {
            lines.push(format!("DTSTART{}", start.written()));
            lines.push(format!("DTEND{}", end.written()));
        }
        lines.extend_from_slice(&self.recurs);
        if self.all_day {
            lines.push("X-MICROSOFT-CDO-ALLDAYEVENT:TRUE".to_owned());
        }
        if self.cancelled {
            lines.push("STATUS:CANCELLED".to_owned());
        }
        if let Some(host) = &self.host {
            lines.push(format!("ORGANIZER{}", written(host)));
        }
        for guest in &self.guests {
            let kind = if guest.is_thing { ";CUTYPE=ROOM" } else { "" };
            let answer = if guest.declined {
                "DECLINED"
            } else {
                "ACCEPTED"
            };
            lines.push(format!(
                "ATTENDEE{kind};PARTSTAT={answer}{}",
                written(&guest.person)
            ));
        }
        lines.push("END:VEVENT".to_owned());
        for line in lines {
            // Writing to memory does not fail.
            let _written = write!(calendar, "{line}\r\n");
        }
    }
}

/// Somebody behind the name of a property.
fn written(person: &Person) -> String {
    let name = one_line(&person.name).replace('"', "'");
    let address = match one_line(&person.address) {
        address if address.contains('@') => address,
        _ => "invalid:nomail".to_owned(),
    };
    format!(";CN=\"{name}\":mailto:{address}")
}

fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_control())
        .collect::<Vec<&str>>()
        .join(" ")
}

/// What an item says of a meeting.
pub fn of(item: &Item) -> Meeting {
    let props = &item.props;
    let author = [tag::AUTHOR_TYPE, tag::AUTHOR_ADDRESS, tag::AUTHOR_SMTP];
    let host = props.person(tag::AUTHOR, author);
    let mut meeting = Meeting {
        uid: uid(props),
        all_day: props.number(tag::ALL_DAY) != 0,
        cancelled: props.number(tag::STATE) & 4 != 0,
        guests: item.people.iter().map(guest).collect(),
        ..Meeting::default()
    };
    if !meeting.guests.is_empty() {
        meeting.host = Some(host).filter(|host| !host.is_nobody());
    }
    // What the owner declined is no meeting of theirs.
    if props.number(tag::OWN_ANSWER) == 4 {
        meeting
            .guests
            .iter_mut()
            .for_each(|guest| guest.declined = true);
    }
    let instants = [props.time(tag::START), props.time(tag::END)];
    let utc = |local| Clock {
        local,
        zone: String::new(),
    };
    if let [Some(start), end] = instants {
        let end = end.unwrap_or(start);
        meeting.times = Some([start, end].map(|at| utc(at.naive_utc())));
    }
    if let Some(pattern) = pattern::read(props.bytes(tag::PATTERN)) {
        let zone = props.text(tag::ZONE);
        let clock = |local| Clock {
            local,
            zone: zone.clone(),
        };
        meeting.times = Some([clock(pattern.start), clock(pattern.end)]);
        meeting.recurs = pattern.lines(&zone);
    }
    meeting
}

fn guest(props: &Props) -> Guest {
    Guest {
        person: props.person(tag::NAME, [tag::ADDRESS_TYPE, tag::EMAIL, tag::SMTP]),
        declined: props.number(tag::ANSWER) == 4,
        is_thing: props.number(tag::RECIPIENT_TYPE) & 0xf == 3,
    }
}

/// What Outlook writes before the id that another calendar gave.
const FOREIGN: &[u8] = b"vCal-Uid\x01\0\0\0";

/// The id, as Outlook writes it into a calendar file.
fn uid(props: &Props) -> String {
    let ids = [tag::CLEAN_ID, tag::MEETING_ID].map(|tag| props.bytes(tag));
    let Some(id) = ids.iter().find(|id| !id.is_empty()) else {
        return String::new();
    };
    let foreign = memchr::memmem::find(id, FOREIGN).map(|at| &id[at + FOREIGN.len()..]);
    if let Some(foreign) = foreign {
        let end = memchr::memchr(0, foreign).unwrap_or(foreign.len());
        return String::from_utf8_lossy(&foreign[..end]).into_owned();
    }
    id.iter().map(|byte| format!("{byte:02X}")).collect()
}
