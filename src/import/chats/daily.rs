//! Chats of LINE and KakaoTalk as their text exports have them: a title that names the other side, and messages with their time, below
//! the day or beside it. Who wrote and when is kept, not what.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};

use crate::import::date::{self, Day, FIRST, SlashOrder, in_zone};
use crate::import::log::{Event, Log};
use crate::import::notes::NoteFormat;
use crate::import::room::Room;
use crate::import::text::Decoded;
use crate::import::{Context, Source};
use crate::model::exchange::{Channel, Direction, Parties, PeerIx};
use crate::model::intake::{Imported, SetAside};
use crate::model::owner::OwnerHint;
use crate::model::problem::{Code, Place};

/// Both programs.
pub const FORMATS: [NoteFormat; 2] = [
    NoteFormat {
        kind: "LINE chat",
        claims: |head, _| title_of_line(head).is_some(),
        read: |source, decoded, context| read(source, decoded, context, line),
    },
    NoteFormat {
        kind: "KakaoTalk chat",
        claims: |head, _| title_of_kakao(head).is_some(),
        read: |source, decoded, context| read(source, decoded, context, kakao),
    },
];

/// What stands before and behind the name in the title of a chat of LINE.
const LINE_TITLES: [(&str, &str); 6] = [
    ("[LINE] Chat history with ", ""),
    ("[LINE] Chat history in ", ""),
    ("[LINE] ", "とのトーク履歴"),
    ("[LINE] ", "のトーク履歴"),
    ("[LINE] 與", "的聊天記錄"),
    ("[LINE] ", "님과의 대화"),
];
/// The same of KakaoTalk.
const KAKAO_TITLES: [(&str, &str); 3] = [
    ("KakaoTalk Chats with ", ""),
    ("", " 님과 카카오톡 대화"),
    ("", "님과 카카오톡 대화"),
];

fn title_of_line(text: &str) -> Option<&str> {
    titled(text, &LINE_TITLES)
}

fn title_of_kakao(text: &str) -> Option<&str> {
    titled(text, &KAKAO_TITLES)
}

/// The name in the first line with content.
fn titled<'t>(text: &'t str, titles: &[(&str, &str)]) -> Option<&'t str> {
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().map(str::trim).find(|line| !line.is_empty())?;
    let name = |(before, behind): &(&str, &str)| first.strip_prefix(before)?.strip_suffix(behind);
    let name = titles.iter().find_map(name)?.trim();
    (!name.is_empty()).then_some(name)
}

/// What a line is.
#[derive(Debug, PartialEq, Eq)]
enum Piece<'t> {
    /// The day of what follows.
    Day(Day),
    /// A message or a call, on a day of its own or on that above.
    Said(Option<NaiveDate>, NaiveTime, &'t str, Option<u32>),
    /// A note of the service.
    Note,
    /// More of the message above, or nothing.
    More,
}

fn read(
    source: Source<'_>,
    decoded: &Decoded<'_>,
    context: &Context,
    piece: fn(&str) -> Piece<'_>,
) -> Imported {
    let mut log = Log::new(source.file);
    let text: &str = &decoded.text;
    let partner = title_of_line(text)
        .or_else(|| title_of_kakao(text))
        .unwrap_or_default();
    let said = said(&mut log, text, context, piece);
    let names: BTreeSet<&str> = said.iter().map(|said| said.name).collect();
    let is_direct = names.len() <= 2 && names.contains(partner);
    for name in names.iter().filter(|name| **name != partner) {
        log.out.owner.push(match is_direct {
            true => OwnerHint::Alias((*name).to_owned()),
            false => OwnerHint::Speaker((*name).to_owned()),
        });
    }
    let room: Vec<Option<PeerIx>> = names.iter().map(|name| log.peers.named(name)).collect();
    let room = Room::of(room.into_iter().flatten());
    let partner = match is_direct {
        true => log.peers.named(partner),
        false => None,
    };
    for said in said {
        let parties = match (log.peers.named(said.name), partner) {
            (Some(from), Some(peer)) => direct(from, peer),
            (Some(from), None) if room.len() > 1 => room.said_by(from),
            _ => {
                log.aside(SetAside::NobodyNamed);
                continue;
            }
        };
        let event = Event {
            at: said.at,
            channel: said.call.map_or(Channel::Chat, |_| Channel::Call),
            parties,
            duration_s: said.call,
            gist: None,
            native: 0,
        };
        log.event(event, said.place);
    }
    log.finish(source.name, "")
}

/// A message or a call.
struct Said<'t> {
    at: i64,
    name: &'t str,
    call: Option<u32>,
    place: Place,
}

/// Everything that somebody said, in the order of the file.
fn said<'t>(
    log: &mut Log,
    text: &'t str,
    context: &Context,
    piece: fn(&str) -> Piece<'_>,
) -> Vec<Said<'t>> {
    let days = text.lines().filter_map(|raw| match piece(raw.trim_end()) {
        Piece::Day(day) => Some(day),
        _ => None,
    });
    let days: Vec<Day> = days.collect();
    let order = date::slash_order(days.iter().copied()).or(context.date_order);
    let is_open = order.is_none() && days.iter().any(|day| day.settle(None).is_none());
    let (mut day, mut said) = (None, Vec::new());
    for (number, raw) in (1..).zip(text.lines()).skip(1) {
        match piece(raw.trim_end()) {
            Piece::Day(new) => day = new.settle(order),
            Piece::Note => {
                log.row(number);
                log.aside(SetAside::ServiceNote);
            }
            Piece::Said(own, time, name, call) => {
                let place = log.row(number);
                if is_open {
                    let message = "a day that may be either of two; add --date-order dmy if the day comes first, mdy if the month does";
                    log.reject(place, Code::AmbiguousDate, message.to_owned());
                    continue;
                }
                let at = own
                    .or(day)
                    .map(|day| in_zone(day.and_time(time), context.zone));
                match at.filter(|at| *at >= FIRST) {
                    Some(at) => said.push(Said {
                        at,
                        name,
                        call,
                        place,
                    }),
                    None => {
                        let message = "a message before the first day of the chat".to_owned();
                        log.reject(place, Code::UndatedRow, message);
                    }
                }
            }
            Piece::More => {}
        }
    }
    said
}

/// What passed in a chat of two.
fn direct(from: PeerIx, peer: PeerIx) -> Parties {
    Parties::Own {
        direction: match from == peer {
            true => Direction::In,
            false => Direction::Out,
        },
        peer,
        others: 1,
    }
}

/// A line of LINE: `2026/03/02(月)`, or `10:00`, the name and the text between tabs.
fn line(text: &str) -> Piece<'_> {
    let mut parts = text.splitn(3, '\t');
    let (first, name, said) = (parts.next().unwrap_or(""), parts.next(), parts.next());
    let Some(name) = name else {
        return day_of_line(text).map_or(Piece::More, Piece::Day);
    };
    match (clock(first), said) {
        (None, _) => Piece::More,
        (Some(_), None) => Piece::Note,
        (Some(_), Some(_)) if name.is_empty() => Piece::Note,
        (Some(time), Some(said)) => Piece::Said(None, time, name, call(said)),
    }
}

/// The length of a call, which LINE shows with a telephone; nothing of one that nobody took.
fn call(said: &str) -> Option<u32> {
    let said = said.strip_prefix('☎')?;
    let length = said.rsplit(' ').next().unwrap_or_default();
    let mut parts = length.split(':').map(|part| part.parse::<u32>().ok());
    let seconds = parts.try_fold(0_u32, |sum, part| sum.checked_mul(60)?.checked_add(part?));
    Some(seconds.filter(|_| length.contains(':')).unwrap_or(0))
}

/// `2026/03/02(月)`, `2026.03.02 Monday`, `Mon, 03/02/2026`, where the day of the week may tell which number is the month.
fn day_of_line(text: &str) -> Option<Day> {
    let words = || text.split(['(', ' ', '（']).filter(|word| !word.is_empty());
    let mut numbers = words().filter(|word| word.contains(['/', '.']) && word.len() >= 8);
    let numbers: Vec<&str> = numbers.next()?.split(['/', '.']).collect();
    let [a, b, c] = numbers[..] else { return None };
    let number = |text: &str| text.parse::<u32>().ok();
    let year = |text: &str| text.parse::<i32>().ok().filter(|_| text.len() == 4);
    // When a chat was saved stands above it, with a time.
    if text.len() >= 40 || text.contains([':', '：']) {
        return None;
    }
    if a.len() == 4 {
        return NaiveDate::from_ymd_opt(year(a)?, number(b)?, number(c)?).map(Day::Is);
    }
    let open = Day::Slashed(number(a)?, number(b)?, year(c)?);
    let both = [SlashOrder::MonthFirst, SlashOrder::DayFirst].map(|order| open.settle(Some(order)));
    let weekday = words().find_map(|word| word.trim_matches(',').parse::<Weekday>().ok());
    let fits = |day: &NaiveDate| weekday.is_some_and(|weekday| day.weekday() == weekday);
    let fitting: Vec<NaiveDate> = both.into_iter().flatten().filter(fits).collect();
    match (fitting.as_slice(), both) {
        ([day], _) => Some(Day::Is(*day)),
        (_, [None, None]) => None,
        _ => Some(open),
    }
}

/// A line of KakaoTalk: on a computer `[name] [오전 10:00] text` below a day, on a phone `2026년 3월 2일 오전 10:00, name : text`.
fn kakao(text: &str) -> Piece<'_> {
    if let Some((name, rest)) = text
        .strip_prefix('[')
        .and_then(|rest| rest.split_once("] ["))
    {
        let time = rest.split_once(']').and_then(|(time, _)| clock(time));
        return time.map_or(Piece::More, |time| Piece::Said(None, time, name, None));
    }
    let bare = text.trim_matches(['-', ' ']);
    let Some((day, rest)) = day_of_kakao(bare) else {
        return Piece::More;
    };
    if text.starts_with('-') {
        return Piece::Day(Day::Is(day));
    }
    let (time, said) = rest.split_once(", ").unwrap_or((rest, ""));
    let Some(time) = clock(time) else {
        return Piece::More;
    };
    match said.split_once(" : ") {
        Some((name, _)) => Piece::Said(Some(day), time, name, None),
        None if said.is_empty() => Piece::Day(Day::Is(day)),
        None => Piece::Note,
    }
}

/// The day at the beginning of a line, and what stands behind it.
fn day_of_kakao(text: &str) -> Option<(NaiveDate, &str)> {
    let number = |text: &str| text.trim().parse::<u32>().ok();
    let korean = || {
        let (year, rest) = text.split_once('년')?;
        let (month, rest) = rest.split_once('월')?;
        let (day, rest) = rest.split_once('일')?;
        let day = NaiveDate::from_ymd_opt(year.trim().parse().ok()?, number(month)?, number(day)?);
        Some((day?, rest.trim()))
    };
    let english = || {
        let (day, rest) = text.split_once(" at ")?;
        Some((NaiveDate::parse_from_str(day, "%B %d, %Y").ok()?, rest))
    };
    // As iPhones write it: `2026. 3. 2. 오전 10:00`.
    let dotted = || {
        let mut parts = text.splitn(4, ". ");
        let mut next = || parts.next();
        let (year, month, day) = (next()?, next()?, next()?);
        let day = NaiveDate::from_ymd_opt(year.trim().parse().ok()?, number(month)?, number(day)?);
        Some((day?, parts.next()?))
    };
    korean().or_else(english).or_else(dotted)
}

/// A time of day, with the half of it in the languages of both programs.
fn clock(text: &str) -> Option<NaiveTime> {
    const MORNING: [&str; 6] = ["AM", "am", "오전", "午前", "上午", "a.m."];
    const EVENING: [&str; 6] = ["PM", "pm", "오후", "午後", "下午", "p.m."];
    let text = text.trim();
    let half = |words: [&'static str; 6]| words.into_iter().find(|word| text.contains(word));
    let (is_morning, is_evening) = (half(MORNING), half(EVENING));
    let bare = text.replace(is_morning.or(is_evening).unwrap_or("\0"), "");
    let (hour, minute) = bare.trim().split_once(':')?;
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    let hour = match (hour, is_morning, is_evening) {
        (12, Some(_), _) => 0,
        (1..12, _, Some(_)) => hour + 12,
        (hour, ..) => hour,
    };
    NaiveTime::from_hms_opt(hour, minute, 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::text::decode;
    use crate::model::intake::{Fate, FileId};

    fn told(text: &str) -> (Imported, Vec<String>) {
        let source = Source {
            file: FileId(0),
            name: "chat.txt",
            bytes: text.as_bytes(),
        };
        let format = FORMATS
            .iter()
            .find(|format| (format.claims)(text, "chat.txt"))
            .unwrap();
        let read = (format.read)(source, &decode(text.as_bytes()), &Context::default());
        let tell = |event: &crate::model::exchange::Exchange| {
            let way = match event.parties {
                Parties::Own { direction, .. } => format!("{direction:?}"),
                Parties::Between { .. } => "between".to_owned(),
            };
            let at = chrono::DateTime::from_timestamp(event.at.at, 0).unwrap();
            format!(
                "{} {way} {:?} {:?}",
                at.format("%m-%d %H:%M"),
                event.channel,
                event.duration_s
            )
        };
        let events = read.exchanges.iter().map(tell).collect();
        (read, events)
    }

    const TWO: [&str; 2] = ["03-02 10:00 In Chat None", "03-03 21:05 Out Chat None"];

    #[test]
    fn a_chat_of_line_in_three_languages() {
        for (title, first, second) in [
            (
                "[LINE] 花子とのトーク履歴\n保存日時：2026/04/01 12:00",
                "2026/03/02(月)",
                "2026/03/03(火)",
            ),
            (
                "[LINE] Chat history with 花子\nSaved on: 4/1/2026",
                "Mon, 03/02/2026",
                "Tue, 03/03/2026",
            ),
            (
                "[LINE] 與花子的聊天記錄\n儲存日期：2026/04/01 12:00",
                "2026/03/02（一）",
                "2026.03.03 星期二",
            ),
        ] {
            let text = format!(
                "{title}\n\n{first}\n10:00\t花子\t\"a\n10:30 b\"\n10:01\t\tRuna joined\n\n{second}\n午後9:05\tRuna\tc\n21:07\t花子\t☎ 通話時間 1:02:03\n21:09\tRuna\t☎ Missed call\n"
            );
            let (read, events) = told(&text);
            assert_eq!(events[..2], TWO);
            assert_eq!(
                events[2..],
                [
                    "03-03 21:07 In Call Some(3723)",
                    "03-03 21:09 Out Call Some(0)"
                ]
            );
            assert_eq!(
                (
                    read.report.rows,
                    read.report.of(Fate::SetAside(SetAside::ServiceNote))
                ),
                (5, 1)
            );
            assert_eq!(read.owner, [OwnerHint::Alias("Runa".to_owned())]);
        }
    }

    #[test]
    fn a_chat_of_kakaotalk_from_a_computer_and_from_a_phone() {
        let computer = "지민 님과 카카오톡 대화\n저장한 날짜 : 2026-04-01 12:00:00\n\n--------------- 2026년 3월 2일 월요일 ---------------\n[지민] [오전 10:00] a\nmore : of it\n--------------- 2026년 3월 3일 화요일 ---------------\n[Runa] [오후 9:05] b\n";
        let phone = "지민 님과 카카오톡 대화\n저장한 날짜 : 2026년 4월 1일 오후 12:00\n\n2026년 3월 2일 오전 10:00\n2026년 3월 2일 오전 10:00, 지민 : a\n2026년 3월 3일 오후 9:05, Runa : b\n";
        let english = "KakaoTalk Chats with 지민\nDate Saved : March 31, 2026 at 12:00\n\nMarch 2, 2026 at 10:00\nMarch 2, 2026 at 10:00, 지민 : a\nMarch 3, 2026 at 9:05 PM, Runa : b\n";
        let iphone = "지민 님과 카카오톡 대화\n저장한 날짜 : 2026. 4. 1. 오후 12:00\n\n2026년 3월 2일 월요일\n2026. 3. 2. 오전 10:00, 지민 : a\n2026. 3. 3. 오후 9:05, Runa : b\n";
        for text in [computer, phone, english, iphone] {
            let (read, events) = told(text);
            assert_eq!(events, TWO, "{text}");
            assert_eq!((read.report.rows, read.owner.len()), (2, 1));
        }
    }

    proptest::proptest! {
        #[test]
        fn every_row_has_one_fate(lines in proptest::collection::vec(r"(2026/0[0-9]/[0-9]{2}\(月\)|[0-9]{2}:[0-9]{2}\t[A-C]?\t?[a☎]{0,2}|.{0,12})", 0..12)) {
            let (read, events) = told(&format!("[LINE] Aとのトーク履歴\n{}", lines.join("\n")));
            let fates: u64 = read.report.fates.values().sum();
            proptest::prop_assert_eq!(fates + events.len() as u64, read.report.rows);
        }
    }
}
