//! Collects the people whom the events of one file name, each once.

use rustc_hash::FxHashMap;

use crate::model::exchange::{Peer, PeerIx, PeerKey};
use crate::model::keys::Email;
use crate::model::name::fold;

/// The peers of one file.
#[derive(Debug, Default)]
pub struct Peers {
    list: Vec<Peer>,
    by_key: FxHashMap<PeerKey, PeerIx>,
    /// Spellings already seen, so that a link is decoded once and not once a message.
    by_spelling: FxHashMap<Box<str>, PeerIx>,
}

impl Peers {
    /// The peer of a key; the first name given is kept.
    pub fn keyed(&mut self, key: PeerKey, name: &str) -> PeerIx {
        let ix = match self.by_key.get(&key) {
            Some(&ix) => ix,
            None => self.add(key),
        };
        let known = &mut self.list[ix.0 as usize].name;
        if known.is_none() && !name.is_empty() {
            *known = Some(name.to_owned());
        }
        ix
    }

    /// The peer of a text that `parse` turns into a key; `None` if it turns into none.
    pub fn spelled(
        &mut self,
        text: &str,
        name: &str,
        parse: impl Fn(&str) -> Option<PeerKey>,
    ) -> Option<PeerIx> {
        if let Some(&ix) = self.by_spelling.get(text) {
            let known = &mut self.list[ix.0 as usize].name;
            if known.is_none() && !name.is_empty() {
                *known = Some(name.to_owned());
            }
            return Some(ix);
        }
        let ix = self.keyed(parse(text)?, name);
        self.by_spelling.insert(text.into(), ix);
        Some(ix)
    }

    /// The peer who is known by a name only; `None` for an empty name.
    pub fn named(&mut self, name: &str) -> Option<PeerIx> {
        let folded = fold(name);
        (!folded.is_empty()).then(|| self.keyed(PeerKey::Name(folded), name))
    }

    /// What is known of a peer.
    pub fn get(&self, ix: PeerIx) -> &Peer {
        &self.list[ix.0 as usize]
    }

    /// The list that the indices point into.
    pub fn into_list(self) -> Vec<Peer> {
        self.list
    }

    fn add(&mut self, key: PeerKey) -> PeerIx {
        let ix = PeerIx(self.list.len() as u32);
        self.list.push(Peer {
            key: key.clone(),
            name: None,
        });
        self.by_key.insert(key, ix);
        ix
    }
}

/// Addresses of rooms and shared calendars are nobody.
pub fn is_somebody(email: &Email) -> bool {
    !matches!(
        email.domain(),
        "resource.calendar.google.com" | "group.calendar.google.com"
    ) && email.as_str() != "unknownorganizer@calendar.google.com"
}

/// Fingerprint of a text in which runs of white space count as one blank: 64-bit FNV-1a; 0 for a blank text.
///
/// LinkedIn flattens line breaks to blanks in one file and keeps them in another.
pub fn fingerprint(text: &str) -> u64 {
    let mut hash = SEED;
    let mut words = 0;
    for word in text.split_whitespace() {
        if words > 0 {
            hash = (hash ^ 0x20).wrapping_mul(PRIME);
        }
        hash = word.bytes().fold(hash, with);
        words += 1;
    }
    if words == 0 { 0 } else { hash.max(1) }
}

/// The same of a text that has no white space; 0 for none.
pub fn fingerprint_of_word(word: &str) -> u64 {
    match word {
        "" => 0,
        word => word.bytes().fold(SEED, with).max(1),
    }
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

fn with(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(PRIME)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_breaks_and_blanks_are_one_in_a_fingerprint() {
        assert_eq!(
            fingerprint("Hi José,\n\nthanks  "),
            fingerprint("Hi José,  thanks")
        );
        assert_ne!(fingerprint("ab c"), fingerprint("a bc"));
        assert_eq!(fingerprint(" \n"), 0);
        for word in ["", "a", "m1@example.org", "J\u{f8}rgen"] {
            assert_eq!(fingerprint_of_word(word), fingerprint(word));
        }
        assert_eq!(
            fingerprint("a"),
            0xaf63_dc4c_8601_ec8c,
            "FNV-1a of its authors' test suite"
        );
    }
}
