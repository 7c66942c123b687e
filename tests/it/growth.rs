//! Work grows with the input as n log n at most, on shapes of input on which it once grew faster. What is counted is the memory that is
//! asked for, and how often: time would tell more of the machine than of the program.

use allocation_counter::{AllocationInfo, measure};
use rayon::ThreadPoolBuilder;
use tieline::memory::{File, Settings, audit, clean};

/// Sizes, each four times the one before. What does not depend on the size cancels out in their differences.
const SIZES: [usize; 3] = [100, 400, 1_600];

/// Four times as much input costs four times as much, and a little more where something is sorted; were it quadratic, sixteen times.
const MOST: u64 = 6;

fn settings() -> Settings {
    Settings {
        as_of: 1_790_812_800,
        me: vec!["otto@example.org".to_owned(), "Otto Owner".to_owned()],
        region: Some("DE".to_owned()),
        shift: true,
    }
}

/// The names of files and what is in them.
pub type Files = Vec<(&'static str, Vec<u8>)>;

/// What an audit and a cleaning of files cost; all of it on this thread, where it is counted.
fn cost(files: &Files) -> AllocationInfo {
    let files = given(files);
    let run = || {
        audit(&files, &settings()).expect("the files are read");
        clean(&files, &settings()).expect("the files are read");
    };
    let alone = ThreadPoolBuilder::new().num_threads(1).build();
    alone
        .expect("a thread can be started")
        .install(|| measure(run))
}

fn given(files: &Files) -> Vec<File<'_>> {
    files
        .iter()
        .map(|(name, bytes)| File { name, bytes })
        .collect()
}

fn grows_slowly(what: &str, name: &'static str, shape: impl Fn(usize) -> String) {
    all_grow_slowly(what, |n| vec![(name, shape(n).into_bytes())]);
}

/// Fails where the cost of a shape grows faster than it may, and where nothing of it is read.
pub fn all_grow_slowly(what: &str, shape: impl Fn(usize) -> Files) {
    // Tables that are looked up for the first time are built in the first run.
    cost(&shape(SIZES[0]));
    let mut found = String::new();
    // Tests beside this one may hold what would otherwise be used again: that is noise, and does not come each time.
    let is_fast = (0..3).any(|_| {
        let sizes = SIZES.map(|size| cost(&shape(size)));
        let bytes = grown(sizes.map(|cost| cost.bytes_total));
        let pieces = grown(sizes.map(|cost| cost.count_total));
        found = [bytes.err(), pieces.err()]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join("; pieces: ");
        found.is_empty()
    });
    assert!(is_fast, "{what}: {found}");
    // Only now: what this thread builds for itself would be missing from what the others build.
    let read = audit(&given(&shape(SIZES[0])), &settings()).expect("the files are read");
    let is_read = read.files.iter().all(|file| file.rows > 0);
    assert!(is_read, "{what}: not all of it is read");
}

/// What is wrong with how a cost grows.
fn grown([small, middle, large]: [u64; 3]) -> Result<(), String> {
    let (first, second) = (middle.saturating_sub(small), large.saturating_sub(middle));
    // What hardly grows at all has no rate of growth.
    let least = 64 * SIZES[2] as u64;
    if second <= MOST * first.max(least / 4) {
        Ok(())
    } else {
        Err(format!("from {small} over {middle} to {large}"))
    }
}

fn card(lines: &str) -> String {
    format!("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana Quist\r\n{lines}END:VCARD\r\n")
}

pub fn many(count: usize, one: impl Fn(usize) -> String) -> String {
    (0..count).map(one).collect()
}

#[test]
fn cards_with_thousands_of_parts_lines_parameters_and_categories() {
    let semicolons = |count| ";".repeat(count);
    grows_slowly("parts of a name", "a.vcf", |n| {
        card(&format!("N:Quist;Ana{}\r\n", semicolons(n)))
    });
    grows_slowly("parts of an address", "a.vcf", |n| {
        card(&format!("ADR:;;Weg 1{}\r\n", semicolons(n)))
    });
    grows_slowly("units", "a.vcf", |n| {
        card(&format!("ORG:Acme{}\r\n", many(n, |k| format!(";U{k}"))))
    });
    grows_slowly("employers", "a.vcf", |n| {
        card(&many(n, |k| format!("ORG:Acme {k}\r\n")))
    });
    grows_slowly("numbers", "a.vcf", |n| {
        card(&many(n, |k| format!("TEL:+49151{:07}\r\n", k * 37)))
    });
    grows_slowly("addresses", "a.vcf", |n| {
        card(&many(n, |k| format!("EMAIL:a{k}@example.org\r\n")))
    });
    grows_slowly("parameters", "a.vcf", |n| {
        card(&format!(
            "TEL{}:+4915112345601\r\n",
            many(n, |k| format!(";X-P{k}=v"))
        ))
    });
    grows_slowly("categories", "a.vcf", |n| {
        card(&format!(
            "CATEGORIES:a{}\r\n",
            many(n, |k| format!(",c{k}"))
        ))
    });
}

#[test]
fn a_list_that_has_one_person_again_and_again() {
    let head = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";
    let row =
        "Ana,Quist,https://www.linkedin.com/in/ana-quist,ana@example.org,Acme,Baker,01 Feb 2024\n";
    grows_slowly("rows that are alike", "Connections.csv", |n| {
        format!("{head}{}", row.repeat(n))
    });
}

#[test]
fn conversations_and_events_of_thousands() {
    // In a conversation of up to 256 everybody is told of each message.
    grows_slowly("names in a chat", "WhatsApp Chat with Quarter.txt", |n| {
        many(n + 300, |k| {
            let (hour, minute) = (k / 60 % 24, k % 60);
            format!(
                "13/04/2024, {hour:02}:{minute:02} - {} {k}: hello\n",
                word(k)
            )
        })
    });
    grows_slowly("speakers of a group on Telegram", "result.json", |n| {
        let said = many(n + 300, |k| {
            let (at, who) = (1_767_607_200 + k * 60, k + 2);
            let comma = if k == 0 { "" } else { "," };
            format!(
                r#"{comma}{{"id":{k},"type":"message","date":"2026-01-05T10:00:00","date_unixtime":"{at}","from":"{} X","from_id":"user{who}","text":"hi"}}"#,
                word(k)
            )
        });
        format!(
            r#"{{"about":"Here is","personal_information":{{"user_id":1,"first_name":"Otto","last_name":"Owner"}},"chats":{{"list":[{{"name":"Quarter","type":"private_group","id":5,"messages":[{said}]}}]}}}}"#
        )
    });
    grows_slowly("recipients of a message", "log.csv", |n| {
        let all = many(n, |k| format!("p{k}@example.org;"));
        format!(
            "date,direction,channel,email,name,recipients\n2024-04-13T10:00:00Z,out,email,ana@example.org,Ana Quist,{all}\n"
        )
    });
    grows_slowly("guests of an event", "a.ics", |n| {
        let guests = many(n, |k| format!("ATTENDEE:mailto:p{k}@example.org\r\n"));
        format!(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20240413T100000Z\r\nDTEND:20240413T110000Z\r\nORGANIZER:mailto:otto@example.org\r\nSUMMARY:Fair\r\n{guests}END:VEVENT\r\nEND:VCALENDAR\r\n"
        )
    });
    grows_slowly("mails of a thread", "a.mbox", |n| {
        many(n, |k| {
            let before = k.saturating_sub(1);
            format!(
                "From ana@example.org Sat Apr 13 10:00:00 2024\nFrom: Ana Quist <ana@example.org>\nTo: Otto Owner <otto@example.org>\nDate: Sat, 13 Apr 2024 10:00:00 +0000\nMessage-ID: <{k}@example.org>\nIn-Reply-To: <{before}@example.org>\nSubject: Re\n\nhello\n\n"
            )
        })
    });
}

#[test]
fn one_thing_with_thousands_of_parts_in_other_kinds_of_files() {
    grows_slowly("columns of a table", "a.csv", |n| {
        let (names, cells) = (many(n, |k| format!(",Column {k}")), ",x".repeat(n));
        format!("Name,E-mail{names}\nAna Quist,ana@example.org{cells}\n")
    });
    grows_slowly("values of a cell", "a.csv", |n| {
        let all = many(n, |k| format!("a{k}@example.org ::: "));
        format!(
            "Name,Given Name,Family Name,E-mail 1 - Type,E-mail 1 - Value\nAna Quist,Ana,Quist,Work,{all}z@example.org\n"
        )
    });
    grows_slowly("days that a series leaves out", "a.ics", |n| {
        let days = many(n, |k| {
            let (year, month, day) = (2000 + k / 336, 1 + k / 28 % 12, 1 + k % 28);
            format!("EXDATE:{year}{month:02}{day:02}T100000Z\r\n")
        });
        format!(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20000101T100000Z\r\nRRULE:FREQ=DAILY;COUNT=50\r\n{days}ATTENDEE:mailto:ana@example.org\r\nORGANIZER:mailto:otto@example.org\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        )
    });
    grows_slowly("recipients and ids of a mail", "a.mbox", |n| {
        let to = many(n, |k| format!(" p{k}@example.org,\n"));
        let ids = many(n, |k| format!(" <{k}@example.org>\n"));
        format!(
            "From ana@example.org Sat Apr 13 10:00:00 2024\nFrom: Ana Quist <ana@example.org>\nTo: otto@example.org\nCc:{to} z@example.org\nReferences:{ids}Date: Sat, 13 Apr 2024 10:00:00 +0000\n\nhello\n\n"
        )
    });
    grows_slowly("addresses of a text message", "sms.xml", |n| {
        let all = many(n, |k| {
            format!("<addr address=\"+46701{k:06}\" type=\"151\"/>")
        });
        format!(
            "<?xml version='1.0'?><smses count=\"1\"><mms address=\"+46701740605\" date=\"1767607200000\" msg_box=\"1\"><addrs>{all}</addrs></mms></smses>"
        )
    });
}

/// A word that is like no other one.
pub fn word(number: usize) -> String {
    const PARTS: [&str; 10] = ["ba", "ce", "di", "fo", "gu", "ha", "ke", "li", "mo", "nu"];
    let part = |at: u32| PARTS[number / 10_usize.pow(at) % 10];
    let mut word: String = (0..4).map(part).collect();
    word[..1].make_ascii_uppercase();
    word
}
