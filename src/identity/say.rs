//! A comparison of one field as people say it, with the values: "same mobile number +49 171 2345678", "Bob is short for Robert".

use super::dialled::Digits;
use super::fields::{
    BirthPlace, Birthday, Email as Mailbox, Employer, FamilyName, Field, Gender, Generation,
    GivenName, Levels, Link, MiddleName, Phone as Number, Profile, Spelled, Street, Title, Town,
};
use super::names::initials::are_rearranged;
use super::names::nickname::is_short_for;
use super::names::skeleton::skeleton;
use super::parts::{Side, family_of, given_of, part, quoted, source, spelled, whole, whole_name};
use super::services::company;
use super::text::words;
use crate::model::keys::{Email, Line, Phone};

/// How a comparison came out, in words; empty where it did not.
pub fn sentence(field: Field, levels: &Levels, a: Side<'_>, b: Side<'_>) -> String {
    let said = match field {
        Field::Given => levels.given.map(|level| given(level, a, b)),
        Field::Family => levels.family.map(|level| family(level, a, b)),
        Field::Middle => levels.middle.map(|level| middle_names(level, a, b)),
        Field::Generation => levels.generation.map(|level| generation(level, a, b)),
        Field::Birthday => levels.birthday.map(|level| birthday(level, a, b)),
        Field::Email => levels.email.map(|level| email(level, a, b)),
        Field::Spelled => levels.spelled.map(|level| handle(level, a, b)),
        Field::Phone => levels.phone.map(|level| phone(level, a, b)),
        Field::Employer => levels.employer.map(|level| employer(level, a, b)),
        Field::Street => levels.street.map(|level| street(level, a, b)),
        Field::Town => levels.town.map(|level| town(level, a, b)),
        Field::Profile => levels.profile.map(|level| match level {
            Profile::Same => same(field, a, b),
            Profile::Differs => with(
                "two LinkedIn profiles",
                &values(field, a),
                &values(field, b),
            ),
        }),
        Field::Link => levels.link.map(|Link::Same| same(field, a, b)),
        Field::Title => levels
            .title
            .map(|level| same_or(level == Title::Same, field, a, b)),
        Field::Gender => levels
            .gender
            .map(|level| same_or(level == Gender::Same, field, a, b)),
        Field::BirthPlace => levels
            .birth_place
            .map(|level| same_or(level == BirthPlace::Same, field, a, b)),
    };
    said.unwrap_or_default()
}

/// A field whose values stand on the cards as they are compared, and are the same.
fn same(field: Field, a: Side<'_>, b: Side<'_>) -> String {
    let (x, y) = (values(field, a), values(field, b));
    let name = field.table().name;
    match common(&x, &y) {
        Some(value) => format!("same {name} {}", quoted(value)),
        None => with(&format!("same {name}"), &x, &y),
    }
}

/// The same, or two values.
fn same_or(is_same: bool, field: Field, a: Side<'_>, b: Side<'_>) -> String {
    if is_same {
        same(field, a, b)
    } else {
        with(
            &format!("{} differs", field.table().name),
            &values(field, a),
            &values(field, b),
        )
    }
}

fn birthday(level: Birthday, a: Side<'_>, b: Side<'_>) -> String {
    let words = match level {
        Birthday::Same => return same(Field::Birthday, a, b),
        Birthday::OneSlip => "birthdays one slip apart",
        Birthday::TwoParts => "two of three parts of the birthdays agree",
        Birthday::SeveralSlips => "birthdays several slips apart",
        Birthday::SameYear => "birthdays in the same year",
        Birthday::Differs => "birthday differs",
    };
    with(
        words,
        &values(Field::Birthday, a),
        &values(Field::Birthday, b),
    )
}

fn street(level: Street, a: Side<'_>, b: Side<'_>) -> String {
    let words = match level {
        Street::Same => return same(Field::Street, a, b),
        Street::SimilarHouse => "similar street and the same number",
        Street::Similar => "similar streets",
        Street::LittleAlike => "somewhat similar streets",
        Street::Differs => "street differs",
    };
    with(words, &values(Field::Street, a), &values(Field::Street, b))
}

fn town(level: Town, a: Side<'_>, b: Side<'_>) -> String {
    let words = match level {
        Town::Same => return same(Field::Town, a, b),
        Town::Partly => "town or postal code agrees",
        Town::Differs => "town differs",
    };
    with(words, &values(Field::Town, a), &values(Field::Town, b))
}

fn middle_names(level: MiddleName, a: Side<'_>, b: Side<'_>) -> String {
    match level {
        MiddleName::Agrees => "middle names agree".to_owned(),
        MiddleName::Differs => format!("middle names differ: {} and {}", middle(a), middle(b)),
    }
}

fn given(level: GivenName, a: Side<'_>, b: Side<'_>) -> String {
    if level == GivenName::Swapped && are_rearranged(a.name, b.name) {
        return format!("the same words and initials: {} and {}", whole(a), whole(b));
    }
    let (x, y) = (given_of(a), given_of(b));
    let does = match level {
        GivenName::Same => "spells the given name",
        GivenName::Nickname | GivenName::Further => "spells a form of",
        GivenName::Close | GivenName::Similar => "nearly spells",
        GivenName::Initial => "has the initial of",
        _ => "spells another given name than",
    };
    if let Some(said) = spelled("given name", does, &x, &y) {
        return said;
    }
    let (x, y) = (x.text, y.text);
    let names_both = a
        .name
        .nicknames
        .iter()
        .any(|called| called == b.name.first())
        || b.name
            .nicknames
            .iter()
            .any(|called| called == a.name.first());
    match level {
        GivenName::Same if fold(&x) == fold(&y) => format!("same given name {x}"),
        GivenName::Same => format!("{x} and {y} are the same given name"),
        GivenName::Nickname if is_shortened(&x, &y) => format!("{x} is short for {y}"),
        GivenName::Nickname if is_shortened(&y, &x) => format!("{y} is short for {x}"),
        GivenName::Nickname if names_both => format!("one card names both {x} and {y}"),
        GivenName::Nickname => format!("{x} and {y} are forms of one name"),
        GivenName::Further => format!("one is called by a further given name: {x} and {y}"),
        GivenName::Close => format!("given names nearly alike: {x} and {y}"),
        GivenName::Similar => format!("given names somewhat alike: {x} and {y}"),
        GivenName::Initial => initial((x.as_str(), a.name.first()), (y.as_str(), b.name.first())),
        GivenName::Another => format!("{x} and {y} are different given names"),
        GivenName::Swapped | GivenName::SwappedEitherWay => format!(
            "given and family name are exchanged: {} and {}",
            whole(a),
            whole(b)
        ),
        GivenName::Differs => format!("given name differs: {x} and {y}"),
    }
}

fn family(level: FamilyName, a: Side<'_>, b: Side<'_>) -> String {
    let (x, y) = (family_of(a), family_of(b));
    let does = match level {
        FamilyName::Same => "spells the family name",
        FamilyName::Part => "spells a part of",
        FamilyName::Close | FamilyName::Similar => "nearly spells",
        FamilyName::Initial => "has the initial of",
        _ => "spells another family name than",
    };
    if let Some(said) = spelled("family name", does, &x, &y) {
        return said;
    }
    let (x, y) = (x.text, y.text);
    match level {
        FamilyName::Same if fold(&x) == fold(&y) => format!("same family name {x}"),
        FamilyName::Same => format!("{x} and {y} are the same family name"),
        FamilyName::Part if fold(&y).contains(&fold(&x)) => format!("{x} is a part of {y}"),
        FamilyName::Part if fold(&x).contains(&fold(&y)) => format!("{y} is a part of {x}"),
        FamilyName::Part if words(&x).iter().any(|word| words(&y).contains(word)) => {
            format!("the family names {x} and {y} share a part")
        }
        FamilyName::Part => {
            format!("an address, a profile or an earlier name links the family names {x} and {y}")
        }
        FamilyName::Close => format!("family names nearly alike: {x} and {y}"),
        FamilyName::Similar => format!("family names somewhat alike: {x} and {y}"),
        FamilyName::Initial => initial(
            (x.as_str(), &a.name.family_whole),
            (y.as_str(), &b.name.family_whole),
        ),
        FamilyName::Differs => format!("family name differs: {x} and {y}"),
        FamilyName::Swapped => "family and given name are exchanged".to_owned(),
    }
}

/// Whether one name is a short form of the other, and not another spelling that has a letter less: Philip, Philipp.
fn is_shortened(short: &str, full: &str) -> bool {
    let (short, full) = (skeleton(short), skeleton(full));
    short.len() + 1 < full.len() && is_short_for(&short, &full)
}

/// "J. is the initial of John": two parts of names as they are shown, each with the word by which it was compared.
fn initial((x, one): (&str, &str), (y, other): (&str, &str)) -> String {
    let (short, word, long) = if one.len() < other.len() {
        (x, one, y)
    } else {
        (y, other, x)
    };
    if word.len() == 1 && skeleton(short).len() > 1 {
        return format!("{}. is the initial of {long}", word.to_uppercase());
    }
    format!("{short} is the initial of {long}")
}

fn middle(side: Side<'_>) -> String {
    let further = side.name.given.get(1..).unwrap_or_default();
    part(side, further).text
}

fn generation(level: Generation, a: Side<'_>, b: Side<'_>) -> String {
    let word = |side: Side<'_>| match side.name.generation {
        Some(1) => "senior".to_owned(),
        Some(2) => "junior".to_owned(),
        Some(n) => format!("number {n} of the name"),
        None => "unmarked".to_owned(),
    };
    if level == Generation::Same {
        format!("both are {}", word(a))
    } else {
        format!("one is {}, the other {}", word(a), word(b))
    }
}

fn email(level: Mailbox, a: Side<'_>, b: Side<'_>) -> String {
    let mails = |side: Side<'_>| values(Field::Email, side);
    let (x, y) = (mails(a), mails(b));
    let same = common(&x, &y).map(|value| quoted(value));
    match level {
        Mailbox::Same => with_one("same e-mail address", same),
        Mailbox::Shared => format!("{} (may be shared)", with_one("same e-mail address", same)),
        Mailbox::SameLocal => with("same name before the @ at two providers", &x, &y),
        Mailbox::Close => with("e-mail addresses nearly alike", &x, &y),
        Mailbox::SameCompany => {
            let domain = domains(a).find(|one| domains(b).any(|other| other == *one));
            format!("both write from {}", domain.unwrap_or("one company"))
        }
        Mailbox::AnotherMailbox => with("each has a mailbox of its own", &x, &y),
        Mailbox::Differs => with("no e-mail address in common", &x, &y),
    }
}

fn domains<'a>(side: Side<'a>) -> impl Iterator<Item = &'a str> {
    let mails = side.record.card.emails.iter();
    mails.filter_map(|mail| mail.email.as_ref().map(Email::domain))
}

fn handle(level: Spelled, a: Side<'_>, b: Side<'_>) -> String {
    let name = |side: Side<'_>| whole_name(side).map_or_else(|| "the other".to_owned(), quoted);
    let fits = |mails: Side<'_>, named: Side<'_>| {
        let words = named.name.family.iter().chain(&named.name.given);
        let mut words = words.filter(|word| word.len() > 1);
        words.find_map(|word| source(mails, word).filter(|text| text.starts_with("the address")))
    };
    let first = |side: Side<'_>| {
        let mails = values(Field::Email, side);
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
    let Some((address, name)) = found.filter(|_| level != Spelled::Another).or(any) else {
        return format!(
            "name in the e-mail: {}",
            Field::Spelled.table().levels[level as usize].name
        );
    };
    match level {
        Spelled::FullName => format!("{address} spells {name}"),
        Spelled::FamilyAndInitial => format!("{address} has the initial and family name of {name}"),
        Spelled::Family => format!("{address} spells the family name of {name}"),
        Spelled::Given => format!("{address} spells the given name of {name}"),
        Spelled::Another => format!("{address} does not spell {name}"),
    }
}

fn phone(level: Number, a: Side<'_>, b: Side<'_>) -> String {
    let shared = |is_landline: Option<bool>| {
        let others: Vec<&Phone> = phones(b).map(|(phone, _)| phone).collect();
        phones(a)
            .filter(|(_, line)| is_landline.is_none_or(|is| is == (*line == Line::Fixed)))
            .find(|(phone, _)| others.contains(phone))
            .map(|(phone, _)| phone.shown().to_owned())
            .or_else(|| same_digits(a, b))
    };
    let all = |side: Side<'_>| -> Vec<String> {
        phones(side)
            .map(|(phone, _)| phone.shown().to_owned())
            .chain(
                side.record
                    .unplanned
                    .iter()
                    .map(|(number, _)| number.to_string()),
            )
            .collect()
    };
    match level {
        Number::Mobile => with_one("same mobile number", shared(Some(false)).or(shared(None))),
        Number::Landline => with_one("same landline", shared(Some(true)).or(shared(None))),
        Number::Shared => format!("{} (may be shared)", with_one("same number", shared(None))),
        Number::AnotherMobile => with("each has another mobile number", &all(a), &all(b)),
        Number::Differs => with("no number in common", &all(a), &all(b)),
    }
}

fn phones<'a>(side: Side<'a>) -> impl Iterator<Item = (&'a Phone, Line)> {
    side.record.lines.iter().copied()
}

/// The number that two cards share by its digits, as the longer of them has it.
fn same_digits(a: Side<'_>, b: Side<'_>) -> Option<String> {
    let (x, y) = (numbers(a), numbers(b));
    let pairs = x
        .iter()
        .flat_map(|one| y.iter().map(move |other| (one, other)));
    let mut same = pairs.filter(|(one, other)| one.0.is_one_with(other.0));
    same.next().map(|(one, other)| {
        if one.1.len() >= other.1.len() {
            one.1.clone()
        } else {
            other.1.clone()
        }
    })
}

/// The digits of a card's numbers, and how each is shown.
fn numbers(side: Side<'_>) -> Vec<(Digits, String)> {
    let planned = phones(side).map(|(phone, _)| {
        let digits = Digits::planned(phone.e164(), side.record.is_written_abroad(phone));
        (digits, phone.shown().to_owned())
    });
    let unplanned = side
        .record
        .unplanned
        .iter()
        .map(|(number, _)| (Digits::unplanned(*number), number.to_string()));
    planned.chain(unplanned).collect()
}

fn employer(level: Employer, a: Side<'_>, b: Side<'_>) -> String {
    let (x, y) = (values(Field::Employer, a), values(Field::Employer, b));
    let fits = |company: &str, domain: Option<&str>| match domain {
        Some(domain) => format!("{domain} is like the employer {}", quoted(company)),
        None => format!("employer {} agrees", quoted(company)),
    };
    match (level, x.first(), y.first()) {
        (Employer::Same, ..) if common(&x, &y).is_some() => same(Field::Employer, a, b),
        (Employer::Same, ..) => same_employer((&x, a), (&y, b)),
        (Employer::Similar, Some(company), None) => fits(company, domains(b).next()),
        (Employer::Similar, None, Some(company)) => fits(company, domains(a).next()),
        (Employer::Similar, ..) => with("employers alike", &x, &y),
        (Employer::Differs, ..) => with("employer differs", &x, &y),
    }
}

/// Two employers that are one under two names; else an address at one, or its name in place of a family name.
fn same_employer((x, a): (&[String], Side<'_>), (y, b): (&[String], Side<'_>)) -> String {
    let pairs = x.iter().flat_map(|one| y.iter().map(move |two| (one, two)));
    let mut alike = pairs.filter(|(one, two)| are_one_firm(one, two));
    if let Some((one, two)) = alike.next() {
        return format!("{} and {} are the same employer", quoted(one), quoted(two));
    }
    let sides = || [(x, b), (y, a)].into_iter();
    let by_domain = sides().find_map(|(companies, other)| {
        let mut firms = companies.iter();
        let of = |firm: &String| domains(other).find(|domain| is_called_after(domain, firm));
        firms.find_map(|firm| Some((firm, of(firm)?)))
    });
    let by_name = || {
        sides().find_map(|(companies, other)| {
            let family = &other.name.family_whole;
            let is_its = |firm: &&String| company(firm).first() == Some(family);
            companies.iter().find(is_its)
        })
    };
    let any = || sides().find_map(|(of, other)| Some((of.first()?, domains(other).next()?)));
    match by_domain.or_else(|| by_name().is_none().then(any).flatten()) {
        Some((firm, domain)) => format!("an address at {domain}, of the employer {}", quoted(firm)),
        None => match by_name() {
            Some(firm) => format!("one is called by the employer's name, {}", quoted(firm)),
            None => with("same employer", x, y),
        },
    }
}

/// Whether two names of firms differ in no more than a legal form or in how much of them is written.
fn are_one_firm(one: &str, two: &str) -> bool {
    let (one, two) = (company(one), company(two));
    let begins = |short: &[String], long: &[String]| !short.is_empty() && long.starts_with(short);
    one.concat() == two.concat() || begins(&one, &two) || begins(&two, &one)
}

/// Whether a domain begins with the first word of a firm's name.
fn is_called_after(domain: &str, firm: &str) -> bool {
    let first = company(firm).into_iter().next();
    first.is_some_and(|first| {
        let mut labels = domain.split('.');
        labels.any(|label| skeleton(label).starts_with(&first))
    })
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

/// The values of a field as the card has them.
fn values(field: Field, side: Side<'_>) -> Vec<String> {
    let card = side.record.card;
    let one = |text: Option<&String>| {
        text.map(|text| text.trim().to_owned())
            .into_iter()
            .collect()
    };
    let mut values: Vec<String> = match field {
        Field::Birthday => one(card.birthday.as_ref()),
        Field::Email => card.emails.iter().map(|mail| mail.raw.clone()).collect(),
        Field::Profile => card.profiles.iter().map(ToString::to_string).collect(),
        Field::Employer => card.companies.clone(),
        Field::Title => card.titles.clone(),
        Field::Gender => one(card.gender.as_ref()),
        Field::BirthPlace => one(card.birth_place.as_ref()),
        Field::Link => card.urls.iter().chain(&card.uid).cloned().collect(),
        Field::Street => card.addresses.iter().map(|a| a.street.clone()).collect(),
        _ => card
            .addresses
            .iter()
            .map(|a| format!("{} {}", a.code, a.locality))
            .collect(),
    };
    values.retain(|value| !value.trim().is_empty());
    values.iter().map(|value| value.trim().to_owned()).collect()
}
