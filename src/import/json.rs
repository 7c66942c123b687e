//! Walks a JSON text of any size as a stream: objects and lists are entered, values are handed out whole, the rest is passed over.
//!
//! Nothing is held but one value at a time, and nothing nests the calls of this program, however deep a text nests. A value that is
//! broken in itself costs only itself: it is handed out as bytes, and whoever takes it has it parsed.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use std::io::{ErrorKind, Read};

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::model::problem::Code;

/// How much is read at once.
const BLOCK: usize = 256 << 10;
/// A value that is larger is passed over.
const MOST: usize = 16 << 20;

/// Why a text cannot be read on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Broken {
    /// It ends before what was begun is closed, and on which line that was.
    CutOff(u32),
    /// Something that cannot stand there, and where.
    Unexpected(u32, u8),
    /// What the disk says.
    Unreadable(String),
}

impl Broken {
    /// Its code, its line (0 if it is not known) and what it means.
    pub fn told(&self) -> (Code, u32, String) {
        match self {
            Self::CutOff(line) => {
                let message =
                    "the file ends in the middle of a record; everything before it was read";
                (Code::TruncatedFile, *line, message.to_owned())
            }
            Self::Unexpected(line, byte) => {
                let found = char::from(*byte).escape_default();
                let message = format!(
                    "unexpected '{found}'; everything before it was read, the rest was not"
                );
                (Code::BadJson, *line, message)
            }
            Self::Unreadable(why) => (Code::Unreadable, 0, format!("reading ended early: {why}")),
        }
    }
}

/// What a step of the walk answers.
pub type Walk<T = ()> = Result<T, Broken>;

/// A text that is walked.
pub struct Json<'a> {
    input: &'a mut dyn Read,
    window: Vec<u8>,
    start: usize,
    end: usize,
    ended: bool,
    passed: u64,
    line: u32,
}

impl<'a> Json<'a> {
    /// At the beginning of a text.
    pub fn new(input: &'a mut dyn Read) -> Self {
        Self {
            input,
            window: vec![0; BLOCK],
            start: 0,
            end: 0,
            ended: false,
            passed: 0,
            line: 1,
        }
    }

    /// The line of what comes next, counted from 1.
    pub fn line(&mut self) -> Walk<u32> {
        self.peek()?;
        Ok(self.line)
    }

    /// Hands out each member of the object that comes next: its key, with the walk standing before its value. A value that is not
    /// taken is passed over, and so is what comes next if it is no object.
    pub fn members(&mut self, take: &mut dyn FnMut(&mut Self, &str) -> Walk) -> Walk {
        if self.peek()? != Some(b'{') {
            return self.skip();
        }
        self.each(b'}', &mut |json| {
            let key = serde_json::from_slice::<Scalar<'_>>(json.value()?).unwrap_or_default();
            let key = key.0.into_owned();
            json.expect(b':')?;
            json.one(&mut |json| take(json, &key))
        })
    }

    /// Hands out each element of the list that comes next, likewise.
    pub fn elements(&mut self, take: &mut dyn FnMut(&mut Self) -> Walk) -> Walk {
        if self.peek()? != Some(b'[') {
            return self.skip();
        }
        self.each(b']', &mut |json| json.one(take))
    }

    /// Hands out each element of the list that comes next as it is written, and the line on which it begins.
    pub fn entries(&mut self, take: &mut dyn FnMut(&[u8], u32)) -> Walk {
        self.elements(&mut |json| {
            let line = json.line()?;
            take(json.value()?, line);
            Ok(())
        })
    }

    /// The text or number that comes next; empty for anything else.
    pub fn text(&mut self) -> Result<String, Broken> {
        let value: Scalar<'_> = serde_json::from_slice(self.value()?).unwrap_or_default();
        Ok(value.text().to_owned())
    }

    fn each(&mut self, close: u8, take: &mut dyn FnMut(&mut Self) -> Walk) -> Walk {
        self.advance(1);
        loop {
            match self.awaited()? {
                byte if byte == close => {
                    self.advance(1);
                    return Ok(());
                }
                b',' => self.advance(1),
                b'}' | b']' | b':' => return Err(self.unexpected()),
                _ => take(self)?,
            }
        }
    }

    /// One value, which is passed over if it is not taken.
    fn one(&mut self, take: &mut dyn FnMut(&mut Self) -> Walk) -> Walk {
        self.peek()?;
        let before = self.passed;
        take(self)?;
        if self.passed == before {
            self.skip()
        } else {
            Ok(())
        }
    }

    /// The next value, whole and as it is written; empty if it is larger than anything that is of use here.
    pub fn value(&mut self) -> Walk<&[u8]> {
        self.awaited()?;
        let mut extent = Extent::default();
        let mut seen = 0;
        loop {
            let found = extent.feed(&self.window[self.start + seen..self.end]);
            if let Some(length) = found.map(|more| seen + more).or_else(|| self.last(&extent)) {
                let from = self.start;
                self.advance(length);
                return Ok(&self.window[from..from + length]);
            }
            seen = self.end - self.start;
            if seen > MOST {
                self.advance(seen);
                self.pass(extent)?;
                return Ok(&[]);
            }
            self.more()?;
        }
    }

    /// Passes over the next value without holding it.
    pub fn skip(&mut self) -> Walk {
        self.awaited()?;
        self.pass(Extent::default())
    }

    fn pass(&mut self, mut extent: Extent) -> Walk {
        loop {
            let found = extent.feed(&self.window[self.start..self.end]);
            if let Some(length) = found.or_else(|| self.last(&extent)) {
                self.advance(length);
                return Ok(());
            }
            self.advance(self.end - self.start);
            self.more()?;
        }
    }

    /// A number or word may end with the text.
    fn last(&self, extent: &Extent) -> Option<usize> {
        (self.ended && extent.scalar).then_some(self.end - self.start)
    }

    fn expect(&mut self, byte: u8) -> Walk {
        match self.awaited()? {
            found if found == byte => {
                self.advance(1);
                Ok(())
            }
            _ => Err(self.unexpected()),
        }
    }

    fn unexpected(&self) -> Broken {
        Broken::Unexpected(self.line, self.window[self.start])
    }

    /// The next byte that is no blank. A byte order mark and NUL bytes are none either.
    fn peek(&mut self) -> Walk<Option<u8>> {
        loop {
            let rest = &self.window[self.start..self.end];
            let blank =
                |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, 0 | 0xef | 0xbb | 0xbf);
            let found = rest.iter().position(|byte| !blank(byte));
            let blanks = found.unwrap_or(rest.len());
            self.advance(blanks);
            if found.is_some() {
                return Ok(Some(self.window[self.start]));
            }
            if self.ended {
                return Ok(None);
            }
            self.more()?;
        }
    }

    /// The same, where something has to come.
    fn awaited(&mut self) -> Walk<u8> {
        self.peek()?.ok_or(Broken::CutOff(self.line))
    }

    fn advance(&mut self, bytes: usize) {
        let passed = &self.window[self.start..self.start + bytes];
        self.line += memchr::memchr_iter(b'\n', passed).count() as u32;
        self.start += bytes;
        self.passed += bytes as u64;
    }

    /// Reads on. What stands in the window stays.
    fn more(&mut self) -> Walk {
        if self.ended {
            return Err(Broken::CutOff(self.line));
        }
        self.window.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        if self.window.len() - self.end < BLOCK {
            self.window.resize(self.end + BLOCK, 0);
        }
        match self.input.read(&mut self.window[self.end..]) {
            Ok(0) => self.ended = true,
            Ok(read) => self.end += read,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(Broken::Unreadable(error.to_string())),
        }
        Ok(())
    }
}

/// The keys in the beginning of a text: of the whole (`messages`), and of what these hold, be it an object or a list of them
/// (`messages.creator`); of a list as a whole what its elements hold (`.id`).
pub fn keys(head: &[u8]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut input = head;
    let mut json = Json::new(&mut input);
    let mut inner = |json: &mut Json<'_>, of: &str| {
        json.members(&mut |_, key| {
            found.insert(format!("{of}.{key}"));
            Ok(())
        })
    };
    let mut outer = BTreeSet::new();
    // The head of a file ends somewhere: what was seen before that tells.
    let _cut_off = match json.peek() {
        Ok(Some(b'[')) => json.elements(&mut |json| inner(json, "")),
        _ => json.members(&mut |json, key| {
            outer.insert(key.to_owned());
            match json.peek()? {
                Some(b'[') => json.elements(&mut |json| inner(json, key)),
                _ => inner(json, key),
            }
        }),
    };
    found.extend(outer);
    found
}

/// Finds where a value ends, a piece of text at a time.
#[derive(Default)]
struct Extent {
    begun: bool,
    /// A number or a word, which ends before what cannot be part of it.
    scalar: bool,
    depth: u32,
    quoted: bool,
    escaped: bool,
}

impl Extent {
    /// The length of what belongs to the value in this piece, if it ends there.
    fn feed(&mut self, piece: &[u8]) -> Option<usize> {
        let mut at = 0;
        while at < piece.len() {
            if self.quoted {
                at = self.quotation(piece, at)?;
                if self.depth == 0 {
                    return Some(at);
                }
                continue;
            }
            let byte = piece[at];
            if self.scalar {
                if matches!(byte, b',' | b'}' | b']' | b':') || byte.is_ascii_whitespace() {
                    return Some(at);
                }
            } else {
                match byte {
                    b'"' => self.quoted = true,
                    b'{' | b'[' => self.depth += 1,
                    b'}' | b']' => self.depth = self.depth.saturating_sub(1),
                    _ => self.scalar = !self.begun,
                }
            }
            self.begun = true;
            at += 1;
            if self.depth == 0 && !self.quoted && !self.scalar {
                return Some(at);
            }
        }
        None
    }

    /// Where a quotation goes on to, if it ends in this piece.
    fn quotation(&mut self, piece: &[u8], mut at: usize) -> Option<usize> {
        if std::mem::take(&mut self.escaped) {
            at += 1;
        }
        while let Some(found) = memchr::memchr2(b'"', b'\\', piece.get(at..)?) {
            at += found;
            if piece[at] == b'"' {
                self.quoted = false;
                return Some(at + 1);
            }
            self.escaped = at + 1 == piece.len();
            at += 2;
        }
        None
    }
}

/// A text, number or word, as text; empty for anything else. Exports change from one to the other with their versions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scalar<'a>(pub Cow<'a, str>);

impl Scalar<'_> {
    /// As text.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// As a whole number; a fraction is cut off.
    pub fn number(&self) -> Option<i64> {
        let whole = self.0.split_once('.').map_or(&*self.0, |(whole, _)| whole);
        whole.trim().parse().ok()
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Scalar<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(ScalarVisitor)
    }
}

struct ScalarVisitor;

impl<'de> Visitor<'de> for ScalarVisitor {
    type Value = Scalar<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Scalar(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Scalar(Cow::Owned(text.to_owned())))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Scalar(Cow::Owned(number.to_string())))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Scalar(Cow::Owned(number.to_string())))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Scalar(Cow::Owned(number.to_string())))
    }

    fn visit_bool<E>(self, word: bool) -> Result<Self::Value, E> {
        Ok(Scalar(Cow::Borrowed(if word { "true" } else { "false" })))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Scalar::default())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Scalar::default())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Scalar::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a byte at a time, so that every value is cut everywhere.
    struct Dripping<'a>(&'a [u8]);

    impl Read for Dripping<'_> {
        fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
            let length = 1.min(self.0.len()).min(into.len());
            into[..length].copy_from_slice(&self.0[..length]);
            self.0 = &self.0[length..];
            Ok(length)
        }
    }

    /// The elements of the list under `list`, as written, and how the walk ended.
    fn listed(text: &[u8]) -> (Vec<String>, Walk) {
        let mut found = Vec::new();
        let mut input = Dripping(text);
        let mut json = Json::new(&mut input);
        let walk = json.members(&mut |json, key| {
            if key != "list" {
                return Ok(());
            }
            json.elements(&mut |json| {
                let line = json.line()?;
                let value = String::from_utf8_lossy(json.value()?).into_owned();
                found.push(format!("{line} {value}"));
                Ok(())
            })
        });
        (found, walk)
    }

    #[test]
    fn values_are_handed_out_whole_and_others_passed_over() {
        let text = br#"{"a": [1, {"list": [9]}, "]}\""], "b":null,
            "l\u0069st" : [ 1 , -2.5e3,
              "a\\\"]", {"x": ["}", {}]}, [] ,true], "z": {}}"#;
        let (found, walk) = listed(text);
        assert_eq!(walk, Ok(()));
        let expected = [
            "2 1",
            "2 -2.5e3",
            r#"3 "a\\\"]""#,
            r#"3 {"x": ["}", {}]}"#,
            "3 []",
            "3 true",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn what_stands_before_the_end_or_a_stray_sign_is_read() {
        let (found, walk) = listed(br#"{"list":[1,"two",{"x":"#);
        assert_eq!((found.len(), walk), (2, Err(Broken::CutOff(1))));
        let (found, walk) = listed(b"{\"list\":[1,\n2}");
        assert_eq!((found.len(), walk), (2, Err(Broken::Unexpected(2, b'}'))));
    }

    #[test]
    fn depth_costs_nothing() {
        let deep = format!(
            "{{\"x\":{}1{},\"list\":[{}{}]}}",
            "[".repeat(100_000),
            "]".repeat(100_000),
            "[".repeat(5_000),
            "]".repeat(5_000)
        );
        let (found, walk) = listed(deep.as_bytes());
        assert_eq!((found.len(), walk), (1, Ok(())));
        assert!(serde_json::from_str::<Scalar<'_>>(&found[0][2..]).is_ok());
    }

    #[test]
    fn a_scalar_is_text_whatever_it_is_in_the_file() {
        let list: Vec<Scalar<'_>> =
            serde_json::from_str(r#"["5", 5, 5.75, null, true, [1], {"a":{}}]"#).unwrap();
        let texts: Vec<&str> = list.iter().map(Scalar::text).collect();
        assert_eq!(texts, ["5", "5", "5.75", "", "true", "", ""]);
        assert_eq!(list[2].number(), Some(5));
    }

    proptest::proptest! {
        #[test]
        fn any_list_is_handed_out_as_it_was_written(texts in proptest::collection::vec(".{0,9}", 0..9), depth in 0_usize..9) {
            let mut values: Vec<String> = texts.iter().map(|text| serde_json::to_string(text).unwrap()).collect();
            values.push(format!("{}{}", "[".repeat(depth) + "7", "]".repeat(depth)));
            let (found, walk) = listed(format!("{{\"list\":[{}]}}", values.join(",")).as_bytes());
            let expected: Vec<String> = values.iter().map(|value| format!("1 {value}")).collect();
            proptest::prop_assert_eq!((found, walk), (expected, Ok(())));
        }

        #[test]
        fn any_bytes_are_walked(text in proptest::collection::vec(proptest::sample::select(b"{}[]\",:\\ a1\n".to_vec()), 0..60)) {
            listed(&text).1.ok();
        }
    }
}
