//! WhatsApp, "Export chat": a text of one chat, as Android and iOS write it in every language.

mod calendars;
mod calls;
mod lines;
mod notices;
mod order;
mod stamp;
mod title;
mod words;

use std::collections::BTreeSet;

use self::lines::{Lines, Message};
use self::notices::Notice;
use self::stamp::{Form, Frame};
use crate::import::date::{self, Day, SlashOrder};
use crate::import::peers::Peers;
use crate::import::room::Room;
use crate::import::text::Decoded;
use crate::import::{Context, Source};
use crate::model::exchange::{
    Channel, Direction, Exchange, Parties, Peer, PeerIx, PeerKey, Recipients,
};
use crate::model::intake::{DayOrder, Fate, FileReport, Imported, SetAside};
use crate::model::moment::Moment;
use crate::model::name::fold;
use crate::model::owner::OwnerHint;
use crate::model::problem::{Code, Place, Problem};

/// What the import report calls it.
pub const KIND: &str = FileReport::WHATSAPP;

/// Whether a text begins as a chat does.
pub fn claims(head: &str) -> bool {
    lines::is_chat(head)
}

/// Reads a chat.
pub fn read(source: Source<'_>, decoded: &Decoded<'_>, context: &Context) -> Imported {
    let mut out = Imported::default();
    let Some(form) = lines::form(&decoded.text) else {
        return out;
    };
    let mut peers = Peers::default();
    let found = order::order(form, &days(&decoded.text, form));
    let order = found.or(context.date_order);
    let named = title::title(source.name);
    let lines = lines::read(
        (source, &decoded.text),
        (form, order),
        named,
        &mut peers,
        context,
    );
    out.report.rows = lines.messages.len() as u64;
    out.report.era = era(form).to_owned();
    out.day_order = Some(DayOrder {
        form: form.signs(),
        order: found,
        is_open: undecided(&lines.messages, order).is_some(),
    });
    let chat = Chat::of(source.name, &lines, &peers);
    let is_open = undecided(&lines.messages, order).is_some();
    for message in &lines.messages {
        // A chat without some of its messages would say that somebody did not answer.
        let told = match is_open {
            true => Err(chat.fate_unread(message)),
            false => exchange(message, &chat, order, context),
        };
        match told {
            Ok(exchange) => out.exchanges.push(exchange),
            Err(fate) => {
                out.report.count(fate, 1);
                out.problems.extend(finding(message, fate, order));
            }
        }
    }
    out.owner = chat.hints(&peers);
    out.problems.extend(undecided(&lines.messages, order));
    out.problems.extend(pasted(source, &lines));
    out.peers = peers.into_list();
    out
}

/// Whether WhatsApp itself wrote it, in the chat of that name.
fn is_of_service(from: Option<PeerIx>, peers: &Peers) -> bool {
    from.is_some_and(|who| peers.get(who).name.as_deref() == Some("WhatsApp"))
}

fn era(form: Form) -> &'static str {
    match form.frame {
        Frame::Brackets | Frame::Colon => "iOS",
        Frame::Dash | Frame::Bare => "Android",
    }
}

/// The days of all lines in the form of the chat.
fn days(text: &str, form: Form) -> Vec<Day> {
    let day = |line: &str| {
        let line = lines::clean(line);
        let stamped = stamp::parse(&line).filter(|line| line.form == form);
        stamped.map(|line| line.stamp.day)
    };
    text.lines().filter_map(day).collect()
}

/// Whose chat it is.
struct Chat {
    /// By whose name it goes: the other side's, or the group's.
    title: Option<PeerIx>,
    /// The other side of a chat of two, if they wrote in it.
    other: Option<PeerIx>,
    /// Whether it is a group's.
    is_group: bool,
    /// The notices of the service.
    service: BTreeSet<u32>,
    /// Everybody who wrote.
    speakers: BTreeSet<PeerIx>,
    /// The same as those to whom each of them speaks.
    room: Room,
}

impl Chat {
    fn of(path: &str, lines: &Lines, peers: &Peers) -> Self {
        let messages = &lines.messages;
        let is_certain = |m: &&Message| m.marked || m.notice == Some(Notice::Own);
        // Of two people one may write that somebody left; a group's name writes nothing else.
        let is_doubtful = |m: &&Message| m.notice.is_some() && m.from.is_some() && !is_certain(m);
        let talks = messages
            .iter()
            .filter(|m| m.from == lines.title && !is_certain(m) && !is_doubtful(m));
        let writers = messages
            .iter()
            .filter(|m| !is_certain(m) && m.from != lines.title);
        let writers: BTreeSet<PeerIx> = writers.filter_map(|m| m.from).collect();
        let is_of_two = writers.len() <= 1 && talks.count() > 0;
        let is_notice = |m: &&Message| {
            is_certain(m) || is_doubtful(m) && !is_of_two || m.notice.is_some() && m.from.is_none()
        };
        let spoken = messages.iter().filter(|m| !is_notice(m));
        let all: BTreeSet<PeerIx> = spoken.filter_map(|m| m.from).collect();
        let title = named_alike(path, lines.title, &all, peers);
        let beside = all.iter().filter(|&&who| Some(who) != title).count();
        let is_group = beside > 1 || messages.iter().any(|m| m.of_group);
        // Whoever is named by the first notice of a group is the group, whatever it says further on.
        let by_group =
            |m: &&Message| beside > 1 && lines.is_told && m.from.is_some() && m.from == title;
        let service: BTreeSet<u32> = messages
            .iter()
            .filter(|m| is_notice(m) || by_group(m) || is_of_service(m.from, peers))
            .map(|m| m.place.record)
            .collect();
        let kept = messages
            .iter()
            .filter(|m| !service.contains(&m.place.record));
        let speakers: BTreeSet<PeerIx> = kept.filter_map(|m| m.from).collect();
        Self {
            title,
            other: title.filter(|title| beside <= 1 && all.contains(title)),
            is_group,
            room: Room::of(speakers.iter().copied()),
            speakers,
            service,
        }
    }

    /// What becomes of a message of a chat whose days cannot be told.
    fn fate_unread(&self, message: &Message) -> Fate {
        let is_said = message.from.is_some() && !self.service.contains(&message.place.record);
        match is_said {
            true => Fate::Rejected,
            false => Fate::SetAside(SetAside::ServiceNote),
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
        match self.room.said_by(from) {
            Parties::Between { from, to } if to.named(from).next().is_none() && !self.is_group => {
                let title = self.title.map(Recipients::One);
                let to = title.unwrap_or(to);
                Parties::Between { from, to }
            }
            said => said,
        }
    }
}

/// Who is meant by the name of the file: somebody of just that name, else the one who wrote whose letters are the same (names
/// of files lose their emoji), or whose name stands in it in whatever language.
fn named_alike(
    path: &str,
    title: Option<PeerIx>,
    speakers: &BTreeSet<PeerIx>,
    peers: &Peers,
) -> Option<PeerIx> {
    if title.is_some_and(|title| speakers.contains(&title)) {
        return title;
    }
    let name = |peer: &PeerIx| peers.get(*peer).name.clone().unwrap_or_default();
    let letters =
        |name: &str| -> String { fold(name).chars().filter(|c| c.is_alphanumeric()).collect() };
    if let Some(title) = title {
        let wanted = letters(&name(&title));
        let mut same = speakers.iter().filter(|who| letters(&name(who)) == wanted);
        let only = same.next().filter(|_| same.next().is_none());
        if let Some(only) = only.filter(|_| !wanted.is_empty()) {
            return Some(*only);
        }
    }
    let names: Vec<(PeerIx, String)> = speakers.iter().map(|who| (*who, name(who))).collect();
    let found = title::speaker(path, names.iter().map(|(_, name)| name.as_str()));
    let Some(found) = found else {
        return title;
    };
    names
        .iter()
        .find(|(_, name)| name == found)
        .map(|(who, _)| *who)
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
        // Who was in a call of a group is not told.
        .filter(|_| message.call.is_none() || !chat.is_group)
        .ok_or(Fate::SetAside(SetAside::ServiceNote))?;
    let day = message.stamp.day.settle(order).ok_or(Fate::Rejected)?;
    let local = day.and_time(message.stamp.time);
    Ok(Exchange {
        at: Moment {
            at: date::in_zone(local, context.zone),
            precision: message.stamp.precision,
        },
        channel: match message.call {
            Some(_) => Channel::Call,
            None => Channel::Chat,
        },
        parties: chat.parties(from),
        duration_s: message.call,
        text: message.text,
        gist: message.gist.filter(|_| message.call.is_none()),
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
            "its date does not exist; the message was left out".to_owned(),
        ),
        _ => return None,
    };
    Some(Problem {
        place: message.place,
        code,
        message: text,
    })
}

/// What is said once of a chat whose days may be read in two ways.
fn undecided(messages: &[Message], order: Option<SlashOrder>) -> Option<Problem> {
    let open = |m: &&Message| m.from.is_some() && m.stamp.day.settle(order).is_none();
    let first = messages.iter().find(open).filter(|_| order.is_none())?;
    let Day::Slashed(a, b, year) = first.stamp.day else {
        return None;
    };
    let left_out = messages.iter().filter(|m| m.from.is_some()).count();
    Some(Problem {
        place: first.place,
        code: Code::AmbiguousDate,
        message: format!(
            "{a}/{b}/{year} may be either of two dates and nothing in the chat settles it; all {left_out} messages of it were left out; add --date-order dmy if the day comes first, mdy if the month does"
        ),
    })
}

/// What is said once of lines that look like messages of another chat.
fn pasted(source: Source<'_>, lines: &Lines) -> Option<Problem> {
    let (line, count) = lines.pasted?;
    let lines = match count {
        1 => "this line looks like a message of another chat; it was".to_owned(),
        n => format!("{n} lines look like messages of another chat; they were"),
    };
    Some(Problem {
        place: Place {
            line,
            ..Place::file(source.file)
        },
        code: Code::PastedLine,
        message: format!("{lines} read as part of the message above"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::text::decode;
    use crate::model::intake::FileId;
    use crate::model::keys::Phone;

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
            let Parties::Between { from, to } = &exchange.parties else {
                panic!("{exchange:?}");
            };
            assert_eq!(to.named(*from).count(), 3, "the group itself is nobody");
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
