//! Contacts as Google exports them, as untidy as an address book gets.

use std::io;
use std::path::Path;

use super::people::Somebody;
use super::random::Random;

const HEADER: [&str; 18] = [
    "First Name",
    "Last Name",
    "Name Prefix",
    "Name Suffix",
    "Organization Name",
    "Organization Title",
    "Birthday",
    "Notes",
    "Labels",
    "E-mail 1 - Label",
    "E-mail 1 - Value",
    "E-mail 2 - Label",
    "E-mail 2 - Value",
    "Phone 1 - Label",
    "Phone 1 - Value",
    "Address 1 - Country",
    "Website 1 - Label",
    "Website 1 - Value",
];

/// Writes so many rows.
pub fn google(path: &Path, rows: usize, seed: u64) -> io::Result<()> {
    let mut out = csv::Writer::from_path(path)?;
    out.write_record(HEADER)?;
    for number in 0..rows {
        let who = Somebody::of(seed, number);
        let mut random = Random::of(seed ^ 0x7AB1E, number as u64);
        out.write_record(row(&mut random, &who))?;
    }
    out.flush()
}

fn row(random: &mut Random, who: &Somebody) -> [String; 18] {
    let text = |text: &str| text.to_owned();
    let (given, family) = match random.below(25) {
        0 => (who.given.to_uppercase(), who.family.to_uppercase()),
        1 => (format!("Dr. {}", who.given), who.family.clone()),
        2 => (who.given.clone(), format!("{} PhD", who.family)),
        3 => (format!("{} \u{1f680}", who.given), who.family.clone()),
        _ => (who.given.clone(), who.family.clone()),
    };
    let mail = match random.below(10) {
        0 => who.email.to_uppercase(),
        1 => format!("{} ::: {}@work.test", who.email, who.slug),
        _ => who.email.clone(),
    };
    let phone = match random.below(3) {
        0 => format!("0171 {}", 1_000_000 + random.below(9_000_000)),
        _ => who.mobile.clone(),
    };
    let some = |value: &str, is_there: bool| text(if is_there { value } else { "" });
    let has_job = random.chance(50);
    let link = format!("http://linkedin.com/in/{}/", who.slug);
    [
        given,
        family,
        text(""),
        text(""),
        some(&who.company, has_job),
        some(who.title, has_job),
        text(random.pick(&["1984-11-02", " --03-09", "25.12.1984", ""])),
        some("Met at the fair,\nliked the talk", random.chance(30)),
        text("* myContacts ::: Friends"),
        text("* Work"),
        mail,
        text(""),
        text(""),
        text("Mobile"),
        phone,
        some("Germany", random.chance(40)),
        text("Profile"),
        some(&link, random.chance(20)),
    ]
}
