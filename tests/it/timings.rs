//! `--timings` says how long each step took, and changes nothing else.

use crate::run::{root, run, text};

#[test]
fn each_step_has_a_row_on_standard_error_and_the_audit_is_the_same() {
    let card = root().join("fixtures/demo/address-book.vcf");
    let audit = ["audit", text(&card), "--no-book", "--as-of", "2026-11-01"];
    let plain = run(&audit);
    let timed = run(&[audit.as_slice(), &["--timings"]].concat());
    assert_eq!((plain.code, &plain.out), (timed.code, &timed.out));

    let table = timed.err.strip_prefix(plain.err.as_str());
    let table = table.expect("the table stands behind what is said anyway");
    let rows: Vec<&str> = table.lines().collect();
    assert!(rows[0].starts_with("Step") && rows[0].contains("Seconds"));
    for step in [
        "looking at your files",
        "finding out who is who",
        "printing",
    ] {
        let named = |row: &&&str| row.starts_with(step);
        assert_eq!(rows.iter().filter(named).count(), 1, "{step}: {table}");
    }
    let seconds = |row: &str| -> f64 {
        let cell = row[32..].split_whitespace().next();
        cell.and_then(|cell| cell.parse().ok())
            .unwrap_or_else(|| panic!("no seconds in {row}"))
    };
    let (last, steps) = rows[1..].split_last().expect("a last row");
    assert!(last.starts_with("all of it"), "{table}");
    let sum: f64 = steps.iter().map(|row| seconds(row)).sum();
    // What lies between the steps is nearly nothing, and each row is rounded.
    assert!(
        (seconds(last) - sum).abs() < 0.05 + 0.001 * rows.len() as f64,
        "{table}"
    );
}
