//! Small address books of two or a few cards, and what a person who sees them would say: the same, ask me, or two people.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::find::{list, number, text};
use crate::run::{run, scratch, text as path_text, write};

/// What a person would say of two cards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    /// One person.
    Same,
    /// That only the owner can tell.
    Ask,
    /// Two people; the question would be a nuisance.
    Apart,
}
use Says::{Apart, Ask, Same};

/// A card: its name, then what it has, each behind a semicolon. `row` begins a row of Connections.csv.
const PAIRS: &[(Says, &str, &str)] = &[
    // One key and a name that fits.
    (
        Same,
        "Bob Hartwell; +4915112345678",
        "Robert Hartwell; +4915112345678",
    ),
    (
        Same,
        "Patrick Ingmere; +4915112345678",
        "Ingmere P.; +4915112345678",
    ),
    (
        Same,
        "Krishnan Sharma; +4915112345678",
        "Sharma K; +4915112345678",
    ),
    (
        Same,
        "Ingrid Sundqvist; +4915112345678",
        "Mum; +4915112345678",
    ),
    (
        Same,
        "Fátima Castellane; +4915112345678; fatima.castellane@example.org",
        "Mãe; +4915112345678; fatima.castellane@example.org",
    ),
    (
        Same,
        "Giulia Castellane; +4915112345678; giulia.castellane@example.org",
        "Giulia Ingmere; +4915112345678; giulia.ingmere@example.net",
    ),
    (
        Apart,
        "Familie Castellane; +493412345678",
        "Familie Castellane; +497113456789",
    ),
    (
        Same,
        "Robert Castellane; +4915112345678",
        "Bob plumber; +4915112345678",
    ),
    (
        Same,
        "Rosalind Teasdale; at Acmeon Logistics; +4915112345678",
        "Rosalind Acmeon; +4915112345678",
    ),
    (Same, "Minjun Kim; +4915112345678", "김민준; +4915112345678"),
    (
        Same,
        "Henry Askwith Jr.; +4915112345678",
        "Henry Askwith; +4915112345678",
    ),
    (
        Same,
        "Anna Schmidt-Keller; anna@example.org",
        "Anna Keller; anna@example.org",
    ),
    (
        Same,
        "Sibylle Ackerknecht; sibylle@example.org",
        "Sibylle Vonderau; sibylle@example.org",
    ),
    (
        Same,
        "Leonie Harrowgate; lh42@harrow-foundry.test",
        "Leonie Harrowgate; lh42@harow-foundry.test",
    ),
    (
        Same,
        "Leonie; lh42@harrow-foundry.test",
        "Leonie Harrowgate; lh42@harrow-f0undry.test",
    ),
    (
        Same,
        "Leonie Harrowgate; home Quellenweg Haus Eiben, Nordby",
        "Leonie Astrup; home Quellenweg Haus Eibe, Nordby",
    ),
    (
        Same,
        "Petra Novak; petra@example.org; at Nordwerk",
        "Petra Novak; petra@example.org; at Sudwerk",
    ),
    (
        Same,
        "Petra Novak; petra@example.org; +4915112345678",
        "Petra Novak; petra@example.org; +4915187654321",
    ),
    (
        Same,
        "Petra Novak; +420601123456",
        "; petra.novak@example.org; +420601123456",
    ),
    (
        Same,
        "Petra Novak; petra.novak@example.org",
        "; petra.novak@example.org",
    ),
    (
        Same,
        "row Ottilie|Brandvold|ottilie-b",
        "Ottilie Brandvold; in ottilie-b",
    ),
    (Same, "row Robert|B.|robert-b", "Bob Brandvold; in robert-b"),
    // One name, written in two ways, and nothing that speaks against it.
    (Same, "Ottilie Brandvold", "Ottilie Brandvold"),
    (Same, "Ottilie Brandvold 🚀", "BRANDVOLD, Ottilie"),
    (Same, "Jürgen Wölfflin", "Juergen Woelfflin"),
    (
        Same,
        "José García Márquez; jose@example.org",
        "Jose Garcia Marquez",
    ),
    (Same, "Сергей Лебединский", "Sergey Lebedinsky"),
    (Same, "Zhuang Xiaolan", "Xiao-Lan Zhuang"),
    (
        Same,
        "Dr. Katarzyna Brzozowska, MBA",
        "Kasia Brzozowska; +48501123456",
    ),
    (
        Same,
        "row Ottilie|Brandvold|ottilie-b",
        "Ottilie Brandvold; +4915112345678",
    ),
    // A new number and the old one, and nothing else that differs.
    (
        Same,
        "Ottilie Brandvold; +4915112345678",
        "Ottilie Brandvold; +4915187654321; ottilie@example.org",
    ),
    (
        Same,
        "Mónica Álvarez Navarro; at Nordwerk; +34612345678",
        "Mónica Álvarez Navarro; +34698765432",
    ),
    // A company's domain is its name with more behind it.
    (
        Same,
        "Ottilie B.; at Nordwerk Handel GmbH",
        "Ottilie Brandvold; ottilie@nordwerk2.test",
    ),
    (
        Ask,
        "Ottilie Brandvold; at Nordwerk Handel GmbH; +4915112345678",
        "; brandvold@nordwerk-handel.test",
    ),
    // Names of Korea and Japan, as their bearers write them and as they are written at home.
    (Same, "Hyun-jung Chung; at Nordwerk", "정현정; at Nordwerk"),
    (Same, "Taeho Noh; at Nordwerk", "Tae-ho Roh; at Nordwerk"),
    (
        Same,
        "Shota Tanaka; +819012345678",
        "田中翔太; +819012345678",
    ),
    (Same, "Yumiko Inoue", "井上由美子"),
    (
        Same,
        "Yasmin Kassem; at Nordwerk",
        "Yasmine Qasim; at Nordwerk",
    ),
    (
        Same,
        "Ottilie; brandvold@nordwerk.test",
        "Ottilie Brandvold; +4915112345678",
    ),
    (
        Same,
        "Ana Ferreira; at Nordwerk",
        "Ana Ferreira-Lindqvist; at Nordwerk",
    ),
    // Programs put the address where a name is missing.
    (
        Same,
        "Ottilie Brandvold; +4915112345678",
        "o.brandvold@nordwerk.test; o.brandvold@nordwerk.test; +4915112345678",
    ),
    (
        Same,
        "Eun-jung Kwon; at Nordwerk",
        "Eunjeong Gwon; at Nordwerk",
    ),
    (
        Same,
        "Park Seunghyun; +821012345678",
        "Seung-hyun Pak; +821012345678",
    ),
    (
        Same,
        "Ottilie; +498976543210",
        "Ottilie Brandvold; +498976543210; home 3 Elm Street, Nordby",
    ),
    (
        Same,
        "row Madison|Norris (Paceworth)|madison-n|Nordwerk",
        "Madison Paceworth; at Nordwerk",
    ),
    // Who marries keeps the employer.
    (
        Ask,
        "Ottilie Brandvold; at Nordwerk",
        "Ottilie Castellane; at Nordwerk; +4915112345678",
    ),
    // One name, and more that speaks for two people than a common name can carry.
    (
        Apart,
        "Robert Berg; born 1950-03-02",
        "Robert Berg; born 1981-11-17",
    ),
    (
        Apart,
        "Robert Berg; born 1950-03-02; home 3 Elm Street, Nordby",
        "Robert Berg; born 1981-11-17; home 3 Elm Street, Nordby",
    ),
    (
        Ask,
        "Ottilie Brandvold; +4915112345678",
        "Ottilie Brandvold; +4915112345679",
    ),
    (
        Ask,
        "Ottomar Brandvold Jr.; +4915112345678",
        "Ottomar Brandvold; ottomar@example.org",
    ),
    (
        Ask,
        "Robert Berg; in robert-berg-1",
        "Robert Berg; in rob-berg-77",
    ),
    (
        Ask,
        "row Robert|Berg|robert-berg-1",
        "Robert Berg; in rob-berg-77",
    ),
    (
        Ask,
        "Robert Berg; rb@example.org; +4915112345678; at Nordwerk",
        "Robert Berg; berg77@example.net; +4915187654321; at Sudwerk",
    ),
    (
        Ask,
        "Ottilie Brandvold; ob@example.org; +4915112345678; at Nordwerk",
        "Ottilie Brandvold; tilly77@example.net; +4915187654321; at Sudwerk",
    ),
    (
        Ask,
        "Robert Berg; rb@example.org; +4915112345678; home 3 Elm Street, Nordby",
        "Robert Berg; berg77@example.net; +4915187654321; home 3 Elm Street, Nordby",
    ),
    (
        Ask,
        "Robert Berg; rb@example.org; +4915112345678; +498976543210",
        "Robert Berg; berg77@example.net; +4915187654321; +498976543210",
    ),
    (
        Ask,
        "Anna Berg; anna.berg@nordwerk.test; at Nordwerk; +4915112345678",
        "Anna Berg; anna.berg2@nordwerk.test; at Nordwerk; +4915187654321",
    ),
    (Ask, "Ana Ferreira; in zed-q", "Marta Ferreira; in zed-q"),
    // A list that has a connection twice was pasted together.
    (Same, "row Zed|Quill|zed-q", "row Zed|Quill|zed-q"),
    (Ask, "Arthur Dennis; +4915112345678", "Dennis Arthur"),
    // Two people.
    (
        Apart,
        "Petra Novak; petra@nordwerk.test",
        "Petra Lindgren; petra@sudwerk.test",
    ),
    (
        Apart,
        "Petra Novak; +4915112345678",
        "Petra Lindgren; +4915187654321",
    ),
    (
        Apart,
        "Ines Valdoro; valdoro@example.org; +498976543210",
        "Marco Valdoro; valdoro@example.org; +498976543210",
    ),
    (
        Apart,
        "Henry Askwith Sr.; askwith@example.org",
        "Henry Askwith Jr.; askwith@example.org",
    ),
    (
        Apart,
        "Clara Pennock; born 2004-05-17; home 12 Larch Row, Exmouth",
        "Laura Pennock; born 2004-05-17; home 12 Larch Row, Exmouth",
    ),
    (
        Apart,
        "Frank Sugg; home 7 Quay Street, Whitby; +441947600600",
        "Walter Sugg; home 7 Quay Street, Whitby; +441947600600",
    ),
    (
        Apart,
        "Daniel Castellane; +498976543210",
        "Danielle Castellane; +498976543210",
    ),
    // A family's mailbox is nobody's alone, and a name beside it tells whose card it is.
    (
        Ask,
        "Leonie Harrowgate; harrowgate.family@example.org",
        "; harrowgate.family@example.org",
    ),
    (
        Same,
        "Leonie Harrowgate; harrowgate.family@example.org",
        "Leonie Harrowgate; harrowgate.family@example.org; at Nordwerk",
    ),
    (
        Apart,
        "Olga Ivanova; ivanov@example.org",
        "Oleg Ivanov; ivanov@example.org",
    ),
    (Apart, "Mario Brzozowski", "Maria Brzozowska"),
    (
        Apart,
        "Jianpeng Liu; at Nordwerk",
        "Jianfei Liu; at Nordwerk",
    ),
    (Apart, "John A. Lebedinsky", "John B. Lebedinsky"),
    (Apart, "Samuel Quillfeather", "Samantha Quillfeather"),
    (Apart, "Frank Hernandez", "Frank Fernandez"),
    (
        Apart,
        "Guest1 Room1; guest1@nordwerk.test",
        "Guest11 Room11; guest11@nordwerk.test",
    ),
    (
        Apart,
        "Karin Testvall; karin.testvall@example.net",
        "Karl Testvall; karl.testvall@example.net",
    ),
    (
        Apart,
        "Mustafa Teasdale; mustafa@nordwerk.test",
        "; mustafa@sudwerk.test",
    ),
    (
        Apart,
        "Ada Kerr; at Nordwerk; +49301234000; ada@nordwerk.test",
        "Ben Lowe; at Nordwerk; +49301234000; ben@nordwerk.test",
    ),
    (
        Apart,
        "Ada Kerr; at Nordwerk; +49301234000",
        "Ada Lowe; at Nordwerk; +49301234000",
    ),
    (Apart, "Taxi; +4930202020", "Taxi; +49303030303"),
    (
        Apart,
        "IT-Support; it@nordwerk.test",
        "IT-Support; it@sudwerk.test",
    ),
    (Apart, "Anna; +4915112345678", "Anna; +4915187654321"),
    (
        Apart,
        "Bob plumber; +4915112345678",
        "Bob taxi; +4915187654321",
    ),
    (Apart, "Mum; +4915112345678", "Mum; +4915187654321"),
];

/// Books of several cards, and how many people they are.
const BOOKS: &[(usize, &[&str])] = &[
    // A house in which the name is handed down.
    (
        5,
        &[
            "Robert Berg; rb1@example.org; +4915112340001; home 3 Elm Street, Nordby; +498976543210",
            "Robert Berg; bergbau@example.org; +4915112340002; home 3 Elm Street, Nordby; +498976543210",
            "Robert Berg; rob.b@example.net; +4915112340003; home 3 Elm Street, Nordby; +498976543210",
            "Robert Berg; fussball@example.net; +4915112340004; home 3 Elm Street, Nordby; +498976543210",
            "Robert Berg; moon@example.com; +4915112340005; home 3 Elm Street, Nordby; +498976543210",
        ],
    ),
    // Father and son, each on two cards.
    (
        2,
        &[
            "Robert Berg; rb@example.org; +4915112340001; home 3 Elm Street, Nordby",
            "Robert Berg; rb@example.org; at Nordwerk",
            "Robert Berg; +4915112340002; home 3 Elm Street, Nordby; moon@example.com",
            "Rob Berg; +4915112340002",
        ],
    ),
    // A family with one mailbox, a nickname among them.
    (
        3,
        &[
            "Arthur Hallam; hallams@example.org; home 7 Quay Street, Whitby",
            "Beatrice Hallam; hallams@example.org; home 7 Quay Street, Whitby",
            "Bea Hallam; hallams@example.org; home 7 Quay Street, Whitby",
            "Colin Hallam; hallams@example.org; home 7 Quay Street, Whitby",
        ],
    ),
    // An office whose phone shows the first letters of names.
    (
        4,
        &[
            "Christina Ostra; at Nordwerk; +49301234000",
            "Christina Ostrander; at Nordwerk; +49301234000; +4915112340001",
            "Christine Pellegrin; at Nordwerk; +49301234000; +4915112340002",
            "Christian Pellegrin; at Nordwerk; +49301234000; +4915112340003",
            "Christoph Rademaker; at Nordwerk; +49301234000; +4915112340004",
        ],
    ),
    // Namesakes at two employers, both in the export of a network that has a row for each human.
    (
        2,
        &[
            "row Ottilie|Brandvold|ottilie-b|Nordwerk",
            "row Ottilie|Brandvold|o-brandvold-2|Sudwerk",
            "Ottilie Brandvold; ottilie@nordwerk.test",
            "Ottilie Brandvold; at Sudwerk; +4915112340002",
        ],
    ),
    // An old and a new number, from files that were given twice.
    (
        1,
        &[
            "Mónica Álvarez Navarro; at Nordwerk; +34612345678",
            "Mónica Álvarez Navarro; +34698765432",
            "Mónica Álvarez Navarro; at Nordwerk; +34612345678",
            "Mónica Álvarez Navarro; +34698765432",
        ],
    ),
    // Names that are also what people are to somebody: a neighbour, a grandmother.
    (
        1,
        &[
            "row Charlotte|Voisin|cvoisin-1|Nordwerk",
            "Charlotte Voisin; +33619967698",
        ],
    ),
    (
        1,
        &[
            "row Nan|Wu-Huang|nanwh|Nordwerk",
            "Nan Wu-Huang; nan@example.org",
        ],
    ),
    // A Korean name, in Latin letters by the official transcription.
    (
        1,
        &["row 상훈|조|sh-jo|Nordwerk", "Sanghun Jo; at Nordwerk"],
    ),
    // Both words serve as given and as family name: the order alone is no reason to ask among colleagues, else it is.
    (
        1,
        &[
            "row Danny|Perry|dperry-1|Nordwerk",
            "Perry Danny; at Nordwerk",
        ],
    ),
    (
        2,
        &[
            "row Danny T.|Perry|dperry-1|Nordwerk",
            "Perry Danny; at Sudwerk",
        ],
    ),
    // No name, but one address spells the given name and the other one the family name.
    (
        1,
        &[
            "row Emilia|Harrowgate|eharrow|Nordwerk",
            "; emilia@nordwerk.test; harrowgate34@example.org",
        ],
    ),
];

/// Writes the cards of a book and gives what `clean` makes of them.
pub fn clean(cards: &[&str]) -> Value {
    let folder = scratch();
    let (mut book, mut rows) = (String::new(), String::new());
    for card in cards {
        match card.strip_prefix("row ") {
            Some(row) => rows += &connection(row),
            None => book += &vcard(card),
        }
    }
    let mut args = vec!["clean".to_owned(), "--json".to_owned()];
    let header = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";
    let files = [
        ("book.vcf", book),
        (
            "Connections.csv",
            if rows.is_empty() {
                rows
            } else {
                header.to_owned() + &rows
            },
        ),
    ];
    for (name, content) in files.into_iter().filter(|(_, content)| !content.is_empty()) {
        args.push(path_text(&write(folder.path(), name, content)).to_owned());
    }
    run(&args.iter().map(String::as_str).collect::<Vec<_>>()).json()
}

/// `given|family|profile|employer` as a row of Connections.csv.
fn connection(row: &str) -> String {
    let mut cells = row.split('|');
    let mut next = || cells.next().unwrap_or_default();
    let (given, family, slug, employer) = (next(), next(), next(), next());
    format!("{given},{family},https://www.linkedin.com/in/{slug},,{employer},,01 Mar 2024\n")
}

/// A card in vCard 4.0.
fn vcard(spec: &str) -> String {
    let mut parts = spec.split(';').map(str::trim);
    let mut card = format!(
        "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:{}\r\n",
        parts.next().unwrap_or_default().replace(',', "\\,")
    );
    for part in parts {
        card += &match part.split_once(' ') {
            Some(("born", day)) => format!("BDAY:{}\r\n", day.replace('-', "")),
            Some(("at", employer)) => format!("ORG:{employer}\r\n"),
            Some(("in", slug)) => format!("URL:https://www.linkedin.com/in/{slug}\r\n"),
            Some(("home", place)) => {
                let (street, town) = place.split_once(", ").expect("street and town");
                format!("ADR;TYPE=home:;;{street};{town};;;\r\n")
            }
            _ if part.contains('@') => format!("EMAIL:{part}\r\n"),
            _ if part.starts_with('+') => format!("TEL:{part}\r\n"),
            _ => panic!("a card cannot have {part:?}"),
        };
    }
    card + "END:VCARD\r\n"
}

/// What `clean` says of two cards.
pub fn said(cleaned: &Value) -> Says {
    let humans = list(cleaned, "people").len();
    match (humans, list(cleaned, "review").len()) {
        (1, _) => Same,
        (_, 0) => Apart,
        _ => Ask,
    }
}

#[test]
fn two_cards_are_what_a_person_would_say() {
    let wrong: Vec<String> = PAIRS
        .iter()
        .filter_map(|(says, a, b)| {
            let found = [said(&clean(&[a, b])), said(&clean(&[b, a]))];
            (found != [*says; 2]).then(|| format!("{a} / {b}: {found:?} and not {says:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn few_cards_are_as_many_people_as_a_person_would_say() {
    for (people, cards) in BOOKS {
        let cleaned = clean(cards);
        let mut of: BTreeMap<String, Vec<(String, f64)>> = BTreeMap::new();
        for person in list(&cleaned, "people") {
            let records = list(person, "records").iter();
            let places = records.map(|r| (text(r, "file").to_owned(), number(r, "record")));
            of.insert(text(person, "id").to_owned(), places.collect());
        }
        assert_eq!(of.len(), *people, "{cards:#?}\n{of:#?}");
    }
}
