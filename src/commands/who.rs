//! Who is meant by a name: asked on a terminal where several may be, and listed elsewhere.

use std::io::{self, BufRead, IsTerminal};

use super::error::Failure;
use super::{screen, weeks};
use crate::book::{Book, Found};
use crate::find;
use crate::model::keys::Region;
use crate::model::name::fold;
use crate::report::plain::plain;
use crate::report::words::{count, thousands};

/// How many of those who may be meant are listed.
const SHOWN: usize = 10;
/// Keys that tell a reader something: the others are rows and cards.
const READABLE: [&str; 4] = ["email", "phone", "line", "profile"];
/// How many keys of somebody are shown where several people are to be told apart.
const SHOWN_KEYS: usize = 3;

/// The one person of the book whom a text means.
pub fn one(book: &Book, text: &str, region: Option<Region>) -> Result<Found, Failure> {
    let mut found = book.find(text, region)?;
    let said = plain(text);
    if found.is_empty()
        && let Some(name) = on_no_card(book, text)
    {
        return Err(Failure::Usage(format!(
            "{said}: {} is in your messages and on no card; `tieline find` tells what is known. unmatched.vcf of an audit (--out) holds their card: add it to your address book and run tieline audit again",
            plain(&name)
        )));
    }
    if found.is_empty() {
        return Err(Failure::Usage(format!(
            "{said}: nobody in your book has this name, id, address, number or profile; `tieline audit FILE…` adds people"
        )));
    }
    if found.len() == 1 {
        return Ok(found.swap_remove(0));
    }
    if io::stdin().is_terminal() && io::stderr().is_terminal() {
        let chosen = choose(&said, &found).map_err(Failure::write("the question"))?;
        return chosen
            .map(|n| found.swap_remove(n))
            .ok_or_else(|| Failure::Usage("nobody was chosen, so nothing was done".to_owned()));
    }
    let all: Vec<usize> = (0..found.len()).collect();
    Err(Failure::Usage(format!(
        "{said} may be {}; give the id:\n{}",
        count(found.len() as u64, "person", "people"),
        listed(&found, &all)
    )))
}

/// Somebody without a card whom a text finds in the latest audit.
fn on_no_card(book: &Book, text: &str) -> Option<String> {
    let audit = weeks::latest(book).ok()??;
    let mut found = find::find(&find::asked(text), &audit, &[]).into_iter();
    found.find(|one| one.id.is_empty()).map(|one| one.name)
}

/// Some of those who may be meant, a line each, and how many more there are.
fn listed(found: &[Found], places: &[usize]) -> String {
    let shown = places.iter().take(SHOWN).zip(1..);
    let mut list: Vec<String> = shown
        .map(|(&place, n)| format!("  {n:>2}  {}", line(&found[place])))
        .collect();
    if places.len() > SHOWN {
        let more = thousands((places.len() - SHOWN) as u64);
        list.push(format!(
            "  and {more} more; add a family name, employer or address"
        ));
    }
    list.join("\n")
}

/// Asks at a terminal until one is left: by a number, or by more words that only they bear.
fn choose(said: &str, found: &[Found]) -> io::Result<Option<usize>> {
    let mut places: Vec<usize> = (0..found.len()).collect();
    loop {
        let list = listed(found, &places);
        let answer = ask(&format!(
            "{said} may be\n{list}\nWhich? A number, or more words: "
        ))?;
        let words = fold(&answer);
        if words.is_empty() {
            return Ok(None);
        }
        if let Ok(number) = words.parse::<usize>() {
            let chosen = (1..=SHOWN)
                .contains(&number)
                .then(|| places.get(number - 1));
            return Ok(chosen.flatten().copied());
        }
        let has_all = |place: &usize| {
            let line = fold(&line(&found[*place]));
            words.split(' ').all(|word| line.contains(word))
        };
        let fewer: Vec<usize> = places.iter().copied().filter(has_all).collect();
        match fewer.as_slice() {
            [] => {}
            [only] => return Ok(Some(*only)),
            _ => places = fewer,
        }
    }
}

/// Somebody on one line: name, employer, id and how they are reached.
pub fn line(person: &Found) -> String {
    let company = person
        .company
        .as_deref()
        .filter(|company| !company.is_empty());
    let company = company.map(|company| format!(", {}", plain(company)));
    let keys: Vec<&str> = person
        .keys
        .iter()
        .filter_map(|key| key.split_once(' '))
        .filter(|(kind, _)| READABLE.contains(kind))
        .take(SHOWN_KEYS)
        .map(|(_, key)| key)
        .collect();
    let keys = keys.join(", ");
    format!(
        "{}{} ({})  {}",
        plain(&person.name),
        company.unwrap_or_default(),
        person.id,
        plain(&keys)
    )
    .trim_end()
    .to_owned()
}

/// Whether somebody at a terminal says yes; nobody does elsewhere.
pub fn agrees(question: &str) -> io::Result<bool> {
    if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
        return Ok(false);
    }
    let answer = ask(question)?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}

/// Asks at a terminal; the answer is empty where nobody answers any more.
fn ask(question: &str) -> io::Result<String> {
    let mut err = screen::err();
    write!(err, "{question}")?;
    err.flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(answer)
}
