//! Whom a correspondent means whose key is on no card: the one person who bears the name, the one of several for whom the mail
//! domain speaks, or nobody who can be told without asking.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::candidates::{Candidate, Candidates};
use super::domains::{Domains, Says};
use super::fit::NameFit;
use super::say::doubt;
use crate::identity::kind::is_role;
use crate::identity::names::countries::full_name_share;
use crate::identity::names::frequency::{family_share, given_share};
use crate::identity::names::parse::Parsed;
use crate::identity::names::skeleton::skeleton;
use crate::model::card::{Card, CardIx};
use crate::model::correspondent::{Meant, MeantByName, NameMatch};
use crate::model::exchange::PeerKey;
use crate::model::keys::Email;
use crate::model::name::fold;
use crate::model::owner::Owner;
use crate::model::person::{Doubt, Person};
use crate::model::timeline::Who;

/// A name on more people than these is no question that anybody answers.
const ASKED_AT_MOST: usize = 3;

/// From this share of all people on, a name is so frequent that a stranger who writes may bear it, too.
const FREQUENT: f32 = 5e-7;

/// Up to this share a family name is so rare that a nickname before it is the same person's.
const RARE: f32 = 1e-5;

/// How often somebody who writes under a rare name is the one person of it, or one of two or three: of these several are one human as
/// a rule, whose cards nothing joins. Counted on five invented networks, as is the next one.
const NAMED: [f64; ASKED_AT_MOST] = [0.9, 0.68, 0.6];

/// By how much each stranger of the name who is to be expected makes that less likely.
const STRANGERS: f64 = 1.5;

/// So many people an owner knows.
const NETWORK: f64 = 3_000.0;

/// What the owner said of correspondents and cards.
#[derive(Debug, Clone, Default)]
pub struct Decided {
    /// Pairs that are one person.
    pub same: BTreeSet<(CardIx, CardIx)>,
    /// Pairs that are two.
    pub not_same: BTreeSet<(CardIx, CardIx)>,
}

/// Finds out whom each candidate means.
pub fn join_by_name(
    candidates: &Candidates,
    people: &[Person],
    cards: &[Card],
    owner: &Owner,
    decided: &Decided,
) -> MeantByName {
    let mut joining = Joining {
        cards,
        people,
        of_card: of_card(people, candidates.cards),
        profiles: &candidates.profiles,
        domains: Domains::new(&cards[..candidates.cards], owner),
        owner: &candidates.own_names,
        decided,
    };
    // Whoever is alone with a name shows for whom the mail domain speaks, before others are judged by it.
    let lone: Vec<(CardIx, Who)> = candidates
        .list
        .iter()
        .filter_map(|one| joining.alone(one))
        .collect();
    for (record, who) in lone {
        joining.show(record, who);
    }
    let meant = candidates
        .list
        .iter()
        .filter_map(|one| Some((one.key.clone(), joining.meant(one)?)));
    meant.collect()
}

fn of_card(people: &[Person], cards: usize) -> Vec<Option<Who>> {
    let mut of_card = vec![None; cards];
    for (person, who) in people.iter().zip(0..) {
        for card in &person.cards {
            if let Some(of) = of_card.get_mut(card.0 as usize) {
                *of = Some(Who(who));
            }
        }
    }
    of_card
}

struct Joining<'a> {
    cards: &'a [Card],
    people: &'a [Person],
    of_card: Vec<Option<Who>>,
    domains: Domains,
    profiles: &'a FxHashMap<String, (i64, i64)>,
    owner: &'a BTreeSet<String>,
    decided: &'a Decided,
}

/// Somebody who bears a candidate's name.
struct Bearer {
    who: Who,
    fit: NameFit,
    says: Says,
    /// The card that bears it.
    card: CardIx,
}

impl Joining<'_> {
    fn meant(&self, one: &Candidate) -> Option<Meant> {
        if let Some(who) = self.said(one) {
            return Some(Meant::One(who, NameMatch::Said));
        }
        let (short, bearers): (Vec<Bearer>, Vec<Bearer>) = self
            .bearers(one)
            .into_iter()
            .partition(|bearer| bearer.fit == NameFit::Initial);
        if bearers.is_empty() {
            return self.meant_by_initial(one, &short);
        }
        let at_employer: Vec<&Bearer> = bearers
            .iter()
            .filter(|b| b.says == Says::Employer)
            .collect();
        if let [only] = at_employer[..] {
            return Some(Meant::One(only.who, NameMatch::NameAndDomain));
        }
        let whole: Vec<&Bearer> = bearers.iter().filter(|b| b.fit == NameFit::Whole).collect();
        let namesakes = if whole.is_empty() {
            bearers.iter().collect()
        } else {
            whole
        };
        match namesakes[..] {
            [] => None,
            [only] if self.is_certain(one, only) => Some(Meant::One(only.who, NameMatch::Name)),
            _ if namesakes.len() > ASKED_AT_MOST => Some(Meant::OneOfMany(namesakes.len() as u32)),
            _ => Some(Meant::Perhaps(self.ask(one, &namesakes))),
        }
    }

    /// Whom an initial before a family name means. At a company the rare name is one person's, who has no other address there; else it
    /// may be a colleague's or a relative's.
    fn meant_by_initial(&self, one: &Candidate, short: &[Bearer]) -> Option<Meant> {
        let is_rare = one.names.iter().all(is_rare);
        let at_employer: Vec<&Bearer> = short
            .iter()
            .filter(|bearer| bearer.says == Says::Employer)
            .collect();
        match (&at_employer[..], short) {
            ([only], _) if is_rare && !self.has_address_there(one, only.who) => {
                Some(Meant::One(only.who, NameMatch::InitialAndDomain))
            }
            ([], [only]) if is_rare && only.says == Says::Nothing => {
                Some(Meant::Perhaps(self.ask(one, &[only])))
            }
            ([], _) => None,
            (some, _) if some.len() > ASKED_AT_MOST => Some(Meant::OneOfMany(some.len() as u32)),
            (some, _) => Some(Meant::Perhaps(self.ask(one, some))),
        }
    }

    fn ask(&self, one: &Candidate, namesakes: &[&Bearer]) -> Vec<(Who, Doubt)> {
        let strangers = one.names.iter().map(strangers).fold(0.0, f64::max);
        let named = NAMED[namesakes.len().clamp(1, NAMED.len()) - 1];
        let pair = |bearer: &&Bearer| {
            let chance = match bearer.fit {
                NameFit::Initial => 1.0 / (namesakes.len() as f64 + 1.0),
                NameFit::Whole | NameFit::Form => named / (1.0 + STRANGERS * strangers),
            };
            let another = bearer.says == Says::Another;
            (
                bearer.who,
                doubt((bearer.card, bearer.fit), one, chance, another, self.cards),
            )
        };
        namesakes.iter().map(pair).collect()
    }

    /// The only bearer of a name that is not the owner's, whatever the domain says.
    fn alone(&self, one: &Candidate) -> Option<(CardIx, Who)> {
        let bearers = self.bearers(one);
        let [only] = &bearers[..] else { return None };
        (only.fit == NameFit::Whole && !self.is_owners(one)).then_some((one.record, only.who))
    }

    fn show(&mut self, record: CardIx, who: Who) {
        let email = self.cards[record.0 as usize]
            .emails
            .first()
            .and_then(|mail| mail.email.as_ref());
        if let Some(email) = email {
            for card in &self.people[who.0 as usize].cards {
                self.domains.witness(email, &self.cards[card.0 as usize]);
            }
        }
    }

    /// Who bears the name, each person once, in their order.
    fn bearers(&self, one: &Candidate) -> Vec<Bearer> {
        let mut bearers: Vec<Bearer> = Vec::new();
        for &(card, fit) in &one.bearers {
            let Some(who) = self.of_card[card.0 as usize] else {
                continue;
            };
            if self.is_kept_apart(one.record, who) || self.has_another_profile(one, who) {
                continue;
            }
            match bearers.iter_mut().find(|bearer| bearer.who == who) {
                Some(known) if known.fit <= fit => {}
                Some(known) => (known.fit, known.card) = (fit, card),
                None => bearers.push(Bearer {
                    who,
                    fit,
                    says: self.say(one, who),
                    card,
                }),
            }
        }
        bearers.sort_by_key(|bearer| bearer.who);
        bearers
    }

    /// What the mail domain says of somebody's employers.
    fn say(&self, one: &Candidate, who: Who) -> Says {
        let PeerKey::Email(email) = &one.key else {
            return Says::Nothing;
        };
        if one.names.iter().any(|name| is_family_domain(email, name)) {
            return Says::Nothing;
        }
        let cards = self.people[who.0 as usize].cards.iter();
        let said = cards.map(|card| self.domains.say(email, &self.cards[card.0 as usize]));
        said.reduce(|a, b| match (a, b) {
            (Says::Employer, _) | (_, Says::Employer) => Says::Employer,
            (Says::Another, _) | (_, Says::Another) => Says::Another,
            (Says::Nothing, Says::Nothing) => Says::Nothing,
        })
        .unwrap_or(Says::Nothing)
    }

    /// Whether nothing makes it likely that a stranger bears the name as well.
    fn is_certain(&self, one: &Candidate, only: &Bearer) -> bool {
        let is_frequent = one.names.iter().any(is_frequent);
        let is_elsewhere = only.says == Says::Another || matches!(one.key, PeerKey::Profile(_));
        let is_rare_form = one.names.iter().all(is_rare);
        let is_doubtful = self.is_owners(one) || (is_frequent && is_elsewhere);
        !is_doubtful
            && (only.fit == NameFit::Whole || is_rare_form)
            && !self.has_colleague_address(one, only.who)
    }

    fn is_owners(&self, one: &Candidate) -> bool {
        let shown = &self.cards[one.record.0 as usize].name.full;
        self.owner.contains(&fold(shown))
    }

    /// Whether somebody of a frequent name has an address of their own at the same company: two people of one name work there. A
    /// mailbox of the office is nobody's own.
    fn has_colleague_address(&self, one: &Candidate, who: Who) -> bool {
        one.names.iter().any(is_frequent) && self.has_address_there(one, who)
    }

    /// Whether somebody has an address of their own at the company from which a candidate writes.
    fn has_address_there(&self, one: &Candidate, who: Who) -> bool {
        let PeerKey::Email(email) = &one.key else {
            return false;
        };
        let cards = self.people[who.0 as usize].cards.iter();
        let mails = cards.flat_map(|card| &self.cards[card.0 as usize].emails);
        let mut known = mails.filter_map(|mail| mail.email.as_ref());
        known.any(|known| known.domain() == email.domain() && !is_role(known))
    }

    /// LinkedIn has one profile a person at a time: who wrote under their own while this one was in use is somebody else.
    fn has_another_profile(&self, one: &Candidate, who: Who) -> bool {
        let PeerKey::Profile(_) = &one.key else {
            return false;
        };
        let cards = self.people[who.0 as usize].cards.iter();
        let own = cards.flat_map(|card| &self.cards[card.0 as usize].profiles);
        let mut used = own.filter_map(|slug| self.profiles.get(slug.as_str()));
        used.any(|used| used.0 <= one.used.1 && one.used.0 <= used.1)
    }

    fn said(&self, one: &Candidate) -> Option<Who> {
        let mut same = self.decided.same.iter();
        let pair = same.find(|(a, b)| *a == one.record || *b == one.record)?;
        let card = if pair.0 == one.record { pair.1 } else { pair.0 };
        *self.of_card.get(card.0 as usize)?
    }

    fn is_kept_apart(&self, record: CardIx, who: Who) -> bool {
        let cards = &self.people[who.0 as usize].cards;
        cards.iter().any(|&card| {
            let pair = (card.min(record), card.max(record));
            self.decided.not_same.contains(&pair)
        })
    }
}

/// Whether a stranger who writes may bear the name, too.
pub(super) fn is_frequent(name: &Parsed) -> bool {
    frequency(name) >= FREQUENT
}

/// How many strangers an owner knows who bear a name, where it is commonest.
fn strangers(name: &Parsed) -> f64 {
    NETWORK * f64::from(full_name_share(name.called().0, &name.family_whole))
}

/// Whether hardly anybody bears the family name.
fn is_rare(name: &Parsed) -> bool {
    family_share(&name.family_whole) <= RARE
}

fn frequency(name: &Parsed) -> f32 {
    given_share(name.first()) * family_share(&name.family_whole)
}

/// Whether an address is at a domain of the family's own: `gus@haandrik.test`.
fn is_family_domain(email: &Email, name: &Parsed) -> bool {
    let family = &name.family_whole;
    family.len() > 3 && skeleton(email.domain()).contains(family.as_str())
}
