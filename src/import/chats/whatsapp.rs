//! WhatsApp, "Export chat": a text of one chat, as Android and iOS write it in every language.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::import::chats::stamp::{self, Stamp};
use crate::import::date::{self, Day, SlashOrder};
use crate::import::peers::{Peers, fingerprint};
use crate::import::text::Decoded;
use crate::import::{Context, Source};
use crate::model::exchange::{
    Channel, Direction, Exchange, Parties, Peer, PeerIx, PeerKey, Recipients,
};
use crate::model::intake::{Fate, Imported, SetAside};
use crate::model::keys::Phone;
use crate::model::moment::Moment;
use crate::model::owner::OwnerHint;
use crate::model::problem::{Code, Place, Problem};

/// What the import report calls it.
pub const KIND: &str = "WhatsApp chat";

/// The notice that opens an iOS export is longer than this; the words that stand for a picture are shorter. Characters.
const NOTICE: usize = 40;

/// Whether the first line with content is stamped as a message is.
pub fn claims(head: &str) -> bool {
    let first = head.lines().map(clean).find(|line| !line.trim().is_empty());
    first.is_some_and(|line| stamp::parse(&line).is_some())
}

/// Reads a chat.
pub fn read(source: Source<'_>, decoded: &Decoded<'_>, context: &Context) -> Imported {
    let mut out = Imported::default();
    let mut peers = Peers::default();
    let messages = messages(source, &decoded.text, &mut peers, context);
    out.report.rows = messages.len() as u64;
    out.report.era = era(&decoded.text).to_owned();
    let days: Vec<Day> = messages.iter().map(|m| m.stamp.day).collect();
    let order = stamp::order(&days, context.date_order);
    let chat = Chat::of(source.name, &messages, &mut peers, context);
    for message in &messages {
        match exchange(message, &chat, order, context) {
            Ok(exchange) => out.exchanges.push(exchange),
            Err(fate) => {
                out.report.count(fate, 1);
                out.problems.extend(finding(message, fate, order));
            }
        }
    }
    out.owner = chat.hints(&peers);
    out.problems.extend(undecided(source, &messages, order));
    out.peers = peers.into_list();
    out
}

fn era(text: &str) -> &'static str {
    let bracket = text
        .trim_start_matches(is_mark)
        .trim_start()
        .starts_with('[');
    if bracket { "iOS" } else { "Android" }
}

/// A message while the rest of the file is not known.
struct Message {
    place: Place,
    stamp: Stamp,
    /// Who wrote it; nobody writes the notes of the service.
    from: Option<PeerIx>,
    /// Whether iOS marks the text as its own words and not the sender's.
    marked: bool,
    /// Characters of the first line.
    length: usize,
    text: u64,
}

fn messages(source: Source<'_>, text: &str, peers: &mut Peers, context: &Context) -> Vec<Message> {
    let mut list: Vec<Message> = Vec::new();
    let mut body = String::new();
    for (raw, number) in text.lines().zip(1..) {
        let line = clean(raw);
        let Some((stamp, rest)) = stamp::parse(&line) else {
            body.push(' ');
            body.push_str(&line);
            continue;
        };
        close(&mut list, &mut body);
        let (from, said) = speaker(rest, line.starts_with('['), peers, context);
        body.push_str(said);
        list.push(Message {
            place: Place {
                file: source.file,
                record: list.len() as u32 + 1,
                line: number,
            },
            stamp,
            from,
            marked: raw.contains(": \u{200e}") || raw.contains(":\u{200e}"),
            length: said.chars().count(),
            text: 0,
        });
    }
    close(&mut list, &mut body);
    list
}

/// The lines of a message are known once the next one begins.
fn close(list: &mut [Message], body: &mut String) {
    if let Some(last) = list.last_mut() {
        last.text = fingerprint(body);
    }
    body.clear();
}

/// Who wrote a line, and what. A name with a quotation mark belongs to a note such as `Ana changed the subject to "Trip: May"`.
fn speaker<'a>(
    rest: &'a str,
    ios: bool,
    peers: &mut Peers,
    context: &Context,
) -> (Option<PeerIx>, &'a str) {
    let split = rest
        .split_once(": ")
        .or_else(|| rest.strip_suffix(':').map(|name| (name, "")))
        .or_else(|| if ios { rest.split_once(':') } else { None });
    let quoted = |name: &str| name.contains(['"', '“', '”', '„', '«']);
    match split {
        Some((name, said)) if !quoted(name) => (somebody(name, peers, context), said),
        _ => (None, rest),
    }
}

/// A number for somebody who is in no address book, else the name there. iOS puts a tilde before a name that people gave themselves.
fn somebody(name: &str, peers: &mut Peers, context: &Context) -> Option<PeerIx> {
    let name = name.trim().trim_start_matches('~').trim();
    let number = name
        .starts_with('+')
        .then(|| Phone::parse(name, context.region));
    match number.flatten() {
        Some(phone) => Some(peers.keyed(PeerKey::Phone(phone), "")),
        None => peers.named(name),
    }
}

/// Whose chat it is.
struct Chat {
    /// By whose name it goes: the other side's, or the group's.
    title: Option<PeerIx>,
    /// The other side of a chat of two, if they wrote in it.
    other: Option<PeerIx>,
    /// The first note of an iOS export, and what a group is said to have written.
    service: BTreeSet<u32>,
    /// Everybody who wrote.
    speakers: BTreeSet<PeerIx>,
}

impl Chat {
    fn of(name: &str, messages: &[Message], peers: &mut Peers, context: &Context) -> Self {
        let notice = messages.first().filter(|m| m.marked && m.length > NOTICE);
        let title = notice
            .and_then(|notice| notice.from)
            .or_else(|| somebody(title(name)?, peers, context));
        let spoken = messages
            .iter()
            .filter(|m| notice.is_none_or(|n| n.place != m.place));
        let all: BTreeSet<PeerIx> = spoken.filter_map(|m| m.from).collect();
        let beside = all.iter().filter(|&&who| Some(who) != title).count();
        let other = title.filter(|title| beside <= 1 && all.contains(title));
        // In a group it is the group that is said to have written the notes of the service.
        let by_group = |m: &&Message| beside > 1 && m.marked && m.from.is_some() && m.from == title;
        let service: BTreeSet<u32> = notice
            .into_iter()
            .chain(messages.iter().filter(by_group))
            .map(|m| m.place.record)
            .collect();
        let kept = messages
            .iter()
            .filter(|m| !service.contains(&m.place.record));
        Self {
            title,
            other,
            speakers: kept.filter_map(|m| m.from).collect(),
            service,
        }
    }

    /// What the chat tells of the owner: who is not the other side, or else only that it is one of those who wrote.
    fn hints(&self, peers: &Peers) -> Vec<OwnerHint> {
        let own = self.speakers.iter().filter(|&&who| Some(who) != self.other);
        let hint = |peer: &Peer| match (&peer.key, &peer.name) {
            (PeerKey::Phone(phone), _) if self.other.is_some() => {
                Some(OwnerHint::Phone(phone.clone()))
            }
            (PeerKey::Name(_), Some(name)) if self.other.is_some() => {
                Some(OwnerHint::Alias(name.clone()))
            }
            (PeerKey::Name(_), Some(name)) if self.speakers.len() > 1 => {
                Some(OwnerHint::Speaker(name.clone()))
            }
            _ => None,
        };
        own.filter_map(|&who| hint(peers.get(who))).collect()
    }

    /// In a chat of two whose other side is known, everybody else is the owner. Elsewhere the owner is found by name.
    fn parties(&self, from: PeerIx) -> Parties {
        if let Some(peer) = self.other {
            let direction = if from == peer {
                Direction::In
            } else {
                Direction::Out
            };
            return Parties::Own {
                direction,
                peer,
                others: 1,
            };
        }
        let mut to: Vec<PeerIx> = self
            .speakers
            .iter()
            .copied()
            .filter(|&p| p != from)
            .collect();
        if to.is_empty() {
            to.extend(self.title);
        }
        let to = match to[..] {
            [one] => Recipients::One(one),
            _ => Recipients::Many(to.into()),
        };
        Parties::Between { from, to }
    }
}

/// The name of the chat that a phone gives to the file: `WhatsApp Chat with Ana.txt`, `WhatsApp Chat - Ana.zip`.
fn title(path: &str) -> Option<&str> {
    const BEFORE: [&str; 9] = [
        "WhatsApp Chat with ",
        "WhatsApp Chat - ",
        "WhatsApp Chat mit ",
        "Chat de WhatsApp con ",
        "Chat WhatsApp con ",
        "Discussion WhatsApp avec ",
        "Conversa do WhatsApp com ",
        "WhatsApp-chat met ",
        "WhatsApp Chat – ",
    ];
    let part = |part: &str| BEFORE.iter().any(|before| part.starts_with(before));
    let part = path.rsplit(['/', '\\']).find(|p| part(p))?;
    let name = BEFORE.iter().find_map(|before| part.strip_prefix(before))?;
    let name = name
        .strip_suffix(".txt")
        .or_else(|| name.strip_suffix(".zip"))
        .unwrap_or(name);
    let copy = name.rsplit_once(" (").filter(|(_, number)| {
        let digits = number.strip_suffix(')').unwrap_or("");
        !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
    });
    Some(copy.map_or(name, |(front, _)| front))
}

fn exchange(
    message: &Message,
    chat: &Chat,
    order: Option<SlashOrder>,
    context: &Context,
) -> Result<Exchange, Fate> {
    let from = message
        .from
        .filter(|_| !chat.service.contains(&message.place.record))
        .ok_or(Fate::SetAside(SetAside::ServiceNote))?;
    let day = message.stamp.day.settle(order).ok_or(Fate::Rejected)?;
    let local = day.and_time(message.stamp.time);
    Ok(Exchange {
        at: Moment {
            at: date::in_zone(local, context.zone),
            precision: message.stamp.precision,
        },
        channel: Channel::Chat,
        parties: chat.parties(from),
        duration_s: None,
        text: message.text,
        native: 0,
        place: message.place,
    })
}

/// A word on a message that is no exchange. Where the order of days is not known, one word on the file says so of all.
fn finding(message: &Message, fate: Fate, order: Option<SlashOrder>) -> Option<Problem> {
    let (code, text) = match fate {
        Fate::SetAside(why) => (Code::SetAsideRow, why.reason().to_owned()),
        _ if order.is_some() => (
            Code::UndatedRow,
            "its day is in no calendar; the message was left out".to_owned(),
        ),
        _ => return None,
    };
    Some(Problem {
        place: message.place,
        code,
        message: text,
    })
}

fn undecided(
    source: Source<'_>,
    messages: &[Message],
    order: Option<SlashOrder>,
) -> Option<Problem> {
    let open = |m: &&Message| m.from.is_some() && m.stamp.day.settle(order).is_none();
    let first = messages.iter().find(open).filter(|_| order.is_none())?;
    let Day::Slashed(a, b, year) = first.stamp.day else {
        return None;
    };
    let left_out = messages.iter().filter(open).count();
    Some(Problem {
        place: Place {
            file: source.file,
            ..first.place
        },
        code: Code::AmbiguousDate,
        message: format!(
            "{a}/{b}/{year} may be of two days and nothing in the chat settles it; {left_out} messages were left out; say --date-order dmy if the day stands first, mdy if the month does"
        ),
    })
}

/// A line without marks of direction and with plain blanks.
fn clean(line: &str) -> Cow<'_, str> {
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

fn is_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::text::decode;
    use crate::model::intake::FileId;

    const ANDROID: &str = "1/13/26, 7:02\u{202f}PM - Messages and calls are end-to-end encrypted. Tap to learn more.\n\
        1/13/26, 7:03\u{202f}PM - Ana Ferreira: Hi: with colon\nsecond line - not: a header\n\
        1/13/26, 7:05\u{202f}PM - Zoe: <Media omitted>\n\
        1/14/26, 12:00\u{202f}AM - Ana Ferreira: midnight\n\
        1/14/26, 9:00\u{202f}AM - Missed voice call\n";

    const IOS: &str = "\u{200e}[14.01.26, 09:05:07] Trip: \u{200e}Messages and calls are end-to-end encrypted.\r\n\
        [14.01.26, 09:05:31] ~\u{202f}Emil Roth: Hallo\r\nmore\r\n\
        \u{200e}[14.01.26, 09:06:00] Ana Ferreira: \u{200e}image omitted\r\n\
        [14.01.26, 09:07:00] \u{202a}+49\u{a0}151\u{a0}85646264\u{202c}: unknown number\r\n\
        [14.01.26, 09:08:00] Zoe: @\u{2068}Ana Ferreira\u{2069} yes\r\n";

    fn imported(name: &str, text: &str, date_order: Option<SlashOrder>) -> Imported {
        let source = Source {
            file: FileId(0),
            name,
            bytes: text.as_bytes(),
        };
        let context = Context {
            date_order,
            ..Context::default()
        };
        assert!(claims(text), "{text}");
        read(source, &decode(text.as_bytes()), &context)
    }

    fn instants(imported: &Imported) -> Vec<i64> {
        imported.exchanges.iter().map(|e| e.at.at).collect()
    }

    #[test]
    fn a_chat_of_two_has_a_direction_by_the_name_of_its_file() {
        let chat = imported("WhatsApp Chat with Ana Ferreira.txt", ANDROID, None);
        assert_eq!((chat.report.rows, chat.exchanges.len()), (5, 3));
        let notes = Fate::SetAside(SetAside::ServiceNote);
        assert_eq!(chat.report.of(notes), 2);
        let directions: Vec<Direction> = chat
            .exchanges
            .iter()
            .filter_map(|e| match &e.parties {
                Parties::Own {
                    direction, peer, ..
                } => {
                    assert_eq!(
                        chat.peers[peer.0 as usize].name.as_deref(),
                        Some("Ana Ferreira")
                    );
                    Some(*direction)
                }
                Parties::Between { .. } => None,
            })
            .collect();
        assert_eq!(directions, [Direction::In, Direction::Out, Direction::In]);
        // 2026-01-13 19:03 and 19:05, 2026-01-14 00:00, all UTC.
        assert_eq!(
            instants(&chat),
            [1_768_330_980, 1_768_331_100, 1_768_348_800]
        );
    }

    #[test]
    fn a_group_names_who_wrote_and_everybody_else() {
        let chat = imported("_chat.txt", IOS, None);
        assert_eq!((chat.report.rows, chat.exchanges.len()), (5, 4));
        assert_eq!(chat.report.era, "iOS");
        let names: Vec<&PeerKey> = chat.peers.iter().map(|p| &p.key).collect();
        assert!(
            names.contains(&&PeerKey::Name("emil roth".into())),
            "{names:?}"
        );
        let number = Phone::parse("+49 151 85646264", None).map(PeerKey::Phone);
        assert!(
            number.is_some_and(|number| names.contains(&&number)),
            "{names:?}"
        );
        for exchange in &chat.exchanges {
            let Parties::Between {
                to: Recipients::Many(to),
                ..
            } = &exchange.parties
            else {
                panic!("{exchange:?}");
            };
            assert_eq!(to.len(), 3, "the group itself is nobody");
        }
    }

    #[test]
    fn an_iphone_says_whose_chat_it_is_in_its_first_note() {
        let text = "[13.01.26, 09:05:07] Ana Ferreira: \u{200e}Messages and calls are end-to-end encrypted. Nobody else can read them.\n\
            [13.01.26, 09:06:00] Zoe: hello\n[13.01.26, 09:07:00] Ana Ferreira: \u{200e}image omitted\n";
        let chat = imported("_chat.txt", text, None);
        let directions: Vec<Option<Direction>> = chat
            .exchanges
            .iter()
            .map(|e| match e.parties {
                Parties::Own { direction, .. } => Some(direction),
                Parties::Between { .. } => None,
            })
            .collect();
        assert_eq!(directions, [Some(Direction::Out), Some(Direction::In)]);
    }

    #[test]
    fn a_day_that_may_be_two_is_asked_for() {
        let text = "01/02/26, 19:02 - Ana: a\n03/04/26, 19:02 - Zoe: b\n";
        let open = imported("chat.txt", text, None);
        assert!(open.exchanges.is_empty());
        assert_eq!(open.report.of(Fate::Rejected), 2);
        let [problem] = &open.problems[..] else {
            panic!("{:?}", open.problems);
        };
        assert_eq!((problem.code, problem.place.line), (Code::AmbiguousDate, 1));
        assert!(
            problem.message.contains("--date-order"),
            "{}",
            problem.message
        );
        let settled = imported("chat.txt", text, Some(SlashOrder::MonthFirst));
        // 2026-01-02 and 2026-03-04, 19:02 UTC.
        assert_eq!(instants(&settled), [1_767_380_520, 1_772_650_920]);
    }

    #[test]
    fn a_day_of_no_calendar_costs_its_message_only() {
        let text = "13/01/26, 19:02 - Ana: a\n45/77/26, 19:02 - Ana: b\n14/01/26, 19:02 - Ana: c\n";
        let chat = imported(
            "WhatsApp Chat with Ana.txt",
            text,
            Some(SlashOrder::DayFirst),
        );
        assert_eq!(
            (chat.exchanges.len(), chat.report.of(Fate::Rejected)),
            (2, 1)
        );
        assert_eq!(
            (chat.problems[0].code, chat.problems[0].place.line),
            (Code::UndatedRow, 2)
        );
    }

    #[test]
    fn a_chat_is_named_in_many_languages() {
        for (path, expected) in [
            ("a/WhatsApp Chat with Ana.txt", Some("Ana")),
            ("a/WhatsApp Chat - Ana B.zip/_chat.txt", Some("Ana B")),
            ("WhatsApp Chat mit Ana (2).txt", Some("Ana")),
            ("Chat de WhatsApp con Ana (Work).txt", Some("Ana (Work)")),
            ("_chat.txt", None),
        ] {
            assert_eq!(title(path), expected, "{path}");
        }
    }

    proptest::proptest! {
        #[test]
        fn every_line_that_is_stamped_has_one_fate(text in r"(\[?[0-9]{1,2}[./][0-9]{1,2}[./]2[0-9], ?[0-9]{1,2}:[0-9]{2}( - |\] )[A-C]?:? ?.{0,9}\n){1,12}") {
            let source = Source { file: FileId(0), name: "_chat.txt", bytes: text.as_bytes() };
            let chat = read(source, &decode(text.as_bytes()), &Context::default());
            let fates: u64 = chat.report.fates.values().sum();
            proptest::prop_assert_eq!(fates + chat.exchanges.len() as u64, chat.report.rows);
        }

        #[test]
        fn any_text_is_read(text in "(?s).{0,200}") {
            let source = Source { file: FileId(0), name: "_chat.txt", bytes: text.as_bytes() };
            read(source, &decode(text.as_bytes()), &Context::default());
        }
    }
}
