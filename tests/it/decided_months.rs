//! What was decided within the generated year comes true, or does not, in its month.

use serde_json::Value;

use crate::find::{list, text};
use crate::months::{DECIDED, MONTHS, Somebody, as_of, diff, year};
use crate::run::{self, run};

/// Names of the entries of a list.
fn names(entries: &[Value]) -> Vec<&str> {
    entries.iter().map(|entry| text(entry, "name")).collect()
}

#[test]
fn what_was_decided_is_told_in_the_month_in_which_it_comes_true() {
    let [third, fourth] = [3, 4].map(|number| Somebody::new(number, 0).name());
    let kept = Somebody::new(38, 0).name();
    for month in DECIDED + 1..MONTHS {
        let diff = diff(month - 1, month);
        // Those who go are told from those who were deleted.
        for gone in list(&diff, "gone") {
            let name = text(gone, "name");
            let deleted = name == third || name == fourth;
            assert_eq!(gone["deleted"], deleted, "{name} in month {month}");
        }
        // The fourth is deleted in the fourth month, and a connection again from the sixth on.
        let deletions = &diff["deletions"];
        let (gone, open): (u32, &[&str]) = match month {
            3 => (1, &[&fourth]),
            4 | 5 => (2, &[]),
            _ => (1, &[&fourth]),
        };
        assert_eq!(deletions["decided"], 2);
        assert_eq!(deletions["gone"], gone, "month {month}");
        assert_eq!(names(list(deletions, "open")), open, "month {month}");
        // The decision moves somebody once.
        let moved = list(&diff, "moved")
            .iter()
            .find(|m| text(m, "name") == kept);
        let causes = moved.map(|moved| moved["causes"].to_string());
        let decided = causes.is_some_and(|causes| causes.contains("you decided: keep"));
        assert_eq!(decided, month == DECIDED + 1, "month {month}");
    }
}

#[test]
fn a_rhythm_is_told_as_broken_in_the_month_in_which_it_breaks() {
    // There was contact on 11 Feb, 11 Jun and 11 Oct; the rhythm is wanted since 1 Apr.
    let told = [
        (3, "2025-04-11", true),
        (4, "2025-04-11", false),
        (7, "2025-08-11", true),
        (8, "2025-08-11", false),
        (11, "2025-12-11", true),
    ];
    for month in DECIDED + 1..MONTHS {
        let diff = diff(month - 1, month);
        let expected = told.iter().find(|(told, ..)| *told == month);
        match (list(&diff, "broken"), expected) {
            ([], None) => {}
            ([broken], Some((_, due, is_new))) => {
                assert_eq!(text(broken, "name"), Somebody::new(37, 0).name());
                assert_eq!(
                    (text(broken, "due"), &broken["new"]),
                    (*due, &Value::Bool(*is_new))
                );
            }
            (broken, _) => panic!("month {month}: {broken:?}"),
        }
    }
}

#[test]
fn every_form_of_a_diff_has_every_part() {
    let third = Somebody::new(3, 0).name();
    let fourth = Somebody::new(4, 0).name();
    let rhythm = Somebody::new(37, 0).name();
    let (old, new) = (as_of(2), as_of(3));
    for (form, deleted, open) in [
        (
            "--color=never",
            "you deleted them",
            "1 is gone, 1 is still there",
        ),
        (
            "--markdown",
            "you deleted them",
            "1 is gone, 1 is still there",
        ),
        ("--csv", "deleted,", "to-delete,"),
    ] {
        let ended = run(&["diff", form, "--book", run::text(&year().book), &old, &new]);
        assert_eq!(ended.code, 0, "{}", ended.err);
        for part in [deleted, open, &third, &fourth, &rhythm, "every 2 months"] {
            assert!(ended.out.contains(part), "{form}: {part} in {}", ended.out);
        }
    }
}
