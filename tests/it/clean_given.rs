//! What `tieline clean` may be given beside plain files: zips, folders of single cards, tables whose columns are named by
//! hand, answers to earlier questions; and the other layouts, which lead back to the same people.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use zip::write::SimpleFileOptions;

use crate::find::{list, text as text_of};
use crate::run::{Ended, files_in, run, scratch, text, write};

const NAMES: [&str; 3] = ["Ana Ferreira", "Bo Lindqvist", "Zoe Quist"];

fn card(name: &str) -> String {
    let (given, family) = name.split_once(' ').expect("two names");
    let mail = format!("{given}.{family}@Example.org");
    format!(
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:{family};{given};;;\r\nFN:{name}\r\nEMAIL:{mail}\r\nEND:VCARD\r\n"
    )
}

fn mended(name: &str) -> String {
    let mail = |line: &str| line.starts_with("EMAIL").then(|| line.to_lowercase());
    let lines = card(name);
    let lines = lines.lines().map(|line| match mail(line) {
        Some(lower) => lower.replacen("email", "EMAIL", 1),
        None => line.to_owned(),
    });
    lines.map(|line| format!("{line}\r\n")).collect()
}

fn clean(args: &[&str], out: &Path) -> Ended {
    let ended = run(&[&["clean", "--out", text(out)], args].concat());
    assert_eq!(ended.code, 0, "{args:?}: {}", ended.err);
    ended
}

/// The people of some files with all that reaches them.
fn people(files: &[&str]) -> BTreeSet<String> {
    let json = run(&[
        &["audit", "--no-book", "--json", "--as-of", "2026-11-01"],
        files,
    ]
    .concat());
    let json = json.json();
    let person = |p: &serde_json::Value| {
        [
            text_of(p, "name"),
            &p["emails"].to_string(),
            &p["phones"].to_string(),
        ]
        .join(" ")
    };
    list(&json, "people").iter().map(person).collect()
}

#[test]
fn cards_in_a_zip_and_single_cards_in_a_folder_come_back_one_by_one() {
    let folder = scratch();
    let zipped = folder.path().join("cards.zip");
    let mut zip = zip::ZipWriter::new(File::create(&zipped).unwrap());
    let single = folder.path().join("single");
    for name in NAMES {
        let file = format!("{}.vcf", name.replace(' ', "_"));
        zip.start_file(format!("cards/{file}"), SimpleFileOptions::default())
            .unwrap();
        zip.write_all(card(name).as_bytes()).unwrap();
        write(&single, &file, card(name));
    }
    zip.finish().unwrap();
    for (at, given) in [&zipped, &single].into_iter().enumerate() {
        let out = folder.path().join(at.to_string());
        let said = clean(&[text(given)], &out).out;
        assert!(said.contains("3 cards in 3 files: 3 people"), "{said}");
        for name in NAMES {
            let copy = out
                .join("cleaned")
                .join(format!("{}.vcf", name.replace(' ', "_")));
            assert_eq!(fs::read_to_string(copy).unwrap(), mended(name));
        }
        let book = fs::read_to_string(out.join("people.vcf")).unwrap();
        assert_eq!(book.matches("BEGIN:VCARD").count(), 3);
    }
}

#[test]
fn the_figures_of_a_run_add_up() {
    let folder = scratch();
    let out = folder.path().join("out");
    let said = clean(&["fixtures/linkedin/2024_basic"], &out).out;
    let told: Vec<u64> = said
        .lines()
        .next()
        .unwrap_or_default()
        .split([':', ','])
        .map(|part| part.trim().split(' ').next().unwrap_or_default())
        .filter_map(|number| number.parse().ok())
        .collect();
    let [cards, people, merged, aside, ..] = told[..] else {
        panic!("{said}");
    };
    assert_eq!(cards, people + merged + aside, "{said}");
    assert!(
        said.contains("1 set aside"),
        "the connection without a name: {said}"
    );
}

#[test]
fn a_column_is_what_the_owner_says_it_is() {
    let folder = scratch();
    let table = "Wer;Netzpost;Betrieb\r\n  Zoe Quist;ZOE@example.org;Nordvind  AS\r\n";
    let file = write(folder.path(), "liste.csv", table);
    let out = folder.path().join("out");
    let map = [
        "--map",
        "Wer=name",
        "--map",
        "Netzpost=email",
        "--map",
        "Betrieb=company",
    ];
    let said = clean(&[&[text(&file)], map.as_slice()].concat(), &out).out;
    assert!(said.contains("1 card in 1 file: 1 person"), "{said}");
    let copy = fs::read_to_string(out.join("cleaned/liste.csv")).unwrap();
    assert_eq!(
        copy,
        "Wer;Netzpost;Betrieb\r\nZoe Quist;zoe@example.org;Nordvind AS\r\n"
    );
    let book = fs::read_to_string(out.join("people.vcf")).unwrap();
    assert!(book.contains("ORG:Nordvind AS\r\n"), "{book}");
    let wrong = run(&["clean", text(&file), "--dry-run", "--map", "Wer=person"]);
    assert_eq!(wrong.code, 2);
    assert!(
        wrong.err.contains("\"person\" is not a role"),
        "{}",
        wrong.err
    );
}

#[test]
fn an_answer_about_cards_that_are_not_there_is_said() {
    let folder = scratch();
    // Two mobile numbers under one name may be two people.
    let with = |number: &str| {
        let line = format!("TEL;TYPE=CELL:{number}\r\nEND:");
        let lines = card("Ana Ferreira").replace("EMAIL:Ana.Ferreira@Example.org\r\n", "");
        lines.replace("END:", &line)
    };
    let two = [with("+49 1512 3456781"), with("+49 1512 3456782")].concat();
    let book = write(folder.path(), "book.vcf", two);
    let out = folder.path().join("out");
    clean(&[text(&book)], &out);
    let sheet = fs::read_to_string(out.join("review.csv")).unwrap();
    let (header, rows) = sheet.split_once('\n').expect("a header");
    assert!(rows.starts_with(','), "a pair to answer: {sheet}");
    let answer = format!("{header}\nsame{rows}");
    let answers = write(folder.path(), "answers.csv", answer);
    let decided = clean(
        &[text(&book), "--decisions", text(&answers)],
        &folder.path().join("same"),
    );
    assert!(
        decided.out.contains("1 person, 1 merged"),
        "{}",
        decided.out
    );
    let other = write(folder.path(), "other.vcf", card("Zoe Quist"));
    let elsewhere = clean(
        &[text(&other), "--decisions", text(&answers)],
        &folder.path().join("other"),
    );
    let word = "One pair that you decided on is not in these files.";
    assert!(elsewhere.out.contains(word), "{}", elsewhere.out);
}

#[test]
fn other_layouts_lead_back_to_the_same_people() {
    let folder = scratch();
    let cards: String = NAMES
        .map(|name| card(name).replace("END:", "TEL:+49 1512 3456789\r\nORG:Nordvind AS\r\nEND:"))
        .concat();
    let cards = cards
        .replacen("3456789", "3456788", 1)
        .replacen("3456789", "3456787", 1);
    let book = write(folder.path(), "book.vcf", cards);
    let out = folder.path().join("out");
    let to = "google-csv,outlook-csv,vcf";
    let said = clean(&[text(&book), "--to", to, "--verify"], &out).out;
    assert!(said.contains("3 people, 0 merged"), "{said}");
    let given = people(&[text(&book)]);
    assert_eq!(given.len(), 3);
    for name in ["people.google.csv", "people.outlook.csv", "people.vcf"] {
        let written = out.join(name);
        assert_eq!(people(&[text(&written)]), given, "{name}");
        let again = folder.path().join(format!("again-{name}"));
        let said = clean(&[text(&written)], &again).out;
        assert!(said.contains("0 fields fixed"), "{name}: {said}");
    }
}

#[test]
fn a_number_that_is_spelled_keeps_its_word_and_a_nameless_card_is_told_apart() {
    let folder = scratch();
    let cards = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Florist\r\nTEL:+1 800 FLOWERS\r\nEND:VCARD\r\n\
        BEGIN:VCARD\r\nVERSION:3.0\r\nNOTE:the blue house\\, second  door\r\nBDAY:25.12.1984\r\nEND:VCARD\r\n";
    let book = write(folder.path(), "book.vcf", cards);
    let out = folder.path().join("out");
    clean(&[text(&book), "--to", "google-csv", "--verify"], &out);
    let read = |name: &str| fs::read_to_string(out.join(name)).unwrap();
    assert!(
        read("people.vcf").contains("TEL:+1 800 FLOWERS\r\n"),
        "{}",
        read("people.vcf")
    );
    assert!(read("people.google.csv").contains("+1 800 FLOWERS"));
    let changes = read("changes.csv");
    assert!(
        changes.contains(",(card 2),BDAY,25.12.1984,1984-12-25,"),
        "{changes}"
    );
    let json = run(&["clean", "--json", text(&book)]).json();
    let names: Vec<&str> = list(&json, "people")
        .iter()
        .map(|p| text_of(p, "name"))
        .collect();
    assert!(names.contains(&"the blue house, second  door"), "{names:?}");
}

#[test]
fn cards_that_are_folded_from_the_first_letter_on_are_read_and_not_mended() {
    let folder = scratch();
    // RFC 6350 section 3.2 lets a line be folded anywhere, BEGIN too.
    let folded: String = card(NAMES[0])
        .lines()
        .map(|line| format!("{}\r\n {}\r\n", &line[..3], &line[3..]))
        .collect();
    let file = write(folder.path(), "folded.vcf", folded + "NOBODY\r\n");
    let out = folder.path().join("out");
    clean(&[text(&file)], &out);
    let people = fs::read_to_string(out.join("people.vcf")).expect("people");
    assert!(people.contains("FN:Ana Ferreira"), "{people}");
    assert!(people.contains("ana.ferreira@example.org"), "{people}");
    let problems = fs::read_to_string(out.join("problems.csv")).expect("problems");
    assert!(problems.contains("salvaged-card"), "{problems}");
    assert!(problems.contains("NOBODY"), "{problems}");
    assert!(!problems.contains("truncated-file"), "{problems}");
    assert!(!out.join("cleaned").join("folded.vcf").exists());
    let file = write(
        folder.path(),
        "cut.vcf",
        "BE\r\n GIN:VCARD\r\nVERSION:3.0\r\nFN:Bo Lindqvist\r\nTEL:+4670",
    );
    let cut = folder.path().join("cut");
    let ended = clean(&[text(&file)], &cut);
    assert!(
        ended.out.contains("1 card in 1 file: 1 person"),
        "{}",
        ended.out
    );
    let problems = fs::read_to_string(cut.join("problems.csv")).expect("problems");
    assert!(problems.contains("truncated-file"), "{problems}");
    let people = fs::read_to_string(cut.join("people.vcf")).expect("people");
    assert!(
        people.contains("FN:Bo Lindqvist") && people.contains("+4670"),
        "{people}"
    );
}

#[test]
fn a_bad_line_costs_itself_alone() {
    let folder = scratch();
    let out = folder.path().join("out");
    let ended = run(&["clean", "fixtures/vcard/bad-lines.vcf", "--out", text(&out)]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let people = fs::read_to_string(out.join("people.vcf")).expect("people");
    for line in [
        "NOTE:Likes maps\r\n",
        "TITLE:Großer Kartenleser\r\n",
        "tel:+4930901840",
        "wanda@example.org",
    ] {
        assert!(
            people.replace("\r\n ", "").contains(line),
            "{line} in {people}"
        );
    }
    let copies = files_in(&out.join("cleaned"));
    let copy = String::from_utf8_lossy(copies.values().next().expect("a copy")).into_owned();
    assert_eq!(copy.matches("\nFN").count(), 2, "{copy}");
    assert!(copy.contains("wanda@example.org") && copy.contains("lost words\r\n  and what"));
    let said = fs::read_to_string(out.join("problems.csv")).expect("problems");
    assert_eq!(
        said.matches("is not a vCard line and was set aside")
            .count(),
        2
    );
}

#[test]
fn a_part_of_a_name_that_is_a_picture_alone_goes_wherever_it_stands() {
    let folder = scratch();
    let card = "BEGIN:VCARD\nVERSION:3.0\nFN:Dorothea ❤️\nN:❤️;Dorothea;;;\nEMAIL:dora@quist.test\nEND:VCARD\n\
                BEGIN:VCARD\nVERSION:3.0\nFN:❤️\nN:❤️;;;;\nEMAIL:bo@lind.test\nEND:VCARD\n";
    let table = "First Name,Last Name,Labels,E-mail 1 - Value\nDorothea,❤️,* myContacts,dora@quist.test\n❤️,,* myContacts,bo@lind.test\n";
    write(folder.path(), "in/cards.vcf", card);
    write(folder.path(), "in/contacts.csv", table);
    let out = folder.path().join("out");
    clean(&[&folder.path().join("in").display().to_string()], &out);
    let read = |name: &str| fs::read_to_string(out.join("cleaned").join(name)).expect("a copy");
    let (cards, table) = (read("cards.vcf"), read("contacts.csv"));
    assert!(cards.contains("FN:Dorothea\nN:;Dorothea;;;\n"), "{cards}");
    assert!(table.contains("\nDorothea,,"), "{table}");
    // A name of nothing else stays.
    assert!(cards.contains("FN:❤️\nN:❤️;;;;\n"), "{cards}");
    assert!(table.contains("\n❤️,,"), "{table}");
}

/// A value that ends in what ends a card is mended once and then left alone, wherever on the card its note comes to stand.
#[test]
fn a_bound_of_a_card_inside_a_value_is_no_bound() {
    let folder = scratch();
    let cards = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bo Lindqvist\r\nEMAIL:bo@mill.testEND:VCARD\r\nNOTE:see END:VCARD\r\nEND:VCARD\r\n";
    let file = write(folder.path(), "cards.vcf", cards);
    let [once, twice] = ["once", "twice"].map(|name| folder.path().join(name));
    clean(&[text(&file)], &once);
    let cleaned = once.join("cleaned").join("cards.vcf");
    clean(&[text(&cleaned)], &twice);
    let first = fs::read_to_string(&cleaned).expect("a file");
    let note = "NOTE:Not an e-mail address: bo@mill.testEND:VCARD";
    assert_eq!(first.matches(note).count(), 1, "{first}");
    let changes = fs::read_to_string(twice.join("changes.csv")).expect("a list");
    assert_eq!(changes.lines().count(), 1, "{changes}");
}
