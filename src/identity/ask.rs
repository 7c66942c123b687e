//! What the owner is asked: pairs of groups that did not merge and may be one person, the most telling first.

use crate::model::real::Real;
use std::collections::{BTreeMap, BTreeSet};

use super::cluster::{Cross, Hold, Link};
use super::fields::{Email, FamilyName, Field, GivenName, Levels, Phone, Sense};
use super::in_order::worth;
use super::outcome::Outcome;
use super::record::{Ix, Record};
use super::unite::Groups;
use super::veto;
use super::weigh::Scale;
use crate::model::person::Evidence;

/// Pairs that are less likely by their bits are not asked about: of a hundred such questions hardly one was answered with yes.
const LEAST: f64 = 0.06;

/// By so much pairs that nothing holds apart are one person's more often than their bits say; this and the others here are counted on
/// invented networks and on invented households.
const UNHELD: f64 = 1.2;

/// The same where given and family name agree.
const NAMED: f64 = 2.2;

/// The same where the family names are two.
const TWO_FAMILIES: f64 = 0.4;

/// The same where a given name is all that agrees and the bits are below `AGAINST`.
const GIVEN_ALONE: f64 = 0.25;

/// The same where each has something of its own and the bits of the two cards are below `AGAINST`, whatever is counted.
const OWN_AGAINST: f64 = 0.2;

/// The same where nothing but what each has of its own differs.
const OWN: f64 = 0.5;

/// By so much pairs that nothing holds apart are one person's more often than all of this comes to, as long as that is below `EVEN`.
const LIFTED: f64 = 1.7;

/// To what they are lifted at most.
const EVEN: f64 = 0.6;

/// Bits of two cards that speak against one person.
const AGAINST: f64 = -2.0;

/// Nothing disagrees, and hardly anything agrees either: of some 40 such pairs none was one person's.
const NOTHING: f64 = -5.0;

/// How much of what is counted of one name stands whatever the bits say; counted on invented networks.
const COUNTED: f64 = 0.75;

/// From so many cards of one full name on it is rather several people's than the share of one pair tells.
const SEVERAL: u32 = 6;

/// The same of two cards of such a name that agree in nothing else.
const OF_SEVERAL: f64 = 0.65;

/// The same where one of the two has an initial, or no family name.
const OF_PART: f64 = 0.5;

/// Pairs of one number and family name with a Western given name and one of East Asia: a judgement, since spouses share numbers too.
const GOES_BY_BOTH: f64 = 0.6;

/// The same where all they share is a mailbox that others may read.
const GOES_BY_BOTH_AT_HOME: f64 = 0.4;

/// Pairs of one number or mailbox and one family name whose given names differ, and not as a man's and a woman's or as two frequent ones
/// do: short forms are more than any table has. Of 27 such pairs on three invented networks 16 were one person's.
const CALLED: f64 = 0.5;

/// What is asked is never said to be more certain.
const MOST_CERTAIN: f64 = 0.9;

/// What is said of two that nothing but earlier audits keeps apart.
const KEPT_APART: &str = "two people in your earlier audits until you answer";

/// How many cards of a group are looked at; more say nothing new.
const FEW: usize = 20;

/// Two groups that may be one person.
#[derive(Debug, Clone, Copy)]
pub struct Question {
    /// A card of one.
    pub a: Ix,
    /// A card of the other; the pair that speaks for a merge most.
    pub b: Ix,
    /// How likely they are one person.
    pub probability: f64,
    /// How many pairs of cards a "yes" would join.
    pub gain: usize,
    /// The same by bits alone, whatever holds them apart.
    by_bits: f64,
    /// What kept them apart, if not their bits.
    hold: Option<Hold>,
    /// The share of cards of one name that differ so and are one person's, where the cards show it.
    counted: Option<f64>,
    /// How much the other cards of the two groups add to the bits of these two.
    by_others: f64,
    /// Whether they share an address, a number or a profile that is one human's.
    has_key: bool,
    /// Whether earlier audits knew them as two people, and their cards alone would not keep them apart.
    were_two: bool,
}

impl Question {
    /// What the count of these cards says, as evidence.
    pub fn counted(&self) -> Option<String> {
        self.counted?;
        // The count is one of the things that the probability is made of, and what is said must agree with it.
        let of_ten = (self.probability * 10.0).round();
        Some(format!(
            "by how often cards here that share only a name are one person, about {of_ten} of 10 such pairs are"
        ))
    }

    fn is_worth_asking(&self) -> bool {
        self.probability >= LEAST || (self.by_bits >= LEAST && self.probability >= LEAST / 2.0)
    }

    /// Whether the other cards of the two are the reason that it is likelier than the bits of these two say, or less likely.
    pub fn is_by_others(&self, bits: f64) -> bool {
        self.gain > 1 && self.by_others * bits > 0.0
    }

    /// Whether it is as certain as a question can be.
    pub fn is_most_certain(&self) -> bool {
        self.probability >= MOST_CERTAIN
    }

    /// What holds the two apart, as evidence; where nothing on the cards does, that earlier audits did, which weighs nothing.
    pub fn held(&self) -> Option<Evidence> {
        let kept = || Evidence {
            field: "earlier audits",
            level: "two people",
            bits: 0.0,
            text: KEPT_APART.to_owned(),
        };
        let held = self.hold.map(|hold| hold.evidence(self.probability));
        held.or_else(|| self.were_two.then(kept))
    }
}

/// The bits of a probability: the logarithm of its odds.
fn bits_of(probability: f64) -> f64 {
    (probability / (1.0 - probability)).log_2()
}

impl Hold {
    /// The share of pairs that are held so and are one person all the same, beside what their bits say: counted on invented networks.
    fn share(self) -> f64 {
        match self {
            Self::TwoNames => 0.1,
            Self::TwoLives => 0.08,
            Self::OwnOfEach => 0.25,
            Self::NameAlone => 0.8,
            Self::Tie => 0.8,
            // Nobody said so, and an own doubt is no evidence.
            Self::WereTwo => 1.0,
        }
    }

    /// How much of what is counted of a name stands where two cards have these bits.
    fn share_of_counted(self, plain: f64) -> f64 {
        match self {
            Self::TwoLives | Self::OwnOfEach if plain < AGAINST => OWN_AGAINST,
            Self::OwnOfEach => OWN,
            Self::NameAlone if plain > AGAINST => 1.15,
            _ => 1.0,
        }
    }

    /// As evidence that holds a comparison back.
    fn evidence(self, probability: f64) -> Evidence {
        let text = match self {
            Self::TwoNames => "two of their cards have names that one person cannot have",
            Self::TwoLives => {
                "each has a number, a mailbox or a profile of its own, and employer or address differ too"
            }
            Self::OwnOfEach => "each has a number, a mailbox or a profile of its own",
            Self::NameAlone => "only the name agrees, and two people may have it",
            Self::Tie => "somebody else fits about as well",
            Self::WereTwo => KEPT_APART,
        };
        Evidence {
            field: Evidence::VETO,
            level: "holds back",
            bits: bits_of(probability),
            text: text.to_owned(),
        }
    }
}

/// Pairs of groups that are worth asking about, the most telling first. `ties` are cards of groups that fit several others.
pub fn questions(
    scale: &Scale<'_, '_>,
    links: &[Link],
    ties: &[(Ix, Ix)],
    groups: &Groups,
) -> Vec<Question> {
    let head = |ix: Ix| groups.of(ix)[0];
    let pair = |a: Ix, b: Ix| (head(a).min(head(b)), head(a).max(head(b)));
    let ties: BTreeSet<(Ix, Ix)> = ties.iter().map(|&(a, b)| pair(a, b)).collect();
    let mut best: BTreeMap<(Ix, Ix), Link> = BTreeMap::new();
    for link in links {
        let (a, b) = (link.a as usize, link.b as usize);
        if groups.joined(a, b) || !groups.may_join(a, b) {
            continue;
        }
        let known = best.entry(pair(a, b)).or_insert(*link);
        if link.score > known.score {
            *known = *link;
        }
    }
    let mut questions: Vec<Question> = best
        .iter()
        .filter(|(_, link)| !veto::is_answered(&scale.outcome(link.a as usize, link.b as usize)))
        .filter(|(_, link)| !are_lone(scale, link))
        .map(|(pair, link)| question(scale, link, ties.contains(pair), groups))
        .filter(|question| question.is_worth_asking())
        .collect();
    let worth = |q: &Question| worth(q.probability, q.gain);
    questions.sort_by(|x, y| {
        worth(y)
            .total_cmp(&worth(x))
            .then((x.a, x.b).cmp(&(y.a, y.b)))
    });
    questions
}

/// So many questions as a person reads, in their order. Whoever shares a number or an address is asked about before those who share
/// a name alone, however little else agrees, in up to half of the list.
pub fn most_telling(questions: &[Question], most: usize) -> Vec<Question> {
    let keyed = questions.iter().filter(|question| question.has_key).count();
    let mut keyed = keyed.min(most / 2);
    let mut others = most - keyed;
    let mut is_kept = |question: &&Question| {
        let left = if question.has_key && keyed > 0 {
            &mut keyed
        } else {
            &mut others
        };
        let kept = *left > 0;
        *left = left.saturating_sub(1);
        kept
    };
    questions
        .iter()
        .filter(|question| is_kept(question))
        .copied()
        .collect()
}

/// Whether two cards have a given name and nothing else in common, and each its own number or address: Emma of the school and Emma
/// of the ballet. Nobody needs to be asked of them.
fn are_lone(scale: &Scale<'_, '_>, link: &Link) -> bool {
    let [a, b] = [link.a, link.b].map(|ix| &scale.records[ix as usize]);
    let is_lone = |record: &Record<'_>| {
        let card = record.card;
        record.name.family.is_empty() && !(card.phones.is_empty() && card.emails.is_empty())
    };
    let outcome = scale.outcome(link.a as usize, link.b as usize);
    let is_form = matches!(
        outcome.levels.given,
        Some(GivenName::Same | GivenName::Nickname | GivenName::Further)
    );
    let mut others = outcome
        .levels
        .known()
        .filter(|(field, _)| *field != Field::Given);
    let is_all = others.all(|(_, level)| level.sense == Sense::Differs);
    is_lone(a) && is_lone(b) && is_form && is_all
}

fn question(scale: &Scale<'_, '_>, link: &Link, is_tie: bool, groups: &Groups) -> Question {
    let (left, right) = (groups.of(link.a as usize), groups.of(link.b as usize));
    let few = |group: &[Ix]| group.iter().copied().take(FEW).collect::<Vec<_>>();
    let (x, y) = (few(left), few(right));
    let pairs = || {
        x.iter()
            .flat_map(|&a| y.iter().map(move |&b| (a.min(b), a.max(b))))
    };
    let sum: f32 = pairs().map(|(a, b)| scale.score(a, b)).sum();
    let average = sum / (x.len() * y.len()) as f32;
    let bits = f64::from(average.max((average + link.score) / 2.0));
    let cross = Cross::of(&x, &y, groups, &|a, b| scale.verdict(a, b));
    let were_two = cross.hold() == Some(Hold::WereTwo);
    // That earlier audits were in doubt says nothing of the two: the figure is that of the cards.
    let hold = cross.hold_by_cards();
    let outcome = scale.outcome(link.a as usize, link.b as usize);
    let hold = hold.or(is_tie.then_some(Hold::Tie));
    let hold = hold.filter(|_| !outcome.may_go_by_both);
    let by_bits = 1.0 / (1.0 + (-bits).exp_2());
    let is_vetoed = veto::against(&outcome).is_some();
    let plain = f64::from(scale.weights.unclipped(&outcome));
    let here = || scale.share_in_spite(link.a as usize, link.b as usize);
    let is_counted = matches!(
        hold,
        Some(Hold::TwoLives | Hold::OwnOfEach | Hold::NameAlone)
    );
    let counted = here().filter(|_| is_counted);
    let several = match hold {
        Some(Hold::NameAlone) => share_of_name_alone(scale, link, &outcome.levels),
        _ => 1.0,
    };
    let probability = match (hold, counted) {
        _ if outcome.may_go_by_both && veto::shares_a_key(&outcome) => GOES_BY_BOTH,
        _ if outcome.may_go_by_both => GOES_BY_BOTH_AT_HOME,
        // What these cards show of their names says more than the bits do.
        (Some(hold), Some(here)) => {
            let of_all = COUNTED + (1.0 - COUNTED) * by_bits;
            here * of_all * hold.share_of_counted(plain) * several
        }
        (Some(hold), None) => by_bits * hold.share() * several,
        (None, _) if is_vetoed => by_bits * share_of_vetoed(plain),
        (None, _) => lifted(by_bits * share_of_unheld(&outcome.levels, plain)),
    };
    let least = match has_one_key(&outcome) {
        _ if may_be_called_so(&outcome) => CALLED,
        true => LEAST,
        false => 0.0,
    };
    Question {
        a: link.a as usize,
        b: link.b as usize,
        probability: probability.clamp(least, MOST_CERTAIN),
        gain: left.len() * right.len(),
        by_bits,
        hold,
        counted,
        by_others: bits - f64::from(link.score),
        has_key: veto::shares_a_key(&outcome),
        were_two,
    }
}

/// How much less often than that two cards are one person's of which nothing but a name agrees, by how many cards bear it and how
/// much of it they have.
fn share_of_name_alone(scale: &Scale<'_, '_>, link: &Link, levels: &Levels) -> f64 {
    let bearers = scale.bearers(link.a as usize, link.b as usize);
    let several = if bearers >= SEVERAL { OF_SEVERAL } else { 1.0 };
    let is_part = levels.given == Some(GivenName::Initial) || levels.family.is_none();
    several * if is_part { OF_PART } else { 1.0 }
}

/// Whether two cards share an address, a number or a profile that is one human's, or a card without a name shares a household's address:
/// however little else agrees, that is a question.
fn has_one_key(outcome: &Outcome) -> bool {
    let is_nameless = outcome.levels.family.is_none() && outcome.levels.given.is_none();
    let shares_a_house = outcome.levels.email == Some(Email::Shared);
    veto::shares_a_key(outcome) || (is_nameless && shares_a_house)
}

/// How likely two that nothing holds apart are one person, by what their bits say: five invented networks have more of them.
fn lifted(probability: f64) -> f64 {
    probability.max((LIFTED * probability).min(EVEN))
}

/// Whether the given names of two cards, which differ, may be what one human is called: the mobile number or the mailbox is one, and so
/// is the family name.
fn may_be_called_so(outcome: &Outcome) -> bool {
    let levels = &outcome.levels;
    let given = matches!(
        levels.given,
        Some(GivenName::Differs | GivenName::Another | GivenName::Similar | GivenName::Close)
    );
    let family = matches!(levels.family, Some(FamilyName::Same | FamilyName::Close));
    let key = levels.phone == Some(Phone::Mobile) || levels.email == Some(Email::Same);
    given && family && key && !outcome.opposite && !outcome.unlike
}

/// How much oftener than their bits say pairs that nothing holds apart are one person's, by their names.
fn share_of_unheld(levels: &Levels, plain: f64) -> f64 {
    let given = matches!(
        levels.given,
        Some(GivenName::Same | GivenName::Nickname | GivenName::Further | GivenName::Swapped)
    );
    match levels.family {
        None if plain < NOTHING => 0.0,
        Some(FamilyName::Same | FamilyName::Swapped) if given => NAMED,
        Some(FamilyName::Differs) => TWO_FAMILIES,
        None if given && plain < AGAINST => GIVEN_ALONE,
        _ => UNHELD,
    }
}

/// The same of pairs that a veto holds down, whatever their bits say.
fn share_of_vetoed(plain: f64) -> f64 {
    match plain {
        bits if bits < 0.0 => 0.5,
        bits if bits < 2.0 => 1.5,
        _ => 2.2,
    }
}
