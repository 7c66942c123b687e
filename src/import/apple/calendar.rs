//! The calendar of an iPhone or a Mac (`Calendar.sqlitedb`). Each event is written as one of iCalendar and read as one. When a series
//! takes place is read from the list that the program keeps of it.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime};

use super::{incomplete, instant};
use crate::import::Context;
use crate::import::log::Log;
use crate::import::outlook::{self, Clock, Guest, Meeting, Person};
use crate::import::sqlite::Database;
use crate::model::keys::Email;
use crate::model::owner::OwnerHint;

/// What the import report calls it.
pub const KIND: &str = "Apple calendar";

/// Reads the events of a database.
pub fn read(db: &Database, log: &mut Log, context: &Context) {
    let identities = identities(db, log);
    let mut owner: Vec<Email> = Vec::new();
    let mut events = events(db, log);
    let mut hosts: BTreeMap<i64, i64> = BTreeMap::new();
    let read = db.rows("CalendarItem", &["ROWID", "organizer_id"], &mut |row| {
        hosts.insert(row[1].number(), row[0].number());
    });
    incomplete(log, "CalendarItem", read);
    let wanted = ["ROWID", "owner_id", "email", "identity_id", "is_self"];
    let read = db.rows("Participant", &wanted, &mut |row| {
        let known = identities
            .get(&row[3].number())
            .cloned()
            .unwrap_or_default();
        let email = row[2].text();
        let person = Person {
            address: if email.contains('@') {
                email
            } else {
                known.address
            },
            name: known.name,
        };
        if row[4].number() != 0 {
            owner.extend(Email::parse(&person.address));
        }
        let host_of = hosts.get(&row[0].number()).filter(|_| row[0].number() != 0);
        if let Some(event) = host_of.and_then(|event| events.get_mut(event)) {
            event.host = Some(person);
        } else if let Some(event) = events.get_mut(&row[1].number()) {
            event.guests.push(Guest {
                person,
                declined: false,
                is_thing: false,
            });
        }
    });
    incomplete(log, "Participant", read);
    let mut calendar = String::new();
    events.values().for_each(|event| event.add(&mut calendar));
    if events.is_empty() {
        return;
    }
    let mut read = outlook::events(&calendar, log.here().file, context);
    read.problems.append(&mut log.out.problems);
    owner.sort();
    owner.dedup();
    read.owner.extend(owner.into_iter().map(OwnerHint::Email));
    log.take(read);
}

/// Who is behind the number of somebody.
fn identities(db: &Database, log: &mut Log) -> BTreeMap<i64, Person> {
    let mut people = BTreeMap::new();
    if db.has("Identity") != Ok(true) {
        return people;
    }
    let wanted = ["ROWID", "display_name", "address"];
    let read = db.rows("Identity", &wanted, &mut |row| {
        let address = row[2].text();
        let bare = address.strip_prefix("mailto:").unwrap_or(&address);
        let person = Person {
            name: row[1].text(),
            address: bare.to_owned(),
        };
        people.insert(row[0].number(), person);
    });
    incomplete(log, "Identity", read);
    people
}

/// What the clock of Greenwich shows.
fn clock(date: f64) -> Option<Clock> {
    let local: NaiveDateTime = DateTime::from_timestamp(instant(date)?, 0)?.naive_utc();
    Some(Clock {
        local,
        zone: String::new(),
    })
}

/// The events by their numbers, without those whom they name.
fn events(db: &Database, log: &mut Log) -> BTreeMap<i64, Meeting> {
    let mut series: BTreeMap<i64, Vec<Clock>> = BTreeMap::new();
    if db.has("OccurrenceCache") == Ok(true) {
        let wanted = ["event_id", "occurrence_date"];
        let read = db.rows("OccurrenceCache", &wanted, &mut |row| {
            let at = clock(row[1].fraction());
            series.entry(row[0].number()).or_default().extend(at);
        });
        incomplete(log, "OccurrenceCache", read);
    }
    let mut events = BTreeMap::new();
    let wanted = [
        "ROWID",
        "start_date",
        "end_date",
        "all_day",
        "hidden",
        "unique_identifier",
        "UUID",
        "has_recurrences",
    ];
    let read = db.rows("CalendarItem", &wanted, &mut |row| {
        let times = clock(row[1].fraction()).zip(clock(row[2].fraction()));
        if row[4].number() != 0 {
            return;
        }
        let ids = [row[5].text(), row[6].text()];
        let each = series.remove(&row[0].number()).unwrap_or_default();
        let each = each.iter().filter(|_| row[7].number() != 0);
        let meeting = Meeting {
            uid: ids
                .into_iter()
                .find(|id| !id.is_empty())
                .unwrap_or_default(),
            times: times.map(|(start, end)| [start, end]),
            recurs: each.map(|at| format!("RDATE{}", at.written())).collect(),
            all_day: row[3].number() != 0,
            ..Meeting::default()
        };
        events.insert(row[0].number(), meeting);
    });
    incomplete(log, "CalendarItem", read);
    events
}

#[cfg(test)]
mod tests {
    use super::super::tests::imported;
    use crate::model::exchange::PeerKey;
    use crate::model::intake::{Fate, SetAside};

    #[test]
    fn meetings_and_their_series_are_read_and_nobody_of_a_private_event() {
        let read = imported(
            "CREATE TABLE CalendarItem (ROWID INTEGER PRIMARY KEY, summary TEXT, start_date REAL, end_date REAL, all_day INTEGER,
                 hidden INTEGER, UUID TEXT, unique_identifier TEXT, has_recurrences INTEGER, organizer_id INTEGER);
             INSERT INTO CalendarItem VALUES (1,'x',794404800,794408400,0,0,'u1','i1',0,11),
                 (2,'x',794404800,794408400,0,0,'u2',NULL,1,0), (3,'x',794404800,794408400,0,0,'u3',NULL,0,0),
                 (4,'x',794404800,794408400,0,1,'u4',NULL,0,0);
             CREATE TABLE Identity (ROWID INTEGER PRIMARY KEY, display_name TEXT, address TEXT);
             INSERT INTO Identity VALUES (7,'Petra Novak','mailto:petra@example.org'), (8,'Runa','mailto:runa@example.org');
             CREATE TABLE Participant (ROWID INTEGER PRIMARY KEY, owner_id INTEGER, email TEXT, identity_id INTEGER, is_self INTEGER);
             INSERT INTO Participant VALUES (11,1,NULL,7,0), (12,1,'runa@example.org',8,1), (13,2,NULL,7,0), (14,2,NULL,8,1);
             CREATE TABLE OccurrenceCache (event_id INTEGER, occurrence_date REAL);
             INSERT INTO OccurrenceCache VALUES (2,794404800), (2,795009600), (2,795614400), (1,794404800);",
        );
        assert_eq!(read.report.kind, super::KIND);
        let at: Vec<i64> = read.exchanges.iter().map(|meeting| meeting.at.at).collect();
        let first = 1_772_712_000;
        let week = 604_800;
        assert_eq!(at, [first, first, first + week, first + 2 * week]);
        let private = read.report.of(Fate::SetAside(SetAside::Private));
        assert_eq!((private, read.report.rows), (1, 5));
        let keys = read.peers.iter().map(|peer| &peer.key);
        let known = keys.filter(|key| matches!(key, PeerKey::Email(_))).count();
        assert_eq!((known, read.owner.len()), (2, 1));
    }
}
