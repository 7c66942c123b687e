//! A mailbox of Outlook (`.pst`, [MS-PST]), folder by folder and item by item: of each only what is read is asked for, so that a
//! mailbox of any size takes no more memory than its largest folder has rows.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read, Seek, SeekFrom};
use std::rc::Rc;
use std::thread;

use outlook_pst::ltp::prop_context::PropertyValue;
use outlook_pst::ltp::table_context::TableContext;
use outlook_pst::messaging::store::{AnsiStore, EntryId, Store, UnicodeStore};
use outlook_pst::ndb::node_id::{NodeId, NodeIdType};
use outlook_pst::{AnsiPstFile, PstReader, UnicodePstFile};

use super::Mailbox;
use super::msg::names;
use super::props::{Item, Props, Tag, Value, tag};
use crate::import::guard::fenced;
use crate::import::mail::Shelf;
use crate::import::{Context, text, unread};
use crate::model::intake::{FileId, Imported};
use crate::model::problem::{Code, Place, Problem};

/// What the import report calls it.
pub const KIND: &str = "Outlook mailbox";

/// Opens the file anew, to read any part of it.
pub type Open<'a> = dyn Fn() -> io::Result<Box<dyn PstReader>> + Sync + 'a;

/// So often the reader may look elsewhere in the file for one answer: a tree that leads to itself has no end.
const LOOKS: u32 = 1 << 16;
/// Room for as many steps down.
const STACK: usize = 512 << 20;

/// Whether a file that begins so is one; a copy of an online mailbox (`.ost`) begins alike and is another thing.
pub fn claims(head: &[u8]) -> bool {
    let client = head.get(8..14).unwrap_or_default();
    head.starts_with(b"!BDN") && !client.windows(2).any(|pair| pair == b"SO")
}

/// Reads a mailbox.
pub fn read(open: &Open<'_>, file: FileId, name: &str, context: &Context) -> Imported {
    let on_own = || walked(open, file, name, context);
    let read = thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(STACK);
        let reading = thread.spawn_scoped(scope, on_own).ok()?;
        reading.join().ok().flatten()
    });
    read.unwrap_or_else(|| {
        let words = "an Outlook mailbox that is damaged; repair it with Outlook's own program ScanPST, or export it again";
        unread(file, name, Code::Unreadable, words.to_owned())
    })
}

/// What a mailbox holds; `None` if it cannot be opened.
fn walked(open: &Open<'_>, file: FileId, name: &str, context: &Context) -> Option<Imported> {
    let left = Rc::new(Cell::new(LOOKS));
    let store = opened(open, &left)?;
    let mut walk = Walk {
        names: fenced(|| named(store.as_ref()))
            .flatten()
            .unwrap_or_default(),
        mailbox: Mailbox::new(file, context),
        store,
        open,
        left,
        lost: Vec::new(),
    };
    walk.folders();
    let lost = walk.lost;
    let mut read = walk.mailbox.finish(name, KIND);
    read.problems
        .extend(lost.into_iter().map(|message| Problem {
            place: Place::file(file),
            code: Code::TruncatedFile,
            message,
        }));
    Some(read)
}

/// A file in which nobody looks around for ever.
struct Bounded {
    file: Box<dyn PstReader>,
    left: Rc<Cell<u32>>,
}

impl Read for Bounded {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.file.read(into)
    }
}

impl Seek for Bounded {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let left = self.left.get().checked_sub(1);
        let left = left.ok_or_else(|| io::Error::other("it leads to itself"))?;
        self.left.set(left);
        self.file.seek(to)
    }
}

/// The mailbox, in either form that Outlook has written.
fn opened(open: &Open<'_>, left: &Rc<Cell<u32>>) -> Option<Rc<dyn Store>> {
    left.set(LOOKS);
    let bounded = || -> io::Result<Box<dyn PstReader>> {
        Ok(Box::new(Bounded {
            file: open()?,
            left: Rc::clone(left),
        }))
    };
    let today = || -> io::Result<Rc<dyn Store>> {
        let file = UnicodePstFile::read_from(bounded()?)?;
        Ok(UnicodeStore::read(Rc::new(file))?)
    };
    let before_2003 = || -> io::Result<Rc<dyn Store>> {
        let file = AnsiPstFile::read_from(bounded()?)?;
        Ok(AnsiStore::read(Rc::new(file))?)
    };
    let read = fenced(today).and_then(Result::ok);
    read.or_else(|| fenced(before_2003).and_then(Result::ok))
}

/// The numbers that properties with names have in this file.
fn named(store: &dyn Store) -> Option<BTreeMap<u16, Tag>> {
    let map = store.named_property_map().ok()?;
    let bytes = |id: u16| match map.properties().get(id) {
        Some(PropertyValue::Binary(value)) => value.buffer().to_vec(),
        _ => Vec::new(),
    };
    Some(names(&bytes(2), &bytes(3)))
}

/// A folder that is still to be read.
struct Below {
    id: EntryId,
    shelf: Shelf,
}

struct Walk<'a> {
    store: Rc<dyn Store>,
    open: &'a Open<'a>,
    /// How often the reader may still look elsewhere for the answer that is asked for.
    left: Rc<Cell<u32>>,
    names: BTreeMap<u16, Tag>,
    mailbox: Mailbox<'a>,
    /// What is said of folders that cannot be read.
    lost: Vec<String>,
}

impl Walk<'_> {
    /// Reads what `read` asks of the mailbox. Where the reader panics, the mailbox is opened anew.
    fn ask<T>(&mut self, read: impl Fn(&dyn Store) -> io::Result<T>) -> Result<T, String> {
        self.left.set(LOOKS);
        match fenced(|| read(self.store.as_ref())) {
            Some(read) => read.map_err(|error| error.to_string()),
            None => {
                if let Some(store) = opened(self.open, &self.left) {
                    self.store = store;
                }
                Err("it is damaged".to_owned())
            }
        }
    }

    fn folders(&mut self) {
        let special = self.special();
        let top = match self.ask(|store| store.properties().ipm_sub_tree_entry_id()) {
            Ok(top) => top,
            Err(why) => return self.lost.push(format!("the folders cannot be read: {why}")),
        };
        let mut seen: BTreeSet<u32> = BTreeSet::new();
        let mut open = vec![Below {
            id: top,
            shelf: Shelf::Other,
        }];
        while let Some(below) = open.pop() {
            let number = u32::from(below.id.node_id());
            if !seen.insert(number) {
                continue;
            }
            let own = special.get(&number).copied().unwrap_or(Shelf::Other);
            match self.folder(&below.id, below.shelf.max(own)) {
                Ok(inner) => open.extend(inner),
                Err(why) => self.lost.push(format!("a folder cannot be read: {why}")),
            }
        }
    }

    /// The folders that Outlook itself knows, whatever they are called.
    fn special(&mut self) -> BTreeMap<u32, Shelf> {
        let read = self.ask(|store| {
            let known = [(0x35e3, Shelf::Trash), (0x35e4, Shelf::Sent)];
            let found = known.iter().filter_map(|(id, shelf)| {
                let PropertyValue::Binary(value) = store.properties().get(*id)? else {
                    return None;
                };
                let id = EntryId::try_from(value.buffer()).ok()?;
                Some((u32::from(id.node_id()), *shelf))
            });
            Ok(found.collect())
        });
        read.unwrap_or_default()
    }

    /// Reads the items of a folder, and gives the folders in it.
    fn folder(&mut self, id: &EntryId, shelf: Shelf) -> Result<Vec<Below>, String> {
        let (name, items, inner) = self.ask(|store| {
            let folder = store.open_folder(id)?;
            let name = folder.properties().display_name().unwrap_or_default();
            Ok((
                name,
                rows(folder.contents_table()),
                rows(folder.hierarchy_table()),
            ))
        })?;
        let shelf = shelf.max(Shelf::of_path(&name));
        for item in items {
            match self.item(item) {
                Ok(item) => self.mailbox.take(&item, &name, shelf),
                Err(why) => self.mailbox.unreadable(&name, &why),
            }
        }
        let store = Rc::clone(&self.store);
        let is_folder = |id: &NodeId| matches!(id.id_type(), Ok(NodeIdType::NormalFolder));
        let inner = inner.into_iter().filter(is_folder);
        let ids = inner.filter_map(|id| store.properties().make_entry_id(id).ok());
        Ok(ids.map(|id| Below { id, shelf }).collect())
    }

    fn item(&mut self, id: NodeId) -> Result<Item, String> {
        let names = std::mem::take(&mut self.names);
        let wanted: Vec<u16> = wanted(&names);
        let read = self.ask(|store| {
            let id = store.properties().make_entry_id(id)?;
            let message = store.open_message(&id, Some(&wanted))?;
            let mut props = Props::default();
            for (id, value) in message.properties().iter() {
                let tag = names.get(id).copied().unwrap_or(Tag::from(*id));
                put(&mut props, tag, value);
            }
            let people = message
                .recipient_table()
                .map(|table| people(table.as_ref()));
            Ok(Item {
                props,
                people: people.transpose()?.unwrap_or_default(),
            })
        });
        self.names = names;
        read
    }
}

/// The properties that are asked for, by their numbers in this file.
fn wanted(names: &BTreeMap<u16, Tag>) -> Vec<u16> {
    let plain = tag::WANTED
        .iter()
        .filter_map(|tag| u16::try_from(*tag).ok());
    let known = |tag: &Tag| tag::WANTED.contains(tag) || tag::MAILS.as_flattened().contains(tag);
    let named = names.iter().filter(|(_, tag)| known(tag));
    plain.chain(named.map(|(id, _)| *id)).collect()
}

/// The numbers of the rows of a table.
fn rows(table: Option<&Rc<dyn TableContext>>) -> Vec<NodeId> {
    let rows = table.map(|table| table.rows_matrix());
    let ids = rows
        .into_iter()
        .flatten()
        .map(|row| NodeId::from(u32::from(row.id())));
    ids.collect()
}

/// Those whom a message is addressed to.
fn people(table: &dyn TableContext) -> io::Result<Vec<Props>> {
    let context = table.context();
    let mut people = Vec::new();
    for row in table.rows_matrix() {
        let mut props = Props::default();
        for (column, value) in context.columns().iter().zip(row.columns(context)?) {
            if let Some(value) = value {
                let value = table.read_column(&value, column.prop_type())?;
                put(&mut props, Tag::from(column.prop_id()), &value);
            }
        }
        people.push(props);
    }
    Ok(people)
}

fn put(props: &mut Props, tag: Tag, value: &PropertyValue) {
    let value = match value {
        PropertyValue::Integer16(number) => Value::Number(i64::from(*number)),
        PropertyValue::Integer32(number) => Value::Number(i64::from(*number)),
        PropertyValue::Integer64(number) => Value::Number(*number),
        PropertyValue::Boolean(is) => Value::Number(i64::from(*is)),
        PropertyValue::Time(ticks) => Value::time(*ticks),
        PropertyValue::Unicode(text) => Value::Text(text.to_string()),
        PropertyValue::String8(text) => Value::Text(text::decode(text.buffer()).text.into_owned()),
        PropertyValue::Binary(bytes) => Value::Bytes(bytes.buffer().to_vec()),
        _ => return,
    };
    props.put(tag, value);
}
