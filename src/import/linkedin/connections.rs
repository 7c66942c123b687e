//! Connections.csv, and the "Export connections" page of 2014 and before: the roster.

use crate::import::date::{self, Day, SlashOrder};
use crate::import::linkedin::{Reading, file_key};
use crate::import::table::{Header, Row};
use crate::import::text::Decoded;
use crate::import::{Context, Source, TableFormat, contacts, sheet, table};
use crate::model::card::{Card, Extra, Mail, Roster, Tel};
use crate::model::document::{Form, Role};
use crate::model::escape;
use crate::model::intake::{Fate, FileReport, Imported, SetAside};
use crate::model::keys::{Email, Phone, Slug};
use crate::model::name::Name;
use crate::model::problem::{Code, Place};
use crate::model::title;

/// Connections.csv of the archive, 2018 to today.
pub const FORMAT: TableFormat = TableFormat {
    kind: FileReport::CONNECTIONS,
    claims,
    read,
    columns: Some(columns),
};

/// The page "Export connections", 2014 and before: Outlook's layout with every cell quoted.
pub const PAGE_FORMAT: TableFormat = TableFormat {
    kind: FileReport::CONNECTIONS,
    claims: claims_page,
    read: read_page,
    columns: Some(contacts::outlook_columns),
};

const GIVEN: [&str; 2] = ["firstname", "vorname"];
const FAMILY: [&str; 2] = ["lastname", "nachname"];
const EMAIL: [&str; 2] = ["emailaddress", "e-mail-adresse"];
const COMPANY: [&str; 2] = ["company", "unternehmen"];
const CONNECTED: [&str; 2] = ["connectedon", "verbundenam"];
const KNOWN: [&str; 12] = [
    "firstname",
    "vorname",
    "lastname",
    "nachname",
    "url",
    "emailaddress",
    "e-mail-adresse",
    "company",
    "unternehmen",
    "position",
    "connectedon",
    "verbundenam",
];

fn claims(columns: &[String], _name: &str) -> bool {
    let has = |names: &[&str]| columns.iter().any(|c| names.contains(&c.as_str()));
    has(&GIVEN) && has(&FAMILY) && has(&CONNECTED)
}

/// Other programs write Outlook's layout too, each with columns of its own: here none may be foreign.
fn claims_page(columns: &[String], _name: &str) -> bool {
    let has = |name: &str| columns.iter().any(|c| c == name);
    [
        "title",
        "firstname",
        "lastname",
        "e-mailaddress",
        "jobtitle",
        "tty/tddphone",
        "personalwebpage",
    ]
    .iter()
    .all(|n| has(n))
        && columns
            .iter()
            .all(|c| c.is_empty() || PAGE_COLUMNS.contains(&c.as_str()))
}

/// The day stays as LinkedIn writes it.
fn columns(header: &Header, _context: &Context) -> sheet::Columns {
    let role = |column: &String| match column.as_str() {
        "firstname" | "vorname" => Role::Given,
        "lastname" | "nachname" => Role::Family,
        "url" => Role::Profile,
        "emailaddress" | "e-mail-adresse" => Role::Email,
        "company" | "unternehmen" => Role::Company,
        "position" => Role::Title,
        "connectedon" | "verbundenam" => Role::LocalDay,
        _ => Role::Other,
    };
    sheet::Columns {
        roles: header.columns.iter().map(role).collect(),
        joint: "",
    }
}

struct Columns {
    given: Option<usize>,
    family: Option<usize>,
    url: Option<usize>,
    email: Option<usize>,
    company: Option<usize>,
    position: Option<usize>,
    connected: Option<usize>,
}

fn read(
    source: Source<'_>,
    decoded: &Decoded<'_>,
    header: &Header,
    _context: &Context,
) -> Imported {
    let mut reading = Reading::new(source, decoded, header, &KNOWN);
    let columns = Columns {
        given: reading.column(&GIVEN),
        family: reading.column(&FAMILY),
        url: reading.column(&["url"]),
        email: reading.column(&EMAIL),
        company: reading.column(&COMPANY),
        position: reading.column(&["position"]),
        connected: reading.column(&CONNECTED),
    };
    let mut days: Vec<(usize, Day)> = Vec::new();
    let (mut clocked, mut saved_again) = (false, false);
    let mut rows = reading.rows();
    while let Some(row) = rows.next_row() {
        let written = row.get(columns.connected);
        clocked |= written.contains(':');
        saved_again |= !written.is_empty() && !written.contains(':') && !is_linkedins(written);
        let day = date::day(written);
        match card(&mut reading, &columns, row) {
            Some(card) => {
                remark_on_day(&mut reading, row.place, written, day);
                days.extend(day.map(|day| (reading.out.cards.len(), day)));
                reading.out.cards.push(card);
            }
            None => set_aside(&mut reading, row, written, day.is_some()),
        }
    }
    settle_days(&mut reading, &days);
    let era = era(&reading, header, clocked, saved_again);
    reading.finish(rows, era)
}

/// The connection of a row, unless it names nobody: a closed account leaves nothing but its date.
fn card(reading: &mut Reading<'_>, columns: &Columns, row: Row<'_>) -> Option<Card> {
    let mut card = Card::new(row.place, Roster::Connections);
    card.name = name(row.get(columns.given), row.get(columns.family));
    let url = row.get(columns.url);
    match Slug::from_url(url) {
        Some(slug) => card.profiles.push(slug),
        None if !table::is_void(url) => {
            reading.problem(
                row.place,
                Code::BadUrl,
                format!("{url:?} is not a profile link (https://www.linkedin.com/in/…)"),
            );
            card.urls.push(url.to_owned());
        }
        None => {}
    }
    card.emails
        .extend(mail(reading, row.place, row.get(columns.email)));
    card.companies.extend(text(row.get(columns.company)));
    card.titles.extend(text(row.get(columns.position)));
    (!card.is_empty()).then_some(card)
}

/// The name as it is shown, and in parts: credentials behind the family name are a suffix.
fn name(given: &str, family: &str) -> Name {
    let mut name = Name::of(given, family);
    if title::is_only_credentials(family) && !name.given.is_empty() {
        name.suffix = title::listed(&std::mem::take(&mut name.family));
    } else if let Some((bare, suffix)) = title::without_credentials(family)
        && !bare.is_empty()
    {
        (name.family, name.suffix) = (bare.to_owned(), suffix);
    }
    name
}

fn text(cell: &str) -> Option<String> {
    (!table::is_void(cell)).then(|| cell.to_owned())
}

/// The address of a cell; one that is none is kept as written and said.
fn mail(reading: &mut Reading<'_>, place: Place, cell: &str) -> Option<Mail> {
    let cell = if table::is_void(cell) { "" } else { cell };
    let email = Email::parse(cell);
    if email.is_none() && !cell.is_empty() {
        reading.problem(
            place,
            Code::BadEmail,
            format!("{cell:?} is not a valid e-mail address; it is kept as text"),
        );
    }
    (!cell.is_empty()).then(|| Mail::new(cell.to_owned(), email, Vec::new()))
}

fn set_aside(reading: &mut Reading<'_>, row: Row<'_>, written: &str, dated: bool) {
    let (why, code, message) = if dated {
        let message = format!("connected on {written}, without a name: a closed or hidden account");
        (SetAside::DateOnly, Code::DateOnlyRow, message)
    } else {
        (
            SetAside::Empty,
            Code::EmptyCard,
            "the row names nobody".to_owned(),
        )
    };
    reading.out.report.count(Fate::SetAside(why), 1);
    reading.problem(row.place, code, message);
}

fn remark_on_day(reading: &mut Reading<'_>, place: Place, written: &str, day: Option<Day>) {
    match day {
        None if !written.is_empty() => {
            reading.problem(
                place,
                Code::BadDate,
                format!(
                    "{written:?} is not a date such as 09 Aug 2024; the connection is kept without it"
                ),
            );
        }
        Some(Day::Localised(_)) => {
            reading.problem(place, Code::LocalisedDate, format!("{written:?} names the month in another language; check that it was read correctly"));
        }
        _ => {}
    }
}

/// Gives every card its day, once all days of the file have shown in which order slashed dates are written.
fn settle_days(reading: &mut Reading<'_>, days: &[(usize, Day)]) {
    let order: Option<SlashOrder> = date::slash_order(days.iter().map(|&(_, day)| day));
    for &(index, day) in days {
        let settled = day.settle(order);
        let card = &mut reading.out.cards[index];
        card.connected_on = settled;
        if let (None, Day::Slashed(a, b, year)) = (settled, day) {
            let place = card.place;
            reading.problem(place, Code::AmbiguousDate, format!("{a}/{b}/{year} may be either of two dates and no other row settles it; not guessed"));
        }
    }
    let newest = reading
        .out
        .cards
        .iter()
        .filter_map(|card| card.connected_on)
        .max();
    for card in &mut reading.out.cards {
        card.fresh = newest;
    }
}

/// `09 Aug 2024`, which is how LinkedIn writes a day.
fn is_linkedins(written: &str) -> bool {
    let shape: Vec<usize> = written.split(' ').map(str::len).collect();
    shape == [2, 3, 4]
}

fn era(reading: &Reading<'_>, header: &Header, clocked: bool, saved_again: bool) -> &'static str {
    if header.has("vorname") {
        return "German header (never seen from LinkedIn itself)";
    }
    if header
        .written
        .first()
        .is_some_and(|first| first == "FirstName")
    {
        return "hand-edited header";
    }
    match (header.preamble, reading.column(&["url"]).is_some()) {
        (true, true) => "mid-2023 and later (preamble, profile links)",
        (true, false) => "late 2020 to mid-2023 (preamble, no profile links)",
        (false, true) => "mid-2023 and later, saved again (no preamble)",
        (false, false) if saved_again => {
            "2018 to mid-2023, saved again (no preamble, no profile links)"
        }
        (false, false) if clocked => "2018 (no preamble, times of day)",
        (false, false) => "2018 to mid-2021 (no preamble)",
    }
}

fn read_page(
    source: Source<'_>,
    decoded: &Decoded<'_>,
    header: &Header,
    context: &Context,
) -> Imported {
    let mut reading = Reading::new(source, decoded, header, PAGE_COLUMNS);
    let mut rows = reading.rows();
    while let Some(row) = rows.next_row() {
        let card = page_card(&mut reading, row, context);
        if card.is_empty() {
            set_aside(&mut reading, row, "", false);
        } else {
            reading.out.cards.push(card);
        }
    }
    let own = file_key(source.name).starts_with("linkedinconnections");
    reading.finish(
        rows,
        if own {
            "2014 and before (Outlook layout)"
        } else {
            "2014 and before (Outlook layout, renamed file)"
        },
    )
}

fn page_card(reading: &mut Reading<'_>, row: Row<'_>, context: &Context) -> Card {
    let cell = |names: &[&str]| row.get(reading.column(names));
    let mut card = Card::new(row.place, Roster::Connections);
    card.name = Name {
        given: cell(&["firstname"]).to_owned(),
        middle: cell(&["middlename"]).to_owned(),
        family: cell(&["lastname"]).to_owned(),
        prefix: cell(&["title"]).to_owned(),
        suffix: cell(&["suffix"]).to_owned(),
        ..Name::default()
    }
    .complete();
    card.companies.extend(text(cell(&["company"])));
    card.titles.extend(text(cell(&["jobtitle"])));
    card.notes.extend(text(cell(&["notes"])));
    card.birthday = text(cell(&["birthday"]));
    for name in ["webpage", "personalwebpage"] {
        let link = cell(&[name]);
        match Slug::from_url(link) {
            Some(slug) => card.profiles.push(slug),
            None => card.urls.extend(text(link)),
        }
    }
    let numbers = PAGE_COLUMNS.iter().filter(|c| is_phone(c));
    let numbers: Vec<&str> = numbers
        .map(|name| cell(&[name]))
        .filter(|n| !n.is_empty())
        .collect();
    card.phones = numbers
        .into_iter()
        .map(|raw| Tel::new(raw, Phone::parse(raw, context.region), Vec::new()))
        .collect();
    let addresses = ["e-mailaddress", "e-mail2address", "e-mail3address"].map(|name| cell(&[name]));
    card.emails = addresses
        .into_iter()
        .filter_map(|raw| mail(reading, row.place, raw))
        .collect();
    keep_rest(reading.header, row, &mut card);
    card
}

/// Keeps what the page has columns for and a card no field: addresses, faxes, the department.
fn keep_rest(header: &Header, row: Row<'_>, card: &mut Card) {
    const READ: [&str; 14] = [
        "title",
        "firstname",
        "middlename",
        "lastname",
        "suffix",
        "company",
        "jobtitle",
        "notes",
        "birthday",
        "webpage",
        "personalwebpage",
        "e-mailaddress",
        "e-mail2address",
        "e-mail3address",
    ];
    for (column, name) in header.columns.iter().enumerate() {
        let is_read = READ.contains(&name.as_str()) || is_phone(name);
        let value = row.get(Some(column));
        if !is_read && !table::is_void(value) {
            card.extras.push(Extra {
                group: String::new(),
                name: contacts::property_of(&header.written[column]),
                params: Vec::new(),
                value: escape::escape(value, Form::Vcard40, true),
            });
        }
    }
}

fn is_phone(column: &str) -> bool {
    column.ends_with("phone") || column.ends_with("phone2")
}

/// The 59 columns of the page.
const PAGE_COLUMNS: &[&str] = &[
    "title",
    "firstname",
    "middlename",
    "lastname",
    "suffix",
    "e-mailaddress",
    "e-mail2address",
    "e-mail3address",
    "businessstreet",
    "businessstreet2",
    "businessstreet3",
    "businesscity",
    "businessstate",
    "businesspostalcode",
    "businesscountry",
    "homestreet",
    "homestreet2",
    "homestreet3",
    "homecity",
    "homestate",
    "homepostalcode",
    "homecountry",
    "otherstreet",
    "otherstreet2",
    "otherstreet3",
    "othercity",
    "otherstate",
    "otherpostalcode",
    "othercountry",
    "company",
    "department",
    "jobtitle",
    "assistant'sphone",
    "businessfax",
    "businessphone",
    "businessphone2",
    "callback",
    "carphone",
    "companymainphone",
    "homefax",
    "homephone",
    "homephone2",
    "isdn",
    "mobilephone",
    "otherfax",
    "otherphone",
    "pager",
    "primaryphone",
    "radiophone",
    "tty/tddphone",
    "telex",
    "assistant'sname",
    "birthday",
    "manager'sname",
    "notes",
    "otheraddresspobox",
    "spouse",
    "webpage",
    "personalwebpage",
];
