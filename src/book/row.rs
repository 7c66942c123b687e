//! What a row of the book says in numbers, and the fingerprints by which equal rows are one.

use crate::model::exchange::{Channel, Direction, Gist, Peer, PeerKey};
use crate::model::moment::Precision;

/// Channels by their number in the book, from 0.
const CHANNELS: [Channel; 8] = [
    Channel::LinkedIn,
    Channel::Invitation,
    Channel::Email,
    Channel::Sms,
    Channel::Chat,
    Channel::Call,
    Channel::Meeting,
    Channel::Other,
];

/// The number of a channel; fixed, for books outlive programs.
pub fn channel_number(channel: Channel) -> u8 {
    match channel {
        Channel::LinkedIn => 0,
        Channel::Invitation => 1,
        Channel::Email => 2,
        Channel::Sms => 3,
        Channel::Chat => 4,
        Channel::Call => 5,
        Channel::Meeting => 6,
        Channel::Other => 7,
    }
}

/// The channel of a number; what no program wrote counts as any other contact.
pub fn channel(number: u8) -> Channel {
    CHANNELS
        .get(usize::from(number))
        .copied()
        .unwrap_or(Channel::Other)
}

/// The number of a direction.
pub fn direction_number(direction: Direction) -> u8 {
    match direction {
        Direction::Out => 0,
        Direction::In => 1,
        Direction::Both => 2,
        Direction::Unknown => 3,
    }
}

/// The direction of a number.
pub fn direction(number: u8) -> Direction {
    match number {
        0 => Direction::Out,
        1 => Direction::In,
        2 => Direction::Both,
        _ => Direction::Unknown,
    }
}

/// The number of what a text comes to; questions were the first that a book kept.
pub fn gist_number(gist: Gist) -> u8 {
    match gist {
        Gist::Says => 0,
        Gist::Asks => 1,
        Gist::Courtesy => 2,
    }
}

/// What a text of that number comes to.
pub fn gist(number: u8) -> Gist {
    match number {
        1 => Gist::Asks,
        2 => Gist::Courtesy,
        _ => Gist::Says,
    }
}

/// The number of a precision.
pub fn precision_number(precision: Precision) -> u8 {
    match precision {
        Precision::Second => 0,
        Precision::Minute => 1,
        Precision::Day => 2,
    }
}

/// The precision of a number.
pub fn precision(number: u8) -> Precision {
    match number {
        0 => Precision::Second,
        1 => Precision::Minute,
        _ => Precision::Day,
    }
}

/// A peer of the book. A number that the plans of today do not know any more stays as an account of that name.
pub fn peer(kind: &str, key: String, name: Option<String>) -> Peer {
    let parsed = PeerKey::from_parts(kind, &key);
    Peer::new(parsed.unwrap_or(PeerKey::Handle(key)), name)
}

/// A fingerprint that is built part by part: the 64-bit FNV-1a hash, fixed by its definition. Among five million rows two
/// different ones share it with a probability below one in a million.
#[derive(Debug, Clone, Copy)]
pub struct Print(u64);

impl Print {
    /// Of nothing yet.
    pub fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// With a text, told apart from what follows it.
    pub fn text(self, text: &str) -> Self {
        self.bytes(text.as_bytes()).bytes(&[0xff])
    }

    /// With a number.
    pub fn number(self, number: i64) -> Self {
        self.bytes(&number.to_le_bytes())
    }

    fn bytes(self, bytes: &[u8]) -> Self {
        let hash = bytes.iter().fold(self.0, |hash, &byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        Self(hash)
    }

    /// As SQLite keeps it.
    pub fn id(self) -> i64 {
        self.0.cast_signed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::keys::{Email, Phone, Slug};

    #[test]
    fn numbers_lead_back_to_what_they_stand_for() {
        for one in CHANNELS {
            assert_eq!(channel(channel_number(one)), one);
        }
        for one in [
            Direction::Out,
            Direction::In,
            Direction::Both,
            Direction::Unknown,
        ] {
            assert_eq!(direction(direction_number(one)), one);
        }
        for one in [Precision::Second, Precision::Minute, Precision::Day] {
            assert_eq!(precision(precision_number(one)), one);
        }
    }

    #[test]
    fn a_key_is_read_back_as_it_was() {
        let keys = [
            PeerKey::Profile(Slug::parse("josé-muñoz-91ab23").unwrap()),
            PeerKey::Email(Email::parse("ana@example.org").unwrap()),
            PeerKey::Phone(Phone::parse("+4915112345678", None).unwrap()),
            PeerKey::Handle("telegram:user123".to_owned()),
            PeerKey::Name("ana lima".to_owned()),
            PeerKey::Owner,
        ];
        for key in keys {
            let (kind, text) = key.parts();
            assert_eq!(peer(kind, text.to_owned(), None).key, key);
        }
    }
}
