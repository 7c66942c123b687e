//! Files that come in pieces, and files that at some read say no.

use std::fs;
use std::io::{self, Error, ErrorKind, Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::Value;
use tieline::memory::{Given, Ground, InAnyOrder, Kept, Settings, Watch, report};

use crate::draw::{Draw, times};
use crate::run::root;

/// One file of each way in which files are read: whole, as a stream, in any order, as an archive.
const FILES: [&str; 13] = [
    "fixtures/vcard/v30.vcf",
    "fixtures/contacts/generic.csv",
    "fixtures/linkedin/2024_basic/messages.csv",
    "fixtures/timeline/inbox.mbox",
    "fixtures/timeline/single.eml",
    "fixtures/timeline/meetings.ics",
    "fixtures/chats/whatsapp/WhatsApp Chat with Ana Ferreira.txt",
    "fixtures/chats/telegram/result.json",
    "fixtures/chats/signal/main.jsonl",
    "fixtures/chats/android/sms-20260310020000.xml",
    "fixtures/chats/apple/chat.db",
    "fixtures/chats/skype/8_live_runa_export.tar",
    "fixtures/linkedin/zipped/Basic_LinkedInDataExport_08-15-2024.zip",
];

const SOUND: &str =
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Sound Card\r\nEMAIL:sound@example.org\r\nEND:VCARD\r\n";

/// A file that hands out pieces of drawn length, sometimes none yet, and at one read fails for good.
#[derive(Debug)]
struct Fickle {
    bytes: Arc<[u8]>,
    seed: u64,
    fails_at: u64,
    reads: AtomicU64,
}

impl Fickle {
    fn new(bytes: &[u8], seed: u64, fails_at: u64) -> Arc<Self> {
        Arc::new(Self {
            bytes: bytes.into(),
            seed,
            fails_at,
            reads: AtomicU64::new(0),
        })
    }
}

/// Such a file while it is open.
struct Open {
    file: Arc<Fickle>,
    at: u64,
    /// Reads of this opening.
    reads: u64,
}

impl Read for Open {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let all = self.file.reads.fetch_add(1, Ordering::Relaxed);
        self.reads += 1;
        if all >= self.file.fails_at {
            return Err(Error::other("the disk is broken"));
        }
        let mixed = (self.file.seed ^ self.reads).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        if mixed >> 61 == 0 {
            return Err(ErrorKind::Interrupted.into());
        }
        let piece = [1, 3, 17, 250, 4_096, 65_536][(mixed >> 32) as usize % 6];
        let left = self.file.bytes.get(self.at as usize..).unwrap_or_default();
        let length = left.len().min(into.len()).min(piece);
        into[..length].copy_from_slice(&left[..length]);
        self.at += length as u64;
        Ok(length)
    }
}

impl Seek for Open {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let to = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
            SeekFrom::End(by) => (self.file.bytes.len() as u64).checked_add_signed(by),
        };
        self.at = to.ok_or(ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

/// A hand on such a file.
#[derive(Debug)]
struct Hand(Arc<Fickle>);

impl Ground for Hand {
    fn size(&self) -> io::Result<u64> {
        Ok(self.0.bytes.len() as u64)
    }

    fn open(&self) -> io::Result<Box<dyn InAnyOrder>> {
        Ok(Box::new(Open {
            file: Arc::clone(&self.0),
            at: 0,
            reads: 0,
        }))
    }
}

struct Nobody;

impl Watch for Nobody {
    fn expect(&self, _: u64) {}
    fn says(&self, _: &str) {}
    fn read(&self, _: u64) {}
}

/// The audit of a file beside a sound one.
fn audit(name: &str, ground: Arc<dyn Ground>) -> Value {
    let sound = Given {
        name: "sound.vcf".to_owned(),
        ground: Arc::new(Kept(SOUND.as_bytes().into())),
    };
    let name = name.to_owned();
    let settings = Settings {
        as_of: 1_790_812_800,
        me: vec!["me@example.org".to_owned()],
        region: Some("SE".to_owned()),
        ..Settings::default()
    };
    let report = report(vec![sound, Given { name, ground }], &settings, &Nobody);
    serde_json::to_value(report.expect("one file is sound").audit()).expect("an audit is JSON")
}

fn files() -> impl Iterator<Item = (String, Vec<u8>)> {
    FILES.into_iter().map(|path| {
        let path: PathBuf = root().join(path);
        let name = path.file_name().expect("a name").to_string_lossy();
        (name.into_owned(), fs::read(&path).expect("a fixture"))
    })
}

#[test]
fn what_comes_in_pieces_is_read_as_what_comes_at_once() {
    let mut draw = Draw::usual();
    for (name, bytes) in files() {
        let whole = audit(&name, Arc::new(Kept(bytes.as_slice().into())));
        for _ in 0..times(2) {
            let seed = draw.below(u64::MAX);
            let fickle = Fickle::new(&bytes, seed, u64::MAX);
            assert_eq!(
                audit(&name, Arc::new(Hand(fickle))),
                whole,
                "{name}, {seed}"
            );
        }
    }
}

#[test]
fn a_read_that_fails_is_named_and_costs_its_file_alone() {
    let mut draw = Draw::usual();
    for (name, bytes) in files() {
        let seed = draw.below(u64::MAX);
        let sound = Fickle::new(&bytes, seed, u64::MAX);
        let whole = audit(&name, Arc::new(Hand(Arc::clone(&sound))));
        let reads = sound.reads.load(Ordering::Relaxed);
        for n in 0..times(4) {
            let at = if n == 0 { 0 } else { draw.below(reads) };
            let found = audit(&name, Arc::new(Hand(Fickle::new(&bytes, seed, at))));
            let people = found["people"].as_array().expect("people");
            let is_there = people.iter().any(|person| person["name"] == "Sound Card");
            assert!(is_there, "{name}, read {at} of {reads}");
            let problems = found["problems"].as_array().expect("problems");
            let is_named = problems.iter().any(|problem| {
                let file = problem["file"].as_str().unwrap_or_default();
                let message = problem["message"].as_str().unwrap_or_default();
                file.starts_with(&name) && message.contains("the disk is broken")
            });
            assert!(
                is_named || found == whole,
                "{name}, read {at} of {reads}: {problems:?}"
            );
        }
    }
}
