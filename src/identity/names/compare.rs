//! Two parsed names, token by token: how given, middle and family names and generations agree.

use strsim::{jaro_winkler, osa_distance};

use super::facts::{Facts, Pair};
use super::families::family;
use super::frequency::is_of_its_own;
use super::initials::are_rearranged;
use super::levels::{Agreement, CLOSE, Family, Further, Given, NEAR, SHORTEST, Swap};
use super::lookalike::{are_two_given, is_gendered, is_of_woman, is_slip};
use super::nickname::{is_clipped, is_short_for, lines_by_sound, related, share_line};
use super::parse::Parsed;
use super::romanised::{self, Syllables};
use super::syllables::{EASTERN, is_of_east, is_western};

/// Names of so many letters may be short forms that no table has: Mimi, Jojje.
const CALLED: usize = 6;

/// Shortest word that can be a short form by being the head of a known name.
const CLIPPED: usize = 4;

/// Below this likeness nothing is left of a word that was misspelt.
const UNLIKE: f64 = 0.7;

/// From this share of bearers on a word serves as a given name.
const BOTH_WAYS: f32 = 30e-6;

/// Compares two names.
pub fn agreement(a: &Parsed, b: &Parsed) -> Agreement {
    let plain = of_fields(a, b);
    if (plain.given, plain.family) != (Given::Equal, Family::Equal) && are_rearranged(a, b) {
        return Agreement {
            middle: Further::Missing,
            swapped: Swap::Plain,
            ..plain
        };
    }
    if let Some(by_father) = by_fathers_initial(a, b).or_else(|| by_fathers_initial(b, a)) {
        return Agreement {
            generation: plain.generation,
            ..by_father
        };
    }
    if plain.given == Given::Differs
        && matches!(plain.family, Family::Differs | Family::Initial)
        && let Some(filed) = by_initial(a, b).or_else(|| by_initial(b, a))
    {
        return filed;
    }
    // A lone word may stand in the wrong field: phones file "Laura" under the family name.
    let turned = match (plain.given, plain.family) {
        (Given::Missing, Family::Differs) | (Given::Differs, Family::Missing) => {
            let (left, right) = (turned(a), turned(b));
            let left = left.map(|a| of_fields(&a, b));
            left.or_else(|| right.map(|b| of_fields(a, &b)))
        }
        _ => None,
    };
    let fits = |turned: &Agreement| {
        matches!(turned.given, Given::Equal | Given::Nickname) || turned.family == Family::Equal
    };
    turned.filter(fits).unwrap_or(plain)
}

/// The comparison of a name with one that may be filed by its initial.
fn by_initial(name: &Parsed, other: &Parsed) -> Option<Agreement> {
    let names = of_fields(&filed(name)?, other);
    let fits =
        names.given == Given::Initial && matches!(names.family, Family::Equal | Family::Close);
    fits.then_some(names)
}

/// "P. Sri Lakshmi", as names are written in the south of India: the initial is that of the family, or the father, and all other
/// words are given names, which another card has before the family name: Sri Lakshmi Pulipati.
fn by_fathers_initial(short: &Parsed, long: &Parsed) -> Option<Agreement> {
    let (initial, given) = short.given.split_first()?;
    let may_be_one = initial.len() == 1
        && long.family_whole.len() > 1
        && long.family_whole.starts_with(initial.as_str());
    if !may_be_one {
        return None;
    }
    let words = [given.concat(), short.family_whole.clone()].concat();
    let is_one = words.len() >= SHORTEST && words == long.given_whole;
    is_one.then_some(Agreement {
        given: Given::Equal,
        family: Family::Initial,
        middle: Further::Missing,
        generation: Further::Missing,
        swapped: Swap::No,
    })
}

/// "Ferreira A." as phones file Ana Ferreira: the family name and the initial of the given one.
fn filed(name: &Parsed) -> Option<Parsed> {
    let [family] = name.given.as_slice() else {
        return None;
    };
    (name.family_whole.len() == 1 && family.len() > 1).then(|| Parsed {
        generation: name.generation,
        ..Parsed::of_pair(name.family_whole.clone(), family.clone())
    })
}

/// A lone family name taken for a given name, or the other way round.
fn turned(name: &Parsed) -> Option<Parsed> {
    let turned = match (name.given.as_slice(), name.family_whole.as_str()) {
        ([], family) if family.len() > 1 => Parsed::of_pair(family.to_owned(), String::new()),
        ([given], "") if given.len() > 1 => Parsed::of_family(given.clone()),
        _ => return None,
    };
    Some(Parsed {
        generation: name.generation,
        nicknames: name.nicknames.clone(),
        gender: name.gender,
        ..turned
    })
}

fn of_fields(a: &Parsed, b: &Parsed) -> Agreement {
    let mut straight = Agreement {
        given: given(a, b),
        family: family(a, b),
        middle: middle(a, b),
        generation: generation(a, b),
        swapped: Swap::No,
    };
    // Of Sunil D. and Sunil D. the initials agree, and nothing more is known.
    if straight.family == Family::Equal && a.family_whole.len() == 1 && b.family_whole.len() == 1 {
        straight.family = Family::Initial;
    }
    let is_close = matches!(straight.given, Given::Close | Given::Near);
    if are_woman_and_man(a, b) || (is_close && is_gendered(&a.family_whole, &b.family_whole)) {
        straight.given = Given::Differs;
    }
    let Agreement {
        given: g,
        family: f,
        ..
    } = straight;
    if matches!(g, Given::Equal | Given::Nickname) || matches!(f, Family::Equal | Family::Missing) {
        return straight;
    }
    Agreement {
        swapped: swapped(a, b),
        ..straight
    }
}

/// Whether titles or pronouns say that one is a woman and the other a man. Of "Herr Ostermann" nothing else is known, so that Karin
/// Ostermann is not he.
pub fn are_woman_and_man(a: &Parsed, b: &Parsed) -> bool {
    let of = |name: &Parsed, other: &Parsed| {
        let borne = || name.first_facts.gender.filter(|_| other.first().is_empty());
        name.gender.or_else(borne)
    };
    matches!((of(a, b), of(b, a)), (Some(x), Some(y)) if x != y)
}

/// Whether two given names are so far apart that neither is the other one misspelt, whether or not they are known.
pub fn are_unlike(a: &Parsed, b: &Parsed) -> bool {
    let (left, right) = (a.first(), b.first());
    // A short word that no table has is rather what somebody is called.
    let is_word = |word: &str, facts: &Facts| {
        !facts.letters.has_digits() && (facts.is_given || word.len() > CALLED)
    };
    let initials = |name: &Parsed| name.given.len() > 2 && name.given.iter().all(|t| t.len() == 1);
    // How a name in other letters is read is uncertain, and the same letters in another order are a slip.
    let may_differ = a.is_transliterated == b.is_transliterated
        && a.first_facts.letters != b.first_facts.letters;
    (initials(a) && initials(b))
        || may_differ
            && is_word(left, &a.first_facts)
            && is_word(right, &b.first_facts)
            && Pair::of((left, &a.first_facts), (right, &b.first_facts))
                .likeness(UNLIKE)
                .is_none()
}

/// Whether two names are certainly those of two people: their given names differ, and not as a misspelling does.
pub fn contradict(a: &Parsed, b: &Parsed) -> bool {
    contradict_in(a, b, &agreement(a, b))
}

/// The same of two names that are compared already.
pub fn contradict_in(a: &Parsed, b: &Parsed, names: &Agreement) -> bool {
    let first = Pair::of((a.first(), &a.first_facts), (b.first(), &b.first_facts));
    let both_known = a.first_facts.is_given && b.first_facts.is_given;
    names.given == Given::Differs
        && (both_known
            || are_woman_and_man(a, b)
            || is_gendered(&a.family_whole, &b.family_whole)
            || first.likeness(UNLIKE).is_none())
        && names.swapped == Swap::No
        && !nearly_swapped(a, b)
}

/// Whether given and family name stand in each other's place, as far as a slip in either lets it be seen: a mailbox of Norman
/// Harrison and of "Harrison, Norma" is no couple's.
fn nearly_swapped(a: &Parsed, b: &Parsed) -> bool {
    let near = |given: (&str, &Facts), family: (&str, &Facts)| {
        given.0.len() > 1 && Pair::of(given, family).likeness(CLOSE).is_some()
    };
    near(
        (a.first(), &a.first_facts),
        (&b.family_whole, &b.family_facts),
    ) && near(
        (b.first(), &b.first_facts),
        (&a.family_whole, &a.family_facts),
    )
}

/// Whether the given name of one may be the family name of the other: which of its words is which is uncertain then.
pub fn may_be_turned(a: &Parsed, b: &Parsed) -> bool {
    let near = |given: &Parsed, family: &Parsed| {
        let (x, y) = (given.first(), family.family_whole.as_str());
        let pair = Pair::of((x, &given.first_facts), (y, &family.family_facts));
        x.len().min(y.len()) > 1 && (x == y || pair.same_letters() || pair.likeness(NEAR).is_some())
    };
    near(a, b) || near(b, a)
}

/// Whether one name is the other with given and family name in each other's place.
fn swapped(a: &Parsed, b: &Parsed) -> Swap {
    if a.first().len() < 2 || b.first().len() < 2 {
        return Swap::No;
    }
    let ([a_given, a_first, a_family], [b_given, b_first, b_family]) = (words(a), words(b));
    let crossed = (may_be_one(a_given, b_family) || may_be_one(a_first, b_family))
        && (may_be_one(b_given, a_family) || may_be_one(b_first, a_family));
    if !crossed {
        return Swap::No;
    }
    let either = |word: &Facts| {
        word.given_share >= BOTH_WAYS || (word.is_given && word.is_family && !word.is_family_only())
    };
    let given_is_either = |name: &Parsed| either(&name.given_facts) || either(&name.first_facts);
    if given_is_either(a) && given_is_either(b) {
        Swap::Ambiguous
    } else {
        Swap::Plain
    }
}

/// Given names in one word, the first of them, and the family name, each with what is known of it.
fn words(name: &Parsed) -> [(&str, &Facts); 3] {
    [
        (name.given_whole.as_str(), &name.given_facts),
        (name.first(), &name.first_facts),
        (name.family_whole.as_str(), &name.family_facts),
    ]
}

/// Whether two words are the same name, or a name and its short form, or a name and its misspelling.
fn may_be_one((x, left): (&str, &Facts), (y, right): (&str, &Facts)) -> bool {
    // A misspelling is no name that people have, and who exchanges two names seldom garbles them as well.
    let known = |facts: &Facts| facts.is_given || facts.is_family;
    let may_slip = x.len().min(y.len()) >= 4 && !(known(left) && known(right));
    // A wrong letter is one that only one has in place of one that only the other has; umlauts may have lost an "e".
    let is_near = x.len().abs_diff(y.len()) <= 1 && left.letters.apart(right.letters) <= 3;
    let is_slip =
        || (is_near && osa_distance(x, y) <= 1) || Pair::of((x, left), (y, right)).same_letters();
    let is_clan = left.sounds.is_clan && left.sounds.alike(right.sounds);
    x == y || is_clan || share_line(left.lines, right.lines) || (may_slip && is_slip())
}

fn given(a: &Parsed, b: &Parsed) -> Given {
    let (left, right) = (a.first(), b.first());
    if left.is_empty() || right.is_empty() {
        return by_nickname(a, b).unwrap_or(Given::Missing);
    }
    if a.given_whole == b.given_whole {
        return Given::Equal;
    }
    match romanised::compare(a, b) {
        Some(Syllables::Same) => return Given::Nickname,
        Some(Syllables::Differ) if by_nickname(a, b).is_none() => return Given::Differs,
        _ => {}
    }
    if let Some(level) = of_several(a, b) {
        return level;
    }
    // In other letters a name is read in one of several ways.
    if a.is_transliterated != b.is_transliterated {
        let (x, y) = (&a.first_facts, &b.first_facts);
        let whole = a.given_facts.sounds.alike(b.given_facts.sounds);
        let lines = |facts: &Facts| lines_by_sound(facts.sounds);
        let few = x.sounds.alike_without_vowels(y.sounds) && one_family(a, b);
        if x.sounds.alike(y.sounds) || whole || few || share_line(lines(x), lines(y)) {
            return Given::Equal;
        }
    }
    if let Some(level) = further(a, b).or_else(|| by_initial_letters(a, b)) {
        return level;
    }
    if let Some(level) = by_nickname(a, b) {
        return level;
    }
    // Korean and Chinese given names are written in one word or in two.
    let in_two = |name: &Parsed| name.given.len() == 2 && name.given[1].len() > 1;
    if in_two(a) != in_two(b) && a.given_facts.sounds.alike(b.given_facts.sounds) {
        return Given::Nickname;
    }
    let one_known = a.first_facts.is_given != b.first_facts.is_given;
    let may_be_clipped = one_known && !is_of_woman(left, right);
    if may_be_clipped && left.len().min(right.len()) >= CLIPPED && are_forms_perhaps(a, b) {
        return Given::Nickname;
    }
    let written = spelling((left, &a.first_facts), (right, &b.first_facts));
    if matches!(written, Given::Close | Given::Near) && is_eastern(a) && is_eastern(b) {
        return by_syllables(a, b);
    }
    if written == Given::Differs && is_read_uncertainly(a, b) && one_family(a, b) {
        return Given::Missing;
    }
    written
}

/// Whether one given name stands in letters without vowels and no table tells how it is read, so that it may be the other one: they
/// begin alike.
fn is_read_uncertainly(a: &Parsed, b: &Parsed) -> bool {
    let (read, latin) = match (a.is_transliterated, b.is_transliterated) {
        (true, false) => (a, b),
        (false, true) => (b, a),
        _ => return false,
    };
    let is_unknown =
        !read.first_facts.is_given && !read.first().contains(['a', 'e', 'i', 'o', 'u']);
    let begins_alike = read.first().as_bytes().first() == latin.first().as_bytes().first();
    is_unknown && begins_alike
}

/// Whether two names have one family name, however it is spelled.
fn one_family(a: &Parsed, b: &Parsed) -> bool {
    matches!(family(a, b), Family::Equal | Family::Close)
}

/// Two names of which one has several words, where the first words agree.
fn of_several(a: &Parsed, b: &Parsed) -> Option<Given> {
    if a.first() != b.first() {
        return None;
    }
    let one_of_two = |x: &Parsed, y: &Parsed| x.is_compound && y.given.len() == 1;
    if one_of_two(a, b) || one_of_two(b, a) {
        return Some(Given::Near);
    }
    let ([_, x], [_, y]) = (a.given.as_slice(), b.given.as_slice()) else {
        // R. V. J. is not R. V. K.
        let initials =
            |name: &Parsed| name.given.len() > 2 && name.given.iter().all(|t| t.len() == 1);
        let differ =
            initials(a) && initials(b) && a.given.iter().zip(&b.given).any(|(x, y)| x != y);
        return Some(if differ { Given::Differs } else { Given::Equal });
    };
    if !(a.is_compound && b.is_compound) {
        return Some(Given::Equal);
    }
    Some(
        match (
            is_eastern(a) && is_eastern(b),
            a.given_facts.sounds.alike(b.given_facts.sounds),
        ) {
            (true, true) => Given::Nickname,
            (true, false) => by_syllables(a, b),
            (false, _) => spelling((x, &Facts::of(x)), (y, &Facts::of(y))),
        },
    )
}

/// One name is among the further ones of the other: who is Maria Theresia may be called Theresia. Khalid, son of Saeed, is not
/// Saeed, son of Khalid, and Jean-Pierre is seldom called Pierre.
fn further(a: &Parsed, b: &Parsed) -> Option<Given> {
    let is_it = |word: &String, first: &str| word == first || is_short_for(first, word);
    let has = |x: &Parsed, y: &Parsed| {
        y.first().len() > 1 && x.given[1..].iter().any(|word| is_it(word, y.first()))
    };
    let is_half = |x: &Parsed, y: &Parsed| x.is_compound && y.given.len() == 1;
    match (has(a, b), has(b, a)) {
        (true, true) => Some(Given::Differs),
        (true, false) if is_half(a, b) => Some(Given::Near),
        (false, true) if is_half(b, a) => Some(Given::Near),
        (false, false) => None,
        _ => Some(Given::Part),
    }
}

/// A name of which only initials are written: J., or JP for Jean-Pierre.
fn by_initial_letters(a: &Parsed, b: &Parsed) -> Option<Given> {
    let (left, right) = (a.first(), b.first());
    if left.len() == 1 || right.len() == 1 {
        let agree = left.as_bytes()[0] == right.as_bytes()[0];
        return Some(if agree {
            Given::Initial
        } else {
            Given::Differs
        });
    }
    let spells = |x: &str, y: &Parsed| {
        x.len() == y.given.len()
            && x.bytes()
                .zip(&y.given)
                .all(|(letter, word)| word.as_bytes().first() == Some(&letter))
    };
    (spells(left, b) || spells(right, a)).then_some(Given::Initial)
}

/// Whether a family name is one of East Asia, where given names are of one or two syllables.
pub fn is_eastern(name: &Parsed) -> bool {
    EASTERN.contains(&name.family_whole.as_str())
}

/// Whether one bears a Western given name and the other one of syllables, behind one family name of East Asia: many people go by both.
pub fn may_go_by_both(a: &Parsed, b: &Parsed) -> bool {
    let has_both =
        |one: &Parsed, other: &Parsed| is_western(&one.given) && is_of_east(&other.given);
    is_eastern(a) && a.family_whole == b.family_whole && (has_both(a, b) || has_both(b, a))
}

/// Two given names of East Asia that look alike: Jianpeng and Jianfei share a syllable and are two names. What is one letter away
/// may be a slip.
fn by_syllables(a: &Parsed, b: &Parsed) -> Given {
    match osa_distance(&a.given_whole, &b.given_whole) {
        0..=1 => Given::Near,
        _ => Given::Differs,
    }
}

/// Whether one given name begins as the whole other one, as short forms do that no table has.
pub fn are_forms_perhaps(a: &Parsed, b: &Parsed) -> bool {
    let (x, y) = (a.first(), b.first());
    let (short, long) = if x.len() <= y.len() { (x, y) } else { (y, x) };
    short.len() >= SHORTEST && long.starts_with(short)
}

/// What somebody may be called: nicknames and the first given name. Of "Harpreet S." the letter is nothing that people are called.
fn called(name: &Parsed) -> impl Iterator<Item = &String> {
    let first = name.given.first().filter(|first| !first.is_empty());
    let whole = (name.given.len() > 1).then_some(&name.given_whole);
    let all = name.nicknames.iter().chain(first).chain(whole);
    all.filter(|word| word.len() > 1)
}

fn by_nickname(a: &Parsed, b: &Parsed) -> Option<Given> {
    let (x, y) = (&a.first_facts, &b.first_facts);
    let found = share_line(x.lines, y.lines)
        || share_line(a.given_facts.lines, y.lines)
        || share_line(x.lines, b.given_facts.lines)
        || is_clipped(a.first(), b.first());
    let is_called = || {
        let has_nicknames = !a.nicknames.is_empty() || !b.nicknames.is_empty();
        has_nicknames && called(a).any(|x| called(b).any(|y| x == y || related(x, y)))
    };
    (found || is_called()).then_some(Given::Nickname)
}

fn spelling(a: (&str, &Facts), b: (&str, &Facts)) -> Given {
    if a.1.letters.has_digits() || b.1.letters.has_digits() {
        return Given::Differs;
    }
    let (pair, short) = (Pair::of(a, b), a.0.len().min(b.0.len()) < 4);
    if a.1.sounds.alike(b.1.sounds) && !a.1.sounds.is_clan && !a.1.is_opposite(b.1) {
        return Given::Nickname;
    }
    match pair.likeness(NEAR) {
        None if !pair.same_letters() => Given::Differs,
        _ if a.0.len().min(b.0.len()) < SHORTEST && a.1.is_given && b.1.is_given => Given::Differs,
        // Two frequent names are two names, however close: Frank and Franz, Maria and Mario.
        _ if are_two_given(a, b) || a.1.is_opposite(b.1) => Given::Differs,
        // A name that is misspelt by two letters is no other name.
        _ if a.1.is_given && b.1.is_given && osa_distance(a.0, b.0) > 1 => Given::Differs,
        Some(likeness) if likeness >= CLOSE && !short => Given::Close,
        Some(_) if a.1.is_given != b.1.is_given && is_slip(a.0, b.0) => Given::Close,
        _ => Given::Near,
    }
}

/// Any middle name that agrees counts; a conflict needs both sides to know one.
fn middle(a: &Parsed, b: &Parsed) -> Further {
    let (left, right) = (
        a.given.get(1..).unwrap_or_default(),
        b.given.get(1..).unwrap_or_default(),
    );
    // Min-jun is one name and no middle name.
    let is_one = |name: &Parsed| name.is_compound && name.given.len() == 2;
    if left.is_empty() || right.is_empty() || is_one(a) || is_one(b) {
        return Further::Missing;
    }
    if a.given_whole == b.given_whole {
        return Further::Equal;
    }
    let agrees = |x: &String, y: &String| {
        let initial = x.len().min(y.len()) == 1;
        if initial {
            x.as_bytes()[0] == y.as_bytes()[0]
        } else {
            x == y
                || related(x, y)
                || (jaro_winkler(x, y) >= NEAR && !(is_of_its_own(x) && is_of_its_own(y)))
        }
    };
    let found = left.iter().any(|x| right.iter().any(|y| agrees(x, y)));
    if found {
        Further::Equal
    } else {
        Further::Conflict
    }
}

fn generation(a: &Parsed, b: &Parsed) -> Further {
    match (a.generation, b.generation) {
        (Some(left), Some(right)) if left == right => Further::Equal,
        (Some(_), Some(_)) => Further::Conflict,
        _ => Further::Missing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(a: &str, b: &str) -> Agreement {
        agreement(&Parsed::of_text(a), &Parsed::of_text(b))
    }

    #[test]
    fn names_agree_by_token() {
        assert_eq!(of("Bob Martins", "Robert Martins").given, Given::Nickname);
        assert_eq!(
            of("Anna-Maria Schmidt", "Anna Maria Schmidt").given,
            Given::Equal
        );
        assert_eq!(of("Sarah Johnson-Lee", "Sarah Lee").family, Family::Part);
        assert_eq!(of("J Smith", "John Smith").given, Given::Initial);
        assert_eq!(
            of("John A. Smith", "John B. Smith").middle,
            Further::Conflict
        );
        assert_eq!(
            of("John Smith Sr.", "John Smith Jr.").generation,
            Further::Conflict
        );
        assert_eq!(of("Jane Smith", "John Smith").given, Given::Differs);
        let contradict = |a: &str, b: &str| contradict(&Parsed::of_text(a), &Parsed::of_text(b));
        assert!(contradict("Anna Harrison", "Norman Harrison"));
        assert!(!contradict("Norma Harrison", "Harrison Norman"));
        assert_eq!(of("Graxe Mason", "Grace Mason").given, Given::Close);
        assert_eq!(of("Anna Hoffmanm", "Anna Hoffmann").family, Family::Close);
        assert_eq!(of("Jianpeng Liu", "Jianfei Liu").given, Given::Differs);
        assert_eq!(of("Xiaoming Liu", "Xiaomin Liu").given, Given::Differs);
        for (a, b) in [
            ("Bernd Ahlgrimm", "Brendan Ahlgrimm"),
            ("Emma Ahlgrimm", "Emily Ahlgrimm"),
            ("Rajesh Ahlgrimm", "Rajeshwari Ahlgrimm"),
            ("János Ahlgrimm", "Jánosné Ahlgrimm"),
        ] {
            assert_eq!(of(a, b).given, Given::Differs, "{a} {b}");
        }
        for (a, b) in [
            ("Traudl Ahlgrimm", "Gertraud Ahlgrimm"),
            ("Nele Ahlgrimm", "Cornelia Ahlgrimm"),
            ("Abdul Rahman Ahlgrimm", "Abdurrahman Ahlgrimm"),
            ("Gianpaolo Ahlgrimm", "Giovanni Paolo Ahlgrimm"),
        ] {
            assert_eq!(of(a, b).given, Given::Nickname, "{a} {b}");
        }
        assert_eq!(
            of("Bia Ahlgrimm", "Ana Beatriz Ahlgrimm").given,
            Given::Part
        );
        let by_father = of("P. Sri Lakshmi", "Sri Lakshmi Pulipati");
        assert_eq!(
            (by_father.given, by_father.family),
            (Given::Equal, Family::Initial)
        );
        assert_eq!(
            of("Maria de los Santos", "Maria Delossantos").family,
            Family::Equal
        );
    }
}
