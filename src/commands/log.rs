//! `tieline log`: a touch, favour or promise noted by hand, into the book.

use std::io;

use chrono::{DateTime, SecondsFormat, Utc};

use super::error::Failure;
use super::{book, screen, settings, who};
use crate::book::{Book, Found, Run, RunKind};
use crate::cli::LogArgs;
use crate::import::Context;
use crate::import::notes::log::{self, Entry};
use crate::model::exchange::{Peer, PeerKey};
use crate::model::moment::{Moment, Precision};
use crate::report::plain::plain;

/// Notes the line, or prints what was noted so far.
pub fn run(args: &LogArgs) -> Result<(), Failure> {
    let mut book = book::open(&args.place, "tieline log")?;
    if args.words.is_empty() {
        return print(&book).map_err(Failure::write("standard output"));
    }
    let context = settings::reading(args.region.as_deref(), args.tz.as_deref())?;
    let line = args.words.join(" ");
    let entry = log::entry(&line, &context).map_err(|(_, message)| {
        Failure::Usage(format!("{message}; `tieline log --help` has the grammar"))
    })?;
    let now = Utc::now().timestamp();
    let at = entry.at.unwrap_or(Moment::second(now));
    if at.at > now {
        let message = "this date is in the future; note it once it has happened, or write a promise: #promise due:DATE";
        return Err(Failure::Usage(message.to_owned()));
    }
    let mut said = vec![format!("Noted: {}", plain(&dated(&entry, &line, at)))];
    let mut peers = Vec::new();
    for name in &entry.who {
        let (peer, words) = meant(&book, name, &context)?;
        peers.push(peer);
        said.extend(words);
    }
    book.begin(RunKind::Log, &dated(&entry, &line, at), now)?;
    book.note(&log::noted(&entry, at, peers))?;
    book.commit()?;
    if args.talk.quiet {
        return Ok(());
    }
    screen::say(&said).map_err(Failure::write("standard output"))
}

/// The line with its date, as a log has it.
fn dated(entry: &Entry<'_>, line: &str, at: Moment) -> String {
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    match (entry.at, at.precision) {
        (Some(_), _) => line,
        (None, Precision::Day) => format!("{} {line}", at.date()),
        (None, Precision::Minute | Precision::Second) => {
            let now = DateTime::from_timestamp(at.at, 0).unwrap_or_default();
            let now = now
                .to_rfc3339_opts(SecondsFormat::Secs, true)
                .replace('T', " ");
            format!("{now} {line}")
        }
    }
}

/// Who is meant, by the key that will find them again; and what is to be said of it.
fn meant(book: &Book, text: &str, context: &Context) -> Result<(Peer, Option<String>), Failure> {
    let nobody = || Failure::Usage(format!("{}: not a name or an address", plain(text)));
    let written = log::key(text, context).ok_or_else(nobody)?;
    if !matches!(written.key, PeerKey::Name(_)) {
        return Ok((written, None));
    }
    if book.find(text, context.region)?.is_empty() {
        let said = format!(
            "  {}: nobody in your book has this name yet; the note counts as soon as exactly one person has it",
            plain(text)
        );
        return Ok((written, Some(said)));
    }
    let found = who::one(book, text, context.region)?;
    let said = format!("  {} is {}", plain(text), who::line(&found));
    Ok((peer(&found, written, context), Some(said)))
}

/// A profile link lasts longest, then an address, then a number.
fn peer(found: &Found, written: Peer, context: &Context) -> Peer {
    let kinds = ["profile ", "email ", "phone "];
    let mut keys = kinds.iter().flat_map(|kind| {
        let of_kind = found.keys.iter().filter_map(|key| key.strip_prefix(*kind));
        of_kind.map(|key| match *kind {
            "profile " => format!("https://www.linkedin.com/in/{key}"),
            _ => key.to_owned(),
        })
    });
    let key = keys.find_map(|key| log::key(&key, context).filter(|peer| peer.name.is_none()));
    let key = key.map_or(written.key, |peer| peer.key);
    Peer::new(key, Some(found.name.clone()))
}

fn print(book: &Book) -> Result<(), io::Error> {
    let mut out = screen::out();
    let runs = book.runs().map_err(io::Error::other)?;
    // A note that named somebody who is forgotten has no words any more.
    let is_note = |run: &&Run| run.kind == Some(RunKind::Log) && !run.words.is_empty();
    if !runs.iter().any(|run| is_note(&run)) {
        // Beside the lines, which another program may read.
        writeln!(
            screen::err(),
            "You have noted nothing yet; `tieline log --help` says how."
        )?;
    }
    for run in runs.iter().filter(is_note) {
        writeln!(out, "{}", plain(&run.words))?;
    }
    out.flush()
}
