//! Whatever stands in a file: reading ends, nothing panics, and every row is accounted for.

use std::collections::BTreeSet;
use std::fs;

use proptest::prelude::{Strategy, any};
use proptest::test_runner::{Config, TestCaseError};
use proptest::{prop_assert, prop_assert_eq, prop_oneof, proptest};

use tieline::inside::import::{self, Context, Source};
use tieline::inside::model::intake::{FileId, Imported};
use tieline::inside::model::problem::Place;

use crate::run::root;

const CONNECTIONS: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";
const MESSAGES: &str = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT\n";
const LOG: &str = "date,direction,channel,email,name,recipients,duration_s,note\n";

fn read(name: &str, bytes: &[u8]) -> Option<Imported> {
    let source = Source {
        file: FileId(0),
        name,
        bytes,
    };
    import::read(source, &Context::default())
}

/// Every row has become a card, an event, a tie, or is counted already; a row gives one of each at most.
fn accounts_for_its_rows(read: &Imported) -> Result<(), TestCaseError> {
    let places: BTreeSet<Place> = read
        .cards
        .iter()
        .map(|card| card.place)
        .chain(read.exchanges.iter().map(|exchange| exchange.place))
        .chain(read.ties.iter().map(|tie| tie.place))
        .collect();
    let counted: u64 = read.report.fates.values().sum();
    prop_assert_eq!(
        read.report.rows,
        places.len() as u64 + counted,
        "{:?}",
        read.report
    );
    prop_assert!(
        places
            .iter()
            .all(|place| u64::from(place.record) <= read.report.rows)
    );
    for peer in read.exchanges.iter().flat_map(peers) {
        prop_assert!((peer as usize) < read.peers.len());
    }
    Ok(())
}

/// The indices of those whom an event names.
fn peers(exchange: &tieline::inside::model::exchange::Exchange) -> Vec<u32> {
    let named = exchange.parties.people();
    named.into_iter().map(|peer| peer.0).collect()
}

/// A piece of which CSV goes wrong.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        "[\"',;\t\r\n ]{1,3}",
        "\\PC{0,8}",
        proptest::sample::select(vec![
            "09 Aug 2024",
            "2024-08-09 10:00:00 UTC",
            "31/02/2024",
            "https://www.linkedin.com/in/some-body",
            "https://www.linkedin.com/in/%F0%9F",
            "some.body@example.org",
            "LinkedIn Member",
            "Yes",
            "INBOX",
            "SPAM",
            "out",
            "call",
            "-1",
            "\u{0}",
            "\u{202e}",
            "=1+1",
        ])
        .prop_map(str::to_owned),
    ]
}

fn garbage() -> impl Strategy<Value = String> {
    proptest::collection::vec(piece(), 0..60).prop_map(|pieces| pieces.join(","))
}

proptest! {
    #![proptest_config(Config { cases: 32, failure_persistence: None, ..Config::default() })]

    #[test]
    fn any_bytes_end(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        for name in ["Connections.csv", "messages.csv", "contacts.vcf", "-"] {
            if let Some(read) = read(name, &bytes) {
                accounts_for_its_rows(&read)?;
            }
        }
    }

    #[test]
    fn any_bytes_under_a_header_are_accounted_for(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        for header in [CONNECTIONS, MESSAGES, LOG] {
            let content = [header.as_bytes(), &bytes].concat();
            if let Some(read) = read("file.csv", &content) {
                accounts_for_its_rows(&read)?;
            }
        }
    }

    #[test]
    fn any_cells_under_a_header_are_accounted_for(rows in proptest::collection::vec(garbage(), 1..6)) {
        for (name, header) in [("Connections.csv", CONNECTIONS), ("messages.csv", MESSAGES), ("log.csv", LOG)] {
            let content = header.to_owned() + &rows.join("\n");
            let read = read(name, content.as_bytes());
            prop_assert!(read.is_some(), "{name} is recognised by its header");
            if let Some(read) = read {
                accounts_for_its_rows(&read)?;
            }
        }
    }

    #[test]
    fn a_demo_file_cut_anywhere_is_accounted_for(share in 0.0..1.0_f64) {
        let files = ["2026-10/Connections.csv", "2026-10/messages.csv", "2026-10/Invitations.csv", "address-book.vcf"];
        for name in files {
            let bytes = fs::read(root().join("fixtures/demo").join(name)).expect("the demo is there");
            // Most cuts are near the beginning, so that the test stays quick in long files.
            let end = (share * share * share * bytes.len() as f64) as usize;
            if let Some(read) = read(name, &bytes[..end]) {
                accounts_for_its_rows(&read)?;
            }
        }
    }
}
