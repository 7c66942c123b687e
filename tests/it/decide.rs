//! `tieline decide`: by name and by the lists of an audit, whatever a spreadsheet made of them.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use serde_json::Value;
use tempfile::TempDir;

use crate::find::{self, list, person};
use crate::run::{Ended, ended, run, scratch, text, tieline, write};

const CARDS: &str = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Petra Novak\r\nEMAIL:petra@example.org\r\nTEL;TYPE=CELL:+4915112345678\r\nEND:VCARD\r\n\
    BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ines Novak\r\nORG:Sawmill\r\nEMAIL:ines@sawmill.test\r\nEND:VCARD\r\n\
    BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ivo Brandt\r\nURL:https://www.linkedin.com/in/ivo-brandt\r\nEND:VCARD\r\n";

/// A book that knows two Petras and one Ivo, and the lists of its audit.
pub struct Network {
    /// Where everything is.
    pub folder: TempDir,
}

impl Network {
    pub fn new() -> Self {
        let network = Self { folder: scratch() };
        let cards = write(network.folder.path(), "cards.vcf", CARDS);
        let out = network.path("out");
        let ended = network.tieline(&[
            "audit",
            "--quiet",
            "--as-of",
            "2026-04-01",
            "--out",
            text(&out),
            text(&cards),
        ]);
        assert_eq!(ended.code, 0, "{}", ended.err);
        network
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn tieline(&self, args: &[&str]) -> Ended {
        ended(tieline().args(args).arg("--book").arg(self.path("book.db")))
    }

    pub fn decide(&self, words: &[&str]) -> Ended {
        self.tieline(&[&["decide"], words].concat())
    }

    /// What is decided, without the day and the id.
    pub fn decisions(&self) -> Vec<String> {
        let ended = self.tieline(&["book", "decisions"]);
        let said = |line: &str| {
            line.split(" (")
                .next()
                .unwrap()
                .split_once("  ")
                .unwrap()
                .1
                .to_owned()
        };
        ended
            .out
            .lines()
            .filter(|line| line.starts_with('2'))
            .map(said)
            .collect()
    }

    /// The list of the audit as rows of cells, the header first.
    fn list(&self, name: &str) -> Vec<Vec<String>> {
        let content = fs::read_to_string(self.path("out").join(name)).unwrap();
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(content.trim_start_matches('\u{feff}').as_bytes());
        let row =
            |row: csv::Result<csv::StringRecord>| row.unwrap().iter().map(str::to_owned).collect();
        reader.records().map(row).collect()
    }
}

pub fn cell<'a>(rows: &'a mut [Vec<String>], name: &str, column: &str) -> &'a mut String {
    let at = rows[0].iter().position(|c| c == column).unwrap();
    let row = rows
        .iter_mut()
        .find(|row| row.iter().any(|cell| cell == name));
    &mut row.unwrap()[at]
}

pub fn csv_with(rows: &[Vec<String>], delimiter: u8) -> String {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .quote_style(csv::QuoteStyle::Always)
        .from_writer(Vec::new());
    rows.iter()
        .for_each(|row| writer.write_record(row).unwrap());
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

#[test]
fn one_person_is_named_by_name_address_number_profile_or_id() {
    let network = Network::new();
    for (name, what, decided) in [
        ("ivo", "keep", "keep: Ivo Brandt"),
        ("Ivo Brandt", "delete", "delete: Ivo Brandt"),
        (
            "linkedin.com/in/ivo-brandt",
            "remembered",
            "remembered: Ivo Brandt",
        ),
        ("PETRA@example.org", "keep", "keep: Petra Novak"),
        ("+49 151 12345678", "delete", "delete: Petra Novak"),
    ] {
        let ended = network.decide(&[name, what]);
        assert_eq!(ended.code, 0, "{}", ended.err);
        assert!(
            network.decisions().contains(&decided.to_owned()),
            "{decided}"
        );
    }
    let id = network.list("keep-delete.csv")[1].last().unwrap().clone();
    assert!(id.starts_with("p-"), "{id}");
    assert_eq!(network.decide(&[&id, "role:", "chess", "partner"]).code, 0);
    assert_eq!(network.decisions().len(), 3);
    let taken = network.decide(&["Ivo", "Brandt", "every", "3", "months"]);
    assert!(taken.out.contains("every 3 months"), "{}", taken.out);
    for wrong in ["every 0 months", "every 5000 weeks"] {
        let words: Vec<&str> = wrong.split(' ').collect();
        let refused = network.decide(&[&["Ivo", "Brandt"], &words[..]].concat());
        assert_eq!(refused.code, 2, "{wrong}");
        let said = "give a number from 1 to 1200, such as every 3 months";
        assert!(refused.err.contains(said), "{wrong}: {}", refused.err);
    }
    let again = network.decide(&["Ivo Brandt", "every 3 months"]);
    assert_eq!(
        again.out,
        "0 decisions taken, 1 as you had decided before.\n"
    );
    network.decide(&["Ivo Brandt", "undecided"]);
    assert_eq!(
        network
            .decisions()
            .iter()
            .filter(|line| line.contains("Ivo"))
            .count(),
        0
    );
}

#[test]
fn a_name_that_several_bear_lists_them_and_decides_nothing() {
    let network = Network::new();
    let ended = network.decide(&["novak", "keep"]);
    assert_eq!(ended.code, 2);
    for part in [
        "may be 2 people",
        "petra@example.org",
        "Ines Novak, Sawmill (p-",
    ] {
        assert!(ended.err.contains(part), "{part}: {}", ended.err);
    }
    let nobody = network.decide(&["Zoe Quill", "keep"]);
    assert_eq!(nobody.code, 2);
    let list = network.decide(&["keep-delete.csv"]);
    assert_eq!(list.code, 2);
    assert!(list.err.contains("no such file here"), "{}", list.err);
    for (word, said) in [
        ("keeep", "\"keeep\" is not a decision; did you mean keep?"),
        ("perhaps", "not a file, and not a name with a decision"),
    ] {
        let nothing = network.decide(&["Ivo Brandt", word]);
        assert_eq!(nothing.code, 2);
        assert!(nothing.err.contains(said), "{}", nothing.err);
    }
    assert_eq!(
        network.tieline(&["book", "decisions"]).out,
        "You have not decided anything yet; use `tieline decide`.\n"
    );
}

/// What a spreadsheet makes of the rows of a list.
pub type Mangle = fn(Vec<Vec<String>>) -> Vec<u8>;

#[test]
fn a_list_that_a_spreadsheet_changed_decides_the_same() {
    let mangled: [(&str, Mangle); 5] = [
        ("as it is", |rows| csv_with(&rows, b',').into_bytes()),
        ("Excel in German", |rows| {
            format!("\u{feff}sep=;\r\n{}", csv_with(&rows, b';')).into_bytes()
        }),
        ("Unicode text", |rows| {
            let text = format!("\u{feff}{}", csv_with(&rows, b'\t'));
            text.encode_utf16().flat_map(u16::to_le_bytes).collect()
        }),
        ("columns and rows moved, one of each more", |mut rows| {
            rows[1..].reverse();
            let moved = rows.iter_mut().enumerate().map(|(n, row)| {
                row.reverse();
                row.push(if n == 0 { "mine" } else { "" }.to_owned());
                row.clone()
            });
            csv_with(&moved.collect::<Vec<_>>(), b',').into_bytes()
        }),
        ("numbers read as numbers, ids lost", |mut rows| {
            let id = rows[0].iter().position(|c| c == "id").unwrap();
            for row in &mut rows {
                row.remove(id);
                row.iter_mut()
                    .for_each(|cell| *cell = cell.replace("+49 1511 2345678", "4915112345678"));
            }
            csv_with(&rows, b';').into_bytes()
        }),
    ];
    for (what, mangle) in mangled {
        let network = Network::new();
        let mut rows = network.list("keep-delete.csv");
        *cell(&mut rows, "Ivo Brandt", "decision") = "Keep; mentor".to_owned();
        *cell(&mut rows, "petra@example.org", "decision") = " never ask".to_owned();
        rows.retain(|row| !row.iter().any(|cell| cell == "Sawmill"));
        let list = write(network.folder.path(), "edited.csv", mangle(rows));
        let would = network.decide(&["--dry-run", text(&list)]);
        assert_eq!(
            (would.code, network.decisions().len()),
            (0, 0),
            "{what}: {}",
            would.err
        );
        assert!(
            would.out.ends_with("3 decisions would be taken.\n"),
            "{what}: {}",
            would.out
        );
        let ended = network.decide(&[text(&list)]);
        assert_eq!(ended.code, 0, "{what}: {}", ended.err);
        let mut decided = network.decisions();
        decided.sort();
        let expected = [
            "keep: Ivo Brandt",
            "mentor: Ivo Brandt",
            "never-ask: Petra Novak",
        ];
        assert_eq!(decided, expected, "{what}");
    }
}

#[test]
fn what_a_list_says_wrongly_is_refused_with_its_line_and_stops_nothing_else() {
    let network = Network::new();
    let list = "decision,id,name,emails\nkeep,,Ivo Brandt,\nperhaps,,Ivo Brandt,\ndelete,p-0000000000,Zoe Quill,zoe@example.org\n\
        keep,,Petra Novak,petra@example.org\ndelete,,Petra Novak,petra@example.org\n";
    let list = write(network.folder.path(), "edited.csv", list);
    let ended = network.decide(&[text(&list)]);
    assert_eq!(ended.code, 1);
    for part in [
        "3 rows could not be taken",
        "line 3: \"perhaps\" is not a decision",
        "line 4: nobody in your book fits this row (p-0000000000)",
        "line 6: delete contradicts keep of",
    ] {
        assert!(ended.err.contains(part), "{part}: {}", ended.err);
    }
    assert_eq!(network.decisions(), ["keep: Ivo Brandt"]);
    let other = network.decide(&[text(&network.path("out").join("ranked.csv"))]);
    assert_eq!(other.code, 2);
    assert!(
        other
            .err
            .contains("neither a keep-delete.csv nor a review.csv"),
        "{}",
        other.err
    );
}

#[test]
fn an_id_beside_the_name_and_address_of_another_is_no_decision() {
    let network = Network::new();
    let mut rows = network.list("keep-delete.csv");
    let id = cell(&mut rows, "Ivo Brandt", "id").clone();
    let list = format!("decision,id,name,emails\nkeep,{id},Petra Novak,petra@example.org\n");
    let list = write(network.folder.path(), "edited.csv", list);
    let ended = network.decide(&[text(&list)]);
    assert!(ended.err.contains("line 2: the id p-"), "{}", ended.err);
    assert_eq!(
        network.tieline(&["book", "decisions"]).out,
        "You have not decided anything yet; use `tieline decide`.\n"
    );
}

#[test]
fn a_book_that_is_not_there_yet_knows_nobody() {
    let folder = scratch();
    let book: &Path = &folder.path().join("none.db");
    let ended = run(&["decide", "Petra", "keep", "--book", text(book)]);
    assert_eq!(ended.code, 2);
    assert!(
        ended.err.contains("nobody in your book has this name"),
        "{}",
        ended.err
    );
}

impl Network {
    /// Audits cards on top of the book, and gives the JSON.
    pub fn audit(&self, cards: &str) -> Value {
        let cards = write(self.folder.path(), "now.vcf", cards);
        let ended = self.tieline(&["audit", "--json", "--as-of", "2026-05-01", text(&cards)]);
        assert_eq!(ended.code, 0, "{}", ended.err);
        ended.json()
    }
}

fn first_why(person: &Value) -> String {
    list(person, "why")[0].as_str().unwrap().to_owned()
}

#[test]
fn a_decision_wins_over_the_rules_in_every_later_audit() {
    let network = Network::new();
    let before = network.audit(CARDS);
    assert_eq!(
        find::text(person(&before, "Ivo Brandt"), "verdict"),
        "unjudged"
    );
    assert!(person(&before, "Ivo Brandt")["decision"].is_null());
    for (said, verdict, why) in [
        ("delete", "decided", "delete (your decision of "),
        ("keep", "decided", "keep (your decision of "),
        ("remembered", "reconnect", "you said on "),
    ] {
        network.decide(&["Ivo Brandt", said]);
        let audit = network.audit(CARDS);
        let ivo = person(&audit, "Ivo Brandt");
        assert_eq!(find::text(ivo, "verdict"), verdict, "{said}");
        assert_eq!(find::text(ivo, "decision"), said);
        assert_eq!(find::text(ivo, "decided_on").len(), 10);
        assert!(first_why(ivo).starts_with(why), "{}", first_why(ivo));
    }
    network.decide(&["Ivo Brandt", "undecided"]);
    assert_eq!(
        person(&network.audit(CARDS), "Ivo Brandt"),
        person(&before, "Ivo Brandt")
    );
    network.decide(&["Ivo Brandt", "never-ask"]);
    network.decide(&["Ivo Brandt", "mentor"]);
    network.decide(&["Ivo Brandt", "every 3 months"]);
    let audit = network.audit(CARDS);
    let ivo = person(&audit, "Ivo Brandt");
    let said = ["verdict", "decision", "role", "rhythm"].map(|field| find::text(ivo, field));
    assert_eq!(said, ["decided", "never-ask", "mentor", "every 3 months"]);
    assert_eq!(audit["totals"]["verdicts"]["decided"], 1);
}

#[test]
fn the_list_of_the_next_audit_holds_what_was_decided_and_can_be_given_back() {
    let network = Network::new();
    network.decide(&["Ivo Brandt", "keep"]);
    network.decide(&["Ivo Brandt", "role: the one with the boat"]);
    let cards = write(network.folder.path(), "now.vcf", CARDS);
    let out = network.path("next");
    network.tieline(&["audit", "--quiet", "--out", text(&out), text(&cards)]);
    let list = fs::read_to_string(out.join("keep-delete.csv")).unwrap();
    assert!(
        list.contains("role: the one with the boat; keep,decided,Ivo Brandt"),
        "{list}"
    );
    let again = network.decide(&[text(&out.join("keep-delete.csv"))]);
    assert_eq!(
        again.out,
        "0 decisions taken, 2 as you had decided before.\n"
    );
}

pub fn card(name: &str, more: &str) -> String {
    format!("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\n{more}END:VCARD\r\n")
}

#[test]
fn a_decision_follows_the_person_into_a_merge_and_out_of_it() {
    let network = Network::new();
    let (one, other) = (
        "EMAIL:petra@example.org\r\n",
        "EMAIL:mila@example.org\r\nTEL;TYPE=CELL:+4915112345679\r\n",
    );
    let apart = card("Petra Novak", one) + &card("Mila Orlova", other);
    network.audit(&apart);
    network.decide(&["Mila Orlova", "keep"]);
    let keys = format!("{one}{other}URL:https://www.linkedin.com/in/petra-novak\r\n");
    let joined = network.audit(&card("Petra Novak", &keys));
    let petra = person(&joined, "Petra Novak");
    assert_eq!(find::text(petra, "decision"), "keep");
    let parted = network.audit(&apart);
    assert_eq!(
        find::text(person(&parted, "Mila Orlova"), "decision"),
        "keep"
    );
}

#[test]
fn decisions_that_are_killed_are_all_taken_or_none() {
    let network = Network::new();
    let cards = (0..150).map(|n| {
        card(
            &format!("Name{n} Person{n}"),
            &format!("EMAIL:n{n}@example.org\r\n"),
        )
    });
    network.audit(&cards.collect::<String>());
    let rows = (0..150).map(|n| format!("keep; mentor,n{n}@example.org,\n"));
    let list = format!("decision,emails,id\n{}", rows.collect::<String>());
    let list = write(network.folder.path(), "edited.csv", list);
    let start = |book: &Path| {
        let mut command = tieline();
        command.args(["decide", "--quiet", text(&list), "--book", text(book)]);
        command.spawn().unwrap()
    };
    let copy = |name: &str| {
        let to = network.path(name);
        fs::copy(network.path("book.db"), &to).unwrap();
        to
    };
    let on = |verb: &str, book: &Path| self::run(&["book", verb, "--book", text(book)]);
    let taken = |book: &Path| {
        let said = on("decisions", book).out;
        said.lines().filter(|line| line.starts_with('2')).count()
    };
    let (begun, after) = (Instant::now(), copy("after.db"));
    assert!(start(&after).wait().unwrap().success());
    let whole = begun.elapsed();
    // How many people the cards are is for others to say.
    let all = taken(&after);
    assert!(all > 100, "{all}");
    let kills = std::env::var("TIELINE_KILLS").ok();
    let kills: u32 = kills.and_then(|kills| kills.parse().ok()).unwrap_or(10);
    let mut hit = 0;
    for kill in 0..kills {
        let book = copy(&format!("{kill}.db"));
        let mut run = start(&book);
        std::thread::sleep(whole * kill / kills);
        // A run that is over already cannot be killed any more.
        let _ = run.kill();
        hit += u32::from(!run.wait().unwrap().success());
        assert_eq!(on("check", &book).out, "The book is intact.\n");
        let now = taken(&book);
        assert!(
            now == 0 || now == all,
            "{now} of {all} at {kill} of {kills}"
        );
    }
    assert!(hit > 0, "no run was hit");
}

#[test]
fn of_many_who_may_be_meant_ten_are_listed_and_an_employer_tells_them_apart() {
    let network = Network::new();
    let families = "Abbink Brzezinski Castellane Dragomir Eskelinen Fjeldstad Grootveld Hruska Ivarsson Jovanovic Kowalczyk Lund \
        Moreira Nyberg";
    let cards = families.split_whitespace().map(|family| {
        let domain = format!("{}.test", family.to_lowercase());
        let keys = format!("ORG:{family} Works\r\nEMAIL:me@{domain}\r\n");
        card(&format!("Maria {family}"), &keys)
    });
    network.audit(&cards.collect::<String>());
    let ended = network.decide(&["maria", "keep"]);
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("may be 14 people"), "{}", ended.err);
    assert_eq!(ended.err.matches("  Maria ").count(), 10);
    let advice = "and 4 more; add a family name, employer or address";
    assert!(ended.err.contains(advice), "{}", ended.err);
    for name in ["maria hruska works", "Maria me@hruska"] {
        let ended = network.decide(&[name, "--dry-run", "keep"]);
        assert!(
            ended.out.contains("Maria Hruska, Hruska Works"),
            "{name}: {}{}",
            ended.out,
            ended.err
        );
    }
}

#[test]
fn undecided_in_a_list_takes_back_and_an_empty_cell_does_not() {
    let network = Network::new();
    network.decide(&["Ivo Brandt", "keep"]);
    network.decide(&["Ivo Brandt", "mentor"]);
    network.decide(&["Petra Novak", "delete"]);
    let list = "decision,name\n,Petra Novak\nundecided,Ivo Brandt\n";
    let list = write(network.folder.path(), "edited.csv", list);
    let ended = network.decide(&[text(&list)]);
    assert!(
        ended.out.ends_with("2 decisions taken back.\n"),
        "{}",
        ended.out
    );
    assert_eq!(network.decisions(), ["delete: Petra Novak"]);
    let again = network.decide(&["Ivo Brandt", "undecided"]);
    assert_eq!(again.out, "0 decisions taken back.\n");
    let both = "decision,name\nkeep,Ivo Brandt\nundecided,Ivo Brandt\n";
    let both = write(network.folder.path(), "both.csv", both);
    let ended = network.decide(&[text(&both)]);
    assert_eq!(ended.code, 1);
    let why = "line 3: undecided contradicts keep of";
    assert!(ended.err.contains(why), "{}", ended.err);
}
