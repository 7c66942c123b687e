//! Thunderbird in English: the builds of the United States and of the United Kingdom.

use crate::import::TableFormat;
use crate::import::contacts::layout::{Layout, columns};
use crate::import::contacts::role::{Part, Role};
use crate::import::contacts::{has_all, read};

const SHARED: [&str; 4] = [
    "displayname",
    "primaryemail",
    "secondaryemail",
    "screenname",
];

/// `Home State`, `Home ZipCode`, `Organization`.
pub const US: TableFormat = TableFormat {
    kind: "Thunderbird contacts",
    claims: |columns, _| has_all(columns, &SHARED) && !has_all(columns, &["homecounty"]),
    read: |source, decoded, header, context| {
        read(&layout("United States"), source, decoded, header, context)
    },
    columns: Some(|header, context| columns(&layout("United States"), header, context)),
};

/// `Home County`, `Home Post Code`, `Organisation`.
pub const UK: TableFormat = TableFormat {
    kind: "Thunderbird contacts",
    claims: |columns, _| has_all(columns, &SHARED) && has_all(columns, &["homecounty"]),
    read: |source, decoded, header, context| {
        read(&layout("United Kingdom"), source, decoded, header, context)
    },
    columns: Some(|header, context| columns(&layout("United Kingdom"), header, context)),
};

const fn layout(era: &'static str) -> Layout {
    Layout {
        era,
        columns: COLUMNS,
        joint: None,
        labels: &[';', ','],
        iso_days: false,
    }
}

const COLUMNS: &[(&str, Role)] = &[
    ("firstname", Role::Given),
    ("lastname", Role::Family),
    ("displayname", Role::Full),
    ("nickname", Role::Nickname),
    ("primaryemail", Role::Email("")),
    ("secondaryemail", Role::Email("")),
    ("screenname", Role::Extra("X-AIM")),
    ("workphone", Role::Phone("work")),
    ("homephone", Role::Phone("home")),
    ("faxnumber", Role::Phone("fax")),
    ("pagernumber", Role::Phone("pager")),
    ("mobilenumber", Role::Phone("cell")),
    ("homeaddress", Role::Address("home", Part::Street)),
    ("homeaddress2", Role::Address("home", Part::Street)),
    ("homecity", Role::Address("home", Part::City)),
    ("homestate", Role::Address("home", Part::Region)),
    ("homecounty", Role::Address("home", Part::Region)),
    ("homezipcode", Role::Address("home", Part::Code)),
    ("homepostcode", Role::Address("home", Part::Code)),
    ("homecountry", Role::Address("home", Part::Country)),
    ("workaddress", Role::Address("work", Part::Street)),
    ("workaddress2", Role::Address("work", Part::Street)),
    ("workcity", Role::Address("work", Part::City)),
    ("workstate", Role::Address("work", Part::Region)),
    ("workcounty", Role::Address("work", Part::Region)),
    ("workzipcode", Role::Address("work", Part::Code)),
    ("workpostcode", Role::Address("work", Part::Code)),
    ("workcountry", Role::Address("work", Part::Country)),
    ("jobtitle", Role::Title),
    ("department", Role::Department),
    ("organization", Role::Company),
    ("organisation", Role::Company),
    ("webpage#", Role::Url),
    ("birthyear", Role::BirthYear),
    ("birthmonth", Role::BirthMonth),
    ("birthday", Role::BirthDay),
    ("custom#", Role::Grouped("field", "X-CUSTOM-FIELD")),
    ("notes", Role::Note),
];
