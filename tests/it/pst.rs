//! A small writer of Outlook's mailboxes, after the published layout ([MS-PST], the form of 2003 and later, not encoded): nodes in one
//! tree, blocks in another, properties and tables in heaps of one block each.

/// A property: its number, and what it says.
pub type Prop = (u16, Says);

/// What a property says.
#[derive(Clone)]
pub enum Says {
    /// Text.
    Text(String),
    /// A number.
    Number(i32),
    /// Seconds since 1970.
    Time(i64),
    /// Anything else.
    Bytes(Vec<u8>),
}

impl Says {
    fn kind(&self) -> u16 {
        match self {
            Self::Text(_) => 0x1f,
            Self::Number(_) => 0x03,
            Self::Time(_) => 0x40,
            Self::Bytes(_) => 0x102,
        }
    }

    /// What stands in the heap; a number stands in the record itself.
    fn long(&self) -> Option<Vec<u8>> {
        match self {
            Self::Text(text) => Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            Self::Number(_) => None,
            Self::Time(at) => Some(((at + 11_644_473_600) * 10_000_000).to_le_bytes().to_vec()),
            Self::Bytes(bytes) => Some(bytes.clone()),
        }
    }
}

/// A text.
pub fn says(text: &str) -> Says {
    Says::Text(text.to_owned())
}

/// The checksum of the layout: that of zips, without its beginning and its end.
pub fn crc(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc: u32, _| {
            (crc >> 1) ^ if crc & 1 == 1 { 0xedb8_8320 } else { 0 }
        })
    })
}

fn signature(at: u64, id: u64) -> u16 {
    let value = at as u32 ^ id as u32;
    (value >> 16) as u16 ^ value as u16
}

/// Allocations of one block, and which of them is the first to look at.
#[derive(Default)]
struct Heap(Vec<Vec<u8>>);

impl Heap {
    fn add(&mut self, bytes: Vec<u8>) -> u32 {
        assert!(bytes.len() <= 3580, "longer values are not written");
        if bytes.is_empty() {
            return 0;
        }
        self.0.push(bytes);
        (self.0.len() as u32) << 5
    }

    /// A tree of records of one level.
    fn tree(&mut self, key: u8, entry: u8, records: Vec<u8>) -> u32 {
        let root = self.add(records);
        let mut header = vec![0xb5, key, entry, 0];
        header.extend(root.to_le_bytes());
        self.add(header)
    }

    fn block(&self, client: u8, first: u32) -> Vec<u8> {
        let mut bytes = vec![0, 0, 0xec, client];
        bytes.extend(first.to_le_bytes());
        bytes.extend([0; 4]);
        let mut starts = Vec::new();
        for allocation in &self.0 {
            starts.push(bytes.len() as u16);
            bytes.extend(allocation);
        }
        starts.push(bytes.len() as u16);
        if bytes.len() % 2 == 1 {
            bytes.push(0);
        }
        let map = bytes.len() as u16;
        bytes[..2].copy_from_slice(&map.to_le_bytes());
        bytes.extend((self.0.len() as u16).to_le_bytes());
        bytes.extend([0; 2]);
        bytes.extend(starts.into_iter().flat_map(u16::to_le_bytes));
        assert!(bytes.len() <= 8176, "longer heaps are not written");
        bytes
    }
}

/// A heap of properties.
fn properties(props: &[Prop]) -> Vec<u8> {
    let mut heap = Heap::default();
    let mut sorted = props.to_vec();
    sorted.sort_by_key(|(id, _)| *id);
    let mut records = Vec::new();
    for (id, says) in &sorted {
        let value = match (says.long(), says) {
            (Some(long), _) => heap.add(long),
            (None, Says::Number(number)) => *number as u32,
            (None, _) => 0,
        };
        records.extend(id.to_le_bytes());
        records.extend(says.kind().to_le_bytes());
        records.extend(value.to_le_bytes());
    }
    let tree = heap.tree(2, 6, records);
    heap.block(0xbc, tree)
}

/// A heap with a table of these rows, each with its number. All rows have the columns of the first.
fn table(rows: &[(u32, Vec<Prop>)]) -> Vec<u8> {
    let mut heap = Heap::default();
    let mut columns: Vec<(u16, u16)> = vec![(0x67f2, 3), (0x67f3, 3)];
    let first = rows
        .first()
        .map(|(_, props)| props.as_slice())
        .unwrap_or_default();
    columns.extend(first.iter().map(|(id, says)| (*id, says.kind())));
    let (wide, bits) = (columns.len() as u16 * 4, columns.len().div_ceil(8));
    let mut matrix = Vec::new();
    let mut index = Vec::new();
    for (at, (id, props)) in (0_u32..).zip(rows) {
        index.extend([*id, at].into_iter().flat_map(u32::to_le_bytes));
        matrix.extend([*id, 1].into_iter().flat_map(u32::to_le_bytes));
        for (_, says) in props {
            let value = match (says.long(), says) {
                (Some(long), _) => heap.add(long),
                (None, Says::Number(number)) => *number as u32,
                (None, _) => 0,
            };
            matrix.extend(value.to_le_bytes());
        }
        matrix.extend(vec![0xff; bits]);
    }
    let rows = heap.add(matrix);
    let index = heap.tree(4, 4, index);
    let mut info = vec![0x7c, columns.len() as u8];
    for end in [wide, wide, wide, wide + bits as u16] {
        info.extend(end.to_le_bytes());
    }
    info.extend([index, rows, 0].into_iter().flat_map(u32::to_le_bytes));
    let mut described: Vec<(u16, u16, usize)> = Vec::new();
    for (at, (id, kind)) in columns.iter().enumerate() {
        described.push((*id, *kind, at));
    }
    described.sort_unstable();
    for (id, kind, at) in described {
        info.extend(
            [kind, id, at as u16 * 4]
                .into_iter()
                .flat_map(u16::to_le_bytes),
        );
        info.extend([4, at as u8]);
    }
    let info = heap.add(info);
    heap.block(0x7c, info)
}

/// Where the first block stands, behind the maps of what is free, which nobody who only reads looks at.
const FIRST: u64 = 0x4600;
/// The key of the mailbox, which stands in all that refers to it.
const KEY: [u8; 16] = *b"invented mailbox";

/// A folder: its number, that of the one that it is in, its name, and its items.
pub struct Folder {
    /// Its number.
    pub number: u32,
    /// The number of the folder that it is in.
    pub within: u32,
    /// What it is called.
    pub name: &'static str,
    /// Its items: properties, and those of each person named.
    pub items: Vec<(Vec<Prop>, Vec<Vec<Prop>>)>,
}

/// The folder that all others of the owner are in.
pub const TOP: u32 = 0x401;

#[derive(Default)]
struct File {
    bytes: Vec<u8>,
    /// Id, place, length.
    blocks: Vec<(u64, u64, u16)>,
    /// Number, block, block of what is below.
    nodes: Vec<(u32, u64, u64)>,
    last: u64,
}

impl File {
    fn block(&mut self, data: &[u8], is_inner: bool) -> u64 {
        self.last += 1;
        let id = self.last << 2 | u64::from(is_inner) << 1;
        let at = FIRST + self.bytes.len() as u64;
        let size = (data.len() + 16).div_ceil(64) * 64;
        self.bytes.extend(data);
        self.bytes.resize((at - FIRST) as usize + size - 16, 0);
        self.bytes.extend((data.len() as u16).to_le_bytes());
        self.bytes.extend(signature(at, id).to_le_bytes());
        self.bytes.extend(crc(data).to_le_bytes());
        self.bytes.extend(id.to_le_bytes());
        self.blocks.push((id, at, data.len() as u16));
        id
    }

    /// A node, and nodes below it.
    fn node(&mut self, number: u32, data: &[u8], below: &[(u32, Vec<u8>)]) {
        let block = self.block(data, false);
        let mut list = vec![2, 0];
        list.extend((below.len() as u16).to_le_bytes());
        list.extend([0; 4]);
        for (number, data) in below {
            let block = self.block(data, false);
            list.extend(
                [u64::from(*number), block, 0]
                    .into_iter()
                    .flat_map(u64::to_le_bytes),
            );
        }
        let below = if below.is_empty() {
            0
        } else {
            self.block(&list, true)
        };
        self.nodes.push((number, block, below));
    }

    fn page(&mut self, kind: u8, level: u8, size: usize, entries: &[Vec<u8>]) -> (u64, u64) {
        let room = self.bytes.len().div_ceil(512) * 512;
        self.bytes.resize(room, 0);
        let at = FIRST + room as u64;
        self.last += 1;
        let id = self.last;
        let mut page = entries.concat();
        page.resize(488, 0);
        page.extend([entries.len() as u8, (488 / size) as u8, size as u8, level]);
        page.extend([0; 4]);
        let sum = crc(&page);
        page.extend([kind, kind]);
        page.extend(signature(at, id).to_le_bytes());
        page.extend(sum.to_le_bytes());
        page.extend(id.to_le_bytes());
        self.bytes.extend(page);
        (id, at)
    }

    /// A tree of as many levels as it takes.
    fn tree(&mut self, kind: u8, size: usize, mut entries: Vec<(u64, Vec<u8>)>) -> (u64, u64) {
        let (mut level, mut size) = (0, size);
        loop {
            let mut above = Vec::new();
            for part in entries.chunks(488 / size) {
                let bytes: Vec<Vec<u8>> = part.iter().map(|(_, bytes)| bytes.clone()).collect();
                let (id, at) = self.page(kind, level, size, &bytes);
                let key = part.first().map_or(0, |(key, _)| *key);
                let entry = [key, id, at]
                    .into_iter()
                    .flat_map(u64::to_le_bytes)
                    .collect();
                above.push((key, entry, (id, at)));
            }
            if let [(_, _, root)] = above.as_slice() {
                return *root;
            }
            entries = above
                .into_iter()
                .map(|(key, entry, _)| (key, entry))
                .collect();
            (level, size) = (level + 1, 24);
        }
    }

    fn finish(mut self) -> Vec<u8> {
        self.nodes.sort_unstable();
        let node = |(number, block, below): &(u32, u64, u64)| {
            let ids = [u64::from(*number), *block, *below, 0];
            (
                u64::from(*number),
                ids.into_iter().flat_map(u64::to_le_bytes).collect(),
            )
        };
        let nodes = self.nodes.iter().map(node).collect();
        let nodes = self.tree(0x81, 32, nodes);
        self.blocks.sort_unstable();
        let block = |(id, at, length): &(u64, u64, u16)| {
            let mut entry: Vec<u8> = [*id, *at].into_iter().flat_map(u64::to_le_bytes).collect();
            entry.extend([*length, 2, 0, 0].into_iter().flat_map(u16::to_le_bytes));
            (*id, entry)
        };
        let blocks = self.blocks.iter().map(block).collect();
        let blocks = self.tree(0x80, 24, blocks);
        let mut file = header(
            FIRST + self.bytes.len() as u64,
            nodes,
            blocks,
            self.last + 1,
        );
        file.resize(FIRST as usize, 0);
        file.extend(self.bytes);
        file
    }
}

fn header(end: u64, nodes: (u64, u64), blocks: (u64, u64), next: u64) -> Vec<u8> {
    let mut head = b"SM".to_vec();
    head.extend([23_u16, 19].into_iter().flat_map(u16::to_le_bytes));
    head.extend([1, 1]);
    head.extend([0; 16]);
    head.extend(next.to_le_bytes());
    head.extend([0; 4 + 128 + 8 + 4]);
    head.extend(
        [end, FIRST - 0x200, 0, 0]
            .into_iter()
            .flat_map(u64::to_le_bytes),
    );
    head.extend(
        [nodes.0, nodes.1, blocks.0, blocks.1]
            .into_iter()
            .flat_map(u64::to_le_bytes),
    );
    head.extend([2, 0, 0, 0, 0, 0, 0, 0]);
    head.extend([0xff; 256]);
    head.extend([0x80, 0, 0, 0]);
    head.extend((next << 2).to_le_bytes());
    assert_eq!(head.len(), 516);
    let mut file = b"!BDN".to_vec();
    file.extend(crc(&head[..471]).to_le_bytes());
    let whole = crc(&head);
    file.extend(head);
    file.extend(whole.to_le_bytes());
    file
}

fn entry_id(number: u32) -> Says {
    Says::Bytes([&[0; 4][..], &KEY, &number.to_le_bytes()].concat())
}

/// A mailbox of these folders. `names` are the numbers of named properties in the set whose GUID begins so, from 0x8000 on.
pub fn mailbox(folders: &[Folder], names: &[(u32, u32)], thrown_away: u32) -> Vec<u8> {
    let number = |folder: u32| folder << 5 | 2;
    let mut file = File::default();
    let store = [
        (0x0ff9, Says::Bytes(KEY.to_vec())),
        (0x3001, says("Runa")),
        (0x35e0, entry_id(number(TOP))),
        (0x35e3, entry_id(number(thrown_away))),
    ];
    file.node(0x21, &properties(&store), &[]);
    let guids = names.iter().flat_map(|(set, _)| {
        let end = b"\0\0\0\0\xc0\0\0\0\0\0\0\x46";
        set.to_le_bytes().into_iter().chain(*end)
    });
    let entries = (0_u16..).zip(names).flat_map(|(at, (_, id))| {
        let rest = [(3 + at) << 1, at].into_iter().flat_map(u16::to_le_bytes);
        id.to_le_bytes().into_iter().chain(rest)
    });
    let map = [
        (1, Says::Number(1)),
        (2, Says::Bytes(guids.collect())),
        (3, Says::Bytes(entries.collect())),
        (4, Says::Bytes(vec![0; 4])),
    ];
    file.node(0x61, &properties(&map), &[]);
    let mut message = 0x10000;
    for folder in folders {
        let props = [
            (0x3001, says(folder.name)),
            (0x3602, Says::Number(folder.items.len() as i32)),
        ];
        file.node(number(folder.number), &properties(&props), &[]);
        let inner = folders.iter().filter(|inner| inner.within == folder.number);
        let rows: Vec<(u32, Vec<Prop>)> = inner
            .map(|inner| (number(inner.number), vec![(0x3001, says(inner.name))]))
            .collect();
        file.node(folder.number << 5 | 0x0d, &table(&rows), &[]);
        let mut rows = Vec::new();
        for (props, people) in &folder.items {
            let id = message << 5 | 4;
            message += 1;
            let people: Vec<(u32, Vec<Prop>)> = (1..).zip(people.iter().cloned()).collect();
            file.node(id, &properties(props), &[(0x692, table(&people))]);
            rows.push((id, vec![(0x0e17, Says::Number(0))]));
        }
        file.node(folder.number << 5 | 0x0e, &table(&rows), &[]);
    }
    file.finish()
}
