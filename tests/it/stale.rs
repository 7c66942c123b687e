//! What went stale: values that newer files contradict are named with what shows it, and written only where they are surely theirs.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::find::{list, person, text};
use crate::run::{self, audit, audit_out, ended, files_in, run, scratch, tieline, write};

const FILES: &str = "fixtures/stale";
const ME: [&str; 4] = ["--me", "nils@torp.example.org", "--as-of", "2026-11-01"];

/// A row of a list by column.
type Row = BTreeMap<String, String>;

fn rows(list: &[u8]) -> Vec<Row> {
    let text = list.strip_prefix("\u{feff}".as_bytes()).unwrap_or(list);
    let mut reader = csv::Reader::from_reader(text);
    let rows = reader.deserialize::<Row>();
    rows.map(|row| row.expect("a row")).collect()
}

fn audited() -> BTreeMap<String, Vec<u8>> {
    audit_out(&[&["--no-book", FILES], &ME[..]].concat())
}

fn cleaned(args: &[&str], out: &Path) -> String {
    let all = [
        &["clean", "--out", run::text(out), "--as-of", "2026-11-01"],
        args,
    ]
    .concat();
    let ended = run(&all);
    assert_eq!(ended.code, 0, "{args:?}: {}", ended.err);
    ended.out
}

/// A list of a folder that `clean` wrote.
fn list_in(out: &Path, name: &str) -> Vec<Row> {
    rows(&fs::read(out.join(name)).expect("the list is there"))
}

/// `person field card_says → newer (code)` of each row.
fn said(list: &[u8]) -> Vec<String> {
    let row = |row: Row| {
        format!(
            "{} {} {} → {} ({})",
            row["person"], row["field"], row["card_says"], row["newer"], row["code"]
        )
    };
    rows(list).into_iter().map(row).collect()
}

#[test]
fn what_newer_files_contradict_is_listed_with_what_is_newer() {
    let mut found = said(&audited()["stale.csv"]);
    found.sort();
    assert_eq!(
        found,
        [
            "Ida Sand email ida@oldmill.test → ida.sand@newmill.test (last-used)",
            "Kari Moen name Kari Holt → Kari Moen (on-linkedin)",
            "Tor Aas email tor@aas.test →  (bounced)",
            "Una Frei company Deltaworks → Northwind Traders (on-linkedin)",
            "Vera Lund company Deltaworks B.V. → Northwind Traders (on-linkedin)",
            "Vera Lund email vera@deltaworks.test →  (former-employer)",
            "Vera Lund title Designer → Head of Design (on-linkedin)",
        ],
        "never Una's address, which is in use, nor Bo's employer, nor anything of the Jon Bergs"
    );
}

#[test]
fn each_row_says_since_when_and_by_which_file() {
    let files = audited();
    let all = rows(&files["stale.csv"]);
    let of = |who: &str, field: &str| {
        let mut rows = all.iter();
        let found = rows.find(|row| row["person"] == who && row["field"] == field);
        found.expect("a row")
    };
    let bounced = of("Tor Aas", "email");
    assert_eq!(bounced["since"], "2026-08-14");
    assert_eq!(
        bounced["why"],
        "bounced on 14 Aug 2026 (user unknown) (mail.mbox)"
    );
    let former = of("Vera Lund", "email");
    assert_eq!(
        former["why"],
        "this address probably no longer works: it is at Deltaworks B.V., and LinkedIn shows Northwind Traders as the employer on 15 Oct 2026 (Connections.csv)"
    );
    assert!(of("Ida Sand", "email")["source"].ends_with("mail.mbox"));
    assert!(of("Kari Moen", "name")["file"].ends_with("book.vcf"));
}

#[test]
fn an_address_that_bounces_stands_last_with_a_note_and_is_kept() {
    let files = audited();
    let book = String::from_utf8_lossy(&files["people.vcf"]).replace("\r\n ", "");
    let card = book
        .split("BEGIN:VCARD")
        .find(|card| card.contains("FN:Tor Aas"))
        .expect("his card");
    let at = |line: &str| {
        card.find(line)
            .unwrap_or_else(|| panic!("{line} in {card}"))
    };
    assert!(at("EMAIL:tor.aas@example.net") < at("item1.EMAIL:tor@aas.test"));
    at("item1.X-TIELINE-BOUNCED:2026-08-14 unknown-user");
    at("NOTE:tor@aas.test bounced on 14 Aug 2026 (user unknown)");
    let audit: Value = serde_json::from_slice(&files["audit.json"]).expect("JSON");
    let tor = person(&audit, "Tor Aas");
    assert_eq!(tor["emails"][1], "tor@aas.test");
    assert_eq!(tor["stale"][0]["code"], "bounced");
}

#[test]
fn show_says_what_is_out_of_date() {
    let shown = run(&[&["show", "Vera Lund", FILES], &ME[..]].concat());
    let text = shown.out.split_whitespace().collect::<Vec<_>>().join(" ");
    let said = "Out of date company Deltaworks B.V.: LinkedIn shows Northwind Traders on 15 Oct 2026 (Connections.csv)";
    assert!(text.contains(said), "{text}");
}

#[test]
fn who_has_no_number_is_offered_the_one_they_called_from_and_it_is_not_written() {
    let files = audited();
    let missing = rows(&files["missing.csv"]);
    let ida = missing
        .iter()
        .find(|row| row["person"] == "Ida Sand")
        .expect("her row");
    assert_eq!(
        ida["what"],
        "no phone number; they called from +46 70 174 06 42 on 2 Feb 2026 (calls.csv)"
    );
    assert_eq!(ida["may_be_theirs"], "+46 70 174 06 42");
    assert!(!String::from_utf8_lossy(&files["people.vcf"]).contains("1740642"));
    let people: BTreeSet<&str> = missing.iter().map(|row| row["person"].as_str()).collect();
    assert_eq!(
        people,
        BTreeSet::from(["Ida Sand", "Una Frei"]),
        "of keep and reconnect alone"
    );
}

#[test]
fn spellings_of_a_company_are_listed_and_two_who_moved_make_no_new_name() {
    let found = rows(&audited()["companies.csv"]);
    let names: BTreeSet<(&str, &str)> = found
        .iter()
        .map(|row| (row["company"].as_str(), row["spelling"].as_str()))
        .collect();
    let proposed = "Brightwater Analytics Inc";
    let of = |name: &str| names.iter().filter(|(company, _)| *company == name).count();
    assert_eq!(of(proposed), 4, "{names:?}");
    assert!(
        !names.contains(&("Northwind Traders", "Deltaworks")),
        "{names:?}"
    );
}

#[test]
fn only_the_rows_that_are_left_in_unify_a_company() {
    let folder = scratch();
    let list = "company,spelling\nBrightwater Analytics,BRIGHTWATER ANALYTICS\nBrightwater Analytics,Brightwater analytics\n";
    let list = write(folder.path(), "companies.csv", list);
    let out = folder.path().join("out");
    cleaned(&[FILES, "--companies", run::text(&list)], &out);
    let copies = files_in(&out.join("cleaned"));
    let connections = String::from_utf8_lossy(&copies["Connections.csv"]).into_owned();
    assert!(
        connections.contains(",Brightwater Analytics,Intern"),
        "{connections}"
    );
    assert!(
        connections.contains("\"Brightwater Analytics, Inc.\",Analyst"),
        "its row was taken out"
    );
    let changes = list_in(&out, "changes.csv");
    let made = changes
        .iter()
        .filter(|row| row["code"] == "employer")
        .count();
    assert_eq!(made, 2, "{changes:?}");
    let both = write(folder.path(), "both.csv", "company,spelling\nA,B\nC,B\n");
    let ended = run(&["clean", FILES, "--dry-run", "--companies", run::text(&both)]);
    assert_eq!(ended.code, 2, "{}", ended.out);
    assert!(ended.err.contains("line 3"), "{}", ended.err);
}

#[test]
fn nothing_is_refreshed_unasked_and_what_bounced_is_marked() {
    let folder = scratch();
    let out = folder.path().join("out");
    cleaned(&[FILES], &out);
    let read = |path: &Path| fs::read_to_string(path).expect("cards");
    let (copy, given) = (
        read(&out.join("cleaned/book.vcf")),
        read(&run::root().join(FILES).join("book.vcf")),
    );
    for (copy, given) in copy.split("BEGIN:VCARD").zip(given.split("BEGIN:VCARD")) {
        let is_tor = given.contains("tor@aas.test");
        assert_eq!(copy == given, !is_tor, "{copy}");
    }
    assert_eq!(
        list_in(&out, "stale.csv").len(),
        7,
        "it is listed all the same"
    );
}

#[test]
fn refresh_writes_the_newer_value_and_keeps_the_old_one_with_its_day() {
    let folder = scratch();
    let out = folder.path().join("out");
    cleaned(&[FILES, "--refresh"], &out);
    let copy = fs::read_to_string(out.join("cleaned/book.vcf")).expect("a copy");
    for line in [
        "ORG:Northwind Traders\n",
        "NOTE:Before 15 Oct 2026\\, company: Deltaworks B.V.\n",
        "TITLE:Head of Design\n",
        "N:Moen;Kari;;;\nFN:Kari Moen\n",
        "EMAIL;TYPE=HOME:ida.sand@newmill.test\n",
        "EMAIL:ida@oldmill.test\n",
        "NOTE:tor@aas.test bounced on 14 Aug 2026 (user unknown)\n",
        "EMAIL;TYPE=WORK,pref:vera@deltaworks.test\n",
        "ORG:Gamma Foods\nEMAIL:jon@gammafoods.test\n",
    ] {
        assert!(copy.contains(line), "{line} in {copy}");
    }
    let changes = list_in(&out, "changes.csv");
    let made: Vec<&Row> = changes
        .iter()
        .filter(|row| row["code"] == "refreshed")
        .collect();
    assert!(
        made.iter()
            .any(|row| row["before"] == "Deltaworks B.V." && row["line"] == "1")
    );
}

#[test]
fn labels_are_written_and_those_of_last_month_go() {
    let folder = scratch();
    let card = "BEGIN:VCARD\nVERSION:3.0\nN:Sand;Ida;;;\nFN:Ida Sand\nEMAIL:ida.sand@newmill.test\nCATEGORIES:Mill,Tieline: delete,Tieline: friend\nEND:VCARD\n";
    let card = write(folder.path(), "book.vcf", card);
    let mail = format!("{FILES}/mail.mbox");
    let files = [run::text(&card), mail.as_str()];
    let with = audit_out(&[&["--no-book", "--labels"], &files[..], &ME[..]].concat());
    let book = String::from_utf8_lossy(&with["people.vcf"]).into_owned();
    assert!(book.contains("CATEGORIES:Mill,Tieline: keep\r\n"), "{book}");
    let google = String::from_utf8_lossy(&with["people.google.csv"]).into_owned();
    assert!(
        google.contains("Tieline: keep") && google.contains("Mill"),
        "{google}"
    );
    assert!(!google.contains("Tieline: delete"), "{google}");
    let without = audit_out(&[&["--no-book"], &files[..], &ME[..]].concat());
    assert!(String::from_utf8_lossy(&without["people.vcf"]).contains("Tieline: friend"));
    assert!(!without.contains_key("people.google.csv"));
}

fn month(book: &Path, files: &[&str], as_of: &str) -> Value {
    let mut command = tieline();
    command.args([
        "audit",
        "--json",
        "--as-of",
        as_of,
        "--book",
        run::text(book),
    ]);
    let ended = ended(command.args(["--me", "nils@torp.example.org"]).args(files));
    assert_eq!(ended.code, 0, "{}", ended.err);
    ended.json()
}

#[test]
fn diff_says_what_went_out_of_date_and_what_was_mended() {
    let folder = scratch();
    let book = folder.path().join("book.db");
    let path = |name: &str| format!("{FILES}/{name}");
    let [roster, cards, mail] = ["Connections.csv", "book.vcf", "mail.mbox"].map(path);
    month(&book, &[&cards, &mail], "2026-09-01");
    month(&book, &[&roster, &cards, &mail], "2026-11-01");
    let cards = fs::read_to_string(run::root().join(&cards)).expect("cards");
    let mended = cards.replace("ORG:Deltaworks B.V.", "ORG:Northwind Traders");
    let mended = write(folder.path(), "book.vcf", mended);
    month(&book, &[&roster, run::text(&mended), &mail], "2026-11-08");
    let diff = |from: &str, to: &str| {
        let mut command = tieline();
        command.args(["diff", from, to, "--json", "--book", run::text(&book)]);
        let ended = ended(&mut command);
        assert_eq!(ended.code, 0, "{}", ended.err);
        let all = list(&ended.json(), "stale").to_vec();
        let said = |one: &Value| {
            format!(
                "{} {} {}",
                text(one, "what"),
                text(one, "name"),
                text(one, "value")
            )
        };
        all.iter().map(said).collect::<Vec<String>>()
    };
    let went = diff("2026-09", "2026-11-01");
    assert!(
        went.contains(&"went-stale Kari Moen Kari Holt".to_owned()),
        "{went:?}"
    );
    assert_eq!(
        diff("2026-11-01", "2026-11-08"),
        ["mended Vera Lund Deltaworks B.V."]
    );
    let week = ended(
        tieline()
            .args(["plan", "--json", "--as-of", "2026-11-02", "--book"])
            .arg(&book),
    )
    .json();
    let motives: Vec<&str> = list(&week, "people")
        .iter()
        .map(|item| text(&item["motive"], "code"))
        .collect();
    assert!(motives.contains(&"old-card"), "Una's card: {week}");
}

#[test]
fn a_file_that_is_left_out_mends_nothing() {
    let folder = scratch();
    let book = folder.path().join("book.db");
    let path = |name: &str| format!("{FILES}/{name}");
    let [roster, cards, mail] = ["Connections.csv", "book.vcf", "mail.mbox"].map(path);
    month(&book, &[&roster, &cards, &mail], "2026-11-01");
    month(&book, &[&cards], "2026-11-08");
    let mut command = tieline();
    let diff = ended(command.args(["diff", "--json", "--book", run::text(&book)])).json();
    assert!(list(&diff, "stale").is_empty(), "{diff}");
}

#[test]
fn whoever_is_asked_for_by_one_spelling_is_found_by_all() {
    let folder = scratch();
    let book = folder.path().join("book.db");
    let cards = "company,name,email\nMüller Bau GmbH,Ana Quist,ana@example.org\nMueller Bau,Bo Ek,bo@example.org\nMUELLER-BAU GMBH,Cy Lund,cy@example.org\n";
    let cards = write(folder.path(), "book.csv", cards);
    month(&book, &[run::text(&cards)], "2026-11-01");
    let mut command = tieline();
    let found = ended(command.args(["find", "mueller", "--json", "--book", run::text(&book)]));
    let found = found.json();
    let employers = list(&found, "people")
        .iter()
        .map(|one| (text(one, "name"), text(one, "employer")));
    let one = "Mueller Bau";
    let all = [("Ana Quist", one), ("Bo Ek", one), ("Cy Lund", one)];
    assert_eq!(employers.collect::<Vec<_>>(), all);
    let mut command = tieline();
    let told = ended(command.args(["find", "mueller", "--book", run::text(&book)]));
    assert!(
        told.out.starts_with("Mueller Bau: 3 people\n"),
        "{}",
        told.out
    );
    let files = audit_out(&["--no-book", run::text(&cards), "--as-of", "2026-11-01"]);
    let report = String::from_utf8_lossy(&files["report.md"]).into_owned();
    assert!(
        report.contains("- Mueller Bau: 3 people (Ana Quist, Bo Ek, Cy Lund)\n"),
        "{report}"
    );
}

#[test]
fn who_asks_for_ana_means_her_before_ananya() {
    let folder = scratch();
    let book = folder.path().join("book.db");
    let cards = "name,email\nAnanya Rao,ananya@example.org\nAna Quist,ana@example.org\n";
    let cards = write(folder.path(), "book.csv", cards);
    month(&book, &[run::text(&cards)], "2026-11-01");
    let shown = ended(tieline().args(["show", "ana", "--book", run::text(&book)]));
    assert!(shown.out.starts_with("Ana Quist"), "{}", shown.out);
    let shown = ended(tieline().args(["show", "anan", "--book", run::text(&book)]));
    assert!(shown.out.starts_with("Ananya Rao"), "{}", shown.out);
}

#[test]
fn a_list_of_connections_alone_is_summed_up() {
    let folder = scratch();
    let out = folder.path().join("out");
    let said = cleaned(&[&format!("{FILES}/Connections.csv")], &out);
    for part in [
        "9 connections on LinkedIn, made from 2019 to 2026",
        "1 shares an e-mail address",
        "1 row has only a date",
        "The largest employers among them: Brightwater Analytics Inc (3).\n",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let review = list_in(&out, "review.csv");
    assert!(review.is_empty(), "{review:?}");
    let audit = audit(&[&["--no-book", &format!("{FILES}/Connections.csv")], &ME[..]].concat());
    assert_eq!(audit["roster"]["years"][0]["year"], 2019);
    assert_eq!(audit["roster"]["companies"][0]["connections"], 3);
}

#[test]
fn of_a_list_alone_rows_that_are_there_twice_are_one_and_two_profiles_are_asked_about_and_never_merged()
 {
    let folder = scratch();
    let rows = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
        Ana,Quist,https://www.linkedin.com/in/ana-quist,,Mill Ltd,Miller,02 Mar 2019\n\
        Ana,Quist,https://www.linkedin.com/in/ana-quist,,Mill Ltd,Miller,02 Mar 2019\n\
        Orsolya,Verhoeven,https://www.linkedin.com/in/orsolya-verhoeven,,Kiln Works,Head of Kilns,05 Jun 2020\n\
        Orsolya,\"Verhoeven, MBA\",https://www.linkedin.com/in/orsolya-v-77,,Kiln Works,Head of Kilns,05 Jun 2024\n";
    let list = write(folder.path(), "Connections.csv", rows);
    let out = folder.path().join("out");
    let said = cleaned(&[run::text(&list)], &out);
    assert!(
        said.contains("4 cards in 1 file: 3 people, 1 merged, 1 to review"),
        "{said}"
    );
    let merged = list_in(&out, "merged.csv");
    let why: Vec<&str> = merged.iter().map(|row| row["evidence"].as_str()).collect();
    assert_eq!(why, ["", "the list has this connection twice"]);
    let review = list_in(&out, "review.csv");
    assert_eq!(review.len(), 1, "{review:?}");
    let asked = &review[0];
    assert!(
        asked["reasons"].contains("same employer, Kiln Works"),
        "{asked:?}"
    );
    assert!(
        asked["reasons"].contains("each with a profile of its own"),
        "{asked:?}"
    );
    let book = fs::read_to_string(out.join("people.vcf")).expect("people");
    assert_eq!(
        book.matches("FN:Orsolya Verhoeven").count(),
        2,
        "never merged"
    );
}

#[test]
fn what_several_cards_say_of_one_person_is_one_line() {
    let folder = scratch();
    let card = "BEGIN:VCARD\nVERSION:3.0\nN:Lund;Vera;;;\nFN:Vera Lund\nORG:Deltaworks\nURL:https://www.linkedin.com/in/vera-lund\nEND:VCARD\n";
    let one = write(folder.path(), "mac.vcf", card.repeat(2));
    let other = write(folder.path(), "phone.vcf", card);
    let rows = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\nVera,Lund,https://www.linkedin.com/in/vera-lund,,Northwind,Head,02 Mar 2026\n";
    let list = write(folder.path(), "Connections.csv", rows);
    let out = folder.path().join("out");
    let said = cleaned(
        &[
            run::text(&one),
            run::text(&other),
            run::text(&list),
            "--refresh",
        ],
        &out,
    );
    let stale = list_in(&out, "stale.csv");
    assert_eq!(stale.len(), 1, "{stale:?}");
    assert_eq!(
        stale[0]["cards"],
        "mac.vcf, card 1; mac.vcf, card 2; phone.vcf, card 1"
    );
    assert!(
        stale[0]["file"].ends_with("phone.vcf") && stale[0]["file"].contains("mac.vcf; "),
        "{stale:?}"
    );
    assert!(said.contains("3 cards are out of date"), "{said}");
    for copy in ["mac.vcf", "phone.vcf"] {
        let copy = fs::read_to_string(out.join("cleaned").join(copy)).expect("a copy");
        assert!(
            !copy.contains("ORG:Deltaworks"),
            "every card is refreshed: {copy}"
        );
    }
}

#[test]
fn names_that_are_damaged_or_say_nothing_are_no_evidence() {
    let folder = scratch();
    let cards = "name,company,email\nAna Quist,ÑÑÑÑÑÑÑÑÑÑ,ana@example.org\nBo Ek,ÑÑÑÑÑÑÑÑÑ\u{fffd},bo@example.org\nCy Lund,M\u{fffd}ller Bau,cy@example.org\n\
        Di Moen,Mller Bau,di@example.org\nEd Sand,M?ller Bau,ed@example.org\nFay Torp,X,fay@example.org\nGil Moss,X.,gil@example.org\nHal Frei,---,hal@example.org\nIda Aas,--,ida@example.org\n";
    let cards = write(folder.path(), "book.csv", cards);
    let out = folder.path().join("out");
    cleaned(&[run::text(&cards)], &out);
    let companies = list_in(&out, "companies.csv");
    assert!(companies.is_empty(), "{companies:?}");
}

#[test]
fn the_demo_shows_each_kind_in_one_line() {
    let files = [
        "fixtures/demo/2026-10",
        "fixtures/demo/address-book.vcf",
        "fixtures/demo/undelivered.mbox",
    ];
    let ended = run(&[
        &[
            "audit",
            "--no-book",
            "--as-of",
            "2026-11-01",
            "--region",
            "SE",
        ],
        &files[..],
    ]
    .concat());
    let text = ended.out.replace("\n  ", " ");
    for line in [
        "2 e-mail addresses bounce (stale.csv): Ulrika Sandelin, Annelise Vogt",
        "3 cards are out of date (stale.csv): ",
        "1 company is spelled in several ways (companies.csv): Backlund Fönster & Dörr (4 spellings)",
    ] {
        assert!(
            text.lines().any(|said| said.starts_with(line)),
            "{line}: {text}"
        );
    }
}

#[test]
fn people_who_left_one_employer_for_several_make_no_name_of_these() {
    let mut connections =
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n".to_owned();
    let mut book = "Name,E-mail,Company\n".to_owned();
    let given = [
        "Alma", "Bror", "Cilla", "Dag", "Ebba", "Finn", "Gerda", "Hilding", "Inga",
    ];
    let firms = [
        ("Polymerlab", "polymerlab"),
        ("Lumafilm", "lumafilm"),
        ("Tessera Glue", "tesseraglue"),
    ];
    for (at, name) in given.iter().enumerate() {
        let (firm, domain) = firms[at % 3];
        let family = format!("{name}qvist");
        let lower = name.to_lowercase();
        connections.push_str(&format!(
            "{name},{family},https://www.linkedin.com/in/{lower}-{lower}qvist,{lower}@{domain}.example,{firm},,01 Feb 2020\n"
        ));
        book.push_str(&format!(
            "{name} {family},{lower}@{domain}.example,Old Works GmbH\n"
        ));
    }
    let folder = scratch();
    write(folder.path(), "Connections.csv", &connections);
    write(folder.path(), "book.csv", &book);
    let audit = audit(&[
        "--as-of",
        "2026-11-01",
        "--no-book",
        run::text(folder.path()),
    ]);
    let companies = audit["companies"].as_array().cloned().unwrap_or_default();
    assert!(companies.is_empty(), "{companies:?}");
}

/// Half of all phones say in brackets where somebody is known from, which stays true whatever LinkedIn shows.
#[test]
fn a_remark_in_brackets_is_neither_a_family_name_nor_out_of_date() {
    let dir = scratch();
    let path = |name: &str| dir.path().join(name).display().to_string();
    let [calls, list, book] = ["calls.csv", "Connections.csv", "book.vcf"].map(path);
    let cards = "BEGIN:VCARD\nVERSION:3.0\nN:(Milo dad);Kari;;;\nFN:Kari (Milo dad)\nTEL;TYPE=CELL:+46701740631\nEND:VCARD\n";
    fs::write(&book, cards).expect("a card");
    let row =
        "Kari,Brandvold,https://www.linkedin.com/in/kari-brandvold,,Tidewater,Cook,30 Nov 2025";
    let head = "First Name,Last Name,URL,Email Address,Company,Position,Connected On";
    fs::write(&list, format!("{head}\n{row}\n")).expect("a list");
    let call = "date,direction,channel,name,phone,duration_s\n2026-05-01 10:00:00,in,call,Kari Brandvold,+46701740631,300\n";
    fs::write(&calls, call).expect("a call");
    let files = audit_out(&["--no-book", "--as-of", "2026-11-01", &calls, &list, &book]);
    assert_eq!(said(&files["stale.csv"]), [""; 0]);
    let merged = rows(&files["merged.csv"]);
    assert_eq!(merged.len(), 2, "{merged:?}");
    assert!(merged.iter().all(|row| row["conflicts"].is_empty()));
    let evidence = &merged[1]["evidence"];
    let told = "messages, calls or a calendar give the family name Brandvold";
    assert!(evidence.ends_with(told), "{evidence}");
}
