//! Whom words find, and over whom somebody is reached, in sentences.

use super::balance::day;
use super::figures::count;
use crate::model::file_name::base_name;
use crate::model::found::{Found, Hit, Paths, Way};

/// By what somebody is found.
pub(crate) fn hit(hit: &Hit) -> String {
    match hit {
        Hit::Name(name) => format!("name {name}"),
        Hit::Employer(name) => format!("employer {name}"),
        Hit::FurtherEmployer(name) => format!("employer {name}, on another of their cards"),
        Hit::PastEmployer(name, until) => {
            format!("past employer {name} (until the audit of {})", day(until))
        }
        Hit::Title(title) => format!("title {title}"),
        Hit::Place(place) => format!("address {place}"),
        Hit::Label(label) => format!("label {label}"),
        Hit::Shared(place) => format!("{place}, where you were too"),
        Hit::Domain(domain) => format!("e-mail at {domain}"),
        Hit::TheyCan(what) => format!("can help with: {what}"),
        Hit::ICan(what) => format!("you can help with: {what}"),
    }
}

/// What stands above those who are found by one employer: `Northwind Traders: 3 people`.
pub(crate) fn at_employer(employer: Option<&str>, people: usize) -> String {
    let people = count(people as u64, "person", "people");
    format!("{}: {people}", employer.unwrap_or("Others"))
}

/// What stands below the name of somebody who is found.
pub(crate) fn about(found: &Found) -> String {
    let mut parts: Vec<String> = found.hits.iter().map(hit).collect();
    if found.died {
        parts.insert(0, "has died".to_owned());
    }
    if found.id.is_empty() {
        parts.push("on none of your cards".to_owned());
    }
    parts.push(match &found.last_contact {
        Some(last) => format!("last contact {}", day(last)),
        None => "no direct contact known".to_owned(),
    });
    parts.join("; ")
}

/// A way to somebody: "Ask Petra Novak (your last contact: 3 Oct 2026): the two of you and Bo Ek shared an e-mail on 2 Sep 2026".
pub(crate) fn way(way: &Way) -> String {
    let last = way.last_contact.as_deref();
    let last = last.map(|last| format!(" (your last contact: {})", day(last)));
    let mut from = "the two of you".to_owned();
    let mut steps = Vec::new();
    for step in &way.steps {
        let source = base_name(&step.source);
        let article = if step.channel.starts_with(['e', 'i']) {
            "an"
        } else {
            "a"
        };
        steps.push(format!(
            "{from} and {} shared {article} {} on {} ({source})",
            step.to,
            step.channel,
            day(&step.at)
        ));
        from = format!("you, {}", step.to);
    }
    format!(
        "Ask {}{}: {}",
        way.ask,
        last.unwrap_or_default(),
        steps.join("; ")
    )
}

/// What is said where the owner is in contact with somebody themselves.
pub(crate) fn yourself(paths: &Paths) -> Option<String> {
    let to = &paths.to;
    match (paths.yourself.as_deref(), paths.connected.as_deref()) {
        (Some(last), _) => Some(format!(
            "You have been in touch with {to} yourself, last on {}: write to them directly.",
            day(last)
        )),
        (None, Some(on)) => Some(format!(
            "You have been connected with {to} on LinkedIn since {}, so that you can write to them there.",
            day(on)
        )),
        (None, None) => None,
    }
}

/// What is said where nobody leads to somebody.
pub(crate) fn no_way(paths: &Paths) -> String {
    format!(
        "Nobody you are in touch with was on a message, in a small group or in a meeting with {}, as far as your files show.",
        paths.to
    )
}

/// The weaker hint.
pub(crate) fn colleagues(paths: &Paths) -> Option<String> {
    (!paths.colleagues.is_empty()).then(|| {
        format!(
            "Weaker, because cards do not say that people know each other: {} {} the same employer on the card.",
            super::time::and(&paths.colleagues.iter().map(String::as_str).collect::<Vec<_>>()),
            if paths.colleagues.len() == 1 { "has" } else { "have" }
        )
    })
}
