//! Property names: which are standard, and how to find the name of a line that may be none.

use memchr::memchr;

/// The names of vCard 2.1, RFC 2425, 2426, 6350, 6474, 6715, 8605, 9554 and 9555.
const STANDARD: [&str; 57] = [
    "ADR",
    "AGENT",
    "ANNIVERSARY",
    "BDAY",
    "BIRTHPLACE",
    "CALADRURI",
    "CALURI",
    "CATEGORIES",
    "CLASS",
    "CLIENTPIDMAP",
    "CONTACT-URI",
    "CREATED",
    "DEATHDATE",
    "DEATHPLACE",
    "EMAIL",
    "EXPERTISE",
    "FBURL",
    "FN",
    "GENDER",
    "GEO",
    "GRAMGENDER",
    "HOBBY",
    "IMPP",
    "INTEREST",
    "JSPROP",
    "KEY",
    "KIND",
    "LABEL",
    "LANG",
    "LANGUAGE",
    "LOGO",
    "MAILER",
    "MEMBER",
    "N",
    "NAME",
    "NICKNAME",
    "NOTE",
    "ORG",
    "ORG-DIRECTORY",
    "PHOTO",
    "PRODID",
    "PROFILE",
    "PRONOUNS",
    "RELATED",
    "REV",
    "ROLE",
    "SOCIALPROFILE",
    "SORT-STRING",
    "SOUND",
    "SOURCE",
    "TEL",
    "TITLE",
    "TZ",
    "UID",
    "URL",
    "VERSION",
    "XML",
];

/// Whether a name, in any case, is one that a specification defines.
pub(super) fn is_standard(name: &[u8]) -> bool {
    STANDARD
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known.as_bytes()))
}

/// Whether a property, in any case, is one by which somebody is known.
pub(super) fn is_personal(name: &[u8]) -> bool {
    ["FN", "N", "EMAIL", "TEL"]
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known.as_bytes()))
}

/// Whether a name, in any case, is an extension: `X-…`.
pub(super) fn is_extension(name: &[u8]) -> bool {
    name.get(..2)
        .is_some_and(|head| head.eq_ignore_ascii_case(b"X-"))
}

/// The name of a content line, without its group; `None` if the line is no property.
pub(super) fn of_line(line: &[u8]) -> Option<&[u8]> {
    let colon = memchr(b':', line)?;
    let head = &line[..colon];
    let name = head[..memchr(b';', head).unwrap_or(colon)].trim_ascii_end();
    is_property(name).then(|| without_group(name))
}

/// Whether a name with its group could be one: RFC 6350 section 3.3, the underscore and slash that writers use, and the blank
/// in extensions (`X-GOOGLE TALK`).
/// BEGIN and END are the bounds of something else.
pub(super) fn is_property(name: &[u8]) -> bool {
    let name = name.trim_ascii_end();
    let is_extension = is_extension(without_group(name));
    let sound = |b: &u8| {
        b.is_ascii_alphanumeric()
            || matches!(b, b'-' | b'_' | b'.' | b'/')
            || *b == b' ' && is_extension
    };
    let bound = [b"BEGIN".as_slice(), b"END"]
        .iter()
        .any(|word| without_group(name).eq_ignore_ascii_case(word));
    !name.is_empty() && name.len() <= 128 && name.iter().all(sound) && !bound
}

fn without_group(name: &[u8]) -> &[u8] {
    name.iter()
        .position(|b| *b == b'.')
        .map_or(name, |dot| &name[dot + 1..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_with_a_colon_are_no_properties() {
        assert_eq!(of_line(b"item1.tel;type=cell:1"), Some(&b"tel"[..]));
        assert_eq!(of_line(b"N :Doe"), Some(&b"N"[..]));
        assert_eq!(
            of_line(b"X-GOOGLE TALK;TYPE=WORK:a"),
            Some(&b"X-GOOGLE TALK"[..])
        );
        assert_eq!(of_line(b" X-A:1"), None);
        assert_eq!(of_line(b"see you: soon"), None);
        assert_eq!(of_line(b"no colon"), None);
        assert!(is_standard(b"email") && !is_standard(b"http") && is_extension(b"x-foo"));
    }
}
