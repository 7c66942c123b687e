//! Encoded words (RFC 2047) that follow each other. Programs cut a text by its bytes, within a character too, so that words of one
//! character set are put together before they are read.

/// One word: `=?charset?Q?text?=`.
struct Word<'a> {
    charset: &'a [u8],
    /// The bytes that it stands for.
    bytes: Vec<u8>,
    /// Where it ends.
    end: usize,
}

/// A field in which no character is cut.
pub fn joined(field: Vec<u8>) -> Vec<u8> {
    let is_start = |at: &usize| field.get(at + 1) == Some(&b'?');
    let mut starts = memchr::memchr_iter(b'=', &field).filter(is_start);
    if starts.nth(1).is_none() {
        return field;
    }
    let mut out = Vec::with_capacity(field.len());
    let mut at = 0;
    while at < field.len() {
        let Some(first) = word(&field, at) else {
            out.push(field[at]);
            at += 1;
            continue;
        };
        let mut all = first.bytes;
        let mut end = first.end;
        let mut count = 1;
        while let Some(next) = next_word(&field, end).filter(|next| next.charset == first.charset) {
            all.extend_from_slice(&next.bytes);
            (end, count) = (next.end, count + 1);
        }
        match count {
            1 => out.extend_from_slice(&field[at..end]),
            _ => write(&mut out, first.charset, &all),
        }
        at = end;
    }
    out
}

/// The word behind blanks.
fn next_word(field: &[u8], end: usize) -> Option<Word<'_>> {
    let blanks = field.get(end..)?.iter();
    let blanks = blanks.take_while(|byte| byte.is_ascii_whitespace()).count();
    word(field, end + blanks)
}

/// The word that begins here.
fn word(field: &[u8], at: usize) -> Option<Word<'_>> {
    let rest = field.get(at..)?.strip_prefix(b"=?")?;
    let charset = &rest[..memchr::memchr(b'?', rest)?];
    let is_name = charset.iter().all(|byte| byte.is_ascii_graphic());
    let [b'?', kind, b'?', text @ ..] = &rest[charset.len()..] else {
        return None;
    };
    let length = memchr::memchr(b'?', text)?;
    if text.get(length + 1) != Some(&b'=') || charset.is_empty() || !is_name {
        return None;
    }
    let bytes = match kind {
        b'Q' | b'q' => quoted(&text[..length]),
        b'B' | b'b' => base64(&text[..length])?,
        _ => return None,
    };
    let end = at + 2 + charset.len() + 3 + length + 2;
    Some(Word {
        charset,
        bytes,
        end,
    })
}

fn quoted(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let [first, behind @ ..] = rest {
        rest = behind;
        let code = behind.get(..2).filter(|_| *first == b'=');
        let code = code.and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &behind[2..];
            }
            None => bytes.push(if *first == b'_' { b' ' } else { *first }),
        }
    }
    bytes
}

fn base64(text: &[u8]) -> Option<Vec<u8>> {
    let (mut bytes, mut bits, mut held) = (Vec::with_capacity(text.len()), 0_u32, 0_u32);
    for byte in text {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => break,
            byte if byte.is_ascii_whitespace() => continue,
            _ => return None,
        };
        bits = bits << 6 | u32::from(six);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
            bits &= (1 << held) - 1;
        }
    }
    Some(bytes)
}

fn write(out: &mut Vec<u8>, charset: &[u8], bytes: &[u8]) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.extend_from_slice(b"=?");
    out.extend_from_slice(charset);
    out.extend_from_slice(b"?Q?");
    for byte in bytes {
        if byte.is_ascii_alphanumeric() {
            out.push(*byte);
        } else {
            let digit = |four: u8| DIGITS[usize::from(four & 15)];
            out.extend_from_slice(&[b'=', digit(byte >> 4), digit(*byte)]);
        }
    }
    out.extend_from_slice(b"?=");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_follow_each_other_are_one() {
        for (written, expected) in [
            (
                "=?utf-8?Q?=C4?= =?utf-8?Q?=97ja?= <a@b>",
                "=?utf-8?Q?=C4=97ja?= <a@b>",
            ),
            (
                "=?utf-8?B?zpXOu8w=?=\r\n =?utf-8?B?t869?= x",
                "=?utf-8?Q?=CE=95=CE=BB=CC=B7=CE=BD?= x",
            ),
            ("=?a?Q?x?= =?b?Q?y?=", "=?a?Q?x?= =?b?Q?y?="),
            ("=?a?Q?x?= and =?a?Q?y?=", "=?a?Q?x?= and =?a?Q?y?="),
            ("=?a?Q?x y =?= =?=?", "=?a?Q?x y =?= =?=?"),
            ("1=?2=?", "1=?2=?"),
        ] {
            let joined = joined(written.as_bytes().to_vec());
            assert_eq!(String::from_utf8_lossy(&joined), expected, "{written}");
        }
    }
}
