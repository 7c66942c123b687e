//! Any bytes under any name: every importer. No panic, every row has one fate, and the same bytes give the same audit.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tieline::memory::{File, Settings};

/// A name of each kind that is told by its name; the first byte picks one.
const NAMES: [&str; 16] = [
    "Connections.csv",
    "messages.csv",
    "Invitations.csv",
    "contacts.csv",
    "log.csv",
    "cards.vcf",
    "mail.mbox",
    "one.eml",
    "calendar.ics",
    "_chat.txt",
    "WhatsApp Chat with Ana Lind.txt",
    "result.json",
    "messages.json",
    "sms.xml",
    "Notes.csv",
    "file",
];

fuzz_target!(|data: &[u8]| {
    let Some((first, bytes)) = data.split_first() else {
        return;
    };
    let name = NAMES[usize::from(*first) % NAMES.len()];
    let settings = Settings {
        as_of: 1_777_593_600,
        me: vec!["me@example.org".to_owned()],
        region: Some("SE".to_owned()),
        ..Settings::default()
    };
    let audit = || tieline::audit(&[File { name, bytes }], &settings);
    let Ok(read) = audit() else {
        return;
    };
    for file in &read.files {
        let aside: u64 = file.set_aside.values().sum();
        let fates = file.people
            + file.merged
            + file.events
            + file.unmatched
            + file.owner
            + aside
            + file.rejected;
        assert_eq!(file.rows, fates, "rows and their fates");
    }
    let again = audit().expect("what was read once is read again");
    let text = |audit| serde_json::to_string(audit).expect("an audit is JSON");
    assert_eq!(text(&read), text(&again));
});
