//! What a column is by the words of its name, in the languages of `words.txt`: `Telefon (geschäftlich) 2` → a phone number at work.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::import::contacts::role::{Part, Role};
use crate::model::name::fold;

const TABLE: &str = include_str!("words.txt");

/// Names that are longer than that are sentences.
const LONGEST: usize = 48;

/// What a word of a column's name means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Word {
    Given,
    Middle,
    Family,
    Full,
    Shown,
    Prefix,
    Suffix,
    Nick,
    Title,
    Job,
    Company,
    Department,
    Email,
    Phone,
    Mobile,
    Fax,
    Pager,
    Work,
    Home,
    Other,
    Main,
    Second,
    Direct,
    Assistant,
    Car,
    Callback,
    Isdn,
    Telex,
    Radio,
    Text,
    Address,
    Street,
    City,
    Region,
    Code,
    Country,
    Box,
    Birthday,
    BirthYear,
    BirthMonth,
    Anniversary,
    Gender,
    Note,
    Label,
    Website,
    Linkedin,
    Profile,
    Spouse,
    Child,
    Manager,
    Referred,
    Initials,
    Profession,
    Place,
    Hobby,
    Language,
    Skype,
    Twitter,
    Im,
    Type,
    Value,
    Skip,
}

/// The words of the table, as they are written and without accents. A word without its accents that means something else in another
/// language is left out.
struct Words {
    written: FxHashMap<String, Word>,
    bare: FxHashMap<String, Word>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut written = FxHashMap::default();
    let mut bare: FxHashMap<String, Option<Word>> = FxHashMap::default();
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let Some((name, phrases)) = line.split_once(": ") else {
            continue;
        };
        let Some(word) = Word::named(name) else {
            continue;
        };
        for phrase in phrases.split(", ") {
            written.entry(letters(phrase)).or_insert(word);
            let known = bare.entry(letters(&fold(phrase))).or_insert(Some(word));
            *known = known.filter(|known| *known == word);
        }
    }
    let bare = bare
        .into_iter()
        .filter_map(|(text, word)| Some((text, word?)));
    Words {
        written,
        bare: bare.collect(),
    }
});

impl Word {
    /// The word that a line of the table begins with.
    fn named(name: &str) -> Option<Self> {
        const NAMES: [(&str, Word); 62] = [
            ("given", Word::Given),
            ("middle", Word::Middle),
            ("family", Word::Family),
            ("full", Word::Full),
            ("shown", Word::Shown),
            ("prefix", Word::Prefix),
            ("suffix", Word::Suffix),
            ("nick", Word::Nick),
            ("title", Word::Title),
            ("job", Word::Job),
            ("company", Word::Company),
            ("department", Word::Department),
            ("email", Word::Email),
            ("phone", Word::Phone),
            ("mobile", Word::Mobile),
            ("fax", Word::Fax),
            ("pager", Word::Pager),
            ("work", Word::Work),
            ("home", Word::Home),
            ("other", Word::Other),
            ("main", Word::Main),
            ("second", Word::Second),
            ("direct", Word::Direct),
            ("assistant", Word::Assistant),
            ("car", Word::Car),
            ("callback", Word::Callback),
            ("isdn", Word::Isdn),
            ("telex", Word::Telex),
            ("radio", Word::Radio),
            ("text", Word::Text),
            ("address", Word::Address),
            ("street", Word::Street),
            ("city", Word::City),
            ("region", Word::Region),
            ("code", Word::Code),
            ("country", Word::Country),
            ("box", Word::Box),
            ("birthday", Word::Birthday),
            ("birthyear", Word::BirthYear),
            ("birthmonth", Word::BirthMonth),
            ("anniversary", Word::Anniversary),
            ("gender", Word::Gender),
            ("note", Word::Note),
            ("label", Word::Label),
            ("website", Word::Website),
            ("linkedin", Word::Linkedin),
            ("profile", Word::Profile),
            ("spouse", Word::Spouse),
            ("child", Word::Child),
            ("manager", Word::Manager),
            ("referred", Word::Referred),
            ("initials", Word::Initials),
            ("profession", Word::Profession),
            ("place", Word::Place),
            ("hobby", Word::Hobby),
            ("language", Word::Language),
            ("skype", Word::Skype),
            ("twitter", Word::Twitter),
            ("im", Word::Im),
            ("type", Word::Type),
            ("value", Word::Value),
            ("skip", Word::Skip),
        ];
        let mut names = NAMES.iter();
        names
            .find(|(known, _)| *known == name)
            .map(|(_, word)| *word)
    }
}

/// The letters of a text, without blanks, marks and digits.
fn letters(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    letters.flat_map(char::to_lowercase).collect()
}

/// A column by the words of its name: what it is, and whether the name is that of a title, which is a job's or stands before a name.
pub(super) fn role_of(column: &str) -> Option<(Role, bool)> {
    let words = of(column)?;
    let is_title = words == [Word::Title];
    composed(&words).map(|role| (role, is_title))
}

/// The words of a name, each once and in the order of the enum; `None` if anything in it is no word.
fn of(column: &str) -> Option<Vec<Word>> {
    if column.len() > 3 * LONGEST {
        return None;
    }
    let text = letters(column);
    let apart = broken(&text, &WORDS.written);
    let mut words = apart.or_else(|| broken(&letters(&fold(&text)), &WORDS.bare))?;
    words.retain(|word| !matches!(word, Word::Skip | Word::Value));
    words.sort_unstable();
    words.dedup();
    Some(words)
}

/// A text as the fewest words that it is made of.
fn broken(text: &str, table: &FxHashMap<String, Word>) -> Option<Vec<Word>> {
    let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    if bounds.is_empty() || bounds.len() > LONGEST {
        return None;
    }
    let bounds: Vec<usize> = bounds.into_iter().chain([text.len()]).collect();
    // Behind each letter: how many words lead there, and the last of them with its beginning.
    let mut best: Vec<Option<(usize, usize, Word)>> = vec![None; bounds.len()];
    for end in 1..bounds.len() {
        for start in 0..end {
            let before = match start {
                0 => Some(0),
                _ => best[start].map(|(count, ..)| count),
            };
            let word = before.and_then(|_| table.get(&text[bounds[start]..bounds[end]]));
            if let (Some(count), Some(word)) = (before, word)
                && best[end].is_none_or(|(known, ..)| count + 1 < known)
            {
                best[end] = Some((count + 1, start, *word));
            }
        }
    }
    let mut words = Vec::new();
    let mut at = bounds.len() - 1;
    while at > 0 {
        let (_, start, word) = best[at]?;
        words.push(word);
        at = start;
    }
    Some(words)
}

/// What some words mean together.
fn composed(words: &[Word]) -> Option<Role> {
    let has = |word| words.contains(&word);
    if has(Word::Email) {
        return email(words);
    }
    let is_number = |word: &Word| {
        use Word as W;
        matches!(
            word,
            W::Phone
                | W::Mobile
                | W::Fax
                | W::Pager
                | W::Car
                | W::Callback
                | W::Isdn
                | W::Telex
                | W::Radio
                | W::Text
        )
    };
    if words.iter().any(is_number) || words == [Word::Direct] {
        return phone(words);
    }
    let part = [
        (Word::Street, Part::Street),
        (Word::City, Part::City),
        (Word::Region, Part::Region),
        (Word::Code, Part::Code),
        (Word::Country, Part::Country),
        (Word::Box, Part::Box),
        (Word::Address, Part::Whole),
    ];
    if let Some((word, part)) = part.into_iter().find(|(word, _)| has(*word)) {
        let is_beside = |other: &Word| *other == word || *other == Word::Address || is_kind(*other);
        let is_label = has(Word::Type) || has(Word::Label);
        return match words.iter().all(is_beside) {
            true => Some(Role::Address(kind(words), part)),
            false => (is_label && part == Part::Whole).then_some(Role::AddressLabel),
        };
    }
    if has(Word::Linkedin) || has(Word::Website) {
        let is_link = |word: &Word| {
            matches!(word, Word::Linkedin | Word::Website | Word::Profile) || is_kind(*word)
        };
        return words.iter().all(is_link).then_some(Role::Url);
    }
    named(words)
}

/// Whether a word says of which kind a value is.
fn is_kind(word: Word) -> bool {
    use Word as W;
    matches!(
        word,
        W::Work | W::Home | W::Other | W::Main | W::Second | W::Company
    )
}

fn kind(words: &[Word]) -> &'static str {
    let has = |word| words.contains(&word);
    match () {
        () if has(Word::Work) || has(Word::Company) => "work",
        () if has(Word::Home) => "home",
        () if has(Word::Other) => "other",
        () => "",
    }
}

fn email(words: &[Word]) -> Option<Role> {
    let has = |word| words.contains(&word);
    let rest = |word: &Word| *word == Word::Email || *word == Word::Address || is_kind(*word);
    match words.iter().find(|word| !rest(word)) {
        None => Some(Role::Email(kind(words))),
        Some(Word::Type) => Some(Role::EmailTransport),
        Some(Word::Label) => Some(Role::EmailLabel),
        Some(Word::Shown | Word::Full) => Some(Role::Extra("X-EMAIL-DISPLAY-NAME")),
        Some(Word::Mobile) if has(Word::Phone) => None,
        Some(_) => None,
    }
}

fn phone(words: &[Word]) -> Option<Role> {
    use Word as W;
    let has = |word| words.contains(&word);
    if has(W::Label) || has(W::Type) {
        return has(W::Phone).then_some(Role::PhoneLabel);
    }
    let is_known = |word: &Word| {
        is_kind(*word)
            || (W::Phone..=W::Pager).contains(word)
            || (W::Direct..=W::Text).contains(word)
    };
    if !words.iter().all(is_known) {
        return None;
    }
    let word = match () {
        () if has(W::Fax) && has(W::Home) => "home fax",
        () if has(W::Fax) && (has(W::Work) || has(W::Company)) => "work fax",
        () if has(W::Fax) => "fax",
        () if has(W::Assistant) => "assistant",
        () if has(W::Mobile) => "cell",
        () if has(W::Pager) => "pager",
        () if has(W::Car) => "car",
        () if has(W::Callback) => "callback",
        () if has(W::Isdn) => "isdn",
        () if has(W::Telex) => "telex",
        () if has(W::Radio) => "radio",
        () if has(W::Text) => "textphone",
        () if has(W::Company) && has(W::Main) => "main",
        () if has(W::Main) => "pref",
        () if has(W::Direct) => "work",
        () => kind(words),
    };
    Some(Role::Phone(word))
}

/// Names, and what says something by itself.
fn named(words: &[Word]) -> Option<Role> {
    use Word as W;
    let role = match words {
        [W::Given] | [W::Given, W::Full] => Role::Given,
        [W::Middle] | [W::Middle, W::Full] => Role::Middle,
        [W::Family] | [W::Family, W::Full] => Role::Family,
        [W::Full | W::Shown] | [W::Full, W::Shown] | [W::Given, W::Family] => Role::Full,
        [W::Prefix] | [W::Full, W::Prefix] => Role::Prefix,
        [W::Suffix] | [W::Full, W::Suffix] => Role::Suffix,
        [W::Nick] | [W::Full, W::Nick] => Role::Nickname,
        [W::Title] => Role::Prefix,
        [W::Job] | [W::Title, W::Job] => Role::Title,
        [W::Company] | [W::Full, W::Company] => Role::Company,
        [W::Department] | [W::Company, W::Department] => Role::Department,
        [W::Birthday] => Role::Birthday,
        [W::BirthYear] => Role::BirthYear,
        [W::BirthMonth] => Role::BirthMonth,
        [W::Anniversary] => Role::Extra("ANNIVERSARY"),
        [W::Gender] => Role::Gender,
        [W::Note] => Role::Note,
        [W::Label] => Role::Labels,
        [W::Spouse] | [W::Full, W::Spouse] => Role::Extra("X-SPOUSE"),
        [W::Child] => Role::Extra("X-CHILDREN"),
        [W::Manager] | [W::Full, W::Manager] => Role::Extra("X-MANAGER"),
        [W::Assistant] | [W::Full, W::Assistant] => Role::Extra("X-ASSISTANT"),
        [W::Referred] => Role::Extra("X-REFERRED-BY"),
        [W::Initials] => Role::Extra("X-INITIALS"),
        [W::Profession] => Role::Extra("X-PROFESSION"),
        [W::Place] => Role::Extra("X-OFFICE-LOCATION"),
        [W::Hobby] => Role::Extra("X-HOBBY"),
        [W::Language] => Role::Extra("X-LANGUAGE"),
        [W::Skype] => Role::Extra("X-SKYPE"),
        [W::Twitter] => Role::Extra("X-TWITTER"),
        [W::Im] | [W::Address, W::Im] => Role::Extra("X-IM"),
        _ => return None,
    };
    Some(role)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_understood() {
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let (name, phrases) = line.split_once(": ").expect(line);
            assert!(Word::named(name).is_some(), "{line}");
            assert!(
                phrases.split(", ").all(|p| !letters(p).is_empty()),
                "{line}"
            );
        }
    }

    #[test]
    fn names_of_columns_are_read_in_many_languages() {
        let home = |part| Role::Address("home", part);
        let work = |part| Role::Address("work", part);
        let cases = [
            ("Telefon (geschäftlich) 2", Role::Phone("work")),
            ("Geschäftstelefon", Role::Phone("work")),
            ("Privat: PLZ", home(Part::Code)),
            ("Primäre E-Mail-Adresse", Role::Email("")),
            (
                "E-Mail 2: Angezeigter Name",
                Role::Extra("X-EMAIL-DISPLAY-NAME"),
            ),
            ("Téléphone (bureau)", Role::Phone("work")),
            ("Code postal (domicile)", home(Part::Code)),
            ("Telephone domicile", Role::Phone("home")),
            ("Número de teléfono móvil", Role::Phone("cell")),
            ("Calle del trabajo", work(Part::Street)),
            ("Fax abitazione", Role::Phone("home fax")),
            ("Telefone comercial", Role::Phone("work")),
            ("Aniversário", Role::Birthday),
            ("Aniversario", Role::Extra("ANNIVERSARY")),
            ("Telefoon op werk", Role::Phone("work")),
            ("Mobiele telefoon", Role::Phone("cell")),
            ("Postcode thuis", home(Part::Code)),
            ("Telefon, arbete", Role::Phone("work")),
            ("Postnummer, hem", home(Part::Code)),
            ("Telefon służbowy", Role::Phone("work")),
            ("Kod pocztowy (adres domowy)", home(Part::Code)),
            ("会社電話", Role::Phone("work")),
            ("自宅の電話番号", Role::Phone("home")),
            ("電子メール アドレス", Role::Email("")),
            ("商务电话", Role::Phone("work")),
            ("家庭所在地 邮政编码", Role::Unknown),
            ("住宅地址 邮政编码", home(Part::Code)),
            ("Arbejdstelefon", Role::Phone("work")),
            ("Adresse, arbeid", work(Part::Whole)),
            ("Työpuhelin", Role::Phone("work")),
            ("Telefon do zaměstnání", Role::Phone("work")),
            ("İş Telefonu", Role::Phone("work")),
            ("Рабочий телефон", Role::Phone("work")),
            ("Ім'я", Role::Given),
            ("휴대폰", Role::Phone("cell")),
            ("Asst Phone", Role::Phone("assistant")),
            ("Mailing Zip/Postal Code", Role::Address("", Part::Code)),
            ("Person - Phone - Work", Role::Phone("work")),
            ("Account Name", Role::Company),
        ];
        for (column, role) in cases {
            let found = role_of(column).map_or(Role::Unknown, |(role, _)| role);
            assert_eq!(found, role, "{column}");
        }
    }

    #[test]
    fn what_is_not_wholly_understood_is_not_guessed() {
        for column in [
            "Lead Status",
            "Phone verified",
            "Email opt-out",
            "Deal stage",
            "",
            "2024",
            "Company size",
        ] {
            assert_eq!(role_of(column), None, "{column}");
        }
    }
}
