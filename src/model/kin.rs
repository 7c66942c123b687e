//! What people call their family in an address book: whoever has such a name is never a question to the owner's memory.

use super::name::fold;

/// Words that are family wherever they begin a name: "Auntie Maud", "Oma Hilde".
const BEFORE_A_NAME: &[&str] = &[
    "aaji",
    "aajoba",
    "abuela",
    "abuelita",
    "abuelito",
    "abuelo",
    "ajji",
    "ajoba",
    "atya",
    "aunt",
    "auntie",
    "aunty",
    "babbo",
    "babcia",
    "bunica",
    "chacha",
    "chachi",
    "ciocia",
    "dad",
    "daddy",
    "dziadek",
    "farfar",
    "farmor",
    "gramps",
    "grandad",
    "granddad",
    "grandfather",
    "grandma",
    "grandmother",
    "grandpa",
    "granny",
    "mam",
    "mama",
    "maman",
    "mamie",
    "masi",
    "mausi",
    "mavshi",
    "mamma",
    "mammy",
    "mom",
    "mommy",
    "morfar",
    "mormor",
    "mum",
    "mummy",
    "mutter",
    "mutti",
    "nonna",
    "nonno",
    "oma",
    "omi",
    "oncle",
    "onkel",
    "opa",
    "opi",
    "papa",
    "tante",
    "uncle",
    "vater",
    "vati",
    "wujek",
    "आई",
    "आजी",
    "आजोबा",
    "बाबा",
    "काका",
    "काकू",
    "मामा",
    "मामी",
    "मावशी",
    "माँ",
    "मम्मी",
    "पापा",
    "नानी",
    "दादी",
    "мама",
    "папа",
    "бабушка",
    "дедушка",
    "тётя",
    "тетя",
    "дядя",
    "μαμα",
    "μπαμπας",
    "γιαγια",
    "παππους",
    "妈妈",
    "爸爸",
    "媽媽",
    "奶奶",
    "爷爷",
    "お母さん",
    "お父さん",
    "엄마",
    "아빠",
    "할머니",
    "할아버지",
    "אמא",
    "אבא",
    "ماما",
    "بابا",
    "امي",
    "أمي",
    "أبي",
];

/// Words that are family only where they are the whole name.
const ALONE: &[&str] = &[
    "anneanne",
    "babaanne",
    "bro",
    "brother",
    "bruder",
    "cousin",
    "cousine",
    "daughter",
    "father",
    "fratello",
    "frere",
    "gran",
    "hermana",
    "hermano",
    "hubby",
    "husband",
    "kusine",
    "madre",
    "mami",
    "mamita",
    "mother",
    "nan",
    "nana",
    "nanny",
    "padre",
    "papi",
    "pappa",
    "schatz",
    "schwester",
    "sis",
    "sister",
    "soeur",
    "sohn",
    "son",
    "sorella",
    "tia",
    "tio",
    "tochter",
    "wife",
    "wifey",
    "zia",
    "zio",
    "母",
    "父",
];

/// The same, and people are called so as well: Mae West, Abi Morgan.
const NAMES_TOO: &[&str] = &[
    "aai", "abi", "abla", "baba", "far", "mae", "mere", "mor", "pai", "pap", "pere", "tata",
];

/// Words that are family behind a name: "Mangal Mavshi", "Ayşe Teyze".
const AFTER_A_NAME: &[&str] = &[
    "aaji", "ajji", "ajoba", "amca", "atya", "kaka", "kaku", "mausi", "mavshi", "teyze", "vahini",
    "yenge",
];

/// Labels under which people keep their family.
const LABELS: &[&str] = &[
    "aile",
    "familia",
    "familie",
    "familj",
    "famiglia",
    "famille",
    "family",
    "perhe",
    "rodina",
    "rodzina",
    "семья",
    "родина",
    "कुटुंब",
    "परिवार",
    "家人",
    "家族",
    "가족",
    "عائلة",
    "משפחה",
];

/// Whether a label of an address book says family.
pub fn is_family(label: &str) -> bool {
    let folded = fold(label.trim_start_matches(['*', ' ']));
    LABELS.iter().any(|known| fold(known) == folded)
}

/// Whether a folded word is one of a list. Folding takes signs from the words of some scripts.
fn is_one(word: &str, of: &[&str]) -> bool {
    of.contains(&word) || (!word.is_ascii() && of.iter().any(|known| fold(known) == word))
}

/// Whether a name is what family is called.
pub fn is_kin(name: &str) -> bool {
    let folded = fold(name);
    let mut words = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let Some(first) = words.next() else {
        return false;
    };
    let last = words.next_back();
    let is_only = || ALONE.contains(&first) || NAMES_TOO.contains(&first);
    is_one(first, BEFORE_A_NAME)
        || last.is_some_and(|last| is_one(last, AFTER_A_NAME))
        || (last.is_none() && is_only())
}

/// Words for relatives that nobody is called, or hardly anybody.
pub(crate) fn relatives() -> impl Iterator<Item = &'static str> {
    BEFORE_A_NAME.iter().chain(ALONE).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn family_is_told_from_those_who_are_called_like_it() {
        for name in [
            "Mum",
            "Dad",
            "MAMMA",
            "Papà",
            "Auntie Maud",
            "Oma Hilde",
            "Uncle Bob (mobile)",
            "Mamá",
            "Мама",
            "妈妈",
            "Tía",
            "Sis",
            "आई",
            "मावशी",
            "Ajji",
            "Mangal Mavshi",
        ] {
            assert!(is_kin(name), "{name}");
        }
        for name in [
            "",
            "Nan Goldin",
            "Son Heung-min",
            "Tia Carrere",
            "Femi",
            "Boss",
            "Maud Auntie",
            "Mamadou Diallo",
            "Dada",
        ] {
            assert!(!is_kin(name), "{name}");
        }
        assert!(is_family("* Famille") && is_family("कुटुंब") && !is_family("Family doctor"));
    }
}
