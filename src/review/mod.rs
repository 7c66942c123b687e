//! What is asked of the owner, one question at a time, and in which order: doubtful pairs, then people of whom only the owner can say
//! whether they are remembered, then how people who stay and the owner can help each other. Pure.

mod pair;

use std::collections::BTreeSet;

use crate::model::decision::{Aspect, PairDecision, Said};
use crate::model::name::fold;
use crate::model::review::Part;
use crate::model::standing::Verdict;
use crate::snapshot::{Person, Record, Review, Snapshot};

pub(crate) use pair::{Compare, Side, compared, marks, sides};

/// A question; the number is a place in the pairs, or in the ranking, of the audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Question {
    /// Whether two cards are one person.
    Pair(usize),
    /// What should become of somebody.
    Person(usize),
    /// How somebody and the owner can help each other.
    Help(usize),
}

impl Question {
    /// Its kind.
    pub(crate) fn part(self) -> Part {
        match self {
            Self::Pair(_) => Part::Pairs,
            Self::Person(_) => Part::People,
            Self::Help(_) => Part::Help,
        }
    }

    /// Whom it is about; a pair is about nobody yet.
    pub(crate) fn person(self, audit: &Snapshot) -> Option<&Person> {
        match self {
            Self::Pair(_) => None,
            Self::Person(place) | Self::Help(place) => audit.people.get(place),
        }
    }

    /// The pair that it is about.
    pub(crate) fn pair(self, audit: &Snapshot) -> Option<&Review> {
        match self {
            Self::Pair(place) => audit.review.get(place),
            Self::Person(_) | Self::Help(_) => None,
        }
    }
}

/// Everything that is open, in the order in which it is asked. The audit has the decisions of now; `looked` are those of whom the owner
/// has been asked how they can help each other.
pub(crate) fn questions(
    audit: &Snapshot,
    pairs: &[PairDecision],
    looked: &BTreeSet<String>,
) -> Vec<Question> {
    let on = |aspects: &[Aspect]| -> BTreeSet<&str> {
        let is_on =
            |said: &str| Said::parse(said).is_ok_and(|said| aspects.contains(&said.aspect()));
        let decided = audit
            .decisions
            .iter()
            .filter(|decided| is_on(&decided.said));
        decided.map(|decided| decided.id.as_str()).collect()
    };
    let decided = on(&[Aspect::Verdict, Aspect::Asking]);
    let deleted = audit
        .decisions
        .iter()
        .filter(|decided| decided.said == Said::Delete.to_string());
    let deleted: BTreeSet<&str> = deleted.map(|decided| decided.id.as_str()).collect();
    let is_asked =
        |person: &Person| person.verdict == Verdict::Ask && !decided.contains(person.id.as_str());
    let places = |is: &dyn Fn(&Person) -> bool| -> Vec<usize> {
        let people = audit.people.iter().enumerate();
        people
            .filter(|(_, person)| is(person))
            .map(|(place, _)| place)
            .collect()
    };
    let to_help = |person: &Person| {
        counts(person)
            && person.i_can.is_none()
            && person.they_can.is_none()
            && !looked.contains(&person.id)
            && !deleted.contains(person.id.as_str())
    };
    let doubtful = undecided(audit, pairs).into_iter().map(Question::Pair);
    let mut people = places(&is_asked);
    people.sort_by_key(|&place| !reminds(&audit.people[place]));
    let people = people.into_iter().map(Question::Person);
    let help = places(&to_help).into_iter().map(Question::Help);
    doubtful.chain(people).chain(help).collect()
}

/// What may remind the owner of somebody. Messages that went one way do not: pitches come last.
const REMINDERS: [&str; 7] = [
    "surname",
    "bears-your-name",
    "group-talk",
    "large-meetings",
    "shared-place",
    "tie",
    "long-ago",
];

fn reminds(person: &Person) -> bool {
    let has = |code: &str| person.reasons.iter().any(|reason| reason.code == code);
    // Programs put everybody on a card whom one ever wrote to.
    let is_one_sided = has("in-vain") || has("never-answered");
    REMINDERS.iter().any(|code| has(code)) || has("in-address-book") && !is_one_sided
}

/// Whether somebody counts: they stay, by the rules, by a rule of the owner's or by the owner's word.
fn counts(person: &Person) -> bool {
    let stays = matches!(person.decision.as_deref(), Some("keep" | "remembered"));
    let by_rules = [Verdict::Keep, Verdict::Reconnect, Verdict::Nurture];
    stays || person.rule.is_some() || by_rules.iter().any(|verdict| person.verdict == *verdict)
}

/// The pairs that are not decided, the likeliest first, as in review.csv.
fn undecided(audit: &Snapshot, pairs: &[PairDecision]) -> Vec<usize> {
    let is_decided = |review: &Review| {
        let [a, b] = marks(review);
        pairs.iter().any(|decision| {
            let [c, d] = &decision.pair;
            (a.fits(c) && b.fits(d)) || (a.fits(d) && b.fits(c))
        })
    };
    let open = |&place: &usize| !is_decided(&audit.review[place]);
    let mut open: Vec<usize> = (0..audit.review.len()).filter(open).collect();
    open.sort_by(|&x, &y| {
        let (x, y) = (&audit.review[x], &audit.review[y]);
        let key = |review: &Review| (review.names.clone(), place(&review.a), place(&review.b));
        let likelier = y.probability.total_cmp(&x.probability);
        likelier.then_with(|| key(x).cmp(&key(y)))
    });
    open
}

fn place(record: &Record) -> (String, u32) {
    (record.file.clone(), record.record)
}

/// Whom words mean, who may not be asked about: pairs that are open, then people of the ranking.
pub(crate) fn search(audit: &Snapshot, open: &[Question], words: &str) -> Vec<Question> {
    let words = fold(words);
    let words: Vec<&str> = words.split(' ').filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        return Vec::new();
    }
    let fits = |text: &str| {
        let text = fold(text);
        words.iter().all(|word| text.contains(word))
    };
    let pair = |question: &Question| {
        let pair = question.pair(audit);
        pair.is_some_and(|pair| pair.names.iter().any(|name| fits(name)))
    };
    let person = |person: &Person| {
        let company = person.company.as_deref().unwrap_or_default();
        fits(&format!("{} {company}", person.name))
    };
    let pairs = open.iter().copied().filter(pair);
    let people = audit.people.iter().enumerate();
    let people = people
        .filter(|(_, someone)| person(someone))
        .map(|(place, _)| Question::Person(place));
    pairs.chain(people).collect()
}
