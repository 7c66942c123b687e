//! `report.md`: the audit to be read, in CommonMark with tables.

mod escape;
mod page;
mod sections;

pub use escape::escape;
pub use page::Page;

use super::shown::Shown;

/// The report.
pub fn report(shown: &Shown<'_>) -> String {
    let mut page = Page::new();
    sections::answer(&mut page, shown);
    sections::week(&mut page, shown);
    sections::also(&mut page, shown);
    sections::changes(&mut page, shown);
    sections::network(&mut page, shown);
    sections::people(&mut page, shown);
    sections::companies(&mut page, shown);
    sections::on_no_card(&mut page, shown);
    page.finish()
}

#[cfg(test)]
mod tests {
    use crate::report::plain::is_unsafe;
    use crate::report::sample;
    use crate::snapshot::Snapshot;

    fn of(audit: &crate::model::audit::Audit) -> String {
        sample::reported(&Snapshot::of(audit))
    }

    #[test]
    fn the_report_of_the_sample() {
        insta::assert_snapshot!(of(&sample::audit()));
    }

    #[test]
    fn a_large_network_stays_readable_and_says_what_it_leaves_out() {
        let mut audit = sample::audit();
        let last = audit.people[9].clone();
        audit
            .people
            .extend((11..3_000).map(|rank| crate::model::audit::Ranked {
                rank,
                ..last.clone()
            }));
        let text = of(&audit);
        assert!(text.lines().count() < 100, "{} lines", text.lines().count());
        assert!(
            text.contains("more: see report.html and ranked.csv"),
            "{text}"
        );
    }

    #[test]
    fn no_text_of_a_file_becomes_markup() {
        let text = of(&sample::audit());
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
