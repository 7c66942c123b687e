//! The weights in bits, and what they make of an outcome: how strongly it speaks for one person (Fellegi and Sunter, with
//! three rival explanations instead of one).

use super::fields::{
    CLASSES, COUNT, Class, Email, Employer, FamilyName, Field, GivenName, Spelled, Street, Town,
};
use super::outcome::Outcome;
use crate::model::real::Real;

/// Number of levels of the longest field, level 0 included.
pub const LEVELS: usize = 11;

/// Bits beyond which evidence does not count further; exactly as many against stand for a veto.
pub const CLIP: f32 = 20.0;

/// Silence is no disagreement: a pair in which no field disagrees is not rated below this.
pub const SILENCE: f32 = -1.5;

/// Highest share of one person's pairs that is assumed beforehand; in an address book of a few cards anything else is a guess.
const MOST: f32 = 0.05;

/// Given and family names of one culture come together more often than chance; bits by which agreement on both is overrated.
const CULTURE: f32 = 1.0;

/// However rare a full name is, one of twenty pairs of cards that bear it are namesakes: bits beside one person's pairs.
const NAMESAKES: f32 = -4.3;

/// Share, in bits, of an office's pairs that bear one full name.
const OFFICE_NAMESAKES: f32 = -9.4;

/// Share, in bits, of a household's pairs that bear one given name: father and son.
const HANDED_DOWN: f32 = -6.0;

/// The same for a name and its short form: Robert and Bob under one roof.
const HANDED_DOWN_AS_NICKNAME: f32 = -12.0;

/// Levels of given names that the names of one person, and of namesakes, come out at.
const GIVEN_FORMS: [GivenName; 3] = [GivenName::Same, GivenName::Nickname, GivenName::Close];

/// The same of family names.
const FAMILY_FORMS: [FamilyName; 3] = [FamilyName::Same, FamilyName::Part, FamilyName::Close];

/// Shares and frequencies as bits.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    /// log2 of the share of each level, by class and field; 0 for level 0.
    pub bits: [[[f32; LEVELS]; COUNT]; CLASSES],
    /// log2 of the share of all pairs that belong to each class.
    pub prior: [f32; CLASSES],
}

/// Where in a table of all levels of all fields those of an outcome stand. Most pairs have few fields in common.
#[derive(Debug, Clone, Copy)]
pub struct Places {
    list: [u8; COUNT],
    count: u8,
}

impl Places {
    /// Of an outcome.
    pub fn of(outcome: &Outcome) -> Self {
        let mut places = Self {
            list: [0; COUNT],
            count: 0,
        };
        for (field, level) in outcome.levels.numbers().into_iter().enumerate() {
            if level > 0 {
                places.list[usize::from(places.count)] = (field * LEVELS) as u8 + level;
                places.count += 1;
            }
        }
        places
    }

    /// Each of them, in the order of the fields.
    pub fn each(&self) -> impl Iterator<Item = usize> {
        let list = self.list[..usize::from(self.count)].iter();
        list.map(|place| usize::from(*place))
    }
}

// All places are told by one byte.
const _: () = assert!(COUNT * LEVELS <= 256);

impl Weights {
    /// The built-in weights for so many cards.
    pub fn built_in(cards: usize) -> Self {
        let mut bits = [[[0.0; LEVELS]; COUNT]; CLASSES];
        for &field in Field::ALL {
            for (level, row) in field.table().levels.iter().enumerate() {
                for (class, share) in row.shares.iter().enumerate() {
                    bits[class][field as usize][level + 1] = share.log_2();
                }
            }
        }
        let mut weights = Self {
            bits,
            prior: [0.0; CLASSES],
        };
        weights.by_chance();
        let pairs = (cards.max(2) as f32 * (cards.max(2) - 1) as f32) / 2.0;
        let expected = [0.35 * cards as f32, 0.25 * cards as f32, 2.0 * cards as f32];
        for (class, count) in expected.iter().enumerate() {
            weights.prior[class] = (count / pairs).min(MOST).log_2();
        }
        weights
    }

    /// Levels whose share in a class is the value's own frequency, which the outcome carries.
    fn by_chance(&mut self) {
        let (home, office, unrelated) = (
            Class::Household as usize,
            Class::Office as usize,
            Class::Unrelated as usize,
        );
        let given = [
            GivenName::Same,
            GivenName::Nickname,
            GivenName::Swapped,
            GivenName::SwappedEitherWay,
        ];
        let spelled = [
            Spelled::FullName,
            Spelled::FamilyAndInitial,
            Spelled::Family,
            Spelled::Given,
        ];
        let mut known = |class: usize, field: Field, level: usize| {
            self.bits[class][field as usize][level + 1] = 0.0
        };
        for class in [home, office, unrelated] {
            given
                .iter()
                .for_each(|&level| known(class, Field::Given, level as usize));
            spelled
                .iter()
                .for_each(|&level| known(class, Field::Spelled, level as usize));
        }
        for class in [office, unrelated] {
            known(class, Field::Family, FamilyName::Same as usize);
            known(class, Field::Family, FamilyName::Part as usize);
            known(class, Field::Street, Street::Same as usize);
            known(class, Field::Town, Town::Same as usize);
        }
        known(unrelated, Field::Email, Email::SameCompany as usize);
        known(unrelated, Field::Employer, Employer::Same as usize);
    }

    /// log2 likelihood times prior of each class.
    pub fn classes(&self, outcome: &Outcome) -> [f32; CLASSES] {
        self.classes_of(outcome, &Places::of(outcome))
    }

    /// The same where the places of what came out are known already.
    pub fn classes_of(&self, outcome: &Outcome, places: &Places) -> [f32; CLASSES] {
        let mut sums = self.prior;
        for (sum, bits) in sums.iter_mut().zip(&self.bits) {
            let bits = bits.as_flattened();
            *sum += places.each().map(|place| bits[place]).sum::<f32>();
        }
        let [everywhere, outside_home, among_strangers] = outcome.chance;
        sums[Class::Household as usize] += everywhere;
        sums[Class::Office as usize] += everywhere + outside_home;
        sums[Class::Unrelated as usize] += everywhere + outside_home + among_strangers;
        for (sum, bits) in sums.iter_mut().zip(self.namesakes(outcome)) {
            *sum += bits;
        }
        sums
    }

    /// Bits by which agreement on a full name is overrated in each class where frequencies alone are multiplied: names go
    /// together by culture, sons are named after their fathers, and in every large circle some people are namesakes.
    fn namesakes(&self, outcome: &Outcome) -> [f32; CLASSES] {
        let levels = outcome.levels;
        let (Some(given), Some(family)) = (levels.given, levels.family) else {
            return [0.0; CLASSES];
        };
        let is_swapped = matches!(given, GivenName::Swapped | GivenName::SwappedEitherWay);
        let given_agrees = matches!(given, GivenName::Same | GivenName::Nickname);
        let family_agrees = matches!(family, FamilyName::Same | FamilyName::Part);
        let alike = is_swapped || (GIVEN_FORMS.contains(&given) && FAMILY_FORMS.contains(&family));
        if !alike {
            return [0.0; CLASSES];
        }
        // Namesakes go by short forms, parts and misspellings of their names as often as one person does.
        let of = |class: Class, field: Field, level: usize| {
            self.bits[class as usize][field as usize][level + 1]
        };
        let form = |field: Field, level: usize| {
            of(Class::Person, field, level) - of(Class::Person, field, 0)
        };
        let of_family = if is_swapped {
            0.0
        } else {
            form(Field::Family, family as usize)
        };
        let forms = form(Field::Given, given as usize) + of_family;
        let by_chance = |field: Field| outcome.by_field[field as usize];
        let chance = |class: Class| {
            of(class, Field::Given, given as usize)
                + by_chance(Field::Given)
                + (of(class, Field::Family, family as usize) + by_chance(Field::Family))
        };
        // What may be a slip is no namesake's name unless several people are known to bear it.
        let known = outcome.known + CULTURE + forms;
        let (culture, office, strangers) = if given_agrees && family_agrees {
            let namesakes = self.prior[Class::Person as usize] + NAMESAKES + forms;
            (
                CULTURE,
                known.max(OFFICE_NAMESAKES + forms),
                known.max(namesakes),
            )
        } else {
            (0.0, known, known)
        };
        let home = match given {
            GivenName::Same => HANDED_DOWN,
            GivenName::Nickname => HANDED_DOWN_AS_NICKNAME,
            _ if is_swapped => HANDED_DOWN + forms,
            _ => f32::NEG_INFINITY,
        };
        [
            0.0,
            (home - by_chance(Field::Given)).max(0.0),
            (office - chance(Class::Office)).max(culture),
            (strangers - chance(Class::Unrelated)).max(culture),
        ]
    }

    /// How strongly an outcome speaks for one person, in bits; at 0 it is as likely as not.
    pub fn score(&self, outcome: &Outcome) -> f32 {
        let score = self.unclipped(outcome).clamp(1.0 - CLIP, CLIP);
        let silent = score < SILENCE && !disagrees(outcome);
        if silent { SILENCE } else { score }
    }

    /// The same without limits: what all fields and the prior add up to.
    pub fn unclipped(&self, outcome: &Outcome) -> f32 {
        let [person, rivals @ ..] = self.classes(outcome);
        let most = rivals.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let sum = most
            + rivals
                .iter()
                .map(|r| (r - most).exp_2())
                .sum::<f32>()
                .log_2();
        person - sum
    }

    /// Bits of one field: for one person and against the rival class.
    pub fn field_bits(&self, outcome: &Outcome, field: Field, rival: usize) -> f32 {
        let level = usize::from(outcome.levels.numbers()[field as usize]);
        let from = match field {
            Field::Given | Field::Middle | Field::Spelled => Class::Household as usize,
            Field::Family | Field::Street | Field::Town => Class::Office as usize,
            _ => Class::Unrelated as usize,
        };
        let chance = if rival >= from {
            outcome.by_field[field as usize]
        } else {
            0.0
        };
        let is_swapped = outcome.levels.family == Some(FamilyName::Swapped);
        let carrier = if is_swapped {
            Field::Given
        } else {
            Field::Family
        };
        let overrated = if field == carrier {
            self.namesakes(outcome)[rival]
        } else {
            0.0
        };
        self.bits[0][field as usize][level]
            - self.bits[rival][field as usize][level]
            - chance
            - overrated
    }
}

/// Whether a field speaks against one person.
fn disagrees(outcome: &Outcome) -> bool {
    outcome
        .levels
        .known()
        .any(|(_, level)| level.shares[0] < level.shares[Class::Unrelated as usize])
}
