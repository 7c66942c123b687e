//! Who is meant by a name: asked on a terminal where several may be, and listed elsewhere.

use std::io::{self, BufRead, IsTerminal, Write};

use super::error::Failure;
use crate::book::{Book, Found};
use crate::model::keys::Region;
use crate::report::plain::plain;

/// How many keys of somebody are shown where several people are to be told apart.
const SHOWN_KEYS: usize = 3;

/// The one person of the book whom a text means.
pub fn one(book: &Book, text: &str, region: Option<Region>) -> Result<Found, Failure> {
    let mut found = book.find(text, region)?;
    let said = plain(text);
    if found.is_empty() {
        return Err(Failure::Usage(format!(
            "{said}: your book knows nobody by this name, id, address, number or profile; `tieline audit FILE…` adds people"
        )));
    }
    if found.len() == 1 {
        return Ok(found.swap_remove(0));
    }
    let list: Vec<String> = (1..)
        .zip(&found)
        .map(|(n, person)| format!("  {n}  {}", line(person)))
        .collect();
    let list = list.join("\n");
    if io::stdin().is_terminal() && io::stderr().is_terminal() {
        let chosen = ask(&format!("{said} may be\n{list}\nWhich? "), found.len());
        return chosen
            .map_err(Failure::write("the question"))?
            .map(|n| found.swap_remove(n))
            .ok_or_else(|| Failure::Usage("nobody was chosen, so nothing was done".to_owned()));
    }
    Err(Failure::Usage(format!(
        "{said} may be {} people; say which by the id:\n{list}",
        found.len()
    )))
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
        .filter(|key| !key.starts_with("uid "))
        .take(SHOWN_KEYS)
        .map(|key| key.split_once(' ').map_or(key.as_str(), |(_, key)| key))
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
    let mut err = io::stderr().lock();
    write!(err, "{question}")?;
    err.flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}

fn ask(question: &str, of: usize) -> io::Result<Option<usize>> {
    let mut err = io::stderr().lock();
    write!(err, "{question}")?;
    err.flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    let number: Option<usize> = answer.trim().parse().ok();
    Ok(number.filter(|n| (1..=of).contains(n)).map(|n| n - 1))
}
