//! The weights in bits, and what they make of an outcome: how strongly it speaks for one person (Fellegi and Sunter, with
//! three rival explanations instead of one).

use super::compare::Outcome;
use super::fields::level_of::{SAME, SAME_COMPANY_DOMAIN, SPELLS_GIVEN, SPELLS_NAME};
use super::fields::{
    CLASSES, COUNT, Class, FAMILY_PART, FAMILY_SWAPPED, FIELDS, GIVEN_NICKNAME, GIVEN_SWAPPED,
    GIVEN_SWAPPED_AMBIGUOUS, at,
};
use super::names::compare::{Family, Given};

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
const GIVEN_FORMS: [u8; 3] = [SAME, GIVEN_NICKNAME, Given::Close as u8];

/// The same of family names.
const FAMILY_FORMS: [u8; 3] = [SAME, FAMILY_PART, Family::Close as u8];

/// Shares and frequencies as bits.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    /// log2 of the share of each level, by class and field; 0 for level 0.
    pub bits: [[[f32; LEVELS]; COUNT]; CLASSES],
    /// log2 of the share of all pairs that belong to each class.
    pub prior: [f32; CLASSES],
}

impl Weights {
    /// The built-in weights for so many cards.
    pub fn built_in(cards: usize) -> Self {
        let mut bits = [[[0.0; LEVELS]; COUNT]; CLASSES];
        for (field, table) in FIELDS.iter().enumerate() {
            for (level, row) in table.levels.iter().enumerate() {
                for (class, share) in row.shares.iter().enumerate() {
                    bits[class][field][level + 1] = share.log2();
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
            weights.prior[class] = (count / pairs).min(MOST).log2();
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
        for class in [home, office, unrelated] {
            for level in [SAME, GIVEN_NICKNAME, GIVEN_SWAPPED, GIVEN_SWAPPED_AMBIGUOUS] {
                self.bits[class][at::GIVEN][usize::from(level)] = 0.0;
            }
            let spelled = usize::from(SPELLS_NAME)..=usize::from(SPELLS_GIVEN);
            self.bits[class][at::HANDLE][spelled].fill(0.0);
        }
        for class in [office, unrelated] {
            for field in [at::FAMILY, at::STREET, at::TOWN] {
                self.bits[class][field][usize::from(SAME)] = 0.0;
            }
            self.bits[class][at::FAMILY][usize::from(FAMILY_PART)] = 0.0;
        }
        self.bits[unrelated][at::EMAIL][usize::from(SAME_COMPANY_DOMAIN)] = 0.0;
        self.bits[unrelated][at::EMPLOYER][usize::from(SAME)] = 0.0;
    }

    /// log2 likelihood times prior of each class.
    pub fn classes(&self, outcome: &Outcome) -> [f32; CLASSES] {
        let mut sums = self.prior;
        for (class, sum) in sums.iter_mut().enumerate() {
            *sum += outcome
                .levels
                .iter()
                .zip(&self.bits[class])
                .map(|(&level, bits)| bits[usize::from(level)])
                .sum::<f32>();
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
        let (given, family) = (levels[at::GIVEN], levels[at::FAMILY]);
        let is_swapped = matches!(given, GIVEN_SWAPPED | GIVEN_SWAPPED_AMBIGUOUS);
        let given_agrees = matches!(given, SAME | GIVEN_NICKNAME);
        let family_agrees = matches!(family, SAME | FAMILY_PART);
        let alike = is_swapped || (GIVEN_FORMS.contains(&given) && FAMILY_FORMS.contains(&family));
        if !alike {
            return [0.0; CLASSES];
        }
        // Namesakes go by short forms, parts and misspellings of their names as often as one person does.
        let person = &self.bits[Class::Person as usize];
        let form = |field: usize| {
            person[field][usize::from(levels[field])] - person[field][usize::from(SAME)]
        };
        let forms = form(at::GIVEN) + if is_swapped { 0.0 } else { form(at::FAMILY) };
        let chance = |class: Class| {
            let bits = &self.bits[class as usize];
            let of =
                |field: usize| bits[field][usize::from(levels[field])] + outcome.by_field[field];
            of(at::GIVEN) + of(at::FAMILY)
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
            SAME => HANDED_DOWN,
            GIVEN_NICKNAME => HANDED_DOWN_AS_NICKNAME,
            _ if is_swapped => HANDED_DOWN + forms,
            _ => f32::NEG_INFINITY,
        };
        [
            0.0,
            (home - outcome.by_field[at::GIVEN]).max(0.0),
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
        let sum = most + rivals.iter().map(|r| (r - most).exp2()).sum::<f32>().log2();
        person - sum
    }

    /// Bits of one field: for one person and against the rival class.
    pub fn field_bits(&self, outcome: &Outcome, field: usize, rival: usize) -> f32 {
        let level = usize::from(outcome.levels[field]);
        let from = match field {
            at::GIVEN | at::HANDLE => Class::Household as usize,
            at::FAMILY | at::STREET | at::TOWN => Class::Office as usize,
            _ => Class::Unrelated as usize,
        };
        let chance = if rival >= from {
            outcome.by_field[field]
        } else {
            0.0
        };
        let is_swapped = outcome.levels[at::FAMILY] == FAMILY_SWAPPED;
        let carrier = if is_swapped { at::GIVEN } else { at::FAMILY };
        let overrated = if field == carrier {
            self.namesakes(outcome)[rival]
        } else {
            0.0
        };
        self.bits[0][field][level] - self.bits[rival][field][level] - chance - overrated
    }
}

/// Whether a field speaks against one person.
fn disagrees(outcome: &Outcome) -> bool {
    (0..COUNT).any(|field| {
        let level = usize::from(outcome.levels[field]);
        level > 0 && {
            let shares = FIELDS[field].levels[level - 1].shares;
            shares[0] < shares[Class::Unrelated as usize]
        }
    })
}
