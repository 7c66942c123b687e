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
    named(correspondent, written(correspondent), Parsed::is_full)
}

/// What stands for a full name where none is written: an initial before the family name, or the words of the address.
pub(super) fn short_names(correspondent: &Correspondent) -> Vec<Named> {
    let short = named(correspondent, written(correspondent), |name| {
        name.first().len() == 1 && name.family_whole.len() >= SPELLED
    });
    let is_bare = short.is_empty() && is_nameless(correspondent);
    let spelled = spelled(correspondent).filter(|_| is_bare);
    let spelled = named(correspondent, spelled.iter(), |name| {
        name.family_whole.len() >= SPELLED
    });
    short.into_iter().chain(spelled).collect()
}

/// A family name of fewer letters is not looked for behind an initial or in an address.
const SPELLED: usize = 3;

/// The words of an address that is made like a name: `annelies.claessen@`.
pub(super) fn spelled(correspondent: &Correspondent) -> Option<String> {
    let PeerKey::Email(email) = &correspondent.key else {
        return None;
    };
    let words: Vec<&str> = email.local().split(['.', '_', '-']).collect();
    let is_word = |word: &&str| !word.is_empty() && word.chars().all(char::is_alphabetic);
    let is_name = matches!(words.len(), 2 | 3) && words.iter().all(is_word);
    let capital = |word: &&str| {
        let mut letters = word.chars();
        let first = letters.next().map(char::to_uppercase);
        first
            .into_iter()
            .flatten()
            .chain(letters)
            .collect::<String>()
    };
    is_name.then(|| words.iter().map(capital).collect::<Vec<_>>().join(" "))
}

/// Whether no name is written anywhere, or only the address in its place.
pub(super) fn is_nameless(correspondent: &Correspondent) -> bool {
    written(correspondent).next().is_none()
}

/// The names that are no addresses.
fn written(correspondent: &Correspondent) -> impl Iterator<Item = &String> {
    let names = correspondent.names.iter();
    names.filter(|name| !name.contains('@'))
}

/// Those of some names that will do, the shortest first; none where the key is not one person's.
fn named<'n>(
    correspondent: &Correspondent,
    names: impl Iterator<Item = &'n String>,
    will_do: impl Fn(&Parsed) -> bool,
) -> Vec<Named> {
    let is_rewritten = |name: &String| is_rewritten(name);
    if is_of_several(&correspondent.key) || correspondent.names.iter().any(is_rewritten) {
        return Vec::new();
    }
    let named = names.map(|name| Named::of(name));
    let mut full: Vec<Named> = named.filter(|named| will_do(&named.name)).collect();
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
