//! Kept lines of vCard 2.1, 3.0 and 4.0 → lines of vCard 4.0. What 4.0 does not have is kept as `X-…`.

use vcard::tree::value::node::VcardValueNode;
use vcard_parser::vcard::value::value_languagetag::ValueLanguageTagData;

use crate::model::card::Extra;

use super::line::{Line, escape};
use super::{dates, params, uri};

/// How vCard 4.0 writes the value of a property.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// One text.
    Text,
    /// Components or a list, whose separators stand as they are.
    Structured,
    /// Components in which a comma separates nothing.
    Components,
    /// A URI and nothing else.
    Uri,
    /// A URI, or text that says so.
    UriOrText,
    /// A date, or text that says so.
    Date,
    /// `geo:` and two numbers.
    Geo,
    /// A language tag.
    Language,
}

/// The properties of vCard 4.0 and its extensions that may stand in the extras; any other name becomes an extension.
const FORMS: [(&str, Form); 43] = [
    ("ADR", Form::Structured),
    ("ANNIVERSARY", Form::Date),
    ("BDAY", Form::Date),
    ("BIRTHPLACE", Form::Text),
    ("CALADRURI", Form::Uri),
    ("CALURI", Form::Uri),
    ("CATEGORIES", Form::Structured),
    ("CONTACT-URI", Form::Uri),
    ("CREATED", Form::Text),
    ("DEATHDATE", Form::Date),
    ("DEATHPLACE", Form::Text),
    ("EMAIL", Form::Text),
    ("EXPERTISE", Form::Text),
    ("FBURL", Form::Uri),
    ("FN", Form::Text),
    ("GENDER", Form::Structured),
    ("GEO", Form::Geo),
    ("GRAMGENDER", Form::Text),
    ("HOBBY", Form::Text),
    ("IMPP", Form::Uri),
    ("INTEREST", Form::Text),
    ("JSPROP", Form::Structured),
    ("KEY", Form::UriOrText),
    ("LANG", Form::Language),
    ("LOGO", Form::Uri),
    ("MEMBER", Form::Uri),
    ("N", Form::Structured),
    ("NICKNAME", Form::Structured),
    ("NOTE", Form::Text),
    ("ORG", Form::Components),
    ("ORG-DIRECTORY", Form::Uri),
    ("PHOTO", Form::Uri),
    ("PRONOUNS", Form::Text),
    ("RELATED", Form::UriOrText),
    ("ROLE", Form::Text),
    ("SOCIALPROFILE", Form::UriOrText),
    ("SOUND", Form::Uri),
    ("SOURCE", Form::Uri),
    ("TEL", Form::Text),
    ("TITLE", Form::Text),
    ("TZ", Form::Text),
    ("UID", Form::Text),
    ("URL", Form::Uri),
];

/// The words that TYPE has for the format of a medium, and what they mean as a media type.
const MEDIA: [(&str, &str); 5] = [
    ("jpeg", "image/jpeg"),
    ("jpg", "image/jpeg"),
    ("png", "image/png"),
    ("gif", "image/gif"),
    ("wave", "audio/wav"),
];

/// Converts one kept line. The group is renamed by the caller.
pub(super) fn convert(extra: &Extra) -> Line {
    let text = plain(&extra.value);
    let (name, form) = match extra.name.as_str() {
        "AGENT" => ("RELATED", Some(Form::UriOrText)),
        name => (
            name,
            FORMS
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, form)| *form),
        ),
    };
    let converted = form.and_then(|form| value_of(form, &text, &extra.value));
    let (name, (value, kind)) = match converted {
        Some(value) => (name.to_owned(), value),
        None => (params::extension(&extra.name), (extra.value.clone(), None)),
    };
    let mut line = Line {
        group: extra.group.clone(),
        params: params::convert(&name, &extra.params),
        name,
        value,
        label: String::new(),
    };
    // RFC 6715 names the parameters of these and allows no others.
    let is_closed = matches!(line.name.as_str(), "EXPERTISE" | "HOBBY" | "INTEREST");
    if is_closed && line.params.iter().any(|(name, _)| name.starts_with("X-")) {
        line.name = params::extension(&line.name);
    }
    if extra.name == "AGENT" {
        line.params
            .push(("TYPE".to_owned(), vec!["agent".to_owned()]));
    }
    if matches!(line.name.as_str(), "PHOTO" | "LOGO" | "SOUND" | "KEY") {
        name_medium(&mut line);
    }
    if let Some(kind) = kind {
        // The strict reader knows SOCIALPROFILE not yet, and the kinds of such a property in upper case only.
        let kind = if line.name == "SOCIALPROFILE" {
            kind.to_uppercase()
        } else {
            kind.to_owned()
        };
        line = line.with("VALUE", &kind);
    }
    line
}

/// The value in the form of vCard 4.0 and, where it must be said, its kind; `None` if the property cannot hold it.
fn value_of(form: Form, text: &str, raw: &str) -> Option<(String, Option<&'static str>)> {
    match form {
        Form::Text => Some((escape(text), None)),
        Form::Structured => Some((structured(raw), None)),
        Form::Components => Some((in_components(raw), None)),
        Form::Uri => Some(text)
            .filter(|t| uri::is_sound(t))
            .map(str::to_owned)
            .or_else(|| link(text))
            .map(|uri| (uri, None)),
        Form::UriOrText if uri::is_sound(text) => Some((text.to_owned(), None)),
        Form::UriOrText => Some((escape(text), Some("text"))),
        Form::Date => match dates::value(text) {
            (date, true) => Some((date, None)),
            (other, false) => Some((escape(&other), Some("text"))),
        },
        Form::Geo if text.starts_with("geo:") && uri::is_sound(text) => {
            Some((text.to_owned(), None))
        }
        Form::Geo => geo(text).map(|uri| (uri, None)),
        Form::Language => Some(text)
            .filter(|tag| ValueLanguageTagData::try_from(*tag).is_ok())
            .map(|tag| (tag.to_owned(), None)),
    }
}

/// A link without a scheme gets one; an address such as `ana@example.org` is none.
fn link(text: &str) -> Option<String> {
    if text.contains('@') {
        None
    } else {
        uri::of_link(text)
    }
}

/// Latitude and longitude of vCard 2.1 and 3.0.
fn geo(text: &str) -> Option<String> {
    let (latitude, longitude) = text.split_once([';', ','])?;
    let (latitude, longitude) = (latitude.trim(), longitude.trim());
    let number = |part: &str| part.parse::<f64>().is_ok_and(f64::is_finite);
    (number(latitude) && number(longitude)).then(|| format!("geo:{latitude},{longitude}"))
}

/// A format in TYPE is said by the `data:` URI, or else by MEDIATYPE.
fn name_medium(line: &mut Line) {
    let mut media = None;
    for (name, types) in &mut line.params {
        if name == "TYPE" {
            types.retain(|word| {
                let known = MEDIA
                    .iter()
                    .find(|(short, long)| word == short || word == long);
                media = media.or(known.map(|(_, long)| *long));
                known.is_none()
            });
        }
    }
    line.params.retain(|(_, values)| !values.is_empty());
    let says_so = line.params.iter().any(|(name, _)| name == "MEDIATYPE");
    if let Some(media) = media.filter(|_| !says_so && !line.value.starts_with("data:")) {
        line.params
            .push(("MEDIATYPE".to_owned(), vec![media.to_owned()]));
    }
}

/// A value without its escapes.
pub(super) fn plain(value: &str) -> String {
    VcardValueNode::parse(value.as_bytes())
        .decode()
        .trim()
        .to_owned()
}

/// The first component of a value.
pub(super) fn first_component(value: &str) -> String {
    VcardValueNode::parse(value.as_bytes())
        .decode_component(0)
        .trim()
        .to_owned()
}

/// The components of a value, still escaped.
pub(super) fn components(value: &str) -> Vec<&str> {
    split(value, ';')
}

/// The pieces between separators that no backslash escapes.
pub(super) fn split(value: &str, separator: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut from = 0;
    let mut escaped = false;
    for (at, c) in value.char_indices() {
        if c == separator && !escaped {
            parts.push(&value[from..at]);
            from = at + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    parts.push(&value[from..]);
    parts
}

/// Components with sound escapes.
fn in_components(value: &str) -> String {
    let parts = components(value).into_iter();
    let parts = parts.map(|raw| closed(escape(&plain(raw))));
    parts.collect::<Vec<_>>().join(";")
}

/// Components and lists with sound escapes.
fn structured(value: &str) -> String {
    let item = |raw: &&str| closed(escape(&plain(raw)));
    let list = |raw: &&str| {
        split(raw, ',')
            .iter()
            .map(item)
            .collect::<Vec<_>>()
            .join(",")
    };
    components(value)
        .iter()
        .map(list)
        .collect::<Vec<_>>()
        .join(";")
}

/// A component. A backslash or an escaped separator at its end would be taken for the separator behind it.
pub(super) fn closed(mut component: String) -> String {
    if component.ends_with(['\\', ';']) {
        component.push(' ');
    }
    component
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(name: &str, params: &[(&str, &str)], value: &str) -> String {
        let params = params
            .iter()
            .map(|(n, v)| ((*n).to_owned(), vec![(*v).to_owned()]))
            .collect();
        let line = convert(&Extra {
            group: String::new(),
            name: name.to_owned(),
            params,
            value: value.to_owned(),
        });
        format!("{}:{}", line.head(), line.value)
    }

    #[test]
    fn old_constructs_become_those_of_vcard_4() {
        let cases = [
            ("GEO", vec![], "37.4;-122.1", "GEO:geo:37.4,-122.1"),
            ("GEO", vec![], "north", "X-GEO:north"),
            (
                "LABEL",
                vec![("TYPE", "WORK")],
                "1 Main St\\nTown",
                "X-LABEL;TYPE=work:1 Main St\\nTown",
            ),
            (
                "PHOTO",
                vec![("VALUE", "URL"), ("TYPE", "GIF")],
                "http\\://example.org/a.gif",
                "PHOTO;MEDIATYPE=image/gif:http://example.org/a.gif",
            ),
            (
                "PHOTO",
                vec![("TYPE", "JPEG")],
                "data:image/jpeg;base64,AAAA",
                "PHOTO:data:image/jpeg;base64,AAAA",
            ),
            (
                "AGENT",
                vec![],
                "BEGIN:VCARD\\nFN:B",
                "RELATED;TYPE=agent;VALUE=text:BEGIN:VCARD\\nFN:B",
            ),
            (
                "URL",
                vec![("TYPE", "pref")],
                "www.example.org",
                "URL;PREF=1:https://www.example.org",
            ),
            ("IMPP", vec![], "ana@example.org", "X-IMPP:ana@example.org"),
            ("CLASS", vec![], "PRIVATE", "X-CLASS:PRIVATE"),
            (
                "DEATHDATE",
                vec![("VALUE", "text")],
                "circa 1800",
                "DEATHDATE;VALUE=text:circa 1800",
            ),
            ("ANNIVERSARY", vec![], "1984-03-09", "ANNIVERSARY:19840309"),
            ("LANG", vec![], "no language", "X-LANG:no language"),
            (
                "X-ABLABEL",
                vec![],
                "_$!<Other>!$_",
                "X-ABLABEL:_$!<Other>!$_",
            ),
            ("X_ODD/NAME", vec![], "a;b,c", "X-X-ODD-NAME:a;b,c"),
            (
                "CLIENTPIDMAP",
                vec![],
                "1;urn:uuid:x",
                "X-CLIENTPIDMAP:1;urn:uuid:x",
            ),
        ];
        for (name, params, value, expected) in cases {
            assert_eq!(written(name, &params, value), expected);
        }
    }

    #[test]
    fn components_respect_escapes() {
        assert_eq!(components("a\\;b;c\\\\;d"), ["a\\;b", "c\\\\", "d"]);
        assert_eq!(components(""), [""]);
    }
}
