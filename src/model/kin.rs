//! What people call their family in an address book: whoever has such a name is never a question to the owner's memory.

use super::name::fold;

/// Words that are family wherever they begin a name: "Auntie Maud", "Oma Hilde".
const BEFORE_A_NAME: &[&str] = &[
    "abuela",
    "abuelita",
    "abuelito",
    "abuelo",
    "aunt",
    "auntie",
    "aunty",
    "babbo",
    "babcia",
    "bunica",
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
    "abi", "abla", "baba", "far", "mae", "mere", "mor", "pai", "pap", "pere", "tata",
];

/// Whether a name is what family is called.
pub fn is_kin(name: &str) -> bool {
    let folded = fold(name);
    let mut words = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let Some(first) = words.next() else {
        return false;
    };
    let is_alone = words.next().is_none();
    let is_only = || ALONE.contains(&first) || NAMES_TOO.contains(&first);
    BEFORE_A_NAME.contains(&first) || (is_alone && is_only())
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
    }
}
