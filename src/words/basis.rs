//! What a probability rests on, in one sentence.

use super::figures::thousands;
use super::time::{counted, day, length, month, on};
use crate::model::moment::Moment;
use crate::model::standing::{Standing, Talks};

/// The sentence.
pub(super) fn sentence(standing: &Standing) -> String {
    let contact = &standing.contact;
    if standing.chance.is_none() {
        return "Tieline does not know which messages are yours, so it says nothing about answers"
            .to_owned();
    }
    if let Some((messages, since)) = contact.constant() {
        return constant(messages, since, contact.is_by_phone());
    }
    if contact.talks.yours + contact.talks.theirs > 0 {
        return talks(&contact.talks);
    }
    if let Some(last) = contact.last_two_way {
        return format!(
            "in meetings with you, last in {}; no messages or calls are known",
            month(last)
        );
    }
    match contact.group {
        Some(group) => format!(
            "only in group conversations with you, the last{}",
            on(Some(group.last))
        ),
        None => "no direct messages or calls are known".to_owned(),
    }
}

/// So much contact that who began says little: "5,918 messages and calls between you since 2 Nov 2020".
pub(super) fn constant(messages: u32, since: Moment, calls: bool) -> String {
    let what = if calls { "calls" } else { "messages and calls" };
    format!(
        "{} {what} between you since {}",
        thousands(u64::from(messages)),
        day(since)
    )
}

/// Who began and who answered: "you began 9 conversations, they answered 7, usually within a day; they began 4".
pub(super) fn talks(talks: &Talks) -> String {
    let theirs = theirs(talks);
    if talks.yours == 0 {
        return theirs.unwrap_or_default();
    }
    let yours = yours(talks);
    match theirs {
        // Whoever wrote at another time has answered something, if not these.
        Some(_) if talks.yours > 1 && talks.heard() + talks.open == 0 => format!(
            "you began {} that they did not answer; they began {}",
            counted(talks.yours, "conversation"),
            talks.theirs
        ),
        Some(_) => format!("{yours}; they began {}", talks.theirs),
        None => yours,
    }
}

fn yours(talks: &Talks) -> String {
    let began = format!("you began {}", counted(talks.yours, "conversation"));
    let delay = delay(talks);
    match (talks.yours, talks.heard()) {
        (1, 1) => format!("{began} and they answered{delay}"),
        (1, _) if talks.open > 0 => format!("{began}; an answer may still come"),
        (1, _) => format!("{began} and they did not answer"),
        (_, 0) if talks.open > 0 => format!("{began}; an answer to the last one may still come"),
        (_, 0) => format!("{began} and they never answered"),
        (2, 2) => format!("{began}, they answered both{delay}"),
        (n, heard) if n == heard => format!("{began}, they answered all{delay}"),
        (_, heard) => format!("{began}, they answered {heard}{delay}"),
    }
}

/// Who writes first, where the owner never does.
fn theirs(talks: &Talks) -> Option<String> {
    let began = format!("they began {}", counted(talks.theirs, "conversation"));
    match (talks.theirs, talks.replied) {
        (0, _) => None,
        (1, 0) => Some(format!("{began} and you did not answer")),
        (_, 0) => Some(format!("{began} and you never answered")),
        (1, _) => Some(format!("{began} and you answered")),
        (2, 2) => Some(format!(
            "they write first: {}, and you answered both",
            counted(2, "conversation")
        )),
        (n, replied) if n == replied => Some(format!(
            "they write first: {}, and you answered all",
            counted(n, "conversation")
        )),
        (n, replied) => Some(format!(
            "they write first: {}, and you answered {replied}",
            counted(n, "conversation")
        )),
    }
}

/// How long they usually take.
fn delay(talks: &Talks) -> String {
    let usually = if talks.heard() > 1 { "usually " } else { "" };
    match talks.usual_delay_days {
        None => String::new(),
        Some(0) => format!(", {usually}within a day"),
        Some(days @ 1..=7) => format!(", {usually}within {}", counted(days + 1, "day")),
        Some(days) => format!(", {usually}after about {}", length(days)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_began_and_who_answered_reads_well() {
        let of = |yours, answered, late, theirs, replied, usual_delay_days| Talks {
            yours,
            answered,
            late,
            theirs,
            replied,
            usual_delay_days,
            ..Talks::default()
        };
        for (counts, words) in [
            (
                of(2, 2, 0, 0, 0, Some(0)),
                "you began 2 conversations, they answered both, usually within a day",
            ),
            (
                of(0, 0, 0, 2, 2, None),
                "they write first: 2 conversations, and you answered both",
            ),
            (
                of(9, 7, 0, 4, 4, Some(0)),
                "you began 9 conversations, they answered 7, usually within a day; they began 4",
            ),
            (
                of(3, 0, 3, 0, 0, Some(21)),
                "you began 3 conversations, they answered all, usually after about 3 weeks",
            ),
            (
                of(0, 0, 0, 6, 6, None),
                "they write first: 6 conversations, and you answered all",
            ),
            (
                of(0, 0, 0, 1, 0, None),
                "they began 1 conversation and you did not answer",
            ),
            (
                of(1, 1, 0, 0, 0, Some(2)),
                "you began 1 conversation and they answered, within 3 days",
            ),
            (
                of(3, 0, 0, 0, 0, None),
                "you began 3 conversations and they never answered",
            ),
            (
                of(3, 0, 0, 1, 1, None),
                "you began 3 conversations that they did not answer; they began 1",
            ),
        ] {
            assert_eq!(talks(&counts), words);
        }
    }
}
