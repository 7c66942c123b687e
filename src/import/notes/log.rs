//! The owner's own log, one line a touch: `2026-03-02 = meet petra@example.org, "Emil Farkas" #favour-given : lunch`.
//!
//! `DATE [TIME] DIR CHANNEL WHO[, WHO…] [#tag…] [: note]`, where DIR is `>` out, `<` in, `=` both, `!` tried in vain.

use crate::import::interactions::channel;
use crate::import::notes::NoteFormat;
use crate::import::peers::{Peers, fingerprint};
use crate::import::text::Decoded;
use crate::import::{Context, Source, date};
use crate::model::exchange::{
    Channel, Direction, Exchange, Parties, Peer, PeerKey, TieFact, TieKind,
};
use crate::model::intake::{Fate, FileId, Imported};
use crate::model::keys::{Email, Slug};
use crate::model::moment::Moment;
use crate::model::name::fold;
use crate::model::problem::{Code, Place, Problem};

/// The log.
pub const FORMAT: NoteFormat = NoteFormat {
    kind: "your log",
    claims,
    read,
};

/// What one line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<'l> {
    /// When; `None` where the line does not begin with a date.
    pub at: Option<Moment>,
    /// Seen from the owner.
    pub direction: Direction,
    /// Whether it was tried in vain.
    pub in_vain: bool,
    /// By what means.
    pub channel: Channel,
    /// With whom, as written and without quotation marks.
    pub who: Vec<&'l str>,
    /// What was given, promised or noted.
    pub ties: Vec<(TieKind, Option<Moment>)>,
    /// The note.
    pub note: &'l str,
}

impl Entry<'_> {
    /// What a tie of the line is to one of those whom it names. Of an introduction that came in, the first is whoever made it, and the
    /// others are whom the owner was introduced to.
    fn of(&self, kind: TieKind, number: usize) -> TieKind {
        match kind {
            TieKind::IntroReceived if number > 0 && self.direction == Direction::In => {
                TieKind::Introduced
            }
            kind => kind,
        }
    }
}

/// What is wrong with a line: the date, or anything else.
type Fault = (Code, String);

fn claims(head: &str, _name: &str) -> bool {
    let first = head
        .lines()
        .find(|line| !is_silent(line) && included(line).is_none());
    first.is_some_and(|line| {
        let mut words = line.split_whitespace().skip(1);
        let second = words
            .next()
            .filter(|word| !word.contains(':'))
            .or_else(|| words.next());
        line.get(..10).and_then(date::day).is_some()
            && second.is_some_and(|word| way(word).is_some())
    })
}

fn read(source: Source<'_>, decoded: &Decoded<'_>, context: &Context) -> Imported {
    let mut log = Log::default();
    let lines: Vec<(&str, u32)> = decoded.text.lines().zip(1..).collect();
    let mut ahead = lines.iter().peekable();
    while let Some(&(line, number)) = ahead.next() {
        if is_silent(line) || continues(line) {
            continue;
        }
        if let Some(other) = included(line) {
            log.out
                .report
                .remarks
                .push(format!("names another log, {other}: give it as well"));
            continue;
        }
        let mut note = String::new();
        while let Some((more, _)) = ahead.next_if(|(line, _)| continues(line)) {
            note.push(' ');
            note.push_str(more);
        }
        let place = Place {
            file: source.file,
            record: 0,
            line: number,
        };
        match entry(line, context).and_then(|entry| dated(entry, line)) {
            Ok((entry, at)) => log.add(&entry, at, &note, place, context),
            Err(fault) => log.reject(place, fault),
        }
    }
    log.finish()
}

/// The line of a file has to say when it was.
fn dated<'l>(entry: Entry<'l>, line: &str) -> Result<(Entry<'l>, Moment), Fault> {
    match entry.at {
        Some(at) => Ok((entry, at)),
        None => Err((
            Code::UndatedRow,
            format!("{line:?} does not begin with a date; write 2026-03-02 or 2026-03-02 14:05"),
        )),
    }
}

/// Reads one line.
///
/// # Errors
/// What is wrong with it, and what was expected.
pub fn entry<'l>(line: &'l str, context: &Context) -> Result<Entry<'l>, Fault> {
    let (at, rest) = when(line, context)?;
    let (head, note) = cut(rest, |rest| rest.starts_with(" : "));
    let note = note.trim_start_matches([' ', ':']).trim_start();
    let (head, tags) = cut(head, |rest| rest.starts_with(" #"));
    let (word, rest) = head
        .trim()
        .split_once(char::is_whitespace)
        .unwrap_or((head.trim(), ""));
    let (direction, in_vain) = way(word).ok_or_else(|| {
        bad(format!(
            "{word:?} is not a direction; write > for out, < for in, = for both, ! for tried in vain"
        ))
    })?;
    let (means, people) = rest
        .trim()
        .split_once(char::is_whitespace)
        .unwrap_or((rest.trim(), ""));
    let who = who(people);
    if who.is_empty() {
        return Err(bad(
            "names nobody; write a channel and then who it was, such as: = meet petra@example.org"
                .to_owned(),
        ));
    }
    Ok(Entry {
        at,
        direction,
        in_vain,
        channel: channel(means),
        who,
        ties: ties(tags, direction)?,
        note,
    })
}

fn bad(message: String) -> Fault {
    (Code::BadRow, message)
}

/// The date and time at the beginning of a line, and the rest.
fn when<'l>(line: &'l str, context: &Context) -> Result<(Option<Moment>, &'l str), Fault> {
    let line = line.trim_end();
    let (first, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    if !first.starts_with(|c: char| c.is_ascii_digit()) {
        return Ok((None, line));
    }
    let rest = rest.trim_start();
    let (second, after) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let has_time = second.contains(':') && second.starts_with(|c: char| c.is_ascii_digit());
    let (text, rest) = if has_time {
        (format!("{first} {second}"), after)
    } else {
        (first.to_owned(), rest)
    };
    match date::timestamp(&text, context.zone) {
        Some(at) => Ok((Some(at), rest)),
        None => Err((
            Code::UndatedRow,
            format!("{text:?} is not a date; write 2026-03-02 or 2026-03-02 14:05"),
        )),
    }
}

fn way(word: &str) -> Option<(Direction, bool)> {
    match word {
        ">" => Some((Direction::Out, false)),
        "<" => Some((Direction::In, false)),
        "=" => Some((Direction::Both, false)),
        "!" => Some((Direction::Out, true)),
        _ => None,
    }
}

/// Cuts a text where `here` says so for the first time, quotation marks aside.
fn cut(text: &str, here: impl Fn(&str) -> bool) -> (&str, &str) {
    let mut quoted = false;
    for (index, c) in text.char_indices() {
        quoted ^= c == '"';
        if !quoted && here(&text[index..]) {
            return text.split_at(index);
        }
    }
    (text, "")
}

/// People, between commas that do not stand in quotation marks.
fn who(mut text: &str) -> Vec<&str> {
    let mut list = Vec::new();
    while !text.is_empty() {
        let (one, rest) = cut(text, |rest| rest.starts_with(','));
        list.push(one.trim().trim_matches('"').trim());
        text = rest.strip_prefix(',').unwrap_or(rest);
    }
    list.retain(|one| !one.is_empty());
    list
}

/// What the tags say; those that say nothing to Tieline are the owner's own.
fn ties(tags: &str, direction: Direction) -> Result<Vec<(TieKind, Option<Moment>)>, Fault> {
    let mut found = Vec::new();
    for word in tags.split_whitespace() {
        if let Some(written) = word.strip_prefix("due:") {
            let due = date::day(written).and_then(|day| day.settle(None));
            let due = due.ok_or_else(|| {
                bad(format!(
                    "{written:?} is not a due date; write due:2026-04-30"
                ))
            })?;
            let kind = match direction {
                Direction::In => TieKind::PromiseReceivedDue,
                Direction::Out | Direction::Both | Direction::Unknown => TieKind::PromiseDue,
            };
            found.push((kind, Some(Moment::day(due))));
            continue;
        }
        let Some(tag) = word.strip_prefix('#') else {
            return Err(bad(format!(
                "{word:?} comes after the tags; write people before the tags, and a note after \" : \""
            )));
        };
        let tag = tag.split(':').next().unwrap_or(tag).to_lowercase();
        found.extend(kind(&tag.replace("favor-", "favour-"), direction).map(|kind| (kind, None)));
    }
    Ok(found)
}

fn kind(tag: &str, direction: Direction) -> Option<TieKind> {
    Some(match tag {
        "favour-given" => TieKind::FavourGiven,
        "favour-received" => TieKind::FavourReceived,
        "intro-given" => TieKind::IntroGiven,
        "intro-received" => TieKind::IntroReceived,
        "passed-on" if direction == Direction::In => TieKind::PassedOnReceived,
        "passed-on" => TieKind::PassedOnGiven,
        "promise" if direction == Direction::In => TieKind::PromiseReceived,
        "promise" => TieKind::Promise,
        "met-at" => TieKind::MetAt,
        "thanks" if direction == Direction::In => TieKind::ThanksReceived,
        "thanks" => TieKind::ThanksGiven,
        _ => return None,
    })
}

fn is_silent(line: &str) -> bool {
    line.trim().is_empty() || line.starts_with([';', '#'])
}

/// Indented lines go on with the note of the entry above.
fn continues(line: &str) -> bool {
    line.starts_with([' ', '\t']) && !line.trim().is_empty()
}

fn included(line: &str) -> Option<&str> {
    line.strip_prefix("include ").map(str::trim)
}

/// What is gathered from the lines.
#[derive(Default)]
struct Log {
    out: Imported,
    peers: Peers,
    records: u32,
}

impl Log {
    fn add(&mut self, entry: &Entry<'_>, at: Moment, more: &str, place: Place, context: &Context) {
        for (number, who) in entry.who.iter().enumerate() {
            match key(who, context) {
                Some(peer) => self.touch((entry, number), at, more, place, peer),
                None => self.reject(
                    place,
                    bad(format!("{who:?} is not an address, number, link or name")),
                ),
            }
        }
    }

    /// Every touch and every tie of a line counts as a row of its own, one for each whom it names.
    fn touch(
        &mut self,
        (entry, number): (&Entry<'_>, usize),
        at: Moment,
        more: &str,
        place: Place,
        who: Peer,
    ) {
        let peer = self.peers.keyed(who.key, &who.name.unwrap_or_default());
        let exchange = Exchange {
            at,
            channel: entry.channel,
            parties: Parties::Own {
                direction: entry.direction,
                peer,
                others: entry.who.len() as u32,
            },
            duration_s: entry.in_vain.then_some(0),
            text: fingerprint(&format!("{} {more}", entry.note)),
            gist: None,
            native: 0,
            place: self.next(place),
        };
        self.out.exchanges.push(exchange);
        for &(kind, due) in &entry.ties {
            let place = self.next(place);
            self.out.ties.push(TieFact {
                kind: entry.of(kind, number),
                at: Some(due.unwrap_or(at)),
                who: peer,
                place,
            });
        }
    }

    fn reject(&mut self, place: Place, (code, message): Fault) {
        let place = self.next(place);
        self.out.report.count(Fate::Rejected, 1);
        self.out.problems.push(Problem {
            place,
            code,
            message,
        });
    }

    fn next(&mut self, place: Place) -> Place {
        self.records += 1;
        Place {
            record: self.records,
            ..place
        }
    }

    fn finish(mut self) -> Imported {
        self.out.report.rows = u64::from(self.records);
        self.out.peers = self.peers.into_list();
        self.out
    }
}

/// Who is meant: by address, number or link, else by name; `None` where the text is none of these.
pub fn key(who: &str, context: &Context) -> Option<Peer> {
    let key = Email::parse(who)
        .map(PeerKey::Email)
        .or_else(|| Slug::from_url(who).map(PeerKey::Profile))
        .or_else(|| PeerKey::number(who, context.region));
    let name = fold(who);
    match key {
        Some(key) => Some(Peer::new(key, None)),
        None => (!name.is_empty()).then(|| Peer::new(PeerKey::Name(name), Some(who.to_owned()))),
    }
}

/// One entry as if it were a log, once it is known whom it means.
pub fn noted(entry: &Entry<'_>, at: Moment, who: Vec<Peer>) -> Imported {
    let mut log = Log::default();
    for (number, peer) in who.into_iter().enumerate() {
        log.touch((entry, number), at, "", Place::file(FileId(0)), peer);
    }
    log.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Entry<'_>, String> {
        entry(line, &Context::default())
            .map_err(|(code, message)| format!("{}: {message}", code.name()))
    }

    #[test]
    fn a_line_says_when_which_way_how_and_with_whom() {
        let line = "2026-03-02 14:05 = meet petra@example.org, \"Farkas, Emil\", https://www.linkedin.com/in/ana-lima #client #favour-given : lunch, see #9 : done";
        let entry = parsed(line).unwrap();
        assert_eq!(entry.at.map(|at| at.at), Some(1_772_460_300));
        assert_eq!(
            entry.who,
            [
                "petra@example.org",
                "Farkas, Emil",
                "https://www.linkedin.com/in/ana-lima"
            ]
        );
        assert_eq!(
            (entry.direction, entry.channel),
            (Direction::Both, Channel::Meeting)
        );
        assert_eq!(entry.ties, [(TieKind::FavourGiven, None)]);
        assert_eq!(entry.note, "lunch, see #9 : done");
    }

    #[test]
    fn a_promise_has_a_day_and_thanks_a_direction() {
        let promise = parsed("2026-03-02 > mail Petra Novak #promise due:2026-03-09").unwrap();
        let due = Moment::day(chrono::NaiveDate::from_ymd_opt(2026, 3, 9).unwrap());
        assert_eq!(
            promise.ties,
            [(TieKind::Promise, None), (TieKind::PromiseDue, Some(due))]
        );
        assert_eq!(promise.who, ["Petra Novak"]);
        assert_eq!(
            parsed("< call Petra #thanks").unwrap().ties,
            [(TieKind::ThanksReceived, None)]
        );
        assert_eq!(parsed("> call Petra #thanks").unwrap().at, None);
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (line, said) in [
            ("2026-13-40 > call Petra", "undated-row: \"2026-13-40\""),
            (
                "2026-03-02 call Petra",
                "bad-row: \"call\" is not a direction",
            ),
            ("2026-03-02 > call", "bad-row: names nobody"),
            (
                "2026-03-02 > call Petra #promise due:soon",
                "bad-row: \"soon\"",
            ),
            (
                "2026-03-02 > call Petra #client Emil",
                "bad-row: \"Emil\" comes after the tags",
            ),
        ] {
            let error = parsed(line).unwrap_err();
            assert!(error.starts_with(said), "{line}: {error}");
        }
    }

    #[test]
    fn a_log_is_known_by_its_first_entry() {
        assert!(claims(
            "# mine\n\ninclude old.log\n2026-03-02 14:05 > call Petra\n",
            "x"
        ));
        assert!(claims("2026-03-02 ! call Petra\n", "x"));
        assert!(!claims("2026-03-02, 14:05 - Petra: hello\n", "x"));
        assert!(!claims("date,direction\n2026-03-02,>\n", "x"));
    }
}
