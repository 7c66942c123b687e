//! Tells cards of people from those of companies, role mailboxes and services.

use std::borrow::Cow;

use super::names::clean::is_to_owner;
use super::names::frequency::{is_family, is_given};
use super::names::nickname;
use super::names::parse::Parsed;
use super::names::skeleton::{skeleton, without_umlauts};
pub use super::services::is_role;
use super::services::{
    Says, company, has_sign, is_craft, is_firm, is_form, is_known, is_of_tasks, is_prefix, is_soft,
    is_town, is_trade, says,
};
use crate::model::card::{Card, Kind, Tel};
use crate::model::keys::{Email, Line, Phone};
use crate::model::name::Name;
use crate::model::title::HONORIFICS;

/// Longest name that is looked at; a cell can be megabytes long.
const LONGEST: usize = 200;

/// What a card is: the source's word if it says that it is no person, else its content's.
pub fn kind_of(card: &Card, name: &Parsed) -> Kind {
    if card.kind != Kind::Person {
        return card.kind;
    }
    if is_service(card) || is_companys(card) {
        return Kind::Org;
    }
    if card.profiles.is_empty() && is_mailbox(card, name) {
        return Kind::Role;
    }
    Kind::Person
}

/// Whether a card has an employer and no name, and all of its addresses are made of the employer's: Gokhale Medicals with
/// `gokhale.medicals@`. The address of a firm that is called by a person's name may be that person's.
pub fn is_companys(card: &Card) -> bool {
    let is_bare = card.name.is_empty() && card.profiles.is_empty() && card.birthday.is_none();
    let mut mails = card.emails.iter().filter_map(|mail| mail.email.as_ref());
    let is_spelled = |mail: &Email| card.companies.iter().any(|firm| spells_firm(mail, firm));
    is_bare && !card.emails.is_empty() && mails.all(is_spelled)
}

/// Whether an address is made of two and more words of a firm's name, which are not all a person's.
fn spells_firm(mail: &Email, firm: &str) -> bool {
    let of_firm = company(firm);
    let is_persons = of_firm.iter().any(|word| is_first_name(word))
        && of_firm.iter().all(|word| says(word) == Says::Other);
    let letters = skeleton(mail.local());
    let is_head =
        (2..=of_firm.len()).any(|count| without_umlauts(of_firm[..count].concat()) == letters);
    is_head && !is_persons
}

/// Whether an address belongs to a task and the name beside it is nobody's: "Accounts" of `accounts@harborview.example`.
pub fn is_of_a_task(address: &str, name: &str) -> bool {
    let words: Vec<String> = name.split_whitespace().map(skeleton).collect();
    let Some(email) = Email::parse(address).filter(is_role) else {
        return false;
    };
    // "Telko Rechnungen" of `rechnung@` says the same in another form.
    let is_same = |word: &String| word.starts_with(email.local()) || is_of_tasks(word);
    words.len() < 2 || words.iter().any(is_same)
}

/// Whether all addresses of a card, and there is one, are those of tasks, and its name is none or says the same: "Press
/// Harborview" of `press@harborview.example`.
fn is_mailbox(card: &Card, name: &Parsed) -> bool {
    let mails = card.emails.iter().filter_map(|mail| mail.email.as_ref());
    let mails: Vec<&Email> = mails.collect();
    let words = words_of(card);
    let is_named = words.len() == 2 && words.iter().any(|word| is_given(word));
    let says = |mail: &&Email| {
        let task = skeleton(mail.local());
        let is_said = words.contains(&task) || words.windows(2).any(|two| two.concat() == task);
        let host = skeleton(mail.domain());
        let whole: String = words.iter().map(String::as_str).collect();
        let is_host = words.len() > 1 && host.starts_with(&whole);
        is_host || (words.len() > 1 && is_said)
    };
    !mails.is_empty()
        && mails.iter().all(|mail| is_role(mail))
        && (name.is_empty() || (!is_named && mails.iter().any(says)))
}

fn words_of(card: &Card) -> Vec<String> {
    let text = shown(card);
    words(&text).into_iter().map(|word| word.folded).collect()
}

/// Whether all that stands behind a given name says where the owner knows its bearer from: "Bob plumber", "Anna yoga".
pub fn is_by_trade(name: &Parsed) -> bool {
    let says = |word: &String| is_trade(word) && !is_family(word);
    name.first_facts.is_given && !name.family.is_empty() && name.family.iter().all(says)
}

/// The name behind what somebody does for the owner: "Klempner John" is a John, and "Zahnarzt Dr. Wimmer" bears the family
/// name Wimmer.
pub fn without_craft(card: &Card) -> Option<Parsed> {
    let text = shown(card);
    let (first, rest) = text.trim().split_once(' ')?;
    if !is_prefix(&skeleton(first)) {
        return None;
    }
    let others = words(rest);
    let bare = others
        .iter()
        .find(|word| !HONORIFICS.contains(&word.folded.as_str()))?;
    if others.iter().any(|word| word.says != Says::Other) {
        return None;
    }
    let lone = others.len() == 1 || bare.raw == others[others.len() - 1].raw;
    let mut name = Name::default();
    if lone && !is_given(&bare.folded) {
        name.family = bare.raw.to_owned();
    } else {
        name.full = rest.to_owned();
    }
    Some(Parsed::of(&name))
}

/// The name as it is shown, without what stands in brackets: it says where the owner knows somebody from.
fn shown(card: &Card) -> Cow<'_, str> {
    let text = match card.name.full.trim() {
        "" => Cow::Owned(format!("{} {}", card.name.given, card.name.family)),
        full => Cow::Borrowed(full),
    };
    let end = text.find(['(', '[', '{']).unwrap_or(text.len());
    let enough = text.char_indices().nth(LONGEST).map_or(end, |(at, _)| at);
    let end = end.min(enough);
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(&text[..end]),
        Cow::Owned(text) => Cow::Owned(text[..end].to_owned()),
    }
}

/// Words by which families name a mailbox that all of them read.
const FAMILIES: &[&str] = &[
    "fam",
    "familia",
    "familie",
    "family",
    "famiglia",
    "familjen",
    "famille",
    "familien",
    "household",
    "rodina",
    "rodzina",
];

/// Whether an address is a family's: `lind.family@`, `familie.berg@`. It is certain of none of them.
pub fn is_household(email: &Email) -> bool {
    let mut words = email.local().split(|c: char| !c.is_alphabetic());
    words.any(|word| FAMILIES.contains(&word))
}

/// Words that stand between two people's names.
const BETWEEN: &[&str] = &[
    "and", "und", "et", "y", "e", "i", "og", "och", "en", "ve", "kai",
];

/// Whether a card is of several people by its name: Anna & Ben Holmgren, Anna und Ben, Familie Berg, The Lindens.
pub fn names_several(card: &Card) -> bool {
    if !card.profiles.is_empty() {
        return false;
    }
    let text = shown(card);
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_name = |word: &str| is_given(&skeleton(word));
    let joins = |three: &[&str]| {
        let (before, between, after) = (three[0], three[1], three[2]);
        let is_sign = matches!(between, "&" | "+") && (is_name(before) || is_name(after));
        let is_word = BETWEEN.contains(&between.to_lowercase().as_str());
        is_sign || (is_word && is_name(before) && is_name(after))
    };
    let family = |word: &&str| FAMILIES.contains(&skeleton(word).as_str());
    let is_house = words.len() > 1 && words.iter().any(family);
    let are_named = matches!(words.as_slice(), [the, name] if the.eq_ignore_ascii_case("the") && name.ends_with('s'));
    let is_head = matches!(words.as_slice(), [_, "&" | "+", _, ..]);
    words.windows(3).any(joins) || is_head || is_house || are_named
}

/// A word of a name.
struct Word<'a> {
    /// As it is written.
    raw: &'a str,
    /// In ASCII letters.
    folded: String,
    /// What it says.
    says: Says,
}

impl Word<'_> {
    fn is_possessive(&self) -> bool {
        self.raw.ends_with("'s") || self.raw.ends_with("’s")
    }
}

/// A name made of the words of services, or of an establishment, on a card that nobody is connected with.
fn is_service(card: &Card) -> bool {
    if !card.profiles.is_empty() || card.birthday.is_some() {
        return false;
    }
    let text = shown(card);
    let words = words(&text);
    let is_titled = words
        .first()
        .is_some_and(|word| HONORIFICS.contains(&word.folded.as_str()) && word.says == Says::Other);
    has_sign(&text)
        || (!is_titled
            && (is_firms(&words) || is_places(&words, card) || is_department(&words, card))
            && !has_own_address(&words, card))
}

/// Whether an address is made of a given name that stands in a name, or its initial, and another word of it: `m.zauner@` of
/// "Spedition Zauner Moni" is somebody's.
fn has_own_address(of_name: &[Word<'_>], card: &Card) -> bool {
    let names = of_name.iter().filter(|word| word.says == Says::Other);
    let names: Vec<&str> = names.map(|word| word.folded.as_str()).collect();
    let given = || names.iter().filter(|name| is_first_name(name));
    let is_own = |local: &str| {
        let parts: Vec<String> = local.split(['.', '-', '_']).map(skeleton).collect();
        let fits = |one: &str, other: &str| {
            given().any(|given| !one.is_empty() && given.starts_with(one) && *given != other)
                && names.contains(&other)
        };
        matches!(parts.as_slice(), [a, b] if fits(a, b) || fits(b, a))
    };
    let mut mails = card.emails.iter().filter_map(|mail| mail.email.as_ref());
    mails.any(|mail| is_own(mail.local()))
}

/// Whether a name is made of the employer's and a word for what a part of a firm does: "Northwind Sales" of Northwind.
fn is_department(of_name: &[Word<'_>], card: &Card) -> bool {
    let employers: Vec<String> = card
        .companies
        .iter()
        .flat_map(|company| words(company))
        .map(|word| word.folded)
        .collect();
    let (firms, rest): (Vec<&Word<'_>>, Vec<&Word<'_>>) = of_name
        .iter()
        .partition(|word| employers.contains(&word.folded));
    let is_name = firms.iter().any(|word| is_first_name(&word.folded));
    !firms.is_empty()
        && !is_name
        && !rest.is_empty()
        && rest
            .iter()
            .all(|word| !matches!(word.says, Says::Other | Says::Side))
}

fn words(text: &str) -> Vec<Word<'_>> {
    let is_between = |c: char| c.is_whitespace() || "&/,;:+|-–".contains(c);
    let raw = text.split(is_between);
    let word = |raw| {
        let folded = skeleton(raw);
        let says = says(&folded);
        Word { raw, folded, says }
    };
    raw.map(word)
        .filter(|word| !word.folded.is_empty())
        .collect()
}

/// Whether a name has what firms add to theirs, or begins with that of a large one.
fn is_firms(words: &[Word<'_>]) -> bool {
    let folded: Vec<&str> = words.iter().map(|word| word.folded.as_str()).collect();
    let is_shouted = words.iter().all(|word| word.raw == word.raw.to_uppercase());
    let adds = |word: &Word<'_>| {
        let written = if is_shouted { "" } else { word.raw };
        is_firm(&word.folded, written)
    };
    // "Uber Tom" and "Kevin Partners" are how phones know Tom and Kevin.
    let is_somebodys = words.len() == 2 && words.iter().any(|word| is_first_name(&word.folded));
    let has_form = words.iter().skip(1).any(|word| is_form(&word.folded));
    has_form || (!is_somebodys && (is_known(&folded) || words.iter().skip(1).any(adds)))
}

/// Whether a word is a given name, or one that people are called by.
fn is_first_name(word: &str) -> bool {
    is_given(word) || !nickname::lines(word).is_empty()
}

/// Whether all words of a name are those of services, or one is a place's and no given name stands before it.
fn is_places(words: &[Word<'_>], card: &Card) -> bool {
    let Some(first) = words.first() else {
        return false;
    };
    let is = |says: Says| move |word: &Word<'_>| word.says == says;
    if !words.iter().any(is(Says::Other)) {
        // Sales is a family name, too, if the card says that this is one; Posada and Church are by themselves.
        let may_be_name = !card.name.family.is_empty() || first.says == Says::Place;
        let is_name = words.len() == 1 && may_be_name && is_family(&first.folded);
        return words.iter().any(|word| word.says != Says::Side) && !is_name;
    }
    let Some(at) = words.iter().position(is(Says::Place)) else {
        return false;
    };
    let place = &words[at];
    if at == 0 {
        // "Taxi Ali" is how phones know Ali, and "Kirche Anna" Anna.
        let is_somebodys = words.len() == 2 && is_first_name(&words[1].folded);
        let is_filed = is_somebodys && shown(card).contains(&format!("{},", first.raw));
        let is_name = is_filed || is_written_backwards(words);
        return !(is_name || (is_somebodys && is_soft(&place.folded)));
    }
    let is_last_name = words.len() == 2 && is_family(&place.folded);
    // "Mario Pizzeria" is how phones know Mario of the pizzeria, but Austin Energy and Joe's Pizza are firms.
    // Few firms have no number but a mobile.
    let is_called = is_first_name(&first.folded) || is_to_owner(&first.folded);
    let is_mobile = card.phones.iter().filter_map(Tel::number);
    let is_mobile = is_mobile.map(Phone::line).max() == Some(Line::Mobile);
    let is_somebodys = (is_called || is_mobile) && first.says == Says::Other;
    let is_towns = is_town(&first.folded) && !is_soft(&place.folded);
    let is_owned = words[..at].iter().any(Word::is_possessive);
    is_owned || is_towns || !(is_somebodys || is_last_name || is_craft(&first.folded))
}

/// Whether a word for a place is a family name, and a given name stands behind it: "Bar Nadav", "Church Frank".
fn is_written_backwards(words: &[Word<'_>]) -> bool {
    let [family, given] = words else { return false };
    is_family(&family.folded) && is_given(&given.folded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::card::{Mail, Roster};
    use crate::model::intake::FileId;
    use crate::model::problem::Place;

    fn named(full: &str) -> Card {
        let place = Place {
            file: FileId(0),
            record: 1,
            line: 1,
        };
        let name = Name {
            full: full.into(),
            ..Name::default()
        };
        Card {
            name,
            ..Card::new(place, Roster::AddressBook)
        }
    }

    #[test]
    fn services_are_known_in_many_languages_and_people_are_not_services() {
        let kind = |full: &str| {
            let card = named(full);
            kind_of(&card, &Parsed::of(&card.name))
        };
        let services = [
            "Feuerwehr",
            "Röstbrevlåda",
            "Médecin",
            "Buzón de voz",
            "Segreteria telefonica",
            "Straż Pożarna",
            "Klantenservice",
            "Caixa postal",
            "Farmacia Comunale",
            "Apotheke am Markt",
            "Taxi Madrid",
            "Grundschule Lindenstraße",
            "Tierarztpraxis",
            "Newsletter Stadtbücherei",
            "Deutsche Telekom",
            "Bank of America",
            "AT&T",
            "Austin Energy",
            "Joe's Pizza",
            "Crédit Agricole",
            "École maternelle",
            "Moldau Consulting Zrt.",
            "Weber Söhne AG",
            "Müşteri Hizmetleri",
            "Служба поддержки",
            "Εξυπηρέτηση πελατών",
            "خدمة العملاء",
            "שירות לקוחות",
            "고객센터",
            "市立病院",
        ];
        for name in services {
            assert_eq!(kind(name), Kind::Org, "{name}");
        }
        for name in [
            "Mario Pizzeria",
            "Anna Schule",
            "John Banks",
            "Police Ndlovu",
            "Peter Bank",
            "Ana Clara",
            "Taxi Ali",
            "Emma (Schule)",
            "Dr. Schule",
            "Klempner Huber",
            "Zahnarzt Dr. Wimmer",
            "Charlotte Voisin",
            "Laura Company",
            "Ivo Sales",
            "Posada",
            "Lea Bürger",
            "ANNA AG",
            "Pedro SA",
            "Uber Tom",
            "Kevin Partners",
            "Mama Kita",
            "Markt, Hans",
            "Bob Bank",
        ] {
            assert_eq!(kind(name), Kind::Person, "{name}");
        }
    }

    #[test]
    fn whoever_has_an_address_of_their_own_is_somebody_behind_a_firms_name() {
        let kind = |full: &str, address: &str| {
            let mut card = named(full);
            let email = Email::parse(address);
            card.emails.push(Mail::new(address, email, Vec::new()));
            kind_of(&card, &Parsed::of(&card.name))
        };
        let firm = "Spedition Zauner Moni";
        for own in ["m.zauner@spedition.test", "zauner.moni@spedition.test"] {
            assert_eq!(kind(firm, own), Kind::Person, "{own}");
        }
        for other in [
            "info@spedition.test",
            "m.huber@spedition.test",
            "spedition.zauner@a.test",
        ] {
            assert_eq!(kind(firm, other), Kind::Org, "{other}");
        }
        assert_eq!(kind("Spedition Zauner Söhne", "s.zauner@a.test"), Kind::Org);
    }

    #[test]
    fn role_addresses_are_known_by_what_stands_before_the_at() {
        let role = |raw: &str| is_role(&Email::parse(raw).unwrap());
        assert!(
            role("info@example.org")
                && role("office2@example.org")
                && role("no-reply+x@example.org")
        );
        assert!(!role("ana.info@example.org") && !role("ana@example.org"));
    }
}
