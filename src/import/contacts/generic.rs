//! Any other table with a name or an address in it: columns are known by the names that people give them.

use crate::import::contacts::layout::{Layout, Mapped, columns};
use crate::import::contacts::role::{Part, Role};
use crate::import::contacts::{has_all, read, words};
use crate::import::is_sheet;
use crate::import::table::Header;
use crate::import::{TableFormat, linkedin, table};
use crate::model::keys::Email;

/// Claims what no format of a known program does; asked last.
pub const FORMAT: TableFormat = TableFormat {
    kind: "contacts",
    claims,
    read: |source, decoded, header, context| read(&LAYOUT, source, decoded, header, context),
    columns: Some(|header, context| columns(&LAYOUT, header, context)),
};

const LAYOUT: Layout = Layout {
    era: "columns known by their names",
    columns: COLUMNS,
    joint: None,
    labels: &[';', ','],
    // No program wants them back in a form of its own.
    iso_days: true,
};

/// A bare name may be a skill's or a company's: it wants something beside it by which somebody is reached or employed.
fn claims(columns: &[String], name: &str) -> bool {
    if !is_called_a_table(name) || linkedin::is_without_use(name) || of_events(columns) {
        return false;
    }
    let roles: Vec<Role> = columns.iter().filter_map(|column| role(column)).collect();
    let has = |wanted: fn(Role) -> bool| roles.iter().any(|role| wanted(*role));
    let reached = has(|role| matches!(role, Role::Email(_) | Role::Phone(_)));
    let linked = columns.iter().any(|c| c.starts_with("linkedin"));
    let named = has(|role| matches!(role, Role::Full | Role::Given | Role::Family));
    let employed = has(|role| matches!(role, Role::Company | Role::Title));
    let placed = has(|role| matches!(role, Role::Address(..)));
    let whole = has(|role| role == Role::Given) && has(|role| role == Role::Family);
    let addressed = has(|role| matches!(role, Role::Email(_)));
    (columns.len() > 1 || addressed)
        && (reached || linked || whole || named && (employed || placed))
}

/// How many columns are known by their names.
pub fn known(columns: &[String]) -> usize {
    columns.iter().filter(|c| role(c).is_some()).count()
}

/// Whether a record may be the header of a table of people that is not known well enough to be read.
pub fn tells_of_people(columns: &[String]) -> bool {
    let is_of_people = |role: Role| {
        matches!(
            role,
            Role::Given | Role::Family | Role::Email(_) | Role::Phone(_)
        )
    };
    let is_name = |column: &String| !column.is_empty() && column.chars().count() <= SHORT;
    let is_one = |column: &&String| {
        let found = role(column);
        found.is_some_and(is_of_people) || **column != "name" && found == Some(Role::Full)
    };
    columns.len() > 1 && columns.iter().all(is_name) && columns.iter().any(|c| is_one(&c))
}

/// Names of columns are no longer than that, in letters.
const SHORT: usize = 40;

/// Whether rows tell what passed, and not who somebody is.
fn of_events(columns: &[String]) -> bool {
    let words = ["date", "direction", "from", "to"];
    let found = words.iter().filter(|word| has_all(columns, &[word]));
    found.count() > 1
}

fn role(column: &str) -> Option<Role> {
    let known = COLUMNS.iter().find(|(known, _)| *known == column);
    let known = known.map(|(_, role)| *role);
    known.or_else(|| words::role_of(column).map(|(role, _)| role))
}

/// Whether a file's name lets one expect a table. A folder of programs or web pages is full of lines that read like a
/// header, `use keys::{Email, Phone}` say; what the owner maps with `--map` is read whatever it is called.
fn is_called_a_table(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    is_sheet(name)
        || ending.is_none_or(|ending| {
            ["csv", "tsv", "tab", "txt", "dat", "xls"]
                .iter()
                .any(|table| ending.eq_ignore_ascii_case(table))
        })
}

/// Whether the owner's `--map` makes this header one of contacts.
fn is_mapped(header: &[String], map: &[Mapped]) -> bool {
    header.len() > 1
        && map
            .iter()
            .any(|mapped| header.iter().any(|c| mapped.names(c)))
}

/// The header of a table of contacts, by the names of its columns or by the owner's map.
pub fn find(text: &str, name: &str, map: &[Mapped]) -> Option<Header> {
    let found = Header::find(text, |columns| {
        claims(columns, name) || is_mapped(columns, map)
    });
    let is_header = |header: &Header| header.above.is_empty() || is_mostly_known(&header.columns);
    found.filter(|header| is_header(header) && (header.columns.len() > 1 || is_list(text, header)))
}

/// A row of another table may begin with "First name"; the names of columns are known for the most part.
fn is_mostly_known(columns: &[String]) -> bool {
    let is_known = |column: &&String| COLUMNS.iter().any(|(known, _)| known == column);
    columns.iter().filter(is_known).count() * 2 > columns.len()
}

/// A single column called "Email" is a table only if it begins the file and addresses follow: the word alone may stand
/// in any text.
fn is_list(text: &str, header: &Header) -> bool {
    let mut below = table::head(text).lines().skip(1).take(20);
    let is_address = |line: &str| Email::parse(line.trim().trim_matches('"')).is_some();
    !header.preamble && below.any(is_address)
}

/// Names that columns have, in the languages of the other layouts. A bare `title` is a job's unless there is another.
pub(super) const COLUMNS: &[(&str, Role)] = &[
    ("name", Role::Full),
    ("fullname", Role::Full),
    ("displayname", Role::Full),
    ("fn", Role::Full),
    ("ln", Role::Family),
    ("contactname", Role::Full),
    ("first", Role::Given),
    ("firstname", Role::Given),
    ("givenname", Role::Given),
    ("vorname", Role::Given),
    ("prénom", Role::Given),
    ("nombre", Role::Given),
    ("nome", Role::Given),
    ("imię", Role::Given),
    ("middlename", Role::Middle),
    ("last", Role::Family),
    ("lastname", Role::Family),
    ("familyname", Role::Family),
    ("surname", Role::Family),
    ("nachname", Role::Family),
    ("nom", Role::Family),
    ("apellidos", Role::Family),
    ("cognome", Role::Family),
    ("nazwisko", Role::Family),
    ("nickname", Role::Nickname),
    ("email", Role::Email("")),
    ("e-mail", Role::Email("")),
    ("emailaddress", Role::Email("")),
    ("e-mailaddress", Role::Email("")),
    ("e-mail-adresse", Role::Email("")),
    ("mail", Role::Email("")),
    ("primaryemail", Role::Email("")),
    ("emailwork", Role::Email("work")),
    ("workemail", Role::Email("work")),
    ("emailhome", Role::Email("home")),
    ("personalemail", Role::Email("home")),
    ("emailother", Role::Email("other")),
    ("email#", Role::Email("")),
    ("e-mail#-value", Role::Email("")),
    ("emailaddress#", Role::Email("")),
    ("e-mail#", Role::Email("")),
    ("phone", Role::Phone("")),
    ("phonenumber", Role::Phone("")),
    ("phone#", Role::Phone("")),
    ("phone#-value", Role::Phone("")),
    ("telephone", Role::Phone("")),
    ("telefon", Role::Phone("")),
    ("tel", Role::Phone("")),
    ("mobile", Role::Phone("cell")),
    ("mobilephone", Role::Phone("cell")),
    ("mobilephonenumber", Role::Phone("cell")),
    ("mobiltelefon", Role::Phone("cell")),
    ("handy", Role::Phone("cell")),
    ("phonework", Role::Phone("work")),
    ("workphone", Role::Phone("work")),
    ("businessphone", Role::Phone("work")),
    ("phonehome", Role::Phone("home")),
    ("homephone", Role::Phone("home")),
    ("phoneother", Role::Phone("other")),
    ("company", Role::Company),
    ("companyname", Role::Company),
    ("associatedcompany", Role::Company),
    ("organization", Role::Company),
    ("organisation", Role::Company),
    ("organizationname", Role::Company),
    ("employer", Role::Company),
    ("firma", Role::Company),
    ("société", Role::Company),
    ("empresa", Role::Company),
    ("società", Role::Company),
    ("jobtitle", Role::Title),
    ("title", Role::Title),
    ("position", Role::Title),
    ("role", Role::Title),
    ("organizationtitle", Role::Title),
    ("department", Role::Department),
    ("workdirectphone", Role::Phone("work")),
    ("directphone", Role::Phone("work")),
    ("corporatephone", Role::Phone("main")),
    ("companyphone", Role::Phone("main")),
    ("otherphone", Role::Phone("other")),
    ("secondaryemail", Role::Email("")),
    ("tertiaryemail", Role::Email("")),
    ("personlinkedinurl", Role::Url),
    ("companylinkedinurl", Role::Extra("X-COMPANY-LINKEDIN")),
    ("linkedin", Role::Url),
    ("linkedinurl", Role::Url),
    ("linkedinprofile", Role::Url),
    ("url", Role::Url),
    ("profileurl", Role::Url),
    ("website", Role::Url),
    ("websites", Role::Url),
    ("website#", Role::Url),
    ("website#-value", Role::Url),
    ("websiteurl", Role::Url),
    ("webpage", Role::Url),
    ("street", Role::Address("", Part::Street)),
    ("streetaddress", Role::Address("", Part::Street)),
    ("address", Role::Address("", Part::Whole)),
    ("city", Role::Address("", Part::City)),
    ("state", Role::Address("", Part::Region)),
    ("stateregion", Role::Address("", Part::Region)),
    ("state/region", Role::Address("", Part::Region)),
    ("zip", Role::Address("", Part::Code)),
    ("postalcode", Role::Address("", Part::Code)),
    ("postcode", Role::Address("", Part::Code)),
    ("country", Role::Address("", Part::Country)),
    ("country/region", Role::Address("", Part::Country)),
    ("ort", Role::Address("", Part::City)),
    ("plz", Role::Address("", Part::Code)),
    ("straße", Role::Address("", Part::Street)),
    ("land", Role::Address("", Part::Country)),
    ("birthday", Role::Birthday),
    ("dateofbirth", Role::Birthday),
    ("geburtstag", Role::Birthday),
    ("gender", Role::Gender),
    ("note", Role::Note),
    ("notes", Role::Note),
    ("notizen", Role::Note),
    ("background", Role::Note),
    ("tags", Role::Labels),
    ("labels", Role::Labels),
    ("groups", Role::Labels),
    ("categories", Role::Labels),
    ("recordid", Role::Extra("X-RECORD-ID")),
    ("recordid-contact", Role::Extra("X-RECORD-ID")),
    ("contactowner", Role::Extra("X-CONTACT-OWNER")),
    ("leadstatus", Role::Extra("X-LEAD-STATUS")),
    ("createdate", Role::Extra("X-CREATED")),
    ("lastactivitydate", Role::Extra("X-LAST-CONTACT")),
    ("lastcontacted", Role::Extra("X-LAST-CONTACT")),
];
