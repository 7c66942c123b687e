//! Whom a field of addresses names, as programs and people write it: with commas that are not quoted, addresses within encoded words,
//! "at" for "@", or a name alone.

use super::header;
use super::service;
use crate::import::mail::kind::{is_program, is_program_called};
use crate::model::exchange::PeerKey;
use crate::model::keys::Email;
use crate::model::name::fold;
use crate::model::title::CREDENTIALS;

/// Somebody whom a field names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// By an address, else by the name.
    pub key: PeerKey,
    /// The name in the order in which it is spoken; empty if there is none.
    pub name: String,
    /// Whether no human answers from there.
    pub is_program: bool,
    /// In whose name a service writes.
    pub through: Option<String>,
}

/// An entry of a field before it is known where a name ends.
enum Entry {
    Address(Email, String),
    Words(String),
}

/// Everybody whom a field names.
pub fn named(raw: &[u8]) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    let mut open: Vec<String> = Vec::new();
    for (name, address) in header::entries(raw) {
        match entry(&name, &address) {
            Entry::Address(email, mut name) => {
                while let Some(whole) = open.last().and_then(|head| joined(head, &name)) {
                    name = whole;
                    open.pop();
                }
                found.extend(open.drain(..).filter_map(|words| by_name(&words)));
                let through = service::person(&name, &email).map(str::to_owned);
                found.push(Named {
                    is_program: through.is_some() || is_program_called(email.local(), &name),
                    through,
                    name: spoken(&name, email.local()),
                    key: PeerKey::Email(email),
                });
            }
            Entry::Words(words) => open.push(words),
        }
    }
    found.extend(open.iter().filter_map(|words| by_name(words)));
    found
}

fn entry(name: &str, address: &str) -> Entry {
    if let Some(email) = email(address) {
        return Entry::Address(email, shown(name));
    }
    let all = format!("{name} {address}");
    let masked = all.replace(" at ", "@");
    let within = [all.as_str(), &masked];
    let words = within.iter().find_map(|text| {
        let words = text.split([' ', '<', '>', '[', ']', '(', ')', '"', ':', '\t']);
        words
            .map(|word| (text, word))
            .find_map(|(text, word)| Some((text, word, full(word)?)))
    });
    match words {
        Some((text, word, email)) => Entry::Address(email, shown(&text.replace(word, " "))),
        None if name.is_empty() || is_program(&address.to_lowercase()) => {
            Entry::Words(address.to_owned())
        }
        None => Entry::Words(name.to_owned()),
    }
}

/// The address between brackets, with what programs write into them by mistake.
fn email(address: &str) -> Option<Email> {
    let bare = address.trim_matches(['\'', '"', ' ', '<', '>']);
    let routed = bare
        .strip_prefix('@')
        .and_then(|route| route.split_once(':'));
    let bare = routed.map_or(bare, |(_, address)| address);
    let close: String = bare
        .split(" @")
        .flat_map(|part| part.split("@ "))
        .collect::<Vec<_>>()
        .join("@");
    Email::parse(&close).or_else(|| Email::on_network(&close))
}

/// An address that stands among words, where one of a host alone may be anything.
fn full(word: &str) -> Option<Email> {
    Email::parse(word.trim_matches(['\'', ',', ';', '.']))
}

/// A name without what stands around it; an address in its place is none.
fn shown(name: &str) -> String {
    let name = name.trim_matches(|c: char| c.is_whitespace() || "\"'<>[]:,".contains(c));
    // "Ana Ruiz (Sales)" keeps its brackets; those around all of it, and one alone, are none of the name.
    let is_aside = !name.starts_with('(') && name.matches('(').count() == name.matches(')').count();
    let name = if is_aside {
        name
    } else {
        name.trim_matches(['(', ')', ' '])
    };
    let name = match name.rsplit_once(" (") {
        Some((outer, inner)) if outer.trim().is_empty() => inner,
        _ => name,
    };
    let name = name
        .strip_suffix("mailto")
        .unwrap_or(name)
        .trim_end_matches(['[', '<', ' ']);
    if name.contains('@') && !name.contains(' ') {
        return String::new();
    }
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name that unquoted commas cut, put together from its end; `None` where each half is a name of its own.
fn joined(head: &str, tail: &str) -> Option<String> {
    let words = |text: &str| text.split_whitespace().count();
    let is_one = words(head) <= 1 || words(tail) == 1 || is_suffix(tail);
    (is_one && !tail.is_empty()).then(|| format!("{head}, {tail}"))
}

/// What stands behind a comma and is no given name.
fn is_suffix(text: &str) -> bool {
    const SUFFIXES: [&str; 14] = [
        "jr", "sr", "ii", "iii", "iv", "inc", "ltd", "llc", "llp", "gmbh", "ag", "co", "corp",
        "plc",
    ];
    let last = text.split([' ', ',']).next_back().unwrap_or("");
    SUFFIXES.contains(&letters(last).as_str()) || is_credential(last)
}

fn is_credential(text: &str) -> bool {
    CREDENTIALS.contains(&letters(text).as_str())
}

fn letters(word: &str) -> String {
    fold(word).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// `Foo, Joe` as it is spoken, where the address says that one of the two is a name of its owner; without the credentials behind it.
fn spoken(name: &str, local: &str) -> String {
    let Some((family, given)) = name.split_once(", ") else {
        return name.to_owned();
    };
    if given.split(", ").all(is_credential) {
        return family.to_owned();
    }
    let local = fold(local);
    let confirms = |part: &str| {
        let part = fold(part);
        let mut words = part.split(' ');
        words.any(|word| word.chars().count() >= 3 && local.contains(word))
    };
    let is_name =
        !given.contains(',') && !is_suffix(given) && !name.contains(|c: char| c.is_ascii_digit());
    if is_name && (confirms(family) || confirms(given)) {
        format!("{given} {family}")
    } else {
        name.to_owned()
    }
}

/// Somebody who is named without an address. Notes writes the name with the units above it: `Petra Novak/Berlin/Acme@ACME`.
fn by_name(words: &str) -> Option<Named> {
    let name = words.split('/').next().unwrap_or("");
    let name = shown(name.strip_prefix("CN=").unwrap_or(name));
    let folded = fold(&name);
    let is_nobody = folded.replace('-', " ").starts_with("undisclosed");
    let is_name = folded.chars().any(char::is_alphabetic) && !is_nobody;
    is_name.then(|| Named {
        is_program: is_program(&name.to_lowercase()),
        through: None,
        key: PeerKey::Name(folded),
        name,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(raw: &str) -> Vec<(String, String)> {
        let key = |key: PeerKey| match key {
            PeerKey::Email(email) => email.as_str().to_owned(),
            PeerKey::Name(_) => String::new(),
            other => panic!("{other:?}"),
        };
        let pair = |named: Named| (key(named.key), named.name);
        named(raw.as_bytes()).into_iter().map(pair).collect()
    }

    fn pair(address: &str, name: &str) -> (String, String) {
        (address.to_owned(), name.to_owned())
    }

    #[test]
    fn one_person_in_every_way_of_writing_her() {
        for raw in [
            "Petra Novak <petra@example.org>",
            "\"Petra Novak\" <PETRA@example.org>",
            "'Petra Novak' <petra@example.org>",
            "petra@example.org (Petra Novak)",
            "<petra@example.org> (Petra Novak)",
            "\"Novak, Petra\" <petra@example.org>",
            "Novak, Petra <petra@example.org>",
            "=?utf-8?Q?Novak=2C_Petra?= <petra@example.org>",
            "=?utf-8?Q?Petra_Novak_=3Cpetra=40example.org=3E?=",
            "\"Petra Novak <petra@example.org>",
            "Petra Novak\" <petra@example.org>",
            "Petra Novak <petra@example.org",
            "Petra Novak <mailto:petra@example.org>",
            "Petra Novak <'petra@example.org'>",
            "Petra Novak <<petra@example.org>>",
            "Petra Novak <petra@ example.org>",
            "Petra Novak <@relay.example.org:petra@example.org>",
            "Petra Novak petra@example.org",
            "petra at example.org (Petra Novak)",
            "Petra Novak <petra@example.org>,",
            "Petra Novak <petra@example.org>;",
        ] {
            assert_eq!(of(raw), [pair("petra@example.org", "Petra Novak")], "{raw}");
        }
    }

    #[test]
    fn an_address_in_place_of_a_name_is_no_name() {
        for raw in [
            "petra@example.org",
            "\"petra@example.org\" <petra@example.org>",
            "'petra@example.org'",
            "\"petra@example.org\"",
            "=?utf-8?Q?petra=40example.org?=",
            "petra@example.org petra@example.org",
        ] {
            assert_eq!(of(raw), [pair("petra@example.org", "")], "{raw}");
        }
    }

    #[test]
    fn commas_belong_to_a_name_or_stand_between_two() {
        assert_eq!(
            of("Joe Foo, PhD <joe@example.org>, Bar, Ann <ann.bar@example.org>"),
            [
                pair("joe@example.org", "Joe Foo"),
                pair("ann.bar@example.org", "Ann Bar")
            ]
        );
        assert_eq!(
            of("Petra Novak, Joe Foo <joe@example.org>"),
            [pair("", "Petra Novak"), pair("joe@example.org", "Joe Foo")]
        );
        // The address says nothing of either.
        assert_eq!(
            of("\"Sales, Berlin\" <info@example.org>"),
            [pair("info@example.org", "Sales, Berlin")]
        );
        assert_eq!(
            of("a@example.org; Joe <b@example.org>"),
            [pair("a@example.org", ""), pair("b@example.org", "Joe")]
        );
    }

    #[test]
    fn without_an_address_a_name_is_what_is_known() {
        assert_eq!(of("Petra Novak"), [pair("", "Petra Novak")]);
        assert_eq!(
            of("Petra Novak/Berlin/Acme@ACME"),
            [pair("", "Petra Novak")]
        );
        let exchange = "Petra Novak </O=ACME/OU=BERLIN/CN=RECIPIENTS/CN=PNOVAK>";
        assert_eq!(of(exchange), [pair("", "Petra Novak")]);
        assert_eq!(
            of("Petra <petra@mailhost>"),
            [pair("petra@mailhost", "Petra")]
        );
        assert_eq!(of("undisclosed-recipients:;"), []);
        assert_eq!(of("Undisclosed recipients"), []);
        assert!(named(b"MAILER-DAEMON (Mail Delivery System)")[0].is_program);
        let raw = b"Amadou Ke\xefta <amadou@example.org>";
        assert_eq!(named(raw)[0].name, "Amadou Ke\u{ef}ta");
    }
}
