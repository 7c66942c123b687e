//! Takes out of a stream of text what no text has: NUL bytes, which a disk or a download leaves behind, are left out, and UTF-16
//! becomes UTF-8. Both are said, with the line where it began.

use std::borrow::Cow;
use std::io::{self, ErrorKind, Read};

use encoding_rs::{Decoder, Encoding};

use super::text;
use crate::model::intake::FileId;
use crate::model::problem::{Code, Place, Problem};

/// Bytes of UTF-16 that are decoded together.
const BLOCK: usize = 64 << 10;
/// Bytes that a processor keeps next to it while it looks at them twice.
const PIECE: usize = 16 << 10;

/// The beginning of a file as the formats recognise it.
pub fn head(bytes: &[u8]) -> Cow<'_, [u8]> {
    let plain = match text::utf16_of(bytes) {
        Some(encoding) => Cow::Owned(encoding.decode(bytes).0.into_owned().into_bytes()),
        None => Cow::Borrowed(bytes),
    };
    match memchr::memchr(0, &plain) {
        Some(_) => Cow::Owned(plain.iter().copied().filter(|&byte| byte != 0).collect()),
        None => plain,
    }
}

/// A stream without what no text has.
pub struct Sieve<'a> {
    input: &'a mut dyn Read,
    wide: Option<Wide>,
    line: u32,
    nuls: u64,
    /// Where the first of them was.
    first: u32,
}

/// What stands between UTF-16 and UTF-8.
struct Wide {
    name: &'static str,
    decoder: Decoder,
    raw: Vec<u8>,
    /// What is decoded and not yet handed out, and from where on.
    ready: Vec<u8>,
    from: usize,
    ended: bool,
    malformed: bool,
}

impl<'a> Sieve<'a> {
    /// Of a stream that begins with `head`, none of which was read from it yet.
    pub fn new(input: &'a mut dyn Read, head: &[u8]) -> Self {
        Self {
            input,
            wide: text::utf16_of(head).map(Wide::new),
            line: 1,
            nuls: 0,
            first: 0,
        }
    }

    /// What was taken out.
    pub fn problems(&self, file: FileId) -> impl Iterator<Item = Problem> {
        let at = |line| Place {
            line,
            ..Place::file(file)
        };
        let nuls = (self.nuls > 0).then(|| Problem {
            place: at(self.first),
            code: Code::NulBytes,
            message: format!("{} NUL bytes were left out", self.nuls),
        });
        let malformed = self.wide.as_ref().filter(|wide| wide.malformed);
        let malformed = malformed.map(|wide| Problem {
            place: at(0),
            code: Code::BadEncoding,
            message: format!(
                "some bytes are not {} and were replaced by \u{fffd}",
                wide.name
            ),
        });
        nuls.into_iter().chain(malformed)
    }

    /// Leaves NUL bytes out of what was read; gives how much is left.
    fn strip(&mut self, read: &mut [u8]) -> usize {
        let first = if self.nuls > 0 {
            memchr::memchr(0, read)
        } else {
            self.first_in(read)
        };
        let Some(first) = first else {
            return read.len();
        };
        let mut kept = first;
        for at in first..read.len() {
            if read[at] != 0 {
                read[kept] = read[at];
                kept += 1;
            }
        }
        self.nuls += (read.len() - kept) as u64;
        kept
    }

    /// Where the first NUL byte is. Lines are counted up to it, piece by piece, while a piece is at hand.
    fn first_in(&mut self, read: &[u8]) -> Option<usize> {
        for (number, piece) in read.chunks(PIECE).enumerate() {
            let nul = memchr::memchr(0, piece);
            let before = &piece[..nul.unwrap_or(piece.len())];
            let lines = memchr::memchr_iter(b'\n', before).count();
            self.line = self.line.saturating_add(lines as u32);
            if let Some(nul) = nul {
                self.first = self.line;
                return Some(number * PIECE + nul);
            }
        }
        None
    }
}

impl Read for Sieve<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = match &mut self.wide {
                Some(wide) => wide.read(self.input, into)?,
                None => self.input.read(into)?,
            };
            let kept = self.strip(&mut into[..read]);
            // Nothing but NUL bytes is not the end.
            if kept > 0 || read == 0 {
                return Ok(kept);
            }
        }
    }
}

impl Wide {
    fn new(encoding: &'static Encoding) -> Self {
        Self {
            name: encoding.name(),
            decoder: encoding.new_decoder_with_bom_removal(),
            raw: vec![0; BLOCK],
            ready: Vec::new(),
            from: 0,
            ended: false,
            malformed: false,
        }
    }

    fn read(&mut self, input: &mut dyn Read, into: &mut [u8]) -> io::Result<usize> {
        while self.from == self.ready.len() && !self.ended {
            self.more(input)?;
        }
        let length = into.len().min(self.ready.len() - self.from);
        into[..length].copy_from_slice(&self.ready[self.from..self.from + length]);
        self.from += length;
        Ok(length)
    }

    fn more(&mut self, input: &mut dyn Read) -> io::Result<()> {
        let read = match input.read(&mut self.raw) {
            Err(error) if error.kind() == ErrorKind::Interrupted => return Ok(()),
            other => other?,
        };
        self.ended = read == 0;
        let most = self.decoder.max_utf8_buffer_length(read).unwrap_or(0);
        self.ready.resize(most, 0);
        let raw = &self.raw[..read];
        let (_, _, written, malformed) =
            self.decoder
                .decode_to_utf8(raw, &mut self.ready, self.ended);
        self.ready.truncate(written);
        self.malformed |= malformed;
        self.from = 0;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sieved(bytes: &[u8]) -> (String, Vec<(Code, u32)>) {
        let mut input = bytes;
        let mut sieve = Sieve::new(&mut input, bytes);
        let (mut out, mut piece) = (Vec::new(), [0; 3]);
        loop {
            match sieve.read(&mut piece).unwrap() {
                0 => break,
                read => out.extend_from_slice(&piece[..read]),
            }
        }
        let problems = sieve.problems(FileId(0)).map(|p| (p.code, p.place.line));
        let problems = problems.collect();
        (String::from_utf8(out).unwrap(), problems)
    }

    #[test]
    fn nul_bytes_are_left_out_and_the_line_of_the_first_is_said() {
        let text = b"\0\0\0\0\0one\ntwo\0\0\0\0\0\0\0\n";
        assert_eq!(
            sieved(text),
            ("one\ntwo\n".into(), vec![(Code::NulBytes, 1)])
        );
        assert_eq!(sieved(b"one\ntwo\0\nthree").1, [(Code::NulBytes, 2)]);
        assert_eq!(sieved(b"one\n"), ("one\n".into(), Vec::new()));
        assert_eq!(head(text), &b"one\ntwo\n"[..]);
    }

    #[test]
    fn utf_16_becomes_utf_8_however_little_is_asked_for() {
        let text = "<calls count=\"1\">\nJørgen 李 😀\n".repeat(40);
        let mark = [0xff, 0xfe];
        let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [[&mark[..], &le].concat(), le, be] {
            assert_eq!(sieved(&bytes), (text.clone(), Vec::new()));
            assert_eq!(head(&bytes), text.as_bytes());
        }
        let odd = [&mark[..], b"a\0b\0c"].concat();
        assert_eq!(sieved(&odd).1, [(Code::BadEncoding, 0)]);
    }
}
