//! A message of Outlook in a file of its own (`.msg`, [MS-OXMSG]): a compound file with a stream for each property.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};

use cfb::CompoundFile;

use super::props::{Item, Props, SETS, Tag, Value, tag};
use crate::import::guard::fenced;
use crate::import::text;

/// How compound files begin, those of all programs of Office before 2007.
const MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

type Compound<'a> = CompoundFile<Cursor<&'a [u8]>>;

/// Whether a file that begins so is a message; where its table of contents lies further on, its name has to say so.
pub fn claims(name: &str, head: &[u8]) -> bool {
    let part = |name: &str| -> Vec<u8> { name.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let parts = ["__properties_version", "__substg1.0_", "__nameid_version"];
    let mut parts = parts.iter().map(|name| part(name));
    let has = |name: Vec<u8>| memchr::memmem::find(head, &name).is_some();
    head.starts_with(MAGIC) && (name.to_lowercase().ends_with(".msg") || parts.any(has))
}

/// Reads a message.
///
/// # Errors
/// In words.
pub fn read(bytes: &[u8]) -> Result<Item, String> {
    fenced(|| item(bytes))
        .unwrap_or_else(|| Err(io::Error::other("it cannot be followed")))
        .map_err(|error| format!("this message of Outlook is damaged; save it again ({error})"))
}

fn item(bytes: &[u8]) -> io::Result<Item> {
    let mut file = CompoundFile::open(Cursor::new(bytes))?;
    let mut stream = |name: &str| {
        whole(
            &mut file,
            &format!("/__nameid_version1.0/__substg1.0_{name}"),
        )
    };
    let names = names(
        &stream("00020102").unwrap_or_default(),
        &stream("00030102").unwrap_or_default(),
    );
    let props = props(&mut file, "", 32, &names)?;
    let inside = file.read_root_storage();
    let mut people: Vec<String> = inside
        .map(|entry| entry.name().to_owned())
        .filter(|name| name.starts_with("__recip_version1.0_"))
        .collect();
    people.sort();
    let people = people
        .iter()
        .map(|name| self::props(&mut file, &format!("/{name}"), 8, &names));
    let people = people.collect::<io::Result<Vec<Props>>>()?;
    Ok(Item { props, people })
}

/// Properties that have names get their numbers anew in every file: which is which.
pub fn names(guids: &[u8], entries: &[u8]) -> BTreeMap<u16, Tag> {
    let set_of = |index: u16| {
        let at = usize::from(index.checked_sub(3)?) * 16;
        let first = guids.get(at..at + 4)?.first_chunk()?;
        let first = u32::from_le_bytes(*first);
        SETS.iter()
            .find(|(guid, _)| *guid == first)
            .map(|(_, set)| *set)
    };
    let entry = |bytes: &[u8]| {
        let (id, rest) = bytes.split_first_chunk()?;
        let (kind, rest) = rest.split_first_chunk()?;
        let (kind, number) = (
            u16::from_le_bytes(*kind),
            u16::from_le_bytes(*rest.first_chunk()?),
        );
        let is_number = kind & 1 == 0;
        let set = set_of(kind >> 1).filter(|_| is_number)?;
        Some((
            0x8000_u16.checked_add(number)?,
            set | u32::from_le_bytes(*id) & 0xffff,
        ))
    };
    entries.chunks_exact(8).filter_map(entry).collect()
}

fn whole(file: &mut Compound<'_>, path: &str) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.open_stream(path)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The properties of a storage: short ones stand in a table behind a header, long ones in streams of their own.
fn props(
    file: &mut Compound<'_>,
    storage: &str,
    header: usize,
    names: &BTreeMap<u16, Tag>,
) -> io::Result<Props> {
    let table = whole(file, &format!("{storage}/__properties_version1.0"))?;
    let mut props = Props::default();
    for entry in table.get(header..).unwrap_or_default().chunks_exact(16) {
        let number = |at: usize| u16::from_le_bytes([entry[at], entry[at + 1]]);
        let (kind, id) = (number(0), number(2));
        let tag = names.get(&id).copied().unwrap_or(Tag::from(id));
        if !is_wanted(tag) {
            continue;
        }
        let mut short = [0; 8];
        short.copy_from_slice(&entry[8..16]);
        let short = i64::from_le_bytes(short);
        let value = match kind {
            0x0002 => Value::Number(i64::from(short as i16)),
            0x0003 => Value::Number(i64::from(short as i32)),
            0x000b => Value::Number(short & 0xff),
            0x0014 => Value::Number(short),
            0x0040 => Value::time(short),
            // What is not there, or is an object, says nothing.
            _ => match whole(file, &format!("{storage}/__substg1.0_{id:04X}{kind:04X}")) {
                Ok(bytes) => long(kind, bytes),
                Err(_) => continue,
            },
        };
        props.put(tag, value);
    }
    Ok(props)
}

fn is_wanted(wanted: Tag) -> bool {
    const OF_PEOPLE: [Tag; 5] = [
        tag::RECIPIENT_TYPE,
        tag::ADDRESS_TYPE,
        tag::EMAIL,
        tag::RECIPIENT_FLAGS,
        tag::ANSWER,
    ];
    tag::WANTED.contains(&wanted)
        || OF_PEOPLE.contains(&wanted)
        || tag::MAILS.as_flattened().contains(&wanted)
}

fn long(kind: u16, bytes: Vec<u8>) -> Value {
    match kind {
        0x001f => {
            let units = bytes
                .chunks_exact(2)
                .map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
            Value::Text(String::from_utf16_lossy(&units.collect::<Vec<u16>>()))
        }
        0x001e => Value::Text(text::decode(&bytes).text.into_owned()),
        _ => Value::Bytes(bytes),
    }
}
