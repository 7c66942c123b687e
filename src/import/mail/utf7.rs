//! The letters of folder names in IMAP's own UTF-7 (RFC 3501 section 5.1.3), which Dovecot and Thunderbird keep on the disk.

use std::borrow::Cow;

/// A name with its letters; what is no such code stays as it is.
pub fn decoded(name: &str) -> Cow<'_, str> {
    if !name.contains('&') {
        return Cow::Borrowed(name);
    }
    let mut out = String::with_capacity(name.len());
    let mut rest = name;
    while let Some((before, coded)) = rest.split_once('&') {
        out.push_str(before);
        let whole = coded.split_once('-');
        match whole.and_then(|(code, _)| letters(code)) {
            Some(text) => out.push_str(&text),
            None => {
                out.push('&');
                rest = coded;
                continue;
            }
        }
        rest = whole.map_or("", |(_, behind)| behind);
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// UTF-16 in base64 with a comma for the slash; nothing at all stands for `&` itself.
fn letters(code: &str) -> Option<String> {
    if code.is_empty() {
        return Some("&".to_owned());
    }
    let (mut units, mut bits, mut held) = (Vec::new(), 0_u32, 0_u32);
    for byte in code.bytes() {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b',' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(six);
        held += 6;
        if held >= 16 {
            held -= 16;
            units.push((bits >> held) as u16);
            bits &= (1 << held) - 1;
        }
    }
    String::from_utf16(&units)
        .ok()
        .filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_other_letters_are_read_and_others_left_alone() {
        assert_eq!(decoded("Sent"), "Sent");
        assert_eq!(decoded("Entw&APw-rfe"), "Entwürfe");
        // The example of RFC 3501.
        let mixed = "~peter/mail/&U,BTFw-/&ZeVnLIqe-";
        assert_eq!(decoded(mixed), "~peter/mail/台北/日本語");
        assert_eq!(decoded("Tom &- Ana"), "Tom & Ana");
        assert_eq!(decoded("R&D"), "R&D");
        assert_eq!(decoded("Q&A - open"), "Q&A - open");
    }
}
