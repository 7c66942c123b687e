//! The fields of a person's cards → lines of vCard 4.0, in the order in which address books write them.

use crate::model::bounce::Bounced;
use crate::model::card::{Address, Card, Kind, Mail, Tel};
use crate::model::name::Name;
use crate::model::person::View;
use crate::words;

use super::extras::closed;
use super::line::{Line, escape};
use super::{dates, params, uri};

/// The lines of all fields of all cards; what several cards say stands there several times.
pub(super) fn lines(view: View<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    if view.person.kind == Kind::Org {
        lines.push(Line::new("KIND", "org".to_owned()));
    }
    lines.push(Line::new("FN", escape(view.name_or_empty())));
    let names = view
        .named_card()
        .into_iter()
        .chain(view.cards())
        .map(|card| &card.name);
    names.for_each(|name| name_lines(name, &mut lines));
    addresses(view, &mut lines);
    let valid = view.phones();
    let tels = view.cards().flat_map(|card| &card.phones);
    lines.extend(tels.filter(|tel| !tel.repeats(&valid)).map(tel));
    lines.extend(
        view.cards()
            .flat_map(|card| &card.profiles)
            .map(|slug| Line::new("URL", slug.url())),
    );
    lines.extend(
        view.cards()
            .flat_map(|card| &card.urls)
            .map(|url| link(url)),
    );
    each(view, &mut lines, "ORG", |card| &card.companies);
    each(view, &mut lines, "TITLE", |card| &card.titles);
    lines.extend(view.cards().flat_map(|card| &card.addresses).map(address));
    view.cards().for_each(|card| single_lines(card, &mut lines));
    each(view, &mut lines, "NOTE", |card| &card.notes);
    let dead = view.dead_emails().into_iter();
    lines.extend(dead.map(|(email, bounced)| {
        Line::new("NOTE", escape(&words::stale::undelivered(email, bounced)))
    }));
    let labels: Vec<String> = view.labels().into_iter().map(escape).collect();
    lines.extend(
        Some(labels.join(","))
            .filter(|list| !list.is_empty())
            .map(|list| Line::new("CATEGORIES", list)),
    );
    lines
}

/// E-mail addresses; those that mail comes back from stand last, each in a group with its mark. None of them is the preferred one, unless
/// there is no other.
fn addresses(view: View<'_>, lines: &mut Vec<Line>) {
    let has_other = view.has_working_email();
    let line = |mail: &Mail| {
        let email = mail.email.as_ref().map(|email| email.as_str());
        let address = email.unwrap_or(&mail.raw);
        match mail.bounced {
            Some(_) if has_other => typed("EMAIL", escape(address), &mail.types_but_preferred()),
            Some(_) | None => typed("EMAIL", escape(address), &mail.types),
        }
    };
    let mails = || view.cards().flat_map(|card| &card.emails);
    let works = mails().filter(|mail| mail.bounced.is_none());
    lines.extend(works.map(line));
    for (number, (email, bounced)) in (1..).zip(view.dead_emails()) {
        let group = format!("bounced{number}");
        let same = mails().filter(|mail| mail.email.as_ref() == Some(email));
        let same = same.map(line).map(|line| Line {
            group: group.clone(),
            ..line
        });
        lines.extend(same);
        let mark = Line::new(Bounced::PROPERTY, escape(&bounced.mark()));
        lines.push(Line { group, ..mark });
    }
}

fn each(view: View<'_>, lines: &mut Vec<Line>, name: &str, field: fn(&Card) -> &Vec<String>) {
    lines.extend(
        view.cards()
            .flat_map(field)
            .map(|text| Line::new(name, escape(text))),
    );
}

fn name_lines(name: &Name, lines: &mut Vec<Line>) {
    if !name.full.trim().is_empty() {
        lines.push(Line::new("FN", escape(undirected(&name.full).trim())));
    }
    let parts = [
        &name.family,
        &name.given,
        &name.middle,
        &name.prefix,
        &name.suffix,
    ];
    if parts.iter().any(|part| !part.is_empty()) {
        lines.push(Line::new("N", parts.map(|part| component(part)).join(";")));
    }
    let nicknames: Vec<String> = name
        .nickname
        .split(", ")
        .map(str::trim)
        .filter(|n| !n.is_empty())
        .map(|nickname| escape(&undirected(nickname)))
        .collect();
    lines.extend(
        nicknames
            .into_iter()
            .map(|nickname| Line::new("NICKNAME", nickname)),
    );
}

/// A name without the characters that turn the direction of what follows: they may show one name as another.
fn undirected(text: &str) -> std::borrow::Cow<'_, str> {
    let turns = |c: char| matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if text.contains(turns) {
        return text.replace(turns, "").into();
    }
    text.into()
}

fn component(text: &str) -> String {
    closed(escape(undirected(text).trim()))
}

fn typed(name: &str, value: String, types: &[String]) -> Line {
    Line {
        params: params::of_types(types),
        ..Line::new(name, value)
    }
}

/// A number: as a URI where it is valid, else as the text that it is.
pub(super) fn tel(tel: &Tel) -> Line {
    match &tel.phone {
        Some(_) if tel.says_more() => typed("TEL", escape(&tel.raw), &tel.types),
        Some(phone) => {
            let number = format!("tel:{}", phone.e164());
            let whole = further_params(&tel.raw).map(|params| format!("{number}{params}"));
            let value = whole.or_else(|| Some(format!("{number};ext={}", tel.extension()?)));
            typed("TEL", value.unwrap_or(number), &tel.types).with("VALUE", "uri")
        }
        None if is_tel_uri(&tel.raw) => {
            typed("TEL", tel.raw.clone(), &tel.types).with("VALUE", "uri")
        }
        None => typed("TEL", escape(&tel.raw), &tel.types),
    }
}

/// Whether a number that is not valid is a sound link all the same.
fn is_tel_uri(raw: &str) -> bool {
    raw.starts_with("tel:") && uri::is_sound(raw)
}

/// The parameters of a `tel:` link (RFC 3966 section 5): `;ext=12`, `;isub=1`.
fn further_params(raw: &str) -> Option<&str> {
    let params = raw.find(';').map(|at| &raw[at..])?;
    is_tel_uri(raw).then_some(params)
}

fn link(url: &str) -> Line {
    match uri::of_link(url) {
        Some(uri) => Line::new("URL", uri),
        None => Line::new("X-URL", escape(url)),
    }
}

fn address(address: &Address) -> Line {
    let [po_box, flat, street] = address.street_parts();
    let parts = [
        po_box,
        flat,
        street,
        &address.locality,
        &address.region,
        &address.code,
        &address.country,
    ];
    typed("ADR", parts.map(component).join(";"), &address.types)
}

fn single_lines(card: &Card, lines: &mut Vec<Line>) {
    lines.extend(card.birthday.iter().map(|day| match dates::value(day) {
        (date, true) => Line::new("BDAY", date),
        (text, false) => Line::new("BDAY", escape(&text)).with("VALUE", "text"),
    }));
    lines.extend(
        card.birth_place
            .iter()
            .map(|place| Line::new("BIRTHPLACE", escape(place))),
    );
    lines.extend(
        card.gender
            .iter()
            .map(|gender| Line::new("GENDER", self::gender(gender))),
    );
    lines.extend(card.uid.iter().map(|uid| Line::new("UID", escape(uid))));
}

/// Sex and gender identity (RFC 6350 section 6.2.7) of what the source says.
fn gender(text: &str) -> String {
    let (sex, identity) = text.split_once(';').unwrap_or((text, ""));
    let code = match sex.trim().to_ascii_lowercase().as_str() {
        "m" | "male" => "M",
        "f" | "female" => "F",
        "o" | "other" => "O",
        "n" => "N",
        "u" | "unknown" | "unspecified" => "U",
        _ => "",
    };
    let identity = if code.is_empty() {
        text.trim_start_matches(';')
    } else {
        identity
    };
    if identity.is_empty() {
        code.to_owned()
    } else {
        format!("{code};{}", component(identity))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::keys::Phone;

    #[test]
    fn numbers_keep_their_extension() {
        let written =
            |raw: &str| tel(&Tel::new(raw, Phone::parse(raw, None), vec!["work".into()])).value;
        assert_eq!(written("+49 30 901820 ext. 12"), "tel:+4930901820;ext=12");
        assert_eq!(written("+49 30 901820"), "tel:+4930901820");
        assert_eq!(written("0151 1234"), "0151 1234");
        assert_eq!(
            written("tel:+49-30-901820;isub=1;ext=12"),
            "tel:+4930901820;isub=1;ext=12"
        );
        assert_eq!(written("tel:+99-12"), "tel:+99-12");
        assert_eq!(written("tel:call me"), "tel:call me");
    }

    #[test]
    fn genders_have_the_form_of_the_standard() {
        for (text, value) in [
            ("M", "M"),
            ("female", "F"),
            ("O;intersex", "O;intersex"),
            (";it's complicated", ";it's complicated"),
            ("diverse; x", ";diverse\\; x"),
        ] {
            assert_eq!(gender(text), value);
        }
    }
}
