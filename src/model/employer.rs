//! What an employer is called: a name without what people write or leave out at will, and several names that are one employer's.

use super::name::fold;

/// Legal forms and the like, which are written or left out at will.
const FORMS: [&str; 52] = [
    "inc",
    "incorporated",
    "ltd",
    "limited",
    "llc",
    "llp",
    "lp",
    "plc",
    "corp",
    "corporation",
    "co",
    "company",
    "pty",
    "pte",
    "pvt",
    "gmbh",
    "mbh",
    "ag",
    "se",
    "kg",
    "kgaa",
    "ohg",
    "ug",
    "gbr",
    "ev",
    "eg",
    "as",
    "asa",
    "ab",
    "hb",
    "aps",
    "oy",
    "oyj",
    "bv",
    "nv",
    "bvba",
    "vof",
    "sa",
    "sas",
    "sarl",
    "sl",
    "slu",
    "srl",
    "spa",
    "snc",
    "ltda",
    "lda",
    "sro",
    "zoo",
    "kft",
    "zrt",
    "kk",
];

/// What people write where an employer is asked for and there is none.
const NO_EMPLOYER: [&str; 20] = [
    "freelance",
    "freelancer",
    "self employed",
    "selfemployed",
    "self",
    "selbststandig",
    "egenforetagare",
    "independant",
    "n a",
    "na",
    "none",
    "independent",
    "stealth startup",
    "stealth",
    "retired",
    "unemployed",
    "student",
    "consultant",
    "confidential",
    "various",
];

/// Words between two others that say nothing.
const BETWEEN: [&str; 8] = ["and", "und", "et", "y", "e", "och", "og", "en"];

/// A company's name without case, marks, punctuation and legal form.
pub fn normal(name: &str) -> String {
    words(name).join(" ")
}

/// Whether a name in normal form is an employer's.
pub fn is_employer(normal: &str) -> bool {
    !normal.is_empty() && !NO_EMPLOYER.contains(&normal)
}

/// Whether a name as it is written is one of an employer: it has several letters, not one and the same alone, and none of them is damaged.
/// Damaged names may look alike, so that nothing is to be told from them.
pub fn is_named(name: &str) -> bool {
    named(name).is_some()
}

/// The words of the normal form of a name that is an employer's.
pub fn named(name: &str) -> Option<Vec<String>> {
    let folded = fold(name);
    let letters = || folded.chars().filter(|c| c.is_alphanumeric());
    let count = letters().take(3).count();
    let is_one_letter = count > 2 && letters().all(|letter| Some(letter) == letters().next());
    if count < 2 || is_one_letter || is_damaged(name) {
        return None;
    }
    let words = words_of(&folded);
    is_employer(&words.join(" ")).then_some(words)
}

/// Whether letters of a text were lost or garbled on its way: a sign for what could not be read, a question mark within a word, or letters
/// of UTF-8 that were read as those of Western Europe.
fn is_damaged(text: &str) -> bool {
    if text.is_ascii() && !text.contains('?') {
        return false;
    }
    let all: Vec<char> = text.chars().collect();
    let is_garbled = |pair: &[char]| {
        matches!(
            pair,
            ['Ã' | 'Â', '\u{80}'..='\u{bf}']
                | ['â', '€' | '\u{80}']
                | ['Ã', 'Ÿ' | 'ƒ' | '‰' | 'œ' | 'Œ' | 'š' | 'Š' | '†' | '˜']
        )
    };
    let is_lost =
        |three: &[char]| matches!(three, [a, '?', b] if a.is_alphanumeric() && b.is_alphanumeric());
    text.contains('\u{fffd}')
        || text.contains("ï¿½")
        || all.windows(2).any(is_garbled)
        || all.windows(3).any(is_lost)
}

/// The words of a normal form.
pub fn words(name: &str) -> Vec<String> {
    words_of(&fold(name))
}

/// The same of a folded name.
fn words_of(folded: &str) -> Vec<String> {
    let each = folded.split(|c: char| !c.is_alphanumeric());
    let mut words: Vec<String> = Vec::new();
    let mut alone = false;
    for word in each.filter(|word| !word.is_empty()) {
        // "S.A." is one word, and so are the initials of "J. P. Morgan".
        let is_letter = word.chars().count() == 1 && word.is_ascii();
        match words.last_mut().filter(|_| alone && is_letter) {
            Some(last) => last.push_str(word),
            None => words.push(word.to_owned()),
        }
        alone = is_letter;
    }
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    while words.len() > 1 && words.last().is_some_and(|last| is_form(last)) {
        words.pop();
    }
    let last = words.len().saturating_sub(1);
    let mut at = 0;
    words.retain(|word| {
        at += 1;
        let is_inside = at > 1 && at <= last;
        !(is_inside && BETWEEN.contains(&word.as_str()))
    });
    words
}

fn is_form(word: &str) -> bool {
    FORMS.contains(&word)
}

/// One spelling of an employer's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spelling {
    /// As written.
    pub text: String,
    /// On how many cards.
    pub cards: u32,
    /// What speaks for it.
    pub why: SameEmployer,
}

/// Why a spelling is that of an employer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum SameEmployer {
    /// It is the one that is proposed.
    Proposed,
    /// Nothing but legal form, case, marks or punctuation differs.
    Writing,
    /// It is short for the other name, and something else speaks for it.
    Short(Shared),
    /// It may be a name of before, or of after.
    Renamed(Shared),
}

/// What two names of an employer share in the owner's own files.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shared {
    /// So many people have addresses at one mail domain beside the one name, and so many beside the other.
    Domain {
        /// The mail domain.
        domain: String,
        /// People beside both names together.
        people: u32,
    },
    /// So many people have one name on an older card and the other on a newer.
    People(u32),
}

/// Several spellings that are one employer's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Employer {
    /// The spelling that is proposed for all.
    pub name: String,
    /// All spellings, that one first.
    pub spellings: Vec<Spelling>,
}

impl Employer {
    /// On how many cards any of them stands.
    pub fn cards(&self) -> u32 {
        self.spellings.iter().map(|spelling| spelling.cards).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_same_however_it_is_written() {
        for (a, b) in [
            ("Deltaworks B.V.", "DELTAWORKS"),
            ("Müller Bau GmbH & Co. KG", "Muller Bau"),
            ("The Lime & Plaster Company", "Lime and Plaster Co."),
            ("Banco Azul, S.A.", "Banco Azul"),
            ("J. P. Hale Ltd", "JP Hale"),
        ] {
            assert_eq!(normal(a), normal(b), "{a} {b}");
        }
        for (a, b) in [
            ("Deltaworks", "Deltaworks Sweden"),
            ("Co", ""),
            ("AB Volta", "Volta"),
        ] {
            assert_ne!(normal(a), normal(b), "{a} {b}");
        }
        assert!(!is_employer(&normal("Self-employed")));
        assert!(!is_employer(&normal("N/A")));
    }

    #[test]
    fn what_is_damaged_or_has_no_letters_is_no_name() {
        for name in [
            "3M",
            "EE Ltd",
            "Café Åre",
            "SÃO Bento",
            "Now What?",
            "王小明",
            "Peter’s",
        ] {
            assert!(is_named(name), "{name}");
        }
        for name in [
            "ÑÑÑÑÑÑÑÑ",
            "ÑÑÑÑ\u{fffd}",
            "M\u{fffd}ller",
            "M?ller Bau",
            "CafÃ©",
            "Peterâ€™s",
            "X",
            "--",
            "",
            "Self-employed",
        ] {
            assert!(!is_named(name), "{name}");
        }
    }
}
