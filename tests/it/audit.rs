//! The audit of the demo network is what its page says.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::demo::{OCTOBER, october, october_files};
use crate::find::{count, file, list, named, person, text};
use crate::run::{audit, folders, is_done, run, scratch};

/// Verdict, band, and who has them: the people whom the page of the demo names, but for those near a border.
const STANDINGS: &[(&str, &str, &[&str])] = &[
    (
        "keep",
        "likely",
        &[
            "Eleri Prothero",
            "Tomasz Wieczorek",
            "Chidinma Okeke",
            "Ingrid Solheim",
            "Petra Havlová, IHBC",
            "Yusra Haddad",
            "Henrik Odelberg",
            "Linnea Forsgren",
            "Aurélie Castagnier",
            "Bethan Hallam",
        ],
    ),
    (
        "keep",
        "maybe",
        &[
            "Mirela Dragomir",
            "Orla McGillicuddy",
            "Stellan Rydh",
            "Kwabena Ofori-Atta",
        ],
    ),
    (
        "reconnect",
        "maybe",
        &[
            "Annelise Vogt",
            "Gwenllian (Gwen) Vaughan",
            "Ulrika Sandelin",
            "Lorcan Devaney",
        ],
    ),
    (
        "nurture",
        "unknown",
        &[
            "Clara Beaumont-Reid",
            "Oskar Lilliehöök-Berg",
            "Callum Strathairn",
            "Jun-ho Baek",
            "Otieno Wanyama",
            "Sixten Norrgård",
            "Brigid Fallon",
            "Yusuf Demirci",
            "Zainab Yakubu",
        ],
    ),
    (
        "nurture",
        "maybe",
        &["Priyanka Raghunath", "Leontine de Raaf"],
    ),
    ("nurture", "unlikely", &["Inês Carvalhal"]),
    (
        "ask",
        "unknown",
        &[
            "Hedvig Almgren",
            "Torbjörn Ek",
            "Pernilla Sjöcrona",
            "Rolf Dahlbom",
            "Philippa Wrangham",
            "Agda Rosencrantz-Holm",
            "Ottilia Brännvall",
            "Pavel Hruška",
            "Cosima Bellandi",
            "Evander Christofis",
            "Siân Prosser",
            "Björn Tegelberg",
            "Patrik Cederlund",
        ],
    ),
    (
        "unjudged",
        "unknown",
        &["Rasmus Tillander", "Ada Rivkin", "Emeka Okonjo"],
    ),
    ("delete", "maybe", &["Fatou Sarr"]),
    (
        "ask",
        "maybe",
        &[
            "Noor van Wijngaarden",
            "Isak Hedlund",
            "Arvid Mossberg",
            "Rhiannon Maddocks",
            "Piers Ravensdale",
        ],
    ),
    (
        "ask",
        "unlikely",
        &[
            "Gideon Ashworth",
            "Liv Kleppestø",
            "Ritva Lampinen",
            "Bartłomiej Zawadzki",
            "Dawit Tessema",
            "Tove Ingelman",
            "Dimitra Kalogeropoulou",
            "Erland Tveitane",
            "Johanna Wessman",
            "Katri Hyvärinen",
            "Samuel Abiodun",
        ],
    ),
    (
        "delete",
        "unlikely",
        &[
            "Conrad Blythe-Jennings",
            "Sabine Achterberg",
            "Viggo Sandahl",
        ],
    ),
    ("delete", "unknown", &["Ebba Lagerwall", "Mikkel Thorup"]),
];

#[test]
fn everybody_named_has_their_verdict_and_band() {
    let mut wrong = Vec::new();
    for &(verdict, band, names) in STANDINGS {
        for &name in names {
            let person = person(october(), name);
            let is = (text(person, "verdict"), text(&person["standing"], "band"));
            if is != (verdict, band) {
                wrong.push(format!("{name}: {is:?}, not {:?}", (verdict, band)));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_verdict_and_band_occurs_and_the_totals_count_them() {
    for (key, of, words) in [
        (
            "verdicts",
            "/verdict",
            &["keep", "reconnect", "nurture", "ask", "delete"][..],
        ),
        (
            "bands",
            "/standing/band",
            &["likely", "maybe", "unlikely", "unknown"],
        ),
    ] {
        for word in words {
            let people = list(october(), "people").iter();
            let counted = people
                .filter(|p| p.pointer(of).and_then(Value::as_str) == Some(word))
                .count();
            assert!(counted > 0, "{word}");
            assert_eq!(count(&october()["totals"][key], word), counted as u64);
        }
    }
}

#[test]
fn a_verdict_says_why() {
    for (name, why) in [
        (
            "Hedvig Almgren",
            "at Västkustens Byggnadsvård, where you were from 2013 to 2019",
        ),
        ("Rolf Dahlbom", "Lundby School of Architecture"),
        ("Agda Rosencrantz-Holm", "recommended you on 8 Feb 2018"),
        ("Ottilia Brännvall", "you endorsed them on 1 Jun 2018"),
        ("Pavel Hruška", "you made a note about them on 17 Nov 2022"),
        ("Cosima Bellandi", "group conversation"),
        ("Noor van Wijngaarden", "you did not answer"),
        ("Gideon Ashworth", "you wrote on 4 Jun 2025"),
        ("Ada Rivkin", "is in your address book"),
        ("Viggo Sandahl", "you wrote to them 3 times"),
        ("Ebba Lagerwall", "no messages between you"),
        ("Clara Beaumont-Reid", "connected on 22 Oct 2026"),
        ("Lorcan Devaney", "until 9 Oct 2025"),
    ] {
        let said = list(person(october(), name), "why");
        assert!(
            said.iter()
                .any(|w| w.as_str().is_some_and(|w| w.contains(why))),
            "{name}: {said:?}"
        );
    }
    for person in list(october(), "people") {
        assert!(!list(person, "why").is_empty(), "{person}");
    }
}

#[test]
fn the_owner_is_found_and_it_is_said_how() {
    let owner = &october()["owner"];
    assert_eq!(owner["known"], json!(true));
    assert_eq!(owner["name"], json!("Signe Hallbeck"));
    assert_eq!(
        owner["emails"],
        json!([
            "signe.hallbeck@example.org",
            "signe@hallbeck-byggnadsvard.test"
        ])
    );
    let found: Vec<&str> = list(owner, "found")
        .iter()
        .filter_map(Value::as_str)
        .collect();
    for how in [
        "in Email Addresses.csv",
        "in PhoneNumbers.csv",
        "the name in Profile.csv",
        "on your side of 12 invitations",
    ] {
        assert!(found.iter().any(|line| line.ends_with(how)), "{found:?}");
    }
}

#[test]
fn what_is_set_aside_is_counted_by_its_reason() {
    assert_eq!(
        october()["totals"]["set_aside"],
        json!({
            "AI assistant": 2,
            "advertisement": 3,
            "closed account (LinkedIn Member)": 3,
            "date only": 2,
            "distribution list": 1,
            "draft": 2,
            "spam": 1,
            "your own card": 1,
        })
    );
}

#[test]
fn people_of_one_name_stay_apart_and_their_card_is_asked_about() {
    let hannahs = named(october(), "Hannah Westerlind");
    let mut of_roster: Vec<(&str, &str)> = hannahs
        .iter()
        .filter(|h| text(&h["records"][0], "file").ends_with("Connections.csv"))
        .map(|h| (text(h, "verdict"), text(&h["standing"], "band")))
        .collect();
    of_roster.sort_unstable();
    assert_eq!(of_roster, [("ask", "maybe"), ("delete", "unknown")]);
    assert!(hannahs.iter().all(|h| list(h, "records").len() == 1));
    let asked = |name: &str| {
        list(october(), "review")
            .iter()
            .filter(|pair| pair["names"] == json!([name, name]))
            .count()
    };
    assert!(asked("Hannah Westerlind") >= 1);
}

#[test]
fn father_and_son_and_the_spouses_are_two_people_each() {
    let father = person(october(), "Robert Kinsella Sr.");
    let son = person(october(), "Robert Kinsella");
    let from: BTreeSet<bool> = list(son, "records")
        .iter()
        .map(|r| text(r, "file").ends_with("Connections.csv"))
        .collect();
    assert_eq!(from.len(), 2, "the connection is the son: {son}");
    assert_eq!(list(father, "records").len(), 1);
    assert_ne!(
        person(october(), "Siân Prosser")["id"],
        person(october(), "Aled Prosser")["id"]
    );
}

#[test]
fn cards_of_one_person_are_joined() {
    for (name, others) in [
        ("Eleri Prothero", "Eleri Kalk"),
        ("Malin Åkerblad", "M. Åkerblad"),
    ] {
        assert_eq!(list(person(october(), name), "records").len(), 3, "{name}");
        assert!(named(october(), others).is_empty());
    }
}

#[test]
fn what_is_no_person_and_the_owner_are_not_judged() {
    let others: BTreeMap<&str, &str> = list(october(), "not_people")
        .iter()
        .map(|entity| (text(entity, "name"), text(entity, "kind")))
        .collect();
    assert_eq!(others["Rafter & Stone Engineers"], "org");
    assert_eq!(others["Göteborgs Takstol & Spån AB"], "org");
    assert_eq!(others["info@vastkusten-byggnadsvard.test"], "role");
    for name in others
        .keys()
        .copied()
        .chain(["Lime ring", "Signe Hallbeck"])
    {
        assert!(named(october(), name).is_empty(), "{name}");
    }
}

#[test]
fn correspondents_without_a_card_are_listed() {
    let names: BTreeSet<&str> = list(october(), "unmatched")
        .iter()
        .map(|stranger| text(stranger, "name"))
        .collect();
    for name in [
        "Gustaf Lilliecreutz-Ahl",
        "Perpetua Ndiaye",
        "Rebecka Tornkvist",
        "Marcus Feltham",
        "Amandus Kjellgren-Vos",
        "Torsten Überall",
        "Dragica Perišić",
    ] {
        assert!(names.contains(name), "{name}: {names:?}");
    }
}

/// What `--out` writes.
const FILES: &[&str] = &[
    "Connections.csv",
    "audit.json",
    "keep-delete.csv",
    "merged.csv",
    "not-people.csv",
    "problems.csv",
    "ranked.csv",
    "report.html",
    "report.md",
    "review.csv",
    "unmatched.csv",
];

#[test]
fn every_file_is_there_and_none_tells_what_is_private() {
    for name in FILES {
        assert!(!october_files()[*name].is_empty(), "{name}");
    }
    for (name, bytes) in october_files() {
        let content = String::from_utf8(bytes.clone()).expect("every output is UTF-8");
        assert!(!content.contains("CANARY-5d2f"), "{name}");
        assert!(!content.contains("Let us talk about lime"), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_read_what_is_written() {
    use std::os::unix::fs::PermissionsExt;

    let folder = scratch();
    let out = folder.path().join("a/b");
    let path = crate::run::text(&out);
    let ended = run(&["audit", "--out", path, "fixtures/linkedin/2022_complete"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let mode = |path: &std::path::Path| {
        let metadata = std::fs::metadata(path).expect("it is there");
        metadata.permissions().mode() & 0o777
    };
    assert_eq!(mode(&out), 0o700);
    for name in FILES {
        assert_eq!(mode(&out.join(name)), 0o600, "{name}");
    }
}

#[test]
fn what_is_printed_agrees_with_what_is_written() {
    let args: Vec<&str> = ["audit", "--json"].iter().chain(OCTOBER).copied().collect();
    let ended = run(&args);
    assert_eq!(ended.out.as_bytes(), october_files()["audit.json"]);
    assert_eq!(text(october(), "as_of"), "2026-11-01T00:00:00Z");
    let args: Vec<&str> = ["audit"].iter().chain(OCTOBER).copied().collect();
    let printed = run(&args).out;
    assert!(printed.contains("Signe Hallbeck"), "{printed}");
    assert!(printed.contains("1 Nov 2026"), "{printed}");
    assert!(
        printed.lines().all(|line| line.chars().count() <= 80),
        "{printed}"
    );
}

/// Audits everything that the repository holds for tests: each folder by itself.
fn all_folders() -> Vec<(String, Value)> {
    let mut audits = Vec::new();
    for group in ["fixtures/linkedin", "fixtures/demo", "fixtures/hostile"] {
        for folder in folders(group) {
            let args = ["audit", "--json", "--as-of", "2026-11-01", &folder];
            let ended = run(&args);
            if is_done(&ended) {
                audits.push((folder, ended.json()));
            } else {
                assert_eq!(ended.code, 3, "{folder}: {}", ended.err);
            }
        }
    }
    audits.push(("the demo".to_owned(), october().clone()));
    audits
}

#[test]
fn every_row_is_accounted_for() {
    let mut totals = 0;
    for (folder, audit) in all_folders() {
        for file in list(&audit, "files") {
            let parts = [
                "people",
                "merged",
                "events",
                "unmatched",
                "owner",
                "rejected",
            ];
            let aside = file["set_aside"].as_object().expect("reasons");
            let sum: u64 = parts.iter().map(|part| count(file, part)).sum::<u64>()
                + aside.values().filter_map(Value::as_u64).sum::<u64>();
            assert_eq!(count(file, "rows"), sum, "{folder}: {file}");
            totals += sum;
        }
        each_card_is_somewhere_once(&folder, &audit);
    }
    assert!(totals > 2000, "{totals} rows");
}

/// Every record of a file of contacts is with one person, or with one company, or among the problems.
fn each_card_is_somewhere_once(folder: &str, audit: &Value) {
    let mut seen: BTreeMap<(&str, u64), u32> = BTreeMap::new();
    let holders = list(audit, "people")
        .iter()
        .chain(list(audit, "not_people"));
    for record in holders.flat_map(|holder| list(holder, "records")) {
        *seen
            .entry((text(record, "file"), count(record, "record")))
            .or_default() += 1;
    }
    let told: BTreeSet<(&str, u64)> = list(audit, "problems")
        .iter()
        .filter_map(|p| Some((text(p, "file"), p["record"].as_u64()?)))
        .collect();
    let of_contacts = |file: &&Value| {
        let kind = text(file, "kind");
        kind == "LinkedIn connections" || kind == "vCards" || kind.contains("contacts")
    };
    for file in list(audit, "files").iter().filter(of_contacts) {
        let name = text(file, "file");
        for record in 1..=count(file, "rows") {
            let holders = seen.get(&(name, record)).copied().unwrap_or(0);
            let somewhere = holders == 1 || (holders == 0 && told.contains(&(name, record)));
            assert!(
                somewhere,
                "{folder}: {name}, record {record}, {holders} times"
            );
        }
    }
}

/// A file, words that stand in the name of its era, and how many rows it has.
const ERAS: &[(&str, &str, &str, u64)] = &[
    ("2014_page_export", "outlook.csv", "2014 and before", 3),
    (
        "2018_complete",
        "Connections.csv",
        "2018 (no preamble, times of day)",
        3,
    ),
    ("2018_complete", "Imported Contacts.csv", "2018", 2),
    (
        "2018_complete",
        "/Messages.csv",
        "2018 (no conversations, no links)",
        3,
    ),
    ("2018_complete", "Invitations.csv", "names only", 1),
    ("2020_messages", "/messages.csv", "2020", 2),
    ("2021_basic", "Connections.csv", "2018 to mid-2021", 2),
    ("2021_basic", "/messages.csv", "links of senders only", 4),
    (
        "2022_complete",
        "Connections.csv",
        "preamble, no profile links",
        3,
    ),
    (
        "2022_complete",
        "Endorsement_Received_Info.csv",
        "2022 and before",
        1,
    ),
    (
        "2024_basic",
        "Connections.csv",
        "mid-2023 and later (preamble, profile links)",
        4,
    ),
    ("2024_basic", "/messages.csv", "late 2024", 7),
    ("2024_basic", "Contacts.csv", "2024", 2),
    ("2024_basic", "Invitations.csv", "profile links", 2),
    ("2025_basic", "/messages.csv", "2025", 2),
    ("2025_basic", "ImportedContacts.csv", "2025", 1),
    ("2026_complete", "Connections.csv", "mid-2023 and later", 3),
    (
        "2026_complete",
        "/messages.csv",
        "2026 (every field quoted)",
        2,
    ),
    ("2026_complete", "Notes.csv", "2026", 1),
    ("archived_flag", "/messages.csv", "archived", 1),
    ("german_header", "Connections.csv", "German", 2),
    ("no_space_header", "Connections.csv", "hand-edited", 1),
    ("resaved_excel", "Connections.csv", "saved again", 2),
    ("resaved_iso_dates", "Connections.csv", "no preamble", 2),
    (
        "resaved_semicolon_cp1252",
        "Connections.csv",
        "saved again",
        2,
    ),
    ("resaved_us_dates", "Connections.csv", "no preamble", 2),
    (
        "zipped",
        "_rezipped.zip/Basic_LinkedInDataExport_08-15-2024/messages.csv",
        "late 2024",
        7,
    ),
    (
        "zipped",
        ".zip.zip/Connections.csv",
        "mid-2023 and later",
        4,
    ),
];

#[test]
fn every_era_is_read_without_loss_and_named() {
    let mut audits: BTreeMap<&str, Value> = BTreeMap::new();
    for &(folder, end, era, rows) in ERAS {
        let path = format!("fixtures/linkedin/{folder}");
        let audit = audits
            .entry(folder)
            .or_insert_with(|| audit(&["--as-of", "2026-11-01", &path]));
        let file = file(audit, end);
        assert!(text(file, "era").contains(era), "{folder}: {file}");
        assert_eq!(count(file, "rows"), rows, "{folder}: {file}");
        assert_eq!(count(&audit["totals"], "rejected"), 0, "{folder}");
    }
    let seen: BTreeSet<String> = ERAS
        .iter()
        .map(|(folder, ..)| format!("fixtures/linkedin/{folder}"))
        .collect();
    let there: BTreeSet<String> = folders("fixtures/linkedin").into_iter().collect();
    assert_eq!(seen, there, "every folder has its era");
}

#[test]
fn a_connection_made_after_the_as_of_day_is_not_judged() {
    let then = audit(&["fixtures/demo/2026-10", "--as-of", "2020-01-01"]);
    let later = list(&then, "people").iter().filter(|p| {
        p["connected_on"]
            .as_str()
            .is_some_and(|day| day >= "2020-01-01")
    });
    assert_eq!(later.count(), 0);
    let connections = list(&then, "files").iter().find(|f| {
        f["file"]
            .as_str()
            .is_some_and(|name| name.ends_with("Connections.csv"))
    });
    let connections = connections.expect("the roster");
    assert!(connections["set_aside"]["after the as-of date"].as_u64() > Some(50));
}

#[test]
fn an_address_book_in_outlooks_layout_is_no_export_of_linkedins() {
    let folder = scratch();
    let page = std::fs::read(
        "fixtures/linkedin/2014_page_export/linkedin_connections_export_microsoft_outlook.csv",
    );
    let page = String::from_utf8_lossy(&page.expect("the fixture")).into_owned();
    let header = page.lines().next().expect("a header");
    let book = format!("{header},\"Hobby\",\"Given Yomi\"\n\"\",\"Ada\",\"\",\"Rivkin\"\n");
    let path = crate::run::write(folder.path(), "contacts.csv", book);
    let ended = run(&["audit", crate::run::text(&path), "--as-of", "2026-11-01"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(ended.out.contains("Outlook contacts"), "{}", ended.out);
}
