//! Address books of other programs: what a user gets from each layout.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use tieline::inside::import::{self, Context, Mapped, Source};
use tieline::inside::model::card::Card;
use tieline::inside::model::intake::{FileId, Imported};

use crate::run::{files_in, folders, root, run};

/// The fixtures by name, except the one that nothing but `--map` tells.
fn fixtures() -> Vec<(String, Vec<u8>)> {
    let folder = fs::read_dir(root().join("fixtures/contacts")).expect("a folder");
    let mut files: Vec<(String, Vec<u8>)> = folder
        .map(|entry| entry.expect("an entry").path())
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy();
            (name.into_owned(), fs::read(&path).expect("a file"))
        })
        .filter(|(name, _)| name != "mapped.csv")
        .collect();
    files.sort();
    files
}

fn read(name: &str, bytes: &[u8]) -> Imported {
    let source = Source {
        file: FileId(0),
        name,
        bytes,
    };
    import::read(source, &Context::default()).unwrap_or_else(|| panic!("{name} is not recognised"))
}

/// Everything that a card holds, a line each.
fn words(card: &Card) -> String {
    let mut out = String::new();
    let mut line = |what: &str, text: String| {
        if !text.is_empty() {
            let _ = writeln!(out, "  {what}: {text}");
        }
    };
    let name = &card.name;
    let parts = [
        &name.prefix,
        &name.given,
        &name.middle,
        &name.family,
        &name.suffix,
        &name.nickname,
    ];
    line("name", name.full.clone());
    line("parts", parts.map(String::as_str).join("|"));
    for mail in &card.emails {
        line("email", format!("{} {}", mail.raw, mail.types.join("+")));
    }
    for tel in &card.phones {
        line("phone", format!("{} {}", tel.raw, tel.types.join("+")));
    }
    for slug in &card.profiles {
        line("linkedin", slug.to_string());
    }
    line("urls", card.urls.join(" | "));
    line("companies", card.companies.join(" | "));
    line("titles", card.titles.join(" | "));
    for a in &card.addresses {
        let parts = [&a.street, &a.locality, &a.region, &a.code, &a.country];
        let types = a.types.join("+");
        line(
            "address",
            format!("{} {types}", parts.map(String::as_str).join("|")),
        );
    }
    line("birthday", card.birthday.clone().unwrap_or_default());
    line("notes", card.notes.join(" | "));
    line("labels", card.labels.join(" | "));
    let day = card.connected_on.map(|day| day.to_string());
    line("connected", day.unwrap_or_default());
    for extra in &card.extras {
        let dot = if extra.group.is_empty() { "" } else { "." };
        line(
            "kept",
            format!("{}{dot}{}:{}", extra.group, extra.name, extra.value),
        );
    }
    out
}

#[test]
fn every_layout_gives_its_people() {
    insta::assert_snapshot!(people_of(fixtures()));
}

#[test]
fn every_era_of_linkedin_gives_its_people() {
    let rosters = folders("fixtures/linkedin").into_iter().flat_map(|folder| {
        let files = files_in(&root().join(&folder)).into_iter();
        let is_roster = |name: &str| {
            let name = name.to_lowercase();
            name.ends_with(".csv") && (name.contains("connections") || name.contains("contacts"))
        };
        let named = move |(name, bytes)| (format!("{folder}/{name}"), bytes);
        files.filter(move |(name, _)| is_roster(name)).map(named)
    });
    insta::assert_snapshot!(people_of(rosters.collect()));
}

/// What is read from files, in words.
fn people_of(files: Vec<(String, Vec<u8>)>) -> String {
    let mut out = String::new();
    for (name, bytes) in files {
        let imported = read(&name, &bytes);
        let report = &imported.report;
        let _ = writeln!(
            out,
            "{name}: {} ({}), {} rows, unknown: {}",
            report.kind,
            report.era,
            report.rows,
            report.unknown_columns.join(", ")
        );
        for card in &imported.cards {
            let _ = write!(out, " {:?}\n{}", card.kind, words(card));
        }
        for problem in &imported.problems {
            let _ = writeln!(out, " ! {}: {}", problem.code.name(), problem.message);
        }
    }
    out
}

/// The cells of a file by a reader of our own making: the csv crate and nothing of the importers.
fn cells(bytes: &[u8]) -> (usize, BTreeSet<String>) {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(),
    };
    let head = text.lines().next().unwrap_or("");
    let delimiter = [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|d| head.matches(char::from(*d)).count())
        .unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    let cells = rows.iter().flat_map(|row| {
        let cells = row.iter().map(|cell| cell.trim().to_owned());
        cells.collect::<Vec<_>>()
    });
    (rows.len(), cells.filter(|cell| !cell.is_empty()).collect())
}

#[test]
fn every_row_is_counted_and_every_word_is_kept() {
    // What Outlook writes into every row by itself, and how it writes that there is no date.
    let without_meaning = [
        "Normal",
        "False",
        "Unspecified",
        "SMTP",
        "0/0/00",
        "0.0.00",
        "EX",
        // How databases write that there is nothing.
        "null",
        "NULL",
        "N/A",
        "-",
    ];
    for (name, bytes) in fixtures() {
        let imported = read(&name, &bytes);
        let (rows, cells) = cells(&bytes);
        assert_eq!(imported.report.rows, rows as u64, "{name}");
        let fates: u64 = imported.report.fates.values().sum();
        assert_eq!(imported.cards.len() as u64 + fates, rows as u64, "{name}");
        let mut kept: String = imported.cards.iter().map(words).collect();
        for problem in &imported.problems {
            kept.push_str(&problem.message);
        }
        let kept = kept.to_lowercase();
        for cell in cells
            .iter()
            .filter(|c| !without_meaning.contains(&c.as_str()))
        {
            // Dates and links come to their normal form, which the snapshot shows.
            let is_normalised =
                cell.contains("linkedin.com/") || cell.matches(['/', '.']).count() == 2;
            for word in cell.split([' ', ',', ';', '\n', '*', ':']) {
                let word = word.to_lowercase();
                assert!(
                    is_normalised || kept.contains(&word),
                    "{name}: {word:?} of {cell:?}"
                );
            }
        }
    }
}

#[test]
fn a_map_tells_what_names_do_not() {
    let path = "fixtures/contacts/mapped.csv";
    let base = ["audit", path, "--json", "--as-of", "2026-11-01"];
    assert_eq!(run(&base).code, 3);
    let maps = [
        "--map",
        "Wer=name",
        "--map",
        "wo angestellt=company",
        "--map",
        "Erreichbar unter=email",
    ];
    let audit = run(&[&base[..], &maps].concat());
    assert_eq!(audit.code, 0, "{}", audit.err);
    let person = &audit.json()["people"][0];
    assert_eq!(person["name"], "Käthe Brüggemann");
    assert_eq!(person["company"], "Mälzerei");
    assert_eq!(person["emails"][0], "kaethe@example.de");
    for (map, expected) in [
        ("Wer=employee", "the roles are name, first"),
        ("Wer", "COLUMN=ROLE"),
        ("Wen=name", "no contacts table"),
    ] {
        let ended = run(&[&base[..], &["--map", "Wer=name", "--map", map]].concat());
        assert_eq!(ended.code, 2, "{map}");
        assert!(ended.err.contains(expected), "{}", ended.err);
    }
    assert!(
        Mapped::parse("a=b=company").is_ok(),
        "a name may hold an equals sign"
    );
}

#[test]
fn the_page_of_2014_keeps_what_has_no_field() {
    let page = "Title,First Name,Last Name,E-mail Address,Job Title,TTY/TDD Phone,Personal Web Page,Department,Business City\n,Ana,Ferreira,ana@example.org,Buyer,,,Labs,\"Porto, Norte\"\n";
    let imported = read("a.csv", page.as_bytes());
    let extras = imported.cards[0].extras.iter();
    let kept: Vec<(&str, &str)> = extras
        .map(|e| (e.name.as_str(), e.value.as_str()))
        .collect();
    assert_eq!(
        kept,
        [
            ("X-DEPARTMENT", "Labs"),
            ("X-BUSINESS-CITY", "Porto\\, Norte")
        ]
    );
}

#[test]
fn a_word_alone_is_no_table_and_a_link_to_a_profile_is_known_under_any_name() {
    let is_read = |text: &str| {
        let source = Source {
            file: FileId(0),
            name: "a.txt",
            bytes: text.as_bytes(),
        };
        import::read(source, &Context::default())
    };
    assert!(is_read("Email\nis not what it was\n").is_none());
    let named = is_read("Email,Found at\nana@example.org,linkedin.com/in/Ana-F/\n").unwrap();
    assert_eq!(named.cards[0].profiles[0].as_str(), "ana-f");
    let placed = is_read("Name,City\nAna Ferreira,Porto\n").unwrap();
    assert_eq!(placed.cards[0].addresses[0].locality, "Porto");
}

#[test]
fn a_line_of_a_program_is_no_header_of_contacts() {
    let is_read = |name: &str| {
        let source = Source {
            file: FileId(0),
            name,
            bytes: b"name, email, phone\nAna Ferreira, ana@example.org, +351 912 345 678\n",
        };
        import::read(source, &Context::default()).is_some()
    };
    for table in ["people.csv", "People.TXT", "export.tsv", "list", "-"] {
        assert!(is_read(table), "{table}");
    }
    for program in ["model.rs", "form.html", "form.py"] {
        assert!(!is_read(program), "{program}");
    }
}

#[test]
fn clean_and_audit_name_the_columns_that_they_do_not_understand() {
    let folder = crate::run::scratch();
    let table = "Name,Email,Fleed\nDorothea Quist,dora@quist.test,x\n";
    let path = crate::run::write(folder.path(), "list.csv", table);
    let path = path.display().to_string();
    let out = folder.path().join("out").display().to_string();
    for said in [
        run(&["audit", "--no-book", "--as-of", "2026-03-01", &path]),
        run(&["clean", "--out", &out, &path]),
    ] {
        let words: Vec<&str> = said.out.split_whitespace().collect();
        let said = words.join(" ");
        assert!(
            said.contains("columns not understood: Fleed. --map \"Fleed=…\""),
            "{said}"
        );
    }
}
