//! The files about the owner: profile, addresses, numbers, positions, schools.

use crate::import::linkedin::Reading;
use crate::import::table::{Header, Row};
use crate::import::text::Decoded;
use crate::import::{Context, Source, TableFormat};
use crate::model::intake::{Fate, Imported};
use crate::model::keys::{Email, Phone};
use crate::model::name::Name;
use crate::model::owner::{OwnerHint, Stay};

/// Profile.csv.
pub const PROFILE: TableFormat = TableFormat {
    kind: "LinkedIn profile",
    claims: claims_profile,
    read: read_profile,
    columns: None,
};
/// Email Addresses.csv.
pub const ADDRESSES: TableFormat = TableFormat {
    kind: "LinkedIn e-mail addresses",
    claims: claims_addresses,
    read: read_addresses,
    columns: None,
};
/// PhoneNumbers.csv.
pub const NUMBERS: TableFormat = TableFormat {
    kind: "LinkedIn phone numbers",
    claims: claims_numbers,
    read: read_numbers,
    columns: None,
};
/// Positions.csv.
pub const POSITIONS: TableFormat = TableFormat {
    kind: "LinkedIn positions",
    claims: claims_positions,
    read: read_positions,
    columns: None,
};
/// Education.csv.
pub const EDUCATION: TableFormat = TableFormat {
    kind: "LinkedIn education",
    claims: claims_education,
    read: read_education,
    columns: None,
};

fn all(columns: &[String], names: &[&str]) -> bool {
    names.iter().all(|name| columns.iter().any(|c| c == name))
}

fn claims_profile(columns: &[String], _name: &str) -> bool {
    all(columns, &["firstname", "lastname", "headline", "summary"])
}

fn claims_addresses(columns: &[String], _name: &str) -> bool {
    all(columns, &["emailaddress", "confirmed", "primary"])
}

fn claims_numbers(columns: &[String], _name: &str) -> bool {
    all(columns, &["extension", "number", "type"])
}

fn claims_positions(columns: &[String], _name: &str) -> bool {
    all(
        columns,
        &["companyname", "title", "startedon", "finishedon"],
    )
}

fn claims_education(columns: &[String], _name: &str) -> bool {
    all(columns, &["schoolname", "degreename"])
}

/// The time at a place, of which the years count: `Jan 2020`, `2015`.
fn stay(place: &str, from: &str, to: &str) -> Option<Stay> {
    let year = |text: &str| {
        let mut words = text.rsplit(|c: char| !c.is_ascii_digit());
        words.find(|word| word.len() == 4)?.parse().ok()
    };
    (!place.is_empty()).then(|| Stay {
        place: place.to_owned(),
        from: year(from),
        to: year(to),
    })
}

/// Reads the rows into hints; a row without one is counted all the same.
fn hints<T: IntoIterator<Item = OwnerHint>>(
    source: Source<'_>,
    decoded: &Decoded<'_>,
    header: &Header,
    known: &[&str],
    hint: impl Fn(Row<'_>) -> T,
) -> Imported {
    let mut reading = Reading::new(source, decoded, header, known);
    let mut rows = reading.rows();
    while let Some(row) = rows.next_row() {
        reading.out.owner.extend(hint(row));
        reading.out.report.count(Fate::Owner, 1);
    }
    reading.finish(rows, "")
}

fn read_profile(
    source: Source<'_>,
    decoded: &Decoded<'_>,
    header: &Header,
    _context: &Context,
) -> Imported {
    let known = [
        "firstname",
        "lastname",
        "maidenname",
        "address",
        "birthdate",
        "contactinstructions",
        "headline",
        "summary",
        "industry",
        "country",
        "zipcode",
        "geolocation",
        "twitterhandles",
        "websites",
        "instantmessengers",
    ];
    let (first, last) = (header.column(&["firstname"]), header.column(&["lastname"]));
    let maiden = header.column(&["maidenname"]);
    hints(source, decoded, header, &known, |row| {
        let name = Name::of(row.get(first), row.get(last)).full;
        let maiden = row.get(maiden).trim();
        let name = (!name.is_empty()).then_some(OwnerHint::Name(name));
        let maiden = (!maiden.is_empty()).then(|| OwnerHint::Maiden(maiden.to_owned()));
        name.into_iter().chain(maiden)
    })
}

fn read_addresses(
    source: Source<'_>,
    decoded: &Decoded<'_>,
    header: &Header,
    _context: &Context,
) -> Imported {
    let (address, confirmed) = (
        header.column(&["emailaddress"]),
        header.column(&["confirmed"]),
    );
    hints(
        source,
        decoded,
        header,
        &["emailaddress", "confirmed", "primary", "updatedon"],
        |row| {
            // An address that was never confirmed may be somebody else's.
            let refused = row.get(confirmed).eq_ignore_ascii_case("no");
            Email::parse(row.get(address))
                .filter(|_| !refused)
                .map(OwnerHint::Email)
        },
    )
}

fn read_numbers(
    source: Source<'_>,
    decoded: &Decoded<'_>,
    header: &Header,
    context: &Context,
) -> Imported {
    let number = header.column(&["number"]);
    hints(
        source,
        decoded,
        header,
        &["extension", "number", "type"],
        |row| Phone::parse(row.get(number), context.region).map(OwnerHint::Phone),
    )
}

fn read_positions(
    source: Source<'_>,
    decoded: &Decoded<'_>,
    header: &Header,
    _context: &Context,
) -> Imported {
    let company = header.column(&["companyname"]);
    let (from, to) = (
        header.column(&["startedon"]),
        header.column(&["finishedon"]),
    );
    let known = [
        "companyname",
        "title",
        "description",
        "location",
        "startedon",
        "finishedon",
    ];
    hints(source, decoded, header, &known, |row| {
        stay(row.get(company), row.get(from), row.get(to)).map(OwnerHint::Employer)
    })
}

fn read_education(
    source: Source<'_>,
    decoded: &Decoded<'_>,
    header: &Header,
    _context: &Context,
) -> Imported {
    let school = header.column(&["schoolname"]);
    let (from, to) = (header.column(&["startdate"]), header.column(&["enddate"]));
    let known = [
        "schoolname",
        "startdate",
        "enddate",
        "notes",
        "degreename",
        "activities",
    ];
    hints(source, decoded, header, &known, |row| {
        stay(row.get(school), row.get(from), row.get(to)).map(OwnerHint::School)
    })
}
