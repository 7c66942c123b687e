//! Whom words find: each word has to begin a word of something that is known of somebody.

use rustc_hash::FxHashMap;

use crate::identity::without_umlauts;
use crate::model::found::{Found, Hit};
use crate::model::name::fold;
use crate::snapshot::{Person, Snapshot, Unmatched, proposed};

/// Words of a question that look for nothing.
const SILENT: [&str; 14] = [
    "a", "an", "and", "at", "do", "from", "i", "in", "know", "of", "the", "who", "whom", "works",
];

/// The words that are looked for, folded: "whom do I know at Acme?" asks for "acme". Where nothing else is left, all of them.
pub fn asked(text: &str) -> Vec<String> {
    let folded = fold(text);
    let all = || {
        let words = folded.split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-' | '@')));
        words
            .map(|word| word.trim_matches(['.', '-', '@']))
            .filter(|word| !word.is_empty())
    };
    let telling: Vec<String> = all()
        .filter(|word| !SILENT.contains(word))
        .map(str::to_owned)
        .collect();
    match telling.is_empty() {
        true => all().map(str::to_owned).collect(),
        false => telling,
    }
}

/// Everybody of whom something begins with each of the words, in the order of the ranking, then who is on no card; `earlier` audits,
/// the newest first, tell employers of the past.
pub fn find(words: &[String], audit: &Snapshot, earlier: &[Snapshot]) -> Vec<Found> {
    let others = other_spellings(audit);
    let proposed = proposed(&audit.companies);
    let ranked = audit.people.iter().filter_map(|person| {
        let mut known = known(person);
        let spelled = known.iter().filter_map(|(_, hit)| match hit {
            Hit::Employer(text) | Hit::FurtherEmployer(text) => {
                Some((others.get(text.as_str())?, hit.clone()))
            }
            _ => None,
        });
        let spelled: Vec<Text> = spelled
            .flat_map(|(others, hit)| others.iter().map(move |other| (other.clone(), hit.clone())))
            .collect();
        known.extend(spelled);
        // What was an employer once is named as past, also where an old card still has it.
        known.splice(1..1, past(person, earlier));
        let hits = hits(words, &known)?;
        // Whoever bears the name of their company is found by both.
        let is_asked = |text: &str| words.iter().any(|word| begins(text, word));
        let employer = known.iter().find_map(|(text, hit)| match hit {
            Hit::Employer(name) | Hit::FurtherEmployer(name) | Hit::PastEmployer(name, _) => {
                let name = is_asked(text).then_some(name.as_str())?;
                Some(proposed.get(name).copied().unwrap_or(name))
            }
            _ => None,
        });
        Some(Found {
            employer: employer.map(str::to_owned),
            id: person.id.clone(),
            name: person.name.clone(),
            company: person.company.clone(),
            band: person.standing.band.word().to_owned(),
            probability: person.standing.probability,
            died: person.has_died(),
            last_contact: person.last_contact.clone(),
            hits,
        })
    });
    let others = audit.unmatched.iter().filter_map(|other| {
        let hits = hits(words, &of_stranger(other))?;
        Some(Found {
            employer: None,
            id: String::new(),
            name: other.name.clone(),
            company: None,
            band: other
                .standing
                .as_ref()
                .map_or_else(String::new, |s| s.band.word().to_owned()),
            probability: other
                .standing
                .as_ref()
                .and_then(|standing| standing.probability),
            died: false,
            last_contact: other.last_contact.clone(),
            hits,
        })
    });
    ranked.chain(others).collect()
}

/// For each spelling of an employer that has several the other ones, folded: whoever asks for one means all of them.
fn other_spellings(audit: &Snapshot) -> FxHashMap<&str, Vec<String>> {
    let mut others = FxHashMap::default();
    for company in &audit.companies {
        let all: Vec<String> = company
            .spellings
            .iter()
            .map(|spelling| fold(&spelling.text))
            .collect();
        for spelling in &company.spellings {
            others.insert(spelling.text.as_str(), all.clone());
        }
    }
    others
}

/// A text that is searched, folded, and what finding it says.
type Text = (String, Hit);

/// For each word the first text that it is found in; none where a word is found nowhere.
fn hits(words: &[String], known: &[Text]) -> Option<Vec<Hit>> {
    let mut hits: Vec<Hit> = Vec::new();
    for word in words {
        let (_, hit) = known.iter().find(|(text, _)| begins(text, word))?;
        if !hits.contains(hit) {
            hits.push(hit.clone());
        }
    }
    (!hits.is_empty()).then_some(hits)
}

/// Whether a word of the text begins so: "müllner", "mullner" and "muellner" are one.
fn begins(text: &str, word: &str) -> bool {
    let plain = |folded: &str| without_umlauts(folded.replace('ø', "o"));
    has_word(text, word) || has_word(&plain(text), &plain(word))
}

fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        before.is_none_or(|before| !before.is_alphanumeric())
    })
}

fn known(person: &Person) -> Vec<Text> {
    let mut known: Vec<Text> = vec![(fold(&person.name), Hit::Name(person.name.clone()))];
    for value in &person.values {
        let text = value.value.clone();
        let hit = match value.field.as_str() {
            "name" | "nickname" => Hit::Name(text),
            "company" if person.company.as_deref() == Some(value.value.as_str()) => {
                Hit::Employer(text)
            }
            "company" => Hit::FurtherEmployer(text),
            "title" => Hit::Title(text),
            "address" => Hit::Place(text),
            "label" => Hit::Label(text),
            "email" => match text.split_once('@') {
                Some((_, domain)) => Hit::Domain(domain.to_owned()),
                None => continue,
            },
            _ => continue,
        };
        let searched = match &hit {
            Hit::Domain(domain) => fold(domain),
            _ => fold(&value.value),
        };
        known.push((searched, hit));
    }
    let shared = person
        .reasons
        .iter()
        .filter(|reason| reason.code == "shared-place");
    let places = shared.filter_map(|reason| reason.facts.get("place")?.as_str());
    known.extend(places.map(|place| (fold(place), Hit::Shared(place.to_owned()))));
    let notes = [
        person.they_can.clone().map(Hit::TheyCan),
        person.i_can.clone().map(Hit::ICan),
    ];
    for hit in notes.into_iter().flatten() {
        if let Hit::TheyCan(text) | Hit::ICan(text) = &hit {
            known.push((fold(text), hit.clone()));
        }
    }
    known
}

/// Employers that earlier audits showed and this one does not; of each the last day.
fn past(person: &Person, earlier: &[Snapshot]) -> Vec<Text> {
    let now = fold(person.company.as_deref().unwrap_or_default());
    let mut past: Vec<Text> = Vec::new();
    for audit in earlier {
        let then = audit.people.iter().find(|then| then.id == person.id);
        let Some(company) = then.and_then(|then| then.company.as_deref()) else {
            continue;
        };
        let name = fold(company);
        if name != now && !past.iter().any(|(known, _)| *known == name) {
            let day = audit.as_of.get(..10).unwrap_or_default().to_owned();
            past.push((name, Hit::PastEmployer(company.to_owned(), day)));
        }
    }
    past
}

fn of_stranger(other: &Unmatched) -> Vec<Text> {
    let mut known = vec![(fold(&other.name), Hit::Name(other.name.clone()))];
    if let Some((_, domain)) = other.key.split_once('@') {
        known.push((fold(domain), Hit::Domain(domain.to_owned())));
    }
    known
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_asked_by_its_telling_words() {
        assert_eq!(asked("Whom do I know at Acme?"), ["acme"]);
        assert_eq!(asked("kalk.test"), ["kalk.test"]);
        assert_eq!(asked("who"), ["who"]);
    }

    #[test]
    fn a_word_begins_a_word() {
        assert!(begins("prothero lime & plaster", "plas"));
        assert!(!begins("prothero lime & plaster", "ime"));
        assert!(begins("acme.example.org", "example"));
    }
}
