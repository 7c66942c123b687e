//! Property values → plain texts: components, lists, addresses, and back to escaped form.

use std::borrow::Cow;

use vcard::tree::codec::mode::VcardEscaper;
use vcard::tree::value::node::VcardValueNode;

use crate::model::keys::{Email, Slug};

use super::head::Head;
use super::repair::shown;

/// A value whose wrapping is undone, to be read as vcard-rs reads one.
pub(super) fn node(text: &str, escaper: VcardEscaper) -> VcardValueNode<'_> {
    let mut node = VcardValueNode::parse(text.as_bytes());
    node.escaper = escaper;
    node
}

/// The text of a value whose escapes no version has, as it was meant: `\"` stands for a quotation mark, and in vCard 2.1,
/// which escapes semicolons alone, `\,` and `\n` are those of its successors. `None` if there are none.
pub(super) fn sloppy(raw: &str, escaper: VcardEscaper) -> Option<String> {
    if !raw.contains('\\') {
        return None;
    }
    let is_old = escaper == VcardEscaper::V2_1;
    let mut out = String::with_capacity(raw.len());
    let mut chars = raw.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().filter(|_| c == '\\');
        match next {
            Some('"') => {}
            Some(',') if is_old => {}
            Some('n' | 'N') if is_old => {
                chars.next();
                out.push('\n');
            }
            Some('\\') => {
                chars.next();
                out.push_str("\\\\");
            }
            Some(_) | None => out.push(c),
        }
    }
    (out != raw).then_some(out)
}

/// The first components, each in one line, with their list values joined by the glue that `glue` has for them.
pub(super) fn components<const N: usize>(
    value: &VcardValueNode<'_>,
    glue: fn(usize) -> &'static str,
) -> [String; N] {
    match value.decode() {
        // Most values have neither escapes nor lists and are cut in one go.
        Cow::Borrowed(text) if !text.contains(['\\', ',']) => {
            let mut parts = text.split(';');
            std::array::from_fn(|_| one_line(parts.next().unwrap_or_default()))
        }
        _ => std::array::from_fn(|at| joined(value, at, glue(at))),
    }
}

/// No property has so many components (RFC 9554 gives an address 18), and each is looked for from the beginning.
const MOST: usize = 64;

/// Whether anything stands in the components from this one on. Of more than any property has, that is taken for granted.
pub(super) fn says_behind(value: &VcardValueNode<'_>, first: usize) -> bool {
    let count = value.component_count();
    count > MOST || (first..count).any(|at| !value.decode_component(at).trim().is_empty())
}

/// A component whose list values are joined; in vCard 2.1 a comma separates nothing.
fn joined(value: &VcardValueNode<'_>, at: usize, glue: &str) -> String {
    if value.escaper == VcardEscaper::V2_1 || value.value_count(at) < 2 {
        return one_line(&value.decode_component(at));
    }
    let parts = value.decode_component_list(at);
    let parts: Vec<String> = parts
        .iter()
        .map(|part| one_line(part))
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(glue)
}

/// The items of a list value.
pub(super) fn list(value: &VcardValueNode<'_>) -> Vec<String> {
    value
        .decode_list()
        .iter()
        .map(|item| one_line(item))
        .filter(|item| !item.is_empty())
        .collect()
}

/// A text in one line: breaks have no place in a name.
pub(super) fn one_line(text: &str) -> String {
    if text.chars().all(|c| c.is_control() || c.is_whitespace()) {
        return String::new();
    }
    if text.contains(['\n', '\r', '\t']) {
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        text.trim().to_owned()
    }
}

/// The addresses in one EMAIL: writers join several, but then each of them is one.
pub(super) fn addresses(text: &str) -> Vec<&str> {
    if text.matches('@').count() > 1 {
        let parts: Vec<&str> = text
            .split([',', ';', ' ', '\n', '\t'])
            .map(str::trim)
            .filter(|part| !part.is_empty() && *part != ":::")
            .collect();
        if parts.iter().all(|part| Email::parse(part).is_some()) {
            return parts;
        }
    }
    vec![text]
}

/// `ana@example.org` of `Ana <ana@example.org>`.
pub(super) fn in_brackets(text: &str) -> &str {
    text.rsplit_once('<')
        .and_then(|(_, rest)| rest.split_once('>'))
        .map_or(text, |(address, _)| address)
}

/// Whether a number gives its country, so that it can be wrong.
pub(super) fn is_international(raw: &str) -> bool {
    let raw = raw.strip_prefix("tel:").unwrap_or(raw);
    raw.starts_with('+') && raw.bytes().filter(u8::is_ascii_digit).count() >= 7
}

/// The profile that a property names: by its link, or where it is said to be LinkedIn's, by the name of the user.
pub(super) fn linkedin(head: &Head<'_>, text: &str) -> Option<Slug> {
    if let Some(slug) = Slug::from_url(text) {
        return Some(slug);
    }
    let said = head.has_type("linkedin")
        || head.name.starts_with("X-LINKEDIN")
        || head
            .param("SERVICE-TYPE")
            .iter()
            .chain(head.param("X-SERVICE-TYPE"))
            .any(|s| s.eq_ignore_ascii_case("linkedin"));
    if !said {
        return None;
    }
    let user = ["X-USER", "USERNAME"]
        .iter()
        .flat_map(|name| head.param(name))
        .find(|user| !user.is_empty());
    match user {
        Some(user) => Slug::parse(user),
        None => Some(text.rsplit(':').next().unwrap_or(text))
            .filter(|bare| !bare.contains(['/', '.']))
            .and_then(Slug::parse),
    }
}

/// A value as vCard 3.0 and 4.0 escape it. In 2.1 a backslash is one unless a semicolon follows, and quoted-printable
/// may bring real line breaks; there a comma separates nothing but the values of a list.
pub(super) fn escaped(raw: &str, escaper: VcardEscaper, is_list: bool) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut chars = raw.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' => out.push_str("\\n"),
            '\\' if escaper == VcardEscaper::V2_1 && chars.peek() != Some(&';') => {
                out.push_str("\\\\")
            }
            ',' if escaper == VcardEscaper::V2_1 && !is_list => out.push_str("\\,"),
            c => out.push(c),
        }
    }
    out
}

/// A value without its escapes.
pub(super) fn unescaped(value: &str) -> String {
    VcardValueNode::parse(value.as_bytes())
        .decode()
        .trim()
        .to_owned()
}

/// The beginning of a value, for a message.
pub(super) fn clip(text: &str) -> String {
    shown(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_are_taken_apart() {
        let two = ["ana@example.org", "ana@example.net"];
        for text in [
            "ana@example.org, ana@example.net",
            "ana@example.org ::: ana@example.net",
        ] {
            assert_eq!(addresses(text), two, "{text}");
        }
        for text in [
            "Ana, ana@example.org",
            "\"a@b\" <ana@example.org>",
            "nothing",
        ] {
            assert_eq!(addresses(text), [text]);
        }
        assert_eq!(in_brackets("Ana <ana@example.org>"), "ana@example.org");
    }

    #[test]
    fn sloppy_escapes_are_what_they_mean() {
        let (old, new) = (VcardEscaper::V2_1, VcardEscaper::V3_0);
        assert_eq!(sloppy(r#"\"AS IS\""#, new).as_deref(), Some("\"AS IS\""));
        assert_eq!(sloppy(r"a\, b\nc", old).as_deref(), Some("a, b\nc"));
        assert_eq!(sloppy(r"a\, b\nc", new), None);
        assert_eq!(sloppy(r"C:\\new\;x", old), None);
        assert_eq!(sloppy(r"C:\dir", old), None);
    }

    #[test]
    fn values_are_escaped_alike_whatever_their_version() {
        assert_eq!(
            escaped("C:\\dir\r\na\\;b", VcardEscaper::V2_1, false),
            "C:\\\\dir\\na\\;b"
        );
        assert_eq!(escaped("a\\,b\\n", VcardEscaper::V3_0, false), "a\\,b\\n");
        assert_eq!(one_line(" Ana\n Ferreira "), "Ana Ferreira");
        assert_eq!(one_line("\u{7}"), "");
    }
}
