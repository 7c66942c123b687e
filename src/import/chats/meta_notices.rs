//! The sentences that Messenger and Instagram write into a conversation in somebody's name: `meta_notices.txt` has them.

use std::collections::HashSet;
use std::sync::LazyLock;

/// What a sentence stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// Who is connected, came, left or changed something.
    Service,
    /// A heart on a message and the like.
    Reaction,
    /// A call that nobody took.
    Missed,
    /// A call.
    Call,
}

/// The sentences with their kinds: first those that begin with somebody, then the others.
static SENTENCES: LazyLock<[Vec<(Notice, &'static str)>; 2]> = LazyLock::new(|| {
    let mut kind = Notice::Service;
    let mut lists = [Vec::new(), Vec::new()];
    for line in include_str!("meta_notices.txt").lines() {
        match line {
            "[notice]" => kind = Notice::Service,
            "[reaction]" => kind = Notice::Reaction,
            "[missed]" => kind = Notice::Missed,
            "[call]" => kind = Notice::Call,
            _ if line.is_empty() || line.starts_with('#') => {}
            _ => match line.strip_prefix('@') {
                Some(rest) => lists[0].push((kind, rest)),
                None => lists[1].push((kind, line)),
            },
        }
    }
    lists
});

/// How the services address the owner.
const YOU: [&str; 12] = [
    "you", "du", "ihr", "vous", "tu", "te", "usted", "você", "je", "jij", "ni", "ty",
];
/// As much of a text as tells what it is, in characters.
const HEAD: usize = 300;
/// Longest text in a gap, in bytes.
const GAP: usize = 120;

/// How sentences name those who take part: by their names, by their given names, and the owner as `you`. The longest come first.
#[derive(Debug, Default)]
pub struct Names {
    written: HashSet<String>,
    spelled: Vec<String>,
}

impl Names {
    /// Adds somebody. Most have been added before: a chat has far more messages than people.
    pub fn add(&mut self, name: &str) {
        if !self.written.insert(name.to_owned()) {
            return;
        }
        let lower = name.trim().to_lowercase();
        let given = lower.split(' ').next().unwrap_or_default().to_owned();
        if self.spelled.is_empty() {
            YOU.iter().for_each(|you| self.spell((*you).to_owned()));
        }
        self.spell(lower);
        self.spell(given);
    }

    fn spell(&mut self, name: String) {
        let at = self
            .spelled
            .partition_point(|other| other.len() >= name.len());
        if !name.is_empty() && !self.spelled.contains(&name) {
            self.spelled.insert(at, name);
        }
    }
}

/// What a text stands for, if it is one of the sentences.
pub fn notice(text: &str, names: &Names) -> Option<Notice> {
    let head: String = text.trim().chars().take(HEAD).collect();
    let head = head.to_lowercase();
    let people = names.spelled.as_slice();
    let [about, others] = &*SENTENCES;
    let mut behind = people
        .iter()
        .filter_map(|name| head.strip_prefix(name.as_str()));
    let found = behind.find_map(|rest| first(about, rest, people));
    found.or_else(|| first(others, &head, people))
}

fn first(sentences: &[(Notice, &str)], text: &str, people: &[String]) -> Option<Notice> {
    let mut matching = sentences
        .iter()
        .filter(|(_, sentence)| matches(sentence, text, people));
    matching.next().map(|(kind, _)| *kind)
}

/// Whether a text begins as a sentence does.
fn matches(sentence: &str, text: &str, people: &[String]) -> bool {
    let end = sentence.find(['*', '@', '$']).unwrap_or(sentence.len());
    let (words, rest) = sentence.split_at(end);
    let Some(text) = text.strip_prefix(words) else {
        return false;
    };
    let mut signs = rest.chars();
    let sign = signs.next();
    let rest = signs.as_str();
    match sign {
        None => true,
        Some('@') => people.iter().any(|name| {
            let behind = text.strip_prefix(name.as_str());
            behind.is_some_and(|behind| matches(rest, behind, people))
        }),
        Some('*') => {
            let ends = text
                .char_indices()
                .map(|(at, _)| at)
                .take_while(|at| *at <= GAP);
            ends.into_iter()
                .any(|at| matches(rest, &text[at..], people))
        }
        Some(_) => text.trim_end_matches(['.', '!', ' ']).is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_service_writes_in_a_name_is_told_from_what_people_write() {
        let mut names = Names::default();
        names.add("Petra Novak");
        names.add("Bo Lind");
        for (said, expected) in [
            ("You are now connected on Messenger", Some(Notice::Service)),
            ("Petra named the group Brewers.", Some(Notice::Service)),
            (
                "Petra Novak added Bo Lind to the group.",
                Some(Notice::Service),
            ),
            (
                "You set the nickname for Petra to P.",
                Some(Notice::Service),
            ),
            (
                "Petra hat Bo zur Gruppe hinzugefügt.",
                Some(Notice::Service),
            ),
            ("Bo a quitté le groupe.", Some(Notice::Service)),
            (
                "Petra cambió el tema del chat a Amor.",
                Some(Notice::Service),
            ),
            ("Reacted \u{2764} to your message ", Some(Notice::Reaction)),
            (
                "Hat mit \u{2764} auf deine Nachricht reagiert",
                Some(Notice::Reaction),
            ),
            ("Liked a message", Some(Notice::Reaction)),
            ("You missed a call from Petra.", Some(Notice::Missed)),
            ("Petra missed your call.", Some(Notice::Missed)),
            ("Petra hat deinen Anruf verpasst.", Some(Notice::Missed)),
            ("Petra called you.", Some(Notice::Call)),
            ("You called Petra.", Some(Notice::Call)),
            ("Bo started a video chat.", Some(Notice::Call)),
            ("The video chat ended.", Some(Notice::Service)),
            ("Petra sent an attachment.", None),
            ("Petra called, we should answer", None),
            ("Petra called you an angel", None),
            ("You missed a call from the bank", None),
            ("You added too much malt", None),
            ("hi", None),
            ("", None),
        ] {
            assert_eq!(notice(said, &names), expected, "{said}");
        }
    }
}
