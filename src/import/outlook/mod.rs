//! Outlook's own forms: messages in files (`.msg`), whole mailboxes (`.pst`), and the export of Outlook for Mac (`.olm`). Each item is
//! written as the mail header, the event or the vCard that it would be elsewhere, and read as one. What somebody wrote is never read.

mod contact;
mod letter;
pub mod letters;
pub mod list;
mod meeting;
pub mod msg;
pub mod olm;
mod olm_calendar;
mod pattern;
mod props;
pub mod pst;
mod undelivered;

use std::io::{self, Read};

pub use self::meeting::{Clock, Guest, Meeting};
pub use self::props::Person;
use self::props::{Class, Item};
use crate::import::gather::joined;
use crate::import::mail::{Folder, Shelf};
use crate::import::vcard::made::Made;
use crate::import::{Context, Source, calendar, text};
use crate::model::intake::{Fate, FileId, Imported, SetAside};

/// As much of a file as tells what it is.
const HEAD: u64 = 64 << 10;
/// The most that is read of a file of messages.
const LARGEST: u64 = 512 << 20;
/// A folder in the paths of an export of Outlook for Mac that says nothing.
const MAC: &str = "com.microsoft.__Messages";

/// Whether a file of this name that begins so holds messages in a form of Outlook's own.
pub fn is_message(name: &str, head: &[u8]) -> bool {
    msg::claims(name, head) || olm::claims_letters(head)
}

/// The messages of a folder, a file each, or the items of a mailbox, by what they are.
pub struct Mailbox<'a> {
    file: FileId,
    context: &'a Context,
    letters: Folder,
    meetings: String,
    contacts: Made,
    memos: u64,
}

impl<'a> Mailbox<'a> {
    /// Without an item.
    pub fn new(file: FileId, context: &'a Context) -> Self {
        Self {
            file,
            context,
            letters: Folder::new(file, context),
            meetings: String::new(),
            contacts: Made::default(),
            memos: 0,
        }
    }

    /// Reads a file that holds a message. What it answers is an error of reading the file.
    pub fn message(&mut self, name: &str, input: &mut dyn Read) -> io::Result<()> {
        let mut bytes = Vec::new();
        Read::take(&mut *input, HEAD).read_to_end(&mut bytes)?;
        if !is_message(name, &bytes) {
            return self
                .letters
                .message(name, &mut bytes.as_slice().chain(input));
        }
        Read::take(input, LARGEST).read_to_end(&mut bytes)?;
        let base = name.rsplit(['/', '\\']).next().unwrap_or(name);
        if !msg::claims(name, &bytes) {
            self.letters_of_mac(name, base, &bytes);
            return Ok(());
        }
        match msg::read(&bytes) {
            Ok(item) => self.take(&item, base, Shelf::of_path(name)),
            Err(why) => self.unreadable(base, &why),
        }
        Ok(())
    }

    /// Reads the messages of a file of Outlook for Mac.
    fn letters_of_mac(&mut self, name: &str, base: &str, xml: &[u8]) {
        let text = text::decode(xml).text;
        let folders: Vec<&str> = name.split('/').filter(|part| *part != MAC).collect();
        let shelf = Shelf::of_path(&folders.join("/"));
        for header in &olm::headers(&text, name) {
            self.letters.header(base, header, shelf);
        }
        if !text.trim_end().ends_with("</emails>") {
            self.letters.cut_off(base);
        }
    }

    /// Takes an item of a folder.
    fn take(&mut self, item: &Item, folder: &str, shelf: Shelf) {
        match item.class() {
            Class::Letter | Class::Invitation | Class::Report => {
                let unsent = item.props.number(props::tag::FLAGS) & 8 != 0;
                let shelf = if unsent {
                    shelf.max(Shelf::Drafts)
                } else {
                    shelf
                };
                self.letters.header(folder, &letter::header(item), shelf);
            }
            // What was thrown away is not in the calendar or the address book.
            Class::Meeting | Class::Contact | Class::List if shelf != Shelf::Other => {
                self.letters.thrown_away();
            }
            Class::Meeting => meeting::of(item).add(&mut self.meetings),
            Class::Contact | Class::List => contact::add(item, &mut self.contacts),
            Class::Memo => self.memos += 1,
        }
    }

    /// A file or an item that cannot be read.
    pub fn unreadable(&mut self, folder: &str, why: &str) {
        self.letters.unreadable(folder, why);
    }

    /// What was read.
    pub fn finish(self, name: &str, kind: &'static str) -> Imported {
        let mut parts = vec![self.letters.finish(name)];
        if !self.meetings.is_empty() {
            parts.push(events(&self.meetings, self.file, self.context));
        }
        if !self.contacts.is_empty() {
            parts.push(self.contacts.read(self.file, self.context));
        }
        let mut all = joined(parts);
        all.report.rows += self.memos;
        all.report.count(Fate::SetAside(SetAside::Memo), self.memos);
        all.report.name = name.to_owned();
        all.report.kind = kind;
        all.report.encoding = "";
        all.report.era = String::new();
        all
    }
}

/// Reads events as those of a calendar.
pub fn events(events: &str, file: FileId, context: &Context) -> Imported {
    let calendar = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n");
    let source = Source {
        file,
        name: "",
        bytes: calendar.as_bytes(),
    };
    let mut read = calendar::read(source, &text::decode(source.bytes), context);
    let exchanges = read.exchanges.iter_mut().chain(&mut read.planned);
    exchanges.for_each(|exchange| exchange.place.line = 0);
    read.problems
        .iter_mut()
        .for_each(|problem| problem.place.line = 0);
    read
}
