//! A contact of Outlook → a vCard, which is then read as any other.

use chrono::TimeDelta;

use super::props::{Class, Item, Props, tag};
use crate::import::vcard::made::{self, Made, escaped, line};

/// The numbers of a contact, and the line of each.
const PHONES: [(u32, &str); 10] = [
    (tag::MOBILE, "TEL;TYPE=CELL"),
    (tag::OFFICE_PHONE, "TEL;TYPE=WORK"),
    (tag::OFFICE_PHONE_2, "TEL;TYPE=WORK"),
    (tag::HOME_PHONE, "TEL;TYPE=HOME"),
    (tag::HOME_PHONE_2, "TEL;TYPE=HOME"),
    (tag::MAIN_PHONE, "TEL;TYPE=PREF"),
    (tag::OTHER_PHONE, "TEL"),
    (tag::OFFICE_FAX, "TEL;TYPE=WORK,FAX"),
    (tag::HOME_FAX, "TEL;TYPE=HOME,FAX"),
    (tag::PAGER, "TEL;TYPE=PAGER"),
];

/// The postal addresses of a contact, and the line of each.
const PLACES: [([u32; 5], &str); 3] = [
    (tag::OFFICE_PLACE, "ADR;TYPE=WORK"),
    (tag::HOME_PLACE, "ADR;TYPE=HOME"),
    (tag::OTHER_PLACE, "ADR"),
];

/// Adds the card of a contact.
pub fn add(item: &Item, cards: &mut Made) {
    cards.add(&lines(item));
}

/// The lines of its card.
pub fn lines(item: &Item) -> Vec<String> {
    let props = &item.props;
    let mut lines = Vec::new();
    if item.class() == Class::List {
        lines.push("X-ADDRESSBOOKSERVER-KIND:group".to_owned());
    }
    let parts = [
        tag::FAMILY,
        tag::GIVEN,
        tag::MIDDLE,
        tag::PREFIX,
        tag::SUFFIX,
    ];
    made::name(
        &mut lines,
        &parts.map(|tag| props.text(tag)),
        &props.text(tag::NAME),
    );
    made::employer(
        &mut lines,
        &props.text(tag::COMPANY),
        &props.text(tag::DEPARTMENT),
    );
    line(&mut lines, "NICKNAME", &props.text(tag::NICKNAME));
    line(&mut lines, "TITLE", &props.text(tag::TITLE));
    for [kind, address, typed] in tag::MAILS {
        line(&mut lines, "EMAIL", &email(props, [kind, address, typed]));
    }
    for (tag, begin) in PHONES {
        line(&mut lines, begin, &props.text(tag));
    }
    for (tags, begin) in PLACES {
        let parts = tags.map(|tag| escaped(&props.text(tag)));
        if parts.iter().any(|part| !part.is_empty()) {
            lines.push(format!("{begin}:;;{}", parts.join(";")));
        }
    }
    for tag in [tag::OFFICE_PAGE, tag::OWN_PAGE] {
        line(&mut lines, "URL", &props.text(tag));
    }
    // A birthday is a midnight of some zone: half a day later it is the same day in every one.
    let born = props.time(tag::BIRTHDAY);
    let born = born.and_then(|at| at.checked_add_signed(TimeDelta::hours(12)));
    line(
        &mut lines,
        "BDAY",
        &born.map_or_else(String::new, |at| at.date_naive().to_string()),
    );
    lines
}

/// An address that mail can go to. Of somebody on the same server only the server knows one, unless it was typed.
fn email(props: &Props, [kind, address, typed]: [u32; 3]) -> String {
    let person = props.person(typed, [kind, address, typed]);
    person.address
}
