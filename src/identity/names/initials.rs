//! Initials before or behind the words of a name, as in the south of India: S.R. Venkatesan is Venkatesan S R.

use super::parse::Parsed;

/// Fewer letters beside the initials are no name that could be told again.
const SHORTEST: usize = 4;

/// More initials than these nobody has.
const MOST: usize = 4;

/// A name of initials and of words that are written out.
#[derive(Debug, PartialEq, Eq)]
pub struct Initialled {
    /// The initials in their order.
    pub initials: String,
    /// All other words, in one.
    pub words: String,
    /// How many of the tokens are given names, and whether the initials stand first: two ways to take one name apart.
    form: (usize, bool),
}

/// The initials and words of a name, if all of its initials stand on one side.
pub fn initialled(name: &Parsed) -> Option<Initialled> {
    let is_initial = |word: &&String| word.len() == 1;
    // Particles and names from before a marriage are not among the words as they are written.
    if name.given.is_empty() || name.family.concat() != name.family_whole {
        return None;
    }
    let all: Vec<&String> = name.given.iter().chain(&name.family).collect();
    let count = all.iter().copied().filter(|w| is_initial(w)).count();
    let before = all.iter().copied().take_while(is_initial).count();
    let behind = all.iter().rev().copied().take_while(is_initial).count();
    if count == 0 || count > MOST || (before != count && behind != count) {
        return None;
    }
    let of = |wanted: bool| -> String {
        let words = all.iter().filter(|word| is_initial(word) == wanted);
        words.map(|word| word.as_str()).collect()
    };
    let words = of(false);
    (words.len() >= SHORTEST).then(|| Initialled {
        initials: of(true),
        words,
        form: (name.given.len(), before == count),
    })
}

/// Whether two names are the same words and initials, which stand in another order or are taken apart in another way.
pub fn are_rearranged(a: &Parsed, b: &Parsed) -> bool {
    // Most names have no initials, and nothing needs to be taken apart.
    let has_some = |name: &Parsed| {
        let mut ends = name.given.first().into_iter().chain(name.family.last());
        ends.any(|word| word.len() == 1)
    };
    if !has_some(a) || !has_some(b) {
        return false;
    }
    let (Some(a), Some(b)) = (initialled(a), initialled(b)) else {
        return false;
    };
    a.form != b.form && a.initials == b.initials && a.words == b.words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_initials_stand_before_or_behind_the_same_words() {
        let are_one = |a: &str, b: &str| are_rearranged(&Parsed::of_text(a), &Parsed::of_text(b));
        for (a, b) in [
            ("K.T. Ramanujan", "Ramanujan K T"),
            ("K.T. Ramanujan", "Ramanujan K.T."),
            ("N Ramanujan", "Ramanujan N."),
            ("N. Devi Meenakshi", "Devi Meenakshi N"),
        ] {
            assert!(are_one(a, b) && are_one(b, a), "{a} {b}");
        }
        for (a, b) in [
            ("K.T. Ramanujan", "Ramanujan T K"),
            ("K. Ramanujan", "Ramanujan T"),
            ("K. Ramanujan", "K. Ramanujan"),
            ("K. Devi", "K. Meena"),
            ("K. Li", "Li K"),
            ("Devi Meenakshi", "Meenakshi Devi"),
        ] {
            assert!(!are_one(a, b), "{a} {b}");
        }
    }
}
