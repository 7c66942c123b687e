//! What would come back, hang, burst or get lost on the way in costs nothing else: own output, pipes, entries of one name, bombs.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::run::{audit, audit_out, run, scratch, text, tieline, write};

fn card(name: &str) -> String {
    format!("BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nEND:VCARD\n")
}

fn people(report: &Value) -> Vec<&str> {
    let people = report["people"].as_array().expect("people");
    let mut names: Vec<&str> = people
        .iter()
        .map(|person| person["name"].as_str().expect("a name"))
        .collect();
    names.sort_unstable();
    names
}

fn said(report: &Value, words: &str) -> usize {
    let problems = report["problems"].as_array().expect("problems");
    let has = |p: &&Value| p["message"].as_str().is_some_and(|m| m.contains(words));
    problems.iter().filter(has).count()
}

#[test]
fn what_tieline_wrote_is_not_read_and_what_lies_beside_it_is() {
    let folder = scratch();
    write(
        folder.path(),
        "cards.vcf",
        card("Ana Lima") + &card("Bo Kern"),
    );
    let out = folder.path().join("audit-2026-10");
    let done = tieline()
        .args([
            "audit",
            "--quiet",
            "--no-book",
            "--out",
            text(&out),
            text(folder.path()),
        ])
        .status();
    assert!(done.expect("it runs").success());
    write(folder.path(), "cards.vcf", card("Ana Lima"));
    write(&out, "more.vcf", card("Cy Berg"));
    fs::create_dir(folder.path().join(".tieline-abc123")).expect("a folder");
    let report = audit(&["--no-book", text(folder.path())]);
    assert_eq!(people(&report), ["Ana Lima", "Cy Berg"]);
    assert_eq!(said(&report, "Tieline wrote"), 1);
    assert_eq!(said(&report, "has not come to its end"), 1);
    let named = audit(&["--no-book", text(&out.join("people.vcf"))]);
    assert_eq!(people(&named), ["Ana Lima", "Bo Kern"]);
}

#[test]
fn what_other_commands_wrote_is_not_read_either_and_mended_copies_are_where_they_are_named() {
    let folder = scratch();
    let cards = write(folder.path(), "cards.vcf", card("Ana Lima"));
    let at = |name: &str| folder.path().join(name);
    let done = |args: &[&str]| {
        let ended = run(args);
        assert_eq!(ended.code, 0, "{args:?}: {}", ended.err);
    };
    let (book, month) = (at("book.db"), at("audit-2026-10"));
    let kept = ["--book", text(&book)];
    let audit_of = [
        "audit",
        text(&cards),
        "--quiet",
        "--xlsx",
        "--out",
        text(&month),
    ];
    done(&[&audit_of[..], &kept].concat());
    done(&[
        "clean",
        text(&cards),
        "--quiet",
        "--out",
        text(&at("clean")),
    ]);
    done(&[&["plan", "--out", text(&at("plan"))][..], &kept].concat());
    let saved = month.join("audit.json");
    let changed = at("changed");
    let compared = ["diff", text(&saved), text(&saved), "--out", text(&changed)];
    done(&compared);
    let sent = ["audit", text(&cards), "--no-book", "--redact", "--quiet"];
    done(&[&sent[..], &["--out", text(&at("redacted"))]].concat());
    // The owner takes a card out; a copy of the whole folder of an audit lies in an archive.
    write(folder.path(), "cards.vcf", card("Bo Kern"));
    let mut zip = zip::ZipWriter::new(fs::File::create(at("backup.zip")).expect("a file"));
    for entry in fs::read_dir(&month).expect("a folder").flatten() {
        let name = format!("old/{}", entry.file_name().to_string_lossy());
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(name, options).expect("an entry");
        let bytes = fs::read(entry.path()).expect("a file");
        zip.write_all(&bytes).expect("it is written");
    }
    zip.finish().expect("a zip");
    let report = audit(&["--no-book", text(folder.path())]);
    assert_eq!(people(&report), ["Bo Kern"]);
    assert_eq!(said(&report, "Tieline wrote"), 6, "{}", report["problems"]);
    let named = audit(&["--no-book", text(&at("clean").join("cleaned"))]);
    assert_eq!(people(&named), ["Ana Lima"]);
}

#[test]
fn an_audit_that_was_saved_beside_an_export_hides_none_of_it() {
    let folder = scratch();
    let connections = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
        Ana,Lima,https://www.linkedin.com/in/ana-lima,,Acme,Baker,01 Feb 2024\n";
    let file = write(folder.path(), "Connections.csv", connections);
    let first = run(&["audit", "--no-book", "--json", text(&file)]);
    write(folder.path(), "audit.json", first.out);
    let report = audit(&["--no-book", text(folder.path())]);
    assert_eq!(people(&report), ["Ana Lima"]);
    assert_eq!(said(&report, "Tieline wrote 1 of the files"), 1);
}

#[test]
fn every_file_of_an_audit_is_known_as_its_own() {
    let folder = scratch();
    // A copy without hidden files, as of an earlier version.
    let files = audit_out(&["--no-book", "fixtures/demo/2026-10"]);
    for (name, bytes) in files.into_iter().filter(|(name, _)| name != ".tieline") {
        fs::write(folder.path().join(name), bytes).expect("a file");
    }
    let ended = run(&["audit", "--no-book", text(folder.path())]);
    assert_eq!(ended.code, 3);
    let lines = ended
        .err
        .lines()
        .filter(|line| line.contains(text(folder.path())));
    assert_eq!(lines.count(), 1, "{}", ended.err);
}

#[cfg(unix)]
#[test]
fn pipes_and_sockets_in_a_folder_are_not_opened() {
    let folder = scratch();
    write(folder.path(), "cards.vcf", card("Ana Lima"));
    let made = Command::new("mkfifo")
        .arg(folder.path().join("pipe.csv"))
        .status();
    assert!(made.expect("mkfifo is there").success());
    let socket = folder.path().join("s.vcf");
    let _socket = std::os::unix::net::UnixListener::bind(&socket).ok();
    std::os::unix::fs::symlink("/dev/zero", folder.path().join("zero.vcf")).expect("a link");
    let report = audit(&["--no-book", text(folder.path())]);
    assert_eq!(people(&report), ["Ana Lima"]);
    assert_eq!(
        said(&report, "it was not opened"),
        2 + usize::from(socket.exists())
    );
}

/// A zip in which all entries bear the name of the first.
fn of_one_name() -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (n, name) in ["Ana Lima", "Bo Kern", "Cy Berg"].iter().enumerate() {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(format!("{n}.vcf"), options)
            .expect("an entry");
        zip.write_all(card(name).as_bytes()).expect("it is written");
    }
    let mut bytes = zip.finish().expect("a zip").into_inner();
    for at in 0..bytes.len() - 5 {
        if bytes[at + 1..].starts_with(b".vcf") {
            bytes[at] = b'0';
        }
    }
    bytes
}

#[test]
fn all_entries_of_one_name_are_read() {
    let folder = scratch();
    let all = ["Ana Lima", "Bo Kern", "Cy Berg"];
    write(folder.path(), "export.zip", of_one_name());
    let file = folder.path().join("export.zip");
    assert_eq!(people(&audit(&["--no-book", text(&file)])), all);
    // Likewise within a zip, and where the list at the end was lost.
    let mut outer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    outer.start_file("inner.zip", options).expect("an entry");
    outer.write_all(&of_one_name()).expect("it is written");
    write(
        folder.path(),
        "export.zip",
        outer.finish().expect("a zip").into_inner(),
    );
    assert_eq!(people(&audit(&["--no-book", text(&file)])), all);
    let cut = of_one_name();
    write(folder.path(), "export.zip", &cut[..cut.len() - 30]);
    let report = run(&["audit", "--json", "--no-book", text(&file)]).json();
    assert_eq!(people(&report), all);
}

fn entry(tar: &mut tar::Builder<impl Write>, name: &str, size: u64, bytes: impl std::io::Read) {
    let mut header = tar::Header::new_ustar();
    header.set_size(size);
    header.set_mode(0o600);
    tar.append_data(&mut header, name, bytes).expect("an entry");
}

#[test]
fn a_bomb_in_a_packed_tar_costs_itself_alone() {
    let folder = scratch();
    let path: &Path = &folder.path().join("export.tgz");
    let packed = flate2::write::GzEncoder::new(
        fs::File::create(path).expect("a file"),
        flate2::Compression::best(),
    );
    let mut tar = tar::Builder::new(packed);
    let ana = card("Ana Lima");
    entry(&mut tar, "a.vcf", ana.len() as u64, ana.as_bytes());
    let size = 40 << 20;
    entry(
        &mut tar,
        "b.vcf",
        size,
        std::io::Read::take(std::io::repeat(0), size),
    );
    let bo = card("Bo Kern");
    entry(&mut tar, "c.vcf", bo.len() as u64, bo.as_bytes());
    tar.into_inner()
        .and_then(|packed| packed.finish())
        .expect("an archive");
    let report = audit(&["--no-book", text(path)]);
    assert_eq!(people(&report), ["Ana Lima", "Bo Kern"]);
    assert_eq!(said(&report, "unpacks to far more than"), 1);
}

#[test]
fn what_somebody_pasted_into_a_message_does_not_decide_what_a_file_is() {
    let folder = scratch();
    let pasted =
        "13/04/2024, 10:00 - Bo: hi\n13/04/2024, 10:01 - Cy: yes\n13/04/2024, 10:02 - Bo: so\n";
    let messages = format!(
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n\
         c1,,Ana Lima,https://www.linkedin.com/in/ana-lima,Otto Owner,https://www.linkedin.com/in/otto,2024-03-01 10:00:00 UTC,,\"look:\n{pasted}BEGIN:VCARD\nFN:Ev Il\nEND:VCARD\n\",INBOX\n"
    );
    write(folder.path(), "messages.csv", messages);
    let chat = "13/04/2024, 10:00 - Dee Roth: my card\nBEGIN:VCARD\nFN:Ev Il\nEND:VCARD\n13/04/2024, 10:05 - Otto Owner: thanks\n";
    write(folder.path(), "WhatsApp Chat with Dee Roth.txt", chat);
    let report = audit(&["--no-book", "--me", "Otto Owner", text(folder.path())]);
    let kinds: Vec<&str> = report["files"]
        .as_array()
        .expect("files")
        .iter()
        .filter_map(|file| file["kind"].as_str())
        .collect();
    assert_eq!(kinds, ["WhatsApp chat", "LinkedIn messages"]);
    assert!(!report.to_string().contains("Ev Il"));
}
