//! The cards of one person as the latest audit holds them, told apart by what stands on each.

use crate::book::{Book, Found};
use crate::commands::error::Failure;
use crate::commands::who;
use crate::model::keys::{Email, Phone, Region, Slug};
use crate::model::mark::Mark;
use crate::model::name::fold;
use crate::report::plain::plain;
use crate::snapshot::{Page, Value};

/// The number in "card 2".
pub fn number(text: &str) -> Option<usize> {
    let (word, number) = text.trim().split_once(' ')?;
    word.eq_ignore_ascii_case("card")
        .then(|| number.trim().parse().ok())
        .flatten()
}

/// The marks of a person's cards, in the order in which `tieline show` numbers them.
pub fn marks(book: &Book, person: &Found) -> Result<Vec<Mark>, Failure> {
    let page = book.page(person)?.ok_or_else(|| {
        Failure::Usage(format!(
            "{}: no audit in your book lists the cards any more; run `tieline audit FILE…` first",
            who::line(person)
        ))
    })?;
    let each = (0..).zip(&page.person.records);
    Ok(each
        .map(|(at, record)| Mark {
            file: record.file.clone(),
            ..mark(&page, at)
        })
        .collect())
}

/// The mark of all cards of a person: every key by which they ever went, and those that are on the cards alone, such as the numbers
/// of an office.
pub fn whole(book: &Book, person: &Found) -> Result<Mark, Failure> {
    let known = person
        .keys
        .iter()
        .filter_map(|key| match key.split_once(' ') {
            Some(("profile", slug)) => Slug::parse(slug).map(|slug| slug.url()),
            Some(("email" | "phone", key)) => Some(key.to_owned()),
            _ => None,
        });
    let mut keys: Vec<String> = known.collect();
    if let Some(page) = book.page(person)? {
        let values = page.person.values.iter().filter(|value| is_key(value));
        let others = values.map(|value| value.value.clone());
        keys.extend(others.filter(|key| !keys.contains(key)).collect::<Vec<_>>());
    }
    Ok(Mark {
        name: person.name.clone(),
        keys,
        file: String::new(),
    })
}

/// Of links only the profile is a key of a mark.
fn is_key(value: &Value) -> bool {
    match value.field.as_str() {
        "email" | "phone" => true,
        "url" => Slug::from_url(&value.value).is_some(),
        _ => false,
    }
}

fn mark(page: &Page, card: u32) -> Mark {
    let on_card = || {
        let values = page.person.values.iter();
        values.filter(move |value| value.records.contains(&card))
    };
    let name = ["name", "nickname"].iter().find_map(|field| {
        let value = on_card().find(|value| value.field == *field)?;
        Some(value.value.clone())
    });
    let keys = on_card().filter(|value| is_key(value));
    Mark {
        name: name.unwrap_or_default(),
        keys: keys.map(|value| value.value.clone()).collect(),
        file: String::new(),
    }
}

/// The places of the cards that go by a name, address, number or profile.
pub fn going_by(marks: &[Mark], text: &str, region: Option<Region>) -> Vec<usize> {
    let wanted = key(text, region);
    let fits = |mark: &Mark| {
        let is_key = |written: &String| wanted.is_some() && key(written, region) == wanted;
        fold(&mark.name) == fold(text) || mark.keys.iter().any(is_key)
    };
    let places = (0..).zip(marks);
    places
        .filter(|(_, mark)| fits(mark))
        .map(|(at, _)| at)
        .collect()
}

fn key(text: &str, region: Option<Region>) -> Option<String> {
    let slug = || Slug::from_url(text).map(|slug| slug.url());
    let email = || Email::parse(text).map(|email| email.to_string());
    let phone = || Phone::parse(text, region).map(|phone| phone.e164().to_owned());
    slug().or_else(email).or_else(phone)
}

/// A card on one line: its name, a key and its file.
pub fn line(mark: &Mark) -> String {
    let key = mark.keys.first().map(|key| format!("{key}, "));
    let words = format!("{} ({}{})", mark.name, key.unwrap_or_default(), mark.file);
    plain(&words).into_owned()
}
