//! A file that the browser has.

use std::io::{self, Read, Seek, SeekFrom};

use tieline::memory::{Ground, InAnyOrder};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// Fills `into` with what stands in a file from a place on, and gives how much that was.
    #[wasm_bindgen(js_namespace = tieline, catch)]
    fn piece(file: u32, from: f64, into: &mut [u8]) -> Result<u32, JsValue>;
}

/// How much is asked for at once: each question costs a copy and a change of side.
const AT_ONCE: usize = 1 << 20;

/// A file, by the number under which the page knows it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Blob {
    number: u32,
    size: u64,
}

impl Blob {
    pub(crate) fn new(number: u32, size: u64) -> Self {
        Self { number, size }
    }
}

impl Ground for Blob {
    fn size(&self) -> io::Result<u64> {
        Ok(self.size)
    }

    fn open(&self) -> io::Result<Box<dyn InAnyOrder>> {
        Ok(Box::new(Opened {
            blob: *self,
            at: 0,
            from: 0,
            held: Vec::new(),
        }))
    }
}

/// A place in a file, and the piece of it that is at hand.
struct Opened {
    blob: Blob,
    at: u64,
    /// Where the piece begins.
    from: u64,
    held: Vec<u8>,
}

impl Opened {
    /// What of the piece stands from the place on.
    fn rest(&self) -> &[u8] {
        let into = self.at.checked_sub(self.from).map(usize::try_from);
        match into {
            Some(Ok(into)) => self.held.get(into..).unwrap_or_default(),
            _ => &[],
        }
    }

    fn fetch(&mut self) -> io::Result<()> {
        let left = self.blob.size.saturating_sub(self.at);
        let length = usize::try_from(left).map_or(AT_ONCE, |left| left.min(AT_ONCE));
        self.held.resize(length, 0);
        let read = piece(self.blob.number, self.at as f64, &mut self.held)
            .map_err(|error| io::Error::other(error.as_string().unwrap_or_default()))?;
        self.held.truncate(read as usize);
        self.from = self.at;
        Ok(())
    }
}

impl Read for Opened {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.rest().is_empty() && self.at < self.blob.size {
            self.fetch()?;
        }
        let read = self.rest().read(into)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl Seek for Opened {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.blob.size.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}
