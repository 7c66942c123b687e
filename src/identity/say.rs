//! A comparison of one field as people say it, with the values: "same mobile number +49 171 2345678", "Bob is short for Robert".

use super::fields::level_of::{SAME_COMPANY_DOMAIN, SIMILAR_EMPLOYER, SPELLS_ANOTHER};
use super::fields::{FIELDS, GIVEN_ANOTHER, GIVEN_NICKNAME, GIVEN_SWAPPED, at};
use super::names::compare::{Family, Given};
use super::names::nickname::is_short_for;
use super::names::parse::{Parsed, skeleton, tokens};
use super::record::Record;
use crate::model::keys::{Email, Line, Phone};

/// Longest value that is quoted.
const LONGEST: usize = 60;

/// One of two cards, with the name by which it is compared.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The card.
    pub record: &'a Record<'a>,
    /// The name, with what addresses and profiles tell of it.
    pub name: &'a Parsed,
}

/// How a field came out, in words.
pub fn sentence(field: usize, level: u8, a: Side<'_>, b: Side<'_>) -> String {
    match field {
        at::GIVEN => given(level, a, b),
        at::FAMILY => family(level, a, b),
        at::MIDDLE if level == 1 => "middle names agree".to_owned(),
        at::MIDDLE => format!("middle names differ: {} and {}", middle(a), middle(b)),
        at::GENERATION => generation(level, a, b),
        at::EMAIL => email(level, a, b),
        at::HANDLE => handle(level, a, b),
        at::PHONE => phone(level, a, b),
        at::EMPLOYER => employer(level, a, b),
        _ => plain(field, level, a, b),
    }
}

/// A field whose values stand on the cards as they are compared.
fn plain(field: usize, level: u8, a: Side<'_>, b: Side<'_>) -> String {
    let name = match field {
        at::PROFILE => "LinkedIn profile",
        _ => FIELDS[field].name,
    };
    let (x, y) = (values(field, a), values(field, b));
    if level == 1 {
        return match common(&x, &y) {
            Some(value) => format!("same {name} {}", quoted(value)),
            None => with(&format!("same {name}"), &x, &y),
        };
    }
    let words = match (field, level) {
        (at::BIRTHDAY, 2) => "birthdays one slip apart",
        (at::BIRTHDAY, 3) => "two of three parts of the birthdays agree",
        (at::BIRTHDAY, 4) => "birthdays several slips apart",
        (at::BIRTHDAY, 5) => "birthdays in one year",
        (at::STREET, 2) => "streets written alike, with one number",
        (at::STREET, 3) => "streets written alike",
        (at::STREET, 4) => "streets written a little alike",
        (at::TOWN, 2) => "town or postal code agrees",
        (at::PROFILE, _) => "two LinkedIn profiles",
        (at::LINK, _) => return "no link in common".to_owned(),
        _ => return with(&format!("{name} differs"), &x, &y),
    };
    with(words, &x, &y)
}

fn given(level: u8, a: Side<'_>, b: Side<'_>) -> String {
    const SAME: u8 = Given::Equal as u8;
    const FURTHER: u8 = Given::Part as u8;
    const CLOSE: u8 = Given::Close as u8;
    const NEAR: u8 = Given::Near as u8;
    const INITIAL: u8 = Given::Initial as u8;
    let (x, y) = (given_of(a), given_of(b));
    let does = match level {
        SAME => "spells the given name",
        GIVEN_NICKNAME | FURTHER => "spells a form of",
        CLOSE | NEAR => "nearly spells",
        INITIAL => "has the initial of",
        _ => "spells another given name than",
    };
    if let Some(said) = spelled("given name", does, &x, &y) {
        return said;
    }
    let (x, y) = (x.text, y.text);
    match level {
        SAME if fold(&x) == fold(&y) => format!("same given name {x}"),
        SAME => format!("{x} and {y} are one given name"),
        GIVEN_NICKNAME if is_short_for(&skeleton(&x), &skeleton(&y)) => {
            format!("{x} is short for {y}")
        }
        GIVEN_NICKNAME if is_short_for(&skeleton(&y), &skeleton(&x)) => {
            format!("{y} is short for {x}")
        }
        GIVEN_NICKNAME => format!("{x} and {y} are forms of one name"),
        FURTHER => format!("one is called by a further given name: {x} and {y}"),
        CLOSE => format!("given names nearly alike: {x} and {y}"),
        NEAR => format!("given names somewhat alike: {x} and {y}"),
        INITIAL => initial(&x, &y),
        GIVEN_ANOTHER => format!("{x} and {y} are two given names"),
        GIVEN_SWAPPED.. => format!(
            "given and family name are exchanged: {} and {}",
            whole(a),
            whole(b)
        ),
        _ => format!("given name differs: {x} and {y}"),
    }
}

fn family(level: u8, a: Side<'_>, b: Side<'_>) -> String {
    const SAME: u8 = Family::Equal as u8;
    const PART: u8 = Family::Part as u8;
    const CLOSE: u8 = Family::Close as u8;
    const NEAR: u8 = Family::Near as u8;
    const INITIAL: u8 = Family::Initial as u8;
    const DIFFERS: u8 = Family::Differs as u8;
    let (x, y) = (family_of(a), family_of(b));
    let does = match level {
        SAME => "spells the family name",
        PART => "spells a part of",
        CLOSE | NEAR => "nearly spells",
        INITIAL => "has the initial of",
        _ => "spells another family name than",
    };
    if let Some(said) = spelled("family name", does, &x, &y) {
        return said;
    }
    let (x, y) = (x.text, y.text);
    match level {
        SAME if fold(&x) == fold(&y) => format!("same family name {x}"),
        SAME => format!("{x} and {y} are one family name"),
        PART if fold(&y).contains(&fold(&x)) => format!("{x} is a part of {y}"),
        PART if fold(&x).contains(&fold(&y)) => format!("{y} is a part of {x}"),
        PART => format!("the family names {x} and {y} share a part"),
        CLOSE => format!("family names nearly alike: {x} and {y}"),
        NEAR => format!("family names somewhat alike: {x} and {y}"),
        INITIAL => initial(&x, &y),
        DIFFERS => format!("family name differs: {x} and {y}"),
        _ => "family and given name are exchanged".to_owned(),
    }
}

/// "J. is the initial of John".
fn initial(x: &str, y: &str) -> String {
    let (short, long) = if skeleton(x).len() < skeleton(y).len() {
        (x, y)
    } else {
        (y, x)
    };
    format!("{short} is the initial of {long}")
}

/// A part of a name as the card shows it, and what spells it where the name does not have it.
struct Part {
    text: String,
    source: Option<String>,
}

/// What is said of a part of a name that only an address or a profile tells; `does` says what it does with the other's.
fn spelled(what: &str, does: &str, x: &Part, y: &Part) -> Option<String> {
    let (source, text) = match (&x.source, &y.source) {
        (None, None) => return None,
        (Some(one), Some(other)) if one == other => {
            return Some(format!("{one} spells the {what} of both"));
        }
        (Some(one), Some(other)) => return Some(format!("{what}s as in {one} and {other}")),
        (Some(source), None) => (source, &y.text),
        (None, Some(source)) => (source, &x.text),
    };
    Some(format!("{source} {does} {text}"))
}

fn given_of(side: Side<'_>) -> Part {
    part(side, &side.name.given[..side.name.given.len().min(1)])
}

fn family_of(side: Side<'_>) -> Part {
    part(side, &side.name.family)
}

/// The words of the card's name that these words come from; else the address or the profile that spells them.
fn part(side: Side<'_>, wanted: &[String]) -> Part {
    let name = &side.record.card.name;
    let all = format!("{} {} {}", name.full, name.given, name.family);
    let is_edge = |c: char| !c.is_alphanumeric() && c != '.';
    let mut shown: Vec<&str> = Vec::new();
    for word in all.split(|c: char| c.is_whitespace() || "()[]{}\"“”,;".contains(c)) {
        let word = word.trim_matches(is_edge);
        let found = tokens(word);
        let is_wanted = !found.is_empty() && found.iter().any(|token| wanted.contains(token));
        if is_wanted && !shown.contains(&word) && shown.len() < wanted.len() {
            shown.push(word);
        }
    }
    if !shown.is_empty() {
        return Part {
            text: quoted(&shown.join(" ")),
            source: None,
        };
    }
    let whole = wanted.concat();
    Part {
        source: source(side, &whole).filter(|_| !whole.is_empty()),
        text: match whole_name(side) {
            Some(name) => quoted(name),
            None => quoted(&capital(&whole)),
        },
    }
}

/// The address or profile that has a word in it.
fn source(side: Side<'_>, word: &str) -> Option<String> {
    let card = side.record.card;
    let spells = |text: &str| skeleton(text).contains(word);
    let mut mails = card.emails.iter().filter_map(|mail| mail.email.as_ref());
    let mail = mails.find(|mail| spells(mail.local()));
    let mut profiles = card.profiles.iter();
    let mut profile = || profiles.find(|slug| spells(slug.as_str()));
    mail.map(|mail| format!("the address {mail}"))
        .or_else(|| profile().map(|slug| format!("the LinkedIn profile {slug}")))
}

fn whole_name(side: Side<'_>) -> Option<&str> {
    let name = &side.record.card.name;
    [&name.full, &name.nickname]
        .into_iter()
        .map(|text| text.trim())
        .find(|text| !text.is_empty())
}

fn whole(side: Side<'_>) -> String {
    whole_name(side).map_or_else(|| capital(side.name.first()), quoted)
}

fn middle(side: Side<'_>) -> String {
    let further = side.name.given.get(1..).unwrap_or_default();
    part(side, further).text
}

fn generation(level: u8, a: Side<'_>, b: Side<'_>) -> String {
    let word = |side: Side<'_>| match side.name.generation {
        Some(1) => "senior".to_owned(),
        Some(2) => "junior".to_owned(),
        Some(n) => format!("number {n} of the name"),
        None => "unmarked".to_owned(),
    };
    if level == 1 {
        format!("both are {}", word(a))
    } else {
        format!("one is {}, the other {}", word(a), word(b))
    }
}

fn email(level: u8, a: Side<'_>, b: Side<'_>) -> String {
    let mails = |side: Side<'_>| values(at::EMAIL, side);
    let (x, y) = (mails(a), mails(b));
    let same = common(&x, &y).map(|value| quoted(value));
    match level {
        1 => with_one("same e-mail address", same),
        2 => format!(
            "{}, which several people use",
            with_one("same e-mail address", same)
        ),
        3 => with("one name before the @ of two providers", &x, &y),
        4 => with("e-mail addresses nearly alike", &x, &y),
        SAME_COMPANY_DOMAIN => {
            let domain = domains(a).find(|one| domains(b).any(|other| other == *one));
            format!("both write from {}", domain.unwrap_or("one company"))
        }
        6 => with("each has a mailbox of its own", &x, &y),
        _ => with("no e-mail address in common", &x, &y),
    }
}

fn domains<'a>(side: Side<'a>) -> impl Iterator<Item = &'a str> {
    let mails = side.record.card.emails.iter();
    mails.filter_map(|mail| mail.email.as_ref().map(Email::domain))
}

fn handle(level: u8, a: Side<'_>, b: Side<'_>) -> String {
    let name = |side: Side<'_>| whole_name(side).map_or_else(|| "the other".to_owned(), quoted);
    let fits = |mails: Side<'_>, named: Side<'_>| {
        let words = named.name.family.iter().chain(&named.name.given);
        let mut words = words.filter(|word| word.len() > 1);
        words.find_map(|word| source(mails, word).filter(|text| text.starts_with("the address")))
    };
    let first = |side: Side<'_>| {
        let mails = values(at::EMAIL, side);
        mails
            .first()
            .map(|mail| format!("the address {}", quoted(mail)))
    };
    let found = [(a, b), (b, a)]
        .into_iter()
        .find_map(|(mails, named)| Some((fits(mails, named)?, name(named))));
    let any = [(a, b), (b, a)]
        .into_iter()
        .find_map(|(mails, named)| Some((first(mails)?, name(named))));
    let Some((address, name)) = found.filter(|_| level != SPELLS_ANOTHER).or(any) else {
        return format!(
            "name in the e-mail: {}",
            FIELDS[at::HANDLE].levels[usize::from(level) - 1].name
        );
    };
    match level {
        1 => format!("{address} spells {name}"),
        2 => format!("{address} has the initial and family name of {name}"),
        3 => format!("{address} spells the family name of {name}"),
        4 => format!("{address} spells the given name of {name}"),
        _ => format!("{address} does not spell {name}"),
    }
}

fn phone(level: u8, a: Side<'_>, b: Side<'_>) -> String {
    let shared = |is_landline: Option<bool>| {
        let others: Vec<&Phone> = phones(b).map(|(phone, _)| phone).collect();
        phones(a)
            .filter(|(_, line)| is_landline.is_none_or(|is| is == (*line == Line::Fixed)))
            .find(|(phone, _)| others.contains(phone))
            .map(|(phone, _)| phone.shown().to_owned())
    };
    let all = |side: Side<'_>| -> Vec<String> {
        phones(side)
            .map(|(phone, _)| phone.shown().to_owned())
            .collect()
    };
    match level {
        1 => with_one("same mobile number", shared(Some(false)).or(shared(None))),
        2 => with_one("same landline", shared(Some(true)).or(shared(None))),
        3 => format!(
            "{}, which several people have",
            with_one("same number", shared(None))
        ),
        4 => with("each has another mobile number", &all(a), &all(b)),
        _ => with("no number in common", &all(a), &all(b)),
    }
}

fn phones<'a>(side: Side<'a>) -> impl Iterator<Item = (&'a Phone, Line)> {
    side.record.lines.iter().copied()
}

fn employer(level: u8, a: Side<'_>, b: Side<'_>) -> String {
    let (x, y) = (values(at::EMPLOYER, a), values(at::EMPLOYER, b));
    let domain = |side: Side<'_>| domains(side).next().map(ToOwned::to_owned);
    let fits = |company: &str, domain: Option<String>| match domain {
        Some(domain) => format!("{domain} is like the employer {}", quoted(company)),
        None => format!("employer {} agrees", quoted(company)),
    };
    match (level, x.first(), y.first()) {
        (1, ..) if common(&x, &y).is_some() => plain(at::EMPLOYER, level, a, b),
        (1, Some(x), Some(y)) => format!("{} and {} are one employer", quoted(x), quoted(y)),
        (1, Some(company), None) | (1, None, Some(company)) => {
            format!("the address is one at the employer {}", quoted(company))
        }
        (SIMILAR_EMPLOYER, Some(company), None) => fits(company, domain(b)),
        (SIMILAR_EMPLOYER, None, Some(company)) => fits(company, domain(a)),
        (SIMILAR_EMPLOYER, ..) => with("employers alike", &x, &y),
        _ => plain(at::EMPLOYER, level, a, b),
    }
}

/// Words and the first value of each side: "employer differs: Acme and Contoso".
fn with(words: &str, x: &[String], y: &[String]) -> String {
    match (x.first(), y.first()) {
        (Some(x), Some(y)) => format!("{words}: {} and {}", quoted(x), quoted(y)),
        _ => words.to_owned(),
    }
}

fn with_one(words: &str, value: Option<String>) -> String {
    match value {
        Some(value) => format!("{words} {value}"),
        None => words.to_owned(),
    }
}

/// The first value that both have, whatever its letters' case.
fn common<'a>(x: &'a [String], y: &[String]) -> Option<&'a String> {
    x.iter()
        .find(|value| y.iter().any(|other| fold(other) == fold(value)))
}

fn fold(text: &str) -> String {
    text.trim().to_lowercase()
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// A value short enough to be quoted; a cell can be megabytes long.
pub fn quoted(value: &str) -> String {
    let head: String = value.chars().take(LONGEST).collect();
    if head.len() < value.len() {
        format!("{head}…")
    } else {
        head
    }
}

/// The values of a field as the card has them.
fn values(field: usize, side: Side<'_>) -> Vec<String> {
    let card = side.record.card;
    let one = |text: Option<&String>| {
        text.map(|text| text.trim().to_owned())
            .into_iter()
            .collect()
    };
    let mut values: Vec<String> = match field {
        at::BIRTHDAY => one(card.birthday.as_ref()),
        at::EMAIL => card.emails.iter().map(|mail| mail.raw.clone()).collect(),
        at::PROFILE => card.profiles.iter().map(ToString::to_string).collect(),
        at::EMPLOYER => card.companies.clone(),
        at::TITLE => card.titles.clone(),
        at::GENDER => one(card.gender.as_ref()),
        at::BIRTH_PLACE => one(card.birth_place.as_ref()),
        at::LINK => card.urls.iter().chain(&card.uid).cloned().collect(),
        at::STREET => card.addresses.iter().map(|a| a.street.clone()).collect(),
        _ => card
            .addresses
            .iter()
            .map(|a| format!("{} {}", a.code, a.locality))
            .collect(),
    };
    values.retain(|value| !value.trim().is_empty());
    values.iter().map(|value| value.trim().to_owned()).collect()
}
