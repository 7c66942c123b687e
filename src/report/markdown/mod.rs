//! `report.md`: the audit to be read, in CommonMark with tables.

mod escape;
mod network;
mod page;
mod sections;

pub use escape::escape;
pub use page::Page;

use crate::model::audit::Audit;

/// The report.
pub fn report(audit: &Audit) -> String {
    let mut page = Page::new();
    sections::head(&mut page, audit);
    sections::first(&mut page, audit);
    network::network(&mut page, audit);
    sections::verdicts(&mut page, audit);
    sections::review(&mut page, audit);
    sections::unmatched(&mut page, audit);
    sections::not_people(&mut page, audit);
    sections::files(&mut page, audit);
    sections::problems(&mut page, audit);
    sections::how_to_read(&mut page);
    page.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::plain::is_unsafe;
    use crate::report::sample;

    #[test]
    fn the_report_of_the_sample() {
        insta::assert_snapshot!(report(&sample::audit()));
    }

    #[test]
    fn a_large_network_stays_readable_and_says_what_it_leaves_out() {
        let mut audit = sample::audit();
        let last = audit.people[9].clone();
        audit
            .people
            .extend((11..30_000).map(|rank| crate::model::audit::Ranked {
                rank,
                ..last.clone()
            }));
        let text = report(&audit);
        assert!(text.lines().count() < 500, "{} lines", text.lines().count());
        assert!(
            text.contains("more: see keep-delete.csv"),
            "{}",
            &text[..3000]
        );
    }

    #[test]
    fn no_text_of_a_file_becomes_markup() {
        let text = report(&sample::audit());
        assert!(!text.contains("<script>") && !text.contains("*me*"));
        assert!(text.contains("a\\|b \\<script\\>"), "a cell stays one cell");
        assert!(text.lines().all(|line| !line.contains(is_unsafe)));
        let widths = |line: &str| line.replace("\\|", "").matches('|').count();
        let mut table = None;
        for line in text.lines() {
            let columns = line.starts_with('|').then(|| widths(line));
            if let (Some(columns), Some(table)) = (columns, table) {
                assert_eq!(columns, table, "{line}");
            }
            table = columns;
        }
    }
}
