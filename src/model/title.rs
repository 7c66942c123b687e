//! Words beside names, folded and without points: honorifics, credentials, pronouns; and a family name without its credentials.

use super::name::fold;

/// Words that stand before a name.
pub const HONORIFICS: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "drs",
    "prof",
    "professor",
    "sir",
    "dame",
    "lady",
    "lord",
    "rev",
    "fr",
    "hon",
    "capt",
    "captain",
    "col",
    "lt",
    "sgt",
    "maj",
    "gen",
    "herr",
    "frau",
    "hr",
    "fru",
    "dipl",
    "ing",
    "dipling",
    "mag",
    "ir",
    "m",
    "mme",
    "mlle",
    "sr",
    "sra",
    "srta",
    "don",
    "dona",
    "doctor",
    "madame",
    "monsieur",
    "pr",
    "eng",
    "engr",
    "adv",
    "univprof",
    "rernat",
    "medic",
    "shri",
    "smt",
    "herrn",
    "freiherr",
    "freifrau",
    "mevr",
    "mevrouw",
    "dhr",
    "signor",
    "signora",
    "senor",
    "senora",
    "hc",
    "habil",
    "mult",
];

/// Credentials and distinctions that stand behind a name and are hardly anybody's name.
pub const CREDENTIALS: &[&str] = &[
    "phd", "mba", "emba", "pmp", "cpa", "cfa", "cfp", "esq", "esquire", "md", "dds", "dmd", "jd",
    "llm", "llb", "msc", "bsc", "meng", "beng", "mph", "mpa", "mfa", "bfa", "rn", "lcsw", "cissp",
    "cism", "cisa", "csm", "cspo", "pmiacp", "shrmcp", "shrmscp", "sphr", "phr", "cipd", "mcipd",
    "fcipd", "acca", "fcca", "aca", "cima", "frcs", "mrcp", "obe", "mbe", "cbe", "edd", "psyd",
    "dba", "dphil", "ccie", "ccna", "togaf", "itil", "prince2", "pe", "aia", "riba", "leed",
    "leedap", "ceng", "fca", "ca", "ma", "ba", "bs", "ms", "mcs", "cma", "cia", "cfe", "gmba",
    "hons", "ret", "phdc", "mmath", "mphil", "mbacp", "frsa", "faia", "cphr", "cscp", "pgdip",
    "safe", "spc", "acp", "cams", "caia", "frm", "mcim", "fcim", "crisc", "cgeit", "cissm", "aiia",
    "cipp", "cippe", "cipm", "safe6", "psm", "pspo", "csp", "dipl", "cpim", "mbci", "frics",
    "mrics", "ciso",
];

/// Credentials that are family names as well: alone they are never taken for a credential.
const NAMES_TOO: &[&str] = &[
    "ma", "ba", "pe", "ca", "ms", "bs", "md", "safe", "ret", "aca", "hons", "dipl",
];

/// Pronouns as people put them into their names.
pub const PRONOUNS: &[&str] = &[
    "she", "her", "hers", "he", "him", "his", "they", "them", "theirs", "ze", "elle", "ella", "el",
    "sie", "ihr", "er",
];

/// Whether a word is a credential: `PhD`, `SHRM-CP`, `CSM®`.
pub fn is_credential(word: &str) -> bool {
    CREDENTIALS.contains(&bare(word).as_str())
}

/// Whether a word says which of a family somebody is.
fn is_generation(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "Jr" | "Sr" | "II" | "III" | "IV" | "jr" | "sr" | "JR" | "SR"
    )
}

fn bare(word: &str) -> String {
    fold(word).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Where a family name ends and its credentials begin: at a comma, a parenthesis, or a word. What stands there holds one that is
/// known, and nothing that may be a name.
pub fn credentials_at(text: &str) -> Option<usize> {
    let mark = text.find([',', '(']).filter(|at| is_list(&text[*at..]));
    mark.or_else(|| last_words(text))
}

/// `Ferreira, PhD` → `Ferreira` and `PhD`; `None` where there are none. The family name may be nothing else.
pub fn without_credentials(text: &str) -> Option<(&str, String)> {
    let (family, rest) = text.split_at(credentials_at(text)?);
    Some((family.trim(), listed(rest)))
}

/// `(FCA, PMP)` → `FCA, PMP`.
pub fn listed(text: &str) -> String {
    let parts = text.split([',', '(', ')']).map(str::trim);
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

/// Whether what stands behind a comma or in parentheses is a list of credentials.
fn is_list(text: &str) -> bool {
    const LONGEST_FURTHER: usize = 4;
    const LONGEST_ALONE: usize = 6;
    let is_known = |word: &str| is_credential(word) || is_generation(word);
    let is_shouted = |word: &str| word.chars().filter(|c| c.is_uppercase()).count() > 1;
    let has_place = |part: &str| {
        let most = match part.split_whitespace().any(is_known) {
            true => LONGEST_FURTHER,
            false => LONGEST_ALONE,
        };
        let is_further = |word: &str| is_shouted(word) && word.chars().count() <= most;
        let is_one = part.split_whitespace().count() == 1;
        let mut words = part.split_whitespace();
        words.all(|word| is_known(word) || is_further(word)) && (is_one || most == LONGEST_FURTHER)
    };
    let mut parts = text.split([',', '(', ')']).map(str::trim);
    let has_one = text.split([',', '(', ')', ' ']).any(is_known);
    has_one && parts.all(|part| part.is_empty() || has_place(part))
}

/// Without a comma it must look like one: two capitals at least, and three letters that are no name.
fn last_words(text: &str) -> Option<usize> {
    let capitals = |word: &str| word.chars().filter(|c| c.is_uppercase()).count();
    let is_shouted = !text.contains(char::is_lowercase);
    let is_degree = |word: &str| {
        word.len() > 2
            && capitals(word) > 1
            && is_credential(word)
            && !(is_shouted && NAMES_TOO.contains(&bare(word).as_str()))
    };
    let is_age = |word: &str| !is_shouted && matches!(word, "Jr" | "Jr." | "Sr." | "II" | "III");
    let mut at = text.trim_end().len();
    let mut found = None;
    while let Some(word) = text[..at].split_whitespace().next_back() {
        let start = at - word.len();
        if start == 0 || !is_degree(word) && !is_age(word) {
            break;
        }
        found = Some(start);
        at = text[..start].trim_end().len();
    }
    found.filter(|at| !text[..*at].trim().is_empty())
}

/// Whether a family name is nothing but credentials, as where somebody typed the whole name into the field of the given one.
pub fn is_only_credentials(text: &str) -> bool {
    let words = text
        .split([',', '(', ')', ' '])
        .filter(|word| !word.is_empty());
    let mut words = words.peekable();
    let is_sure = |word: &str| {
        let letters = bare(word);
        letters.len() > 2
            && word.chars().filter(|c| c.is_uppercase()).count() > 1
            && is_credential(word)
            && !NAMES_TOO.contains(&letters.as_str())
    };
    words.peek().is_some() && words.all(is_sure)
}

/// A folded name without what people put beside theirs: titles, credentials, pronouns, what they are looking for, pictures. None
/// where that leaves no two words.
pub fn plain_name(folded: &str) -> Option<String> {
    let end = folded.find(['(', '[', '{', '|', ',', '/', '•', '·', '–', '—']);
    let end = end.into_iter().chain(folded.find(" - ")).min();
    let text = &folded[..end.unwrap_or(folded.len())];
    let words = text
        .split(' ')
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    let mut words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    while words.len() > 2 && HONORIFICS.contains(&words[0]) {
        words.remove(0);
    }
    while words.len() > 2 && words.last().is_some_and(|last| is_credential(last)) {
        words.pop();
    }
    (words.len() > 1).then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_same_without_what_stands_beside_it() {
        for name in [
            "Samuel Okafor",
            "Samuel Okafor 🌍",
            "Samuel Okafor (he/him)",
            "Dr. Samuel Okafor",
            "Samuel Okafor PhD",
            "Samuel Okafor, PMP, SHRM-CP",
            "Samuel Okafor | Translator",
            "Samuel Okafor - Open to work",
        ] {
            assert_eq!(
                plain_name(&fold(name)).as_deref(),
                Some("samuel okafor"),
                "{name}"
            );
        }
        assert_eq!(
            plain_name("mae o'neil-west").as_deref(),
            Some("mae o'neil-west")
        );
        assert_eq!(plain_name("okafor, samuel"), None);
        assert_eq!(plain_name("don pedro").as_deref(), Some("don pedro"));
    }

    #[test]
    fn credentials_are_behind_a_comma_in_parentheses_or_in_capitals() {
        let split = |text| without_credentials(text).map(|(a, b)| format!("{a}|{b}"));
        let cases = [
            ("Vasylenko, PMP, SHRM-CP", "Vasylenko|PMP, SHRM-CP"),
            ("Fordham, Jr.", "Fordham|Jr."),
            ("Ferreira PhD", "Ferreira|PhD"),
            ("FERREIRA MBA", "FERREIRA|MBA"),
            ("ESSAI PHD CFA", "ESSAI|PHD, CFA"),
            ("TEST,CRISC, CISA,CFE", "TEST|CRISC, CISA, CFE"),
            ("SAMPLE (FCA, PMP)", "SAMPLE|FCA, PMP"),
            ("MODEL ( MBA , MCIM UK )", "MODEL|MBA, MCIM UK"),
            ("GARCIA, MARIA MBA", "GARCIA, MARIA|MBA"),
            ("PROBE, CIA, XIIX", "PROBE|CIA, XIIX"),
        ];
        for (text, parts) in cases {
            let parts = parts.replace("PHD, CFA", "PHD CFA");
            assert_eq!(split(text).as_deref(), Some(parts.as_str()), "{text}");
        }
        for name in [
            "Ma",
            "MA",
            "Ferreira, Ana",
            "Safe",
            "JO SAFE",
            "Ferreira, ",
            "Ferreira (Annie)",
            "FERREIRA (ANA)",
        ] {
            assert_eq!(split(name), None, "{name}");
        }
    }

    #[test]
    fn a_family_name_may_be_nothing_but_credentials() {
        for text in ["SHRM-CP", "(CSM®)", "MBA, PMP"] {
            assert!(is_only_credentials(text), "{text}");
        }
        for name in ["MA", "SAFE", "Test", "TEST, MBA", ""] {
            assert!(!is_only_credentials(name), "{name}");
        }
    }
}
