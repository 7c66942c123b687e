//! Tags and those of their attributes that are asked for, out of a stream of XML. Nothing else is held: a picture of many
//! megabytes in an attribute is passed over as it comes, no entity is resolved, and what is not well-formed costs no more than
//! the tag that it stands in.

use std::io::{self, Read};

use crate::import::text;

/// Bytes that are looked at together.
const WINDOW: usize = 256 << 10;
/// Longest value that is kept.
const LONGEST: usize = 4 << 10;

/// A tag.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Tag {
    /// The name of the element.
    pub name: String,
    /// The line on which the tag begins, from 1.
    pub line: u32,
    /// What kind of tag.
    pub kind: Kind,
    /// The attributes that were asked for, as written.
    values: Vec<(&'static str, Vec<u8>)>,
}

/// What kind of tag.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `<sms …>`
    #[default]
    Open,
    /// `<sms …/>`
    Empty,
    /// `</sms>`
    Close,
    /// Broken off by another tag or by the end of the file.
    Broken,
}

impl Tag {
    /// An attribute as text without the blanks around it; empty if it is missing. Older versions of the program write an emoji
    /// as two halves, which are joined.
    pub fn get(&self, name: &str) -> String {
        let value = self.values.iter().find(|(known, _)| *known == name);
        let Some((_, raw)) = value else {
            return String::new();
        };
        unescape(&text::decode(raw).text).trim().to_owned()
    }

    /// Whether a value that was kept whole is no UTF-8.
    pub fn is_mis_encoded(&self) -> bool {
        let bad = |raw: &[u8]| raw.len() < LONGEST && std::str::from_utf8(raw).is_err();
        self.values.iter().any(|(_, raw)| bad(raw))
    }
}

/// Reads tag by tag.
pub struct Tags<'a> {
    input: &'a mut dyn Read,
    window: Vec<u8>,
    start: usize,
    end: usize,
    ended: bool,
    line: u32,
    wanted: &'static [&'static str],
}

impl<'a> Tags<'a> {
    /// Of a stream, from its beginning; only the `wanted` attributes are kept.
    pub fn new(input: &'a mut dyn Read, wanted: &'static [&'static str]) -> Self {
        Self {
            input,
            window: vec![0; WINDOW],
            start: 0,
            end: 0,
            ended: false,
            line: 1,
            wanted,
        }
    }

    /// The next tag.
    ///
    /// # Errors
    /// What reading the stream says.
    pub fn next(&mut self, tag: &mut Tag) -> io::Result<bool> {
        loop {
            if !self.pass(b"<")? {
                return Ok(false);
            }
            tag.line = self.line;
            tag.values.clear();
            tag.name.clear();
            match self.peek()? {
                Some(b'?') => {
                    self.pass(b"?>")?;
                }
                Some(b'!') => self.pass_declaration()?,
                Some(b'/') => {
                    self.take();
                    self.read_name(tag)?;
                    self.pass(b">")?;
                    tag.kind = Kind::Close;
                    return Ok(true);
                }
                Some(byte) if byte.is_ascii_alphabetic() => {
                    self.read_name(tag)?;
                    tag.kind = self.read_attributes(tag)?;
                    return Ok(true);
                }
                _ => {}
            }
        }
    }

    /// A comment, or declarations of entities, which are as good as a comment here.
    fn pass_declaration(&mut self) -> io::Result<()> {
        let mut opening = [0; 3];
        for byte in &mut opening {
            *byte = self.peek()?.unwrap_or(0);
            self.take();
        }
        if opening == *b"!--" {
            self.pass(b"-->")?;
            return Ok(());
        }
        // `[` opens a list of declarations, each of which `<` opens.
        let mut depth = 0_u32;
        while let Some(byte) = self.peek()? {
            self.take();
            match byte {
                b'"' | b'\'' => {
                    self.pass(&[byte])?;
                }
                b'[' | b'<' => depth += 1,
                b']' => depth = depth.saturating_sub(1),
                b'>' if depth == 0 => return Ok(()),
                b'>' => depth -= 1,
                _ => {}
            }
        }
        Ok(())
    }

    fn read_name(&mut self, tag: &mut Tag) -> io::Result<()> {
        while let Some(byte) = self.peek()? {
            if byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>' | b'<') {
                break;
            }
            if tag.name.len() < LONGEST {
                tag.name.push(char::from(byte));
            }
            self.take();
        }
        Ok(())
    }

    fn read_attributes(&mut self, tag: &mut Tag) -> io::Result<Kind> {
        let mut name = Vec::new();
        loop {
            let Some(byte) = self.peek()? else {
                return Ok(Kind::Broken);
            };
            match byte {
                b'<' => return Ok(Kind::Broken),
                b'>' => {
                    self.take();
                    return Ok(Kind::Open);
                }
                b'/' => {
                    self.take();
                    if self.peek()? == Some(b'>') {
                        self.take();
                        return Ok(Kind::Empty);
                    }
                }
                b'"' | b'\'' => {
                    self.take();
                    if !self.read_value(byte, &name, tag)? {
                        return Ok(Kind::Broken);
                    }
                    name.clear();
                }
                _ => {
                    self.take();
                    if !byte.is_ascii_whitespace() && byte != b'=' && name.len() < 64 {
                        name.push(byte);
                    }
                }
            }
        }
    }

    /// Keeps or passes over a value up to its quotation mark; whether there is one.
    fn read_value(&mut self, quote: u8, name: &[u8], tag: &mut Tag) -> io::Result<bool> {
        let wanted = self.wanted.iter().find(|known| known.as_bytes() == name);
        let Some(&wanted) = wanted else {
            return self.pass(&[quote]);
        };
        let mut value = Vec::new();
        loop {
            let rest = &self.window[self.start..self.end];
            let found = memchr::memchr(quote, rest);
            let part = &rest[..found.unwrap_or(rest.len())];
            let room = LONGEST - value.len();
            value.extend_from_slice(&part[..part.len().min(room)]);
            let passed = part.len() + usize::from(found.is_some());
            self.advance(passed);
            if found.is_some() {
                tag.values.push((wanted, value));
                return Ok(true);
            }
            if !self.refill()? {
                return Ok(false);
            }
        }
    }

    /// Goes behind the next place where some bytes stand; whether there is one.
    fn pass(&mut self, what: &[u8]) -> io::Result<bool> {
        loop {
            let rest = &self.window[self.start..self.end];
            if let Some(at) = memchr::memmem::find(rest, what) {
                self.advance(at + what.len());
                return Ok(true);
            }
            let kept = rest.len().min(what.len() - 1);
            self.advance(rest.len() - kept);
            if !self.refill()? {
                self.advance(self.end - self.start);
                return Ok(false);
            }
        }
    }

    fn peek(&mut self) -> io::Result<Option<u8>> {
        if self.start == self.end && !self.refill()? {
            return Ok(None);
        }
        Ok(Some(self.window[self.start]))
    }

    fn take(&mut self) {
        if self.start < self.end {
            self.advance(1);
        }
    }

    fn advance(&mut self, bytes: usize) {
        let passed = &self.window[self.start..self.start + bytes];
        let lines = memchr::memchr_iter(b'\n', passed).count();
        self.line = self.line.saturating_add(lines as u32);
        self.start += bytes;
    }

    /// Moves what is left to the front and reads on; whether there was more.
    fn refill(&mut self) -> io::Result<bool> {
        self.window.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        while !self.ended {
            match self.input.read(&mut self.window[self.end..]) {
                Ok(0) => self.ended = true,
                Ok(read) => {
                    self.end += read;
                    return Ok(true);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(false)
    }
}

/// The five entities of XML and characters by number; whatever else stands behind `&` stays as it is.
fn unescape(raw: &str) -> String {
    let mut units: Vec<u16> = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('&') {
        units.extend(rest[..at].encode_utf16());
        rest = &rest[at..];
        match entity(rest) {
            Some((unit, length)) => {
                units.extend(unit);
                rest = &rest[length..];
            }
            None => {
                units.push(u16::from(b'&'));
                rest = &rest[1..];
            }
        }
    }
    units.extend(rest.encode_utf16());
    String::from_utf16_lossy(&units)
}

fn entity(text: &str) -> Option<(Vec<u16>, usize)> {
    let end = text.bytes().take(12).position(|byte| byte == b';')?;
    let name = &text[1..end];
    let number = match name {
        "amp" => 0x26,
        "lt" => 0x3c,
        "gt" => 0x3e,
        "quot" => 0x22,
        "apos" => 0x27,
        _ => {
            let digits = name.strip_prefix('#')?;
            match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => digits.parse().ok()?,
            }
        }
    };
    let units = match u16::try_from(number) {
        Ok(unit) => vec![unit],
        Err(_) => char::from_u32(number)?.encode_utf16(&mut [0; 2]).to_vec(),
    };
    Some((units, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &[u8]) -> Vec<(String, Kind, u32, String)> {
        let mut input = text;
        let mut tags = Tags::new(&mut input, &["a"]);
        let mut tag = Tag::default();
        let mut found = Vec::new();
        while tags.next(&mut tag).unwrap() {
            found.push((tag.name.clone(), tag.kind, tag.line, tag.get("a")));
        }
        found
    }

    fn tag(name: &str, kind: Kind, line: u32, a: &str) -> (String, Kind, u32, String) {
        (name.to_owned(), kind, line, a.to_owned())
    }

    #[test]
    fn tags_with_their_lines_and_the_attributes_that_are_wanted() {
        let text = b"<?xml version='1.0' ?>\n<!-- <no> -->\n<x b=\"<&nope;>\" a = 'Ren&#233; &amp; &#55357;&#56832; &what;'>\n<y/></x>";
        assert_eq!(
            read(text),
            [
                tag("x", Kind::Open, 3, "René & \u{1f600} &what;"),
                tag("y", Kind::Empty, 4, ""),
                tag("x", Kind::Close, 4, ""),
            ]
        );
    }

    #[test]
    fn entities_are_never_resolved() {
        let bomb = b"<!DOCTYPE x [<!ENTITY a \"ha>\"><!ENTITY b \"&a;&a;\">]><x a='&b;'/>";
        assert_eq!(read(bomb), [tag("x", Kind::Empty, 1, "&b;")]);
        assert_eq!(read(b"<!DOCTYPE x><x/>"), [tag("x", Kind::Empty, 1, "")]);
    }

    #[test]
    fn a_broken_tag_costs_itself() {
        assert_eq!(
            read(b"<x a='1'\n<x a='2'/><x a='3"),
            [
                tag("x", Kind::Broken, 1, "1"),
                tag("x", Kind::Empty, 2, "2"),
                tag("x", Kind::Broken, 2, ""),
            ]
        );
    }

    #[test]
    fn a_value_may_be_longer_than_the_window() {
        for length in [WINDOW - 20, WINDOW, 3 * WINDOW + 1] {
            let data = "y".repeat(length);
            let text = format!("<x data='{data}' a='1'/>\n<x a='{data}'/>");
            let found = read(text.as_bytes());
            assert_eq!(found.len(), 2, "{length}");
            assert_eq!(found[0], tag("x", Kind::Empty, 1, "1"));
            assert_eq!(found[1].3.len(), LONGEST);
        }
    }
}
