//! `tieline clean`: files come back mended, whole, and in their own form; every change is listed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use tieline::inside::hygiene::{self, Options};
use tieline::inside::import::vcard::by_parts;
use tieline::inside::import::{self, Context, Source};
use tieline::inside::model::card::{Card, Tel};
use tieline::inside::model::document::Document;
use tieline::inside::model::fix::Fix;
use tieline::inside::model::intake::{Fate, FileId};
use tieline::inside::model::keys::Region;
use tieline::inside::write::original;

use crate::find::{count, list, text as text_of};
use crate::run::{audit, files_in, root, run, scratch, text};

/// A row of changes.csv by column.
type Row = BTreeMap<String, String>;

fn rows(folder: &Path, name: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(folder.join(name)).expect("a list");
    let rows = reader.deserialize::<Row>();
    rows.map(|row| row.expect("a row")).collect()
}

/// Cleans into a new folder beside others of the test.
fn clean(args: &[&str], out: &Path) -> String {
    let mut all = vec!["clean", "--out", text(out)];
    all.extend(args);
    let ended = run(&all);
    assert_eq!(ended.code, 0, "{args:?}: {}", ended.err);
    ended.out
}

#[test]
fn every_fix_does_what_its_example_says() {
    let folder = scratch();
    let out = folder.path().join("out");
    clean(&["fixtures/clean", "--verify"], &out);
    let changes = rows(&out, "changes.csv");
    // Two are made only where they are asked for: `stale.rs` has them.
    let asked = |fix: &&Fix| matches!(fix, Fix::Employer | Fix::Bounced | Fix::Refreshed);
    for fix in Fix::ALL.iter().filter(|fix| !asked(fix)) {
        let (before, after) = fix.example();
        let file = format!("fixtures/clean/{}.vcf", fix.name());
        let done = changes.iter().any(|row| {
            row["file"] == file
                && row["code"] == fix.name()
                && row["before"] == before
                // A spreadsheet is kept from taking "--03-09" for a formula.
                && row["after"].trim_start_matches('\'') == after
        });
        assert!(done, "{}: {changes:?}", fix.name());
    }
}

#[test]
fn a_change_shows_what_it_is_and_stands_once() {
    let folder = scratch();
    let out = folder.path().join("out");
    clean(&["fixtures/clean"], &out);
    let changes = rows(&out, "changes.csv");
    let same = |row: &&Row| row["before"] == row["after"];
    // The letters of "José" in both forms look the same and are not.
    let hidden: Vec<&Row> = changes.iter().filter(same).collect();
    assert!(hidden.is_empty(), "{hidden:?}");
    let of = |name: &str| {
        let file = format!("fixtures/clean/{name}.vcf");
        changes.iter().filter(|row| row["file"] == file).count()
    };
    assert_eq!(of("no-date"), 1, "the property goes with its value");
    assert!(
        changes
            .iter()
            .any(|row| row["before"] == "<U+0020>Head<U+0020>"),
        "blanks are seen"
    );
}

#[test]
fn what_leaves_a_field_lands_in_another() {
    let folder = scratch();
    let out = folder.path().join("out");
    clean(&["fixtures/clean"], &out);
    let copy = |name: &str| {
        let path = out.join("cleaned").join(format!("{name}.vcf"));
        fs::read_to_string(path).expect("a cleaned copy")
    };
    let cases = [
        ("name-honorific", "N:Ferreira;Ana;;Dr.;\r\n"),
        ("name-credential", "N:Ferreira;Ana;;;PhD\r\n"),
        ("name-pronouns", "NOTE:Pronouns: she/her\r\n"),
        ("name-emoji", "NOTE:From the name: 🚀\r\n"),
        ("several-in-one", "EMAIL;TYPE=HOME:b@example.org\r\n"),
        (
            "exchange-address",
            "NOTE:Exchange address: /o=Corp/ou=X/cn=Recipients/cn=ana\r\n",
        ),
        ("email-case", "EMAIL:Not An Address\r\n"),
        ("email-invalid", "EMAIL:ana at example.org\r\n"),
        (
            "email-invalid",
            "NOTE:Not an e-mail address: ana at example.org\r\n",
        ),
        ("hidden-character", "TEL:+972 50-234-5678\r\n"),
        ("hidden-character", "NOTE:stays \u{202b}here\u{202c}\r\n"),
        ("date-form", "ANNIVERSARY:03.04.1999\r\n"),
        ("duplicate", "EMAIL;TYPE=WORK:ana@example.org\r\n"),
        ("missing-name", "FN:Ana Ferreira\r\n"),
        ("blanks", "FN:Zoe Quist\r\nN:Quist;Zoe;;;\r\nTITLE:Head\r\n"),
        ("starred", "X-ABLabel:Work\r\nCATEGORIES:Friends\r\n"),
        ("name-order", "FN:Zoe Quist\r\n"),
        ("name-order", "FN:Bergen\\, Oslo\r\n"),
        ("name-capitals", "FN:Zoe Quist\r\n"),
        ("name-capitals", "FN:NORDVIND HOLDING\r\n"),
        ("name-credential", "N:Quist;Bo;;;Jr.\r\n"),
        ("no-year", "BDAY:--0229\r\n"),
        ("phone-form", "TEL;VALUE=uri:tel:+49-1512-3456789\r\n"),
        (
            "quoted-printable",
            "FN;ENCODING=QUOTED-PRINTABLE:J=F6rg\r\n",
        ),
        (
            "quoted-printable",
            "NOTE;ENCODING=QUOTED-PRINTABLE:Gr=FC=DFe=0D=0Aaus=20=\r\nWien\r\n",
        ),
    ];
    for (name, line) in cases {
        assert!(copy(name).contains(line), "{name}: {}", copy(name));
    }
}

/// The lines of a file in whatever encoding, without their breaks.
fn lines(bytes: &[u8]) -> Vec<Vec<u8>> {
    let wide = |from_bytes: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes
            .chunks_exact(2)
            .map(|pair| from_bytes([pair[0], pair[1]]))
            .collect();
        String::from_utf16_lossy(&units).into_bytes()
    };
    let plain = match bytes {
        [0xff, 0xfe, ..] | [b'B', 0, ..] => wide(u16::from_le_bytes),
        [0xfe, 0xff, ..] | [0, b'B', ..] => wide(u16::from_be_bytes),
        _ => bytes.to_vec(),
    };
    let mut lines: Vec<Vec<u8>> = Vec::new();
    for line in plain.split(|b| matches!(b, b'\n' | b'\r')) {
        lines.push(line.to_vec());
    }
    if plain.windows(2).any(|pair| pair == b"\r\n") {
        // Of CRLF every second piece is what stands between the two.
        lines = String::from_utf8_lossy(&plain)
            .split("\r\n")
            .map(|l| l.as_bytes().to_vec())
            .collect();
        if std::str::from_utf8(&plain).is_err() {
            lines = plain
                .split(|b| *b == b'\n')
                .map(|l| l.strip_suffix(b"\r").unwrap_or(l).to_vec())
                .collect();
        }
    }
    lines
}

/// Lines that are neither in the copy nor part of a property that is listed as changed.
fn lost(before: &[u8], after: &[u8], changed: &BTreeSet<usize>) -> Vec<String> {
    let mut there: BTreeMap<Vec<u8>, usize> = BTreeMap::new();
    for line in lines(after) {
        *there.entry(line).or_default() += 1;
    }
    let (mut lost, mut is_changed) = (Vec::new(), false);
    for (line, number) in lines(before).into_iter().zip(1..) {
        let is_part = line
            .first()
            .is_some_and(|b| matches!(b, b' ' | b'\t' | b'='))
            || !line.contains(&b':');
        is_changed = changed.contains(&number) || is_changed && is_part;
        if is_changed || line.trim_ascii().is_empty() {
            continue;
        }
        match there.get_mut(&line).filter(|left| **left > 0) {
            Some(left) => *left -= 1,
            None => lost.push(format!("{number}: {}", String::from_utf8_lossy(&line))),
        }
    }
    lost
}

#[test]
fn every_line_is_in_the_copy_or_listed() {
    let folder = scratch();
    for under in ["fixtures/vcard", "fixtures/clean"] {
        let out = folder.path().join(under.replace('/', "-"));
        clean(&[under, "--no-merge"], &out);
        let changes = rows(&out, "changes.csv");
        let mut looked_at = 0;
        for (name, before) in files_in(&root().join(under)) {
            let copy = out.join("cleaned").join(&name);
            if !copy.exists() {
                assert!(
                    !before
                        .windows(11)
                        .any(|w| w.eq_ignore_ascii_case(b"BEGIN:VCARD")),
                    "{name}"
                );
                continue;
            }
            let file = format!("{under}/{name}");
            let changed: BTreeSet<usize> = changes
                .iter()
                .filter(|row| row["file"] == file)
                .map(|row| row["line"].parse().unwrap())
                .collect();
            let after = fs::read(copy).unwrap();
            assert_eq!(lost(&before, &after, &changed), [""; 0], "{name}");
            if changed.is_empty() {
                assert_eq!(before, after, "{name} has no change and is the same file");
            }
            looked_at += 1;
        }
        assert!(looked_at > 20, "{under}: {looked_at}");
    }
}

#[test]
fn twice_is_once_and_the_people_are_the_same() {
    let folder = scratch();
    let (once, twice) = (folder.path().join("once"), folder.path().join("twice"));
    clean(
        &["fixtures/vcard", "fixtures/clean", "--region", "DE"],
        &once,
    );
    let cleaned = once.join("cleaned");
    let said = clean(&[text(&cleaned), "--region", "DE"], &twice);
    assert!(said.contains("0 fields fixed"), "{said}");
    assert_eq!(files_in(&cleaned), files_in(&twice.join("cleaned")));
    let (people, again) = (once.join("people.vcf"), folder.path().join("again"));
    clean(&[text(&people), "--region", "DE"], &again);
    for name in ["people.vcf", "cleaned/people.vcf"] {
        let [before, after] = [&people, &again.join(name)].map(|p| fs::read_to_string(p).unwrap());
        for (before, after) in before.lines().zip(after.lines()) {
            assert_eq!(before, after, "the merged file is clean: {name}");
        }
        assert_eq!(before.len(), after.len(), "{name}");
    }
    let names = |json: &serde_json::Value| {
        let people = list(json, "people").iter();
        people
            .filter(|p| p["kind"] != "org")
            .map(|p| text_of(p, "name").to_owned())
            .collect::<BTreeSet<_>>()
    };
    let json = |args: &[&str]| {
        let ended = run(&[&["clean", "--json", "--region", "DE"], args].concat());
        assert_eq!(ended.code, 0, "{}", ended.err);
        ended.json()
    };
    let first = json(&["fixtures/vcard", "fixtures/clean"]);
    assert_eq!(names(&first), names(&json(&[text(&cleaned)])));
    let audited = names(&audit(&[
        text(&cleaned),
        "--region",
        "DE",
        "--as-of",
        "2026-11-01",
    ]));
    assert!(
        audited.is_subset(&names(&first)),
        "who is audited is who was cleaned"
    );
}

#[test]
fn who_is_nobody_is_not_lost() {
    let folder = scratch();
    let book = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Zoe Quist\r\nUID:z\r\nEND:VCARD\r\n\
        BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:group\r\nFN:The choir\r\nMEMBER:urn:uuid:z\r\nEND:VCARD\r\n\
        BEGIN:VCARD\r\nVERSION:2.1\r\nPHOTO;BASE64;JPEG:/9j/4AAQ\r\n\r\nEND:VCARD\r\n\
        BEGIN:VCARD\r\nVERSION:3.0\r\nBDAY:1984-03-09\r\nEND:VCARD\r\n";
    let file = folder.path().join("book.vcf");
    fs::write(&file, book).unwrap();
    let (out, again) = (folder.path().join("out"), folder.path().join("again"));
    let said = clean(&[text(&file), "--verify"], &out);
    assert!(said.contains("1 person, 0 merged"), "{said}");
    let people = fs::read_to_string(out.join("people.vcf")).unwrap();
    assert!(
        people.starts_with("BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Zoe Quist\r\n"),
        "{people}"
    );
    for line in [
        "KIND:group\r\nFN:The choir\r\n",
        "MEMBER:urn:uuid:z\r\n",
        "PHOTO:data:image/jpeg;base64,/9j/4AAQ\r\n",
        "BDAY:19840309\r\n",
    ] {
        assert!(people.contains(line), "{line}{people}");
    }
    let said = clean(
        &[text(&out.join("people.vcf")), "--vcard", "3.0", "--verify"],
        &again,
    );
    assert!(said.contains("1 person, 0 merged"), "{said}");
    let old = fs::read_to_string(again.join("people.vcf")).unwrap();
    assert!(
        old.contains("PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ\r\n"),
        "{old}"
    );
}

#[test]
fn what_is_wrong_is_the_same_whether_cards_are_kept_or_not() {
    let mut looked_at = 0;
    for under in ["vcard", "clean", "contacts", "hostile/bad_values"] {
        for (name, bytes) in files_in(&root().join("fixtures").join(under)) {
            for region in [None, Region::parse("DE")] {
                let source = Source {
                    file: FileId(0),
                    name: &name,
                    bytes: &bytes,
                };
                let context = Context {
                    region,
                    ..Context::default()
                };
                let Some(read) = import::read(source, &context) else {
                    continue;
                };
                let survey = import::survey(source, &context).expect("the same kind");
                assert_eq!(survey.problems, read.problems, "{name}");
                let passed = survey.report.of(Fate::Person) + survey.cards.len() as u64;
                assert_eq!(passed, read.cards.len() as u64, "{name}");
                assert_eq!(survey.report.set_aside(), read.report.set_aside(), "{name}");
                let homeless = |cards: &[Card]| cards.iter().map(without_country).sum::<u64>();
                if region.is_none() {
                    let passed = survey.homeless + homeless(&survey.cards);
                    assert_eq!(passed, homeless(&read.cards), "{name}");
                }
                looked_at += 1;
            }
        }
    }
    assert!(looked_at > 100, "{looked_at}");
}

fn without_country(card: &Card) -> u64 {
    let bare = |tel: &&Tel| tel.phone.is_none() && tel.is_national();
    card.phones.iter().filter(bare).count() as u64
}

#[test]
fn cards_behind_damage_at_the_beginning_are_read_and_a_file_without_any_is_named() {
    let folder = scratch();
    let card = |name: &str| format!("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nEND:VCARD\r\n");
    let cut = format!("END:VCARD\r\n{}", card("Zoe Quist"));
    let marked = [b"\xff\xfe".as_slice(), card("Bo Lindqvist").as_bytes()].concat();
    let files = folder.path().join("cards");
    fs::create_dir(&files).unwrap();
    fs::write(files.join("cut.vcf"), &cut).unwrap();
    fs::write(files.join("marked.vcf"), &marked).unwrap();
    for number in 0..5 {
        fs::write(files.join(format!("{number}.vcf")), "no card at all\n").unwrap();
    }
    let out = folder.path().join("out");
    let said = clean(&[text(&files)], &out);
    assert!(said.contains("2 people"), "{said}");
    assert_eq!(
        fs::read(out.join("cleaned/cut.vcf")).unwrap(),
        cut.as_bytes()
    );
    assert_eq!(fs::read(out.join("cleaned/marked.vcf")).unwrap(), marked);
    let named = rows(&out, "problems.csv");
    let named = named.iter().filter(|row| row["code"] == "not-recognised");
    assert_eq!(named.count(), 5);
}

#[test]
fn every_record_is_in_one_person_or_in_problems() {
    let json = run(&[
        "clean",
        "--json",
        "fixtures/vcard",
        "fixtures/linkedin/2024_basic",
    ])
    .json();
    let mut records = BTreeSet::new();
    for person in list(&json, "people") {
        for record in list(person, "records") {
            let key = (text_of(record, "file").to_owned(), count(record, "record"));
            assert!(records.insert(key), "{record} is in two people");
        }
    }
    let totals = &json["totals"];
    let parts = ["people", "merged", "set_aside", "rejected"].map(|part| count(totals, part));
    assert_eq!(records.len() as u64, parts[0] + parts[1]);
    assert_eq!(parts.iter().sum::<u64>(), count(totals, "records"));
}

#[test]
fn without_merging_each_card_stands_for_itself() {
    let folder = scratch();
    let file = folder.path().join("twice.vcf");
    let card = "BEGIN:VCARD\r\nFN:Ana Ferreira\r\nEMAIL:ana@example.org\r\nTEL:0151 23456789\r\nEND:VCARD\r\n";
    fs::write(&file, card.repeat(2)).unwrap();
    let merged = run(&["clean", "--json", text(&file)]).json();
    let apart = run(&["clean", "--json", "--no-merge", text(&file)]).json();
    assert_eq!(list(&merged, "people").len(), 1);
    assert_eq!(list(&apart, "people").len(), 2);
    for (at, flags) in [&[][..], &["--no-merge"]].into_iter().enumerate() {
        let out = folder.path().join(at.to_string());
        let said = clean(&[flags, &[text(&file)]].concat(), &out);
        assert!(
            said.contains("2 phone numbers have no known country code"),
            "{said}"
        );
    }
}

#[test]
fn who_is_cleaned_out_of_a_table_is_who_is_audited() {
    let folder = scratch();
    let out = folder.path().join("out");
    let tables = [
        "fixtures/contacts",
        "fixtures/linkedin/2024_basic/Connections.csv",
    ];
    clean(&tables, &out);
    let keys = |files: &[&str]| {
        let audit = audit(&[files, &["--as-of", "2026-11-01"]].concat());
        let people = list(&audit, "people").iter().map(|person| {
            let part = |key: &str| person[key].to_string();
            [
                text_of(person, "name").to_lowercase(),
                part("emails").to_lowercase(),
                part("urls"),
            ]
        });
        people.collect::<BTreeSet<_>>()
    };
    let (given, cleaned) = (keys(&tables), keys(&[text(&out.join("cleaned"))]));
    assert!(given.len() > 10, "{}", given.len());
    assert_eq!(
        given.difference(&cleaned).collect::<Vec<_>>(),
        [&[""; 3]; 0]
    );
    assert_eq!(
        cleaned.difference(&given).collect::<Vec<_>>(),
        [&[""; 3]; 0]
    );
}

/// What grows with the square of the lines would take minutes here.
#[test]
fn a_card_of_very_many_lines_is_one_like_others() {
    let many = |line: fn(usize) -> String| (0..8_000).map(line).collect::<String>();
    let lines = [
        many(|n| format!("TEL:{n}\r\n")),
        many(|n| format!("EMAIL:nobody {n}\r\n")),
        many(|n| format!("NOTE:{n}\r\n")),
        many(|n| format!("URL:www.example{n}.org\r\n")),
        many(|_| "item1.TEL:1\r\n".to_owned()),
    ];
    let folder = scratch();
    let file = folder.path().join("large.vcf");
    let card = format!("BEGIN:VCARD\r\nFN:Ana\r\n{}END:VCARD\r\n", lines.concat());
    fs::write(&file, card).unwrap();
    let said = clean(&[text(&file), "--no-merge"], &folder.path().join("out"));
    assert!(said.contains("16,000 fields fixed"), "{said}");
}

#[test]
fn only_what_was_asked_for_is_fixed_and_a_dry_run_writes_nothing() {
    let folder = scratch();
    let out = folder.path().join("out");
    clean(
        &[
            "fixtures/clean",
            "--only",
            "blanks,name-order",
            "--skip",
            "blanks",
        ],
        &out,
    );
    let codes: BTreeSet<String> = rows(&out, "changes.csv")
        .into_iter()
        .map(|row| row["code"].clone())
        .collect();
    assert_eq!(codes, BTreeSet::from(["name-order".to_owned()]));
    let none = folder.path().join("none");
    let said = clean(&["fixtures/clean/email-case.vcf", "--dry-run"], &none);
    assert!(
        !none.exists() && said.contains("Ana@Example.org") && said.contains("email-case"),
        "{said}"
    );
    let listed = run(&["clean", "--list"]).out;
    assert!(
        Fix::ALL.iter().all(|fix| listed.contains(fix.name())),
        "{listed}"
    );
    let wrong = run(&[
        "clean",
        "fixtures/clean",
        "--only",
        "no-such-fix",
        "--dry-run",
    ]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("no-such-fix"), "{}", wrong.err);
}

#[test]
fn what_is_mended_keeps_its_line_end_its_encoding_and_its_card() {
    let mend = |text: &str| {
        let (mended, _) = written(text.as_bytes(), &Options::default());
        String::from_utf8(mended).expect("text")
    };
    let cases = [
        (
            "BEGIN:VCARD\rVERSION:3.0\rFN:JosÃ©\nN:Quist;Zoe;;;\nEND:VCARD\n",
            "BEGIN:VCARD\rVERSION:3.0\rFN:José\nN:Quist;Zoe;;;\nEND:VCARD\n",
        ),
        // Its last property tells that this is the rest of a card.
        (
            "rreira;Ana;;;\r\nBDAY:0/0/00\r\nEND:VCARD\r\n",
            "rreira;Ana;;;\r\nBDAY:\r\nEND:VCARD\r\n",
        ),
        // What is added is no rest of a note that breaks off.
        (
            "BEGIN:VCARD\r\nN:Quist;Zoe;;;\r\nNOTE;QUOTED-PRINTABLE:a=\r\nEND:VCARD\r\n",
            "BEGIN:VCARD\r\nN:Quist;Zoe;;;\r\nNOTE;QUOTED-PRINTABLE:a=\r\n\r\nFN:Zoe Quist\r\nEND:VCARD\r\n",
        ),
        (
            "BEGIN:VCARD\nFN:A\nEMAIL:Not\ran address\nEND:VCARD\n",
            "BEGIN:VCARD\nFN:A\nEMAIL:Not\ran address\nNOTE:Not an e-mail address: Not an address\nEND:VCARD\n",
        ),
    ];
    for (before, after) in cases {
        assert_eq!(mend(before), after);
        assert_eq!(mend(after), after, "twice is once");
    }
    let wide = |name: &str| {
        let card = format!("BEGIN:VCARD\r\nFN;CHARSET=ISO-8859-1:{name}\r\nEND:VCARD\r\n");
        let units = card.encode_utf16();
        units.flat_map(u16::to_le_bytes).collect::<Vec<u8>>()
    };
    let (mended, changes) = written(&wide("Jörg  Müller"), &Options::default());
    assert_eq!((mended, changes), (wide("Jörg Müller"), 1));
}

/// Lines as writers leave them, and worse.
fn any_line() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("BEGIN:VCARD".to_owned()),
        Just("END:VCARD".to_owned()),
        "VERSION:(2.1|3.0|4.0)",
        "(FN|N|NOTE|ORG|TEL|EMAIL|URL|ADR|BDAY|CATEGORIES|X-A|item1.TEL)(;TYPE=HOME|;CHARSET=UTF-8|;ENCODING=QUOTED-PRINTABLE)?:[A-Ca-c0-9 ,;=@./\\\\é🚀]{0,90}=?",
        "N:(DR. ANA|ana|Dr. Ana 🚀);?(FERREIRA, PHD|ferreira)?;;;",
        " [a-z =]{0,20}",
        "PHOTO;ENCODING=b:[A-Z]{0,20}",
        "AGENT:",
        "\\PC{0,20}",
        Just(String::new()),
    ]
}

fn written(bytes: &[u8], options: &Options) -> (Vec<u8>, usize) {
    let mend = |mut part: Document<'_>| {
        let changes = hygiene::mend(&mut part, options);
        (original::document(&part), changes.len())
    };
    let (parts, changes): (Vec<Vec<u8>>, Vec<usize>) =
        by_parts(FileId(0), bytes, mend).into_iter().unzip();
    (parts.concat(), changes.iter().sum())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn any_mixture_of_cards_comes_back(lines in proptest::collection::vec(any_line(), 0..24), cut in 0usize..2000, end in "(\r\n|\n|\r)") {
        let mut bytes = lines.join(&end).into_bytes();
        bytes.truncate(cut.max(bytes.len() / 2));
        let nothing = Options { fixes: Vec::new(), ..Options::default() };
        prop_assert_eq!(&written(&bytes, &nothing).0, &bytes, "nothing to fix is nothing changed");
        let (once, _) = written(&bytes, &Options::default());
        let (twice, further) = written(&once, &Options::default());
        prop_assert_eq!(further, 0, "{}\n---\n{}\n---\n{}", String::from_utf8_lossy(&bytes), String::from_utf8_lossy(&once), String::from_utf8_lossy(&twice));
        prop_assert_eq!(twice, once);
    }
}
