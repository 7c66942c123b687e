//! Two parsed names, token by token: how given, middle and family names and generations agree.

use strsim::{jaro_winkler, osa_distance};

use super::facts::{Facts, Pair};
use super::nickname::{lines_by_sound, related, share_line};
use super::parse::{EASTERN, Parsed};
use super::script::is_read_otherwise;

/// From this share of bearers on a name is frequent.
const FREQUENT: f32 = 60e-6;

/// From this likeness on (Jaro and Winkler) a word is a large slip away from another.
const NEAR: f64 = 0.85;

/// And from this on a small one.
const CLOSE: f64 = 0.92;

/// From this share of bearers on a word serves as a given name.
const BOTH_WAYS: f32 = 30e-6;

/// From so many letters on a word is recognised although one of them is wrong.
const RECOGNISED: usize = 5;

/// How much more frequent than its misspelling a name is.
const SLIP: f32 = 20.0;

/// How two given names agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Given {
    /// One of them is not known.
    Missing,
    /// The same.
    Equal,
    /// One is a short form or another spelling of the other.
    Nickname,
    /// One is a further given name of the other.
    Part,
    /// A small difference in spelling.
    Close,
    /// A larger difference in spelling.
    Near,
    /// One is the initial of the other.
    Initial,
    /// Two names.
    Differs,
}

/// How two family names agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// One of them is not known.
    Missing,
    /// The same.
    Equal,
    /// They share one of several parts: a married or a second family name.
    Part,
    /// A small difference in spelling.
    Close,
    /// A larger difference in spelling.
    Near,
    /// One is the initial of the other.
    Initial,
    /// Two names.
    Differs,
}

/// How middle names, or generations, agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Further {
    /// One of them is not known.
    Missing,
    /// The same, or the initial of the other.
    Equal,
    /// They contradict each other.
    Conflict,
}

/// Whether two names are each other's with given and family name exchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Swap {
    /// They are not.
    No,
    /// They are, and one of the words shows which way round is right.
    Plain,
    /// They are, and both words serve as given and as family name: Paul Martin, Martin Paul.
    Ambiguous,
}

/// How two names agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Agreement {
    /// Given names.
    pub given: Given,
    /// Family names.
    pub family: Family,
    /// Middle names.
    pub middle: Further,
    /// Generations.
    pub generation: Further,
    /// Whether given and family name stand in each other's place.
    pub swapped: Swap,
}

/// Compares two names.
pub fn agreement(a: &Parsed, b: &Parsed) -> Agreement {
    let plain = of_fields(a, b);
    if plain.given == Given::Differs
        && matches!(plain.family, Family::Differs | Family::Initial)
        && let Some(filed) = by_initial(a, b).or_else(|| by_initial(b, a))
    {
        return filed;
    }
    // A lone word may stand in the wrong field: phones file "Laura" under the family name.
    let turned = match (plain.given, plain.family) {
        (Given::Missing, Family::Differs) if b.given.is_empty() => {
            turned(b).map(|b| of_fields(a, &b))
        }
        (Given::Missing, Family::Differs) if a.given.is_empty() => {
            turned(a).map(|a| of_fields(&a, b))
        }
        _ => None,
    };
    turned
        .filter(|turned| matches!(turned.given, Given::Equal | Given::Nickname))
        .unwrap_or(plain)
}

/// The comparison of a name with one that may be filed by its initial.
fn by_initial(name: &Parsed, other: &Parsed) -> Option<Agreement> {
    let names = of_fields(&filed(name)?, other);
    let fits =
        names.given == Given::Initial && matches!(names.family, Family::Equal | Family::Close);
    fits.then_some(names)
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

/// A lone family name taken for a given name, if it can be one.
fn turned(name: &Parsed) -> Option<Parsed> {
    name.family_facts.is_given.then(|| Parsed {
        generation: name.generation,
        nicknames: name.nicknames.clone(),
        ..Parsed::of_pair(name.family_whole.clone(), String::new())
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
    if matches!(straight.given, Given::Close | Given::Near)
        && is_gendered(&a.family_whole, &b.family_whole)
    {
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

/// Whether two family names are the masculine and the feminine form of one: Ivanov and Ivanova.
fn is_gendered(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let endings = ["ov", "ev", "in", "yn"];
    let added = long.strip_prefix(short) == Some("a")
        && endings.iter().any(|ending| short.ends_with(ending));
    let changed = matches!((short.strip_suffix('i').or(short.strip_suffix('y')), long.strip_suffix('a')), (Some(x), Some(y)) if x == y && x.ends_with('k'));
    added || changed
}

/// Whether two names are certainly those of two people: their given names differ, and not as a misspelling does.
pub fn contradict(a: &Parsed, b: &Parsed) -> bool {
    let first = Pair::of((a.first(), &a.first_facts), (b.first(), &b.first_facts));
    let both_known = a.first_facts.is_given && b.first_facts.is_given;
    let names = agreement(a, b);
    names.given == Given::Differs
        && (both_known
            || is_gendered(&a.family_whole, &b.family_whole)
            || first.likeness(0.7).is_none())
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
fn words(name: &Parsed) -> [(&str, Facts); 3] {
    [
        (name.given_whole.as_str(), name.given_facts),
        (name.first(), name.first_facts),
        (name.family_whole.as_str(), name.family_facts),
    ]
}

/// Whether two words are the same name, or a name and its short form, or a name and its misspelling.
fn may_be_one((x, left): (&str, Facts), (y, right): (&str, Facts)) -> bool {
    // A misspelling is no name that people have.
    let known = |facts: &Facts| facts.is_given || facts.is_family;
    let may_slip = x.len().min(y.len()) >= 4 && !(known(&left) && known(&right));
    let is_clan = left.sounds.is_clan && left.sounds.alike(right.sounds);
    x == y
        || is_clan
        || share_line(left.lines, right.lines)
        || (may_slip && Pair::of((x, &left), (y, &right)).likeness(0.88).is_some())
}

fn given(a: &Parsed, b: &Parsed) -> Given {
    let (left, right) = (a.first(), b.first());
    if left.is_empty() || right.is_empty() {
        return by_nickname(a, b).unwrap_or(Given::Missing);
    }
    let one_of_two = |x: &Parsed, y: &Parsed| x.is_compound && y.given.len() == 1;
    if a.given_whole == b.given_whole {
        return Given::Equal;
    }
    if left == right {
        let part = one_of_two(a, b) || one_of_two(b, a);
        return if part { Given::Part } else { Given::Equal };
    }
    // In other letters a name is read in one of several ways.
    if a.is_transliterated != b.is_transliterated {
        let (x, y) = (&a.first_facts, &b.first_facts);
        let whole = a.given_facts.sounds.alike(b.given_facts.sounds);
        let lines = |facts: &Facts| lines_by_sound(facts.sounds);
        if x.sounds.alike(y.sounds) || whole || share_line(lines(x), lines(y)) {
            return Given::Equal;
        }
    }
    if left.len() == 1 || right.len() == 1 {
        return if left.as_bytes()[0] == right.as_bytes()[0] {
            Given::Initial
        } else {
            Given::Differs
        };
    }
    if let Some(level) = by_nickname(a, b) {
        return level;
    }
    if a.given[1..].iter().any(|t| t == right) || b.given[1..].iter().any(|t| t == left) {
        return Given::Part;
    }
    // Korean and Chinese given names are written in one word or in two.
    let in_two = |name: &Parsed| name.given.len() == 2 && name.given[1].len() > 1;
    if in_two(a) != in_two(b) && a.given_facts.sounds.alike(b.given_facts.sounds) {
        return Given::Nickname;
    }
    let written = spelling((left, &a.first_facts), (right, &b.first_facts));
    if matches!(written, Given::Close | Given::Near) && is_eastern(a) && is_eastern(b) {
        return by_syllables(a, b);
    }
    written
}

/// Whether a family name is one of East Asia, where given names are of one or two syllables.
pub fn is_eastern(name: &Parsed) -> bool {
    EASTERN.contains(&name.family_whole.as_str())
}

/// Two given names of East Asia that look alike: Jianpeng and Jianfei share a syllable and are two names. What is one letter away
/// may be a slip.
fn by_syllables(a: &Parsed, b: &Parsed) -> Given {
    match osa_distance(&a.given_whole, &b.given_whole) {
        0..=1 => Given::Near,
        _ => Given::Differs,
    }
}

/// What somebody may be called: nicknames and the first given name.
fn called(name: &Parsed) -> impl Iterator<Item = &String> {
    let first = name.given.first().filter(|first| !first.is_empty());
    name.nicknames.iter().chain(first)
}

fn by_nickname(a: &Parsed, b: &Parsed) -> Option<Given> {
    if a.nicknames.is_empty() && b.nicknames.is_empty() {
        return share_line(a.first_facts.lines, b.first_facts.lines).then_some(Given::Nickname);
    }
    let found = called(a).any(|x| called(b).any(|y| x == y || related(x, y)));
    found.then_some(Given::Nickname)
}

/// Whether two close names are frequent enough to be two: a spelling that is seldom beside the other is a slip.
fn are_two(a: f32, b: f32) -> bool {
    a.min(b) >= FREQUENT && a.max(b) < SLIP * a.min(b)
}

/// Whether one letter is wrong, missing, too many or in its neighbour's place in a word that is long enough to be recognised:
/// Graxe is no name, and Grace is one. The likeness of Jaro and Winkler is low for a slip in a word of five letters.
fn is_slip(a: &str, b: &str) -> bool {
    a.len().min(b.len()) >= RECOGNISED && osa_distance(a, b) == 1
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
        // Two frequent names are two names, however close: Frank and Franz, Maria and Mario.
        _ if are_two(a.1.given_share, b.1.given_share) || a.1.is_opposite(b.1) => Given::Differs,
        Some(likeness) if likeness >= CLOSE && !short => Given::Close,
        Some(_) if a.1.is_given != b.1.is_given && is_slip(a.0, b.0) => Given::Close,
        _ => Given::Near,
    }
}

fn family(a: &Parsed, b: &Parsed) -> Family {
    let (left, right) = (&a.family_whole, &b.family_whole);
    if left.is_empty() || right.is_empty() {
        return Family::Missing;
    }
    if left == right || a.family == b.family {
        return Family::Equal;
    }
    if a.is_transliterated != b.is_transliterated {
        let (read, latin) = if a.is_transliterated {
            (left, right)
        } else {
            (right, left)
        };
        let otherwise = is_read_otherwise(read, latin);
        if otherwise || a.family_facts.sounds.alike(b.family_facts.sounds) {
            return Family::Equal;
        }
    }
    if left.len() == 1 || right.len() == 1 {
        return if left.as_bytes()[0] == right.as_bytes()[0] {
            Family::Initial
        } else {
            Family::Differs
        };
    }
    if a.family.len() + b.family.len() > 2
        && a.family.iter().any(|t| t.len() > 1 && b.family.contains(t))
    {
        return Family::Part;
    }
    if is_inside(a, b) || is_inside(b, a) {
        return Family::Part;
    }
    if is_cut(a, b) || is_cut(b, a) {
        return Family::Initial;
    }
    if a.family_facts.letters.has_digits() || b.family_facts.letters.has_digits() {
        return Family::Differs;
    }
    let pair = Pair::of((left, &a.family_facts), (right, &b.family_facts));
    let short = left.len().min(right.len()) < 4;
    let alike = a.family_facts.sounds.alike(b.family_facts.sounds);
    if alike && a.family_facts.sounds.is_clan {
        return Family::Close;
    }
    match pair.likeness(NEAR) {
        None if !alike && !pair.same_letters() => Family::Differs,
        _ if are_two(a.family_facts.family_share, b.family_facts.family_share) => Family::Differs,
        Some(likeness) if likeness >= CLOSE && !short => Family::Close,
        _ if alike => Family::Close,
        Some(_) if a.family_facts.is_family != b.family_facts.is_family && is_slip(left, right) => {
            Family::Close
        }
        _ => Family::Near,
    }
}

/// Whether a family name stands in the midst of another name: "Ana Ferreira" in "Ana Ferreira Acme" and "Ana Ferreira Lopes".
fn is_inside(a: &Parsed, b: &Parsed) -> bool {
    let [family] = a.family.as_slice() else {
        return false;
    };
    family.len() > 2 && b.given.iter().skip(1).any(|word| word == family)
}

/// Whether a family name is the other one cut short, as old phones and mail systems do. What is a name itself is not cut.
fn is_cut(short: &Parsed, long: &Parsed) -> bool {
    let text = short.family_whole.as_str();
    text.len() >= 2
        && !short.family_facts.is_family
        && long.family_whole.len() > text.len() + 1
        && long.family_whole.starts_with(text)
}

/// Any middle name that agrees counts; a conflict needs both sides to know one.
fn middle(a: &Parsed, b: &Parsed) -> Further {
    let (left, right) = (
        a.given.get(1..).unwrap_or_default(),
        b.given.get(1..).unwrap_or_default(),
    );
    if left.is_empty() || right.is_empty() || a.given_whole == b.given_whole {
        return if left.is_empty() || right.is_empty() {
            Further::Missing
        } else {
            Further::Equal
        };
    }
    let agrees = |x: &String, y: &String| {
        let initial = x.len().min(y.len()) == 1;
        if initial {
            x.as_bytes()[0] == y.as_bytes()[0]
        } else {
            x == y || related(x, y) || jaro_winkler(x, y) >= 0.85
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
        assert_eq!(of("Xiaoming Liu", "Xiaomin Liu").given, Given::Near);
        assert_eq!(
            of("Maria de los Santos", "Maria Delossantos").family,
            Family::Equal
        );
    }
}
