//! The lines of a chat → its messages: who wrote each and when, and which are notices of the service.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::calls;
use super::notices::{self, Notice};
use super::order;
use super::stamp::{self, Form, Frame, Stamp, Stamped};
use crate::import::date::SlashOrder;
use crate::import::gist::gist;
use crate::import::peers::{Peers, fingerprint};
use crate::import::{Context, Source};
use crate::model::exchange::{Gist, PeerIx, PeerKey};
use crate::model::name::fold;
use crate::model::problem::Place;

/// A marked notice is longer than this or names somebody; the words that stand for a picture are shorter. Characters.
const NOTICE: usize = 40;
/// Seconds that a line may be older than the one before it: clocks go wrong, and messages come late.
const LATE: i64 = 86_400;

/// A message while the rest of the file is not known.
pub struct Message {
    /// Where its first line stands.
    pub place: Place,
    /// When it was sent.
    pub stamp: Stamp,
    /// Who wrote it; nobody writes the notes of the service.
    pub from: Option<PeerIx>,
    /// Which notice it is by its words.
    pub notice: Option<Notice>,
    /// Whether iOS marks it as a notice: its own words and not the sender's.
    pub marked: bool,
    /// The seconds of a call that it tells of.
    pub call: Option<u32>,
    /// Whether the service tells with it what became of a group.
    pub of_group: bool,
    /// Whether it names the one who is said to have written it.
    names_speaker: bool,
    /// Fingerprint of its text.
    pub text: u64,
    /// What its text comes to.
    pub gist: Option<Gist>,
}

/// What was read of a chat.
pub struct Lines {
    /// Its messages in order.
    pub messages: Vec<Message>,
    /// By whose name the chat goes: the file's, or the one under which the first notice stands.
    pub title: Option<PeerIx>,
    /// Whether the first notice tells it.
    pub is_told: bool,
    /// The first line that begins as a message does in another form, and how many there are.
    pub pasted: Option<(u32, u64)>,
}

/// How the chat writes its stamps: as its first line with one does.
pub fn form(text: &str) -> Option<Form> {
    let stamped = |line: &str| stamp::parse(&clean(line)).map(|line| line.form);
    text.lines().find_map(stamped)
}

/// Reads the messages of a chat whose file names somebody or nobody.
pub fn read(
    (source, text): (Source<'_>, &str),
    (form, order): (Form, Option<SlashOrder>),
    named: Option<&str>,
    peers: &mut Peers,
    context: &Context,
) -> Lines {
    let title = named.and_then(|name| somebody(name, peers, context));
    let mut reading = Reading {
        lines: Lines {
            messages: Vec::new(),
            title,
            is_told: false,
            pasted: None,
        },
        body: String::new(),
        peers,
        context,
    };
    for (raw, number) in text.lines().zip(1..) {
        let line = clean(raw);
        match stamp::parse(&line) {
            Some(stamped) if order::is_of_chat(&stamped, form, order) => {
                let place = Place {
                    file: source.file,
                    record: reading.lines.messages.len() as u32 + 1,
                    line: number,
                };
                reading.message(&stamped, raw, place);
            }
            other => {
                if other.is_some() {
                    reading.lines.pasted.get_or_insert((number, 0)).1 += 1;
                }
                reading.body.push(' ');
                reading.body.push_str(&line);
            }
        }
    }
    reading.close();
    let mut lines = reading.lines;
    lines.drop_pasted(order);
    lines.mark_repeated();
    lines
}

struct Reading<'a> {
    lines: Lines,
    body: String,
    peers: &'a mut Peers,
    context: &'a Context,
}

impl Reading<'_> {
    fn message(&mut self, line: &Stamped<'_>, raw: &str, place: Place) {
        self.close();
        let (name, said) = match notices::notice(line.rest) {
            Some(_) => (None, line.rest),
            None => speaker(line.rest, line.form.frame),
        };
        let from = name.and_then(|name| somebody(name, self.peers, self.context));
        let mark = if name.is_some() {
            mark(raw, line.form.frame)
        } else {
            None
        };
        let names_speaker = name.is_some_and(|name| {
            let name = fold(name);
            name.chars().count() > 2
                && said.chars().count() > name.chars().count()
                && fold(said).contains(&name)
        });
        let call = calls::call(said).filter(|_| mark.is_some());
        let is_marked = mark == Some(Mark::Notice) && call.is_none();
        let is_long = said.chars().count() > NOTICE;
        let words = notices::notice(said);
        let of_group = words == Some(Notice::Group) && (is_marked || name.is_none());
        let notice = match words {
            Some(_) if is_marked => Some(Notice::Own),
            Some(Notice::Own) => Some(Notice::Own),
            known if name.is_none() || from == self.lines.title => known,
            _ => None,
        };
        let marked = is_marked && (is_long || names_speaker);
        if place.record == 1 && from.is_some() && (marked || notice == Some(Notice::Own)) {
            self.lines.title = from;
            self.lines.is_told = true;
        }
        self.body.push_str(said);
        self.lines.messages.push(Message {
            place,
            stamp: line.stamp,
            from,
            notice,
            marked,
            call,
            of_group,
            names_speaker,
            text: 0,
            gist: None,
        });
    }

    /// The lines of a message are known once the next one begins.
    fn close(&mut self) {
        if let Some(last) = self.lines.messages.last_mut() {
            last.text = fingerprint(&self.body);
            last.gist = Some(gist(&self.body));
        }
        self.body.clear();
    }
}

impl Lines {
    /// Takes out what somebody pasted in the very form of the chat: a dip in time, after which the chat goes on where it was, by
    /// people who write nothing else in it.
    fn drop_pasted(&mut self, order: Option<SlashOrder>) {
        let at = |message: &Message| {
            let day = message.stamp.day.settle(order)?;
            Some(day.and_time(message.stamp.time).and_utc().timestamp())
        };
        let mut dips: BTreeSet<usize> = BTreeSet::new();
        let mut latest: Option<i64> = None;
        let mut open: Vec<usize> = Vec::new();
        for (index, message) in self.messages.iter().enumerate() {
            let Some(at) = at(message) else { continue };
            if latest.is_some_and(|latest| at < latest - LATE) {
                open.push(index);
            } else {
                dips.extend(open.drain(..));
                latest = latest.max(Some(at));
            }
        }
        let is_dip = |index: &usize| dips.contains(index);
        let all = || self.messages.iter().enumerate();
        let regular: BTreeSet<Option<PeerIx>> = all()
            .filter(|(index, _)| !is_dip(index))
            .map(|(_, m)| m.from)
            .collect();
        let strangers: BTreeSet<usize> = all()
            .filter(|(index, m)| is_dip(index) && m.from.is_some() && !regular.contains(&m.from))
            .map(|(index, _)| index)
            .collect();
        if strangers.len() * 3 > self.messages.len() {
            return;
        }
        if let Some(first) = strangers.first() {
            let line = self.messages[*first].place.line;
            let pasted = self.pasted.get_or_insert((line, 0));
            *pasted = (pasted.0.min(line), pasted.1 + strangers.len() as u64);
        }
        let mut index = 0;
        self.messages.retain(|_| {
            index += 1;
            !strangers.contains(&(index - 1))
        });
        for (message, record) in self.messages.iter_mut().zip(1..) {
            message.place.record = record;
        }
    }

    /// A notice in a language that is not known stands word for word more than once under a name that it names itself.
    fn mark_repeated(&mut self) {
        let mut count: BTreeMap<(Option<PeerIx>, u64), usize> = BTreeMap::new();
        for message in self.messages.iter().filter(|m| m.names_speaker) {
            *count.entry((message.from, message.text)).or_default() += 1;
        }
        for message in self.messages.iter_mut().filter(|m| m.names_speaker) {
            let times = count.get(&(message.from, message.text));
            if times.is_some_and(|times| *times > 1) && message.from == self.title {
                message.notice = message.notice.or(Some(Notice::Own));
            }
        }
    }
}

/// Who wrote a line, and what. A name in which a quotation opens and does not close belongs to a note such as `Ana changed the
/// subject to "Trip: May"`.
fn speaker(rest: &str, frame: Frame) -> (Option<&str>, &str) {
    let split = rest
        .split_once(": ")
        .or_else(|| rest.strip_suffix(':').map(|name| (name, "")))
        .or_else(|| (frame == Frame::Brackets).then(|| rest.split_once(':'))?);
    match split {
        Some((name, said)) if !is_quoting(name) => (Some(name), said),
        _ => (None, rest),
    }
}

/// Whether a quotation is open at the end of a text.
fn is_quoting(text: &str) -> bool {
    const PAIRS: [(char, char); 9] = [
        ('“', '”'),
        ('„', '“'),
        ('«', '»'),
        ('»', '«'),
        ('「', '」'),
        ('『', '』'),
        ('《', '》'),
        ('‘', '’'),
        ('‹', '›'),
    ];
    let count = |sign: char| text.matches(sign).count();
    let is_open = |(open, close): &(char, char)| text.contains(*open) && !text.contains(*close);
    let curly = count('“') + count('”') + count('„');
    count('"') % 2 == 1
        || (curly % 2 == 1 && text.contains(['“', '”', '„']))
        || PAIRS[2..].iter().any(is_open)
}

/// A number for somebody who is in no address book, else the name there. iOS puts a tilde before a name that people gave themselves.
pub fn somebody(name: &str, peers: &mut Peers, context: &Context) -> Option<PeerIx> {
    let name = name.trim().trim_start_matches('~').trim();
    let number = name
        .starts_with('+')
        .then(|| PeerKey::number(name, context.region));
    match number.flatten() {
        Some(number) => Some(peers.keyed(number, "")),
        None => peers.named(name),
    }
}

/// What iOS marks with a sign that shows nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// Its own words.
    Notice,
    /// A picture, a file, a place, a poll.
    Media,
}

/// The mark before what is said.
fn mark(raw: &str, frame: Frame) -> Option<Mark> {
    let end = match frame {
        Frame::Brackets => "]",
        Frame::Dash => " - ",
        Frame::Colon | Frame::Bare => return None,
    };
    let (_, rest) = raw.split_once(end)?;
    let (_, said) = rest.split_once(':')?;
    let text = said.trim_start_matches(' ').strip_prefix('\u{200e}')?;
    let is_media = text.starts_with('<')
        || text.contains('\u{200e}')
        || text.contains("://")
        || text.ends_with(':');
    Some(if is_media { Mark::Media } else { Mark::Notice })
}

/// A line without marks of direction and with plain blanks.
pub fn clean(line: &str) -> Cow<'_, str> {
    if line.is_ascii() {
        return Cow::Borrowed(line);
    }
    let plain = line.chars().filter(|c| !is_mark(*c));
    let blank = |c| match c {
        '\u{a0}' | '\u{2009}' | '\u{202f}' => ' ',
        other => other,
    };
    Cow::Owned(plain.map(blank).collect())
}

/// A character that says which way a text runs.
pub fn is_mark(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Whether a text begins as a chat does. One line tells it, but for forms that logs and diaries have too: there people take
/// turns under names.
pub fn is_chat(head: &str) -> bool {
    let lines: Vec<Cow<'_, str>> = head
        .lines()
        .map(clean)
        .filter(|line| !line.trim().is_empty())
        .take(60)
        .collect();
    let stamped: Vec<Stamped<'_>> = lines.iter().filter_map(|line| stamp::parse(line)).collect();
    let Some(form) = stamped.first().map(|line| line.form) else {
        return false;
    };
    let is_first = lines
        .first()
        .is_some_and(|line| stamp::parse(line).is_some());
    if is_first && !form.is_doubtful() {
        return true;
    }
    let ours: Vec<&Stamped<'_>> = stamped.iter().filter(|line| line.form == form).collect();
    let names: Vec<&str> = ours
        .iter()
        .filter_map(|line| speaker(line.rest, form.frame).0)
        .collect();
    let distinct: BTreeSet<&&str> = names.iter().collect();
    let enough = if is_first { 2 } else { 3 };
    // Of old iPhones each line has a name; in logs one word stands there again and again.
    let is_old = is_first && form.frame == Frame::Colon && distinct.len() > 1;
    names.len() >= enough && names.len() == ours.len() && (is_old || distinct.len() < names.len())
}
