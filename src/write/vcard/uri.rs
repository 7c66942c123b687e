//! Links in a form that vCard 4.0 calls a URI.

use vcard_parser::vcard::value::value_uri::ValueUriData;

/// Whether a text is a URI to a strict reader.
pub(super) fn is_sound(text: &str) -> bool {
    !text.contains(|c: char| c.is_whitespace() || c.is_control())
        && ValueUriData::try_from(text).is_ok()
}

/// The URI of a link as people write it; a scheme is added where there is none. `None` if it is no link.
pub(super) fn of_link(text: &str) -> Option<String> {
    let text = text.trim();
    if text
        .split_once(':')
        .is_some_and(|(scheme, _)| is_scheme(scheme))
        && is_sound(text)
    {
        return Some(text.to_owned());
    }
    let with_scheme = format!("https://{}", text.trim_start_matches('/'));
    let host = text
        .split(['/', '?', '#'])
        .find(|part| !part.is_empty())
        .unwrap_or("");
    (host.contains('.') && is_sound(&with_scheme)).then_some(with_scheme)
}

/// A host before a port (`example.org:8080`) is no scheme, though its letters could be one.
fn is_scheme(text: &str) -> bool {
    let rest_ok = text
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-'));
    rest_ok && text.bytes().next().is_some_and(|b| b.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_get_a_scheme() {
        let cases = [
            ("www.example.org", Some("https://www.example.org")),
            ("example.org:8080/a", Some("https://example.org:8080/a")),
            ("HTTP://example.org", Some("HTTP://example.org")),
            ("mailto:ana@example.org", Some("mailto:ana@example.org")),
            ("xmpp:ana@example.org", Some("xmpp:ana@example.org")),
            ("http://", None),
            ("see below", None),
            ("", None),
        ];
        for (text, uri) in cases {
            assert_eq!(of_link(text).as_deref(), uri, "{text}");
        }
    }
}
