//! Yahoo's address book.

use crate::import::TableFormat;
use crate::import::contacts::layout::{Layout, columns};
use crate::import::contacts::role::{Part, Role};
use crate::import::contacts::{has_all, read};

/// The one layout that is known, with `Yahoo! ID` in older files.
pub const FORMAT: TableFormat = TableFormat {
    kind: "Yahoo contacts",
    claims: |columns, _| {
        has_all(columns, &["first", "last", "email", "alternateemail1"])
            && (has_all(columns, &["messengerid"]) || has_all(columns, &["yahoo!id"]))
    },
    read: |source, decoded, header, context| read(&LAYOUT, source, decoded, header, context),
    columns: Some(|header, context| columns(&LAYOUT, header, context)),
};

const LAYOUT: Layout = Layout {
    era: "",
    columns: COLUMNS,
    joint: None,
    labels: &[';', ','],
    iso_days: false,
};

const COLUMNS: &[(&str, Role)] = &[
    ("first", Role::Given),
    ("middle", Role::Middle),
    ("last", Role::Family),
    ("nickname", Role::Nickname),
    ("email", Role::Email("")),
    ("alternateemail#", Role::Email("")),
    ("category", Role::Labels),
    ("distributionlists", Role::Labels),
    ("home", Role::Phone("home")),
    ("work", Role::Phone("work")),
    ("pager", Role::Phone("pager")),
    ("fax", Role::Phone("fax")),
    ("mobile", Role::Phone("cell")),
    ("other", Role::Phone("other")),
    ("yahoo!phone", Role::Phone("voip")),
    // Not a number but the name of the column that holds the main one.
    ("primary", Role::Extra("X-PRIMARY-PHONE")),
    ("personalwebsite", Role::Url),
    ("businesswebsite", Role::Url),
    ("title", Role::Title),
    ("company", Role::Company),
    ("workaddress", Role::Address("work", Part::Street)),
    ("workcity", Role::Address("work", Part::City)),
    ("workstate", Role::Address("work", Part::Region)),
    ("workzip", Role::Address("work", Part::Code)),
    ("workcountry", Role::Address("work", Part::Country)),
    ("homeaddress", Role::Address("home", Part::Street)),
    ("homecity", Role::Address("home", Part::City)),
    ("homestate", Role::Address("home", Part::Region)),
    ("homezip", Role::Address("home", Part::Code)),
    ("homecountry", Role::Address("home", Part::Country)),
    ("birthday", Role::Birthday),
    ("anniversary", Role::Extra("ANNIVERSARY")),
    ("custom#", Role::Grouped("field", "X-CUSTOM-FIELD")),
    ("comments", Role::Note),
    ("messengerid", Role::Extra("X-YAHOO")),
    ("messengerid#", Role::Extra("X-IM")),
    ("yahoo!id", Role::Extra("X-YAHOO")),
    ("skypeid", Role::Extra("X-SKYPE")),
    ("ircid", Role::Extra("X-IRC")),
    ("icqid", Role::Extra("X-ICQ")),
    ("googleid", Role::Extra("X-GOOGLE-TALK")),
    ("msnid", Role::Extra("X-MSN")),
    ("aimid", Role::Extra("X-AIM")),
    ("qqid", Role::Extra("X-QQ")),
];
