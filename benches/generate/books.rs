//! One network in four sources, as identity meets it: families with a landline, offices with a switchboard, common names,
//! nicknames, slips of the pen, and people who stand in one source or in several.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use super::people::{Somebody, surname};
use super::random::Random;

const GIVEN: &str = include_str!("../../src/identity/names/given.txt");
const FAMILY: &str = include_str!("../../src/identity/names/family.txt");
const NICKNAMES: &str = include_str!("../../src/identity/names/nicknames.txt");

/// Bearers of names that are in no table, of a million.
const UNLISTED: f64 = 250_000.0;

/// Colleagues of an office, about.
const OFFICE: usize = 40;

/// Names with how often they are borne, added up.
struct Names(Vec<(f64, &'static str)>);

impl Names {
    fn of(table: &'static str) -> Self {
        let mut sum = 0.0;
        let rows = table.lines().filter(|line| !line.starts_with('#'));
        let names = rows.filter_map(|row| {
            let mut cells = row.split(' ');
            let name = cells.next()?;
            sum += cells.next()?.parse::<f64>().ok()?;
            Some((sum, name))
        });
        Self(names.collect())
    }

    /// A name, as often as it is borne; none for the `unlisted`.
    fn draw(&self, random: &mut Random, unlisted: f64) -> Option<&'static str> {
        let sum = self.0.last().map_or(0.0, |last| last.0);
        let at = random.unit() * (sum + unlisted);
        let index = self.0.partition_point(|(upto, _)| *upto <= at);
        self.0.get(index).map(|(_, name)| *name)
    }
}

/// Somebody with a home and an office.
struct Member {
    given: String,
    nickname: Option<String>,
    family: String,
    slug: String,
    home_mail: String,
    work_mail: String,
    mobile: String,
    landline: Option<String>,
    street: String,
    company: String,
    switchboard: String,
    title: &'static str,
}

/// What all members are drawn from.
struct Town {
    seed: u64,
    given: Names,
    family: Names,
    nicknames: BTreeMap<&'static str, &'static str>,
    offices: usize,
}

impl Town {
    fn of(seed: u64, people: usize) -> Self {
        let rows = NICKNAMES.lines().filter(|line| !line.starts_with('#'));
        Self {
            seed,
            given: Names::of(GIVEN),
            family: Names::of(FAMILY),
            nicknames: rows
                .filter_map(|row| row.split_once(' '))
                .map(|(name, rest)| (name, rest.split(' ').next().unwrap_or(rest)))
                .collect(),
            offices: (people / OFFICE).max(1),
        }
    }

    /// The member of a number. Every second home is a family of three.
    fn member(&self, number: usize) -> Member {
        let base = Somebody::of(self.seed, number);
        let random = &mut Random::of(self.seed ^ 0xB00C, number as u64);
        let home = number / 3;
        let is_family = home.is_multiple_of(2);
        let household = &mut Random::of(
            self.seed ^ 0x40E,
            if is_family { home } else { number + (1 << 40) } as u64,
        );
        let family = self
            .family
            .draw(household, UNLISTED)
            .map_or_else(|| surname(household.below(24_300)), capital);
        let given = capital(self.given.draw(random, 0.0).unwrap_or("Kim"));
        let office = random.below(self.offices);
        let company = Somebody::of(self.seed ^ 0x0FF, office).company;
        let domain: String = company
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        Member {
            nickname: self
                .nicknames
                .get(given.to_lowercase().as_str())
                .map(|n| capital(n)),
            slug: base.slug,
            home_mail: format!(
                "{}.{}{}@example.org",
                given.to_lowercase(),
                family.to_lowercase(),
                random.below(90) + 10
            ),
            work_mail: format!(
                "{}.{}@{domain}.test",
                given.to_lowercase(),
                family.to_lowercase()
            ),
            mobile: base.mobile,
            landline: is_family.then(|| format!("+4761{home:06}")),
            street: format!(
                "{} {}",
                surname(household.below(900)) + " Street",
                household.below(120) + 1
            ),
            switchboard: format!("+4722{office:06}"),
            given,
            family,
            company,
            title: base.title,
        }
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// A word with two neighbouring letters exchanged.
fn slip(word: &str, random: &mut Random) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    if letters.len() > 3 {
        let at = 1 + random.below(letters.len() - 2);
        letters.swap(at, at + 1);
    }
    letters.into_iter().collect()
}

/// Writes so many cards into a folder: `Connections.csv`, `icloud.vcf`, `google.vcf` and `phone.vcf`. Same arguments, same bytes.
pub fn books(dir: &Path, cards: usize, seed: u64) -> io::Result<()> {
    fs::create_dir_all(dir)?;
    // A member has about 1.6 cards.
    let town = Town::of(seed, cards * 10 / 16);
    let mut rows =
        String::from("First Name,Last Name,URL,Email Address,Company,Position,Connected On\n");
    let (mut icloud, mut google, mut phone) = (String::new(), String::new(), String::new());
    let (mut written, mut number) = (0, 0);
    while written < cards {
        let who = town.member(number);
        let random = &mut Random::of(seed ^ 0xCA2D, number as u64);
        let in_files = [
            random.chance(55),
            random.chance(45),
            random.chance(35),
            random.chance(25),
        ];
        let before = written;
        if in_files[0] || in_files == [false; 4] {
            row(&mut rows, &who, random);
            written += 1;
        }
        if in_files[1] && written < cards {
            full_card(&mut icloud, &who, random);
            written += 1;
        }
        if in_files[2] && written < cards {
            mail_card(&mut google, &who, random);
            written += 1;
        }
        if in_files[3] && written < cards {
            phone_card(&mut phone, &who, random);
            written += 1;
        }
        debug_assert!(written > before);
        number += 1;
    }
    fs::write(dir.join("Connections.csv"), rows)?;
    fs::write(dir.join("icloud.vcf"), icloud)?;
    fs::write(dir.join("google.vcf"), google)?;
    fs::write(dir.join("phone.vcf"), phone)
}

/// A row of the export: most connections hide their address.
fn row(rows: &mut String, who: &Member, random: &mut Random) {
    let mail = if random.chance(4) {
        who.home_mail.as_str()
    } else {
        ""
    };
    let day = random.below(28) + 1;
    let _ = writeln!(
        rows,
        "{},{},https://www.linkedin.com/in/{},{mail},\"{}\",{},{day:02} Mar 2021",
        who.given, who.family, who.slug, who.company, who.title
    );
}

fn card(text: &mut String, name: &str, n: &str, lines: &[(bool, String)]) {
    let _ = write!(text, "BEGIN:VCARD\r\nVERSION:3.0\r\nN:{n}\r\nFN:{name}\r\n");
    for (_, line) in lines.iter().filter(|(is_known, _)| *is_known) {
        let _ = write!(text, "{line}\r\n");
    }
    text.push_str("END:VCARD\r\n");
}

/// A card that somebody keeps with care.
fn full_card(text: &mut String, who: &Member, random: &mut Random) {
    let family = if random.chance(4) {
        slip(&who.family, random)
    } else {
        who.family.clone()
    };
    let landline = who.landline.clone().unwrap_or_default();
    let lines = [
        (
            random.chance(60),
            format!("EMAIL;type=HOME:{}", who.home_mail),
        ),
        (random.chance(70), format!("TEL;type=CELL:{}", who.mobile)),
        (
            random.chance(50) && !landline.is_empty(),
            format!("TEL;type=HOME:{landline}"),
        ),
        (
            random.chance(30),
            format!(
                "ADR;type=HOME:;;{};Nordby;;{:04};Norway",
                who.street,
                1000 + who.street.len() * 17
            ),
        ),
        (
            random.chance(40),
            format!("ORG:{}", who.company.replace(',', "\\,")),
        ),
    ];
    card(
        text,
        &format!("{} {family}", who.given),
        &format!("{family};{};;;", who.given),
        &lines,
    );
}

/// A card that a mail program made.
fn mail_card(text: &mut String, who: &Member, random: &mut Random) {
    let given = who
        .nickname
        .clone()
        .filter(|_| random.chance(25))
        .unwrap_or_else(|| who.given.clone());
    let at_work = random.chance(60);
    let lines = [
        (at_work, format!("EMAIL;type=WORK:{}", who.work_mail)),
        (!at_work, format!("EMAIL;type=HOME:{}", who.home_mail)),
        (
            random.chance(40),
            format!("TEL;type=WORK:{}", who.switchboard),
        ),
        (at_work, format!("ORG:{}", who.company.replace(',', "\\,"))),
    ];
    card(
        text,
        &format!("{given} {}", who.family),
        &format!("{};{given};;;", who.family),
        &lines,
    );
}

/// A card of an old phone: little is known, and some of it is short.
fn phone_card(text: &mut String, who: &Member, random: &mut Random) {
    let first_word = who.company.split(' ').next().unwrap_or_default();
    let (given, family) = match random.below(10) {
        0 => (who.given.clone(), String::new()),
        1 => (who.given.clone(), first_word.to_owned()),
        2 => (who.given.clone(), who.family.chars().take(1).collect()),
        3 => (slip(&who.given, random), who.family.clone()),
        _ => (who.given.clone(), who.family.clone()),
    };
    let lines = [
        (random.chance(85), format!("TEL;type=CELL:{}", who.mobile)),
        (
            random.chance(15),
            format!("TEL;type=WORK:{}", who.switchboard),
        ),
    ];
    card(
        text,
        format!("{given} {family}").trim(),
        &format!("{family};{given};;;"),
        &lines,
    );
}
