//! messages.csv: the talks. Advertisements, drafts, spam and assistants are set aside; senders without a link are
//! found through their conversation.

use rustc_hash::FxHashMap;

use crate::import::date;
use crate::import::gist::gist;
use crate::import::linkedin::courtesy::is_courtesy;
use crate::import::linkedin::{CLOSED_ACCOUNT, Reading, file_key};
use crate::import::peers::fingerprint;
use crate::import::table::{Header, Row};
use crate::import::text::Decoded;
use crate::import::{Context, Source, TableFormat};
use crate::model::exchange::{
    Channel, Direction, Exchange, Gist, Parties, PeerIx, PeerKey, Recipients,
};
use crate::model::intake::{FileReport, Imported, SetAside};
use crate::model::moment::Moment;
use crate::model::name::fold;
use crate::model::problem::{Code, Place};

/// messages.csv.
pub const FORMAT: TableFormat = TableFormat {
    kind: FileReport::MESSAGES,
    claims,
    read,
    columns: None,
};

const KNOWN: [&str; 15] = [
    "conversationid",
    "conversationtitle",
    "from",
    "senderprofileurl",
    "to",
    "recipientprofileurls",
    "date",
    "subject",
    "content",
    "folder",
    "attachments",
    "ismessagedraft",
    "isconversationdraft",
    "isconversationarchived",
    "direction",
];

/// A note of an invitation has at most 300 characters; longer texts are never compared with one.
const LONGEST_NOTE: usize = 300 * 4 + 100;

fn claims(columns: &[String], _name: &str) -> bool {
    let has = |name: &str| columns.iter().any(|c| c == name);
    has("from")
        && has("to")
        && has("date")
        && has("content")
        && (has("conversationid") || (has("direction") && has("folder")))
}

struct Columns {
    conversation: Option<usize>,
    title: Option<usize>,
    from: Option<usize>,
    from_url: Option<usize>,
    to: Option<usize>,
    to_urls: Option<usize>,
    date: Option<usize>,
    content: Option<usize>,
    folder: Option<usize>,
    draft: Option<usize>,
    direction: Option<usize>,
}

impl Columns {
    fn of(header: &Header) -> Self {
        let column = |name: &str| header.column(&[name]);
        Self {
            conversation: column("conversationid"),
            title: column("conversationtitle"),
            from: column("from"),
            from_url: column("senderprofileurl"),
            to: column("to"),
            to_urls: column("recipientprofileurls"),
            date: column("date"),
            content: column("content"),
            folder: column("folder"),
            draft: column("ismessagedraft"),
            direction: column("direction"),
        }
    }
}

fn read(
    source: Source<'_>,
    decoded: &Decoded<'_>,
    header: &Header,
    _context: &Context,
) -> Imported {
    let mut reading = Reading::new(source, decoded, header, &KNOWN);
    let columns = Columns::of(header);
    let talk = Talk::of(source.name);
    let mut threads = Threads::default();
    let mut rows = reading.rows();
    let mut clocked = false;
    let look = |row: Row<'_>| Seen::of(&talk, &columns, row);
    rows.looked_at(look, |row, seen| {
        clocked |= row.get(columns.date).contains('M');
        match seen.aside {
            Some(why) => reading.set_aside(row, why),
            None => message(&mut reading, &columns, row, seen, &mut threads),
        }
    });
    threads.attribute(&mut reading);
    if talk == Talk::Unknown {
        let message = "a file of messages under an unknown name; its rows were read as messages between people".to_owned();
        reading.problem(Place::file(source.file), Code::UnknownMessages, message);
    }
    let era = era(header, clocked);
    reading.finish(rows, era)
}

/// What a row says by itself.
#[derive(Default)]
struct Seen {
    /// Why it is no message between people.
    aside: Option<SetAside>,
    at: Option<Moment>,
    text: u64,
    gist: Option<Gist>,
    /// The fingerprint of the conversation and the instant; 0 where there is no conversation.
    together: u64,
}

impl Seen {
    fn of(talk: &Talk, columns: &Columns, row: Row<'_>) -> Self {
        let aside = why_aside(talk, columns, row);
        if aside.is_some() {
            return Self {
                aside,
                ..Self::default()
            };
        }
        let content = row.get(columns.content);
        let at = date::linkedin(row.get(columns.date));
        Self {
            aside,
            at,
            together: at.map_or(0, |at| together(row.get(columns.conversation), at)),
            text: if content.len() <= LONGEST_NOTE {
                fingerprint(content)
            } else {
                0
            },
            gist: gist_of(content),
        }
    }
}

/// What a text comes to, which here may be a courtesy.
fn gist_of(content: &str) -> Option<Gist> {
    if content.trim().is_empty() {
        return None;
    }
    Some(match gist(content) {
        Gist::Says if is_courtesy(content) => Gist::Courtesy,
        gist => gist,
    })
}

/// By what the messages of one instant in a conversation are known, in whatever export.
fn together(conversation: &str, at: Moment) -> u64 {
    match conversation {
        "" => 0,
        _ => fingerprint(&format!("linkedin {conversation} {}", at.at)),
    }
}

/// Who talks in a file, which only its name tells.
#[derive(PartialEq)]
enum Talk {
    People,
    Assistant,
    Unknown,
}

impl Talk {
    fn of(name: &str) -> Self {
        match file_key(name).as_str() {
            "messages" => Self::People,
            "guidemessages"
            | "coachmessages"
            | "learningcoachmessages"
            | "learningroleplaymessages" => Self::Assistant,
            _ => Self::Unknown,
        }
    }
}

/// Why a row is no message between people.
fn why_aside(talk: &Talk, columns: &Columns, row: Row<'_>) -> Option<SetAside> {
    if *talk == Talk::Assistant {
        return Some(SetAside::Assistant);
    }
    if row.get(columns.draft).eq_ignore_ascii_case("yes") {
        return Some(SetAside::Draft);
    }
    if row.get(columns.folder).eq_ignore_ascii_case("spam") {
        return Some(SetAside::Spam);
    }
    let unlinked = row.get(columns.from_url).is_empty();
    if unlinked && is_advertisement(row.get(columns.title), row.get(columns.content)) {
        return Some(SetAside::Ad);
    }
    let closed_sender = unlinked && row.get(columns.from) == CLOSED_ACCOUNT;
    let closed_recipient =
        row.get(columns.to_urls).is_empty() && row.get(columns.to) == CLOSED_ACCOUNT;
    (closed_sender || closed_recipient).then_some(SetAside::ClosedAccount)
}

/// Advertisements come without a sender's link, in a conversation of a telling title or with the marks of a campaign.
fn is_advertisement(title: &str, content: &str) -> bool {
    title == "Sponsored Conversation"
        || content.contains("spinmail")
        || content.contains("%FIRSTNAME%")
}

fn message(
    reading: &mut Reading<'_>,
    columns: &Columns,
    row: Row<'_>,
    seen: Seen,
    threads: &mut Threads,
) {
    let Some(at) = seen.at else {
        return reading.undated(row, row.get(columns.date));
    };
    let from_url = row.get(columns.from_url);
    let Some(from) = reading.somebody(from_url, row.get(columns.from)) else {
        return reading.set_aside(row, SetAside::NobodyNamed);
    };
    let Some(to) = recipients(reading, row.get(columns.to_urls), row.get(columns.to)) else {
        return reading.set_aside(row, SetAside::NobodyNamed);
    };
    let native = threads.note(
        row.get(columns.conversation),
        seen.together,
        reading.out.exchanges.len(),
        columns.from_url.is_some() && from_url.is_empty(),
    );
    let parties = parties(from, to, row.get(columns.direction));
    reading.out.exchanges.push(Exchange {
        native,
        at,
        channel: Channel::LinkedIn,
        parties,
        duration_s: None,
        text: seen.text,
        gist: seen.gist,
        place: row.place,
    });
}

/// Files of 2018 and 2020 say the direction themselves; a talk of two is then the owner's with the other.
fn parties(from: PeerIx, to: Recipients, direction: &str) -> Parties {
    match (direction, &to) {
        ("INCOMING", Recipients::One(_)) => Parties::Own {
            direction: Direction::In,
            peer: from,
            others: 1,
        },
        ("OUTGOING", Recipients::One(peer)) => Parties::Own {
            direction: Direction::Out,
            peer: *peer,
            others: 1,
        },
        _ => Parties::Between { from, to },
    }
}

/// Recipients by their links; where the file has none, the text of names as it stands, for names hold commas too.
fn recipients(reading: &mut Reading<'_>, urls: &str, names: &str) -> Option<Recipients> {
    if urls.is_empty() {
        let one = !names.contains(',');
        return if one {
            reading.peers.named(names).map(Recipients::One)
        } else {
            Some(Recipients::Text(names.into()))
        };
    }
    if !urls.contains(',') {
        return reading.linked(urls, names).map(Recipients::One);
    }
    let peers: Vec<PeerIx> = urls
        .split(',')
        .filter_map(|url| reading.linked(url.trim(), ""))
        .collect();
    (!peers.is_empty()).then(|| Recipients::Many(peers.into()))
}

/// Which exchange belongs to which conversation, so that a sender without a link is found through the others in it.
#[derive(Default)]
struct Threads {
    ids: FxHashMap<Box<str>, u32>,
    last: (Box<str>, u32),
    /// Exchanges whose sender has no link, with their conversation.
    unlinked: Vec<(usize, u32)>,
    /// The conversation of each exchange.
    of: Vec<u32>,
    /// How many messages of a conversation have one instant, by the fingerprint of both.
    together: FxHashMap<u64, u32>,
}

impl Threads {
    /// Takes the conversation of a message, and gives the fingerprint by which the message is known again in another export, where
    /// links may be missing or lead to another address: the conversation, the instant, and how many have both before it.
    fn note(&mut self, conversation: &str, both: u64, exchange: usize, unlinked: bool) -> u64 {
        // Rows of one conversation stand together, so the map is asked once a conversation.
        if *self.last.0 != *conversation || self.ids.is_empty() {
            let next = self.ids.len() as u32;
            let id = *self.ids.entry(conversation.into()).or_insert(next);
            self.last = (conversation.into(), id);
        }
        debug_assert_eq!(self.of.len(), exchange);
        self.of.push(self.last.1);
        if unlinked && !conversation.is_empty() {
            self.unlinked.push((exchange, self.last.1));
        }
        if conversation.is_empty() {
            return 0;
        }
        let before = self.together.entry(both).or_default();
        *before += 1;
        match *before {
            1 => both,
            nth => fingerprint(&format!("{both} {nth}")),
        }
    }

    /// Gives senders without a link the link that somebody of their name has elsewhere in the conversation.
    fn attribute(self, reading: &mut Reading<'_>) {
        if self.unlinked.is_empty() {
            return;
        }
        let wanted: rustc_hash::FxHashSet<u32> =
            self.unlinked.iter().map(|&(_, thread)| thread).collect();
        let mut linked: FxHashMap<(u32, String), PeerIx> = FxHashMap::default();
        for (exchange, thread) in self
            .of
            .iter()
            .enumerate()
            .filter(|(_, thread)| wanted.contains(thread))
        {
            for peer in reading.out.exchanges[exchange].parties.people() {
                let known = reading.peers.get(peer);
                if let (PeerKey::Profile(_), Some(name)) = (&known.key, &known.name) {
                    linked.insert((*thread, fold(name)), peer);
                }
            }
        }
        let mut found = 0;
        for (exchange, thread) in self.unlinked {
            let Parties::Between { from, .. } = &mut reading.out.exchanges[exchange].parties else {
                continue;
            };
            let PeerKey::Name(name) = &reading.peers.get(*from).key else {
                continue;
            };
            if let Some(&peer) = linked.get(&(thread, name.clone())) {
                *from = peer;
                found += 1;
            }
        }
        if found > 0 {
            reading.out.report.remarks.push(format!(
                "{found} messages without a sender's link were joined through their conversation"
            ));
        }
    }
}

fn era(header: &Header, clocked: bool) -> &'static str {
    let has = |name: &str| header.has(name);
    match () {
        () if !has("conversationid") && clocked => "2018 (no conversations, no links)",
        () if !has("conversationid") => "2020 (no conversations, no links)",
        () if !has("recipientprofileurls") => "2021 to mid-2023 (links of senders only)",
        () if has("isconversationarchived") => "unknown variant with an archived mark",
        () if header.quoted => "2026 (every field quoted)",
        () if has("attachments") => "2025 (attachments)",
        () if has("ismessagedraft") => "late 2024 (marks of drafts)",
        () => "mid-2023 to 2024",
    }
}
