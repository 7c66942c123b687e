//! Outlook: the desktop program in English and in its localised layouts, and outlook.com.

use crate::import::contacts::layout::{Layout, columns};
use crate::import::contacts::outlook_words::{SIGNS, WORDS};
use crate::import::contacts::role::{Part, Role};
use crate::import::contacts::{has_all, read};
use crate::import::sheet::Columns;
use crate::import::table::Header;
use crate::import::{Context, TableFormat};

/// The desktop program, in English.
pub const DESKTOP: TableFormat = TableFormat {
    kind: "Outlook contacts",
    claims: |columns, _| {
        has_all(
            columns,
            &[
                "firstname",
                "lastname",
                "e-mailaddress",
                "e-maildisplayname",
            ],
        )
    },
    read: |source, decoded, header, context| {
        read(
            &layout("desktop", COLUMNS),
            source,
            decoded,
            header,
            context,
        )
    },
    columns: Some(|header, context| columns(&layout("desktop", COLUMNS), header, context)),
};

/// outlook.com and Outlook on the web.
pub const WEB: TableFormat = TableFormat {
    kind: "Outlook contacts",
    claims: |columns, _| {
        has_all(columns, &["firstname", "lastname", "e-mailaddress"])
            && (has_all(columns, &["givenyomi"]) || has_all(columns, &["imaddress"]))
            && !has_all(columns, &["e-maildisplayname"])
    },
    read: |source, decoded, header, context| {
        read(
            &layout("outlook.com", COLUMNS),
            source,
            decoded,
            header,
            context,
        )
    },
    columns: Some(|header, context| columns(&layout("outlook.com", COLUMNS), header, context)),
};

/// The desktop program in other languages.
pub const LOCALISED: TableFormat = TableFormat {
    kind: "Outlook contacts",
    claims: |columns, _| SIGNS.iter().any(|sign| has_all(columns, sign)),
    read: |source, decoded, header, context| {
        read(
            &layout("desktop, localised", WORDS),
            source,
            decoded,
            header,
            context,
        )
    },
    columns: Some(|header, context| columns(&layout("desktop, localised", WORDS), header, context)),
};

/// What the columns of a file in the English layout are to whoever mends it.
pub fn columns_of(header: &Header, context: &Context) -> Columns {
    columns(&layout("desktop", COLUMNS), header, context)
}

const fn layout(era: &'static str, columns: &'static [(&'static str, Role)]) -> Layout {
    Layout {
        era,
        columns,
        joint: None,
        labels: &[';'],
        iso_days: false,
    }
}

/// All columns of the English layouts.
pub(super) const COLUMNS: &[(&str, Role)] = &[
    ("title", Role::Prefix),
    ("firstname", Role::Given),
    ("middlename", Role::Middle),
    ("lastname", Role::Family),
    ("suffix", Role::Suffix),
    ("nickname", Role::Nickname),
    ("givenyomi", Role::Extra("X-PHONETIC-FIRST-NAME")),
    ("surnameyomi", Role::Extra("X-PHONETIC-LAST-NAME")),
    ("companyyomi", Role::Extra("X-PHONETIC-ORG")),
    ("initials", Role::Extra("X-INITIALS")),
    ("company", Role::Company),
    ("department", Role::Department),
    ("jobtitle", Role::Title),
    ("e-mailaddress", Role::Email("")),
    ("e-mail#address", Role::Email("")),
    ("e-mailtype", Role::EmailTransport),
    ("e-mail#type", Role::EmailTransport),
    ("e-maildisplayname", Role::Extra("X-EMAIL-DISPLAY-NAME")),
    ("e-mail#displayname", Role::Extra("X-EMAIL-DISPLAY-NAME")),
    ("imaddress", Role::Extra("X-IM")),
    ("primaryphone", Role::Phone("pref")),
    ("homephone", Role::Phone("home")),
    ("homephone#", Role::Phone("home")),
    ("businessphone", Role::Phone("work")),
    ("businessphone#", Role::Phone("work")),
    ("mobilephone", Role::Phone("cell")),
    ("otherphone", Role::Phone("other")),
    ("carphone", Role::Phone("car")),
    ("radiophone", Role::Phone("radio")),
    ("companymainphone", Role::Phone("main")),
    ("assistant'sphone", Role::Phone("assistant")),
    ("callback", Role::Phone("callback")),
    ("pager", Role::Phone("pager")),
    ("homefax", Role::Phone("home fax")),
    ("businessfax", Role::Phone("work fax")),
    ("otherfax", Role::Phone("fax")),
    ("isdn", Role::Phone("isdn")),
    ("tty/tddphone", Role::Phone("textphone")),
    ("telex", Role::Phone("telex")),
    ("webpage", Role::Url),
    ("personalwebpage", Role::Url),
    ("birthday", Role::Birthday),
    ("anniversary", Role::Extra("ANNIVERSARY")),
    ("gender", Role::Gender),
    ("notes", Role::Note),
    ("categories", Role::Labels),
    ("homeaddress", Role::Address("home", Part::Whole)),
    ("homestreet", Role::Address("home", Part::Street)),
    ("homestreet2", Role::Address("home", Part::Street)),
    ("homestreet3", Role::Address("home", Part::Street)),
    ("homeaddresspobox", Role::Address("home", Part::Box)),
    ("homecity", Role::Address("home", Part::City)),
    ("homestate", Role::Address("home", Part::Region)),
    ("homepostalcode", Role::Address("home", Part::Code)),
    ("homecountry", Role::Address("home", Part::Country)),
    ("homecountry/region", Role::Address("home", Part::Country)),
    ("businessaddress", Role::Address("work", Part::Whole)),
    ("businessstreet", Role::Address("work", Part::Street)),
    ("businessstreet2", Role::Address("work", Part::Street)),
    ("businessstreet3", Role::Address("work", Part::Street)),
    ("businessaddresspobox", Role::Address("work", Part::Box)),
    ("businesscity", Role::Address("work", Part::City)),
    ("businessstate", Role::Address("work", Part::Region)),
    ("businesspostalcode", Role::Address("work", Part::Code)),
    ("businesscountry", Role::Address("work", Part::Country)),
    (
        "businesscountry/region",
        Role::Address("work", Part::Country),
    ),
    ("otheraddress", Role::Address("other", Part::Whole)),
    ("otherstreet", Role::Address("other", Part::Street)),
    ("otherstreet2", Role::Address("other", Part::Street)),
    ("otherstreet3", Role::Address("other", Part::Street)),
    ("otheraddresspobox", Role::Address("other", Part::Box)),
    ("othercity", Role::Address("other", Part::City)),
    ("otherstate", Role::Address("other", Part::Region)),
    ("otherpostalcode", Role::Address("other", Part::Code)),
    ("othercountry", Role::Address("other", Part::Country)),
    ("othercountry/region", Role::Address("other", Part::Country)),
    ("spouse", Role::Extra("X-SPOUSE")),
    ("children", Role::Extra("X-CHILDREN")),
    ("manager'sname", Role::Extra("X-MANAGER")),
    ("assistant'sname", Role::Extra("X-ASSISTANT")),
    ("referredby", Role::Extra("X-REFERRED-BY")),
    ("officelocation", Role::Extra("X-OFFICE-LOCATION")),
    (
        "organizationalidnumber",
        Role::Extra("X-ORGANIZATIONAL-ID-NUMBER"),
    ),
    ("governmentidnumber", Role::Extra("X-GOVERNMENT-ID-NUMBER")),
    ("profession", Role::Extra("X-PROFESSION")),
    ("account", Role::Extra("X-ACCOUNT")),
    ("schools", Role::Extra("X-SCHOOLS")),
    ("hobby", Role::Extra("X-HOBBY")),
    ("location", Role::Extra("X-LOCATION")),
    ("language", Role::Extra("X-LANGUAGE")),
    ("internetfreebusy", Role::Extra("X-INTERNET-FREE-BUSY")),
    ("billinginformation", Role::Extra("X-BILLING-INFORMATION")),
    ("directoryserver", Role::Extra("X-DIRECTORY-SERVER")),
    ("mileage", Role::Extra("X-MILEAGE")),
    ("keywords", Role::Extra("X-KEYWORDS")),
    ("user#", Role::Grouped("user", "X-USER")),
    ("sensitivity", Role::Setting("X-SENSITIVITY")),
    ("priority", Role::Setting("X-PRIORITY")),
    ("private", Role::Setting("X-PRIVATE")),
];
