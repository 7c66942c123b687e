//! Any bytes as tables of contacts, LinkedIn's or of interactions: audited, and cleaned twice.
#![no_main]

use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 13] = [
    "Connections.csv",
    "messages.csv",
    "Invitations.csv",
    "contacts.csv",
    "log.csv",
    "ImportedContacts.csv",
    "Notes.csv",
    "Recommendations_Received.csv",
    "Endorsement_Given_Info.csv",
    "Profile.csv",
    "Positions.csv",
    "Email Addresses.csv",
    "PhoneNumbers.csv",
];

fuzz_target!(|data: &[u8]| {
    tieline_fuzz::audit(data, &NAMES);
    tieline_fuzz::clean(data, &NAMES);
});
