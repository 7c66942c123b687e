//! An address book as it is after twenty years of phones: three versions of vCard, and what people and programs do to names,
//! numbers, addresses and days.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::people::Somebody;
use super::random::Random;

/// Writes so many cards.
pub fn messy(path: &Path, cards: usize, seed: u64) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    for number in 0..cards {
        out.write_all(card(seed, number).as_bytes())?;
    }
    out.flush()
}

/// The versions, the newer ones more often, and how each writes the types of an address and of a number.
const VERSIONS: [[&str; 3]; 4] = [
    ["2.1", ";INTERNET;HOME", ";CELL"],
    ["3.0", ";type=INTERNET;type=HOME", ";type=CELL;type=VOICE"],
    ["3.0", ";TYPE=INTERNET", ";TYPE=WORK"],
    ["4.0", ";TYPE=home", ";TYPE=cell"],
];

fn card(seed: u64, number: usize) -> String {
    let who = Somebody::of(seed, number);
    let mut random = Random::of(seed ^ 0x5EED, number as u64);
    let [version, mail, phone] = VERSIONS[random.below(VERSIONS.len())];
    let mut lines = vec!["BEGIN:VCARD".to_owned(), format!("VERSION:{version}")];
    name(&mut lines, &mut random, &who, version);
    let address = match random.below(10) {
        0 => who.email.to_uppercase(),
        _ => who.email.clone(),
    };
    lines.push(format!("EMAIL{mail}:{address}"));
    if random.chance(10) {
        lines.push(format!("EMAIL{mail}:{address}"));
    }
    if random.chance(40) {
        lines.push(format!("EMAIL{mail}:{}@work.test", who.slug));
    }
    for _ in 0..1 + random.below(3) {
        lines.push(format!("TEL{phone}:{}", dialled(&mut random, &who)));
    }
    further(&mut lines, &mut random, &who);
    lines.push(format!("UID:card-{number:06}"));
    lines.push("END:VCARD\r\n".to_owned());
    lines.join("\r\n")
}

fn name(lines: &mut Vec<String>, random: &mut Random, who: &Somebody, version: &str) {
    let (given, family) = match random.below(25) {
        0 => (who.given.to_uppercase(), who.family.to_uppercase()),
        1 => (who.given.to_lowercase(), who.family.to_lowercase()),
        2 => (format!("Dr. {}", who.given), who.family.clone()),
        3 => (who.given.clone(), format!("{} PhD", who.family)),
        4 => (format!("{} \u{1f680}", who.given), who.family.clone()),
        _ => (who.given.clone(), who.family.clone()),
    };
    if version == "2.1" && !given.is_ascii() {
        let head = "CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE";
        lines.push(format!("N;{head}:{family};{};;;", quoted(&given)));
        lines.push(format!("FN;{head}:{}=20{family}", quoted(&given)));
    } else {
        let blank = if random.chance(5) { "  " } else { " " };
        lines.push(format!("N:{family};{given};;;"));
        lines.push(format!("FN:{given}{blank}{family}"));
    }
}

fn quoted(text: &str) -> String {
    let letter = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' => char::from(byte).to_string(),
        byte => format!("={byte:02X}"),
    };
    text.bytes().map(letter).collect()
}

/// A number as somebody types it.
fn dialled(random: &mut Random, who: &Somebody) -> String {
    let digits = 1_000_000 + random.below(9_000_000);
    match random.below(6) {
        0 => format!("0171 {digits}"),
        1 => format!("(030) {digits}"),
        2 => format!("+49 151 2{digits}"),
        3 => format!("+1 212-555-{:04}", digits % 10_000),
        4 => format!("+44 20 7946 {:04}", digits % 10_000),
        _ => who.mobile.clone(),
    }
}

fn further(lines: &mut Vec<String>, random: &mut Random, who: &Somebody) {
    if random.chance(50) {
        let company = who.company.replace(',', "\\,");
        lines.push(format!("ORG:{company};Sales\r\nTITLE:{}", who.title));
    }
    if random.chance(20) {
        let slug = &who.slug;
        lines.push(format!(
            "item1.URL;type=pref:http\\://linkedin.com/in/{slug}/"
        ));
        lines.push("item1.X-ABLabel:LinkedIn".to_owned());
    }
    if random.chance(20) {
        lines.push("URL:www.example.org".to_owned());
    }
    if random.chance(50) {
        let country = random.pick(&["Germany", "Deutschland", "Norge", ""]);
        let house = random.below(99);
        lines.push(format!(
            "ADR;TYPE=HOME:;;Hauptstr. {house};Berlin;;10115;{country}"
        ));
    }
    if random.chance(30) {
        let day = random.pick(&["19800203", "1980-02-03", "1604-03-04", "25.12.1984"]);
        lines.push(format!("BDAY:{day}"));
    }
    if random.chance(30) {
        lines.push("NOTE:Met at the fair\\, liked the talk.\\nAsk about the new warehouse and how the\r\n  move went\\; they were busy then.".to_owned());
    }
    if random.chance(10) {
        lines.push("NICKNAME:".to_owned());
    }
    lines.push("REV:2024-05-01T10:00:00Z\r\nX-CUSTOM;X-P=1:kept as it is".to_owned());
}
