//! Two parsed names, token by token: how given, middle and family names and generations agree.

use strsim::jaro_winkler;

use super::frequency::{
    are_opposite, family_share, given_share, is_family, is_family_only, is_given,
};
use super::nickname::{related, share_line};
use super::parse::Parsed;

/// From this share of bearers on a name is frequent.
const FREQUENT: f32 = 60e-6;

/// From this share of bearers on a word serves as a given name.
const BOTH_WAYS: f32 = 30e-6;

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
    let (left, right) = (a.first(), b.first());
    given(a, b) == Given::Differs
        && ((is_given(left) && is_given(right)) || jaro_winkler(left, right) < 0.7)
        && swapped(a, b) == Swap::No
}

/// Whether one name is the other with given and family name in each other's place.
fn swapped(a: &Parsed, b: &Parsed) -> Swap {
    let (left, right) = (&a.given_whole, &b.given_whole);
    if a.first().len() < 2 || b.first().len() < 2 {
        return Swap::No;
    }
    // A misspelling is no name that people have.
    let known = |word: &str| is_given(word) || is_family(word);
    let slip = |x: &str, y: &str| {
        x.len().min(y.len()) >= 4 && !(known(x) && known(y)) && jaro_winkler(x, y) >= 0.88
    };
    let alike = |x: &str, y: &str| x == y || related(x, y) || slip(x, y);
    let crossed = (alike(left, &b.family_whole) || alike(a.first(), &b.family_whole))
        && (alike(right, &a.family_whole) || alike(b.first(), &a.family_whole));
    if !crossed {
        return Swap::No;
    }
    let either = |word: &str| {
        given_share(word) >= BOTH_WAYS
            || (is_given(word) && is_family(word) && !is_family_only(word))
    };
    if either(left) && either(right) {
        Swap::Ambiguous
    } else {
        Swap::Plain
    }
}

fn given(a: &Parsed, b: &Parsed) -> Given {
    let (left, right) = (a.first(), b.first());
    if left.is_empty() || right.is_empty() {
        return by_nickname(a, b).unwrap_or(Given::Missing);
    }
    if left == right || a.given_whole == b.given_whole {
        return Given::Equal;
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
    spelling(left, right)
}

fn by_nickname(a: &Parsed, b: &Parsed) -> Option<Given> {
    if a.nicknames.is_empty() && b.nicknames.is_empty() {
        return share_line(a.lines, b.lines).then_some(Given::Nickname);
    }
    let names = |p: &Parsed| {
        p.nicknames
            .iter()
            .cloned()
            .chain(p.given.first().filter(|first| !first.is_empty()).cloned())
            .collect::<Vec<_>>()
    };
    let others = names(b);
    let found = names(a)
        .iter()
        .any(|x| others.iter().any(|y| x == y || related(x, y)));
    found.then_some(Given::Nickname)
}

/// Whether two words have the same letters, save for one, in another order: fingers that were too quick.
fn same_letters(a: &str, b: &str) -> bool {
    if a.len().min(b.len()) < 5 || a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let mut counts = [0_i32; 256];
    a.bytes()
        .for_each(|letter| counts[usize::from(letter)] += 1);
    b.bytes()
        .for_each(|letter| counts[usize::from(letter)] -= 1);
    counts.iter().map(|count| count.abs()).sum::<i32>() <= 1
}

/// Whether two close names are frequent enough to be two: a spelling that is seldom beside the other is a slip.
fn are_two(a: f32, b: f32) -> bool {
    a.min(b) >= FREQUENT && a.max(b) < SLIP * a.min(b)
}

fn spelling(a: &str, b: &str) -> Given {
    match jaro_winkler(a, b) {
        s if s < 0.85 && !same_letters(a, b) => Given::Differs,
        // Two frequent names are two names, however close: Frank and Franz, Maria and Mario.
        _ if are_two(given_share(a), given_share(b)) || are_opposite(a, b) => Given::Differs,
        s if s >= 0.92 && a.len().min(b.len()) >= 4 => Given::Close,
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
    match jaro_winkler(left, right) {
        s if s < 0.85 && !same_letters(left, right) => Family::Differs,
        _ if are_two(family_share(left), family_share(right)) => Family::Differs,
        s if s >= 0.92 && left.len().min(right.len()) >= 4 => Family::Close,
        _ => Family::Near,
    }
}

/// Any middle name that agrees counts; a conflict needs both sides to know one.
fn middle(a: &Parsed, b: &Parsed) -> Further {
    let rest = |p: &Parsed| p.given.get(1..).unwrap_or_default().to_vec();
    let (left, right) = (rest(a), rest(b));
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
        assert_eq!(
            of("Maria de los Santos", "Maria Delossantos").family,
            Family::Equal
        );
    }
}
