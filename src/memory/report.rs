//! An audit of files that may lie anywhere, and everything that is written of it.

use std::io::Read;
use std::sync::Arc;

use super::answers::Answered;
use super::{Error, Settings, owner, settled};
use crate::files::ground::Ground;
use crate::files::{Discovery, Limits};
use crate::import::{self, Context, Source};
use crate::model::audit::Audit;
use crate::model::front::{self, Front};
use crate::model::intake::Imported;
use crate::model::owner::Owner;
use crate::model::to_do::Deletion;
use crate::output::{self, Beside, Made, Wanted};
use crate::pipeline::{self, Options};
use crate::reading::{self, Reader, Refused, Watch};
use crate::report::shown::Earlier;
use crate::snapshot::{self, Ask, Snapshot};

/// Where the owner is one of so many people at most, each of them is asked about.
const SPEAKERS: usize = 12;

/// A file, wherever its bytes lie.
#[derive(Debug, Clone)]
pub struct Given {
    /// Its name, with its folder if several files belong together: `export/messages.csv`.
    pub name: String,
    /// Its bytes.
    pub ground: Arc<dyn Ground>,
}

/// An audit and what is written of it.
#[derive(Debug)]
pub struct Report {
    audit: Audit,
    made: Made<'static>,
    refused: Vec<String>,
}

/// Judges everybody whom the files name. An audit.json of an earlier month among them is what this one is compared with; a list in which
/// its owner decided (`decisions.csv`, `keep-delete.csv`) is taken as `tieline decide` takes it.
///
/// # Errors
/// Where no file can be read, or a setting cannot be used.
pub fn report(files: Vec<Given>, settings: &Settings, watch: &dyn Watch) -> Result<Report, Error> {
    let (context, me) = settled(settings)?;
    let mut given = Vec::new();
    let mut before: Option<Snapshot> = None;
    let mut answered = Answered::default();
    for Given { name, ground } in files {
        if let Some(earlier) = saved(&name, &*ground) {
            before = newest(before, earlier);
            // By it is known what was written beside it.
            if name.contains('/') {
                given.push(Given { name, ground });
            }
        } else if !answered.take(&name, &*ground) {
            given.push(Given { name, ground });
        }
    }
    if given.is_empty() && (before.is_some() || !answered.is_empty()) {
        return Err(Error::OnlyEarlier);
    }
    let mut imported = read(&given, &context, watch)?;
    if !owner::is_known(&me, &imported) {
        return Err(Error::Unknown(settings.me.join(", ")));
    }
    watch.says("finding out who is who");
    let mut options = options(settings, me);
    options.known = before.as_ref().map(Snapshot::known).unwrap_or_default();
    if let Some(before) = &before {
        (options.decisions, options.decided_pairs) = (before.said(), before.said_of_pairs());
        options.deletions = deletions(before);
    }
    let mut refused = Vec::new();
    if !answered.is_empty() {
        answered.pairs(&mut options.decided_pairs, settings.as_of);
        let first = pipeline::audit(imported, &options);
        refused = answered.decisions(
            &first,
            &mut options.decisions,
            context.region,
            settings.as_of,
        );
        // Whom a decision names is known once everybody is; what was read is used up by then.
        imported = read(&given, &context, watch)?;
    }
    let (audit, past) = pipeline::audit_and_past(imported, &options, true, &|_| ());
    watch.says("writing");
    let beside = Beside {
        earlier: before.iter().map(Earlier::of).collect(),
        before,
        front: Front::Page,
        ..Beside::default()
    };
    let made = Made::held(Snapshot::of(&audit), beside, past);
    Ok(Report {
        audit,
        made,
        refused,
    })
}

/// Reads files, and what is in them.
pub(super) fn read(
    given: &[Given],
    context: &Context,
    watch: &dyn Watch,
) -> Result<Vec<Imported>, Error> {
    let plainly = |source: Source<'_>| import::read(source, context);
    read_by(given, context, watch, &plainly)
}

/// Reads files by a reader of one's own.
pub(super) fn read_by(
    given: &[Given],
    context: &Context,
    watch: &dyn Watch,
    reader: &Reader<'_>,
) -> Result<Vec<Imported>, Error> {
    let limits = Limits::default();
    let mut found = Discovery::default();
    for Given { name, ground } in given {
        found.within(name, Arc::clone(ground), (&limits, import::is_sensitive));
    }
    let found = found.end(&limits);
    reading::read(found, context, &limits, watch, reader).map_err(unreadable)
}

impl Report {
    /// The names of all files that can be had of it, `report.html` among them.
    pub fn names(&self) -> Vec<&'static str> {
        let jobs = output::jobs(&self.audit, &self.made, &self.wanted());
        // A file of cards in which there is none is of no use.
        let is_empty = |name: &str| {
            name == "unmatched.vcf"
                && self
                    .audit
                    .unmatched
                    .iter()
                    .all(|u| u.acquaintance.is_none())
        };
        let names = jobs.into_iter().map(|(name, _)| name);
        names.filter(|name| !is_empty(name)).collect()
    }

    /// One of these files; nothing for another name.
    ///
    /// # Errors
    /// Where a value cannot be put down in the form of the file.
    pub fn file(&self, wanted: &str) -> std::io::Result<Option<Vec<u8>>> {
        let mut jobs = output::jobs(&self.audit, &self.made, &self.wanted()).into_iter();
        let Some((_, write)) = jobs.find(|(name, _)| *name == wanted) else {
            return Ok(None);
        };
        let mut bytes = Vec::new();
        write(&mut bytes)?;
        Ok(Some(bytes))
    }

    /// Addresses of which the owner could say that they are theirs too; where it is not known who the owner is, and no address tells
    /// it, the names in a handful of conversations.
    pub fn may_be_owner(&self) -> Vec<String> {
        let audit = self.audit();
        let own = audit
            .asks
            .iter()
            .filter_map(Ask::to_model)
            .filter_map(|ask| match ask {
                front::Ask::Own(email) => Some(email),
                front::Ask::Country | front::Ask::OtherCountry => None,
            });
        let own: Vec<String> = own.collect();
        let is_open = own.is_empty() && !audit.owner.known && !audit.coverage.is_empty();
        if !is_open || audit.people.len() > SPEAKERS {
            return own;
        }
        let people = audit.people.iter();
        people.map(|person| person.name.clone()).collect()
    }

    /// What of the owner's decisions could not be taken, line by line.
    pub fn refused(&self) -> &[String] {
        &self.refused
    }

    /// The audit, as audit.json has it.
    pub fn audit(&self) -> &Snapshot {
        self.made.audit()
    }

    fn wanted(&self) -> Wanted<'_> {
        Wanted {
            contacts: &self.audit,
            separator: b',',
            workbook: true,
            google: false,
        }
    }
}

/// The connections to be deleted by an earlier audit, and who of them was gone already.
fn deletions(before: &Snapshot) -> Vec<Deletion> {
    let to_do = before.to_do.as_ref();
    to_do.map_or_else(Vec::new, |to_do| to_do.to_model().deletions)
}

/// How people are judged where nothing is remembered.
pub(super) fn options(settings: &Settings, me: crate::history::Me) -> Options {
    Options {
        as_of: settings.as_of,
        me,
        shift: settings.shift,
        pairs: Default::default(),
        decided_pairs: Vec::new(),
        zone: chrono_tz::UTC,
        decisions: Vec::new(),
        deletions: Vec::new(),
        rules: Default::default(),
        owner: Owner::default(),
        covered: Default::default(),
        known: Vec::new(),
        manner: Default::default(),
    }
}

/// Why nothing was read. No column is asked for here.
fn unreadable(refused: Refused) -> Error {
    let Refused::Nothing(files) = refused else {
        return Error::NothingReadable(Vec::new());
    };
    let line = |file: &Imported| {
        let why = file.problems.first().map(|problem| &problem.message);
        why.map(|why| format!("{}: {why}", file.report.name))
    };
    Error::NothingReadable(files.iter().filter_map(line).collect())
}

/// How much of a file tells that it is an audit of Tieline.
const HEAD: u64 = 256;

/// An audit that was saved, if the file is one.
fn saved(name: &str, ground: &dyn Ground) -> Option<Snapshot> {
    if !name.to_ascii_lowercase().ends_with(".json") {
        return None;
    }
    let mut head = Vec::new();
    ground.open().ok()?.take(HEAD).read_to_end(&mut head).ok()?;
    if !String::from_utf8_lossy(&head).contains("\"tieline ") {
        return None;
    }
    let mut text = String::new();
    ground.open().ok()?.read_to_string(&mut text).ok()?;
    snapshot::load(&text).ok()
}

/// Of two audits the later one.
fn newest(one: Option<Snapshot>, other: Snapshot) -> Option<Snapshot> {
    match one {
        Some(one) if one.as_of >= other.as_of => Some(one),
        _ => Some(other),
    }
}
