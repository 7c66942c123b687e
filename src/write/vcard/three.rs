//! Lines of vCard 4.0 → lines of vCard 3.0 (RFC 2426, RFC 4770) as iCloud and Google read them. What 3.0 does not have is
//! kept as `X-…`, under the name that our reader knows it by.

use super::line::{Line, escape};
use super::params;

/// The properties of vCard 3.0.
const KNOWN: [&str; 26] = [
    "ADR",
    "AGENT",
    "BDAY",
    "CATEGORIES",
    "CLASS",
    "EMAIL",
    "FN",
    "GEO",
    "IMPP",
    "KEY",
    "LABEL",
    "LOGO",
    "MAILER",
    "N",
    "NICKNAME",
    "NOTE",
    "ORG",
    "PHOTO",
    "PRODID",
    "REV",
    "ROLE",
    "SORT-STRING",
    "SOUND",
    "SOURCE",
    "TEL",
    "TITLE",
];

/// Properties that vCard 4.0 dropped; there they are kept as `X-…`.
const DROPPED: [&str; 5] = [
    "X-CLASS",
    "X-LABEL",
    "X-MAILER",
    "X-PRODID",
    "X-SORT-STRING",
];

/// The words that TYPE has for media types.
const MEDIA: [(&str, &str); 7] = [
    ("image/jpeg", "JPEG"),
    ("image/png", "PNG"),
    ("image/gif", "GIF"),
    ("image/bmp", "BMP"),
    ("audio/wav", "WAVE"),
    ("application/pkix-cert", "X509"),
    ("application/pgp-keys", "PGP"),
];

/// The year that Apple writes where none is known.
const NO_YEAR: &str = "1604";

/// Turns the lines of a card into those of 3.0.
pub(super) fn lines(lines: Vec<Line>) -> Vec<Line> {
    let has_name = lines.iter().any(|line| line.name == "N");
    let is_shown_as = lines
        .iter()
        .any(|line| line.name.eq_ignore_ascii_case("X-ABSHOWAS"));
    let mut out = Vec::with_capacity(lines.len() + 1);
    for line in lines {
        if line.name == "KIND" && line.value == "org" && is_shown_as {
            continue;
        }
        // One program wrote the card; which one wrote those that it was merged of says nothing of the person.
        if line.name == "X-PRODID" && out.iter().any(|line: &Line| line.name == "PRODID") {
            continue;
        }
        let is_shown_name = line.name == "FN";
        out.extend(label(&line));
        out.push(one(line));
        // RFC 2426 demands both names.
        if is_shown_name && !has_name && !out.iter().any(|line| line.name == "N") {
            out.push(Line::new("N", ";;;;".to_owned()));
        }
    }
    out
}

/// The label of an address has a line of its own in 3.0.
fn label(line: &Line) -> Option<Line> {
    let (_, label) = line.params.iter().find(|(name, _)| name == "LABEL")?;
    let mut own = Line::new("LABEL", escape(&label.join(",")));
    own.group.clone_from(&line.group);
    let types = line.params.iter().filter(|(name, _)| name == "TYPE");
    own.params = types.cloned().collect();
    Some(own)
}

fn one(mut line: Line) -> Line {
    match line.name.as_str() {
        "TEL" => number(&mut line),
        "PHOTO" | "LOGO" | "SOUND" | "KEY" => medium(&mut line),
        "BDAY" | "ANNIVERSARY" => day(&mut line),
        "REV" => line.value = extended(&line.value),
        "GEO" => line.value = line.value.trim_start_matches("geo:").replace(',', ";"),
        "RELATED" if has_type(&line, "agent") => line.name = "AGENT".to_owned(),
        "KIND" => kind(&mut line),
        "URL" | "UID" | "TZ" => {}
        name if DROPPED.contains(&name) => line.name = name[2..].to_owned(),
        name if KNOWN.contains(&name) || name.starts_with("X-") => {}
        _ => line.name = params::extension(&line.name),
    }
    if line.name == "EMAIL" && !has_type(&line, "internet") {
        add_type(&mut line, "internet");
    }
    line.params = std::mem::take(&mut line.params)
        .into_iter()
        .filter_map(param)
        .fold(Vec::new(), joined);
    line
}

fn has_type(line: &Line, word: &str) -> bool {
    let mut types = line.params.iter().filter(|(name, _)| name == "TYPE");
    types.any(|(_, types)| types.iter().any(|known| known == word))
}

fn add_type(line: &mut Line, word: &str) {
    line.params
        .insert(0, ("TYPE".to_owned(), vec![word.to_owned()]));
}

/// `tel:+4930901820;ext=12` → `+4930901820 ext. 12`.
fn number(line: &mut Line) {
    if let Some(number) = line.value.strip_prefix("tel:") {
        line.value = number.replacen(";ext=", " ext. ", 1);
        line.params.retain(|(name, _)| name != "VALUE");
    }
}

/// A `data:` URI is base64 here; a link says that it is one.
fn medium(line: &mut Line) {
    let inline = line.value.strip_prefix("data:");
    let Some((kind, payload)) = inline.and_then(|data| data.split_once(";base64,")) else {
        if !line.params.iter().any(|(name, _)| name == "VALUE") {
            line.params
                .push(("VALUE".to_owned(), vec!["uri".to_owned()]));
        }
        return;
    };
    let word = MEDIA.iter().find(|(long, _)| *long == kind);
    let word = word.map_or(kind, |(_, short)| *short).to_owned();
    line.value = payload.to_owned();
    line.params.insert(0, ("TYPE".to_owned(), vec![word]));
    line.params
        .insert(0, ("ENCODING".to_owned(), vec!["b".to_owned()]));
}

/// A day without a year has Apple's form, which says so beside it.
fn day(line: &mut Line) {
    if line.name == "ANNIVERSARY" {
        line.name = "X-ANNIVERSARY".to_owned();
    }
    let digits = |text: &str| text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    match line.value.strip_prefix("--").filter(|day| digits(day)) {
        Some(day) => {
            line.value = format!("{NO_YEAR}-{}-{}", &day[..2], &day[2..]);
            line.params
                .push(("X-APPLE-OMIT-YEAR".to_owned(), vec![NO_YEAR.to_owned()]));
        }
        None => line.value = extended(&line.value),
    }
}

/// `19840309T101500Z` → `1984-03-09T10:15:00Z`.
fn extended(basic: &str) -> String {
    let (day, time) = basic
        .split_once('T')
        .map_or((basic, None), |(day, time)| (day, Some(time)));
    if day.len() != 8 || !day.bytes().all(|b| b.is_ascii_digit()) {
        return basic.to_owned();
    }
    let day = format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]);
    let Some(time) = time else { return day };
    match time
        .get(..6)
        .filter(|clock| clock.bytes().all(|b| b.is_ascii_digit()))
    {
        Some(clock) => format!(
            "{day}T{}:{}:{}{}",
            &clock[..2],
            &clock[2..4],
            &clock[4..],
            &time[6..]
        ),
        None => basic.to_owned(),
    }
}

/// Apple has a word for companies.
fn kind(line: &mut Line) {
    if line.value == "org" {
        *line = Line::new("X-ABShowAs", "COMPANY".to_owned());
    } else {
        line.name = "X-ADDRESSBOOKSERVER-KIND".to_owned();
    }
}

/// A parameter of 3.0; what it does not have is kept as `X-…`.
fn param((name, values): (String, Vec<String>)) -> Option<(String, Vec<String>)> {
    match name.as_str() {
        "LABEL" => None,
        "PREF" if values == ["1"] => Some(("TYPE".to_owned(), vec!["pref".to_owned()])),
        "TYPE" | "VALUE" | "ENCODING" | "LANGUAGE" => Some((name, values)),
        _ => Some((params::extension(&name), values)),
    }
}

/// Types are one list.
fn joined(
    mut all: Vec<(String, Vec<String>)>,
    (name, values): (String, Vec<String>),
) -> Vec<(String, Vec<String>)> {
    match all
        .iter_mut()
        .find(|(known, _)| *known == name && name == "TYPE")
    {
        Some((_, known)) => known.extend(values),
        None => all.push((name, values)),
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(line: Line) -> String {
        let lines = lines(vec![line]);
        let lines = lines
            .iter()
            .map(|line| format!("{}:{}", line.head(), line.value));
        lines.collect::<Vec<_>>().join("|")
    }

    #[test]
    fn what_is_new_in_4_becomes_what_3_has() {
        let cases = [
            (
                Line::new("TEL", "tel:+4930901820;ext=12".into()).with("VALUE", "uri"),
                "TEL:+4930901820 ext. 12",
            ),
            (
                Line::new("BDAY", "--0309".into()),
                "BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-09",
            ),
            (Line::new("BDAY", "19840309".into()), "BDAY:1984-03-09"),
            (
                Line::new("REV", "20240801T100000Z".into()),
                "REV:2024-08-01T10:00:00Z",
            ),
            (
                Line::new("PHOTO", "data:image/jpeg;base64,AAAA".into()),
                "PHOTO;ENCODING=b;TYPE=JPEG:AAAA",
            ),
            (
                Line::new("PHOTO", "http://example.org/a.gif".into()),
                "PHOTO;VALUE=uri:http://example.org/a.gif",
            ),
            (
                Line::new("EMAIL", "a@example.org".into())
                    .with("TYPE", "home")
                    .with("PREF", "1"),
                "EMAIL;TYPE=internet,home,pref:a@example.org",
            ),
            (
                Line::new("GEO", "geo:37.4,-122.1".into()),
                "GEO:37.4;-122.1",
            ),
            (Line::new("KIND", "org".into()), "X-ABShowAs:COMPANY"),
            (Line::new("GENDER", "F".into()), "X-GENDER:F"),
            (Line::new("X-LABEL", "Main St".into()), "LABEL:Main St"),
            (
                Line::new("ADR", ";;Main St;;;;".into()).with("LABEL", "Main St\nTown"),
                "LABEL:Main St\\nTown|ADR:;;Main St;;;;",
            ),
            (
                Line::new("RELATED", "Bea".into()).with("TYPE", "agent"),
                "AGENT;TYPE=agent:Bea",
            ),
            (Line::new("FN", "Ana".into()), "FN:Ana|N:;;;;"),
        ];
        for (line, expected) in cases {
            assert_eq!(written(line), expected);
        }
    }
}
