//! Collects the people whom the events of one file name, each once.

use std::hash::{DefaultHasher, Hasher};

use rustc_hash::FxHashMap;

use crate::model::exchange::{Peer, PeerIx, PeerKey};
use crate::model::keys::Email;
use crate::model::name::fold;

/// So many spellings of a name are kept of one peer: a list's address stands beside everybody's.
const MOST_NAMES: usize = 8;

/// The peers of one file.
#[derive(Debug, Default)]
pub struct Peers {
    list: Vec<Peer>,
    by_key: FxHashMap<PeerKey, PeerIx>,
    /// Spellings already seen, so that a link is decoded once and not once a message.
    by_spelling: FxHashMap<Box<str>, PeerIx>,
}

impl Peers {
    /// Those whom another reader has found.
    pub fn of(list: Vec<Peer>) -> Self {
        let by_key = (0..).map(PeerIx).zip(&list);
        Self {
            by_key: by_key.map(|(ix, peer)| (peer.key.clone(), ix)).collect(),
            list,
            by_spelling: FxHashMap::default(),
        }
    }

    /// The peer of a key, who goes by this name among others.
    pub fn keyed(&mut self, key: PeerKey, name: &str) -> PeerIx {
        let ix = match self.by_key.get(&key) {
            Some(&ix) => ix,
            None => self.add(key),
        };
        call(&mut self.list[ix.0 as usize], name);
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
            call(&mut self.list[ix.0 as usize], name);
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
        self.list.push(Peer::new(key.clone(), None));
        self.by_key.insert(key, ix);
        ix
    }
}

/// Notes a name of a peer. The fullest is shown; which row came first plays no part, unless there are more names than are kept.
fn call(peer: &mut Peer, name: &str) {
    let known = |known: &String| known == name;
    if name.is_empty() || peer.name.as_ref().is_some_and(known) || peer.further.iter().any(known) {
        return;
    }
    let mut name = name.to_owned();
    if let Some(shown) = &mut peer.name {
        if fullness(&name) < fullness(shown) {
            std::mem::swap(shown, &mut name);
        }
        peer.further.push(name);
        peer.further.sort_unstable();
        peer.further.truncate(MOST_NAMES - 1);
    } else {
        peer.name = Some(name);
    }
}

/// Puts the name of more words first, up to three; what stands in brackets counts for none.
fn fullness(name: &str) -> (std::cmp::Reverse<usize>, &str) {
    let bare = name.split(['(', '[']).next().unwrap_or_default();
    let words = bare.split_whitespace().count().min(3);
    (std::cmp::Reverse(words), name)
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
    let text = text.trim();
    if text.is_empty() {
        return 0;
    }
    // White space beyond ASCII begins with one of these bytes, as few letters of Europe do.
    let may_be_blank = |byte| matches!(byte, 0xc2 | 0xe1..=0xe3);
    let hash = match !text.is_ascii() && text.bytes().any(may_be_blank) {
        true => words(text),
        false => text.bytes().fold((SEED, false), with_blanks).0,
    };
    hash.max(1)
}

/// Words with one blank between them.
fn words(text: &str) -> u64 {
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default().bytes().fold(SEED, with);
    words.fold(first, |hash, word| {
        word.bytes().fold(with(hash, b' '), with)
    })
}

/// The same byte by byte, where white space is ASCII; beside the hash stands whether the byte before was white space.
fn with_blanks((hash, was_blank): (u64, bool), byte: u8) -> (u64, bool) {
    let is_blank = matches!(byte, b'\t'..=b'\r' | b' ');
    match is_blank && was_blank {
        true => (hash, true),
        false => (with(hash, if is_blank { b' ' } else { byte }), is_blank),
    }
}

/// The same of a text that has no white space; 0 for none.
pub fn fingerprint_of_word(word: &str) -> u64 {
    match word {
        "" => 0,
        word => word.bytes().fold(SEED, with).max(1),
    }
}

/// Fingerprint of the bytes of a file, for comparison with those of the same run: it may be another one elsewhere.
pub fn fingerprint_of_bytes(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    hasher.finish()
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
    fn the_fullest_name_of_a_key_is_shown_whichever_came_first() {
        let names = [
            "gus",
            "Gus Haandrik",
            "Haandrik, Gus (Deltaworks)",
            "Gus Haandrik",
        ];
        let shown = |names: &[&str]| {
            let mut peers = Peers::default();
            for name in names {
                peers.keyed(PeerKey::Handle("slack:U1".to_owned()), name);
            }
            peers.into_list().remove(0)
        };
        let mut turned = names;
        turned.reverse();
        assert_eq!(shown(&names), shown(&turned));
        assert_eq!(shown(&names).name.as_deref(), Some("Gus Haandrik"));
        assert_eq!(shown(&names).further, ["Haandrik, Gus (Deltaworks)", "gus"]);
        let many: Vec<String> = (0..50).map(|n| format!("Member {n}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert_eq!(shown(&many).further.len(), MOST_NAMES - 1);
    }

    #[test]
    fn line_breaks_and_blanks_are_one_in_a_fingerprint() {
        assert_eq!(
            fingerprint("Hi José,\n\nthanks  "),
            fingerprint("Hi José,  thanks")
        );
        assert_ne!(fingerprint("ab c"), fingerprint("a bc"));
        assert_eq!(fingerprint(" \n"), 0);
        let blanks = "a\u{b} b\t\r\nc";
        assert_eq!(fingerprint(blanks), words(blanks));
        for blank in (' '..='\u{3000}').filter(|c| c.is_whitespace()) {
            let text = format!("{blank}\u{e9}{blank}{blank}b");
            assert_eq!(fingerprint(&text), words("\u{e9} b"), "{blank:?}");
        }
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
