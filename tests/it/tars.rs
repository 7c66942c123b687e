//! Tars, packed or not: they hold what their folder holds, and are as safe as zips.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;

use crate::find::{codes, count, file, list, text};
use crate::run::{audit, root, run, scratch};

const AS_OF: [&str; 2] = ["--as-of", "2026-04-01"];

fn header(size: u64) -> tar::Header {
    let mut header = tar::Header::new_ustar();
    header.set_size(size);
    header.set_mode(0o600);
    header.set_entry_type(tar::EntryType::Regular);
    header
}

/// An archive of whole folders of the fixtures and of more entries.
pub fn archive(out: impl Write, folders: &[&str], more: &[(&str, &[u8])]) {
    let mut builder = tar::Builder::new(out);
    for folder in folders {
        let at = root().join("fixtures").join(folder);
        builder
            .append_dir_all(format!("Takeout/{folder}"), at)
            .unwrap();
    }
    for (name, content) in more {
        let mut header = header(content.len() as u64);
        // By hand, because the builder refuses paths that lead out.
        header.as_ustar_mut().unwrap().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_cksum();
        builder.append(&header, *content).unwrap();
    }
    builder.into_inner().unwrap().flush().unwrap();
}

pub fn packed(path: &Path, folders: &[&str], more: &[(&str, &[u8])]) {
    archive(
        GzEncoder::new(File::create(path).unwrap(), Compression::best()),
        folders,
        more,
    );
}

/// What an audit says of its files, without the place where they lie.
fn told(audit: &Value, of: &str) -> Value {
    let mut file = file(audit, of).clone();
    file["file"] = Value::Null;
    file
}

#[test]
fn a_tar_holds_what_its_folder_holds_packed_or_not() {
    let folder = scratch();
    let (plain, gzip) = (
        folder.path().join("takeout-1.tar"),
        folder.path().join("takeout-1.tgz"),
    );
    let folders = ["mail/takeout", "mail/sent_folder", "calendar/series"];
    let photo: (&str, &[u8]) = ("Takeout/Photos/a.jpg", b"\xff\xd8\xff\xe0\0 no text");
    archive(
        File::create(&plain).unwrap(),
        &folders,
        &[photo, ("Takeout/Photos/b.jpg", photo.1)],
    );
    packed(&gzip, &folders, &[photo, ("Takeout/Photos/b.jpg", photo.1)]);
    let paths = folders.map(|folder| format!("fixtures/{folder}"));
    let loose = audit(&[&paths[0], &paths[1], &paths[2], AS_OF[0], AS_OF[1]]);
    for archive in [&plain, &gzip] {
        let audit = audit(&[crate::run::text(archive), AS_OF[0], AS_OF[1]]);
        for of in ["Trash.mbox", "sent_folder/Maildir", "runa.ics"] {
            assert_eq!(told(&audit, of), told(&loose, of), "{of}");
        }
        assert_eq!(audit["totals"]["people"], loose["totals"]["people"]);
        let unread: Vec<&str> = list(&audit, "problems")
            .iter()
            .filter(|problem| text(problem, "code") == "not-read")
            .map(|problem| text(problem, "message"))
            .collect();
        assert!(
            matches!(unread[..], [line] if line.starts_with("2 files")),
            "{unread:?}"
        );
    }
}

#[test]
fn a_large_mailbox_in_a_packed_tar_is_read_as_a_stream() {
    let folder = scratch();
    let path = folder.path().join("takeout.tgz");
    let message = "From - Mon Mar 02 09:15:00 2026\nDate: Mon, 2 Mar 2026 10:15:00 +0000\nFrom: Ana Ferreira <ana@example.org>\nTo: me@malt.example.org\nMessage-ID: <ID@example.org>\n\n";
    // Text that packs badly enough to be no bomb, and is larger than what is kept.
    let mut mbox = String::new();
    for n in 0..2_000_u64 {
        mbox.push_str(&message.replace("ID", &n.to_string()));
        for word in 0..60_u64 {
            mbox.push_str(&format!(
                "{:x} ",
                (n * 977 + word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
            ));
        }
        mbox.push('\n');
    }
    assert!(mbox.len() > 2 << 20);
    packed(
        &path,
        &[],
        &[
            ("Mail/Inbox.mbox", mbox.as_bytes()),
            ("Mail/note.txt", b"no mail"),
        ],
    );
    let whole = audit(&[
        crate::run::text(&path),
        "--me",
        "me@malt.example.org",
        AS_OF[0],
        AS_OF[1],
    ]);
    assert_eq!(count(file(&whole, "Inbox.mbox"), "rows"), 2_000);

    let bytes = fs::read(&path).unwrap();
    fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    let ended = run(&[
        "audit",
        "--json",
        crate::run::text(&path),
        AS_OF[0],
        AS_OF[1],
    ]);
    assert!(
        ended.out.contains("bad-zip") || ended.err.contains("download it again"),
        "{}",
        ended.err
    );
}

#[test]
fn what_leads_out_or_is_private_stays_closed() {
    let folder = scratch();
    let path = folder.path().join("export.tgz");
    let log = b"date,direction,channel,email\n2026-03-01,out,email,ana@example.org\n";
    let entries: [(&str, &[u8]); 4] = [
        ("good.csv", log),
        ("../escape.csv", log),
        ("/absolute.csv", log),
        ("Ad_Targeting.csv", b"x"),
    ];
    packed(&path, &[], &entries);
    let audit = audit(&[crate::run::text(&path), AS_OF[0], AS_OF[1]]);
    let mut found = codes(&audit);
    found.sort_unstable();
    assert_eq!(
        found,
        ["sensitive-file", "unsafe-zip-path", "unsafe-zip-path"]
    );
    assert_eq!(count(file(&audit, "good.csv"), "rows"), 1);
}

#[test]
fn a_tar_that_unpacks_to_gigabytes_is_given_up() {
    let folder = scratch();
    let path = folder.path().join("bomb.tgz");
    let zeros = vec![0_u8; 48 << 20];
    packed(&path, &[], &[("zeros.bin", &zeros)]);
    let ended = run(&["audit", crate::run::text(&path), AS_OF[0], AS_OF[1]]);
    assert_eq!(ended.code, 3, "{}", ended.out);
    assert!(ended.err.contains("far more than text"), "{}", ended.err);
}

#[test]
fn of_a_packed_tar_that_is_cut_off_the_beginning_is_read() {
    let folder = scratch();
    let whole = folder.path().join("whole.tgz");
    let mut state = 2_463_534_242_u32;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state as u8
    })
    .take(400_000)
    .collect();
    packed(
        &whole,
        &["mail/takeout", "calendar/series"],
        &[("Takeout/z.bin", &noise)],
    );
    let bytes = fs::read(&whole).unwrap();
    let cut = folder.path().join("cut.tgz");
    fs::write(&cut, &bytes[..bytes.len() - 100_000]).unwrap();
    let audit = audit(&[crate::run::text(&cut), AS_OF[0], AS_OF[1]]);
    assert_eq!(count(file(&audit, "Trash.mbox"), "rows"), 14);
    assert_eq!(count(file(&audit, "runa.ics"), "rows"), 20);
    assert!(codes(&audit).contains(&"bad-zip"), "{:?}", codes(&audit));
    let problems = audit["problems"].to_string();
    assert!(problems.contains("download it again"), "{problems}");
}
