//! Files of vCards in, people as vCards out.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use proptest::prelude::{
    Just, ProptestConfig, Strategy, any, prop, prop_assert, prop_assert_eq, prop_oneof, proptest,
};

use tieline::inside::import::{Context, Source, vcard};
use tieline::inside::model::card::{Card, CardIx, Kind};
use tieline::inside::model::intake::{Fate, FileId, Imported};
use tieline::inside::model::person::{Before, Person, View};
use tieline::inside::model::problem::Code;
use tieline::inside::write::vcard::{self as writer, Version};

fn read(bytes: &[u8]) -> Imported {
    vcard::read(
        &Source {
            file: FileId(0),
            name: "cards.vcf",
            bytes,
        },
        &Context::default(),
    )
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for path in entries.filter_map(Result::ok).map(|entry| entry.path()) {
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|kind| kind == "vcf") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn fixtures() -> Vec<PathBuf> {
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/vcard"))
}

/// One person of some cards of a file.
fn written(cards: &[Card], of: &[usize]) -> String {
    written_as(Version::V4, cards, of)
}

/// Whoever has these cards.
fn somebody(kind: Kind, cards: impl IntoIterator<Item = u32>) -> Person {
    Person {
        id: String::new(),
        kind,
        several: false,
        cards: cards.into_iter().map(CardIx).collect(),
        before: Before::default(),
    }
}

fn written_as(version: Version, cards: &[Card], of: &[usize]) -> String {
    let kind = cards[of[0]].kind;
    let person = somebody(kind, of.iter().map(|at| u32::try_from(*at).unwrap()));
    writer::card(View::new(&person, cards), version)
}

fn assert_accounted(imported: &Imported) {
    let report = &imported.report;
    let known = imported.cards.len() as u64 + report.set_aside() + report.of(Fate::Rejected);
    assert_eq!(known, report.rows, "{:?}", imported.problems);
    let kept: BTreeSet<u32> = imported
        .cards
        .iter()
        .map(|card| card.place.record)
        .collect();
    let named: BTreeSet<u32> = imported
        .problems
        .iter()
        .map(|problem| problem.place.record)
        .collect();
    for record in 1..=u32::try_from(report.rows).unwrap() {
        assert!(
            kept.contains(&record) || named.contains(&record),
            "card {record} is neither kept nor named"
        );
    }
}

/// Whether a line ends with the colon of its head, which is never folded.
fn is_head(line: &str) -> bool {
    let mut quoted = false;
    let colon = line.char_indices().find(|(_, c)| {
        quoted ^= *c == '"';
        *c == ':' && !quoted
    });
    colon.is_some_and(|(at, _)| at + 1 == line.len())
}

fn assert_accepted(card: &str, of: &str) {
    if let Err(why) = writer::verify(card, Version::V4) {
        panic!("{of}: {why}\n{card}");
    }
    for line in card.split("\r\n") {
        assert!(
            line.len() <= 75 || is_head(line),
            "{of}: a line of {} octets: {line}",
            line.len()
        );
    }
    let again = read(card.as_bytes());
    assert_eq!(again.report.rows, 1, "{of}");
    let broken: Vec<_> = again
        .problems
        .iter()
        .filter(|p| p.code == Code::BadLine || p.code == Code::SalvagedCard)
        .collect();
    assert!(broken.is_empty(), "{of}: {broken:?}\n{card}");
}

fn describe(imported: &Imported) -> String {
    let report = &imported.report;
    let mut out = format!(
        "{} cards, {}, {}\n",
        report.rows, report.era, report.encoding
    );
    for problem in &imported.problems {
        writeln!(
            out,
            "! line {} card {} {}: {}",
            problem.place.line,
            problem.place.record,
            problem.code.name(),
            problem.message
        )
        .unwrap();
    }
    for card in &imported.cards {
        describe_card(&mut out, card);
    }
    out
}

fn describe_card(out: &mut String, card: &Card) {
    let name = &card.name;
    let parts = [
        &name.prefix,
        &name.given,
        &name.middle,
        &name.family,
        &name.suffix,
        &name.nickname,
    ]
    .map(String::as_str)
    .join("|");
    writeln!(
        out,
        "#{} line {} {}: {:?} {parts}",
        card.place.record,
        card.place.line,
        card.kind.word(),
        name.full
    )
    .unwrap();
    let mut list = |what: &str, values: Vec<String>| {
        for value in values {
            writeln!(out, "  {what} {value}").unwrap();
        }
    };
    let mail = |m: &tieline::inside::model::card::Mail| {
        format!(
            "{:?} {} {}",
            m.raw,
            m.email.as_ref().map_or("-", |e| e.as_str()),
            m.types.join("/")
        )
    };
    let tel = |t: &tieline::inside::model::card::Tel| {
        format!(
            "{:?} {} {}",
            t.raw,
            t.phone.as_ref().map_or("-", |p| p.e164()),
            t.types.join("/")
        )
    };
    let address = |a: &tieline::inside::model::card::Address| {
        format!(
            "{} | {} | {} | {} | {} {}",
            a.street,
            a.locality,
            a.region,
            a.code,
            a.country,
            a.types.join("/")
        )
    };
    list(
        "profile",
        card.profiles.iter().map(ToString::to_string).collect(),
    );
    list("email", card.emails.iter().map(mail).collect());
    list("phone", card.phones.iter().map(tel).collect());
    list("url", card.urls.clone());
    list("company", card.companies.clone());
    list("title", card.titles.clone());
    list("address", card.addresses.iter().map(address).collect());
    describe_rest(out, card);
}

fn describe_rest(out: &mut String, card: &Card) {
    let mut list = |what: &str, values: Vec<String>| {
        for value in values {
            writeln!(out, "  {what} {value}").unwrap();
        }
    };
    list("birthday", card.birthday.iter().cloned().collect());
    list("birthplace", card.birth_place.iter().cloned().collect());
    list("gender", card.gender.iter().cloned().collect());
    list(
        "note",
        card.notes.iter().map(|note| format!("{note:?}")).collect(),
    );
    list("label", card.labels.clone());
    list("uid", card.uid.iter().cloned().collect());
    list(
        "fresh",
        card.fresh.iter().map(ToString::to_string).collect(),
    );
    list(
        "extra",
        card.extras
            .iter()
            .map(|e| format!("{}.{} {:?} {:?}", e.group, e.name, e.params, e.value))
            .collect(),
    );
}

#[test]
fn every_fixture_reads_as_it_should() {
    let mut out = String::new();
    for path in fixtures() {
        let imported = read(&std::fs::read(&path).unwrap());
        assert_accounted(&imported);
        writeln!(
            out,
            "== {}: {}",
            path.file_stem().unwrap().to_string_lossy(),
            describe(&imported)
        )
        .unwrap();
    }
    insta::assert_snapshot!("fixtures", out);
}

#[test]
fn every_fixture_is_written_as_it_should() {
    let mut out = String::new();
    for path in fixtures() {
        let imported = read(&std::fs::read(&path).unwrap());
        writeln!(out, "== {}", path.file_stem().unwrap().to_string_lossy()).unwrap();
        for at in 0..imported.cards.len() {
            let card = written(&imported.cards, &[at]);
            assert_accepted(&card, &path.to_string_lossy());
            out.push_str(&card.replace("\r\n", "\n"));
        }
    }
    insta::assert_snapshot!("written", out);
}

/// The folder named by `TIELINE_VCARD_SAMPLES`, if any, holds further files: each card of them is read or named, and
/// what is written of it is accepted.
#[test]
fn every_sample_is_read_and_written() {
    let Some(folder) = std::env::var_os("TIELINE_VCARD_SAMPLES") else {
        return;
    };
    for path in files(Path::new(&folder)) {
        let imported = read(&std::fs::read(&path).unwrap());
        assert_accounted(&imported);
        for at in 0..imported.cards.len() {
            assert_accepted(&written(&imported.cards, &[at]), &path.to_string_lossy());
        }
    }
}

#[test]
fn a_merged_person_holds_every_value_once() {
    let text = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana Ferreira\r\nN:Ferreira;Ana;;;\r\nEMAIL;TYPE=home:ana@example.org\r\n\
        item1.TEL:+351 912 345 678\r\nitem1.X-ABLabel:Porto\r\nORG:Acme\r\nNOTE:from the fair\r\nUID:one\r\nREV:20230101T000000Z\r\n\
        TITLE;ALTID=1;LANGUAGE=pt:Chefe\r\nPHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ\r\nEND:VCARD\r\n\
        BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ana M. Ferreira\r\nN:Ferreira;Ana;M.;;\r\nEMAIL;TYPE=work;PREF=1:ANA@example.org\r\nEMAIL:am@example.net\r\n\
        item1.TEL;VALUE=uri:tel:+351-912-345-678\r\nitem1.X-ABLabel:Casa\r\nORG:Acme;Sales\r\nNOTE:from the fair\r\nNOTE:called twice\r\n\
        UID:two\r\nREV:20240801T100000Z\r\nTITLE;ALTID=1;LANGUAGE=en:Boss\r\nCATEGORIES:Fair\r\nEND:VCARD\r\n";
    let imported = read(text.as_bytes());
    let card = written(&imported.cards, &[1, 0]);
    assert_accepted(&card, "merged");
    insta::assert_snapshot!("merged", card.replace("\r\n", "\n"));
}

#[test]
fn many_people_are_one_file() {
    let imported = read("BEGIN:VCARD\nFN:A\nEND:VCARD\nBEGIN:VCARD\nFN:B\nEND:VCARD\n".as_bytes());
    let people: Vec<Person> = (0..2).map(|at| somebody(Kind::Person, [at])).collect();
    let mut out = Vec::new();
    writer::people(
        people
            .iter()
            .map(|person| View::new(person, &imported.cards)),
        &[],
        Version::V4,
        &mut out,
    )
    .unwrap();
    let again = read(&out);
    assert_eq!(
        again
            .cards
            .iter()
            .map(|card| card.name.full.as_str())
            .collect::<Vec<_>>(),
        ["A", "B"]
    );
    assert!(again.problems.is_empty());
}

/// What people are joined by, and what an address book shows of them.
fn shown(card: &Card) -> impl PartialEq + std::fmt::Debug + use<> {
    let emails: Vec<String> = card.emails.iter().map(|m| m.raw.to_lowercase()).collect();
    let phones: Vec<String> = card
        .phones
        .iter()
        .filter_map(|tel| Some(tel.phone.as_ref()?.e164().to_owned()))
        .collect();
    let name = [&card.name.full, &card.name.given, &card.name.family].map(String::clone);
    let facts = (card.birthday.clone(), card.gender.clone(), card.kind);
    (name, emails, phones, card.profiles.clone(), facts)
}

#[test]
fn version_3_says_the_same_and_is_accepted_by_another_reader() {
    for path in fixtures() {
        let of = path.display();
        let imported = read(&std::fs::read(&path).unwrap());
        for at in 0..imported.cards.len() {
            let [new, old] =
                [Version::V4, Version::V3].map(|v| written_as(v, &imported.cards, &[at]));
            if let Err(why) = writer::verify(&old, Version::V3) {
                panic!("{of}: {why}\n{old}");
            }
            let [new, old_read] = [&new, &old].map(|text| read(text.as_bytes()).cards);
            assert_eq!(
                new.iter().map(shown).collect::<Vec<_>>(),
                old_read.iter().map(shown).collect::<Vec<_>>(),
                "{of}\n{old}"
            );
            let photos = |cards: &[Card]| {
                cards
                    .iter()
                    .flat_map(|c| &c.extras)
                    .filter(|e| e.name == "PHOTO")
                    .count()
            };
            assert_eq!(photos(&new), photos(&old_read), "{of}\n{old}");
        }
    }
}

#[test]
fn an_address_keeps_its_lines() {
    let text =
        b"BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nADR:;;Main St 1\\nBack house;Town;;12345;\nEND:VCARD\n";
    let card = written(&read(text).cards, &[0]);
    let line = "ADR:;;Main St 1\\nBack house;Town;;12345;\r\n";
    assert_eq!(card.matches("ADR").count(), 1, "{card}");
    assert!(card.contains(line), "{card}");
    assert_eq!(written(&read(card.as_bytes()).cards, &[0]), card);
}

#[test]
fn files_of_other_kinds_are_not_claimed() {
    for head in [
        "First Name,Last Name\nAna,Ferreira\n",
        "BEGIN:VCALENDAR\nBEGIN:VCARD\n",
        "From ana Mon\n\nBEGIN:VCARD\n",
        "so it ends\nEND:VCARD\n",
        "",
        "{}",
    ] {
        assert!(!vcard::claims(head), "{head}");
    }
    for head in [
        "begin:vcard\n",
        "\n# note\nnoise\nitem1.BEGIN:VCARD\r\n",
        "BEGIN:VCARD\rFN:A\r",
        "FN:A\nEND:VCARD\n",
    ] {
        assert!(vcard::claims(head), "{head}");
    }
}

#[test]
fn verification_refuses_what_is_no_card() {
    assert!(
        writer::verify(
            "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:A\r\nEND:VCARD\r\n",
            Version::V4
        )
        .is_err()
    );
    assert!(writer::verify("BEGIN:VCARD\r\nVERSION:4.0\r\nEND:VCARD\r\n", Version::V4).is_err());
    assert!(
        writer::verify(
            "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:A\r\nEND:VCARD\r\n",
            Version::V4
        )
        .is_ok()
    );
}

/// A measurement, run by hand in release: 100,000 cards in and out.
#[test]
#[ignore = "a measurement"]
fn a_hundred_thousand_cards() {
    let one = |n: usize| {
        format!(
            "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Family{n};Given{n};;;\r\nFN:Given{n} Family{n}\r\nORG:Company {n};Dept\r\nTITLE:Engineer\r\n\
            EMAIL;type=INTERNET;type=WORK;type=pref:g{n}@example.org\r\nitem1.EMAIL;type=INTERNET:g{n}@example.net\r\n\
            item1.X-ABLabel:_$!<Other>!$_\r\nTEL;type=CELL:+49 151 {n:08}\r\nADR;type=WORK:;;Street {n};Berlin;;10115;Germany\r\n\
            NOTE:a note that is long enough to be folded across two physical lines of\r\n  the file\r\nUID:uid-{n}\r\nEND:VCARD\r\n"
        )
    };
    let file: String = (0..100_000).map(one).collect();
    let start = std::time::Instant::now();
    let imported = read(file.as_bytes());
    println!(
        "read {} MB in {:?}",
        file.len() / 1_000_000,
        start.elapsed()
    );
    assert_eq!(imported.cards.len(), 100_000);
    let start = std::time::Instant::now();
    let size: usize = (0..100_000)
        .map(|at| written(&imported.cards, &[at]).len())
        .sum();
    println!("wrote {} MB in {:?}", size / 1_000_000, start.elapsed());
}

/// A card that is in order, with a name that tells it from the others.
fn good(number: usize) -> String {
    let kinds = [
        format!(
            "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Good {number}\r\nEMAIL:good{number}@example.org\r\nEND:VCARD\r\n"
        ),
        format!(
            "BEGIN:VCARD\nVERSION:2.1\nFN;ENCODING=QUOTED-PRINTABLE:Good=20{number}\nNOTE;QUOTED-PRINTABLE:a=\nb\nEND:VCARD\n"
        ),
        format!(
            "begin:vcard\r\nversion:4.0\r\nfn:Good {number}\r\nitem1.tel:+49 30 901820\r\nitem1.X-ABLabel:x\r\nend:vcard\r\n"
        ),
        format!(
            "BEGIN:VCARD\r\nVERSION:2.1\r\nFN:Good {number}\r\nAGENT:\r\nBEGIN:VCARD\r\nFN:Agent\r\nEND:VCARD\r\nEND:VCARD\r\n"
        ),
        format!(
            "BEGIN:VCARD\r\nFN:Good {number}\r\nPHOTO;BASE64:/9j/\r\nAAAA\r\n\r\nEND:VCARD\r\n"
        ),
    ];
    kinds[number % kinds.len()].clone()
}

fn garbage() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("garbage".to_owned()),
        Just("# comment: with a colon".to_owned()),
        Just(String::new()),
        Just("X-LONE:value".to_owned()),
        Just("\u{feff}".to_owned()),
        "[ -~]{0,40}".prop_filter("no bound of a card", |line| !line
            .to_ascii_uppercase()
            .contains("VCARD")),
    ]
}

/// Names of properties, some of them with a group or none of the standard.
const NAMES: &str = "FN N NICKNAME EMAIL TEL ADR ORG TITLE ROLE URL NOTE CATEGORIES BDAY GENDER BIRTHPLACE UID \
    REV KIND PHOTO KEY GEO TZ IMPP LANG RELATED ANNIVERSARY DEATHDATE X-ABLabel X-FOO LABEL \
    AGENT XML MEMBER SOURCE EXPERTISE CLIENTPIDMAP CREATED SOCIALPROFILE ORG-DIRECTORY PRODID \
    a.b item1.N NAME";

/// One a line; the first is none.
const PARAMS: &str = r#"
;TYPE=work
;PREF
;PREF=1
;PREF=x
;VALUE=uri
;VALUE=text
;VALUE=date
;LANGUAGE=de
;LANGUAGE=?
;ALTID=2
;ALTID=b
;X-A="b;c:d"
;ENCODING=QUOTED-PRINTABLE
;BASE64
;CHARSET=ISO-8859-1
;PID=1.1
;SORT-AS="a,b"
;GEO="geo:1,2"
;LABEL="a^nb"
;MEDIATYPE=text/plain
;INDEX=1;LEVEL=expert
;TYPE="Mein Büro"
;
;=
;TYPE=
;ä=ö"#;

/// A property with any parameters and any value.
fn property() -> impl Strategy<Value = String> {
    let name = prop::sample::select(NAMES.split(' ').collect::<Vec<_>>());
    let params = prop::sample::select(PARAMS.lines().collect::<Vec<_>>());
    let value = prop_oneof![
        "[ -~]{0,60}",
        "\\PC{0,60}",
        "[0-9T:Z+-]{0,20}",
        "[a-z,;\\\\]{0,20}",
        "(https?://)?[a-z.:/@]{0,30}",
        prop::collection::vec(any::<char>(), 0..30).prop_map(|chars| chars.into_iter().collect()),
        "[äöü日本 ]{100,120}",
    ];
    (name, params, value).prop_map(|(name, params, value)| {
        format!("{name}{params}:{}", value.replace(['\n', '\r'], "\\n"))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn good_cards_survive_any_garbage(between in prop::collection::vec(prop::collection::vec(garbage(), 0..4), 1..12)) {
        let mut file = String::new();
        for (number, lines) in between.iter().enumerate() {
            for line in lines {
                file.push_str(line);
                file.push('\n');
            }
            file.push_str(&good(number));
        }
        let imported = read(file.as_bytes());
        assert_accounted(&imported);
        let names: Vec<String> = imported.cards.iter().map(|card| card.name.full.clone()).collect();
        prop_assert_eq!(names, (0..between.len()).map(|number| format!("Good {number}")).collect::<Vec<_>>());
    }

    #[test]
    fn a_file_cut_anywhere_is_accounted_for(count in 1_usize..8, lines in prop::collection::vec(garbage(), 8), cut in 0.0..1.0_f64) {
        let cards = (0..count).map(|number| format!("{}{}\n", good(number), lines[number]));
        let mut bytes = format!("# ä\n{}", cards.collect::<String>()).into_bytes();
        bytes.truncate((bytes.len() as f64 * cut) as usize);
        assert_accounted(&read(&bytes));
    }

    #[test]
    fn any_bytes_are_accounted_for(bytes in prop::collection::vec(any::<u8>(), 0..200), inside in any::<bool>()) {
        let bytes = if inside { [b"BEGIN:VCARD\n".as_slice(), &bytes, b"\nEND:VCARD\n"].concat() } else { bytes };
        let imported = read(&bytes);
        assert_accounted(&imported);
        for at in 0..imported.cards.len() {
            assert_accepted(&written(&imported.cards, &[at]), "any bytes");
        }
    }

    #[test]
    fn whatever_is_read_is_written_well(cards in prop::collection::vec(prop::collection::vec(property(), 1..10), 1..4), version in prop::sample::select(vec!["2.1", "3.0", "4.0", ""])) {
        let version = if version.is_empty() { String::new() } else { format!("VERSION:{version}\r\n") };
        let file: String = cards.iter().map(|lines| format!("BEGIN:VCARD\r\n{version}{}\r\nEND:VCARD\r\n", lines.join("\r\n"))).collect();
        let imported = read(file.as_bytes());
        assert_accounted(&imported);
        if !imported.cards.is_empty() {
            let all: Vec<usize> = (0..imported.cards.len()).collect();
            let card = written(&imported.cards, &all);
            assert_accepted(&card, &file);
            let again = read(card.as_bytes());
            prop_assert!(again.cards.len() == 1);
            let mails = |cards: &[Card]| cards.iter().flat_map(|c| &c.emails).filter_map(|m| m.email.clone()).collect::<BTreeSet<_>>();
            prop_assert_eq!(mails(&again.cards), mails(&imported.cards));
            let phones = |cards: &[Card]| cards.iter().flat_map(|c| &c.phones).filter_map(|t| t.phone.clone()).collect::<BTreeSet<_>>();
            prop_assert_eq!(phones(&again.cards), phones(&imported.cards));
            let profiles = |cards: &[Card]| cards.iter().flat_map(|c| &c.profiles).cloned().collect::<BTreeSet<_>>();
            prop_assert_eq!(profiles(&again.cards), profiles(&imported.cards));
        }
    }
}
