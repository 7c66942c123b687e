//! Two parsed names, token by token: how given, middle and family names and generations agree.

use strsim::jaro_winkler;

use super::nickname::related;
use super::parse::Parsed;

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
    /// Whether the given name of one was compared with the family name of the other.
    pub swapped: bool,
}

/// Compares two names.
pub fn agreement(a: &Parsed, b: &Parsed) -> Agreement {
    Agreement {
        given: given(a, b),
        family: family(a, b),
        middle: middle(a, b),
        generation: generation(a, b),
        swapped: false,
    }
}

fn given(a: &Parsed, b: &Parsed) -> Given {
    let (left, right) = (a.first(), b.first());
    if left.is_empty() || right.is_empty() {
        return by_nickname(a, b).unwrap_or(Given::Missing);
    }
    if left == right || a.given_whole() == b.given_whole() {
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
    let names = |p: &Parsed| {
        p.nicknames
            .iter()
            .cloned()
            .chain(p.given.first().cloned())
            .collect::<Vec<_>>()
    };
    let others = names(b);
    let found = names(a)
        .iter()
        .any(|x| others.iter().any(|y| x == y || related(x, y)));
    found.then_some(Given::Nickname)
}

fn spelling(a: &str, b: &str) -> Given {
    match jaro_winkler(a, b) {
        s if s >= 0.92 && a.len().min(b.len()) >= 4 => Given::Close,
        s if s >= 0.85 => Given::Near,
        _ => Given::Differs,
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
        s if s >= 0.92 && left.len().min(right.len()) >= 4 => Family::Close,
        s if s >= 0.85 => Family::Near,
        _ => Family::Differs,
    }
}

/// Any middle name that agrees counts; a conflict needs both sides to know one.
fn middle(a: &Parsed, b: &Parsed) -> Further {
    let rest = |p: &Parsed| p.given.get(1..).unwrap_or_default().to_vec();
    let (left, right) = (rest(a), rest(b));
    if left.is_empty() || right.is_empty() || a.given_whole() == b.given_whole() {
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
