//! Why somebody has a verdict, a statement for each reason.

use super::basis::{constant, talks};
use super::figures::count;
use super::look::were;
use super::missing::{not_given, not_shown, not_told};
use super::tie::tie;
use super::time::{and, counted, day, length, month, on, times};
use crate::model::exchange::Channel;
use crate::model::moment::Moment;
use crate::model::reason::{Joined, Reason, Source};
use crate::model::standing::Band;

/// Silence of fewer days up to the end of the files is not worth a word.
const FRESH_DAYS: u32 = 14;
/// Files that are named of those that were joined by name.
const FILES_NAMED: usize = 3;

/// A reason in words, with its date and its file.
pub(crate) fn reason(reason: &Reason) -> String {
    owners_word(reason)
        .or_else(|| contact(reason))
        .or_else(|| passed(reason))
        .or_else(|| one_sided(reason))
        .or_else(|| evidence(reason))
        .or_else(|| perhaps_theirs(reason))
        .or_else(|| cards(reason))
        .unwrap_or_else(|| limits(reason))
}

/// What the owner said.
fn owners_word(reason: &Reason) -> Option<String> {
    Some(match reason {
        Reason::Decided { said, on, .. } if said == "died" => {
            format!("died: your word of {}", day(*on))
        }
        Reason::Decided { said, on, source } => {
            format!("{said} (your decision of {}, {source})", day(*on))
        }
        Reason::Remembered { on, .. } => {
            format!("you said on {} that you remember them", day(*on))
        }
        Reason::Rule { rule } => format!("keep (your rule: {rule})"),
        Reason::Role { role, .. } => format!("your {role}"),
        Reason::Rhythm { rhythm, .. } => format!("you want to be in touch {rhythm}"),
        _ => return None,
    })
}

/// What passed both ways.
fn contact(reason: &Reason) -> Option<String> {
    Some(match reason {
        Reason::InTouch {
            last,
            once: true,
            source,
            ..
        } => format!("{}{}", one_meeting(*last), of(source)),
        Reason::WasInTouch {
            last,
            once: true,
            silent_days,
            files_end,
            source,
            ..
        } => format!(
            "{}{}{}",
            one_meeting(*last),
            of(source),
            silent(*silent_days, *files_end)
        ),
        Reason::InTouch {
            last,
            channels,
            source,
            ..
        } => format!(
            "{}, last on {} ({}{})",
            in_touch(channels),
            day(*last),
            means(channels),
            source.name()
        ),
        Reason::WasInTouch {
            last,
            silent_days,
            files_end,
            usual_gap_days,
            channels,
            source,
            ..
        } => {
            let usual = usual_gap_days.map_or_else(String::new, |gap| {
                format!("; you used to be in touch {}", every(gap))
            });
            format!(
                "{} until {} ({}{}){}{usual}",
                in_touch(channels),
                day(*last),
                means(channels),
                source.name(),
                silent(*silent_days, *files_end)
            )
        }
        Reason::Talks(counts) => talks(counts),
        Reason::ConstantContact {
            messages,
            since,
            calls,
        } => constant(*messages, *since, *calls),
        Reason::TheyWroteLast { on, called: false } => format!("they wrote last, on {}", day(*on)),
        Reason::TheyWroteLast { on, called: true } => {
            format!("they called last, on {}, and you did not speak", day(*on))
        }
        Reason::YouWroteLast { on, called: false } => format!("you wrote last, on {}", day(*on)),
        Reason::YouWroteLast { on, called: true } => {
            format!("you called last, on {}, and they did not answer", day(*on))
        }
        _ => return None,
    })
}

/// What passed that makes no relation, and what counts beside one.
fn passed(reason: &Reason) -> Option<String> {
    Some(match reason {
        Reason::GroupWord { on, source } => {
            format!(
                "they last wrote in a group conversation with you on {}{}",
                day(*on),
                of(source)
            )
        }
        Reason::LeftUnanswered { tries, last } => format!(
            "they did not answer your last {tries} messages, the last on {}",
            day(*last)
        ),
        Reason::MetAmong {
            people,
            meetings: 1,
            last,
            source,
        } => format!(
            "both invited to one meeting of {people} people, on {}; no messages or calls between you{}",
            day(*last),
            of(source)
        ),
        Reason::MetAmong {
            people,
            last,
            source,
            ..
        } => format!(
            "only in meetings of {people} or more people, last on {}; no messages or calls between you{}",
            day(*last),
            of(source)
        ),
        Reason::LongAgo {
            messages: 0,
            last,
            source,
            ..
        } => format!(
            "you met in {}, and nothing since{}",
            month(*last),
            of(source)
        ),
        Reason::LongAgo {
            messages,
            first,
            last,
            source,
        } => format!(
            "you exchanged {} {}, and nothing since{}",
            counted(*messages, "message"),
            match (month(*first), month(*last)) {
                (from, to) if from == to => format!("in {to}"),
                (from, to) => format!("from {from} to {to}"),
            },
            of(source)
        ),
        Reason::SpokeOnce {
            on,
            seconds,
            source,
        } => format!(
            "you spoke once, for {}, on {}, and nothing else passed{}",
            talked(*seconds),
            day(*on),
            of(source)
        ),
        Reason::ShortExchange {
            messages,
            last,
            source,
        } => format!(
            "you exchanged {} when you connected, last on {}{}",
            counted(*messages, "message"),
            day(*last),
            of(source)
        ),
        _ => return None,
    })
}

/// How long a call was.
fn talked(seconds: u32) -> String {
    match seconds {
        0..60 => counted(seconds, "second"),
        _ => counted((seconds + 30) / 60, "minute"),
    }
}

/// What went one way only.
fn one_sided(reason: &Reason) -> Option<String> {
    Some(match reason {
        Reason::Crossed {
            yours,
            theirs,
            source,
        } => format!(
            "you last wrote on {} and they on {}, more than a year apart{}",
            day(*yours),
            day(*theirs),
            of(source)
        ),
        Reason::NeverAnswered {
            messages,
            called: true,
            last,
            source,
        } => {
            let when = match messages {
                1 => format!("on {}", day(*last)),
                n => format!("{}, last on {},", times(*n), day(*last)),
            };
            let source = of(source);
            format!("they called {when} and you neither answered nor called back{source}")
        }
        Reason::NeverAnswered {
            messages: 1,
            last,
            source,
            ..
        } => format!(
            "they wrote to you on {} and you did not answer{}",
            day(*last),
            of(source)
        ),
        Reason::NeverAnswered {
            messages,
            last,
            source,
            ..
        } => format!(
            "they wrote to you {}, last on {}, and you never answered{}",
            times(*messages),
            day(*last),
            of(source)
        ),
        Reason::TriedOnce { on, called, source } => {
            let (did, missing) = match called {
                true => ("called", "nobody picked up"),
                false => ("wrote", "they have not answered"),
            };
            format!("you {did} on {} and {missing}{}", day(*on), of(source))
        }
        Reason::AnswerOpen { on, source } => format!(
            "you wrote on {}; an answer may still come{}",
            day(*on),
            of(source)
        ),
        Reason::InVain {
            tries,
            last,
            source,
        } => format!(
            "you wrote to them {}, last on {}, and they never answered{}",
            times(*tries),
            day(*last),
            of(source)
        ),
        Reason::SideUnknown { last, source } => format!(
            "messages between you, last on {}, but it is not clear who wrote them{}",
            day(*last),
            of(source)
        ),
        _ => return None,
    })
}

/// What else happened.
fn evidence(reason: &Reason) -> Option<String> {
    Some(match reason {
        Reason::InvitationNote { yours, on, source } => {
            let who = if *yours {
                "you invited them"
            } else {
                "they invited you"
            };
            format!("{who} with a note on {}{}", day(*on), of(source))
        }
        Reason::Accepted { invited, source } => {
            let when = invited.map_or_else(String::new, |at| format!(" of {}", day(at)));
            format!("accepted your invitation{when}{}", of(source))
        }
        Reason::Tie {
            kind,
            times: 1,
            on: at,
            source,
        } => format!("{}{}{}", tie(*kind), on(*at), of(source)),
        Reason::Tie {
            kind,
            times,
            on: at,
            source,
        } => {
            let last = at.map_or_else(String::new, |at| format!(", last on {}", day(at)));
            format!("{} {times} times{last}{}", tie(*kind), of(source))
        }
        Reason::GroupTalk {
            last,
            spoke,
            source,
        } => {
            let what = if *spoke {
                "wrote in a group conversation with you, last on"
            } else {
                "both in a small group conversation, last active on"
            };
            format!("{what} {}{}", day(*last), of(source))
        }
        Reason::Courtesies {
            messages,
            last,
            source,
        } => format!(
            "nothing but congratulations or thanks passed between you, {}, last on {}{}",
            counted(*messages, "message"),
            day(*last),
            of(source)
        ),
        Reason::LargeMeetings {
            first,
            last,
            source,
        } => format!(
            "both invited to large meetings, the first on {} and the last on {}{}",
            day(*first),
            day(*last),
            of(source)
        ),
        Reason::ByDomain { entries: 0, source } => {
            format!("matched by name and company domain{}", of(source))
        }
        Reason::ByDomain { entries, source } => format!(
            "{} matched by name and company domain{}",
            count(
                u64::from(*entries),
                "message or meeting",
                "messages and meetings"
            ),
            of(source)
        ),
        Reason::ByName { files } => by_name(files),
        _ => return None,
    })
}

/// What passed with somebody who may be this person, or one of several.
fn perhaps_theirs(reason: &Reason) -> Option<String> {
    Some(match reason {
        Reason::Namesake {
            name,
            key,
            messages,
            meetings,
            last,
            people,
        } => {
            let what = contacts(*messages, *meetings);
            let about = about(key, *last);
            match people {
                0 | 1 => format!("{what} with a {name}{about} may be theirs"),
                n => format!("{what} with {name}{about} fit one of {n} people of this name"),
            }
        }
        Reason::SharedAddress {
            key,
            messages,
            meetings,
            last,
            people,
        } => {
            let last = last.map_or_else(String::new, |at| format!(", last on {}", day(at)));
            format!(
                "{} with {key}{last}; {people} people here have this address",
                contacts(*messages, *meetings)
            )
        }
        _ => return None,
    })
}

/// What the cards say.
fn cards(reason: &Reason) -> Option<String> {
    Some(match reason {
        Reason::SharedPlace {
            place,
            from,
            to,
            source,
        } => {
            let source = source.as_ref().map_or_else(String::new, of);
            format!("at {place}, where you {}{source}", were(*from, *to))
        }
        Reason::Surname { surname, source } => {
            format!("has your surname, {surname}{}", of(source))
        }
        Reason::BearsYourName { source, .. } => format!("has your name{}", of(source)),
        Reason::InAddressBook {
            lone_name: true,
            source,
        } => format!("is in your address book by one name only{}", of(source)),
        Reason::InAddressBook { source, .. } => {
            format!("is in your address book{}", of(source))
        }
        Reason::CardNote { note, source } => format!("your note: “{note}”{}", of(source)),
        Reason::CardLabels { labels, source } => {
            let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
            format!("you keep them under {}{}", and(&labels), of(source))
        }
        Reason::Died { source } => {
            format!("your address book says that they have died{}", of(source))
        }
        Reason::Family { source } => {
            format!("family, by your address book{}", of(source))
        }
        Reason::Imported { source } => {
            format!(
                "was in an address book that LinkedIn imported{}",
                of(source)
            )
        }
        Reason::Connected { on, source } => format!("connected on {}{}", day(*on), of(source)),
        Reason::OnlyCard { source } => format!("is in {}", source.name()),
        Reason::NothingBetween {
            on: Some(on),
            source,
        } => format!(
            "connected on {}; no messages between you{}",
            day(*on),
            of(source)
        ),
        Reason::NothingBetween { on: None, source } => {
            format!("a card and no messages between you{}", of(source))
        }
        _ => return None,
    })
}

/// What limits what can be said.
fn limits(reason: &Reason) -> String {
    match reason {
        Reason::NotGiven { channels } => not_given(channels),
        Reason::NotTold { channel, silence } => not_told(*channel, *silence),
        Reason::NotShown { channels } => not_shown(channels),
        Reason::Although { band, they_wrote } => match band {
            Band::Unlikely => "an answer within a week is unlikely".to_owned(),
            _ if *they_wrote => "an answer is still possible: it was they who wrote".to_owned(),
            Band::Likely | Band::Maybe | Band::Unknown => {
                "going by how others answer you, an answer is still possible".to_owned()
            }
        },
        _ => String::new(),
    }
}

/// `16 messages and 2 meetings`.
fn contacts(messages: u32, meetings: u32) -> String {
    let message = counted(messages, "message");
    match (messages, meetings) {
        (_, 0) => message,
        (0, n) => counted(n, "meeting"),
        (_, n) => format!("{message} and {}", counted(n, "meeting")),
    }
}

/// A key and a last day, in brackets.
fn about(key: &str, last: Option<Moment>) -> String {
    let key = (!key.is_empty()).then(|| key.to_owned());
    let last = last.map(|at| format!("last {}", day(at)));
    let parts: Vec<String> = key.into_iter().chain(last).collect();
    if parts.is_empty() {
        return String::new();
    }
    format!(" ({})", parts.join(", "))
}

/// The file, in brackets.
fn of(source: &Source) -> String {
    match source.name() {
        "" => String::new(),
        name => format!(" ({name})"),
    }
}

/// How long nothing came, up to the day on which the files end where that is long ago.
fn silent(days: u32, files_end: Option<Moment>) -> String {
    match files_end {
        None => format!(", silent for {}", length(days)),
        Some(end) if days < FRESH_DAYS => format!("; your files end on {}", day(end)),
        Some(end) => format!(
            ", silent for {} up to {}, when your files end",
            length(days),
            day(end)
        ),
    }
}

/// One meeting is all that is known.
fn one_meeting(on: Moment) -> String {
    format!("both invited to one meeting, on {}", day(on))
}

/// Who accepted a meeting need not have come, and nobody wrote to anybody.
fn in_touch(channels: &[Channel]) -> &'static str {
    if channels == [Channel::Meeting] {
        "invited to meetings together"
    } else {
        "in touch both ways"
    }
}

/// By what means, where it is not said already.
fn means(channels: &[Channel]) -> String {
    if channels == [Channel::Meeting] {
        return String::new();
    }
    let words: Vec<&str> = channels.iter().map(|channel| channel.word()).collect();
    format!("{}; ", and(&words))
}

/// How often something comes: `about every week`, `about every 3 months`.
fn every(days: u32) -> String {
    let length = length(days.max(1));
    let length = match length.as_str() {
        "7 days" => "week",
        other => other.strip_prefix("1 ").unwrap_or(other),
    };
    format!("about every {length}")
}

/// How many entries of which files were joined by nothing but the name.
fn by_name(files: &[Joined]) -> String {
    let mut names: Vec<&str> = files.iter().map(|joined| joined.source.name()).collect();
    names.dedup();
    let more = if names.len() > FILES_NAMED {
        " and others"
    } else {
        ""
    };
    names.truncate(FILES_NAMED);
    let names = names.join(", ");
    match files.iter().map(|joined| u64::from(joined.entries)).sum() {
        0 => format!("matched by name only ({names}{more})"),
        entries => format!(
            "{} matched by name only ({names}{more})",
            count(entries, "entry", "entries")
        ),
    }
}
