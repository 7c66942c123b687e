//! Cards and addresses of two people, and given names that an office has several times.

use super::{card, clusters, joined, row};
use crate::identity::{Options, resolve};
use crate::model::card::Card;
use crate::model::person::Doubt;

#[test]
fn a_couples_card_is_neither_ones() {
    for couple in [
        "Anna & Ben Holmgren",
        "Anna und Ben Holmgren",
        "Anna and Ben",
        "Familie Holmgren",
        "The Holmgrens",
    ] {
        let home = "+493023125001";
        let cards = [
            card(1, couple).tel(home).mail("anna.holmgren@example.org"),
            card(2, "Anna Holmgren")
                .tel(home)
                .mail("anna.holmgren@example.org")
                .file(1),
        ];
        assert_eq!(joined(&cards), 2, "{couple}");
    }
    let twice = [1, 2].map(|n| {
        card(n, "Anna & Ben Holmgren")
            .mail("holmgrens@example.org")
            .file(n)
    });
    assert_eq!(joined(&twice), 1, "one couple in two books");
    let philosopher = [1, 2].map(|n| {
        card(n, "José Ortega y Gasset")
            .mail("jog@example.org")
            .file(n)
    });
    assert_eq!(joined(&philosopher), 1);
}

#[test]
fn an_address_of_two_given_names_joins_neither_of_the_two_with_whom_it_names() {
    let cards = [
        card(1, "").mail("penelope.neil@example.org"),
        card(2, "Neil Crumbvold")
            .mail("penelope.neil@example.org")
            .file(1),
        card(3, "Penelope Crumbvold")
            .mail("penelope.neil@example.org")
            .file(2),
    ];
    let people = clusters(&resolve(&cards, &Options::default()));
    assert!(
        people
            .iter()
            .all(|cards| !(cards.contains(&1) && cards.contains(&2)))
    );
}

#[test]
fn a_given_name_and_an_employer_are_asked_about_unless_the_name_is_rare_or_the_title_agrees() {
    let with = |known: &str, full: (&str, &str), titles: [&str; 2]| {
        let mut phone = card(1, known);
        let mut listed = row(1, full.0, full.1, "slug-1");
        phone.companies = vec!["Rivenholm".into()];
        listed.companies = vec!["Rivenholm".into()];
        phone.titles = vec![titles[0].into()];
        listed.titles = vec![titles[1].into()];
        joined(&[phone, listed])
    };
    assert_eq!(
        with("Nicole Rivenholm", ("Nicole", "Brandvold"), ["", ""]),
        2
    );
    assert_eq!(
        with(
            "Nicole Rivenholm",
            ("Nicole", "Brandvold"),
            ["Buyer", "Buyer"]
        ),
        1
    );
}

#[test]
fn who_is_filed_under_the_employer_is_not_who_bears_another_name_than_the_address_spells() {
    let mut phone = card(1, "Veronica Rivenholm").mail("veronica.stangvold@example.org");
    let mut listed = row(1, "Veronica", "Weathervold", "slug-1");
    phone.companies = vec!["Rivenholm".into()];
    listed.companies = vec!["Rivenholm".into()];
    phone.titles = vec!["Buyer".into()];
    listed.titles = vec!["Buyer".into()];
    let resolution = resolve(&[phone, listed], &Options::default());
    assert_eq!((resolution.people.len(), resolution.doubts.len()), (2, 0));
}

#[test]
fn a_family_name_that_was_cut_is_what_the_address_spells() {
    let cut = card(1, "Joyce Brandv").mail("joyce.brandvoldsen@example.org");
    let whole = |family: &str| row(1, "Joyce", family, "slug-1");
    assert_eq!(joined(&[cut.clone(), whole("Brandvoldsen")]), 1);
    assert_eq!(joined(&[cut, whole("Brandvigg")]), 2);
}

#[test]
fn a_western_given_name_beside_a_chinese_one_is_asked_about_where_number_or_mailbox_is_one() {
    let with = |first: &str, second: &str| {
        let own = |card: Card| match first {
            "number" => card.tel("+8613908903838"),
            _ => card.mail("kicker77@freemail.example"),
        };
        let cards = [own(card(1, "Jason Liu")), own(card(2, second).file(1))];
        let resolution = resolve(&cards, &Options::default());
        assert_eq!(resolution.people.len(), 2, "{first} {second}");
        let said = |doubt: &Doubt| {
            doubt
                .evidence
                .iter()
                .map(|e| e.text.clone())
                .collect::<Vec<_>>()
        };
        resolution
            .doubts
            .first()
            .map(|doubt| (doubt.probability, said(doubt)))
    };
    for key in ["number", "mailbox"] {
        for chinese in ["Bin Liu", "Xiuying Liu"] {
            let asked = with(key, chinese);
            assert!(
                asked.as_ref().is_some_and(|(p, _)| *p >= 0.4),
                "{key} {chinese} {asked:?}"
            );
        }
        let siblings = with(key, "Maria Liu");
        assert!(
            siblings.as_ref().is_none_or(|(p, _)| *p < 0.4),
            "{key} {siblings:?}"
        );
    }
}

#[test]
fn two_accounts_of_one_person_do_not_keep_the_other_cards_apart() {
    let account = |record: u32, slug: &str, title: &str| {
        let mut row = row(record, "Grace", "Fennimham", slug);
        row.companies = vec!["Brightholm Systems".to_owned()];
        row.titles = vec![title.to_owned()];
        row
    };
    let with = |titles: [&str; 2]| {
        let mut old = card(3, "Grace Fennimham").mail("grace@brightholmsystems.test");
        old.companies = vec!["Brightholm Systems".to_owned()];
        let cards = [
            account(1, "grace-fennimham", titles[0]),
            account(2, "grace-fennimham-1", titles[1]),
            old,
        ];
        joined(&cards)
    };
    assert_eq!(with(["Analyst", "Analyst"]), 2);
    assert_eq!(with(["Analyst", "Lawyer"]), 3, "two namesakes of one firm");
}
