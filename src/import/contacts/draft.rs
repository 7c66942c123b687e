//! The cells of a row → a card. Whatever has no field is kept among the extras.

use std::collections::BTreeMap;

use crate::import::accounts;
use crate::import::contacts::cells::{
    is_dash, is_dialled, name_and_address, several_addresses, several_numbers,
};
use crate::import::contacts::layout::{Layout, Slot};
use crate::import::contacts::role::{Part, Role};
use crate::import::date;
use crate::import::vcard::{dates, kind};
use crate::import::{Context, Purpose, table};
use crate::model::card::is_shortened;
use crate::model::card::{Address, Card, Extra, Kind, Mail, Tel};
use crate::model::country;
use crate::model::keys::{Email, Home, Phone, Slug};
use crate::model::moment::is_no_day;
use crate::model::name::fold;
use crate::model::problem::Code;

/// A card while the cells of its row are read.
pub struct Draft<'l> {
    layout: &'l Layout,
    context: &'l Context,
    /// The card so far.
    pub card: Card,
    /// What was wrong: code and sentence.
    pub findings: Vec<(Code, String)>,
    /// A birthday whose day and month other rows must tell apart.
    pub slashed: Option<date::Day>,
    /// How many phone numbers are in no country that is known, where no number is kept.
    pub homeless: u64,
    /// Labels by the number of the value: what the source calls it.
    labels: BTreeMap<(Labelled, u32), String>,
    emails: Vec<(u32, &'static str, String)>,
    phones: Vec<(u32, &'static str, String)>,
    links: Vec<(u32, String)>,
    addresses: BTreeMap<(u32, &'static str, usize), Address>,
    whole: Vec<(u32, &'static str, String)>,
    birth: [String; 3],
    departments: Vec<String>,
}

/// What a label belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Labelled {
    Email,
    Transport,
    Phone,
    Address,
    Url,
}

impl<'l> Draft<'l> {
    /// Starts with an empty card.
    pub fn new(layout: &'l Layout, card: Card, context: &'l Context) -> Self {
        Self {
            layout,
            context,
            card,
            findings: Vec::new(),
            slashed: None,
            homeless: 0,
            labels: BTreeMap::new(),
            emails: Vec::new(),
            phones: Vec::new(),
            links: Vec::new(),
            addresses: BTreeMap::new(),
            whole: Vec::new(),
            birth: Default::default(),
            departments: Vec::new(),
        }
    }

    /// Reads one cell that is not empty; `written` is the name of its column.
    pub fn put(&mut self, slot: Slot, written: &str, cell: &str) {
        let name = &self.card.name;
        let is_named = !(name.given.is_empty() && name.family.is_empty());
        let is_number = slot.role.is_name() && (is_dialled(cell) || is_shortened(cell));
        if self.is_survey() && is_named && !is_number && !self.can_be_wrong(slot.role) {
            return;
        }
        let number = slot.number;
        if !slot.role.is_name() && table::is_void(cell) || slot.role.is_name() && is_dash(cell) {
            return;
        }
        if is_shortened(cell) && (slot.role.is_name() || matches!(slot.role, Role::Phone(_))) {
            let message = format!(
                "{cell:?} is a number whose last digits a spreadsheet has cut off; export it again, and if you open it in a spreadsheet, import this column as text"
            );
            self.findings.push((Code::BadPhone, message));
            return self.extra("", &property_of(written), cell);
        }
        if slot.role.is_name() && is_dialled(cell) {
            // A number where a name should stand is the number of whoever the row is about.
            return self.phones.push((number, "", cell.to_owned()));
        }
        let name = &mut self.card.name;
        match slot.role {
            Role::Full => match name_and_address(cell) {
                Some((shown, address)) => {
                    self.emails.push((number, "", address.to_owned()));
                    self.single_name(|name| &mut name.full, shown, written);
                }
                None => self.single_name(|name| &mut name.full, cell, written),
            },
            Role::Given => append(&mut name.given, " ", cell),
            Role::Middle => append(&mut name.middle, " ", cell),
            Role::Family => append(&mut name.family, " ", cell),
            Role::Prefix => append(&mut name.prefix, " ", cell),
            Role::Suffix => append(&mut name.suffix, ", ", cell),
            Role::Nickname => append(&mut name.nickname, ", ", cell),
            Role::Email(word) => self.several(cell, |draft, value| {
                draft.emails.push((number, word, value));
            }),
            Role::Phone(word) => self.several(cell, |draft, value| {
                draft.phones.push((number, word, value));
            }),
            Role::EmailLabel => self.label(Labelled::Email, number, cell),
            Role::EmailTransport => self.label(Labelled::Transport, number, cell),
            Role::PhoneLabel => self.label(Labelled::Phone, number, cell),
            Role::AddressLabel => self.label(Labelled::Address, number, cell),
            Role::UrlLabel => self.label(Labelled::Url, number, cell),
            Role::Url => self.several(cell, |draft, value| draft.links.push((number, value))),
            Role::Company => self.several(cell, |draft, v| once(&mut draft.card.companies, v)),
            Role::Title => self.several(cell, |draft, v| once(&mut draft.card.titles, v)),
            Role::Department => self.departments.push(cell.to_owned()),
            Role::Address(word, part) => self.address(number, word, part, cell),
            Role::Birthday => self.birthday(cell),
            Role::BirthYear => cell.clone_into(&mut self.birth[0]),
            Role::BirthMonth => cell.clone_into(&mut self.birth[1]),
            Role::BirthDay => cell.clone_into(&mut self.birth[2]),
            Role::Gender => self.gender(cell),
            Role::Note => once(&mut self.card.notes, cell.replace("\r\n", "\n")),
            Role::Labels => self.groups(cell),
            Role::Extra(property) => self.extra("", property, cell),
            Role::Grouped(group, property) => {
                self.extra(&format!("{group}{number}"), property, cell);
            }
            Role::Setting(property) if !is_default(cell) => self.extra("", property, cell),
            Role::Setting(_) | Role::Log(_) => {}
            // Whatever a column is called, a link to a profile is a key.
            Role::Unknown if Slug::from_url(cell).is_some() => {
                self.links.push((number, cell.to_owned()))
            }
            Role::Unknown => self.extra("", &property_of(written), cell),
        }
    }

    fn is_survey(&self) -> bool {
        self.context.purpose == Purpose::Flaws
    }

    /// Whether what a cell says can be wrong, or make something else so, in a row that names somebody.
    fn can_be_wrong(&self, role: Role) -> bool {
        match role {
            Role::Email(_)
            | Role::EmailTransport
            | Role::Phone(_)
            | Role::Birthday
            | Role::BirthYear
            | Role::BirthMonth
            | Role::BirthDay => true,
            // The country of an address is that of the numbers beside it.
            Role::Address(_, Part::Country) => true,
            _ => false,
        }
    }

    fn single_name(
        &mut self,
        field: fn(&mut crate::model::name::Name) -> &mut String,
        cell: &str,
        written: &str,
    ) {
        let field = field(&mut self.card.name);
        if field.is_empty() {
            cell.clone_into(field);
        } else if field != cell {
            self.extra("", &property_of(written), cell);
        }
    }

    /// The values of one cell, where the layout puts several into it.
    fn several(&mut self, cell: &str, mut each: impl FnMut(&mut Self, String)) {
        match self.layout.joint {
            Some(joint) => {
                for part in cell.split(joint).map(str::trim).filter(|p| !p.is_empty()) {
                    each(self, part.to_owned());
                }
            }
            // Google's joint comes along where its file was written anew by another program.
            None if cell.contains(" ::: ") => {
                for part in cell.split(" ::: ").map(str::trim).filter(|p| !p.is_empty()) {
                    each(self, part.to_owned());
                }
            }
            None => each(self, cell.to_owned()),
        }
    }

    fn label(&mut self, of: Labelled, number: u32, cell: &str) {
        self.labels.insert((of, number), cell.to_owned());
    }

    /// A link, and beside it what the source calls it, as Apple and Google have it.
    fn url(&mut self, number: u32, link: String) {
        let label = self.labels.get(&(Labelled::Url, number)).cloned();
        let group = format!("website{number}");
        match Slug::from_url(&link) {
            Some(slug) if self.card.profiles.contains(&slug) => return,
            Some(slug) => self.card.profiles.push(slug),
            None => once(&mut self.card.urls, link.clone()),
        }
        let is_known = |label: &String| label.eq_ignore_ascii_case("linkedin");
        if let Some(label) = label.filter(|label| !is_known(label)) {
            self.extra(&group, "URL", &link);
            self.extra(&group, "X-ABLABEL", &label);
        }
    }

    fn address(&mut self, number: u32, word: &'static str, part: Part, cell: &str) {
        let parts: Vec<String> = match self.layout.joint {
            Some(joint) => cell.split(joint).map(str::to_owned).collect(),
            None => vec![cell.to_owned()],
        };
        for (at, value) in parts.iter().map(|value| value.trim()).enumerate() {
            if value.is_empty() {
                continue;
            }
            if part == Part::Whole {
                self.whole.push((number, word, value.to_owned()));
                continue;
            }
            let address = self.addresses.entry((number, word, at)).or_default();
            match part {
                Part::Street => append(&mut address.street, ", ", value),
                Part::Box => append(&mut address.po_box, ", ", value),
                Part::Flat => append(&mut address.flat, ", ", value),
                Part::City => append(&mut address.locality, ", ", value),
                Part::Region => append(&mut address.region, ", ", value),
                Part::Code => append(&mut address.code, " ", value),
                Part::Country | Part::Whole => append(&mut address.country, ", ", value),
            }
        }
    }

    fn birthday(&mut self, cell: &str) {
        if is_no_day(cell) {
            return;
        }
        if self.card.birthday.is_some() {
            return self.extra("", "X-BIRTHDAY", cell);
        }
        let read = dates::birthday(cell);
        let day = date::day(cell).filter(|_| !has_short_year(cell));
        match (&read, day) {
            (None, Some(slashed @ date::Day::Slashed(..))) => self.slashed = Some(slashed),
            (None, None) => self.findings.push((
                Code::BadDate,
                format!("the birthday {cell:?} cannot be read as one date; it is kept unchanged"),
            )),
            _ => {}
        }
        let settled = || {
            day.and_then(|day| day.settle(None))
                .map(|day| day.to_string())
        };
        self.card.birthday = read.or_else(settled).or_else(|| Some(cell.to_owned()));
    }

    fn gender(&mut self, cell: &str) {
        if !is_default(cell) {
            self.card.gender = Some(cell.to_owned());
        }
    }

    /// Google marks its own groups by an asterisk, which is no part of their name.
    fn groups(&mut self, cell: &str) {
        let parts: Vec<&str> = match self.layout.joint {
            Some(joint) => cell.split(joint).collect(),
            None => cell.split(self.layout.labels).collect(),
        };
        for part in parts {
            let label = part.trim().trim_start_matches("* ").trim();
            if !label.is_empty() {
                once(&mut self.card.labels, label.to_owned());
            }
        }
    }

    fn extra(&mut self, group: &str, name: &str, value: &str) {
        if matches!(name, "ANNIVERSARY" | "X-ANNIVERSARY") && is_no_day(value) {
            return;
        }
        self.card.extras.push(Extra {
            group: group.to_owned(),
            name: name.to_owned(),
            params: Vec::new(),
            value: escaped(value),
        });
    }

    /// Does what needs the whole row: labels meet their values, numbers their country, the name its parts.
    pub fn finish(&mut self) {
        self.settle_emails();
        for (number, link) in std::mem::take(&mut self.links) {
            self.url(number, link);
        }
        self.settle_addresses();
        self.settle_phones();
        self.settle_birth();
        if self.is_survey() && !self.card.is_empty() {
            return;
        }
        self.settle_departments();
        accounts::find(&mut self.card);
        self.settle_name();
        self.card.name = std::mem::take(&mut self.card.name).complete();
        let human = self.card.emails.iter().any(|mail| mail.email.is_some());
        if self.card.name.is_empty() && !human {
            // As vCards have it: who has no name is shown under the company's.
            self.card.name.full = self.card.companies.first().cloned().unwrap_or_default();
        }
        let declared: Option<Kind> = None;
        self.card.kind = kind::of(&self.card, declared);
    }

    /// A list with the columns "Name" and "Surname" has the given name in the first, unless that holds both.
    fn settle_name(&mut self) {
        let name = &mut self.card.name;
        // The same the other way round, "Name" and "Vorname"; whoever has both in the first writes the given name twice.
        let given = format!("{} ", name.given);
        if let Some(family) = name.family.strip_prefix(given.as_str()) {
            name.family = family.trim_start().to_owned();
        }
        let is_part = !fold(&name.full).contains(&fold(&name.family));
        if name.given.is_empty() && !name.family.is_empty() && is_part {
            name.given = std::mem::take(&mut name.full);
        }
    }

    fn types(&self, of: Labelled, number: u32, word: &str) -> Vec<String> {
        let label = self.labels.get(&(of, number)).map_or("", String::as_str);
        let starred = label.trim_start().starts_with('*');
        let named = label.trim().trim_start_matches('*').trim().to_lowercase();
        let mut types: Vec<String> = [word.to_owned(), named]
            .into_iter()
            .filter(|word| !word.is_empty())
            .collect();
        if starred {
            types.push("pref".to_owned());
        }
        types
    }

    fn settle_emails(&mut self) {
        for (number, word, raw) in std::mem::take(&mut self.emails) {
            let transport = self.labels.get(&(Labelled::Transport, number));
            let inside = transport.is_some_and(|t| t.eq_ignore_ascii_case("EX"));
            if inside || raw.to_lowercase().starts_with("/o=") {
                // As `clean` puts it, so that a file and its mended copy say the same.
                once(&mut self.card.notes, format!("Exchange address: {raw}"));
                continue;
            }
            let email = Email::parse(&raw);
            if let Some(several) = several_addresses(&raw).filter(|_| email.is_none()) {
                for (raw, email) in several {
                    let types = self.types(Labelled::Email, number, word);
                    self.card.emails.push(Mail::new(raw, Some(email), types));
                }
                continue;
            }
            if email.is_none() {
                let message = format!("{raw:?} is not a valid e-mail address; it is kept as text");
                self.findings.push((Code::BadEmail, message));
            }
            let types = self.types(Labelled::Email, number, word);
            self.card.emails.push(Mail::new(raw, email, types));
        }
    }

    fn settle_addresses(&mut self) {
        for (number, word, text) in std::mem::take(&mut self.whole) {
            let known: String = self
                .addresses
                .iter()
                .filter(|((n, w, _), _)| (*n, *w) == (number, word))
                .map(|(_, a)| format!("{a:?}"))
                .collect();
            let said = |word: &str| known.contains(word);
            if known.is_empty() {
                let at = self.addresses.len();
                let address = self.addresses.entry((number, word, at)).or_default();
                address.street = text;
            } else if !text.split([',', '\n', ' ', '\r']).all(said) {
                self.extra("", "X-ADDRESS", &text);
            }
        }
        for ((number, word, _), mut address) in std::mem::take(&mut self.addresses) {
            address.types = self.types(Labelled::Address, number, word);
            let parts = [&address.po_box, &address.flat, &address.street];
            let parts = parts.into_iter().filter(|part| !part.is_empty());
            address.street = parts.map(String::as_str).collect::<Vec<_>>().join(", ");
            self.card.addresses.push(address);
        }
    }

    fn settle_phones(&mut self) {
        let mut countries = self.card.addresses.iter().map(|a| a.country.as_str());
        let home = Home {
            given: self.context.region,
            own: countries.find_map(country::region),
        };
        for (number, word, raw) in std::mem::take(&mut self.phones) {
            if self.is_survey() {
                self.survey_phone(raw, home);
                continue;
            }
            let phone = Phone::parse_at(&raw, home);
            if let Some(several) = several_numbers(&raw).filter(|_| phone.is_none()) {
                for raw in several {
                    let phone = Phone::parse_at(&raw, home);
                    let types = self.types(Labelled::Phone, number, word);
                    self.card.phones.push(Tel::new(raw, phone, types));
                }
                continue;
            }
            let twin = phone.is_some() && self.card.phones.iter().any(|tel| tel.phone == phone);
            if phone.is_none() {
                self.doubt_phone(&raw);
            }
            if twin && self.card.phones.iter().any(|tel| tel.raw == raw) {
                continue;
            }
            let types = self.types(Labelled::Phone, number, word);
            self.card.phones.push(Tel::new(raw, phone, types));
        }
    }

    /// A number that says where it belongs is wrong if it is in no plan.
    fn doubt_phone(&mut self, raw: &str) {
        if raw.starts_with('+') {
            let message = format!("{raw:?} is not a valid phone number; it is kept as text");
            self.findings.push((Code::BadPhone, message));
        }
    }

    /// Asks only whether the number is one.
    fn survey_phone(&mut self, raw: String, home: Home) {
        let tel = Tel::new(raw, None, Vec::new());
        if !Phone::is_one(&tel.raw, home) {
            self.doubt_phone(&tel.raw);
            self.homeless += u64::from(tel.is_national());
        }
        self.card.phones.push(tel);
    }

    /// Year, month and day in columns of their own; each of them may be missing.
    fn settle_birth(&mut self) {
        let [year, month, day] = std::mem::take(&mut self.birth);
        if year.is_empty() && month.is_empty() && day.is_empty() {
            return;
        }
        let two = |text: &str| format!("{text:0>2}");
        let written = match (year.is_empty(), month.is_empty(), day.is_empty()) {
            (true, _, false) => format!("--{}-{}", two(&month), two(&day)),
            (true, _, true) => format!("--{}", two(&month)),
            (false, true, true) => year,
            (false, false, true) => format!("{year}-{}", two(&month)),
            (false, _, false) => format!("{year}-{}-{}", two(&month), two(&day)),
        };
        self.birthday(&written);
    }

    /// A company with its department is the ORG of a vCard.
    fn settle_departments(&mut self) {
        let departments = std::mem::take(&mut self.departments);
        if departments.is_empty() {
            return;
        }
        let company = self.card.companies.first().map_or("", String::as_str);
        let units: Vec<String> = std::iter::once(company)
            .chain(departments.iter().map(String::as_str))
            .map(escaped)
            .collect();
        self.card.extras.push(Extra {
            group: String::new(),
            name: "ORG".to_owned(),
            params: Vec::new(),
            value: units.join(";"),
        });
    }
}

fn append(field: &mut String, glue: &str, cell: &str) {
    if !field.is_empty() {
        field.push_str(glue);
    }
    field.push_str(cell);
}

fn once(list: &mut Vec<String>, value: String) {
    if !list.contains(&value) {
        list.push(value);
    }
}

/// `11/2/45`: nobody can tell in which century somebody was born.
fn has_short_year(cell: &str) -> bool {
    cell.rsplit(['/', '.', '-', ' '])
        .next()
        .is_some_and(|year| year.len() == 2)
        && !cell
            .get(..4)
            .is_some_and(|head| head.bytes().all(|b| b.is_ascii_digit()))
}

/// What Outlook writes into every row by itself.
fn is_default(cell: &str) -> bool {
    const DEFAULTS: [&str; 14] = [
        "normal",
        "false",
        "unspecified",
        "falsch",
        "keine angabe",
        "normale",
        "faux",
        "non spécifié",
        "falso",
        "sin especificar",
        "non specificato",
        "não especificado",
        "fałsz",
        "nieokreślona",
    ];
    DEFAULTS.contains(&cell.to_lowercase().as_str())
}

/// A text with the escapes of a vCard value.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace("\r\n", "\n")
        .replace('\n', "\\n")
        .replace(',', "\\,")
        .replace(';', "\\;")
}

/// The vCard property under which the cells of an unknown column are kept: `Lead Status` → `X-LEAD-STATUS`.
pub fn property_of(written: &str) -> String {
    let ascii = any_ascii::any_ascii(written);
    let words: Vec<&str> = ascii
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    if words.is_empty() {
        return "X-COLUMN".to_owned();
    }
    format!("X-{}", words.join("-").to_ascii_uppercase())
}
