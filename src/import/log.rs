//! What is collected while a chat is read: its rows, each with its fate, those who take part, and what was wrong.

use serde::Deserialize;

use crate::import::json::Broken;
use crate::import::numbers;
use crate::import::peers::Peers;
use crate::import::text;
use crate::model::exchange::{Channel, Exchange, Gist, Parties, PeerIx, PeerKey};
use crate::model::intake::{Fate, FileId, Imported, SetAside};
use crate::model::keys::{Email, Region};
use crate::model::moment::{Moment, Precision};
use crate::model::problem::{Code, Place, Problem};

/// The rows of one file.
pub struct Log {
    /// What was read so far.
    pub out: Imported,
    /// Everybody whom it names.
    pub peers: Peers,
    file: FileId,
    /// Whether it was said that the file is not in UTF-8.
    mis_encoded: bool,
}

impl Log {
    /// Of a file of which nothing was read yet.
    pub fn new(file: FileId) -> Self {
        Self {
            out: Imported::default(),
            peers: Peers::default(),
            file,
            mis_encoded: false,
        }
    }

    /// Parses a piece of JSON. What is no UTF-8 is read as any text is, in `room`, and said once a file.
    pub fn parse<'a, T: Deserialize<'a>>(
        &mut self,
        json: &'a [u8],
        room: &'a mut String,
        line: u32,
    ) -> serde_json::Result<T> {
        if std::str::from_utf8(json).is_ok() {
            return serde_json::from_slice(json);
        }
        let decoded = text::decode(json);
        if !self.mis_encoded {
            self.mis_encoded = true;
            let code = decoded
                .findings
                .first()
                .map_or(Code::BadEncoding, |(code, _)| *code);
            let message = format!(
                "not valid UTF-8; read as {}, as is every other such line",
                decoded.encoding
            );
            let place = Place {
                line,
                ..Place::file(self.file)
            };
            self.problem(place, code, message);
        }
        *room = decoded.text.into_owned();
        serde_json::from_str(room)
    }

    /// Parses a piece of JSON that is a row, and counts it; `None` if it cannot be read, which is said.
    pub fn entry<'a, T: Deserialize<'a>>(
        &mut self,
        json: &'a [u8],
        room: &'a mut String,
        line: u32,
    ) -> Option<(T, Place)> {
        let place = self.row(line);
        match self.parse(json, room, line) {
            Ok(entry) => Some((entry, place)),
            Err(error) => {
                let message = format!("a message that cannot be read: {error}");
                self.reject(place, Code::BadRow, message);
                None
            }
        }
    }

    /// Parses a piece of JSON that is no row; what cannot be read is said, and empty.
    pub fn statement<'a, T: Deserialize<'a> + Default>(
        &mut self,
        json: &'a [u8],
        room: &'a mut String,
        line: u32,
    ) -> T {
        self.parse(json, room, line).unwrap_or_else(|error| {
            let message = format!("an entry that cannot be read: {error}");
            let place = Place {
                line,
                ..Place::file(self.file)
            };
            self.problem(place, Code::BadRow, message);
            T::default()
        })
    }

    /// Says once a file that something on this line is no UTF-8 and was read as Windows-1252, if it is so.
    pub fn checked(&mut self, is_mis_encoded: bool, line: u32) {
        if !is_mis_encoded || self.mis_encoded {
            return;
        }
        self.mis_encoded = true;
        let place = Place {
            line,
            ..Place::file(self.file)
        };
        let message = "not valid UTF-8; read as Windows-1252, as is every other such line";
        self.problem(place, Code::Assumed1252, message.to_owned());
    }

    /// The next row, which begins on a line.
    pub fn row(&mut self, line: u32) -> Place {
        self.out.report.rows += 1;
        Place {
            line,
            ..self.here()
        }
    }

    /// The row that was read last, and a line.
    pub fn place(&self, line: u32) -> Place {
        Place {
            file: self.file,
            record: u32::try_from(self.out.report.rows).unwrap_or(u32::MAX),
            line,
        }
    }

    /// A row that is left out on purpose.
    pub fn aside(&mut self, why: SetAside) {
        self.out.report.count(Fate::SetAside(why), 1);
    }

    /// A row that cannot be read.
    pub fn reject(&mut self, place: Place, code: Code, message: String) {
        self.out.report.count(Fate::Rejected, 1);
        self.problem(place, code, message);
    }

    /// Something that is wrong.
    pub fn problem(&mut self, place: Place, code: Code, message: String) {
        self.out.problems.push(Problem {
            place,
            code,
            message,
        });
    }

    /// A file of several that could not be read.
    pub fn unreadable(&mut self, part: &str, why: &str) {
        let place = Place::file(self.file);
        self.problem(place, Code::Unreadable, format!("{part}: {why}"));
    }

    /// What was found in a file of several.
    pub fn found(&mut self, part: &str, problems: Vec<Problem>) {
        let named = problems.into_iter().map(|problem| Problem {
            message: format!("{part}: {}", problem.message),
            ..problem
        });
        self.out.problems.extend(named);
    }

    /// The last row that was read.
    pub fn here(&self) -> Place {
        Place {
            file: self.file,
            record: u32::try_from(self.out.report.rows).unwrap_or(u32::MAX),
            line: 0,
        }
    }

    /// Where a text broke off.
    pub fn broken(&mut self, part: &str, broken: &Broken) {
        let (code, line, message) = broken.told();
        let place = Place {
            line,
            ..self.here()
        };
        let message = if part.is_empty() {
            message
        } else {
            format!("{part}: {message}")
        };
        self.problem(place, code, message);
    }

    /// An event.
    pub fn event(&mut self, event: Event, place: Place) {
        let Event {
            at,
            channel,
            parties,
            duration_s,
            native,
            gist,
        } = event;
        self.out.exchanges.push(Exchange {
            at: Moment {
                at,
                precision: Precision::Second,
            },
            channel,
            parties,
            duration_s,
            text: 0,
            gist,
            native,
            place,
        });
    }

    /// The owner, where a file tells by itself which side is theirs.
    pub fn owner(&mut self) -> PeerIx {
        self.peers.keyed(PeerKey::Owner, "")
    }

    /// Whom an e-mail address or a phone number means, or why nobody.
    pub fn meant(
        &mut self,
        address: &str,
        name: &str,
        region: Option<Region>,
    ) -> Result<PeerIx, SetAside> {
        match Email::parse(address) {
            // So businesses are called that write by RCS.
            Some(email) if email.as_str().ends_with("@rbm.goog") => Err(SetAside::Service),
            Some(email) => Ok(self.peers.keyed(PeerKey::Email(email), name)),
            None => numbers::caller(address, region).peer(&mut self.peers, name),
        }
    }

    /// Takes what another reader has read of the same file. Nobody else was named before.
    pub fn take(&mut self, mut read: Imported) {
        self.peers = Peers::of(std::mem::take(&mut read.peers));
        self.out = read;
    }

    /// What was read.
    pub fn finish(mut self, name: &str, kind: &'static str) -> Imported {
        self.out.peers = self.peers.into_list();
        self.out.report.name = name.to_owned();
        self.out.report.kind = kind;
        numbers::settle(&mut self.out);
        self.out
    }
}

/// A message or call, known to the second.
pub struct Event {
    /// Seconds since 1970.
    pub at: i64,
    /// By what means.
    pub channel: Channel,
    /// Who.
    pub parties: Parties,
    /// Length of a call.
    pub duration_s: Option<u32>,
    /// Fingerprint of the id that the service gives it; 0 where it gives none.
    pub native: u64,
    /// What its text comes to; none where it has no text.
    pub gist: Option<Gist>,
}
