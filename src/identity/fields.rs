//! What is compared, how it can come out, and how probable each outcome is by default: the model as a table.
//!
//! Each comparison is an enum of its own, whose variants stand from the strongest agreement to the plainest difference, each with its
//! word, its sense and its shares beside it.

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

/// What an outcome says of the two values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sense {
    /// They are the same, or two forms of it.
    Agrees,
    /// They have something in common.
    Alike,
    /// They are two.
    Differs,
}

/// An outcome of a comparison: how often it comes out among pairs of each class.
#[derive(Debug, Clone, Copy)]
pub struct Level {
    /// The word for it.
    pub name: &'static str,
    /// What it says of the two values.
    pub sense: Sense,
    /// Share among pairs of each class, in the order of `Class`.
    pub shares: [f32; CLASSES],
}

/// A comparison with all its outcomes, in the order of its enum.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// The word for it.
    pub name: &'static str,
    /// The highest share that differences may be given among pairs of one person; learning runs away without it.
    pub ceiling: f32,
    /// The outcomes.
    pub levels: &'static [Level],
}

/// Defines how one comparison can come out: the enum, and its table beside it.
macro_rules! comparison {
    ($(#[$doc:meta])* $name:ident $word:literal, ceiling $ceiling:literal:
        $($(#[$of:meta])* $level:ident $sense:ident $label:literal [$($share:literal),+])+) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name {
            $($(#[$of])* $level,)+
        }

        impl $name {
            const TABLE: Table = Table {
                name: $word,
                ceiling: $ceiling,
                levels: &[$(Level { name: $label, sense: Sense::$sense, shares: [$($share),+] }),+],
            };
        }
    };
}

/// Lists the comparisons: their number, their order, and what one pair comes to in each.
macro_rules! comparisons {
    ($($(#[$doc:meta])* $field:ident $slot:ident: $level:ident,)+) => {
        /// Something that two cards are compared by.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Field {
            $($(#[$doc])* $field,)+
        }

        impl Field {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$field),+];

            /// Its outcomes.
            pub const fn table(self) -> &'static Table {
                match self {
                    $(Self::$field => &$level::TABLE,)+
                }
            }
        }

        /// How each comparison of a pair came out; `None` where one of the two does not have the value.
        #[derive(Debug, Clone, Copy, PartialEq, Default)]
        pub struct Levels {
            $($(#[$doc])* pub $slot: Option<$level>,)+
        }

        impl Levels {
            /// The outcomes as numbers in the order of `Field`: 0 for none, the first of a table is 1.
            pub fn numbers(&self) -> [u8; COUNT] {
                [$(self.$slot.map_or(0, |level| level as u8 + 1)),+]
            }
        }
    };
}

/// Number of comparisons.
pub const COUNT: usize = Field::ALL.len();

impl Levels {
    /// The comparisons that came out, each with its outcome.
    pub fn known(&self) -> impl Iterator<Item = (Field, &'static Level)> {
        let numbers = self.numbers();
        let known = Field::ALL
            .iter()
            .zip(numbers)
            .filter(|(_, number)| *number > 0);
        known.map(|(field, number)| (*field, &field.table().levels[usize::from(number) - 1]))
    }
}

comparison! {
    /// Given names.
    GivenName "given name", ceiling 0.15:
    /// The same.
    Same Agrees "same" [0.78, 0.010, 0.010, 0.010]
    /// One is a short form or another spelling of the other.
    Nickname Agrees "nickname" [0.06, 0.006, 0.006, 0.006]
    /// One is a further given name of the other.
    Further Agrees "further given name" [0.01, 0.002, 0.002, 0.002]
    /// A small difference in spelling.
    Close Alike "close spelling" [0.05, 0.004, 0.002, 0.002]
    /// A larger difference in spelling.
    Similar Alike "similar spelling" [0.02, 0.02, 0.012, 0.012]
    /// One is the initial of the other.
    Initial Alike "initial" [0.03, 0.004, 0.003, 0.003]
    /// Two names, as far as is known.
    Differs Differs "differs" [0.025, 0.28, 0.28, 0.28]
    /// Swapped with the family name.
    Swapped Agrees "swapped with the family name" [0.010, 0.0001, 0.00005, 0.00005]
    /// The same, where both words serve as both.
    SwappedEitherWay Agrees "swapped, either way round" [0.002, 0.0001, 0.00005, 0.00005]
    /// Two names that are both known as such.
    Another Differs "another name" [0.006, 0.67, 0.68, 0.68]
}

comparison! {
    /// Family names.
    FamilyName "family name", ceiling 0.10:
    /// The same.
    Same Agrees "same" [0.84, 0.80, 0.003, 0.003]
    /// One is a part of the other, or they share a part.
    Part Agrees "one part of it" [0.02, 0.03, 0.0006, 0.0006]
    /// A small difference in spelling.
    Close Alike "close spelling" [0.04, 0.02, 0.001, 0.001]
    /// A larger difference in spelling.
    Similar Alike "similar spelling" [0.02, 0.02, 0.006, 0.006]
    /// One is the initial of the other.
    Initial Alike "initial" [0.02, 0.002, 0.002, 0.002]
    /// Two names.
    Differs Differs "differs" [0.05, 0.14, 0.98, 0.98]
    /// Swapped with the given name.
    Swapped Agrees "swapped with the given name" [1.0, 1.0, 1.0, 1.0]
}

comparison! {
    /// Middle names.
    MiddleName "middle name", ceiling 0.08:
    /// One agrees, or its initial does.
    Agrees Agrees "agrees" [0.95, 0.12, 0.10, 0.10]
    /// They contradict each other.
    Differs Differs "differs" [0.05, 0.88, 0.90, 0.90]
}

comparison! {
    /// Senior and junior.
    Generation "generation", ceiling 0.001:
    /// The same.
    Same Agrees "same" [0.98, 0.3, 0.5, 0.5]
    /// Two generations.
    Differs Differs "differs" [0.0005, 0.7, 0.5, 0.5]
}

comparison! {
    /// Birthdays.
    Birthday "birthday", ceiling 0.06:
    /// The same.
    Same Agrees "same" [0.84, 0.02, 0.00004, 0.00004]
    /// One digit, two exchanged digits, or day and month exchanged.
    OneSlip Agrees "one slip" [0.09, 0.003, 0.0015, 0.0015]
    /// Two of year, month and day.
    TwoParts Alike "two of three parts" [0.03, 0.006, 0.004, 0.004]
    /// Two digits differ, or days, months and years by little.
    SeveralSlips Alike "several slips" [0.02, 0.008, 0.008, 0.008]
    /// The year.
    SameYear Alike "same year" [0.01, 0.02, 0.02, 0.02]
    /// Neither.
    Differs Differs "differs" [0.008, 0.942, 0.967, 0.967]
}

comparison! {
    /// E-mail addresses.
    Email "e-mail", ceiling 0.5:
    /// The same.
    Same Agrees "same" [0.42, 0.02, 0.00001, 0.000001]
    /// An address of several people.
    Shared Agrees "same, shared by several" [0.05, 0.25, 0.002, 0.00001]
    /// One name, which is no part of the owner's, before the `@` of two providers.
    SameLocal Agrees "same name at another provider" [0.04, 0.002, 0.00005, 0.00003]
    /// Two addresses that are nearly the same.
    Close Alike "close spelling" [0.05, 0.003, 0.0001, 0.00001]
    /// Two addresses at one company.
    SameCompany Alike "same company domain" [0.06, 0.05, 0.5, 0.002]
    /// Each has a mailbox at a provider, and they have none in common.
    AnotherMailbox Differs "another mailbox" [0.15, 0.34, 0.2, 0.40]
    /// No address in common.
    Differs Differs "differs" [0.23, 0.34, 0.298, 0.598]
}

comparison! {
    /// The name that an address of one card spells, beside the other's.
    Spelled "name in the e-mail", ceiling 0.3:
    /// The full name.
    FullName Agrees "full name" [0.45, 0.002, 0.0001, 0.00005]
    /// The family name and the initial of the given one.
    FamilyAndInitial Agrees "family name and initial" [0.15, 0.02, 0.0005, 0.0003]
    /// The family name.
    Family Agrees "family name" [0.06, 0.15, 0.002, 0.002]
    /// The given name.
    Given Alike "given name" [0.09, 0.01, 0.008, 0.008]
    /// Another name, or none.
    Another Differs "another" [0.25, 0.82, 0.99, 0.99]
}

comparison! {
    /// Phone numbers.
    Phone "phone", ceiling 0.5:
    /// One mobile number.
    Mobile Agrees "same" [0.50, 0.03, 0.00002, 0.000001]
    /// One landline, which no other name is known by.
    Landline Agrees "same landline" [0.10, 0.25, 0.02, 0.000005]
    /// A number of several people.
    Shared Agrees "same, shared by several" [0.06, 0.35, 0.15, 0.00005]
    /// Each has a mobile number, and they have none in common.
    AnotherMobile Differs "another mobile" [0.12, 0.30, 0.40, 0.50]
    /// No number in common.
    Differs Differs "differs" [0.22, 0.30, 0.45, 0.50]
}

comparison! {
    /// LinkedIn profiles.
    Profile "LinkedIn profile", ceiling 0.03:
    /// The same.
    Same Agrees "same" [0.95, 0.0001, 0.0001, 0.0000001]
    /// Two profiles.
    Differs Differs "differs" [0.02, 0.9999, 0.9999, 1.0]
}

comparison! {
    /// Employers.
    Employer "employer", ceiling 0.5:
    /// The same.
    Same Agrees "same" [0.65, 0.05, 0.90, 0.004]
    /// Names much alike, or one that a domain begins with.
    Similar Alike "similar" [0.10, 0.01, 0.09, 0.003]
    /// Two employers.
    Differs Differs "differs" [0.25, 0.94, 0.01, 0.993]
}

comparison! {
    /// Job titles.
    Title "title", ceiling 0.7:
    /// The same.
    Same Agrees "same" [0.40, 0.03, 0.06, 0.03]
    /// Two titles.
    Differs Differs "differs" [0.60, 0.97, 0.94, 0.97]
}

comparison! {
    /// Streets.
    Street "street", ceiling 0.5:
    /// The same.
    Same Agrees "same" [0.55, 0.80, 0.0002, 0.0002]
    /// Written alike, with one house number.
    SimilarHouse Agrees "similar, same number" [0.15, 0.10, 0.0003, 0.0003]
    /// Written much alike, whatever the house.
    Similar Alike "similar" [0.08, 0.03, 0.003, 0.003]
    /// Written a little alike.
    LittleAlike Alike "little alike" [0.04, 0.02, 0.05, 0.05]
    /// Two streets.
    Differs Differs "differs" [0.18, 0.05, 0.946, 0.946]
}

comparison! {
    /// Towns and postal codes.
    Town "town", ceiling 0.4:
    /// The same.
    Same Agrees "same" [0.60, 0.80, 0.02, 0.02]
    /// A town or a postal code, but not both.
    Partly Alike "partly the same" [0.20, 0.10, 0.03, 0.03]
    /// Two towns.
    Differs Differs "differs" [0.20, 0.10, 0.95, 0.95]
}

comparison! {
    /// Genders.
    Gender "gender", ceiling 0.03:
    /// The same.
    Same Agrees "same" [0.985, 0.42, 0.5, 0.5]
    /// Two genders.
    Differs Differs "differs" [0.015, 0.58, 0.5, 0.5]
}

comparison! {
    /// Birth places.
    BirthPlace "birth place", ceiling 0.2:
    /// The same.
    Same Agrees "same" [0.85, 0.4, 0.03, 0.03]
    /// Two places.
    Differs Differs "differs" [0.15, 0.6, 0.97, 0.97]
}

comparison! {
    /// vCard UIDs and other personal links.
    Link "link", ceiling 0.9:
    /// One in common; to have none says nothing.
    Same Agrees "same" [0.2, 0.005, 0.0001, 0.0000005]
}

comparisons! {
    /// Given name.
    Given given: GivenName,
    /// Family name.
    Family family: FamilyName,
    /// Middle name.
    Middle middle: MiddleName,
    /// Senior, junior or a further generation.
    Generation generation: Generation,
    /// Birthday.
    Birthday birthday: Birthday,
    /// E-mail address.
    Email email: Email,
    /// The name that an address spells.
    Spelled spelled: Spelled,
    /// Phone number.
    Phone phone: Phone,
    /// LinkedIn profile.
    Profile profile: Profile,
    /// Employer.
    Employer employer: Employer,
    /// Job title.
    Title title: Title,
    /// Street.
    Street street: Street,
    /// Town and postal code.
    Town town: Town,
    /// Gender.
    Gender gender: Gender,
    /// Birth place.
    BirthPlace birth_place: BirthPlace,
    /// vCard UID or another personal link.
    Link link: Link,
}
