//! Exports of Outlook for Mac: series by the clock of their zone, and contacts with all that they have.

use std::fs;

use serde_json::Value;

use crate::find::{accounted, list, text};
use crate::outlook::{PETRA, RUNA, mac_letter, zipped};
use crate::run::{audit, run, scratch};

/// An appointment of Outlook for Mac with Petra, and how it recurs.
fn mac_meeting(uid: &str, start: &str, more: &str) -> String {
    format!(
        "<appointment><OPFCalendarEventCopyUUID>{uid}</OPFCalendarEventCopyUUID><OPFCalendarEventCopyStartTime>{start}</OPFCalendarEventCopyStartTime><OPFCalendarEventCopyOrganizer>{RUNA}</OPFCalendarEventCopyOrganizer><OPFCalendarEventCopyAttendeeList><appointmentAttendee OPFCalendarAttendeeAddress=\"{PETRA}\" OPFCalendarAttendeeName=\"Petra Novak\" OPFCalendarAttendeeStatus=\"3\" OPFCalendarAttendeeType=\"1\"/><appointmentAttendee OPFCalendarAttendeeAddress=\"bo@example.org\" OPFCalendarAttendeeName=\"Bo Lind\" OPFCalendarAttendeeStatus=\"4\" OPFCalendarAttendeeType=\"1\"/></OPFCalendarEventCopyAttendeeList>{more}</appointment>"
    )
}

#[test]
fn series_of_outlook_for_mac_are_followed_by_the_clock_of_their_zone() {
    let zone = "BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nTZID:Mill Time\r\nBEGIN:STANDARD\r\nDTSTART:16010101T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT\r\nDTSTART:16010101T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\nEND:VCALENDAR\r\n";
    // Mondays and Wednesdays at half past midnight, which are Sundays and Tuesdays in Greenwich; four of them.
    let weekly = format!(
        "<OPFCalendarEventGetStartTimeZoneICSData>{zone}</OPFCalendarEventGetStartTimeZoneICSData><OPFCalendarEventIsRecurring>1E0</OPFCalendarEventIsRecurring><OPFCalendarEventCopyRecurrence><OPFRecurrenceIsNumbered>1E0</OPFRecurrenceIsNumbered><OPFRecurrenceGetOccurenceCount>4E0</OPFRecurrenceGetOccurenceCount><OPFRecurrencePattern><OPFRecurrencePatternType>OPFRecurrencePatternWeekly</OPFRecurrencePatternType><OPFRecurrencePatternInterval>1E0</OPFRecurrencePatternInterval><OPFRecurrencePatternDaysOfWeek><monday>1E0</monday><wednesday>1E0</wednesday><friday>0E0</friday></OPFRecurrencePatternDaysOfWeek></OPFRecurrencePattern></OPFCalendarEventCopyRecurrence>"
    );
    let monthly = "<OPFCalendarEventIsRecurring>1</OPFCalendarEventIsRecurring><OPFRecurrencePatternType>OPFRecurrencePatternRelativeMonthly</OPFRecurrencePatternType><OPFRecurrencePatternInterval>1</OPFRecurrencePatternInterval><OPFRecurrencePatternWeek>3</OPFRecurrencePatternWeek><OPFRecurrencePatternDaysOfWeek><tuesday>1</tuesday></OPFRecurrencePatternDaysOfWeek><OPFRecurrenceHasEndDate>1</OPFRecurrenceHasEndDate><OPFRecurrenceCopyEndDate>2026-06-30T00:00:00</OPFRecurrenceCopyEndDate>";
    let off = "<OPFCalendarEventGetIsCancelled>1E0</OPFCalendarEventGetIsCancelled>";
    let odd = "<OPFCalendarEventIsRecurring>1</OPFCalendarEventIsRecurring><OPFRecurrencePatternType>7</OPFRecurrencePatternType>";
    let calendar = format!(
        "<?xml version=\"1.0\"?><appointments elementCount=\"4\">{}{}{}{}</appointments>",
        mac_meeting("w", "2026-03-22T23:30:00", &weekly),
        mac_meeting("m", "2026-04-21T09:00:00Z", monthly),
        mac_meeting("c", "2026-05-05T09:00:00", off),
        mac_meeting("o", "2026-05-06T09:00:00", odd),
    );
    let folder = scratch();
    let path = folder.path().join("Mac.olm");
    let place = format!("Accounts/{RUNA}/Calendar/Calendar.xml");
    let second = "Accounts/runa@work.example.org/com.microsoft.__Messages/Sent Items/com.microsoft.__Messages/message_00000.xml";
    let letter = mac_letter("runa@work.example.org", PETRA, 2);
    zipped(&path, &[(&place, &calendar), (second, &letter)]);
    let audit = audit(&[
        "--no-book",
        "--as-of",
        "2026-11-01",
        "--tz",
        "UTC",
        "--me",
        RUNA,
        &path.display().to_string(),
    ]);
    let all = list(&audit, "people")
        .iter()
        .chain(list(&audit, "unmatched"));
    let petra = all
        .clone()
        .find(|one| text(one, "name") == "Petra Novak")
        .expect("Petra");
    let met: u64 = list(petra, "timeline")
        .iter()
        .filter_map(|month| month["met"].as_u64())
        .sum();
    // Four, three third Tuesdays until June, and the first of those that are not followed.
    assert_eq!(met, 4 + 3 + 1);
    // The second account is the owner's too.
    let emails = audit["owner"]["emails"].to_string();
    assert!(emails.contains("runa@work.example.org"), "{emails}");
    assert!(
        !all.clone()
            .any(|one| text(one, "name") == "Bo Lind" && one["last_contact"] != Value::Null)
    );
    assert_eq!(audit["totals"]["set_aside"]["cancelled"], 1);
    let problems = audit["problems"].to_string();
    assert!(
        problems.contains("1 events recur in a way that is not followed"),
        "{problems}"
    );
    accounted(&audit);
}

#[test]
fn a_contact_of_outlook_for_mac_keeps_all_that_it_has() {
    let contacts = "<?xml version=\"1.0\"?><contacts elementCount=\"1\"><contact><OPFContactCopyFirstName>Petra</OPFContactCopyFirstName><OPFContactCopyLastName>Novak</OPFContactCopyLastName><OPFContactCopyEmailAddressList><contactEmailAddress OPFContactEmailAddressAddress=\"a@example.org\"/><contactEmailAddress OPFContactEmailAddressAddress=\"b@example.org\"/><contactEmailAddress OPFContactEmailAddressAddress=\"c@example.org\"/><contactEmailAddress OPFContactEmailAddressAddress=\"d@example.org\"/></OPFContactCopyEmailAddressList><OPFContactCopyHomeStreetAddress>Mill Lane 1</OPFContactCopyHomeStreetAddress><OPFContactCopyHomeCity>Testowa</OPFContactCopyHomeCity><OPFContactCopyHomeZip>12 345</OPFContactCopyHomeZip><OPFContactCopyNotesPlain>likes hops</OPFContactCopyNotesPlain><OPFContactCopyCategoryList><category OPFCategoryCopyName=\"Brewers\"/></OPFContactCopyCategoryList></contact></contacts>";
    let folder = scratch();
    let path = folder.path().join("Mac.olm");
    zipped(&path, &[("Accounts/Address Book/Contacts.xml", contacts)]);
    let out = folder.path().join("out").display().to_string();
    let ended = run(&[
        "audit",
        "--no-book",
        "--as-of",
        "2026-11-01",
        "--out",
        &out,
        &path.display().to_string(),
    ]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let cards = fs::read_to_string(folder.path().join("out/people.vcf")).expect("cards");
    let cards = cards.replace("\r\n ", "");
    for part in [
        "a@example.org",
        "d@example.org",
        "Mill Lane 1;Testowa;;12 345",
        "NOTE:likes hops",
        "CATEGORIES:Brewers",
    ] {
        assert!(cards.contains(part), "{part} in {cards}");
    }
}
