//! The lists of `--out` for a spreadsheet: one function and one file each.
//!
//! None but the list of problems names a record or line, so shuffling the rows of the input changes no byte.

mod companies;
mod connections;
mod fixes;
mod keep_delete;
mod merged;
mod missing;
mod not_people;
mod problems;
mod ranked;
mod review;
mod sheet;
mod stale;
mod unmatched;

pub use companies::companies;
pub use connections::connections;
pub use fixes::fixes;
pub use keep_delete::keep_delete;
pub use merged::merged;
pub use missing::missing;
pub use not_people::not_people;
pub use problems::problems;
pub use ranked::ranked;
pub use review::review;
pub use sheet::{Sheet, Target};
pub use stale::stale;
pub use unmatched::unmatched;

use crate::model::audit::Audit;

/// Writes a list.
pub type List = fn(&Audit, Target<'_>) -> ::csv::Result<()>;

/// The lists by file name.
pub const LISTS: [(&str, List); 11] = [
    ("ranked.csv", ranked),
    ("keep-delete.csv", keep_delete),
    ("merged.csv", merged),
    ("review.csv", review),
    ("stale.csv", stale),
    ("missing.csv", missing),
    ("companies.csv", companies),
    ("unmatched.csv", unmatched),
    ("not-people.csv", not_people),
    ("problems.csv", problems),
    ("Connections.csv", connections),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::card::{CardIx, Tel};
    use crate::model::keys::Email;
    use crate::report::plain::is_unsafe;
    use crate::report::sample;
    use proptest::prelude::*;

    /// All rows of a list, the header first.
    fn rows(audit: &Audit, list: List) -> Vec<Vec<String>> {
        let text = text(audit, list);
        let mut reader = ::csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        reader
            .records()
            .map(|row| row.unwrap().iter().map(str::to_owned).collect())
            .collect()
    }

    fn text(audit: &Audit, list: List) -> String {
        let mut out = Vec::new();
        list(audit, Target::Csv(&mut out, b',')).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// One column of a list, without its header.
    fn column(audit: &Audit, list: List, name: &str) -> Vec<String> {
        let rows = rows(audit, list);
        let at = rows[0].iter().position(|c| c == name).unwrap();
        rows[1..].iter().map(|row| row[at].clone()).collect()
    }

    /// Whether a spreadsheet would leave a cell alone and nothing in it steers a terminal.
    fn is_harmless(cell: &str) -> bool {
        let bare = cell.trim_start_matches(|c: char| c.is_whitespace() || is_unsafe(c));
        let number = |rest: &str| rest.chars().all(|c| c.is_ascii_digit() || c == ' ');
        let phone = |text: &str| text.strip_prefix('+').is_some_and(number);
        let phone = bare.split("; ").all(phone);
        (phone || !bare.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']))
            && !cell.contains(is_unsafe)
    }

    #[test]
    fn no_cell_of_any_list_runs_or_steers() {
        for (name, list) in LISTS {
            for cell in rows(&sample::audit(), list).into_iter().flatten() {
                assert!(is_harmless(&cell), "{name}: {cell:?}");
            }
        }
    }

    /// The sample with one text wherever a file or a stage can put text.
    fn hostile(text: &str) -> Audit {
        let mut audit = sample::audit();
        let all = || vec![text.to_owned()];
        for card in &mut audit.cards {
            card.name.full = text.to_owned();
            card.name.given = text.to_owned();
            card.name.family = text.to_owned();
            card.companies = all();
            card.titles = all();
            card.phones.iter_mut().for_each(|tel| {
                *tel = Tel::new(text, None, Vec::new());
            });
            card.emails
                .iter_mut()
                .for_each(|mail| mail.raw = text.to_owned());
            card.emails
                .iter_mut()
                .for_each(|mail| mail.email = Email::parse(&format!("{text}@example.org")));
        }
        for ranked in &mut audit.people {
            ranked.person.id = text.to_owned();
            ranked.told.why = all();
        }
        let evidence = audit
            .merges
            .iter_mut()
            .map(|m| &mut m.evidence)
            .chain(audit.doubts.iter_mut().map(|d| &mut d.evidence));
        evidence.flatten().for_each(|e| e.text = text.to_owned());
        audit
            .files
            .iter_mut()
            .for_each(|file| file.name = text.to_owned());
        audit
            .problems
            .iter_mut()
            .for_each(|problem| problem.message = text.to_owned());
        for stale in &mut audit.hygiene.stale {
            (stale.value, stale.told) = (text.to_owned(), text.to_owned());
            stale.newer = Some(text.to_owned());
        }
        for employer in &mut audit.hygiene.employers {
            employer.name = text.to_owned();
            for spelling in &mut employer.spellings {
                spelling.text = text.to_owned();
            }
        }
        for someone in &mut audit.unmatched {
            (someone.name, someone.key, someone.remark) =
                (text.to_owned(), text.to_owned(), text.to_owned());
        }
        audit
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn whatever_the_text_no_list_runs_or_steers(
            text in "[\\s\\x{0}\\x{1b}\\x{200b}\\x{202e}\\x{feff}\\x{a0}]{0,3}[=+@＝－\"',;\\-]{0,3}\\PC{0,6}[\\r\\n\\x{85}]{0,2}[=a]{0,2}"
        ) {
            let audit = hostile(&text);
            for (name, list) in LISTS {
                let rows = rows(&audit, list);
                for cell in rows.iter().flatten() {
                    prop_assert!(is_harmless(cell), "{name}: {cell:?}");
                }
                prop_assert!(rows.iter().all(|row| row.len() == rows[0].len()));
            }
            prop_assert!(sample::reported(&crate::snapshot::Snapshot::of(&audit)).lines().all(|line| !line.contains(is_unsafe)));
        }
    }

    #[test]
    fn the_ranking_keeps_its_order_and_its_figures() {
        let audit = sample::audit();
        assert_eq!(
            column(&audit, ranked, "rank"),
            ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]
        );
        assert_eq!(
            rows(&audit, ranked)[1].join("|"),
            "1|Ana Ferreira|likely|0.642|0.442|0.842|0|0|0|2026-10-30|2015-01-07|recommendation-received; endorsement-received; \
             group-talk|3|keep|answered 9 of 11, last in October 2026; recommended you on 9 Jun 2021|Brightwater Analytics, Inc.|\
             Head of Analytics|ana@example.org|+49 1512 3456789; +351 912 345 678|https://www.linkedin.com/in/ana-1|2012-03-01|ana-1"
        );
    }

    #[test]
    fn the_list_to_fill_in_begins_with_the_questions() {
        let audit = sample::audit();
        let verdicts = column(&audit, keep_delete, "verdict");
        assert_eq!(
            verdicts,
            [
                "ask",
                "ask",
                "delete",
                "delete",
                "delete",
                "nurture",
                "reconnect",
                "reconnect",
                "keep",
                "keep"
            ]
        );
        assert!(
            column(&audit, keep_delete, "decision")
                .iter()
                .all(String::is_empty)
        );
        assert!(
            text(&audit, keep_delete).starts_with("\u{feff}decision,verdict,name"),
            "Excel needs the mark"
        );
        assert!(
            text(&audit, connections).starts_with("First Name,Last Name"),
            "programs that import it do not want it"
        );
    }

    #[test]
    fn a_merge_can_be_checked_from_its_rows_alone() {
        let audit = sample::audit();
        assert_eq!(column(&audit, merged, "card"), ["Ana Ferreira", "Ana F."]);
        assert_eq!(
            column(&audit, merged, "same_as"),
            ["", "Ana Ferreira (export.zip/Connections.csv)"]
        );
        assert_eq!(
            column(&audit, merged, "evidence"),
            [
                "",
                "same e-mail address ana@example.org; same family name Ferreira"
            ]
        );
        assert_eq!(column(&audit, merged, "bits"), ["", "8.2"]);
        assert_eq!(
            column(&audit, merged, "waterfall"),
            [
                "",
                "before comparing -9.5; e-mail: same +14.2; name: same +3.5"
            ]
        );
    }

    #[test]
    fn a_card_without_a_recorded_merge_is_listed_all_the_same() {
        let mut audit = sample::audit();
        audit.merges.clear();
        assert_eq!(column(&audit, merged, "card"), ["Ana Ferreira", "Ana F."]);
    }

    /// The same audit as from files whose rows stand the other way round.
    fn other_way_round() -> Audit {
        let mut audit = sample::audit();
        let last = audit.cards.len() as u32 - 1;
        let turn = |card: &mut CardIx| card.0 = last - card.0;
        audit.cards.reverse();
        audit.merges.reverse();
        audit.doubts.reverse();
        let people = audit
            .people
            .iter_mut()
            .map(|r| &mut r.person)
            .chain(&mut audit.not_people);
        people.flat_map(|person| &mut person.cards).for_each(turn);
        audit
            .merges
            .iter_mut()
            .flat_map(|m| [&mut m.a, &mut m.b])
            .for_each(turn);
        audit
            .hygiene
            .stale
            .iter_mut()
            .for_each(|stale| stale.cards.iter_mut().for_each(turn));
        for doubt in &mut audit.doubts {
            turn(&mut doubt.a);
            turn(&mut doubt.b);
            std::mem::swap(&mut doubt.a, &mut doubt.b);
        }
        audit
    }

    #[test]
    fn the_order_of_the_input_changes_no_byte() {
        for (name, list) in LISTS {
            assert_eq!(
                text(&other_way_round(), list),
                text(&sample::audit(), list),
                "{name}"
            );
        }
        let reported = |audit: &Audit| sample::reported(&crate::snapshot::Snapshot::of(audit));
        assert_eq!(reported(&other_way_round()), reported(&sample::audit()));
    }

    #[test]
    fn the_sides_of_a_pair_are_told_apart_by_more_than_their_names() {
        let audit = sample::audit();
        assert_eq!(
            column(&audit, review, "name_a"),
            column(&audit, review, "name_b")
        );
        assert_eq!(column(&audit, review, "company_a"), ["Fabrikam"]);
        assert_eq!(column(&audit, review, "company_b"), ["Northwind"]);
        assert_eq!(column(&audit, review, "id_a"), ["maria-8"]);
    }

    #[test]
    fn problems_stand_in_the_order_of_the_files() {
        assert_eq!(
            column(&sample::audit(), problems, "code"),
            ["date-only-row", "bad-date", "unreadable-card"]
        );
        assert_eq!(
            column(&sample::audit(), problems, "line"),
            ["11", "18", "7"]
        );
    }

    #[test]
    fn connections_are_newest_first_in_the_layout_of_linkedin() {
        let rows = rows(&sample::audit(), connections);
        assert_eq!(
            rows[0].join(","),
            "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
        );
        assert_eq!(
            rows[1][..3],
            ["Jörg", "Müller", "https://www.linkedin.com/in/j%C3%B6rg-7"]
        );
        assert_eq!(
            rows[2].join("|"),
            "Tamsin|Okonedo-Reyes|https://www.linkedin.com/in/tamsin-3||||03 Mar 2024"
        );
        assert_eq!(
            rows.len(),
            11,
            "the company is no connection and Ana is one row"
        );
    }
}
