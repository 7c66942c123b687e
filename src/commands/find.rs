//! `tieline find` and `tieline path`: whom the owner knows, and over whom somebody is reached.

use std::io;

use super::error::Failure;
use super::screen::{self, Screen};
use super::{book, settings, weeks, who};
use crate::book::Book;
use crate::cli::{BookPlace, FindArgs, PathArgs};
use crate::find;
use crate::report;
use crate::report::plain::plain;
use crate::snapshot::Snapshot;

/// How many earlier audits are asked for past employers.
const EARLIER: usize = 12;
/// How many people of an employer are told of.
const OF_COMPANY: usize = 5;

/// Finds people by words.
pub fn run(args: &FindArgs) -> Result<(), Failure> {
    let (book, audit) = opened(&args.how.place, "tieline find")?;
    let mut earlier = Vec::new();
    let days = book.audits()?;
    let before = days
        .iter()
        .rev()
        .filter(|saved| !audit.as_of.starts_with(&saved.day));
    for saved in before.take(EARLIER) {
        earlier.extend(book.audit_of(&saved.day)?);
    }
    let text = args.words.join(" ");
    let found = find::find(&find::asked(&text), &audit, &earlier);
    let print = || -> io::Result<()> {
        if args.how.json {
            return screen::data(|out| report::found::found_json(&found, &audit.as_of, out));
        }
        let screen = Screen::new(args.how.talk.color);
        let mut out = screen.out();
        let text = report::found::found(&found, &plain(&text), &audit.as_of, screen.look());
        write!(out, "{text}")?;
        out.flush()
    };
    print().map_err(Failure::write("standard output"))
}

/// Tells over whom a person, or the people of an employer, are reached.
pub fn path(args: &PathArgs) -> Result<(), Failure> {
    let (book, audit) = opened(&args.how.place, "tieline path")?;
    let text = args.words.join(" ");
    let places = meant(&book, &audit, &text)?;
    let paths: Vec<_> = places
        .iter()
        .map(|&place| find::paths(&audit, place))
        .collect();
    let print = || -> io::Result<()> {
        if args.how.json {
            return screen::data(|out| report::found::paths_json(&paths, out));
        }
        let screen = Screen::new(args.how.talk.color);
        let mut out = screen.out();
        write!(out, "{}", report::found::paths(&paths, screen.look()))?;
        out.flush()
    };
    print().map_err(Failure::write("standard output"))
}

/// The book and its latest audit, with what was decided and noted since.
fn opened(place: &BookPlace, who: &'static str) -> Result<(Book, Snapshot), Failure> {
    let book = book::existing(place, who)?;
    let audit = weeks::latest(&book)?;
    let mut audit = audit.ok_or_else(|| {
        Failure::Usage("your book holds no audit yet; run tieline audit FILE… first".to_owned())
    })?;
    weeks::as_decided(&book, &mut audit)?;
    Ok((book, audit))
}

/// Places in the ranking of the person that a text means, else of the people of that employer: the owner's contacts last, for nobody has
/// to be asked for them.
fn meant(book: &Book, audit: &Snapshot, text: &str) -> Result<Vec<usize>, Failure> {
    let mut company = find::at_company(audit, text);
    let region = settings::region(None)?;
    if company.is_empty() || !book.find(text, region)?.is_empty() && company.len() < 2 {
        let found = who::one(book, text, region)?;
        let place = audit.people.iter().position(|person| person.id == found.id);
        return place.map(|place| vec![place]).ok_or_else(|| {
            Failure::Usage(format!(
                "{}: the latest audit ranks nobody with this name",
                plain(&found.name)
            ))
        });
    }
    company.sort_by_key(|&place| (audit.people[place].last_two_way.is_none(), place));
    company.truncate(OF_COMPANY);
    Ok(company)
}
