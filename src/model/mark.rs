//! Marks: what the owner's decisions on pairs know a card by, so that it is found again in another run.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::card::{Card, CardIx};
use super::keys::{Email, Slug, digits};
use super::name::fold;

/// A card as a decision remembers it: its name, its ways to be reached and its file, as `review.csv` shows them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Mark {
    /// The name, or the nickname of a card without one.
    pub name: String,
    /// Profile link, e-mail addresses and phone numbers, in any spelling.
    pub keys: Vec<String>,
    /// The file as given. It only decides between cards that are alike otherwise.
    pub file: String,
}

/// What the owner said of pairs of cards.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pairs {
    /// Two cards that are one person.
    pub same: Vec<[Mark; 2]>,
    /// Two cards that are two.
    pub not_same: Vec<[Mark; 2]>,
}

impl Mark {
    /// The mark of a card in a file of this name.
    pub fn of(card: &Card, file: &str) -> Self {
        let profiles = card.profiles.iter().map(Slug::url);
        let emails = card.emails.iter().map(|m| m.raw.clone());
        let phones = card.phones.iter().map(|t| {
            let known = t.phone.as_ref().map(|p| p.e164().to_owned());
            known.unwrap_or_else(|| t.raw.clone())
        });
        Self {
            name: shown_name(card).to_owned(),
            keys: profiles.chain(emails).chain(phones).collect(),
            file: file.to_owned(),
        }
    }

    /// Whether a mark is that of the same card, perhaps in another file: the same name, and where both can be reached a
    /// way to reach them that is the same.
    pub fn fits(&self, other: &Self) -> bool {
        let keys = |mark: &Self| -> Vec<String> { mark.keys.iter().map(|k| normal(k)).collect() };
        let (left, right) = (keys(self), keys(other));
        let shared = left.iter().any(|key| right.contains(key));
        fold(&self.name) == fold(&other.name) && (shared || left.is_empty() && right.is_empty())
    }
}

/// The name on a card; a card without one goes by its nickname.
pub fn shown_name(card: &Card) -> &str {
    match card.name.full.trim() {
        "" => &card.name.nickname,
        full => full,
    }
}

/// A key in a form in which spellings of it are equal.
fn normal(key: &str) -> String {
    if let Some(slug) = Slug::from_url(key) {
        return slug.url();
    }
    if let Some(email) = Email::parse(key) {
        return email.as_str().to_owned();
    }
    let digits = digits(key);
    if digits.len() > 5 { digits } else { fold(key) }
}

/// The marks of a run's cards, to be looked up by name.
#[derive(Debug)]
pub struct Register {
    marks: Vec<Mark>,
    by_name: BTreeMap<String, Vec<CardIx>>,
    /// Filled once a card is looked for that has another name by now.
    by_key: OnceCell<BTreeMap<String, Vec<CardIx>>>,
}

impl Register {
    /// Enters the marks of all cards, in their order.
    pub fn new(marks: Vec<Mark>) -> Self {
        let mut by_name: BTreeMap<String, Vec<CardIx>> = BTreeMap::new();
        for (mark, n) in marks.iter().zip(0..) {
            by_name.entry(fold(&mark.name)).or_default().push(CardIx(n));
        }
        let by_key = OnceCell::new();
        Self {
            marks,
            by_name,
            by_key,
        }
    }

    /// The cards that a pair of marks means: those that fit, and where one card could be either, those of the right file.
    pub fn cards_of(&self, pair: &[Mark; 2]) -> [Vec<CardIx>; 2] {
        let [mut left, mut right] = [self.fitting(&pair[0]), self.fitting(&pair[1])];
        if left.iter().any(|card| right.contains(card)) {
            left.retain(|card| self.marks[card.0 as usize].file == pair[0].file);
            right.retain(|card| self.marks[card.0 as usize].file == pair[1].file);
        }
        [left, right]
    }

    fn fitting(&self, mark: &Mark) -> Vec<CardIx> {
        let namesakes = self.by_name.get(&fold(&mark.name)).into_iter().flatten();
        let fitting: Vec<CardIx> = namesakes
            .copied()
            .filter(|card| mark.fits(&self.marks[card.0 as usize]))
            .collect();
        if fitting.is_empty() {
            self.renamed(mark)
        } else {
            fitting
        }
    }

    /// The cards with a key of a mark whose name is on none any more: if all of them bear one name, it is the new one.
    fn renamed(&self, mark: &Mark) -> Vec<CardIx> {
        let by_key = self.by_key.get_or_init(|| {
            let mut by_key: BTreeMap<String, Vec<CardIx>> = BTreeMap::new();
            for (mark, n) in self.marks.iter().zip(0..) {
                for key in &mark.keys {
                    by_key.entry(normal(key)).or_default().push(CardIx(n));
                }
            }
            by_key
        });
        let keys = mark.keys.iter().map(|key| normal(key));
        let mut cards: Vec<CardIx> = keys
            .filter_map(|key| by_key.get(&key))
            .flatten()
            .copied()
            .collect();
        cards.sort_unstable();
        cards.dedup();
        let name = |card: &CardIx| fold(&self.marks[card.0 as usize].name);
        if cards.windows(2).any(|two| name(&two[0]) != name(&two[1])) {
            cards.clear();
        }
        cards
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(name: &str, keys: &[&str], file: &str) -> Mark {
        Mark {
            name: name.into(),
            keys: keys.iter().map(|&k| k.into()).collect(),
            file: file.into(),
        }
    }

    #[test]
    fn a_card_is_found_by_name_and_any_of_its_keys() {
        let asked = mark("ana  FERREIRA", &["+49 151 12345678"], "old.vcf");
        let grown = mark(
            "Ana Ferreira",
            &["ana@example.org", "+4915112345678"],
            "new.vcf",
        );
        assert!(asked.fits(&grown));
        assert!(!asked.fits(&mark("Ana Ferreira", &["other@example.org"], "old.vcf")));
        assert!(!asked.fits(&mark("Marco Ferreira", &["+4915112345678"], "old.vcf")));
    }

    #[test]
    fn spouses_with_one_mailbox_are_two_marks() {
        let marks = [
            mark("Ines Valdoro", &["valdoro@example.org"], "a.vcf"),
            mark("Marco Valdoro", &["valdoro@example.org"], "a.vcf"),
        ];
        let pair = [marks[1].clone(), marks[0].clone()];
        let register = Register::new(marks.to_vec());
        assert_eq!(register.cards_of(&pair), [vec![CardIx(1)], vec![CardIx(0)]]);
    }

    #[test]
    fn a_card_with_another_name_by_now_is_found_by_a_key_that_only_it_has() {
        let marks = [
            mark("Ana Lindgren", &["ana@example.org"], "b.vcf"),
            mark("Ines Valdoro", &["valdoro@example.org"], "b.vcf"),
            mark("Marco Valdoro", &["valdoro@example.org"], "b.vcf"),
        ];
        let register = Register::new(marks.to_vec());
        let old = mark("Ana Reis", &["ANA@example.org"], "a.vcf");
        let child = mark("Rui Valdoro", &["valdoro@example.org"], "a.vcf");
        assert_eq!(register.cards_of(&[old, child]), [vec![CardIx(0)], vec![]]);
    }

    #[test]
    fn the_file_tells_apart_what_is_alike() {
        let marks = [mark("Ana", &[], "a.vcf"), mark("Ana", &[], "b.vcf")];
        let register = Register::new(marks.to_vec());
        assert_eq!(
            register.cards_of(&marks),
            [vec![CardIx(0)], vec![CardIx(1)]]
        );
    }
}
