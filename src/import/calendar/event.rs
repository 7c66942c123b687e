//! One event of a calendar: when, how often, who is invited.

use calcard::icalendar::{
    ICalendarComponent, ICalendarEntry, ICalendarParameterName as Name,
    ICalendarParameterValue as Parameter, ICalendarParticipationRole as Role,
    ICalendarParticipationStatus as Answer, ICalendarPeriod, ICalendarProperty as Property,
    ICalendarRecurrenceRule, ICalendarStatus, ICalendarUserTypes as Sort, ICalendarValue as Value,
};
use calcard::{Entry, Parser};
use chrono::{NaiveDateTime, NaiveTime};
use rustc_hash::FxHashMap;

use super::rule;
use super::split::Block;
use super::when::{When, Zones};
use crate::import::peers::is_somebody;
use crate::model::exchange::PeerKey;
use crate::model::keys::Email;
use crate::model::moment::DAY;
use crate::model::name::fold;
use crate::model::problem::{Code, Place, Problem};

/// Somebody who is invited, or who invites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guest {
    /// Their address, else their name.
    pub key: PeerKey,
    /// As written; empty if there is none.
    pub name: String,
    /// Whether they said that they will not come, or are only kept informed.
    pub declined: bool,
    /// Whether they said no in so many words.
    pub refused: bool,
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
    /// The last time at which it is known to have been written, by its own change or with the whole calendar.
    pub seen: i64,
    /// When it begins.
    pub start: When,
    /// How long it lasts, in seconds.
    pub length: i64,
    /// How it recurs.
    pub rules: Vec<ICalendarRecurrenceRule>,
    /// By which rules it does not take place.
    pub without: Vec<ICalendarRecurrenceRule>,
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
        // Some servers write the midnight of the day that is left out.
        let is_whole_day = |out: &When| out.is_day || out.local.time() == NaiveTime::MIN;
        let is_it = |out: &When| {
            out.instant() == at || is_whole_day(out) && out.local.date() == local.date()
        };
        self.except.iter().any(is_it)
    }

    /// What is said of a rule that cannot be read.
    pub fn bad_rule(&self) -> Option<Problem> {
        let rule = self.unreadable_rule.as_ref()?;
        Some(Problem {
            place: self.place,
            code: Code::BadRule,
            message: format!("{rule:?} is not a valid rule; only the first meeting was taken"),
        })
    }
}

/// Reads an event, or says why it is none.
pub fn read(block: &Block<'_>, place: Place, zones: &mut Zones) -> Result<Event, (Code, String)> {
    if !block.is_whole {
        let message = "an event that is cut off; it was left out".to_owned();
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
    let start = time(&component, &Property::Dtstart, zones);
    let Some(start) = start.or_else(|| replaces.clone()) else {
        return Err((Code::UndatedRow, undated(block.text)));
    };
    let (rules, unreadable_rule) = rules(&component);
    let settled = |name: &Property, zones: &mut Zones| -> Vec<When> {
        let found = times(&component, name, zones).into_iter();
        found.map(|when| when.within(&start)).collect()
    };
    let more = settled(&Property::Rdate, zones).into_iter();
    let replacing = component.property(&Property::RecurrenceId);
    Ok(Event {
        place,
        uid: text(&component, &Property::Uid).trim().to_owned(),
        sequence: number(&component, &Property::Sequence),
        stamp: stamp(&component, zones),
        seen: seen(&component, zones),
        length: length(&component, &start, zones),
        rules,
        without: without(&component),
        unreadable_rule,
        more: more.map(|when| when.timed(&start)).collect(),
        except: settled(&Property::Exdate, zones),
        onwards: replacing.is_some_and(|entry| entry.has_parameter(&Name::Range)),
        cancelled: component.status() == Some(&ICalendarStatus::Cancelled)
            || is_called_off(text(&component, &Property::Summary)),
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
        Some(line) => format!("{:?} is not a valid start time", line.trim()),
        None => "an event without a start time".to_owned(),
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

fn seen(component: &ICalendarComponent, zones: &mut Zones) -> i64 {
    let names = [Property::LastModified, Property::Dtstamp];
    let times = names.iter().filter_map(|name| time(component, name, zones));
    times.map(|when| when.instant()).max().unwrap_or(0)
}

fn length(component: &ICalendarComponent, start: &When, zones: &mut Zones) -> i64 {
    if let Some(end) = time(component, &Property::Dtend, zones) {
        return (end.within(start).instant() - start.instant()).max(0);
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

/// How it recurs, and what should say so and does not.
fn rules(component: &ICalendarComponent) -> (Vec<ICalendarRecurrenceRule>, Option<String>) {
    let entries = component.entries.iter();
    let entries = entries.filter(|entry| entry.name == Property::Rrule);
    let (mut rules, mut unreadable) = (Vec::new(), None);
    for value in entries.flat_map(|entry| &entry.values) {
        match value {
            Value::RecurrenceRule(rule) => rules.push((**rule).clone()),
            other => unreadable = Some(other.as_text().unwrap_or("").to_owned()),
        }
    }
    (rules, unreadable)
}

/// By which rules it does not take place; RFC 2445 had such, and calendars of its time still do.
fn without(component: &ICalendarComponent) -> Vec<ICalendarRecurrenceRule> {
    let is_one = |entry: &&ICalendarEntry| entry.name == Property::Exrule;
    let entries = component.entries.iter().filter(is_one);
    let rules = entries.flat_map(|entry| &entry.values);
    let rules = rules.filter_map(|value| match value {
        Value::RecurrenceRule(rule) => Some((**rule).clone()),
        other => rule::read(other.as_text()?),
    });
    rules.collect()
}

/// Outlook keeps a meeting that was called off and says so before its title, in the language of the account.
pub fn is_called_off(title: &str) -> bool {
    const WORDS: [&str; 22] = [
        "canceled",
        "cancelled",
        "abgesagt",
        "annulé",
        "annulée",
        "cancelado",
        "cancelada",
        "annullato",
        "annullata",
        "geannuleerd",
        "inställt",
        "aflyst",
        "avlyst",
        "peruutettu",
        "odwołane",
        "odwołano",
        "anulowano",
        "zrušeno",
        "отменено",
        "iptal edildi",
        "已取消",
        "キャンセル済み",
    ];
    let Some((word, _)) = title.split_once([':', '：']) else {
        return false;
    };
    let word = word.trim().to_lowercase();
    WORDS.contains(&word.as_str())
}

/// Whoever invites comes first, and is taken to come unless the list of the invited says otherwise.
fn guests(component: &ICalendarComponent) -> Vec<Guest> {
    let named = |name: Property| component.entries.iter().filter(move |e| e.name == name);
    let mut found: Vec<Guest> = Vec::new();
    let mut places: FxHashMap<PeerKey, usize> = FxHashMap::default();
    for entry in named(Property::Organizer).chain(named(Property::Attendee)) {
        let Some(guest) = guest(entry) else { continue };
        let place = *places.entry(guest.key.clone()).or_insert(found.len());
        match found.get_mut(place) {
            Some(known) => {
                known.declined |= guest.declined;
                known.refused |= guest.refused;
                if known.name.is_empty() {
                    known.name = guest.name;
                }
            }
            None => found.push(guest),
        }
    }
    found
}

/// Rooms, resources, lists and whoever is only kept informed are nobody. Whose address is none (`invalid:nomail`) is known by name.
fn guest(entry: &ICalendarEntry) -> Option<Guest> {
    let mut name = "";
    let mut address = None;
    let (mut declined, mut refused) = (false, false);
    for parameter in &entry.params {
        match (&parameter.name, &parameter.value) {
            (Name::Cn, value) => name = value.as_text().unwrap_or("").trim(),
            (Name::Email, value) => address = value.as_text(),
            (Name::Partstat, Parameter::Partstat(Answer::Declined)) => {
                (declined, refused) = (true, true);
            }
            (Name::Partstat, Parameter::Partstat(Answer::Delegated))
            | (Name::Role, Parameter::Role(Role::NonParticipant)) => declined = true,
            (Name::Cutype, Parameter::Cutype(Sort::Group | Sort::Resource | Sort::Room)) => {
                return None;
            }
            _ => {}
        }
    }
    let written = entry
        .calendar_address()
        .or_else(|| entry.values.first()?.as_text());
    let email = Email::parse(written.unwrap_or("")).or_else(|| address.and_then(Email::parse));
    let email = email.or_else(|| Email::parse(name));
    let name = name.trim_matches(['"', '\'', ' ']);
    let name = if name.contains('@') { "" } else { name };
    let key = match email {
        Some(email) => is_somebody(&email).then_some(PeerKey::Email(email))?,
        None => PeerKey::Name(Some(fold(name)).filter(|folded| !folded.is_empty())?),
    };
    Some(Guest {
        key,
        name: name.to_owned(),
        declined,
        refused,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_says_that_a_meeting_was_called_off() {
        for title in [
            "Canceled: tasting",
            "Abgesagt: Verkostung",
            "Annulé : dégustation",
            "已取消：会议",
        ] {
            assert!(is_called_off(title), "{title}");
        }
        assert!(!is_called_off("Tasting: cancelled flights") && !is_called_off("Canceled"));
    }
}
