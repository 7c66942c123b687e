//! The owner's names where a file knows nobody but by name: chats of WhatsApp. Their own name stands in every chat, and on their card.

use std::collections::{BTreeMap, BTreeSet};

use super::owner::{is_own_card, names_of, tell};
use crate::model::intake::{FileId, Intake};
use crate::model::name::fold;
use crate::model::owner::{Owner, OwnerHint, ToldBy};

/// The name on the card that bears a key of the owner's, if there is one such name. A family may share a mailbox.
pub fn from_own_card(owner: &mut Owner, intake: &Intake) {
    let mut names: BTreeMap<String, (&str, FileId)> = BTreeMap::new();
    for card in intake.cards.iter().filter(|card| is_own_card(card, owner)) {
        let folded = fold(&card.name.full);
        if !folded.is_empty() {
            names
                .entry(folded)
                .or_insert((&card.name.full, card.place.file));
        }
    }
    if let [(name, file)] = *names.into_values().collect::<Vec<_>>() {
        let file = intake
            .files
            .get(file.0 as usize)
            .map_or("", |file| file.base_name());
        tell(owner, name.to_owned(), ToldBy::OwnCard(file.to_owned()));
        owner.name = Some(name.to_owned());
    }
}

/// The one who wrote in every chat that does not say which of them the owner is. Two chats of two tell it, or three of any size:
/// in fewer it may be a friend who is in the same groups.
pub fn from_speakers(owner: &mut Owner, intake: &Intake) {
    let chats = chats_without(owner, intake);
    let of_two = chats
        .values()
        .filter(|speakers| speakers.len() == 2)
        .count();
    if of_two < 2 && chats.len() < 3 {
        return;
    }
    let count = chats.len();
    let mut chats = chats.into_values();
    let mut common = chats.next().unwrap_or_default();
    for speakers in chats {
        common.retain(|name, _| speakers.contains_key(name));
    }
    if let [name] = *common.into_values().collect::<Vec<_>>() {
        tell(owner, name.to_owned(), ToldBy::EveryChat(count));
        owner.aliases.push(name.to_owned());
    }
}

/// Who wrote in each chat in which nobody goes by a name of the owner's.
fn chats_without<'i>(
    owner: &Owner,
    intake: &'i Intake,
) -> BTreeMap<FileId, BTreeMap<String, &'i str>> {
    let mut chats: BTreeMap<FileId, BTreeMap<String, &str>> = BTreeMap::new();
    for (hint, file) in &intake.owner {
        if let OwnerHint::Speaker(name) = hint {
            chats.entry(*file).or_default().insert(fold(name), name);
        }
    }
    let known: BTreeSet<String> = names_of(owner).collect();
    chats.retain(|_, speakers| !speakers.keys().any(|name| known.contains(name)));
    chats
}

/// Whoever goes by the owner's given name alone in chats in which the owner is not found, unless a card bears it: many have themselves
/// called so.
pub fn from_given_name(owner: &mut Owner, intake: &Intake) {
    let Some((given, _)) = owner.name.as_deref().and_then(|name| name.split_once(' ')) else {
        return;
    };
    let folded = fold(given);
    let is_somebody = intake
        .cards
        .iter()
        .any(|card| fold(&card.name.full) == folded);
    let chats = chats_without(owner, intake).into_values();
    let own: Vec<&str> = chats
        .filter_map(|speakers| speakers.get(&folded).copied())
        .collect();
    if let (Some(&first), false) = (own.first(), is_somebody) {
        tell(owner, first.to_owned(), ToldBy::GivenName(own.len()));
        owner.aliases.push(first.to_owned());
    }
}

/// A name as a set of words: `Teglgaard, Runa` is `Runa Teglgaard`.
pub fn words_of(name: &str) -> Vec<String> {
    let folded = fold(&name.replace(',', " "));
    let mut words: Vec<String> = folded.split(' ').map(str::to_owned).collect();
    words.sort_unstable();
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::card::{Card, Mail, Roster};
    use crate::model::keys::Email;
    use crate::model::problem::Place;

    fn intake(chats: &[&[&str]]) -> Intake {
        let hints = chats.iter().enumerate().flat_map(|(file, names)| {
            let file = FileId(file as u32);
            names
                .iter()
                .map(move |name| (OwnerHint::Speaker((*name).to_owned()), file))
        });
        Intake {
            owner: hints.collect(),
            ..Intake::default()
        }
    }

    fn aliases(chats: &[&[&str]]) -> Vec<String> {
        let mut owner = Owner::default();
        from_speakers(&mut owner, &intake(chats));
        owner.aliases
    }

    #[test]
    fn whoever_wrote_in_every_chat_is_the_owner_and_nobody_is_on_a_tie() {
        assert_eq!(aliases(&[&["Ana", "Runa"], &["RUNA", "Zoe"]]), ["Runa"]);
        assert_eq!(
            aliases(&[&["A", "B", "R"], &["B", "C", "R"], &["C", "D", "R"]]),
            ["R"]
        );
        let none: [&str; 0] = [];
        assert_eq!(
            aliases(&[&["Ana", "Runa"], &["Runa", "Ana"]]),
            none,
            "one chat twice"
        );
        assert_eq!(
            aliases(&[&["A", "B", "R"], &["C", "D", "R"]]),
            none,
            "a friend in two groups"
        );
        assert_eq!(aliases(&[&["Ana", "Runa"]]), none);
    }

    #[test]
    fn the_given_name_alone_is_the_owner_s_unless_a_card_bears_it() {
        let found = |card: &str| {
            let mut intake = intake(&[&["Ana", "Runa", "Zoe"], &["Per Holm", "Ana"]]);
            let mut other = Card::new(Place::file(FileId(9)), Roster::AddressBook);
            other.name.full = card.to_owned();
            intake.cards.push(other);
            let mut owner = Owner {
                name: Some("Runa Teglgaard".to_owned()),
                ..Owner::default()
            };
            from_given_name(&mut owner, &intake);
            owner.aliases
        };
        assert_eq!(found("Ana Holm"), ["Runa"]);
        assert_eq!(found("Runa"), Vec::<String>::new());
    }

    #[test]
    fn the_name_of_an_own_card_is_taken_unless_a_family_shares_its_key() {
        let email = Email::parse("runa@example.org");
        let card = |name: &str| {
            let mut card = Card::new(Place::file(FileId(0)), Roster::AddressBook);
            card.name.full = name.to_owned();
            card.emails
                .push(Mail::new(String::new(), email.clone(), Vec::new()));
            card
        };
        let name = |cards: &[&str]| {
            let mut owner = Owner {
                emails: email.clone().into_iter().collect(),
                ..Owner::default()
            };
            let cards = cards.iter().map(|name| card(name)).collect();
            from_own_card(
                &mut owner,
                &Intake {
                    cards,
                    ..Intake::default()
                },
            );
            owner.name
        };
        assert_eq!(
            name(&["Runa Teglgaard", "Runa  Teglgaard"]).as_deref(),
            Some("Runa Teglgaard")
        );
        assert_eq!(name(&["Runa Teglgaard", "Per Teglgaard"]), None);
    }
}
