//! Cards side by side: what of them shows at a glance who is meant. They are ordered by what stands on them and not by
//! where they stood in the input, so that shuffled rows give the same pages.

use crate::model::audit::Audit;
use crate::model::card::CardIx;
use crate::model::keys::Slug;
use crate::model::mark::shown_name;
use crate::model::person::Doubt;

/// What is shown of one card.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Side<'a> {
    /// Name, or what stands in for it.
    pub name: &'a str,
    /// The file as given.
    pub file: &'a str,
    /// First employer.
    pub company: &'a str,
    /// Profile link.
    pub profile: String,
    /// E-mail addresses.
    pub emails: Vec<&'a str>,
    /// Phone numbers in international form, or as written.
    pub phones: Vec<&'a str>,
}

impl<'a> Side<'a> {
    /// Looks at a card.
    pub fn of(audit: &'a Audit, card: CardIx) -> Self {
        let card = &audit.cards[card.0 as usize];
        Self {
            name: shown_name(card),
            file: audit
                .files
                .get(card.place.file.0 as usize)
                .map_or("", |f| &f.name),
            company: card.companies.first().map_or("", String::as_str),
            profile: card.profiles.first().map_or_else(String::new, Slug::url),
            emails: card
                .emails
                .iter()
                .map(|m| m.email.as_ref().map_or(m.raw.as_str(), |e| e.as_str()))
                .collect(),
            phones: card
                .phones
                .iter()
                .map(|t| t.phone.as_ref().map_or(t.raw.as_str(), |p| p.shown()))
                .collect(),
        }
    }
}

impl Side<'_> {
    /// The name, or what the card is reached by where it has none.
    pub fn called(&self) -> &str {
        let reached = [self.emails.first(), self.phones.first()];
        let stand_ins = reached.into_iter().flatten().copied();
        let all = std::iter::once(self.name).chain(stand_ins);
        let mut all = all.chain([self.company, &self.profile]);
        all.find(|text| !text.trim().is_empty())
            .unwrap_or("(no name)")
    }
}

/// A doubtful pair of cards.
pub struct Pair<'a> {
    /// How likely they are one person, and why.
    pub doubt: &'a Doubt,
    /// The two cards.
    pub sides: [Side<'a>; 2],
    /// The ids of the people they are taken for; empty where a card is nobody's.
    pub ids: [&'a str; 2],
}

/// The doubtful pairs, likeliest first.
pub fn pairs(audit: &Audit) -> Vec<Pair<'_>> {
    let ids = ids(audit);
    let mut pairs: Vec<Pair<'_>> = audit
        .doubts
        .iter()
        .map(|doubt| pair(audit, &ids, doubt))
        .collect();
    pairs.sort_by(|x, y| {
        let by_chance = y.doubt.probability.total_cmp(&x.doubt.probability);
        by_chance.then_with(|| (&x.sides, x.ids).cmp(&(&y.sides, y.ids)))
    });
    pairs
}

/// The id of the person on each card.
fn ids(audit: &Audit) -> Vec<&str> {
    let mut ids = vec![""; audit.cards.len()];
    for person in audit.everybody() {
        for card in &person.cards {
            ids[card.0 as usize] = &person.id;
        }
    }
    ids
}

fn pair<'a>(audit: &'a Audit, ids: &[&'a str], doubt: &'a Doubt) -> Pair<'a> {
    let side = |card: CardIx| (Side::of(audit, card), ids[card.0 as usize]);
    let mut both = [side(doubt.a), side(doubt.b)];
    both.sort();
    let [(a, first), (b, second)] = both;
    Pair {
        doubt,
        sides: [a, b],
        ids: [first, second],
    }
}
