//! Calls of a Mac or an iPhone: `CallHistory.storedata`. Later versions list those who took part in a table of their own.

use rustc_hash::FxHashMap;

use super::{incomplete, instant};
use crate::import::Context;
use crate::import::log::{Event, Log};
use crate::import::peers::fingerprint;
use crate::import::room::Room;
use crate::import::sqlite::{Cell, Database};
use crate::model::exchange::{Channel, PeerIx};
use crate::model::intake::SetAside;
use crate::model::keys::Region;
use crate::model::problem::Code;

/// What the import report calls it.
pub const KIND: &str = "Apple calls";

const COLUMNS: [&str; 9] = [
    "Z_PK",
    "ZDATE",
    "ZDURATION",
    "ZADDRESS",
    "ZNAME",
    "ZORIGINATED",
    "ZANSWERED",
    "ZISO_COUNTRY_CODE",
    "ZUNIQUE_ID",
];

/// The addresses of those who took part, by call.
type Parts = FxHashMap<i64, Vec<String>>;

/// Reads the calls of a database.
pub fn read(db: &Database, log: &mut Log, context: &Context) {
    let parts = participants(db, log);
    let read = db.rows("ZCALLRECORD", &COLUMNS, &mut |row| {
        call(row, &parts, log, context)
    });
    incomplete(log, "ZCALLRECORD", read);
}

/// Core Data numbers the columns of its joins anew in every version, but names them by what they join.
fn participants(db: &Database, log: &mut Log) -> Parts {
    let mut parts = Parts::default();
    let mut values: FxHashMap<i64, String> = FxHashMap::default();
    if db.has("ZHANDLE") != Ok(true) {
        return parts;
    }
    let wanted = ["Z_PK", "ZNORMALIZEDVALUE", "ZVALUE"];
    let read = db.rows("ZHANDLE", &wanted, &mut |row| {
        let values_of = [row[1].text(), row[2].text()];
        let value = values_of.into_iter().find(|value| !value.is_empty());
        values.insert(row[0].number(), value.unwrap_or_default());
    });
    incomplete(log, "ZHANDLE", read);
    for table in db.ending_in("REMOTEPARTICIPANTHANDLES") {
        let columns = db.columns(&table);
        let named = |end: &str| columns.iter().find(|name| name.ends_with(end));
        let (Some(calls), Some(handles)) = (named("CALLS"), named("HANDLES")) else {
            continue;
        };
        let read = db.rows(&table, &[calls, handles], &mut |row| {
            let value = values.get(&row[1].number());
            parts
                .entry(row[0].number())
                .or_default()
                .extend(value.cloned());
        });
        incomplete(log, &table, read);
    }
    parts
}

fn call(row: &[Cell<'_>], parts: &Parts, log: &mut Log, context: &Context) {
    let place = log.row(0);
    let owner = log.owner();
    // A number as it was dialled is of the country in which the phone was.
    let region = context.region.or_else(|| Region::parse(&row[7].text()));
    let one = [row[3].text()];
    let addresses = parts.get(&row[0].number()).map_or(&one[..], Vec::as_slice);
    let name = if addresses.len() == 1 {
        row[4].text()
    } else {
        String::new()
    };
    let meant: Vec<Result<PeerIx, SetAside>> = addresses
        .iter()
        .map(|address| log.meant(address, &name, region))
        .collect();
    let people: Vec<PeerIx> = meant.iter().filter_map(|meant| meant.ok()).collect();
    let Some(&first) = people.first() else {
        let why = meant.iter().find_map(|meant| meant.err());
        return log.aside(why.unwrap_or(SetAside::NobodyNamed));
    };
    let Some(at) = instant(row[1].fraction()) else {
        let message = format!("{:?} is not a date in 1990 or later", row[1].text());
        return log.reject(place, Code::UndatedRow, message);
    };
    let (outgoing, answered) = (row[5].number() == 1, row[6].number() == 1);
    // What rang and was not taken has no length, whatever stands there.
    let seconds = if outgoing || answered {
        row[2].fraction().ceil()
    } else {
        0.0
    };
    let from = if outgoing { owner } else { first };
    let id = row[8].text();
    let event = Event {
        at,
        channel: Channel::Call,
        gist: None,
        parties: Room::of(people.into_iter().chain([owner])).said_by(from),
        duration_s: Some(seconds as u32),
        native: if id.is_empty() {
            0
        } else {
            fingerprint(&format!("apple call {id}"))
        },
    };
    log.event(event, place);
}

#[cfg(test)]
mod tests {
    use super::super::tests::imported;
    use crate::model::exchange::PeerKey;
    use crate::model::intake::{Fate, Imported, SetAside};
    use crate::model::keys::Phone;

    fn told(read: &Imported) -> Vec<(&PeerKey, &PeerKey, i64, Option<u32>)> {
        let tell = |e: &crate::model::exchange::Exchange| {
            let people = e.parties.people();
            let key = |at: usize| &read.peers[people[at].0 as usize].key;
            (key(0), key(1), e.at.at, e.duration_s)
        };
        read.exchanges.iter().map(tell).collect()
    }

    fn phone() -> PeerKey {
        PeerKey::Phone(Phone::parse("+4915112345678", None).unwrap())
    }

    #[test]
    fn a_number_is_read_as_text_and_as_bytes_and_in_the_country_of_the_call() {
        let read = imported(
            "CREATE TABLE ZCALLRECORD (Z_PK INTEGER PRIMARY KEY, ZANSWERED INTEGER, ZORIGINATED INTEGER, ZDATE TIMESTAMP,
                 ZDURATION FLOAT, ZADDRESS BLOB, ZNAME VARCHAR, ZISO_COUNTRY_CODE VARCHAR, ZUNIQUE_ID VARCHAR);
             INSERT INTO ZCALLRECORD VALUES (1,1,1,794404800.5,312.4,X'2B34393135313132333435363738',NULL,'de','u1'),
                 (2,0,1,794408400,0.0,'+4915112345678',NULL,'de','u2'),
                 (3,0,0,794412000,9.0,'0151 12345678',NULL,'de','u3'),
                 (4,1,0,794419200,10.0,NULL,NULL,NULL,'u5'),
                 (5,1,0,794419300,10.0,'BANK',NULL,NULL,'u6');",
        );
        let (phone, owner) = (&phone(), &PeerKey::Owner);
        assert_eq!(
            told(&read),
            [
                (owner, phone, 1_772_712_000, Some(313)),
                (owner, phone, 1_772_715_600, Some(0)),
                (phone, owner, 1_772_719_200, Some(0)),
            ]
        );
        let aside = |why| read.report.of(Fate::SetAside(why));
        assert_eq!(
            (aside(SetAside::NobodyNamed), aside(SetAside::Service)),
            (1, 1)
        );
    }

    #[test]
    fn those_who_took_part_may_stand_in_a_table_of_their_own() {
        let read = imported(
            "CREATE TABLE ZCALLRECORD (Z_PK INTEGER PRIMARY KEY, ZANSWERED INTEGER, ZORIGINATED INTEGER, ZDATE TIMESTAMP, ZDURATION FLOAT);
             INSERT INTO ZCALLRECORD VALUES (7,1,1,794404800,60.0);
             CREATE TABLE ZHANDLE (Z_PK INTEGER PRIMARY KEY, ZVALUE VARCHAR, ZNORMALIZEDVALUE VARCHAR);
             INSERT INTO ZHANDLE VALUES (3,'0151 12345678','+4915112345678');
             CREATE TABLE Z_2REMOTEPARTICIPANTHANDLES (Z_2REMOTEPARTICIPANTCALLS INTEGER, Z_4REMOTEPARTICIPANTHANDLES INTEGER);
             INSERT INTO Z_2REMOTEPARTICIPANTHANDLES VALUES (7,3);",
        );
        assert_eq!(
            told(&read),
            [(&PeerKey::Owner, &phone(), 1_772_712_000, Some(60))]
        );
    }
}
