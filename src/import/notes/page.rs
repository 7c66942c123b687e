//! A page about one person: who it is about, and what happened on which day.

use chrono::NaiveDate;

use crate::import::interactions::channel;
use crate::import::peers::{Peers, fingerprint};
use crate::import::{Context, date};
use crate::model::exchange::{Channel, Direction, Exchange, Parties, PeerIx, PeerKey};
use crate::model::intake::{Fate, FileId, Imported, SetAside};
use crate::model::keys::{Email, Phone, Slug};
use crate::model::moment::Moment;
use crate::model::problem::{Code, Place, Problem};

/// What is gathered from a file of such pages.
pub struct Pages<'a> {
    out: Imported,
    peers: Peers,
    context: &'a Context,
    file: FileId,
    records: u32,
}

/// Who a page is about, and what stands on it.
#[derive(Debug, Default)]
pub struct Page {
    /// The name as written.
    pub name: String,
    email: Option<String>,
    phone: Option<String>,
    link: Option<String>,
    entries: Vec<(Moment, Channel, u64, u32)>,
}

impl Page {
    /// A page under a name.
    pub fn of(name: &str) -> Self {
        Self {
            name: name.trim().to_owned(),
            ..Self::default()
        }
    }

    /// Takes a property such as `email: petra@example.org`, if its name is one that tells who it is; of several the first counts.
    pub fn property(&mut self, name: &str, value: &str) -> bool {
        let slot = match name.trim().to_lowercase().as_str() {
            "email" | "e-mail" | "mail" | "emails" => &mut self.email,
            "phone" | "mobile" | "tel" | "phones" | "telefon" => &mut self.phone,
            "linkedin" | "url" | "profile" => &mut self.link,
            _ => return false,
        };
        let value = value.trim().trim_matches(['[', ']']);
        let first = value.split(',').next().unwrap_or(value).trim();
        let first = first.trim_matches(['"', '\'']);
        if slot.is_none() && !first.is_empty() {
            *slot = Some(first.to_owned());
        }
        true
    }

    /// Whether anything but a name tells who it is.
    pub fn has_key(&self) -> bool {
        self.email.is_some() || self.phone.is_some() || self.link.is_some()
    }

    /// Adds what happened; the first word of the text may tell by what means.
    pub fn entry(&mut self, at: Moment, text: &str, line: u32) {
        let first = text
            .split(|c: char| !c.is_alphanumeric() && c != '-')
            .find(|word| !word.is_empty());
        let channel = first.map_or(Channel::Other, channel);
        self.entries.push((at, channel, fingerprint(text), line));
    }

    /// Whether something is told of a day.
    pub fn tells_of(&self, day: NaiveDate) -> bool {
        self.entries.iter().any(|(at, ..)| at.date() == day)
    }

    fn key(&self, context: &Context) -> Option<PeerKey> {
        let email = self.email.as_deref().and_then(Email::parse);
        let phone = || Phone::parse(self.phone.as_deref()?, context.region);
        let slug = || Slug::from_url(self.link.as_deref()?);
        email
            .map(PeerKey::Email)
            .or_else(|| phone().map(PeerKey::Phone))
            .or_else(|| slug().map(PeerKey::Profile))
    }
}

impl<'a> Pages<'a> {
    /// None yet.
    pub fn new(file: FileId, context: &'a Context) -> Self {
        Self {
            out: Imported::default(),
            peers: Peers::default(),
            context,
            file,
            records: 0,
        }
    }

    /// The zone of times without one.
    pub fn zone(&self) -> chrono_tz::Tz {
        self.context.zone
    }

    /// Adds a page: each of its entries is contact both ways.
    pub fn add(&mut self, page: &Page) {
        if page.entries.is_empty() {
            return;
        }
        let who = match page.key(self.context) {
            Some(key) => Some(self.peers.keyed(key, &page.name)),
            None => self.peers.named(&page.name),
        };
        for &(at, channel, text, line) in &page.entries {
            let place = self.place(line);
            match who {
                Some(peer) => self.out.exchanges.push(met(at, channel, peer, text, place)),
                None => self.nobody(place),
            }
        }
    }

    /// Names an entry whose date cannot be read.
    pub fn undated(&mut self, written: &str, line: u32) {
        let place = self.place(line);
        self.out.report.count(Fate::Rejected, 1);
        self.out.problems.push(Problem {
            place,
            code: Code::UndatedRow,
            message: format!("{written:?} is not a date that exists; write it as 2026-03-02"),
        });
    }

    fn nobody(&mut self, place: Place) {
        let why = SetAside::NobodyNamed;
        self.out.report.count(Fate::SetAside(why), 1);
        self.out.problems.push(Problem {
            place,
            code: Code::SetAsideRow,
            message: why.reason().to_owned(),
        });
    }

    fn place(&mut self, line: u32) -> Place {
        self.records += 1;
        Place {
            file: self.file,
            record: self.records,
            line,
        }
    }

    /// Everything that was gathered.
    pub fn finish(mut self) -> Imported {
        self.out.report.rows = u64::from(self.records);
        self.out.peers = self.peers.into_list();
        self.out
    }
}

fn met(at: Moment, channel: Channel, peer: PeerIx, text: u64, place: Place) -> Exchange {
    Exchange {
        at,
        channel,
        parties: Parties::Own {
            direction: Direction::Both,
            peer,
            others: 1,
        },
        duration_s: None,
        text,
        gist: None,
        native: 0,
        place,
    }
}

/// What a line begins with that looks like an ISO date, and the rest: `2026-04-10: lunch`, `[[2026-04-10]] lunch`.
pub fn dated(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches(['[', '<', '*', '_']);
    let (date, rest) = (line.get(..10)?, &line[10..]);
    let shaped = date.bytes().enumerate().all(|(i, b)| match i {
        4 | 7 => b == b'-',
        _ => b.is_ascii_digit(),
    });
    let ends = !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-');
    (shaped && ends).then_some((date, rest))
}

/// The day of such a date, of which nothing more is known.
pub fn day(text: &str) -> Option<Moment> {
    date::day(text)
        .and_then(|day| day.settle(None))
        .map(Moment::day)
}
