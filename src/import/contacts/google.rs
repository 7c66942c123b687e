//! Google Contacts: the layout of today, the one until 2023, and the one that Google calls "Outlook CSV".

use crate::import::TableFormat;
use crate::import::contacts::layout::{Layout, columns};
use crate::import::contacts::outlook::COLUMNS as OUTLOOK_COLUMNS;
use crate::import::contacts::role::{Part, Role};
use crate::import::contacts::{has_all, read};

const JOINT: Option<&str> = Some(" ::: ");

/// "Google CSV" of today.
pub const NEW: TableFormat = TableFormat {
    kind: "Google contacts",
    claims: |columns, _| {
        has_all(columns, &["firstname", "lastname"])
            && (has_all(columns, &["e-mail1-label"])
                || has_all(columns, &["organizationname", "labels"]))
    },
    read: |source, decoded, header, context| read(&LAYOUT, source, decoded, header, context),
    columns: Some(|header, context| columns(&LAYOUT, header, context)),
};

/// "Google CSV" until 2023.
pub const OLD: TableFormat = TableFormat {
    kind: "Google contacts",
    claims: |columns, _| {
        has_all(columns, &["name", "givenname"])
            && (has_all(columns, &["e-mail1-type"])
                || has_all(columns, &["groupmembership", "yominame"]))
    },
    read: |source, decoded, header, context| read(&OLD_LAYOUT, source, decoded, header, context),
    columns: Some(|header, context| columns(&OLD_LAYOUT, header, context)),
};

/// "Outlook CSV" as Google writes it.
pub const OUTLOOK: TableFormat = TableFormat {
    kind: "Google contacts",
    claims: |columns, _| {
        has_all(
            columns,
            &[
                "firstname",
                "e-mailaddress",
                "initials",
                "homeaddress",
                "categories",
            ],
        )
    },
    read: |source, decoded, header, context| {
        read(&OUTLOOK_LAYOUT, source, decoded, header, context)
    },
    columns: Some(|header, context| columns(&OUTLOOK_LAYOUT, header, context)),
};

const LAYOUT: Layout = Layout {
    era: "since 2023",
    columns: COLUMNS,
    joint: JOINT,
    labels: &[],
    iso_days: true,
};

const OLD_LAYOUT: Layout = Layout {
    era: "until 2023",
    columns: COLUMNS,
    joint: JOINT,
    labels: &[],
    iso_days: true,
};

const OUTLOOK_LAYOUT: Layout = Layout {
    era: "Outlook layout",
    columns: OUTLOOK_COLUMNS,
    joint: None,
    labels: &[';'],
    iso_days: false,
};

/// Both layouts in one table: they share most columns and contradict each other in none.
const COLUMNS: &[(&str, Role)] = &[
    ("name", Role::Full),
    ("firstname", Role::Given),
    ("givenname", Role::Given),
    ("middlename", Role::Middle),
    ("additionalname", Role::Middle),
    ("lastname", Role::Family),
    ("familyname", Role::Family),
    ("nameprefix", Role::Prefix),
    ("namesuffix", Role::Suffix),
    ("nickname", Role::Nickname),
    ("phoneticfirstname", Role::Extra("X-PHONETIC-FIRST-NAME")),
    ("phoneticmiddlename", Role::Extra("X-PHONETIC-MIDDLE-NAME")),
    ("phoneticlastname", Role::Extra("X-PHONETIC-LAST-NAME")),
    ("yominame", Role::Extra("X-PHONETIC-NAME")),
    ("givennameyomi", Role::Extra("X-PHONETIC-FIRST-NAME")),
    ("additionalnameyomi", Role::Extra("X-PHONETIC-MIDDLE-NAME")),
    ("familynameyomi", Role::Extra("X-PHONETIC-LAST-NAME")),
    ("fileas", Role::Extra("X-FILE-AS")),
    ("initials", Role::Extra("X-INITIALS")),
    ("shortname", Role::Extra("X-SHORT-NAME")),
    ("maidenname", Role::Extra("X-MAIDENNAME")),
    ("organizationname", Role::Company),
    ("organizationtitle", Role::Title),
    ("organizationdepartment", Role::Department),
    ("organization#-type", Role::Extra("X-ORGANIZATION-TYPE")),
    ("organization#-name", Role::Company),
    ("organization#-title", Role::Title),
    ("organization#-department", Role::Department),
    ("organization#-yominame", Role::Extra("X-PHONETIC-ORG")),
    ("organization#-symbol", Role::Extra("X-ORGANIZATION-SYMBOL")),
    (
        "organization#-location",
        Role::Extra("X-ORGANIZATION-LOCATION"),
    ),
    (
        "organization#-jobdescription",
        Role::Extra("X-JOB-DESCRIPTION"),
    ),
    ("birthday", Role::Birthday),
    ("gender", Role::Gender),
    ("location", Role::Extra("X-LOCATION")),
    ("billinginformation", Role::Extra("X-BILLING-INFORMATION")),
    ("directoryserver", Role::Extra("X-DIRECTORY-SERVER")),
    ("mileage", Role::Extra("X-MILEAGE")),
    ("occupation", Role::Extra("X-OCCUPATION")),
    ("hobby", Role::Extra("X-HOBBY")),
    ("sensitivity", Role::Setting("X-SENSITIVITY")),
    ("priority", Role::Setting("X-PRIORITY")),
    ("subject", Role::Extra("X-SUBJECT")),
    ("notes", Role::Note),
    ("language", Role::Extra("X-LANGUAGE")),
    ("photo", Role::Extra("X-PHOTO-LINK")),
    ("labels", Role::Labels),
    ("groupmembership", Role::Labels),
    ("e-mail#-label", Role::EmailLabel),
    ("e-mail#-type", Role::EmailLabel),
    ("e-mail#-value", Role::Email("")),
    ("phone#-label", Role::PhoneLabel),
    ("phone#-type", Role::PhoneLabel),
    ("phone#-value", Role::Phone("")),
    ("address#-label", Role::AddressLabel),
    ("address#-type", Role::AddressLabel),
    ("address#-formatted", Role::Address("", Part::Whole)),
    ("address#-street", Role::Address("", Part::Street)),
    ("address#-city", Role::Address("", Part::City)),
    ("address#-pobox", Role::Address("", Part::Box)),
    ("address#-region", Role::Address("", Part::Region)),
    ("address#-postalcode", Role::Address("", Part::Code)),
    ("address#-country", Role::Address("", Part::Country)),
    ("address#-extendedaddress", Role::Address("", Part::Flat)),
    ("website#-label", Role::UrlLabel),
    ("website#-type", Role::UrlLabel),
    ("website#-value", Role::Url),
    ("relation#-label", Role::Grouped("relation", "X-ABLABEL")),
    ("relation#-type", Role::Grouped("relation", "X-ABLABEL")),
    (
        "relation#-value",
        Role::Grouped("relation", "X-ABRELATEDNAMES"),
    ),
    ("event#-label", Role::Grouped("event", "X-ABLABEL")),
    ("event#-type", Role::Grouped("event", "X-ABLABEL")),
    ("event#-value", Role::Grouped("event", "X-ABDATE")),
    ("customfield#-label", Role::Grouped("field", "X-ABLABEL")),
    ("customfield#-type", Role::Grouped("field", "X-ABLABEL")),
    (
        "customfield#-value",
        Role::Grouped("field", "X-CUSTOM-FIELD"),
    ),
    ("im#-label", Role::Grouped("im", "X-ABLABEL")),
    ("im#-type", Role::Grouped("im", "X-ABLABEL")),
    ("im#-service", Role::Grouped("im", "X-IM-SERVICE")),
    ("im#-value", Role::Grouped("im", "X-IM")),
];
