//! The names beside a key that tell who it is. A mailbox of several people or of a mailing list tells nobody.

use crate::identity::kind::{is_household, is_role};
use crate::identity::names::compare::contradict;
use crate::identity::names::parse::Parsed;
use crate::model::correspondent::Correspondent;
use crate::model::exchange::PeerKey;
use crate::model::name::Name;

/// A full name as written, and taken apart.
pub(super) struct Named {
    /// As written, without quotation marks.
    pub text: String,
    /// Taken apart.
    pub name: Parsed,
}

impl Named {
    pub(super) fn of(text: &str) -> Self {
        let text =
            text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '“' | '”'));
        let name = Name {
            full: text.to_owned(),
            ..Name::default()
        };
        Self {
            name: Parsed::of(&name),
            text: name.full,
        }
    }
}

/// The full names of a correspondent, the shortest first; none where the key is not one person's.
pub(super) fn full_names(correspondent: &Correspondent) -> Vec<Named> {
    let names = &correspondent.names;
    if is_of_several(&correspondent.key) || names.iter().any(|name| is_rewritten(name)) {
        return Vec::new();
    }
    let written = names.iter().filter(|name| !name.contains('@'));
    let named = written.map(|name| Named::of(name));
    let mut full: Vec<Named> = named.filter(|named| named.name.is_full()).collect();
    full.sort_by(|a, b| (a.text.len(), &a.text).cmp(&(b.text.len(), &b.text)));
    let later = |at: usize| &full[at + 1..];
    let differ =
        |(at, one): (usize, &Named)| later(at).iter().any(|two| contradict(&one.name, &two.name));
    if full.iter().enumerate().any(differ) {
        return Vec::new();
    }
    full
}

fn is_of_several(key: &PeerKey) -> bool {
    match key {
        PeerKey::Email(email) => is_role(email) || is_household(email),
        PeerKey::Owner => true,
        PeerKey::Profile(_) | PeerKey::Phone(_) | PeerKey::Handle(_) | PeerKey::Name(_) => false,
    }
}

/// Mailing lists write under their own address: "Gus Haandrik via Dike talk".
fn is_rewritten(name: &str) -> bool {
    let lower = name.to_lowercase();
    [" via ", " (via ", " on behalf of "]
        .iter()
        .any(|sign| lower.contains(sign))
}
