//! `clean --to`: people in the layouts that other programs import, and nothing of them lost on the way.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tieline::inside::import::{self, Context, Source};
use tieline::inside::model::card::Card;
use tieline::inside::model::intake::FileId;

use crate::run::{files_in, run, scratch, text, write};

const ALL: &str = "google-csv,outlook-csv,linkedin-csv,vcf";

fn convert(args: &[&str], out: &Path) {
    let ended = run(&[&["clean", "--to", ALL, "--out", text(out)], args].concat());
    assert_eq!(ended.code, 0, "{}", ended.err);
}

/// The rows of a table by the names of its columns, empty cells left out.
fn rows(path: &Path) -> Vec<BTreeMap<String, String>> {
    let bytes = fs::read(path).expect("a table");
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let mut reader = csv::Reader::from_reader(bytes);
    let rows = reader.deserialize::<BTreeMap<String, String>>();
    let full = |row: BTreeMap<String, String>| row.into_iter().filter(|(_, v)| !v.is_empty());
    rows.map(|row| full(row.expect("a row")).collect())
        .collect()
}

const CARD: &str = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Ferreira;Ana;Rosa;Dr.;PhD\r\nFN:Dr. Ana Rosa Ferreira PhD\r\nNICKNAME:Nan\r\nORG:Malt & Co;Labs\r\nTITLE:Buyer\r\nEMAIL;TYPE=WORK,PREF:ana@example.org\r\nEMAIL:a2@example.org\r\nEMAIL:a3@example.org\r\nEMAIL:a4@example.org\r\nTEL;TYPE=CELL:+49 1512 3456789\r\nTEL;TYPE=WORK,FAX:+49 (0)30-1\r\nURL:https://www.linkedin.com/in/ana-f\r\nURL:https://example.org/ana\r\nADR;TYPE=HOME:;;Weg 1;Berlin;;10115;Germany\r\nBDAY:1984-11-02\r\nNOTE:=1+1\\nsecond line\r\nCATEGORIES:Friends,starred\r\nX-LEAD-STATUS:NEW\r\nPHOTO;ENCODING=b;TYPE=PNG:iVBORw0KGgo=\r\nEND:VCARD\r\n";

const GOOGLE: &[(&str, &str)] = &[
    ("First Name", "Ana"),
    ("Middle Name", "Rosa"),
    ("Last Name", "Ferreira"),
    ("Name Prefix", "Dr."),
    ("Name Suffix", "PhD"),
    ("Nickname", "Nan"),
    ("Organization Name", "Malt & Co"),
    ("Organization Department", "Labs"),
    ("Organization Title", "Buyer"),
    ("Birthday", "1984-11-02"),
    ("Labels", "* myContacts ::: Friends ::: * starred"),
    ("E-mail 1 - Label", "* Work"),
    ("E-mail 1 - Value", "ana@example.org"),
    ("E-mail 4 - Value", "a4@example.org"),
    // Numbers are dialled as they stand; a note that would be a formula is none.
    ("Phone 1 - Label", "Mobile"),
    ("Phone 1 - Value", "+49 1512 3456789"),
    ("Phone 2 - Label", "Work Fax"),
    ("Phone 2 - Value", "+49 (0)30-1"),
    ("Notes", "'=1+1\nsecond line"),
    ("Website 1 - Label", "LinkedIn"),
    ("Website 1 - Value", "https://www.linkedin.com/in/ana-f"),
    ("Website 2 - Value", "https://example.org/ana"),
    ("Address 1 - Label", "Home"),
    ("Address 1 - Street", "Weg 1"),
    ("Address 1 - Country", "Germany"),
    ("Custom Field 1 - Label", "X-LEAD-STATUS"),
    ("Custom Field 1 - Value", "NEW"),
];

const OUTLOOK: &[(&str, &str)] = &[
    ("Title", "Dr."),
    ("First Name", "Ana"),
    ("Suffix", "PhD"),
    ("Company", "Malt & Co"),
    ("Department", "Labs"),
    ("Job Title", "Buyer"),
    ("E-mail Address", "ana@example.org"),
    ("E-mail Type", "SMTP"),
    ("E-mail 3 Address", "a3@example.org"),
    ("Mobile Phone", "+49 1512 3456789"),
    ("Business Fax", "+49 (0)30-1"),
    ("Home City", "Berlin"),
    ("Birthday", "1984-11-02"),
    ("Categories", "Friends;starred"),
    ("Web Page", "https://www.linkedin.com/in/ana-f"),
    (
        "Notes",
        "'=1+1\nsecond line\nNickname: Nan\nE-mail: a4@example.org\nWeb page: https://example.org/ana\nX-LEAD-STATUS: NEW",
    ),
];

const LINKEDIN: &[(&str, &str)] = &[
    ("First Name", "Ana Rosa"),
    ("Last Name", "Ferreira, PhD"),
    ("URL", "https://www.linkedin.com/in/ana-f"),
    ("Email Address", "ana@example.org"),
    ("Company", "Malt & Co"),
    ("Position", "Buyer"),
];

#[test]
fn a_card_in_each_layout() {
    let folder = scratch();
    let card = write(folder.path(), "ana.vcf", CARD);
    let out = folder.path().join("out");
    convert(&[text(&card)], &out);
    let only = |name: &str| {
        let rows = rows(&out.join(name));
        assert_eq!(rows.len(), 1, "{name}: {rows:?}");
        rows.into_iter().next().unwrap()
    };
    let expect = |row: &BTreeMap<String, String>, cells: &[(&str, &str)]| {
        for (column, value) in cells {
            assert_eq!(
                row.get(*column).map(String::as_str),
                Some(*value),
                "{column} of {row:#?}"
            );
        }
    };
    let google = only("people.google.csv");
    expect(&google, GOOGLE);
    let outlook = only("people.outlook.csv");
    expect(&outlook, OUTLOOK);
    let linkedin = only("people.linkedin.csv");
    expect(&linkedin, LINKEDIN);
    assert_eq!(linkedin.len(), 6);
    let problems = rows(&out.join("problems.csv"));
    let said: Vec<&String> = problems
        .iter()
        .filter(|p| p["code"] == "no-column")
        .map(|p| &p["message"])
        .collect();
    assert_eq!(said[0], "Google's layout has no column for PHOTO (no text)");
    assert!(
        said[1].starts_with(
            "LinkedIn's layout has no column for prefix Dr.; nickname Nan; e-mail a2@example.org"
        ) && said[1].contains("note =1+1 second line; label Friends"),
        "{said:?}"
    );
}

#[test]
fn a_connection_keeps_its_day_and_a_day_without_a_year_its_blank() {
    let folder = scratch();
    let csv = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\nBo,Ek,https://www.linkedin.com/in/bo-ek,,,,09 Aug 2024\n";
    let card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Cy Dahl\r\nBDAY:--03-09\r\nEND:VCARD\r\n";
    write(folder.path(), "in/Connections.csv", csv);
    write(folder.path(), "in/cy.vcf", card);
    let out = folder.path().join("out");
    convert(&[text(&folder.path().join("in"))], &out);
    let linkedin = rows(&out.join("people.linkedin.csv"));
    assert!(linkedin.iter().any(|row| {
        row.get("Connected On")
            .is_some_and(|day| day == "09 Aug 2024")
    }));
    let google = rows(&out.join("people.google.csv"));
    assert!(
        google
            .iter()
            .any(|row| row.get("Birthday").is_some_and(|day| day == " --03-09"))
    );
}

/// Every text by which somebody would miss something.
fn texts(card: &Card) -> Vec<String> {
    let name = &card.name;
    let mut out: Vec<String> = [&name.given, &name.family, &name.nickname]
        .map(Clone::clone)
        .to_vec();
    out.extend(card.emails.iter().map(|m| {
        m.email
            .as_ref()
            .map_or(m.raw.clone(), |e| e.as_str().to_owned())
    }));
    out.extend(card.phones.iter().map(|t| {
        t.phone
            .as_ref()
            .map_or(t.raw.clone(), |p| p.shown().to_owned())
    }));
    out.extend(card.profiles.iter().map(|slug| slug.url()));
    out.extend(
        card.urls
            .iter()
            .chain(&card.companies)
            .chain(&card.titles)
            .chain(&card.labels)
            .cloned(),
    );
    out.extend(
        card.notes
            .iter()
            .flat_map(|note| note.lines().map(str::to_owned)),
    );
    out.extend(
        card.addresses
            .iter()
            .flat_map(|a| [a.street.clone(), a.locality.clone(), a.country.clone()]),
    );
    out
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn nothing_is_lost_on_the_way() {
    let folder = scratch();
    for (at, merge) in [&[][..], &["--no-merge"][..]].iter().enumerate() {
        let out = folder.path().join(at.to_string());
        convert(
            &[
                &["fixtures/contacts", "fixtures/linkedin/2024_basic"],
                *merge,
            ]
            .concat(),
            &out,
        );
        let mut cards = Vec::new();
        for (name, bytes) in files_in(&out.join("cleaned")) {
            let source = Source {
                file: FileId(0),
                name: &name,
                bytes: &bytes,
            };
            cards.extend(
                import::read(source, &Context::default())
                    .expect("a copy")
                    .cards,
            );
        }
        assert!(cards.len() > 25);
        let table = |name: &str| squeezed(&fs::read_to_string(out.join(name)).expect("a table"));
        let (google, outlook) = (table("people.google.csv"), table("people.outlook.csv"));
        let linkedin = table("people.linkedin.csv") + &table("problems.csv");
        for text in cards.iter().flat_map(texts) {
            let bare = squeezed(&text);
            for (layout, all) in [
                ("google", &google),
                ("outlook", &outlook),
                ("linkedin", &linkedin),
            ] {
                assert!(all.contains(&bare), "{text:?} is not in {layout}'s");
            }
        }
        let people = rows(&out.join("people.google.csv")).len();
        assert_eq!(people, rows(&out.join("people.outlook.csv")).len());
        assert!(if merge.is_empty() {
            people < cards.len()
        } else {
            people == cards.len()
        });
        let cells = fs::read(out.join("people.vcf")).expect("cards");
        assert_eq!(
            String::from_utf8_lossy(&cells)
                .matches("BEGIN:VCARD")
                .count(),
            people
        );
    }
}

#[test]
fn what_has_a_column_of_its_own_stands_there() {
    let folder = scratch();
    let out = folder.path().join("out");
    convert(
        &[
            "fixtures/vcard/labels.vcf",
            "fixtures/vcard/commas-and-boxes.vcf",
            "fixtures/vcard/phone-tails.vcf",
        ],
        &out,
    );
    let google = rows(&out.join("people.google.csv"));
    let of = |name: &str| {
        let row = google.iter().find(|row| row["First Name"] == name);
        row.expect("somebody of that name")
    };
    let lena = of("Lena");
    assert_eq!(
        (&*lena["Relation 1 - Label"], &*lena["Relation 1 - Value"]),
        ("Spouse", "Jon Label")
    );
    assert_eq!(
        (&*lena["Event 1 - Label"], &*lena["Event 1 - Value"]),
        ("First day", "2010-05-05")
    );
    assert_eq!(lena["Website 1 - Label"], "Shop");
    assert!(
        lena.values().any(|cell| cell == "Jabber") && lena.values().any(|cell| cell == "Twitter")
    );
    let otto = of("Otto");
    assert_eq!(
        (&*otto["Address 1 - PO Box"], &*otto["Address 1 - Street"]),
        ("PO Box 9", "7 Oven Lane")
    );
    assert_eq!(otto["Organization Name"], "Bread, Inc.");
    let paula = of("Paula");
    assert_eq!(paula["Phone 2 - Value"], "+49 30 901842 ext. 12");
    assert!(paula["Phone 1 - Value"].ends_with("9#"));
    let outlook = rows(&out.join("people.outlook.csv"));
    let lena = outlook.iter().find(|row| row["First Name"] == "Lena");
    assert_eq!(lena.map(|row| &*row["Spouse"]), Some("Jon Label"));
}

#[test]
fn a_layout_that_is_none_is_refused() {
    let folder = scratch();
    let out = folder.path().join("out");
    let ended = run(&[
        "clean",
        "fixtures/contacts",
        "--to",
        "xls",
        "--out",
        text(&out),
    ]);
    assert_eq!(ended.code, 2);
    assert!(
        ended.err.contains("--to xls") && ended.err.contains("google-csv"),
        "{}",
        ended.err
    );
    assert!(!out.exists());
}

#[test]
fn columns_are_mapped_and_decisions_taken_as_in_an_audit() {
    let folder = scratch();
    let map = ["--map", "Wer=name", "--map", "Erreichbar unter=email"];
    let said = run(&[
        &["clean", "fixtures/contacts/mapped.csv", "--json"][..],
        &map[..],
    ]
    .concat());
    assert_eq!(
        said.json()["people"][0]["name"],
        "Käthe Brüggemann",
        "{}",
        said.err
    );
    let wrong = run(&[
        "clean",
        "fixtures/contacts/generic.csv",
        "--json",
        "--map",
        "Nix=name",
    ]);
    assert!(
        wrong.code != 0 && wrong.err.contains("Nix"),
        "{}",
        wrong.err
    );
    let table =
        "Name,Phone,Company\nAna Ferreira,+49 1512 3456789,Malt\nBo Ek,+49 1512 3456780,Brew\n";
    let given = write(folder.path(), "a.csv", table);
    let review = "decision,name_a,phones_a,file_a,name_b,phones_b,file_b\nsame,Ana Ferreira,+49 1512 3456789,,Bo Ek,+49 1512 3456780,\n";
    let review = write(folder.path(), "review.csv", review);
    let people = |args: &[&str]| {
        run(&[&["clean", text(&given), "--json"], args].concat()).json()["people"]
            .as_array()
            .unwrap()
            .len()
    };
    assert_eq!(people(&[]), 2);
    assert_eq!(people(&["--decisions", text(&review)]), 1);
}
