//! Calendars (iCalendar, RFC 5545): who was invited together and when. What a meeting was about is never kept.
//!
//! A row is a meeting: an event that recurs is as many rows as it has meetings.

mod event;
mod lenient;
mod old;
mod own;
mod rule;
mod split;
mod versions;
mod when;
mod zone_names;

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use chrono_tz::Tz;
use rustc_hash::FxHashMap;

use self::event::{Event, Guest};
use self::when::Zones;
use crate::import::date::FIRST;
use crate::import::peers::{Peers, fingerprint};
use crate::import::text::Decoded;
use crate::import::{Context, Source};
use crate::model::exchange::{
    CROWD, Channel, Direction, Exchange, Parties, PeerIx, PeerKey, Recipients, TieFact, TieKind,
};
use crate::model::intake::{Agenda, Fate, FileId, Imported, SetAside};
use crate::model::keys::Email;
use crate::model::moment::{DAY, Moment, date_of, written};
use crate::model::owner::OwnerHint;
use crate::model::problem::{Code, Place, Problem};
use crate::model::thresholds::COVERED_UNTIL_DAYS;

pub use event::is_called_off;
pub use split::{claims, unsplit};
pub use versions::{Outdated, Since};

/// Events from which on it is seen whether a calendar is still kept.
const KEPT_EVENTS: usize = 20;

/// What the import report calls it.
pub const KIND: &str = "calendar";

/// Reads a calendar.
pub fn read(source: Source<'_>, decoded: &Decoded<'_>, context: &Context) -> Imported {
    let text = split::apart(&decoded.text);
    let file = split::split(&text);
    let own = file.old_zone().or_else(|| zone_names::known(&file.zone));
    let mut zones = Zones::of(&file.zones, own, context.zone);
    let mut reading = Reading::new(source.file, context);
    let mut series: Vec<Vec<Event>> = Vec::new();
    let mut known: FxHashMap<String, usize> = FxHashMap::default();
    for (block, record) in file.events.iter().zip(1..) {
        let place = Place {
            file: source.file,
            record,
            line: block.line,
        };
        let mended = match file.is_old {
            true => Some(old::as_today(block.text)),
            false => lenient::mended(block.text),
        };
        let text = mended.as_deref().unwrap_or(block.text);
        let block = split::Block { text, ..*block };
        match event::read(&block, place, &mut zones) {
            Ok(mut event) => {
                event.cancelled |= block.is_taken_back;
                reading.out.problems.extend(event.bad_rule());
                let next = series.len();
                let index = match event.uid.as_str() {
                    "" => next,
                    uid => *known.entry(uid.to_owned()).or_insert(next),
                };
                if index == next {
                    series.push(Vec::new());
                }
                series[index].push(event);
            }
            Err((code, message)) => reading.reject(place, code, message),
        }
    }
    reading.name_owner(&file, &series);
    let recurring = series
        .iter()
        .flatten()
        .filter(|e| !e.rules.is_empty())
        .count();
    reading.last_change = last_change(&series, context.as_of);
    for events in series {
        reading.event(events);
    }
    reading.finish(&zones, file.events.len(), recurring)
}

/// What the clock of a zone shows at an instant. `definitions` may say what its name means; a name that nobody knows is that of
/// `default`.
pub fn clock(at: i64, zone: &str, definitions: &str, default: Tz) -> NaiveDateTime {
    let mut zones = Zones::of(&split::split(definitions).zones, None, default);
    let name = Some(zone).filter(|name| !name.is_empty());
    when::local(at, &zones.named(name))
}

/// The last sign of life of a calendar that somebody kept, if it lies long before the audit: a change of an event, or a meeting that stands
/// alone. Of a few events nobody can say whether the calendar is kept.
fn last_change(series: &[Vec<Event>], as_of: i64) -> Option<i64> {
    let events = || series.iter().flatten();
    if events().count() < KEPT_EVENTS {
        return None;
    }
    let alone = events().filter(|event| event.rules.is_empty());
    let past = alone
        .map(|event| event.start.instant())
        .filter(|&at| at < as_of);
    let last = events().map(|event| event.seen).chain(past).max()?;
    (0 < last && last < as_of - COVERED_UNTIL_DAYS * DAY).then_some(last)
}

/// The fingerprint of a meeting: of the id of its event, and of the instant at which it was to begin at first.
fn native(event: &Event, key: i64) -> u64 {
    match event.uid.as_str() {
        "" => 0,
        uid => fingerprint(&format!("{uid} {key}")),
    }
}

/// What is collected from the events of one file.
struct Reading {
    out: Imported,
    peers: Peers,
    file: FileId,
    as_of: i64,
    /// Addresses that are known to be the owner's while the file is read.
    own: Vec<Email>,
    /// The last change of a calendar that is kept no longer.
    last_change: Option<i64>,
    /// Meetings of the event at hand that did not take place.
    off: Vec<u64>,
}

/// Who a meeting was with, or why it was with nobody.
type Company = Result<Parties, SetAside>;

impl Reading {
    fn new(file: FileId, context: &Context) -> Self {
        Self {
            out: Imported::default(),
            peers: Peers::default(),
            file,
            as_of: context.as_of,
            own: context.own.clone(),
            last_change: None,
            off: Vec::new(),
        }
    }

    /// Google names a calendar by the address of its owner, and so do those who copied it. It is believed where somebody of this
    /// address is invited.
    fn name_owner(&mut self, file: &split::File<'_>, series: &[Vec<Event>]) {
        let Some(email) = Email::parse(&file.name) else {
            return;
        };
        let mut guests = series.iter().flatten().flat_map(|event| &event.guests);
        let key = PeerKey::Email(email.clone());
        if guests.any(|guest| guest.key == key) {
            self.own.push(email.clone());
            self.out.owner.push(OwnerHint::Email(email));
        }
    }

    fn row(&mut self, fate: Fate) {
        self.out.report.rows += 1;
        self.out.report.count(fate, 1);
    }

    fn aside(&mut self, why: SetAside) {
        self.row(Fate::SetAside(why));
    }

    fn reject(&mut self, place: Place, code: Code, message: String) {
        self.row(Fate::Rejected);
        self.problem(place, code, message);
    }

    fn problem(&mut self, place: Place, code: Code, message: String) {
        self.out.problems.push(Problem {
            place,
            code,
            message,
        });
    }

    /// The events of one id, and what other calendars are to know of them.
    fn event(&mut self, events: Vec<Event>) {
        let masters = events.iter().filter(|event| event.replaces.is_none());
        let mut agenda = Agenda {
            uid: events.first().map_or(0, |event| fingerprint(&event.uid)),
            version: events.iter().map(Event::version).max().unwrap_or_default(),
            from: masters.map(|event| event.start.instant()).min(),
            ..Agenda::default()
        };
        let is_known = events.first().is_some_and(|event| !event.uid.is_empty());
        let (past, ahead) = (self.out.exchanges.len(), self.out.planned.len());
        self.series(events);
        let told = self.out.exchanges[past..].iter();
        let told = told.chain(&self.out.planned[ahead..]);
        agenda.told = told.map(|one| (one.native, one.at.at)).collect();
        agenda.off = std::mem::take(&mut self.off);
        // Of what nobody else was invited to nothing is told, and nothing can be denied.
        if is_known && !(agenda.told.is_empty() && agenda.off.is_empty()) {
            self.out.agendas.push(agenda);
        }
    }

    /// The events of one id: those that recur or stand alone, and those that replace a single meeting of them.
    fn series(&mut self, events: Vec<Event>) {
        let (replacing, masters): (Vec<Event>, Vec<Event>) =
            events.into_iter().partition(|e| e.replaces.is_some());
        let mut replaced: BTreeMap<i64, Event> = BTreeMap::new();
        let recurring = masters.iter().find(|event| !event.rules.is_empty());
        let start = recurring
            .or(masters.first())
            .map(|event| event.start.clone());
        for event in replacing {
            // What says no clock of its own goes by that of the series, or by that of what stands in its place.
            let start = start.as_ref().unwrap_or(&event.start);
            let when = event.replaces.clone().map(|when| when.timed(start));
            let at = when.map_or(0, |when| when.instant());
            let newer = replaced
                .get(&at)
                .is_none_or(|e| e.version() <= event.version());
            if replaced.contains_key(&at) {
                self.row(Fate::Merged);
            }
            if newer {
                replaced.insert(at, event);
            }
        }
        for master in self.newest(masters) {
            self.master(&master, &mut replaced);
        }
        for (at, event) in replaced {
            let company = self.company(&event);
            self.meeting(&event, &company, at, event.start.instant());
        }
    }

    /// Of several versions of an event the last; of equal ones that begin at different times each is a meeting of its own.
    fn newest(&mut self, mut masters: Vec<Event>) -> Vec<Event> {
        let last = masters.iter().map(|e| e.sequence).max().unwrap_or(0);
        masters.sort_by_key(|e| (std::cmp::Reverse(e.version()), e.place));
        let mut kept: Vec<Event> = Vec::new();
        for event in masters {
            let start = event.start.instant();
            if event.sequence < last || kept.iter().any(|e| e.start.instant() == start) {
                self.row(Fate::Merged);
            } else {
                kept.push(event);
            }
        }
        kept
    }

    /// An event with all its meetings, but for those that something else says of.
    fn master(&mut self, master: &Event, replaced: &mut BTreeMap<i64, Event>) {
        if master.cancelled {
            let starts = self.starts(master);
            self.off
                .extend(starts.iter().map(|(_, at)| native(master, *at)));
            for _ in 0..=std::mem::take(replaced).len() {
                self.aside(SetAside::Cancelled);
            }
            return;
        }
        let mut company = self.company(master);
        // What nobody else is invited to is not followed meeting by meeting.
        if master.start.is_day || company.is_err() {
            return self.meeting(
                master,
                &company,
                master.start.instant(),
                master.start.instant(),
            );
        }
        let (mut shift, mut length) = (0, master.length);
        for (local, at) in self.starts(master) {
            match replaced.remove(&at) {
                Some(event) => {
                    let own = self.company(&event);
                    let start = event.start.instant();
                    self.meeting(&event, &own, at, start);
                    if event.onwards && !event.cancelled {
                        (company, shift, length) = (own, start - at, event.length);
                    }
                }
                None if master.leaves_out(local, at) => self.off.push(native(master, at)),
                // What recurs without an end goes on in an old file for ever.
                None if self.last_change.is_some_and(|last| last < at) => {
                    self.aside(SetAside::AfterLastChange);
                }
                None => self.happened(master, &company, at, (at + shift, length)),
            }
        }
    }

    /// When the meetings of an event begin: by the clock of its zone, and in UTC.
    fn starts(&mut self, master: &Event) -> Vec<(NaiveDateTime, i64)> {
        let zone = &master.start.zone;
        let mut starts = vec![(master.start.local, master.start.instant())];
        let mut is_cut = false;
        for rule in &master.rules {
            match rule::follow(&master.start, rule, self.as_of) {
                Ok(followed) => {
                    let times = followed.starts.into_iter();
                    starts.extend(times.map(|local| (local, when::instant(local, zone))));
                    if let Some(message) = followed.cut {
                        is_cut = true;
                        self.problem(master.place, Code::LongRule, message);
                    }
                }
                Err(message) => self.problem(master.place, Code::BadRule, message),
            }
        }
        if is_cut {
            // The first meeting is older than those that are kept.
            starts.remove(0);
        }
        let without = master.without.iter();
        let without = without.filter_map(|rule| rule::follow(&master.start, rule, self.as_of).ok());
        let without: Vec<NaiveDateTime> = without.flat_map(|followed| followed.starts).collect();
        starts.retain(|(local, _)| !without.contains(local));
        starts.extend(master.more.iter().map(|when| (when.local, when.instant())));
        starts.sort_by_key(|(_, at)| *at);
        starts.dedup_by_key(|(_, at)| *at);
        starts
    }

    fn meeting(&mut self, event: &Event, company: &Company, key: i64, start: i64) {
        if event.cancelled {
            self.off.push(native(event, key));
            self.aside(SetAside::Cancelled);
        } else if event.start.is_day {
            self.aside(SetAside::AllDay);
        } else {
            self.happened(event, company, key, (start, event.length));
        }
    }

    /// A meeting, unless nobody came or it lies ahead.
    fn happened(
        &mut self,
        event: &Event,
        company: &Company,
        key: i64,
        (start, length): (i64, i64),
    ) {
        self.declined(event, start);
        let parties = match company {
            Ok(parties) => parties.clone(),
            Err(why) => return self.aside(*why),
        };
        if start < FIRST {
            let message = "a meeting before 1990".to_owned();
            return self.reject(event.place, Code::UndatedRow, message);
        }
        let lies_ahead = start.saturating_add(length) > self.as_of;
        let told = |next: &Exchange| next.place == event.place;
        if lies_ahead && self.out.planned.last().is_some_and(told) {
            return self.aside(SetAside::Planned);
        }
        let meeting = Exchange {
            at: Moment::second(start),
            channel: Channel::Meeting,
            parties,
            duration_s: u32::try_from(length).ok(),
            text: 0,
            gist: None,
            native: native(event, key),
            place: event.place,
        };
        if lies_ahead {
            self.out.planned.push(meeting);
            return self.aside(SetAside::Planned);
        }
        self.out.report.rows += 1;
        self.out.exchanges.push(meeting);
    }

    /// Keeps who of a few said no to a meeting of the owner's.
    fn declined(&mut self, event: &Event, start: i64) {
        let is_own =
            |guest: &Guest| matches!(&guest.key, PeerKey::Email(email) if self.own.contains(email));
        let is_few = event.guests.len() <= CROWD as usize + 1;
        let is_past = (FIRST..self.as_of).contains(&start);
        let stays_away = event
            .guests
            .iter()
            .any(|guest| is_own(guest) && guest.declined);
        if !is_few || !is_past || stays_away {
            return;
        }
        for guest in event.guests.iter().filter(|guest| guest.refused) {
            let who = self.peers.keyed(guest.key.clone(), &guest.name);
            self.out.ties.push(TieFact {
                kind: TieKind::Declined,
                at: Some(Moment::second(start)),
                who,
                place: event.place,
            });
        }
    }

    /// Who was invited and did not decline.
    fn company(&mut self, event: &Event) -> Company {
        let is_own = |guest: &Guest, own: &[Email]| match &guest.key {
            PeerKey::Email(email) => own.contains(email),
            _ => false,
        };
        let declined = |guest: &Guest| guest.declined;
        if event
            .guests
            .iter()
            .any(|g| declined(g) && is_own(g, &self.own))
        {
            return Err(SetAside::Declined);
        }
        let coming = || event.guests.iter().filter(|guest| !guest.declined);
        let mut people: Vec<PeerIx> = Vec::new();
        // An event of one's own that says not who organised it does not name oneself either.
        let unnamed = !event.is_organised && !coming().any(|guest| is_own(guest, &self.own));
        if let Some(own) = self.own.first().filter(|_| unnamed) {
            people.push(self.peers.keyed(PeerKey::Email(own.clone()), ""));
        }
        for guest in coming() {
            let peer = self.peers.keyed(guest.key.clone(), &guest.name);
            if !people.contains(&peer) {
                people.push(peer);
            }
        }
        match people.as_slice() {
            [peer] if unnamed && self.own.is_empty() => Ok(Parties::Own {
                direction: Direction::Both,
                peer: *peer,
                others: 1,
            }),
            [] | [_] if event.guests.iter().any(declined) => Err(SetAside::Declined),
            [] | [_] => Err(SetAside::Private),
            [from, to] => Ok(Parties::Between {
                from: *from,
                to: Recipients::One(*to),
            }),
            [from, to @ ..] => Ok(Parties::Between {
                from: *from,
                to: Recipients::Many(to.into()),
            }),
        }
    }

    fn finish(mut self, zones: &Zones, events: usize, recurring: usize) -> Imported {
        for name in zones.unknown() {
            let message = format!(
                "the zone {name:?} is not known; its times were read as times of {}",
                zones.default_name()
            );
            self.problem(Place::file(self.file), Code::UnknownZone, message);
        }
        if events == 0 {
            let message = "a calendar without an event".to_owned();
            self.problem(Place::file(self.file), Code::NoCards, message);
        }
        if let Some(last) = self.last_change {
            let day = written(date_of(last));
            let remark = format!("last changed on {day}: what recurs is told up to there");
            self.out.report.remarks.push(remark);
        }
        if recurring > 0 {
            let remark = format!("{events} events, {recurring} of them recurring");
            self.out.report.remarks.push(remark);
        }
        self.out.peers = self.peers.into_list();
        self.out
    }
}
