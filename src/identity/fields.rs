//! What is compared, how it can come out, and how probable each outcome is by default: the model as a table.

use super::names::compare::{Family, Further, Given};

/// How two cards can belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// The same person.
    Person,
    /// Two people of one household.
    Household,
    /// Two people of one office.
    Office,
    /// Two people who have nothing to do with each other.
    Unrelated,
}

/// Number of classes.
pub const CLASSES: usize = 4;

/// An outcome of a comparison: how often it comes out among pairs of each class.
#[derive(Debug, Clone, Copy)]
pub struct Level {
    /// The word for it.
    pub name: &'static str,
    /// Share among pairs of each class, in the order of `Class`.
    pub shares: [f32; CLASSES],
}

/// Something that two cards are compared by. Level 0 is always "not known on both sides" and says nothing.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// The word for it.
    pub name: &'static str,
    /// The outcomes from level 1 on.
    pub levels: &'static [Level],
    /// The highest share that the last level may be given among pairs of one person; learning runs away without it.
    pub ceiling: f32,
}

impl Field {
    /// Whether a level says that the values are not the same at all.
    pub fn is_difference(&self, level: usize) -> bool {
        matches!(
            self.levels[level - 1].name,
            "differs" | "another" | "another name" | "another mobile" | "another mailbox"
        )
    }
}

const fn level(name: &'static str, shares: [f32; CLASSES]) -> Level {
    Level { name, shares }
}

/// Indices into `FIELDS`.
pub mod at {
    /// Given name.
    pub const GIVEN: usize = 0;
    /// Family name.
    pub const FAMILY: usize = 1;
    /// Middle name.
    pub const MIDDLE: usize = 2;
    /// Generation.
    pub const GENERATION: usize = 3;
    /// Birthday.
    pub const BIRTHDAY: usize = 4;
    /// E-mail address.
    pub const EMAIL: usize = 5;
    /// Name that an address spells.
    pub const HANDLE: usize = 6;
    /// Phone number.
    pub const PHONE: usize = 7;
    /// LinkedIn profile.
    pub const PROFILE: usize = 8;
    /// Employer.
    pub const EMPLOYER: usize = 9;
    /// Job title.
    pub const TITLE: usize = 10;
    /// Street.
    pub const STREET: usize = 11;
    /// Town and postal code.
    pub const TOWN: usize = 12;
    /// Gender.
    pub const GENDER: usize = 13;
    /// Birth place.
    pub const BIRTH_PLACE: usize = 14;
    /// vCard UID or another personal link.
    pub const LINK: usize = 15;
}

/// Number of fields.
pub const COUNT: usize = 16;

/// Levels that say more than how alike two values are.
pub mod level_of {
    /// The values are the same; of every field.
    pub const SAME: u8 = 1;
    /// A birthday with one slip.
    pub const ONE_SLIP: u8 = 2;
    /// Two of three parts of a birthday.
    pub const TWO_PARTS: u8 = 3;
    /// A birthday with several slips.
    pub const SEVERAL_SLIPS: u8 = 4;
    /// One name, which is no part of the owner's, before the `@` of two providers.
    pub const SAME_LOCAL: u8 = 3;
    /// Two addresses that are nearly the same.
    pub const CLOSE_ADDRESS: u8 = 4;
    /// The address spells the full name.
    pub const SPELLS_NAME: u8 = 1;
    /// The address spells the family name and the initial of the given one.
    pub const SPELLS_INITIAL: u8 = 2;
    /// The address spells the family name.
    pub const SPELLS_FAMILY: u8 = 3;
    /// The address spells the given name.
    pub const SPELLS_GIVEN: u8 = 4;
    /// The address spells another name, or none.
    pub const SPELLS_ANOTHER: u8 = 5;
    /// Two profiles.
    pub const OTHER_PROFILE: u8 = 2;
    /// Employers with much alike names, or one whose name a domain begins with.
    pub const SIMILAR_EMPLOYER: u8 = 2;
    /// Streets that are written alike, with one house number.
    pub const SIMILAR_HOUSE: u8 = 2;
    /// Streets that are written much alike, whatever the house.
    pub const SIMILAR_STREET: u8 = 3;
    /// Streets that are written a little alike.
    pub const LITTLE_ALIKE: u8 = 4;
    /// Two streets.
    pub const OTHER_STREET: u8 = 5;
    /// A town or a postal code, but not both.
    pub const PARTLY_SAME_TOWN: u8 = 2;
    /// Two towns.
    pub const OTHER_TOWN: u8 = 3;
    /// One mobile number.
    pub const SAME_MOBILE: u8 = 1;
    /// One landline, which no other name is known by.
    pub const SAME_LANDLINE: u8 = 2;
    /// A number of several people.
    pub const SHARED_NUMBER: u8 = 3;
    /// Each has a mobile number, and they have none in common.
    pub const ANOTHER_MOBILE: u8 = 4;
    /// No number in common.
    pub const OTHER_NUMBERS: u8 = 5;
    /// An address of several people.
    pub const SHARED_MAILBOX: u8 = 2;
    /// Two addresses at one company.
    pub const SAME_COMPANY_DOMAIN: u8 = 5;
    /// Each has a mailbox at a provider, and they have none in common.
    pub const ANOTHER_MAILBOX: u8 = 6;
    /// No address in common.
    pub const OTHER_ADDRESSES: u8 = 7;
    /// Two employers.
    pub const OTHER_EMPLOYER: u8 = 3;
}

/// A given name and its short form, or another spelling.
pub const GIVEN_NICKNAME: u8 = 2;
/// Given name swapped with the family name.
pub const GIVEN_SWAPPED: u8 = 8;
/// The same, where both words serve as both.
pub const GIVEN_SWAPPED_AMBIGUOUS: u8 = 9;
/// Two given names that are both known as such.
pub const GIVEN_ANOTHER: u8 = 10;
/// Family names of which one is a part of the other, or that share a part.
pub const FAMILY_PART: u8 = 2;
/// Family name swapped with the given name.
pub const FAMILY_SWAPPED: u8 = 7;

/// The level of a given-name comparison.
pub fn given_level(given: Given) -> u8 {
    given as u8
}

/// The level of a family-name comparison.
pub fn family_level(family: Family) -> u8 {
    family as u8
}

/// The level of a comparison of middle names or generations.
pub fn further_level(further: Further) -> u8 {
    further as u8
}

/// The model. Shares of "same" where a frequency is known are replaced by the value's own frequency in the classes whose
/// pairs agree by chance.
pub static FIELDS: [Field; COUNT] = [
    Field {
        name: "given name",
        levels: &[
            level("same", [0.78, 0.010, 0.010, 0.010]),
            level("nickname", [0.06, 0.006, 0.006, 0.006]),
            level("further given name", [0.01, 0.002, 0.002, 0.002]),
            level("close spelling", [0.05, 0.004, 0.002, 0.002]),
            level("similar spelling", [0.02, 0.02, 0.012, 0.012]),
            level("initial", [0.03, 0.004, 0.003, 0.003]),
            level("differs", [0.025, 0.28, 0.28, 0.28]),
            level(
                "swapped with the family name",
                [0.010, 0.0001, 0.00005, 0.00005],
            ),
            level(
                "swapped, either way round",
                [0.002, 0.0001, 0.00005, 0.00005],
            ),
            level("another name", [0.006, 0.67, 0.68, 0.68]),
        ],
        ceiling: 0.15,
    },
    Field {
        name: "family name",
        levels: &[
            level("same", [0.84, 0.80, 0.003, 0.003]),
            level("one part of it", [0.02, 0.03, 0.0006, 0.0006]),
            level("close spelling", [0.04, 0.02, 0.001, 0.001]),
            level("similar spelling", [0.02, 0.02, 0.006, 0.006]),
            level("initial", [0.02, 0.002, 0.002, 0.002]),
            level("differs", [0.05, 0.14, 0.98, 0.98]),
            level("swapped with the given name", [1.0, 1.0, 1.0, 1.0]),
        ],
        ceiling: 0.10,
    },
    Field {
        name: "middle name",
        levels: &[
            level("agrees", [0.95, 0.12, 0.10, 0.10]),
            level("differs", [0.05, 0.88, 0.90, 0.90]),
        ],
        ceiling: 0.08,
    },
    Field {
        name: "generation",
        levels: &[
            level("same", [0.98, 0.3, 0.5, 0.5]),
            level("differs", [0.0005, 0.7, 0.5, 0.5]),
        ],
        ceiling: 0.001,
    },
    Field {
        name: "birthday",
        levels: &[
            level("same", [0.84, 0.02, 0.00004, 0.00004]),
            level("one slip", [0.09, 0.003, 0.0015, 0.0015]),
            level("two of three parts", [0.03, 0.006, 0.004, 0.004]),
            level("several slips", [0.02, 0.008, 0.008, 0.008]),
            level("same year", [0.01, 0.02, 0.02, 0.02]),
            level("differs", [0.008, 0.942, 0.967, 0.967]),
        ],
        ceiling: 0.06,
    },
    Field {
        name: "e-mail",
        levels: &[
            level("same", [0.42, 0.02, 0.00001, 0.000001]),
            level("same, shared by several", [0.05, 0.25, 0.002, 0.00001]),
            level(
                "same name at another provider",
                [0.04, 0.002, 0.00005, 0.00003],
            ),
            level("close spelling", [0.05, 0.003, 0.0001, 0.00001]),
            level("same company domain", [0.06, 0.05, 0.5, 0.002]),
            level("another mailbox", [0.15, 0.34, 0.2, 0.40]),
            level("differs", [0.23, 0.34, 0.298, 0.598]),
        ],
        ceiling: 0.5,
    },
    Field {
        name: "name in the e-mail",
        levels: &[
            level("full name", [0.45, 0.002, 0.0001, 0.00005]),
            level("family name and initial", [0.15, 0.02, 0.0005, 0.0003]),
            level("family name", [0.06, 0.15, 0.002, 0.002]),
            level("given name", [0.09, 0.01, 0.008, 0.008]),
            level("another", [0.25, 0.82, 0.99, 0.99]),
        ],
        ceiling: 0.3,
    },
    Field {
        name: "phone",
        levels: &[
            level("same", [0.50, 0.03, 0.00002, 0.000001]),
            level("same landline", [0.10, 0.25, 0.02, 0.000005]),
            level("same, shared by several", [0.06, 0.35, 0.15, 0.00005]),
            level("another mobile", [0.12, 0.30, 0.40, 0.50]),
            level("differs", [0.22, 0.30, 0.45, 0.50]),
        ],
        ceiling: 0.5,
    },
    Field {
        name: "LinkedIn profile",
        levels: &[
            level("same", [0.95, 0.0001, 0.0001, 0.0000001]),
            level("differs", [0.02, 0.9999, 0.9999, 1.0]),
        ],
        ceiling: 0.03,
    },
    Field {
        name: "employer",
        levels: &[
            level("same", [0.65, 0.05, 0.90, 0.004]),
            level("similar", [0.10, 0.01, 0.09, 0.003]),
            level("differs", [0.25, 0.94, 0.01, 0.993]),
        ],
        ceiling: 0.5,
    },
    Field {
        name: "title",
        levels: &[
            level("same", [0.40, 0.03, 0.06, 0.03]),
            level("differs", [0.60, 0.97, 0.94, 0.97]),
        ],
        ceiling: 0.7,
    },
    Field {
        name: "street",
        levels: &[
            level("same", [0.55, 0.80, 0.0002, 0.0002]),
            level("similar, same number", [0.15, 0.10, 0.0003, 0.0003]),
            level("similar", [0.08, 0.03, 0.003, 0.003]),
            level("little alike", [0.04, 0.02, 0.05, 0.05]),
            level("differs", [0.18, 0.05, 0.946, 0.946]),
        ],
        ceiling: 0.5,
    },
    Field {
        name: "town",
        levels: &[
            level("same", [0.60, 0.80, 0.02, 0.02]),
            level("partly the same", [0.20, 0.10, 0.03, 0.03]),
            level("differs", [0.20, 0.10, 0.95, 0.95]),
        ],
        ceiling: 0.4,
    },
    Field {
        name: "gender",
        levels: &[
            level("same", [0.985, 0.42, 0.5, 0.5]),
            level("differs", [0.015, 0.58, 0.5, 0.5]),
        ],
        ceiling: 0.03,
    },
    Field {
        name: "birth place",
        levels: &[
            level("same", [0.85, 0.4, 0.03, 0.03]),
            level("differs", [0.15, 0.6, 0.97, 0.97]),
        ],
        ceiling: 0.2,
    },
    Field {
        name: "link",
        levels: &[
            level("same", [0.2, 0.005, 0.0001, 0.0000005]),
            level("differs", [0.8, 0.995, 0.9999, 1.0]),
        ],
        ceiling: 0.9,
    },
];
