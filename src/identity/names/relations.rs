//! What somebody is to the owner, where a card says it in place of a name or in brackets behind one: "Papa Handy", "Rolf Beispiel (Sohn)".

use crate::model::name::fold;

/// What somebody is to the owner, or to somebody of the same name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// Mother.
    Mother,
    /// Father.
    Father,
    /// Grandmother.
    Grandmother,
    /// Grandfather.
    Grandfather,
    /// Sister.
    Sister,
    /// Brother.
    Brother,
    /// Aunt.
    Aunt,
    /// Uncle.
    Uncle,
    /// Daughter.
    Daughter,
    /// Son.
    Son,
    /// Wife.
    Wife,
    /// Husband.
    Husband,
    /// Who one works for.
    Boss,
    /// Who one rents from.
    Landlord,
    /// Who lives next door.
    Neighbour,
    /// The office of whoever is named, or somebody in it.
    Office,
    /// Who was married to whoever is named.
    Widow,
}

impl Relation {
    /// Whether it is a relative, and not somebody who may be another thing to the owner as well.
    pub fn is_kin(self) -> bool {
        !matches!(
            self,
            Self::Boss | Self::Landlord | Self::Neighbour | Self::Office
        )
    }

    /// Whether the name on the card is somebody else's.
    pub fn is_of_another(self) -> bool {
        matches!(self, Self::Office | Self::Widow)
    }
}

/// The words for each, without those that people are called: Mae, Tia, Baba.
const WORDS: &[(Relation, &[&str])] = &[
    (
        Relation::Mother,
        &[
            "mama",
            "mami",
            "mom",
            "mommy",
            "mum",
            "mummy",
            "mutter",
            "mutti",
            "mother",
            "maman",
            "mamma",
            "madre",
            "mamita",
            "mammy",
            "matka",
            "мама",
            "μαμα",
            "妈妈",
            "媽媽",
            "엄마",
            "אמא",
            "ماما",
            "امي",
            "أمي",
            "お母さん",
            "母",
        ],
    ),
    (
        Relation::Father,
        &[
            "papa",
            "papi",
            "dad",
            "daddy",
            "vater",
            "vati",
            "father",
            "babbo",
            "pappa",
            "padre",
            "pere",
            "ojciec",
            "папа",
            "μπαμπας",
            "爸爸",
            "아빠",
            "אבא",
            "بابا",
            "أبي",
            "お父さん",
            "父",
        ],
    ),
    (
        Relation::Grandmother,
        &[
            "oma",
            "omi",
            "grandma",
            "grandmother",
            "granny",
            "nonna",
            "abuela",
            "abuelita",
            "babcia",
            "bunica",
            "mormor",
            "farmor",
            "babaanne",
            "anneanne",
            "бабушка",
            "γιαγια",
            "奶奶",
            "할머니",
        ],
    ),
    (
        Relation::Grandfather,
        &[
            "opa",
            "opi",
            "grandpa",
            "grandad",
            "granddad",
            "grandfather",
            "gramps",
            "nonno",
            "abuelo",
            "abuelito",
            "dziadek",
            "morfar",
            "farfar",
            "дедушка",
            "παππους",
            "爷爷",
            "할아버지",
        ],
    ),
    (
        Relation::Sister,
        &[
            "schwester",
            "sister",
            "sis",
            "soeur",
            "sorella",
            "hermana",
            "siostra",
            "сестра",
        ],
    ),
    (
        Relation::Brother,
        &[
            "bruder", "brother", "bro", "frere", "fratello", "hermano", "брат",
        ],
    ),
    (
        Relation::Aunt,
        &["tante", "aunt", "auntie", "aunty", "ciocia", "тётя", "тетя"],
    ),
    (
        Relation::Uncle,
        &["onkel", "uncle", "oncle", "tio", "zio", "wujek", "дядя"],
    ),
    (
        Relation::Daughter,
        &[
            "tochter", "daughter", "fille", "hija", "figlia", "filha", "corka", "дочь",
        ],
    ),
    (
        Relation::Son,
        &["sohn", "son", "fils", "hijo", "figlio", "filho", "сын"],
    ),
    (
        Relation::Wife,
        &["wife", "wifey", "ehefrau", "epouse", "esposa", "moglie"],
    ),
    (
        Relation::Husband,
        &["husband", "hubby", "ehemann", "esposo", "marito"],
    ),
    (
        Relation::Boss,
        &["boss", "chef", "chefin", "jefe", "jefa", "patron"],
    ),
    (
        Relation::Landlord,
        &["vermieter", "vermieterin", "landlord", "landlady"],
    ),
    (
        Relation::Neighbour,
        &[
            "nachbar",
            "nachbarin",
            "neighbour",
            "neighbor",
            "voisin",
            "voisine",
            "vecino",
            "vecina",
        ],
    ),
];

/// Words before somebody's name on the card of somebody else.
const BEFORE_ANOTHER: &[(Relation, &[&str])] = &[
    (
        Relation::Office,
        &[
            "buro",
            "buero",
            "office",
            "bureau",
            "sekretariat",
            "sekretarin",
            "sekretaerin",
            "assistenz",
            "assistent",
            "assistentin",
            "assistant",
            "assistante",
            "asistente",
            "vorzimmer",
            "secretary",
            "secretaria",
            "secretariat",
            "biuro",
        ],
    ),
    (
        Relation::Widow,
        &[
            "witwe", "witwer", "widow", "widower", "veuve", "veuf", "viuda", "viudo", "vedova",
            "vedovo",
        ],
    ),
];

/// Takes the word off that says that the name behind it is somebody else's: "Büro Petra Beispiel".
pub fn of_another(words: &mut Vec<String>, least: usize) -> Option<Relation> {
    let first = words.first().filter(|_| words.len() > least)?;
    let has = |known: &&(Relation, &[&str])| known.1.contains(&first.as_str());
    let (relation, _) = BEFORE_ANOTHER.iter().find(has)?;
    words.remove(0);
    Some(*relation)
}

/// What a word says that somebody is.
pub fn relation_of(word: &str) -> Option<Relation> {
    let has = |words: &&(Relation, &[&str])| words.1.contains(&word);
    WORDS.iter().find(has).map(|(relation, _)| *relation)
}

/// What a text that holds nobody's name says somebody is: that of its only word for it.
pub fn relation_in(text: &str) -> Option<Relation> {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric());
    let mut said = words.filter_map(relation_of);
    let first = said.next()?;
    said.all(|other| other == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_many_languages_name_a_relative() {
        assert_eq!(relation_in("Mutti neu"), relation_in("Mama Handy"));
        assert_eq!(relation_in("Papa"), Some(Relation::Father));
        assert_eq!(relation_in("Mama Papa"), None);
        assert_eq!(relation_in("Handy"), None);
        assert!(relation_of("sohn").is_some_and(Relation::is_kin));
        assert!(!relation_of("vermieter").is_some_and(Relation::is_kin));
    }
}
