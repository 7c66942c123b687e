//! The address books that LinkedIn was once allowed to import, in their three layouts: identity, no evidence of a tie.

use crate::import::linkedin::Reading;
use crate::import::sheet::Columns;
use crate::import::table::{Header, Row};
use crate::import::text::Decoded;
use crate::import::{Context, Source, TableFormat, table};
use crate::model::card::{Card, Extra, Mail, Roster, Tel};
use crate::model::document::{Form, Role};
use crate::model::escape;
use crate::model::intake::{Fate, Imported, SetAside};
use crate::model::keys::{Email, Phone, Region, Slug, digits};
use crate::model::name::Name;
use crate::model::problem::Code;

/// `Imported Contacts.csv`, `Contacts.csv`, `ImportedContacts.csv`.
pub const FORMAT: TableFormat = TableFormat {
    kind: "LinkedIn imported contacts",
    claims,
    read,
    columns: Some(columns),
};

/// Columns without a field, and the vCard property under which their cells are kept.
const KEPT: [(&str, &str); 11] = [
    ("source", "X-SOURCE"),
    ("maidenname", "X-MAIDENNAME"),
    ("createdat", "X-CREATED"),
    ("updatedat", "X-UPDATED"),
    ("bookmarkedat", "X-BOOKMARKED"),
    ("countrycode", "X-COUNTRY-CODE"),
    ("regioncode", "X-REGION-CODE"),
    ("thirdpartyverified", "X-THIRD-PARTY-VERIFIED"),
    ("location", "X-LOCATION"),
    ("addresses", "X-ADDRESS"),
    ("instantmessagehandles", "X-IM"),
];

const KNOWN: [&str; 26] = [
    "source",
    "firstname",
    "middlename",
    "lastname",
    "maidenname",
    "nickname",
    "nameprefix",
    "namesuffix",
    "companies",
    "title",
    "emails",
    "emailaddress",
    "phonenumbers",
    "createdat",
    "updatedat",
    "countrycode",
    "regioncode",
    "thirdpartyverified",
    "location",
    "addresses",
    "sites",
    "instantmessagehandles",
    "fullname",
    "birthday",
    "bookmarkedat",
    "profiles",
];

fn claims(columns: &[String], _name: &str) -> bool {
    let has = |name: &str| columns.iter().any(|c| c == name);
    has("firstname")
        && has("phonenumbers")
        && has("createdat")
        && (has("emails") || has("emailaddress"))
}

fn columns(header: &Header, _context: &Context) -> Columns {
    let role = |column: &String| match column.as_str() {
        "fullname" => Role::FullName,
        "firstname" => Role::Given,
        "middlename" => Role::Additional,
        "lastname" => Role::Family,
        "nameprefix" => Role::Prefix,
        "namesuffix" => Role::Suffix,
        "nickname" => Role::Nickname,
        "companies" => Role::Company,
        "title" => Role::Title,
        "emails" | "emailaddress" => Role::Email,
        "phonenumbers" => Role::Phone,
        "profiles" | "sites" => Role::Url,
        "countrycode" => Role::Country,
        "birthday" => Role::LocalDay,
        _ => Role::Other,
    };
    Columns {
        roles: header.columns.iter().map(role).collect(),
        joint: ",",
    }
}

fn read(source: Source<'_>, decoded: &Decoded<'_>, header: &Header, context: &Context) -> Imported {
    let mut reading = Reading::new(source, decoded, header, &KNOWN);
    let mut rows = reading.rows();
    while let Some(row) = rows.next_row() {
        let card = card(&reading, row, context);
        if card.is_empty() {
            reading.out.report.count(Fate::SetAside(SetAside::Empty), 1);
            reading.problem(
                row.place,
                Code::EmptyCard,
                "the row names nobody".to_owned(),
            );
        } else {
            for mail in card.emails.iter().filter(|mail| mail.email.is_none()) {
                let message = format!(
                    "{:?} is not a valid e-mail address; it is kept as text",
                    mail.raw
                );
                reading.problem(row.place, Code::BadEmail, message);
            }
            reading.out.cards.push(card);
        }
    }
    let era = match () {
        () if header.has("nameprefix") => "2025 and later",
        () if header.has("source") => "2024",
        () => "2018",
    };
    reading.finish(rows, era)
}

fn card(reading: &Reading<'_>, row: Row<'_>, context: &Context) -> Card {
    let cell = |names: &[&str]| row.get(reading.column(names));
    let some = |text: &str| (!table::is_void(text)).then(|| text.to_owned());
    let mut card = Card::new(row.place, Roster::Imported);
    card.name = Name {
        full: cell(&["fullname"]).to_owned(),
        given: cell(&["firstname"]).to_owned(),
        middle: cell(&["middlename"]).to_owned(),
        family: cell(&["lastname"]).to_owned(),
        prefix: cell(&["nameprefix"]).to_owned(),
        suffix: cell(&["namesuffix"]).to_owned(),
        nickname: cell(&["nickname"]).to_owned(),
    }
    .complete();
    card.companies.extend(some(cell(&["companies"])));
    card.titles.extend(some(cell(&["title"])));
    card.birthday = some(cell(&["birthday"]));
    let mails = list(cell(&["emails", "emailaddress"]));
    card.emails = mails
        .map(|raw| Mail::new(raw.to_owned(), Email::parse(raw), Vec::new()))
        .collect();
    let region = Region::parse(cell(&["countrycode"])).or(context.region);
    card.phones = numbers(cell(&["phonenumbers"]), region);
    for link in list(cell(&["profiles"])).chain(list(cell(&["sites"]))) {
        match Slug::from_url(link) {
            Some(slug) => card.profiles.push(slug),
            None => card.urls.push(link.to_owned()),
        }
    }
    for (column, property) in KEPT {
        let value = cell(&[column]);
        if !table::is_void(value) {
            card.extras.push(Extra {
                group: String::new(),
                name: property.to_owned(),
                params: Vec::new(),
                value: escape::escape(value, Form::Vcard40, true),
            });
        }
    }
    card
}

fn list(cell: &str) -> impl Iterator<Item = &str> {
    let parts = cell.split(',').map(str::trim);
    parts.filter(|part| !table::is_void(part))
}

/// LinkedIn writes several forms of one number; each number is kept once, an international form before a bare one.
fn numbers(cell: &str, region: Option<Region>) -> Vec<Tel> {
    let mut out: Vec<Tel> = Vec::new();
    for raw in list(cell) {
        let phone = Phone::parse(raw, region);
        let known = out
            .iter()
            .any(|tel| digits(&tel.raw) == digits(raw) || (phone.is_some() && tel.phone == phone));
        if !known {
            out.push(Tel::new(raw, phone, Vec::new()));
        }
    }
    out
}
