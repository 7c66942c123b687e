//! What the comparison of two cards comes to.

use super::conflict::Conflict;
use super::fields::{COUNT, Field, Levels};
use super::namesakes::OnePerson;
use super::open::Open;

/// In which classes an agreement comes about by chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chance {
    /// In all but one person's.
    Everywhere,
    /// Outside a household.
    OutsideHome,
    /// Among people who have nothing to do with each other.
    AmongStrangers,
}

/// What a comparison of two cards comes to.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Outcome {
    /// How each comparison came out.
    pub levels: Levels,
    /// How often what agrees would agree by chance, in bits, by `Chance`.
    pub chance: [f32; 3],
    /// The same by comparison, in the order of `Field`.
    pub by_field: [f32; COUNT],
    /// How often two cards of one name that differ so are one person's here.
    pub in_spite: OnePerson,
    /// The odds of that in bits, if they are known.
    pub in_spite_bits: Option<f32>,
    /// Whether the name stands at most once in each address book.
    pub once: bool,
    /// What forbids that they are one person, if anything does.
    pub conflict: Option<Conflict>,
    /// Whether the given names are forms of one and each a name of its own.
    pub may_be_twins: bool,
    /// Whether the given names sound alike, as two spellings of one do, or one is short for the other.
    pub one_sound: bool,
    /// Whether of a family name only the first letter is known.
    pub letter_family: bool,
    /// Whether the names are one word or two and the same initials in another order, which many have.
    pub are_initialled: bool,
    /// Whether something agrees beside their names.
    pub datum: bool,
    /// Whether the names say little: the name is common, or stands on several cards.
    pub says_little: bool,
    /// What the names leave open where nothing else agrees.
    pub open: Open,
    /// Whether the name is not rare, so that one who has another employer may be somebody else.
    pub is_fairly_common: bool,
    /// Whether an address spells a family name that the other does not bear: a number may have been passed on.
    pub own_mailbox: bool,
    /// Whether each has a mobile number and they have none in common, whatever landline they share.
    pub other_mobile: bool,
    /// Whether an address of one that gives no family name spells another one than the other's.
    pub other_family: bool,
    /// Whether they bear one full name that hardly anybody else bears.
    pub rare_name: bool,
    /// Whether the given name is one that hardly anybody else bears.
    pub rare_given: bool,
    /// Whether the given names are two that have not even the first letter in common, as short forms mostly have.
    pub unlike: bool,
    /// Whether one of the given names is a man's and the other one a woman's.
    pub opposite: bool,
    /// Whether one card has a Western given name and the other one of East Asia, and they share a number or a mailbox of one person.
    pub may_go_by_both: bool,
    /// Whether one of them is marked as senior or junior.
    pub one_marked: bool,
    /// Share, in bits, of people who are known to bear the name of one of them.
    pub known: f32,
    /// Whether they have two addresses at one company that only a number tells apart, or that differ as their names do.
    pub two_desks: bool,
    /// Whether each has a mailbox at one company that spells its own family name, and these are two.
    pub two_mailboxes: bool,
    /// Whether both numbers stand on several cards, or follow on each other, or several people are known to bear the name.
    pub both_in_use: bool,
}

impl Outcome {
    /// Counts an agreement that comes about by chance in the share of so many bits.
    pub fn by_chance(&mut self, field: Field, chance: Chance, bits: f32) {
        self.chance[chance as usize] += bits;
        self.by_field[field as usize] += bits;
    }
}
