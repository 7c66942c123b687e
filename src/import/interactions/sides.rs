//! Who a row of a log was with: by the columns that name the other side, or by those that name both.

use std::collections::{BTreeMap, BTreeSet};

use super::No;
use super::columns::{Columns, ME};
use crate::import::numbers::{self, Caller};
use crate::import::peers::Peers;
use crate::import::table::{Header, Row, Rows};
use crate::import::text::Decoded;
use crate::import::{Context, Source};
use crate::model::exchange::{Direction, Parties, PeerIx, PeerKey, Recipients};
use crate::model::intake::{Imported, SetAside};
use crate::model::keys::{Email, Slug, digits};
use crate::model::problem::Code;

/// Which way something went, and whether it was in vain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Way {
    /// Seen from the owner.
    pub direction: Direction,
    /// A call that nobody took.
    pub missed: bool,
}

impl Way {
    /// A talk.
    pub const BOTH: Self = Self {
        direction: Direction::Both,
        missed: false,
    };
    /// Nothing tells.
    pub const UNKNOWN: Self = Self {
        direction: Direction::Unknown,
        missed: false,
    };
}

/// Digits of the longest number inside a house.
const EXTENSION: usize = 5;

/// Everybody whom a log names.
pub struct Sides<'a> {
    peers: Peers,
    context: &'a Context,
    /// Numbers inside a house that stand on one side of a row with a number from outside.
    extensions: BTreeSet<String>,
    /// Who wrote in a chat that goes by a name.
    sessions: BTreeMap<String, BTreeSet<String>>,
}

impl<'a> Sides<'a> {
    /// Looks through a file for what only all of its rows together tell.
    pub fn of(
        source: Source<'_>,
        decoded: &Decoded<'_>,
        header: &Header,
        columns: &Columns,
        context: &'a Context,
    ) -> Self {
        let mut sides = Self {
            peers: Peers::default(),
            context,
            extensions: BTreeSet::new(),
            sessions: BTreeMap::new(),
        };
        let is_between = columns.from.is_some() && columns.to.is_some();
        if !is_between && columns.session.is_none() {
            return sides;
        }
        let mut rows = Rows::new(&decoded.text, source.file, header);
        while let Some(row) = rows.next_row() {
            let (from, to) = (row.get(columns.from), row.get(columns.to));
            for (inside, outside) in [(from, to), (to, from)] {
                if is_between && is_extension(inside) && digits(outside).len() > EXTENSION {
                    sides.extensions.insert(inside.to_owned());
                }
            }
            let writer = [columns.phone, columns.email, columns.name].map(|column| row.get(column));
            if let Some(writer) = writer.iter().find(|cell| !cell.is_empty()) {
                let session = sides
                    .sessions
                    .entry(row.get(columns.session).to_owned())
                    .or_default();
                session.insert((*writer).to_owned());
            }
        }
        sides
    }

    /// Who took part in what a row tells.
    pub fn parties(
        &mut self,
        columns: &Columns,
        row: Row<'_>,
        direction: Direction,
    ) -> Result<Parties, No> {
        if columns.session.is_some() {
            return self.in_session(columns, row, direction);
        }
        if let (Some(_), Some(_)) = (columns.from, columns.to) {
            return self.between(row.get(columns.from), row.get(columns.to), direction);
        }
        if let Some((column, way)) = one_side(columns) {
            let peer = self
                .somebody(&[row.get(Some(column))], "")
                .map_err(No::Aside)?;
            return Ok(Parties::Own {
                direction: if direction == Direction::Unknown {
                    way
                } else {
                    direction
                },
                peer,
                others: 1,
            });
        }
        let name = columns.name_in(row);
        let cells = [row.get(columns.email), row.get(columns.phone)];
        let peer = self.somebody(&cells, &name).map_err(No::Aside)?;
        let others = match row.get(columns.recipients) {
            "" => 1,
            written => written.parse().map_err(|_| {
                let message = format!("{written:?} is not a number of recipients");
                No::Rejected(Code::BadRow, message)
            })?,
        };
        Ok(Parties::Own {
            direction,
            peer,
            others,
        })
    }

    /// In a list of chats the other side of what the owner wrote is the chat's.
    fn in_session(
        &mut self,
        columns: &Columns,
        row: Row<'_>,
        direction: Direction,
    ) -> Result<Parties, No> {
        let session = row.get(columns.session);
        let writers = self.sessions.get(session).cloned().unwrap_or_default();
        let others = u32::try_from(writers.len()).unwrap_or(u32::MAX).max(1);
        let name = columns.name_in(row);
        let cells = [row.get(columns.email), row.get(columns.phone)];
        let peer = match direction {
            Direction::Out => match writers.first().filter(|_| writers.len() == 1) {
                Some(only) => self.somebody(&[only], session),
                None => self.somebody(&[], session),
            },
            Direction::In | Direction::Both | Direction::Unknown => self.somebody(&cells, &name),
        };
        Ok(Parties::Own {
            direction,
            peer: peer.map_err(No::Aside)?,
            others,
        })
    }

    /// Both sides stand in the row: with a direction one of them is the owner, else the owner is found later.
    fn between(&mut self, from: &str, to: &str, direction: Direction) -> Result<Parties, No> {
        let other = match direction {
            Direction::Out => Some(to),
            Direction::In => Some(from),
            Direction::Both | Direction::Unknown => None,
        };
        if let Some(other) = other {
            let listed: Vec<&str> = several(other);
            let peer = self.somebody(&[], listed.first().copied().unwrap_or_default());
            return Ok(Parties::Own {
                direction,
                peer: peer.map_err(No::Aside)?,
                others: u32::try_from(listed.len()).unwrap_or(u32::MAX).max(1),
            });
        }
        let sender = self.side(from)?;
        let mut reached = Vec::new();
        for one in several(to) {
            reached.push(self.side(one)?);
        }
        let to = match reached[..] {
            [] => return Err(No::Aside(SetAside::NobodyNamed)),
            [one] => Recipients::One(one),
            _ => Recipients::Many(reached.into()),
        };
        Ok(Parties::Between { from: sender, to })
    }

    /// One of both sides. A number inside the house is the owner's, if the log has only one.
    fn side(&mut self, text: &str) -> Result<PeerIx, No> {
        if ME.contains(&text.trim().to_lowercase().as_str()) {
            return Ok(self.peers.keyed(PeerKey::Owner, ""));
        }
        if is_extension(text) && self.extensions.contains(text) {
            if self.extensions.len() == 1 {
                return Ok(self.peers.keyed(PeerKey::Owner, ""));
            }
            let listed: Vec<&str> = self.extensions.iter().map(String::as_str).collect();
            let message = format!(
                "the log covers several extensions ({}) and does not say which is yours; keep only the rows of yours",
                listed.join(", ")
            );
            return Err(No::Rejected(Code::BadRow, message));
        }
        self.somebody(&[], text).map_err(No::Aside)
    }

    /// Somebody by address, number or link, whichever cell holds one, else by name.
    pub fn somebody(&mut self, cells: &[&str], name: &str) -> Result<PeerIx, SetAside> {
        let name = match name.trim() {
            "Unknown" | "(Unknown)" | "Unbekannt" | "null" | "Unknown Caller" | "Anonymous" => "",
            name => name,
        };
        let region = self.context.region;
        let key = |text: &str| {
            let email = || Email::parse(text).map(PeerKey::Email);
            let profile = || Slug::from_url(text).map(PeerKey::Profile);
            let phone = || PeerKey::number(text, region);
            email().or_else(profile).or_else(phone)
        };
        let (bare_name, enclosed) = parted(name);
        let label = if key(bare_name).is_some() {
            ""
        } else {
            bare_name
        };
        let candidates = cells.iter().copied().chain([enclosed, bare_name]);
        let by_key = candidates
            .filter(|cell| !cell.is_empty())
            .find_map(|cell| self.peers.spelled(cell, label, key));
        if let Some(peer) = by_key {
            return Ok(peer);
        }
        let number = cells
            .iter()
            .find(|cell| !cell.is_empty() && is_number(cell));
        let number = number
            .copied()
            .unwrap_or(if is_number(name) { name } else { "" });
        match numbers::caller(number, region) {
            Caller::Nobody => {
                let written = cells
                    .iter()
                    .find(|cell| cell.chars().any(char::is_alphabetic));
                let name = if bare_name.is_empty() {
                    written.copied().unwrap_or_default()
                } else {
                    bare_name
                };
                self.peers.named(name).ok_or(SetAside::NobodyNamed)
            }
            caller => caller.peer(&mut self.peers, if number == name { "" } else { label }),
        }
    }

    /// Hands out everybody.
    pub fn finish(self, out: &mut Imported) {
        out.peers = self.peers.into_list();
    }
}

/// The only column that names anybody, where it is one side of what passed: a bill lists whom its owner called.
fn one_side(columns: &Columns) -> Option<(usize, Direction)> {
    let other = columns
        .email
        .or(columns.phone)
        .or(columns.name)
        .or(columns.given);
    match (columns.from, columns.to) {
        (None, Some(to)) if other.is_none() => Some((to, Direction::Out)),
        (Some(from), None) if other.is_none() => Some((from, Direction::In)),
        _ => None,
    }
}

/// `Petra Novak (petra@example.org)` and `Petra Novak <+46…>`: the name, and what stands in brackets if it is an address or number.
fn parted(text: &str) -> (&str, &str) {
    let cut = text
        .split_once(['(', '<'])
        .filter(|(name, _)| !name.trim().is_empty());
    let Some((name, rest)) = cut else {
        return (text, "");
    };
    let inside = rest.trim_end().trim_end_matches([')', '>']);
    if inside.contains('@') || is_number(inside) {
        (name.trim(), inside.trim())
    } else {
        (text, "")
    }
}

/// Several people in one cell. Commas also stand within names.
fn several(text: &str) -> Vec<&str> {
    let by = if text.contains(';') { ';' } else { ',' };
    let parts: Vec<&str> = text
        .split(by)
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let is_address = |part: &&str| part.contains('@') || is_number(part);
    if by == ';' || parts.iter().all(is_address) {
        parts
    } else {
        vec![text.trim()]
    }
}

fn is_extension(text: &str) -> bool {
    !text.is_empty() && text.len() <= EXTENSION && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a text is a number and nothing else.
fn is_number(text: &str) -> bool {
    let of_number = |c: char| c.is_ascii_digit() || " +-()/.".contains(c);
    text.chars().any(|c| c.is_ascii_digit()) && text.chars().all(of_number)
}
