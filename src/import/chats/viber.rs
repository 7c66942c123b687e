//! A chat of Viber as the program sends it by e-mail: rows without a header, of day, time, name, number and text. Who wrote and when is
//! kept, not what.

use std::collections::BTreeSet;

use chrono::NaiveTime;
use csv::StringRecord;

use crate::import::date::{self, Day, FIRST, in_zone};
use crate::import::gist::gist;
use crate::import::log::{Event, Log};
use crate::import::notes::NoteFormat;
use crate::import::room::Room;
use crate::import::table::reader;
use crate::import::text::Decoded;
use crate::import::{Context, Source};
use crate::model::exchange::{Channel, Gist, PeerIx, PeerKey};
use crate::model::intake::{Imported, SetAside};
use crate::model::keys::Phone;
use crate::model::owner::OwnerHint;
use crate::model::problem::{Code, Place};

/// One chat.
pub const FORMAT: NoteFormat = NoteFormat {
    kind: "Viber chat",
    claims: |head, _| delimiter(head).is_some(),
    read,
};

/// What Viber calls whoever saved the chat.
const ME: [&str; 14] = [
    "Me", "Ich", "Moi", "Yo", "Eu", "Io", "Ik", "Ja", "Jag", "Jeg", "Я", "Аз", "Εγώ", "Én",
];

/// So many rows behind the first are looked at for another message.
const NEAR: usize = 10;

/// By what the cells are parted, if the first row is a message and so is one of the next, if there are any.
fn delimiter(head: &str) -> Option<u8> {
    let head = head.trim_start_matches(['\u{feff}', '\n', '\r']);
    [b'\t', b',', b';'].into_iter().find(|delimiter| {
        let mut rows = reader(head.as_bytes(), *delimiter);
        let rows = rows.records().take(1 + NEAR).map_while(Result::ok);
        let said: Vec<bool> = rows.map(|row| Cells::of(&row).is_some()).collect();
        match said.as_slice() {
            [true] => true,
            [true, rest @ ..] => rest.contains(&true),
            _ => false,
        }
    })
}

/// The cells of a message.
struct Cells<'r> {
    day: Day,
    time: NaiveTime,
    name: &'r str,
    number: &'r str,
    text: &'r str,
}

impl<'r> Cells<'r> {
    fn of(record: &'r StringRecord) -> Option<Self> {
        let mut cells = record.iter().map(plain);
        let (day, time, name, number) =
            (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
        let is_number = number
            .chars()
            .all(|c| c.is_ascii_digit() || "+ -()*".contains(c));
        let text = cells.next()?;
        let forms = ["%H:%M:%S", "%H:%M", "%I:%M:%S %p", "%I:%M %p"];
        let read = |form: &&str| NaiveTime::parse_from_str(time, form).ok();
        (is_number && !name.is_empty()).then_some(())?;
        Some(Self {
            day: date::day(day)?,
            time: forms.iter().find_map(read)?,
            name,
            number,
            text,
        })
    }

    /// By the number, else by the name.
    fn peer(&self, log: &mut Log, context: &Context) -> Option<PeerIx> {
        if ME.contains(&self.name) {
            return Some(log.owner());
        }
        match PeerKey::number(self.number, context.region) {
            Some(number) => Some(log.peers.keyed(number, self.name)),
            None => log.peers.named(self.name),
        }
    }
}

/// A cell that a spreadsheet is told not to take for anything else: `="Petra"`.
fn plain(cell: &str) -> &str {
    let cell = cell.trim();
    let quoted = cell.strip_prefix('=').unwrap_or(cell);
    quoted.trim_matches('"')
}

/// What a row says, before it is known in which order days are written.
struct Said {
    day: Day,
    time: NaiveTime,
    from: Option<PeerIx>,
    gist: Option<Gist>,
    place: Place,
}

fn read(source: Source<'_>, decoded: &Decoded<'_>, context: &Context) -> Imported {
    let mut log = Log::new(source.file);
    let text = decoded.text.trim_start_matches(['\u{feff}', '\n', '\r']);
    let said = said(&mut log, text, context);
    let order = date::slash_order(said.iter().map(|said| said.day)).or(context.date_order);
    let mut members: BTreeSet<PeerIx> = said.iter().filter_map(|said| said.from).collect();
    members.insert(log.owner());
    if members.len() == 1 {
        members.extend(log.peers.named(title(source.name)));
    }
    let room = Room::of(members);
    // The days that could be read would tell of a talk without its answers.
    let is_open = order.is_none() && said.iter().any(|said| said.day.settle(None).is_none());
    for said in said {
        let Some(day) = said.day.settle(order).filter(|_| !is_open) else {
            let message = "a day that may be either of two; add --date-order dmy if the day comes first, mdy if the month does";
            log.reject(said.place, Code::AmbiguousDate, message.to_owned());
            continue;
        };
        let at = in_zone(day.and_time(said.time), context.zone);
        let Some(from) = said.from.filter(|_| at >= FIRST && room.len() > 1) else {
            log.aside(SetAside::NobodyNamed);
            continue;
        };
        let event = Event {
            at,
            channel: Channel::Chat,
            parties: room.said_by(from),
            duration_s: None,
            native: 0,
            gist: said.gist,
        };
        log.event(event, said.place);
    }
    log.finish(source.name, "")
}

fn said(log: &mut Log, text: &str, context: &Context) -> Vec<Said> {
    let mut rows = reader(text.as_bytes(), delimiter(text).unwrap_or(b','));
    let (mut record, mut said) = (StringRecord::new(), Vec::new());
    while rows.read_record(&mut record).unwrap_or(false) {
        // What is no message goes on with the one above.
        let Some(cells) = Cells::of(&record) else {
            continue;
        };
        let line = record.position().map_or(0, csv::Position::line);
        let place = log.row(u32::try_from(line).unwrap_or(u32::MAX));
        let own = Phone::parse(cells.number, context.region).filter(|_| ME.contains(&cells.name));
        let own = own
            .map(OwnerHint::Phone)
            .filter(|own| !log.out.owner.contains(own));
        log.out.owner.extend(own);
        said.push(Said {
            day: cells.day,
            time: cells.time,
            from: cells.peer(log, context),
            gist: (!cells.text.is_empty()).then(|| gist(cells.text)),
            place,
        });
    }
    said
}

/// Viber names a file by the chat.
fn title(name: &str) -> &str {
    let base = name.rsplit(['/', '\\']).next().unwrap_or(name);
    base.rsplit_once('.').map_or(base, |(title, _)| title)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::text::decode;
    use crate::model::exchange::{Exchange, Parties};
    use crate::model::intake::FileId;

    fn read_all(text: &str) -> (Imported, Vec<String>) {
        assert!((FORMAT.claims)(text, "Petra Novak.csv"), "{text}");
        let source = Source {
            file: FileId(0),
            name: "Petra Novak.csv",
            bytes: text.as_bytes(),
        };
        let read = (FORMAT.read)(source, &decode(text.as_bytes()), &Context::default());
        let tell = |event: &Exchange| {
            let from = match &event.parties {
                Parties::Between { from, .. } => read.peers[from.0 as usize].key.clone(),
                Parties::Own { .. } => PeerKey::Owner,
            };
            let at = chrono::DateTime::from_timestamp(event.at.at, 0).unwrap();
            format!("{} {}", at.format("%m-%d %H:%M"), from == PeerKey::Owner)
        };
        let told = read.exchanges.iter().map(tell).collect();
        (read, told)
    }

    #[test]
    fn a_chat_with_and_without_the_signs_of_a_spreadsheet() {
        for text in [
            "=\"17/08/2026\"\t12:52:56\t=\"Me\"\t=\"+46701740605\"\t\"Hi\"\n=\"19/08/2026\"\t12:58:34\t=\"Petra Novak\"\t=\"+46317010101\"\t\"Hey\"\n",
            "17/08/2026,12:52:56,Me,+46701740605,Hi\n19/08/2026,12:58:34,Petra Novak,+46317010101,\"Hey, you\nand you\"\n",
            "08/17/2026;12:52:56 PM;Me;+46701740605;Hi\nsecond line; of it\n08/19/2026;12:58:34 PM;Petra Novak;+46317010101;Hey\n",
        ] {
            let (read, told) = read_all(text);
            assert_eq!(told, ["08-17 12:52 true", "08-19 12:58 false"], "{text}");
            let own = Phone::parse("+46701740605", None).unwrap();
            assert_eq!(read.owner, [OwnerHint::Phone(own)]);
        }
    }

    #[test]
    fn other_tables_are_none() {
        for text in [
            "17/08/2026,12:52:56,Me,+46701740605\n",
            "date,time,name,number,text\n17/08/2026,12:52:56,Me,+46701740605,Hi\n",
            "17/08/2026,12:52:56,312,tea,Hi\n",
            "17/08/2026,12:52:56,Me,+46701740605,Hi\na,b,c,d,e\n",
            "",
        ] {
            assert!(!(FORMAT.claims)(text, "x.csv"), "{text}");
        }
    }
}
