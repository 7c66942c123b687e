//! What an audit advises, and when it must not.

use crate::demo::october;
use crate::find::{count, list, person};

#[test]
fn a_note_that_comes_back_as_a_message_counts_once() {
    for (name, note) in [
        ("Zainab Yakubu", "you invited them with a note on"),
        ("Yusuf Demirci", "they invited you with a note on"),
    ] {
        let person = person(october(), name);
        let basis = &person["standing"]["basis"];
        for figure in ["sent", "received", "attempts"] {
            assert_eq!(count(basis, figure), 0, "{name}: {figure}");
        }
        let notes = list(person, "why").iter().filter(|why| {
            let why = why.as_str();
            why.is_some_and(|why| why.starts_with(note))
        });
        assert_eq!(notes.count(), 1, "{person}");
    }
}
