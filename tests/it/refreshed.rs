//! Laws of `clean --refresh`, on networks that are drawn: twice is once, nothing is lost, and nobody's card changes on evidence of another's.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use crate::run::{self, run, scratch};

/// The same networks in every run; TIELINE_SEED draws others.
const SEED: u64 = 20_261_101;

/// Drawn numbers (SplitMix64).
struct Drawn(u64);

impl Drawn {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % most as u64) as usize
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
}

const GIVEN: [&str; 4] = ["Ana", "Bo", "Cleo", "Dov"];
const FAMILY: [&str; 4] = ["Quist", "Lund", "Moen", "Sand"];
const COMPANIES: [&str; 6] = [
    "Alpha Foods",
    "Beta Mills",
    "Gamma Works",
    "Delta Lime GmbH",
    "DELTA LIME",
    "",
];
const TITLES: [&str; 4] = ["Baker", "Miller", "Head of Lime", ""];

/// A network of so many people: cards, connections and mail, some of one name and some without any key.
fn network(drawn: &mut Drawn, folder: &Path, people: usize) -> [String; 3] {
    let mut cards = String::new();
    let mut rows =
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n".to_owned();
    let mut mail = String::new();
    for number in 0..people {
        let (given, family) = (drawn.of(&GIVEN), drawn.of(&FAMILY));
        let (old, new) = (format!("p{number}@old.test"), format!("p{number}@new.test"));
        let is_keyed = drawn.below(3) > 0;
        let link = format!("https://www.linkedin.com/in/p-{number}");
        let mut card =
            format!("BEGIN:VCARD\nVERSION:3.0\nN:{family};{given};;;\nFN:{given} {family}\n");
        let (company, title) = (drawn.of(&COMPANIES), drawn.of(&TITLES));
        for (name, value) in [("ORG", company), ("TITLE", title), ("EMAIL", old.as_str())] {
            if !value.is_empty() {
                let _ = writeln!(card, "{name}:{value}");
            }
        }
        let _ = writeln!(card, "TEL:+46 70 174 {:02} {number:02}", 6 + number / 100);
        if is_keyed {
            let _ = writeln!(card, "URL:{link}");
        }
        if drawn.below(4) == 0 {
            card.push_str("REV:2020-01-01T00:00:00Z\n");
        }
        cards += &format!("{card}NOTE:card {number}\nEND:VCARD\n");
        let family = if drawn.below(5) == 0 {
            drawn.of(&FAMILY)
        } else {
            family
        };
        let listed = if drawn.below(2) == 0 {
            new.as_str()
        } else {
            ""
        };
        let (company, title) = (drawn.of(&COMPANIES), drawn.of(&TITLES));
        let _ = writeln!(
            rows,
            "{given},{family},{link},{listed},{company},{title},{:02} Oct 2026",
            1 + number % 28
        );
        for (address, year) in [(&old, 2023), (&new, 2026)].iter().take(drawn.below(3)) {
            let _ = writeln!(
                mail,
                "From - Mon Mar 02 09:00:00 {year}\nFrom: {given} {family} <{address}>\nTo: nils@torp.example.org\nDate: 2 Mar {year} 09:00:00 +0000\nMessage-ID: <{number}.{year}@x.test>\n\nx\n"
            );
        }
    }
    if mail.is_empty() {
        mail.push_str("From - Mon Mar 02 09:00:00 2020\nFrom: x@x.test\nTo: nils@torp.example.org\nDate: 2 Mar 2020 09:00:00 +0000\n\nx\n");
    }
    [
        ("book.vcf", cards),
        ("Connections.csv", rows),
        ("mail.mbox", mail),
    ]
    .map(|(name, content)| {
        let path = run::write(folder, name, content);
        run::text(&path).to_owned()
    })
}

/// The mended copy of the cards, and the values before each change.
fn refresh(files: &[String], out: &Path) -> (String, Vec<(String, String, String)>) {
    let mut args = vec![
        "clean",
        "--refresh",
        "--as-of",
        "2026-11-01",
        "--quiet",
        "--out",
        run::text(out),
    ];
    args.extend(files.iter().map(String::as_str));
    let ended = run(&args);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let copy = fs::read_to_string(out.join("cleaned/book.vcf")).expect("a copy");
    let mut reader = csv::Reader::from_path(out.join("changes.csv")).expect("a list");
    let rows = reader.deserialize::<BTreeMap<String, String>>();
    let rows = rows.map(|row| row.expect("a row"));
    let made = rows.filter(|row| row["code"] == "refreshed");
    let made = made.map(|row| {
        (
            row["line"].clone(),
            row["before"].clone(),
            row["after"].clone(),
        )
    });
    (copy, made.collect())
}

/// The number of a card, which its note tells.
fn number(card: &str) -> Option<usize> {
    let (_, rest) = card.split_once("NOTE:card ")?;
    rest.lines().next()?.parse().ok()
}

fn cards(book: &str) -> impl Iterator<Item = &str> {
    book.split("BEGIN:VCARD")
        .filter(|card| card.contains("NOTE:card "))
}

#[test]
fn twice_is_once_nothing_is_lost_and_nobodys_card_takes_what_is_anothers() {
    let seed = std::env::var("TIELINE_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok());
    let mut drawn = Drawn(seed.unwrap_or(SEED));
    let mut refreshed = 0;
    for _ in 0..4 {
        let folder = scratch();
        let mut files = network(&mut drawn, folder.path(), 24);
        let before = fs::read_to_string(&files[0]).expect("cards");
        let rows = fs::read_to_string(&files[1]).expect("connections");
        let (once, made) = refresh(&files, &folder.path().join("once"));
        refreshed += made.len();
        for (was, is) in cards(&before).zip(cards(&once)) {
            let number = number(was);
            assert_eq!(number, self::number(is), "the cards stay in their order");
            let number = number.expect("a number");
            let own = rows
                .lines()
                .find(|row| row.contains(&format!("/in/p-{number},")))
                .expect("their row");
            for line in was.lines() {
                let value = line.split_once(':').map_or(line, |(_, value)| value);
                let is_kept = is.contains(value)
                    || made
                        .iter()
                        .any(|(_, before, _)| value.contains(before.as_str()));
                assert!(is_kept, "{value} of\n{was}\nis lost in\n{is}");
            }
            for line in is
                .lines()
                .filter(|line| !was.contains(*line) && !line.starts_with("NOTE:"))
            {
                let (_, value) = line.split_once(':').expect("a line");
                let words = value.split([';', ' ']).filter(|word| !word.is_empty());
                let is_own = |word: &str| {
                    own.contains(word)
                        || was.contains(word)
                        || word == format!("p{number}@new.test")
                };
                assert!(
                    words.clone().all(is_own),
                    "{value} is not of\n{own}\nin\n{is}"
                );
            }
        }
        let again = folder.path().join("again.d/book.vcf");
        fs::create_dir_all(again.parent().expect("a folder")).expect("a folder");
        fs::write(&again, &once).expect("the copy");
        files[0] = run::text(&again).to_owned();
        let (twice, made) = refresh(&files, &folder.path().join("twice"));
        assert_eq!(twice, once);
        assert!(made.is_empty(), "{made:?}");
    }
    assert!(
        refreshed > 40,
        "something has to change for this to mean anything: {refreshed}"
    );
}
