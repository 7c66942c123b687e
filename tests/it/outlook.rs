//! Outlook's own forms: single messages, the export of Outlook for Mac, whole mailboxes. All are made here, of invented people.

use std::fs::{self, File};
use std::io::{Cursor, Write};
use std::path::Path;

use cfb::CompoundFile;
use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, any, proptest};
use serde_json::Value;
use zip::write::SimpleFileOptions;

use crate::find::{accounted, codes, count, person, text};
use crate::pst::{self, Folder, Says as Kept, TOP, says};
use crate::run::{audit, run, scratch, write};

/// A property of a message: its number, and what it says.
pub type Prop<'a> = (u16, Says<'a>);

#[derive(Clone, Copy)]
pub enum Says<'a> {
    Text(&'a str),
    /// In the letters of Western Europe.
    Old(&'a [u8]),
    Number(i32),
    /// Seconds since 1970.
    Time(i64),
    Bytes(&'a [u8]),
}

/// A storage of a message: its properties behind a header of so many bytes.
fn storage(
    file: &mut CompoundFile<Cursor<Vec<u8>>>,
    path: &str,
    header: usize,
    props: &[Prop<'_>],
) {
    let mut table = vec![0; header];
    for (id, says) in props {
        let (kind, short, long): (u16, i64, Vec<u8>) = match says {
            Says::Text(text) => (
                0x1f,
                0,
                text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            ),
            Says::Old(bytes) => (0x1e, 0, bytes.to_vec()),
            Says::Bytes(bytes) => (0x102, 0, bytes.to_vec()),
            Says::Number(number) => (0x03, i64::from(*number), Vec::new()),
            Says::Time(at) => (0x40, (at + 11_644_473_600) * 10_000_000, Vec::new()),
        };
        table.extend(kind.to_le_bytes());
        table.extend(id.to_le_bytes());
        table.extend(6_u32.to_le_bytes());
        if kind == 0x03 || kind == 0x40 {
            table.extend(short.to_le_bytes());
        } else {
            table.extend((long.len() as u64).to_le_bytes());
            stream(
                file,
                &format!("{path}/__substg1.0_{id:04X}{kind:04X}"),
                &long,
            );
        }
    }
    stream(file, &format!("{path}/__properties_version1.0"), &table);
}

fn stream(file: &mut CompoundFile<Cursor<Vec<u8>>>, path: &str, bytes: &[u8]) {
    let mut stream = file.create_stream(path).expect("a stream");
    stream.write_all(bytes).expect("bytes");
}

/// A message; `names` are the numbers of named properties in their set of meetings, from 0x8000 on.
pub fn msg(props: &[Prop<'_>], names: &[u32], people: &[&[Prop<'_>]]) -> Vec<u8> {
    let mut file = CompoundFile::create(Cursor::new(Vec::new())).expect("a compound file");
    file.create_storage("/__nameid_version1.0")
        .expect("a storage");
    let guid = b"\x02\x20\x06\x00\0\0\0\0\xc0\0\0\0\0\0\0\x46";
    stream(&mut file, "/__nameid_version1.0/__substg1.0_00020102", guid);
    let entry = |(index, id): (u16, &u32)| {
        let rest = [3_u16 << 1, index].map(u16::to_le_bytes).concat();
        [id.to_le_bytes().to_vec(), rest].concat()
    };
    let entries: Vec<u8> = (0..).zip(names).flat_map(entry).collect();
    stream(
        &mut file,
        "/__nameid_version1.0/__substg1.0_00030102",
        &entries,
    );
    storage(&mut file, "", 32, props);
    for (at, person) in people.iter().enumerate() {
        let path = format!("/__recip_version1.0_#{at:08X}");
        file.create_storage(&path).expect("a storage");
        storage(&mut file, &path, 8, person);
    }
    file.flush().expect("bytes");
    file.into_inner().into_inner()
}

const ON_2_MARCH: i64 = 1_772_442_900;
pub const PETRA: &str = "petra.novak@example.org";
pub const RUNA: &str = "runa@example.org";

fn recipient<'a>(kind: i32, name: &'a str, address: &'a str) -> [Prop<'a>; 4] {
    [
        (0x0c15, Says::Number(kind)),
        (0x3001, Says::Text(name)),
        (0x3002, Says::Text("SMTP")),
        (0x3003, Says::Text(address)),
    ]
}

/// One that Runa sent, as Outlook keeps it: without a header.
fn sent() -> Vec<u8> {
    msg(
        &[
            (0x001a, Says::Text("IPM.Note")),
            (0x0039, Says::Time(ON_2_MARCH)),
            (0x0042, Says::Text("Teglgaard, Runa")),
            (0x0064, Says::Text("EX")),
            (0x0065, Says::Text("/o=Mill/ou=x/cn=Recipients/cn=runa")),
            (0x1000, Says::Text("What nobody reads.")),
            (0x1035, Says::Text("<m1@example.org>")),
            (0x5d02, Says::Text(RUNA)),
        ],
        &[],
        &[
            &recipient(1, "Novak, Petra", PETRA),
            &[
                (0x0c15, Says::Number(2)),
                (0x3001, Says::Old(b"J\xf8rn Berg")),
                (0x3002, Says::Text("EX")),
                (0x3003, Says::Text("/o=Mill/ou=x/cn=Recipients/cn=jorn")),
                (0x39fe, Says::Text("jorn@example.org")),
            ],
        ],
    )
}

/// One that came, with the header that it had on its way.
fn received() -> Vec<u8> {
    let header = "Received: from a by b; Tue, 3 Mar 2026 10:00:00 +0000\r\nFrom: Petra Novak <petra.novak@example.org>\r\nTo: runa@example.org\r\nDate: Tue, 3 Mar 2026 09:15:00 +0000\r\nMessage-ID: <m2@example.org>\r\nIn-Reply-To: <m1@example.org>\r\n\r\n";
    msg(
        &[
            (0x001a, Says::Text("IPM.Note")),
            (0x007d, Says::Text(header)),
        ],
        &[],
        &[&recipient(1, "Runa", RUNA)],
    )
}

fn audited(path: &Path) -> Value {
    let path = path.display().to_string();
    audit(&["--no-book", "--as-of", "2026-11-01", "--me", RUNA, &path])
}

/// Messages of the owner to somebody, and theirs.
fn between(audit: &Value, name: &str) -> (u64, u64) {
    let basis = &person(audit, name)["standing"]["basis"];
    (count(basis, "sent"), count(basis, "received"))
}

#[test]
fn single_messages_are_read_with_or_without_the_header_that_they_had() {
    let folder = scratch();
    write(folder.path(), "mail/sent.msg", sent());
    write(folder.path(), "mail/received.msg", received());
    let audit = audited(folder.path());
    assert_eq!(between(&audit, "Petra Novak"), (1, 1));
    assert_eq!(between(&audit, "Jørn Berg"), (1, 0));
    assert_eq!(
        text(person(&audit, "Petra Novak"), "last_contact").get(..10),
        Some("2026-03-03")
    );
    assert!(!audit.to_string().contains("nobody reads"));
    accounted(&audit);
}

#[test]
fn a_meeting_and_a_contact_may_be_kept_in_files_as_well() {
    let folder = scratch();
    // Weekly on Mondays from 2 March 2026, four times, by the clock of Berlin; not on the 9th.
    let day = |day: u32| 223_614_720 + (day - 2) * 1440;
    let pattern = [
        &[0x04, 0x30, 0x04, 0x30, 0x0b, 0x20, 1, 0, 0, 0][..],
        &[
            0,
            1,
            0,
            2,
            0x2022,
            4,
            1,
            1,
            day(9),
            0,
            day(2),
            day(23),
            0x3006,
            0x3009,
            600,
            660,
        ]
        .map(u32::to_le_bytes)
        .concat(),
        &[0, 0],
    ]
    .concat();
    let meeting = msg(
        &[
            (0x001a, Says::Text("IPM.Appointment")),
            (0x0042, Says::Text("Petra Novak")),
            (0x5d02, Says::Text(PETRA)),
            (0x8000, Says::Time(1_772_442_000)),
            (0x8001, Says::Time(1_772_445_600)),
            (0x8002, Says::Bytes(&pattern)),
            (
                0x8003,
                Says::Text("(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna"),
            ),
        ],
        &[0x820d, 0x820e, 0x8216, 0x8234],
        &[
            &recipient(1, "Petra Novak", PETRA),
            &recipient(1, "Runa", RUNA),
            &recipient(3, "Room 1", "room@example.org"),
        ],
    );
    write(folder.path(), "meeting.msg", meeting);
    let contact = msg(
        &[
            (0x001a, Says::Text("IPM.Contact")),
            (0x3a06, Says::Text("Petra")),
            (0x3a11, Says::Text("Novak")),
            (0x3a16, Says::Text("Mill, Hops & Sons")),
            (0x3a1c, Says::Text("+46 70 174 06 05")),
            (0x3a42, Says::Time(1_772_406_000)),
        ],
        &[],
        &[],
    );
    write(folder.path(), "petra.msg", contact);
    let audit = audited(folder.path());
    let petra = person(&audit, "Petra Novak");
    assert_eq!(text(petra, "company"), "Mill, Hops & Sons");
    assert!(
        petra["phones"].to_string().contains("+46701740605"),
        "{petra}"
    );
    assert_eq!(text(petra, "last_contact").get(..10), Some("2026-03-23"));
    assert!(
        petra["why"]
            .to_string()
            .contains("3 entries matched by name only"),
        "{}",
        petra["why"]
    );
    accounted(&audit);
}

/// A zip of these files.
pub fn zipped(path: &Path, files: &[(&str, &str)]) {
    let mut zip = zip::ZipWriter::new(File::create(path).expect("a file"));
    for (name, content) in files {
        zip.start_file(*name, SimpleFileOptions::default())
            .expect("an entry");
        zip.write_all(content.as_bytes()).expect("bytes");
    }
    zip.finish().expect("a zip");
}

pub fn mac_letter(from: &str, to: &str, day: u32) -> String {
    let one = |address: &str| {
        format!(
            "<emailAddress OPFContactEmailAddressAddress=\"{address}\" OPFContactEmailAddressName=\"Petra &amp; Co\" OPFContactEmailAddressType=\"0\"/>"
        )
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><emails elementCount=\"1\"><email xml:space=\"preserve\"><OPFMessageCopyBody xml:space=\"preserve\">&lt;p&gt;What nobody reads.</OPFMessageCopyBody><OPFMessageCopyFromAddresses xml:space=\"preserve\">{}</OPFMessageCopyFromAddresses><OPFMessageCopyMessageID>&lt;m{day}@example.org&gt;</OPFMessageCopyMessageID><OPFMessageCopySentTime>2026-03-{day:02}T09:15:00</OPFMessageCopySentTime><OPFMessageCopyToAddresses>{}</OPFMessageCopyToAddresses></email></emails>",
        one(from),
        one(to)
    )
}

const MAC_CONTACTS: &str = "<?xml version=\"1.0\"?><contacts elementCount=\"1\"><contact><OPFContactCopyDisplayName>Petra Novak</OPFContactCopyDisplayName><OPFContactCopyFirstName>Petra</OPFContactCopyFirstName><OPFContactCopyLastName>Novak</OPFContactCopyLastName><OPFContactCopyBusinessCompany>Mill &amp; Sons</OPFContactCopyBusinessCompany><OPFContactCopyEmailAddressList><contactEmailAddress OPFContactEmailAddressAddress=\"petra.novak@example.org\"/></OPFContactCopyEmailAddressList></contact></contacts>";
const MAC_CALENDAR: &str = "<?xml version=\"1.0\"?><appointments elementCount=\"1\"><appointment><OPFCalendarEventCopyUUID>u1</OPFCalendarEventCopyUUID><OPFCalendarEventCopySummary>What nobody reads.</OPFCalendarEventCopySummary><OPFCalendarEventCopyStartTime>2026-03-05T10:00:00</OPFCalendarEventCopyStartTime><OPFCalendarEventCopyEndTime>2026-03-05T11:00:00</OPFCalendarEventCopyEndTime><OPFCalendarEventCopyOrganizer>runa@example.org</OPFCalendarEventCopyOrganizer><OPFCalendarEventCopyAttendeeList><appointmentAttendee OPFCalendarAttendeeAddress=\"petra.novak@example.org\" OPFCalendarAttendeeName=\"Petra Novak\"/></OPFCalendarEventCopyAttendeeList></appointment></appointments>";

#[test]
fn an_export_of_outlook_for_mac_is_read_as_mail_calendar_and_contacts() {
    let folder = scratch();
    let path = folder.path().join("Outlook for Mac.olm");
    let at = |folder: &str| {
        format!(
            "Accounts/{RUNA}/com.microsoft.__Messages/{folder}/com.microsoft.__Messages/message_00000.xml"
        )
    };
    zipped(
        &path,
        &[
            (&at("Inbox"), &mac_letter(PETRA, RUNA, 2)),
            (&at("Sent Items"), &mac_letter(RUNA, PETRA, 3)),
            (&at("Deleted Items"), &mac_letter(RUNA, PETRA, 9)),
            (
                &format!("Accounts/{RUNA}/Address Book/Contacts.xml"),
                MAC_CONTACTS,
            ),
            (
                &format!("Accounts/{RUNA}/Calendar/Calendar.xml"),
                MAC_CALENDAR,
            ),
            ("Categories.xml", "<categories/>"),
        ],
    );
    let path = path.display().to_string();
    let audit = audit(&["--no-book", "--as-of", "2026-11-01", &path]);
    let petra = person(&audit, "Petra Novak");
    assert_eq!(between(&audit, "Petra Novak"), (1, 1));
    assert_eq!(text(petra, "company"), "Mill & Sons");
    assert_eq!(text(petra, "last_contact").get(..10), Some("2026-03-05"));
    assert!(!audit.to_string().contains("nobody reads"));
    assert_eq!(audit["totals"]["set_aside"]["thrown away"], 1);
    accounted(&audit);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_message_costs_itself_alone(at in vec((0.0..1.0_f64, any::<u8>()), 0..12), cut in 0.1..1.2_f64) {
        let folder = scratch();
        let mut bytes = sent();
        for (place, byte) in at {
            let place = (place * bytes.len() as f64) as usize;
            bytes[place] = byte;
        }
        bytes.truncate((bytes.len() as f64 * cut) as usize);
        fs::write(folder.path().join("a.msg"), bytes).expect("a file");
        write(folder.path(), "b.csv", "Name,E-mail\nDi Lund,di@example.org\n");
        let report = audited(folder.path());
        assert!(report["people"].to_string().contains("Di Lund"));
        accounted(&report);
    }

    #[test]
    fn a_damaged_export_of_outlook_for_mac_is_accounted_for(cut in 0.0..1.0_f64, which in 0..3_usize) {
        let folder = scratch();
        let letter = mac_letter(PETRA, RUNA, 2);
        let (name, xml) = [
            ("Inbox/message_00000.xml", letter.as_str()),
            ("Contacts.xml", MAC_CONTACTS),
            ("Calendar.xml", MAC_CALENDAR),
        ][which];
        let cut = (xml.len() as f64 * cut) as usize;
        write(folder.path(), name, &xml.as_bytes()[..cut]);
        write(folder.path(), "b.csv", "Name,E-mail\nDi Lund,di@example.org\n");
        let report = audited(folder.path());
        assert!(report["people"].to_string().contains("Di Lund"));
        accounted(&report);
    }
}

/// What a folder of a mailbox keeps: properties, and those of each person named.
type Item = (Vec<pst::Prop>, Vec<Vec<pst::Prop>>);

fn to(kind: i32, name: &str, address: &str) -> Vec<pst::Prop> {
    vec![
        (0x0c15, Kept::Number(kind)),
        (0x3001, says(name)),
        (0x3003, says(address)),
        (0x39fe, says(address)),
    ]
}

fn kept_letter(id: &str, to: Vec<pst::Prop>, at: i64, flags: i32) -> Item {
    let props = vec![
        (0x001a, says("IPM.Note")),
        (0x0e07, Kept::Number(flags)),
        (0x0039, Kept::Time(at)),
        (0x0042, says("Teglgaard, Runa")),
        (0x1000, says("What nobody reads.")),
        (0x1035, says(id)),
        (0x5d02, says(RUNA)),
    ];
    (props, vec![to])
}

/// A meeting every week but one, as Outlook packs its pattern.
fn meeting() -> Vec<pst::Prop> {
    let minutes = |day: u32| 223_614_720 + (day - 2) * 1440;
    let pattern = [
        &[0x04, 0x30, 0x04, 0x30, 0x0b, 0x20, 1, 0, 0, 0][..],
        &[
            0,
            1,
            0,
            2,
            0x2022,
            4,
            1,
            1,
            minutes(9),
            0,
            minutes(2),
            minutes(23),
            0x3006,
            0x3009,
            600,
            660,
        ]
        .map(u32::to_le_bytes)
        .concat(),
        &[0, 0],
    ]
    .concat();
    vec![
        (0x001a, says("IPM.Appointment")),
        (0x0042, says("Petra Novak")),
        (0x5d02, says(PETRA)),
        (0x8000, Kept::Time(1_772_442_000)),
        (0x8001, Kept::Bytes(pattern)),
        (0x8002, says("W. Europe Standard Time")),
    ]
}

fn contact() -> Vec<pst::Prop> {
    vec![
        (0x001a, says("IPM.Contact")),
        (0x3a06, says("Petra")),
        (0x3a11, says("Novak")),
        (0x3a16, says("Mill & Sons")),
        (0x8003, says(PETRA)),
    ]
}

/// Runa's mailbox: three letters that passed, a draft and one thrown away, a weekly meeting, a contact, a list and a note.
fn mailbox(more: usize) -> Vec<u8> {
    let petra = || to(1, "Petra Novak", PETRA);
    let day = 86_400;
    let came = "From: Petra Novak <petra.novak@example.org>\r\nTo: runa@example.org\r\nDate: Tue, 3 Mar 2026 09:15:00 +0000\r\nMessage-ID: <m2@example.org>\r\n\r\n";
    let came = vec![
        (0x001a, says("IPM.Note")),
        (0x007d, says(came)),
        (0x5d07, says(RUNA)),
    ];
    let sent = (0..more as i64).map(|n| {
        kept_letter(
            &format!("<s{n}@example.org>"),
            petra(),
            ON_2_MARCH - n * day,
            1,
        )
    });
    let folder = |number, name, items| Folder {
        number,
        within: if number == TOP { 0 } else { TOP },
        name,
        items,
    };
    let folders = [
        folder(TOP, "Top of Outlook data file", Vec::new()),
        folder(0x402, "Inbox", vec![(came, vec![to(1, "Runa", RUNA)])]),
        folder(0x403, "Sent Items", sent.collect()),
        folder(
            0x404,
            "Entw\u{fc}rfe",
            vec![kept_letter(
                "<d@example.org>",
                petra(),
                ON_2_MARCH + 90 * day,
                9,
            )],
        ),
        folder(
            0x405,
            "Bin there",
            vec![kept_letter(
                "<t@example.org>",
                petra(),
                ON_2_MARCH + 99 * day,
                1,
            )],
        ),
        folder(
            0x406,
            "Calendar",
            vec![(meeting(), vec![petra(), to(1, "Runa", RUNA)])],
        ),
        folder(
            0x407,
            "Contacts",
            vec![
                (contact(), Vec::new()),
                (
                    vec![(0x001a, says("IPM.DistList")), (0x3001, says("All of us"))],
                    Vec::new(),
                ),
            ],
        ),
        folder(
            0x408,
            "Notes",
            vec![(vec![(0x001a, says("IPM.StickyNote"))], Vec::new())],
        ),
    ];
    let appointment = 0x0006_2002;
    let names = [
        (appointment, 0x820d),
        (appointment, 0x8216),
        (appointment, 0x8234),
        (0x0006_2004, 0x8083),
    ];
    pst::mailbox(&folders, &names, 0x405)
}

#[test]
fn a_mailbox_is_read_as_mail_calendar_and_contacts() {
    let folder = scratch();
    let path = write(folder.path(), "archive.pst", mailbox(60));
    let audit = audited(&path);
    let petra = person(&audit, "Petra Novak");
    assert_eq!(between(&audit, "Petra Novak"), (60, 1));
    assert_eq!(text(petra, "company"), "Mill & Sons");
    assert_eq!(text(petra, "last_contact").get(..10), Some("2026-03-23"));
    assert!(!audit.to_string().contains("nobody reads"));
    let aside = &audit["totals"]["set_aside"];
    let aside =
        ["draft", "thrown away", "note or task", "distribution list"].map(|why| aside[why].clone());
    assert_eq!(aside, [1, 1, 1, 1].map(Value::from), "{}", audit["totals"]);
    assert_eq!(codes(&audit), ["distribution-list"]);
    accounted(&audit);
    // Packed it is read just as well.
    let packed = folder.path().join("mine.zip");
    let mut zip = zip::ZipWriter::new(File::create(&packed).expect("a file"));
    zip.start_file("old/archive.pst", SimpleFileOptions::default())
        .expect("an entry");
    zip.write_all(&mailbox(60)).expect("bytes");
    zip.finish().expect("a zip");
    assert_eq!(between(&audited(&packed), "Petra Novak"), (60, 1));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_mailbox_costs_itself_alone(at in vec((0.0..1.0_f64, any::<u8>()), 0..12), cut in 0.1..1.5_f64) {
        let folder = scratch();
        let mut bytes = mailbox(3);
        for (place, byte) in at {
            // The maps of what is free are of no use to a reader.
            let place = 0x4600 + (place * (bytes.len() - 0x4600) as f64) as usize;
            bytes[place] = byte;
        }
        bytes.truncate((bytes.len() as f64 * cut) as usize);
        fs::write(folder.path().join("a.pst"), bytes).expect("a file");
        write(folder.path(), "b.csv", "Name,E-mail\nDi Lund,di@example.org\n");
        let report = audited(folder.path());
        assert!(report["people"].to_string().contains("Di Lund"));
        accounted(&report);
    }
}

#[test]
fn a_damaged_mailbox_is_named_with_what_to_do() {
    let folder = scratch();
    let mut bytes = b"!BDN\0\0\0\0SM\x17\0\x13\0\x01\x01".to_vec();
    bytes.resize(2048, 7);
    let path = write(folder.path(), "archive.pst", bytes);
    let ended = run(&["audit", "--no-book", &path.display().to_string()]);
    assert_eq!(ended.code, 3, "{}", ended.err);
    assert!(ended.err.contains("ScanPST"), "{}", ended.err);
}

#[test]
fn a_mailbox_that_leads_to_itself_has_an_end() {
    let folder = scratch();
    let mut bytes = mailbox(60);
    // Where the list of nodes is said to stand, and the page there, whose parts are all said to be that page itself.
    let id = bytes[216..224].to_vec();
    let place = bytes[224..232].to_vec();
    let page = usize::from_le_bytes(place.clone().try_into().expect("eight bytes"));
    assert!(bytes[page + 491] > 0, "a page of pages");
    for entry in 0..usize::from(bytes[page + 488]) {
        let at = page + entry * 24;
        bytes[at + 8..at + 16].copy_from_slice(&id);
        bytes[at + 16..at + 24].copy_from_slice(&place);
    }
    let sum = pst::crc(&bytes[page..page + 496]);
    bytes[page + 500..page + 504].copy_from_slice(&sum.to_le_bytes());
    let path = write(folder.path(), "archive.pst", bytes);
    let ended = run(&["audit", "--no-book", &path.display().to_string()]);
    assert_eq!(ended.code, 3, "{}", ended.err);
    assert!(ended.err.contains("ScanPST"), "{}", ended.err);
}
