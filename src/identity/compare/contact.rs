//! What the numbers and the e-mail addresses of two cards come to.

use strsim::osa_distance;

use crate::identity::features::{Features, Mailbox, Number};
use crate::identity::fields::{Email, Field, Phone};
use crate::identity::outcome::{Chance, Outcome};

/// From so many letters on a domain that is two letters away from another is a misspelling of it.
const MISSPELT: usize = 8;

/// Numbers that are less than this apart follow on each other.
const BOUGHT_TOGETHER: u64 = 10;

pub fn phones(a: &Features, b: &Features, outcome: &mut Outcome) {
    let is_one = |x: &Number, y: &Number| x.number == y.number || x.digits.is_one_with(y.digits);
    let common = a
        .phones
        .iter()
        .flat_map(|x| b.phones.iter().map(move |y| (x, y)));
    let common = common.filter(|(x, y)| is_one(x, y));
    let has_mobile = |of: &Features| of.phones.iter().any(|x| x.mobile && !x.shared);
    // A number that one card calls a landline is one, whatever the other does not know of it.
    let is_mobile = |x: &Number, y: &Number| match x.digits.is_misread_as(y.digits) {
        true => x.mobile || y.mobile,
        false => x.mobile && y.mobile,
    };
    let level = |(x, y): (&Number, &Number)| match (x.shared || y.shared, is_mobile(x, y)) {
        (true, _) => Phone::Shared,
        (false, true) => Phone::Mobile,
        (false, false) => Phone::Landline,
    };
    let best = common.map(level).min();
    outcome.other_mobile = best != Some(Phone::Mobile) && has_mobile(a) && has_mobile(b);
    let is_in_use = |of: &Features| {
        let mut mobiles = of.phones.iter().filter(|x| x.mobile && !x.shared);
        of.is_several_peoples_name() || mobiles.any(|x| x.cards > 1)
    };
    // Numbers that nearly follow on each other were bought together, for two.
    let follow = |x: &Number| {
        b.phones
            .iter()
            .any(|y| x.digits.value.abs_diff(y.digits.value) < BOUGHT_TOGETHER)
    };
    outcome.both_in_use =
        outcome.other_mobile && ((is_in_use(a) && is_in_use(b)) || a.phones.iter().any(follow));
    outcome.levels.phone = match best {
        // A landline is a household's as soon as there is more than one mobile number on it.
        Some(_) if outcome.other_mobile => Some(Phone::Shared),
        Some(level) => Some(level),
        None if a.phones.is_empty() || b.phones.is_empty() => None,
        None if outcome.other_mobile => Some(Phone::AnotherMobile),
        None => Some(Phone::Differs),
    };
}

pub fn mails(a: &Features, b: &Features, outcome: &mut Outcome) {
    let pairs = a
        .mails
        .iter()
        .take(8)
        .flat_map(|x| b.mails.iter().take(8).map(move |y| (x, y)));
    let best = pairs
        .map(|(x, y)| (mailboxes(x, y), x.office_bits))
        .min_by(|x, y| x.0.cmp(&y.0));
    outcome.two_desks = a
        .mails
        .iter()
        .any(|x| b.mails.iter().any(|y| are_numbered(x, y)));
    if let Some((level, office_bits)) = best {
        outcome.levels.email = Some(level);
        if level == Email::SameCompany {
            outcome.by_chance(Field::Email, Chance::AmongStrangers, office_bits);
        }
    }
}

fn mailboxes(a: &Mailbox, b: &Mailbox) -> Email {
    if a.address == b.address {
        return if a.shared { Email::Shared } else { Email::Same };
    }
    if (a.local != 0 && a.local == b.local) || is_domain_misspelt(a, b) {
        return Email::SameLocal;
    }
    let close =
        a.text.len().abs_diff(b.text.len()) <= 2 && a.letters.text.len() >= 4 && alike(a, b);
    match () {
        () if close => Email::Close,
        () if a.office != 0 && a.office == b.office => Email::SameCompany,
        () if a.office == 0 && b.office == 0 => Email::AnotherMailbox,
        () => Email::Differs,
    }
}

/// Whether a company parts two addresses by a number, as it does for namesakes.
fn are_numbered(a: &Mailbox, b: &Mailbox) -> bool {
    a.office != 0
        && a.office == b.office
        && a.address != b.address
        && a.letters.text == b.letters.text
        && digits(&a.text[..a.domain]).ne(digits(&b.text[..b.domain]))
}

/// Whether two addresses are one but for a slip in the company's domain; two short domains are two companies.
fn is_domain_misspelt(a: &Mailbox, b: &Mailbox) -> bool {
    let ((local, domain), (other, near)) = (a.text.split_at(a.domain), b.text.split_at(b.domain));
    local == other
        && !a.shared
        && !b.shared
        && a.office != 0
        && b.office != 0
        && domain.len().min(near.len()) >= MISSPELT
        && a.set.apart(b.set) <= 4
        && osa_distance(domain, near) <= 2
}

/// A misspelling changes letters; another digit is another address, whose name was taken.
fn alike(a: &Mailbox, b: &Mailbox) -> bool {
    // A wrong letter is one that only one has, in place of one that only the other has.
    if a.set.apart(b.set) > 4 {
        return false;
    }
    let head = a.text.bytes().zip(b.text.bytes());
    let tail = a.text.bytes().rev().zip(b.text.bytes().rev());
    let common =
        head.take_while(|(x, y)| x == y).count() + tail.take_while(|(x, y)| x == y).count();
    common + 3 >= a.text.len().max(b.text.len())
        && digits(&a.text).eq(digits(&b.text))
        && osa_distance(&a.text, &b.text) <= 2
}

fn digits(text: &str) -> impl Iterator<Item = u8> {
    text.bytes().filter(u8::is_ascii_digit)
}
