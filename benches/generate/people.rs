//! Invented people: names with the repetition that real lists have, profile links, addresses, employers.

use super::random::Random;

const GIVEN: &[&str] = &[
    "Maria",
    "Anna",
    "Thomas",
    "Michael",
    "David",
    "Sarah",
    "Daniel",
    "Laura",
    "Peter",
    "Julia",
    "Andreas",
    "Elena",
    "Priya",
    "Rahul",
    "Wei",
    "Mehmet",
    "Fatima",
    "Omar",
    "Kofi",
    "Amina",
    "Sofia",
    "Lucas",
    "Emma",
    "Oliver",
    "Ingrid",
    "Lars",
    "Chiara",
    "Marco",
    "Katarzyna",
    "Piotr",
    "Jana",
    "Tomas",
    "Yuki",
    "Haruto",
    "Min-jun",
    "Seo-yeon",
    "Camila",
    "Diego",
    "Beatriz",
    "Thiago",
    "Aisha",
    "Chidi",
    "Zainab",
    "Tariq",
    "Noura",
    "Ravi",
    "Sunita",
    "Deepak",
    "Hannah",
    "Felix",
    "Clara",
    "Jonas",
    "Mia",
    "Leon",
    "Greta",
    "Anders",
    "Freya",
    "Nikolai",
    "Irina",
    "Dmitri",
    "Oksana",
    "Taras",
    "Eszter",
    "Gabor",
    "Ioana",
    "Radu",
    "Dimitra",
    "Nikos",
    "Yael",
    "Ari",
    "Niamh",
    "Declan",
    "Rhys",
    "Carys",
    "Fiona",
    "Callum",
    "Grace",
    "Henry",
    "Alice",
    "George",
    "Ruth",
    "Simon",
    "Judith",
    "Martin",
    "Claire",
    "Philippe",
    "Camille",
    "Bruno",
    "Ines",
    "Hugo",
    "Linh",
    "Anh",
    "Siti",
    "Budi",
    "Jos\u{e9}",
    "Zo\u{eb}",
    "Bj\u{f6}rn",
    "S\u{f8}ren",
    "Fran\u{e7}ois",
    "\u{141}ukasz",
    "\u{c7}a\u{11f}la",
    "Ang\u{e9}lica",
    "J\u{fc}rgen",
    "\u{5c0f}\u{660e}",
];
const HEADS: &[&str] = &[
    "Al", "Bar", "Ben", "Ber", "Bran", "Cal", "Car", "Dal", "Dor", "El", "Fal", "Fer", "Gar",
    "Gor", "Hal", "Har", "Is", "Jan", "Kal", "Kar", "Kel", "Lan", "Lin", "Mal", "Mar", "Mor",
    "Nor", "Ol", "Pan", "Per", "Quin", "Ran", "Ros", "Sal", "San", "Stan", "Tal", "Tor", "Ul",
    "Val", "Ver", "Wal", "Win", "Yar", "Zel",
];
const MIDDLES: &[&str] = &[
    "", "", "a", "de", "en", "e", "i", "ing", "le", "o", "qui", "ta", "u", "vi", "za",
];
const TAILS: &[&str] = &[
    "berg", "bone", "by", "cott", "dal", "der", "des", "din", "ez", "feld", "ford", "gren", "ham",
    "han", "ini", "ka", "kin", "kov", "ley", "lund", "man", "mond", "nes", "ova", "rath", "ren",
    "ri", "rov", "sen", "ski", "son", "stad", "ston", "ton", "val", "wood",
];
const FIRMS: &[&str] = &[
    "Works",
    "Logistics",
    "Partners",
    "Analytics, Inc.",
    "GmbH",
    "Health",
    "Bank",
    "Studio",
    "Foundation",
    "Energy",
];
const TITLES: &[&str] = &[
    "Engineer",
    "Project Manager",
    "Designer",
    "Head of Sales",
    "Analyst",
    "Consultant",
    "Director",
    "Teacher",
    "",
];

/// Somebody who does not exist.
pub struct Somebody {
    /// Given name.
    pub given: String,
    /// Family name.
    pub family: String,
    /// Last part of the profile link, raw.
    pub slug: String,
    /// E-mail address.
    pub email: String,
    /// Mobile number in E.164.
    pub mobile: String,
    /// Employer.
    pub company: String,
    /// Job title.
    pub title: &'static str,
}

impl Somebody {
    /// The person of a number: always the same one for the same seed.
    pub fn of(seed: u64, number: usize) -> Self {
        let mut random = Random::of(seed, number as u64);
        let given = GIVEN[skewed(&mut random, GIVEN.len(), 1.6)].to_owned();
        let family = surname(skewed(
            &mut random,
            HEADS.len() * MIDDLES.len() * TAILS.len(),
            2.0,
        ));
        // An odd multiplier permutes the residues, so the tail is unique and looks like LinkedIn's.
        let tail = number.wrapping_mul(0x9E_3779) & 0xFF_FFFF;
        let slug = format!(
            "{}-{}-{tail:06x}",
            given.to_lowercase(),
            family.to_lowercase()
        );
        let email = format!("{}.{tail:06x}@example.org", family.to_lowercase());
        let mobile = format!("+479{:07}", number % 10_000_000);
        let company = format!(
            "{} {}",
            surname(skewed(&mut random, 4_000, 1.5)),
            random.pick(FIRMS)
        );
        Self {
            given,
            family,
            slug,
            email,
            mobile,
            company,
            title: random.pick(TITLES),
        }
    }

    /// Given and family name as one text.
    pub fn name(&self) -> String {
        format!("{} {}", self.given, self.family)
    }

    /// The profile link as messages write it: raw Unicode.
    pub fn url(&self) -> String {
        format!("https://www.linkedin.com/in/{}", self.slug)
    }

    /// The profile link as Connections.csv writes it: percent-encoded.
    pub fn encoded_url(&self) -> String {
        let mut url = String::from("https://www.linkedin.com/in/");
        for byte in self.slug.bytes() {
            if byte.is_ascii() {
                url.push(char::from(byte));
            } else {
                url.push_str(&format!("%{byte:02X}"));
            }
        }
        url
    }
}

/// An index in which small ones are more frequent, as few names are borne by many and many by few.
fn skewed(random: &mut Random, len: usize, skew: f64) -> usize {
    (random.unit().powf(skew) * len as f64) as usize
}

/// The surname of an index. The steps are coprime with the lengths, so that neighbours do not sound alike.
pub fn surname(index: usize) -> String {
    let head = HEADS[index * 7 % HEADS.len()];
    let rest = index / HEADS.len();
    let tail = TAILS[(rest * 5 + index) % TAILS.len()];
    let middle = MIDDLES[rest / TAILS.len() % MIDDLES.len()];
    format!("{head}{middle}{tail}")
}
